//! What a receptionist does with batches, in the whole window.

use super::play::{Play, hotel, open, tickets};
use iced::keyboard::{Modifiers, key::Named};
use innkeeper::{
    domain::ticket::Status,
    services::{Actor, batches, issue, now},
    store::{FirstLogin, Store},
};

/// A batch, of which somebody has used the first ticket.
fn issues(store: &Store, name: &str, count: u32) {
    let request = issue::Request {
        ticket_type: "1 day".to_owned(),
        user_id: name.to_owned(),
        ..issue::Request::default()
    };
    let (_, issued) = batches::issue(store, now(), Actor::Desk, name, request, count, &mut |_| {
        true
    })
    .unwrap();
    let first = issued[0].ticket.id;
    let login = FirstLogin {
        at: now(),
        expires_at: None,
        lapses_at: None,
    };
    store
        .write(move |tx| tx.first_login(first, &login).map(drop))
        .unwrap();
}

/// The batches, reached from the list of tickets by its key.
fn page(store: &Store) -> Play {
    let mut window = open(store.folder());
    window.shows("Newest tickets").ctrl("2");
    window.shows("Export").types("b");
    window
}

#[test]
fn where_there_is_none_it_says_how_to_issue_one() {
    let (_folder, store) = hotel();
    let mut window = open(store.folder());
    window.shows("Newest tickets").ctrl("2");
    window.shows("No ticket has been issued yet").types("b");
    window.shows("No batch was issued yet");
    window
        .press("escape")
        .shows("No ticket has been issued yet");
}

#[test]
fn a_batch_is_found_by_its_name_and_shown() {
    let (_folder, store) = hotel();
    issues(&store, "Congress", 12);
    issues(&store, "Wedding", 3);
    let mut window = page(&store);
    window.shows("Congress").shows("Wedding");
    window.ctrl("k").types("gress").hides("Wedding");
    window.shows("000001 – 000012");
    window.press("escape").shows("Wedding");
    window.ctrl("k").types("nothing");
    window.shows("No batch is called “nothing”");
    window.press("escape").shows("Wedding");
    // The newest is selected.
    window.named(Named::Enter).shows("Batch: Wedding");
    window.shows("3 tickets");
    window.press("escape").shows("15 tickets");
}

#[test]
fn its_cards_are_printed_and_its_tickets_exported() {
    let (_folder, store) = hotel();
    issues(&store, "Congress", 12);
    issue_one(&store);
    let mut window = page(&store);
    window.shows("Congress").ctrl("p");
    window.shows("12 vouchers are ready to print.");
    assert!(store.folder().join("vouchers/000001-000012.pdf").exists());
    window
        .press("escape")
        .hides("12 vouchers are ready to print.");
    window
        .ctrl("e")
        .shows("Exactly the rows that the filters leave.");
    window.click("Text (CSV)").press("enter");
    window.shows("12 rows were written to");
}

#[test]
fn a_batch_is_cancelled_as_one_with_a_reason() {
    let (_folder, store) = hotel();
    issues(&store, "Congress", 300);
    issue_one(&store);
    let mut window = page(&store);
    window.shows("Congress").named(Named::Delete);
    window.shows("Cancel batch “Congress”?");
    // Enter alone ends nothing.
    window.press("enter").types("no congress").press("enter");
    window.shows("300 tickets were cancelled.");
    window
        .press("escape")
        .shows("None of these tickets works any more");
    let all = tickets(&store);
    assert_eq!(all[0].status, Status::NoUse, "issued beside the batch");
    assert!(all[1..].iter().all(|row| row.status == Status::Cancelled));
    let id = all[1].ticket.id;
    let reason = store.read(|reader| reader.cancel_reason(id)).unwrap();
    assert_eq!(reason.as_deref(), Some("no congress"));
    // Nothing more can be done with it.
    window.named(Named::Delete);
    window.chord(iced::keyboard::Key::Character("p".into()), Modifiers::CTRL);
    assert!(!window.is_shown("Cancel batch “Congress”?"));
}

fn issue_one(store: &Store) {
    let request = issue::Request {
        ticket_type: "1 day".to_owned(),
        user_id: "somebody else".to_owned(),
        ..issue::Request::default()
    };
    let _ = issue::issue(store, now(), Actor::Desk, request).unwrap();
}
