//! What the list shows of the selected ticket beside it (RULES T19).

use super::super::parts::{self, beside, labelled, stacked};
use crate::{
    domain::ticket::{Status, Ticket, serial_text},
    services::tickets::Glance,
    t,
    ui::{
        Element,
        context::Context,
        format,
        scale::Space,
        widget::{self, text},
    },
};

/// Credentials, dates, devices, time and traffic.
pub(super) fn view<'a, Message: 'a>(context: &Context, glance: &Glance) -> Element<'a, Message> {
    let (words, ticket) = (context.words(), &glance.ticket);
    let (tone, state) = format::status(words, ticket.status(context.now));
    let head = parts::flowing([
        widget::heading(serial_text(ticket.serial)).into(),
        widget::badge(tone, state),
    ]);
    let user = (!ticket.user_id.is_empty()).then(|| text(ticket.user_id.clone()).into());
    let codes = parts::credentials(context, &glance.credentials)
        .into_iter()
        .map(|(name, value)| labelled(name, widget::code_small(&value)));
    let facts = codes
        .chain(dates(context, glance))
        .chain(used(context, glance));
    stacked(Space::Tight, [head].into_iter().chain(user).chain(facts))
}

fn dates<'a, Message: 'a>(context: &Context, glance: &Glance) -> Vec<Element<'a, Message>> {
    let (words, ticket) = (context.words(), &glance.ticket);
    let first_login = ticket
        .first_login_at
        .map_or_else(|| t!(words, "tickets-never"), |at| context.moment(at));
    let mut lines = vec![beside([
        labelled(t!(words, "tickets-first-login"), text(first_login)),
        labelled(t!(words, "tickets-expires"), text(expiry(context, ticket))),
    ])];
    let status = ticket.status(context.now);
    if let (Some(by), Status::NoUse) = (ticket.use_by, status) {
        let by = text(context.moment(by));
        lines.push(labelled(t!(words, "tickets-use-by"), by));
    }
    if let (Some(at), Status::Cancelled) = (ticket.cancelled_at, status) {
        let reason = glance.cancel_reason.iter().cloned();
        let why: Vec<_> = [context.moment(at)].into_iter().chain(reason).collect();
        lines.push(labelled(
            t!(words, "tickets-cancelled-at"),
            text(why.join(" – ")),
        ));
    }
    lines
}

fn used<'a, Message: 'a>(context: &Context, glance: &Glance) -> [Element<'a, Message>; 4] {
    let (words, ticket) = (context.words(), &glance.ticket);
    let seconds = ticket
        .session_seconds
        .saturating_add(parts::running(&glance.online, context.now));
    let number = |number: u64| text(context.number(number));
    let volume = |bytes: u64| text(context.volume(bytes));
    [
        beside([
            labelled(
                t!(words, "tickets-filter-devices"),
                number(ticket.devices.into()),
            ),
            labelled(
                t!(words, "tickets-online"),
                number(glance.online.len() as u64),
            ),
        ]),
        beside([
            labelled(t!(words, "tickets-upload"), volume(ticket.upload_bytes)),
            labelled(t!(words, "tickets-download"), volume(ticket.download_bytes)),
        ]),
        beside([
            labelled(
                t!(words, "tickets-session-time"),
                text(format::clock(seconds)),
            ),
            labelled(
                t!(words, "tickets-connections"),
                number(ticket.connections.into()),
            ),
        ]),
        beside([
            labelled(
                t!(words, "tickets-product"),
                text(context.described(&glance.product).to_owned()),
            ),
            labelled(
                t!(words, "tickets-source"),
                text(format::source(words, ticket.source)),
            ),
        ]),
    ]
}

/// The expiration in words: of a single ticket it is known from the first login on (TX01).
pub(in super::super) fn expiry(context: &Context, ticket: &Ticket) -> String {
    match (
        ticket.expires_at.or(ticket.valid_until),
        ticket.first_login_at,
    ) {
        (Some(at), _) => context.moment(at),
        (None, Some(_)) => t!(context.words(), "tickets-no-expiry"),
        (None, None) => t!(context.words(), "tickets-expires-after-login"),
    }
}
