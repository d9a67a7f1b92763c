//! Requests that come again (RFC 5080, section 2.2.2; GATEWAYS 5.6).
//!
//! A client numbers its requests with one octet for each of its sockets, so a place here is a socket, a code and an
//! identifier: a client never has more than 256 for each socket, and a new request takes the place of the old one.

use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::BuildHasher,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// How long an answer is kept (RFC 5080, section 2.2.2: 5 to 30 seconds).
const LIFETIME: Duration = Duration::from_secs(6);
/// Locks; threads rarely meet at one.
const SHARDS: usize = 64;
/// Most places in all. An honest gateway uses 256; this is what a flood with forged ports can take, some 30 MB.
const PLACES: usize = 65536;

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Place {
    /// Socket of the client.
    pub(super) source: SocketAddr,
    /// Code of the request.
    pub(super) code: u8,
    /// Its identifier.
    pub(super) identifier: u8,
}

/// What to do with a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// Never seen: the place is taken now, answer it.
    New,
    /// Being worked on: drop it.
    InProgress,
    /// Answered with these octets: send them again.
    Answered(Arc<[u8]>),
}

struct Entry {
    authenticator: [u8; 16],
    since: Instant,
    /// `None` while in progress.
    reply: Option<Arc<[u8]>>,
}

#[derive(Default)]
struct Shard {
    places: HashMap<Place, Entry>,
    swept: Option<Instant>,
}

/// The requests of the last seconds.
pub(super) struct Duplicates {
    hasher: RandomState,
    shards: Vec<Mutex<Shard>>,
}

impl Duplicates {
    /// Without any.
    pub(super) fn new() -> Self {
        Self {
            hasher: RandomState::new(),
            shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
        }
    }

    /// Looks a request up and takes its place if it is new.
    pub(super) fn enter(&self, place: Place, authenticator: &[u8; 16], now: Instant) -> Seen {
        let Some(mut shard) = self.shard(&place) else {
            return Seen::New;
        };
        shard.sweep(now);
        if let Some(entry) = shard.places.get(&place)
            && entry.authenticator == *authenticator
            && now.saturating_duration_since(entry.since) < LIFETIME
        {
            return entry.reply.clone().map_or(Seen::InProgress, Seen::Answered);
        }
        let entry = Entry {
            authenticator: *authenticator,
            since: now,
            reply: None,
        };
        let _ = shard.places.insert(place, entry);
        Seen::New
    }

    /// Keeps the reply of a request, unless another has taken its place.
    pub(super) fn answered(
        &self,
        place: &Place,
        authenticator: &[u8; 16],
        reply: Arc<[u8]>,
        now: Instant,
    ) {
        let Some(mut shard) = self.shard(place) else {
            return;
        };
        if let Some(entry) = shard
            .places
            .get_mut(place)
            .filter(|entry| entry.authenticator == *authenticator)
        {
            entry.reply = Some(reply);
            entry.since = now;
        }
    }

    /// Forgets a request that will have no answer: the next time it comes it is new.
    pub(super) fn forget(&self, place: &Place, authenticator: &[u8; 16]) {
        let Some(mut shard) = self.shard(place) else {
            return;
        };
        if shard
            .places
            .get(place)
            .is_some_and(|entry| entry.authenticator == *authenticator)
        {
            let _ = shard.places.remove(place);
        }
    }

    fn shard(&self, place: &Place) -> Option<MutexGuard<'_, Shard>> {
        let hash = usize::try_from(self.hasher.hash_one(place) % SHARDS as u64).ok()?;
        let shard = self.shards.get(hash)?;
        Some(shard.lock().unwrap_or_else(PoisonError::into_inner))
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        self.shards
            .iter()
            .map(|shard| shard.lock().map_or(0, |shard| shard.places.len()))
            .sum()
    }
}

