//! The threads beside the watch: each goes a round when something was committed, by whomever, and at the latest after a while.
//!
//! One thread alone, the watch, looks whether another process has committed. The others sleep: five of them that looked by
//! themselves were most of what an idle window cost.

use super::Engine;
use std::{
    sync::{Mutex, PoisonError, atomic::Ordering},
    thread::{self, Thread},
    time::Duration,
};

/// Time between two rounds at least, however often something is committed.
const PAUSE: Duration = Duration::from_millis(10);

/// Time between two rounds at most: something may have become due by itself.
const AT_LATEST: Duration = Duration::from_millis(500);

/// Who is woken.
#[derive(Debug, Default)]
pub(super) struct Rounds(Mutex<Vec<Thread>>);

impl Engine {
    /// Goes rounds until the engine stops.
    pub(super) fn go_rounds(&self, mut round: impl FnMut()) {
        self.rounds
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(thread::current());
        while !self.stopping.load(Ordering::Acquire) {
            round();
            thread::sleep(PAUSE);
            thread::park_timeout(AT_LATEST);
        }
    }

    /// Something was committed.
    pub(super) fn wake_rounds(&self) {
        let threads = self.rounds.0.lock();
        for thread in &*threads.unwrap_or_else(PoisonError::into_inner) {
            thread.unpark();
        }
    }
}
