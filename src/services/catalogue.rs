//! Products and policies: added, changed, put away.

use super::{Actor, Error, Result, event, levels, write};
use crate::{
    domain::{
        id::{PolicyId, ProductId},
        level::{Levels, may_edit},
        policy::{Policy, PolicyJson},
        product::{Level, Product, ProductJson},
        time::Instant,
    },
    radius::{attribute::Attribute, dictionary},
    store::{
        self, AccountCount, NewEvent, PolicyVersion, ProductVersion, Reader, Removed, Store, Tx,
        What,
    },
};
use serde_json::{Value, json};

pub use dictionary::Kind as AttributeKind;

/// The product of this code.
pub fn product(store: &Store, code: &str) -> Result<Product> {
    Ok(store.read(|reader| reader.product_by_code(code))?)
}

/// All products that are offered, each with the code of its policy.
pub fn products(store: &Store) -> Result<Vec<(Product, String)>> {
    Ok(store.read(|reader| {
        let products = reader.products()?;
        products
            .into_iter()
            .map(|product| Ok((reader.policy(product.policy)?.code, product)))
            .map(|pair| pair.map(|(policy, product)| (product, policy)))
            .collect()
    })?)
}

/// The products that were put away, by code; of several with one code the newest first.
pub fn archived_products(store: &Store) -> Result<Vec<Product>> {
    Ok(store.read(|reader| reader.archived_products())?)
}

/// The product that was put away under this code, or that has this id; of several with one code the newest.
pub fn archived_product(store: &Store, name: &str) -> Result<Product> {
    let all = archived_products(store)?;
    all.into_iter()
        .find(|one| one.code == name || one.id.to_string() == name)
        .ok_or_else(|| store::Error::not_found(What::Product, name).into())
}

/// A product as an editor begins with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductDraft {
    /// Of the product; stays when its code is changed.
    pub id: ProductId,
    /// What the editor began with: [`save_product`] refuses when it is no longer the current one.
    pub version: ProductVersion,
    /// All its fields.
    pub json: ProductJson,
}

/// A policy as an editor begins with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyDraft {
    /// Of the policy; stays when its code is changed.
    pub id: PolicyId,
    /// What the editor began with: [`save_policy`] refuses when it is no longer the current one.
    pub version: PolicyVersion,
    /// All its fields.
    pub json: PolicyJson,
}

/// Who uses a product or a policy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Use {
    /// Of a product the names of the ticket types that give it, of a policy the codes of the products that name it.
    pub by: Vec<String>,
    /// Accounts that hold it. Those of a policy may hold it by an older version of their product.
    pub accounts: AccountCount,
}

/// Who uses a product.
pub fn product_use(store: &Store, id: ProductId) -> Result<Use> {
    Ok(store.read(|reader| {
        let mut by = reader.ticket_types()?;
        by.retain(|one| one.product == id);
        Ok(Use {
            by: by.into_iter().map(|one| one.name).collect(),
            accounts: reader.accounts_of_product(id)?,
        })
    })?)
}

/// Who uses a policy.
pub fn policy_use(store: &Store, id: PolicyId) -> Result<Use> {
    Ok(store.read(|reader| {
        let mut by = reader.products()?;
        by.retain(|one| one.policy == id);
        Ok(Use {
            by: by.into_iter().map(|one| one.code).collect(),
            accounts: reader.accounts_of_policy(id)?,
        })
    })?)
}

/// An attribute that a policy may send, for the picker of its editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttributeChoice {
    /// As a policy names it.
    pub name: &'static str,
    /// What its value is.
    pub kind: AttributeKind,
    /// IANA enterprise number of the vendor; 0 = of the RFCs.
    pub vendor: u32,
    /// Takes a tag of 1 to 31 behind a colon (RFC 2868, section 3): `Tunnel-Type:1`.
    pub tagged: bool,
    /// The names of its numbers; other numbers are taken too. Empty = any value of its kind.
    pub values: &'static [(&'static str, u32)],
}

/// The attributes that a policy may send: all of the dictionary but those that are kept for the server itself.
pub fn attributes() -> Vec<AttributeChoice> {
    dictionary::all()
        .iter()
        .filter(|one| Attribute::may_reply(one))
        .map(|one| AttributeChoice {
            name: one.name,
            kind: one.kind,
            vendor: one.vendor,
            tagged: one.tagged,
            values: &one.values,
        })
        .collect()
}

/// Whether a policy may send this attribute with this value; what is wrong with it otherwise.
pub fn check_attribute(name: &str, value: &str) -> Result<()> {
    let _ = Attribute::for_reply(name, value)?;
    Ok(())
}

