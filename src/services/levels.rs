//! The level at which this installation works: read, set, and asked before a product or policy is changed.

use super::{Actor, Error, Result, event, write};
use crate::{
    domain::{level::Levels, product::Level, time::Instant},
    store::{self, NewEvent, Reader, Store},
};
use rust_decimal::Decimal;

/// Where they are kept.
const SETTING: &str = "levels";

/// Longest name of a reseller or manager, in characters.
pub const NAME_MAX: usize = 80;

/// As they are set; a house that never set them works at the level of the system.
pub fn levels(store: &Store) -> Result<Levels> {
    Ok(store.read(read)?)
}

/// The same inside a transaction.
pub(super) fn read(reader: &Reader<'_>) -> store::Result<Levels> {
    let parse = |text: String| {
        serde_json::from_str(&text)
            .map_err(|error| store::Error::Corrupt(format!("setting {SETTING}: {error}")))
    };
    reader
        .setting(SETTING)?
        .map_or_else(|| Ok(Levels::default()), parse)
}

/// Sets them. `before` is what was read: where somebody else has changed it, nothing is.
pub fn set_levels(
    store: &Store,
    now: Instant,
    actor: Actor,
    before: Levels,
    mut after: Levels,
) -> Result<Levels> {
    for party in [&mut after.reseller, &mut after.manager] {
        party.name = party.name.trim().to_owned();
        if party.name.chars().count() > NAME_MAX || party.name.chars().any(char::is_control) {
            return Err(Error::Invalid(format!(
                "the name of a reseller or manager has at most {NAME_MAX} characters"
            )));
        }
        if party.discount < Decimal::ZERO || party.discount > Decimal::ONE_HUNDRED {
            return Err(Error::OutOfRange {
                what: "a discount in per cent",
                min: 0,
                max: 100,
            });
        }
        party.discount = party.discount.normalize();
    }
    write(store, move |tx| {
        if read(tx)? != before {
            return Err(Error::ChangedMeanwhile);
        }
        if before == after {
            return Ok(after);
        }
        let shape = |levels: &Levels| serde_json::to_value(levels).ok();
        let text =
            serde_json::to_string(&after).map_err(|error| Error::Invalid(error.to_string()))?;
        tx.set_setting(SETTING, &text)?;
        let location = tx.location()?.id;
        let _ = tx.append_event(&NewEvent {
            before: shape(&before),
            after: shape(&after),
            ..event(now, actor, "levels.changed", location.0)
        })?;
        Ok(after)
    })
}

/// Refuses a change of what `owner` owns where this installation may not make it. `what` is the code of the product or
/// policy.
pub(super) fn check(reader: &Reader<'_>, owner: Level, what: &str) -> Result<()> {
    let levels = read(reader)?;
    if !levels.manage_products {
        return Err(Error::NotPermitted);
    }
    if !levels.may_edit(owner) {
        return Err(Error::OfHigherLevel {
            code: what.to_owned(),
            owner,
            desk: levels.level,
        });
    }
    Ok(())
}
