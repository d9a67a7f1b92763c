//! Everything that a Location keeps about its licences: its evaluation, its contract, the devices that count, and the
//! newest instant ever seen.

use super::{
    Machine, Notice, Status,
    contract::{Contract, RenewalError},
    grant::{Grant, Kind},
    notice::{self, Due, Settled},
    request::Capacity,
};
use crate::domain::{
    id::LocationId,
    login::LicenceState,
    mac::Mac,
    names::names,
    time::{FAR_FUTURE, Instant, Zone},
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How far a clock may be behind the newest instant seen without a word: clocks are set right by this much (DESIGN 3.6).
pub const CLOCK_TOLERANCE: TimeDelta = TimeDelta::minutes(5);

/// How long a contract runs on a machine that it is not bound to: time enough for the distributor to answer.
pub const COPY_GRACE: TimeDelta = TimeDelta::days(30);

/// How long more may be used than the licence covers before a licence that binds closes issuing: a warning comes first.
pub const OVER_GRACE: TimeDelta = TimeDelta::days(14);

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
    /// The signed paper of [`Contract::grant`]: who holds it against its signature needs to believe nobody.
    pub paper: Vec<u8>,
    /// Devices accepted while an automatic term waited for them.
    pub devices: BTreeSet<Mac>,
    /// Every licence ever entered: each can be entered once (LX15).
    pub entered: BTreeSet<Uuid>,
    /// The newest instant ever seen here. A clock set back gains nothing.
    pub newest: Instant,
    /// Grows with every change but that of `newest`.
    pub generation: u64,
    /// The generation at which `newest` was last put right by the distributor.
    pub clock_set: u64,
    /// The notices of the present term that were sent or missed.
    pub settled: Settled,
    /// The machine that the contract is bound to; `None` = not known.
    pub machine: Option<Machine>,
    /// Since when it runs on another one.
    pub away_since: Option<Instant>,
    /// Since when more is used than it covers.
    pub over_since: Option<Instant>,
    /// Why the contract does not count, found when its paper was last held against the trusted distributors.
    pub doubt: Option<Doubt>,
    /// Another data folder of the same Location runs on this machine. True of one folder alone, so copies never share it.
    pub twin: bool,
}

/// Why a contract does not count although its term runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The list of trusted distributors is missing or cannot be used: nobody is trusted.
    NoTrust,
    /// Signed by somebody whom this installation does not know.
    UnknownKey,
    /// Signed with a key that was lost or stolen.
    RevokedKey,
    /// What is kept is not what was signed.
    Altered,
}

names!(Doubt, "doubt", {
    NoTrust = 0 "no_trust",
    UnknownKey = 1 "unknown_key",
    RevokedKey = 2 "revoked_key",
    Altered = 3 "altered",
});

/// Why a Location is closed: no ticket is issued, and but for the last reason no guest is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closed {
    /// The days of evaluation are over, and nothing was entered.
    EvaluationOver,
    /// The contract is finalized (L16).
    Finalized,
    /// Forced to Access denied (L15).
    Denied,
    /// The contract does not count.
    Doubted(Doubt),
    /// The contract has run on another machine for longer than [`COPY_GRACE`].
    Copied,
    /// Another data folder of the Location runs on this machine; that one counts.
    Twin,
    /// More is used than a licence covers that binds, for longer than [`OVER_GRACE`]; guests are let in all the same.
    OverCapacity,
}

impl Closed {
    /// As the command line names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EvaluationOver => "evaluation_over",
            Self::Finalized => "contract_finalized",
            Self::Denied => "access_denied",
            Self::Doubted(_) => "not_trusted",
            Self::Copied => "copied",
            Self::Twin => "runs_twice",
            Self::OverCapacity => "over_capacity",
        }
    }
}

/// Where a licence is entered.
#[derive(Debug, Clone, Copy)]
pub struct Here {
    /// The Location.
    pub location: LocationId,
    /// Of its term.
    pub zone: Zone,
    /// The machine, if it has a name of its own.
    pub machine: Option<Machine>,
}

