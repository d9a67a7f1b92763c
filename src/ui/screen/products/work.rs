//! What the screen of products asks of the house.

use crate::{
    domain::{
        gateway::Gateway,
        id::ProductId,
        policy::Policy,
        product::{Level, Product, ProductJson},
        time::Instant,
    },
    services::{Actor, Result, catalogue, gateways},
    store::{Removed, Store},
};

/// All that the list and the form show.
#[derive(Debug, Clone)]
pub struct Board {
    pub(super) products: Vec<Product>,
    pub(super) policies: Vec<Policy>,
    pub(super) gateways: Vec<Gateway>,
}

/// How saving went.
#[derive(Debug, Clone)]
pub enum Saved {
    /// It is saved.
    Done(Box<Product>, Box<ProductJson>),
    /// Another desk was quicker: what it has made of it.
    Meanwhile(Box<ProductJson>),
}

impl Board {
    pub(super) fn product(&self, id: ProductId) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    pub(super) fn policy(&self, code: &str) -> Option<&Policy> {
        self.policies.iter().find(|policy| policy.code == code)
    }

    pub(super) fn policy_of(&self, product: &Product) -> Option<&Policy> {
        self.policies
            .iter()
            .find(|policy| policy.id == product.policy)
    }

    pub(super) fn json(&self, product: &Product) -> ProductJson {
        let policy = self
            .policy_of(product)
            .map_or("", |policy| policy.code.as_str());
        ProductJson::of(product, policy)
    }

    /// The codes of all products but this one.
    pub(super) fn taken(&self, own: Option<ProductId>) -> Vec<&str> {
        self.products
            .iter()
            .filter(|product| Some(product.id) != own)
            .map(|product| product.code.as_str())
            .collect()
    }

    /// How many accounts have a product.
    pub(super) fn users(&self, _product: &Product) -> u64 {
        0
    }

    /// Whose a product is.
    pub(super) fn level(&self, id: Option<ProductId>) -> Option<Level> {
        self.product(id?).map(|product| product.level)
    }

    /// Whether it may be changed here (P4).
    pub(super) fn can_edit(&self, _id: Option<ProductId>) -> bool {
        true
    }

    /// The level of what is made here.
    pub(super) fn own_level(&self) -> Level {
        Level::Manager
    }

    /// Whether the price list is shown (PX03).
    pub(super) fn may_see_prices(&self) -> bool {
        true
    }
}

pub(super) fn board(store: &Store) -> Result<Board> {
    let products = catalogue::products(store)?;
    Ok(Board {
        products: products.into_iter().map(|(product, _)| product).collect(),
        policies: catalogue::policies(store)?,
        gateways: gateways::list(store)?,
    })
}

pub(super) fn save(
    store: &Store,
    now: Instant,
    before: Option<(ProductId, ProductJson)>,
    wanted: ProductJson,
) -> Result<Saved> {
    let Some((_, before)) = before else {
        let json = wanted.clone();
        let added = catalogue::add_product(store, now, Actor::Desk, wanted)?;
        return Ok(Saved::Done(Box::new(added), Box::new(json)));
    };
    let there = catalogue::product_json(store, &catalogue::product(store, &before.code)?)?;
    if there != before {
        return Ok(Saved::Meanwhile(Box::new(there)));
    }
    let value = serde_json::to_value(&wanted).unwrap_or_default();
    let saved = catalogue::edit_product(store, now, Actor::Desk, value)?;
    Ok(Saved::Done(Box::new(saved), Box::new(wanted)))
}

pub(super) fn remove(store: &Store, now: Instant, code: &str) -> Result<Removed> {
    catalogue::remove_product(store, now, Actor::Desk, code).map(|(_, removed)| removed)
}
