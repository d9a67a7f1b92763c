//! The watch: what time does by itself. Tickets lapse, sessions reach their last second, gateways fall silent, other
//! processes change things.

use super::{
    Engine,
    accounting::LOST,
    accounts::{Entry, State},
    disconnect,
};
use crate::{
    domain::{
        allowance::Window,
        id::{GatewayId, ProductId, SessionId},
        login::LicenceState,
        stop,
        ticket::Status,
        time::Instant,
    },
    services::{self, Actor, bulk, event, guests},
    store::{Contact, Doubted, Lapsed, Result, Tx},
};
use chrono::TimeDelta;
use std::{
    collections::{HashMap, HashSet, hash_map::Entry as Slot},
    sync::{Arc, PoisonError, atomic::Ordering},
    thread,
    time::Duration,
};

/// How often the change feed is looked at: what another process changed is known here within 200 ms (DESIGN 3.2).
const FOLLOW_EVERY: Duration = Duration::from_millis(100);

/// How long after the record of a used up data allowance a gateway that cuts by itself may take for it. Less than the
/// shortest interim interval (RFC 2869, 5.16), so that the next record does not begin it anew.
const DATA_GRACE: TimeDelta = TimeDelta::seconds(30);

/// Interim updates missed before a session counts as lost.
const LOST_AFTER_INTERIMS: i32 = 3;

/// Accounts kept in memory without anybody on line.
const ACCOUNTS_KEPT: usize = 150_000;

/// Ticks of the feed between two looks at who was heard: five seconds.
const HEARD_EVERY: u32 = 50;

/// Refusals kept: the newest ones answer "why can't my guest get on?".
const REFUSALS_KEPT: u64 = 20_000;

/// Accounts whose new terms are taken in at once.
const RETERMED_AT_ONCE: u32 = 250;

/// Between two batches of a job.
const BETWEEN_BATCHES: Duration = Duration::from_millis(1);

/// Tickets that lapse in one transaction: the rest waits for the next round, and logins in between do not.
const LAPSED_AT_ONCE: u32 = 500;

/// Why an account must not be on line any longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    /// A data allowance is used up, and nothing else stands against it.
    Data,
    /// Anything else.
    Otherwise,
}

impl Engine {
    /// Follows changes and keeps the clock, until the engine stops.
    pub(super) fn watch(self: &Arc<Self>) {
        let mut ticks = 0_u32;
        while !self.stopping.load(Ordering::Acquire) {
            if let Err(error) = self.follow() {
                tracing::error!(%error, "changes could not be followed");
            }
            if ticks.is_multiple_of(10)
                && let Err(error) = self.tick(ticks)
            {
                tracing::error!(%error, "the watch could not do its round");
            }
            ticks = ticks.wrapping_add(1);
            thread::park_timeout(FOLLOW_EVERY);
        }
    }

    /// Carries out disconnects beside the watch, so that a silent gateway never holds up the clock.
    pub(super) fn watch_outbox(self: &Arc<Self>) {
        self.go_rounds(|| {
            if let Err(error) = self.carry_out_disconnects(self.now()) {
                tracing::error!(%error, "the outbox could not be read");
            }
        });
    }

    /// Takes in what was changed since the last look, by whichever process.
    pub(super) fn follow(self: &Arc<Self>) -> Result<()> {
        let version = self.store.data_version()?;
        if self.seen_version.swap(version, Ordering::AcqRel) == version {
            return Ok(());
        }
        self.wake_rounds();
        let taken_in = self.take_in().and_then(|()| self.take_in_jobs());
        if taken_in.is_err() {
            // No version that a database has: the next round looks again.
            self.seen_version.store(-1, Ordering::Release);
        }
        taken_in
    }

