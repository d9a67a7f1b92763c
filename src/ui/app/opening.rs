//! Opening the data folder, off the window's thread.

use super::{Look, Message};
use crate::{
    domain::location::Location,
    services::{self, demo, engine::Ports, licences::Installation},
    store::Store,
    ui::context::{Clock, blocking},
};
use iced::Task;
use std::{net::SocketAddr, path::PathBuf, sync::Arc};

/// What the window is opened with.
#[derive(Debug, Clone)]
pub struct Start {
    /// The data folder.
    pub folder: PathBuf,
    /// Whether the demo Location is made there when the folder is empty.
    pub demo: bool,
    /// Where the RADIUS server listens.
    pub ports: Ports,
    /// Reads the clock.
    pub clock: Clock,
    /// Whom licences are taken from; none = whom the system's installation names.
    pub installation: Option<Installation>,
}

impl Start {
    /// On this data folder, with the ports of the environment and the system's clock.
    pub fn new(folder: PathBuf, demo: bool) -> Self {
        Self {
            folder,
            demo,
            ports: ports_of_environment(),
            clock: services::now,
            installation: None,
        }
    }

    /// The demo, beside this data folder.
    pub(super) fn as_demo(&self) -> Self {
        let folder = self.folder.parent().map(|parent| parent.join("demo"));
        Self {
            folder: folder.unwrap_or_else(|| self.folder.join("demo")),
            demo: true,
            ..self.clone()
        }
    }

    pub(super) fn open(&self) -> Task<Message> {
        let start = self.clone();
        blocking(move || start.opened(), Message::Opened)
    }

    fn opened(&self) -> services::Result<Opened> {
        let store = if self.demo {
            demo::open(&self.folder, (self.clock)())?
        } else {
            Store::open(&self.folder)?
        };
        let (location, look) =
            store.read(|reader| Ok((reader.location()?, Look::kept(reader)?)))?;
        Ok(Opened {
            store,
            location: Arc::new(location),
            look,
            installation: (self.installation.clone()).unwrap_or_else(Installation::of_system),
        })
    }
}

/// An open data folder.
#[derive(Debug, Clone)]
pub struct Opened {
    pub(super) store: Store,
    pub(super) location: Arc<Location>,
    pub(super) look: Look,
    pub(super) installation: Installation,
}

/// `INNKEEPER_RADIUS_AUTH` and `INNKEEPER_RADIUS_ACCT`, as on the command line; else the standard ports.
fn ports_of_environment() -> Ports {
    let named = |name: &str| -> Option<SocketAddr> {
        let value = std::env::var(name).ok()?;
        let address = value.parse();
        if address.is_err() {
            tracing::warn!(name, value, "no address with a port, as in 0.0.0.0:1812");
        }
        address.ok()
    };
    let standard = Ports::default();
    Ports {
        auth: named("INNKEEPER_RADIUS_AUTH").unwrap_or(standard.auth),
        acct: named("INNKEEPER_RADIUS_ACCT").unwrap_or(standard.acct),
    }
}
