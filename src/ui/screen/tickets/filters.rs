//! The nine filters of the list (RULES T20), the batch and the source: what is typed, what it means, and what is wrong with it.

use crate::{
    domain::{
        id::BatchId,
        ticket::{self, Kind, Source, Status},
        time::{self, Instant, Zone},
    },
    store::{Batch, Filter, Listed},
    t,
    ui::{
        Element,
        context::Context,
        format,
        screen::parts::beside,
        widget::{self, Verdict, date},
    },
};
use std::ops::RangeInclusive;

/// The name of the first field, for the key that opens the filters.
pub(super) const FIRST: &str = "filter-serial";

/// A field of the filters. The creation and the first login have two each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Serial number.
    Serial,
    /// First day of the creation.
    CreatedFrom,
    /// Last day of the creation.
    CreatedTo,
    /// Beginning of the user ID.
    UserId,
    /// One of the seven types.
    Kind,
    /// One of the four states.
    Status,
    /// Number of connections, or a range.
    Connections,
    /// First day of the first login.
    FirstLoginFrom,
    /// Last day of the first login.
    FirstLoginTo,
    /// User name, whole.
    Username,
    /// Simultaneous devices.
    Devices,
    /// Issued in this batch.
    Batch,
    /// Where it comes from (T12).
    Source,
}

/// Of which sources tickets are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum From {
    /// Whatever somebody issued, bought or asked for.
    #[default]
    Issued,
    /// That and the free users that make themselves (P10).
    All,
    /// One source.
    One(Source),
}

impl From {
    fn all() -> impl Iterator<Item = Self> {
        [Self::Issued, Self::All]
            .into_iter()
            .chain(Source::ALL.iter().copied().map(Self::One))
    }

    fn of(filter: &Filter) -> Self {
        match (filter.source, filter.listed) {
            (Some(source), _) => Self::One(source),
            (None, Listed::Automatic) => Self::One(Source::Automatic),
            (None, Listed::All) => Self::All,
            (None, Listed::Issued) => Self::Issued,
        }
    }

    fn word(self, context: &Context) -> String {
        let words = context.words();
        match self {
            Self::Issued => t!(words, "source-issued"),
            Self::All => t!(words, "source-all"),
            Self::One(source) => format::source(words, source),
        }
    }
}

impl Field {
    const ALL: [Self; 13] = [
        Self::Source,
        Self::Batch,
        Self::Serial,
        Self::UserId,
        Self::Username,
        Self::Kind,
        Self::Status,
        Self::Connections,
        Self::Devices,
        Self::CreatedFrom,
        Self::CreatedTo,
        Self::FirstLoginFrom,
        Self::FirstLoginTo,
    ];
}

/// A change of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Something was typed.
    Text(Field, String),
    /// A type was chosen, or all.
    Kind(Option<Kind>),
    /// A state was chosen, or all.
    Status(Option<Status>),
    /// A batch was chosen, or all.
    Batch(Option<BatchId>),
    /// Another source was chosen, or several.
    From(From),
    /// The field is to be empty.
    Clear(Field),
    /// All fields are to be empty.
    ClearAll,
    /// Enter in a field: on to what the filters leave.
    Entered,
    /// All fields as in a saved filter.
    All(Box<Filters>),
}

/// What is wrong with a field. A wrong field filters nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It takes digits only.
    Number,
    /// It takes a number or a range.
    Range,
    /// There is no such day.
    Day,
    /// The last day is before the first.
    Order,
}

/// What is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    serial: String,
    created_from: String,
    created_to: String,
    user_id: String,
    kind: Option<Kind>,
    status: Option<Status>,
    connections: String,
    first_login_from: String,
    first_login_to: String,
    username: String,
    devices: String,
    batch: Option<BatchId>,
    from: From,
}

/// What it means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// What the good fields leave.
    pub(super) filter: Filter,
    /// What is wrong with the others.
    pub(super) wrong: Vec<(Field, Wrong)>,
}

