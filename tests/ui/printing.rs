//! The manager sets printers and the look of vouchers up; the receptionist sees what became of a voucher, and mends it.

use super::play::{Play, hotel, open, tickets};
use innkeeper::{
    delivery::{email::Security, print::Target},
    domain::ticket::Status,
    services::{
        Actor, deliveries,
        messages::{self, Channel, EmailSettings},
        now,
        printing::{self, Settings},
    },
    store::{DeliveryState, Store},
    voucher::{CodePage, Paper},
};
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpListener,
    path::Path,
    thread,
};
use tempfile::TempDir;

/// A receipt printer that takes everything and says nothing.
fn receipt_printer() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(thread::spawn(move || {
        for stream in listener.incoming() {
            let mut all = Vec::new();
            let _ = stream.unwrap().read_to_end(&mut all);
        }
    }));
    address
}

fn add(store: &Store, name: &str, target: Target) -> printing::Printer {
    printing::add(store, now(), Actor::Desk, Settings::new(name, target)).unwrap()
}

fn folder(store: &Store, name: &str, path: &Path) -> printing::Printer {
    let path = path.to_owned();
    add(store, name, Target::Folder { path })
}

/// Nobody listens at this port.
fn gone(store: &Store, name: &str) -> printing::Printer {
    let target = Target::network("127.0.0.1:9").unwrap();
    add(store, name, target)
}

fn page(window: &mut Play) {
    window.shows("Newest tickets").ctrl("9");
}

#[test]
fn a_printer_is_added_tried_changed_and_removed() {
    let (_folder, store) = hotel();
    let printer = receipt_printer();
    let mut window = open(store.folder());
    page(&mut window);
    window.shows("No printer yet").types("n");
    window.shows("Address of the queue").click("Port 9100");
    assert!(!window.is_shown("Say where it is."), "nothing is wrong yet");
    window.press("enter").shows("Say where it is.");
    assert!(printing::printers(&store).unwrap().is_empty());
    window.press("tab").types("127.0.0.1 9100");
    window.shows("This is no address of a printer.");
    for _ in 0.."127.0.0.1 9100".len() {
        window.press("backspace");
    }
    window.types(&printer).click("Ask how it is");
    window.shows("Does not report its state");
    window.click("Front desk").types("Slips").press("enter");
    window
        .shows("Printer “Slips” is saved.")
        .shows("Slips (default)");
    let kept = printing::printers(&store).unwrap().remove(0);
    assert_eq!(kept.settings.target.place(), printer);
    assert_eq!(kept.settings.paper, Paper::Receipt80);
    window.types("t").shows("The test page goes to Slips.");
    window.until("it is printed", |_| {
        let jobs = printing::jobs(&store).unwrap();
        jobs.iter().any(|job| job.state == DeliveryState::Delivered)
    });
    window.click("Printed and waiting").click("Test page");
    window.shows("Sent; this printer does not confirm");
    window
        .click("Printers")
        .click("Slips (default)")
        .click("Change");
    window
        .shows("Cut behind each voucher")
        .click("Cut behind each voucher");
    // Past the cash drawer stand the letters; a closed list takes the entry that begins so.
    window.shows("Drawn: any script, the same on every printer");
    window.press("tab").press("tab").types("w");
    window.shows("Number of this table at the printer");
    window
        .press("tab")
        .press("enter")
        .shows("Printer “Slips” is saved.");
    // The word of the first saving may still stand there.
    window.until("the change is kept", |_| {
        !printing::printers(&store).unwrap()[0].settings.cut
    });
    let kept = printing::printers(&store).unwrap().remove(0).settings;
    assert_eq!(
        kept.letters.map(|letters| letters.table),
        Some(CodePage::Wpc1252)
    );
    window.click("Remove").shows("Remove printer “Slips”?");
    window.click("Keep it").hides("Remove printer “Slips”?");
    window
        .click("Remove")
        .shows("Remove printer “Slips”?")
        .press("tab")
        .press("enter");
    window.shows("No printer yet");
    assert!(printing::printers(&store).unwrap().is_empty());
}

#[test]
fn printers_tell_how_they_are_and_two_are_not_called_the_same() {
    let (place, store) = hotel();
    let _ = folder(&store, "Files", place.path());
    let _ = gone(&store, "Slips");
    let missing = place.path().join("nowhere");
    let _ = folder(&store, "Old folder", &missing);
    let mut window = open(store.folder());
    page(&mut window);
    window.shows("Ready").shows("The printer cannot be reached");
    window.shows("The folder is not there, or nothing can be written to it");
    std::fs::create_dir(&missing).unwrap();
    // Whoever mends it sees that without pressing anything.
    window.hides("The folder is not there, or nothing can be written to it");
    window
        .types("n")
        .shows("Address of the queue")
        .click("Folder");
    window
        .press("tab")
        .types("/tmp")
        .press("tab")
        .types("slips");
    window.shows("Another one has this name");
}

