//! What the store's tests share: a data folder with a Location, a policy, a product and a ticket type in it.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

use super::{Counters, FirstLogin, NewDelivery, NewEvent, NewTicket, RefusedLogin, Result, Store};
use crate::domain::{
    account::Credentials,
    allowance::DayUsage,
    code::CodeForm,
    gateway::{Gateway, Network, Vendor},
    id::{
        AccountId, GatewayId, LocationId, PolicyId, ProductId, SessionId, TicketId, TicketTypeId,
    },
    licence::Licence,
    location::{Location, Sector},
    login::Refusal,
    mac::Mac,
    money::{Currency, Money},
    policy::Policy,
    product::{Expiration, Level, Product, RecoverResidual},
    session::Session,
    ticket::{Kind, Source},
    ticket_type::{Channel, CredentialStyle, Format, TicketType},
    time::Instant,
};
use chrono::{Duration, TimeZone as _, Utc};
use std::{collections::BTreeMap, path::Path};

/// Noon of 1 July 2026, the day of most worked examples.
pub(super) fn noon() -> Instant {
    Utc.with_ymd_and_hms(2026, 7, 1, 12, 0, 0).unwrap()
}

pub(super) fn euro(minor: i64) -> Money {
    Money {
        minor,
        currency: Currency(*b"EUR"),
    }
}

pub(super) fn location() -> Location {
    Location {
        id: LocationId::new(),
        name: "Hotel Sol".to_owned(),
        zone: chrono_tz::Europe::Madrid,
        currency: Currency(*b"EUR"),
        sector: Sector::Hospitality,
        rooms: Some(80),
        aps: None,
        language: "es".to_owned(),
        ssid: Some("Sol".to_owned()),
        wifi_password: Some("correct horse".to_owned()),
        login_url: None,
        access: crate::domain::location::Access::default(),
        prices: crate::domain::location::Prices::default(),
        times: crate::domain::location::HouseTimes::default(),
        revision: 0,
    }
}

pub(super) fn licence() -> Licence {
    Licence::evaluation(noon(), noon() + Duration::days(30))
}

pub(super) fn policy(code: &str) -> Policy {
    Policy {
        id: PolicyId::new(),
        code: code.to_owned(),
        description: String::new(),
        level: Level::Manager,
        session_timeout_min: 0,
        idle_timeout_min: 15,
        download_kbps: 4096,
        upload_kbps: 1024,
        devices: 0,
        daily_time_min: 0,
        weekly_time_min: 0,
        monthly_time_min: 0,
        daily_data_mb: 0,
        weekly_data_mb: 0,
        monthly_data_mb: 0,
        mikrotik_address_list: None,
        attributes: BTreeMap::new(),
    }
}

pub(super) fn product(code: &str, policy: PolicyId) -> Product {
    Product {
        id: ProductId::new(),
        code: code.to_owned(),
        description: BTreeMap::from([("es".to_owned(), "Un día".to_owned())]),
        policy,
        price_list: euro(500),
        recover_residual: RecoverResidual::No,
        injection: false,
        erp_code: None,
        total_time_min: 0,
        daily_time_min: 60,
        weekly_time_min: 0,
        monthly_time_min: 0,
        total_data_mb: 0,
        daily_data_mb: 0,
        weekly_data_mb: 0,
        monthly_data_mb: 0,
        first_day_of_week: 1,
        mikrotik_profile: None,
        mikrotik_address_list: None,
        expiration: Expiration::DaysHours {
            days: 1.into(),
            hours: 0.into(),
        },
        notify_expiration: false,
        level: Level::Manager,
    }
}

pub(super) fn ticket_type(name: &str, product: ProductId) -> TicketType {
    TicketType {
        id: TicketTypeId::new(),
        name: name.to_owned(),
        format: Format::Single,
        product,
        price: euro(500),
        price_per_day: Some(euro(300)),
        devices: 2,
        credentials: CredentialStyle::Code,
        use_within_days: 180,
        label: String::new(),
        code: CodeForm::default(),
        fields: Vec::new(),
        channels: vec![Channel::Print],
        preselected: vec![Channel::Print],
        user_id_required: false,
        position: 1,
        hotkey: Some(1),
    }
}

