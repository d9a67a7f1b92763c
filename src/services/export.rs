//! Exports: the filtered rows of the list, and the guest register, for a spreadsheet (T22, TX32).
//!
//! Rows are read from one snapshot and written as they come, so a million of them need no more memory than their serials.

mod sheet;
#[cfg(test)]
mod tests;

use super::{
    Actor, Error, Result,
    batches::{Progress, Tell},
    event, named, write,
};
use crate::{
    domain::{
        fields::FieldKind,
        money::Money,
        ticket,
        time::{self, Instant, Zone},
    },
    i18n::{Language, Words},
    store::{self, Filter, Guest, GuestFilter, NewEvent, Row, Store},
    t,
};
use chrono::NaiveDateTime;
use serde_json::json;
use sheet::{Cell, Sheet};
use std::{collections::BTreeSet, path::Path};

/// Rows read at a time, and after which progress is told.
const AT_ONCE: usize = 500;
/// Guests likewise.
const GUESTS_AT_ONCE: u32 = 500;

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// RFC 4180, UTF-8.
    Csv {
        /// Begins with a byte order mark, by which Excel knows UTF-8.
        byte_order_mark: bool,
    },
    /// Office Open XML, with typed cells.
    Xlsx,
}

/// Writes the tickets that a filter leaves, newest first; tells how many. The file is there whole or not at all, and is
/// readable by its owner alone: it holds codes that work.
#[allow(
    clippy::too_many_arguments,
    reason = "each is a decision of the caller"
)]
pub fn tickets(
    store: &Store,
    now: Instant,
    actor: Actor,
    filter: &Filter,
    language: Language,
    form: Form,
    file: &Path,
    tell: Tell<'_>,
) -> Result<u64> {
    let words = language.words();
    let rows = store.read(|reader| {
        let zone = reader.location()?.zone;
        let serials = reader.serials_of(filter, now)?;
        Ok(sheet::write(form, file, &ticket_heads(words), |sheet| {
            let total = serials.len() as u64;
            let mut done = 0;
            for part in serials.chunks(AT_ONCE) {
                if !tell(Progress { done, total }) {
                    return Err(Error::Stopped);
                }
                for row in reader.rows_with(part, now)? {
                    let credentials = reader.credentials(row.ticket.id)?;
                    let (username, password) = (credentials.username, credentials.password);
                    ticket_row(sheet, &row, username, password, words, zone)?;
                }
                done += part.len() as u64;
            }
            let _ = tell(Progress { done, total });
            Ok(done)
        }))
    })??;
    note(store, now, actor, "tickets.exported", rows, file)?;
    Ok(rows)
}

/// Writes the guests that a filter leaves, newest first; tells how many.
#[allow(
    clippy::too_many_arguments,
    reason = "each is a decision of the caller"
)]
pub fn guests(
    store: &Store,
    now: Instant,
    actor: Actor,
    filter: &GuestFilter,
    language: Language,
    form: Form,
    file: &Path,
    tell: Tell<'_>,
) -> Result<u64> {
    let words = language.words();
    let rows = store.read(|reader| {
        let zone = reader.location()?.zone;
        let total = reader.count_guests(filter)?;
        let keys = guest_keys(reader, filter, total)?;
        let mut heads = vec![
            t!(words, "tickets-serial"),
            t!(words, "guests-registered"),
            t!(words, "tickets-user"),
            t!(words, "tickets-expires"),
        ];
        heads.extend(keys.iter().map(|key| field_name(words, key)));
        Ok(sheet::write(form, file, &heads, |sheet| {
            let mut done = 0;
            while done < total {
                if !tell(Progress { done, total }) {
                    return Err(Error::Stopped);
                }
                let part = reader.guests(filter, done, GUESTS_AT_ONCE)?;
                if part.is_empty() {
                    break;
                }
                for guest in &part {
                    guest_row(sheet, guest, &keys, zone)?;
                }
                done += part.len() as u64;
            }
            let _ = tell(Progress { done, total });
            Ok(done)
        }))
    })??;
    note(store, now, actor, "guests.exported", rows, file)?;
    Ok(rows)
}

fn note(
    store: &Store,
    now: Instant,
    actor: Actor,
    kind: &'static str,
    rows: u64,
    file: &Path,
) -> Result<()> {
    let after = json!({ "rows": rows, "file": file.display().to_string() });
    write(store, move |tx| {
        let _ = tx.append_event(&NewEvent {
            after: Some(after),
            subject: None,
            ..event(now, actor, kind, uuid::Uuid::nil())
        })?;
        Ok(())
    })
}

