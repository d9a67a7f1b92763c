//! Methods, duplicates, hostile packets, late answers.

use super::fake::{
    SESSION, accepted, accounting, ask, attribute, checked, gateway, hear, hidden, is_silent,
    microsoft, pap, signed, socket, start, start_with, unsigned,
};
use innkeeper::radius::{
    server::{Error, Options, Server},
    service::{Notice, RecordStatus},
};
use md5::{Digest, Md5};
use proptest::{prelude::*, strategy::ValueTree};
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket},
    sync::Arc,
    time::{Duration, Instant},
};

const ACCEPT: u8 = 2;
const REJECT: u8 = 3;

fn value(attributes: &[(u8, Vec<u8>)], number: u8) -> Option<&[u8]> {
    attributes
        .iter()
        .find(|(n, _)| *n == number)
        .map(|(_, value)| value.as_slice())
}

#[test]
fn pap_is_accepted_with_its_limits() {
    let (server, _) = start_with(|_| {});
    let request = pap(1, "bob", "hello");
    let (code, attributes) = checked(&request, &ask(&socket(), server.auth_addr(), &request));
    assert_eq!(code, ACCEPT);
    assert_eq!(
        value(&attributes, 25).unwrap(),
        SESSION.to_be_bytes(),
        "Class"
    );
    assert_eq!(
        value(&attributes, 27).unwrap(),
        3600u32.to_be_bytes(),
        "Session-Timeout"
    );
    assert_eq!(
        value(&attributes, 85).unwrap(),
        120u32.to_be_bytes(),
        "Acct-Interim-Interval"
    );
}

#[test]
fn a_rejection_has_a_message_and_waits() {
    let (server, _) = start_with(|_| {});
    let (request, begin) = (pap(1, "bob", "wrong"), Instant::now());
    let (code, attributes) = checked(&request, &ask(&socket(), server.auth_addr(), &request));
    assert_eq!(code, REJECT);
    assert_eq!(value(&attributes, 18).unwrap(), b"No entry");
    assert!(
        begin.elapsed() >= Duration::from_millis(100),
        "{:?}",
        begin.elapsed()
    );
}

#[test]
fn rejections_wait_without_holding_anybody_up() {
    let (server, _) = start_with(|_| {});
    let socket = socket();
    for identifier in 0..100 {
        let _ = socket
            .send_to(&pap(identifier, "bob", "wrong"), server.auth_addr())
            .unwrap();
    }
    let reply = ask(&socket, server.auth_addr(), &pap(200, "bob", "hello"));
    assert_eq!(
        reply[..2],
        [ACCEPT, 200],
        "the guest who knows the password comes first"
    );
    for _ in 0..100 {
        assert_eq!(hear(&socket).unwrap()[0], REJECT);
    }
}

fn chap(password: &str, challenge: Option<&[u8]>) -> Vec<u8> {
    let authenticator = [0x77; 16];
    let hashed = challenge.unwrap_or(&authenticator);
    let digest = Md5::new()
        .chain_update([5])
        .chain_update(password)
        .chain_update(hashed)
        .finalize();
    let mut attributes = vec![
        attribute(1, b"bob"),
        attribute(3, &[&[5], digest.as_slice()].concat()),
    ];
    attributes.extend(challenge.map(|challenge| attribute(60, challenge)));
    signed(1, 1, authenticator, &attributes)
}

#[test]
fn chap_with_and_without_a_challenge_of_its_own() {
    let check = |password, challenge, expected| {
        let (server, _) = start_with(|_| {});
        let request = chap(password, challenge);
        let (code, _) = checked(&request, &ask(&socket(), server.auth_addr(), &request));
        assert_eq!(code, expected, "{password} {challenge:?}");
    };
    check("hello", None, ACCEPT);
    check("hello", Some(b"some challenge".as_slice()), ACCEPT);
    check("Hello", None, REJECT);
    check("Hello", Some(b"some challenge".as_slice()), REJECT);
}

