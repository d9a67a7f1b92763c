//! MS-CHAPv2 (RFC 2759) and the keys that come with it (RFC 3079, section 3).
//!
//! MD4, DES and SHA-1 are broken; they stand here because the protocol is made of them, and nothing else uses them.

use super::service::MsChap2;
use des::{
    Des,
    cipher::{Array, BlockCipherEncrypt, KeyInit},
};
use md4::Md4;
use sha1::{Digest, Sha1};
use subtle::ConstantTimeEq;

/// RFC 2759, section 8.7.
const MAGIC_1: &[u8] = b"Magic server to client signing constant";
/// RFC 2759, section 8.7.
const MAGIC_2: &[u8] = b"Pad to make it do more than one iteration";
/// RFC 3079, section 3.4.
const MASTER_MAGIC: &[u8] = b"This is the MPPE Master Key";
/// RFC 3079, section 3.4: what the client sends with and the server receives with.
const CLIENT_SEND_MAGIC: &[u8] =
    b"On the client side, this is the send key; on the server side, it is the receive key.";
/// RFC 3079, section 3.4: what the client receives with and the server sends with.
const CLIENT_RECEIVE_MAGIC: &[u8] =
    b"On the client side, this is the receive key; on the server side, it is the send key.";

/// Whether the NT-Response was made with this password (RFC 2759, section 8.1).
pub fn holds(exchange: &MsChap2, password: &str) -> bool {
    let hash = password_hash(password);
    challenge_response(challenge_hash(exchange), &hash)
        .ct_eq(&exchange.nt_response)
        .into()
}

/// The proof that the server knows the password: `S=` and forty hex digits (RFC 2759, section 8.7).
pub fn authenticator_response(exchange: &MsChap2, password: &str) -> String {
    let first: [u8; 20] = Sha1::new()
        .chain_update(md4(&password_hash(password)))
        .chain_update(exchange.nt_response)
        .chain_update(MAGIC_1)
        .finalize()
        .into();
    let second: [u8; 20] = Sha1::new()
        .chain_update(first)
        .chain_update(challenge_hash(exchange))
        .chain_update(MAGIC_2)
        .finalize()
        .into();
    second.iter().fold(String::from("S="), |text, octet| {
        text + &format!("{octet:02X}")
    })
}

/// The server's MS-MPPE-Send-Key and MS-MPPE-Recv-Key of 128 bits (RFC 3079, section 3.3).
pub fn keys(exchange: &MsChap2, password: &str) -> ([u8; 16], [u8; 16]) {
    let master = first_16(
        Sha1::new()
            .chain_update(md4(&password_hash(password)))
            .chain_update(exchange.nt_response)
            .chain_update(MASTER_MAGIC),
    );
    let start_key = |magic: &[u8]| {
        first_16(
            Sha1::new()
                .chain_update(master)
                .chain_update([0x00; 40])
                .chain_update(magic)
                .chain_update([0xf2; 40]),
        )
    };
    (
        start_key(CLIENT_RECEIVE_MAGIC),
        start_key(CLIENT_SEND_MAGIC),
    )
}

/// User-Name as it enters the hash: without a Windows domain (RFC 2759, section 8.2).
pub fn without_domain(username: &str) -> &str {
    username
        .rsplit_once('\\')
        .map_or(username, |(_, name)| name)
}

/// `NtPasswordHash` (RFC 2759, section 8.3).
fn password_hash(password: &str) -> [u8; 16] {
    let utf16: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
    md4(&utf16)
}

/// `ChallengeHash` (RFC 2759, section 8.2).
fn challenge_hash(exchange: &MsChap2) -> [u8; 8] {
    let hash: [u8; 20] = Sha1::new()
        .chain_update(exchange.peer_challenge)
        .chain_update(exchange.authenticator_challenge)
        .chain_update(&exchange.username)
        .finalize()
        .into();
    let (head, _) = hash.split_first_chunk().unwrap_or((&[0; 8], &[]));
    *head
}

