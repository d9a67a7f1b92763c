//! What gateways report, in whatever order and however often. The names of the first five cases are FreeRADIUS's
//! (`src/tests/modules/sql`).

use super::*;
use crate::domain::allowance::DayUsage;
use proptest::prelude::*;

/// Connections, sessions on line, seconds, bytes up, bytes down.
type Counted = (u32, usize, u64, u64, u64);

fn counted(house: &House, guest: &Guest) -> Counted {
    let ticket = house.ticket(guest);
    (
        ticket.connections,
        house.open_sessions(guest).len(),
        ticket.session_seconds,
        ticket.upload_bytes,
        ticket.download_bytes,
    )
}

fn moved(mut record: Record, by: i64) -> Record {
    record.at += seconds(by);
    record
}

fn silent_about_time(mut record: Record) -> Record {
    record.seconds = None;
    record
}

#[test]
fn the_accounting_cases() {
    type Records = fn(&House, &Guest) -> Vec<Record>;
    #[rustfmt::skip]
    let cases: &[(&str, Records, Counted)] = &[
        ("acct_0_start", |h, g| vec![Told::of(h, g, "A", 0).start()], (1, 1, 0, 0, 0)),
        ("acct_1_update", |h, g| {
            let a = Told::of(h, g, "A", 0);
            vec![a.start(), a.interim(60, (100, 200))]
        }, (1, 1, 60, 100, 200)),
        ("acct_2_stop", |h, g| {
            let a = Told::of(h, g, "A", 0);
            vec![a.start(), a.interim(60, (100, 200)), a.stop(90, (150, 300))]
        }, (1, 0, 90, 150, 300)),
        ("acct_start_conflict", |h, g| {
            let a = Told::of(h, g, "A", 0);
            vec![a.interim(60, (100, 200)), a.start()]
        }, (1, 1, 60, 100, 200)),
        ("acct_update_no_start", |h, g| vec![Told::of(h, g, "A", 0).interim(60, (100, 200))], (1, 1, 60, 100, 200)),
        ("repeated Start", |h, g| {
            let a = Told::of(h, g, "A", 0);
            vec![a.start(), a.start(), moved(a.start(), 3)]
        }, (1, 1, 3, 0, 0)),
        ("repeated Start that names its Class, late", |h, g| {
            let mut a = Told::of(h, g, "A", 0);
            a.class = Some(h.login(g, 1).accepted().session);
            vec![a.start(), moved(a.start(), 30)]
        }, (1, 1, 30, 0, 0)),
        ("repeated Interim", |h, g| {
            let a = Told::of(h, g, "A", 0);
            vec![a.start(), a.interim(60, (100, 200)), a.interim(60, (100, 200)), moved(a.interim(60, (100, 200)), 4)]
        }, (1, 1, 60, 100, 200)),
        ("repeated Stop", |h, g| {
            let a = Told::of(h, g, "A", 0);
            vec![a.start(), a.stop(90, (150, 300)), a.stop(90, (150, 300))]
        }, (1, 0, 90, 150, 300)),
        ("repeated Stop of a short session, without Acct-Delay-Time", |h, g| {
            let a = Told::of(h, g, "A", 0);
            vec![a.start(), a.stop(5, (1, 2)), moved(a.stop(5, (1, 2)), 60)]
        }, (1, 0, 5, 1, 2)),
        ("repeated Stop without Acct-Session-Time", |h, g| {
            let a = Told::of(h, g, "A", 0);
            let stop = silent_about_time(a.stop(90, (1, 2)));
            vec![a.start(), stop.clone(), moved(stop, 60)]
        }, (1, 0, 90, 1, 2)),
        ("Stop before Start", |h, g| {
            let a = Told::of(h, g, "A", 0);
            vec![a.stop(90, (150, 300)), a.start()]
        }, (1, 0, 90, 150, 300)),
        ("Stop alone", |h, g| vec![Told::of(h, g, "A", 0).stop(90, (150, 300))], (1, 0, 90, 150, 300)),
        ("late Interim after Stop", |h, g| {
            let a = Told::of(h, g, "A", 0);
            vec![a.start(), a.stop(90, (150, 300)), a.interim(60, (100, 200))]
        }, (1, 0, 90, 150, 300)),
        ("Stop that counted less than the Interim that it overtook", |h, g| {
            let a = Told::of(h, g, "A", 0);
            vec![a.start(), a.stop(90, (0, 0)), a.interim(60, (100, 200))]
        }, (1, 0, 90, 100, 200)),
        ("Interims in the wrong order", |h, g| {
            let a = Told::of(h, g, "A", 0);
            vec![a.start(), a.interim(120, (200, 400)), a.interim(60, (100, 200))]
        }, (1, 1, 120, 200, 400)),
        ("reboot: the same name starts anew", |h, g| {
            let (a, again) = (Told::of(h, g, "A", 0), Told::of(h, g, "A", 700));
            vec![a.start(), a.interim(600, (1000, 0)), again.start(), again.interim(60, (50, 0))]
        }, (2, 1, 660, 1050, 0)),
        ("reboot: counters go back, the Start is lost", |h, g| {
            let (a, again) = (Told::of(h, g, "A", 0), Told::of(h, g, "A", 690));
            vec![a.start(), a.interim(600, (1000, 0)), again.interim(10, (5, 0))]
        }, (2, 1, 610, 1005, 0)),
        ("the same name after a Stop", |h, g| {
            let (a, again) = (Told::of(h, g, "A", 0), Told::of(h, g, "A", 200));
            vec![a.start(), a.stop(90, (10, 20)), again.start(), again.stop(30, (1, 2))]
        }, (2, 0, 120, 11, 22)),
        ("the same name after a Stop, its Start lost", |h, g| {
            let (a, again) = (Told::of(h, g, "A", 0), Told::of(h, g, "A", 200));
            vec![a.start(), a.stop(90, (10, 20)), again.stop(30, (1, 2))]
        }, (2, 0, 120, 11, 22)),
        ("gigawords", |h, g| {
            let a = Told::of(h, g, "A", 0);
            vec![a.start(), a.interim(600, (u64::from(u32::MAX) + 8, 5 << 32)), a.stop(900, (2 << 32, 6 << 32))]
        }, (1, 0, 900, 2 << 32, 6 << 32)),
        ("no Acct-Session-Time: the wall clock", |h, g| {
            let a = Told::of(h, g, "A", 0);
            vec![a.start(), silent_about_time(a.interim(60, (1, 2))), silent_about_time(a.stop(95, (3, 4)))]
        }, (1, 0, 95, 3, 4)),
        ("counters that lie", |h, g| {
            let a = Told::of(h, g, "A", 0);
            vec![a.start(), a.interim(60, (u64::MAX, u64::MAX)), a.interim(61, (u64::MAX, u64::MAX))]
        }, (1, 1, 61, 1 << 52, 1 << 52)),
        ("TX20: the device comes back, its old session open", |h, g| {
            let (a, b) = (Told::of(h, g, "A", 0), Told::of(h, g, "B", 100));
            vec![a.start(), a.interim(60, (1, 1)), b.start(), b.interim(10, (1, 1))]
        }, (2, 1, 70, 2, 2)),
        ("TX20: the late Stop of the replaced session", |h, g| {
            let (a, b) = (Told::of(h, g, "A", 0), Told::of(h, g, "B", 100));
            vec![a.start(), a.interim(60, (1, 1)), b.start(), a.stop(95, (4, 4)), b.stop(10, (1, 1))]
        }, (2, 0, 105, 5, 5)),
        ("TX22: two devices at the same time", |h, g| {
            let (a, b) = (Told::of(h, g, "A", 0), Told::of(h, g, "B", 0).device(2));
            vec![a.start(), b.start(), a.stop(1800, (10, 20)), b.stop(1800, (30, 40))]
        }, (2, 0, 3600, 40, 60)),
        ("two devices under one session name", |h, g| {
            let (a, b) = (Told::of(h, g, "A", 0), Told::of(h, g, "A", 0).device(2));
            vec![a.start(), b.start(), a.stop(60, (1, 1)), b.interim(60, (2, 2))]
        }, (2, 1, 120, 3, 3)),
        ("devices without MAC", |h, g| {
            let nameless = |name| Told { device: None, ..Told::of(h, g, name, 0) };
            let (a, b) = (nameless("A"), nameless("B"));
            vec![a.start(), b.start(), a.stop(60, (1, 1))]
        }, (2, 1, 60, 1, 1)),
    ];
    let house = House::new();
    for (name, records, expected) in cases {
        let guest = house.guest(unlimited(), 5);
        let records = records(&house, &guest);
        assert!(
            house.account(records).iter().all(|done| *done),
            "{name}: acknowledged"
        );
        assert_eq!(counted(&house, &guest), *expected, "{name}");
        // What is in memory is what is on the disk: an engine that starts now goes on alike.
        let sums = house.detail(&guest).used;
        assert_eq!(sums.seconds.total, expected.2, "{name}: seconds");
    }
}

