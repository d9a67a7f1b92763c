//! The root of the window: the page, above it the toasts, above them a dialog.
//!
//! It walks the focus on Tab, gives the keys that nobody took to the screen, scrolls with those that the screen did not
//! take either, and while a dialog is open lets nothing through to the page: no pointer, no key, no operation.

use super::{
    button::button,
    focus::{self, Way},
    words,
};
use crate::ui::{
    Element,
    icon::Icon,
    scale::{self, Space},
    theme::{Panel, Skin, Theme, Tint, Tone},
};
use iced::{
    Alignment, Event, Length, Point, Rectangle, Renderer, Size, Vector,
    advanced::{
        Clipboard, Layout, Renderer as _, Shell, Widget, layout, mouse, overlay, renderer,
        widget::{Operation, Tree, tree},
    },
    keyboard::{self, Key, Modifiers, key::Named},
    widget::{Column, Row, Space as Gap, container},
};
use std::borrow::Cow;

use super::press::paint;

/// See [`dialog`].
#[must_use]
pub struct Dialog<'a, Message> {
    title: Cow<'a, str>,
    body: Option<Element<'a, Message>>,
    width: f32,
    scrolls: bool,
    cancel: (Cow<'a, str>, Message),
    primary: Option<(Cow<'a, str>, Skin, Option<Message>)>,
}

/// A dialog. Esc and its first button leave it without doing anything.
pub fn dialog<'a, Message>(
    title: impl Into<Cow<'a, str>>,
    cancel: impl Into<Cow<'a, str>>,
    on_cancel: Message,
) -> Dialog<'a, Message> {
    Dialog {
        title: title.into(),
        body: None,
        width: scale::FORM + 2.0 * Space::Wide.px(),
        scrolls: false,
        cancel: (cancel.into(), on_cancel),
        primary: None,
    }
}

impl<'a, Message> Dialog<'a, Message> {
    /// What it asks.
    pub fn body(mut self, body: impl Into<Element<'a, Message>>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Room for a table.
    pub fn wide(mut self) -> Self {
        self.width = 760.0;
        self
    }

    /// What it asks may be higher than the window: it scrolls between title and buttons.
    pub fn scrolls(mut self) -> Self {
        self.scrolls = true;
        self
    }

    /// The same with other messages: a screen's dialog in the window's.
    pub fn map<B: 'a>(self, message: impl Fn(Message) -> B + 'a) -> Dialog<'a, B>
    where
        Message: 'a,
    {
        let message = std::rc::Rc::new(message);
        let inner = std::rc::Rc::clone(&message);
        Dialog {
            title: self.title,
            body: self.body.map(|body| body.map(move |it| inner(it))),
            width: self.width,
            scrolls: self.scrolls,
            cancel: (self.cancel.0, message(self.cancel.1)),
            primary: self
                .primary
                .map(|(label, skin, it)| (label, skin, it.map(|it| message(it)))),
        }
    }

    /// What it does, also on Enter; disabled without a message.
    pub fn primary(mut self, label: impl Into<Cow<'a, str>>, message: Option<Message>) -> Self {
        self.primary = Some((label.into(), Skin::Primary, message));
        self
    }

    /// The same where it destroys. Enter does it only when the button has the focus.
    pub fn danger(mut self, label: impl Into<Cow<'a, str>>, message: Option<Message>) -> Self {
        self.primary = Some((label.into(), Skin::Danger, message));
        self
    }
}

/// See [`toast`].
#[must_use]
pub struct Toast<'a, Message> {
    tone: Tone,
    text: Cow<'a, str>,
    countdown: Option<Cow<'a, str>>,
    action: Option<(Cow<'a, str>, Message)>,
    close: Option<Message>,
}

/// A toast: what has been done. The screen takes it away when its time is over.
pub fn toast<'a, Message>(tone: Tone, text: impl Into<Cow<'a, str>>) -> Toast<'a, Message> {
    Toast {
        tone,
        text: text.into(),
        countdown: None,
        action: None,
        close: None,
    }
}

impl<'a, Message> Toast<'a, Message> {
    /// What can still be done about it: undo.
    pub fn action(mut self, label: impl Into<Cow<'a, str>>, message: Message) -> Self {
        self.action = Some((label.into(), message));
        self
    }

    /// How long the action is there, in words.
    pub fn countdown(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.countdown = Some(words.into());
        self
    }

