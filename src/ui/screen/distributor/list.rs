//! The list over all Locations: filters by state and end (L10, L11, LX32), a search, sorting, a spreadsheet, and beside it
//! what is known of the selected one.

use super::detail;
use crate::{
    domain::licence::Standing,
    services::{
        files,
        licences::{Filter, Listed, Status, distributor as service},
    },
    t,
    ui::{
        Element,
        context::{Answer, Context},
        icon::Icon,
        scale::{self, Space},
        screen::{Action, SEARCH},
        sentence::licences as sentence,
        theme::Tone,
        widget::{
            self, Verdict, button, cell, cell_muted, column,
            table::{Event, Order, table},
        },
    },
};
use chrono::NaiveDate;
use iced::{
    Length,
    widget::{Column, Row, container},
};
use uuid::Uuid;

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum By {
    /// The name of the Location.
    Name,
    /// The state, in the order of a contract's life.
    State,
    /// The end; those without one come last.
    #[default]
    End,
    /// The last report.
    Report,
}

impl By {
    const ALL: [Self; 4] = [Self::Name, Self::State, Self::End, Self::Report];
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the table.
    Table(Event),
    /// Only this state; none = all.
    State(Option<Status>),
    /// The first date of the end was typed.
    From(String),
    /// The last date was.
    To(String),
    /// A part of a name was.
    Search(String),
    /// No filters.
    Reset,
    /// Write what the filters leave as CSV.
    Csv,
    /// It was written, or not.
    Written(Answer<String>),
    /// Issue a renewal to the selected one.
    Renew,
    /// Hand a licence over once more.
    Again(Uuid),
    /// Put something on the clipboard.
    Copy(String),
}

/// Rows that fit on a tall screen.
const FIT_AT_MOST: usize = 60;

/// The list.
#[derive(Debug, Default)]
pub(super) struct List {
    rows: Vec<Listed>,
    /// Places in `rows` of those that the filters leave, in their order.
    shown: Vec<usize>,
    status: Option<Status>,
    from: String,
    to: String,
    search: String,
    by: By,
    falling: bool,
    first: u64,
    /// Rows in sight; 0 until the table has said it.
    fit: usize,
    selected: Option<crate::domain::id::LocationId>,
}

impl List {
    pub(super) fn take(&mut self, rows: Vec<Listed>) {
        self.rows = rows;
        self.arrange();
    }

    fn date(text: &str) -> Option<NaiveDate> {
        widget::parse_date(text)
    }

    fn filter(&self) -> Filter {
        Filter {
            status: self.status,
            ends_from: Self::date(&self.from),
            ends_to: Self::date(&self.to),
        }
    }

