//! The receptionist's stories on the desk, from the first key to the store.

use super::play::{Play, hotel, open, play, start, tickets};
use chrono::{TimeDelta, Timelike as _};
use chrono_tz::Europe::Rome;
use iced::keyboard::{
    Modifiers,
    key::{Code, Named},
};
use innkeeper::{
    delivery::email::Security,
    domain::{
        fields::{Field, FieldKind},
        id::TicketTypeId,
        ticket::{Kind, Status},
        ticket_type::{Channel, TicketType},
    },
    services::{
        Actor, cancel, issue,
        messages::{self, EmailSettings},
        now, ticket_types,
    },
    store::{FirstLogin, Store},
    ui::{
        app::Message,
        screen::{self, Page, desk},
    },
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
    desk.shows(&format!("Saved as {}", file.display()));
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
fn a_stay_costs_its_nights_and_ends_at_check_out() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("Stay").types("5").shows("€4.00");
    desk.types("Bianchi").click("7").shows("€28.00");
    desk.press("enter");
    desk.shows("Ticket 000001");
    let ticket = tickets(&store).remove(0).ticket;
    assert_eq!(ticket.kind, Kind::Variable);
    assert_eq!(ticket.price.minor, 2800);
    let until = ticket.valid_until.unwrap().with_timezone(&Rome);
    assert_eq!((until.hour(), until.minute()), (11, 0));
    let nights = until.date_naive() - now().with_timezone(&Rome).date_naive();
    assert_eq!(nights.num_days(), 7);
}

#[test]
fn a_stay_of_whole_days_counts_both_ends() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("Stay").types("5").shows("€4.00");
    desk.types("Bianchi").click("By days").click("2 days");
    desk.shows("€8.00").press("enter").shows("Ticket 000001");
    let ticket = tickets(&store).remove(0).ticket;
    assert_eq!(ticket.price.minor, 800);
    let span = ticket.valid_until.unwrap() - ticket.valid_from.unwrap();
    assert_eq!(span, TimeDelta::days(2) - TimeDelta::seconds(1));
}

