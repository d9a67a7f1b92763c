//! Free users: who is one, what is made, what counts for them, and a storm of them.

use super::*;
use crate::{
    domain::{
        allowance::Window,
        id::ProductId,
        location::{Access, AuthMode},
        login::Resource,
        ticket::Source,
    },
    services::{cancel, location},
    store::{Filter, Listed},
};
use md5::{Digest as _, Md5};
use std::time::Instant as Watch;

fn pap(password: &str) -> Proof {
    Proof::Pap(password.as_bytes().to_vec().into())
}

/// RFC 1994, section 4.1.
fn chap(password: &str) -> Proof {
    let (id, challenge) = (7, b"sixteen octets !".to_vec());
    let response = Md5::new_with_prefix([id])
        .chain_update(password)
        .chain_update(&challenge)
        .finalize()
        .into();
    Proof::Chap {
        id,
        response,
        challenge,
    }
}

/// A house in a mode, whose free users get a product with these limits.
fn house(mode: AuthMode, limits: Value) -> House {
    let house = House::new();
    let mut limits = product(limits);
    limits["code"] = json!("FREE");
    let limits = limits.to_string().parse().unwrap();
    let free = catalogue::add_product(&house.store, monday(), Actor::Desk, limits).unwrap();
    settle(&house, mode, Some(free.id));
    house
}

fn settle(house: &House, mode: AuthMode, free_product: Option<ProductId>) {
    let mut changed = location::show(&house.store).unwrap();
    changed.access = Access {
        mode,
        shared_name: Some("welcome".to_owned()),
        simple_password: Some("Sea view 7".to_owned()),
        free_product: free_product.or(changed.access.free_product),
    };
    let _ = location::edit(&house.store, house.now(), Actor::Desk, changed).unwrap();
    house.round();
}

fn listed(house: &House, listed: Listed) -> Vec<Ticket> {
    let filter = Filter {
        listed,
        ..Filter::default()
    };
    let page = house
        .store
        .read(|reader| reader.page(&filter, house.now(), crate::store::Page::First, 100_000));
    page.unwrap().into_iter().map(|row| row.ticket).collect()
}

#[test]
fn a_device_is_let_in_by_its_mac_however_it_is_written() {
    let house = house(AuthMode::ClickConnect, json!({}));
    let names = [
        "02:00:00:00:00:01",
        "02-00-00-00-00-01",
        "020000000001",
        "0200.0000.0001",
    ];
    for proof in [pap as fn(&str) -> Proof, chap] {
        for name in names {
            for password in [name, "", SECRET, "020000000001", "password"] {
                let answer = house.ask(name, proof(password), Some(mac(1)));
                assert!(
                    matches!(answer, Answer::Accepted(_)),
                    "{name} {password:?}: {answer:?}"
                );
            }
            let refused = house.ask(name, proof("wrong"), Some(mac(1))).refused();
            assert_eq!(refused, Refusal::WrongPassword);
        }
        // The name that the log-in page sends for all.
        let shared = house.ask("Welcome", proof("Welcome"), Some(mac(1)));
        assert!(matches!(shared, Answer::Accepted(_)), "{shared:?}");
    }
    let made = listed(&house, Listed::Automatic);
    assert_eq!(made.len(), 1, "one device, one account");
    let free = &made[0];
    assert_eq!(
        (free.source, free.devices, free.price.minor),
        (Source::Automatic, 1, 0)
    );
    assert_eq!(
        (free.user_id.as_str(), free.stored_status),
        ("02:00:00:00:00:01", Status::InUse)
    );
    assert_eq!(
        listed(&house, Listed::Issued).len(),
        0,
        "hidden from the list"
    );
    assert_eq!(listed(&house, Listed::All).len(), 1);
    // Somebody else's MAC, and no MAC at all.
    let others = house.ask(names[0], pap(""), Some(mac(2))).refused();
    assert_eq!(others, Refusal::UnknownUser);
    assert_eq!(
        house.ask("welcome", pap(""), None).refused(),
        Refusal::UnknownUser
    );
    let _ = house.ask("welcome", pap(""), Some(mac(2))).accepted();
    assert_eq!(listed(&house, Listed::Automatic).len(), 2);
}

