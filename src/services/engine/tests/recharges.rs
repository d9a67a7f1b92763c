//! Recharges, extensions and freed devices, with an engine that answers logins meanwhile (RULES 3.3, R01–R22).

use super::*;
use crate::{
    domain::{
        allowance::{BYTES_PER_MB, Window},
        login::Resource,
    },
    services::{
        Error,
        extend::{self, Device, End, Longer},
        recharge::{self, Recharged, Recovery, Starts},
    },
};

const DAY: i64 = 86400;

/// A product of the house, by its code.
fn sold(house: &House, mut limits: Value) -> String {
    let code = uuid::Uuid::now_v7().simple().to_string();
    limits["code"] = json!(code);
    let product: ProductJson = product(limits).to_string().parse().unwrap();
    let _ = catalogue::add_product(&house.store, house.now(), Actor::Desk, product).unwrap();
    code
}

fn recharge(house: &House, guest: &Guest, product: &str) -> Result<Recharged, Error> {
    let (now, product) = (house.now(), product.to_owned());
    let preview = recharge::preview(&house.store, now, guest.serial, &product);
    let done = recharge::recharge(&house.store, now, Actor::Desk, guest.serial, product);
    house.engine.follow().unwrap();
    if let (Ok(preview), Ok(done)) = (&preview, &done) {
        assert_eq!(*preview, done.preview, "what was shown is what was done");
    }
    done
}

/// Logs in and is on line for so many minutes and megabytes, from ten on Monday.
fn uses(house: &House, guest: &Guest, minutes: i64, megabytes: u64) {
    let _ = house.login(guest, 1).accepted();
    let told = Told::of(house, guest, "A", 0);
    house.report(told.start());
    house.advance(minutes * 60);
    house.report(told.stop(minutes * 60, (0, megabytes * BYTES_PER_MB)));
}

#[test]
fn worked_examples() {
    let hour = || json!({ "total_time_min": 60 });
    let with = |mut value: Value, key: &str, to: Value| {
        value[key] = to;
        value
    };
    let yes = |value| with(value, "recover_residual", json!("yes"));
    let unless = |value| with(value, "recover_residual", json!("unless_expired"));
    let days = |value, days: &str| {
        let expiration = json!({ "type": "days_hours", "days": days, "hours": "0" });
        with(value, "expiration", expiration)
    };
    let once = |value| with(value, "expiration", json!({ "type": "one_login" }));
    let data = || json!({ "total_time_min": 60, "total_data_mb": 1024 });
    let hours = |hours: i64| hours * 3600;
    #[rustfmt::skip]
    let table = [
        // name, old product, minutes and megabytes used, bought so long after the first login, new product, minutes, megabytes
        ("R01",         hour(),                              40, 0,   hours(1), yes(hour()),                           Some(80),  None),
        ("R02",         hour(),                              40, 0,   hours(1), hour(),                                Some(60),  None),
        ("R03",         days(hour(), "1"),                   40, 0,   hours(1), unless(hour()),                        Some(80),  None),
        ("R04",         days(hour(), "1"),                   40, 0,   2 * DAY,  unless(hour()),                        Some(60),  None),
        ("R05",         days(hour(), "1"),                   40, 0,   2 * DAY,  yes(hour()),                           Some(80),  None),
        ("R06",         days(hour(), "1"),                   40, 0,   DAY,      unless(hour()),                        Some(60),  None),
        ("just before", days(hour(), "1"),                   40, 0,   DAY - 1,  unless(hour()),                        Some(80),  None),
        ("R10",         data(),                              60, 724, hours(2), yes(data()),                           Some(60),  Some(1324)),
        ("R10, unless", data(),                              60, 724, hours(2), unless(data()),                        Some(60),  Some(1324)),
        ("R11",         json!({}),                           40, 0,   hours(1), yes(hour()),                           Some(60),  None),
        ("R12",         hour(),                              40, 0,   hours(1), yes(json!({})),                        None,      None),
        ("R13",         json!({ "daily_time_min": 30 }),     10, 0,   hours(1), yes(json!({ "daily_time_min": 30 })),  None,      None),
        ("R14",         json!({ "weekly_time_min": 120 }),   20, 0,   hours(1), yes(json!({ "weekly_time_min": 120 })), None,     None),
        ("R16",         hour(),                              40, 0,   hours(1), yes(hour()),                           Some(80),  None),
        ("R17",         yes(hour()),                         40, 0,   hours(1), hour(),                                Some(60),  None),
        ("R21",         once(hour()),                        40, 0,   hours(1), unless(hour()),                        Some(60),  None),
        ("R21, yes",    once(hour()),                        40, 0,   hours(1), yes(hour()),                           Some(80),  None),
    ];
    for (name, old, minutes, megabytes, after, new, total_minutes, total_megabytes) in table {
        let house = House::new();
        let guest = house.guest(product(old), 1);
        uses(&house, &guest, minutes, megabytes);
        house.set(monday() + seconds(after));
        house.round();
        let new = sold(&house, new);
        let done = recharge(&house, &guest, &new).unwrap();
        let totals = done.preview.totals;
        assert_eq!(
            totals.seconds,
            total_minutes.map(|minutes: u64| minutes * 60),
            "{name}"
        );
        assert_eq!(
            totals.bytes,
            total_megabytes.map(|it: u64| it * BYTES_PER_MB),
            "{name}"
        );
        assert_eq!(
            done.preview.starts,
            Starts::NextLogin,
            "{name}: nobody is on line"
        );
        // The login knows of it, and has nothing else to say.
        assert_eq!(house.status(&guest), Status::InUse, "{name}");
        let grant = house.login(&guest, 1).accepted().grant;
        let timeout = grant.session_timeout(house.now());
        if let Some(minutes) = total_minutes {
            assert_eq!(
                timeout,
                Some(u32::try_from(minutes).unwrap() * 60),
                "{name}"
            );
        }
        assert_eq!(
            grant.bytes_left,
            total_megabytes.map(|it| it * BYTES_PER_MB),
            "{name}"
        );
        if name == "R13" {
            // Ten of today's thirty are used, and stay so.
            assert_eq!(timeout, Some(20 * 60), "R13");
        }
    }
}

