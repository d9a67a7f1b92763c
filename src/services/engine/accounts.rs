//! The accounts that logins are answered from: in memory, so that the hot path never waits for a disk.
//!
//! An entry is loaded at its account's first login or accounting record and holds everything that a login weighs. Only
//! the store's writer thread changes an entry for good (accounting, first login, reload after somebody else's change):
//! those changes are serialised by it, and an entry whose change did not become durable is marked stale and read again.

use crate::{
    domain::{
        account::Credentials,
        allowance::{DayUsage, Limits},
        code,
        id::{AccountId, GatewayId, SessionId, TicketId},
        location::{AuthMode, Location},
        mac::Mac,
        policy::Policy,
        product::Product,
        session::Session,
        ticket::{Kind, Ticket},
        time::Instant,
    },
    services::{case, usage},
    store::{Holder, LoginRecord, Reader, Terms, UsernameHash},
};
use chrono::TimeDelta;
use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// Shards of the map; a power of two well above the number of cores.
const SHARDS: usize = 32;

/// How long an accepted device counts as on line before its accounting Start: hotspots send it at once, and a lost one
/// is repeated within this time.
const PENDING: TimeDelta = TimeDelta::seconds(60);

/// Closed sessions remembered so that a record that comes late or twice is known again.
pub(super) const CLOSED_KEPT: usize = 4;

/// What one account is, as of its last durable change.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) ticket: Ticket,
    pub(super) credentials: Credentials,
    /// Which versions `product` and `policy` are.
    pub(super) terms: Terms,
    pub(super) product: Product,
    pub(super) policy: Policy,
    pub(super) limits: Limits,
    pub(super) product_first_login_at: Option<Instant>,
    pub(super) subscribed: bool,
    pub(super) baseline_seconds: u64,
    pub(super) baseline_bytes: u64,
    pub(super) days: Vec<DayUsage>,
    pub(super) open: Vec<Session>,
    pub(super) closed: Vec<Session>,
    /// Accepted, not yet accounted.
    pub(super) pending: Vec<Pending>,
}

/// A device that was let in and has not shown up in accounting yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pending {
    pub(super) session: SessionId,
    pub(super) mac: Option<Mac>,
    pub(super) at: Instant,
}

impl State {
    pub(super) fn of(loaded: Loaded) -> Self {
        let Loaded {
            record,
            closed,
            limits,
        } = loaded;
        Self {
            ticket: record.ticket,
            credentials: record.account.credentials,
            terms: record.terms,
            product: record.product,
            policy: record.policy,
            limits,
            product_first_login_at: record.account.product_first_login_at,
            subscribed: record.account.subscription.is_some(),
            baseline_seconds: record.account.baseline_seconds,
            baseline_bytes: record.account.baseline_bytes,
            days: record.usage,
            open: record.sessions,
            closed,
            pending: Vec::new(),
        }
    }

    /// Takes in what a job made of the account: its terms, its totals and its expiry, and nothing else, so that no disk
    /// is asked for what is known.
    fn retermed(&mut self, held: &Holder, product: &Product, policy: &Policy, mode: AuthMode) {
        let limits = Limits::of(product, policy).with_totals(held.total_seconds, held.total_bytes);
        self.limits = limits.considered(mode.registration(), self.ticket.source.origin());
        self.terms = held.terms;
        self.product = product.clone();
        self.policy = policy.clone();
        self.ticket.expires_at = held.ticket.expires_at;
    }

    /// Forgets accepted devices that never showed up.
    pub(super) fn drop_old_pending(&mut self, now: Instant) {
        self.pending.retain(|pending| now - pending.at < PENDING);
    }

    /// The session of this Class, or else one of this device, is pending no more.
    pub(super) fn forget_pending(&mut self, class: Option<SessionId>, mac: Option<Mac>) {
        let classed = |pending: &Pending| Some(pending.session) == class;
        if mac.is_none() && !self.pending.iter().any(classed) {
            // Class did not come back and nobody says which device it is: the oldest of those.
            if let Some(index) = self.pending.iter().position(|one| one.mac.is_none()) {
                let _ = self.pending.remove(index);
            }
        }
        self.pending
            .retain(|one| !classed(one) && (one.mac.is_none() || one.mac != mac));
    }

    /// Closes an open session in memory and keeps it among the known closed ones.
    pub(super) fn remember_closed(&mut self, session: Session) {
        self.open.retain(|open| open.id != session.id);
        self.closed.retain(|closed| closed.id != session.id);
        self.closed.insert(0, session);
        self.closed.truncate(CLOSED_KEPT);
    }
}

/// What an account is loaded from.
#[derive(Debug, Clone)]
pub(super) struct Loaded {
    pub(super) record: LoginRecord,
    /// Its newest closed sessions.
    closed: Vec<Session>,
    /// What counts of its allowances in this Location.
    limits: Limits,
}

