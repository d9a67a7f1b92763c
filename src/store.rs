//! The store: the only place that knows our tables.
//!
//! It knows rusqlite. It does not know packets, widgets, words, nor any rule: what is due, valid or allowed is decided
//! in [`domain`](crate::domain) and handed in.
//!
//! A data folder holds `innkeeper.db` (with its `-wal` and `-shm` while in use) and `key`, 32 octets by which secrets
//! are sealed; both are readable by their owner alone. The key is a file and not in the desktop's keyring, because the
//! engine must also start without a desktop session.
//!
//! [`Store::read`] gives a [`Reader`] over one snapshot; [`Store::write`] and [`Store::submit`] give a [`Tx`], which is a
//! [`Reader`] that can also change things. What a closure does is one transaction: all of it, or nothing.

mod backup;
mod batches;
mod checkpoint;
mod column;
mod error;
mod events;
mod facets;
mod gateways;
mod guests;
mod jobs;
mod licences;
mod list;
mod locations;
mod login;
mod notices;
mod order;
mod outbox;
mod policies;
mod printers;
mod products;
mod recharges;
mod refusals;
mod saved;
mod schema;
mod secrets;
mod sessions;
mod settings;
mod terms;
mod ticket_types;
mod tickets;
mod usage;
mod writer;

pub use backup::{Replace, restore};
pub use batches::Batch;
pub use error::{Error, Result, What};
pub use events::{Event, NewEvent};
pub use gateways::{Doubt, Doubted, GatewayChange, Linked};
pub use guests::{Guest, GuestFilter};
pub use jobs::{Holder, Job, JobId, JobKind, Rewritten};
pub use licences::{IssuedLicence, NoticeRecord, ReceivedRequest};
pub use list::{Filter, Listed, Page, Row};
pub use login::LoginRecord;
pub use notices::ToNotice;
pub use order::{Sort, SortBy};
pub use outbox::{Delivery, DeliveryState, NewDelivery};
pub use printers::PrinterRow;
pub use recharges::{Contact, Held};
pub use refusals::RefusedLogin;
pub use saved::SavedFilter;
pub use secrets::UsernameHash;
pub use sessions::Moved;
pub use terms::{AccountCount, PolicyVersion, ProductVersion, Terms};
pub use tickets::{Counters, FirstLogin, Lapsed, NewTicket};
pub use writer::Watch;

use crate::domain::{licence::Licence, location::Location};
use checkpoint::Checkpointer;
use facets::Facets;
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use secrets::{KEY_LENGTH, Secrets};
use std::{
    fs,
    io::{Read as _, Write as _},
    ops::Deref,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use writer::Writer;
use zeroize::Zeroizing;

/// Name of the database in the data folder.
pub const DATABASE_FILE: &str = "innkeeper.db";
/// Name of the key file in the data folder.
pub const KEY_FILE: &str = "key";

/// How long another process may hold the write lock before [`Error::Busy`].
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Readers that are kept open; more are opened and closed as needed.
const IDLE_READERS: usize = 4;

/// Whether something archived rather than removed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed {
    /// Nothing used it: it is gone.
    Deleted,
    /// Something uses it: it is kept for that, and offered no more.
    Archived,
}

/// A data folder in use. Clones share it; the last one to be dropped writes what is waiting.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("folder", &self.shared.folder)
            .finish_non_exhaustive()
    }
}

struct Shared {
    folder: PathBuf,
    secrets: Arc<Secrets>,
    readers: Mutex<Vec<Connection>>,
    /// Never writes, so that its `data_version` counts the commits of everybody else.
    watch: Mutex<Connection>,
    facets: Mutex<Facets>,
    // Dropped last: the connection that is closed last folds the WAL into the file, which a reader cannot.
    writer: Writer,
}

impl Store {
    /// Makes a data folder with its Location and licence. A folder that holds a database is refused.
    pub fn create(folder: &Path, location: &Location, licence: &Licence) -> Result<Self> {
        Self::create_with(folder, location, licence, |_| Ok(()))
    }

