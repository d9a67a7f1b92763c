//! Messages to guests: carried out beside the watch, so that a silent server holds up nobody but its own channel.

use super::Engine;
use crate::{
    services::{self, messages},
    store::Result,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// Rows of each kind looked at in one round.
const DUE_AT_ONCE: u32 = 32;
/// Messages of a kind that are handed over at the same time: what a mail server takes from one client without
/// complaining, and enough for a batch of a hundred in a minute.
const AT_A_TIME: usize = 4;

/// How many messages of each kind are under way.
#[derive(Debug, Default)]
pub(super) struct UnderWay([AtomicUsize; messages::KINDS.len()]);

impl Engine {
    /// Begins to carry out what is due. The next round of a kind begins when its last one is done: until then its rows
    /// are under way or wait for those that are.
    pub(super) fn carry_out_messages(self: &Arc<Self>) -> Result<()> {
        for (place, kind) in messages::KINDS.into_iter().enumerate() {
            let Some(under_way) = self.messages.0.get(place) else {
                continue;
            };
            if under_way.load(Ordering::Acquire) > 0 {
                continue;
            }
            let now = self.now();
            let due = self
                .store
                .read(|reader| reader.due_of(&[kind], now, DUE_AT_ONCE))?;
            let share = due.len().div_ceil(AT_A_TIME).max(1);
            for rows in due.chunks(share) {
                let rows = rows.to_vec();
                let engine = Arc::clone(self);
                let _ = under_way.fetch_add(1, Ordering::AcqRel);
                let begun = thread::Builder::new().name(kind.to_owned()).spawn(move || {
                    let _done = Done(Arc::clone(&engine), place);
                    for row in rows {
                        if engine.stopping.load(Ordering::Acquire) {
                            return;
                        }
                        engine.carry_out_message(&row);
                    }
                });
                if let Err(error) = begun {
                    let _ = under_way.fetch_sub(1, Ordering::AcqRel);
                    tracing::warn!(%error, "messages wait: no thread can be started");
                }
            }
        }
        Ok(())
    }

    fn carry_out_message(&self, row: &crate::store::Delivery) {
        let done: services::Result<()> = messages::carry_out(&self.store, &|| self.now(), row);
        if let Err(error) = done {
            tracing::error!(%error, "a message could not be carried out");
        }
    }
}

/// Counts a thread off when it ends, however it ends.
struct Done(Arc<Engine>, usize);

impl Drop for Done {
    fn drop(&mut self) {
        if let Some(under_way) = self.0.messages.0.get(self.1) {
            let _ = under_way.fetch_sub(1, Ordering::AcqRel);
        }
    }
}