    /// What the events after the last one that was seen say.
    fn take_in(self: &Arc<Self>) -> Result<()> {
        loop {
            let after = self.seen_event.load(Ordering::Acquire);
            let events = self.store.read(|reader| reader.events_after(after, 1000))?;
            let Some(last) = events.last() else {
                return Ok(());
            };
            let seen = last.seq;
            // Before anything is read again: a login that read the old state meanwhile then knows it.
            let _ = self.changes.fetch_add(1, Ordering::AcqRel);
            let mut tickets = HashSet::new();
            let (mut house, mut accounts) = (false, false);
            for event in &events {
                match (event.event.kind.split('.').next(), event.event.subject) {
                    (Some("ticket"), Some(subject)) => {
                        let _ = tickets.insert(crate::domain::id::TicketId(subject));
                    }
                    // The mode of the Location decides which allowances count.
                    (Some("location"), _) => (house, accounts) = (true, true),
                    (Some("gateway" | "licence"), _) => house = true,
                    _ => {}
                }
            }
            if house {
                self.reload_house()?;
            }
            if accounts {
                self.accounts_changed()?;
            }
            if !tickets.is_empty() {
                let engine = Arc::clone(self);
                self.store.write(move |tx| {
                    tickets
                        .iter()
                        .try_for_each(|ticket| engine.accounts.reload(*ticket, tx, engine.now()))
                })?;
            }
            self.seen_event.store(seen, Ordering::Release);
        }
    }

    /// What jobs did since the last look, in pieces that no login waits for long.
    fn take_in_jobs(self: &Arc<Self>) -> Result<()> {
        let mut followed = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let jobs = self.store.read(|reader| reader.jobs_from(followed.first))?;
        for job in &jobs {
            let mut seen = followed.seen.get(&job.id).copied().unwrap_or_default();
            if seen < job.last_serial {
                let _ = self.changes.fetch_add(1, Ordering::AcqRel);
            }
            while seen < job.last_serial {
                let (engine, product, to) = (Arc::clone(self), job.product, job.last_serial);
                seen = self
                    .store
                    .write(move |tx| engine.reterm(tx, product, seen, to))?;
                let _ = followed.seen.insert(job.id, seen);
            }
        }
        // The oldest that may still move.
        let running = jobs.iter().find(|job| job.is_running()).or(jobs.last());
        if let Some(first) = running.map(|job| job.id) {
            followed.first = Some(first);
            followed.seen.retain(|job, _| *job >= first);
        }
        Ok(())
    }

    /// Takes in what a job made of some accounts with serials after `after` and up to `to`; tells up to which.
    fn reterm(&self, tx: &Tx<'_>, product: ProductId, after: u64, to: u64) -> Result<u64> {
        let mode = self.house().location.access.mode;
        let held = tx.held_after(product, after, RETERMED_AT_ONCE)?;
        let mut known = HashMap::new();
        for one in held.iter().filter(|one| one.ticket.serial <= to) {
            let (product, policy) = match known.entry(one.terms) {
                Slot::Occupied(terms) => terms.into_mut(),
                Slot::Vacant(place) => place.insert((
                    tx.product_at(one.terms.product)?,
                    tx.policy_at(one.terms.policy)?,
                )),
            };
            self.accounts.reterm(one, product, policy, mode);
        }
        Ok(held.last().map_or(to, |last| last.ticket.serial.min(to)))
    }

    /// Goes on with jobs that are not done, whoever began them, until the engine stops.
    pub(super) fn watch_jobs(self: &Arc<Self>) {
        self.go_rounds(|| {
            if let Err(error) = self.go_on_with_jobs() {
                tracing::error!(%error, "a job could not go on");
            }
        });
    }

    pub(super) fn go_on_with_jobs(self: &Arc<Self>) -> services::Result<()> {
        for mut job in bulk::running(&self.store)? {
            while job.is_running() && !self.stopping.load(Ordering::Acquire) {
                job = bulk::step(&self.store, self.now(), job.id)?;
                // Whoever waits for the database in another process has a turn.
                thread::sleep(BETWEEN_BATCHES);
            }
        }
        Ok(())
    }

