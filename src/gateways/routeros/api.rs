//! The binary API (GATEWAYS 1.2): sentences of length-prefixed words, many on their way at the same time.

use super::ask::{Answer, Ask, Heard, Row, Verb, refusal};
use crate::gateways::{Cause, Connection, Failure, Fingerprint, Result, Transport, tls::Pin};
use md5::Digest as _;
use rustls::{ClientConnection, StreamOwned};
use std::{
    collections::HashMap,
    fmt::Write as _,
    io::{self, BufReader, Read, Write},
    net::{TcpStream, ToSocketAddrs as _},
    sync::Arc,
};

/// Sentences on their way at the same time: their words fit into the buffers of both sides, so that neither waits for the
/// other to read.
const AT_ONCE: usize = 64;

/// Longest word that is taken: ten times what a whole script needs.
const WORD_MAX: usize = 1 << 20;

/// One router's API. Connects when it is first asked, and again after the line broke.
pub(super) struct Api {
    connection: Connection,
    pin: Arc<Pin>,
    line: Option<Line>,
}

trait Stream: Read + Write + Send {}
impl<T: Read + Write + Send> Stream for T {}

struct Line {
    wire: BufReader<Box<dyn Stream>>,
    next_tag: u64,
}

impl Api {
    pub(super) fn new(connection: &Connection) -> Self {
        Self {
            pin: Pin::new(connection.fingerprint),
            connection: connection.clone(),
            line: None,
        }
    }

    pub(super) fn certificate(&self) -> Option<Fingerprint> {
        self.pin.shown()
    }

    pub(super) fn ask(&mut self, ask: &Ask) -> Result<Answer> {
        let mut answer = None;
        self.ask_all(std::slice::from_ref(ask), &mut |_, answered| {
            answer = Some(answered);
            true
        })?;
        answer.unwrap_or_else(|| Err(Failure::new(Cause::Silent, "")))
    }

    /// Asks all, many at a time, in their order; tells each answer as it comes.
    pub(super) fn ask_all(&mut self, asks: &[Ask], heard: &mut Heard<'_>) -> Result<()> {
        if self.line.is_none() {
            self.line = Some(self.log_in()?);
        }
        let Some(line) = &mut self.line else {
            return Err(Failure::new(Cause::Unreachable, ""));
        };
        let done = line.ask_all(asks, heard);
        if let Err(failure) = done {
            self.line = None;
            return Err(self.pin.refused().unwrap_or(failure));
        }
        Ok(())
    }

    fn log_in(&self) -> Result<Line> {
        let mut line = self.connect()?;
        let logged_in = line.log_in(&self.connection.user, self.connection.password.reveal());
        logged_in.map_err(|failure| self.pin.refused().unwrap_or(failure))?;
        Ok(line)
    }

    fn connect(&self) -> Result<Line> {
        let connection = &self.connection;
        let port = connection.port.unwrap_or(match connection.transport {
            Transport::Tls => 8729,
            Transport::Plain => 8728,
        });
        let host = connection.host.trim().trim_matches(['[', ']']);
        let unreachable = |error: io::Error| Failure::new(Cause::Unreachable, error);
        let mut last = Failure::new(Cause::Unreachable, "no such name");
        for address in (host, port).to_socket_addrs().map_err(unreachable)? {
            let tcp = match TcpStream::connect_timeout(&address, connection.patience) {
                Ok(tcp) => tcp,
                Err(error) => {
                    last = unreachable(error);
                    continue;
                }
            };
            let patience = Some(connection.patience);
            tcp.set_nodelay(true)
                .and_then(|()| tcp.set_read_timeout(patience))
                .and_then(|()| tcp.set_write_timeout(patience))
                .map_err(unreachable)?;
            let stream: Box<dyn Stream> = match connection.transport {
                Transport::Plain => Box::new(tcp),
                Transport::Tls => Box::new(self.encrypted(tcp)?),
            };
            return Ok(Line {
                wire: BufReader::with_capacity(16 * 1024, stream),
                next_tag: 1,
            });
        }
        Err(last)
    }

    fn encrypted(&self, mut tcp: TcpStream) -> Result<StreamOwned<ClientConnection, TcpStream>> {
        let name = Pin::name_of(&self.connection.host);
        let no_tls = |error: &dyn std::fmt::Display| Failure::new(Cause::NoTls, error);
        let mut session =
            ClientConnection::new(self.pin.config()?, name).map_err(|error| no_tls(&error))?;
        let _ = session.complete_io(&mut tcp).map_err(|error| {
            let refused = self.pin.refused();
            refused.unwrap_or_else(|| match error.kind() {
                io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => broken(&error),
                // Without a certificate the router speaks anonymous Diffie-Hellman, which nobody should.
                _ => no_tls(&error),
            })
        })?;
        Ok(StreamOwned::new(session, tcp))
    }
}

