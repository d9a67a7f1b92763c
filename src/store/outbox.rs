//! The outbox: what must reach somebody outside, at least once.

use super::{
    Reader, Tx,
    column::{Cells, bytes, ms},
    error::{Result, What},
};
use crate::domain::{id::TicketId, time::Instant};
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Something to be carried out, written in the transaction of the change that causes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDelivery {
    /// Also the key by which the receiver knows a repetition.
    pub id: Uuid,
    /// For instance `disconnect`.
    pub kind: String,
    /// Of what it is about.
    pub subject: Uuid,
    /// Everything else that is needed.
    pub body: Value,
    /// When it was written.
    pub created_at: Instant,
    /// Not before this.
    pub due_at: Instant,
}

/// How a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// For its turn, or for the next attempt.
    Waiting,
    /// Something may have left; the other side has not confirmed it yet.
    UnderWay,
    /// The other side has it.
    Delivered,
    /// Given up.
    Failed,
    /// Taken back.
    Cancelled,
}

impl DeliveryState {
    /// As the command line and the table name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::UnderWay => "under_way",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether nothing happens to it any more by itself.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Delivered | Self::Failed | Self::Cancelled)
    }
}

/// A row of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// What is to be carried out; `due_at` is that of the next attempt.
    pub what: NewDelivery,
    /// Attempts so far.
    pub attempts: u32,
    /// When it was carried out or given up.
    pub done_at: Option<Instant>,
    /// What the last attempt brought, in words.
    pub answer: Option<String>,
    /// How it stands.
    pub state: DeliveryState,
    /// What the other side calls it.
    pub job: Option<String>,
}

const SELECT: &str = "SELECT id, kind, subject, body, created_at, due_at, attempts, done_at, answer, state, job FROM outbox";

/// What is not over is asked for in every round: by the index of such rows alone. Left to itself SQLite takes the one by kind,
/// and reads all that was ever delivered.
const OPEN: &str = "INDEXED BY outbox_due";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    let c = Cells::of(row);
    Ok(Delivery {
        what: NewDelivery {
            id: c.uuid()?,
            kind: c.get()?,
            subject: c.uuid()?,
            body: c.json()?,
            created_at: c.instant()?,
            due_at: c.instant()?,
        },
        attempts: c.get()?,
        done_at: c.instant_opt()?,
        answer: c.get()?,
        state: c.word()?,
        job: c.get()?,
    })
}

fn json_list(kinds: &[&str]) -> String {
    Value::from(kinds.to_vec()).to_string()
}

