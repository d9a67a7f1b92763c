//! What the screen of ticket types asks of the use cases, off the window's thread.

use crate::{
    domain::{product::Product, ticket_type::TicketType, time::Instant},
    services::{Actor, Result, catalogue, ticket_types},
    store::Store,
};

/// What the screen shows of the store.
#[derive(Debug, Clone)]
pub struct Board {
    /// The ticket types in the order of the desk.
    pub types: Vec<(TicketType, Product)>,
    /// The products that are offered.
    pub products: Vec<Product>,
}

/// What became of saving.
#[derive(Debug, Clone)]
pub enum Saved {
    /// It is saved.
    Done(Box<TicketType>),
    /// It is not: meanwhile another desk has made this of it, or put it away.
    Meanwhile(Option<Box<TicketType>>),
}

/// The ticket types and the products.
pub(super) fn board(store: &Store) -> Result<Board> {
    let products = catalogue::products(store)?;
    Ok(Board {
        types: ticket_types::all(store)?,
        products: products.into_iter().map(|(product, _)| product).collect(),
    })
}

/// Saves what was typed, unless what it was typed over is no longer what is there.
pub(super) fn save(
    store: &Store,
    now: Instant,
    before: Option<&TicketType>,
    wanted: TicketType,
) -> Result<Saved> {
    let Some(before) = before else {
        let added = ticket_types::add(store, now, Actor::Desk, wanted)?;
        return Ok(Saved::Done(Box::new(added)));
    };
    let all = ticket_types::all(store)?;
    let there = all
        .into_iter()
        .map(|(one, _)| one)
        .find(|one| one.id == before.id);
    match there {
        Some(there) if same(&there, before) => {
            // Its place may have changed: that is no change of what was typed.
            let wanted = TicketType {
                position: there.position,
                ..wanted
            };
            let saved = ticket_types::edit(store, now, Actor::Desk, wanted)?;
            Ok(Saved::Done(Box::new(saved)))
        }
        there => Ok(Saved::Meanwhile(there.map(Box::new))),
    }
}

/// Whether two states of a ticket type differ in nothing but its place.
fn same(one: &TicketType, other: &TicketType) -> bool {
    TicketType {
        position: other.position,
        ..one.clone()
    } == *other
}

/// Moves a ticket type by so many places; the others close up.
pub(super) fn move_by(store: &Store, now: Instant, name: &str, by: isize) -> Result<()> {
    let all = ticket_types::all(store)?;
    let mut names: Vec<_> = all.into_iter().map(|(one, _)| one.name).collect();
    let Some(from) = names.iter().position(|one| one == name) else {
        return Ok(());
    };
    let to = from.saturating_add_signed(by).min(names.len() - 1);
    let moved = names.remove(from);
    names.insert(to, moved);
    ticket_types::reorder(store, now, Actor::Desk, names).map(drop)
}

/// Puts a ticket type away.
pub(super) fn put_away(store: &Store, now: Instant, name: &str) -> Result<TicketType> {
    let (gone, _) = ticket_types::remove(store, now, Actor::Desk, name)?;
    Ok(gone)
}
