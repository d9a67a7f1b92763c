//! Requests in: the list of them, and the dialog that takes a paper in.

use super::Message as Here;
use crate::{
    domain::time::{Instant, Zone},
    services::{
        Actor, Error,
        licences::{
            FindError, PaperError, Refusal,
            distributor::{self as service, Incoming},
        },
    },
    t,
    ui::{
        Element,
        context::{Answer, Context},
        icon::Icon,
        scale::Space,
        screen::{papers, parts::stacked},
        sentence::licences as sentence,
        theme::Tone,
        widget::{
            self, Dialog, button, cell, cell_muted, column,
            table::{Event, table},
        },
    },
};
use iced::{
    Length, Task,
    widget::{Column, container},
};
use std::sync::Arc;
use uuid::Uuid;

/// What happens in the list.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the table.
    Table(Event),
}

/// The list.
#[derive(Debug, Default)]
pub(super) struct Requests {
    all: Vec<Incoming>,
    selected: Option<Uuid>,
    first: u64,
}

impl Requests {
    pub(super) fn take(&mut self, all: Vec<Incoming>) {
        self.all = all;
        let first_open = self.all.iter().find(|one| one.answered.is_empty());
        self.selected = self
            .selected()
            .or(first_open)
            .or(self.all.first())
            .map(|one| one.request.id);
    }

    pub(super) fn all(&self) -> &[Incoming] {
        &self.all
    }

    pub(super) fn select(&mut self, id: Uuid) {
        self.selected = Some(id);
    }

    pub(super) fn selected(&self) -> Option<&Incoming> {
        let id = self.selected?;
        self.all.iter().find(|one| one.request.id == id)
    }

    #[allow(
        clippy::needless_pass_by_value,
        reason = "as the update of every screen"
    )]
    pub(super) fn update(&mut self, message: Message) {
        let Message::Table(event) = message;
        match event {
            Event::Window { first, .. } => self.first = first,
            Event::Select(row) | Event::Activate(row) => {
                let row = usize::try_from(row).unwrap_or(usize::MAX);
                self.selected = self
                    .all
                    .get(row)
                    .map(|one| one.request.id)
                    .or(self.selected);
            }
            Event::Sort(_) => {}
        }
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Here> {
        let words = context.words();
        if self.all.is_empty() {
            let take = button(t!(words, "distributor-take")).on_press(Here::Take);
            return widget::empty(
                Icon::Mail,
                t!(words, "distributor-no-requests"),
                t!(words, "distributor-no-requests-do"),
                Some(take.into()),
            );
        }
        let columns = [
            column(t!(words, "distributor-received")).width(120.0),
            column(t!(words, "licence-location")).share(3),
            column(t!(words, "licence-kind")).width(150.0),
            column(t!(words, "licence-contract")).width(90.0),
            column(t!(words, "licence-covers")).width(130.0),
            column(t!(words, "licence-partner")).share(2),
            column(t!(words, "column-status")).width(130.0),
        ];
        let selected = self
            .all
            .iter()
            .position(|one| Some(one.request.id) == self.selected)
            .and_then(|place| u64::try_from(place).ok());
        let rows = self.all.iter().map(|one| {
            let request = &one.request;
            let (tone, state) = if one.answered.is_empty() {
                (Tone::Info, t!(words, "distributor-open"))
            } else {
                (Tone::Success, t!(words, "distributor-answered"))
            };
            [
                cell_muted(context.recent(one.received_at)),
                cell(request.location_name.as_str()),
                cell(sentence::kind(words, request.kind)),
                cell(t!(words, "licence-years", years = request.years)),
                cell(sentence::capacity(words, request.capacity)),
                cell(request.partner.as_str()),
                widget::badge(tone, state),
            ]
        });
        let table = table(columns, self.all.len() as u64, self.first)
            .rows(0, rows)
            .selected(selected)
            .on_event(|event| Here::Requests(Message::Table(event)))
            .id(widget::id("distributor-requests"));
        let other_key = self.selected().filter(|one| one.other_key).map(|_| {
            widget::notice(
                Tone::Warning,
                t!(words, "distributor-other-key"),
                t!(words, "distributor-other-key-do"),
                None,
            )
        });
        let issue = button(t!(words, "distributor-issue"))
            .primary()
            .key("F2")
            .on_press(Here::Issue);
        Column::new()
            .push(container(table).height(Length::Fill))
            .push(other_key)
            .push(widget::actions([issue.into()]))
            .spacing(Space::Snug)
            .into()
    }
}

