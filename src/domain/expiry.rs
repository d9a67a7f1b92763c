//! When a product expires, from the first connection (RULES P27–P34, A10–A19).
//!
//! Whole days and months keep the wall clock, hours and fractions of days are elapsed time (A19); an End-of type ends
//! at 23:59:00 (A10); an account is expired from the very instant of its expiry. A subscription has its own rule (P28).

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
