//! The licence while the engine runs: devices are counted, notices given, and what is kept is looked after.

use super::Engine;
use crate::{
    domain::{mac::Mac, time::Instant},
    services::licences,
    store::{Result, Tx},
};
use std::sync::Arc;

impl Engine {
    /// The device of a login, if an automatic term waits for it (L13).
    pub(super) fn device_to_count(&self, mac: Option<Mac>, now: Instant) -> Option<Mac> {
        let house = self.house();
        mac.filter(|mac| house.licence.wants_device(*mac, now))
    }

    /// Counts the device of a login that is accepted in this transaction.
    pub(super) fn count_device(&self, tx: &Tx<'_>, mac: Option<Mac>, now: Instant) -> Result<bool> {
        match mac {
            Some(mac) => licences::count_device(tx, mac, now, self.house().location.zone),
            None => Ok(false),
        }
    }

    /// After a device was counted, the next login has to know it. Called on the writer's thread.
    pub(super) fn device_counted(&self, counted: bool) {
        if counted && let Err(error) = self.reload_house() {
            tracing::error!(%error, "the licence could not be read again");
        }
    }

    /// Holds what is kept against machine, distributors, copy and use; `last` before the program ends.
    pub(super) fn look_after_licence(&self, now: Instant, last: bool) {
        if let Err(error) = licences::look_after(&self.store, &self.installation, now, last) {
            tracing::error!(%error, "the licence could not be looked after");
        }
        // The newest instant is written without an event.
        if !last && let Err(error) = self.reload_house() {
            tracing::error!(%error, "the licence could not be read again");
        }
    }

    /// Gives the notices of the end of the licence that are due (L19).
    pub(super) fn give_licence_notices(self: &Arc<Self>, now: Instant) -> Result<()> {
        let house = self.house();
        if !licences::notices_due(&house.licence, now, house.location.zone) {
            return Ok(());
        }
        if let Some(notice) = self.store.write(move |tx| licences::sweep(tx, now))? {
            tracing::info!(%notice, "a notice of the end of the licence");
        }
        self.reload_house()
    }
}
