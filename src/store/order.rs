//! The list in another order than that of the serials.
//!
//! Type, status, devices and connections have few values: a page is counted out of the bytes in memory. User ID and first
//! login come from their index, whose order is kept in memory until a change makes it old: four bytes a ticket.

use super::{
    Reader,
    column::Cells,
    error::Result,
    facets::{Facet, Facets, Serials},
    list::{Filter, Page, Row},
};
use crate::domain::time::Instant;
use serde::{Deserialize, Serialize};

/// By what the list is sorted. Equal ones stand newest first, and in the ascending order oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortBy {
    /// Serial number, which is the order of issue.
    #[default]
    Serial,
    /// User ID, in small letters.
    UserId,
    /// Type, in the order of T16.
    Kind,
    /// Status, in the order of T17.
    Status,
    /// Number of connections; all above 254 are equal.
    Connections,
    /// Simultaneous devices; all above 254 are equal.
    Devices,
    /// First login; tickets without one stand last in either direction.
    FirstLogin,
}

/// An order of the list. The default is newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// The other way round: from the smallest, the first letter, the oldest.
    pub ascending: bool,
}

/// An order that is kept in memory.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) by: SortBy,
    /// Serials by the index, ascending.
    pub(super) order: Vec<u32>,
}

/// Values that a byte tells apart.
const VALUES: usize = 256;

impl Reader<'_> {
    /// The rows from number `offset` on, in this order.
    pub fn sorted_page(
        &self,
        filter: &Filter,
        now: Instant,
        sort: Sort,
        offset: u64,
        limit: u32,
    ) -> Result<Vec<Row>> {
        if sort == Sort::default() {
            return self.page_at(filter, now, offset, limit);
        }
        if filter.serial.is_some() || filter.username.is_some() {
            // So few that they need no order.
            let rows = self.page(filter, now, Page::First, u32::MAX)?;
            let skip = usize::try_from(offset).unwrap_or(usize::MAX);
            let limit = usize::try_from(limit).unwrap_or(usize::MAX);
            return Ok(rows.into_iter().skip(skip).take(limit).collect());
        }
        let serials = self.in_order(filter, now, sort, |order| {
            let mut page = Vec::with_capacity(limit.min(1000) as usize);
            let mut number = 0;
            order(&mut |serial| {
                if number >= offset && page.len() < limit as usize {
                    page.push(serial);
                }
                number += 1;
                number < offset.saturating_add(limit.into())
            });
            page
        })?;
        let mut rows = self.rows_with(&serials, now)?;
        let place = |row: &Row| {
            serials
                .iter()
                .position(|serial| *serial == row.ticket.serial)
        };
        rows.sort_by_cached_key(place);
        Ok(rows)
    }

    /// The number of the row of a ticket in this order; `None` if the filter does not leave it.
    pub fn sorted_row(
        &self,
        filter: &Filter,
        now: Instant,
        sort: Sort,
        serial: u64,
    ) -> Result<Option<u64>> {
        self.in_order(filter, now, sort, |order| {
            let (mut number, mut found) = (0, None);
            order(&mut |one| {
                if one == serial {
                    found = Some(number);
                }
                number += 1;
                found.is_none()
            });
            found
        })
    }

    /// Walks the serials that a filter leaves in this order, until the visitor has enough.
    fn in_order<T>(
        &self,
        filter: &Filter,
        now: Instant,
        sort: Sort,
        visit: impl FnOnce(&mut dyn FnMut(&mut dyn FnMut(u64) -> bool)) -> T,
    ) -> Result<T> {
        // Inside a write nothing is shared with readers: the memory is filled for this once.
        let mut own = Facets::default();
        let mut shared = self.facets.map(super::lock);
        let facets = shared.as_deref_mut().unwrap_or(&mut own);
        let left = self.matching(facets, filter, now)?;
        match sort.by {
            SortBy::Serial => {
                let serials = left.lowest(usize::MAX);
                Ok(visit(&mut |each| {
                    let _ = serials.iter().all(|serial| each(*serial));
                }))
            }
            SortBy::UserId | SortBy::FirstLogin => {
                let order = self.order(facets, sort.by)?;
                Ok(visit(&mut |each| walk(order, &left, sort, each)))
            }
            SortBy::Kind | SortBy::Status | SortBy::Connections | SortBy::Devices => {
                let lapsed = match sort.by {
                    SortBy::Status => self.lapsed(now)?,
                    _ => Serials::default(),
                };
                let value = |serial: u64| match sort.by {
                    SortBy::Status if lapsed.contains(serial) => Facet::EXPIRED,
                    by => facets.get(serial).value(by),
                };
                let order = by_value(&left, sort.ascending, value);
                Ok(visit(&mut |each| {
                    let _ = order.iter().all(|serial| each(*serial));
                }))
            }
        }
    }

    /// The order of an index, from memory if it is young enough.
    fn order<'f>(&self, facets: &'f mut Facets, by: SortBy) -> Result<&'f [u32]> {
        let known = facets.orders.iter().position(|kept| kept.by == by);
        let place = if let Some(place) = known {
            place
        } else {
            let sql = match by {
                SortBy::FirstLogin => {
                    "SELECT serial FROM ticket INDEXED BY ticket_by_first_login
                     WHERE first_login_at IS NOT NULL ORDER BY first_login_at, serial"
                }
                _ => {
                    "SELECT serial FROM ticket INDEXED BY ticket_by_user_id ORDER BY user_id_lower, serial"
                }
            };
            let order = self.all(sql, [], |row| {
                Ok(u32::try_from(Cells::of(row).count()?).unwrap_or(u32::MAX))
            })?;
            facets.orders.push(Kept { by, order });
            facets.orders.len() - 1
        };
        Ok(facets
            .orders
            .get(place)
            .map_or(&[], |kept| kept.order.as_slice()))
    }
}

/// Walks the order of an index, then whatever is not in it, newest first.
fn walk(order: &[u32], left: &Serials, sort: Sort, each: &mut dyn FnMut(u64) -> bool) {
    let mut rest = left.clone();
    let mut visit = |serial: u32| {
        let serial = u64::from(serial);
        if !rest.remove(serial) {
            return true;
        }
        each(serial)
    };
    let whole = if sort.ascending {
        order.iter().all(|serial| visit(*serial))
    } else {
        order.iter().rev().all(|serial| visit(*serial))
    };
    if whole {
        let _ = rest.highest(0, usize::MAX).into_iter().all(each);
    }
}

/// Sorted by counting; equal ones in the direction of the whole.
fn by_value(left: &Serials, ascending: bool, value: impl Fn(u64) -> u8) -> Vec<u64> {
    let serials = if ascending {
        left.lowest(usize::MAX)
    } else {
        left.highest(0, usize::MAX)
    };
    let rank = |serial: u64| {
        let value = usize::from(value(serial));
        if ascending { value } else { VALUES - 1 - value }
    };
    let mut starts = [0_usize; VALUES + 1];
    for serial in &serials {
        if let Some(count) = starts.get_mut(rank(*serial) + 1) {
            *count += 1;
        }
    }
    let mut before = 0;
    for start in &mut starts {
        before += *start;
        *start = before;
    }
    let mut sorted = vec![0; serials.len()];
    for serial in serials {
        if let Some(start) = starts.get_mut(rank(serial)) {
            if let Some(slot) = sorted.get_mut(*start) {
                *slot = serial;
            }
            *start += 1;
        }
    }
    sorted
}
