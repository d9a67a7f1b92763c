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
