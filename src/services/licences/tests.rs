//! Both sides in one process: an office and hotels, each with a store of its own, on installations that trust the office.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what must hold"
)]

use super::{distributor::Terms, *};
use crate::{
    domain::{
        licence::{COPY_GRACE, Contract, Machine, OVER_GRACE},
        location::Sector,
        login::LicenceState,
        mac::Mac,
        money::Currency,
        time::fixture::utc,
    },
    i18n::Language,
    licensing::{paper::VERSION, trust::Trust},
    services::{
        Error,
        setup::{self, NewLocation},
    },
    store::Replace,
};

const PASSPHRASE: &str = "correct horse battery";
const ZONE: Zone = chrono_tz::Europe::Madrid;

fn now() -> Instant {
    utc("2026-03-02T09:00:00+01:00")
}

fn new_location(name: &str) -> NewLocation {
    NewLocation {
        name: name.to_owned(),
        zone: chrono_tz::Europe::Madrid,
        currency: Currency(*b"EUR"),
        sector: Sector::Hospitality,
        rooms: Some(60),
        aps: None,
        language: Language::English,
        ssid: None,
        wifi_password: None,
        login_url: None,
    }
}

struct House {
    folder: tempfile::TempDir,
    store: Store,
}

impl House {
    fn new(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = setup::init(folder.path(), now(), Actor::Cli, new_location(name)).unwrap();
        Self { folder, store }
    }

    fn licence(&self) -> Licence {
        self.store.read(|reader| reader.licence()).unwrap()
    }

    fn device(&self, last: u8, at: Instant) -> bool {
        let mac = Mac([2, 0, 0, 0, 0, last]);
        self.store
            .write(move |tx| count_device(tx, mac, at, ZONE))
            .unwrap()
    }
}

/// An office that issues, and an installation that trusts it.
struct Office {
    house: House,
    key: String,
    copies: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let house = House::new("Wi-Fi Iberia");
        let contact = Distributor {
            name: "Wi-Fi Iberia".to_owned(),
            email: "licences@example.org".to_owned(),
            phone: String::new(),
        };
        let profile =
            distributor::set_up(&house.store, now(), Actor::Cli, contact, PASSPHRASE).unwrap();
        Self {
            house,
            key: profile.key,
            copies: tempfile::tempdir().unwrap(),
        }
    }

    fn trust(&self, revoked: bool) -> Trust {
        let key = &self.key;
        Trust::parse(&format!(
            r#"[{{"name":"Wi-Fi Iberia","key":"{key}","revoked":{revoked}}}]"#
        ))
        .unwrap()
    }

    /// A PC of this name.
    fn pc(&self, name: u8) -> Installation {
        let copies = self.copies.path().join(name.to_string());
        Installation::with(self.trust(false), Some(Machine([name; 16])), Some(copies))
    }

    fn issue(&self, request: &Signed<Request>, change: impl FnOnce(&mut Terms)) -> Signed<Grant> {
        let store = &self.house.store;
        let incoming =
            distributor::receive(store, now(), Actor::Cli, request.number().as_bytes()).unwrap();
        let mut terms = Terms::of(&incoming.request);
        change(&mut terms);
        let id = incoming.request.id;
        distributor::issue(store, now(), Actor::Cli, id, terms, PASSPHRASE).unwrap()
    }
}

fn asked() -> Asked {
    Asked {
        partner: "Redes del Sur".to_owned(),
        partner_email: "partner@example.org".to_owned(),
        client_email: "hotel@example.org".to_owned(),
        distributor: "Wi-Fi Iberia".to_owned(),
        years: "3".to_owned(),
        payment: Some(Payment::Annual),
        ..Asked::default()
    }
}

fn ask(house: &House, pc: &Installation, kind: Kind) -> Signed<Request> {
    let form = Asked {
        kind: Some(kind),
        ..asked()
    };
    request(&house.store, pc, now(), Actor::Cli, form).unwrap()
}

fn enter(house: &House, pc: &Installation, at: Instant, number: &str) -> Result<Overview> {
    provision(&house.store, pc, at, Actor::Cli, number.as_bytes())
}

