//! A list of names pasted from a spreadsheet: one ticket a line, shown before any is issued, the bad lines with the reason.

use crate::{
    domain::fields::FieldKind,
    services::{
        Error,
        batches::{Column, NameLine, NameList},
        issue::{House, Request},
    },
    t,
    ui::{
        Element,
        context::{Context, Question},
        icon::Icon,
        scale::Space,
        screen::parts::flowing,
        sentence,
        theme::Tone,
        widget::{
            self, Verdict, badge, button, cell, cell_muted, field, select,
            table::{Event, table},
        },
    },
};
use iced::widget::{Column as Stack, Row, container};
use std::sync::Arc;

/// The name of the field for the name of the batch.
pub(super) const NAME: &str = "desk-list-name";

/// What happens with the list.
#[derive(Debug, Clone)]
pub enum Message {
    /// Read the clipboard.
    Paste,
    /// This was on it.
    Pasted(Option<String>),
    /// It was understood.
    Understood(Question, Arc<NameList>),
    /// A column is taken for something else.
    Column(usize, Column),
    /// The name of the batch is being typed.
    Name(String),
    /// In the table.
    Table(Event),
    /// Issue the good lines.
    Issue,
    /// Back to the form.
    Close,
}

/// The list.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) house: House,
    /// What every line asks for besides its own.
    pub(super) template: Request,
    pub(super) text: String,
    pub(super) columns: Option<Vec<Column>>,
    pub(super) asked: Question,
    list: Option<Arc<NameList>>,
    /// The clipboard was empty.
    nothing: bool,
    name: String,
    tried: bool,
    first: u64,
    selected: Option<u64>,
    refused: Option<Arc<Error>>,
}

impl Names {
    pub(super) fn new(house: House, template: Request) -> Self {
        Self {
            house,
            template,
            text: String::new(),
            columns: None,
            asked: Question::default(),
            list: None,
            nothing: false,
            name: String::new(),
            tried: false,
            first: 0,
            selected: None,
            refused: None,
        }
    }

    /// Takes what was on the clipboard; whether there is something to be understood.
    pub(super) fn pasted(&mut self, text: Option<String>) -> bool {
        let text = text.unwrap_or_default();
        self.nothing = text.trim().is_empty();
        if self.nothing {
            return false;
        }
        (self.text, self.columns) = (text, None);
        (self.first, self.selected) = (0, None);
        true
    }

    pub(super) fn understood(&mut self, asked: Question, list: Arc<NameList>) {
        if asked == self.asked {
            self.list = Some(list);
        }
    }

    /// Takes a column for something else.
    pub(super) fn set_column(&mut self, place: usize, column: Column) {
        if let Some(list) = &self.list {
            let mut columns = list.columns.clone();
            if let Some(one) = columns.get_mut(place) {
                *one = column;
            }
            self.columns = Some(columns);
        }
    }

    pub(super) fn set_name(&mut self, name: String) {
        self.name = name;
        self.refused = None;
    }

    pub(super) fn on_table(&mut self, event: Event) {
        match event {
            Event::Window { first, .. } => self.first = first,
            Event::Select(row) | Event::Activate(row) => self.selected = Some(row),
            Event::Sort(_) => {}
        }
    }

    pub(super) fn refuse(&mut self, error: Arc<Error>) {
        self.refused = Some(error);
    }

