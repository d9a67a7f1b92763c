//! Subscriptions, through the use cases and logins (RULES 3.2, S01–S10).

use super::*;
use crate::{
    domain::location::SubscriptionFrequency::{self, Monthly},
    services::{recharge::Recharged, subscription},
};

const BOUGHT: &str = "2026-01-31T09:00:00+01:00";
/// S02.
const SECOND: &str = "2026-03-31T11:00:00+02:00";

/// A house whose licence has run since before these examples.
fn licensed() -> House {
    let house = House::new();
    let mut licence = house.store.read(|reader| reader.licence()).unwrap();
    licence.evaluation_starts_at = time("2026-01-01T00:00:00Z");
    house
        .store
        .write(move |tx| tx.set_licence(&licence))
        .unwrap();
    house.engine.reload_house().unwrap();
    house
}

/// A guest who subscribes at [`BOUGHT`] to a product with this expiration panel.
fn subscriber(panel: &Value) -> (House, Guest) {
    let house = licensed();
    house.set(time(BOUGHT));
    let guest = house.guest(product(json!({ "expiration": panel })), 1);
    let code = house.detail(&guest).product.code;
    let (store, serial) = (&house.store, guest.serial);
    let done = subscription::subscribe(store, house.now(), Actor::Cli, serial, code, Monthly);
    assert_eq!(done.unwrap().preview.price.minor, 0);
    house.engine.follow().unwrap();
    (house, guest)
}

fn one_day() -> Value {
    json!({ "type": "days_hours", "days": "1", "hours": "0" })
}

fn renew(house: &House, guest: &Guest, reference: Option<&str>) -> Recharged {
    let reference = reference.map(str::to_owned);
    let now = house.now();
    let done = subscription::renew(&house.store, now, Actor::Cli, guest.serial, reference).unwrap();
    house.engine.follow().unwrap();
    done
}

#[test]
fn s01_s09_the_frequency_gives_the_expiry_whatever_the_panel_says() {
    let expires = Some(time("2026-02-28T11:00:00+01:00"));
    for panel in [
        one_day(),
        json!({ "type": "unlimited" }),
        json!({ "type": "days_hours", "days": "-1", "hours": "0" }),
        json!({ "type": "months_end_of_month", "months": 0 }),
    ] {
        let (house, guest) = subscriber(&panel);
        assert_eq!(house.ticket(&guest).expires_at, expires, "{panel}");
        // A login changes nothing of it, whenever it comes.
        house.set(time("2026-02-10T12:00:00+01:00"));
        let accepted = house.login(&guest, 1).accepted();
        assert_eq!(accepted.grant.stop_at, expires, "{panel}");
        assert_eq!(house.ticket(&guest).expires_at, expires, "{panel}");
    }
}

#[test]
fn s02_s03_the_next_period_counts_from_the_purchase_and_nobody_is_cut_for_paying() {
    let (house, guest) = subscriber(&one_day());
    house.set(time("2026-02-28T08:00:00+01:00"));
    let _ = house.login(&guest, 1).accepted();
    let began = (house.now() - monday()).num_seconds();
    house.report(Told::of(&house, &guest, "A", began).start());
    house.set(time("2026-02-28T10:30:00+01:00"));
    house.round();
    let done = renew(&house, &guest, None);
    assert_eq!(done.ticket.expires_at, Some(time(SECOND)), "S02");
    let told = house.outbox();
    assert!(
        told.iter().all(|row| row.what.body["demand"] == "looser"),
        "S03: {told:?}"
    );
    house.set(time("2026-02-28T11:00:00+01:00"));
    house.engine.follow().unwrap();
    assert_eq!(house.status(&guest), Status::InUse);
    assert_eq!(
        house.login(&guest, 1).accepted().grant.stop_at,
        Some(time(SECOND))
    );
}

#[test]
fn s04_a_late_notice_lets_in_again_without_a_shift() {
    let (house, guest) = subscriber(&one_day());
    let _ = house.login(&guest, 1).accepted();
    house.set(time("2026-02-28T11:00:00+01:00"));
    house.round();
    assert!(
        matches!(house.login(&guest, 1).refused(), Refusal::Expired { .. }),
        "S05"
    );
    assert_eq!(house.status(&guest), Status::Expired);
    house.advance(5 * 60);
    let done = renew(&house, &guest, Some("PAY-2"));
    assert_eq!(done.ticket.expires_at, Some(time(SECOND)));
    assert_eq!(
        house.login(&guest, 1).accepted().grant.stop_at,
        Some(time(SECOND))
    );
}

