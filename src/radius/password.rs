//! Passwords hidden by the shared secret: User-Password (RFC 2865, section 5.2) and keys with a salt (RFC 2548,
//! section 2.4.2).

use md5::{Digest, Md5};
use zeroize::Zeroizing;

/// Longest hidden password (RFC 2865, section 5.2).
const MAXIMUM: usize = 128;

/// The password of a User-Password; `None` when its length is not 16, 32, … 128. The zeros that filled the last block
/// are taken off.
pub fn reveal(
    hidden: &[u8],
    request_authenticator: &[u8; 16],
    secret: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    if hidden.is_empty() || hidden.len() > MAXIMUM {
        return None;
    }
    let (blocks, []) = hidden.as_chunks::<16>() else {
        return None;
    };
    let mut password = Zeroizing::new(Vec::with_capacity(hidden.len()));
    let mut previous = request_authenticator;
    for block in blocks {
        password.extend(
            mask(secret, &[previous])
                .iter()
                .zip(block)
                .map(|(m, b)| m ^ b),
        );
        previous = block;
    }
    let length = password
        .iter()
        .rposition(|&octet| octet != 0)
        .map_or(0, |last| last + 1);
    password.truncate(length);
    Some(password)
}

/// The User-Password of a password of up to 128 octets; what is longer is cut.
pub fn hide(password: &[u8], request_authenticator: &[u8; 16], secret: &[u8]) -> Vec<u8> {
    let password = password.get(..MAXIMUM).unwrap_or(password);
    chain(password, &[request_authenticator], secret)
}

/// A key hidden with a salt, as MS-MPPE-Send-Key and MS-MPPE-Recv-Key want it: salt, then the hidden length and key.
/// The salt's first bit must be set, and no two salts of one packet may be equal (RFC 2548, section 2.4.2).
pub fn hide_salted(
    key: &[u8; 16],
    salt: [u8; 2],
    request_authenticator: &[u8; 16],
    secret: &[u8],
) -> Vec<u8> {
    let mut plain = Zeroizing::new(vec![16]);
    plain.extend_from_slice(key);
    let mut value = salt.to_vec();
    value.extend(chain(&plain, &[request_authenticator, &salt], secret));
    value
}

/// Cipher block chaining with MD5: each block is masked by the hash of the secret and the block before.
fn chain(plain: &[u8], first: &[&[u8]], secret: &[u8]) -> Vec<u8> {
    let mut hidden: Vec<u8> = Vec::with_capacity(plain.len() + 16);
    let mut key = mask(secret, first);
    for block in plain.chunks(16).chain(plain.is_empty().then_some(&[][..])) {
        let padded = block.iter().copied().chain(std::iter::repeat(0));
        let masked: Vec<u8> = key.iter().zip(padded).map(|(k, p)| k ^ p).collect();
        key = mask(secret, &[&masked]);
        hidden.extend(masked);
    }
    hidden
}

fn mask(secret: &[u8], parts: &[&[u8]]) -> [u8; 16] {
    let mut hash = Md5::new_with_prefix(secret);
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// RFC 2865, section 7.1: nemo's password is arctangent.
    #[test]
    fn password_of_the_rfc() {
        let authenticator = [
            0x0f, 0x40, 0x3f, 0x94, 0x73, 0x97, 0x80, 0x57, 0xbd, 0x83, 0xd5, 0xcb, 0x98, 0xf4,
            0x22, 0x7a,
        ];
        let hidden = [
            0x0d, 0xbe, 0x70, 0x8d, 0x93, 0xd4, 0x13, 0xce, 0x31, 0x96, 0xe4, 0x3f, 0x78, 0x2a,
            0x0a, 0xee,
        ];
        assert_eq!(
            reveal(&hidden, &authenticator, b"xyzzy5461")
                .unwrap()
                .as_slice(),
            b"arctangent"
        );
        assert_eq!(hide(b"arctangent", &authenticator, b"xyzzy5461"), hidden);
    }

    #[test]
    fn only_whole_blocks_are_read() {
        for length in [0, 1, 15, 17, 31, 129, 144] {
            assert!(
                reveal(&vec![0; length], &[0; 16], b"s").is_none(),
                "{length}"
            );
        }
    }

    proptest! {
        #[test]
        fn what_is_hidden_is_revealed(password in "[^\0]{0,32}", secret in ".{1,20}", authenticator: [u8; 16]) {
            let hidden = hide(password.as_bytes(), &authenticator, secret.as_bytes());
            prop_assert_eq!(hidden.len() % 16, 0);
            let revealed = reveal(&hidden, &authenticator, secret.as_bytes()).unwrap();
            prop_assert_eq!(revealed.as_slice(), password.as_bytes());
        }
    }
}
