//! Sessions with tickets that a gateway keeps itself, on a fake one: what it says is accounted like a record, once.

use super::*;
use crate::{
    domain::gateway::link::Link,
    gateways::{Counted, Kind, Online, Secret, Traffic, fake::Fake},
    services::gateways::{NewGateway, Round, link::NewLink, push},
};

/// A house with a router that keeps tickets.
struct Kept {
    house: House,
    fake: Fake,
    round: Round,
}

impl Kept {
    fn new(host: &str) -> Self {
        Self::at(host, Vendor::Mikrotik, false)
    }

    /// At a gateway of this vendor; its owner may say that it exchanges what is received and what is sent.
    fn at(host: &str, vendor: Vendor, swap_octets: bool) -> Self {
        let house = House::new();
        let fake = Fake::at_host(host);
        let link =
            json!({ "host": host, "user": "innkeeper", "server": "192.0.2.5", "users": true });
        let link: Link = serde_json::from_value(link).unwrap();
        let new = NewGateway {
            name: "router".to_owned(),
            vendor,
            network: "192.0.2.77".parse().unwrap(),
            secret: SECRET.to_owned(),
            disconnect_port: None,
            send_disconnect: true,
            allow_missing_message_authenticator: false,
            swap_octets,
            interim_seconds: Some(300),
        };
        let password = Secret::new("hunter2hunter2");
        let new_link = NewLink { link, password };
        let gateway =
            gateways::add_linked(&house.store, monday(), Actor::Desk, new, Some(new_link)).unwrap();
        let round = Round {
            gateway: gateway.id,
            since: None,
            is_due: true,
            is_heard: true,
        };
        let kept = Self { house, fake, round };
        kept.push();
        kept.house.round();
        kept
    }

    fn push(&self) {
        let clock = || self.house.now();
        let _ = push::push(
            &self.house.store,
            &clock,
            Actor::Desk,
            "router",
            &mut |_, _| true,
        )
        .unwrap();
    }

    fn guest(&self, limits: Value) -> Guest {
        let guest = self.house.guest(product(limits), 2);
        self.push();
        guest
    }

    /// What the engine's thread does at a visit.
    fn visit(&self) {
        self.house.engine.visit(self.round, true).unwrap();
    }

    fn online(&self, all: &[Online]) {
        self.fake.inside().online = all.to_vec();
    }

    fn count(&self, guest: &Guest, seconds: u64) {
        self.fake.inside().counted = vec![Counted {
            key: guest.serial.to_string(),
            seconds,
            traffic: Traffic {
                upload: seconds * 10,
                download: seconds * 100,
            },
        }];
    }

    fn used(&self, guest: &Guest) -> (u64, u64, u64, u32) {
        let ticket = self.house.ticket(guest);
        (
            ticket.session_seconds,
            ticket.upload_bytes,
            ticket.download_bytes,
            ticket.connections,
        )
    }
}

fn session(guest: &Guest, name: &str, device: u8, seconds: u64) -> Online {
    Online {
        name: guest.code.clone(),
        session: name.to_owned(),
        mac: Some(mac(device)),
        ip: None,
        seconds,
        traffic: Traffic {
            upload: seconds * 10,
            download: seconds * 100,
        },
        started_at: None,
        ended_at: None,
        ago: 0,
        nas: None,
        by_radius: false,
    }
}

#[test]
fn the_first_login_at_the_gateway_fixes_the_expiry() {
    let kept = Kept::new("kept-first");
    let day = json!({ "expiration": { "type": "days_hours", "days": "1", "hours": "0" } });
    let guest = kept.guest(day);
    assert_eq!(kept.house.status(&guest), Status::NoUse);
    kept.house.advance(100);
    kept.online(&[session(&guest, "*1", 1, 40)]);
    kept.visit();
    let ticket = kept.house.ticket(&guest);
    assert_eq!(kept.house.status(&guest), Status::InUse);
    // It began 40 s before it was heard of, by whichever clock.
    assert_eq!(ticket.first_login_at, Some(monday() + seconds(60)));
    assert_eq!(ticket.expires_at, Some(monday() + seconds(60 + 86_400)));
    assert_eq!(kept.house.events(&guest, "ticket.first_login"), 1);
    assert_eq!(kept.used(&guest), (40, 400, 4000, 1));
    let open = kept.house.open_sessions(&guest);
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].mac, Some(mac(1)));
    // At its end it leaves the gateway, and whoever is on line is cut.
    kept.house.set(monday() + seconds(60 + 86_400));
    kept.house.round();
    kept.visit();
    assert_eq!(kept.house.status(&guest), Status::Expired);
    assert!(kept.fake.keys(Kind::User).is_empty());
    assert!(kept.fake.inside().online.is_empty());
}

