//! How the house stands now, in a few numbers that are all read and none of them guessed.

use super::{Result, licences, messages, printing};
use crate::{
    domain::{
        id::GatewayId,
        money::Money,
        time::{self, Instant},
    },
    store::{Contact, DeliveryState, Store},
};
use chrono::TimeDelta;
use std::{collections::HashMap, net::IpAddr};

/// How the house stands.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Devices on line.
    pub online: u64,
    /// Tickets issued since midnight on the Location's wall; automatic users and those of a router are none.
    pub issued: u64,
    /// Of these, cancelled since.
    pub cancelled: u64,
    /// What the others cost together. Recharges are not in it.
    pub sold: Money,
    /// The gateways.
    pub gateways: Vec<Gateway>,
    /// Addresses heard in the last day that no gateway has, and when.
    pub strangers: Vec<(IpAddr, Instant)>,
    /// What waits to leave.
    pub queue: Queue,
    /// The printers.
    pub printers: Vec<Printer>,
}

/// A gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gateway {
    /// Its name.
    pub name: String,
    /// Devices on line at it.
    pub online: u64,
    /// When it was last heard; none = not since this is written down.
    pub heard: Option<Instant>,
}

/// What waits to leave the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Queue {
    /// Print jobs.
    pub prints: u64,
    /// E-mails and SMS to guests and contacts.
    pub messages: u64,
    /// Orders to gateways.
    pub orders: u64,
    /// When the one that waits longest was written.
    pub oldest: Option<Instant>,
    /// Messages and print jobs of the last day that could not be delivered.
    pub failed: u64,
}

/// A printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printer {
    /// Its name.
    pub name: String,
    /// Tickets go there when nobody says otherwise.
    pub is_default: bool,
    /// Jobs that wait for it or are under way.
    pub waiting: usize,
    /// Whether its newest job that is over was printed, and when it was asked for.
    pub last: Option<(Instant, bool)>,
}

/// A day.
const DAY: TimeDelta = TimeDelta::hours(24);

/// How the house stands now.
pub fn overview(store: &Store, now: Instant) -> Result<Overview> {
    let (location, online, issued, by_gateway, known, contacts, waiting) =
        store.read(|reader| {
            let location = reader.location()?;
            let midnight = time::start_of_day(time::day_of(now, location.zone), location.zone);
            Ok((
                reader.location()?,
                reader.count_open_sessions()?,
                reader.issued_between(midnight, now + DAY)?,
                reader.open_sessions_by_gateway()?,
                reader.gateways()?,
                reader.contacts()?,
                reader.waiting_by_kind()?,
            ))
        })?;
    let by_gateway: HashMap<GatewayId, u64> = by_gateway.into_iter().collect();
    let heard = |id: GatewayId| {
        contacts.iter().find_map(|contact| match contact {
            Contact::Gateway(gateway, at) if *gateway == id => Some(*at),
            _ => None,
        })
    };
    let gateways = known.into_iter().map(|gateway| Gateway {
        online: by_gateway.get(&gateway.id).copied().unwrap_or(0),
        heard: heard(gateway.id),
        name: gateway.name,
    });
    let strangers = contacts.iter().filter_map(|contact| match contact {
        Contact::Unknown(address, at) if now - *at < DAY => Some((*address, *at)),
        _ => None,
    });
    let (issued, cancelled, sold) = issued;
    Ok(Overview {
        online,
        issued,
        cancelled,
        sold: Money {
            minor: sold,
            currency: location.currency,
        },
        gateways: gateways.collect(),
        strangers: strangers.collect(),
        queue: queue(store, now, &waiting)?,
        printers: printers(store)?,
    })
}

fn queue(store: &Store, now: Instant, waiting: &[(String, u64, Instant)]) -> Result<Queue> {
    let mut queue = Queue::default();
    for (kind, count, oldest) in waiting {
        let kind = kind.as_str();
        if kind == printing::KIND {
            queue.prints += count;
        } else if messages::KINDS.contains(&kind) || kind == licences::NOTICE_KIND {
            queue.messages += count;
        } else {
            queue.orders += count;
        }
        queue.oldest = Some(queue.oldest.map_or(*oldest, |known| known.min(*oldest)));
    }
    let newest = super::deliveries::newest(store, None)?;
    let failed = newest.iter().filter(|row| {
        row.state == DeliveryState::Failed && row.done_at.is_some_and(|at| now - at < DAY)
    });
    queue.failed = failed.count() as u64;
    Ok(queue)
}

fn printers(store: &Store) -> Result<Vec<Printer>> {
    let jobs = printing::jobs(store)?;
    let printer = |printer: printing::Printer| {
        let of_it = || jobs.iter().filter(|job| job.printer == printer.id);
        let over = of_it()
            .find(|job| matches!(job.state, DeliveryState::Delivered | DeliveryState::Failed));
        Printer {
            waiting: of_it().filter(|job| !job.state.is_over()).count(),
            last: over.map(|job| (job.created_at, job.state == DeliveryState::Delivered)),
            name: printer.settings.name,
            is_default: printer.is_default,
        }
    };
    Ok(printing::printers(store)?
        .into_iter()
        .map(printer)
        .collect())
}
