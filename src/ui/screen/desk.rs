//! The desk: ticket types as tiles, the form of the one that was chosen, the newest tickets, the slip of the last one.

mod form;
mod listing;
mod slip;
mod work;

use super::{Action, Ask, KeyHelp, Note, Page, SEARCH, focus};
use crate::{
    domain::{
        ticket::{Status, Ticket, serial_text},
        ticket_type::Format,
    },
    services::{Actor, Error, cancel, issue::Request},
    store::Row,
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        icon::Icon,
        scale::{self, Space},
        theme::Tone,
        widget::{self, Dialog, button, dialog, table::Event, tile},
    },
};
use form::Form;
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, Row as Line, image::Handle, row},
};
use listing::Listing;
use slip::Slip;
use std::{path::PathBuf, sync::Arc};
use work::{Board, Offer, Outcome};

/// The desk.
#[derive(Default)]
pub struct Desk {
    offers: Option<Vec<Offer>>,
    newest: Listing,
    asked: Question,
    trouble: Option<Arc<Error>>,
    form: Option<Form>,
    search: Search,
    slip: Option<Slip>,
    /// What was issued last, to be repeated.
    last: Option<Request>,
    issuing: bool,
    /// A guest for whom a form is to be opened as soon as the ticket types are there.
    wanted: Option<Wanted>,
    /// Asks whether the ticket of the slip is to be cancelled.
    cancelling: bool,
}

/// A ticket that another screen asked for.
#[derive(Debug, Clone)]
struct Wanted {
    user_id: String,
    ticket_type: Option<String>,
}

/// What is looked for, and what was found.
#[derive(Default)]
struct Search {
    text: String,
    asked: Question,
    found: Option<Listing>,
    /// Enter was pressed before the answer came, as a scanner does.
    entered: bool,
}

/// What happens on the desk.
#[derive(Debug, Clone)]
pub enum Message {
    /// The ticket types and the newest tickets.
    Board(Question, Answer<Board>),
    /// The tile of this place was pressed.
    Chosen(usize),
    /// In the form.
    Form(form::Message),
    /// Whether the guest has a live ticket.
    Twin(Question, Answer<Option<Row>>),
    /// A ticket was issued, or not.
    Issued(Request, Answer<Outcome>),
    /// The PDF of this ticket was written, or not.
    Printed(u64, Answer<PathBuf>),
    /// The preview of this ticket was drawn, or not.
    Drawn(u64, Answer<Handle>),
    /// The state of this ticket.
    State(u64, Answer<Status>),
    /// Issue the same again.
    Repeat,
    /// On the slip.
    Slip(slip::Message),
    /// The PDF was handed to the desktop, or not.
    PdfOpened(Answer<()>),
    /// Cancel the ticket of the slip.
    Cancel,
    /// Do not.
    Keep,
    /// It was cancelled, or not.
    Cancelled(Answer<Ticket>),
    /// Typed into the search field.
    Search(String),
    /// Enter in the search field.
    SearchEntered,
    /// What was found.
    Found(Question, Answer<Vec<Row>>),
    /// In the table of what was found.
    InFound(Event),
    /// In the table of the newest tickets.
    InNewest(Event),
    /// A letter that no field took.
    Letter(char),
    /// A key in the place of this digit, which types that letter: the French keyboard has no digits without Shift.
    Digit(u8, char),
    /// Close what is open.
    Escape,
}