#[test]
fn a_voucher_that_is_not_printed_is_printed_elsewhere_from_the_slip() {
    let (place, store) = hotel();
    let _ = gone(&store, "Slips");
    let files = place.path().join("files");
    std::fs::create_dir(&files).unwrap();
    let _ = folder(&store, "Files", &files);
    let mut window = open(store.folder());
    window
        .shows("Newest tickets")
        .types("1")
        .shows("Ticket 000001");
    window.until("word of it", |window| {
        window.is_shown("Waiting") && window.is_shown("Print on Files")
    });
    let jobs = || printing::jobs(&store).unwrap();
    // At any moment it may be tried once more.
    window.until("it waits", |_| jobs()[0].state == DeliveryState::Waiting);
    assert_eq!(
        tickets(&store)[0].status,
        Status::NoUse,
        "it is issued all the same"
    );
    // The ticket says the same.
    window
        .click("Details")
        .shows("Deliveries")
        .shows("Print on Files");
    window.click("Print on Files").shows("Delivered");
    assert_eq!(jobs().len(), 1);
    assert_eq!(std::fs::read_dir(&files).unwrap().count(), 1);
    window
        .press("escape")
        .shows("Newest tickets")
        .shows("Delivered");
}

#[test]
fn what_waits_is_taken_back() {
    let (_place, store) = hotel();
    let _ = gone(&store, "Slips");
    let mut window = open(store.folder());
    window
        .shows("Newest tickets")
        .types("1")
        .shows("Ticket 000001");
    window
        .shows("Try now")
        .click("Take back")
        .shows("Cancelled");
    assert_eq!(
        printing::jobs(&store).unwrap()[0].state,
        DeliveryState::Cancelled
    );
    window
        .click("Details")
        .shows("Deliveries")
        .shows("Print again");
}

/// A mail server that refuses every message.
fn refusing_mail_server() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.write_all(b"220 mail\r\n");
            for line in BufReader::new(stream.try_clone().unwrap()).lines() {
                let Ok(line) = line else { break };
                let said = match line.split([' ', ':']).next() {
                    Some("RCPT") => "550 5.1.1 nobody",
                    Some("DATA") => "354 go on",
                    _ => "250 ok",
                };
                let _ = write!(stream, "{said}\r\n");
            }
        }
    }));
    port
}

/// TX30: the ticket is there, the cause is said, and "Send again" and "Print" are offered.
#[test]
fn tx30_an_e_mail_that_fails_leaves_the_ticket_and_offers_the_ways_on() {
    let (_place, store) = hotel();
    let settings = EmailSettings {
        host: "127.0.0.1".to_owned(),
        port: refusing_mail_server(),
        security: Security::None,
        from: "wifi@sol.example".to_owned(),
        ..EmailSettings::default()
    };
    messages::set_email(&store, now(), Actor::Desk, Some(&settings)).unwrap();
    let mut window = open(store.folder());
    window
        .shows("Newest tickets")
        .types("1")
        .shows("Ticket 000001");
    let serial = tickets(&store)[0].ticket.serial;
    let to = "nobody@example.org";
    let _ = messages::send(&store, now(), Actor::Desk, serial, Channel::Email, to, None).unwrap();
    window.shows(to).shows("Not sent");
    window.shows("Send again").shows("Print");
    assert_eq!(tickets(&store)[0].status, Status::NoUse);
    let sent = || deliveries::seen(&store, serial).unwrap().len();
    let before = sent();
    window.click("Send again");
    window.until("it is sent again", |_| sent() == before + 1);
    std::fs::remove_file(store.folder().join("vouchers/000001.pdf")).unwrap();
    window.click("Print");
    window.until("it is printed", |_| {
        store.folder().join("vouchers/000001.pdf").exists()
    });
}

