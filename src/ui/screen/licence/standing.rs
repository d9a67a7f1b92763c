//! How the licence stands: state, end, devices, what it covers, whom to ask for a renewal, and what is wrong with it.

use super::{Board, Message};
use crate::{
    domain::time::Instant,
    services::licences::{Capacity, Closed, Contract, Outside, Overview, Status, Validity},
    t,
    ui::{
        Element,
        context::Context,
        icon::Icon,
        scale::Space,
        screen::parts::{flowing, stacked},
        sentence::{self, licences as say},
        theme::Tone,
        widget::{self, button},
    },
};
use iced::{
    Length,
    widget::{Column, Row, container},
};

/// What the toast says once a licence was taken.
pub(super) fn entered(context: &Context, overview: &Overview) -> String {
    let words = context.words();
    let (_, state) = say::status(words, overview.status);
    t!(words, "licence-entered", state = state)
}

/// Whole days left, the one that has begun counted.
pub(in crate::ui) fn days_left(at: Instant, ends_at: Instant) -> i64 {
    let left = ends_at - at;
    if left <= chrono::TimeDelta::zero() {
        0
    } else {
        (left - chrono::TimeDelta::milliseconds(1)).num_days() + 1
    }
}

pub(super) fn view<'a>(context: &'a Context, board: &'a Board) -> Element<'a, Message> {
    let overview = &board.overview;
    let sides = Row::new()
        .push(container(state(context, board)).width(Length::FillPortion(3)))
        .push(
            container(stacked(
                Space::Normal,
                [contact(context, overview), covers(context, overview)],
            ))
            .width(Length::FillPortion(2)),
        )
        .spacing(Space::Normal);
    let warnings = warnings(context, overview);
    let warnings = (!warnings.is_empty()).then(|| stacked(Space::Tight, warnings));
    Column::new()
        .push(warnings)
        .push(sides)
        .spacing(Space::Normal)
        .into()
}

fn state<'a>(context: &'a Context, board: &'a Board) -> Element<'a, Message> {
    let words = context.words();
    let overview = &board.overview;
    let licence = &overview.licence;
    let (tone, word) = say::status(words, overview.status);
    let evaluation = licence
        .is_evaluation()
        .then(|| widget::badge(Tone::Info, t!(words, "licence-evaluation")));
    let badges = flowing(
        [Some(widget::badge(tone, word)), evaluation]
            .into_iter()
            .flatten(),
    );
    let mut parts = vec![badges];
    parts.extend(end(context, overview));
    if licence.is_evaluation() {
        parts.push(widget::text(t!(words, "licence-evaluation-what")).into());
    }
    if let Some(contract) = &licence.contract {
        if overview.status == Status::PendingStart && contract.starts_at.is_none() {
            parts.push(devices(context, contract));
        }
        parts.push(widget::rule());
        parts.extend(facts(context, overview, contract));
        parts.push(buttons(context, board, contract));
    } else {
        let request = button(t!(words, "licence-request-make-one"))
            .icon(Icon::FileText)
            .on_press(Message::Show(super::Section::Request));
        parts.push(flowing([request.into()]));
    }
    widget::card(stacked(Space::Snug, parts))
}

/// The end in large letters, and the days left.
fn end<'a>(context: &Context, overview: &Overview) -> Vec<Element<'a, Message>> {
    let words = context.words();
    let licence = &overview.licence;
    let now = licence.at(context.now);
    let Some(ends_at) = licence.ends_at() else {
        return vec![widget::title(t!(words, "licence-not-begun")).into()];
    };
    let date = context.moment(ends_at);
    if ends_at <= now {
        return vec![widget::title(t!(words, "licence-ended-on", date = date)).into()];
    }
    let mut parts = vec![widget::title(t!(words, "licence-ends-on", date = date)).into()];
    let begins = licence.starts_at().filter(|start| *start > now);
    let says = match begins {
        Some(start) => t!(words, "licence-begins-on", date = context.moment(start)),
        None => t!(words, "licence-days-left", days = days_left(now, ends_at)),
    };
    parts.push(widget::muted(says).into());
    parts
}

