//! Tickets from outside: two devices cut at once, batches, the guest register and the exports, by the numbers of RULES 3.6.

use super::*;
use crate::voucher::readers::Pdf;

const PHONE: &str = "02-00-00-00-00-01";
const TABLET: &str = "02-00-00-00-00-02";

fn serial(ticket: &Value) -> &str {
    ticket["serial"].as_str().unwrap()
}

/// A device comes on line.
fn starts(serving: &Serving, code: &str, mac: &str, session: &str) {
    assert!(serving.login(code, mac).contains("Access-Accept"));
    serving.account(&format!(
        "Acct-Status-Type = Start\nAcct-Session-Id = \"{session}\"\nUser-Name = \"{code}\"\nCalling-Station-Id = \"{mac}\"\n"
    ));
}

#[test]
fn tx15_a_cancelled_ticket_takes_both_devices_off_the_line_and_keeps_what_was_used() {
    let gateway = Gateway::new();
    let desk = Desk::with_gateway(gateway.port());
    let serving = desk.serve();
    let ticket = desk.issue();
    let (serial, code) = (serial(&ticket), ticket["code"].as_str().unwrap());
    for (mac, session, up, down) in [
        (PHONE, "80f00001", 1000, 5000),
        (TABLET, "80f00002", 30, 70),
    ] {
        starts(&serving, code, mac, session);
        serving.account(&format!(
            "Acct-Status-Type = Interim-Update\nAcct-Session-Id = \"{session}\"\nUser-Name = \"{code}\"\nCalling-Station-Id = \"{mac}\"\nAcct-Session-Time = 600\nAcct-Input-Octets = {up}\nAcct-Output-Octets = {down}\n"
        ));
    }
    let counters = |shown: &Value| {
        [
            "connections",
            "session_seconds",
            "upload_bytes",
            "download_bytes",
        ]
        .map(|key| shown[key].as_u64().unwrap())
    };
    let used = [2, 1200, 1030, 5070];
    assert_eq!(counters(&desk.show(serial)), used, "TX22: over both");

    let cancelled = desk.json(&["ticket", "cancel", serial, "--reason", "checked out"]);
    assert_eq!(cancelled["status"], "cancelled");
    let mut cut = Vec::new();
    for _ in 0..2 {
        let asked = gateway.hear();
        cut.push(asked.text(31).unwrap());
        gateway.answer(&asked, 41, &[]);
    }
    cut.sort();
    assert_eq!(cut, [PHONE, TABLET]);
    let shown = eventually("both answers stand on their sessions", || {
        let shown = desk.show(serial);
        let sessions = shown["sessions"].as_array().unwrap();
        let told = |session: &Value| {
            let answer = session["disconnect"].as_str().unwrap_or_default();
            answer.starts_with("Disconnect-ACK")
        };
        (sessions.len() == 2 && sessions.iter().all(told)).then_some(shown)
    });
    assert_eq!(shown["status"], "cancelled");
    assert_eq!(counters(&shown), used, "nothing used is forgotten");
    // TX14: it lets nobody in any more, stays in the list, and its serial is not given to another.
    assert!(serving.login(code, PHONE).contains("Access-Reject"));
    let listed = desk.json(&["ticket", "list", "--status", "cancelled"]);
    assert_eq!(listed[0]["serial"], serial);
    assert_ne!(desk.issue()["serial"], serial);
    // TX16: nothing is left to cancel.
    let (code, _) = desk.refused(&["ticket", "cancel", serial]);
    assert_eq!(code, "not_cancellable");
}

