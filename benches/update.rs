//! "Update the users" on 100,000 accounts while guests log in: `cargo bench --bench update [accounts]`.
//!
//! Every login is the first one of its ticket, which waits until it is durable and so stands behind the batches of the
//! job: the worst case of the desk's promise (20 ms at the 99th percentile). Beside it: the migration of a million
//! tickets (`cargo bench --bench seed` makes them).

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark stops at what should not happen, and tells what it saw"
)]

#[allow(dead_code, reason = "the tool `seed` uses all of it")]
#[path = "support/seed.rs"]
mod seed;

use innkeeper::{
    radius::probe,
    services::{
        self, Actor, bulk, catalogue,
        engine::{self, Ports},
    },
    store::JobKind,
};
use std::{
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    time::{Duration, Instant},
};

/// Guests who log in at the same time.
const GUESTS: usize = 4;

/// Between two logins of one of them: together some 200 a second, a full house at check-in time.
const PAUSE: Duration = Duration::from_millis(20);

fn main() {
    let accounts = std::env::args()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a folder");
    let store = seed::house(folder.path()).expect("a house");
    seed::logins(&store, accounts).expect("accounts");
    let ports = Ports {
        auth: ([127, 0, 0, 1], 0).into(),
        acct: ([127, 0, 0, 1], 0).into(),
    };
    let running = engine::start(&store, ports).expect("an engine");
    let server = running.auth().expect("it listens");
    let (done, next) = (AtomicBool::new(false), AtomicUsize::new(0));
    let guest = || {
        let mut waits = Vec::new();
        while !done.load(Ordering::Relaxed) {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let began = Instant::now();
            let (name, password) = (format!("u{number:06}"), format!("p{number:06}"));
            let accepted = probe::login(server, seed::SECRET.as_bytes(), &name, &password);
            waits.push(began.elapsed());
            assert!(accepted.expect("an answer"), "{name}");
            std::thread::sleep(PAUSE);
        }
        waits
    };
    std::thread::scope(|scope| {
        let calm: Vec<_> = (0..GUESTS).map(|_| scope.spawn(guest)).collect();
        std::thread::sleep(Duration::from_secs(5));
        done.store(true, Ordering::Relaxed);
        report(
            "without a job",
            calm.into_iter().map(|thread| thread.join()),
        );
        done.store(false, Ordering::Relaxed);

        let busy: Vec<_> = (0..GUESTS).map(|_| scope.spawn(guest)).collect();
        std::thread::sleep(Duration::from_millis(500));
        let change = serde_json::json!({ "code": "EVENT", "daily_time_min": 90,
            "expiration": { "type": "days_hours", "days": "3" } });
        let product = catalogue::edit_product(&store, services::now(), Actor::Cli, change)
            .expect("a changed product");
        let began = Instant::now();
        let started = bulk::start(
            &store,
            services::now(),
            Actor::Desk,
            JobKind::Users,
            product.id,
        );
        let mut job = started.expect("a job");
        while job.is_running() {
            std::thread::sleep(Duration::from_millis(5));
            job = bulk::progress(&store, job.id).expect("its progress");
        }
        println!(
            "{} accounts, {} changed, in {:.2} s",
            job.done,
            job.changed,
            began.elapsed().as_secs_f64()
        );
        done.store(true, Ordering::Relaxed);
        report(
            "during the job",
            busy.into_iter().map(|thread| thread.join()),
        );
    });
}

/// The waits of all guests together.
fn report(what: &str, waits: impl Iterator<Item = std::thread::Result<Vec<Duration>>>) {
    let mut all: Vec<Duration> = waits.flat_map(|waits| waits.expect("a guest")).collect();
    all.sort_unstable();
    let at = |share: f64| {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a share of a small count"
        )]
        let place = (all.len() as f64 * share) as usize;
        let wait = all.get(place.min(all.len().saturating_sub(1)));
        wait.map_or(0.0, |wait| wait.as_secs_f64() * 1000.0)
    };
    println!(
        "{} logins {what}: median {:.1} ms, p99 {:.1} ms, worst {:.1} ms",
        all.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    );
}
