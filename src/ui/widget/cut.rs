//! One line of text that ends in an ellipsis where its place ends.
//!
//! iced cuts a line that is too long in the middle of a letter; a guest's name then looks complete when it is not.

use crate::ui::{
    Element, font,
    scale::{self, Size as TextSize},
    theme::{Theme, Tint},
};
use iced::{
    Font, Length, Rectangle, Renderer, Size,
    advanced::{
        Layout, Widget, layout, mouse, renderer,
        text::{self, LineHeight, Shaping, Wrapping, paragraph::Plain},
        widget::{Operation, Tree, text::Catalog as _, tree},
    },
    alignment,
};
use std::borrow::Cow;

type Paragraph = <Renderer as text::Renderer>::Paragraph;

/// See [`cut`].
pub(crate) struct Cut<'a> {
    content: Cow<'a, str>,
    font: Font,
    tint: Tint,
    width: Length,
    size: TextSize,
    left_free: f32,
}

/// A line in the size of base text, as wide as its words and no wider than its place.
pub(crate) fn cut<'a>(content: impl Into<Cow<'a, str>>) -> Cut<'a> {
    Cut {
        content: content.into(),
        font: font::REGULAR,
        tint: Tint::Inherited,
        width: Length::Shrink,
        size: TextSize::Base,
        left_free: 0.0,
    }
}

/// The text itself where it fits into `room` pixels, else as much of it as does, with an ellipsis.
pub(crate) fn fitting(content: &str, font: Font, room: f32) -> Cow<'_, str> {
    let line = cut(content).font(font);
    let whole = Plain::<Paragraph>::new(line.shape(content).with_content(content.to_owned()));
    if whole.min_width() <= room {
        Cow::Borrowed(content)
    } else {
        Cow::Owned(line.shortened(room).content().to_owned())
    }
}

impl Cut<'_> {
    pub(crate) fn font(mut self, font: Font) -> Self {
        self.font = font;
        self
    }

    pub(crate) fn tint(mut self, tint: Tint) -> Self {
        self.tint = tint;
        self
    }

    /// In another size than that of base text.
    pub(crate) fn size(mut self, size: TextSize) -> Self {
        self.size = size;
        self
    }

    /// Leaves so many pixels of its place to what stands behind it.
    pub(crate) fn leaving(mut self, pixels: f32) -> Self {
        self.left_free = pixels;
        self
    }

    /// As wide as its place, also when the words are shorter.
    pub(crate) fn fill(mut self) -> Self {
        self.width = Length::Fill;
        self
    }

    fn shape<'b>(&self, content: &'b str) -> text::Text<&'b str> {
        text::Text {
            content,
            bounds: Size::INFINITE,
            size: self.size.into(),
            line_height: LineHeight::Relative(scale::LINE),
            font: self.font,
            align_x: text::Alignment::Default,
            align_y: alignment::Vertical::Top,
            shaping: Shaping::Auto,
            wrapping: Wrapping::None,
        }
    }

    /// The longest beginning that fits into `room` with an ellipsis behind it; the ellipsis alone where nothing does.
    ///
    /// It measures rather than asks which letter lies at the edge: in Arabic and Hebrew the beginning is at the right.
    fn shortened(&self, room: f32) -> Plain<Paragraph> {
        let with_ellipsis = |end: usize| {
            let words = self.content.get(..end).unwrap_or_default();
            let shortened = format!("{}{ELLIPSIS}", words.trim_end());
            Plain::new(self.shape(&shortened).with_content(shortened.clone()))
        };
        let ends: Vec<_> = self.content.char_indices().map(|(end, _)| end).collect();
        let fitting = ends.partition_point(|end| with_ellipsis(*end).min_width() <= room);
        let end = fitting.checked_sub(1).and_then(|last| ends.get(last));
        with_ellipsis(end.copied().unwrap_or(0))
    }
}

const ELLIPSIS: char = '…';

#[derive(Debug, Default)]
struct State {
    whole: Plain<Paragraph>,
    /// What is drawn in its place, and the room that it was made for.
    cut: Option<(f32, Plain<Paragraph>)>,
}

impl State {
    fn shown(&self) -> &Plain<Paragraph> {
        self.cut.as_ref().map_or(&self.whole, |(_, cut)| cut)
    }
}

impl<Message> Widget<Message, Theme, Renderer> for Cut<'_> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, Length::Shrink)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        _renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        layout::sized(limits, self.width, Length::Shrink, |limits| {
            let room = (limits.max().width - self.left_free).max(0.0);
            if state.whole.update(self.shape(&self.content)) {
                state.cut = None;
            }
            if state.whole.min_width() <= room {
                state.cut = None;
            } else if state
                .cut
                .as_ref()
                .is_none_or(|(made_for, _)| (made_for - room).abs() > 0.01)
            {
                state.cut = Some((room, self.shortened(room)));
            }
            state.shown().min_bounds()
        })
    }

    fn operate(
        &mut self,
        _tree: &mut Tree,
        layout: Layout<'_>,
        _renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.text(None, layout.bounds(), &self.content);
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let shown = tree.state.downcast_ref::<State>().shown();
        iced::advanced::widget::text::draw(
            renderer,
            style,
            layout.bounds(),
            shown.raw(),
            theme.style(&self.tint),
            viewport,
        );
    }
}

impl<'a, Message: 'a> From<Cut<'a>> for Element<'a, Message> {
    fn from(cut: Cut<'a>) -> Self {
        Self::new(cut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(words: &str) -> f32 {
        let shape = cut("").shape(words).with_content(words.to_owned());
        Plain::<Paragraph>::new(shape).min_width()
    }

    /// Tries every beginning, the longest first.
    fn longest(words: &str, room: f32) -> String {
        let count = words.chars().count();
        (0..count)
            .rev()
            .map(|count| words.chars().take(count).collect::<String>())
            .map(|beginning| format!("{}…", beginning.trim_end()))
            .find(|shortened| width(shortened) <= room)
            .unwrap_or_else(|| "…".to_owned())
    }

    #[test]
    fn words_that_fit_stay_whole() {
        let words = "Conexiones";
        assert_eq!(fitting(words, font::REGULAR, width(words) + 1.0), words);
        let short = fitting(words, font::REGULAR, width(words) / 2.0);
        assert_eq!(short, longest(words, width(words) / 2.0));
    }

    #[test]
    fn a_line_keeps_the_longest_beginning_that_fits() {
        for words in ["Betriebseinstellungen", "Ana Sánchez", "Ольга Иванова", "i"] {
            for share in [0.0, 0.1, 0.35, 0.5, 0.8, 0.99] {
                let room = width(words) * share;
                let shortened = cut(words).shortened(room);
                assert_eq!(
                    shortened.content(),
                    longest(words, room),
                    "{words:?} in {room} px"
                );
            }
        }
    }
}
