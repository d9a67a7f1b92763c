//! The list of issued tickets: nine filters, newest first (RULES T11–T20).

use super::{
    Reader,
    column::{Cells, bytes, int, ms},
    error::Result,
    facets::Serials,
    secrets::UsernameHash,
    tickets::{self, COLUMNS, kind_code, lower, status_code},
};
use crate::domain::{
    id::BatchId,
    ticket::{self, Kind, Source, Status, Ticket},
    time::Instant,
};
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// Which tickets are shown; combined with AND. The default shows all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
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
    /// Issued in this batch.
    pub batch: Option<BatchId>,
    /// Where it comes from (T12).
    pub source: Option<Source>,
    /// Whether automatic free users are among them. Whoever names a serial, a user name or a source finds it in any case.
    pub listed: Listed,
}

/// Which of what was issued and what was made by itself is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listed {
    /// What somebody issued, bought or asked for.
    #[default]
    Issued,
    /// Automatic free users alone.
    Automatic,
    /// Both.
    All,
}

impl Listed {
    /// Whether a ticket is among them.
    pub(super) const fn takes(self, automatic: bool) -> bool {
        match self {
            Self::Issued => !automatic,
            Self::Automatic => automatic,
            Self::All => true,
        }
    }
}

impl Filter {
    /// Whether it asks for what [`Facets`](super::facets::Facets) holds.
    pub(super) fn has_facets(&self) -> bool {
        self.kind.is_some()
            || self.status.is_some()
            || self.devices.is_some()
            || self.connections.is_some()
            || self.source.is_some()
            || self.listed == Listed::Automatic
    }

    /// Which of what was issued and what was made by itself is listed.
    pub(super) fn listed(&self) -> Listed {
        if self.source.is_some() {
            return Listed::All;
        }
        self.listed
    }

    /// Whether it shows all, or names one ticket.
    fn is_simple(&self) -> bool {
        *self == Self::default() || self.serial.is_some() || self.username.is_some()
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

/// Characters of what is looked for within a user ID at least: fewer are in every other name.
const WITHIN_LEAST: usize = 3;

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

    /// The serials of all tickets that a filter leaves, newest first: eight bytes a ticket.
    pub fn serials_of(&self, filter: &Filter, now: Instant) -> Result<Vec<u64>> {
        if let Some(serials) = self.matching_if_quicker(filter, now)? {
            return Ok(serials.highest(0, usize::MAX));
        }
        let Condition { sql, params } = self.condition(filter, now);
        let sql = format!("SELECT t.serial FROM ticket t{sql} ORDER BY t.serial DESC");
        self.all(&sql, rusqlite::params_from_iter(params), |row| {
            Cells::of(row).count()
        })
    }

    /// The rows of these tickets, newest first.
    pub fn rows_with(&self, serials: &[u64], now: Instant) -> Result<Vec<Row>> {
        self.rows_of(serials, now)
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
            Some(facets) if !filter.is_simple() || self.hides_automatic(filter)? => self
                .matching(&mut super::lock(facets), filter, now)
                .map(Some),
            _ => Ok(None),
        }
    }

    /// Whether there are automatic users at all; where there are none, nothing has to be hidden.
    pub(super) fn has_automatic(&self) -> Result<bool> {
        self.exists("SELECT 1 FROM ticket WHERE source = 7", [])
    }

    /// Whether a filter that names no ticket has automatic users to leave out.
    fn hides_automatic(&self, filter: &Filter) -> Result<bool> {
        let names_one = filter.serial.is_some() || filter.username.is_some();
        Ok(!names_one && filter.listed() == Listed::Issued && self.has_automatic()?)
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

    /// What the desk's search field finds, the likeliest first: a whole code; a serial as it is printed; live tickets of
    /// a room, or whose user ID (room, name) begins like this; those that have ended; and last what has this number, for
    /// in a hotel 214 is a room.
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
        let numbered = match ticket::parse_serial(text) {
            Some(serial) => by(Filter {
                serial: Some(serial),
                ..Filter::default()
            })?,
            None => Vec::new(),
        };
        let is_printed = text.starts_with(['#', '№']) || text.len() >= ticket::serial_text(0).len();
        if is_printed {
            found.extend(numbered.clone());
        }
        let mut named = self.live_in_room(text, now, limit)?;
        named.extend(by(Filter {
            user_id: Some(text.to_owned()),
            ..Filter::default()
        })?);
        let is_live = |row: &Row| matches!(row.status, Status::NoUse | Status::InUse);
        // 21 is rather the guest of room 21 than one of room 214.
        let is_whole = |row: &Row| {
            let rest = lower(&row.ticket.user_id);
            let rest = rest.strip_prefix(&lower(text)).unwrap_or_default();
            !rest.starts_with(char::is_alphanumeric)
        };
        named.sort_by_key(|row| (!is_live(row), !is_whole(row)));
        found.extend(named);
        found.extend(numbered);
        if text.chars().count() >= WITHIN_LEAST && !found.iter().any(is_live) {
            found.extend(self.within_user_id(text, now, limit)?);
        }
        let mut seen = std::collections::HashSet::new();
        found.retain(|row| seen.insert(row.ticket.id));
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    }

