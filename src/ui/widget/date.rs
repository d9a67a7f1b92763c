//! A day: typed as `2026-03-14` or `14/3/2026`, or picked from a month that opens with the button or Arrow Down.
//!
//! The button is a stop of Tab of its own, so that the month is found without knowing the key. In the open month arrows move by a day and a week, Page Up and Down by a month, Enter takes the day, Esc leaves it.

use super::{
    field::{Frame, Verdict, input},
    press::{Focus, is_down, is_press, paint},
    select::{bounds_with_shadow, draw_icon, write},
};
use crate::ui::{
    Element, font,
    icon::Icon,
    scale::{self, Space},
    theme::Theme,
};
use chrono::{Datelike as _, Days, Months, NaiveDate};
use iced::{
    Color, Event, Length, Point, Rectangle, Renderer, Size, Vector,
    advanced::{
        Clipboard, Layout, Overlay, Renderer as _, Shell, Widget, layout, mouse, overlay, renderer,
        text,
        widget::{Id, Operation, Tree, operation::Focusable, tree},
    },
    keyboard::{self, key::Named},
    window,
};
use std::borrow::Cow;

/// The day that a text names: `2026-03-14`, or day, month and year with `/`, `.` or `-` between them.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(text, format).ok())
        .filter(|day| (1000..=9999).contains(&day.year()))
}

/// See [`date`].
#[must_use]
pub struct Date<'a, Message> {
    frame: Frame<'a>,
    value: Cow<'a, str>,
    today: Option<NaiveDate>,
    names: Names<'a>,
    on_input: Option<Box<dyn Fn(String) -> Message + 'a>>,
    on_submit: Option<Message>,
    id: Option<Id>,
}

/// What the month calls its days and months.
#[derive(Debug, Clone)]
struct Names<'a> {
    days: Vec<Cow<'a, str>>,
    months: Vec<Cow<'a, str>>,
}

/// A day. `value` is what is typed; [`parse`] reads it. Disabled until it has [`Date::on_input`].
pub fn date<'a, Message>(
    label: impl Into<Cow<'a, str>>,
    value: impl Into<Cow<'a, str>>,
) -> Date<'a, Message> {
    Date {
        frame: Frame::new(label),
        value: value.into(),
        today: None,
        names: Names {
            days: Vec::new(),
            months: Vec::new(),
        },
        on_input: None,
        on_submit: None,
        id: None,
    }
}

impl<'a, Message> Date<'a, Message> {
    /// A sentence below.
    pub fn help(mut self, help: impl Into<Cow<'a, str>>) -> Self {
        self.frame.help = Some(help.into());
        self
    }

    /// What the program thinks of the day.
    pub fn verdict(mut self, verdict: Option<Verdict<'a>>) -> Self {
        self.frame.verdict = verdict;
        self
    }

    /// The day that is today at the Location: marked, and where the month opens while nothing is typed.
    pub fn today(mut self, today: NaiveDate) -> Self {
        self.today = Some(today);
        self
    }

    /// The names of the days from Monday on and of the months from January on, each list with spaces between, as the
    /// keys `days-of-week` and `months-of-year` hold them.
    pub fn names(mut self, days: &str, months: &str) -> Self {
        let split = |names: &str| {
            names
                .split_whitespace()
                .map(|name| Cow::Owned(name.to_owned()))
                .collect()
        };
        self.names = Names {
            days: split(days),
            months: split(months),
        };
        self
    }

    /// What typing or picking means; a picked day is given as `2026-03-14`.
    pub fn on_input(mut self, message: impl Fn(String) -> Message + 'a) -> Self {
        self.on_input = Some(Box::new(message));
        self
    }

    /// What Enter in the field means.
    pub fn on_submit(mut self, message: Message) -> Self {
        self.on_submit = Some(message);
        self
    }

