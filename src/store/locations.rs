//! The Location and its licence.

use super::{
    Reader, Tx,
    column::{Cells, bytes, currency, ms, word},
    error::{Error, Result, What},
    secrets::Place,
};
use crate::domain::{
    id::LocationId,
    location::{Licence, Location},
};
use rusqlite::params;

const COLUMNS: &str = "id, name, time_zone, currency, sector, rooms, aps, language, ssid, login_url, wifi_password_sealed";

fn password_place(id: &[u8; 16]) -> Place<'_> {
    Place {
        table: "location",
        column: "wifi_password",
        row: id,
    }
}

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
                wifi_password: None,
            };
            Ok((location, c.get::<Option<Vec<u8>>>()?))
        })?;
        let (mut location, sealed) = found.ok_or_else(|| Error::not_found(What::Location, ""))?;
        if let Some(sealed) = sealed {
            let id = bytes(location.id.0);
            let password = self.secrets.open_text(&password_place(&id), &sealed)?;
            location.wifi_password = Some(password.to_string());
        }
        Ok(location)
    }

    /// The licence of the Location.
    pub fn licence(&self) -> Result<Licence> {
        let sql = "SELECT starts_at, ends_at, evaluation FROM licence LIMIT 1";
        self.one(sql, [], |row| {
            let c = Cells::of(row);
            Ok(Licence {
                starts_at: c.instant()?,
                ends_at: c.instant()?,
                evaluation: c.get()?,
            })
        })?
        .ok_or_else(|| Error::not_found(What::Licence, ""))
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
                                         wifi_password_sealed, login_url)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        self.write_location(sql, location)
    }

    /// Sets the term of the licence.
    pub fn set_licence(&self, licence: &Licence) -> Result<()> {
        let _ = self.execute("DELETE FROM licence", [])?;
        let sql = "INSERT INTO licence (location, starts_at, ends_at, evaluation)
                   SELECT id, ?1, ?2, ?3 FROM location";
        let params = params![
            ms(licence.starts_at),
            ms(licence.ends_at),
            licence.evaluation
        ];
        self.execute_one(sql, params, What::Location, "")
    }

    fn write_location(&self, sql: &str, location: &Location) -> Result<()> {
        let id = bytes(location.id.0);
        let sealed = match &location.wifi_password {
            Some(password) => Some(
                self.secrets
                    .seal(&password_place(&id), password.as_bytes())?,
            ),
            None => None,
        };
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
            sealed,
            location.login_url,
        ];
        self.execute_one(sql, params, What::Location, &location.name)
    }
}
