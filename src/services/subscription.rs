//! Subscriptions: a product for one paid period after the other (RULES P28, P29, A15).

use super::{
    Actor, Error, Result,
    recharge::{
        Preview, Recharged,
        plan::{Plan, Purchase},
    },
    write,
};
use crate::{
    domain::{location::SubscriptionFrequency, subscription::Subscription, time::Instant},
    store::Store,
};

/// What a period brings, before it is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// What is bought, and what comes of it.
    pub preview: Preview,
    /// The subscription with this period.
    pub subscription: Subscription,
}

/// What a subscription to the product of this code would bring with its first period.
pub fn first_period(
    store: &Store,
    now: Instant,
    serial: u64,
    product: &str,
    frequency: SubscriptionFrequency,
) -> Result<Period> {
    let subscription = Subscription::new(now, frequency).ok_or(Error::NoFrequency)?;
    let purchase = Purchase::Subscription(product.to_owned(), subscription);
    period(store, now, serial, &purchase)
}

/// What one more period of what a ticket has subscribed to would bring.
pub fn next_period(store: &Store, now: Instant, serial: u64) -> Result<Period> {
    period(store, now, serial, &Purchase::Period)
}

fn period(store: &Store, now: Instant, serial: u64, purchase: &Purchase) -> Result<Period> {
    let plan = store.read(|reader| Ok(Plan::of(reader, now, serial, purchase)))??;
    let subscription = plan.subscription().ok_or(Error::NoFrequency)?;
    Ok(Period {
        preview: plan.preview,
        subscription,
    })
}

/// Gives the account of a ticket a product by subscription; the first period counts as paid.
pub fn subscribe(
    store: &Store,
    now: Instant,
    actor: Actor,
    serial: u64,
    product: String,
    frequency: SubscriptionFrequency,
) -> Result<Recharged> {
    write(store, move |tx| {
        let subscription = Subscription::new(now, frequency).ok_or(Error::NoFrequency)?;
        let purchase = Purchase::Subscription(product, subscription);
        Plan::of(tx, now, serial, &purchase)?.carry_out(tx, actor, "ticket.subscribed")
    })
}

/// Takes in the payment of one more period. One with a reference that was taken in before changes nothing, so that
/// whoever sends notices may send them again.
pub fn renew(
    store: &Store,
    now: Instant,
    actor: Actor,
    serial: u64,
    reference: Option<String>,
) -> Result<Recharged> {
    write(store, move |tx| {
        let plan = Plan::of(tx, now, serial, &Purchase::Period)?;
        if let Some(reference) = reference {
            let account = plan.account().id;
            match tx.renewal(&reference)? {
                Some(known) if known == account => return Ok(plan.unchanged()),
                Some(_) => return Err(Error::ReferenceTaken { reference }),
                None => tx.add_renewal(&reference, account, now)?,
            }
        }
        plan.carry_out(tx, actor, "ticket.renewed")
    })
}
