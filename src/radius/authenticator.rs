//! Authenticators: who holds the shared secret (RFC 2865, section 3; RFC 2866, section 3; RFC 3579, section 3.2).
//!
//! Everything is compared in constant time: the time of an answer must not tell how many octets were right.

use super::packet::{Code, HEADER, Packet, number};
use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use subtle::ConstantTimeEq;

/// What a Request Authenticator is while a request other than Access-Request is being signed.
const ZERO: [u8; 16] = [0; 16];

/// Message-Authenticator of a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageAuthenticator {
    /// There is none.
    Absent,
    /// It fits.
    Valid,
    /// It does not fit, has not 16 octets, or stands twice.
    Invalid,
}

/// Checks the Message-Authenticator of a request (RFC 3579, section 3.2; RFC 5997, section 3; RFC 5176, section 3.3).
pub fn check_message(request: &Packet<'_>, secret: &[u8]) -> MessageAuthenticator {
    let hashed = match request.code() {
        Code::ACCESS_REQUEST | Code::STATUS_SERVER => request.authenticator(),
        _ => &ZERO,
    };
    check_message_with(request, hashed, secret)
}

/// Checks the Message-Authenticator of a reply to a request with that Request Authenticator.
pub fn check_reply_message(
    reply: &Packet<'_>,
    request_authenticator: &[u8; 16],
    secret: &[u8],
) -> MessageAuthenticator {
    check_message_with(reply, request_authenticator, secret)
}

fn check_message_with(
    packet: &Packet<'_>,
    hashed: &[u8; 16],
    secret: &[u8],
) -> MessageAuthenticator {
    let mut found = packet
        .attributes()
        .filter(|attribute| attribute.number == number::MESSAGE_AUTHENTICATOR);
    let Some(attribute) = found.next() else {
        return MessageAuthenticator::Absent;
    };
    let right = found.next().is_none()
        && attribute.value.len() == 16
        && message_authenticator(packet.octets(), attribute.offset + 2, hashed, secret)
            .is_some_and(|expected| bool::from(expected.ct_eq(attribute.value)));
    if right {
        MessageAuthenticator::Valid
    } else {
        MessageAuthenticator::Invalid
    }
}

/// HMAC-MD5 over the packet with `hashed` in place of its authenticator and zeros at `value_at`.
fn message_authenticator(
    octets: &[u8],
    value_at: usize,
    hashed: &[u8; 16],
    secret: &[u8],
) -> Option<[u8; 16]> {
    let mut hmac = Hmac::<Md5>::new_from_slice(secret).ok()?;
    hmac.update(octets.get(..4)?);
    hmac.update(hashed);
    hmac.update(octets.get(HEADER..value_at)?);
    hmac.update(&ZERO);
    hmac.update(octets.get(value_at + 16..)?);
    Some(hmac.finalize().into_bytes().into())
}

/// Fills the Message-Authenticator of a finished packet, if it has one. `hashed` is the Request Authenticator for a
/// reply and for an Access-Request, zeros for any other request. To be called before the packet itself is signed.
pub fn sign_message(packet: &mut [u8], hashed: &[u8; 16], secret: &[u8]) {
    let value_at = Packet::parse(packet).ok().and_then(|parsed| {
        parsed
            .attributes()
            .find(|attribute| attribute.number == number::MESSAGE_AUTHENTICATOR)
            .map(|attribute| attribute.offset + 2)
    });
    let Some(value_at) = value_at else { return };
    if let Some(value) = message_authenticator(packet, value_at, hashed, secret) {
        overwrite(packet, value_at, &value);
    }
}

/// Checks the Request Authenticator of Accounting-Request, Disconnect-Request and CoA-Request.
pub fn check_request(request: &Packet<'_>, secret: &[u8]) -> bool {
    digest(request.octets(), &ZERO, secret)
        .ct_eq(request.authenticator())
        .into()
}

/// Writes the Request Authenticator of Accounting-Request, Disconnect-Request and CoA-Request.
pub fn sign_request(packet: &mut [u8], secret: &[u8]) {
    let value = digest(packet, &ZERO, secret);
    overwrite(packet, 4, &value);
}

/// Checks the Response Authenticator of a reply.
pub fn check_reply(reply: &Packet<'_>, request_authenticator: &[u8; 16], secret: &[u8]) -> bool {
    digest(reply.octets(), request_authenticator, secret)
        .ct_eq(reply.authenticator())
        .into()
}

