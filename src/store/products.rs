//! Products.

use super::{
    ProductVersion, Reader, Removed, Tx,
    column::{Cells, bytes, json},
    error::{Error, Result, What},
};
use crate::domain::{id::ProductId, product::Product};
use rusqlite::params;

impl Reader<'_> {
    /// A product, archived ones included.
    pub fn product(&self, id: ProductId) -> Result<Product> {
        let sql = "SELECT body FROM product WHERE id = ?1";
        self.one(sql, [bytes(id.0)], |row| Cells::of(row).json())?
            .ok_or_else(|| Error::not_found(What::Product, id))
    }

    /// The product that has this code.
    pub fn product_by_code(&self, code: &str) -> Result<Product> {
        let sql = "SELECT body FROM product WHERE code = ?1 AND archived = 0";
        self.one(sql, [code], |row| Cells::of(row).json())?
            .ok_or_else(|| Error::not_found(What::Product, code))
    }

    /// All products on offer, by code.
    pub fn products(&self) -> Result<Vec<Product>> {
        let sql = "SELECT body FROM product WHERE archived = 0 ORDER BY code";
        self.all(sql, [], |row| Cells::of(row).json())
    }

    /// The products that were put away, by code; of several with one code the newest first.
    pub fn archived_products(&self) -> Result<Vec<Product>> {
        let sql = "SELECT body FROM product WHERE archived = 1 ORDER BY code, id DESC";
        self.all(sql, [], |row| Cells::of(row).json())
    }
}

impl Tx<'_> {
    /// Adds a product; its code must be free.
    pub fn add_product(&self, product: &Product) -> Result<()> {
        let sql = "INSERT INTO product (id, code, policy, body) VALUES (?1, ?2, ?3, ?4)";
        let params = params![
            bytes(product.id.0),
            product.code,
            bytes(product.policy.0),
            json(product)?
        ];
        match self.execute(sql, params) {
            Ok(_) => self.point_product(self.keep_product(product)?, product),
            Err(error) => Err(Error::or_duplicate(error, What::Product, &product.code)),
        }
    }

    /// Changes a product; what accounts were sold stays (P38). A product that is the same has no new version.
    pub fn update_product(&self, product: &Product) -> Result<()> {
        if self.product(product.id)? == *product {
            return Ok(());
        }
        let sql = "UPDATE product SET code = ?2, policy = ?3, body = ?4 WHERE id = ?1";
        let params = params![
            bytes(product.id.0),
            product.code,
            bytes(product.policy.0),
            json(product)?
        ];
        match self.execute(sql, params) {
            Ok(0) => Err(Error::not_found(What::Product, &product.code)),
            Ok(_) => self.point_product(self.keep_product(product)?, product),
            Err(error) => Err(Error::or_duplicate(error, What::Product, &product.code)),
        }
    }

    fn point_product(
        &self,
        ProductVersion(version): ProductVersion,
        product: &Product,
    ) -> Result<()> {
        let sql = "UPDATE product SET version = ?2 WHERE id = ?1";
        self.execute_one(
            sql,
            params![bytes(product.id.0), version],
            What::Product,
            &product.code,
        )
    }

    /// Removes a product, or archives it where a ticket or a ticket type uses it.
    pub fn remove_product(&self, id: ProductId) -> Result<Removed> {
        let sql = "SELECT 1 WHERE EXISTS (SELECT 1 FROM ticket WHERE product = ?1)
                      OR EXISTS (SELECT 1 FROM ticket_type WHERE product = ?1)
                      OR EXISTS (SELECT 1 FROM location WHERE free_product = ?1)";
        let used = self.exists(sql, [bytes(id.0)])?;
        let _ = self.execute(
            "DELETE FROM location_product WHERE product = ?1",
            [bytes(id.0)],
        )?;
        self.remove_from("product", used, bytes(id.0), What::Product)
    }

    /// Takes back a product that was put away; its code must be free again.
    pub fn restore_product(&self, product: &Product) -> Result<()> {
        self.restore_in("product", product.id.0, What::Product, &product.code)
    }
}
