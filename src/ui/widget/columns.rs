//! Columns beside each other, one for each day: how many things happen on it.

use super::{press::paint, words};
use crate::ui::{
    Element, scale,
    theme::{Panel, Skin, Theme, Tint, Tone},
};
use iced::{
    Alignment, Length, Padding, Rectangle, Renderer, Size,
    advanced::{Layout, Widget, layout, mouse, renderer, widget::Tree},
    widget::{Column, Row},
};
use std::borrow::Cow;

struct Columns {
    counts: Vec<u32>,
    mark: usize,
}

/// One column for each of `counts`, as high as it is beside the others, with a line after every `mark` of them. What the
/// columns say is said in words beside them: they are not told apart by colour.
pub fn columns<'a, Message: 'a>(counts: Vec<u32>, mark: usize) -> Element<'a, Message> {
    Element::new(Columns { counts, mark })
}

/// The height of the highest column.
const HEIGHT: f32 = 48.0;
/// The height of a column for one thing at least, so that it is seen.
const LEAST: f32 = 4.0;

impl<Message> Widget<Message, Theme, Renderer> for Columns {
    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fixed(HEIGHT))
    }

    fn layout(
        &mut self,
        _tree: &mut Tree,
        _renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        layout::atomic(limits, Length::Fill, HEIGHT)
    }

    #[allow(
        clippy::cast_precision_loss,
        reason = "columns are some hundred pixels wide together"
    )]
    fn draw(
        &self,
        _tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        _viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let roles = theme.roles();
        let most = self.counts.iter().copied().max().unwrap_or(0).max(1) as f32;
        let step = bounds.width / self.counts.len().max(1) as f32;
        let floor = Rectangle {
            y: bounds.y + bounds.height - 1.0,
            height: 1.0,
            ..bounds
        };
        paint::fill(renderer, floor, 0.0, roles.line);
        for (place, count) in self.counts.iter().enumerate() {
            let x = bounds.x + step * place as f32;
            if self.mark > 0 && place > 0 && place % self.mark == 0 {
                let line = Rectangle {
                    x,
                    width: 1.0,
                    ..bounds
                };
                paint::fill(renderer, line, 0.0, roles.line);
            }
            if *count == 0 {
                continue;
            }
            let height = (bounds.height * *count as f32 / most).max(LEAST);
            let column = Rectangle {
                x: x + 1.0,
                y: bounds.y + bounds.height - height,
                width: (step - 2.0).max(1.0),
                height,
            };
            paint::fill(renderer, column, 2.0, roles.accent);
        }
    }
}

/// See [`count`].
#[must_use]
pub struct Count<'a, Message> {
    tone: Tone,
    number: Cow<'a, str>,
    word: Cow<'a, str>,
    on_press: Option<Message>,
}

/// A number in large figures, with the state or thing that it counts below; pressed, it leads to them.
pub fn count<'a, Message>(
    tone: Tone,
    number: impl Into<Cow<'a, str>>,
    word: impl Into<Cow<'a, str>>,
) -> Count<'a, Message> {
    Count {
        tone,
        number: number.into(),
        word: word.into(),
        on_press: None,
    }
}

impl<Message> Count<'_, Message> {
    /// What a press means.
    pub fn on_press(mut self, message: Message) -> Self {
        self.on_press = Some(message);
        self
    }
}

impl<'a, Message: Clone + 'a> From<Count<'a, Message>> for Element<'a, Message> {
    fn from(count: Count<'a, Message>) -> Self {
        let mark = words::icon_sized(count.tone.icon(), 14.0);
        let mark = if count.tone == Tone::Neutral {
            mark.class(Tint::Muted)
        } else {
            mark.class(Tint::Tone(count.tone))
        };
        let below = Row::new()
            // Beside the middle of the first line.
            .push(iced::widget::container(mark).padding(Padding::ZERO.top(3.0)))
            .push(words::text(count.word).width(Length::Fill))
            .spacing(scale::Space::Hair)
            .align_y(Alignment::Start);
        let content = Column::new()
            .push(words::sized(count.number, scale::Size::Display).font(crate::ui::font::STRONG))
            .push(below);
        if count.on_press.is_none() {
            return iced::widget::container(content)
                .padding(scale::Space::Snug)
                .width(Length::Fill)
                .class(Panel::Card)
                .into();
        }
        super::press::Press::new(content, Skin::Tile)
            .on_press(count.on_press)
            .width(Length::Fill)
            .padding(Padding::from(scale::Space::Snug))
            .into()
    }
}
