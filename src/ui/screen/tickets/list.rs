//! The rows that are loaded, and which to ask for next. Knows numbers of rows, not pixels: a million tickets are as
//! exact as ten.
//!
//! One question at a time, except that another filter asks at once. What was loaded stays until its successor is there,
//! so nothing flickers; an answer to an older question is dropped.

use crate::{
    services::tickets::{Look, Part, Start},
    store::{Filter, Row, Sort},
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
    sort: Sort,
    /// `None` until the first answer.
    total: Option<u64>,
    /// What is loaded is what this filter leaves, not what the one before left.
    current: bool,
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
            sort: Sort::default(),
            total: None,
            current: true,
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

    /// Whether the total is that of the filter that is wanted now.
    pub(super) fn is_current(&self) -> bool {
        self.current
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
            self.current = false;
            self.first = 0;
            self.stale = true;
            self.waiting = None;
        }
    }

    /// The order.
    pub(super) fn sorted(&self) -> Sort {
        self.sort
    }

    /// Another order is wanted. Its first tickets come into sight.
    pub(super) fn sort(&mut self, sort: Sort) {
        if self.sort != sort {
            self.sort = sort;
            self.first = 0;
            // Rows of the other order are no beginning for this one.
            (self.from, self.rows) = (0, Vec::new());
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
            sort: self.sort,
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
        self.current = true;
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
        self.selected = self.selected.and_then(|selected| match selected.serial {
            // One that is not among them is let go: no key acts on what nobody sees.
            Some(_) => part.found.map(|row| Selected {
                row: Some(row),
                ..selected
            }),
            None => Some(Selected {
                serial: selected
                    .row
                    .and_then(|row| self.row(row))
                    .map(|row| row.ticket.serial),
                ..selected
            }),
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::domain::{
        id::{AccountId, ProductId, TicketId},
        money::{Currency, Money},
        ticket::{Kind, Source, Status, Ticket},
    };
    use chrono::DateTime;
    use proptest::prelude::*;

    /// A house whose tickets have the serials from 1 to their number, all of which the filter leaves. It answers as
    /// [`crate::services::tickets::look`] does.
    struct House(u64);

    impl House {
        fn serial(&self, row: u64) -> u64 {
            self.0 - row
        }

        fn answer(&self, look: &Look) -> Part {
            let limit = u64::from(look.limit);
            let (from, anchor) = match look.start {
                Start::Row(row) => (row, None),
                Start::After { row, serial } => {
                    assert_eq!(serial, self.serial(row - 1), "the keyset names another row");
                    (row, None)
                }
                Start::Before { row, serial } => {
                    assert_eq!(serial, self.serial(row), "the keyset names another row");
                    (row.saturating_sub(limit), None)
                }
                Start::Around { serial, before } => {
                    let rank = self.0 - serial;
                    (rank.saturating_sub(before), Some(rank))
                }
            };
            Part {
                total: self.0,
                from,
                rows: (from..(from + limit).min(self.0))
                    .map(|row| line(self.serial(row)))
                    .collect(),
                anchor,
                found: look.find.map(|serial| self.0 - serial),
            }
        }

        /// Answers until nothing more is asked.
        fn serve(&self, list: &mut List) {
            for _ in 0..8 {
                let Some((question, look)) = list.ask() else {
                    return;
                };
                assert!(list.answer(question, self.answer(&look)));
            }
            assert!(list.ask().is_none(), "the list asks in a circle");
        }
    }

    /// What is left of a filter that nothing matched does not say that the house has no ticket.
    #[test]
    fn another_filter_makes_the_total_one_of_before() {
        let (house, mut list) = (House(40), List::new());
        list.filter(Filter {
            username: Some("nobody".to_owned()),
            ..Filter::default()
        });
        House(0).serve(&mut list);
        assert_eq!((list.total(), list.is_current()), (Some(0), true));
        list.filter(Filter::default());
        assert_eq!((list.total(), list.is_current()), (Some(0), false));
        house.serve(&mut list);
        assert_eq!((list.total(), list.is_current()), (Some(40), true));
    }

    fn line(serial: u64) -> Row {
        let at = DateTime::UNIX_EPOCH;
        Row {
            ticket: Ticket {
                id: TicketId::new(),
                serial,
                created_at: at,
                user_id: String::new(),
                kind: Kind::Individual,
                source: Source::Desk,
                ticket_type: None,
                account: AccountId::new(),
                product: ProductId::new(),
                price: Money::zero(Currency(*b"EUR")),
                devices: 1,
                stored_status: Status::NoUse,
                valid_from: None,
                valid_until: None,
                use_by: None,
                first_login_at: None,
                expires_at: None,
                cancelled_at: None,
                connections: 0,
                session_seconds: 0,
                upload_bytes: 0,
                download_bytes: 0,
            },
            status: Status::NoUse,
            product: String::new(),
            ticket_type: None,
        }
    }

    /// The serials in sight are exactly those that belong there.
    fn check(list: &List, house: &House, first: u64) {
        assert_eq!(list.first(), first);
        let (from, rows) = list.in_sight();
        assert_eq!(from, first);
        let wanted: Vec<_> = (first..(first + list.fitting).min(house.0))
            .map(|row| house.serial(row))
            .collect();
        let shown: Vec<_> = rows.iter().map(|row| row.ticket.serial).collect();
        assert_eq!(shown, wanted);
    }

    #[test]
    fn a_million_tickets_are_exact_wherever_one_looks() {
        let house = House(1_000_000);
        let mut list = List::new();
        house.serve(&mut list);
        for first in [
            0, 1, 29, 30, 31, 90, 91, 500_000, 499_999, 499_970, 16_777_217, 999_984,
        ] {
            let first = first.min(999_984);
            list.show(first, 16);
            house.serve(&mut list);
            check(&list, &house, first);
        }
    }

    #[test]
    fn what_is_issued_meanwhile_does_not_move_the_view() {
        let mut house = House(1_000_000);
        let mut list = List::new();
        list.show(700_000, 16);
        house.serve(&mut list);
        let serial = list.in_sight().1.first().unwrap().ticket.serial;
        list.select(700_003);
        house.0 += 250;
        list.mark_stale();
        house.serve(&mut list);
        check(&list, &house, 700_250);
        assert_eq!(list.in_sight().1.first().unwrap().ticket.serial, serial);
        assert_eq!(list.selected_row(), Some(700_253));
    }

    #[test]
    fn at_the_top_new_tickets_come_into_sight() {
        let mut house = House(40);
        let mut list = List::new();
        house.serve(&mut list);
        house.0 += 1;
        list.mark_stale();
        house.serve(&mut list);
        check(&list, &house, 0);
    }

    #[test]
    fn an_answer_to_an_older_question_is_dropped_and_what_is_shown_stays() {
        let house = House(100);
        let mut list = List::new();
        house.serve(&mut list);
        list.mark_stale();
        let (old, look) = list.ask().unwrap();
        list.filter(Filter {
            serial: Some(7),
            ..Filter::default()
        });
        check(&list, &house, 0);
        let (new, _) = list.ask().unwrap();
        assert!(!list.answer(old, house.answer(&look)));
        assert!(list.ask().is_none(), "one question at a time");
        let found = Part {
            total: 1,
            from: 0,
            rows: vec![line(7)],
            anchor: None,
            found: None,
        };
        assert!(list.answer(new, found));
        assert_eq!(list.total(), Some(1));
        assert_eq!(list.in_sight().1.len(), 1);
    }

    #[test]
    fn a_wheel_that_turns_while_the_answer_is_under_way_is_not_lost() {
        let mut house = House(10_000);
        let mut list = List::new();
        list.show(5000, 16);
        house.serve(&mut list);
        house.0 += 10;
        list.mark_stale();
        let (question, look) = list.ask().unwrap();
        list.show(5003, 16);
        assert!(list.answer(question, house.answer(&look)));
        house.serve(&mut list);
        check(&list, &house, 5013);
    }

    #[test]
    fn a_failed_question_is_not_asked_in_a_circle() {
        let mut list = List::new();
        let (question, _) = list.ask().unwrap();
        assert!(list.fail(question));
        assert!(list.ask().is_none());
        list.mark_stale();
        assert!(list.ask().is_some());
    }

    #[derive(Debug, Clone)]
    enum Move {
        To(u64),
        By(i64),
        Issue(u64),
    }

    fn moves() -> impl Strategy<Value = Vec<Move>> {
        let one = prop_oneof![
            (0..2000_u64).prop_map(Move::To),
            (-80..80_i64).prop_map(Move::By),
            (1..50_u64).prop_map(Move::Issue),
        ];
        prop::collection::vec(one, 1..40)
    }

    proptest! {
        /// Whatever is scrolled and issued, the rows in sight are those with their numbers, and stepping names the right
        /// rows to go on from.
        #[test]
        fn any_walk_is_exact(moves in moves(), fitting in 1_usize..40) {
            let mut house = House(1000);
            let mut list = List::new();
            list.show(0, fitting);
            house.serve(&mut list);
            let mut first = 0_u64;
            for one in moves {
                let last = house.0.saturating_sub((fitting as u64).saturating_sub(1).max(1));
                match one {
                    Move::To(row) => first = row.min(last),
                    Move::By(by) => first = first.saturating_add_signed(by).min(last),
                    Move::Issue(count) => {
                        house.0 += count;
                        // What is looked at keeps its place; at the top the new ones are looked at.
                        first += if first > 0 { count } else { 0 };
                        list.mark_stale();
                        house.serve(&mut list);
                        check(&list, &house, first);
                        continue;
                    }
                }
                list.show(first, fitting);
                house.serve(&mut list);
                check(&list, &house, first);
            }
        }
    }
}