impl Desk {
    /// Asks for what it shows.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let mut desk = Self::default();
        let task = desk.refresh(context);
        (desk, task)
    }

    /// Of the page.
    pub fn title(&self, context: &Context) -> String {
        t!(context.words(), "page-desk")
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Board(asked, board) => self.board(asked, board, context),
            Message::Chosen(place) => self.chosen(place, context),
            Message::Form(message) => self.in_form(message, context),
            Message::Twin(asked, twin) => self.twin(asked, twin),
            Message::Issued(request, outcome) => self.issued(request, outcome, context),
            Message::Printed(serial, pdf) => self.with_slip(serial, |slip| slip.set_pdf(pdf)),
            Message::Drawn(serial, drawn) => self.with_slip(serial, |slip| slip.set_picture(drawn)),
            Message::State(serial, state) => self.state(serial, state),
            Message::Repeat => self.repeat(context),
            Message::Slip(message) => self.on_slip(message, context),
            Message::PdfOpened(opened) => told(opened.map(|()| None), context),
            Message::Cancel => self.cancel(context),
            Message::Keep => self.keep(),
            Message::Cancelled(cancelled) => Self::cancelled(cancelled, context),
            Message::Search(text) => self.search(text, context),
            Message::SearchEntered => self.search_entered(),
            Message::Found(asked, found) => self.found(asked, found, context),
            Message::InFound(event) => self.in_found(event),
            Message::InNewest(event) => open(self.newest.update(event)),
            Message::Letter(letter) => self.letter(letter, context),
            Message::Digit(digit, letter) => self.digit(digit, letter, context),
            Message::Escape => self.escape(),
        }
    }

    /// Something was committed: asks again for everything that is shown.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let asked = self.asked.ask();
        let board = context.ask(work::board, move |board| Message::Board(asked, board));
        let state = self.slip.as_ref().map(|slip| {
            let serial = slip.serial();
            context.ask(
                move |store, now| work::status(store, now, serial),
                move |state| Message::State(serial, state),
            )
        });
        let found = self.search.found.is_some().then(|| self.find(context));
        Task::batch([Some(board), state, found].into_iter().flatten())
    }

    /// Opens the form for a guest. Of another ticket type than he had the desk cannot know which is meant: the tile that
    /// is chosen next is for him.
    pub fn issue_for(
        &mut self,
        user_id: String,
        ticket_type: Option<String>,
        context: &Context,
    ) -> Task<Message> {
        self.form = None;
        self.wanted = Some(Wanted {
            user_id,
            ticket_type,
        });
        self.open_wanted(context)
    }

    fn open_wanted(&mut self, context: &Context) -> Task<Message> {
        let offers = self.offers.as_deref().unwrap_or_default();
        let same = self.wanted.as_ref().and_then(|wanted| {
            let name = wanted.ticket_type.as_deref()?;
            offers.iter().find(|offer| offer.ticket_type.name == name)
        });
        match same.cloned() {
            Some(offer) => self.open_form(offer, context),
            None => Task::none(),
        }
    }

    fn open_form(&mut self, offer: Offer, context: &Context) -> Task<Message> {
        let mut form = Form::new(offer, context);
        let looked = match self.wanted.take() {
            Some(wanted) => {
                form.typed(form::Field::UserId, wanted.user_id);
                ask_twin(&mut form, context)
            }
            None => Task::none(),
        };
        self.form = Some(form);
        Task::batch([focus(form::Field::FIRST.name()), looked])
    }

    fn board(
        &mut self,
        asked: Question,
        board: Answer<Board>,
        context: &Context,
    ) -> Action<Message> {
        if asked == self.asked {
            self.trouble = None;
            match board {
                Ok(board) => {
                    self.offers = Some(board.offers);
                    self.newest.show(board.newest);
                    return Action::run(self.open_wanted(context));
                }
                Err(error) => self.trouble = Some(error),
            }
        }
        Action::none()
    }

    fn chosen(&mut self, place: usize, context: &Context) -> Action<Message> {
        let offers = self.offers.as_deref().unwrap_or_default();
        let Some(offer) = offers.get(place).filter(|_| !self.issuing) else {
            return Action::none();
        };
        let ticket_type = &offer.ticket_type;
        if ticket_type.format == Format::Single && !ticket_type.user_id_required {
            let wanted = self.wanted.take();
            let request = Request {
                ticket_type: ticket_type.name.clone(),
                user_id: wanted.map(|wanted| wanted.user_id).unwrap_or_default(),
                ..Request::default()
            };
            return self.issue(request, false, context);
        }
        let offer = offer.clone();
        Action::run(self.open_form(offer, context))
    }

    fn in_form(&mut self, message: form::Message, context: &Context) -> Action<Message> {
        let Some(form) = &mut self.form else {
            return Action::none();
        };
        match message {
            form::Message::Typed(field, text) => {
                form.typed(field, text);
                if field == form::Field::UserId {
                    return Action::run(ask_twin(form, context));
                }
                Action::none()
            }
            form::Message::Caught(letter) => {
                form.catch(letter);
                let looked = ask_twin(form, context);
                Action::run(Task::batch([focus(form::Field::FIRST.name()), looked]))
            }
            form::Message::Submit => self.submit(context),
            form::Message::Close => {
                self.form = None;
                Action::none()
            }
            form::Message::ShowTwin(serial) => Action::open(Page::Ticket(serial)),
        }
    }

    fn submit(&mut self, context: &Context) -> Action<Message> {
        let Some(form) = &mut self.form else {
            return Action::none();
        };
        match form.request(context) {
            Ok(request) => {
                let seen = form.twin.is_some();
                self.issue(request, seen, context)
            }
            Err(error) => refuse(form, Arc::new(error)),
        }
    }

    fn twin(&mut self, asked: Question, twin: Answer<Option<Row>>) -> Action<Message> {
        if let (Some(form), Ok(twin)) = (&mut self.form, twin)
            && form.asked == asked
        {
            form.twin = twin;
        }
        Action::none()
    }

    fn issue(&mut self, request: Request, seen: bool, context: &Context) -> Action<Message> {
        if std::mem::replace(&mut self.issuing, true) {
            return Action::none();
        }
        let asked = request.clone();
        Action::run(context.ask(
            move |store, now| work::issue(store, now, asked, seen),
            move |outcome| Message::Issued(request.clone(), outcome),
        ))
    }

    fn issued(
        &mut self,
        request: Request,
        outcome: Answer<Outcome>,
        context: &Context,
    ) -> Action<Message> {
        self.issuing = false;
        match (outcome, &mut self.form) {
            (Ok(Outcome::Issued(issued)), _) => {
                let prints = self.prints(&request.ticket_type);
                let slip = Slip::new(*issued, request.ticket_type.clone());
                self.form = None;
                self.last = Some(Request {
                    credentials: None,
                    ..request
                });
                self.lay_down(slip, prints, context)
            }
            (Ok(Outcome::Twin(row)), Some(form)) => {
                form.twin = Some(*row);
                Action::none()
            }
            // Asked for by a key, and refused: there is no field to say it at.
            (Ok(Outcome::Twin(_)), None) => Action::none(),
            (Err(error), Some(form)) => refuse(form, error),
            (Err(error), None) => Action::tell(Tone::Danger, context.refusal(&error)),
        }
    }

    /// Whether tickets of this type are printed as soon as they are issued.
    fn prints(&self, ticket_type: &str) -> bool {
        let offers = self.offers.as_deref().unwrap_or_default();
        offers
            .iter()
            .map(|offer| &offer.ticket_type)
            .any(|one| one.name == ticket_type && one.print_on_issue())
    }

    fn lay_down(&mut self, slip: Slip, prints: bool, context: &Context) -> Action<Message> {
        let serial = slip.serial();
        self.slip = Some(slip);
        self.cancelling = false;
        let drawn = context.ask(
            move |store, now| work::draw(store, now, serial),
            move |drawn| Message::Drawn(serial, drawn),
        );
        let printed = if prints {
            print(serial, context)
        } else {
            Task::none()
        };
        let refreshed = self.refresh(context);
        let number = serial_text(serial);
        Action::run(Task::batch([drawn, printed, refreshed])).and(Ask::Tell(Note {
            tone: Tone::Success,
            words: t!(context.words(), "desk-issued", serial = number),
            undo: Some(serial),
        }))
    }

    fn with_slip(&mut self, serial: u64, work: impl FnOnce(&mut Slip)) -> Action<Message> {
        if let Some(slip) = self.slip.as_mut().filter(|slip| slip.serial() == serial) {
            work(slip);
        }
        Action::none()
    }

    fn state(&mut self, serial: u64, state: Answer<Status>) -> Action<Message> {
        // Where it cannot be read, the board has the same trouble and shows it.
        state.map_or_else(
            |_| Action::none(),
            |status| self.with_slip(serial, |slip| slip.set_status(status)),
        )
    }

    fn repeat(&mut self, context: &Context) -> Action<Message> {
        match self.last.clone() {
            // Repeating means another one for the same guest: that he has one is no news.
            Some(request) => self.issue(request, true, context),
            None => Action::none(),
        }
    }

    fn on_slip(&mut self, message: slip::Message, context: &Context) -> Action<Message> {
        let Some(slip) = &self.slip else {
            return Action::none();
        };
        let serial = slip.serial();
        match message {
            slip::Message::Print => Action::run(print(serial, context)),
            slip::Message::OpenPdf => open_pdf(slip.pdf().cloned(), context),
            slip::Message::Show => Action::open(Page::Ticket(serial)),
            slip::Message::Undo if slip.may_undo(context.now) => {
                Action::none().and(Ask::Undo(serial))
            }
            slip::Message::Undo => Action::none(),
            slip::Message::Cancel => {
                self.cancelling = true;
                Action::none()
            }
        }
    }

    fn cancel(&mut self, context: &Context) -> Action<Message> {
        self.cancelling = false;
        let Some(serial) = self.slip.as_ref().map(Slip::serial) else {
            return Action::none();
        };
        Action::run(context.ask(
            move |store, now| cancel::cancel(store, now, Actor::Desk, serial, None),
            Message::Cancelled,
        ))
    }

    fn keep(&mut self) -> Action<Message> {
        self.cancelling = false;
        Action::none()
    }

    fn cancelled(cancelled: Answer<Ticket>, context: &Context) -> Action<Message> {
        let done = cancelled.map(|ticket| {
            let serial = serial_text(ticket.serial);
            Some(t!(context.words(), "desk-cancelled", serial = serial))
        });
        told(done, context)
    }

    fn search(&mut self, text: String, context: &Context) -> Action<Message> {
        self.search.text = text;
        self.search.entered = false;
        if self.search.text.trim().is_empty() {
            self.search = Search {
                asked: self.search.asked,
                ..Search::default()
            };
            // An answer that is under way is for nobody.
            let _ = self.search.asked.ask();
            return Action::none();
        }
        Action::run(self.find(context))
    }

    fn find(&mut self, context: &Context) -> Task<Message> {
        let (asked, text) = (self.search.asked.ask(), self.search.text.clone());
        context.ask(
            move |store, now| work::find(store, now, &text),
            move |found| Message::Found(asked, found),
        )
    }

    fn found(
        &mut self,
        asked: Question,
        found: Answer<Vec<Row>>,
        context: &Context,
    ) -> Action<Message> {
        if asked != self.search.asked {
            return Action::none();
        }
        match found {
            Ok(rows) => {
                self.search.found.get_or_insert_default().show(rows);
                if std::mem::take(&mut self.search.entered) {
                    return self.search_entered();
                }
                Action::none()
            }
            Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
        }
    }

    fn search_entered(&mut self) -> Action<Message> {
        if let Some(found) = &self.search.found {
            return open(found.chosen());
        }
        self.search.entered = !self.search.text.is_empty();
        Action::none()
    }

    fn in_found(&mut self, event: Event) -> Action<Message> {
        match &mut self.search.found {
            Some(found) => open(found.update(event)),
            None => Action::none(),
        }
    }

    /// A tile, a command; and while the form is open, what was typed before its first field had the focus: it belongs
    /// there. This is decided here and not where the key is pressed, as the key before may just have opened the form.
    fn letter(&mut self, letter: char, context: &Context) -> Action<Message> {
        if self.form.is_some() {
            return self.in_form(form::Message::Caught(letter), context);
        }
        match letter {
            'r' | 'R' => self.repeat(context),
            'p' | 'P' => self.on_slip(slip::Message::Print, context),
            digit => place_of(digit).map_or_else(Action::none, |place| self.chosen(place, context)),
        }
    }

    /// As a letter while the form is open, else the tile at the place of the digit.
    fn digit(&mut self, digit: u8, letter: char, context: &Context) -> Action<Message> {
        if self.form.is_some() {
            return self.in_form(form::Message::Caught(letter), context);
        }
        self.chosen(usize::from(digit.saturating_sub(1)), context)
    }

    /// Closes the innermost thing that is open.
    fn escape(&mut self) -> Action<Message> {
        if self.search.text.is_empty() {
            self.form = None;
            self.wanted = None;
        } else {
            self.search = Search {
                asked: self.search.asked,
                ..Search::default()
            };
            let _ = self.search.asked.ask();
        }
        Action::none()
    }

    /// The page.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let search = widget::search(t!(words, "desk-search"), self.search.text.as_str())
            .on_input(Message::Search)
            .on_submit(Message::SearchEntered)
            .width(SEARCH_WIDTH)
            .id(widget::id(SEARCH));
        let body = match (&self.trouble, &self.search.found) {
            (Some(error), _) => trouble(context, error),
            (None, Some(found)) => self.found_list(found, context),
            (None, None) => self.counter(context),
        };
        let halves = row![body, self.slip_place(context)].spacing(Space::Wide);
        let actions = self
            .repeat_button(context)
            .into_iter()
            .chain([search.into()]);
        widget::page(self.title(context), actions, halves)
    }

    /// The tiles or the form, and below them the newest tickets.
    fn counter<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let above = match (&self.form, &self.offers) {
            (Some(form), _) => form.view(context, self.issuing).map(Message::Form),
            (None, Some(offers)) if offers.is_empty() => no_offers(context),
            (None, Some(offers)) => tiles(offers, context),
            // The first answer is a moment away: nothing flashes by until then.
            (None, None) => return iced::widget::Space::new().width(Length::Fill).into(),
        };
        let special = self
            .form
            .as_ref()
            .is_some_and(|form| form.ticket_type().format == Format::Special);
        if special {
            // A long form takes the whole place.
            return widget::scroll(above);
        }
        let wanted = self.wanted.as_ref().map(|wanted| {
            let said = t!(context.words(), "desk-for", user = wanted.user_id.as_str());
            widget::notice(Tone::Info, said, "", None)
        });
        Column::new()
            .push(wanted)
            .push(above)
            .push(self.newest_list(context))
            .spacing(Space::Wide)
            .width(Length::Fill)
            .into()
    }

    fn newest_list<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let list = if self.newest.is_empty() {
            widget::empty(
                Icon::Tickets,
                t!(words, "desk-no-tickets"),
                t!(words, "desk-no-tickets-do"),
                None,
            )
        } else {
            self.newest
                .view(context, "desk-newest")
                .map(Message::InNewest)
        };
        let section = widget::section(t!(words, "desk-newest"), list);
        iced::widget::container(section).height(Length::Fill).into()
    }

    fn found_list<'a>(&'a self, found: &'a Listing, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        if found.is_empty() {
            return widget::empty(
                Icon::Search,
                t!(words, "desk-nothing-found", text = self.search.text.trim()),
                t!(words, "desk-nothing-found-do"),
                None,
            );
        }
        let list = found.view(context, "desk-found").map(Message::InFound);
        widget::section(t!(words, "desk-found"), list)
    }

    fn slip_place<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let slip = match &self.slip {
            Some(slip) => slip.view(context).map(Message::Slip),
            None => widget::card(widget::empty(
                Icon::Ticket,
                t!(words, "desk-no-slip"),
                t!(words, "desk-no-slip-do"),
                None,
            )),
        };
        iced::widget::container(slip)
            .height(Length::Fill)
            .width(SLIP_WIDTH)
            .into()
    }

    fn repeat_button<'a>(&'a self, context: &Context) -> Option<Element<'a, Message>> {
        let ticket_type = self.last.as_ref()?.ticket_type.as_str();
        let repeat = t!(context.words(), "desk-repeat", ticket_type = ticket_type);
        let button = button(repeat)
            .icon(Icon::Refresh)
            .key("R")
            .on_press_maybe((!self.issuing).then_some(Message::Repeat));
        Some(button.into())
    }

    /// Asks before a ticket is cancelled.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        let words = context.words();
        let slip = self.slip.as_ref().filter(|_| self.cancelling)?;
        let title = t!(
            words,
            "desk-cancel-title",
            serial = serial_text(slip.serial())
        );
        let dialog = dialog(title, t!(words, "desk-keep"), Message::Keep)
            .body(widget::text(t!(words, "desk-cancel-what")))
            .danger(t!(words, "desk-cancel"), Some(Message::Cancel));
        Some(dialog)
    }

    /// What a key means that neither a widget nor the frame took.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        let typing = self.form.is_some();
        match key.as_ref() {
            Key::Named(Named::Escape)
                if typing || self.wanted.is_some() || !self.search.text.is_empty() =>
            {
                Some(Message::Escape)
            }
            Key::Character("z" | "Z") if modifiers.command() => {
                Some(Message::Slip(slip::Message::Undo))
            }
            Key::Named(Named::Enter) if typing => Some(Message::Form(form::Message::Submit)),
            Key::Named(Named::Space) if modifiers.is_empty() => Some(Message::Letter(' ')),
            Key::Character(letter) if (modifiers - Modifiers::SHIFT).is_empty() => {
                let letter = letter.chars().next()?;
                let shifted = letter.to_uppercase().next().filter(|_| modifiers.shift());
                Some(Message::Letter(shifted.unwrap_or(letter)))
            }
            _ => None,
        }
    }

    /// What a key means that is in the place of a digit and types something else; with Shift it types the digit.
    pub fn on_digit(&self, digit: u8, key: &Key, modifiers: Modifiers) -> Option<Message> {
        let Key::Character(letter) = key else {
            return None;
        };
        let letter = match modifiers {
            Modifiers::SHIFT => char::from_digit(digit.into(), 10)?,
            modifiers if modifiers.is_empty() => letter.chars().next()?,
            _ => return None,
        };
        Some(Message::Digit(digit, letter))
    }

    /// For F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        let words = context.words();
        [
            ("1 – 9", t!(words, "keys-tile")),
            ("Enter", t!(words, "keys-issue")),
            ("R", t!(words, "keys-repeat")),
            ("P", t!(words, "desk-print-again")),
            ("Ctrl+Z", t!(words, "keys-undo")),
        ]
        .map(|(key, what)| (key.to_owned(), what))
        .into()
    }

    /// The button that takes the last issue back is there for a minute; tickets that lapse change their badge.
    pub fn is_counting(&self, context: &Context) -> bool {
        self.slip
            .as_ref()
            .is_some_and(|slip| slip.may_undo(context.now))
    }
}

