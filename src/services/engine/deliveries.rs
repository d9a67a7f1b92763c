//! Deliveries: the rows of the outbox that go to guests, each handed to its channel on a thread of its own, at most one
//! of a lane at a time.

use super::Engine;
use crate::{
    domain::time::Instant,
    services::{
        self,
        deliveries::{self, Carry},
        messages,
    },
    store::{Delivery, DeliveryState, Result},
};
use chrono::TimeDelta;
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError, atomic::Ordering},
    thread::{self, Thread},
    time::Duration,
};

/// How often it is looked how a delivery stands that is carried out here and now.
const LOOK_EVERY: Duration = Duration::from_millis(10);
/// Rows of one lane looked at in one round: its turn is the first that is due, unless another one is under way.
const OF_EACH_LANE: u32 = 8;
/// Rounds that take no longer are followed by the next one at once: the slip of the next key is not held up because this
/// thread had to wait for a processor.
const SHORT: Duration = Duration::from_millis(10);
/// How often what a round takes beyond that is rested before anything is read again: where thousands of messages wait, each
/// that leaves commits, and rounds would be all that there is time for.
const REST: u32 = 4;
/// The longest such rest.
const REST_MAX: Duration = Duration::from_millis(400);
/// When a row is tried again that could not even be begun.
const AFTER_FAULT: TimeDelta = TimeDelta::seconds(30);

/// The lanes that are occupied by this process.
#[derive(Debug, Default, Clone)]
pub(super) struct Lanes(Arc<Mutex<HashSet<String>>>);

/// An occupied lane, until this is dropped.
struct Occupied {
    lanes: Lanes,
    lane: String,
    /// Who entered it, and is woken when it is free: the next one may be waiting for it.
    by: Thread,
}

impl Lanes {
    fn enter(&self, lane: &str) -> Option<Occupied> {
        let mut lanes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lanes.insert(lane.to_owned()).then(|| Occupied {
            lanes: self.clone(),
            lane: lane.to_owned(),
            by: thread::current(),
        })
    }
}

impl Drop for Occupied {
    fn drop(&mut self) {
        let mut lanes = self.lanes.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = lanes.remove(&self.lane);
        self.by.unpark();
    }
}

impl Engine {
    /// Carries deliveries out until the engine stops.
    pub(super) fn watch_deliveries(self: &Arc<Self>) {
        // A commit of this process wakes it at once: the slip leaves the house right after Enter.
        let _watch = self.store.watch_commits();
        self.go_rounds(|| {
            let begun = std::time::Instant::now();
            if let Err(error) = self.carry_out_deliveries(self.now()) {
                tracing::error!(%error, "the deliveries could not be read");
            }
            let beyond = begun.elapsed().saturating_sub(SHORT);
            thread::sleep((beyond * REST).min(REST_MAX));
        });
    }

    /// Hears what gateways say of messages until the engine stops.
    pub(super) fn watch_reports(self: &Arc<Self>) {
        messages::watch_reports(&self.store, &|| self.now(), &|| {
            self.stopping.load(Ordering::Acquire)
        });
    }

    /// Begins to carry out what is due, where its lane is free. What is under way keeps its lane until it is over: what
    /// came after it waits, in the order in which it was asked for.
    pub(super) fn carry_out_deliveries(self: &Arc<Self>, now: Instant) -> Result<()> {
        let open = self
            .store
            .read(|reader| deliveries::turns(reader, now, OF_EACH_LANE))?;
        for row in next(open, now) {
            let (Some(carry), Some(place)) = (
                deliveries::carry_of(&row),
                self.lanes.enter(&deliveries::lane(&row)),
            ) else {
                continue;
            };
            let engine = Arc::clone(self);
            let begun = thread::Builder::new()
                .name("delivery".to_owned())
                .spawn(move || {
                    engine.carry_out(carry, &row);
                    drop(place);
                });
            if let Err(error) = begun {
                tracing::warn!(%error, "a delivery waits: no thread can be started");
            }
        }
        Ok(())
    }

    fn carry_out(&self, carry: Carry, row: &Delivery) {
        // Read before the lane was free, it may be over by now.
        let current = self.store.read(|reader| reader.delivery(row.what.id));
        let Ok(Some(current)) = current else { return };
        if current.state.is_over() || current.what.due_at > self.now() {
            return;
        }
        let Err(error) = carry(&self.store, &|| self.now(), &current) else {
            return;
        };
        tracing::error!(%error, kind = row.what.kind, "a delivery could not be carried out");
        let (id, due_at, why) = (row.what.id, self.now() + AFTER_FAULT, error.to_string());
        let noted = self
            .store
            .write(move |tx| tx.postpone_delivery(id, due_at, &why));
        if noted.is_err() {
            // The store does not answer: whoever comes back at once finds it no better.
            thread::sleep(Duration::from_secs(1));
        }
    }
}

/// Of each lane the row that is under way, else the first that is due; rows come in the order in which they were asked for.
fn next(open: Vec<Delivery>, now: Instant) -> Vec<Delivery> {
    let busy: HashSet<_> = open
        .iter()
        .filter(|row| row.state == DeliveryState::UnderWay)
        .map(deliveries::lane)
        .collect();
    let mut taken = HashSet::new();
    open.into_iter()
        .filter(|row| {
            let lane = deliveries::lane(row);
            (row.state == DeliveryState::UnderWay || !busy.contains(&lane))
                && row.what.due_at <= now
                && taken.insert(lane)
        })
        .collect()
}

/// Carries one row out here and now, until it is over, waits for a later attempt, or `patience` has passed: for commands
/// where no engine runs. The caller holds the lock of the engine.
pub fn carry_out_now(
    store: &crate::store::Store,
    id: uuid::Uuid,
    patience: Duration,
) -> services::Result<Delivery> {
    let begun = std::time::Instant::now();
    loop {
        let row = store.read(|reader| Ok(deliveries::delivery(reader, id)))??;
        let is_due = row.what.due_at <= services::now();
        let waits = row.state == DeliveryState::Waiting && row.attempts > 0 && !is_due;
        if row.state.is_over() || waits || begun.elapsed() > patience {
            return Ok(row);
        }
        if let (Some(carry), true) = (deliveries::carry_of(&row), is_due) {
            carry(store, &services::now, &row)?;
        } else {
            thread::sleep(LOOK_EVERY);
        }
    }
}
