//! Batches: tickets that were issued together, under a name.

use super::{
    Reader, Tx,
    column::{Cells, bytes, int, ms},
    error::{Error, Result, What},
    tickets::lower,
};
use crate::domain::{id::BatchId, time::Instant};
use rusqlite::{Row, params};

/// A batch as the list of batches shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Of this batch.
    pub id: BatchId,
    /// Unique.
    pub name: String,
    /// When it was issued.
    pub created_at: Instant,
    /// Who issued it.
    pub actor: String,
    /// Tickets in it.
    pub tickets: u64,
    /// Those that work: No use and In use.
    pub live: u64,
    /// Those that nobody has logged in with, of whatever status.
    pub unused: u64,
    /// Serial of its first ticket; 0 = it has none.
    pub first_serial: u64,
    /// Serial of its last ticket.
    pub last_serial: u64,
}

/// `?1` is now.
const SELECT: &str = "SELECT b.id, b.name, b.created_at, b.actor, count(t.serial),
        ifnull(sum(t.status < 2 AND (t.lapses_at IS NULL OR t.lapses_at > ?1)), 0),
        ifnull(sum(t.first_login_at IS NULL), 0), ifnull(min(t.serial), 0), ifnull(max(t.serial), 0)
    FROM batch b LEFT JOIN ticket t ON t.batch = b.id";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Batch> {
    let c = Cells::of(row);
    Ok(Batch {
        id: BatchId(c.uuid()?),
        name: c.get()?,
        created_at: c.instant()?,
        actor: c.get()?,
        tickets: c.count()?,
        live: c.count()?,
        unused: c.count()?,
        first_serial: c.count()?,
        last_serial: c.count()?,
    })
}

impl Reader<'_> {
    /// The newest batches with this in their name, in any case; an empty text is in all of them.
    pub fn batches(&self, now: Instant, text: &str, limit: u32) -> Result<Vec<Batch>> {
        if !text.is_empty() {
            return self.batches_named(now, &lower(text), limit);
        }
        let sql = format!(
            "{SELECT} WHERE b.id IN (SELECT id FROM batch ORDER BY created_at DESC, id DESC LIMIT ?2)
             GROUP BY b.id ORDER BY b.created_at DESC, b.id DESC"
        );
        self.all(&sql, params![ms(now), limit], from_row)
    }

    /// Names are few, and SQLite knows no other capitals than those of ASCII: they are compared here.
    fn batches_named(&self, now: Instant, part: &str, limit: u32) -> Result<Vec<Batch>> {
        let sql = "SELECT id, name FROM batch ORDER BY created_at DESC, id DESC";
        let all = self.all(sql, [], |row| {
            let c = Cells::of(row);
            Ok((BatchId(c.uuid()?), c.get::<String>()?))
        })?;
        all.into_iter()
            .filter(|(_, name)| lower(name).contains(part))
            .take(usize::try_from(limit).unwrap_or(usize::MAX))
            .map(|(id, _)| self.batch(now, id))
            .collect()
    }

    /// The batch of this name.
    pub fn batch_by_name(&self, now: Instant, name: &str) -> Result<Batch> {
        let sql = format!("{SELECT} WHERE b.name = ?2 GROUP BY b.id");
        self.one(&sql, params![ms(now), name], from_row)?
            .ok_or_else(|| Error::not_found(What::Batch, name))
    }

    /// A batch.
    pub fn batch(&self, now: Instant, id: BatchId) -> Result<Batch> {
        let sql = format!("{SELECT} WHERE b.id = ?2 GROUP BY b.id");
        self.one(&sql, params![ms(now), bytes(id.0)], from_row)?
            .ok_or_else(|| Error::not_found(What::Batch, id))
    }

    /// Whether there is a batch of this name.
    pub fn is_batch(&self, name: &str) -> Result<bool> {
        self.exists("SELECT 1 FROM batch WHERE name = ?1", [name])
    }

    /// The serials of a batch from this one on, ascending.
    pub fn serials_of_batch(&self, id: BatchId, from: u64, limit: u32) -> Result<Vec<u64>> {
        let sql =
            "SELECT serial FROM ticket WHERE batch = ?1 AND serial >= ?2 ORDER BY serial LIMIT ?3";
        self.all(sql, params![bytes(id.0), int(from), limit], |row| {
            Cells::of(row).count()
        })
    }
}

impl Tx<'_> {
    /// Adds a batch; its name must be free.
    pub fn add_batch(&self, id: BatchId, name: &str, now: Instant, actor: &str) -> Result<()> {
        let sql = "INSERT INTO batch (id, name, created_at, actor) VALUES (?1, ?2, ?3, ?4)";
        match self.execute(sql, params![bytes(id.0), name, ms(now), actor]) {
            Ok(_) => Ok(()),
            Err(error) => Err(Error::or_duplicate(error, What::Batch, name)),
        }
    }
}
