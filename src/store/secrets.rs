//! Secrets at rest: sealed so that a copied database tells nothing without its key file, and found by a keyed hash.

use super::error::{Error, Result};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use hmac::{Hmac, Mac as _};
use rand::{TryRng as _, rngs::SysRng};
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// Octets of the key file.
pub(super) const KEY_LENGTH: usize = 32;
/// Octets of the nonce that stands before each sealed value (XChaCha20: 192 bits, so that random ones never meet).
const NONCE_LENGTH: usize = 24;

/// HMAC of a user name in its look-up form: names a credential without telling it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UsernameHash(pub(super) [u8; 32]);

/// The key of a data folder and what is derived from it.
pub(super) struct Secrets {
    key: Zeroizing<[u8; KEY_LENGTH]>,
    cipher: XChaCha20Poly1305,
    look_up: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

impl Secrets {
    /// A fresh key from the system's generator.
    pub(super) fn generate() -> Result<Self> {
        let mut key = Zeroizing::new([0; KEY_LENGTH]);
        random(&mut *key)?;
        Ok(Self::of(key))
    }

    /// From the octets of a key file.
    pub(super) fn of(key: Zeroizing<[u8; KEY_LENGTH]>) -> Self {
        // Two purposes, two keys: what is learned of one says nothing about the other.
        let seal = keyed(&*key, b"innkeeper seal v1");
        let look_up = keyed(&*key, b"innkeeper look-up v1");
        Self {
            cipher: XChaCha20Poly1305::new((&*seal).into()),
            look_up,
            key,
        }
    }

    /// The octets of the key file.
    pub(super) fn key(&self) -> &[u8; KEY_LENGTH] {
        &self.key
    }

    /// A value by which a database recognises its key.
    pub(super) fn check_value(&self) -> [u8; 32] {
        *keyed(&*self.look_up, b"innkeeper key check v1")
    }

    /// Encrypts. `place` (table, column and row) is authenticated: a value copied to another place does not open.
    pub(super) fn seal(&self, place: &Place<'_>, plain: &[u8]) -> Result<Vec<u8>> {
        let mut nonce = [0; NONCE_LENGTH];
        random(&mut nonce)?;
        let payload = Payload {
            msg: plain,
            aad: &place.bytes(),
        };
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Error::Fault)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts what [`Self::seal`] made for the same place.
    pub(super) fn open(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let damaged = || Error::Corrupt(format!("{}.{} does not open", place.table, place.column));
        let (nonce, sealed) = sealed
            .split_first_chunk::<NONCE_LENGTH>()
            .ok_or_else(damaged)?;
        let payload = Payload {
            msg: sealed,
            aad: &place.bytes(),
        };
        self.cipher
            .decrypt(&XNonce::from(*nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| damaged())
    }

    /// As [`Self::open`], for text.
    pub(super) fn open_text(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Zeroizing<String>> {
        let plain = self.open(place, sealed)?;
        match std::str::from_utf8(&plain) {
            Ok(text) => Ok(Zeroizing::new(text.to_owned())),
            Err(_) => Err(Error::Corrupt(format!(
                "{}.{} is no text",
                place.table, place.column
            ))),
        }
    }

    /// The keyed hash of a user name, however it was typed.
    pub(super) fn username_hash(&self, username: &str) -> UsernameHash {
        let form = Zeroizing::new(look_up_form(username));
        UsernameHash(*keyed(&*self.look_up, form.as_bytes()))
    }
}

/// Where a sealed value lives.
pub(super) struct Place<'a> {
    pub(super) table: &'static str,
    pub(super) column: &'static str,
    pub(super) row: &'a [u8; 16],
}

impl Place<'_> {
    fn bytes(&self) -> Vec<u8> {
        [
            self.table.as_bytes(),
            b".",
            self.column.as_bytes(),
            b"/",
            self.row,
        ]
        .concat()
    }
}

/// The form in which user names are compared: without blanks and dashes, in capitals (DESIGN 3.7).
fn look_up_form(username: &str) -> String {
    username
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .flat_map(char::to_uppercase)
        .collect()
}

fn keyed(key: &[u8], message: &[u8]) -> Zeroizing<[u8; 32]> {
    // HMAC takes a key of any length (RFC 2104): only an impossible error is mapped to the empty key here.
    let mut mac = Hmac::<Sha256>::new_from_slice(key)
        .unwrap_or_else(|_| Hmac::new(&hmac::digest::array::Array::default()));
    mac.update(message);
    Zeroizing::new(mac.finalize().into_bytes().into())
}

fn random(bytes: &mut [u8]) -> Result<()> {
    SysRng.try_fill_bytes(bytes).map_err(|error| {
        tracing::error!(%error, "the system gives no random numbers");
        Error::Fault
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what must hold")]

    use super::*;
    use proptest::prelude::*;

    const PLACE: Place<'_> = Place {
        table: "gateway",
        column: "secret",
        row: &[1; 16],
    };

    proptest! {
        #[test]
        fn what_is_sealed_opens_in_its_place_alone(plain in any::<Vec<u8>>(), flip in any::<prop::sample::Index>()) {
            let secrets = Secrets::generate().unwrap();
            let sealed = secrets.seal(&PLACE, &plain).unwrap();
            prop_assert_eq!(&*secrets.open(&PLACE, &sealed).unwrap(), &plain);
            prop_assert_ne!(&secrets.seal(&PLACE, &plain).unwrap(), &sealed, "a nonce was used twice");
            let mut broken = sealed.clone();
            let place = flip.index(broken.len());
            if let Some(byte) = broken.get_mut(place) {
                *byte ^= 1;
            }
            prop_assert!(secrets.open(&PLACE, &broken).is_err());
            let other_row = Place { row: &[2; 16], ..PLACE };
            let other_column = Place { column: "name", ..PLACE };
            for other in [other_row, other_column] {
                prop_assert!(secrets.open(&other, &sealed).is_err());
            }
            prop_assert!(Secrets::generate().unwrap().open(&PLACE, &sealed).is_err());
        }
    }

    #[test]
    fn a_user_name_is_one_however_typed() {
        let secrets = Secrets::generate().unwrap();
        let hash = secrets.username_hash("ABCDE-FGHJK");
        for typed in ["abcdefghjk", " abcde fghjk\n", "A-B-C-D-E-FGHJK"] {
            assert_eq!(secrets.username_hash(typed), hash, "{typed:?}");
        }
        assert_ne!(secrets.username_hash("ABCDE-FGHJM"), hash);
        assert_ne!(
            Secrets::generate().unwrap().username_hash("ABCDE-FGHJK"),
            hash
        );
    }

    #[test]
    fn debug_tells_nothing() {
        let secrets = Secrets::of(Zeroizing::new([7; KEY_LENGTH]));
        assert_eq!(format!("{secrets:?}"), "Secrets(…)");
    }
}
