//! The manager adds a gateway, sees what would be entered there, pushes it, and mends what goes wrong; against the mock
//! controllers of `tests/gateways`.

use super::play::{Play, hotel, open};
use crate::gateways::{Certificate, Mock, PASSWORD, USER};
use innkeeper::{
    domain::gateway::{Network, Vendor, link::Link},
    gateways::Secret,
    services::{
        Actor,
        gateways::{self, NewGateway, link, overview, push},
        now,
    },
    store::Store,
};
use serde_json::{Value, json};

fn page(store: &Store) -> Play {
    let mut window = open(store.folder());
    window.shows("Newest tickets").click("Gateways");
    window
}

fn erase(window: &mut Play, text: &str) {
    for _ in text.chars() {
        window.press("backspace");
    }
}

/// A gateway that is there already.
pub(super) fn added(store: &Store, name: &str, address: &str, link: Option<Link>) {
    let new = NewGateway {
        name: name.to_owned(),
        vendor: if link.is_some() {
            Vendor::Mikrotik
        } else {
            Vendor::Generic
        },
        network: address.parse::<Network>().unwrap(),
        secret: "a long secret".to_owned(),
        disconnect_port: None,
        send_disconnect: true,
        allow_missing_message_authenticator: false,
        swap_octets: false,
        interim_seconds: None,
    };
    let link = link.map(|link| link::NewLink {
        link,
        password: Secret::new(PASSWORD),
    });
    let _ = gateways::add_linked(store, now(), Actor::Desk, new, link).unwrap();
}

pub(super) fn link_to(mock: &Mock, port: &str, more: &Value) -> Link {
    let mut link = json!({ "host": "127.0.0.1", "port": mock.port(port), "user": USER });
    link.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    serde_json::from_value(link).unwrap()
}

pub(super) fn pushed(store: &Store, name: &str) {
    let _ = push::push(store, &now, Actor::Desk, name, &mut |_, _| true).unwrap();
}

pub(super) fn menu(mock: &Mock, menu: &str) -> Vec<Value> {
    mock.look("state")["menus"][menu]
        .as_array()
        .unwrap()
        .clone()
}

#[test]
fn a_router_is_added_tried_pushed_to_mended_and_removed() {
    let certificate = Certificate::new();
    let mock = Mock::start_tls("routeros", &certificate, &[]);
    let (_folder, store) = hotel();
    let mut window = page(&store);
    window.shows("No gateway yet").types("n");
    window.shows("Kind of hardware").shows("Search the network");
    // What is missing is said at its field, and only after somebody wanted to go on.
    assert!(!window.is_shown("Missing"));
    window.click("Next").shows("Missing");
    let address = format!("127.0.0.1:{}", mock.port("https"));
    window
        .types(&address)
        .press("tab")
        .press("tab")
        .types("Lobby")
        .press("enter");
    window.shows("User name").types(USER).press("tab");
    // A wrong password: said at the password, nothing is kept.
    window.types("wrong").press("enter").shows("Not accepted");
    assert!(gateways::list(&store).unwrap().is_empty());
    erase(&mut window, "wrong");
    window.types(PASSWORD).press("enter");
    window
        .shows("The gateway answers and accepts the login.")
        .shows("This is the gateway’s certificate");
    assert!(menu(&mock, "/radius").is_empty(), "a trial changes nothing");
    // The certificate is taken, past "Back" stands the button.
    window
        .press("enter")
        .press("tab")
        .press("tab")
        .press("enter");
    window.shows("“Lobby” is added. Nothing has changed there yet: look at the plan, then push.");
    let gateway = gateways::find(&store, "Lobby").unwrap();
    let standing = || link::standing(&store, "Lobby").unwrap().unwrap();
    assert!(standing().link.fingerprint.is_some(), "it was compared");
    assert!(standing().keeping.pushed_at.is_none());
    assert!(menu(&mock, "/radius").is_empty(), "nothing before the push");
    assert!(
        !window.is_shown(&gateway.secret),
        "no secret in the words of a plan"
    );
    window.click("Push").shows("Pushed");
    window.shows("Everything there is as it should be.");
    let radius = menu(&mock, "/radius");
    assert_eq!(radius[0]["secret"], gateway.secret.as_str());
    window.press("escape").shows("Answers");
    // Somebody changes it by hand.
    let edit =
        json!({ "menu": "/radius", "id": radius[0][".id"], "row": { "address": "192.0.2.99" } });
    let _ = mock.control("edit", &edit);
    window.click("Open").click("Examine again");
    window.shows("Not as it should be: 0 to add, 1 to change, 0 to remove. Push.");
    window.click("Plan and push");
    window
        .shows("0 to add, 1 to change, 0 to remove")
        .click("Push");
    window.shows("0 added, 1 changed, 0 removed");
    assert_ne!(menu(&mock, "/radius")[0]["address"], "192.0.2.99");
    window.click("History").shows("Its interface was set");
    window.click("Remove").shows("Remove “Lobby”?");
    window.click("Keep it").hides("Remove “Lobby”?");
    window.click("Remove").shows("Remove “Lobby”?");
    window.shows("Take off it what Innkeeper made");
    let staff = json!({ "menu": "/ip/hotspot/user", "row": { "name": "staff", "password": "x" } });
    let _ = mock.control("row", &staff);
    // Past the box and "Keep it".
    window
        .press("tab")
        .press("tab")
        .press("enter")
        .shows("No gateway yet");
    assert!(gateways::list(&store).unwrap().is_empty());
    assert!(menu(&mock, "/radius").is_empty(), "taken off");
    let users = menu(&mock, "/ip/hotspot/user");
    assert!(
        users.iter().any(|user| user["name"] == "staff"),
        "of its owner"
    );
}

