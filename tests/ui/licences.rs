//! Licences in the window: from the request to In Use on both sides, what is refused, the dashboard with 500 Locations,
//! what is said above the pages, and the notices.

use super::{
    draw::{draw, folder},
    play::{Play, SIZE, hotel, play, start},
};
use chrono::TimeDelta;
use iced_test::core::keyboard::key::Named;
use innkeeper::{
    domain::{
        id::LocationId,
        licence::{self, Capacity, Grant, Kind, Payment, Request, Validity},
        location::Sector,
        mac::Mac,
        time::Instant,
    },
    i18n::Language,
    licensing::trust::Trust,
    services::{
        Actor,
        licences::{self, Asked, Installation, Status, distributor},
        now,
    },
    store::{IssuedLicence, ReceivedRequest, Store},
    ui::{
        Theme,
        app::{Appearance, Message},
        context::Clock,
        screen::{self, Page, distributor as office_screen, licence as here},
    },
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};
use tempfile::TempDir;
use uuid::Uuid;

const PASSPHRASE: &str = "correct horse battery staple";

fn contact() -> licences::Distributor {
    licences::Distributor {
        name: "Wi-Fi Iberia".to_owned(),
        email: "licences@iberia.example".to_owned(),
        phone: "+34 952 000 000".to_owned(),
    }
}

/// A data folder that works as distributor already.
fn office() -> (TempDir, Store) {
    let (folder, store) = hotel();
    distributor::set_up(&store, now(), Actor::Cli, contact(), PASSPHRASE).unwrap();
    (folder, store)
}

/// An installation that trusts the distributor of this data folder, with copies beside it.
fn trusting(office: &Store, copies: &Path) -> Installation {
    let profile = distributor::profile(office).unwrap().unwrap();
    let trust = Trust::parse(&distributor::trust_file(&profile)).unwrap();
    Installation::with(trust, None, Some(copies.join("copies")))
}

fn window_of(store: &Store, installation: Installation, clock: Clock) -> Play {
    let mut begin = start(store.folder().to_owned());
    begin.installation = Some(installation);
    begin.clock = clock;
    let mut window = play(begin);
    window.shows("Lobby hour");
    window
}

fn in_licence(message: here::Message) -> Message {
    Message::Screen(screen::Message::Licence(message))
}

fn in_office(message: office_screen::Message) -> Message {
    Message::Screen(screen::Message::Distributor(message))
}

/// The file of this beginning and end that was written last.
fn written(store: &Store, begins: &str, end: &str) -> PathBuf {
    let all = fs::read_dir(store.folder().join("licences")).unwrap();
    let mut all: Vec<_> = all
        .map(|one| one.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.starts_with(begins) && name.ends_with(end)
        })
        .collect();
    all.sort();
    all.pop().unwrap()
}

fn device(store: &Store, number: u8) {
    let zone = store.read(|reader| reader.location()).unwrap().zone;
    let mac = Mac([2, 0, 0, 0, 0, number]);
    assert!(
        store
            .write(move |tx| licences::count_device(tx, mac, now(), zone))
            .unwrap()
    );
}

/// Asks, issues and enters by the use cases.
fn provisioned(office: &Store, hotel: &Store, installation: &Installation, validity: Validity) {
    let asked = Asked {
        partner: "Redes del Sur".to_owned(),
        partner_email: "partner@example.org".to_owned(),
        client_email: "hotel@example.org".to_owned(),
        distributor: "Wi-Fi Iberia".to_owned(),
        years: "1".to_owned(),
        payment: Some(Payment::Annual),
        ..Asked::default()
    };
    let at = now();
    let request = licences::request(hotel, installation, at, Actor::Cli, asked).unwrap();
    let incoming =
        distributor::receive(office, at, Actor::Cli, request.number().as_bytes()).unwrap();
    let terms = distributor::Terms {
        validity,
        ..distributor::Terms::of(&incoming.request)
    };
    let id = incoming.request.id;
    let licence = distributor::issue(office, at, Actor::Cli, id, terms, PASSPHRASE).unwrap();
    let given = licence.number();
    licences::provision(hotel, installation, at, Actor::Cli, given.as_bytes()).unwrap();
}

