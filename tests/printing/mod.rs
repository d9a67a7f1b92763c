//! Printing to real peers and to ones that fail: CUPS, a recorder of ESC/POS whose stream is drawn and read back, an IPP
//! printer that falls silent, a printer that vanishes in the middle.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed test may panic"
)]

mod cups;
mod device;
mod escpos;
mod ipp;
mod ippeve;
mod recorder;

use crate::{
    story::{Desk, eventually},
    voucher::readers::{Pdf, qr_codes},
};
use cups::Cups;
use ippeve::Ippeve;
use recorder::{Habit, Recorder};
use serde_json::Value;

fn code_of(desk: &Desk, serial: &str) -> String {
    desk.show(serial)["code"].as_str().unwrap().to_owned()
}

fn login_url(code: &str) -> String {
    format!("http://wifi.sol.example/login?username={code}&password={code}")
}

fn add_slip(desk: &Desk, recorder: &Recorder, more: &[&str]) {
    let address = recorder.address();
    let add = ["printer", "add", "slip", "--address", &address];
    let _ = desk.json(&[&add, more].concat());
}

fn jobs(desk: &Desk) -> Vec<Value> {
    desk.json(&["printer", "jobs"]).as_array().unwrap().clone()
}

#[test]
fn slips_are_read_back_from_what_a_receipt_printer_gets() {
    for (paper, dots, name) in [
        ("receipt80", 576, "Ana"),
        ("receipt58", 384, "Жанна عنا Ωμέγα"),
    ] {
        let desk = Desk::new();
        let recorder = Recorder::start(Habit::Answers);
        add_slip(&desk, &recorder, &["--paper", paper, "--drawer", "true"]);
        let issued = desk.json(&[
            "ticket",
            "issue",
            "--type",
            "1 day",
            "--user-id",
            name,
            "--print",
        ]);
        let code = issued["code"].as_str().unwrap().to_owned();
        // No engine runs: the commands carry out what they ask for.
        let said = desk.json(&["ticket", "print", "1", "--printer", "slip"]);
        assert_eq!(said["answer"]["what"], "printed", "{said}");
        assert!(jobs(&desk).iter().all(|job| job["state"] == "delivered"));
        let streams = recorder.streams();
        assert_eq!(streams.len(), 2);
        for stream in streams {
            let slip = escpos::interpret(&stream);
            assert_eq!(slip.width, dots);
            assert_eq!((slip.cuts, slip.drawer_kicks), (1, 1));
            let read = qr_codes(&slip.png());
            assert!(read.contains(&login_url(&code)), "{read:?}");
            assert!(read.iter().any(|text| text.contains("S:Sol")), "{read:?}");
        }
    }
}

