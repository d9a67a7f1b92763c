//! What the desk changes of a ticket while it is valid: its end, its room, its devices.

use super::{Actor, Error, Result, engine::disconnect, event, issue::USER_ID_MAX, write};
use crate::{
    domain::{
        fields,
        id::SessionId,
        mac::Mac,
        money::Money,
        session::Session,
        ticket::{self, Status, Ticket},
        ticket_type::Format,
        time::{self, Instant, Zone},
    },
    store::{NewEvent, Reader, Store, Tx},
};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Days that a ticket can be extended by at once.
pub const DAYS_MAX: u32 = 3650;

/// How a session ended whose device was freed at the desk.
pub const FREED: &str = "Freed";

/// How much longer a ticket is to be valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Longer {
    /// By so many days, at the same time of day.
    Days(u32),
    /// To the end of this day of the Location.
    Through(NaiveDate),
    /// To this instant.
    Until(Instant),
}

/// Which end of a ticket is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The last moment of its first login: its validity has not begun.
    FirstLogin,
    /// The end of its validity.
    Validity,
}

/// A ticket made valid for longer, or what that would make of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extended {
    /// Which end is moved.
    pub end: End,
    /// Where it was.
    pub from: Instant,
    /// Where it is.
    pub to: Instant,
    /// Local days between them.
    pub days: u32,
    /// What was asked for the ticket.
    pub price_before: Money,
    /// What is asked for it with the days more, where its type has a price per day.
    pub price_by_days: Option<Money>,
    /// The ticket as it is then.
    pub ticket: Ticket,
}

/// Which device is freed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// The one with this address.
    Mac(Mac),
    /// The one of this session: some gateways do not say which device it is.
    Session(SessionId),
    /// The only one on line.
    Only,
    /// All of them.
    All,
}

/// What an extension would make of a ticket; `price_by_days` says what it would cost.
pub fn extension(store: &Store, now: Instant, serial: u64, longer: Longer) -> Result<Extended> {
    store.read(|reader| Ok(extended(reader, now, serial, longer, false)))?
}

/// Makes a ticket valid for longer. With `reprice`, the days more are added to its price, where its type has one per
/// day.
pub fn extend(
    store: &Store,
    now: Instant,
    actor: Actor,
    serial: u64,
    longer: Longer,
    reprice: bool,
    reason: Option<String>,
) -> Result<Extended> {
    write(store, move |tx| {
        let extended = extended(tx, now, serial, longer, reprice)?;
        tx.change_ticket(&extended.ticket)?;
        let before =
            json!({ "until": extended.from, "price": extended.price_before.to_decimal_string() });
        let after = json!({
            "serial": serial,
            "until": extended.to,
            "price": extended.ticket.price.to_decimal_string(),
            "reason": reason,
        });
        changed(
            tx,
            now,
            actor,
            &extended.ticket,
            "ticket.extended",
            before,
            after,
        )?;
        Ok(extended)
    })
}

/// Writes another user ID: the guest has moved to another room, or the name was misspelt.
pub fn move_to(
    store: &Store,
    now: Instant,
    actor: Actor,
    serial: u64,
    user_id: &str,
) -> Result<Ticket> {
    let user_id = fields::tidy(user_id);
    if user_id.is_empty() {
        return Err(Error::UserIdRequired);
    }
    if user_id.chars().count() > USER_ID_MAX {
        return Err(Error::UserIdTooLong { max: USER_ID_MAX });
    }
    write(store, move |tx| {
        let ticket = live(tx, now, serial)?;
        if ticket.user_id == user_id {
            return Ok(ticket);
        }
        let (before, after) = (
            json!({ "user_id": ticket.user_id }),
            json!({ "serial": serial, "user_id": user_id }),
        );
        let ticket = Ticket { user_id, ..ticket };
        tx.change_ticket(&ticket)?;
        changed(tx, now, actor, &ticket, "ticket.moved", before, after)?;
        Ok(ticket)
    })
}

/// Allows another number of simultaneous devices. Whoever is on line stays so; the next login is weighed by it.
pub fn set_devices(
    store: &Store,
    now: Instant,
    actor: Actor,
    serial: u64,
    devices: u16,
) -> Result<Ticket> {
    if devices == 0 {
        return Err(Error::OutOfRange {
            what: "the number of devices",
            min: 1,
            max: u64::from(u16::MAX),
        });
    }
    write(store, move |tx| {
        let ticket = live(tx, now, serial)?;
        if ticket.devices == devices {
            return Ok(ticket);
        }
        let (before, after) = (
            json!({ "devices": ticket.devices }),
            json!({ "serial": serial, "devices": devices }),
        );
        let ticket = Ticket { devices, ..ticket };
        tx.change_ticket(&ticket)?;
        changed(
            tx,
            now,
            actor,
            &ticket,
            "ticket.devices_changed",
            before,
            after,
        )?;
        Ok(ticket)
    })
}

/// Takes a device off the line: its gateway is asked to end its session, and its place is free from this very moment,
/// also where the gateway has forgotten it. Gives the sessions that were ended.
///
/// A session that its gateway goes on reporting counts again: then the device was not to be cut, and is on line.
pub fn free_device(
    store: &Store,
    now: Instant,
    actor: Actor,
    serial: u64,
    device: Device,
) -> Result<Vec<Session>> {
    write(store, move |tx| {
        let ticket = tx.ticket_by_serial(serial)?;
        let open = tx.open_sessions_of(ticket.account)?;
        let freed = chosen(open, device, serial)?;
        for session in &freed {
            disconnect::enqueue_ended(tx, session, now, "freed at the desk")?;
            tx.put_session(&Session {
                ended_at: Some(session.updated_at),
                cause: Some(FREED.to_owned()),
                ..session.clone()
            })?;
        }
        let macs: Vec<_> = freed
            .iter()
            .map(|session| session.mac.map(|mac| mac.to_string()))
            .collect();
        let after = json!({ "serial": serial, "devices": macs });
        changed(
            tx,
            now,
            actor,
            &ticket,
            "ticket.device_freed",
            Value::Null,
            after,
        )?;
        Ok(freed)
    })
}

