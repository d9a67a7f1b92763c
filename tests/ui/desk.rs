//! The receptionist's stories on the desk, from the first key to the store.

use super::play::{Play, hotel, open, play, start, tickets};
use chrono::TimeDelta;
use iced::keyboard::{
    Modifiers,
    key::{Code, Named},
};
use innkeeper::{
    domain::ticket::{Kind, Status},
    services::{Actor, cancel, issue, now},
    store::FirstLogin,
    ui::{app::Message, screen::Page},
};

#[test]
fn one_key_issues_a_ticket_that_lies_there_as_a_pdf() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("Lobby hour").types("1").shows("Ticket 000001");
    let issued = tickets(&store);
    assert_eq!(issued.len(), 1);
    assert_eq!(issued[0].ticket_type.as_deref(), Some("Lobby hour"));
    let file = store.folder().join("vouchers/000001.pdf");
    desk.shows(&format!("PDF: {}", file.display()));
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"));
    let credentials = store
        .read(|reader| reader.credentials(issued[0].ticket.id))
        .unwrap();
    desk.shows(&credentials.username);
}

#[test]
fn the_form_is_worked_by_the_keyboard_alone() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("1 day").types("3").shows("Guest or room");
    desk.types("214 Rossi")
        .press("enter")
        .shows("Ticket 000001");
    let issued = tickets(&store);
    assert_eq!(issued.len(), 1);
    assert_eq!(issued[0].ticket.user_id, "214 Rossi");
    desk.hides("Guest or room");
}

#[test]
fn no_letter_is_lost_however_fast_somebody_types() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    // All keys of one burst: the field cannot have the focus before the second.
    desk.shows("1 day").types("3214 Ro").shows("214 Ro");
    desk.types("ssi").press("enter").shows("Ticket 000001");
    assert_eq!(tickets(&store)[0].ticket.user_id, "214 Rossi");
}

#[test]
fn a_stay_costs_its_days_and_ends_on_its_last() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("Stay").types("5");
    desk.shows("2 days at €4.00, first and last included");
    // Whom for, first day, its calendar, nights.
    desk.types("Bianchi");
    desk.press("tab").press("tab").press("tab");
    desk.press("backspace").types("6");
    desk.shows("7 days at €4.00, first and last included")
        .shows("€28.00");
    desk.press("enter").shows("Ticket 000001");
    let ticket = tickets(&store).remove(0).ticket;
    assert_eq!(ticket.kind, Kind::Variable);
    assert_eq!(ticket.price.minor, 2800);
    let nights = ticket.valid_until.unwrap() - ticket.valid_from.unwrap();
    assert_eq!(nights.num_days(), 6);
}

#[test]
fn a_special_ticket_takes_a_user_name_once() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    let fill = |desk: &mut Play, who: &str| {
        desk.shows("Event").types("6").shows("Devices at a time");
        desk.types(who);
        // First day, its calendar, nights, last day, its calendar, user name.
        for _ in 0..6 {
            desk.press("tab");
        }
        desk.types("wedding");
        desk.press("tab").types("champagne").press("enter");
    };
    fill(&mut desk, "Weber");
    desk.shows("Ticket 000001")
        .shows("wedding")
        .shows("champagne");
    fill(&mut desk, "Ricci");
    desk.shows("Another live ticket has this user name.");
    assert_eq!(tickets(&store).len(), 1);
}

#[test]
fn a_refusal_is_said_at_the_field() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("1 day").types("3").shows("Guest or room");
    desk.press("enter").shows("Say whom the ticket is for.");
    // The focus is where the mistake is.
    desk.types("7").hides("Say whom the ticket is for.");
    desk.press("escape").hides("Guest or room");
    assert!(tickets(&store).is_empty());
}

#[test]
fn the_last_issue_is_taken_back() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("Lobby hour")
        .types("1")
        .shows("Ticket 000001 issued.");
    desk.click("Undo");
    desk.shows("Ticket 000001 was taken back. Its code no longer works.");
    desk.hides("Ticket 000001 issued.").shows("Cancelled");
    assert_eq!(tickets(&store)[0].status, Status::Cancelled);
}

#[test]
fn the_same_again_is_one_key() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("1 day").types("3").shows("Guest or room");
    desk.types("12").press("enter").shows("Ticket 000001");
    desk.types("r").shows("Ticket 000002");
    let users: Vec<_> = tickets(&store)
        .into_iter()
        .map(|row| row.ticket.user_id)
        .collect();
    assert_eq!(users, ["12", "12"]);
}

#[test]
fn a_room_with_a_live_ticket_is_asked_about() {
    let (_folder, store) = hotel();
    issue_for(&store, "214 García");
    let mut desk = open(store.folder());
    desk.shows("1 day").types("3").shows("Guest or room");
    desk.types("214")
        .shows("“214 García” already has a live ticket");
    desk.press("enter").shows("Ticket 000002");
    assert_eq!(tickets(&store).len(), 2);
}

#[test]
fn what_others_issue_appears_by_itself() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("No ticket yet");
    issue_for(&store, "305 Moreau");
    desk.shows("305 Moreau");
}