#[test]
fn what_is_wrong_with_an_address_is_said_there() {
    let certificate = Certificate::new();
    let opnsense = Mock::start_tls("opnsense", &certificate, &[]);
    let (_folder, store) = hotel();
    added(&store, "Lobby", "192.168.88.1", None);
    let mut window = page(&store);
    window.shows("Lobby").types("n").shows("Kind of hardware");
    // Past the kind and the box stands the interface.
    window.press("tab").press("tab").types("the router");
    window.press("tab").types("192.168.88.7/24");
    window.press("tab").types("Lobby").press("enter");
    window
        .shows("No name or address")
        .shows("The block is 192.168.88.0/24")
        .shows("Another one has this name");
    // The first mistake has the focus.
    erase(&mut window, "the router");
    window.types("192.168.88.1").press("tab");
    erase(&mut window, "192.168.88.7/24");
    window.press("tab").types(" 2").press("enter");
    window.shows("This is the address of Lobby");
    window.types("192.168.88.2").press("enter");
    window
        .shows("User name")
        .types(USER)
        .press("tab")
        .types("x");
    window.click("Back").shows("Its interface");
    window.click("192.168.88.1");
    erase(&mut window, "192.168.88.1");
    // Nobody listens there.
    window
        .types("127.0.0.1:9")
        .press("enter")
        .shows("User name");
    window.click("Try it").shows("Nobody answers there");
    erase(&mut window, "127.0.0.1:9");
    // Something else does.
    let other = format!("127.0.0.1:{}", opnsense.port("https"));
    window.types(&other).press("enter").shows("User name");
    window.press("enter").shows("Something else answers there");
    assert_eq!(gateways::list(&store).unwrap().len(), 1);
    window.press("escape").shows("Never heard");
}

#[test]
fn another_certificate_is_shown_and_asked_about() {
    let certificate = Certificate::new();
    let mock = Mock::start_tls("routeros", &certificate, &[]);
    let (_folder, store) = hotel();
    added(
        &store,
        "Lobby",
        "127.0.0.1",
        Some(link_to(&mock, "https", &json!({}))),
    );
    pushed(&store, "Lobby");
    let pinned = || {
        let standing = link::standing(&store, "Lobby").unwrap().unwrap();
        standing.link.fingerprint
    };
    let before = pinned();
    let other = Certificate::new();
    let [file, key] = other.files();
    let _ = mock.control("certificate", &json!({ "certificate": file, "key": key }));
    let mut window = page(&store);
    window
        .shows("Lobby")
        .click("Open")
        .shows("Accept the certificate");
    window
        .click("Accept the certificate")
        .shows("Accept this certificate?")
        .shows("Known until now");
    window.click("Do not accept it").hides("Known until now");
    assert_eq!(pinned(), before);
    window
        .click("Accept the certificate")
        .shows("Known until now")
        .press("tab")
        .press("enter");
    window.shows("The gateway answers and accepts the login.");
    assert_ne!(pinned(), before);
    window.click("History").shows("Certificate accepted");
}