fn ticket_heads(words: &Words) -> Vec<String> {
    vec![
        t!(words, "tickets-serial"),
        t!(words, "tickets-created"),
        t!(words, "tickets-user"),
        t!(words, "tickets-type"),
        t!(words, "tickets-status"),
        t!(words, "tickets-connections"),
        t!(words, "tickets-username"),
        t!(words, "tickets-password"),
        t!(words, "tickets-first-login"),
        t!(words, "tickets-expires"),
        t!(words, "tickets-devices"),
        t!(words, "tickets-session-time"),
        t!(words, "export-upload"),
        t!(words, "export-download"),
        t!(words, "tickets-price"),
        t!(words, "export-currency"),
        t!(words, "tickets-product"),
        t!(words, "tickets-ticket-type"),
        t!(words, "tickets-source"),
    ]
}

fn ticket_row(
    sheet: &mut Sheet,
    row: &Row,
    username: String,
    password: String,
    words: &Words,
    zone: Zone,
) -> Result<()> {
    let ticket = &row.ticket;
    sheet.row(&[
        Cell::Text(ticket::serial_text(ticket.serial)),
        when(Some(ticket.created_at), zone),
        Cell::Text(ticket.user_id.clone()),
        Cell::Text(named::kind(words, ticket.kind)),
        Cell::Text(named::status(words, row.status)),
        Cell::Count(ticket.connections.into()),
        Cell::Text(username),
        Cell::Text(password),
        when(ticket.first_login_at, zone),
        when(ticket.expires_at, zone),
        Cell::Count(ticket.devices.into()),
        Cell::Seconds(ticket.session_seconds),
        Cell::Count(ticket.upload_bytes),
        Cell::Count(ticket.download_bytes),
        money(ticket.price),
        Cell::Text(ticket.price.currency.to_string()),
        Cell::Text(row.product.clone()),
        Cell::Text(row.ticket_type.clone().unwrap_or_default()),
        Cell::Text(named::source(words, ticket.source)),
    ])
}

fn guest_row(sheet: &mut Sheet, guest: &Guest, keys: &[String], zone: Zone) -> Result<()> {
    let mut cells = vec![
        Cell::Text(ticket::serial_text(guest.serial)),
        when(Some(guest.registered_at), zone),
        Cell::Text(guest.user_id.clone()),
        when(guest.expires_at, zone),
    ];
    let value = |key: &String| guest.fields.get(key).cloned().unwrap_or_default();
    cells.extend(keys.iter().map(|key| Cell::Text(value(key))));
    sheet.row(&cells)
}

/// The fields that any of these guests has: those with a meaning of their own first, in the order of a form.
fn guest_keys(
    reader: &store::Reader<'_>,
    filter: &GuestFilter,
    total: u64,
) -> store::Result<Vec<String>> {
    let mut seen = BTreeSet::new();
    let mut done = 0;
    while done < total {
        let part = reader.guests(filter, done, GUESTS_AT_ONCE)?;
        if part.is_empty() {
            break;
        }
        done += part.len() as u64;
        seen.extend(part.into_iter().flat_map(|guest| guest.fields.into_keys()));
    }
    let known = FieldKind::known().map(|kind| kind.key().to_owned());
    let mut keys: Vec<String> = known.filter(|key| seen.remove(key)).collect();
    keys.extend(seen);
    Ok(keys)
}

fn when(at: Option<Instant>, zone: Zone) -> Cell {
    at.map_or(Cell::Nothing, |at| {
        Cell::When(time::local(at, zone) as NaiveDateTime)
    })
}

fn money(price: Money) -> Cell {
    Cell::Money {
        text: price.to_decimal_string(),
        decimals: price.currency.decimals(),
    }
}

fn field_name(words: &Words, key: &str) -> String {
    match FieldKind::of_key(key) {
        FieldKind::Email => t!(words, "field-email"),
        FieldKind::FirstName => t!(words, "field-first-name"),
        FieldKind::Surname => t!(words, "field-surname"),
        FieldKind::Birthday => t!(words, "field-birthday"),
        FieldKind::Gender => t!(words, "field-gender"),
        FieldKind::Mobile => t!(words, "field-mobile"),
        FieldKind::PostalCode => t!(words, "field-postal-code"),
        FieldKind::Country => t!(words, "field-country"),
        FieldKind::Room => t!(words, "field-room"),
        FieldKind::Document => t!(words, "field-document"),
        FieldKind::Free(label) => label,
    }
}
