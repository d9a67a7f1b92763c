//! The licence of this Location: how it stands, the request for one, the six notices and what became of it; and the dialogs
//! that enter a licence and force Access denied.

mod denying;
mod entering;
mod history;
mod requesting;
mod standing;

pub(in crate::ui) use standing::{days_left, warnings};

use super::{Action, KeyHelp, Page, focus, papers};
use crate::{
    domain::time::Instant,
    services::{
        self, Error,
        licences::{self, Asked, Entry, Installation, NoticeLine, Overview},
    },
    store::Store,
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        icon::Icon,
        scale::Space,
        theme::Tone,
        widget::{self, Dialog, button},
    },
};
use denying::Denying;
pub use denying::Message as DenyMessage;
use entering::Entering;
pub use entering::Message as EnterMessage;
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, Row, container},
};
use requesting::Requesting;
pub use requesting::{Field, Message as RequestMessage};
use std::sync::Arc;

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
    /// State, end, devices, capacity, contact.
    #[default]
    Standing,
    /// The form of a request.
    Request,
    /// The six notices, and the log.
    History,
}

impl Section {
    const ALL: [Self; 3] = [Self::Standing, Self::Request, Self::History];

    fn icon(self) -> Icon {
        match self {
            Self::Standing => Icon::BadgeCheck,
            Self::Request => Icon::FileText,
            Self::History => Icon::History,
        }
    }

    fn word(self, context: &Context) -> String {
        let words = context.words();
        match self {
            Self::Standing => t!(words, "licence-standing"),
            Self::Request => t!(words, "licence-request"),
            Self::History => t!(words, "licence-history"),
        }
    }
}

/// What is on the screen, of one moment.
#[derive(Debug, Clone)]
pub struct Board {
    overview: Overview,
    notices: Vec<NoticeLine>,
    log: Vec<Entry>,
    asked: Asked,
    /// Licences are issued from this data folder.
    distributes: bool,
}

fn board(store: &Store, installation: &Installation, now: Instant) -> services::Result<Board> {
    Ok(Board {
        overview: licences::overview(store, installation, now)?,
        notices: licences::notices(store, now)?,
        log: licences::log(store)?,
        asked: licences::prefill(store)?,
        distributes: licences::distributor::profile(store)?.is_some(),
    })
}

/// What is open above the page.
#[derive(Debug)]
enum Open {
    Entering(Entering),
    Denying(Denying),
    Report(papers::Handed),
}

/// The screen.
#[derive(Debug, Default)]
pub struct Licence {
    section: Section,
    asked: Question,
    board: Option<Box<Board>>,
    trouble: Option<Arc<Error>>,
    requesting: Option<Requesting>,
    open: Option<Open>,
}

/// What happened on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// What is stored.
    Board(Question, Answer<Box<Board>>),
    /// Show a section.
    Show(Section),
    /// Show the section so many further.
    Step(isize),
    /// Enter a licence: the button *License*.
    Enter,
    /// In that dialog.
    Entering(EnterMessage),
    /// Force Access denied, or lift it.
    Deny(bool),
    /// In that dialog.
    Denying(DenyMessage),
    /// In the form of a request.
    Requesting(RequestMessage),
    /// Put something on the clipboard.
    Copy(String),
    /// Make a report for the distributor.
    Report,
    /// It was made, or not.
    Reported(Answer<papers::Handed>),
    /// With the report.
    InReport(papers::Message),
    /// To the distributor's side.
    Distribute,
    /// Close the dialog.
    Close,
}