#[test]
fn tx21_every_connection_is_a_line_with_its_device() {
    let desk = Desk::with_gateway(3799);
    let serving = desk.serve();
    let ticket = desk.issue();
    let (serial, code) = (serial(&ticket), ticket["code"].as_str().unwrap());
    let apple = "00-03-93-00-00-01";
    for (mac, session) in [(PHONE, "1"), (apple, "2"), (PHONE, "3")] {
        starts(&serving, code, mac, session);
        serving.account(&format!(
            "Acct-Status-Type = Stop\nAcct-Session-Id = \"{session}\"\nUser-Name = \"{code}\"\nCalling-Station-Id = \"{mac}\"\nAcct-Session-Time = 60\n"
        ));
    }
    let shown = desk.show(serial);
    assert_eq!(shown["connections"], 3);
    // TX03: nobody is on line, and the ticket is in use all the same.
    assert_eq!(shown["status"], "in_use");
    let sessions = shown["sessions"].as_array().unwrap();
    let makers: Vec<_> = sessions
        .iter()
        .map(|one| (one["maker"].as_str(), one["random_address"].as_bool()))
        .collect();
    let random = (None, Some(true));
    assert_eq!(makers, [random, (Some("Apple"), Some(false)), random]);
    let text = desk.text(&["ticket", "show", serial]);
    assert!(text.contains("00:03:93:00:00:01 (Apple)"), "{text}");
    assert!(text.contains("(random address)"), "{text}");
}

#[test]
fn a_batch_is_issued_listed_exported_and_cancelled_as_one() {
    let desk = Desk::new();
    let arguments = [
        "ticket",
        "issue",
        "--type",
        "1 day",
        "--user-id",
        "Fair",
        "--count",
        "12",
        "--batch",
    ];
    let issued = desk.json(&[&arguments[..], &["Fair 2026"]].concat());
    assert_eq!(issued.as_array().unwrap().len(), 12);
    let alone = desk.issue();
    let (code, message) = desk.refused(&[&arguments[..], &["Fair 2026"]].concat());
    assert_eq!(code, "batch_name_taken", "{message}");

    let list = desk.json(&["ticket", "batch", "list"]);
    assert_eq!(list.as_array().unwrap().len(), 1);
    for (key, expected) in [
        ("name", Value::from("Fair 2026")),
        ("tickets", 12.into()),
        ("live", 12.into()),
        ("unused", 12.into()),
        ("first_serial", "000001".into()),
        ("last_serial", "000012".into()),
    ] {
        assert_eq!(list[0][key], expected, "{key}");
    }
    let shown = desk.json(&["ticket", "batch", "show", "Fair 2026"]);
    assert_eq!(shown["serials"].as_array().unwrap().len(), 12);
    let (code, _) = desk.refused(&["ticket", "batch", "show", "Fair 2027"]);
    assert_eq!(code, "not_found");

    let csv = desk.file("fair.csv");
    let exported = desk.json(&["ticket", "export", "--csv", &csv, "--batch", "Fair 2026"]);
    assert_eq!(exported["tickets"], 12);
    assert_eq!(std::fs::read_to_string(&csv).unwrap().lines().count(), 13);

    // Its cards, but for one that no longer works; from the 20th label on.
    let _ = desk.json(&["ticket", "cancel", "3"]);
    let print = ["ticket", "batch", "print", "Fair 2026"];
    let pdf = desk.file("fair.pdf");
    let paper = ["--pdf", &pdf, "--paper", "l7160", "--first-label", "20"];
    let printed = desk.json(&[&print[..], &paper].concat());
    assert_eq!(printed["tickets"], 11);
    assert_eq!(printed["left_out"], serde_json::json!(["000003"]));
    let pages = Pdf::new(&std::fs::read(&pdf).unwrap()).pages();
    assert_eq!(pages, 2, "two on the first sheet");
    let (code, _) = desk.refused(&[&print[..], &["--printer", "nowhere"]].concat());
    assert_eq!(code, "unknown_printer");
    let usage = desk.usage(&print);
    assert!(usage.contains("--pdf"), "{usage}");

    let done = desk.json(&[
        "ticket",
        "batch",
        "cancel",
        "Fair 2026",
        "--reason",
        "no fair",
    ]);
    assert_eq!(done["cancelled"].as_array().unwrap().len(), 11);
    assert_eq!(done["refused"].as_array().unwrap().len(), 1);
    let again = desk.json(&["ticket", "batch", "cancel", "Fair 2026"]);
    assert_eq!(again["cancelled"], serde_json::json!([]));
    assert_eq!(again["refused"].as_array().unwrap().len(), 12);
    assert_eq!(again["refused"][0]["code"], "not_cancellable");
    let list = desk.json(&["ticket", "batch", "list"]);
    assert_eq!(
        (&list[0]["live"], &list[0]["tickets"]),
        (&0.into(), &12.into())
    );
    assert_eq!(
        desk.show(serial(&alone))["status"],
        "no_use",
        "issued beside the batch"
    );
}