#[test]
#[allow(clippy::too_many_lines, reason = "one story from its start to its end")]
fn from_the_request_to_in_use_in_the_window_alone() {
    let (_office, office) = hotel();
    let (place, hotel) = hotel();

    // The distributor makes his key.
    let mut desk = window_of(&office, Installation::none(), now);
    desk.tell(Message::Open(Page::Licence));
    desk.click("Work as distributor").shows("Make the key");
    desk.types("Wi-Fi Iberia").press("tab");
    desk.types("licences@iberia.example").press("tab");
    desk.types("+34 952 000 000").press("tab");
    desk.types("too short").press("enter");
    desk.shows("At least 12 characters").shows("Not the same");
    for _ in 0.."too short".len() {
        desk.press("backspace");
    }
    desk.types(PASSPHRASE).press("tab");
    desk.types(PASSPHRASE).press("enter");
    desk.shows("The key is made. Now write the file by which installations know it.");
    desk.shows("All licences");

    // The hotel asks.
    let installation = trusting(&office, place.path());
    let mut reception = window_of(&hotel, installation, now);
    reception
        .tell(Message::Open(Page::Licence))
        .shows("Evaluation")
        .shows("It comes with the licence.");
    reception.click("Make a request").shows("Make the request");
    reception.press("enter").shows("Choose one");
    reception.click("3").click("annual");
    reception.tell(in_licence(here::Message::Show(here::Section::Request)));
    reception.types("Redes del Sur").press("tab");
    reception.types("partner example").press("tab");
    reception.types("Wi-Fi Iberia").press("tab");
    reception.types("hotel@example.org").press("enter");
    reception.shows("No e-mail address");
    // The first field that is wrong has the focus.
    for _ in 0.."partner example".len() {
        reception.press("backspace");
    }
    reception
        .types("partner@example.org")
        .press("enter")
        .shows("The request is made");

    // The distributor takes its file in and answers it.
    let request = written(&hotel, "request-Hotel-Test", ".txt");
    assert!(written(&hotel, "request-Hotel-Test", ".pdf").exists());
    desk.tell(Message::Dropped(request));
    desk.shows("Number of the request or report");
    desk.press("enter").shows("The request is taken in.");
    desk.shows("10 rooms").named(Named::F2);
    desk.shows("Issue a licence").types("not the passphrase");
    desk.press("enter")
        .shows("The passphrase does not open the key.");
    for _ in 0.."not the passphrase".len() {
        desk.press("backspace");
    }
    desk.types(PASSPHRASE).press("enter");
    desk.shows("Copy the number");
    let licence = written(&office, "licence-Hotel-Test", ".txt");
    let pdf = written(&office, "licence-Hotel-Test", ".pdf");

    // The hotel scans its number: a scanner types.
    let number = fs::read_to_string(&licence)
        .unwrap()
        .trim()
        .replace('-', "");
    reception.ctrl("l").shows("Send Key");
    let damaged = number.replacen(&number[40..44], "0000", 1);
    reception
        .tell(in_licence(here::Message::Entering(
            here::EnterMessage::Number(damaged),
        )))
        .press("enter");
    reception.shows("The number is damaged or incomplete.");
    reception.tell(in_licence(here::Message::Entering(
        here::EnterMessage::Number(String::new()),
    )));
    reception.types(&number).press("enter");
    reception
        .shows("The licence is entered: Pending Start.")
        .shows("Laboratory tests count")
        .shows("0 of 5 devices")
        .shows("Wi-Fi Iberia");
    for number in 1..5 {
        device(&hotel, number);
    }
    reception.shows("4 of 5 devices");
    device(&hotel, 5);
    reception.shows("In Use").hides("Laboratory tests count");
    let overview = licences::overview(&hotel, &Installation::none(), now()).unwrap();
    assert_eq!(overview.status, Status::InUse);
    let contract = overview.licence.contract.unwrap();
    assert_eq!((contract.grant.years, contract.devices_seen), (3, 5));

    // The same one again, as a PDF that is dropped.
    reception.tell(Message::Dropped(pdf)).shows("Send Key");
    reception
        .press("enter")
        .shows("This licence has been entered already.")
        .press("escape");

    // The report brings the distributor's list up to date.
    reception
        .click("Report to the distributor")
        .shows("Copy the number")
        .press("escape");
    desk.press("escape");
    desk.tell(in_office(office_screen::Message::Tab(
        office_screen::Tab::Locations,
    )));
    desk.shows("Pending Provision");
    desk.tell(Message::Dropped(written(&hotel, "report-", ".txt")));
    desk.shows("Take in a request or a report").press("enter");
    desk.until("the report is taken in", |_| {
        let rows = licences::list(&office, now(), &licences::Filter::default()).unwrap();
        rows.iter()
            .any(|row| !row.own && row.status == Status::InUse)
    });
    desk.hides("Pending Provision");
}

