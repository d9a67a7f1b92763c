//! Saving a product changes nothing until "Update the users" or "Update the policy" is pressed (P36–P38).

use super::disconnects::{answer, hear, listening, shown};
use super::*;
use crate::{
    services::{
        bulk, cancel,
        engine::change,
        extend::{self, Longer},
        recharge,
    },
    store::{Job, JobKind},
};

/// A product and its policy that live for so many days, both named by their codes.
fn days(days: &str) -> Value {
    json!({ "expiration": { "type": "days_hours", "days": days } })
}

fn edit(house: &House, guest: &Guest, mut changes: Value) {
    changes["code"] = json!(house.detail(guest).product.code);
    let _ = catalogue::edit_product(&house.store, house.now(), Actor::Cli, changes).unwrap();
    house.engine.follow().unwrap();
}

fn edit_policy(house: &House, mut changes: Value) {
    changes["code"] = json!("standard");
    let _ = catalogue::edit_policy(&house.store, house.now(), Actor::Cli, changes).unwrap();
    house.engine.follow().unwrap();
}

/// Presses a button for the product of this guest and waits for the end of it.
fn press(house: &House, guest: &Guest, kind: JobKind) -> Job {
    let product = house.ticket(guest).product;
    let job = bulk::start(&house.store, house.now(), Actor::Desk, kind, product).unwrap();
    let job = bulk::run(&house.store, || house.now(), job.id).unwrap();
    house.engine.follow().unwrap();
    job
}

/// The same product in the hands of several guests.
fn another(house: &House, guest: &Guest) -> Guest {
    let name = house.detail(guest).product.code;
    let request = issue::Request {
        ticket_type: name,
        ..issue::Request::default()
    };
    let issued = issue::issue(&house.store, house.now(), Actor::Desk, request).unwrap();
    Guest {
        serial: issued.ticket.serial,
        code: issued.credentials.username,
        password: issued.credentials.password,
    }
}

#[test]
fn e65_e66_the_expiry_moves_when_the_button_is_pressed() {
    let house = House::new();
    let guest = house.guest(days("7"), 1);
    let never = another(&house, &guest);
    house.set(time("2026-06-20T18:00:00+02:00"));
    let session = house.login(&guest, 1).accepted().session;
    let told = Told {
        class: Some(session),
        ..Told::of(&house, &guest, "A", 0)
    };
    let mut stop = told.stop(600, (1 << 20, 0));
    stop.at = house.now();
    house.report(stop);
    house.set(time("2026-06-22T12:00:00+02:00"));
    edit(&house, &guest, days("10"));
    let first_end = Some(time("2026-06-27T18:00:00+02:00"));
    assert_eq!(house.ticket(&guest).expires_at, first_end, "E66");
    assert_eq!(house.login(&guest, 1).accepted().grant.stop_at, first_end);
    let job = press(&house, &guest, JobKind::Users);
    assert_eq!((job.total, job.done, job.changed), (2, 2, 2));
    let end = Some(time("2026-06-30T18:00:00+02:00"));
    let ticket = house.ticket(&guest);
    assert_eq!(ticket.expires_at, end, "E65");
    assert_eq!(house.login(&guest, 1).accepted().grant.stop_at, end, "E65");
    assert_eq!(
        (ticket.session_seconds, ticket.upload_bytes),
        (600, 1 << 20)
    );
    assert_eq!(house.ticket(&never).expires_at, None, "E65");
    assert_eq!(
        house.login(&never, 1).accepted().grant.stop_at,
        Some(time("2026-07-02T12:00:00+02:00")),
        "its first login counts by the new product"
    );
    // Pressed again there is nothing to do; the log says who and how many.
    assert_eq!(press(&house, &guest, JobKind::Users).changed, 0);
    let events = house
        .store
        .read(|reader| reader.events_after(0, 1000))
        .unwrap();
    let done: Vec<_> = events
        .iter()
        .filter(|one| one.event.kind == "job.done")
        .map(|one| one.event.after.clone().unwrap())
        .collect();
    assert_eq!(done[0]["asked_by"], "desk");
    assert_eq!(
        (&done[0]["accounts"], &done[0]["changed"]),
        (&json!(2), &json!(2))
    );
}