    /// What counts has changed for everybody: each account is read again, in pieces, on the writer thread.
    fn accounts_changed(self: &Arc<Self>) -> Result<()> {
        for tickets in self.accounts.tickets().chunks(500) {
            let (engine, tickets) = (Arc::clone(self), tickets.to_vec());
            self.store.write(move |tx| {
                tickets
                    .iter()
                    .try_for_each(|ticket| engine.accounts.reload(*ticket, tx, engine.now()))
            })?;
        }
        Ok(())
    }

    /// One round a second.
    pub(super) fn tick(self: &Arc<Self>, ticks: u32) -> Result<()> {
        let now = self.now();
        self.lapse(now)?;
        self.cut_whoever_is_over(now)?;
        self.close_lost(now)?;
        self.give_notice(now)?;
        self.give_licence_notices(now)?;
        if ticks.is_multiple_of(HEARD_EVERY) {
            self.write_down_heard(now)?;
            self.look_after_licence(now, false);
        }
        if ticks.is_multiple_of(600) {
            self.accounts.shrink(ACCOUNTS_KEPT);
            self.cut
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clear();
            let _ = self.store.write(|tx| tx.prune_refusals(REFUSALS_KEPT))?;
            if let Err(error) = guests::erase_due(&self.store, now, Actor::Engine) {
                tracing::error!(%error, "guests' data could not be erased");
            }
        }
        Ok(())
    }

    /// Writes down from whom something was heard, so that whoever explains a silence knows of it, in another process too.
    fn write_down_heard(&self, now: Instant) -> Result<()> {
        let heard = self.health.take_heard();
        let doubts = heard
            .doubts
            .iter()
            .map(|((gateway, doubt), requests)| Doubted {
                gateway: *gateway,
                doubt: *doubt,
                requests: *requests,
                at: now,
            });
        let doubts: Vec<_> = doubts.collect();
        // Behind one address may stand several of them: only where nothing is wrong any more, all is well.
        let doubted = |id: &GatewayId| doubts.iter().any(|doubt| doubt.gateway == *id);
        let believed = heard.gateways.iter().copied();
        let believed: Vec<_> = believed.filter(|id| !doubted(id)).collect();
        let gateways = heard
            .gateways
            .into_iter()
            .map(|id| Contact::Gateway(id, now));
        let strangers = heard
            .strangers
            .into_iter()
            .map(|address| Contact::Unknown(address, now));
        let contacts: Vec<_> = gateways.chain(strangers).collect();
        if contacts.is_empty() && doubts.is_empty() {
            return Ok(());
        }
        self.store.write(move |tx| {
            for contact in &contacts {
                tx.put_contact(contact)?;
            }
            for gateway in &believed {
                tx.forget_doubts(*gateway)?;
            }
            doubts.iter().try_for_each(|doubted| tx.add_doubt(doubted))
        })
    }

    /// Tickets whose time came: Expired, and whoever is on line with them is cut (T23, TX04).
    fn lapse(self: &Arc<Self>, now: Instant) -> Result<()> {
        if self
            .store
            .read(|reader| reader.next_lapse())?
            .is_none_or(|at| at > now)
        {
            return Ok(());
        }
        let engine = Arc::clone(self);
        self.store.write(move |tx| {
            for Lapsed { ticket, account } in tx.sweep_lapsed(now, LAPSED_AT_ONCE)? {
                let _ = tx.append_event(&event(now, Actor::Engine, "ticket.expired", ticket.0))?;
                for session in tx.open_sessions_of(account)? {
                    disconnect::enqueue(tx, &session, now, "expired")?;
                }
                engine.accounts.reload(ticket, tx, now)?;
            }
            Ok(())
        })
    }

