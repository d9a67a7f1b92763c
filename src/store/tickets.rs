//! Tickets, each with the account that it owns.

use super::{
    Reader, Tx,
    column::{Cells, bytes, int, ms, ms_opt},
    error::{Error, Result, What, is_unique_violation},
    secrets::{Place, UsernameHash},
};
use crate::domain::{
    account::{Account, Credentials},
    id::{AccountId, BatchId, GatewayId, ProductId, TicketId, TicketTypeId},
    money::Money,
    ticket::{Kind, Source, Status, Ticket},
    time::Instant,
};
use rusqlite::params;
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// A ticket to be issued; the store gives it its serial.
#[derive(Debug, Clone)]
pub struct NewTicket {
    /// Of the ticket.
    pub id: TicketId,
    /// Of the account that it owns.
    pub account: AccountId,
    /// Now.
    pub created_at: Instant,
    /// Who it is for.
    pub user_id: String,
    /// One of the seven types.
    pub kind: Kind,
    /// Where it comes from.
    pub source: Source,
    /// What it is issued from.
    pub ticket_type: Option<TicketTypeId>,
    /// What is asked for it, in the currency of the Location.
    pub price: Money,
    /// Simultaneous devices, at least 1.
    pub devices: u16,
    /// The product of the account.
    pub product: ProductId,
    /// What the guest types.
    pub credentials: Credentials,
    /// A login is refused before this.
    pub valid_from: Option<Instant>,
    /// End of the chosen range.
    pub valid_until: Option<Instant>,
    /// Last instant of a first use.
    pub use_by: Option<Instant>,
    /// When it expires, if that is known before the first login (variable, special).
    pub expires_at: Option<Instant>,
    /// The first instant at which it, unused, counts as Expired; `None` = never.
    pub lapses_at: Option<Instant>,
    /// Total time of the account in seconds; `None` = infinite.
    pub total_seconds: Option<u64>,
    /// Total data of the account in bytes; `None` = infinite.
    pub total_bytes: Option<u64>,
    /// Extra fields (T8).
    pub fields: BTreeMap<String, String>,
    /// The batch that it is issued in.
    pub batch: Option<BatchId>,
    /// How its source names what it is issued for; unique for the source (TX31).
    pub reference: Option<String>,
}

/// What the first accepted login of a ticket, or the first one with a new product, makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstLogin {
    /// When. The ticket's first login is kept if it had one; the product's is set to this.
    pub at: Instant,
    /// When the ticket expires; `None` = never.
    pub expires_at: Option<Instant>,
    /// The first instant at which it counts as Expired; `None` = never.
    pub lapses_at: Option<Instant>,
}

/// What is added to the counters of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counters {
    /// Accounting sessions.
    pub connections: u32,
    /// Seconds on line.
    pub seconds: u64,
    /// Bytes from the guest.
    pub upload: u64,
    /// Bytes to the guest.
    pub download: u64,
}

/// A ticket that has become Expired by the passing of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lapsed {
    /// The ticket.
    pub ticket: TicketId,
    /// Its account, whose sessions must end.
    pub account: AccountId,
}

/// The columns of a [`Ticket`], in the order in which [`ticket`] reads them.
pub(super) const COLUMNS: &str = "t.id, t.serial, t.created_at, t.user_id, t.kind, t.source, t.ticket_type, t.account,
    t.product, t.price, (SELECT currency FROM location), t.devices, t.status, t.valid_from, t.valid_until, t.use_by,
    t.first_login_at, t.expires_at, t.cancelled_at, t.connections, t.session_seconds, t.upload_bytes, t.download_bytes";

const KINDS: [Kind; 7] = [
    Kind::Individual,
    Kind::Variable,
    Kind::Special,
    Kind::Paypal,
    Kind::Sms,
    Kind::Sponsor,
    Kind::Pms,
];
const SOURCES: [Source; 9] = [
    Source::Desk,
    Source::Cli,
    Source::Api,
    Source::Paypal,
    Source::Sms,
    Source::Sponsor,
    Source::Pms,
    Source::Automatic,
    Source::Import,
];
const STATUSES: [Status; 4] = [
    Status::NoUse,
    Status::InUse,
    Status::Expired,
    Status::Cancelled,
];

