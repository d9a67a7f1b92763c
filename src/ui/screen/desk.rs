//! The desk: ticket types as tiles, the form of the one that was chosen, the newest tickets, the slip of the last one.

mod batch;
pub mod form;
mod listing;
pub mod names;
mod slip;
mod view;
mod work;

use super::{
    Action, Ask, KeyHelp, Note, Page, SEARCH,
    bulk::{self, Bulk, Work},
    deliveries::Deliveries,
    focus, parts,
};
use crate::{
    domain::{
        ticket::{Ticket, serial_text},
        ticket_type::{Channel, Format},
        time::Instant,
    },
    services::{
        Actor, Error,
        batches::{self, Progress, Tell},
        cancel,
        issue::{self, Deliver, House, Request, SameGuest},
        printing::{self, Printed},
    },
    store::{Batch, Row, Store},
    t,
    ui::{
        context::{Answer, Context, Question, Stop},
        theme::Tone,
        widget::{self, Dialog, dialog, table::Event},
    },
};
use batch::BatchSlip;
use form::Form;
use iced::{
    Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::image::Handle,
};
use listing::Listing;
use names::Names;
use slip::Slip;
use std::{path::PathBuf, sync::Arc};
use work::{Board, Outcome, Standing};

/// The desk.
#[derive(Default)]
pub struct Desk {
    offers: Option<Vec<House>>,
    newest: Listing,
    asked: Question,
    trouble: Option<Arc<Error>>,
    form: Option<Form>,
    names: Option<Names>,
    search: Search,
    slip: Option<Slip>,
    /// The batch that was issued last, in the place of the slip.
    batch: Option<BatchSlip>,
    /// Asks where its cards are printed, and says what became of it.
    bulk: Option<Bulk>,
    /// What was issued last, to be repeated.
    last: Option<Request>,
    issuing: bool,
    /// How far a batch is that is being issued, once it has taken long enough to be worth a word.
    progress: Option<Progress>,
    stop: Stop,
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
    /// What was found is of the text as it stands now.
    current: bool,
    /// Enter was pressed before the answer came, as a scanner does.
    entered: bool,
    /// It was begun by a letter on the desk: what follows is for it, until the field has the focus.
    caught: bool,
}

