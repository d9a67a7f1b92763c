//! Bars: how much of an allowance is left, how far a work has come.

use super::{press::paint, words};
use crate::ui::{
    Element,
    scale::{self, Space},
    theme::{Roles, Theme, Tone},
};
use iced::{
    Alignment, Length, Rectangle, Renderer, Size,
    advanced::{Layout, Widget, layout, mouse, renderer, widget::Tree},
    widget::{Column, Row},
};
use std::borrow::Cow;

/// A slim bar, filled by a part from 0 to 1.
struct Bar {
    part: Part,
    tone: Tone,
}

#[derive(Clone, Copy)]
enum Part {
    Known(f32),
    Unknown,
}

impl<Message> Widget<Message, Theme, Renderer> for Bar {
    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fixed(Self::HEIGHT))
    }

    fn layout(
        &mut self,
        _tree: &mut Tree,
        _renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        layout::atomic(limits, Length::Fill, Self::HEIGHT)
    }

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
        paint::fill(renderer, bounds, scale::RADIUS_ROUND, roles.line);
        let color = self.color(roles);
        match self.part {
            // A part too small to see is drawn as a dot, so that "little" and "nothing" differ.
            Part::Known(part) if part > 0.0 => {
                let width = (bounds.width * part.min(1.0)).max(Self::HEIGHT);
                paint::fill(
                    renderer,
                    Rectangle { width, ..bounds },
                    scale::RADIUS_ROUND,
                    color,
                );
            }
            Part::Known(_) => {}
            Part::Unknown => {
                for third in [0.0, 0.36, 0.72] {
                    let x = bounds.x + bounds.width * third;
                    let piece = Rectangle {
                        x,
                        width: bounds.width * 0.28,
                        ..bounds
                    };
                    paint::fill(renderer, piece, scale::RADIUS_ROUND, color);
                }
            }
        }
    }
}

impl Bar {
    const HEIGHT: f32 = 6.0;

    fn color(&self, roles: &Roles) -> iced::Color {
        match self.tone {
            Tone::Neutral | Tone::Info => roles.accent,
            tone => roles.tone(tone).text,
        }
    }
}

/// One allowance: its name, what is left in words, and the part that is used from 0 to 1.
///
/// From 0.8 on it warns, at 1 it is over; shape follows colour because the words say it too.
pub fn allowance<'a, Message: 'a>(
    name: impl Into<Cow<'a, str>>,
    words_left: impl Into<Cow<'a, str>>,
    used: f32,
) -> Element<'a, Message> {
    let tone = match used {
        used if used >= 1.0 => Tone::Danger,
        used if used >= 0.8 => Tone::Warning,
        _ => Tone::Neutral,
    };
    labelled(
        name.into(),
        words_left.into(),
        Bar {
            part: Part::Known(used),
            tone,
        },
    )
}

/// A work that knows how far it has come, from 0 to 1.
pub fn progress<'a, Message: 'a>(
    doing: impl Into<Cow<'a, str>>,
    done: impl Into<Cow<'a, str>>,
    part: f32,
) -> Element<'a, Message> {
    let bar = Bar {
        part: Part::Known(part),
        tone: Tone::Neutral,
    };
    labelled(doing.into(), done.into(), bar)
}

/// A work that cannot know how far it has come: it says in words what it does. It does not move, so the window rests.
pub fn working<'a, Message: 'a>(doing: impl Into<Cow<'a, str>>) -> Element<'a, Message> {
    let bar = Bar {
        part: Part::Unknown,
        tone: Tone::Neutral,
    };
    labelled(doing.into(), Cow::Borrowed(""), bar)
}

fn labelled<'a, Message: 'a>(
    left: Cow<'a, str>,
    right: Cow<'a, str>,
    bar: Bar,
) -> Element<'a, Message> {
    let head = Row::new()
        .push(words::text(left).width(Length::Fill))
        .push((!right.is_empty()).then(|| words::muted(right)))
        .spacing(Space::Tight)
        .align_y(Alignment::End);
    Column::new()
        .push(head)
        .push(Element::new(bar))
        .spacing(Space::Hair)
        .width(Length::Fill)
        .into()
}