/// A product to be edited.
pub fn product_draft(store: &Store, id: ProductId) -> Result<ProductDraft> {
    Ok(store.read(|reader| draft_of(reader, id))?)
}

fn draft_of(reader: &Reader<'_>, id: ProductId) -> store::Result<ProductDraft> {
    let product = reader.product(id)?;
    Ok(ProductDraft {
        id,
        version: reader.product_version(id)?,
        json: ProductJson::of(&product, &reader.policy(product.policy)?.code),
    })
}

/// Saves what an editor made of a draft. Where somebody else was quicker nothing is saved, and
/// [`Error::ProductChanged`] holds what is there now. Users who have the product keep what they were sold (P38).
pub fn save_product(
    store: &Store,
    now: Instant,
    actor: Actor,
    edited: ProductDraft,
) -> Result<Product> {
    write(store, move |tx| {
        if tx.product_version(edited.id)? != edited.version {
            return Err(Error::ProductChanged(Box::new(draft_of(tx, edited.id)?)));
        }
        let before = tx.product(edited.id)?;
        let product = product_of(tx, edited.json, edited.id)?;
        change_product(tx, now, actor, &before, product)
    })
}

/// A policy to be edited.
pub fn policy_draft(store: &Store, id: PolicyId) -> Result<PolicyDraft> {
    Ok(store.read(|reader| policy_draft_of(reader, id))?)
}

fn policy_draft_of(reader: &Reader<'_>, id: PolicyId) -> store::Result<PolicyDraft> {
    Ok(PolicyDraft {
        id,
        version: reader.policy_version(id)?,
        json: PolicyJson::from(&reader.policy(id)?),
    })
}

/// Saves what an editor made of a draft; as [`save_product`], with [`Error::PolicyChanged`].
pub fn save_policy(
    store: &Store,
    now: Instant,
    actor: Actor,
    edited: PolicyDraft,
) -> Result<Policy> {
    write(store, move |tx| {
        if tx.policy_version(edited.id)? != edited.version {
            return Err(Error::PolicyChanged(Box::new(policy_draft_of(
                tx, edited.id,
            )?)));
        }
        let before = tx.policy(edited.id)?;
        let policy = checked_policy(edited.json, edited.id)?;
        change_policy(tx, now, actor, &before, policy)
    })
}

/// The JSON of a product (DESIGN 5).
pub fn product_json(store: &Store, product: &Product) -> Result<ProductJson> {
    let policy = store.read(|reader| reader.policy(product.policy))?;
    Ok(ProductJson::of(product, &policy.code))
}

/// The same as a value, without the price list where this installation may not manage products (PX03).
pub fn product_shape(store: &Store, product: &Product) -> Result<Value> {
    Ok(store.read(|reader| shape(reader, &levels::read(reader)?, product))?)
}

/// As [`product_shape`], inside a transaction.
pub(super) fn shape(
    reader: &Reader<'_>,
    levels: &Levels,
    product: &Product,
) -> store::Result<Value> {
    let policy = reader.policy(product.policy)?;
    let mut shape = json!(ProductJson::of(product, &policy.code));
    if let (false, Some(keys)) = (levels.manage_products, shape.as_object_mut()) {
        let _ = keys.remove("price_list");
    }
    Ok(shape)
}

/// Adds a product.
pub fn add_product(store: &Store, now: Instant, actor: Actor, new: ProductJson) -> Result<Product> {
    write(store, move |tx| add_product_in(tx, now, actor, new))
}

/// As [`add_product`], inside a transaction.
pub(super) fn add_product_in(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    new: ProductJson,
) -> Result<Product> {
    let product = product_of(tx, new, ProductId::new())?;
    levels::check(tx, product.level, &product.code)?;
    tx.add_product(&product)?;
    note_product(tx, now, actor, "product.added", None, Some(&product))?;
    Ok(product)
}

/// Adds a product that is the same as another, put away or not, but for its code.
pub fn duplicate_product(
    store: &Store,
    now: Instant,
    actor: Actor,
    original: ProductId,
    new_code: &str,
) -> Result<Product> {
    let new_code = new_code.to_owned();
    write(store, move |tx| {
        let original = tx.product(original)?;
        let policy = tx.policy(original.policy)?.code;
        // The copy of what belongs to a level above is one's own.
        let copy = ProductJson {
            code: new_code,
            level: own_level(tx, original.level)?,
            ..ProductJson::of(&original, &policy)
        };
        add_product_in(tx, now, actor, copy)
    })
}

/// The level of a copy: that of the original, or where that is above this installation, its own.
fn own_level(reader: &Reader<'_>, original: Level) -> Result<Level> {
    let desk = levels::read(reader)?.level;
    Ok(if may_edit(desk, original) {
        original
    } else {
        desk
    })
}

