//! Ticket types: the desk's tiles.

use super::{
    Reader, Removed, Tx,
    column::{Cells, bytes, json, word},
    error::{Error, Result, What},
};
use crate::domain::{
    code::CodeForm,
    id::{ProductId, TicketTypeId},
    money::Money,
    ticket_type::TicketType,
};
use rusqlite::{Row, params};

const SELECT: &str = "SELECT id, name, label, format, product, price, (SELECT currency FROM location), price_per_day,
                             devices, credentials, code_length, code_prefix, use_within_days, fields, channels,
                             preselected, user_id_required, position, hotkey
                      FROM ticket_type";

fn from_row(row: &Row<'_>) -> rusqlite::Result<TicketType> {
    let c = Cells::of(row);
    let id = TicketTypeId(c.uuid()?);
    let (name, label) = (c.get()?, c.get()?);
    let format = c.word()?;
    let product = ProductId(c.uuid()?);
    let price = c.money()?;
    let price_per_day = c.get::<Option<i64>>()?.map(|minor| Money {
        minor,
        currency: price.currency,
    });
    Ok(TicketType {
        id,
        name,
        label,
        format,
        product,
        price,
        price_per_day,
        devices: c.get()?,
        credentials: c.word()?,
        code: CodeForm {
            length: c.get()?,
            prefix: c.get()?,
        },
        use_within_days: c.get()?,
        fields: c.json()?,
        channels: c.json()?,
        preselected: c.json()?,
        user_id_required: c.get()?,
        position: c.get()?,
        hotkey: c.get()?,
    })
}

impl Reader<'_> {
    /// A ticket type, archived ones included.
    pub fn ticket_type(&self, id: TicketTypeId) -> Result<TicketType> {
        self.one(&format!("{SELECT} WHERE id = ?1"), [bytes(id.0)], from_row)?
            .ok_or_else(|| Error::not_found(What::TicketType, id))
    }

    /// The ticket type that has this name.
    pub fn ticket_type_by_name(&self, name: &str) -> Result<TicketType> {
        let sql = format!("{SELECT} WHERE name = ?1 AND archived = 0");
        self.one(&sql, [name], from_row)?
            .ok_or_else(|| Error::not_found(What::TicketType, name))
    }

    /// All ticket types on offer, in the order of the desk.
    pub fn ticket_types(&self) -> Result<Vec<TicketType>> {
        let sql = format!("{SELECT} WHERE archived = 0 ORDER BY position, name");
        self.all(&sql, [], from_row)
    }
}

impl Tx<'_> {
    /// Adds a ticket type; its name must be free.
    pub fn add_ticket_type(&self, ticket_type: &TicketType) -> Result<()> {
        let sql = "INSERT INTO ticket_type (id, name, format, product, price, price_per_day, devices, credentials,
                                            use_within_days, user_id_required, position, label, code_length,
                                            code_prefix, fields, channels, preselected, hotkey)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
        self.write_ticket_type(sql, ticket_type)
    }

    /// Changes a ticket type. Tickets that were issued from it stay as they are.
    pub fn update_ticket_type(&self, ticket_type: &TicketType) -> Result<()> {
        let sql = "UPDATE ticket_type SET name = ?2, format = ?3, product = ?4, price = ?5, price_per_day = ?6,
                          devices = ?7, credentials = ?8, use_within_days = ?9, user_id_required = ?10,
                          position = ?11, label = ?12, code_length = ?13, code_prefix = ?14, fields = ?15,
                          channels = ?16, preselected = ?17, hotkey = ?18
                   WHERE id = ?1";
        self.write_ticket_type(sql, ticket_type)
    }

    /// Removes a ticket type, or archives it where a ticket was issued from it.
    pub fn remove_ticket_type(&self, id: TicketTypeId) -> Result<Removed> {
        let used = self.exists("SELECT 1 FROM ticket WHERE ticket_type = ?1", [bytes(id.0)])?;
        self.remove_from("ticket_type", used, bytes(id.0), What::TicketType)
    }

    fn write_ticket_type(&self, sql: &str, t: &TicketType) -> Result<()> {
        let params = params![
            bytes(t.id.0),
            t.name,
            word(&t.format)?,
            bytes(t.product.0),
            t.price.minor,
            t.price_per_day.map(|price| price.minor),
            t.devices,
            word(&t.credentials)?,
            t.use_within_days,
            t.user_id_required,
            t.position,
            t.label,
            t.code.length,
            t.code.prefix,
            json(&t.fields)?,
            json(&t.channels)?,
            json(&t.preselected)?,
            t.hotkey,
        ];
        match self.execute(sql, params) {
            Ok(0) => Err(Error::not_found(What::TicketType, &t.name)),
            Ok(_) => Ok(()),
            Err(error) => Err(Error::or_duplicate(error, What::TicketType, &t.name)),
        }
    }
}