#[test]
fn a_user_of_somebody_else_is_acknowledged_and_left_alone() {
    let house = House::new();
    let stranger = Guest {
        serial: 0,
        code: "stranger".to_owned(),
        password: String::new(),
    };
    house.report(Told::of(&house, &stranger, "A", 0).start());
    let open = house
        .store
        .read(|reader| reader.count_open_sessions())
        .unwrap();
    assert_eq!(open, 0);
}

#[test]
fn a_gateway_that_comes_up_ends_its_own_sessions_only() {
    let house = House::new();
    let pool = gateway(&house.store, "pool", "192.0.2.2");
    let guest = house.guest(unlimited(), 9);
    let a = Told::of(&house, &guest, "A", 0);
    let b = Told {
        client: pool,
        ..Told::of(&house, &guest, "A", 0).device(2)
    };
    let later = Told::of(&house, &guest, "C", 400).device(3);
    for status in [RecordStatus::AccountingOn, RecordStatus::AccountingOff] {
        let _ = house.account([
            a.start(),
            a.interim(120, (7, 7)),
            b.start(),
            later.start(),
            // Told late: what began after it goes on.
            Record {
                username: String::new(),
                ..moved(a.record(status, 0, (0, 0)), 300)
            },
        ]);
        let open = house.open_sessions(&guest);
        let names: Vec<_> = open.iter().map(|session| session.mac).collect();
        assert_eq!(names.len(), 2, "{status:?}: {names:?}");
        assert!(!names.contains(&Some(mac(1))), "{status:?}");
    }
    let closed = house.sessions(&guest);
    let closed = closed
        .iter()
        .find(|session| session.mac == Some(mac(1)))
        .unwrap();
    assert_eq!(closed.cause.as_deref(), Some("NAS-Reboot"));
    assert_eq!(
        closed.ended_at,
        Some(monday() + seconds(120)),
        "time that nobody reported is not charged"
    );
}

