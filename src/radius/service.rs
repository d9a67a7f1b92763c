//! What the server asks of the rest of the program. The server knows packets and no tickets; whoever implements
//! [`Service`] knows tickets and no packets, so either is tested without the other.

use crate::domain::{
    gateway::Gateway,
    id::SessionId,
    login::{Grant, Refusal},
    mac::Mac,
    time::Instant,
};
use md5::{Digest, Md5};
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};
use subtle::ConstantTimeEq;

/// Answers the questions that packets raise. Called on the server's worker threads: quick, never blocking on a disk.
pub trait Service: Send + Sync + 'static {
    /// The client whose network holds `source`, the most specific first; `None` = unknown, dropped silently.
    fn client(&self, source: IpAddr) -> Option<Arc<Gateway>>;

    /// A login with a well-formed request of a known client. The answer may be given at once or later from any thread
    /// (a ticket's first login waits for the disk); dropping it unanswered sends nothing.
    fn login(&self, login: Login, answer: LoginAnswer);

    /// An accounting record. Acknowledge it when it is durable; dropping it unacknowledged makes the client send again.
    fn accounting(&self, record: Record, done: Acknowledge);

    /// Something that a person may want to know; counted and shown, never answered.
    fn notice(&self, notice: Notice);
}

/// Sends the answer to a login. Consumed by use; the server turns it into packet bytes.
pub struct LoginAnswer(pub(super) Box<dyn FnOnce(Verdict) + Send>);

impl LoginAnswer {
    /// Sends the verdict.
    pub fn send(self, verdict: Verdict) {
        (self.0)(verdict);
    }

    /// An answer that goes to a closure: for tests of a [`Service`] without a server.
    pub fn to(f: impl FnOnce(Verdict) + Send + 'static) -> Self {
        Self(Box::new(f))
    }
}

/// Acknowledges an accounting record.
pub struct Acknowledge(pub(super) Box<dyn FnOnce() + Send>);

impl Acknowledge {
    /// Sends the Accounting-Response.
    pub fn send(self) {
        (self.0)();
    }

    /// An acknowledgement that goes to a closure: for tests of a [`Service`] without a server.
    pub fn to(f: impl FnOnce() + Send + 'static) -> Self {
        Self(Box::new(f))
    }
}

/// What comes out of a login.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// Access-Accept.
    Accept(Box<Acceptance>),
    /// Access-Reject, with a sentence for the guest (Reply-Message) in the ticket's language.
    Reject {
        /// Why.
        refusal: Refusal,
        /// Shown on the log-in page.
        message: String,
    },
}

/// Everything that an Access-Accept carries, in the program's units; the reply builder knows the vendor's.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// Sent as Class, so that accounting finds its way back.
    pub session: SessionId,
    /// The instant of the verdict; Session-Timeout is `grant.stop_at` less this.
    pub at: Instant,
    /// Limits of this login.
    pub grant: Grant,
    /// Seconds without traffic; `None` = none.
    pub idle_timeout: Option<u32>,
    /// kbit/s to the guest; `None` = unlimited.
    pub download_kbps: Option<u32>,
    /// kbit/s from the guest.
    pub upload_kbps: Option<u32>,
    /// MikroTik address list.
    pub address_list: Option<String>,
    /// MikroTik user profile (Mikrotik-Group); `None` = the gateway's default.
    pub mikrotik_profile: Option<String>,
    /// Simultaneous devices (Port-Limit where the vendor has it).
    pub devices: u16,
    /// Further attributes by dictionary name, from the policy.
    pub attributes: Vec<(String, String)>,
    /// The password that was accepted: MS-CHAPv2 must prove in its answer that the server knows it (RFC 2759 8.7).
    pub password: String,
}

/// A login attempt.
#[derive(Clone)]
pub struct Login {
    /// The gateway that asks.
    pub client: Arc<Gateway>,
    /// User-Name.
    pub username: String,
    /// How the guest proves to know the password.
    pub proof: Proof,
    /// From Calling-Station-Id, when it holds a MAC.
    pub mac: Option<Mac>,
    /// Calling-Station-Id as sent.
    pub calling_station_id: String,
    /// Acct-Session-Id, when the client sends it with the login.
    pub acct_session_id: Option<String>,
    /// Framed-IP-Address or Framed-IPv6-Address.
    pub ip: Option<IpAddr>,
    /// NAS-Identifier, else NAS-IP-Address, else the source address.
    pub nas: String,
}

