//! A program without a display: unlike iced's `Simulator` it keeps focus, open lists and scrolling from one view to the
//! next, and tells whether a window would be drawn again.

use iced_test::{
    Selector,
    core::{
        Event, Point, Rectangle, Size, clipboard,
        keyboard::{self, Key, Location, Modifiers, key},
        mouse,
        widget::operation::{Operation as _, Outcome, black_box},
        window::{self, RedrawRequest},
    },
    runtime::{
        UserInterface,
        user_interface::{Cache, State},
    },
};
use innkeeper::ui::Element;
use std::time::Instant;

/// A program in a window that nobody sees.
pub struct Stage<P, M> {
    pub program: P,
    view: for<'a> fn(&'a P) -> Element<'a, M>,
    update: fn(&mut P, M),
    size: Size,
    cache: Option<Cache>,
    renderer: iced::Renderer,
    cursor: mouse::Cursor,
}

impl<P, M: Clone> Stage<P, M> {
    pub fn open(
        program: P,
        view: for<'a> fn(&'a P) -> Element<'a, M>,
        update: fn(&mut P, M),
    ) -> Self {
        let mut stage = Self {
            program,
            view,
            update,
            size: Size::new(1280.0, 720.0),
            cache: Some(Cache::default()),
            renderer: super::draw::renderer(),
            cursor: mouse::Cursor::Unavailable,
        };
        let _ = stage.draw_again();
        stage
    }

    /// Hands events over one by one, each to the view that the messages of the one before led to. Returns the messages.
    pub fn events(&mut self, events: impl IntoIterator<Item = Event>) -> Vec<M> {
        let mut all = Vec::new();
        for event in events {
            all.extend(self.after_drawing(Some(event)).1);
        }
        let _ = self.draw_again();
        all
    }

    /// Draws the window. Returns when it would be drawn the next time.
    pub fn draw_again(&mut self) -> RedrawRequest {
        self.after_drawing(None).0
    }

    /// Draws the window and then hands the event over. Returns when the window would be drawn the next time, and the
    /// messages, which the program has got.
    pub fn after_drawing(&mut self, event: Option<Event>) -> (RedrawRequest, Vec<M>) {
        let view = (self.view)(&self.program);
        let cache = self.cache.take().unwrap_or_default();
        let mut interface = UserInterface::build(view, self.size, cache, &mut self.renderer);
        let mut messages = Vec::new();
        let mut wish = RedrawRequest::Wait;
        let drawn = Event::Window(window::Event::RedrawRequested(Instant::now()));
        for event in std::iter::once(drawn).chain(event) {
            if let Event::Mouse(mouse::Event::CursorMoved { position }) = event {
                self.cursor = mouse::Cursor::Available(position);
            }
            let (state, _) = interface.update(
                &[event],
                self.cursor,
                &mut self.renderer,
                &mut clipboard::Null,
                &mut messages,
            );
            wish = match state {
                State::Outdated => RedrawRequest::NextFrame,
                State::Updated { redraw_request, .. } => redraw_request,
            };
        }
        self.cache = Some(interface.into_cache());
        for message in &messages {
            (self.update)(&mut self.program, message.clone());
        }
        (wish, messages)
    }

    pub fn tap(&mut self, keys: impl IntoIterator<Item = key::Named>) -> Vec<M> {
        self.events(keys.into_iter().map(|key| press(key, Modifiers::empty())))
    }

    pub fn shift_tab(&mut self) -> Vec<M> {
        self.events([press(key::Named::Tab, Modifiers::SHIFT)])
    }

    pub fn typewrite(&mut self, text: &str) -> Vec<M> {
        self.events(iced_test::simulator::typewrite(text))
    }

    /// Moves the pointer without drawing, and tells when the window would be drawn.
    pub fn pointer_to(&mut self, position: Point) -> (RedrawRequest, Vec<M>) {
        self.after_drawing(Some(Event::Mouse(mouse::Event::CursorMoved { position })))
    }

    pub fn point_at(&mut self, x: f32, y: f32) -> Vec<M> {
        let position = Point::new(x, y);
        self.events([Event::Mouse(mouse::Event::CursorMoved { position })])
    }

    /// Where the text stands in the window, if it does.
    pub fn find(&mut self, text: &str) -> Option<Rectangle> {
        let view = (self.view)(&self.program);
        let cache = self.cache.take().unwrap_or_default();
        let mut interface = UserInterface::build(view, self.size, cache, &mut self.renderer);
        let mut operation = Selector::find(text);
        interface.operate(&self.renderer, &mut black_box(&mut operation));
        self.cache = Some(interface.into_cache());
        match operation.finish() {
            Outcome::Some(found) => found?.visible_bounds(),
            _ => None,
        }
    }

    pub fn click_on(&mut self, text: &str) -> Vec<M> {
        let place = self
            .find(text)
            .unwrap_or_else(|| panic!("{text:?} is not in sight"));
        self.click(place.center_x(), place.center_y())
    }

    pub fn press(&mut self) -> Vec<M> {
        self.events([Event::Mouse(mouse::Event::ButtonPressed(
            mouse::Button::Left,
        ))])
    }

    pub fn release(&mut self) -> Vec<M> {
        self.events([Event::Mouse(mouse::Event::ButtonReleased(
            mouse::Button::Left,
        ))])
    }

    pub fn click(&mut self, x: f32, y: f32) -> Vec<M> {
        let _ = self.point_at(x, y);
        self.events(iced_test::simulator::click())
    }

    pub fn wheel(&mut self, notches: f32) -> Vec<M> {
        let delta = mouse::ScrollDelta::Lines { x: 0.0, y: notches };
        self.events([Event::Mouse(mouse::Event::WheelScrolled { delta })])
    }
}

/// The press of a key that types nothing.
pub fn press(key: key::Named, modifiers: Modifiers) -> Event {
    let key = Key::Named(key);
    Event::Keyboard(keyboard::Event::KeyPressed {
        key: key.clone(),
        modified_key: key,
        physical_key: key::Physical::Unidentified(key::NativeCode::Unidentified),
        location: Location::Standard,
        modifiers,
        repeat: false,
        text: None,
    })
}