/// What the printer has letters for is written with them, by each table; what it has not is drawn. The codes are dots.
#[test]
fn letters_of_the_printer_are_used_where_they_suffice() {
    for (paper, letters, codec, number, name) in [
        ("receipt80", "pc858", "cp858", 19, "Ana Muñoz"),
        ("receipt58", "pc858", "cp858", 19, "Ana Muñoz"),
        ("receipt80", "wpc1252:71", "cp1252", 71, "Jürgen Weiß"),
        ("receipt80", "pc852", "cp852", 18, "Dvořák"),
        ("receipt58", "pc866", "cp866", 17, "Жанна"),
        ("receipt80", "pc737", "cp737", 14, "Γιώργος"),
    ] {
        let desk = Desk::new();
        let recorder = Recorder::start(Habit::Answers);
        add_slip(&desk, &recorder, &["--paper", paper, "--letters", letters]);
        let issue = ["ticket", "issue", "--type", "1 day", "--user-id", name];
        let issued = desk.json(&issue);
        let said = desk.json(&["ticket", "print", "1", "--printer", "slip"]);
        assert_eq!(said["answer"]["what"], "printed", "{said}");
        let other = [&issue[..5], &["عنا"]].concat();
        let _ = desk.json(&other);
        let _ = desk.json(&["ticket", "print", "2", "--printer", "slip"]);
        let streams = recorder.streams();
        let [written, drawn] = streams.as_slice() else {
            panic!("two slips: {}", streams.len());
        };
        let slip = escpos::interpret(written);
        assert_eq!(slip.table, Some(number), "{letters}");
        let across = if paper == "receipt80" { 48 } else { 32 };
        assert!(slip.widest <= across, "{} on {paper}", slip.widest);
        let text = slip.text(codec);
        let code = issued["code"].as_str().unwrap();
        assert!(
            text.contains(&format!("{}-{}", &code[..5], &code[5..])) || text.contains(code),
            "{text}"
        );
        // Most tables are older than the sign of the euro: there the price says EUR.
        let price = match codec {
            "cp858" | "cp1252" => "€",
            _ => "EUR ",
        };
        for words in ["Hotel Sol", name, "correct horse", price] {
            assert!(text.contains(words), "{words} in {text}");
        }
        let read = qr_codes(&slip.png());
        assert!(read.contains(&login_url(code)), "{read:?}");
        assert!(read.iter().any(|text| text.contains("S:Sol")), "{read:?}");
        let slip = escpos::interpret(drawn);
        assert!(slip.written.is_empty(), "drawn as a whole");
        assert!(
            written.len() * 2 < drawn.len(),
            "{} of {}",
            written.len(),
            drawn.len()
        );
        assert_eq!(slip.cuts, 1);
    }
}

#[test]
fn names_that_try_to_command_the_printer_are_text() {
    let desk = Desk::new();
    let recorder = Recorder::start(Habit::Answers);
    add_slip(&desk, &recorder, &["--letters", "pc858"]);
    let long = "Añoranza ".repeat(60);
    let _ = desk.json(&[
        "printer",
        "look",
        "--headline",
        "\u{1b}p0\u{19}\u{fa}\u{1d}V\u{1}Sea view\u{7f}",
    ]);
    for name in ["\u{1b}p0 drawer", &long[..500]] {
        let _ = desk.json(&["ticket", "issue", "--type", "1 day", "--user-id", name]);
    }
    for serial in ["1", "2"] {
        let said = desk.json(&["ticket", "print", serial, "--printer", "slip"]);
        assert_eq!(said["state"], "delivered", "{said}");
    }
    for stream in recorder.streams() {
        let slip = escpos::interpret(&stream);
        assert_eq!((slip.cuts, slip.drawer_kicks), (1, 0));
        assert!(slip.text("cp858").contains("Sea view"));
        assert!(slip.widest <= 48);
    }
}

/// A sheet of labels goes on where it ended; another order says where it begins, and a test page uses nothing up.
#[test]
fn labels_are_counted_on_from_sheet_to_sheet() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().display().to_string();
    let add = [
        "printer",
        "add",
        "labels",
        "--folder",
        &into,
        "--paper",
        "l7163",
        "--next-label",
        "13",
    ];
    let _ = desk.json(&add);
    let next = || {
        desk.json(&["printer", "list"])[0]["first_free"]
            .as_u64()
            .unwrap()
            + 1
    };
    let _ = desk.json(&["printer", "test", "labels"]);
    assert_eq!(next(), 13);
    let many = [
        "ticket",
        "issue",
        "--type",
        "1 day",
        "--user-id",
        "x",
        "--count",
        "3",
    ];
    let _ = desk.json(&many);
    let said = desk.json(&["ticket", "print", "1", "2", "3", "--printer", "labels"]);
    assert_eq!(said["state"], "delivered", "{said}");
    assert_eq!(next(), 2, "13, 14, and the first of the next sheet");
    let file = std::fs::read(said["answer"]["path"].as_str().unwrap()).unwrap();
    assert_eq!(Pdf::new(&file).pages(), 2);
    let _ = desk.json(&[
        "ticket",
        "print",
        "1",
        "--printer",
        "labels",
        "--first-label",
        "7",
    ]);
    assert_eq!(next(), 8);
    // Another paper than the one that lies in it uses none of its labels.
    let _ = desk.json(&[
        "ticket",
        "print",
        "1",
        "--printer",
        "labels",
        "--paper",
        "a4",
    ]);
    assert_eq!(next(), 8);
    let edit = ["printer", "edit", "labels", "--next-label", "15"];
    assert_eq!(desk.refused(&edit).0, "out_of_range");
    let _ = desk.json(&["printer", "edit", "labels", "--paper", "l7160"]);
    assert_eq!(next(), 1);
}

