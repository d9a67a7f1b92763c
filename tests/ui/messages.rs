//! The manager sets e-mail and SMS up; the receptionist sees what became of a message.

use super::play::{hotel, open, tickets};
use innkeeper::{
    delivery::email::Security,
    i18n::Language,
    services::{
        Actor,
        messages::{self, Channel, EmailSettings, State},
        now,
    },
    ui::{app::Message, screen::Page},
};
use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    thread,
};

/// A mail server that takes one message, or refuses it by this answer.
fn mail_server(answer: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let _ = thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.write_all(b"220 mail\r\n");
            let mut in_message = false;
            for line in BufReader::new(stream.try_clone().unwrap()).lines() {
                let line = line.unwrap();
                let said = match line.as_str() {
                    "." => {
                        in_message = false;
                        answer
                    }
                    _ if in_message => continue,
                    "DATA" => {
                        in_message = true;
                        "354 go on"
                    }
                    _ => "250 ok",
                };
                let _ = write!(stream, "{said}\r\n");
            }
        }
    });
    port
}

#[test]
fn the_mail_server_is_set_up_and_tried() {
    let (_folder, store) = hotel();
    let mut window = open(store.folder());
    window.shows("Newest tickets").ctrl("8");
    window.shows("No message yet").click("E-mail");
    window.shows("E-mail is not set up");
    assert!(
        !window.is_shown("Name the mail server."),
        "nothing is wrong before it is tried"
    );
    // The first field has the focus; after it the port.
    let port = mail_server("250 2.0.0 kept").to_string();
    window.types("127.0.0.1").press("tab");
    for _ in 0.."587".len() {
        window.press("backspace");
    }
    window.types(&port).press("enter");
    window.shows("Type the address that mails come from.");
    assert_eq!(messages::email(&store).unwrap(), None);
    window.click("None");
    window.shows("Password and codes can be read on the way.");
    // User, password, address.
    window.press("tab").press("tab").press("tab");
    window.types("wifi@sol").shows("wifi@sol");
    assert!(window.is_shown("Type the address that mails come from."));
    window
        .types(".example")
        .hides("Type the address that mails come from.");
    window.press("enter").shows("Saved.");
    let kept = messages::email(&store).unwrap().unwrap();
    assert_eq!(kept.security, Security::None);
    assert_eq!(kept.port.to_string(), port);
    assert_eq!(kept.from, "wifi@sol.example");
    window.click("ana@example.org").types("ana@gmial.com");
    window.shows("Did you mean ana@gmail.com?");
    window.click("Send a test").shows("It was taken");
    window.shows("The server says: 2.0.0 kept");
}

#[test]
fn a_text_with_a_name_that_stands_for_nothing_is_not_saved() {
    let (_folder, store) = hotel();
    let mut window = open(store.folder());
    window.shows("Newest tickets").ctrl("8");
    window.shows("No message yet").click("Texts");
    window.shows("Your Wi-Fi access at {location}");
    window
        .types(" {room}")
        .shows("{room} stands for nothing here.");
    window.press("enter");
    assert!(messages::own(&store).unwrap().is_empty());
    for _ in 0.."{room}".len() {
        window.press("backspace");
    }
    window
        .types("for {guest}")
        .hides("{room} stands for nothing here.");
    let house = store.read(|reader| reader.location()).unwrap().name;
    window.shows(&format!("Your Wi-Fi access at {house} for Ana García"));
    window.press("enter").shows("Saved.");
    let own = messages::own(&store).unwrap();
    assert_eq!(
        own["en"].subject,
        "Your Wi-Fi access at {location} for {guest}"
    );
    assert_eq!(
        own["en"].sms, "",
        "what was not changed stays the program's"
    );
    assert!(!own.contains_key("es"));
}

#[test]
fn a_ticket_is_sent_to_an_address_that_nobody_thought_of_before() {
    let (_folder, store) = hotel();
    let mut window = open(store.folder());
    window.shows("Newest tickets").types("1");
    window.until("a ticket is issued", |_| !tickets(&store).is_empty());
    let serial = tickets(&store)[0].ticket.serial;
    window.tell(Message::Open(Page::Ticket(serial)));
    window
        .shows("Its life")
        .types("s")
        .shows("Send ticket 000001");
    window.types("ana@example.org").press("enter");
    window.shows("E-mail is not set up. Set it up under Messages, or print the ticket.");
    let settings = EmailSettings {
        host: "127.0.0.1".to_owned(),
        port: mail_server("250 2.0.0 kept"),
        security: Security::None,
        from: "wifi@sol.example".to_owned(),
        ..EmailSettings::default()
    };
    messages::set_email(&store, now(), Actor::Desk, Some(&settings)).unwrap();
    window.press("enter").hides("Send ticket 000001");
    window.shows("ana@example.org");
    let sent = messages::list(&store, Some(serial)).unwrap();
    assert_eq!(
        (sent.len(), sent[0].address.as_str()),
        (1, "ana@example.org")
    );
}

#[test]
fn a_message_that_was_refused_is_told_in_words_and_sent_again() {
    let (_folder, store) = hotel();
    let settings = |port| EmailSettings {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
        from: "wifi@sol.example".to_owned(),
        ..EmailSettings::default()
    };
    let refusing = settings(mail_server("554 5.7.1 spam"));
    messages::set_email(&store, now(), Actor::Desk, Some(&refusing)).unwrap();
    let mut window = open(store.folder());
    window.shows("Newest tickets").types("1");
    window.until("a ticket is issued", |_| !tickets(&store).is_empty());
    let serial = tickets(&store)[0].ticket.serial;
    let id = messages::send(
        &store,
        now(),
        Actor::Desk,
        serial,
        Channel::Email,
        "ana@example.org",
        Some(Language::Spanish),
    )
    .unwrap();
    let row = store.read(|reader| reader.delivery(id)).unwrap().unwrap();
    messages::carry_out(&store, &now, &row).unwrap();
    window.ctrl("8").shows("Not sent").click("ana@example.org");
    window.shows("The server refused the message");
    window.shows("Send it another way, or print the ticket. The server says: 554 5.7.1 spam");
    let taking = settings(mail_server("250 2.0.0 kept"));
    messages::set_email(&store, now(), Actor::Desk, Some(&taking)).unwrap();
    window.click("Send again");
    let of_ticket = || messages::list(&store, Some(serial)).unwrap();
    window.until("it is written anew", |_| of_ticket().len() == 2);
    let newest = of_ticket()[0].id;
    assert_ne!(newest, id);
    // The window's engine may have been faster.
    let row = store.read(|reader| reader.delivery(newest)).unwrap();
    messages::carry_out(&store, &now, &row.unwrap()).unwrap();
    window.shows("Sent");
    assert_eq!(of_ticket()[0].state, State::Sent("2.0.0 kept".to_owned()));
}
