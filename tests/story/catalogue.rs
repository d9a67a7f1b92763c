//! Products and policies from outside: files, levels, and who uses what.

use super::*;
use serde_json::json;

fn codes(desk: &Desk) -> Vec<String> {
    let all = desk.json(&["product", "list"]);
    let code = |one: &Value| one["code"].as_str().unwrap().to_owned();
    all.as_array().unwrap().iter().map(code).collect()
}

#[test]
fn files_go_out_and_come_back() {
    let desk = Desk::new();
    let (csv, json_file) = (desk.file("products.csv"), desk.file("products.json"));
    let _ = desk.json(&["product", "duplicate", "DAY", "DAY2"]);
    let before = desk.json(&["product", "list"]);
    let _ = desk.text(&["product", "export", "--csv", &csv]);
    let _ = desk.json(&["product", "export", &json_file]);
    let _ = desk.json(&["product", "remove", "DAY2"]);
    let looked_at = desk.json(&["product", "import", &csv, "--dry-run"]);
    let added: Vec<_> = looked_at["good"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["deed"] != "same")
        .collect();
    assert_eq!(added.len(), 1, "{looked_at}");
    assert_eq!(
        (&added[0]["code"], &added[0]["deed"]),
        (&json!("DAY2"), &json!("add"))
    );
    assert!(!codes(&desk).contains(&"DAY2".to_owned()), "a dry run");
    assert_eq!(desk.json(&["product", "import", &json_file])["taken"], true);
    assert_eq!(desk.json(&["product", "list"]), before);
    // Wrong lines.
    std::fs::write(&csv, "code,price_list\nNEW,1.00\nOLD,dear\n").unwrap();
    let (_, message) = desk.refused(&["product", "import", &csv]);
    assert!(
        message.contains("line 3") && message.contains("--take-good"),
        "{message}"
    );
    assert!(
        !codes(&desk).contains(&"NEW".to_owned()),
        "nothing is half done"
    );
    let taken = desk.json(&["product", "import", &csv, "--take-good"]);
    assert_eq!(
        (taken["taken"].as_bool(), &taken["bad"][0]["line"]),
        (Some(true), &json!(3))
    );
    assert!(codes(&desk).contains(&"NEW".to_owned()));
}

#[test]
fn levels_and_the_permission_to_manage_products() {
    let desk = Desk::new();
    assert_eq!(desk.json(&["level", "show"])["level"], "system");
    let file = desk.file("system.json");
    std::fs::write(
        &file,
        r#"{"code":"SYS","level":"system","price_list":"10.00"}"#,
    )
    .unwrap();
    let _ = desk.json(&["product", "add", "--file", &file]);
    let set = [
        "level",
        "set",
        "--level",
        "manager",
        "--reseller-discount",
        "12.5",
    ];
    let set = desk.json(&set);
    assert_eq!(
        (&set["level"], &set["reseller"]["discount"]),
        (&json!("manager"), &json!("12.5"))
    );
    for refused in [
        &["product", "edit", "--file", &file][..],
        &["product", "remove", "SYS"],
    ] {
        assert_eq!(desk.refused(refused).0, "of_higher_level");
    }
    // A copy is one's own.
    assert_eq!(
        desk.json(&["product", "duplicate", "SYS", "OWN"])["level"],
        "manager"
    );
    assert_eq!(
        desk.refused(&["level", "set", "--manager-discount", "101"])
            .0,
        "out_of_range"
    );
    // PX03
    let price = |code: &str| {
        desk.json(&["product", "show", code])
            .get("price_list")
            .cloned()
    };
    assert_eq!(price("OWN"), Some(json!("10.00")));
    let _ = desk.json(&["level", "set", "--manage-products", "no"]);
    assert_eq!(price("OWN"), None);
    assert!(!desk.text(&["product", "list"]).contains("PRICE"));
    assert_eq!(
        desk.refused(&["product", "remove", "OWN"]).0,
        "not_permitted"
    );
}

