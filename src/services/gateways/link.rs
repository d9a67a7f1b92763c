//! The link to a gateway: set, opened, shown.

use super::{Actor, Error, NewEvent, Result, event, write};
use crate::{
    domain::{
        gateway::{
            Gateway, Vendor,
            link::{Keeping, Link},
        },
        id::TicketId,
        ticket::Ticket,
        time::Instant,
    },
    gateways::{
        self, Abilities, Cause, Codes, Connection, Driver, Failure, Fingerprint, Owner, Secret,
        Transport,
    },
    i18n::Words,
    store::{Linked, Reader, Store, Tx},
    t,
};
use serde_json::json;
use std::time::Duration;

/// How long a gateway may take for one answer. RouterOS gives itself 60 s for a command; whoever needs half of that is
/// in no state to be asked.
const PATIENCE: Duration = Duration::from_secs(20);

/// Everything of a linked gateway that a screen shows, without any secret.
#[derive(Debug, Clone)]
pub struct Standing {
    /// How it is reached.
    pub link: Link,
    /// What its interface can do.
    pub abilities: &'static Abilities,
    /// How its keeping stands.
    pub keeping: Keeping,
    /// What stood in the way last; `None` = nothing does.
    pub failure: Option<Failure>,
    /// Tickets that wait for it.
    pub waiting: u64,
    /// Tickets that it does not take, with why.
    pub refused: Vec<(TicketId, Failure)>,
}

/// What is asked for a link. What is `None` comes from the vendor.
#[derive(Debug, Clone)]
pub struct NewLink {
    /// How it is reached.
    pub link: Link,
    /// Its password or key.
    pub password: Secret,
}

/// Sets how the interface of a gateway is reached. Nothing is asked yet and nothing goes there before the first push.
pub fn set(store: &Store, now: Instant, actor: Actor, name: &str, new: NewLink) -> Result<()> {
    let name = name.to_owned();
    write(store, move |tx| {
        let gateway = tx.gateway_by_name(&name)?;
        set_in(tx, now, actor, &gateway, new)
    })
}

/// As [`set`], inside a transaction.
pub(super) fn set_in(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    gateway: &Gateway,
    new: NewLink,
) -> Result<()> {
    let link = checked(gateway.vendor, new.link)?;
    one_chooser(tx, gateway, &link)?;
    tx.set_link(gateway.id, &link, new.password.reveal())?;
    let seq = tx.last_gateway_change()?;
    tx.set_keeping(gateway.id, seq, &Keeping::default())?;
    let after = json!({ "host": link.host, "users": link.users, "fingerprint": link.fingerprint });
    let _ = tx.append_event(&NewEvent {
        after: Some(after),
        ..event(now, actor, "gateway.linked", gateway.id.0)
    })?;
    Ok(())
}

/// Pins the certificate that a gateway shows, after somebody has compared it or taken it at its word.
pub fn pin(
    store: &Store,
    now: Instant,
    actor: Actor,
    name: &str,
    shown: Fingerprint,
) -> Result<()> {
    let name = name.to_owned();
    write(store, move |tx| {
        let linked = linked(tx, &name)?;
        let before = linked.link.fingerprint.clone();
        let link = Link {
            fingerprint: Some(shown.to_string()),
            ..linked.link
        };
        tx.set_link(linked.gateway.id, &link, &linked.password)?;
        let _ = tx.append_event(&NewEvent {
            before: before.map(|before| json!({ "fingerprint": before })),
            after: Some(json!({ "fingerprint": shown.to_string() })),
            ..event(now, actor, "gateway.pinned", linked.gateway.id.0)
        })?;
        Ok(())
    })
}

