//! The RADIUS clients: who may ask for logins, by which secret, and who asks without being known.

use super::{Message, one::bar};
use crate::{
    domain::id::GatewayId,
    services::gateways::overview::Board,
    t,
    ui::{
        Element,
        context::Context,
        icon::Icon,
        scale::{self, Space},
        screen::parts::stacked,
        sentence::gateways as sentence,
        widget::{self, button, cell, cell_mono, cell_muted, column, table},
    },
};
use iced::{
    Alignment, Length,
    widget::{Column, Row, container},
};

/// The name of the table.
pub(super) const TABLE: &str = "radius-clients";

/// Rows of those who are not known that are shown: a scanner on the network shall not fill the page.
const STRANGERS: usize = 6;

/// As long for every secret, so that nobody reads its length.
const HIDDEN: &str = "••••••••••••";

pub(super) fn view<'a>(
    context: &'a Context,
    board: &'a Board,
    selected: Option<usize>,
    first: u64,
    revealed: Option<GatewayId>,
) -> Element<'a, Message> {
    let words = context.words();
    let strangers = (!board.strangers.is_empty()).then(|| strangers(context, board));
    if board.cards.is_empty() {
        let empty = widget::empty(
            Icon::Router,
            t!(words, "gateways-no-client"),
            t!(words, "gateways-no-client-do"),
            Some(add_button(context)),
        );
        return Column::new()
            .push(strangers)
            .push(empty)
            .spacing(Space::Normal)
            .into();
    }
    let chosen = selected.and_then(|at| board.cards.get(at));
    let is_shown = chosen.is_some_and(|card| Some(card.gateway.id) == revealed);
    let (label, icon) = if is_shown {
        (t!(words, "gateways-secret-hide"), Icon::EyeOff)
    } else {
        (t!(words, "gateways-secret-show"), Icon::Eye)
    };
    let tools = bar([
        button(t!(words, "gateways-open"))
            .small()
            .icon(Icon::Router)
            .key("Enter")
            .on_press_maybe(chosen.map(|_| Message::Open))
            .into(),
        button(label)
            .small()
            .icon(icon)
            .key("V")
            .on_press_maybe(chosen.map(|_| Message::Reveal))
            .into(),
        button(t!(words, "gateways-secret-copy"))
            .small()
            .icon(Icon::Copy)
            .on_press_maybe(chosen.map(|_| Message::CopySecret))
            .into(),
    ]);
    let columns = [
        column(t!(words, "gateways-address")).share(2),
        column(t!(words, "gateways-name")).share(2),
        column(t!(words, "gateways-vendor-short")).share(2),
        column(t!(words, "gateways-secret")).share(3),
        column(t!(words, "gateways-heard-short")).width(120.0),
    ];
    let rows = board.cards.iter().map(|card| {
        let gateway = &card.gateway;
        let secret = if Some(gateway.id) == revealed {
            gateway.secret.clone()
        } else {
            HIDDEN.to_owned()
        };
        let heard = card
            .heard
            .map_or_else(|| t!(words, "gateways-never"), |at| context.recent(at));
        [
            cell_mono(gateway.network.to_string()),
            cell(gateway.name.clone()),
            cell_muted(sentence::vendor(words, gateway.vendor)),
            cell_mono(secret),
            cell(heard),
        ]
    });
    let table = table(columns, board.cards.len() as u64, first)
        .rows(0, rows)
        .selected(selected.and_then(|at| u64::try_from(at).ok()))
        .on_event(Message::Table)
        .id(widget::id(TABLE));
    Column::new()
        .push(tools)
        .push(container(Element::from(table)).height(Length::Fill))
        .push(strangers)
        .spacing(Space::Tight)
        .into()
}

/// Who asks and gets no answer.
fn strangers<'a>(context: &'a Context, board: &'a Board) -> Element<'a, Message> {
    let words = context.words();
    let lines = board.strangers.iter().take(STRANGERS).map(|(address, at)| {
        let add = button(t!(words, "gateways-add-client"))
            .small()
            .on_press(Message::AddClient(Some(address.to_string())));
        Row::new()
            .push(widget::mono(address.to_string()).width(ADDRESS))
            .push(
                widget::muted(t!(words, "gateways-asked-at", at = context.recent(*at)))
                    .width(Length::Fill),
            )
            .push(add)
            .spacing(Space::Tight)
            .align_y(Alignment::Center)
            .into()
    });
    let what = widget::muted(t!(words, "gateways-strangers-what")).into();
    let inside = stacked(Space::Tight, std::iter::once(what).chain(lines));
    widget::card(widget::section(t!(words, "gateways-strangers"), inside))
}

/// Room for the longest address.
const ADDRESS: f32 = scale::SIDE;

/// Adds a client by hand.
pub(super) fn add_button<'a>(context: &Context) -> Element<'a, Message> {
    button(t!(context.words(), "gateways-add-client"))
        .icon(Icon::Plus)
        .key("N")
        .primary()
        .on_press(Message::AddClient(None))
        .into()
}