    /// As [`Store::create`], with whatever else `fill` writes: all of it is there, or there is no data folder.
    pub fn create_with(
        folder: &Path,
        location: &Location,
        licence: &Licence,
        fill: impl FnOnce(&Tx<'_>) -> Result<()>,
    ) -> Result<Self> {
        make_folder(folder)?;
        let database = folder.join(DATABASE_FILE);
        if database.exists() {
            return Err(Error::AlreadyThere(folder.to_owned()));
        }
        let secrets = Secrets::generate()?;
        // Made under another name, so that a folder with `innkeeper.db` in it is always a whole one.
        let draft = folder.join("innkeeper.db.new");
        remove_database(&draft)?;
        {
            let connection = connect(
                &draft,
                OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            )?;
            schema::migrate(&connection, &draft)?;
            private(&draft)?;
            connection.execute_batch("BEGIN IMMEDIATE")?;
            let tx = Tx::new(&connection, &secrets);
            tx.set_setting(KEY_CHECK, &hex(&secrets.check_value()))?;
            tx.add_location(location)?;
            tx.set_licence(licence)?;
            fill(&tx)?;
            connection.execute_batch("COMMIT")?;
        }
        write_private(&folder.join(KEY_FILE), secrets.key())?;
        fs::rename(&draft, &database).map_err(Error::io(&database))?;
        sync_folder(folder)?;
        Self::open(folder)
    }

    /// Opens a data folder, bringing an older database to the present schema.
    pub fn open(folder: &Path) -> Result<Self> {
        backup::finish_restore(folder)?;
        let database = folder.join(DATABASE_FILE);
        if !database.exists() {
            return Err(Error::NoDataFolder(folder.to_owned()));
        }
        let secrets = Arc::new(read_key(&folder.join(KEY_FILE))?);
        let mut connection = connect(&database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        schema::migrate(&connection, &database)?;
        check_key(&connection, &secrets)?;
        licences::carry_over(&connection, &secrets)?;
        let beside = connect(&database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let checkpointer = Checkpointer::start(beside, &mut connection)?;
        let watch = connect_reader(&database)?;
        Ok(Self {
            shared: Arc::new(Shared {
                folder: folder.to_owned(),
                writer: Writer::start(connection, checkpointer, Arc::clone(&secrets))?,
                secrets,
                readers: Mutex::default(),
                watch: Mutex::new(watch),
                facets: Mutex::default(),
            }),
        })
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.shared.folder
    }

    /// Reads from one snapshot of the database.
    pub fn read<T>(&self, work: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        let connection = self.reader()?;
        connection.execute_batch("BEGIN")?;
        let result = work(&Reader {
            connection: &connection,
            secrets: &self.shared.secrets,
            facets: Some(&self.shared.facets),
        });
        connection.execute_batch("COMMIT")?;
        let mut idle = lock(&self.shared.readers);
        if idle.len() < IDLE_READERS {
            idle.push(connection);
        }
        result
    }

    /// Changes something and waits until that is durable. With an error nothing of `work` is left.
    pub fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.shared.writer.write(work)
    }

    /// Changes something without waiting: `done` is called on the writer's thread once it is durable, or with the error.
    /// It must be quick and must not write by [`Store::write`]. [`Error::Overloaded`] comes back at once when too much
    /// is waiting; then neither closure is called.
    pub fn submit<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
        done: impl FnOnce(Result<T>) + Send + 'static,
    ) -> Result<()> {
        self.shared.writer.submit(work, done)
    }

    /// While the answer lives, each commit of this process unparks the calling thread; one of another process does not.
    pub fn watch_commits(&self) -> Watch {
        self.shared.writer.watch()
    }

    /// A number that changes whenever this process or another has committed something. Cheap enough to be asked ten
    /// times a second; comparable only with answers of the same `Store`.
    pub fn data_version(&self) -> Result<i64> {
        let watch = lock(&self.shared.watch);
        Ok(watch.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// The keyed hash by which a user name is found, however it was typed.
    pub fn username_hash(&self, username: &str) -> UsernameHash {
        self.shared.secrets.username_hash(username)
    }

    /// Looks for damage quickly (`PRAGMA quick_check`: everything but the agreement of indexes with their tables).
    /// Takes seconds with a million tickets: on a thread of its own, please.
    pub fn quick_check(&self) -> Result<()> {
        check(&self.reader()?, "quick_check")
    }

    /// Looks for damage thoroughly (`PRAGMA integrity_check` and the references between tables).
    pub fn check(&self) -> Result<()> {
        let connection = self.reader()?;
        check(&connection, "integrity_check")?;
        let broken: i64 =
            connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
                row.get(0)
            })?;
        if broken > 0 {
            return Err(Error::Corrupt(format!("{broken} references lead nowhere")));
        }
        Ok(())
    }

    /// Copies everything into one file while the store is in use. The file is complete or not there at all, is readable
    /// by its owner alone, and **contains the key**, so that it can be restored on another PC: keep it like a key.
    pub fn backup(&self, to: &Path) -> Result<()> {
        backup::copy(&self.reader()?, to, Some(self.shared.secrets.key()))
    }

    fn reader(&self) -> Result<Connection> {
        let idle = lock(&self.shared.readers).pop();
        match idle {
            Some(connection) => Ok(connection),
            None => connect_reader(&self.shared.folder.join(DATABASE_FILE)),
        }
    }
}

/// Reads of one snapshot.
pub struct Reader<'c> {
    connection: &'c Connection,
    secrets: &'c Secrets,
    /// None inside a write.
    facets: Option<&'c Mutex<Facets>>,
}