    /// A cross that takes it away.
    pub fn on_close(mut self, message: Message) -> Self {
        self.close = Some(message);
        self
    }
}

impl<'a, Message: Clone + 'a> From<Toast<'a, Message>> for Element<'a, Message> {
    fn from(toast: Toast<'a, Message>) -> Self {
        let action = toast
            .action
            .map(|(label, message)| Element::from(button(label).small().on_press(message)));
        let close = toast.close.map(|message| {
            Element::from(
                button("")
                    .small()
                    .quiet()
                    .icon(Icon::Close)
                    .on_press(message),
            )
        });
        let tint = match toast.tone {
            Tone::Neutral => Tint::Muted,
            tone => Tint::Tone(tone),
        };
        let content = Row::new()
            .push(words::icon(toast.tone.icon()).class(tint))
            .push(words::text(toast.text).width(Length::Fill))
            .push(toast.countdown.map(words::small))
            .push(action)
            .push(close)
            .spacing(Space::Tight)
            .align_y(Alignment::Center);
        container(content)
            .padding([Space::Tight.px(), Space::Snug.px()])
            .width(TOAST)
            .class(Panel::Raised)
            .into()
    }
}

const TOAST: f32 = 440.0;

/// See [`window`].
#[must_use]
pub struct Window<'a, Message> {
    page: Element<'a, Message>,
    toasts: Vec<Element<'a, Message>>,
    dialog: Option<Dialog<'a, Message>>,
    on_key: Option<OnKey<'a, Message>>,
    on_digit: Option<OnDigit<'a, Message>>,
}

type OnKey<'a, Message> = Box<dyn Fn(&Key, Modifiers) -> Option<Message> + 'a>;
type OnDigit<'a, Message> = Box<dyn Fn(u8, &Key, Modifiers) -> Option<Message> + 'a>;

/// The root of the window.
pub fn window<'a, Message>(page: impl Into<Element<'a, Message>>) -> Window<'a, Message> {
    Window {
        page: page.into(),
        toasts: Vec::new(),
        dialog: None,
        on_key: None,
        on_digit: None,
    }
}

impl<'a, Message: Clone + 'a> Window<'a, Message> {
    /// Lays a dialog over the page.
    pub fn dialog(mut self, dialog: Option<Dialog<'a, Message>>) -> Self {
        self.dialog = dialog;
        self
    }

    /// The toasts, the oldest first.
    pub fn toasts(mut self, toasts: impl IntoIterator<Item = Toast<'a, Message>>) -> Self {
        self.toasts = toasts.into_iter().map(Element::from).collect();
        self
    }

    /// What keys mean that no widget took. Not asked while a dialog is open.
    pub fn on_key(mut self, message: impl Fn(&Key, Modifiers) -> Option<Message> + 'a) -> Self {
        self.on_key = Some(Box::new(message));
        self
    }

    /// What the keys of the row of digits mean on a keyboard that has other characters there, as the French one has;
    /// asked before [`Window::on_key`], with the digit by the key's place.
    pub fn on_digit(
        mut self,
        message: impl Fn(u8, &Key, Modifiers) -> Option<Message> + 'a,
    ) -> Self {
        self.on_digit = Some(Box::new(message));
        self
    }
}

impl<'a, Message: Clone + 'a> From<Window<'a, Message>> for Element<'a, Message> {
    fn from(window: Window<'a, Message>) -> Self {
        let (on_cancel, on_enter, dialog) = match window.dialog {
            None => (None, None, Gap::new().into()),
            Some(dialog) => {
                let cancel = dialog.cancel.1.clone();
                let enter = match &dialog.primary {
                    Some((_, Skin::Primary, message)) => message.clone(),
                    _ => None,
                };
                (Some(cancel), enter, dialog.build())
            }
        };
        let toasts = Column::with_children(window.toasts)
            .spacing(Space::Tight)
            .align_x(Alignment::End);
        Element::new(Root {
            layers: [window.page, toasts.into(), dialog],
            on_cancel,
            on_enter,
            on_key: window.on_key,
            on_digit: window.on_digit,
        })
    }
}

