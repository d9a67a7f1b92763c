//! What belongs to the installation and the machine, and never to the data folder: whom to trust, which machine this is,
//! and the copy of what the Location keeps.

use super::Licence;
use crate::{
    domain::{
        id::LocationId,
        licence::{Doubt, Grant, Machine},
    },
    licensing::{
        key::PublicKey,
        paper,
        trust::{Standing, Trust},
    },
    services::demo,
    store::Store,
};
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The installation of the program on this machine.
#[derive(Debug, Clone)]
pub struct Installation {
    trust: Result<Arc<Trust>, String>,
    /// Which machine this is, where the system says so.
    pub machine: Option<Machine>,
    copies: Option<PathBuf>,
}

/// How the copy outside the data folder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// It is there.
    Kept,
    /// None yet, or somebody took it away.
    Missing,
    /// It is there and cannot be opened: damaged, or of a data folder with another key.
    Damaged,
}

impl Outside {
    /// As the command line names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Missing => "missing",
            Self::Damaged => "damaged",
        }
    }
}

impl Installation {
    /// This one: distributors beside the program, the machine as its system names it, the copy among the settings of the
    /// user who runs the program.
    pub fn of_system() -> Self {
        let folders = directories::ProjectDirs::from("", "", "innkeeper");
        Self {
            trust: Trust::of_installation()
                .map(Arc::new)
                .map_err(|error| error.to_string()),
            machine: machine(),
            copies: folders.map(|folders| folders.config_dir().join("licences")),
        }
    }

    /// One that trusts nobody, knows no machine and keeps no copy.
    pub fn none() -> Self {
        Self {
            trust: Err("this installation names no distributor".to_owned()),
            machine: None,
            copies: None,
        }
    }

    /// One for tests and tools: whom to trust, which machine, and where copies lie.
    pub fn with(trust: Trust, machine: Option<Machine>, copies: Option<PathBuf>) -> Self {
        Self {
            trust: Ok(Arc::new(trust)),
            machine,
            copies,
        }
    }

    /// Whom it trusts, or why nobody.
    pub(super) fn trust(&self) -> Result<&Trust, &String> {
        self.trust.as_deref()
    }

    /// Why nobody is trusted, if so.
    pub fn no_trust(&self) -> Option<String> {
        self.trust.as_ref().err().cloned()
    }

    /// Holds the paper of a contract against the trusted distributors: why the contract does not count, if so.
    pub(super) fn doubt(&self, licence: &Licence, location: LocationId) -> Option<Doubt> {
        let contract = licence.contract.as_ref()?;
        let Ok(paper) = paper::open::<Grant>(paper::Kind::Licence, &licence.paper) else {
            return Some(Doubt::Altered);
        };
        if paper.content != contract.grant || contract.grant.location != location {
            return Some(Doubt::Altered);
        }
        if is_demo(&paper.signer, location) {
            return None;
        }
        match self
            .trust
            .as_ref()
            .map(|trust| trust.standing(&paper.signer))
        {
            Err(_) => Some(Doubt::NoTrust),
            Ok(Standing::Unknown) => Some(Doubt::UnknownKey),
            Ok(Standing::Revoked) => Some(Doubt::RevokedKey),
            Ok(Standing::Trusted) => None,
        }
    }

    fn file(&self, location: LocationId) -> Option<PathBuf> {
        let folder = self.copies.as_ref()?;
        Some(folder.join(format!("{location}.licence")))
    }

    /// The copy outside the data folder, and how it stands.
    pub(super) fn outside(
        &self,
        store: &Store,
        location: LocationId,
    ) -> (Option<Licence>, Outside) {
        let Some(file) = self.file(location) else {
            return (None, Outside::Missing);
        };
        match fs::read(&file) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => (None, Outside::Missing),
            Err(error) => {
                tracing::warn!(%error, file = %file.display(), "the copy of the licence cannot be read");
                (None, Outside::Damaged)
            }
            Ok(octets) => match store.open_licence(location, &octets) {
                Ok(licence) => (Some(licence), Outside::Kept),
                Err(_) => (None, Outside::Damaged),
            },
        }
    }

    /// Whether a copy should be there and is not.
    pub(super) fn copies_missing(&self, location: LocationId, outside: Outside) -> bool {
        self.copies.is_some() && location != demo::location_id() && outside != Outside::Kept
    }

    /// Writes the copy, whole or not at all. Only contracts have one: an evaluation is as good as the next. What cannot be
    /// written is told in the log and tried again.
    pub(super) fn keep_outside(&self, store: &Store, location: LocationId, licence: &Licence) {
        let Some(file) = self.file(location) else {
            return;
        };
        if licence.contract.is_none() || location == demo::location_id() {
            return;
        }
        let written = store
            .seal_licence(location, licence)
            .map_err(|error| error.to_string())
            .and_then(|octets| replace(&file, &octets).map_err(|error| error.to_string()));
        if let Err(error) = written {
            tracing::warn!(%error, file = %file.display(), "the copy of the licence cannot be written");
        }
    }
}

/// The demo's own distributor, whose key stands in the program: it is believed of the demo's Location alone.
fn is_demo(signer: &PublicKey, location: LocationId) -> bool {
    location == demo::location_id() && *signer == demo::distributor().public()
}

fn replace(file: &Path, octets: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let draft = file.with_extension("new");
    let mut options = fs::File::options();
    let _ = options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let _ = options.mode(0o600);
    }
    let mut opened = options.open(&draft)?;
    opened.write_all(octets)?;
    opened.sync_all()?;
    fs::rename(&draft, file)
}

/// Where systems keep what they call the machine (machine-id(5)); it must not be shown, so it is digested.
const MACHINE_FILES: [&str; 2] = ["/etc/machine-id", "/var/lib/dbus/machine-id"];

fn machine() -> Option<Machine> {
    let text = MACHINE_FILES
        .iter()
        .find_map(|file| fs::read_to_string(file).ok())?;
    let text = text.trim();
    if text.len() < 16 {
        return None;
    }
    let digest: [u8; 32] = Sha256::new()
        .chain_update(b"innkeeper machine v1\0")
        .chain_update(text.as_bytes())
        .finalize()
        .into();
    digest.first_chunk::<16>().copied().map(Machine)
}
