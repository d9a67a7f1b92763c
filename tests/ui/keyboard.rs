//! The issued list, a ticket and the guest register, worked as somebody does whose mouse is broken: by keys alone, and
//! nothing counts that is not in sight.

use super::{
    guests::registers,
    life,
    play::{Play, hotel, open, tickets},
};
use chrono::TimeDelta;
use iced::keyboard::{Key, Modifiers, key::Named};
use innkeeper::{
    domain::{login::Refusal, mac::Mac, ticket::Status},
    services::{Actor, catalogue, guests, issue, now},
    store::{Contact, RefusedLogin, Store},
};
use std::{fs, path::PathBuf, process::Command};

fn issues(store: &Store, ticket_type: &str, user: &str, count: u32) -> Vec<issue::Issued> {
    let request = issue::Request {
        ticket_type: ticket_type.to_owned(),
        user_id: user.to_owned(),
        ..issue::Request::default()
    };
    issue::issue_many(store, now(), Actor::Desk, request, count).unwrap()
}

/// The issued list; the table has the focus.
fn list(store: &Store) -> Play {
    let mut window = open(store.folder());
    window.shows("Newest tickets").ctrl("2").sees("Conn.");
    window.until("the list has the focus", |play| has_focus(play, "Serial"));
    window
}

/// The page of the newest ticket, reached through the list.
fn newest(store: &Store) -> Play {
    let mut window = list(store);
    window.named(Named::Home).press("enter").sees("Its life");
    window
}

/// Whether what has the focus is around the text, and both are in sight.
fn has_focus(play: &Play, text: &str) -> bool {
    let place = play.place(text).zip(play.focus());
    place.is_some_and(|(place, focus)| focus.contains(place.center()))
}

/// Asks why a guest cannot get on, and waits until the button that helps has the focus.
fn why<'a>(window: &'a mut Play, sentence: &str, remedy: &str) -> &'a mut Play {
    window.types("w").sees(sentence);
    window.until(remedy, |play| {
        // The same word may stand on another button, above the box.
        let (sentence, focus) = (play.place(sentence), play.focus());
        let below = sentence
            .zip(focus)
            .is_some_and(|(it, focus)| focus.y > it.y);
        below && play.is_shown(remedy)
    })
}

fn back(window: &mut Play, times: usize) -> &mut Play {
    for _ in 0..times {
        window.chord(Key::Named(Named::Tab), Modifiers::SHIFT);
    }
    window
}

/// Those of the texts that are in sight, from above.
fn order<'a>(play: &Play, texts: &[&'a str]) -> Vec<&'a str> {
    let mut seen: Vec<_> = texts
        .iter()
        .filter_map(|text| Some((play.place(text)?.y, *text)))
        .collect();
    seen.sort_by(|one, other| one.0.total_cmp(&other.0));
    seen.into_iter().map(|(_, text)| text).collect()
}

/// So that the box has nothing to say about gateways.
fn gateway_is_well(store: &Store) -> innkeeper::domain::id::GatewayId {
    let gateway = life::gateway(store, now());
    store
        .write(move |tx| tx.put_contact(&Contact::Gateway(gateway, now())))
        .unwrap();
    gateway
}

#[test]
fn a_filter_is_saved_chosen_again_and_forgotten_and_the_list_keeps_the_focus() {
    let (_folder, store) = hotel();
    let _ = issues(&store, "1 day", "Ana", 2);
    let _ = issues(&store, "1 day", "Ben", 3);
    let mut window = list(&store);
    // Filters: the first field has the focus, the second is the guest.
    window.ctrl("f").sees("Save these filters as");
    window.press("tab").types("An").sees("2 tickets");
    // Above the first field is the name under which they are saved.
    back(&mut window, 2).types("All Anas").press("enter");
    window.sees("The filter “All Anas” is saved.");
    window.press("escape").sees("5 tickets");
    window.until("the list has it again", |play| has_focus(play, "Serial"));
    window.ctrl("f").sees("Saved filters");
    // Before it is the name.
    back(&mut window, 2)
        .named(Named::ArrowDown)
        .sees("2 tickets");
    window.ctrl("f").press("enter");
    window.until("Enter leads on to the list", |play| {
        has_focus(play, "Serial")
    });
    window.named(Named::Home).press("enter").sees("Its life");
    window.press("escape").sees("2 tickets").ctrl("f");
    // The last button above the first field.
    back(&mut window, 1).press("enter");
    window.sees("The filter “All Anas” is forgotten.");
    window.until("it is gone", |play| !play.is_shown("Saved filters"));
    assert!(
        window.focus().is_some(),
        "with the button the focus is gone"
    );
}

