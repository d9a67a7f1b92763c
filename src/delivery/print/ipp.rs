//! Printing by IPP (RFC 8011): CUPS, and printers that speak it themselves.
//!
//! The name of a job holds its key, so that a queue can be asked for it even when the answer to Print-Job was lost.

use super::{Condition, Fate, Job, Refused, Status};
use crate::delivery::{Cause, Failure};
use ipp::{
    attribute::{IppAttribute, IppAttributeGroup, IppAttributes},
    model::{DelimiterTag, IppVersion, Operation, StatusCode},
    parser::{IppParseError, IppParser},
    reader::IppReader,
    request::IppRequestResponse,
    value::IppValue,
};
use std::{
    io::{self, Cursor},
    time::Duration,
};
use ureq::{Agent, http::Uri};

/// The scheduler of this computer.
pub const LOCAL: &str = "ipp://localhost:631/";

/// How long a printer may take for an answer, and how long to be reached.
const PATIENCE: Duration = Duration::from_secs(8);
const CONNECT: Duration = Duration::from_secs(3);
/// Octets of an answer: a print server with hundreds of queues.
const ANSWER_MAX: u64 = 16 << 20;
/// Whose the jobs are.
const USER: &str = "innkeeper";

/// A queue that a scheduler offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// Its name.
    pub name: String,
    /// Its address.
    pub uri: String,
    /// What people call it; may be empty.
    pub info: String,
    /// How it is.
    pub condition: Condition,
}

/// The queues of a scheduler.
pub fn queues(scheduler: &str) -> Result<Vec<Queue>, Failure> {
    let mut request = request(Operation::CupsGetPrinters, None)?;
    let wanted = [
        "printer-name",
        "printer-uri-supported",
        "printer-info",
        "printer-state",
        "printer-state-reasons",
        "printer-is-accepting-jobs",
    ];
    want(&mut request, &wanted)?;
    let answer = send(scheduler, &request, &[], None)?;
    if answer.status == StatusCode::ClientErrorNotFound {
        // CUPS says so where it has no queue.
        return Ok(Vec::new());
    }
    answer.check()?;
    let base = scheduler.trim_end_matches('/');
    let groups = answer.attributes.groups_of(DelimiterTag::PrinterAttributes);
    Ok(groups
        .filter_map(|group| {
            let name = text(group, "printer-name")?;
            Some(Queue {
                uri: format!("{base}/printers/{name}"),
                info: text(group, "printer-info").unwrap_or_default(),
                condition: condition(group),
                name,
            })
        })
        .collect())
}

/// How a printer is.
pub fn status(uri: &str) -> Result<Status, Failure> {
    let answer = printer(uri)?;
    let group = answer.group(DelimiterTag::PrinterAttributes)?;
    let detail = text(group, "printer-state-message").filter(|text| !text.is_empty());
    Ok(Status {
        condition: condition(group),
        detail: detail.unwrap_or_else(|| reasons(group, "printer-state-reasons").join(", ")),
    })
}

fn printer(uri: &str) -> Result<Answer, Failure> {
    let mut request = request(Operation::GetPrinterAttributes, Some(uri))?;
    let wanted = [
        "printer-state",
        "printer-state-reasons",
        "printer-state-message",
        "printer-is-accepting-jobs",
        "document-format-supported",
    ];
    want(&mut request, &wanted)?;
    let answer = send(uri, &request, &[], None)?;
    answer.check()?;
    Ok(answer)
}

