//! Gateways: added, listed, removed as RADIUS clients; and, where they have an interface of their own, linked, tested,
//! planned, pushed to and kept.
//!
//! A gateway without a [link] is a RADIUS client alone. With one, [`push::plan`] says what a push would do,
//! [`push::push`] does it, and from then on the [engine](super::engine) keeps it ([`keep`]). [`link::standing`] has what a
//! card shows, [`doctor::examine`] the lines of a test, [`link::of_ticket`] whether a ticket has arrived. All but the doctor and plan,
//! push and kick answer from the store at once; those four wait for the gateway: on a thread of their own, please.

pub mod change;
mod desired;
pub mod doctor;
mod hear;
mod keep;
pub mod link;
pub mod overview;
pub mod push;
pub mod search;
#[cfg(test)]
mod tests;
pub mod trial;
pub mod withdraw;
pub mod words;

pub(crate) use hear::{EVERY as HEAR_EVERY, Heard, hear, is_same, name_of};
pub(crate) use keep::{Round, keep, rounds};

use super::{Actor, Error, Result, event, write};
use crate::{
    domain::{
        code,
        gateway::{Gateway, Network, Vendor},
        id::GatewayId,
        session::Session,
        time::Instant,
    },
    gateways::{self, Cause, Failure, ForeignUser, Kicked, Trouble, Whom},
    store::{NewEvent, Store},
};
use serde_json::json;

/// Shortest secret taken without complaint: RFC 2865 section 3 asks for one that cannot be guessed.
pub const SECRET_MIN: usize = 6;

/// Longest secret that common gateways take.
pub const SECRET_MAX: usize = 128;

/// A shared secret that nobody can guess: 30 letters and digits, 148 bits.
pub fn fresh_secret() -> String {
    let part = || code::lookup_form(&code::generate(&mut rand::rng()));
    [part(), part(), part()].concat()
}

/// What is asked for; what is `None` comes from the vendor's profile.
#[derive(Clone)]
pub struct NewGateway {
    /// For people, unique.
    pub name: String,
    /// Kind of hardware.
    pub vendor: Vendor,
    /// Address or CIDR block.
    pub network: Network,
    /// Shared secret.
    pub secret: String,
    /// UDP port of Disconnect-Request.
    pub disconnect_port: Option<u16>,
    /// "Send Disconnection Requests to the Gateway".
    pub send_disconnect: bool,
    /// For clients that send no Message-Authenticator.
    pub allow_missing_message_authenticator: bool,
    /// Input and output octets are exchanged.
    pub swap_octets: bool,
    /// Seconds between interim updates; the vendor's where nobody chose.
    pub interim_seconds: Option<u32>,
}

/// Adds a RADIUS client. It may log guests in within 200 ms.
pub fn add(store: &Store, now: Instant, actor: Actor, new: NewGateway) -> Result<Gateway> {
    add_linked(store, now, actor, new, None)
}

/// As [`add`], with the way to its own interface: both or neither.
pub fn add_linked(
    store: &Store,
    now: Instant,
    actor: Actor,
    new: NewGateway,
    new_link: Option<link::NewLink>,
) -> Result<Gateway> {
    let gateway = checked(GatewayId::new(), new)?;
    write(store, move |tx| {
        tx.add_gateway(&gateway)?;
        let _ = tx.append_event(&NewEvent {
            after: Some(described(&gateway)),
            ..event(now, actor, "gateway.added", gateway.id.0)
        })?;
        if let Some(new_link) = new_link {
            link::set_in(tx, now, actor, &gateway, new_link)?;
        }
        Ok(gateway)
    })
}

