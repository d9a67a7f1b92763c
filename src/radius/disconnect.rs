//! Disconnect-Request and CoA-Request (RFC 5176): ask a gateway to end a session now, or to change it.
//!
//! Gateways disagree on how a session is named: some refuse an attribute that others need. So a request goes out with
//! what the vendor is known to want, and a refusal that names the reason is answered with another set, once each.

use super::{
    authenticator::{self, MessageAuthenticator},
    dictionary,
    packet::{Code, Error as PacketError, MAXIMUM, Packet, Writer, number},
    reply,
    service::Acceptance,
    vendor::{Identifier, profile},
};
use crate::domain::{gateway::Gateway, session::Session};
use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket},
    time::{Duration, Instant},
};

/// Service-Type Login-User (RFC 2865, section 5.6).
const LOGIN_USER: u32 = 1;
/// Error-Cause (RFC 5176, section 3.5) that tell what to try next.
mod cause {
    pub(super) const UNSUPPORTED_ATTRIBUTE: u32 = 401;
    pub(super) const MISSING_ATTRIBUTE: u32 = 402;
    pub(super) const NAS_IDENTIFICATION_MISMATCH: u32 = 403;
    pub(super) const INVALID_ATTRIBUTE_VALUE: u32 = 407;
    pub(super) const SESSION_CONTEXT_NOT_FOUND: u32 = 503;
}

/// When a request is sent again (RFC 5080, section 2.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// IRT: wait after the first.
    pub initial: Duration,
    /// MRT: longest wait.
    pub longest: Duration,
    /// MRC: how often it is sent.
    pub tries: u32,
    /// MRD: when to give up at last.
    pub give_up: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            initial: Duration::from_secs(2),
            longest: Duration::from_secs(16),
            tries: 5,
            give_up: Duration::from_secs(30),
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// ACK: the session is ended, or changed.
    Done,
    /// The gateway knows no such session: it was gone before (Error-Cause 503).
    Gone,
    /// NAK.
    Refused {
        /// Error-Cause by dictionary name, or its number; `None` when the gateway gives none.
        cause: Option<String>,
    },
    /// No answer, or none that was signed with the secret.
    Silent {
        /// How often the request was sent.
        tries: u32,
    },
    /// The request could not be sent.
    Unreachable {
        /// What the system says.
        why: String,
    },
}

/// Ends `session` of `gateway`. `to` is the address that its packets come from, with the gateway's disconnect port;
/// `from` is the address that it knows the server by, if that matters. Blocks up to [`Timing::give_up`] for each set of
/// attributes that is tried, of which there are at most four.
pub fn disconnect(
    gateway: &Gateway,
    session: &Session,
    to: SocketAddr,
    from: Option<IpAddr>,
    timing: Timing,
) -> Outcome {
    exchange(gateway, session, None, to, from, timing)
}

/// Whether gateways of this vendor take CoA-Requests.
pub fn takes_changes(gateway: &Gateway) -> bool {
    gateway.send_disconnect && profile(gateway.vendor).changes
}

/// Changes `session` of `gateway` to what `acceptance` says, whose `at` is the beginning of the session and whose
/// `bytes_left` holds what the session used already: gateways count both from there. The rest is as with [`disconnect`].
pub fn change(
    gateway: &Gateway,
    session: &Session,
    acceptance: &Acceptance,
    to: SocketAddr,
    from: Option<IpAddr>,
    timing: Timing,
) -> Outcome {
    exchange(gateway, session, Some(acceptance), to, from, timing)
}

fn exchange(
    gateway: &Gateway,
    session: &Session,
    change: Option<&Acceptance>,
    to: SocketAddr,
    from: Option<IpAddr>,
    timing: Timing,
) -> Outcome {
    match connect(to, from) {
        Ok(socket) => ladder(&Exchange {
            gateway,
            session,
            change,
            socket,
            timing,
        }),
        Err(error) => Outcome::Unreachable {
            why: error.to_string(),
        },
    }
}

