//! Licences: what the Location keeps about its own, sealed, and the distributor's register.

use super::{
    Reader, Store, Tx,
    column::{Cells, bytes, json, ms, word},
    error::{Error, Result, What},
    secrets::{Place, Secrets},
};
use crate::domain::{
    id::LocationId,
    licence::{Grant, Licence, Notice, Request},
    time::Instant,
};
use chrono::TimeDelta;
use rusqlite::{Connection, params};
use serde_json::Value;
use uuid::Uuid;

/// Longest evaluation that is carried over from an older program.
const EVALUATION: TimeDelta = TimeDelta::days(30);

/// What became of one of the six notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticeRecord {
    /// End of the term that it is about.
    pub ends_at: Instant,
    /// Which one.
    pub notice: Notice,
    /// When it was sent, or found to be missed.
    pub at: Instant,
    /// Its time passed while nothing ran: it was not sent.
    pub missed: bool,
}

/// A request as the distributor keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedRequest {
    /// What is asked for.
    pub request: Request,
    /// When it came in.
    pub received_at: Instant,
    /// The public key of the Location that signed it.
    pub signer: [u8; 32],
    /// What was signed.
    pub paper: Vec<u8>,
}

/// A licence as the distributor keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedLicence {
    /// What was granted.
    pub grant: Grant,
    /// What was signed.
    pub paper: Vec<u8>,
}

fn place<'a>(column: &'static str, id: &'a [u8; 16]) -> Place<'a> {
    Place {
        table: "licence",
        column,
        row: id,
    }
}

/// In the data folder.
const HELD: &str = "held";
/// In the copy outside it.
const OUTSIDE: &str = "outside";

fn sealed(
    secrets: &Secrets,
    column: &'static str,
    location: LocationId,
    licence: &Licence,
) -> Result<Vec<u8>> {
    secrets.seal(
        &place(column, &bytes(location.0)),
        json(licence)?.as_bytes(),
    )
}

fn opened(
    secrets: &Secrets,
    column: &'static str,
    location: LocationId,
    octets: &[u8],
) -> Result<Licence> {
    let plain = secrets.open(&place(column, &bytes(location.0)), octets)?;
    serde_json::from_slice(&plain)
        .map_err(|error| Error::Corrupt(format!("licence of the Location: {error}")))
}

impl Store {
    /// The licences of the Location for the copy outside the data folder.
    pub fn seal_licence(&self, location: LocationId, licence: &Licence) -> Result<Vec<u8>> {
        sealed(&self.shared.secrets, OUTSIDE, location, licence)
    }

    /// Opens what [`Store::seal_licence`] made of the same Location.
    pub fn open_licence(&self, location: LocationId, octets: &[u8]) -> Result<Licence> {
        opened(&self.shared.secrets, OUTSIDE, location, octets)
    }
}

/// Carries the evaluation of an older program over, where there is one.
pub(super) fn carry_over(connection: &Connection, secrets: &Secrets) -> Result<()> {
    let missing = "SELECT count(*) FROM licence WHERE NOT EXISTS (SELECT 1 FROM licence_held)";
    let missing = |connection: &Connection| -> Result<bool> {
        Ok(connection.query_row(missing, [], |row| row.get::<_, i64>(0))? > 0)
    };
    if !missing(connection)? {
        return Ok(());
    }
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let carry = || -> Result<()> {
        // Another process may have been quicker.
        if !missing(connection)? {
            return Ok(());
        }
        let tx = Tx::new(connection, secrets);
        let found = tx.one("SELECT starts_at, ends_at FROM licence", [], |row| {
            let c = Cells::of(row);
            Ok((c.instant()?, c.instant()?))
        })?;
        if let Some((from, until)) = found {
            tx.set_licence(&Licence::evaluation(from, until.min(from + EVALUATION)))?;
            let _ = tx.execute("DELETE FROM licence", [])?;
        }
        Ok(())
    };
    let done = carry();
    connection.execute_batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    done
}

