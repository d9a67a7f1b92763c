//! The story of a recharge: an hour of which forty minutes are used, another hour bought on line.

use super::*;

const MAC: &str = "02-00-00-00-00-01";

#[test]
fn an_hour_is_used_in_part_and_recharged_while_the_guest_is_on_line() {
    let gateway = Gateway::new();
    let desk = Desk::with_gateway(gateway.port());
    let product = desk.file("hour.json");
    let hour = r#"{"code":"SUM","total_time_min":60,"recover_residual":"yes","price_list":"3.00",
                   "expiration":{"type":"days_hours","days":"1","hours":"0"}}"#;
    std::fs::write(&product, hour).unwrap();
    let _ = desk.json(&["product", "add", "--file", &product]);
    let add = ["ticket-type", "add", "--name", "Hour", "--format", "single"];
    let more = ["--product", "SUM", "--price", "3.00"];
    let _ = desk.json(&[&add[..], &more].concat());
    let ticket = desk.json(&["ticket", "issue", "--type", "Hour", "--user-id", "214"]);
    let (serial, code) = (
        ticket["serial"].as_str().unwrap(),
        ticket["code"].as_str().unwrap(),
    );

    let serving = desk.serve();
    let printed = serving.login(code, MAC);
    assert!(printed.contains("Session-Timeout = 3600"), "{printed}");
    let account = |kind: &str, seconds: u32| {
        serving.account(&format!(
            "Acct-Status-Type = {kind}\nAcct-Session-Id = \"80f00001\"\nUser-Name = \"{code}\"\nCalling-Station-Id = \"{MAC}\"\nAcct-Session-Time = {seconds}\nAcct-Input-Octets = 1\nAcct-Output-Octets = 1\n"
        ));
    };
    account("Start", 0);
    account("Interim-Update", 2400);

    let recharge = ["ticket", "recharge", serial, "--product", "SUM"];
    let shown = desk.json(&[&recharge[..], &["--dry-run"]].concat());
    let near = |value: &Value, wanted: u64| {
        let seconds = value["seconds"].as_u64().unwrap();
        assert!((wanted - 30..=wanted).contains(&seconds), "{value}");
    };
    near(&shown["left"], 1200);
    near(&shown["total"], 4800);
    assert_eq!(shown["recovery"], "recovered");
    assert_eq!(shown["starts"], "now");
    assert_eq!(desk.show(serial)["product"], "SUM");
    assert_eq!(
        desk.json(&["event", "list"])
            .to_string()
            .matches("ticket.recharged")
            .count(),
        0
    );

    let done = desk.json(&recharge);
    near(&done["recharge"]["total"], 4800);
    assert_eq!(done["status"], "in_use");
    // It is asked to change the session; it cannot (Error-Cause 406), so the session is cut to be let in again.
    let asked = gateway.hear_code(43);
    assert_eq!(asked.text(44).as_deref(), Some("80f00001"));
    let cannot = [&[101, 6][..], &406_u32.to_be_bytes()].concat();
    gateway.answer(&asked, 45, &cannot);
    let asked = gateway.hear();
    assert_eq!(asked.text(44).as_deref(), Some("80f00001"));
    assert_eq!(asked.text(31).as_deref(), Some(MAC));
    gateway.answer(&asked, 41, &[]);
    account("Stop", 2401);

    let printed = eventually("the login with what was bought", || {
        let printed = serving.login(code, MAC);
        printed
            .contains("Received Access-Accept")
            .then_some(printed)
    });
    let timeout: u64 = printed
        .lines()
        .find_map(|line| line.trim().strip_prefix("Session-Timeout = "))
        .unwrap()
        .parse()
        .unwrap();
    assert!((4740..=4800).contains(&timeout), "{timeout}");

    let (code, _) = desk.refused(&["ticket", "recharge", serial, "--product", "NOTHING"]);
    assert_eq!(code, "unknown_product");
    let _ = desk.json(&["ticket", "cancel", serial]);
    let (code, _) = desk.refused(&recharge);
    assert_eq!(code, "not_rechargeable");
}

