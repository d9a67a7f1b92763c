//! What time does by itself.

use super::*;
use crate::{
    domain::licence::{Contract, Doubt, Grant, Licence, Validity, fixture::grant},
    services::{
        cancel,
        engine::disconnect,
        explain::{Finding, explain, sentence_for_desk, sentence_for_guest},
    },
};

/// A guest on line since ten on Monday.
fn on_line(house: &House, product: Value) -> (Guest, Told) {
    let guest = house.guest(product, 2);
    let class = Some(house.login(&guest, 1).accepted().session);
    let told = Told {
        class,
        ..Told::of(house, &guest, "A", 0)
    };
    house.report(told.start());
    (guest, told)
}

fn causes(house: &House) -> Vec<String> {
    let why = |row: &Delivery| row.what.body["why"].as_str().unwrap().to_owned();
    house.outbox().iter().map(why).collect()
}

#[test]
fn a_ticket_whose_time_is_up_is_cut_once() {
    // TX04
    let house = House::new();
    let (guest, told) = on_line(
        &house,
        json!({ "expiration": { "type": "days_hours", "hours": "24" } }),
    );
    house.advance(86400 - 1);
    house.report(told.interim(86399, (1, 1)));
    house.round();
    assert_eq!(house.status(&guest), Status::InUse);
    assert_eq!(house.outbox(), []);
    house.advance(1);
    for _ in 0..3 {
        house.round();
        assert_eq!(house.ticket(&guest).stored_status, Status::Expired);
        assert_eq!(causes(&house), ["expired"], "one Disconnect-Request");
        house.advance(1);
    }
    assert_eq!(house.outbox()[0].what.kind, disconnect::KIND);
    assert!(matches!(
        house.login(&guest, 1).refused(),
        Refusal::Expired { .. }
    ));
    assert_eq!(house.events(&guest, "ticket.expired"), 1);
}

#[test]
fn a_ticket_that_was_never_used_in_time_expires() {
    // TX06
    let house = House::new();
    let guest = house.guest(unlimited(), 1);
    house.advance(180 * 86400);
    house.round();
    assert_eq!(house.ticket(&guest).stored_status, Status::Expired);
    assert!(matches!(house.login(&guest, 1), Answer::Refused(_)));
}

#[test]
fn what_expired_stays_so_when_the_clock_is_set_back() {
    let house = House::new();
    let guest = house.guest(unlimited(), 1);
    house.advance(181 * 86400);
    house.round();
    house.advance(-2 * 86400);
    assert!(matches!(house.login(&guest, 1), Answer::Refused(_)));
}

#[test]
fn used_up_totals_are_expired_and_cut_once() {
    for limits in [
        json!({ "total_time_min": 60 }),
        json!({ "total_data_mb": 1 }),
    ] {
        let house = House::new();
        let (guest, told) = on_line(&house, product(limits.clone()));
        house.advance(3600);
        house.report(told.interim(3600, (1 << 19, 1 << 19)));
        for _ in 0..3 {
            assert_eq!(house.status(&guest), Status::Expired, "{limits}");
            assert_eq!(causes(&house), ["used_up"], "{limits}");
            house.round();
        }
        assert!(matches!(
            house.login(&guest, 1).refused(),
            Refusal::UsedUp { until: None, .. }
        ));
        assert_eq!(house.events(&guest, "ticket.used_up"), 1);
    }
}

#[test]
fn a_day_that_is_used_up_is_cut_and_the_ticket_lives_on() {
    let house = House::new();
    let (guest, told) = on_line(&house, product(json!({ "daily_time_min": 60 })));
    house.advance(3599);
    house.report(told.interim(3500, (1, 1)));
    house.round();
    assert_eq!(house.outbox(), []);
    house.advance(1);
    house.round();
    house.round();
    assert_eq!(causes(&house), ["over"]);
    assert_eq!(house.status(&guest), Status::InUse);
}

