//! E-mail to a server that wants TLS and a login.

use super::{Peer, becomes, newest, serial, serve, with_password};
use crate::story::Desk;
use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A mail server with a mailbox, and the authority that its certificate comes from.
pub(super) struct MailServer {
    folder: tempfile::TempDir,
    mode: &'static str,
    port: String,
    server: Option<Peer>,
}

/// The one that Debian's packages are for, whichever else stands before it.
const PYTHON: &str = "/usr/bin/python3";

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/messages/mail_server.py");

impl MailServer {
    pub(super) fn start(mode: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        certificates(folder.path());
        let mut server = Self {
            folder,
            mode,
            port: "0".to_owned(),
            server: None,
        };
        server.go_on();
        server
    }

    /// Takes it off the line; its mailbox stays.
    pub(super) fn stop(&mut self) {
        self.server = None;
    }

    /// Brings it to the line, at the port that it had.
    pub(super) fn go_on(&mut self) {
        let file = |name: &str| self.folder.path().join(name);
        let mut server = Command::new(PYTHON)
            .args([SCRIPT, "serve"])
            .arg(file("box"))
            .arg(self.mode)
            .args([file("server.pem"), file("server.key")])
            .arg(&self.port)
            .stdout(Stdio::piped())
            .spawn()
            .expect(
                "python3 must be installed for this test: apt install python3 python3-aiosmtpd",
            );
        let mut port = String::new();
        let _ = BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut port)
            .unwrap();
        assert!(
            !port.is_empty(),
            "the mail server does not start; aiosmtpd must be installed for this test: apt install python3-aiosmtpd"
        );
        port.trim().clone_into(&mut self.port);
        self.server = Some(Peer(server));
    }

    pub(super) fn authority(&self) -> String {
        self.folder.path().join("ca.pem").display().to_string()
    }

    /// What lies in the mailbox.
    pub(super) fn messages(&self) -> Vec<Value> {
        read(&self.folder.path().join("box"))
    }

    /// Sets a house up to send by it.
    pub(super) fn set_up(&self, desk: &Desk, security: &str, password: &str, more: &[&str]) {
        let arguments = [
            &[
                "message",
                "settings",
                "set-email",
                "--host",
                "localhost",
                "--port",
                &self.port,
                "--security",
                security,
                "--user",
                "hotel",
                "--from",
                "wifi@sol.example",
                "--reply-to",
                "desk@sol.example",
            ],
            more,
        ]
        .concat();
        let settings = with_password(desk, &arguments, password);
        assert_eq!(settings["has_password"], true);
        assert!(!settings.to_string().contains(password), "{settings}");
    }
}

