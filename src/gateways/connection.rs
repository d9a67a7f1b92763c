//! How a gateway's interface is reached.

use super::Owner;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, str::FromStr, time::Duration};

/// Everything that a driver is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// In whose name: by this a driver tells ours from what others made.
    pub owner: Owner,
    /// Name or address, without port.
    pub host: String,
    /// The port; the vendor's for this transport where nobody chose.
    pub port: Option<u16>,
    /// Encrypted or not.
    pub transport: Transport,
    /// User name, or the id of a key; empty where the vendor asks for a key alone.
    pub user: String,
    /// Password or key.
    pub password: Secret,
    /// The certificate that is expected. `None`: the first one is taken, and told by
    /// [`Driver::certificate`](super::Driver::certificate), so that it can be pinned.
    pub fingerprint: Option<Fingerprint>,
    /// What else the vendor needs, by the names in [`Abilities::options`](super::Abilities::options).
    pub options: BTreeMap<String, String>,
    /// How long to wait for one answer.
    pub patience: Duration,
}

impl Connection {
    /// An option, unless it is empty.
    pub fn option(&self, name: &str) -> Option<&str> {
        let value = self.options.get(name)?.trim();
        (!value.is_empty()).then_some(value)
    }
}

/// Encrypted or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    /// TLS, its certificate pinned by fingerprint.
    #[default]
    Tls,
    /// In the clear; only where somebody asked for it.
    Plain,
}

/// Something that is never shown.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Secret(String);

impl Secret {
    /// Hides a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the wire.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to hide.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// SHA-256 of a certificate (DER).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(pub [u8; 32]);

/// Why a text is no fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no SHA-256 fingerprint: 64 hexadecimal digits, with or without colons")]
pub struct FingerprintError(String);

impl Fingerprint {
    /// Of a certificate in DER.
    pub fn of(certificate: &[u8]) -> Self {
        use sha2::Digest as _;
        Self(sha2::Sha256::digest(certificate).into())
    }
}

impl fmt::Display for Fingerprint {
    /// As browsers and `openssl x509 -fingerprint -sha256` write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            let colon = if at > 0 { ":" } else { "" };
            write!(f, "{colon}{byte:02X}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    fn from_str(text: &str) -> Result<Self, FingerprintError> {
        let wrong = || FingerprintError(text.to_owned());
        let digits: Vec<u8> = text
            .chars()
            .filter(|one| *one != ':' && !one.is_whitespace())
            .map(|one| one.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()
            .ok_or_else(wrong)?;
        let bytes: Vec<u8> = digits
            .chunks(2)
            .map(|pair| match pair {
                [high, low] => Some(high << 4 | low),
                _ => None,
            })
            .collect::<Option<_>>()
            .ok_or_else(wrong)?;
        Ok(Self(bytes.try_into().map_err(|_| wrong())?))
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = FingerprintError;

    fn try_from(text: String) -> Result<Self, FingerprintError> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;

    #[test]
    fn fingerprints_are_read_as_they_are_written() {
        let fingerprint = Fingerprint::of(b"a certificate");
        let text = fingerprint.to_string();
        assert_eq!(text.len(), 32 * 3 - 1);
        assert_eq!(text.parse(), Ok(fingerprint));
        let bare = text.replace(':', "").to_lowercase();
        assert_eq!(bare.parse(), Ok(fingerprint));
        for wrong in [
            "",
            "AB",
            &text[3..],
            &format!("{text}:00"),
            &text.replace('A', "G"),
        ] {
            let is_wrong = wrong.parse::<Fingerprint>().is_err();
            assert!(is_wrong || wrong == text, "{wrong}");
        }
    }

    #[test]
    fn a_secret_is_not_shown() {
        let shown = format!("{:?}", Secret::new("hunter2"));
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
