//! The Location.

use super::{
    Reader, Tx,
    column::{Cells, bytes, currency, word},
    error::{Error, Result, What},
    secrets::Place,
};
use crate::domain::{
    id::{LocationId, ProductId},
    location::{Access, HouseTimes, Location, OnSale, Prices, Separators},
};
use chrono::{NaiveTime, Timelike as _};
use rusqlite::params;
use rust_decimal::{Decimal, prelude::ToPrimitive as _};

const COLUMNS: &str = "id, name, time_zone, currency, sector, rooms, aps, language, ssid, login_url, auth_mode,
    shared_name, free_product, decimal_separator, thousands_separator, tax_thousandths, check_out_min, grace_min,
    revision, wifi_password_sealed, simple_password_sealed";

fn place<'a>(column: &'static str, id: &'a [u8; 16]) -> Place<'a> {
    Place {
        table: "location",
        column,
        row: id,
    }
}

const WIFI_PASSWORD: &str = "wifi_password";
const SIMPLE_PASSWORD: &str = "simple_password";

fn time_of(minutes: u32) -> NaiveTime {
    NaiveTime::from_num_seconds_from_midnight_opt(minutes.saturating_mul(60), 0)
        .unwrap_or(NaiveTime::MIN)
}

/// Thousandths of a per cent, as [`TAX_DECIMALS`](crate::domain::location::TAX_DECIMALS) has it.
const THOUSANDTHS: u32 = 3;

impl Reader<'_> {
    /// The Location. This version has exactly one.
    pub fn location(&self) -> Result<Location> {
        let sql = format!("SELECT {COLUMNS} FROM location LIMIT 1");
        let found = self.one(&sql, [], |row| {
            let c = Cells::of(row);
            let location = Location {
                id: LocationId(c.uuid()?),
                name: c.get()?,
                zone: c.parse()?,
                currency: c.currency()?,
                sector: c.word()?,
                rooms: c.get()?,
                aps: c.get()?,
                language: c.get()?,
                ssid: c.get()?,
                login_url: c.get()?,
                access: Access {
                    mode: c.word()?,
                    shared_name: c.get()?,
                    free_product: c.uuid_opt()?.map(ProductId),
                    simple_password: None,
                },
                prices: Prices {
                    separators: Separators {
                        decimal: c.word()?,
                        thousands: c.word()?,
                    },
                    tax_percent: Decimal::new(c.get()?, THOUSANDTHS).normalize(),
                },
                times: HouseTimes {
                    check_out: time_of(c.get()?),
                    grace_min: c.get()?,
                },
                revision: c.get()?,
                wifi_password: None,
            };
            let sealed = [c.get::<Option<Vec<u8>>>()?, c.get()?];
            Ok((location, sealed))
        })?;
        let (mut location, [wifi, simple]) =
            found.ok_or_else(|| Error::not_found(What::Location, ""))?;
        let id = bytes(location.id.0);
        let open = |column, sealed: Option<Vec<u8>>| -> Result<Option<String>> {
            let open = |sealed: Vec<u8>| self.secrets.open_text(&place(column, &id), &sealed);
            Ok(sealed.map(open).transpose()?.map(|text| text.to_string()))
        };
        location.wifi_password = open(WIFI_PASSWORD, wifi)?;
        location.access.simple_password = open(SIMPLE_PASSWORD, simple)?;
        Ok(location)
    }

    /// What the Location has settled of its products, in its order; those that are offered no more are left out.
    pub fn on_sale(&self) -> Result<Vec<OnSale>> {
        let sql = "SELECT o.product, o.purchasable, o.assignable, o.price, (SELECT currency FROM location), o.frequency,
                          o.position
                   FROM location_product o JOIN product p ON p.id = o.product
                   WHERE p.archived = 0 ORDER BY o.position, p.code";
        self.all(sql, [], |row| {
            let c = Cells::of(row);
            Ok(OnSale {
                product: ProductId(c.uuid()?),
                purchasable: c.get()?,
                assignable: c.get()?,
                price: c.money()?,
                frequency: c.word()?,
                position: c.get()?,
            })
        })
    }

    /// Whether a ticket with a price was ever issued: what was asked for it stands in the currency of the Location.
    pub fn has_priced_tickets(&self) -> Result<bool> {
        self.exists("SELECT 1 FROM ticket WHERE price <> 0", [])
    }

    /// The serial that the next ticket will get.
    pub fn next_serial(&self) -> Result<u64> {
        self.one("SELECT next_serial FROM location LIMIT 1", [], |row| {
            Cells::of(row).count()
        })?
        .ok_or_else(|| Error::not_found(What::Location, ""))
    }
}

