//! The list of issued tickets: every column, nine filters, the details of the selected one beside it, live.

mod columns;
mod filters;
mod glance;
mod list;
mod marks;
mod view;

pub use super::bulk::Work;
pub use filters::{Change, Field, From};
pub(super) use glance::expiry;

use super::{
    Action, Ask, KeyHelp, Page,
    bulk::{self, Bulk, Which},
    exporting::{self, Exporting, What},
    parts::{self, Cancelling},
};
use crate::{
    domain::{id::BatchId, ticket::serial_text, time::Instant},
    services::{
        Actor, batches,
        printing::Printed,
        tickets::{self, Glance, Part},
    },
    store::{Batch, SavedFilter, Sort, SortBy},
    t,
    ui::{
        context::{Answer, Context, Question},
        theme::Tone,
        widget::{Dialog, table},
    },
};
use filters::{Filters, Meaning};
use iced::{
    Task,
    keyboard::{Key, Modifiers, key::Named},
};
use list::List;
use marks::Marks;
use std::sync::Arc;

/// The list of issued tickets.
pub struct Tickets {
    list: List,
    filters: Filters,
    meaning: Meaning,
    side: Side,
    glance: Option<Box<Glance>>,
    glancing: Question,
    cancelling: Option<Cancelling>,
    marks: Marks,
    marking: Question,
    bulk: Option<Bulk>,
    export: Option<Exporting>,
    saved: Vec<SavedFilter>,
    /// The name of the saved filter that is in use, or is to be saved.
    save_as: String,
    batches: Vec<Batch>,
    /// The list is to have the focus as soon as it has rows: what had it is gone.
    to_list: bool,
    failed: Option<Arc<crate::services::Error>>,
}

/// What stands beside the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// The details of the selected ticket (T19).
    #[default]
    Details,
    /// The filters (T20).
    Filters,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the table: other rows in sight, a row selected or opened.
    Table(table::Event),
    /// A part of the list was read.
    Loaded(Question, Answer<Part>),
    /// The details of a ticket were read.
    Glanced(Question, Answer<Box<Glance>>),
    /// A filter changed.
    Filter(Change),
    /// Show the details, or the filters.
    Show(Side),
    /// Show the filters, ready to type.
    OpenFilters,
    /// Open everything about the selected ticket.
    OpenSelected,
    /// Print the voucher of the selected ticket.
    Print,
    /// The voucher is printed, or not.
    Printed(u64, Answer<Printed>),
    /// Ask before the selected ticket is cancelled.
    Cancel,
    /// The reason is being typed.
    Reason(String),
    /// Do not cancel.
    Keep,
    /// Cancel.
    Confirm,
    /// It is cancelled, or not.
    Cancelled(u64, Answer<()>),
    /// Go to the desk, where tickets are issued.
    ToDesk,
    /// Show the batches.
    ToBatches,
    /// Mark a row, some, or all.
    Mark(table::Mark),
    /// The tickets that the filters leave.
    MarkAll(Question, Answer<Vec<u64>>),
    /// Nothing is to be marked any more.
    Unmark,
    /// Do this with all marked tickets.
    WithMarked(Work),
    /// In the dialog about the marked tickets.
    Bulk(bulk::Message),
    /// The PDF was handed to the desktop, or not.
    FileOpened(Answer<()>),
    /// Sort by this; by the same again, the other way round.
    SortBy(SortBy),
    /// Sort by the next column.
    SortByNext,
    /// The saved filters.
    Saved(Answer<Vec<SavedFilter>>),
    /// Use the saved filter of this name.
    UseSaved(String),
    /// The name under which the filters are to be saved.
    SaveAs(String),
    /// Save them.
    SaveFilter,
    /// They were saved under this name, or not.
    FilterKept(Answer<String>),
    /// It was forgotten, or not.
    FilterForgotten(Answer<String>),
    /// Forget the saved filter of this name.
    ForgetFilter(String),
    /// Export what the filters leave.
    Export,
    /// In the export.
    Exporting(exporting::Message),
    /// The batches that there are.
    Batches(Answer<Vec<Batch>>),
    /// Show the sessions of a ticket.
    Sessions(u64),
}

