//! The engine without sockets: logins and records go in as values, a clock is turned by hand, the store is a real one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    clippy::type_complexity,
    reason = "a test says what must hold"
)]

mod accounting;
mod bulk;
mod changes;
mod deliveries;
mod disconnects;
mod faults;
mod free;
mod guests;
mod kept;
mod logins;
mod many;
mod notices;
mod recharges;
mod subscriptions;
mod watching;

use super::{Desk, Engine};
use crate::{
    domain::{
        gateway::{Gateway, Vendor},
        licence::Closed,
        login::Refusal,
        mac::Mac,
        money::Currency,
        product::ProductJson,
        session::Session,
        ticket::{Status, Ticket},
        ticket_type::{Channel, CredentialStyle, Format, TicketType},
        time::Instant,
    },
    i18n::Language,
    radius::{
        disconnect::Timing,
        service::{
            Acceptance, Acknowledge, Login, LoginAnswer, Proof, Record, RecordStatus, Service as _,
            Verdict,
        },
    },
    services::{
        Actor, catalogue, gateways, issue,
        licences::Installation,
        setup::{self, NewLocation},
        ticket_types,
        tickets::{self, Detail},
    },
    store::{Delivery, Store},
};
use chrono::{DateTime, TimeDelta};
use serde_json::{Value, json};
use std::{
    net::IpAddr,
    sync::{Arc, Mutex, mpsc},
    time::Duration,
};

/// Far longer than anything takes: only a test that fails waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Secret of the lobby.
const SECRET: &str = "testing123";

