//! Instants are UTC; wall clocks exist only together with the zone of the Location (RULES A28, "implementation trap").
//!
//! Two local times are never compared or subtracted here: a local time is made into an instant first. What a local time
//! means when the clocks change is decision A19: a time that does not exist moves forward by the gap, a time that
//! exists twice is the earlier one.

use chrono::{
    DateTime, Datelike, Days, MappedLocalTime, Months, NaiveDate, NaiveDateTime, NaiveTime, Offset,
    TimeDelta,
};
use chrono::{SubsecRound, TimeZone};
use std::ops::Range;

/// A point in time. Whole seconds where a rule made it; never compared by wall clock.
pub type Instant = chrono::DateTime<chrono::Utc>;

/// A zone of the tz database, for instance `Europe/Madrid`.
pub type Zone = chrono_tz::Tz;

/// 0001-01-02T00:00:00Z. Results before it saturate here: every local date of it has a year of four digits (RFC 3339).
pub const FAR_PAST: Instant = at_epoch_second(-62_135_510_400);

/// 9999-12-30T00:00:00Z. Results after it saturate here, for the same reason.
pub const FAR_FUTURE: Instant = at_epoch_second(253_402_128_000);

const fn at_epoch_second(second: i64) -> Instant {
    match DateTime::from_timestamp(second, 0) {
        Some(instant) => instant,
        None => DateTime::UNIX_EPOCH,
    }
}

/// Keeps an instant between [`FAR_PAST`] and [`FAR_FUTURE`], so that every zone can show it.
pub fn clamp(instant: Instant) -> Instant {
    instant.clamp(FAR_PAST, FAR_FUTURE)
}

/// `instant + seconds`, saturating.
pub fn add_seconds(instant: Instant, seconds: i64) -> Instant {
    let far = if seconds < 0 { FAR_PAST } else { FAR_FUTURE };
    TimeDelta::try_seconds(seconds)
        .and_then(|delta| clamp(instant).checked_add_signed(delta))
        .map_or(far, clamp)
}

/// Without its fraction of a second: never later than the instant itself.
pub fn whole_second(instant: Instant) -> Instant {
    instant.trunc_subsecs(0)
}

/// What the clock on the wall shows.
pub fn local(instant: Instant, zone: Zone) -> NaiveDateTime {
    clamp(instant).with_timezone(&zone).naive_local()
}

/// The instant of a time on the wall (A19): what does not exist moves forward by the gap, what exists twice is the
/// earlier one.
pub fn resolve(wall: NaiveDateTime, zone: Zone) -> Instant {
    match zone.from_local_datetime(&wall) {
        MappedLocalTime::Single(found) | MappedLocalTime::Ambiguous(found, _) => {
            clamp(found.to_utc())
        }
        MappedLocalTime::None => {
            Gap::around(wall, zone).map_or_else(|| edge(wall), |gap| gap.forward(wall))
        }
    }
}

/// The first instant of a local date: midnight, or where the clocks jump over midnight the instant of that jump.
pub fn start_of_day(date: NaiveDate, zone: Zone) -> Instant {
    let midnight = date.and_time(NaiveTime::MIN);
    match zone.from_local_datetime(&midnight) {
        MappedLocalTime::Single(found) | MappedLocalTime::Ambiguous(found, _) => {
            clamp(found.to_utc())
        }
        MappedLocalTime::None => Gap::around(midnight, zone)
            .map_or_else(|| edge(midnight), |gap| gap.jump(midnight, zone)),
    }
}

/// From the first instant of a local date to the first of the next: 23, 24 or 25 hours.
pub fn day(date: NaiveDate, zone: Zone) -> Range<Instant> {
    start_of_day(date, zone)..start_of_day(add_days(date, 1), zone)
}

/// The local day to which an instant belongs: the last one that has started.
///
/// That is the date on the wall, except where clocks go back over midnight (St. John's until 2011, at 00:01): the hour
/// that is repeated belongs to the new day there, so that days never interleave.
pub fn day_of(instant: Instant, zone: Zone) -> NaiveDate {
    let date = local(instant, zone).date();
    let next = add_days(date, 1);
    if start_of_day(next, zone) <= instant && next > date {
        next
    } else {
        date
    }
}

