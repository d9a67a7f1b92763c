//! Issuing tickets: one transaction for any number of them.

mod outside;
mod plan;
#[cfg(test)]
mod tests;
mod twins;

pub use outside::{Outside, issue_from};
pub use plan::{House, Quote};
pub use twins::{is_same_guest, live_tickets_for};

use super::{
    Actor, Error, Result,
    batches::Count,
    event, messages,
    printing::{self, PrintError},
    write,
};
use crate::{
    domain::{
        account::Credentials,
        code,
        id::BatchId,
        money::Money,
        policy::Policy,
        product::{Expiration, Product},
        stay::Dates,
        ticket::{self, Source, Status, Ticket},
        ticket_type::Channel,
        time::Instant,
    },
    store::{NewEvent, Reader, Store, Tx},
};
pub(in crate::services) use plan::Plan;
use serde_json::json;
use uuid::Uuid;

/// Characters of a user ID at most: more than any name, room or address, less than what breaks a voucher.
pub const USER_ID_MAX: usize = 500;

/// Tickets of one batch at most.
pub const BATCH_MAX: u32 = 5000;

/// Tickets looked through for the last request: among more undone ones, nobody means the one before.
const LAST_LOOK: u32 = 20;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// Name of the ticket type.
    pub ticket_type: String,
    /// Whom the ticket is for (T15).
    pub user_id: String,
    /// The dates of variable and special tickets.
    pub stay: Option<Dates>,
    /// Simultaneous devices, where the ticket type's are not wanted.
    pub devices: Option<u16>,
    /// Chosen user name and password, for special tickets.
    pub credentials: Option<(String, String)>,
    /// Extra fields (T8), by key.
    pub fields: Vec<(String, String)>,
    /// What is special about a special ticket (T6).
    pub special: Special,
    /// How it reaches the guest: one row of the outbox each.
    pub deliver: Vec<Deliver>,
    /// Language of what the guest reads, as a tag; none = the Location's.
    pub language: Option<String>,
    /// What becomes of live tickets of the same guest.
    pub same_guest: SameGuest,
}

/// Values of one special ticket in place of those of its product and policy; `None` = theirs. 0 = infinite.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Special {
    /// What is asked for it.
    pub price: Option<Money>,
    /// How long it is valid from the first login.
    pub expiration: Option<Expiration>,
    /// Minutes in all.
    pub total_time_min: Option<u32>,
    /// Minutes a day.
    pub daily_time_min: Option<u32>,
    /// Minutes a week.
    pub weekly_time_min: Option<u32>,
    /// Minutes a month.
    pub monthly_time_min: Option<u32>,
    /// Megabytes in all.
    pub total_data_mb: Option<u32>,
    /// Megabytes a day.
    pub daily_data_mb: Option<u32>,
    /// Megabytes a week.
    pub weekly_data_mb: Option<u32>,
    /// Megabytes a month.
    pub monthly_data_mb: Option<u32>,
    /// Kilobits a second to the guest.
    pub download_kbps: Option<u32>,
    /// Kilobits a second from the guest.
    pub upload_kbps: Option<u32>,
    /// Days within which it must first be used; 0 = no such end.
    pub use_within_days: Option<u32>,
}

impl Special {
    /// Whether it says something in the place of the product.
    fn has_product_terms(&self) -> bool {
        let others = Self {
            price: self.price,
            use_within_days: self.use_within_days,
            download_kbps: self.download_kbps,
            upload_kbps: self.upload_kbps,
            ..Self::default()
        };
        *self != others
    }

    /// Whether it says something in the place of the policy.
    fn has_policy_terms(&self) -> bool {
        self.download_kbps.is_some() || self.upload_kbps.is_some()
    }

