//! E-mail and SMS: a ticket sent to its guest, each message a row of the outbox (T10, TX30).
//!
//! Issuing and sending are two steps: a message that fails leaves the ticket as it is, says why, and can be sent again or
//! to another address. A row holds the address and never the code: what the guest reads is written when it is sent, from
//! the ticket as it is then. Its id goes along as Message-ID or reference, so that what is handed over twice (the PC went
//! down between the server's answer and ours) is one message to those who look at it.

mod carry;
mod reports;
mod settings;
mod texts;

pub(super) use carry::write_to;
pub use carry::{carry_out, test_email, test_sms};
pub use reports::{Reports, watch as watch_reports};
pub use settings::{
    EmailSettings, SettingsError, SmsSettings, email, home, read_authority, set_email, set_sms, sms,
};
pub use texts::{
    MAIL_MAX, NAMES, Own, Preview, SMS_MAX, TextError, TextPart, Texts, filled, letter,
    of as texts_of, own, preview, set_own, value,
};

use super::{Actor, Result, event, notices, vouchers, write};
use crate::{
    delivery::Failure,
    domain::{
        email::{EmailAddress, EmailError},
        id::TicketId,
        phone::{Country, PhoneError, PhoneNumber},
        ticket::{self, Ticket},
        time::Instant,
    },
    i18n::Language,
    store::{Delivery, DeliveryState, NewDelivery, NewEvent, Reader, Store, Tx},
    voucher::VoucherData,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::fmt;
use uuid::Uuid;

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// By mail.
    Email,
    /// To a telephone.
    Sms,
}

/// The kinds of rows that [`carry_out`] knows.
pub const KINDS: [&str; 4] = ["email", "sms", notices::KIND, REPORT];
/// Those that guests read.
const TO_GUESTS: [&str; 3] = ["email", "sms", notices::KIND];
/// Rows that ask a gateway what became of an SMS.
const REPORT: &str = "sms_report";

/// Messages shown; the newest.
const SHOWN: u32 = 500;

/// Why a message is not written, or was not sent at once.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The house has no mail server or gateway.
    #[error("{} is not set up; set it up under Messages", .0.as_str())]
    NotSetUp(Channel),
    /// The credentials of a dead ticket are not handed out (TX18).
    #[error("ticket {serial} is {status}: its credentials no longer work, so it is not sent")]
    Dead {
        /// Of the ticket.
        serial: String,
        /// Its status, as the command line names it.
        status: &'static str,
    },
    /// No address.
    #[error(transparent)]
    Email(#[from] EmailError),
    /// No number.
    #[error(transparent)]
    Phone(#[from] PhoneError),
    /// The settings are not complete.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// A text of the house cannot be used.
    #[error(transparent)]
    Text(#[from] TextError),
    /// What the other side said to a test.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// It was sent, given up or cancelled already.
    #[error("the message waits no longer")]
    NotWaiting,
}

/// Where a message goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// By mail.
    Email(EmailAddress),
    /// To a telephone.
    Sms(PhoneNumber),
}

/// What became of an attempt; kept as the row's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    /// Server or gateway took it.
    Sent {
        answer: String,
        reference: Option<String>,
    },
    /// The telephone has it.
    Arrived,
    /// It did not get through.
    Failed(Failure),
    /// Somebody took it back.
    Cancelled,
    /// The ticket was dead when its turn came.
    Dead { status: String },
}

/// How a message stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Not tried yet.
    Waiting,
    /// It did not get through and is tried again.
    Again(Failure),
    /// Server or gateway took it; its answer.
    Sent(String),
    /// The telephone has it.
    Arrived,
    /// It did not get through and is not tried again.
    GivenUp(Failure),
    /// Somebody took it back.
    Cancelled,
    /// The ticket was dead when its turn came; its status.
    Dead(String),
}

