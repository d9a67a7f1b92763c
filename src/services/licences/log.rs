//! What became of the licence of this Location, from the log of events.

use crate::{domain::time::Instant, services::Result, store::Store};
use serde_json::Value;

/// Events about the Location that are looked through; the newest.
const LOOKED_AT: u32 = 2000;

/// One thing that became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Instant,
    /// Who: `desk`, `cli`, `engine`.
    pub actor: String,
    /// What, without the `licence.` before it: `provisioned`, `denied`, `device`.
    pub kind: String,
    /// What it was about; an object of JSON, or null.
    pub about: Value,
}

impl Entry {
    /// The reason that somebody gave.
    pub fn reason(&self) -> Option<&str> {
        self.about.get("reason")?.as_str()
    }
}

/// What became of the licence, newest first.
pub fn log(store: &Store) -> Result<Vec<Entry>> {
    let events = store.read(|reader| {
        let location = reader.location()?.id;
        reader.events_of(location.0, LOOKED_AT)
    })?;
    let entry = |event: crate::store::Event| {
        let event = event.event;
        let kind = event.kind.strip_prefix("licence.")?.to_owned();
        Some(Entry {
            at: event.at,
            actor: event.actor,
            kind,
            about: event.after.unwrap_or_default(),
        })
    };
    Ok(events.into_iter().filter_map(entry).collect())
}
