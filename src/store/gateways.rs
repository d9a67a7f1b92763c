//! Gateways, their shared secrets sealed.

use super::{
    Reader, Tx,
    column::{Cells, bytes, int, ms, word},
    error::{Error, Result, What},
    secrets::Place,
};
use crate::domain::{
    gateway::{
        Gateway, Network,
        count::{Amounts, Count},
        link::{Keeping, Link},
    },
    id::{AccountId, GatewayId, TicketId},
    time::Instant,
};
use rusqlite::{Row, params};

const SELECT: &str =
    "SELECT id, name, vendor, network, disconnect_port, send_disconnect, allow_missing_ma,
                             swap_octets, interim_seconds, secret_sealed
                      FROM gateway WHERE removed_at IS NULL";

/// A gateway that has an interface of its own, with everything that is known of it.
#[derive(Clone)]
pub struct Linked {
    /// The gateway.
    pub gateway: Gateway,
    /// How it is reached.
    pub link: Link,
    /// Password of the link.
    pub password: String,
    /// How its keeping stands.
    pub keeping: Keeping,
    /// The last change that it has.
    pub seq: u64,
}

/// Why a request that came from a gateway's address was not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// It was signed with another secret (Request Authenticator or Message-Authenticator).
    OtherSecret,
    /// It bore no Message-Authenticator, which this gateway owes (CVE-2024-3596).
    Unsigned,
}

/// Requests that were not believed since the last one that was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubted {
    /// From this gateway, by its address.
    pub gateway: GatewayId,
    /// Why.
    pub doubt: Doubt,
    /// How many; a guest who tries once makes several.
    pub requests: u64,
    /// When the last of them came.
    pub at: Instant,
}

/// A link as its row has it.
struct SealedLink {
    link: Link,
    password: Option<Vec<u8>>,
    keeping: Option<Keeping>,
    seq: u64,
}

fn link_from(c: &Cells<'_, '_>) -> rusqlite::Result<SealedLink> {
    Ok(SealedLink {
        link: c.json()?,
        password: c.get()?,
        keeping: c.json_opt()?,
        seq: c.count()?,
    })
}

/// Something that gateways must hear of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GatewayChange {
    /// Its place; only grows.
    pub seq: u64,
    /// The ticket that changed; `None` = products, policies or gateways.
    pub ticket: Option<TicketId>,
}

fn link_place(id: &[u8; 16]) -> Place<'_> {
    Place {
        table: "gateway",
        column: "link_password",
        row: id,
    }
}

fn secret_place(id: &[u8; 16]) -> Place<'_> {
    Place {
        table: "gateway",
        column: "secret",
        row: id,
    }
}

/// A gateway whose secret is still sealed.
fn from_row(row: &Row<'_>) -> rusqlite::Result<(Gateway, Vec<u8>)> {
    from_cells(&Cells::of(row))
}