/// What was taken in.
#[derive(Debug, Clone)]
pub enum Taken {
    /// A request.
    Request(Uuid),
    /// A report of this Location, made at this instant.
    Report(Instant),
}

/// What the toast says.
pub(super) fn taken(context: &Context, taken: &Taken) -> String {
    let words = context.words();
    match taken {
        Taken::Request(_) => t!(words, "distributor-request-taken"),
        Taken::Report(at) => t!(words, "distributor-report-taken", at = context.moment(*at)),
    }
}

/// What happens in the dialog that takes a paper in.
#[derive(Debug, Clone)]
pub enum TakeMessage {
    /// The number was typed, pasted or scanned.
    Number(String),
    /// The name of a file was.
    Path(String),
    /// Take it in.
    Take,
    /// It was taken in, or not.
    Taken(Answer<Taken>),
    /// Close it.
    Close,
}

/// The dialog.
#[derive(Debug)]
pub(super) struct Taking {
    number: String,
    path: String,
    working: bool,
    refused: Option<Arc<Error>>,
}

/// The name of the field for the number.
pub(super) const NUMBER: &str = "paper-number";
/// The name of the field for the file.
pub(super) const PATH: &str = "paper-path";

impl Taking {
    pub(super) fn new(path: String) -> Self {
        Self {
            number: String::new(),
            path,
            working: false,
            refused: None,
        }
    }

    pub(super) fn update(&mut self, message: TakeMessage, context: &Context) -> Task<TakeMessage> {
        match message {
            TakeMessage::Number(number) => {
                self.number = number;
                self.refused = None;
            }
            TakeMessage::Path(path) => {
                self.path = path;
                self.refused = None;
            }
            TakeMessage::Take if self.may() => {
                self.working = true;
                self.refused = None;
                let (number, path) = (self.number.clone(), self.path.clone());
                return context.ask(
                    move |store, now| take(store, now, &papers::given(&number, &path)?),
                    TakeMessage::Taken,
                );
            }
            TakeMessage::Taken(Err(error)) => {
                self.working = false;
                self.refused = Some(error);
            }
            TakeMessage::Take | TakeMessage::Taken(Ok(_)) | TakeMessage::Close => {}
        }
        Task::none()
    }

    fn may(&self) -> bool {
        let given = [&self.number, &self.path].map(|typed| !typed.trim().is_empty());
        !self.working && given.contains(&true)
    }

    pub(super) fn dialog<'a>(&'a self, context: &Context) -> Dialog<'a, TakeMessage> {
        let words = context.words();
        let number = widget::field(t!(words, "distributor-number"), self.number.as_str())
            .placeholder("INK1-…")
            .help(t!(words, "distributor-number-help"))
            .on_input(TakeMessage::Number)
            .on_submit(TakeMessage::Take)
            .id(widget::id(NUMBER));
        let path = widget::field(t!(words, "licence-enter-file"), self.path.as_str())
            .help(t!(words, "licence-enter-file-help"))
            .on_input(TakeMessage::Path)
            .on_submit(TakeMessage::Take)
            .id(widget::id(PATH));
        let refused = self.refused.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        });
        let parts = [Some(number.into()), Some(path.into()), refused];
        widget::dialog(
            t!(words, "distributor-take-title"),
            t!(words, "close"),
            TakeMessage::Close,
        )
        .body(stacked(Space::Normal, parts.into_iter().flatten()))
        .primary(
            t!(words, "distributor-take-do"),
            self.may().then_some(TakeMessage::Take),
        )
    }
}

/// A request, or else a report.
fn take(store: &crate::store::Store, now: Instant, given: &[u8]) -> crate::services::Result<Taken> {
    match service::receive(store, now, Actor::Desk, given) {
        Ok(incoming) => Ok(Taken::Request(incoming.request.id)),
        Err(Error::Licence(Refusal::Find(FindError::Paper(PaperError::OtherKind { .. })))) => {
            let report = service::take_report(store, now, Actor::Desk, given)?;
            Ok(Taken::Report(report.made_at))
        }
        Err(error) => Err(error),
    }
}

/// The zone that a request names.
pub(super) fn zone(incoming: &Incoming) -> Zone {
    incoming.request.time_zone.parse().unwrap_or(chrono_tz::UTC)
}
