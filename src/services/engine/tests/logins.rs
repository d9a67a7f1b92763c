//! May this guest enter? The engine's part: spelling, the first login, devices, allowances at the moment of asking.

use super::*;
use crate::domain::{allowance::Window, login::Resource};
use md5::{Digest as _, Md5};

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

#[test]
fn a_code_is_taken_however_it_is_typed() {
    let house = House::new();
    let guest = house.guest(unlimited(), 1);
    let code = guest.code.clone();
    let bare = code.replace('-', "");
    let lower = code.to_lowercase();
    let blank = code.replace('-', " ");
    let proofs: [fn(&str) -> Proof; 2] = [pap, chap];
    for username in [&code, &bare, &lower, &bare.to_lowercase(), &blank] {
        for password in [&code, &bare, &lower, &bare.to_lowercase(), ""] {
            for proof in proofs {
                let answer = house.ask(username, proof(password), Some(mac(1)));
                assert!(
                    matches!(answer, Answer::Accepted(_)),
                    "{username:?} {password:?}: {answer:?}"
                );
            }
        }
        for wrong in ["ABCDE-FGHJK", "x", &code[1..]] {
            for proof in proofs {
                let answer = house.ask(username, proof(wrong), Some(mac(1)));
                assert_eq!(answer.refused(), Refusal::WrongPassword, "{wrong}");
            }
        }
    }
    let accepted = house.ask(&code, chap(&bare), Some(mac(1))).accepted();
    assert_eq!(
        accepted.password, bare,
        "MS-CHAP's answer proves what was typed"
    );
}

#[test]
fn a_pair_needs_both_halves() {
    let house = House::new();
    let chosen = issue::Request {
        credentials: Some(("ana".to_owned(), "Geheim-1".to_owned())),
        ..issue::Request::default()
    };
    let _ = house.guest_with(unlimited(), 1, Format::Special, chosen);
    for (password, welcome) in [
        ("Geheim-1", true),
        ("geheim-1", false),
        ("Geheim1", false),
        ("", false),
        ("ana", false),
    ] {
        for proof in [pap(password), chap(password)] {
            let answer = house.ask("ANA", proof, Some(mac(1)));
            assert_eq!(
                matches!(answer, Answer::Accepted(_)),
                welcome,
                "{password:?}: {answer:?}"
            );
        }
    }
}

#[test]
fn the_first_login_starts_the_clock_to_the_second() {
    let house = House::new();
    // TX02, at a fraction of a second.
    house.set(time("2026-07-01T18:30:00.400+02:00"));
    let guest = house.guest(
        json!({ "expiration": { "type": "days_hours", "hours": "24" } }),
        1,
    );
    assert_eq!(house.status(&guest), Status::NoUse);
    let accepted = house.login(&guest, 1).accepted();
    assert_eq!(accepted.grant.session_timeout(accepted.at), Some(86400));
    let ticket = house.ticket(&guest);
    assert_eq!(house.status(&guest), Status::InUse);
    let expires_at = ticket.expires_at.unwrap();
    assert_eq!(
        expires_at.timestamp(),
        time("2026-07-02T18:30:00+02:00").timestamp()
    );
    assert_eq!(house.events(&guest, "ticket.first_login"), 1);
    // Half a day later: what is left, and the expiry stays.
    house.advance(12 * 3600);
    let accepted = house.login(&guest, 1).accepted();
    assert_eq!(accepted.grant.session_timeout(accepted.at), Some(12 * 3600));
    assert_eq!(house.ticket(&guest).expires_at, Some(expires_at));
    assert_eq!(house.events(&guest, "ticket.first_login"), 1);
}

#[test]
fn two_first_logins_at_once_are_one_first_login() {
    let house = House::new();
    for _ in 0..20 {
        let guest = house.guest(
            json!({ "expiration": { "type": "days_hours", "days": "1" } }),
            2,
        );
        std::thread::scope(|scope| {
            for device in [1, 2] {
                let (house, guest) = (&house, &guest);
                let _ = scope.spawn(move || house.login(guest, device).accepted());
            }
        });
        assert_eq!(house.events(&guest, "ticket.first_login"), 1);
    }
}