/// What a message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The ticket itself.
    Voucher,
    /// The notice of its upcoming expiry (P35).
    Notice,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Of this message.
    pub id: Uuid,
    /// What it is for.
    pub purpose: Purpose,
    /// Serial of its ticket.
    pub serial: u64,
    /// How it travels.
    pub channel: Channel,
    /// Where it goes, as text.
    pub address: String,
    /// When it was written.
    pub created_at: Instant,
    /// When it is tried next, while it waits.
    pub due_at: Instant,
    /// Attempts so far.
    pub attempts: u32,
    /// When it was sent or given up.
    pub done_at: Option<Instant>,
    /// How it stands.
    pub state: State,
}

/// What a row of a ticket's own message needs besides the ticket.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Body {
    serial: u64,
    to: String,
    language: Option<String>,
}

/// What a row of a notice tells of its address.
#[derive(Debug, Clone, Deserialize)]
struct NoticeBody {
    serial: u64,
    address: Option<notices::Address>,
}

/// A row of the outbox that a guest reads.
struct Outgoing {
    row: Delivery,
    purpose: Purpose,
    channel: Channel,
    to: String,
    serial: u64,
    language: Option<Language>,
}

impl Outgoing {
    fn ticket(&self) -> TicketId {
        TicketId(self.row.what.subject)
    }

    /// None for rows of other kinds, and for a notice to a guest without an address.
    fn of(row: Delivery) -> Option<Self> {
        if row.what.kind == notices::KIND {
            let body: NoticeBody = serde_json::from_value(row.what.body.clone()).ok()?;
            let address = body.address?;
            return Some(Self {
                purpose: Purpose::Notice,
                channel: match address.channel {
                    notices::Channel::Email => Channel::Email,
                    notices::Channel::Sms => Channel::Sms,
                },
                to: address.to,
                serial: body.serial,
                language: None,
                row,
            });
        }
        let channel = Channel::of_kind(&row.what.kind)?;
        let body: Body = serde_json::from_value(row.what.body.clone()).ok()?;
        Some(Self {
            purpose: Purpose::Voucher,
            channel,
            to: body.to,
            serial: body.serial,
            language: body.language.and_then(|tag| tag.parse().ok()),
            row,
        })
    }

    fn read(reader: &Reader<'_>, id: Uuid) -> Result<Self> {
        let row = reader.delivery(id)?.and_then(Self::of);
        Ok(row.ok_or_else(|| crate::store::Error::NotFound {
            what: crate::store::What::Delivery,
            name: id.to_string(),
        })?)
    }

    fn note(&self, tx: &Tx<'_>, now: Instant, actor: Actor, kind: &str) -> Result<()> {
        note(tx, now, actor, kind, self.ticket(), self.channel, &self.to)
    }
}

impl Channel {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Email, Self::Sms];

    /// As the command line and the outbox name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }

    fn of_kind(kind: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|channel| channel.as_str() == kind)
    }
}

impl Address {
    /// Reads an address as typed; a number without a country code is one of `home`.
    pub fn parse(
        channel: Channel,
        text: &str,
        home: Option<Country>,
    ) -> std::result::Result<Self, Refusal> {
        Ok(match channel {
            Channel::Email => Self::Email(EmailAddress::parse(text)?),
            Channel::Sms => Self::Sms(PhoneNumber::parse(text, home)?),
        })
    }

    /// How it travels.
    pub fn channel(&self) -> Channel {
        match self {
            Self::Email(_) => Channel::Email,
            Self::Sms(_) => Channel::Sms,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Email(address) => address.fmt(f),
            Self::Sms(number) => number.fmt(f),
        }
    }
}

impl Refusal {
    /// A stable name for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotSetUp(Channel::Email) => "email_not_set_up",
            Self::NotSetUp(Channel::Sms) => "sms_not_set_up",
            Self::Dead { .. } => "not_sendable",
            Self::Email(_) => "bad_email",
            Self::Phone(_) => "bad_phone",
            Self::Settings(_) => "bad_settings",
            Self::Text(_) => "bad_text",
            Self::Failed(failure) => failure.cause.as_str(),
            Self::NotWaiting => "not_waiting",
        }
    }
}

