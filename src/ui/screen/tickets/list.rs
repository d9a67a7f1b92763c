//! The rows that are loaded, and which to ask for next. Knows numbers of rows, not pixels: a million tickets are as
//! exact as ten.
//!
//! One question at a time, except that another filter asks at once. What was loaded stays until its successor is there,
//! so nothing flickers; an answer to an older question is dropped.

use crate::{
    services::tickets::{Look, Part, Start},
    store::{Filter, Row},
    ui::context::Question,
};

/// Rows loaded before and after those in sight, so that a step finds its rows there.
const MARGIN: u64 = 60;

/// Rows in sight until the table has said how many: a tall window.
const FITTING: u64 = 30;

/// The rows that are loaded.
#[derive(Debug)]
pub(super) struct List {
    filter: Filter,
    /// `None` until the first answer.
    total: Option<u64>,
    first: u64,
    fitting: u64,
    from: u64,
    rows: Vec<Row>,
    selected: Option<Selected>,
    newest: Question,
    waiting: Option<Waiting>,
    /// Something was committed since the newest question.
    stale: bool,
}

/// A question under way.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    question: Question,
    /// The first row in sight when it was asked.
    first: u64,
}

/// The selected ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Selected {
    /// Its row; `None` while the filter does not leave it.
    row: Option<u64>,
    /// `None` until its row is loaded.
    serial: Option<u64>,
}

impl List {
    pub(super) fn new() -> Self {
        Self {
            filter: Filter::default(),
            total: None,
            first: 0,
            fitting: FITTING,
            from: 0,
            rows: Vec::new(),
            selected: None,
            newest: Question::default(),
            waiting: None,
            stale: true,
        }
    }

    /// How many tickets the filter leaves; `None` until the first answer.
    pub(super) fn total(&self) -> Option<u64> {
        self.total
    }

    /// The first row in sight.
    pub(super) fn first(&self) -> u64 {
        self.first
    }

    /// The number of the first row that is both loaded and in sight, and all such rows.
    pub(super) fn in_sight(&self) -> (u64, &[Row]) {
        let start = self.first.max(self.from);
        let end = (self.first + self.fitting).min(self.end());
        let place = |row: u64| usize::try_from(row.saturating_sub(self.from)).unwrap_or(usize::MAX);
        let rows = self.rows.get(place(start)..place(end)).unwrap_or_default();
        (start, rows)
    }

    pub(super) fn selected_row(&self) -> Option<u64> {
        self.selected.and_then(|selected| selected.row)
    }

    pub(super) fn selected_serial(&self) -> Option<u64> {
        self.selected.and_then(|selected| selected.serial)
    }

    /// The loaded row with this number.
    pub(super) fn row(&self, number: u64) -> Option<&Row> {
        let place = number.checked_sub(self.from)?;
        self.rows.get(usize::try_from(place).ok()?)
    }

    /// The row after the last one that is loaded.
    fn end(&self) -> u64 {
        self.from + self.rows.len() as u64
    }

    /// Other rows are in sight.
    pub(super) fn show(&mut self, first: u64, fitting: usize) {
        self.first = first;
        self.fitting = u64::try_from(fitting).unwrap_or(FITTING).max(1);
    }

    /// A row was selected, loaded or not.
    pub(super) fn select(&mut self, row: u64) {
        self.selected = Some(Selected {
            row: Some(row),
            serial: self.row(row).map(|row| row.ticket.serial),
        });
    }

    /// Other tickets are wanted. The first of them comes into sight; a selected ticket that is not among them is let go.
    pub(super) fn filter(&mut self, filter: Filter) {
        if self.filter != filter {
            self.filter = filter;
            self.first = 0;
            self.stale = true;
            self.waiting = None;
        }
    }

    /// Something was committed.
    pub(super) fn mark_stale(&mut self) {
        self.stale = true;
    }

    /// What to ask next, if anything.
    pub(super) fn ask(&mut self) -> Option<(Question, Look)> {
        if self.waiting.is_some() || !(self.stale || self.lacks_rows()) {
            return None;
        }
        let start = self.start();
        let question = self.newest.ask();
        self.stale = false;
        self.waiting = Some(Waiting {
            question,
            first: self.first,
        });
        let look = Look {
            filter: self.filter.clone(),
            start,
            limit: u32::try_from(self.wanted_rows()).unwrap_or(u32::MAX),
            find: self.selected_serial(),
        };
        Some((question, look))
    }

    fn wanted_rows(&self) -> u64 {
        self.fitting + 2 * MARGIN
    }

    /// Whether a step of half the margin would lead to rows that are not there.
    fn lacks_rows(&self) -> bool {
        let total = self.total.unwrap_or(0);
        let top = self.first.saturating_sub(MARGIN / 2);
        let bottom = (self.first + self.fitting + MARGIN / 2).min(total);
        top < self.from || bottom > self.end()
    }

    fn start(&self) -> Start {
        let row = self.first.saturating_sub(MARGIN);
        if self.stale {
            return match self.row(self.first) {
                // What the receptionist looks at stays where it is, whatever is issued meanwhile.
                Some(anchor) if self.first > 0 => Start::Around {
                    serial: anchor.ticket.serial,
                    before: MARGIN,
                },
                _ => Start::Row(row),
            };
        }
        let end = row + self.wanted_rows();
        let serial_of = |row: &Row| row.ticket.serial;
        if let Some(serial) = row
            .checked_sub(1)
            .and_then(|before| self.row(before))
            .map(serial_of)
        {
            Start::After { row, serial }
        } else if let (true, Some(serial)) = (row < self.from, self.row(end).map(serial_of)) {
            Start::Before { row: end, serial }
        } else {
            Start::Row(row)
        }
    }

    /// An answer came. Tells whether it was to the newest question.
    pub(super) fn answer(&mut self, question: Question, part: Part) -> bool {
        let Some(waiting) = self.waiting.filter(|waiting| waiting.question == question) else {
            return false;
        };
        self.waiting = None;
        self.total = Some(part.total);
        self.from = part.from;
        self.rows = part.rows;
        if let Some(anchor) = part.anchor {
            // The wheel may have turned since the question: what it turned counts from the new place.
            let turned = self
                .first
                .cast_signed()
                .saturating_sub(waiting.first.cast_signed());
            self.first = anchor.saturating_add_signed(turned);
        }
        let whole = self.fitting.saturating_sub(1).max(1);
        self.first = self.first.min(part.total.saturating_sub(whole));
        self.selected = self.selected.map(|selected| match selected.serial {
            Some(_) => Selected {
                row: part.found,
                ..selected
            },
            None => Selected {
                serial: selected
                    .row
                    .and_then(|row| self.row(row))
                    .map(|row| row.ticket.serial),
                ..selected
            },
        });
        true
    }

    /// A question failed; the next commit asks again.
    pub(super) fn fail(&mut self, question: Question) -> bool {
        let is_newest = self
            .waiting
            .is_some_and(|waiting| waiting.question == question);
        if is_newest {
            self.waiting = None;
            // Nothing is asked again for rows that cannot be read: that would be a circle.
            self.total = self.total.or(Some(0));
        }
        is_newest
    }
}
