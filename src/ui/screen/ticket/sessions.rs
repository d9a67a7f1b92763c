//! The sessions of a ticket: each with its device, its time and traffic, and how it ended.

use super::{super::parts::since, Message};
use crate::{
    domain::{id::GatewayId, session::Session, time::Instant},
    i18n::Words,
    services::{
        extend::{Device, FREED},
        tickets::Detail,
    },
    t,
    ui::{
        Element,
        context::Context,
        format,
        icon::Icon,
        scale::{self, Space},
        widget::{self, table},
    },
};
use iced::widget::{Row, container};

/// Rows in sight; more are scrolled to.
const SHOWN: u64 = 8;

/// The table; in words where there is nothing.
pub(super) fn view<'a>(context: &Context, detail: &Detail, first: u64) -> Element<'a, Message> {
    let words = context.words();
    if detail.sessions.is_empty() {
        return widget::card(widget::muted(t!(words, "ticket-no-sessions")));
    }
    let columns = [
        widget::column(t!(words, "ticket-start")).width(112.0),
        widget::column(t!(words, "ticket-end")).width(112.0),
        widget::column(t!(words, "ticket-time"))
            .width(76.0)
            .figures(),
        widget::column(t!(words, "ticket-gateway-ip")).share(3),
        widget::column(t!(words, "ticket-mac")).width(188.0),
        widget::column(t!(words, "ticket-down-up"))
            .width(160.0)
            .figures(),
        widget::column(t!(words, "ticket-cause")).share(4),
    ];
    let total = detail.sessions.len() as u64;
    let skipped = usize::try_from(first).unwrap_or(usize::MAX);
    let shown = usize::try_from(SHOWN).unwrap_or(8);
    let rows = detail.sessions.iter().skip(skipped).take(shown);
    let mut table = widget::table(columns, total, first)
        .rows(first, rows.map(|session| cells(context, detail, session)));
    // A table that shows all its rows leaves the wheel to the page.
    if total > SHOWN {
        table = table.on_event(Message::Sessions);
    }
    #[allow(clippy::cast_precision_loss, reason = "at most SHOWN rows")]
    let height = (total.min(SHOWN) + 1) as f32 * scale::ROW;
    container(Element::from(table)).height(height).into()
}

fn cells<'a>(context: &Context, detail: &Detail, session: &Session) -> [Element<'a, Message>; 7] {
    let words = context.words();
    let dash = || "–".to_owned();
    let end = match session.ended_at {
        Some(at) => context.moment(at),
        None => t!(words, "ticket-running"),
    };
    let traffic = format!(
        "{} / {}",
        context.volume(session.download),
        context.volume(session.upload)
    );
    [
        table::cell(context.moment(session.started_at)),
        table::cell(end),
        table::cell(format::clock(seconds(session, context.now))),
        table::cell_with_address(
            gateway(context, detail, Some(session.gateway)),
            session.ip.map_or_else(dash, |ip| ip.to_string()),
        ),
        match session.mac {
            Some(mac) => table::cell_with_address(format::maker(words, mac), mac.to_string()),
            None => table::cell_mono(session.calling_station_id.clone()),
        },
        table::cell(traffic),
        last(words, session),
    ]
}

/// How it ended; of one on line, the button that ends it.
fn last<'a>(words: &Words, session: &Session) -> Element<'a, Message> {
    if !session.is_open() {
        return table::cell(ending(words, session));
    }
    let device = session.mac.map_or(Device::Session(session.id), Device::Mac);
    let free = widget::button(t!(words, "ticket-free"))
        .icon(Icon::WifiOff)
        .small()
        .on_press(Message::Free(device));
    Row::new()
        .push(free)
        .push(table::cell(ending(words, session)))
        .spacing(Space::Tight)
        .align_y(iced::Alignment::Center)
        .into()
}

/// Seconds on line: of a running session with those since its newest record.
pub(super) fn seconds(session: &Session, now: Instant) -> u64 {
    if session.is_open() {
        session
            .seconds
            .saturating_add(since(session.updated_at, now))
    } else {
        session.seconds
    }
}

/// The name of a gateway.
pub(super) fn gateway(context: &Context, detail: &Detail, id: Option<GatewayId>) -> String {
    id.and_then(|id| detail.gateways.get(&id).cloned())
        .unwrap_or_else(|| t!(context.words(), "ticket-gateway-gone"))
}

/// What the gateway said when it was told to end the session, unless it did; else how the session ended.
fn ending(words: &Words, session: &Session) -> String {
    let cause = session.cause.as_deref().map(|name| cause(words, name));
    match session.disconnect.as_deref() {
        Some(said) if cause.is_none() || !is_done(said) => answer(words, said),
        _ => cause.unwrap_or_default(),
    }
}

/// An Acct-Terminate-Cause (RFC 2866 5.10) in the words of the desk; a rare one by its name.
fn cause(words: &Words, name: &str) -> String {
    match name {
        FREED => t!(words, "ticket-cause-freed"),
        "User-Request" => t!(words, "ticket-cause-user"),
        "Lost" => t!(words, "ticket-cause-lost"),
        "Lost-Carrier" | "Lost-Service" => t!(words, "ticket-cause-carrier"),
        "Idle-Timeout" => t!(words, "ticket-cause-idle"),
        "Session-Timeout" => t!(words, "ticket-cause-timeout"),
        "Admin-Reset" => t!(words, "ticket-cause-admin"),
        "NAS-Reboot" | "Admin-Reboot" => t!(words, "ticket-cause-reboot"),
        name => name.to_owned(),
    }
}

/// The answer to a Disconnect-Request (RFC 5176 2.1), short; anything else as it is.
fn answer(words: &Words, said: &str) -> String {
    if is_done(said) {
        t!(words, "ticket-cut-yes")
    } else if said.starts_with("Disconnect-NAK") {
        t!(words, "ticket-cut-no")
    } else if said.starts_with("no answer") {
        t!(words, "ticket-cut-silent")
    } else {
        said.to_owned()
    }
}

/// Whether the gateway said that it ended the session.
fn is_done(said: &str) -> bool {
    said.starts_with("Disconnect-ACK")
}
