//! Some weeks, one below the other, with what is valid in them drawn through their days.

use super::{press::paint, words};
use crate::ui::{
    Element, font,
    icon::Icon,
    scale::{self, Size as TextSize, Space},
    theme::{Theme, Tint},
};
use iced::{
    Alignment, Length, Rectangle, Renderer, Size,
    advanced::{Layout, Widget, layout, mouse, renderer, widget::Tree},
    widget::{Column, Row, Space as Gap, container},
};
use std::borrow::Cow;

/// One day in [`weeks`].
#[derive(Debug, Clone, PartialEq)]
pub struct Day<'a> {
    /// What stands above it: its number, or the month too.
    pub label: Cow<'a, str>,
    /// Said with weight: the first of a month, today.
    pub strong: bool,
    /// Something starts afresh with it that does not with every day: a shape beside the label.
    pub fresh: bool,
    /// What is drawn in it.
    pub stretch: Stretch,
}

/// What is valid in a day: parts of its length from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Stretch {
    /// From where to where; `None` = nothing of it.
    pub valid: Option<(f32, f32)>,
    /// The valid part begins here: drawn as a dot.
    pub starts: bool,
    /// The valid part ends here: drawn as a flag.
    pub ends: bool,
    /// The valid part is cut where the day ends, because the next one starts afresh.
    pub daily: bool,
}

/// Weeks of seven days under their names. `weekly`: every week starts afresh, which a shape before it says.
///
/// Valid is a thick bar and the rest a thin line; begin, end and fresh starts are shapes: nothing is told by colour alone.
pub fn weeks<'a, Message: 'a>(
    names: impl IntoIterator<Item = Cow<'a, str>>,
    days: impl IntoIterator<Item = Day<'a>>,
    weekly: bool,
) -> Element<'a, Message> {
    let gutter = |mark: Option<Icon>| {
        container(mark.map(|icon| words::icon_sized(icon, MARK).class(Tint::Muted)))
            .width(GUTTER)
            .padding([2, 0])
    };
    let names = names.into_iter().map(|name| {
        container(words::small(name))
            .width(Length::FillPortion(1))
            .into()
    });
    let head = Row::new()
        .push(gutter(None))
        .push(Row::with_children(names).width(Length::Fill));
    let mut days = days.into_iter().peekable();
    let mut all = Column::new().push(head).spacing(Space::Hair);
    while days.peek().is_some() {
        let week = Row::with_children(days.by_ref().take(7).map(day));
        all = all.push(
            Row::new()
                .push(gutter(weekly.then_some(Icon::Refresh)))
                .push(week.width(Length::Fill)),
        );
    }
    all.width(Length::Fill).into()
}

const GUTTER: f32 = 20.0;
const MARK: f32 = 12.0;

fn day<'a, Message: 'a>(day: Day<'a>) -> Element<'a, Message> {
    let label = words::sized(day.label, TextSize::Small)
        .wrapping(iced::widget::text::Wrapping::None)
        .font(if day.strong {
            font::STRONG
        } else {
            font::REGULAR
        })
        .class(if day.strong {
            Tint::Inherited
        } else {
            Tint::Muted
        });
    let mark = day
        .fresh
        .then(|| words::icon_sized(Icon::Refresh, MARK).class(Tint::Muted));
    let head = Row::new()
        .push(label)
        .push(mark)
        .push(Gap::new().width(Length::Fill))
        .spacing(2)
        .align_y(Alignment::Center);
    Column::new()
        .push(head)
        .push(Element::new(Drawn(day.stretch)))
        .width(Length::FillPortion(1))
        .into()
}

/// The stretch of a day as a widget.
struct Drawn(Stretch);

const HEIGHT: f32 = 16.0;
const THICK: f32 = 8.0;
const THIN: f32 = 2.0;
const DOT: f32 = 14.0;
const POLE: f32 = 3.0;
const GAP: f32 = 3.0;

impl<Message> Widget<Message, Theme, Renderer> for Drawn {
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
        let roles = theme.roles();
        let bounds = layout.bounds();
        let band = |x: f32, width: f32, height: f32| Rectangle {
            x,
            y: bounds.center_y() - height / 2.0,
            width,
            height,
        };
        let line = band(bounds.x, bounds.width, THIN);
        paint::fill(renderer, line, 0.0, roles.outline);
        let Some((from, to)) = self.0.valid else {
            return;
        };
        let from_x = bounds.x + bounds.width * from;
        let to_x = bounds.x + bounds.width * to;
        let cut = if self.0.daily && !self.0.ends {
            GAP
        } else {
            0.0
        };
        let bar = band(from_x, (to_x - from_x - cut).max(THIN), THICK);
        paint::fill(renderer, bar, 0.0, roles.accent);
        if self.0.starts {
            let dot = band((from_x - DOT / 2.0).max(bounds.x), DOT, DOT);
            paint::fill(renderer, dot, scale::RADIUS_ROUND, roles.accent);
        }
        if self.0.ends {
            let x = (to_x - POLE).max(bounds.x);
            let pole = band(x, POLE, HEIGHT);
            paint::fill(renderer, pole, 0.0, roles.text);
            let flag = Rectangle {
                x: x + POLE,
                y: bounds.y,
                width: DOT / 2.0,
                height: HEIGHT / 2.0,
            };
            paint::fill(renderer, flag, 0.0, roles.text);
        }
    }
}