/// The exchange of RFC 2759, section 9.2.
fn ms_chap2(last_octet: u8) -> Vec<u8> {
    let challenge = b"\x5B\x5D\x7C\x7D\x7B\x3F\x2F\x3E\x3C\x2C\x60\x21\x32\x26\x26\x28";
    let peer = b"\x21\x40\x23\x24\x25\x5E\x26\x2A\x28\x29\x5F\x2B\x3A\x33\x7C\x7E";
    let nt_response = b"\x82\x30\x9E\xCD\x8D\x70\x8B\x5E\xA0\x8F\xAA\x39\x81\xCD\x83\x54\x42\x33\x11\x4A\x3D\x85\xD6";
    let response = [
        &[1, 0],
        peer.as_slice(),
        &[0; 8],
        nt_response,
        &[last_octet],
    ]
    .concat();
    let attributes = [
        attribute(1, b"User"),
        microsoft(11, challenge),
        microsoft(25, &response),
    ];
    signed(1, 1, [0x11; 16], &attributes)
}

#[test]
fn ms_chap2_is_proved_by_both_sides() {
    let (server, _) = start_with(|_| {});
    let request = ms_chap2(0xDF);
    let (code, attributes) = checked(&request, &ask(&socket(), server.auth_addr(), &request));
    assert_eq!(code, ACCEPT);
    let success = b"\x00\x00\x01\x37\x1a\x2d\x01S=407A5589115FD0D6209F510FE9C04566932CDA56";
    assert!(
        attributes
            .iter()
            .any(|(number, value)| *number == 26 && value == success)
    );

    let request = ms_chap2(0xDE);
    let (code, attributes) = checked(&request, &ask(&socket(), server.auth_addr(), &request));
    assert_eq!(code, REJECT);
    let error = attributes
        .iter()
        .find(|(number, value)| *number == 26 && value.starts_with(b"\x00\x00\x01\x37\x02"));
    assert!(error.unwrap().1[7..].starts_with(b"E=691 R=0 C="));
}

#[test]
fn eap_is_refused_in_its_own_words() {
    let (server, _) = start_with(|_| {});
    let request = signed(
        1,
        1,
        [1; 16],
        &[
            attribute(1, b"bob"),
            attribute(79, &[2, 0x2a, 0, 8, 1, b'b', b'o', b'b']),
        ],
    );
    let (code, attributes) = checked(&request, &ask(&socket(), server.auth_addr(), &request));
    assert_eq!(code, REJECT);
    assert_eq!(value(&attributes, 79).unwrap(), [4, 0x2a, 0, 4]);
}

#[test]
fn an_unknown_client_hears_nothing() {
    let (server, service) = start(Vec::new());
    assert!(is_silent(
        &socket(),
        server.auth_addr(),
        &pap(1, "bob", "hello")
    ));
    let notices = service.notices.lock().unwrap();
    assert!(
        matches!(notices[..], [Notice::UnknownClient(ip)] if ip == IpAddr::from(Ipv4Addr::LOCALHOST))
    );
}

#[test]
fn a_wrong_secret_hears_nothing() {
    let (server, service) = start_with(|client| "another".clone_into(&mut client.secret));
    let records = [attribute(40, &[0, 0, 0, 1]), attribute(44, b"1")];
    assert!(is_silent(
        &socket(),
        server.auth_addr(),
        &pap(1, "bob", "hello")
    ));
    assert!(is_silent(
        &socket(),
        server.acct_addr(),
        &accounting(1, &records)
    ));
    let notices = service.notices.lock().unwrap();
    assert!(matches!(
        notices[..],
        [
            Notice::BadAuthenticator { .. },
            Notice::BadAuthenticator { .. }
        ]
    ));
    assert!(
        service.logins.lock().unwrap().is_empty() && service.records.lock().unwrap().is_empty()
    );
}

