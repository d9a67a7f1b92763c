//! The schema and its migrations: numbered `.sql` files, never edited once released, counted in `PRAGMA user_version`.

use super::{
    backup,
    error::{Error, Result},
};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// The migrations in their order; the first makes an empty file into version 1.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_start.sql"),
    include_str!("migrations/0002_terms.sql"),
    include_str!("migrations/0003_location.sql"),
    include_str!("migrations/0004_tickets.sql"),
    include_str!("migrations/0005_delivery.sql"),
    include_str!("migrations/0006_licences.sql"),
    include_str!("migrations/0007_gateways.sql"),
    include_str!("migrations/0008_counted.sql"),
    include_str!("migrations/0009_vouchers.sql"),
    include_str!("migrations/0010_doubts.sql"),
];

/// Marks our files in the header of the database (`PRAGMA application_id`): "Innk".
const APPLICATION_ID: i32 = i32::from_be_bytes(*b"Innk");

/// The newest schema that this program knows.
pub(super) fn newest() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// The schema of a file; an error where that is newer than this program or the file is not one of ours.
pub(super) fn version(connection: &Connection) -> Result<u32> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let owner: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if found > 0 && owner != APPLICATION_ID {
        return Err(Error::Corrupt("a database of another program".to_owned()));
    }
    if found > newest() {
        return Err(Error::NewerVersion {
            found,
            known: newest(),
        });
    }
    Ok(found)
}

/// Brings a file to the newest schema. An existing one is first copied beside itself as `innkeeper.db.v<number>`, so
/// that the older program can be gone back to.
pub(super) fn migrate(connection: &Connection, file: &Path) -> Result<()> {
    let found = version(connection)?;
    migrate_with(connection, file, MIGRATIONS, found)
}

/// Runs what is missing, each migration in a transaction of its own with its new number.
fn migrate_with(
    connection: &Connection,
    file: &Path,
    migrations: &[&str],
    found: u32,
) -> Result<()> {
    let missing = (1..).zip(migrations).filter(|(number, _)| *number > found);
    for (number, sql) in missing {
        if number > 1 {
            backup::copy(connection, &copy_before(file, number), None)?;
        }
        tracing::info!(number, "migrating the database");
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let done = step(connection, sql, number);
        connection.execute_batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        done?;
    }
    Ok(())
}

/// Where the file as it was before migration `number` is kept.
fn copy_before(file: &Path, number: u32) -> PathBuf {
    file.with_extension(format!("db.v{}", number - 1))
}

fn step(connection: &Connection, sql: &str, number: u32) -> Result<()> {
    // Another process may have been quicker: the number is looked at again under the lock.
    let now: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if now >= number {
        return Ok(());
    }
    connection.execute_batch(sql)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", number)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "a test says what must hold"
    )]

    use super::{
        super::{DATABASE_FILE, KEY_FILE, Store, connect, testing::*},
        *,
    };
    use rusqlite::OpenFlags;

    /// What the released versions wrote, each with its schema: rows as that version left them, after a line with the key
    /// under which they are sealed.
    const SAMPLES: &[(usize, &str)] = &[
        (1, include_str!("migrations/samples/0001.sql")),
        (5, include_str!("migrations/samples/0005.sql")),
    ];

    fn database(path: &Path) -> Connection {
        connect(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        )
        .unwrap()
    }

    #[test]
    fn what_older_versions_wrote_is_read() {
        for (version, sample) in SAMPLES {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join(DATABASE_FILE);
            let old = database(&file);
            migrate_with(&old, &file, &MIGRATIONS[..*version], 0).unwrap();
            old.execute_batch(sample).unwrap();
            drop(old);
            let key = sample
                .lines()
                .next()
                .and_then(|line| line.strip_prefix("-- key "))
                .unwrap();
            let key: Vec<u8> = key
                .as_bytes()
                .chunks(2)
                .map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap())
                .collect();
            std::fs::write(folder.path().join(KEY_FILE), key).unwrap();
            let store = Store::open(folder.path()).unwrap();
            store.check().unwrap();
            store
                .read(|r| {
                    assert_eq!(
                        r.location()?.wifi_password.as_deref(),
                        Some("correct horse")
                    );
                    assert_eq!(r.gateways()?[0].secret, "testing123");
                    let hash = store.username_hash("abcdefghjk");
                    let record = r.login_record(hash, noon().date_naive())?.unwrap();
                    assert_eq!(record.account.credentials.username, "ABCDE-FGHJK");
                    assert_eq!(record.ticket.connections, 1);
                    assert_eq!(record.usage[0].seconds, 60);
                    assert_eq!(record.sessions.len(), 1);
                    assert_eq!(record.product.code, "day");
                    assert_eq!(r.last_event()?, 1);
                    assert_eq!(r.refusals(9)?.len(), 1);
                    assert_eq!(r.due_deliveries(noon(), 9)?.len(), 1);
                    // The evaluation of the old table, sealed.
                    let licence = r.licence()?;
                    assert_eq!(licence.evaluation_starts_at, noon());
                    assert_eq!(
                        licence.evaluation_ends_at,
                        noon() + chrono::Duration::days(30)
                    );
                    assert!(licence.contract.is_none());
                    Ok(())
                })
                .unwrap();
        }
    }

    #[test]
    fn a_migration_keeps_a_copy_and_runs_whole_or_not_at_all() {
        let house = House::new();
        let serial = house.issue(&house.new_ticket("CODE")).unwrap();
        let folder = house.folder;
        drop(house.store);
        let file = folder.path().join(DATABASE_FILE);
        let connection = database(&file);
        let with = |next| [MIGRATIONS, &[next]].concat();
        let bad =
            "ALTER TABLE ticket ADD COLUMN colour TEXT; UPDATE ticket SET no_such_column = 1;";
        let _ = migrate_with(&connection, &file, &with(bad), newest()).unwrap_err();
        let columns = |connection: &Connection| -> i64 {
            let sql = "SELECT count(*) FROM pragma_table_info('ticket') WHERE name = 'colour'";
            connection.query_row(sql, [], |row| row.get(0)).unwrap()
        };
        assert_eq!(
            (version(&connection).unwrap(), columns(&connection)),
            (newest(), 0)
        );
        let good = "ALTER TABLE ticket ADD COLUMN colour TEXT;";
        migrate_with(&connection, &file, &with(good), newest()).unwrap();
        assert_eq!(columns(&connection), 1);
        let Err(Error::NewerVersion { found, known }) = version(&connection) else {
            panic!("one migration more ran");
        };
        assert_eq!((found, known), (newest() + 1, newest()));
        let copy = database(&copy_before(&file, newest() + 1));
        assert_eq!((version(&copy).unwrap(), columns(&copy)), (newest(), 0));
        let kept: u64 = copy
            .query_row("SELECT serial FROM ticket", [], |row| row.get::<_, i64>(0))
            .unwrap()
            .cast_unsigned();
        assert_eq!(kept, serial);
    }

    #[test]
    fn a_newer_version_is_refused_with_both_numbers() {
        let House { folder, store, .. } = House::new();
        drop(store);
        database(&folder.path().join(DATABASE_FILE))
            .pragma_update(None, "user_version", 999)
            .unwrap();
        let refused = Store::open(folder.path()).unwrap_err();
        assert!(
            matches!(refused, Error::NewerVersion { found: 999, known } if known == newest()),
            "{refused:?}"
        );
    }
}
