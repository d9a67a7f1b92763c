//! Small settings by name.

use super::{Reader, Tx, error::Result};

impl Reader<'_> {
    /// The value of a setting.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        self.one("SELECT value FROM setting WHERE name = ?1", [name], |row| {
            row.get(0)
        })
    }
}

impl Tx<'_> {
    /// Sets a setting.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<()> {
        let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        let _ = self.execute(sql, [name, value])?;
        Ok(())
    }
}
