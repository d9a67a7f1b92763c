//! Batches: tickets that were issued together, found again by their name, printed, exported and cancelled as one.

use super::{
    Action, Ask, KeyHelp, Page, SEARCH,
    bulk::{self, Bulk, Which, Work},
    exporting::{self, Exporting, What},
    focus,
    parts::{beside, labelled, stacked},
};
use crate::{
    domain::{id::BatchId, ticket::serial_text},
    services::{Error, batches},
    store::{Batch, Filter, Listed},
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        icon::Icon,
        scale::{self, Space},
        theme::Tone,
        widget::{
            self, Dialog, button, cell, cell_muted, column,
            table::{Event, table},
        },
    },
};
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, Row, container, responsive},
};
use std::sync::Arc;

/// The batches.
#[derive(Debug, Default)]
pub struct Batches {
    text: String,
    all: Option<Vec<Batch>>,
    asked: Question,
    trouble: Option<Arc<Error>>,
    first: u64,
    selected: Option<BatchId>,
    modal: Option<Modal>,
}

/// What is open above it.
#[derive(Debug)]
enum Modal {
    /// Its tickets are printed or cancelled.
    Bulk(Bulk),
    /// The export.
    Export(Exporting),
}

/// What happened on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typed into the search field.
    Search(String),
    /// The batches were read.
    Loaded(Question, Answer<Vec<Batch>>),
    /// In the table.
    Table(Event),
    /// Show the tickets of the selected batch in the list.
    Show,
    /// Do this with all tickets of the selected batch.
    With(Work),
    /// While it is done.
    Bulk(bulk::Message),
    /// Export the tickets of the selected batch.
    Export,
    /// In the export.
    Exporting(exporting::Message),
    /// The PDF was handed to the desktop, or not.
    FileOpened(Answer<()>),
    /// Go to the desk, where batches are issued.
    ToDesk,
    /// Forget what is looked for.
    Clear,
    /// Back to the list of tickets.
    Back,
}

/// The name of the table, for the focus.
pub(super) const TABLE: &str = "batches";