    /// Writes its values over those of a product and its policy.
    fn put_into(&self, product: &mut Product, policy: &mut Policy) {
        fn put<T: Clone>(to: &mut T, from: Option<&T>) {
            if let Some(value) = from {
                *to = value.clone();
            }
        }
        put(&mut product.expiration, self.expiration.as_ref());
        put(&mut product.total_time_min, self.total_time_min.as_ref());
        put(&mut product.daily_time_min, self.daily_time_min.as_ref());
        put(&mut product.weekly_time_min, self.weekly_time_min.as_ref());
        put(
            &mut product.monthly_time_min,
            self.monthly_time_min.as_ref(),
        );
        put(&mut product.total_data_mb, self.total_data_mb.as_ref());
        put(&mut product.daily_data_mb, self.daily_data_mb.as_ref());
        put(&mut product.weekly_data_mb, self.weekly_data_mb.as_ref());
        put(&mut product.monthly_data_mb, self.monthly_data_mb.as_ref());
        put(&mut policy.download_kbps, self.download_kbps.as_ref());
        put(&mut policy.upload_kbps, self.upload_kbps.as_ref());
    }
}

/// A channel, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deliver {
    /// Which one.
    pub channel: Channel,
    /// E-mail address or mobile number; none = the one among the extra fields, or else the user ID if it is one.
    pub to: Option<String>,
}

impl From<Channel> for Deliver {
    fn from(channel: Channel) -> Self {
        Self { channel, to: None }
    }
}

/// What becomes of live tickets of the same guest or room ("Room 214 already has a live ticket").
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SameGuest {
    /// They stay: this is another one.
    #[default]
    Another,
    /// No ticket is issued: the one with this serial takes one device more (or as many as the request says).
    AddDevice(u64),
    /// Those with these serials are cancelled.
    Replace(Vec<u64>),
}

/// What was issued.
#[derive(Debug, Clone)]
pub struct Issued {
    /// The ticket, with its serial.
    pub ticket: Ticket,
    /// What the guest types.
    pub credentials: Credentials,
    /// Code of its product.
    pub product: String,
    /// The rows of the outbox by which it is delivered, in the order of the request.
    pub deliveries: Vec<Uuid>,
    /// Serials of the tickets that it replaced.
    pub replaced: Vec<u64>,
}

/// Issues one ticket.
pub fn issue(store: &Store, now: Instant, actor: Actor, request: Request) -> Result<Issued> {
    let mut issued = issue_many(store, now, actor, request, 1)?;
    issued
        .pop()
        .ok_or_else(|| Error::Invalid("no ticket was issued".to_owned()))
}

/// Issues `count` equal tickets, all of them or none.
pub fn issue_many(
    store: &Store,
    now: Instant,
    actor: Actor,
    request: Request,
    count: u32,
) -> Result<Vec<Issued>> {
    check_count(count)?;
    write(store, move |tx| {
        issue_equal(tx, now, actor, &request, count, None, &mut |_| Ok(()))
    })
}

/// As [`issue_many`], inside a transaction.
pub(super) fn issue_equal(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    request: &Request,
    count: u32,
    batch: Option<BatchId>,
    counted: Count<'_>,
) -> Result<Vec<Issued>> {
    if count > 1 && request.credentials.is_some() {
        return Err(Error::Invalid(
            "several tickets cannot share one user name: leave it out, or issue one".to_owned(),
        ));
    }
    if let SameGuest::AddDevice(serial) = request.same_guest {
        return add_device(tx, now, actor, serial, request).map(|one| vec![one]);
    }
    let house = House::of(tx, &request.ticket_type)?;
    let plan = Plan::of(&house, now, request)?;
    let replaced = replace(tx, now, actor, &request.same_guest)?;
    let mut issued = (1..=u64::from(count))
        .map(|done| {
            let one = issue_one(tx, now, actor, &house, &plan, batch)?;
            counted(done)?;
            Ok(one)
        })
        .collect::<Result<Vec<_>>>()?;
    if let Some(first) = issued.first_mut() {
        first.replaced = replaced;
    }
    Ok(issued)
}

/// Issues one planned ticket with its event and its deliveries.
pub(super) fn issue_one(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    house: &House,
    plan: &Plan,
    batch: Option<BatchId>,
) -> Result<Issued> {
    let source = if actor == Actor::Cli {
        Source::Cli
    } else {
        Source::Desk
    };
    let new = plan.ticket(house, now, source, batch);
    let mut issued = plan.insert(tx, house, new)?;
    note_issued(tx, now, actor, house, &issued)?;
    issued.deliveries = deliver(
        tx,
        now,
        actor,
        &issued.ticket,
        &plan.deliver,
        plan.language.as_deref(),
    )?;
    Ok(issued)
}

