//! What the desk looks like.

use super::{Desk, Message, SEARCH, listing::Listing};
use crate::{
    services::{Error, issue::House},
    t,
    ui::{
        Element,
        context::Context,
        icon::Icon,
        scale::{self, Space},
        theme::Tone,
        widget::{self, button, tile},
    },
};
use iced::{
    Length, Size,
    widget::{Column, Row as Line, responsive, row},
};

impl Desk {
    /// The page.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let search = widget::search(t!(words, "desk-search"), self.search.text.as_str())
            .on_input(Message::Search)
            .on_submit(Message::SearchEntered)
            .width(SEARCH_WIDTH)
            .id(widget::id(SEARCH));
        let halves = responsive(move |size| {
            // At large text, or in a small window, the slip gives way before the tiles do.
            let slip = if size.width < ROOMY {
                SMALL_SLIP
            } else {
                SLIP_WIDTH
            };
            let room = Size::new(size.width - slip - Space::Wide.px(), size.height);
            let body = match (&self.trouble, &self.search.found) {
                (Some(error), _) => trouble(context, error),
                (None, None) if self.names.is_some() => self.name_list(context),
                (None, Some(found)) => self.found_list(found, context),
                (None, None) => self.counter(context, room),
            };
            row![body, self.slip_place(context, slip)]
                .spacing(Space::Wide)
                .into()
        });
        let actions = self
            .repeat_button(context)
            .into_iter()
            .chain([search.into()]);
        widget::page(self.title(context), actions, halves)
    }

    /// The tiles or the form, and below them the newest tickets.
    fn counter<'a>(&'a self, context: &'a Context, room: Size) -> Element<'a, Message> {
        let above = match (&self.form, &self.offers) {
            // At large text, or in a low window, even a short form is higher than its place.
            (Some(form), _) => widget::scroll(form.view(context, self.issuing).map(Message::Form)),
            (None, Some(offers)) if offers.is_empty() => no_offers(context),
            (None, Some(offers)) => tiles(offers, context, room),
            // The first answer is a moment away: nothing flashes by until then.
            (None, None) => return iced::widget::Space::new().width(Length::Fill).into(),
        };
        if self.form.as_ref().is_some_and(|form| !form.is_short()) {
            // A long form takes the whole place.
            return above;
        }
        let wanted = self.wanted.as_ref().map(|wanted| {
            let said = t!(context.words(), "desk-for", user = wanted.user_id.as_str());
            widget::notice(Tone::Info, said, "", None)
        });
        Column::new()
            .push(wanted)
            .push(above)
            .push(self.newest_list(context))
            .spacing(Space::Wide)
            .width(Length::Fill)
            .into()
    }

    fn name_list<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        match &self.names {
            Some(names) => names.view(context, self.issuing).map(Message::Names),
            None => iced::widget::Space::new().into(),
        }
    }

    fn newest_list<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let list = if self.newest.is_empty() {
            widget::empty(
                Icon::Tickets,
                t!(words, "desk-no-tickets"),
                t!(words, "desk-no-tickets-do"),
                None,
            )
        } else {
            self.newest
                .view(context, "desk-newest")
                .map(Message::InNewest)
        };
        let section = widget::section(t!(words, "desk-newest"), list);
        iced::widget::container(section).height(Length::Fill).into()
    }

    fn found_list<'a>(&'a self, found: &'a Listing, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        if found.is_empty() {
            return widget::empty(
                Icon::Search,
                t!(words, "desk-nothing-found", text = self.search.text.trim()),
                t!(words, "desk-nothing-found-do"),
                None,
            );
        }
        let list = found.view(context, "desk-found").map(Message::InFound);
        widget::section(t!(words, "desk-found"), list)
    }

    fn slip_place<'a>(&'a self, context: &'a Context, width: f32) -> Element<'a, Message> {
        let words = context.words();
        let slip = match (&self.batch, &self.slip) {
            (Some(batch), _) => batch.view(context).map(Message::Batch),
            (None, Some(slip)) => slip.view(context).map(Message::Slip),
            (None, None) => widget::card(widget::empty(
                Icon::Ticket,
                t!(words, "desk-no-slip"),
                t!(words, "desk-no-slip-do"),
                None,
            )),
        };
        iced::widget::container(slip)
            .height(Length::Fill)
            .width(width)
            .into()
    }

    fn repeat_button<'a>(&'a self, context: &Context) -> Option<Element<'a, Message>> {
        let ticket_type = self.last.as_ref()?.ticket_type.as_str();
        let repeat = t!(context.words(), "desk-repeat", ticket_type = ticket_type);
        let button = button(repeat)
            .icon(Icon::Refresh)
            .key("R")
            .on_press_maybe((!self.issuing).then_some(Message::Repeat));
        Some(button.into())
    }
}

