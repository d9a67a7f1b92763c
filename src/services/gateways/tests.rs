//! Gateways against a fake one: what reaches it, what does not, and what a cut in the middle leaves.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what must hold"
)]

use super::*;
use crate::{
    domain::gateway::link::{Keeping, Link},
    store::Linked,
};

pub(super) fn gateway() -> Gateway {
    Gateway {
        id: GatewayId::new(),
        name: "lobby".to_owned(),
        vendor: Vendor::Mikrotik,
        network: "192.0.2.1".parse().unwrap(),
        secret: "a long secret".to_owned(),
        disconnect_port: 3799,
        send_disconnect: true,
        allow_missing_message_authenticator: false,
        swap_octets: false,
        interim_seconds: 60,
    }
}

pub(super) fn link(host: &str) -> Link {
    let link = serde_json::json!({ "host": host, "user": "innkeeper", "server": "192.0.2.5" });
    serde_json::from_value(link).unwrap()
}

pub(super) fn linked(gateway: Gateway) -> Linked {
    Linked {
        gateway,
        link: link("192.0.2.1"),
        password: "hunter2hunter2".to_owned(),
        keeping: Keeping::default(),
        seq: 0,
    }
}

use crate::{
    domain::{
        id::TicketId,
        product::Product,
        ticket_type::{Format, TicketType},
    },
    gateways::{
        Kind, Secret,
        fake::{Fake, foreign_user},
    },
    i18n::Language,
    services::{
        cancel, issue,
        setup::{self, NewLocation},
        ticket_types,
    },
};
use chrono::TimeDelta;
use std::sync::Mutex;

/// A house without gateways.
pub(super) fn fresh(now: Instant) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let new = NewLocation {
        name: "Hotel Miramar".to_owned(),
        zone: chrono_tz::Europe::Madrid,
        currency: "EUR".parse().unwrap(),
        sector: crate::domain::location::Sector::Hospitality,
        rooms: Some(64),
        aps: None,
        language: Language::English,
        ssid: None,
        wifi_password: None,
        login_url: None,
    };
    let store = setup::init(&folder.path().join("data"), now, Actor::Cli, new).unwrap();
    (folder, store)
}

/// A house with one gateway that keeps tickets, on a fake at a host of its own.
struct House {
    store: Store,
    fake: Fake,
    now: Mutex<Instant>,
    _folder: tempfile::TempDir,
}

impl House {
    fn new(host: &str) -> Self {
        let now: Instant = "2026-06-01T10:00:00Z".parse().unwrap();
        let (folder, store) = fresh(now);
        let gateway = gateway();
        let new = NewGateway {
            name: "lobby".to_owned(),
            vendor: gateway.vendor,
            network: gateway.network,
            secret: gateway.secret,
            disconnect_port: None,
            send_disconnect: true,
            allow_missing_message_authenticator: false,
            swap_octets: false,
            interim_seconds: None,
        };
        let link = link::NewLink {
            link: Link {
                users: true,
                ..link(host)
            },
            password: Secret::new("hunter2hunter2"),
        };
        let _ = add_linked(&store, now, Actor::Cli, new, Some(link)).unwrap();
        Self {
            store,
            fake: Fake::at_host(host),
            now: Mutex::new(now),
            _folder: folder,
        }
    }

    fn now(&self) -> Instant {
        *self.now.lock().unwrap()
    }

    fn wait(&self, time: TimeDelta) {
        *self.now.lock().unwrap() += time;
    }

    fn issue(&self) -> (TicketId, u64) {
        let kinds = ticket_types::all(&self.store).unwrap();
        let simple = |kind: &&(TicketType, Product)| kind.0.format == Format::Single;
        let request = issue::Request {
            ticket_type: kinds.iter().find(simple).unwrap().0.name.clone(),
            user_id: "Room 1".to_owned(),
            same_guest: issue::SameGuest::Another,
            ..issue::Request::default()
        };
        let issued = issue::issue(&self.store, self.now(), Actor::Cli, request).unwrap();
        (issued.ticket.id, issued.ticket.serial)
    }

    fn push(&self) -> Result<push::Pushed> {
        push::push(
            &self.store,
            &|| self.now(),
            Actor::Cli,
            "lobby",
            &mut |_, _| true,
        )
    }

    /// What the engine does: whoever is due is kept.
    fn engine(&self) -> usize {
        let mut due = rounds(&self.store, self.now()).unwrap();
        due.retain(|round| round.is_due);
        for Round { gateway: id, .. } in &due {
            let _ = keep(&self.store, &|| self.now(), *id).unwrap();
        }
        due.len()
    }

