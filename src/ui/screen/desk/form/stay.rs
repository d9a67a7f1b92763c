//! The dates of a stay as they are typed: by nights until check-out, or by whole days. Nights and departure follow each
//! other.

use crate::{
    domain::{stay::Dates, time},
    ui::widget,
};
use chrono::NaiveDate;

/// How the dates are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// From the arrival to check-out of the day of departure.
    Nights,
    /// Whole days, both included.
    Days,
}

/// Nights or days that one press chooses.
pub(super) const QUICK: [u16; 4] = [1, 2, 3, 7];

/// The dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StayDraft {
    pub(super) count: Count,
    pub(super) first: String,
    pub(super) last: String,
    /// Nights, or days.
    pub(super) length: String,
}

impl StayDraft {
    /// From today for one night or day.
    pub(super) fn today(count: Count, today: NaiveDate) -> Self {
        let mut stay = Self {
            count,
            first: iso(today),
            last: String::new(),
            length: "1".to_owned(),
        };
        stay.move_last();
        stay
    }

    /// None yet: a special ticket may do without.
    pub(super) fn none(count: Count) -> Self {
        Self {
            count,
            first: String::new(),
            last: String::new(),
            length: String::new(),
        }
    }

    pub(super) fn set_first(&mut self, text: String) {
        self.first = text;
        self.move_last();
    }

    pub(super) fn set_last(&mut self, text: String) {
        self.last = text;
        self.measure();
    }

    pub(super) fn set_length(&mut self, text: String) {
        self.length = text;
        self.move_last();
    }

    /// So many nights or days, from today where nothing else is typed.
    pub(super) fn choose(&mut self, length: u16, today: NaiveDate) {
        if widget::parse_date(&self.first).is_none() {
            self.first = iso(today);
        }
        self.set_length(length.to_string());
    }

    /// Counts the other way; so many nights become so many days.
    pub(super) fn set_count(&mut self, count: Count) {
        self.count = count;
        self.move_last();
    }

    /// The length, where it is one of those that one press chooses.
    pub(super) fn quick(&self) -> Option<u16> {
        let length = self.length.trim().parse().ok()?;
        QUICK.contains(&length).then_some(length)
    }

    /// The dates, if both are days.
    pub(super) fn dates(&self) -> Option<Dates> {
        let first = widget::parse_date(&self.first)?;
        let last = widget::parse_date(&self.last)?;
        Some(match self.count {
            Count::Nights => Dates::Nights {
                arrival: first,
                departure: last,
            },
            Count::Days => Dates::Days { first, last },
        })
    }

    /// Days between the first and the last for a length of 0.
    fn offset(&self) -> i64 {
        match self.count {
            Count::Nights => 0,
            Count::Days => -1,
        }
    }

    fn move_last(&mut self) {
        let first = widget::parse_date(&self.first);
        if let (Some(first), Ok(length)) = (first, self.length.trim().parse::<u16>()) {
            let apart = (i64::from(length) + self.offset()).max(0);
            self.last = iso(time::add_days(first, apart));
        }
    }

    fn measure(&mut self) {
        let days = widget::parse_date(&self.first).zip(widget::parse_date(&self.last));
        self.length = days.map_or_else(String::new, |(first, last)| {
            ((last - first).num_days() - self.offset())
                .max(0)
                .to_string()
        });
    }
}

/// `2026-03-14`, as the date word writes days.
fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn check(stay: &StayDraft, first: &str, length: &str, last: &str) {
        let typed = (&*stay.first, &*stay.length, &*stay.last);
        assert_eq!(typed, (first, length, last));
    }

    #[test]
    fn nights_and_departure_follow_each_other() {
        let mut stay = StayDraft::today(Count::Nights, day("2026-07-30"));
        check(&stay, "2026-07-30", "1", "2026-07-31");
        stay.choose(3, day("2026-07-30"));
        check(&stay, "2026-07-30", "3", "2026-08-02");
        assert_eq!(stay.quick(), Some(3));
        stay.set_last("2026-08-04".to_owned());
        check(&stay, "2026-07-30", "5", "2026-08-04");
        assert_eq!(stay.quick(), None);
        stay.set_first("2026-08-01".to_owned());
        check(&stay, "2026-08-01", "5", "2026-08-06");
        let (arrival, departure) = (day("2026-08-01"), day("2026-08-06"));
        assert_eq!(stay.dates(), Some(Dates::Nights { arrival, departure }));
    }

    #[test]
    fn days_count_both_ends() {
        let mut stay = StayDraft::today(Count::Days, day("2026-07-01"));
        check(&stay, "2026-07-01", "1", "2026-07-01");
        stay.choose(3, day("2026-07-01"));
        check(&stay, "2026-07-01", "3", "2026-07-03");
        stay.set_count(Count::Nights);
        check(&stay, "2026-07-01", "3", "2026-07-04");
        stay.set_last("nonsense".to_owned());
        check(&stay, "2026-07-01", "", "nonsense");
        assert_eq!(stay.dates(), None);
        stay.set_last("2026-06-01".to_owned());
        check(&stay, "2026-07-01", "0", "2026-06-01");
    }

    #[test]
    fn a_press_fills_dates_that_are_empty() {
        let mut stay = StayDraft::none(Count::Days);
        stay.choose(2, day("2026-07-01"));
        check(&stay, "2026-07-01", "2", "2026-07-02");
    }
}