impl Batches {
    /// Empty until it is shown: `refresh` asks for what is on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Its title.
    pub fn title(&self, context: &Context) -> String {
        t!(context.words(), "page-batches")
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Search(text) => self.search(text, context),
            Message::Loaded(asked, all) => self.loaded(asked, all),
            Message::Table(event) => self.on_table(event),
            Message::Show => self.show(),
            Message::With(work) => self.with(work, context),
            Message::Bulk(message) => self.in_bulk(message, context),
            Message::Export => self.export(),
            Message::Exporting(message) => self.in_export(message, context),
            Message::FileOpened(opened) => match opened {
                Ok(()) => Action::none(),
                Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
            },
            Message::ToDesk => Action::open(Page::Desk),
            Message::Clear => self.search(String::new(), context),
            Message::Back => Action::back(),
        }
    }

    /// Shown, or something was committed: asks again.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let (asked, text) = (self.asked.ask(), self.text.clone());
        context.ask(
            move |store, now| batches::list(store, now, &text),
            move |all| Message::Loaded(asked, all),
        )
    }

    fn search(&mut self, text: String, context: &Context) -> Action<Message> {
        self.text = text;
        self.first = 0;
        Action::run(self.refresh(context))
    }

    fn loaded(&mut self, asked: Question, all: Answer<Vec<Batch>>) -> Action<Message> {
        if asked != self.asked {
            return Action::none();
        }
        match all {
            Ok(all) => {
                self.trouble = None;
                self.first = self.first.min((all.len() as u64).saturating_sub(1));
                // The newest is the one that is looked for as a rule, and the keys are about the selected one.
                let is_there = |id: &BatchId| all.iter().any(|batch| batch.id == *id);
                self.selected = self
                    .selected
                    .filter(is_there)
                    .or(all.first().map(|batch| batch.id));
                let is_first = self.all.replace(all).is_none();
                if is_first && self.modal.is_none() {
                    return Action::run(focus(TABLE));
                }
            }
            Err(error) => self.trouble = Some(error),
        }
        Action::none()
    }

    fn all(&self) -> &[Batch] {
        self.all.as_deref().unwrap_or_default()
    }

    fn selected(&self) -> Option<&Batch> {
        self.all()
            .iter()
            .find(|batch| Some(batch.id) == self.selected)
    }

    fn on_table(&mut self, event: Event) -> Action<Message> {
        match event {
            Event::Window { first, .. } => self.first = first,
            Event::Select(row) => self.select(row),
            Event::Activate(row) => {
                self.select(row);
                return self.show();
            }
            Event::Sort(_) => {}
        }
        Action::none()
    }

    fn select(&mut self, row: u64) {
        let batch = usize::try_from(row)
            .ok()
            .and_then(|row| self.all().get(row));
        self.selected = batch.map(|batch| batch.id).or(self.selected);
    }

    fn show(&self) -> Action<Message> {
        match self.selected() {
            Some(batch) => Action::none().and(Ask::ShowBatch(batch.id)),
            None => Action::none(),
        }
    }

    fn with(&mut self, work: Work, context: &Context) -> Action<Message> {
        // Of a batch that has ended nothing is left to print or to cancel.
        let Some(batch) = self.selected().filter(|batch| batch.live > 0) else {
            return Action::none();
        };
        let which = Which::batch(batch);
        let (bulk, begun) = Bulk::new(work, which, context);
        self.modal = Some(Modal::Bulk(bulk));
        Action::run(begun.map(Message::Bulk))
    }

    fn in_bulk(&mut self, message: bulk::Message, context: &Context) -> Action<Message> {
        let Some(Modal::Bulk(bulk)) = &mut self.modal else {
            return Action::none();
        };
        match message {
            bulk::Message::Close => self.close(),
            bulk::Message::OpenFile => Action::run(bulk.open_file(context, Message::FileOpened)),
            message => Action::run(bulk.update(message, context).map(Message::Bulk)),
        }
    }

    fn export(&mut self) -> Action<Message> {
        if let Some(batch) = self.selected() {
            let filter = Filter {
                batch: Some(batch.id),
                listed: Listed::All,
                ..Filter::default()
            };
            let what = What::Tickets(Box::new(filter));
            self.modal = Some(Modal::Export(Exporting::new(what)));
        }
        Action::none()
    }

    fn in_export(&mut self, message: exporting::Message, context: &Context) -> Action<Message> {
        let Some(Modal::Export(export)) = &mut self.modal else {
            return Action::none();
        };
        if matches!(message, exporting::Message::Close) {
            return self.close();
        }
        Action::run(export.update(message, context).map(Message::Exporting))
    }

    fn close(&mut self) -> Action<Message> {
        self.modal = None;
        Action::run(focus(TABLE))
    }

    /// What is to be seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let back = button(t!(words, "page-tickets"))
            .icon(Icon::ArrowLeft)
            .key("Esc")
            .on_press(Message::Back);
        if let Some(error) = &self.trouble {
            let said = context.sentence(error);
            let empty = widget::empty(Icon::Warning, said.happened, said.to_do, None);
            return widget::page(self.title(context), [back.into()], empty);
        }
        let Some(all) = &self.all else {
            return widget::page(self.title(context), [], iced::widget::Space::new());
        };
        if all.is_empty() && self.text.trim().is_empty() {
            let to_desk = button(t!(words, "tickets-to-desk"))
                .primary()
                .on_press(Message::ToDesk);
            let empty = widget::empty(
                Icon::Tickets,
                t!(words, "batches-none"),
                t!(words, "batches-none-do"),
                Some(to_desk.into()),
            );
            return widget::page(self.title(context), [back.into()], empty);
        }
        let search = widget::search(t!(words, "batches-search"), self.text.as_str())
            .on_input(Message::Search)
            .id(widget::id(SEARCH));
        let list = if all.is_empty() {
            let clear = button(t!(words, "tickets-clear"))
                .primary()
                .on_press(Message::Clear);
            widget::empty(
                Icon::Search,
                t!(words, "batches-no-match", text = self.text.trim()),
                t!(words, "batches-no-match-do"),
                Some(clear.into()),
            )
        } else {
            self.list(context, all)
        };
        let left = Column::new().push(search).push(list).spacing(Space::Tight);
        let halves = Row::new()
            .push(container(left).width(Length::Fill))
            .push(container(self.side(context)).width(scale::SIDE))
            .spacing(Space::Normal);
        widget::page(self.title(context), [back.into()], halves)
    }

    fn list<'a>(&'a self, context: &'a Context, all: &'a [Batch]) -> Element<'a, Message> {
        responsive(move |size| {
            let words = context.words();
            // The serials stand in the details, too.
            let is_wide = size.width >= WIDE;
            let columns = [
                Some(column(t!(words, "batches-name")).share(1)),
                Some(column(t!(words, "tickets-created")).width(126.0)),
                Some(column(t!(words, "batches-tickets")).width(84.0).figures()),
                Some(column(t!(words, "batches-used")).width(84.0).figures()),
                Some(column(t!(words, "batches-live")).width(84.0).figures()),
                is_wide.then(|| column(t!(words, "batches-serials")).width(160.0)),
            ];
            let rows = all.iter().map(|batch| {
                let number = |count| cell(context.number(count));
                [
                    Some(cell(batch.name.as_str())),
                    Some(cell_muted(context.moment(batch.created_at))),
                    Some(number(batch.tickets)),
                    Some(number(batch.tickets - batch.unused)),
                    Some(number(batch.live)),
                    is_wide.then(|| cell_muted(serials(batch))),
                ]
                .into_iter()
                .flatten()
            });
            let selected = all
                .iter()
                .position(|batch| Some(batch.id) == self.selected)
                .and_then(|place| u64::try_from(place).ok());
            table(columns.into_iter().flatten(), all.len() as u64, self.first)
                .rows(0, rows)
                .selected(selected)
                .on_event(Message::Table)
                .id(widget::id(TABLE))
                .into()
        })
        .into()
    }

    fn side<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let Some(batch) = self.selected() else {
            return widget::card(widget::empty(
                Icon::Tickets,
                t!(words, "batches-choose"),
                t!(words, "batches-choose-do"),
                None,
            ));
        };
        let number = |count| widget::text(context.number(count));
        let issued = t!(
            words,
            "batches-issued-by",
            moment = context.moment(batch.created_at),
            by = super::ticket::by(context, &batch.actor)
        );
        let facts = [
            widget::heading(batch.name.as_str()).into(),
            labelled(t!(words, "tickets-created"), widget::text(issued)),
            labelled(t!(words, "batches-serials"), widget::text(serials(batch))),
            beside([
                labelled(t!(words, "batches-tickets"), number(batch.tickets)),
                labelled(t!(words, "batches-live"), number(batch.live)),
            ]),
            beside([
                labelled(
                    t!(words, "batches-used"),
                    number(batch.tickets - batch.unused),
                ),
                labelled(t!(words, "batches-unused"), number(batch.unused)),
            ]),
        ];
        let is_live = batch.live > 0;
        let over = (!is_live).then(|| {
            widget::notice(
                Tone::Info,
                t!(words, "batches-over"),
                t!(words, "batches-over-what"),
                None,
            )
        });
        let show = button(t!(words, "batches-show"))
            .icon(Icon::Tickets)
            .key("Enter")
            .fill()
            .on_press(Message::Show);
        let print = button(t!(words, "batch-print"))
            .icon(Icon::Printer)
            .key("Ctrl+P")
            .fill()
            .on_press_maybe(is_live.then_some(Message::With(Work::Print)));
        let export = button(t!(words, "export"))
            .icon(Icon::Download)
            .key("Ctrl+E")
            .fill()
            .on_press(Message::Export);
        let cancel = button(t!(words, "batches-cancel"))
            .icon(Icon::Ban)
            .fill()
            .on_press_maybe(is_live.then_some(Message::With(Work::Cancel)));
        let actions = [show, print, export, cancel].map(Element::from);
        widget::card(widget::scroll(stacked(
            Space::Normal,
            [
                stacked(Space::Tight, facts.into_iter().chain(over)),
                stacked(Space::Tight, actions),
            ],
        )))
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        Some(match self.modal.as_ref()? {
            Modal::Bulk(bulk) => bulk.dialog(context).map(Message::Bulk),
            Modal::Export(export) => export.dialog(context).map(Message::Exporting),
        })
    }

    /// What a key means.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match key {
            Key::Named(Named::Delete) if modifiers.is_empty() => Some(Message::With(Work::Cancel)),
            Key::Named(Named::Enter) if modifiers.is_empty() => Some(Message::Show),
            Key::Named(Named::Escape) if !self.text.trim().is_empty() => Some(Message::Clear),
            Key::Character(letter) if modifiers == Modifiers::CTRL => match letter.as_str() {
                "e" => Some(Message::Export),
                "p" => Some(Message::With(Work::Print)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The keys, for F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        let words = context.words();
        vec![
            ("Enter".to_owned(), t!(words, "batches-show")),
            ("Ctrl+P".to_owned(), t!(words, "batch-print")),
            ("Ctrl+E".to_owned(), t!(words, "export")),
            (t!(words, "tickets-key-delete"), t!(words, "batches-cancel")),
            ("Esc".to_owned(), t!(words, "page-tickets")),
        ]
    }

    /// Whether something changes by the second.
    pub fn is_counting(&self, _context: &Context) -> bool {
        false
    }
}

/// A list as wide as this has room for the serials.
const WIDE: f32 = 720.0;

/// The serials from first to last.
pub(super) fn serials(batch: &Batch) -> String {
    let (first, last) = (batch.first_serial, batch.last_serial);
    format!("{} – {}", serial_text(first), serial_text(last))
}
