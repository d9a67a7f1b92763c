//! What copies of a data folder, old backups and a list of distributors of one's own gain: nothing.

use super::{PASSPHRASE, Site, eventually, is_root};
use crate::story::{Desk, Serving};
use serde_json::Value;
use std::{fs, os::unix::fs::PermissionsExt as _, process::Command};

fn accepts(serving: &Serving, code: &str, device: u8) -> bool {
    let mac = format!("02-00-00-00-00-0{device}");
    serving.login(code, &mac).contains("Received Access-Accept")
}

fn seen(site: &Site, desk: &Desk, now: &str) -> (Value, Value) {
    let status = site.json(desk, now, &["licence", "status"]);
    (status["status"].clone(), status["devices_seen"].clone())
}

#[test]
fn a_restored_backup_resets_neither_the_counter_nor_the_time() {
    if !is_root() {
        return;
    }
    let site = Site::new("Europe/Madrid", "2026-02-20 08:00:00");
    let _ = site.provision("2026-03-02 08:00:00", "3");
    let _gateway = site.gateway("2026-03-02 09:00:00");
    let (first, second) = (
        site.code("2026-03-02 09:00:00"),
        site.code("2026-03-02 09:00:00"),
    );
    let serving = site.serve("2026-03-03 09:00:00");
    assert!(accepts(&serving, &first, 1));
    // Of a running house.
    let backup = site.file("backup");
    let _ = site.json(&site.hotel, "2026-03-03 09:00:10", &["backup", &backup]);
    assert!(accepts(&serving, &first, 2) && accepts(&serving, &second, 3));
    serving.kill();
    // Days later it runs for a moment.
    site.serve("2026-03-20 09:00:00").kill();

    // Over the folder itself, with the clock set back to the day of the backup.
    let back = "2026-03-03 09:01:00";
    let _ = site.json(&site.hotel, back, &["restore", &backup, "--force"]);
    assert_eq!(
        seen(&site, &site.hotel, back),
        ("pending_start".into(), 3.into())
    );
    let behind = site.status(back)["clock_behind_seconds"].as_i64().unwrap();
    assert!(behind > 16 * 86_400, "{behind}");

    // Into another folder of the same PC: the count goes on there, and the first folder knows when it runs again.
    let other = Desk::empty();
    let _ = site.json(&other, "2026-03-21 09:00:00", &["restore", &backup]);
    assert_eq!(
        seen(&site, &other, "2026-03-21 09:00:10"),
        ("pending_start".into(), 3.into())
    );
    let serving = site.serve_on(&other, "2026-03-21 09:01:00");
    assert!(accepts(&serving, &second, 4));
    let third = site.json(
        &other,
        "2026-03-21 09:02:00",
        &["ticket", "issue", "--type", "1 week", "--user-id", "7"],
    );
    assert!(accepts(&serving, third["code"].as_str().unwrap(), 5));
    assert_eq!(
        seen(&site, &other, "2026-03-21 09:03:00"),
        ("in_use".into(), 5.into())
    );
    serving.kill();
    site.serve_on(&other, "2026-03-21 09:04:00").kill();
    site.serve("2026-03-22 09:00:00").kill();
    assert_eq!(
        seen(&site, &site.hotel, "2026-03-22 09:01:00"),
        ("in_use".into(), 5.into())
    );
    let ends = |desk: &Desk| {
        site.json(desk, "2026-03-22 09:01:00", &["licence", "status"])["ends_at"].clone()
    };
    assert_eq!(ends(&site.hotel), ends(&other));
}

