//! When a product expires, from the first connection (RULES P27–P34, A10–A19).
//!
//! Whole days and months keep the wall clock, hours and fractions of days are elapsed time (A19); an End-of type ends
//! at 23:59:00 (A10); an account is expired from the very instant of its expiry. A subscription has its own rule (P28).

#[cfg(test)]
mod model;

use super::{
    product::{Expiration, Product},
    time::{self, Instant, Zone},
};
use chrono::{NaiveDate, NaiveTime};
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

/// The End-of types end at this time of day (P31, A10).
const END_OF: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// A subscription stays valid for two hours after its period, for late renewal notices (P29).
pub const SUBSCRIPTION_GRACE_SECONDS: i64 = 2 * 3600;

const SECONDS_PER_HOUR: Decimal = Decimal::from_parts(3600, 0, 0, false, 0);
const SECONDS_PER_DAY: Decimal = Decimal::from_parts(86400, 0, 0, false, 0);

/// When a product expires whose user first connected at `first_connection`; `None` = never by the calendar.
///
/// Never panics: what lies beyond the years 1 to 9999 ends at their ends. The fraction of a second of the first
/// connection is dropped, so that a product of zero time (A12) is expired at its first connection.
pub fn expires_at(
    expiration: &Expiration,
    first_connection: Instant,
    zone: Zone,
) -> Option<Instant> {
    let start = time::whole_second(time::clamp(first_connection));
    match *expiration {
        Expiration::Unlimited | Expiration::OneLogin => None,
        Expiration::DaysHours { days, hours } => Some(Span::of(days, hours).after(start, zone)),
        Expiration::DaysHoursEndOfDay { days, hours } => {
            let end = Span::of(days, hours).after(start, zone);
            Some(end_of(time::local(end, zone).date(), zone))
        }
        Expiration::DaysHoursEndOfMonth { days, hours } => {
            let end = Span::of(days, hours).after(start, zone);
            Some(end_of(
                time::last_of_month(time::local(end, zone).date()),
                zone,
            ))
        }
        Expiration::Months { months } => Some(months_after(start, months, zone)),
        Expiration::MonthsEndOfMonth { months } => {
            let date = time::add_months(time::local(start, zone).date(), months);
            Some(end_of(time::last_of_month(date), zone))
        }
    }
}

/// Whether a product is expired by the time of its own first connection (P32).
pub fn expires_on_activation(
    expiration: &Expiration,
    first_connection: Instant,
    zone: Zone,
) -> bool {
    expires_at(expiration, first_connection, zone)
        .is_some_and(|at| is_over(Some(at), first_connection))
}

/// Expired means: now is the expiry or later (A10, S05).
pub fn is_over(expires_at: Option<Instant>, now: Instant) -> bool {
    expires_at.is_some_and(|at| at <= now)
}

fn end_of(date: NaiveDate, zone: Zone) -> Instant {
    time::resolve(date.and_time(END_OF), zone)
}

/// The same time of day so many months later. Zero months are no time at all: the instant itself, which the wall clock
/// could not tell from its twin of the doubled hour.
fn months_after(start: Instant, months: i32, zone: Zone) -> Instant {
    if months == 0 {
        return start;
    }
    let wall = time::local(start, zone);
    time::resolve(
        time::add_months(wall.date(), months).and_time(wall.time()),
        zone,
    )
}

/// Days and hours, taken apart into what keeps the wall clock and what elapses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    /// Whole calendar days.
    days: i64,
    /// The rest, rounded to the second.
    seconds: i64,
}

impl Span {
    fn of(days: Decimal, hours: Decimal) -> Self {
        let rest = days.fract() * SECONDS_PER_DAY;
        let seconds = hours
            .checked_mul(SECONDS_PER_HOUR)
            .and_then(|seconds| seconds.checked_add(rest))
            .unwrap_or(if hours.is_sign_negative() {
                Decimal::MIN
            } else {
                Decimal::MAX
            })
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        Self {
            days: saturating_i64(days.trunc()),
            seconds: saturating_i64(seconds),
        }
    }

    fn after(self, start: Instant, zone: Zone) -> Instant {
        let day = if self.days == 0 {
            start
        } else {
            let wall = time::local(start, zone);
            time::resolve(
                time::add_days(wall.date(), self.days).and_time(wall.time()),
                zone,
            )
        };
        time::add_seconds(day, self.seconds)
    }

