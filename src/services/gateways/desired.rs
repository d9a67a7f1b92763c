//! What a gateway should have: made from products, policies, tickets and the link. Pure but for reading the store.

use crate::{
    domain::{
        account::Account,
        gateway::{Gateway, Vendor, count::Count},
        id::TicketId,
        policy::Policy,
        product::{Expiration, Product},
        ticket::Ticket,
        time::Instant,
    },
    gateways::{
        self, Codes, Desired, Owner, Secret,
        state::{Client, Group, Radius, User},
    },
    store::{Linked, Reader, Result, Terms},
};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use sha2::{Digest as _, Sha256};
use std::{
    collections::{BTreeMap, HashMap, hash_map::Entry},
    net::IpAddr,
};

/// Which users.
#[derive(Debug, Clone, Copy)]
pub(super) enum Users<'a> {
    /// All live tickets.
    All,
    /// These, as far as they live.
    Only(&'a [TicketId]),
}

/// What `linked` should have. `server` is Innkeeper's address as the gateway sees it.
pub(super) fn desired(
    reader: &Reader<'_>,
    linked: &Linked,
    server: IpAddr,
    users: Users<'_>,
    now: Instant,
) -> Result<Desired> {
    let owner = Owner(reader.location()?.id);
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    let mut all = Vec::new();
    let abilities = gateways::abilities(linked.gateway.vendor);
    let chooses = abilities.is_some_and(|abilities| abilities.codes == Codes::Theirs);
    if linked.link.users {
        let ids = match users {
            Users::All => reader.live_tickets()?,
            Users::Only(ids) => ids.to_vec(),
        };
        let mut sold: HashMap<Terms, (Product, Policy)> = HashMap::new();
        for id in ids {
            let ticket = reader.ticket(id)?;
            if !ticket.status(now).is_live() {
                continue;
            }
            let terms = reader.terms_of(ticket.account)?;
            let (product, policy) = match sold.entry(terms) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert((
                    reader.product_at(terms.product)?,
                    reader.policy_at(terms.policy)?,
                )),
            };
            let group = group_of(product, policy, ticket.devices);
            let account = reader.account(ticket.account)?;
            let has_logged_in = account.product_first_login_at.is_some();
            let lasts = lasts_seconds(&product.expiration);
            let count = reader.gateway_count(linked.gateway.id, id)?;
            let count = count.unwrap_or_default();
            let mut user = user(&ticket, account, &group.name, lasts, count, now);
            // A slip that is handed out before the stay begins must have its code.
            user.enabled |= chooses;
            // One login and no more: once its session is over, nobody logs in with it again.
            if product.expiration == Expiration::OneLogin && has_logged_in {
                user.enabled &= !reader.open_sessions_of(ticket.account)?.is_empty();
            }
            all.push(user);
            let _ = groups.insert(group.name.clone(), group);
        }
    }
    // Under RADIUS the router finds the rates in each answer; only what a product names must be there (P25).
    for product in reader.products()? {
        if product.mikrotik_profile.is_some() {
            let policy = reader.policy(product.policy)?;
            let group = group_of(&product, &policy, 0);
            let _ = groups.entry(group.name.clone()).or_insert(group);
        }
    }
    let gateway = &linked.gateway;
    Ok(Desired {
        owner,
        radius: (!linked.link.users).then(|| Radius {
            address: linked.link.server.unwrap_or(server),
            auth_port: linked.link.radius_ports.0,
            acct_port: linked.link.radius_ports.1,
            secret: Secret::new(gateway.secret.clone()),
            interim_seconds: gateway.interim_seconds,
            disconnect_port: gateway.send_disconnect.then_some(gateway.disconnect_port),
        }),
        garden: linked.link.garden.clone(),
        groups: groups.into_values().collect(),
        users: all,
        clients: clients(reader, gateway)?,
    })
}

/// The other gateways of the house, where this one is the database of their RADIUS server.
fn clients(reader: &Reader<'_>, gateway: &Gateway) -> Result<Vec<Client>> {
    if gateway.vendor != Vendor::FreeradiusSql {
        return Ok(Vec::new());
    }
    let others = reader.gateways()?.into_iter();
    Ok(others
        .filter(|other| other.id != gateway.id)
        .map(|other| Client {
            name: other.name.clone(),
            network: other.network,
            secret: Secret::new(other.secret.clone()),
        })
        .collect())
}

/// Seconds that a product lasts from its first login; `None` where only the calendar says when it ends, and for one without
/// end. A day counts 24 hours, on the two days of the year too that have another length: what was pushed once must be the same
/// when it is compared.
fn lasts_seconds(expiration: &Expiration) -> Option<u64> {
    match *expiration {
        Expiration::DaysHours { days, hours } => {
            let day = days.checked_mul(Decimal::from(86_400))?;
            let hour = hours.checked_mul(Decimal::from(3600))?;
            day.checked_add(hour)?.round().to_u64()
        }
        _ => None,
    }
}

/// The group of whoever holds this: the profile that the product names (P25), else one of ours whose name follows from
/// what it says, so that tickets sold under older terms keep theirs. `devices` 0 = no limit.
fn group_of(product: &Product, policy: &Policy, devices: u16) -> Group {
    let bps = |kbps: u32| (kbps > 0).then(|| u64::from(kbps) * 1000);
    let seconds = |minutes: u32| (minutes > 0).then(|| u64::from(minutes) * 60);
    let profile = product
        .mikrotik_profile
        .as_deref()
        .filter(|name| !name.is_empty());
    let mut group = Group {
        name: String::new(),
        may_be_foreign: profile.is_some(),
        download_bps: bps(policy.download_kbps),
        upload_bps: bps(policy.upload_kbps),
        devices: (devices > 0).then_some(devices),
        session_seconds: policy.session_timeout(),
        idle_seconds: seconds(policy.idle_timeout_min),
        address_list: policy.address_list(product).map(str::to_owned),
    };
    group.name = if let Some(profile) = profile {
        profile.to_owned()
    } else {
        let digest: [u8; 32] = Sha256::digest(format!("{group:?}")).into();
        let [a, b, c, ..] = digest;
        format!("{}-{a:02x}{b:02x}{c:02x}", product.code)
    };
    group
}

fn user(
    ticket: &Ticket,
    account: Account,
    group: &str,
    lasts_seconds: Option<u64>,
    count: Count,
    now: Instant,
) -> User {
    // The gateway counts from the beginning of the user, or from when it lost its counters; totals of a recharge count from its
    // assignment.
    let total =
        |baseline: u64, total: Option<u64>| total.map(|total| baseline.saturating_add(total));
    let seconds = total(account.baseline_seconds, account.total_seconds);
    let bytes = total(account.baseline_bytes, account.total_bytes);
    User {
        key: ticket.serial.to_string(),
        name: account.credentials.username,
        password: Secret::new(account.credentials.password),
        group: group.to_owned(),
        devices: ticket.devices,
        seconds: seconds.map(|limit| count.seconds_limit(limit)),
        lasts_seconds,
        bytes: bytes.map(|limit| count.bytes_limit(limit)),
        ends_at: ticket.expires_at.or(ticket.valid_until),
        enabled: ticket.valid_from.is_none_or(|from| from <= now),
    }
}