#[test]
fn a_location_that_registers_makes_nobody() {
    let house = House::new();
    let refused = house
        .ask("02:00:00:00:00:01", pap(""), Some(mac(1)))
        .refused();
    assert_eq!(refused, Refusal::UnknownUser);
    assert_eq!(listed(&house, Listed::All).len(), 0);
}

#[test]
fn the_password_for_all_must_be_the_locations() {
    let house = house(AuthMode::SimplePassword, json!({}));
    for proof in [pap as fn(&str) -> Proof, chap] {
        for (name, password, welcome) in [
            ("02:00:00:00:00:01", "Sea view 7", true),
            ("02:00:00:00:00:01", "sea view 7", false),
            ("02:00:00:00:00:01", "", false),
            ("02:00:00:00:00:01", SECRET, false),
            ("welcome", "Sea view 7", true),
            ("welcome", "welcome", false),
            ("Sea view 7", "Sea view 7", true),
            ("Sea view 7", "", true),
        ] {
            let answer = house.ask(name, proof(password), Some(mac(1)));
            let in_ = matches!(answer, Answer::Accepted(_));
            assert_eq!(in_, welcome, "{name} {password:?}: {answer:?}");
        }
    }
    let refused = house
        .ask("Sea view 8", pap("Sea view 8"), Some(mac(9)))
        .refused();
    assert_eq!(refused, Refusal::UnknownUser);
    assert_eq!(
        listed(&house, Listed::Automatic).len(),
        1,
        "nothing is made for a wrong password"
    );
    // Tickets go on working beside it.
    let guest = house.guest(unlimited(), 1);
    let _ = house.login(&guest, 2).accepted();
}

/// Q34, Q36: in these modes nothing but the expiry counts, for free users and for tickets.
#[test]
fn what_counts_for_free_users() {
    let hour = 3600;
    let mut house = house(
        AuthMode::ClickConnect,
        json!({ "daily_time_min": 60, "total_data_mb": 1, "expiration": { "type": "days_hours", "days": "1" } }),
    );
    let name = "02:00:00:00:00:01";
    let accepted = house.ask(name, pap(""), Some(mac(1))).accepted();
    let expires_at = monday() + seconds(86400);
    assert_eq!(
        accepted.grant.stop_at,
        Some(expires_at),
        "Q34: no 60 minutes a day"
    );
    assert_eq!(accepted.grant.bytes_left, None, "Q35: no total data either");
    let told = Told {
        client: Arc::clone(&house.lobby),
        username: name.to_owned(),
        name: "A",
        device: Some(1),
        class: Some(accepted.session),
        began: monday(),
    };
    let _ = house.account([told.start(), told.stop(2 * hour, (5 << 20, 5 << 20))]);
    house.set(monday() + seconds(3 * hour));
    let _ = house.ask(name, pap(""), Some(mac(1))).accepted();
    let free = listed(&house, Listed::Automatic).remove(0);
    assert_eq!(
        (free.connections, free.session_seconds, free.upload_bytes),
        (1, 7200, 5 << 20)
    );

    // Q35: a free user of before, in a mode that registers, is known no more; the rule for him is in domain::location.
    settle(&house, AuthMode::OperatorRegistration, None);
    let refused = house.ask(name, pap(""), Some(mac(1))).refused();
    assert!(
        matches!(refused, Refusal::UnknownUser | Refusal::WrongPassword),
        "{refused:?}"
    );
    settle(&house, AuthMode::ClickConnect, None);
    let _ = house.ask(name, pap(""), Some(mac(1))).accepted();

    // Expiry counts as for everybody, over a restart too, and what expired is not made anew.
    house = house.restarted();
    house.set(expires_at);
    house.round();
    let refused = house.ask(name, pap(""), Some(mac(1))).refused();
    assert_eq!(refused, Refusal::Expired { at: expires_at });
    assert_eq!(listed(&house, Listed::Automatic).len(), 1);
}

