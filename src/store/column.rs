//! Between the types of the domain and the columns: one place for each direction.

use crate::domain::{
    mac::Mac,
    money::{Currency, Money},
    time::Instant,
};
use chrono::{DateTime, Datelike as _, NaiveDate};
use rusqlite::{
    Row,
    types::{FromSql, Type},
};
use serde::{Serialize, de::DeserializeOwned};
use std::cell::Cell;
use uuid::Uuid;

type Bytes16 = [u8; 16];

/// Milliseconds since 1970.
pub(super) fn ms(at: Instant) -> i64 {
    at.timestamp_millis()
}

/// As [`ms`], for an instant that may not exist.
pub(super) fn ms_opt(at: Option<Instant>) -> Option<i64> {
    at.map(ms)
}

/// SQLite's integers are signed; no counter of ours reaches 2^63.
pub(super) fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// The octets of an id.
pub(super) fn bytes(id: Uuid) -> Bytes16 {
    id.into_bytes()
}

/// A local date.
pub(super) fn day(date: NaiveDate) -> i64 {
    date.num_days_from_ce().into()
}

/// 48 bits in an integer.
pub(super) fn mac(mac: Mac) -> i64 {
    mac.0
        .iter()
        .fold(0, |whole, octet| whole << 8 | i64::from(*octet))
}

/// The name that serde gives to a variant: the database, JSON output and input share one vocabulary.
pub(super) fn word<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => Ok(text),
        Ok(other) => Ok(other.to_string()),
        Err(error) => Err(rusqlite::Error::ToSqlConversionFailure(error.into())),
    }
}

/// JSON of a value.
pub(super) fn json<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// A currency as text.
pub(super) fn currency(currency: Currency) -> String {
    currency.0.iter().map(|octet| char::from(*octet)).collect()
}

/// The columns of a row, read from left to right in the order in which the SELECT names them.
pub(super) struct Cells<'r, 's> {
    row: &'r Row<'s>,
    next: Cell<usize>,
}

impl<'r, 's> Cells<'r, 's> {
    pub(super) fn of(row: &'r Row<'s>) -> Self {
        Self {
            row,
            next: Cell::new(0),
        }
    }

    /// The next column as SQLite has it.
    pub(super) fn get<T: FromSql>(&self) -> rusqlite::Result<T> {
        self.row.get(self.advance())
    }

    pub(super) fn uuid(&self) -> rusqlite::Result<Uuid> {
        self.get::<Bytes16>().map(Uuid::from_bytes)
    }

    pub(super) fn uuid_opt(&self) -> rusqlite::Result<Option<Uuid>> {
        Ok(self.get::<Option<Bytes16>>()?.map(Uuid::from_bytes))
    }

    pub(super) fn instant(&self) -> rusqlite::Result<Instant> {
        let ms = self.get()?;
        self.some(DateTime::from_timestamp_millis(ms), "an instant")
    }

    pub(super) fn instant_opt(&self) -> rusqlite::Result<Option<Instant>> {
        match self.get::<Option<i64>>()? {
            None => Ok(None),
            Some(ms) => self
                .some(DateTime::from_timestamp_millis(ms), "an instant")
                .map(Some),
        }
    }

    pub(super) fn count(&self) -> rusqlite::Result<u64> {
        let value = self.get::<i64>()?;
        self.some(u64::try_from(value).ok(), "a count")
    }

    pub(super) fn count_opt(&self) -> rusqlite::Result<Option<u64>> {
        match self.get::<Option<i64>>()? {
            None => Ok(None),
            Some(value) => self.some(u64::try_from(value).ok(), "a count").map(Some),
        }
    }

    pub(super) fn date(&self) -> rusqlite::Result<NaiveDate> {
        let days = self.get()?;
        self.some(NaiveDate::from_num_days_from_ce_opt(days), "a date")
    }

    pub(super) fn mac_opt(&self) -> rusqlite::Result<Option<Mac>> {
        Ok(self.get::<Option<i64>>()?.map(|value| {
            let mut octets = [0; 6];
            // The two highest of eight octets are always zero.
            for (octet, from) in octets
                .iter_mut()
                .zip(value.to_be_bytes().into_iter().skip(2))
            {
                *octet = from;
            }
            Mac(octets)
        }))
    }

    /// A word of the domain, see [`word`].
    pub(super) fn word<T: DeserializeOwned>(&self) -> rusqlite::Result<T> {
        let text = self.get::<String>()?;
        self.parsed(serde_json::from_value(serde_json::Value::String(text)))
    }

    pub(super) fn json<T: DeserializeOwned>(&self) -> rusqlite::Result<T> {
        let text = self.get::<String>()?;
        self.parsed(serde_json::from_str(&text))
    }

    pub(super) fn json_opt<T: DeserializeOwned>(&self) -> rusqlite::Result<Option<T>> {
        match self.get::<Option<String>>()? {
            None => Ok(None),
            Some(text) => self.parsed(serde_json::from_str(&text)).map(Some),
        }
    }

    pub(super) fn parse<T>(&self) -> rusqlite::Result<T>
    where
        T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>,
    {
        let text = self.get::<String>()?;
        self.parsed(text.parse())
    }

    pub(super) fn currency(&self) -> rusqlite::Result<Currency> {
        let text = self.get::<String>()?;
        self.some(text.as_bytes().try_into().ok().map(Currency), "a currency")
    }

    /// Minor units, then the currency of the Location.
    pub(super) fn money(&self) -> rusqlite::Result<Money> {
        Ok(Money {
            minor: self.get()?,
            currency: self.currency()?,
        })
    }

    /// Refuses a value that none of our versions has written; `expected` is for the log.
    pub(super) fn some<T>(&self, value: Option<T>, expected: &str) -> rusqlite::Result<T> {
        value.ok_or_else(|| self.failure(format!("not {expected}").into()))
    }

    fn parsed<T, E>(&self, value: Result<T, E>) -> rusqlite::Result<T>
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        value.map_err(|error| self.failure(error.into()))
    }

    fn advance(&self) -> usize {
        self.next.replace(self.next.get() + 1)
    }

    fn failure(&self, why: Box<dyn std::error::Error + Send + Sync>) -> rusqlite::Error {
        rusqlite::Error::FromSqlConversionFailure(
            self.next.get().saturating_sub(1),
            Type::Null,
            why,
        )
    }
}