#[test]
fn a_cancelled_ticket_is_cut_once_and_refused() {
    // TX15
    let house = House::new();
    let (guest, told) = on_line(&house, unlimited());
    house.report(told.interim(60, (5, 6)));
    let _ = cancel::cancel(&house.store, house.now(), Actor::Desk, guest.serial, None).unwrap();
    for _ in 0..3 {
        house.round();
        assert_eq!(causes(&house), ["cancelled"]);
        house.advance(1);
    }
    assert_eq!(house.login(&guest, 1).refused(), Refusal::Cancelled);
    house.report(told.stop(70, (7, 8)));
    let ticket = house.ticket(&guest);
    assert_eq!(
        (
            ticket.stored_status,
            ticket.session_seconds,
            ticket.upload_bytes,
            ticket.download_bytes
        ),
        (Status::Cancelled, 70, 7, 8),
        "what was used before the cut counts"
    );
}

#[test]
fn a_session_that_begins_after_the_cancellation_is_cut() {
    let house = House::new();
    let guest = house.guest(unlimited(), 1);
    let session = house.login(&guest, 1).accepted().session;
    let _ = cancel::cancel(&house.store, house.now(), Actor::Desk, guest.serial, None).unwrap();
    house.round();
    assert_eq!(house.outbox(), [], "nobody is on line yet");
    let told = Told {
        class: Some(session),
        ..Told::of(&house, &guest, "A", 0)
    };
    house.report(told.start());
    house.round();
    assert_eq!(causes(&house), ["over"]);
}

#[test]
fn who_was_cut_while_the_engine_slept_is_cut_when_it_wakes() {
    let house = House::new();
    let (guest, told) = on_line(&house, product(json!({ "daily_time_min": 60 })));
    house.advance(3600);
    house.report(told.interim(3600, (1, 1)));
    let house = house.restarted();
    house.round();
    assert_eq!(causes(&house), ["over"]);
    let house = house.restarted();
    house.round();
    assert_eq!(causes(&house), ["over"], "a restart does not ask again");
    assert_eq!(house.open_sessions(&guest).len(), 1);
}

#[test]
fn a_session_of_a_silent_gateway_is_lost_and_may_live_again() {
    let house = House::new();
    let (guest, told) = on_line(&house, unlimited());
    house.advance(300);
    house.report(told.interim(300, (10, 20)));
    // Three intervals of five minutes.
    house.advance(900);
    house.round();
    assert_eq!(house.open_sessions(&guest).len(), 1);
    house.advance(1);
    house.round();
    let session = house.sessions(&guest)[0].clone();
    assert_eq!(session.cause.as_deref(), Some("Lost"));
    assert_eq!(
        session.ended_at,
        Some(monday() + seconds(300)),
        "to its newest record"
    );
    assert_eq!(house.ticket(&guest).session_seconds, 300);
    // The gateway finds its voice again.
    house.report(told.interim(1250, (30, 40)));
    let open = house.open_sessions(&guest);
    assert_eq!(
        (open.len(), open[0].seconds, open[0].cause.as_deref()),
        (1, 1250, None)
    );
    assert_eq!(house.ticket(&guest).connections, 1);
    house.report(told.stop(1300, (30, 40)));
    let session = house.sessions(&guest)[0].clone();
    assert_eq!(session.cause.as_deref(), Some("User-Request"));
    assert_eq!(house.ticket(&guest).session_seconds, 1300);
}

#[test]
fn a_licence_that_ends_closes_the_house() {
    let house = House::new();
    let (guest, _) = on_line(&house, unlimited());
    house.set(time("2029-12-31T23:59:59Z"));
    let grant = house.login(&guest, 1).accepted().grant;
    assert_eq!(grant.stop_at, Some(time("2030-01-01T00:00:00Z")), "LX19");
    house.set(time("2030-01-01T00:00:00Z"));
    assert_eq!(
        house.login(&guest, 1).refused(),
        Refusal::Licence {
            closed: Closed::EvaluationOver
        }
    );
}

/// In use since the day before Monday, for one year.
fn contract() -> Contract {
    let grant = Grant {
        years: 1,
        validity: Validity::From(monday() - TimeDelta::days(1)),
        ..grant()
    };
    Contract::provision(grant, monday(), chrono_tz::Europe::Rome)
}

