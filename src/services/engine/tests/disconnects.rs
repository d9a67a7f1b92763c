//! Disconnect-Requests to gateways of this computer: what they answer is what the session shows.

use super::*;
use md5::{Digest as _, Md5};
use std::net::{SocketAddr, UdpSocket};

/// A gateway on this computer: its row in the store and its end of the line.
pub(super) fn listening(house: &House, name: &str, address: &str) -> (Arc<Gateway>, UdpSocket) {
    let socket = UdpSocket::bind((address, 0)).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    let new = gateways::NewGateway {
        name: name.to_owned(),
        vendor: Vendor::Generic,
        network: address.parse().unwrap(),
        secret: SECRET.to_owned(),
        disconnect_port: Some(socket.local_addr().unwrap().port()),
        send_disconnect: true,
        allow_missing_message_authenticator: false,
        swap_octets: false,
        interim_seconds: Some(300),
    };
    let gateway = gateways::add(&house.store, monday(), Actor::Desk, new).unwrap();
    house.engine.follow().unwrap();
    (Arc::new(gateway), socket)
}

/// A guest whose session at this gateway is to be cut.
fn cut_at(house: &House, gateway: &Arc<Gateway>, name: &'static str) -> Guest {
    let guest = house.guest(unlimited(), 1);
    let told = Told {
        client: Arc::clone(gateway),
        ..Told::of(house, &guest, name, 0)
    };
    let mut start = told.start();
    start.source = gateway.network.address;
    house.report(start);
    let _ =
        crate::services::cancel::cut_sessions(&house.store, house.now(), Actor::Desk, guest.serial)
            .unwrap();
    guest
}

pub(super) fn hear(socket: &UdpSocket) -> (Vec<u8>, SocketAddr) {
    let mut buffer = [0; 4096];
    let (length, from) = socket.recv_from(&mut buffer).expect("a Disconnect-Request");
    (buffer[..length].to_vec(), from)
}

/// RFC 5176, section 2.3: 41 acknowledges, 42 refuses with an Error-Cause.
pub(super) fn answer(
    socket: &UdpSocket,
    asked: &(Vec<u8>, SocketAddr),
    code: u8,
    cause: Option<u32>,
    secret: &str,
) {
    let attributes = cause.map(|cause| [&[101, 6][..], &cause.to_be_bytes()].concat());
    let attributes = attributes.unwrap_or_default();
    let length = u16::try_from(20 + attributes.len()).unwrap().to_be_bytes();
    let mut reply = vec![code, asked.0[1], length[0], length[1]];
    reply.extend_from_slice(&asked.0[4..20]);
    reply.extend_from_slice(&attributes);
    let signed = Md5::new()
        .chain_update(&reply)
        .chain_update(secret)
        .finalize();
    reply[4..20].copy_from_slice(&signed);
    let _ = socket.send_to(&reply, asked.1).unwrap();
}

