//! SMPP 3.4: a message handed to an SMSC, and the receipts that it gives.
//!
//! Numbers in brackets are sections of "Short Message Peer to Peer Protocol Specification v3.4". Messages are submitted in a
//! session of their own, bound as transmitter; receipts come to another, bound as receiver, which stays. So a session that
//! hangs keeps nothing of the other, and none is kept open for the few messages that a house sends in a day.
//!
//! A text that needs several parts is cut here, each with a header that says which part it is (3GPP TS 23.040,
//! 9.2.3.24.1): not every SMSC takes `message_payload`. Only the last part is asked about.

use super::{Fate, Gateway, Sms, Taken, report, settings};
use crate::{
    delivery::{Cause, Failure},
    domain::gsm::{self, Alphabet},
};
use bytes::{Buf as _, BytesMut};
use rusmpp_core::{
    CommandId, CommandStatus,
    command::owned::Command,
    decode::owned::DecodeWithLength as _,
    encode::{Length as _, owned::Encode as _},
    pdus::owned::{BindReceiver, BindTransmitter, DeliverSm, DeliverSmResp, Pdu, SubmitSm},
    tlvs::owned::TlvValue,
    types::owned::{COctetString, OctetString},
    values::{DataCoding, EsmClass, InterfaceVersion, Npi, RegisteredDelivery, Ton},
};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, pki_types::ServerName};
use std::{
    io::{self, Read, Write},
    net::{TcpStream, ToSocketAddrs as _},
    sync::Arc,
    time::{Duration, Instant},
};
use ureq::http::Uri;

/// The port of SMPP (IANA: smpp).
pub const PORT: u16 = 2775;

/// Octets of a PDU: longer than any that we ask for, with room for what an SMSC adds.
const PDU_MAX: usize = 64 * 1024;
/// Octets of its head (3.2).
const HEAD: usize = 16;
/// Bit of a command that is an answer (5.1.2.1).
const ANSWER: u32 = 0x8000_0000;
/// Of `esm_class` (5.2.12): a header stands before the text; the bits that say what kind of message it is, and a receipt.
const HAS_HEADER: u8 = 0x40;
const KIND: u8 = 0x3c;
const RECEIPT: u8 = 0x04;
/// Of `registered_delivery` (5.2.17): a receipt, however it ends.
const TELL: u8 = 0x01;
/// How often an SMSC that says nothing is asked whether it is there (7.2), and how long it may take.
const ENQUIRE_EVERY: Duration = Duration::from_secs(30);
/// How often whoever listens looks whether it is over.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// What an SMSC says became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Its name of the message.
    pub reference: String,
    /// What became of it.
    pub fate: Fate,
}

/// What is wrong with an account, a sender, an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// No address of an SMSC.
    Address,
    /// The name of the account has from 1 to 15 characters of ASCII, its password at most 8 (4.1.1).
    Account,
    /// A sender has at most 20 digits (5.2.8), or 11 letters of ASCII: what a telephone shows (3GPP TS 23.040, 9.1.2.5).
    Sender,
    /// The kind of system has at most 12 characters.
    SystemType,
}

/// Whether an SMSC can be asked like this.
pub fn check(gateway: &Gateway) -> Result<(), Mistake> {
    let fits = |text: &str, most: usize| text.is_ascii() && text.len() <= most;
    let _ = place(&gateway.url).ok_or(Mistake::Address)?;
    let user = gateway.user.trim();
    if user.is_empty() || !fits(user, 15) || !fits(&gateway.password, 8) {
        return Err(Mistake::Account);
    }
    let from = gateway.from.trim();
    let is_number = from
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'+');
    if !fits(from, if is_number { 20 } else { 11 }) {
        return Err(Mistake::Sender);
    }
    if !fits(gateway.smpp.system_type.trim(), 12) {
        return Err(Mistake::SystemType);
    }
    Ok(())
}

/// Hands a message to an SMSC.
pub(super) fn send(gateway: &Gateway, sms: &Sms, patience: Duration) -> Result<Taken, Failure> {
    let until = Instant::now() + patience;
    let mut session = Session::bound(gateway, Bind::Transmitter, until)?;
    let (alphabet, parts) = gsm::parts(&sms.text);
    let count = parts.len();
    let mut reference = String::new();
    for (number, part) in (1_usize..).zip(&parts) {
        let asks = gateway.smpp.receipts && number == count;
        let message = message(gateway, sms, alphabet, part, (number, count), asks)?;
        let answer = session
            .ask(message, until)
            .and_then(|answer| taken(&answer).map(|()| answer));
        match answer {
            Ok(answer) => {
                if let Some(Pdu::SubmitSmResp(named)) = answer.pdu() {
                    named.message_id().as_str().clone_into(&mut reference);
                }
            }
            // Sent again, the guest would have the beginning twice.
            Err(failure) if number > 1 => {
                return Err(Failure::new(Cause::HalfTaken, failure.detail));
            }
            Err(failure) => return Err(failure),
        }
    }
    session.unbind();
    Ok(Taken {
        answer: reference.clone(),
        reference: Some(reference).filter(|name| !name.is_empty()),
    })
}