/// The number by which a variant is kept: its place in one of the lists above.
pub(super) fn code_of<T: PartialEq>(all: &[T], value: &T) -> i64 {
    let place = all.iter().position(|one| one == value);
    place
        .and_then(|place| i64::try_from(place).ok())
        .unwrap_or(-1)
}

pub(super) fn kind_code(kind: Kind) -> i64 {
    code_of(&KINDS, &kind)
}

pub(super) fn status_code(status: Status) -> i64 {
    code_of(&STATUSES, &status)
}

fn variant<T: Copy>(c: &Cells<'_, '_>, all: &[T]) -> rusqlite::Result<T> {
    let code: usize = usize::try_from(c.get::<i64>()?).unwrap_or(usize::MAX);
    c.some(all.get(code).copied(), "a known variant")
}

pub(super) fn ticket(c: &Cells<'_, '_>) -> rusqlite::Result<Ticket> {
    Ok(Ticket {
        id: TicketId(c.uuid()?),
        serial: c.count()?,
        created_at: c.instant()?,
        user_id: c.get()?,
        kind: variant(c, &KINDS)?,
        source: variant(c, &SOURCES)?,
        ticket_type: c.uuid_opt()?.map(TicketTypeId),
        account: AccountId(c.uuid()?),
        product: ProductId(c.uuid()?),
        price: c.money()?,
        devices: c.get()?,
        stored_status: variant(c, &STATUSES)?,
        valid_from: c.instant_opt()?,
        valid_until: c.instant_opt()?,
        use_by: c.instant_opt()?,
        first_login_at: c.instant_opt()?,
        expires_at: c.instant_opt()?,
        cancelled_at: c.instant_opt()?,
        connections: c.get()?,
        session_seconds: c.count()?,
        upload_bytes: c.count()?,
        download_bytes: c.count()?,
    })
}

/// The form in which user IDs are compared: each letter for itself, so that the form of a prefix is a prefix.
pub(super) fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

fn credentials_place(ticket: &[u8; 16]) -> Place<'_> {
    Place {
        table: "ticket",
        column: "credentials",
        row: ticket,
    }
}

