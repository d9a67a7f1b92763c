//! Use cases: the only place that joins the parts.
//!
//! The window, the command line and the RADIUS server ask here; none of them holds a rule. A use case decides with the
//! rules of [`crate::domain`], writes one transaction through [`crate::store`] (the change, its event, and an outbox
//! row for whatever must leave the house) and returns what happened.

pub mod batches;
pub mod bulk;
pub mod cancel;
mod case;
pub mod catalogue;
pub mod deliveries;
pub mod demo;
pub mod engine;
pub mod error;
pub mod explain;
pub mod export;
pub mod extend;
pub mod files;
pub mod follow;
mod free_users;
pub mod gateways;
pub mod guests;
pub mod guide;
pub mod import;
pub mod issue;
pub mod levels;
pub mod licences;
pub mod location;
pub mod messages;
pub mod named;
pub mod notices;
pub mod overview;
pub mod printing;
pub mod product_file;
pub mod recharge;
pub mod setup;
pub mod subscription;
pub mod ticket_types;
pub mod tickets;
mod usage;
pub mod vouchers;

pub use error::{Error, Result};

use crate::{
    domain::time::Instant,
    store::{self, NewEvent, Store, Tx},
};
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

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

/// Runs a use case as one transaction. If it refuses, nothing of it is left and its own error comes back.
fn write<T: Send + 'static>(
    store: &Store,
    work: impl FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
) -> Result<T> {
    let refusal = Arc::new(Mutex::new(None));
    let told = Arc::clone(&refusal);
    let written = store.write(move |tx| {
        work(tx).map_err(|error| match error {
            Error::Store(error) => error,
            error => {
                *told.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                store::Error::Refused
            }
        })
    });
    written.map_err(|error| {
        let refused = refusal
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        refused.unwrap_or(Error::Store(error))
    })
}

/// An event of the log, with what it changed.
fn event(at: Instant, actor: Actor, kind: &str, subject: Uuid) -> NewEvent {
    NewEvent {
        at,
        actor: actor.as_str().to_owned(),
        kind: kind.to_owned(),
        subject: Some(subject),
        before: None,
        after: None,
    }
}
