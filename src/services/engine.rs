//! The engine: the RADIUS server on the store, with the watch over time and changes. It runs in the window's process or
//! under `innkeeper serve`, once for a data folder.

mod accounting;
mod accounts;
pub mod change;
pub mod deliveries;
pub mod disconnect;
mod free;
mod gateways;
mod health;
mod kept;
mod licence;
mod login;
mod notices;
mod rounds;
#[cfg(test)]
mod tests;
mod watch;

pub use health::Health;

use super::licences::{self, Installation};
use crate::{
    domain::{
        gateway::Gateway,
        id::{GatewayId, SessionId},
        licence::Licence,
        location::Location,
        time::Instant,
    },
    i18n::Language,
    radius::{
        self,
        disconnect::Timing,
        server::{Options, Server},
        service::{Acknowledge, Login, LoginAnswer, Notice, Record, Service},
    },
    store::{Doubt, JobId, Store},
};
use accounts::Accounts;
use health::count;
use std::{
    collections::{BTreeMap, HashSet},
    fs::File,
    net::{IpAddr, SocketAddr},
    path::Path,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering},
    },
    thread::{self, JoinHandle},
};

/// Why the engine does not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process runs the engine on this data folder.
    #[error("another Innkeeper already runs on this data folder")]
    AlreadyRunning,
    /// The lock file cannot be made.
    #[error("the data folder cannot be locked: {0}")]
    Lock(#[source] std::io::Error),
    /// The RADIUS server does not start: mostly a port that somebody else has.
    #[error(transparent)]
    Radius(#[from] radius::server::Error),
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] crate::store::Error),
}

/// Where the RADIUS server listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ports {
    /// Authentication (RFC 2865: 1812).
    pub auth: SocketAddr,
    /// Accounting (RFC 2866: 1813).
    pub acct: SocketAddr,
}

impl Default for Ports {
    fn default() -> Self {
        Self {
            auth: SocketAddr::from(([0, 0, 0, 0], 1812)),
            acct: SocketAddr::from(([0, 0, 0, 0], 1813)),
        }
    }
}

/// What rarely changes and every login needs.
#[derive(Debug)]
pub(crate) struct House {
    pub(crate) location: Location,
    pub(crate) language: Language,
    pub(crate) licence: Licence,
    gateways: Vec<Arc<Gateway>>,
}

impl House {
    fn read(store: &Store) -> crate::store::Result<Self> {
        store.read(|reader| {
            let location = reader.location()?;
            let mut gateways: Vec<_> = reader.gateways()?.into_iter().map(Arc::new).collect();
            // The most specific network first.
            gateways.sort_by_key(|gateway| std::cmp::Reverse(gateway.network.prefix));
            Ok(Self {
                language: location.language.parse().unwrap_or_default(),
                licence: reader.licence()?,
                location,
                gateways,
            })
        })
    }

    pub(crate) fn gateway(&self, id: GatewayId) -> Option<Arc<Gateway>> {
        self.gateways
            .iter()
            .find(|gateway| gateway.id == id)
            .cloned()
    }
}

/// What the workers share.
pub(crate) struct Engine {
    store: Store,
    accounts: Accounts,
    house: RwLock<Arc<House>>,
    health: Arc<Health>,
    refusals: RefusalBudget,
    cut: Mutex<HashSet<SessionId>>,
    disconnect_timing: Timing,
    under_way: disconnect::UnderWay,
    lanes: deliveries::Lanes,
    busy_gateways: gateways::Busy,
    heard_gateways: gateways::HeardAt,
    looked_gateways: gateways::LookedAt,
    rounds: rounds::Rounds,
    seen_version: AtomicI64,
    seen_event: AtomicU64,
    /// Grows whenever changes of others are taken in.
    changes: AtomicU64,
    jobs: Mutex<Followed>,
    stopping: AtomicBool,
    clock: Clock,
    installation: Installation,
}

