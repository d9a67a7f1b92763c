//! A service in memory, and a client that is written against the RFCs and shares no code with the server's signing.

use hmac::{Hmac, KeyInit, Mac};
use innkeeper::{
    domain::{
        gateway::{Gateway, Network, Vendor},
        id::{GatewayId, SessionId},
        login::{Grant, Refusal},
    },
    radius::{
        server::{Options, Server},
        service::{
            Acceptance, Acknowledge, Login, LoginAnswer, Notice, Proof, Record, Service, Verdict,
        },
    },
};
use md5::{Digest, Md5};
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket},
    sync::{Arc, Mutex},
    time::Duration,
};

pub(crate) const SECRET: &str = "testing123";
pub(crate) const SESSION: u128 = 0x0190_0000_0000_7000_8000_0000_0000_0001;

/// What the service does with logins of other users than `bob`, whose password is `hello`.
#[derive(Default)]
pub(crate) struct Fake {
    pub(crate) clients: Vec<(IpAddr, Arc<Gateway>)>,
    /// Answers to logins of `later`, to be given by the test.
    pub(crate) held: Mutex<Vec<LoginAnswer>>,
    /// How often a login was asked.
    pub(crate) logins: Mutex<Vec<String>>,
    pub(crate) records: Mutex<Vec<Record>>,
    pub(crate) notices: Mutex<Vec<Notice>>,
}

impl Service for Fake {
    fn client(&self, source: IpAddr) -> Option<Arc<Gateway>> {
        self.clients
            .iter()
            .find(|(ip, _)| *ip == source)
            .map(|(_, gateway)| Arc::clone(gateway))
    }

    fn login(&self, login: Login, answer: LoginAnswer) {
        self.logins.lock().unwrap().push(login.username.clone());
        match (&login.proof, login.username.as_str()) {
            (Proof::Unsupported, _) => answer.send(refused(Refusal::UnsupportedMethod)),
            (_, "later") => self.held.lock().unwrap().push(answer),
            (_, "nobody") => drop(answer),
            (proof, "bob") if proof.holds("hello") => answer.send(accepted()),
            (proof, "User") if proof.holds("clientPass") => answer.send(accepted()),
            (_, "bob") => answer.send(refused(Refusal::WrongPassword)),
            _ => answer.send(refused(Refusal::UnknownUser)),
        }
    }

    fn accounting(&self, record: Record, done: Acknowledge) {
        self.records.lock().unwrap().push(record);
        done.send();
    }

    fn notice(&self, notice: Notice) {
        self.notices.lock().unwrap().push(notice);
    }
}

pub(crate) fn accepted() -> Verdict {
    let at = chrono::Utc::now();
    Verdict::Accept(Box::new(Acceptance {
        session: SessionId(uuid::Uuid::from_u128(SESSION)),
        at,
        grant: Grant {
            stop_at: Some(at + chrono::TimeDelta::seconds(3600)),
            bytes_left: None,
        },
        idle_timeout: None,
        download_kbps: None,
        upload_kbps: None,
        address_list: None,
        mikrotik_profile: None,
        devices: 0,
        attributes: Vec::new(),
        password: "clientPass".to_owned(),
    }))
}

fn refused(refusal: Refusal) -> Verdict {
    Verdict::Reject {
        refusal,
        message: "No entry".to_owned(),
    }
}

pub(crate) fn gateway() -> Gateway {
    Gateway {
        id: GatewayId::new(),
        name: "Lobby".to_owned(),
        vendor: Vendor::Generic,
        network: Network {
            address: Ipv4Addr::LOCALHOST.into(),
            prefix: 32,
        },
        secret: SECRET.to_owned(),
        disconnect_port: 3799,
        send_disconnect: true,
        allow_missing_message_authenticator: false,
        swap_octets: false,
        interim_seconds: 120,
    }
}

/// A server whose only client is this computer, changed by `change`.
pub(crate) fn start_with(change: impl FnOnce(&mut Gateway)) -> (Server, Arc<Fake>) {
    let mut client = gateway();
    change(&mut client);
    let client = Arc::new(client);
    let clients = [
        IpAddr::from(Ipv4Addr::LOCALHOST),
        IpAddr::from(std::net::Ipv6Addr::LOCALHOST),
    ];
    start(clients.map(|ip| (ip, Arc::clone(&client))).to_vec())
}

pub(crate) fn start(clients: Vec<(IpAddr, Arc<Gateway>)>) -> (Server, Arc<Fake>) {
    let service = Arc::new(Fake {
        clients,
        ..Fake::default()
    });
    let local = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let options = Options {
        threads: 2,
        reject_delay: Duration::from_millis(100),
    };
    let server = Server::start(local, local, Arc::<Fake>::clone(&service), options).unwrap();
    (server, service)
}

/// A socket that waits two seconds for an answer.
pub(crate) fn socket() -> UdpSocket {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    socket
        .set_read_timeout(Some(Duration::from_secs(2)))
        .unwrap();
    socket
}

pub(crate) fn ask(socket: &UdpSocket, to: SocketAddr, packet: &[u8]) -> Vec<u8> {
    let _ = socket.send_to(packet, to).unwrap();
    hear(socket).expect("an answer within two seconds")
}

