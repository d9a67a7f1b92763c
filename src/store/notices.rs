//! Notices of upcoming expiry: for which tickets one has to be decided, and that it was.

use super::{
    Reader, Tx,
    column::{Cells, bytes, ms},
    error::Result,
    outbox::NewDelivery,
    terms::ProductVersion,
};
use crate::domain::{
    id::{AccountId, TicketId},
    time::Instant,
};
use rusqlite::params;

/// A ticket in use whose expiry nobody has looked at yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToNotice {
    /// The ticket.
    pub ticket: TicketId,
    /// Its account.
    pub account: AccountId,
    /// Its serial.
    pub serial: u64,
    /// What its account was sold.
    pub product: ProductVersion,
    /// Whom it is for.
    pub user_id: String,
    /// First login with that product, else the first login at all, else the issue.
    pub began: Instant,
    /// When it expires.
    pub expires_at: Instant,
}

/// The condition of the index `ticket_to_notice`, word by word.
const TO_NOTICE: &str =
    "status = 1 AND expires_at IS NOT NULL AND noticed_expiry IS NOT expires_at";

impl Reader<'_> {
    /// Whether any product asks or ever asked for notices; without one, nothing has to be looked for.
    pub fn any_product_notifies(&self) -> Result<bool> {
        self.exists(
            "SELECT 1 FROM product_version WHERE json_extract(body, '$.notify_expiration')",
            [],
        )
    }

    /// Tickets in use that expire after `now` and before `before`, for whose expiry no notice was decided; the next to
    /// expire first.
    pub fn to_notice(&self, now: Instant, before: Instant, limit: u32) -> Result<Vec<ToNotice>> {
        let sql = format!(
            "SELECT id, account, serial, product_version, user_id,
                    coalesce(product_first_login_at, first_login_at, created_at), expires_at
             FROM ticket WHERE {TO_NOTICE} AND expires_at > ?1 AND expires_at < ?2
             ORDER BY expires_at LIMIT ?3"
        );
        self.all(&sql, params![ms(now), ms(before), limit], |row| {
            let c = Cells::of(row);
            Ok(ToNotice {
                ticket: TicketId(c.uuid()?),
                account: AccountId(c.uuid()?),
                serial: c.count()?,
                product: ProductVersion(c.get()?),
                user_id: c.get()?,
                began: c.instant()?,
                expires_at: c.instant()?,
            })
        })
    }
}

impl Tx<'_> {
    /// The notice of this expiry was decided. Another expiry is another notice.
    pub fn note_noticed(&self, ticket: TicketId, expires_at: Instant) -> Result<()> {
        let sql = "UPDATE ticket SET noticed_expiry = ?2 WHERE id = ?1";
        let _ = self.execute(sql, params![bytes(ticket.0), ms(expires_at)])?;
        Ok(())
    }

    /// Puts something into the outbox unless it is or ever was there; tells whether it is new.
    pub fn enqueue_once(&self, new: &NewDelivery) -> Result<bool> {
        if self.delivery(new.id)?.is_some() {
            return Ok(false);
        }
        self.enqueue(new)?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::print_stderr,
        reason = "a test says what must hold; the measurement prints"
    )]

    use super::{
        super::{FirstLogin, NewTicket, testing::*},
        *,
    };
    use chrono::Duration;

    fn use_ticket(house: &House, code: &str, expires_at: Option<Instant>) -> NewTicket {
        let new = house.new_ticket(code);
        let _ = house.issue(&new).unwrap();
        let id = new.id;
        let login = FirstLogin {
            at: noon(),
            expires_at,
            lapses_at: expires_at,
        };
        assert!(
            house
                .store
                .write(move |tx| tx.first_login(id, &login))
                .unwrap()
        );
        new
    }

    fn found(house: &House, now: Instant, before: Instant) -> Vec<TicketId> {
        let found = house.store.read(|r| r.to_notice(now, before, 10)).unwrap();
        found.into_iter().map(|one| one.ticket).collect()
    }

    #[test]
    fn each_expiry_is_found_until_it_is_decided() {
        let house = House::new();
        let ends = noon() + Duration::days(3);
        let ticket = use_ticket(&house, "CODE", Some(ends)).id;
        let _ = use_ticket(&house, "NEVER", None);
        let _ = house.issue(&house.new_ticket("UNUSED")).unwrap();
        let later = ends + Duration::milliseconds(1);
        assert_eq!(found(&house, noon(), later), [ticket]);
        assert_eq!(found(&house, noon(), ends), [], "not yet");
        assert_eq!(found(&house, ends, later), [], "over");
        house
            .store
            .write(move |tx| tx.note_noticed(ticket, ends))
            .unwrap();
        assert_eq!(found(&house, noon(), later), []);
        // A recharge or an extension, whoever writes it.
        let again = ends + Duration::days(1);
        let login = FirstLogin {
            at: noon(),
            expires_at: Some(again),
            lapses_at: Some(again),
        };
        let _ = house
            .store
            .write(move |tx| tx.first_login(ticket, &login))
            .unwrap();
        assert_eq!(found(&house, noon(), again + Duration::days(1)), [ticket]);
    }

    #[test]
    fn the_sweep_reads_its_index_and_nothing_else() {
        let house = House::new();
        let plan: Vec<String> = house
            .store
            .read(|r| {
                let sql = format!(
                    "EXPLAIN QUERY PLAN SELECT id FROM ticket
                     WHERE {TO_NOTICE} AND expires_at > 1 AND expires_at < 2 ORDER BY expires_at LIMIT 9"
                );
                r.all(&sql, [], |row| row.get(3))
            })
            .unwrap();
        let plan = plan.join("; ");
        assert!(
            plan.contains("ticket_to_notice") && !plan.contains("TEMP B-TREE"),
            "{plan}"
        );
    }

    #[test]
    #[ignore = "a measurement; takes a minute"]
    fn a_million_tickets_cost_the_sweep_nothing() {
        let house = House::new();
        let ends = noon() + Duration::days(30);
        for part in 0..1000 {
            let news: Vec<_> = (0..1000)
                .map(|n| house.new_ticket(&format!("T{part}X{n}")))
                .collect();
            house
                .store
                .write(move |tx| {
                    for new in &news {
                        let _ = tx.insert_ticket(new)?;
                        let login = FirstLogin {
                            at: noon(),
                            expires_at: Some(ends),
                            lapses_at: Some(ends),
                        };
                        let _ = tx.first_login(new.id, &login)?;
                    }
                    Ok(())
                })
                .unwrap();
        }
        let began = std::time::Instant::now();
        for _ in 0..100 {
            assert_eq!(found(&house, noon(), noon() + Duration::days(4)), []);
        }
        eprintln!("one sweep of a million: {:?}", began.elapsed() / 100);
    }
}