/// A store in a folder of its own, with what a ticket needs.
pub(super) struct House {
    pub(super) folder: tempfile::TempDir,
    pub(super) store: Store,
    pub(super) policy: Policy,
    pub(super) product: Product,
    pub(super) ticket_type: TicketType,
}

impl House {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(folder.path(), &location(), &licence()).unwrap();
        let policy = policy("standard");
        let product = product("day", policy.id);
        let ticket_type = ticket_type("24 hours", product.id);
        let all = (policy.clone(), product.clone(), ticket_type.clone());
        store
            .write(move |tx| {
                tx.add_policy(&all.0)?;
                tx.add_product(&all.1)?;
                tx.add_ticket_type(&all.2)
            })
            .unwrap();
        Self {
            folder,
            store,
            policy,
            product,
            ticket_type,
        }
    }

    /// The same house from a second process: its own store on the same folder.
    pub(super) fn open(path: &Path) -> Self {
        let store = Store::open(path).unwrap();
        let (policy, product, ticket_type) = store
            .read(|r| {
                let policy = r.policy_by_code("standard")?;
                let product = r.product_by_code("day")?;
                Ok((policy, product, r.ticket_type_by_name("24 hours")?))
            })
            .unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            store,
            policy,
            product,
            ticket_type,
        }
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A ticket with this code, not issued yet.
    pub(super) fn new_ticket(&self, code: &str) -> NewTicket {
        NewTicket {
            id: TicketId::new(),
            account: AccountId::new(),
            created_at: noon(),
            user_id: "214".to_owned(),
            kind: Kind::Individual,
            source: Source::Desk,
            ticket_type: Some(self.ticket_type.id),
            price: euro(500),
            devices: 2,
            product: self.product.id,
            credentials: Credentials {
                username: code.to_owned(),
                password: code.to_owned(),
            },
            valid_from: None,
            valid_until: None,
            use_by: Some(noon() + Duration::days(180)),
            expires_at: None,
            lapses_at: Some(noon() + Duration::days(180)),
            total_seconds: None,
            total_bytes: Some(1 << 40),
            fields: BTreeMap::new(),
            batch: None,
            reference: None,
        }
    }

    pub(super) fn issue(&self, new: &NewTicket) -> Result<u64> {
        let new = new.clone();
        self.store.write(move |tx| tx.insert_ticket(&new))
    }

    /// One row of everything, about one ticket that is on line.
    pub(super) fn furnish(&self) {
        let new = self.new_ticket("ABCDE-FGHJK");
        let gateway = Gateway {
            id: GatewayId::new(),
            name: "lobby".to_owned(),
            vendor: Vendor::Mikrotik,
            network: Network {
                address: [192, 0, 2, 1].into(),
                prefix: 32,
            },
            secret: "testing123".to_owned(),
            disconnect_port: 3799,
            send_disconnect: true,
            allow_missing_message_authenticator: false,
            swap_octets: false,
            interim_seconds: 300,
        };
        let session = session(new.account, gateway.id);
        self.store
            .write(move |tx| {
                let _ = tx.insert_ticket(&new)?;
                tx.add_gateway(&gateway)?;
                let login = FirstLogin {
                    at: noon(),
                    expires_at: Some(noon() + Duration::days(1)),
                    lapses_at: Some(noon() + Duration::days(1)),
                };
                assert!(tx.first_login(new.id, &login)?);
                tx.put_session(&session)?;
                let counters = Counters {
                    connections: 1,
                    seconds: 60,
                    upload: 1,
                    download: 2,
                };
                tx.add_counters(new.account, &counters)?;
                let used = DayUsage {
                    day: noon().date_naive(),
                    seconds: 60,
                    upload: 1,
                    download: 2,
                };
                tx.add_usage(new.account, &used)?;
                tx.add_refusal(&RefusedLogin {
                    at: noon(),
                    gateway: Some(gateway.id),
                    account: Some(new.account),
                    username: None,
                    mac: session.mac,
                    reason: Refusal::TooManyDevices { allowed: 2 },
                })?;
                tx.enqueue(&NewDelivery {
                    id: uuid::Uuid::now_v7(),
                    kind: "disconnect".to_owned(),
                    subject: session.id.0,
                    body: serde_json::json!({ "gateway": gateway.name }),
                    created_at: noon(),
                    due_at: noon(),
                })?;
                let _ = tx.append_event(&NewEvent {
                    at: noon(),
                    actor: "desk".to_owned(),
                    kind: "ticket.issued".to_owned(),
                    subject: Some(new.id.0),
                    before: None,
                    after: Some(serde_json::json!({ "serial": 1 })),
                })?;
                Ok(())
            })
            .unwrap();
    }
}

