//! Looking at tickets: the list, a part of it at a time, and everything about one.

use super::{
    Actor, Error, Result, case, event, recharge,
    usage::{self, Baseline, used},
    write,
};
use crate::{
    domain::{
        account::Credentials,
        allowance::{Limits, Used},
        fields,
        id::GatewayId,
        location::Location,
        policy::Policy,
        product::Product,
        session::Session,
        subscription::Subscription,
        ticket::{Status, Ticket},
        time::Instant,
    },
    store::{
        Event, Filter, Held, NewEvent, Page, Reader, RefusedLogin, Row, SavedFilter, Sort, Store,
    },
};
use serde_json::json;
use std::collections::BTreeMap;

/// Characters of a saved filter's name at most.
const FILTER_NAME_MAX: usize = 40;

/// Sessions and refusals shown of one ticket; the newest.
const SHOWN: u32 = 200;

/// Everything about one ticket.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The instant of the look.
    pub at: Instant,
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
    /// The products that its account has held, the newest first.
    pub held: Vec<Held>,
    /// Its product waits for the next login, from which its validity counts (A34).
    pub waits: bool,
    /// What its account has subscribed to.
    pub subscription: Option<Subscription>,
    /// Why it was cancelled, if it was and somebody said why.
    pub cancel_reason: Option<String>,
    /// The gateways by name.
    pub gateways: BTreeMap<GatewayId, String>,
    /// Where it is valid: the zone of its times.
    pub location: Location,
}

/// Everything about the ticket of this serial.
pub fn detail(store: &Store, now: Instant, serial: u64) -> Result<Detail> {
    Ok(store.read(|reader| {
        let location = reader.location()?;
        let zone = location.zone;
        let ticket = reader.ticket_by_serial(serial)?;
        let record = reader.login_record_of(ticket.account, usage::since(now, zone))?;
        let ticket_type = type_name(reader, &ticket)?;
        let limits = case::limits(&record, location.access.mode);
        let baseline = Baseline {
            seconds: record.account.baseline_seconds,
            bytes: record.account.baseline_bytes,
        };
        let mut events = reader.events_of(ticket.id.0, SHOWN)?;
        events.reverse();
        let issued = events.iter().find(|one| one.event.kind == "ticket.issued");
        let issued_by = issued.map_or("", |one| one.event.actor.as_str());
        let held = recharge::history(reader, &record, issued_by)?;
        Ok(Detail {
            held,
            waits: record.account.subscription.is_none()
                && record.account.product_first_login_at.is_none()
                && ticket.stored_status == Status::InUse,
            subscription: record.account.subscription,
            at: now,
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
            cancel_reason: reader.cancel_reason(ticket.id)?,
            gateways: reader
                .gateways()?
                .into_iter()
                .map(|gateway| (gateway.id, gateway.name))
                .collect(),
            location,
            ticket,
        })
    })?)
}

fn type_name(reader: &Reader<'_>, ticket: &Ticket) -> crate::store::Result<Option<String>> {
    match ticket.ticket_type {
        Some(id) => Ok(Some(reader.ticket_type(id)?.name)),
        None => Ok(None),
    }
}

/// What the list shows of one ticket beside its row (T19).
#[derive(Debug, Clone)]
pub struct Glance {
    /// The ticket.
    pub ticket: Ticket,
    /// What the guest types.
    pub credentials: Credentials,
    /// Name of its ticket type.
    pub ticket_type: Option<String>,
    /// The product that its account holds.
    pub product: Product,
    /// Its sessions on line.
    pub online: Vec<Session>,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
}

/// What the list shows of the ticket of this serial.
pub fn glance(store: &Store, serial: u64) -> Result<Glance> {
    Ok(store.read(|reader| {
        let ticket = reader.ticket_by_serial(serial)?;
        Ok(Glance {
            credentials: reader.credentials(ticket.id)?,
            ticket_type: type_name(reader, &ticket)?,
            product: reader.product(ticket.product)?,
            online: reader.open_sessions_of(ticket.account)?,
            cancel_reason: reader.cancel_reason(ticket.id)?,
            ticket,
        })
    })?)
}