    fn users(&self) -> Vec<String> {
        self.fake.keys(Kind::User)
    }

    fn standing(&self) -> link::Standing {
        link::standing(&self.store, "lobby").unwrap().unwrap()
    }

    fn at_gateway(&self, ticket: TicketId) -> link::AtGateway {
        let all = link::of_ticket(&self.store, ticket).unwrap();
        all.into_iter().next().unwrap().1
    }
}

#[test]
fn nothing_goes_there_before_the_first_push_and_everything_after_it() {
    let house = House::new("first-push");
    let (first, serial) = house.issue();
    assert_eq!(house.engine(), 0, "nobody has looked at a plan yet");
    assert!(matches!(
        house.at_gateway(first),
        link::AtGateway::NotPushed
    ));
    let plan = push::plan(&house.store, house.now(), "lobby").unwrap();
    assert_eq!(
        (plan.counts().add, house.users().len()),
        (2, 0),
        "a user and its group"
    );
    let pushed = house.push().unwrap();
    assert_eq!((pushed.done.add, pushed.refused.len()), (2, 0));
    assert_eq!(house.users(), [serial.to_string()]);
    assert_eq!(house.at_gateway(first), link::AtGateway::There);
    let (second, _) = house.issue();
    assert!(matches!(
        house.at_gateway(second),
        link::AtGateway::Waits { .. }
    ));
    assert_eq!(house.standing().waiting, 1);
    assert_eq!(house.engine(), 1);
    assert_eq!((house.users().len(), house.standing().waiting), (2, 0));
    assert_eq!(house.at_gateway(second), link::AtGateway::There);
    assert_eq!(house.engine(), 0, "and then it is quiet");
}

#[test]
fn a_cancelled_ticket_leaves_and_is_cut() {
    let house = House::new("cancelled");
    let (_, serial) = house.issue();
    let _ = house.push().unwrap();
    let name = house
        .fake
        .inside()
        .objects
        .iter()
        .find(|it| it.kind == Kind::User)
        .unwrap()
        .name
        .clone();
    house.fake.inside().online.push(crate::gateways::Online {
        name,
        session: "*1".into(),
        mac: None,
        ip: None,
        seconds: 60,
        traffic: crate::gateways::Traffic::default(),
        started_at: None,
        ended_at: None,
        ago: 0,
        nas: None,
        by_radius: false,
    });
    let _ = cancel::cancel(&house.store, house.now(), Actor::Cli, serial, None).unwrap();
    assert_eq!(house.engine(), 1);
    assert_eq!(house.users(), [""; 0]);
    assert!(
        house.fake.inside().online.is_empty(),
        "whoever is removed is cut"
    );
}

#[test]
fn what_others_made_stays() {
    let house = House::new("foreign");
    house.fake.inside().objects.push(foreign_user("staff"));
    let _ = house.issue();
    let _ = house.push().unwrap();
    assert!(house.users().contains(&"staff".to_owned()));
}

#[test]
fn a_push_that_breaks_at_any_step_ends_in_the_same_state_when_repeated() {
    for step in 1..=6 {
        let house = House::new(&format!("broken-{step}"));
        for _ in 0..5 {
            let _ = house.issue();
        }
        // As after a power cut: the step has happened, its answer never came, and Innkeeper begins anew.
        house.fake.inside().breaks_after = Some(step);
        let _ = house.push();
        let pushed = house.push().unwrap();
        assert!(pushed.plan.is_empty(), "step {step}");
        let mut users = house.users();
        assert_eq!(
            users.len(),
            5,
            "step {step}: nothing is doubled, nothing is missing"
        );
        users.dedup();
        assert_eq!(users.len(), 5, "step {step}");
        assert_eq!(house.fake.keys(Kind::Group).len(), 1, "step {step}");
    }
}

#[test]
fn a_gateway_that_is_away_collects_and_catches_up() {
    let house = House::new("away");
    let _ = house.push().unwrap();
    house.fake.inside().down = Some(Failure::new(Cause::Unreachable, ""));
    let mut tickets = Vec::new();
    for _ in 0..3 {
        tickets.push(house.issue().0);
    }
    assert_eq!(house.engine(), 1);
    let standing = house.standing();
    assert_eq!((standing.waiting, standing.keeping.failures), (3, 1));
    assert_eq!(
        standing.failure.map(|failure| failure.cause),
        Some(Cause::Unreachable)
    );
    let stands = house.at_gateway(tickets[0]);
    assert!(
        matches!(
            stands,
            link::AtGateway::Waits {
                failure: Some(_),
                ..
            }
        ),
        "{stands:?}"
    );
    assert_eq!(house.engine(), 0, "it is not asked again at once");
    let since = house.now();
    house.wait(TimeDelta::seconds(7));
    assert_eq!(house.engine(), 1);
    let keeping = house.standing().keeping;
    assert_eq!((keeping.failures, keeping.failing_since), (2, Some(since)));
    house.wait(TimeDelta::seconds(7));
    assert_eq!(house.engine(), 0, "and less often each time");
    house.fake.inside().down = None;
    house.wait(TimeDelta::seconds(7));
    assert_eq!(house.engine(), 1);
    assert_eq!((house.users().len(), house.standing().waiting), (3, 0));
    assert_eq!(house.standing().keeping.failures, 0);
}