#[test]
fn message_authenticator_may_be_missing_only_where_it_is_allowed() {
    let attributes = [attribute(1, b"bob"), hidden("hello", [3; 16])];
    let request = unsigned(1, [3; 16], &attributes);

    let (server, service) = start_with(|_| {});
    assert!(is_silent(&socket(), server.auth_addr(), &request));
    let notices = service.notices.lock().unwrap();
    assert!(matches!(
        notices[..],
        [Notice::MissingMessageAuthenticator { .. }]
    ));

    let (server, _) = start_with(|client| client.allow_missing_message_authenticator = true);
    let (code, _) = checked(&request, &ask(&socket(), server.auth_addr(), &request));
    assert_eq!(code, ACCEPT);
    // A wrong one is never excused, nor is Proxy-State, the lever of CVE-2024-3596.
    let mut wrong = pap(2, "bob", "hello");
    wrong[30] ^= 1;
    assert!(is_silent(&socket(), server.auth_addr(), &wrong));
    let proxied = unsigned(
        3,
        [3; 16],
        &[attributes.as_slice(), &[attribute(33, b"p")]].concat(),
    );
    assert!(is_silent(&socket(), server.auth_addr(), &proxied));
}

#[test]
fn a_duplicate_gets_the_same_octets_and_is_asked_once() {
    let (server, service) = start_with(|_| {});
    let (socket, request) = (socket(), pap(1, "bob", "hello"));
    let first = ask(&socket, server.auth_addr(), &request);
    assert_eq!(ask(&socket, server.auth_addr(), &request), first);
    assert_eq!(service.logins.lock().unwrap().len(), 1);
    // The same identifier with another authenticator is another request.
    let other = signed(
        1,
        1,
        [9; 16],
        &[attribute(1, b"bob"), hidden("hello", [9; 16])],
    );
    assert_ne!(ask(&socket, server.auth_addr(), &other), first);
    assert_eq!(service.logins.lock().unwrap().len(), 2);
}

#[test]
fn a_late_answer_is_sent_and_duplicates_before_it_are_dropped() {
    let (server, service) = start_with(|_| {});
    let (socket, request) = (socket(), pap(1, "later", "x"));
    assert!(is_silent(&socket, server.auth_addr(), &request));
    assert!(is_silent(&socket, server.auth_addr(), &request));
    assert_eq!(service.logins.lock().unwrap().len(), 1);
    let answer = service.held.lock().unwrap().pop().unwrap();
    std::thread::spawn(move || answer.send(accepted()))
        .join()
        .unwrap();
    let (code, _) = checked(&request, &hear(&socket).unwrap());
    assert_eq!(code, ACCEPT);
}

#[test]
fn a_dropped_answer_lets_the_client_try_again() {
    let (server, service) = start_with(|_| {});
    let (socket, request) = (socket(), pap(1, "nobody", "x"));
    assert!(is_silent(&socket, server.auth_addr(), &request));
    assert!(is_silent(&socket, server.auth_addr(), &request));
    assert_eq!(service.logins.lock().unwrap().len(), 2);
}

#[test]
fn proxy_state_goes_back_in_order() {
    let (server, _) = start_with(|_| {});
    let states = [
        attribute(33, b"first"),
        attribute(33, b""),
        attribute(33, b"third"),
    ];
    let login = [
        [attribute(1, b"bob"), hidden("hello", [4; 16])].as_slice(),
        &states,
    ]
    .concat();
    let record = [
        [attribute(40, &[0, 0, 0, 1]), attribute(44, b"1")].as_slice(),
        &states,
    ]
    .concat();
    for (to, request) in [
        (server.auth_addr(), signed(1, 1, [4; 16], &login)),
        (server.acct_addr(), accounting(2, &record)),
    ] {
        let (_, attributes) = checked(&request, &ask(&socket(), to, &request));
        let echoed: Vec<_> = attributes
            .iter()
            .filter(|(n, _)| *n == 33)
            .map(|(_, v)| v.as_slice())
            .collect();
        assert_eq!(echoed, [b"first".as_slice(), b"", b"third"]);
    }
}

#[test]
fn status_server_is_answered_on_both_ports() {
    let (server, _) = start_with(|_| {});
    let request = signed(12, 1, [8; 16], &[]);
    let (code, attributes) = checked(&request, &ask(&socket(), server.auth_addr(), &request));
    assert_eq!((code, attributes.len()), (ACCEPT, 1));
    let (code, _) = checked(&request, &ask(&socket(), server.acct_addr(), &request));
    assert_eq!(code, 5);
    let mut unsigned = unsigned(1, [8; 16], &[]);
    unsigned[0] = 12;
    assert!(is_silent(&socket(), server.auth_addr(), &unsigned));
}