#[test]
fn px11_px12_product_and_policy_are_updated_apart() {
    let house = House::new();
    let guest = house.guest(product(json!({ "daily_time_min": 60 })), 1);
    let accepted = house.login(&guest, 1).accepted();
    let (old, limit) = (accepted.download_kbps, time("2026-05-11T11:00:00+02:00"));
    assert_eq!(accepted.grant.stop_at, Some(limit));
    let expiry = house.ticket(&guest).expires_at;
    edit(&house, &guest, json!({ "daily_time_min": 90 }));
    edit_policy(
        &house,
        json!({ "download_kbps": 64, "attributes": { "Filter-Id": "guests" } }),
    );
    assert_eq!(
        house.login(&guest, 1).accepted().grant.stop_at,
        Some(limit),
        "P38"
    );
    let job = press(&house, &guest, JobKind::Users);
    assert_eq!(job.changed, 1);
    let accepted = house.login(&guest, 1).accepted();
    assert_eq!(accepted.download_kbps, old, "PX11: the old policy data");
    assert_eq!(
        accepted.grant.stop_at,
        Some(time("2026-05-11T11:30:00+02:00")),
        "PX11"
    );
    let _ = press(&house, &guest, JobKind::Policy);
    let accepted = house.login(&guest, 1).accepted();
    assert_eq!(accepted.download_kbps, Some(64), "PX12");
    assert_eq!(accepted.attributes.len(), 1);
    assert_eq!(house.ticket(&guest).expires_at, expiry, "PX12");
    // What the new policy lacks is taken away, also where another policy was chosen.
    let plain = json!({ "code": "plain" }).to_string().parse().unwrap();
    let _ = catalogue::add_policy(&house.store, house.now(), Actor::Cli, plain).unwrap();
    edit(&house, &guest, json!({ "policy": "plain" }));
    let _ = press(&house, &guest, JobKind::Policy);
    let accepted = house.login(&guest, 1).accepted();
    assert_eq!(
        (accepted.download_kbps, accepted.attributes.len()),
        (None, 0)
    );
    // The engine's memory and the store agree.
    let house = house.restarted();
    assert_eq!(house.login(&guest, 1).accepted().download_kbps, None);
}

#[test]
fn chosen_dates_stay_and_the_dead_stay_dead() {
    let house = House::new();
    let request = issue::Request {
        stay: Some((monday().date_naive(), monday().date_naive()).into()),
        ..issue::Request::default()
    };
    let variable = house.guest_with(days("1"), 1, Format::Variable, request);
    let until = house.ticket(&variable).expires_at;
    let _ = house.login(&variable, 1).accepted();
    edit(&house, &variable, days("10"));
    assert_eq!(press(&house, &variable, JobKind::Users).changed, 1);
    assert_eq!(house.ticket(&variable).expires_at, until);
    let expired = house.guest(days("1"), 1);
    let cancelled = another(&house, &expired);
    let _ = house.login(&expired, 1).accepted();
    let _ = cancel::cancel(
        &house.store,
        house.now(),
        Actor::Desk,
        cancelled.serial,
        None,
    )
    .unwrap();
    let end = house.ticket(&expired).expires_at.unwrap();
    edit(&house, &expired, days("10"));
    // Not even where nobody has written yet that it expired: the very second counts.
    house.set(end);
    let job = press(&house, &expired, JobKind::Users);
    assert_eq!((job.total, job.changed), (0, 0));
    assert_eq!(house.ticket(&expired).expires_at, Some(end));
    house.round();
    assert_eq!(house.status(&expired), Status::Expired);
    assert_eq!(press(&house, &expired, JobKind::Users).changed, 0);
}

/// Counts what a button would do for the product of this guest: accounts, and those that are not up to date.
fn counted(house: &House, guest: &Guest, kind: JobKind) -> (u64, u64) {
    let product = house.ticket(guest).product;
    let count = bulk::count(&house.store, house.now(), kind, product).unwrap();
    (count.accounts, count.outdated)
}

