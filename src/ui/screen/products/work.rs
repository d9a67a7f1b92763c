//! What the screen of products asks of the house.

use crate::{
    domain::{
        gateway::Gateway,
        id::ProductId,
        level::Levels,
        policy::Policy,
        product::{Level, Product, ProductJson},
        time::Instant,
    },
    services::{
        Actor, Error, Result,
        catalogue::{self, ProductDraft, Use},
        gateways, levels,
    },
    store::{Removed, Store},
};

/// All that the list and the form show.
#[derive(Debug, Clone)]
pub struct Board {
    pub(super) products: Vec<Product>,
    /// Who uses them, in the same order.
    uses: Vec<Use>,
    pub(super) policies: Vec<Policy>,
    pub(super) gateways: Vec<Gateway>,
    pub(super) levels: Levels,
}

/// How saving went.
#[derive(Debug, Clone)]
pub enum Saved {
    /// It is saved, and this is what the next change starts from.
    Done(Box<ProductDraft>),
    /// Another desk was quicker: what it has made of it.
    Meanwhile(Box<ProductDraft>),
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

    /// Who uses a product.
    pub(super) fn uses(&self, id: ProductId) -> Option<&Use> {
        let place = self.products.iter().position(|one| one.id == id)?;
        self.uses.get(place)
    }

    /// How many accounts have a product and can still use it.
    pub(super) fn users(&self, id: ProductId) -> u64 {
        self.uses(id).map_or(0, |uses| uses.accounts.live)
    }

    /// Whose a product is.
    pub(super) fn level(&self, id: Option<ProductId>) -> Option<Level> {
        self.product(id?).map(|product| product.level)
    }

    /// Whether it may be changed here (P4), or a new one made.
    pub(super) fn can_edit(&self, id: Option<ProductId>) -> bool {
        let level = self.level(id).unwrap_or(self.levels.level);
        self.levels.may_edit(level)
    }

    /// The levels that something made here may have: the own one and those below.
    pub(super) fn own_levels(&self) -> Vec<Level> {
        [Level::System, Level::Reseller, Level::Manager]
            .into_iter()
            .filter(|level| self.levels.may_edit(*level))
            .collect()
    }

    /// Whether the price list is shown (PX03).
    pub(super) fn may_see_prices(&self) -> bool {
        self.levels.manage_products
    }
}

pub(super) fn board(store: &Store) -> Result<Board> {
    let products: Vec<_> = catalogue::products(store)?
        .into_iter()
        .map(|(product, _)| product)
        .collect();
    let uses = products
        .iter()
        .map(|product| catalogue::product_use(store, product.id))
        .collect::<Result<_>>()?;
    Ok(Board {
        products,
        uses,
        policies: catalogue::policies(store)?,
        gateways: gateways::list(store)?,
        levels: levels::levels(store)?,
    })
}

/// Saves what was made of `before`; without it, adds a new one.
pub(super) fn save(
    store: &Store,
    now: Instant,
    before: Option<ProductDraft>,
    wanted: ProductJson,
) -> Result<Saved> {
    let saved = match before {
        None => catalogue::add_product(store, now, Actor::Desk, wanted),
        Some(before) => {
            let edited = ProductDraft {
                json: wanted,
                ..before
            };
            catalogue::save_product(store, now, Actor::Desk, edited)
        }
    };
    match saved {
        Ok(product) => catalogue::product_draft(store, product.id).map(|it| Saved::Done(it.into())),
        Err(Error::ProductChanged(theirs)) => Ok(Saved::Meanwhile(theirs)),
        Err(error) => Err(error),
    }
}

pub(super) fn remove(store: &Store, now: Instant, code: &str) -> Result<Removed> {
    catalogue::remove_product(store, now, Actor::Desk, code).map(|(_, removed)| removed)
}