#[test]
fn a_printer_of_ipp_everywhere_prints_vanishes_and_prints_again() {
    let mut printer = Ippeve::start("/bin/true");
    let desk = Desk::new();
    let _ = desk.json(&["printer", "add", "everywhere", "--queue", &printer.uri()]);
    let status = desk.json(&["printer", "status", "everywhere"]);
    assert_eq!(status["condition"], "ready", "{status}");
    let _ = desk.issue();
    let said = desk.json(&["ticket", "print", "1", "--printer", "everywhere"]);
    assert_eq!(said["answer"]["what"], "printed", "{said}");
    let code = code_of(&desk, "1");
    let page = std::fs::read(&printer.pages()[0]).unwrap();
    assert!(Pdf::new(&page).qr_codes(150).contains(&login_url(&code)));

    printer.switch_off();
    let serving = desk.serve();
    let said = desk.json(&["ticket", "print", "1", "--printer", "everywhere"]);
    assert_eq!(said["state"], "waiting", "{said}");
    assert_eq!(said["answer"]["failure"]["cause"], "unreachable", "{said}");
    printer.switch_on("/bin/true");
    eventually("the page", || {
        (jobs(&desk)[0]["state"] == "delivered").then_some(())
    });
    assert_eq!(printer.pages().len(), 2);
    drop(serving);

    // A driver that fails: the printer gives the job up, which is said, and goes elsewhere by hand.
    printer.switch_off();
    printer.switch_on("/bin/false");
    let said = desk.json(&["ticket", "print", "1", "--printer", "everywhere"]);
    assert_eq!(said["state"], "failed", "{said}");
    assert_eq!(said["answer"]["what"], "aborted", "{said}");
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().display().to_string();
    let _ = desk.json(&["printer", "add", "files", "--folder", &into]);
    let job = said["delivery"].as_str().unwrap();
    let again = desk.json(&["printer", "again", job, "--printer", "files"]);
    assert_eq!(again["state"], "delivered", "{again}");
}

#[test]
fn what_another_queue_has_is_taken_back_before_it_goes_elsewhere() {
    let desk = Desk::new();
    let Some(cups) = Cups::start() else {
        panic!("cupsd is not installed: packaging/linux/install.sh test");
    };
    let uri = format!("{}printers/Front", cups.scheduler());
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().display().to_string();
    let _ = desk.json(&["printer", "add", "desk", "--queue", &uri]);
    let _ = desk.json(&["printer", "add", "files", "--folder", &into]);
    let _ = desk.issue();
    cups.hold_new_jobs();
    let serving = desk.serve();
    let issue = [
        "ticket",
        "issue",
        "--type",
        "1 day",
        "--user-id",
        "x",
        "--print",
    ];
    let _ = desk.json(&issue);
    eventually("word of the hold", || {
        (jobs(&desk)[0]["answer"]["what"] == "held").then_some(())
    });
    let held = jobs(&desk)[0]["delivery"].as_str().unwrap().to_owned();
    let again = desk.json(&["printer", "again", &held, "--printer", "files"]);
    assert_ne!(again["delivery"], held.as_str());
    eventually("the file", || {
        (jobs(&desk)[0]["state"] == "delivered").then_some(())
    });
    assert_eq!(jobs(&desk)[1]["state"], "cancelled");
    assert_eq!(cups.waiting(), 0, "the queue has let go of it");
    drop(serving);
}