#[test]
fn one_login_is_over_with_its_first_session() {
    let kept = Kept::new("kept-one-login");
    let guest = kept.guest(json!({ "expiration": { "type": "one_login" } }));
    let enabled = || {
        let inside = kept.fake.inside();
        let mut users = inside.objects.iter().filter(|it| it.kind == Kind::User);
        users.next().map(|user| user.values["enabled"].clone())
    };
    kept.house.advance(100);
    kept.online(&[session(&guest, "*1", 1, 40)]);
    kept.visit();
    kept.visit();
    assert_eq!(kept.house.open_sessions(&guest).len(), 1);
    assert_eq!(enabled(), Some("true".into()), "it goes on");
    kept.online(&[]);
    kept.house.advance(30);
    kept.visit();
    assert!(kept.house.open_sessions(&guest).is_empty());
    assert_eq!(enabled(), Some("false".into()), "and is not let in again");
}

#[test]
fn a_gateway_that_exchanges_its_octets_is_read_so() {
    let kept = Kept::at("kept-swapping", Vendor::Mikrotik, true);
    let guest = kept.guest(json!({}));
    kept.house.advance(100);
    kept.online(&[session(&guest, "*1", 1, 40)]);
    kept.visit();
    assert_eq!(kept.used(&guest), (40, 4000, 400, 1));
    kept.online(&[]);
    kept.count(&guest, 50);
    kept.visit();
    assert_eq!(kept.used(&guest), (50, 5000, 500, 1), "its counters, too");
}

#[test]
fn what_is_heard_twice_is_charged_once() {
    let kept = Kept::new("kept-twice");
    let guest = kept.guest(json!({}));
    kept.house.advance(100);
    kept.online(&[session(&guest, "*1", 1, 60), session(&guest, "*2", 2, 30)]);
    for _ in 0..3 {
        kept.visit();
    }
    assert_eq!(kept.used(&guest), (90, 900, 9000, 2));
    // The engine is started anew, and hears the same.
    let kept = Kept {
        house: kept.house.restarted(),
        ..kept
    };
    kept.house.advance(30);
    kept.online(&[session(&guest, "*1", 1, 90)]);
    kept.count(&guest, 130);
    kept.visit();
    assert_eq!(
        kept.used(&guest).0,
        120,
        "30 s more of the one, the other is over"
    );
    assert_eq!(kept.house.open_sessions(&guest).len(), 1);
    // Now nobody is there: what the counter knows beside the sessions is charged, once.
    kept.online(&[]);
    for _ in 0..3 {
        kept.visit();
    }
    assert_eq!(kept.used(&guest), (130, 1300, 13_000, 2));
    assert!(kept.house.open_sessions(&guest).is_empty());
}

#[test]
fn a_device_that_logs_in_anew_has_a_new_session_though_the_router_names_it_alike() {
    let kept = Kept::new("kept-anew");
    let guest = kept.guest(json!({}));
    kept.house.advance(1000);
    kept.online(&[session(&guest, "*1", 1, 600)]);
    kept.visit();
    kept.house.advance(30);
    kept.online(&[session(&guest, "*1", 1, 20)]);
    kept.visit();
    kept.visit();
    assert_eq!(kept.used(&guest), (620, 6200, 62_000, 2));
    assert_eq!(kept.house.open_sessions(&guest).len(), 1);
}