/// What lies in a mailbox (Maildir), read by Python's e-mail package.
pub(super) fn read(maildir: &Path) -> Vec<Value> {
    let output = Command::new(PYTHON)
        .args([SCRIPT, "read"])
        .arg(maildir)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// An authority of its own, and a certificate for `localhost` by it.
pub(super) fn certificates(folder: &Path) {
    let openssl = |arguments: &[&str]| {
        let output = Command::new("openssl")
            .args(arguments)
            .current_dir(folder)
            .output()
            .expect("openssl must be installed for this test: apt install openssl");
        assert!(output.status.success(), "{output:?}");
    };
    let key = [
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
    ];
    openssl(
        &[
            &[
                "req",
                "-x509",
                "-keyout",
                "ca.key",
                "-out",
                "ca.pem",
                "-days",
                "3650",
                "-subj",
                "/CN=House",
            ][..],
            &key,
        ]
        .concat(),
    );
    openssl(
        &[
            &[
                "req",
                "-keyout",
                "server.key",
                "-out",
                "server.csr",
                "-subj",
                "/CN=localhost",
            ][..],
            &key,
        ]
        .concat(),
    );
    std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").unwrap();
    openssl(&[
        "x509",
        "-req",
        "-in",
        "server.csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-CAcreateserial",
        "-out",
        "server.pem",
        "-days",
        "3650",
        "-extfile",
        "names",
    ]);
}

pub(super) fn scan(picture: &str) -> String {
    let output = Command::new("zbarimg")
        .args(["--quiet", "--raw", picture])
        .output()
        .expect("zbarimg must be installed for this test: apt install zbar-tools");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[test]
fn a_guest_gets_the_voucher_by_mail() {
    let server = MailServer::start("starttls");
    let desk = Desk::new();
    let authority = server.authority();
    server.set_up(&desk, "starttls", "secret", &["--ca-file", &authority]);
    let ticket = desk.issue();
    let serial = serial(&ticket);
    let code = ticket["code"].as_str().unwrap();
    let sent = desk.json(&[
        "ticket",
        "send",
        &serial,
        "--email",
        " Ana@Example.ORG ",
        "--lang",
        "es",
    ]);
    assert_eq!(
        sent[0]["state"], "waiting",
        "nothing leaves before the engine runs: {sent}"
    );
    let _engine = serve(&desk);
    let message = becomes(&desk, &serial, "sent");
    assert_eq!(message["said"], "2.0.0 kept");

    let messages = server.messages();
    assert_eq!(messages.len(), 1);
    let mail = &messages[0];
    assert_eq!(mail["defects"], serde_json::json!([]), "{mail}");
    let head = |name: &str| mail["heads"][name].as_str().unwrap_or_default().to_owned();
    assert_eq!(head("from"), "Hotel Sol <wifi@sol.example>");
    assert_eq!(head("to"), "Ana@example.org");
    assert_eq!(head("reply-to"), "desk@sol.example");
    assert_eq!(head("subject"), "Su acceso Wi-Fi en Hotel Sol");
    assert_eq!(head("auto-submitted"), "auto-generated");
    let id = message["id"].as_str().unwrap();
    assert_eq!(
        head("message-id"),
        format!("<{id}@sol.example>"),
        "what is sent twice is one mail"
    );
    assert_eq!(
        mail["shape"],
        serde_json::json!([
            "multipart/mixed",
            "multipart/alternative",
            "multipart/related"
        ])
    );

    let parts = mail["parts"].as_array().unwrap();
    let of_type = |wanted: &str| -> Vec<&Value> {
        parts.iter().filter(|part| part["type"] == wanted).collect()
    };
    let shown = format!(
        "{}-{}",
        &code.replace('-', "")[..5],
        &code.replace('-', "")[5..]
    );
    for kind in ["text/plain", "text/html"] {
        let text = of_type(kind)[0]["text"].as_str().unwrap();
        assert!(text.contains(&shown), "{kind}: {text}");
        assert!(text.contains("Su código"), "{kind}: {text}");
    }
    let html = of_type("text/html")[0]["text"].as_str().unwrap();
    assert!(
        !html.contains("src=\"http") && !html.contains("src=\"data"),
        "nothing is loaded from elsewhere"
    );
    let mut scanned = Vec::new();
    for picture in of_type("image/png") {
        let cid = picture["cid"].as_str().unwrap().trim_matches(['<', '>']);
        assert!(html.contains(&format!("src=\"cid:{cid}\"")), "{cid}");
        scanned.push(scan(picture["path"].as_str().unwrap()));
    }
    assert_eq!(
        scanned,
        [
            "WIFI:T:WPA;S:Sol;P:correct horse;;".to_owned(),
            format!("http://wifi.sol.example/login?username={code}&password={code}"),
        ]
    );
    let pdf = PathBuf::from(of_type("application/pdf")[0]["path"].as_str().unwrap());
    let text = Command::new("pdftotext")
        .arg(pdf)
        .arg("-")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&text.stdout).contains(&shown));

    // Once taken over, it is not sent again by itself; by hand it is another message.
    let again = desk.json(&["message", "again", id]);
    assert_ne!(again["id"], message["id"]);
    let second = becomes(&desk, &serial, "sent");
    assert_eq!(second["id"], again["id"]);
    assert_eq!(server.messages().len(), 2);
}