/// The counter "n of 5", and that tests in the laboratory count (L18).
fn devices<'a>(context: &Context, contract: &Contract) -> Element<'a, Message> {
    let words = context.words();
    let (seen, needed) = (contract.devices_seen, contract.grant.devices_needed);
    let part = f32::from(seen) / f32::from(needed.max(1));
    let bar = widget::progress(
        t!(words, "licence-devices"),
        t!(words, "licence-devices-of", seen = seen, needed = needed),
        part,
    );
    let warning = widget::notice(
        Tone::Warning,
        t!(words, "licence-laboratory"),
        t!(words, "licence-laboratory-what", needed = needed),
        None,
    );
    stacked(Space::Tight, [bar, warning])
}

fn facts<'a>(
    context: &Context,
    overview: &Overview,
    contract: &Contract,
) -> Vec<Element<'a, Message>> {
    let words = context.words();
    let grant = &contract.grant;
    let start = match (contract.starts_at, grant.validity) {
        (Some(at), _) | (None, Validity::From(at)) => context.moment(at),
        (None, Validity::Automatic) => t!(
            words,
            "licence-start-automatic",
            count = grant.devices_needed
        ),
    };
    let terms = format!(
        "{}, {}",
        t!(words, "licence-years", years = grant.years),
        say::payment(words, grant.payment)
    );
    [
        (t!(words, "licence-kind"), say::kind(words, grant.kind)),
        (t!(words, "licence-contract"), terms),
        (t!(words, "licence-start"), start),
        (
            t!(words, "licence-provisioned"),
            context.moment(contract.provisioned_at),
        ),
        (t!(words, "licence-partner"), grant.partner.clone()),
        (
            t!(words, "licence-location-id"),
            overview.location.to_string(),
        ),
    ]
    .map(|(name, value)| widget::fact(name, widget::text(value)))
    .into()
}

fn buttons<'a>(context: &Context, board: &Board, contract: &Contract) -> Element<'a, Message> {
    let words = context.words();
    let deny = if contract.denied {
        button(t!(words, "licence-allow"))
            .icon(Icon::Check)
            .on_press(Message::Deny(false))
    } else {
        button(t!(words, "licence-deny"))
            .icon(Icon::Ban)
            .danger()
            .on_press_maybe(
                (board.overview.status != Status::ContractFinalized).then_some(Message::Deny(true)),
            )
    };
    let report = button(t!(words, "licence-report"))
        .icon(Icon::Upload)
        .on_press(Message::Report);
    let denied = contract.denied.then(|| {
        let entry = board.log.iter().find(|entry| entry.kind == "denied");
        let reason = entry.and_then(|entry| entry.reason()).unwrap_or("–");
        let when = entry.map_or_else(String::new, |entry| context.moment(entry.at));
        widget::notice(
            Tone::Cancelled,
            t!(words, "licence-denied-since", when = when),
            t!(words, "licence-denied-because", reason = reason),
            None,
        )
    });
    Column::new()
        .push(denied)
        .push(flowing([report.into(), deny.into()]))
        .spacing(Space::Snug)
        .into()
}

/// Whom to ask for a renewal, one press away (L23).
fn contact<'a>(context: &Context, overview: &Overview) -> Element<'a, Message> {
    let words = context.words();
    let inside: Element<'a, Message> = match &overview.licence.contract {
        None => widget::muted(t!(words, "licence-no-contact")).into(),
        Some(contract) => {
            let who = &contract.grant.distributor;
            let line = |label: String, text: &str| {
                let copy = button(label)
                    .icon(Icon::Copy)
                    .small()
                    .on_press(Message::Copy(text.to_owned()));
                // A long address has a line to itself.
                flowing([widget::text(text.to_owned()).into(), copy.into()])
            };
            let lines = [
                Some(widget::strong(who.name.clone()).into()),
                Some(line(t!(words, "licence-copy-email"), &who.email)),
                (!who.phone.is_empty()).then(|| line(t!(words, "licence-copy-phone"), &who.phone)),
                Some(widget::small(t!(words, "licence-contact-what")).into()),
            ];
            stacked(Space::Tight, lines.into_iter().flatten())
        }
    };
    widget::card(widget::section(
        t!(words, "licence-renewal-contact"),
        inside,
    ))
}