/// Q36 for a ticket: a mode without registration leaves its allowances out, and one that registers brings them back.
#[test]
fn a_mode_without_registration_counts_no_allowance() {
    let house = house(AuthMode::OperatorRegistration, json!({}));
    let guest = house.guest(product(json!({ "total_time_min": 60 })), 1);
    let told = Told::of(&house, &guest, "A", 0);
    let grant = house.login(&guest, 1).accepted().grant;
    assert_eq!(grant.stop_at, Some(monday() + seconds(3600)));
    let _ = house.account([told.start(), told.interim(600, (1, 1))]);
    settle(&house, AuthMode::ClickConnect, None);
    let grant = house.login(&guest, 1).accepted().grant;
    let licence_ends = Some(time("2030-01-01T00:00:00Z"));
    assert_eq!(grant.stop_at, licence_ends, "Q36");
    let explained =
        crate::services::explain::explain(&house.store, house.now(), guest.serial, Some(mac(1)));
    assert_eq!(
        explained.unwrap().grant.unwrap().stop_at,
        licence_ends,
        "the box that explains says the same"
    );
    settle(&house, AuthMode::OperatorRegistration, None);
    let used = Refusal::UsedUp {
        window: Window::Total,
        resource: Resource::Time,
        until: None,
    };
    let _ = house.account([told.stop(3600, (1, 1))]);
    house.set(monday() + seconds(3700));
    let refused = house.login(&guest, 1).refused();
    assert!(
        refused == used || matches!(refused, Refusal::Expired { .. }),
        "{refused:?}"
    );
}

#[test]
fn a_session_under_the_shared_name_is_counted_for_its_device() {
    let house = house(AuthMode::ClickConnect, json!({}));
    let report = |device: u8, name: &'static str| {
        let class = house
            .ask("welcome", pap(""), Some(mac(device)))
            .accepted()
            .session;
        let told = Told {
            client: Arc::clone(&house.lobby),
            username: "welcome".to_owned(),
            name,
            device: Some(device),
            class: Some(class),
            began: monday(),
        };
        house.report(told.start());
        told
    };
    let (first, second) = (report(1, "A"), report(2, "B"));
    // The mode is changed while both are on line: what they use is still theirs.
    settle(&house, AuthMode::OperatorRegistration, None);
    let _ = house.account([first.stop(60, (1000, 0)), second.stop(120, (2000, 0))]);
    let mut used: Vec<_> = listed(&house, Listed::Automatic)
        .iter()
        .map(|one| (one.user_id.clone(), one.session_seconds, one.upload_bytes))
        .collect();
    used.sort();
    let expected = [
        (mac(1).to_string(), 60, 1000),
        (mac(2).to_string(), 120, 2000),
    ];
    assert_eq!(used, expected);
}

#[test]
fn a_cancelled_device_is_kept_out() {
    let house = house(AuthMode::ClickConnect, json!({}));
    let name = "02:00:00:00:00:01";
    let _ = house.ask(name, pap(""), Some(mac(1))).accepted();
    let serial = listed(&house, Listed::Automatic)[0].serial;
    let _ = cancel::cancel(&house.store, house.now(), Actor::Desk, serial, None).unwrap();
    house.round();
    assert_eq!(
        house.ask(name, pap(""), Some(mac(1))).refused(),
        Refusal::Cancelled
    );
    assert_eq!(listed(&house, Listed::Automatic).len(), 1);
}

#[test]
fn a_ticket_for_a_device_without_a_keyboard_comes_first() {
    let house = house(AuthMode::ClickConnect, json!({}));
    for (device, name) in [(1, "02-00-00-00-00-01"), (2, "02:00:00:00:00:02")] {
        let chosen = issue::Request {
            credentials: Some((name.to_owned(), name.to_owned())),
            ..issue::Request::default()
        };
        let guest = house.guest_with(unlimited(), 1, Format::Special, chosen);
        let _ = house.ask(name, pap(name), Some(mac(device))).accepted();
        assert_eq!(house.status(&guest), Status::InUse, "{name}");
    }
    assert_eq!(listed(&house, Listed::Automatic).len(), 0);
}

#[test]
fn without_a_licence_nobody_is_made() {
    let house = house(AuthMode::ClickConnect, json!({}));
    house.set(time("2031-01-01T00:00:00Z"));
    let refused = house.ask("020000000001", pap(""), Some(mac(1))).refused();
    assert_eq!(
        refused,
        Refusal::Licence {
            closed: Closed::EvaluationOver
        }
    );
    assert_eq!(listed(&house, Listed::All).len(), 0);
}

