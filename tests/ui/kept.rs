//! Tickets and users that a router keeps itself, as the desk meets them: why a guest cannot get on there, and whom others made
//! there; against the mock router of `tests/gateways`.

use super::{
    gateways::{added, link_to, menu, pushed},
    play::{hotel, open, tickets},
};
use crate::gateways::Mock;
use chrono::TimeDelta;
use innkeeper::{
    domain::gateway::link::{Keeping, Link},
    services::{
        Actor, catalogue,
        gateways::{find, link},
        now,
    },
    store::Store,
    ui::{
        app::Message,
        screen::{self, Page, ticket},
    },
};
use serde_json::json;

fn by_hand(mock: &Mock, menu: &str, row: &serde_json::Value) {
    let _ = mock.control("row", &json!({ "menu": menu, "row": row }));
}

fn on_ticket(message: ticket::Message) -> Message {
    Message::Screen(screen::Message::Ticket(message))
}

fn at(store: &Store) -> link::AtGateway {
    let id = tickets(store)[0].ticket.id;
    link::of_ticket(store, id).unwrap().remove(0).1
}

#[test]
fn a_ticket_that_is_not_at_its_router_names_it_and_is_brought_there() {
    let mock = Mock::start("routeros", &[]);
    let (_folder, store) = hotel();
    let plain = json!({ "plain": true, "users": true });
    let way = link_to(&mock, "http", &plain);
    added(&store, "Lobby", "127.0.0.9", Some(way.clone()));
    let mut window = open(store.folder());
    window
        .shows("Newest tickets")
        .types("1")
        .shows("Ticket 000001");
    // Nobody has pushed: the button leads to the router's page.
    window.tell(Message::Open(Page::Ticket(1)));
    window.shows("The ticket is not at Lobby yet, so it does not work there");
    window.shows("Open Lobby");
    // The button lies below the edge of the window, where no click of a test goes.
    window.tell(on_ticket(ticket::Message::OpenGateway("Lobby".to_owned())));
    window.shows("Plan and push");
    pushed(&store, "Lobby");
    window.press("escape").press("escape");
    // It is away: said with its name and since when; mended, and tried at once.
    let lobby = find(&store, "Lobby").unwrap();
    let moved = |port: u16| {
        let link = Link {
            port: Some(port),
            ..way.clone()
        };
        let id = lobby.id;
        store
            .write(move |tx| tx.set_link(id, &link, crate::gateways::PASSWORD))
            .unwrap();
    };
    moved(9);
    window.click("Desk").types("1").shows("Ticket 000002");
    window.until("the engine has noticed", |_| {
        matches!(
            at(&store),
            link::AtGateway::Waits {
                failure: Some(_),
                ..
            }
        )
    });
    // Only the desk tries again.
    let id = lobby.id;
    store
        .write(move |tx| {
            let linked = tx.link_of(tx.gateway(id)?)?.unwrap();
            let keeping = Keeping {
                due_at: Some(now() + TimeDelta::hours(1)),
                ..linked.keeping
            };
            tx.set_keeping(id, linked.seq, &keeping)
        })
        .unwrap();
    window.tell(Message::Open(Page::Ticket(2)));
    window.shows("The ticket is not at Lobby yet, so it does not work there");
    moved(mock.port("http"));
    window.shows("Try Lobby now");
    let slow = json!({ "do": "slow", "verb": "add", "path": "/ip/hotspot/user", "times": 1, "seconds": 0.5 });
    mock.faults(&json!([slow]));
    window.tell(on_ticket(ticket::Message::PushGateway("Lobby".to_owned())));
    window
        .shows("Trying Lobby…")
        .shows("Lobby has everything now.");
    assert_eq!(at(&store), link::AtGateway::There);
    window.hides("Try Lobby now");
    assert_eq!(
        menu(&mock, "/ip/hotspot/user").len(),
        3,
        "two tickets, and the router's own"
    );
}

#[test]
fn users_of_the_router_are_taken_over_after_a_look() {
    let mock = Mock::start("routeros", &[]);
    let (_folder, store) = hotel();
    let plain = json!({ "plain": true });
    added(
        &store,
        "Lobby",
        "127.0.0.9",
        Some(link_to(&mock, "http", &plain)),
    );
    let product =
        json!({ "code": "H1", "mikrotik_profile": "1h", "expiration": { "type": "unlimited" } });
    let product = product.to_string().parse().unwrap();
    let _ = catalogue::add_product(&store, now(), Actor::Desk, product).unwrap();
    by_hand(&mock, "/ip/hotspot/user/profile", &json!({ "name": "1h" }));
    for (name, profile) in [("ana", "1h"), ("zoe", "1h"), ("leo", "default")] {
        let user = json!({ "name": name, "password": "secret", "profile": profile });
        by_hand(&mock, "/ip/hotspot/user", &user);
    }
    let mut window = open(store.folder());
    window.shows("Newest tickets").click("Gateways");
    window.shows("Lobby").click("Open").click("Take over users");
    window.shows("Take over the users of “Lobby”");
    window.shows("ana").shows("zoe").shows("leo");
    window.shows("Unknown profile: no product on sale has default");
    assert!(tickets(&store).is_empty(), "looking changes nothing");
    window.click("Take 2 users").shows("2 users taken over.");
    let taken = tickets(&store);
    assert_eq!(taken.len(), 2);
    // Once is enough.
    window.types("u").shows("Take over the users of “Lobby”");
    window.until("they are known", |play| play.is_shown("leo"));
    assert!(!window.is_shown("Take 2 users"));
    window
        .press("escape")
        .hides("Take over the users of “Lobby”");
    assert_eq!(tickets(&store).len(), 2);
}

#[test]
fn the_qr_code_is_led_to_the_login_page_with_one_press() {
    let mock = Mock::start("routeros", &[]);
    let (_folder, store) = hotel();
    let plain = json!({ "plain": true });
    added(
        &store,
        "Lobby",
        "127.0.0.9",
        Some(link_to(&mock, "http", &plain)),
    );
    // A push lets the router take links with a code in them.
    pushed(&store, "Lobby");
    let mut window = open(store.folder());
    window.shows("Newest tickets").click("Gateways");
    window
        .shows("Lobby")
        .click("Open")
        .shows("Use this login page");
    window.click("Use this login page");
    window.shows("The QR codes of new vouchers lead to this login page.");
    let url = store.read(|reader| reader.location()).unwrap().login_url;
    let url = url.unwrap();
    assert!(
        url.starts_with("http") && url.ends_with("/login?username={username}&password={password}"),
        "{url}"
    );
    window.hides("Use this login page");
}
