//! The guest register: listed, searched, erased (T9, TX28).

use super::{Actor, Error, Result, event, write};
use crate::{
    domain::{
        ticket::{self, Ticket},
        time::Instant,
    },
    store::{Guest, GuestFilter, NewEvent, Store, Tx},
};
use chrono::TimeDelta;
use serde_json::json;

/// Name of the setting that says after how many days guests' data are erased.
const ERASE_AFTER: &str = "guest_erase_after_days";

/// Days after which data can be erased at most: ten years.
pub const ERASE_AFTER_MAX: u32 = 3650;

/// Tickets erased in one transaction.
const ERASE_AT_ONCE: u32 = 200;

/// A part of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// How many guests the filter leaves.
    pub total: u64,
    /// The number of the first of `guests`; 0 = the newest.
    pub from: u64,
    /// Newest first.
    pub guests: Vec<Guest>,
}

/// A part of the register, of one snapshot.
pub fn list(store: &Store, filter: &GuestFilter, from: u64, limit: u32) -> Result<Part> {
    Ok(store.read(|reader| {
        Ok(Part {
            total: reader.count_guests(filter)?,
            from,
            guests: reader.guests(filter, from, limit)?,
        })
    })?)
}

/// Days after check-out or the end of validity after which the data are erased; 0 = only on demand.
pub fn erase_after_days(store: &Store) -> Result<u32> {
    let text = store.read(|reader| reader.setting(ERASE_AFTER))?;
    Ok(text.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// Sets after how many days the data are erased; 0 = only on demand.
pub fn set_erase_after_days(store: &Store, now: Instant, actor: Actor, days: u32) -> Result<()> {
    if days > ERASE_AFTER_MAX {
        return Err(Error::OutOfRange {
            what: "the number of days",
            min: 0,
            max: ERASE_AFTER_MAX.into(),
        });
    }
    let before = erase_after_days(store)?;
    write(store, move |tx| {
        tx.set_setting(ERASE_AFTER, &days.to_string())?;
        let _ = tx.append_event(&NewEvent {
            before: Some(json!({ "erase_after_days": before })),
            after: Some(json!({ "erase_after_days": days })),
            ..event(now, actor, "guests.setting_changed", uuid::Uuid::nil())
        })?;
        Ok(())
    })
}

/// Erases the data of a ticket's guest at once and for good: user ID and extra fields. The ticket stays as it is.
pub fn erase(store: &Store, now: Instant, actor: Actor, serial: u64) -> Result<Ticket> {
    write(store, move |tx| {
        if !erase_one(tx, now, actor, serial, "asked for")? {
            return Err(Error::NothingToErase {
                serial: ticket::serial_text(serial),
            });
        }
        Ok(tx.ticket_by_serial(serial)?)
    })
}

/// Erases what is due, some hundred tickets at a time; tells how many it erased. Called by the engine now and then.
pub fn erase_due(store: &Store, now: Instant, actor: Actor) -> Result<usize> {
    let days = erase_after_days(store)?;
    if days == 0 {
        return Ok(0);
    }
    let before = now - TimeDelta::days(days.into());
    let due = store.read(|reader| reader.tickets_to_erase(before, ERASE_AT_ONCE))?;
    if due.is_empty() {
        return Ok(0);
    }
    write(store, move |tx| {
        let mut erased = 0;
        for serial in due {
            erased += usize::from(erase_one(tx, now, actor, serial, "its time has come")?);
        }
        Ok(erased)
    })
}

fn erase_one(tx: &Tx<'_>, now: Instant, actor: Actor, serial: u64, why: &str) -> Result<bool> {
    let ticket = tx.ticket_by_serial(serial)?;
    let erased = tx.erase_guest(ticket.id, now)?;
    if erased {
        let after = json!({ "serial": serial, "why": why });
        let _ = tx.append_event(&NewEvent {
            after: Some(after),
            ..event(now, actor, "guest.erased", ticket.id.0)
        })?;
    }
    Ok(erased)
}
