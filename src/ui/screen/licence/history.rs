//! The six notices with their dates and states (L19), and what became of the licence.

use super::{Board, Message};
use crate::{
    services::licences::Entry,
    t,
    ui::{
        Element,
        context::Context,
        scale::Space,
        screen::parts::{beside, stacked},
        sentence::licences as sentence,
        theme::Tone,
        widget,
    },
};
use serde_json::Value;

/// Lines of the log that are shown.
const SHOWN: usize = 60;

pub(super) fn view<'a>(context: &'a Context, board: &'a Board) -> Element<'a, Message> {
    let words = context.words();
    let notices: Element<'a, Message> = if board.notices.is_empty() {
        widget::muted(t!(words, "licence-no-notices")).into()
    } else {
        let lines = board.notices.iter().map(|line| {
            let (tone, state) = sentence::notice_state(words, line.state);
            let mut detail = vec![state];
            detail.extend(line.mails.iter().map(|(to, state)| {
                let state = crate::ui::sentence::printing::state(words, *state);
                format!("{to}: {state}")
            }));
            widget::moment(
                tone,
                context.moment(line.at),
                sentence::notice(words, line.notice),
                detail.join(" · "),
            )
        });
        stacked(Space::Tight, lines)
    };
    let log: Element<'a, Message> = if board.log.is_empty() {
        widget::muted(t!(words, "licence-no-log")).into()
    } else {
        let lines = board
            .log
            .iter()
            .take(SHOWN)
            .map(|entry| line(context, entry));
        stacked(Space::Tight, lines)
    };
    beside([
        widget::card(widget::section(t!(words, "licence-notices"), notices)),
        widget::card(widget::section(t!(words, "licence-log"), log)),
    ])
}

fn line<'a>(context: &Context, entry: &Entry) -> Element<'a, Message> {
    let words = context.words();
    let devices = entry.about.get("devices_seen").and_then(Value::as_u64);
    let (tone, what) = match entry.kind.as_str() {
        "requested" => (Tone::Info, t!(words, "licence-log-requested")),
        "received" => (Tone::Info, t!(words, "licence-log-received")),
        "issued" => (Tone::Info, t!(words, "licence-log-issued")),
        "reported" => (Tone::Info, t!(words, "licence-log-reported")),
        "provisioned" => (Tone::Success, t!(words, "licence-log-provisioned")),
        "renewed" => (Tone::Success, t!(words, "licence-log-renewed")),
        "moved" => (Tone::Success, t!(words, "licence-log-moved")),
        "device" => (
            Tone::InUse,
            t!(words, "licence-log-device", count = devices.unwrap_or(0)),
        ),
        "started" => (Tone::Success, t!(words, "licence-log-started")),
        "denied" => (Tone::Cancelled, t!(words, "licence-log-denied")),
        "allowed" => (Tone::Success, t!(words, "licence-log-allowed")),
        "notice" => (Tone::Warning, t!(words, "licence-log-notice")),
        "copy_lost" => (Tone::Warning, t!(words, "licence-log-copy-lost")),
        "noticed" => (Tone::Warning, t!(words, "licence-log-noticed")),
        other => (Tone::Neutral, other.to_owned()),
    };
    let by = match entry.actor.as_str() {
        "desk" => t!(words, "licence-by-desk"),
        "cli" => t!(words, "licence-by-cli"),
        "engine" => t!(words, "licence-by-engine"),
        other => other.to_owned(),
    };
    let detail = match entry.reason() {
        Some(reason) => format!("{by} · {reason}"),
        None => by,
    };
    widget::moment(tone, context.moment(entry.at), what, detail)
}