#[test]
fn a_guest_of_a_router_that_keeps_the_tickets_is_cut() {
    let mock = Mock::start("routeros", &[]);
    let (_folder, store) = hotel();
    let plain = json!({ "plain": true, "users": true });
    added(
        &store,
        "Lobby",
        "127.0.0.9",
        Some(link_to(&mock, "http", &plain)),
    );
    let mut window = open(store.folder());
    window
        .shows("Newest tickets")
        .types("1")
        .shows("Ticket 000001");
    pushed(&store, "Lobby");
    let code = store
        .read(|reader| reader.credentials(reader.ticket_by_serial(1)?.id))
        .unwrap();
    let login = json!({ "mac": "AA:BB:CC:00:11:22", "address": "10.5.50.7", "user": code.username, "password": code.password });
    assert_eq!(mock.control("guest", &login)["ok"], true);
    window.click("Gateways").shows("Lobby").types("o");
    window.shows("10.5.50.7").shows("000001");
    assert_eq!(overview::guests(&store, "Lobby").unwrap().len(), 1);
    window.click("Cut").shows("Nobody is on line here");
    window.shows("The guest is cut; the gateway confirms it.");
    assert!(menu(&mock, "/ip/hotspot/active").is_empty());
    window.click("History").shows("1 session cut");
}

#[test]
fn a_radius_client_is_added_by_hand_with_its_guide() {
    let (_folder, store) = hotel();
    let mut window = page(&store);
    window.shows("No gateway yet").click("RADIUS clients");
    window.shows("No RADIUS client yet").types("n");
    window.shows("Kind of hardware").press("tab");
    window
        .types("127.0.0.0/28")
        .press("tab")
        .types("Garden wing");
    window.press("enter").shows("Shared secret");
    window.press("enter");
    window.shows("“Garden wing” is added. Set it up as this guide says.");
    let gateway = gateways::find(&store, "Garden wing").unwrap();
    assert!(gateway.secret.len() >= 24);
    window.shows("Write the secret out");
    assert!(!window.is_shown(&gateway.secret));
    window.click("Write the secret out").shows(&gateway.secret);
    window.click("Save as text");
    let file = store.folder().join("guides/Garden-wing.txt");
    window.until("the guide is kept", |_| file.exists());
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.contains(&gateway.secret) && text.contains("1812"),
        "{text}"
    );
    // Back on the list of clients the secret is hidden until somebody wants to see it.
    window.press("escape").shows("••••••••••••");
    window.types("v").shows(&gateway.secret);
    window.types("v").hides(&gateway.secret);
    // Another secret, and what must follow.
    window.click("Open").click("Change settings");
    window.shows("Make another").click("Make another");
    window.shows("The secret is another one");
    window.click("Save").shows("“Garden wing” is saved.");
    let changed = gateways::find(&store, "Garden wing").unwrap();
    assert_ne!(changed.secret, gateway.secret);
    assert_eq!((changed.id, changed.network), (gateway.id, gateway.network));
    window.press("escape").shows("RADIUS clients");
}

#[test]
fn a_radius_client_gets_a_login_later_and_its_certificate_is_asked_about_first() {
    let certificate = Certificate::new();
    let mock = Mock::start_tls("routeros", &certificate, &[]);
    let (_folder, store) = hotel();
    added(&store, "Lobby", "127.0.0.9", None);
    let lobby = gateways::find(&store, "Lobby").unwrap();
    let router = lobby.clone();
    store
        .write(move |tx| {
            tx.change_gateway(&innkeeper::domain::gateway::Gateway {
                vendor: Vendor::Mikrotik,
                ..router
            })
        })
        .unwrap();
    let mut window = page(&store);
    window.shows("Lobby").click("Open").types("p");
    window.shows("Innkeeper has no login there").types("e");
    // Nothing but the box stands before the field that has the focus.
    window.click("I set it up by hand, as a RADIUS client alone");
    window.shows("User name").press("tab");
    window.types(&format!("127.0.0.1:{}", mock.port("https")));
    window.press("tab").press("tab").press("tab").types(USER);
    window.press("tab").types(PASSWORD).press("enter");
    window.shows("“Lobby” is saved.").types("p");
    window.shows("Its certificate is not accepted yet");
    assert!(!window.is_shown("Push"), "nothing goes to somebody unknown");
    window.types("t").shows("Accept the certificate");
    window.click("Accept the certificate").shows("Shown now");
    window.press("tab").press("enter");
    window.shows("Its certificate is the one that is known.");
    window
        .types("p")
        .shows("Push")
        .click("Push")
        .shows("Pushed");
    assert_eq!(menu(&mock, "/radius")[0]["secret"], lobby.secret.as_str());
}