fn from_cells(c: &Cells<'_, '_>) -> rusqlite::Result<(Gateway, Vec<u8>)> {
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

    /// The gateways that have an interface of their own, by name.
    pub fn linked(&self) -> Result<Vec<Linked>> {
        let sql = "SELECT g.id, g.name, g.vendor, g.network, g.disconnect_port, g.send_disconnect, g.allow_missing_ma,
                          g.swap_octets, g.interim_seconds, g.secret_sealed, g.link, g.link_password_sealed, k.body,
                          ifnull(k.seq, 0)
                   FROM gateway g LEFT JOIN gateway_keeping k ON k.gateway = g.id
                   WHERE g.removed_at IS NULL AND g.link IS NOT NULL ORDER BY g.name";
        let found = self.all(sql, [], |row| {
            let c = Cells::of(row);
            Ok((from_cells(&c)?, link_from(&c)?))
        })?;
        found
            .into_iter()
            .map(|(gateway, link)| self.unsealed_link(self.unsealed(gateway)?, link))
            .collect()
    }

    /// The interface of a gateway, if it has one.
    pub fn link_of(&self, gateway: Gateway) -> Result<Option<Linked>> {
        let id = bytes(gateway.id.0);
        let sql = "SELECT g.link, g.link_password_sealed, k.body, ifnull(k.seq, 0)
                   FROM gateway g LEFT JOIN gateway_keeping k ON k.gateway = g.id
                   WHERE g.id = ?1 AND g.link IS NOT NULL";
        let found = self.one(sql, [id], |row| link_from(&Cells::of(row)))?;
        found
            .map(|link| self.unsealed_link(gateway, link))
            .transpose()
    }

    fn unsealed_link(&self, gateway: Gateway, found: SealedLink) -> Result<Linked> {
        let id = bytes(gateway.id.0);
        let password = match found.password {
            Some(sealed) => self
                .secrets
                .open_text(&link_place(&id), &sealed)?
                .to_string(),
            None => String::new(),
        };
        Ok(Linked {
            gateway,
            link: found.link,
            password,
            keeping: found.keeping.unwrap_or_default(),
            seq: found.seq,
        })
    }

    /// The place of the newest change; 0 = there was none.
    pub fn last_gateway_change(&self) -> Result<u64> {
        // Also when all rows are forgotten.
        let sql = "SELECT max(ifnull((SELECT max(seq) FROM gateway_change), 0),
                              ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'gateway_change'), 0))";
        Ok(self
            .one(sql, [], |row| Cells::of(row).count())?
            .unwrap_or(0))
    }

    /// What a gateway that has everything up to `seq` has not heard of, oldest first.
    pub fn gateway_changes_after(&self, seq: u64, limit: u32) -> Result<Vec<GatewayChange>> {
        let sql = "SELECT seq, ticket FROM gateway_change WHERE seq > ?1 ORDER BY seq LIMIT ?2";
        self.all(sql, params![int(seq), limit], |row| {
            let c = Cells::of(row);
            Ok(GatewayChange {
                seq: c.count()?,
                ticket: c.uuid_opt()?.map(TicketId),
            })
        })
    }

    /// How many tickets wait for a gateway that has everything up to `seq`.
    pub fn tickets_waiting(&self, seq: u64) -> Result<u64> {
        let sql = "SELECT count(DISTINCT ticket) FROM gateway_change WHERE seq > ?1 AND ticket IS NOT NULL";
        Ok(self
            .one(sql, [int(seq)], |row| Cells::of(row).count())?
            .unwrap_or(0))
    }

    /// How many tickets wait for each of the gateways that keep tickets, where any do.
    pub fn all_waiting(&self) -> Result<Vec<(GatewayId, u64)>> {
        let sql = "SELECT g.id, count(DISTINCT c.ticket)
                   FROM gateway g LEFT JOIN gateway_keeping k ON k.gateway = g.id
                   JOIN gateway_change c ON c.seq > ifnull(k.seq, 0) AND c.ticket IS NOT NULL
                   WHERE g.removed_at IS NULL AND g.holds_users = 1 GROUP BY g.id";
        self.all(sql, [], |row| {
            let c = Cells::of(row);
            Ok((GatewayId(c.uuid()?), c.count()?))
        })
    }

    /// Requests that could not be believed since the last one that could.
    pub fn doubts(&self) -> Result<Vec<Doubted>> {
        let sql = "SELECT gateway, unsigned, requests, at FROM gateway_doubt";
        self.all(sql, [], |row| {
            let c = Cells::of(row);
            Ok(Doubted {
                gateway: GatewayId(c.uuid()?),
                doubt: if c.get()? {
                    Doubt::Unsigned
                } else {
                    Doubt::OtherSecret
                },
                requests: c.count()?,
                at: c.instant()?,
            })
        })
    }

    /// Whether a change of a ticket waits for a gateway that has everything up to `seq`.
    pub fn ticket_waits(&self, ticket: TicketId, seq: u64) -> Result<bool> {
        let sql = "SELECT 1 FROM gateway_change WHERE ticket = ?1 AND seq > ?2";
        self.exists(sql, params![bytes(ticket.0), int(seq)])
    }

    /// The tickets that a gateway does not take, with why (JSON).
    pub fn gateway_refusals(
        &self,
        gateway: GatewayId,
    ) -> Result<Vec<(TicketId, serde_json::Value)>> {
        let sql = "SELECT ticket, why FROM gateway_refusal WHERE gateway = ?1";
        self.all(sql, [bytes(gateway.0)], |row| {
            let c = Cells::of(row);
            Ok((TicketId(c.uuid()?), c.json()?))
        })
    }

    /// The tickets that gateways do not take, with why (JSON).
    pub fn all_gateway_refusals(&self) -> Result<Vec<(GatewayId, TicketId, serde_json::Value)>> {
        let sql = "SELECT gateway, ticket, why FROM gateway_refusal";
        self.all(sql, [], |row| {
            let c = Cells::of(row);
            Ok((GatewayId(c.uuid()?), TicketId(c.uuid()?), c.json()?))
        })
    }

    /// What a gateway's own counter of a ticket said last.
    pub fn gateway_count(&self, gateway: GatewayId, ticket: TicketId) -> Result<Option<Count>> {
        let sql =
            "SELECT seconds, upload, download, missing_seconds, missing_upload, missing_download
                   FROM gateway_count WHERE gateway = ?1 AND ticket = ?2";
        self.one(sql, params![bytes(gateway.0), bytes(ticket.0)], |row| {
            let c = Cells::of(row);
            Ok(Count {
                counter: [c.count()?, c.count()?, c.count()?],
                missing: [c.get()?, c.get()?, c.get()?],
            })
        })
    }

    /// What the sessions of an account at a gateway come to.
    pub fn accounted_at(&self, gateway: GatewayId, account: AccountId) -> Result<Amounts> {
        let sql = "SELECT ifnull(sum(seconds), 0), ifnull(sum(upload), 0), ifnull(sum(download), 0)
                   FROM session WHERE account = ?2 AND gateway = ?1";
        let found = self.one(sql, params![bytes(gateway.0), bytes(account.0)], |row| {
            let c = Cells::of(row);
            Ok([c.count()?, c.count()?, c.count()?])
        })?;
        Ok(found.unwrap_or_default())
    }

    /// Whether a ticket has the code that a gateway chose for it.
    pub fn has_code_of(&self, gateway: GatewayId, ticket: TicketId) -> Result<bool> {
        let sql = "SELECT 1 FROM gateway_voucher WHERE ticket = ?2 AND gateway = ?1";
        self.exists(sql, params![bytes(gateway.0), bytes(ticket.0)])
    }

    /// The serials of live tickets with whose product somebody has logged in.
    pub fn tickets_in_use(&self) -> Result<Vec<u64>> {
        let sql =
            "SELECT serial FROM ticket WHERE status = 1 AND product_first_login_at IS NOT NULL";
        self.all(sql, [], |row| Cells::of(row).count())
    }

    /// The live tickets, by serial.
    pub fn live_tickets(&self) -> Result<Vec<TicketId>> {
        let sql = "SELECT id FROM ticket WHERE status < 2 ORDER BY serial";
        self.all(sql, [], |row| Ok(TicketId(Cells::of(row).uuid()?)))
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

    /// Changes a gateway, all of it but its link; its name and its network must be free.
    pub fn change_gateway(&self, gateway: &Gateway) -> Result<()> {
        let sql = "UPDATE gateway SET name = ?2, vendor = ?3, network = ?4, secret_sealed = ?5, disconnect_port = ?6,
                          send_disconnect = ?7, allow_missing_ma = ?8, swap_octets = ?9, interim_seconds = ?10
                   WHERE id = ?1 AND removed_at IS NULL";
        self.write_gateway(sql, gateway)
    }

    /// Removes a gateway and forgets its secret. The sessions that it reported stay.
    pub fn remove_gateway(&self, id: GatewayId, now: Instant) -> Result<()> {
        let sql = "UPDATE gateway SET removed_at = ?2, secret_sealed = x'', link_password_sealed = NULL, holds_users = 0
                   WHERE id = ?1 AND removed_at IS NULL";
        self.execute_one(sql, params![bytes(id.0), ms(now)], What::Gateway, id)?;
        for forget in [
            "DELETE FROM gateway_refusal WHERE gateway = ?1",
            "DELETE FROM gateway_count WHERE gateway = ?1",
            "DELETE FROM gateway_doubt WHERE gateway = ?1",
            "DELETE FROM gateway_voucher WHERE gateway = ?1",
        ] {
            let _ = self.execute(forget, [bytes(id.0)])?;
        }
        Ok(())
    }

    /// Says how the interface of a gateway is reached; nothing is known of it yet.
    pub fn set_link(&self, id: GatewayId, link: &Link, password: &str) -> Result<()> {
        let key = bytes(id.0);
        let sealed = self.secrets.seal(&link_place(&key), password.as_bytes())?;
        let sql = "UPDATE gateway SET link = ?2, link_password_sealed = ?3, holds_users = ?4
                   WHERE id = ?1 AND removed_at IS NULL";
        let link_text = super::column::json(link)?;
        let params = params![key, link_text, sealed, link.users];
        self.execute_one(sql, params, What::Gateway, id)
    }

    /// Notes how the keeping of a gateway stands, and up to which change it has all.
    pub fn set_keeping(&self, id: GatewayId, seq: u64, keeping: &Keeping) -> Result<()> {
        let sql = "INSERT INTO gateway_keeping (gateway, seq, body) VALUES (?1, ?2, ?3)
                   ON CONFLICT (gateway) DO UPDATE SET seq = excluded.seq, body = excluded.body";
        let body = super::column::json(keeping)?;
        let _ = self.execute(sql, params![bytes(id.0), int(seq), body])?;
        // What every gateway has heard of.
        let forget = "DELETE FROM gateway_change WHERE seq <=
                          (SELECT min(ifnull(k.seq, 0)) FROM gateway g LEFT JOIN gateway_keeping k ON k.gateway = g.id
                           WHERE g.link IS NOT NULL AND g.removed_at IS NULL)";
        let _ = self.execute(forget, [])?;
        Ok(())
    }

    /// Adds requests that could not be believed.
    pub fn add_doubt(&self, doubted: &Doubted) -> Result<()> {
        let sql = "INSERT INTO gateway_doubt (gateway, unsigned, requests, at) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (gateway, unsigned) DO UPDATE SET requests = requests + excluded.requests, at = excluded.at";
        let params = params![
            bytes(doubted.gateway.0),
            doubted.doubt == Doubt::Unsigned,
            int(doubted.requests),
            ms(doubted.at)
        ];
        let _ = self.execute(sql, params)?;
        Ok(())
    }

    /// A gateway is believed again: what was doubted before says nothing any more.
    pub fn forget_doubts(&self, gateway: GatewayId) -> Result<()> {
        let sql = "DELETE FROM gateway_doubt WHERE gateway = ?1";
        let _ = self.execute(sql, [bytes(gateway.0)])?;
        Ok(())
    }

    /// Notes that something changed that every gateway must hear of.
    pub fn note_gateway_change(&self) -> Result<()> {
        let _ = self.execute("INSERT INTO gateway_change (ticket) VALUES (NULL)", [])?;
        Ok(())
    }

    /// Notes that gateways must hear of a ticket, though nothing of the ticket itself changed.
    pub fn note_ticket_change(&self, ticket: TicketId) -> Result<()> {
        self.note_new_ticket(ticket)
    }

    /// Notes a new ticket, where some gateway keeps tickets.
    pub(super) fn note_new_ticket(&self, ticket: TicketId) -> Result<()> {
        let sql = "INSERT INTO gateway_change (ticket)
                   SELECT ?1 WHERE EXISTS (SELECT 1 FROM gateway WHERE holds_users = 1 AND removed_at IS NULL)";
        let _ = self.execute(sql, [bytes(ticket.0)])?;
        Ok(())
    }

    /// Notes that the code which a gateway chose for a ticket is worth nothing there any more: one that lives again gets another.
    pub fn forget_code(&self, gateway: GatewayId, ticket: TicketId) -> Result<()> {
        let sql = "DELETE FROM gateway_voucher WHERE gateway = ?1 AND ticket = ?2";
        let _ = self.execute(sql, params![bytes(gateway.0), bytes(ticket.0)])?;
        Ok(())
    }

    /// Notes that a gateway does not take a ticket, or, without a reason, that it does.
    pub fn set_gateway_refusal(
        &self,
        gateway: GatewayId,
        ticket: TicketId,
        why: Option<&serde_json::Value>,
    ) -> Result<()> {
        let key = (bytes(gateway.0), bytes(ticket.0));
        let _ = match why {
            Some(why) => self.execute(
                "INSERT INTO gateway_refusal (gateway, ticket, why) VALUES (?1, ?2, ?3)
                 ON CONFLICT (ticket, gateway) DO UPDATE SET why = excluded.why",
                params![key.0, key.1, why.to_string()],
            )?,
            None => self.execute(
                "DELETE FROM gateway_refusal WHERE gateway = ?1 AND ticket = ?2",
                params![key.0, key.1],
            )?,
        };
        Ok(())
    }

    /// Notes what a gateway's own counter of a ticket says. One that was lost changes what the gateway must be told.
    pub fn set_gateway_count(
        &self,
        gateway: GatewayId,
        ticket: TicketId,
        count: &Count,
    ) -> Result<()> {
        let sql = "INSERT INTO gateway_count (gateway, ticket, seconds, upload, download, missing_seconds, missing_upload,
                                              missing_download)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                   ON CONFLICT (ticket, gateway) DO UPDATE SET seconds = excluded.seconds, upload = excluded.upload,
                       download = excluded.download, missing_seconds = excluded.missing_seconds,
                       missing_upload = excluded.missing_upload, missing_download = excluded.missing_download";
        let ([seconds, upload, download], missing) = (count.counter.map(int), count.missing);
        let params = params![
            bytes(gateway.0),
            bytes(ticket.0),
            seconds,
            upload,
            download,
            missing[0],
            missing[1],
            missing[2],
        ];
        let _ = self.execute(sql, params)?;
        Ok(())
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