#[test]
fn one_login_is_one_login() {
    let one_login = || json!({ "expiration": { "type": "one_login" } });
    let house = House::new();
    let guest = house.guest(one_login(), 3);
    let session = house.login(&guest, 1).accepted().session;
    // A30: the same device asks again, before and after its Start; that is roaming or a lost answer.
    let _ = house.login(&guest, 1).accepted();
    let told = Told {
        class: Some(session),
        ..Told::of(&house, &guest, "A", 0)
    };
    house.report(told.start());
    house.advance(120);
    let _ = house.login(&guest, 1).accepted();
    assert_eq!(
        house.login(&guest, 2).refused(),
        Refusal::OneLoginUsed,
        "A30: a second device"
    );
    house.report(told.stop(180, (1, 1)));
    house.advance(3600);
    assert_eq!(
        house.login(&guest, 1).refused(),
        Refusal::OneLoginUsed,
        "E62"
    );

    // Two devices in the same instant: one of them has the login.
    for _ in 0..20 {
        let guest = house.guest(one_login(), 3);
        let accepted: usize = std::thread::scope(|scope| {
            let asked: Vec<_> = [1, 2]
                .map(|device| {
                    let (house, guest) = (&house, &guest);
                    scope.spawn(move || house.login(guest, device))
                })
                .into_iter()
                .collect();
            let answers = asked.into_iter().map(|one| one.join().unwrap());
            answers
                .filter(|answer| matches!(answer, Answer::Accepted(_)))
                .count()
        });
        assert_eq!(accepted, 1);
    }
}

#[test]
fn one_login_with_a_session_timeout() {
    // E63: half an hour, and then no more.
    let house = House::new();
    let policy = json!({ "code": "short", "session_timeout_min": 30 });
    let _ = catalogue::add_policy(
        &house.store,
        house.now(),
        Actor::Desk,
        policy.to_string().parse().unwrap(),
    )
    .unwrap();
    let guest = house.guest(
        json!({ "policy": "short", "expiration": { "type": "one_login" } }),
        1,
    );
    let accepted = house.login(&guest, 1).accepted();
    assert_eq!(accepted.grant.session_timeout(accepted.at), Some(1800));
    house.advance(1800);
    assert_eq!(house.login(&guest, 1).refused(), Refusal::OneLoginUsed);
}

#[test]
fn a_day_ends_at_midnight_and_its_allowance_begins_anew() {
    // Q01
    let house = House::new();
    let guest = house.guest(product(json!({ "daily_time_min": 60 })), 1);
    house.set(time("2026-05-11T23:30:00.900+02:00"));
    let grant = house.login(&guest, 1).accepted().grant;
    assert_eq!(grant.stop_at, Some(time("2026-05-12T01:00:00+02:00")));
    assert_eq!(grant.session_timeout(house.now()), Some(5400));
}

