//! What the screen of products asks of the house.

use crate::{
    domain::{
        gateway::Gateway,
        id::{GatewayId, ProductId},
        level::Levels,
        policy::Policy,
        product::{Level, Product, ProductJson},
        time::Instant,
    },
    services::{
        Actor, Error, Result,
        bulk::{self, Count},
        catalogue::{self, ProductDraft, Use},
        explain::SILENT,
        gateways, levels,
    },
    store::{Contact, Job, JobKind, Removed, Store},
};
use std::collections::HashMap;

/// All that the list and the form show.
#[derive(Debug, Clone)]
pub struct Board {
    /// Those on offer, and behind them those that were put away.
    products: Vec<Product>,
    /// How many are on offer.
    on_offer: usize,
    /// Who uses them, in the same order.
    uses: Vec<Use>,
    /// Those on offer, and behind them those that were put away and that a product has.
    policies: Vec<Policy>,
    /// How many of them are on offer.
    policies_on_offer: usize,
    pub(super) gateways: Vec<Gateway>,
    /// When something was last heard of them.
    heard: HashMap<GatewayId, Instant>,
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

/// The accounts that have a product, and the work on them.
#[derive(Debug, Clone)]
pub struct Holders {
    pub(super) product: ProductId,
    /// For "Update the users".
    pub(super) users: Count,
    /// For "Update the policy to users already registered".
    pub(super) policy: Count,
    /// The newest first.
    jobs: Vec<Job>,
}

impl Holders {
    pub(super) fn running(&self, kind: JobKind) -> Option<&Job> {
        self.jobs
            .iter()
            .find(|job| job.kind == kind && job.is_running())
    }

    /// Whether somebody still has old values, or work on it goes on.
    pub(super) fn are_outdated(&self) -> bool {
        self.users.outdated > 0 || self.policy.outdated > 0 || self.jobs.iter().any(Job::is_running)
    }

    /// What runs; if nothing does, what ended last.
    pub(super) fn shown(&self) -> Vec<&Job> {
        let running: Vec<_> = self.jobs.iter().filter(|job| job.is_running()).collect();
        if running.is_empty() {
            self.jobs.first().into_iter().collect()
        } else {
            running
        }
    }
}

pub(super) fn holders(store: &Store, now: Instant, product: ProductId) -> Result<Holders> {
    Ok(Holders {
        product,
        users: bulk::count(store, now, JobKind::Users, product)?,
        policy: bulk::count(store, now, JobKind::Policy, product)?,
        jobs: bulk::jobs_of(store, product)?,
    })
}

impl Board {
    pub(super) fn product(&self, id: ProductId) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    /// The products on offer, or those that were put away.
    pub(super) fn products(&self, put_away: bool) -> &[Product] {
        let (on_offer, away) = self.products.split_at(self.on_offer);
        if put_away { away } else { on_offer }
    }

    /// Whether a product was put away.
    pub(super) fn is_put_away(&self, id: ProductId) -> bool {
        self.products(true).iter().any(|product| product.id == id)
    }

    /// The policies that a product may have: those on offer, and the one that it has.
    pub(super) fn choosable(&self, id: Option<ProductId>) -> impl Iterator<Item = &Policy> {
        let own = id.and_then(|id| self.product(id)).map(|it| it.policy);
        let (on_offer, away) = self.policies.split_at(self.policies_on_offer);
        let away = away.iter().filter(move |policy| Some(policy.id) == own);
        on_offer.iter().chain(away)
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

    /// The codes of all products on offer but this one.
    pub(super) fn taken(&self, own: Option<ProductId>) -> Vec<&str> {
        self.products(false)
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

    /// When something was last heard of a gateway, and whether that is so recent that it can be reached.
    pub(super) fn heard(&self, id: GatewayId, now: Instant) -> (Option<Instant>, bool) {
        let at = self.heard.get(&id).copied();
        (at, at.is_some_and(|at| now - at <= SILENT))
    }

    /// Whose a product is.
    pub(super) fn level(&self, id: Option<ProductId>) -> Option<Level> {
        self.product(id?).map(|product| product.level)
    }

    /// Whether it may be changed here (P4), or a new one made. What was put away has to be taken back first.
    pub(super) fn can_edit(&self, id: Option<ProductId>) -> bool {
        let level = self.level(id).unwrap_or(self.levels.level);
        self.levels.may_edit(level) && !id.is_some_and(|id| self.is_put_away(id))
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
    let mut products: Vec<_> = catalogue::products(store)?
        .into_iter()
        .map(|(product, _)| product)
        .collect();
    let on_offer = products.len();
    products.extend(catalogue::archived_products(store)?);
    let uses = products
        .iter()
        .map(|product| catalogue::product_use(store, product.id))
        .collect::<Result<_>>()?;
    // A policy that was put away still counts for the products that have it.
    let mut policies = catalogue::policies(store)?;
    let policies_on_offer = policies.len();
    for product in &products {
        if !policies.iter().any(|policy| policy.id == product.policy) {
            policies.push(store.read(|reader| reader.policy(product.policy))?);
        }
    }
    let heard = store
        .read(|reader| reader.contacts())?
        .into_iter()
        .filter_map(|contact| match contact {
            Contact::Gateway(id, at) => Some((id, at)),
            Contact::Unknown(..) => None,
        })
        .collect();
    Ok(Board {
        products,
        on_offer,
        uses,
        policies,
        policies_on_offer,
        gateways: gateways::list(store)?,
        heard,
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

pub(super) fn restore(store: &Store, now: Instant, id: ProductId) -> Result<Product> {
    catalogue::restore_product(store, now, Actor::Desk, id)
}
