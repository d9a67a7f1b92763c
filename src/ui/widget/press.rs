//! What can be pressed: by the pointer, and by Enter or Space while it has the focus.
//!
//! Button, check, tile, sidebar entry and the actions of toasts are this one widget in different skins, so that the
//! keyboard treats them alike.

use crate::ui::{
    Element,
    theme::{Skin, Status, Theme},
};
use iced::{
    Event, Length, Padding, Rectangle, Renderer, Size, Vector,
    advanced::{
        Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer,
        widget::{Id, Operation, Tree, operation::Focusable, tree},
    },
    keyboard::{self, key::Named},
    touch, window,
};

/// Who takes the keys. The ring is shown when the keyboard brought the focus, not when the pointer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Focus {
    held: bool,
    shown: bool,
}

impl Focus {
    pub(crate) fn is_shown(self) -> bool {
        self.held && self.shown
    }

    /// The pointer takes the focus: no ring until a key is pressed.
    pub(crate) fn take_by_pointer(&mut self) {
        self.held = true;
        self.shown = false;
    }
}

impl Focusable for Focus {
    fn is_focused(&self) -> bool {
        self.held
    }

    fn focus(&mut self) {
        self.held = true;
        self.shown = true;
    }

    fn unfocus(&mut self) {
        *self = Self::default();
    }
}

/// A pressable thing around any content.
#[allow(
    clippy::struct_field_names,
    reason = "on_press is what iced calls it everywhere"
)]
pub(crate) struct Press<'a, Message> {
    content: Element<'a, Message>,
    skin: Skin,
    on_press: Option<Message>,
    id: Option<Id>,
    width: Length,
    height: Length,
    padding: Padding,
    center: bool,
    drawn: Option<Status>,
}

#[derive(Debug, Default)]
struct State {
    focus: Focus,
    pressed: bool,
}

impl<'a, Message> Press<'a, Message> {
    pub(crate) fn new(content: impl Into<Element<'a, Message>>, skin: Skin) -> Self {
        Self {
            content: content.into(),
            skin,
            on_press: None,
            id: None,
            width: Length::Shrink,
            height: Length::Shrink,
            padding: Padding::ZERO,
            center: false,
            drawn: None,
        }
    }

    pub(crate) fn on_press(mut self, message: Option<Message>) -> Self {
        self.on_press = message;
        self
    }

    pub(crate) fn id(mut self, id: Option<Id>) -> Self {
        self.id = id;
        self
    }

    pub(crate) fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    pub(crate) fn height(mut self, height: impl Into<Length>) -> Self {
        self.height = height.into();
        self
    }

    pub(crate) fn padding(mut self, padding: impl Into<Padding>) -> Self {
        self.padding = padding.into();
        self
    }

    /// Puts the content in the middle rather than at the left.
    pub(crate) fn center(mut self) -> Self {
        self.center = true;
        self
    }

    fn status(&self, state: &State, over: bool) -> Status {
        Status {
            hovered: over,
            pressed: state.pressed && over,
            focused: state.focus.is_shown(),
            disabled: self.on_press.is_none(),
        }
    }
}

/// Whether the key works what has the focus. A held key works it once.
pub(crate) fn is_press(event: &Event) -> bool {
    matches!(
        event,
        Event::Keyboard(keyboard::Event::KeyPressed {
            key: keyboard::Key::Named(Named::Enter | Named::Space),
            repeat: false,
            modifiers,
            ..
        }) if modifiers.is_empty()
    ) || matches!(
        event,
        Event::Keyboard(keyboard::Event::KeyPressed { key: keyboard::Key::Character(c), repeat: false, modifiers, .. })
            if c == " " && modifiers.is_empty()
    )
}

/// Whether the event is the beginning of a press by pointer or finger.
pub(crate) fn is_down(event: &Event) -> bool {
    matches!(
        event,
        Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. })
    )
}