#[test]
fn a_reused_name_pays_for_itself_alone() {
    // A special ticket's name is free again once it is cancelled; its guest may still be on line.
    let house = House::new();
    let chosen = || issue::Request {
        credentials: Some(("ana".to_owned(), "secret-1".to_owned())),
        ..issue::Request::default()
    };
    let first = house.guest_with(unlimited(), 1, Format::Special, chosen());
    let session = house.login(&first, 1).accepted().session;
    let told = Told {
        class: Some(session),
        ..Told::of(&house, &first, "A", 0)
    };
    house.report(told.start());
    let _ =
        crate::services::cancel::cancel(&house.store, house.now(), Actor::Desk, first.serial, None)
            .unwrap();
    let second = house.guest_with(unlimited(), 1, Format::Special, chosen());
    house.engine.follow().unwrap();
    house.report(told.stop(600, (5, 6)));
    assert_eq!(counted(&house, &first), (1, 0, 600, 5, 6), "the first Ana");
    assert_eq!(counted(&house, &second), (0, 0, 0, 0, 0), "the second");
    let _ = house.login(&second, 2).accepted();
}

/// RULES 3.4: consumption belongs to the day on which it happens, and a day can have 23 or 25 hours.
#[test]
fn usage_falls_into_its_days() {
    let day = |text: &str, seconds, upload, download| DayUsage {
        day: text.parse().unwrap(),
        seconds,
        upload,
        download,
    };
    #[rustfmt::skip]
    let cases = [
        ("Q01: over midnight", "2026-05-11T23:30:00+02:00", 5400, vec![
            day("2026-05-11", 1800, 30, 60), day("2026-05-12", 3600, 60, 120),
        ]),
        ("Q05: clocks go forward", "2026-03-28T23:00:00+01:00", 3600 * 25, vec![
            day("2026-03-28", 3600, 4, 7), day("2026-03-29", 3600 * 23, 83, 166), day("2026-03-30", 3600, 3, 7),
        ]),
        ("clocks go back", "2026-10-24T23:00:00+02:00", 3600 * 27, vec![
            day("2026-10-24", 3600, 3, 7), day("2026-10-25", 3600 * 25, 84, 166), day("2026-10-26", 3600, 3, 7),
        ]),
    ];
    let house = House::new();
    for (name, began, length, expected) in cases {
        let began = time(began);
        house.set(began);
        let guest = house.guest(unlimited(), 1);
        let told = Told {
            began,
            ..Told::of(&house, &guest, "A", 0)
        };
        let _ = house.account([told.start(), told.stop(length, (90, 180))]);
        let account = house.ticket(&guest).account;
        let since = expected[0].day;
        let days = house
            .store
            .read(|reader| reader.usage(account, since))
            .unwrap();
        let sum = |of: fn(&DayUsage) -> u64| days.iter().map(of).sum::<u64>();
        assert_eq!(sum(|day| day.upload), 90, "{name}");
        assert_eq!(sum(|day| day.download), 180, "{name}");
        let seconds = |days: &[DayUsage]| -> Vec<_> {
            days.iter().map(|day| (day.day, day.seconds)).collect()
        };
        assert_eq!(seconds(&days), seconds(&expected), "{name}");
        for (day, expected) in days.iter().zip(&expected) {
            assert!(
                day.upload.abs_diff(expected.upload) <= 1,
                "{name}: {day:?}, {expected:?}"
            );
        }
    }
}

