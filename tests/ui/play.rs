//! Plays the real window without a display: with its tasks and subscriptions, on a real store in a temporary folder.

use super::draw;
use iced::Task;
use iced_test::{
    Selector,
    core::{
        Event, Rectangle, Size, Vector, clipboard,
        keyboard::{
            self, Key, Location, Modifiers,
            key::{Code, Named, NativeCode, Physical},
        },
        mouse,
        widget::{
            Id,
            operation::{Focusable, Operation, Outcome, Scrollable, black_box},
        },
        window,
    },
    futures::{
        Runtime,
        backend::default::Executor,
        futures::{StreamExt as _, channel::mpsc},
        subscription::into_recipes,
    },
    runtime::{Action, UserInterface, task, user_interface::Cache},
};
use innkeeper::{
    domain::{location::Sector, money::Currency},
    i18n::Language,
    services::{
        Actor,
        engine::Ports,
        now,
        setup::{self, NewLocation},
    },
    store::{Filter, Page, Row, Store},
    ui::{
        Element, Theme,
        app::{App, Message, Start},
    },
};
use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long something may take to appear: far more than it does, for a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// The size of the window.
pub const SIZE: (u16, u16) = (1280, 720);

/// A hotel without a ticket, in a folder that is removed at the end.
pub fn hotel() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = setup::init(&folder.path().join("house"), now(), Actor::Cli, location()).unwrap();
    store
        .write(|tx| tx.set_setting("window.language", "en"))
        .unwrap();
    (folder, store)
}

fn location() -> NewLocation {
    NewLocation {
        name: "Hotel Test".to_owned(),
        zone: chrono_tz::Europe::Rome,
        currency: Currency(*b"EUR"),
        sector: Sector::Hospitality,
        rooms: Some(10),
        aps: None,
        language: Language::English,
        ssid: Some("Test".to_owned()),
        wifi_password: Some("secret secret".to_owned()),
        login_url: Some("http://wifi.test/login?username={username}".to_owned()),
    }
}

/// What the window is opened with: ports that the system chooses, so that tests do not meet.
pub fn start(folder: PathBuf) -> Start {
    let any = "127.0.0.1:0".parse().unwrap();
    Start {
        ports: Ports {
            auth: any,
            acct: any,
        },
        ..Start::new(folder, false)
    }
}

/// All tickets, the newest first.
pub fn tickets(store: &Store) -> Vec<Row> {
    store
        .read(|reader| reader.page(&Filter::default(), now(), Page::First, 100))
        .unwrap()
}

/// The window, running: its focus, its open lists and its scrolling stay from one key to the next.
pub struct Play {
    app: App,
    runtime: Runtime<Executor, mpsc::Sender<Effect>, Effect>,
    effects: mpsc::Receiver<Effect>,
    seat: RefCell<Seat>,
}

/// What a task or a subscription asks of the window.
type Effect = Action<Message>;

/// What the window keeps from one view to the next.
struct Seat {
    cache: Option<Cache>,
    renderer: iced::Renderer,
    cursor: mouse::Cursor,
}

type Ui<'a> = UserInterface<'a, Message, Theme, iced::Renderer>;

/// Opens the window.
pub fn play(start: Start) -> Play {
    let (sender, effects) = mpsc::channel(1000);
    let runtime = Runtime::new(Executor::new().unwrap(), sender);
    let (app, task) = runtime.enter(|| App::new(start));
    let seat = Seat {
        cache: Some(Cache::default()),
        renderer: draw::renderer(),
        cursor: mouse::Cursor::Unavailable,
    };
    let mut play = Play {
        app,
        runtime,
        effects,
        seat: RefCell::new(seat),
    };
    play.carry_out(task);
    play
}

/// Opens the window on a data folder.
pub fn open(folder: &Path) -> Play {
    play(start(folder.to_owned()))
}

impl Play {
    /// Performs what tasks and subscriptions have sent.
    pub fn pump(&mut self) {
        while let Ok(effect) = self.effects.try_recv() {
            match effect {
                Action::Output(message) => {
                    self.tell(message);
                }
                Action::Widget(operation) => self.with_ui(|ui, renderer, _| {
                    let mut next = Some(operation);
                    while let Some(mut operation) = next.take() {
                        ui.operate(renderer, &mut operation);
                        if let Outcome::Chain(chained) = operation.finish() {
                            next = Some(chained);
                        }
                    }
                }),
                // The desktop's: nothing of it is looked at here.
                _ => {}
            }
        }
    }

    /// Starts a task, and the subscriptions of the window as it is now.
    fn carry_out(&mut self, task: Task<Message>) {
        let recipes = self
            .runtime
            .enter(|| into_recipes(self.app.subscription().map(Action::Output)));
        self.runtime.track(recipes);
        if let Some(stream) = task::into_stream(task) {
            self.runtime.run(stream.boxed());
        }
    }

