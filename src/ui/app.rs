//! The root of the window: opens the data folder, starts the engine, shows the frame and a screen in it.

mod engine;
mod frame;
mod licence;
mod look;
mod notes;
mod opening;
mod printer;
mod setup;

pub use look::{Appearance, Look};
pub use opening::Start;
pub use setup::Message as SetupMessage;

use super::{
    Element, Theme,
    context::{Answer, Context},
    screen::{self, Ask, Page, Screens},
};
use crate::{
    domain::{id::BatchId, ticket::Ticket},
    i18n::Language,
    store::Store,
};
use engine::{Engine, Standing};
use iced::{Subscription, Task, window};
use notes::Notes;
use opening::Opened;
use std::{path::PathBuf, process::ExitCode, time::Duration};

/// Opens the window on a data folder; with `demo` on the demo Location. Returns when it is closed.
pub fn run(folder: PathBuf, demo: bool) -> ExitCode {
    match program(Start::new(folder, demo)).run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window cannot be opened");
            ExitCode::FAILURE
        }
    }
}

/// The window as a program of iced.
fn program(
    start: Start,
) -> iced::Application<impl iced::Program<State = App, Message = Message, Theme = Theme>> {
    iced::application(move || App::new(start.clone()), App::update, App::view)
        .title(App::title)
        .theme(App::theme)
        .scale_factor(App::scale_factor)
        .subscription(App::subscription)
        .settings(super::settings())
        .window(window::Settings {
            // The smallest screen that a desk's PC is expected to have; without a window manager nothing would shrink it.
            size: iced::Size::new(1280.0, 720.0),
            min_size: Some(iced::Size::new(1024.0, 640.0)),
            #[cfg(target_os = "linux")]
            platform_specific: window::settings::PlatformSpecific {
                application_id: APP_ID.to_owned(),
                ..Default::default()
            },
            ..window::Settings::default()
        })
}

/// By which the desktop knows the window: the base name of its .desktop file.
#[cfg(target_os = "linux")]
const APP_ID: &str = "innkeeper";

/// The window.
pub struct App {
    start: Start,
    look: Look,
    stage: Stage,
    modal: Option<Modal>,
    notes: Notes,
}

/// How far the window has come.
enum Stage {
    /// The data folder is being opened.
    Opening,
    /// It cannot be opened.
    Failed(std::sync::Arc<crate::services::Error>),
    /// There is none yet, and it is being made.
    SettingUp(Box<setup::Setup>),
    /// It is open.
    Open(Box<House>),
}

/// An open data folder, with its engine and its screens.
struct House {
    context: Context,
    engine: Engine,
    standing: Standing,
    printer: Option<printer::Standing>,
    screens: Screens,
}

/// A dialog of the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modal {
    /// The keys of the page.
    Keys,
    /// Language, light and dark, size of text.
    Look,
}

/// What happens in the window.
#[allow(clippy::large_enum_variant, reason = "a message lives for one update")]
#[derive(Clone)]
pub enum Message {
    /// The data folder was opened, or not.
    Opened(Answer<Opened>),
    /// The engine started, or not.
    EngineTold(engine::Told),
    /// Something was committed, by whomever, or an unknown client knocked.
    Changed,
    /// How the printer of the desk is; none where the house has none.
    Printer(Option<printer::Standing>),
    /// The numbers of the status line.
    Standing(engine::Numbers),
    /// The Location as it is now.
    LocationRead(Answer<crate::domain::location::Location>),
    /// A second has passed.
    Tick,
    /// On a screen.
    Screen(screen::Message),
    /// Show a page.
    Open(Page),
    /// Go back.
    Back,
    /// Find something.
    Search,
    /// The page has a search field, which now has the focus, or not.
    Searching(bool),
    /// Whether the issue of this ticket can still be taken back.
    UndoStands(u64, bool),
    /// Show a dialog of the frame.
    Show(Modal),
    /// Close the dialog of the frame.
    Close,
    /// Another language.
    Language(Language),
    /// Light, dark, high contrast, or as the system says.
    Appearance(Appearance),
    /// Another size of text, in per cent.
    TextSize(u16),
    /// The settings were kept, or not.
    LookKept(Answer<()>),
    /// Take the issue of a toast back.
    Undo(notes::Id),
    /// The issue was taken back, or not.
    Undone(Answer<Ticket>),
    /// Take a toast away.
    Dismiss(notes::Id),
    /// Open the data folder again.
    TryAgain,
    /// Open the demo instead.
    OpenDemo,
    /// On the form that sets a Location up.
    SetUp(setup::Message),
    /// A file was dropped on the window.
    Dropped(PathBuf),
    /// Nothing.
    None,
}