/// The date so many calendar days later (earlier if negative), saturating.
pub fn add_days(date: NaiveDate, days: i64) -> NaiveDate {
    let step = Days::new(days.unsigned_abs());
    if days < 0 {
        date.checked_sub_days(step).unwrap_or(NaiveDate::MIN)
    } else {
        date.checked_add_days(step).unwrap_or(NaiveDate::MAX)
    }
}

/// The date so many calendar months later (earlier if negative), saturating. A day that the month does not have becomes
/// its last one (E45).
pub fn add_months(date: NaiveDate, months: i32) -> NaiveDate {
    let step = Months::new(months.unsigned_abs());
    if months < 0 {
        date.checked_sub_months(step).unwrap_or(NaiveDate::MIN)
    } else {
        date.checked_add_months(step).unwrap_or(NaiveDate::MAX)
    }
}

/// The first day of the month of a date.
pub fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

/// The last day of the month of a date.
pub fn last_of_month(date: NaiveDate) -> NaiveDate {
    add_days(add_months(first_of_month(date), 1), -1)
}

/// The end of the calendar to which a time belongs that no zone can place.
fn edge(wall: NaiveDateTime) -> Instant {
    if wall.year() < 1970 {
        FAR_PAST
    } else {
        FAR_FUTURE
    }
}

/// A stretch of wall-clock time that the clocks jump over.
struct Gap {
    /// An instant shortly before the jump.
    before: Instant,
    /// Offset from UTC in force until the jump, in seconds.
    offset: i32,
}

impl Gap {
    /// Looks back from a time inside the gap, in quarters of an hour: the longest gap on record is the whole of
    /// 2011-12-30 in Samoa.
    fn around(wall: NaiveDateTime, zone: Zone) -> Option<Self> {
        (1..=100).find_map(|quarters| {
            let earlier = wall.checked_sub_signed(TimeDelta::minutes(15 * quarters))?;
            let found = zone.from_local_datetime(&earlier).latest()?;
            Some(Self {
                before: found.to_utc(),
                offset: found.offset().fix().local_minus_utc(),
            })
        })
    }

    /// Read with the offset before the jump, a time in the gap lands as far behind the jump as it stood in the gap.
    fn forward(&self, wall: NaiveDateTime) -> Instant {
        add_seconds(wall.and_utc(), -i64::from(self.offset))
    }

    /// The instant of the jump, by halving: the offset changes once between `before` and `forward`.
    fn jump(&self, wall: NaiveDateTime, zone: Zone) -> Instant {
        let (mut low, mut high) = (self.before.timestamp(), self.forward(wall).timestamp());
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.is_before_jump(middle, zone) {
                low = middle;
            } else {
                high = middle;
            }
        }
        at_epoch_second(high)
    }

    fn is_before_jump(&self, second: i64, zone: Zone) -> bool {
        let utc = at_epoch_second(second).naive_utc();
        zone.offset_from_utc_datetime(&utc).fix().local_minus_utc() == self.offset
    }
}

