//! The distributor's side: all Locations on a time line and as a list, requests in, licences out, and the key.

mod board;
mod detail;
mod issuing;
mod key;
mod list;
mod requests;

use super::{Action, KeyHelp, focus, papers};
use crate::{
    services::{
        self, Error,
        licences::{
            self, Filter, Listed,
            distributor::{self as service, Incoming, Profile},
        },
    },
    store::Store,
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        icon::Icon,
        scale::Space,
        theme::Tone,
        widget::{self, Dialog, choice},
    },
};
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, container},
};
use issuing::Issuing;
pub use issuing::Message as IssueMessage;
use key::Keys;
pub use key::Message as KeyMessage;
use list::List;
pub use list::Message as ListMessage;
pub use requests::Message as RequestsMessage;
use requests::Requests;
use std::sync::Arc;
use uuid::Uuid;

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Counts by state, and what ends next.
    #[default]
    Dashboard,
    /// All Locations, with filters.
    Locations,
    /// Requests in.
    Requests,
    /// Key and profile.
    Key,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Dashboard, Self::Locations, Self::Requests, Self::Key];
}

/// What is on the screen, of one moment.
#[derive(Debug, Clone)]
pub struct Board {
    profile: Option<Profile>,
    rows: Vec<Listed>,
    requests: Vec<Incoming>,
}

fn board(store: &Store, now: crate::domain::time::Instant) -> services::Result<Board> {
    Ok(Board {
        profile: service::profile(store)?,
        rows: licences::list(store, now, &Filter::default())?,
        requests: service::requests(store)?,
    })
}

/// What is open above the page.
#[derive(Debug)]
enum Open {
    /// A paper is taken in.
    Taking(requests::Taking),
    /// A licence is issued.
    Issuing(Box<Issuing>),
    /// A licence to hand over.
    Handed(papers::Handed),
}

/// The screen.
#[derive(Debug, Default)]
pub struct Distributor {
    tab: Tab,
    asked: Question,
    board: Option<Box<Board>>,
    trouble: Option<Arc<Error>>,
    /// All Locations.
    list: List,
    /// Those that end next, of the dashboard.
    ending: List,
    requests: Requests,
    keys: Keys,
    open: Option<Open>,
}

/// What happened on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// What is stored.
    Board(Question, Answer<Box<Board>>),
    /// Another part.
    Tab(Tab),
    /// In the list of Locations.
    List(ListMessage),
    /// In the list of those that end next.
    Ending(ListMessage),
    /// In the requests.
    Requests(RequestsMessage),
    /// With the key.
    Keys(KeyMessage),
    /// Take a paper in: a request, or a report.
    Take,
    /// In that dialog.
    Taking(requests::TakeMessage),
    /// Issue the licence that answers the selected request.
    Issue,
    /// In that dialog.
    Issuing(IssueMessage),
    /// With a licence to hand over.
    Handed(papers::Message),
    /// A licence that was issued is here once more, or not.
    Again(Answer<papers::Handed>),
    /// Close the dialog.
    Close,
}