/// What of a licence is used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Used {
    /// Rooms of the house.
    pub rooms: u32,
    /// Access points of the site.
    pub aps: u32,
    /// Advanced modules in use.
    pub modules: BTreeSet<String>,
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
    /// There is nothing to renew or to move.
    #[error("this is a renewal, but the Location has no licence that it could prolong")]
    NothingToRenew,
    /// A move to another machine than this one.
    #[error("this licence moves the Location to another computer: make a request on this one")]
    OtherMachine,
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
            paper: Vec::new(),
            devices: BTreeSet::new(),
            entered: BTreeSet::new(),
            newest: from,
            generation: 0,
            clock_set: 0,
            settled: Settled::default(),
            machine: None,
            away_since: None,
            over_since: None,
            doubt: None,
            twin: false,
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

    /// What it says about logins at `now`. A contract that waits for its devices lets them in: they are what it waits for.
    pub fn state(&self, now: Instant) -> LicenceState {
        match self.closed(now) {
            None | Some(Closed::OverCapacity) => LicenceState::InUse {
                until: self.ends_at().unwrap_or(FAR_FUTURE),
            },
            Some(closed) => LicenceState::Closed(closed),
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

    /// Why nothing is issued at `now`; `None` = the house is open.
    pub fn closed(&self, now: Instant) -> Option<Closed> {
        let now = self.at(now);
        match (&self.contract, self.status(now)) {
            (None, Status::ContractFinalized) => Some(Closed::EvaluationOver),
            (None, _) => None,
            (Some(_), Status::ContractFinalized | Status::PendingProvision) => {
                Some(Closed::Finalized)
            }
            (Some(_), Status::AccessDenied) => Some(Closed::Denied),
            (Some(contract), Status::PendingStart | Status::InUse) => match self.doubt {
                Some(doubt) => Some(Closed::Doubted(doubt)),
                None if self.twin => Some(Closed::Twin),
                None if self.copy_closes(now) => Some(Closed::Copied),
                None => {
                    let since = self.over_since.filter(|_| contract.grant.capacity_binds);
                    let over = since.is_some_and(|since| since + OVER_GRACE <= now);
                    over.then_some(Closed::OverCapacity)
                }
            },
        }
    }

    fn copy_closes(&self, now: Instant) -> bool {
        self.away_since
            .is_some_and(|since| since + COPY_GRACE <= now)
    }

    /// Enters a licence whose signature was found true (L7, L8), with its signed paper. Refused, nothing has changed.
    pub fn enter(
        &mut self,
        grant: Grant,
        paper: Vec<u8>,
        here: Here,
        now: Instant,
    ) -> Result<(), Refused> {
        if grant.location != here.location {
            return Err(Refused::OtherLocation(grant.location_name));
        }
        if self.entered.contains(&grant.id) {
            return Err(Refused::AlreadyEntered);
        }
        let (id, machine, real, now) = (grant.id, grant.machine, now, self.at(now));
        match (&mut self.contract, grant.kind) {
            (Some(_), Kind::Move) => {
                if machine.is_none() || machine != here.machine {
                    return Err(Refused::OtherMachine);
                }
                // The distributor looked at it: what a wrong clock did here is put right as well.
                self.newest = real.max(grant.issued_at);
                self.clock_set = self.generation + 1;
                self.settled = Settled::default();
                (self.machine, self.away_since) = (machine, None);
            }
            (Some(contract), Kind::Renewal) => {
                contract.renew(grant, now, here.zone)?;
                self.paper = paper;
            }
            (Some(_), Kind::First) => return Err(Refused::AlreadyProvisioned),
            (None, Kind::Renewal | Kind::Move) => return Err(Refused::NothingToRenew),
            (None, Kind::First) => {
                self.devices.clear();
                self.contract = Some(Contract::provision(grant, now, here.zone));
                self.paper = paper;
                self.machine = machine.or(here.machine);
            }
        }
        self.doubt = None;
        let _ = self.entered.insert(id);
        // Not `now`: that is what a move may just have put right.
        self.changed(real);
        Ok(())
    }

    /// Notes on which machine it runs; tells whether that changed anything. A machine without a name says nothing.
    pub fn runs_on(&mut self, machine: Option<Machine>, now: Instant) -> bool {
        let (Some(_), Some(machine)) = (&self.contract, machine) else {
            return false;
        };
        let before = (self.machine, self.away_since);
        match self.machine {
            None => self.machine = Some(machine),
            Some(bound) if bound == machine => self.away_since = None,
            Some(_) => self.away_since = self.away_since.or(Some(self.at(now))),
        }
        let changed = before != (self.machine, self.away_since);
        if changed {
            self.changed(now);
        }
        changed
    }

    /// Notes what came of holding the paper against the trusted distributors; tells whether that changed anything.
    pub fn doubted(&mut self, doubt: Option<Doubt>, now: Instant) -> bool {
        let doubt = doubt.filter(|_| self.contract.is_some());
        let changed = self.doubt != doubt;
        if changed {
            self.doubt = doubt;
            self.changed(now);
        }
        changed
    }

    /// Whether more is used than the licence covers, and which modules are used that it does not have.
    pub fn over(&self, used: &Used) -> (bool, BTreeSet<String>) {
        let Some(contract) = &self.contract else {
            return (false, BTreeSet::new());
        };
        let count = match contract.grant.capacity {
            Capacity::Rooms(_) => used.rooms,
            Capacity::Aps(_) => used.aps,
        };
        let modules = &used.modules - &contract.grant.modules;
        (count > contract.grant.capacity.count(), modules)
    }

    /// Notes what is used; tells whether that changed anything.
    pub fn uses(&mut self, used: &Used, now: Instant) -> bool {
        let (over, modules) = self.over(used);
        let is_over = over || !modules.is_empty();
        if is_over == self.over_since.is_some() {
            return false;
        }
        self.over_since = is_over.then(|| self.at(now));
        self.changed(now);
        true
    }

    /// The notices of the present term (L19); an evaluation has none.
    pub fn notices(&self, now: Instant, zone: Zone) -> Due {
        let end = self.contract.as_ref().and_then(|contract| contract.ends_at);
        // Of two folders, the one that counts tells it.
        let Some(end) = end.filter(|_| !self.twin) else {
            return Due::default();
        };
        notice::due(end, &self.settled_of(end), self.at(now), zone)
    }

    /// Of the term with this end, those that are settled.
    pub fn settled_of(&self, ends_at: Instant) -> BTreeSet<Notice> {
        if self.settled.ends_at == Some(ends_at) {
            self.settled.notices.clone()
        } else {
            BTreeSet::new()
        }
    }

    /// Notes that notices of the present term were sent or missed.
    pub fn settle(&mut self, notices: &[Notice], now: Instant) {
        let end = self.contract.as_ref().and_then(|contract| contract.ends_at);
        if let Some(end) = end {
            let mut settled = self.settled_of(end);
            settled.extend(notices);
            self.settled = Settled {
                ends_at: Some(end),
                notices: settled,
            };
            self.changed(now);
        }
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
        let mut settled = newer.settled.clone();
        if settled.ends_at == older.settled.ends_at {
            settled.notices.extend(&older.settled.notices);
        }
        // An instant of before the clock was put right is one of a wrong clock.
        let newest = if newer.clock_set > older.generation {
            newer.newest
        } else {
            newer.newest.max(older.newest)
        };
        Self {
            newest,
            devices: &newer.devices | &older.devices,
            entered: &newer.entered | &older.entered,
            settled,
            twin: false,
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
    use crate::domain::{
        licence::{Validity, fixture::grant},
        time::fixture::instant,
    };
    use chrono_tz::Europe::Madrid;

    fn at(wall: &str) -> Instant {
        instant(wall, Madrid)
    }

    fn here() -> Here {
        Here {
            location: LocationId(Uuid::nil()),
            zone: Madrid,
            machine: None,
        }
    }

    fn fresh() -> Licence {
        Licence::evaluation(at("2026-02-20 09:00"), at("2026-03-22 09:00"))
    }

    fn provisioned() -> Licence {
        let mut licence = fresh();
        licence
            .enter(grant(), Vec::new(), here(), at("2026-03-02 09:00"))
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
            LicenceState::Closed(Closed::EvaluationOver)
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
        let elsewhere = Here {
            location: LocationId(Uuid::max()),
            ..here()
        };
        let refused = licence
            .enter(grant(), Vec::new(), elsewhere, now)
            .unwrap_err();
        assert_eq!(
            refused,
            Refused::OtherLocation("Hotel Miramar".to_owned()),
            "LX14"
        );
        assert_eq!(licence, fresh(), "LX14: nothing has changed");
        let mut licence = provisioned();
        let twice = licence.enter(grant(), Vec::new(), here(), now);
        assert_eq!(twice, Err(Refused::AlreadyEntered), "LX15");
        let other = Grant {
            id: Uuid::max(),
            ..grant()
        };
        let second = licence.enter(other.clone(), Vec::new(), here(), now);
        assert_eq!(second, Err(Refused::AlreadyProvisioned));
        let renewal = Grant {
            kind: Kind::Renewal,
            ..other
        };
        let nothing = fresh().enter(renewal, Vec::new(), here(), now);
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
    fn of_two_folders_the_one_that_counts_tells_of_the_end() {
        let mut licence = fresh();
        let fixed = Grant {
            validity: Validity::From(at("2026-03-31 12:00")),
            ..grant()
        };
        licence
            .enter(fixed, Vec::new(), here(), at("2026-03-02 09:00"))
            .unwrap();
        let end = at("2029-03-31 12:00");
        assert_eq!(licence.notices(end, Madrid).send, Some(Notice::End));
        licence.twin = true;
        assert_eq!(licence.notices(end, Madrid), Due::default());
        assert_eq!(licence.closed(at("2026-04-01 12:00")), Some(Closed::Twin));
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