impl Reader<'_> {
    /// What the Location keeps about its licences.
    pub fn licence(&self) -> Result<Licence> {
        let sql = "SELECT location, sealed FROM licence_held LIMIT 1";
        let found = self.one(sql, [], |row| {
            let c = Cells::of(row);
            Ok((LocationId(c.uuid()?), c.get::<Vec<u8>>()?))
        })?;
        let (location, octets) = found.ok_or_else(|| Error::not_found(What::Licence, ""))?;
        opened(self.secrets, HELD, location, &octets)
    }

    /// The log of notices, newest first.
    pub fn licence_notices(&self) -> Result<Vec<NoticeRecord>> {
        let sql =
            "SELECT ends_at, notice, at, missed FROM licence_notice ORDER BY at DESC, ends_at DESC";
        let mut found = self.all(sql, [], |row| {
            let c = Cells::of(row);
            Ok(NoticeRecord {
                ends_at: c.instant()?,
                notice: c.word()?,
                at: c.instant()?,
                missed: c.get()?,
            })
        })?;
        // Those that were found together, in their order.
        found.sort_by_key(|one| std::cmp::Reverse((one.at, one.ends_at, one.notice)));
        Ok(found)
    }

    /// A request that came in.
    pub fn licence_request(&self, id: Uuid) -> Result<Option<ReceivedRequest>> {
        let sql = "SELECT body, received_at, signer, paper FROM licence_request WHERE id = ?1";
        self.one(sql, [bytes(id)], request_of)
    }

    /// The requests that came in, newest first.
    pub fn licence_requests(&self) -> Result<Vec<ReceivedRequest>> {
        let sql = "SELECT body, received_at, signer, paper FROM licence_request
                   ORDER BY received_at DESC, id DESC";
        self.all(sql, [], request_of)
    }

    /// The licences that were issued, newest first.
    pub fn licences_issued(&self) -> Result<Vec<IssuedLicence>> {
        let sql = "SELECT body, paper FROM licence_issued ORDER BY issued_at DESC, id DESC";
        self.all(sql, [], issued_of)
    }

    /// A licence that was issued.
    pub fn licence_issued(&self, id: Uuid) -> Result<Option<IssuedLicence>> {
        let sql = "SELECT body, paper FROM licence_issued WHERE id = ?1";
        self.one(sql, [bytes(id)], issued_of)
    }

    /// What Locations reported last.
    pub fn licence_reports(&self) -> Result<Vec<(LocationId, Value)>> {
        self.all("SELECT location, body FROM licence_report", [], |row| {
            let c = Cells::of(row);
            Ok((LocationId(c.uuid()?), c.json()?))
        })
    }
}

fn request_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<ReceivedRequest> {
    let c = Cells::of(row);
    Ok(ReceivedRequest {
        request: c.json()?,
        received_at: c.instant()?,
        signer: c.get()?,
        paper: c.get()?,
    })
}

fn issued_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<IssuedLicence> {
    let c = Cells::of(row);
    Ok(IssuedLicence {
        grant: c.json()?,
        paper: c.get()?,
    })
}

impl Tx<'_> {
    /// Sets what the Location keeps about its licences.
    pub fn set_licence(&self, licence: &Licence) -> Result<()> {
        let location = self
            .one("SELECT id FROM location LIMIT 1", [], |row| {
                Cells::of(row).uuid()
            })?
            .ok_or_else(|| Error::not_found(What::Location, ""))?;
        let octets = sealed(self.secrets, HELD, LocationId(location), licence)?;
        let sql = "INSERT INTO licence_held (location, sealed) VALUES (?1, ?2)
                   ON CONFLICT (location) DO UPDATE SET sealed = excluded.sealed";
        let _ = self.execute(sql, params![bytes(location), octets])?;
        Ok(())
    }

    /// Writes a notice into the log; once each per term.
    pub fn log_licence_notice(&self, record: &NoticeRecord) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO licence_notice (ends_at, notice, at, missed) VALUES (?1, ?2, ?3, ?4)";
        let params = params![
            ms(record.ends_at),
            word(&record.notice)?,
            ms(record.at),
            record.missed,
        ];
        let _ = self.execute(sql, params)?;
        Ok(())
    }

    /// Keeps a request that came in; tells whether it is new.
    pub fn add_licence_request(&self, received: &ReceivedRequest) -> Result<bool> {
        let sql =
            "INSERT OR IGNORE INTO licence_request (id, location, received_at, signer, body, paper)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let params = params![
            bytes(received.request.id),
            bytes(received.request.location.0),
            ms(received.received_at),
            received.signer,
            json(&received.request)?,
            received.paper,
        ];
        Ok(self.execute(sql, params)? > 0)
    }

    /// Keeps a licence that was issued.
    pub fn add_licence_issued(&self, issued: &IssuedLicence) -> Result<()> {
        let sql = "INSERT INTO licence_issued (id, request, location, issued_at, body, paper)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let grant = &issued.grant;
        let params = params![
            bytes(grant.id),
            bytes(grant.request),
            bytes(grant.location.0),
            ms(grant.issued_at),
            json(grant)?,
            issued.paper,
        ];
        let _ = self.execute(sql, params)?;
        Ok(())
    }

    /// Keeps what a Location reported; tells whether it is newer than what was known.
    pub fn set_licence_report(
        &self,
        location: LocationId,
        made_at: Instant,
        body: &Value,
    ) -> Result<bool> {
        let sql = "INSERT INTO licence_report (location, made_at, body) VALUES (?1, ?2, ?3)
                   ON CONFLICT (location) DO UPDATE SET made_at = excluded.made_at, body = excluded.body
                   WHERE excluded.made_at > made_at";
        let params = params![bytes(location.0), ms(made_at), body.to_string()];
        Ok(self.execute(sql, params)? > 0)
    }
}
