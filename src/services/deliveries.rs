//! Deliveries: what the outbox carries to guests, by print, e-mail and SMS (T10, TX30).
//!
//! Issuing and delivering are two steps: a delivery is a row of the outbox, written in the transaction that causes it, and
//! carried out after the commit by the [engine](super::engine), or by the command that wrote it where no engine runs. A
//! channel is a name of rows and a function that carries one out ([`CHANNELS`]); it notes in the row what became of it.
//!
//! What a row holds is an address and never a code: pages and texts are made when they leave, from the ticket as it is
//! then.

use super::{
    Actor, Error, Result, event, licences, messages,
    printing::{self, PrintJob},
    write,
};
use crate::{
    domain::{id::TicketId, time::Instant},
    store::{self, Delivery, DeliveryState, NewDelivery, NewEvent, Reader, Store, Tx},
};
use serde_json::{Value, json};
use uuid::Uuid;

/// Carries out one row, and notes in it what became of it. May wait for the other side: it runs on a thread of its own.
/// The clock is asked as often as time has passed.
pub(super) type Carry = fn(&Store, &dyn Fn() -> Instant, &Delivery) -> Result<()>;

/// One way to a guest.
pub(super) struct Channel {
    /// The kinds of its rows.
    pub(super) kinds: &'static [&'static str],
    /// What carries them out.
    pub(super) carry: Carry,
}

/// Every way to a guest.
pub(super) const CHANNELS: &[Channel] = &[
    Channel {
        kinds: &[printing::KIND],
        carry: printing::carry_out,
    },
    Channel {
        kinds: &messages::KINDS,
        carry: messages::carry_out,
    },
    Channel {
        kinds: &[licences::NOTICE_KIND],
        carry: licences::carry_out,
    },
];

/// The kinds of all rows that are deliveries.
pub(super) fn kinds() -> Vec<&'static str> {
    let all = CHANNELS.iter().flat_map(|channel| channel.kinds);
    all.copied().collect()
}

/// What carries a row out.
pub(super) fn carry_of(row: &Delivery) -> Option<Carry> {
    let kind = row.what.kind.as_str();
    let channel = CHANNELS
        .iter()
        .find(|channel| channel.kinds.contains(&kind))?;
    Some(channel.carry)
}

/// Rows of one lane go one after the other: a printer's by the printer, notices by their channel, the others by their
/// kind. These are the places of a row's body that tell it.
const LANE: [&str; 2] = ["$.printer", "$.address.channel"];

/// The lane of a row.
pub(super) fn lane(row: &Delivery) -> String {
    let told = LANE.iter().filter_map(|path| {
        let place = path.trim_start_matches('$').replace('.', "/");
        row.what.body.pointer(&place).and_then(Value::as_str)
    });
    let names: Vec<_> = std::iter::once(row.what.kind.as_str())
        .chain(told)
        .collect();
    names.join("/")
}

/// What is under way or due, of each lane the first few, the longest waiting first.
pub(super) fn turns(
    reader: &Reader<'_>,
    now: Instant,
    of_each: u32,
) -> store::Result<Vec<Delivery>> {
    reader.turns_of(&kinds(), LANE, now, of_each)
}

/// Deliveries shown at most; the newest.
const SHOWN: u32 = 500;

/// Writes a delivery of these tickets, in the transaction that causes it. It leaves after the commit.
pub fn enqueue(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    kind: &str,
    tickets: &[TicketId],
    body: Value,
) -> Result<Uuid> {
    let id = Uuid::now_v7();
    // About one ticket the row is its own; about several, or none, it stands for itself.
    let subject = match tickets {
        [ticket] => ticket.0,
        _ => id,
    };
    tx.enqueue(&NewDelivery {
        id,
        kind: kind.to_owned(),
        subject,
        body,
        created_at: now,
        due_at: now,
    })?;
    if tickets.len() > 1 {
        tx.link_delivery(id, tickets)?;
    }
    for ticket in tickets {
        let _ = tx.append_event(&NewEvent {
            after: Some(json!({ "delivery": id, "kind": kind })),
            ..event(now, actor, "ticket.delivery", ticket.0)
        })?;
    }
    if tickets.is_empty() {
        let _ = tx.append_event(&event(now, actor, "delivery.asked", id))?;
    }
    Ok(id)
}

/// The deliveries of a ticket, newest first.
pub fn of_ticket(store: &Store, ticket: TicketId) -> Result<Vec<Delivery>> {
    Ok(store.read(|reader| reader.newest_of(&kinds(), Some(ticket.0), SHOWN))?)
}

/// The deliveries of a ticket that have not left yet.
pub(super) fn of_ticket_in(reader: &Reader<'_>, ticket: TicketId) -> Result<Vec<Uuid>> {
    let all = reader.newest_of(&kinds(), Some(ticket.0), SHOWN)?;
    let open = all.into_iter().filter(|row| row.done_at.is_none());
    Ok(open.map(|row| row.what.id).collect())
}