fn refusal(result: Result<Overview>) -> Refusal {
    match result {
        Err(Error::Licence(refusal)) => refusal,
        other => panic!("a refusal of licences, rather than {other:?}"),
    }
}

/// A hotel with its licence entered on PC 1.
fn provisioned(office: &Office) -> House {
    let hotel = House::new("Hotel Miramar");
    let pc = office.pc(1);
    let signed = office.issue(&ask(&hotel, &pc, Kind::First), |_| {});
    let entered = enter(&hotel, &pc, now(), &signed.number()).unwrap();
    assert_eq!(entered.status, Status::PendingStart, "L13");
    hotel
}

#[test]
fn a_licence_is_asked_for_issued_and_entered_once_at_its_location() {
    let office = Office::new();
    let pc = office.pc(1);
    let (hotel, other) = (House::new("28AAA001"), House::new("28AAA002"));
    let signed = office.issue(&ask(&hotel, &pc, Kind::First), |_| {});
    let refused = refusal(enter(&other, &pc, now(), &signed.number()));
    assert_eq!(refused.code(), "licence_other_location", "LX14");
    assert!(other.licence().contract.is_none(), "LX14");
    let _ = enter(&hotel, &pc, now(), &signed.file()).unwrap();
    let refused = refusal(enter(&hotel, &pc, now(), &signed.compact()));
    assert_eq!(refused.code(), "licence_used", "LX15");
    let second = office.issue(&ask(&hotel, &pc, Kind::First), |terms| terms.again = true);
    let refused = refusal(enter(&hotel, &pc, now(), &second.number()));
    assert_eq!(refused.code(), "already_provisioned");
}

#[test]
fn a_pdf_holds_the_number_for_program_and_eye() {
    let office = Office::new();
    let (hotel, pc) = (House::new("Hôtel « Ñandú »"), office.pc(1));
    let asked = ask(&hotel, &pc, Kind::First);
    let pdf = document::request(&asked, Language::Spanish).unwrap();
    let incoming = distributor::receive(&office.house.store, now(), Actor::Cli, &pdf).unwrap();
    assert_eq!(incoming.request, asked.content);
    let signed = office.issue(&asked, |_| {});
    for language in Language::ALL {
        let pdf = document::licence(&signed, ZONE, language).unwrap();
        let hotel = House::new("another");
        let found = provision(&hotel.store, &pc, now(), Actor::Cli, &pdf);
        assert_eq!(
            refusal(found).code(),
            "licence_other_location",
            "{language:?}"
        );
    }
}

#[test]
fn who_is_not_trusted_grants_nothing() {
    let (office, stranger) = (Office::new(), Office::new());
    let (hotel, pc) = (House::new("Hotel"), office.pc(1));
    let asked = ask(&hotel, &pc, Kind::First);
    let strange = stranger.issue(&asked, |_| {});
    let before = hotel.licence();
    assert_eq!(
        refusal(enter(&hotel, &pc, now(), &strange.number())).code(),
        "licence_not_trusted"
    );
    let signed = office.issue(&asked, |_| {});
    let revoked = Installation::with(office.trust(true), None, None);
    assert_eq!(
        refusal(enter(&hotel, &revoked, now(), &signed.number())).code(),
        "licence_revoked"
    );
    let nobody = refusal(enter(
        &hotel,
        &Installation::none(),
        now(),
        &signed.number(),
    ));
    assert_eq!(nobody.code(), "no_trust");
    let request = refusal(enter(&hotel, &pc, now(), &asked.number()));
    assert_eq!(request.code(), "other_paper");
    assert_eq!(hotel.licence(), before, "nothing was gained");
}

