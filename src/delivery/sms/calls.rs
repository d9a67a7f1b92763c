//! The place where gateways call. As little of HTTP/1.1 (RFC 9112) as they need: one request on a connection, a body
//! with a length, an answer without one.

use std::{
    io::{self, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

/// Octets of a request's head at most, and of its body.
const PART_MAX: usize = 16 * 1024;
/// Headers of a request at most.
const HEADERS_MAX: usize = 64;
/// How long a caller may take, over all: gateways need milliseconds, and nobody else is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// Callers at once; more are turned away.
const CALLERS: usize = 32;
/// How often it is looked whether somebody calls, or it is over.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// What a gateway calls with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Call {
    /// The parts of the path.
    pub path: Vec<String>,
    /// Names and values, of the query and of the body (a form, or an object of JSON).
    pub said: Vec<(String, String)>,
}

/// What is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// It was taken.
    Taken,
    /// It cannot be understood.
    Wrong,
    /// Nothing is known of it; or the caller is not to know more.
    Nothing,
    /// It is too large.
    TooLarge,
    /// Not now: call again.
    Later,
}

impl Reply {
    /// Status line (RFC 9110, 15).
    fn line(self) -> &'static str {
        match self {
            Self::Taken => "204 No Content",
            Self::Wrong => "400 Bad Request",
            Self::Nothing => "404 Not Found",
            Self::TooLarge => "413 Content Too Large",
            Self::Later => "503 Service Unavailable",
        }
    }
}

/// Takes calls until it is over.
pub fn serve(
    listener: &TcpListener,
    is_over: &(dyn Fn() -> bool + Sync),
    answer: &(dyn Fn(&Call) -> Reply + Sync),
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let callers = AtomicUsize::new(0);
    thread::scope(|scope| {
        while !is_over() {
            let Ok((stream, _)) = listener.accept() else {
                // Nobody calls, or the system has no room for one more: both are looked at again in a moment.
                thread::sleep(LOOK_EVERY);
                continue;
            };
            if callers.fetch_add(1, Ordering::Relaxed) >= CALLERS {
                let _ = callers.fetch_sub(1, Ordering::Relaxed);
                continue;
            }
            let callers = &callers;
            let begun = thread::Builder::new()
                .name("report".to_owned())
                .spawn_scoped(scope, move || {
                    if let Err(error) = talk(stream, answer) {
                        tracing::debug!(%error, "a caller left");
                    }
                    let _ = callers.fetch_sub(1, Ordering::Relaxed);
                });
            if begun.is_err() {
                let _ = callers.fetch_sub(1, Ordering::Relaxed);
            }
        }
        Ok(())
    })
}

fn talk(mut stream: TcpStream, answer: &(dyn Fn(&Call) -> Reply + Sync)) -> io::Result<()> {
    stream.set_nonblocking(false)?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let reply = match read(&mut stream)? {
        Ok(call) => answer(&call),
        Err(reply) => reply,
    };
    let line = reply.line();
    stream.write_all(
        format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").as_bytes(),
    )?;
    stream.flush()
}

/// A request, or what is to be answered to something else.
fn read(stream: &mut TcpStream) -> io::Result<Result<Call, Reply>> {
    let until = Instant::now() + PATIENCE;
    let mut octets = Vec::new();
    loop {
        match head(&octets) {
            Ok(Some((call, body, length))) => {
                if length > PART_MAX {
                    return Ok(Err(Reply::TooLarge));
                }
                while octets.len() < body + length {
                    more(stream, &mut octets, until)?;
                }
                let body = octets.get(body..body + length).unwrap_or_default();
                return Ok(Ok(with_body(call, body)));
            }
            Ok(None) if octets.len() > PART_MAX => return Ok(Err(Reply::TooLarge)),
            Ok(None) => more(stream, &mut octets, until)?,
            Err(reply) => return Ok(Err(reply)),
        }
    }
}

fn more(stream: &mut TcpStream, octets: &mut Vec<u8>, until: Instant) -> io::Result<()> {
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(io::ErrorKind::TimedOut.into());
    }
    stream.set_read_timeout(Some(left))?;
    let mut part = [0; 4096];
    match stream.read(&mut part)? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        length => {
            octets.extend_from_slice(part.get(..length).unwrap_or_default());
            Ok(())
        }
    }
}

