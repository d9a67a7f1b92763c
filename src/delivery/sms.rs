//! SMS: a message handed to a gateway by HTTP, or to an SMSC by SMPP. What the request looks like is told by the settings of
//! the gateway, so that any of them can be used; [`preset`] knows the common ones.

pub mod calls;
pub mod preset;
pub mod report;
pub mod smpp;

use super::{Cause, Failure};
use crate::domain::{
    gsm::{self, Alphabet},
    phone::PhoneNumber,
    template::{self, TemplateError},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{fmt, time::Duration};
use ureq::{
    Agent,
    http::{Request, Response},
    tls::{Certificate, RootCerts, TlsConfig},
};
use uuid::Uuid;

/// How the request is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Everything stands in the address.
    Get,
    /// With a body as a form sends it.
    #[default]
    PostForm,
    /// With a body in JSON.
    PostJson,
    /// Not by HTTP at all: SMPP, to `smpp://` or `smpps://`.
    Smpp,
}

/// What an SMSC wants to know besides account and sender.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Smpp {
    /// What kind of address the sender is: type of number and numbering plan (SMPP 3.4, 5.2.5 and 5.2.6). None = as it
    /// looks.
    pub source: Option<(u8, u8)>,
    /// What kind of system we are (5.2.3), where the SMSC asks for it; at most 12 characters.
    pub system_type: String,
    /// It is asked what became of each message, and somebody stays bound to hear it.
    pub receipts: bool,
}

impl Smpp {
    /// The kind of a sender as people write it: `5/0`; nothing written = as it looks. None if it is neither.
    pub fn source_of(text: &str) -> Option<Option<(u8, u8)>> {
        if text.trim().is_empty() {
            return Some(None);
        }
        let (ton, npi) = text.split_once('/')?;
        Some(Some((ton.trim().parse().ok()?, npi.trim().parse().ok()?)))
    }
}

/// A gateway: how it is asked, and how its answer is read. In address, headers and body stand the names of
/// [`PLACEHOLDERS`] in braces.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Gateway {
    /// How the request is made.
    pub method: Method,
    /// Address, `http://` or `https://`.
    pub url: String,
    /// Names and values of headers.
    pub headers: Vec<(String, String)>,
    /// The body; unused with [`Method::Get`].
    pub body: String,
    /// Account at the gateway: `{user}`.
    pub user: String,
    /// Its password, key or token: `{password}`.
    pub password: String,
    /// Who the message is from: `{from}`. A number, or up to 11 letters and digits.
    pub from: String,
    /// How its answer is read.
    pub answer: Answer,
    /// Where the gateway can be asked what became of a message.
    pub report: Option<Report>,
    /// With [`Method::Smpp`] alone.
    #[serde(default)]
    pub smpp: Smpp,
}

/// How a gateway's answer is read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Answer {
    /// The status of an accepted message; none = any from 200 to 299.
    pub status: Option<u16>,
    /// Where the answer (JSON) says what became of the message, as a pointer (RFC 6901) in which `*` is each element.
    /// Empty: the status says it all, or `taken` is looked for in the text.
    pub path: String,
    /// What stands there when the message was taken.
    pub taken: Vec<String>,
    /// What stands there when the gateway is busy.
    pub later: Vec<String>,
    /// What stands there when user or password are wrong.
    pub login: Vec<String>,
    /// Where the answer has the gateway's own name of the message, as a pointer; may be empty.
    pub reference: String,
}

/// Where the gateway can be asked what became of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    /// Address with `{reference}` in it; asked with the same headers.
    pub url: String,
    /// Where the answer has the state, as a pointer.
    pub path: String,
    /// States of a message that has arrived.
    pub arrived: Vec<String>,
    /// States of a message that will not arrive.
    pub failed: Vec<String>,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sms {
    /// Names it for ever; gateways that take a reference of the client's know a repetition by it.
    pub id: Uuid,
    /// The recipient.
    pub to: PhoneNumber,
    /// What it says.
    pub text: String,
    /// Where the gateway is to call when it knows what became of it: `{report}`.
    pub report: Option<String>,
}

/// What a gateway said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// In its own words.
    pub answer: String,
    /// Its own name of the message.
    pub reference: Option<String>,
}

/// What became of a message that a gateway has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is on its way.
    UnderWay,
    /// The telephone has it.
    Arrived,
    /// It will not arrive; the gateway's word for why.
    Failed(String),
}

/// What can stand in address, headers and body: the number with and without its plus, the text, the sender, our own name
/// of the message, account and password (also joined for `Authorization: Basic`), whether the text needs UCS-2: as
/// `0` or `2`, and as `text` or `unicode`; and where the gateway is to call with a report.
pub const PLACEHOLDERS: [&str; 11] = [
    "to", "digits", "text", "from", "id", "user", "password", "basic", "coding", "type", "report",
];

/// How much of an answer is read: gateways answer in a line or two.
const ANSWER_MAX: u64 = 64 * 1024;