#[test]
fn s05_without_a_payment_it_ends_two_hours_after_its_period() {
    let (house, guest) = subscriber(&one_day());
    house.set(time("2026-02-28T11:00:00+01:00") - seconds(1));
    let _ = house.login(&guest, 1).accepted();
    house.advance(1);
    assert!(matches!(
        house.login(&guest, 1).refused(),
        Refusal::Expired { .. }
    ));
}

#[test]
fn s08_what_is_bought_once_has_no_two_hours() {
    let house = licensed();
    let guest = house.guest(product(json!({ "expiration": one_day() })), 1);
    house.set(time("2026-05-10T14:20:00+02:00"));
    let _ = house.login(&guest, 1).accepted();
    let expires = Some(time("2026-05-11T14:20:00+02:00"));
    assert_eq!(house.ticket(&guest).expires_at, expires);
}

#[test]
fn s10_one_login_is_not_kept_to() {
    let (house, guest) = subscriber(&json!({ "type": "one_login" }));
    for day in 1..4_u8 {
        house.advance(86400);
        let _ = house.login(&guest, day).accepted();
        house.advance(120);
    }
    let expires = Some(time("2026-02-28T11:00:00+01:00"));
    assert_eq!(house.ticket(&guest).expires_at, expires);
}

#[test]
fn a_payment_counts_once() {
    let (house, guest) = subscriber(&one_day());
    let first = renew(&house, &guest, Some("PAY-2"));
    let again = renew(&house, &guest, Some("PAY-2"));
    assert_eq!(first.subscription.unwrap().periods(), 2);
    assert_eq!(again.subscription, first.subscription);
    assert_eq!(house.events(&guest, "ticket.renewed"), 1);
    let other = house.guest(product(json!({ "expiration": one_day() })), 1);
    let code = house.detail(&other).product.code;
    let (store, now) = (&house.store, house.now());
    let renewed = || {
        let reference = Some("PAY-2".to_owned());
        subscription::renew(store, now, Actor::Cli, other.serial, reference).unwrap_err()
    };
    assert_eq!(renewed().code(), "not_subscribed");
    let none = SubscriptionFrequency::None;
    let refused = subscription::subscribe(store, now, Actor::Cli, other.serial, code.clone(), none);
    assert_eq!(refused.unwrap_err().code(), "no_frequency");
    let _ = subscription::subscribe(store, now, Actor::Cli, other.serial, code, Monthly).unwrap();
    assert_eq!(renewed().code(), "reference_taken");
}

#[test]
fn a_payment_that_comes_after_its_own_period_opens_nothing() {
    let (house, guest) = subscriber(&one_day());
    house.set(time("2026-04-15T12:00:00+02:00"));
    house.round();
    let done = renew(&house, &guest, Some("PAY-2"));
    assert_eq!(done.ticket.expires_at, Some(time(SECOND)));
    assert_eq!(house.status(&guest), Status::Expired);
    let done = renew(&house, &guest, Some("PAY-3"));
    assert_eq!(
        done.ticket.expires_at,
        Some(time("2026-04-30T11:00:00+02:00"))
    );
    assert_eq!(house.status(&guest), Status::InUse);
    let _ = house.login(&guest, 1).accepted();
}

#[test]
fn a_subscription_ends_with_a_recharge() {
    let (house, guest) = subscriber(&one_day());
    let code = house.detail(&guest).product.code;
    let _ = crate::services::recharge::recharge(
        &house.store,
        house.now(),
        Actor::Cli,
        guest.serial,
        code,
    )
    .unwrap();
    house.engine.follow().unwrap();
    assert_eq!(house.detail(&guest).subscription, None);
    let _ = house.login(&guest, 1).accepted();
    let expires = Some(time("2026-02-01T09:00:00+01:00"));
    assert_eq!(house.ticket(&guest).expires_at, expires);
}