fn note_issued(tx: &Tx<'_>, now: Instant, actor: Actor, house: &House, one: &Issued) -> Result<()> {
    let after = json!({ "serial": one.ticket.serial, "type": house.ticket_type.name, "user_id": one.ticket.user_id });
    let _ = tx.append_event(&NewEvent {
        after: Some(after),
        ..event(now, actor, "ticket.issued", one.ticket.id.0)
    })?;
    Ok(())
}

/// What a ticket would cost and when it would be valid. Refuses exactly what issuing it would refuse; changes nothing.
pub fn quote(store: &Store, now: Instant, request: &Request) -> Result<Quote> {
    store.read(|reader| Ok(quote_in(reader, now, request)))?
}

fn quote_in(reader: &Reader<'_>, now: Instant, request: &Request) -> Result<Quote> {
    if let SameGuest::AddDevice(serial) = request.same_guest {
        let (ticket, _) = with_device(reader, now, serial, request)?;
        return Ok(Quote::of_ticket(&ticket));
    }
    let house = House::of(reader, &request.ticket_type)?;
    let quote = house.quote(now, request)?;
    let replaced = replaced(&request.same_guest);
    for serial in &replaced {
        super::cancel::check_cancellable(&reader.ticket_by_serial(*serial)?, now)?;
    }
    if let Some((username, _)) = &request.credentials
        && reader.is_username_taken(username)?
    {
        // Whoever is replaced gives the name back.
        let holder = reader.ticket_by_username(username)?;
        if holder.is_none_or(|holder| !replaced.contains(&holder.serial)) {
            return Err(crate::store::Error::DuplicateCredentials.into());
        }
    }
    check_channels(reader, &request.deliver)?;
    Ok(quote)
}

/// A ticket is not issued to be sent by a channel that the house has not set up.
fn check_channels(reader: &Reader<'_>, deliver: &[Deliver]) -> Result<()> {
    let set_up = messages::set_up(reader)?;
    let missing = deliver
        .iter()
        .filter_map(|one| by_message(one.channel))
        .find(|channel| !set_up.contains(channel));
    match missing {
        Some(channel) => Err(messages::Refusal::NotSetUp(channel).into()),
        None => Ok(()),
    }
}

/// The serials of what is replaced, each once.
fn replaced(same: &SameGuest) -> Vec<u64> {
    let mut serials = match same {
        SameGuest::Replace(serials) => serials.clone(),
        SameGuest::Another | SameGuest::AddDevice(_) => Vec::new(),
    };
    let mut seen = std::collections::HashSet::new();
    serials.retain(|serial| seen.insert(*serial));
    serials
}

/// Whether a special ticket may have this user name: it can be typed and sent, and no live ticket has it (TX26).
pub fn check_username(store: &Store, username: &str) -> Result<()> {
    code::check_username(username)?;
    if store.read(|reader| reader.is_username_taken(username))? {
        return Err(crate::store::Error::DuplicateCredentials.into());
    }
    Ok(())
}

/// The request by which the newest ticket of the desk was issued, for issuing another like it; none where there is no
/// such ticket. Chosen credentials are not repeated, and neither are dates that have begun.
pub fn last_request(store: &Store, now: Instant) -> Result<Option<Request>> {
    Ok(store.read(|reader| {
        let rows = reader.page(
            &crate::store::Filter::default(),
            now,
            crate::store::Page::First,
            LAST_LOOK,
        )?;
        let last = rows.into_iter().find(|row| {
            matches!(row.ticket.source, Source::Desk | Source::Cli)
                && row.status != Status::Cancelled
        });
        let Some((ticket, ticket_type)) = last.and_then(|row| Some((row.ticket, row.ticket_type?)))
        else {
            return Ok(None);
        };
        let location = reader.location()?;
        Ok(Some(Request {
            ticket_type,
            user_id: ticket.user_id.clone(),
            stay: plan::dates_of(&ticket, location.zone),
            devices: Some(ticket.devices),
            fields: reader.fields(ticket.id)?.into_iter().collect(),
            ..Request::default()
        }))
    })?)
}