#[test]
fn access_is_denied_and_lifted_with_a_reason() {
    let (_office, office) = office();
    let (place, hotel) = hotel();
    let installation = trusting(&office, place.path());
    provisioned(&office, &hotel, &installation, Validity::From(now()));
    let mut window = window_of(&hotel, installation, now);
    window.tell(Message::Open(Page::Licence)).shows("In Use");
    window.click("Deny access").shows("Force Access denied");
    // Nothing happens without a reason.
    window.press("enter");
    assert!(window.is_shown("Force Access denied"));
    window.types("not paid").press("enter");
    window
        .shows("Access is denied.")
        .shows("Reason: not paid")
        .shows("Access denied by the operator");
    window.tell(Message::Open(Page::Desk));
    window.shows("Access denied by the operator");
    window.types("1");
    settle(&mut window);
    assert!(super::play::tickets(&hotel).is_empty());
    window.tell(Message::Open(Page::Licence));
    window.click("Lift Access denied").shows("Reason");
    window.types("paid").press("enter");
    window.shows("Access is allowed again.").shows("In Use");
    window.tell(in_licence(here::Message::Show(here::Section::History)));
    window
        .shows("at the desk · not paid")
        .shows("at the desk · paid")
        .shows("One month before the end");
}

/// A clock that stands still from its first look on: a second's wait is not over before it was seen.
fn standing() -> Instant {
    static AT: OnceLock<Instant> = OnceLock::new();
    *AT.get_or_init(now)
}

#[test]
fn a_wrong_passphrase_has_to_wait_longer_each_time() {
    let (_office, office) = office();
    let (place, hotel) = hotel();
    let installation = trusting(&office, place.path());
    provisioned(&office, &hotel, &installation, Validity::From(now()));
    let mut desk = window_of(&office, Installation::none(), standing);
    desk.tell(Message::Open(Page::Distributor))
        .shows("Dashboard");
    desk.tell(in_office(office_screen::Message::Tab(
        office_screen::Tab::Requests,
    )));
    desk.named(Named::F2).shows("Issue a licence");
    // A first licence is out: another would be a mistake.
    desk.types(PASSPHRASE).press("enter");
    desk.shows("This Location has a licence already.");
    desk.click("In the place of one that was never entered");
    let typed = |text: &str| {
        in_office(office_screen::Message::Issuing(
            office_screen::IssueMessage::Passphrase(text.to_owned()),
        ))
    };
    for _ in 0..3 {
        desk.tell(typed("wrong wrong wrong"));
        desk.tell(in_office(office_screen::Message::Issuing(
            office_screen::IssueMessage::Issue,
        )));
        desk.shows("The passphrase does not open the key.");
    }
    desk.tell(typed(PASSPHRASE));
    desk.tell(in_office(office_screen::Message::Issuing(
        office_screen::IssueMessage::Issue,
    )));
    desk.shows("Too many wrong passphrases: try again in a second.");
}