/// What happens on the desk.
#[derive(Debug, Clone)]
pub enum Message {
    /// The ticket types and the newest tickets.
    Board(Question, Answer<Board>),
    /// The tile of this place was pressed.
    Chosen(usize),
    /// Let one more device use the ticket that the guest has already.
    AddDevice,
    /// Cancel what the guest has already, and issue what the form says.
    Replace,
    /// Paste a list of names.
    OpenList,
    /// In the form.
    Form(form::Message),
    /// In the list of names.
    Names(names::Message),
    /// The live tickets of the guest.
    Twins(Question, Answer<Vec<Row>>),
    /// Whether the chosen user name is free.
    NameChecked(Question, Answer<()>),
    /// A ticket was issued, or not.
    Issued(Request, Answer<Outcome>),
    /// A batch is so far.
    BatchProgress(Progress),
    /// Stop the batch: nothing of it is issued.
    StopBatch,
    /// A batch was issued, or not.
    BatchIssued(Answer<Batch>),
    /// On the slip of a batch.
    Batch(batch::Message),
    /// While the cards of a batch are printed.
    Bulk(bulk::Message),
    /// The PDF of this ticket was written, or not.
    Printed(u64, Answer<Printed>),
    /// The preview of this ticket was drawn, or not.
    Drawn(u64, Answer<Handle>),
    /// The state of this ticket.
    State(u64, Answer<Standing>),
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
    /// Enter, which no widget took.
    Enter,
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
            Message::AddDevice => self.add_device(None, context),
            Message::Replace => self.replace(context),
            Message::OpenList => self.open_list(context),
            Message::Names(message) => self.in_names(message, context),
            Message::Twins(asked, twins) => self.twins(asked, twins),
            Message::NameChecked(asked, free) => self.name_checked(asked, free),
            Message::BatchProgress(progress) => {
                self.progress = Some(progress).filter(|_| self.issuing);
                Action::none()
            }
            Message::StopBatch => {
                self.stop.ask();
                Action::none()
            }
            Message::BatchIssued(batch) => self.batch_issued(batch, context),
            Message::Batch(message) => self.on_batch(message, context),
            Message::Bulk(message) => self.in_bulk(message, context),
            Message::Issued(request, outcome) => self.issued(request, outcome, context),
            Message::Printed(serial, printed) => {
                self.with_slip(serial, |slip| slip.set_printed(printed))
            }
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
            Message::Enter => self.enter(context),
        }
    }

    /// Something was committed: asks again for everything that is shown.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let asked = self.asked.ask();
        let board = context.ask(work::board, move |board| Message::Board(asked, board));
        let state = self.slip.as_ref().map(|slip| {
            let serial = slip.serial();
            context.ask(
                move |store, now| work::standing(store, now, serial),
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
        self.forget_search();
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

    fn open_form(&mut self, offer: House, context: &Context) -> Task<Message> {
        let mut form = Form::new(offer, context);
        let looked = match self.wanted.take() {
            Some(wanted) => {
                form.typed(form::Field::UserId, wanted.user_id);
                ask_twins(&mut form, context)
            }
            None => Task::none(),
        };
        self.form = Some(form);
        self.names = None;
        // Its place is that of what was found.
        self.forget_search();
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
        let asks_nothing = ticket_type.format == Format::Single
            && !ticket_type.user_id_required
            && ticket_type.fields.is_empty()
            && ticket_type
                .preselected
                .iter()
                .all(|channel| *channel == Channel::Print);
        if asks_nothing {
            let request = Request {
                ticket_type: ticket_type.name.clone(),
                deliver: ticket_type
                    .preselected
                    .iter()
                    .copied()
                    .map(Deliver::from)
                    .collect(),
                user_id: self
                    .wanted
                    .take()
                    .map(|wanted| wanted.user_id)
                    .unwrap_or_default(),
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
                if form.names_the_guest(field) {
                    return Action::run(ask_twins(form, context));
                }
                if field == form::Field::Username {
                    return Action::run(check_name(form, context));
                }
            }
            form::Message::Count(count) => form.set_count(count),
            form::Message::Nights(length) => form.choose_nights(length, context),
            form::Message::Expiration(expiration) => form.set_expiration(expiration),
            form::Message::Deliver(channel, on) => form.set_deliver(channel, on),
            form::Message::Caught(letter) => {
                form.catch(letter);
                let looked = ask_twins(form, context);
                let focused = focus(form::Field::FIRST.name());
                return Action::run(Task::batch([focused, looked]));
            }
            form::Message::Submit => return self.submit(SameGuest::Another, context),
            form::Message::Close => self.form = None,
            form::Message::ShowTwin(serial) => return Action::open(Page::Ticket(serial)),
            form::Message::AddDevice(serial) => return self.add_device(Some(serial), context),
            form::Message::Replace => return self.replace(context),
            form::Message::OpenList => return self.open_list(context),
        }
        Action::none()
    }

    fn submit(&mut self, same_guest: SameGuest, context: &Context) -> Action<Message> {
        let Some(form) = &mut self.form else {
            return Action::none();
        };
        let seen = !form.twins.is_empty() || same_guest != SameGuest::Another;
        let request = match form.request(same_guest, context) {
            Ok(request) => request,
            Err(field) => return Action::run(focus(field.name())),
        };
        match (form.batch(), form.tickets()) {
            (Some(name), Some(count)) => {
                let name = name.to_owned();
                self.issue_batch(context, move |store, now, tell| {
                    work::issue_batch(store, now, &name, request, count, tell)
                })
            }
            _ => self.issue(request, seen, context),
        }
    }

    /// "Add a device": the newest live ticket of the guest takes one more; no other ticket is issued.
    fn add_device(&mut self, serial: Option<u64>, context: &Context) -> Action<Message> {
        let Some(form) = &self.form else {
            return Action::none();
        };
        let newest = form.twins.first().map(|twin| twin.ticket.serial);
        let Some(serial) = serial.or(newest) else {
            return Action::none();
        };
        let request = Request {
            ticket_type: form.ticket_type().name.clone(),
            same_guest: SameGuest::AddDevice(serial),
            ..Request::default()
        };
        self.issue(request, true, context)
    }

    /// "Replace": the ticket that the question names is cancelled in the transaction that issues this. Others of the room
    /// stay: they may be of the rest of the family.
    fn replace(&mut self, context: &Context) -> Action<Message> {
        let named = self.form.as_ref().and_then(|form| form.twins.first());
        match named.map(|twin| twin.ticket.serial) {
            Some(serial) => self.submit(SameGuest::Replace(vec![serial]), context),
            None => Action::none(),
        }
    }

    fn open_list(&mut self, context: &Context) -> Action<Message> {
        let Some(form) = &self.form else {
            return Action::none();
        };
        self.names = Some(Names::new(form.house().clone(), form.template()));
        self.in_names(names::Message::Paste, context)
    }

    fn in_names(&mut self, message: names::Message, context: &Context) -> Action<Message> {
        let Some(names) = &mut self.names else {
            return Action::none();
        };
        match message {
            names::Message::Paste => {
                let read = iced::clipboard::read();
                return Action::run(read.map(|text| Message::Names(names::Message::Pasted(text))));
            }
            names::Message::Pasted(text) => {
                if names.pasted(text) {
                    return Action::run(Task::batch([
                        understand(names, context),
                        focus(names::NAME),
                    ]));
                }
            }
            names::Message::Understood(asked, list) => {
                names.understood(asked, list);
                return Action::run(focus(names::NAME));
            }
            names::Message::Column(place, column) => {
                names.set_column(place, column);
                return Action::run(understand(names, context));
            }
            names::Message::Name(name) => names.set_name(name),
            names::Message::Table(event) => names.on_table(event),
            names::Message::Issue => {
                let Some((name, requests)) = names.order() else {
                    return Action::run(focus(names::NAME));
                };
                return self.issue_batch(context, move |store, now, tell| {
                    work::issue_list(store, now, &name, requests, tell)
                });
            }
            names::Message::Close => {
                self.names = None;
                return Action::run(focus(form::Field::FIRST.name()));
            }
        }
        Action::none()
    }

    fn issue_batch(
        &mut self,
        context: &Context,
        work: impl FnOnce(&Store, Instant, Tell<'_>) -> crate::services::Result<Batch> + Send + 'static,
    ) -> Action<Message> {
        if std::mem::replace(&mut self.issuing, true) {
            return Action::none();
        }
        self.stop = Stop::default();
        Action::run(context.follow(
            &self.stop,
            work,
            Message::BatchProgress,
            Message::BatchIssued,
        ))
    }

    fn batch_issued(&mut self, batch: Answer<Batch>, context: &Context) -> Action<Message> {
        (self.issuing, self.progress) = (false, None);
        match batch {
            Err(error) if matches!(*error, Error::Stopped) => {
                Action::tell(Tone::Info, t!(context.words(), "batch-stopped"))
            }
            Ok(batch) => {
                let words = t!(
                    context.words(),
                    "batch-issued",
                    name = batch.name.as_str(),
                    count = batch.tickets,
                    shown = context.number(batch.tickets)
                );
                self.batch = Some(BatchSlip::new(batch));
                // The ticket before it is no longer what "take back" means.
                self.slip = None;
                (self.form, self.names) = (None, None);
                Action::run(self.refresh(context)).and_tell(Tone::Success, words)
            }
            Err(error) => match (&mut self.names, &mut self.form) {
                (Some(names), _) => {
                    names.refuse(error);
                    Action::none()
                }
                (None, Some(form)) => refuse(form, error),
                (None, None) => Action::tell(Tone::Danger, context.refusal(&error)),
            },
        }
    }

    fn on_batch(&mut self, message: batch::Message, context: &Context) -> Action<Message> {
        let Some(batch) = &self.batch else {
            return Action::none();
        };
        match message {
            batch::Message::Print => {
                let (bulk, begun) = Bulk::new(Work::Print, batch.which(), context);
                self.bulk = Some(bulk);
                Action::run(begun.map(Message::Bulk))
            }
            batch::Message::Show => Action::none().and(Ask::ShowBatch(batch.id())),
            batch::Message::Close => {
                self.batch = None;
                Action::none()
            }
        }
    }

    fn in_bulk(&mut self, message: bulk::Message, context: &Context) -> Action<Message> {
        let Some(bulk) = &mut self.bulk else {
            return Action::none();
        };
        match message {
            bulk::Message::Close => {
                self.bulk = None;
                Action::none()
            }
            bulk::Message::OpenFile => Action::run(bulk.open_file(context, Message::PdfOpened)),
            message => Action::run(bulk.update(message, context).map(Message::Bulk)),
        }
    }

    fn twins(&mut self, asked: Question, twins: Answer<Vec<Row>>) -> Action<Message> {
        if let (Some(form), Ok(twins)) = (&mut self.form, twins)
            && form.asked == asked
        {
            form.twins = twins;
        }
        Action::none()
    }

    fn name_checked(&mut self, asked: Question, free: Answer<()>) -> Action<Message> {
        if let Some(form) = &mut self.form
            && form.name_asked == asked
        {
            form.name_refused = free.err();
        }
        Action::none()
    }

    fn issue(&mut self, request: Request, seen: bool, context: &Context) -> Action<Message> {
        if std::mem::replace(&mut self.issuing, true) {
            return Action::none();
        }
        let asked = request.clone();
        let key = self
            .form
            .as_ref()
            .and_then(|form| form.ticket_type().hotkey);
        Action::run(context.ask(
            move |store, now| work::issue(store, now, asked, seen, key),
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
                let added = matches!(request.same_guest, SameGuest::AddDevice(_));
                let prints = !added && prints(&request);
                let slip = Slip::new(*issued, request.ticket_type.clone());
                (self.form, self.batch) = (None, None);
                if added {
                    return self.device_added(slip, context);
                }
                self.last = Some(Request {
                    credentials: None,
                    same_guest: SameGuest::Another,
                    ..request
                });
                self.lay_down(slip, prints, context)
            }
            (Ok(Outcome::Scanned(serial)), _) => {
                self.form = None;
                Action::open(Page::Ticket(serial))
            }
            (Ok(Outcome::Twins(rows)), Some(form)) => {
                form.twins = rows;
                Action::none()
            }
            // Asked for by a key, and refused: there is no field to say it at.
            (Ok(Outcome::Twins(_)), None) => Action::none(),
            (Err(error), Some(form)) => refuse(form, error),
            (Err(error), None) => Action::tell(Tone::Danger, context.refusal(&error)),
        }
    }

    /// The ticket that the guest had lies there, for one device more. Undo would take it away from him.
    fn device_added(&mut self, slip: Slip, context: &Context) -> Action<Message> {
        let words = t!(
            context.words(),
            "desk-device-added",
            serial = serial_text(slip.serial()),
            devices = slip.devices()
        );
        let drawn = self.show_slip(slip, context);
        let refreshed = self.refresh(context);
        Action::run(Task::batch([drawn, refreshed])).and_tell(Tone::Success, words)
    }

    fn show_slip(&mut self, slip: Slip, context: &Context) -> Task<Message> {
        let serial = slip.serial();
        self.slip = Some(slip);
        self.cancelling = false;
        context.ask(
            move |store, now| work::draw(store, now, serial),
            move |drawn| Message::Drawn(serial, drawn),
        )
    }

    fn lay_down(&mut self, slip: Slip, prints: bool, context: &Context) -> Action<Message> {
        let serial = slip.serial();
        let drawn = self.show_slip(slip, context);
        let printed = if prints {
            context.ask(
                move |store, now| printing::slip_of_issued(store, now, Actor::Desk, serial),
                move |printed| Message::Printed(serial, printed),
            )
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

    fn state(&mut self, serial: u64, state: Answer<Standing>) -> Action<Message> {
        // Where it cannot be read, the board has the same trouble and shows it.
        state.map_or_else(
            |_| Action::none(),
            |standing| self.with_slip(serial, |slip| slip.set_standing(standing)),
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
            slip::Message::Delivery(message) => Deliveries::update(message, serial, context)
                .map(|message| Message::Slip(slip::Message::Delivery(message))),
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
        (self.search.entered, self.search.caught) = (false, false);
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
        self.search.current = false;
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
                self.search.current = true;
                if std::mem::take(&mut self.search.entered) {
                    return self.search_entered();
                }
                Action::none()
            }
            Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
        }
    }

    fn search_entered(&mut self) -> Action<Message> {
        // What the first letters found is not what the whole code means.
        if let (Some(found), true) = (&self.search.found, self.search.current) {
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
        if self.search.caught {
            return self.search_for(letter, context);
        }
        match letter {
            'r' | 'R' => self.repeat(context),
            'p' | 'P' if self.batch.is_some() => self.on_batch(batch::Message::Print, context),
            'p' | 'P' => self.on_slip(slip::Message::Print, context),
            letter => {
                let digit = letter
                    .to_digit(10)
                    .and_then(|digit| u8::try_from(digit).ok());
                match digit.and_then(|digit| self.tile_of(digit)) {
                    Some(place) => self.chosen(place, context),
                    None if letter.is_alphanumeric() => self.search_for(letter, context),
                    None => Action::none(),
                }
            }
        }
    }

    /// A letter that is no command is the beginning of a name or a code, typed or scanned: it is looked for.
    fn search_for(&mut self, letter: char, context: &Context) -> Action<Message> {
        self.search.text.push(letter);
        (self.search.entered, self.search.caught) = (false, true);
        Action::run(Task::batch([focus(SEARCH), self.find(context)]))
    }

    /// As a letter while the form is open, else the tile at the place of the digit.
    fn digit(&mut self, digit: u8, letter: char, context: &Context) -> Action<Message> {
        if self.form.is_some() {
            return self.in_form(form::Message::Caught(letter), context);
        }
        if self.search.caught {
            return self.search_for(letter, context);
        }
        self.tile_of(digit)
            .map_or_else(Action::none, |place| self.chosen(place, context))
    }

    /// The place of the tile that has this key.
    fn tile_of(&self, digit: u8) -> Option<usize> {
        let offers = self.offers.as_deref().unwrap_or_default();
        offers
            .iter()
            .position(|offer| offer.ticket_type.hotkey == Some(digit))
    }

    /// Like a letter, decided here: a scanner has pressed it before the window has drawn what its letters opened.
    fn enter(&mut self, context: &Context) -> Action<Message> {
        if self.names.is_some() {
            self.in_names(names::Message::Issue, context)
        } else if self.form.is_some() {
            self.in_form(form::Message::Submit, context)
        } else if self.search.caught {
            self.search_entered()
        } else {
            Action::none()
        }
    }

    /// Closes the innermost thing that is open.
    fn escape(&mut self) -> Action<Message> {
        if self.search.text.is_empty() {
            if self.names.take().is_some() {
                return Action::run(focus(form::Field::FIRST.name()));
            }
            self.form = None;
            self.wanted = None;
        } else {
            self.forget_search();
        }
        Action::none()
    }

    fn forget_search(&mut self) {
        self.search = Search {
            asked: self.search.asked,
            ..Search::default()
        };
        let _ = self.search.asked.ask();
    }

    /// Asks before a ticket is cancelled.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        let words = context.words();
        if let Some(progress) = self.progress {
            let title = t!(words, "batch-issuing-title");
            let bar = bulk::under_way(context, t!(words, "batch-issuing"), progress);
            return Some(bulk::stoppable(context, title, &self.stop, Message::StopBatch).body(bar));
        }
        if let Some(bulk) = &self.bulk {
            return Some(bulk.dialog(context).map(Message::Bulk));
        }
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
            Key::Character("v" | "V") if modifiers.command() && self.names.is_some() => {
                Some(Message::Names(names::Message::Paste))
            }
            Key::Named(Named::Enter) => Some(Message::Enter),
            Key::Named(Named::F2) => Some(Message::AddDevice),
            Key::Named(Named::F3) => Some(Message::Replace),
            Key::Named(Named::F4) => Some(Message::OpenList),
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
            ("F2", t!(words, "desk-add-device")),
            ("F3", t!(words, "desk-replace")),
            ("F4", t!(words, "desk-name-list")),
            ("A – Z", t!(words, "keys-letters")),
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

fn ask_twins(form: &mut Form, context: &Context) -> Task<Message> {
    let (asked, user_id) = (form.asked.ask(), form.user_id().to_owned());
    let room = form.room().map(str::to_owned);
    context.ask(
        move |store, now| issue::live_tickets_for(store, now, &user_id, room.as_deref()),
        move |twins| Message::Twins(asked, twins),
    )
}

/// Whether the chosen user name can be typed and is free, said as it is typed.
fn check_name(form: &mut Form, context: &Context) -> Task<Message> {
    let (asked, username) = (form.name_asked.ask(), form.username().to_owned());
    if username.trim().is_empty() {
        return Task::none();
    }
    context.ask(
        move |store, _| issue::check_username(store, &username),
        move |free| Message::NameChecked(asked, free),
    )
}

/// Weighs every line of the list, off the window's thread.
fn understand(names: &mut Names, context: &Context) -> Task<Message> {
    let asked = names.asked.ask();
    let (house, template) = (names.house.clone(), names.template.clone());
    let (text, columns) = (names.text.clone(), names.columns.clone());
    let understood = context.ask(
        move |_, now| {
            let list = batches::parse_names(&house, now, &template, &text, columns);
            Ok(Arc::new(list))
        },
        move |list| {
            list.ok()
                .map(|list| names::Message::Understood(asked, list))
        },
    );
    understood.and_then(Task::done).map(Message::Names)
}

/// Whether the voucher is printed at once.
fn prints(request: &Request) -> bool {
    let mut channels = request.deliver.iter().map(|deliver| deliver.channel);
    channels.any(|channel| channel == Channel::Print)
}

fn print(serial: u64, context: &Context) -> Task<Message> {
    parts::print(context, serial, move |printed| {
        Message::Printed(serial, printed)
    })
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
