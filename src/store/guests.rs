//! The guest register: who logged in first with a ticket that asked about its guest (T9), and its erasure.

use super::{
    Reader, Tx,
    column::{Cells, bytes, int, json, ms},
    error::Result,
    tickets::lower,
};
use crate::domain::{
    id::{GuestId, TicketId},
    time::Instant,
};
use rusqlite::{Row, params};
use std::collections::BTreeMap;

/// A registered guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    /// Of this entry.
    pub id: GuestId,
    /// The ticket by which the guest came.
    pub ticket: TicketId,
    /// Its serial.
    pub serial: u64,
    /// Whom the ticket was for.
    pub user_id: String,
    /// The first accepted login.
    pub registered_at: Instant,
    /// When the ticket expires or expired.
    pub expires_at: Option<Instant>,
    /// The extra fields, by key; empty once erased.
    pub fields: BTreeMap<String, String>,
    /// When the data were erased.
    pub erased_at: Option<Instant>,
}

/// Which guests are shown; combined with AND. The default shows all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GuestFilter {
    /// Part of any value or of the user ID, in any case.
    pub text: Option<String>,
    /// Registered at or after this.
    pub from: Option<Instant>,
    /// Registered before this.
    pub before: Option<Instant>,
}

/// What the guests table keeps beside the fields: any part of it can be looked for.
fn search_text(user_id: &str, fields: &BTreeMap<String, String>) -> String {
    let mut text = lower(user_id);
    for value in fields.values() {
        text.push('\n');
        text.push_str(&lower(value));
    }
    text
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Guest> {
    let c = Cells::of(row);
    Ok(Guest {
        id: GuestId(c.uuid()?),
        ticket: TicketId(c.uuid()?),
        serial: c.count()?,
        user_id: c.get()?,
        registered_at: c.instant()?,
        expires_at: c.instant_opt()?,
        fields: c.json()?,
        erased_at: c.instant_opt()?,
    })
}

const SELECT: &str = "SELECT g.id, g.ticket, t.serial, t.user_id, g.registered_at, t.expires_at, g.fields, g.erased_at
    FROM guest g JOIN ticket t ON t.id = g.ticket";

const WHERE: &str = "WHERE g.registered_at >= ?1 AND g.registered_at < ?2
    AND (?3 IS NULL OR instr(g.search, ?3) > 0)";

fn bounds(filter: &GuestFilter) -> (i64, i64, Option<String>) {
    (
        filter.from.map_or(i64::MIN, ms),
        filter.before.map_or(i64::MAX, ms),
        filter
            .text
            .as_deref()
            .map(|text| lower(text.trim()))
            .filter(|text| !text.is_empty()),
    )
}

impl Reader<'_> {
    /// The guests that a filter leaves, the newest first, from row number `offset` on.
    pub fn guests(&self, filter: &GuestFilter, offset: u64, limit: u32) -> Result<Vec<Guest>> {
        let (from, before, text) = bounds(filter);
        let sql =
            format!("{SELECT} {WHERE} ORDER BY g.registered_at DESC, g.id DESC LIMIT ?4 OFFSET ?5");
        self.all(
            &sql,
            params![from, before, text, limit, int(offset)],
            from_row,
        )
    }

    /// How many guests a filter leaves.
    pub fn count_guests(&self, filter: &GuestFilter) -> Result<u64> {
        let (from, before, text) = bounds(filter);
        let sql = format!("SELECT count(*) FROM guest g {WHERE}");
        let count = self.one(&sql, params![from, before, text], |row| {
            Cells::of(row).count()
        })?;
        Ok(count.unwrap_or(0))
    }

    /// The guest of a ticket.
    pub fn guest_of(&self, ticket: TicketId) -> Result<Option<Guest>> {
        let sql = format!("{SELECT} WHERE g.ticket = ?1");
        self.one(&sql, [bytes(ticket.0)], from_row)
    }

    /// The tickets that ended before this and still hold data of their guests, those that ended first before the others.
    pub fn tickets_to_erase(&self, ended_before: Instant, limit: u32) -> Result<Vec<u64>> {
        // A ticket without a set end has ended with its last session, not with its first login. One that lapsed while no
        // engine ran is still written as live.
        let sql = "SELECT serial FROM (
                       SELECT serial, ended_at AS over FROM ticket t
                       WHERE erased_at IS NULL AND status >= 2 AND (user_id <> '' OR fields IS NOT NULL)
                         AND ended_at <= ?1
                         AND (t.lapses_at IS NOT NULL OR t.status = 3 OR NOT EXISTS (
                             SELECT 1 FROM session s WHERE s.account = t.account AND s.updated_at > ?1))
                       UNION ALL
                       SELECT serial, lapses_at FROM ticket
                       WHERE erased_at IS NULL AND status < 2 AND (user_id <> '' OR fields IS NOT NULL)
                         AND lapses_at <= ?1)
                   ORDER BY over, serial LIMIT ?2";
        self.all(sql, params![ms(ended_before), limit], |row| {
            Cells::of(row).count()
        })
    }
}

impl Tx<'_> {
    /// Registers the guest of a ticket, if it asked about him and he is not registered yet; tells whether it did.
    pub fn register_guest(&self, ticket: TicketId, at: Instant) -> Result<bool> {
        let fields = self.fields(ticket)?;
        if fields.is_empty() {
            return Ok(false);
        }
        let search = search_text(&self.ticket(ticket)?.user_id, &fields);
        let sql = "INSERT INTO guest (id, ticket, registered_at, fields, search) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (ticket) DO NOTHING";
        let params = params![
            bytes(GuestId::new().0),
            bytes(ticket.0),
            ms(at),
            json(&fields)?,
            search,
        ];
        Ok(self.execute(sql, params)? == 1)
    }

    /// Takes the guest's data off a ticket for good: user ID and extra fields, its entry in the register, and what the
    /// event log and the deliveries say of them. Tells whether there was something to erase.
    pub fn erase_guest(&self, ticket: TicketId, at: Instant) -> Result<bool> {
        let id = bytes(ticket.0);
        self.note_renamed(ticket, "")?;
        let sql =
            "UPDATE ticket SET user_id = '', user_id_lower = '', fields = NULL, erased_at = ?2
                   WHERE id = ?1 AND erased_at IS NULL AND (user_id <> '' OR fields IS NOT NULL)";
        if self.execute(sql, params![id, ms(at)])? == 0 {
            return Ok(false);
        }
        let statements = [
            "UPDATE guest SET fields = '{}', search = '', erased_at = ?2 WHERE ticket = ?1",
            "UPDATE event SET before = json_remove(before, '$.user_id', '$.fields', '$.to', '$.address'),
                    after = json_remove(after, '$.user_id', '$.fields', '$.to', '$.address')
             WHERE subject = ?1 AND ?2 IS NOT NULL",
            "UPDATE outbox SET body = json_remove(body, '$.to') WHERE subject = ?1 AND ?2 IS NOT NULL",
        ];
        for sql in statements {
            let _ = self.execute(sql, params![id, ms(at)])?;
        }
        Ok(true)
    }
}
