//! What the list shows of the selected ticket beside it (RULES T19).

use super::super::parts;
use crate::{
    domain::ticket::{Status, Ticket, serial_text},
    services::tickets::Glance,
    t,
    ui::{
        Element,
        context::Context,
        format,
        scale::Space,
        widget::{self, fact, text},
    },
};

/// Credentials, dates, devices, time and traffic.
pub(super) fn view<'a, Message: 'a>(context: &Context, glance: &Glance) -> Element<'a, Message> {
    let (words, ticket) = (context.words(), &glance.ticket);
    let status = ticket.status(context.now);
    let (tone, state) = format::status(words, status);
    let head = parts::flowing([
        widget::heading(serial_text(ticket.serial)).into(),
        widget::badge(tone, state),
    ]);
    let mut facts = parts::credentials(context, &glance.credentials);
    facts.extend(dates(context, glance, status));
    let seconds = ticket.session_seconds + parts::running(&glance.online, context.now);
    let value = |value: String| text(value);
    facts.extend([
        fact(
            t!(words, "tickets-devices"),
            value(context.number(ticket.devices.into())),
        ),
        fact(
            t!(words, "tickets-online"),
            value(context.number(glance.online.len() as u64)),
        ),
        fact(
            t!(words, "tickets-session-time"),
            value(format::clock(seconds)),
        ),
        fact(
            t!(words, "tickets-upload"),
            value(context.volume(ticket.upload_bytes)),
        ),
        fact(
            t!(words, "tickets-download"),
            value(context.volume(ticket.download_bytes)),
        ),
        fact(
            t!(words, "tickets-product"),
            value(context.described(&glance.product).to_owned()),
        ),
    ]);
    let facts = parts::stacked(Space::Hair, facts);
    parts::stacked(
        Space::Tight,
        [head, text(ticket.user_id.clone()).into(), facts],
    )
}

fn dates<'a, Message: 'a>(
    context: &Context,
    glance: &Glance,
    status: Status,
) -> Vec<Element<'a, Message>> {
    let (words, ticket) = (context.words(), &glance.ticket);
    let first_login = ticket
        .first_login_at
        .map_or_else(|| t!(words, "tickets-never"), |at| context.moment(at));
    let mut facts = vec![
        fact(t!(words, "tickets-first-login"), text(first_login)),
        fact(t!(words, "tickets-expires"), text(expiry(context, ticket))),
    ];
    if let (Some(by), None) = (ticket.use_by, ticket.first_login_at) {
        facts.push(fact(t!(words, "tickets-use-by"), text(context.moment(by))));
    }
    if status == Status::Cancelled {
        let at = ticket.cancelled_at.map(|at| context.moment(at));
        facts.push(fact(
            t!(words, "tickets-cancelled-at"),
            text(at.unwrap_or_default()),
        ));
        if let Some(reason) = &glance.cancel_reason {
            facts.push(fact(t!(words, "tickets-reason"), text(reason.clone())));
        }
    }
    facts
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