/// The file is made in parts of some sheets, which nobody must see.
#[test]
fn the_cards_of_a_large_batch_stand_in_order_without_a_gap() {
    let desk = Desk::new();
    let issue = ["ticket", "issue", "--type", "1 day", "--user-id", "Fair"];
    let _ = desk.json(&[&issue[..], &["--count", "150", "--batch", "Fair"]].concat());
    let pdf = desk.file("fair.pdf");
    let print = ["ticket", "batch", "print", "Fair", "--pdf", &pdf];
    let paper = ["--paper", "a4-cards", "--first-label", "3"];
    assert_eq!(desk.json(&[&print[..], &paper].concat())["tickets"], 150);
    let text = Pdf::new(&std::fs::read(&pdf).unwrap()).text();
    let words = |page: &str| -> Vec<u64> {
        let serials = page.split_whitespace().filter(|word| word.len() == 6);
        let mut serials: Vec<u64> = serials.filter_map(|word| word.parse().ok()).collect();
        serials.sort_unstable();
        serials
    };
    let pages: Vec<_> = text.split('\u{c}').map(words).collect();
    let mut expected = vec![(1..=6).collect::<Vec<u64>>()];
    expected.extend((7..=150).collect::<Vec<_>>().chunks(8).map(<[_]>::to_vec));
    // After the last page, too, a form feed stands.
    expected.push(Vec::new());
    assert_eq!(pages, expected);
}

#[test]
fn tx28_guests_are_registered_by_their_first_login_listed_exported_and_erased() {
    let desk = Desk::with_gateway(3799);
    let _ = desk.json(&[
        "ticket-type",
        "add",
        "--name",
        "Registered",
        "--format",
        "single",
        "--product",
        "DAY",
        "--price",
        "0",
        "--field",
        "first_name",
        "--field",
        "surname",
        "--field",
        "email",
    ]);
    let issue = |name: &str, surname: &str| {
        desk.json(&[
            "ticket",
            "issue",
            "--type",
            "Registered",
            "--user-id",
            name,
            "--field",
            &format!("first_name={name}"),
            "--field",
            &format!("surname={surname}"),
            "--field",
            "email=guest@example.org",
        ])
    };
    let (ana, _never) = (issue("Ana", "Núñez"), issue("Ben", "Weber"));
    assert_eq!(desk.json(&["guest", "list"]), serde_json::json!([]));
    let serving = desk.serve();
    assert!(
        serving
            .login(ana["code"].as_str().unwrap(), PHONE)
            .contains("Access-Accept")
    );
    let guests = eventually("the guest is registered", || {
        let guests = desk.json(&["guest", "list"]);
        (!guests.as_array().unwrap().is_empty()).then_some(guests)
    });
    assert_eq!(
        guests.as_array().unwrap().len(),
        1,
        "who never came is none"
    );
    assert_eq!(guests[0]["serial"], ana["serial"]);
    assert_eq!(guests[0]["fields"]["surname"], "Núñez");
    assert_eq!(desk.json(&["guest", "list", "--text", "NÚÑ"]), guests);
    assert_eq!(
        desk.json(&["guest", "list", "--text", "Weber"]),
        serde_json::json!([])
    );
    assert_eq!(
        desk.json(&["guest", "list", "--to", "2020-01-01"]),
        serde_json::json!([])
    );
    for (way, name) in [("--csv", "guests.csv"), ("--xlsx", "guests.xlsx")] {
        let file = desk.file(name);
        let exported = desk.json(&["guest", "export", way, &file]);
        assert_eq!(exported["guests"], 1);
        assert!(std::fs::metadata(&file).unwrap().len() > 100);
    }
    let csv = std::fs::read_to_string(desk.file("guests.csv")).unwrap();
    assert!(csv.contains("Núñez") && !csv.contains("Weber"), "{csv}");

    let erased = desk.json(&["guest", "erase", serial(&ana)]);
    assert_eq!(erased["erased"], 1);
    let guests = desk.json(&["guest", "list"]);
    assert_eq!(guests[0]["fields"], serde_json::json!({}));
    assert!(guests[0]["erased_at"].is_string());
    assert_eq!(desk.show(serial(&ana))["user_id"], "");
    let kinds = desk.text(&["event", "list"]);
    assert!(kinds.contains("guest.erased"), "{kinds}");
    let kept = desk.json(&["guest", "keep", "--days", "30"]);
    assert_eq!(kept["erase_after_days"], 30);
}