#[test]
fn a_printer_without_paper_is_waited_for_and_prints_once() {
    let desk = Desk::new();
    let recorder = Recorder::start(Habit::PaperOut);
    add_slip(&desk, &recorder, &[]);
    let _ = desk.issue();
    let serving = desk.serve();
    let said = desk.json(&["ticket", "print", "1", "--printer", "slip"]);
    assert_eq!(said["state"], "waiting", "{said}");
    assert_eq!(said["answer"]["condition"], "paper_out", "{said}");
    assert_eq!(
        recorder.streams().len(),
        0,
        "nothing leaves before there is paper"
    );
    recorder.become_one_that(Habit::Answers);
    eventually("the slip", || {
        (jobs(&desk)[0]["state"] == "delivered").then_some(())
    });
    drop(serving);
    assert_eq!(recorder.streams().len(), 1);
}

/// Printers that hang: nothing is printed twice, nothing is called printed that nobody has seen, and the others go on.
#[test]
fn printers_that_hang_hold_nobody_up() {
    let desk = Desk::new();
    let recorder = Recorder::start(Habit::Silent);
    add_slip(&desk, &recorder, &[]);
    let queue = ipp::Printer::start();
    queue.be_deaf(true);
    let _ = desk.json(&["printer", "add", "queue", "--queue", &queue.uri()]);
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("files");
    std::fs::create_dir(&into).unwrap();
    let path = into.display().to_string();
    let _ = desk.json(&["printer", "add", "files", "--folder", &path]);
    let _ = desk.issue();
    let serving = desk.serve();
    // It never says a word: the page left whole, and that is all that is known.
    let said = desk.json(&["ticket", "print", "1", "--printer", "slip"]);
    assert_eq!(said["answer"]["what"], "sent", "{said}");

    recorder.become_one_that(Habit::Hangs);
    let issue = [
        "ticket",
        "issue",
        "--type",
        "1 day",
        "--user-id",
        "x",
        "--print",
    ];
    let _ = desk.json(&issue);
    let waiting = std::thread::scope(|scope| {
        let waits = scope.spawn(|| desk.json(&["ticket", "print", "1", "--printer", "queue"]));
        let begun = std::time::Instant::now();
        let said = desk.json(&["ticket", "print", "1", "--printer", "files"]);
        assert_eq!(said["state"], "delivered", "{said}");
        assert!(
            begun.elapsed() < std::time::Duration::from_secs(5),
            "the folder prints"
        );
        waits.join().unwrap()
    });
    assert_eq!(waiting["state"], "waiting", "{waiting}");
    assert_eq!(waiting["answer"]["failure"]["cause"], "silent", "{waiting}");
    eventually("word of the one that hangs", || {
        let jobs = jobs(&desk);
        let mut of_it = jobs.iter().filter(|job| job["printer"] == "slip");
        of_it
            .any(|job| job["answer"]["what"] == "perhaps" && job["state"] == "failed")
            .then_some(())
    });
    // Half a document: the queue has no such job, and is given it once more.
    queue.be_deaf(false);
    queue.take_half();
    let job = waiting["delivery"].as_str().unwrap();
    let _ = desk.json(&["printer", "again", job]);
    eventually("the page", || (queue.jobs() == 1).then_some(()));
    eventually("word of it", || {
        let jobs = jobs(&desk);
        let one = jobs.iter().find(|one| one["delivery"] == job)?;
        (one["state"] == "delivered").then_some(())
    });
    assert_eq!(queue.jobs(), 1, "printed once");

    // The folder is gone, and comes back.
    std::fs::remove_dir_all(&into).unwrap();
    let said = desk.json(&["ticket", "print", "1", "--printer", "files"]);
    assert_eq!(said["state"], "waiting", "{said}");
    assert_eq!(said["answer"]["failure"]["cause"], "unreachable", "{said}");
    std::fs::create_dir(&into).unwrap();
    eventually("the file", || {
        (jobs(&desk)[0]["state"] == "delivered").then_some(())
    });
    let kept = std::fs::read_dir(&into).unwrap().count();
    assert_eq!(kept, 1, "no half of it is left");
    drop(serving);
}

