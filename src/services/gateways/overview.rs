//! The gateways as a page shows them: how each stands, what runs over it, what happened to it.

use super::{Actor, NewEvent, Result, doctor, event, link, push, write};
use crate::{
    domain::{
        gateway::Gateway,
        id::{AccountId, GatewayId},
        session::Session,
        ticket::Ticket,
        time::{self, Instant},
    },
    gateways::{self, Cause, Failure, Kicked, Online, Traffic, Whom},
    store::{self, Contact, Doubted, Event, Store},
};
use chrono::TimeDelta;
use serde_json::json;
use std::{
    collections::{HashMap, HashSet},
    net::IpAddr,
};

/// A gateway with what is known of it.
#[derive(Debug, Clone)]
pub struct Card {
    /// The gateway. Its secret is in it, and in none of its words.
    pub gateway: Gateway,
    /// How its own interface stands; `None` = a RADIUS client alone.
    pub standing: Option<link::Standing>,
    /// How it is.
    pub health: Health,
    /// When it last asked or reported.
    pub heard: Option<Instant>,
    /// Devices on line, by its reports.
    pub online: u64,
    /// What its guests moved since midnight at the Location, by its reports.
    pub today: Traffic,
}

/// How a gateway is, in the one respect that matters most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// It shows another certificate: nothing is said to it.
    CertificateChanged,
    /// It does not do what it is asked.
    Failed(Failure),
    /// Nobody has pushed yet: nothing of Innkeeper is there.
    NotPushed,
    /// It asks for logins, and its requests are not believed: the secret is another one there.
    Doubted(Doubted),
    /// So many things there are not as they should be.
    Drift(usize),
    /// So many tickets it does not take.
    Refused(usize),
    /// So many tickets are on their way there.
    Waiting(u64),
    /// Nothing was heard since then.
    Silent(Instant),
    /// Nothing was ever heard.
    NeverHeard,
    /// All is well.
    Answers,
}

/// All gateways, and who asks without being one.
#[derive(Debug, Clone, Default)]
pub struct Board {
    /// The gateways, by name.
    pub cards: Vec<Card>,
    /// Addresses that asked in the last day and that no gateway has, with when; the newest first.
    pub strangers: Vec<(IpAddr, Instant)>,
}

/// A day.
const DAY: TimeDelta = TimeDelta::hours(24);

/// Sessions that began longer ago are not looked at for the traffic of today: a guest stays on line for days, not weeks.
const LONGEST: TimeDelta = TimeDelta::days(7);

/// All gateways as they stand.
pub fn board(store: &Store, now: Instant) -> Result<Board> {
    Ok(store.read(|reader| board_in(reader, now))?)
}

fn board_in(reader: &store::Reader<'_>, now: Instant) -> store::Result<Board> {
    let (known, contacts) = (reader.gateways()?, reader.contacts()?);
    let online = reader.open_sessions_by_gateway()?;
    let online: HashMap<GatewayId, u64> = online.into_iter().collect();
    let today = traffic_today(reader, now)?;
    let mut standings = link::standings(reader)?;
    let doubts = reader.doubts()?;
    let mut heard = HashMap::new();
    let mut strangers = Vec::new();
    for contact in contacts {
        match contact {
            Contact::Gateway(id, at) => {
                let _ = heard.insert(id, at);
            }
            Contact::Unknown(address, at) if now - at < DAY => strangers.push((address, at)),
            Contact::Unknown(..) => {}
        }
    }
    // One that was added since asks as a gateway.
    let is_known = |address: IpAddr| {
        known
            .iter()
            .any(|gateway| gateway.network.contains(address))
    };
    strangers.retain(|(address, _)| !is_known(*address));
    strangers.sort_by_key(|(_, at)| std::cmp::Reverse(*at));
    let cards = known.into_iter().map(|gateway| {
        let standing = standings.remove(&gateway.id);
        // One that lets its guests in itself asks for nothing; it answers.
        let keeps = standing.as_ref().filter(|standing| standing.link.users);
        let answered = keeps.and_then(|standing| standing.keeping.read_at);
        let heard = heard.get(&gateway.id).copied().max(answered);
        let of_it = |doubted: &&Doubted| doubted.gateway == gateway.id;
        let doubted = doubts.iter().filter(of_it).max_by_key(|it| it.at).copied();
        Card {
            health: health(standing.as_ref(), heard, doubted, now),
            standing,
            heard,
            online: online.get(&gateway.id).copied().unwrap_or(0),
            today: today.get(&gateway.id).copied().unwrap_or_default(),
            gateway,
        }
    });
    Ok(Board {
        cards: cards.collect(),
        strangers,
    })
}

