//! The program at a router by hand: users of others taken over, a secret that was changed on one side, refusals in the
//! language of whoever sits there.

use super::{Mock, PASSWORD, USER};
use crate::story::Desk;
use serde_json::{Value, json};

/// A house whose router is linked; `more` says how.
fn linked(mock: &Mock, more: &[&str]) -> Desk {
    let desk = Desk::new();
    let api = format!("127.0.0.1:{}", mock.port("http"));
    #[rustfmt::skip]
    let add = [
        "gateway", "add", "--name", "router", "--vendor", "mikrotik", "--address", "127.0.0.9", "--secret",
        "a long secret", "--api-address", &api, "--api-user", USER, "--api-password", PASSWORD, "--api-plain",
    ];
    let _ = desk.json(&[&add, more].concat());
    desk
}

fn product(desk: &Desk, code: &str, profile: &str) {
    let product =
        json!({ "code": code, "mikrotik_profile": profile, "expiration": { "type": "unlimited" } });
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(&file, product.to_string()).unwrap();
    let path = file.path().display().to_string();
    let _ = desk.json(&["product", "add", "--file", &path]);
}

fn by_hand(mock: &Mock, menu: &str, row: &Value) {
    let _ = mock.control("row", &json!({ "menu": menu, "row": row }));
}

fn rows(mock: &Mock, menu: &str) -> Vec<Value> {
    mock.look("state")["menus"][menu]
        .as_array()
        .unwrap()
        .clone()
}

/// PX09, PX10 from the router itself.
#[test]
fn users_of_a_router_are_taken_over_once() {
    let mock = Mock::start("routeros", &[]);
    let desk = linked(&mock, &[]);
    product(&desk, "H1", "1h");
    product(&desk, "D1", "1d");
    product(&desk, "D2", "1d");
    for profile in ["1h", "1d"] {
        by_hand(
            &mock,
            "/ip/hotspot/user/profile",
            &json!({ "name": profile }),
        );
    }
    #[rustfmt::skip]
    let users = [
        json!({ "name": "ana", "password": "secret", "profile": "1h", "comment": "Room 12" }),
        json!({ "name": "zoe", "password": "", "profile": "1h" }),
        json!({ "name": "eva", "password": "x", "profile": "1d" }),
        json!({ "name": "leo", "password": "x", "profile": "default" }),
    ];
    for user in &users {
        by_hand(&mock, "/ip/hotspot/user", user);
    }
    let codes = |import: &Value| -> Vec<String> {
        let bad = import["bad"].as_array().unwrap().iter();
        bad.filter(|bad| ["eva", "leo"].contains(&bad["name"].as_str().unwrap_or_default()))
            .map(|bad| bad["code"].as_str().unwrap().to_owned())
            .collect()
    };
    let seen = desk.json(&["gateway", "import", "router"]);
    let good: Vec<_> = seen["good"].as_array().unwrap().iter().collect();
    assert_eq!(good.len(), 2, "{seen}");
    assert_eq!(
        (
            &good[0]["username"],
            &good[0]["user_id"],
            &good[0]["product"]
        ),
        (&json!("ana"), &json!("Room 12"), &json!("H1")),
        "PX09"
    );
    assert_eq!(
        codes(&seen),
        ["ambiguous_profile", "unknown_profile"],
        "PX10"
    );
    assert_eq!(desk.json(&["ticket", "list"]).as_array().unwrap().len(), 0);
    let taken = desk.json(&["gateway", "import", "router", "--apply"]);
    assert_eq!(taken["taken"], 2, "{taken}");
    let tickets = desk.json(&["ticket", "list"]);
    let tickets = tickets.as_array().unwrap();
    assert_eq!(tickets.len(), 2);
    let ana = tickets.iter().find(|it| it["username"] == "ana").unwrap();
    assert_eq!(
        (&ana["password"], &ana["product"]),
        (&json!("secret"), &json!("H1"))
    );
    // A second time nobody is taken, and nobody is a trouble.
    let again = desk.json(&["gateway", "import", "router", "--apply"]);
    assert_eq!((&again["taken"], &again["known"]), (&json!(0), &json!(2)));
    assert_eq!(desk.json(&["ticket", "list"]).as_array().unwrap().len(), 2);
    // What is at the router is its owner's.
    let there = rows(&mock, "/ip/hotspot/user");
    assert!(there.iter().any(|user| user["name"] == "ana"));
    let told = desk.text(&["gateway", "import", "router"]);
    assert!(told.contains("2 taken over before"), "{told}");
}

#[test]
fn passwords_that_are_not_shown_are_not_guessed() {
    let mock = Mock::start("routeros", &["--group", "insensitive"]);
    let desk = linked(&mock, &[]);
    product(&desk, "H1", "1h");
    by_hand(&mock, "/ip/hotspot/user/profile", &json!({ "name": "1h" }));
    let user = json!({ "name": "ana", "password": "secret", "profile": "1h" });
    by_hand(&mock, "/ip/hotspot/user", &user);
    let (code, message) = desk.refused(&["gateway", "import", "router", "--apply"]);
    assert!(message.contains("sensitive"), "{code}: {message}");
    assert_eq!(desk.json(&["ticket", "list"]).as_array().unwrap().len(), 0);
}

