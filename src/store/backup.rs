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
    Backup::new(from, &mut target)?.run_to_completion(i32::MAX, Duration::from_millis(50), None)?;
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
    let draft = sibling(&database, ".restore.part");
    let ready = sibling(&database, READY);
    let new_key = sibling(&key_file, READY);
    remove_database(&draft)?;
    remove_database(&ready)?;
    let prepared = prepare(from, &draft, &new_key);
    if prepared.is_err() {
        remove_database(&draft)?;
        remove_database(&new_key)?;
    }
    prepared?;
    // From this rename on the restore will be finished, by whoever opens the folder next if not here.
    fs::rename(&draft, &ready).map_err(Error::io(&ready))?;
    sync_folder(folder)?;
    finish_restore(folder)
}

/// End of the names of a restored database and key that wait to take their places.
const READY: &str = ".restore";

/// Puts a restored database and key into their places, where a restore was cut short before it could. Every step can be
/// repeated, and the database comes last.
pub(super) fn finish_restore(folder: &Path) -> Result<()> {
    let database = folder.join(DATABASE_FILE);
    let key_file = folder.join(KEY_FILE);
    let ready = sibling(&database, READY);
    let new_key = sibling(&key_file, READY);
    if !ready.exists() {
        return Ok(());
    }
    if new_key.exists() {
        put_aside(&database)?;
        put_aside(&key_file)?;
        fs::rename(&new_key, &key_file).map_err(Error::io(&key_file))?;
    }
    fs::rename(&ready, &database).map_err(Error::io(&database))?;
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

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::panic,
        reason = "a test says what must hold"
    )]

    use super::{
        super::{Store, testing::*},
        *,
    };

    /// The code of the ticket with this serial.
    fn code(store: &Store, serial: u64) -> String {
        store
            .read(|r| r.credentials(r.ticket_by_serial(serial)?.id))
            .unwrap()
            .username
    }

    #[test]
    fn a_backup_of_a_store_in_use_is_restored_elsewhere() {
        let house = House::new();
        let other = tempfile::tempdir().unwrap();
        let file = other.path().join("today.backup");
        std::thread::scope(|scope| {
            let issuing = scope.spawn(|| {
                for number in 0..200 {
                    let _ = house
                        .issue(&house.new_ticket(&format!("CODE{number}")))
                        .unwrap();
                }
            });
            for _ in 0..5 {
                house.store.backup(&file).unwrap();
            }
            issuing.join().unwrap();
        });
        house.store.backup(&file).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |file: &Path| fs::metadata(file).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&file), 0o600);
            assert_eq!(mode(&house.path().join(KEY_FILE)), 0o600);
            assert_eq!(mode(&house.path().join(DATABASE_FILE)), 0o600);
            assert_eq!(mode(&house.path().join("innkeeper.db-wal")), 0o600);
        }
        let folder = other.path().join("restored");
        restore(&file, &folder, Replace::Never).unwrap();
        let store = Store::open(&folder).unwrap();
        store.check().unwrap();
        assert_eq!(code(&store, 200), "CODE199");
        // The key lies beside the database and no longer in it.
        let key = fs::read(folder.join(KEY_FILE)).unwrap();
        drop(store);
        let content = fs::read(folder.join(DATABASE_FILE)).unwrap();
        assert!(!content.windows(key.len()).any(|part| part == key));
    }

    #[test]
    fn a_folder_in_use_is_replaced_only_when_told_and_kept_aside() {
        let (old, new) = (House::new(), House::new());
        let _ = old.issue(&old.new_ticket("OLD")).unwrap();
        let _ = new.issue(&new.new_ticket("NEW")).unwrap();
        let file = new.path().join("backup");
        new.store.backup(&file).unwrap();
        let House { folder, store, .. } = old;
        drop(store);
        let refused = restore(&file, folder.path(), Replace::Never).unwrap_err();
        assert!(matches!(refused, Error::AlreadyThere(_)));
        restore(&file, folder.path(), Replace::KeepAside).unwrap();
        assert_eq!(code(&Store::open(folder.path()).unwrap(), 1), "NEW");
        // What was there can be put back by renaming.
        let aside = tempfile::tempdir().unwrap();
        for name in [DATABASE_FILE, KEY_FILE] {
            let kept = folder.path().join(format!("{name}.before-restore"));
            let _ = fs::copy(kept, aside.path().join(name)).unwrap();
        }
        assert_eq!(code(&Store::open(aside.path()).unwrap(), 1), "OLD");
    }

    #[test]
    fn a_restore_that_was_cut_short_is_finished_by_opening() {
        let (old, new) = (House::new(), House::new());
        let _ = new.issue(&new.new_ticket("NEW")).unwrap();
        let file = new.path().join("backup");
        new.store.backup(&file).unwrap();
        let House { folder, store, .. } = old;
        drop(store);
        let database = folder.path().join(DATABASE_FILE);
        let key = folder.path().join(KEY_FILE);
        let ready = sibling(&database, READY);
        prepare(&file, &ready, &sibling(&key, READY)).unwrap();
        // As if killed after the first of the steps.
        put_aside(&database).unwrap();
        assert_eq!(code(&Store::open(folder.path()).unwrap(), 1), "NEW");
        assert!(!ready.exists());
    }

    #[test]
    fn a_bad_backup_changes_nothing() {
        let above = crate::store::schema::newest() + 1;
        let house = House::new();
        let _ = house.issue(&house.new_ticket("KEPT")).unwrap();
        let good = house.path().join("good");
        house.store.backup(&good).unwrap();
        let bytes = fs::read(&good).unwrap();
        let House { folder, store, .. } = house;
        drop(store);
        let newer = folder.path().join("newer");
        let _ = fs::copy(&good, &newer).unwrap();
        Connection::open(&newer)
            .unwrap()
            .pragma_update(None, "user_version", above)
            .unwrap();
        let without_key = folder.path().join("without key");
        let _ = fs::copy(folder.path().join(DATABASE_FILE), &without_key).unwrap();
        let (_, half) = (0, bytes.len() / 2);
        let write = |name: &str, content: &[u8]| {
            let file = folder.path().join(name);
            fs::write(&file, content).unwrap();
            file
        };
        let mut broken = bytes.clone();
        broken
            .iter_mut()
            .skip(5000)
            .step_by(97)
            .for_each(|byte| *byte ^= 0x55);
        for (file, newer) in [
            (folder.path().join("nowhere"), false),
            (newer, true),
            (without_key, false),
            (
                write("text", b"This is no database. ".repeat(1000).as_slice()),
                false,
            ),
            (write("empty", b""), false),
            (write("half", bytes.get(..half).unwrap()), false),
            (write("broken", &broken), false),
        ] {
            let refused = restore(&file, folder.path(), Replace::KeepAside).unwrap_err();
            assert_eq!(
                matches!(refused, Error::NewerVersion { found, .. } if found == above),
                newer,
                "{file:?}: {refused:?}"
            );
            assert!(
                newer || matches!(refused, Error::Corrupt(_) | Error::NoDataFolder(_)),
                "{file:?}: {refused:?}"
            );
            assert_eq!(
                code(&Store::open(folder.path()).unwrap(), 1),
                "KEPT",
                "{file:?}"
            );
        }
        let left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.contains("restore"))
            .collect();
        assert!(left.is_empty(), "{left:?}");
    }
}