/// A [`Reader`] that can also change things, inside one transaction.
pub struct Tx<'c> {
    reader: Reader<'c>,
}

impl<'c> Tx<'c> {
    fn new(connection: &'c Connection, secrets: &'c Secrets) -> Self {
        Self {
            reader: Reader {
                connection,
                secrets,
                facets: None,
            },
        }
    }

    /// Runs a statement and tells how many rows it changed.
    fn execute(&self, sql: &str, params: impl rusqlite::Params) -> rusqlite::Result<usize> {
        self.connection.prepare_cached(sql)?.execute(params)
    }

    /// Runs a statement that must change the one row that `name` stands for.
    fn execute_one(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        what: What,
        name: impl std::fmt::Display,
    ) -> Result<()> {
        match self.execute(sql, params)? {
            0 => Err(Error::not_found(what, name)),
            _ => Ok(()),
        }
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Self::Target {
        &self.reader
    }
}

impl Reader<'_> {
    /// All rows of a query.
    fn all<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        row: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params, row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The first row of a query, if there is one.
    fn one<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        row: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        use rusqlite::OptionalExtension as _;
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(params, row).optional()?)
    }

    /// A yes or no.
    fn exists(&self, sql: &str, params: impl rusqlite::Params) -> Result<bool> {
        Ok(self.connection.prepare_cached(sql)?.exists(params)?)
    }
}

/// Name of the setting by which a database recognises its key.
const KEY_CHECK: &str = "key_check";

/// Opens a file as we want it; also tells whether it is a database at all.
fn connect(file: &Path, flags: OpenFlags) -> Result<Connection> {
    let connection = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(128);
    keep_plans(&connection)?;
    connection.execute_batch(
        // Writers: 8 MB of cache; the working set of a busy hour is a few hundred tickets. The journal of savepoints is
        // a temporary file (temp_store = FILE): one in memory is a list that SQLite walks from its beginning after
        // each statement with a trigger, which made 5,000 tickets in one savepoint take half a minute. What is erased
        // of a guest is to be gone from the file, too, and not only from the tables (secure_delete).
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -8192;
         PRAGMA temp_store = FILE;
         PRAGMA secure_delete = ON;
         PRAGMA journal_size_limit = 67108864;",
    )?;
    if connection.is_readonly("main")? {
        return Err(Error::ReadOnly);
    }
    Ok(connection)
}

fn connect_reader(file: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(64);
    keep_plans(&connection)?;
    connection.execute_batch(
        "PRAGMA query_only = ON;
         PRAGMA cache_size = -2048;
         PRAGMA temp_store = MEMORY;",
    )?;
    Ok(connection)
}

/// A statement keeps the plan that it was prepared with. Else SQLite, which keeps samples of each index (STAT4), plans
/// anew for each new value that is bound: planning then takes longer than what is planned.
fn keep_plans(connection: &Connection) -> Result<()> {
    let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

fn check(connection: &Connection, pragma: &str) -> Result<()> {
    let found: String = connection.pragma_query_value(None, pragma, |row| row.get(0))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(Error::Corrupt(found))
    }
}

fn read_key(file: &Path) -> Result<Secrets> {
    let mut opened = match fs::File::open(file) {
        Ok(opened) => opened,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::KeyMissing(file.to_owned()));
        }
        Err(error) => return Err(Error::io(file)(error)),
    };
    let mut key = Zeroizing::new([0; KEY_LENGTH]);
    match opened.read_exact(&mut *key) {
        Ok(()) => Ok(Secrets::of(key)),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Err(Error::KeyWrong),
        Err(error) => Err(Error::io(file)(error)),
    }
}

