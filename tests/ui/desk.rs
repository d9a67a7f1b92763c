//! A program without a display: unlike iced's `Simulator` it keeps focus, open lists and scrolling from one view to the
//! next, and tells whether a window would be drawn again.

use iced_test::{
    core::{
        Event, Point, Size, clipboard,
        keyboard::{self, Key, Location, Modifiers, key},
        mouse,
        renderer::Headless,
        window::{self, RedrawRequest},
    },
    futures::futures::executor::block_on,
    runtime::{
        UserInterface,
        user_interface::{Cache, State},
    },
};
use innkeeper::ui::{self, Element};
use std::time::Instant;

/// A program in a window that nobody sees.
pub struct Desk<P, M> {
    pub program: P,
    view: for<'a> fn(&'a P) -> Element<'a, M>,
    update: fn(&mut P, M),
    size: Size,
    cache: Option<Cache>,
    renderer: iced::Renderer,
    cursor: mouse::Cursor,
}

impl<P, M: Clone> Desk<P, M> {
    pub fn open(
        program: P,
        view: for<'a> fn(&'a P) -> Element<'a, M>,
        update: fn(&mut P, M),
    ) -> Self {
        let mut desk = Self {
            program,
            view,
            update,
            size: Size::new(1280.0, 720.0),
            cache: Some(Cache::default()),
            renderer: super::draw::renderer(),
            cursor: mouse::Cursor::Unavailable,
        };
        let _ = desk.draw_again();
        desk
    }

    /// Hands events over one by one, each to the view that the messages of the one before led to. Returns the messages.
    pub fn events(&mut self, events: impl IntoIterator<Item = Event>) -> Vec<M> {
        let mut all = Vec::new();
        for event in events {
            let (_, messages) = self.event(event);
            for message in &messages {
                (self.update)(&mut self.program, message.clone());
            }
            all.extend(messages);
            let _ = self.draw_again();
        }
        all
    }

    /// Draws the window again, as it is told to after every event. Returns when it would be drawn the next time.
    pub fn draw_again(&mut self) -> RedrawRequest {
        let redraw = Event::Window(window::Event::RedrawRequested(Instant::now()));
        let (wish, messages) = self.event(redraw);
        for message in messages {
            (self.update)(&mut self.program, message);
        }
        wish
    }

    /// Hands one event over and leaves the messages to the caller.
    pub fn event(&mut self, event: Event) -> (RedrawRequest, Vec<M>) {
        let view = (self.view)(&self.program);
        let cache = self.cache.take().unwrap_or_default();
        let mut interface = UserInterface::build(view, self.size, cache, &mut self.renderer);
        let mut messages = Vec::new();
        let (state, _) = interface.update(
            &[event],
            self.cursor,
            &mut self.renderer,
            &mut clipboard::Null,
            &mut messages,
        );
        self.cache = Some(interface.into_cache());
        let wish = match state {
            State::Outdated => RedrawRequest::NextFrame,
            State::Updated { redraw_request, .. } => redraw_request,
        };
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

    pub fn point_at(&mut self, x: f32, y: f32) -> Vec<M> {
        let position = Point::new(x, y);
        self.cursor = mouse::Cursor::Available(position);
        self.events([Event::Mouse(mouse::Event::CursorMoved { position })])
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