#[test]
fn what_is_damaged_or_of_another_version_grants_nothing() {
    let office = Office::new();
    let (hotel, pc) = (House::new("Hotel"), office.pc(1));
    let signed = office.issue(&ask(&hotel, &pc, Kind::First), |_| {});
    let before = hotel.licence();
    let code = |paper: &[u8]| {
        let refused = provision(&hotel.store, &pc, now(), Actor::Cli, paper);
        refusal(refused).code()
    };
    for place in 0..signed.paper.len() {
        let mut changed = signed.paper.clone();
        changed[place] ^= 0x55;
        let cut = &signed.paper[..place];
        let found = code(&changed);
        let expected: &[&str] = match place {
            0..=2 => &["no_licence_number"],
            3 => &["licence_newer", "licence_older"],
            _ => &["licence_damaged"],
        };
        assert!(expected.contains(&found), "octet {place}: {found}");
        assert!(["licence_damaged", "no_licence_number"].contains(&code(cut)));
    }
    let versioned = |version| {
        let mut changed = signed.paper.clone();
        changed[3] = version;
        code(&number::printed(&changed).into_bytes())
    };
    assert_eq!(versioned(VERSION + 1), "licence_newer");
    assert_eq!(versioned(VERSION - 1), "licence_older");
    assert_eq!(hotel.licence(), before, "nothing was gained");
}

#[test]
fn a_revoked_key_ends_what_it_granted_and_trust_brings_it_back() {
    let office = Office::new();
    let hotel = provisioned(&office);
    let revoked = Installation::with(office.trust(true), Some(Machine([1; 16])), None);
    assert!(look_after(&hotel.store, &revoked, now(), false).unwrap());
    let licence = hotel.licence();
    assert_eq!(
        licence.closed(now()),
        Some(Closed::Doubted(Doubt::RevokedKey))
    );
    let closed = LicenceState::Closed(Closed::Doubted(Doubt::RevokedKey));
    assert_eq!(licence.state(now()), closed);
    assert!(look_after(&hotel.store, &office.pc(1), now(), false).unwrap());
    assert_eq!(hotel.licence().closed(now()), None);
}

#[test]
fn what_is_kept_but_was_never_signed_does_not_count() {
    let office = Office::new();
    let start = now() - TimeDelta::days(1);
    // Somebody with the key of the data folder writes himself five years, or ten, or sells the house.
    let changes: [fn(&mut Contract); 3] = [
        |contract| contract.grant.years = 5,
        |contract| contract.ends_at = contract.ends_at.map(|end| end + TimeDelta::days(3650)),
        |contract| contract.grant.location = LocationId::new(),
    ];
    for change in changes {
        let (hotel, pc) = (House::new("Hotel"), office.pc(1));
        let signed = office.issue(&ask(&hotel, &pc, Kind::First), |terms| {
            terms.validity = Validity::From(start);
        });
        let _ = enter(&hotel, &pc, now(), &signed.number()).unwrap();
        assert!(look_after(&hotel.store, &pc, now(), false).is_ok());
        assert_eq!(hotel.licence().closed(now()), None);
        hotel
            .store
            .write(move |tx| {
                let mut licence = tx.licence()?;
                if let Some(contract) = &mut licence.contract {
                    change(contract);
                }
                tx.set_licence(&licence)
            })
            .unwrap();
        let _ = look_after(&hotel.store, &pc, now(), false).unwrap();
        let altered = Some(Closed::Doubted(Doubt::Altered));
        assert_eq!(hotel.licence().closed(now()), altered);
    }
}

#[test]
fn an_old_backup_resets_neither_devices_nor_time() {
    let office = Office::new();
    let hotel = provisioned(&office);
    let pc = office.pc(1);
    let backup = hotel.folder.path().join("backup");
    hotel.store.backup(&backup).unwrap();
    let later = now() + TimeDelta::days(8);
    for last in 1..=5 {
        assert!(hotel.device(last, later), "LX01");
    }
    let started = hotel.licence();
    assert_eq!(started.status(later), Status::InUse, "LX01");
    let seen = later + TimeDelta::days(1);
    let _ = look_after(&hotel.store, &pc, seen, true).unwrap();
    let House { folder, store } = hotel;
    drop(store);
    crate::store::restore(&backup, folder.path(), Replace::KeepAside).unwrap();
    let store = Store::open(folder.path()).unwrap();
    let hotel = House { folder, store };
    assert_eq!(hotel.licence().devices.len(), 0, "as in the backup");
    assert!(look_after(&hotel.store, &pc, now(), false).unwrap());
    let licence = hotel.licence();
    assert_eq!(licence.ends_at(), started.ends_at());
    assert_eq!(licence.newest, seen, "a clock set back gains nothing");
    assert!(licence.clock_behind(now()).is_some());
}