#[test]
fn each_port_answers_its_own_requests_only() {
    let (server, service) = start_with(|_| {});
    let records = [attribute(40, &[0, 0, 0, 1]), attribute(44, b"1")];
    assert!(is_silent(
        &socket(),
        server.acct_addr(),
        &pap(1, "bob", "hello")
    ));
    assert!(is_silent(
        &socket(),
        server.auth_addr(),
        &accounting(1, &records)
    ));
    let notices = service.notices.lock().unwrap();
    assert!(matches!(
        notices[..],
        [Notice::Malformed { .. }, Notice::Malformed { .. }]
    ));
}

#[test]
fn an_accounting_record_is_read_whole() {
    let (server, service) = start_with(|client| client.swap_octets = true);
    let written = u32::try_from(chrono::Utc::now().timestamp() - 90).unwrap();
    let request = accounting(
        1,
        &[
            attribute(40, &2u32.to_be_bytes()),
            attribute(44, b"80f00003"),
            attribute(1, b"bob"),
            attribute(25, b"somebody else's"),
            attribute(25, &SESSION.to_be_bytes()),
            attribute(31, b"aabb.cc00.1122"),
            attribute(8, &[10, 0, 0, 7]),
            attribute(4, &[192, 0, 2, 9]),
            attribute(46, &600u32.to_be_bytes()),
            attribute(42, &1000u32.to_be_bytes()),
            attribute(52, &2u32.to_be_bytes()),
            attribute(43, &7u32.to_be_bytes()),
            attribute(49, &4u32.to_be_bytes()),
            attribute(41, &5u32.to_be_bytes()),
            attribute(55, &written.to_be_bytes()),
        ],
    );
    let (code, attributes) = checked(&request, &ask(&socket(), server.acct_addr(), &request));
    assert_eq!(
        (code, attributes.len()),
        (5, 0),
        "an empty Accounting-Response"
    );
    let records = service.records.lock().unwrap();
    let record = &records[0];
    assert_eq!(record.status, RecordStatus::Stop);
    assert_eq!(record.at.timestamp(), i64::from(written));
    assert_eq!(record.class.unwrap().0.as_u128(), SESSION);
    assert_eq!(record.acct_session_id, "80f00003");
    assert_eq!(record.mac.unwrap().0, [0xaa, 0xbb, 0xcc, 0x00, 0x11, 0x22]);
    assert_eq!(record.ip, Some([10, 0, 0, 7].into()));
    assert_eq!(record.nas, "192.0.2.9");
    assert_eq!(record.seconds, Some(600));
    assert_eq!(
        (record.download, record.upload),
        (Some((2 << 32) + 1000), Some(7)),
        "turned"
    );
    assert_eq!(record.cause.as_deref(), Some("Idle-Timeout"));
}

#[test]
fn the_time_of_a_record_comes_from_a_clock_that_was_set() {
    let (server, service) = start_with(|_| {});
    let now = chrono::Utc::now().timestamp();
    let check = |identifier, timestamp: Option<i64>, delay: Option<u32>, expected: i64| {
        let mut attributes = vec![attribute(40, &[0, 0, 0, 7])];
        attributes
            .extend(timestamp.map(|at| attribute(55, &u32::try_from(at).unwrap().to_be_bytes())));
        attributes.extend(delay.map(|delay| attribute(41, &delay.to_be_bytes())));
        let request = accounting(identifier, &attributes);
        let _ = checked(&request, &ask(&socket(), server.acct_addr(), &request));
        let at = service
            .records
            .lock()
            .unwrap()
            .last()
            .unwrap()
            .at
            .timestamp();
        assert!((at - expected).abs() <= 2, "{timestamp:?} {delay:?}: {at}");
    };
    check(1, None, None, now);
    check(2, None, Some(30), now - 30);
    check(3, Some(now - 60), Some(30), now - 60);
    check(4, Some(1000), Some(30), now - 30);
    check(5, Some(now + 86400), None, now);
    check(6, Some(1000), Some(u32::MAX), now);
}