/// Loads an account by its user name.
pub(super) fn load(
    reader: &Reader<'_>,
    username: UsernameHash,
    now: Instant,
) -> crate::store::Result<Option<Loaded>> {
    load_in(reader, &reader.location()?, username, now)
}

/// The same where the Location is at hand.
pub(super) fn load_in(
    reader: &Reader<'_>,
    location: &Location,
    username: UsernameHash,
    now: Instant,
) -> crate::store::Result<Option<Loaded>> {
    reader
        .login_record(username, usage::since(now, location.zone))?
        .map(|record| with_closed(reader, location, record))
        .transpose()
}

/// Loads an account that its user name does not lead to any more.
pub(super) fn load_by_account(
    reader: &Reader<'_>,
    account: AccountId,
    now: Instant,
) -> crate::store::Result<State> {
    let location = reader.location()?;
    let record = reader.login_record_of(account, usage::since(now, location.zone))?;
    with_closed(reader, &location, record).map(State::of)
}

fn with_closed(
    reader: &Reader<'_>,
    location: &Location,
    record: LoginRecord,
) -> crate::store::Result<Loaded> {
    let mut closed = reader.sessions_of(record.ticket.account, None, CLOSED_KEPT)?;
    closed.retain(|session| session.ended_at.is_some());
    Ok(Loaded {
        limits: case::limits(&record, location.access.mode),
        record,
        closed,
    })
}

/// One cached account.
#[derive(Debug)]
pub(super) struct Entry {
    state: Mutex<State>,
    stale: AtomicBool,
}

impl Entry {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The entry no longer tells what the store holds: it is read again before its next use.
    pub(super) fn mark_stale(&self) {
        self.stale.store(true, Ordering::Release);
    }
}

/// The cache, by the look-up form of the user name.
#[derive(Debug)]
pub(super) struct Accounts {
    shards: Vec<Mutex<HashMap<String, Arc<Entry>>>>,
    by_ticket: Mutex<HashMap<TicketId, String>>,
    online: Mutex<HashMap<AccountId, Arc<Entry>>>,
    hasher: RandomState,
}

impl Accounts {
    pub(super) fn new() -> Self {
        Self {
            shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
            by_ticket: Mutex::default(),
            online: Mutex::default(),
            hasher: RandomState::new(),
        }
    }

    /// The account of a user name, from memory or else from the store; `None` = no ticket has this name.
    pub(super) fn get(
        &self,
        username: &str,
        load: impl FnOnce() -> crate::store::Result<Option<Loaded>>,
    ) -> crate::store::Result<Option<Arc<Entry>>> {
        if let Some(entry) = self.cached(username) {
            return Ok(Some(entry));
        }
        let Some(loaded) = load()? else {
            return Ok(None);
        };
        let ticket = loaded.record.ticket.id;
        let mut shard = self.shard(username);
        // Two threads may have read at the same time: the first entry stays, as somebody may already hold it.
        if let Some(entry) = shard
            .get(username)
            .filter(|entry| !entry.stale.load(Ordering::Acquire))
        {
            return Ok(Some(Arc::clone(entry)));
        }
        let entry = if let Some(entry) = shard.get(username) {
            *entry.lock() = State::of(loaded);
            entry.stale.store(false, Ordering::Release);
            Arc::clone(entry)
        } else {
            let entry = Arc::new(Entry {
                state: Mutex::new(State::of(loaded)),
                stale: AtomicBool::new(false),
            });
            let _ = shard.insert(username.to_owned(), Arc::clone(&entry));
            entry
        };
        drop(shard);
        self.note_online(&entry, &entry.lock());
        let _ = self
            .by_ticket
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(ticket, username.to_owned());
        Ok(Some(entry))
    }

    fn cached(&self, username: &str) -> Option<Arc<Entry>> {
        self.shard(username)
            .get(username)
            .filter(|entry| !entry.stale.load(Ordering::Acquire))
            .cloned()
    }