impl Filters {
    pub(super) fn change(&mut self, change: Change) {
        match change {
            Change::Text(field, text) => {
                if let Some(typed) = self.text_mut(field) {
                    *typed = text;
                }
            }
            Change::Kind(kind) => self.kind = kind,
            Change::Status(status) => self.status = status,
            Change::Batch(batch) => self.batch = batch,
            Change::From(from) => self.from = from,
            Change::Clear(Field::Source) => self.from = From::default(),
            Change::Clear(Field::Batch) => self.batch = None,
            Change::Clear(Field::Kind) => self.kind = None,
            Change::Clear(Field::Status) => self.status = None,
            Change::Clear(field) => self.change(Change::Text(field, String::new())),
            Change::ClearAll => *self = Self::default(),
            Change::Entered => {}
            Change::All(filters) => *self = *filters,
        }
    }

    /// As they would be typed to mean this: what [`Filters::meaning`] reads, written.
    pub(super) fn of(filter: &Filter, zone: Zone) -> Self {
        let number = |number: Option<u64>| number.map(|it| it.to_string()).unwrap_or_default();
        let day = |at: Option<Instant>, back: i64| {
            at.map(|at| time::add_days(time::day_of(at, zone), back))
                .map(|day| day.format("%Y-%m-%d").to_string())
                .unwrap_or_default()
        };
        let connections =
            filter
                .connections
                .as_ref()
                .map(|range| match (*range.start(), *range.end()) {
                    (from, u32::MAX) => format!("{from}+"),
                    (from, to) if from == to => from.to_string(),
                    (from, to) => format!("{from}-{to}"),
                });
        Self {
            serial: number(filter.serial),
            created_from: day(filter.created_from, 0),
            created_to: day(filter.created_before, -1),
            user_id: filter.user_id.clone().unwrap_or_default(),
            kind: filter.kind,
            status: filter.status,
            connections: connections.unwrap_or_default(),
            first_login_from: day(filter.first_login_from, 0),
            first_login_to: day(filter.first_login_before, -1),
            username: filter.username.clone().unwrap_or_default(),
            devices: number(filter.devices.map(u64::from)),
            batch: filter.batch,
            from: From::of(filter),
        }
    }

    /// Whether nothing is typed or chosen.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn text_mut(&mut self, field: Field) -> Option<&mut String> {
        Some(match field {
            Field::Serial => &mut self.serial,
            Field::CreatedFrom => &mut self.created_from,
            Field::CreatedTo => &mut self.created_to,
            Field::UserId => &mut self.user_id,
            Field::Connections => &mut self.connections,
            Field::FirstLoginFrom => &mut self.first_login_from,
            Field::FirstLoginTo => &mut self.first_login_to,
            Field::Username => &mut self.username,
            Field::Devices => &mut self.devices,
            Field::Kind | Field::Status | Field::Batch | Field::Source => return None,
        })
    }

    fn text(&self, field: Field) -> &str {
        match field {
            Field::Serial => &self.serial,
            Field::CreatedFrom => &self.created_from,
            Field::CreatedTo => &self.created_to,
            Field::UserId => &self.user_id,
            Field::Connections => &self.connections,
            Field::FirstLoginFrom => &self.first_login_from,
            Field::FirstLoginTo => &self.first_login_to,
            Field::Username => &self.username,
            Field::Devices => &self.devices,
            Field::Kind | Field::Status | Field::Batch | Field::Source => "",
        }
    }

    /// What is typed means, by the wall clock of the Location. The last day of a span is in it.
    pub(super) fn meaning(&self, zone: Zone) -> Meaning {
        let mut wrong = Vec::new();
        let mut read = Reading {
            typed: self,
            wrong: &mut wrong,
        };
        let created = read.days(Field::CreatedFrom, Field::CreatedTo);
        let first_login = read.days(Field::FirstLoginFrom, Field::FirstLoginTo);
        let start = |day| time::start_of_day(day, zone);
        let after = |day| time::start_of_day(time::add_days(day, 1), zone);
        let filter = Filter {
            serial: read.field(Field::Serial, ticket::parse_serial, Wrong::Number),
            created_from: created.0.map(start),
            created_before: created.1.map(after),
            user_id: read.field(Field::UserId, |text| Some(text.to_owned()), Wrong::Number),
            kind: self.kind,
            status: self.status,
            connections: read.field(Field::Connections, range, Wrong::Range),
            first_login_from: first_login.0.map(start),
            first_login_before: first_login.1.map(after),
            username: read.field(Field::Username, |text| Some(text.to_owned()), Wrong::Number),
            devices: read.field(Field::Devices, |text| text.parse().ok(), Wrong::Number),
            batch: self.batch,
            source: match self.from {
                From::One(source) => Some(source),
                From::Issued | From::All => None,
            },
            listed: match self.from {
                From::All => Listed::All,
                From::Issued | From::One(_) => Listed::Issued,
            },
        };
        Meaning { filter, wrong }
    }
}