/// Gives a PDF to a queue; its job. A queue that takes no jobs, or a printer that is not able, is given nothing.
pub fn submit(uri: &str, job: &Job<'_>) -> Result<String, Refused> {
    let answer = printer(uri)?;
    let group = answer.group(DelimiterTag::PrinterAttributes)?;
    let condition = condition(group);
    if !condition.is_able() {
        return Err(Refused::NotAble(condition));
    }
    let formats = all(group, "document-format-supported");
    if !formats.is_empty() && !formats.iter().any(|format| format == "application/pdf") {
        let words =
            "the printer takes no PDF; add it to CUPS, which translates, and choose that queue";
        return Err(Failure::new(Cause::Settings, words).into());
    }
    let mut request = request(Operation::PrintJob, Some(uri))?;
    let name = job_name(job.key, job.title);
    add(
        &mut request,
        "job-name",
        IppValue::new_name_without_language(name),
    )?;
    let format = IppValue::new_mime_media_type("application/pdf");
    add(&mut request, "document-format", format)?;
    if let Some(media) = job.media {
        add_to_job(&mut request, "media", IppValue::new_keyword(media))?;
        // Labels are where they are: a page that is made to fit misses them.
        add_to_job(&mut request, "print-scaling", IppValue::new_keyword("none"))?;
    }
    let answer = send(uri, &request, job.content, Some(Sent))?;
    match answer.status {
        StatusCode::ServerErrorNotAcceptingJobs => {
            return Err(Refused::NotAble(Condition::Refusing));
        }
        StatusCode::ServerErrorBusy | StatusCode::ServerErrorTemporaryError => {
            return Err(Failure::new(Cause::Later, answer.words()).into());
        }
        _ => answer.check()?,
    }
    let group = answer
        .group(DelimiterTag::JobAttributes)
        .map_err(Refused::Perhaps)?;
    match number(group, "job-id") {
        Some(id) => Ok(id.to_string()),
        None => Err(Refused::Perhaps(strange("no job-id"))),
    }
}

/// The job of this key, if the queue has it or had it.
pub fn find(uri: &str, key: &str) -> Result<Option<String>, Failure> {
    for which in ["not-completed", "completed"] {
        let mut request = request(Operation::GetJobs, Some(uri))?;
        add(&mut request, "which-jobs", IppValue::new_keyword(which))?;
        want(&mut request, &["job-id", "job-name"])?;
        let answer = send(uri, &request, &[], None)?;
        answer.check()?;
        for group in answer.attributes.groups_of(DelimiterTag::JobAttributes) {
            let name = text(group, "job-name").unwrap_or_default();
            if let Some(id) = number(group, "job-id").filter(|_| name.contains(key)) {
                return Ok(Some(id.to_string()));
            }
        }
    }
    Ok(None)
}

/// How a job stands (RFC 8011, 5.3.7 and 5.3.8).
pub fn fate(uri: &str, job: &str) -> Result<Fate, Failure> {
    let mut request = of_job(Operation::GetJobAttributes, uri, job)?;
    let wanted = [
        "job-state",
        "job-state-reasons",
        "job-state-message",
        "job-printer-state-message",
    ];
    want(&mut request, &wanted)?;
    let answer = send(uri, &request, &[], None)?;
    if matches!(
        answer.status,
        StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone
    ) {
        return Ok(Fate::Forgotten);
    }
    answer.check()?;
    let group = answer.group(DelimiterTag::JobAttributes)?;
    let reasons = reasons(group, "job-state-reasons");
    let said = ["job-state-message", "job-printer-state-message"]
        .into_iter()
        .filter_map(|name| text(group, name))
        .find(|text| !text.is_empty());
    let said = said.unwrap_or_else(|| reasons.join(", "));
    Ok(match number(group, "job-state") {
        Some(4) => Fate::Held,
        Some(7) => Fate::Cancelled,
        Some(8) => Fate::Aborted(said),
        Some(9) => Fate::Printed,
        // Pending, processing, stopped: what keeps it is the printer's condition.
        Some(3 | 5 | 6) => Fate::Going(
            by_reasons(&reasons).map_or_else(|| status(uri).map(|status| status.condition), Ok)?,
        ),
        other => return Err(strange(format!("job-state {other:?}"))),
    })
}