#[test]
fn tx32_tx33_the_filters_are_joined_and_the_exports_have_exactly_these_rows() {
    let desk = Desk::new();
    for (ticket_type, user) in [("1 day", "=1+1"), ("1 day", "Ben"), ("1 week", "Eva 王")] {
        let _ = desk.json(&["ticket", "issue", "--type", ticket_type, "--user-id", user]);
    }
    let _ = desk.json(&["ticket", "cancel", "2"]);
    // TX33: never used, whatever became of them.
    let unused = desk.json(&["ticket", "list", "--connections", "0"]);
    assert_eq!(unused.as_array().unwrap().len(), 3);
    let none = desk.json(&["ticket", "list", "--connections", "1"]);
    assert_eq!(none, serde_json::json!([]));
    let filters = [
        "--status",
        "no_use",
        "--type",
        "individual",
        "--source",
        "cli",
    ];
    let listed = desk.json(&[&["ticket", "list"][..], &filters].concat());
    let serials = |rows: &Value| -> Vec<String> {
        let rows = rows.as_array().unwrap();
        rows.iter().map(|row| serial(row).to_owned()).collect()
    };
    assert_eq!(serials(&listed), ["000003", "000001"]);
    for source in ["desk", "automatic"] {
        let listed = desk.json(&["ticket", "list", "--source", source]);
        assert_eq!(listed, serde_json::json!([]), "{source}");
    }
    let usage = desk.usage(&["ticket", "list", "--source", "nowhere"]);
    assert!(usage.contains("automatic"), "{usage}");

    let csv = desk.file("list.csv");
    let exported = desk.json(&[&["ticket", "export", "--csv", &csv][..], &filters].concat());
    assert_eq!(exported["tickets"], 2);
    let text = std::fs::read_to_string(&csv).unwrap();
    let lines: Vec<_> = text.lines().skip(1).map(|line| &line[..6]).collect();
    assert_eq!(lines, ["000003", "000001"]);
    assert!(text.contains("'=1+1") && text.contains("Eva 王"), "{text}");
    let xlsx = desk.file("list.xlsx");
    let exported = desk.json(&[&["ticket", "export", "--xlsx", &xlsx][..], &filters].concat());
    assert_eq!(exported["tickets"], 2);
    assert!(std::fs::read(&xlsx).unwrap().starts_with(b"PK"));
    let (code, _) = desk.refused(&["ticket", "export", "--csv", "/no/such/folder/list.csv"]);
    assert_eq!(code, "file");
}
