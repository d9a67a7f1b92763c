//! The notices of the end of a licence, as they lie in the mailboxes of partner and house.

use super::email::MailServer;
use crate::story::{
    eventually,
    licence::{Site, is_root},
};
use serde_json::Value;
use std::{collections::BTreeSet, time::Duration};

/// How the mails of a notice stand.
fn mails(site: &Site, now: &str, notice: &str) -> Vec<String> {
    let lines = site.json(&site.hotel, now, &["licence", "notices"]);
    let mut lines = lines.as_array().unwrap().iter();
    let line = lines.find(|line| line["notice"] == notice).unwrap();
    let mails = line["mails"].as_array().unwrap().iter();
    mails
        .map(|mail| mail["state"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn each_notice_reaches_partner_and_house_once() {
    if !is_root() {
        return;
    }
    let mut server = MailServer::start("starttls");
    let now = "2026-03-30 08:00:00";
    let site = Site::new("Europe/Madrid", now);
    let _ = site.json(&site.hotel, now, &["location", "edit", "--language", "es"]);
    server.set_up(
        &site.hotel,
        "starttls",
        "secret",
        &["--ca-file", &server.authority()],
    );
    let _ = site.provision_by(now, "1", &["--from", "2026-03-31T12:00:00+02:00"]);

    // The second notice; nothing ran when the first was due, and nobody gets two at once.
    let serving = site.serve("2027-03-16 10:59:58");
    let messages = eventually("two mails", || {
        let messages = server.messages();
        (messages.len() == 2).then_some(messages)
    });
    serving.kill();
    let to: BTreeSet<&str> = messages
        .iter()
        .map(|mail| mail["heads"]["to"].as_str().unwrap())
        .collect();
    assert_eq!(to, ["hotel@example.org", "partner@example.org"].into());
    for mail in &messages {
        assert_eq!(mail["defects"], serde_json::json!([]), "{mail}");
        assert_eq!(
            mail["heads"]["subject"],
            "Hotel Sol: la licencia Wi-Fi termina en 15 días"
        );
        assert_eq!(mail["heads"]["auto-submitted"], "auto-generated");
        let text = mail["parts"][0]["text"]
            .as_str()
            .unwrap()
            .replace('\n', " ");
        for said in [
            "La licencia de Hotel Sol termina",
            "31",
            "2027",
            "12:00",
            "Wi-Fi Iberia",
            "licences@example.org",
            "+34 952 000 000",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(
            !text.contains("INK1"),
            "no number lies in a mailbox: {text}"
        );
    }

    // The server is down on the day of the third; they wait, and leave when it is there again.
    server.stop();
    let serving = site.serve("2027-03-24 10:59:58");
    let stand = || mails(&site, "2027-03-24 11:00:30", "seven_days");
    eventually("written", || {
        (stand() == ["waiting", "waiting"]).then_some(())
    });
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(stand(), ["waiting", "waiting"]);
    serving.kill();
    server.go_on();
    let serving = site.serve("2027-03-24 11:05:00");
    let messages = eventually("two more", || {
        let messages = server.messages();
        (messages.len() == 4).then_some(messages)
    });
    eventually("written down", || {
        (mails(&site, "2027-03-24 11:06:00", "seven_days") == ["delivered", "delivered"])
            .then_some(())
    });
    serving.kill();
    let subjects: Vec<&Value> = messages
        .iter()
        .map(|mail| &mail["heads"]["subject"])
        .collect();
    let third = "Hotel Sol: la licencia Wi-Fi termina en 7 días";
    assert_eq!(
        subjects.iter().filter(|subject| **subject == third).count(),
        2,
        "{subjects:?}"
    );
    let ids: BTreeSet<&str> = messages
        .iter()
        .map(|mail| mail["heads"]["message-id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 4);

    // Days later there is nothing more to say.
    let serving = site.serve("2027-03-26 09:00:00");
    std::thread::sleep(Duration::from_millis(2500));
    serving.kill();
    assert_eq!(server.messages().len(), 4, "once each");
}