impl<'a, Message: Clone + 'a> Dialog<'a, Message> {
    fn build(self) -> Element<'a, Message> {
        let (word, message) = self.cancel;
        let cancel = Element::from(button(word).on_press(message));
        let primary = self.primary.map(|(word, skin, message)| {
            Element::from(button(word).skin(skin).on_press_maybe(message))
        });
        let buttons = super::actions([cancel].into_iter().chain(primary));
        // Only what scrolls fills, and that only where it must: see `Root::layout`.
        let (body, height) = if self.scrolls {
            let body = self.body.map(super::scroll);
            let body = body.map(|body| Element::from(container(body).height(Length::Fill)));
            (body, Length::Fill)
        } else {
            (self.body, Length::Shrink)
        };
        let content = Column::new()
            .push(words::heading(self.title))
            .push(body)
            .push(buttons)
            .spacing(Space::Normal)
            .height(height);
        container(content)
            .padding(Space::Wide)
            .max_width(self.width)
            .width(Length::Fill)
            .height(height)
            .class(Panel::Raised)
            .into()
    }
}

struct Root<'a, Message> {
    /// Page, toasts, dialog.
    layers: [Element<'a, Message>; 3],
    /// There when a dialog is open.
    on_cancel: Option<Message>,
    on_enter: Option<Message>,
    on_key: Option<OnKey<'a, Message>>,
    on_digit: Option<OnDigit<'a, Message>>,
}

#[derive(Debug, Default)]
struct State {
    /// A dialog is open.
    open: bool,
    /// It has just been opened and nothing in it has the focus yet.
    entering: bool,
}

impl<'a, Message> Root<'a, Message> {
    fn has_dialog(&self) -> bool {
        self.on_cancel.is_some()
    }

    /// The layers that pointer, keys and operations reach, in the order of Tab.
    fn reachable(&self) -> std::ops::Range<usize> {
        if self.has_dialog() {
            DIALOG..DIALOG + 1
        } else {
            PAGE..DIALOG
        }
    }

    fn reach<'s, 'l>(
        &'s mut self,
        tree: &'s mut Tree,
        layout: Layout<'l>,
    ) -> impl Iterator<Item = (&'s mut Element<'a, Message>, &'s mut Tree, Layout<'l>)> {
        let reachable = self.reachable();
        self.layers
            .iter_mut()
            .zip(&mut tree.children)
            .zip(layout.children())
            .enumerate()
            .filter(move |(layer, _)| reachable.contains(layer))
            .map(|(_, ((element, tree), layout))| (element, tree, layout))
    }
}

const PAGE: usize = 0;
const TOASTS: usize = 1;
const DIALOG: usize = 2;