/// Stays bound to an SMSC and hears what became of messages, until it is over or the SMSC is lost. What cannot be kept now
/// (`hear` answers no) is refused, so that the SMSC tells it again.
pub fn listen(
    gateway: &Gateway,
    patience: Duration,
    is_over: &dyn Fn() -> bool,
    hear: &dyn Fn(Receipt) -> bool,
) -> Result<(), Failure> {
    let mut session = Session::bound(gateway, Bind::Receiver, Instant::now() + patience)?;
    let mut heard_at = Instant::now();
    let mut enquired = false;
    while !is_over() {
        match session.hear(Instant::now() + LOOK_EVERY)? {
            Some(Heard::Command(command)) => {
                (heard_at, enquired) = (Instant::now(), false);
                let number = command.sequence_number();
                if let Some(Pdu::DeliverSm(message)) = command.pdu() {
                    let kept = receipt(message).is_none_or(hear);
                    session.answer_message(number, kept)?;
                } else {
                    session.answer(&command)?;
                }
            }
            Some(Heard::Nonsense { number }) => session.nack(number)?,
            None if enquired && heard_at.elapsed() > 2 * ENQUIRE_EVERY => {
                return Err(Failure::new(Cause::Silent, "no answer to enquire_link"));
            }
            None if !enquired && heard_at.elapsed() > ENQUIRE_EVERY => {
                let _ = session.say(Pdu::EnquireLink)?;
                enquired = true;
            }
            None => {}
        }
    }
    session.unbind();
    Ok(())
}

#[derive(Debug, Clone, Copy)]
enum Bind {
    Transmitter,
    Receiver,
}

/// What came from an SMSC.
enum Heard {
    Command(Box<Command>),
    /// Framed as it should be, with something else inside.
    Nonsense {
        number: u32,
    },
}

/// A connection to an SMSC.
struct Session {
    stream: Stream,
    heard: BytesMut,
    /// Number of the last command that was said (3.2).
    last: u32,
}

enum Stream {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ClientConnection, TcpStream>>),
}

impl Stream {
    fn socket(&self) -> &TcpStream {
        match self {
            Self::Plain(socket) => socket,
            Self::Tls(stream) => &stream.sock,
        }
    }

    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(socket) => socket.read(into),
            Self::Tls(stream) => stream.read(into),
        }
    }

    fn write_all(&mut self, octets: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(socket) => socket.write_all(octets),
            Self::Tls(stream) => stream.write_all(octets).and_then(|()| stream.flush()),
        }
    }
}

impl Session {
    fn bound(gateway: &Gateway, bind: Bind, until: Instant) -> Result<Self, Failure> {
        let mut session = Self {
            stream: connect(gateway, until)?,
            heard: BytesMut::new(),
            last: 0,
        };
        let answer = session.ask(bind_request(gateway, bind)?, until)?;
        match answer.status() {
            CommandStatus::EsmeRok => Ok(session),
            status => Err(bind_refused(status)),
        }
    }

    /// Says something; its number.
    fn say(&mut self, pdu: impl Into<Pdu>) -> Result<u32, Failure> {
        // From 1 to 0x7fffffff (3.2).
        self.last = if self.last < 0x7fff_ffff {
            self.last + 1
        } else {
            1
        };
        self.write(&Command::new(CommandStatus::EsmeRok, self.last, pdu))?;
        Ok(self.last)
    }

    fn write(&mut self, command: &Command) -> Result<(), Failure> {
        let mut octets = BytesMut::with_capacity(4 + command.length());
        let length = u32::try_from(4 + command.length()).map_err(settings)?;
        octets.extend_from_slice(&length.to_be_bytes());
        command.encode(&mut octets);
        self.stream.write_all(&octets).map_err(|error| lost(&error))
    }