#[test]
fn the_tightest_allowance_decides() {
    let used = |window, resource, until: Option<&str>| Refusal::UsedUp {
        window,
        resource,
        until: until.map(time),
    };
    let (hour, mb) = (3600, 1_048_576);
    let tuesday = "2026-05-12T10:00:00+02:00";
    // Limits, then an hour on line with 100 MB on Tuesday from 9, then what a login says at `at`.
    #[rustfmt::skip]
    let cases: [(&str, Value, &str, Result<Option<&str>, Refusal>); 8] = [
        ("Q29: 15 minutes of the total", json!({ "total_time_min": 75, "daily_time_min": 100, "weekly_time_min": 85 }), tuesday,
            Ok(Some("2026-05-12T10:15:00+02:00"))),
        ("Q30: the day is used up, no purchase needed", json!({ "total_time_min": 360, "daily_time_min": 60, "weekly_time_min": 160 }), tuesday,
            Err(used(Window::Daily, Resource::Time, Some("2026-05-13T00:00:00+02:00")))),
        ("Q30: and on Wednesday", json!({ "total_time_min": 360, "daily_time_min": 60, "weekly_time_min": 160 }), "2026-05-13T00:00:00+02:00",
            Ok(Some("2026-05-13T01:00:00+02:00"))),
        ("Q32: expired comes before used up", json!({ "daily_time_min": 60, "expiration": { "type": "days_hours", "hours": "14" } }), "2026-05-13T09:00:00+02:00",
            Err(Refusal::Expired { at: time("2026-05-12T23:00:00+02:00") })),
        ("Q33: total data", json!({ "total_data_mb": 100 }), tuesday, Err(used(Window::Total, Resource::Data, None))),
        ("Q18: weekly data", json!({ "weekly_data_mb": 100 }), tuesday, Err(used(Window::Weekly, Resource::Data, Some("2026-05-18T00:00:00+02:00")))),
        ("monthly time", json!({ "monthly_time_min": 60 }), tuesday, Err(used(Window::Monthly, Resource::Time, Some("2026-06-01T00:00:00+02:00")))),
        ("total before all others", json!({ "total_time_min": 60, "daily_time_min": 60 }), tuesday, Err(used(Window::Total, Resource::Time, None))),
    ];
    for (name, limits, at, expected) in cases {
        let house = House::new();
        let guest = house.guest(product(limits), 1);
        let began = time("2026-05-12T09:00:00+02:00");
        house.set(began);
        let class = Some(house.login(&guest, 1).accepted().session);
        let told = Told {
            class,
            began,
            ..Told::of(&house, &guest, "A", 0)
        };
        let _ = house.account([told.start(), told.stop(hour, (40 * mb, 60 * mb))]);
        house.set(time(at));
        match (house.login(&guest, 1), expected) {
            (Answer::Accepted(accepted), Ok(Some(stop_at))) => {
                assert_eq!(accepted.grant.stop_at, Some(time(stop_at)), "{name}");
            }
            (Answer::Refused(refusal), Err(expected)) => assert_eq!(refusal, expected, "{name}"),
            (answer, expected) => panic!("{name}: {answer:?} rather than {expected:?}"),
        }
    }
}

#[test]
fn data_that_is_left_goes_with_the_answer() {
    let house = House::new();
    let guest = house.guest(
        product(json!({ "total_data_mb": 6144, "daily_data_mb": 100 })),
        1,
    );
    let told = Told::of(&house, &guest, "A", 0);
    let grant = house.login(&guest, 1).accepted().grant;
    assert_eq!(grant.bytes_left, Some(100 << 20));
    let _ = house.account([told.start(), told.stop(60, (30 << 20, 10 << 20))]);
    assert_eq!(
        house.login(&guest, 1).accepted().grant.bytes_left,
        Some(60 << 20)
    );
}

#[test]
fn devices_are_counted_by_mac() {
    let house = House::new();
    let guest = house.guest(unlimited(), 2);
    let on_line = |name, device: u8| {
        let class = Some(house.login(&guest, device).accepted().session);
        let told = Told {
            class,
            ..Told::of(&house, &guest, name, 0).device(device)
        };
        house.report(told.start());
        told
    };
    let first = on_line("A", 1);
    let _ = on_line("B", 2);
    let full = Refusal::TooManyDevices { allowed: 2 };
    assert_eq!(house.login(&guest, 3).refused(), full, "TX19");
    assert_eq!(
        house.login_by(&guest, None).refused(),
        full,
        "no MAC is no excuse"
    );
    // TX20: a drop; the old session is still open.
    let again = on_line("C", 1);
    let open = house.open_sessions(&guest);
    assert_eq!(open.len(), 2, "the device replaced its own session");
    assert_eq!(house.ticket(&guest).connections, 3, "TX21");
    house.report(first.stop(5, (0, 0)));
    assert_eq!(
        house.login(&guest, 3).refused(),
        full,
        "the late Stop of the old session frees nothing"
    );
    house.report(again.stop(60, (0, 0)));
    let _ = house.login(&guest, 3).accepted();
}

#[test]
fn an_accepted_device_counts_before_its_start() {
    let house = House::new();
    let guest = house.guest(unlimited(), 1);
    let _ = house.login(&guest, 1).accepted();
    let full = Refusal::TooManyDevices { allowed: 1 };
    assert_eq!(house.login(&guest, 2).refused(), full);
    let _ = house.login(&guest, 1).accepted();
    // It never shows up: its place is free again.
    house.advance(61);
    let _ = house.login(&guest, 2).accepted();
}

