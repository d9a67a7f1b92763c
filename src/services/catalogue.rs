//! Products and policies: added, changed, put away.

use super::{Actor, Error, Result, event, write};
use crate::{
    domain::{
        id::{PolicyId, ProductId},
        policy::{Policy, PolicyJson},
        product::{Product, ProductJson},
        time::Instant,
    },
    store::{NewEvent, Reader, Removed, Store, Tx},
};
use serde_json::Value;

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

/// The JSON of a product (DESIGN 5).
pub fn product_json(store: &Store, product: &Product) -> Result<ProductJson> {
    let policy = store.read(|reader| reader.policy(product.policy))?;
    Ok(ProductJson::of(product, &policy.code))
}

/// Adds a product.
pub fn add_product(store: &Store, now: Instant, actor: Actor, new: ProductJson) -> Result<Product> {
    write(store, move |tx| {
        let product = product_of(tx, new, ProductId::new())?;
        tx.add_product(&product)?;
        note_product(tx, now, actor, "product.added", None, Some(&product))?;
        Ok(product)
    })
}

/// Changes a product: keys that `changes` leaves out stay. Users who have it already keep what they have until the
/// manager updates them (P38), except that limits are read from the product at every login.
pub fn edit_product(store: &Store, now: Instant, actor: Actor, changes: Value) -> Result<Product> {
    write(store, move |tx| {
        let before = tx.product_by_code(&code_of(&changes)?)?;
        let known = ProductJson::of(&before, &tx.policy(before.policy)?.code);
        let merged: ProductJson = merge(&known, changes)?.parse().map_err(invalid)?;
        let product = product_of(tx, merged, before.id)?;
        tx.update_product(&product)?;
        note_product(
            tx,
            now,
            actor,
            "product.changed",
            Some(&before),
            Some(&product),
        )?;
        Ok(product)
    })
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
        let removed = tx.remove_product(product.id)?;
        note_product(tx, now, actor, "product.removed", Some(&product), None)?;
        Ok((product, removed))
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

/// Adds a policy.
pub fn add_policy(store: &Store, now: Instant, actor: Actor, new: PolicyJson) -> Result<Policy> {
    write(store, move |tx| {
        let policy = checked_policy(new, PolicyId::new())?;
        tx.add_policy(&policy)?;
        note_policy(tx, now, actor, "policy.added", None, Some(&policy))?;
        Ok(policy)
    })
}

/// Changes a policy: keys that `changes` leaves out stay.
pub fn edit_policy(store: &Store, now: Instant, actor: Actor, changes: Value) -> Result<Policy> {
    write(store, move |tx| {
        let before = tx.policy_by_code(&code_of(&changes)?)?;
        let merged: PolicyJson = merge(&PolicyJson::from(&before), changes)?
            .parse()
            .map_err(invalid)?;
        let policy = checked_policy(merged, before.id)?;
        tx.update_policy(&policy)?;
        note_policy(
            tx,
            now,
            actor,
            "policy.changed",
            Some(&before),
            Some(&policy),
        )?;
        Ok(policy)
    })
}

/// Removes a policy. One that products use is refused or put away by the store.
pub fn remove_policy(
    store: &Store,
    now: Instant,
    actor: Actor,
    code: &str,
) -> Result<(Policy, Removed)> {
    let code = code.to_owned();
    write(store, move |tx| {
        let policy = tx.policy_by_code(&code)?;
        let removed = tx.remove_policy(policy.id)?;
        note_policy(tx, now, actor, "policy.removed", Some(&policy), None)?;
        Ok((policy, removed))
    })
}

fn product_of(reader: &Reader<'_>, json: ProductJson, id: ProductId) -> Result<Product> {
    let currency = reader.location()?.currency;
    json.into_product(id, currency, |code| {
        reader.policy_by_code(code).ok().map(|policy| policy.id)
    })
    .map_err(invalid)
}

/// A policy whose extra attributes the RADIUS dictionary knows: a wrong one would otherwise show at a guest's login.
fn checked_policy(json: PolicyJson, id: PolicyId) -> Result<Policy> {
    let policy = json.into_policy(id).map_err(invalid)?;
    for (name, value) in &policy.attributes {
        let _ = crate::radius::attribute::Attribute::for_reply(name, value).map_err(invalid)?;
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
