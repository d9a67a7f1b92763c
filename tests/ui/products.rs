//! The manager's stories with products and policies, by the keyboard as far as it can be told where the focus is.

use super::play::{Play, hotel, open};
use iced::keyboard::key::Named;
use innkeeper::{
    domain::{gateway::Vendor, product::Level},
    services::{
        Actor, bulk, catalogue, gateways,
        issue::{self, Request},
        levels, now,
    },
    store::{Contact, JobKind, Store},
};
use serde_json::json;

fn products(store: &Store) -> Play {
    let mut window = open(store.folder());
    window
        .shows("Newest tickets")
        .ctrl("3")
        .shows("New product");
    window
}

fn codes(store: &Store) -> Vec<String> {
    let all = catalogue::products(store).unwrap();
    all.into_iter().map(|(product, _)| product.code).collect()
}

/// The first product of a fresh house.
fn first(store: &Store) -> String {
    codes(store).remove(0)
}

#[test]
fn a_product_is_made_with_its_code_alone() {
    let (_folder, store) = hotel();
    let mut window = products(&store);
    window.ctrl("n").shows("What a guest gets");
    window.types("GOLD").ctrl("s");
    window.shows("Product GOLD is saved.");
    let made = catalogue::product(&store, "GOLD").unwrap();
    assert_eq!(made.level, Level::Manager);
    window.shows("0 accounts have this product.");
    window.press("escape").shows("GOLD");
}

#[test]
fn a_mistake_is_said_at_its_field_and_what_was_typed_waits() {
    let (_folder, store) = hotel();
    let before = codes(&store);
    let taken = first(&store);
    let mut window = products(&store);
    window.ctrl("n").shows("What a guest gets");
    assert!(
        !window.is_shown("Required"),
        "nothing is wrong before it is tried"
    );
    window
        .ctrl("s")
        .shows("Required")
        .shows("One field needs mending.");
    window.types(&taken).shows("Exists already");
    window.types(" x").shows("Without blanks");
    window.press("escape");
    window.shows(&format!("Unsaved: {taken} x"));
    window
        .click("Go on")
        .shows("This is what you had typed and not saved.");
    window.shows("Without blanks");
    window.click("Discard").hides("What a guest gets");
    assert!(!window.is_shown(&format!("Unsaved: {taken} x")));
    assert_eq!(codes(&store), before);
}

#[test]
fn a_copy_is_made_and_removed_and_what_is_in_use_is_put_away() {
    let (_folder, store) = hotel();
    let code = first(&store);
    let mut window = products(&store);
    window.click(&code).ctrl("d").shows("What a guest gets");
    window
        .ctrl("s")
        .shows(&format!("Product {code}-2 is saved."));
    window.press("escape").shows(&format!("{code}-2"));
    window.named(Named::Delete);
    window
        .shows("Nobody has it and no ticket type gives it. It is removed for good.")
        .click("Remove")
        .shows("The product was removed.");
    assert!(!codes(&store).contains(&format!("{code}-2")));
    window.click(&code).named(Named::Delete);
    window.shows(&format!("Remove product {code}?"));
    // The button of the dialog lies above the one of the page.
    window.press("tab").press("enter");
    window.shows(
        "The product is in use and was put away: its guests keep it, nobody gets it any more.",
    );
    assert!(!codes(&store).contains(&code));
}

#[test]
fn of_two_desks_the_second_sees_both_values_and_loses_nothing() {
    let (_folder, store) = hotel();
    let code = first(&store);
    let mut window = products(&store);
    window
        .click(&code)
        .press("enter")
        .shows("What a guest gets");
    window.types("!").shows("Not saved yet");
    let theirs = json!({ "code": code, "total_time_min": 77 });
    let _ = catalogue::edit_product(&store, now(), Actor::Cli, theirs).unwrap();
    window.ctrl("s");
    window.shows("Somebody else has saved this meanwhile. Nothing of yours is lost.");
    let there = catalogue::product(&store, &code).unwrap();
    assert!(there.description.values().all(|text| !text.contains('!')));
    window.click("Go on with these").ctrl("s");
    window.shows(&format!("Product {code} is saved."));
    let both = catalogue::product(&store, &code).unwrap();
    assert_eq!(both.total_time_min, 77);
    assert!(both.description["en"].contains('!'));
}

#[test]
fn what_a_guest_has_changes_only_when_the_users_are_updated() {
    let (_folder, store) = hotel();
    let product = catalogue::product(&store, "DAY").unwrap();
    let request = Request {
        ticket_type: "1 day".to_owned(),
        user_id: "214".to_owned(),
        ..Request::default()
    };
    let _ = issue::issue_many(&store, now(), Actor::Desk, request, 3).unwrap();
    let changed = json!({ "code": product.code, "daily_time_min": 30 });
    let _ = catalogue::edit_product(&store, now(), Actor::Cli, changed).unwrap();
    let mut window = products(&store);
    window
        .click(&product.code)
        .press("enter")
        .shows("3 accounts still have the old values.");
    window
        .click("Update the users (3)")
        .shows("3 accounts, of which 3 are not up to date.");
    window.click("Update 3");
    window.shows("All of them have the values as they are saved.");
    let count = bulk::count(&store, now(), JobKind::Users, product.id).unwrap();
    assert_eq!((count.accounts, count.outdated), (3, 0));
}

