//! The contract of a Location: what became of the licences that were entered (L12–L17).

use super::{
    Status, end_of_term,
    grant::{Grant, Kind, Validity},
};
use crate::domain::time::{Instant, Zone};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// The contract that a Location has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// The newest licence entered; its capacity and modules hold.
    pub grant: Grant,
    /// When the first licence was entered; devices count from here (LX04).
    pub provisioned_at: Instant,
    /// Distinct devices accepted since then, counted up to [`Grant::devices_needed`].
    pub devices_seen: u16,
    /// Start of the term that runs or ran last.
    pub starts_at: Option<Instant>,
    /// End of that term; over from this very instant (LX19).
    pub ends_at: Option<Instant>,
    /// Forced to Access denied.
    pub denied: bool,
}

/// Why a renewal cannot be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RenewalError {
    /// The term that it would prolong has not begun: its end is not known yet.
    #[error("the contract has not started: enter the renewal when it runs")]
    NotStarted,
}

impl Contract {
    /// The first licence is entered (L13, LX08).
    pub fn provision(grant: Grant, now: Instant, zone: Zone) -> Self {
        let starts_at = match grant.validity {
            Validity::Automatic => None,
            Validity::From(start) => Some(start),
        };
        let ends_at = starts_at.map(|start| end_of_term(start, grant.years, zone));
        Self {
            grant,
            provisioned_at: now,
            devices_seen: 0,
            starts_at,
            ends_at,
            denied: false,
        }
    }

    /// Whether its term can have come of its licence: what is kept beside a signed paper is not signed itself. A Location may
    /// change its zone, and leap days fall where they fall, so days are weighed and not seconds.
    pub fn is_plausible(&self) -> bool {
        let years = |count: u8| TimeDelta::days(i64::from(count) * 366 + 2);
        let (Some(start), Some(end)) = (self.starts_at, self.ends_at) else {
            return self.starts_at.is_none() && self.ends_at.is_none();
        };
        let grant = &self.grant;
        match (grant.kind, grant.validity) {
            (Kind::First, Validity::From(fixed)) if fixed != start => false,
            (Kind::First, _) => end - start <= years(grant.years),
            // Entered while the longest contract had just begun.
            (Kind::Renewal | Kind::Move, _) => end - grant.issued_at <= years(5 + grant.years),
        }
    }

    /// The state at `now`.
    pub fn status(&self, now: Instant) -> Status {
        let over = self.ends_at.is_some_and(|end| end <= now);
        let begun = self.starts_at.is_some_and(|start| start <= now);
        match (over, self.denied, begun) {
            // Lifting a denial changes nothing once the end has passed (LX17).
            (true, _, _) => Status::ContractFinalized,
            (false, true, _) => Status::AccessDenied,
            (false, false, true) => Status::InUse,
            (false, false, false) => Status::PendingStart,
        }
    }

    /// Whether accepted devices are still counted.
    pub fn counts_devices(&self, now: Instant) -> bool {
        self.starts_at.is_none() && self.status(now) == Status::PendingStart
    }

    /// So many distinct devices have been accepted by `now`; the last one needed starts the term (LX01).
    pub fn devices_counted(&mut self, devices: u16, now: Instant, zone: Zone) {
        if !self.counts_devices(now) {
            return;
        }
        self.devices_seen = devices.min(self.grant.devices_needed);
        if devices >= self.grant.devices_needed {
            self.starts_at = Some(now);
            self.ends_at = Some(end_of_term(now, self.grant.years, zone));
        }
    }

