//! Choosing one of a few: all of them side by side, or in a list that drops down. Each is one stop of Tab.

use super::{
    field::{Frame, Verdict},
    press::{Focus, is_down, is_press, is_up, paint},
    select::Select,
    words,
};
use crate::ui::{
    Element, font,
    scale::{self, Space},
    theme::{Theme, Tint},
};
use iced::{
    Background, Event, Length, Point, Rectangle, Renderer, Size,
    advanced::{
        Clipboard, Layout, Shell, Widget, layout, mouse, renderer,
        widget::{Id, Operation, Tree, operation::Focusable, tree},
    },
    border,
    keyboard::{self, key::Named},
    window,
};
use std::borrow::Cow;

/// See [`choice`] and [`select`].
#[must_use]
pub struct Choice<'a, T, Message> {
    frame: Frame<'a>,
    options: Vec<(T, Cow<'a, str>)>,
    chosen: Option<T>,
    drops: bool,
    placeholder: Cow<'a, str>,
    on_choose: Option<Box<dyn Fn(T) -> Message + 'a>>,
    id: Option<Id>,
}

/// One of up to five, all shown side by side. Disabled until it has [`Choice::on_choose`].
pub fn choice<'a, T, L: Into<Cow<'a, str>>, Message>(
    label: impl Into<Cow<'a, str>>,
    options: impl IntoIterator<Item = (T, L)>,
    chosen: Option<T>,
) -> Choice<'a, T, Message> {
    Choice {
        frame: Frame::new(label),
        options: options
            .into_iter()
            .map(|(value, label)| (value, label.into()))
            .collect(),
        chosen,
        drops: false,
        placeholder: Cow::Borrowed(""),
        on_choose: None,
        id: None,
    }
}

/// One of many, in a list that drops down. Disabled until it has [`Choice::on_choose`].
pub fn select<'a, T, L: Into<Cow<'a, str>>, Message>(
    label: impl Into<Cow<'a, str>>,
    options: impl IntoIterator<Item = (T, L)>,
    chosen: Option<T>,
) -> Choice<'a, T, Message> {
    Choice {
        drops: true,
        ..choice(label, options, chosen)
    }
}

impl<'a, T, Message> Choice<'a, T, Message> {
    /// A sentence below.
    pub fn help(mut self, help: impl Into<Cow<'a, str>>) -> Self {
        self.frame.help = Some(help.into());
        self
    }

    /// What the program thinks of the choice.
    pub fn verdict(mut self, verdict: Option<Verdict<'a>>) -> Self {
        self.frame.verdict = verdict;
        self
    }

    /// What a drop-down says while nothing is chosen.
    pub fn placeholder(mut self, placeholder: impl Into<Cow<'a, str>>) -> Self {
        self.placeholder = placeholder.into();
        self
    }

    /// What a choice means. Choosing what is chosen already means nothing.
    pub fn on_choose(mut self, message: impl Fn(T) -> Message + 'a) -> Self {
        self.on_choose = Some(Box::new(message));
        self
    }

    /// The name under which it can be focused.
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl<'a, T: PartialEq + 'a, Message: Clone + 'a> From<Choice<'a, T, Message>>
    for Element<'a, Message>
{
    fn from(choice: Choice<'a, T, Message>) -> Self {
        let chosen = choice
            .options
            .iter()
            .position(|(value, _)| choice.chosen.as_ref() == Some(value));
        let (values, labels): (Vec<_>, Vec<_>) = choice.options.into_iter().unzip();
        let messages = choice
            .on_choose
            .map(|message| values.into_iter().map(message).collect());
        let options = Options {
            labels,
            messages,
            chosen,
        };
        let control = if choice.drops {
            Element::new(Select::new(
                options,
                choice.placeholder,
                choice.frame.tone(),
                choice.id,
            ))
        } else {
            Element::new(Segments::new(options, choice.id))
        };
        choice.frame.around(control)
    }
}

/// The options, their messages (none when disabled) and the one that is chosen.
pub(crate) struct Options<'a, Message> {
    pub(crate) labels: Vec<Cow<'a, str>>,
    pub(crate) messages: Option<Vec<Message>>,
    pub(crate) chosen: Option<usize>,
}

