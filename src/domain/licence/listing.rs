//! The list over all Locations and its filters (L9–L11, LX32).

use super::Status;
use crate::domain::time::{self, Instant, Zone};
use chrono::NaiveDate;

/// How the licence of one Location stands, as far as a list weighs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The state.
    pub status: Status,
    /// End of the term, where one has begun or has a fixed start.
    pub ends_at: Option<Instant>,
    /// Of the Location: its dates are local ones.
    pub zone: Zone,
}

/// The filters of the list; together they all hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    /// LICENSE STATUS.
    pub status: Option<Status>,
    /// First local date of the end, itself included.
    pub ends_from: Option<NaiveDate>,
    /// Last local date of the end, itself included.
    pub ends_to: Option<NaiveDate>,
}

impl Filter {
    /// Whether a licence is shown. One without an end is left out where an end is looked for (LX32).
    pub fn shows(&self, one: &Standing) -> bool {
        let of_status = self.status.is_none_or(|status| status == one.status);
        let day = one.ends_at.map(|end| time::day_of(end, one.zone));
        let after = self
            .ends_from
            .is_none_or(|from| day.is_some_and(|day| day >= from));
        let before = self
            .ends_to
            .is_none_or(|to| day.is_some_and(|day| day <= to));
        of_status && after && before
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::fixture::instant;
    use chrono_tz::{Atlantic::Canary, Europe::Madrid};

    #[test]
    fn status_and_both_ends_of_the_range_hold_together() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2027, 3, day);
        let march = Filter {
            status: Some(Status::InUse),
            ends_from: day(1),
            ends_to: day(31),
        };
        let ends = |wall: &str, zone| Some(instant(wall, zone));
        #[rustfmt::skip]
        let table = [
            ("first day",       Status::InUse,             ends("2027-03-01 00:00", Madrid), Madrid, true),
            ("last second",     Status::InUse,             ends("2027-03-31 23:59", Madrid), Madrid, true),
            ("the day before",  Status::InUse,             ends("2027-02-28 23:59", Madrid), Madrid, false),
            ("the day after",   Status::InUse,             ends("2027-04-01 00:00", Madrid), Madrid, false),
            ("its own midnight",Status::InUse,             ends("2027-03-31 23:30", Canary), Canary, true),
            ("another status",  Status::AccessDenied,      ends("2027-03-10 12:00", Madrid), Madrid, false),
            ("no end yet",      Status::PendingStart,      None,                             Madrid, false),
        ];
        for (name, status, ends_at, zone, shown) in table {
            let one = Standing {
                status,
                ends_at,
                zone,
            };
            assert_eq!(march.shows(&one), shown, "LX32 {name}");
        }
        let pending = Standing {
            status: Status::PendingProvision,
            ends_at: None,
            zone: Madrid,
        };
        assert!(Filter::default().shows(&pending));
    }
}
