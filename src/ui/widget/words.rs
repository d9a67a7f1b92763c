//! Text and icons.

use crate::ui::{
    font,
    icon::{self, Icon},
    scale::{self, Size},
    theme::{Theme, Tint, Tone},
};
use iced::{
    alignment,
    widget::text::{self, IntoFragment, LineHeight, Shaping, Wrapping},
};

/// A text of this program.
pub type Text<'a> = iced::widget::Text<'a, Theme>;

/// Running text.
pub fn text<'a>(content: impl IntoFragment<'a>) -> Text<'a> {
    sized(content, Size::Base)
}

/// Text that may be skipped.
pub fn muted<'a>(content: impl IntoFragment<'a>) -> Text<'a> {
    text(content).class(Tint::Muted)
}

/// Small text that may be skipped: help, notes.
pub fn small<'a>(content: impl IntoFragment<'a>) -> Text<'a> {
    sized(content, Size::Small).class(Tint::Muted)
}

/// Text that carries its line: labels, names, totals.
pub fn strong<'a>(content: impl IntoFragment<'a>) -> Text<'a> {
    text(content).font(font::STRONG)
}

/// The heading of a section.
pub fn heading<'a>(content: impl IntoFragment<'a>) -> Text<'a> {
    sized(content, Size::Section).font(font::STRONG)
}

/// The title of a page.
pub fn title<'a>(content: impl IntoFragment<'a>) -> Text<'a> {
    sized(content, Size::Title).font(font::STRONG)
}

/// Serials, MAC and IP addresses: what is compared letter by letter.
pub fn mono<'a>(content: impl IntoFragment<'a>) -> Text<'a> {
    sized(content, Size::Base)
        .font(font::MONO)
        .shaping(Shaping::Basic)
}

/// Text in the colour of a tone.
pub fn toned<'a>(content: impl IntoFragment<'a>, tone: Tone) -> Text<'a> {
    text(content).class(Tint::Tone(tone))
}

/// A text of one line that is cut rather than wrapped.
pub fn line<'a>(content: impl IntoFragment<'a>) -> Text<'a> {
    text(content).wrapping(Wrapping::None)
}

/// An icon in the size of base text.
pub fn icon<'a>(icon: Icon) -> Text<'a> {
    icon_sized(icon, scale::ICON)
}

/// An icon of another size, in logical pixels.
pub(crate) fn icon_sized<'a>(icon: Icon, size: f32) -> Text<'a> {
    text::Text::new(icon.glyph().to_string())
        .font(icon::FONT)
        .size(size)
        .line_height(LineHeight::Relative(1.0))
        .shaping(Shaping::Basic)
        .align_y(alignment::Vertical::Center)
}

pub(crate) fn sized<'a>(content: impl IntoFragment<'a>, size: Size) -> Text<'a> {
    text::Text::new(content)
        .size(size)
        .line_height(LineHeight::Relative(scale::LINE))
}
