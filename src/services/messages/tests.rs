#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what must hold"
)]

use super::*;
use crate::{
    delivery::{Cause, email::Security, sms::preset::Preset},
    domain::{location::Sector, money::Currency},
    services::{
        issue::{self, Request},
        setup::{self, NewLocation},
    },
};
use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    thread,
};

fn noon() -> Instant {
    chrono::DateTime::parse_from_rfc3339("2026-05-11T12:00:00+02:00")
        .unwrap()
        .to_utc()
}

struct House {
    store: Store,
    _folder: tempfile::TempDir,
}

/// A hotel in Madrid that sends mail to this port.
fn house(port: u16) -> House {
    let folder = tempfile::tempdir().unwrap();
    let location = NewLocation {
        name: "Hotel Sol".to_owned(),
        zone: chrono_tz::Europe::Madrid,
        currency: Currency(*b"EUR"),
        sector: Sector::Hospitality,
        rooms: Some(40),
        aps: None,
        language: Language::English,
        ssid: None,
        wifi_password: None,
        login_url: None,
    };
    let store = setup::init(folder.path(), noon(), Actor::Desk, location).unwrap();
    let settings = EmailSettings {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
        from: "wifi@sol.example".to_owned(),
        ..EmailSettings::default()
    };
    set_email(&store, noon(), Actor::Desk, Some(&settings)).unwrap();
    House {
        store,
        _folder: folder,
    }
}

/// A port where nobody listens.
fn nobody() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// A mail server that takes everything; what it got.
fn taking() -> (u16, std::sync::mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (got, gets) = std::sync::mpsc::channel();
    let _ = thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.write_all(b"220 mail\r\n");
            let (mut message, mut inside) = (String::new(), false);
            for line in BufReader::new(stream.try_clone().unwrap()).lines() {
                let line = line.unwrap();
                if inside && line != "." {
                    message.push_str(&line);
                    message.push('\n');
                    continue;
                }
                let said: &[u8] = match (line.as_str(), inside) {
                    ("DATA", _) => b"354 go on\r\n",
                    _ => b"250 kept\r\n",
                };
                inside = line == "DATA";
                let _ = stream.write_all(said);
            }
            let _ = got.send(message);
        }
    });
    (port, gets)
}

impl House {
    fn ticket(&self) -> u64 {
        let request = Request {
            ticket_type: "1 day".to_owned(),
            user_id: "Room 214".to_owned(),
            ..Request::default()
        };
        let issued = issue::issue(&self.store, noon(), Actor::Desk, request).unwrap();
        issued.ticket.serial
    }

    fn send(&self, serial: u64) -> Uuid {
        let to = "ana@example.org";
        send(
            &self.store,
            noon(),
            Actor::Desk,
            serial,
            Channel::Email,
            to,
            None,
        )
        .unwrap()
    }

    fn row(&self, id: Uuid) -> Delivery {
        self.store
            .read(|reader| reader.delivery(id))
            .unwrap()
            .unwrap()
    }

    fn carry_out(&self, id: Uuid, now: Instant) -> Message {
        carry_out(&self.store, &|| now, &self.row(id)).unwrap();
        self.message(id)
    }

    fn message(&self, id: Uuid) -> Message {
        let all = list(&self.store, None).unwrap();
        all.into_iter().find(|message| message.id == id).unwrap()
    }
}

#[test]
fn what_does_not_get_through_is_tried_again_later_and_later_and_then_given_up() {
    let house = house(nobody());
    let id = house.send(house.ticket());
    assert_eq!(house.message(id).state, State::Waiting);
    let mut now = noon();
    for after in TRY_AGAIN {
        let message = house.carry_out(id, now);
        let State::Again(failure) = &message.state else {
            panic!("{message:?}");
        };
        assert_eq!(failure.cause, Cause::Unreachable);
        assert_eq!(message.due_at, now + after);
        now = message.due_at;
    }
    let last = house.carry_out(id, now);
    assert!(matches!(last.state, State::GivenUp(_)), "{last:?}");
    assert_eq!(last.done_at, Some(now));
    assert_eq!(last.attempts, 10);
    assert!(now - noon() > TimeDelta::hours(8), "a night is waited for");
    // Done is done: carried out once more, nothing changes.
    carry_out(&house.store, &|| now, &house.row(id)).unwrap();
    assert_eq!(house.message(id).attempts, 10);
}

#[test]
fn what_was_handed_over_twice_is_one_mail_to_the_mailbox() {
    let (port, gets) = taking();
    let house = house(port);
    let id = house.send(house.ticket());
    let row = house.row(id);
    let message = house.carry_out(id, noon());
    assert_eq!(message.state, State::Sent("kept".to_owned()));
    // As if the PC had gone down before the answer was noted.
    let undone = row.what.clone();
    house.store.write(move |tx| tx.enqueue(&undone)).unwrap();
    let _ = house.carry_out(id, noon());
    let id_of = |mail: String| {
        let line = mail
            .lines()
            .find(|line| line.starts_with("Message-ID:"))
            .map(str::to_owned);
        line.unwrap()
    };
    let (first, second) = (id_of(gets.recv().unwrap()), id_of(gets.recv().unwrap()));
    assert_eq!(first, second);
    assert!(first.contains(&id.to_string()));
    // Sent again on purpose, it is another one.
    let again = send_again(&house.store, noon(), Actor::Desk, id).unwrap();
    let _ = house.carry_out(again, noon());
    assert_ne!(id_of(gets.recv().unwrap()), first);
}

