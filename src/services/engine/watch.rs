//! The watch: what time does by itself. Tickets lapse, sessions reach their last second, gateways fall silent, other
//! processes change things.

use super::{
    Engine,
    accounting::LOST,
    accounts::{Entry, State},
    disconnect,
};
use crate::{
    domain::{id::SessionId, login::LicenceState, stop, ticket::Status, time::Instant},
    services::{Actor, event},
    store::{Contact, Lapsed, Result},
};
use chrono::TimeDelta;
use std::{
    collections::HashSet,
    sync::{Arc, PoisonError, atomic::Ordering},
    thread,
    time::Duration,
};

/// How often the change feed is looked at: what another process changed is known here within 200 ms (DESIGN 3.2).
const FOLLOW_EVERY: Duration = Duration::from_millis(100);

/// Interim updates missed before a session counts as lost.
const LOST_AFTER_INTERIMS: i32 = 3;

/// Accounts kept in memory without anybody on line.
const ACCOUNTS_KEPT: usize = 150_000;

/// Ticks of the feed between two looks at who was heard: five seconds.
const HEARD_EVERY: u32 = 50;

/// Refusals kept: the newest ones answer "why can't my guest get on?".
const REFUSALS_KEPT: u64 = 20_000;

/// Tickets that lapse in one transaction: the rest waits for the next round, and logins in between do not.
const LAPSED_AT_ONCE: u32 = 500;

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
        while !self.stopping.load(Ordering::Acquire) {
            if let Err(error) = self.carry_out_disconnects(self.now()) {
                tracing::error!(%error, "the outbox could not be read");
            }
            thread::park_timeout(FOLLOW_EVERY);
        }
    }

    /// Takes in what was changed since the last look, by whichever process.
    pub(super) fn follow(self: &Arc<Self>) -> Result<()> {
        let version = self.store.data_version()?;
        if self.seen_version.swap(version, Ordering::AcqRel) == version {
            return Ok(());
        }
        let taken_in = self.take_in();
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
                    (Some("job"), _) => accounts = true,
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

    /// Many accounts were brought to other terms: each is read again, in pieces, on the writer thread.
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
        if ticks.is_multiple_of(HEARD_EVERY) {
            self.write_down_heard(now)?;
        }
        if ticks.is_multiple_of(600) {
            self.accounts.shrink(ACCOUNTS_KEPT);
            self.cut
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clear();
            let _ = self.store.write(|tx| tx.prune_refusals(REFUSALS_KEPT))?;
        }
        Ok(())
    }

    /// Writes down from whom something was heard, so that whoever explains a silence knows of it, in another process too.
    fn write_down_heard(&self, now: Instant) -> Result<()> {
        let heard = self.health.take_heard();
        let gateways = heard
            .gateways
            .into_iter()
            .map(|id| Contact::Gateway(id, now));
        let strangers = heard
            .strangers
            .into_iter()
            .map(|address| Contact::Unknown(address, now));
        let contacts: Vec<_> = gateways.chain(strangers).collect();
        if contacts.is_empty() {
            return Ok(());
        }
        self.store.write(move |tx| {
            contacts
                .iter()
                .try_for_each(|contact| tx.put_contact(contact))
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
            if state.open.is_empty() || !self.is_over(&state, now) {
                continue;
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

    fn is_over(&self, state: &State, now: Instant) -> bool {
        if matches!(
            state.ticket.stored_status,
            Status::Expired | Status::Cancelled
        ) || !matches!(self.house().licence.state(now), LicenceState::InUse { .. })
        {
            return true;
        }
        let used = self.used(state, now);
        let devices = u32::try_from(state.open.len()).unwrap_or(u32::MAX);
        stop::stop_at(
            now,
            self.house().location.zone,
            &state.limits,
            &used,
            devices,
            state.ticket.expires_at,
        )
        .is_some_and(|at| at <= now)
            || stop::data_left(&state.limits, &used) == Some(0)
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