    /// A renewal is entered (A9): at the old end if that is still to come, so that no day is lost (LX28), else from now
    /// (LX29). It waits for no devices. A forced denial stays.
    pub fn renew(&mut self, grant: Grant, now: Instant, zone: Zone) -> Result<(), RenewalError> {
        debug_assert_eq!(grant.kind, Kind::Renewal);
        let end = self.ends_at.ok_or(RenewalError::NotStarted)?;
        let start = if now < end {
            end
        } else {
            self.starts_at = Some(now);
            now
        };
        self.ends_at = Some(end_of_term(start, grant.years, zone));
        self.grant = grant;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use crate::domain::{licence::fixture, time::fixture::instant};
    use chrono_tz::Europe::Madrid;

    fn grant(kind: Kind, validity: Validity, years: u8) -> Grant {
        Grant {
            kind,
            years,
            validity,
            ..fixture::grant()
        }
    }

    fn at(wall: &str) -> Instant {
        instant(wall, Madrid)
    }

    fn automatic(years: u8) -> Contract {
        let grant = grant(Kind::First, Validity::Automatic, years);
        Contract::provision(grant, at("2026-03-02 09:00"), Madrid)
    }

    /// In use, with its end at noon of 31 March 2027.
    fn in_use() -> Contract {
        let start = Validity::From(at("2026-03-31 12:00"));
        Contract::provision(grant(Kind::First, start, 1), at("2026-03-02 09:00"), Madrid)
    }

    fn renewal() -> Grant {
        grant(Kind::Renewal, Validity::Automatic, 1)
    }

    #[test]
    fn the_fifth_device_starts_an_automatic_term() {
        let mut contract = automatic(3);
        for devices in 1..=4 {
            contract.devices_counted(devices, at("2026-03-09 10:00"), Madrid);
            assert_eq!(
                contract.status(at("2026-03-09 10:00")),
                Status::PendingStart
            );
            assert_eq!(contract.devices_seen, devices, "LX02, LX04");
        }
        let fifth = at("2026-03-10 11:42");
        contract.devices_counted(5, fifth, Madrid);
        assert_eq!(contract.status(fifth), Status::InUse, "LX01");
        assert_eq!(contract.ends_at, Some(at("2029-03-10 11:42")), "LX01");
        contract.devices_counted(6, at("2026-03-11 10:00"), Madrid);
        assert_eq!(contract.starts_at, Some(fifth), "it starts once");
    }

    #[test]
    fn a_fixed_term_waits_for_its_day_and_not_for_devices() {
        let grant = grant(Kind::First, Validity::From(at("2026-04-01 00:00")), 1);
        let mut contract = Contract::provision(grant, at("2026-03-02 09:00"), Madrid);
        contract.devices_counted(9, at("2026-03-20 10:00"), Madrid);
        let before = at("2026-04-01 00:00") - chrono::TimeDelta::seconds(1);
        assert_eq!(contract.status(before), Status::PendingStart, "LX08");
        assert_eq!(
            contract.status(at("2026-04-01 00:00")),
            Status::InUse,
            "LX08"
        );
        assert_eq!(contract.ends_at, Some(at("2027-04-01 00:00")), "LX08");
    }

    #[test]
    fn the_end_cuts_off_to_the_second() {
        let contract = in_use();
        let end = at("2027-03-31 12:00");
        let second = chrono::TimeDelta::seconds(1);
        assert_eq!(contract.status(end - second), Status::InUse);
        assert_eq!(contract.status(end), Status::ContractFinalized, "LX19");
    }

    #[test]
    fn a_denial_stops_neither_the_clock_nor_the_end() {
        let mut contract = in_use();
        contract.denied = true;
        let (during, after) = (at("2026-06-01 12:00"), at("2027-04-01 12:00"));
        assert_eq!(contract.status(during), Status::AccessDenied);
        contract.denied = false;
        assert_eq!(contract.status(during), Status::InUse, "LX16");
        assert_eq!(contract.ends_at, Some(at("2027-03-31 12:00")), "LX16");
        assert_eq!(contract.status(after), Status::ContractFinalized, "LX17");
        let mut waiting = automatic(1);
        waiting.denied = true;
        waiting.devices_counted(5, during, Madrid);
        assert_eq!((waiting.devices_seen, waiting.starts_at), (0, None), "LX18");
    }

    #[test]
    fn a_renewal_prolongs_or_begins_anew() {
        let mut early = in_use();
        early
            .renew(renewal(), at("2027-03-20 10:00"), Madrid)
            .unwrap();
        assert_eq!(early.ends_at, Some(at("2028-03-31 12:00")), "LX28");
        assert_eq!(early.status(at("2027-04-01 12:00")), Status::InUse, "LX28");
        let mut late = in_use();
        let entered = at("2027-04-10 10:00");
        late.renew(renewal(), entered, Madrid).unwrap();
        assert_eq!(late.ends_at, Some(at("2028-04-10 10:00")), "LX29");
        assert_eq!(late.status(entered), Status::InUse, "LX29");
        let refused = automatic(1).renew(renewal(), entered, Madrid);
        assert_eq!(refused, Err(RenewalError::NotStarted));
    }
}
