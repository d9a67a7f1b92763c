//! The worked examples of licences (RULES 3.5) by their numbers, each played out on one Location.
//!
//! Elsewhere, because they are about other things: LX07 (the engine and the story), LX11 and LX12 (the form of a request),
//! LX13 (a folder without a Location, in the stories),
//! LX14 and LX15 (what is entered), LX20 (instants of the notices), LX32 (the list).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at what should not happen"
)]

use super::{fixture::grant, *};
use crate::domain::{id::LocationId, mac::Mac, time::fixture::instant};
use Does::{Connects, Denies, Enters, Lifts, Renews, Tells};
use Status::{AccessDenied, ContractFinalized, InUse, PendingStart};
use chrono_tz::Europe::Madrid;
use uuid::Uuid;

/// What happens at an instant.
#[derive(Debug, Clone, Copy)]
enum Does {
    /// The first licence is entered: years, form of payment, start where it is fixed.
    Enters(u8, Payment, Option<&'static str>),
    /// A login of a device is accepted, where the licence lets it in.
    Connects(&'static str),
    /// An operator forces Access denied.
    Denies,
    /// And lifts it.
    Lifts,
    /// A renewal of one year is entered.
    Renews,
    /// The engine looks whether a notice is due: the one to send, and those that were missed.
    Tells(Option<Notice>, &'static [Notice]),
}

/// Number, what happens, and what is so at an instant: state, devices counted, end.
type Row = (
    &'static str,
    &'static [(&'static str, Does)],
    (&'static str, Status, u16, Option<&'static str>),
);

const AUTOMATIC: Does = Enters(3, Payment::Annual, None);
/// Its end is noon of 31 March 2027.
const NOON: Does = Enters(1, Payment::Annual, Some("2026-03-31 12:00"));
const ONE: Does = Connects("02-00-00-00-00-01");
const TWO: Does = Connects("02-00-00-00-00-02");
const THREE: Does = Connects("02-00-00-00-00-03");
const FOUR: Does = Connects("02-00-00-00-00-04");
const FIVE: Does = Connects("02-00-00-00-00-05");

fn at(wall: &str) -> Instant {
    instant(wall, Madrid)
}

fn place(number: u128) -> (Licence, Here) {
    let here = Here {
        location: LocationId(Uuid::from_u128(number)),
        zone: Madrid,
        machine: None,
    };
    let fresh = Licence::evaluation(at("2026-02-20 09:00"), at("2026-03-22 09:00"));
    (fresh, here)
}

fn does(licence: &mut Licence, here: Here, now: &str, what: Does) {
    let now = at(now);
    let of_here = |kind: Kind, years| Grant {
        // One of each kind in a story.
        id: Uuid::from_u128(kind.code().into()),
        location: here.location,
        kind,
        years,
        ..grant()
    };
    match what {
        Enters(years, payment, start) => {
            let grant = Grant {
                payment,
                validity: start.map_or(Validity::Automatic, |start| Validity::From(at(start))),
                ..of_here(Kind::First, years)
            };
            licence.enter(grant, Vec::new(), here, now).unwrap();
        }
        Renews => {
            let renewal = of_here(Kind::Renewal, 1);
            licence.enter(renewal, Vec::new(), here, now).unwrap();
        }
        Connects(mac) => {
            if licence.closed(now).is_none() {
                let _ = licence.device(mac.parse::<Mac>().unwrap(), now, here.zone);
            }
        }
        Denies => assert!(licence.deny(true, now)),
        Lifts => assert!(licence.deny(false, now)),
        Tells(send, missed) => {
            let due = licence.notices(now, here.zone);
            assert_eq!((due.send, due.missed.as_slice()), (send, missed), "{now}");
            let settled: Vec<Notice> = due.missed.into_iter().chain(due.send).collect();
            licence.settle(&settled, now);
        }
    }
}

#[test]
fn by_their_numbers() {
    use Notice::{DayAfter, End, FifteenDays, OneDay, OneMonth, SevenDays};
    #[rustfmt::skip]
    let table: &[Row] = &[
        ("LX01", &[("2026-03-02 09:00", AUTOMATIC), ("2026-03-03 10:00", ONE), ("2026-03-05 10:00", TWO), ("2026-03-07 10:00", THREE), ("2026-03-09 10:00", FOUR),
                   ("2026-03-10 11:42", FIVE)],
            ("2026-03-10 11:42", InUse, 5, Some("2029-03-10 11:42"))),
        ("LX02", &[("2026-03-02 09:00", AUTOMATIC), ("2026-03-03 10:00", ONE), ("2026-03-03 11:00", ONE), ("2026-03-04 10:00", ONE), ("2026-03-05 10:00", ONE), ("2026-03-06 10:00", ONE)],
            ("2026-03-06 10:00", PendingStart, 1, None)),
        ("LX03", &[("2026-03-02 09:00", AUTOMATIC), ("2026-03-03 10:00", Connects("AA-BB-CC-00-11-22")), ("2026-03-03 11:00", Connects("aa:bb:cc:00:11:22")), ("2026-03-03 12:00", Connects("aabb.cc00.1122"))],
            ("2026-03-03 12:00", PendingStart, 1, None)),
        ("LX04", &[("2026-03-01 09:00", FIVE), ("2026-03-02 09:00", AUTOMATIC), ("2026-03-03 10:00", ONE), ("2026-03-03 10:01", TWO), ("2026-03-03 10:02", THREE), ("2026-03-03 10:03", FOUR)],
            ("2026-03-03 10:03", PendingStart, 4, None)),
        ("LX05", &[("2026-03-02 09:00", AUTOMATIC), ("2026-03-03 10:00", ONE), ("2026-03-03 10:01", TWO), ("2026-03-03 10:02", THREE), ("2026-03-03 10:03", FOUR), ("2026-03-03 10:04", FIVE)],
            ("2026-03-03 10:04", InUse, 5, Some("2029-03-03 10:04"))),
        ("LX08, waits", &[("2026-03-02 09:00", Enters(1, Payment::Annual, Some("2026-04-01 00:00"))), ("2026-03-03 10:00", ONE), ("2026-03-03 10:01", TWO), ("2026-03-03 10:02", THREE), ("2026-03-03 10:03", FOUR), ("2026-03-03 10:04", FIVE)],
            ("2026-03-31 23:59", PendingStart, 0, Some("2027-04-01 00:00"))),
        ("LX08, starts", &[("2026-03-02 09:00", Enters(1, Payment::Annual, Some("2026-04-01 00:00")))],
            ("2026-04-01 00:00", InUse, 0, Some("2027-04-01 00:00"))),
        ("LX16, denied", &[("2026-03-02 09:00", NOON), ("2026-06-01 12:00", Denies)],
            ("2026-06-10 12:00", AccessDenied, 0, Some("2027-03-31 12:00"))),
        ("LX16, lifted", &[("2026-03-02 09:00", NOON), ("2026-06-01 12:00", Denies), ("2026-06-11 12:00", Lifts)],
            ("2026-06-11 12:00", InUse, 0, Some("2027-03-31 12:00"))),
        ("LX17", &[("2026-03-02 09:00", NOON), ("2027-03-01 12:00", Denies), ("2027-04-02 12:00", Lifts)],
            ("2027-04-02 12:00", ContractFinalized, 0, Some("2027-03-31 12:00"))),
        ("LX18", &[("2026-03-02 09:00", AUTOMATIC), ("2026-03-03 10:00", ONE), ("2026-03-03 11:00", Denies), ("2026-03-03 12:00", TWO), ("2026-03-03 12:01", THREE), ("2026-03-03 12:02", FOUR), ("2026-03-03 12:03", FIVE)],
            ("2026-03-03 12:03", AccessDenied, 1, None)),
        ("LX18, lifted", &[("2026-03-02 09:00", AUTOMATIC), ("2026-03-03 11:00", Denies), ("2026-03-03 12:00", TWO), ("2026-03-04 12:00", Lifts), ("2026-03-04 12:01", TWO)],
            ("2026-03-04 12:01", PendingStart, 1, None)),
        ("LX19, before", &[("2026-03-02 09:00", NOON)],
            ("2027-03-31 11:59", InUse, 0, Some("2027-03-31 12:00"))),
        ("LX19", &[("2026-03-02 09:00", NOON)],
            ("2027-03-31 12:00", ContractFinalized, 0, Some("2027-03-31 12:00"))),
        ("LX26", &[("2026-03-02 09:00", NOON), ("2027-02-20 09:00", Tells(None, &[])), ("2027-03-25 09:00", Tells(Some(SevenDays), &[OneMonth, FifteenDays])), ("2027-03-25 09:01", Tells(None, &[]))],
            ("2027-03-25 09:01", InUse, 0, Some("2027-03-31 12:00"))),
        ("LX27", &[("2026-03-02 09:00", NOON), ("2027-04-02 09:00", Tells(Some(DayAfter), &[OneMonth, FifteenDays, SevenDays, OneDay, End])), ("2027-04-02 09:01", Tells(None, &[]))],
            ("2027-04-02 09:01", ContractFinalized, 0, Some("2027-03-31 12:00"))),
        ("LX28", &[("2026-03-02 09:00", NOON), ("2027-02-28 12:00", Tells(Some(OneMonth), &[])), ("2027-03-16 12:00", Tells(Some(FifteenDays), &[])), ("2027-03-20 10:00", Renews),
                   // The rest of the old term is dropped; the new one has its own.
                   ("2027-03-24 12:00", Tells(None, &[])), ("2027-04-01 12:00", Tells(None, &[])), ("2028-02-29 11:59", Tells(None, &[])), ("2028-02-29 12:00", Tells(Some(OneMonth), &[]))],
            ("2028-02-29 12:00", InUse, 0, Some("2028-03-31 12:00"))),
        ("LX29", &[("2026-03-02 09:00", NOON), ("2027-04-10 10:00", Renews)],
            ("2027-04-10 10:00", InUse, 0, Some("2028-04-10 10:00"))),
        ("LX30", &[("2026-03-02 09:00", NOON), ("2027-03-20 12:00", Denies), ("2027-03-20 12:00", Tells(Some(FifteenDays), &[OneMonth])), ("2027-03-24 12:00", Tells(Some(SevenDays), &[]))],
            ("2027-03-24 12:00", AccessDenied, 0, Some("2027-03-31 12:00"))),
        // Twelve payments a year, and nothing is told before the month that ends the contract.
        ("LX31", &[("2026-03-02 09:00", Enters(3, Payment::Monthly, Some("2026-03-31 12:00"))), ("2026-04-30 12:00", Tells(None, &[])), ("2027-03-31 12:00", Tells(None, &[])), ("2028-03-31 12:00", Tells(None, &[])),
                   ("2029-02-28 12:00", Tells(Some(OneMonth), &[]))],
            ("2029-02-28 12:00", InUse, 0, Some("2029-03-31 12:00"))),
    ];
    for (name, story, (now, status, seen, ends)) in table {
        let (mut licence, here) = place(1);
        for (when, what) in *story {
            does(&mut licence, here, when, *what);
        }
        assert_eq!(licence.status(at(now)), *status, "{name}");
        let contract = licence.contract.as_ref().unwrap();
        let counted = u16::try_from(licence.devices.len()).unwrap();
        assert_eq!(
            (counted, licence.ends_at()),
            (*seen, ends.map(at)),
            "{name}"
        );
        assert_eq!(contract.devices_seen, *seen, "{name}: as it is reported");
    }
}

#[test]
fn lx06_each_location_counts_its_own_devices() {
    let mut places = [place(1), place(2)];
    for (licence, here) in &mut places {
        does(licence, *here, "2026-03-02 09:00", AUTOMATIC);
    }
    let [(first, here), (second, there)] = &mut places;
    for device in [ONE, TWO, THREE] {
        does(first, *here, "2026-03-03 10:00", device);
    }
    for device in [FOUR, FIVE] {
        does(second, *there, "2026-03-03 10:00", device);
    }
    for (licence, seen) in [(first, 3), (second, 2)] {
        let now = at("2026-03-03 10:01");
        assert_eq!(
            (licence.status(now), licence.devices.len()),
            (PendingStart, seen)
        );
    }
}
