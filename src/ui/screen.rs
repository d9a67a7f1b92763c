//! The screens, and what they and the frame have to do with each other.
//!
//! A screen asks, its parent acts. Every screen has, in this order: its struct, `Message`, `new`, `title`,
//! `update -> Action`, `refresh` (something was committed: ask again), `view`, `dialog`, `on_key` with `keys` (what F1
//! shows), and `is_counting` (whether something on it changes by the second, with nothing committed). All are given the
//! [`Context`]; none of them waits, reads the clock, or styles.

pub mod batches;
pub mod bulk;
pub mod deliveries;
pub mod desk;
pub mod distributor;
mod draft;
mod editor;
mod exchange;
pub mod exporting;
pub mod gateways;
pub mod guests;
pub mod licence;
pub mod location;
pub mod messages;
pub mod overview;
mod paper;
mod papers;
pub(in crate::ui) mod parts;
pub mod policies;
pub mod printing;
pub mod products;
pub mod shelf;

pub mod ticket;
pub mod ticket_types;
pub mod tickets;

use super::{
    Element,
    context::Context,
    theme::Tone,
    widget::{self, Dialog},
};
use crate::domain::id::BatchId;
use batches::Batches;
use desk::Desk;
use distributor::Distributor;
use gateways::Gateways;
use guests::Guests;
use iced::{
    Task,
    keyboard::{Key, Modifiers},
};
use licence::Licence;
use location::Location;
use messages::Messages;
use overview::Overview;
use policies::Policies;
use printing::Printing;
use products::Products;

use ticket::Ticket;
use ticket_types::TicketTypes;
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
    /// Tickets that were issued together, under a name.
    Batches,
    /// Products.
    Products,
    /// Policies.
    Policies,
    /// What the desk offers.
    TicketTypes,
    /// The register.
    Guests,
    /// The Location and its general options.
    Location,
    /// The routers and controllers that ask for logins.
    Gateways,
    /// E-mail and SMS.
    Messages,
    /// Printers, print jobs and the look of vouchers.
    Printing,
    /// How the house stands.
    Overview,
    /// The licence of the Location.
    Licence,
    /// The licences of all Locations: the distributor's side.
    Distributor,
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
    /// Show the tickets of this batch in the list.
    ShowBatch(BatchId),
    /// Show the ticket of this serial, and of its page the sessions.
    ShowSessions(u64),
    /// Show the page of the gateway of this name.
    ShowGateway(String),
    /// Go to the desk with a form for this guest.
    IssueFor {
        /// Whom the ticket is for.
        user_id: String,
        /// The ticket type that the guest had before.
        ticket_type: Option<String>,
    },
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
    /// On the screen of this name.
    Batches(batches::Message),
    /// On the screen of this name.
    Products(products::Message),
    /// On the screen of this name.
    Policies(policies::Message),
    /// On the screen of this name.
    TicketTypes(ticket_types::Message),
    /// On the screen of this name.
    Guests(guests::Message),
    /// On the screen of this name.
    Location(location::Message),
    /// On the screen of this name.
    Gateways(gateways::Message),
    /// On the screen of this name.
    Messages(messages::Message),
    /// On the screen of this name.
    Printing(printing::Message),
    /// On the screen of this name.
    Overview(overview::Message),
    /// On the screen of this name.
    Licence(licence::Message),
    /// On the screen of this name.
    Distributor(distributor::Message),
}

