//! Looking at tickets: the list, and everything about one.

use super::{
    Error, Result,
    usage::{Baseline, used},
};
use crate::{
    domain::{
        account::Credentials,
        allowance::{Limits, Used},
        policy::Policy,
        product::Product,
        session::Session,
        ticket::{self, Ticket},
        time::Instant,
    },
    store::{EventRow, RefusedLogin, Store},
};

/// Sessions and refusals shown of one ticket; the newest.
const SHOWN: usize = 200;

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
    pub events: Vec<EventRow>,
}

/// Everything about the ticket of this serial.
pub fn detail(store: &Store, now: Instant, serial: u64) -> Result<Detail> {
    store
        .read(|reader| {
            let Some(ticket) = reader.ticket(serial)? else {
                return Ok(None);
            };
            let location = reader.location()?;
            let Some(record) = reader.login_record_of_ticket(ticket.id)? else {
                return Ok(None);
            };
            let ticket_type = match record.ticket.ticket_type {
                Some(id) => Some(reader.ticket_type_by_id(id)?.name),
                None => None,
            };
            let mut limits = Limits::of(&record.product, &record.policy);
            limits.seconds.total = record.account.total_seconds;
            limits.bytes.total = record.account.total_bytes;
            let sessions = reader.sessions_of(record.ticket.account, SHOWN)?;
            let open = sessions.iter().filter(|session| session.ended_at.is_none());
            let baseline = Baseline { seconds: record.account.baseline_seconds, bytes: record.account.baseline_bytes };
            let used = used(&record.ticket, baseline, &record.days, open, &limits, now, location.zone);
            Ok(Some(Detail {
                used,
                limits,
                ticket_type,
                credentials: record.account.credentials.clone(),
                product: record.product,
                policy: record.policy,
                refusals: reader.refusals_of(record.ticket.account, SHOWN)?,
                events: reader.events_of(record.ticket.id.0, SHOWN)?,
                ticket: record.ticket,
                sessions,
            }))
        })?
        .ok_or_else(|| Error::UnknownTicket(ticket::serial_text(serial)))
}