#[test]
fn a_device_is_freed_a_room_changed_an_end_moved_and_all_of_it_explained() {
    let gateway = Gateway::new();
    let desk = Desk::with_gateway(gateway.port());
    let serving = desk.serve();
    let ticket = desk.json(&["ticket", "issue", "--type", "1 hour", "--user-id", "214"]);
    let (serial, code) = (
        ticket["serial"].as_str().unwrap(),
        ticket["code"].as_str().unwrap(),
    );
    let explain = |more: &[&str]| desk.json(&[&["ticket", "explain", serial][..], more].concat());
    let (refused, _) = desk.refused(&["ticket", "free-device", serial]);
    assert_eq!(refused, "no_device_on_line");
    assert!(serving.login(code, MAC).contains("Received Access-Accept"));
    serving.account(&format!(
        "Acct-Status-Type = Start\nAcct-Session-Id = \"80f00009\"\nUser-Name = \"{code}\"\nCalling-Station-Id = \"{MAC}\"\n"
    ));
    let said = explain(&["--mac", "02-00-00-00-00-02"]);
    assert_eq!(said["reason"], "too_many_devices");
    assert_eq!(said["remedies"][0]["type"], "free_device");
    let mac = said["remedies"][0]["mac"].as_str().unwrap();
    let freed = desk.json(&["ticket", "free-device", serial, "--mac", mac]);
    assert_eq!(freed["freed"].as_array().unwrap().len(), 1);
    let asked = gateway.hear();
    assert_eq!(
        asked.text(44).as_deref(),
        Some("80f00009"),
        "it is cut as well"
    );
    gateway.answer(&asked, 41, &[]);
    let second = "02-00-00-00-00-02";
    eventually("the place of the freed device", || {
        serving
            .login(code, second)
            .contains("Received Access-Accept")
            .then_some(())
    });

    let moved = desk.json(&["ticket", "move", serial, "--user-id", "Room 215"]);
    assert_eq!(moved["user_id"], "Room 215");
    let before = desk.show(serial)["expires_at"].as_str().unwrap().to_owned();
    let extended = desk.json(&["ticket", "extend", serial, "--days", "2"]);
    assert_eq!(extended["extension"]["from"], before.as_str());
    assert_eq!(extended["expires_at"], extended["extension"]["to"]);
    assert_ne!(extended["expires_at"], before.as_str());
    assert_eq!(desk.json(&["ticket", "devices", serial, "3"])["devices"], 3);
    let _ = desk.usage(&["ticket", "extend", serial]);
    let _ = desk.usage(&["ticket", "devices", serial, "0"]);
    let (refused, _) = desk.refused(&["ticket", "move", serial, "--user-id", " "]);
    assert_eq!(refused, "user_id_required");
    let _ = desk.json(&["ticket", "cancel", serial]);
    let said = explain(&[]);
    assert_eq!(said["reason"], "cancelled");
    assert_eq!(said["remedies"][0]["type"], "issue_another");
    for change in [
        &["extend", serial, "--days", "1"][..],
        &["move", serial, "--user-id", "1"],
        &["devices", serial, "2"],
    ] {
        let (refused, _) = desk.refused(&[&["ticket"][..], change].concat());
        assert_eq!(refused, "not_live", "{change:?}");
    }
}

#[test]
fn a_subscription_is_renewed_once_for_each_payment() {
    let desk = Desk::new();
    let ticket = desk.issue();
    let serial = ticket["serial"].as_str().unwrap();
    let product = ticket["product"].as_str().unwrap();
    let subscribe = ["ticket", "subscribe", serial, "--product", product];
    let done = desk.json(&[&subscribe[..], &["--frequency", "monthly"]].concat());
    assert_eq!(done["subscription"]["periods"], 1);
    assert!(done["expires_at"].is_string());
    let renew = ["ticket", "renew", serial, "--outside-ref", "PAY-2"];
    let first = desk.json(&renew);
    assert_eq!(first["subscription"]["periods"], 2);
    assert_eq!(desk.json(&renew)["subscription"], first["subscription"]);
    let (refused, _) = desk.refused(&["ticket", "extend", serial, "--days", "1"]);
    assert_eq!(refused, "subscribed");
    let _ = desk.usage(&[&subscribe[..], &["--frequency", "sometimes"]].concat());
}

#[test]
fn what_a_subscription_and_its_renewal_would_bring_is_told_and_nothing_is_done() {
    let desk = Desk::new();
    let issued = desk.issue();
    let serial = issued["serial"].as_str().unwrap();
    let state = || (desk.show(serial), desk.json(&["event", "list"]));
    let dry = |arguments: &[&str]| {
        let before = state();
        let told = desk.json(&[arguments, &["--dry-run"]].concat());
        assert_eq!(state(), before, "{arguments:?}");
        told
    };
    let renew = ["ticket", "renew", serial];
    let (code, _) = desk.refused(&[&renew[..], &["--dry-run"]].concat());
    assert_eq!(code, "not_subscribed");
    let subscribe = ["ticket", "subscribe", serial, "--product", "WEEK"];
    let subscribe = [&subscribe[..], &["--frequency", "monthly"]].concat();
    let told = dry(&subscribe);
    assert_eq!(told["product"], "WEEK", "{told}");
    assert_eq!(told["subscription"]["frequency"], "monthly", "{told}");
    let _ = desk.json(&subscribe);
    let again = dry(&renew);
    let until = |told: &Value| {
        told["subscription"]["paid_until"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(until(&again) > until(&told), "{told} {again}");
}
