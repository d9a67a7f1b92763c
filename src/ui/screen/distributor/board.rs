//! All Locations at a glance: how many are in which state, and what ends in the next 30, 60 and 90 days.

use super::{
    Board,
    list::{List, Message},
};
use crate::{
    domain::time::Instant,
    services::licences::{Listed, Status},
    t,
    ui::{
        Element,
        context::Context,
        scale::Space,
        screen::parts::{beside, stacked},
        sentence::licences as sentence,
        widget,
    },
};
use chrono::TimeDelta;
use iced::{
    Length,
    widget::{Column, container},
};

/// How far the time line goes, in days.
const AHEAD: usize = 90;

/// Whether a term ends within the time line.
pub(super) fn ends_soon(row: &Listed, now: Instant) -> bool {
    day(row, now).is_some()
}

/// On which day from now on it ends, from 0.
fn day(row: &Listed, now: Instant) -> Option<usize> {
    let left = row.ends_at? - now;
    let day = usize::try_from(left.num_days()).ok()?;
    (left > TimeDelta::zero() && day < AHEAD).then_some(day)
}

pub(super) fn view<'a>(
    context: &'a Context,
    board: &'a Board,
    ending: &'a List,
) -> Element<'a, Message> {
    let words = context.words();
    let tiles = Status::ALL.iter().map(|status| {
        let count = board
            .rows
            .iter()
            .filter(|row| row.status == *status)
            .count();
        let (tone, word) = sentence::status(words, *status);
        widget::count(tone, context.number(count as u64), word)
            .on_press(Message::State(Some(*status)))
            .into()
    });
    let mut days = vec![0_u32; AHEAD];
    for place in board.rows.iter().filter_map(|row| day(row, context.now)) {
        if let Some(count) = days.get_mut(place) {
            *count += 1;
        }
    }
    let within = |last: usize| days.iter().take(last).sum::<u32>();
    let marks = [30, 60, 90].map(|last| {
        let words_said = t!(
            words,
            "distributor-within",
            days = last,
            shown = context.number(within(last).into())
        );
        (last, words_said)
    });
    let line = widget::columns(days.clone(), 30);
    let marks = beside(marks.map(|(_, said)| widget::muted(said).into()));
    let ahead = widget::card(stacked(
        Space::Tight,
        [
            widget::strong(t!(words, "distributor-ahead")).into(),
            line,
            marks,
        ],
    ));
    Column::new()
        .push(beside(tiles))
        .push(ahead)
        .push(container(ending.view(context, false)).height(Length::Fill))
        .spacing(Space::Normal)
        .into()
}