impl Licence {
    /// Empty until it is shown: `refresh` asks for what is on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Its title.
    pub fn title(&self, context: &Context) -> String {
        t!(context.words(), "page-licence")
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Board(asked, board) => self.board(asked, board),
            Message::Show(section) => self.show(section),
            Message::Step(by) => self.step(by),
            Message::Enter => self.enter(String::new()),
            Message::Entering(message) => self.entering(message, context),
            Message::Deny(denied) => {
                self.open = Some(Open::Denying(Denying::new(denied)));
                Action::run(focus(denying::REASON))
            }
            Message::Denying(message) => self.denying(message, context),
            Message::Requesting(message) => match &mut self.requesting {
                Some(requesting) => requesting.update(message, context).map(Message::Requesting),
                None => Action::none(),
            },
            Message::Copy(text) => Action::run(iced::clipboard::write(text))
                .and_tell(Tone::Success, t!(context.words(), "copied")),
            Message::Report => Action::run(context.ask(
                |store, now| {
                    let report = licences::report(store, now)?;
                    papers::hand_over(
                        store,
                        &format!("report-{}", now.format("%Y-%m-%d")),
                        &report,
                        None,
                    )
                },
                Message::Reported,
            )),
            Message::Reported(Ok(handed)) => {
                self.open = Some(Open::Report(handed));
                Action::none()
            }
            Message::Reported(Err(error)) => Action::tell(Tone::Danger, context.refusal(&error)),
            Message::InReport(message) => match &self.open {
                Some(Open::Report(handed)) => {
                    handed.update(message, context).map(Message::InReport)
                }
                _ => Action::none(),
            },
            Message::Distribute => Action::open(Page::Distributor),
            Message::Close => {
                self.open = None;
                Action::none()
            }
        }
    }

    /// Shown, or something was committed: asks again.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let asked = self.asked.ask();
        let installation = context.installation.clone();
        context.ask(
            move |store, now| board(store, &installation, now).map(Box::new),
            move |answer| Message::Board(asked, answer),
        )
    }

    /// A file was dropped on the window: it may be a licence.
    pub fn dropped(&mut self, path: String) -> Task<Message> {
        self.enter(path).task
    }

    fn board(&mut self, asked: Question, board: Answer<Box<Board>>) -> Action<Message> {
        if asked != self.asked {
            return Action::none();
        }
        match board {
            Err(error) => self.trouble = Some(error),
            Ok(board) => {
                self.trouble = None;
                if self.requesting.is_none() {
                    self.requesting = Some(Requesting::of(&board.asked));
                }
                self.board = Some(board);
            }
        }
        Action::none()
    }

    fn show(&mut self, section: Section) -> Action<Message> {
        self.section = section;
        match section {
            Section::Request => Action::run(focus(Field::Partner.name())),
            Section::Standing | Section::History => Action::none(),
        }
    }

    fn step(&mut self, by: isize) -> Action<Message> {
        let place = Section::ALL
            .iter()
            .position(|section| *section == self.section)
            .unwrap_or(0);
        let place = place.saturating_add_signed(by).min(Section::ALL.len() - 1);
        self.show(Section::ALL.get(place).copied().unwrap_or_default())
    }

    fn enter(&mut self, path: String) -> Action<Message> {
        let first = if path.is_empty() {
            entering::NUMBER
        } else {
            entering::PATH
        };
        self.open = Some(Open::Entering(Entering::new(path)));
        Action::run(focus(first))
    }

    fn entering(&mut self, message: EnterMessage, context: &Context) -> Action<Message> {
        let Some(Open::Entering(entering)) = &mut self.open else {
            return Action::none();
        };
        if let EnterMessage::Entered(Ok(overview)) = &message {
            let said = standing::entered(context, overview);
            self.open = None;
            self.section = Section::Standing;
            return Action::run(self.refresh(context)).and_tell(Tone::Success, said);
        }
        Action::run(entering.update(message, context).map(Message::Entering))
    }

    fn denying(&mut self, message: DenyMessage, context: &Context) -> Action<Message> {
        let Some(Open::Denying(denying)) = &mut self.open else {
            return Action::none();
        };
        if let DenyMessage::Done(Ok(denied)) = &message {
            let words = context.words();
            let said = if *denied {
                t!(words, "licence-denied-done")
            } else {
                t!(words, "licence-allowed-done")
            };
            self.open = None;
            return Action::run(self.refresh(context)).and_tell(Tone::Success, said);
        }
        Action::run(denying.update(message, context).map(Message::Denying))
    }

    /// What is to be seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        if let Some(error) = &self.trouble {
            let said = context.sentence(error);
            let empty = widget::empty(Icon::Warning, said.happened, said.to_do, None);
            return widget::page(self.title(context), [], empty);
        }
        let (Some(board), Some(requesting)) = (&self.board, &self.requesting) else {
            return widget::page(self.title(context), [], iced::widget::Space::new());
        };
        let inside = match self.section {
            Section::Standing => standing::view(context, board),
            Section::Request => requesting.view(context).map(Message::Requesting),
            Section::History => history::view(context, board),
        };
        let enter = button(t!(words, "licence-enter"))
            .icon(Icon::Key)
            .key("Ctrl+L")
            .on_press(Message::Enter);
        let enter = if self.section == Section::Standing {
            enter.primary()
        } else {
            enter
        };
        let entries = Section::ALL.into_iter().map(|section| {
            widget::nav(
                section.icon(),
                section.word(context),
                section == self.section,
                Message::Show(section),
            )
        });
        let distributor = widget::nav(
            Icon::Users,
            if board.distributes {
                t!(words, "page-distributor")
            } else {
                t!(words, "licence-distribute")
            },
            false,
            Message::Distribute,
        );
        let list = Column::with_children(entries)
            .push(iced::widget::Space::new().height(Length::Fill))
            .push(distributor)
            .spacing(2)
            .width(SECTIONS);
        let body = Row::new()
            .push(list)
            .push(
                container(widget::scroll(inside))
                    .width(Length::Fill)
                    .height(Length::Fill),
            )
            .spacing(Space::Wide)
            .height(Length::Fill);
        widget::page(self.title(context), [enter.into()], body)
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        let words = context.words();
        Some(match self.open.as_ref()? {
            Open::Entering(entering) => entering.dialog(context).map(|message| match message {
                EnterMessage::Close => Message::Close,
                message => Message::Entering(message),
            }),
            Open::Denying(denying) => denying.dialog(context).map(|message| match message {
                DenyMessage::Close => Message::Close,
                message => Message::Denying(message),
            }),
            Open::Report(handed) => widget::dialog(
                t!(words, "licence-report"),
                t!(words, "close"),
                Message::Close,
            )
            .wide()
            .body(
                handed
                    .view(context, t!(words, "licence-report-what"))
                    .map(Message::InReport),
            ),
        })
    }

    /// What a key means.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match key {
            Key::Named(Named::PageDown) => Some(Message::Step(1)),
            Key::Named(Named::PageUp) => Some(Message::Step(-1)),
            Key::Named(Named::Enter) if self.section == Section::Request => {
                Some(Message::Requesting(RequestMessage::Send))
            }
            Key::Character(one) if modifiers.control() && one.eq_ignore_ascii_case("l") => {
                Some(Message::Enter)
            }
            _ => None,
        }
    }

    /// The keys, for F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        let words = context.words();
        vec![
            ("Ctrl+L".to_owned(), t!(words, "licence-enter-what")),
            (
                t!(words, "location-key-sections-keys"),
                t!(words, "location-key-sections"),
            ),
        ]
    }

    /// Whether something changes by the second.
    pub fn is_counting(&self, _context: &Context) -> bool {
        false
    }
}

/// The width of the list of sections, in logical pixels.
const SECTIONS: f32 = 212.0;