const SEARCH_WIDTH: f32 = 340.0;
/// As wide as the search field above it.
const SLIP_WIDTH: f32 = SEARCH_WIDTH;
/// Tiles side by side.
const TILES: usize = 3;

/// The place of a tile from its digit.
fn place_of(digit: char) -> Option<usize> {
    let digit = usize::try_from(digit.to_digit(10)?).ok()?;
    digit.checked_sub(1)
}

fn open(serial: Option<u64>) -> Action<Message> {
    serial.map_or_else(Action::none, |serial| Action::open(Page::Ticket(serial)))
}

/// Says what was done, if it is worth saying, or why it was not.
fn told(done: Answer<Option<String>>, context: &Context) -> Action<Message> {
    match done {
        Ok(Some(words)) => Action::tell(Tone::Success, words),
        Ok(None) => Action::none(),
        Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
    }
}

fn refuse(form: &mut Form, error: Arc<Error>) -> Action<Message> {
    match form.refuse(error) {
        Some(field) => Action::run(focus(field.name())),
        None => Action::none(),
    }
}

fn ask_twin(form: &mut Form, context: &Context) -> Task<Message> {
    let (asked, user_id) = (form.asked.ask(), form.user_id().to_owned());
    context.ask(
        move |store, now| work::twin(store, now, &user_id),
        move |twin| Message::Twin(asked, twin),
    )
}