/// Whether the event is the end of a press by pointer or finger.
pub(crate) fn is_up(event: &Event) -> bool {
    matches!(
        event,
        Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. })
    )
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for Press<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
        if self.on_press.is_none() {
            *tree.state.downcast_mut::<State>() = State::default();
        }
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, self.height)
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
        let horizontal = if self.center {
            iced::Alignment::Center
        } else {
            iced::Alignment::Start
        };
        layout::positioned(
            limits,
            self.width,
            self.height,
            self.padding,
            |limits| {
                self.content
                    .as_widget_mut()
                    .layout(child, renderer, &limits.loose())
            },
            |content, size| content.align(horizontal, iced::Alignment::Center, size),
        )
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.container(self.id.as_ref(), layout.bounds());
        if self.on_press.is_some() {
            let state = tree.state.downcast_mut::<State>();
            operation.focusable(self.id.as_ref(), layout.bounds(), &mut state.focus);
        }
        operation.traverse(&mut |operation| {
            if let (Some(child), Some(inner)) =
                (tree.children.first_mut(), layout.children().next())
            {
                self.content
                    .as_widget_mut()
                    .operate(child, inner, renderer, operation);
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
        let state = tree.state.downcast_mut::<State>();
        let over = cursor.is_over(layout.bounds());
        if let Some(message) = &self.on_press {
            if is_down(event) {
                if over && !shell.is_event_captured() {
                    state.pressed = true;
                    state.focus.take_by_pointer();
                    shell.capture_event();
                } else {
                    state.focus.unfocus();
                }
            } else if is_up(event) {
                if std::mem::take(&mut state.pressed) && over {
                    shell.publish(message.clone());
                    shell.capture_event();
                }
            } else if state.focus.is_focused() && !shell.is_event_captured() && is_press(event) {
                state.focus.focus();
                shell.publish(message.clone());
                shell.capture_event();
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
        let state = tree.state.downcast_ref::<State>();
        let status = self.status(state, cursor.is_over(layout.bounds()));
        let look = theme.look(self.skin, status);
        paint::look(renderer, layout.bounds(), &look);
        if let (Some(child), Some(inner)) = (tree.children.first(), layout.children().next()) {
            let style = renderer::Style {
                text_color: look.text,
            };
            self.content
                .as_widget()
                .draw(child, renderer, theme, &style, inner, cursor, viewport);
        }
        if status.focused {
            paint::ring(
                renderer,
                theme,
                layout.bounds(),
                look.border.radius,
                look.ring,
            );
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
        if self.on_press.is_some() && cursor.is_over(layout.bounds()) {
            mouse::Interaction::Pointer
        } else {
            mouse::Interaction::default()
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        let (child, inner) = (tree.children.first_mut()?, layout.children().next()?);
        self.content
            .as_widget_mut()
            .overlay(child, inner, renderer, viewport, translation)
    }
}

impl<'a, Message: Clone + 'a> From<Press<'a, Message>> for Element<'a, Message> {
    fn from(press: Press<'a, Message>) -> Self {
        Self::new(press)
    }
}

/// What the widgets draw with.
pub(crate) mod paint {
    use crate::ui::{
        scale,
        theme::{Look, Theme},
    };
    use iced::{
        Background, Border, Color, Point, Rectangle, Renderer, Shadow, Size,
        advanced::Renderer as _, advanced::renderer::Quad, border,
    };

    /// The ground and border of a look.
    pub(crate) fn look(renderer: &mut Renderer, bounds: Rectangle, look: &Look) {
        if look.ground.is_some() || look.border.width > 0.0 {
            quad(
                renderer,
                bounds,
                look.border,
                look.ground.unwrap_or(Background::Color(Color::TRANSPARENT)),
            );
        }
    }

    /// A filled rectangle.
    pub(crate) fn fill(renderer: &mut Renderer, bounds: Rectangle, radius: f32, color: Color) {
        quad(
            renderer,
            bounds,
            border::rounded(radius),
            Background::Color(color),
        );
    }

    /// A filled rectangle with a border.
    pub(crate) fn quad(
        renderer: &mut Renderer,
        bounds: Rectangle,
        border: Border,
        ground: Background,
    ) {
        let quad = Quad {
            bounds,
            border,
            shadow: Shadow::default(),
            ..Quad::default()
        };
        renderer.fill_quad(quad, ground);
    }

    /// The ground of a pop-up. It throws no shadow, for the reason that stands at `Panel::Raised`.
    pub(crate) fn raised(renderer: &mut Renderer, theme: &Theme, bounds: Rectangle) {
        let roles = theme.roles();
        let quad = Quad {
            bounds,
            border: border::rounded(scale::RADIUS_LARGE)
                .color(roles.outline)
                .width(1.0),
            shadow: Shadow::default(),
            ..Quad::default()
        };
        renderer.fill_quad(quad, Background::Color(roles.raised));
    }

    /// The focus ring, `out` pixels outside of the bounds.
    pub(crate) fn ring(
        renderer: &mut Renderer,
        theme: &Theme,
        bounds: Rectangle,
        radius: border::Radius,
        out: f32,
    ) {
        let ring = Rectangle::new(
            Point::new(bounds.x - out, bounds.y - out),
            Size::new(bounds.width + 2.0 * out, bounds.height + 2.0 * out),
        );
        let border = Border {
            color: theme.roles().focus,
            width: scale::RING,
            radius: (radius.top_left + out).max(scale::RING).into(),
        };
        quad(
            renderer,
            ring,
            border,
            Background::Color(Color::TRANSPARENT),
        );
    }
}
