//! Everything that a Location keeps about its licences: its evaluation, its contract, the devices that count, and the
//! newest instant ever seen.

use super::{
    Status,
    contract::{Contract, RenewalError},
    grant::{Grant, Kind},
};
use crate::domain::{
    id::LocationId,
    login::LicenceState,
    mac::Mac,
    time::{Instant, Zone},
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How far a clock may be behind the newest instant seen without a word: clocks are set right by this much (DESIGN 3.6).
pub const CLOCK_TOLERANCE: TimeDelta = TimeDelta::minutes(5);

/// The licences of a Location. Kept sealed, and compared with a copy outside the data folder, so that neither an edited
/// file nor an old backup gains a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// The days that every fresh Location has.
    pub evaluation_starts_at: Instant,
    /// Their end.
    pub evaluation_ends_at: Instant,
    /// What was entered; `None` = nothing yet.
    pub contract: Option<Contract>,
    /// Devices accepted while an automatic term waited for them.
    pub devices: BTreeSet<Mac>,
    /// Every licence ever entered: each can be entered once (LX15).
    pub entered: BTreeSet<Uuid>,
    /// The newest instant ever seen here. A clock set back gains nothing.
    pub newest: Instant,
    /// Grows with every change but that of `newest`.
    pub generation: u64,
}

/// Why a licence cannot be entered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Of another Location (LX14).
    #[error("this licence is for another Location ({0}); nothing was changed")]
    OtherLocation(String),
    /// It was entered before (LX15).
    #[error("this licence has been entered already")]
    AlreadyEntered,
    /// There is a contract, and this is no renewal.
    #[error("this Location has a licence already: ask for a renewal of it")]
    AlreadyProvisioned,
    /// There is nothing to renew.
    #[error("this is a renewal, but the Location has no licence that it could prolong")]
    NothingToRenew,
    /// The contract has not started.
    #[error(transparent)]
    Renewal(#[from] RenewalError),
}

impl Licence {
    /// Of a fresh Location.
    pub fn evaluation(from: Instant, until: Instant) -> Self {
        Self {
            evaluation_starts_at: from,
            evaluation_ends_at: until,
            contract: None,
            devices: BTreeSet::new(),
            entered: BTreeSet::new(),
            newest: from,
            generation: 0,
        }
    }

    /// Now, as licences count: never before the newest instant seen.
    pub fn at(&self, now: Instant) -> Instant {
        now.max(self.newest)
    }

    /// By how much the clock is behind, if that is more than a clock is set right by.
    pub fn clock_behind(&self, now: Instant) -> Option<TimeDelta> {
        let behind = self.newest - now;
        (behind > CLOCK_TOLERANCE).then_some(behind)
    }

    /// Whether the Location runs on its evaluation.
    pub fn is_evaluation(&self) -> bool {
        self.contract.is_none()
    }

    /// The state at `now`. An evaluation is in use until it is over.
    pub fn status(&self, now: Instant) -> Status {
        let now = self.at(now);
        match &self.contract {
            Some(contract) => contract.status(now),
            None if now < self.evaluation_ends_at => Status::InUse,
            None => Status::ContractFinalized,
        }
    }

    /// What it says about logins at `now`.
    pub fn state(&self, now: Instant) -> LicenceState {
        let now = self.at(now);
        match &self.contract {
            Some(contract) => contract.logins(now),
            None if self.evaluation_starts_at <= now && now < self.evaluation_ends_at => {
                LicenceState::InUse {
                    until: self.evaluation_ends_at,
                }
            }
            None => LicenceState::NotRunning,
        }
    }

    /// Start of the term that runs or ran last.
    pub fn starts_at(&self) -> Option<Instant> {
        match &self.contract {
            Some(contract) => contract.starts_at,
            None => Some(self.evaluation_starts_at),
        }
    }