impl Distributor {
    /// Empty until it is shown: `refresh` asks for what is on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Its title.
    pub fn title(&self, context: &Context) -> String {
        t!(context.words(), "page-distributor")
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Board(asked, board) => {
                if asked == self.asked {
                    match board {
                        Ok(board) => {
                            let first = self.board.is_none();
                            self.take(board, context);
                            // Who has no key yet begins with the form.
                            if first && !self.has_key() {
                                return Action::run(focus(key::NAME));
                            }
                        }
                        Err(error) => self.trouble = Some(error),
                    }
                }
                Action::none()
            }
            Message::Tab(tab) => self.show(tab),
            Message::List(message) => self.in_list(message, false, context),
            Message::Ending(message) => self.in_list(message, true, context),
            Message::Requests(message) => {
                let opens = matches!(
                    &message,
                    RequestsMessage::Table(widget::table::Event::Activate(_))
                );
                self.requests.update(message);
                if opens { self.issue() } else { Action::none() }
            }
            Message::Keys(message) => self.keys.update(message, context).map(Message::Keys),
            Message::Take => self.taking(String::new()),
            Message::Taking(message) => self.in_taking(message, context),
            Message::Issue => self.issue(),
            Message::Issuing(message) => self.in_issuing(message, context),
            Message::Handed(message) => match &self.open {
                Some(Open::Handed(handed)) => handed.update(message, context).map(Message::Handed),
                _ => Action::none(),
            },
            Message::Again(Ok(handed)) => {
                self.open = Some(Open::Handed(handed));
                Action::run(focus(papers::COPY))
            }
            Message::Again(Err(error)) => Action::tell(Tone::Danger, context.refusal(&error)),
            Message::Close => {
                self.open = None;
                Action::none()
            }
        }
    }

    fn take(&mut self, board: Box<Board>, context: &Context) {
        self.trouble = None;
        self.keys.take(board.profile.as_ref());
        self.requests.take(board.requests.clone());
        self.list.take(board.rows.clone());
        let ending = board
            .rows
            .iter()
            .filter(|row| board::ends_soon(row, context.now));
        self.ending.take(ending.cloned().collect());
        self.board = Some(board);
    }

    fn has_key(&self) -> bool {
        self.board
            .as_ref()
            .is_some_and(|board| board.profile.is_some())
    }

    fn show(&mut self, tab: Tab) -> Action<Message> {
        self.tab = tab;
        match tab {
            Tab::Key => Action::run(focus(key::NAME)),
            Tab::Dashboard | Tab::Locations | Tab::Requests => Action::none(),
        }
    }

    /// Shown, or something was committed: asks again.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let asked = self.asked.ask();
        context.ask(
            |store, now| board(store, now).map(Box::new),
            move |answer| Message::Board(asked, answer),
        )
    }

    /// A file was dropped on the window: a request or a report.
    pub fn dropped(&mut self, path: String) -> Task<Message> {
        self.taking(path).task
    }

    fn taking(&mut self, path: String) -> Action<Message> {
        let first = if path.is_empty() {
            requests::NUMBER
        } else {
            requests::PATH
        };
        self.open = Some(Open::Taking(requests::Taking::new(path)));
        Action::run(focus(first))
    }

    fn in_taking(&mut self, message: requests::TakeMessage, context: &Context) -> Action<Message> {
        let Some(Open::Taking(taking)) = &mut self.open else {
            return Action::none();
        };
        if let requests::TakeMessage::Taken(Ok(taken)) = &message {
            let said = requests::taken(context, taken);
            self.open = None;
            if let requests::Taken::Request(id) = taken {
                self.tab = Tab::Requests;
                self.requests.select(*id);
            }
            return Action::run(self.refresh(context)).and_tell(Tone::Success, said);
        }
        Action::run(taking.update(message, context).map(Message::Taking))
    }

    fn issue(&mut self) -> Action<Message> {
        let Some(incoming) = self.requests.selected() else {
            return Action::none();
        };
        self.open = Some(Open::Issuing(Box::new(Issuing::answer(incoming))));
        Action::run(focus(issuing::PASSPHRASE))
    }

    fn in_issuing(&mut self, message: IssueMessage, context: &Context) -> Action<Message> {
        let Some(Open::Issuing(issuing)) = &mut self.open else {
            return Action::none();
        };
        if let IssueMessage::Issued(Ok(handed)) = message {
            self.open = Some(Open::Handed(handed));
            let said = t!(context.words(), "distributor-issued");
            let again = self.refresh(context);
            return Action::run(Task::batch([again, focus(papers::COPY)]))
                .and_tell(Tone::Success, said);
        }
        Action::run(issuing.update(message, context).map(Message::Issuing))
    }

    fn in_list(
        &mut self,
        message: ListMessage,
        ending: bool,
        context: &Context,
    ) -> Action<Message> {
        let list = if ending {
            &mut self.ending
        } else {
            &mut self.list
        };
        match message {
            ListMessage::Renew => {
                let Some(row) = list.selected() else {
                    return Action::none();
                };
                let Some(grant) = &row.grant else {
                    return Action::none();
                };
                self.open = Some(Open::Issuing(Box::new(Issuing::renew(row, grant))));
                Action::run(focus(issuing::PASSPHRASE))
            }
            ListMessage::Again(id) => self.again(id, context),
            ListMessage::State(status) if ending => {
                self.tab = Tab::Locations;
                self.list
                    .update(ListMessage::State(status), context)
                    .map(Message::List)
            }
            message if ending => list.update(message, context).map(Message::Ending),
            message => list.update(message, context).map(Message::List),
        }
    }

    #[allow(clippy::unused_self, reason = "one of the things that it does")]
    fn again(&self, id: Uuid, context: &Context) -> Action<Message> {
        let language = context.language;
        Action::run(context.ask(
            move |store, _| {
                let signed = service::issued(store, id)?;
                issuing::hand_over(store, &signed, language)
            },
            Message::Again,
        ))
    }

    /// What is to be seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        if let Some(error) = &self.trouble {
            let said = context.sentence(error);
            let empty = widget::empty(Icon::Warning, said.happened, said.to_do, None);
            return widget::page(self.title(context), [], empty);
        }
        let Some(board) = &self.board else {
            return widget::page(self.title(context), [], iced::widget::Space::new());
        };
        if !self.has_key() {
            let form = widget::scroll(self.keys.set_up(context).map(Message::Keys));
            return widget::page(self.title(context), [], form);
        }
        let open = self
            .requests
            .all()
            .iter()
            .filter(|one| one.answered.is_empty())
            .count();
        let requests = if open == 0 {
            t!(words, "distributor-requests")
        } else {
            t!(words, "distributor-requests-open", count = open)
        };
        let tabs = [
            (Tab::Dashboard, t!(words, "distributor-dashboard")),
            (Tab::Locations, t!(words, "distributor-locations")),
            (Tab::Requests, requests),
            (Tab::Key, t!(words, "distributor-key")),
        ];
        let tabs = container(
            choice("", tabs, Some(self.tab))
                .on_choose(Message::Tab)
                .id(widget::id(TABS)),
        )
        .max_width(640);
        let inside = match self.tab {
            Tab::Dashboard => board::view(context, board, &self.ending).map(Message::Ending),
            Tab::Locations => self.list.view(context, true).map(Message::List),
            Tab::Requests => self.requests.view(context),
            Tab::Key => widget::scroll(self.keys.view(context).map(Message::Keys)),
        };
        let whole = Column::new()
            .push(tabs)
            .push(container(inside).height(Length::Fill))
            .spacing(Space::Normal);
        let take = widget::button(t!(words, "distributor-take"))
            .icon(Icon::Download)
            .key("Ctrl+L")
            .on_press(Message::Take);
        widget::page(self.title(context), [take.into()], whole)
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        let words = context.words();
        Some(match self.open.as_ref()? {
            Open::Taking(taking) => taking.dialog(context).map(|message| match message {
                requests::TakeMessage::Close => Message::Close,
                message => Message::Taking(message),
            }),
            Open::Issuing(issuing) => issuing.dialog(context).map(|message| match message {
                IssueMessage::Close => Message::Close,
                message => Message::Issuing(message),
            }),
            Open::Handed(handed) => widget::dialog(
                t!(words, "distributor-handed-title"),
                t!(words, "close"),
                Message::Close,
            )
            .wide()
            .body(
                handed
                    .view(context, t!(words, "distributor-handed"))
                    .map(Message::Handed),
            ),
        })
    }

    /// What a key means.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        if !self.has_key() {
            return None;
        }
        let place = Tab::ALL.iter().position(|tab| *tab == self.tab)?;
        match key {
            Key::Named(Named::PageDown) => Tab::ALL.get(place + 1).copied().map(Message::Tab),
            Key::Named(Named::PageUp) => Tab::ALL
                .get(place.checked_sub(1)?)
                .copied()
                .map(Message::Tab),
            Key::Character(one) if modifiers.control() && one.eq_ignore_ascii_case("l") => {
                Some(Message::Take)
            }
            Key::Named(Named::F2) => match self.tab {
                Tab::Requests => Some(Message::Issue),
                Tab::Locations => Some(Message::List(ListMessage::Renew)),
                Tab::Dashboard => Some(Message::Ending(ListMessage::Renew)),
                Tab::Key => None,
            },
            _ => None,
        }
    }

    /// The keys, for F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        let words = context.words();
        vec![
            ("Ctrl+L".to_owned(), t!(words, "distributor-take-what")),
            ("F2".to_owned(), t!(words, "distributor-issue-what")),
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

const TABS: &str = "distributor-tabs";
