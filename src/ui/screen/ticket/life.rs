//! The life of a ticket on a time line: issued, printed, logged in with, on line, cut, cancelled, over; and by whom.

use super::{super::parts::stacked, Message};
use crate::{
    domain::{session::Session, ticket::Status, time::Instant},
    services::{Actor, tickets::Detail},
    store::NewEvent,
    t,
    ui::{Element, context::Context, format, scale::Space, theme::Tone, widget},
};
use chrono::TimeDelta;
use serde_json::Value;

/// Sessions on the time line; all of them stand in their table.
const SESSIONS: usize = 5;

/// A step of the life.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    at: Instant,
    tone: Tone,
    what: String,
    detail: String,
}

impl Step {
    fn new(at: Instant, tone: Tone, what: String, detail: String) -> Self {
        Self {
            at,
            tone,
            what,
            detail,
        }
    }
}

/// The time line, the oldest first; what is still to come is at its end.
pub(super) fn view<'a>(context: &Context, detail: &Detail) -> Element<'a, Message> {
    let steps = steps(context, detail)
        .into_iter()
        .map(|step| widget::moment(step.tone, context.moment(step.at), step.what, step.detail));
    widget::card(stacked(Space::Tight, steps))
}

fn steps(context: &Context, detail: &Detail) -> Vec<Step> {
    let mut steps: Vec<_> = detail
        .events
        .iter()
        .filter_map(|event| told(context, detail, &event.event))
        .chain(facts(context, detail))
        .chain(sessions(context, detail))
        .collect();
    steps.sort_by_key(|step| step.at);
    steps
}

/// What an event of the log says.
fn told(context: &Context, detail: &Detail, event: &NewEvent) -> Option<Step> {
    let words = context.words();
    let by = || by(context, &event.actor);
    let (tone, what, note) = match event.kind.as_str() {
        "ticket.printed" => (Tone::Neutral, t!(words, "ticket-printed"), by()),
        "ticket.cancelled" => {
            let reason = detail.cancel_reason.iter().cloned();
            let note: Vec<_> = reason.chain([by()]).collect();
            (
                Tone::Cancelled,
                t!(words, "ticket-cancelled"),
                note.join(" – "),
            )
        }
        "ticket.undone" => (Tone::Cancelled, t!(words, "ticket-undone"), by()),
        "ticket.sessions_cut" => (Tone::Warning, t!(words, "ticket-cut"), by()),
        "ticket.recharged" | "ticket.subscribed" | "ticket.renewed" => {
            (Tone::Success, recharged(context, event), by())
        }
        "ticket.extended" => {
            let note: Vec<_> = text_of(event.after.as_ref(), "reason")
                .into_iter()
                .chain([by()])
                .collect();
            (Tone::Info, t!(words, "ticket-extended"), note.join(" – "))
        }
        "ticket.moved" => {
            let (from, to) = (
                text_of(event.before.as_ref(), "user_id").unwrap_or_default(),
                text_of(event.after.as_ref(), "user_id").unwrap_or_default(),
            );
            (
                Tone::Info,
                t!(words, "ticket-moved", from = from, to = to),
                by(),
            )
        }
        "ticket.devices_changed" => {
            let (from, to) = (
                number_of(event.before.as_ref(), "devices"),
                number_of(event.after.as_ref(), "devices"),
            );
            let what = t!(
                words,
                "ticket-places-changed",
                from = context.number(from),
                to = context.number(to)
            );
            (Tone::Info, what, by())
        }
        "ticket.device_freed" => (Tone::Warning, t!(words, "ticket-freed"), by()),
        "ticket.expired" => (Tone::Expired, t!(words, "ticket-expired"), String::new()),
        "ticket.used_up" => (Tone::Expired, t!(words, "ticket-used-up"), String::new()),
        // Issue and first login are facts of the ticket, known even where the log is not as old as the ticket.
        _ => return None,
    };
    Some(Step::new(event.at, tone, what, note))
}

pub(in super::super) fn by(context: &Context, actor: &str) -> String {
    let words = context.words();
    match actor {
        who if who == Actor::Desk.as_str() => t!(words, "ticket-by-desk"),
        who if who == Actor::Cli.as_str() => t!(words, "ticket-by-cli"),
        who if who == Actor::Engine.as_str() => t!(words, "ticket-by-engine"),
        who => t!(words, "ticket-by", who = who),
    }
}

