//! Notices of upcoming expiry, on the clock of the engine.
#![allow(
    clippy::needless_pass_by_value,
    reason = "examples are written where they are used"
)]

use super::*;
use crate::{
    services::notices::{self, Options},
    store::FirstLogin,
};
use chrono::Days;

/// A house whose licence covers the examples.
fn house() -> House {
    let house = House::new();
    let mut licence = house.store.read(|reader| reader.licence()).unwrap();
    licence.evaluation_starts_at = time("2026-01-01T00:00:00Z");
    house
        .store
        .write(move |tx| tx.set_licence(&licence))
        .unwrap();
    house.restarted()
}

/// A guest with an e-mail address as user ID, first logged in at `at`.
fn guest(house: &House, user_id: &str, expiration: Value, at: &str) -> Guest {
    house.set(time(at));
    let request = issue::Request {
        user_id: user_id.to_owned(),
        ..issue::Request::default()
    };
    let product = json!({ "notify_expiration": true, "expiration": expiration });
    let guest = house.guest_with(product, 1, Format::Single, request);
    let _ = house.login(&guest, 1).accepted();
    guest
}

fn rows(house: &House) -> Vec<Delivery> {
    let later = house.now() + Days::new(4000);
    let mut rows = house
        .store
        .read(|reader| reader.due_deliveries(later, 1000))
        .unwrap();
    rows.retain(|row| row.what.kind == notices::KIND);
    rows
}

fn events(house: &House) -> usize {
    let events = house
        .store
        .read(|reader| reader.events_after(0, 100_000))
        .unwrap();
    events
        .iter()
        .filter(|one| one.event.kind == "notice.due")
        .count()
}

fn days(count: &str) -> Value {
    json!({ "type": "days_hours_end_of_day", "days": count })
}

/// PX13: expiry Sun 2026-05-31 23:59 CEST, three days: once, on Thu 2026-05-28.
#[test]
fn px13() {
    let mut house = house();
    let guest = guest(
        &house,
        "ana@example.org",
        days("30"),
        "2026-05-01T14:00:00+02:00",
    );
    assert_eq!(
        house.ticket(&guest).expires_at,
        Some(time("2026-05-31T23:59:00+02:00"))
    );
    for (at, expected) in [
        ("2026-05-01T14:00:01+02:00", 0),
        ("2026-05-27T23:59:59+02:00", 0),
        ("2026-05-28T08:59:59+02:00", 0),
        ("2026-05-28T09:00:00+02:00", 1),
        ("2026-05-28T09:00:01+02:00", 1),
        ("2026-05-31T23:58:59+02:00", 1),
        ("2026-05-31T23:59:00+02:00", 1),
        ("2026-06-10T12:00:00+02:00", 1),
    ] {
        house.set(time(at));
        house.round();
        assert_eq!(
            (rows(&house).len(), events(&house)),
            (expected, expected),
            "{at}"
        );
        house = house.restarted();
    }
    let row = rows(&house).remove(0);
    assert_eq!(row.what.body["address"]["to"], "ana@example.org");
    assert_eq!(row.answer.as_deref(), Some(notices::NO_CHANNEL));
    assert!(
        !row.what.body.to_string().contains(&guest.code),
        "no code lies open in the outbox"
    );
}

#[test]
fn what_is_sent_is_made_when_it_is_sent() {
    let house = house();
    let guest = guest(
        &house,
        "ana@example.org",
        days("30"),
        "2026-05-01T14:00:00+02:00",
    );
    house.set(time("2026-05-28T12:00:00+02:00"));
    house.round();
    let row = rows(&house).remove(0);
    let message = |house: &House| {
        let message = house
            .store
            .read(|reader| notices::message(reader, &row.what));
        message.unwrap()
    };
    let first = message(&house).unwrap();
    assert_eq!(first.subject, "Your Wi-Fi at Hotel Sole ends soon");
    for part in [
        guest.code.as_str(),
        "ana@example.org",
        "Sun 31 May 2026, 23:59",
        "Hotel Sole",
    ] {
        assert!(first.text.contains(part), "{part}: {}", first.text);
    }
    // The house's own words, and another expiry meanwhile.
    let before = notices::options(&house.store).unwrap();
    let after = Options {
        texts: [("en".to_owned(), "{date}!".to_owned())].into(),
        ..before.clone()
    };
    let _ = notices::set_options(&house.store, house.now(), Actor::Desk, before, after).unwrap();
    assert_eq!(message(&house).unwrap().text, "Sun 31 May 2026, 23:59!");
    extend(&house, &guest, "2026-06-30T12:00:00+02:00");
    assert_eq!(message(&house), None);
}

