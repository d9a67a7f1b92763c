//! What the engine counts: for the status line, `serve`'s log and whoever wonders why nothing arrives.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

/// How many unknown addresses are remembered by name; a port scan must not fill the memory.
const UNKNOWN_KEPT: usize = 64;

/// Counters since the engine started.
#[derive(Debug, Default)]
pub struct Health {
    /// Access-Accepts.
    pub accepts: AtomicU64,
    /// Access-Rejects.
    pub rejects: AtomicU64,
    /// Accounting records acknowledged.
    pub records: AtomicU64,
    /// Packets that were broken.
    pub malformed: AtomicU64,
    /// Packets whose authenticator did not fit: mostly a wrong secret.
    pub bad_authenticators: AtomicU64,
    /// Access-Requests without the Message-Authenticator that their client owes.
    pub missing_authenticators: AtomicU64,
    unknown: Mutex<HashMap<IpAddr, u64>>,
}

impl Health {
    /// Counts a packet from an address that no gateway has.
    pub fn count_unknown(&self, source: IpAddr) {
        let mut unknown = self.unknown.lock().unwrap_or_else(PoisonError::into_inner);
        if unknown.len() < UNKNOWN_KEPT || unknown.contains_key(&source) {
            *unknown.entry(source).or_default() += 1;
        }
    }

    /// Addresses that no gateway has, with how often they asked: the most common support case.
    pub fn unknown_clients(&self) -> Vec<(IpAddr, u64)> {
        let unknown = self.unknown.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> = unknown
            .iter()
            .map(|(address, count)| (*address, *count))
            .collect();
        all.sort_by_key(|(address, count)| (std::cmp::Reverse(*count), *address));
        all
    }
}

/// Adds one. Counters need no order among each other.
pub(super) fn count(counter: &AtomicU64) {
    let _ = counter.fetch_add(1, Ordering::Relaxed);
}
