//! Gateways with an interface of their own, each kept on a thread of its own while there is something to do.

use super::Engine;
use crate::{
    domain::{id::GatewayId, time::Instant},
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

/// When each gateway last said who is on line.
#[derive(Debug, Default)]
pub(super) struct HeardAt(Mutex<HashMap<GatewayId, Instant>>);

impl HeardAt {
    fn get(&self, id: GatewayId) -> Option<Instant> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&id).copied()
    }

    fn set(&self, id: GatewayId, at: Instant) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = all.insert(id, at);
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

    fn keep_gateways(self: &Arc<Self>) -> crate::store::Result<()> {
        let now = self.now();
        for round in gateways::rounds(&self.store, now)? {
            let id = round.gateway;
            let heard = self.heard_gateways.get(id);
            let listens = round.is_heard
                && (round.is_due || heard.is_none_or(|at| now - at >= gateways::HEAR_EVERY));
            if !(listens || round.is_due) || !self.busy_gateways.with(|busy| busy.insert(id)) {
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
            let Some(heard) = gateways::hear(&self.store, &clock, id, self.heard_gateways.get(id))?
            else {
                return Ok(());
            };
            let at = heard.at;
            self.take_in_heard(heard)?;
            self.heard_gateways.set(id, at);
        }
        if round.is_due {
            gateways::keep(&self.store, &clock, id)?;
        }
        Ok(())
    }
}
