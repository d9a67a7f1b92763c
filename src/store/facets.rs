//! What the list filters by, in memory: three bytes a ticket.
//!
//! An index can serve one condition, rarely two, and none of them gives the row number 700,000 without counting up to
//! it. So each condition becomes a set of serials, one bit a ticket (125 kB for a million), and the conditions are
//! joined by AND: counting is counting bits, and so is finding the row at a scroll bar's position. Source, type, status,
//! devices and connections come from the bytes held here; ranges of dates and beginnings of user IDs come from their index and
//! are kept while they are leafed through.

use super::{
    Reader, Tx,
    column::{Cells, bytes, int, ms},
    error::Result,
    list::Filter,
    order::{Kept, SortBy},
    tickets::{kind_code, lower, status_code},
};
use crate::domain::{
    id::{BatchId, TicketId},
    ticket::{Source, Status},
    time::Instant,
};
use rusqlite::{Params, ToSql, params};
use std::ops::RangeInclusive;

/// The largest count that a byte tells apart; this one stands for itself and all above.
const MANY: u8 = u8::MAX;

/// Types of tickets.
const KINDS: u8 = 7;
/// Sources of tickets: with seven types and four states, nine of them just fit into a byte.
const SOURCES: u8 = 9;

/// One ticket.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Facet {
    /// 0 = there is no such ticket, else 1 + (source × [`KINDS`] + type) × 4 + status.
    kind_status: u8,
    devices: u8,
    connections: u8,
}

impl Facet {
    /// The value of a ticket that has lapsed, among those of [`Facet::value`].
    pub(super) const EXPIRED: u8 = 2;

    /// What the list is sorted by.
    pub(super) fn value(self, by: SortBy) -> u8 {
        match by {
            SortBy::Kind => self.kind(),
            SortBy::Status => self.status(),
            SortBy::Devices => self.devices,
            SortBy::Connections => self.connections,
            SortBy::Serial | SortBy::UserId | SortBy::FirstLogin => 0,
        }
    }

    fn exists(self) -> bool {
        self.kind_status > 0
    }

    fn kind(self) -> u8 {
        self.kind_status.saturating_sub(1) / 4 % KINDS
    }

    fn source(self) -> u8 {
        self.kind_status.saturating_sub(1) / 4 / KINDS
    }

    fn is_automatic(self) -> bool {
        self.source() == Source::Automatic.code()
    }

    fn status(self) -> u8 {
        self.kind_status.saturating_sub(1) % 4
    }
}

/// Tickets looked at to tell whether a range holds more than half of them.
const SAMPLE: u64 = 64;

/// Sets of ranges that are kept: those of a filter while somebody leafs through its pages, and a few before it.
const RANGES_KEPT: usize = 12;

/// All tickets by serial.
#[derive(Debug, Default)]
pub(super) struct Facets {
    tickets: Vec<Facet>,
    /// Up to which row of `ticket_change` this is true; `None` = nothing was read yet.
    seq: Option<u64>,
    /// What wide ranges were found to hold, the newest last: an index gives a million serials in a tenth of a second,
    /// which is too long for each page.
    ranges: Vec<(Range, Serials)>,
    /// Orders of indexes, as of the last change.
    pub(super) orders: Vec<Kept>,
}

impl Tx<'_> {
    /// Notes that a ticket is about to be for somebody else, so that whoever keeps what its index holds reads it anew: a
    /// row of `ticket_change` with the serial below zero, as such a change is of no facet.
    pub(super) fn note_renamed(&self, ticket: TicketId, user_id: &str) -> Result<()> {
        let sql = "INSERT INTO ticket_change (serial)
                   SELECT -serial FROM ticket WHERE id = ?1 AND user_id_lower <> ?2";
        let _ = self.execute(sql, params![bytes(ticket.0), lower(user_id)])?;
        Ok(())
    }
}

/// A condition that an index answers.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Range {
    Created([i64; 2]),
    FirstLogin([i64; 2]),
    UserId([String; 2]),
    Batch(BatchId),
}

