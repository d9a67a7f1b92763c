//! Small settings by name.

use super::{
    Reader, Tx,
    error::{Error, Result},
    secrets::Place,
};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use zeroize::Zeroizing;

/// Where a sealed setting lives: its name, as a row.
fn place_of(name: &str) -> [u8; 16] {
    let digest: [u8; 32] = Sha256::digest(name.as_bytes()).into();
    let mut row = [0; 16];
    for (to, from) in row.iter_mut().zip(digest) {
        *to = from;
    }
    row
}

fn place(row: &[u8; 16]) -> Place<'_> {
    Place {
        table: "setting",
        column: "value",
        row,
    }
}

impl Reader<'_> {
    /// The value of a setting.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        self.one("SELECT value FROM setting WHERE name = ?1", [name], |row| {
            row.get(0)
        })
    }

    /// The value of a setting that holds secrets.
    pub fn sealed_setting(&self, name: &str) -> Result<Option<Zeroizing<String>>> {
        let Some(text) = self.setting(name)? else {
            return Ok(None);
        };
        let damaged = || Error::Corrupt(format!("the setting {name} is no hexadecimal"));
        let octets = text
            .as_bytes()
            .chunks(2)
            .map(|pair| {
                let pair = std::str::from_utf8(pair).map_err(|_| damaged())?;
                u8::from_str_radix(pair, 16).map_err(|_| damaged())
            })
            .collect::<Result<Vec<_>>>()?;
        self.secrets
            .open_text(&place(&place_of(name)), &octets)
            .map(Some)
    }
}

impl Tx<'_> {
    /// Sets a setting.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<()> {
        let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        let _ = self.execute(sql, [name, value])?;
        Ok(())
    }

    /// Sets a setting that holds secrets; a copied database tells nothing of it.
    pub fn set_sealed_setting(&self, name: &str, value: &str) -> Result<()> {
        let sealed = self
            .secrets
            .seal(&place(&place_of(name)), value.as_bytes())?;
        let mut text = String::with_capacity(sealed.len() * 2);
        for octet in sealed {
            let _ = write!(text, "{octet:02x}");
        }
        self.set_setting(name, &text)
    }

    /// Takes a setting away.
    pub fn remove_setting(&self, name: &str) -> Result<()> {
        let _ = self.execute("DELETE FROM setting WHERE name = ?1", [name])?;
        Ok(())
    }
}