fn time(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// The Monday of most worked examples (RULES 3.4).
fn monday() -> Instant {
    time("2026-05-11T10:00:00+02:00")
}

fn seconds(seconds: i64) -> TimeDelta {
    TimeDelta::seconds(seconds)
}

fn mac(number: u8) -> Mac {
    Mac([2, 0, 0, 0, 0, number])
}

/// What a login brought.
#[derive(Debug)]
enum Answer {
    Accepted(Box<Acceptance>),
    Refused(Refusal),
    /// The client will ask again.
    Nothing,
}

impl Answer {
    fn accepted(self) -> Box<Acceptance> {
        match self {
            Self::Accepted(acceptance) => acceptance,
            other => panic!("accepted, rather than {other:?}"),
        }
    }

    fn refused(self) -> Refusal {
        match self {
            Self::Refused(refusal) => refusal,
            other => panic!("refused, rather than {other:?}"),
        }
    }
}

/// A ticket in a guest's hand.
#[derive(Debug, Clone)]
struct Guest {
    serial: u64,
    code: String,
    password: String,
}

/// A Location in Rome with an engine whose clock is turned by hand.
struct House {
    store: Store,
    engine: Arc<Engine>,
    clock: Arc<Mutex<Instant>>,
    lobby: Arc<Gateway>,
    folder: tempfile::TempDir,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let location = NewLocation {
            name: "Hotel Sole".to_owned(),
            zone: chrono_tz::Europe::Rome,
            currency: Currency(*b"EUR"),
            sector: crate::domain::location::Sector::Hospitality,
            rooms: Some(20),
            aps: None,
            language: Language::English,
            ssid: None,
            wifi_password: None,
            login_url: None,
        };
        let store = setup::init(folder.path(), monday(), Actor::Desk, location).unwrap();
        // Not what is tested here: some examples are of another season.
        let mut licence = store.read(|reader| reader.licence()).unwrap();
        licence.evaluation_ends_at = time("2030-01-01T00:00:00Z");
        store.write(move |tx| tx.set_licence(&licence)).unwrap();
        let lobby = gateway(&store, "lobby", "192.0.2.1");
        let clock = Arc::new(Mutex::new(monday()));
        let engine = open(&store, &clock);
        Self {
            store,
            engine,
            clock,
            lobby,
            folder,
        }
    }

    /// The same house after its engine was stopped and started again.
    fn restarted(self) -> Self {
        let engine = open(&self.store, &self.clock);
        Self { engine, ..self }
    }

    fn now(&self) -> Instant {
        *self.clock.lock().unwrap()
    }

    fn set(&self, at: Instant) {
        *self.clock.lock().unwrap() = at;
    }

    fn advance(&self, by: i64) {
        *self.clock.lock().unwrap() += seconds(by);
    }

    /// A ticket of a product of its own.
    fn guest(&self, product: Value, devices: u16) -> Guest {
        self.guest_with(product, devices, Format::Single, issue::Request::default())
    }

    fn guest_with(
        &self,
        mut product: Value,
        devices: u16,
        format: Format,
        request: issue::Request,
    ) -> Guest {
        let name = uuid::Uuid::now_v7().simple().to_string();
        product["code"] = json!(name);
        let product: ProductJson = product.to_string().parse().unwrap();
        let product =
            catalogue::add_product(&self.store, self.now(), Actor::Desk, product).unwrap();
        let ticket_type = TicketType {
            id: crate::domain::id::TicketTypeId::new(),
            name: name.clone(),
            format,
            product: product.id,
            price: product.price_list,
            price_per_day: None,
            devices,
            credentials: CredentialStyle::Code,
            use_within_days: 180,
            label: String::new(),
            code: crate::domain::code::CodeForm::default(),
            fields: Vec::new(),
            channels: vec![Channel::Print],
            preselected: Vec::new(),
            user_id_required: false,
            position: 0,
            hotkey: None,
        };
        let _ = ticket_types::add(&self.store, self.now(), Actor::Desk, ticket_type).unwrap();
        let request = issue::Request {
            ticket_type: name,
            ..request
        };
        let issued = issue::issue(&self.store, self.now(), Actor::Desk, request).unwrap();
        Guest {
            serial: issued.ticket.serial,
            code: issued.credentials.username,
            password: issued.credentials.password,
        }
    }

    fn login(&self, guest: &Guest, device: u8) -> Answer {
        self.login_by(guest, Some(mac(device)))
    }

    fn login_by(&self, guest: &Guest, mac: Option<Mac>) -> Answer {
        self.ask(
            &guest.code,
            Proof::Pap(guest.password.clone().into_bytes().into()),
            mac,
        )
    }

    fn ask(&self, username: &str, proof: Proof, mac: Option<Mac>) -> Answer {
        let (tell, told) = mpsc::channel();
        let answer = LoginAnswer::to(move |verdict| tell.send(verdict).unwrap());
        Desk(Arc::clone(&self.engine)).login(
            Login {
                client: Arc::clone(&self.lobby),
                username: username.to_owned(),
                proof,
                mac,
                calling_station_id: mac.map(|mac| mac.to_string()).unwrap_or_default(),
                acct_session_id: None,
                ip: None,
                nas: "lobby".to_owned(),
            },
            answer,
        );
        match told.recv_timeout(PATIENCE) {
            Ok(Verdict::Accept(acceptance)) => Answer::Accepted(acceptance),
            Ok(Verdict::Reject { refusal, message }) => {
                assert!(!message.is_empty(), "a guest is told why");
                Answer::Refused(refusal)
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => Answer::Nothing,
            Err(mpsc::RecvTimeoutError::Timeout) => panic!("no verdict, and none will come"),
        }
    }

    /// Hands records in as fast as the server would, and tells which were acknowledged.
    fn account(&self, records: impl IntoIterator<Item = Record>) -> Vec<bool> {
        let waiting: Vec<_> = records
            .into_iter()
            .map(|record| {
                let (tell, told) = mpsc::channel();
                let done = Acknowledge::to(move || tell.send(()).unwrap());
                Desk(Arc::clone(&self.engine)).accounting(record, done);
                told
            })
            .collect();
        waiting
            .into_iter()
            .map(|told| match told.recv_timeout(PATIENCE) {
                Ok(()) => true,
                Err(mpsc::RecvTimeoutError::Disconnected) => false,
                Err(mpsc::RecvTimeoutError::Timeout) => panic!("no answer, and none will come"),
            })
            .collect()
    }

    /// Hands one record in, which must be acknowledged.
    fn report(&self, record: Record) {
        assert_eq!(self.account([record]), [true], "acknowledged");
    }

    fn detail(&self, guest: &Guest) -> Detail {
        tickets::detail(&self.store, self.now(), guest.serial).unwrap()
    }

    fn ticket(&self, guest: &Guest) -> Ticket {
        self.detail(guest).ticket
    }

    fn status(&self, guest: &Guest) -> Status {
        self.ticket(guest).status(self.now())
    }

    fn sessions(&self, guest: &Guest) -> Vec<Session> {
        self.detail(guest).sessions
    }

    fn open_sessions(&self, guest: &Guest) -> Vec<Session> {
        let mut sessions = self.sessions(guest);
        sessions.retain(|session| session.ended_at.is_none());
        sessions
    }

    /// What waits to be sent to gateways.
    fn outbox(&self) -> Vec<Delivery> {
        self.store
            .read(|reader| reader.due_deliveries(self.now(), 1000))
            .unwrap()
    }

    fn events(&self, guest: &Guest, kind: &str) -> usize {
        let events = self.detail(guest).events;
        events.iter().filter(|one| one.event.kind == kind).count()
    }

    /// One round of the watch, with what other processes changed.
    fn round(&self) {
        self.engine.follow().unwrap();
        self.engine.tick(1).unwrap();
    }

    /// Waits for everything that was handed to the store, also by those who do not wait for it.
    fn settle(&self) {
        self.store.write(|_| Ok(())).unwrap();
    }
}

/// For gateways on this computer, of which some never answer.
const IMPATIENT: Timing = Timing {
    initial: Duration::from_millis(100),
    longest: Duration::from_millis(200),
    tries: 2,
    give_up: Duration::from_millis(600),
};

fn open(store: &Store, clock: &Arc<Mutex<Instant>>) -> Arc<Engine> {
    let clock = Arc::clone(clock);
    let clock = Box::new(move || *clock.lock().unwrap());
    Arc::new(Engine::set_up(store, IMPATIENT, clock, Installation::none()).unwrap())
}

fn gateway(store: &Store, name: &str, address: &str) -> Arc<Gateway> {
    let new = gateways::NewGateway {
        name: name.to_owned(),
        vendor: Vendor::Generic,
        network: address.parse().unwrap(),
        secret: SECRET.to_owned(),
        disconnect_port: None,
        send_disconnect: true,
        allow_missing_message_authenticator: false,
        swap_octets: false,
        interim_seconds: Some(300),
    };
    Arc::new(gateways::add(store, monday(), Actor::Desk, new).unwrap())
}

/// A product without any limit, which the cases then narrow.
fn unlimited() -> Value {
    json!({ "expiration": { "type": "unlimited" } })
}

/// A product with these limits beside what makes it unlimited.
fn product(limits: Value) -> Value {
    let mut product = unlimited();
    let (Some(all), Value::Object(limits)) = (product.as_object_mut(), limits) else {
        panic!("limits are an object");
    };
    all.extend(limits);
    product
}

/// What a gateway tells of one session; built up word by word.
#[derive(Clone)]
struct Told {
    client: Arc<Gateway>,
    username: String,
    name: &'static str,
    device: Option<u8>,
    class: Option<crate::domain::id::SessionId>,
    began: Instant,
}

impl Told {
    /// Session `name` of device 1, which began at `began` seconds after ten on Monday.
    fn of(house: &House, guest: &Guest, name: &'static str, began: i64) -> Self {
        Self {
            client: Arc::clone(&house.lobby),
            username: guest.code.clone(),
            name,
            device: Some(1),
            class: None,
            began: monday() + seconds(began),
        }
    }

    fn device(self, number: u8) -> Self {
        Self {
            device: Some(number),
            ..self
        }
    }

    fn record(&self, status: RecordStatus, after: i64, octets: (u64, u64)) -> Record {
        let mac = self.device.map(mac);
        Record {
            client: Arc::clone(&self.client),
            source: IpAddr::from([192, 0, 2, 1]),
            status,
            at: self.began + seconds(after),
            class: self.class,
            acct_session_id: self.name.to_owned(),
            username: self.username.clone(),
            mac,
            calling_station_id: mac.map(|mac| mac.to_string()).unwrap_or_default(),
            ip: None,
            nas: "lobby".to_owned(),
            seconds: Some(u64::try_from(after).unwrap()),
            upload: Some(octets.0),
            download: Some(octets.1),
            cause: (status == RecordStatus::Stop).then(|| "User-Request".to_owned()),
        }
    }

    fn start(&self) -> Record {
        // hostapd's Start counts nothing.
        Record {
            seconds: None,
            upload: None,
            download: None,
            ..self.record(RecordStatus::Start, 0, (0, 0))
        }
    }

    fn interim(&self, after: i64, octets: (u64, u64)) -> Record {
        self.record(RecordStatus::InterimUpdate, after, octets)
    }

    fn stop(&self, after: i64, octets: (u64, u64)) -> Record {
        self.record(RecordStatus::Stop, after, octets)
    }
}