    /// The newest tickets that have this anywhere in their user ID: the surname of "214 García". A look through one whole
    /// index, a tenth of a second with a million tickets: for when nothing that begins like this is meant.
    fn within_user_id(&self, text: &str, now: Instant, limit: u32) -> Result<Vec<Row>> {
        let condition = Condition {
            sql: " WHERE t.serial IN (SELECT serial FROM ticket INDEXED BY ticket_by_user_id
                   WHERE instr(user_id_lower, ?) > 0 ORDER BY serial DESC LIMIT ?)"
                .to_owned(),
            params: vec![lower(text).into(), i64::from(limit).into()],
        };
        self.rows(condition, now, "ORDER BY t.serial DESC")
    }

    /// Live tickets with this room among their extra fields, newest first.
    pub fn live_in_room(&self, room: &str, now: Instant, limit: u32) -> Result<Vec<Row>> {
        let condition = Condition {
            sql: " WHERE t.room = ? AND t.status < 2 AND (t.lapses_at IS NULL OR t.lapses_at > ?)"
                .to_owned(),
            params: vec![room.to_owned().into(), ms(now).into()],
        };
        self.rows(
            condition,
            now,
            &format!("ORDER BY t.serial DESC LIMIT {limit}"),
        )
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
        // Each page is a statement of its own: kept, they would drive the useful ones out of the cache.
        let mut statement = self.connection.prepare(&sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(params), |row| {
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
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
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
        if let Some(batch) = filter.batch {
            all.and("t.batch = ?", [bytes(batch.0).to_vec().into()]);
        }
        if let Some(source) = filter.source {
            all.and("t.source = ?", [i64::from(source.code()).into()]);
        }
        match filter.listed() {
            Listed::Automatic => all.and("t.source = 7", []),
            Listed::Issued if filter.serial.is_none() && filter.username.is_none() => {
                all.and("t.source <> 7", []);
            }
            Listed::Issued | Listed::All => {}
        }
        all
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::print_stderr,
        clippy::indexing_slicing,
        reason = "a test says what must hold; the measurement prints"
    )]

    use super::{
        super::{Counters, FirstLogin, NewTicket, Sort, SortBy, testing::*},
        *,
    };
    use crate::domain::id::{AccountId, TicketId};
    use chrono::Duration;
    use proptest::{collection::vec, option, prelude::*};

    /// A ticket as the naive filter sees it.
    #[derive(Debug, Clone)]
    struct Given {
        code: String,
        user_id: String,
        kind: Kind,
        devices: u16,
        created_min: i64,
        lapses_min: Option<i64>,
        first_login_min: Option<i64>,
        connections: u32,
        end: Option<Status>,
        source: Source,
    }

    impl Given {
        fn status(&self, now_min: i64) -> Status {
            let live = if self.first_login_min.is_some() {
                Status::InUse
            } else {
                Status::NoUse
            };
            match self.end {
                Some(end) => end,
                None if self.lapses_min.is_some_and(|lapses| lapses <= now_min) => Status::Expired,
                None => live,
            }
        }

        fn passes(&self, serial: u64, filter: &Filter, now_min: i64) -> bool {
            let at = |minutes| noon() + Duration::minutes(minutes);
            let key = |text: &str| text.replace(['-', ' '], "").to_uppercase();
            let login = self.first_login_min.map(at);
            let named = filter.serial.is_some() || filter.username.is_some();
            let automatic = self.source == Source::Automatic;
            let listed = match (filter.source, filter.listed) {
                (Some(source), _) => source == self.source,
                (None, Listed::Issued) => named || !automatic,
                (None, Listed::Automatic) => automatic,
                (None, Listed::All) => true,
            };
            listed
                && filter.serial.is_none_or(|wanted| wanted == serial)
                && filter
                    .created_from
                    .is_none_or(|from| at(self.created_min) >= from)
                && filter
                    .created_before
                    .is_none_or(|before| at(self.created_min) < before)
                && filter
                    .user_id
                    .as_ref()
                    .is_none_or(|id| self.user_id.to_lowercase().starts_with(&id.to_lowercase()))
                && filter.kind.is_none_or(|kind| kind == self.kind)
                && filter
                    .status
                    .is_none_or(|status| status == self.status(now_min))
                && filter
                    .connections
                    .as_ref()
                    .is_none_or(|range| range.contains(&self.connections))
                && filter
                    .first_login_from
                    .is_none_or(|from| login.is_some_and(|login| login >= from))
                && filter
                    .first_login_before
                    .is_none_or(|before| login.is_some_and(|login| login < before))
                && filter
                    .username
                    .as_ref()
                    .is_none_or(|name| key(name) == key(&self.code))
                && filter.devices.is_none_or(|devices| devices == self.devices)
        }
    }

    fn kind() -> impl Strategy<Value = Kind> {
        prop::sample::select(vec![
            Kind::Individual,
            Kind::Variable,
            Kind::Special,
            Kind::Sms,
            Kind::Pms,
        ])
    }

    fn source() -> impl Strategy<Value = Source> {
        prop::sample::select(vec![
            Source::Desk,
            Source::Automatic,
            Source::Pms,
            Source::Import,
        ])
    }

    fn user_id() -> impl Strategy<Value = String> {
        prop::sample::select(vec![
            "214",
            "21",
            "López",
            "LÓPEZ Ana",
            "ana",
            "",
            "%",
            "_x",
        ])
        .prop_map(str::to_owned)
    }

    /// Around the largest number that a byte tells apart, too.
    fn number() -> impl Strategy<Value = u32> {
        prop::sample::select(vec![0, 1, 2, 3, 254, 255, 256, 1000])
    }

    fn minute() -> std::ops::Range<i64> {
        0..10
    }

    prop_compose! {
        fn given()(
            (user_id, kind, devices, connections) in (user_id(), kind(), number(), number()),
            (created_min, lapses_min, first_login_min) in
                (minute(), option::of(minute()), option::of(minute())),
            end in option::weighted(0.3, prop::sample::select(vec![Status::Expired, Status::Cancelled])),
            source in source(),
        ) -> Given {
            Given {
                code: String::new(),
                user_id,
                kind,
                devices: u16::try_from(devices.max(1)).unwrap(),
                created_min,
                lapses_min,
                first_login_min,
                connections,
                end,
                source,
            }
        }
    }

    prop_compose! {
        fn any_filter()(
            serial in option::weighted(0.1, 0..40_u64),
            username in option::weighted(0.1, prop::sample::select(vec!["code-3", "CO DE 4", "none"])),
            user_id in option::weighted(0.3, user_id()),
            (kind, devices) in (option::weighted(0.3, kind()), option::weighted(0.3, number())),
            status in option::weighted(0.4, prop::sample::select(
                vec![Status::NoUse, Status::InUse, Status::Expired, Status::Cancelled])),
            connections in option::weighted(0.3, (number(), prop_oneof![number(), Just(u32::MAX)])),
            created in (option::weighted(0.2, minute()), option::weighted(0.2, minute())),
            login in (option::weighted(0.2, minute()), option::weighted(0.2, minute())),
            source in option::weighted(0.2, source()),
            listed in prop::sample::select(vec![Listed::Issued, Listed::Issued, Listed::Automatic, Listed::All]),
        ) -> Filter {
            let at = |minutes| noon() + Duration::minutes(minutes);
            Filter {
                serial,
                created_from: created.0.map(at),
                created_before: created.1.map(at),
                user_id,
                kind,
                status,
                connections: connections.map(|(a, b)| a.min(b)..=a.max(b)),
                first_login_from: login.0.map(at),
                first_login_before: login.1.map(at),
                username: username.map(str::to_owned),
                devices: devices.map(|devices| u16::try_from(devices).unwrap()),
                batch: None,
                source,
                listed,
            }
        }
    }

    /// Issues the tickets in one write and leads each to where it shall be.
    fn fill(house: &House, given: &[Given]) {
        let news: Vec<(NewTicket, Given)> = given
            .iter()
            .map(|given| {
                let new = NewTicket {
                    id: TicketId::new(),
                    account: AccountId::new(),
                    created_at: noon() + Duration::minutes(given.created_min),
                    user_id: given.user_id.clone(),
                    kind: given.kind,
                    source: given.source,
                    devices: given.devices,
                    lapses_at: given.lapses_min.map(|m| noon() + Duration::minutes(m)),
                    ..house.new_ticket(&given.code)
                };
                (new, given.clone())
            })
            .collect();
        house
            .store
            .write(move |tx| {
                for (new, given) in &news {
                    let _ = tx.insert_ticket(new)?;
                    if let Some(minutes) = given.first_login_min {
                        let login = FirstLogin {
                            at: noon() + Duration::minutes(minutes),
                            expires_at: new.lapses_at,
                            lapses_at: new.lapses_at,
                        };
                        assert!(tx.first_login(new.id, &login)?);
                    }
                    if given.connections > 0 {
                        let counters = Counters {
                            connections: given.connections,
                            ..Counters::default()
                        };
                        tx.add_counters(new.account, &counters)?;
                    }
                    match given.end {
                        Some(Status::Expired) => assert!(tx.expire_ticket(new.id)?),
                        // Before it can have lapsed.
                        Some(_) => tx.cancel_ticket(new.id, noon() - Duration::days(1), None)?,
                        None => {}
                    }
                }
                Ok(())
            })
            .unwrap();
    }

    fn serials(rows: &[Row]) -> Vec<u64> {
        rows.iter().map(|row| row.ticket.serial).collect()
    }

    fn check(house: &House, given: &[Given], filter: &Filter, now_min: i64) {
        let now = noon() + Duration::minutes(now_min);
        let mut expected: Vec<u64> = (1..)
            .zip(given)
            .filter(|(serial, given)| given.passes(*serial, filter, now_min))
            .map(|(serial, _)| serial)
            .collect();
        expected.reverse();
        let all = house
            .store
            .read(|r| r.page(filter, now, Page::First, 1000))
            .unwrap();
        assert_eq!(serials(&all), expected, "{filter:?}");
        for row in &all {
            let index = usize::try_from(row.ticket.serial).unwrap() - 1;
            assert_eq!(row.status, given[index].status(now_min));
        }
        let in_write = filter.clone();
        let (counted, paged) = house
            .store
            .write(move |tx| {
                let paged = tx.page(&in_write, now, Page::First, 1000)?;
                Ok((tx.count(&in_write, now)?, serials(&paged)))
            })
            .unwrap();
        assert_eq!(
            (counted, paged),
            (expected.len() as u64, expected.clone()),
            "inside a write: {filter:?}"
        );
        assert_eq!(
            house.store.read(|r| r.count(filter, now)).unwrap(),
            expected.len() as u64
        );
        check_pages(house, filter, now, &expected);
        check_orders(house, given, filter, now_min, &expected);
    }

    /// Each order is that of a plain sort by value and serial, in either direction.
    fn check_orders(
        house: &House,
        given: &[Given],
        filter: &Filter,
        now_min: i64,
        newest_first: &[u64],
    ) {
        if filter.serial.is_some() || filter.username.is_some() {
            return;
        }
        let now = noon() + Duration::minutes(now_min);
        let of = |serial: &u64| &given[usize::try_from(*serial).unwrap() - 1];
        for by in [
            SortBy::UserId,
            SortBy::Kind,
            SortBy::Status,
            SortBy::Connections,
            SortBy::Devices,
            SortBy::FirstLogin,
        ] {
            let key = |serial: &u64| {
                let one = of(serial);
                let number = match by {
                    SortBy::Kind => kind_code(one.kind),
                    SortBy::Status => status_code(one.status(now_min)),
                    // A byte tells no more apart.
                    SortBy::Connections => one.connections.min(255).into(),
                    SortBy::Devices => one.devices.min(255).into(),
                    SortBy::FirstLogin => one.first_login_min.unwrap_or_default(),
                    _ => 0,
                };
                match by {
                    SortBy::UserId => (number, lower(&one.user_id)),
                    _ => (number, String::new()),
                }
            };
            for ascending in [true, false] {
                let sort = Sort { by, ascending };
                let (mut expected, last): (Vec<u64>, Vec<u64>) =
                    newest_first.iter().partition(|serial| {
                        by != SortBy::FirstLogin || of(serial).first_login_min.is_some()
                    });
                if ascending {
                    expected.reverse();
                }
                expected.sort_by(|a, b| {
                    let order = key(a).cmp(&key(b));
                    if ascending { order } else { order.reverse() }
                });
                expected.extend(last);
                let sorted = house
                    .store
                    .read(|r| {
                        let half = u32::try_from(expected.len() / 2).unwrap();
                        let mut rows = r.sorted_page(filter, now, sort, 0, half)?;
                        rows.extend(r.sorted_page(filter, now, sort, half.into(), 1000)?);
                        Ok(serials(&rows))
                    })
                    .unwrap();
                assert_eq!(sorted, expected, "{sort:?} {filter:?}");
                if let Some(last) = expected.last() {
                    let row = house
                        .store
                        .read(|r| r.sorted_row(filter, now, sort, *last))
                        .unwrap();
                    assert_eq!(row, Some(expected.len() as u64 - 1), "{sort:?}");
                }
                let in_write = filter.clone();
                let written = house
                    .store
                    .write(move |tx| Ok(serials(&tx.sorted_page(&in_write, now, sort, 0, 1000)?)))
                    .unwrap();
                assert_eq!(written, expected, "inside a write: {sort:?}");
            }
        }
    }

    /// Pages by offset, by key onwards and by key backwards are the same rows.
    fn check_pages(house: &House, filter: &Filter, now: Instant, expected: &[u64]) {
        let size = 3;
        let mut page = Page::First;
        for (number, part) in expected.chunks(size).enumerate() {
            let offset = (number * size) as u64;
            let (by_key, by_offset) = house
                .store
                .read(|r| {
                    Ok((
                        r.page(filter, now, page, 3)?,
                        r.page_at(filter, now, offset, 3)?,
                    ))
                })
                .unwrap();
            assert_eq!(serials(&by_key), part, "{filter:?} {page:?}");
            assert_eq!(by_key, by_offset);
            if number > 0 {
                let first = Page::Before(part[0]);
                let back = house.store.read(|r| r.page(filter, now, first, 3)).unwrap();
                assert_eq!(serials(&back), expected[(number - 1) * size..number * size]);
            }
            page = Page::After(*part.last().unwrap());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

        #[test]
        fn filters_agree_with_a_naive_one(
            mut given in vec(given(), 1..90),
            filters in vec(any_filter(), 12),
            now_min in minute(),
        ) {
            for (number, given) in given.iter_mut().enumerate() {
                given.code = format!("CODE-{number}");
            }
            let house = House::new();
            // Half before the first question and half after it, so that the memory must follow.
            let (first, second) = given.split_at(given.len() / 2);
            fill(&house, first);
            for filter in &filters {
                check(&house, first, filter, now_min);
            }
            fill(&house, second);
            for filter in &filters {
                check(&house, &given, filter, now_min);
            }
        }
    }

    #[test]
    fn tx32_and_tx33() {
        let house = House::new();
        let given = |kind, created_min, first_login_min, connections, end| Given {
            code: String::new(),
            user_id: "214".to_owned(),
            kind,
            devices: 1,
            created_min,
            lapses_min: None,
            first_login_min,
            connections,
            end,
            source: Source::Desk,
        };
        let mut all = vec![
            given(Kind::Sms, 1, Some(2), 1, None),
            given(Kind::Sms, 9, Some(9), 1, None),
            given(Kind::Sms, 1, None, 0, None),
            given(Kind::Individual, 1, Some(2), 1, None),
            given(Kind::Sms, 1, None, 0, Some(Status::Expired)),
            given(Kind::Sms, 1, None, 0, Some(Status::Cancelled)),
        ];
        for (number, given) in all.iter_mut().enumerate() {
            given.code = format!("CODE-{number}");
        }
        fill(&house, &all);
        let tx32 = Filter {
            kind: Some(Kind::Sms),
            status: Some(Status::InUse),
            created_from: Some(noon()),
            created_before: Some(noon() + Duration::minutes(5)),
            ..Filter::default()
        };
        let tx33 = Filter {
            connections: Some(0..=0),
            ..Filter::default()
        };
        for (name, filter, expected) in [("TX32", tx32, vec![1]), ("TX33", tx33, vec![6, 5, 3])] {
            let rows = house
                .store
                .read(|r| r.page(&filter, noon(), Page::First, 10))
                .unwrap();
            assert_eq!(serials(&rows), expected, "{name}");
        }
    }

    #[test]
    fn who_has_moved_is_found_where_he_is() {
        let house = House::new();
        let of = |user_id: &str, code: &str| NewTicket {
            user_id: user_id.to_owned(),
            ..house.new_ticket(code)
        };
        for (number, code) in ["ONE", "TWO", "THREE"].into_iter().enumerate() {
            let _ = house.issue(&of(&format!("Room {number}"), code)).unwrap();
        }
        let rooms = |text: &str| {
            let filter = Filter {
                user_id: Some(text.to_owned()),
                ..Filter::default()
            };
            house.store.read(|r| r.count(&filter, noon())).unwrap()
        };
        assert_eq!((rooms("Room"), rooms("215")), (3, 0));
        let mut moved = house.store.read(|r| r.ticket_by_serial(2)).unwrap();
        moved.user_id = "215 García".to_owned();
        house
            .store
            .write(move |tx| tx.change_ticket(&moved))
            .unwrap();
        assert_eq!((rooms("Room"), rooms("215")), (2, 1));
    }

    #[test]
    fn another_process_is_followed() {
        let house = House::new();
        let other = House::open(house.path());
        let none = Filter {
            kind: Some(Kind::Individual),
            status: Some(Status::NoUse),
            ..Filter::default()
        };
        let count = || house.store.read(|r| r.count(&none, noon())).unwrap();
        let before = house.store.data_version().unwrap();
        assert_eq!(count(), 0);
        let new = other.new_ticket("ONE");
        let _ = other.issue(&new).unwrap();
        assert_eq!(count(), 1);
        assert_ne!(house.store.data_version().unwrap(), before);
        other
            .store
            .write(move |tx| tx.cancel_ticket(new.id, noon(), None))
            .unwrap();
        assert_eq!(count(), 0);
        // What the sweep has forgotten is read anew.
        let _ = other.issue(&other.new_ticket("TWO")).unwrap();
        let _ = other.issue(&other.new_ticket("THREE")).unwrap();
        let _ = other
            .store
            .write(|tx| {
                Ok(tx.execute(
                    "DELETE FROM ticket_change WHERE seq < (SELECT max(seq) FROM ticket_change)",
                    [],
                )?)
            })
            .unwrap();
        assert_eq!(count(), 2);
    }

    #[test]
    fn the_desk_finds_by_serial_code_and_room() {
        let house = House::new();
        for (code, user_id) in [
            ("AAAAA-22222", "214"),
            ("BBBBB-33333", "2"),
            ("CCCCC-44444", "Ana"),
            ("DDDDD-55555", "2 Rossi"),
            ("EEEEE-66666", "3"),
            ("FFFFF-77777", "3"),
        ] {
            let new = NewTicket {
                user_id: user_id.to_owned(),
                ..house.new_ticket(code)
            };
            let _ = house.issue(&new).unwrap();
        }
        let sixth = house.store.read(|r| r.ticket_by_serial(6)).unwrap().id;
        house
            .store
            .write(move |tx| tx.cancel_ticket(sixth, noon(), None))
            .unwrap();
        for (text, expected) in [
            ("2", vec![4, 2, 1]),
            ("21", vec![1]),
            ("#2", vec![2]),
            ("000002", vec![2]),
            // The sixth has ended.
            ("3", vec![5, 6, 3]),
            ("1", vec![1]),
            (" aaaaa22222 ", vec![1]),
            ("AN", vec![3]),
            ("", vec![]),
            ("nobody", vec![]),
            // A surname behind a room, but not where something begins like this.
            ("Ross", vec![4]),
            ("os", vec![]),
        ] {
            let rows = house.store.read(|r| r.find(text, noon(), 10)).unwrap();
            assert_eq!(serials(&rows), expected, "{text:?}");
        }
    }

    /// Fills the table by SQL: a million tickets by the front door would take minutes in a debug build.
    fn million(house: &House) {
        let (product, ticket_type) = (house.product.id, house.ticket_type.id);
        house
            .store
            .write(move |tx| {
                let sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000),
                    r AS MATERIALIZED (SELECT i, abs(random()) a, abs(random()) b, abs(random()) c FROM n)
                    INSERT INTO ticket (id, serial, created_at, user_id, user_id_lower, kind, source, price, devices,
                        status, lapses_at, first_login_at, connections, account, product, ticket_type,
                        product_assigned_at, username_hash, credentials_sealed)
                    SELECT unhex(printf('%032x', i)), i, ?3 - (1000000 - i) * 60000, 'Room ' || (a % 500),
                        'room ' || (a % 500), iif(a % 10 < 6, 0, a % 7), 0, 500, iif(b % 10 < 7, 1, 1 + b % 5),
                        CASE WHEN i > 990000 THEN min(c % 3, 1) WHEN c % 20 = 0 THEN 3 ELSE 2 END,
                        ?3 - (1000000 - i) * 60000 + 86400000,
                        iif(c % 3 = 0, NULL, ?3 - (1000000 - i) * 60000 + b % 86400000),
                        iif(c % 3 = 0, 0, 1 + a % 20), unhex(printf('%032x', i + 10000000)), ?1, ?2, 0,
                        randomblob(32), randomblob(51)
                    FROM r";
                let _ = tx.execute(sql, rusqlite::params![super::super::column::bytes(product.0), super::super::column::bytes(ticket_type.0), ms(noon())])?;
                let _ = tx.execute("UPDATE location SET next_serial = 1000001", [])?;
                Ok(())
            })
            .unwrap();
    }

    /// `cargo test [--release] --lib -- --ignored --nocapture the_list_of_a_million`
    #[test]
    #[ignore = "a measurement: builds a million tickets"]
    #[allow(clippy::too_many_lines, reason = "a table of questions")]
    fn the_list_of_a_million() {
        let house = House::new();
        million(&house);
        let read = |what: &dyn Fn(&Reader<'_>)| {
            let start = std::time::Instant::now();
            house
                .store
                .read(|r| {
                    what(r);
                    Ok(())
                })
                .unwrap();
            start.elapsed().as_secs_f64() * 1000.0
        };
        let day = |days: i64| Some(noon() - Duration::days(days));
        let conditions: Vec<(&str, Filter)> = vec![
            (
                "serial",
                Filter {
                    serial: Some(500_000),
                    ..Filter::default()
                },
            ),
            (
                "created: last 30 days",
                Filter {
                    created_from: day(30),
                    ..Filter::default()
                },
            ),
            (
                "created: nearly all",
                Filter {
                    created_from: day(690),
                    ..Filter::default()
                },
            ),
            (
                "user id: room 1…",
                Filter {
                    user_id: Some("room 1".into()),
                    ..Filter::default()
                },
            ),
            (
                "user id: all",
                Filter {
                    user_id: Some("r".into()),
                    ..Filter::default()
                },
            ),
            (
                "type: individual",
                Filter {
                    kind: Some(Kind::Individual),
                    ..Filter::default()
                },
            ),
            (
                "type: sms",
                Filter {
                    kind: Some(Kind::Sms),
                    ..Filter::default()
                },
            ),
            (
                "status: in use",
                Filter {
                    status: Some(Status::InUse),
                    ..Filter::default()
                },
            ),
            (
                "status: expired",
                Filter {
                    status: Some(Status::Expired),
                    ..Filter::default()
                },
            ),
            (
                "connections: none",
                Filter {
                    connections: Some(0..=0),
                    ..Filter::default()
                },
            ),
            (
                "connections: 5 and more",
                Filter {
                    connections: Some(5..=u32::MAX),
                    ..Filter::default()
                },
            ),
            (
                "first login: last 30 days",
                Filter {
                    first_login_from: day(30),
                    ..Filter::default()
                },
            ),
            (
                "first login: nearly all",
                Filter {
                    first_login_from: day(690),
                    ..Filter::default()
                },
            ),
            (
                "username",
                Filter {
                    username: Some("ABCDEFGHJK".into()),
                    ..Filter::default()
                },
            ),
            (
                "devices: 1",
                Filter {
                    devices: Some(1),
                    ..Filter::default()
                },
            ),
            (
                "devices: 4",
                Filter {
                    devices: Some(4),
                    ..Filter::default()
                },
            ),
        ];
        let both = |a: &Filter, b: &Filter| Filter {
            serial: a.serial.or(b.serial),
            created_from: a.created_from.or(b.created_from),
            created_before: None,
            user_id: a.user_id.clone().or(b.user_id.clone()),
            kind: a.kind.or(b.kind),
            status: a.status.or(b.status),
            connections: a.connections.clone().or(b.connections.clone()),
            first_login_from: a.first_login_from.or(b.first_login_from),
            first_login_before: None,
            username: a.username.clone().or(b.username.clone()),
            devices: a.devices.or(b.devices),
            batch: a.batch.or(b.batch),
            source: a.source.or(b.source),
            listed: Listed::Issued,
        };
        let all = Filter::default();
        let warm = read(&|r| {
            let _ = r
                .count(
                    &Filter {
                        devices: Some(1),
                        ..Filter::default()
                    },
                    noon(),
                )
                .unwrap();
        });
        eprintln!("first filter, which reads the facets: {warm:.1} ms");
        let mut times = Vec::new();
        for (index, (name, a)) in conditions.iter().enumerate() {
            let others = conditions.iter().skip(index + 1);
            for (other, b) in [("", &all)]
                .into_iter()
                .chain(others.map(|(name, f)| (*name, f)))
            {
                let filter = both(a, b);
                // The first look at a range finds its set; the pages after it have that at hand.
                let found = std::cell::Cell::new(0);
                let mut worst = read(&|r| found.set(r.count(&filter, noon()).unwrap()));
                let count = found.get();
                let mut pages = vec![worst];
                for part in 0..5 {
                    let offset = count * part / 5;
                    pages.push(read(&|r| {
                        let _ = r.page_at(&filter, noon(), offset, 34).unwrap();
                    }));
                }
                pages.push(read(&|r| {
                    let _ = r.page(&filter, noon(), Page::After(500_000), 34).unwrap();
                }));
                worst = pages.iter().copied().fold(worst, f64::max);
                if other.is_empty() || worst > 50.0 {
                    eprintln!("{worst:6.1} ms at worst: {name} + {other} ({count})");
                }
                times.extend(pages);
            }
        }
        for by in [
            SortBy::UserId,
            SortBy::Status,
            SortBy::Connections,
            SortBy::FirstLogin,
        ] {
            let in_use = Filter {
                status: Some(Status::InUse),
                ..Filter::default()
            };
            for (name, filter) in [("all", &all), ("in use", &in_use)] {
                let mut worst = Vec::new();
                for (ascending, offset) in [(true, 0), (false, 0), (true, 90_000), (false, 400_000)]
                {
                    let sort = Sort { by, ascending };
                    worst.push(read(&|r| {
                        let _ = r.sorted_page(filter, noon(), sort, offset, 34).unwrap();
                    }));
                }
                eprintln!(
                    "sorted by {by:?}, {name}: first {:.1} ms, then {worst:.1?}",
                    worst[0]
                );
                times.extend(worst.into_iter().skip(1));
            }
        }
        times.sort_by(f64::total_cmp);
        let at = |part: usize| times[(times.len() - 1) * part / 1000];
        eprintln!(
            "{} questions: median {:.1} ms, p95 {:.1} ms, p99 {:.1} ms, worst {:.1} ms",
            times.len(),
            at(500),
            at(950),
            at(990),
            at(1000)
        );
        for offset in [0, 500_000, 999_960] {
            let took = read(&|r| {
                let _ = r.page_at(&all, noon(), offset, 34).unwrap();
            });
            eprintln!("no filter, page at {offset}: {took:.1} ms");
        }
        let took = read(&|r| {
            let _ = r.count(&all, noon()).unwrap();
        });
        eprintln!("no filter, count: {took:.1} ms");
        issue_five_thousand(&house, "first");
        issue_five_thousand(&house, "second");
    }

    fn issue_five_thousand(house: &House, name: &str) {
        let news: Vec<_> = (0..5000)
            .map(|number| house.new_ticket(&format!("{name}{number}")))
            .collect();
        let start = std::time::Instant::now();
        let inside = house
            .store
            .write(move |tx| {
                let start = std::time::Instant::now();
                news.iter()
                    .try_for_each(|new| tx.insert_ticket(new).map(drop))?;
                Ok(start.elapsed().as_millis())
            })
            .unwrap();
        let all = start.elapsed().as_millis();
        eprintln!(
            "{name} 5000 tickets among a million: {all} ms, {inside} of them before the commit"
        );
    }
}