#[test]
fn what_was_set_by_hand_stays() {
    // Product and policy are apart: what was not set by hand is brought up to date.
    let none = issue::Special::default;
    let minutes_of = |minutes| issue::Special {
        daily_time_min: Some(minutes),
        ..none()
    };
    let speed_of = |special| issue::Special {
        download_kbps: Some(512),
        ..special
    };
    let within = issue::Special {
        use_within_days: Some(9),
        ..none()
    };
    let week = Some(time("2026-05-18T10:00:00+02:00"));
    let longer = Some(time("2026-05-21T10:00:00+02:00"));
    for (name, special, users, policy, end, minutes, kbps) in [
        ("neither", none(), 1, 1, longer, 90, Some(64)),
        ("no terms", within, 1, 1, longer, 90, Some(64)),
        ("minutes", minutes_of(45), 0, 1, week, 45, Some(64)),
        // The same as the product's: it was set nevertheless.
        ("the same minutes", minutes_of(60), 0, 1, week, 60, Some(64)),
        ("speed", speed_of(none()), 1, 0, longer, 90, Some(512)),
        ("both", speed_of(minutes_of(45)), 0, 0, week, 45, Some(512)),
    ] {
        let house = House::new();
        let request = issue::Request {
            special,
            ..issue::Request::default()
        };
        let terms = json!({ "daily_time_min": 60, "expiration": days("7")["expiration"] });
        let guest = house.guest_with(terms, 1, Format::Special, request);
        let _ = house.login(&guest, 1).accepted();
        assert_eq!(house.ticket(&guest).expires_at, week, "{name}");
        edit(
            &house,
            &guest,
            json!({ "daily_time_min": 90, "expiration": days("10")["expiration"] }),
        );
        edit_policy(&house, json!({ "download_kbps": 64 }));
        for (kind, changes) in [(JobKind::Users, users), (JobKind::Policy, policy)] {
            assert_eq!(counted(&house, &guest, kind), (1, changes), "{name}");
            let job = press(&house, &guest, kind);
            assert_eq!(
                (job.total, job.done, job.changed),
                (1, 1, changes),
                "{name}"
            );
            assert_eq!(counted(&house, &guest, kind), (1, 0), "{name}");
        }
        assert_eq!(house.ticket(&guest).expires_at, end, "{name}");
        let holds = |house: &House| {
            let accepted = house.login(&guest, 1).accepted();
            let day = time("2026-05-11T10:00:00+02:00") + chrono::TimeDelta::minutes(minutes);
            assert_eq!(accepted.grant.stop_at, Some(day), "{name}");
            assert_eq!(accepted.download_kbps, kbps, "{name}");
        };
        holds(&house);
        holds(&house.restarted());
    }
}

#[test]
fn an_end_that_was_set_by_hand_stays() {
    let house = House::new();
    let guest = house.guest(days("7"), 1);
    let extend = |guest: &Guest| {
        let longer = Longer::Days(2);
        let done = extend::extend(
            &house.store,
            house.now(),
            Actor::Desk,
            guest.serial,
            longer,
            false,
            None,
        );
        Some(done.unwrap().to)
    };
    let _ = house.login(&guest, 1).accepted();
    // What else the desk changes leaves the end one that was computed.
    let moved = another(&house, &guest);
    let _ = house.login(&moved, 1).accepted();
    let _ = extend::set_devices(&house.store, house.now(), Actor::Desk, moved.serial, 3).unwrap();
    // So does a longer time for the first login.
    let unused = another(&house, &guest);
    let _ = extend(&unused);
    house.engine.follow().unwrap();
    let _ = house.login(&unused, 1).accepted();
    let end = extend(&guest);
    assert_eq!(end, Some(time("2026-05-20T10:00:00+02:00")));
    for (days_now, computed) in [("1", "2026-05-12"), ("14", "2026-05-25")] {
        edit(&house, &guest, days(days_now));
        assert_eq!(counted(&house, &guest, JobKind::Users), (3, 3));
        assert_eq!(press(&house, &guest, JobKind::Users).changed, 3);
        assert_eq!(counted(&house, &guest, JobKind::Users), (3, 0));
        assert_eq!(house.ticket(&guest).expires_at, end, "{days_now}");
        let computed = Some(time(&format!("{computed}T10:00:00+02:00")));
        assert_eq!(house.ticket(&moved).expires_at, computed, "{days_now}");
        assert_eq!(house.ticket(&unused).expires_at, computed, "{days_now}");
    }
    // What is bought anew has the end of the product again.
    let code = house.detail(&guest).product.code;
    let _ = recharge::recharge(&house.store, house.now(), Actor::Desk, guest.serial, code).unwrap();
    house.engine.follow().unwrap();
    let _ = house.login(&guest, 1).accepted();
    edit(&house, &guest, days("20"));
    let _ = press(&house, &guest, JobKind::Users);
    assert_eq!(
        house.ticket(&guest).expires_at,
        Some(time("2026-05-31T10:00:00+02:00"))
    );
}

#[test]
fn a_shorter_life_ends_those_who_are_past_it() {
    let house = House::new();
    let guest = house.guest(days("7"), 1);
    let class = Some(house.login(&guest, 1).accepted().session);
    let told = Told {
        class,
        ..Told::of(&house, &guest, "A", 0)
    };
    house.report(told.start());
    house.advance(2 * 86400);
    house.report(told.interim(2 * 86400, (0, 0)));
    edit(&house, &guest, days("1"));
    let _ = press(&house, &guest, JobKind::Users);
    house.round();
    assert_eq!(house.status(&guest), Status::Expired);
    let kinds: Vec<_> = house
        .outbox()
        .into_iter()
        .map(|row| row.what.kind)
        .collect();
    assert!(kinds.contains(&"disconnect".to_owned()), "{kinds:?}");
}