fn broken(error: &io::Error) -> Failure {
    let cause = match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Cause::Silent,
        _ => Cause::Unreachable,
    };
    Failure::new(cause, error)
}

/// One reply sentence.
#[derive(Debug, Default)]
struct Reply {
    kind: String,
    tag: Option<u64>,
    row: Row,
}

impl Line {
    /// Logs in as routers from 6.43 on want it, and as older ones do when they answer with a challenge.
    fn log_in(&mut self, user: &str, password: &str) -> Result<()> {
        let first = [
            "/login".to_owned(),
            format!("=name={user}"),
            format!("=password={password}"),
        ];
        let Some(challenge) = self.one(&first)?.remove("ret") else {
            return Ok(());
        };
        let challenge = octets(&challenge)
            .ok_or_else(|| Failure::new(Cause::WrongProduct, "a challenge that is none"))?;
        let mut proof = md5::Md5::new();
        proof.update([0]);
        proof.update(password.as_bytes());
        proof.update(challenge);
        let mut response = String::from("00");
        for byte in proof.finalize() {
            let _ = write!(response, "{byte:02x}");
        }
        let second = [
            "/login".to_owned(),
            format!("=name={user}"),
            format!("=response={response}"),
        ];
        self.one(&second).map(|_| ())
    }

    /// Says one sentence; gives the attributes of its `!done`.
    fn one(&mut self, words: &[String]) -> Result<Row> {
        self.say(words)?;
        self.flush()?;
        let mut trap = None;
        loop {
            let reply = self.hear()?;
            match reply.kind.as_str() {
                "!trap" => trap = Some(refusal(None, &message(&reply.row))),
                "!fatal" => return Err(fatal(&reply)),
                "!done" => return trap.map_or(Ok(reply.row), Err),
                _ => {}
            }
        }
    }

    fn ask_all(&mut self, asks: &[Ask], heard: &mut Heard<'_>) -> Result<()> {
        let mut open: HashMap<u64, (usize, Answer, Option<Failure>)> = HashMap::new();
        let (mut asked, mut goes_on) = (0, true);
        loop {
            while goes_on && open.len() < AT_ONCE {
                let Some(ask) = asks.get(asked) else { break };
                let tag = self.next_tag;
                self.next_tag += 1;
                self.say(&words(ask, tag))?;
                let _ = open.insert(tag, (asked, Answer::default(), None));
                asked += 1;
            }
            self.flush()?;
            if open.is_empty() {
                return Ok(());
            }
            let reply = self.hear()?;
            if reply.kind == "!fatal" {
                return Err(fatal(&reply));
            }
            let Some(tag) = reply.tag else { continue };
            let Some((_, answer, trap)) = open.get_mut(&tag) else {
                continue;
            };
            match reply.kind.as_str() {
                "!re" => answer.rows.push(reply.row),
                "!trap" => *trap = Some(refusal(None, &message(&reply.row))),
                "!done" => {
                    answer.ret = reply.row.get("ret").cloned();
                    let Some((index, answer, trap)) = open.remove(&tag) else {
                        continue;
                    };
                    match trap {
                        Some(failure) if !failure.is_of_one() => return Err(failure),
                        Some(failure) => goes_on &= heard(index, Err(failure)),
                        None => goes_on &= heard(index, Ok(answer)),
                    }
                }
                _ => {}
            }
        }
    }

    fn say(&mut self, words: &[String]) -> Result<()> {
        let mut sentence = Vec::with_capacity(256);
        for word in words {
            put_length(&mut sentence, word.len());
            sentence.extend_from_slice(word.as_bytes());
        }
        sentence.push(0);
        self.wire
            .get_mut()
            .write_all(&sentence)
            .map_err(|error| broken(&error))
    }

    fn flush(&mut self) -> Result<()> {
        self.wire.get_mut().flush().map_err(|error| broken(&error))
    }