    /// The name under which it can be focused.
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl<'a, Message: Clone + 'a> From<Date<'a, Message>> for Element<'a, Message> {
    fn from(date: Date<'a, Message>) -> Self {
        let tone = date.frame.tone();
        let typed = parse(&date.value);
        let Some(on_input) = date.on_input else {
            return super::field(date.frame.label, date.value).into();
        };
        let on_input = std::rc::Rc::new(on_input);
        let typing = on_input.clone();
        let mut input = input(FORM, &date.value, tone)
            .on_input(move |text| typing(text))
            .on_submit_maybe(date.on_submit);
        if let Some(id) = date.id {
            input = input.id(id);
        }
        let control = Element::new(Picker {
            input: input.into(),
            typed,
            today: date.today,
            names: date.names,
            on_pick: Box::new(move |day| on_input(day.format("%Y-%m-%d").to_string())),
            drawn: None,
        });
        date.frame.around(control)
    }
}

/// What the empty field shows: ISO 8601, which no two countries read differently.
const FORM: &str = "2026-12-31";

struct Picker<'a, Message> {
    input: Element<'a, Message>,
    typed: Option<NaiveDate>,
    today: Option<NaiveDate>,
    names: Names<'a>,
    on_pick: Box<dyn Fn(NaiveDate) -> Message + 'a>,
    /// The button was drawn under the pointer, and with the focus.
    drawn: Option<(bool, bool)>,
}

#[derive(Debug, Default)]
struct State {
    /// Of the button.
    focus: Focus,
    /// The day that is marked in the open month.
    open: Option<NaiveDate>,
    /// The place in the open month under the pointer.
    hovered: Option<Place>,
}

/// What can be pressed in the open month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The arrow that leads to the day in another month.
    Turn(NaiveDate),
    /// The day.
    Day(NaiveDate),
}

impl<Message> Picker<'_, Message> {
    fn button(bounds: Rectangle) -> Rectangle {
        Rectangle {
            x: bounds.x + bounds.width - scale::CONTROL,
            width: scale::CONTROL,
            ..bounds
        }
    }

    fn start(&self) -> NaiveDate {
        self.typed.or(self.today).unwrap_or_default()
    }
}