impl Reader<'_> {
    /// What is due, the longest waiting first.
    pub fn due_deliveries(&self, now: Instant, limit: u32) -> Result<Vec<Delivery>> {
        let sql =
            format!("{SELECT} WHERE done_at IS NULL AND due_at <= ?1 ORDER BY due_at LIMIT ?2");
        self.all(&sql, params![ms(now), limit], from_row)
    }

    /// What is due of these kinds, the longest waiting first.
    pub fn due_of(&self, kinds: &[&str], now: Instant, limit: u32) -> Result<Vec<Delivery>> {
        let kinds = json_list(kinds);
        let sql = format!(
            "{SELECT} {OPEN} WHERE done_at IS NULL AND due_at <= ?1 AND kind IN (SELECT value FROM json_each(?3))
             ORDER BY due_at LIMIT ?2"
        );
        self.all(&sql, params![ms(now), limit, kinds], from_row)
    }

    /// How many rows of each kind are not over, and when the longest waiting was written.
    pub fn waiting_by_kind(&self) -> Result<Vec<(String, u64, Instant)>> {
        let sql = format!(
            "SELECT kind, count(*), min(created_at) FROM outbox {OPEN} WHERE done_at IS NULL GROUP BY kind"
        );
        self.all(&sql, [], |row| {
            let c = Cells::of(row);
            Ok((c.get()?, c.count()?, c.instant()?))
        })
    }

    /// What of these kinds is under way or due, the longest waiting first; of each lane at most `of_each`, what is under
    /// way before the rest. Rows of one kind that have the same at these two places of their bodies (paths of SQLite's
    /// JSON) are a lane: however many of them wait, those of another lane are seen.
    pub fn turns_of(
        &self,
        kinds: &[&str],
        lane: [&str; 2],
        now: Instant,
        of_each: u32,
    ) -> Result<Vec<Delivery>> {
        let kinds = json_list(kinds);
        let sql = format!(
            "{SELECT} WHERE rowid IN (
                 SELECT row FROM (
                     SELECT rowid AS row, row_number() OVER (
                         PARTITION BY kind, body ->> ?4, body ->> ?5
                         ORDER BY state <> 'under_way', created_at, rowid
                     ) AS place
                     FROM outbox {OPEN}
                     WHERE done_at IS NULL AND (due_at <= ?2 OR state = 'under_way')
                         AND kind IN (SELECT value FROM json_each(?1))
                 ) WHERE place <= ?3
             ) ORDER BY created_at, rowid"
        );
        let [a, b] = lane;
        self.all(&sql, params![kinds, ms(now), of_each, a, b], from_row)
    }

    /// The newest of these kinds; of a subject, where one is given.
    pub fn newest_of(
        &self,
        kinds: &[&str],
        subject: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<Delivery>> {
        let kinds = json_list(kinds);
        let sql = match subject {
            Some(_) => format!(
                "{SELECT} WHERE kind IN (SELECT value FROM json_each(?1))
                 AND (subject = ?2 OR id IN (SELECT row FROM outbox_ticket WHERE ticket = ?2))
                 ORDER BY created_at DESC, rowid DESC LIMIT ?3"
            ),
            None => format!(
                "{SELECT} WHERE kind IN (SELECT value FROM json_each(?1)) AND ?2 IS NULL
                 ORDER BY created_at DESC, rowid DESC LIMIT ?3"
            ),
        };
        self.all(&sql, params![kinds, subject.map(bytes), limit], from_row)
    }

    /// The newest of these kinds that was written since then and that the other side calls by one of these names.
    pub fn delivery_called(
        &self,
        kinds: &[&str],
        names: &[&str],
        since: Instant,
    ) -> Result<Option<Delivery>> {
        let sql = format!(
            "{SELECT} WHERE kind IN (SELECT value FROM json_each(?1)) AND created_at >= ?3
             AND job IN (SELECT value FROM json_each(?2)) ORDER BY created_at DESC, rowid DESC LIMIT 1"
        );
        let params = params![json_list(kinds), json_list(names), ms(since)];
        self.one(&sql, params, from_row)
    }

    /// The tickets that a row is about that is about several, by their serials.
    pub fn tickets_of_delivery(&self, id: Uuid) -> Result<Vec<TicketId>> {
        let sql = "SELECT t.id FROM outbox_ticket o JOIN ticket t ON t.id = o.ticket
                   WHERE o.row = ?1 ORDER BY t.serial";
        self.all(sql, [bytes(id)], |row| Ok(TicketId(Cells::of(row).uuid()?)))
    }

    /// A row of the outbox.
    pub fn delivery(&self, id: Uuid) -> Result<Option<Delivery>> {
        self.one(&format!("{SELECT} WHERE id = ?1"), [bytes(id)], from_row)
    }
}