impl<Message: Clone> Options<'_, Message> {
    /// The message of an option that is not chosen yet.
    pub(crate) fn message(&self, place: usize) -> Option<Message> {
        if self.chosen == Some(place) {
            return None;
        }
        self.messages.as_ref()?.get(place).cloned()
    }

    pub(crate) fn is_disabled(&self) -> bool {
        self.messages.is_none()
    }

    /// The place that a key leads to from `from`; arrows stop at the ends.
    pub(crate) fn step(&self, from: Option<usize>, key: Named) -> Option<usize> {
        let last = self.labels.len().checked_sub(1)?;
        match key {
            Named::ArrowLeft | Named::ArrowUp => {
                Some(from.map_or(last, |place| place.saturating_sub(1)))
            }
            Named::ArrowRight | Named::ArrowDown => {
                Some(from.map_or(0, |place| (place + 1).min(last)))
            }
            Named::Home => Some(0),
            Named::End => Some(last),
            _ => None,
        }
    }
}

/// The options side by side.
struct Segments<'a, Message> {
    options: Options<'a, Message>,
    labels: Vec<Element<'a, Message>>,
    id: Option<Id>,
    drawn: Option<(bool, Option<usize>)>,
}

#[derive(Debug, Default)]
struct State {
    focus: Focus,
    pressed: Option<usize>,
}

impl<'a, Message: 'a> Segments<'a, Message> {
    fn new(options: Options<'a, Message>, id: Option<Id>) -> Self {
        let labels = options
            .labels
            .iter()
            .enumerate()
            .map(|(place, label)| {
                let font = if options.chosen == Some(place) {
                    font::STRONG
                } else {
                    font::REGULAR
                };
                let tint = if options.messages.is_none() {
                    Tint::Muted
                } else {
                    Tint::Inherited
                };
                words::line(label.clone()).font(font).class(tint).into()
            })
            .collect();
        Self {
            options,
            labels,
            id,
            drawn: None,
        }
    }
}