pub(super) fn check_count(count: u32) -> Result<()> {
    if count == 0 || count > BATCH_MAX {
        return Err(Error::OutOfRange {
            what: "the number of tickets",
            min: 1,
            max: u64::from(BATCH_MAX),
        });
    }
    Ok(())
}

/// Cancels what is replaced; tells which.
fn replace(tx: &Tx<'_>, now: Instant, actor: Actor, same: &SameGuest) -> Result<Vec<u64>> {
    let serials = replaced(same);
    for serial in &serials {
        let _ = super::cancel::cancel_in(tx, now, actor, *serial, Some("replaced"))?;
    }
    Ok(serials)
}

/// The ticket with one device more, not written yet, and where its voucher goes.
fn with_device(
    reader: &Reader<'_>,
    now: Instant,
    serial: u64,
    request: &Request,
) -> Result<(Ticket, Vec<Deliver>)> {
    let ticket = reader.ticket_by_serial(serial)?;
    if !ticket.status(now).is_live() {
        return Err(Error::NotLive {
            serial: ticket::serial_text(serial),
            status: ticket.status(now).as_str(),
        });
    }
    let house = House::of(reader, &request.ticket_type)?;
    let fields = reader.fields(ticket.id)?;
    let deliver = plan::addressed(
        &house.ticket_type,
        &request.deliver,
        &fields,
        &ticket.user_id,
        house.setting(now),
    )?;
    let devices = ticket
        .devices
        .saturating_add(request.devices.unwrap_or(1).max(1));
    Ok((Ticket { devices, ..ticket }, deliver))
}

fn add_device(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    serial: u64,
    request: &Request,
) -> Result<Issued> {
    let before = tx.ticket_by_serial(serial)?.devices;
    let (ticket, channels) = with_device(tx, now, serial, request)?;
    tx.set_devices(ticket.id, ticket.devices)?;
    let _ = tx.append_event(&NewEvent {
        before: Some(json!({ "devices": before })),
        after: Some(json!({ "serial": serial, "devices": ticket.devices })),
        ..event(now, actor, "ticket.device_added", ticket.id.0)
    })?;
    let language = request.language.as_deref();
    let deliveries = deliver(tx, now, actor, &ticket, &channels, language)?;
    Ok(Issued {
        credentials: tx.credentials(ticket.id)?,
        product: tx.product(ticket.product)?.code,
        deliveries,
        replaced: Vec::new(),
        ticket,
    })
}

/// The messages that a channel is; paper is none.
fn by_message(channel: Channel) -> Option<messages::Channel> {
    match channel {
        Channel::Print => None,
        Channel::Email => Some(messages::Channel::Email),
        Channel::Sms => Some(messages::Channel::Sms),
    }
}

/// Writes the rows by which a ticket is delivered. A channel that the house has not set up is refused before anything is
/// issued.
fn deliver(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    ticket: &Ticket,
    channels: &[Deliver],
    language: Option<&str>,
) -> Result<Vec<Uuid>> {
    let language = language.and_then(|tag| tag.parse().ok());
    let mut ids = Vec::with_capacity(channels.len());
    for one in channels {
        let Some(by) = by_message(one.channel) else {
            let order = printing::Order {
                serials: vec![ticket.serial],
                language,
                ..printing::Order::default()
            };
            match printing::print_in(tx, now, actor, &order) {
                Ok(id) => ids.push(id),
                // A house without printers makes a PDF after the issue.
                Err(Error::Printing(PrintError::NoPrinter)) => {}
                Err(error) => return Err(error),
            }
            continue;
        };
        let to = messages::address(tx, by, one.to.as_deref().unwrap_or_default())?;
        ids.push(messages::enqueue(tx, now, actor, ticket, &to, language)?);
    }
    Ok(ids)
}
