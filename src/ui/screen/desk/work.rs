//! What the desk asks of the use cases, off the window's thread.

use crate::{
    domain::{product::Product, ticket::Status, ticket_type::TicketType, time::Instant},
    services::{
        Actor, Result,
        issue::{self, Issued, Request},
        ticket_types, vouchers,
    },
    store::{Filter, Page, Row, Store},
    voucher::Paper,
};
use iced::widget::image::Handle;
use std::path::PathBuf;

/// Tickets shown as the newest: more than fit on the screen.
const NEWEST: u32 = 50;
/// Tickets that a search shows.
const FOUND: u32 = 50;
/// Tickets with the same beginning among which one of the same room is looked for.
const TWINS: u32 = 20;
/// Dots per inch of the preview: sharp at text sizes up to 200 %.
const PREVIEW_DPI: f32 = 192.0;

/// What the desk shows of the store.
#[derive(Debug, Clone)]
pub struct Board {
    /// The ticket types, in the order of the tiles.
    pub offers: Vec<Offer>,
    /// The newest tickets.
    pub newest: Vec<Row>,
}

/// A ticket type with its product.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The ticket type.
    pub ticket_type: TicketType,
    /// What its tickets may use.
    pub product: Product,
}

/// What became of asking for a ticket.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It was issued.
    Issued(Box<Issued>),
    /// It was not: this live ticket has the same user ID, and the receptionist has not seen that yet.
    Twin(Box<Row>),
}

/// The ticket types and the newest tickets.
pub(super) fn board(store: &Store, now: Instant) -> Result<Board> {
    let offers = ticket_types::all(store)?
        .into_iter()
        .map(|(ticket_type, product)| Offer {
            ticket_type,
            product,
        })
        .collect();
    let newest = store.read(|reader| reader.page(&Filter::default(), now, Page::First, NEWEST))?;
    Ok(Board { offers, newest })
}

/// What the search field finds. A scanned log-in QR code is taken for the code in it.
pub(super) fn find(store: &Store, now: Instant, text: &str) -> Result<Vec<Row>> {
    Ok(store.read(|reader| reader.find(sought(text), now, FOUND))?)
}

/// The user name of a log-in address, else the text itself.
fn sought(text: &str) -> &str {
    let after = |start| text.split_once(start).map(|(_, rest)| rest);
    match after("?username=").or_else(|| after("&username=")) {
        Some(rest) => rest.split('&').next().unwrap_or(rest),
        None => text,
    }
}

/// Issues a ticket; unless `seen`, asks first where a live one has the same user ID.
pub(super) fn issue(store: &Store, now: Instant, request: Request, seen: bool) -> Result<Outcome> {
    if !seen && let Some(row) = twin(store, now, &request.user_id)? {
        return Ok(Outcome::Twin(Box::new(row)));
    }
    let issued = issue::issue(store, now, Actor::Desk, request)?;
    Ok(Outcome::Issued(Box::new(issued)))
}

/// The newest live ticket of the same user ID, or of the same room.
pub(super) fn twin(store: &Store, now: Instant, user_id: &str) -> Result<Option<Row>> {
    let name = name_of(user_id);
    if name.is_empty() {
        return Ok(None);
    }
    let live = |status| Filter {
        user_id: Some(room_of(&name).unwrap_or(&name).to_owned()),
        status: Some(status),
        ..Filter::default()
    };
    Ok(store.read(|reader| {
        let mut rows = reader.page(&live(Status::NoUse), now, Page::First, TWINS)?;
        rows.extend(reader.page(&live(Status::InUse), now, Page::First, TWINS)?);
        let same = rows
            .into_iter()
            .filter(|row| is_same(&name, &row.ticket.user_id));
        Ok(same.max_by_key(|row| row.ticket.serial))
    })?)
}

/// However it is written: case and outer blanks do not count.
fn name_of(user_id: &str) -> String {
    user_id.trim().to_lowercase()
}

/// The room with which a user ID begins, as in "214 García".
fn room_of(name: &str) -> Option<&str> {
    let first = name.split_whitespace().next()?;
    first
        .chars()
        .any(|one| one.is_ascii_digit())
        .then_some(first)
}

/// Whether two user IDs mean the same guest: they are equal, or their rooms are.
fn is_same(name: &str, other: &str) -> bool {
    let other = name_of(other);
    match (room_of(name), room_of(&other)) {
        (Some(room), Some(of_other)) => room == of_other,
        _ => name == other,
    }
}

/// Writes the voucher as a PDF into the data folder.
pub(super) fn print(store: &Store, now: Instant, serial: u64) -> Result<PathBuf> {
    vouchers::to_folder(store, now, Actor::Desk, serial)
}

/// The voucher as a picture.
pub(super) fn draw(store: &Store, now: Instant, serial: u64) -> Result<Handle> {
    let picture = vouchers::preview(store, now, serial, Paper::Receipt80, None, PREVIEW_DPI)?;
    Ok(Handle::from_rgba(
        picture.width,
        picture.height,
        picture.rgba,
    ))
}

/// The state of one ticket.
pub(super) fn status(store: &Store, now: Instant, serial: u64) -> Result<Status> {
    let ticket = store.read(|reader| reader.ticket_by_serial(serial))?;
    Ok(ticket.status(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_guest() {
        let check = |one: &str, other, same| assert_eq!(is_same(&name_of(one), other), same);
        check("214", "214 García", true);
        check(" 214 garcía", "214", true);
        check("214", "2145 Rossi", false);
        check("Rossi", "rossi", true);
        check("Rossi", "Rossini", false);
        check("Suite B2", "Suite B3", false);
        check("B2 Rossi", "b2 Weber", true);
        check("214", "García 214", false);
    }

    #[test]
    fn what_a_scanner_types() {
        let check = |typed, wanted| assert_eq!(sought(typed), wanted);
        check("ABCDE-FGHJK", "ABCDE-FGHJK");
        check(
            "http://wifi.example/login?username=ABCDE-FGHJK&password=ABCDE-FGHJK",
            "ABCDE-FGHJK",
        );
        check("http://wifi.example/?dst=x&username=AB2", "AB2");
        check("214 García", "214 García");
    }
}
