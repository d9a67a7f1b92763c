//! What the register asks of the use cases, off the window's thread.

use crate::{
    domain::{ticket::Ticket, time::Instant},
    services::{Actor, Result, guests},
    store::{Guest, Store},
};

/// One guest, with the ticket that he came by.
#[derive(Debug, Clone)]
pub struct Known {
    /// The entry.
    pub guest: Guest,
    /// The ticket.
    pub ticket: Ticket,
}

/// The guest of this ticket, as he is now.
pub(super) fn known(store: &Store, guest: Guest) -> Result<Known> {
    Ok(store.read(|reader| {
        let ticket = reader.ticket(guest.ticket)?;
        let guest = reader.guest_of(guest.ticket)?.unwrap_or(guest);
        Ok(Known { guest, ticket })
    })?)
}

/// Erases what is known of the guest of this ticket.
pub(super) fn erase(store: &Store, now: Instant, serial: u64) -> Result<()> {
    guests::erase(store, now, Actor::Desk, serial).map(drop)
}
