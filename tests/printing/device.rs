//! Receipt printers at a device file: a pipe that is read, one that nobody reads, one that stops reading; a terminal.

use super::{code_of, escpos, jobs, login_url};
use crate::{
    story::{Desk, eventually},
    voucher::readers::qr_codes,
};
use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc::channel,
    thread,
    time::{Duration, Instant},
};

fn pipe(desk: &Desk) -> PathBuf {
    let path = desk.folder().with_file_name("lp0");
    assert!(
        Command::new("mkfifo")
            .arg(&path)
            .status()
            .unwrap()
            .success()
    );
    path
}

fn add(desk: &Desk, path: &Path) {
    let path = path.display().to_string();
    let _ = desk.json(&["printer", "add", "slip", "--device", &path]);
    let _ = desk.issue();
}

#[test]
fn a_device_that_takes_slowly_gets_every_octet() {
    let desk = Desk::new();
    let path = pipe(&desk);
    add(&desk, &path);
    let (kept, keeps) = channel();
    let reading = path.clone();
    drop(thread::spawn(move || {
        let mut device = fs::File::open(reading).unwrap();
        let (mut all, mut part) = (Vec::new(), [0; 3000]);
        while let Ok(length @ 1..) = device.read(&mut part) {
            all.extend_from_slice(&part[..length]);
            thread::sleep(Duration::from_millis(5));
        }
        kept.send(all).unwrap();
    }));
    let serving = desk.serve();
    let _ = desk.json(&["ticket", "print", "1", "--printer", "slip"]);
    let stream = keeps.recv_timeout(Duration::from_secs(20)).unwrap();
    let slip = escpos::interpret(&stream);
    assert_eq!(slip.cuts, 1);
    assert!(qr_codes(&slip.png()).contains(&login_url(&code_of(&desk, "1"))));
    eventually("the end", || {
        (jobs(&desk)[0]["answer"]["what"] == "sent").then_some(())
    });
    drop(serving);
}

/// Nothing has left: it waits, and is printed as soon as somebody reads.
#[test]
fn a_pipe_that_nobody_reads_is_waited_for() {
    let desk = Desk::new();
    let path = pipe(&desk);
    add(&desk, &path);
    let serving = desk.serve();
    let begun = Instant::now();
    let said = desk.json(&["ticket", "print", "1", "--printer", "slip"]);
    assert_eq!(said["state"], "waiting", "{said}");
    assert_eq!(said["answer"]["failure"]["cause"], "unreachable", "{said}");
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "nobody waits for it"
    );
    let cat = Command::new("cat")
        .arg(&path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let stream = cat.wait_with_output().unwrap().stdout;
    assert_eq!(escpos::interpret(&stream).cuts, 1);
    eventually("the end", || {
        (jobs(&desk)[0]["state"] == "delivered").then_some(())
    });
    drop(serving);
}

/// A printer that is switched off in the middle holds up nobody: others print, and it is left to the desk to look.
#[test]
fn a_device_that_hangs_holds_nobody_up() {
    let desk = Desk::new();
    let path = pipe(&desk);
    add(&desk, &path);
    let into = desk.folder().with_file_name("files");
    fs::create_dir(&into).unwrap();
    let into = into.display().to_string();
    let _ = desk.json(&["printer", "add", "files", "--folder", &into]);
    // Opened and never read: the pipe takes 64 kB and no more.
    let device = fs::File::options()
        .read(true)
        .write(true)
        .open(&path)
        .unwrap();
    let serving = desk.serve();
    let many = [
        "ticket",
        "issue",
        "--type",
        "1 day",
        "--user-id",
        "x",
        "--print",
        "--count",
        "2",
    ];
    let _ = desk.json(&many);
    let begun = Instant::now();
    let said = desk.json(&["ticket", "print", "1", "--printer", "files"]);
    assert_eq!(said["state"], "delivered", "{said}");
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "the other printer prints"
    );
    eventually("word of it", || {
        let jobs = jobs(&desk);
        jobs.iter()
            .any(|job| job["answer"]["what"] == "perhaps" && job["state"] == "failed")
            .then_some(())
    });
    drop(device);
    drop(serving);
}

#[test]
fn what_is_no_device_says_so() {
    let desk = Desk::new();
    for (path, cause) in [("/nowhere/lp0", "unreachable"), ("/tmp", "settings")] {
        let _ = desk.json(&["printer", "add", path, "--device", path]);
        assert_eq!(desk.refused(&["printer", "status", path]).0, cause);
    }
}