#[test]
fn r18_usage_up_to_the_purchase_counts_and_the_session_may_go_on_to_noon() {
    let house = House::new();
    let guest = house.guest(product(json!({ "total_time_min": 60 })), 2);
    let _ = house.login(&guest, 1).accepted();
    let told = Told::of(&house, &guest, "A", 0);
    house.report(told.start());
    house.advance(35 * 60);
    house.report(told.interim(35 * 60, (0, 0)));
    // Five minutes that no gateway has told of yet count too.
    house.advance(5 * 60);
    let new = sold(
        &house,
        json!({ "total_time_min": 60, "recover_residual": "yes" }),
    );
    let done = recharge(&house, &guest, &new).unwrap();
    assert_eq!(done.preview.left.seconds, Some(20 * 60));
    assert_eq!(done.preview.totals.seconds, Some(80 * 60));
    assert_eq!((done.preview.starts, done.preview.online), (Starts::Now, 1));
    assert_eq!(
        house.outbox().len(),
        1,
        "the session is cut to be let in with its new limits"
    );
    let again = house.login(&guest, 1).accepted();
    assert_eq!(again.grant.stop_at, Some(time("2026-05-11T12:00:00+02:00")));
    // The old session's report of the time up to the purchase takes nothing away.
    house.report(told.interim(40 * 60, (0, 0)));
    let again = house.login(&guest, 1).accepted();
    assert_eq!(again.grant.stop_at, Some(time("2026-05-11T12:00:00+02:00")));
    // It goes on: at noon it is over, and not a second before.
    house.advance(80 * 60 - 1);
    house.report(told.interim(120 * 60 - 1, (0, 0)));
    house.round();
    assert_eq!(house.status(&guest), Status::InUse);
    house.advance(1);
    house.report(told.interim(120 * 60, (0, 0)));
    assert_eq!(house.status(&guest), Status::Expired);
}

#[test]
fn r19_a_free_user_takes_over_nothing() {
    let house = House::new();
    let guest = house.guest(product(json!({ "total_time_min": 60 })), 1);
    uses(&house, &guest, 40, 0);
    let connection = rusqlite::Connection::open(house.folder.path().join("innkeeper.db")).unwrap();
    let _ = connection
        .execute("UPDATE ticket SET source = 7", [])
        .unwrap();
    drop(connection);
    let new = sold(
        &house,
        json!({ "total_time_min": 60, "recover_residual": "yes" }),
    );
    let done = recharge(&house, &guest, &new).unwrap();
    assert_eq!(done.preview.totals.seconds, Some(60 * 60));
    assert_eq!(done.preview.recovery, Recovery::FreeUser);
}

