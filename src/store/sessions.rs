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

const SELECT: &str = "SELECT id, account, gateway, gateway_address, acct_session_id, mac, calling_station_id, ip, nas,
                             started_at, updated_at, ended_at, cause, seconds, upload, download, disconnect,
                             username_sealed
                      FROM session";

/// A session whose user name is still sealed: the name that a guest typed is mostly the code itself.
type Sealed = (Session, Vec<u8>);

/// What a session has moved, for sums by gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Whose it is.
    pub account: AccountId,
    /// Where it runs.
    pub gateway: GatewayId,
    /// When it began.
    pub started_at: Instant,
    /// Bytes from the guest.
    pub upload: u64,
    /// Bytes to the guest.
    pub download: u64,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Sealed> {
    let c = Cells::of(row);
    let session = Session {
        id: SessionId(c.uuid()?),
        account: AccountId(c.uuid()?),
        gateway: GatewayId(c.uuid()?),
        gateway_address: c.parse()?,
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

fn username_place(session: &[u8; 16]) -> Place<'_> {
    Place {
        table: "session",
        column: "username",
        row: session,
    }
}

/// The least id that is born at that moment (RFC 9562, 5.7: milliseconds in the first six octets).
fn born(at: Instant) -> [u8; 16] {
    // The upper two octets of these milliseconds are zero until the year 10889.
    (u128::from(ms(at).max(0).unsigned_abs()) << 80).to_be_bytes()
}

impl Reader<'_> {
    /// A session.
    pub fn session(&self, id: SessionId) -> Result<Option<Session>> {
        let found = self.one(&format!("{SELECT} WHERE id = ?1"), [bytes(id.0)], from_row)?;
        found.map(|sealed| self.unseal(sealed)).transpose()
    }

    /// The sessions of a gateway that are on line.
    pub fn open_sessions_of_gateway(&self, gateway: GatewayId) -> Result<Vec<Session>> {
        let sql = format!("{SELECT} WHERE gateway = ?1 AND ended_at IS NULL");
        self.sessions(&sql, [bytes(gateway.0)])
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
        self.sessions(&sql, params![bytes(account.0), at, id, limit])
    }

    /// The newest closed sessions of an account that a gateway calls by this name, newest first.
    pub fn closed_sessions_named(
        &self,
        account: AccountId,
        gateway: GatewayId,
        acct_session_id: &str,
        limit: u32,
    ) -> Result<Vec<Session>> {
        let sql = format!(
            "{SELECT} WHERE account = ?1 AND gateway = ?2 AND acct_session_id = ?3 AND ended_at IS NOT NULL
             ORDER BY started_at DESC, id DESC LIMIT ?4"
        );
        let params = params![bytes(account.0), bytes(gateway.0), acct_session_id, limit];
        self.sessions(&sql, params)
    }

    /// The sessions of an account that are on line.
    pub fn open_sessions_of(&self, account: AccountId) -> Result<Vec<Session>> {
        let sql =
            format!("{SELECT} WHERE account = ?1 AND ended_at IS NULL ORDER BY started_at, id");
        self.sessions(&sql, [bytes(account.0)])
    }

    /// All sessions on line, oldest first.
    pub fn open_sessions(&self) -> Result<Vec<Session>> {
        let sql = format!("{SELECT} WHERE ended_at IS NULL ORDER BY started_at, id");
        self.sessions(&sql, [])
    }

    /// Whether any device has ever been on line.
    pub fn has_sessions(&self) -> Result<bool> {
        self.exists("SELECT 1 FROM session LIMIT 1", [])
    }

    /// How many sessions are on line.
    pub fn count_open_sessions(&self) -> Result<u64> {
        let sql = "SELECT count(*) FROM session WHERE ended_at IS NULL";
        Ok(self
            .one(sql, [], |row| Cells::of(row).count())?
            .unwrap_or(0))
    }

    /// How many sessions are on line at each gateway that has any.
    pub fn open_sessions_by_gateway(&self) -> Result<Vec<(GatewayId, u64)>> {
        let sql = "SELECT gateway, count(*) FROM session WHERE ended_at IS NULL GROUP BY gateway";
        self.all(sql, [], |row| {
            let c = Cells::of(row);
            Ok((GatewayId(c.uuid()?), c.count()?))
        })
    }

    /// Sessions that were heard of since `since`, and of which the first record came at `first` or later: found by their
    /// ids, which sort by time of birth.
    pub fn moved_since(&self, first: Instant, since: Instant) -> Result<Vec<Moved>> {
        let sql = "SELECT account, gateway, started_at, upload, download FROM session
                   WHERE id >= ?1 AND updated_at >= ?2";
        self.all(sql, params![born(first), ms(since)], |row| {
            let c = Cells::of(row);
            Ok(Moved {
                account: AccountId(c.uuid()?),
                gateway: GatewayId(c.uuid()?),
                started_at: c.instant()?,
                upload: c.count()?,
                download: c.count()?,
            })
        })
    }

    fn sessions(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Session>> {
        let sealed = self.all(sql, params, from_row)?;
        sealed.into_iter().map(|one| self.unseal(one)).collect()
    }

    fn unseal(&self, (mut session, sealed): Sealed) -> Result<Session> {
        let id = bytes(session.id.0);
        session.username = self
            .secrets
            .open_text(&username_place(&id), &sealed)?
            .to_string();
        Ok(session)
    }
}

impl Tx<'_> {
    /// Writes a session as it is now, new or known. The answer to a Disconnect-Request is left as it is.
    pub fn put_session(&self, session: &Session) -> Result<()> {
        // Most records change a known session; what never changes is not written again.
        let sql = "UPDATE session SET mac = ?2, ip = ?3, updated_at = ?4, ended_at = ?5, cause = ?6, seconds = ?7,
                          upload = ?8, download = ?9
                   WHERE id = ?1";
        let params = params![
            bytes(session.id.0),
            session.mac.map(mac),
            session.ip.map(|ip| ip.to_string()),
            ms(session.updated_at),
            ms_opt(session.ended_at),
            session.cause,
            int(session.seconds),
            int(session.upload),
            int(session.download),
        ];
        if self.execute(sql, params)? == 0 {
            self.insert_session(session)?;
        }
        Ok(())
    }

    fn insert_session(&self, session: &Session) -> Result<()> {
        let sql = "INSERT INTO session (id, account, gateway, gateway_address, acct_session_id, username_sealed, mac,
                                        calling_station_id, ip, nas, started_at, updated_at, ended_at, cause, seconds,
                                        upload, download, disconnect)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
        let id = bytes(session.id.0);
        let username = self
            .secrets
            .seal(&username_place(&id), session.username.as_bytes())?;
        let params = params![
            id,
            bytes(session.account.0),
            bytes(session.gateway.0),
            session.gateway_address.to_string(),
            session.acct_session_id,
            username,
            session.mac.map(mac),
            session.calling_station_id,
            session.ip.map(|ip| ip.to_string()),
            session.nas,
            ms(session.started_at),
            ms(session.updated_at),
            ms_opt(session.ended_at),
            session.cause,
            int(session.seconds),
            int(session.upload),
            int(session.download),
            session.disconnect,
        ];
        let _ = self.execute(sql, params)?;
        Ok(())
    }

    /// Keeps the answer to a Disconnect-Request, in words.
    pub fn set_disconnect_answer(&self, id: SessionId, answer: &str) -> Result<()> {
        let sql = "UPDATE session SET disconnect = ?2 WHERE id = ?1";
        let _ = self.execute(sql, params![bytes(id.0), answer])?;
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
                let written = one.clone();
                house
                    .store
                    .write(move |tx| {
                        tx.put_session(&written)?;
                        tx.set_disconnect_answer(written.id, "acknowledged")?;
                        // A record that comes later leaves the answer alone.
                        tx.put_session(&written)
                    })
                    .unwrap();
                one.disconnect = Some("acknowledged".to_owned());
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
                // Ids are born now, whatever the clock of the house says.
                let born = chrono::Utc::now();
                let day = Duration::days(1);
                assert_eq!(r.moved_since(born - day, noon() - day)?.len(), all.len());
                assert_eq!(r.moved_since(born + day, noon() - day)?.len(), 0);
                assert_eq!(r.moved_since(born - day, noon() + day)?.len(), 0);
                assert_eq!(r.count_open_sessions()?, 2);
                assert_eq!(r.open_sessions()?.len(), 2);
                assert_eq!(r.open_sessions_of(account)?.len(), 2);
                assert_eq!(r.open_sessions_of_gateway(gateway)?.len(), 2);
                assert_eq!(r.open_sessions_of_gateway(GatewayId::new())?.len(), 0);
                Ok(())
            })
            .unwrap();
    }
}