#[test]
fn a_copy_that_cannot_be_kept_is_told_once() {
    let office = Office::new();
    let (hotel, pc) = (provisioned(&office), office.pc(1));
    let copies = office.copies.path().join("1");
    std::fs::remove_dir_all(&copies).unwrap();
    std::fs::write(&copies, "in the way").unwrap();
    let told = || {
        let events = hotel.store.read(|reader| reader.events_after(0, 1000));
        let kinds = events.unwrap().into_iter().map(|one| one.event.kind);
        kinds.filter(|kind| kind == "licence.copy_lost").count()
    };
    for _ in 0..3 {
        let _ = look_after(&hotel.store, &pc, now(), false).unwrap();
        assert_eq!(told(), 1);
    }
    std::fs::remove_file(&copies).unwrap();
    let _ = look_after(&hotel.store, &pc, now(), false).unwrap();
    let found = overview(&hotel.store, &pc, now()).unwrap().outside;
    assert_eq!(found, Outside::Kept, "written anew");
    let _ = look_after(&hotel.store, &pc, now(), false).unwrap();
    assert_eq!(told(), 1);
}

#[test]
fn of_two_folders_on_one_machine_one_counts() {
    let office = Office::new();
    let hotel = provisioned(&office);
    let folder = hotel.folder.path().join("copy");
    let backup = hotel.folder.path().join("backup");
    hotel.store.backup(&backup).unwrap();
    crate::store::restore(&backup, &folder, Replace::Never).unwrap();
    let copy = Store::open(&folder).unwrap();
    let closed = |store: &Store| store.read(|reader| reader.licence()).unwrap().closed(now());
    // Two processes: each has an installation of its own.
    let (first, second) = (office.pc(1), office.pc(1));
    let _ = look_after(&hotel.store, &first, now(), false).unwrap();
    for _ in 0..2 {
        let _ = look_after(&copy, &second, now(), false).unwrap();
        assert_eq!(closed(&copy), Some(Closed::Twin));
    }
    assert!(hotel.device(1, now()));
    let _ = look_after(&hotel.store, &first, now(), false).unwrap();
    assert_eq!(closed(&hotel.store), None);
    // The first one stops: the second has all that it counted.
    drop(first);
    let _ = look_after(&copy, &second, now(), false).unwrap();
    assert_eq!(closed(&copy), None);
    let licence = copy.read(|reader| reader.licence()).unwrap();
    assert_eq!(licence.devices.len(), 1);
}

#[test]
fn a_copied_folder_is_told_and_moved_by_the_distributor() {
    let office = Office::new();
    let hotel = provisioned(&office);
    let (copy, later) = (office.pc(2), now() + TimeDelta::days(1));
    assert!(look_after(&hotel.store, &copy, later, false).unwrap());
    let told = overview(&hotel.store, &copy, later).unwrap();
    assert_eq!(told.copy_until, Some(later + COPY_GRACE));
    assert_eq!(told.closed, None, "it goes on for a while");
    let over = later + COPY_GRACE;
    assert_eq!(hotel.licence().closed(over), Some(Closed::Copied));
    let closed = LicenceState::Closed(Closed::Copied);
    assert_eq!(hotel.licence().state(over), closed);
    // A move for another machine than this one helps nobody.
    let signed = office.issue(&ask(&hotel, &office.pc(3), Kind::Move), |_| {});
    let refused = refusal(enter(&hotel, &copy, over, &signed.number()));
    assert_eq!(refused.code(), "licence_other_machine");
    let signed = office.issue(&ask(&hotel, &copy, Kind::Move), |_| {});
    let moved = enter(&hotel, &copy, over, &signed.number()).unwrap();
    assert_eq!((moved.closed, moved.copy_until), (None, None));
    assert!(!look_after(&hotel.store, &copy, over, false).unwrap());
    // And the old machine says now that it runs a copy.
    assert!(look_after(&hotel.store, &office.pc(1), over, false).unwrap());
    assert!(hotel.licence().away_since.is_some());
}