/// The same life in the window at a controller that chooses the codes.
#[test]
fn a_controller_that_chooses_the_codes_is_kept_from_the_window() {
    let certificate = Certificate::new();
    let mock = Mock::start_tls("unifi", &certificate, &["--login-limit", "100"]);
    let _ = mock.control(
        "voucher",
        &json!({ "n": 1, "expire": 60, "quota": 1, "note": "by hand" }),
    );
    let vouchers = || mock.look("state")["vouchers"].as_array().unwrap().clone();
    let ours = || {
        let all = vouchers().into_iter();
        let ours = all.filter(|one| one["note"].as_str().unwrap().starts_with("innkeeper:"));
        ours.collect::<Vec<_>>()
    };
    let (_folder, store) = hotel();
    let credentials = |serial| {
        store
            .read(|reader| reader.credentials(reader.ticket_by_serial(serial)?.id))
            .unwrap()
    };
    let mut window = open(store.folder());
    window
        .shows("Newest tickets")
        .types("1")
        .shows("Ticket 000001");
    let at_first = credentials(1);
    // Added with the wizard: the hardware, where it is, how to log in there.
    window.click("Gateways").shows("No gateway yet").types("n");
    window
        .shows("Kind of hardware")
        .types("u")
        .shows("Ubiquiti UniFi");
    let address = format!("127.0.0.1:{}", mock.port("https"));
    window.press("tab").press("tab").types(&address);
    window
        .press("tab")
        .press("tab")
        .types("Wi-Fi")
        .press("enter");
    window
        .shows("User name")
        .types(USER)
        .press("tab")
        .types(PASSWORD);
    window.click("Keep the tickets at the gateway itself");
    window.shows("Guests get on even while this PC is off. The gateway chooses the codes: a ticket is printed once its code has come back from there.");
    window
        .click("Try it")
        .shows("This is the gateway’s certificate");
    window
        .press("enter")
        .press("tab")
        .press("tab")
        .press("enter");
    window.shows("“Wi-Fi” is added. Nothing has changed there yet: look at the plan, then push.");
    assert!(ours().is_empty(), "nothing before the push");
    window.click("Push").shows("Pushed");
    window.shows("Everything there is as it should be.");
    let code = credentials(1);
    assert_ne!(code.username, at_first.username);
    assert_eq!(ours()[0]["code"], code.username.as_str());
    // A guest comes with it, and is cut.
    let guest = json!({ "mac": "AA:BB:CC:00:11:22", "code": code.username });
    assert_eq!(mock.control("guest", &guest)["ok"], true);
    window.press("escape").shows("Answers").types("o");
    window
        .shows("000001")
        .click("Cut")
        .shows("Nobody is on line here");
    // The next ticket's code comes by itself.
    window
        .click("Desk")
        .shows("Newest tickets")
        .types("1")
        .shows("Ticket 000002");
    window.until("its voucher is made", |_| ours().len() == 2);
    window.until("its code is here", |_| {
        let code = credentials(2).username;
        ours().iter().any(|one| one["code"] == code.as_str())
    });
    // Somebody throws it away: shown, and mended by hand.
    let _ = mock.control("drop", &json!({}));
    window
        .click("Gateways")
        .shows("Nobody is on line here")
        .click("State")
        .click("Examine again");
    window.shows("Not as it should be: 1 to add, 0 to change, 0 to remove. Push.");
    window
        .click("Plan and push")
        .shows("1 to add, 0 to change, 0 to remove");
    window.click("Push").shows("1 added, 0 changed, 0 removed");
    assert_eq!(ours().len(), 2);
    window
        .click("Remove")
        .shows("Take off it what Innkeeper made");
    window
        .press("tab")
        .press("tab")
        .press("enter")
        .shows("No gateway yet");
    assert!(ours().is_empty(), "taken off");
    assert_eq!(vouchers().len(), 1, "of its owner");
}
