//! Gateways, their shared secrets sealed.

use super::{
    Reader, Tx,
    column::{Cells, bytes, ms, word},
    error::{Error, Result, What},
    secrets::Place,
};
use crate::domain::{
    gateway::{Gateway, Network},
    id::GatewayId,
    time::Instant,
};
use rusqlite::{Row, params};

const SELECT: &str =
    "SELECT id, name, vendor, network, disconnect_port, send_disconnect, allow_missing_ma,
                             swap_octets, interim_seconds, secret_sealed
                      FROM gateway WHERE removed_at IS NULL";

fn secret_place(id: &[u8; 16]) -> Place<'_> {
    Place {
        table: "gateway",
        column: "secret",
        row: id,
    }
}

/// A gateway whose secret is still sealed.
fn from_row(row: &Row<'_>) -> rusqlite::Result<(Gateway, Vec<u8>)> {
    let c = Cells::of(row);
    let gateway = Gateway {
        id: GatewayId(c.uuid()?),
        name: c.get()?,
        vendor: c.word()?,
        network: {
            let text = c.get::<String>()?;
            c.some(network_of(&text), "a network")?
        },
        disconnect_port: c.get()?,
        send_disconnect: c.get()?,
        allow_missing_message_authenticator: c.get()?,
        swap_octets: c.get()?,
        interim_seconds: c.get()?,
        secret: String::new(),
    };
    Ok((gateway, c.get()?))
}

fn network_of(text: &str) -> Option<Network> {
    let (address, prefix) = text.split_once('/')?;
    Some(Network {
        address: address.parse().ok()?,
        prefix: prefix.parse().ok()?,
    })
}

fn network_text(network: Network) -> String {
    format!("{}/{}", network.address, network.prefix)
}

impl Reader<'_> {
    /// All gateways, by name.
    pub fn gateways(&self) -> Result<Vec<Gateway>> {
        self.all(&format!("{SELECT} ORDER BY name"), [], from_row)?
            .into_iter()
            .map(|found| self.unsealed(found))
            .collect()
    }

    /// A gateway.
    pub fn gateway(&self, id: GatewayId) -> Result<Gateway> {
        let found = self.one(&format!("{SELECT} AND id = ?1"), [bytes(id.0)], from_row)?;
        self.unsealed(found.ok_or_else(|| Error::not_found(What::Gateway, id))?)
    }

    /// The gateway that has this name.
    pub fn gateway_by_name(&self, name: &str) -> Result<Gateway> {
        let found = self.one(&format!("{SELECT} AND name = ?1"), [name], from_row)?;
        self.unsealed(found.ok_or_else(|| Error::not_found(What::Gateway, name))?)
    }

    fn unsealed(&self, (mut gateway, sealed): (Gateway, Vec<u8>)) -> Result<Gateway> {
        let id = bytes(gateway.id.0);
        let secret = self.secrets.open_text(&secret_place(&id), &sealed)?;
        gateway.secret = secret.to_string();
        Ok(gateway)
    }
}

impl Tx<'_> {
    /// Adds a gateway; its name and its network must be free.
    pub fn add_gateway(&self, gateway: &Gateway) -> Result<()> {
        let sql = "INSERT INTO gateway (id, name, vendor, network, secret_sealed, disconnect_port, send_disconnect,
                                        allow_missing_ma, swap_octets, interim_seconds)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        self.write_gateway(sql, gateway)
    }

    /// Removes a gateway and forgets its secret. The sessions that it reported stay.
    pub fn remove_gateway(&self, id: GatewayId, now: Instant) -> Result<()> {
        let sql = "UPDATE gateway SET removed_at = ?2, secret_sealed = x'' WHERE id = ?1 AND removed_at IS NULL";
        self.execute_one(sql, params![bytes(id.0), ms(now)], What::Gateway, id)
    }

    fn write_gateway(&self, sql: &str, g: &Gateway) -> Result<()> {
        let id = bytes(g.id.0);
        let sealed = self.secrets.seal(&secret_place(&id), g.secret.as_bytes())?;
        let params = params![
            id,
            g.name,
            word(&g.vendor)?,
            network_text(g.network),
            sealed,
            g.disconnect_port,
            g.send_disconnect,
            g.allow_missing_message_authenticator,
            g.swap_octets,
            g.interim_seconds,
        ];
        match self.execute(sql, params) {
            Ok(0) => Err(Error::not_found(What::Gateway, &g.name)),
            Ok(_) => Ok(()),
            Err(error) => Err(Error::or_duplicate(error, What::Gateway, &g.name)),
        }
    }
}