impl Facets {
    /// Brings this up to the snapshot of a reader; tells whether that is as young as what is held.
    fn follow(&mut self, reader: &Reader<'_>) -> Result<bool> {
        // Asked for together in one SELECT, the three would be a walk over the whole table.
        let sql = "SELECT ifnull((SELECT min(seq) FROM ticket_change), 0),
                          ifnull((SELECT max(seq) FROM ticket_change), 0),
                          ifnull((SELECT max(serial) FROM ticket), 0)";
        let (oldest, newest, highest) = reader
            .one(sql, [], |row| {
                let c = Cells::of(row);
                Ok((c.count()?, c.count()?, c.get::<i64>()?))
            })?
            .unwrap_or_default();
        let known = self.tickets.len();
        match self.seq {
            // Else a reader with a younger snapshot has been here.
            Some(seq) if oldest <= seq + 1 => {
                if index(highest) >= known {
                    self.ranges.clear();
                    self.orders.clear();
                    let sql = "SELECT serial, kind + 7 * source, status, devices, connections
                               FROM ticket INDEXED BY ticket_facets WHERE serial >= ?1";
                    self.load(reader, sql, [int(known as u64)])?;
                }
                if newest > seq {
                    // Who was created when never changes, and for whom seldom: see `Tx::note_renamed`.
                    let renamed = reader.exists(
                        "SELECT 1 FROM ticket_change WHERE seq > ?1 AND serial < 0",
                        [int(seq)],
                    )?;
                    self.ranges.retain(|(range, _)| match range {
                        Range::FirstLogin(_) => false,
                        Range::UserId(_) => !renamed,
                        Range::Created(_) | Range::Batch(_) => true,
                    });
                    self.orders.retain(|kept| match kept.by {
                        SortBy::UserId => !renamed,
                        _ => false,
                    });
                    let sql = "SELECT DISTINCT t.serial, t.kind + 7 * t.source, t.status, t.devices, t.connections
                               FROM ticket_change c JOIN ticket t ON t.serial = c.serial WHERE c.seq > ?1";
                    self.load(reader, sql, [int(seq)])?;
                    self.seq = Some(newest);
                }
            }
            _ => {
                self.tickets.clear();
                self.ranges.clear();
                self.orders.clear();
                let sql = "SELECT serial, kind + 7 * source, status, devices, connections
                           FROM ticket INDEXED BY ticket_facets";
                self.load(reader, sql, [])?;
                self.seq = Some(newest);
            }
        }
        Ok(self.seq == Some(newest) && index(highest) + 1 >= self.tickets.len())
    }

    /// The set of a range that is kept, or else the one that `find` finds; which is kept if it is of a `young` snapshot.
    fn range(
        &mut self,
        range: Range,
        young: bool,
        find: impl FnOnce(&Range, Option<&Serials>) -> Result<Serials>,
    ) -> Result<Serials> {
        let kept = self.ranges.iter().position(|(known, _)| *known == range);
        let entry = match kept {
            Some(place) => self.ranges.remove(place),
            None if young => {
                let every = self.select(|_| true);
                let found = find(&range, Some(&every))?;
                (range, found)
            }
            None => return find(&range, None),
        };
        if self.ranges.len() >= RANGES_KEPT {
            drop(self.ranges.remove(0));
        }
        let serials = entry.1.clone();
        self.ranges.push(entry);
        Ok(serials)
    }

    fn load(&mut self, reader: &Reader<'_>, sql: &str, params: impl Params) -> Result<()> {
        let mut statement = reader.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            let place = index(row.get(0)?);
            let (kind, status): (u8, u8) = (row.get(1)?, row.get(2)?);
            let facet = Facet {
                kind_status: 1 + kind % (SOURCES * KINDS) * 4 + status % 4,
                devices: byte(row.get(3)?),
                connections: byte(row.get(4)?),
            };
            if place >= self.tickets.len() {
                self.tickets.resize(place + 1, Facet::default());
            }
            if let Some(slot) = self.tickets.get_mut(place) {
                *slot = facet;
            }
        }
        Ok(())
    }

    /// The facet of a serial.
    pub(super) fn get(&self, serial: u64) -> Facet {
        self.tickets
            .get(index(int(serial)))
            .copied()
            .unwrap_or_default()
    }

    /// The serials whose facet passes.
    fn select(&self, pass: impl Fn(Facet) -> bool) -> Serials {
        let words = self.tickets.chunks(64).map(|chunk| {
            chunk.iter().rev().fold(0, |word, facet| {
                word << 1 | u64::from(facet.exists() && pass(*facet))
            })
        });
        Serials(words.collect())
    }
}