fn check_key(connection: &Connection, secrets: &Secrets) -> Result<()> {
    let reader = Reader {
        connection,
        secrets,
        facets: None,
    };
    match reader.setting(KEY_CHECK)? {
        Some(value) if value == hex(&secrets.check_value()) => Ok(()),
        Some(_) => Err(Error::KeyWrong),
        None => Err(Error::Corrupt("made without a key".to_owned())),
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Makes the folder, for its owner alone. One that exists keeps its mode: it may be the user's own.
fn make_folder(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    let _ = builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        let _ = builder.mode(0o700);
    }
    builder.create(folder).map_err(Error::io(folder))
}

/// Writes a file that only its owner can read, durably.
fn write_private(file: &Path, content: &[u8]) -> Result<()> {
    let mut options = fs::OpenOptions::new();
    let _ = options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let _ = options.mode(0o600);
    }
    let mut opened = options.open(file).map_err(Error::io(file))?;
    private(file)?;
    opened.write_all(content).map_err(Error::io(file))?;
    opened.sync_all().map_err(Error::io(file))
}

/// Takes everybody but the owner off a file. SQLite gives `-wal` and `-shm` the mode of the database.
#[cfg(unix)]
fn private(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).map_err(Error::io(file))
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "the other systems' twin can fail")]
fn private(_file: &Path) -> Result<()> {
    // The profile folder of Windows is its owner's already.
    Ok(())
}

/// Makes renames in a folder durable.
fn sync_folder(folder: &Path) -> Result<()> {
    fs::File::open(folder)
        .and_then(|opened| opened.sync_all())
        .map_err(Error::io(folder))
}