fn recharged(context: &Context, event: &NewEvent) -> String {
    let words = context.words();
    let product = text_of(event.after.as_ref(), "product").unwrap_or_default();
    match event.kind.as_str() {
        "ticket.renewed" => t!(words, "ticket-renewed"),
        "ticket.subscribed" => t!(words, "ticket-subscribed", product = product),
        _ => t!(words, "ticket-recharged", product = product),
    }
}

/// A text in what an event keeps.
fn text_of(value: Option<&Value>, key: &str) -> Option<String> {
    value?.get(key)?.as_str().map(str::to_owned)
}

fn number_of(value: Option<&Value>, key: &str) -> u64 {
    value
        .and_then(|value| value.get(key)?.as_u64())
        .unwrap_or_default()
}

/// What stands in the ticket itself.
fn facts(context: &Context, detail: &Detail) -> Vec<Step> {
    let (words, ticket) = (context.words(), &detail.ticket);
    let issued = detail
        .events
        .iter()
        .find(|event| event.event.kind == "ticket.issued");
    let mut steps = vec![Step::new(
        ticket.created_at,
        Tone::NoUse,
        t!(words, "ticket-issued"),
        issued.map_or_else(String::new, |event| by(context, &event.event.actor)),
    )];
    let fact = |at: Option<Instant>, tone, what: String| {
        at.map(|at| Step::new(at, tone, what, String::new()))
    };
    steps.extend(fact(
        ticket.valid_from.filter(|from| *from > ticket.created_at),
        Tone::Info,
        t!(words, "ticket-valid-from"),
    ));
    steps.extend(fact(
        ticket.first_login_at,
        Tone::InUse,
        t!(words, "ticket-first-login"),
    ));
    let status = ticket.status(context.now);
    let logged = |kind: &str| detail.events.iter().any(|event| event.event.kind == kind);
    match status {
        Status::NoUse => {
            let use_by = t!(words, "ticket-use-by");
            steps.extend(fact(ticket.use_by, Tone::Neutral, use_by));
            let until = ticket.expires_at.or(ticket.valid_until);
            steps.extend(fact(until, Tone::Neutral, t!(words, "ticket-expires")));
        }
        Status::InUse => {
            steps.extend(fact(
                ticket.expires_at,
                Tone::Neutral,
                t!(words, "ticket-expires"),
            ));
        }
        Status::Expired if !logged("ticket.expired") && !logged("ticket.used_up") => {
            let unused = ticket.use_by.filter(|_| ticket.first_login_at.is_none());
            let at = [unused, ticket.valid_until, ticket.expires_at];
            let at = at.into_iter().flatten().min();
            steps.extend(fact(at, Tone::Expired, t!(words, "ticket-expired")));
        }
        Status::Cancelled if !logged("ticket.cancelled") && !logged("ticket.undone") => {
            let cancelled = t!(words, "ticket-cancelled");
            steps.extend(fact(ticket.cancelled_at, Tone::Cancelled, cancelled));
        }
        Status::Expired | Status::Cancelled => {}
    }
    steps
}

/// The newest sessions, and how many there are besides.
fn sessions(context: &Context, detail: &Detail) -> Vec<Step> {
    let words = context.words();
    let mut steps: Vec<_> = detail
        .sessions
        .iter()
        .take(SESSIONS)
        .map(|session| on_line(context, detail, session))
        .collect();
    let known = steps.len() as u64;
    let more = u64::from(detail.ticket.connections).saturating_sub(known);
    if let (Some(oldest), true) = (steps.last(), more > 0) {
        let what = t!(
            words,
            "ticket-sessions-more",
            count = more,
            shown = context.number(more)
        );
        // Somewhere before the oldest that is shown.
        let at = oldest.at - TimeDelta::milliseconds(1);
        steps.push(Step::new(at, Tone::Neutral, what, String::new()));
    }
    steps
}

fn on_line(context: &Context, detail: &Detail, session: &Session) -> Step {
    let words = context.words();
    let gateway = super::sessions::gateway(context, detail, Some(session.gateway));
    let seconds = super::sessions::seconds(session, context.now);
    let tone = if session.is_open() {
        Tone::InUse
    } else {
        Tone::Neutral
    };
    // Counted back from a report in whole seconds, a session may seem to begin before the login that began it.
    let at = detail.ticket.first_login_at.max(Some(session.started_at));
    Step::new(
        at.unwrap_or(session.started_at),
        tone,
        t!(words, "ticket-session", gateway = gateway),
        t!(
            words,
            "ticket-session-detail",
            time = format::clock(seconds),
            data = context.volume(session.bytes())
        ),
    )
}