/// Does the same with whichever screen is shown: `screen` is it, `wrap` makes its messages ours.
macro_rules! shown {
    ($screens:ident, $borrow:tt, |$screen:ident, $wrap:ident| $work:expr) => {
        shown!(@match $screens, $borrow, $screen, $wrap, $work; Tickets: tickets, Batches: batches, Products: products, Policies: policies, TicketTypes: ticket_types, Guests: guests, Location: location, Gateways: gateways, Messages: messages, Printing: printing, Overview: overview, Licence: licence, Distributor: distributor)
    };
    (@match $screens:ident, $borrow:tt, $screen:ident, $wrap:ident, $work:expr; $($page:ident: $field:ident),+) => {
        match ($screens.page, shown!(@borrow $borrow, $screens.ticket)) {
            (Page::Ticket(_), Some($screen)) => {
                let $wrap = Message::Ticket;
                $work
            }
            $((Page::$page, _) => {
                let $screen = shown!(@borrow $borrow, $screens.$field);
                let $wrap = Message::$page;
                $work
            })+
            (Page::Desk | Page::Ticket(_), _) => {
                let $screen = shown!(@borrow $borrow, $screens.desk);
                let $wrap = Message::Desk;
                $work
            }
        }
    };
    (@borrow shared, $screen:expr) => { &$screen };
    (@borrow mutable, $screen:expr) => { &mut $screen };
}

