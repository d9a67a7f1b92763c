//! A Location full of lifelike data: a small hotel by the sea, two months into its season. The same each time.

use super::{
    Actor, Result, gateways, licences,
    setup::{self, NewLocation},
    write,
};
use crate::{
    domain::{
        account::Credentials,
        code,
        fields::{Field, FieldKind},
        gateway::{Network, Vendor},
        id::{AccountId, GatewayId, LocationId, SessionId, TicketId},
        licence::{
            self, Capacity, DEVICES_NEEDED, Distributor, Grant, Here, Notice, Payment, Validity,
        },
        location::{Location, Sector},
        mac::Mac,
        money::Currency,
        product::Product,
        session::Session,
        stay::Stay,
        ticket::{self, Kind, Source},
        ticket_type::{Format, TicketType},
        time::{self, Instant, Zone},
    },
    i18n::Language,
    licensing::{key::Signer, paper},
    store::{Counters, FirstLogin, NewTicket, NoticeRecord, Store, Tx},
};
use chrono::TimeDelta;
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use std::{
    net::{IpAddr, Ipv4Addr},
    path::Path,
};
use uuid::Uuid;

/// Shared secret of the demo's RADIUS client on this machine: the one that every RADIUS manual tries first.
pub const SECRET: &str = "testing123";

/// Tickets of the demo.
const TICKETS: usize = 420;

/// Days over which they were issued.
const DAYS: i64 = 60;

/// Chance is the same each time: a demo that can be talked about.
const SEED: u64 = 2026;

/// Opens the demo Location, making it first if the folder is empty.
pub fn open(folder: &Path, now: Instant) -> Result<Store> {
    if folder.join(crate::store::DATABASE_FILE).exists() {
        return Ok(Store::open(folder)?);
    }
    let store = setup::init_as(folder, now, Actor::Cli, location_id(), location())?;
    give_licence(&store, now)?;
    let local = gateways::add(
        &store,
        now,
        Actor::Cli,
        client(
            "This machine",
            Vendor::Generic,
            IpAddr::V4(Ipv4Addr::LOCALHOST),
        ),
    )?;
    // An address for documentation (RFC 5737): nothing is ever sent to it, as no session of the demo stays open there.
    let lobby = gateways::add(
        &store,
        now,
        Actor::Cli,
        client(
            "Lobby router",
            Vendor::Mikrotik,
            IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)),
        ),
    )?;
    let _ = local;
    fill(&store, now, lobby.id)?;
    Ok(store)
}

/// The id of every demo's Location: the only one of which the demo's distributor is believed.
pub(super) fn location_id() -> LocationId {
    LocationId(Uuid::from_u128(0x0198_0000_0000_7000_8000_4465_6d6f_2121))
}

/// The demo's distributor. Everybody can read his key here, so no installation trusts it: with it a licence of the demo
/// can be signed, and `provision` takes none.
pub(super) fn distributor() -> Signer {
    Signer::of(b"innkeeper: the key of demos only")
}

/// A licence near its end, of which the first notice was given. It lasts no longer than an evaluation does: a demo that
/// somebody keeps and fills with his own house gains nothing.
fn give_licence(store: &Store, now: Instant) -> Result<()> {
    let start = time::whole_second(now - TimeDelta::days(344));
    write(store, move |tx| {
        let location = tx.location()?;
        let grant = Grant {
            id: Uuid::from_u128(1),
            request: Uuid::from_u128(1),
            location: location.id,
            location_name: location.name,
            machine: None,
            kind: licence::Kind::First,
            years: 1,
            validity: Validity::From(start),
            devices_needed: DEVICES_NEEDED,
            capacity: Capacity::Rooms(64),
            capacity_binds: false,
            modules: ["sms".to_owned()].into(),
            payment: Payment::Annual,
            partner: "Redes del Sur".to_owned(),
            partner_email: "support@redes-del-sur.example".to_owned(),
            client_email: "reception@miramar.example".to_owned(),
            distributor: Distributor {
                name: "Wi-Fi Iberia".to_owned(),
                email: "licences@wifi-iberia.example".to_owned(),
                phone: "+34 952 000 000".to_owned(),
            },
            issued_at: start,
        };
        let paper = paper::sign(paper::Kind::Licence, &distributor(), &grant)
            .map_err(licences::Refusal::from)?;
        let mut licence = tx.licence()?;
        let here = Here {
            location: location.id,
            zone: location.zone,
            machine: None,
        };
        licence
            .enter(grant, paper, here, now)
            .map_err(licences::Refusal::from)?;
        if let Some(ends_at) = licence.ends_at() {
            let notice = Notice::OneMonth;
            tx.log_licence_notice(&NoticeRecord {
                ends_at,
                notice,
                at: notice.at(ends_at, location.zone),
                missed: false,
            })?;
            licence.settle(&[notice], now);
        }
        Ok(tx.set_licence(&licence)?)
    })
}

