//! Free users: the tickets that make themselves for a device (P10). See [`engine`](super::engine) for when.
//!
//! They are kept as tickets of a source of their own, so that everything that works on tickets (sessions, usage, expiry,
//! cancelling, explaining) works on them, and the issued list leaves them out unless it is asked for them. Their serials
//! come from the same row, so the serials of the desk have gaps where devices came between.

use super::{Actor, event};
use crate::{
    domain::{
        account::Credentials,
        allowance::BYTES_PER_MB,
        code,
        id::{AccountId, TicketId},
        location::{Location, free_username},
        mac::Mac,
        money::Money,
        ticket::{Kind, Source},
        time::Instant,
    },
    store::{self, NewEvent, NewTicket, Tx, What},
};
use serde_json::json;

/// Makes the ticket of a device, with the Location's product for free users. Its password is known to nobody: the
/// device is let in by the mode of the Location, not by what it types.
pub(super) fn make(
    tx: &Tx<'_>,
    now: Instant,
    mac: Mac,
    location: &Location,
) -> store::Result<TicketId> {
    let product = location
        .access
        .free_product
        .ok_or_else(|| store::Error::NotFound {
            what: What::Product,
            name: String::new(),
        })?;
    let product = tx.product(product)?;
    let whole = |amount: u32, unit: u64| (amount > 0).then(|| u64::from(amount) * unit);
    let new = NewTicket {
        id: TicketId::new(),
        account: AccountId::new(),
        created_at: now,
        user_id: mac.to_string(),
        kind: Kind::Individual,
        source: Source::Automatic,
        ticket_type: None,
        price: Money::zero(location.currency),
        devices: 1,
        product: product.id,
        credentials: Credentials {
            username: free_username(mac),
            password: code::generate(&mut rand::rng()),
        },
        valid_from: None,
        valid_until: None,
        use_by: None,
        expires_at: None,
        lapses_at: None,
        total_seconds: whole(product.total_time_min, 60),
        total_bytes: whole(product.total_data_mb, BYTES_PER_MB),
        fields: std::collections::BTreeMap::new(),
        batch: None,
        reference: None,
    };
    let serial = tx.insert_ticket(&new)?;
    let after = json!({ "serial": serial, "device": mac, "product": product.code });
    let _ = tx.append_event(&NewEvent {
        after: Some(after),
        ..event(now, Actor::Engine, "ticket.automatic", new.id.0)
    })?;
    Ok(new.id)
}