#[test]
fn a_job_goes_on_after_a_crash_and_can_be_stopped() {
    let house = House::new();
    let guest = house.guest(days("7"), 1);
    let name = house.detail(&guest).product.code;
    let request = issue::Request {
        ticket_type: name,
        ..issue::Request::default()
    };
    let _ = issue::issue_many(&house.store, house.now(), Actor::Desk, request, 700).unwrap();
    edit(&house, &guest, days("10"));
    let product = house.ticket(&guest).product;
    let counted = bulk::count(&house.store, house.now(), JobKind::Users, product).unwrap();
    assert_eq!((counted.accounts, counted.outdated), (701, 701));
    let start = || {
        bulk::start(
            &house.store,
            house.now(),
            Actor::Cli,
            JobKind::Users,
            product,
        )
        .unwrap()
    };
    let job = bulk::step(&house.store, house.now(), start().id).unwrap();
    assert!(job.is_running() && (1..701).contains(&job.done), "{job:?}");
    // Whoever asks for the same finds it; whoever finds it goes on with it.
    assert_eq!(start(), job);
    let house = house.restarted();
    let unfinished = bulk::running(&house.store).unwrap();
    assert_eq!(unfinished, std::slice::from_ref(&job));
    let job = bulk::run(&house.store, || house.now(), unfinished[0].id).unwrap();
    assert_eq!((job.total, job.done, job.changed), (701, 701, 701));
    let left = bulk::count(&house.store, house.now(), JobKind::Users, product).unwrap();
    assert_eq!((left.accounts, left.outdated), (701, 0));
    // Stopped: what was done stays done, and a job for what the product is by now takes the place of an old one.
    edit(&house, &guest, days("12"));
    let start = || {
        bulk::start(
            &house.store,
            house.now(),
            Actor::Cli,
            JobKind::Users,
            product,
        )
        .unwrap()
    };
    let first = bulk::step(&house.store, house.now(), start().id).unwrap();
    edit(&house, &guest, days("14"));
    let second = start();
    let first = bulk::progress(&house.store, first.id).unwrap();
    assert!(first.cancelled && !first.is_running() && second.id != first.id);
    let second = bulk::step(&house.store, house.now(), second.id).unwrap();
    let stopped = bulk::cancel(&house.store, house.now(), Actor::Desk, second.id).unwrap();
    assert!(stopped.cancelled && stopped.changed > 0);
    let again = bulk::step(&house.store, house.now(), second.id).unwrap();
    assert_eq!(again, stopped, "a stopped job does nothing more");
    let left = bulk::count(&house.store, house.now(), JobKind::Users, product).unwrap();
    assert_eq!(left.outdated, 701 - stopped.changed);
}

#[test]
fn the_engine_goes_on_with_jobs_and_knows_what_they_did() {
    let house = House::new();
    let guest = house.guest(product(json!({ "daily_data_mb": 7 })), 1);
    assert_eq!(
        house.login(&guest, 1).accepted().grant.bytes_left,
        Some(7 << 20)
    );
    edit(&house, &guest, json!({ "daily_data_mb": 5 }));
    let id = house.ticket(&guest).product;
    let job = bulk::start(&house.store, house.now(), Actor::Desk, JobKind::Users, id).unwrap();
    house.engine.go_on_with_jobs().unwrap();
    assert!(!bulk::progress(&house.store, job.id).unwrap().is_running());
    house.engine.follow().unwrap();
    assert_eq!(
        house.login(&guest, 1).accepted().grant.bytes_left,
        Some(5 << 20)
    );
}

#[test]
fn a_first_login_just_after_a_batch_counts_by_the_new_product() {
    let house = House::new();
    let guest = house.guest(days("7"), 1);
    // Known to the engine, by a refusal.
    let _ = house
        .ask(
            &guest.code,
            Proof::Pap(b"wrong".to_vec().into()),
            Some(mac(1)),
        )
        .refused();
    edit(&house, &guest, days("10"));
    let id = house.ticket(&guest).product;
    let job = bulk::start(&house.store, house.now(), Actor::Desk, JobKind::Users, id).unwrap();
    let _ = bulk::run(&house.store, || house.now(), job.id).unwrap();
    // The engine has not followed yet.
    let _ = house.login(&guest, 1).accepted();
    assert_eq!(
        house.ticket(&guest).expires_at,
        Some(time("2026-05-21T10:00:00+02:00"))
    );
}

