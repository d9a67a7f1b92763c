//! Filters of the list that somebody gave a name: of the house, not of one desk.

use super::{
    Reader, Tx,
    column::{Cells, json},
    error::Result,
    list::Filter,
    order::Sort,
};
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// A filter with its name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SavedFilter {
    /// Unique.
    pub name: String,
    /// Which tickets.
    pub filter: Filter,
    /// In which order.
    #[serde(default)]
    pub sort: Sort,
}

impl Reader<'_> {
    /// All saved filters, by name.
    pub fn saved_filters(&self) -> Result<Vec<SavedFilter>> {
        self.all("SELECT body FROM saved_filter ORDER BY name", [], |row| {
            Cells::of(row).json()
        })
    }
}

impl Tx<'_> {
    /// Saves a filter; one of the same name is replaced.
    pub fn save_filter(&self, saved: &SavedFilter) -> Result<()> {
        let sql = "INSERT INTO saved_filter (name, body) VALUES (?1, ?2)
                   ON CONFLICT (name) DO UPDATE SET body = excluded.body";
        let _ = self.execute(sql, params![saved.name, json(saved)?])?;
        Ok(())
    }

    /// Forgets a filter; tells whether there was one.
    pub fn forget_filter(&self, name: &str) -> Result<bool> {
        let sql = "DELETE FROM saved_filter WHERE name = ?1";
        Ok(self.execute(sql, [name])? == 1)
    }
}