#[test]
fn of_two_folders_of_one_location_on_a_pc_one_counts() {
    if !is_root() {
        return;
    }
    let site = Site::new("Europe/Madrid", "2026-02-20 08:00:00");
    let _ = site.provision("2026-03-02 08:00:00", "1");
    let _gateway = site.gateway("2026-03-02 09:00:00");
    let code = site.code("2026-03-02 09:00:00");
    let copy = Desk::empty();
    let copied = Command::new("cp")
        .arg("-a")
        .arg(site.hotel.folder())
        .arg(copy.folder())
        .status();
    assert!(copied.unwrap().success());

    let house = site.serve("2026-03-03 09:00:00");
    let twin = site.serve_on(&copy, "2026-03-03 09:00:00");
    let now = "2026-03-03 09:00:30";
    assert_eq!(
        site.json(&copy, now, &["licence", "status"])["closed"],
        "runs_twice"
    );
    assert_eq!(site.status(now)["closed"], Value::Null);
    let printed = twin.login(&code, "02-00-00-00-00-01");
    assert!(printed.contains("Access-Reject"), "{printed}");
    assert!(printed.contains("it runs from another place"), "{printed}");
    let issue = ["ticket", "issue", "--type", "1 day", "--user-id", "214"];
    assert_eq!(site.refused(&copy, now, &issue), "runs_twice");
    let serial = site.json(&copy, now, &["ticket", "list"])[0]["serial"].to_string();
    let why = site.json(&copy, now, &["ticket", "explain", serial.trim_matches('"')]);
    assert!(
        why.to_string().contains("from another data folder"),
        "{why}"
    );
    assert!(accepts(&house, &code, 1));
    // `kill -9` gives the place free, and what the house counted is known to the one that takes it.
    house.kill();
    eventually("the copy is the only one", || {
        accepts(&twin, &code, 1).then_some(())
    });
    eventually("and says so", || {
        site.json(&copy, now, &["licence", "status"])["closed"]
            .is_null()
            .then_some(())
    });
}

/// The program as nobody (65534), without any privilege.
const NOBODY: [&str; 5] = [
    "setpriv",
    "--reuid=65534",
    "--regid=65534",
    "--clear-groups",
    "--no-new-privs",
];

#[test]
fn whom_to_trust_is_said_by_the_administrator_alone() {
    if !is_root() {
        return;
    }
    let now = "2026-03-02 08:00:00";
    let site = Site::new("Europe/Madrid", now);
    let (request, licence) = (site.request(now, "3"), site.file("licence"));
    let issue = [
        "licence",
        "issue",
        "--request",
        &request,
        "--file",
        &licence,
    ];
    let _ = site.spoken(&site.office, now, &issue, PASSPHRASE);
    let chown = |owner: &str, path: &str| {
        assert!(
            Command::new("chown")
                .args(["-R", owner, path])
                .status()
                .unwrap()
                .success()
        );
    };
    for folder in [site.home.path(), site.hotel.home.path()] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
    chown("65534:65534", site.hotel.home.path().to_str().unwrap());
    fs::create_dir_all(site.home.path().join("config")).unwrap();
    chown("65534:65534", &site.file("config"));
    let enter = |by: &[&str]| -> Value {
        let known = site.at(
            &site.hotel,
            now,
            &["licence", "provision", &licence, "--json"],
        );
        let mut command = Command::new(by[0]);
        let _ = command
            .args(&by[1..])
            .arg(known.get_program())
            .args(known.get_args());
        for (name, value) in known.get_envs() {
            // The shared memory of libfaketime would be root's, and the time of day does not matter here.
            let fakes = name == "LD_PRELOAD" || name.to_string_lossy().starts_with("FAKETIME");
            if let Some(value) = value.filter(|_| !fakes) {
                let _ = command.env(name, value);
            }
        }
        let output = command.output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
    };
    let list = site.file("distributors.json");
    // His own list, or one that he could change, however much he calls himself root.
    chown("65534:65534", &list);
    assert_eq!(enter(&NOBODY)["error"]["code"], "no_trust");
    let alleged = [&NOBODY[..], &["unshare", "--map-root-user"]].concat();
    assert_eq!(enter(&alleged)["error"]["code"], "no_trust");
    chown("0:0", &list);
    fs::set_permissions(&list, fs::Permissions::from_mode(0o666)).unwrap();
    assert_eq!(enter(&NOBODY)["error"]["code"], "no_trust");
    fs::set_permissions(&list, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(enter(&NOBODY)["status"], "pending_start");
}