fn location() -> NewLocation {
    NewLocation {
        name: "Hotel Miramar".to_owned(),
        zone: chrono_tz::Europe::Madrid,
        currency: Currency(*b"EUR"),
        sector: Sector::Hospitality,
        rooms: Some(64),
        aps: None,
        language: Language::English,
        ssid: Some("Miramar Guest".to_owned()),
        wifi_password: Some("mediterraneo".to_owned()),
        login_url: Some(
            "http://wifi.miramar.example/login?username={username}&password={password}".to_owned(),
        ),
    }
}

fn client(name: &str, vendor: Vendor, address: IpAddr) -> gateways::NewGateway {
    gateways::NewGateway {
        name: name.to_owned(),
        vendor,
        network: Network::single(address),
        secret: SECRET.to_owned(),
        disconnect_port: None,
        send_disconnect: true,
        allow_missing_message_authenticator: true,
        swap_octets: false,
        // The least that RFC 2869, 5.16, allows: the demo is there to be watched.
        interim_seconds: Some(60),
    }
}

const NAMES: [&str; 24] = [
    "García",
    "Rossi",
    "Müller",
    "Schmidt",
    "Dubois",
    "Martínez",
    "Johansson",
    "Bianchi",
    "O’Connor",
    "Novák",
    "Silva",
    "Kowalski",
    "Fernández",
    "Moreau",
    "Weber",
    "Esposito",
    "Andersen",
    "Jiménez",
    "Brown",
    "Ricci",
    "Hoffmann",
    "López",
    "Van den Berg",
    "Papadopoulos",
];

fn fill(store: &Store, now: Instant, gateway: GatewayId) -> Result<()> {
    Ok(store.write(move |tx| {
        let mut random = StdRng::seed_from_u64(SEED);
        let location = tx.location()?;
        let types = asking(tx)?;
        let mut issued: Vec<Instant> = (0..TICKETS)
            .map(|_| now - TimeDelta::seconds(random.random_range(600..DAYS * 86_400)))
            .collect();
        issued.sort_unstable();
        for created_at in issued {
            let Some(ticket_type) = pick(&types, &mut random) else {
                continue;
            };
            let product = tx.product(ticket_type.product)?;
            Guest {
                tx,
                random: &mut random,
                location: &location,
                ticket_type,
                product: &product,
                gateway,
                created_at,
                now,
            }
            .live()?;
        }
        Ok(())
    })?)
}

/// The ticket types, of which those for a stay ask who stays: so there is a guest register to look at.
fn asking(tx: &Tx<'_>) -> crate::store::Result<Vec<TicketType>> {
    let mut types = tx.ticket_types()?;
    for stay in &mut types {
        if stay.format == Format::Variable {
            stay.fields = [FieldKind::Surname, FieldKind::Room, FieldKind::Email]
                .map(|kind| Field {
                    kind,
                    compulsory: false,
                    minimum_age: 0,
                })
                .into();
            tx.update_ticket_type(stay)?;
        }
    }
    Ok(types)
}

/// Mostly single tickets, as in any house.
fn pick<'a>(types: &'a [TicketType], random: &mut StdRng) -> Option<&'a TicketType> {
    let place = match random.random_range(0..100) {
        0..22 => 1,
        22..42 => 2,
        42..68 => 3,
        68..78 => 4,
        78..96 => 5,
        _ => 6,
    };
    types.iter().find(|one| one.position == place)
}

/// One guest of the demo: gets a ticket, mostly uses it, sometimes loses it.
struct Guest<'a, 'tx> {
    tx: &'a Tx<'tx>,
    random: &'a mut StdRng,
    location: &'a Location,
    ticket_type: &'a TicketType,
    product: &'a Product,
    gateway: GatewayId,
    created_at: Instant,
    now: Instant,
}

impl Guest<'_, '_> {
    fn live(mut self) -> crate::store::Result<()> {
        let new = self.ticket();
        let (id, account, username, until) = (
            new.id,
            new.account,
            new.credentials.username.clone(),
            new.valid_until,
        );
        let _ = self.tx.insert_ticket(&new)?;
        match self.random.random_range(0..100) {
            0..9 => Ok(()),
            9..14 => {
                self.tx
                    .cancel_ticket(id, self.created_at + TimeDelta::minutes(4), Some("mistake"))
            }
            _ => self.go_on_line(id, account, &username, until),
        }
    }