impl Reader<'_> {
    /// What was issued from `from` on and before `to`, without automatic users and those taken over from a router: how
    /// many tickets, how many of them were cancelled since, and what the others cost together, in minor units.
    pub fn issued_between(&self, from: Instant, to: Instant) -> Result<(u64, u64, i64)> {
        let sql = "SELECT count(*), count(*) FILTER (WHERE status = ?3),
                          ifnull(sum(price) FILTER (WHERE status <> ?3), 0)
                   FROM ticket WHERE created_at >= ?1 AND created_at < ?2 AND source NOT IN (?4, ?5)";
        let params = params![
            ms(from),
            ms(to),
            status_code(Status::Cancelled),
            code_of(&SOURCES, &Source::Automatic),
            code_of(&SOURCES, &Source::Import),
        ];
        let found = self.one(sql, params, |row| {
            let c = Cells::of(row);
            Ok((c.count()?, c.count()?, c.get()?))
        })?;
        Ok(found.unwrap_or_default())
    }

    /// A ticket.
    pub fn ticket(&self, id: TicketId) -> Result<Ticket> {
        self.ticket_where("t.id = ?1", bytes(id.0))?
            .ok_or_else(|| Error::not_found(What::Ticket, id))
    }

    /// The ticket that has this serial.
    pub fn ticket_by_serial(&self, serial: u64) -> Result<Ticket> {
        self.ticket_where("t.serial = ?1", int(serial))?
            .ok_or_else(|| Error::not_found(What::Ticket, serial))
    }

    /// The ticket that owns an account.
    pub fn ticket_of(&self, account: AccountId) -> Result<Ticket> {
        self.ticket_where("t.account = ?1", bytes(account.0))?
            .ok_or_else(|| Error::not_found(What::Account, account))
    }

    /// The ticket that has this user name: the live one if there is one, else the newest.
    pub fn ticket_by_username(&self, username: &str) -> Result<Option<Ticket>> {
        self.ticket_by_hash(self.secrets.username_hash(username))
    }

    pub(super) fn ticket_by_hash(
        &self,
        UsernameHash(hash): UsernameHash,
    ) -> Result<Option<Ticket>> {
        self.ticket_where(
            "t.username_hash = ?1 ORDER BY t.status >= 2, t.serial DESC",
            hash,
        )
    }

    fn ticket_where(&self, condition: &str, param: impl rusqlite::ToSql) -> Result<Option<Ticket>> {
        let sql = format!("SELECT {COLUMNS} FROM ticket t WHERE {condition} LIMIT 1");
        self.one(&sql, [param], |row| ticket(&Cells::of(row)))
    }

    /// The ticket that was issued for this reference of an outside source (TX31).
    pub fn ticket_by_reference(&self, source: Source, reference: &str) -> Result<Option<Ticket>> {
        let sql =
            format!("SELECT {COLUMNS} FROM ticket t WHERE t.source = ?1 AND t.reference = ?2");
        self.one(
            &sql,
            params![code_of(&SOURCES, &source), reference],
            |row| ticket(&Cells::of(row)),
        )
    }

    /// Whether a live ticket has this user name (TX26).
    pub fn is_username_taken(&self, username: &str) -> Result<bool> {
        let UsernameHash(hash) = self.secrets.username_hash(username);
        self.exists(
            "SELECT 1 FROM ticket WHERE username_hash = ?1 AND status < 2",
            [hash],
        )
    }

    /// What the guest of a ticket types.
    pub fn credentials(&self, id: TicketId) -> Result<Credentials> {
        let sql = "SELECT credentials_sealed FROM ticket WHERE id = ?1";
        let sealed: Vec<u8> = self
            .one(sql, [bytes(id.0)], |row| row.get(0))?
            .ok_or_else(|| Error::not_found(What::Ticket, id))?;
        self.open_credentials(id, &sealed)
    }

    /// An account.
    pub fn account(&self, id: AccountId) -> Result<Account> {
        let sql = "SELECT id, product, product_assigned_at, product_first_login_at, baseline_seconds, baseline_bytes,
                          total_seconds, total_bytes, subscription, credentials_sealed
                   FROM ticket WHERE account = ?1";
        let found = self.one(sql, [bytes(id.0)], |row| {
            let c = Cells::of(row);
            let account = Account {
                id,
                ticket: TicketId(c.uuid()?),
                product: ProductId(c.uuid()?),
                product_assigned_at: c.instant()?,
                product_first_login_at: c.instant_opt()?,
                baseline_seconds: c.count()?,
                baseline_bytes: c.count()?,
                total_seconds: c.count_opt()?,
                total_bytes: c.count_opt()?,
                subscription: c.json_opt()?,
                credentials: Credentials {
                    username: String::new(),
                    password: String::new(),
                },
            };
            Ok((account, c.get::<Vec<u8>>()?))
        })?;
        let (mut account, sealed) = found.ok_or_else(|| Error::not_found(What::Account, id))?;
        account.credentials = self.open_credentials(account.ticket, &sealed)?;
        Ok(account)
    }

    /// The extra fields of a ticket.
    pub fn fields(&self, id: TicketId) -> Result<BTreeMap<String, String>> {
        let sql = "SELECT fields FROM ticket WHERE id = ?1";
        let fields = self
            .one(sql, [bytes(id.0)], |row| Cells::of(row).json_opt())?
            .ok_or_else(|| Error::not_found(What::Ticket, id))?;
        Ok(fields.unwrap_or_default())
    }

    /// Why a ticket was cancelled.
    pub fn cancel_reason(&self, id: TicketId) -> Result<Option<String>> {
        let sql = "SELECT cancel_reason FROM ticket WHERE id = ?1";
        self.one(sql, [bytes(id.0)], |row| row.get(0))?
            .ok_or_else(|| Error::not_found(What::Ticket, id))
    }

    /// When the next live ticket lapses; `None` = none will.
    pub fn next_lapse(&self) -> Result<Option<Instant>> {
        let sql = "SELECT lapses_at FROM ticket WHERE status < 2 AND lapses_at IS NOT NULL ORDER BY lapses_at LIMIT 1";
        self.one(sql, [], |row| Cells::of(row).instant())
    }

    fn open_credentials(&self, id: TicketId, sealed: &[u8]) -> Result<Credentials> {
        let text = self
            .secrets
            .open_text(&credentials_place(&bytes(id.0)), sealed)?;
        // One code is kept once; a pair is parted by a line feed, which nobody can type into either.
        let (username, password) = text.split_once('\n').unwrap_or((&text, &text));
        Ok(Credentials {
            username: username.to_owned(),
            password: password.to_owned(),
        })
    }
}

