//! The manager's stories with the guest register.

use super::play::{Play, hotel, open, tickets};
use chrono::TimeDelta;
use iced::keyboard::key::Named;
use innkeeper::{
    domain::{
        fields::{Field, FieldKind},
        id::TicketTypeId,
        ticket_type::TicketType,
    },
    services::{Actor, guests, issue, now, ticket_types},
    store::{FirstLogin, Store},
};

/// Issues a ticket with what a hotel asks for; the guest logs in and is registered.
pub fn registers(store: &Store, first: &str, surname: &str, room: &str) -> u64 {
    let like = ticket_types::get(store, "1 day").unwrap();
    if ticket_types::get(store, "Registered").is_err() {
        let new = TicketType {
            id: TicketTypeId::new(),
            name: "Registered".to_owned(),
            fields: [FieldKind::FirstName, FieldKind::Surname, FieldKind::Room]
                .map(Field::optional)
                .to_vec(),
            position: 0,
            hotkey: None,
            ..like
        };
        let _ = ticket_types::add(store, now(), Actor::Cli, new).unwrap();
    }
    let fields = [("first_name", first), ("surname", surname), ("room", room)];
    let request = issue::Request {
        ticket_type: "Registered".to_owned(),
        user_id: room.to_owned(),
        fields: fields
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .to_vec(),
        ..issue::Request::default()
    };
    let issued = issue::issue(store, now(), Actor::Cli, request).unwrap();
    let id = issued.ticket.id;
    let expires_at = Some(now() + TimeDelta::days(1));
    store
        .write(move |tx| {
            let login = FirstLogin {
                at: now(),
                expires_at,
                lapses_at: expires_at,
            };
            let _ = tx.first_login(id, &login)?;
            tx.register_guest(id, now())
        })
        .unwrap();
    issued.ticket.serial
}

fn register(store: &Store) -> Play {
    let mut window = open(store.folder());
    window.shows("Newest tickets").ctrl("6");
    window
}

#[test]
fn an_empty_register_says_how_guests_come_into_it() {
    let (_folder, store) = hotel();
    register(&store).shows("No guest is registered yet");
}

#[test]
fn a_guest_is_found_shown_and_erased_for_good() {
    let (_folder, store) = hotel();
    let _ = registers(&store, "Ana", "Moreau", "214");
    let serial = registers(&store, "Ben", "Weber", "7");
    let mut window = register(&store);
    window.shows("2 guests").ctrl("k");
    window.types("web").shows("1 guest");
    window.click("Ben Weber").shows("First name").shows("Ben");
    window.named(Named::Delete).shows("Erase this guest?");
    window.press("escape").hides("Erase this guest?");
    assert!(
        store
            .read(|reader| reader.fields(tickets(&store)[0].ticket.id))
            .unwrap()
            .len()
            == 3
    );
    window
        .named(Named::Delete)
        .shows("Erase this guest?")
        .click("Erase");
    window.shows("The guest is erased.");
    // Nothing is left to be exported: neither the button nor its key offers it.
    window.shows("No guest matches").ctrl("e");
    assert!(!window.is_shown("Exactly the rows that the filters leave."));
    let ticket = store
        .read(move |reader| reader.ticket_by_serial(serial))
        .unwrap();
    assert_eq!(ticket.user_id, "");
    assert!(
        store
            .read(|reader| reader.fields(ticket.id))
            .unwrap()
            .is_empty()
    );
}

#[test]
fn after_how_many_days_guests_are_erased_is_kept() {
    let (_folder, store) = hotel();
    let mut window = register(&store);
    window
        .shows("No guest is registered yet")
        .click("Erase by itself");
    window
        .shows("Days after the ticket has ended")
        .press("backspace");
    window
        .types("9999")
        .press("enter")
        .shows("From 0 to 3,650.");
    window.press("backspace").press("backspace").press("enter");
    window.shows("Saved.");
    assert_eq!(guests::erase_after_days(&store).unwrap(), 99);
}

#[test]
fn the_register_is_exported_as_it_is_filtered() {
    let (_folder, store) = hotel();
    let _ = registers(&store, "Ana", "Moreau", "214");
    let mut window = register(&store);
    window
        .shows("1 guest")
        .ctrl("e")
        .shows("Exactly the rows that the filters leave.");
    window.click("Text (CSV)").press("enter");
    window.until("it is over", |window| !window.is_shown("Writing the file…"));
    let folder = store.folder().join("exports");
    window.until("the folder is there", |_| folder.exists());
}