/// The head of a request: what its target says, where its body begins, and how long that is. Nothing while octets lack.
fn head(octets: &[u8]) -> Result<Option<(Call, usize, usize)>, Reply> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut request = httparse::Request::new(&mut headers);
    let body = match request.parse(octets) {
        Ok(httparse::Status::Complete(body)) => body,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(_) => return Err(Reply::Wrong),
    };
    if !matches!(request.method, Some("GET" | "POST")) {
        return Err(Reply::Wrong);
    }
    let header = |name: &str| {
        let found = request.headers.iter();
        found
            .filter(|header| header.name.eq_ignore_ascii_case(name))
            .map(|header| String::from_utf8_lossy(header.value).trim().to_owned())
            .next()
    };
    if header("Transfer-Encoding").is_some() {
        // No gateway is known that sends its few octets in pieces.
        return Err(Reply::Wrong);
    }
    let length = match header("Content-Length") {
        Some(text) => text.parse().map_err(|_| Reply::Wrong)?,
        None => 0,
    };
    let target = request.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let call = Call {
        path: path
            .split('/')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect(),
        said: pairs(query.as_bytes()),
    };
    Ok(Some((call, body, length)))
}

fn pairs(form: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(form).into_owned().collect()
}

/// What the body says, too: a form, or an object whose values are no further objects.
fn with_body(mut call: Call, body: &[u8]) -> Call {
    match serde_json::from_slice(body) {
        Ok(serde_json::Value::Object(object)) => {
            call.said.extend(object.into_iter().map(|(name, value)| {
                let text = match value {
                    serde_json::Value::String(text) => text,
                    other => other.to_string(),
                };
                (name, text)
            }));
        }
        _ => call.said.extend(pairs(body)),
    }
    call
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use std::sync::{Mutex, atomic::AtomicBool};

    /// What is answered to these octets, and what was heard.
    fn call(octets: &[u8]) -> (String, Vec<Call>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (over, heard) = (AtomicBool::new(false), Mutex::new(Vec::new()));
        let answered = thread::scope(|scope| {
            let server = scope.spawn(|| {
                serve(&listener, &|| over.load(Ordering::Relaxed), &|call| {
                    heard.lock().unwrap().push(call.clone());
                    Reply::Taken
                })
            });
            let mut stream = TcpStream::connect(address).unwrap();
            // In two pieces, as a network may have it.
            let (one, other) = octets.split_at(octets.len() / 2);
            stream.write_all(one).unwrap();
            thread::sleep(Duration::from_millis(20));
            // Where it was refused by its head, nobody reads the rest.
            let _ = stream.write_all(other);
            let _ = stream.shutdown(std::net::Shutdown::Write);
            let mut said = String::new();
            let _ = stream.read_to_string(&mut said);
            over.store(true, Ordering::Relaxed);
            server.join().unwrap().unwrap();
            said
        });
        (answered, heard.into_inner().unwrap())
    }

    #[test]
    fn calls_as_gateways_make_them() {
        let check = |octets: &str, path: &[&str], said: &[(&str, &str)]| {
            let (answered, heard) = call(octets.as_bytes());
            assert!(
                answered.starts_with("HTTP/1.1 204 "),
                "{octets}: {answered}"
            );
            let own = |text: &&str| (*text).to_owned();
            let expected = Call {
                path: path.iter().map(own).collect(),
                said: said.iter().map(|(a, b)| (own(a), own(b))).collect(),
            };
            assert_eq!(heard, [expected], "{octets}");
        };
        check(
            "GET /sms/T/ID?status=1 HTTP/1.1\r\nHost: desk\r\nConnection: keep-alive\r\n\r\n",
            &["sms", "T", "ID"],
            &[("status", "1")],
        );
        check(
            "POST /sms/T/ID HTTP/1.1\r\ncontent-type: application/x-www-form-urlencoded\r\nContent-Length: 36\r\n\r\nMessageStatus=delivered&To=%2B346001",
            &["sms", "T", "ID"],
            &[("MessageStatus", "delivered"), ("To", "+346001")],
        );
        check(
            "POST /sms/T/ HTTP/1.1\r\nContent-Length: 41\r\n\r\n{\"status\":\"failed\",\"err-code\":6,\"a\":null}",
            &["sms", "T"],
            &[("a", "null"), ("err-code", "6"), ("status", "failed")],
        );
    }

    #[test]
    fn what_is_no_call_is_told_so_and_heard_by_nobody() {
        let check = |octets: &[u8], status: &str| {
            let (answered, heard) = call(octets);
            assert!(
                answered.starts_with(&format!("HTTP/1.1 {status}")),
                "{answered}"
            );
            assert!(heard.is_empty());
        };
        check(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\x0a", "400");
        check(b"BREW /sms HTTP/1.1\r\n\r\n", "400");
        check(b"POST /sms HTTP/1.1\r\nContent-Length: many\r\n\r\n", "400");
        check(
            b"POST /sms HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "400",
        );
        check(
            b"POST /sms HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n",
            "413",
        );
        // Less than was promised: nothing is answered, and nothing is taken.
        let (answered, heard) = call(b"POST /sms HTTP/1.1\r\nContent-Length: 50\r\n\r\nstatus=1");
        assert_eq!((answered.as_str(), heard.len()), ("", 0));
    }
}
