//! What a guest may expect of the next days: when the product begins, is valid and ends, day by day.

use super::{
    allowance::{Window, days_of},
    time::{self, Instant, Zone},
};
use chrono::{NaiveDate, Weekday};
use std::ops::Range;

/// One local day of an outlook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The date on the wall.
    pub date: NaiveDate,
    /// Which part of it is valid, in thousandths of its own length (23, 24 or 25 hours); `None` = nothing of it.
    pub valid: Option<(u16, u16)>,
    /// The product begins on it.
    pub starts: bool,
    /// The product ends on it.
    pub ends: bool,
}

/// The days of so many weeks, from the first day of the week of `start` on, with what a product that begins at `start`
/// and expires at `end` (`None` = never by the calendar) covers of them. One that expires on activation covers nothing.
pub fn days(
    start: Instant,
    end: Option<Instant>,
    zone: Zone,
    first_day: Weekday,
    weeks: u8,
) -> Vec<Day> {
    let valid = start..end.unwrap_or(time::FAR_FUTURE);
    let first = days_of(Window::Weekly, time::day_of(start, zone), first_day).start;
    (0..i64::from(weeks) * 7)
        .map(|place| {
            let date = time::add_days(first, place);
            let day = time::day(date, zone);
            let from = valid.start.max(day.start);
            let to = valid.end.min(day.end);
            let some = from < to;
            Day {
                date,
                valid: some.then(|| (part(&day, from), part(&day, to))),
                starts: some && day.contains(&valid.start),
                ends: some && end.is_some_and(|end| day.start < end && end <= day.end),
            }
        })
        .collect()
}

/// How far into the day an instant lies, in thousandths.
fn part(day: &Range<Instant>, at: Instant) -> u16 {
    let whole = (day.end - day.start).num_seconds().max(1);
    let gone = (at - day.start).num_seconds().clamp(0, whole);
    u16::try_from(gone * 1000 / whole).unwrap_or(1000)
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
mod tests {
    use super::*;
    use crate::domain::time::fixture::utc;
    use chrono_tz::Europe::Madrid;
    use proptest::prelude::*;

    fn shown(days: &[Day]) -> Vec<String> {
        days.iter()
            .filter_map(|day| {
                let (from, to) = day.valid?;
                let marks = (
                    if day.starts { "<" } else { "" },
                    if day.ends { ">" } else { "" },
                );
                Some(format!("{}{} {from}-{to}{}", marks.0, day.date, marks.1))
            })
            .collect()
    }

    #[test]
    fn a_day_and_a_half_lies_on_three_days() {
        let start = utc("2026-05-10T18:00:00+02:00");
        let end = utc("2026-05-12T06:00:00+02:00");
        let days = days(start, Some(end), Madrid, Weekday::Mon, 2);
        assert_eq!(days.len(), 14);
        assert_eq!(days[0].date, "2026-05-04".parse().unwrap());
        let wanted = [
            "<2026-05-10 750-1000",
            "2026-05-11 0-1000",
            "2026-05-12 0-250>",
        ];
        assert_eq!(shown(&days), wanted);
    }

    #[test]
    fn the_week_begins_with_the_product_s_first_day() {
        let start = utc("2026-05-10T18:00:00+02:00");
        let days = days(start, None, Madrid, Weekday::Sun, 1);
        assert_eq!(days[0].date, "2026-05-10".parse().unwrap());
        assert_eq!(days.iter().filter(|day| day.valid.is_some()).count(), 7);
        assert!(days.iter().all(|day| !day.ends));
    }

    #[test]
    fn what_expires_on_activation_covers_nothing() {
        let start = utc("2026-05-10T18:00:00+02:00");
        assert!(shown(&days(start, Some(start), Madrid, Weekday::Mon, 5)).is_empty());
    }

    #[test]
    fn noon_of_a_day_of_25_hours_is_13_hours_in() {
        let start = utc("2026-10-25T12:00:00+01:00");
        let all = days(start, None, Madrid, Weekday::Mon, 1);
        assert_eq!(all[6].valid, Some((520, 1000)));
    }

    proptest! {
        /// Each day is entered where the one before was left: the bar has neither holes nor overlaps.
        #[test]
        fn the_bar_is_one_piece(offset in 0i64..40_000_000, length in 1i64..4_000_000, first in 0u8..7) {
            let start = time::add_seconds(utc("2026-01-01T00:00:00+00:00"), offset);
            let end = time::add_seconds(start, length);
            let first = Weekday::try_from(first).unwrap();
            let all = days(start, Some(end), Madrid, first, 8);
            let valid: Vec<_> = all.iter().filter(|day| day.valid.is_some()).collect();
            prop_assert!(valid.first().unwrap().starts && valid.last().unwrap().ends);
            prop_assert_eq!(all.iter().filter(|day| day.starts).count(), 1);
            prop_assert_eq!(all.iter().filter(|day| day.ends).count(), 1);
            for pair in valid.windows(2) {
                prop_assert_eq!(time::add_days(pair[0].date, 1), pair[1].date);
                prop_assert_eq!(pair[0].valid.unwrap().1, 1000);
                prop_assert_eq!(pair[1].valid.unwrap().0, 0);
            }
        }
    }
}
