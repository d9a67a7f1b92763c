//! Keys: the distributor's under a passphrase, the Location's own, and the public halves.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use rand::{TryRng as _, rngs::SysRng};
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroizing;

/// Who signed: an Ed25519 public key, shown as hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// From its 32 octets; `None` where they are no point of the curve, or a weak one that signs everything.
    pub fn of(octets: &[u8]) -> Option<Self> {
        let key = VerifyingKey::from_bytes(octets.try_into().ok()?).ok()?;
        (!key.is_weak()).then_some(Self(key))
    }

    /// From hexadecimal, as it is shown.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let octets: Option<Vec<u8>> = (0..text.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
            .collect();
        Self::of(&octets?)
    }

    /// Its octets.
    pub fn octets(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    pub(super) fn has_signed(&self, octets: &[u8], signature: &[u8; 64]) -> bool {
        let signature = Signature::from_bytes(signature);
        self.0.verify_strict(octets, &signature).is_ok()
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.octets()
            .iter()
            .try_for_each(|one| write!(f, "{one:02x}"))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

/// Why a key cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Another passphrase than it was sealed with, or a changed file: the two cannot be told apart.
    #[error("the passphrase does not open this key")]
    Passphrase,
    /// Too short to resist guessing.
    #[error("the passphrase is too short: at least {MIN_PASSPHRASE} characters")]
    ShortPassphrase,
    /// The system gives no random numbers, or not the memory that sealing needs.
    #[error("the system refused random numbers or memory for the key")]
    System,
}

/// Shortest passphrase of a distributor's key, in characters: NIST SP 800-63B asks for 8, without a network in between
/// to slow guessing down a few more are wanted.
pub const MIN_PASSPHRASE: usize = 12;

/// A key that signs. It is never shown and never logged.
pub struct Signer(SigningKey);

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.public())
    }
}

/// A signing key under a passphrase, as it lies in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedKey {
    /// Of Argon2id.
    salt: [u8; 16],
    /// Of XChaCha20-Poly1305.
    nonce: [u8; 24],
    sealed: Vec<u8>,
}

/// Argon2id with 64 MiB, three passes and one lane: the second recommended option of RFC 9106 (section 4), a fifth of a
/// second on a desk's PC for who knows the passphrase, and for everybody who guesses.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;

impl Signer {
    /// A fresh key from the system's generator.
    pub fn generate() -> Result<Self, KeyError> {
        Ok(Self::generate_with_seed()?.0)
    }

    /// The same, with the seed from which it can be made again: for whoever keeps it sealed in a way of his own.
    pub fn generate_with_seed() -> Result<(Self, Zeroizing<[u8; 32]>), KeyError> {
        let mut seed = Zeroizing::new([0; 32]);
        random(&mut *seed)?;
        Ok((Self::of(&seed), seed))
    }

    /// From the 32 octets of its seed (RFC 8032, 5.1.5).
    pub fn of(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    pub(super) fn sign(&self, octets: &[u8]) -> [u8; 64] {
        self.0.sign(octets).to_bytes()
    }

    /// Seals the key under a passphrase.
    pub fn seal(&self, passphrase: &str) -> Result<SealedKey, KeyError> {
        if passphrase.chars().count() < MIN_PASSPHRASE {
            return Err(KeyError::ShortPassphrase);
        }
        let (mut salt, mut nonce) = ([0; 16], [0; 24]);
        random(&mut salt)?;
        random(&mut nonce)?;
        let seed = Zeroizing::new(self.0.to_bytes());
        let payload = Payload {
            msg: &*seed,
            aad: &self.public().octets(),
        };
        let sealed = cipher(passphrase, &salt)?
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| KeyError::System)?;
        Ok(SealedKey {
            salt,
            nonce,
            sealed,
        })
    }

    /// Opens a sealed key, whose public half is known.
    pub fn open(
        sealed: &SealedKey,
        public: &PublicKey,
        passphrase: &str,
    ) -> Result<Self, KeyError> {
        let payload = Payload {
            msg: &sealed.sealed,
            aad: &public.octets(),
        };
        let seed = cipher(passphrase, &sealed.salt)?
            .decrypt(&XNonce::from(sealed.nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| KeyError::Passphrase)?;
        let seed: &[u8; 32] = seed
            .as_slice()
            .try_into()
            .map_err(|_| KeyError::Passphrase)?;
        let signer = Self::of(seed);
        (signer.public() == *public)
            .then_some(signer)
            .ok_or(KeyError::Passphrase)
    }
}

fn cipher(passphrase: &str, salt: &[u8]) -> Result<XChaCha20Poly1305, KeyError> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, Some(32)).map_err(|_| KeyError::System)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut *key)
        .map_err(|_| KeyError::System)?;
    Ok(XChaCha20Poly1305::new((&*key).into()))
}

fn random(octets: &mut [u8]) -> Result<(), KeyError> {
    SysRng.try_fill_bytes(octets).map_err(|_| KeyError::System)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;

    #[test]
    fn a_key_opens_with_its_passphrase_alone() {
        let signer = Signer::generate().unwrap();
        let sealed = signer.seal("correct horse battery").unwrap();
        let opened = Signer::open(&sealed, &signer.public(), "correct horse battery").unwrap();
        assert_eq!(opened.public(), signer.public());
        for wrong in ["", "correct horse", "Correct horse battery"] {
            let refused = Signer::open(&sealed, &signer.public(), wrong);
            assert_eq!(refused.unwrap_err(), KeyError::Passphrase);
        }
        let file = serde_json::to_string(&sealed).unwrap();
        assert_eq!(serde_json::from_str::<SealedKey>(&file).unwrap(), sealed);
        assert_eq!(signer.seal("short").unwrap_err(), KeyError::ShortPassphrase);
    }

    #[test]
    fn public_keys_are_shown_and_read() {
        let key = Signer::generate().unwrap().public();
        assert_eq!(PublicKey::read(&key.to_string()), Some(key));
        for wrong in ["", "00", "zz", &"0".repeat(64), &"é".repeat(32)] {
            assert_eq!(PublicKey::read(wrong), None, "{wrong}");
        }
    }
}