/// The newest deliveries of all tickets; of one kind, where one is named.
pub fn newest(store: &Store, kind: Option<&str>) -> Result<Vec<Delivery>> {
    let mut kinds = kinds();
    kinds.retain(|known| kind.is_none_or(|kind| kind == *known));
    Ok(store.read(|reader| reader.newest_of(&kinds, None, SHOWN))?)
}

/// A delivery as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// On paper.
    Print(PrintJob),
    /// By e-mail or SMS.
    Message(messages::Message),
}

/// Which delivery is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// This print job.
    Print(Uuid),
    /// This message.
    Message(Uuid),
}

impl Seen {
    /// Which it is.
    pub fn which(&self) -> Which {
        match self {
            Self::Print(job) => Which::Print(job.id),
            Self::Message(message) => Which::Message(message.id),
        }
    }

    /// When it was asked for.
    pub fn created_at(&self) -> Instant {
        match self {
            Self::Print(job) => job.created_at,
            Self::Message(message) => message.created_at,
        }
    }
}

/// The deliveries of a ticket as people see them, newest first.
pub fn seen(store: &Store, serial: u64) -> Result<Vec<Seen>> {
    let ticket = store.read(|reader| reader.ticket_by_serial(serial))?.id;
    let messages = store.read(|reader| messages::of_ticket(reader, Some(ticket.0)))?;
    let jobs = printing::jobs_of(store, ticket)?;
    let mut seen: Vec<Seen> = jobs
        .into_iter()
        .map(Seen::Print)
        .chain(messages.into_iter().map(Seen::Message))
        .collect();
    seen.sort_by_key(|one| std::cmp::Reverse(one.created_at()));
    Ok(seen)
}

/// Sends again by hand: what waits is tried at once, what is over is written anew.
pub fn send_again(store: &Store, now: Instant, actor: Actor, which: Which) -> Result<()> {
    match which {
        Which::Print(id) => printing::try_again(store, now, actor, id, None).map(drop),
        Which::Message(id) => messages::send_again(store, now, actor, id).map(drop),
    }
}

/// Takes back what has not left yet, or what a queue lets go of.
pub fn take_back(store: &Store, now: Instant, actor: Actor, which: Which) -> Result<()> {
    match which {
        Which::Print(id) => printing::cancel(store, now, actor, id),
        Which::Message(id) => messages::cancel(store, now, actor, id),
    }
}

/// A delivery.
pub fn delivery(reader: &Reader<'_>, id: Uuid) -> Result<Delivery> {
    let missing = || store::Error::not_found(store::What::Delivery, id);
    let row = reader.delivery(id)?.filter(|row| carry_of(row).is_some());
    Ok(row.ok_or_else(missing)?)
}

/// Tries again: what waits is tried at once; what failed or was taken back is written anew, with `body` in place of its
/// own where one is given (another printer). What is under way or was delivered is refused: nothing leaves twice unless
/// somebody asks for a second one.
pub fn try_again(
    store: &Store,
    now: Instant,
    actor: Actor,
    id: Uuid,
    body: Option<Value>,
) -> Result<Uuid> {
    write(store, move |tx| {
        let row = delivery(tx, id)?;
        match row.state {
            DeliveryState::Waiting => {
                match body {
                    Some(body) => tx.redirect_delivery(id, &body, now)?,
                    None => tx.hasten_delivery(id, now)?,
                }
                let _ = tx.append_event(&event(now, actor, "delivery.hastened", id))?;
                Ok(id)
            }
            DeliveryState::Failed | DeliveryState::Cancelled => {
                let tickets = tickets_of(tx, &row)?;
                let body = body.unwrap_or(row.what.body);
                enqueue(tx, now, actor, &row.what.kind, &tickets, body)
            }
            DeliveryState::UnderWay | DeliveryState::Delivered => Err(Error::NotWaiting),
        }
    })
}

/// Takes back a delivery that waits; `answer` is kept as its last word.
pub fn cancel(store: &Store, now: Instant, actor: Actor, id: Uuid, answer: String) -> Result<()> {
    write(store, move |tx| {
        let row = delivery(tx, id)?;
        if row.state.is_over() {
            return Err(Error::NotWaiting);
        }
        tx.end_delivery(id, now, DeliveryState::Cancelled, &answer)?;
        let _ = tx.append_event(&event(now, actor, "delivery.cancelled", id))?;
        Ok(())
    })
}

fn tickets_of(reader: &Reader<'_>, row: &Delivery) -> Result<Vec<TicketId>> {
    if row.what.subject == row.what.id {
        return Ok(reader.tickets_of_delivery(row.what.id)?);
    }
    Ok(vec![TicketId(row.what.subject)])
}