    fn hear(&mut self) -> Result<Reply> {
        let mut reply = Reply::default();
        loop {
            let word = word(&mut self.wire)?;
            if word.is_empty() {
                if reply.kind.is_empty() {
                    continue;
                }
                return Ok(reply);
            }
            if reply.kind.is_empty() {
                if !word.starts_with('!') {
                    return Err(Failure::new(Cause::WrongProduct, ""));
                }
                reply.kind = word;
            } else if let Some(tag) = word.strip_prefix(".tag=") {
                reply.tag = tag.parse().ok();
            } else if let Some((name, value)) =
                word.strip_prefix('=').and_then(|word| word.split_once('='))
            {
                let _ = reply.row.insert(name.to_owned(), value.to_owned());
            } else {
                let _ = reply.row.insert("message".to_owned(), word);
            }
        }
    }
}

fn message(row: &Row) -> String {
    row.get("message").cloned().unwrap_or_default()
}

fn fatal(reply: &Reply) -> Failure {
    Failure::new(Cause::Unreachable, message(&reply.row))
}

/// The sentence of a request.
fn words(ask: &Ask, tag: u64) -> Vec<String> {
    let mut words = vec![format!("{}/{}", ask.menu, ask.verb.word())];
    if let Some(id) = &ask.id {
        words.push(format!("=.id={id}"));
    }
    words.extend(
        ask.values
            .iter()
            .map(|(name, value)| format!("={name}={value}")),
    );
    if ask.verb == Verb::Print {
        words.extend(ask.query.iter().map(|word| format!("?{word}")));
    }
    words.push(format!(".tag={tag}"));
    words
}

/// The length of a word, in front of it.
fn put_length(into: &mut Vec<u8>, length: usize) {
    let length = u32::try_from(length).unwrap_or(u32::MAX);
    let [a, b, c, d] = length.to_be_bytes();
    match length {
        0..=0x7F => into.push(d),
        0x80..=0x3FFF => into.extend([c | 0x80, d]),
        0x4000..=0x1F_FFFF => into.extend([b | 0xC0, c, d]),
        0x20_0000..=0x0FFF_FFFF => into.extend([a | 0xE0, b, c, d]),
        _ => into.extend([0xF0, a, b, c, d]),
    }
}

fn get_length(from: &mut impl Read) -> Result<usize> {
    let mut octet = || -> Result<usize> {
        let mut one = [0];
        from.read_exact(&mut one).map_err(|error| broken(&error))?;
        Ok(usize::from(u8::from_be_bytes(one)))
    };
    let first = octet()?;
    let (mut length, more) = match first {
        0..=0x7F => (first, 0),
        0x80..=0xBF => (first & 0x3F, 1),
        0xC0..=0xDF => (first & 0x1F, 2),
        0xE0..=0xEF => (first & 0x0F, 3),
        0xF0..=0xF7 => (0, 4),
        // Reserved: whoever speaks so speaks another protocol.
        _ => return Err(Failure::new(Cause::WrongProduct, "")),
    };
    for _ in 0..more {
        length = length << 8 | octet()?;
    }
    if length > WORD_MAX {
        return Err(Failure::new(Cause::WrongProduct, "a word without end"));
    }
    Ok(length)
}

fn word(from: &mut impl Read) -> Result<String> {
    let mut octets = vec![0; get_length(from)?];
    from.read_exact(&mut octets)
        .map_err(|error| broken(&error))?;
    Ok(String::from_utf8_lossy(&octets).into_owned())
}

fn octets(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes().chunks(2);
    digits
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lengths() {
        // GATEWAYS 1.2.
        let table: [(usize, &[u8]); 8] = [
            (0, &[0]),
            (0x7F, &[0x7F]),
            (0x80, &[0x80, 0x80]),
            (0x3FFF, &[0xBF, 0xFF]),
            (0x4000, &[0xC0, 0x40, 0x00]),
            (0x1F_FFFF, &[0xDF, 0xFF, 0xFF]),
            (0x20_0000, &[0xE0, 0x20, 0x00, 0x00]),
            (0x1000_0000, &[0xF0, 0x10, 0x00, 0x00, 0x00]),
        ];
        for (length, expected) in table {
            let mut octets = Vec::new();
            put_length(&mut octets, length);
            assert_eq!(octets, expected, "{length:#x}");
            let read = get_length(&mut octets.as_slice());
            assert_eq!(
                read.ok(),
                (length <= WORD_MAX).then_some(length),
                "{length:#x}"
            );
        }
        assert!(get_length(&mut [0xF8].as_slice()).is_err());
        assert!(get_length(&mut [0x80].as_slice()).is_err(), "cut off");
    }

    proptest! {
        #[test]
        fn whatever_comes_is_a_word_or_an_error(octets: Vec<u8>) {
            let mut rest = octets.as_slice();
            while word(&mut rest).is_ok() {}
        }
    }
}
