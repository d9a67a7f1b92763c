//! Jobs: work on many accounts in batches, each one transaction that also moves the job's cursor. After a crash a job
//! goes on where its last durable batch ended.

use super::{
    PolicyVersion, ProductVersion, Reader, Terms, Tx,
    column::{Cells, bytes, int, ms, ms_opt},
    error::{Error, Result, What},
    tickets::{COLUMNS, ticket},
};
use crate::domain::{
    id::{AccountId, ProductId},
    ticket::Ticket,
    time::Instant,
};
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Of a job; a later one has a greater number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct JobId(pub(super) i64);

impl std::fmt::Display for JobId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What a job does to each account of its product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// "Update the users" (P36): the product's terms, with the expiry that they give.
    Users,
    /// "Update the policy to users already registered" (P37): the policy's terms.
    Policy,
}

/// A job as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Of this job.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// To the accounts that hold this product.
    pub product: ProductId,
    /// What it brings them to: the product's and its policy's versions when it began.
    pub to: Terms,
    /// Who asked for it.
    pub actor: String,
    /// When.
    pub started_at: Instant,
    /// Accounts counted at the start.
    pub total: u64,
    /// Accounts looked at so far. May end beside `total` where tickets were issued or expired meanwhile.
    pub done: u64,
    /// Accounts that were not up to date.
    pub changed: u64,
    /// Tickets up to this serial are done.
    pub last_serial: u64,
    /// When it was done or given up.
    pub ended_at: Option<Instant>,
    /// Somebody stopped it: what was done stays done.
    pub cancelled: bool,
}

impl Job {
    /// Whether it still has something to do.
    pub fn is_running(&self) -> bool {
        self.ended_at.is_none()
    }
}

/// An account as a job sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Holder {
    row: i64,
    /// The ticket that owns it.
    pub ticket: Ticket,
    /// What it was sold.
    pub terms: Terms,
    /// The product is held by subscription, whose periods give the expiry (P28).
    pub subscribed: bool,
    /// Values of its product were set for it by hand.
    pub private_product: bool,
    /// Values of its policy were.
    pub private_policy: bool,
    /// Its expiry was set by hand.
    pub end_is_set: bool,
    /// First login with the product that it holds.
    pub product_first_login_at: Option<Instant>,
    /// Total time in seconds; `None` = infinite.
    pub total_seconds: Option<u64>,
    /// Total data in bytes; `None` = infinite.
    pub total_bytes: Option<u64>,
}

/// What a job makes of an account; what was used of it is not touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rewritten {
    /// What it holds now.
    pub terms: Terms,
    /// Total time in seconds; `None` = infinite.
    pub total_seconds: Option<u64>,
    /// Total data in bytes; `None` = infinite.
    pub total_bytes: Option<u64>,
    /// When the ticket expires.
    pub expires_at: Option<Instant>,
    /// The first instant at which it counts as Expired.
    pub lapses_at: Option<Instant>,
}

const SELECT: &str = "SELECT id, kind, product, product_version, policy_version, actor, started_at, total, done, changed,
                             last_serial, ended_at, cancelled FROM job";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Job> {
    let c = Cells::of(row);
    Ok(Job {
        id: JobId(c.get()?),
        kind: c.word()?,
        product: ProductId(c.uuid()?),
        to: Terms {
            product: ProductVersion(c.get()?),
            policy: PolicyVersion(c.get()?),
        },
        actor: c.get()?,
        started_at: c.instant()?,
        total: c.count()?,
        done: c.count()?,
        changed: c.count()?,
        last_serial: c.count()?,
        ended_at: c.instant_opt()?,
        cancelled: c.get()?,
    })
}

fn held(row: &Row<'_>) -> rusqlite::Result<Holder> {
    let c = Cells::of(row);
    Ok(Holder {
        row: c.get()?,
        terms: Terms {
            product: ProductVersion(c.get()?),
            policy: PolicyVersion(c.get()?),
        },
        subscribed: c.get()?,
        private_product: c.get()?,
        private_policy: c.get()?,
        end_is_set: c.get()?,
        product_first_login_at: c.instant_opt()?,
        total_seconds: c.count_opt()?,
        total_bytes: c.count_opt()?,
        ticket: ticket(&c)?,
    })
}

const HELD: &str = "t.rowid, t.product_version, t.policy_version, t.subscription IS NOT NULL,
    EXISTS (SELECT 1 FROM product_version v WHERE v.id = t.product_version AND v.private = 1),
    EXISTS (SELECT 1 FROM policy_version v WHERE v.id = t.policy_version AND v.private = 1),
    t.end_is_set, t.product_first_login_at, t.total_seconds, t.total_bytes";