#[test]
fn r20_a_product_that_forces_a_choice_is_chosen_at_the_first_login_and_not_used_up_by_it() {
    for (recover, minutes, recovery) in [
        ("yes", 120, Recovery::Recovered),
        ("unless_expired", 60, Recovery::Expired),
    ] {
        let house = House::new();
        let expiration = json!({ "type": "days_hours", "days": "-1", "hours": "0" });
        let generic = product(json!({ "total_time_min": 60, "expiration": expiration }));
        let guest = house.guest(generic, 1);
        assert_eq!(house.login(&guest, 1).refused(), Refusal::ChooseProduct);
        assert_eq!(house.login(&guest, 1).refused(), Refusal::ChooseProduct);
        assert_eq!(
            house.status(&guest),
            Status::NoUse,
            "it is not used up by that"
        );
        let new = sold(
            &house,
            json!({ "total_time_min": 60, "recover_residual": recover }),
        );
        let done = recharge(&house, &guest, &new).unwrap();
        assert_eq!(done.preview.totals.seconds, Some(minutes * 60), "{recover}");
        assert_eq!(done.preview.recovery, recovery, "{recover}");
        let _ = house.login(&guest, 1).accepted();
        assert_eq!(house.status(&guest), Status::InUse);
    }
}

#[test]
fn r22_the_validity_counts_from_the_next_login() {
    let house = House::new();
    let until_30_may = json!({ "type": "days_hours", "days": "19", "hours": "0" });
    let old = json!({ "total_time_min": 60, "expiration": until_30_may });
    let guest = house.guest(product(old), 1);
    uses(&house, &guest, 40, 0);
    let day = json!({ "type": "days_hours", "days": "1", "hours": "0" });
    let day = json!({ "total_time_min": 60, "recover_residual": "yes", "expiration": day });
    let new = sold(&house, day);
    let done = recharge(&house, &guest, &new).unwrap();
    assert_eq!(done.preview.totals.seconds, Some(80 * 60));
    assert_eq!(done.ticket.expires_at, None, "not before the login");
    house.set(time("2026-05-13T09:00:00+02:00"));
    let _ = house.login(&guest, 1).accepted();
    let expires = Some(time("2026-05-14T09:00:00+02:00"));
    assert_eq!(house.ticket(&guest).expires_at, expires);
}

#[test]
fn q42_a_window_that_is_used_up_stays_so() {
    let house = House::new();
    let guest = house.guest(product(json!({ "daily_time_min": 60 })), 1);
    uses(&house, &guest, 60, 0);
    house.set(time("2026-05-11T15:00:00+02:00"));
    let same = sold(&house, json!({ "daily_time_min": 60 }));
    let done = recharge(&house, &guest, &same).unwrap();
    let midnight = time("2026-05-12T00:00:00+02:00");
    let told: Vec<_> = done
        .preview
        .used_up
        .iter()
        .map(|one| (one.window, one.resource, one.until))
        .collect();
    assert_eq!(told, [(Window::Daily, Resource::Time, midnight)]);
    let used_up = Refusal::UsedUp {
        window: Window::Daily,
        resource: Resource::Time,
        until: Some(midnight),
    };
    assert_eq!(house.login(&guest, 1).refused(), used_up);
    house.set(midnight);
    let _ = house.login(&guest, 1).accepted();
}

#[test]
fn one_login_is_had_again_with_another_product() {
    // E62, and a recharge while on line: the cut session must not have been the login that was bought.
    let house = House::new();
    let once = json!({ "expiration": { "type": "one_login" } });
    let guest = house.guest(product(once.clone()), 1);
    uses(&house, &guest, 20, 0);
    house.advance(5 * 60);
    assert_eq!(house.login(&guest, 1).refused(), Refusal::OneLoginUsed);
    let new = sold(&house, once);
    let _ = recharge(&house, &guest, &new).unwrap();
    let _ = house.login(&guest, 1).accepted();
    let told = Told::of(&house, &guest, "B", 25 * 60);
    house.report(told.start());
    house.advance(60);
    let done = recharge(&house, &guest, &new).unwrap();
    assert_eq!(done.preview.starts, Starts::NextLogin);
    house.report(told.stop(60, (0, 0)));
    let _ = house.login(&guest, 1).accepted();
}