fn print(serial: u64, context: &Context) -> Task<Message> {
    context.ask(
        move |store, now| work::print(store, now, serial),
        move |pdf| Message::Printed(serial, pdf),
    )
}

fn open_pdf(path: Option<PathBuf>, context: &Context) -> Action<Message> {
    let Some(path) = path else {
        return Action::none();
    };
    Action::run(context.ask(
        move |_store, _now| crate::ui::opener::open(&path),
        Message::PdfOpened,
    ))
}

fn tiles<'a>(offers: &'a [Offer], context: &'a Context) -> Element<'a, Message> {
    let rows = offers.chunks(TILES).enumerate().map(|(line, offers)| {
        let missing = TILES - offers.len();
        let tiles = offers
            .iter()
            .enumerate()
            .map(|(place, offer)| offer_tile(offer, line * TILES + place, context));
        let gaps = (0..missing).map(|_| iced::widget::Space::new().width(Length::Fill).into());
        Line::with_children(tiles.chain(gaps))
            .spacing(Space::Snug)
            .into()
    });
    let all = Column::with_children(rows).spacing(Space::Snug);
    if offers.len() <= 2 * TILES {
        return all.into();
    }
    // More than two lines of tiles leave room for the newest tickets.
    iced::widget::container(widget::scroll(all))
        .max_height(scale::TILES)
        .into()
}

fn offer_tile<'a>(offer: &'a Offer, place: usize, context: &'a Context) -> Element<'a, Message> {
    let words = context.words();
    let ticket_type = &offer.ticket_type;
    let detail = t!(
        words,
        "desk-tile-detail",
        product = context.described(&offer.product),
        devices = ticket_type.devices
    );
    let price = context.type_price(ticket_type);
    let tile = tile(ticket_type.name.as_str())
        .detail(detail)
        .price(price)
        .on_press(Message::Chosen(place));
    match u8::try_from(place + 1) {
        Ok(digit) if digit <= 9 => tile.digit(digit).into(),
        _ => tile.into(),
    }
}

fn no_offers<'a>(context: &Context) -> Element<'a, Message> {
    let words = context.words();
    widget::notice(
        Tone::Info,
        t!(words, "desk-no-offers"),
        t!(words, "desk-no-offers-do"),
        None,
    )
}

fn trouble<'a>(context: &Context, error: &Error) -> Element<'a, Message> {
    let said = context.sentence(error);
    widget::empty(Icon::Warning, said.happened, said.to_do, None)
}