#[test]
fn what_belongs_to_a_higher_level_is_read_and_duplicated() {
    let (_folder, store) = hotel();
    let code = first(&store);
    let system = json!({ "code": code, "level": "system" });
    let _ = catalogue::edit_product(&store, now(), Actor::Cli, system).unwrap();
    let before = levels::levels(&store).unwrap();
    let mut desk = before.clone();
    desk.level = Level::Manager;
    let _ = levels::set_levels(&store, now(), Actor::Cli, before, desk).unwrap();
    let mut window = products(&store);
    window.click(&code).press("enter");
    window
        .shows("This product belongs to a higher level: System. It can be used here, not changed.");
    window.click("Duplicate to edit").ctrl("s");
    window.shows(&format!("Product {code}-2 is saved."));
    let copy = catalogue::product(&store, &format!("{code}-2")).unwrap();
    assert_eq!(copy.level, Level::Manager);
}

#[test]
fn a_policy_gets_an_attribute_of_the_dictionary() {
    let (_folder, store) = hotel();
    let mut window = open(store.folder());
    window.shows("Newest tickets").ctrl("4").shows("New policy");
    window.ctrl("n").shows("Further RADIUS attributes");
    window.types("fast");
    for _ in 0..16 {
        window.press("tab");
        if window.types("filter-").is_shown("Filter-Id · text") {
            break;
        }
        for _ in 0.."filter-".len() {
            window.press("backspace");
        }
    }
    window.press("enter");
    window.ctrl("s").shows("Required");
    window.types("vip").ctrl("s");
    window.shows("Policy fast is saved.");
    let made = catalogue::policy(&store, "fast").unwrap();
    assert_eq!(made.attributes["Filter-Id"], "vip");
}

#[test]
fn a_policy_that_products_use_names_them_before_it_is_put_away() {
    let (_folder, store) = hotel();
    let policy = catalogue::policy(&store, "standard").unwrap();
    let by = catalogue::policy_use(&store, policy.id).unwrap().by;
    assert!(!by.is_empty());
    let mut window = open(store.folder());
    window.shows("Newest tickets").ctrl("4").shows("New policy");
    window.click("standard").named(Named::Delete);
    window.shows(&format!(
        "These products use it: {}. It is put away: they keep it, and no other product can choose it.",
        by.join(", ")
    ));
    window.press("escape").hides("Remove policy standard?");
    assert!(catalogue::policy(&store, "standard").is_ok());
}

#[test]
fn what_was_put_away_is_looked_at_and_taken_back() {
    let (_folder, store) = hotel();
    let code = first(&store);
    let _ = catalogue::remove_product(&store, now(), Actor::Cli, &code).unwrap();
    let mut window = products(&store);
    assert!(!window.is_shown(&code));
    window.ctrl("b").shows("On offer");
    window.click(&code).press("enter");
    window.shows("This product was put away: guests who have it keep it, and nobody else gets it.");
    window.types("!").ctrl("s");
    assert!(!window.is_shown("Not saved yet"), "it can only be read");
    window.click("Take back").shows(&format!(
        "Product {code} is back. If the Location lists what is on sale, put it on that list."
    ));
    assert!(codes(&store).contains(&code));
    // And now it can be changed.
    window.hides("Take back").types("!").ctrl("s");
    window.shows(&format!("Product {code} is saved."));
    window.press("escape").shows("New product").shows(&code);

    // Its code is taken: it can still be had under another.
    let _ = catalogue::remove_product(&store, now(), Actor::Cli, &code).unwrap();
    let again = json!({ "code": code }).to_string().parse().unwrap();
    let _ = catalogue::add_product(&store, now(), Actor::Cli, again).unwrap();
    window.shows("Put away (1)").ctrl("b");
    window.shows("On offer").click(&code).ctrl("r");
    window.shows(&format!(
        "Another {code} is on offer by now. Duplicate this one under another code."
    ));
    window.ctrl("d").ctrl("s");
    window.shows(&format!("Product {code}-2 is saved."));
}

#[test]
fn a_policy_that_was_put_away_stays_with_its_product_and_is_taken_back() {
    let (_folder, store) = hotel();
    let code = first(&store);
    let _ = catalogue::remove_policy(&store, now(), Actor::Cli, "standard").unwrap();
    let mut window = products(&store);
    window
        .click(&code)
        .press("enter")
        .shows("What a guest gets");
    window.types("!").ctrl("s");
    window.shows(&format!("Product {code} is saved."));
    assert!(
        catalogue::policy(&store, "standard").is_err(),
        "it is still put away"
    );
    // A copy is another product.
    window.ctrl("d").ctrl("s").shows("Put away: choose another");
    window.press("escape").ctrl("4").shows("New policy");
    window.ctrl("b").click("standard").press("enter");
    window.shows(
        "This policy was put away: products and guests that have it keep it, and no other product can choose it.",
    );
    window
        .click("Take back")
        .shows("Policy standard is back: products can choose it again.");
    assert!(catalogue::policy(&store, "standard").is_ok());
}

