//! Looking at tickets: the list, and everything about one.

use super::{
    Result,
    usage::{self, Baseline, used},
};
use crate::{
    domain::{
        account::Credentials,
        allowance::{Limits, Used},
        policy::Policy,
        product::Product,
        session::Session,
        ticket::Ticket,
        time::Instant,
    },
    store::{Event, RefusedLogin, Store},
};

/// Sessions and refusals shown of one ticket; the newest.
const SHOWN: u32 = 200;

/// Everything about one ticket.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The ticket.
    pub ticket: Ticket,
    /// What the guest types.
    pub credentials: Credentials,
    /// Name of its ticket type.
    pub ticket_type: Option<String>,
    /// The product that its account holds.
    pub product: Product,
    /// The policy of that product.
    pub policy: Policy,
    /// Limits in force.
    pub limits: Limits,
    /// Used up to the instant of the look, running sessions included.
    pub used: Used,
    /// Newest first.
    pub sessions: Vec<Session>,
    /// Newest first.
    pub refusals: Vec<RefusedLogin>,
    /// What happened to it, oldest first.
    pub events: Vec<Event>,
}

/// Everything about the ticket of this serial.
pub fn detail(store: &Store, now: Instant, serial: u64) -> Result<Detail> {
    Ok(store.read(|reader| {
        let zone = reader.location()?.zone;
        let ticket = reader.ticket_by_serial(serial)?;
        let record = reader.login_record_of(ticket.account, usage::since(now, zone))?;
        let ticket_type = match ticket.ticket_type {
            Some(id) => Some(reader.ticket_type(id)?.name),
            None => None,
        };
        let limits = Limits::of(&record.product, &record.policy)
            .with_totals(record.account.total_seconds, record.account.total_bytes);
        let baseline = Baseline {
            seconds: record.account.baseline_seconds,
            bytes: record.account.baseline_bytes,
        };
        let mut events = reader.events_of(ticket.id.0, SHOWN)?;
        events.reverse();
        Ok(Detail {
            used: used(
                &ticket,
                baseline,
                &record.usage,
                record.sessions.iter(),
                &limits,
                now,
                zone,
            ),
            limits,
            ticket_type,
            product: record.product,
            policy: record.policy,
            sessions: reader.sessions_of(ticket.account, None, SHOWN as usize)?,
            refusals: reader.refusals_of(ticket.account, SHOWN)?,
            events,
            credentials: record.account.credentials,
            ticket,
        })
    })?)
}
