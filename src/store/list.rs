//! The list of issued tickets: nine filters, newest first (RULES T11–T20).

use super::{
    Reader,
    column::{Cells, int, ms},
    error::Result,
    facets::Serials,
    secrets::UsernameHash,
    tickets::{self, COLUMNS, kind_code, lower, status_code},
};
use crate::domain::{
    ticket::{Kind, Status, Ticket},
    time::Instant,
};
use rusqlite::types::Value;
use std::ops::RangeInclusive;

/// Which tickets are shown; combined with AND. The default shows all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Serial number.
    pub serial: Option<u64>,
    /// Created at or after this.
    pub created_from: Option<Instant>,
    /// Created before this.
    pub created_before: Option<Instant>,
    /// Beginning of the user ID, in any case.
    pub user_id: Option<String>,
    /// Type.
    pub kind: Option<Kind>,
    /// Status at the instant that is asked about.
    pub status: Option<Status>,
    /// Number of connections.
    pub connections: Option<RangeInclusive<u32>>,
    /// First login at or after this.
    pub first_login_from: Option<Instant>,
    /// First login before this.
    pub first_login_before: Option<Instant>,
    /// User name, whole, however typed: names are kept as keyed hashes, of which no part can be found.
    pub username: Option<String>,
    /// Simultaneous devices.
    pub devices: Option<u16>,
}

impl Filter {
    /// Whether it shows all, or names one ticket or name.
    fn is_simple(&self) -> bool {
        let named = Self {
            serial: self.serial,
            username: self.username.clone(),
            ..Self::default()
        };
        *self == named
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The ticket.
    pub ticket: Ticket,
    /// Its state at the instant that was asked about.
    pub status: Status,
    /// Code of its product.
    pub product: String,
    /// Name of the ticket type that it was issued from.
    pub ticket_type: Option<String>,
}

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// At the newest ticket.
    First,
    /// After the ticket with this serial, towards older ones.
    After(u64),
    /// Before the ticket with this serial, towards newer ones; the page still lists the newest first.
    Before(u64),
}

/// A condition with its parameters.
struct Condition {
    sql: String,
    params: Vec<Value>,
}

impl Condition {
    fn and(&mut self, sql: &str, params: impl IntoIterator<Item = Value>) {
        self.sql.push_str(if self.sql.is_empty() {
            " WHERE "
        } else {
            " AND "
        });
        self.sql.push_str(sql);
        self.params.extend(params);
    }
}

