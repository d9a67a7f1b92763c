//! Variable tickets: a range of dates, its price and validity (RULES T5, A20).

use super::{
    money::{Money, MoneyError},
    time::{self, Instant, Zone},
};
use chrono::{NaiveDate, NaiveTime};

/// The last second of a day of the wall clock (TX08).
const LAST_SECOND: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 59) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// The dates of a stay, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    from: NaiveDate,
    to: NaiveDate,
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
}

impl Stay {
    /// A stay from today or later.
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
        } else {
            Ok(Self { from, to })
        }
    }

    /// First day.
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// Last day.
    pub fn to(&self) -> NaiveDate {
        self.to
    }

    /// Days that are charged: both ends count, so at least 1.
    pub fn days(&self) -> u32 {
        u32::try_from((self.to - self.from).num_days().saturating_add(1)).unwrap_or(u32::MAX)
    }

    /// Days times the price of a day.
    pub fn price(&self, per_day: Money) -> Result<Money, MoneyError> {
        per_day.checked_mul(self.days())
    }

    /// The first instant of the first day.
    pub fn valid_from(&self, zone: Zone) -> Instant {
        time::start_of_day(self.from, zone)
    }

    /// 23:59:59 of the last day.
    pub fn valid_until(&self, zone: Zone) -> Instant {
        time::resolve(self.to.and_time(LAST_SECOND), zone)
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
    fn the_longest_stay_is_safe() {
        let stay = Stay::new(NaiveDate::MIN, NaiveDate::MAX, Instant::MIN_UTC, Madrid);
        assert!(stay.is_err());
        let now = utc("2026-07-01T10:00:00Z");
        let stay = Stay::new("2026-07-01".parse().unwrap(), NaiveDate::MAX, now, Madrid).unwrap();
        assert_eq!(stay.valid_until(Madrid), time::FAR_FUTURE);
        let dear = Money {
            minor: i64::MAX,
            currency: "EUR".parse().unwrap(),
        };
        assert_eq!(stay.price(dear), Err(MoneyError::TooLarge));
    }
}
