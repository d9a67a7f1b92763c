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
    services::{
        demo,
        files::{self, Readers},
    },
    store::Store,
};
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// The installation of the program on this machine.
#[derive(Debug, Clone)]
pub struct Installation {
    trust: Result<Arc<Trust>, String>,
    /// Which machine this is, where the system says so.
    pub machine: Option<Machine>,
    copies: Option<PathBuf>,
    /// Held as long as a Location runs from here; see [`Installation::claim`].
    claim: Arc<Mutex<Option<fs::File>>>,
    /// That the copy is lost was told; it is told again once it was there in between.
    told_lost: Arc<AtomicBool>,
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
            claim: Arc::default(),
            told_lost: Arc::default(),
        }
    }

    /// One that trusts nobody, knows no machine and keeps no copy.
    pub fn none() -> Self {
        Self {
            trust: Err("this installation names no distributor".to_owned()),
            machine: None,
            copies: None,
            claim: Arc::default(),
            told_lost: Arc::default(),
        }
    }

    /// One for tests and tools: whom to trust, which machine, and where copies lie.
    pub fn with(trust: Trust, machine: Option<Machine>, copies: Option<PathBuf>) -> Self {
        Self {
            trust: Ok(Arc::new(trust)),
            machine,
            copies,
            claim: Arc::default(),
            told_lost: Arc::default(),
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
        let signed = paper.content == contract.grant && contract.grant.location == location;
        if !signed || !contract.is_plausible() {
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

    /// Claims a Location for the data folder that asks, for as long as this value and its clones live; the system gives it
    /// back even after `kill -9`. `false` = another data folder of the same Location has it: somebody copied the folder, and
    /// both run. What cannot be found out is no twin.
    pub(super) fn claim(&self, location: LocationId) -> bool {
        let mut held = self.claim.lock().unwrap_or_else(PoisonError::into_inner);
        if held.is_some() || location == demo::location_id() {
            return true;
        }
        let Some(file) = self.file(location) else {
            return true;
        };
        let claimed = claimed(&file.with_extension("lock"));
        match claimed {
            Ok(claimed) => {
                *held = claimed;
                held.is_some()
            }
            Err(error) => {
                tracing::warn!(%error, "whether this Location runs twice cannot be found out");
                true
            }
        }
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

    /// Whether a copy should be there, is not, and nobody was told yet.
    pub(super) fn has_lost(&self, location: LocationId, outside: Outside) -> bool {
        let lost =
            self.copies.is_some() && location != demo::location_id() && outside != Outside::Kept;
        let told = self.told_lost.swap(lost, Ordering::Relaxed);
        lost && !told
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
            .and_then(|octets| kept(&file, &octets).map_err(|error| error.to_string()));
        if let Err(error) = written {
            tracing::warn!(%error, file = %file.display(), "the copy of the licence cannot be written");
        }
    }
}

/// The demo's own distributor, whose key stands in the program: it is believed of the demo's Location alone.
fn is_demo(signer: &PublicKey, location: LocationId) -> bool {
    location == demo::location_id() && *signer == demo::distributor().public()
}

/// The lock, unless somebody else has it.
fn claimed(path: &Path) -> std::io::Result<Option<fs::File>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let file = fs::File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

fn kept(file: &Path, octets: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    files::put(file, octets, Readers::Owner)
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
