//! Backup and restore by SQLite's online backup API.

use super::{
    DATABASE_FILE, KEY_FILE, check,
    error::{Error, Result},
    remove_database, schema,
    secrets::{KEY_LENGTH, Secrets},
    sync_folder, write_private,
};
use rusqlite::{Connection, OpenFlags, backup::Backup};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};
use zeroize::Zeroizing;

/// What a restore does with a data folder that is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// Refuses with [`Error::AlreadyThere`].
    Never,
    /// Keeps what was there as `*.before-restore`.
    KeepAside,
}

/// Copies a database to `to`, whole or not at all; with the key in it if it is to be restored elsewhere.
pub(super) fn copy(from: &Connection, to: &Path, key: Option<&[u8; KEY_LENGTH]>) -> Result<()> {
    let draft = sibling(to, ".part");
    remove_database(&draft)?;
    let made = copy_to(from, &draft, key);
    if made.is_err() {
        remove_database(&draft)?;
    }
    made?;
    fs::rename(&draft, to).map_err(Error::io(to))?;
    sync_folder(parent(to))
}

fn copy_to(from: &Connection, draft: &Path, key: Option<&[u8; KEY_LENGTH]>) -> Result<()> {
    // Made before SQLite opens it, so that there is no moment at which others could read it.
    write_private(draft, &[])?;
    let mut target = Connection::open_with_flags(draft, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // All pages in one step: a snapshot of WAL, which keeps no writer waiting.
    Backup::new(from, &mut target)?.run_to_completion(-1, Duration::ZERO, None)?;
    // A backup is one file.
    target.pragma_update(None, "journal_mode", "DELETE")?;
    if let Some(key) = key {
        target.execute_batch("CREATE TABLE backup_key (key BLOB NOT NULL) STRICT")?;
        let _ = target.execute("INSERT INTO backup_key VALUES (?1)", [key])?;
    }
    target.close().map_err(|(_, error)| error)?;
    fs::File::open(draft)
        .and_then(|file| file.sync_all())
        .map_err(Error::io(draft))
}

/// Makes `folder` a data folder from a backup. Integrity and version are checked before anything is touched; an older
/// backup is brought to the present schema. No program may be using the folder.
pub fn restore(from: &Path, folder: &Path, replace: Replace) -> Result<()> {
    if !from.exists() {
        return Err(Error::NoDataFolder(from.to_owned()));
    }
    super::make_folder(folder)?;
    let database = folder.join(DATABASE_FILE);
    let key_file = folder.join(KEY_FILE);
    if replace == Replace::Never && (database.exists() || key_file.exists()) {
        return Err(Error::AlreadyThere(folder.to_owned()));
    }
    let draft = sibling(&database, ".restore");
    let new_key = sibling(&key_file, ".restore");
    remove_database(&draft)?;
    let prepared = prepare(from, &draft, &new_key);
    if prepared.is_err() {
        remove_database(&draft)?;
        remove_database(&new_key)?;
    }
    prepared?;
    // The key first: a folder whose database does not fit its key says so, and its old database lies beside it.
    put_aside(&database)?;
    put_aside(&key_file)?;
    fs::rename(&new_key, &key_file).map_err(Error::io(&key_file))?;
    fs::rename(&draft, &database).map_err(Error::io(&database))?;
    sync_folder(folder)
}

/// Puts a checked, migrated copy without its key at `draft`, and the key at `new_key`.
fn prepare(from: &Path, draft: &Path, new_key: &Path) -> Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(from, flags)?;
    if schema::version(&source)? == 0 {
        return Err(Error::Corrupt("no backup of Innkeeper".to_owned()));
    }
    check(&source, "integrity_check")?;
    let key: [u8; KEY_LENGTH] = source
        .query_row("SELECT key FROM backup_key", [], |row| row.get(0))
        .map_err(|_| Error::Corrupt("a backup without its key".to_owned()))?;
    let key = Zeroizing::new(key);
    copy_to(&source, draft, None)?;
    let copy = super::connect(draft, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Overwritten with zeros, not only unlinked: the key shall not lie in the database that it protects.
    copy.execute_batch("PRAGMA secure_delete = ON; DROP TABLE backup_key;")?;
    schema::migrate(&copy, draft)?;
    super::check_key(&copy, &Secrets::of(key.clone()))?;
    // Everything into the one file that is renamed.
    copy.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    copy.close().map_err(|(_, error)| error)?;
    write_private(new_key, &*key)
}

/// Renames a file to `*.before-restore`, and what belongs to it so that it still does.
fn put_aside(file: &Path) -> Result<()> {
    let aside = sibling(file, ".before-restore");
    for (from, to) in super::database_files(file)
        .iter()
        .zip(super::database_files(&aside))
    {
        match fs::rename(from, &to) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            renamed => renamed.map_err(Error::io(from))?,
        }
    }
    Ok(())
}

fn sibling(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn parent(file: &Path) -> &Path {
    match file.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}