/// All screens. They keep what was typed while another page is shown; a ticket is opened anew.
pub struct Screens {
    page: Page,
    before: Vec<Page>,
    desk: Desk,
    tickets: Tickets,
    ticket: Option<Ticket>,
    batches: Batches,
    products: Products,
    policies: Policies,
    ticket_types: TicketTypes,
    guests: Guests,
    location: Location,
    gateways: Gateways,
    messages: Messages,
    printing: Printing,
    overview: Overview,
    licence: Licence,
    distributor: Distributor,
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
            batches: Batches::new(),
            products: Products::new(),
            policies: Policies::new(),
            ticket_types: TicketTypes::new(),
            guests: Guests::new(),
            location: Location::new(),
            gateways: Gateways::new(),
            messages: Messages::new(),
            printing: Printing::new(),
            overview: Overview::new(),
            licence: Licence::new(),
            distributor: Distributor::new(),
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
        shown!(self, shared, |screen, _wrap| screen.title(context))
    }

    /// Passes a message to its screen. One for a ticket that is no longer shown is dropped.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let mut action = self.pass(message, context);
        // The list may just have been read, or a form have closed above it: arrows and Enter are about the list then.
        if let Some(table) = self.table()
            && self.dialog(context).is_none()
        {
            let free = widget::focus_if_free(widget::id(table));
            action.task = Task::batch([action.task, free]);
        }
        action
    }

    /// The name of the table that the page is about.
    fn table(&self) -> Option<&'static str> {
        match self.page {
            Page::Tickets => Some(tickets::TABLE),
            Page::Batches => Some(batches::TABLE),
            Page::Products => Some(products::TABLE),
            Page::Policies => Some(policies::TABLE),
            Page::TicketTypes => Some(ticket_types::TABLE),
            Page::Guests => Some(guests::TABLE),
            Page::Messages => Some(messages::TABLE),
            Page::Printing => self.printing.table(),
            Page::Gateways => self.gateways.table_shown(),
            Page::Desk
            | Page::Ticket(_)
            | Page::Location
            | Page::Overview
            | Page::Licence
            | Page::Distributor => None,
        }
    }

    fn pass(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Desk(message) => self.desk.update(message, context).map(Message::Desk),
            Message::Tickets(message) => {
                self.tickets.update(message, context).map(Message::Tickets)
            }
            Message::Ticket(message) => match &mut self.ticket {
                Some(ticket) => ticket.update(message, context).map(Message::Ticket),
                None => Action::none(),
            },
            Message::Batches(message) => {
                self.batches.update(message, context).map(Message::Batches)
            }
            Message::Products(message) => self
                .products
                .update(message, context)
                .map(Message::Products),
            Message::Policies(message) => self
                .policies
                .update(message, context)
                .map(Message::Policies),
            Message::TicketTypes(message) => self
                .ticket_types
                .update(message, context)
                .map(Message::TicketTypes),
            Message::Guests(message) => self.guests.update(message, context).map(Message::Guests),
            Message::Location(message) => self
                .location
                .update(message, context)
                .map(Message::Location),
            Message::Gateways(message) => self
                .gateways
                .update(message, context)
                .map(Message::Gateways),
            Message::Messages(message) => self
                .messages
                .update(message, context)
                .map(Message::Messages),
            // Printers are looked at only while somebody sees it.
            Message::Printing(printing::Message::LookAgain) if self.page != Page::Printing => {
                self.printing.rest();
                Action::none()
            }
            Message::Printing(message) => self
                .printing
                .update(message, context)
                .map(Message::Printing),
            Message::Overview(message) => self
                .overview
                .update(message, context)
                .map(Message::Overview),
            Message::Licence(message) => {
                self.licence.update(message, context).map(Message::Licence)
            }
            Message::Distributor(message) => self
                .distributor
                .update(message, context)
                .map(Message::Distributor),
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
        let read = self.refresh(context);
        match self.table() {
            Some(table) => Task::batch([read, focus(table)]),
            None => read,
        }
    }

    /// Something was committed: the page that is shown asks again.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        shown!(self, mutable, |screen, wrap| screen
            .refresh(context)
            .map(wrap))
    }

    /// The page.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        shown!(self, shared, |screen, wrap| screen.view(context).map(wrap))
    }

    /// The dialog that the page has open.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        shown!(self, shared, |screen, wrap| screen
            .dialog(context)
            .map(|it| it.map(wrap)))
    }

    /// What a key means on the page, when neither a widget nor the frame took it.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        shown!(self, shared, |screen, wrap| screen
            .on_key(key, modifiers)
            .map(wrap))
    }

    /// What a key in the place of a digit means on the page that types another character.
    pub fn on_digit(&self, digit: u8, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match self.page {
            Page::Desk => self.desk.on_digit(digit, key, modifiers).map(Message::Desk),
            _ => None,
        }
    }

    /// The keys of the page, for F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        shown!(self, shared, |screen, _wrap| screen.keys(context))
    }

    /// Whether something on the page changes by the second.
    pub fn is_counting(&self, context: &Context) -> bool {
        shown!(self, shared, |screen, _wrap| screen.is_counting(context))
    }

    /// A file was dropped on the window: the distributor takes it in where he works, elsewhere it is a licence.
    pub fn dropped(&mut self, path: String, context: &Context) -> Task<Message> {
        if self.page == Page::Distributor {
            return self.distributor.dropped(path).map(Message::Distributor);
        }
        let opened = self.open(Page::Licence, context);
        opened.chain(self.licence.dropped(path).map(Message::Licence))
    }

    /// Shows the tickets of a batch in the list.
    pub fn show_batch(&mut self, batch: BatchId, context: &Context) -> Task<Message> {
        let shown = self.tickets.show_batch(batch, context);
        let opened = self.open(Page::Tickets, context);
        Task::batch([shown.map(Message::Tickets), opened])
    }

    /// Shows the ticket of this serial, and of its page the sessions.
    pub fn show_sessions(&mut self, serial: u64, context: &Context) -> Task<Message> {
        let opened = self.open(Page::Ticket(serial), context);
        if let Some(ticket) = &mut self.ticket {
            ticket.show_sessions_once_read();
        }
        opened
    }

    /// Shows the page of a gateway.
    pub fn show_gateway(&mut self, name: String, context: &Context) -> Task<Message> {
        self.gateways.show(name);
        self.open(Page::Gateways, context)
    }

    /// Opens the desk with the form for this guest, of the same ticket type where it is still offered.
    pub fn issue_for(
        &mut self,
        user_id: String,
        ticket_type: Option<String>,
        context: &Context,
    ) -> Task<Message> {
        let opened = self.open(Page::Desk, context);
        let ready = self.desk.issue_for(user_id, ticket_type, context);
        opened.chain(ready.map(Message::Desk))
    }
}

/// Gives a field the focus, and scrolls it into sight.
pub fn focus<Message: Send + 'static>(name: &'static str) -> Task<Message> {
    widget::focus(widget::id(name))
}