/// Whether something in it has the focus.
fn is_focused(operate: impl FnMut(&mut dyn Operation)) -> bool {
    super::focus::is_anywhere(operate)
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for Picker<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.input)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.input));
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fixed(scale::CONTROL))
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let Some(child) = tree.children.first_mut() else {
            return layout::Node::default();
        };
        let input = self.input.as_widget_mut().layout(child, renderer, limits);
        layout::Node::with_children(input.size(), vec![input])
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        if let (Some(child), Some(inner)) = (tree.children.first_mut(), layout.children().next()) {
            self.input
                .as_widget_mut()
                .operate(child, inner, renderer, operation);
        }
        let button = Self::button(layout.bounds());
        operation.focusable(None, button, &mut tree.state.downcast_mut::<State>().focus);
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        let arrow = matches!(
            event,
            Event::Keyboard(keyboard::Event::KeyPressed {
                key: keyboard::Key::Named(Named::ArrowDown),
                ..
            })
        );
        let over = cursor.is_over(Self::button(layout.bounds()));
        let pressed = is_down(event) && over;
        let on_button = tree.state.downcast_mut::<State>().focus.is_focused();
        let opens = pressed
            || (on_button && is_press(event))
            || (arrow && is_focused(|operation| self.operate(tree, layout, renderer, operation)));
        let opens = opens && !shell.is_event_captured();
        if let (Some(child), Some(inner)) = (tree.children.first_mut(), layout.children().next())
            && (pressed || !opens)
        {
            // A press on the button is one beside the text.
            let cursor = if over {
                mouse::Cursor::Unavailable
            } else {
                cursor
            };
            self.input.as_widget_mut().update(
                child, event, inner, cursor, renderer, clipboard, shell, viewport,
            );
        }
        let state = tree.state.downcast_mut::<State>();
        if pressed && opens {
            state.focus.take_by_pointer();
        } else if is_down(event) {
            state.focus.unfocus();
        }
        if opens {
            state.open = Some(self.start());
            state.hovered = None;
            shell.capture_event();
            shell.request_redraw();
        }
        let now = (over, state.focus.is_shown());
        if let Event::Window(window::Event::RedrawRequested(_)) = event {
            self.drawn = Some(now);
        } else if self.drawn.is_some_and(|drawn| drawn != now) {
            shell.request_redraw();
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        if let (Some(child), Some(inner)) = (tree.children.first(), layout.children().next()) {
            self.input
                .as_widget()
                .draw(child, renderer, theme, style, inner, cursor, viewport);
        }
        let button = Self::button(layout.bounds());
        if cursor.is_over(button) {
            paint::fill(
                renderer,
                button.shrink(4.0),
                scale::RADIUS - 2.0,
                theme.roles().hover,
            );
        }
        draw_icon(
            renderer,
            Icon::Calendar,
            button,
            theme.roles().muted,
            viewport,
        );
        if tree.state.downcast_ref::<State>().focus.is_shown() {
            let inside = button.shrink(4.0);
            paint::ring(renderer, theme, inside, (scale::RADIUS - 2.0).into(), 0.0);
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        if cursor.is_over(Self::button(layout.bounds())) {
            return mouse::Interaction::Pointer;
        }
        match (tree.children.first(), layout.children().next()) {
            (Some(child), Some(inner)) => self
                .input
                .as_widget()
                .mouse_interaction(child, inner, cursor, viewport, renderer),
            _ => mouse::Interaction::default(),
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        _renderer: &Renderer,
        _viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        let state = tree.state.downcast_mut::<State>();
        let day = state.open?;
        let anchor = layout.bounds() + translation;
        Some(overlay::Element::new(Box::new(Month {
            picker: self,
            state,
            day,
            anchor,
        })))
    }
}

/// The open month.
struct Month<'a, 'b, Message> {
    picker: &'b Picker<'a, Message>,
    state: &'b mut State,
    day: NaiveDate,
    anchor: Rectangle,
}

const CELL: f32 = 34.0;
const INSET: f32 = 10.0;
/// Head, names of the days, six weeks.
const LINES: f32 = 8.0;

impl<Message> Month<'_, '_, Message> {
    /// The place of a cell: column 0 to 6, line 0 is the head.
    #[allow(clippy::cast_precision_loss, reason = "seven columns, eight lines")]
    fn cell(bounds: Rectangle, column: usize, line: usize) -> Rectangle {
        Rectangle::new(
            Point::new(
                bounds.x + INSET + column as f32 * CELL,
                bounds.y + INSET + line as f32 * CELL,
            ),
            Size::new(CELL, CELL),
        )
    }

    /// The days of six weeks from the Monday on or before the first of the month, with their places.
    fn days(
        &self,
        bounds: Rectangle,
    ) -> impl Iterator<Item = (NaiveDate, Rectangle)> + use<Message> {
        let first = self.day.with_day(1).unwrap_or(self.day);
        let monday = first - Days::new(first.weekday().num_days_from_monday().into());
        monday
            .iter_days()
            .take(42)
            .enumerate()
            .map(move |(place, day)| (day, Self::cell(bounds, place % 7, 2 + place / 7)))
    }

    fn title(&self) -> String {
        let month = usize::try_from(self.day.month0())
            .ok()
            .and_then(|place| self.picker.names.months.get(place));
        match month {
            Some(name) => format!("{name} {}", self.day.year()),
            None => self.day.format("%Y-%m").to_string(),
        }
    }

    fn step(&self, key: Named) -> Option<NaiveDate> {
        match key {
            Named::ArrowLeft => self.day.pred_opt(),
            Named::ArrowRight => self.day.succ_opt(),
            Named::ArrowUp => self.day.checked_sub_days(Days::new(7)),
            Named::ArrowDown => self.day.checked_add_days(Days::new(7)),
            Named::PageUp => self.day.checked_sub_months(Months::new(1)),
            Named::PageDown => self.day.checked_add_months(Months::new(1)),
            Named::Home => self.day.with_day(1),
            Named::End => self
                .day
                .checked_add_months(Months::new(1))?
                .with_day(1)?
                .pred_opt(),
            _ => None,
        }
    }

    /// What a press at the pointer leads to: another month, or a day to take.
    fn under(&self, bounds: Rectangle, cursor: mouse::Cursor) -> Option<Place> {
        let turn = |key| self.step(key).map(Place::Turn);
        if cursor.is_over(Self::cell(bounds, 0, 0)) {
            return turn(Named::PageUp);
        }
        if cursor.is_over(Self::cell(bounds, 6, 0)) {
            return turn(Named::PageDown);
        }
        self.days(bounds)
            .find(|(_, place)| cursor.is_over(*place))
            .map(|(day, _)| Place::Day(day))
    }

    /// What an event leads to; `None` when it is none of the month's.
    fn outcome(&self, event: &Event, bounds: Rectangle, cursor: mouse::Cursor) -> Option<Outcome> {
        if is_down(event) {
            return Some(match self.under(bounds, cursor) {
                Some(Place::Day(day)) => Outcome::Take(day),
                Some(Place::Turn(day)) => Outcome::Mark(day),
                None if cursor.is_over(bounds) => Outcome::Mark(self.day),
                None => Outcome::Close,
            });
        }
        if is_press(event) {
            return Some(Outcome::Take(self.day));
        }
        match event {
            Event::Window(window::Event::Unfocused) => Some(Outcome::Close),
            Event::Keyboard(keyboard::Event::KeyPressed { key, .. }) => Some(match key {
                keyboard::Key::Named(Named::Escape | Named::Tab) => Outcome::Close,
                keyboard::Key::Named(key) => Outcome::Mark(self.step(*key).unwrap_or(self.day)),
                _ => Outcome::Mark(self.day),
            }),
            _ => None,
        }
    }
}

/// What an event leads to in the open month.
enum Outcome {
    /// It stays open at this day.
    Mark(NaiveDate),
    /// The day is taken.
    Take(NaiveDate),
    /// It closes.
    Close,
}

impl<Message: Clone> Overlay<Message, Theme, Renderer> for Month<'_, '_, Message> {
    fn layout(&mut self, _renderer: &Renderer, bounds: Size) -> layout::Node {
        let size = Size::new(7.0 * CELL + 2.0 * INSET, LINES * CELL + 2.0 * INSET);
        let below = self.anchor.y + self.anchor.height + Space::Hair.px();
        let above = (self.anchor.y - Space::Hair.px() - size.height).max(0.0);
        let y = if below + size.height <= bounds.height {
            below
        } else {
            above
        };
        let right = self.anchor.x + self.anchor.width - size.width;
        layout::Node::new(size).move_to(Point::new(right.max(0.0), y))
    }

    fn operate(&mut self, layout: Layout<'_>, _renderer: &Renderer, operation: &mut dyn Operation) {
        operation.container(None, layout.bounds());
        operation.text(None, Self::cell(layout.bounds(), 3, 0), &self.title());
        for (day, place) in self.days(layout.bounds()) {
            if day.month() == self.day.month() {
                operation.text(None, place, &day.day().to_string());
            }
        }
    }

    fn update(
        &mut self,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &Renderer,
        _clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
    ) {
        let bounds = layout.bounds();
        let Some(outcome) = self.outcome(event, bounds, cursor) else {
            let hovered = self.under(bounds, cursor);
            if hovered != self.state.hovered {
                self.state.hovered = hovered;
                shell.request_redraw();
            }
            return;
        };
        self.state.open = match outcome {
            Outcome::Mark(day) => Some(day),
            Outcome::Take(day) => {
                shell.publish((self.picker.on_pick)(day));
                None
            }
            Outcome::Close => None,
        };
        shell.capture_event();
        shell.request_redraw();
    }

    fn draw(
        &self,
        renderer: &mut Renderer,
        theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
    ) {
        let bounds = layout.bounds();
        renderer.with_layer(bounds_with_shadow(bounds), |renderer| {
            paint::raised(renderer, theme, bounds);
            self.draw_head(renderer, theme, bounds);
            for (day, place) in self.days(bounds) {
                self.draw_day(renderer, theme, day, place, cursor.is_over(place));
            }
        });
    }

    fn mouse_interaction(
        &self,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &Renderer,
    ) -> mouse::Interaction {
        match self.under(layout.bounds(), cursor) {
            Some(_) => mouse::Interaction::Pointer,
            None => mouse::Interaction::default(),
        }
    }
}

impl<Message> Month<'_, '_, Message> {
    /// The month between its arrows, and the names of the days.
    fn draw_head(&self, renderer: &mut Renderer, theme: &Theme, bounds: Rectangle) {
        let (roles, middle) = (theme.roles(), text::Alignment::Center);
        let arrows = [
            (Icon::ChevronLeft, Named::PageUp, 0),
            (Icon::ChevronRight, Named::PageDown, 6),
        ];
        for (icon, key, column) in arrows {
            let place = Self::cell(bounds, column, 0);
            let day = self.step(key).map(Place::Turn);
            if day.is_some() && day == self.state.hovered {
                paint::fill(renderer, place.shrink(1.0), scale::RADIUS, roles.hover);
            }
            draw_icon(renderer, icon, place, roles.muted, &bounds);
        }
        let room = Rectangle {
            width: 5.0 * CELL,
            ..Self::cell(bounds, 1, 0)
        };
        let title = self.title();
        let (face, ink) = (font::STRONG, roles.text);
        write(renderer, &title, room, face, ink, middle, &bounds);
        for (column, name) in self.picker.names.days.iter().take(7).enumerate() {
            let room = Self::cell(bounds, column, 1);
            let (face, ink) = (font::REGULAR, roles.muted);
            write(renderer, name, room, face, ink, middle, &bounds);
        }
    }

    fn draw_day(
        &self,
        renderer: &mut Renderer,
        theme: &Theme,
        day: NaiveDate,
        place: Rectangle,
        hovered: bool,
    ) {
        let cell = place.shrink(1.0);
        let (ground, ink) = self.day_colors(theme, day, hovered);
        if let Some(ground) = ground {
            paint::fill(renderer, cell, scale::RADIUS, ground);
        }
        if self.picker.today == Some(day) {
            let line = Rectangle::new(
                Point::new(place.center_x() - 8.0, place.y + CELL - 7.0),
                Size::new(16.0, 2.0),
            );
            paint::fill(renderer, line, 1.0, ink);
        }
        let face = if self.picker.typed == Some(day) {
            font::STRONG
        } else {
            font::REGULAR
        };
        let (number, middle) = (day.day().to_string(), text::Alignment::Center);
        write(renderer, &number, place, face, ink, middle, &place);
        if day == self.day {
            paint::ring(renderer, theme, cell, scale::RADIUS.into(), 0.0);
        }
    }

    fn day_colors(&self, theme: &Theme, day: NaiveDate, hovered: bool) -> (Option<Color>, Color) {
        let roles = theme.roles();
        if self.picker.typed == Some(day) {
            return (Some(roles.accent), roles.on_accent);
        }
        let ink = if day.month() == self.day.month() {
            roles.text
        } else {
            roles.disabled
        };
        (hovered.then_some(roles.hover), ink)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written_in_europe() {
        let pi = NaiveDate::from_ymd_opt(2026, 3, 14);
        let cases = [
            ("2026-03-14", pi),
            ("14/03/2026", pi),
            ("14/3/2026", pi),
            (" 14.3.2026 ", pi),
            ("14-3-2026", pi),
            ("31/2/2026", None),
            ("14/3/26", None),
            ("3/14/2026", None),
            ("", None),
            ("tomorrow", None),
        ];
        for (text, day) in cases {
            assert_eq!(parse(text), day, "{text:?}");
        }
    }
}