impl fmt::Debug for Gateway {
    /// Without what opens the account, wherever somebody wrote it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gateway")
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}

impl Gateway {
    /// Whether address, headers and body have only names that can be filled in.
    pub fn check(&self) -> Result<(), TemplateError> {
        let headers = self.headers.iter().map(|(_, value)| value);
        for text in [&self.url, &self.body].into_iter().chain(headers) {
            template::check(text, &PLACEHOLDERS)?;
        }
        Ok(())
    }
}

impl Gateway {
    /// The same, asking for a report by what its preset needs for that, unless its own address or body do so already.
    /// Nobody can be asked by what only follows JSON.
    #[must_use]
    pub fn asking(mut self, how: &str) -> Self {
        let asks = self.url.contains("{report}") || self.body.contains("{report}");
        match self.method {
            _ if asks => {}
            Method::Get => self.url.push_str(how),
            Method::PostForm => self.body.push_str(how),
            Method::PostJson | Method::Smpp => {}
        }
        self
    }
}

/// Hands a message to a gateway. Waits as long as `patience`: on a thread of its own, please.
pub fn send(gateway: &Gateway, sms: &Sms, patience: Duration) -> Result<Taken, Failure> {
    if gateway.method == Method::Smpp {
        return smpp::send(gateway, sms, patience);
    }
    let request = request(gateway, sms)?;
    let response = ask(request, patience)?;
    let body = match response.body {
        Ok(body) => body,
        // It has taken the message, as far as it said: not to be sent, and paid, once more by itself.
        Err(failure) if (200..300).contains(&response.status) => {
            return Err(Failure::new(Cause::HalfTaken, failure));
        }
        Err(failure) => return Err(failure),
    };
    read_answer(&gateway.answer, response.status, &body)
}

/// Asks a gateway what became of a message.
pub fn fate(
    gateway: &Gateway,
    report: &Report,
    reference: &str,
    patience: Duration,
) -> Result<Fate, Failure> {
    let url = template::fill(&report.url, |name| match name {
        "reference" => Some(percent(reference)),
        _ => value(gateway, None, name).map(|value| percent(&value)),
    });
    let mut builder = Request::get(url.map_err(settings)?);
    for (name, text) in &gateway.headers {
        let text = template::fill(text, |name| value(gateway, None, name));
        builder = builder.header(name, one_line(&text.map_err(settings)?));
    }
    let response = ask(builder.body(String::new()).map_err(settings)?, patience)?;
    let body = response.body?;
    if !(200..300).contains(&response.status) {
        return Err(refusal(response.status, &body));
    }
    let said = said_at(&body, &report.path)?;
    let state = said.first().cloned().unwrap_or_default();
    Ok(if report.arrived.contains(&state) {
        Fate::Arrived
    } else if report.failed.contains(&state) {
        Fate::Failed(state)
    } else {
        Fate::UnderWay
    })
}

/// What a name stands for. Without a message, those that belong to one stand for nothing.
fn value(gateway: &Gateway, sms: Option<&Sms>, name: &str) -> Option<String> {
    use base64::Engine as _;
    let unicode = |sms: &Sms| gsm::size(&sms.text).alphabet == Alphabet::Ucs2;
    match name {
        "user" => Some(gateway.user.clone()),
        "password" => Some(gateway.password.clone()),
        "basic" => {
            let both = format!("{}:{}", gateway.user, gateway.password);
            Some(base64::engine::general_purpose::STANDARD.encode(both))
        }
        "from" => Some(gateway.from.clone()),
        "to" => sms.map(|sms| sms.to.to_string()),
        "digits" => sms.map(|sms| sms.to.digits().to_owned()),
        "text" => sms.map(|sms| sms.text.clone()),
        "id" => sms.map(|sms| sms.id.to_string()),
        "report" => sms.map(|sms| sms.report.clone().unwrap_or_default()),
        "coding" => sms.map(|sms| if unicode(sms) { "2" } else { "0" }.to_owned()),
        "type" => sms.map(|sms| if unicode(sms) { "unicode" } else { "text" }.to_owned()),
        _ => None,
    }
}

/// The request. What is filled in is encoded for the place where it stands, so that no text and no password can change
/// what the request asks.
fn request(gateway: &Gateway, sms: &Sms) -> Result<Request<String>, Failure> {
    let fill = |template: &str, encode: fn(&str) -> String| {
        template::fill(template, |name| {
            value(gateway, Some(sms), name).map(|value| encode(&value))
        })
        .map_err(settings)
    };
    let url = fill(gateway.url.trim(), percent)?;
    let mut builder = match gateway.method {
        Method::Get => Request::get(url),
        Method::PostForm => {
            Request::post(url).header("Content-Type", "application/x-www-form-urlencoded")
        }
        Method::PostJson => Request::post(url).header("Content-Type", "application/json"),
        Method::Smpp => return Err(settings("SMPP knows no requests of HTTP")),
    };
    for (name, text) in &gateway.headers {
        builder = builder.header(name.trim(), fill(text, one_line)?);
    }
    let body = match gateway.method {
        Method::Get | Method::Smpp => String::new(),
        Method::PostForm => fill(&gateway.body, percent)?,
        Method::PostJson => fill(&gateway.body, json_text)?,
    };
    builder.body(body).map_err(settings)
}

