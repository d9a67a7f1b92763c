//! SMS through an SMSC by SMPP; the SMSC is the server of a package that others wrote.

use super::{Peer, becomes, serial, with_password};
use crate::story::{Desk, eventually, python_with_clients};
use serde_json::{Value, json};
use std::{fs, path::PathBuf, process::Stdio};

struct Smsc {
    folder: tempfile::TempDir,
    port: u16,
    starts: usize,
    /// What TLS is made with, if it is.
    tls: Vec<String>,
    peer: Option<Peer>,
}

impl Smsc {
    fn start() -> Self {
        let mut smsc = Self {
            folder: tempfile::tempdir().unwrap(),
            port: super::sms::free(),
            starts: 0,
            tls: Vec::new(),
            peer: None,
        };
        smsc.go_on();
        smsc
    }

    /// With TLS, by a certificate for `localhost` of an authority of its own.
    fn with_tls() -> Self {
        let folder = tempfile::tempdir().unwrap();
        super::email::certificates(folder.path());
        let file = |name: &str| folder.path().join(name).display().to_string();
        let inner = super::sms::free().to_string();
        let mut smsc = Self {
            tls: vec![inner, file("server.pem"), file("server.key")],
            folder,
            port: super::sms::free(),
            starts: 0,
            peer: None,
        };
        smsc.go_on();
        smsc
    }

    fn go_on(&mut self) {
        let said = fs::File::options()
            .create(true)
            .append(true)
            .open(self.said())
            .unwrap();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/messages/smsc.py");
        let child = python_with_clients()
            .args([script, &self.port.to_string()])
            .args(&self.tls)
            .stdin(Stdio::null())
            .stdout(said)
            .spawn();
        self.peer = Some(Peer(child.unwrap()));
        // It says so each time that it is started.
        self.starts += 1;
        eventually("the SMSC listens", || {
            let said = fs::read_to_string(self.said()).unwrap();
            (said.matches("ready").count() == self.starts).then_some(())
        });
    }

    fn said(&self) -> PathBuf {
        self.folder.path().join("said")
    }

    /// What it said of this kind.
    fn lines(&self, key: &str) -> Vec<Value> {
        let said = fs::read_to_string(self.said()).unwrap();
        let lines = said
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok());
        lines
            .filter(|line: &Value| line.get(key).is_some())
            .collect()
    }

    fn set_up(&self, desk: &Desk, more: &[&str]) -> Value {
        let url = format!("smpp://127.0.0.1:{}", self.port);
        let set = [
            "message", "settings", "set-sms", "--preset", "smpp", "--url", &url, "--user", "hotel",
        ];
        with_password(desk, &[&set[..], more].concat(), "secret")
    }
}