/// The fields while they are read.
struct Reading<'a> {
    typed: &'a Filters,
    wrong: &'a mut Vec<(Field, Wrong)>,
}

impl Reading<'_> {
    /// A field by its reader; nothing if it is empty or wrong.
    fn field<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&str) -> Option<T>,
        wrong: Wrong,
    ) -> Option<T> {
        let text = self.typed.text(field).trim();
        if text.is_empty() {
            return None;
        }
        let value = read(text);
        if value.is_none() {
            self.wrong.push((field, wrong));
        }
        value
    }

    /// First and last day of a span.
    fn days(
        &mut self,
        from: Field,
        to: Field,
    ) -> (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>) {
        let first = self.field(from, date::parse, Wrong::Day);
        let last = self.field(to, date::parse, Wrong::Day);
        match (first, last) {
            (Some(from), Some(last)) if last < from => {
                self.wrong.push((to, Wrong::Order));
                (first, None)
            }
            days => days,
        }
    }
}

/// `3`, `1-5`, `2+`.
fn range(text: &str) -> Option<RangeInclusive<u32>> {
    if let Some(from) = text.strip_suffix('+') {
        return Some(from.trim().parse().ok()?..=u32::MAX);
    }
    match text.split_once(['-', '–']) {
        None => text.parse().ok().map(|number| number..=number),
        Some((from, to)) => {
            let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
            (from <= to).then_some(from..=to)
        }
    }
}

/// What a field is called.
fn name(context: &Context, field: Field) -> String {
    let words = context.words();
    match field {
        Field::Serial => t!(words, "tickets-serial"),
        Field::CreatedFrom => t!(words, "tickets-filter-created"),
        Field::CreatedTo => t!(words, "tickets-filter-created-to"),
        Field::UserId => t!(words, "tickets-filter-user"),
        Field::Kind => t!(words, "tickets-type"),
        Field::Status => t!(words, "tickets-status"),
        Field::Connections => t!(words, "tickets-filter-connections"),
        Field::FirstLoginFrom => t!(words, "tickets-filter-first-login"),
        Field::FirstLoginTo => t!(words, "tickets-filter-first-login-to"),
        Field::Username => t!(words, "tickets-filter-username"),
        Field::Devices => t!(words, "tickets-filter-devices"),
        Field::Batch => t!(words, "tickets-batch"),
        Field::Source => t!(words, "tickets-source"),
    }
}

fn verdict(context: &Context, wrong: Wrong) -> Verdict<'static> {
    let words = context.words();
    Verdict::error(match wrong {
        Wrong::Number => t!(words, "tickets-wrong-number"),
        Wrong::Range => t!(words, "tickets-wrong-range"),
        Wrong::Day => t!(words, "tickets-wrong-day"),
        Wrong::Order => t!(words, "tickets-wrong-order"),
    })
}