#[test]
fn a_session_between_two_looks_is_found_in_the_counter() {
    let kept = Kept::new("kept-unseen");
    let guest = kept.guest(json!({ "total_time_min": 10 }));
    kept.house.advance(400);
    kept.count(&guest, 25);
    kept.visit();
    assert_eq!(kept.used(&guest), (25, 250, 2500, 1));
    assert_eq!(kept.house.status(&guest), Status::InUse);
    // Without power the router forgets what it counted; nothing is charged again, and its limit is what is left.
    kept.house.advance(400);
    kept.count(&guest, 0);
    kept.visit();
    assert_eq!(kept.used(&guest).0, 25);
    kept.house.advance(400);
    kept.count(&guest, 7);
    kept.visit();
    assert_eq!(kept.used(&guest).0, 32);
}

#[test]
fn a_ticket_that_is_used_up_at_the_gateway_is_taken_off_it() {
    let kept = Kept::new("kept-used-up");
    let guest = kept.guest(json!({ "total_time_min": 10 }));
    kept.house.advance(700);
    kept.online(&[session(&guest, "*1", 1, 600)]);
    kept.visit();
    assert_eq!(kept.house.status(&guest), Status::Expired);
    assert_eq!(kept.house.events(&guest, "ticket.used_up"), 1);
    // Used up was seen before this visit brought what changed.
    assert!(kept.fake.keys(Kind::User).is_empty());
    assert!(kept.fake.inside().online.is_empty(), "and cut");
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let kept = Kept::new("kept-foreign");
    let guest = kept.guest(json!({}));
    let stranger = Online {
        name: "staff".to_owned(),
        ..session(&guest, "*9", 9, 60)
    };
    let by_radius = Online {
        by_radius: true,
        ..session(&guest, "*8", 8, 60)
    };
    kept.house.advance(100);
    kept.online(&[stranger, by_radius]);
    kept.visit();
    assert_eq!(kept.used(&guest), (0, 0, 0, 0));
    assert_eq!(kept.house.status(&guest), Status::NoUse);
}

/// The database of FreeRADIUS goes on naming such a session, with what was counted last and a time that is rounded.
#[test]
fn a_session_whose_end_was_lost_is_over_until_more_is_counted() {
    let kept = Kept::at("kept-lost", Vendor::FreeradiusSql, false);
    let guest = kept.guest(json!({}));
    let told = |name: &str, seconds, ago| Online {
        ago,
        ..session(&guest, name, 1, seconds)
    };
    let open = || {
        let open = kept.house.open_sessions(&guest).into_iter();
        open.map(|session| session.acct_session_id)
            .collect::<Vec<_>>()
    };
    kept.house.advance(100);
    kept.online(&[told("u1", 60, 0)]);
    kept.visit();
    // Nobody said anything for three intervals.
    kept.house.advance(1000);
    kept.house.round();
    assert_eq!(open(), [""; 0]);
    for ago in [1000, 999, 998, 1001] {
        kept.online(&[told("u1", 60, ago)]);
        kept.visit();
        assert_eq!(open(), [""; 0], "{ago}");
    }
    // It was not over: it is counted further.
    kept.online(&[told("u1", 1060, 0)]);
    kept.visit();
    assert_eq!(
        (open(), kept.used(&guest)),
        (vec!["u1".to_owned()], (1060, 10_600, 106_000, 1))
    );
    // Its device is back in another one, so the first is over whatever the database says.
    kept.house.advance(60);
    for ago in [60, 59, 58] {
        kept.online(&[told("u1", 1060, ago), told("u2", 30, 0)]);
        kept.visit();
        assert_eq!(open(), ["u2"], "{ago}");
    }
    assert_eq!(kept.used(&guest), (1090, 10_900, 109_000, 2));
    // The end that was lost is written later, with what was counted until then; and is read as often as it stands there.
    let end = Online {
        ended_at: Some(kept.house.now()),
        ..told("u1", 1070, 20)
    };
    for _ in 0..3 {
        kept.online(&[end.clone(), told("u2", 30, 0)]);
        kept.visit();
        assert_eq!((open(), kept.used(&guest).0), (vec!["u2".to_owned()], 1100));
    }
}