    /// Filters and sorts; what is shown is small beside what is drawn.
    fn arrange(&mut self) {
        let filter = self.filter();
        let sought = self.search.trim().to_lowercase();
        let mut shown: Vec<usize> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| {
                let standing = Standing {
                    status: row.status,
                    ends_at: row.ends_at,
                    zone: row.zone,
                };
                filter.shows(&standing) && (sought.is_empty() || finds(row, &sought))
            })
            .map(|(place, _)| place)
            .collect();
        let by = self.by;
        shown.sort_by_cached_key(|place| self.rows.get(*place).map(|row| key(row, by)));
        if self.falling {
            shown.reverse();
        }
        self.shown = shown;
        let last = (self.shown.len() as u64).saturating_sub(1);
        self.first = self.first.min(last);
        if self.selected().is_none() {
            self.selected = self.at(0).map(|row| row.location);
        }
    }

    fn at(&self, place: u64) -> Option<&Listed> {
        let place = usize::try_from(place).ok()?;
        self.rows.get(*self.shown.get(place)?)
    }

    pub(super) fn selected(&self) -> Option<&Listed> {
        let id = self.selected?;
        let mut shown = self.shown.iter().filter_map(|place| self.rows.get(*place));
        shown.find(|row| row.location == id)
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Table(Event::Window { first, rows }) => {
                (self.first, self.fit) = (first, rows);
            }
            Message::Table(Event::Select(row) | Event::Activate(row)) => {
                self.selected = self.at(row).map(|row| row.location).or(self.selected);
            }
            Message::Table(Event::Sort(place)) => {
                if let Some(by) = By::ALL.get(place).copied() {
                    self.falling = by == self.by && !self.falling;
                    self.by = by;
                    self.arrange();
                }
            }
            Message::State(status) => {
                self.status = status;
                self.arrange();
            }
            Message::From(from) => {
                self.from = from;
                self.arrange();
            }
            Message::To(to) => {
                self.to = to;
                self.arrange();
            }
            Message::Search(search) => {
                self.search = search;
                self.arrange();
            }
            Message::Reset => {
                self.status = None;
                for text in [&mut self.from, &mut self.to, &mut self.search] {
                    text.clear();
                }
                self.arrange();
            }
            Message::Csv => return self.csv(context),
            Message::Written(Ok(file)) => {
                let said = t!(context.words(), "distributor-csv-written", file = file);
                return Action::tell(Tone::Success, said);
            }
            Message::Written(Err(error)) => {
                return Action::tell(Tone::Danger, context.refusal(&error));
            }
            Message::Copy(text) => {
                return Action::run(iced::clipboard::write(text))
                    .and_tell(Tone::Success, t!(context.words(), "copied"));
            }
            // The screen has taken them.
            Message::Renew | Message::Again(_) => {}
        }
        Action::none()
    }

    fn csv(&self, context: &Context) -> Action<Message> {
        let rows: Vec<Listed> = self
            .shown
            .iter()
            .filter_map(|place| self.rows.get(*place).cloned())
            .collect();
        let name = format!(
            "licences-{}.csv",
            context
                .now
                .with_timezone(&context.location.zone)
                .format("%Y-%m-%d-%H%M%S")
        );
        Action::run(context.ask(
            move |store, _| {
                let path = files::folder(store, "exports")?.join(name);
                let shown = path.display().to_string();
                files::write(&path, &service::csv(&rows)?)?;
                Ok(shown)
            },
            Message::Written,
        ))
    }

    fn is_filtered(&self) -> bool {
        self.status.is_some()
            || [&self.from, &self.to, &self.search]
                .iter()
                .any(|text| !text.trim().is_empty())
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context, filters: bool) -> Element<'a, Message> {
        let words = context.words();
        let above = filters.then(|| self.filters(context));
        let list: Element<'a, Message> = if self.shown.is_empty() {
            let (what, next) = if self.is_filtered() {
                (
                    t!(words, "distributor-none-left"),
                    t!(words, "distributor-none-left-do"),
                )
            } else {
                (
                    t!(words, "distributor-nothing-ends"),
                    t!(words, "distributor-nothing-ends-do"),
                )
            };
            widget::empty(Icon::BadgeCheck, what, next, None)
        } else {
            self.table(context)
        };
        let side = self.selected().map(|row| {
            let detail = widget::scroll(detail::view(context, row));
            container(detail).width(scale::SIDE + Space::Vast.px())
        });
        let halves = Row::new()
            .push(container(list).width(Length::Fill).height(Length::Fill))
            .push(side)
            .spacing(Space::Normal);
        Column::new()
            .push(above)
            .push(container(halves).height(Length::Fill))
            .spacing(Space::Snug)
            .into()
    }

    fn table<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let order = |by| {
            (by == self.by).then_some(if self.falling {
                Order::Falling
            } else {
                Order::Rising
            })
        };
        let columns = [
            column(t!(words, "licence-location"))
                .share(3)
                .sortable(order(By::Name)),
            column(t!(words, "column-status"))
                .width(165.0)
                .sortable(order(By::State)),
            column(t!(words, "distributor-ends"))
                .width(160.0)
                .sortable(order(By::End)),
            column(t!(words, "distributor-reported"))
                .width(105.0)
                .sortable(order(By::Report)),
            column(t!(words, "licence-covers")).width(90.0),
        ];
        let selected = self
            .shown
            .iter()
            .position(|place| self.rows.get(*place).map(|row| row.location) == self.selected)
            .and_then(|place| u64::try_from(place).ok());
        // Only those in sight are built; before the table has said how many fit, more than do.
        let fit = if self.fit == 0 {
            FIT_AT_MOST
        } else {
            self.fit + 1
        };
        let begin = usize::try_from(self.first).unwrap_or(0);
        let rows = self
            .shown
            .iter()
            .skip(begin)
            .take(fit)
            .filter_map(|place| self.rows.get(*place))
            .map(|row| cells(context, row));
        table(columns, self.shown.len() as u64, self.first)
            .rows(self.first, rows)
            .selected(selected)
            .on_event(Message::Table)
            .id(widget::id("distributor-list"))
            .into()
    }

    fn filters<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let states = std::iter::once((None, t!(words, "tickets-all"))).chain(
            Status::ALL
                .iter()
                .map(|status| (Some(*status), sentence::status(words, *status).1)),
        );
        let state = widget::select(
            t!(words, "distributor-filter-state"),
            states,
            Some(self.status),
        )
        .on_choose(Message::State);
        let (days, months) = (t!(words, "days-of-week"), t!(words, "months-of-year"));
        let day = |label: String, text: &'a str, message: fn(String) -> Message| {
            let wrong = !text.trim().is_empty() && Self::date(text).is_none();
            widget::date(label, text)
                .verdict(wrong.then(|| Verdict::error(t!(words, "distributor-no-date"))))
                .today(context.today())
                .names(&days, &months)
                .on_input(message)
        };
        let from = day(
            t!(words, "distributor-ends-from"),
            &self.from,
            Message::From,
        );
        let to = day(t!(words, "distributor-ends-to"), &self.to, Message::To);
        let search = widget::field(t!(words, "distributor-search"), self.search.as_str())
            .on_input(Message::Search)
            .id(widget::id(SEARCH));
        let count = widget::muted(t!(
            words,
            "distributor-count",
            count = self.shown.len(),
            shown = context.number(self.shown.len() as u64)
        ));
        let buttons = Row::new()
            .push(
                container(count)
                    .width(Length::Fill)
                    .center_y(scale::CONTROL),
            )
            .push(
                button(t!(words, "distributor-reset"))
                    .quiet()
                    .on_press_maybe(self.is_filtered().then_some(Message::Reset)),
            )
            .push(
                button(t!(words, "distributor-csv"))
                    .icon(Icon::Download)
                    .on_press_maybe((!self.shown.is_empty()).then_some(Message::Csv)),
            )
            .spacing(Space::Tight);
        let fields =
            crate::ui::screen::parts::beside([search.into(), state.into(), from.into(), to.into()]);
        Column::new()
            .push(fields)
            .push(buttons)
            .spacing(Space::Tight)
            .into()
    }
}

