//! The products that the account of a ticket has held, the newest first.

use super::{super::parts::stacked, Message};
use crate::{
    services::{recharge, tickets::Detail},
    store::Held,
    t,
    ui::{Element, context::Context, scale::Space, theme::Tone, widget},
};

/// One line for each.
pub(super) fn view<'a>(context: &Context, detail: &Detail) -> Element<'a, Message> {
    let lines = detail.held.iter().enumerate().map(|(place, held)| {
        let name = context.described(&held.product);
        let (tone, name) = if place == 0 {
            let now = t!(context.words(), "recharge-held-now", product = name);
            (Tone::InUse, now)
        } else {
            (Tone::Neutral, name.to_owned())
        };
        widget::moment(tone, context.moment(held.at), name, note(context, held))
    });
    widget::card(stacked(Space::Tight, lines))
}

/// What was asked for it, by whom, and what it took over.
fn note(context: &Context, held: &Held) -> String {
    let words = context.words();
    let by = (!held.actor.is_empty()).then(|| super::life::by(context, &held.actor));
    let (seconds, bytes) = (Some(held.recovered_seconds), Some(held.recovered_bytes));
    let recovered = recharge::left_in_words(words, seconds, bytes);
    let recovered =
        (!recovered.is_empty()).then(|| t!(words, "recharge-held-recovered", left = recovered));
    let parts = [Some(context.ticket_price(held.price)), by, recovered];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