/// Rows read at once where all are wanted.
const CHUNK: u32 = 5000;

/// The serials of all tickets that the filter leaves, the newest first.
pub fn serials(store: &Store, now: Instant, filter: &Filter) -> Result<Vec<u64>> {
    Ok(store.read(|reader| {
        let mut all: Vec<u64> = Vec::new();
        loop {
            let page = all.last().map_or(Page::First, |last| Page::After(*last));
            let rows = reader.page(filter, now, page, CHUNK)?;
            if rows.is_empty() {
                return Ok(all);
            }
            all.extend(rows.iter().map(|row| row.ticket.serial));
        }
    })?)
}

/// Sessions on one page of [`sessions`].
pub const SESSIONS_AT_ONCE: usize = 50;

/// The sessions of a ticket, page by page (T18, TX21): start, end, gateway, address, device, traffic, cause.
#[derive(Debug, Clone)]
pub struct Sessions {
    /// Accounting sessions in all.
    pub total: u32,
    /// Newest first.
    pub sessions: Vec<Session>,
    /// The last one of this page, after which the next page begins; `None` = it was the last page.
    pub next: Option<Session>,
    /// The gateways by name.
    pub gateways: BTreeMap<GatewayId, String>,
}

/// A page of the sessions of a ticket; `after` is [`Sessions::next`] of the page before.
pub fn sessions(store: &Store, serial: u64, after: Option<&Session>) -> Result<Sessions> {
    Ok(store.read(|reader| {
        let ticket = reader.ticket_by_serial(serial)?;
        let mut sessions = reader.sessions_of(ticket.account, after, SESSIONS_AT_ONCE + 1)?;
        let more = sessions.len() > SESSIONS_AT_ONCE;
        sessions.truncate(SESSIONS_AT_ONCE);
        Ok(Sessions {
            total: ticket.connections,
            next: more.then(|| sessions.last().cloned()).flatten(),
            sessions,
            gateways: reader
                .gateways()?
                .into_iter()
                .map(|gateway| (gateway.id, gateway.name))
                .collect(),
        })
    })?)
}

/// The saved filters of the house, by name.
pub fn saved_filters(store: &Store) -> Result<Vec<SavedFilter>> {
    Ok(store.read(|reader| reader.saved_filters())?)
}

/// Saves a filter under a name; one of the same name is replaced.
pub fn save_filter(store: &Store, now: Instant, actor: Actor, saved: SavedFilter) -> Result<()> {
    let name = fields::tidy(&saved.name);
    if name.is_empty() || name.chars().count() > FILTER_NAME_MAX {
        return Err(Error::BadName {
            max: FILTER_NAME_MAX,
        });
    }
    write(store, move |tx| {
        let after = json!({ "name": name });
        tx.save_filter(&SavedFilter { name, ..saved })?;
        let _ = tx.append_event(&NewEvent {
            after: Some(after),
            subject: None,
            ..event(now, actor, "filter.saved", uuid::Uuid::nil())
        })?;
        Ok(())
    })
}

/// Forgets a saved filter; tells whether there was one.
pub fn forget_filter(store: &Store, now: Instant, actor: Actor, name: &str) -> Result<bool> {
    let name = name.to_owned();
    write(store, move |tx| {
        let known = tx.forget_filter(&name)?;
        if known {
            let _ = tx.append_event(&NewEvent {
                before: Some(json!({ "name": name })),
                subject: None,
                ..event(now, actor, "filter.forgotten", uuid::Uuid::nil())
            })?;
        }
        Ok(known)
    })
}

/// Which part of the list is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Which tickets at all.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// Where the part begins.
    pub start: Start,
    /// Rows at most.
    pub limit: u32,
    /// The serial whose row number is wanted too.
    pub find: Option<u64>,
}

