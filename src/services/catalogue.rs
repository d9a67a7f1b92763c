//! Products, policies and ticket types: added, changed, put away.

use super::{Actor, Error, Result, event, write};
use crate::{
    domain::{product::Product, ticket_type::TicketType, time::Instant},
    store::{NewEvent, Reader, Store},
};
use serde_json::json;

/// Longest name of a ticket type, in characters: what a tile shows without cutting.
pub const NAME_MAX: usize = 40;

/// The product of this code.
pub fn product(store: &Store, code: &str) -> Result<Product> {
    Ok(store.read(|reader| reader.product_by_code(code))?)
}

/// The ticket type of this name.
pub fn ticket_type(store: &Store, name: &str) -> Result<TicketType> {
    Ok(store.read(|reader| reader.ticket_type_by_name(name))?)
}

/// All ticket types in the order of the desk, with their products.
pub fn ticket_types(store: &Store) -> Result<Vec<(TicketType, Product)>> {
    Ok(store.read(|reader| {
        let mut all = reader.ticket_types()?;
        all.sort_by_key(|one| one.position);
        all.into_iter().map(|one| Ok((reader.product(one.product)?, one))).map(|pair| pair.map(|(product, one)| (one, product))).collect()
    })?)
}

/// Adds a ticket type; position 0 puts it behind all others.
pub fn add_ticket_type(store: &Store, now: Instant, actor: Actor, mut new: TicketType) -> Result<TicketType> {
    check_ticket_type(&new)?;
    write(store, move |tx| {
        if new.position == 0 {
            new.position = last_position(tx)?.saturating_add(1);
        }
        tx.add_ticket_type(&new)?;
        let _ = tx.append_event(&NewEvent { after: Some(described(&new)), ..event(now, actor, "ticket_type.added", new.id.0) })?;
        Ok(new)
    })
}

/// Changes a ticket type. Tickets that were issued from it stay as they are.
pub fn edit_ticket_type(store: &Store, now: Instant, actor: Actor, changed: TicketType) -> Result<TicketType> {
    check_ticket_type(&changed)?;
    write(store, move |tx| {
        let before = tx.ticket_type(changed.id)?;
        tx.update_ticket_type(&changed)?;
        let _ = tx.append_event(&NewEvent { before: Some(described(&before)), after: Some(described(&changed)), ..event(now, actor, "ticket_type.changed", changed.id.0) })?;
        Ok(changed)
    })
}

/// Removes a ticket type; one with tickets is put away.
pub fn remove_ticket_type(store: &Store, now: Instant, actor: Actor, name: &str) -> Result<TicketType> {
    let name = name.to_owned();
    write(store, move |tx| {
        let removed = tx.ticket_type_by_name(&name)?;
        let _ = tx.remove_ticket_type(removed.id)?;
        let _ = tx.append_event(&NewEvent { before: Some(described(&removed)), ..event(now, actor, "ticket_type.removed", removed.id.0) })?;
        Ok(removed)
    })
}

fn last_position(reader: &Reader<'_>) -> Result<u16> {
    Ok(reader.ticket_types()?.iter().map(|one| one.position).max().unwrap_or(0))
}

fn check_ticket_type(ticket_type: &TicketType) -> Result<()> {
    let length = ticket_type.name.chars().count();
    if ticket_type.name.trim().is_empty() || length > NAME_MAX {
        return Err(Error::OutOfRange { what: "the length of the name", min: 1, max: NAME_MAX as u64 });
    }
    if ticket_type.price.minor < 0 || ticket_type.price_per_day.is_some_and(|price| price.minor < 0) {
        return Err(Error::Invalid("a price cannot be negative".to_owned()));
    }
    Ok(())
}

fn described(ticket_type: &TicketType) -> serde_json::Value {
    json!({ "name": ticket_type.name, "format": ticket_type.format, "price": ticket_type.price.to_decimal_string(), "devices": ticket_type.devices, "position": ticket_type.position })
}