impl Filters {
    /// The fields, one below the other; those of a span beside each other.
    pub(super) fn view<'a>(
        &'a self,
        context: &'a Context,
        meaning: &Meaning,
        batches: &'a [Batch],
    ) -> Element<'a, Change> {
        let wrong = |field: Field| {
            let found = meaning.wrong.iter().find(|(wrong, _)| *wrong == field);
            found.map(|(_, wrong)| verdict(context, *wrong))
        };
        let text = |field: Field| {
            widget::field(name(context, field), self.text(field))
                .verdict(wrong(field))
                .on_input(move |text| Change::Text(field, text))
                .on_submit(Change::Entered)
        };
        let words = context.words();
        let (days, months) = (t!(words, "days-of-week"), t!(words, "months-of-year"));
        let day = |field: Field| -> Element<'a, Change> {
            widget::date(name(context, field), self.text(field))
                .verdict(wrong(field))
                .today(context.today())
                .names(&days, &months)
                .on_input(move |text| Change::Text(field, text))
                .on_submit(Change::Entered)
                .into()
        };
        let all = || t!(words, "tickets-all");
        let kinds = std::iter::once((None, all())).chain(
            Kind::ALL
                .iter()
                .map(|kind| (Some(*kind), format::kind(words, *kind))),
        );
        let kind = widget::select(name(context, Field::Kind), kinds, Some(self.kind))
            .on_choose(Change::Kind);
        let options = std::iter::once((None, all())).chain(
            Status::ALL
                .iter()
                .map(|status| (Some(*status), format::status(words, *status).1)),
        );
        let status = widget::select(name(context, Field::Status), options, Some(self.status))
            .on_choose(Change::Status);
        let batches = std::iter::once((None, all())).chain(
            batches
                .iter()
                .map(|batch| (Some(batch.id), batch.name.clone())),
        );
        let batch = widget::select(name(context, Field::Batch), batches, Some(self.batch))
            .on_choose(Change::Batch);
        let sources = From::all().map(|from| (from, from.word(context)));
        let source = widget::select(name(context, Field::Source), sources, Some(self.from))
            .on_choose(Change::From);
        widget::form([
            text(Field::Serial).id(widget::id(FIRST)).into(),
            text(Field::UserId).into(),
            text(Field::Username).into(),
            beside([kind.into(), status.into()]),
            text(Field::Connections)
                .placeholder(t!(words, "tickets-filter-connections-help"))
                .into(),
            text(Field::Devices).into(),
            source.into(),
            batch.into(),
            day(Field::CreatedFrom),
            day(Field::CreatedTo),
            day(Field::FirstLoginFrom),
            day(Field::FirstLoginTo),
        ])
    }

    /// Which filters are on, in words.
    pub(super) fn chips(
        &self,
        context: &Context,
        meaning: &Meaning,
        batches: &[Batch],
    ) -> Vec<(Field, String)> {
        let words = context.words();
        let chip = |field: Field| {
            let value = match field {
                Field::Kind => format::kind(words, self.kind?),
                Field::Status => format::status(words, self.status?).1,
                Field::Source if self.from == From::default() => return None,
                Field::Source => self.from.word(context),
                Field::Batch => {
                    let id = self.batch?;
                    let batch = batches.iter().find(|batch| batch.id == id);
                    batch.map_or_else(|| "…".to_owned(), |batch| batch.name.clone())
                }
                field => {
                    let is_wrong = meaning.wrong.iter().any(|(wrong, _)| *wrong == field);
                    let text = self.text(field).trim();
                    if text.is_empty() || is_wrong {
                        return None;
                    }
                    match date::parse(text) {
                        Some(day) => context.date(day),
                        None => text.to_owned(),
                    }
                }
            };
            let chip = t!(
                words,
                "tickets-chip",
                name = name(context, field),
                value = value
            );
            Some((field, chip))
        };
        Field::ALL.into_iter().filter_map(chip).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use chrono::{TimeZone as _, Utc};
    use chrono_tz::Europe::Madrid;

    fn typed(field: Field, text: &str) -> Filters {
        let mut filters = Filters::default();
        filters.change(Change::Text(field, text.to_owned()));
        filters
    }

    #[test]
    fn ranges() {
        let check = |text, wanted| assert_eq!(range(text), wanted, "{text}");
        check("0", Some(0..=0));
        check("3", Some(3..=3));
        check("1-5", Some(1..=5));
        check("1 – 5", Some(1..=5));
        check("2+", Some(2..=u32::MAX));
        check("5-1", None);
        check("-1", None);
        check("many", None);
        check("99999999999", None);
    }

    #[test]
    fn days_are_whole_days_of_the_location() {
        let mut filters = typed(Field::CreatedFrom, "2026-07-01");
        filters.change(Change::Text(Field::CreatedTo, "31/7/2026".to_owned()));
        let Meaning { filter, wrong } = filters.meaning(Madrid);
        let at = |month, day, hour| Utc.with_ymd_and_hms(2026, month, day, hour, 0, 0).unwrap();
        assert_eq!(filter.created_from, Some(at(6, 30, 22)));
        assert_eq!(filter.created_before, Some(at(7, 31, 22)));
        assert!(wrong.is_empty());
    }

    #[test]
    fn a_wrong_field_is_said_and_filters_nothing() {
        let check = |field, text, wanted| {
            let Meaning { filter, wrong } = typed(field, text).meaning(Madrid);
            assert_eq!(wrong, vec![(field, wanted)], "{text}");
            assert_eq!(filter, Filter::default(), "{text}");
        };
        check(Field::Serial, "12a", Wrong::Number);
        check(Field::Devices, "two", Wrong::Number);
        check(Field::Devices, "70000", Wrong::Number);
        check(Field::Connections, "3-1", Wrong::Range);
        check(Field::CreatedFrom, "2026-02-30", Wrong::Day);
        check(Field::FirstLoginTo, "yesterday", Wrong::Day);
    }

    #[test]
    fn a_span_that_ends_before_it_begins_is_said_at_its_end() {
        let mut filters = typed(Field::FirstLoginFrom, "2026-07-02");
        filters.change(Change::Text(Field::FirstLoginTo, "2026-07-01".to_owned()));
        let Meaning { filter, wrong } = filters.meaning(Madrid);
        assert_eq!(wrong, vec![(Field::FirstLoginTo, Wrong::Order)]);
        assert!(filter.first_login_from.is_some() && filter.first_login_before.is_none());
    }

    #[test]
    fn what_is_saved_is_typed_again() {
        let mut filters = typed(Field::CreatedFrom, "2026-07-01");
        for (field, text) in [
            (Field::CreatedTo, "2026-07-31"),
            (Field::FirstLoginFrom, "2026-03-29"),
            (Field::FirstLoginTo, "2026-10-25"),
            (Field::UserId, "214"),
            (Field::Connections, "2+"),
            (Field::Devices, "3"),
        ] {
            filters.change(Change::Text(field, text.to_owned()));
        }
        filters.change(Change::Status(Some(Status::InUse)));
        filters.change(Change::Kind(Some(Kind::Sms)));
        filters.change(Change::From(From::One(Source::Automatic)));
        let meaning = filters.meaning(Madrid);
        assert_eq!(Filters::of(&meaning.filter, Madrid), filters);
        for range in ["0", "1-5"] {
            let filters = typed(Field::Connections, range);
            let meaning = filters.meaning(Madrid);
            assert_eq!(Filters::of(&meaning.filter, Madrid), filters);
        }
    }

    #[test]
    fn automatic_users_are_listed_when_they_are_asked_for() {
        let check = |from, source, listed| {
            let mut filters = Filters::default();
            filters.change(Change::From(from));
            let Meaning { filter, .. } = filters.meaning(Madrid);
            assert_eq!((filter.source, filter.listed), (source, listed), "{from:?}");
            assert_eq!(Filters::of(&filter, Madrid), filters);
            filters.change(Change::Clear(Field::Source));
            assert!(filters.is_empty());
        };
        check(From::Issued, None, Listed::Issued);
        check(From::All, None, Listed::All);
        check(From::One(Source::Pms), Some(Source::Pms), Listed::Issued);
        // As an older version saved it.
        let saved = Filter {
            listed: Listed::Automatic,
            ..Filter::default()
        };
        assert_eq!(
            Filters::of(&saved, Madrid).from,
            From::One(Source::Automatic)
        );
    }

    #[test]
    fn each_field_is_taken_away_alone_and_all_together() {
        let mut filters = typed(Field::UserId, " 214 ");
        filters.change(Change::Kind(Some(Kind::Sms)));
        filters.change(Change::Status(Some(Status::InUse)));
        assert_eq!(
            filters.meaning(Madrid).filter.user_id.as_deref(),
            Some("214")
        );
        filters.change(Change::Clear(Field::Kind));
        assert_eq!(filters.meaning(Madrid).filter.kind, None);
        assert_eq!(filters.meaning(Madrid).filter.status, Some(Status::InUse));
        filters.change(Change::ClearAll);
        assert!(filters.is_empty());
        assert_eq!(filters.meaning(Madrid).filter, Filter::default());
    }
}