impl Tx<'_> {
    /// Issues a ticket under the current terms of its product; gives its serial. Credentials of another live ticket are refused (TX26).
    pub fn insert_ticket(&self, new: &NewTicket) -> Result<u64> {
        let serial = self.next_serial()?;
        let _ = self.execute("UPDATE location SET next_serial = next_serial + 1", [])?;
        self.insert_ticket_row(new, serial)?;
        self.note_new_ticket(new.id)?;
        Ok(serial)
    }

    fn insert_ticket_row(&self, new: &NewTicket, serial: u64) -> Result<()> {
        let sql = "INSERT INTO ticket (id, serial, created_at, user_id, user_id_lower, kind, source, ticket_type, price,
                       devices, valid_from, valid_until, use_by, expires_at, lapses_at, fields, account, product,
                       product_assigned_at, total_seconds, total_bytes, username_hash, credentials_sealed,
                       product_version, policy_version, batch, reference)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?3, ?19,
                           ?20, ?21, ?22, ?23, ?24, ?25, ?26)";
        let terms = self.current_terms(new.product)?;
        let fields = if new.fields.is_empty() {
            None
        } else {
            Some(super::column::json(&new.fields)?)
        };
        let UsernameHash(hash) = self.secrets.username_hash(&new.credentials.username);
        let inserted = self.execute(
            sql,
            params![
                bytes(new.id.0),
                int(serial),
                ms(new.created_at),
                new.user_id,
                lower(&new.user_id),
                kind_code(new.kind),
                code_of(&SOURCES, &new.source),
                new.ticket_type.map(|id| bytes(id.0)),
                new.price.minor,
                new.devices,
                ms_opt(new.valid_from),
                ms_opt(new.valid_until),
                ms_opt(new.use_by),
                ms_opt(new.expires_at),
                ms_opt(new.lapses_at),
                fields,
                bytes(new.account.0),
                bytes(new.product.0),
                new.total_seconds.map(int),
                new.total_bytes.map(int),
                hash,
                self.seal_credentials(new.id, &new.credentials)?,
                terms.product.0,
                terms.policy.0,
                new.batch.map(|id| bytes(id.0)),
                new.reference,
            ],
        );
        match inserted {
            Ok(_) => Ok(()),
            Err(error)
                if is_unique_violation(&error)
                    && self.is_username_taken(&new.credentials.username)? =>
            {
                Err(Error::DuplicateCredentials)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn seal_credentials(&self, id: TicketId, credentials: &Credentials) -> Result<Vec<u8>> {
        let text = Zeroizing::new(if credentials.is_code() {
            credentials.username.clone()
        } else {
            format!("{}\n{}", credentials.username, credentials.password)
        });
        self.secrets
            .seal(&credentials_place(&bytes(id.0)), text.as_bytes())
    }

    /// Gives a ticket the code that a gateway chose for it. That of another live ticket is refused (TX26).
    pub fn take_code(
        &self,
        id: TicketId,
        gateway: GatewayId,
        credentials: &Credentials,
        now: Instant,
    ) -> Result<()> {
        let before = self.last_gateway_change()?;
        let UsernameHash(hash) = self.secrets.username_hash(&credentials.username);
        let sql = "UPDATE ticket SET username_hash = ?2, credentials_sealed = ?3 WHERE id = ?1";
        let sealed = self.seal_credentials(id, credentials)?;
        match self.execute_one(sql, params![bytes(id.0), hash, sealed], What::Ticket, id) {
            Ok(()) => {}
            Err(error @ Error::NotFound { .. }) => return Err(error),
            Err(_) if self.is_username_taken(&credentials.username)? => {
                return Err(Error::DuplicateCredentials);
            }
            Err(error) => return Err(error),
        }
        let sql = "INSERT INTO gateway_voucher (ticket, gateway, made_at) VALUES (?1, ?2, ?3)
                   ON CONFLICT (ticket, gateway) DO UPDATE SET made_at = excluded.made_at";
        let _ = self.execute(sql, params![bytes(id.0), bytes(gateway.0), ms(now)])?;
        // Whoever chose it need not hear of it; others that keep tickets must.
        let sql = "DELETE FROM gateway_change WHERE ticket = ?1 AND seq > ?2 AND NOT EXISTS
                       (SELECT 1 FROM gateway WHERE holds_users = 1 AND removed_at IS NULL AND id <> ?3)";
        let _ = self.execute(sql, params![bytes(id.0), int(before), bytes(gateway.0)])?;
        Ok(())
    }

    /// Makes a live ticket Cancelled. A dead one, also one that has lapsed by `now`, is [`Error::NotLive`] (TX16).
    pub fn cancel_ticket(&self, id: TicketId, now: Instant, reason: Option<&str>) -> Result<()> {
        let sql = "UPDATE ticket SET status = 3, cancelled_at = ?2, cancel_reason = ?3
                   WHERE id = ?1 AND status < 2 AND (lapses_at IS NULL OR lapses_at > ?2)";
        if self.execute(sql, params![bytes(id.0), ms(now), reason])? == 1 {
            return Ok(());
        }
        let serial = self.ticket(id)?.serial;
        Err(Error::NotLive { serial })
    }

    /// Changes how many devices a ticket is for.
    pub fn set_devices(&self, id: TicketId, devices: u16) -> Result<()> {
        let sql = "UPDATE ticket SET devices = ?2 WHERE id = ?1";
        self.execute_one(sql, params![bytes(id.0), devices], What::Ticket, id)
    }

    /// Makes a live ticket Expired, for instance because its totals are used up; tells whether it was live.
    pub fn expire_ticket(&self, id: TicketId) -> Result<bool> {
        let sql = "UPDATE ticket SET status = 2 WHERE id = ?1 AND status < 2";
        Ok(self.execute(sql, [bytes(id.0)])? == 1)
    }

    /// Writes the first accepted login; tells whether the ticket was live.
    pub fn first_login(&self, id: TicketId, login: &FirstLogin) -> Result<bool> {
        let sql = "UPDATE ticket SET status = 1, first_login_at = ifnull(first_login_at, ?2),
                          product_first_login_at = ?2, expires_at = ?3, end_is_set = 0, lapses_at = ?4
                   WHERE id = ?1 AND status < 2";
        let params = params![
            bytes(id.0),
            ms(login.at),
            ms_opt(login.expires_at),
            ms_opt(login.lapses_at),
        ];
        Ok(self.execute(sql, params)? == 1)
    }

    /// Adds to the counters of the ticket that owns an account.
    pub fn add_counters(&self, account: AccountId, add: &Counters) -> Result<()> {
        let sql = if add.connections == 0 {
            // Leaves the index of connections alone.
            "UPDATE ticket SET session_seconds = session_seconds + ?2, upload_bytes = upload_bytes + ?3,
                    download_bytes = download_bytes + ?4
             WHERE account = ?1 AND ?5 = 0"
        } else {
            "UPDATE ticket SET session_seconds = session_seconds + ?2, upload_bytes = upload_bytes + ?3,
                    download_bytes = download_bytes + ?4, connections = connections + ?5
             WHERE account = ?1"
        };
        let params = params![
            bytes(account.0),
            int(add.seconds),
            int(add.upload),
            int(add.download),
            add.connections,
        ];
        self.execute_one(sql, params, What::Account, account)
    }

    /// Writes Expired on every live ticket whose time has passed, at most `limit` of them; gives them.
    pub fn sweep_lapsed(&self, now: Instant, limit: u32) -> Result<Vec<Lapsed>> {
        // Whoever follows the changes and is further behind reads all anew.
        let forget =
            "DELETE FROM ticket_change WHERE seq <= (SELECT max(seq) FROM ticket_change) - 20000
                          AND seq < (SELECT min(seq) FROM ticket_change) + 20000";
        let _ = self.execute(forget, [])?;
        let sql = "UPDATE ticket SET status = 2
                   WHERE id IN (SELECT id FROM ticket
                                WHERE status < 2 AND lapses_at IS NOT NULL AND lapses_at <= ?1
                                ORDER BY lapses_at LIMIT ?2)
                   RETURNING id, account";
        self.all(sql, params![ms(now), limit], |row| {
            let c = Cells::of(row);
            Ok(Lapsed {
                ticket: TicketId(c.uuid()?),
                account: AccountId(c.uuid()?),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what must hold")]

    use super::{super::testing::*, *};
    use chrono::Duration;

    fn cancel(house: &House, id: TicketId, now: Instant) -> Result<()> {
        house
            .store
            .write(move |tx| tx.cancel_ticket(id, now, Some("wrong room")))
    }

    #[test]
    fn tx14_a_serial_is_never_used_again() {
        let house = House::new();
        let first = house.new_ticket("FIRST");
        assert_eq!(house.issue(&first).unwrap(), 1);
        cancel(&house, first.id, noon()).unwrap();
        assert_eq!(house.issue(&house.new_ticket("SECOND")).unwrap(), 2);
        let ticket = house.store.read(|r| r.ticket_by_serial(1)).unwrap();
        assert_eq!(
            (ticket.stored_status, ticket.cancelled_at),
            (Status::Cancelled, Some(noon()))
        );
        let reason = house.store.read(|r| r.cancel_reason(first.id)).unwrap();
        assert_eq!(reason.as_deref(), Some("wrong room"));
        // One that was refused takes no serial with it.
        assert!(house.issue(&house.new_ticket("second")).is_err());
        assert_eq!(house.issue(&house.new_ticket("THIRD")).unwrap(), 3);
    }

    #[test]
    fn tx16_what_is_dead_is_not_cancelled() {
        let house = House::new();
        let [cancelled, expired, lapsed] = ["A", "B", "C"].map(|code| house.new_ticket(code));
        for new in [&cancelled, &expired, &lapsed] {
            let _ = house.issue(new).unwrap();
        }
        cancel(&house, cancelled.id, noon()).unwrap();
        assert!(
            house
                .store
                .write(move |tx| tx.expire_ticket(expired.id))
                .unwrap()
        );
        for (id, now, status) in [
            (cancelled.id, noon(), Status::Cancelled),
            (expired.id, noon(), Status::Expired),
            (lapsed.id, lapsed.lapses_at.unwrap(), Status::NoUse),
        ] {
            assert!(matches!(
                cancel(&house, id, now),
                Err(Error::NotLive { .. })
            ));
            let stored = house.store.read(|r| r.ticket(id)).unwrap().stored_status;
            assert_eq!(stored, status);
        }
        let before = lapsed.lapses_at.unwrap() - Duration::milliseconds(1);
        cancel(&house, lapsed.id, before).unwrap();
    }

    #[test]
    fn tx26_credentials_are_of_one_live_ticket() {
        let house = House::new();
        let first = house.new_ticket("WEDDING-2026");
        let _ = house.issue(&first).unwrap();
        assert!(
            house
                .store
                .read(|r| r.is_username_taken("wedding 2026"))
                .unwrap()
        );
        let refused = house.issue(&house.new_ticket("wedding2026")).unwrap_err();
        assert!(
            matches!(refused, Error::DuplicateCredentials),
            "{refused:?}"
        );
        cancel(&house, first.id, noon()).unwrap();
        let second = house.new_ticket("wedding2026");
        let _ = house.issue(&second).unwrap();
        // The live one answers for the name.
        let found = house
            .store
            .read(|r| r.ticket_by_username("WEDDING-2026"))
            .unwrap();
        assert_eq!(found.unwrap().id, second.id);
    }

    #[test]
    fn a_code_that_a_gateway_chose_becomes_the_tickets_and_of_no_other() {
        let house = House::new();
        house.furnish();
        let [first, second] = ["ONE", "TWO"].map(|code| house.new_ticket(code));
        for new in [&first, &second] {
            let _ = house.issue(new).unwrap();
        }
        let gateway = house.store.read(|r| r.gateways()).unwrap().remove(0).id;
        let take = |id: TicketId, name: &str, password: &str| {
            let chosen = Credentials {
                username: name.to_owned(),
                password: password.to_owned(),
            };
            let write = move |tx: &Tx<'_>| tx.take_code(id, gateway, &chosen, noon());
            house.store.write(write)
        };
        let has_code = |id| house.store.read(|r| r.has_code_of(gateway, id)).unwrap();
        assert!(!has_code(first.id));
        take(first.id, "0123456789", "0123456789").unwrap();
        // Told twice, it is the same.
        take(first.id, "0123456789", "0123456789").unwrap();
        assert!(has_code(first.id) && !has_code(second.id));
        let credentials = house.store.read(|r| r.credentials(first.id)).unwrap();
        assert!(credentials.is_code() && credentials.username == "0123456789");
        let found = |name: &str| {
            let found = house.store.read(|r| r.ticket_by_username(name)).unwrap();
            found.map(|ticket| ticket.id)
        };
        assert_eq!((found("01234-56789"), found("ONE")), (Some(first.id), None));
        let refused = take(second.id, "0123456789", "x").unwrap_err();
        assert!(
            matches!(refused, Error::DuplicateCredentials),
            "{refused:?}"
        );
        assert!(found("TWO") == Some(second.id) && !has_code(second.id));
        let used = house.store.read(|r| r.tickets_in_use()).unwrap();
        assert_eq!(used, [1], "who is on line, and nobody else");
    }

    #[test]
    fn an_id_that_exists_is_no_duplicate_of_credentials() {
        let house = House::new();
        let first = house.new_ticket("ONE");
        let _ = house.issue(&first).unwrap();
        let again = NewTicket {
            id: first.id,
            ..house.new_ticket("TWO")
        };
        assert!(matches!(house.issue(&again), Err(Error::Sql(_))));
    }

    #[test]
    fn a_pair_and_a_code_come_back_as_they_were() {
        let house = House::new();
        for (username, password) in [
            ("CODE", "CODE"),
            ("ana", "S3cret pass"),
            ("code", "CODE"),
            ("x", ""),
        ] {
            let mut new = house.new_ticket(username);
            new.credentials.password = password.to_owned();
            let _ = house.issue(&new).unwrap();
            let (read, account) = house
                .store
                .read(|r| Ok((r.credentials(new.id)?, r.account(new.account)?)))
                .unwrap();
            assert_eq!(read, new.credentials);
            assert_eq!(account.credentials, new.credentials);
            cancel(&house, new.id, noon()).unwrap();
        }
    }

    #[test]
    fn the_first_login_and_the_sweep() {
        let house = House::new();
        let [used, unused] = ["USED", "UNUSED"].map(|code| house.new_ticket(code));
        for new in [&used, &unused] {
            let _ = house.issue(new).unwrap();
        }
        let ends = noon() + Duration::days(1);
        let login = FirstLogin {
            at: noon(),
            expires_at: Some(ends),
            lapses_at: Some(ends),
        };
        assert!(
            house
                .store
                .write(move |tx| tx.first_login(used.id, &login))
                .unwrap()
        );
        let ticket = house.store.read(|r| r.ticket(used.id)).unwrap();
        assert_eq!(
            (ticket.stored_status, ticket.first_login_at),
            (Status::InUse, Some(noon()))
        );
        assert_eq!(
            (ticket.expires_at, ticket.use_by),
            (Some(ends), used.use_by)
        );
        assert_eq!(house.store.read(|r| r.next_lapse()).unwrap(), Some(ends));
        let sweep = |now| {
            house
                .store
                .write(move |tx| tx.sweep_lapsed(now, 100))
                .unwrap()
        };
        assert_eq!(sweep(ends - Duration::milliseconds(1)), []);
        let lapsed = Lapsed {
            ticket: used.id,
            account: used.account,
        };
        assert_eq!(sweep(ends), [lapsed]);
        assert_eq!(sweep(ends), []);
        assert!(
            !house
                .store
                .write(move |tx| tx.first_login(used.id, &login))
                .unwrap()
        );
        assert_eq!(sweep(unused.lapses_at.unwrap()).len(), 1);
    }

    #[test]
    fn counters_add_up() {
        let house = House::new();
        let new = house.new_ticket("CODE");
        let _ = house.issue(&new).unwrap();
        let add = |connections| Counters {
            connections,
            seconds: 10,
            upload: 1 << 40,
            download: 3,
        };
        house
            .store
            .write(move |tx| {
                tx.add_counters(new.account, &add(1))?;
                tx.add_counters(new.account, &add(0))
            })
            .unwrap();
        let ticket = house.store.read(|r| r.ticket_of(new.account)).unwrap();
        assert_eq!((ticket.connections, ticket.session_seconds), (1, 20));
        assert_eq!((ticket.upload_bytes, ticket.download_bytes), (1 << 41, 6));
        let nobody = AccountId::new();
        let refused = house
            .store
            .write(move |tx| tx.add_counters(nobody, &add(0)));
        assert!(matches!(refused, Err(Error::NotFound { .. })));
    }
}