const SEARCH_WIDTH: f32 = 340.0;
/// As wide as the search field above it.
const SLIP_WIDTH: f32 = SEARCH_WIDTH;
/// Below this there is less room for it.
const ROOMY: f32 = 760.0;
const SMALL_SLIP: f32 = 250.0;
/// Tiles side by side at most.
const TILES: usize = 3;
/// Narrower, the name of a ticket type is no longer read at a glance.
const TILE_LEAST: f32 = 150.0;
/// About one line of tiles.
const TILE_HEIGHT: f32 = 120.0;
/// The gap above the newest tickets, their heading, the head of the table and two rows.
const NEWEST_LEAST: f32 = 170.0;

fn tiles<'a>(offers: &'a [House], context: &'a Context, room: Size) -> Element<'a, Message> {
    let gap = Space::Snug.px();
    let beside = (1..=TILES)
        .rev()
        .find(|count| widths(*count, TILE_LEAST, gap) <= room.width)
        .unwrap_or(1);
    let rows = offers.chunks(beside).enumerate().map(|(line, offers)| {
        let missing = beside - offers.len();
        let tiles = offers
            .iter()
            .enumerate()
            .map(|(place, offer)| offer_tile(offer, line * beside + place, context));
        let gaps = (0..missing).map(|_| iced::widget::Space::new().width(Length::Fill).into());
        Line::with_children(tiles.chain(gaps))
            .spacing(Space::Snug)
            .into()
    });
    let all = Column::with_children(rows).spacing(Space::Snug);
    if offers.len() <= 2 * beside {
        return all.into();
    }
    // More than two lines of tiles leave room for the newest tickets, also at large text or in a low window.
    let height = (room.height - NEWEST_LEAST).clamp(TILE_HEIGHT, scale::TILES);
    iced::widget::container(widget::scroll(all))
        .max_height(height)
        .into()
}

/// What so many of this width take, with the gaps between them.
#[allow(
    clippy::cast_precision_loss,
    reason = "there are three of them at most"
)]
fn widths(count: usize, width: f32, gap: f32) -> f32 {
    count as f32 * (width + gap) - gap
}

fn offer_tile<'a>(offer: &'a House, place: usize, context: &'a Context) -> Element<'a, Message> {
    let words = context.words();
    let ticket_type = &offer.ticket_type;
    let detail = t!(
        words,
        "desk-tile-detail",
        product = context.described(&offer.product),
        devices = ticket_type.devices
    );
    let price = context.type_price(ticket_type);
    let tile = tile(ticket_type.name.as_str())
        .detail(detail)
        .price(price)
        .on_press(Message::Chosen(place));
    match ticket_type.hotkey {
        Some(digit) => tile.digit(digit).into(),
        None => tile.into(),
    }
}

fn no_offers<'a>(context: &Context) -> Element<'a, Message> {
    let words = context.words();
    widget::notice(
        Tone::Info,
        t!(words, "desk-no-offers"),
        t!(words, "desk-no-offers-do"),
        None,
    )
}

fn trouble<'a>(context: &Context, error: &Error) -> Element<'a, Message> {
    let said = context.sentence(error);
    widget::empty(Icon::Warning, said.happened, said.to_do, None)
}
