//! What the engine counts: for the status line, `serve`'s log and whoever wonders why nothing arrives.

use crate::{domain::id::GatewayId, store::Doubt};
use std::{
    collections::{HashMap, HashSet},
    net::IpAddr,
    sync::{
        Mutex, MutexGuard, PoisonError,
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
    /// Heard since this was last written down.
    heard: Mutex<Heard>,
}

/// From whom something was heard.
#[derive(Debug, Default)]
pub(super) struct Heard {
    pub(super) gateways: HashSet<GatewayId>,
    pub(super) strangers: HashSet<IpAddr>,
    /// Requests that were not believed.
    pub(super) doubts: HashMap<(GatewayId, Doubt), u64>,
}

impl Health {
    /// Counts a packet from an address that no gateway has.
    pub fn count_unknown(&self, source: IpAddr) {
        let mut unknown = self.unknown.lock().unwrap_or_else(PoisonError::into_inner);
        if unknown.len() < UNKNOWN_KEPT || unknown.contains_key(&source) {
            *unknown.entry(source).or_default() += 1;
            let _ = self.heard().strangers.insert(source);
        }
    }

    /// Notes that a gateway has spoken.
    pub(super) fn note_gateway(&self, gateway: GatewayId) {
        // Whoever is in the middle of this notes the like: no login waits for it.
        if let Ok(mut heard) = self.heard.try_lock() {
            let _ = heard.gateways.insert(gateway);
        }
    }

    /// Counts a request of a gateway that is not believed.
    pub(super) fn count_doubt(&self, gateway: GatewayId, doubt: Doubt) {
        count(match doubt {
            Doubt::OtherSecret => &self.bad_authenticators,
            Doubt::Unsigned => &self.missing_authenticators,
        });
        *self.heard().doubts.entry((gateway, doubt)).or_default() += 1;
    }

    /// Who has spoken since this was last asked.
    pub(super) fn take_heard(&self) -> Heard {
        std::mem::take(&mut *self.heard())
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
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
