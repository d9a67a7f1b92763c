//! The columns of the list (RULES T13–T18), as many as a window has room for.

use crate::{
    domain::ticket::serial_text,
    store::{Row, Sort, SortBy},
    t,
    ui::{
        Element,
        context::Context,
        format,
        widget::{
            self,
            table::{self, Order},
        },
    },
};

/// The columns that a narrow window leaves out; the details beside the list show them all the same.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each column is shown or not, by itself"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    created: bool,
    kind: bool,
    connections: bool,
    price: bool,
    source: bool,
}

impl Shown {
    /// The most that leaves room for a user ID.
    pub(super) fn within(width: f32) -> Self {
        // The boxes and the scroll bar take their room too.
        let always = SERIAL + CREATED + USER + STATUS + EDGES;
        let connections = width >= always + CONNECTIONS;
        let kind = width >= always + CONNECTIONS + KIND;
        Self {
            created: width >= always,
            kind,
            connections,
            price: width >= always + CONNECTIONS + KIND + PRICE,
            source: width >= always + CONNECTIONS + KIND + PRICE + SOURCE,
        }
    }
}

// The widths of the columns: what the longest of their words takes in the three languages.
const SERIAL: f32 = 100.0;
const CREATED: f32 = 126.0;
const USER: f32 = 130.0;
const EDGES: f32 = 46.0;
const KIND: f32 = 132.0;
const STATUS: f32 = 112.0;
const CONNECTIONS: f32 = 84.0;
const PRICE: f32 = 76.0;
const SOURCE: f32 = 132.0;

/// By what the list is sorted when the head at this place is pressed.
pub(super) fn sort_by(shown: Shown, place: usize) -> Option<SortBy> {
    let columns = [
        Some(Some(SortBy::Serial)),
        shown.created.then_some(None),
        Some(Some(SortBy::UserId)),
        shown.kind.then_some(Some(SortBy::Kind)),
        Some(Some(SortBy::Status)),
        shown.connections.then_some(Some(SortBy::Connections)),
    ];
    columns.into_iter().flatten().nth(place).flatten()
}

/// The heads of the columns.
pub(super) fn heads<'a>(context: &Context, shown: Shown, sort: Sort) -> Vec<table::Column<'a>> {
    let words = context.words();
    let order = |by: SortBy| {
        (sort.by == by).then_some(if sort.ascending {
            Order::Rising
        } else {
            Order::Falling
        })
    };
    let columns = [
        Some(
            widget::column(t!(words, "tickets-serial"))
                .width(SERIAL)
                .sortable(order(SortBy::Serial)),
        ),
        shown
            .created
            .then(|| widget::column(t!(words, "tickets-created")).width(CREATED)),
        Some(
            widget::column(t!(words, "tickets-user"))
                .share(1)
                .sortable(order(SortBy::UserId)),
        ),
        shown.kind.then(|| {
            widget::column(t!(words, "tickets-type"))
                .width(KIND)
                .sortable(order(SortBy::Kind))
        }),
        Some(
            widget::column(t!(words, "tickets-status"))
                .width(STATUS)
                .sortable(order(SortBy::Status)),
        ),
        shown.connections.then(|| {
            widget::column(t!(words, "tickets-connections-short"))
                .width(CONNECTIONS)
                .figures()
                .sortable(order(SortBy::Connections))
        }),
        shown.price.then(|| {
            widget::column(t!(words, "tickets-price"))
                .width(PRICE)
                .figures()
        }),
        shown
            .source
            .then(|| widget::column(t!(words, "tickets-source")).width(SOURCE)),
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
        shown
            .created
            .then(|| table::cell(context.moment(ticket.created_at))),
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
        shown
            .source
            .then(|| table::cell_muted(format::source(words, ticket.source))),
    ];
    cells.into_iter().flatten().collect()
}