/// A set of serials, one bit each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Serials(Vec<u64>);

impl Serials {
    /// How many there are.
    pub(super) fn len(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// The highest `limit` serials after the highest `offset` ones, descending.
    pub(super) fn highest(&self, mut offset: u64, limit: usize) -> Vec<u64> {
        let mut found = Vec::with_capacity(limit.min(1000));
        for (place, word) in self.0.iter().enumerate().rev() {
            let here = u64::from(word.count_ones());
            if offset >= here {
                offset -= here;
                continue;
            }
            for bit in (0..64_u64).rev().filter(|bit| word >> bit & 1 == 1) {
                if found.len() == limit {
                    return found;
                }
                if offset > 0 {
                    offset -= 1;
                } else {
                    found.push(place as u64 * 64 + bit);
                }
            }
        }
        found
    }

    /// The lowest `limit` serials, ascending.
    pub(super) fn lowest(&self, limit: usize) -> Vec<u64> {
        let bits = self.0.iter().enumerate().flat_map(|(place, word)| {
            (0..64_u64)
                .filter(move |bit| word >> bit & 1 == 1)
                .map(move |bit| place as u64 * 64 + bit)
        });
        bits.take(limit).collect()
    }

    /// Whether it is among them.
    pub(super) fn contains(&self, serial: u64) -> bool {
        let place = index(int(serial));
        let word = self.0.get(place / 64).copied().unwrap_or(0);
        word >> (place % 64) & 1 == 1
    }

    /// Takes one out; tells whether it was among them.
    pub(super) fn remove(&mut self, serial: u64) -> bool {
        let place = index(int(serial));
        let Some(word) = self.0.get_mut(place / 64) else {
            return false;
        };
        let bit = 1 << (place % 64);
        let was = *word & bit != 0;
        *word &= !bit;
        was
    }

    /// Leaves only those below.
    pub(super) fn below(&mut self, serial: u64) {
        let (place, bit) = (index(int(serial)) / 64, serial % 64);
        for (number, word) in self.0.iter_mut().enumerate().skip(place) {
            *word &= if number == place { (1 << bit) - 1 } else { 0 };
        }
    }

    /// Leaves only those above.
    pub(super) fn above(&mut self, serial: u64) {
        let (place, bit) = (index(int(serial)) / 64, serial % 64);
        for (number, word) in self.0.iter_mut().enumerate().take(place.saturating_add(1)) {
            *word &= if number == place {
                !(u64::MAX >> (63 - bit))
            } else {
                0
            };
        }
    }

    fn and(&mut self, other: &Self) {
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        for (word, other) in self.0.iter_mut().zip(others) {
            *word &= other;
        }
    }

    fn or(&mut self, other: &Self) {
        let length = self.0.len().max(other.0.len());
        self.0.resize(length, 0);
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }

    fn retain(&mut self, keep: impl Fn(u64) -> bool) {
        for (place, word) in self.0.iter_mut().enumerate() {
            for bit in (0..64_u64)
                .filter(|bit| *word >> bit & 1 == 1)
                .collect::<Vec<_>>()
            {
                if !keep(place as u64 * 64 + bit) {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    fn and_not(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= !other;
        }
    }

    fn insert(&mut self, serial: i64) {
        let place = index(serial);
        if place / 64 >= self.0.len() {
            self.0.resize(place / 64 + 1, 0);
        }
        if let Some(word) = self.0.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
    }
}

impl Reader<'_> {
    /// The serials that a filter leaves. Serial number and user name lead to single tickets and are not looked at here:
    /// their indexes are quicker.
    pub(super) fn matching(
        &self,
        facets: &mut Facets,
        filter: &Filter,
        now: Instant,
    ) -> Result<Serials> {
        let young = facets.follow(self)?;
        let mut sets = self.by_ranges(facets, young, filter)?;
        if sets.is_empty() || filter.has_facets() || self.has_automatic()? {
            sets.push(self.by_facets(facets, filter, now)?);
        }
        let mut sets = sets.into_iter();
        let mut serials = sets.next().unwrap_or_default();
        for set in sets {
            serials.and(&set);
        }
        Ok(serials)
    }

    fn by_facets(&self, facets: &Facets, filter: &Filter, now: Instant) -> Result<Serials> {
        let kind = filter
            .kind
            .and_then(|kind| u8::try_from(kind_code(kind)).ok());
        let status = filter
            .status
            .and_then(|status| u8::try_from(status_code(status)).ok());
        let devices = filter.devices.map(|devices| byte(devices.into()));
        let connections = filter.connections.as_ref().map(bytes_of);
        let source = filter.source.map(Source::code);
        let listed = filter.listed();
        let others = |facet: Facet| {
            listed.takes(facet.is_automatic())
                && source.is_none_or(|source| facet.source() == source)
                && kind.is_none_or(|kind| facet.kind() == kind)
                && devices.is_none_or(|devices| facet.devices == devices)
                && connections
                    .as_ref()
                    .is_none_or(|range| range.contains(&facet.connections))
        };
        let mut serials = facets
            .select(|facet| others(facet) && status.is_none_or(|status| facet.status() == status));
        match filter.status {
            // A live ticket may be Expired by now; those come from their index.
            Some(Status::NoUse | Status::InUse) => serials.and_not(&self.lapsed(now)?),
            Some(Status::Expired) => {
                let mut lapsed = self.lapsed(now)?;
                lapsed.retain(|serial| others(facets.get(serial)));
                serials.or(&lapsed);
            }
            Some(Status::Cancelled) | None => {}
        }
        self.by_large_counts(filter, &mut serials)?;
        Ok(serials)
    }

    /// Counts that a byte does not tell apart.
    fn by_large_counts(&self, filter: &Filter, serials: &mut Serials) -> Result<()> {
        let many = u32::from(MANY);
        if filter
            .devices
            .is_some_and(|devices| u32::from(devices) >= many)
        {
            let sql = "SELECT serial FROM ticket INDEXED BY ticket_facets WHERE devices = ?1";
            serials.and(&self.serials(sql, [filter.devices])?);
        }
        if let Some(range) = &filter.connections
            && (*range.start() > many || (many..u32::MAX).contains(range.end()))
        {
            let sql = "SELECT serial FROM ticket INDEXED BY ticket_facets WHERE connections BETWEEN ?1 AND ?2";
            serials.and(&self.serials(sql, [range.start(), range.end()])?);
        }
        Ok(())
    }

    /// A set for each condition that has an index of its own.
    fn by_ranges(&self, facets: &mut Facets, young: bool, filter: &Filter) -> Result<Vec<Serials>> {
        let mut ranges = Vec::new();
        if filter.created_from.is_some() || filter.created_before.is_some() {
            ranges.push(Range::Created(instants(
                filter.created_from,
                filter.created_before,
            )));
        }
        if filter.first_login_from.is_some() || filter.first_login_before.is_some() {
            ranges.push(Range::FirstLogin(instants(
                filter.first_login_from,
                filter.first_login_before,
            )));
        }
        if let Some(user_id) = &filter.user_id {
            let from = lower(user_id);
            let to = format!("{from}\u{10FFFF}");
            ranges.push(Range::UserId([from, to]));
        }
        ranges.extend(filter.batch.map(Range::Batch));
        ranges
            .into_iter()
            .map(|range| facets.range(range, young, |range, every| self.by_range(range, every)))
            .collect()
    }

    /// The set of a range. Where it holds more than half of `every` ticket and its index holds every ticket, what is
    /// outside of it is read instead: stepping through an index is what takes the time.
    fn by_range(&self, range: &Range, every: Option<&Serials>) -> Result<Serials> {
        match range {
            Range::Created(bounds) => {
                self.by_index("ticket_by_created", "created_at", bounds, every)
            }
            Range::UserId(bounds) => {
                self.by_index("ticket_by_user_id", "user_id_lower", bounds, every)
            }
            // Whoever never logged in is not in this index.
            Range::FirstLogin(bounds) => self.serials(
                "SELECT serial FROM ticket INDEXED BY ticket_by_first_login
                 WHERE first_login_at IS NOT NULL AND first_login_at >= ?1 AND first_login_at < ?2",
                *bounds,
            ),
            Range::Batch(id) => self.serials(
                "SELECT serial FROM ticket INDEXED BY ticket_of_batch WHERE batch = ?1",
                [bytes(id.0)],
            ),
        }
    }

    fn by_index<T: ToSql>(
        &self,
        index: &str,
        column: &str,
        bounds: &[T; 2],
        every: Option<&Serials>,
    ) -> Result<Serials> {
        let from = format!("FROM ticket INDEXED BY {index} WHERE");
        let bounds = || [&bounds[0], &bounds[1]];
        if let Some(every) = every
            && self.holds_most(column, bounds(), every)?
        {
            let sql = format!(
                "SELECT serial {from} {column} < ?1 UNION ALL SELECT serial {from} {column} >= ?2"
            );
            let mut serials = every.clone();
            serials.and_not(&self.serials(&sql, bounds())?);
            return Ok(serials);
        }
        let sql = format!("SELECT serial {from} {column} >= ?1 AND {column} < ?2");
        self.serials(&sql, bounds())
    }

    /// Whether a range seems to hold more than half of all tickets, by a sample of them.
    fn holds_most<T: ToSql>(&self, column: &str, bounds: [&T; 2], every: &Serials) -> Result<bool> {
        let Some(highest) = every.highest(0, 1).first().copied() else {
            return Ok(false);
        };
        let count = SAMPLE.min(highest);
        let sample: Vec<String> = (0..count)
            .map(|place| (highest * place / count + 1).to_string())
            .collect();
        let sql = format!(
            "SELECT count(*) FROM ticket
             WHERE serial IN ({}) AND {column} >= ?1 AND {column} < ?2",
            sample.join(", ")
        );
        // Each number of tickets makes a statement of its own: kept, they would drive the useful ones out of the cache.
        let inside: u64 = self
            .connection
            .prepare(&sql)?
            .query_row(bounds, |row| Cells::of(row).count())?;
        Ok(inside * 2 > count)
    }

    /// Live tickets whose time has passed and which the sweep has yet to write.
    pub(super) fn lapsed(&self, now: Instant) -> Result<Serials> {
        let sql = "SELECT serial FROM ticket INDEXED BY ticket_by_lapse
                   WHERE status < 2 AND lapses_at IS NOT NULL AND lapses_at <= ?1";
        self.serials(sql, params![ms(now)])
    }

    fn serials(&self, sql: &str, params: impl Params) -> Result<Serials> {
        let mut serials = Serials(Vec::new());
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            serials.insert(row.get(0)?);
        }
        Ok(serials)
    }
}

/// The bytes that may stand for a number of this range.
fn bytes_of(range: &RangeInclusive<u32>) -> RangeInclusive<u8> {
    byte((*range.start()).into())..=byte((*range.end()).into())
}

fn byte(count: i64) -> u8 {
    u8::try_from(count.max(0)).unwrap_or(MANY)
}

fn instants(from: Option<Instant>, before: Option<Instant>) -> [i64; 2] {
    [from.map_or(i64::MIN, ms), before.map_or(i64::MAX, ms)]
}

fn index(serial: i64) -> usize {
    usize::try_from(serial).unwrap_or(0)
}