/// Waits for words on the guest's session.
pub(super) fn shown(house: &House, guest: &Guest, expected: &str) {
    let deadline = std::time::Instant::now() + PATIENCE;
    loop {
        let words = house.sessions(guest)[0]
            .disconnect
            .clone()
            .unwrap_or_default();
        if words.contains(expected) {
            return;
        }
        assert!(
            std::time::Instant::now() < deadline,
            "{words:?} rather than {expected:?}"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_the_gateway_answers_is_shown() {
    type Behave = fn(&UdpSocket);
    let nobody: Behave = |_| ();
    #[rustfmt::skip]
    let cases: [(&str, Behave, &str, bool); 5] = [
        ("ACK", |socket| answer(socket, &hear(socket), 41, None, SECRET), "Disconnect-ACK", false),
        ("NAK 503", |socket| answer(socket, &hear(socket), 42, Some(503), SECRET), "Session-Context-Not-Found", false),
        ("NAK without a cause", |socket| answer(socket, &hear(socket), 42, None, SECRET), "Disconnect-NAK", false),
        ("silence", nobody, "no answer", true),
        ("another secret", |socket| answer(socket, &hear(socket), 41, None, "another secret"), "no answer", true),
    ];
    for (name, behave, expected, again) in cases {
        let house = House::new();
        let (gateway, socket) = listening(&house, "here", "127.0.0.1");
        let guest = cut_at(&house, &gateway, "A");
        house.engine.carry_out_disconnects(house.now()).unwrap();
        behave(&socket);
        shown(&house, &guest, expected);
        house.settle();
        assert_eq!(house.outbox(), [], "{name}");
        house.advance(31);
        assert_eq!(
            house.outbox().len(),
            usize::from(again),
            "{name}: asked again later"
        );
    }
}

#[test]
fn a_silent_gateway_holds_up_nobody_else() {
    let mut house = House::new();
    // As patient as in earnest.
    let clock = Arc::clone(&house.clock);
    let clock = Box::new(move || *clock.lock().unwrap());
    house.engine = Arc::new(
        Engine::set_up(&house.store, Timing::default(), clock, Installation::none()).unwrap(),
    );
    let (silent, _deaf) = listening(&house, "silent", "127.0.0.2");
    let (lively, socket) = listening(&house, "lively", "127.0.0.3");
    for name in ["S0", "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9"] {
        let _ = cut_at(&house, &silent, name);
    }
    let guest = cut_at(&house, &lively, "L");
    house.engine.carry_out_disconnects(house.now()).unwrap();
    answer(&socket, &hear(&socket), 41, None, SECRET);
    shown(&house, &guest, "Disconnect-ACK");
    assert_eq!(house.outbox().len(), 10, "the others still wait for theirs");
}

#[test]
fn a_session_that_ended_by_itself_is_not_asked_for() {
    let house = House::new();
    let (gateway, socket) = listening(&house, "here", "127.0.0.1");
    let guest = cut_at(&house, &gateway, "A");
    let told = Told {
        client: Arc::clone(&gateway),
        ..Told::of(&house, &guest, "A", 0)
    };
    house.report(told.stop(5, (0, 0)));
    house.engine.carry_out_disconnects(house.now()).unwrap();
    let deadline = std::time::Instant::now() + PATIENCE;
    while !house.outbox().is_empty() {
        assert!(std::time::Instant::now() < deadline);
        std::thread::sleep(Duration::from_millis(5));
    }
    socket.set_nonblocking(true).unwrap();
    assert!(
        socket.recv_from(&mut [0; 64]).is_err(),
        "no Disconnect-Request"
    );
}

/// What FreeRADIUS accounted is read from its database (radacct); whom it names as the NAS is whom to ask, by its own secret.
#[test]
fn a_guest_behind_freeradius_is_cut_at_the_device_where_he_is() {
    let house = House::new();
    let (_device, socket) = listening(&house, "wing", "127.0.0.1");
    let database = gateways::NewGateway {
        name: "database".to_owned(),
        vendor: Vendor::FreeradiusSql,
        network: "192.0.2.50".parse().unwrap(),
        secret: "of the database".to_owned(),
        disconnect_port: None,
        send_disconnect: true,
        allow_missing_message_authenticator: false,
        swap_octets: false,
        interim_seconds: None,
    };
    let database = gateways::add(&house.store, monday(), Actor::Desk, database).unwrap();
    house.engine.follow().unwrap();
    let guest = house.guest(unlimited(), 1);
    let told = Told {
        client: Arc::new(database),
        ..Told::of(&house, &guest, "R", 0)
    };
    let mut start = told.start();
    start.source = "127.0.0.1".parse().unwrap();
    house.report(start);
    let serial = guest.serial;
    let _ = crate::services::cancel::cut_sessions(&house.store, house.now(), Actor::Desk, serial)
        .unwrap();
    house.engine.carry_out_disconnects(house.now()).unwrap();
    answer(&socket, &hear(&socket), 41, None, SECRET);
    shown(&house, &guest, "Disconnect-ACK");
}