/// Writes the Response Authenticator of a reply, and its Message-Authenticator before.
pub fn sign_reply(packet: &mut [u8], request_authenticator: &[u8; 16], secret: &[u8]) {
    sign_message(packet, request_authenticator, secret);
    let value = digest(packet, request_authenticator, secret);
    overwrite(packet, 4, &value);
}

/// MD5 over the packet with `authenticator` in place of its own, then the secret.
fn digest(packet: &[u8], authenticator: &[u8; 16], secret: &[u8]) -> [u8; 16] {
    Md5::new()
        .chain_update(packet.get(..4).unwrap_or_default())
        .chain_update(authenticator)
        .chain_update(packet.get(HEADER..).unwrap_or_default())
        .chain_update(secret)
        .finalize()
        .into()
}

fn overwrite(packet: &mut [u8], at: usize, value: &[u8; 16]) {
    if let Some(place) = packet.get_mut(at..at + 16) {
        place.copy_from_slice(value);
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test may panic"
)]
mod tests {
    use super::*;
    use crate::radius::packet::Writer;

    /// RFC 2865, section 7.1: the reply to nemo.
    #[test]
    fn response_authenticator_of_the_rfc() {
        let request = [
            0x0f, 0x40, 0x3f, 0x94, 0x73, 0x97, 0x80, 0x57, 0xbd, 0x83, 0xd5, 0xcb, 0x98, 0xf4,
            0x22, 0x7a,
        ];
        let reply = [
            0x02, 0x00, 0x00, 0x26, 0x86, 0xfe, 0x22, 0x0e, 0x76, 0x24, 0xba, 0x2a, 0x10, 0x05,
            0xf6, 0xbf, 0x9b, 0x55, 0xe0, 0xb2, 0x06, 0x06, 0x00, 0x00, 0x00, 0x01, 0x0f, 0x06,
            0x00, 0x00, 0x00, 0x00, 0x0e, 0x06, 0xc0, 0xa8, 0x01, 0x03,
        ];
        let packet = Packet::parse(&reply).unwrap();
        assert!(check_reply(&packet, &request, b"xyzzy5461"));
        assert!(!check_reply(&packet, &request, b"xyzzy5462"));
    }

    fn signed() -> Vec<u8> {
        let mut buffer = Vec::new();
        let mut writer = Writer::new(&mut buffer, Code::ACCESS_REQUEST, 1, &[3; 16]);
        writer.push(1, b"bob").unwrap();
        writer.push(80, &ZERO).unwrap();
        writer.push(6, &[0, 0, 0, 1]).unwrap();
        let mut octets = writer.finish().clone();
        sign_message(&mut octets, &[3; 16], b"secret");
        octets
    }

    #[test]
    fn any_change_breaks_the_message_authenticator() {
        let octets = signed();
        let check =
            |octets: &[u8], secret: &[u8]| check_message(&Packet::parse(octets).unwrap(), secret);
        assert_eq!(check(&octets, b"secret"), MessageAuthenticator::Valid);
        assert_eq!(check(&octets, b"Secret"), MessageAuthenticator::Invalid);
        // Neither the length nor an attribute's length is turned here: those packets would be malformed.
        for at in (0..octets.len()).filter(|at| ![2, 3, 21, 26, 44].contains(at)) {
            let mut changed = octets.clone();
            changed[at] ^= 1;
            if Packet::parse(&changed).is_ok_and(|p| p.has(80) && p.code() != Code::STATUS_SERVER) {
                assert_eq!(
                    check(&changed, b"secret"),
                    MessageAuthenticator::Invalid,
                    "octet {at}"
                );
            }
        }
    }

    #[test]
    fn two_message_authenticators_are_none() {
        let mut buffer = Vec::new();
        let mut writer = Writer::new(&mut buffer, Code::ACCESS_REQUEST, 1, &[3; 16]);
        writer.push(80, &ZERO).unwrap();
        writer.push(80, &ZERO).unwrap();
        let octets = writer.finish();
        sign_message(octets, &[3; 16], b"secret");
        let packet = Packet::parse(octets).unwrap();
        assert_eq!(
            check_message(&packet, b"secret"),
            MessageAuthenticator::Invalid
        );
    }

    #[test]
    fn a_request_is_signed_over_zeros() {
        let mut octets = vec![4, 1, 0, 20];
        octets.extend_from_slice(&ZERO);
        sign_request(&mut octets, b"secret");
        assert!(check_request(&Packet::parse(&octets).unwrap(), b"secret"));
        assert!(!check_request(&Packet::parse(&octets).unwrap(), b"other"));
    }
}