/// The option under the pointer.
fn under(layout: Layout<'_>, cursor: mouse::Cursor) -> Option<usize> {
    layout
        .children()
        .position(|option| cursor.is_over(option.bounds()))
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for Segments<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        self.labels.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.labels);
        if self.options.is_disabled() {
            *tree.state.downcast_mut::<State>() = State::default();
        }
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Shrink, Length::Fixed(scale::CONTROL))
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        _limits: &layout::Limits,
    ) -> layout::Node {
        let height = scale::CONTROL - 2.0 * INSET;
        let limits = layout::Limits::new(Size::ZERO, Size::new(f32::INFINITY, height));
        let mut x = INSET;
        let segments = self
            .labels
            .iter_mut()
            .zip(&mut tree.children)
            .map(|(label, tree)| {
                let label = label.as_widget_mut().layout(tree, renderer, &limits);
                let size = label.size();
                // The chosen label is semibold and a little wider; whole pixels keep the edges sharp.
                let width = (size.width + 2.0 * Space::Snug.px()).ceil();
                let at = Point::new((width - size.width) / 2.0, (height - size.height) / 2.0);
                let segment =
                    layout::Node::with_children(Size::new(width, height), vec![label.move_to(at)])
                        .move_to(Point::new(x, INSET));
                x += width;
                segment
            })
            .collect();
        layout::Node::with_children(Size::new(x + INSET, scale::CONTROL), segments)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.container(self.id.as_ref(), layout.bounds());
        if !self.options.is_disabled() {
            let state = tree.state.downcast_mut::<State>();
            operation.focusable(self.id.as_ref(), layout.bounds(), &mut state.focus);
        }
        operation.traverse(&mut |operation| {
            for ((label, tree), segment) in self
                .labels
                .iter_mut()
                .zip(&mut tree.children)
                .zip(layout.children())
            {
                if let Some(inner) = segment.children().next() {
                    label
                        .as_widget_mut()
                        .operate(tree, inner, renderer, operation);
                }
            }
        });
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
        let over = under(layout, cursor);
        if is_down(event) {
            state.pressed = over.filter(|_| !shell.is_event_captured());
            if state.pressed.is_some() {
                state.focus.take_by_pointer();
                shell.capture_event();
            } else {
                state.focus.unfocus();
            }
        } else if is_up(event) {
            let pressed = state.pressed.take();
            if let Some(message) = over
                .filter(|_| pressed == over)
                .and_then(|place| self.options.message(place))
            {
                shell.publish(message);
                shell.capture_event();
            }
        } else if state.focus.is_focused() && !shell.is_event_captured() {
            self.on_key(state, event, shell);
        }
        let now = (state.focus.is_shown(), over);
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
        _style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let roles = theme.roles();
        let disabled = self.options.is_disabled();
        let over = under(layout, cursor).filter(|_| !disabled);
        let track = border::rounded(scale::RADIUS)
            .color(if disabled { roles.line } else { roles.outline })
            .width(1.0);
        paint::quad(
            renderer,
            layout.bounds(),
            track,
            Background::Color(roles.surface),
        );
        for (place, ((label, tree), segment)) in self
            .labels
            .iter()
            .zip(&tree.children)
            .zip(layout.children())
            .enumerate()
        {
            let chosen = self.options.chosen == Some(place);
            let ground = match chosen {
                true if disabled => Some(roles.hover),
                true => Some(roles.accent),
                false if over == Some(place) => Some(roles.hover),
                false => None,
            };
            if let Some(ground) = ground {
                paint::fill(renderer, segment.bounds(), scale::RADIUS - INSET, ground);
            }
            let text_color = if chosen && !disabled {
                roles.on_accent
            } else {
                roles.text
            };
            if let Some(inner) = segment.children().next() {
                label.as_widget().draw(
                    tree,
                    renderer,
                    theme,
                    &renderer::Style { text_color },
                    inner,
                    cursor,
                    viewport,
                );
            }
        }
        if tree.state.downcast_ref::<State>().focus.is_shown() {
            paint::ring(renderer, theme, layout.bounds(), scale::RADIUS.into(), 3.0);
        }
    }

    fn mouse_interaction(
        &self,
        _tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &Renderer,
    ) -> mouse::Interaction {
        if !self.options.is_disabled() && under(layout, cursor).is_some() {
            mouse::Interaction::Pointer
        } else {
            mouse::Interaction::default()
        }
    }
}

impl<Message: Clone> Segments<'_, Message> {
    /// Arrows choose at once, as a group of radio buttons does; Enter and Space choose the first while nothing is chosen.
    fn on_key(&self, state: &mut State, event: &Event, shell: &mut Shell<'_, Message>) {
        // Where something is chosen already, Enter would choose it again: it is left to the form.
        let is_enter = matches!(
            event,
            Event::Keyboard(keyboard::Event::KeyPressed {
                key: keyboard::Key::Named(Named::Enter),
                ..
            })
        );
        if is_enter && self.options.chosen.is_some() {
            return;
        }
        let place = if is_press(event) {
            Some(self.options.chosen.unwrap_or(0))
        } else {
            match event {
                Event::Keyboard(keyboard::Event::KeyPressed {
                    key: keyboard::Key::Named(key),
                    modifiers,
                    ..
                }) if modifiers.is_empty() => self.options.step(self.options.chosen, *key),
                _ => None,
            }
        };
        let Some(place) = place else { return };
        state.focus.focus();
        shell.capture_event();
        if let Some(message) = self.options.message(place) {
            shell.publish(message);
        }
    }
}

/// Between the outline and the segments.
const INSET: f32 = 2.0;