    /// Sessions that outlived the second at which their account had to stop: the gateway was told a Session-Timeout,
    /// but a second device, a recharge or a cancelled licence can end it earlier than that.
    fn cut_whoever_is_over(self: &Arc<Self>, now: Instant) -> Result<()> {
        let mut over = Vec::new();
        for entry in self.accounts.online() {
            let state = entry.lock();
            match self.over(&state, now) {
                None => continue,
                Some(Over::Data) if self.cuts_by_itself(&state, now) => continue,
                Some(Over::Data | Over::Otherwise) => {}
            }
            over.extend(
                state
                    .open
                    .iter()
                    .filter(|session| self.mark_cut(session.id))
                    .cloned(),
            );
        }
        if over.is_empty() {
            return Ok(());
        }
        self.store.write(move |tx| {
            for session in &over {
                // Whoever cancelled or expired the ticket has asked already.
                if disconnect::is_wanted(tx, session)? {
                    disconnect::enqueue(tx, session, now, "over")?;
                }
            }
            Ok(())
        })
    }

    fn over(&self, state: &State, now: Instant) -> Option<Over> {
        if state.open.is_empty() {
            return None;
        }
        let status = state.ticket.stored_status;
        if status == Status::Cancelled
            || matches!(self.house().licence.state(now), LicenceState::Closed(_))
        {
            return Some(Over::Otherwise);
        }
        let used = self.used(state, now);
        let devices = u32::try_from(state.open.len()).unwrap_or(u32::MAX);
        let stop_at = stop::stop_at(
            now,
            self.house().location.zone,
            &state.limits,
            &used,
            devices,
            state.ticket.expires_at,
        );
        if status != Status::Expired && stop_at.is_none_or(|at| at > now) {
            return None;
        }
        let data = stop::data_left(&state.limits, &used) == Some(0);
        let time_left = Window::ALL.into_iter().all(|window| {
            stop::left(*state.limits.seconds.get(window), *used.seconds.get(window)) != Some(0)
        });
        let lives = state.ticket.expires_at.is_none_or(|at| at > now);
        Some(if data && time_left && lives {
            Over::Data
        } else {
            Over::Otherwise
        })
    }

    /// Whether the gateway is about to end the session of a used up data allowance by itself (Q39): it was told the
    /// limit, nobody else takes from the allowance, and it had no time yet.
    pub(super) fn cuts_by_itself(&self, state: &State, now: Instant) -> bool {
        let [session] = state.open.as_slice() else {
            return false;
        };
        let gateway = self.house().gateway(session.gateway);
        gateway.is_some_and(|gateway| gateway.vendor.cuts_at_data_limit())
            && now - session.updated_at < DATA_GRACE
    }

    /// Whether a session is to be cut now; each is looked at once in a while.
    fn mark_cut(&self, session: SessionId) -> bool {
        self.cut
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(session)
    }

    /// Sessions of which nothing was heard for three intervals.
    fn close_lost(self: &Arc<Self>, now: Instant) -> Result<()> {
        let mut lost: Vec<(Arc<Entry>, SessionId)> = Vec::new();
        for entry in self.accounts.online() {
            let state = entry.lock();
            for session in &state.open {
                if now - session.updated_at > self.silence_allowed(session.gateway) {
                    lost.push((Arc::clone(&entry), session.id));
                }
            }
        }
        if lost.is_empty() {
            return Ok(());
        }
        let engine = Arc::clone(self);
        self.store.write(move |tx| {
            for (entry, id) in &lost {
                let mut state = entry.lock();
                let session = state.open.iter().find(|session| session.id == *id).cloned();
                // It may have spoken while this waited for its turn.
                if let Some(session) = session.filter(|session| {
                    now - session.updated_at > engine.silence_allowed(session.gateway)
                }) {
                    Self::close(tx, &mut state, session, LOST)?;
                }
            }
            Ok(())
        })
    }

    fn silence_allowed(&self, gateway: crate::domain::id::GatewayId) -> TimeDelta {
        let interim = self
            .house()
            .gateway(gateway)
            .map_or(600, |gateway| gateway.interim_seconds.max(60));
        TimeDelta::seconds(i64::from(interim)) * LOST_AFTER_INTERIMS
    }
}