    /// Asks for something and waits for the answer; what the SMSC asks meanwhile is answered.
    fn ask(&mut self, pdu: impl Into<Pdu>, until: Instant) -> Result<Command, Failure> {
        let number = self.say(pdu)?;
        loop {
            match self.hear(until)? {
                None => return Err(Failure::new(Cause::Silent, "no answer")),
                Some(Heard::Nonsense { number: at }) if at == number => {
                    return Err(Failure::new(Cause::Strange, "an answer that is none"));
                }
                Some(Heard::Nonsense { number }) => self.nack(number)?,
                Some(Heard::Command(command)) => {
                    let is_answer = u32::from(command.id()) & ANSWER != 0;
                    if is_answer && command.sequence_number() == number {
                        return Ok(*command);
                    }
                    self.answer(&command)?;
                }
            }
        }
    }

    /// Answers what needs an answer; a message to us is nothing that a house can use.
    fn answer(&mut self, command: &Command) -> Result<(), Failure> {
        let number = command.sequence_number();
        match command.id() {
            CommandId::EnquireLink => self.write(&Command::new(
                CommandStatus::EsmeRok,
                number,
                Pdu::EnquireLinkResp,
            )),
            CommandId::DeliverSm => self.answer_message(number, true),
            CommandId::Unbind => {
                let farewell = Command::new(CommandStatus::EsmeRok, number, Pdu::UnbindResp);
                self.write(&farewell)?;
                Err(Failure::new(Cause::Later, "the SMSC ends the session"))
            }
            _ => Ok(()),
        }
    }

    fn answer_message(&mut self, number: u32, kept: bool) -> Result<(), Failure> {
        let status = if kept {
            CommandStatus::EsmeRok
        } else {
            CommandStatus::EsmeRxTAppn
        };
        self.write(&Command::new(status, number, DeliverSmResp::default()))
    }

    fn nack(&mut self, number: u32) -> Result<(), Failure> {
        let status = CommandStatus::EsmeRinvcmdlen;
        self.write(&Command::new(status, number, Pdu::GenericNack))
    }

    /// Says goodbye. What was taken over is taken over: whether the SMSC answers is no matter.
    fn unbind(mut self) {
        let _ = self.say(Pdu::Unbind);
    }

    /// What comes next; nothing if nothing comes until then.
    fn hear(&mut self, until: Instant) -> Result<Option<Heard>, Failure> {
        loop {
            if let Some(heard) = framed(&mut self.heard)? {
                return Ok(Some(heard));
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            let socket = self.stream.socket();
            socket
                .set_read_timeout(Some(left))
                .map_err(|error| lost(&error))?;
            let mut part = [0; 4096];
            match self.stream.read(&mut part) {
                Ok(0) => {
                    return Err(Failure::new(Cause::Unreachable, "the SMSC hung up"));
                }
                Ok(length) => {
                    let part = part.get(..length).unwrap_or_default();
                    self.heard.extend_from_slice(part);
                }
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::WouldBlock
                            | io::ErrorKind::TimedOut
                            | io::ErrorKind::Interrupted
                    ) => {}
                Err(error) => return Err(lost(&error)),
            }
        }
    }
}

/// Takes the first PDU off what was heard, once it is whole (3.2).
fn framed(heard: &mut BytesMut) -> Result<Option<Heard>, Failure> {
    let number_at = |at: usize| {
        let octets = heard.get(at..at + 4)?;
        octets.try_into().ok().map(u32::from_be_bytes)
    };
    let (Some(length), Some(number)) = (number_at(0), number_at(12)) else {
        return Ok(None);
    };
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    if !(HEAD..=PDU_MAX).contains(&length) {
        let words = format!("a PDU of {length} octets: is this SMPP?");
        return Err(Failure::new(Cause::Strange, words));
    }
    if heard.len() < length {
        return Ok(None);
    }
    let mut pdu = heard.split_to(length);
    pdu.advance(4);
    Ok(Some(match Command::decode(&mut pdu, length - 4) {
        Ok((command, _)) => Heard::Command(Box::new(command)),
        Err(_) => Heard::Nonsense { number },
    }))
}

/// Host, port and whether TLS protects it.
fn place(url: &str) -> Option<(String, u16, bool)> {
    let uri: Uri = url.trim().parse().ok()?;
    let tls = match uri.scheme_str()? {
        "smpp" => false,
        "smpps" => true,
        _ => return None,
    };
    let host = uri.host()?.trim_start_matches('[').trim_end_matches(']');
    let port = uri.port_u16().unwrap_or(PORT);
    (!host.is_empty() && port > 0 && uri.path().len() <= 1).then(|| (host.to_owned(), port, tls))
}