#[test]
fn what_vanishes_in_the_middle_is_left_to_the_desk() {
    let desk = Desk::new();
    let recorder = Recorder::start(Habit::Vanishes);
    add_slip(&desk, &recorder, &[]);
    let _ = desk.issue();
    let serving = desk.serve();
    let said = desk.json(&["ticket", "print", "1", "--printer", "slip"]);
    assert_eq!(said["state"], "failed", "{said}");
    assert_eq!(said["answer"]["what"], "perhaps", "{said}");
    std::thread::sleep(std::time::Duration::from_millis(600));
    assert_eq!(
        recorder.connections(),
        1,
        "nothing is printed twice silently"
    );
    // Whoever has looked tries again.
    recorder.become_one_that(Habit::Answers);
    let job = said["delivery"].as_str().unwrap();
    let again = desk.json(&["printer", "again", job]);
    assert_eq!(again["state"], "delivered", "{again}");
    drop(serving);
}

#[test]
fn another_printer_takes_over() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().display().to_string();
    let _ = desk.json(&["printer", "add", "files", "--folder", &into]);
    let add = [
        "printer",
        "add",
        "slip",
        "--address",
        "127.0.0.1:9",
        "--fallback",
        "files",
    ];
    let _ = desk.json(&add);
    let _ = desk.issue();
    let said = desk.json(&["ticket", "print", "1", "--printer", "slip"]);
    assert_eq!(said["state"], "delivered", "{said}");
    assert_eq!(said["printer"], "files");
    let file = std::fs::read(said["answer"]["path"].as_str().unwrap()).unwrap();
    let code = code_of(&desk, "1");
    assert!(Pdf::new(&file).text().contains(&code));
}

#[test]
fn cups_prints_and_a_paused_queue_says_so() {
    let Some(cups) = Cups::start() else {
        panic!("cupsd is not installed: packaging/linux/install.sh test");
    };
    let desk = Desk::new();
    let found = desk.json(&["printer", "found", "--scheduler", &cups.scheduler()]);
    assert_eq!(found[0]["name"], "Front");
    assert_eq!(found[0]["condition"], "ready");
    let uri = found[0]["uri"].as_str().unwrap();
    let _ = desk.json(&["printer", "add", "desk", "--queue", uri, "--paper", "a4"]);
    let _ = desk.issue();
    let said = desk.json(&["ticket", "print", "1", "--printer", "desk"]);
    assert_eq!(said["answer"]["what"], "printed", "{said}");
    let code = code_of(&desk, "1");
    let printed = cups.printed();
    assert!(Pdf::new(&printed).text().contains(&code));
    assert!(Pdf::new(&printed).qr_codes(150).contains(&login_url(&code)));

    cups.pause();
    let serving = desk.serve();
    let said = desk.json(&["ticket", "print", "1", "--printer", "desk"]);
    assert_eq!(said["state"], "waiting", "{said}");
    assert_eq!(said["answer"]["condition"], "paused", "{said}");
    cups.resume();
    eventually("the page", || {
        (jobs(&desk)[0]["state"] == "delivered").then_some(())
    });
    assert_eq!(cups.completed(), 2);
    drop(serving);
}

/// The power is cut between Print-Job and its answer: the queue has the job, and is asked for it.
#[test]
fn kill_9_between_a_job_and_its_answer_prints_it_once() {
    let desk = Desk::new();
    let printer = ipp::Printer::start();
    let _ = desk.json(&["printer", "add", "desk", "--queue", &printer.uri()]);
    let _ = desk.issue();
    printer.keep_silent(true);
    let serving = desk.serve();
    let _ = desk.json(&[
        "ticket",
        "issue",
        "--type",
        "1 day",
        "--user-id",
        "x",
        "--print",
    ]);
    eventually("the job", || (printer.jobs() == 1).then_some(()));
    drop(serving);
    assert_eq!(jobs(&desk)[0]["state"], "under_way");
    printer.keep_silent(false);
    let serving = desk.serve();
    eventually("the answer", || {
        (jobs(&desk)[0]["state"] == "delivered").then_some(())
    });
    drop(serving);
    assert_eq!(printer.jobs(), 1, "printed once");
}

