//! Variable tickets: a range of dates, its price and validity (RULES T5, A20).

use super::{
    money::{Money, MoneyError},
    time::{self, Instant, Zone},
};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// The last second of a day of the wall clock (TX08).
const LAST_SECOND: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 59) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// Days of a stay at most: three years; more is a slip of the fingers.
pub const DAYS_MAX: u32 = 1096;

/// The dates of a stay: whole days, both included, or nights until check-out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    from: NaiveDate,
    to: NaiveDate,
    /// The end of a stay that is counted in nights.
    checks_out: Option<Instant>,
}

/// The dates as they were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dates {
    /// Whole days, both included (A20).
    Days {
        /// First day.
        first: NaiveDate,
        /// Last day.
        last: NaiveDate,
    },
    /// From the arrival to check-out, with the house's grace; nights are charged, at least one.
    Nights {
        /// Day of arrival.
        arrival: NaiveDate,
        /// Day of departure.
        departure: NaiveDate,
    },
}

impl From<(NaiveDate, NaiveDate)> for Dates {
    fn from((first, last): (NaiveDate, NaiveDate)) -> Self {
        Self::Days { first, last }
    }
}

/// Why two dates are no stay (TX09).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StayError {
    /// The last day lies before the first.
    #[error("the last day, {to}, lies before the first, {from}")]
    EndBeforeStart {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// The first day has passed.
    #[error("the first day, {from}, has passed: today is {today}")]
    StartInPast {
        /// First day.
        from: NaiveDate,
        /// The local date of now.
        today: NaiveDate,
    },
    /// Check-out of the last day has passed.
    #[error("check-out of {to} has passed already")]
    CheckedOut {
        /// Day of departure.
        to: NaiveDate,
    },
    /// More than [`DAYS_MAX`] days.
    #[error("a stay has at most {DAYS_MAX} days")]
    TooLong,
}

impl Stay {
    /// A stay of nights, from today or later, that is over at `checks_out`: check-out of the day of departure and the
    /// house's grace. Leaving on the day of arrival is a stay too, as long as check-out is still to come.
    pub fn nights(
        arrival: NaiveDate,
        departure: NaiveDate,
        checks_out: Instant,
        now: Instant,
        zone: Zone,
    ) -> Result<Self, StayError> {
        let stay = Self {
            checks_out: Some(checks_out),
            ..Self::new(arrival, departure, now, zone)?
        };
        if checks_out <= now {
            return Err(StayError::CheckedOut { to: departure });
        }
        Ok(stay)
    }

    /// A stay of whole days, from today or later.
    pub fn new(
        from: NaiveDate,
        to: NaiveDate,
        now: Instant,
        zone: Zone,
    ) -> Result<Self, StayError> {
        let today = time::day_of(now, zone);
        if to < from {
            Err(StayError::EndBeforeStart { from, to })
        } else if from < today {
            Err(StayError::StartInPast { from, today })
        } else if (to - from).num_days() >= i64::from(DAYS_MAX) {
            Err(StayError::TooLong)
        } else {
            Ok(Self {
                from,
                to,
                checks_out: None,
            })
        }
    }

    /// Whether it is counted in nights.
    pub fn is_nights(&self) -> bool {
        self.checks_out.is_some()
    }

    /// First day.
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// Last day.
    pub fn to(&self) -> NaiveDate {
        self.to
    }

    /// Days that are charged: both ends count (A20); or nights. At least 1.
    pub fn days(&self) -> u32 {
        let apart = (self.to - self.from).num_days();
        let counted = if self.is_nights() {
            apart.max(1)
        } else {
            apart.saturating_add(1)
        };
        u32::try_from(counted).unwrap_or(u32::MAX)
    }

    /// Days times the price of a day.
    pub fn price(&self, per_day: Money) -> Result<Money, MoneyError> {
        per_day.checked_mul(self.days())
    }

    /// The first instant of the first day.
    pub fn valid_from(&self, zone: Zone) -> Instant {
        time::start_of_day(self.from, zone)
    }