#[test]
fn search_finds_a_room_and_enter_opens_the_ticket() {
    let (_folder, store) = hotel();
    issue_for(&store, "305 Moreau");
    issue_for(&store, "306 Silva");
    let mut desk = open(store.folder());
    desk.shows("306 Silva")
        .click("Search number, guest, room or code");
    desk.types("305").shows("Found").hides("306 Silva");
    desk.press("escape").shows("306 Silva");
    desk.click("Search number, guest, room or code");
    desk.types("nobody");
    desk.shows("Nothing found for “nobody”");
}

#[test]
fn the_language_changes_at_once_and_is_kept() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("Newest tickets")
        .click("Display")
        .click("Italiano");
    desk.press("escape").shows("Ticket più recenti");
    desk.until("it is kept", |_| {
        let kept = store.read(|reader| reader.setting("window.language"));
        kept.unwrap().as_deref() == Some("it")
    });
    drop(desk);
    open(store.folder()).shows("Ticket più recenti");
}

#[test]
fn f1_shows_the_keys_and_escape_closes_them() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("Lobby hour").named(Named::F1);
    desk.shows("Issue the same again").press("escape");
    desk.hides("Issue the same again")
        .ctrl("2")
        .hides("Lobby hour");
    desk.ctrl("1").shows("Lobby hour");
}

#[test]
fn a_folder_without_a_hotel_says_how_to_make_one_and_offers_the_demo() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut start = start(folder.path().join("house"));
    start.demo = false;
    let mut window = play(start);
    window.until("the folder is looked at", |window| {
        [
            "There is no Location here yet",
            "Aquí todavía no hay ningún establecimiento",
            "Qui non c’è ancora nessuna sede",
        ]
        .iter()
        .any(|text| window.is_shown(text))
    });
    window.tell(innkeeper::ui::app::Message::OpenDemo);
    window.shows("Lobby hour");
    assert!(folder.path().join("demo/innkeeper.db").exists());
}

#[test]
fn a_second_window_only_shows() {
    let (_folder, store) = hotel();
    let mut first = open(store.folder());
    first.until("the engine runs", |_| {
        store.folder().join("engine.lock").exists()
    });
    first.shows("0 devices on line");
    let mut second = open(store.folder());
    second.shows("RADIUS server runs in another Innkeeper");
    second.shows("Lobby hour").types("1").shows("Ticket 000001");
    first.shows("000001");
}

fn issue_for(store: &innkeeper::store::Store, user_id: &str) {
    let request = issue::Request {
        ticket_type: "1 day".to_owned(),
        user_id: user_id.to_owned(),
        ..issue::Request::default()
    };
    issue::issue(store, now(), Actor::Cli, request).unwrap();
}

#[test]
fn a_reason_and_enter_cancel_a_ticket() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("1 day").types("3").shows("Guest or room");
    desk.types("214 Rossi")
        .press("enter")
        .shows("Ticket 000001");
    desk.click("Details").shows("Why can’t my guest get on?");
    desk.click("Cancel ticket").shows("Cancel ticket 000001?");
    desk.types("wrong room").press("enter").shows("Cancelled");
    let ticket = tickets(&store).remove(0).ticket;
    assert_eq!(ticket.stored_status, Status::Cancelled);
    let reason = store
        .read(|reader| reader.cancel_reason(ticket.id))
        .unwrap();
    assert_eq!(reason.as_deref(), Some("wrong room"));
}

#[test]
fn undo_is_offered_no_longer_once_the_guest_has_logged_in() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("Lobby hour")
        .types("1")
        .shows("Ticket 000001 issued.");
    let id = tickets(&store)[0].ticket.id;
    let expires_at = Some(now() + TimeDelta::hours(1));
    let login = FirstLogin {
        at: now(),
        expires_at,
        lapses_at: expires_at,
    };
    let _ = store.write(move |tx| tx.first_login(id, &login)).unwrap();
    desk.hides("Ticket 000001 issued.").shows("In use");
}

#[test]
fn ctrl_k_finds_from_every_page() {
    let (_folder, store) = hotel();
    issue_for(&store, "305 Moreau");
    issue_for(&store, "306 Silva");
    let mut desk = open(store.folder());
    desk.shows("306 Silva").ctrl("2").shows("Details");
    desk.ctrl("k").shows("1 day");
    desk.types("305").shows("Found").hides("306 Silva");
}

#[test]
fn another_ticket_is_for_the_same_guest() {
    let (_folder, store) = hotel();
    issue_for(&store, "305 Moreau");
    let serial = tickets(&store)[0].ticket.serial;
    let _ = cancel::cancel(&store, now(), Actor::Cli, serial, None).unwrap();
    let mut desk = open(store.folder());
    desk.shows("305 Moreau")
        .tell(Message::Open(Page::Ticket(serial)));
    desk.click("Issue another").shows("Guest or room");
    desk.press("enter").shows("Ticket 000002");
    assert_eq!(tickets(&store)[0].ticket.user_id, "305 Moreau");
}

#[test]
fn a_keyboard_without_digits_chooses_by_the_place_of_the_key() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("1 day")
        .french("\"", Code::Digit3, Modifiers::empty())
        .shows("Guest or room");
    desk.press("escape").hides("Guest or room");
    desk.french("é", Code::Digit2, Modifiers::CTRL)
        .shows("No ticket has been issued yet");
    desk.french("&", Code::Digit1, Modifiers::CTRL)
        .shows("No ticket yet");
    desk.french("&", Code::Digit1, Modifiers::empty())
        .shows("Ticket 000001");
}
