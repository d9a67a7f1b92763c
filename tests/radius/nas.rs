//! A gateway made of python3-pyrad that is asked to change or end a session: it takes our packets apart itself and signs
//! its own answers.

use super::fake::{SECRET, gateway};
use innkeeper::{
    domain::{
        gateway::Vendor,
        id::{AccountId, SessionId},
        login::Grant,
        session::Session,
    },
    radius::{
        disconnect::{Outcome, Timing, change, disconnect},
        service::Acceptance,
    },
};
use std::{
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

/// Prints its port, then a line for each request: code, whether the authenticator is right, numbers of the attributes.
const NAS: &str = r#"
import socket, sys
from pyrad import dictionary, packet
# Without a dictionary: numbers and octets, as they came.
raw = packet.Packet.__mro__[1]
secret, deed = sys.argv[1].encode(), sys.argv[2]
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 0))
print(sock.getsockname()[1], flush=True)
while True:
    data, peer = sock.recvfrom(4096)
    request = packet.CoAPacket(secret=secret, packet=data, dict=dictionary.Dictionary())
    known = {k: raw.__getitem__(request, k) for k in raw.keys(request)}
    vendors = [k for k in known if isinstance(k, tuple)]
    timeout = int.from_bytes(known[27][0], "big") if 27 in known else 0
    print(request.code, request.VerifyCoARequest(), timeout, sorted(vendors), flush=True)
    if deed == "silent":
        continue
    reply = request.CreateReply()
    reply.code = request.code + (2 if deed == "nak" else 1)
    if deed == "nak":
        raw.__setitem__(reply, 101, [(506).to_bytes(4, "big")])
    if deed == "forge":
        reply.secret = b"another secret"
    sock.sendto(reply.ReplyPacket(), peer)
"#;

struct Nas {
    child: Child,
    lines: BufReader<ChildStdout>,
    address: SocketAddr,
}

impl Nas {
    fn start(deed: &str) -> Self {
        // The system's Python: Debian's packages are not seen by another one.
        let mut child = Command::new("/usr/bin/python3")
            .args(["-c", NAS, SECRET, deed])
            .stdout(Stdio::piped())
            .spawn()
            .expect(
                "python3 with pyrad must be installed for this test: apt install python3-pyrad",
            );
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut port = String::new();
        let _ = lines.read_line(&mut port).unwrap();
        let address = format!("127.0.0.1:{}", port.trim()).parse().unwrap();
        Self {
            child,
            lines,
            address,
        }
    }

    fn heard(&mut self) -> String {
        let mut line = String::new();
        let _ = self.lines.read_line(&mut line).unwrap();
        line.trim().to_owned()
    }
}

impl Drop for Nas {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn session() -> Session {
    let now = chrono::Utc::now();
    Session {
        id: SessionId::new(),
        account: AccountId::new(),
        gateway: gateway().id,
        gateway_address: [127, 0, 0, 1].into(),
        acct_session_id: "80f00003".to_owned(),
        username: "bob".to_owned(),
        mac: None,
        calling_station_id: "AA:BB:CC:00:11:22".to_owned(),
        ip: Some([10, 0, 0, 7].into()),
        nas: "lobby".to_owned(),
        started_at: now,
        updated_at: now,
        ended_at: None,
        cause: None,
        seconds: 0,
        upload: 0,
        download: 0,
        disconnect: None,
    }
}

const QUICK: Timing = Timing {
    initial: Duration::from_millis(200),
    longest: Duration::from_millis(400),
    tries: 3,
    give_up: Duration::from_secs(3),
};

#[test]
fn pyrad_is_asked_to_change_and_to_end_a_session() {
    let refused = Outcome::Refused {
        cause: Some("Resources-Unavailable".to_owned()),
    };
    let silent = Outcome::Silent { tries: 3 };
    for (deed, expected) in [
        ("ack", Outcome::Done),
        ("nak", refused),
        ("silent", silent.clone()),
        ("forge", silent),
    ] {
        for vendor in [Vendor::Mikrotik, Vendor::Generic] {
            let mut nas = Nas::start(deed);
            let gateway = innkeeper::domain::gateway::Gateway {
                vendor,
                ..gateway()
            };
            let session = session();
            let acceptance = Acceptance {
                session: session.id,
                at: session.started_at,
                grant: Grant {
                    stop_at: Some(session.started_at + chrono::TimeDelta::seconds(1800)),
                    bytes_left: Some(1 << 33),
                },
                idle_timeout: Some(300),
                download_kbps: Some(2048),
                upload_kbps: Some(512),
                address_list: None,
                mikrotik_profile: None,
                devices: 1,
                attributes: Vec::new(),
                password: String::new(),
            };
            let outcome = change(&gateway, &session, &acceptance, nas.address, None, QUICK);
            assert_eq!(outcome, expected, "{deed} {vendor}");
            let vendors = match vendor {
                Vendor::Mikrotik => "[(14988, 8)]",
                _ => "[(14122, 7), (14122, 8)]",
            };
            assert_eq!(nas.heard(), format!("43 True 1800 {vendors}"), "{deed}");
            drop(nas);
            let mut nas = Nas::start(deed);
            let outcome = disconnect(&gateway, &session, nas.address, None, QUICK);
            assert_eq!(outcome, expected, "{deed} {vendor}");
            assert_eq!(nas.heard(), "40 True 0 []", "{deed}");
        }
    }
}