impl State {
    /// As the command line names it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Again(_) => "trying_again",
            Self::Sent(_) => "sent",
            Self::Arrived => "arrived",
            Self::GivenUp(_) => "given_up",
            Self::Cancelled => "cancelled",
            Self::Dead(_) => "ticket_dead",
        }
    }

    /// Whether it still waits for its turn.
    pub fn is_waiting(&self) -> bool {
        matches!(self, Self::Waiting | Self::Again(_))
    }

    /// What stood in the way, if something did.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Again(failure) | Self::GivenUp(failure) => Some(failure),
            _ => None,
        }
    }
}

/// Which channels the house has set up (T10).
pub fn set_up(reader: &Reader<'_>) -> crate::store::Result<Vec<Channel>> {
    let mut channels = Vec::new();
    if settings::email_of(reader)?.is_some() {
        channels.push(Channel::Email);
    }
    if settings::sms_of(reader)?.is_some() {
        channels.push(Channel::Sms);
    }
    Ok(channels)
}

/// Which channels the house has set up (T10), for the desk.
pub fn channels(store: &Store) -> Result<Vec<Channel>> {
    Ok(store.read(set_up)?)
}

/// Reads an address as typed, with the house's country.
pub fn address(reader: &Reader<'_>, channel: Channel, text: &str) -> Result<Address> {
    let home = settings::home(settings::sms_of(reader)?.as_ref(), &reader.location()?);
    Ok(Address::parse(channel, text, home)?)
}

/// Writes the message about a ticket, in the transaction that issues it or asks for it. It leaves after the commit.
pub fn enqueue(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    ticket: &Ticket,
    to: &Address,
    language: Option<Language>,
) -> Result<Uuid> {
    let channel = to.channel();
    if !set_up(tx)?.contains(&channel) {
        return Err(Refusal::NotSetUp(channel).into());
    }
    if !ticket.may_print(now) {
        return Err(Refusal::Dead {
            serial: ticket::serial_text(ticket.serial),
            status: ticket.status(now).as_str(),
        }
        .into());
    }
    let body = Body {
        serial: ticket.serial,
        to: to.to_string(),
        language: language.map(|language| language.tag().to_owned()),
    };
    let id = Uuid::now_v7();
    tx.enqueue(&NewDelivery {
        id,
        kind: channel.as_str().to_owned(),
        subject: ticket.id.0,
        body: json!(body),
        created_at: now,
        due_at: now,
    })?;
    note(
        tx,
        now,
        actor,
        "message.queued",
        ticket.id,
        channel,
        &body.to,
    )?;
    Ok(id)
}

fn note(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    kind: &str,
    ticket: TicketId,
    channel: Channel,
    address: &str,
) -> Result<()> {
    let _ = tx.append_event(&NewEvent {
        after: Some(json!({ "channel": channel, "address": address })),
        ..event(now, actor, kind, ticket.0)
    })?;
    Ok(())
}

/// Sends a ticket to its guest. The message leaves as soon as the engine runs.
pub fn send(
    store: &Store,
    now: Instant,
    actor: Actor,
    serial: u64,
    channel: Channel,
    to: &str,
    language: Option<Language>,
) -> Result<Uuid> {
    let to = to.to_owned();
    write(store, move |tx| {
        let to = address(tx, channel, &to)?;
        let ticket = tx.ticket_by_serial(serial)?;
        enqueue(tx, now, actor, &ticket, &to, language)
    })
}

/// Sends a message again: one that waits is tried at once, one that was sent or given up is written anew.
pub fn send_again(store: &Store, now: Instant, actor: Actor, id: Uuid) -> Result<Uuid> {
    write(store, move |tx| {
        let out = Outgoing::read(tx, id)?;
        if out.row.done_at.is_none() {
            tx.hasten_delivery(id, now)?;
            out.note(tx, now, actor, "message.hastened")?;
            return Ok(id);
        }
        if out.purpose == Purpose::Notice {
            tx.enqueue(&NewDelivery {
                created_at: now,
                due_at: now,
                ..out.row.what.clone()
            })?;
            out.note(tx, now, actor, "message.queued")?;
            return Ok(id);
        }
        let ticket = tx.ticket(out.ticket())?;
        let to = address(tx, out.channel, &out.to)?;
        enqueue(tx, now, actor, &ticket, &to, out.language)
    })
}

