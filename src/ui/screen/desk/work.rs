//! What the desk asks of the use cases, off the window's thread.

use crate::{
    domain::{code, fields::FieldKind, ticket::Status, ticket_type::Channel, time::Instant},
    services::{
        Actor, Result,
        batches::{self, Tell},
        issue::{self, House, Issued, Request},
        vouchers,
    },
    store::{self, Batch, Filter, Page, Row, Store},
    ui::screen::deliveries::Deliveries,
    voucher::Paper,
};
use iced::widget::image::Handle;

/// Tickets shown as the newest: more than fit on the screen.
const NEWEST: u32 = 50;
/// Tickets that a search shows.
const FOUND: u32 = 50;
/// Characters of a scanned code behind the first at least.
const SCANNED_LEAST: usize = code::LENGTH_MIN as usize - 1;
/// Dots per inch of the preview: sharp at text sizes up to 200 %.
const PREVIEW_DPI: f32 = 192.0;

/// What the desk shows of the store.
#[derive(Debug, Clone)]
pub struct Board {
    /// The ticket types with what their tickets are weighed against, in the order of the tiles.
    pub offers: Vec<House>,
    /// The newest tickets.
    pub newest: Vec<Row>,
}

/// What became of asking for a ticket.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It was issued.
    Issued(Box<Issued>),
    /// It was not: these live tickets are of the same guest, and the receptionist has not seen that yet.
    Twins(Vec<Row>),
    /// It was not: what was typed is the code of this ticket.
    Scanned(u64),
}

/// The ticket types and the newest tickets.
pub(super) fn board(store: &Store, now: Instant) -> Result<Board> {
    Ok(store.read(|reader| {
        let (location, licence) = (reader.location()?, reader.licence()?);
        let mut types = reader.ticket_types()?;
        types.sort_by_key(|one| one.position);
        let offers = types.into_iter().map(|ticket_type| {
            Ok(House {
                location: location.clone(),
                licence: licence.clone(),
                product: reader.product(ticket_type.product)?,
                ticket_type,
            })
        });
        Ok(Board {
            offers: offers.collect::<store::Result<_>>()?,
            newest: reader.page(&Filter::default(), now, Page::First, NEWEST)?,
        })
    })?)
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

/// Issues a ticket; unless `seen`, asks first where the guest has a live one. A hand scanner types a code and Enter,
/// wherever the focus is: where the first digit of the code is `key` and opened the form, its ticket is meant.
pub(super) fn issue(
    store: &Store,
    now: Instant,
    request: Request,
    seen: bool,
    key: Option<u8>,
) -> Result<Outcome> {
    // A room or a short name is never taken for a code: 14 behind the key 2 is no guest who logs in as 214.
    let is_long = code::lookup_form(&request.user_id).chars().count() >= SCANNED_LEAST;
    if let Some(key) = key.filter(|_| is_long) {
        let scanned = Filter {
            username: Some(format!("{key}{}", request.user_id)),
            ..Filter::default()
        };
        let found = store.read(|reader| reader.page(&scanned, now, Page::First, 1))?;
        if let Some(row) = found.first() {
            return Ok(Outcome::Scanned(row.ticket.serial));
        }
    }
    if !seen {
        let room = request
            .fields
            .iter()
            .find(|(key, _)| key == FieldKind::Room.key());
        let room = room.map(|(_, room)| room.as_str());
        let twins = issue::live_tickets_for(store, now, &request.user_id, room)?;
        if !twins.is_empty() {
            return Ok(Outcome::Twins(twins));
        }
    }
    let issued = issue::issue(store, now, Actor::Desk, request)?;
    Ok(Outcome::Issued(Box::new(issued)))
}

/// Issues so many equal tickets under a name.
pub(super) fn issue_batch(
    store: &Store,
    now: Instant,
    name: &str,
    request: Request,
    count: u32,
    tell: Tell<'_>,
) -> Result<Batch> {
    // The cards are printed together, and not each by itself.
    let request = Request {
        deliver: Vec::new(),
        ..request
    };
    let (batch, _) = batches::issue(store, now, Actor::Desk, name, request, count, tell)?;
    Ok(batch)
}

/// Issues one ticket for every line of a list, under a name. Those that go by e-mail or SMS are sent; the cards are printed
/// together.
pub(super) fn issue_list(
    store: &Store,
    now: Instant,
    name: &str,
    mut requests: Vec<Request>,
    tell: Tell<'_>,
) -> Result<Batch> {
    for request in &mut requests {
        request
            .deliver
            .retain(|deliver| deliver.channel != Channel::Print);
    }
    let (batch, _) = batches::issue_each(store, now, Actor::Desk, name, requests, tell)?;
    Ok(batch)
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

/// The state of one ticket, and how its deliveries stand.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Its state.
    pub(super) status: Status,
    /// Its deliveries.
    pub(super) deliveries: Deliveries,
}

/// How one ticket stands.
pub(super) fn standing(store: &Store, now: Instant, serial: u64) -> Result<Standing> {
    let ticket = store.read(|reader| reader.ticket_by_serial(serial))?;
    Ok(Standing {
        status: ticket.status(now),
        deliveries: Deliveries::read(store, serial)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
