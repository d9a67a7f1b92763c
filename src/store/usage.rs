//! Usage with its time, per account and local day (Q41).

use super::{
    Reader, Tx,
    column::{Cells, bytes, day, int},
    error::Result,
};
use crate::domain::{allowance::DayUsage, id::AccountId};
use chrono::NaiveDate;
use rusqlite::params;

impl Reader<'_> {
    /// What an account used on each local day from `from` on, oldest first.
    pub fn usage(&self, account: AccountId, from: NaiveDate) -> Result<Vec<DayUsage>> {
        let sql = "SELECT day, seconds, upload, download FROM usage WHERE account = ?1 AND day >= ?2 ORDER BY day";
        self.all(sql, params![bytes(account.0), day(from)], |row| {
            let c = Cells::of(row);
            Ok(DayUsage {
                day: c.date()?,
                seconds: c.count()?,
                upload: c.count()?,
                download: c.count()?,
            })
        })
    }
}

impl Tx<'_> {
    /// Adds to what an account used on a local day.
    pub fn add_usage(&self, account: AccountId, used: &DayUsage) -> Result<()> {
        let sql = "INSERT INTO usage (account, day, seconds, upload, download) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (account, day) DO UPDATE SET
                       seconds = seconds + ?3, upload = upload + ?4, download = download + ?5";
        let params = params![
            bytes(account.0),
            day(used.day),
            int(used.seconds),
            int(used.upload),
            int(used.download),
        ];
        let _ = self.execute(sql, params)?;
        Ok(())
    }
}