#[test]
fn the_evaluation_is_said_from_its_tenth_day_and_when_it_is_over() {
    let day = |clock: Clock| {
        let (folder, store) = hotel();
        let window = window_of(&store, Installation::none(), clock);
        (folder, store, window)
    };
    let (_folder, _store, mut window) = day(|| now() + TimeDelta::days(8));
    window.shows("Evaluation: 22 days left");
    assert!(!window.is_shown("Evaluation: 22 days left. After that, tickets need a licence."));
    let (_folder, _store, mut window) = day(|| now() + TimeDelta::days(12));
    window.shows("Evaluation: 18 days left. After that, tickets need a licence.");
    window.tell(Message::Open(Page::Products));
    window.hides("Evaluation: 18 days left. After that, tickets need a licence.");
    let (_folder, store, mut window) = day(|| now() + TimeDelta::days(31));
    window
        .shows("The evaluation has ended")
        .shows("No ticket can be issued and no guest can log in. Enter a licence, or make a request for one.");
    window.types("1");
    settle(&mut window);
    assert!(super::play::tickets(&store).is_empty());
}

#[test]
fn a_notice_is_told_once_and_stays_above_the_desk() {
    let (_office, office) = office();
    let (place, hotel) = hotel();
    let installation = trusting(&office, place.path());
    let start = now() - TimeDelta::days(365 - 6);
    provisioned(&office, &hotel, &installation, Validity::From(start));
    let mut window = window_of(&hotel, installation.clone(), now);
    // The engine in the window decides the notice; seven days before is the newest that has passed.
    window.shows("A renewal that is entered before the end loses no day.");
    let told = || {
        hotel
            .read(|reader| reader.setting("window.licence_told"))
            .unwrap()
    };
    window.until("it is told", |_| told().is_some());
    assert!(told().unwrap().ends_with("seven_days"));
    window.tell(Message::Open(Page::Licence));
    window.tell(in_licence(here::Message::Show(here::Section::History)));
    window
        .shows("missed: the program did not run")
        .shows("The day before the end");
}

/// So many Locations of a distributor, in all states.
fn crowd(store: &Store, many: u32) {
    let at = now();
    let towns = [
        "Palma", "Nerja", "Rimini", "Como", "Cádiz", "Bolzano", "Tarifa",
    ];
    store
        .write(move |tx| {
            for number in 0..many {
                let days = i64::from(number * 37 % 800) - 60;
                let location = LocationId(Uuid::from_u128(0xA000 + u128::from(number)));
                let name = format!("Hotel {} {number:03}", towns[number as usize % towns.len()]);
                let ends = at + TimeDelta::days(days) + TimeDelta::hours(5);
                let start = ends - TimeDelta::days(365);
                let request = request(location, &name, number, start);
                tx.add_licence_request(&ReceivedRequest {
                    request: request.clone(),
                    received_at: start,
                    signer: [7; 32],
                    paper: vec![1],
                })?;
                if number % 50 == 49 {
                    continue;
                }
                let grant = grant(&request, start);
                tx.add_licence_issued(&IssuedLicence {
                    grant: grant.clone(),
                    paper: vec![2],
                })?;
                // Every seventh was not entered yet, every eleventh waits for its devices, every thirteenth is denied.
                if number % 7 == 0 {
                    continue;
                }
                let waits = number % 11 == 0;
                let report = licences::Report {
                    location,
                    made_at: at - TimeDelta::hours(i64::from(number)),
                    licence: Some(grant.id),
                    entered: [grant.id].into(),
                    starts_at: (!waits).then_some(start),
                    ends_at: (!waits).then_some(ends),
                    devices_seen: if waits { 3 } else { 5 },
                    denied: number % 13 == 0,
                    rooms: 40,
                    aps: 0,
                };
                let body = serde_json::to_value(&report).unwrap();
                tx.set_licence_report(location, report.made_at, &body)?;
            }
            Ok(())
        })
        .unwrap();
}

fn request(location: LocationId, name: &str, number: u32, at: Instant) -> Request {
    Request {
        id: Uuid::from_u128(0xB000 + u128::from(number)),
        made_at: at,
        kind: Kind::First,
        machine: None,
        location,
        location_name: name.to_owned(),
        time_zone: "Europe/Madrid".to_owned(),
        sector: Sector::Hospitality,
        capacity: Capacity::Rooms(20 + number % 90),
        partner: format!("Redes {}", number % 9),
        partner_email: format!("partner{}@example.org", number % 9),
        client_email: format!("reception{number}@example.org"),
        distributor: "Wi-Fi Iberia".to_owned(),
        years: 1,
        payment: Payment::Annual,
        modules: ["sms".to_owned()].into(),
    }
}