/// Changes a product: keys that `changes` leaves out stay. Users who have it already keep what they were sold until the
/// manager updates them (P38).
pub fn edit_product(store: &Store, now: Instant, actor: Actor, changes: Value) -> Result<Product> {
    write(store, move |tx| edit_product_in(tx, now, actor, changes))
}

/// As [`edit_product`], inside a transaction.
pub(super) fn edit_product_in(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    changes: Value,
) -> Result<Product> {
    let before = tx.product_by_code(&code_of(&changes)?)?;
    let known = ProductJson::of(&before, &tx.policy(before.policy)?.code);
    let merged: ProductJson = merge(&known, changes)?.parse::<ProductJson>()?;
    let product = product_of(tx, merged, before.id)?;
    change_product(tx, now, actor, &before, product)
}

fn change_product(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    before: &Product,
    product: Product,
) -> Result<Product> {
    levels::check(tx, before.level, &before.code)?;
    levels::check(tx, product.level, &product.code)?;
    if *before == product {
        return Ok(product);
    }
    tx.update_product(&product)?;
    note_product(
        tx,
        now,
        actor,
        "product.changed",
        Some(before),
        Some(&product),
    )?;
    Ok(product)
}

/// Removes a product. One in use is put away and stays with its tickets.
pub fn remove_product(
    store: &Store,
    now: Instant,
    actor: Actor,
    code: &str,
) -> Result<(Product, Removed)> {
    let code = code.to_owned();
    write(store, move |tx| {
        let product = tx.product_by_code(&code)?;
        levels::check(tx, product.level, &product.code)?;
        let removed = tx.remove_product(product.id)?;
        note_product(tx, now, actor, "product.removed", Some(&product), None)?;
        Ok((product, removed))
    })
}

/// Takes back a product that was put away: it can be issued and edited again. It is on sale nowhere until the manager
/// puts it there.
pub fn restore_product(
    store: &Store,
    now: Instant,
    actor: Actor,
    id: ProductId,
) -> Result<Product> {
    write(store, move |tx| {
        let product = tx.product(id)?;
        levels::check(tx, product.level, &product.code)?;
        tx.restore_product(&product)?;
        note_product(tx, now, actor, "product.restored", None, Some(&product))?;
        Ok(product)
    })
}

/// The policy of this code.
pub fn policy(store: &Store, code: &str) -> Result<Policy> {
    Ok(store.read(|reader| reader.policy_by_code(code))?)
}

/// All policies that are offered.
pub fn policies(store: &Store) -> Result<Vec<Policy>> {
    Ok(store.read(|reader| reader.policies())?)
}

/// The policies that were put away, by code; of several with one code the newest first.
pub fn archived_policies(store: &Store) -> Result<Vec<Policy>> {
    Ok(store.read(|reader| reader.archived_policies())?)
}

/// The policy that was put away under this code, or that has this id; of several with one code the newest.
pub fn archived_policy(store: &Store, name: &str) -> Result<Policy> {
    let all = archived_policies(store)?;
    all.into_iter()
        .find(|one| one.code == name || one.id.to_string() == name)
        .ok_or_else(|| store::Error::not_found(What::Policy, name).into())
}

/// Adds a policy.
pub fn add_policy(store: &Store, now: Instant, actor: Actor, new: PolicyJson) -> Result<Policy> {
    write(store, move |tx| add_policy_in(tx, now, actor, new))
}

/// As [`add_policy`], inside a transaction.
pub(super) fn add_policy_in(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    new: PolicyJson,
) -> Result<Policy> {
    let policy = checked_policy(new, PolicyId::new())?;
    levels::check(tx, policy.level, &policy.code)?;
    tx.add_policy(&policy)?;
    note_policy(tx, now, actor, "policy.added", None, Some(&policy))?;
    Ok(policy)
}

/// Adds a policy that is the same as another, put away or not, but for its code.
pub fn duplicate_policy(
    store: &Store,
    now: Instant,
    actor: Actor,
    original: PolicyId,
    new_code: &str,
) -> Result<Policy> {
    let new_code = new_code.to_owned();
    write(store, move |tx| {
        let original = tx.policy(original)?;
        let copy = PolicyJson {
            code: new_code,
            level: own_level(tx, original.level)?,
            ..PolicyJson::from(&original)
        };
        add_policy_in(tx, now, actor, copy)
    })
}

/// Changes a policy: keys that `changes` leaves out stay.
pub fn edit_policy(store: &Store, now: Instant, actor: Actor, changes: Value) -> Result<Policy> {
    write(store, move |tx| edit_policy_in(tx, now, actor, changes))
}