/// Where a part of the list begins. Row 0 is the newest ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// At this row.
    Row(u64),
    /// At this row, which comes right after the ticket with this serial. As quick for the last row as for the first;
    /// the number is taken on trust and holds as long as nothing was committed.
    After {
        /// The number of the row.
        row: u64,
        /// The serial of the row before it.
        serial: u64,
    },
    /// So that this row is the first one no longer in it; it is that of the ticket with this serial. As [`Start::After`].
    Before {
        /// The number of the row.
        row: u64,
        /// Its serial.
        serial: u64,
    },
    /// So many rows before the ticket with this serial, wherever that is now.
    Around {
        /// The ticket that is to stay in its place.
        serial: u64,
        /// How many rows before it.
        before: u64,
    },
}

/// A part of the list, of one snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// How many tickets the filter leaves.
    pub total: u64,
    /// The number of the first of `rows`.
    pub from: u64,
    /// Newest first.
    pub rows: Vec<Row>,
    /// The row of the anchor of [`Start::Around`], or where it would be.
    pub anchor: Option<u64>,
    /// The row of the serial that was to be found; `None` if the filter does not leave it.
    pub found: Option<u64>,
}

/// Reads a part of the list.
pub fn look(store: &Store, now: Instant, look: &Look) -> Result<Part> {
    Ok(store.read(|reader| {
        let (filter, limit) = (&look.filter, look.limit);
        let total = reader.count(filter, now)?;
        if look.sort != Sort::default() {
            return sorted(reader, now, look, total);
        }
        let mut anchor = None;
        let (from, rows) = match look.start {
            Start::After { row, serial } => {
                (row, reader.page(filter, now, Page::After(serial), limit)?)
            }
            Start::Before { row, serial } => {
                let rows = reader.page(filter, now, Page::Before(serial), limit)?;
                (row.saturating_sub(rows.len() as u64), rows)
            }
            Start::Row(row) => at(reader, filter, now, row, limit)?,
            Start::Around { serial, before } => {
                let rank = reader.rank(filter, now, serial)?;
                anchor = Some(rank);
                at(reader, filter, now, rank.saturating_sub(before), limit)?
            }
        };
        Ok(Part {
            total,
            from,
            rows,
            anchor,
            found: look
                .find
                .map(|serial| row_of(reader, filter, now, serial))
                .transpose()?
                .flatten(),
        })
    })?)
}

/// In another order every part is found by its number: what a commit has moved is where it is now.
fn sorted(
    reader: &Reader<'_>,
    now: Instant,
    look: &Look,
    total: u64,
) -> crate::store::Result<Part> {
    let (filter, sort, limit) = (&look.filter, look.sort, look.limit);
    let row_of = |serial| reader.sorted_row(filter, now, sort, serial);
    let mut anchor = None;
    let from = match look.start {
        Start::Row(row) | Start::After { row, .. } => row,
        Start::Before { row, .. } => row.saturating_sub(limit.into()),
        Start::Around { serial, before } => {
            let row = row_of(serial)?.unwrap_or(0);
            anchor = Some(row);
            row.saturating_sub(before)
        }
    };
    Ok(Part {
        total,
        from,
        rows: reader.sorted_page(filter, now, sort, from, limit)?,
        anchor,
        found: look.find.map(row_of).transpose()?.flatten(),
    })
}

fn at(
    reader: &Reader<'_>,
    filter: &Filter,
    now: Instant,
    row: u64,
    limit: u32,
) -> crate::store::Result<(u64, Vec<Row>)> {
    Ok((row, reader.page_at(filter, now, row, limit)?))
}

/// The row of a ticket, if the filter leaves it.
fn row_of(
    reader: &Reader<'_>,
    filter: &Filter,
    now: Instant,
    serial: u64,
) -> crate::store::Result<Option<u64>> {
    let rank = reader.rank(filter, now, serial)?;
    // Below the next serial comes the ticket itself, if it is left at all.
    let next = Page::After(serial.saturating_add(1));
    let rows = reader.page(filter, now, next, 1)?;
    let is_there = rows.first().is_some_and(|row| row.ticket.serial == serial);
    Ok(is_there.then_some(rank))
}