#[test]
fn who_uses_a_policy_and_what_it_may_send() {
    let desk = Desk::new();
    let _ = desk.issue();
    let shown = desk.json(&["policy", "show", "standard"]);
    assert_eq!(shown["accounts"], json!({ "live": 1, "all": 1 }));
    assert!(
        shown["products"]
            .as_array()
            .unwrap()
            .contains(&json!("DAY"))
    );
    let all = desk.json(&["policy", "attributes"]);
    let named = |name: &str| {
        all.as_array()
            .unwrap()
            .iter()
            .find(|one| one["name"] == name)
            .cloned()
    };
    assert_eq!(named("Filter-Id").unwrap()["type"], "text");
    assert_eq!(named("Tunnel-Type").unwrap()["tagged"], true);
    assert_eq!(named("Session-Timeout"), None, "set by Innkeeper itself");
    let file = desk.file("policy.json");
    for attributes in [
        r#"{"Filter-Idd":"x"}"#,
        r#"{"Idle-Timeout":"long"}"#,
        r#"{"Session-Timeout":"5"}"#,
    ] {
        std::fs::write(
            &file,
            format!(r#"{{"code":"P","attributes":{attributes}}}"#),
        )
        .unwrap();
        assert_eq!(
            desk.refused(&["policy", "add", "--file", &file]).0,
            "bad_attribute"
        );
    }
}

#[test]
fn what_was_put_away_is_shown_taken_back_and_duplicated() {
    let desk = Desk::new();
    let _ = desk.issue();
    let removed = desk.json(&["product", "remove", "DAY"]);
    assert_eq!(removed["archived"], true, "a ticket has it");
    assert!(!codes(&desk).contains(&"DAY".to_owned()));
    let away = desk.json(&["product", "list", "--archived"]);
    assert_eq!(away[0]["code"], "DAY");
    let id = away[0]["id"].as_str().unwrap().to_owned();
    let shown = desk.json(&["product", "show", "DAY", "--archived"]);
    assert_eq!(shown["policy"], "standard");
    // Under its code there is another by now.
    let copy = desk.json(&["product", "duplicate", "DAY", "DAY2", "--archived"]);
    assert_eq!(copy["total_time_min"], shown["total_time_min"]);
    let file = desk.file("day.json");
    std::fs::write(&file, r#"{"code":"DAY"}"#).unwrap();
    let _ = desk.json(&["product", "add", "--file", &file]);
    assert_eq!(desk.refused(&["product", "restore", "DAY"]).0, "duplicate");
    let _ = desk.json(&["product", "remove", "DAY"]);
    assert_eq!(desk.json(&["product", "restore", &id])["code"], "DAY");
    assert_eq!(desk.json(&["product", "show", "DAY"]), shown);
    assert_eq!(desk.json(&["product", "list", "--archived"]), json!([]));
    assert_eq!(
        desk.refused(&["product", "restore", "DAY"]).0,
        "unknown_product"
    );
    let events = desk.json(&["event", "list"]);
    let kinds = events.as_array().unwrap();
    assert!(kinds.iter().any(|one| one["kind"] == "product.restored"));

    let removed = desk.json(&["policy", "remove", "standard"]);
    assert_eq!(removed["archived"], true, "products have it");
    let away = desk.json(&["policy", "list", "--archived"]);
    assert_eq!(
        (&away[0]["code"], &away[0]["archived"]),
        (&json!("standard"), &json!(true))
    );
    // What has it keeps it, and can be changed without losing it.
    std::fs::write(&file, r#"{"code":"DAY","daily_time_min":30}"#).unwrap();
    let changed = desk.json(&["product", "edit", "--file", &file]);
    assert_eq!(
        (&changed["policy"], &changed["daily_time_min"]),
        (&json!("standard"), &json!(30))
    );
    // What does not have it cannot take it.
    std::fs::write(&file, r#"{"code":"NEW","policy":"standard"}"#).unwrap();
    let _ = desk.refused(&["product", "add", "--file", &file]);
    let shown = desk.json(&["policy", "show", "standard", "--archived"]);
    assert_eq!(shown["accounts"]["live"], 1);
    assert_eq!(
        desk.json(&["policy", "restore", "standard"])["code"],
        "standard"
    );
    let _ = desk.json(&["product", "add", "--file", &file]);
}