#[test]
fn the_look_of_vouchers_is_changed_and_a_file_that_is_no_picture_refused() {
    let (place, store) = hotel();
    let text = place.path().join("logo.png");
    std::fs::write(&text, "this is no picture").unwrap();
    let mut window = open(store.folder());
    page(&mut window);
    window.click("Voucher").shows("Headline");
    window.types(&text.display().to_string()).press("enter");
    window.shows("This file is no picture that can be used. Choose a PNG or JPEG file.");
    assert!(!printing::look(&store).unwrap().has_logo);
    let mut picture = std::io::Cursor::new(Vec::new());
    image::GrayImage::from_pixel(300, 100, image::Luma([0]))
        .write_to(&mut picture, image::ImageFormat::Png)
        .unwrap();
    std::fs::write(&text, picture.into_inner()).unwrap();
    window
        .click("Use this file")
        .shows("Saved.")
        .shows("Remove the logo");
    assert!(printing::look(&store).unwrap().has_logo);
    window.click("Price").click("QR code that joins the Wi-Fi");
    window.ctrl("s");
    window.until("it is kept", |_| {
        let look = printing::look(&store).unwrap();
        !look.price && !look.join_code && look.login_code && look.guest
    });
    window.click("Remove the logo").hides("Remove the logo");
    window.until("it is gone", |_| !printing::look(&store).unwrap().has_logo);
}

#[test]
fn marked_tickets_are_printed_on_the_printer_paper_and_label_that_are_chosen() {
    let (place, store): (TempDir, Store) = hotel();
    let files = place.path().join("files");
    std::fs::create_dir(&files).unwrap();
    let printer = folder(&store, "Labels", &files);
    let settings = Settings {
        paper: "l7163".parse().unwrap(),
        first_free: 4,
        ..printer.settings
    };
    let _ = printing::change(&store, now(), Actor::Desk, printer.id, settings).unwrap();
    let mut window = open(store.folder());
    window
        .shows("Newest tickets")
        .types("1")
        .shows("Ticket 000001");
    window.types("1").shows("Ticket 000002");
    window.until("both are printed", |_| {
        let jobs = printing::jobs(&store).unwrap();
        jobs.len() == 2 && jobs.iter().all(|job| job.state == DeliveryState::Delivered)
    });
    window
        .ctrl("2")
        .shows("2 tickets")
        .ctrl("a")
        .shows("2 tickets marked")
        .ctrl("p");
    // Two labels went with the issue.
    window.shows("Print 2 vouchers").shows("7").shows("Labels");
    window.click("7").press("backspace").types("15");
    window.shows("The first label is from 1 to 14 on this paper.");
    window.press("backspace").types("4").press("enter");
    window.shows("2 vouchers go to Labels.");
    window.until("they are printed", |_| {
        let printer = printing::printers(&store).unwrap().remove(0);
        // From the 14th on: it, and the first of the next sheet.
        printer.settings.first_free == 1
    });
}

#[test]
fn cards_of_a_batch_go_to_the_printer_and_label_that_are_chosen_at_the_desk() {
    let (place, store): (TempDir, Store) = hotel();
    let files = place.path().join("files");
    std::fs::create_dir(&files).unwrap();
    let printer = folder(&store, "Labels", &files);
    let settings = Settings {
        paper: "l7163".parse().unwrap(),
        ..printer.settings
    };
    let _ = printing::change(&store, now(), Actor::Desk, printer.id, settings).unwrap();
    let mut window = open(store.folder());
    window.shows("1 day").types("3").shows("Guest or room");
    window.types("Congress").press("tab").press("tab");
    window
        .press("backspace")
        .types("12")
        .shows("Name of the batch");
    window.press("enter").shows("Several tickets need a name");
    window.types("Congress").press("enter");
    window.shows("Batch “Congress”: 12 tickets issued.");
    window.types("p").shows("Print 12 vouchers").shows("Labels");
    window.press("tab").press("tab").press("backspace");
    window.types("4").press("enter");
    window.shows("12 vouchers go to Labels.");
    window.until("they are printed", |_| {
        let jobs = printing::jobs(&store).unwrap();
        let printer = printing::printers(&store).unwrap().remove(0);
        // From the 4th of fourteen on: eleven, and the first of the next sheet.
        jobs.len() == 1
            && jobs[0].state == DeliveryState::Delivered
            && printer.settings.first_free == 1
    });
}

#[test]
fn the_status_line_tells_how_the_printer_is() {
    let (place, store): (TempDir, Store) = hotel();
    let mut window = open(store.folder());
    window.shows("Newest tickets");
    let _ = gone(&store, "Counter");
    window.shows("Counter: not answering");
    // Another one becomes that of the desk.
    let files = folder(&store, "A printer with a long name", place.path());
    printing::make_default(&store, now(), Actor::Desk, files.id).unwrap();
    window.shows("A printer with a…: ready");
    printing::remove(&store, now(), Actor::Desk, files.id).unwrap();
    window.shows("Counter: not answering");
}