/// Whether a Location is what is sought: by its name, its partner, or one of its addresses.
fn finds(row: &Listed, sought: &str) -> bool {
    let of_grant = row.grant.as_ref().map(|grant| {
        [
            grant.partner.as_str(),
            grant.partner_email.as_str(),
            grant.client_email.as_str(),
        ]
    });
    std::iter::once(row.name.as_str())
        .chain(of_grant.into_iter().flatten())
        .any(|text| text.to_lowercase().contains(sought))
}

type Key = (bool, i64, String);

fn key(row: &Listed, by: By) -> Key {
    let name = row.name.to_lowercase();
    let at = |at: Option<crate::domain::time::Instant>| {
        (at.is_none(), at.map_or(0, |at| at.timestamp_millis()))
    };
    match by {
        By::Name => (false, 0, name),
        By::State => (false, i64::from(row.status.code()), name),
        By::End => {
            let (without, end) = at(row.ends_at);
            (without, end, name)
        }
        By::Report => {
            let (without, reported) = at(row.reported_at);
            (without, reported, name)
        }
    }
}

fn cells<'a>(context: &'a Context, row: &'a Listed) -> [Element<'a, Message>; 5] {
    let words = context.words();
    let (tone, state) = sentence::status(words, row.status);
    let name = if row.own {
        t!(words, "distributor-own", name = row.name.as_str())
    } else {
        row.name.clone()
    };
    let ends = row.ends_at.map_or_else(
        || "–".to_owned(),
        |ends| {
            let local = crate::domain::time::day_of(ends, row.zone);
            let date = context.date(local);
            let days = crate::ui::screen::licence::days_left(context.now, ends);
            if days == 0 {
                date
            } else {
                t!(words, "distributor-ends-in", date = date, days = days)
            }
        },
    );
    let reported = match (row.own, row.reported_at) {
        (true, _) => t!(words, "distributor-live"),
        (false, Some(at)) => context.recent(at),
        (false, None) => "–".to_owned(),
    };
    let covers = row.grant.as_ref().map_or_else(
        || t!(words, "licence-evaluation"),
        |grant| sentence::capacity(words, grant.capacity),
    );
    [
        cell(name),
        widget::badge(tone, state),
        cell(ends),
        cell_muted(reported),
        cell(covers),
    ]
}
