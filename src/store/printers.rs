//! The printers of the house, and its pictures.

use super::{
    Reader, Tx,
    column::{Cells, bytes},
    error::{Error, Result, What},
};
use rusqlite::{OptionalExtension as _, Row, params};
use serde_json::Value;
use uuid::Uuid;

/// A printer; what it is stands in its body.
#[derive(Debug, Clone, PartialEq)]
pub struct PrinterRow {
    /// Of this printer.
    pub id: Uuid,
    /// For people, unique.
    pub name: String,
    /// Everything else.
    pub body: Value,
    /// Its place in the list; the first is the default.
    pub position: i64,
}

const SELECT: &str = "SELECT id, name, body, position FROM printer";

fn from_row(row: &Row<'_>) -> rusqlite::Result<PrinterRow> {
    let c = Cells::of(row);
    Ok(PrinterRow {
        id: c.uuid()?,
        name: c.get()?,
        body: c.json()?,
        position: c.get()?,
    })
}

impl Reader<'_> {
    /// All printers, the default first.
    pub fn printers(&self) -> Result<Vec<PrinterRow>> {
        self.all(&format!("{SELECT} ORDER BY position, name"), [], from_row)
    }

    /// A picture of the house.
    pub fn picture(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT content FROM picture WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }
}

impl Tx<'_> {
    /// Adds a printer or changes it.
    pub fn put_printer(&self, printer: &PrinterRow) -> Result<()> {
        let sql = "INSERT INTO printer (id, name, body, position) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (id) DO UPDATE
                   SET name = excluded.name, body = excluded.body, position = excluded.position";
        let params = params![
            bytes(printer.id),
            printer.name,
            printer.body.to_string(),
            printer.position
        ];
        match self.execute(sql, params) {
            Ok(_) => Ok(()),
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) =>
            {
                Err(Error::Duplicate {
                    what: What::Printer,
                    name: printer.name.clone(),
                })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Takes a printer away.
    pub fn remove_printer(&self, id: Uuid) -> Result<()> {
        let sql = "DELETE FROM printer WHERE id = ?1";
        self.execute_one(sql, [bytes(id)], What::Printer, id)
    }

    /// Keeps a picture of the house; none takes it away.
    pub fn set_picture(&self, name: &str, content: Option<&[u8]>) -> Result<()> {
        let _ = match content {
            Some(content) => {
                let sql = "INSERT INTO picture (name, content) VALUES (?1, ?2)
                           ON CONFLICT (name) DO UPDATE SET content = excluded.content";
                self.execute(sql, params![name, content])?
            }
            None => self.execute("DELETE FROM picture WHERE name = ?1", [name])?,
        };
        Ok(())
    }
}
