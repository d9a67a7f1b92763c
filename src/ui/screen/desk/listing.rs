//! A short list of tickets: the newest, or what was found.

use crate::{
    domain::ticket::serial_text,
    store::Row,
    t,
    ui::{
        Element,
        context::Context,
        format,
        widget::{
            badge, cell, cell_mono, cell_muted, column,
            table::{Event, table},
        },
    },
};

/// Rows, and where the eye is in them.
#[derive(Debug, Default)]
pub(super) struct Listing {
    rows: Vec<Row>,
    first: u64,
    selected: Option<u64>,
}

impl Listing {
    /// Shows other rows; the selection stays on its ticket.
    pub(super) fn show(&mut self, rows: Vec<Row>) {
        let selected = self.at(self.selected).map(|row| row.ticket.id);
        self.selected = rows
            .iter()
            .position(|row| Some(row.ticket.id) == selected)
            .and_then(|place| u64::try_from(place).ok());
        self.rows = rows;
    }

    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The serial of the row that Enter means: the selected one, else the first.
    pub(super) fn chosen(&self) -> Option<u64> {
        let row = self.at(self.selected).or_else(|| self.rows.first())?;
        Some(row.ticket.serial)
    }

    /// What happened in the table; the ticket to open, if that was it.
    pub(super) fn update(&mut self, event: Event) -> Option<u64> {
        match event {
            Event::Window { first, .. } => self.first = first,
            Event::Select(row) => self.selected = Some(row),
            Event::Activate(row) => return self.at(Some(row)).map(|row| row.ticket.serial),
            Event::Sort(_) => {}
        }
        None
    }

    fn at(&self, place: Option<u64>) -> Option<&Row> {
        self.rows.get(usize::try_from(place?).ok()?)
    }

    /// The table.
    pub(super) fn view<'a>(
        &'a self,
        context: &'a Context,
        name: &'static str,
    ) -> Element<'a, Event> {
        let words = context.words();
        let columns = [
            column(t!(words, "column-serial")).width(84.0),
            column(t!(words, "column-status")).width(128.0),
            column(t!(words, "column-user-id")).share(3),
            column(t!(words, "column-ticket-type")).share(2),
            column(t!(words, "column-issued")).width(124.0),
        ];
        let total = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        let rows = self.rows.iter().map(|row| {
            let (tone, word) = format::status(words, row.status);
            let ticket_type = row.ticket_type.as_deref().unwrap_or_default();
            [
                cell_mono(serial_text(row.ticket.serial)),
                badge(tone, word),
                cell(row.ticket.user_id.as_str()),
                cell_muted(ticket_type),
                cell_muted(context.recent(row.ticket.created_at)),
            ]
        });
        table(columns, total, self.first)
            .rows(0, rows)
            .selected(self.selected)
            .on_event(|event| event)
            .id(crate::ui::widget::id(name))
            .into()
    }
}