#[test]
fn a_ticket_that_died_meanwhile_is_not_sent() {
    let (port, gets) = taking();
    let house = house(port);
    let serial = house.ticket();
    let id = house.send(serial);
    let _ =
        crate::services::cancel::cancel(&house.store, noon(), Actor::Desk, serial, None).unwrap();
    let message = house.carry_out(id, noon());
    assert_eq!(message.state, State::Dead("cancelled".to_owned()));
    assert!(gets.try_recv().is_err());
    let refused = send_again(&house.store, noon(), Actor::Desk, id).unwrap_err();
    assert_eq!(refused.code(), "not_sendable");
}

#[test]
fn a_message_can_be_taken_back_while_it_waits() {
    let house = house(nobody());
    let id = house.send(house.ticket());
    let row = house.row(id);
    cancel(&house.store, noon(), Actor::Desk, id).unwrap();
    assert_eq!(house.message(id).state, State::Cancelled);
    // It was under way at that moment: what the server said comes too late.
    carry_out(&house.store, &noon, &row).unwrap();
    assert_eq!(house.message(id).state, State::Cancelled);
    let refused = cancel(&house.store, noon(), Actor::Desk, id).unwrap_err();
    assert_eq!(refused.code(), "not_waiting");
}

#[test]
fn settings_mended_let_what_waits_go_out() {
    let house = house(nobody());
    let id = house.send(house.ticket());
    set_email(&house.store, noon(), Actor::Desk, None).unwrap();
    let message = house.carry_out(id, noon());
    assert_eq!(message.state.failure().unwrap().cause, Cause::Settings);
    let (port, gets) = taking();
    let settings = EmailSettings {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
        from: "wifi@sol.example".to_owned(),
        from_name: "Recepción".to_owned(),
        ..EmailSettings::default()
    };
    set_email(&house.store, noon(), Actor::Desk, Some(&settings)).unwrap();
    assert_eq!(
        send_again(&house.store, noon(), Actor::Desk, id).unwrap(),
        id
    );
    assert_eq!(
        house.carry_out(id, noon()).state,
        State::Sent("kept".to_owned())
    );
    assert!(gets.recv().unwrap().contains("From: =?utf-8?"));
}

#[test]
fn a_row_that_makes_no_sense_does_not_stop_the_others() {
    let house = house(nobody());
    let serial = house.ticket();
    let ticket = house
        .store
        .read(|reader| reader.ticket_by_serial(serial))
        .unwrap();
    let id = Uuid::now_v7();
    house
        .store
        .write(move |tx| {
            tx.enqueue(&NewDelivery {
                id,
                kind: "sms".to_owned(),
                subject: ticket.id.0,
                body: json!({ "serial": serial, "to": null }),
                created_at: noon(),
                due_at: noon(),
            })
        })
        .unwrap();
    carry_out(&house.store, &noon, &house.row(id)).unwrap();
    assert!(house.row(id).done_at.is_some());
}

#[test]
fn texts_of_the_house_are_checked_and_kept_by_language() {
    let house = house(nobody());
    let texts = |subject: &str| Texts {
        subject: subject.to_owned(),
        ..Texts::default_of(Language::Italian)
    };
    let own = |subject: &str| Own::from([("it".to_owned(), texts(subject))]);
    let error = set_own(&house.store, noon(), Actor::Desk, own("Ciao {nome}")).unwrap_err();
    assert_eq!(error.code(), "bad_text");
    assert_eq!(texts::own(&house.store).unwrap(), Own::new());
    set_own(&house.store, noon(), Actor::Desk, own("Ciao {guest}")).unwrap();
    let kept = texts::own(&house.store).unwrap();
    let italian = texts_of(&kept, Language::Italian);
    assert_eq!(italian.subject, "Ciao {guest}");
    assert_eq!(italian.mail, Texts::default_of(Language::Italian).mail);
    let english = texts_of(&kept, Language::English);
    assert_eq!(english, Texts::default_of(Language::English));
}

#[test]
fn every_name_stands_for_something_in_every_language() {
    let house = house(nobody());
    for language in Language::ALL {
        let data = sample(&house.store, noon(), language).unwrap();
        for name in NAMES {
            assert!(value(&data, language, name).is_some(), "{name}");
        }
        assert_eq!(value(&data, language, "nonsense"), None);
        let texts = Texts::default_of(language);
        for part in TextPart::ALL {
            assert_eq!(part.check(texts.part(part)), Ok(()), "{language} {part:?}");
        }
        let (subject, letter) = letter(&texts, &data, language).unwrap();
        assert!(subject.contains("Hotel Sol"));
        assert!(letter.text.contains("K7MWQ-4XPRA"), "{}", letter.text);
        let sms = filled(&texts.sms, &data, language).unwrap();
        let size = crate::domain::gsm::size(&crate::domain::gsm::plain(&sms));
        assert_eq!(size.parts, 1, "{language}: {sms}");
    }
}

#[test]
fn a_provider_who_serves_many_asks_who_it_is() {
    for preset in [Preset::Twilio, Preset::Vonage] {
        let mut sms = SmsSettings::default().with_preset(preset);
        assert_eq!(sms.check(), Err(SettingsError::AccountNeeded), "{preset:?}");
        sms.gateway.user = "AC1".to_owned();
        assert_eq!(
            sms.check(),
            Err(SettingsError::PasswordNeeded),
            "{preset:?}"
        );
        sms.gateway.password = "token".to_owned();
        sms.gateway.from = " ".to_owned();
        assert_eq!(sms.check(), Err(SettingsError::SenderNeeded), "{preset:?}");
        sms.gateway.from = "Hotel".to_owned();
        assert_eq!(sms.check(), Ok(()), "{preset:?}");
    }
    // One's own gateway may know us by our address.
    let own = SmsSettings::default().with_preset(Preset::Kannel);
    assert_eq!(own.check(), Ok(()));
}