#[test]
fn the_list_is_sorted_and_the_connections_of_a_ticket_are_seen_and_left() {
    let (_folder, store) = hotel();
    let gateway = gateway_is_well(&store);
    let carla = issues(&store, "1 day", "Carla", 1).remove(0);
    let _ = life::comes_on_line(&store, &carla.ticket, gateway, now());
    let _ = issues(&store, "1 day", "Ana", 1);
    let _ = issues(&store, "1 day", "Ben", 1);
    let mut window = list(&store);
    let names = ["Ana", "Ben", "Carla"];
    let sorted = |wanted: [&'static str; 3]| move |play: &Play| order(play, &names) == wanted;
    window.until("the newest is first", sorted(["Ben", "Ana", "Carla"]));
    window.types("s");
    window.until("by the guest", sorted(["Ana", "Ben", "Carla"]));
    window.types("o");
    window.until("the other way", sorted(["Carla", "Ben", "Ana"]));
    // The connections are far down on the page of the ticket, and seen all the same.
    window.named(Named::Home).sees("Upload").types("c");
    window.sees("Ticket 000001").sees("02:00:00:00:00:07");
    window.press("escape").sees("Conn.");
    window.until("the list has the focus", |play| has_focus(play, "Serial"));
    assert!(sorted(["Carla", "Ben", "Ana"])(&window), "as it was left");
    window.press("enter").sees("Its life");
    assert_eq!(window.place("02:00:00:00:00:07"), None);
    window.types("c").sees("02:00:00:00:00:07");
}

/// The page of a ticket is higher than the window.
#[test]
fn a_page_higher_than_the_window_is_scrolled_by_keys() {
    let (_folder, store) = hotel();
    let _ = issues(&store, "1 day", "Ana", 1);
    let mut window = newest(&store);
    let bottom = "No login with this ticket was refused.";
    assert_eq!(window.place(bottom), None);
    window.named(Named::End).sees(bottom);
    window.named(Named::Home).sees("Recharge");
    window
        .named(Named::PageDown)
        .named(Named::PageDown)
        .sees(bottom);
    // Whatever Tab gives the focus to is in sight.
    for stop in 0..40 {
        window.press("tab");
        assert!(window.focus().is_some(), "stop {stop} is out of sight");
    }
}

#[test]
fn a_ticket_is_extended_moved_and_given_devices_and_its_device_is_freed() {
    let (_folder, store) = hotel();
    let gateway = gateway_is_well(&store);
    let issued = issues(&store, "1 hour", "214 Ana", 1).remove(0);
    let _ = life::comes_on_line(&store, &issued.ticket, gateway, now());
    let ticket = || tickets(&store).remove(0).ticket;
    let until = ticket().expires_at.unwrap();
    let mut window = newest(&store);
    window.ctrl("e").sees("Extend ticket 000001");
    window.press("backspace").types("3").press("tab");
    window.types("late flight").press("enter");
    window
        .hides("Extend ticket 000001")
        .sees("late flight – by the desk");
    assert_eq!(ticket().expires_at, Some(until + TimeDelta::days(3)));
    window.ctrl("m").sees("Guest or room");
    for _ in 0.."214 Ana".len() {
        window.press("backspace");
    }
    window.types("305 Ana").press("enter");
    window.sees("The ticket is for 305 Ana now.");
    assert_eq!(ticket().user_id, "305 Ana");
    window.ctrl("d").sees("Devices at the same time");
    window.press("backspace").types("3").press("enter");
    window.sees("The ticket is for 3 devices now.");
    window
        .ctrl("f")
        .sees("02:00:00:00:00:07 has left its place. Its gateway is asked to cut it.");
    assert!(
        store
            .read(|reader| reader.open_sessions())
            .unwrap()
            .is_empty()
    );
}

#[test]
fn marked_tickets_are_cancelled_with_a_reason() {
    let (_folder, store) = hotel();
    let _ = issues(&store, "1 day", "Ana", 4);
    let mut window = list(&store);
    window
        .named(Named::Home)
        .named(Named::Space)
        .sees("1 ticket marked");
    window.chord(Key::Named(Named::ArrowDown), Modifiers::SHIFT);
    window.sees("2 tickets marked");
    window.named(Named::Delete).sees("Cancel 2 tickets?");
    // Without a reason nothing happens.
    window.press("enter").sees("Cancel 2 tickets?");
    window.types("group is not coming").press("enter");
    window.sees("2 tickets were cancelled.").press("escape");
    window.until("the list has the focus", |play| has_focus(play, "Serial"));
    window.named(Named::ArrowDown).sees("Upload");
    let states: Vec<_> = tickets(&store).iter().map(|row| row.status).collect();
    let (gone, kept) = (Status::Cancelled, Status::NoUse);
    assert_eq!(states, [gone, gone, kept, kept]);
    let first = tickets(&store).remove(0).ticket.id;
    let reason = store.read(|reader| reader.cancel_reason(first)).unwrap();
    assert_eq!(reason.as_deref(), Some("group is not coming"));
}

/// The files that the window has written for a spreadsheet.
fn exports(store: &Store) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(store.folder().join("exports")) else {
        return Vec::new();
    };
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

/// The cells of a workbook as openpyxl reads them: type and value.
fn workbook(file: &PathBuf) -> Vec<Vec<(String, String)>> {
    let program = "import json, sys, openpyxl\n\
        sheet = openpyxl.load_workbook(sys.argv[1]).active\n\
        print(json.dumps([[[c.data_type, str(c.value)] for c in row] for row in sheet.iter_rows()]))";
    // Debian's, whose modules the tests install.
    let output = Command::new("/usr/bin/python3")
        .args(["-c", program])
        .arg(file)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_filtered_rows_are_exported_in_both_forms() {
    let (_folder, store) = hotel();
    let names = ["=1+1 Ana", "=2 王小明 עמית", "Ben"];
    for name in names {
        let _ = issues(&store, "1 day", name, 1);
    }
    let mut window = list(&store);
    window.ctrl("f").press("tab").types("=").sees("2 tickets");
    window
        .press("enter")
        .ctrl("e")
        .sees("Exactly the rows that the filters leave.");
    window.press("enter").sees("2 rows were written to");
    window.press("escape").hides("2 rows were written to");
    let file = exports(&store).remove(0);
    let read = workbook(&file);
    assert_eq!(read.len(), 3);
    assert_eq!(read[1][2], ("s".to_owned(), names[1].to_owned()));
    assert_eq!(
        read[2][2],
        ("s".to_owned(), names[0].to_owned()),
        "no formula"
    );
    assert_eq!((read[1][1].0.as_str(), read[1][14].0.as_str()), ("d", "n"));
    window
        .ctrl("e")
        .sees("Exactly the rows that the filters leave.");
    window.named(Named::ArrowRight).press("enter");
    window.sees("2 rows were written to");
    let csv = exports(&store)
        .into_iter()
        .find(|file| file.extension().is_some_and(|it| it == "csv"));
    let text = fs::read_to_string(csv.unwrap()).unwrap();
    assert!(text.contains(",'=1+1 Ana,") && text.contains(names[1]) && !text.contains("Ben"));
    window.press("escape");
    window.until("the list has the focus", |play| has_focus(play, "Serial"));
}

#[test]
fn guests_are_found_exported_for_days_and_erased_on_demand_and_by_themselves() {
    let (_folder, store) = hotel();
    let _ = registers(&store, "Ana", "Moreau", "214");
    let gone = registers(&store, "Ben", "Weber", "7");
    let mut window = open(store.folder());
    window.shows("Newest tickets").ctrl("6").sees("2 guests");
    window.ctrl("k").types("web").sees("1 guest").press("enter");
    window.until("Enter leads to the list", |play| {
        has_focus(play, "Ben Weber")
    });
    window.named(Named::Home).sees("First name");
    window.named(Named::Delete).sees("Erase this guest?");
    // Enter alone keeps him: it cannot be brought back.
    window
        .press("enter")
        .hides("Erase this guest?")
        .sees("Ben Weber");
    window.named(Named::Delete).sees("Erase this guest?");
    window
        .press("tab")
        .press("enter")
        .sees("The guest is erased.");
    let erased = |serial: u64| {
        let events = store.read(|reader| {
            let ticket = reader.ticket_by_serial(serial)?;
            reader.events_of(ticket.id.0, 100)
        });
        let events = events.unwrap();
        events
            .iter()
            .any(|event| event.event.kind == "guest.erased")
    };
    assert!(erased(gone) && !erased(1));
    // The days: nobody before today, a last day before the first is said.
    window.press("escape").sees("2 guests");
    window
        .ctrl("k")
        .press("tab")
        .types("2026-01-31")
        .press("tab")
        .press("tab");
    window.types("2026-01-01").sees("Before “from”");
    for _ in 0.."2026-01-01".len() {
        window.press("backspace");
    }
    let today = now().date_naive().to_string();
    window.types(&today).hides("Before “from”").press("enter");
    window
        .ctrl("e")
        .sees("Exactly the rows that the filters leave.");
    window.press("enter").until("it is written", |play| {
        play.is_shown("2 rows were written to")
    });
    window.press("escape");
    let read = workbook(&exports(&store)[0]);
    assert!(read.iter().flatten().any(|cell| cell.1 == "Moreau"));
    assert!(!read.iter().flatten().any(|cell| cell.1 == "Weber"));
    // By themselves: a day after the ticket has ended.
    window
        .tab_to("Erase by itself")
        .press("enter")
        .sees("Days after the ticket has ended");
    window
        .press("backspace")
        .types("1")
        .press("enter")
        .sees("Saved.");
    assert_eq!(guests::erase_after_days(&store).unwrap(), 1);
    drop(window);
    let mut ticket = store.read(|reader| reader.ticket_by_serial(1)).unwrap();
    ticket.expires_at = Some(now() - TimeDelta::days(2));
    store.write(move |tx| tx.change_ticket(&ticket)).unwrap();
    let mut window = open(store.folder());
    window
        .shows("Newest tickets")
        .until("the engine erases him", |_| erased(1));
    window.ctrl("6").sees("Erased");
}

/// A login that was refused a moment ago, at a gateway that is well.
fn refused(store: &Store, issued: &issue::Issued, reason: Refusal) {
    let gateway = gateway_is_well(store);
    let refused = RefusedLogin {
        at: now(),
        gateway: Some(gateway),
        account: Some(issued.ticket.account),
        username: None,
        mac: Some(Mac([2, 0, 0, 0, 0, 9])),
        reason,
    };
    store.write(move |tx| tx.add_refusal(&refused)).unwrap();
}

#[test]
fn the_code_is_shown_large_and_printed_again_from_the_box() {
    let (_folder, store) = hotel();
    let issued = issues(&store, "1 hour", "214 Ana", 1).remove(0);
    refused(&store, &issued, Refusal::WrongPassword);
    let mut window = newest(&store);
    let code = "Show the code large";
    why(&mut window, "The password was wrong", code);
    window.press("enter").sees("The code of 214 Ana");
    window.press("escape").hides("The code of 214 Ana");
    window.until("it is where it was before", |play| has_focus(play, code));
    window.tab_to("Print again").press("enter");
    let file = store.folder().join("vouchers/000001.pdf");
    window.until("it lies there", |_| file.exists());
}

#[test]
fn a_device_is_freed_and_sessions_are_cut_from_the_box() {
    let (_folder, store) = hotel();
    let gateway = gateway_is_well(&store);
    let issued = issues(&store, "1 hour", "214 Ana", 1).remove(0);
    let _ = life::comes_on_line(&store, &issued.ticket, gateway, now());
    let mut window = newest(&store);
    let free = "Free 02:00:00:00:00:07";
    why(&mut window, "Another device is refused now", free);
    // The guest's own device is on line: the question is asked for it.
    back(&mut window, 1)
        .named(Named::ArrowDown)
        .sees("The guest is on line");
    why(&mut window, "The guest is on line", "Cut the sessions").press("enter");
    window.sees("The gateway is asked to cut the session.");
    let told = || {
        let row = tickets(&store).remove(0);
        let events = store
            .read(|reader| reader.events_of(row.ticket.id.0, 100))
            .unwrap();
        events
            .iter()
            .filter(|event| event.event.kind == "ticket.sessions_cut")
            .count()
    };
    assert_eq!(told(), 1);
    back(&mut window, 1)
        .named(Named::ArrowUp)
        .sees("Another device is refused now");
    why(&mut window, "Another device is refused now", free).press("enter");
    window.sees("02:00:00:00:00:07 has left its place. Its gateway is asked to cut it.");
    assert!(
        store
            .read(|reader| reader.open_sessions())
            .unwrap()
            .is_empty()
    );
    assert!(
        window.focus().is_some(),
        "with the button the focus is gone"
    );
}

#[test]
fn an_expired_ticket_is_recharged_from_the_box() {
    let (_folder, store) = hotel();
    let gateway = gateway_is_well(&store);
    let hour = r#"{"code": "H1", "description": {"en": "Another hour"}, "price_list": "3.00",
        "total_time_min": 60, "recover_residual": "no",
        "expiration": {"type": "days_hours", "days": "1", "hours": "0"}}"#;
    let _ = catalogue::add_product(&store, now(), Actor::Cli, hour.parse().unwrap()).unwrap();
    let issued = issues(&store, "1 hour", "214 Ana", 1).remove(0);
    let begun = now() - TimeDelta::hours(3);
    let mut session = life::comes_on_line(&store, &issued.ticket, gateway, begun);
    session.ended_at = Some(begun + TimeDelta::hours(1));
    store.write(move |tx| tx.put_session(&session)).unwrap();
    let mut window = newest(&store);
    why(&mut window, "A login is refused now", "Recharge").press("enter");
    window
        .sees("Recharge ticket 000001")
        .named(Named::ArrowDown);
    window.until("what it brings is worked out", |play| {
        !play.is_shown("Working out what it brings…")
    });
    window.tab_to("Recharge").press("enter");
    window.hides("Recharge ticket 000001");
    window.until("it works again", |_| {
        tickets(&store)[0].status == Status::InUse
    });
    window.types("w").hides("A login is refused now");
}