/// A link that can be opened, with the vendor's options filled in.
pub(super) fn checked(vendor: Vendor, mut link: Link) -> Result<Link> {
    let settings = |why: String| Error::Gateway(Failure::new(Cause::Settings, why));
    let Some(abilities) = gateways::abilities(vendor) else {
        return Err(Error::Gateway(Failure::unsupported(
            "an interface of its own",
        )));
    };
    link.host = link.host.trim().to_owned();
    if link.host.is_empty() {
        return Err(settings("the address of the interface".to_owned()));
    }
    if abilities.user_name && !abilities.key_alone && link.user.is_empty() {
        return Err(settings("the user name of the interface".to_owned()));
    }
    if link.users && abilities.codes == Codes::None {
        return Err(Error::Gateway(Failure::unsupported("users of its own")));
    }
    let transport = transport_of(&link);
    if !abilities.ports.iter().any(|(one, _)| *one == transport) {
        return Err(settings(format!(
            "{vendor} does not speak {transport:?} there"
        )));
    }
    if let Some(fingerprint) = &link.fingerprint {
        let fingerprint = fingerprint
            .parse::<Fingerprint>()
            .map_err(|error| settings(error.to_string()))?;
        link.fingerprint = Some(fingerprint.to_string());
    }
    for name in link.options.keys() {
        if !abilities.options.iter().any(|option| option.name == name) {
            let known: Vec<_> = abilities.options.iter().map(|option| option.name).collect();
            let known = known.join(", ");
            return Err(settings(format!(
                "{vendor} has no option {name}; it has {known}"
            )));
        }
    }
    for option in abilities.options {
        let given = link
            .options
            .get(option.name)
            .is_some_and(|value| !value.trim().is_empty());
        match (given, option.default) {
            (true, _) => {}
            (false, Some(default)) => {
                let _ = link
                    .options
                    .insert(option.name.to_owned(), default.to_owned());
            }
            (false, None) => {
                return Err(settings(format!(
                    "the option {}: {}",
                    option.name, option.help
                )));
            }
        }
    }
    link.every_minutes = link.every_minutes.max(1);
    Ok(link)
}

/// Whether a gateway chooses the codes of the tickets that it keeps.
pub(super) fn chooses(vendor: Vendor, link: &Link) -> bool {
    let abilities = gateways::abilities(vendor);
    link.users && abilities.is_some_and(|abilities| abilities.codes == Codes::Theirs)
}

/// The gateways that choose the codes of tickets: at most one, but for those that were linked together by another program.
pub(in crate::services) fn choosers(reader: &Reader<'_>) -> crate::store::Result<Vec<Gateway>> {
    let linked = reader.linked()?.into_iter();
    let choosing = linked.filter(|linked| chooses(linked.gateway.vendor, &linked.link));
    Ok(choosing.map(|linked| linked.gateway).collect())
}

/// The name of the gateway whose code a ticket waits for, among those that [choose](choosers); until it is there, the
/// ticket has a code that lets nobody in.
pub(in crate::services) fn awaited(
    reader: &Reader<'_>,
    choosers: &[Gateway],
    ticket: &Ticket,
) -> crate::store::Result<Option<String>> {
    if choosers.is_empty() {
        return Ok(None);
    }
    // One that is in use has the code that its guest has.
    let account = reader.account(ticket.account)?;
    if account.product_first_login_at.is_some() {
        return Ok(None);
    }
    for gateway in choosers {
        if !reader.has_code_of(gateway.id, ticket.id)? {
            return Ok(Some(gateway.name.clone()));
        }
    }
    Ok(None)
}

/// A ticket has one code: no two gateways can choose it.
pub(super) fn one_chooser(reader: &Reader<'_>, gateway: &Gateway, link: &Link) -> Result<()> {
    if !chooses(gateway.vendor, link) {
        return Ok(());
    }
    let others = choosers(reader)?;
    match others.into_iter().find(|other| other.id != gateway.id) {
        None => Ok(()),
        Some(other) => Err(Error::Gateway(Failure::new(
            Cause::Settings,
            format!("{} chooses the codes of tickets already", other.name),
        ))),
    }
}

fn transport_of(link: &Link) -> Transport {
    if link.plain {
        Transport::Plain
    } else {
        Transport::Tls
    }
}

/// The gateway of this name with its interface; a refusal if it has none.
pub(super) fn linked(reader: &Reader<'_>, name: &str) -> Result<Linked> {
    let gateway = reader.gateway_by_name(name)?;
    let missing = Error::NoLink {
        name: gateway.name.clone(),
    };
    reader.link_of(gateway)?.ok_or(missing)
}