impl App {
    /// The window shows at once; the data folder is opened meanwhile.
    pub fn new(start: Start) -> (Self, Task<Message>) {
        let open = start.open();
        let app = Self {
            start,
            look: Look::default(),
            stage: Stage::Opening,
            modal: None,
            notes: Notes::default(),
        };
        (app, open)
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        if let Stage::Open(house) = &mut self.stage {
            house.context.now = (self.start.clock)();
        }
        match message {
            Message::Opened(Ok(opened)) => self.opened(opened),
            Message::Opened(Err(error)) => self.failed(error),
            Message::EngineTold(told) => self.engine_told(told),
            Message::Changed => self.changed(),
            Message::Printer(standing) => self.with_house(|house| {
                house.printer = standing;
                Task::none()
            }),
            Message::Standing(numbers) => self.standing(numbers),
            Message::LocationRead(read) => self.with_house(|house| house.location_read(read)),
            Message::Tick => self.tick(),
            Message::Screen(message) => self.screen(message),
            Message::Open(page) => self.with_house(|house| house.open(page)),
            Message::Back => self.with_house(House::back),
            Message::Search => search(),
            Message::Searching(found) => self.searching(found),
            Message::UndoStands(serial, stands) => self.undo_stands(serial, stands),
            Message::Show(modal) => self.show(Some(modal)),
            Message::Close => self.show(None),
            Message::Language(language) => self.look_changed(|look| look.language = language),
            Message::Appearance(chosen) => self.look_changed(|look| look.appearance = chosen),
            Message::TextSize(percent) => self.look_changed(|look| look.text_size = percent),
            Message::LookKept(kept) => self.look_kept(kept),
            Message::Undo(id) => self.undo(id),
            Message::Undone(undone) => self.undone(undone),
            Message::Dismiss(id) => self.dismiss(id),
            Message::TryAgain => self.try_again(),
            Message::OpenDemo => self.open_demo(),
            Message::SetUp(message) => self.set_up(message),
            Message::Dropped(path) => self.with_house(|house| house.dropped(&path)),
            Message::None => Task::none(),
        }
    }

    fn opened(&mut self, opened: Opened) -> Task<Message> {
        self.look = opened.look;
        let context = Context {
            store: opened.store,
            location: opened.location,
            language: self.look.language,
            now: (self.start.clock)(),
            clock: self.start.clock,
            installation: opened.installation,
        };
        let (screens, asked) = Screens::new(&context);
        let mut house = House {
            engine: Engine::Starting,
            standing: Standing::default(),
            printer: None,
            screens,
            context,
        };
        let started = engine::start(&house.context, self.start.ports);
        let counted = house.count();
        self.stage = Stage::Open(Box::new(house));
        Task::batch([asked.map(Message::Screen), started, counted])
    }

    fn failed(&mut self, error: std::sync::Arc<crate::services::Error>) -> Task<Message> {
        tracing::error!(%error, "the data folder cannot be opened");
        self.stage = Stage::Failed(error);
        Task::none()
    }

    fn with_house(&mut self, work: impl FnOnce(&mut House) -> Task<Message>) -> Task<Message> {
        match &mut self.stage {
            Stage::Open(house) => work(house),
            Stage::Opening | Stage::Failed(_) | Stage::SettingUp(_) => Task::none(),
        }
    }

    fn changed(&mut self) -> Task<Message> {
        let offered = self.notes.undo_offered();
        self.with_house(|house| {
            let stands = offered.map(|serial| house.undo_stands(serial));
            Task::batch([Some(house.changed()), stands].into_iter().flatten())
        })
    }

