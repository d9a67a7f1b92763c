//! Subscriptions: a product for one paid period after the other (RULES P28, P29, A15).

use super::{
    Actor, Error, Result,
    recharge::{
        Recharged,
        plan::{Plan, Purchase},
    },
    write,
};
use crate::{
    domain::{location::SubscriptionFrequency, subscription::Subscription, time::Instant},
    store::Store,
};

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