/// Cancels a job; whether the queue says that it will not be printed.
pub fn cancel(uri: &str, job: &str) -> Result<bool, Failure> {
    let request = of_job(Operation::CancelJob, uri, job)?;
    let answer = send(uri, &request, &[], None)?;
    Ok(answer.status.is_success())
}

/// People read the title in the queue; the key makes it findable. At most 255 octets (RFC 8011, 5.1.3).
fn job_name(key: &str, title: &str) -> String {
    let title: String = title.chars().filter(|c| !c.is_control()).take(40).collect();
    format!("{title} [{key}]")
}

fn condition(group: &IppAttributeGroup) -> Condition {
    if flag(group, "printer-is-accepting-jobs") == Some(false) {
        return Condition::Refusing;
    }
    let named = by_reasons(&reasons(group, "printer-state-reasons"));
    match (number(group, "printer-state"), named) {
        // An idle printer without paper says so by a reason alone.
        (_, Some(condition)) => condition,
        (Some(3), None) => Condition::Ready,
        (Some(4), None) => Condition::Busy,
        (Some(5), None) => Condition::Stopped,
        _ => Condition::Unknown,
    }
}

/// What keeps paper from coming out (RFC 8011, 5.4.12; PWG 5100.9). A reason that ends in `-report` or `-warning` keeps
/// nothing; one that ends in nothing counts as an error.
fn by_reasons(reasons: &[String]) -> Option<Condition> {
    let serious = reasons
        .iter()
        .filter(|reason| !reason.ends_with("-report") && !reason.ends_with("-warning"));
    let mut found: Vec<_> = serious
        .filter_map(|reason| {
            let reason = reason.trim_end_matches("-error");
            Some(match reason {
                "media-empty" | "media-needed" | "input-tray-missing" => Condition::PaperOut,
                "media-jam" => Condition::Jam,
                "cover-open" | "door-open" | "interlock-open" => Condition::CoverOpen,
                "paused" | "moving-to-paused" => Condition::Paused,
                "offline" | "connecting-to-device" | "timed-out" | "shutdown" => Condition::Offline,
                "printer-stopped" | "stopped-partly" | "toner-empty" | "marker-supply-empty" => {
                    Condition::Stopped
                }
                _ => return None,
            })
        })
        .collect();
    // What somebody can mend by hand comes first.
    found.sort_by_key(|condition| {
        [
            Condition::PaperOut,
            Condition::CoverOpen,
            Condition::Jam,
            Condition::Offline,
            Condition::Paused,
        ]
        .iter()
        .position(|known| known == condition)
        .unwrap_or(usize::MAX)
    });
    found.first().copied()
}

struct Answer {
    status: StatusCode,
    attributes: IppAttributes,
}

impl Answer {
    fn words(&self) -> String {
        let said = self
            .attributes
            .first_of(DelimiterTag::OperationAttributes)
            .and_then(|group| text(group, "status-message"));
        match said {
            Some(said) if !said.is_empty() => format!("{}: {said}", self.status),
            _ => self.status.to_string(),
        }
    }

    fn check(&self) -> Result<(), Failure> {
        use StatusCode as S;
        let cause = match self.status {
            status if status.is_success() => return Ok(()),
            S::ClientErrorForbidden
            | S::ClientErrorNotAuthenticated
            | S::ClientErrorNotAuthorized => Cause::Login,
            S::ClientErrorNotFound | S::ClientErrorGone => Cause::Recipient,
            S::ServerErrorBusy
            | S::ServerErrorTemporaryError
            | S::ServerErrorServiceUnavailable => Cause::Later,
            _ => Cause::Refused,
        };
        Err(Failure::new(cause, self.words()))
    }

    fn group(&self, tag: DelimiterTag) -> Result<&IppAttributeGroup, Failure> {
        let missing = || strange(format!("no {tag:?} in the answer"));
        self.attributes.first_of(tag).ok_or_else(missing)
    }
}

/// Marks a request with a document: what goes wrong after it left may have been printed.
#[derive(Clone, Copy)]
struct Sent;