/// Removes a database file with what belongs to it.
fn remove_database(file: &Path) -> Result<()> {
    for name in database_files(file) {
        match fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Error::io(&name)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A database file and what SQLite puts beside it.
fn database_files(file: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|end| {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        name.into()
    })
}

/// A lock of plain data: whoever panicked while holding it has left nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod testing;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what must hold")]

    use super::{testing::*, *};
    use crate::domain::ticket::Status;

    /// The store's folder after its last use.
    fn closed(house: House) -> tempfile::TempDir {
        house.furnish();
        let House { folder, store, .. } = house;
        drop(store);
        folder
    }

    #[test]
    fn a_folder_that_cannot_be_opened_says_why() {
        type Break = fn(&Path);
        type Expected = fn(&Error) -> bool;
        fn change(folder: &Path, with: impl FnOnce(&mut Vec<u8>)) {
            let file = folder.join(DATABASE_FILE);
            let mut bytes = fs::read(&file).unwrap();
            with(&mut bytes);
            fs::write(&file, bytes).unwrap();
        }
        let cases: [(&str, Break, Expected); 7] = [
            (
                "no database",
                |f| fs::remove_file(f.join(DATABASE_FILE)).unwrap(),
                |e| matches!(e, Error::NoDataFolder(_)),
            ),
            (
                "no key",
                |f| fs::remove_file(f.join(KEY_FILE)).unwrap(),
                |e| matches!(e, Error::KeyMissing(_)),
            ),
            (
                "another key",
                |f| fs::write(f.join(KEY_FILE), [9; 32]).unwrap(),
                |e| matches!(e, Error::KeyWrong),
            ),
            (
                "half a key",
                |f| fs::write(f.join(KEY_FILE), [9; 9]).unwrap(),
                |e| matches!(e, Error::KeyWrong),
            ),
            (
                "not a database",
                |f| change(f, |bytes| bytes.fill(b'x')),
                |e| matches!(e, Error::Corrupt(_)),
            ),
            (
                "another program's database",
                |f| {
                    Connection::open(f.join(DATABASE_FILE))
                        .unwrap()
                        .pragma_update(None, "application_id", 1)
                        .unwrap();
                },
                |e| matches!(e, Error::Corrupt(_)),
            ),
            (
                "an empty file",
                |f| change(f, Vec::clear),
                |e| matches!(e, Error::Corrupt(_)),
            ),
        ];
        for (name, damage, expected) in cases {
            let folder = closed(House::new());
            damage(folder.path());
            let error = Store::open(folder.path()).unwrap_err();
            assert!(expected(&error), "{name}: {error:?}");
            assert!(error.is_permanent());
        }
    }

    #[test]
    fn damage_inside_is_found() {
        type Damage = fn(&mut Vec<u8>);
        let cases: [(&str, Damage); 2] = [
            ("flipped bytes", |bytes| {
                bytes
                    .iter_mut()
                    .skip(8192)
                    .step_by(311)
                    .for_each(|byte| *byte ^= 0x2a);
            }),
            ("a file cut off", |bytes| bytes.truncate(bytes.len() / 2)),
        ];
        for (name, damage) in cases {
            let folder = closed(House::new());
            let file = folder.path().join(DATABASE_FILE);
            let mut bytes = fs::read(&file).unwrap();
            damage(&mut bytes);
            fs::write(&file, bytes).unwrap();
            let found = Store::open(folder.path()).and_then(|store| {
                let quick = store.quick_check();
                assert!(store.check().is_err(), "{name}");
                quick
            });
            assert!(matches!(found, Err(Error::Corrupt(_))), "{name}: {found:?}");
        }
    }

    #[test]
    fn a_folder_with_a_location_is_not_made_again() {
        let house = House::new();
        let refused = Store::create(house.path(), &location(), &licence()).unwrap_err();
        assert!(matches!(refused, Error::AlreadyThere(_)));
        // What a creation that was killed has left is in nobody's way.
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("innkeeper.db.new"), b"half").unwrap();
        fs::write(folder.path().join(KEY_FILE), b"half").unwrap();
        Store::create(folder.path(), &location(), &licence())
            .unwrap()
            .check()
            .unwrap();
    }

    #[test]
    fn secrets_are_not_in_the_files() {
        let house = House::new();
        house.furnish();
        let file = house.path().join(DATABASE_FILE);
        let contents: Vec<Vec<u8>> = database_files(&file)
            .iter()
            .filter_map(|file| fs::read(file).ok())
            .collect();
        assert_eq!(contents.len(), 3, "the WAL is looked at, too");
        let holds = |text: &str| {
            contents.iter().any(|content| {
                content
                    .windows(text.len())
                    .any(|part| part == text.as_bytes())
            })
        };
        assert!(holds("Hotel Sol"), "the search finds what is there");
        for secret in [
            "ABCDE-FGHJK",
            "ABCDEFGHJK",
            "abcdefghjk",
            "testing123",
            "correct horse",
        ] {
            assert!(!holds(secret), "{secret}");
        }
    }

    /// The folder that the next test's child opens.
    #[cfg(unix)]
    const CHILD: &str = "INNKEEPER_STORE_READ_ONLY";

    #[cfg(unix)]
    #[test]
    #[ignore = "the child of a_folder_that_can_only_be_read_says_so"]
    fn child_that_may_only_read() {
        let folder = PathBuf::from(std::env::var(CHILD).unwrap());
        let opened = Store::open(&folder.join("old")).map(drop);
        assert!(matches!(opened, Err(Error::ReadOnly)), "{opened:?}");
        let made = Store::create(&folder.join("new"), &location(), &licence()).map(drop);
        assert!(matches!(made, Err(Error::ReadOnly)), "{made:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_can_only_be_read_says_so() {
        use std::os::unix::{
            fs::{MetadataExt as _, PermissionsExt as _},
            process::CommandExt as _,
        };
        let closed = closed(House::new());
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join("old");
        fs::create_dir(&old).unwrap();
        for name in [DATABASE_FILE, KEY_FILE] {
            let _ = fs::copy(closed.path().join(name), old.join(name)).unwrap();
            fs::set_permissions(old.join(name), fs::Permissions::from_mode(0o444)).unwrap();
        }
        // Rights do not stop root, as whom tests may run: the child is somebody else, from a place that he can reach.
        let program = folder.path().join("tests");
        let _ = fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
        let owner = fs::metadata(folder.path()).unwrap().uid();
        for path in [old.as_path(), folder.path()] {
            fs::set_permissions(path, fs::Permissions::from_mode(0o555)).unwrap();
        }
        let mut child = std::process::Command::new(&program);
        let _ = child
            .args([
                "--exact",
                "store::tests::child_that_may_only_read",
                "--ignored",
            ])
            .env(CHILD, folder.path());
        if owner == 0 {
            let _ = child.uid(65534).gid(65534);
        }
        let output = child.output().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && said.contains("1 passed"),
            "{said}"
        );
    }

    #[test]
    fn what_was_written_is_read() {
        let house = House::new();
        let new = house.new_ticket("ABCDE-FGHJK");
        assert_eq!(house.issue(&new).unwrap(), 1);
        drop(house.store.clone());
        let record = house
            .store
            .read(|r| {
                let hash = house.store.username_hash("abcde fghjk");
                r.login_record(hash, noon().date_naive())
            })
            .unwrap()
            .unwrap();
        assert_eq!(record.ticket.serial, 1);
        assert_eq!(record.ticket.id, new.id);
        assert_eq!(record.ticket.stored_status, Status::NoUse);
        assert_eq!(record.account.credentials, new.credentials);
        assert_eq!(record.account.total_bytes, new.total_bytes);
        assert_eq!(record.product, house.product);
        assert_eq!(record.policy, house.policy);
        let row = house
            .store
            .read(|r| r.page(&Filter::default(), noon(), Page::First, 10))
            .unwrap()
            .remove(0);
        assert_eq!(row.product, "day");
        assert_eq!(row.ticket_type.as_deref(), Some("24 hours"));
    }
}
