//! What goes wrong with HTTP, in the terms of deliveries.

use super::{Cause, Failure};
use std::io;

pub(super) fn failure(error: &ureq::Error) -> Failure {
    use ureq::Error as E;
    let cause = match error {
        E::Timeout(_) => Cause::Silent,
        E::Io(io) if io.kind() == io::ErrorKind::InvalidData => Cause::Certificate,
        E::Io(io)
            if matches!(
                io.kind(),
                io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock
            ) =>
        {
            Cause::Silent
        }
        E::Io(_) | E::HostNotFound | E::ConnectionFailed => Cause::Unreachable,
        E::Tls(_) | E::Rustls(_) | E::Pem(_) => Cause::Certificate,
        E::BadUri(_) | E::Http(_) | E::InvalidProxyUrl => Cause::Settings,
        _ => Cause::Strange,
    };
    Failure::new(cause, error)
}