fn send(
    uri: &str,
    request: &IppRequestResponse,
    document: &[u8],
    sent: Option<Sent>,
) -> Result<Answer, RefusedOr> {
    let config = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .timeout_connect(Some(CONNECT))
        .max_redirects(0)
        .http_status_as_error(false)
        .proxy(None)
        .build();
    let body = [request.to_bytes().as_ref(), document].concat();
    let agent = Agent::new_with_config(config);
    let http = http_of(uri).map_err(RefusedOr::nothing)?;
    let failed = |failure: Failure| match sent {
        Some(_) => RefusedOr(Refused::Perhaps(failure)),
        None => RefusedOr::nothing(failure),
    };
    let answered = agent
        .post(http)
        .header("content-type", "application/ipp")
        .send(&body[..]);
    let mut response = answered.map_err(|error| {
        let failure = crate::delivery::http::failure(&error);
        if never_connected(&error) {
            RefusedOr::nothing(failure)
        } else {
            failed(failure)
        }
    })?;
    if response.status() != 200 {
        let status = response.status().as_u16();
        let cause = match status {
            401 | 403 => Cause::Login,
            404 => Cause::Recipient,
            500..=599 => Cause::Later,
            _ => Cause::Strange,
        };
        // A server that answers by HTTP alone has not looked at the document.
        return Err(RefusedOr::nothing(Failure::new(
            cause,
            format!("HTTP {status}"),
        )));
    }
    let octets = response
        .body_mut()
        .with_config()
        .limit(ANSWER_MAX)
        .read_to_vec()
        .map_err(|error| failed(crate::delivery::http::failure(&error)))?;
    let parser = IppParser::new(IppReader::new(Cursor::new(octets)));
    let (header, attributes, _) = parser
        .parse_parts()
        .map_err(|error| failed(strange(error)))?;
    Ok(Answer {
        status: header.status_code(),
        attributes,
    })
}

/// Whether not an octet has left.
fn never_connected(error: &ureq::Error) -> bool {
    use io::ErrorKind as K;
    match error {
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => true,
        ureq::Error::Timeout(timeout) => {
            matches!(timeout, ureq::Timeout::Connect | ureq::Timeout::Resolve)
        }
        ureq::Error::Io(error) => matches!(
            error.kind(),
            K::ConnectionRefused | K::HostUnreachable | K::NetworkUnreachable
        ),
        _ => false,
    }
}

/// A [`Refused`] that becomes a plain [`Failure`] where nothing was sent.
struct RefusedOr(Refused);

impl RefusedOr {
    fn nothing(failure: Failure) -> Self {
        Self(Refused::Nothing(failure))
    }
}

impl From<RefusedOr> for Refused {
    fn from(refused: RefusedOr) -> Self {
        refused.0
    }
}

impl From<RefusedOr> for Failure {
    fn from(refused: RefusedOr) -> Self {
        match refused.0 {
            Refused::Nothing(failure) | Refused::Perhaps(failure) => failure,
            Refused::NotAble(condition) => Failure::new(Cause::Refused, condition.as_str()),
        }
    }
}

/// `ipp` is HTTP on port 631 (RFC 3510, 4.5), `ipps` HTTPS on the same.
fn http_of(uri: &str) -> Result<Uri, Failure> {
    let wrong = || Failure::new(Cause::Settings, format!("{uri} is no address of a printer"));
    let parsed: Uri = uri.parse().map_err(|_| wrong())?;
    let scheme = match parsed.scheme_str() {
        Some("ipp" | "http") => "http",
        Some("ipps" | "https") => "https",
        _ => return Err(wrong()),
    };
    let host = parsed.host().ok_or_else(wrong)?;
    let port = match (parsed.port_u16(), parsed.scheme_str()) {
        (Some(port), _) => port,
        (None, Some("http")) => 80,
        (None, Some("https")) => 443,
        _ => 631,
    };
    let path = parsed.path();
    format!("{scheme}://{host}:{port}{path}")
        .parse()
        .map_err(|_| wrong())
}