/// What a gateway does with the next request.
type Behave = fn(&std::net::UdpSocket) -> Vec<u8>;

fn reply(socket: &std::net::UdpSocket, code: u8, cause: Option<u32>, secret: &str) -> Vec<u8> {
    let asked = hear(socket);
    answer(socket, &asked, code, cause, secret);
    asked.0
}

/// A guest on line at a gateway of this computer that takes CoA-Requests.
fn on_line_at(house: &House, gateway: &Arc<Gateway>, limits: Value) -> Guest {
    let guest = house.guest(limits, 1);
    let class = Some(house.login(&guest, 1).accepted().session);
    let told = Told {
        client: Arc::clone(gateway),
        class,
        ..Told::of(house, &guest, "A", 0)
    };
    let mut start = told.start();
    start.source = gateway.network.address;
    house.report(start);
    guest
}

#[test]
fn running_sessions_get_their_new_limits_or_end() {
    // Tighter: whoever does not obey is disconnected. Looser: the next login brings it.
    let silent: Behave = |_| Vec::new();
    let cases: [(&str, i64, Behave, &str, Option<&str>); 8] = [
        (
            "ACK",
            30,
            |socket| reply(socket, 44, None, SECRET),
            "CoA-ACK",
            None,
        ),
        (
            "NAK",
            30,
            |socket| reply(socket, 45, Some(506), SECRET),
            "CoA-NAK",
            Some("new limits"),
        ),
        ("silence", 30, silent, "no answer", Some("new limits")),
        (
            "another secret",
            30,
            |socket| reply(socket, 44, None, "guessed"),
            "no answer",
            Some("new limits"),
        ),
        (
            "a Disconnect-ACK is no answer",
            30,
            |socket| reply(socket, 41, None, SECRET),
            "no answer",
            Some("new limits"),
        ),
        (
            "looser, ACK",
            90,
            |socket| reply(socket, 44, None, SECRET),
            "CoA-ACK",
            None,
        ),
        (
            "looser, NAK",
            90,
            |socket| reply(socket, 45, Some(506), SECRET),
            "CoA-NAK",
            None,
        ),
        ("looser, silence", 90, silent, "no answer", None),
    ];
    for (name, minutes, behave, shows, ended) in cases {
        let house = House::new();
        let (gateway, socket) = listening(&house, "here", "127.0.0.1");
        let guest = on_line_at(&house, &gateway, product(json!({ "daily_time_min": 60 })));
        house.advance(600);
        edit(&house, &guest, json!({ "daily_time_min": minutes }));
        let _ = press(&house, &guest, JobKind::Users);
        let rows = house.outbox();
        assert_eq!(
            (rows.len(), rows[0].what.kind.as_str()),
            (1, change::KIND),
            "{name}"
        );
        house.engine.carry_out_disconnects(house.now()).unwrap();
        let sent = behave(&socket);
        shown(&house, &guest, shows);
        house.settle();
        if !sent.is_empty() {
            assert_eq!(sent[0], 43, "{name}: CoA-Request");
            // Session-Timeout, counted from the beginning of the session.
            let timeout = [
                &[27, 6][..],
                &u32::try_from(minutes * 60).unwrap().to_be_bytes(),
            ]
            .concat();
            assert!(sent.windows(6).any(|six| six == timeout), "{name}");
        }
        let waiting: Vec<_> = house
            .outbox()
            .iter()
            .filter(|row| row.what.kind == "disconnect")
            .map(|row| row.what.body["why"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(waiting, ended.into_iter().collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn what_a_coa_request_cannot_take_away_needs_a_new_login() {
    let house = House::new();
    edit_policy(&house, json!({ "attributes": { "Filter-Id": "guests" } }));
    let (gateway, _socket) = listening(&house, "here", "127.0.0.1");
    let guest = on_line_at(&house, &gateway, unlimited());
    edit_policy(&house, json!({ "attributes": {} }));
    let _ = press(&house, &guest, JobKind::Policy);
    house.engine.carry_out_disconnects(house.now()).unwrap();
    shown(&house, &guest, "a new login is needed");
    house.settle();
    let kinds: Vec<_> = house
        .outbox()
        .into_iter()
        .map(|row| row.what.kind)
        .collect();
    assert_eq!(kinds, ["disconnect"]);
}
