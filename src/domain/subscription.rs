//! A product bought by subscription (RULES P28, P29, A15).
//!
//! Its expiry is two hours after the end of the last period paid, whatever the product's own panel says. Every period
//! counts from the day of the purchase, so that neither a short month nor a late notice moves the later ones.

use super::{
    expiry,
    location::SubscriptionFrequency,
    time::{Instant, Zone},
};
use serde::{Deserialize, Serialize};

/// What an account has subscribed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// When it was bought.
    anchor: Instant,
    /// How often it is paid; never [`SubscriptionFrequency::None`].
    frequency: SubscriptionFrequency,
    /// Periods paid so far, at least 1.
    periods: u16,
}

impl Subscription {
    /// The first period, bought now; `None` where the frequency is none.
    pub fn new(anchor: Instant, frequency: SubscriptionFrequency) -> Option<Self> {
        frequency.period().map(|_| Self {
            anchor,
            frequency,
            periods: 1,
        })
    }

    /// With one more period paid.
    #[must_use]
    pub fn renewed(self) -> Self {
        Self {
            periods: self.periods.saturating_add(1),
            ..self
        }
    }

    /// How often it is paid.
    pub fn frequency(&self) -> SubscriptionFrequency {
        self.frequency
    }

    /// Periods paid so far.
    pub fn periods(&self) -> u16 {
        self.periods
    }

    /// The end of the last period paid, by which the next one is due.
    pub fn paid_until(&self, zone: Zone) -> Instant {
        self.frequency.period().map_or(self.anchor, |period| {
            expiry::period_end(self.anchor, period, self.periods, zone)
        })
    }

    /// When the account expires: two hours later (P29).
    pub fn expires_at(&self, zone: Zone) -> Instant {
        self.frequency.period().map_or(self.anchor, |period| {
            expiry::subscription_expires_at(self.anchor, period, self.periods, zone)
        })
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
    use SubscriptionFrequency::{Monthly, None as Once, Weekly};
    use chrono_tz::Europe::Rome;

    #[test]
    fn periods_count_from_the_purchase() {
        let bought = utc("2026-01-31T09:00:00+01:00");
        let first = Subscription::new(bought, Monthly).unwrap();
        assert_eq!(
            first.expires_at(Rome),
            utc("2026-02-28T11:00:00+01:00"),
            "S01"
        );
        let second = first.renewed();
        assert_eq!(second.paid_until(Rome), utc("2026-03-31T09:00:00+02:00"));
        assert_eq!(
            second.expires_at(Rome),
            utc("2026-03-31T11:00:00+02:00"),
            "S02: from the 31st, and two hours once"
        );
        let weekly = Subscription::new(bought, Weekly).unwrap();
        assert_eq!(weekly.expires_at(Rome), utc("2026-02-07T11:00:00+01:00"));
        assert_eq!(Subscription::new(bought, Once), None);
    }
}