/// Instants for the tables of tests.
#[cfg(test)]
pub(crate) mod fixture {
    #![allow(
        clippy::panic,
        reason = "a table that cannot be read has to name the row"
    )]

    use super::{Instant, NaiveDateTime, Zone, resolve};

    /// `2026-05-10T14:20:00+02:00`.
    pub(crate) fn utc(text: &str) -> Instant {
        text.parse()
            .unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    /// `2026-05-10 14:20` on the wall of a zone.
    pub(crate) fn instant(text: &str, zone: Zone) -> Instant {
        let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M");
        resolve(wall.unwrap_or_else(|error| panic!("{text}: {error}")), zone)
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::{
        fixture::{instant, utc},
        *,
    };
    use chrono_tz::{
        Africa::Cairo,
        America::{Havana, Santiago, Sao_Paulo, St_Johns},
        Europe::Madrid,
        Pacific::Apia,
    };
    use proptest::prelude::*;

    #[test]
    fn wall_clock_times() {
        #[rustfmt::skip]
        let table = [
            ("plain",            "2026-05-10 14:20", Madrid,   "2026-05-10T12:20:00Z"),
            ("in the gap (E19)", "2026-03-29 02:30", Madrid,   "2026-03-29T01:30:00Z"),
            ("start of the gap", "2026-03-29 02:00", Madrid,   "2026-03-29T01:00:00Z"),
            ("end of the gap",   "2026-03-29 03:00", Madrid,   "2026-03-29T01:00:00Z"),
            ("twice: earlier",   "2026-10-25 02:30", Madrid,   "2026-10-25T00:30:00Z"),
            ("a day of Samoa",   "2011-12-30 12:00", Apia,     "2011-12-30T22:00:00Z"),
        ];
        for (name, wall, zone, expected) in table {
            assert_eq!(instant(wall, zone), utc(expected), "{name}");
        }
    }

    #[test]
    fn first_instants_of_days() {
        #[rustfmt::skip]
        let table = [
            ("plain",                          (2026, 5, 10),   Madrid,    "2026-05-09T22:00:00Z"),
            ("midnight does not exist",        (2026, 9, 6),    Santiago,  "2026-09-06T04:00:00Z"),
            ("midnight does not exist, Cairo", (2026, 4, 24),   Cairo,     "2026-04-23T22:00:00Z"),
            ("midnight exists twice",          (2026, 11, 1),   Havana,    "2026-11-01T04:00:00Z"),
            ("23:00 comes twice before it",    (2019, 2, 17),   Sao_Paulo, "2019-02-17T03:00:00Z"),
            ("at 00:01 back to 23:01",         (2010, 11, 7),   St_Johns,  "2010-11-07T02:30:00Z"),
            ("the day itself does not exist",  (2011, 12, 30),  Apia,      "2011-12-30T10:00:00Z"),
            ("and the one after it",           (2011, 12, 31),  Apia,      "2011-12-30T10:00:00Z"),
        ];
        for (name, (year, month, day), zone, expected) in table {
            let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            assert_eq!(start_of_day(date, zone), utc(expected), "{name}");
        }
    }

    #[test]
    fn a_repeated_hour_before_midnight_belongs_to_the_new_day() {
        let repeated = utc("2010-11-07T03:00:00Z");
        assert_eq!(
            local(repeated, St_Johns).date(),
            NaiveDate::from_ymd_opt(2010, 11, 6).unwrap()
        );
        assert_eq!(
            day_of(repeated, St_Johns),
            NaiveDate::from_ymd_opt(2010, 11, 7).unwrap()
        );
    }

    #[test]
    fn the_ends_of_the_calendar_are_safe() {
        for zone in [Madrid, Apia, Santiago] {
            for wall in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
                let found = resolve(wall, zone);
                assert!(found == FAR_PAST || found == FAR_FUTURE);
                let _ = (local(Instant::MAX_UTC, zone), local(Instant::MIN_UTC, zone));
            }
            for date in [NaiveDate::MIN, NaiveDate::MAX] {
                let _ = (
                    day(date, zone),
                    last_of_month(date),
                    day_of(Instant::MAX_UTC, zone),
                );
            }
        }
        assert_eq!(add_seconds(FAR_FUTURE, i64::MAX), FAR_FUTURE);
        assert_eq!(add_seconds(FAR_FUTURE, i64::MIN), FAR_PAST);
        assert_eq!(FAR_FUTURE, utc("9999-12-30T00:00:00Z"));
        assert_eq!(FAR_PAST, utc("0001-01-02T00:00:00Z"));
    }

    proptest! {
        #[test]
        fn every_instant_lies_in_its_day(second in 0_i64..2_000_000_000, zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec())) {
            let now = at_epoch_second(second);
            let found = day(day_of(now, zone), zone);
            prop_assert!(found.contains(&now), "{now} not in {found:?}");
        }

        #[test]
        fn a_shown_time_resolves_to_itself_or_to_its_earlier_twin(second in 0_i64..2_000_000_000, zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec())) {
            let now = at_epoch_second(second);
            let found = resolve(local(now, zone), zone);
            prop_assert!(found <= now);
            prop_assert_eq!(local(found, zone), local(now, zone));
        }
    }
}