/// A queue that took a page and fell silent, and one that is not there at all: neither holds the desk's job for ever.
#[test]
fn what_an_unreachable_queue_was_given_can_be_taken_back() {
    let desk = Desk::new();
    let printer = ipp::Printer::start();
    let _ = desk.json(&["printer", "add", "desk", "--queue", &printer.uri()]);
    let gone = ["printer", "add", "gone", "--queue", "ipp://127.0.0.1:9/x"];
    let _ = desk.json(&gone);
    let _ = desk.issue();
    let serving = desk.serve();
    printer.hang_up();
    let job = desk.json(&["ticket", "print", "1", "--printer", "desk"]);
    let job = job["delivery"].as_str().unwrap();
    eventually("word that nobody answers", || {
        (jobs(&desk)[0]["answer"]["what"] == "failed").then_some(())
    });
    assert_eq!(jobs(&desk)[0]["state"], "under_way");
    let _ = desk.json(&["printer", "cancel", job]);
    let ended = &jobs(&desk)[0];
    assert_eq!(ended["state"], "failed", "{ended}");
    assert_eq!(ended["answer"]["what"], "perhaps", "{ended}");
    assert_eq!(printer.jobs(), 1, "it is not handed over again");
    // Nothing has left for the one that is not there.
    let job = desk.json(&["ticket", "print", "1", "--printer", "gone"]);
    let job = job["delivery"].as_str().unwrap();
    let _ = desk.json(&["printer", "cancel", job]);
    assert_eq!(jobs(&desk)[0]["state"], "cancelled");
    drop(serving);
}

#[test]
fn a_queue_that_runs_out_of_paper_is_followed_until_it_has_printed() {
    let desk = Desk::new();
    let printer = ipp::Printer::start();
    let _ = desk.json(&["printer", "add", "desk", "--queue", &printer.uri()]);
    let _ = desk.issue();
    printer.run_out_of_paper_after_taking(true);
    let serving = desk.serve();
    let _ = desk.json(&[
        "ticket",
        "issue",
        "--type",
        "1 day",
        "--user-id",
        "x",
        "--print",
    ]);
    eventually("word of the paper", || {
        let job = &jobs(&desk)[0];
        let is_out = job["answer"]["condition"] == "paper_out" && job["state"] == "under_way";
        is_out.then_some(())
    });
    printer.run_out_of_paper_after_taking(false);
    eventually("the page", || {
        (jobs(&desk)[0]["state"] == "delivered").then_some(())
    });
    drop(serving);
    assert_eq!(printer.jobs(), 1);
}