/// `ChallengeResponse` (RFC 2759, section 8.5): the challenge under each third of the hash, the last filled with zeros.
fn challenge_response(challenge: [u8; 8], hash: &[u8; 16]) -> [u8; 24] {
    let mut response = [0; 24];
    let keys = hash.chunks(7);
    for (part, key) in response.as_chunks_mut::<8>().0.iter_mut().zip(keys) {
        *part = des(challenge, key);
    }
    response
}

/// One block under a key of up to 56 bits; DES wants a parity bit after every seven and looks at none.
fn des(block: [u8; 8], key: &[u8]) -> [u8; 8] {
    let bits = key.iter().zip(0..7).fold(0u64, |bits, (&octet, at)| {
        bits | u64::from(octet) << (56 - 8 * at)
    });
    let mut spread = [0u8; 8];
    for (octet, at) in spread.iter_mut().zip(0..8) {
        let [.., seven] = (bits >> (57 - 7 * at)).to_be_bytes();
        *octet = seven << 1;
    }
    let mut block = Array::from(block);
    Des::new(&Array::from(spread)).encrypt_block(&mut block);
    block.into()
}

fn md4(octets: &[u8]) -> [u8; 16] {
    Md4::digest(octets).into()
}

fn first_16(hash: Sha1) -> [u8; 16] {
    let full: [u8; 20] = hash.finalize().into();
    let [key @ .., _, _, _, _] = full;
    key
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// RFC 2759, section 9.2, whose password is clientPass.
    pub(in crate::radius) fn exchange_of_the_rfc() -> MsChap2 {
        MsChap2 {
            ident: 1,
            authenticator_challenge: [
                0x5B, 0x5D, 0x7C, 0x7D, 0x7B, 0x3F, 0x2F, 0x3E, 0x3C, 0x2C, 0x60, 0x21, 0x32, 0x26,
                0x26, 0x28,
            ],
            peer_challenge: [
                0x21, 0x40, 0x23, 0x24, 0x25, 0x5E, 0x26, 0x2A, 0x28, 0x29, 0x5F, 0x2B, 0x3A, 0x33,
                0x7C, 0x7E,
            ],
            nt_response: [
                0x82, 0x30, 0x9E, 0xCD, 0x8D, 0x70, 0x8B, 0x5E, 0xA0, 0x8F, 0xAA, 0x39, 0x81, 0xCD,
                0x83, 0x54, 0x42, 0x33, 0x11, 0x4A, 0x3D, 0x85, 0xD6, 0xDF,
            ],
            username: "User".to_owned(),
        }
    }

    #[test]
    fn the_example_of_rfc_2759_section_9_2() {
        let exchange = exchange_of_the_rfc();
        assert_eq!(
            challenge_hash(&exchange),
            [0xD0, 0x2E, 0x43, 0x86, 0xBC, 0xE9, 0x12, 0x26]
        );
        assert_eq!(
            password_hash("clientPass"),
            [
                0x44, 0xEB, 0xBA, 0x8D, 0x53, 0x12, 0xB8, 0xD6, 0x11, 0x47, 0x44, 0x11, 0xF5, 0x69,
                0x89, 0xAE
            ]
        );
        assert!(holds(&exchange, "clientPass"));
        assert!(!holds(&exchange, "clientpass"));
        assert_eq!(
            authenticator_response(&exchange, "clientPass"),
            "S=407A5589115FD0D6209F510FE9C04566932CDA56"
        );
    }

    /// RFC 3079, section 3.5.3, uses the same exchange.
    #[test]
    fn the_key_of_rfc_3079_section_3_5_3() {
        let (send, _) = keys(&exchange_of_the_rfc(), "clientPass");
        assert_eq!(
            send,
            [
                0x8B, 0x7C, 0xDC, 0x14, 0x9B, 0x99, 0x3A, 0x1B, 0xA1, 0x18, 0xCB, 0x15, 0x3F, 0x56,
                0xDC, 0xCB
            ]
        );
    }

    #[test]
    fn a_domain_does_not_enter_the_hash() {
        assert_eq!(without_domain("HOTEL\\room101"), "room101");
        assert_eq!(without_domain("room101"), "room101");
    }
}
