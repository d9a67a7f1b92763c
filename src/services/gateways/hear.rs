//! Who is on line with tickets that a gateway keeps itself: their logins never reach our RADIUS server, so the gateway is asked.

use super::{Result, link, push::note_failure};
use crate::{
    domain::{id::GatewayId, session::Session, time::Instant},
    gateways::{self, Counted, Failure, Online, Owner, Scope, UserKey},
    store::{Linked, Store},
};
use chrono::TimeDelta;
use std::{net::IpAddr, time::Duration};

/// How often it is asked. An end or a limit is told at this grain; a first login counts from when the session began.
pub(crate) const EVERY: TimeDelta = TimeDelta::seconds(30);

/// How much further back ended sessions are asked for than the last answer: records of them come late.
const OVERLAP: TimeDelta = TimeDelta::minutes(10);

/// Two counts of one session's beginning differ by as much as the answers took.
const SAME_BEGINNING: TimeDelta = TimeDelta::seconds(10);

/// What a gateway said.
#[derive(Debug)]
pub(crate) struct Heard {
    pub(crate) gateway: GatewayId,
    /// Where it is.
    pub(crate) address: IpAddr,
    /// When it said so, by our clock.
    pub(crate) at: Instant,
    pub(crate) online: Vec<Online>,
    pub(crate) counted: Vec<Counted>,
    /// Names of sessions are used again there.
    pub(crate) reuses: bool,
}

/// Whether a gateway that was pushed to tells who is on line with tickets that it keeps.
pub(super) fn is_heard(linked: &Linked) -> bool {
    let abilities = gateways::abilities(linked.gateway.vendor);
    linked.link.users
        && linked.keeping.pushed_at.is_some()
        && abilities.is_some_and(|abilities| abilities.lists_sessions)
}

/// The name that a session of the gateway has here: one that is used again carries its beginning.
pub(crate) fn name_of(one: &Online, at: Instant, reuses: bool) -> String {
    if reuses {
        format!("{}@{}", one.session, began(one, at).timestamp())
    } else {
        one.session.clone()
    }
}

fn began(one: &Online, at: Instant) -> Instant {
    let seconds = one.seconds.saturating_add(one.ago).min(u64::from(u32::MAX));
    at - TimeDelta::seconds(i64::try_from(seconds).unwrap_or(0))
}

/// Whether the gateway speaks of this session.
pub(crate) fn is_same(known: &Session, one: &Online, at: Instant, reuses: bool) -> bool {
    let mac = known.mac.is_none() || one.mac.is_none() || known.mac == one.mac;
    if !reuses {
        return mac && known.acct_session_id == one.session;
    }
    let named = known
        .acct_session_id
        .rsplit_once('@')
        .is_some_and(|(name, _)| name == one.session);
    // A device that logged in anew counts from zero.
    mac && named
        && one.seconds >= known.seconds
        && (began(one, at) - known.started_at).abs() <= SAME_BEGINNING
}

/// Asks a gateway who is on line, and with `all_counters` what each of its users has used in all; else only of those who have
/// left. `None` = it keeps no tickets, or tells nobody. Waits for it; a failure is noted.
pub(crate) fn hear(
    store: &Store,
    clock: &dyn Fn() -> Instant,
    id: GatewayId,
    last: Option<Instant>,
    all_counters: bool,
) -> Result<Option<Heard>> {
    let (linked, owner, open) = store.read(|reader| {
        let linked = reader.link_of(reader.gateway(id)?)?;
        let open = reader.open_sessions_of_gateway(id)?;
        Ok((linked, Owner(reader.location()?.id), open))
    })?;
    let Some(linked) = linked.filter(is_heard) else {
        return Ok(None);
    };
    let known = Known {
        open: &open,
        last,
        all_counters,
    };
    match ask(store, clock, &linked, owner, &known) {
        Ok(heard) => Ok(Some(heard)),
        Err(failure) => {
            note_failure(store, clock(), &linked, &failure)?;
            Ok(None)
        }
    }
}

/// What is known before it is asked.
struct Known<'a> {
    open: &'a [Session],
    last: Option<Instant>,
    all_counters: bool,
}

fn ask(
    store: &Store,
    clock: &dyn Fn() -> Instant,
    linked: &Linked,
    owner: Owner,
    known: &Known<'_>,
) -> gateways::Result<Heard> {
    let abilities = gateways::abilities(linked.gateway.vendor);
    let reuses = abilities.is_some_and(|abilities| abilities.reuses_sessions);
    let counts = abilities.is_some_and(|abilities| abilities.counts_users);
    let mut driver = link::open(linked, owner)?;
    let now = clock();
    let last = known.last.or(linked.keeping.read_at).unwrap_or(now);
    let within = (now - last).max(TimeDelta::zero()) + OVERLAP;
    let online = driver.sessions(Some(within.to_std().unwrap_or(Duration::MAX)))?;
    let at = clock();
    let counted = if !counts {
        Vec::new()
    } else if known.all_counters {
        driver.counters(&Scope::All)?
    } else {
        // What a session came to in the end stands in its user's counters alone.
        let gone = known.open.iter().filter(|known| {
            let is_it = |one: &Online| is_same(known, one, at, reuses);
            !online.iter().any(is_it)
        });
        let keys = store.read(|reader| {
            gone.map(|session| {
                let ticket = reader.ticket_of(session.account)?;
                Ok(UserKey {
                    key: ticket.serial.to_string(),
                    name: reader.credentials(ticket.id)?.username,
                })
            })
            .collect::<crate::store::Result<Vec<_>>>()
        });
        let keys = keys.map_err(|error| Failure::new(gateways::Cause::Busy, error))?;
        if keys.is_empty() {
            Vec::new()
        } else {
            driver.counters(&Scope::Users(keys))?
        }
    };
    let host = linked.link.host.trim_matches(['[', ']']).parse();
    Ok(Heard {
        gateway: linked.gateway.id,
        address: host.unwrap_or(linked.gateway.network.address),
        at,
        online,
        counted,
        reuses,
    })
}
