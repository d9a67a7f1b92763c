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

/// A folder on a disk that is full: no half page lies there, it is said, and it is printed as soon as there is room.
#[test]
fn a_folder_on_a_full_disk_says_so_and_keeps_no_half_page() {
    let desk = Desk::new();
    let _ = desk.issue();
    let into = desk.folder().with_file_name("files");
    fs::create_dir(&into).unwrap();
    let into = into.display().to_string();
    let _ = desk.json(&["printer", "add", "files", "--folder", &into]);
    // A disk of 16 kB that nobody else sees and that is gone with the shell.
    let script = r#"
        mount -t tmpfs -o size=16k full "$1" || exit
        shift
        "$@" ticket print 1 --printer files --json
        ls -A "$into"
        echo; echo ---
        mount -o remount,size=4m "$into"
        "$@" ticket print 1 --printer files --json
        echo; echo ---
        ls -A "$into""#;
    let output = Command::new("unshare")
        .args([
            "--mount",
            "--map-root-user",
            "sh",
            "-c",
            script,
            "sh",
            &into,
        ])
        .arg(env!("CARGO_BIN_EXE_innkeeper"))
        .arg("--data-dir")
        .arg(desk.folder())
        .env("into", &into)
        .env("XDG_CONFIG_HOME", desk.folder().with_file_name("config"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let parts: Vec<_> = said.split("---").collect();
    let [full, roomy, left] = parts.as_slice() else {
        panic!("a user who may make a name space of his own is needed: {output:?}");
    };
    // One value and nothing after it: no file, no draft.
    let full: serde_json::Value = serde_json::from_str(full).unwrap();
    assert_eq!(full["state"], "waiting", "{full}");
    assert_eq!(full["answer"]["failure"]["cause"], "full", "{full}");
    let roomy: serde_json::Value = serde_json::from_str(roomy).unwrap();
    assert_eq!(roomy["state"], "delivered", "{roomy}");
    let files: Vec<_> = left.lines().filter(|line| !line.is_empty()).collect();
    assert!(
        files
            .iter()
            .all(|file| Path::new(file).extension().is_some_and(|end| end == "pdf"))
            && !files.is_empty(),
        "{files:?}"
    );
}
