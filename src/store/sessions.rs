//! Accounting sessions.

use super::{
    Reader, Tx,
    column::{Cells, bytes, int, mac, ms, ms_opt},
    error::Result,
};
use crate::domain::{
    id::{AccountId, GatewayId, SessionId},
    session::Session,
    time::Instant,
};
use rusqlite::{Row, params};

const SELECT: &str = "SELECT id, account, gateway, acct_session_id, username, mac, calling_station_id, ip, nas,
                             started_at, updated_at, ended_at, cause, seconds, upload, download, disconnect
                      FROM session";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Session> {
    let c = Cells::of(row);
    Ok(Session {
        id: SessionId(c.uuid()?),
        account: AccountId(c.uuid()?),
        gateway: GatewayId(c.uuid()?),
        acct_session_id: c.get()?,
        username: c.get()?,
        mac: c.mac_opt()?,
        calling_station_id: c.get()?,
        ip: match c.get::<Option<String>>()? {
            None => None,
            Some(text) => Some(c.some(text.parse().ok(), "an address")?),
        },
        nas: c.get()?,
        started_at: c.instant()?,
        updated_at: c.instant()?,
        ended_at: c.instant_opt()?,
        cause: c.get()?,
        seconds: c.count()?,
        upload: c.count()?,
        download: c.count()?,
        disconnect: c.get()?,
    })
}

impl Reader<'_> {
    /// A session.
    pub fn session(&self, id: SessionId) -> Result<Option<Session>> {
        self.one(&format!("{SELECT} WHERE id = ?1"), [bytes(id.0)], from_row)
    }

    /// The open session that a gateway calls by this name, the newest if there are several.
    pub fn open_session_named(
        &self,
        gateway: GatewayId,
        acct_session_id: &str,
    ) -> Result<Option<Session>> {
        let sql = format!(
            "{SELECT} WHERE ended_at IS NULL AND gateway = ?1 AND acct_session_id = ?2
             ORDER BY started_at DESC LIMIT 1"
        );
        self.one(&sql, params![bytes(gateway.0), acct_session_id], from_row)
    }

    /// Sessions of an account, newest first; `after` is the last one of the page before.
    pub fn sessions_of(
        &self,
        account: AccountId,
        after: Option<&Session>,
        limit: usize,
    ) -> Result<Vec<Session>> {
        let sql = format!(
            "{SELECT} WHERE account = ?1 AND (started_at, id) < (?2, ?3)
             ORDER BY started_at DESC, id DESC LIMIT ?4"
        );
        let (at, id) = after.map_or((i64::MAX, [0xff; 16]), |session| {
            (ms(session.started_at), bytes(session.id.0))
        });
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.all(&sql, params![bytes(account.0), at, id, limit], from_row)
    }

    /// The sessions of an account that are on line.
    pub fn open_sessions_of(&self, account: AccountId) -> Result<Vec<Session>> {
        let sql =
            format!("{SELECT} WHERE account = ?1 AND ended_at IS NULL ORDER BY started_at, id");
        self.all(&sql, [bytes(account.0)], from_row)
    }

    /// All sessions on line, oldest first.
    pub fn open_sessions(&self) -> Result<Vec<Session>> {
        let sql = format!("{SELECT} WHERE ended_at IS NULL ORDER BY started_at, id");
        self.all(&sql, [], from_row)
    }

    /// How many sessions are on line.
    pub fn count_open_sessions(&self) -> Result<u64> {
        let sql = "SELECT count(*) FROM session WHERE ended_at IS NULL";
        Ok(self
            .one(sql, [], |row| Cells::of(row).count())?
            .unwrap_or(0))
    }
}

impl Tx<'_> {
    /// Writes a session as it is now, new or known.
    pub fn put_session(&self, s: &Session) -> Result<()> {
        let sql = "INSERT INTO session (id, account, gateway, acct_session_id, username, mac, calling_station_id, ip,
                                        nas, started_at, updated_at, ended_at, cause, seconds, upload, download,
                                        disconnect)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
                   ON CONFLICT (id) DO UPDATE SET
                       account = ?2, gateway = ?3, acct_session_id = ?4, username = ?5, mac = ?6,
                       calling_station_id = ?7, ip = ?8, nas = ?9, started_at = ?10, updated_at = ?11, ended_at = ?12,
                       cause = ?13, seconds = ?14, upload = ?15, download = ?16, disconnect = ?17";
        let _ = self.execute(
            sql,
            params![
                bytes(s.id.0),
                bytes(s.account.0),
                bytes(s.gateway.0),
                s.acct_session_id,
                s.username,
                s.mac.map(mac),
                s.calling_station_id,
                s.ip.map(|ip| ip.to_string()),
                s.nas,
                ms(s.started_at),
                ms(s.updated_at),
                ms_opt(s.ended_at),
                s.cause,
                int(s.seconds),
                int(s.upload),
                int(s.download),
                s.disconnect,
            ],
        )?;
        Ok(())
    }

    /// Keeps the answer to a Disconnect-Request.
    pub fn set_disconnect_answer(&self, id: SessionId, answer: &str, now: Instant) -> Result<()> {
        let sql =
            "UPDATE session SET disconnect = ?2, updated_at = max(updated_at, ?3) WHERE id = ?1";
        let _ = self.execute(sql, params![bytes(id.0), answer, ms(now)])?;
        Ok(())
    }
}