/// Takes back a message that waits.
pub fn cancel(store: &Store, now: Instant, actor: Actor, id: Uuid) -> Result<()> {
    write(store, move |tx| {
        let out = Outgoing::read(tx, id)?;
        if out.row.done_at.is_some() {
            return Err(Refusal::NotWaiting.into());
        }
        Outcome::Cancelled.end(tx, id, now)?;
        out.note(tx, now, actor, "message.cancelled")
    })
}

/// The newest messages, or those of one ticket.
pub fn list(store: &Store, serial: Option<u64>) -> Result<Vec<Message>> {
    Ok(store.read(|reader| {
        let subject = match serial {
            Some(serial) => Some(reader.ticket_by_serial(serial)?.id.0),
            None => None,
        };
        of_ticket(reader, subject)
    })?)
}

/// The newest messages, or those about one ticket, newest first.
pub fn of_ticket(reader: &Reader<'_>, ticket: Option<Uuid>) -> crate::store::Result<Vec<Message>> {
    let rows = reader.newest_of(&TO_GUESTS, ticket, SHOWN)?;
    let messages = rows.into_iter().filter_map(Outgoing::of);
    Ok(messages.map(message_of).collect())
}

fn message_of(out: Outgoing) -> Message {
    let row = out.row;
    let outcome = row.answer.as_deref().and_then(Outcome::read);
    let state = match (row.done_at, outcome) {
        (None, Some(Outcome::Failed(failure))) => State::Again(failure),
        (None, _) => State::Waiting,
        (Some(_), Some(Outcome::Sent { answer, .. })) => State::Sent(answer),
        (Some(_), Some(Outcome::Arrived)) => State::Arrived,
        (Some(_), Some(Outcome::Failed(failure))) => State::GivenUp(failure),
        (Some(_), Some(Outcome::Dead { status })) => State::Dead(status),
        (Some(_), Some(Outcome::Cancelled) | None) => State::Cancelled,
    };
    Message {
        id: row.what.id,
        purpose: out.purpose,
        serial: out.serial,
        channel: out.channel,
        address: out.to,
        created_at: row.what.created_at,
        due_at: row.what.due_at,
        attempts: row.attempts,
        done_at: row.done_at,
        state,
    }
}

impl Outcome {
    /// Ends a row with it.
    fn end(&self, tx: &Tx<'_>, id: Uuid, now: Instant) -> crate::store::Result<()> {
        let state = match self {
            Self::Sent { .. } | Self::Arrived => DeliveryState::Delivered,
            Self::Failed(_) => DeliveryState::Failed,
            Self::Cancelled | Self::Dead { .. } => DeliveryState::Cancelled,
        };
        tx.end_delivery(id, now, state, &self.text())
    }

    fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// After how long a message that did not get through is tried again; after the last, it is given up. A mail server that
/// is restarted and a line that is down over night are both waited for.
const TRY_AGAIN: [TimeDelta; 9] = [
    TimeDelta::minutes(1),
    TimeDelta::minutes(2),
    TimeDelta::minutes(5),
    TimeDelta::minutes(10),
    TimeDelta::minutes(20),
    TimeDelta::minutes(30),
    TimeDelta::hours(1),
    TimeDelta::hours(2),
    TimeDelta::hours(4),
];

/// A ticket as it might be, for previews and tests: that of nobody, whose code opens nothing.
pub fn sample(store: &Store, now: Instant, language: Language) -> Result<VoucherData> {
    let location = store.read(|reader| reader.location())?;
    Ok(vouchers::sample(&location, now, language))
}

#[cfg(test)]
mod tests;