    fn standing(&mut self, numbers: engine::Numbers) -> Task<Message> {
        let Stage::Open(house) = &mut self.stage else {
            return Task::none();
        };
        house.counted(numbers);
        match house.licence_notice() {
            Some((note, told)) => Task::batch([self.notes.tell(note, house.context.now), told]),
            None => Task::none(),
        }
    }

    /// Pages without a search field go to the desk's, which finds anything.
    fn searching(&mut self, found: bool) -> Task<Message> {
        if found {
            return Task::none();
        }
        self.with_house(|house| house.open(Page::Desk).chain(begin_search()))
    }

    fn undo_stands(&mut self, serial: u64, stands: bool) -> Task<Message> {
        if !stands {
            self.notes.forget_undo(serial);
        }
        Task::none()
    }

    fn engine_told(&mut self, told: engine::Told) -> Task<Message> {
        let ports = self.start.ports;
        self.with_house(|house| house.engine_told(told, ports))
    }

    fn screen(&mut self, message: screen::Message) -> Task<Message> {
        let Stage::Open(house) = &mut self.stage else {
            return Task::none();
        };
        let action = house.screens.update(message, &house.context);
        let mut tasks = vec![action.task.map(Message::Screen)];
        for ask in action.asks {
            tasks.push(match ask {
                Ask::Open(page) => house.open(page),
                Ask::Back => house.back(),
                Ask::ShowBatch(batch) => house.show_batch(batch),
                Ask::ShowSessions(serial) => house.show_sessions(serial),
                Ask::ShowGateway(name) => house.show_gateway(name),
                Ask::IssueFor {
                    user_id,
                    ticket_type,
                } => house.issue_for(user_id, ticket_type),
                Ask::Tell(note) => self.notes.tell(note, house.context.now),
                Ask::Undo(serial) => {
                    self.notes.forget_undo(serial);
                    house.undo(serial)
                }
            });
        }
        Task::batch(tasks)
    }

    fn tick(&mut self) -> Task<Message> {
        self.notes.drop_over((self.start.clock)());
        Task::none()
    }

    fn show(&mut self, modal: Option<Modal>) -> Task<Message> {
        self.modal = modal;
        Task::none()
    }

    fn undo(&mut self, id: notes::Id) -> Task<Message> {
        let serial = self.notes.take(id).and_then(|note| note.undo);
        match (&self.stage, serial) {
            (Stage::Open(house), Some(serial)) => house.undo(serial),
            _ => Task::none(),
        }
    }

    fn undone(&mut self, undone: Answer<Ticket>) -> Task<Message> {
        let Stage::Open(house) = &self.stage else {
            return Task::none();
        };
        let note = notes::of_undo(&house.context, undone);
        self.notes.tell(note, house.context.now)
    }

    fn dismiss(&mut self, id: notes::Id) -> Task<Message> {
        let _ = self.notes.take(id);
        Task::none()
    }

    fn try_again(&mut self) -> Task<Message> {
        self.stage = Stage::Opening;
        self.start.open()
    }

    fn open_demo(&mut self) -> Task<Message> {
        self.start = self.start.as_demo();
        self.try_again()
    }

    fn look_changed(&mut self, change: impl FnOnce(&mut Look)) -> Task<Message> {
        change(&mut self.look);
        let look = self.look;
        self.with_house(|house| {
            house.context.language = look.language;
            look.keep(&house.context)
        })
    }

    fn look_kept(&mut self, kept: Answer<()>) -> Task<Message> {
        let (Stage::Open(house), Err(error)) = (&self.stage, kept) else {
            return Task::none();
        };
        let note = notes::of_refusal(&house.context, &error);
        self.notes.tell(note, house.context.now)
    }

    fn title(&self) -> String {
        match &self.stage {
            Stage::Open(house) => format!(
                "{} – {} – {}",
                house.screens.title(&house.context),
                house.context.location.name,
                crate::t!(self.look.language.words(), "app-name")
            ),
            _ => crate::t!(self.look.language.words(), "app-name"),
        }
    }

    /// None = as the system says.
    fn theme(&self) -> Option<Theme> {
        self.look.appearance.theme()
    }