    /// Seconds, with days of 24 hours.
    fn total(self) -> i64 {
        self.days.saturating_mul(86400).saturating_add(self.seconds)
    }

    /// Whether on every date the result lies at least `days` calendar days back: so many whole days do it, and elapsed
    /// time does it with an hour more, for the day that has 25 (E43).
    fn is_safely_before(self, days: i64) -> bool {
        let whole = self.days <= -days && self.seconds <= 0;
        whole || self.total() <= -(days * 86400 + 3600)
    }
}

fn saturating_i64(number: Decimal) -> i64 {
    let far = if number.is_sign_negative() {
        i64::MIN
    } else {
        i64::MAX
    };
    number.to_i64().unwrap_or(far)
}

/// How often a subscription is renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Every so many days.
    Days(u16),
    /// Every so many months.
    Months(u16),
}

/// The end of the n-th paid period of a subscription bought at `anchor`. Every period counts from the anchor, so that a
/// short month shortens no other (S02).
pub fn period_end(anchor: Instant, frequency: Frequency, periods: u16, zone: Zone) -> Instant {
    let anchor = time::whole_second(time::clamp(anchor));
    match frequency {
        Frequency::Days(days) => {
            let span = Span {
                days: i64::from(days) * i64::from(periods),
                seconds: 0,
            };
            span.after(anchor, zone)
        }
        Frequency::Months(months) => {
            let months = i32::from(months).saturating_mul(i32::from(periods));
            months_after(anchor, months, zone)
        }
    }
}

/// When a subscription expires: two hours after its period, whatever the product's panel says (P28, P29, S09, S10).
pub fn subscription_expires_at(
    anchor: Instant,
    frequency: Frequency,
    periods: u16,
    zone: Zone,
) -> Instant {
    time::add_seconds(
        period_end(anchor, frequency, periods, zone),
        SUBSCRIPTION_GRACE_SECONDS,
    )
}

/// What the product form warns of. Data for a sentence, never the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Warning {
    /// No time at all: expires at the first connection. Unlimited is what was meant, perhaps (A12).
    ZeroTime,
    /// Expires on activation, on every date (P32).
    ExpiresOnActivation,
    /// A negative value that on some dates leaves the guest valid to the end of the day or month (A11, A13; E29, E38).
    MayStayValid {
        /// The largest number of days that never does.
        safe_days: i32,
    },
    /// Months and End-of-Month with 0: a guest of the last day gets that day only (P31).
    LastDayGuestGetsOneDay,
    /// A product that expires on activation has a total that can never be used, but can be recovered by the next
    /// product (R20).
    TotalNeverUsable,
    /// There is no date to tell of beforehand (A36).
    NotificationWithoutEffect,
    /// Sold by subscription, One login is not kept to (A15, S10).
    OneLoginIgnoredBySubscription,
}