/// How a guest proves to know the password. [`Proof::holds`] checks it against a candidate.
#[derive(Clone)]
pub enum Proof {
    /// PAP: the password itself, decrypted (RFC 2865 5.2).
    Pap(zeroize::Zeroizing<Vec<u8>>),
    /// CHAP (RFC 1994; RFC 2865 5.3).
    Chap {
        /// First octet of CHAP-Password.
        id: u8,
        /// The other sixteen.
        response: [u8; 16],
        /// CHAP-Challenge, else the Request Authenticator.
        challenge: Vec<u8>,
    },
    /// MS-CHAPv2 (RFC 2759; RFC 2548 2.3).
    MsChap2(Box<MsChap2>),
    /// The request carries a method that is not spoken here (EAP, none at all).
    Unsupported,
}

impl Proof {
    /// Whether the guest who sent this knows `password`. Compared in constant time.
    pub fn holds(&self, password: &str) -> bool {
        match self {
            Self::Pap(sent) => sent.as_slice().ct_eq(password.as_bytes()).into(),
            Self::Chap {
                id,
                response,
                challenge,
            } => chap_response(*id, password, challenge)
                .ct_eq(response)
                .into(),
            Self::MsChap2(exchange) => super::mschap2::holds(exchange, password),
            Self::Unsupported => false,
        }
    }
}

/// MD5 over identifier, password and challenge (RFC 1994, section 4.1).
pub(super) fn chap_response(id: u8, password: &str, challenge: &[u8]) -> [u8; 16] {
    Md5::new_with_prefix([id])
        .chain_update(password)
        .chain_update(challenge)
        .finalize()
        .into()
}

/// Fields of MS-CHAP2-Response (RFC 2548 2.3.2).
#[derive(Clone)]
pub struct MsChap2 {
    /// Ident, repeated in the answer.
    pub ident: u8,
    /// MS-CHAP-Challenge.
    pub authenticator_challenge: [u8; 16],
    /// Peer-Challenge.
    pub peer_challenge: [u8; 16],
    /// NT-Response.
    pub nt_response: [u8; 24],
    /// User-Name as it enters the hash (RFC 2759 8.2: without a domain).
    pub username: String,
}

/// An accounting record with its counters already joined (gigawords) and turned (octets of swapped clients).
#[derive(Debug, Clone)]
pub struct Record {
    /// The gateway that reports.
    pub client: Arc<Gateway>,
    /// Address that the record came from.
    pub source: IpAddr,
    /// What happened.
    pub status: RecordStatus,
    /// When it happened: Event-Timestamp, else arrival less Acct-Delay-Time.
    pub at: Instant,
    /// Class, when it is one of ours.
    pub class: Option<SessionId>,
    /// Acct-Session-Id.
    pub acct_session_id: String,
    /// User-Name.
    pub username: String,
    /// From Calling-Station-Id.
    pub mac: Option<Mac>,
    /// Calling-Station-Id as sent.
    pub calling_station_id: String,
    /// Framed-IP-Address or Framed-IPv6-Address.
    pub ip: Option<IpAddr>,
    /// NAS-Identifier, else NAS-IP-Address, else the source address.
    pub nas: String,
    /// Acct-Session-Time; `None` when the client does not say (hostapd's Start).
    pub seconds: Option<u64>,
    /// Bytes from the guest.
    pub upload: Option<u64>,
    /// Bytes to the guest.
    pub download: Option<u64>,
    /// Acct-Terminate-Cause by dictionary name.
    pub cause: Option<String>,
}

/// Acct-Status-Type (RFC 2866 5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordStatus {
    /// 1.
    Start,
    /// 3.
    InterimUpdate,
    /// 2.
    Stop,
    /// 7: the gateway came up; none of its sessions lives.
    AccountingOn,
    /// 8: the gateway goes down.
    AccountingOff,
}

/// What happened to a packet that got no proper answer. Counted by the engine, shown in the status line and the log.
#[derive(Debug, Clone)]
pub enum Notice {
    /// No gateway has this address.
    UnknownClient(IpAddr),
    /// Not a RADIUS packet, or a broken one.
    Malformed {
        /// From where.
        source: SocketAddr,
        /// What is wrong, for the log.
        why: String,
    },
    /// Message-Authenticator or Request Authenticator does not fit: mostly a wrong secret.
    BadAuthenticator {
        /// The gateway.
        client: Arc<Gateway>,
    },
    /// A client that must send Message-Authenticator does not (CVE-2024-3596).
    MissingMessageAuthenticator {
        /// The gateway.
        client: Arc<Gateway>,
    },
}
