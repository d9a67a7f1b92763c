//! Accounting sessions.

use super::{
    Reader, Tx,
    column::{Cells, bytes, int, mac, ms, ms_opt},
    error::Result,
    secrets::Place,
};
use crate::domain::{
    id::{AccountId, GatewayId, SessionId},
    session::Session,
    time::Instant,
};
use rusqlite::{Row, params};

const SELECT: &str = "SELECT id, account, gateway, acct_session_id, mac, calling_station_id, ip, nas, started_at,
                             updated_at, ended_at, cause, seconds, upload, download, disconnect, username_sealed
                      FROM session";

fn username_place(id: &[u8; 16]) -> Place<'_> {
    Place {
        table: "session",
        column: "username",
        row: id,
    }
}

/// A session whose user name is still sealed.
fn from_row(row: &Row<'_>) -> rusqlite::Result<(Session, Vec<u8>)> {
    let c = Cells::of(row);
    let session = Session {
        id: SessionId(c.uuid()?),
        account: AccountId(c.uuid()?),
        gateway: GatewayId(c.uuid()?),
        acct_session_id: c.get()?,
        username: String::new(),
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
    };
    Ok((session, c.get()?))
}

impl Reader<'_> {
    /// A session.
    pub fn session(&self, id: SessionId) -> Result<Option<Session>> {
        let found = self.one(&format!("{SELECT} WHERE id = ?1"), [bytes(id.0)], from_row)?;
        found.map(|found| self.unsealed_session(found)).transpose()
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
        let found = self.one(&sql, params![bytes(gateway.0), acct_session_id], from_row)?;
        found.map(|found| self.unsealed_session(found)).transpose()
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
        self.sessions_where(&sql, params![bytes(account.0), at, id, limit])
    }

    /// The sessions of an account that are on line.
    pub fn open_sessions_of(&self, account: AccountId) -> Result<Vec<Session>> {
        let sql =
            format!("{SELECT} WHERE account = ?1 AND ended_at IS NULL ORDER BY started_at, id");
        self.sessions_where(&sql, [bytes(account.0)])
    }

    /// All sessions on line, oldest first.
    pub fn open_sessions(&self) -> Result<Vec<Session>> {
        let sql = format!("{SELECT} WHERE ended_at IS NULL ORDER BY started_at, id");
        self.sessions_where(&sql, [])
    }

    /// How many sessions are on line.
    pub fn count_open_sessions(&self) -> Result<u64> {
        let sql = "SELECT count(*) FROM session WHERE ended_at IS NULL";
        Ok(self
            .one(sql, [], |row| Cells::of(row).count())?
            .unwrap_or(0))
    }

    fn sessions_where(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Session>> {
        let found = self.all(sql, params, from_row)?;
        found
            .into_iter()
            .map(|found| self.unsealed_session(found))
            .collect()
    }

    fn unsealed_session(&self, (mut session, sealed): (Session, Vec<u8>)) -> Result<Session> {
        let id = bytes(session.id.0);
        let username = self.secrets.open_text(&username_place(&id), &sealed)?;
        session.username = username.to_string();
        Ok(session)
    }
}

impl Tx<'_> {
    /// Writes a session as it is now, new or known.
    pub fn put_session(&self, s: &Session) -> Result<()> {
        let id = bytes(s.id.0);
        let username = self
            .secrets
            .seal(&username_place(&id), s.username.as_bytes())?;
        let sql = "INSERT INTO session (id, account, gateway, acct_session_id, username_sealed, mac, calling_station_id, ip,
                                        nas, started_at, updated_at, ended_at, cause, seconds, upload, download,
                                        disconnect)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
                   ON CONFLICT (id) DO UPDATE SET
                       account = ?2, gateway = ?3, acct_session_id = ?4, username_sealed = ?5, mac = ?6,
                       calling_station_id = ?7, ip = ?8, nas = ?9, started_at = ?10, updated_at = ?11, ended_at = ?12,
                       cause = ?13, seconds = ?14, upload = ?15, download = ?16, disconnect = ?17";
        let _ = self.execute(
            sql,
            params![
                id,
                bytes(s.account.0),
                bytes(s.gateway.0),
                s.acct_session_id,
                username,
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what must hold")]

    use super::super::testing::*;
    use crate::domain::id::{AccountId, GatewayId};
    use chrono::Duration;

    #[test]
    fn sessions_come_back_as_they_were_and_in_pages() {
        let house = House::new();
        let (account, gateway) = (AccountId::new(), GatewayId::new());
        let mut all = Vec::new();
        for number in 0..7_u32 {
            let mut one = session(account, gateway);
            // Two begin at once: the id decides between them.
            one.started_at = noon() + Duration::minutes(i64::from(number / 2));
            one.acct_session_id = number.to_string();
            one.mac = one.mac.filter(|_| number != 3);
            one.ip = one.ip.filter(|_| number != 3);
            let written = one.clone();
            house
                .store
                .write(move |tx| tx.put_session(&written))
                .unwrap();
            if number < 5 {
                one.ended_at = Some(noon() + Duration::hours(1));
                one.cause = Some("User-Request".to_owned());
                one.seconds = u64::from(u32::MAX) + 1;
                one.disconnect = Some("acknowledged".to_owned());
                let written = one.clone();
                house
                    .store
                    .write(move |tx| tx.put_session(&written))
                    .unwrap();
            }
            all.push(one);
        }
        house
            .store
            .read(|r| {
                let mut pages = Vec::new();
                loop {
                    let page = r.sessions_of(account, pages.last(), 3)?;
                    if page.is_empty() {
                        break;
                    }
                    pages.extend(page);
                }
                all.sort_by_key(|session| std::cmp::Reverse((session.started_at, session.id)));
                assert_eq!(pages, all);
                assert_eq!(r.count_open_sessions()?, 2);
                assert_eq!(r.open_sessions()?.len(), 2);
                assert_eq!(r.open_sessions_of(account)?.len(), 2);
                assert!(r.open_session_named(gateway, "6")?.is_some());
                assert_eq!(r.open_session_named(gateway, "4")?, None);
                assert_eq!(r.open_session_named(GatewayId::new(), "6")?, None);
                Ok(())
            })
            .unwrap();
    }
}
