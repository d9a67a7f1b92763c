//! TLS with PostgreSQL, its certificate pinned.

use crate::gateways::{Result, tls::Pin};
use std::{
    future::Future,
    io, pin,
    sync::Arc,
    task::{Context, Poll},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::{
    Socket,
    tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream},
};
use tokio_rustls::{TlsConnector, client, rustls::pki_types::ServerName};

/// Puts TLS with a pinned certificate around a connection.
pub(super) struct PinnedTls(TlsConnector);

impl PinnedTls {
    pub(super) fn new(pin: &Arc<Pin>) -> Result<Self> {
        Ok(Self(TlsConnector::from(pin.config()?)))
    }
}

/// What went wrong between the hellos.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Handshake(io::Error);

/// Whether a connection failed for want of TLS: the handshake did, or the server does not know it. In this it is told from a
/// connection that broke by its cause, as the error itself does not say what kind it is.
pub(super) fn is_of_tls(error: &tokio_postgres::Error) -> bool {
    let cause = std::error::Error::source(error);
    error.as_db_error().is_none()
        && cause.is_some_and(|cause| match cause.downcast_ref::<Handshake>() {
            // A connection that breaks off is none.
            Some(Handshake(why)) => why.kind() == io::ErrorKind::InvalidData,
            None => !cause.is::<io::Error>(),
        })
}

impl MakeTlsConnect<Socket> for PinnedTls {
    type Stream = Wire;
    type TlsConnect = ToHost;
    type Error = Handshake;

    fn make_tls_connect(&mut self, host: &str) -> std::result::Result<ToHost, Handshake> {
        Ok(ToHost(self.0.clone(), Pin::name_of(host)))
    }
}

/// The same for one host.
pub(super) struct ToHost(TlsConnector, ServerName<'static>);

impl TlsConnect<Socket> for ToHost {
    type Stream = Wire;
    type Error = Handshake;
    type Future = pin::Pin<Box<dyn Future<Output = std::result::Result<Wire, Handshake>> + Send>>;

    fn connect(self, socket: Socket) -> Self::Future {
        Box::pin(async move {
            let stream = self.0.connect(self.1, socket).await;
            stream.map(Wire).map_err(Handshake)
        })
    }
}

/// A connection under TLS.
pub(super) struct Wire(client::TlsStream<Socket>);

impl TlsStream for Wire {
    // Who is at the other end is known by the pinned certificate.
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: pin::Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        pin::Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: pin::Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        pin::Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(
        mut self: pin::Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        pin::Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: pin::Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        pin::Pin::new(&mut self.0).poll_shutdown(context)
    }
}