pub(crate) fn hear(socket: &UdpSocket) -> Option<Vec<u8>> {
    let mut buffer = [0; 4096];
    let (length, _) = socket.recv_from(&mut buffer).ok()?;
    Some(buffer[..length].to_vec())
}

/// No answer comes within a quarter of a second, longer than the delay of a rejection.
pub(crate) fn is_silent(socket: &UdpSocket, to: SocketAddr, packet: &[u8]) -> bool {
    let _ = socket.send_to(packet, to).unwrap();
    socket
        .set_read_timeout(Some(Duration::from_millis(250)))
        .unwrap();
    let silent = hear(socket).is_none();
    socket
        .set_read_timeout(Some(Duration::from_secs(2)))
        .unwrap();
    silent
}

/// Octets of one attribute.
pub(crate) fn attribute(number: u8, value: &[u8]) -> Vec<u8> {
    let mut octets = vec![number, u8::try_from(value.len() + 2).unwrap()];
    octets.extend_from_slice(value);
    octets
}

pub(crate) fn microsoft(number: u8, value: &[u8]) -> Vec<u8> {
    let mut inside = 311u32.to_be_bytes().to_vec();
    inside.extend(attribute(number, value));
    attribute(26, &inside)
}

fn assembled(code: u8, identifier: u8, authenticator: [u8; 16], attributes: &[Vec<u8>]) -> Vec<u8> {
    let mut packet = vec![code, identifier, 0, 0];
    packet.extend_from_slice(&authenticator);
    packet.extend(attributes.iter().flatten());
    let length = u16::try_from(packet.len()).unwrap().to_be_bytes();
    packet[2..4].copy_from_slice(&length);
    packet
}

/// Access-Request or Status-Server, signed by a Message-Authenticator in front.
pub(crate) fn signed(
    code: u8,
    identifier: u8,
    authenticator: [u8; 16],
    attributes: &[Vec<u8>],
) -> Vec<u8> {
    let mut all = vec![attribute(80, &[0; 16])];
    all.extend_from_slice(attributes);
    let mut packet = assembled(code, identifier, authenticator, &all);
    let value = hmac(&packet);
    packet[22..38].copy_from_slice(&value);
    packet
}

pub(crate) fn unsigned(identifier: u8, authenticator: [u8; 16], attributes: &[Vec<u8>]) -> Vec<u8> {
    assembled(1, identifier, authenticator, attributes)
}

pub(crate) fn accounting(identifier: u8, attributes: &[Vec<u8>]) -> Vec<u8> {
    let mut packet = assembled(4, identifier, [0; 16], attributes);
    let digest = Md5::new()
        .chain_update(&packet)
        .chain_update(SECRET)
        .finalize();
    packet[4..20].copy_from_slice(&digest);
    packet
}

fn hmac(octets: &[u8]) -> [u8; 16] {
    let mut hmac = Hmac::<Md5>::new_from_slice(SECRET.as_bytes()).unwrap();
    hmac.update(octets);
    hmac.finalize().into_bytes().into()
}

/// User-Password of up to sixteen octets (RFC 2865, section 5.2).
pub(crate) fn hidden(password: &str, authenticator: [u8; 16]) -> Vec<u8> {
    let mask = Md5::new()
        .chain_update(SECRET)
        .chain_update(authenticator)
        .finalize();
    let padded = password.bytes().chain(std::iter::repeat(0));
    attribute(
        2,
        &mask
            .iter()
            .zip(padded)
            .map(|(m, p)| m ^ p)
            .collect::<Vec<_>>(),
    )
}

/// Access-Request with PAP.
pub(crate) fn pap(identifier: u8, username: &str, password: &str) -> Vec<u8> {
    let authenticator = [identifier ^ 0x5a; 16];
    let attributes = [
        attribute(1, username.as_bytes()),
        hidden(password, authenticator),
    ];
    signed(1, identifier, authenticator, &attributes)
}

/// Checks both signatures of a reply and hands back its code and attributes.
pub(crate) fn checked(request: &[u8], reply: &[u8]) -> (u8, Vec<(u8, Vec<u8>)>) {
    assert_eq!(reply[1], request[1], "the identifier of the request");
    let mut as_hashed = reply.to_vec();
    as_hashed[4..20].copy_from_slice(&request[4..20]);
    let digest = Md5::new()
        .chain_update(&as_hashed)
        .chain_update(SECRET)
        .finalize();
    assert_eq!(&reply[4..20], digest.as_slice(), "Response Authenticator");
    if [2, 3, 11].contains(&reply[0]) {
        assert_eq!(reply[20..22], [80, 18], "Message-Authenticator comes first");
        as_hashed[22..38].fill(0);
        assert_eq!(reply[22..38], hmac(&as_hashed), "Message-Authenticator");
    }
    let mut rest = &reply[20..];
    let mut attributes = Vec::new();
    while let [number, length, ..] = *rest {
        attributes.push((number, rest[2..usize::from(length)].to_vec()));
        rest = &rest[usize::from(length)..];
    }
    (reply[0], attributes)
}
