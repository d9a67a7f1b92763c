//! The REST interface of RouterOS 7 (GATEWAYS 1.1): HTTP Basic at every request, no session.

use super::ask::{Answer, Ask, Heard, Row, Verb, refusal};
use crate::gateways::{
    Cause, Connection, Failure, Fingerprint, Result, Transport,
    http::{Client, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Map, Value};
use std::{
    fmt::Write as _,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};
use ureq::http::{Method, Request};

/// Requests at the same time: enough to hide the way there and back, few enough for a small board.
const AT_ONCE: usize = 4;

/// One router's REST.
pub(super) struct Rest {
    client: Client,
    authorization: Arc<str>,
}

impl Rest {
    pub(super) fn new(connection: &Connection) -> Result<Self> {
        let port = match connection.transport {
            Transport::Tls => 443,
            Transport::Plain => 80,
        };
        let login = format!("{}:{}", connection.user, connection.password.reveal());
        Ok(Self {
            client: Client::new(connection, port)?,
            authorization: format!("Basic {}", STANDARD.encode(login)).into(),
        })
    }

    pub(super) fn certificate(&self) -> Option<Fingerprint> {
        self.client.certificate()
    }

    pub(super) fn ask(&self, ask: &Ask) -> Result<Answer> {
        let response = self.client.send(self.request(ask)?)?;
        answer(&response)
    }

    /// Asks all, several at a time, and tells each answer as it comes. The first answer that says nobody else will do
    /// better ends it.
    pub(super) fn ask_all(&self, asks: &[Ask], heard: &mut Heard<'_>) -> Result<()> {
        let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
        let (tell, told) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..AT_ONCE.min(asks.len()) {
                let tell = tell.clone();
                let (next, stop) = (&next, &stop);
                let _ = scope.spawn(move || {
                    while !stop.load(Ordering::Acquire) {
                        let index = next.fetch_add(1, Ordering::AcqRel);
                        let Some(ask) = asks.get(index) else { break };
                        if tell.send((index, self.ask(ask))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(tell);
            let mut whole = Ok(());
            for (index, answered) in told {
                match answered {
                    Err(failure) if !failure.is_of_one() => {
                        stop.store(true, Ordering::Release);
                        whole = Err(failure);
                    }
                    answered => {
                        if !heard(index, answered) {
                            stop.store(true, Ordering::Release);
                        }
                    }
                }
            }
            whole
        })
    }

    fn request(&self, ask: &Ask) -> Result<Request<Vec<u8>>> {
        let mut path = format!("{}/rest{}", self.client.base(), ask.menu);
        let mut body = Map::new();
        for (name, value) in &ask.values {
            let _ = body.insert((*name).to_owned(), Value::from(value.as_str()));
        }
        let method = match ask.verb {
            Verb::Print if ask.query.is_empty() => Method::GET,
            Verb::Print => {
                let _ = body.insert(".query".to_owned(), Value::from(ask.query.clone()));
                path.push_str("/print");
                Method::POST
            }
            Verb::Add => Method::PUT,
            Verb::Set | Verb::Remove if ask.id.is_some() => {
                let id = ask.id.as_deref().unwrap_or_default();
                let _ = write!(path, "/{}", escaped(id));
                if ask.verb == Verb::Set {
                    Method::PATCH
                } else {
                    Method::DELETE
                }
            }
            verb => {
                if let Some(id) = &ask.id {
                    let _ = body.insert(".id".to_owned(), Value::from(id.as_str()));
                }
                let _ = write!(path, "/{}", verb.word());
                Method::POST
            }
        };
        let has_body = !matches!(method, Method::GET | Method::DELETE);
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("Authorization", &*self.authorization);
        if has_body {
            request = request.header("Content-Type", "application/json");
        }
        let body = if has_body {
            Value::Object(body).to_string().into_bytes()
        } else {
            Vec::new()
        };
        request
            .body(body)
            .map_err(|error| Failure::new(Cause::Settings, error))
    }
}

/// An id such as `*1A` within a path.
fn escaped(id: &str) -> String {
    let mut escaped = String::new();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

fn answer(response: &Response) -> Result<Answer> {
    let value: Option<Value> = serde_json::from_slice(&response.body).ok();
    if !(200..300).contains(&response.status) {
        let Some(Value::Object(said)) = value else {
            return Err(no_router(response));
        };
        let text = |name| said.get(name).and_then(Value::as_str).unwrap_or_default();
        let detail = format!("{} {}", text("message"), text("detail"));
        return Err(refusal(Some(response.status), &detail));
    }
    match value {
        None if response.body.is_empty() => Ok(Answer::default()),
        Some(Value::Array(rows)) => Ok(Answer {
            rows: rows.into_iter().filter_map(row).collect(),
            ret: None,
        }),
        Some(one @ Value::Object(_)) => {
            let row = row(one).unwrap_or_default();
            let ret = row.get(".id").or(row.get("ret")).cloned();
            Ok(Answer {
                rows: vec![row],
                ret,
            })
        }
        _ => Err(no_router(response)),
    }
}

/// Whoever answers with something else than JSON: version 6, or another program.
fn no_router(response: &Response) -> Failure {
    let text = response.text();
    let cause = match response.status {
        401 => Cause::Login,
        // RouterOS 6 has the page of its web interface and no REST.
        _ if text.contains("RouterOS") => Cause::TooOld,
        404 => Cause::TooOld,
        500..=599 => Cause::Busy,
        // Half of an answer.
        _ if matches!(text.trim_start().chars().next(), Some('{' | '[')) => Cause::Silent,
        _ => Cause::WrongProduct,
    };
    Failure::new(cause, format!("HTTP {}", response.status))
}

fn row(value: Value) -> Option<Row> {
    let Value::Object(values) = value else {
        return None;
    };
    let text = |value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    Some(
        values
            .into_iter()
            .map(|(name, value)| (name, text(value)))
            .collect(),
    )
}
