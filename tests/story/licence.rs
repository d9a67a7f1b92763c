//! A whole term with the real binary: request, issue, provision, five devices, each notice on its day, the cut-off to the
//! second, renewals; the clock is `faketime`'s.

mod copies;

use super::{Desk, Gateway, INIT, SECRET, Serving, eventually};
use serde_json::Value;
use std::{
    fs,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

const PASSPHRASE: &str = "correct horse battery staple";

/// An installation with a distributor and a hotel on it.
pub(crate) struct Site {
    home: tempfile::TempDir,
    /// The program, with the list of trusted distributors beside it.
    program: PathBuf,
    office: Desk,
    pub(crate) hotel: Desk,
}

impl Site {
    /// Office and hotel as they are before anybody asks for a licence.
    pub(crate) fn new(zone: &str, now: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let program = home.path().join("innkeeper");
        let built = env!("CARGO_BIN_EXE_innkeeper");
        if fs::hard_link(built, &program).is_err() {
            let _ = fs::copy(built, &program).unwrap();
        }
        let site = Self {
            home,
            program,
            office: Desk::empty(),
            hotel: Desk::empty(),
        };
        let init: Vec<&str> = INIT
            .iter()
            .map(|one| if *one == "Europe/Madrid" { zone } else { *one })
            .collect();
        for desk in [&site.office, &site.hotel] {
            let _ = site.json(desk, now, &init);
        }
        let key = [
            "licence",
            "key",
            "create",
            "--name",
            "Wi-Fi Iberia",
            "--email",
            "licences@example.org",
            "--phone",
            "+34 952 000 000",
        ];
        let _ = site.spoken(&site.office, now, &key, PASSPHRASE);
        let list = site.home.path().join("distributors.json");
        let list = list.to_str().unwrap();
        let _ = site.json(
            &site.office,
            now,
            &["licence", "key", "trust", "--file", list],
        );
        site
    }

    /// A command at an instant, in UTC.
    fn at(&self, desk: &Desk, now: &str, arguments: &[&str]) -> Command {
        let known = desk.command(arguments);
        // The library itself: the command `faketime` waits for the program, and killing it would not kill the program.
        let mut command = Command::new(&self.program);
        let _ = command
            .args(known.get_args())
            .env("LD_PRELOAD", library())
            .env("FAKETIME", format!("@{now}"))
            .env("TZ", "UTC")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .stdin(Stdio::null());
        for (name, value) in known.get_envs() {
            let _ = match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        // All of them are on one PC.
        let _ = command.env("XDG_CONFIG_HOME", self.home.path().join("config"));
        command
    }

    pub(crate) fn json(&self, desk: &Desk, now: &str, arguments: &[&str]) -> Value {
        let output = self
            .at(desk, now, &[arguments, &["--json"]].concat())
            .output()
            .unwrap();
        done(arguments, &output)
    }

    /// The same with a line on standard input.
    fn spoken(&self, desk: &Desk, now: &str, arguments: &[&str], line: &str) -> Value {
        let file = self.home.path().join("spoken");
        fs::write(&file, format!("{line}\n")).unwrap();
        let output = self
            .at(desk, now, &[arguments, &["--json"]].concat())
            .stdin(fs::File::open(file).unwrap())
            .output()
            .unwrap();
        done(arguments, &output)
    }

    fn refused(&self, desk: &Desk, now: &str, arguments: &[&str]) -> String {
        let output = self
            .at(desk, now, &[arguments, &["--json"]].concat())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {output:?}");
        let value: Value = serde_json::from_slice(&output.stdout).unwrap();
        value["error"]["code"].as_str().unwrap().to_owned()
    }

    pub(crate) fn serve(&self, now: &str) -> Serving {
        self.serve_on(&self.hotel, now)
    }

    fn serve_on(&self, desk: &Desk, now: &str) -> Serving {
        let any = [
            "serve",
            "--radius-auth",
            "127.0.0.1:0",
            "--radius-acct",
            "127.0.0.1:0",
        ];
        Serving::of(self.at(desk, now, &any))
    }

    fn status(&self, now: &str) -> Value {
        self.json(&self.hotel, now, &["licence", "status"])
    }

    fn file(&self, name: &str) -> String {
        self.home.path().join(name).to_str().unwrap().to_owned()
    }

    /// The hotel asks, the office issues, the hotel enters the PDF.
    fn provision(&self, now: &str, years: &str) -> Value {
        self.provision_by(now, years, &[])
    }

    /// The same on further terms.
    pub(crate) fn provision_by(&self, now: &str, years: &str, terms: &[&str]) -> Value {
        let pdf = self.file("licence.pdf");
        let request = self.request(now, years);
        let issue = ["licence", "issue", "--request", &request, "--pdf", &pdf];
        let issued = self.spoken(&self.office, now, &[&issue[..], terms].concat(), PASSPHRASE);
        assert_eq!(issued["status"], "pending_provision");
        self.json(&self.hotel, now, &["licence", "provision", &pdf])
    }

    /// The file with the hotel's request.
    fn request(&self, now: &str, years: &str) -> String {
        let request = self.file("request");
        let _ = self.json(
            &self.hotel,
            now,
            &[
                "licence",
                "request",
                "--partner",
                "Redes del Sur",
                "--partner-email",
                "partner@example.org",
                "--client-email",
                "hotel@example.org",
                "--distributor",
                "Wi-Fi Iberia",
                "--years",
                years,
                "--payment",
                "annual",
                "--file",
                &request,
            ],
        );
        request
    }

    fn gateway(&self, now: &str) -> Gateway {
        let gateway = Gateway::new();
        let port = gateway.port().to_string();
        let add = [
            "gateway",
            "add",
            "--name",
            "lobby",
            "--address",
            "127.0.0.1",
            "--secret",
            SECRET,
            "--disconnect-port",
            &port,
            "--interim",
            "60",
        ];
        let _ = self.json(&self.hotel, now, &add);
        gateway
    }

    fn renewed(&self, now: &str, location: &str) -> Value {
        let file = self.file("renewal");
        let _ = self.spoken(
            &self.office,
            now,
            &[
                "licence", "renew", location, "--years", "1", "--file", &file,
            ],
            PASSPHRASE,
        );
        self.json(&self.hotel, now, &["licence", "provision", &file])
    }

    /// A ticket issued now; its code.
    fn code(&self, now: &str) -> String {
        let issue = ["ticket", "issue", "--type", "1 week", "--user-id", "214"];
        let ticket = self.json(&self.hotel, now, &issue);
        ticket["code"].as_str().unwrap().to_owned()
    }

    /// Names of the notices in this state.
    fn notices(&self, now: &str, state: &str) -> Vec<String> {
        let all = self.json(&self.hotel, now, &["licence", "notices"]);
        let mut names: Vec<String> = all
            .as_array()
            .unwrap()
            .iter()
            .filter(|line| line["state"] == state)
            .map(|line| line["notice"].as_str().unwrap().to_owned())
            .collect();
        names.sort();
        names
    }
}

fn done(arguments: &[&str], output: &Output) -> Value {
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Seconds of the Session-Timeout in an answer to a login.
fn session_timeout(printed: &str) -> u32 {
    let (_, rest) = printed.split_once("Session-Timeout = ").expect(printed);
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    number.parse().unwrap()
}

/// Where Debian puts libfaketime.
fn library() -> PathBuf {
    let folders = fs::read_dir("/usr/lib").unwrap();
    folders
        .filter_map(Result::ok)
        .map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"))
        .find(|file| file.is_file())
        .expect("faketime must be installed for this test: apt install faketime")
}

/// The list of distributors is believed if it belongs to root, and only root can make one that does.
pub(crate) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    #[allow(clippy::print_stderr, reason = "whoever reads the run must know")]
    if !root {
        eprintln!("left out: run it as root, or in a container");
    }
    root
}

#[test]
fn a_term_from_the_request_to_a_renewal_after_its_end() {
    if !is_root() {
        return;
    }
    let site = Site::new("Europe/Madrid", "2026-02-20 08:00:00");
    let fresh = site.status("2026-02-20 08:00:05");
    assert_eq!(
        (&fresh["status"], &fresh["evaluation"]),
        (&"in_use".into(), &true.into())
    );
    let ends = fresh["ends_at"].as_str().unwrap();
    assert!(ends.starts_with("2026-03-22T09:00:"), "{ends}");

    let entered = site.provision("2026-03-02 08:00:00", "3");
    assert_eq!(entered["status"], "pending_start", "L13");
    assert_eq!(entered["devices_needed"], 5);
    let location = entered["location"].as_str().unwrap().to_owned();
    let again = site.refused(
        &site.hotel,
        "2026-03-02 08:01:00",
        &["licence", "provision", &site.file("licence.pdf")],
    );
    assert_eq!(again, "licence_used", "LX15");
    let elsewhere = site.refused(
        &site.office,
        "2026-03-02 08:01:00",
        &["licence", "provision", &site.file("licence.pdf")],
    );
    assert_eq!(elsewhere, "licence_other_location", "LX14");

    // Four devices, one of them three times over, and a refused login.
    let gateway = site.gateway("2026-03-03 08:00:00");
    let codes: Vec<String> = (0..3).map(|_| site.code("2026-03-09 08:00:00")).collect();
    let serving = site.serve("2026-03-09 09:00:00");
    for mac in ["AA-BB-CC-00-11-22", "aa:bb:cc:00:11:22", "aabb.cc00.1122"] {
        assert!(
            serving
                .login(&codes[0], mac)
                .contains("Received Access-Accept"),
            "{mac}"
        );
    }
    let seen = || site.status("2026-03-09 09:01:00")["devices_seen"].clone();
    assert_eq!(seen(), 1, "LX02, LX03");
    for (code, mac) in [
        (0, "02-00-00-00-00-02"),
        (1, "02-00-00-00-00-03"),
        (1, "02-00-00-00-00-04"),
    ] {
        assert!(
            serving
                .login(&codes[code], mac)
                .contains("Received Access-Accept"),
            "{mac}"
        );
    }
    assert!(
        serving
            .login("WRONG-WRONG", "02-00-00-00-00-09")
            .contains("Access-Reject")
    );
    assert_eq!(seen(), 4, "LX07");
    assert_eq!(
        site.status("2026-03-09 09:01:00")["status"],
        "pending_start",
        "LX04"
    );
    // As the power might be cut: what was counted is on the disk.
    serving.kill();
    assert_eq!(seen(), 4);

    let serving = site.serve("2026-03-10 10:42:00");
    assert!(
        serving
            .login(&codes[2], "02-00-00-00-00-05")
            .contains("Received Access-Accept")
    );
    let started = site.status("2026-03-10 10:43:00");
    assert_eq!(started["status"], "in_use", "LX01");
    let ends = started["ends_at"].as_str().unwrap();
    assert!(ends.starts_with("2029-03-10T11:42:"), "LX01: {ends}");
    assert!(ends.ends_with("+01:00"), "LX01: {ends}");
    serving.kill();

    // Each notice on its day and not before; the seconds are those of the fifth login.
    let days = [
        ("one_month", "2029-02-10"),
        ("fifteen_days", "2029-02-23"),
        ("seven_days", "2029-03-03"),
        ("one_day", "2029-03-09"),
    ];
    for (place, (notice, day)) in days.iter().enumerate() {
        let serving = site.serve(&format!("{day} 10:41:50"));
        std::thread::sleep(std::time::Duration::from_millis(2500));
        let before = site.notices(&format!("{day} 10:41:55"), "sent");
        assert_eq!(
            before.len(),
            place,
            "LX20: not before its second: {before:?}"
        );
        let sent = eventually(notice, || {
            let sent = site.notices(&format!("{day} 10:43:00"), "sent");
            sent.contains(&(*notice).to_owned()).then_some(sent)
        });
        assert_eq!(sent.len(), place + 1, "LX20: once each: {sent:?}");
        serving.kill();
    }

    // The end, with a guest on line.
    let code = site.code("2029-03-10 10:30:00");
    let begun = std::time::Instant::now();
    let serving = site.serve("2029-03-10 10:41:52");
    // Seconds from the start of the program to the end of the licence.
    let end: f64 = 8.0 + ends[17..19].parse::<f64>().unwrap();
    assert!(
        serving
            .login(&code, "02-00-00-00-00-06")
            .contains("Received Access-Accept")
    );
    serving.account(&format!(
        "Acct-Status-Type = Start\nAcct-Session-Id = \"1\"\nUser-Name = \"{code}\"\nCalling-Station-Id = \"02-00-00-00-00-06\"\nNAS-IP-Address = 127.0.0.1\n"
    ));
    let asked = gateway.hear();
    let cut = begun.elapsed().as_secs_f64();
    assert!((end..end + 3.0).contains(&cut), "LX19: at {end}, not {cut}");
    gateway.answer(&asked, 41, &[]);
    assert!(
        serving
            .login(&code, "02-00-00-00-00-06")
            .contains("Access-Reject"),
        "LX19"
    );
    assert_eq!(
        site.status("2029-03-10 10:43:00")["status"],
        "contract_finalized",
        "LX19"
    );
    eventually("the fifth notice", || {
        site.notices("2029-03-10 10:43:00", "sent")
            .contains(&"end".to_owned())
            .then_some(())
    });
    let issue = ["ticket", "issue", "--type", "1 day", "--user-id", "214"];
    assert_eq!(
        site.refused(&site.hotel, "2029-03-10 10:43:00", &issue),
        "licence_ended",
        "L16"
    );
    // Everything is still there.
    let list = site.json(&site.hotel, "2029-03-10 10:43:00", &["ticket", "list"]);
    assert!(!list.as_array().unwrap().is_empty());
    let csv = site.file("tickets.csv");
    let _ = site.json(
        &site.hotel,
        "2029-03-10 10:43:00",
        &["ticket", "export", "--csv", &csv],
    );
    serving.kill();

    // A clock set back opens nothing.
    let back = site.status("2027-01-01 12:00:00");
    assert_eq!(back["status"], "contract_finalized");
    assert!(back["clock_behind_seconds"].as_i64().unwrap() > 86_400);

    let serving = site.serve("2029-03-11 10:43:10");
    eventually("the sixth notice", || {
        site.notices("2029-03-11 10:44:00", "sent")
            .contains(&"day_after".to_owned())
            .then_some(())
    });
    serving.kill();

    // LX29: a renewal after the end begins when it is entered.
    let renewed = site.renewed("2029-03-20 09:00:00", &location);
    assert_eq!(renewed["status"], "in_use", "LX29");
    let ends = renewed["ends_at"].as_str().unwrap();
    assert!(ends.starts_with("2030-03-20T10:00:"), "LX29: {ends}");
    let serving = site.serve("2029-03-20 09:05:00");
    let code = site.code("2029-03-20 09:05:00");
    assert!(
        serving
            .login(&code, "02-00-00-00-00-07")
            .contains("Received Access-Accept"),
        "LX29"
    );
}

#[test]
fn in_the_canaries_missed_notices_and_a_renewal_before_the_end() {
    if !is_root() {
        return;
    }
    let site = Site::new("Atlantic/Canary", "2026-03-30 09:00:00");
    let now = "2026-03-30 09:10:00";
    let noon = [
        "--from",
        "2026-03-31T12:00:00+01:00",
        "--payment",
        "monthly",
    ];
    let entered = site.provision_by(now, "1", &noon);
    assert_eq!(entered["status"], "pending_start", "LX08");
    assert_eq!(entered["ends_at"], "2027-03-31T12:00:00+01:00", "LX08");
    assert_eq!(
        site.status("2026-03-31 10:59:59")["status"],
        "pending_start",
        "LX08"
    );
    assert_eq!(
        site.status("2026-03-31 11:00:00")["status"],
        "in_use",
        "LX08"
    );

    // LX26: nothing ran for weeks.
    let serving = site.serve("2027-03-25 09:00:00");
    eventually("the third notice", || {
        (site.notices("2027-03-25 09:01:00", "sent") == ["seven_days"]).then_some(())
    });
    let missed = site.notices("2027-03-25 09:01:00", "missed");
    assert_eq!(missed, ["fifteen_days", "one_month"], "LX26");
    serving.kill();

    // Somebody on line for a week, who is told to stop at the end of the licence at the latest.
    let gateway = site.gateway("2027-03-26 08:00:00");
    let code = site.code("2027-03-26 08:00:00");
    let serving = site.serve("2027-03-26 09:00:05");
    let mac = "02-00-00-00-00-01";
    let printed = serving.login(&code, mac);
    let told = session_timeout(&printed);
    // Five days and two hours.
    let left = (5 * 24 + 2) * 3600;
    assert!((left - 30..=left).contains(&told), "{printed}");
    serving.account(&format!(
        "Acct-Status-Type = Start\nAcct-Session-Id = \"1\"\nUser-Name = \"{code}\"\nCalling-Station-Id = \"{mac}\"\nNAS-IP-Address = 127.0.0.1\n"
    ));

    // LX28: from the old end on, with notices of its own.
    let location = entered["location"].as_str().unwrap();
    let renewed = site.renewed("2027-03-26 09:00:06", location);
    // And what is on line is told of it: a week from the login on, as the ticket says; an hour of it is lost to summer time.
    let asked = gateway.hear_code(43);
    let bounds = asked.number(27).unwrap();
    let week = (7 * 24 - 1) * 3600;
    assert!((week - 30..=week + 3600).contains(&bounds), "{bounds}");
    gateway.answer(&asked, 44, &[]);
    serving.kill();
    assert_eq!(renewed["status"], "in_use", "LX28");
    assert_eq!(renewed["ends_at"], "2028-03-31T12:00:00+01:00", "LX28");
    let to_come = site.notices("2027-03-26 09:01:00", "due");
    assert_eq!(to_come.len(), 6, "LX28");
    let serving = site.serve("2028-02-29 12:00:05");
    eventually("the first notice of the new term", || {
        site.notices("2028-02-29 12:01:00", "sent")
            .contains(&"one_month".to_owned())
            .then_some(())
    });
    serving.kill();
}