/// The name of the table, for the focus.
pub const TABLE: &str = "tickets";

impl Tickets {
    /// Asks for the newest tickets.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let mut tickets = Self {
            list: List::new(),
            filters: Filters::default(),
            meaning: Meaning::default(),
            side: Side::default(),
            glance: None,
            glancing: Question::default(),
            cancelling: None,
            marks: Marks::default(),
            marking: Question::default(),
            bulk: None,
            export: None,
            saved: Vec::new(),
            save_as: String::new(),
            batches: Vec::new(),
            to_list: false,
            failed: None,
        };
        let task = tickets.ask(context);
        (tickets, task)
    }

    /// Of the page.
    pub fn title(&self, context: &Context) -> String {
        t!(context.words(), "tickets-title")
    }

    /// A message of its own.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Table(event) => self.on_table(event, context),
            Message::Loaded(question, answer) => self.loaded(question, answer, context),
            Message::Glanced(question, answer) => self.glanced(question, answer),
            Message::Filter(change) => self.filter(change, context),
            Message::Show(side) => self.show(side),
            Message::OpenFilters => self.open_filters(),
            Message::OpenSelected => self.open_selected(),
            Message::Print => self.print(context),
            Message::Printed(serial, answer) => Self::printed(serial, answer, context),
            Message::Cancel => self.cancel(context),
            Message::Reason(reason) => self.reason(reason),
            Message::Keep => self.keep(),
            Message::Confirm => self.confirm(context),
            Message::Cancelled(serial, answer) => self.cancelled(serial, answer, context),
            Message::ToDesk => Action::open(Page::Desk),
            Message::ToBatches => Action::open(Page::Batches),
            Message::Mark(mark) => self.mark(mark, context),
            Message::MarkAll(question, answer) => self.mark_all(question, answer, context),
            Message::Unmark => self.unmark(),
            Message::WithMarked(work) => self.with_marked(work, context),
            Message::Bulk(message) => self.in_bulk(message, context),
            Message::FileOpened(opened) => Self::file_opened(&opened, context),
            Message::SortBy(by) => self.sort_by(by, context),
            Message::SortByNext => self.sort_by_next(context),
            Message::Saved(saved) => {
                self.saved = saved.unwrap_or_default();
                Action::none()
            }
            Message::UseSaved(name) => self.use_saved(&name, context),
            Message::SaveAs(name) => {
                self.save_as = name;
                Action::none()
            }
            Message::SaveFilter => self.save_filter(context),
            Message::FilterKept(kept) => self.filter_kept(kept, context),
            Message::FilterForgotten(forgotten) => self.filter_forgotten(forgotten, context),
            Message::ForgetFilter(name) => Self::forget_filter(name, context),
            Message::Export => self.export(),
            Message::Exporting(message) => self.in_export(message, context),
            Message::Batches(batches) => self.set_batches(batches),
            Message::Sessions(serial) => Action::none().and(Ask::ShowSessions(serial)),
        }
    }

    /// Something was committed: the rows in sight and the details are read again, in their place.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        self.list.mark_stale();
        Task::batch([
            self.ask(context),
            self.glance(context),
            context.ask(|store, now| batches::list(store, now, ""), Message::Batches),
            Self::read_saved(context),
        ])
    }

    /// A column is first sorted as it is read most: numbers and states from the top, names from A.
    fn sort_by(&mut self, by: SortBy, context: &Context) -> Action<Message> {
        let now = self.list.sorted();
        let ascending = if now.by == by {
            !now.ascending
        } else {
            matches!(by, SortBy::UserId)
        };
        self.list.sort(Sort { by, ascending });
        Action::run(self.ask(context))
    }

    fn sort_by_next(&mut self, context: &Context) -> Action<Message> {
        let next = match self.list.sorted().by {
            SortBy::Serial => SortBy::UserId,
            SortBy::UserId => SortBy::Kind,
            SortBy::Kind => SortBy::Status,
            SortBy::Status => SortBy::Connections,
            SortBy::Connections | SortBy::Devices | SortBy::FirstLogin => SortBy::Serial,
        };
        self.sort_by(next, context)
    }

    fn use_saved(&mut self, name: &str, context: &Context) -> Action<Message> {
        let Some(saved) = self.saved.iter().find(|saved| saved.name == name).cloned() else {
            return Action::none();
        };
        self.list.sort(saved.sort);
        self.save_as = saved.name;
        let filters = Filters::of(&saved.filter, context.location.zone);
        self.filter(Change::All(Box::new(filters)), context)
    }

    fn save_filter(&mut self, context: &Context) -> Action<Message> {
        let name = self.save_as.trim().to_owned();
        if name.is_empty() {
            return Action::none();
        }
        let saved = SavedFilter {
            name: name.clone(),
            filter: self.meaning.filter.clone(),
            sort: self.list.sorted(),
        };
        Action::run(context.ask(
            move |store, now| tickets::save_filter(store, now, Actor::Desk, saved).map(|()| name),
            Message::FilterKept,
        ))
    }

    fn forget_filter(name: String, context: &Context) -> Action<Message> {
        Action::run(context.ask(
            move |store, now| {
                let _ = tickets::forget_filter(store, now, Actor::Desk, &name)?;
                Ok(name)
            },
            Message::FilterForgotten,
        ))
    }

    fn filter_kept(&mut self, kept: Answer<String>, context: &Context) -> Action<Message> {
        match kept {
            Ok(name) => {
                let said = t!(context.words(), "filters-kept", name = name.as_str());
                self.save_as = name;
                Action::run(Self::read_saved(context)).and_tell(Tone::Success, said)
            }
            Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
        }
    }

    fn filter_forgotten(
        &mut self,
        forgotten: Answer<String>,
        context: &Context,
    ) -> Action<Message> {
        match forgotten {
            Ok(name) => {
                self.save_as.clear();
                // What is forgotten can be neither saved nor forgotten: with both buttons the focus would go.
                let focus = super::focus(filters::FIRST);
                let said = t!(context.words(), "filters-forgotten", name = name);
                Action::run(Task::batch([Self::read_saved(context), focus]))
                    .and_tell(Tone::Success, said)
            }
            Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
        }
    }

    fn read_saved(context: &Context) -> Task<Message> {
        context.ask(|store, _| tickets::saved_filters(store), Message::Saved)
    }

    fn export(&mut self) -> Action<Message> {
        if self.list.total().is_none_or(|total| total == 0) {
            // The key does no more than the button, which is grey.
            return Action::none();
        }
        let filter = Box::new(self.meaning.filter.clone());
        self.export = Some(Exporting::new(What::Tickets(filter)));
        Action::none()
    }

    fn in_export(&mut self, message: exporting::Message, context: &Context) -> Action<Message> {
        if matches!(message, exporting::Message::Close) {
            self.export = None;
            return Action::run(super::focus(TABLE));
        }
        match &mut self.export {
            Some(export) => Action::run(export.update(message, context).map(Message::Exporting)),
            None => Action::none(),
        }
    }

    fn set_batches(&mut self, batches: Answer<Vec<Batch>>) -> Action<Message> {
        // Where they cannot be read, the list has the same trouble and shows it.
        self.batches = batches.unwrap_or_default();
        Action::none()
    }

    fn ask(&mut self, context: &Context) -> Task<Message> {
        let Some((question, look)) = self.list.ask() else {
            return Task::none();
        };
        context.ask(
            move |store, now| tickets::look(store, now, &look),
            move |answer| Message::Loaded(question, answer),
        )
    }

    fn on_table(&mut self, event: table::Event, context: &Context) -> Action<Message> {
        match event {
            table::Event::Window { first, rows } => {
                self.list.show(first, rows);
                Action::run(self.ask(context))
            }
            table::Event::Select(row) => {
                self.list.select(row);
                Action::run(Task::batch([self.ask(context), self.glance(context)]))
            }
            table::Event::Activate(row) => match self.list.row(row) {
                Some(row) => Action::open(Page::Ticket(row.ticket.serial)),
                None => Action::none(),
            },
            // Which column it is only the view knows: it says so with its own message.
            table::Event::Sort(_) => Action::none(),
        }
    }

    fn loaded(
        &mut self,
        question: Question,
        answer: Answer<Part>,
        context: &Context,
    ) -> Action<Message> {
        let selected = self.list.selected_serial();
        let is_newest = match answer {
            Ok(part) => {
                let taken = self.list.answer(question, part);
                self.failed = self.failed.take().filter(|_| !taken);
                taken
            }
            Err(error) => {
                let is_newest = self.list.fail(question);
                self.failed = is_newest.then_some(error).or(self.failed.take());
                is_newest
            }
        };
        if !is_newest {
            return Action::none();
        }
        let glance = if self.list.selected_serial() == selected {
            Task::none()
        } else {
            self.glance(context)
        };
        let more = if self.failed.is_none() {
            self.ask(context)
        } else {
            Task::none()
        };
        let has_rows = self.list.total() > Some(0);
        let focus = if std::mem::take(&mut self.to_list) && has_rows {
            super::focus(TABLE)
        } else {
            Task::none()
        };
        Action::run(Task::batch([more, glance, focus]))
    }

    fn glance(&mut self, context: &Context) -> Task<Message> {
        let question = self.glancing.ask();
        let Some(serial) = self.list.selected_serial() else {
            return Task::none();
        };
        context.ask(
            move |store, _| tickets::glance(store, serial).map(Box::new),
            move |answer| Message::Glanced(question, answer),
        )
    }

    fn glanced(&mut self, question: Question, answer: Answer<Box<Glance>>) -> Action<Message> {
        if question != self.glancing {
            return Action::none();
        }
        match answer {
            Ok(glance) => self.glance = Some(glance),
            Err(error) => self.failed = Some(error),
        }
        Action::none()
    }

    fn mark(&mut self, mark: table::Mark, context: &Context) -> Action<Message> {
        match mark {
            table::Mark::One(row) => {
                if let Some(row) = self.list.row(row) {
                    self.marks.toggle(row.ticket.serial);
                }
            }
            table::Mark::Span(from, to) => {
                let rows = from.min(to)..=from.max(to);
                let serials = rows.filter_map(|row| Some(self.list.row(row)?.ticket.serial));
                self.marks.add(serials);
            }
            table::Mark::All if self.all_marked() => self.marks.clear(),
            table::Mark::All => {
                let (question, filter) = (self.marking.ask(), self.meaning.filter.clone());
                return Action::run(context.ask(
                    move |store, now| tickets::serials(store, now, &filter),
                    move |answer| Message::MarkAll(question, answer),
                ));
            }
        }
        Action::none()
    }

    fn all_marked(&self) -> bool {
        let total = self.list.total().unwrap_or(0);
        self.marks.of_all(total) == table::Marked::All
    }

    fn mark_all(
        &mut self,
        question: Question,
        answer: Answer<Vec<u64>>,
        context: &Context,
    ) -> Action<Message> {
        if question != self.marking {
            return Action::none();
        }
        match answer {
            Ok(serials) => {
                self.marks = Marks::of(serials);
                Action::none()
            }
            Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
        }
    }

    fn unmark(&mut self) -> Action<Message> {
        self.marks.clear();
        // An answer under way would mark again.
        let _ = self.marking.ask();
        Action::none()
    }

    fn with_marked(&mut self, work: Work, context: &Context) -> Action<Message> {
        if work == Work::Print && self.marks.serials().len() > bulk::PRINT_MAX {
            let most = context.number(bulk::PRINT_MAX as u64);
            let words = t!(context.words(), "bulk-print-too-many", most = most);
            return Action::tell(Tone::Warning, words);
        }
        if self.marks.is_empty() {
            return Action::none();
        }
        let which = Which::Marked(self.marks.serials().to_vec());
        let (bulk, begun) = Bulk::new(work, which, context);
        self.bulk = Some(bulk);
        Action::run(begun.map(Message::Bulk))
    }

    fn in_bulk(&mut self, message: bulk::Message, context: &Context) -> Action<Message> {
        let Some(bulk) = &mut self.bulk else {
            return Action::none();
        };
        match message {
            bulk::Message::Close => {
                if bulk.is_over() {
                    self.marks.clear();
                }
                self.bulk = None;
                Action::run(super::focus(TABLE))
            }
            bulk::Message::OpenFile => Action::run(bulk.open_file(context, Message::FileOpened)),
            message => Action::run(bulk.update(message, context).map(Message::Bulk)),
        }
    }

    fn file_opened(opened: &Answer<()>, context: &Context) -> Action<Message> {
        match opened {
            Ok(()) => Action::none(),
            Err(error) => Action::tell(Tone::Danger, context.refusal(error)),
        }
    }

    fn filter(&mut self, change: Change, context: &Context) -> Action<Message> {
        if change == Change::Entered {
            return Action::run(self.enter_list());
        }
        // Of all cleared filters the button is gone, and Esc takes the focus from a field.
        let cleared = change == Change::ClearAll;
        self.to_list = false;
        if cleared {
            // No saved filter is in use any more: it can be chosen again.
            self.save_as.clear();
        }
        self.filters.change(change);
        let before = std::mem::replace(
            &mut self.meaning,
            self.filters.meaning(context.location.zone),
        );
        if before.filter != self.meaning.filter {
            // What is marked and out of sight would be cancelled unseen.
            let _ = self.unmark();
        }
        self.list.filter(self.meaning.filter.clone());
        let focus = if cleared {
            self.enter_list()
        } else {
            Task::none()
        };
        Action::run(Task::batch([self.ask(context), focus]))
    }

    /// Gives the list the focus: now, or when what the filters leave is known.
    fn enter_list(&mut self) -> Task<Message> {
        let is_there = self.list.is_current() && self.list.total() > Some(0);
        self.to_list = !is_there;
        if is_there {
            super::focus(TABLE)
        } else {
            Task::none()
        }
    }

    /// Shows the tickets of a batch, and no others.
    pub fn show_batch(&mut self, batch: BatchId, context: &Context) -> Task<Message> {
        let cleared = self.filter(Change::ClearAll, context);
        let shown = self.filter(Change::Batch(Some(batch)), context);
        Task::batch([cleared.task, shown.task])
    }

    fn show(&mut self, side: Side) -> Action<Message> {
        self.side = side;
        Action::none()
    }

    fn open_filters(&mut self) -> Action<Message> {
        self.side = Side::Filters;
        Action::run(super::focus(filters::FIRST))
    }

    fn open_selected(&mut self) -> Action<Message> {
        match self.list.selected_serial() {
            Some(serial) => Action::open(Page::Ticket(serial)),
            None => Action::none(),
        }
    }

    /// The details, if they are those of the selected ticket.
    fn shown(&self) -> Option<&Glance> {
        let serial = self.list.selected_serial()?;
        self.glance
            .as_deref()
            .filter(|glance| glance.ticket.serial == serial)
    }

    fn may_print(&self, now: Instant) -> bool {
        self.shown()
            .is_some_and(|glance| glance.ticket.may_print(now))
    }

    fn may_cancel(&self, now: Instant) -> bool {
        self.shown()
            .is_some_and(|glance| glance.ticket.may_cancel(now))
    }

    fn print(&mut self, context: &Context) -> Action<Message> {
        match self.shown() {
            Some(glance) if self.may_print(context.now) => {
                let serial = glance.ticket.serial;
                Action::run(parts::print(context, serial, move |answer| {
                    Message::Printed(serial, answer)
                }))
            }
            _ => Action::none(),
        }
    }

    fn printed(serial: u64, answer: Answer<Printed>, context: &Context) -> Action<Message> {
        match answer {
            Ok(printed) => Action::tell(Tone::Success, parts::printed(context, serial, &printed)),
            Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
        }
    }

    fn cancel(&mut self, context: &Context) -> Action<Message> {
        if !self.may_cancel(context.now) {
            return Action::none();
        }
        self.cancelling = self.shown().map(|glance| {
            let ticket = &glance.ticket;
            Cancelling::new(ticket.serial, &ticket.user_id, glance.online.len())
        });
        Action::none()
    }

    fn reason(&mut self, reason: String) -> Action<Message> {
        if let Some(dialog) = &mut self.cancelling {
            dialog.typed(reason);
        }
        Action::none()
    }

    fn keep(&mut self) -> Action<Message> {
        self.cancelling = None;
        Action::run(super::focus(TABLE))
    }

    fn confirm(&mut self, context: &Context) -> Action<Message> {
        let Some(dialog) = &mut self.cancelling else {
            return Action::none();
        };
        let serial = dialog.serial;
        Action::run(dialog.confirm(context, move |answer| Message::Cancelled(serial, answer)))
    }

    fn cancelled(&mut self, serial: u64, answer: Answer<()>, context: &Context) -> Action<Message> {
        match answer {
            Ok(()) => {
                self.cancelling = None;
                let done = t!(
                    context.words(),
                    "tickets-cancelled",
                    serial = serial_text(serial)
                );
                let read = Task::batch([super::focus(TABLE), self.refresh(context)]);
                Action::run(read).and_tell(Tone::Success, done)
            }
            Err(error) => {
                if let Some(dialog) = &mut self.cancelling {
                    dialog.failed();
                }
                Action::tell(Tone::Danger, context.refusal(&error))
            }
        }
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        if let Some(bulk) = &self.bulk {
            return Some(bulk.dialog(context).map(Message::Bulk));
        }
        if let Some(export) = &self.export {
            return Some(export.dialog(context).map(Message::Exporting));
        }
        let dialog = self.cancelling.as_ref()?;
        Some(dialog.dialog(context, Message::Reason, Message::Keep, Message::Confirm))
    }

    /// What a key means. While tickets are marked, it is about them.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        let marked = !self.marks.is_empty();
        match key {
            Key::Named(Named::Delete) if modifiers.is_empty() => Some(if marked {
                Message::WithMarked(Work::Cancel)
            } else {
                Message::Cancel
            }),
            Key::Named(Named::Escape) if marked => Some(Message::Unmark),
            Key::Named(Named::Escape) if !self.filters.is_empty() => {
                Some(Message::Filter(Change::ClearAll))
            }
            Key::Character(letter) if modifiers == Modifiers::CTRL => match letter.as_str() {
                "a" => Some(Message::Mark(table::Mark::All)),
                "e" => Some(Message::Export),
                "f" => Some(Message::OpenFilters),
                "p" if marked => Some(Message::WithMarked(Work::Print)),
                "p" => Some(Message::Print),
                _ => None,
            },
            Key::Character(letter) if modifiers.is_empty() => match letter.as_str() {
                "b" => Some(Message::ToBatches),
                "c" => self.list.selected_serial().map(Message::Sessions),
                "s" => Some(Message::SortByNext),
                "o" => Some(Message::SortBy(self.list.sorted().by)),
                _ => None,
            },
            _ => None,
        }
    }

    /// For F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        let words = context.words();
        vec![
            (
                t!(words, "tickets-key-move"),
                t!(words, "tickets-key-move-does"),
            ),
            (
                t!(words, "tickets-key-open"),
                t!(words, "tickets-key-open-does"),
            ),
            ("C".to_owned(), t!(words, "tickets-key-sessions-does")),
            ("B".to_owned(), t!(words, "page-batches")),
            (
                t!(words, "tickets-key-mark"),
                t!(words, "tickets-key-mark-does"),
            ),
            (
                t!(words, "tickets-key-mark-more"),
                t!(words, "tickets-key-mark-more-does"),
            ),
            ("Ctrl+A".to_owned(), t!(words, "tickets-key-mark-all-does")),
            ("S".to_owned(), t!(words, "tickets-key-sort-does")),
            ("O".to_owned(), t!(words, "tickets-key-order-does")),
            ("Ctrl+E".to_owned(), t!(words, "export")),
            ("Ctrl+F".to_owned(), t!(words, "tickets-key-filter-does")),
            ("Ctrl+P".to_owned(), t!(words, "tickets-key-print-does")),
            (
                t!(words, "tickets-key-delete"),
                t!(words, "tickets-key-cancel-does"),
            ),
            ("Esc".to_owned(), t!(words, "tickets-key-clear-does")),
        ]
    }

    /// The session time of the selected ticket grows while it is on line.
    pub fn is_counting(&self, _context: &Context) -> bool {
        self.side == Side::Details && self.shown().is_some_and(|glance| !glance.online.is_empty())
    }
}
