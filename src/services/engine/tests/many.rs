//! Fifty gateways: looked at and listened to, spread over time, without waking anybody while nothing changes.

use super::*;
use crate::{
    domain::{gateway::link::Link, id::GatewayId},
    gateways::{Secret, fake::Fake},
    services::{
        engine::{Ports, start},
        gateways::{NewGateway, link::NewLink, overview, push},
    },
};
use std::time::Instant as Stopwatch;

/// As many as the largest site has.
const GATEWAYS: u8 = 50;

/// Routers that keep tickets, all of them pushed to.
fn routers(store: &Store, now: Instant, prefix: &str) -> Vec<(GatewayId, Fake)> {
    let one = |number: u8| {
        let host = format!("{prefix}-{number}");
        let fake = Fake::at_host(&host);
        let link =
            json!({ "host": host, "user": "innkeeper", "server": "192.0.2.5", "users": true });
        let link: Link = serde_json::from_value(link).unwrap();
        let new = NewGateway {
            name: format!("router {number:02}"),
            vendor: Vendor::Mikrotik,
            network: format!("192.0.2.{}", 100 + number).parse().unwrap(),
            secret: SECRET.to_owned(),
            disconnect_port: None,
            send_disconnect: true,
            allow_missing_message_authenticator: false,
            swap_octets: false,
            interim_seconds: None,
        };
        let password = Secret::new("hunter2hunter2");
        let new_link = NewLink { link, password };
        let added = gateways::add_linked(store, now, Actor::Desk, new, Some(new_link)).unwrap();
        let _ = push::push(store, &|| now, Actor::Desk, &added.name, &mut |_, _| true).unwrap();
        (added.id, fake)
    };
    (0..GATEWAYS).map(one).collect()
}

#[test]
fn fifty_gateways_that_are_as_they_should_be_wake_nobody() {
    let house = House::new();
    let routers = routers(&house.store, house.now(), "many");
    house.round();
    let reads = || -> usize { routers.iter().map(|(_, fake)| fake.inside().reads).sum() };
    let (before, version) = (reads(), house.store.data_version().unwrap());
    let mut at_once = Vec::new();
    for _ in 0..300 {
        house.advance(10);
        let due = house.engine.due_gateways(house.now()).unwrap();
        at_once.push(due.len());
        for (round, listens) in due {
            house.engine.visit(round, listens).unwrap();
        }
    }
    // Fifty minutes: each was looked at every five minutes or a little earlier, and nothing was written down.
    let looks = reads() - before;
    let each = looks / routers.len();
    assert!((9..=20).contains(&each), "{each} looks at each");
    assert_eq!(house.store.data_version().unwrap(), version);
    // They begin together, and are spread soon.
    let later = at_once.iter().skip(60).max();
    assert!(later < Some(&45), "{at_once:?}");
    // That it still answers is written down once an hour.
    house.advance(3600);
    for (round, listens) in house.engine.due_gateways(house.now()).unwrap() {
        house.engine.visit(round, listens).unwrap();
    }
    assert_ne!(house.store.data_version().unwrap(), version);
}

/// `cargo test --release --lib fifty_gateways_at_rest -- --ignored --nocapture` says what the engine of fifty gateways costs
/// while nothing happens, how often a screen is woken, and how long the page of the gateways takes to be read.
#[test]
#[ignore = "a measurement"]
fn fifty_gateways_at_rest() {
    const TIME: Duration = Duration::from_mins(1);
    let house = House::new();
    let _ = routers(&house.store, crate::services::now(), "rest");
    let any = "127.0.0.1:0".parse().unwrap();
    let ports = Ports {
        auth: any,
        acct: any,
    };
    let engine = start(&house.store, ports).unwrap();
    std::thread::sleep(Duration::from_secs(3));
    let begun = cpu();
    let (mut woken, mut version) = (0, house.store.data_version().unwrap());
    let clock = Stopwatch::now();
    while clock.elapsed() < TIME {
        std::thread::sleep(Duration::from_millis(200));
        let now = house.store.data_version().unwrap();
        woken += u32::from(now != version);
        version = now;
    }
    let share = (cpu() - begun) / TIME.as_secs_f64() * 100.0;
    drop(engine);
    let now = crate::services::now();
    let clock = Stopwatch::now();
    for _ in 0..100 {
        assert_eq!(
            overview::board(&house.store, now).unwrap().cards.len(),
            usize::from(GATEWAYS) + 1
        );
    }
    let board = clock.elapsed().as_secs_f64() * 10.0;
    eprintln!(
        "50 gateways at rest: {share:.2} % of a core, screens woken {woken} times in {} s; the page is read in {board:.2} ms",
        TIME.as_secs()
    );
}

/// Seconds of processor time of this process (proc(5): utime and stime, in ticks of 10 ms).
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat
        .rsplit_once(')')
        .unwrap()
        .1
        .split_whitespace()
        .collect();
    let ticks = |at: usize| fields[at].parse::<f64>().unwrap();
    (ticks(11) + ticks(12)) / 100.0
}