/// A socket that hears nobody but the gateway.
fn connect(to: SocketAddr, from: Option<IpAddr>) -> io::Result<UdpSocket> {
    let any: IpAddr = match to {
        SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let socket = UdpSocket::bind(SocketAddr::new(from.unwrap_or(any), 0))?;
    socket.connect(to)?;
    Ok(socket)
}

/// Tries one set of attributes after the other while the answers say that another may do.
fn ladder(exchange: &Exchange<'_>) -> Outcome {
    let mut tried: Vec<Vec<Identifier>> = Vec::new();
    let mut identifiers = profile(exchange.gateway.vendor).identifiers.to_vec();
    loop {
        let answer = exchange.ask(&identifiers);
        tried.push(identifiers.clone());
        let Answer::Refused(cause) = answer else {
            return answer.outcome();
        };
        match next(&identifiers, cause).filter(|set| !tried.contains(set)) {
            Some(set) => identifiers = set,
            None => return answer.outcome(),
        }
    }
}

/// The set to try after a refusal; `None` when none would help.
fn next(identifiers: &[Identifier], cause: Option<u32>) -> Option<Vec<Identifier>> {
    use Identifier::{
        AcctSessionId, CallingStationId, FramedIpAddress, NasIdentifier, ServiceType, UserName,
    };
    let without = |dropped: &[Identifier]| -> Vec<Identifier> {
        identifiers
            .iter()
            .copied()
            .filter(|identifier| !dropped.contains(identifier))
            .collect()
    };
    let set = match cause? {
        cause::UNSUPPORTED_ATTRIBUTE | cause::INVALID_ATTRIBUTE_VALUE => {
            without(&[FramedIpAddress, ServiceType, NasIdentifier])
        }
        cause::NAS_IDENTIFICATION_MISMATCH => without(&[NasIdentifier]),
        cause::MISSING_ATTRIBUTE => {
            vec![
                UserName,
                AcctSessionId,
                CallingStationId,
                FramedIpAddress,
                ServiceType,
                NasIdentifier,
            ]
        }
        _ => return None,
    };
    (!set.is_empty()).then_some(set)
}

/// What the gateway answered to one set.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Answer {
    Done,
    Refused(Option<u32>),
    Silent { tries: u32 },
    Failed(String),
}

impl Answer {
    fn outcome(self) -> Outcome {
        match self {
            Self::Done => Outcome::Done,
            Self::Refused(Some(cause::SESSION_CONTEXT_NOT_FOUND)) => Outcome::Gone,
            Self::Refused(cause) => Outcome::Refused {
                cause: cause.map(cause_name),
            },
            Self::Silent { tries } => Outcome::Silent { tries },
            Self::Failed(why) => Outcome::Unreachable { why },
        }
    }
}

fn cause_name(number: u32) -> String {
    dictionary::value_name("Error-Cause", number)
        .map_or_else(|| number.to_string(), ToOwned::to_owned)
}

/// One session to be ended or changed over one socket.
struct Exchange<'a> {
    gateway: &'a Gateway,
    session: &'a Session,
    /// What the session is to have; `None` = to end.
    change: Option<&'a Acceptance>,
    socket: UdpSocket,
    timing: Timing,
}