impl Tx<'_> {
    /// Adds the Location to a fresh database.
    pub(super) fn add_location(&self, location: &Location) -> Result<()> {
        let sql = "INSERT INTO location (id, name, time_zone, currency, sector, rooms, aps, language, ssid,
                       wifi_password_sealed, login_url, auth_mode, shared_name, simple_password_sealed, free_product,
                       decimal_separator, thousands_separator, tax_thousandths, check_out_min, grace_min, revision)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
                           ?21)";
        self.write_location(sql, location)
    }

    /// Changes the Location; its revision is written as it is given.
    pub fn update_location(&self, location: &Location) -> Result<()> {
        let sql = "UPDATE location SET name = ?2, time_zone = ?3, currency = ?4, sector = ?5, rooms = ?6, aps = ?7,
                       language = ?8, ssid = ?9, wifi_password_sealed = ?10, login_url = ?11, auth_mode = ?12,
                       shared_name = ?13, simple_password_sealed = ?14, free_product = ?15, decimal_separator = ?16,
                       thousands_separator = ?17, tax_thousandths = ?18, check_out_min = ?19, grace_min = ?20,
                       revision = ?21
                   WHERE id = ?1";
        self.write_location(sql, location)
    }

    /// Settles how a product is sold, anew or otherwise than before.
    pub fn put_on_sale(&self, offer: &OnSale) -> Result<()> {
        let sql = "INSERT INTO location_product (product, purchasable, assignable, price, frequency, position)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                   ON CONFLICT (product) DO UPDATE SET purchasable = excluded.purchasable,
                       assignable = excluded.assignable, price = excluded.price, frequency = excluded.frequency,
                       position = excluded.position";
        let params = params![
            bytes(offer.product.0),
            offer.purchasable,
            offer.assignable,
            offer.price.minor,
            word(&offer.frequency)?,
            offer.position,
        ];
        let _ = self.execute(sql, params)?;
        Ok(())
    }

    /// Takes a product off the list of the Location.
    pub fn take_off_sale(&self, product: ProductId) -> Result<()> {
        let sql = "DELETE FROM location_product WHERE product = ?1";
        self.execute_one(sql, [bytes(product.0)], What::Product, product)
    }

    fn write_location(&self, sql: &str, location: &Location) -> Result<()> {
        let id = bytes(location.id.0);
        let seal = |column, text: Option<&String>| {
            text.map(|text| self.secrets.seal(&place(column, &id), text.as_bytes()))
                .transpose()
        };
        let Location {
            access,
            prices,
            times,
            ..
        } = location;
        let tax = prices.tax_percent * Decimal::from(10_u32.pow(THOUSANDTHS));
        let params = params![
            id,
            location.name,
            location.zone.name(),
            currency(location.currency),
            word(&location.sector)?,
            location.rooms,
            location.aps,
            location.language,
            location.ssid,
            seal(WIFI_PASSWORD, location.wifi_password.as_ref())?,
            location.login_url,
            word(&access.mode)?,
            access.shared_name,
            seal(SIMPLE_PASSWORD, access.simple_password.as_ref())?,
            access.free_product.map(|id| bytes(id.0)),
            word(&prices.separators.decimal)?,
            word(&prices.separators.thousands)?,
            tax.to_i64().unwrap_or(0),
            times.check_out.num_seconds_from_midnight() / 60,
            times.grace_min,
            location.revision,
        ];
        self.execute_one(sql, params, What::Location, &location.name)
    }
}