fn health(
    standing: Option<&link::Standing>,
    heard: Option<Instant>,
    doubted: Option<Doubted>,
    now: Instant,
) -> Health {
    // One that was believed later has it right again, in part at least.
    let doubted = doubted.filter(|doubted| heard.is_none_or(|at| at < doubted.at));
    let Some(standing) = standing else {
        return match (doubted, heard) {
            (Some(doubted), _) => Health::Doubted(doubted),
            (None, None) => Health::NeverHeard,
            (None, Some(at)) if now - at > doctor::QUIET => Health::Silent(at),
            (None, Some(_)) => Health::Answers,
        };
    };
    // Where it lets its guests in itself, it has nothing to ask.
    let doubted = doubted.filter(|_| !standing.link.users);
    match (&standing.failure, doubted, standing.keeping.drift) {
        (Some(failure), ..) if matches!(failure.cause, Cause::CertificateChanged { .. }) => {
            Health::CertificateChanged
        }
        (Some(failure), ..) => Health::Failed(failure.clone()),
        _ if standing.keeping.pushed_at.is_none() => Health::NotPushed,
        (None, Some(doubted), _) => Health::Doubted(doubted),
        (None, None, Some((add, change, remove))) => Health::Drift(add + change + remove),
        _ if !standing.refused.is_empty() => Health::Refused(standing.refused.len()),
        _ if standing.waiting > 0 => Health::Waiting(standing.waiting),
        _ => Health::Answers,
    }
}

/// What guests moved at each gateway since midnight. What an account used today is known exactly; of it, the sessions that
/// began today are counted at their gateways, and the rest at the gateway of the session that went over midnight.
fn traffic_today(
    reader: &store::Reader<'_>,
    now: Instant,
) -> store::Result<HashMap<GatewayId, Traffic>> {
    let zone = reader.location()?.zone;
    let today = time::day_of(now, zone);
    let midnight = time::start_of_day(today, zone);
    let mut by_gateway: HashMap<GatewayId, Traffic> = HashMap::new();
    let mut over_midnight: HashMap<AccountId, GatewayId> = HashMap::new();
    let mut begun_today: HashMap<AccountId, Traffic> = HashMap::new();
    for moved in reader.moved_since(midnight - LONGEST, midnight)? {
        if moved.started_at < midnight {
            let _ = over_midnight.insert(moved.account, moved.gateway);
            continue;
        }
        let traffic = Traffic {
            upload: moved.upload,
            download: moved.download,
        };
        add(by_gateway.entry(moved.gateway).or_default(), traffic);
        add(begun_today.entry(moved.account).or_default(), traffic);
    }
    for (account, gateway) in over_midnight {
        let begun = begun_today.get(&account).copied().unwrap_or_default();
        for used in reader.usage(account, today)? {
            let rest = Traffic {
                upload: used.upload.saturating_sub(begun.upload),
                download: used.download.saturating_sub(begun.download),
            };
            add(by_gateway.entry(gateway).or_default(), rest);
        }
    }
    Ok(by_gateway)
}

fn add(sum: &mut Traffic, more: Traffic) {
    sum.upload = sum.upload.saturating_add(more.upload);
    sum.download = sum.download.saturating_add(more.download);
}

/// What happened to a gateway, newest first.
pub fn history(store: &Store, id: GatewayId) -> Result<Vec<Event>> {
    Ok(store.read(|reader| reader.events_of(id.0, HISTORY))?)
}

/// Events that are shown.
const HISTORY: u32 = 200;

/// Somebody on line.
#[derive(Debug, Clone)]
pub enum Guest {
    /// By the reports of the gateway.
    Reported(Session, Option<Ticket>),
    /// The gateway says so itself: it keeps the tickets, and reports nothing.
    There(Online, Option<Ticket>),
}