#[test]
fn a_special_ticket_takes_a_user_name_once() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    let fill = |desk: &mut Play, who: &str| {
        desk.shows("Event").types("6").shows("Devices at a time");
        desk.types(who);
        // User name comes right after whom it is for.
        desk.press("tab").types("wedding");
        desk.press("tab").types("champagne").press("enter");
    };
    fill(&mut desk, "Weber");
    desk.shows("Ticket 000001")
        .shows("wedding")
        .shows("champagne");
    // Said as it is typed, before Enter.
    desk.types("6").shows("Devices at a time");
    desk.types("Ricci").press("tab").types("wedding");
    desk.shows("Another live ticket has this user name.");
    desk.press("tab").types("champagne").press("enter");
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
fn a_house_is_set_up_in_the_window_and_issues_at_once() {
    use innkeeper::ui::{app::SetupMessage as Setup, screen::location::Field};
    let folder = tempfile::TempDir::new().unwrap();
    let house = folder.path().join("house");
    let mut window = play(start(house.clone()));
    window.tell(Message::Language(innkeeper::i18n::Language::English));
    window
        .shows("There is no Location here yet")
        .click("Set up this house")
        .shows("Set up your house");
    // Nothing is made of an empty form, and it says what it lacks.
    window.press("enter").shows("A name of 1 to 80 characters.");
    assert!(!house.exists());
    window.types("Casa Sol");
    let set = |window: &mut Play, field, text: &str| {
        let _ = window.tell(Message::SetUp(Setup::Typed(field, text.to_owned())));
    };
    set(&mut window, Field::Zone, "canary");
    window
        .click("Atlantic/Canary")
        .click("Set up")
        .shows("A whole number from 1 to 100000.");
    set(&mut window, Field::Rooms, "42");
    set(&mut window, Field::Ssid, "Sol");
    set(&mut window, Field::WifiPassword, "short");
    window
        .click("Set up")
        .shows("8 to 63 letters, digits and signs of the English keyboard.");
    set(&mut window, Field::WifiPassword, "long enough");
    window
        .click("Set up")
        .shows("Lobby hour")
        .types("1")
        .shows("Ticket 000001");
    let store = innkeeper::store::Store::open(&house).unwrap();
    let location = store.read(|reader| reader.location()).unwrap();
    assert_eq!(location.name, "Casa Sol");
    assert_eq!(location.zone.name(), "Atlantic/Canary");
    assert_eq!(location.rooms, Some(42));
    assert_eq!(location.wifi_password.as_deref(), Some("long enough"));
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

/// A ticket type with what a hotel asks for, on key 7.
fn with_fields(store: &Store) {
    let like = ticket_types::get(store, "1 day").unwrap();
    let new = TicketType {
        id: TicketTypeId::new(),
        name: "Registered".to_owned(),
        fields: vec![
            Field::compulsory(FieldKind::Surname),
            Field::compulsory(FieldKind::Room),
            Field::optional(FieldKind::Email),
        ],
        channels: vec![Channel::Print, Channel::Email],
        position: 0,
        hotkey: Some(7),
        ..like
    };
    let _ = ticket_types::add(store, now(), Actor::Cli, new).unwrap();
}

#[test]
fn extra_fields_are_asked_and_compulsory_ones_are_not_left_out() {
    let (_folder, store) = hotel();
    with_fields(&store);
    let mut desk = open(store.folder());
    desk.shows("Registered").types("7").shows("Surname *");
    desk.types("214 Ana").press("enter");
    desk.until("both are said", |desk| desk.is_shown("Compulsory."));
    assert!(tickets(&store).is_empty(), "TX27");
    // The focus is at the first of them.
    desk.types("Moreau")
        .press("tab")
        .types("b 12")
        .press("enter");
    desk.shows("Ticket 000001");
    let id = tickets(&store)[0].ticket.id;
    let fields = store.read(|reader| reader.fields(id)).unwrap();
    assert_eq!(fields["surname"], "Moreau");
    assert_eq!(fields["room"], "B 12");
}

#[test]
fn an_e_mail_needs_an_address_and_makes_it_the_user_id() {
    let (_folder, store) = hotel();
    with_fields(&store);
    let email = EmailSettings {
        host: "127.0.0.1".to_owned(),
        port: 1,
        security: Security::None,
        from: "wifi@sol.example".to_owned(),
        ..EmailSettings::default()
    };
    messages::set_email(&store, now(), Actor::Desk, Some(&email)).unwrap();
    let mut desk = open(store.folder());
    desk.shows("Registered").types("7").shows("Surname *");
    desk.types("Ana").press("tab").types("Moreau");
    desk.press("tab").types("12").press("tab").types("ana@");
    desk.shows("This is no e-mail address.");
    desk.types("example.org").click("Hand over by");
    desk.hides("This is no e-mail address.");
    let outside = "E-mail";
    desk.until("the channel is offered", |desk| desk.is_shown(outside));
    desk.tell(deliver(Channel::Email)).shows("E-mail to");
    desk.tell(submit()).shows("Ticket 000001");
    assert_eq!(tickets(&store)[0].ticket.user_id, "ana@example.org", "TX23");
}

fn form(message: desk::form::Message) -> Message {
    Message::Screen(screen::Message::Desk(desk::Message::Form(message)))
}

fn deliver(channel: Channel) -> Message {
    form(desk::form::Message::Deliver(channel, true))
}

fn submit() -> Message {
    form(desk::form::Message::Submit)
}

#[test]
fn a_room_takes_one_device_more_or_gets_another_ticket_in_place_of_the_old() {
    let (_folder, store) = hotel();
    issue_for(&store, "214 García");
    let devices = tickets(&store)[0].ticket.devices;
    let mut desk = open(store.folder());
    desk.shows("1 day").types("3").shows("Guest or room");
    desk.types("214")
        .shows("“214 García” already has a live ticket");
    desk.named(Named::F2)
        .hides("Guest or room")
        .shows("Ticket 000001");
    assert_eq!(tickets(&store)[0].ticket.devices, devices + 1);
    assert_eq!(tickets(&store).len(), 1, "no other ticket is issued");
    desk.types("3").shows("Guest or room");
    desk.types("214")
        .shows("“214 García” already has a live ticket");
    desk.named(Named::F3).shows("Ticket 000002");
    let states: Vec<_> = tickets(&store).iter().map(|row| row.status).collect();
    assert_eq!(states, [Status::NoUse, Status::Cancelled]);
}

/// A hand scanner types a code and Enter, wherever the focus is.
#[test]
fn a_scanned_code_shows_its_ticket_and_issues_none() {
    // The first digit is the key of a tile; no letter of the other is a command; of the third, some are.
    for code in ["492HF-FVN8C", "EN2M4-53JLL", "ER2P4-53JLL"] {
        let (_folder, store) = hotel();
        let request = issue::Request {
            ticket_type: "Event".to_owned(),
            user_id: "Congress".to_owned(),
            credentials: Some((code.to_owned(), code.to_owned())),
            ..issue::Request::default()
        };
        let _ = issue::issue(&store, now(), Actor::Cli, request).unwrap();
        let mut desk = open(store.folder());
        desk.shows("Congress").scans(code);
        desk.shows("Its life").shows(code);
        assert_eq!(tickets(&store).len(), 1, "{code}");
    }
}

#[test]
fn a_room_is_not_taken_for_a_code() {
    let (_folder, store) = hotel();
    let request = issue::Request {
        ticket_type: "Event".to_owned(),
        user_id: "Congress".to_owned(),
        credentials: Some(("314".to_owned(), "secret".to_owned())),
        ..issue::Request::default()
    };
    let _ = issue::issue(&store, now(), Actor::Cli, request).unwrap();
    let mut desk = open(store.folder());
    desk.shows("Congress").types("3").shows("Guest or room");
    desk.types("14").press("enter").shows("Ticket 000002");
    assert_eq!(tickets(&store)[0].ticket.user_id, "14");
}

#[test]
fn a_key_that_is_held_issues_one_ticket() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("Lobby hour").types("1").shows("Ticket 000001");
    desk.held("1").held("1").held("r").held("r");
    desk.types("3").shows("Guest or room");
    assert_eq!(tickets(&store).len(), 1);
}

