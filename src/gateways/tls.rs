//! TLS with a gateway. Its certificate is its own work, signed by nobody and often for another name, so that it cannot
//! be checked by authorities: it is known by its fingerprint, the first one taken and pinned, another one refused.

use super::{Cause, Failure, Fingerprint};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use std::sync::{Arc, Mutex, PoisonError};

/// The certificate that one gateway is known by.
#[derive(Debug)]
pub struct Pin {
    known: Mutex<Known>,
    provider: Arc<CryptoProvider>,
}

#[derive(Debug, Default)]
struct Known {
    expected: Option<Fingerprint>,
    shown: Option<Fingerprint>,
}

impl Pin {
    /// The pinned certificate; without one, the first that is shown counts as pinned from then on.
    pub fn new(expected: Option<Fingerprint>) -> Arc<Self> {
        Arc::new(Self {
            known: Mutex::new(Known {
                expected,
                shown: None,
            }),
            provider: Arc::new(ring::default_provider()),
        })
    }

    /// The certificate that was shown last.
    pub fn shown(&self) -> Option<Fingerprint> {
        self.known().shown
    }

    /// The failure that lies behind a refused handshake, if it was refused for its certificate.
    pub fn refused(&self) -> Option<Failure> {
        let known = self.known();
        match (known.expected, known.shown) {
            (Some(expected), Some(shown)) if expected != shown => Some(Failure::new(
                Cause::CertificateChanged { expected, shown },
                "",
            )),
            _ => None,
        }
    }

    /// What rustls needs. TLS 1.2 is what RouterOS 6 has.
    pub fn config(self: &Arc<Self>) -> Result<Arc<ClientConfig>, Failure> {
        let builder = ClientConfig::builder_with_provider(Arc::clone(&self.provider));
        let config = builder
            .with_safe_default_protocol_versions()
            .map_err(|error| Failure::new(Cause::NoTls, error))?
            .dangerous()
            .with_custom_certificate_verifier(Arc::clone(self) as Arc<dyn ServerCertVerifier>)
            .with_no_client_auth();
        Ok(Arc::new(config))
    }

    /// The name to ask for. It proves nothing, so that one that TLS does not take is replaced.
    pub fn name_of(host: &str) -> ServerName<'static> {
        let name = host.trim_matches(['[', ']']).to_owned();
        ServerName::try_from(name)
            .unwrap_or_else(|_| ServerName::IpAddress(std::net::Ipv4Addr::UNSPECIFIED.into()))
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ServerCertVerifier for Pin {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let shown = Fingerprint::of(end_entity);
        let mut known = self.known();
        known.shown = Some(shown);
        if *known.expected.get_or_insert(shown) == shown {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(CertificateError::ApplicationVerificationFailure.into())
        }
    }

    // That the other side has the key of the certificate, not a copy of the certificate alone.
    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, cert, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, cert, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}