impl<Message: Clone> Widget<Message, Theme, Renderer> for Root<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        let open = self.has_dialog();
        tree::State::new(State {
            open,
            entering: open,
        })
    }

    fn children(&self) -> Vec<Tree> {
        self.layers.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        let state = tree.state.downcast_mut::<State>();
        let opened = self.has_dialog() && !state.open;
        state.open = self.has_dialog();
        state.entering = (state.entering || opened) && state.open;
        tree.diff_children(&self.layers);
        // A dialog begins anew, whatever was shown in its place before.
        if let (true, Some(old), [_, _, dialog]) =
            (opened, tree.children.get_mut(DIALOG), &self.layers)
        {
            *old = Tree::new(dialog);
        }
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let size = limits.max();
        let room = limits
            .loose()
            .shrink(Size::new(2.0 * Space::Wide.px(), 2.0 * Space::Wide.px()));
        let mut nodes = Vec::with_capacity(3);
        for (layer, (element, tree)) in self.layers.iter_mut().zip(&mut tree.children).enumerate() {
            let limits = match layer {
                PAGE => *limits,
                DIALOG => {
                    layout::Limits::with_compression(Size::ZERO, room.max(), Size::new(false, true))
                }
                _ => room,
            };
            let mut node = element.as_widget_mut().layout(tree, renderer, &limits);
            if layer == DIALOG && node.size().height >= room.max().height {
                // As high as the window: what scrolls gives way to title and buttons.
                node = element.as_widget_mut().layout(tree, renderer, &room);
            }
            let taken = node.size();
            let at = match layer {
                PAGE => Point::ORIGIN,
                // At the left: at the right are the primary buttons of pages, which nothing may cover.
                TOASTS => Point::new(
                    Space::Wide.px(),
                    size.height - taken.height - Space::Wide.px() - scale::SMALL_CONTROL,
                ),
                // A third from above: where the eye is.
                _ => Point::new(
                    ((size.width - taken.width) / 2.0).floor(),
                    ((size.height - taken.height) / 3.0).floor(),
                ),
            };
            nodes.push(node.move_to(at));
        }
        layout::Node::with_children(size, nodes)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.container(None, layout.bounds());
        operation.traverse(&mut |operation| {
            for (element, tree, layout) in self.reach(tree, layout) {
                element
                    .as_widget_mut()
                    .operate(tree, layout, renderer, operation);
            }
        });
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
        if std::mem::take(&mut tree.state.downcast_mut::<State>().entering)
            && !focus::is_anywhere(|operation| self.operate(tree, layout, renderer, operation))
        {
            let _ = focus::walk(Way::Next, |operation| {
                self.operate(tree, layout, renderer, operation);
            });
            shell.request_redraw();
        }
        let key = pressed(event);
        if let (Some((Key::Named(Named::Escape), _)), Some(cancel)) = (key, &self.on_cancel) {
            shell.publish(cancel.clone());
            shell.capture_event();
            return;
        }
        let passed = without_text(event);
        self.pass_on(
            tree, &passed, layout, cursor, renderer, clipboard, shell, viewport,
        );
        // A field takes Esc only to lose the focus; the screen closes what is open all the same.
        let escapes = matches!(key, Some((Key::Named(Named::Escape), _)));
        if shell.is_event_captured() && !escapes {
            return;
        }
        match key {
            Some((Key::Named(Named::Tab), modifiers))
                if !modifiers.control() && !modifiers.alt() =>
            {
                let way = if modifiers.shift() {
                    Way::Previous
                } else {
                    Way::Next
                };
                if focus::walk(way, |operation| {
                    self.operate(tree, layout, renderer, operation);
                }) {
                    shell.capture_event();
                    shell.request_redraw();
                }
            }
            Some((key, modifiers)) => {
                if let Some(message) = self.meaning(key, digit_by_place(event), modifiers) {
                    shell.publish(message);
                    shell.capture_event();
                } else if let Key::Named(named) = key
                    && modifiers.is_empty()
                    && scrolls(*named)
                    && focus::scroll(
                        |window, content| scrolled(*named, window, content),
                        |operation| self.operate(tree, layout, renderer, operation),
                    )
                {
                    shell.capture_event();
                    shell.request_redraw();
                }
            }
            None => {}
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
        let reachable = self.reachable();
        let covered = Self::is_over_toast(layout, cursor);
        let layers = self
            .layers
            .iter()
            .zip(&tree.children)
            .zip(layout.children());
        for (layer, ((element, tree), inner)) in layers.enumerate() {
            let hidden = !reachable.contains(&layer) || (layer == PAGE && covered);
            let cursor = if hidden {
                mouse::Cursor::Unavailable
            } else {
                cursor
            };
            let draw = |renderer: &mut Renderer| {
                if layer == DIALOG && self.has_dialog() {
                    paint::fill(renderer, layout.bounds(), 0.0, theme.roles().veil);
                }
                element
                    .as_widget()
                    .draw(tree, renderer, theme, style, inner, cursor, viewport);
            };
            if layer == PAGE {
                draw(renderer);
            } else if inner.bounds().height > 0.0 {
                renderer.with_layer(layout.bounds(), draw);
            }
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
        let reachable = self.reachable();
        self.layers
            .iter()
            .zip(&tree.children)
            .zip(layout.children())
            .enumerate()
            .filter(|(layer, (_, inner))| {
                reachable.contains(layer) && (*layer == PAGE || cursor.is_over(inner.bounds()))
            })
            .map(|(_, ((element, tree), inner))| {
                element
                    .as_widget()
                    .mouse_interaction(tree, inner, cursor, viewport, renderer)
            })
            .last()
            .unwrap_or_default()
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        let overlays: Vec<_> = self
            .reach(tree, layout)
            .filter_map(|(element, tree, layout)| {
                element
                    .as_widget_mut()
                    .overlay(tree, layout, renderer, viewport, translation)
            })
            .collect();
        (!overlays.is_empty()).then(|| overlay::Group::with_children(overlays).overlay())
    }
}

/// Whether a key scrolls an open dialog, or the page, that is higher than its window, where nothing else took the key.
fn scrolls(key: Named) -> bool {
    scrolled(key, 1.0, 1.0) != 0.0
}

/// By how much, in a window on a content of these heights.
fn scrolled(key: Named, window: f32, content: f32) -> f32 {
    match key {
        Named::ArrowDown => scale::CONTROL,
        Named::ArrowUp => -scale::CONTROL,
        // A line of what was there before stays.
        Named::PageDown => window.max(2.0 * scale::CONTROL) - scale::CONTROL,
        Named::PageUp => scale::CONTROL - window.max(2.0 * scale::CONTROL),
        Named::End => content,
        Named::Home => -content,
        _ => 0.0,
    }
}

impl<Message: Clone> Root<'_, Message> {
    fn is_over_toast(layout: Layout<'_>, cursor: mouse::Cursor) -> bool {
        layout.children().nth(TOASTS).is_some_and(|toasts| {
            toasts
                .children()
                .any(|toast| cursor.is_over(toast.bounds()))
        })
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "the arguments of iced's Widget::update"
    )]
    fn pass_on(
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
        let covered = Self::is_over_toast(layout, cursor);
        let reachable = self.reachable();
        let layers = self
            .layers
            .iter_mut()
            .zip(&mut tree.children)
            .zip(layout.children());
        for (layer, ((element, tree), inner)) in layers.enumerate() {
            let cursor = if layer == PAGE && covered {
                mouse::Cursor::Unavailable
            } else {
                cursor
            };
            if reachable.contains(&layer) {
                element.as_widget_mut().update(
                    tree, event, inner, cursor, renderer, clipboard, shell, viewport,
                );
            }
        }
    }

    /// What a key means that no widget took.
    fn meaning(&self, key: &Key, digit: Option<u8>, modifiers: Modifiers) -> Option<Message> {
        if self.has_dialog() {
            let enter = *key == Key::Named(Named::Enter) && modifiers.is_empty();
            return self.on_enter.clone().filter(|_| enter);
        }
        let by_place = digit
            .zip(self.on_digit.as_ref())
            .and_then(|(digit, on_digit)| on_digit(digit, key, modifiers));
        by_place.or_else(|| self.on_key.as_ref()?(key, modifiers))
    }
}

