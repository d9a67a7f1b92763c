//! A list that drops down. Closed it shows what is chosen; arrows choose without opening, Enter or Space open it.

use super::{
    choice::Options,
    cut::fitting,
    press::{Focus, is_down, is_press, paint},
};
use crate::ui::{
    font,
    icon::{self, Icon},
    scale::{self, Size as TextSize, Space},
    theme::{Skin, Status, Theme, Tone},
};
use iced::{
    Color, Event, Font, Length, Point, Rectangle, Renderer, Size, Vector,
    advanced::{
        Clipboard, Layout, Overlay, Renderer as _, Shell, Text, Widget, layout, mouse, overlay,
        renderer,
        text::{self, Paragraph as _, Renderer as _},
        widget::{Id, Operation, Tree, operation::Focusable, tree},
    },
    alignment,
    keyboard::{self, key::Named},
    window,
};
use std::borrow::Cow;

/// The drop-down.
pub(crate) struct Select<'a, Message> {
    options: Options<'a, Message>,
    placeholder: Cow<'a, str>,
    tone: Option<Tone>,
    id: Option<Id>,
    drawn: Option<Status>,
}

#[derive(Debug, Default)]
struct State {
    focus: Focus,
    /// The option that is marked in the open list.
    open: Option<usize>,
    /// The first option that the open list shows.
    first: usize,
}

impl<'a, Message> Select<'a, Message> {
    pub(crate) fn new(
        options: Options<'a, Message>,
        placeholder: Cow<'a, str>,
        tone: Option<Tone>,
        id: Option<Id>,
    ) -> Self {
        Self {
            options,
            placeholder,
            tone,
            id,
            drawn: None,
        }
    }

    fn status(&self, state: &State, over: bool) -> Status {
        Status {
            hovered: over,
            pressed: state.open.is_some(),
            focused: state.focus.is_shown() || state.open.is_some(),
            disabled: self.options.messages.is_none(),
        }
    }

    fn shown(&self) -> (&str, bool) {
        match self
            .options
            .chosen
            .and_then(|place| self.options.labels.get(place))
        {
            Some(label) => (label, true),
            None => (&self.placeholder, false),
        }
    }
}

impl State {
    fn open_at(&mut self, place: usize, count: usize) {
        self.open = Some(place);
        self.first = self
            .first
            .clamp(place.saturating_sub(SHOWN - 1), place)
            .min(count.saturating_sub(SHOWN));
    }
}

/// How many options the open list shows at once.
const SHOWN: usize = 8;

impl<Message: Clone> Widget<Message, Theme, Renderer> for Select<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn diff(&self, tree: &mut Tree) {
        if self.options.is_disabled() {
            *tree.state.downcast_mut::<State>() = State::default();
        }
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fixed(scale::CONTROL))
    }

    fn layout(
        &mut self,
        _tree: &mut Tree,
        _renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        layout::atomic(limits, Length::Fill, scale::CONTROL)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.container(self.id.as_ref(), layout.bounds());
        if !self.options.is_disabled() {
            let state = tree.state.downcast_mut::<State>();
            operation.focusable(self.id.as_ref(), layout.bounds(), &mut state.focus);
        }
        operation.text(None, layout.bounds(), self.shown().0);
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &Renderer,
        _clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        _viewport: &Rectangle,
    ) {
        if self.options.is_disabled() {
            return;
        }
        let state = tree.state.downcast_mut::<State>();
        let over = cursor.is_over(layout.bounds());
        let count = self.options.labels.len();
        if is_down(event) {
            if over && !shell.is_event_captured() {
                state.focus.take_by_pointer();
                state.open_at(self.options.chosen.unwrap_or(0), count);
                shell.capture_event();
            } else {
                state.focus.unfocus();
            }
        } else if state.focus.is_focused() && !shell.is_event_captured() {
            if is_press(event) {
                state.focus.focus();
                state.open_at(self.options.chosen.unwrap_or(0), count);
                shell.capture_event();
            } else if let Some(place) = self.keyed(event, self.options.chosen) {
                state.focus.focus();
                shell.capture_event();
                if let Some(message) = self.options.message(place) {
                    shell.publish(message);
                }
            }
        }
        let status = self.status(state, over);
        if let Event::Window(window::Event::RedrawRequested(_)) = event {
            self.drawn = Some(status);
        } else if self.drawn.is_some_and(|drawn| drawn != status) {
            shell.request_redraw();
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let roles = theme.roles();
        let status = self.status(tree.state.downcast_ref(), cursor.is_over(bounds));
        let mut look = theme.look(Skin::Select, status);
        if let (Some(tone), false) = (self.tone, status.disabled) {
            look.border.color = roles.tone(tone).text;
        }
        if status.focused {
            look.border = look.border.color(roles.focus).width(scale::RING);
        }
        paint::look(renderer, bounds, &look);
        let (words, chosen) = self.shown();
        let color = if chosen { look.text } else { roles.muted };
        let room = Rectangle {
            x: bounds.x + Space::Snug.px(),
            width: bounds.width - 2.0 * Space::Snug.px() - scale::ICON - Space::Hair.px(),
            ..bounds
        };
        let left = text::Alignment::Left;
        let words = fitting(words, font::REGULAR, room.width);
        write(renderer, &words, room, font::REGULAR, color, left, viewport);
        let arrow = Rectangle {
            x: bounds.x + bounds.width - Space::Snug.px() - scale::ICON,
            width: scale::ICON,
            ..bounds
        };
        draw_icon(renderer, Icon::ChevronDown, arrow, roles.muted, viewport);
    }

    fn mouse_interaction(
        &self,
        _tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &Renderer,
    ) -> mouse::Interaction {
        if !self.options.is_disabled() && cursor.is_over(layout.bounds()) {
            mouse::Interaction::Pointer
        } else {
            mouse::Interaction::default()
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
        let _ = state.open?;
        let anchor = layout.bounds() + translation;
        Some(overlay::Element::new(Box::new(List {
            select: self,
            state,
            anchor,
        })))
    }
}

impl<Message: Clone> Select<'_, Message> {
    /// The option that a key leads to: arrows and the ends, or the next one that begins with the letter.
    fn keyed(&self, event: &Event, from: Option<usize>) -> Option<usize> {
        let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event else {
            return None;
        };
        match key {
            keyboard::Key::Named(key)
                if modifiers.is_empty() && !matches!(key, Named::ArrowLeft | Named::ArrowRight) =>
            {
                self.options.step(from, *key)
            }
            keyboard::Key::Character(letter) if modifiers.is_empty() || modifiers.shift() => {
                self.beginning(letter, from)
            }
            _ => None,
        }
    }

    fn beginning(&self, letter: &str, from: Option<usize>) -> Option<usize> {
        let letter = letter.to_lowercase();
        let count = self.options.labels.len();
        let start = from.map_or(0, |place| place + 1);
        (0..count).map(|step| (start + step) % count).find(|place| {
            self.options
                .labels
                .get(*place)
                .is_some_and(|label| label.to_lowercase().starts_with(&letter))
        })
    }
}

