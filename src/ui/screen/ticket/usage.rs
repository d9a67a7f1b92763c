//! The allowances of a ticket as bars: used of the limit, for time and data and each window.

use super::{
    super::parts::{since, stacked},
    Message,
};
use crate::{
    domain::{allowance::Window, login::Resource},
    services::{explain::allowance_name, tickets::Detail},
    t,
    ui::{Element, context::Context, scale::Space, widget},
};

/// A bar for each limit; in words where there is none.
pub(super) fn view<'a>(context: &Context, detail: &Detail) -> Element<'a, Message> {
    let words = context.words();
    let bars: Vec<_> = Window::ALL
        .into_iter()
        .flat_map(|window| [(window, Resource::Time), (window, Resource::Data)])
        .filter_map(|(window, resource)| bar(context, detail, window, resource))
        .collect();
    let rest = if bars.is_empty() {
        t!(words, "ticket-no-limits")
    } else {
        t!(words, "ticket-no-other-limits")
    };
    let rest = widget::muted(rest).into();
    widget::card(stacked(Space::Snug, bars.into_iter().chain([rest])))
}

fn bar<'a>(
    context: &Context,
    detail: &Detail,
    window: Window,
    resource: Resource,
) -> Option<Element<'a, Message>> {
    let (used, limit) = match resource {
        Resource::Time => (
            detail
                .used
                .seconds
                .get(window)
                .saturating_add(burnt(context, detail)),
            (*detail.limits.seconds.get(window))?,
        ),
        Resource::Data => (
            *detail.used.bytes.get(window),
            (*detail.limits.bytes.get(window))?,
        ),
    };
    let say = |amount: u64| match resource {
        Resource::Time => crate::ui::format::clock(amount),
        Resource::Data => context.volume(amount),
    };
    let name = capitalised(&allowance_name(context.words(), window, resource));
    let of = t!(
        context.words(),
        "ticket-of",
        used = say(used.min(limit)),
        limit = say(limit)
    );
    Some(widget::allowance(name, of, part(used, limit)))
}

/// Seconds that the devices on line have used since the ticket was read; each burns one a second (Q44).
fn burnt(context: &Context, detail: &Detail) -> u64 {
    let online = detail.sessions.iter().filter(|session| session.is_open());
    since(detail.at, context.now).saturating_mul(online.count() as u64)
}

fn part(used: u64, limit: u64) -> f32 {
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a bar is some hundred pixels long"
    )]
    let part = (used as f64 / limit.max(1) as f64) as f32;
    part.min(1.0)
}

/// At the beginning of a line: with a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_limit() {
        let check = |used, limit, wanted: f32| {
            assert!(
                (part(used, limit) - wanted).abs() < 1e-6,
                "{used} of {limit}"
            );
        };
        check(0, 60, 0.0);
        check(30, 60, 0.5);
        check(60, 60, 1.0);
        check(90, 60, 1.0);
        check(1, 0, 1.0);
        check(u64::MAX / 2, u64::MAX, 0.5);
    }

    #[test]
    fn a_line_begins_with_a_capital() {
        assert_eq!(capitalised("límite total"), "Límite total");
        assert_eq!(capitalised("énfasis"), "Énfasis");
        assert_eq!(capitalised(""), "");
    }
}