#[test]
fn ctrl_and_a_digit_is_no_text() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("1 day").types("3").shows("Guest or room");
    desk.types("Ana")
        .ctrl_with_text("9")
        .shows("No printer yet");
    desk.ctrl_with_text("1").shows("Guest or room");
    desk.press("enter").shows("Ticket 000001");
    assert_eq!(tickets(&store)[0].ticket.user_id, "Ana");
}

#[test]
fn only_the_ticket_that_the_question_names_is_replaced() {
    let (_folder, store) = hotel();
    issue_for(&store, "214 García");
    issue_for(&store, "214 García");
    let mut desk = open(store.folder());
    desk.shows("1 day").types("3").shows("Guest or room");
    desk.types("214")
        .shows("“214 García” already has a live ticket");
    desk.named(Named::F3).shows("Ticket 000003");
    let states: Vec<_> = tickets(&store).iter().map(|row| row.status).collect();
    assert_eq!(states, [Status::NoUse, Status::Cancelled, Status::NoUse]);
}

#[test]
fn a_form_takes_the_place_of_what_was_found() {
    let (_folder, store) = hotel();
    issue_for(&store, "305 Moreau");
    let mut desk = open(store.folder());
    desk.shows("305 Moreau")
        .ctrl("k")
        .types("305")
        .shows("Found");
    desk.press("tab")
        .types("3")
        .shows("Guest or room")
        .hides("Found");
    desk.types("306 Silva")
        .press("enter")
        .shows("Ticket 000002");
    assert_eq!(tickets(&store)[0].ticket.user_id, "306 Silva");
}

