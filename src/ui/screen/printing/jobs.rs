//! What was printed and what waits.

use super::super::{
    Action, KeyHelp, Page,
    deliveries::{
        self, elsewhere, may_again, may_move, may_take_back, print_sentence, print_state,
        tickets_of,
    },
};
use crate::{
    services::{
        Actor,
        printing::{self, PrintJob, Printer},
    },
    t,
    ui::{
        Element,
        context::{Answer, Context},
        icon::Icon,
        scale::Space,
        theme::Tone,
        widget::{
            self, button, cell, cell_muted, column,
            table::{Event, table},
        },
    },
};
use iced::{
    Length,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, container},
};
use uuid::Uuid;

/// What happens in the list.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the table.
    Table(Event),
    /// Try the selected one again.
    Again,
    /// Print this one on that printer.
    Elsewhere(Uuid, Uuid),
    /// Take the selected one back.
    Cancel,
    /// Show its ticket.
    Open,
    /// It was asked for, or not.
    Asked(Answer<()>),
}

/// The list.
#[derive(Default)]
pub(super) struct Jobs {
    all: Vec<PrintJob>,
    printers: Vec<(Uuid, String)>,
    selected: Option<Uuid>,
    first: u64,
    working: bool,
}

/// The name of the table, for the focus.
pub(super) const TABLE: &str = "print-jobs";

impl Jobs {
    pub(super) fn take(&mut self, printers: &[Printer], jobs: Vec<PrintJob>) {
        self.all = jobs;
        self.printers = printers
            .iter()
            .map(|printer| (printer.id, printer.settings.name.clone()))
            .collect();
    }

    fn selected(&self) -> Option<&PrintJob> {
        let id = self.selected?;
        self.all.iter().find(|job| job.id == id)
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Table(Event::Window { first, .. }) => self.first = first,
            Message::Table(Event::Select(row)) => self.select(row),
            Message::Table(Event::Activate(row)) => {
                self.select(row);
                return self.open();
            }
            Message::Table(Event::Sort(_)) => {}
            Message::Open => return self.open(),
            Message::Again => {
                let again = self.selected().filter(|job| may_again(job));
                if let Some(id) = again.map(|job| job.id) {
                    return self.ask(context, id, None);
                }
            }
            Message::Elsewhere(job, printer) => return self.ask(context, job, Some(printer)),
            Message::Cancel => {
                let open = self.selected().filter(|job| may_take_back(job));
                if let Some(id) = open.map(|job| job.id).filter(|_| !self.working) {
                    self.working = true;
                    return Action::run(context.ask(
                        move |store, now| printing::cancel(store, now, Actor::Desk, id),
                        Message::Asked,
                    ));
                }
            }
            Message::Asked(asked) => {
                self.working = false;
                if let Err(error) = asked {
                    return Action::tell(Tone::Danger, context.refusal(&error));
                }
            }
        }
        Action::none()
    }

    fn ask(&mut self, context: &Context, job: Uuid, printer: Option<Uuid>) -> Action<Message> {
        if std::mem::replace(&mut self.working, true) {
            return Action::none();
        }
        Action::run(context.ask(
            move |store, now| printing::try_again(store, now, Actor::Desk, job, printer).map(drop),
            Message::Asked,
        ))
    }

    fn select(&mut self, row: u64) {
        let row = usize::try_from(row).unwrap_or(usize::MAX);
        self.selected = self.all.get(row).map(|job| job.id).or(self.selected);
    }

    fn open(&self) -> Action<Message> {
        match self.selected().and_then(|job| job.serials.first()) {
            Some(serial) => Action::open(Page::Ticket(*serial)),
            None => Action::none(),
        }
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        if self.all.is_empty() {
            return widget::empty(
                Icon::Printer,
                t!(words, "printing-no-jobs"),
                t!(words, "printing-no-jobs-do"),
                None,
            );
        }
        let columns = [
            column(t!(words, "messages-written")).width(150.0),
            column(t!(words, "printing-tickets")).share(2),
            column(t!(words, "printing-printer")).share(2),
            column(t!(words, "column-status")).share(2),
            column(t!(words, "messages-attempts")).width(90.0).figures(),
        ];
        let rows = self.all.iter().map(|job| {
            let (tone, state) = print_state(context, job);
            let gone = || t!(words, "printing-printer-gone");
            let printer = job.printer_name.clone().unwrap_or_else(gone);
            [
                cell_muted(context.recent(job.created_at)),
                cell(tickets_of(context, job)),
                cell(printer),
                widget::badge(tone, state),
                cell(context.number(job.attempts.into())),
            ]
        });
        let selected = self
            .all
            .iter()
            .position(|job| Some(job.id) == self.selected)
            .and_then(|place| u64::try_from(place).ok());
        let table = table(columns, self.all.len() as u64, self.first)
            .rows(0, rows)
            .selected(selected)
            .on_event(Message::Table)
            .id(widget::id(TABLE));
        Column::new()
            .push(container(table).height(Length::Fill))
            .push(self.selected().map(|job| self.detail(context, job)))
            .spacing(Space::Normal)
            .into()
    }

    /// What became of the selected one, and what can be done.
    fn detail<'a>(&'a self, context: &Context, job: &'a PrintJob) -> Element<'a, Message> {
        let words = context.words();
        let free = |message: Message| (!self.working).then_some(message);
        let mut buttons: Vec<Element<'a, Message>> = Vec::new();
        if !job.serials.is_empty() {
            let open = button(t!(words, "messages-open-ticket")).small();
            buttons.push(open.on_press(Message::Open).into());
        }
        if may_take_back(job) {
            let cancel = button(t!(words, "delivery-cancel")).small();
            buttons.push(cancel.on_press_maybe(free(Message::Cancel)).into());
        }
        if may_move(job) {
            buttons.extend(elsewhere(context, job, &self.printers, Message::Elsewhere));
        }
        if may_again(job) {
            let label = if job.state.is_over() {
                t!(words, "desk-print-again")
            } else {
                t!(words, "messages-try-now")
            };
            let again = button(label).small().primary().key("R");
            buttons.push(again.on_press_maybe(free(Message::Again)).into());
        }
        let (tone, state) = print_state(context, job);
        let said = print_sentence(context, job);
        let happened = if said.happened.is_empty() {
            state
        } else {
            said.happened
        };
        let tone = if tone == Tone::Neutral {
            Tone::Info
        } else {
            tone
        };
        widget::notice(
            tone,
            happened,
            said.to_do,
            Some(deliveries::side_by_side(buttons)),
        )
    }

    pub(super) fn on_key(key: &Key, modifiers: Modifiers) -> Option<Message> {
        match key {
            Key::Named(Named::Delete) => Some(Message::Cancel),
            Key::Character(letter) if modifiers.is_empty() && letter.as_str() == "r" => {
                Some(Message::Again)
            }
            _ => None,
        }
    }
}

/// The keys, for F1.
pub(super) fn keys(context: &Context) -> Vec<KeyHelp> {
    let words = context.words();
    vec![
        ("Enter".to_owned(), t!(words, "messages-open-ticket")),
        ("R".to_owned(), t!(words, "printing-key-again")),
        (
            t!(words, "tickets-key-delete"),
            t!(words, "printing-key-cancel"),
        ),
    ]
}