impl Exchange<'_> {
    /// Sends one request until it is answered: the same octets each time (RFC 5176, section 2.1).
    fn ask(&self, identifiers: &[Identifier]) -> Answer {
        let request = match self.request(identifiers) {
            Ok(request) => request,
            Err(error) => return Answer::Failed(error.to_string()),
        };
        let begin = Instant::now();
        let end = begin + self.timing.give_up;
        let mut wait = jittered(self.timing.initial);
        let mut failure = None;
        let mut tries = 0;
        while tries < self.timing.tries && Instant::now() < end {
            tries += 1;
            failure = self.socket.send(&request).err();
            match self.hear(&request, (Instant::now() + wait).min(end)) {
                Ok(Some(answer)) => return answer,
                Ok(None) => {}
                Err(error) => failure = Some(error),
            }
            wait = jittered((wait * 2).min(self.timing.longest));
        }
        match failure {
            Some(error) => Answer::Failed(error.to_string()),
            None => Answer::Silent { tries },
        }
    }

    fn request(&self, identifiers: &[Identifier]) -> Result<Vec<u8>, PacketError> {
        let mut buffer = Vec::new();
        let code = match self.change {
            Some(_) => Code::COA_REQUEST,
            None => Code::DISCONNECT_REQUEST,
        };
        let mut writer = Writer::new(&mut buffer, code, rand::random(), &[0; 16]);
        writer.push(number::MESSAGE_AUTHENTICATOR, &[0; 16])?;
        for identifier in identifiers {
            self.push(&mut writer, *identifier)?;
        }
        if let Some(acceptance) = self.change {
            reply::change(&mut writer, acceptance, self.gateway)?;
        }
        let now = u32::try_from(chrono::Utc::now().timestamp()).unwrap_or(u32::MAX);
        writer.push_integer(number::EVENT_TIMESTAMP, now)?;
        let request = writer.finish();
        authenticator::sign_message(request, &[0; 16], self.secret());
        authenticator::sign_request(request, self.secret());
        Ok(buffer)
    }

    /// Adds what is known of one identifier; what is not known cannot be said.
    fn push(&self, writer: &mut Writer<'_>, identifier: Identifier) -> Result<(), PacketError> {
        let session = self.session;
        let mut text = |number, text: &str| match text {
            "" => Ok(()),
            text => writer.push_text(number, text),
        };
        match identifier {
            Identifier::UserName => text(number::USER_NAME, &session.username),
            Identifier::AcctSessionId => text(number::ACCT_SESSION_ID, &session.acct_session_id),
            Identifier::CallingStationId => {
                text(number::CALLING_STATION_ID, &session.calling_station_id)
            }
            Identifier::ServiceType => writer.push_integer(number::SERVICE_TYPE, LOGIN_USER),
            Identifier::FramedIpAddress => match session.ip {
                Some(IpAddr::V4(ip)) => writer.push(number::FRAMED_IP_ADDRESS, &ip.octets()),
                Some(IpAddr::V6(ip)) => writer.push(number::FRAMED_IPV6_ADDRESS, &ip.octets()),
                None => Ok(()),
            },
            Identifier::NasIdentifier => match session.nas.parse() {
                Ok(IpAddr::V4(ip)) => writer.push(number::NAS_IP_ADDRESS, &ip.octets()),
                Ok(IpAddr::V6(ip)) => writer.push(number::NAS_IPV6_ADDRESS, &ip.octets()),
                Err(_) => text(number::NAS_IDENTIFIER, &session.nas),
            },
        }
    }

    /// Waits for an answer to this request; others, and forged ones, are passed over.
    fn hear(&self, request: &[u8], until: Instant) -> io::Result<Option<Answer>> {
        let mut buffer = [0; MAXIMUM];
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            self.socket.set_read_timeout(Some(left))?;
            match self.socket.recv(&mut buffer) {
                Ok(length) => {
                    let reply = buffer.get(..length).unwrap_or_default();
                    if let Some(answer) = self.answer(request, reply) {
                        return Ok(Some(answer));
                    }
                }
                Err(error)
                    if [io::ErrorKind::WouldBlock, io::ErrorKind::TimedOut]
                        .contains(&error.kind()) =>
                {
                    return Ok(None);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    // A closed port says so at once; it may open within the time that is left for an answer.
                    std::thread::sleep(until.saturating_duration_since(Instant::now()));
                    return Err(error);
                }
            }
        }
    }

    fn answer(&self, request: &[u8], reply: &[u8]) -> Option<Answer> {
        let (request, reply) = (Packet::parse(request).ok()?, Packet::parse(reply).ok()?);
        let ours = reply.identifier() == request.identifier()
            && authenticator::check_reply(&reply, request.authenticator(), self.secret())
            && authenticator::check_reply_message(&reply, request.authenticator(), self.secret())
                != MessageAuthenticator::Invalid;
        let (ack, nak) = match self.change {
            Some(_) => (Code::COA_ACK, Code::COA_NAK),
            None => (Code::DISCONNECT_ACK, Code::DISCONNECT_NAK),
        };
        match reply.code() {
            _ if !ours => None,
            code if code == ack => Some(Answer::Done),
            code if code == nak => Some(Answer::Refused(reply.integer(number::ERROR_CAUSE))),
            _ => None,
        }
    }

    fn secret(&self) -> &[u8] {
        self.gateway.secret.as_bytes()
    }
}