impl Tx<'_> {
    /// Puts something into the outbox. What waits under the same id stays as it is; what was carried out begins anew.
    pub fn enqueue(&self, new: &NewDelivery) -> Result<()> {
        let sql = "INSERT INTO outbox (id, kind, subject, body, created_at, due_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                   ON CONFLICT (id) DO UPDATE
                   SET kind = excluded.kind, subject = excluded.subject, body = excluded.body,
                       created_at = excluded.created_at, due_at = excluded.due_at,
                       attempts = 0, done_at = NULL, answer = NULL, state = 'waiting', job = NULL
                   WHERE done_at IS NOT NULL";
        let params = params![
            bytes(new.id),
            new.kind,
            bytes(new.subject),
            new.body.to_string(),
            ms(new.created_at),
            ms(new.due_at),
        ];
        let _ = self.execute(sql, params)?;
        Ok(())
    }

    /// Says that a row is about these tickets, too: each shows it among its deliveries.
    pub fn link_delivery(&self, id: Uuid, tickets: &[TicketId]) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO outbox_ticket (ticket, row) VALUES (?1, ?2)";
        for ticket in tickets {
            let _ = self.execute(sql, params![bytes(ticket.0), bytes(id)])?;
        }
        Ok(())
    }

    /// Notes, before anything leaves, that something is about to.
    pub fn begin_delivery(&self, id: Uuid) -> Result<()> {
        let sql = "UPDATE outbox SET state = 'under_way' WHERE id = ?1 AND done_at IS NULL";
        self.execute_one(sql, [bytes(id)], What::Delivery, id)
    }

    /// Notes what the other side calls what it was given, how that stands, and when to ask again. No attempt is counted.
    pub fn follow_delivery(
        &self,
        id: Uuid,
        job: Option<&str>,
        due_at: Instant,
        answer: Option<&str>,
    ) -> Result<()> {
        let sql = "UPDATE outbox SET state = 'under_way', job = ?2, due_at = ?3, answer = ?4
                   WHERE id = ?1 AND done_at IS NULL";
        let params = params![bytes(id), job, ms(due_at), answer];
        self.execute_one(sql, params, What::Delivery, id)
    }

    /// Notes an attempt that did not get through, and when to try again: nothing of it has arrived.
    pub fn postpone_delivery(&self, id: Uuid, due_at: Instant, answer: &str) -> Result<()> {
        let sql = "UPDATE outbox SET attempts = attempts + 1, due_at = ?2, answer = ?3, state = 'waiting', job = NULL
                   WHERE id = ?1 AND done_at IS NULL";
        self.execute_one(
            sql,
            params![bytes(id), ms(due_at), answer],
            What::Delivery,
            id,
        )
    }

    /// Sends what waits another way, at once.
    pub fn redirect_delivery(&self, id: Uuid, body: &Value, now: Instant) -> Result<()> {
        let sql = "UPDATE outbox SET body = ?2, due_at = ?3, state = 'waiting', job = NULL
                   WHERE id = ?1 AND done_at IS NULL";
        self.execute_one(
            sql,
            params![bytes(id), body.to_string(), ms(now)],
            What::Delivery,
            id,
        )
    }

    /// Lets what waits be tried at once.
    pub fn hasten_delivery(&self, id: Uuid, now: Instant) -> Result<()> {
        let sql = "UPDATE outbox SET due_at = ?2 WHERE id = ?1 AND done_at IS NULL";
        self.execute_one(sql, params![bytes(id), ms(now)], What::Delivery, id)
    }

    /// Notes what the other side calls what it has taken over: by that name it will tell what became of it.
    pub fn name_delivery(&self, id: Uuid, job: &str) -> Result<()> {
        let sql = "UPDATE outbox SET job = ?2 WHERE id = ?1";
        self.execute_one(sql, params![bytes(id), job], What::Delivery, id)
    }

    /// Notes what was heard later of something that was carried out.
    pub fn answer_delivery(&self, id: Uuid, answer: &str) -> Result<()> {
        let sql = "UPDATE outbox SET answer = ?2 WHERE id = ?1 AND done_at IS NOT NULL";
        self.execute_one(sql, params![bytes(id), answer], What::Delivery, id)
    }

    /// Notes the last attempt: carried out.
    pub fn finish_delivery(&self, id: Uuid, now: Instant, answer: &str) -> Result<()> {
        self.end_delivery(id, now, DeliveryState::Delivered, answer)
    }

    /// Notes how it ended: delivered, given up with the reason as its answer, or taken back.
    pub fn end_delivery(
        &self,
        id: Uuid,
        now: Instant,
        state: DeliveryState,
        answer: &str,
    ) -> Result<()> {
        let sql = "UPDATE outbox SET attempts = attempts + 1, done_at = ?2, state = ?3, answer = ?4
                   WHERE id = ?1 AND done_at IS NULL";
        let params = params![bytes(id), ms(now), state.as_str(), answer];
        self.execute_one(sql, params, What::Delivery, id)
    }
}