#[test]
fn a_status_without_a_session_is_acknowledged_and_one_without_status_is_not() {
    let (server, service) = start_with(|_| {});
    let tunnel = accounting(1, &[attribute(40, &[0, 0, 0, 9])]);
    assert_eq!(ask(&socket(), server.acct_addr(), &tunnel)[0], 5);
    assert!(is_silent(
        &socket(),
        server.acct_addr(),
        &accounting(2, &[attribute(44, b"1")])
    ));
    assert!(service.records.lock().unwrap().is_empty());
}

#[test]
fn a_taken_port_is_named() {
    let taken = UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let (_, service) = start(Vec::new());
    let error = Server::start(free, address, service, Options::default()).unwrap_err();
    assert!(
        matches!(error, Error::Taken { port, .. } if port == address.port()),
        "{error}"
    );
    assert!(
        error.to_string().contains(&address.port().to_string()),
        "{error}"
    );
}

#[test]
fn two_servers_do_not_share_a_port_and_a_stopped_one_gives_it_back() {
    let (server, service) = start_with(|_| {});
    let (auth, acct) = (server.auth_addr(), server.acct_addr());
    let again = |service| Server::start(auth, acct, service, Options::default());
    assert!(matches!(
        again(Arc::<super::fake::Fake>::clone(&service)),
        Err(Error::Taken { .. })
    ));
    let begin = Instant::now();
    drop(server);
    assert!(
        begin.elapsed() < Duration::from_secs(1),
        "{:?}",
        begin.elapsed()
    );
    assert!(again(service).is_ok());
}

#[test]
fn a_client_over_ipv6() {
    let (_, service) = start_with(|_| {});
    let local = SocketAddr::from((Ipv6Addr::LOCALHOST, 0));
    let server = Server::start(local, local, service, Options::default()).unwrap();
    let socket = UdpSocket::bind("[::1]:0").unwrap();
    socket
        .set_read_timeout(Some(Duration::from_secs(2)))
        .unwrap();
    let request = pap(1, "bob", "hello");
    let (code, _) = checked(&request, &ask(&socket, server.auth_addr(), &request));
    assert_eq!(code, ACCEPT);
}

#[test]
fn a_client_over_ipv4_at_a_port_of_ipv6_is_known_by_its_ipv4_address() {
    let (_, service) = start(vec![(Ipv4Addr::LOCALHOST.into(), Arc::new(gateway()))]);
    let any = SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0));
    let server = Server::start(any, any, service, Options::default()).unwrap();
    let to = SocketAddr::from((Ipv4Addr::LOCALHOST, server.auth_addr().port()));
    let request = pap(1, "bob", "hello");
    let (code, _) = checked(&request, &ask(&socket(), to, &request));
    assert_eq!(code, ACCEPT);
}

/// 5,000 of noise and 5,000 that are right but for a few octets; then the server must still answer.
#[test]
fn ten_thousand_hostile_packets() {
    let (server, _) = start_with(|client| client.allow_missing_message_authenticator = true);
    let socket = socket();
    let seeds = [
        pap(1, "bob", "hello"),
        chap("hello", None),
        ms_chap2(0xDF),
        accounting(
            1,
            &[
                attribute(40, &[0, 0, 0, 1]),
                attribute(26, &[0, 0, 1, 55, 1, 9, 1]),
            ],
        ),
    ];
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let noise = proptest::collection::vec(any::<u8>(), 0..600);
    let changes = (
        0..seeds.len(),
        proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    );
    for round in 0..5000 {
        let octets = noise.new_tree(&mut runner).unwrap().current();
        let (seed, edits) = changes.new_tree(&mut runner).unwrap().current();
        let mut mutated = seeds[seed].clone();
        for (at, octet) in edits {
            let at = at.index(mutated.len());
            mutated[at] = octet;
        }
        for to in [server.auth_addr(), server.acct_addr()] {
            let _ = socket.send_to(&octets, to).unwrap();
            let _ = socket.send_to(&mutated, to).unwrap();
        }
        if round % 100 == 0 {
            std::thread::sleep(Duration::from_millis(2));
        }
    }
    let own = super::fake::socket();
    let request = pap(99, "bob", "hello");
    let (code, _) = checked(&request, &ask(&own, server.auth_addr(), &request));
    assert_eq!(code, ACCEPT);
}