    /// Reads an account again after somebody else changed its ticket. Runs on the writer thread, between two changes.
    pub(super) fn reload(
        &self,
        ticket: TicketId,
        reader: &Reader<'_>,
        now: Instant,
    ) -> crate::store::Result<()> {
        let known = self
            .by_ticket
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&ticket)
            .cloned();
        match known {
            Some(username) => self.reload_named(&username, reader, now),
            None => self.reload_namesake(ticket, reader, now),
        }
    }

    /// A new ticket may have taken the chosen name of a dead one that is still known here. Codes are never chosen, and
    /// most tickets are codes: those are not looked up.
    fn reload_namesake(
        &self,
        ticket: TicketId,
        reader: &Reader<'_>,
        now: Instant,
    ) -> crate::store::Result<()> {
        if reader.ticket(ticket)?.kind != Kind::Special {
            return Ok(());
        }
        let username = code::lookup_form(&reader.credentials(ticket)?.username);
        self.reload_named(&username, reader, now)
    }

    fn reload_named(
        &self,
        username: &str,
        reader: &Reader<'_>,
        now: Instant,
    ) -> crate::store::Result<()> {
        let Some(entry) = self.shard(username).get(username).cloned() else {
            return Ok(());
        };
        // By name: the live ticket comes before a dead one that had it.
        let Some(ticket) = reader.ticket_by_username(username)? else {
            drop(self.shard(username).remove(username));
            return Ok(());
        };
        let loaded = load_by_account(reader, ticket.account, now)?;
        let mut state = entry.lock();
        let pending = std::mem::take(&mut state.pending);
        let same = state.ticket.id == ticket.id;
        *state = loaded;
        if same {
            state.pending = pending;
        }
        drop(state);
        entry.stale.store(false, Ordering::Release);
        let _ = self
            .by_ticket
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(ticket.id, username.to_owned());
        Ok(())
    }

    /// Takes in what a job made of an account, if it is known here. Runs on the writer thread.
    pub(super) fn reterm(&self, held: &Holder, product: &Product, policy: &Policy, mode: AuthMode) {
        let username = self
            .by_ticket
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&held.ticket.id)
            .cloned();
        let entry = username.and_then(|username| self.shard(&username).get(&username).cloned());
        if let Some(entry) = entry {
            let mut state = entry.lock();
            if state.ticket.id == held.ticket.id {
                state.retermed(held, product, policy, mode);
            }
        }
    }

    /// The tickets of every cached account.
    pub(super) fn tickets(&self) -> Vec<TicketId> {
        self.by_ticket
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .keys()
            .copied()
            .collect()
    }

    /// Notes that somebody is on line with an account, so that the watch need not look at all of them.
    pub(super) fn note_online(&self, entry: &Arc<Entry>, state: &State) {
        if !state.open.is_empty() {
            let mut online = self.online.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = online.insert(state.ticket.account, Arc::clone(entry));
        }
    }

    /// The accounts that somebody is on line with. Forgets those that everybody left.
    pub(super) fn online(&self) -> Vec<Arc<Entry>> {
        // Copied first: an entry may be held by somebody who wants to note something here.
        let noted: Vec<_> = self
            .online
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .map(|(account, entry)| (*account, Arc::clone(entry)))
            .collect();
        let mut entries = Vec::with_capacity(noted.len());
        for (account, entry) in noted {
            let state = entry.lock();
            if state.open.is_empty() {
                // With the account held, so that nobody can come on line between the look and this.
                let mut online = self.online.lock().unwrap_or_else(PoisonError::into_inner);
                let _ = online.remove(&account);
            } else {
                drop(state);
                entries.push(entry);
            }
        }
        entries
    }

    /// Drops accounts that nobody is on line with, once there are more than `keep`.
    pub(super) fn shrink(&self, keep: usize) {
        let held: usize = self
            .shards
            .iter()
            .map(|shard| shard.lock().unwrap_or_else(PoisonError::into_inner).len())
            .sum();
        if held <= keep {
            return;
        }
        for shard in &self.shards {
            let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
            // An entry that somebody else holds is in the middle of a change.
            shard.retain(|_, entry| {
                let idle = Arc::strong_count(entry) == 1
                    && entry
                        .state
                        .try_lock()
                        .is_ok_and(|state| state.open.is_empty() && state.pending.is_empty());
                !idle
            });
        }
        let live: std::collections::HashSet<String> = self
            .shards
            .iter()
            .flat_map(|shard| {
                shard
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .keys()
                    .cloned()
                    .collect::<Vec<_>>()
            })
            .collect();
        self.by_ticket
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|_, username| live.contains(username));
    }

    fn shard(&self, username: &str) -> MutexGuard<'_, HashMap<String, Arc<Entry>>> {
        // Truncation is harmless: the low bits of a hash are as good as any.
        #[allow(
            clippy::cast_possible_truncation,
            reason = "only the low bits choose a shard"
        )]
        let index = self.hasher.hash_one(username) as usize % SHARDS;
        // SHARDS is the length of the vector.
        #[allow(
            clippy::indexing_slicing,
            reason = "the index is taken modulo the length"
        )]
        self.shards[index]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// How a gateway names a session: the key under which records find it when Class does not come back.
pub(super) fn same_session(
    session: &Session,
    gateway: GatewayId,
    acct_session_id: &str,
    mac: Option<Mac>,
) -> bool {
    session.gateway == gateway
        && session.acct_session_id == acct_session_id
        && (session.mac.is_none() || mac.is_none() || session.mac == mac)
}