/// The open list.
struct List<'a, 'b, Message> {
    select: &'b Select<'a, Message>,
    state: &'b mut State,
    anchor: Rectangle,
}

impl<Message> List<'_, '_, Message> {
    fn shown(&self) -> usize {
        self.select.options.labels.len().min(SHOWN)
    }

    fn rows(&self, bounds: Rectangle) -> impl Iterator<Item = (usize, Rectangle)> + use<Message> {
        let first = self.state.first;
        (0..self.shown()).scan(bounds.y + INSET, move |y, step| {
            let row = Rectangle {
                x: bounds.x + INSET,
                y: *y,
                width: bounds.width - 2.0 * INSET,
                height: OPTION,
            };
            *y += OPTION;
            Some((first + step, row))
        })
    }

    fn under(&self, bounds: Rectangle, cursor: mouse::Cursor) -> Option<usize> {
        self.rows(bounds)
            .find(|(_, row)| cursor.is_over(*row))
            .map(|(place, _)| place)
    }
}

const INSET: f32 = 4.0;
const OPTION: f32 = 32.0;

impl<Message: Clone> Overlay<Message, Theme, Renderer> for List<'_, '_, Message> {
    fn layout(&mut self, _renderer: &Renderer, bounds: Size) -> layout::Node {
        #[allow(clippy::cast_precision_loss, reason = "at most SHOWN rows")]
        let height = self.shown() as f32 * OPTION + 2.0 * INSET;
        let below = self.anchor.y + self.anchor.height + Space::Hair.px();
        let y = if below + height <= bounds.height {
            below
        } else {
            (self.anchor.y - Space::Hair.px() - height).max(0.0)
        };
        layout::Node::new(Size::new(self.anchor.width, height))
            .move_to(Point::new(self.anchor.x, y))
    }

