//! HTTP with a gateway: blocking, its certificate pinned, no redirect followed, no status taken for an error, nothing
//! asked of the system (no proxy, no cookie jar).

use super::{Cause, Connection, Failure, Fingerprint, Result, Transport, tls::Pin};
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use std::{
    fmt,
    io::{self, Read as _, Write as _},
    sync::Arc,
};
use ureq::{
    Agent, Error,
    config::Config,
    http::{HeaderMap, Request},
    unversioned::{
        resolver::DefaultResolver,
        transport::{
            Buffers, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, TcpConnector,
            Transport as Wire, TransportAdapter,
        },
    },
};

/// How much of an answer is read: ten thousand users are some megabytes.
const ANSWER_MAX: u64 = 64 * 1024 * 1024;

/// One gateway, spoken to by HTTP. Copies share their connections, so that several threads may ask at once.
#[derive(Debug, Clone)]
pub struct Client {
    agent: Agent,
    base: String,
    pin: Arc<Pin>,
}

/// An answer, whatever its status.
#[derive(Debug)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Vec<u8>,
}

impl Client {
    /// For a gateway, with the vendor's port for its transport. Nothing is asked yet.
    pub fn new(connection: &Connection, default_port: u16) -> Result<Self> {
        let pin = Pin::new(connection.fingerprint);
        let scheme = match connection.transport {
            Transport::Tls => "https",
            Transport::Plain => "http",
        };
        let host = connection.host.trim().trim_matches(['[', ']']);
        if host.is_empty() || host.contains(|one: char| one.is_whitespace() || "/@?#".contains(one))
        {
            return Err(Failure::new(
                Cause::Settings,
                "the address of the interface",
            ));
        }
        let host = if host.contains(':') {
            format!("[{host}]")
        } else {
            host.to_owned()
        };
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .timeout_global(Some(connection.patience))
            .max_idle_connections_per_host(16)
            .build();
        let wire = TcpConnector::default();
        let tls = PinnedTls {
            config: pin.config()?,
        };
        Ok(Self {
            agent: Agent::with_parts(config, wire.chain(tls), DefaultResolver::default()),
            base: format!(
                "{scheme}://{host}:{}",
                connection.port.unwrap_or(default_port)
            ),
            pin,
        })
    }

    /// `https://192.0.2.1:443`, without a slash at its end: for [`Request::builder`].
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The certificate that was shown last.
    pub fn certificate(&self) -> Option<Fingerprint> {
        self.pin.shown()
    }

    /// Asks for a page and waits.
    pub fn get(&self, path: &str) -> Result<Response> {
        let request = Request::get(format!("{}{path}", self.base)).body(Vec::new());
        self.send(request.map_err(|error| Failure::new(Cause::Settings, error))?)
    }

    /// Asks and waits. Any status is an answer.
    pub fn send(&self, request: Request<Vec<u8>>) -> Result<Response> {
        let answered = self.agent.run(request);
        let mut response = answered.map_err(|error| self.failure(&error))?;
        let body = response
            .body_mut()
            .with_config()
            .limit(ANSWER_MAX)
            .read_to_vec()
            .map_err(|error| self.failure(&error))?;
        Ok(Response {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body,
        })
    }

    fn failure(&self, error: &Error) -> Failure {
        if let Some(changed) = self.pin.refused() {
            return changed;
        }
        Failure::new(cause(error), error)
    }
}

fn cause(error: &Error) -> Cause {
    match error {
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => Cause::Unreachable,
        Error::Timeout(_) => Cause::Silent,
        Error::Io(io) => match io.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Cause::Silent,
            // What rustls says when the other side speaks something else.
            io::ErrorKind::InvalidData => Cause::NoTls,
            _ => Cause::Unreachable,
        },
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) | Error::TlsRequired => Cause::NoTls,
        Error::BadUri(_) | Error::Http(_) | Error::InvalidProxyUrl => Cause::Settings,
        _ => Cause::Strange,
    }
}

/// A text as one piece of a path or as the value of a parameter (RFC 3986, 2.3: all but the unreserved).
pub fn encoded(text: &str) -> String {
    use fmt::Write as _;
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

impl Response {
    /// The body as text, for people.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_slice(&self.body).map_err(|_| {
            Failure::new(
                Cause::Strange,
                format!("HTTP {}: {}", self.status, self.text()),
            )
        })
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Puts TLS with a pinned certificate around a connection.
struct PinnedTls {
    config: Arc<ClientConfig>,
}

impl fmt::Debug for PinnedTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PinnedTls")
    }
}

impl<In: Wire> Connector<In> for PinnedTls {
    type Out = Either<In, TlsWire>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, Error> {
        let Some(wire) = chained else {
            return Ok(None);
        };
        if !details.needs_tls() {
            return Ok(Some(Either::A(wire)));
        }
        let name = Pin::name_of(details.uri.host().unwrap_or_default());
        let mut conn = ClientConnection::new(Arc::clone(&self.config), name)?;
        let mut sock = TransportAdapter::new(wire.boxed(), details.current_time.clone());
        sock.set_timeout(details.timeout);
        let _ = conn.complete_io(&mut sock)?;
        Ok(Some(Either::B(TlsWire {
            buffers: LazyBuffers::new(
                details.config.input_buffer_size(),
                details.config.output_buffer_size(),
            ),
            stream: StreamOwned { conn, sock },
        })))
    }
}

/// A connection under TLS.
struct TlsWire {
    buffers: LazyBuffers,
    stream: StreamOwned<ClientConnection, TransportAdapter>,
}

impl fmt::Debug for TlsWire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TlsWire")
    }
}

impl Wire for TlsWire {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.stream.get_mut().set_timeout(timeout);
        let output = self.buffers.output().get(..amount).unwrap_or_default();
        self.stream.write_all(output)?;
        Ok(())
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.stream.get_mut().set_timeout(timeout);
        let input = self.buffers.input_append_buf();
        let amount = self.stream.read(input)?;
        self.buffers.input_appended(amount);
        Ok(amount > 0)
    }

    fn is_open(&mut self) -> bool {
        self.stream.get_mut().get_mut().is_open()
    }

    fn is_tls(&self) -> bool {
        true
    }
}