#[test]
fn a_mail_that_does_not_get_through_says_why_and_leaves_the_ticket_alone() {
    let server = MailServer::start("tls");
    let desk = Desk::new();
    let authority = server.authority();
    let _engine = serve(&desk);
    let ticket = desk.issue();
    let serial = serial(&ticket);
    let (code, _) = desk.refused(&["ticket", "send", &serial, "--email", "ana@example.org"]);
    assert_eq!(code, "email_not_set_up");

    let send = |to: &str| {
        let ticket = desk.issue();
        let serial = super::serial(&ticket);
        let _ = desk.json(&["ticket", "send", &serial, "--email", to]);
        serial
    };
    server.set_up(&desk, "tls", "secret", &[]);
    let unknown = becomes(&desk, &send("ana@example.org"), "trying_again");
    assert_eq!(unknown["cause"], "certificate", "{unknown}");

    server.set_up(&desk, "tls", "wrong", &["--ca-file", &authority]);
    let login = becomes(&desk, &send("ana@example.org"), "trying_again");
    assert_eq!(login["cause"], "login", "{login}");
    let (code, message) = desk.refused(&["message", "test-email", "ana@example.org"]);
    assert_eq!(code, "login");
    assert!(message.contains("wrong password"), "{message}");

    server.set_up(&desk, "tls", "secret", &[]);
    let refused = becomes(&desk, &send("nobody@example.org"), "given_up");
    assert_eq!(refused["cause"], "recipient", "{refused}");
    assert!(
        refused["said"]
            .as_str()
            .unwrap()
            .contains("no such user here")
    );
    let spam = becomes(&desk, &send("spam@example.org"), "given_up");
    assert_eq!(spam["cause"], "refused", "{spam}");

    // Busy: it waits, and goes through when tried again.
    let grey_serial = send("grey@example.org");
    let grey = becomes(&desk, &grey_serial, "trying_again");
    assert_eq!(grey["cause"], "later", "{grey}");
    assert_eq!(
        desk.show(&grey_serial)["status"],
        "no_use",
        "TX30: the ticket is as it was"
    );
    assert_eq!(server.messages().len(), 0);
    let _ = desk.json(&["message", "again", grey["id"].as_str().unwrap()]);
    let _ = becomes(&desk, &grey_serial, "sent");
    assert_eq!(server.messages().len(), 1);
    let test = desk.json(&["message", "test-email", "ana@example.org"]);
    assert_eq!(test["answer"], "2.0.0 kept");

    // Taken back while it waits; and a dead ticket is not sent.
    let serial = send("grey2@example.org");
    let _ = becomes(&desk, &serial, "sent");
    let _ = desk.json(&["ticket", "cancel", &serial]);
    let (code, _) = desk.refused(&["ticket", "send", &serial, "--email", "ana@example.org"]);
    assert_eq!(code, "not_sendable");
    let _ = desk.json(&["message", "cancel", unknown["id"].as_str().unwrap()]);
    let all = desk.json(&["message", "list"]);
    let cancelled = all
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["id"] == unknown["id"])
        .unwrap();
    assert_eq!(cancelled["state"], "cancelled");
    assert_eq!(newest(&desk, &serial)["state"], "sent");
}

#[test]
fn addresses_that_are_none_are_refused_before_anything_is_written() {
    let desk = Desk::new();
    let serial = serial(&desk.issue());
    for (way, address, expected) in [
        ("--email", "ana", "bad_email"),
        (
            "--email",
            "ana@example.org\r\nBcc: x@example.org",
            "bad_email",
        ),
        ("--sms", "reception", "bad_phone"),
        ("--sms", "60011223", "bad_phone"),
        ("--sms", "+34600112233", "sms_not_set_up"),
    ] {
        let (code, _) = desk.refused(&["ticket", "send", &serial, way, address]);
        assert_eq!(code, expected, "{address}");
    }
    assert_eq!(desk.json(&["message", "list"]), serde_json::json!([]));
}

#[test]
fn the_database_tells_no_password() {
    let server = MailServer::start("plain");
    let desk = Desk::new();
    server.set_up(&desk, "none", "a-rare-password", &[]);
    for entry in std::fs::read_dir(desk.folder()).unwrap() {
        let octets = std::fs::read(entry.unwrap().path()).unwrap();
        let found = octets.windows(15).any(|part| part == b"a-rare-password");
        assert!(!found);
    }
    let shown = desk.text(&["message", "settings", "show"]);
    assert!(
        shown.contains("localhost") && !shown.contains("a-rare"),
        "{shown}"
    );
}