#[test]
fn after_a_batch_nothing_else_is_taken_back() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("1 day").types("3").shows("Guest or room");
    desk.types("Alone").press("enter").shows("Ticket 000001");
    desk.types("3").shows("Guest or room");
    desk.types("Fair").press("tab").press("tab");
    desk.press("backspace")
        .types("5")
        .shows("Name of the batch");
    desk.press("tab").types("Fair").press("enter");
    desk.shows("Batch “Fair”: 5 tickets issued.").ctrl("z");
    desk.types("3").shows("Guest or room");
    let live = |row: &innkeeper::store::Row| row.status == Status::NoUse;
    assert!(tickets(&store).iter().all(live));
}

#[test]
fn several_tickets_become_a_batch_that_is_printed_as_cards_and_found_again() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("1 day").types("3").shows("Guest or room");
    // Whom for, paper, how many.
    desk.types("Congress").press("tab").press("tab");
    desk.press("backspace")
        .types("12")
        .shows("Name of the batch");
    desk.press("enter").shows("Several tickets need a name");
    desk.types("Congress").press("enter");
    desk.shows("Batch “Congress”: 12 tickets issued.");
    assert_eq!(tickets(&store).len(), 12);
    // A house without a printer has a file.
    desk.types("p").shows("Print 12 vouchers").shows("PDF file");
    desk.press("tab").press("tab").press("enter");
    desk.shows("12 vouchers are ready to print.");
    assert!(store.folder().join("vouchers/000001-000012.pdf").exists());
    desk.press("escape")
        .hides("12 vouchers are ready to print.");
    issue_for(&store, "somebody else");
    desk.click("In the list").shows("12 tickets");
    desk.shows("Batch: Congress");
}

#[test]
fn a_list_of_names_is_shown_before_it_is_issued() {
    let (_folder, store) = hotel();
    with_fields(&store);
    let mut desk = open(store.folder());
    desk.shows("Registered").types("7").shows("Surname *");
    desk.named(Named::F4).shows("Paste");
    let pasted = "Name\tSurname\tRoom\tE-mail\nAna\tMoreau\t214\tana@example.org\nBen\tWeber\t\t\nEva\tRossi\t7\tnothing\n";
    desk.tell(names(desk::names::Message::Pasted(Some(pasted.to_owned()))));
    desk.shows("1 line is good").shows("2 lines are left out");
    desk.types("Wedding").press("enter");
    desk.shows("Batch “Wedding”: 1 ticket issued.");
    let issued = tickets(&store);
    assert_eq!(issued.len(), 1);
    assert_eq!(issued[0].ticket.user_id, "Ana");
}

fn names(message: desk::names::Message) -> Message {
    Message::Screen(screen::Message::Desk(desk::Message::Names(message)))
}

#[test]
fn a_special_ticket_has_limits_of_its_own() {
    let (_folder, store) = hotel();
    let mut desk = open(store.folder());
    desk.shows("Event").types("6").shows("Minutes on line");
    desk.types("Band").press("enter").shows("Ticket 000001");
    desk.types("6").shows("Minutes on line").types("Band 2");
    // User name, password, devices, price; nights, by nights, arrival, its calendar, nights, departure, its calendar;
    // expiration, minutes in all.
    for _ in 0..13 {
        desk.press("tab");
    }
    desk.types("9x").shows("A number from 0").press("backspace");
    desk.types("0").press("enter");
    desk.shows("Ticket 000002");
    let account = |serial: usize| {
        let id = tickets(&store)[2 - serial].ticket.account;
        store.read(|reader| reader.account(id)).unwrap()
    };
    assert_eq!(account(2).total_seconds, Some(90 * 60));
    assert_ne!(account(1).total_seconds, Some(90 * 60));
}