/// The gateway that is asked for, with what comes from the vendor's profile.
fn checked(id: GatewayId, new: NewGateway) -> Result<Gateway> {
    let name = new.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 64 {
        return Err(Error::OutOfRange {
            what: "the length of the gateway's name",
            min: 1,
            max: 64,
        });
    }
    if !(SECRET_MIN..=SECRET_MAX).contains(&new.secret.len()) {
        return Err(Error::OutOfRange {
            what: "the length of the secret",
            min: SECRET_MIN as u64,
            max: SECRET_MAX as u64,
        });
    }
    // RFC 2869 5.16: a value below 60 must not be sent.
    let interim_seconds = new
        .interim_seconds
        .unwrap_or_else(|| new.vendor.interim_seconds());
    if !(60..=86_400).contains(&interim_seconds) {
        return Err(Error::OutOfRange {
            what: "the seconds between interim updates",
            min: 60,
            max: 86_400,
        });
    }
    Ok(Gateway {
        id,
        name,
        vendor: new.vendor,
        network: new.network,
        secret: new.secret,
        disconnect_port: new
            .disconnect_port
            .unwrap_or_else(|| new.vendor.disconnect_port()),
        send_disconnect: new.send_disconnect && new.vendor.takes_disconnect(),
        allow_missing_message_authenticator: new.allow_missing_message_authenticator,
        swap_octets: new.swap_octets,
        interim_seconds,
    })
}

/// The gateway of this name.
pub fn find(store: &Store, name: &str) -> Result<Gateway> {
    Ok(store.read(|reader| reader.gateway_by_name(name))?)
}

/// The users that others made at a gateway, to be taken over as tickets (P25). Waits for it.
pub fn foreign_users(store: &Store, name: &str) -> Result<Vec<ForeignUser>> {
    let (linked, owner) = push::read(store, name)?;
    let mut driver = link::open(&linked, owner)?;
    let users = driver.foreign_users()?;
    // A login without the right to see passwords is shown none: their guests could not log in with what they know.
    if users.iter().any(|user| user.password.is_none()) {
        let mut troubles = driver.facts()?.troubles.into_iter();
        let lacks = |trouble| match trouble {
            Trouble::MissingRight(right) if right == "sensitive" => Some(right),
            _ => None,
        };
        if let Some(right) = troubles.find_map(lacks) {
            return Err(Failure::new(Cause::Rights, right).into());
        }
    }
    Ok(users)
}

/// All of them, by name.
pub fn list(store: &Store) -> Result<Vec<Gateway>> {
    Ok(store.read(|reader| reader.gateways())?)
}

/// Cuts whoever matches at a gateway's own interface, cookies included.
pub fn kick(store: &Store, name: &str, whom: &Whom) -> Result<Kicked> {
    let (linked, owner) = push::read(store, name)?;
    let mut driver = link::open(&linked, owner)?;
    Ok(driver.kick(whom)?)
}

/// Cuts a session at its gateway's own interface, where that can: what a Disconnect-Request could not. `None` where there is no
/// such interface. Waits for it.
pub(crate) fn cut(
    store: &Store,
    session: &Session,
) -> Option<std::result::Result<Kicked, Failure>> {
    let found = store.read(|reader| {
        let owner = gateways::Owner(reader.location()?.id);
        Ok((owner, reader.link_of(reader.gateway(session.gateway)?)?))
    });
    let (owner, Some(linked)) = found.ok()? else {
        return None;
    };
    if !gateways::abilities(linked.gateway.vendor)?.kicks {
        return None;
    }
    let whom = Whom {
        name: Some(session.username.clone()),
        mac: session.mac,
        ip: None,
    };
    Some(link::open(&linked, owner).and_then(|mut driver| driver.kick(&whom)))
}

/// Whether tickets are kept at a gateway, as users of its own.
pub(crate) fn keeps_tickets(store: &Store, id: GatewayId) -> bool {
    let linked = store.read(|reader| reader.link_of(reader.gateway(id)?));
    matches!(linked, Ok(Some(linked)) if linked.link.users)
}

/// Removes a RADIUS client. Its sessions stay in the list; its logins are dropped from now on.
pub fn remove(store: &Store, now: Instant, actor: Actor, name: &str) -> Result<Gateway> {
    let name = name.to_owned();
    write(store, move |tx| {
        let gateway = tx.gateway_by_name(&name)?;
        tx.remove_gateway(gateway.id, now)?;
        let _ = tx.append_event(&NewEvent {
            before: Some(described(&gateway)),
            ..event(now, actor, "gateway.removed", gateway.id.0)
        })?;
        Ok(gateway)
    })
}

/// For the event log: everything but the secret.
fn described(gateway: &Gateway) -> serde_json::Value {
    json!({ "name": gateway.name, "vendor": gateway.vendor, "network": gateway.network.to_string() })
}
