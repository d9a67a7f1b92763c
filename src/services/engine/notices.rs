//! Notices of upcoming expiry, on the clock of the watch.

use super::Engine;
use crate::{domain::time::Instant, services::notices, store::Result};
use std::sync::Arc;

impl Engine {
    /// Decides the notices that are due, some hundred at a time: the rest waits for the next second.
    pub(super) fn give_notice(self: &Arc<Self>, now: Instant) -> Result<()> {
        let house = self.house();
        if !self
            .store
            .read(|reader| notices::any_due(reader, now, &house.location))?
        {
            return Ok(());
        }
        let told = self
            .store
            .write(move |tx| notices::sweep(tx, now, &house.location))?;
        if told > 0 {
            tracing::info!(told, "notices of upcoming expiry");
        }
        Ok(())
    }
}
