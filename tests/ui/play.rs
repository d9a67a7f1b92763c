//! Plays the real window without a display: with its tasks and subscriptions, on a real store in a temporary folder.

use super::draw;
use iced::{Subscription, Task};
use iced_test::{
    Emulator, Instruction, Simulator,
    core::{
        Event, Size,
        keyboard::{
            self, Key, Location, Modifiers,
            key::{Code, Named, NativeCode, Physical},
        },
    },
    emulator::{self, Mode},
    futures::futures::channel::mpsc,
    program::Program,
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
        self, Element, Theme,
        app::{App, Message, Start},
    },
};
use std::{
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

/// The window as the emulator runs it.
struct Window(Start);

impl Program for Window {
    type State = App;
    type Message = Message;
    type Theme = Theme;
    type Renderer = iced::Renderer;
    type Executor = iced_test::futures::backend::default::Executor;

    fn name() -> &'static str {
        "innkeeper"
    }

    fn settings(&self) -> iced::Settings {
        ui::settings()
    }

    fn window(&self) -> Option<iced::window::Settings> {
        None
    }

    fn boot(&self) -> (App, Task<Message>) {
        App::new(self.0.clone())
    }

    fn update(&self, app: &mut App, message: Message) -> Task<Message> {
        app.update(message)
    }

    fn view<'a>(&self, app: &'a App, _window: iced::window::Id) -> Element<'a, Message> {
        app.view()
    }

    fn subscription(&self, app: &App) -> Subscription<Message> {
        app.subscription()
    }
}

/// The window, running.
pub struct Play {
    program: Window,
    emulator: Emulator<Window>,
    events: mpsc::Receiver<emulator::Event<Window>>,
}

/// Opens the window.
pub fn play(start: Start) -> Play {
    let program = Window(start);
    let (sender, events) = mpsc::channel(1000);
    let size = Size::new(f32::from(SIZE.0), f32::from(SIZE.1));
    let emulator = Emulator::new(sender, &program, Mode::Immediate, size);
    Play {
        program,
        emulator,
        events,
    }
}

/// Opens the window on a data folder.
pub fn open(folder: &Path) -> Play {
    play(start(folder.to_owned()))
}

impl Play {
    /// Performs what tasks and subscriptions have sent.
    pub fn pump(&mut self) {
        while let Ok(event) = self.events.try_recv() {
            match event {
                emulator::Event::Action(action) => self.emulator.perform(&self.program, action),
                emulator::Event::Failed(instruction) => panic!("cannot {instruction}"),
                emulator::Event::Ready => {}
            }
        }
    }

    /// Waits until nothing more comes: a field has the focus that it was given.
    fn settle(&mut self) {
        for _ in 0..5 {
            self.pump();
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn run(&mut self, instruction: &str) -> &mut Self {
        self.settle();
        let instruction = Instruction::parse(instruction).unwrap();
        self.emulator.run(&self.program, instruction);
        self.pump();
        self
    }

    /// Types on the keyboard.
    pub fn types(&mut self, text: &str) -> &mut Self {
        self.run(&format!("type {text:?}"))
    }

    /// Presses `enter`, `escape`, `tab` or `backspace`.
    pub fn press(&mut self, key: &str) -> &mut Self {
        self.run(&format!("type {key}"))
    }

    /// Clicks the text.
    pub fn click(&mut self, text: &str) -> &mut Self {
        self.shows(text).run(&format!("click {text:?}"))
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
        self.strike_at(
            key,
            Physical::Unidentified(NativeCode::Unidentified),
            modifiers,
        )
    }

    fn strike_at(&mut self, key: Key, place: Physical, modifiers: Modifiers) -> &mut Self {
        self.pump();
        let messages: Vec<_> = {
            let mut ui = self.simulator();
            ui.simulate([Event::Keyboard(keyboard::Event::KeyPressed {
                modified_key: key.clone(),
                physical_key: place,
                key,
                location: Location::Standard,
                modifiers,
                text: None,
                repeat: false,
            })]);
            ui.into_messages().collect()
        };
        for message in messages {
            self.tell(message);
        }
        self
    }

    /// Gives the window a message.
    pub fn tell(&mut self, message: Message) -> &mut Self {
        self.emulator.update(&self.program, message);
        self.pump();
        self
    }

    fn simulator(&self) -> Simulator<'_, Message, Theme, iced::Renderer> {
        let size = (f32::from(SIZE.0), f32::from(SIZE.1));
        Simulator::with_size(ui::settings(), size, self.view())
    }

    /// The window as it is.
    pub fn view(&self) -> Element<'_, Message> {
        self.emulator.view(&self.program)
    }

    /// Whether a text is on the screen now.
    pub fn is_shown(&self, text: &str) -> bool {
        self.simulator().find(text).is_ok()
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
                let picture = draw::folder().join("waited-in-vain.png");
                let _ = std::fs::create_dir_all(draw::folder());
                let size = (u32::from(SIZE.0), u32::from(SIZE.1));
                draw::draw(self.view(), Theme::Light, size, 1.0, &[], &picture);
                panic!("waited in vain: {what}; see {}", picture.display());
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
}
