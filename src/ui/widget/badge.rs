//! States, told by shape, word and colour together.

use super::words;
use crate::{
    domain::product::Level,
    ui::{
        Element, font,
        icon::Icon,
        scale::{Size, Space},
        theme::{Panel, Tone},
    },
};
use iced::{
    Alignment, Length,
    widget::{Column, Row, container},
};
use std::borrow::Cow;

impl Tone {
    /// The shape that says the same as the colour.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Neutral => Icon::Minus,
            Self::Info => Icon::Info,
            Self::NoUse => Icon::CircleDashed,
            Self::InUse => Icon::CircleDot,
            Self::Expired => Icon::Hourglass,
            Self::Cancelled => Icon::Ban,
            Self::Success => Icon::CircleCheck,
            Self::Warning => Icon::Warning,
            Self::Danger => Icon::CircleX,
        }
    }
}

/// A state in a row or beside a title.
pub fn badge<'a, Message: 'a>(tone: Tone, word: impl Into<Cow<'a, str>>) -> Element<'a, Message> {
    let content = Row::new()
        .push(words::icon_sized(tone.icon(), 12.0))
        .push(
            words::sized(word.into(), Size::Small)
                .font(font::STRONG)
                .wrapping(iced::widget::text::Wrapping::None),
        )
        .spacing(Space::Hair)
        .align_y(Alignment::Center);
    container(content)
        .padding([0.0, 8.0])
        .center_y(22.0)
        .class(Panel::Badge(tone))
        .into()
}

/// Who owns something: the manual's colour, a shape and the word (P8).
pub fn level<'a, Message: 'a>(level: Level, word: impl Into<Cow<'a, str>>) -> Element<'a, Message> {
    let icon = match level {
        Level::System => Icon::Server,
        Level::Reseller => Icon::Users,
        Level::Manager => Icon::User,
    };
    let content = Row::new()
        .push(words::icon_sized(icon, 12.0))
        .push(
            words::sized(word.into(), Size::Small)
                .font(font::STRONG)
                .wrapping(iced::widget::text::Wrapping::None),
        )
        .spacing(Space::Hair)
        .align_y(Alignment::Center);
    container(content)
        .padding([0.0, 8.0])
        .center_y(22.0)
        .class(Panel::Level(level))
        .into()
}

/// A message inside a page: what happened, and below what it means and what to do; perhaps with buttons.
pub fn notice<'a, Message: 'a>(
    tone: Tone,
    happened: impl Into<Cow<'a, str>>,
    meaning: impl Into<Cow<'a, str>>,
    action: Option<Element<'a, Message>>,
) -> Element<'a, Message> {
    let meaning = meaning.into();
    let text = Column::new()
        .push(words::strong(happened.into()))
        .push((!meaning.is_empty()).then(|| words::text(meaning)))
        .width(Length::Fill);
    let content = Row::new()
        .push(container(words::icon(tone.icon())).padding([2, 0]))
        .push(text)
        .push(action)
        .spacing(Space::Tight)
        .align_y(Alignment::Start);
    container(content)
        .padding(Space::Snug)
        .width(Length::Fill)
        .class(Panel::Notice(tone))
        .into()
}