fn connect(gateway: &Gateway, until: Instant) -> Result<Stream, Failure> {
    let (host, port, tls) = place(&gateway.url)
        .ok_or_else(|| settings("an address as smpp://smsc.example.org:2775"))?;
    let unreachable = |error: io::Error| Failure::new(Cause::Unreachable, error);
    let addresses = (host.as_str(), port)
        .to_socket_addrs()
        .map_err(unreachable)?;
    let mut connected = Err(Failure::new(Cause::Unreachable, "the name has no address"));
    for address in addresses {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        match TcpStream::connect_timeout(&address, left) {
            Ok(socket) => {
                connected = Ok(socket);
                break;
            }
            Err(error) => connected = Err(lost(&error)),
        }
    }
    let socket = connected?;
    let patience = until.saturating_duration_since(Instant::now());
    let patience = Some(patience.max(Duration::from_millis(1)));
    socket.set_write_timeout(patience).map_err(unreachable)?;
    socket.set_read_timeout(patience).map_err(unreachable)?;
    socket.set_nodelay(true).map_err(unreachable)?;
    if !tls {
        return Ok(Stream::Plain(socket));
    }
    let mut roots = RootCertStore::empty();
    let _ = roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(settings)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(host).map_err(settings)?;
    let session = ClientConnection::new(Arc::new(config), name).map_err(settings)?;
    Ok(Stream::Tls(Box::new(StreamOwned::new(session, socket))))
}

fn lost(error: &io::Error) -> Failure {
    let cause = match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Cause::Silent,
        // rustls tells of certificates in this way.
        io::ErrorKind::InvalidData => Cause::Certificate,
        _ => Cause::Unreachable,
    };
    Failure::new(cause, error)
}

fn text<const MIN: usize, const MAX: usize>(text: &str) -> Result<COctetString<MIN, MAX>, Failure> {
    text.trim()
        .parse()
        .map_err(|_| settings(format!("{:?} does not fit", text.trim())))
}

fn bind_request(gateway: &Gateway, bind: Bind) -> Result<Pdu, Failure> {
    let system_id = text(&gateway.user)?;
    let password = text(&gateway.password)?;
    let system_type = text(&gateway.smpp.system_type)?;
    Ok(match bind {
        Bind::Transmitter => BindTransmitter {
            system_id,
            password,
            system_type,
            interface_version: InterfaceVersion::Smpp3_4,
            ..BindTransmitter::default()
        }
        .into(),
        Bind::Receiver => BindReceiver {
            system_id,
            password,
            system_type,
            interface_version: InterfaceVersion::Smpp3_4,
            ..BindReceiver::default()
        }
        .into(),
    })
}

/// The sender with the kind of address that it is: a number of several digits is an international one, a few digits are a
/// number of the network, anything else is a name.
fn source(gateway: &Gateway) -> (String, u8, u8) {
    let from = gateway.from.trim();
    let digits = from.strip_prefix('+').unwrap_or(from);
    let is_number = !digits.is_empty() && digits.bytes().all(|one| one.is_ascii_digit());
    let (address, looks) = match (is_number, digits.len()) {
        (true, 7..) => (digits, (1, 1)),
        (true, _) => (digits, (3, 0)),
        (false, 0) => ("", (0, 0)),
        (false, _) => (from, (5, 0)),
    };
    let (ton, npi) = gateway.smpp.source.unwrap_or(looks);
    (address.to_owned(), ton, npi)
}

/// A part of a message, the `number`th of `count` (4.4.1).
fn message(
    gateway: &Gateway,
    sms: &Sms,
    alphabet: Alphabet,
    part: &[u8],
    (number, count): (usize, usize),
    asks: bool,
) -> Result<Pdu, Failure> {
    let (from, ton, npi) = source(gateway);
    let mut octets = Vec::with_capacity(6 + part.len());
    if count > 1 {
        let (Ok(number), Ok(count)) = (u8::try_from(number), u8::try_from(count)) else {
            return Err(Failure::new(Cause::Refused, "the text is too long"));
        };
        // The same for every part and every attempt: a telephone joins them by it.
        let [.., name] = *sms.id.as_bytes();
        octets.extend([5, 0, 3, name, count, number]);
    }
    octets.extend_from_slice(part);
    // What the crate takes for the usual value of `esm_class` has a bit set that means something else.
    let class = if count > 1 { HAS_HEADER } else { 0 };
    let mut message = SubmitSm::default();
    message.source_addr_ton = Ton::from(ton);
    message.source_addr_npi = Npi::from(npi);
    message.source_addr = text(&from)?;
    message.dest_addr_ton = Ton::International;
    message.dest_addr_npi = Npi::Isdn;
    message.destination_addr = text(sms.to.digits())?;
    message.esm_class = EsmClass::from(class);
    message.registered_delivery = RegisteredDelivery::from(if asks { TELL } else { 0 });
    message.data_coding = match alphabet {
        Alphabet::Gsm => DataCoding::McSpecific,
        Alphabet::Ucs2 => DataCoding::Ucs2,
    };
    message.set_short_message(OctetString::from_vec(octets).map_err(settings)?);
    Ok(message.into())
}

