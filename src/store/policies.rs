//! Policies.

use super::{
    PolicyVersion, Reader, Removed, Tx,
    column::{Cells, bytes, json},
    error::{Error, Result, What},
};
use crate::domain::{id::PolicyId, policy::Policy};
use rusqlite::params;
use uuid::Uuid;

impl Reader<'_> {
    /// A policy, archived ones included.
    pub fn policy(&self, id: PolicyId) -> Result<Policy> {
        let sql = "SELECT body FROM policy WHERE id = ?1";
        self.one(sql, [bytes(id.0)], |row| Cells::of(row).json())?
            .ok_or_else(|| Error::not_found(What::Policy, id))
    }

    /// The policy that has this code.
    pub fn policy_by_code(&self, code: &str) -> Result<Policy> {
        let sql = "SELECT body FROM policy WHERE code = ?1 AND archived = 0";
        self.one(sql, [code], |row| Cells::of(row).json())?
            .ok_or_else(|| Error::not_found(What::Policy, code))
    }

    /// All policies on offer, by code.
    pub fn policies(&self) -> Result<Vec<Policy>> {
        let sql = "SELECT body FROM policy WHERE archived = 0 ORDER BY code";
        self.all(sql, [], |row| Cells::of(row).json())
    }

    /// The policies that were put away, by code; of several with one code the newest first.
    pub fn archived_policies(&self) -> Result<Vec<Policy>> {
        let sql = "SELECT body FROM policy WHERE archived = 1 ORDER BY code, id DESC";
        self.all(sql, [], |row| Cells::of(row).json())
    }
}

impl Tx<'_> {
    /// Adds a policy; its code must be free.
    pub fn add_policy(&self, policy: &Policy) -> Result<()> {
        let sql = "INSERT INTO policy (id, code, body) VALUES (?1, ?2, ?3)";
        let params = params![bytes(policy.id.0), policy.code, json(policy)?];
        match self.execute(sql, params) {
            Ok(_) => self.point_policy(self.keep_policy(policy)?, policy),
            Err(error) => Err(Error::or_duplicate(error, What::Policy, &policy.code)),
        }
    }

    /// Changes a policy; what accounts were sold stays (P38). A policy that is the same has no new version.
    pub fn update_policy(&self, policy: &Policy) -> Result<()> {
        if self.policy(policy.id)? == *policy {
            return Ok(());
        }
        let sql = "UPDATE policy SET code = ?2, body = ?3 WHERE id = ?1";
        let params = params![bytes(policy.id.0), policy.code, json(policy)?];
        match self.execute(sql, params) {
            Ok(0) => Err(Error::not_found(What::Policy, &policy.code)),
            Ok(_) => self.point_policy(self.keep_policy(policy)?, policy),
            Err(error) => Err(Error::or_duplicate(error, What::Policy, &policy.code)),
        }
    }

    fn point_policy(&self, PolicyVersion(version): PolicyVersion, policy: &Policy) -> Result<()> {
        let sql = "UPDATE policy SET version = ?2 WHERE id = ?1";
        self.execute_one(
            sql,
            params![bytes(policy.id.0), version],
            What::Policy,
            &policy.code,
        )
    }

    /// Removes a policy, or archives it where a product uses it or ever did: accounts may still be held to it.
    pub fn remove_policy(&self, id: PolicyId) -> Result<Removed> {
        let sql = "SELECT 1 FROM product_version WHERE json_extract(body, '$.policy') = ?1";
        let used = self.exists(sql, [id.to_string()])?;
        self.remove_from("policy", used, bytes(id.0), What::Policy)
    }

    /// Takes back a policy that was put away; its code must be free again.
    pub fn restore_policy(&self, policy: &Policy) -> Result<()> {
        self.restore_in("policy", policy.id.0, What::Policy, &policy.code)
    }

    /// Takes a row out of the archive.
    pub(super) fn restore_in(&self, table: &str, id: Uuid, what: What, code: &str) -> Result<()> {
        let sql = format!("UPDATE {table} SET archived = 0 WHERE id = ?1 AND archived = 1");
        match self.execute(&sql, [bytes(id)]) {
            Ok(0) => Err(Error::not_found(what, code)),
            Ok(_) => Ok(()),
            Err(error) => Err(Error::or_duplicate(error, what, code)),
        }
    }

    /// Deletes a row, or archives it where it is used.
    pub(super) fn remove_from(
        &self,
        table: &str,
        used: bool,
        id: [u8; 16],
        what: What,
    ) -> Result<Removed> {
        let (sql, removed) = if used {
            (
                format!("UPDATE {table} SET archived = 1 WHERE id = ?1"),
                Removed::Archived,
            )
        } else {
            (
                format!("DELETE FROM {table} WHERE id = ?1"),
                Removed::Deleted,
            )
        };
        self.execute_one(&sql, [id], what, Uuid::from_bytes(id))?;
        Ok(removed)
    }
}