/// Another expiry, as a recharge or an extension writes it.
fn extend(house: &House, guest: &Guest, to: &str) {
    let ticket = house.ticket(guest);
    let (id, at) = (ticket.id, ticket.first_login_at.unwrap());
    let login = FirstLogin {
        at,
        expires_at: Some(time(to)),
        lapses_at: Some(time(to)),
    };
    assert!(
        house
            .store
            .write(move |tx| tx.first_login(id, &login))
            .unwrap()
    );
}

#[test]
fn an_extension_has_a_notice_of_its_own() {
    let house = house();
    let guest = guest(
        &house,
        "ana@example.org",
        days("30"),
        "2026-05-01T14:00:00+02:00",
    );
    house.set(time("2026-05-30T12:00:00+02:00"));
    house.round();
    assert_eq!(rows(&house).len(), 1, "late is better than never");
    extend(&house, &guest, "2026-06-30T12:00:00+02:00");
    house.round();
    assert_eq!(rows(&house).len(), 1);
    house.set(time("2026-06-27T09:00:00+02:00"));
    house.round();
    house.round();
    assert_eq!(rows(&house).len(), 2);
    // One that is not longer than the days from now, too.
    extend(&house, &guest, "2026-07-01T12:00:00+02:00");
    house.set(time("2026-06-29T12:00:00+02:00"));
    house.round();
    assert_eq!(rows(&house).len(), 3);
}

/// PX13, PX14: what sends nothing.
#[test]
fn nothing_to_tell() {
    let house = house();
    let short = guest(
        &house,
        "ana@example.org",
        json!({ "type": "days_hours", "hours": "71" }),
        "2026-05-01T14:00:00+02:00",
    );
    let never = guest(
        &house,
        "eva@example.org",
        json!({ "type": "unlimited" }),
        "2026-05-01T14:00:00+02:00",
    );
    house.set(time("2026-05-01T14:00:00+02:00"));
    let quiet = house.guest_with(
        json!({ "expiration": days("9") }),
        1,
        Format::Single,
        issue::Request {
            user_id: "leo@example.org".to_owned(),
            ..issue::Request::default()
        },
    );
    let _ = house.login(&quiet, 3).accepted();
    for day in 1..12 {
        house.set(time("2026-05-01T15:00:00+02:00") + Days::new(day));
        house.round();
    }
    assert_eq!(rows(&house), [], "{short:?} {never:?}");
    assert_eq!(events(&house), 0);
    // Exactly the days is not shorter.
    let _ = guest(
        &house,
        "mia@example.org",
        json!({ "type": "days_hours", "days": "3" }),
        "2026-06-01T14:00:00+02:00",
    );
    house.round();
    assert_eq!(rows(&house).len(), 1);
}

#[test]
fn a_guest_without_an_address_is_a_row_that_says_so() {
    let house = house();
    let guest = guest(&house, "214", days("30"), "2026-05-01T14:00:00+02:00");
    house.set(time("2026-05-28T12:00:00+02:00"));
    house.round();
    assert_eq!(rows(&house), [], "closed at once");
    assert_eq!(events(&house), 1);
    let event = house
        .store
        .read(|reader| reader.events_after(0, 100_000))
        .unwrap();
    let event = event
        .iter()
        .find(|one| one.event.kind == "notice.due")
        .unwrap();
    assert_eq!(event.event.subject, Some(house.ticket(&guest).id.0));
    assert_eq!(event.event.after.as_ref().unwrap()["address"], Value::Null);
}

/// The days are changed: who is due by the new ones is told, nobody twice.
#[test]
fn other_days() {
    let house = house();
    let _ = guest(
        &house,
        "ana@example.org",
        days("30"),
        "2026-05-01T14:00:00+02:00",
    );
    let set = |count| {
        let before = notices::options(&house.store).unwrap();
        let after = Options {
            days: count,
            ..before.clone()
        };
        notices::set_options(&house.store, house.now(), Actor::Desk, before, after)
    };
    house.set(time("2026-05-20T12:00:00+02:00"));
    house.round();
    assert_eq!(rows(&house).len(), 0);
    let _ = set(11).unwrap();
    house.round();
    assert_eq!(rows(&house).len(), 1);
    let _ = set(3).unwrap();
    house.set(time("2026-05-29T12:00:00+02:00"));
    house.round();
    assert_eq!(rows(&house).len(), 1);
    for bad in [0, notices::MAX_DAYS + 1] {
        assert!(set(bad).is_err(), "{bad}");
    }
    // Two desks: the one that read something older changes nothing.
    let old = Options {
        days: 7,
        ..Options::default()
    };
    let refused = notices::set_options(&house.store, house.now(), Actor::Desk, old.clone(), old);
    assert!(
        matches!(refused, Err(crate::services::Error::ChangedMeanwhile)),
        "{refused:?}"
    );
}