/// What a driver needs.
pub(super) fn connection(linked: &Linked, owner: Owner) -> Connection {
    let link = &linked.link;
    Connection {
        owner,
        host: link.host.clone(),
        port: link.port,
        transport: transport_of(link),
        user: link.user.clone(),
        password: Secret::new(linked.password.clone()),
        fingerprint: link
            .fingerprint
            .as_deref()
            .and_then(|text| text.parse().ok()),
        options: link.options.clone(),
        patience: PATIENCE,
    }
}

/// Opens the driver of a linked gateway.
pub(super) fn open(linked: &Linked, owner: Owner) -> gateways::Result<Box<dyn Driver>> {
    gateways::open(linked.gateway.vendor, &connection(linked, owner))
}

/// How a linked gateway stands; `None` for a RADIUS client alone.
pub fn standing(store: &Store, name: &str) -> Result<Option<Standing>> {
    let found = store.read(|reader| {
        let gateway = reader.gateway_by_name(name)?;
        let vendor = gateway.vendor;
        let Some(linked) = reader.link_of(gateway)? else {
            return Ok(None);
        };
        let waiting = if linked.link.users && linked.keeping.pushed_at.is_some() {
            reader.tickets_waiting(linked.seq)?
        } else {
            0
        };
        let refused = reader.gateway_refusals(linked.gateway.id)?;
        Ok(Some((vendor, linked, waiting, refused)))
    })?;
    Ok(found.and_then(|(vendor, linked, waiting, refused)| {
        let of_json = |value| serde_json::from_value(value).ok();
        Some(Standing {
            abilities: gateways::abilities(vendor)?,
            failure: linked.keeping.failure.clone().and_then(of_json),
            link: linked.link,
            keeping: linked.keeping,
            waiting,
            refused: refused
                .into_iter()
                .filter_map(|(ticket, why)| Some((ticket, serde_json::from_value(why).ok()?)))
                .collect(),
        })
    }))
}

/// Where a ticket stands at one gateway that keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AtGateway {
    /// It is there.
    There,
    /// It is not there yet: the guest cannot log in until the gateway has it.
    Waits {
        /// What stands in the way, if something does.
        failure: Option<Failure>,
    },
    /// The gateway does not take it.
    Refused(Failure),
}

/// Where a ticket stands at the gateways that keep tickets, by their names. Empty where RADIUS does it all.
pub fn of_ticket(store: &Store, ticket: TicketId) -> Result<Vec<(String, AtGateway)>> {
    Ok(store.read(|reader| {
        let mut all = Vec::new();
        for linked in reader
            .linked()?
            .into_iter()
            .filter(|linked| linked.link.users)
        {
            let refusals = reader.gateway_refusals(linked.gateway.id)?;
            let refused = refusals.into_iter().find(|(one, _)| *one == ticket);
            let refused = refused.and_then(|(_, why)| serde_json::from_value(why).ok());
            let gateway = &linked.gateway;
            let choosers: &[Gateway] = if chooses(gateway.vendor, &linked.link) {
                std::slice::from_ref(gateway)
            } else {
                &[]
            };
            let has_code = awaited(reader, choosers, &reader.ticket(ticket)?)?.is_none();
            let waits = linked.keeping.pushed_at.is_none()
                || !has_code
                || reader.ticket_waits(ticket, linked.seq)?;
            let stands = match refused {
                Some(failure) => AtGateway::Refused(failure),
                None if waits => AtGateway::Waits {
                    failure: linked
                        .keeping
                        .failure
                        .and_then(|why| serde_json::from_value(why).ok()),
                },
                None => AtGateway::There,
            };
            all.push((linked.gateway.name, stands));
        }
        Ok(all)
    })?)
}

/// What the desk is told before it hands out a ticket that is not at its gateway; `None` where it is.
pub fn sentence(words: &Words, gateway: &str, at: &AtGateway) -> Option<String> {
    match at {
        AtGateway::There => None,
        AtGateway::Waits { failure: None } => {
            Some(t!(words, "gateway-ticket-waits", gateway = gateway))
        }
        AtGateway::Waits {
            failure: Some(failure),
        } => Some(t!(
            words,
            "gateway-ticket-waits-because",
            gateway = gateway,
            why = super::words::failure(words, failure)
        )),
        AtGateway::Refused(failure) => Some(t!(
            words,
            "gateway-ticket-refused",
            gateway = gateway,
            why = super::words::failure(words, failure)
        )),
    }
}