impl Reader<'_> {
    /// A page of the tickets that a filter leaves.
    pub fn page(&self, filter: &Filter, now: Instant, page: Page, limit: u32) -> Result<Vec<Row>> {
        let Some(mut serials) = self.matching_if_quicker(filter, now)? else {
            return self.page_by_sql(filter, now, page, limit);
        };
        let rows = usize::try_from(limit).unwrap_or(usize::MAX);
        match page {
            Page::First => self.rows_of(&serials.highest(0, rows), now),
            Page::After(serial) => {
                serials.below(serial);
                self.rows_of(&serials.highest(0, rows), now)
            }
            Page::Before(serial) => {
                serials.above(serial);
                self.rows_of(&serials.lowest(rows), now)
            }
        }
    }

    /// The rows from number `offset` on (0 = the newest), for a scroll bar.
    pub fn page_at(
        &self,
        filter: &Filter,
        now: Instant,
        offset: u64,
        limit: u32,
    ) -> Result<Vec<Row>> {
        match self.matching_if_quicker(filter, now)? {
            Some(serials) => {
                let rows = usize::try_from(limit).unwrap_or(usize::MAX);
                self.rows_of(&serials.highest(offset, rows), now)
            }
            None => self.page_at_by_sql(filter, now, offset, limit),
        }
    }

    /// How many tickets a filter leaves.
    pub fn count(&self, filter: &Filter, now: Instant) -> Result<u64> {
        match self.matching_if_quicker(filter, now)? {
            Some(serials) => Ok(serials.len()),
            None => self.count_by_sql(filter, now),
        }
    }

    /// How many of the tickets that a filter leaves are newer than the one with this serial: the number of its row, if
    /// the filter leaves it.
    pub fn rank(&self, filter: &Filter, now: Instant, serial: u64) -> Result<u64> {
        match self.matching_if_quicker(filter, now)? {
            Some(mut serials) => {
                serials.above(serial);
                Ok(serials.len())
            }
            None => self.count_where(filter, now, Some(serial)),
        }
    }

    /// The set of serials, unless SQLite has the answer at hand: all tickets, or the few of one name or number. Inside a
    /// write there is always SQL: what is not committed must not get into the memory that readers share.
    fn matching_if_quicker(&self, filter: &Filter, now: Instant) -> Result<Option<Serials>> {
        match self.facets {
            Some(facets) if !filter.is_simple() => self
                .matching(&mut super::lock(facets), filter, now)
                .map(Some),
            _ => Ok(None),
        }
    }

    fn page_by_sql(
        &self,
        filter: &Filter,
        now: Instant,
        page: Page,
        limit: u32,
    ) -> Result<Vec<Row>> {
        let mut condition = self.condition(filter, now);
        let order = match page {
            Page::First => "DESC",
            Page::After(serial) => {
                condition.and("t.serial < ?", [int(serial).into()]);
                "DESC"
            }
            Page::Before(serial) => {
                condition.and("t.serial > ?", [int(serial).into()]);
                "ASC"
            }
        };
        let tail = format!("ORDER BY t.serial {order} LIMIT {limit}");
        let mut rows = self.rows(condition, now, &tail)?;
        if order == "ASC" {
            rows.reverse();
        }
        Ok(rows)
    }

    fn page_at_by_sql(
        &self,
        filter: &Filter,
        now: Instant,
        offset: u64,
        limit: u32,
    ) -> Result<Vec<Row>> {
        let Condition { sql, params } = self.condition(filter, now);
        // Skips inside an index; the rows themselves are fetched for the page alone.
        let page = format!(
            "WHERE t.serial IN (SELECT t.serial FROM ticket t{sql} ORDER BY t.serial DESC LIMIT {limit} OFFSET {offset})"
        );
        let condition = Condition {
            sql: format!(" {page}"),
            params,
        };
        self.rows(condition, now, "ORDER BY t.serial DESC")
    }

    fn count_by_sql(&self, filter: &Filter, now: Instant) -> Result<u64> {
        self.count_where(filter, now, None)
    }

    fn count_where(&self, filter: &Filter, now: Instant, above: Option<u64>) -> Result<u64> {
        let mut condition = self.condition(filter, now);
        if let Some(serial) = above {
            condition.and("t.serial > ?", [int(serial).into()]);
        }
        let Condition { sql, params } = condition;
        let sql = format!("SELECT count(*) FROM ticket t{sql}");
        let count = self.one(&sql, rusqlite::params_from_iter(params), |row| {
            Cells::of(row).count()
        })?;
        Ok(count.unwrap_or(0))
    }

    /// The rows of a page, newest first.
    fn rows_of(&self, serials: &[u64], now: Instant) -> Result<Vec<Row>> {
        let list: Vec<String> = serials.iter().map(u64::to_string).collect();
        let condition = Condition {
            sql: format!(" WHERE t.serial IN ({})", list.join(", ")),
            params: Vec::new(),
        };
        self.rows(condition, now, "ORDER BY t.serial DESC")
    }

    /// What the desk's search field finds: a serial, a whole code, or the beginning of a user ID (room, name); newest
    /// first, an exact code before all.
    pub fn find(&self, text: &str, now: Instant, limit: u32) -> Result<Vec<Row>> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let by = |filter: Filter| self.page(&filter, now, Page::First, limit);
        let mut found = by(Filter {
            username: Some(text.to_owned()),
            ..Filter::default()
        })?;
        if let Ok(serial) = text.trim_start_matches('#').parse() {
            found.extend(by(Filter {
                serial: Some(serial),
                ..Filter::default()
            })?);
        }
        found.extend(by(Filter {
            user_id: Some(text.to_owned()),
            ..Filter::default()
        })?);
        let mut seen = std::collections::HashSet::new();
        found.retain(|row| seen.insert(row.ticket.id));
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    }

    fn rows(&self, condition: Condition, now: Instant, tail: &str) -> Result<Vec<Row>> {
        let Condition { sql, params } = condition;
        let sql = format!(
            "SELECT {COLUMNS}, t.status < 2 AND ifnull(t.lapses_at <= {now}, 0),
                    (SELECT code FROM product WHERE id = t.product),
                    (SELECT name FROM ticket_type WHERE id = t.ticket_type)
             FROM ticket t{sql} {tail}",
            now = ms(now)
        );
        self.all(&sql, rusqlite::params_from_iter(params), |row| {
            let c = Cells::of(row);
            let ticket = tickets::ticket(&c)?;
            let lapsed = c.get::<bool>()?;
            Ok(Row {
                status: if lapsed {
                    Status::Expired
                } else {
                    ticket.stored_status
                },
                product: c.get()?,
                ticket_type: c.get()?,
                ticket,
            })
        })
    }

    fn condition(&self, filter: &Filter, now: Instant) -> Condition {
        let mut all = Condition {
            sql: String::new(),
            params: Vec::new(),
        };
        if let Some(serial) = filter.serial {
            all.and("t.serial = ?", [int(serial).into()]);
        }
        if let Some(from) = filter.created_from {
            all.and("t.created_at >= ?", [ms(from).into()]);
        }
        if let Some(before) = filter.created_before {
            all.and("t.created_at < ?", [ms(before).into()]);
        }
        if let Some(user_id) = &filter.user_id {
            let from = lower(user_id);
            let to = format!("{from}\u{10FFFF}");
            all.and(
                "t.user_id_lower >= ? AND t.user_id_lower < ?",
                [from.into(), to.into()],
            );
        }
        if let Some(kind) = filter.kind {
            all.and("t.kind = ?", [kind_code(kind).into()]);
        }
        if let Some(status) = filter.status {
            let now = ms(now);
            match status {
                Status::NoUse | Status::InUse => all.and(
                    "t.status = ? AND (t.lapses_at IS NULL OR t.lapses_at > ?)",
                    [status_code(status).into(), now.into()],
                ),
                Status::Expired => all.and(
                    "(t.status = 2 OR (t.status < 2 AND t.lapses_at IS NOT NULL AND t.lapses_at <= ?))",
                    [now.into()],
                ),
                Status::Cancelled => all.and("t.status = 3", []),
            }
        }
        if let Some(connections) = &filter.connections {
            let (from, to) = (
                i64::from(*connections.start()),
                i64::from(*connections.end()),
            );
            all.and("t.connections BETWEEN ? AND ?", [from.into(), to.into()]);
        }
        if let Some(from) = filter.first_login_from {
            all.and("t.first_login_at >= ?", [ms(from).into()]);
        }
        if let Some(before) = filter.first_login_before {
            all.and("t.first_login_at < ?", [ms(before).into()]);
        }
        if let Some(username) = &filter.username {
            let UsernameHash(hash) = self.secrets.username_hash(username);
            all.and("t.username_hash = ?", [hash.to_vec().into()]);
        }
        if let Some(devices) = filter.devices {
            all.and("t.devices = ?", [i64::from(devices).into()]);
        }
        all
    }
}