/// Who is on line at a gateway. One that keeps tickets itself is asked, and waited for.
pub fn guests(store: &Store, name: &str) -> Result<Vec<Guest>> {
    let (gateway, sessions, asks) = store.read(|reader| {
        let gateway = reader.gateway_by_name(name)?;
        let sessions = reader.open_sessions_of_gateway(gateway.id)?;
        let with_tickets = sessions
            .into_iter()
            .map(|session| {
                let ticket = reader.ticket_of(session.account).ok();
                Guest::Reported(session, ticket)
            })
            .collect::<Vec<_>>();
        let linked = reader.link_of(gateway.clone())?;
        let asks = linked.is_some_and(|linked| linked.link.users);
        Ok((gateway, with_tickets, asks))
    })?;
    let mut guests = sessions;
    let lists = gateways::abilities(gateway.vendor).is_some_and(|able| able.lists_sessions);
    if asks && lists {
        let (linked, owner) = push::read(store, name)?;
        let online = link::open(&linked, owner)?.sessions(None)?;
        // It knows who is there now, and cuts its own users itself; what was heard of them before may be half a minute
        // old. Those who logged in by RADIUS are told by their accounting.
        let live = online.into_iter().filter(|one| one.ended_at.is_none());
        let (by_radius, there): (Vec<_>, Vec<_>) = live.partition(|one| one.by_radius);
        let by_radius: HashSet<_> = by_radius.iter().filter_map(|one| one.mac).collect();
        guests.retain(|guest| guest.mac().is_none_or(|mac| by_radius.contains(&mac)));
        guests.extend(store.read(|reader| {
            there
                .into_iter()
                .map(|one| {
                    let ticket = reader.ticket_by_username(&one.name)?;
                    Ok(Guest::There(one, ticket))
                })
                .collect::<store::Result<Vec<_>>>()
        })?);
    }
    Ok(guests)
}

impl Guest {
    /// The device.
    pub fn mac(&self) -> Option<crate::domain::mac::Mac> {
        match self {
            Self::Reported(session, _) => session.mac,
            Self::There(one, _) => one.mac,
        }
    }

    /// The ticket, if it is one of ours.
    pub fn ticket(&self) -> Option<&Ticket> {
        match self {
            Self::Reported(_, ticket) | Self::There(_, ticket) => ticket.as_ref(),
        }
    }
}