#[test]
fn a_push_carries_a_changed_secret_whoever_changed_it() {
    let mock = Mock::start("routeros", &[]);
    let desk = linked(&mock, &[]);
    let _ = desk.json(&["gateway", "push", "router"]);
    let secret = || rows(&mock, "/radius")[0]["secret"].clone();
    let differs = || {
        let lines = desk.json(&["gateway", "test", "router"]);
        let mut lines = lines.as_array().unwrap().iter();
        lines.any(|line| line["code"] == "differs")
    };
    assert_eq!((secret(), differs()), (json!("a long secret"), false));
    // Here.
    let _ = desk.json(&["gateway", "edit", "router", "--secret", "a new secret"]);
    assert!(differs());
    assert_eq!(secret(), "a long secret", "not before somebody pushes");
    let pushed = desk.json(&["gateway", "push", "router"]);
    assert_eq!(
        (&pushed["changed"], secret()),
        (&json!(1), json!("a new secret"))
    );
    assert!(!differs());
    // There.
    let id = rows(&mock, "/radius")[0][".id"].clone();
    let edit = json!({ "menu": "/radius", "id": id, "row": { "secret": "somebody's own" } });
    let _ = mock.control("edit", &edit);
    assert!(differs());
    let plan = desk.json(&["gateway", "plan", "router"]).to_string();
    assert!(
        !plan.contains("secret\":\"a new") && !plan.contains("somebody's own"),
        "{plan}"
    );
    let _ = desk.json(&["gateway", "push", "router"]);
    assert_eq!((secret(), differs()), (json!("a new secret"), false));
}

/// Where the gateway lets its guests in itself no RADIUS is spoken: another secret keeps no ticket from arriving.
#[test]
fn a_secret_that_nobody_speaks_by_stops_nothing() {
    let mock = Mock::start("routeros", &[]);
    let desk = linked(&mock, &["--users"]);
    let _ = desk.json(&["gateway", "push", "router"]);
    let _ = desk.json(&["gateway", "edit", "router", "--secret", "a new secret"]);
    let shown = desk.json(&["gateway", "show", "router"]);
    assert!(shown["api"]["pushed_at"].is_string(), "{shown}");
}

#[test]
fn refusals_are_said_in_the_language_of_the_terminal() {
    let mock = Mock::start("routeros", &[]);
    let desk = linked(&mock, &["--users"]);
    let _ = desk.json(&["gateway", "push", "router"]);
    let ticket = desk.issue();
    let name = json!({ "name": ticket["username"], "password": "x" });
    by_hand(&mock, "/ip/hotspot/user", &name);
    let serial = ticket["serial"].as_str().unwrap();
    #[rustfmt::skip]
    let languages = [
        ("es_ES.UTF-8", "La pasarela", "La pasarela responde"),
        ("it_IT.UTF-8", "Il gateway", "Il gateway risponde"),
        ("C",           "The gateway", "The gateway answers"),
    ];
    for (language, taken, answers) in languages {
        let say = |arguments: &[&str]| {
            let mut command = desk.command(arguments);
            let output = command.env("LC_ALL", language).output().unwrap();
            String::from_utf8(output.stdout).unwrap()
        };
        for arguments in [
            &["gateway", "push", "router"],
            &["gateway", "show", "router"],
        ] {
            let said = say(arguments);
            assert!(
                said.contains(serial) && said.contains(taken),
                "{language} {arguments:?}: {said}"
            );
        }
        let said = say(&["gateway", "test", "router"]);
        assert!(said.contains(answers), "{language}: {said}");
        let said = say(&["ticket", "explain", serial]);
        assert!(
            said.contains("router") && said.contains(taken),
            "{language}: {said}"
        );
    }
    assert_eq!(
        desk.json(&["ticket", "explain", serial])["reason"],
        "gateway_refuses"
    );
    drop(mock);
    let mut command = desk.command(&["gateway", "push", "router"]);
    let output = command.env("LC_ALL", "es_ES.UTF-8").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("No se llega a la pasarela"), "{said}");
}

#[test]
fn a_ticket_that_waits_for_a_router_that_is_away_says_since_when() {
    let mock = Mock::start("routeros", &[]);
    let desk = linked(&mock, &["--users"]);
    let _ = desk.json(&["gateway", "push", "router"]);
    let ticket = desk.issue();
    let serial = ticket["serial"].as_str().unwrap();
    let waits = desk.json(&["ticket", "explain", serial]);
    assert_eq!(waits["reason"], "gateway_waits", "{waits}");
    drop(mock);
    let (code, _) = desk.refused(&["gateway", "push", "router"]);
    assert_eq!(code, "unreachable");
    let away = desk.json(&["ticket", "explain", serial]);
    assert_eq!(away["reason"], "gateway_away");
    let sentence = away["sentence"].as_str().unwrap();
    assert!(
        sentence.contains("1 ticket has been waiting since"),
        "{sentence}"
    );
    assert_eq!(
        away["remedies"][0],
        json!({ "type": "push_gateway", "gateway": "router" })
    );
}