/// What the answer to a bind means (5.1.3).
fn bind_refused(status: CommandStatus) -> Failure {
    use CommandStatus as S;
    let cause = match status {
        S::EsmeRbindfail | S::EsmeRinvpaswd | S::EsmeRinvsysid | S::EsmeRinvsystyp => Cause::Login,
        _ => Cause::Later,
    };
    Failure::new(cause, said(status))
}

/// What the answer to a message means (5.1.3).
fn taken(answer: &Command) -> Result<(), Failure> {
    use CommandStatus as S;
    let cause = match answer.status() {
        S::EsmeRok => return Ok(()),
        S::EsmeRsyserr | S::EsmeRmsgqful | S::EsmeRthrottled | S::EsmeRxTAppn => Cause::Later,
        S::EsmeRinvdstadr | S::EsmeRinvdstton | S::EsmeRinvdstnpi => Cause::Recipient,
        S::EsmeRinvsrcadr | S::EsmeRinvsrcton | S::EsmeRinvsrcnpi => Cause::Settings,
        _ => Cause::Refused,
    };
    Err(Failure::new(cause, said(answer.status())))
}

/// A status as its number and its name in the specification: `0x58 ESME_RTHROTTLED`.
fn said(status: CommandStatus) -> String {
    let name = format!("{status:?}").replacen("Esme", "ESME_", 1);
    format!("{:#04x} {}", u32::from(status), name.to_uppercase())
}

/// What a message to us says of one of ours: by the parameters of its own, else in the text that most SMSCs write
/// (appendix B). None if it is no receipt, or does not say of which.
fn receipt(message: &DeliverSm) -> Option<Receipt> {
    if u8::from(message.esm_class) & KIND != RECEIPT {
        return None;
    }
    let mut octets = message.short_message().as_ref().to_vec();
    let (mut reference, mut state) = (None, None);
    for tlv in message.tlvs() {
        match tlv.value() {
            Some(TlvValue::ReceiptedMessageId(name)) => reference = Some(name.as_str().to_owned()),
            Some(TlvValue::MessageState(known)) => {
                state = state_name(u8::from(*known)).map(str::to_owned);
            }
            Some(TlvValue::MessagePayload(text)) if octets.is_empty() => {
                octets = text.value.as_ref().to_vec();
            }
            _ => {}
        }
    }
    let text = String::from_utf8_lossy(&octets).into_owned();
    let told = |name: &str| {
        let pairs = text.split_whitespace();
        let mut pairs = pairs.filter_map(|word| word.split_once(':'));
        let pair = pairs.find(|(key, value)| key.eq_ignore_ascii_case(name) && !value.is_empty());
        pair.map(|(_, value)| value.to_owned())
    };
    let reference = reference.or_else(|| told("id"))?;
    let mut said = Vec::new();
    said.extend(
        state
            .or_else(|| told("stat"))
            .map(|state| ("stat".to_owned(), state)),
    );
    said.extend(told("err").map(|error| ("err".to_owned(), error)));
    Some(Receipt {
        reference,
        fate: report::fate(&said)?,
    })
}

/// A state as it is called (5.2.28).
fn state_name(state: u8) -> Option<&'static str> {
    Some(match state {
        1 => "ENROUTE",
        2 => "DELIVERED",
        3 => "EXPIRED",
        4 => "DELETED",
        5 => "UNDELIVERABLE",
        6 => "ACCEPTED",
        8 => "REJECTED",
        _ => return None,
    })
}

/// As which an SMSC may name the same message in a receipt: some answer a message in hexadecimal digits and tell of it in
/// decimal ones, or the other way round.
pub fn other_names(reference: &str) -> Vec<String> {
    let mut names = Vec::new();
    if let Ok(number) = reference.parse::<u64>() {
        names.extend([format!("{number:x}"), format!("{number:X}")]);
    }
    if let Ok(number) = u64::from_str_radix(reference, 16) {
        names.push(number.to_string());
    }
    names.retain(|name| name != reference);
    names.dedup();
    names
}

#[cfg(test)]
mod tests;