    /// 23:59:59 of the last day, or check-out.
    pub fn valid_until(&self, zone: Zone) -> Instant {
        let midnight = || time::resolve(self.to.and_time(LAST_SECOND), zone);
        self.checks_out.unwrap_or_else(midnight)
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use crate::domain::time::fixture::utc;
    use chrono_tz::{America::Santiago, Europe::Madrid};

    fn stay(from: &str, to: &str) -> Result<Stay, StayError> {
        let now = utc("2026-07-01T10:00:00+02:00");
        Stay::new(from.parse().unwrap(), to.parse().unwrap(), now, Madrid)
    }

    #[test]
    fn prices_and_days() {
        let per_day = Money::parse("5.00", "EUR".parse().unwrap()).unwrap();
        #[rustfmt::skip]
        let table = [
            ("TX07",                     "2026-07-01", "2026-07-03", 3, "15.00"),
            ("TX08",                     "2026-07-01", "2026-07-01", 1, "5.00"),
            ("over the change of clocks", "2026-10-24", "2026-10-26", 3, "15.00"),
        ];
        for (name, from, to, days, price) in table {
            let stay = stay(from, to).unwrap();
            assert_eq!(stay.days(), days, "{name}");
            assert_eq!(
                stay.price(per_day).unwrap().to_decimal_string(),
                price,
                "{name}"
            );
        }
    }

    #[test]
    fn validity() {
        let stay = stay("2026-07-01", "2026-07-03").unwrap();
        assert_eq!(
            stay.valid_from(Madrid),
            utc("2026-07-01T00:00:00+02:00"),
            "TX10"
        );
        assert_eq!(
            stay.valid_until(Madrid),
            utc("2026-07-03T23:59:59+02:00"),
            "TX08"
        );
        let date = "2026-09-06".parse().unwrap();
        let no_midnight = Stay::new(date, date, utc("2026-09-01T12:00:00Z"), Santiago).unwrap();
        assert_eq!(
            no_midnight.valid_from(Santiago),
            utc("2026-09-06T01:00:00-03:00")
        );
    }

    #[test]
    fn refusals() {
        let date = |text: &str| text.parse().unwrap();
        let backwards = StayError::EndBeforeStart {
            from: date("2026-07-03"),
            to: date("2026-07-02"),
        };
        assert_eq!(stay("2026-07-03", "2026-07-02"), Err(backwards), "TX09");
        let past = StayError::StartInPast {
            from: date("2026-06-30"),
            today: date("2026-07-01"),
        };
        assert_eq!(stay("2026-06-30", "2026-07-02"), Err(past), "TX09");
        let night = utc("2026-07-01T00:30:00+02:00");
        let today = Stay::new(date("2026-07-01"), date("2026-07-01"), night, Madrid);
        assert!(
            today.is_ok(),
            "TX09: today by the Location's clock, yesterday in UTC"
        );
    }

    #[test]
    fn nights() {
        let now = utc("2026-07-01T18:00:00+02:00");
        #[rustfmt::skip]
        let table = [
            ("one night",          "2026-07-01", "2026-07-02", "2026-07-02T11:30:00+02:00", Some(1)),
            ("three nights",       "2026-07-01", "2026-07-04", "2026-07-04T11:30:00+02:00", Some(3)),
            ("over the change",    "2026-10-24", "2026-10-26", "2026-10-26T11:30:00+01:00", Some(2)),
            ("a room for the day", "2026-07-01", "2026-07-01", "2026-07-01T20:00:00+02:00", Some(1)),
            ("already out",        "2026-07-01", "2026-07-01", "2026-07-01T11:30:00+02:00", None),
        ];
        for (name, arrival, departure, out, nights) in table {
            let day = |text: &str| text.parse().unwrap();
            let stay = Stay::nights(day(arrival), day(departure), utc(out), now, Madrid);
            assert_eq!(stay.ok().map(|stay| stay.days()), nights, "{name}");
            if let Ok(stay) = stay {
                assert_eq!(stay.valid_until(Madrid), utc(out), "{name}");
            }
        }
    }

    #[test]
    fn the_longest_stay_is_safe() {
        let stay = Stay::new(NaiveDate::MIN, NaiveDate::MAX, Instant::MIN_UTC, Madrid);
        assert!(stay.is_err());
        let now = utc("2026-07-01T10:00:00Z");
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let stay = |last| Stay::new(day("2026-07-01"), last, now, Madrid);
        assert_eq!(stay(NaiveDate::MAX), Err(StayError::TooLong));
        assert_eq!(stay(day("2029-07-01")), Err(StayError::TooLong));
        assert_eq!(stay(day("2029-06-30")).unwrap().days(), DAYS_MAX);
        let dear = Money {
            minor: i64::MAX,
            currency: "EUR".parse().unwrap(),
        };
        let long = stay(day("2026-07-02")).unwrap();
        assert_eq!(long.price(dear), Err(MoneyError::TooLarge));
    }
}