/// Up to a tenth more or less, so that many requests do not come back in step (RFC 5080, section 2.2.1).
fn jittered(wait: Duration) -> Duration {
    wait.mul_f64(0.9 + 0.2 * rand::random::<f64>())
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed test may panic"
)]
mod tests {
    use super::*;
    use crate::domain::{
        gateway::{Network, Vendor},
        id::{AccountId, GatewayId, SessionId},
    };
    use std::thread::{self, JoinHandle};

    const QUICK: Timing = Timing {
        initial: Duration::from_millis(60),
        longest: Duration::from_millis(120),
        tries: 3,
        give_up: Duration::from_secs(2),
    };

    fn gateway(vendor: Vendor) -> Gateway {
        Gateway {
            id: GatewayId::new(),
            name: "Lobby".to_owned(),
            vendor,
            network: Network {
                address: [127, 0, 0, 1].into(),
                prefix: 32,
            },
            secret: "secret".to_owned(),
            disconnect_port: 3799,
            send_disconnect: true,
            allow_missing_message_authenticator: false,
            swap_octets: false,
            interim_seconds: 120,
        }
    }

    fn session() -> Session {
        let now = chrono::Utc::now();
        Session {
            id: SessionId::new(),
            account: AccountId::new(),
            gateway: GatewayId::new(),
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

    /// What a gateway in memory does with the next request.
    #[derive(Clone, Copy)]
    enum Deed {
        Ack,
        Nak(u32),
        NakWithoutCause,
        Nothing,
        Forge,
    }

    /// A gateway that does each deed once, and hands back what it was sent.
    fn peer(deeds: &'static [Deed]) -> (SocketAddr, JoinHandle<Vec<Vec<u8>>>) {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket
            .set_read_timeout(Some(Duration::from_secs(5)))
            .unwrap();
        let address = socket.local_addr().unwrap();
        let thread =
            thread::spawn(move || deeds.iter().map(|deed| perform(&socket, *deed)).collect());
        (address, thread)
    }

    fn perform(socket: &UdpSocket, deed: Deed) -> Vec<u8> {
        let mut buffer = [0; MAXIMUM];
        let (length, from) = socket.recv_from(&mut buffer).unwrap();
        let octets = buffer.get(..length).unwrap().to_vec();
        let request = Packet::parse(&octets).unwrap();
        assert_eq!(request.code(), Code::DISCONNECT_REQUEST);
        assert!(authenticator::check_request(&request, b"secret"));
        assert_eq!(
            authenticator::check_message(&request, b"secret"),
            MessageAuthenticator::Valid
        );
        let (code, cause, secret): (_, _, &[u8]) = match deed {
            Deed::Nothing => return octets,
            Deed::Ack => (Code::DISCONNECT_ACK, None, b"secret"),
            Deed::Forge => (Code::DISCONNECT_ACK, None, b"guessed"),
            Deed::Nak(cause) => (Code::DISCONNECT_NAK, Some(cause), b"secret"),
            Deed::NakWithoutCause => (Code::DISCONNECT_NAK, None, b"secret"),
        };
        let mut reply = Vec::new();
        let mut writer = Writer::new(&mut reply, code, request.identifier(), &[0; 16]);
        if let Some(cause) = cause {
            writer.push_integer(number::ERROR_CAUSE, cause).unwrap();
        }
        authenticator::sign_reply(writer.finish(), request.authenticator(), secret);
        let _ = socket.send_to(&reply, from).unwrap();
        octets
    }

    fn check(vendor: Vendor, deeds: &'static [Deed], expected: &Outcome) -> Vec<Vec<u8>> {
        let (to, peer) = peer(deeds);
        let outcome = disconnect(&gateway(vendor), &session(), to, None, QUICK);
        assert_eq!(&outcome, expected);
        peer.join().unwrap()
    }

    fn numbers(octets: &[u8]) -> Vec<u8> {
        let packet = Packet::parse(octets).unwrap();
        packet
            .attributes()
            .map(|attribute| attribute.number)
            .collect()
    }

    #[test]
    fn each_vendor_is_asked_as_it_wants() {
        let check_vendor = |vendor, expected: &[u8]| {
            let sent = check(vendor, &[Deed::Ack], &Outcome::Done);
            assert_eq!(numbers(&sent[0]), expected, "{vendor:?}");
        };
        check_vendor(Vendor::Mikrotik, &[80, 1, 8, 44, 55]);
        check_vendor(Vendor::Coova, &[80, 1, 44, 55]);
        check_vendor(Vendor::Unifi, &[80, 44, 55]);
        check_vendor(Vendor::RuckusZonedirector, &[80, 44, 1, 6, 55]);
        check_vendor(Vendor::CiscoWlc, &[80, 31, 6, 55]);
        check_vendor(Vendor::Generic, &[80, 1, 44, 31, 55]);
    }

    #[test]
    fn a_refusal_is_answered_with_another_set() {
        let sent = check(
            Vendor::Mikrotik,
            &[Deed::Nak(401), Deed::Ack],
            &Outcome::Done,
        );
        assert_eq!(numbers(&sent[1]), [80, 1, 44, 55]);
        let sent = check(
            Vendor::Unifi,
            &[Deed::Nak(402), Deed::Nak(403), Deed::Ack],
            &Outcome::Done,
        );
        assert_eq!(numbers(&sent[1]), [80, 1, 44, 31, 8, 6, 32, 55]);
        assert_eq!(numbers(&sent[2]), [80, 1, 44, 31, 8, 6, 55]);
    }

    #[test]
    fn no_set_is_tried_twice() {
        let refused = |cause: &str| Outcome::Refused {
            cause: Some(cause.to_owned()),
        };
        let _ = check(
            Vendor::Coova,
            &[Deed::Nak(401)],
            &refused("Unsupported-Attribute"),
        );
        let _ = check(
            Vendor::Coova,
            &[Deed::Nak(402), Deed::Nak(402)],
            &refused("Missing-Attribute"),
        );
        let ping_pong = &[Deed::Nak(402), Deed::Nak(401), Deed::Nak(402)];
        let _ = check(Vendor::Coova, ping_pong, &refused("Missing-Attribute"));
    }

    #[test]
    fn outcomes() {
        let _ = check(Vendor::Generic, &[Deed::Nak(503)], &Outcome::Gone);
        let _ = check(
            Vendor::Generic,
            &[Deed::NakWithoutCause],
            &Outcome::Refused { cause: None },
        );
        let named = |cause: &str| Outcome::Refused {
            cause: Some(cause.to_owned()),
        };
        let _ = check(
            Vendor::Generic,
            &[Deed::Nak(501)],
            &named("Administratively-Prohibited"),
        );
        let _ = check(Vendor::Generic, &[Deed::Nak(999)], &named("999"));
        let _ = check(
            Vendor::Generic,
            &[Deed::Nothing, Deed::Nothing, Deed::Nothing],
            &Outcome::Silent { tries: 3 },
        );
        let _ = check(
            Vendor::Generic,
            &[Deed::Forge, Deed::Forge, Deed::Forge],
            &Outcome::Silent { tries: 3 },
        );
    }

    #[test]
    fn a_request_is_repeated_unchanged() {
        let sent = check(
            Vendor::Mikrotik,
            &[Deed::Nothing, Deed::Nothing, Deed::Ack],
            &Outcome::Done,
        );
        assert_eq!(sent[0], sent[1]);
        assert_eq!(sent[1], sent[2]);
    }

    #[test]
    fn a_closed_port_is_no_silence() {
        let closed = UdpSocket::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        let outcome = disconnect(&gateway(Vendor::Generic), &session(), closed, None, QUICK);
        assert!(
            matches!(outcome, Outcome::Unreachable { .. }),
            "{outcome:?}"
        );
    }
}