/// What it covers against what is used.
fn covers<'a>(context: &Context, overview: &Overview) -> Element<'a, Message> {
    let words = context.words();
    let used = &overview.used;
    let inside = match &overview.licence.contract {
        None => vec![widget::muted(t!(words, "licence-covers-evaluation")).into()],
        Some(contract) => {
            let grant = &contract.grant;
            let (name, count, covered) = match grant.capacity {
                Capacity::Rooms(covered) => (t!(words, "licence-rooms"), used.rooms, covered),
                Capacity::Aps(covered) => (t!(words, "licence-aps"), used.aps, covered),
            };
            #[allow(
                clippy::cast_precision_loss,
                reason = "a bar is some hundred pixels wide"
            )]
            let part = count as f32 / covered.max(1) as f32;
            let said = t!(
                words,
                "licence-used-of",
                used = context.number(count.into()),
                covered = context.number(covered.into())
            );
            // A full house is no warning: one room more would be.
            let bar = if count <= covered {
                widget::progress(name, said, part)
            } else {
                widget::allowance(name, said, part)
            };
            let mut lines = vec![bar];
            let all: std::collections::BTreeSet<_> =
                grant.modules.union(&used.modules).cloned().collect();
            if all.is_empty() {
                lines.push(widget::muted(t!(words, "licence-without-modules")).into());
            }
            for module in all {
                let (tone, word) = match (
                    grant.modules.contains(&module),
                    used.modules.contains(&module),
                ) {
                    (true, true) => (Tone::InUse, t!(words, "licence-module-used")),
                    (true, false) => (Tone::NoUse, t!(words, "licence-module-unused")),
                    (false, _) => (Tone::Warning, t!(words, "licence-module-missing")),
                };
                let line = Row::new()
                    .push(
                        container(widget::text(module_name(context, &module))).width(Length::Fill),
                    )
                    .push(widget::badge(tone, word))
                    .align_y(iced::Alignment::Center);
                lines.push(line.into());
            }
            if grant.capacity_binds {
                lines.push(widget::small(t!(words, "licence-binds")).into());
            }
            lines
        }
    };
    widget::card(widget::section(
        t!(words, "licence-covers"),
        stacked(Space::Tight, inside),
    ))
}

fn module_name(context: &Context, module: &str) -> String {
    if module == crate::services::licences::MODULE_SMS {
        t!(context.words(), "licence-module-sms")
    } else {
        module.to_owned()
    }
}

/// What is wrong, the worst first, each with what to do.
pub(in crate::ui) fn warnings<'a, M: Clone + 'a>(
    context: &Context,
    overview: &Overview,
) -> Vec<Element<'a, M>> {
    let words = context.words();
    let licence = &overview.licence;
    let mut all: Vec<(Tone, String, String)> = Vec::new();
    if let Some(closed) = overview.closed {
        let to_do = match (closed, &overview.no_trust) {
            (Closed::Doubted(_), Some(why)) => {
                format!("{} {why}", say::way_out(words, closed))
            }
            _ => say::way_out(words, closed),
        };
        let happened = sentence::licence_closed(words, closed);
        all.push((Tone::Danger, happened, to_do));
    } else if let Some(doubt) = licence.doubt {
        all.push((
            Tone::Danger,
            say::doubt(words, doubt),
            t!(words, "licence-doubt-do"),
        ));
    }
    if let Some(behind) = overview.clock_behind {
        let behind = context.duration(behind.num_seconds().unsigned_abs());
        all.push((
            Tone::Warning,
            t!(words, "licence-clock-behind", behind = behind),
            t!(
                words,
                "licence-clock-behind-do",
                at = context.moment(licence.at(context.now))
            ),
        ));
    }
    if let Some(until) = overview.copy_until {
        all.push((
            Tone::Warning,
            t!(words, "licence-copied"),
            t!(words, "licence-copied-do", until = context.moment(until)),
        ));
    }
    if overview.over {
        let until = overview.over_until.map_or_else(
            || t!(words, "licence-over-do"),
            |until| t!(words, "licence-over-until", until = context.moment(until)),
        );
        all.push((Tone::Warning, t!(words, "licence-over"), until));
    }
    for module in &overview.missing_modules {
        all.push((
            Tone::Warning,
            t!(
                words,
                "licence-missing-module",
                module = module_name(context, module)
            ),
            t!(words, "licence-over-do"),
        ));
    }
    if licence.contract.is_some() && overview.outside == Outside::Damaged {
        all.push((
            Tone::Info,
            t!(words, "licence-outside-damaged"),
            t!(words, "licence-outside-damaged-do"),
        ));
    }
    all.into_iter()
        .map(|(tone, happened, to_do)| widget::notice(tone, happened, to_do, None))
        .collect()
}
