//! What changes an account after its ticket was issued: another product, another end, another place; with the products
//! that it held before.

use super::{
    Reader, Tx,
    column::{Cells, bytes, int, json, ms, ms_opt},
    error::{Error, Result, What, is_unique_violation},
    terms::Terms,
    tickets::{lower, status_code},
};
use crate::domain::{
    account::Account, id::AccountId, id::GatewayId, money::Money, product::Product, ticket::Ticket,
    time::Instant,
};
use rusqlite::{Row, params};
use std::net::IpAddr;

/// A product that an account held, or holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The product as it was.
    pub product: Product,
    /// When it was given.
    pub at: Instant,
    /// By whom, as in the event log; empty where the log does not go back that far.
    pub actor: String,
    /// What was asked for it.
    pub price: Money,
    /// Seconds taken over from the product before.
    pub recovered_seconds: u64,
    /// Bytes taken over likewise.
    pub recovered_bytes: u64,
}

/// When something was last heard from somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contact {
    /// From a gateway.
    Gateway(GatewayId, Instant),
    /// From an address that no gateway has.
    Unknown(IpAddr, Instant),
}

impl Reader<'_> {
    /// The products that an account has held, oldest first; none before its first recharge.
    pub fn held(&self, account: AccountId) -> Result<Vec<Held>> {
        let sql =
            "SELECT product, at, actor, price, (SELECT currency FROM location), recovered_seconds, recovered_bytes
             FROM assignment WHERE account = ?1 ORDER BY id";
        self.all(sql, [bytes(account.0)], |row| {
            let c = Cells::of(row);
            Ok(Held {
                product: c.json()?,
                at: c.instant()?,
                actor: c.get()?,
                price: c.money()?,
                recovered_seconds: c.count()?,
                recovered_bytes: c.count()?,
            })
        })
    }

    /// The account that a payment with this reference was taken in for.
    pub fn renewal(&self, reference: &str) -> Result<Option<AccountId>> {
        let sql = "SELECT account FROM renewal WHERE reference = ?1";
        self.one(sql, [reference], |row| Cells::of(row).uuid().map(AccountId))
    }

    /// When something was last heard from gateways and others, the newest first.
    pub fn contacts(&self) -> Result<Vec<Contact>> {
        let sql = "SELECT gateway, address, at FROM contact ORDER BY at DESC";
        let found = self.all(sql, [], contact)?;
        Ok(found.into_iter().flatten().collect())
    }
}

fn contact(row: &Row<'_>) -> rusqlite::Result<Option<Contact>> {
    let c = Cells::of(row);
    let (gateway, address) = (c.uuid_opt()?.map(GatewayId), c.get::<Option<String>>()?);
    let at = c.instant()?;
    let address = address.and_then(|text| text.parse().ok());
    Ok(gateway
        .map(|gateway| Contact::Gateway(gateway, at))
        .or_else(|| address.map(|address| Contact::Unknown(address, at))))
}

impl Tx<'_> {
    /// Gives an account a product: writes all that this changes of the ticket and its account, as they are given.
    /// Credentials that another live ticket has taken meanwhile are refused (TX26).
    pub fn give_product(&self, ticket: &Ticket, account: &Account, terms: Terms) -> Result<()> {
        let sql = "UPDATE ticket SET product = ?2, product_version = ?3, policy_version = ?4, product_assigned_at = ?5,
                          product_first_login_at = ?6, baseline_seconds = ?7, baseline_bytes = ?8, total_seconds = ?9,
                          total_bytes = ?10, subscription = ?11, status = ?12, valid_until = ?13, use_by = ?14,
                          expires_at = ?15, end_is_set = 0, lapses_at = ?16
                   WHERE id = ?1";
        let subscription = account.subscription.as_ref().map(json).transpose()?;
        let written = self.execute(
            sql,
            params![
                bytes(ticket.id.0),
                bytes(account.product.0),
                terms.product.0,
                terms.policy.0,
                ms(account.product_assigned_at),
                ms_opt(account.product_first_login_at),
                int(account.baseline_seconds),
                int(account.baseline_bytes),
                account.total_seconds.map(int),
                account.total_bytes.map(int),
                subscription,
                status_code(ticket.stored_status),
                ms_opt(ticket.valid_until),
                ms_opt(ticket.use_by),
                ms_opt(ticket.expires_at),
                ms_opt(ticket.lapses_at()),
            ],
        );
        match written {
            Ok(0) => Err(Error::not_found(What::Ticket, ticket.serial)),
            Ok(_) => Ok(()),
            Err(error) if is_unique_violation(&error) => Err(Error::DuplicateCredentials),
            Err(error) => Err(error.into()),
        }
    }

    /// Adds to the products that an account has held.
    pub fn add_held(&self, account: AccountId, new: &Held) -> Result<()> {
        let sql = "INSERT INTO assignment (account, product, at, actor, price, recovered_seconds, recovered_bytes)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let params = params![
            bytes(account.0),
            json(&new.product)?,
            ms(new.at),
            new.actor,
            new.price.minor,
            int(new.recovered_seconds),
            int(new.recovered_bytes),
        ];
        let _ = self.execute(sql, params)?;
        Ok(())
    }

    /// Keeps the reference of a payment.
    pub fn add_renewal(&self, reference: &str, account: AccountId, at: Instant) -> Result<()> {
        let sql = "INSERT INTO renewal (reference, account, at) VALUES (?1, ?2, ?3)";
        let _ = self.execute(sql, params![reference, bytes(account.0), ms(at)])?;
        Ok(())
    }

    /// Writes the dates, the price, the devices and whom it is for, as they are given. An end that differs from what it
    /// was is from now on one that was set by hand, which no update of users moves.
    pub fn change_ticket(&self, ticket: &Ticket) -> Result<()> {
        self.note_renamed(ticket.id, &ticket.user_id)?;
        let sql =
            "UPDATE ticket SET valid_until = ?2, use_by = ?3, expires_at = ?4, end_is_set = end_is_set OR expires_at IS NOT ?4,
                    lapses_at = ?5, price = ?6,
                    devices = ?7, user_id = ?8, user_id_lower = ?9
             WHERE id = ?1";
        let params = params![
            bytes(ticket.id.0),
            ms_opt(ticket.valid_until),
            ms_opt(ticket.use_by),
            ms_opt(ticket.expires_at),
            ms_opt(ticket.lapses_at()),
            ticket.price.minor,
            ticket.devices,
            ticket.user_id,
            lower(&ticket.user_id),
        ];
        self.execute_one(sql, params, What::Ticket, ticket.serial)
    }

    /// Notes when something was last heard from somewhere. An address that has become a gateway's is no stranger any
    /// more.
    pub fn put_contact(&self, contact: &Contact) -> Result<()> {
        let _ = match contact {
            Contact::Gateway(gateway, at) => self.execute(
                "INSERT INTO contact (gateway, at) VALUES (?1, ?2)
                 ON CONFLICT (gateway) WHERE gateway IS NOT NULL DO UPDATE SET at = excluded.at",
                params![bytes(gateway.0), ms(*at)],
            )?,
            Contact::Unknown(address, at) => self.execute(
                "INSERT INTO contact (address, at) VALUES (?1, ?2)
                 ON CONFLICT (address) WHERE address IS NOT NULL DO UPDATE SET at = excluded.at",
                params![address.to_string(), ms(*at)],
            )?,
        };
        Ok(())
    }
}
