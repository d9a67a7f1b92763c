//! The screens, and what they and the frame have to do with each other.
//!
//! A screen asks, its parent acts. Every screen has, in this order: its struct, `Message`, `new`, `title`,
//! `update -> Action`, `refresh` (something was committed: ask again), `view`, `dialog`, `on_key` with `keys` (what F1
//! shows), and `is_counting` (whether something on it changes by the second, with nothing committed). All are given the
//! [`Context`]; none of them waits, reads the clock, or styles.

pub mod desk;
mod parts;
pub mod ticket;
pub mod tickets;

use super::{
    Element,
    context::Context,
    theme::Tone,
    widget::{self, Dialog},
};
use desk::Desk;
use iced::{
    Task,
    keyboard::{Key, Modifiers},
};
use ticket::Ticket;
use tickets::Tickets;

/// The name of a screen's search field, where it has one: Ctrl+K gives it the focus.
pub const SEARCH: &str = "search";

/// Where the window can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Issuing.
    Desk,
    /// The issued list.
    Tickets,
    /// The ticket of this serial.
    Ticket(u64),
}

/// What a screen asks of its parent after a message: things to run, and things that only the parent can do.
#[must_use]
pub struct Action<Message> {
    /// Runs; its messages come back to the screen.
    pub task: Task<Message>,
    /// What the parent is asked for, in this order.
    pub asks: Vec<Ask>,
}

/// What only the parent can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Show another page.
    Open(Page),
    /// Go back to the page before.
    Back,
    /// Say in a toast what was done.
    Tell(Note),
    /// Take back the issue of this ticket.
    Undo(u64),
}

/// What a toast says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// How it went.
    pub tone: Tone,
    /// The sentence.
    pub words: String,
    /// The ticket whose issue can be taken back for a minute.
    pub undo: Option<u64>,
}

impl<Message> Action<Message> {
    /// Nothing.
    pub fn none() -> Self {
        Self::run(Task::none())
    }

    /// Run this.
    pub fn run(task: Task<Message>) -> Self {
        Self {
            task,
            asks: Vec::new(),
        }
    }

    /// Show another page.
    pub fn open(page: Page) -> Self {
        Self::none().and(Ask::Open(page))
    }

    /// Go back to the page before.
    pub fn back() -> Self {
        Self::none().and(Ask::Back)
    }

    /// Say in a toast what was done.
    pub fn tell(tone: Tone, words: impl Into<String>) -> Self {
        Self::none().and_tell(tone, words)
    }

    /// And say in a toast what was done.
    pub fn and_tell(self, tone: Tone, words: impl Into<String>) -> Self {
        self.and(Ask::Tell(Note {
            tone,
            words: words.into(),
            undo: None,
        }))
    }

    /// And ask this.
    pub fn and(mut self, ask: Ask) -> Self {
        self.asks.push(ask);
        self
    }

    fn map<B>(self, message: impl Fn(Message) -> B + Send + 'static) -> Action<B>
    where
        Message: Send + 'static,
        B: Send + 'static,
    {
        Action {
            task: self.task.map(message),
            asks: self.asks,
        }
    }
}

/// A key and what it does, for F1.
pub type KeyHelp = (String, String);

/// What happened on a screen.
#[allow(clippy::large_enum_variant, reason = "a message lives for one update")]
#[derive(Debug, Clone)]
pub enum Message {
    /// On the desk.
    Desk(desk::Message),
    /// In the list.
    Tickets(tickets::Message),
    /// On a ticket.
    Ticket(ticket::Message),
}

/// All screens. Desk and list keep what was typed while another page is shown.
pub struct Screens {
    page: Page,
    before: Vec<Page>,
    desk: Desk,
    tickets: Tickets,
    ticket: Option<Ticket>,
}

impl Screens {
    /// The desk is shown first.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let (desk, asked) = Desk::new(context);
        let (tickets, listed) = Tickets::new(context);
        let screens = Self {
            page: Page::Desk,
            before: Vec::new(),
            desk,
            tickets,
            ticket: None,
        };
        let task = Task::batch([asked.map(Message::Desk), listed.map(Message::Tickets)]);
        (screens, task)
    }

    /// Which page is shown.
    pub fn page(&self) -> Page {
        self.page
    }

