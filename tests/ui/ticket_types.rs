//! The manager's stories with ticket types, by the keyboard alone.

use super::play::{Play, hotel, open};
use iced::keyboard::{
    Modifiers,
    key::{Key, Named},
};
use innkeeper::{
    domain::ticket_type::TicketType,
    services::{Actor, now, ticket_types},
    store::Store,
};

fn names(store: &Store) -> Vec<String> {
    let types = ticket_types::all(store).unwrap();
    types.into_iter().map(|(one, _)| one.name).collect()
}

fn named(store: &Store, name: &str) -> TicketType {
    ticket_types::get(store, name).unwrap()
}

/// The screen, with its table in focus and its first row selected.
fn at_the_list(store: &Store) -> Play {
    let mut window = open(store.folder());
    window
        .shows("Newest tickets")
        .ctrl("5")
        .shows("Add ticket type");
    window.click("Lobby hour");
    window
}

#[test]
fn a_new_ticket_type_becomes_a_tile_at_once() {
    let (_folder, store) = hotel();
    let mut window = open(store.folder());
    window
        .shows("Newest tickets")
        .ctrl("5")
        .shows("Add ticket type");
    window.types("n").shows("On the Desk");
    window.types("Conference").shows("Conference");
    // Format, product, price.
    window.press("tab").press("tab").press("tab").types("12,50");
    window.shows("€12.50").press("enter");
    window.shows("“Conference” is saved.");
    assert_eq!(named(&store, "Conference").price.minor, 1250);
    window.ctrl("1").shows("Conference");
}

#[test]
fn a_mistake_is_said_at_its_field_and_nothing_is_saved() {
    let (_folder, store) = hotel();
    let before = names(&store);
    let mut window = at_the_list(&store);
    window.types("n").shows("On the Desk");
    assert!(
        !window.is_shown("Needed"),
        "nothing is wrong before it is tried"
    );
    window.press("enter").shows("Needed");
    window.types("1 day").shows("Another one has this name");
    window.press("enter").press("escape").hides("On the Desk");
    assert_eq!(names(&store), before);
}

#[test]
fn tiles_are_moved_duplicated_and_put_away() {
    let (_folder, store) = hotel();
    let mut window = at_the_list(&store);
    window.chord(Key::Named(Named::ArrowDown), Modifiers::ALT);
    window.until("it is moved", |_| names(&store)[1] == "Lobby hour");
    window.types("d").shows("On the Desk").press("enter");
    window.shows("“Lobby hour (copy)” is saved.");
    window.named(Named::Delete);
    window
        .shows("Put “Lobby hour (copy)” away?")
        .click("Put away");
    window.shows("“Lobby hour (copy)” was put away.");
    assert!(!names(&store).contains(&"Lobby hour (copy)".to_owned()));
}

#[test]
fn what_another_desk_saved_meanwhile_is_not_overwritten_unseen() {
    let (_folder, store) = hotel();
    let mut window = at_the_list(&store);
    window.press("enter").shows("On the Desk");
    let theirs = TicketType {
        devices: 7,
        ..named(&store, "Lobby hour")
    };
    let _ = ticket_types::edit(&store, now(), Actor::Cli, theirs).unwrap();
    window.types("!").press("enter");
    window.shows("Another desk has changed this ticket type meanwhile");
    assert_eq!(named(&store, "Lobby hour").devices, 7);
    window.click("Save mine").shows("“Lobby hour!” is saved.");
    assert_eq!(named(&store, "Lobby hour!").devices, 1);
}