impl Reader<'_> {
    /// A job.
    pub fn job(&self, id: JobId) -> Result<Job> {
        self.one(&format!("{SELECT} WHERE id = ?1"), [id.0], from_row)?
            .ok_or_else(|| Error::not_found(What::Job, id))
    }

    /// The jobs that still have something to do, the oldest first.
    pub fn running_jobs(&self) -> Result<Vec<Job>> {
        let sql = format!("{SELECT} WHERE ended_at IS NULL ORDER BY id");
        self.all(&sql, [], from_row)
    }

    /// The newest jobs of a product, the newest first.
    pub fn jobs_of(&self, product: ProductId, limit: u32) -> Result<Vec<Job>> {
        let sql = format!("{SELECT} WHERE product = ?1 ORDER BY id DESC LIMIT ?2");
        self.all(&sql, params![bytes(product.0), limit], from_row)
    }

    /// The jobs from this one on, the oldest first; `None` = all.
    pub fn jobs_from(&self, first: Option<JobId>) -> Result<Vec<Job>> {
        let sql = format!("{SELECT} WHERE id >= ?1 ORDER BY id");
        self.all(&sql, [first.map_or(0, |id| id.0)], from_row)
    }

    /// How many accounts of a product can still change at `now`, and how many of them are not held to `to`. What was
    /// set by hand is never out of date.
    pub fn count_held(
        &self,
        product: ProductId,
        kind: JobKind,
        to: Terms,
        now: Instant,
    ) -> Result<(u64, u64)> {
        let (column, version) = match kind {
            JobKind::Users => ("product_version", to.product.0),
            JobKind::Policy => ("policy_version", to.policy.0),
        };
        // Versions are kept in a table that is named as the column.
        let sql = format!(
            "SELECT count(*), count(*) FILTER (
                 WHERE {column} <> ?3 AND {column} NOT IN (SELECT id FROM {column} WHERE private = 1))
             FROM ticket INDEXED BY ticket_live_of_product
             WHERE product = ?1 AND status < 2 AND (lapses_at IS NULL OR lapses_at > ?2)"
        );
        let count = self.one(&sql, params![bytes(product.0), ms(now), version], |row| {
            let c = Cells::of(row);
            Ok((c.count()?, c.count()?))
        })?;
        Ok(count.unwrap_or_default())
    }

    /// Live accounts of a product by serial, from the one after `serial` on. Some of them may have lapsed.
    pub fn held_after(&self, product: ProductId, serial: u64, limit: u32) -> Result<Vec<Holder>> {
        let sql = format!(
            "SELECT {HELD}, {COLUMNS} FROM ticket t INDEXED BY ticket_live_of_product
             WHERE t.product = ?1 AND t.status < 2 AND t.serial > ?2 ORDER BY t.serial LIMIT ?3"
        );
        self.all(&sql, params![bytes(product.0), int(serial), limit], held)
    }

    /// The accounts that somebody is on line with.
    pub fn accounts_on_line(&self) -> Result<HashSet<AccountId>> {
        let sql = "SELECT DISTINCT account FROM session WHERE ended_at IS NULL";
        let accounts = self.all(sql, [], |row| Cells::of(row).uuid().map(AccountId))?;
        Ok(accounts.into_iter().collect())
    }
}

impl Tx<'_> {
    /// Begins a job.
    pub fn add_job(
        &self,
        kind: JobKind,
        product: ProductId,
        to: Terms,
        actor: &str,
        now: Instant,
        total: u64,
    ) -> Result<JobId> {
        let sql = "INSERT INTO job (kind, product, product_version, policy_version, actor, started_at, total)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let params = params![
            super::column::word(&kind)?,
            bytes(product.0),
            to.product.0,
            to.policy.0,
            actor,
            ms(now),
            int(total),
        ];
        let _ = self.execute(sql, params)?;
        Ok(JobId(self.connection.last_insert_rowid()))
    }

    /// Moves the cursor of a job behind `last_serial` and adds to its counts.
    pub fn advance_job(&self, id: JobId, last_serial: u64, done: u64, changed: u64) -> Result<()> {
        let sql = "UPDATE job SET last_serial = ?2, done = done + ?3, changed = changed + ?4 WHERE id = ?1";
        let params = params![id.0, int(last_serial), int(done), int(changed)];
        self.execute_one(sql, params, What::Job, id)
    }

    /// Ends a job.
    pub fn end_job(&self, id: JobId, now: Instant, cancelled: bool) -> Result<()> {
        let sql = "UPDATE job SET ended_at = ?2, cancelled = ?3 WHERE id = ?1 AND ended_at IS NULL";
        self.execute_one(sql, params![id.0, ms(now), cancelled], What::Job, id)
    }

    /// Gives an account what a job makes of it.
    pub fn rewrite(&self, held: &Holder, new: &Rewritten) -> Result<()> {
        // An index is left alone where its columns do not change: SQLite looks at those that are named here.
        let sql = if new.terms.policy == held.terms.policy {
            "UPDATE ticket SET product_version = ?2, total_seconds = ?4, total_bytes = ?5, expires_at = ?6, lapses_at = ?7
             WHERE rowid = ?1 AND policy_version = ?3"
        } else {
            "UPDATE ticket SET product_version = ?2, policy_version = ?3, total_seconds = ?4, total_bytes = ?5,
                    expires_at = ?6, lapses_at = ?7
             WHERE rowid = ?1"
        };
        let params = params![
            held.row,
            new.terms.product.0,
            new.terms.policy.0,
            new.total_seconds.map(int),
            new.total_bytes.map(int),
            ms_opt(new.expires_at),
            ms_opt(new.lapses_at),
        ];
        self.execute_one(sql, params, What::Account, held.ticket.account)
    }
}