#[test]
fn a_closed_house_says_why_to_guest_and_desk() {
    let house = House::new();
    let guest = house.guest(unlimited(), 1);
    let weeks = |weeks: i64| Some(monday() - TimeDelta::weeks(weeks));
    let fresh = house.store.read(|reader| reader.licence()).unwrap();
    let with = |change: fn(&mut Contract)| {
        let mut contract = contract();
        change(&mut contract);
        Licence {
            contract: Some(contract),
            ..fresh.clone()
        }
    };
    let open = with(|_| {});
    #[rustfmt::skip]
    let table = [
        (Some(Closed::EvaluationOver), Licence { evaluation_ends_at: monday(), ..fresh.clone() }),
        (Some(Closed::Finalized),      with(|contract| contract.ends_at = Some(monday()))),
        (Some(Closed::Denied),         with(|contract| contract.denied = true)),
        (Some(Closed::Doubted(Doubt::RevokedKey)), Licence { doubt: Some(Doubt::RevokedKey), ..open.clone() }),
        (Some(Closed::Copied),         Licence { away_since: weeks(5), ..open.clone() }),
        (Some(Closed::Twin),           Licence { twin: true, ..open.clone() }),
        // It closes issuing alone: the guests who have a ticket are not to suffer for it.
        (None,                         Licence { over_since: weeks(5), ..with(|contract| contract.grant.capacity_binds = true) }),
        (None,                         Licence { away_since: weeks(4), ..open.clone() }),
        (None,                         open.clone()),
    ];
    let mut told = std::collections::BTreeSet::new();
    for (closed, licence) in table {
        house
            .store
            .write(move |tx| tx.set_licence(&licence))
            .unwrap();
        house.engine.reload_house().unwrap();
        let Some(closed) = closed else {
            let _ = house.login(&guest, 1).accepted();
            continue;
        };
        let refusal = Refusal::Licence { closed };
        assert_eq!(house.login(&guest, 1).refused(), refusal);
        let why = explain(&house.store, monday(), guest.serial, None).unwrap();
        assert_eq!(why.finding, Finding::Refused(refusal.clone()));
        for language in Language::ALL {
            let (words, zone) = (language.words(), chrono_tz::Europe::Rome);
            let to_guest = sentence_for_guest(words, &refusal, zone);
            assert!(to_guest.len() <= 253, "RFC 2865, 5.18: {to_guest}");
            assert!(
                told.insert(to_guest),
                "{closed:?} as another in {language:?}"
            );
            assert!(
                told.insert(sentence_for_desk(words, &refusal, zone)),
                "{closed:?}"
            );
        }
    }
}

/// A guest on line at a gateway of this vendor with 100 MB a day.
fn with_100_mb(house: &House, vendor: Vendor, send_disconnect: bool) -> (Guest, Told) {
    let day = json!({ "daily_data_mb": 100 });
    on_line_at(house, vendor, send_disconnect, day)
}

/// A guest on line at a gateway of this vendor with these limits.
fn on_line_at(
    house: &House,
    vendor: Vendor,
    send_disconnect: bool,
    limits: Value,
) -> (Guest, Told) {
    let new = gateways::NewGateway {
        name: vendor.to_string(),
        vendor,
        network: "192.0.2.9".parse().unwrap(),
        secret: SECRET.to_owned(),
        disconnect_port: None,
        send_disconnect,
        allow_missing_message_authenticator: false,
        swap_octets: false,
        interim_seconds: Some(60),
    };
    let client = Arc::new(gateways::add(&house.store, monday(), Actor::Desk, new).unwrap());
    house.engine.follow().unwrap();
    let guest = house.guest(product(limits), 2);
    let told = Told {
        class: Some(house.login(&guest, 1).accepted().session),
        client,
        ..Told::of(house, &guest, "A", 0)
    };
    house.report(told.start());
    (guest, told)
}

/// 14:05 of Monday, in seconds after ten.
const FIVE_PAST_TWO: i64 = 4 * 3600 + 300;
const MB_100: u64 = 100 << 20;