/// The warnings at the expiration panel.
pub fn warnings(product: &Product) -> Vec<Warning> {
    let main = main_warning(&product.expiration);
    let has_total = product.total_time_min > 0 || product.total_data_mb > 0;
    let never_usable =
        has_total && matches!(main, Some(Warning::ZeroTime | Warning::ExpiresOnActivation));
    let dateless = product.notify_expiration && product.expiration == Expiration::Unlimited;
    [
        main,
        never_usable.then_some(Warning::TotalNeverUsable),
        dateless.then_some(Warning::NotificationWithoutEffect),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The warning where a product is put on sale by subscription.
pub fn subscription_warning(product: &Product) -> Option<Warning> {
    (product.expiration == Expiration::OneLogin).then_some(Warning::OneLoginIgnoredBySubscription)
}

fn main_warning(expiration: &Expiration) -> Option<Warning> {
    match *expiration {
        Expiration::Unlimited | Expiration::OneLogin => None,
        Expiration::DaysHours { days, hours } => match Span::of(days, hours) {
            span if span.total() == 0 => Some(Warning::ZeroTime),
            span if span.total() < 0 => Some(Warning::ExpiresOnActivation),
            _ => None,
        },
        Expiration::DaysHoursEndOfDay { days, hours } => end_of_warning(Span::of(days, hours), 1),
        Expiration::DaysHoursEndOfMonth { days, hours } => {
            end_of_warning(Span::of(days, hours), 31)
        }
        Expiration::Months { months: 0 } => Some(Warning::ZeroTime),
        Expiration::MonthsEndOfMonth { months: 0 } => Some(Warning::LastDayGuestGetsOneDay),
        Expiration::Months { months } | Expiration::MonthsEndOfMonth { months } => {
            (months < 0).then_some(Warning::ExpiresOnActivation)
        }
    }
}

/// `safe_days`: so many calendar days back lie in an earlier day or month on every date (A11, checked by brute force).
fn end_of_warning(span: Span, safe_days: i32) -> Option<Warning> {
    match span.total() {
        0.. => None,
        _ if span.is_safely_before(safe_days.into()) => Some(Warning::ExpiresOnActivation),
        _ => Some(Warning::MayStayValid {
            safe_days: -safe_days,
        }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::{Frequency, Warning, Zone, expires_at, expires_on_activation, is_over, period_end};
    use super::{subscription_expires_at, subscription_warning, time, warnings};
    use crate::domain::product::{Expiration, RecoverResidual, tests::product};
    use crate::domain::time::fixture::utc;
    use chrono_tz::Europe::{Madrid, Rome};
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    /// The types as the examples name them.
    #[derive(Clone, Copy)]
    enum Type {
        Unlimited,
        OneLogin,
        Days(&'static str, &'static str),
        DaysEndOfDay(&'static str, &'static str),
        DaysEndOfMonth(&'static str, &'static str),
        Months(i32),
        MonthsEndOfMonth(i32),
    }

    impl Type {
        fn expiration(self) -> Expiration {
            let decimal = |text: &str| text.parse::<Decimal>().unwrap();
            match self {
                Self::Unlimited => Expiration::Unlimited,
                Self::OneLogin => Expiration::OneLogin,
                Self::Days(days, hours) => Expiration::DaysHours {
                    days: decimal(days),
                    hours: decimal(hours),
                },
                Self::DaysEndOfDay(days, hours) => Expiration::DaysHoursEndOfDay {
                    days: decimal(days),
                    hours: decimal(hours),
                },
                Self::DaysEndOfMonth(days, hours) => Expiration::DaysHoursEndOfMonth {
                    days: decimal(days),
                    hours: decimal(hours),
                },
                Self::Months(months) => Expiration::Months { months },
                Self::MonthsEndOfMonth(months) => Expiration::MonthsEndOfMonth { months },
            }
        }
    }

    #[test]
    fn worked_examples() {
        use Type::{Days, DaysEndOfDay, DaysEndOfMonth, Months, MonthsEndOfMonth};
        #[rustfmt::skip]
        let table = [
            ("E03", Rome, Days("1.5", "0"), "2026-05-10T14:20:00+02:00", "2026-05-12T02:20:00+02:00", false),
            ("E05", Rome, Days("0.1", "0"), "2026-05-10T14:20:00+02:00", "2026-05-10T16:44:00+02:00", false),
            ("E07", Rome, Days("365", "0"), "2027-06-01T09:00:00+02:00", "2028-05-31T09:00:00+02:00", false),
            ("E09", Rome, Days("1", "0"), "2028-02-28T18:00:00+01:00", "2028-02-29T18:00:00+01:00", false),
            ("E11", Rome, Days("-1", "0"), "2026-05-10T14:20:00+02:00", "2026-05-09T14:20:00+02:00", true),
            ("E13", Rome, Days("1", "-2"), "2026-05-10T14:20:00+02:00", "2026-05-11T12:20:00+02:00", false),
            ("E15", Rome, Days("0", "0"), "2026-05-10T14:20:00+02:00", "2026-05-10T14:20:00+02:00", true),
            ("E17", Madrid, Days("0", "24"), "2026-03-28T10:00:00+01:00", "2026-03-29T11:00:00+02:00", false),
            ("E19", Madrid, Days("1", "0"), "2026-03-28T02:30:00+01:00", "2026-03-29T03:30:00+02:00", false),
            ("E21", Rome, Days("0", "24"), "2026-10-24T10:00:00+02:00", "2026-10-25T09:00:00+01:00", false),
            ("E23", Rome, Days("0", "2"), "2026-10-25T01:30:00+02:00", "2026-10-25T02:30:00+01:00", false),
            ("E25", Rome, DaysEndOfDay("1", "0"), "2026-05-10T14:20:00+02:00", "2026-05-11T23:59:00+02:00", false),
            ("E27", Rome, DaysEndOfDay("0", "6"), "2026-12-31T20:00:00+01:00", "2027-01-01T23:59:00+01:00", false),
            ("E29", Rome, DaysEndOfDay("-0.5", "0"), "2026-05-10T15:00:00+02:00", "2026-05-10T23:59:00+02:00", false),
            ("E31", Rome, DaysEndOfDay("0", "0"), "2026-10-25T00:30:00+02:00", "2026-10-25T23:59:00+01:00", false),
            ("E33", Rome, DaysEndOfMonth("0", "0"), "2028-02-10T08:00:00+01:00", "2028-02-29T23:59:00+01:00", false),
            ("E35", Rome, DaysEndOfMonth("5", "0"), "2026-05-26T12:00:00+02:00", "2026-05-31T23:59:00+02:00", false),
            ("E37", Rome, DaysEndOfMonth("5", "0"), "2026-05-31T12:00:00+02:00", "2026-06-30T23:59:00+02:00", false),
            ("E39", Rome, DaysEndOfMonth("-1", "0"), "2026-05-01T12:00:00+02:00", "2026-04-30T23:59:00+02:00", true),
            ("E41", Rome, DaysEndOfMonth("-31", "0"), "2026-05-31T12:00:00+02:00", "2026-04-30T23:59:00+02:00", true),
            ("E43", Madrid, DaysEndOfMonth("-31", "0"), "2026-10-31T23:30:00+01:00", "2026-09-30T23:59:00+02:00", true),
            ("E45", Rome, Months(1), "2026-01-31T10:00:00+01:00", "2026-02-28T10:00:00+01:00", false),
            ("E47", Rome, Months(1), "2026-02-28T10:00:00+01:00", "2026-03-28T10:00:00+01:00", false),
            ("E49", Madrid, Months(6), "2026-08-31T10:00:00+02:00", "2027-02-28T10:00:00+01:00", false),
            ("E51", Madrid, Months(2), "2026-01-29T02:30:00+01:00", "2026-03-29T03:30:00+02:00", false),
            ("E53", Madrid, Months(0), "2026-05-31T10:00:00+02:00", "2026-05-31T10:00:00+02:00", true),
            ("E55", Rome, MonthsEndOfMonth(0), "2026-05-01T15:00:00+02:00", "2026-05-31T23:59:00+02:00", false),
            ("E57", Rome, MonthsEndOfMonth(1), "2026-02-28T15:00:00+01:00", "2026-03-31T23:59:00+02:00", false),
            ("E59", Rome, MonthsEndOfMonth(2), "2027-12-15T15:00:00+01:00", "2028-02-29T23:59:00+01:00", false),
            ("E61", Rome, MonthsEndOfMonth(0), "2024-03-31T01:30:00+01:00", "2024-03-31T23:59:00+02:00", false),
            ("E64", Rome, Days("7", "0"), "2026-06-20T18:00:00+02:00", "2026-06-27T18:00:00+02:00", false),
            ("E65", Rome, Days("10", "0"), "2026-06-20T18:00:00+02:00", "2026-06-30T18:00:00+02:00", false),
            ("S08", Rome, Days("1", "0"), "2026-05-10T14:20:00+02:00", "2026-05-11T14:20:00+02:00", false),
            ("TX02", Madrid, Days("0", "24"), "2026-07-01T18:30:00+02:00", "2026-07-02T18:30:00+02:00", false),
            ("zero in the doubled hour", Madrid, Days("0", "0"), "2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00+01:00", true),
            ("no months in the doubled hour", Madrid, Months(0), "2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00+01:00", true),
            ("into the doubled hour", Madrid, Days("1", "0"), "2026-10-24T02:30:00+02:00", "2026-10-25T02:30:00+02:00", false),
            ("rounded once", Rome, Days("0.000005", "0.0001"), "2026-05-10T14:20:00+02:00", "2026-05-10T14:20:01+02:00", false),
        ];
        for (name, zone, kind, first, expected, on_activation) in table {
            check(name, zone, kind, first, expected, on_activation);
        }
    }

    fn check(name: &str, zone: Zone, kind: Type, first: &str, expected: &str, on_activation: bool) {
        let expiration = kind.expiration();
        assert_eq!(
            expires_at(&expiration, utc(first), zone),
            Some(utc(expected)),
            "{name}"
        );
        assert_eq!(
            expires_on_activation(&expiration, utc(first), zone),
            on_activation,
            "{name}"
        );
    }

    #[test]
    fn never_by_the_calendar() {
        for (name, kind) in [("E01", Type::Unlimited), ("E62", Type::OneLogin)] {
            let first = utc("2026-05-10T14:20:00+02:00");
            assert_eq!(expires_at(&kind.expiration(), first, Rome), None, "{name}");
        }
    }

    #[test]
    fn a_fraction_of_a_second_does_not_outlive_its_activation() {
        let first = utc("2026-05-10T14:20:00.900+02:00");
        assert!(expires_on_activation(
            &Type::Days("0", "0").expiration(),
            first,
            Rome
        ));
    }

    #[test]
    fn minus_31_days_end_of_month_never_stays_valid() {
        let expiration = Type::DaysEndOfMonth("-31", "0").expiration();
        let from = utc("2024-01-01T00:00:00Z");
        for half_hour in 0..2 * 24 * 366 * 2 {
            let now = time::add_seconds(from, half_hour * 1800);
            assert!(expires_on_activation(&expiration, now, Madrid), "{now}");
        }
    }

    #[test]
    fn subscriptions() {
        let anchor = utc("2026-01-31T09:00:00+01:00");
        let expiry = |periods| subscription_expires_at(anchor, Frequency::Months(1), periods, Rome);
        assert_eq!(
            period_end(anchor, Frequency::Months(1), 1, Rome),
            utc("2026-02-28T09:00:00+01:00"),
            "S01"
        );
        assert_eq!(expiry(1), utc("2026-02-28T11:00:00+01:00"), "S01");
        assert_eq!(expiry(2), utc("2026-03-31T11:00:00+02:00"), "S02");
        assert!(
            !is_over(Some(expiry(1)), utc("2026-02-28T10:30:00+01:00")),
            "S03"
        );
        assert!(
            is_over(Some(expiry(1)), utc("2026-02-28T11:05:00+01:00")),
            "S04"
        );
        assert!(
            is_over(Some(expiry(1)), utc("2026-02-28T11:00:00+01:00")),
            "S05"
        );
        assert!(
            !is_over(Some(expiry(1)), utc("2026-02-28T10:59:59+01:00")),
            "S05"
        );
        let days = subscription_expires_at(anchor, Frequency::Days(30), 2, Rome);
        assert_eq!(
            days,
            utc("2026-04-01T11:00:00+02:00"),
            "60 days, over the change of clocks"
        );
        let one_login = product(|it| it.expiration = Expiration::OneLogin);
        assert_eq!(
            subscription_warning(&one_login),
            Some(Warning::OneLoginIgnoredBySubscription),
            "S10"
        );
        assert_eq!(subscription_warning(&product(|_| ())), None, "S09");
    }

    #[test]
    fn warnings_at_the_form() {
        use Type::{Days, DaysEndOfDay, DaysEndOfMonth, Months, MonthsEndOfMonth};
        use Warning::{ExpiresOnActivation, LastDayGuestGetsOneDay, MayStayValid, ZeroTime};
        #[rustfmt::skip]
        let table = [
            ("E03",                    Days("1.5", "0"),             None),
            ("E11",                    Days("-1", "0"),              Some(ExpiresOnActivation)),
            ("E13",                    Days("1", "-2"),              None),
            ("E15, A12",               Days("0", "0"),               Some(ZeroTime)),
            ("E53, A12",               Months(0),                    Some(ZeroTime)),
            ("E25",                    DaysEndOfDay("1", "0"),       None),
            ("E29, A13",               DaysEndOfDay("-0.5", "0"),    Some(MayStayValid { safe_days: -1 })),
            ("a whole day is safe",    DaysEndOfDay("-1", "0"),      Some(ExpiresOnActivation)),
            ("24 hours are not",       DaysEndOfDay("0", "-24"),     Some(MayStayValid { safe_days: -1 })),
            ("25 hours are",           DaysEndOfDay("0", "-25"),     Some(ExpiresOnActivation)),
            ("E39",                    DaysEndOfMonth("-1", "0"),    Some(MayStayValid { safe_days: -31 })),
            ("A11, one too few",       DaysEndOfMonth("-30", "0"),   Some(MayStayValid { safe_days: -31 })),
            ("E41",                    DaysEndOfMonth("-31", "0"),   Some(ExpiresOnActivation)),
            ("E43, elapsed time",      DaysEndOfMonth("0", "-744"),  Some(MayStayValid { safe_days: -31 })),
            ("A13, mixed signs",       DaysEndOfMonth("-31", "1"),   Some(MayStayValid { safe_days: -31 })),
            ("E55, P31",               MonthsEndOfMonth(0),          Some(LastDayGuestGetsOneDay)),
            ("E57",                    MonthsEndOfMonth(1),          None),
            ("A11, whole months",      MonthsEndOfMonth(-1),         Some(ExpiresOnActivation)),
            ("PX14 without notice",    Type::Unlimited,              None),
        ];
        for (name, kind, expected) in table {
            let product = product(|it| it.expiration = kind.expiration());
            assert_eq!(warnings(&product), Vec::from_iter(expected), "{name}");
        }
    }

    #[test]
    fn warnings_of_other_fields() {
        let default_product = product(|it| {
            it.expiration = Type::Days("-1", "0").expiration();
            it.total_time_min = 60;
            it.recover_residual = RecoverResidual::Yes;
        });
        let expected = [Warning::ExpiresOnActivation, Warning::TotalNeverUsable];
        assert_eq!(warnings(&default_product), expected, "R20");
        let notified = product(|it| it.notify_expiration = true);
        assert_eq!(
            warnings(&notified),
            [Warning::NotificationWithoutEffect],
            "PX14, A36"
        );
    }

    fn any_decimal() -> impl Strategy<Value = Decimal> {
        (any::<i64>(), any::<u64>(), 0_u32..=28).prop_map(|(high, low, scale)| {
            let mantissa = i128::from(high) * i128::from(low >> 34);
            Decimal::try_from_i128_with_scale(mantissa, scale).unwrap_or(Decimal::MAX)
        })
    }

    proptest! {
        #[test]
        fn absurd_values_do_not_panic(
            days in any_decimal(),
            hours in any_decimal(),
            months: i32,
            first in -100_000_000_000_i64..400_000_000_000,
            kind in 0..5,
        ) {
            let expiration = match kind {
                0 => Expiration::DaysHours { days, hours },
                1 => Expiration::DaysHoursEndOfDay { days, hours },
                2 => Expiration::DaysHoursEndOfMonth { days, hours },
                3 => Expiration::Months { months },
                _ => Expiration::MonthsEndOfMonth { months },
            };
            let first = time::add_seconds(utc("1970-01-01T00:00:00Z"), first);
            let found = expires_at(&expiration, first, Madrid).unwrap();
            prop_assert!((time::FAR_PAST..=time::FAR_FUTURE).contains(&found));
            let _ = warnings(&product(|it| it.expiration = expiration));
        }

        #[test]
        fn a_later_first_connection_never_expires_earlier(
            days in -40_i64..400,
            first in 1_700_000_000_i64..1_900_000_000,
            later in 0_i64..4_000_000,
            kind in 0..4,
        ) {
            let days = Decimal::from(days);
            let hours = Decimal::ZERO;
            let expiration = match kind {
                0 => Expiration::DaysHoursEndOfDay { days, hours },
                1 => Expiration::DaysHoursEndOfMonth { days, hours },
                2 => Expiration::MonthsEndOfMonth { months: 1 },
                _ => Expiration::DaysHours { days: Decimal::ZERO, hours: days },
            };
            let first = time::add_seconds(utc("1970-01-01T00:00:00Z"), first);
            let second = time::add_seconds(first, later);
            prop_assert!(expires_at(&expiration, first, Madrid) <= expires_at(&expiration, second, Madrid));
        }

        #[test]
        fn more_hours_never_expire_earlier(hours in -5000_i64..5000, more in 0_i64..5000, first in 1_700_000_000_i64..1_900_000_000) {
            let first = time::add_seconds(utc("1970-01-01T00:00:00Z"), first);
            let at = |hours: i64| {
                let expiration = Expiration::DaysHoursEndOfDay { days: Decimal::ONE, hours: Decimal::new(hours, 1) };
                expires_at(&expiration, first, Madrid)
            };
            prop_assert!(at(hours) <= at(hours + more));
        }
    }
}
