//! Cancelling tickets, taking the last one back, and sending devices off the line.

use super::{Actor, Error, Result, engine::disconnect, event, write};
use crate::{
    domain::{
        ticket::{self, Status, Ticket},
        time::Instant,
    },
    store::{NewEvent, Store, Tx},
};
use chrono::TimeDelta;
use serde_json::json;

/// How long the last issue can be taken back (DESIGN 4.1).
pub const UNDO_FOR: TimeDelta = TimeDelta::seconds(60);

/// Cancels a ticket: final, its sessions are cut, its credentials refused from this very transaction on.
pub fn cancel(
    store: &Store,
    now: Instant,
    actor: Actor,
    serial: u64,
    reason: Option<String>,
) -> Result<Ticket> {
    write(store, move |tx| {
        cancel_in(tx, now, actor, serial, reason.as_deref())
    })
}

/// As [`cancel`], inside a transaction.
pub(super) fn cancel_in(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    serial: u64,
    reason: Option<&str>,
) -> Result<Ticket> {
    let ticket = tx.ticket_by_serial(serial)?;
    cancel_one(tx, now, actor, ticket, reason, "ticket.cancelled")
}

/// Whether a ticket can be cancelled: final states do not change into each other (TX16).
pub(super) fn check_cancellable(ticket: &Ticket, now: Instant) -> Result<()> {
    if ticket.may_cancel(now) {
        return Ok(());
    }
    Err(Error::NotCancellable {
        serial: ticket::serial_text(ticket.serial),
        status: ticket.status(now).as_str(),
    })
}

/// Takes back a ticket that was issued within the last minute and that nobody used. Its serial is not given again.
pub fn undo(store: &Store, now: Instant, actor: Actor, serial: u64) -> Result<Ticket> {
    write(store, move |tx| {
        let ticket = tx.ticket_by_serial(serial)?;
        if ticket.status(now) != Status::NoUse || now - ticket.created_at > UNDO_FOR {
            return Err(Error::NotUndoable {
                serial: ticket::serial_text(serial),
            });
        }
        cancel_one(tx, now, actor, ticket, Some("undone"), "ticket.undone")
    })
}

/// Asks the gateways to end the sessions of a ticket, which stays valid: for a device that left without saying so and
/// still takes a place. Tells how many were asked for.
pub fn cut_sessions(store: &Store, now: Instant, actor: Actor, serial: u64) -> Result<usize> {
    write(store, move |tx| {
        let ticket = tx.ticket_by_serial(serial)?;
        let sessions = tx.open_sessions_of(ticket.account)?;
        for session in &sessions {
            disconnect::enqueue(tx, session, now, "asked for at the desk")?;
        }
        if !sessions.is_empty() {
            let after = json!({ "serial": serial, "sessions": sessions.len() });
            let _ = tx.append_event(&NewEvent {
                after: Some(after),
                ..event(now, actor, "ticket.sessions_cut", ticket.id.0)
            })?;
        }
        Ok(sessions.len())
    })
}

fn cancel_one(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    ticket: Ticket,
    reason: Option<&str>,
    what: &str,
) -> Result<Ticket> {
    let status = ticket.status(now);
    check_cancellable(&ticket, now)?;
    tx.cancel_ticket(ticket.id, now, reason)?;
    for session in tx.open_sessions_of(ticket.account)? {
        disconnect::enqueue(tx, &session, now, "cancelled")?;
    }
    let (before, after) = (
        json!({ "status": status.as_str() }),
        json!({ "status": Status::Cancelled.as_str(), "serial": ticket.serial, "reason": reason }),
    );
    let _ = tx.append_event(&NewEvent {
        before: Some(before),
        after: Some(after),
        ..event(now, actor, what, ticket.id.0)
    })?;
    Ok(Ticket {
        stored_status: Status::Cancelled,
        cancelled_at: Some(now),
        ..ticket
    })
}