#[test]
fn px04_the_id_is_shown_of_what_is_there_and_cannot_be_typed() {
    let (_folder, store) = hotel();
    let code = first(&store);
    let id = catalogue::product(&store, &code).unwrap().id.to_string();
    let mut window = products(&store);
    window.ctrl("n").shows("What a guest gets");
    assert!(!window.is_shown("ID"), "a new one has none");
    window.press("escape").click(&code).press("enter");
    window.shows("ID").click(&id).types("7");
    assert!(
        window.is_shown(&id) && !window.is_shown("Not saved yet"),
        "it is only read"
    );
}

#[test]
fn p23_the_gateways_that_do_not_cut_are_named_with_what_is_done_about_it() {
    let (_folder, store) = hotel();
    let gateway = |name: &str, vendor: Vendor, last: u8, send_disconnect: bool| {
        let new = gateways::NewGateway {
            name: name.to_owned(),
            vendor,
            network: format!("192.0.2.{last}").parse().unwrap(),
            secret: "a long enough secret".to_owned(),
            disconnect_port: None,
            send_disconnect,
            allow_missing_message_authenticator: false,
            swap_octets: false,
            interim_seconds: None,
        };
        gateways::add(&store, now(), Actor::Cli, new).unwrap().id
    };
    let lobby = gateway("lobby", Vendor::Unifi, 1, true);
    let _ = gateway("pool", Vendor::RuckusVsz, 2, false);
    let _ = gateway("annex", Vendor::CiscoWlc, 3, true);
    let _ = gateway("garden", Vendor::Aruba, 4, true);
    let _ = gateway("attic", Vendor::Mikrotik, 5, true);
    store
        .write(move |tx| tx.put_contact(&Contact::Gateway(lobby, now())))
        .unwrap();
    let code = first(&store);
    let limits = json!({ "code": code, "total_data_mb": 500 });
    let _ = catalogue::edit_product(&store, now(), Actor::Cli, limits).unwrap();
    let mut window = products(&store);
    window.click(&code).press("enter");
    let on = "“Send Disconnection Requests to the Gateway” is on";
    let unheard =
        "but nothing was ever heard of it. The guest is cut from here only if it can be reached.";
    window.shows("This hardware does not cut a guest at a data limit by itself.");
    window.shows(&format!(
        "annex (cisco-wlc): {on}, {unheard}\nlobby (unifi): reachable, and {on}. The guest is cut from here.\npool (ruckus-vsz): “Send Disconnection Requests to the Gateway” is off. The guest stays on line over the limit until the session ends."
    ));
    window.shows(
        "Of this hardware it is not known whether it cuts a guest at a data limit. It is treated as if it did not.",
    );
    window.shows(&format!("garden (aruba): {on}, {unheard}"));
}

/// The good lines of a file are taken and the bad one is named with its reason, in the language of the house.
#[test]
fn a_file_with_a_wrong_line_says_why_in_spanish() {
    let (_folder, store) = hotel();
    store
        .write(|tx| tx.set_setting("window.language", "es"))
        .unwrap();
    let mut window = open(store.folder());
    window
        .shows("Tickets más recientes")
        .ctrl("3")
        .shows("Producto nuevo")
        .ctrl("o")
        .shows("Mirarlo");
    // The path that is offered, and no file there yet.
    window
        .press("enter")
        .shows("No existe tal archivo o carpeta: compruebe la ruta.");
    let text = "code;daily_time_min\nORO;60\nPLATA;-5\n";
    std::fs::write(store.folder().join("products.csv"), text).unwrap();
    window
        .press("enter")
        .shows("1 línea no se puede tomar. Las buenas, sí.")
        .shows("Línea 3, PLATA: daily_time_min es -5: no puede ser negativo.");
    let taken = |code: &str| codes(&store).contains(&code.to_owned());
    assert!(!taken("ORO"), "it was only looked at");
    window.press("enter").shows("Importados: 1.");
    assert!(taken("ORO") && !taken("PLATA"));
}

#[test]
fn a_further_language_is_typed_on_at_once() {
    let (_folder, store) = hotel();
    let mut window = products(&store);
    window.ctrl("n").shows("What a guest gets").types("GOLD");
    // The level, three descriptions, and the tag of another language.
    for _ in 0..5 {
        window.press("tab");
    }
    window
        .types("de")
        .press("enter")
        .shows("Description, de")
        .types("Goldene Woche")
        .ctrl("s")
        .shows("Product GOLD is saved.");
    let made = catalogue::product(&store, "GOLD").unwrap();
    assert_eq!(
        made.description.get("de").map(String::as_str),
        Some("Goldene Woche")
    );
}
