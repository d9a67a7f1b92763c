//! What is known of one Location: its licence, whom to write to, and what became of its licences.

use super::list::Message;
use crate::{
    services::licences::{Listed, Status},
    t,
    ui::{
        Element,
        context::Context,
        icon::Icon,
        scale::Space,
        screen::{
            licence::days_left,
            parts::{flowing, labelled, stacked},
        },
        sentence::licences as sentence,
        theme::Tone,
        widget::{self, button},
    },
};
use iced::{
    Length,
    widget::{Row, container},
};

/// Licences of a Location that are shown.
const SHOWN: usize = 6;

pub(super) fn view<'a>(context: &'a Context, row: &'a Listed) -> Element<'a, Message> {
    let words = context.words();
    let (tone, state) = sentence::status(words, row.status);
    let mut parts: Vec<Element<'a, Message>> = vec![
        widget::heading(row.name.as_str()).into(),
        flowing([widget::badge(tone, state)]),
    ];
    if row.renewal_waits {
        parts.push(widget::notice(
            Tone::Info,
            t!(words, "distributor-renewal-waits"),
            "",
            None,
        ));
    }
    if let Some(ends) = row.ends_at {
        let days = days_left(context.now, ends);
        let said = if days == 0 {
            t!(words, "licence-ended-on", date = context.moment(ends))
        } else {
            t!(
                words,
                "distributor-ends-in",
                date = context.moment(ends),
                days = days
            )
        };
        parts.push(labelled(t!(words, "distributor-ends"), widget::text(said)));
    }
    if let Some(grant) = &row.grant {
        if row.status == Status::PendingStart {
            parts.push(labelled(
                t!(words, "licence-devices"),
                widget::text(t!(
                    words,
                    "licence-devices-of",
                    seen = row.devices_seen,
                    needed = grant.devices_needed
                )),
            ));
        }
        let terms = format!(
            "{}, {}, {}",
            t!(words, "licence-years", years = grant.years),
            sentence::payment(words, grant.payment),
            sentence::capacity(words, grant.capacity)
        );
        parts.push(labelled(t!(words, "licence-contract"), widget::text(terms)));
        for (label, who, address) in [
            (
                t!(words, "licence-partner"),
                grant.partner.as_str(),
                grant.partner_email.as_str(),
            ),
            (
                t!(words, "distributor-client"),
                "",
                grant.client_email.as_str(),
            ),
        ] {
            let text = [who, address]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join("\n");
            let copy = button(t!(words, "copy"))
                .icon(Icon::Copy)
                .small()
                .quiet()
                .on_press(Message::Copy(address.to_owned()));
            let line = Row::new()
                .push(container(labelled(label, widget::text(text))).width(Length::Fill))
                .push(copy)
                .spacing(Space::Hair)
                .align_y(iced::Alignment::End);
            parts.push(line.into());
        }
        // A renewal prolongs what was issued from here; what has no end yet cannot be prolonged.
        let can = !row.history.is_empty() && row.ends_at.is_some();
        let renew = button(t!(words, "distributor-renew"))
            .icon(Icon::Refresh)
            .key("F2")
            .on_press_maybe(can.then_some(Message::Renew));
        parts.push(flowing([renew.into()]));
    } else {
        parts.push(widget::muted(t!(words, "distributor-without")).into());
    }
    parts.push(widget::section(
        t!(words, "distributor-activity"),
        activity(context, row),
    ));
    widget::card(stacked(Space::Snug, parts))
}

/// What became of its licences, newest first.
fn activity<'a>(context: &Context, row: &'a Listed) -> Element<'a, Message> {
    let words = context.words();
    let reported = row
        .reported_at
        .map(|at| (at, t!(words, "distributor-has-reported"), None));
    let issued = row.history.iter().map(|grant| {
        let what = t!(
            words,
            "distributor-has-issued",
            kind = sentence::kind(words, grant.kind),
            terms = t!(words, "licence-years", years = grant.years)
        );
        (grant.issued_at, what, Some(grant.id))
    });
    let mut all: Vec<_> = reported.into_iter().chain(issued).collect();
    all.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    if all.is_empty() {
        return widget::muted(t!(words, "distributor-no-activity")).into();
    }
    let lines = all.into_iter().take(SHOWN).map(|(at, what, id)| {
        let again = id.map(|id| {
            button(t!(words, "distributor-again-hand"))
                .small()
                .quiet()
                .on_press(Message::Again(id))
        });
        Row::new()
            .push(container(labelled(context.recent(at), widget::text(what))).width(Length::Fill))
            .push(again)
            .spacing(Space::Hair)
            .align_y(iced::Alignment::End)
            .into()
    });
    stacked(Space::Tight, lines)
}
