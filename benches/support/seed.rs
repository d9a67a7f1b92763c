//! Data folders of a given size, for benchmarks and for looking at a full list: through the store's own front door, so
//! that what is measured is what a house would hold.

use chrono::TimeDelta;
use innkeeper::{
    domain::{
        account::Credentials,
        gateway::Vendor,
        id::{AccountId, TicketId},
        location::Sector,
        product::Product,
        ticket::{Kind, Source, Status},
        ticket_type::TicketType,
        time::Instant,
    },
    i18n::Language,
    services::{
        self, Actor,
        gateways::{self, NewGateway},
        setup::{self, NewLocation},
        ticket_types,
    },
    store::{Counters, FirstLogin, NewTicket, Store},
};
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use std::{error::Error, path::Path};

/// Secret of the RADIUS client that a seeded folder has: this machine.
pub(crate) const SECRET: &str = "testing123";

/// Tickets of one transaction.
const CHUNK: usize = 20_000;

/// Opens the Location of a folder, making it first if there is none: with this machine as its RADIUS client.
pub(crate) fn house(folder: &Path) -> Result<Store, Box<dyn Error>> {
    if folder.join(innkeeper::store::DATABASE_FILE).exists() {
        return Ok(Store::open(folder)?);
    }
    let location = NewLocation {
        name: "Bench".to_owned(),
        zone: "Europe/Madrid".parse()?,
        currency: "EUR".parse()?,
        sector: Sector::Hospitality,
        rooms: Some(500),
        aps: None,
        language: Language::default(),
        ssid: None,
        wifi_password: None,
        login_url: None,
    };
    let store = setup::init(folder, services::now(), Actor::Cli, location)?;
    let client = NewGateway {
        name: "load".to_owned(),
        vendor: Vendor::Generic,
        network: "127.0.0.1/32".parse()?,
        secret: SECRET.to_owned(),
        disconnect_port: None,
        send_disconnect: false,
        allow_missing_message_authenticator: false,
        swap_octets: false,
        interim_seconds: Some(600),
    };
    let _ = gateways::add(&store, services::now(), Actor::Cli, client)?;
    Ok(store)
}

/// Issues tickets with the credentials `u000000`/`p000000`, `u000001`/`p000001` and so on: the accounts of a load
/// generator. They are valid for twenty days.
pub(crate) fn logins(store: &Store, count: usize) -> Result<(), Box<dyn Error>> {
    let now = services::now();
    let (ticket_type, product) = offer(store, "Event")?;
    let end = now + TimeDelta::days(20);
    issue(store, count, move |number| Given {
        new: NewTicket {
            kind: Kind::Special,
            credentials: Credentials {
                username: format!("u{number:06}"),
                password: format!("p{number:06}"),
            },
            valid_until: Some(end),
            expires_at: Some(end),
            lapses_at: Some(end),
            ..blank(&ticket_type, &product, now)
        },
        login: None,
        connections: 0,
        end: None,
    })
}

/// Issues tickets as a house does over two years: one a minute up to now, most of them expired, the newest hundredth
/// still live, in 500 rooms.
pub(crate) fn tickets(store: &Store, count: usize) -> Result<(), Box<dyn Error>> {
    let now = services::now();
    let (ticket_type, product) = offer(store, "1 day")?;
    let mut chance = StdRng::seed_from_u64(2026);
    issue(store, count, move |number| {
        let age = i64::try_from(count - number).unwrap_or(0);
        let created_at = now - TimeDelta::minutes(age);
        let live = number >= count - count / 100;
        let lapses_at = created_at + TimeDelta::days(if live { 180 } else { 1 });
        let used = chance.random_ratio(2, 3);
        let code = format!("{number:010}");
        Given {
            new: NewTicket {
                user_id: format!("Room {}", chance.random_range(0..500)),
                kind: match chance.random_range(0..10) {
                    0..6 => Kind::Individual,
                    6..8 => Kind::Variable,
                    8 => Kind::Special,
                    _ => Kind::Sms,
                },
                devices: if chance.random_ratio(7, 10) {
                    1
                } else {
                    chance.random_range(1..6)
                },
                credentials: Credentials {
                    username: code.clone(),
                    password: code,
                },
                lapses_at: Some(lapses_at),
                ..blank(&ticket_type, &product, created_at)
            },
            login: used.then(|| created_at + TimeDelta::minutes(chance.random_range(0..1440))),
            connections: if used { chance.random_range(1..21) } else { 0 },
            end: match chance.random_range(0..20) {
                _ if live => None,
                0 => Some(Status::Cancelled),
                _ => Some(Status::Expired),
            },
        }
    })
}

/// A ticket and where it shall end up.
struct Given {
    new: NewTicket,
    login: Option<Instant>,
    connections: u32,
    end: Option<Status>,
}

fn issue(
    store: &Store,
    count: usize,
    mut given: impl FnMut(usize) -> Given,
) -> Result<(), Box<dyn Error>> {
    for start in (0..count).step_by(CHUNK) {
        let chunk: Vec<Given> = (start..count.min(start + CHUNK)).map(&mut given).collect();
        store.write(move |tx| {
            for one in &chunk {
                let _ = tx.insert_ticket(&one.new)?;
                if let Some(at) = one.login {
                    let (expires_at, lapses_at) = (one.new.lapses_at, one.new.lapses_at);
                    let _ = tx.first_login(
                        one.new.id,
                        &FirstLogin {
                            at,
                            expires_at,
                            lapses_at,
                        },
                    )?;
                }
                if one.connections > 0 {
                    let counters = Counters {
                        connections: one.connections,
                        seconds: u64::from(one.connections) * 1800,
                        upload: u64::from(one.connections) << 20,
                        download: u64::from(one.connections) << 24,
                    };
                    tx.add_counters(one.new.account, &counters)?;
                }
                match one.end {
                    Some(Status::Cancelled) => {
                        tx.cancel_ticket(one.new.id, one.new.created_at, None)?;
                    }
                    Some(_) => {
                        let _ = tx.expire_ticket(one.new.id)?;
                    }
                    None => {}
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn offer(store: &Store, name: &str) -> Result<(TicketType, Product), Box<dyn Error>> {
    let offers = ticket_types::all(store)?;
    offers
        .into_iter()
        .find(|(ticket_type, _)| ticket_type.name == name)
        .ok_or_else(|| format!("there is no ticket type {name:?}").into())
}

fn blank(ticket_type: &TicketType, product: &Product, created_at: Instant) -> NewTicket {
    NewTicket {
        id: TicketId::new(),
        account: AccountId::new(),
        created_at,
        user_id: "214".to_owned(),
        kind: Kind::Individual,
        source: Source::Desk,
        ticket_type: Some(ticket_type.id),
        price: ticket_type.price,
        devices: ticket_type.devices,
        product: product.id,
        credentials: Credentials {
            username: String::new(),
            password: String::new(),
        },
        valid_from: None,
        valid_until: None,
        use_by: None,
        expires_at: None,
        lapses_at: None,
        total_seconds: None,
        total_bytes: None,
        fields: std::collections::BTreeMap::new(),
        batch: None,
        reference: None,
    }
}