fn settings(error: impl fmt::Display) -> Failure {
    Failure::new(Cause::Settings, error)
}

/// As it stands in an address or a form: everything but letters, digits and `-._~` (RFC 3986, 2.3).
fn percent(text: &str) -> String {
    text.bytes()
        .map(|octet| match octet {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(octet).to_string()
            }
            _ => format!("%{octet:02X}"),
        })
        .collect()
}

/// As it stands between the quotes of JSON.
fn json_text(text: &str) -> String {
    let quoted = Value::from(text).to_string();
    quoted
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
        .unwrap_or_default()
        .to_owned()
}

/// A header is one line.
fn one_line(text: &str) -> String {
    text.replace(|one: char| one.is_control(), " ")
}

struct Said {
    status: u16,
    /// Or why it broke off.
    body: Result<String, Failure>,
}

fn ask(request: Request<String>, patience: Duration) -> Result<Said, Failure> {
    let roots = rustls_native_certs::load_native_certs().certs;
    let roots: Vec<_> = roots
        .iter()
        .map(|certificate| Certificate::from_der(certificate).to_owned())
        .collect();
    let config = Agent::config_builder()
        .timeout_global(Some(patience))
        // Wherever it would lead, our account would go with us.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .tls_config(
            TlsConfig::builder()
                .root_certs(RootCerts::new_with_certs(&roots))
                .build(),
        )
        .build();
    let agent = Agent::new_with_config(config);
    let mut response: Response<ureq::Body> = agent
        .run(request)
        .map_err(|error| super::http::failure(&error))?;
    let status = response.status().as_u16();
    let body = response
        .body_mut()
        .with_config()
        .limit(ANSWER_MAX)
        .lossy_utf8(true)
        .read_to_string()
        .map_err(|error| super::http::failure(&error));
    Ok(Said { status, body })
}

/// What a status outside of the accepted one means (RFC 9110, 15; 429: RFC 6585).
fn refusal(status: u16, body: &str) -> Failure {
    let cause = match status {
        401 | 403 | 407 => Cause::Login,
        404 | 405 => Cause::Settings,
        408 | 425 | 429 | 500..=599 => Cause::Later,
        400..=499 => Cause::Refused,
        _ => Cause::Strange,
    };
    Failure::new(cause, format!("{status} {body}"))
}

fn read_answer(answer: &Answer, status: u16, body: &str) -> Result<Taken, Failure> {
    let accepted = match answer.status {
        Some(wanted) => status == wanted,
        None => (200..300).contains(&status),
    };
    if !accepted {
        return Err(refusal(status, body));
    }
    if answer.path.is_empty() {
        if !answer.taken.is_empty() && !answer.taken.iter().any(|text| body.contains(text.as_str()))
        {
            return Err(Failure::new(Cause::Refused, body));
        }
    } else {
        let said = said_at(body, &answer.path)?;
        let taken = said
            .iter()
            .filter(|said| answer.taken.contains(said))
            .count();
        if taken == 0 {
            let any = |of: &[String]| said.iter().any(|said| of.contains(said));
            let cause = if said.is_empty() {
                Cause::Strange
            } else if any(&answer.login) {
                Cause::Login
            } else if any(&answer.later) {
                Cause::Later
            } else {
                Cause::Refused
            };
            return Err(Failure::new(cause, body));
        }
        if taken < said.len() {
            // Sent again, the guest would have the beginning twice.
            return Err(Failure::new(Cause::HalfTaken, body));
        }
    }
    let reference = Some(&answer.reference)
        .filter(|path| !path.is_empty())
        .and_then(|path| said_at(body, path).ok())
        .and_then(|said| said.into_iter().next());
    Ok(Taken {
        answer: Failure::new(Cause::Strange, body).detail,
        reference,
    })
}

/// What an answer says at a place: one value, or several where the place has a `*`.
fn said_at(body: &str, path: &str) -> Result<Vec<String>, Failure> {
    let strange = || Failure::new(Cause::Strange, body);
    let whole: Value = serde_json::from_str(body).map_err(|_| strange())?;
    let mut found = vec![&whole];
    for step in path.split('/').skip(1) {
        found = found
            .into_iter()
            .flat_map(|value| match value {
                Value::Array(all) if step == "*" => all.iter().collect::<Vec<_>>(),
                Value::Array(all) => step
                    .parse::<usize>()
                    .ok()
                    .and_then(|place| all.get(place))
                    .into_iter()
                    .collect(),
                Value::Object(all) => all.get(step).into_iter().collect(),
                _ => Vec::new(),
            })
            .collect();
    }
    Ok(found
        .into_iter()
        .map(|value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        })
        .collect())
}

#[cfg(test)]
mod tests;