#[test]
fn a_clock_that_was_far_ahead_is_put_right_by_a_move() {
    let office = Office::new();
    let hotel = provisioned(&office);
    let (pc, ahead) = (office.pc(1), now() + TimeDelta::days(20_000));
    let _ = look_after(&hotel.store, &pc, ahead, true).unwrap();
    assert_eq!(hotel.licence().newest, ahead);
    let signed = office.issue(&ask(&hotel, &pc, Kind::Move), |_| {});
    let _ = enter(&hotel, &pc, now(), &signed.number()).unwrap();
    let _ = look_after(&hotel.store, &pc, now(), false).unwrap();
    assert_eq!(hotel.licence().newest, now());
}

#[test]
fn more_than_it_covers_is_a_warning_first() {
    let office = Office::new();
    let (hotel, pc) = (House::new("Hotel"), office.pc(1));
    let signed = office.issue(&ask(&hotel, &pc, Kind::First), |terms| {
        terms.capacity = Capacity::Rooms(40);
        terms.capacity_binds = true;
    });
    let entered = enter(&hotel, &pc, now(), &signed.number()).unwrap();
    assert!(entered.over);
    assert_eq!(entered.closed, None, "a warning first");
    assert_eq!(entered.over_until, Some(now() + OVER_GRACE));
    let later = now() + OVER_GRACE;
    let licence = hotel.licence();
    assert_eq!(licence.closed(later), Some(Closed::OverCapacity));
    assert!(
        matches!(licence.state(later), LicenceState::InUse { .. }),
        "guests are let in"
    );
}

#[test]
fn wrong_passphrases_are_slowed() {
    let office = Office::new();
    let (hotel, pc) = (House::new("Hotel"), office.pc(1));
    let store = &office.house.store;
    let asked = ask(&hotel, &pc, Kind::First);
    let incoming =
        distributor::receive(store, now(), Actor::Cli, asked.number().as_bytes()).unwrap();
    let try_at = |at: Instant, passphrase: &str| {
        let terms = Terms::of(&incoming.request);
        distributor::issue(
            store,
            at,
            Actor::Cli,
            incoming.request.id,
            terms,
            passphrase,
        )
        .map_err(|error| error.code())
        .err()
    };
    for _ in 0..3 {
        assert_eq!(try_at(now(), "guess"), Some("wrong_passphrase"));
    }
    assert_eq!(try_at(now(), PASSPHRASE), Some("too_many_tries"));
    let later = now() + TimeDelta::seconds(1);
    assert_eq!(try_at(later, "guess"), Some("wrong_passphrase"));
    assert_eq!(
        try_at(later + TimeDelta::seconds(1), "guess"),
        Some("too_many_tries")
    );
    assert_eq!(try_at(later + TimeDelta::seconds(2), PASSPHRASE), None);
    assert_eq!(try_at(later, "guess"), Some("has_licence"));
}

#[test]
fn the_key_never_lies_in_clear() {
    let office = Office::new();
    let House { folder, store } = office.house;
    let text = store
        .read(|reader| reader.sealed_setting("distributor"))
        .unwrap()
        .unwrap();
    assert!(!text.contains("seed"), "{}", *text);
    drop(store);
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let content = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(
            !content
                .windows(PASSPHRASE.len())
                .any(|part| part == PASSPHRASE.as_bytes())
        );
    }
}

