//! Licences: what a distributor grants to one Location, from the request to the last notice (RULES 1.1 and 3.5, seed 000).
//!
//! Pure like all rules: signing and reading files is done elsewhere, and the instant handed in here as `now` is one that
//! was already held against the newest instant ever seen.

mod contract;
#[cfg(test)]
mod examples;
mod grant;
mod holding;
mod listing;
mod machine;
mod notice;
mod request;

pub use contract::{Contract, RenewalError};
pub use grant::{Distributor, Grant, Kind, Validity};
pub use holding::{
    CLOCK_TOLERANCE, COPY_GRACE, Closed, Doubt, Here, Licence, OVER_GRACE, Refused, Used,
};
pub use listing::{Filter, Standing};
pub use machine::Machine;
pub use notice::{Due, Notice, Settled, due};
pub use request::{Asked, Capacity, Request, RequestError, checked_years};

use super::{
    names::names,
    time::{self, Instant, Zone},
};
use serde::{Deserialize, Serialize};

/// The five states of a licence; there is no other (L12–L17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Created by the distributor, not yet entered here.
    PendingProvision,
    /// Entered; waits for its devices or for its first day.
    PendingStart,
    /// The term runs.
    InUse,
    /// Forced by an operator.
    AccessDenied,
    /// The term is over.
    ContractFinalized,
}

names!(Status, "licence status", {
    PendingProvision = 0 "pending_provision",
    PendingStart = 1 "pending_start",
    InUse = 2 "in_use",
    AccessDenied = 3 "access_denied",
    ContractFinalized = 4 "contract_finalized",
});

/// How the contract is paid (L3 e, L4). Kept as a datum; nothing follows from it (A40, LX31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payment {
    /// Each month.
    Monthly,
    /// Each year.
    Annual,
}

names!(Payment, "form of payment", {
    Monthly = 0 "monthly",
    Annual = 1 "annual",
});

/// Distinct devices that start an automatic term where the licence says nothing (L13, A6).
pub const DEVICES_NEEDED: u16 = 5;

/// The same clock time on the same date `years` later; 29 February becomes the 28th (A26).
pub fn end_of_term(start: Instant, years: u8, zone: Zone) -> Instant {
    let wall = time::local(start, zone);
    let date = time::add_months(wall.date(), i32::from(years) * 12);
    time::resolve(date.and_time(wall.time()), zone)
}

/// A licence for the tables of tests.
#[cfg(test)]
pub(crate) mod fixture {
    use super::*;
    use crate::domain::{id::LocationId, time::fixture::utc};
    use uuid::Uuid;

    /// Three years for 60 rooms, from the fifth device on.
    pub(crate) fn grant() -> Grant {
        Grant {
            id: Uuid::nil(),
            request: Uuid::nil(),
            location: LocationId(Uuid::nil()),
            location_name: "Hotel Miramar".to_owned(),
            machine: None,
            kind: Kind::First,
            years: 3,
            validity: Validity::Automatic,
            devices_needed: DEVICES_NEEDED,
            capacity: Capacity::Rooms(60),
            capacity_binds: false,
            modules: ["sms".to_owned()].into(),
            payment: Payment::Annual,
            partner: "Redes del Sur".to_owned(),
            partner_email: "partner@example.org".to_owned(),
            client_email: "hotel@example.org".to_owned(),
            distributor: Distributor {
                name: "Wi-Fi Iberia".to_owned(),
                email: "licences@example.org".to_owned(),
                phone: "+34 952 000 000".to_owned(),
            },
            issued_at: utc("2026-03-01T09:00:00Z"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::fixture::instant;
    use chrono_tz::Europe::Madrid;

    #[test]
    fn a_term_ends_at_the_clock_time_of_its_start() {
        #[rustfmt::skip]
        let table = [
            ("LX01",                 "2026-03-10 11:42", 3, "2029-03-10 11:42"),
            ("LX08",                 "2026-04-01 00:00", 1, "2027-04-01 00:00"),
            ("29 February",          "2028-02-29 08:00", 1, "2029-02-28 08:00"),
            ("29 February, 4 years", "2028-02-29 08:00", 4, "2032-02-29 08:00"),
            ("into summer time",     "2026-03-28 12:00", 1, "2027-03-28 12:00"),
        ];
        for (name, start, years, end) in table {
            let found = end_of_term(instant(start, Madrid), years, Madrid);
            assert_eq!(found, instant(end, Madrid), "{name}");
        }
    }
}