    fn ticket(&mut self) -> NewTicket {
        let zone = self.location.zone;
        let code = code::generate(self.random);
        let first = time::day_of(self.created_at, zone);
        let nights = self.random.random_range(1..9);
        let stay = (self.ticket_type.format == Format::Variable)
            .then(|| Stay::new(first, time::add_days(first, nights), self.created_at, zone).ok())
            .flatten();
        let price = match (&stay, self.ticket_type.price_per_day) {
            (Some(stay), Some(per_day)) => stay.price(per_day).unwrap_or(per_day),
            _ => self.ticket_type.price,
        };
        let valid_until = stay.as_ref().map(|stay| stay.valid_until(zone));
        let use_by = ticket::use_by(
            self.ticket_type.format,
            self.created_at,
            self.ticket_type.use_within_days,
        );
        let (room, name) = self.who();
        NewTicket {
            id: TicketId::new(),
            account: AccountId::new(),
            created_at: self.created_at,
            user_id: if self.ticket_type.user_id_required {
                format!("{room} {name}")
            } else {
                String::new()
            },
            kind: match self.ticket_type.format {
                Format::Single => Kind::Individual,
                Format::Variable => Kind::Variable,
                Format::Special => Kind::Special,
            },
            source: Source::Desk,
            ticket_type: Some(self.ticket_type.id),
            price,
            devices: self.ticket_type.devices,
            product: self.product.id,
            credentials: Credentials {
                username: code.clone(),
                password: code,
            },
            valid_from: stay.as_ref().map(|stay| stay.valid_from(zone)),
            valid_until,
            use_by,
            expires_at: valid_until,
            lapses_at: valid_until.or(use_by),
            total_seconds: None,
            total_bytes: None,
            fields: self
                .ticket_type
                .fields
                .iter()
                .filter_map(|field| {
                    let value = match field.kind {
                        FieldKind::Surname => name.to_owned(),
                        FieldKind::Room => room.to_string(),
                        // Names for documentation (RFC 2606): nobody gets mail of the demo.
                        FieldKind::Email => format!("room{room}@guests.example"),
                        _ => return None,
                    };
                    Some((field.kind.key().to_owned(), value))
                })
                .collect(),
            batch: None,
            reference: None,
        }
    }

    /// A room and a name.
    fn who(&mut self) -> (u16, &'static str) {
        let room = self.random.random_range(1..5) * 100 + self.random.random_range(1..17);
        let name = NAMES
            .get(self.random.random_range(0..NAMES.len()))
            .copied()
            .unwrap_or("Guest");
        (room, name)
    }

    fn go_on_line(
        mut self,
        id: TicketId,
        account: AccountId,
        username: &str,
        until: Option<Instant>,
    ) -> crate::store::Result<()> {
        let first = self.created_at + TimeDelta::minutes(self.random.random_range(2..90));
        if first >= self.now {
            return Ok(());
        }
        let zone = self.location.zone;
        let expires_at = ticket::expires_at(
            self.ticket_type.format,
            &self.product.expiration,
            first,
            until,
            zone,
        );
        let _ = self.tx.first_login(
            id,
            &FirstLogin {
                at: first,
                expires_at,
                lapses_at: expires_at,
            },
        )?;
        let _ = self.tx.register_guest(id, first)?;
        let end = expires_at.unwrap_or(self.now).min(self.now);
        let macs: Vec<Mac> = (0..self
            .random
            .random_range(1..=self.ticket_type.devices.max(1)))
            .map(|_| {
                Mac([
                    0x02,
                    self.random.random(),
                    self.random.random(),
                    self.random.random(),
                    self.random.random(),
                    self.random.random(),
                ])
            })
            .collect();
        let mut at = first;
        for number in 0..self.random.random_range(1..14_usize) {
            let length = TimeDelta::seconds(self.random.random_range(120..7200));
            if at + length > end {
                break;
            }
            let mac = macs.get(number % macs.len().max(1)).copied();
            self.session(account, username, mac, at, length, zone)?;
            at += length + TimeDelta::seconds(self.random.random_range(60..36_000));
        }
        Ok(())
    }

    fn session(
        &mut self,
        account: AccountId,
        username: &str,
        mac: Option<Mac>,
        at: Instant,
        length: TimeDelta,
        zone: Zone,
    ) -> crate::store::Result<()> {
        let seconds = length.num_seconds().unsigned_abs();
        let download = seconds * self.random.random_range(2_000..220_000);
        let upload = download / self.random.random_range(6..30);
        let end = at + length;
        self.tx.put_session(&Session {
            id: SessionId::new(),
            account,
            gateway: self.gateway,
            gateway_address: IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)),
            acct_session_id: format!("{:08x}", self.random.random::<u32>()),
            username: username.to_owned(),
            mac,
            calling_station_id: mac.map(|mac| mac.to_string()).unwrap_or_default(),
            ip: Some(IpAddr::V4(Ipv4Addr::new(
                10,
                5,
                50,
                self.random.random_range(2..250),
            ))),
            nas: "lobby".to_owned(),
            started_at: at,
            updated_at: end,
            ended_at: Some(end),
            cause: Some(
                ["User-Request", "Idle-Timeout", "Lost-Carrier"]
                    .get(self.random.random_range(0..3_usize))
                    .copied()
                    .unwrap_or("User-Request")
                    .to_owned(),
            ),
            seconds,
            upload,
            download,
            disconnect: None,
        })?;
        for day in
            crate::domain::allowance::split_over_days(at, end, seconds, upload, download, zone)
        {
            self.tx.add_usage(account, &day)?;
        }
        self.tx.add_counters(
            account,
            &Counters {
                connections: 1,
                seconds,
                upload,
                download,
            },
        )
    }
}
