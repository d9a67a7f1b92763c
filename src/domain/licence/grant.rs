//! What a distributor grants: the content of a licence, before it is signed and after its signature was found true.

use super::{Capacity, Machine, Payment};
use crate::domain::{id::LocationId, names::names, time::Instant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// When the term begins (A7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    /// At the connection of the last of the devices needed (L13).
    Automatic,
    /// At this instant.
    From(Instant),
}

/// Whether it is the first licence of a contract or prolongs one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Begins a contract.
    First,
    /// Prolongs the one that the Location has (A9).
    Renewal,
    /// Lets the contract run on another machine; its term stays what it is.
    Move,
}

names!(Kind, "kind of licence", {
    First = 0 "first",
    Renewal = 1 "renewal",
    Move = 2 "move",
});

/// Who grants, and whom to ask for a renewal (L23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distributor {
    /// As on the licence.
    pub name: String,
    /// Mail address for renewals.
    pub email: String,
    /// Telephone for renewals; may be empty.
    pub phone: String,
}

/// One licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Of this licence: it can be entered once.
    pub id: Uuid,
    /// The request that it answers.
    pub request: Uuid,
    /// The only Location that may use it (LX14).
    pub location: LocationId,
    /// As on the request.
    pub location_name: String,
    /// The machine of the request: where it is to run.
    pub machine: Option<Machine>,
    /// First, renewal or move.
    pub kind: Kind,
    /// 1 to 5.
    pub years: u8,
    /// When the term begins; a renewal follows [`Contract::renew`](super::Contract::renew) instead.
    pub validity: Validity,
    /// Distinct devices that start an automatic term.
    pub devices_needed: u16,
    /// What it covers.
    pub capacity: Capacity,
    /// Whether more than it covers is refused; if not, it is only said.
    pub capacity_binds: bool,
    /// Advanced modules.
    pub modules: BTreeSet<String>,
    /// Form of payment.
    pub payment: Payment,
    /// The integrator.
    pub partner: String,
    /// Of the integrator; notices go there.
    pub partner_email: String,
    /// Of the house; notices go there.
    pub client_email: String,
    /// Who grants it.
    pub distributor: Distributor,
    /// When it was made.
    pub issued_at: Instant,
}
