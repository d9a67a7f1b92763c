//! Refused logins, so that "why can't my guest get on?" has an answer.

use super::{
    Reader, Tx,
    column::{Cells, bytes, int, json, mac, ms},
    error::Result,
};
use crate::domain::{
    id::{AccountId, GatewayId},
    login::Refusal,
    mac::Mac,
    time::Instant,
};
use rusqlite::{Row, params};

/// A login that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedLogin {
    /// When.
    pub at: Instant,
    /// Where.
    pub gateway: Option<GatewayId>,
    /// Whose ticket it was, if the user name is known.
    pub account: Option<AccountId>,
    /// What was typed; only for a name that belongs to no ticket, as every other one is a secret.
    pub username: Option<String>,
    /// The device.
    pub mac: Option<Mac>,
    /// Why.
    pub reason: Refusal,
}

const SELECT: &str = "SELECT at, gateway, account, username, mac, reason FROM refusal";

fn from_row(row: &Row<'_>) -> rusqlite::Result<RefusedLogin> {
    let c = Cells::of(row);
    Ok(RefusedLogin {
        at: c.instant()?,
        gateway: c.uuid_opt()?.map(GatewayId),
        account: c.uuid_opt()?.map(AccountId),
        username: c.get()?,
        mac: c.mac_opt()?,
        reason: c.json()?,
    })
}

impl Reader<'_> {
    /// The last refused logins, newest first.
    pub fn refusals(&self, limit: u32) -> Result<Vec<RefusedLogin>> {
        self.all(
            &format!("{SELECT} ORDER BY id DESC LIMIT ?1"),
            [limit],
            from_row,
        )
    }

    /// The last refused logins of an account, newest first.
    pub fn refusals_of(&self, account: AccountId, limit: u32) -> Result<Vec<RefusedLogin>> {
        let sql = format!("{SELECT} WHERE account = ?1 ORDER BY at DESC, id DESC LIMIT ?2");
        self.all(&sql, params![bytes(account.0), limit], from_row)
    }
}

impl Tx<'_> {
    /// Notes a refused login.
    pub fn add_refusal(&self, refused: &RefusedLogin) -> Result<()> {
        let sql = "INSERT INTO refusal (at, gateway, account, username, mac, reason)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let params = params![
            ms(refused.at),
            refused.gateway.map(|id| bytes(id.0)),
            refused.account.map(|id| bytes(id.0)),
            refused.username,
            refused.mac.map(mac),
            json(&refused.reason)?,
        ];
        let _ = self.execute(sql, params)?;
        Ok(())
    }

    /// Forgets all but the newest `keep` refused logins; tells how many.
    pub fn prune_refusals(&self, keep: u64) -> Result<usize> {
        let sql = "DELETE FROM refusal WHERE id <= (SELECT max(id) FROM refusal) - ?1";
        Ok(self.execute(sql, [int(keep)])?)
    }
}
