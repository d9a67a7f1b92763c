//! The gateways of the house, each with how it is.

use super::{Message, one::bar};
use crate::{
    services::gateways::overview::Card,
    t,
    ui::{
        Element,
        context::Context,
        icon::Icon,
        scale::Space,
        sentence::gateways as sentence,
        theme::Tone,
        widget::{self, button, cell, cell_mono, cell_muted, column, table},
    },
};
use iced::{
    Length,
    widget::{Column, container, responsive},
};

/// The name of the table.
pub(super) const TABLE: &str = "gateways";

pub(super) fn view<'a>(
    context: &'a Context,
    cards: &'a [Card],
    selected: Option<usize>,
    first: u64,
) -> Element<'a, Message> {
    let words = context.words();
    if cards.is_empty() {
        return widget::empty(
            Icon::Router,
            t!(words, "status-no-gateway"),
            t!(words, "gateways-none-do"),
            Some(add_button(context)),
        );
    }
    let chosen = selected.and_then(|at| cards.get(at));
    let tool = |word: String, icon, key: &'static str, message: Message| {
        button(word)
            .small()
            .icon(icon)
            .key(key)
            .on_press_maybe(chosen.map(|_| message))
            .into()
    };
    let tools = bar([
        tool(
            t!(words, "gateways-open"),
            Icon::Router,
            "Enter",
            Message::Open,
        ),
        tool(
            t!(words, "gateways-tab-plan"),
            Icon::Upload,
            "P",
            Message::OpenAt(super::Tab::Plan),
        ),
        tool(
            t!(words, "gateways-tab-online"),
            Icon::Users,
            "O",
            Message::OpenAt(super::Tab::Online),
        ),
        tool(
            t!(words, "gateways-remove"),
            Icon::Trash,
            "Del",
            Message::AskRemove,
        ),
    ]);
    let table = responsive(move |size| table_of(context, cards, selected, first, size.width));
    Column::new()
        .push(tools)
        .push(container(table).height(Length::Fill))
        .push(chosen.map(|card| detail(context, card)))
        .spacing(Space::Tight)
        .into()
}

/// What a gateway is called and how it is stands in a list of any width; where there is room, the rest.
fn table_of<'a>(
    context: &'a Context,
    cards: &'a [Card],
    selected: Option<usize>,
    first: u64,
    width: f32,
) -> Element<'a, Message> {
    let words = context.words();
    let (has_address, is_wide) = (width >= HAS_ADDRESS, width >= WIDE);
    let columns = [
        Some(column(t!(words, "gateways-name")).share(2)),
        is_wide.then(|| column(t!(words, "gateways-vendor-short")).share(3)),
        has_address.then(|| column(t!(words, "gateways-address")).width(148.0)),
        Some(column(t!(words, "column-status")).width(212.0)),
        is_wide.then(|| column(t!(words, "gateways-heard-short")).width(92.0)),
        Some(
            column(t!(words, "gateways-online-short"))
                .width(72.0)
                .figures(),
        ),
        is_wide.then(|| column(t!(words, "gateways-today")).width(152.0).figures()),
        Some(
            column(t!(words, "gateways-waiting-short"))
                .width(76.0)
                .figures(),
        ),
    ];
    let rows = cards.iter().map(|card| {
        let [name, vendor, address, state, heard, online, today, waiting] = row(context, card);
        let cells = [
            Some(name),
            is_wide.then_some(vendor),
            has_address.then_some(address),
            Some(state),
            is_wide.then_some(heard),
            Some(online),
            is_wide.then_some(today),
            Some(waiting),
        ];
        cells.into_iter().flatten()
    });
    table(columns.into_iter().flatten(), cards.len() as u64, first)
        .rows(0, rows)
        .selected(selected.and_then(|at| u64::try_from(at).ok()))
        .on_event(Message::Table)
        .id(widget::id(TABLE))
        .into()
}

/// From this width of the list on, in logical pixels, there is room for addresses beside the names.
const HAS_ADDRESS: f32 = 700.0;
/// And from this on for everything.
const WIDE: f32 = 920.0;

fn row<'a>(context: &Context, card: &Card) -> [Element<'a, Message>; 8] {
    let words = context.words();
    let gateway = &card.gateway;
    let (tone, short, _) = sentence::health(context, card);
    let heard = card
        .heard
        .map_or_else(|| t!(words, "gateways-never"), |at| context.recent(at));
    let waiting = card.standing.as_ref().map(|standing| standing.waiting);
    [
        cell(gateway.name.clone()),
        cell_muted(sentence::vendor(words, gateway.vendor)),
        cell_mono(gateway.network.to_string()),
        widget::badge(tone, short),
        cell(heard),
        cell(context.number(card.online)),
        cell(format!(
            "{} / {}",
            context.volume(card.today.download),
            context.volume(card.today.upload)
        )),
        cell(waiting.map_or_else(|| "–".to_owned(), |waiting| context.number(waiting))),
    ]
}

/// What it means, and what to do.
fn detail<'a>(context: &Context, card: &Card) -> Element<'a, Message> {
    let (tone, short, meaning) = sentence::health(context, card);
    let tone = if tone == Tone::NoUse {
        Tone::Info
    } else {
        tone
    };
    widget::notice(
        tone,
        format!("{}: {short}", card.gateway.name),
        meaning,
        None,
    )
}

/// Adds a gateway.
pub(super) fn add_button<'a>(context: &Context) -> Element<'a, Message> {
    button(t!(context.words(), "gateways-add"))
        .icon(Icon::Plus)
        .key("N")
        .primary()
        .on_press(Message::Add)
        .into()
}
