//! The expiry against a model that shares nothing with it but the offsets of the tz database: seconds since 1970, a
//! calendar counted in integers, and what a time on the wall means found by searching.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop"
)]

use super::{expires_at, expires_on_activation};
use crate::domain::{product::Expiration, time::Zone};
use chrono::{DateTime, Offset as _, TimeZone as _};
use proptest::prelude::*;
use rust_decimal::Decimal;

const DAY: i64 = 86_400;

/// What the clock on the wall shows, in seconds since 1970 of that wall.
fn wall(zone: Zone, at: i64) -> i64 {
    let utc = DateTime::from_timestamp(at, 0).unwrap().naive_utc();
    at + i64::from(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
}

/// The first instant that shows this on the wall. Where none does, the clocks jumped over it: as long after the jump as
/// it lies behind what the wall showed before (A19).
fn shown_at(zone: Zone, shown: i64) -> i64 {
    let around = (shown - 30 * 3600..=shown + 30 * 3600).step_by(900);
    let mut offsets: Vec<i64> = around.map(|at| wall(zone, at) - at).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let found = offsets.iter().map(|offset| shown - offset);
    if let Some(first) = found.filter(|at| wall(zone, *at) == shown).min() {
        return first;
    }
    let (mut before, mut after) = (shown - 30 * 3600, shown + 30 * 3600);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if wall(zone, middle) > shown {
            after = middle;
        } else {
            before = middle;
        }
    }
    after + (shown - wall(zone, before) - 1)
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn length(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Year, month (1 to 12) and day of a day since 1970, counted off.
fn date(mut days: i64) -> (i64, i64, i64) {
    let mut year = 1970;
    while days < 0 {
        year -= 1;
        days += 365 + i64::from(is_leap(year));
    }
    while days >= 365 + i64::from(is_leap(year)) {
        days -= 365 + i64::from(is_leap(year));
        year += 1;
    }
    let mut month = 1;
    while days >= length(year, month) {
        days -= length(year, month);
        month += 1;
    }
    (year, month, days + 1)
}

/// Days since 1970 of a date, counted off.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let years = |from: i64, to: i64| (from..to).map(|year| 365 + i64::from(is_leap(year))).sum();
    let whole: i64 = if year >= 1970 {
        years(1970, year)
    } else {
        -years(year, 1970)
    };
    whole + (1..month).map(|month| length(year, month)).sum::<i64>() + day - 1
}

/// So many months after a date, on the last day of a month that is too short.
fn months_later((year, month, day): (i64, i64, i64), months: i64) -> (i64, i64, i64) {
    let count = year * 12 + month - 1 + months;
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    (year, month, day.min(length(year, month)))
}

/// 23:59:00 of a day.
fn last_minute(zone: Zone, day: i64) -> i64 {
    shown_at(zone, day * DAY + DAY - 60)
}

fn end_of_month(zone: Zone, (year, month, _): (i64, i64, i64)) -> i64 {
    last_minute(zone, day_number(year, month, length(year, month)))
}

/// Days in quarters, hours in quarters: what a guest gets who first connects at `first`.
fn days_and_hours(zone: Zone, first: i64, quarter_days: i64, quarter_hours: i64) -> i64 {
    // Towards zero: half a day less is no whole day less.
    let days = quarter_days / 4;
    let elapsed = (quarter_days % 4) * DAY / 4 + quarter_hours * 900;
    let begin = if days == 0 {
        first
    } else {
        shown_at(zone, wall(zone, first) + days * DAY)
    };
    begin + elapsed
}

#[derive(Debug, Clone, Copy)]
enum Type {
    DaysHours,
    EndOfDay,
    EndOfMonth,
    Months,
    MonthsEndOfMonth,
}

/// A zone and an instant, most often within hours of a change of its clocks, so many days before it.
fn moment() -> impl Strategy<Value = (Zone, i64, i64)> {
    let zones = proptest::sample::select(chrono_tz::TZ_VARIANTS.to_vec());
    let year = 365 * DAY;
    (
        zones,
        0_i64..67 * year,
        -2_i64..3,
        -3..4_i64,
        0_i64..3600,
        any::<bool>(),
    )
        .prop_map(|(zone, from, days, hours, seconds, near)| {
            let change = (0..2 * 365 * 24)
                .map(|hour| from + hour * 3600)
                .find(|at| wall(zone, *at) - at != wall(zone, at + 3600) - (at + 3600));
            match change.filter(|_| near) {
                Some(at) => (zone, at + days * DAY + hours * 3600 + seconds, -days),
                None => (zone, from + seconds, 1),
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_product_any_instant_any_zone(
        (zone, first, back) in moment(),
        kind in proptest::sample::select(vec![
            Type::DaysHours, Type::EndOfDay, Type::EndOfMonth, Type::Months, Type::MonthsEndOfMonth,
        ]),
        quarter_days in prop_oneof![-8_i64..9, -200_i64..1600],
        quarter_hours in prop_oneof![Just(0_i64), -100_i64..200],
        months in -14_i64..30,
        to_the_change: bool,
    ) {
        let quarter_days = if to_the_change { back * 4 } else { quarter_days };
        let today = date(wall(zone, first).div_euclid(DAY));
        let counted = days_and_hours(zone, first, quarter_days, quarter_hours);
        let local_day = wall(zone, counted).div_euclid(DAY);
        let days = Decimal::new(quarter_days * 25, 2);
        let hours = Decimal::new(quarter_hours * 25, 2);
        let in_months = i32::try_from(months).unwrap();
        let (expiration, expected) = match kind {
            Type::DaysHours => (Expiration::DaysHours { days, hours }, counted),
            Type::EndOfDay => (
                Expiration::DaysHoursEndOfDay { days, hours },
                last_minute(zone, local_day),
            ),
            Type::EndOfMonth => (
                Expiration::DaysHoursEndOfMonth { days, hours },
                end_of_month(zone, date(local_day)),
            ),
            Type::Months if months == 0 => (Expiration::Months { months: 0 }, first),
            Type::Months => {
                let (year, month, day) = months_later(today, months);
                let of_day = wall(zone, first).rem_euclid(DAY);
                let at = shown_at(zone, day_number(year, month, day) * DAY + of_day);
                (Expiration::Months { months: in_months }, at)
            }
            Type::MonthsEndOfMonth => (
                Expiration::MonthsEndOfMonth { months: in_months },
                end_of_month(zone, months_later(today, months)),
            ),
        };
        let at = DateTime::from_timestamp(first, 0).unwrap();
        let found = expires_at(&expiration, at, zone).unwrap().timestamp();
        prop_assert_eq!(found, expected, "{:?} in {} from {}", expiration, zone, at);
        prop_assert_eq!(expires_on_activation(&expiration, at, zone), expected <= first);
    }
}
