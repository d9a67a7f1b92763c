//! Ticket types: the rates predefined for the desk (T2, T7).

use super::{Actor, Error, Result, event, write};
use crate::{
    domain::{
        product::Product,
        ticket_type::{TicketType, TicketTypeError},
        time::Instant,
    },
    store::{NewEvent, Reader, Removed, Store, Tx},
};
use serde_json::{Value, json};

/// The ticket type of this name.
pub fn get(store: &Store, name: &str) -> Result<TicketType> {
    Ok(store.read(|reader| reader.ticket_type_by_name(name))?)
}

/// All ticket types in the order of the desk, with their products.
pub fn all(store: &Store) -> Result<Vec<(TicketType, Product)>> {
    Ok(store.read(|reader| {
        let mut all = reader.ticket_types()?;
        all.sort_by_key(|one| one.position);
        all.into_iter()
            .map(|one| Ok((reader.product(one.product)?, one)))
            .map(|pair| pair.map(|(product, one)| (one, product)))
            .collect()
    })?)
}

/// Adds a ticket type. Position 0 puts it behind all others and gives it the first free key.
pub fn add(store: &Store, now: Instant, actor: Actor, new: TicketType) -> Result<TicketType> {
    let mut new = checked(new)?;
    write(store, move |tx| {
        if new.position == 0 {
            let all = tx.ticket_types()?;
            let last = all.iter().map(|one| one.position).max().unwrap_or(0);
            new.position = last.saturating_add(1);
            new.hotkey = new
                .hotkey
                .or_else(|| (1..=9).find(|key| all.iter().all(|one| one.hotkey != Some(*key))));
        }
        check_hotkey(tx, &new)?;
        tx.add_ticket_type(&new)?;
        note(tx, now, actor, "ticket_type.added", None, Some(&new))?;
        Ok(new)
    })
}

/// Changes a ticket type. Tickets that were issued from it stay as they are.
pub fn edit(store: &Store, now: Instant, actor: Actor, changed: TicketType) -> Result<TicketType> {
    let changed = checked(changed)?;
    write(store, move |tx| {
        let before = tx.ticket_type(changed.id)?;
        check_hotkey(tx, &changed)?;
        tx.update_ticket_type(&changed)?;
        note(
            tx,
            now,
            actor,
            "ticket_type.changed",
            Some(&before),
            Some(&changed),
        )?;
        Ok(changed)
    })
}

/// Puts the ticket types into this order on the desk, by name; those that are not named follow as they were. Keys stay.
pub fn reorder(
    store: &Store,
    now: Instant,
    actor: Actor,
    names: Vec<String>,
) -> Result<Vec<TicketType>> {
    write(store, move |tx| {
        let mut all = tx.ticket_types()?;
        let place = |one: &TicketType| names.iter().position(|name| *name == one.name);
        all.sort_by_key(|one| (place(one).unwrap_or(usize::MAX), one.position));
        for (position, one) in (1..).zip(&mut all) {
            if one.position != position {
                let before = one.clone();
                one.position = position;
                tx.update_ticket_type(one)?;
                note(
                    tx,
                    now,
                    actor,
                    "ticket_type.changed",
                    Some(&before),
                    Some(one),
                )?;
            }
        }
        Ok(all)
    })
}

/// Removes a ticket type; one with tickets is put away.
pub fn remove(
    store: &Store,
    now: Instant,
    actor: Actor,
    name: &str,
) -> Result<(TicketType, Removed)> {
    let name = name.to_owned();
    write(store, move |tx| {
        let gone = tx.ticket_type_by_name(&name)?;
        let removed = tx.remove_ticket_type(gone.id)?;
        note(tx, now, actor, "ticket_type.removed", Some(&gone), None)?;
        Ok((gone, removed))
    })
}

/// Without blanks around its words, and able to be kept.
fn checked(mut ticket_type: TicketType) -> Result<TicketType> {
    for text in [&mut ticket_type.name, &mut ticket_type.label] {
        *text = crate::domain::fields::tidy(text);
    }
    ticket_type.code.prefix = ticket_type.code.prefix.trim().to_uppercase();
    ticket_type.channels.sort();
    ticket_type.channels.dedup();
    ticket_type.preselected.sort();
    ticket_type.preselected.dedup();
    ticket_type.check()?;
    Ok(ticket_type)
}

/// One key opens one ticket type.
fn check_hotkey(reader: &Reader<'_>, wanted: &TicketType) -> Result<()> {
    let all = reader.ticket_types()?;
    let other = all
        .iter()
        .find(|one| one.id != wanted.id && one.hotkey.is_some() && one.hotkey == wanted.hotkey);
    match (other, wanted.hotkey) {
        (Some(other), Some(key)) => Err(Error::HotkeyTaken {
            key,
            by: other.name.clone(),
        }),
        _ => Ok(()),
    }
}

fn note(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    kind: &str,
    before: Option<&TicketType>,
    after: Option<&TicketType>,
) -> Result<()> {
    let Some(subject) = after.or(before).map(|one| one.id.0) else {
        return Ok(());
    };
    let _ = tx.append_event(&NewEvent {
        before: before.map(described),
        after: after.map(described),
        ..event(now, actor, kind, subject)
    })?;
    Ok(())
}

/// What the event log keeps of it.
fn described(one: &TicketType) -> Value {
    json!({
        "name": one.name,
        "label": one.label,
        "format": one.format,
        "product": one.product,
        "price": one.price.to_decimal_string(),
        "price_per_day": one.price_per_day.map(|price| price.to_decimal_string()),
        "devices": one.devices,
        "credentials": one.credentials,
        "code": one.code,
        "use_within_days": one.use_within_days,
        "fields": one.fields,
        "channels": one.channels,
        "preselected": one.preselected,
        "user_id_required": one.user_id_required,
        "position": one.position,
        "hotkey": one.hotkey,
    })
}

impl From<TicketTypeError> for Error {
    fn from(error: TicketTypeError) -> Self {
        Self::TicketType(error)
    }
}
