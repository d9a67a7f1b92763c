//! The tiles of the desk: one ticket type each, with the digit that opens it.

use super::{press::Press, words};
use crate::ui::{
    Element, font,
    scale::{Size, Space},
    theme::{Panel, Skin, Tint},
};
use iced::{
    Alignment, Length,
    advanced::widget::Id,
    widget::{Column, Row, Space as Gap, container, text::Wrapping},
};
use std::borrow::Cow;

/// See [`tile`].
#[must_use]
pub struct Tile<'a, Message> {
    name: Cow<'a, str>,
    detail: Option<Cow<'a, str>>,
    price: Option<Cow<'a, str>>,
    digit: Option<u8>,
    on_press: Option<Message>,
    id: Option<Id>,
}

/// A large tile. Disabled until it has a message. The screen binds its digit.
pub fn tile<'a, Message>(name: impl Into<Cow<'a, str>>) -> Tile<'a, Message> {
    Tile {
        name: name.into(),
        detail: None,
        price: None,
        digit: None,
        on_press: None,
        id: None,
    }
}

impl<'a, Message> Tile<'a, Message> {
    /// What the ticket allows, in a few words.
    pub fn detail(mut self, detail: impl Into<Cow<'a, str>>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The price with its currency.
    pub fn price(mut self, price: impl Into<Cow<'a, str>>) -> Self {
        self.price = Some(price.into());
        self
    }

    /// The digit 1 to 9 that does the same.
    pub fn digit(mut self, digit: u8) -> Self {
        self.digit = Some(digit);
        self
    }

    /// What a press means.
    pub fn on_press(mut self, message: Message) -> Self {
        self.on_press = Some(message);
        self
    }

    /// The name under which it can be focused.
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl<'a, Message: Clone + 'a> From<Tile<'a, Message>> for Element<'a, Message> {
    fn from(tile: Tile<'a, Message>) -> Self {
        let muted = tile.on_press.is_none();
        let digit = tile.digit.map(|digit| keycap(digit.to_string()));
        let head = Row::new()
            .push(
                words::sized(tile.name, Size::Section)
                    .font(font::STRONG)
                    .wrapping(Wrapping::WordOrGlyph)
                    .width(Length::Fill),
            )
            .push(digit)
            .spacing(Space::Tight)
            .align_y(Alignment::Start);
        let detail = tile
            .detail
            .map(|detail| words::small(detail).width(Length::Fill));
        let price = tile.price.map(|price| {
            words::sized(price, Size::Title)
                .font(font::STRONG)
                .class(if muted { Tint::Muted } else { Tint::Inherited })
        });
        let content = Column::new()
            .push(head)
            .push(detail)
            .push(Gap::new().height(Length::Fill))
            .push(price)
            .spacing(Space::Hair);
        Press::new(content, Skin::Tile)
            .on_press(tile.on_press)
            .id(tile.id)
            .width(Length::Fill)
            .height(HEIGHT)
            .padding(Space::Normal)
            .into()
    }
}

/// Two lines of name, two of detail, one of price.
const HEIGHT: f32 = 136.0;

/// A key of the keyboard, drawn.
pub fn keycap<'a, Message: 'a>(key: impl Into<Cow<'a, str>>) -> Element<'a, Message> {
    container(words::sized(key.into(), Size::Small).font(font::STRONG))
        .padding([0.0, 6.0])
        .center_y(20.0)
        .class(Panel::Key)
        .into()
}