impl Shard {
    /// Now and then throws out what is too old. A full shard that stays full is emptied: to answer a request twice
    /// is better than to answer nobody, or to grow.
    fn sweep(&mut self, now: Instant) {
        let full = self.places.len() >= PLACES / SHARDS;
        let swept = *self.swept.get_or_insert(now);
        if !full && now.saturating_duration_since(swept) < LIFETIME {
            return;
        }
        self.swept = Some(now);
        self.places
            .retain(|_, entry| now.saturating_duration_since(entry.since) < LIFETIME);
        if self.places.len() >= PLACES / SHARDS {
            self.places.clear();
        }
        self.places.shrink_to(PLACES / SHARDS / 16);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(port: u16, identifier: u8) -> Place {
        Place {
            source: SocketAddr::from(([127, 0, 0, 1], port)),
            code: 1,
            identifier,
        }
    }

    #[test]
    fn a_request_is_answered_once_and_its_answer_repeated() {
        let (duplicates, now) = (Duplicates::new(), Instant::now());
        let reply: Arc<[u8]> = Arc::from([1, 2, 3].as_slice());
        assert_eq!(duplicates.enter(place(1, 1), &[1; 16], now), Seen::New);
        assert_eq!(
            duplicates.enter(place(1, 1), &[1; 16], now),
            Seen::InProgress
        );
        duplicates.answered(&place(1, 1), &[1; 16], Arc::clone(&reply), now);
        assert_eq!(
            duplicates.enter(place(1, 1), &[1; 16], now),
            Seen::Answered(reply)
        );
        assert_eq!(duplicates.enter(place(1, 2), &[1; 16], now), Seen::New);
        assert_eq!(duplicates.enter(place(2, 1), &[1; 16], now), Seen::New);
    }

    #[test]
    fn another_authenticator_is_another_request() {
        let (duplicates, now) = (Duplicates::new(), Instant::now());
        assert_eq!(duplicates.enter(place(1, 1), &[1; 16], now), Seen::New);
        assert_eq!(duplicates.enter(place(1, 1), &[2; 16], now), Seen::New);
        duplicates.answered(&place(1, 1), &[1; 16], Arc::from([].as_slice()), now);
        assert_eq!(
            duplicates.enter(place(1, 1), &[2; 16], now),
            Seen::InProgress
        );
    }

    #[test]
    fn an_answer_is_kept_for_its_lifetime() {
        let (duplicates, now) = (Duplicates::new(), Instant::now());
        assert_eq!(duplicates.enter(place(1, 1), &[1; 16], now), Seen::New);
        duplicates.answered(&place(1, 1), &[1; 16], Arc::from([7].as_slice()), now);
        let last = now + LIFETIME.saturating_sub(Duration::from_millis(1));
        assert!(matches!(
            duplicates.enter(place(1, 1), &[1; 16], last),
            Seen::Answered(_)
        ));
        assert_eq!(
            duplicates.enter(place(1, 1), &[1; 16], now + LIFETIME),
            Seen::New
        );
    }

    #[test]
    fn what_is_forgotten_is_new() {
        let (duplicates, now) = (Duplicates::new(), Instant::now());
        assert_eq!(duplicates.enter(place(1, 1), &[1; 16], now), Seen::New);
        duplicates.forget(&place(1, 1), &[2; 16]);
        assert_eq!(
            duplicates.enter(place(1, 1), &[1; 16], now),
            Seen::InProgress
        );
        duplicates.forget(&place(1, 1), &[1; 16]);
        assert_eq!(duplicates.enter(place(1, 1), &[1; 16], now), Seen::New);
    }

    #[test]
    fn a_flood_does_not_make_it_grow() {
        let (duplicates, now) = (Duplicates::new(), Instant::now());
        for port in 1..=2000 {
            for identifier in 0..=255 {
                let _ = duplicates.enter(place(port, identifier), &[1; 16], now);
            }
        }
        assert!(duplicates.len() <= PLACES, "{}", duplicates.len());
    }
}
