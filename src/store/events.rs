//! The log of events: who changed what, when, from what to what (DESIGN 3.5).

use super::{
    Reader, Tx,
    column::{Cells, bytes, int, ms},
    error::Result,
};
use crate::domain::time::Instant;
use rusqlite::{Row, params};
use serde_json::Value;
use uuid::Uuid;

/// A change to be logged, in the transaction that makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// When.
    pub at: Instant,
    /// Who: a person, `cli`, `radius`, `engine`.
    pub actor: String,
    /// What, for instance `ticket.issued`.
    pub kind: String,
    /// Of what changed.
    pub subject: Option<Uuid>,
    /// How it was. Never a secret.
    pub before: Option<Value>,
    /// How it is. Never a secret.
    pub after: Option<Value>,
}

/// A logged change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its place in the log; grows, with no promise of being gapless.
    pub seq: u64,
    /// What happened.
    pub event: NewEvent,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Event> {
    let c = Cells::of(row);
    Ok(Event {
        seq: c.count()?,
        event: NewEvent {
            at: c.instant()?,
            actor: c.get()?,
            kind: c.get()?,
            subject: c.uuid_opt()?,
            before: c.json_opt()?,
            after: c.json_opt()?,
        },
    })
}

impl Reader<'_> {
    /// Events after `seq`, oldest first.
    pub fn events_after(&self, seq: u64, limit: u32) -> Result<Vec<Event>> {
        let sql = "SELECT seq, at, actor, kind, subject, before, after FROM event WHERE seq > ?1 ORDER BY seq LIMIT ?2";
        self.all(sql, params![int(seq), limit], from_row)
    }

    /// Events about one thing, newest first.
    pub fn events_of(&self, subject: Uuid, limit: u32) -> Result<Vec<Event>> {
        let sql = "SELECT seq, at, actor, kind, subject, before, after FROM event
                   WHERE subject = ?1 ORDER BY seq DESC LIMIT ?2";
        self.all(sql, params![bytes(subject), limit], from_row)
    }

    /// The newest event's place; 0 = there is none.
    pub fn last_event(&self) -> Result<u64> {
        let sql = "SELECT ifnull(max(seq), 0) FROM event";
        Ok(self
            .one(sql, [], |row| Cells::of(row).count())?
            .unwrap_or(0))
    }
}

impl Tx<'_> {
    /// Logs an event; gives its place.
    pub fn append_event(&self, event: &NewEvent) -> Result<u64> {
        let sql = "INSERT INTO event (at, actor, kind, subject, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let params = params![
            ms(event.at),
            event.actor,
            event.kind,
            event.subject.map(bytes),
            event.before.as_ref().map(Value::to_string),
            event.after.as_ref().map(Value::to_string),
        ];
        let _ = self.execute(sql, params)?;
        Ok(u64::try_from(self.connection.last_insert_rowid()).unwrap_or(0))
    }
}