    /// End of that term; `None` = a contract whose term has not begun.
    pub fn ends_at(&self) -> Option<Instant> {
        match &self.contract {
            Some(contract) => contract.ends_at,
            None => Some(self.evaluation_ends_at),
        }
    }

    /// Enters a licence whose signature was found true (L7, L8). Refused, nothing has changed.
    pub fn enter(
        &mut self,
        grant: Grant,
        location: LocationId,
        now: Instant,
        zone: Zone,
    ) -> Result<(), Refused> {
        if grant.location != location {
            return Err(Refused::OtherLocation(grant.location_name));
        }
        if self.entered.contains(&grant.id) {
            return Err(Refused::AlreadyEntered);
        }
        let (id, now) = (grant.id, self.at(now));
        match (&mut self.contract, grant.kind) {
            (Some(contract), Kind::Renewal) => contract.renew(grant, now, zone)?,
            (Some(_), Kind::First) => return Err(Refused::AlreadyProvisioned),
            (None, Kind::Renewal) => return Err(Refused::NothingToRenew),
            (None, Kind::First) => {
                self.devices.clear();
                self.contract = Some(Contract::provision(grant, now, zone));
            }
        }
        let _ = self.entered.insert(id);
        self.changed(now);
        Ok(())
    }

    /// Whether an accepted login of this device counts towards the start of the term.
    pub fn wants_device(&self, mac: Mac, now: Instant) -> bool {
        let waits = |contract: &Contract| contract.counts_devices(self.at(now));
        self.contract.as_ref().is_some_and(waits) && !self.devices.contains(&mac)
    }

    /// An accepted login of a device (LX01–LX07); tells whether it counted.
    pub fn device(&mut self, mac: Mac, now: Instant, zone: Zone) -> bool {
        if !self.wants_device(mac, now) {
            return false;
        }
        let now = self.at(now);
        let _ = self.devices.insert(mac);
        let seen = u16::try_from(self.devices.len()).unwrap_or(u16::MAX);
        if let Some(contract) = &mut self.contract {
            contract.devices_counted(seen, now, zone);
        }
        self.changed(now);
        true
    }

    /// Forces Access denied or lifts it (L15, LX16–LX18); tells whether that changed anything.
    pub fn deny(&mut self, denied: bool, now: Instant) -> bool {
        let now = self.at(now);
        match &mut self.contract {
            Some(contract) if contract.denied != denied => {
                contract.denied = denied;
                self.changed(now);
                true
            }
            _ => false,
        }
    }

    /// Notes that this instant has been.
    pub fn seen(&mut self, now: Instant) {
        self.newest = self.at(now);
    }

    fn changed(&mut self, now: Instant) {
        self.generation += 1;
        self.seen(now);
    }