    /// The title of the page.
    pub fn title(&self, context: &Context) -> String {
        match (self.page, &self.ticket) {
            (Page::Ticket(_), Some(ticket)) => ticket.title(context),
            (Page::Tickets, _) => self.tickets.title(context),
            _ => self.desk.title(context),
        }
    }

    /// Passes a message to its screen. One for a ticket that is no longer shown is dropped.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match (message, &mut self.ticket) {
            (Message::Desk(message), _) => self.desk.update(message, context).map(Message::Desk),
            (Message::Tickets(message), _) => {
                self.tickets.update(message, context).map(Message::Tickets)
            }
            (Message::Ticket(message), Some(ticket)) => {
                ticket.update(message, context).map(Message::Ticket)
            }
            (Message::Ticket(_), None) => Action::none(),
        }
    }

    /// Shows a page, with what is new on it.
    pub fn open(&mut self, page: Page, context: &Context) -> Task<Message> {
        if page == self.page {
            return Task::none();
        }
        self.before.retain(|before| *before != page);
        self.before.push(self.page);
        self.show(page, context)
    }

    /// Goes back to the page before; from the first page nowhere.
    pub fn back(&mut self, context: &Context) -> Task<Message> {
        match self.before.pop() {
            Some(page) => self.show(page, context),
            None => Task::none(),
        }
    }

    fn show(&mut self, page: Page, context: &Context) -> Task<Message> {
        self.page = page;
        if let Page::Ticket(serial) = page {
            let (ticket, task) = Ticket::new(serial, context);
            self.ticket = Some(ticket);
            return task.map(Message::Ticket);
        }
        self.ticket = None;
        self.refresh(context)
    }

    /// Something was committed: the page that is shown asks again.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        match (self.page, &mut self.ticket) {
            (Page::Ticket(_), Some(ticket)) => ticket.refresh(context).map(Message::Ticket),
            (Page::Tickets, _) => self.tickets.refresh(context).map(Message::Tickets),
            _ => self.desk.refresh(context).map(Message::Desk),
        }
    }

    /// The page.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        match (self.page, &self.ticket) {
            (Page::Ticket(_), Some(ticket)) => ticket.view(context).map(Message::Ticket),
            (Page::Tickets, _) => self.tickets.view(context).map(Message::Tickets),
            _ => self.desk.view(context).map(Message::Desk),
        }
    }

    /// The dialog that the page has open.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        match (self.page, &self.ticket) {
            (Page::Ticket(_), Some(ticket)) => {
                ticket.dialog(context).map(|it| it.map(Message::Ticket))
            }
            (Page::Tickets, _) => self
                .tickets
                .dialog(context)
                .map(|it| it.map(Message::Tickets)),
            _ => self.desk.dialog(context).map(|it| it.map(Message::Desk)),
        }
    }

    /// What a key means on the page, when neither a widget nor the frame took it.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match (self.page, &self.ticket) {
            (Page::Ticket(_), Some(ticket)) => ticket.on_key(key, modifiers).map(Message::Ticket),
            (Page::Tickets, _) => self.tickets.on_key(key, modifiers).map(Message::Tickets),
            _ => self.desk.on_key(key, modifiers).map(Message::Desk),
        }
    }

    /// The keys of the page, for F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        match (self.page, &self.ticket) {
            (Page::Ticket(_), Some(ticket)) => ticket.keys(context),
            (Page::Tickets, _) => self.tickets.keys(context),
            _ => self.desk.keys(context),
        }
    }

    /// Whether something on the page changes by the second.
    pub fn is_counting(&self, context: &Context) -> bool {
        match (self.page, &self.ticket) {
            (Page::Ticket(_), Some(ticket)) => ticket.is_counting(context),
            (Page::Tickets, _) => self.tickets.is_counting(context),
            _ => self.desk.is_counting(context),
        }
    }

    /// Gives the page's search field the focus; pages without one go to the desk's.
    pub fn search(&mut self, context: &Context) -> Task<Message> {
        let opened = match self.page {
            Page::Ticket(_) => self.open(Page::Desk, context),
            _ => Task::none(),
        };
        opened.chain(focus(SEARCH))
    }
}

/// Gives a field the focus.
pub fn focus<Message: Send + 'static>(name: &'static str) -> Task<Message> {
    iced::widget::operation::focus(widget::id(name))
}