/// Cuts whoever matches at the gateway's own interface, and writes down that it was done. Waits for the gateway.
pub fn cut(
    store: &Store,
    clock: &dyn Fn() -> Instant,
    actor: Actor,
    name: &str,
    whom: &Whom,
) -> Result<Kicked> {
    let kicked = super::kick(store, name, whom)?;
    let id = super::find(store, name)?.id;
    let now = clock();
    let device = whom.mac.map(|mac| mac.to_string());
    write(store, move |tx| {
        let after = json!({ "cut": kicked.cut, "left": kicked.left, "device": device });
        let _ = tx.append_event(&NewEvent {
            after: Some(after),
            ..event(now, actor, "gateway.cut", id.0)
        })?;
        Ok(kicked)
    })
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test says what must hold"
    )]

    use super::*;
    use crate::{
        domain::{
            gateway::{Vendor, link::Keeping},
            id::SessionId,
        },
        gateways::Fingerprint,
        services::gateways::tests::fresh,
    };

    fn noon() -> Instant {
        Instant::UNIX_EPOCH + TimeDelta::days(20_000)
    }

    fn session(account: AccountId, gateway: GatewayId) -> Session {
        let id = SessionId::new();
        Session {
            id,
            account,
            gateway,
            gateway_address: IpAddr::from([192, 0, 2, 1]),
            acct_session_id: id.to_string(),
            username: "GUEST".to_owned(),
            mac: None,
            calling_station_id: "02-00-00-00-00-01".to_owned(),
            ip: None,
            nas: String::new(),
            started_at: noon(),
            updated_at: noon(),
            ended_at: None,
            cause: None,
            seconds: 0,
            upload: 0,
            download: 0,
            disconnect: None,
        }
    }

    #[test]
    fn the_worst_is_said_first() {
        let standing = |change: fn(&mut link::Standing)| {
            let mut standing = link::Standing {
                link: super::super::tests::link("192.0.2.1"),
                abilities: gateways::abilities(Vendor::Mikrotik).unwrap(),
                keeping: Keeping {
                    pushed_at: Some(noon()),
                    ..Keeping::default()
                },
                failure: None,
                waiting: 0,
                refused: Vec::new(),
            };
            change(&mut standing);
            Some(standing)
        };
        let silent = || Failure::new(Cause::Silent, "");
        let (old, new) = (Fingerprint::of(b"old"), Fingerprint::of(b"new"));
        let ticket = crate::domain::id::TicketId::new();
        let changed = Cause::CertificateChanged {
            expected: old,
            shown: new,
        };
        assert_eq!(
            health(standing(|_| ()).as_ref(), None, None, noon()),
            Health::Answers
        );
        let mut all = standing(|one| {
            one.waiting = 3;
            one.keeping.drift = Some((1, 2, 0));
        })
        .unwrap();
        assert_eq!(health(Some(&all), None, None, noon()), Health::Drift(3));
        all.keeping.drift = None;
        assert_eq!(health(Some(&all), None, None, noon()), Health::Waiting(3));
        all.refused = vec![(ticket, silent())];
        assert_eq!(health(Some(&all), None, None, noon()), Health::Refused(1));
        let doubted = Doubted {
            gateway: GatewayId::new(),
            doubt: crate::store::Doubt::OtherSecret,
            requests: 3,
            at: noon(),
        };
        let with = |all: &link::Standing, heard| health(Some(all), heard, Some(doubted), noon());
        assert_eq!(with(&all, None), Health::Doubted(doubted));
        assert_eq!(
            with(&all, Some(noon())),
            Health::Refused(1),
            "it is right again"
        );
        all.keeping.pushed_at = None;
        assert_eq!(health(Some(&all), None, None, noon()), Health::NotPushed);
        all.failure = Some(silent());
        assert_eq!(
            health(Some(&all), None, None, noon()),
            Health::Failed(silent())
        );
        all.failure = Some(Failure::new(changed, ""));
        assert_eq!(
            health(Some(&all), None, None, noon()),
            Health::CertificateChanged
        );
    }

    #[test]
    fn a_radius_client_is_as_it_was_last_heard() {
        let table = [
            (None, Health::NeverHeard),
            (Some(noon() - TimeDelta::minutes(5)), Health::Answers),
            (
                Some(noon() - TimeDelta::hours(9)),
                Health::Silent(noon() - TimeDelta::hours(9)),
            ),
        ];
        for (heard, expected) in table {
            assert_eq!(health(None, heard, None, noon()), expected);
        }
    }

    #[test]
    fn traffic_of_today_is_that_of_today() {
        // Ids are born by the system's clock.
        let now = crate::services::now();
        let zone = chrono_tz::Europe::Madrid;
        let (_folder, store) = fresh(now);
        let day = time::day_of(now, zone);
        let midnight = time::start_of_day(day, zone);
        let (here, there) = (GatewayId::new(), GatewayId::new());
        let (stayed, came) = (AccountId::new(), AccountId::new());
        let moved = move |account, gateway, from: TimeDelta, bytes: u64| {
            let mut one = session(account, gateway);
            one.started_at = midnight + from;
            one.updated_at = now;
            (one.upload, one.download) = (bytes, 10 * bytes);
            one
        };
        let hour = TimeDelta::hours(1);
        store
            .write(move |tx| {
                // Seven over midnight, of which two before it; three more since.
                tx.put_session(&moved(stayed, here, -hour, 7))?;
                tx.put_session(&moved(stayed, there, TimeDelta::zero(), 3))?;
                tx.put_session(&moved(came, here, TimeDelta::zero(), 4))?;
                let mut yesterday = moved(came, there, -hour, 1000);
                yesterday.updated_at = midnight - TimeDelta::minutes(1);
                tx.put_session(&yesterday)?;
                let used = |bytes: u64| crate::domain::allowance::DayUsage {
                    day,
                    seconds: 60,
                    upload: bytes,
                    download: 10 * bytes,
                };
                tx.add_usage(stayed, &used(5 + 3))?;
                tx.add_usage(came, &used(4))
            })
            .unwrap();
        let sums = store.read(|reader| traffic_today(reader, now)).unwrap();
        let both = |bytes| Traffic {
            upload: bytes,
            download: 10 * bytes,
        };
        assert_eq!(sums.get(&here), Some(&both(5 + 4)));
        assert_eq!(sums.get(&there), Some(&both(3)));
    }
}