fn chosen(mut open: Vec<Session>, device: Device, serial: u64) -> Result<Vec<Session>> {
    let none_online = || Error::NoDeviceOnLine {
        serial: ticket::serial_text(serial),
    };
    match device {
        Device::Mac(mac) => open.retain(|session| session.mac == Some(mac)),
        Device::Session(id) => open.retain(|session| session.id == id),
        Device::Only if open.len() > 1 => {
            return Err(Error::WhichDevice {
                serial: ticket::serial_text(serial),
                count: open.len(),
            });
        }
        Device::Only | Device::All => {}
    }
    if open.is_empty() {
        return Err(none_online());
    }
    Ok(open)
}

/// A ticket that is neither expired nor cancelled.
fn live(reader: &Reader<'_>, now: Instant, serial: u64) -> Result<Ticket> {
    let ticket = reader.ticket_by_serial(serial)?;
    let status = ticket.status(now);
    if status.is_live() {
        Ok(ticket)
    } else {
        Err(Error::NotLive {
            serial: ticket::serial_text(serial),
            status: status.as_str(),
        })
    }
}

fn extended(
    reader: &Reader<'_>,
    now: Instant,
    serial: u64,
    longer: Longer,
    reprice: bool,
) -> Result<Extended> {
    let zone = reader.location()?.zone;
    let ticket = live(reader, now, serial)?;
    if reader.account(ticket.account)?.subscription.is_some() {
        return Err(Error::Subscribed {
            serial: ticket::serial_text(serial),
        });
    }
    let (end, from) = end_of(&ticket).ok_or_else(|| Error::NoEnd {
        serial: ticket::serial_text(serial),
    })?;
    let to = longer.from(from, zone)?;
    if to <= from || to <= now {
        return Err(Error::NotLonger {
            until: from
                .with_timezone(&zone)
                .format("%Y-%m-%d %H:%M")
                .to_string(),
        });
    }
    let days = (time::day_of(to, zone) - time::day_of(from, zone)).num_days();
    let days = u32::try_from(days).unwrap_or(0);
    if days > DAYS_MAX {
        return Err(too_many_days());
    }
    let per_day = match ticket.ticket_type {
        Some(id) if ticket.kind.format() == Format::Variable => {
            reader.ticket_type(id)?.price_per_day
        }
        _ => None,
    };
    let price_by_days = per_day
        .map(|per_day| ticket.price.checked_add(per_day.checked_mul(days)?))
        .transpose()
        .map_err(|error| Error::Invalid(error.to_string()))?;
    let price = match (reprice, price_by_days) {
        (false, _) => ticket.price,
        (true, Some(price)) => price,
        (true, None) => return Err(Error::NoPricePerDay),
    };
    Ok(Extended {
        end,
        from,
        to,
        days,
        price_before: ticket.price,
        price_by_days,
        ticket: with_end(ticket, end, to, price),
    })
}

/// The end that holds now: of a ticket that waits for its first login, the last moment of that.
fn end_of(ticket: &Ticket) -> Option<(End, Instant)> {
    let validity = ticket
        .valid_until
        .into_iter()
        .chain(ticket.expires_at)
        .min();
    match ticket.stored_status {
        Status::NoUse => validity
            .map(|at| (End::Validity, at))
            .or(ticket.use_by.map(|by| (End::FirstLogin, by))),
        _ => validity.map(|at| (End::Validity, at)),
    }
}

fn with_end(ticket: Ticket, end: End, to: Instant, price: Money) -> Ticket {
    match end {
        End::FirstLogin => Ticket {
            use_by: Some(to),
            price,
            ..ticket
        },
        End::Validity => Ticket {
            valid_until: ticket.valid_until.map(|until| until.max(to)),
            expires_at: ticket.expires_at.map(|at| at.max(to)),
            price,
            ..ticket
        },
    }
}

impl Longer {
    fn from(self, end: Instant, zone: Zone) -> Result<Instant> {
        match self {
            Self::Days(days) if (1..=DAYS_MAX).contains(&days) => {
                let wall = time::local(end, zone);
                let day = time::add_days(wall.date(), i64::from(days));
                Ok(time::resolve(day.and_time(wall.time()), zone))
            }
            Self::Days(_) => Err(too_many_days()),
            Self::Through(day) => Ok(time::add_seconds(
                time::start_of_day(time::add_days(day, 1), zone),
                -1,
            )),
            Self::Until(at) => Ok(time::whole_second(time::clamp(at))),
        }
    }
}

fn too_many_days() -> Error {
    Error::OutOfRange {
        what: "the number of days",
        min: 1,
        max: u64::from(DAYS_MAX),
    }
}

/// Appends the event of a change.
fn changed(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    ticket: &Ticket,
    kind: &str,
    before: Value,
    after: Value,
) -> Result<()> {
    let _ = tx.append_event(&NewEvent {
        before: Some(before).filter(|before| !before.is_null()),
        after: Some(after),
        ..event(now, actor, kind, ticket.id.0)
    })?;
    Ok(())
}