    /// Does something with the window as it is now.
    fn with_ui<R>(
        &self,
        act: impl FnOnce(&mut Ui<'_>, &mut iced::Renderer, &mut mouse::Cursor) -> R,
    ) -> R {
        let mut seat = self.seat.borrow_mut();
        let Seat {
            cache,
            renderer,
            cursor,
        } = &mut *seat;
        let size = Size::new(f32::from(SIZE.0), f32::from(SIZE.1));
        let kept = cache.take().unwrap_or_default();
        let mut ui = UserInterface::build(self.app.view(), size, kept, renderer);
        let done = act(&mut ui, renderer, cursor);
        *cache = Some(ui.into_cache());
        done
    }

    /// What an operation finds out about the window.
    fn ask<T>(&self, mut operation: impl Operation<T>) -> Option<T>
    where
        T: Send + 'static,
    {
        self.with_ui(|ui, renderer, _| ui.operate(renderer, &mut black_box(&mut operation)));
        match operation.finish() {
            Outcome::Some(found) => Some(found),
            _ => None,
        }
    }

    /// Waits until nothing more comes: a field has the focus that it was given.
    fn settle(&mut self) {
        for _ in 0..5 {
            self.pump();
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Hands the window events after it was drawn, and gives it the messages that they lead to.
    /// What tasks have sent meanwhile waits until then: a click goes to where the text was found.
    fn hand(&mut self, events: &[Event]) -> &mut Self {
        let messages = self.with_ui(|ui, renderer, cursor| {
            let mut messages = Vec::new();
            let drawn = Event::Window(window::Event::RedrawRequested(Instant::now()));
            for events in [&[drawn], events] {
                for event in events {
                    if let Event::Mouse(mouse::Event::CursorMoved { position }) = event {
                        *cursor = mouse::Cursor::Available(*position);
                    }
                }
                let _ = ui.update(
                    events,
                    *cursor,
                    renderer,
                    &mut clipboard::Null,
                    &mut messages,
                );
            }
            messages
        });
        for message in messages {
            self.tell(message);
        }
        self
    }

    /// Types on the keyboard.
    pub fn types(&mut self, text: &str) -> &mut Self {
        self.settle();
        let events: Vec<_> = iced_test::simulator::typewrite(text).collect();
        self.hand(&events)
    }

    /// Presses `enter`, `escape`, `tab` or `backspace`.
    pub fn press(&mut self, key: &str) -> &mut Self {
        self.named(match key {
            "enter" => Named::Enter,
            "escape" => Named::Escape,
            "tab" => Named::Tab,
            "backspace" => Named::Backspace,
            other => panic!("{other} is no key"),
        })
    }

    /// Clicks the text.
    pub fn click(&mut self, text: &str) -> &mut Self {
        self.shows(text).settle();
        let place = self
            .place(text)
            .unwrap_or_else(|| panic!("{text:?} is out of sight"));
        let position = place.center();
        let mut events = vec![Event::Mouse(mouse::Event::CursorMoved { position })];
        events.extend(iced_test::simulator::click());
        self.hand(&events)
    }

    /// Presses a key with Ctrl.
    pub fn ctrl(&mut self, letter: &str) -> &mut Self {
        self.strike(Key::Character(letter.into()), Modifiers::CTRL)
    }

    /// Presses a named key.
    pub fn named(&mut self, key: Named) -> &mut Self {
        self.strike(Key::Named(key), Modifiers::empty())
    }

    /// Presses a key of the French keyboard: what it types, and the digit in whose place it is.
    pub fn french(&mut self, letter: &str, place: Code, modifiers: Modifiers) -> &mut Self {
        let key = Key::Character(letter.into());
        self.strike_at(key, Physical::Code(place), modifiers)
    }

    /// Presses a key with modifiers.
    pub fn chord(&mut self, key: Key, modifiers: Modifiers) -> &mut Self {
        self.strike(key, modifiers)
    }

    fn strike(&mut self, key: Key, modifiers: Modifiers) -> &mut Self {
        self.strike_at(key, UNPLACED, modifiers)
    }

    /// A code and Enter in one burst, as a hand scanner types them.
    pub fn scans(&mut self, code: &str) -> &mut Self {
        self.settle();
        let letters = code
            .chars()
            .map(|letter| Key::Character(letter.to_string().into()));
        let keys: Vec<_> = letters
            .chain([Key::Named(Named::Enter)])
            .map(|key| pressed(key, UNPLACED, Modifiers::empty(), None, false))
            .collect();
        self.hand(&keys)
    }

    /// What a keyboard sends while a letter is held down, beyond its first press.
    pub fn held(&mut self, letter: &str) -> &mut Self {
        let key = Key::Character(letter.into());
        self.settle();
        self.hand(&[pressed(key, UNPLACED, Modifiers::empty(), None, true)])
    }

    /// Ctrl with a digit, as X11 reports 0, 1 and 9: with their text.
    pub fn ctrl_with_text(&mut self, digit: &str) -> &mut Self {
        let key = Key::Character(digit.into());
        self.settle();
        self.hand(&[pressed(key, UNPLACED, Modifiers::CTRL, Some(digit), false)])
    }

    fn strike_at(&mut self, key: Key, place: Physical, modifiers: Modifiers) -> &mut Self {
        self.settle();
        self.hand(&[pressed(key, place, modifiers, None, false)])
    }

    /// Gives the window a message.
    pub fn tell(&mut self, message: Message) -> &mut Self {
        let task = self.runtime.enter(|| self.app.update(message));
        self.carry_out(task);
        self.pump();
        self
    }

    /// The window as it is.
    pub fn view(&self) -> Element<'_, Message> {
        self.app.view()
    }

    /// Whether a text is on the page now, in sight or not.
    pub fn is_shown(&self, text: &str) -> bool {
        self.ask(Selector::find(text)).flatten().is_some()
    }

    /// Where the text stands in the window, if it is in sight.
    pub fn place(&self, text: &str) -> Option<Rectangle> {
        self.ask(Selector::find(text)).flatten()?.visible_bounds()
    }

    /// Where what has the focus lies, if it is in sight.
    pub fn focus(&self) -> Option<Rectangle> {
        self.ask(Focused::default())
    }

    /// Presses Tab until what has the focus is around the text, as it is for somebody who looks at the ring.
    pub fn tab_to(&mut self, text: &str) -> &mut Self {
        self.shows(text);
        let mut stops = Vec::new();
        for _ in 0..100 {
            let (place, focus) = (self.place(text), self.focus());
            let is_there =
                |place: Rectangle| focus.is_some_and(|focus| focus.contains(place.center()));
            if place.is_some_and(is_there) {
                return self;
            }
            stops.push(focus);
            self.press("tab");
        }
        self.give_up(&format!("Tab never reaches {text:?}: {stops:?}"))
    }

    fn give_up(&self, what: &str) -> ! {
        let picture = draw::folder().join("waited-in-vain.png");
        let _ = std::fs::create_dir_all(draw::folder());
        let size = (u32::from(SIZE.0), u32::from(SIZE.1));
        draw::draw(self.view(), Theme::Light, size, 1.0, &[], &picture);
        panic!("waited in vain: {what}; see {}", picture.display());
    }

    /// Waits until something holds.
    pub fn until(&mut self, what: &str, mut holds: impl FnMut(&Self) -> bool) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        loop {
            self.pump();
            if holds(self) {
                return self;
            }
            if Instant::now() >= end {
                self.give_up(what);
            }
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until a text is on the screen.
    pub fn shows(&mut self, text: &str) -> &mut Self {
        self.until(&format!("{text:?} is shown"), |play| play.is_shown(text))
    }

    /// Waits until a text is no longer on the screen.
    pub fn hides(&mut self, text: &str) -> &mut Self {
        self.until(&format!("{text:?} is gone"), |play| !play.is_shown(text))
    }

    /// Waits until a text is in sight.
    pub fn sees(&mut self, text: &str) -> &mut Self {
        self.until(&format!("{text:?} is in sight"), |play| {
            play.place(text).is_some()
        })
    }
}

/// Looks what has the focus, and where the scrolling has brought it.
#[derive(Default)]
struct Focused {
    place: Option<Rectangle>,
    /// The scrollable that is being entered, and the one that is around: its window, and how far it is scrolled.
    entered: Option<(Rectangle, Vector)>,
    around: Option<(Rectangle, Vector)>,
}

impl Operation<Rectangle> for Focused {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<Rectangle>)) {
        let outer = self.around;
        self.around = self.entered.take().or(outer);
        operate(self);
        self.around = outer;
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        window: Rectangle,
        _content: Rectangle,
        scrolled: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.entered = Some((window, scrolled));
    }

    fn focusable(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.place = match self.around {
                Some((window, scrolled)) => (bounds - scrolled).intersection(&window),
                None => Some(bounds),
            };
        }
    }

    fn finish(&self) -> Outcome<Rectangle> {
        self.place.map_or(Outcome::None, Outcome::Some)
    }
}

const UNPLACED: Physical = Physical::Unidentified(NativeCode::Unidentified);

fn pressed(
    key: Key,
    physical_key: Physical,
    modifiers: Modifiers,
    text: Option<&str>,
    repeat: bool,
) -> Event {
    Event::Keyboard(keyboard::Event::KeyPressed {
        modified_key: key.clone(),
        physical_key,
        key,
        location: Location::Standard,
        modifiers,
        text: text.map(Into::into),
        repeat,
    })
}