#[test]
fn an_expired_ticket_lives_again_and_a_cancelled_one_does_not() {
    let house = House::new();
    let unused = house.guest(product(json!({ "total_time_min": 60 })), 1);
    house.set(monday() + seconds(200 * DAY));
    house.round();
    assert_eq!(house.status(&unused), Status::Expired, "TX06");
    let hour = sold(&house, json!({ "total_time_min": 60 }));
    let _ = recharge(&house, &unused, &hour).unwrap();
    assert_eq!(house.status(&unused), Status::InUse);
    let _ = house.login(&unused, 1).accepted();
    let _ = crate::services::cancel::cancel(
        &house.store,
        house.now(),
        Actor::Desk,
        unused.serial,
        None,
    );
    let refused = recharge(&house, &unused, &hour).unwrap_err();
    assert_eq!(refused.code(), "not_rechargeable");
}

#[test]
fn the_history_tells_what_was_held_before() {
    let house = House::new();
    let guest = house.guest(product(json!({ "total_time_min": 60 })), 1);
    uses(&house, &guest, 40, 0);
    assert_eq!(
        house.detail(&guest).held.len(),
        1,
        "known without a recharge"
    );
    let new = json!({ "total_time_min": 60, "recover_residual": "yes", "price_list": "3.00" });
    let new = sold(&house, new);
    let _ = recharge(&house, &guest, &new).unwrap();
    let _ = catalogue::remove_product(&house.store, house.now(), Actor::Desk, &new);
    let held = house.detail(&guest).held;
    let told: Vec<_> = held
        .iter()
        .map(|one| (one.price.minor, one.recovered_seconds, one.actor.as_str()))
        .collect();
    assert_eq!(told, [(300, 20 * 60, "desk"), (0, 0, "desk")]);
    assert_eq!(held[0].product.code, new);
    assert_eq!(house.events(&guest, "ticket.recharged"), 1);
}

#[test]
fn a_chosen_name_that_was_given_away_is_not_taken_back() {
    let house = House::new();
    let request = || issue::Request {
        credentials: Some(("wedding".to_owned(), "secret".to_owned())),
        ..issue::Request::default()
    };
    let once = json!({ "total_time_min": 60 });
    let first = house.guest_with(product(once.clone()), 1, Format::Special, request());
    uses(&house, &first, 60, 0);
    assert_eq!(house.status(&first), Status::Expired);
    let _second = house.guest_with(product(once.clone()), 1, Format::Special, request());
    let new = sold(&house, once);
    let refused = recharge(&house, &first, &new).unwrap_err();
    assert_eq!(refused.code(), "username_taken");
    assert_eq!(
        house.events(&first, "ticket.recharged"),
        0,
        "nothing is half done"
    );
    assert_eq!(house.detail(&first).held.len(), 1);
}

#[test]
fn an_extension_moves_the_end_and_the_next_timeout() {
    let house = House::new();
    let day = json!({ "type": "days_hours", "days": "1", "hours": "0" });
    let guest = house.guest(product(json!({ "expiration": day })), 1);
    let extend = |longer| {
        let (store, now) = (&house.store, house.now());
        let done = extend::extend(store, now, Actor::Desk, guest.serial, longer, false, None);
        house.engine.follow().unwrap();
        done
    };
    // Before its first login, it is that which may come later.
    let unused = extend(Longer::Days(10)).unwrap();
    assert_eq!((unused.end, unused.days), (End::FirstLogin, 10));
    let _ = house.login(&guest, 1).accepted();
    let used = extend(Longer::Days(2)).unwrap();
    assert_eq!(
        (used.end, used.to),
        (End::Validity, time("2026-05-14T10:00:00+02:00"))
    );
    let stop = house.login(&guest, 1).accepted().grant.stop_at;
    assert_eq!(stop, Some(used.to));
    for (longer, code) in [
        (Longer::Until(used.to), "not_longer"),
        (Longer::Until(monday()), "not_longer"),
        (Longer::Days(0), "out_of_range"),
        (Longer::Days(4000), "out_of_range"),
        (
            Longer::Until(used.to + TimeDelta::days(4000)),
            "out_of_range",
        ),
    ] {
        assert_eq!(extend(longer).unwrap_err().code(), code, "{longer:?}");
    }
    house.set(used.to);
    house.round();
    assert_eq!(house.status(&guest), Status::Expired);
    assert_eq!(extend(Longer::Days(1)).unwrap_err().code(), "not_live");
    let endless = house.guest(unlimited(), 1);
    let _ = house.login(&endless, 1).accepted();
    let refused = extend::extension(&house.store, house.now(), endless.serial, Longer::Days(1));
    assert_eq!(refused.unwrap_err().code(), "no_end");
}