fn grant(request: &Request, at: Instant) -> Grant {
    Grant {
        id: Uuid::from_u128(0xC000_0000 + request.id.as_u128()),
        request: request.id,
        location: request.location,
        location_name: request.location_name.clone(),
        machine: None,
        kind: Kind::First,
        years: 1,
        validity: Validity::Automatic,
        devices_needed: licence::DEVICES_NEEDED,
        capacity: request.capacity,
        capacity_binds: false,
        modules: request.modules.clone(),
        payment: request.payment,
        partner: request.partner.clone(),
        partner_email: request.partner_email.clone(),
        client_email: request.client_email.clone(),
        distributor: contact(),
        issued_at: at,
    }
}

#[test]
fn five_hundred_locations_are_counted_filtered_and_written_down() {
    let (_office, office) = office();
    crowd(&office, 500);
    let mut desk = window_of(&office, Installation::none(), now);
    desk.tell(Message::Open(Page::Distributor));
    let rows = licences::list(&office, now(), &licences::Filter::default()).unwrap();
    let of = |status| rows.iter().filter(|row| row.status == status).count();
    assert_eq!(rows.len(), 491);
    for status in Status::ALL {
        assert!(of(*status) > 5, "{status}");
        desk.shows(&of(*status).to_string());
    }
    let soon = |days| {
        let until = now() + TimeDelta::days(days);
        let ends =
            |row: &licences::Listed| row.ends_at.is_some_and(|end| end > now() && end < until);
        rows.iter().filter(|row| ends(row)).count()
    };
    desk.shows(&format!("within 30 days: {}", soon(30)));
    desk.shows(&format!("within 90 days: {}", soon(90)));
    // A press on a count leads to those Locations.
    desk.click("Access denied").shows("LICENSE STATUS");
    desk.shows(&format!("{} Locations", of(Status::AccessDenied)));
    let said = |message| in_office(office_screen::Message::List(message));
    desk.tell(said(office_screen::ListMessage::State(None)));
    desk.tell(said(office_screen::ListMessage::Search(
        "nerja 001".to_owned(),
    )));
    desk.shows("1 Location").shows("reception1@example.org");
    desk.tell(said(office_screen::ListMessage::Reset))
        .shows("491 Locations");
    // Both filters hold together (LX32).
    let day = |days| (now() + TimeDelta::days(days)).date_naive().to_string();
    desk.tell(said(office_screen::ListMessage::State(Some(Status::InUse))));
    desk.tell(said(office_screen::ListMessage::From(day(10))));
    desk.tell(said(office_screen::ListMessage::To(day(40))));
    let filter = licences::Filter {
        status: Some(Status::InUse),
        ends_from: day(10).parse().ok(),
        ends_to: day(40).parse().ok(),
    };
    let left = licences::list(&office, now(), &filter).unwrap().len();
    assert!(left > 5);
    desk.shows(&format!("{left} Locations"));
    desk.tell(said(office_screen::ListMessage::Csv));
    let exports = office.folder().join("exports");
    desk.until("the file is written", |_| {
        exports.is_dir() && exports.read_dir().unwrap().count() == 1
    });
    let file = exports.read_dir().unwrap().next().unwrap().unwrap().path();
    desk.until("it is whole", |_| {
        fs::read_to_string(&file).is_ok_and(|text| text.lines().count() == left + 1)
    });
}

/// Leaves a data folder with 500 Locations under `target/crowd`, to open a real window on.
#[test]
#[ignore = "leaves a folder behind, to be looked at"]
fn a_crowd_to_be_looked_at() {
    let (folder, office) = office();
    crowd(&office, 500);
    let place = super::draw::folder().parent().unwrap().join("crowd");
    let _ = fs::remove_dir_all(&place);
    drop(office);
    fs::rename(folder.path().join("house"), &place).unwrap();
}

