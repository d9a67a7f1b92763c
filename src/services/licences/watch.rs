//! What the engine does about licences while it runs: counts devices, and holds what is kept against the machine, the
//! trusted distributors, the copy outside, and what is used.

use super::{Installation, Licence, Outside, used};
use crate::{
    domain::{
        id::LocationId,
        licence::{CLOCK_TOLERANCE, Status, Used},
        mac::Mac,
        time::{Instant, Zone},
    },
    services::{Actor, Result, demo, event, write},
    store::{NewEvent, Store, Tx},
};
use serde_json::json;

/// Counts an accepted login of a device, in the transaction that accepts it (LX01–LX07). Tells whether it counted.
pub fn count_device(tx: &Tx<'_>, mac: Mac, now: Instant, zone: Zone) -> crate::store::Result<bool> {
    let mut licence = tx.licence()?;
    if !licence.device(mac, now, zone) {
        return Ok(false);
    }
    tx.set_licence(&licence)?;
    let location = tx.location()?.id;
    let after = json!({ "devices_seen": licence.devices.len() });
    let _ = tx.append_event(&NewEvent {
        after: Some(after),
        ..event(now, Actor::Engine, "licence.device", location.0)
    })?;
    if licence.status(now) == Status::InUse {
        let after = json!({ "starts_at": licence.starts_at(), "ends_at": licence.ends_at() });
        let _ = tx.append_event(&NewEvent {
            after: Some(after),
            ..event(now, Actor::Engine, "licence.started", location.0)
        })?;
    }
    Ok(true)
}

/// Whether only the newest instant differs, and by less than a clock is set right by.
fn as_good_as(one: &Licence, other: &Licence) -> bool {
    let apart = (one.newest - other.newest).abs();
    apart < CLOCK_TOLERANCE && {
        let with = Licence {
            newest: other.newest,
            ..one.clone()
        };
        with == *other
    }
}

/// What a licence is held against.
#[derive(Clone)]
struct Look {
    installation: Installation,
    location: LocationId,
    outside: Option<Licence>,
    used: Used,
    twin: bool,
    now: Instant,
}

impl Look {
    /// The licence as it is once everything has been taken in.
    fn taken_in(&self, mut licence: Licence) -> Licence {
        licence.twin = self.twin;
        if self.twin {
            // Whatever else is so is a matter of the folder that counts.
            licence.seen(self.now);
            return licence;
        }
        let mut licence = match &self.outside {
            Some(outside) => licence.merged(outside.clone()),
            None => licence,
        };
        // The demo is made anew wherever it is looked at.
        if self.location != demo::location_id() {
            let _ = licence.runs_on(self.installation.machine, self.now);
        }
        let doubt = self.installation.doubt(&licence, self.location);
        let _ = licence.doubted(doubt, self.now);
        let _ = licence.uses(&self.used, self.now);
        licence.seen(self.now);
        licence
    }
}

/// Holds what is kept against everything that it must agree with, and writes down what changed; `last` writes the newest
/// instant in any case, before the program ends. Tells whether anything but that instant changed.
pub fn look_after(
    store: &Store,
    installation: &Installation,
    now: Instant,
    last: bool,
) -> Result<bool> {
    let (location, kept, used) =
        store.read(|reader| Ok((reader.location()?, reader.licence()?, used(reader)?)))?;
    // An evaluation is as good as the next: a contract is for one folder at a time.
    let twin = kept.contract.is_some() && !installation.claim(location.id);
    let (outside, state) = if twin {
        // The copy is that of the folder that counts: this one neither takes from it nor writes it.
        (None, Outside::Kept)
    } else {
        installation.outside(store, location.id)
    };
    let vanished = kept.contract.is_some() && installation.has_lost(location.id, state);
    let look = Look {
        installation: installation.clone(),
        location: location.id,
        outside: outside.clone(),
        used,
        twin,
        now,
    };
    let mut result = look.taken_in(kept.clone());
    let mut changed = false;
    if vanished || !as_good_as(&result, &kept) || (last && result.newest > kept.newest) {
        (result, changed) = write(store, move |tx| {
            let before = tx.licence()?;
            let licence = look.taken_in(before.clone());
            tx.set_licence(&licence)?;
            let note = |kind: &str, after| -> Result<()> {
                let _ = tx.append_event(&NewEvent {
                    after: Some(after),
                    ..event(now, Actor::Engine, kind, look.location.0)
                })?;
                Ok(())
            };
            if vanished {
                note("licence.copy_lost", json!({ "was": state.as_str() }))?;
            }
            let changed = licence.generation != before.generation || licence.twin != before.twin;
            if changed {
                let after = json!({
                    "status": licence.status(now),
                    "doubt": licence.doubt,
                    "away_since": licence.away_since,
                    "over_since": licence.over_since,
                    "runs_twice": licence.twin,
                });
                note("licence.noticed", after)?;
            }
            Ok((licence, changed))
        })?;
    }
    if !twin && outside.is_none_or(|outside| !as_good_as(&result, &outside)) {
        installation.keep_outside(store, location.id, &result);
    }
    Ok(changed)
}
