//! A gateway made of python3-pyrad that is asked by the running program to end a session, and answers in every way that
//! RFC 5176 knows, or not at all.

use super::python;
use crate::story::{Desk, eventually};
use std::{
    io::{BufRead as _, BufReader},
    process::{Child, ChildStdout, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

/// Prints its port, then a line for each request: its code, whether the authenticator is right, the numbers of its
/// attributes. It does one deed after the other and stays with the last: `ack`, `silent`, `forge`, or the number of an Error-Cause.
const NAS: &str = r#"
import socket, sys
from pyrad import dictionary, packet
raw = packet.Packet.__mro__[1]
secret, deeds = sys.argv[1].encode(), sys.argv[2].split(",")
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 0))
print(sock.getsockname()[1], flush=True)
seen = None
while True:
    data, peer = sock.recvfrom(4096)
    request = packet.CoAPacket(secret=secret, packet=data, dict=dictionary.Dictionary())
    names = sorted(k for k in raw.keys(request) if isinstance(k, int))
    print(request.code, request.VerifyCoARequest(), names, flush=True)
    deed = deeds[0]
    if deed not in ("silent", "forge") and len(deeds) > 1:
        deeds.pop(0)
    if deed == "silent":
        continue
    reply = request.CreateReply()
    reply.code = request.code + (1 if deed in ("ack", "forge") else 2)
    if deed.isdigit():
        raw.__setitem__(reply, 101, [int(deed).to_bytes(4, "big")])
    if deed == "forge":
        reply.secret = b"another secret"
    sock.sendto(reply.ReplyPacket(), peer)
"#;

struct Nas {
    child: Child,
    port: String,
    lines: Receiver<String>,
}

impl Nas {
    fn start(secret: &str, deeds: &str) -> Self {
        let mut child = python()
            .args(["-c", NAS, secret, deeds])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out: BufReader<ChildStdout> = BufReader::new(child.stdout.take().unwrap());
        let mut port = String::new();
        let _ = out.read_line(&mut port).unwrap();
        assert!(
            !port.is_empty(),
            "python3-pyrad is missing: sh packaging/linux/install.sh test"
        );
        let (heard, lines) = channel();
        drop(std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let _ = heard.send(line);
            }
        }));
        Self {
            child,
            port: port.trim().to_owned(),
            lines,
        }
    }

    fn heard(&self) -> String {
        self.lines.recv_timeout(Duration::from_secs(20)).unwrap()
    }
}

impl Drop for Nas {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const MAC: &str = "AA-BB-CC-00-11-22";

/// What a cancelled ticket's session says of the gateway's answers, and what the gateway heard.
fn cancelled(vendor: &str, deeds: &str, requests: usize) -> (String, Vec<String>) {
    let nas = Nas::start(crate::story::SECRET, deeds);
    let desk = Desk::new();
    let add = [
        "gateway",
        "add",
        "--name",
        "lobby",
        "--vendor",
        vendor,
        "--address",
        "127.0.0.1",
    ];
    let more = [
        "--secret",
        crate::story::SECRET,
        "--disconnect-port",
        &nas.port,
    ];
    let _ = desk.json(&[&add[..], &more].concat());
    let serving = desk.serve();
    let ticket = desk.issue();
    let (serial, code) = (
        ticket["serial"].as_str().unwrap().to_owned(),
        ticket["code"].as_str().unwrap().to_owned(),
    );
    let accepted = serving.login(&code, MAC);
    assert!(accepted.contains("Access-Accept"), "{accepted}");
    let class = accepted
        .lines()
        .find_map(|line| line.trim().strip_prefix("Class = "))
        .unwrap();
    serving.account(&format!(
        "Acct-Status-Type = Start\nAcct-Session-Id = \"80f00001\"\nUser-Name = \"{code}\"\nClass = {class}\n\
         Calling-Station-Id = \"{MAC}\"\nFramed-IP-Address = 10.5.50.7\nNAS-Identifier = lobby\n"
    ));
    let _ = desk.json(&["ticket", "cancel", &serial]);
    let heard = (0..requests).map(|_| nas.heard()).collect();
    if matches!(deeds, "silent" | "forge") {
        // The last word on it comes after half a minute.
        let said = desk.show(&serial)["sessions"][0]["disconnect"].to_string();
        return (said, heard);
    }
    let answer = eventually("the gateway's answer on the session", || {
        let shown = desk.show(&serial);
        shown["sessions"][0]["disconnect"]
            .as_str()
            .map(str::to_owned)
    });
    (answer, heard)
}

#[test]
fn every_answer_to_a_disconnect_is_told() {
    #[rustfmt::skip]
    let table: [(&str, &str, &[&str], &str); 9] = [
        // vendor, deeds, attributes of each request, what the session says
        ("generic",  "ack",     &["[1, 31, 44, 55, 80]"],                                      "Disconnect-ACK"),
        ("mikrotik", "ack",     &["[1, 8, 44, 55, 80]"],                                       "Disconnect-ACK"),
        ("meraki",   "503",     &["[31, 44, 55, 80]"],                                         "Session-Context-Not-Found"),
        // 401: without what a strict gateway does not know; 402: with all that there is.
        ("mikrotik", "401,ack", &["[1, 8, 44, 55, 80]", "[1, 44, 55, 80]"],                    "Disconnect-ACK"),
        ("unifi",    "402,ack", &["[44, 55, 80]", "[1, 6, 8, 31, 32, 44, 55, 80]"],            "Disconnect-ACK"),
        ("generic",  "404",     &["[1, 31, 44, 55, 80]"],                                      "Invalid-Request"),
        ("generic",  "501",     &["[1, 31, 44, 55, 80]"],                                      "Administratively-Prohibited"),
        ("generic",  "504",     &["[1, 31, 44, 55, 80]"],                                      "Not-Removable"),
        ("coova",    "506",     &["[1, 44, 55, 80]"],                                          "Resources-Unavailable"),
    ];
    for (vendor, deeds, attributes, says) in table {
        let (answer, heard) = cancelled(vendor, deeds, attributes.len());
        assert!(answer.contains(says), "{vendor} {deeds}: {answer}");
        let expected: Vec<_> = attributes
            .iter()
            .map(|names| format!("40 True {names}"))
            .collect();
        assert_eq!(heard, expected, "{vendor} {deeds}");
    }
}

/// Asked again with the same octets; an answer that is signed by somebody else counts as none.
#[test]
fn silence_and_a_forged_answer_are_one() {
    for deed in ["silent", "forge"] {
        let (answer, heard) = cancelled("generic", deed, 3);
        assert!(!answer.contains("ACK"), "{deed}: {answer}");
        assert!(
            heard.iter().all(|line| *line == heard[0]),
            "{deed}: {heard:?}"
        );
    }
}