#[test]
fn the_same_device_asking_twice_at_once_is_one_account() {
    let house = house(AuthMode::ClickConnect, json!({}));
    for device in 1..20 {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                let house = &house;
                let _ = scope
                    .spawn(move || house.ask("welcome", pap(""), Some(mac(device))).accepted());
            }
        });
    }
    assert_eq!(listed(&house, Listed::Automatic).len(), 19);
}

#[test]
fn a_storm_of_new_devices_loses_none() {
    storm(1500);
}

#[test]
#[ignore = "a measurement; takes a while in a debug build"]
fn ten_thousand_new_devices() {
    storm(10_000);
}

/// Devices that were never here, some hundred of them asking at any moment.
fn storm(devices: u32) {
    let house = house(
        AuthMode::ClickConnect,
        json!({ "expiration": { "type": "days_hours", "hours": "1" } }),
    );
    let watch = Watch::now();
    std::thread::scope(|scope| {
        for first in 0..256 {
            let house = &house;
            let _ = scope.spawn(move || {
                for number in (first..devices).step_by(256) {
                    let [_, a, b, c] = number.to_be_bytes();
                    let device = Mac([2, 1, 0, a, b, c]);
                    let _ = house
                        .ask(&device.to_string(), pap(""), Some(device))
                        .accepted();
                }
            });
        }
    });
    let took = watch.elapsed();
    eprintln!("{devices} new devices in {took:?}");
    assert_eq!(
        listed(&house, Listed::Automatic).len(),
        usize::try_from(devices).unwrap()
    );
    assert_eq!(listed(&house, Listed::Issued).len(), 0);
    let started = house.restarted();
    let again = started
        .ask("02:01:00:00:00:07", pap(""), Some(Mac([2, 1, 0, 0, 0, 7])))
        .accepted();
    assert_eq!(again.grant.stop_at, Some(monday() + seconds(3600)));
}

#[test]
fn nobody_is_cut_for_a_limit_that_does_not_count() {
    // Free users are held to the total data alone (A3), and to nothing where nobody registers (A29).
    #[rustfmt::skip]
    let table = [
        (AuthMode::ClickConnect, json!({ "daily_time_min": 10, "weekly_data_mb": 5 }), 0),
        (AuthMode::ClickConnect, json!({ "total_data_mb": 5 }),                        0),
        (AuthMode::UserRegistration, json!({ "daily_time_min": 30 }),                  1),
    ];
    for (mode, changes, asked) in table {
        let house = house(mode, json!({ "daily_time_min": 60, "total_data_mb": 500 }));
        let (name, product) = if mode == AuthMode::ClickConnect {
            let accepted = house.ask("02:00:00:00:00:01", pap(""), Some(mac(1)));
            let session = accepted.accepted().session;
            ("02:00:00:00:00:01".to_owned(), (session, "FREE".to_owned()))
        } else {
            let guest = house.guest(super::product(json!({ "daily_time_min": 60 })), 1);
            let session = house.login(&guest, 1).accepted().session;
            let code = house.detail(&guest).product.code;
            (guest.code, (session, code))
        };
        let (session, code) = product;
        let told = Told {
            username: name,
            device: Some(1),
            class: Some(session),
            client: Arc::clone(&house.lobby),
            began: house.now(),
            name: "A",
        };
        house.report(told.start());
        let mut edit = changes.clone();
        edit["code"] = json!(code);
        let product = catalogue::edit_product(&house.store, house.now(), Actor::Cli, edit);
        let kind = crate::store::JobKind::Users;
        let job = crate::services::bulk::start(
            &house.store,
            house.now(),
            Actor::Desk,
            kind,
            product.unwrap().id,
        );
        let job = crate::services::bulk::run(&house.store, || house.now(), job.unwrap().id);
        assert_eq!(job.unwrap().changed, 1, "{mode:?} {changes}");
        assert_eq!(house.outbox().len(), asked, "{mode:?} {changes}");
    }
}
