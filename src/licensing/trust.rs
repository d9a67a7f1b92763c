//! Whom the installation trusts: distributors whose public keys came with the program.
//!
//! The file lies beside the executable (or in `../share/innkeeper`), never in the data folder, and only an administrator of
//! the PC may be able to change it: whoever could would grant licences to himself.

use super::key::PublicKey;
use serde::{Deserialize, Serialize};
use std::{
    io::Read as _,
    path::{Path, PathBuf},
};

/// Name of the file.
pub const FILE: &str = "distributors.json";

/// A distributor whose licences are taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trusted {
    /// For the person who reads the file.
    pub name: String,
    /// In hexadecimal.
    pub key: String,
    /// A key that was lost or stolen: its licences are refused, also those of before.
    #[serde(default)]
    pub revoked: bool,
}

/// What the installation says of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its licences are taken.
    Trusted,
    /// Its licences were taken once.
    Revoked,
    /// Nobody that this installation knows.
    Unknown,
}

/// Why the file cannot be used. Then nobody is trusted.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// It is not there.
    #[error("this installation names no distributor: its administrator puts {FILE} beside the program ({})", .0.display())]
    Missing(PathBuf),
    /// It cannot be read.
    #[error("{}: {error}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// Others than an administrator can change it.
    #[error("{} can be changed by others than the administrator of this PC: it must belong to root, with no write permission for anybody else", .0.display())]
    Writable(PathBuf),
    /// Not of its form.
    #[error("{}: {why}", .path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where.
        why: String,
    },
}

/// Everybody whom the installation trusts, or trusted.
#[derive(Debug, Clone, Default)]
pub struct Trust(Vec<(PublicKey, Trusted)>);

/// More than any list of distributors, in octets.
const MAX_FILE: u64 = 1 << 20;

impl Trust {
    /// Reads the file of this installation.
    pub fn of_installation() -> Result<Self, TrustError> {
        let program = std::env::current_exe().unwrap_or_default();
        let beside = program.parent().unwrap_or(Path::new("/"));
        let shared = beside.join("../share/innkeeper").join(FILE);
        let path = if shared.is_file() {
            shared
        } else {
            beside.join(FILE)
        };
        Self::read(&path)
    }

    /// Reads one file.
    pub fn read(path: &Path) -> Result<Self, TrustError> {
        let unreadable = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => TrustError::Missing(path.to_owned()),
            _ => TrustError::Unreadable {
                path: path.to_owned(),
                error,
            },
        };
        let file = std::fs::File::open(path).map_err(unreadable)?;
        // Of the open file, so that it cannot be another one when it is read.
        let about = file.metadata().map_err(unreadable)?;
        if !only_an_administrator_writes(&about) {
            return Err(TrustError::Writable(path.to_owned()));
        }
        let mut text = String::new();
        let _ = file
            .take(MAX_FILE)
            .read_to_string(&mut text)
            .map_err(unreadable)?;
        Self::parse(&text).map_err(|why| TrustError::Malformed {
            path: path.to_owned(),
            why,
        })
    }

    /// Reads the content of the file; whether the file can be believed is [`Trust::read`]'s matter.
    pub fn parse(text: &str) -> Result<Self, String> {
        let listed: Vec<Trusted> = serde_json::from_str(text).map_err(|error| error.to_string())?;
        listed
            .into_iter()
            .map(|one| match PublicKey::read(&one.key) {
                Some(key) => Ok((key, one)),
                None => Err(format!("the key of {} is no Ed25519 public key", one.name)),
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// What the installation says of a key. A revocation counts wherever it stands.
    pub fn standing(&self, key: &PublicKey) -> Standing {
        let of_key = || self.0.iter().filter(|(one, _)| one == key);
        if of_key().any(|(_, one)| one.revoked) {
            Standing::Revoked
        } else if of_key().next().is_some() {
            Standing::Trusted
        } else {
            Standing::Unknown
        }
    }
}

#[cfg(unix)]
fn only_an_administrator_writes(about: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    about.uid() == 0 && about.mode() & 0o022 == 0 && root_is_root()
}

/// In a user namespace everybody can be called root (user_namespaces(7)): there a file of root may be one's own. Outside, and in
/// containers that have none of their own, the map is the whole one.
#[cfg(unix)]
fn root_is_root() -> bool {
    match std::fs::read_to_string("/proc/self/uid_map") {
        Ok(map) => map.split_whitespace().eq(["0", "0", "4294967295"]),
        // No Linux: there are none.
        Err(_) => true,
    }
}

/// Elsewhere the folder of the program is what the system protects.
#[cfg(not(unix))]
fn only_an_administrator_writes(_about: &std::fs::Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use crate::licensing::key::Signer;

    #[test]
    fn keys_are_trusted_revoked_or_unknown() {
        let [one, two, three] = [0; 3].map(|_| Signer::generate().unwrap().public());
        let text = format!(
            r#"[{{"name":"A","key":"{one}"}},{{"name":"B","key":"{two}"}},{{"name":"B, lost","key":"{two}","revoked":true}}]"#
        );
        let trust = Trust::parse(&text).unwrap();
        assert_eq!(trust.standing(&one), Standing::Trusted);
        assert_eq!(trust.standing(&two), Standing::Revoked);
        assert_eq!(trust.standing(&three), Standing::Unknown);
    }

    #[test]
    fn a_file_that_is_none_trusts_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        assert!(matches!(Trust::read(&path), Err(TrustError::Missing(_))));
        for text in [
            "",
            "{}",
            r#"[{"name":"A","key":"00"}]"#,
            r#"[{"name":"A"}]"#,
        ] {
            assert!(Trust::parse(text).is_err(), "{text}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_anybody_can_change_trusts_nobody() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        std::fs::write(&path, "[]").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o666)).unwrap();
        assert!(matches!(Trust::read(&path), Err(TrustError::Writable(_))));
    }
}