/// As [`edit_policy`], inside a transaction.
pub(super) fn edit_policy_in(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    changes: Value,
) -> Result<Policy> {
    let before = tx.policy_by_code(&code_of(&changes)?)?;
    let merged: PolicyJson = merge(&PolicyJson::from(&before), changes)?
        .parse()
        .map_err(invalid)?;
    let policy = checked_policy(merged, before.id)?;
    change_policy(tx, now, actor, &before, policy)
}

fn change_policy(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    before: &Policy,
    policy: Policy,
) -> Result<Policy> {
    levels::check(tx, before.level, &before.code)?;
    levels::check(tx, policy.level, &policy.code)?;
    if *before == policy {
        return Ok(policy);
    }
    tx.update_policy(&policy)?;
    note_policy(
        tx,
        now,
        actor,
        "policy.changed",
        Some(before),
        Some(&policy),
    )?;
    Ok(policy)
}

/// Takes back a policy that was put away: products may name it again.
pub fn restore_policy(store: &Store, now: Instant, actor: Actor, id: PolicyId) -> Result<Policy> {
    write(store, move |tx| {
        let policy = tx.policy(id)?;
        levels::check(tx, policy.level, &policy.code)?;
        tx.restore_policy(&policy)?;
        note_policy(tx, now, actor, "policy.restored", None, Some(&policy))?;
        Ok(policy)
    })
}

/// Removes a policy. One that products use, or ever did, is put away.
pub fn remove_policy(
    store: &Store,
    now: Instant,
    actor: Actor,
    code: &str,
) -> Result<(Policy, Removed)> {
    let code = code.to_owned();
    write(store, move |tx| {
        let policy = tx.policy_by_code(&code)?;
        levels::check(tx, policy.level, &policy.code)?;
        let removed = tx.remove_policy(policy.id)?;
        note_policy(tx, now, actor, "policy.removed", Some(&policy), None)?;
        Ok((policy, removed))
    })
}

fn product_of(reader: &Reader<'_>, json: ProductJson, id: ProductId) -> Result<Product> {
    let currency = reader.location()?.currency;
    // A policy that was put away stays with the products that have it.
    let own = reader.product(id).and_then(|it| reader.policy(it.policy));
    Ok(json.into_product(id, currency, |code| {
        let own = own.ok().filter(|policy| policy.code == code);
        let named = own.or_else(|| reader.policy_by_code(code).ok());
        named.map(|policy| policy.id)
    })?)
}

/// A policy whose extra attributes the RADIUS dictionary knows: a wrong one would otherwise show at a guest's login.
fn checked_policy(json: PolicyJson, id: PolicyId) -> Result<Policy> {
    let policy = json.into_policy(id)?;
    for (name, value) in &policy.attributes {
        check_attribute(name, value)?;
    }
    Ok(policy)
}

fn code_of(changes: &Value) -> Result<String> {
    let code = changes.get("code").and_then(Value::as_str);
    code.map(str::to_owned)
        .ok_or_else(|| Error::Invalid("the JSON needs the key \"code\"".to_owned()))
}

/// The known JSON with the keys of `changes` put over it.
fn merge(known: &impl serde::Serialize, changes: Value) -> Result<String> {
    let mut known = serde_json::to_value(known).map_err(invalid)?;
    match (&mut known, changes) {
        (Value::Object(known), Value::Object(changes)) => known.extend(changes),
        _ => return Err(Error::Invalid("the JSON must be one object".to_owned())),
    }
    Ok(known.to_string())
}

fn invalid(error: impl std::fmt::Display) -> Error {
    Error::Invalid(error.to_string())
}

fn note_product(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    kind: &str,
    before: Option<&Product>,
    after: Option<&Product>,
) -> Result<()> {
    let Some(subject) = after.or(before).map(|product| product.id.0) else {
        return Ok(());
    };
    let json = |product: &Product| serde_json::to_value(product).ok();
    let _ = tx.append_event(&NewEvent {
        before: before.and_then(json),
        after: after.and_then(json),
        ..event(now, actor, kind, subject)
    })?;
    Ok(())
}

fn note_policy(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    kind: &str,
    before: Option<&Policy>,
    after: Option<&Policy>,
) -> Result<()> {
    let Some(subject) = after.or(before).map(|policy| policy.id.0) else {
        return Ok(());
    };
    let json = |policy: &Policy| serde_json::to_value(policy).ok();
    let _ = tx.append_event(&NewEvent {
        before: before.and_then(json),
        after: after.and_then(json),
        ..event(now, actor, kind, subject)
    })?;
    Ok(())
}
