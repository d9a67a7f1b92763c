//! What can go wrong in the store, precise enough that a sentence for the desk can be made from each variant.

use rusqlite::ErrorCode;
use std::{io, path::PathBuf, sync::Arc};

/// Result of the store.
pub type Result<T> = std::result::Result<T, Error>;

/// Things that carry a name or code by which people call them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum What {
    Location,
    Licence,
    Policy,
    Product,
    TicketType,
    Ticket,
    Account,
    Gateway,
    Session,
    Delivery,
    Batch,
    Job,
    Printer,
}

/// Why the store cannot do what it was asked.
///
/// It can be cloned because one failed commit is the answer to every job of its group.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The folder holds no database: nobody has made a Location here yet.
    #[error("there is no database in {0}")]
    NoDataFolder(PathBuf),
    /// A Location was to be made, or a backup restored, where there is one.
    #[error("{0} already holds a database")]
    AlreadyThere(PathBuf),
    /// The folder or the file cannot be written.
    #[error("the data folder can only be read")]
    ReadOnly,
    /// A file of the database cannot be opened: no right to it, or the system's limit of open files.
    #[error("the database cannot be opened: {0}")]
    CannotOpen(String),
    /// The disk is full. What was being written is not there; what was reported before is.
    #[error("the disk is full")]
    Full,
    /// The database was written by a newer version of the program.
    #[error("the database has schema {found}, this program knows {known}")]
    NewerVersion {
        /// Schema of the file.
        found: u32,
        /// Newest schema of this program.
        known: u32,
    },
    /// The file is no database or it is damaged.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// Another process has held the database for longer than the time that is waited.
    #[error("another program is using the database")]
    Busy,
    /// The key file is not there.
    #[error("the key file {0} is missing")]
    KeyMissing(PathBuf),
    /// The key file is not the one that this database was written with.
    #[error("the key file does not belong to this database")]
    KeyWrong,
    /// Another live ticket has this user name (TX26).
    #[error("another live ticket has these credentials")]
    DuplicateCredentials,
    /// Something of this kind with this name, code or address exists.
    #[error("{what:?} {name:?} exists already")]
    Duplicate {
        /// Of which kind.
        what: What,
        /// Its name.
        name: String,
    },
    /// Nothing of this kind has this name, code or id.
    #[error("no {what:?} {name:?}")]
    NotFound {
        /// Of which kind.
        what: What,
        /// As it was asked for.
        name: String,
    },
    /// Something else needs it as it is.
    #[error("{what:?} {name:?} is in use")]
    InUse {
        /// Of which kind.
        what: What,
        /// Its name.
        name: String,
    },
    /// The writer has more waiting than it accepts; nothing was done, try again later.
    #[error("too much is waiting to be written")]
    Overloaded,
    /// The writer has stopped: the program is ending.
    #[error("the store is closed")]
    Closed,
    /// The use case that asked for the change refused it; its own error says why.
    #[error("the change was refused")]
    Refused,
    /// Neither live nor to be changed: Expired and Cancelled are final (T23, TX16).
    #[error("ticket {serial} is no longer live")]
    NotLive {
        /// Its serial.
        serial: u64,
    },
    /// A job panicked; its changes were undone.
    #[error("a change was abandoned by a fault of the program")]
    Fault,
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        source: Arc<io::Error>,
    },
    /// Anything else that SQLite says.
    #[error(transparent)]
    Sql(Arc<rusqlite::Error>),
}

impl Error {
    /// Whether trying again cannot help until somebody has changed something.
    pub fn is_permanent(&self) -> bool {
        !matches!(self, Self::Busy | Self::Overloaded)
    }

    pub(crate) fn not_found(what: What, name: impl std::fmt::Display) -> Self {
        Self::NotFound {
            what,
            name: name.to_string(),
        }
    }

    pub(super) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| match source.kind() {
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io {
                path,
                source: Arc::new(source),
            },
        }
    }

    /// Turns the failure of a uniqueness rule into [`Error::Duplicate`], and leaves every other error as it is.
    pub(super) fn or_duplicate(error: rusqlite::Error, what: What, name: &str) -> Self {
        if is_unique_violation(&error) {
            Self::Duplicate {
                what,
                name: name.to_owned(),
            }
        } else {
            error.into()
        }
    }
}

/// `SQLITE_CONSTRAINT_UNIQUE` or `_PRIMARYKEY`.
pub(super) fn is_unique_violation(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|e| {
        e.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
            || e.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
    })
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match &error {
            // A value that none of our versions has written.
            E::FromSqlConversionFailure(..)
            | E::IntegralValueOutOfRange(..)
            | E::InvalidColumnType(..) => {
                return Self::Corrupt(error.to_string());
            }
            _ => {}
        }
        // Even who reads needs room for the index of the journal that all share.
        let extended = error.sqlite_error().map(|error| error.extended_code);
        if extended == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
            return Self::Full;
        }
        match error.sqlite_error_code() {
            // CANTOPEN is what a missing -wal or -shm becomes where no file can be made.
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly
            }
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Corrupt(error.to_string())
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            _ => Self::Sql(Arc::new(error)),
        }
    }
}