#[test]
fn a_ticket_that_is_refused_keeps_no_other_from_arriving() {
    let house = House::new("refusing");
    let (bad, serial) = house.issue();
    let (good, _) = house.issue();
    let _ = house.fake.inside().refuses.insert(serial.to_string());
    let pushed = house.push().unwrap();
    assert_eq!(pushed.refused.len(), 1);
    assert!(matches!(house.at_gateway(bad), link::AtGateway::Refused(_)));
    assert_eq!(house.at_gateway(good), link::AtGateway::There);
    house.fake.inside().refuses.clear();
    house.wait(TimeDelta::minutes(6));
    assert_eq!(house.engine(), 1);
    assert_eq!(
        house.at_gateway(bad),
        link::AtGateway::There,
        "tried again at the next look"
    );
}

#[test]
fn a_gateway_that_lies_is_told_so() {
    let house = House::new("liar");
    let _ = house.issue();
    house.fake.inside().lies = true;
    let error = house.push().unwrap_err();
    assert!(
        matches!(&error, Error::Gateway(failure) if failure.cause == Cause::NotKept),
        "{error}"
    );
}

#[test]
fn drift_of_tickets_is_mended_and_drift_of_settings_is_shown() {
    let house = House::new("drift");
    let _ = house.issue();
    let _ = house.push().unwrap();
    house
        .fake
        .inside()
        .objects
        .retain(|object| object.kind != Kind::User);
    house.wait(TimeDelta::minutes(6));
    assert_eq!(house.engine(), 1);
    assert_eq!(
        house.users().len(),
        1,
        "guests do not wait for somebody to look"
    );
    for object in &mut house.fake.inside().objects {
        if object.kind == Kind::Group {
            let _ = object.values.insert("download", "1".into());
        }
    }
    house.wait(TimeDelta::minutes(6));
    assert_eq!(house.engine(), 1);
    assert_eq!(house.standing().keeping.drift, Some((0, 1, 0)));
    let _ = house.push().unwrap();
    assert_eq!(house.standing().keeping.drift, None);
}

#[test]
fn no_secret_in_events_or_failures() {
    let house = House::new("secrets");
    let _ = house.issue();
    house.fake.inside().down = Some(Failure::new(
        Cause::Login,
        "bad login innkeeper/hunter2hunter2",
    ));
    let error = house.push().unwrap_err().to_string();
    assert!(!error.contains("hunter2"), "{error}");
    let events = house
        .store
        .read(|reader| reader.events_after(0, 1000))
        .unwrap();
    let text = format!("{events:?}");
    assert!(
        !text.contains("hunter2") && !text.contains("a long secret"),
        "{text}"
    );
    assert!(text.contains("gateway.failed"));
}

#[test]
fn withdrawing_takes_off_what_is_ours_and_nothing_else() {
    let house = House::new("withdrawn");
    house.fake.inside().objects.push(foreign_user("staff"));
    for _ in 0..3 {
        let _ = house.issue();
    }
    let _ = house.push().unwrap();
    let clock = || house.now();
    let withdraw = || withdraw::withdraw(&house.store, &clock, Actor::Cli, "lobby");
    house.fake.inside().down = Some(Failure::new(Cause::Unreachable, ""));
    let error = withdraw().unwrap_err();
    assert!(matches!(&error, Error::Gateway(_)), "{error}");
    assert!(find(&house.store, "lobby").is_ok(), "it stays here, too");
    house.fake.inside().down = None;
    // Cut in the middle, and repeated.
    house.fake.inside().breaks_after = Some(2);
    assert!(withdraw().is_err());
    let done = withdraw().unwrap();
    assert_eq!(
        (house.users(), done.stays),
        (vec!["staff".to_owned()], vec![])
    );
    assert_eq!(
        done.removed, 2,
        "a ticket and the group: two were gone already"
    );
    assert!(house.fake.keys(Kind::Group).is_empty());
    assert!(find(&house.store, "lobby").is_err());
}
