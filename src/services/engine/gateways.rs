//! Gateways with an interface of their own, each kept on a thread of its own while there is something to do.

use super::Engine;
use crate::{
    domain::{gateway::link::spread, id::GatewayId, time::Instant},
    services::{
        self,
        gateways::{self, Round},
    },
};
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

/// The gateways that are being spoken to.
#[derive(Debug, Default, Clone)]
pub(super) struct Busy(Arc<Mutex<HashSet<GatewayId>>>);

impl Busy {
    fn with<T>(&self, work: impl FnOnce(&mut HashSet<GatewayId>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// When each gateway last said who is on line, and when it is asked again.
#[derive(Debug, Default)]
pub(super) struct HeardAt(Mutex<HashMap<GatewayId, (Instant, Instant)>>);

impl HeardAt {
    fn get(&self, id: GatewayId) -> Option<(Instant, Instant)> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&id).copied()
    }

    fn set(&self, id: GatewayId, at: Instant) {
        let next = at + spread(gateways::HEAR_EVERY, rand::random::<f64>());
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = all.insert(id, (at, next));
    }
}

/// Looks that showed nothing new: the time for which each was due, and when the next one is. They are remembered here alone.
#[derive(Debug, Default)]
pub(super) struct LookedAt(Mutex<HashMap<GatewayId, (Instant, Instant)>>);

impl LookedAt {
    /// Whether the look that a round is due for was made.
    fn has(&self, round: &Round, now: Instant) -> bool {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = all.get(&round.gateway);
        known.is_some_and(|(due, next)| round.since == Some(*due) && now < *next)
    }

    fn set(&self, round: &Round, next: Instant) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(due) = round.since {
            let _ = all.insert(round.gateway, (due, next));
        }
    }
}

impl Engine {
    /// Keeps the gateways until the engine stops.
    pub(super) fn watch_gateways(self: &Arc<Self>) {
        self.go_rounds(|| {
            if let Err(error) = self.keep_gateways() {
                tracing::error!(%error, "the gateways could not be looked at");
            }
        });
    }

    /// The gateways whose time has come, each with whether it is asked who is on line.
    pub(super) fn due_gateways(&self, now: Instant) -> crate::store::Result<Vec<(Round, bool)>> {
        let rounds = gateways::rounds(&self.store, now)?.into_iter();
        let due = rounds.filter_map(|mut round| {
            round.is_due &= !self.looked_gateways.has(&round, now);
            let heard = self.heard_gateways.get(round.gateway);
            let listens =
                round.is_heard && (round.is_due || heard.is_none_or(|(_, next)| now >= next));
            (listens || round.is_due).then_some((round, listens))
        });
        Ok(due.collect())
    }

    fn keep_gateways(self: &Arc<Self>) -> crate::store::Result<()> {
        for (round, listens) in self.due_gateways(self.now())? {
            let id = round.gateway;
            if !self.busy_gateways.with(|busy| busy.insert(id)) {
                continue;
            }
            let engine = Arc::clone(self);
            let begun = thread::Builder::new()
                .name("gateway".to_owned())
                .spawn(move || {
                    if let Err(error) = engine.visit(round, listens) {
                        tracing::error!(%error, "a gateway could not be kept");
                        // The store does not answer: whoever comes back at once finds it no better.
                        thread::sleep(Duration::from_secs(1));
                    }
                    let _ = engine.busy_gateways.with(|busy| busy.remove(&id));
                });
            if let Err(error) = begun {
                let _ = self.busy_gateways.with(|busy| busy.remove(&id));
                tracing::warn!(%error, "a gateway waits: no thread can be started");
            }
        }
        Ok(())
    }

    /// One visit: first what happened there, so that what is brought is what follows from it.
    pub(super) fn visit(self: &Arc<Self>, round: Round, listens: bool) -> services::Result<()> {
        let clock = || self.now();
        let id = round.gateway;
        if listens {
            let last = self.heard_gateways.get(id).map(|(at, _)| at);
            let Some(heard) = gateways::hear(&self.store, &clock, id, last, round.is_due)? else {
                return Ok(());
            };
            let at = heard.at;
            self.take_in_heard(heard)?;
            self.heard_gateways.set(id, at);
        }
        if round.is_due
            && let Some(next) = gateways::keep(&self.store, &clock, id)?
        {
            self.looked_gateways.set(&round, next);
        }
        Ok(())
    }
}