#[test]
fn what_is_no_printer_or_no_page_is_refused() {
    let desk = Desk::new();
    let _ = desk.issue();
    let code = |arguments: &[&str]| desk.refused(arguments).0;
    assert_eq!(
        code(&[
            "ticket",
            "issue",
            "--type",
            "1 day",
            "--user-id",
            "x",
            "--print"
        ]),
        "no_printer"
    );
    assert_eq!(
        desk.json(&["ticket", "list"]).as_array().unwrap().len(),
        1,
        "nothing half done"
    );
    assert_eq!(
        code(&["ticket", "print", "1", "--printer", "none"]),
        "unknown_printer"
    );
    assert_eq!(
        code(&["printer", "add", "a", "--queue", "no address"]),
        "bad_address"
    );
    assert_eq!(
        code(&["printer", "add", "a", "--folder", "relative"]),
        "bad_address"
    );
    assert_eq!(
        code(&["printer", "add", "", "--device", "/dev/null"]),
        "bad_printer"
    );
    assert_eq!(
        code(&["printer", "add", "a", "--address", "x", "--paper", "a4"]),
        "bad_paper"
    );
    let _ = desk.json(&["printer", "add", "slip", "--address", "127.0.0.1:9"]);
    assert_eq!(
        code(&["printer", "add", "slip", "--address", "127.0.0.1:9"]),
        "duplicate"
    );
    let print = ["ticket", "print", "1", "--printer", "slip"];
    assert_eq!(
        code(&[&print[..], &["--paper", "l7160"]].concat()),
        "bad_paper"
    );
    assert_eq!(
        code(&[&print[..], &["--first-label", "2"]].concat()),
        "out_of_range"
    );
    let _ = desk.json(&["ticket", "cancel", "1"]);
    assert_eq!(code(&print), "not_printable", "TX18");
    assert!(jobs(&desk).is_empty());
    let text = std::env::temp_dir().join("innkeeper-no-logo.png");
    std::fs::write(&text, "this is no picture").unwrap();
    assert_eq!(
        code(&["printer", "look", "--logo", text.to_str().unwrap()]),
        "bad_logo"
    );
}

/// A data folder that comes from a computer with Windows: its printer is kept, nothing is printed elsewhere, and why is said.
#[cfg(not(windows))]
#[test]
fn a_printer_of_windows_waits_for_windows() {
    let desk = Desk::new();
    let _ = desk.issue();
    let added = desk.json(&["printer", "add", "office", "--spooler", "HP LaserJet"]);
    assert_eq!(added["target"]["kind"], "spooler", "{added}");
    assert_eq!(added["paper"], "a4", "{added}");
    let said = desk.json(&["ticket", "print", "1", "--printer", "office"]);
    assert_eq!(said["state"], "waiting", "{said}");
    assert_eq!(said["answer"]["failure"]["cause"], "settings", "{said}");
    let nameless = ["printer", "add", "other", "--spooler", " "];
    assert_eq!(desk.refused(&nameless).0, "bad_address");
}

/// Every sheet of labels, filled from the second label on, over two pages: each ticket's code is read back.
#[test]
fn codes_are_read_back_from_every_paper() {
    let desk = Desk::new();
    let arguments = [
        "ticket",
        "issue",
        "--type",
        "1 day",
        "--user-id",
        "Ana",
        "--count",
        "31",
    ];
    let issued = desk.json(&arguments);
    let issued = issued.as_array().unwrap();
    for (paper, count) in [
        ("a4", 2),
        ("a4-cards", 8),
        ("a4-grid24", 24),
        ("l7160", 21),
        ("l7161", 18),
        ("l7163", 14),
        ("5160", 30),
        ("5161", 20),
        ("5162", 14),
        ("5163", 10),
    ] {
        let wanted = &issued[..count];
        let serials: Vec<_> = wanted
            .iter()
            .map(|one| one["serial"].as_str().unwrap())
            .collect();
        let file = desk.folder().join(format!("{paper}.pdf"));
        let mut arguments = vec!["ticket", "print"];
        arguments.extend(&serials);
        let first = if paper == "a4" { "1" } else { "2" };
        let to = file.to_str().unwrap();
        arguments.extend(["--pdf", to, "--paper", paper, "--first-label", first]);
        let _ = desk.json(&arguments);
        let pdf = Pdf::new(&std::fs::read(&file).unwrap());
        let codes = || wanted.iter().map(|one| one["code"].as_str().unwrap());
        let addresses = codes().map(login_url).collect();
        let (read, text) = (pdf.many_qr_codes(&addresses), pdf.text());
        let missed: Vec<_> = addresses.difference(&read).collect();
        assert!(missed.is_empty(), "{paper}: {missed:?} of {}", read.len());
        for code in codes() {
            assert!(text.contains(code), "{paper}: {code}");
        }
    }
}