#[test]
fn a_device_without_mac_takes_one_place() {
    let house = House::new();
    let guest = house.guest(unlimited(), 2);
    for class_comes_back in [true, false] {
        let session = house.login_by(&guest, None).accepted().session;
        let told = Told {
            device: None,
            class: class_comes_back.then_some(session),
            ..Told::of(&house, &guest, "A", 0)
        };
        house.report(told.start());
        // One on line, one more place: not taken by the login that became this session.
        let other = Told::of(&house, &guest, "B", 0).device(2);
        let _ = house.login(&guest, 2).accepted();
        house.report(other.start());
        let full = Refusal::TooManyDevices { allowed: 2 };
        assert_eq!(house.login(&guest, 3).refused(), full);
        let _ = house.account([told.stop(60, (0, 0)), other.stop(60, (0, 0))]);
        house.advance(3600);
    }
}

#[test]
fn both_devices_burn_the_same_hour() {
    // Q44
    let house = House::new();
    let guest = house.guest(product(json!({ "total_time_min": 60 })), 2);
    house.report(Told::of(&house, &guest, "A", 0).start());
    let grant = house.login(&guest, 2).accepted().grant;
    assert_eq!(grant.stop_at, Some(monday() + seconds(1800)));
}

#[test]
fn refusals_are_kept_with_their_reason() {
    let house = House::new();
    let guest = house.guest(unlimited(), 1);
    let refused = house.ask(&guest.code, pap("wrong"), Some(mac(3))).refused();
    assert_eq!(refused, Refusal::WrongPassword);
    let unknown = house.ask("NOBODY", pap("x"), None).refused();
    assert_eq!(unknown, Refusal::UnknownUser);
    let method = house.ask(&guest.code, Proof::Unsupported, None).refused();
    assert_eq!(method, Refusal::UnsupportedMethod);
    house.settle();
    let kept = house.store.read(|reader| reader.refusals(10)).unwrap();
    let kept: Vec<_> = kept
        .iter()
        .rev()
        .map(|one| {
            (
                one.reason.clone(),
                one.account.is_some(),
                one.username.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        kept,
        [
            // A name that belongs to a ticket is its secret.
            (Refusal::WrongPassword, true, None),
            (Refusal::UnknownUser, false, Some("NOBODY")),
            (Refusal::UnsupportedMethod, true, None),
        ]
    );
    let shown = house.detail(&guest).refusals;
    assert_eq!(shown.len(), 2);
    assert_eq!(shown[1].mac, Some(mac(3)));
}

#[test]
fn a_flood_of_wrong_codes_fills_a_counter_and_not_the_disk() {
    let house = House::new();
    let count = || {
        house
            .store
            .read(|reader| reader.refusals(10_000))
            .unwrap()
            .len()
    };
    for number in 0..500 {
        let _ = house
            .ask(&format!("GUESS{number}"), pap("x"), None)
            .refused();
    }
    house.settle();
    let first = count();
    assert!(
        (1..=100).contains(&first),
        "{first} kept of 500 in one second"
    );
    house.advance(1);
    let _ = house.ask("LATER", pap("x"), None).refused();
    house.settle();
    assert_eq!(count(), first + 1, "the next second has its own");
    assert_eq!(
        house
            .engine
            .health
            .rejects
            .load(std::sync::atomic::Ordering::Relaxed),
        501
    );
}

#[test]
fn dates_bound_a_variable_ticket() {
    // TX10, TX08, TX11
    let house = House::new();
    house.set(time("2026-06-30T22:00:00+02:00"));
    let stay = issue::Request {
        stay: Some(("2026-07-01".parse().unwrap(), "2026-07-03".parse().unwrap()).into()),
        ..issue::Request::default()
    };
    let guest = house.guest_with(unlimited(), 1, Format::Variable, stay);
    let from = time("2026-07-01T00:00:00+02:00");
    assert_eq!(
        house.login(&guest, 1).refused(),
        Refusal::NotYetValid { from }
    );
    assert_eq!(
        (house.status(&guest), house.ticket(&guest).connections),
        (Status::NoUse, 0)
    );
    house.set(time("2026-07-03T20:00:00+02:00"));
    let grant = house.login(&guest, 1).accepted().grant;
    assert_eq!(grant.stop_at, Some(time("2026-07-03T23:59:59+02:00")));
}
