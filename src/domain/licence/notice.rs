//! The six notices about the end of a contract (L19–L22).

use crate::domain::{
    names::names,
    time::{self, Instant, Zone},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One of the six (L19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// A calendar month before (L20).
    OneMonth,
    /// 15 days before.
    FifteenDays,
    /// 7 days before.
    SevenDays,
    /// The day before.
    OneDay,
    /// At the end, together with the cut-off.
    End,
    /// The day after: renewal is still possible.
    DayAfter,
}

names!(Notice, "notice", {
    OneMonth = 1 "one_month",
    FifteenDays = 2 "fifteen_days",
    SevenDays = 3 "seven_days",
    OneDay = 4 "one_day",
    End = 5 "end",
    DayAfter = 6 "day_after",
});

impl Notice {
    /// When it is due: the clock time of the end is kept (A26, LX20).
    pub fn at(self, ends_at: Instant, zone: Zone) -> Instant {
        let wall = time::local(ends_at, zone);
        let date = match self {
            Self::OneMonth => time::add_months(wall.date(), -1),
            Self::FifteenDays => time::add_days(wall.date(), -15),
            Self::SevenDays => time::add_days(wall.date(), -7),
            Self::OneDay => time::add_days(wall.date(), -1),
            Self::End => return ends_at,
            Self::DayAfter => time::add_days(wall.date(), 1),
        };
        time::resolve(date.and_time(wall.time()), zone)
    }
}

/// The notices of one term that are settled: sent, or logged as missed. Another end is another term (L22).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settled {
    /// End of the term.
    pub ends_at: Option<Instant>,
    /// Those that were sent or missed.
    pub notices: BTreeSet<Notice>,
}

/// What is to be done about notices at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Due {
    /// The one to send: never more than one at once, and never a stale text (LX26).
    pub send: Option<Notice>,
    /// Those whose time passed while nothing ran; they are only logged.
    pub missed: Vec<Notice>,
    /// When to look again; `None` = all six are settled.
    pub next: Option<Instant>,
}

/// The notices of the term that ends at `ends_at`, of which those in `settled` were sent or logged as missed.
pub fn due(ends_at: Instant, settled: &BTreeSet<Notice>, now: Instant, zone: Zone) -> Due {
    let open = Notice::ALL
        .iter()
        .filter(|notice| !settled.contains(notice));
    let (mut passed, coming): (Vec<Notice>, Vec<Notice>) =
        open.partition(|notice| notice.at(ends_at, zone) <= now);
    Due {
        send: passed.pop(),
        missed: passed,
        next: coming.first().map(|notice| notice.at(ends_at, zone)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::fixture::instant;
    use Notice::{DayAfter, End, FifteenDays, OneDay, OneMonth, SevenDays};
    use chrono_tz::{Atlantic::Canary, Europe::Madrid};

    #[test]
    fn six_notices_keep_the_clock_time_of_the_end() {
        for zone in [Madrid, Canary] {
            let end = instant("2029-03-10 11:42", zone);
            #[rustfmt::skip]
            let table = [
                (OneMonth,    "2029-02-10 11:42"),
                (FifteenDays, "2029-02-23 11:42"),
                (SevenDays,   "2029-03-03 11:42"),
                (OneDay,      "2029-03-09 11:42"),
                (End,         "2029-03-10 11:42"),
                (DayAfter,    "2029-03-11 11:42"),
            ];
            for (notice, expected) in table {
                assert_eq!(
                    notice.at(end, zone),
                    instant(expected, zone),
                    "LX20 {notice}"
                );
            }
        }
    }

    #[test]
    fn a_month_is_a_calendar_month() {
        #[rustfmt::skip]
        let table = [
            ("L20",        "2027-03-31 12:00", "2027-02-28 12:00"),
            ("L20, leap",  "2028-03-31 12:00", "2028-02-29 12:00"),
            ("30 days",    "2027-05-30 12:00", "2027-04-30 12:00"),
        ];
        for (name, end, expected) in table {
            let found = OneMonth.at(instant(end, Madrid), Madrid);
            assert_eq!(found, instant(expected, Madrid), "{name}");
        }
    }

    #[test]
    fn one_at_a_time_and_never_a_stale_one() {
        // Name, settled, now, sent, missed.
        type Row = (
            &'static str,
            &'static [Notice],
            &'static str,
            Option<Notice>,
            &'static [Notice],
        );
        let end = instant("2027-03-31 12:00", Madrid);
        #[rustfmt::skip]
        let table: [Row; 6] = [
            ("nothing yet",  &[],                       "2027-02-20 09:00", None,            &[]),
            ("LX26",         &[],                       "2027-03-25 09:00", Some(SevenDays), &[OneMonth, FifteenDays]),
            ("LX27",         &[],                       "2027-04-02 09:00", Some(DayAfter),  &[OneMonth, FifteenDays, SevenDays, OneDay, End]),
            ("the first",    &[],                       "2027-02-28 12:00", Some(OneMonth),  &[]),
            ("once each",    &[OneMonth],               "2027-03-01 12:00", None,            &[]),
            ("the second",   &[OneMonth],               "2027-03-16 12:00", Some(FifteenDays), &[]),
        ];
        for (name, settled, now, send, missed) in table {
            let settled = settled.iter().copied().collect();
            let found = due(end, &settled, instant(now, Madrid), Madrid);
            assert_eq!((found.send, &*found.missed), (send, missed), "{name}");
        }
    }

    #[test]
    fn a_renewed_term_has_notices_of_its_own() {
        let end = instant("2028-03-31 12:00", Madrid);
        let found = due(
            end,
            &BTreeSet::new(),
            instant("2027-03-20 10:00", Madrid),
            Madrid,
        );
        assert_eq!(found.send, None, "LX28");
        assert_eq!(
            found.next,
            Some(instant("2028-02-29 12:00", Madrid)),
            "LX28"
        );
    }
}