/// A session on line for a minute.
pub(super) fn session(account: AccountId, gateway: GatewayId) -> Session {
    Session {
        id: SessionId::new(),
        account,
        gateway,
        gateway_address: [192, 0, 2, 1].into(),
        acct_session_id: "80000001".to_owned(),
        username: "abcdefghjk".to_owned(),
        mac: Some(Mac([0xaa, 0xbb, 0xcc, 0, 0x11, 0x22])),
        calling_station_id: "AA-BB-CC-00-11-22".to_owned(),
        ip: Some([10, 5, 50, 2].into()),
        nas: "lobby".to_owned(),
        started_at: noon(),
        updated_at: noon() + Duration::seconds(60),
        ended_at: None,
        cause: None,
        seconds: 60,
        upload: 1,
        download: 2,
        disconnect: None,
    }
}

impl super::Tx<'_> {
    /// Gives a ticket extra fields that nobody was asked for.
    pub(crate) fn set_fields(
        &self,
        ticket: TicketId,
        fields: &BTreeMap<String, String>,
    ) -> Result<()> {
        let json = super::column::json(fields)?;
        let sql = "UPDATE ticket SET fields = ?2 WHERE id = ?1";
        let _ = self.execute(sql, rusqlite::params![super::column::bytes(ticket.0), json])?;
        Ok(())
    }
}

/// Lets go of the database when it is dropped.
pub(crate) struct HeldLock(#[allow(dead_code, reason = "held")] rusqlite::Connection);

/// Faults of the disk, for tests of what stands on the store.
impl Store {
    /// Another program holds the database and does not let go until the guard is dropped.
    pub(crate) fn held_by_another(&self) -> HeldLock {
        self.write(|tx| Ok(tx.connection.busy_timeout(std::time::Duration::ZERO)?))
            .unwrap();
        let other = rusqlite::Connection::open(self.folder().join(super::DATABASE_FILE)).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        HeldLock(other)
    }

    /// Whatever writes to this table fails in the middle of its transaction.
    pub(crate) fn fail_on(&self, table: &str) {
        let sql = format!(
            "CREATE TEMP TRIGGER fault_insert BEFORE INSERT ON main.{table} BEGIN SELECT RAISE(ABORT, 'fault'); END;"
        );
        self.write(move |tx| Ok(tx.connection.execute_batch(&sql)?))
            .unwrap();
    }

    pub(crate) fn fail_on_nothing(&self) {
        self.write(|tx| {
            Ok(tx
                .connection
                .execute_batch("DROP TRIGGER temp.fault_insert")?)
        })
        .unwrap();
    }

    /// The disk is full: the file may not grow beyond what it has (a real `SQLITE_FULL`).
    pub(crate) fn stop_growing(&self) {
        self.limit_pages(|pages| pages);
    }

    pub(crate) fn grow_again(&self) {
        self.limit_pages(|_| 1 << 30);
    }

    fn limit_pages(&self, limit: fn(i64) -> i64) {
        self.write(move |tx| {
            let pages = tx
                .connection
                .pragma_query_value(None, "page_count", |row| row.get(0))?;
            tx.connection
                .pragma_update_and_check(None, "max_page_count", limit(pages), |_| Ok(()))?;
            Ok(())
        })
        .unwrap();
    }
}