/// The digit in whose place a key is that types another character.
fn digit_by_place(event: &Event) -> Option<u8> {
    use keyboard::key::{Code, Physical};
    let Event::Keyboard(keyboard::Event::KeyPressed {
        key: Key::Character(letter),
        physical_key: Physical::Code(code),
        ..
    }) = event
    else {
        return None;
    };
    let digit = match code {
        Code::Digit1 => 1,
        Code::Digit2 => 2,
        Code::Digit3 => 3,
        Code::Digit4 => 4,
        Code::Digit5 => 5,
        Code::Digit6 => 6,
        Code::Digit7 => 7,
        Code::Digit8 => 8,
        Code::Digit9 => 9,
        _ => return None,
    };
    let is_digit = letter.chars().all(|letter| letter.is_ascii_digit());
    (!is_digit).then_some(digit)
}

/// A key with Ctrl is a command and no text, but X11 gives the digits 0, 1 and 9 their text all the same, and a field
/// would take it. With Alt beside it, as Windows reports AltGr, it is a character of the keyboard.
fn without_text(event: &Event) -> Cow<'_, Event> {
    match event {
        Event::Keyboard(keyboard::Event::KeyPressed {
            modifiers,
            text: Some(_),
            ..
        }) if modifiers.control() && !modifiers.alt() => {
            let mut event = event.clone();
            if let Event::Keyboard(keyboard::Event::KeyPressed { text, .. }) = &mut event {
                *text = None;
            }
            Cow::Owned(event)
        }
        _ => Cow::Borrowed(event),
    }
}

/// The key and its modifiers, when the event is the press of a key. Held down, only what moves goes on: else a letter that
/// is held would issue a ticket thirty times a second.
fn pressed(event: &Event) -> Option<(&Key, Modifiers)> {
    let Event::Keyboard(keyboard::Event::KeyPressed {
        key,
        modifiers,
        repeat,
        ..
    }) = event
    else {
        return None;
    };
    let moves = matches!(
        key,
        Key::Named(
            Named::ArrowUp
                | Named::ArrowDown
                | Named::ArrowLeft
                | Named::ArrowRight
                | Named::PageUp
                | Named::PageDown
                | Named::Tab
        )
    );
    (!repeat || moves).then_some((key, *modifiers))
}