/// How far jobs on many accounts were taken in.
#[derive(Debug, Default)]
struct Followed {
    /// The oldest job that may still move.
    first: Option<JobId>,
    /// The serials up to which they were.
    seen: BTreeMap<JobId, u64>,
}

/// What tells the time: the system's clock, or a test.
type Clock = Box<dyn Fn() -> Instant + Send + Sync>;

impl Engine {
    /// Everything but the server and the threads.
    fn set_up(
        store: &Store,
        disconnect_timing: Timing,
        clock: Clock,
        installation: Installation,
    ) -> crate::store::Result<Self> {
        // Nobody is let in by a licence that is not what it should be.
        if let Err(error) = licences::look_after(store, &installation, clock(), false) {
            tracing::error!(%error, "the licence could not be looked after");
        }
        // Before anything is read, so that what changes meanwhile is read again.
        let (seen_event, jobs) = store.read(|reader| {
            let jobs = reader.jobs_from(None)?;
            let running = jobs.iter().find(|job| job.is_running());
            let followed = Followed {
                first: running.or(jobs.last()).map(|job| job.id),
                seen: jobs.iter().map(|job| (job.id, job.last_serial)).collect(),
            };
            Ok((reader.last_event()?, followed))
        })?;
        let engine = Self {
            house: RwLock::new(Arc::new(House::read(store)?)),
            accounts: Accounts::new(),
            health: Arc::default(),
            refusals: RefusalBudget::default(),
            cut: Mutex::default(),
            disconnect_timing,
            under_way: disconnect::UnderWay::default(),
            lanes: deliveries::Lanes::default(),
            busy_gateways: gateways::Busy::default(),
            heard_gateways: gateways::HeardAt::default(),
            looked_gateways: gateways::LookedAt::default(),
            rounds: rounds::Rounds::default(),
            seen_version: AtomicI64::new(-1),
            seen_event: AtomicU64::new(seen_event),
            changes: AtomicU64::new(0),
            jobs: Mutex::new(jobs),
            stopping: AtomicBool::new(false),
            clock,
            installation,
            store: store.clone(),
        };
        engine.warm_up()?;
        Ok(engine)
    }

    fn now(&self) -> Instant {
        (self.clock)()
    }