fn octets(line: &Value) -> Vec<u8> {
    let text = line["text"].as_str().unwrap();
    let digits = text.as_bytes().chunks(2);
    digits
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

#[test]
fn an_smsc_carries_the_code_and_says_that_it_has_arrived() {
    let smsc = Smsc::start();
    let desk = Desk::new();
    let settings = smsc.set_up(&desk, &["--plain-letters", "true", "--from", "HotelSol"]);
    assert_eq!(settings["smpp"]["receipts"], true, "{settings}");
    let _engine = desk.serve();
    let ticket = desk.issue();
    let one = serial(&ticket);
    let _ = desk.json(&["ticket", "send", &one, "--sms", "600 11 22 33"]);
    let arrived = becomes(&desk, &one, "arrived");
    assert_eq!(arrived["said"], "", "{arrived}");
    let code = ticket["code"].as_str().unwrap().replace('-', "");
    let code = format!("{}-{}", &code[..5], &code[5..]);
    let got = &smsc.lines("to")[0];
    assert_eq!(got["to"], "34600112233");
    assert_eq!(got["to_kind"], json!([1, 1]), "an international number");
    assert_eq!(got["source"], "HotelSol");
    assert_eq!(got["source_kind"], json!([5, 0]), "a name");
    assert_eq!((&got["coding"], &got["esm_class"]), (&json!(0), &json!(0)));
    let text = String::from_utf8(octets(got)).unwrap();
    assert_eq!(
        text,
        format!("Wi-Fi Hotel Sol: code {code}. Valid for 1 day from the first login.")
    );

    // It never arrives; no number at all; the SMSC is busy for the first time.
    let send = |to: &str| {
        let serial = serial(&desk.issue());
        let _ = desk.json(&["ticket", "send", &serial, "--sms", to]);
        serial
    };
    let lost = send("600 11 22 44");
    eventually("word that it is lost", || {
        let message = super::newest(&desk, &lost);
        (message["cause"] == "recipient").then_some(())
    });
    let none = becomes(&desk, &send("600 11 22 55"), "given_up");
    assert_eq!(none["cause"], "recipient", "{none}");
    assert!(none["said"].as_str().unwrap().contains("0x0b"), "{none}");
    let again = send("600 11 22 66");
    let busy = becomes(&desk, &again, "trying_again");
    assert_eq!(busy["cause"], "later", "{busy}");
    let _ = desk.json(&["message", "again", busy["id"].as_str().unwrap()]);
    let _ = becomes(&desk, &again, "arrived");
    let tried = desk.json(&["message", "test-sms", "+34 699 99 99 99"]);
    assert!(!tried["answer"].as_str().unwrap().is_empty(), "{tried}");
}

/// A text in two parts of UCS-2, from a number, asked about once; the SMSC goes away and comes back.
#[test]
fn long_texts_and_an_smsc_that_was_away() {
    let mut smsc = Smsc::start();
    let desk = Desk::new();
    let more = [
        "--plain-letters",
        "false",
        "--from",
        "+34600000000",
        "--system-type",
        "hotel",
    ];
    let _ = smsc.set_up(&desk, &more);
    // What an SMSC cannot take is said before it is kept.
    for (bad, expected) in [
        (["--url", "http://127.0.0.1/"], "smpp://"),
        (["--user", "a-name-that-is-too-long"], "15"),
        (["--from", "a sender that is much too long"], "20"),
        (["--system-type", "more than twelve"], "12"),
    ] {
        let set = ["message", "settings", "set-sms"];
        let (_, message) = desk.refused(&[&set[..], &bad].concat());
        assert!(message.contains(expected), "{bad:?}: {message}");
    }
    let _engine = desk.serve();
    eventually("a receiver is bound", || {
        let bound = smsc.lines("bound");
        bound
            .iter()
            .any(|one| one["receives"] == true)
            .then_some(())
    });
    // It goes away: the message waits.
    smsc.peer = None;
    let ticket = desk.issue();
    let serial = serial(&ticket);
    let _ = desk.json(&[
        "ticket",
        "send",
        &serial,
        "--sms",
        "600 11 22 33",
        "--lang",
        "es",
    ]);
    let waiting = becomes(&desk, &serial, "trying_again");
    assert_eq!(waiting["cause"], "unreachable", "{waiting}");
    smsc.go_on();
    let _ = desk.json(&["message", "again", waiting["id"].as_str().unwrap()]);
    // The receiver binds anew by itself, and hears what waits for it.
    let _ = becomes(&desk, &serial, "arrived");
    let parts = smsc.lines("to");
    assert_eq!(parts.len(), 2, "{parts:?}");
    let mut units = Vec::new();
    let mut names = Vec::new();
    for (number, part) in (1_u8..).zip(&parts) {
        assert_eq!(part["source"], "34600000000");
        assert_eq!(part["source_kind"], json!([1, 1]));
        assert_eq!(
            (&part["coding"], &part["esm_class"]),
            (&json!(8), &json!(0x40))
        );
        assert_eq!(part["asks"], json!(u8::from(number == 2)), "once for both");
        let octets = octets(part);
        assert!(octets.len() <= 140, "{}", octets.len());
        assert_eq!(
            (&octets[..3], &octets[4..6]),
            (&[5, 0, 3][..], &[2, number][..])
        );
        names.push(octets[3]);
        let pairs = octets[6..].chunks(2);
        units.extend(pairs.map(|pair| u16::from_be_bytes([pair[0], pair[1]])));
    }
    assert_eq!(names[0], names[1], "the parts of one message");
    let text = String::from_utf16(&units).unwrap();
    assert!(text.contains("código") && text.contains("Válido"), "{text}");

    // Nobody asks, nobody stays bound.
    let bound = smsc.lines("bound").len();
    let _ = desk.json(&["message", "settings", "set-sms", "--receipts", "false"]);
    let other = super::serial(&desk.issue());
    let _ = desk.json(&["ticket", "send", &other, "--sms", "600 11 22 33"]);
    let _ = becomes(&desk, &other, "sent");
    assert_eq!(smsc.lines("to").last().unwrap()["asks"], 0);
    assert_eq!(
        smsc.lines("bound").len(),
        bound + 1,
        "the message's own session"
    );
}

/// Name, password and codes go only to an SMSC that can prove who it is.
#[test]
fn an_smsc_behind_tls_is_believed_by_its_certificate_alone() {
    let smsc = Smsc::with_tls();
    let desk = Desk::new();
    let _ = smsc.set_up(&desk, &["--receipts", "false"]);
    let house = smsc.folder.path().join("ca.pem");
    let try_as = |host: &str, believed: bool| {
        let url = format!("smpps://{host}:{}", smsc.port);
        let _ = desk.json(&["message", "settings", "set-sms", "--url", &url]);
        let mut command = desk.command(&["message", "test-sms", "+34 699 99 99 99", "--json"]);
        if believed {
            // As one that the administrator has put among those of the system.
            let _ = command.env("SSL_CERT_FILE", &house);
        }
        let output = command.output().unwrap();
        let said: Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.success(), said)
    };
    for (host, believed) in [("localhost", false), ("127.0.0.1", true)] {
        let (taken, said) = try_as(host, believed);
        assert!(!taken, "{host}: {said}");
        assert_eq!(said["error"]["code"], "certificate", "{host}: {said}");
    }
    assert!(smsc.lines("bound").is_empty(), "nobody has said a password");
    let (taken, said) = try_as("localhost", true);
    assert!(taken, "{said}");
    assert_eq!(smsc.lines("to").len(), 1);
}