    /// What is to be issued, and the name of the batch; nothing while the name or every line is missing.
    pub(super) fn order(&mut self) -> Option<(String, Vec<Request>)> {
        self.tried = true;
        let name = self.name.trim().to_owned();
        let good = self.list.as_ref()?.good();
        (!name.is_empty() && !good.is_empty()).then_some((name, good))
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context, busy: bool) -> Element<'a, Message> {
        let words = context.words();
        let paste = button(t!(words, "names-paste"))
            .icon(Icon::Copy)
            .key("Ctrl+V")
            .on_press(Message::Paste);
        let close = button(t!(words, "cancel-form"))
            .key("Esc")
            .on_press(Message::Close);
        let Some(list) = &self.list else {
            let what = if self.nothing {
                t!(words, "names-nothing")
            } else {
                t!(words, "names-title")
            };
            let ways = flowing([close.into(), paste.primary().into()]);
            return widget::card(widget::empty(
                Icon::Users,
                what,
                t!(words, "names-how"),
                Some(ways),
            ));
        };
        let good = list
            .lines
            .iter()
            .filter(|line| line.verdict.is_ok())
            .count();
        let bad = list.lines.len() - good;
        let count = |count: usize| context.number(count as u64);
        let said = flowing([
            widget::strong(t!(words, "names-good", count = good, shown = count(good))).into(),
            match bad {
                0 => iced::widget::Space::new().into(),
                bad => badge(
                    Tone::Danger,
                    t!(words, "names-bad", count = bad, shown = count(bad)),
                ),
            },
        ]);
        let issue = button(t!(words, "desk-issue-many", count = count(good)))
            .primary()
            .key("Enter")
            .on_press_maybe((!busy && good > 0).then_some(Message::Issue));
        let head = Row::new()
            .push(
                container(widget::heading(t!(
                    words,
                    "names-heading",
                    ticket_type = self.house.ticket_type.name.as_str()
                )))
                .width(iced::Length::Fill),
            )
            .push(paste)
            .align_y(iced::Alignment::Center);
        Stack::new()
            .push(head)
            .push(self.columns(context, list))
            .push(said)
            .push(self.table(context, list))
            .push(self.reason(context, list))
            .push(self.name(context))
            .push(self.refusal(context))
            .push(widget::actions([close.into(), issue.into()]))
            .spacing(Space::Snug)
            .into()
    }

    /// What each column is taken for.
    fn columns<'a>(&'a self, context: &'a Context, list: &NameList) -> Element<'a, Message> {
        let words = context.words();
        let kinds = || {
            let fields = self.house.ticket_type.fields.iter();
            [
                (Column::UserId, t!(words, "desk-user-id")),
                (Column::Ignored, t!(words, "names-ignored")),
            ]
            .into_iter()
            .chain(fields.map(|field| {
                let name = sentence::tickets::field_name(words, &field.kind);
                (Column::Field(field.kind.clone()), name)
            }))
        };
        let selects = list
            .columns
            .iter()
            .enumerate()
            .take(COLUMNS)
            .map(|(place, column)| {
                let head = list.heads.as_ref().and_then(|heads| heads.get(place));
                let label = match head {
                    Some(head) if !head.is_empty() => head.clone(),
                    _ => t!(
                        words,
                        "names-column",
                        number = context.number(place as u64 + 1)
                    ),
                };
                let one = select(label, kinds(), Some(column.clone()))
                    .on_choose(move |column| Message::Column(place, column));
                container(one).width(COLUMN).into()
            });
        Row::with_children(selects)
            .spacing(Space::Tight)
            .wrap()
            .into()
    }

    fn table<'a>(&'a self, context: &'a Context, list: &'a NameList) -> Element<'a, Message> {
        let words = context.words();
        let columns = [
            widget::column(t!(words, "names-line"))
                .width(64.0)
                .figures(),
            widget::column(t!(words, "column-user-id")).share(2),
            widget::column(t!(words, "names-fields")).share(2),
            widget::column(t!(words, "names-verdict")).share(3),
        ];
        let from = usize::try_from(self.first).unwrap_or(0);
        let lines = list.lines.iter().skip(from).take(SHOWN);
        let rows = lines.map(|line| line_cells(context, line));
        table(columns, list.lines.len() as u64, self.first)
            .rows(self.first, rows)
            .selected(self.selected)
            .on_event(Message::Table)
            .id(widget::id("desk-list"))
            .into()
    }

    /// Why the selected line is not issued, whole: its row has no room for that.
    fn reason<'a>(&self, context: &'a Context, list: &NameList) -> Option<Element<'a, Message>> {
        let line = list.lines.get(usize::try_from(self.selected?).ok()?)?;
        let said = context.sentence(line.verdict.as_ref().err()?);
        Some(widget::notice(
            Tone::Warning,
            said.happened,
            said.to_do,
            None,
        ))
    }

    fn name<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let refused = self.refused.as_ref().filter(|error| of_name(error));
        let empty = self.tried && self.name.trim().is_empty();
        let verdict = match (refused, empty) {
            (Some(error), _) => Some(Verdict::error(context.refusal(error))),
            (None, true) => Some(Verdict::error(t!(words, "desk-batch-needed"))),
            (None, false) => None,
        };
        let name = field(t!(words, "desk-batch-name"), &self.name)
            .placeholder(t!(words, "names-example"))
            .verdict(verdict)
            .on_input(Message::Name)
            .on_submit(Message::Issue)
            .id(widget::id(NAME));
        widget::form([name.into()])
    }

    fn refusal<'a>(&'a self, context: &'a Context) -> Option<Element<'a, Message>> {
        let error = self.refused.as_ref().filter(|error| !of_name(error))?;
        let said = context.sentence(error);
        Some(widget::notice(
            Tone::Danger,
            said.happened,
            said.to_do,
            None,
        ))
    }
}

/// Columns that can be taken for something else; a guest list has fewer.
const COLUMNS: usize = 6;
/// Room for a drop-down.
const COLUMN: f32 = 150.0;
/// Lines given to the table at once: more than any window shows.
const SHOWN: usize = 60;

fn of_name(error: &Error) -> bool {
    matches!(error, Error::BadName { .. } | Error::BatchNameTaken(_))
}

fn line_cells<'a, M: 'a>(context: &Context, line: &'a NameLine) -> [Element<'a, M>; 4] {
    let words = context.words();
    let fields = line.request.fields.iter().map(|(key, value)| {
        let name = sentence::tickets::field_name(words, &FieldKind::of_key(key));
        format!("{name}: {value}")
    });
    let fields: Vec<_> = fields.collect();
    let verdict = match &line.verdict {
        Ok(quote) => badge(Tone::Success, context.ticket_price(quote.price)),
        Err(error) => container(
            Row::new()
                .push(badge(Tone::Danger, t!(words, "names-wrong")))
                .push(cell(context.refusal(error)))
                .spacing(Space::Tight)
                .align_y(iced::Alignment::Center),
        )
        .into(),
    };
    [
        cell_muted(line.number.to_string()),
        cell(line.request.user_id.as_str()),
        cell_muted(fields.join(" · ")),
        verdict,
    ]
}
