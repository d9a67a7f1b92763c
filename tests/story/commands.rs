//! Every command of the contract, with the JSON that it prints.

use super::*;
use std::collections::BTreeSet;

fn keys(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

const TICKET: [&str; 20] = [
    "serial",
    "created_at",
    "user_id",
    "type",
    "source",
    "status",
    "connections",
    "username",
    "password",
    "code",
    "first_login_at",
    "expires_at",
    "devices",
    "session_seconds",
    "upload_bytes",
    "download_bytes",
    "price",
    "currency",
    "product",
    "use_by",
];

#[test]
fn a_ticket_in_json() {
    let desk = Desk::new();
    let ticket = desk.issue();
    for key in TICKET {
        assert!(keys(&ticket).contains(key), "{key}");
    }
    for (key, expected) in [
        ("serial", "000001"),
        ("user_id", "Room 214"),
        ("type", "individual"),
        ("source", "cli"),
        ("status", "no_use"),
        ("price", "5.00"),
        ("currency", "EUR"),
        ("product", "DAY"),
    ] {
        assert_eq!(ticket[key], expected, "{key}");
    }
    for key in [
        "connections",
        "session_seconds",
        "upload_bytes",
        "download_bytes",
    ] {
        assert_eq!(ticket[key], 0, "{key}");
    }
    for key in ["first_login_at", "expires_at"] {
        assert_eq!(ticket[key], Value::Null, "{key}: TX01");
    }
    assert_eq!(ticket["devices"], 2);
    assert_eq!(ticket["code"], ticket["username"]);
    // RFC 3339 with the offset of the Location.
    let created = ticket["created_at"].as_str().unwrap();
    assert!(
        created.ends_with("+01:00") || created.ends_with("+02:00"),
        "{created}"
    );
    let shown = desk.show("1");
    assert_eq!(shown["sessions"], Value::Array(Vec::new()));
    assert_eq!(shown["refusals"], Value::Array(Vec::new()));
    assert_eq!(shown["code"], ticket["code"]);
}

#[test]
fn every_command_answers() {
    let desk = Desk::new();
    let made = desk.json(&["product", "add", "--file", &product(&desk, r#"{"code":"NIGHT","expiration":{"type":"days_hours","hours":"12"},"price_list":"3.50"}"#)]);
    assert_eq!(made["code"], "NIGHT");
    assert_eq!(made["expiration"]["type"], "days_hours");
    let edited = desk.json(&[
        "product",
        "edit",
        "--file",
        &product(&desk, r#"{"code":"NIGHT","daily_time_min":90}"#),
    ]);
    assert_eq!(
        (&edited["daily_time_min"], &edited["price_list"]),
        (&90.into(), &"3.50".into())
    );
    assert_eq!(desk.json(&["product", "show", "NIGHT"]), edited);
    assert!(
        desk.json(&["product", "list"])
            .as_array()
            .unwrap()
            .contains(&edited)
    );

    let policy = desk.json(&[
        "policy",
        "add",
        "--file",
        &product(&desk, r#"{"code":"slow","download_kbps":512}"#),
    ]);
    assert_eq!(policy["download_kbps"], 512);
    let policy = desk.json(&[
        "policy",
        "edit",
        "--file",
        &product(&desk, r#"{"code":"slow","upload_kbps":256}"#),
    ]);
    let mut shown = desk.json(&["policy", "show", "slow"]);
    let used = shown.as_object_mut().unwrap();
    assert_eq!(used.remove("products"), Some(serde_json::json!([])));
    assert_eq!(
        used.remove("accounts"),
        Some(serde_json::json!({ "all": 0, "live": 0 }))
    );
    assert_eq!(shown, policy);
    assert_eq!(desk.json(&["policy", "list"]).as_array().unwrap().len(), 3);
    assert_eq!(desk.json(&["policy", "remove", "slow"])["archived"], false);

    let added = desk.json(&[
        "ticket-type",
        "add",
        "--name",
        "Night",
        "--format",
        "single",
        "--product",
        "NIGHT",
        "--price",
        "3",
        "--devices",
        "4",
    ]);
    assert_eq!(
        (&added["name"], &added["price"], &added["devices"]),
        (&"Night".into(), &"3.00".into(), &4.into())
    );
    let edited = desk.json(&[
        "ticket-type",
        "edit",
        "Night",
        "--price",
        "4.50",
        "--rename",
        "Late",
    ]);
    assert_eq!(edited["price"], "4.50");
    assert_eq!(desk.json(&["ticket-type", "show", "Late"]), edited);
    assert_eq!(
        desk.json(&["ticket-type", "list"])
            .as_array()
            .unwrap()
            .len(),
        7
    );
    let one = desk.json(&["ticket", "issue", "--type", "Late", "--user-id", "x"]);
    assert_eq!(
        (&one["price"], &one["devices"]),
        (&"4.50".into(), &4.into())
    );
    assert_eq!(
        desk.json(&["ticket-type", "remove", "Late"])["name"],
        "Late"
    );
    assert_eq!(
        desk.json(&["product", "remove", "NIGHT"])["archived"],
        true,
        "its ticket keeps it"
    );
    assert_eq!(desk.show("1")["product"], "NIGHT");

    let gateway = desk.json(&[
        "gateway",
        "add",
        "--name",
        "roof",
        "--vendor",
        "mikrotik",
        "--address",
        "192.0.2.0/24",
        "--secret",
        "not to be seen",
    ]);
    assert_eq!(
        (&gateway["vendor"], &gateway["address"]),
        (&"mikrotik".into(), &"192.0.2.0/24".into())
    );
    let listed = desk.text(&["gateway", "list", "--json"]);
    assert!(!listed.contains("not to be seen"), "output ends in logs");
    assert_eq!(serde_json::from_str::<Value>(&listed).unwrap()[0], gateway);
    assert_eq!(desk.json(&["gateway", "remove", "roof"])["name"], "roof");
    assert_eq!(desk.json(&["gateway", "list"]).as_array().unwrap().len(), 0);

    assert_eq!(desk.json(&["check"])["ok"], true);
    for command in [
        &["product", "list"][..],
        &["policy", "list"],
        &["ticket-type", "list"],
        &["gateway", "list"],
        &["ticket", "list"],
        &["event", "list"],
        &["check"],
        &["ticket", "show", "1"],
    ] {
        assert!(
            !desk.text(command).trim().is_empty(),
            "{command:?} for people"
        );
    }
}

/// A file with this JSON.
fn product(desk: &Desk, json: &str) -> String {
    let file = desk.file("in.json");
    std::fs::write(&file, json).unwrap();
    file
}

#[test]
fn a_product_is_previewed_without_a_data_folder() {
    let desk = Desk::empty();
    let preview = |json: &str, at: &str| {
        desk.json(&[
            "product",
            "preview",
            "--file",
            &product(&desk, json),
            "--first-connection",
            at,
            "--time-zone",
            "Europe/Madrid",
        ])
    };
    let day = preview(
        r#"{"code":"D","expiration":{"type":"days_hours","hours":"24"}}"#,
        "2026-07-01T18:30:00+02:00",
    );
    assert_eq!(day["expires_at"], "2026-07-02T18:30:00+02:00", "TX02");
    assert_eq!(day["expired_on_activation"], false);
    let never = preview(
        r#"{"code":"D","expiration":{"type":"unlimited"}}"#,
        "2026-07-01T18:30:00+02:00",
    );
    assert_eq!(never["expires_at"], Value::Null);
    assert_eq!(never["warnings"], Value::Array(Vec::new()));
    let mut child = desk
        .command(&[
            "product",
            "preview",
            "--file",
            "-",
            "--first-connection",
            "2026-07-01T18:30:00+02:00",
            "--time-zone",
            "Europe/Madrid",
            "--json",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(br#"{"code":"D","expiration":{"type":"days_hours"}}"#)
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let zero: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(!zero["warnings"].as_array().unwrap().is_empty(), "{zero}");
}

#[test]
fn many_tickets_and_the_filters_that_find_them() {
    let desk = Desk::new();
    let many = desk.json(&["ticket", "issue", "--type", "Lobby hour", "--count", "3"]);
    assert_eq!(many.as_array().unwrap().len(), 3);
    let one_of_one = desk.json(&["ticket", "issue", "--type", "Lobby hour", "--count", "1"]);
    assert!(one_of_one.is_array(), "an array with --count");
    let room = desk.issue();
    let special = desk.json(&[
        "ticket",
        "issue",
        "--type",
        "Event",
        "--user-id",
        "Ana",
        "--username",
        "ana",
        "--password",
        "Geheim-1",
        "--devices",
        "7",
    ]);
    assert_eq!(
        (&special["code"], &special["password"]),
        (&Value::Null, &"Geheim-1".into())
    );
    let _ = desk.json(&["ticket", "cancel", "2"]);
    let today = &room["created_at"].as_str().unwrap()[..10];
    #[rustfmt::skip]
    let cases: [(&[&str], &[&str]); 14] = [
        (&[], &["000006", "000005", "000004", "000003", "000002", "000001"]),
        (&["--serial", "3"], &["000003"]),
        (&["--serial", "000003"], &["000003"]),
        (&["--user-id", "room 2"], &["000005"]),
        (&["--type", "special"], &["000006"]),
        (&["--status", "cancelled"], &["000002"]),
        (&["--status", "in_use"], &[]),
        (&["--connections", "0", "--status", "cancelled"], &["000002"]),
        (&["--username", "ANA"], &["000006"]),
        (&["--devices", "7"], &["000006"]),
        (&["--created-from", today, "--created-to", today, "--type", "special"], &["000006"]),
        (&["--created-to", "2001-01-01"], &[]),
        (&["--first-login-from", today], &[]),
        (&["--limit", "2", "--after", "000005"], &["000004", "000003"]),
    ];
    for (filter, expected) in cases {
        let found = desk.json(&[&["ticket", "list"], filter].concat());
        let found: Vec<_> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["serial"].as_str().unwrap())
            .collect();
        assert_eq!(found, expected, "{filter:?}");
    }
}

#[test]
fn a_stay_is_priced_by_the_day() {
    let desk = Desk::new();
    let stay = desk.json(&[
        "ticket",
        "issue",
        "--type",
        "Stay",
        "--user-id",
        "Ana",
        "--from",
        "2040-07-01",
        "--to",
        "2040-07-03",
    ]);
    assert_eq!(stay["price"], "12.00", "TX07: both days included");
    assert_eq!(stay["expires_at"], "2040-07-03T23:59:59+02:00");
    assert_eq!(stay["valid_from"], "2040-07-01T00:00:00+02:00");
    assert_eq!(stay["type"], "variable");
}

#[test]
fn vouchers_of_every_kind() {
    let desk = Desk::new();
    let _ = desk.json(&["ticket", "issue", "--type", "Lobby hour", "--count", "4"]);
    for paper in ["receipt80", "receipt58", "a4", "a4-cards"] {
        for language in ["en", "es", "it"] {
            let file = desk.file("v.pdf");
            let printed = desk.json(&[
                "ticket", "print", "1", "2", "3", "4", "--pdf", &file, "--paper", paper, "--lang",
                language,
            ]);
            assert_eq!(printed["tickets"], 4);
            assert!(
                std::fs::read(&file).unwrap().starts_with(b"%PDF"),
                "{paper} {language}"
            );
        }
    }
    let file = desk.file("v.png");
    let _ = desk.json(&["ticket", "print", "1", "--png", &file]);
    assert!(std::fs::read(&file).unwrap().starts_with(b"\x89PNG"));
    let (_, message) = desk.refused(&["ticket", "print", "1", "2", "--png", &file]);
    assert!(message.contains("--pdf"), "{message}");
}

#[test]
fn a_backup_is_restored() {
    let desk = Desk::new();
    let ticket = desk.issue();
    let file = desk.file("today.backup");
    let _ = desk.json(&["backup", &file]);
    let _ = desk.issue();
    let (code, message) = desk.refused(&["restore", &file]);
    assert_eq!(code, "already_there");
    assert!(message.contains("--force"), "{message}");
    let _ = desk.json(&["restore", &file, "--force"]);
    assert_eq!(desk.json(&["check"])["tickets"], 1);
    assert_eq!(desk.show("1")["code"], ticket["code"]);
    // Elsewhere too, where nothing was.
    let other = Desk::empty();
    let _ = other.json(&["restore", &file]);
    assert_eq!(other.show("1")["code"], ticket["code"]);
}

#[test]
fn a_gateway_gets_what_its_vendor_can_do() {
    let desk = Desk::new();
    for (vendor, address, disconnects, interim) in [
        ("mikrotik", "192.0.2.1", true, 60),
        // Refuses less (GATEWAYS 3.7).
        ("meraki", "192.0.2.2", true, 300),
        // Takes no Disconnect-Request.
        ("opnsense", "192.0.2.3", false, 300),
    ] {
        let gateway = desk.json(&[
            "gateway",
            "add",
            "--name",
            vendor,
            "--vendor",
            vendor,
            "--address",
            address,
            "--secret",
            "a long enough secret",
        ]);
        assert_eq!(gateway["send_disconnect"], disconnects, "{vendor}");
        assert_eq!(gateway["interim_seconds"], interim, "{vendor}");
    }
}