    fn operate(&mut self, layout: Layout<'_>, _renderer: &Renderer, operation: &mut dyn Operation) {
        operation.container(None, layout.bounds());
        for (place, row) in self.rows(layout.bounds()) {
            if let Some(label) = self.select.options.labels.get(place) {
                operation.text(None, row, label);
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
        let count = self.select.options.labels.len();
        let before = (self.state.open, self.state.first);
        match event {
            event if is_down(event) => {
                if let Some(place) = self.under(layout.bounds(), cursor) {
                    self.choose(place, shell);
                }
                self.state.open = None;
                // A press beside the list closes it and does nothing else.
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) => {
                if let Some(place) = self.under(layout.bounds(), cursor) {
                    self.state.open = Some(place);
                }
            }
            Event::Mouse(mouse::Event::WheelScrolled { delta }) => {
                let down = match delta {
                    mouse::ScrollDelta::Lines { y, .. } | mouse::ScrollDelta::Pixels { y, .. } => {
                        *y < 0.0
                    }
                };
                let last = count.saturating_sub(SHOWN);
                self.state.first = if down {
                    (self.state.first + 1).min(last)
                } else {
                    self.state.first.saturating_sub(1)
                };
                shell.capture_event();
            }
            event if is_press(event) => {
                if let Some(place) = self.state.open.take() {
                    self.choose(place, shell);
                }
                shell.capture_event();
            }
            Event::Keyboard(keyboard::Event::KeyPressed {
                key: keyboard::Key::Named(Named::Escape | Named::Tab),
                ..
            }) => {
                self.state.open = None;
                shell.capture_event();
            }
            Event::Keyboard(keyboard::Event::KeyPressed { .. }) => {
                if let Some(place) = self.select.keyed(event, self.state.open) {
                    self.state.open_at(place, count);
                }
                shell.capture_event();
            }
            _ => {}
        }
        if before != (self.state.open, self.state.first) {
            shell.request_redraw();
        }
    }

    fn draw(
        &self,
        renderer: &mut Renderer,
        theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
    ) {
        let bounds = layout.bounds();
        let roles = theme.roles();
        renderer.with_layer(bounds_with_shadow(bounds), |renderer| {
            paint::raised(renderer, theme, bounds);
            for (place, row) in self.rows(bounds) {
                let Some(label) = self.select.options.labels.get(place) else {
                    continue;
                };
                if self.state.open == Some(place) {
                    paint::fill(renderer, row, scale::RADIUS - 2.0, roles.selection);
                }
                let chosen = self.select.options.chosen == Some(place);
                let room = Rectangle {
                    x: row.x + Space::Tight.px(),
                    width: row.width - 2.0 * Space::Tight.px() - scale::ICON,
                    ..row
                };
                let font = if chosen { font::STRONG } else { font::REGULAR };
                let left = text::Alignment::Left;
                let label = fitting(label, font, room.width);
                write(renderer, &label, room, font, roles.text, left, &row);
                if chosen {
                    let tick = Rectangle {
                        x: row.x + row.width - Space::Tight.px() - scale::ICON,
                        width: scale::ICON,
                        ..row
                    };
                    draw_icon(renderer, Icon::Check, tick, roles.accent, &row);
                }
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

impl<Message: Clone> List<'_, '_, Message> {
    fn choose(&self, place: usize, shell: &mut Shell<'_, Message>) {
        if let Some(message) = self.select.options.message(place) {
            shell.publish(message);
        }
    }
}

/// What a raised thing needs around it.
pub(crate) fn bounds_with_shadow(bounds: Rectangle) -> Rectangle {
    bounds.expand(Space::Wide.px())
}

/// One line of text in the middle of the height of `room`, aligned in its width and cut at its edges and at those of
/// `viewport`.
pub(crate) fn write(
    renderer: &mut Renderer,
    words: &str,
    room: Rectangle,
    font: Font,
    color: Color,
    align_x: text::Alignment,
    viewport: &Rectangle,
) {
    let Some(clip) = room.intersection(viewport) else {
        return;
    };
    let size = TextSize::Base.into();
    let line_height = text::LineHeight::default();
    let line = Text {
        content: words.to_owned(),
        bounds: Size::new(f32::INFINITY, room.height),
        size,
        line_height,
        font,
        // The software renderer takes what is right of and below the place of a text for what it covers, and redraws no more
        // when it changes: so the place is always the corner at the left and top.
        align_x: text::Alignment::Left,
        align_y: alignment::Vertical::Top,
        shaping: text::Shaping::Auto,
        wrapping: text::Wrapping::None,
    };
    let width = || <Renderer as text::Renderer>::Paragraph::with_text(line.as_ref()).min_width();
    let x = match align_x {
        text::Alignment::Center => room.center_x() - width() / 2.0,
        text::Alignment::Right => room.x + room.width - width(),
        text::Alignment::Default | text::Alignment::Left | text::Alignment::Justified => room.x,
    };
    let y = room.center_y() - line_height.to_absolute(size).0 / 2.0;
    // In a layer of its own: the software renderer cuts no text whose edges lie inside of those of its layer.
    renderer.with_layer(clip, |renderer| {
        renderer.fill_text(line, Point::new(x, y), color, clip);
    });
}

/// An icon in the middle of `room`.
pub(crate) fn draw_icon(
    renderer: &mut Renderer,
    icon: Icon,
    room: Rectangle,
    color: Color,
    viewport: &Rectangle,
) {
    let glyph = Text {
        content: icon.glyph().to_string(),
        bounds: room.size(),
        size: scale::ICON.into(),
        line_height: text::LineHeight::Relative(1.0),
        font: icon::FONT,
        // See `write`; a glyph is as wide as it is high.
        align_x: text::Alignment::Left,
        align_y: alignment::Vertical::Top,
        shaping: text::Shaping::Basic,
        wrapping: text::Wrapping::None,
    };
    let half = scale::ICON / 2.0;
    let corner = Point::new(room.center_x() - half, room.center_y() - half);
    match room.intersection(viewport) {
        Some(clip) if clip == room => renderer.fill_text(glyph, corner, color, clip),
        // See `write`.
        Some(clip) => renderer.with_layer(clip, |renderer| {
            renderer.fill_text(glyph, corner, color, clip);
        }),
        None => {}
    }
}