    fn scale_factor(&self) -> f32 {
        f32::from(self.look.text_size) / 100.0
    }

    /// The window.
    pub fn view(&self) -> Element<'_, Message> {
        frame::view(self)
    }

    /// What comes without being asked for: commits, and seconds while something counts them.
    pub fn subscription(&self) -> Subscription<Message> {
        let Stage::Open(house) = &self.stage else {
            return Subscription::none();
        };
        let counting = self.notes.are_counting() || house.screens.is_counting(&house.context);
        let tick = if counting {
            iced::time::every(Duration::from_secs(1)).map(|_| Message::Tick)
        } else {
            Subscription::none()
        };
        let dropped = iced::event::listen_with(|event, _, _| match event {
            iced::Event::Window(window::Event::FileDropped(path)) => Some(Message::Dropped(path)),
            _ => None,
        });
        Subscription::batch([house.follow(), house.follow_printer(), tick, dropped])
    }
}

/// Gives the page's search field the focus, and says whether there is one. What was looked for before is marked, so that
/// typing replaces it.
fn search() -> Task<Message> {
    let asked = iced::widget::operation::is_focused(super::widget::id(screen::SEARCH));
    let said = asked
        .collect()
        .map(|answers| Message::Searching(answers.contains(&true)));
    begin_search().chain(said)
}

fn begin_search() -> Task<Message> {
    let mark = iced::widget::operation::select_all(super::widget::id(screen::SEARCH));
    screen::focus(screen::SEARCH).chain(mark)
}

impl House {
    fn store(&self) -> &Store {
        &self.context.store
    }

    fn open(&mut self, page: Page) -> Task<Message> {
        self.screens.open(page, &self.context).map(Message::Screen)
    }

    fn back(&mut self) -> Task<Message> {
        self.screens.back(&self.context).map(Message::Screen)
    }

    fn dropped(&mut self, path: &std::path::Path) -> Task<Message> {
        let path = path.display().to_string();
        self.screens
            .dropped(path, &self.context)
            .map(Message::Screen)
    }

    fn show_gateway(&mut self, name: String) -> Task<Message> {
        let shown = self.screens.show_gateway(name, &self.context);
        shown.map(Message::Screen)
    }

    fn show_batch(&mut self, batch: BatchId) -> Task<Message> {
        self.screens
            .show_batch(batch, &self.context)
            .map(Message::Screen)
    }

    fn show_sessions(&mut self, serial: u64) -> Task<Message> {
        self.screens
            .show_sessions(serial, &self.context)
            .map(Message::Screen)
    }

    fn issue_for(&mut self, user_id: String, ticket_type: Option<String>) -> Task<Message> {
        self.screens
            .issue_for(user_id, ticket_type, &self.context)
            .map(Message::Screen)
    }

    /// Asks whether the issue can still be taken back: a guest may have logged in, or another desk have cancelled it.
    fn undo_stands(&self, serial: u64) -> Task<Message> {
        use crate::domain::ticket::Status;
        self.context.ask(
            move |store, now| {
                let ticket = store.read(|reader| reader.ticket_by_serial(serial))?;
                Ok(ticket.status(now) == Status::NoUse)
            },
            move |stands| Message::UndoStands(serial, stands.unwrap_or(true)),
        )
    }

    fn changed(&mut self) -> Task<Message> {
        let counted = self.count();
        let refreshed = self.screens.refresh(&self.context).map(Message::Screen);
        let location = self.context.ask(
            |store, _| crate::services::location::show(store),
            Message::LocationRead,
        );
        Task::batch([counted, refreshed, location])
    }

    /// The zone, the currency and the way prices are written are everywhere on the screens.
    fn location_read(&mut self, read: Answer<crate::domain::location::Location>) -> Task<Message> {
        // What cannot be read is said by the screen that shows it.
        if let Ok(location) = read
            && location != *self.context.location
        {
            self.context.location = std::sync::Arc::new(location);
        }
        Task::none()
    }

    fn undo(&self, serial: u64) -> Task<Message> {
        use crate::services::{Actor, cancel};
        self.context.ask(
            move |store, now| cancel::undo(store, now, Actor::Desk, serial),
            Message::Undone,
        )
    }
}
