//! The link to a gateway: set, opened, shown.

use super::{Actor, Error, NewEvent, Result, event, write};
use crate::{
    domain::{
        gateway::{
            Gateway, Vendor,
            link::{Keeping, Link},
        },
        id::{GatewayId, TicketId},
        ticket::Ticket,
        time::Instant,
    },
    gateways::{
        self, Abilities, Cause, Codes, Connection, Driver, Failure, Fingerprint, Owner, Secret,
        Transport,
    },
    i18n::Words,
    store::{self, Linked, Reader, Store, Tx},
    t,
};
use serde_json::json;
use std::{collections::HashMap, time::Duration};

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
    if !link.plain && !gateways::can_encrypt(vendor, &link.options) {
        return Err(settings(
            "MySQL and MariaDB are spoken to without encryption alone: say so".to_owned(),
        ));
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
    Ok(store.read(|reader| {
        let id = reader.gateway_by_name(name)?.id;
        Ok(standings(reader)?.remove(&id))
    })?)
}

/// How each of the linked gateways stands, as of one moment: three questions, however many there are.
pub(super) fn standings(reader: &Reader<'_>) -> store::Result<HashMap<GatewayId, Standing>> {
    let waiting: HashMap<_, _> = reader.all_waiting()?.into_iter().collect();
    let mut refused: HashMap<GatewayId, Vec<(TicketId, Failure)>> = HashMap::new();
    for (gateway, ticket, why) in reader.all_gateway_refusals()? {
        if let Ok(failure) = serde_json::from_value(why) {
            refused.entry(gateway).or_default().push((ticket, failure));
        }
    }
    let standing = |linked: Linked| {
        let id = linked.gateway.id;
        let keeping = linked.keeping;
        let failure = keeping.failure.clone();
        let waiting = waiting.get(&id).filter(|_| keeping.pushed_at.is_some());
        let standing = Standing {
            abilities: gateways::abilities(linked.gateway.vendor)?,
            failure: failure.and_then(|why| serde_json::from_value(why).ok()),
            waiting: waiting.copied().unwrap_or(0),
            refused: refused.remove(&id).unwrap_or_default(),
            link: linked.link,
            keeping,
        };
        Some((id, standing))
    };
    Ok(reader.linked()?.into_iter().filter_map(standing).collect())
}

/// Where a ticket stands at one gateway that keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AtGateway {
    /// It is there.
    There,
    /// It is there, as far as is known; but the gateway does not do what it is asked.
    Away {
        /// What stands in the way.
        failure: Failure,
        /// Since when.
        since: Option<Instant>,
    },
    /// Nobody has pushed to the gateway yet: nothing goes there by itself.
    NotPushed,
    /// It is not there yet: the guest cannot log in until the gateway has it.
    Waits {
        /// Tickets that wait, this one among them.
        tickets: u64,
        /// What stands in the way, and since when, if something does.
        failure: Option<(Failure, Option<Instant>)>,
    },
    /// The gateway does not take it.
    Refused(Failure),
}

/// Where a ticket stands at the gateways that keep tickets, by their names. Empty where RADIUS does it all.
pub fn of_ticket(store: &Store, ticket: TicketId) -> Result<Vec<(String, AtGateway)>> {
    Ok(store.read(|reader| of_ticket_in(reader, ticket))?)
}

/// As [`of_ticket`], in a snapshot.
pub(in crate::services) fn of_ticket_in(
    reader: &Reader<'_>,
    ticket: TicketId,
) -> store::Result<Vec<(String, AtGateway)>> {
    let keeping = reader.linked()?.into_iter().filter(|it| it.link.users);
    let stands = keeping.map(|linked| {
        let refusals = reader.gateway_refusals(linked.gateway.id)?;
        let refused = refusals.into_iter().find(|(one, _)| *one == ticket);
        let refused = refused.and_then(|(_, why)| serde_json::from_value(why).ok());
        let failure = linked.keeping.failure;
        let failure: Option<Failure> = failure.and_then(|why| serde_json::from_value(why).ok());
        let failure = failure.map(|failure| (failure, linked.keeping.failing_since));
        let gateway = &linked.gateway;
        let choosers: &[Gateway] = if chooses(gateway.vendor, &linked.link) {
            std::slice::from_ref(gateway)
        } else {
            &[]
        };
        let has_code = awaited(reader, choosers, &reader.ticket(ticket)?)?.is_none();
        let stands = if let Some(failure) = refused {
            AtGateway::Refused(failure)
        } else if linked.keeping.pushed_at.is_none() {
            AtGateway::NotPushed
        } else if !has_code || reader.ticket_waits(ticket, linked.seq)? {
            let tickets = reader.tickets_waiting(linked.seq)?.max(1);
            AtGateway::Waits { tickets, failure }
        } else if let Some((failure, since)) = failure {
            AtGateway::Away { failure, since }
        } else {
            AtGateway::There
        };
        Ok((linked.gateway.name, stands))
    });
    stands.collect()
}

/// What the desk is told before it hands out a ticket that is not at its gateway; `None` where it is.
pub fn sentence(words: &Words, gateway: &str, at: &AtGateway) -> Option<String> {
    match at {
        AtGateway::There | AtGateway::Away { .. } => None,
        AtGateway::NotPushed => Some(t!(words, "gateway-ticket-not-pushed", gateway = gateway)),
        AtGateway::Waits { failure: None, .. } => {
            Some(t!(words, "gateway-ticket-waits", gateway = gateway))
        }
        AtGateway::Waits {
            failure: Some((failure, _)),
            ..
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