fn picture(window: &Play, name: &str, theme: Theme) {
    let path = folder().join(format!("{name}.png"));
    let size = (SIZE.0.into(), SIZE.1.into());
    draw(window.view(), theme, size, 1.0, &[], &path);
    assert!(
        path.metadata().unwrap().len() > 10_000,
        "{}",
        path.display()
    );
}

fn settle(window: &mut Play) {
    for _ in 0..12 {
        window.pump();
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

#[test]
fn every_page_of_licences_can_be_looked_at() {
    let (_office, office) = office();
    crowd(&office, 500);
    let (place, waiting) = hotel();
    let installation = trusting(&office, place.path());
    provisioned(&office, &waiting, &installation, Validity::Automatic);
    device(&waiting, 1);
    device(&waiting, 2);
    let (_fresh, fresh) = hotel();
    let mut desk = window_of(&office, Installation::none(), now);
    let mut reception = window_of(&waiting, installation, now);
    let mut evaluation = window_of(&fresh, Installation::none(), || now() + TimeDelta::days(12));
    let mut over = window_of(&fresh, Installation::none(), || now() + TimeDelta::days(31));
    for language in Language::ALL {
        for theme in [Theme::ALL[0], Theme::ALL[1]] {
            let tail = format!("{}-{}", language.tag(), theme.key());
            let shoot = |window: &mut Play, name: &str, messages: Vec<Message>| {
                window.tell(Message::Language(language));
                window.tell(Message::Appearance(Appearance::Always(theme)));
                for message in messages {
                    window.tell(message);
                }
                settle(window);
                // The table tells how many rows fit after it was drawn once.
                picture(window, &format!("{name}-{tail}"), theme);
            };
            let close = || in_licence(here::Message::Close);
            let section = |section| in_licence(here::Message::Show(section));
            let opened = Message::Open(Page::Licence);
            let standing = vec![opened.clone(), section(here::Section::Standing)];
            shoot(&mut reception, "licence", standing.clone());
            let request = vec![
                section(here::Section::Request),
                in_licence(here::Message::Requesting(here::RequestMessage::Send)),
            ];
            shoot(&mut reception, "licence-request", request);
            shoot(
                &mut reception,
                "licence-history",
                vec![section(here::Section::History)],
            );
            shoot(
                &mut reception,
                "licence-enter",
                vec![in_licence(here::Message::Enter)],
            );
            let deny = vec![close(), in_licence(here::Message::Deny(true))];
            shoot(&mut reception, "licence-deny", deny);
            shoot(
                &mut reception,
                "licence-report",
                vec![close(), in_licence(here::Message::Report)],
            );
            shoot(
                &mut reception,
                "overview",
                vec![close(), Message::Open(Page::Overview)],
            );
            shoot(&mut evaluation, "licence-evaluation", standing);
            shoot(
                &mut evaluation,
                "desk-evaluation",
                vec![Message::Open(Page::Desk)],
            );
            shoot(&mut over, "desk-over", vec![Message::Open(Page::Desk)]);
            shoot(
                &mut evaluation,
                "distributor-set-up",
                vec![Message::Open(Page::Distributor)],
            );
            let tab = |tab| in_office(office_screen::Message::Tab(tab));
            let dashboard = vec![
                Message::Open(Page::Distributor),
                tab(office_screen::Tab::Dashboard),
            ];
            shoot(&mut desk, "distributor", dashboard);
            shoot(
                &mut desk,
                "distributor-list",
                vec![tab(office_screen::Tab::Locations)],
            );
            shoot(
                &mut desk,
                "distributor-requests",
                vec![tab(office_screen::Tab::Requests)],
            );
            let issue = vec![in_office(office_screen::Message::Issue)];
            shoot(&mut desk, "distributor-issue", issue);
            let key = vec![
                in_office(office_screen::Message::Close),
                tab(office_screen::Tab::Key),
            ];
            shoot(&mut desk, "distributor-key", key);
        }
    }
}
