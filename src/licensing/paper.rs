//! A paper: content with who signed it (Ed25519, RFC 8032).
//!
//! ```text
//! "INL" · version · kind · public key of the signer (32) · content · signature over all before it (64)
//! ```
//!
//! The content is postcard, a compact encoding without names: fields and variants are known by their order, so a change of
//! either is a new version.

use super::key::{PublicKey, Signer};
use serde::{Serialize, de::DeserializeOwned};

pub(super) const MAGIC: &[u8; 3] = b"INL";

/// Of the content. A program reads its own version only.
pub const VERSION: u8 = 1;

/// Octets of an Ed25519 public key and signature.
const KEY: usize = 32;
const SIGNATURE: usize = 64;

/// Octets before the content.
const HEAD: usize = MAGIC.len() + 2 + KEY;

/// What a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// From the Location to the distributor.
    Request,
    /// From the distributor to the Location.
    Licence,
    /// From the Location to the distributor: how its licence stands.
    Report,
}

impl Kind {
    const fn code(self) -> u8 {
        match self {
            Self::Request => 1,
            Self::Licence => 2,
            Self::Report => 3,
        }
    }
}

/// Why octets are no paper of the kind that was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// Something else, cut off, or changed after it was signed.
    #[error("the paper is damaged or incomplete: copy it once more, whole")]
    Damaged,
    /// Made by a newer program.
    #[error(
        "the paper was made by a newer Innkeeper (format {found}, this one reads {VERSION}): update this program"
    )]
    Newer {
        /// Its format.
        found: u8,
    },
    /// Made by an older program whose format is no longer read.
    #[error("the paper is of the old format {found}: ask for a new one")]
    Older {
        /// Its format.
        found: u8,
    },
    /// A paper, but of another kind: a request where a licence is wanted.
    #[error("this is another kind of paper, not a {wanted:?}")]
    OtherKind {
        /// What was looked for.
        wanted: Kind,
    },
}

/// A paper whose signature is true. Whether the signer may sign such a thing is asked elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper<T> {
    /// Who signed.
    pub signer: PublicKey,
    /// What was signed.
    pub content: T,
}

/// Signs.
pub fn sign<T: Serialize>(kind: Kind, signer: &Signer, content: &T) -> Result<Vec<u8>, PaperError> {
    let mut octets = Vec::with_capacity(512);
    octets.extend_from_slice(MAGIC);
    octets.extend_from_slice(&[VERSION, kind.code()]);
    octets.extend_from_slice(&signer.public().octets());
    let content = postcard::to_allocvec(content).map_err(|_| PaperError::Damaged)?;
    octets.extend_from_slice(&content);
    octets.extend_from_slice(&signer.sign(&octets));
    Ok(octets)
}

/// Reads a paper and holds it against its signature.
pub fn open<T: DeserializeOwned>(kind: Kind, octets: &[u8]) -> Result<Paper<T>, PaperError> {
    let (head, rest) = octets
        .split_first_chunk::<HEAD>()
        .ok_or(PaperError::Damaged)?;
    let (magic, head) = head.split_first_chunk::<3>().ok_or(PaperError::Damaged)?;
    let (&[version, found], key) = head.split_first_chunk::<2>().ok_or(PaperError::Damaged)?;
    if magic != MAGIC {
        return Err(PaperError::Damaged);
    }
    match version {
        VERSION => {}
        found if found > VERSION => return Err(PaperError::Newer { found }),
        found => return Err(PaperError::Older { found }),
    }
    let (content, signature) = rest
        .split_last_chunk::<SIGNATURE>()
        .ok_or(PaperError::Damaged)?;
    let signer = PublicKey::of(key).ok_or(PaperError::Damaged)?;
    let before_signature = octets
        .get(..HEAD + content.len())
        .ok_or(PaperError::Damaged)?;
    if !signer.has_signed(before_signature, signature) {
        return Err(PaperError::Damaged);
    }
    if found != kind.code() {
        return Err(PaperError::OtherKind { wanted: kind });
    }
    let (content, left) = postcard::take_from_bytes(content).map_err(|_| PaperError::Damaged)?;
    if !left.is_empty() {
        return Err(PaperError::Damaged);
    }
    Ok(Paper { signer, content })
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use crate::domain::licence::{Grant, fixture::grant};

    fn signed() -> (Signer, Vec<u8>) {
        let signer = Signer::generate().unwrap();
        let octets = sign(Kind::Licence, &signer, &grant()).unwrap();
        (signer, octets)
    }

    #[test]
    fn what_was_signed_is_read() {
        let (signer, octets) = signed();
        let paper = open::<Grant>(Kind::Licence, &octets).unwrap();
        assert_eq!(paper.content, grant());
        assert_eq!(paper.signer, signer.public());
        assert!(
            octets.len() < 450,
            "{} octets must fit a QR code",
            octets.len()
        );
    }

    #[test]
    fn every_bit_counts_and_every_cut_is_seen() {
        let (_, octets) = signed();
        for place in 0..octets.len() {
            for bit in 0..8 {
                let mut changed = octets.clone();
                if let Some(octet) = changed.get_mut(place) {
                    *octet ^= 1 << bit;
                }
                assert!(
                    open::<Grant>(Kind::Licence, &changed).is_err(),
                    "octet {place}, bit {bit}"
                );
            }
            let cut = octets.get(..place).unwrap_or_default();
            assert_eq!(open::<Grant>(Kind::Licence, cut), Err(PaperError::Damaged));
        }
        let longer = [octets.as_slice(), &[0]].concat();
        assert_eq!(
            open::<Grant>(Kind::Licence, &longer),
            Err(PaperError::Damaged)
        );
    }

    #[test]
    fn versions_and_kinds_are_told_apart() {
        let (signer, octets) = signed();
        let versioned = |version| {
            let mut changed = octets.clone();
            if let Some(octet) = changed.get_mut(3) {
                *octet = version;
            }
            open::<Grant>(Kind::Licence, &changed)
        };
        assert_eq!(versioned(2), Err(PaperError::Newer { found: 2 }));
        assert_eq!(versioned(0), Err(PaperError::Older { found: 0 }));
        let request = sign(Kind::Request, &signer, &grant()).unwrap();
        let wanted = Kind::Licence;
        assert_eq!(
            open::<Grant>(wanted, &request),
            Err(PaperError::OtherKind { wanted })
        );
    }
}