    /// Of two copies of the same Location's licences, what both know: an old backup loses neither devices nor time.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        let (newer, older) = if other.generation > self.generation {
            (other, self)
        } else {
            (self, other)
        };
        Self {
            newest: newer.newest.max(older.newest),
            devices: &newer.devices | &older.devices,
            entered: &newer.entered | &older.entered,
            ..newer
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use crate::domain::{licence::fixture::grant, time::fixture::instant};
    use chrono_tz::Europe::Madrid;

    fn at(wall: &str) -> Instant {
        instant(wall, Madrid)
    }

    fn here() -> LocationId {
        LocationId(Uuid::nil())
    }

    fn fresh() -> Licence {
        Licence::evaluation(at("2026-02-20 09:00"), at("2026-03-22 09:00"))
    }

    fn provisioned() -> Licence {
        let mut licence = fresh();
        licence
            .enter(grant(), here(), at("2026-03-02 09:00"), Madrid)
            .unwrap();
        licence
    }

    fn mac(text: &str) -> Mac {
        text.parse().unwrap()
    }

    #[test]
    fn a_fresh_location_runs_on_its_evaluation() {
        let licence = fresh();
        assert_eq!(licence.status(at("2026-03-22 08:59")), Status::InUse);
        assert_eq!(
            licence.status(at("2026-03-22 09:00")),
            Status::ContractFinalized
        );
        assert_eq!(
            licence.state(at("2026-03-22 09:00")),
            LicenceState::NotRunning
        );
    }

    #[test]
    fn five_distinct_devices_start_the_term() {
        let mut licence = provisioned();
        let spellings = ["AA-BB-CC-00-11-22", "aa:bb:cc:00:11:22", "aabb.cc00.1122"];
        for spelling in spellings {
            let _ = licence.device(mac(spelling), at("2026-03-03 10:00"), Madrid);
        }
        assert_eq!(licence.devices.len(), 1, "LX02, LX03");
        for last in 1..=3 {
            let device = Mac([2, 0, 0, 0, 0, last]);
            assert!(licence.device(device, at("2026-03-09 10:00"), Madrid));
        }
        assert_eq!(licence.status(at("2026-03-09 10:00")), Status::PendingStart);
        let fifth = at("2026-03-10 11:42");
        assert!(licence.device(Mac([2, 0, 0, 0, 0, 9]), fifth, Madrid));
        assert_eq!(licence.status(fifth), Status::InUse, "LX01");
        assert_eq!(licence.ends_at(), Some(at("2029-03-10 11:42")), "LX01");
        assert!(!licence.wants_device(Mac([2, 0, 0, 0, 0, 10]), fifth));
    }

    #[test]
    fn devices_of_before_do_not_count() {
        let mut licence = fresh();
        assert!(
            !licence.device(Mac([2; 6]), at("2026-03-01 10:00"), Madrid),
            "LX04"
        );
        assert!(provisioned().devices.is_empty(), "LX04");
    }

    #[test]
    fn each_licence_is_for_one_location_and_entered_once() {
        let now = at("2026-03-02 09:00");
        let mut licence = fresh();
        let elsewhere = LocationId(Uuid::max());
        let refused = licence.enter(grant(), elsewhere, now, Madrid).unwrap_err();
        assert_eq!(
            refused,
            Refused::OtherLocation("Hotel Miramar".to_owned()),
            "LX14"
        );
        assert_eq!(licence, fresh(), "LX14: nothing has changed");
        let mut licence = provisioned();
        let twice = licence.enter(grant(), here(), now, Madrid);
        assert_eq!(twice, Err(Refused::AlreadyEntered), "LX15");
        let other = Grant {
            id: Uuid::max(),
            ..grant()
        };
        let second = licence.enter(other.clone(), here(), now, Madrid);
        assert_eq!(second, Err(Refused::AlreadyProvisioned));
        let renewal = Grant {
            kind: Kind::Renewal,
            ..other
        };
        let nothing = fresh().enter(renewal, here(), now, Madrid);
        assert_eq!(nothing, Err(Refused::NothingToRenew));
    }

    #[test]
    fn a_clock_set_back_gains_nothing_and_is_told() {
        let mut licence = fresh();
        licence.seen(at("2026-03-22 09:00"));
        let back = at("2026-02-21 09:00");
        assert_eq!(licence.status(back), Status::ContractFinalized);
        assert!(licence.clock_behind(back).is_some());
        let set_right = licence.newest - TimeDelta::minutes(3);
        assert_eq!(licence.clock_behind(set_right), None);
    }

    #[test]
    fn an_old_backup_loses_neither_devices_nor_time() {
        let backup = provisioned();
        let mut licence = backup.clone();
        let now = at("2026-03-09 10:00");
        assert!(licence.device(Mac([2, 0, 0, 0, 0, 1]), now, Madrid));
        for merged in [
            backup.clone().merged(licence.clone()),
            licence.clone().merged(backup),
        ] {
            assert_eq!(merged, licence);
        }
        let other = fresh().merged(licence.clone());
        assert_eq!(
            other.contract, licence.contract,
            "a copy of before the licence"
        );
    }
}
