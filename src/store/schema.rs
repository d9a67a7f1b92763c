//! The schema and its migrations: numbered `.sql` files, never edited once released, counted in `PRAGMA user_version`.

use super::{
    backup,
    error::{Error, Result},
};
use rusqlite::Connection;
use std::path::Path;

/// The migrations in their order; the first makes an empty file into version 1.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_start.sql")];

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
    if found == newest() {
        return Ok(());
    }
    if found > 0 {
        let copy = file.with_extension(format!("db.v{found}"));
        backup::copy(connection, &copy, None)?;
    }
    migrate_with(connection, MIGRATIONS)
}

/// Runs what is missing, each migration in a transaction of its own with its new number.
fn migrate_with(connection: &Connection, migrations: &[&str]) -> Result<()> {
    let mut number: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for sql in migrations
        .iter()
        .skip(usize::try_from(number).unwrap_or(usize::MAX))
    {
        number += 1;
        tracing::info!(number, "migrating the database");
        // Another process may have been quicker: the number is looked at again under the lock.
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let done = step(connection, sql, number);
        connection.execute_batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        done?;
    }
    Ok(())
}

fn step(connection: &Connection, sql: &str, number: u32) -> Result<()> {
    let now: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if now >= number {
        return Ok(());
    }
    connection.execute_batch(sql)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", number)?;
    Ok(())
}
