//! The manager adds a gateway, sees what would be entered there, pushes it, and mends what goes wrong; against the mock
//! controllers of `tests/gateways`.

use super::play::{Play, hotel, open};
use crate::gateways::{
    Certificate, Mock, PASSWORD, USER,
    stories::{self, ACCESS_POINT, Row},
};
use iced_test::core::keyboard::key::Named;
use innkeeper::{
    domain::{
        gateway::{Network, Vendor, link::Link},
        ticket::Status,
    },
    gateways::Secret,
    services::{
        Actor,
        gateways::{self, NewGateway, link, link::AtGateway, overview, push},
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

fn client(name: &str, address: &str) -> NewGateway {
    NewGateway {
        name: name.to_owned(),
        vendor: Vendor::Generic,
        network: address.parse::<Network>().unwrap(),
        secret: "a long secret".to_owned(),
        disconnect_port: None,
        send_disconnect: true,
        allow_missing_message_authenticator: false,
        swap_octets: false,
        interim_seconds: None,
    }
}

/// A gateway that is there already.
pub(super) fn added(store: &Store, name: &str, address: &str, link: Option<Link>) {
    let mut new = client(name, address);
    if link.is_some() {
        new.vendor = Vendor::Mikrotik;
    }
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

/// Pushes from the page of a gateway at its plan, once that is shown.
fn push_it(window: &mut Play, store: &Store, name: &str) {
    let counts = push::plan(store, now(), name).unwrap().counts();
    let (add, change, remove) = (counts.add, counts.change, counts.remove);
    window.shows(&format!(
        "{add} to add, {change} to change, {remove} to remove"
    ));
    window.click("Push").shows("Pushed");
    window.shows(&format!("{add} added, {change} changed, {remove} removed"));
    window.shows("Everything there is as it should be.");
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
    push_it(&mut window, &store, "Lobby");
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
    push_it(&mut window, &store, "Lobby");
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
    window.types("p");
    push_it(&mut window, &store, "Lobby");
    assert_eq!(menu(&mock, "/radius")[0]["secret"], lobby.secret.as_str());
}

/// What the list of hardware calls a vendor, and the letters that lead to it from where the list begins.
fn hardware(row: &Row) -> (&'static str, &'static str) {
    match row.vendor {
        "mikrotik" => ("", "MikroTik RouterOS"),
        "unifi" => ("u", "Ubiquiti UniFi"),
        "omada" => ("t", "TP-Link Omada"),
        "opnsense" => ("o", "OPNsense"),
        "freeradius-sql" => ("f", "FreeRADIUS (SQL)"),
        other => panic!("{other} has no story here"),
    }
}

/// A gateway that keeps the tickets, in the window: added, tried, planned, pushed to, told of a change, changed there by
/// somebody, repaired, a guest cut, removed. The peers are those of `tests/gateways/stories.rs`.
fn life(row: &Row) {
    let what = row.what;
    let peer = (row.start)(&Certificate::new());
    let before = peer.rows(row);
    let (_folder, store) = hotel();
    let ticket = |serial| {
        store
            .read(|reader| {
                let ticket = reader.ticket_by_serial(serial)?;
                let code = reader.credentials(ticket.id)?;
                Ok((ticket, code))
            })
            .unwrap()
    };
    let is_there = |serial| {
        let at = link::of_ticket(&store, ticket(serial).0.id).unwrap();
        at == [("Wi-Fi".to_owned(), AtGateway::There)]
    };
    // Behind a database stand the devices that ask it; one of them is known here.
    let is_mock = peer.mock().is_some();
    let access_point = (!is_mock).then(|| {
        let access_point = crate::story::Gateway::at(ACCESS_POINT);
        let new = NewGateway {
            secret: crate::story::SECRET.to_owned(),
            disconnect_port: Some(access_point.port()),
            ..client("Access point", ACCESS_POINT)
        };
        let _ = gateways::add_linked(&store, now(), Actor::Desk, new, None).unwrap();
        access_point
    });
    let mut window = open(store.folder());
    window
        .shows("Newest tickets")
        .types("1")
        .shows("Ticket 000001");
    let at_first = ticket(1).1.username;

    // Added with the wizard: the hardware, where it is, how to log in there.
    window.click("Gateways").shows("RADIUS clients").types("n");
    let (letters, name) = hardware(row);
    window.shows("Kind of hardware").types(letters).shows(name);
    let (address, password) = peer.door();
    window.press("tab").press("tab").types(&address);
    window
        .press("tab")
        .press("tab")
        .types("Wi-Fi")
        .press("enter");
    window
        .shows("User name")
        .types(row.user)
        .press("tab")
        .types(password)
        .press("tab");
    // A database is for tickets alone; the others are asked to keep them.
    if is_mock {
        window.types(" ");
    }
    window.shows(if row.chosen.is_some() {
        "Guests get on even while this PC is off. The gateway chooses the codes: a ticket is printed once its code has come back from there."
    } else {
        "Guests get on even while this PC is off; in exchange limits by day and week are not kept exactly. Without it the gateway asks Innkeeper at each login."
    });
    if let Some((_, dialect)) = row.options.first().and_then(|one| one.split_once('=')) {
        window.press("tab").types(" ").shows("Database system");
        window.press("tab").types(dialect).press("enter");
    } else {
        window.click("Try it");
    }
    if row.plain {
        window.shows("Only “Without encryption”, below");
        // Past what else is said of a database; then past "Back".
        window.press("tab").press("tab").press("tab").press("tab");
        window.types(" ").hides("Only “Without encryption”, below");
        window.press("tab").press("tab").press("enter");
    }
    window.shows("The gateway answers and accepts the login.");
    if row.plain {
        window.shows("The connection is not encrypted: whoever is on the way can read the codes of the tickets. Innkeeper speaks to MySQL and MariaDB only so: keep the database on this PC or in a network of its own, or use PostgreSQL.");
    } else {
        window
            .shows("This is the gateway’s certificate")
            .press("enter")
            .press("tab")
            .press("tab");
    }
    window.press("enter");
    window.shows("“Wi-Fi” is added. Nothing has changed there yet: look at the plan, then push.");
    assert_eq!(peer.rows(row), before, "{what}: nothing before the push");

    // Planned and pushed.
    window.shows("Add ticket 1");
    push_it(&mut window, &store, "Wi-Fi");
    let there = peer.rows(row);
    assert!(
        there.is_superset(&before) && there != before,
        "{what}: {there:?}"
    );
    let code = ticket(1).1;
    assert_eq!(code.username != at_first, row.chosen.is_some(), "{what}");

    // A guest comes with it; the next ticket is brought by itself, and what the gateway tells is heard by the way.
    let login = json!({ "username": code.username, "password": code.password });
    peer.guest(row, &login);
    window
        .click("Desk")
        .shows("Newest tickets")
        .types("1")
        .shows("Ticket 000002");
    window.until("the second ticket is brought", |_| is_there(2));
    assert!(peer.rows(row).len() > there.len(), "{what}");
    window.until("the first one's login is known", |_| {
        ticket(1).0.stored_status == Status::InUse && is_there(1)
    });

    // The guest is on line, and cut where the gateway can.
    window.click("Gateways").types("o").shows("000001");
    window.click("Cut");
    if let Some(access_point) = access_point {
        // A database cuts nobody: the device is asked at which the guest is.
        let asked = access_point.hear();
        assert_eq!(asked.text(1), Some(code.username), "{what}");
        access_point.answer(&asked, 41, &[]);
        window.shows("The gateway is asked to cut the session.");
        peer.guest_has_left();
        window.named(Named::F5).shows("Nobody is on line here");
    } else {
        window.shows("The guest is cut; the gateway confirms it.");
        window.shows("Nobody is on line here");
    }

    // Somebody meddles: shown, and repaired.
    let there = peer.rows(row);
    peer.meddle(row);
    let drift = push::plan(&store, now(), "Wi-Fi").unwrap().counts();
    window.click("State").types("t").shows(&format!(
        "Not as it should be: {} to add, {} to change, {} to remove. Push.",
        drift.add, drift.change, drift.remove
    ));
    window.types("p");
    push_it(&mut window, &store, "Wi-Fi");
    assert_eq!(peer.rows(row).len(), there.len(), "{what}: nothing doubled");

    // Removed, with all that is ours and nothing of anybody else.
    window
        .click("Remove")
        .shows("Take off it what Innkeeper made");
    window
        .press("tab")
        .press("tab")
        .press("enter")
        .shows("“Wi-Fi” is removed.");
    assert_eq!(peer.rows(row), before, "{what}");
    assert!(gateways::find(&store, "Wi-Fi").is_err());
}

#[test]
fn routeros_with_its_users_is_kept_from_the_window() {
    life(&stories::ROUTEROS);
}

#[test]
fn unifi_with_vouchers_is_kept_from_the_window() {
    life(&stories::UNIFI_VOUCHERS);
}

#[test]
fn omada_with_its_users_is_kept_from_the_window() {
    life(&stories::OMADA);
}

#[test]
fn opnsense_with_vouchers_is_kept_from_the_window() {
    life(&stories::OPNSENSE_VOUCHERS);
}

#[test]
fn freeradius_on_postgresql_is_kept_from_the_window() {
    life(&stories::POSTGRES);
}

#[test]
fn freeradius_on_mariadb_is_kept_from_the_window() {
    life(&stories::MARIADB);
}

/// Hardware that asks by RADIUS alone: added, its guide read, copied, printed; removed.
#[test]
fn hardware_without_an_interface_is_added_by_its_guide_and_removed() {
    for (letters, kind, typed) in [
        (&["c"][..], "CoovaChilli", "HS_RADIUS"),
        (&["c", "c"], "Cisco WLC", "Security"),
    ] {
        let (_folder, store) = hotel();
        let mut window = page(&store);
        window.shows("No gateway yet").types("n");
        window.shows("Kind of hardware");
        for letter in letters {
            window.types(letter);
        }
        window.shows(kind);
        window.press("tab").types("127.0.0.9").press("tab");
        window.types("Garden wing").press("enter");
        window.shows("Shared secret").press("enter");
        window.shows("“Garden wing” is added. Set it up as this guide says.");
        let gateway = gateways::find(&store, "Garden wing").unwrap();
        assert_eq!(gateway.network, "127.0.0.9".parse().unwrap());
        // With the secret in it, on the clipboard and on paper.
        window.click("Write the secret out").hides("The shared secret is not shown here. Enter the one that was given to this gateway in Innkeeper.");
        window.click("Copy").shows("Copied.");
        window.click("PDF to print");
        let file = store.folder().join("guides/Garden-wing.pdf");
        window.until("the guide is kept", |_| file.exists());
        let printed = text_of(&file);
        assert!(
            printed.contains(&gateway.secret) && printed.contains(typed),
            "{kind}: {printed}"
        );
        // Its other parts say what cannot be.
        window.types("p").shows("Innkeeper has no login there");
        window.types("o").shows("Nobody is on line here");
        window.types("h").shows("Added");
        window.types("t").shows("It has never asked for a login yet. Log in with a ticket to see that address and secret are right.");
        window.named(Named::Delete).shows("Remove “Garden wing”?");
        window.shows("What was entered at the gateway by hand stays there.");
        window.press("tab").press("enter").shows("No gateway yet");
        assert!(gateways::list(&store).unwrap().is_empty());
    }
}

fn text_of(pdf: &std::path::Path) -> String {
    let output = std::process::Command::new("pdftotext")
        .args(["-layout"])
        .arg(pdf)
        .arg("-")
        .output()
        .expect("pdftotext must be installed for this test: apt install poppler-utils");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}
