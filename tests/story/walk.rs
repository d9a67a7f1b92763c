//! The story of the first release: a ticket issued, printed, logged in with, watched and cancelled.

use super::*;
use crate::voucher::readers::Pdf;

const MAC: &str = "02-00-00-00-00-01";

#[test]
fn a_ticket_is_issued_printed_logged_in_with_watched_and_cancelled() {
    let gateway = Gateway::new();
    let desk = Desk::with_gateway(gateway.port());

    let ticket = desk.issue();
    let serial = ticket["serial"].as_str().unwrap();
    assert_eq!(ticket["status"], "no_use");
    let pdf = desk.file("voucher.pdf");
    let _ = desk.json(&["ticket", "print", serial, "--pdf", &pdf]);
    let codes = Pdf::new(&std::fs::read(&pdf).unwrap()).qr_codes(300);
    let code = codes
        .iter()
        .find_map(|text| text.strip_prefix("http://wifi.sol.example/login?username="))
        .and_then(|rest| rest.split_once("&password="))
        .map(|(username, _)| username.to_owned())
        .expect("the QR code of the log-in page");
    assert_eq!(ticket["code"], code.as_str());
    assert!(
        codes.iter().any(|text| text.starts_with("WIFI:")),
        "{codes:?}"
    );

    let serving = desk.serve();
    // As a guest types it.
    let typed = code.replace('-', "").to_lowercase();
    let printed = serving.login(&typed, MAC);
    assert!(printed.contains("Received Access-Accept"), "{printed}");
    assert!(printed.contains("Session-Timeout = 86400"), "{printed}");
    assert!(printed.contains("Acct-Interim-Interval = 60"), "{printed}");
    let class = printed
        .lines()
        .find_map(|line| line.trim().strip_prefix("Class = "))
        .unwrap();
    let shown = desk.show(serial);
    assert_eq!(shown["status"], "in_use");
    assert!(shown["first_login_at"].is_string());
    assert!(shown["expires_at"].is_string());

    let account = |kind: &str, more: &str| {
        serving.account(&format!(
            "Acct-Status-Type = {kind}\nAcct-Session-Id = \"80f00001\"\nUser-Name = \"{typed}\"\nClass = {class}\nCalling-Station-Id = \"{MAC}\"\nNAS-Identifier = lobby\n{more}"
        ));
    };
    account("Start", "");
    assert_eq!(desk.show(serial)["connections"], 1);
    for (seconds, up, down) in [(60, 1000, 2000), (120, 1500, 9000)] {
        account(
            "Interim-Update",
            &format!(
                "Acct-Session-Time = {seconds}\nAcct-Input-Octets = {up}\nAcct-Output-Octets = {down}\n"
            ),
        );
        let shown = desk.show(serial);
        assert_eq!(shown["session_seconds"], seconds);
        assert_eq!(shown["upload_bytes"], up);
        assert_eq!(shown["download_bytes"], down);
        assert_eq!(shown["sessions"][0]["ended_at"], Value::Null);
    }

    let cancelled = desk.json(&[
        "ticket",
        "cancel",
        serial,
        "--reason",
        "left without paying",
    ]);
    assert_eq!(cancelled["status"], "cancelled");
    let asked = gateway.hear();
    assert_eq!(
        asked.text(44).as_deref(),
        Some("80f00001"),
        "Acct-Session-Id"
    );
    assert_eq!(asked.text(31).as_deref(), Some(MAC), "Calling-Station-Id");
    assert_eq!(
        asked.text(1).as_deref(),
        Some(typed.as_str()),
        "User-Name as it came"
    );
    gateway.answer(&asked, 41, &[]);
    eventually("the gateway's answer on the session", || {
        let answer = desk.show(serial)["sessions"][0]["disconnect"].clone();
        answer
            .as_str()
            .filter(|text| text.starts_with("Disconnect-ACK"))
            .map(drop)
    });
    account(
        "Stop",
        "Acct-Session-Time = 130\nAcct-Input-Octets = 1600\nAcct-Output-Octets = 9100\nAcct-Terminate-Cause = Admin-Reset\n",
    );

    let printed = serving.login(&typed, MAC);
    assert!(printed.contains("Received Access-Reject"), "{printed}");
    assert!(printed.contains("Reply-Message = "), "{printed}");
    let shown = eventually("the refusal on the ticket", || {
        let shown = desk.show(serial);
        shown["refusals"][0].is_object().then_some(shown)
    });
    assert_eq!(shown["refusals"][0]["refusal"]["reason"], "cancelled");
    assert!(
        !shown["refusals"][0]["sentence"]
            .as_str()
            .unwrap()
            .is_empty()
    );
    assert_eq!(shown["sessions"][0]["cause"], "Admin-Reset");
    assert_eq!(shown["session_seconds"], 130, "what was used counts");
    let (code, _) = desk.refused(&["ticket", "print", serial, "--pdf", &pdf]);
    assert_eq!(code, "not_printable");

    let events = desk.json(&["event", "list"]);
    let kinds: Vec<_> = events
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["kind"].as_str().unwrap())
        .collect();
    for kind in [
        "location.created",
        "gateway.added",
        "ticket.issued",
        "ticket.printed",
        "ticket.first_login",
        "ticket.cancelled",
    ] {
        assert_eq!(
            kinds.iter().filter(|one| **one == kind).count(),
            1,
            "{kind}: {kinds:?}"
        );
    }
}