/// One session as it truly was: how it grew from record to record.
#[derive(Debug, Clone)]
struct Life {
    began: i64,
    grows: Vec<(i64, u64, u64)>,
}

impl Life {
    /// Its records in their order.
    fn records(&self, told: &Told) -> Vec<Record> {
        let mut records = vec![told.start()];
        let (mut after, mut up, mut down) = (0, 0, 0);
        for (index, (seconds, more_up, more_down)) in self.grows.iter().enumerate() {
            after += seconds;
            up += more_up;
            down += more_down;
            records.push(if index + 1 == self.grows.len() {
                told.stop(after, (up, down))
            } else {
                told.interim(after, (up, down))
            });
        }
        records
    }
}

fn life() -> impl Strategy<Value = Life> {
    let grow = (1..4000_i64, 0..1_u64 << 33, 0..1_u64 << 33);
    (0..100_000_i64, proptest::collection::vec(grow, 1..5))
        .prop_map(|(began, grows)| Life { began, grows })
}

const NAMES: [&str; 7] = ["S0", "S1", "S2", "S3", "S4", "S5", "S6"];

#[test]
fn whatever_the_order_the_sums_are_the_same() {
    let house = House::new();
    let lives = proptest::collection::vec(life(), 1..=NAMES.len());
    // Which record comes next: a duplicate now and then, and any order at all.
    let order = proptest::collection::vec(any::<proptest::sample::Index>(), 0..20);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&(lives, order, any::<u64>()), |(lives, again, seed)| {
            let guest = house.guest(unlimited(), 9);
            let mut records: Vec<Record> = (1..)
                .zip(NAMES)
                .zip(&lives)
                .flat_map(|((device, name), life)| {
                    life.records(&Told::of(&house, &guest, name, life.began).device(device))
                })
                .collect();
            let twice: Vec<_> = again
                .iter()
                .map(|index| index.get(&records).clone())
                .collect();
            records.extend(twice);
            shuffle(&mut records, seed);
            prop_assert!(house.account(records).iter().all(|done| *done));
            let sum = |of: fn(&(i64, u64, u64)) -> u64| -> u64 {
                lives.iter().flat_map(|life| &life.grows).map(of).sum()
            };
            let expected: Counted = (
                u32::try_from(lives.len()).unwrap(),
                0,
                sum(|grow| grow.0.unsigned_abs()),
                sum(|grow| grow.1),
                sum(|grow| grow.2),
            );
            prop_assert_eq!(counted(&house, &guest), expected);
            let account = house.ticket(&guest).account;
            let days = house
                .store
                .read(|reader| reader.usage(account, monday().date_naive()))
                .unwrap();
            let of_days = days.iter().fold((0, 0, 0), |(seconds, up, down), day| {
                (seconds + day.seconds, up + day.upload, down + day.download)
            });
            prop_assert_eq!(
                of_days,
                (expected.2, expected.3, expected.4),
                "usage by day"
            );
            Ok(())
        })
        .unwrap();
}

/// Fisher and Yates.
fn shuffle(records: &mut [Record], seed: u64) {
    use rand::{RngExt as _, SeedableRng as _};
    let mut random = rand::rngs::StdRng::seed_from_u64(seed);
    for index in (1..records.len()).rev() {
        records.swap(index, random.random_range(0..=index));
    }
}