#[test]
fn the_list_shows_what_locations_reported() {
    let office = Office::new();
    let hotel = provisioned(&office);
    let store = &office.house.store;
    let row = |at: Instant| {
        let rows = list(store, at, &Filter::default()).unwrap();
        rows.into_iter().find(|row| !row.own).unwrap()
    };
    assert_eq!(row(now()).status, Status::PendingProvision, "L12");
    let told = report(&hotel.store, now()).unwrap();
    let _ = distributor::take_report(store, now(), Actor::Cli, told.number().as_bytes()).unwrap();
    assert_eq!(row(now()).status, Status::PendingStart);
    let later = now() + TimeDelta::days(8);
    for last in 1..=5 {
        let _ = hotel.device(last, later);
    }
    let told = report(&hotel.store, later).unwrap();
    let _ = distributor::take_report(store, later, Actor::Cli, told.file().as_bytes()).unwrap();
    let found = row(later);
    assert_eq!(
        (found.status, found.ends_at),
        (Status::InUse, hotel.licence().ends_at())
    );
    let csv = String::from_utf8(distributor::csv(&[found]).unwrap()).unwrap();
    assert!(
        csv.contains("Hotel Miramar,in_use,2026-03-10T09:00:00+01:00,2029-03-10T09:00:00+01:00"),
        "{csv}"
    );
    let stranger = House::new("Elsewhere");
    let told = report(&stranger.store, now()).unwrap();
    let refused = distributor::take_report(store, now(), Actor::Cli, told.number().as_bytes());
    assert_eq!(refused.unwrap_err().code(), "strange_report");
    // A renewal that waits to be entered.
    let location = hotel.licence().contract.unwrap().grant.location;
    let renewal = distributor::renew(store, later, Actor::Cli, location, 1, PASSPHRASE).unwrap();
    assert!(row(later).renewal_waits);
    let renewed = enter(&hotel, &office.pc(1), later, &renewal.number()).unwrap();
    assert_eq!(
        renewed.licence.ends_at(),
        Some(utc("2030-03-10T09:00:00+01:00")),
        "LX28: no day is lost"
    );
}

#[test]
fn each_notice_is_written_once_to_both_contacts_and_never_stale() {
    let office = Office::new();
    let (hotel, pc) = (House::new("Hotel"), office.pc(1));
    let start = utc("2026-03-31T12:00:00+02:00");
    let signed = office.issue(&ask(&hotel, &pc, Kind::First), |terms| {
        terms.years = 1;
        terms.validity = Validity::From(start);
    });
    let _ = enter(&hotel, &pc, now(), &signed.number()).unwrap();
    let sweep_at = |at: Instant| hotel.store.write(move |tx| sweep(tx, at)).unwrap();
    let mails = || {
        let rows = hotel
            .store
            .read(|reader| reader.newest_of(&[NOTICE_KIND], None, 99))
            .unwrap();
        rows.len()
    };
    assert_eq!(sweep_at(utc("2027-02-28T11:59:59+01:00")), None, "L20");
    // LX26: nothing ran from 20 February to 25 March.
    let third = utc("2027-03-25T09:00:00+01:00");
    assert_eq!(sweep_at(third), Some(Notice::SevenDays), "LX26");
    assert_eq!(sweep_at(third), None, "once");
    assert_eq!(mails(), 2, "LX26: one notice, to partner and house");
    let log = notices(&hotel.store, third).unwrap();
    let missed: Vec<_> = log
        .iter()
        .filter(|line| line.state.as_str() == "missed")
        .map(|line| line.notice)
        .collect();
    assert_eq!(missed, [Notice::FifteenDays, Notice::OneMonth], "LX26");
    // LX30: denied, and told all the same.
    assert!(deny(&hotel.store, &pc, third, Actor::Cli, true, "").unwrap());
    let fourth = utc("2027-03-30T12:00:00+02:00");
    assert_eq!(sweep_at(fourth), Some(Notice::OneDay), "LX30");
    // What did not leave in time is overtaken.
    let row = hotel
        .store
        .read(|reader| reader.due_of(&[NOTICE_KIND], fourth, 1))
        .unwrap()
        .remove(0);
    carry_out(&hotel.store, &|| fourth, &row).unwrap();
    let row = hotel
        .store
        .read(|reader| reader.delivery(row.what.id))
        .unwrap()
        .unwrap();
    assert_eq!(row.answer.as_deref(), Some("overtaken"));
}