#[test]
fn a_gateway_that_refuses_is_shown_with_its_reason() {
    let gateway = Gateway::new();
    let desk = Desk::with_gateway(gateway.port());
    let serving = desk.serve();
    for (name, error_cause, expected) in [
        ("80f00002", 503_u32, "Session-Context-Not-Found"),
        ("80f00003", 501, "Administratively-Prohibited"),
    ] {
        let ticket = desk.issue();
        let (serial, code) = (
            ticket["serial"].as_str().unwrap(),
            ticket["code"].as_str().unwrap(),
        );
        assert!(serving.login(code, MAC).contains("Received Access-Accept"));
        serving.account(&format!(
            "Acct-Status-Type = Start\nAcct-Session-Id = \"{name}\"\nUser-Name = \"{code}\"\nCalling-Station-Id = \"{MAC}\"\n"
        ));
        let _ = desk.json(&["ticket", "cancel", serial]);
        let asked = gateway.hear();
        assert_eq!(asked.text(44).as_deref(), Some(name));
        let attribute = [&[101, 6][..], &error_cause.to_be_bytes()].concat();
        gateway.answer(&asked, 42, &attribute);
        eventually(expected, || {
            let answer = desk.show(serial)["sessions"][0]["disconnect"].clone();
            answer
                .as_str()
                .filter(|text| text.contains(expected))
                .map(drop)
        });
    }
}

#[test]
fn what_another_process_changes_is_obeyed() {
    let desk = Desk::new();
    let serving = desk.serve();
    let ticket = desk.issue();
    let (serial, code) = (
        ticket["serial"].as_str().unwrap(),
        ticket["code"].as_str().unwrap(),
    );
    desk.add_gateway(3799);
    // Until the gateway is known its packets are dropped: radclient asks again.
    eventually("the new gateway is let in", || {
        serving
            .login(code, MAC)
            .contains("Received Access-Accept")
            .then_some(())
    });
    let _ = desk.json(&["ticket", "cancel", serial]);
    eventually("the cancellation is obeyed", || {
        serving
            .login(code, MAC)
            .contains("Access-Reject")
            .then_some(())
    });
}

#[test]
fn the_demo_serves_and_walks() {
    let desk = Desk::empty();
    let walked = desk.json(&[
        "demo",
        "--radius-auth",
        "127.0.0.1:0",
        "--radius-acct",
        "127.0.0.1:0",
    ]);
    assert_eq!(walked["login"], "accepted");
    assert!(Path::new(walked["voucher"].as_str().unwrap()).exists());
    let _ = Serving::start(&desk, &["demo", "--serve"]);
}