/// Whether an address can be one of a printer.
pub fn check(uri: &str) -> Result<(), Failure> {
    http_of(uri).map(drop)
}

fn request(operation: Operation, uri: Option<&str>) -> Result<IppRequestResponse, Failure> {
    let uri = match uri {
        Some(uri) => Some(http_of(uri)?),
        None => None,
    };
    let mut request = IppRequestResponse::new(IppVersion::v1_1(), operation, uri).map_err(wrong)?;
    add(
        &mut request,
        "requesting-user-name",
        IppValue::new_name_without_language(USER),
    )?;
    Ok(request)
}

fn of_job(operation: Operation, uri: &str, job: &str) -> Result<IppRequestResponse, Failure> {
    let id = job.parse().map_err(|_| strange(format!("job {job:?}")))?;
    let uri = Some(http_of(uri)?);
    let mut request = IppRequestResponse::new(IppVersion::v1_1(), operation, uri).map_err(wrong)?;
    add(&mut request, "job-id", Ok(IppValue::new_integer(id)))?;
    add(
        &mut request,
        "requesting-user-name",
        IppValue::new_name_without_language(USER),
    )?;
    Ok(request)
}

fn want(request: &mut IppRequestResponse, names: &[&str]) -> Result<(), Failure> {
    let names: Result<Vec<_>, _> = names.iter().copied().map(IppValue::new_keyword).collect();
    add(request, "requested-attributes", names.map(IppValue::Array))
}

fn add(
    request: &mut IppRequestResponse,
    name: &str,
    value: Result<IppValue, IppParseError>,
) -> Result<(), Failure> {
    put(request, DelimiterTag::OperationAttributes, name, value)
}

fn add_to_job(
    request: &mut IppRequestResponse,
    name: &str,
    value: Result<IppValue, IppParseError>,
) -> Result<(), Failure> {
    put(request, DelimiterTag::JobAttributes, name, value)
}

fn put(
    request: &mut IppRequestResponse,
    tag: DelimiterTag,
    name: &str,
    value: Result<IppValue, IppParseError>,
) -> Result<(), Failure> {
    let attribute = IppAttribute::with_name(name, value.map_err(wrong)?).map_err(wrong)?;
    request.attributes_mut().add(tag, attribute);
    Ok(())
}

fn wrong(error: IppParseError) -> Failure {
    Failure::new(Cause::Settings, error)
}

fn strange(what: impl std::fmt::Display) -> Failure {
    Failure::new(Cause::Strange, what)
}

fn all(group: &IppAttributeGroup, name: &str) -> Vec<String> {
    let value = group.get(name).map(IppAttribute::value);
    value.into_iter().flatten().map(words).collect()
}

fn reasons(group: &IppAttributeGroup, name: &str) -> Vec<String> {
    let mut reasons = all(group, name);
    reasons.retain(|reason| reason != "none");
    reasons
}

fn text(group: &IppAttributeGroup, name: &str) -> Option<String> {
    all(group, name).into_iter().next()
}

fn words(value: &IppValue) -> String {
    match value {
        IppValue::TextWithLanguage { text, .. } => text.to_string(),
        IppValue::NameWithLanguage { name, .. } => name.to_string(),
        value => value.to_string(),
    }
}

fn number(group: &IppAttributeGroup, name: &str) -> Option<i32> {
    match group.get(name)?.value() {
        IppValue::Integer(number) | IppValue::Enum(number) => Some(*number),
        _ => None,
    }
}

fn flag(group: &IppAttributeGroup, name: &str) -> Option<bool> {
    match group.get(name)?.value() {
        IppValue::Boolean(flag) => Some(*flag),
        _ => None,
    }
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self::Nothing(Failure::new(Cause::Unreachable, error))
    }
}
