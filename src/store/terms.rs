//! Versions of products and policies: what each account was sold (RULES P38).

use super::{
    Reader, Tx,
    column::{Cells, bytes, json},
    error::{Error, Result, What},
};
use crate::domain::{
    id::{AccountId, PolicyId, ProductId},
    policy::Policy,
    product::Product,
};
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A product as it was at one time; never changes. A later version has a greater number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProductVersion(pub(super) i64);

/// A policy as it was at one time; never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PolicyVersion(pub(super) i64);

/// What an account was sold. Product and policy are apart, because they are updated apart (PX11, PX12): the policy need
/// not be one that the product names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Terms {
    /// Its product.
    pub product: ProductVersion,
    /// Its policy.
    pub policy: PolicyVersion,
}

fn terms(row: &Row<'_>) -> rusqlite::Result<Terms> {
    Ok(Terms {
        product: ProductVersion(row.get(0)?),
        policy: PolicyVersion(row.get(1)?),
    })
}

impl Reader<'_> {
    /// The newest version of a product: what is sold now.
    pub fn product_version(&self, id: ProductId) -> Result<ProductVersion> {
        let sql = "SELECT version FROM product WHERE id = ?1";
        self.one(sql, [bytes(id.0)], |row| row.get(0).map(ProductVersion))?
            .ok_or_else(|| Error::not_found(What::Product, id))
    }

    /// The newest version of a policy.
    pub fn policy_version(&self, id: PolicyId) -> Result<PolicyVersion> {
        let sql = "SELECT version FROM policy WHERE id = ?1";
        self.one(sql, [bytes(id.0)], |row| row.get(0).map(PolicyVersion))?
            .ok_or_else(|| Error::not_found(What::Policy, id))
    }

    /// What an account is sold that gets this product now.
    pub fn current_terms(&self, id: ProductId) -> Result<Terms> {
        let sql = "SELECT product.version, policy.version FROM product JOIN policy ON policy.id = product.policy
                   WHERE product.id = ?1";
        self.one(sql, [bytes(id.0)], terms)?
            .ok_or_else(|| Error::not_found(What::Product, id))
    }

    /// What an account was sold.
    pub fn terms_of(&self, account: AccountId) -> Result<Terms> {
        let sql = "SELECT product_version, policy_version FROM ticket WHERE account = ?1";
        self.one(sql, [bytes(account.0)], terms)?
            .ok_or_else(|| Error::not_found(What::Account, account))
    }

    /// A product as it was.
    pub fn product_at(&self, ProductVersion(id): ProductVersion) -> Result<Product> {
        self.body("SELECT body FROM product_version WHERE id = ?1", id)?
            .ok_or_else(|| Error::not_found(What::Product, id))
    }

    /// A policy as it was.
    pub fn policy_at(&self, PolicyVersion(id): PolicyVersion) -> Result<Policy> {
        self.body("SELECT body FROM policy_version WHERE id = ?1", id)?
            .ok_or_else(|| Error::not_found(What::Policy, id))
    }

    /// The product and the policy that an account was sold, as they were then.
    pub fn sold(&self, account: AccountId) -> Result<(Product, Policy)> {
        let terms = self.terms_of(account)?;
        Ok((
            self.product_at(terms.product)?,
            self.policy_at(terms.policy)?,
        ))
    }

    fn body<T: DeserializeOwned>(&self, sql: &str, id: i64) -> Result<Option<T>> {
        self.one(sql, [id], |row| Cells::of(row).json())
    }
}

/// How many accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AccountCount {
    /// Whose ticket is No use or In use.
    pub live: u64,
    /// Expired and cancelled ones too.
    pub all: u64,
}

impl Reader<'_> {
    /// The accounts that hold a product.
    pub fn accounts_of_product(&self, id: ProductId) -> Result<AccountCount> {
        let sql = "SELECT (SELECT count(*) FROM ticket WHERE product = ?1 AND status < 2),
                          (SELECT count(*) FROM ticket WHERE product = ?1)";
        let count = self.one(sql, [bytes(id.0)], account_count)?;
        Ok(count.unwrap_or_default())
    }

    /// The accounts that are held to a policy, in whichever version.
    pub fn accounts_of_policy(&self, id: PolicyId) -> Result<AccountCount> {
        let sql = "WITH version AS MATERIALIZED (SELECT id FROM policy_version WHERE policy = ?1)
                   SELECT (SELECT count(*) FROM ticket INDEXED BY ticket_live_of_product
                           WHERE status < 2 AND policy_version IN (SELECT id FROM version)),
                          (SELECT count(*) FROM ticket INDEXED BY ticket_of_product
                           WHERE policy_version IN (SELECT id FROM version))";
        let count = self.one(sql, [bytes(id.0)], account_count)?;
        Ok(count.unwrap_or_default())
    }
}

fn account_count(row: &Row<'_>) -> rusqlite::Result<AccountCount> {
    let c = Cells::of(row);
    Ok(AccountCount {
        live: c.count()?,
        all: c.count()?,
    })
}

impl Tx<'_> {
    /// Keeps a product as it is now as a version.
    pub fn keep_product(&self, product: &Product) -> Result<ProductVersion> {
        self.keep_product_as(product, false)
    }

    /// Keeps what one account alone is sold, some of it set by hand, as a private version; its id is that of the product
    /// it was made from.
    pub fn keep_private_product(&self, product: &Product) -> Result<ProductVersion> {
        self.keep_product_as(product, true)
    }

    fn keep_product_as(&self, product: &Product, private: bool) -> Result<ProductVersion> {
        let sql = "INSERT INTO product_version (product, private, body) VALUES (?1, ?2, ?3)";
        let _ = self.execute(sql, params![bytes(product.id.0), private, json(product)?])?;
        Ok(ProductVersion(self.connection.last_insert_rowid()))
    }

    /// Keeps a policy as it is now as a version.
    pub fn keep_policy(&self, policy: &Policy) -> Result<PolicyVersion> {
        self.keep_policy_as(policy, false)
    }

    /// Keeps what one account alone is held to, as a private version, likewise.
    pub fn keep_private_policy(&self, policy: &Policy) -> Result<PolicyVersion> {
        self.keep_policy_as(policy, true)
    }

    fn keep_policy_as(&self, policy: &Policy, private: bool) -> Result<PolicyVersion> {
        let sql = "INSERT INTO policy_version (policy, private, body) VALUES (?1, ?2, ?3)";
        let _ = self.execute(sql, params![bytes(policy.id.0), private, json(policy)?])?;
        Ok(PolicyVersion(self.connection.last_insert_rowid()))
    }

    /// Gives an account other terms. Its totals and its expiry are not touched.
    pub fn set_terms(&self, account: AccountId, terms: Terms) -> Result<()> {
        let sql = "UPDATE ticket SET product_version = ?2, policy_version = ?3 WHERE account = ?1";
        let params = params![bytes(account.0), terms.product.0, terms.policy.0];
        self.execute_one(sql, params, What::Account, account)
    }
}
