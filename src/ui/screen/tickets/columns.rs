//! The columns of the list (RULES T13–T18), as many as a window has room for.

use crate::{
    domain::ticket::serial_text,
    store::Row,
    t,
    ui::{
        Element,
        context::Context,
        format,
        widget::{self, table},
    },
};

/// The columns that a narrow window leaves out; the details beside the list show them all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    kind: bool,
    connections: bool,
    price: bool,
}

impl Shown {
    /// The most that leaves room for a user ID.
    pub(super) fn within(width: f32) -> Self {
        // The boxes and the scroll bar take their room too.
        let always = SERIAL + CREATED + USER + STATUS + EDGES;
        let connections = width >= always + CONNECTIONS;
        let kind = width >= always + CONNECTIONS + KIND;
        Self {
            kind,
            connections,
            price: width >= always + CONNECTIONS + KIND + PRICE,
        }
    }
}

// The widths of the columns: what the longest of their words takes in the three languages.
const SERIAL: f32 = 92.0;
const CREATED: f32 = 132.0;
const USER: f32 = 140.0;
const EDGES: f32 = 46.0;
const KIND: f32 = 141.0;
const STATUS: f32 = 108.0;
const CONNECTIONS: f32 = 64.0;
const PRICE: f32 = 76.0;

/// The heads of the columns.
pub(super) fn heads<'a>(context: &Context, shown: Shown) -> Vec<table::Column<'a>> {
    let words = context.words();
    let columns = [
        Some(widget::column(t!(words, "tickets-serial")).width(SERIAL)),
        Some(widget::column(t!(words, "tickets-created")).width(CREATED)),
        Some(widget::column(t!(words, "tickets-user")).share(1)),
        shown
            .kind
            .then(|| widget::column(t!(words, "tickets-type")).width(KIND)),
        Some(widget::column(t!(words, "tickets-status")).width(STATUS)),
        shown.connections.then(|| {
            widget::column(t!(words, "tickets-connections-short"))
                .width(CONNECTIONS)
                .figures()
        }),
        shown.price.then(|| {
            widget::column(t!(words, "tickets-price"))
                .width(PRICE)
                .figures()
        }),
    ];
    columns.into_iter().flatten().collect()
}

/// A line of the table (T13–T18).
pub(super) fn cells<'a, M: Clone + 'a>(
    context: &Context,
    row: &Row,
    shown: Shown,
    on_sessions: impl Fn(u64) -> M,
) -> Vec<Element<'a, M>> {
    let (words, ticket) = (context.words(), &row.ticket);
    let (tone, status) = format::status(words, row.status);
    let cells = [
        Some(table::cell_mono(serial_text(ticket.serial))),
        Some(table::cell(context.moment(ticket.created_at))),
        Some(table::cell(ticket.user_id.clone())),
        shown
            .kind
            .then(|| table::cell(format::kind(words, ticket.kind))),
        Some(widget::badge(tone, status)),
        shown.connections.then(|| {
            let number = context.number(ticket.connections.into());
            match ticket.connections {
                0 => table::cell(number),
                _ => table::cell_link(number, on_sessions(ticket.serial)),
            }
        }),
        shown
            .price
            .then(|| table::cell(context.price(ticket.price))),
    ];
    cells.into_iter().flatten().collect()
}