#[test]
fn q37_to_q39_who_cuts_at_a_data_limit() {
    #[rustfmt::skip]
    let table = [
        // vendor, "Send Disconnection Requests", requests at 14:05, and when it runs half a minute on
        ("Q37", Vendor::Unifi,    true,  1, 1),
        ("Q38", Vendor::Unifi,    false, 1, 1),
        ("Q39", Vendor::Mikrotik, true,  0, 1),
    ];
    for (name, vendor, send, at_once, later) in table {
        let house = House::new();
        let (guest, told) = with_100_mb(&house, vendor, send);
        house.advance(FIVE_PAST_TWO - 1);
        house.report(told.interim(FIVE_PAST_TWO - 1, (1, MB_100 - 2)));
        house.round();
        assert_eq!(causes(&house).len(), 0, "{name}");
        house.advance(1);
        house.report(told.interim(FIVE_PAST_TWO, (1, MB_100 - 1)));
        house.round();
        assert_eq!(causes(&house).len(), at_once, "{name}");
        assert!(
            matches!(
                house.login(&guest, 2).refused(),
                Refusal::UsedUp { until: Some(until), .. } if until == time("2026-05-12T00:00:00+02:00")
            ),
            "{name}"
        );
        house.advance(31);
        house.round();
        assert_eq!(causes(&house).len(), later, "{name}: it runs on");
        if !send {
            // Nobody can cut it: the operator is told at the session.
            house.engine.carry_out_disconnects(house.now()).unwrap();
            super::disconnects::shown(&house, &guest, "takes no disconnects");
        }
    }
}

#[test]
fn q39_a_gateway_that_cut_by_itself_is_asked_nothing() {
    let house = House::new();
    let (guest, told) = with_100_mb(&house, Vendor::Mikrotik, true);
    house.advance(FIVE_PAST_TWO);
    house.report(told.stop(FIVE_PAST_TWO, (1, MB_100 - 1)));
    house.advance(31);
    house.round();
    assert_eq!(causes(&house).len(), 0);
    // Two devices share the allowance: neither of them knows what the other takes.
    house.advance(86400);
    let second = Told {
        class: Some(house.login(&guest, 1).accepted().session),
        began: house.now(),
        name: "B",
        ..told.clone()
    };
    let third = Told {
        class: Some(house.login(&guest, 2).accepted().session),
        name: "C",
        ..second.clone().device(2)
    };
    for told in [&second, &third] {
        house.report(told.start());
    }
    house.advance(60);
    for told in [&second, &third] {
        house.report(told.interim(60, (0, MB_100 / 2)));
    }
    house.round();
    assert_eq!(causes(&house).len(), 2);
}

#[test]
fn q39_a_used_up_total_is_left_to_the_gateway_too() {
    #[rustfmt::skip]
    let table = [
        // vendor, requests when the total is used up, and when it runs half a minute on
        (Vendor::Unifi,    1, 1),
        (Vendor::Mikrotik, 0, 1),
    ];
    for (vendor, at_once, later) in table {
        let house = House::new();
        let total = json!({ "total_data_mb": 100 });
        let (guest, told) = on_line_at(&house, vendor, true, total.clone());
        house.advance(600);
        house.report(told.interim(600, (1, MB_100 - 1)));
        house.round();
        assert_eq!(house.status(&guest), Status::Expired, "{vendor}");
        assert_eq!(causes(&house).len(), at_once, "{vendor}");
        assert!(
            matches!(
                house.login(&guest, 2).refused(),
                Refusal::UsedUp { until: None, .. }
            ),
            "{vendor}: nobody new comes in meanwhile"
        );
        house.advance(31);
        house.round();
        house.round();
        assert_eq!(causes(&house).len(), later, "{vendor}: it runs on");

        // It cut in time: nothing is asked.
        let house = House::new();
        let (_, told) = on_line_at(&house, vendor, true, total);
        house.advance(600);
        house.report(told.interim(600, (1, MB_100 - 1)));
        house.round();
        house.report(told.stop(601, (1, MB_100 - 1)));
        house.advance(31);
        house.round();
        assert_eq!(causes(&house).len(), at_once, "{vendor}: it cut by itself");
    }
}

#[test]
fn q40_time_ends_a_session_wherever_it_is() {
    let house = House::new();
    let day = json!({ "daily_time_min": 60 });
    let (guest, told) = on_line_at(&house, Vendor::RuckusVsz, true, day);
    let again = house.login(&guest, 1).accepted();
    assert_eq!(
        again.grant.stop_at,
        Some(time("2026-05-11T11:00:00+02:00")),
        "the gateway is told when"
    );
    assert_eq!(again.grant.bytes_left, None);
    house.advance(3600);
    house.report(told.stop(3600, (1, 1)));
    house.round();
    assert_eq!(causes(&house).len(), 0, "it ended the session by itself");
    assert!(matches!(
        house.login(&guest, 2).refused(),
        Refusal::UsedUp { until: Some(until), .. } if until == time("2026-05-12T00:00:00+02:00")
    ));
}
