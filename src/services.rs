//! Use cases: the only place that joins the parts.
//!
//! The window, the command line and the RADIUS server ask here; none of them holds a rule. A use case decides with the
//! rules of [`crate::domain`], writes one transaction through [`crate::store`] (the change, its event, and an outbox
//! row for whatever must leave the house) and returns what happened.

pub mod cancel;
pub mod catalogue;
pub mod engine;
pub mod error;
pub mod explain;
pub mod follow;
pub mod gateways;
pub mod issue;
pub mod setup;
pub mod tickets;
mod usage;
pub mod vouchers;

pub use error::{Error, Result};

use crate::domain::time::Instant;

/// The system's clock, in whole milliseconds: what the store keeps. `faketime` moves it for tests from outside.
pub fn now() -> Instant {
    let now = chrono::Utc::now();
    chrono::DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
}

/// Who changes something; stands in the event log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// The window.
    Desk,
    /// The command line.
    Cli,
    /// The engine by itself: sweeps, logins.
    Engine,
}

impl Actor {
    /// As written to the event log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Cli => "cli",
            Self::Engine => "engine",
        }
    }
}
