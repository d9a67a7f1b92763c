//! Printing: the printers of the house and how they are, what was printed and what waits, and the look of the vouchers.

mod draft;
mod form;
mod jobs;
mod look;
mod printers;

use super::{Action, KeyHelp, focus};
use crate::{
    services::{
        self, Error,
        printing::{HouseLook, PrintJob, Printer},
    },
    store::Store,
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        scale::Space,
        theme::Tone,
        widget::{self, Dialog, choice},
    },
};
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers},
    widget::{Column, container},
};
use jobs::Jobs;
use look::Look;
use printers::Printers;
use std::sync::Arc;

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// The printers.
    #[default]
    Printers,
    /// What was printed and what waits.
    Jobs,
    /// What vouchers look like.
    Look,
}

/// The screen.
#[derive(Default)]
pub struct Printing {
    tab: Tab,
    asked: Question,
    trouble: Option<Arc<Error>>,
    is_read: bool,
    printers: Printers,
    jobs: Jobs,
    look: Look,
}

/// What the screen shows of the house.
#[derive(Debug, Clone)]
pub struct Board {
    printers: Vec<Printer>,
    jobs: Vec<PrintJob>,
    look: HouseLook,
}

/// What happened on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// What was asked for.
    Board(Question, Answer<Box<Board>>),
    /// Another part is to be seen.
    Tab(Tab),
    /// Time to look at the printers again.
    LookAgain,
    /// Among the printers.
    Printers(printers::Message),
    /// Among the jobs.
    Jobs(jobs::Message),
    /// In the look of the vouchers.
    Look(look::Message),
}

impl Printing {
    /// Empty until it is shown: `refresh` asks for what is on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// The name of the table that is shown.
    pub(super) fn table(&self) -> Option<&'static str> {
        match self.tab {
            Tab::Printers => Some(printers::TABLE),
            Tab::Jobs => Some(jobs::TABLE),
            Tab::Look => None,
        }
    }

    /// Its title.
    pub fn title(&self, context: &Context) -> String {
        t!(context.words(), "page-printing")
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Board(asked, board) => {
                if asked != self.asked {
                    return Action::none();
                }
                match board {
                    Ok(board) => self.take(*board, context),
                    Err(error) => {
                        self.trouble = Some(error);
                        Action::none()
                    }
                }
            }
            Message::Tab(tab) => {
                self.tab = tab;
                Action::run(match tab {
                    Tab::Printers => focus(printers::TABLE),
                    Tab::Jobs => focus(jobs::TABLE),
                    Tab::Look => focus(look::FIRST),
                })
            }
            Message::LookAgain => Action::run(self.printers.look_again(context)),
            Message::Printers(message) => self
                .printers
                .update(message, context)
                .map(Message::Printers),
            Message::Jobs(message) => self.jobs.update(message, context).map(Message::Jobs),
            Message::Look(message) => self.look.update(message, context).map(Message::Look),
        }
    }

    fn take(&mut self, board: Board, context: &Context) -> Action<Message> {
        self.trouble = None;
        self.is_read = true;
        self.jobs.take(&board.printers, board.jobs.clone());
        let drawn = self.look.take(board.look, context).map(Message::Look);
        let asked = self.printers.take(board.printers, board.jobs, context);
        Action::run(Task::batch([asked, drawn]))
    }

    /// Nobody sees it: printers are no longer looked at.
    pub fn rest(&mut self) {
        self.printers.rest();
    }

    /// Shown, or something was committed: asks again.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let asked = self.asked.ask();
        context.ask(
            |store, _| board(store).map(Box::new),
            move |board| Message::Board(asked, board),
        )
    }

    /// What is to be seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        if self.tab == Tab::Printers && self.printers.has_form() {
            let form = self.printers.view(context).map(Message::Printers);
            return widget::page(self.title(context), [], form);
        }
        let tabs = [
            (Tab::Printers, t!(words, "printing-tab-printers")),
            (Tab::Jobs, t!(words, "printing-tab-jobs")),
            (Tab::Look, t!(words, "printing-tab-look")),
        ];
        let tabs = container(
            choice("", tabs, Some(self.tab))
                .on_choose(Message::Tab)
                .id(widget::id(TABS)),
        )
        .max_width(560);
        let trouble = self.trouble.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        });
        let shown = match self.tab {
            _ if !self.is_read => widget::muted(t!(words, "messages-reading")).into(),
            Tab::Printers => self.printers.view(context).map(Message::Printers),
            Tab::Jobs => self.jobs.view(context).map(Message::Jobs),
            Tab::Look => self.look.view(context).map(Message::Look),
        };
        let whole = Column::new()
            .push(tabs)
            .push(trouble)
            .push(container(shown).height(Length::Fill))
            .spacing(Space::Normal);
        let add = (self.tab == Tab::Printers && self.is_read)
            .then(|| printers::add_button(context).map(Message::Printers));
        widget::page(self.title(context), add, whole)
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        let dialog = self.printers.dialog(context)?;
        Some(dialog.map(Message::Printers))
    }

    /// What a key means.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match self.tab {
            Tab::Printers => self.printers.on_key(key, modifiers).map(Message::Printers),
            Tab::Jobs => jobs::Jobs::on_key(key, modifiers).map(Message::Jobs),
            Tab::Look => look::on_key(key, modifiers).map(Message::Look),
        }
    }

    /// The keys, for F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        match self.tab {
            Tab::Printers => printers::keys(context),
            Tab::Jobs => jobs::keys(context),
            Tab::Look => look::keys(context),
        }
    }

    /// Whether something changes by the second.
    pub fn is_counting(&self, _context: &Context) -> bool {
        false
    }
}

const TABS: &str = "printing-tabs";

fn board(store: &Store) -> services::Result<Board> {
    use services::printing;
    Ok(Board {
        printers: printing::printers(store)?,
        jobs: printing::jobs(store)?,
        look: printing::look(store)?,
    })
}
