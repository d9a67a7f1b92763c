//! Following changes: a screen asks here, now and then, whether anything is new.

use crate::store::{Result, Store};

/// Notices commits of any process on the data folder, cheaply: the tables are not read when nothing changed.
#[derive(Debug)]
pub struct Follower {
    store: Store,
    seen: Option<i64>,
}

impl Follower {
    /// A follower for whom the first look is news.
    pub fn new(store: &Store) -> Self {
        Self {
            store: store.clone(),
            seen: None,
        }
    }

    /// Whether anything was committed since the last look.
    pub fn anything_new(&mut self) -> Result<bool> {
        let version = self.store.data_version()?;
        Ok(self.seen.replace(version) != Some(version))
    }
}