    fn house(&self) -> Arc<House> {
        Arc::clone(&self.house.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn reload_house(&self) -> crate::store::Result<()> {
        let house = Arc::new(House::read(&self.store)?);
        *self.house.write().unwrap_or_else(PoisonError::into_inner) = house;
        Ok(())
    }
}

/// The engine as a [`Service`].
struct Desk(Arc<Engine>);

impl Service for Desk {
    fn client(&self, source: IpAddr) -> Option<Arc<Gateway>> {
        self.0
            .house()
            .gateways
            .iter()
            .find(|gateway| gateway.network.contains(source))
            .cloned()
    }

    fn login(&self, login: Login, answer: LoginAnswer) {
        self.0.health.note_gateway(login.client.id);
        self.0.answer_login(&login, answer);
    }

    fn accounting(&self, record: Record, done: Acknowledge) {
        self.0.health.note_gateway(record.client.id);
        self.0.store_record(record, done);
    }

    fn notice(&self, notice: Notice) {
        let health = &self.0.health;
        match notice {
            Notice::UnknownClient(source) => health.count_unknown(source),
            Notice::Malformed { source, why } => {
                count(&health.malformed);
                tracing::debug!(%source, why, "a broken packet");
            }
            Notice::BadAuthenticator { client } => {
                health.count_doubt(client.id, Doubt::OtherSecret);
                tracing::debug!(gateway = %client.name, "an authenticator that does not fit: is the secret the same on both sides?");
            }
            Notice::MissingMessageAuthenticator { client } => {
                health.count_doubt(client.id, Doubt::Unsigned);
                tracing::debug!(gateway = %client.name, "a request without Message-Authenticator");
            }
        }
    }
}

/// A running engine. Dropping it stops the server and waits for the threads.
pub struct Running {
    engine: Arc<Engine>,
    server: Option<Server>,
    threads: Vec<JoinHandle<()>>,
    _lock: File,
}

impl Running {
    /// Where authentication listens: the port that was given, or the one that the system chose for port 0.
    pub fn auth(&self) -> Option<SocketAddr> {
        self.server.as_ref().map(Server::auth_addr)
    }

    /// Where accounting listens.
    pub fn acct(&self) -> Option<SocketAddr> {
        self.server.as_ref().map(Server::acct_addr)
    }

    /// Counters, live.
    pub fn health(&self) -> Arc<Health> {
        Arc::clone(&self.engine.health)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.server.take());
        self.engine.stopping.store(true, Ordering::Release);
        for thread in self.threads.drain(..) {
            thread.thread().unpark();
            let _ = thread.join();
        }
        self.engine.look_after_licence(self.engine.now(), true);
    }
}

/// Starts the engine on a data folder.
pub fn start(store: &Store, ports: Ports) -> Result<Running, Error> {
    start_with(store, ports, Timing::default())
}

/// As [`start`], with the patience of disconnects given.
pub fn start_with(
    store: &Store,
    ports: Ports,
    disconnect_timing: Timing,
) -> Result<Running, Error> {
    start_as(store, ports, disconnect_timing, Installation::of_system())
}

/// As [`start_with`], with the installation given.
pub fn start_as(
    store: &Store,
    ports: Ports,
    disconnect_timing: Timing,
    installation: Installation,
) -> Result<Running, Error> {
    let lock = lock(store.folder())?;
    let engine = Arc::new(Engine::set_up(
        store,
        disconnect_timing,
        Box::new(super::now),
        installation,
    )?);
    let server = Server::start(
        ports.auth,
        ports.acct,
        Arc::new(Desk(Arc::clone(&engine))),
        Options::default(),
    )?;
    let mut threads = Vec::new();
    for (name, run) in [
        ("watch", Engine::watch as fn(&Arc<Engine>)),
        ("outbox", Engine::watch_outbox),
        ("deliveries", Engine::watch_deliveries),
        ("jobs", Engine::watch_jobs),
        ("gateways", Engine::watch_gateways),
        ("reports", Engine::watch_reports),
    ] {
        let engine = Arc::clone(&engine);
        threads.push(
            thread::Builder::new()
                .name(name.to_owned())
                .spawn(move || run(&engine))
                .map_err(Error::Lock)?,
        );
    }
    Ok(Running {
        engine,
        server: Some(server),
        threads,
        _lock: lock,
    })
}

impl Engine {
    /// Loads whoever was on line when the engine last stopped: they may be lost, over, or cancelled meanwhile.
    fn warm_up(&self) -> crate::store::Result<()> {
        self.store.read(|reader| {
            for session in reader.open_sessions()? {
                let _ = self.counted_account(reader, &session.username, session.mac)?;
            }
            Ok(())
        })
    }
}

/// Keeps engines off a data folder for as long as the guard lives: for whoever replaces its files. A folder that is not
/// there has none.
pub fn hold(folder: &Path) -> Result<Option<File>, Error> {
    folder.exists().then(|| lock(folder)).transpose()
}

/// One engine for a data folder: held as long as the process lives, given back by the system even after `kill -9`.
fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join("engine.lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(Error::Lock)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(Error::AlreadyRunning),
        Err(std::fs::TryLockError::Error(error)) => Err(Error::Lock(error)),
    }
}

/// How many refusals are written in a second. Somebody who guesses codes by the thousand fills a counter, not the disk.
#[derive(Debug, Default)]
struct RefusalBudget {
    second: AtomicI64,
    used: AtomicU64,
}

/// Far above what honest guests can cause.
const REFUSALS_A_SECOND: u64 = 50;

impl RefusalBudget {
    fn admit(&self, at: Instant) -> bool {
        let second = at.timestamp();
        if self.second.swap(second, Ordering::AcqRel) != second {
            self.used.store(0, Ordering::Release);
        }
        self.used.fetch_add(1, Ordering::AcqRel) < REFUSALS_A_SECOND
    }
}