#[test]
fn an_extension_over_a_clock_change_keeps_the_wall_clock() {
    let house = House::new();
    house.set(time("2026-10-24T09:00:00+02:00"));
    let day = json!({ "type": "days_hours", "days": "0", "hours": "1" });
    let guest = house.guest(product(json!({ "expiration": day })), 1);
    let _ = house.login(&guest, 1).accepted();
    let done = extend::extension(&house.store, house.now(), guest.serial, Longer::Days(1)).unwrap();
    assert_eq!(done.to, time("2026-10-25T10:00:00+01:00"));
}

#[test]
fn a_freed_device_gives_its_place_at_once_and_is_cut() {
    let house = House::new();
    let guest = house.guest(unlimited(), 1);
    let _ = house.login(&guest, 1).accepted();
    let told = Told::of(&house, &guest, "A", 0);
    house.report(told.start());
    house.advance(60);
    assert_eq!(
        house.login(&guest, 2).refused(),
        Refusal::TooManyDevices { allowed: 1 }
    );
    let free = |device| {
        let freed =
            extend::free_device(&house.store, house.now(), Actor::Desk, guest.serial, device);
        house.engine.follow().unwrap();
        freed
    };
    assert_eq!(
        free(Device::Mac(mac(9))).unwrap_err().code(),
        "no_device_on_line"
    );
    assert_eq!(free(Device::Mac(mac(1))).unwrap().len(), 1);
    assert_eq!(house.outbox().len(), 1, "its gateway is asked to cut it");
    let _ = house.login(&guest, 2).accepted();
    assert_eq!(free(Device::Only).unwrap_err().code(), "no_device_on_line");
    // What it used until it was cut counts.
    house.report(told.stop(65, (1, 1)));
    assert_eq!(house.ticket(&guest).session_seconds, 65);
    assert!(house.open_sessions(&guest).is_empty());
}

#[test]
fn a_freed_device_that_its_gateway_keeps_on_line_counts_again() {
    let house = House::new();
    let guest = house.guest(unlimited(), 1);
    let _ = house.login(&guest, 1).accepted();
    let told = Told::of(&house, &guest, "A", 0);
    house.report(told.start());
    house.advance(60);
    let (now, serial) = (house.now(), guest.serial);
    let _ = extend::free_device(&house.store, now, Actor::Desk, serial, Device::Only).unwrap();
    house.engine.follow().unwrap();
    house.advance(60);
    house.report(told.interim(120, (1, 1)));
    assert_eq!(house.open_sessions(&guest).len(), 1);
    assert_eq!(
        house.login(&guest, 2).refused(),
        Refusal::TooManyDevices { allowed: 1 }
    );
}

#[test]
fn a_room_is_changed_and_what_it_was_is_kept() {
    let house = House::new();
    let guest = house.guest(unlimited(), 1);
    let move_to =
        |to: &str| extend::move_to(&house.store, house.now(), Actor::Desk, guest.serial, to);
    assert_eq!(move_to(" 2\n1\u{202e}5 ").unwrap().user_id, "2 15");
    assert_eq!(move_to("").unwrap_err().code(), "user_id_required");
    assert_eq!(
        move_to(&"x".repeat(501)).unwrap_err().code(),
        "user_id_too_long"
    );
    assert_eq!(house.events(&guest, "ticket.moved"), 1);
    let found = crate::store::Filter {
        user_id: Some("2 1".to_owned()),
        ..crate::store::Filter::default()
    };
    let count = house.store.read(|reader| reader.count(&found, house.now()));
    assert_eq!(count.unwrap(), 1, "the list finds it in its new room");
}
