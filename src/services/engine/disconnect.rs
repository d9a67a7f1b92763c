//! Disconnects: outbox rows that end a session at its gateway, and the threads that carry out those rows and the changes
//! of running sessions (see [`change`]).

use super::{Engine, change};
use crate::{
    domain::{
        gateway::{Gateway, Vendor},
        session::Session,
        time::Instant,
    },
    radius::disconnect::{self, Outcome},
    store::{Delivery, NewDelivery, Result, Tx},
};
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    thread,
};
use uuid::Uuid;

/// The kind of these outbox rows.
pub const KIND: &str = "disconnect";

/// Disconnects under way at one gateway at the same time.
const AT_ONE_GATEWAY: usize = 8;

/// Rows of the outbox looked at in one round: more than a silent gateway of a small site leaves waiting.
const DUE_AT_ONCE: u32 = 512;

/// How often a disconnect that got no answer is begun anew, and after how long.
const RETRIES: u32 = 5;
const RETRY_AFTER: TimeDelta = TimeDelta::seconds(30);

/// Writes the wish to end a session, in the transaction of the change that causes it. A session has one row: while that
/// waits, a second wish changes nothing; once it was carried out, it is begun anew.
pub fn enqueue(tx: &Tx<'_>, session: &Session, now: Instant, why: &str) -> Result<()> {
    tx.enqueue(&NewDelivery {
        id: session.id.0,
        kind: KIND.to_owned(),
        subject: session.id.0,
        body: json!({ "account": session.account, "gateway": session.gateway, "why": why }),
        created_at: now,
        due_at: now,
    })
}

/// The same for a session that counts as ended here already, whatever its gateway thinks.
pub fn enqueue_ended(tx: &Tx<'_>, session: &Session, now: Instant, why: &str) -> Result<()> {
    tx.enqueue(&NewDelivery {
        id: session.id.0,
        kind: KIND.to_owned(),
        subject: session.id.0,
        body: json!({ "account": session.account, "gateway": session.gateway, "why": why, "ended": true }),
        created_at: now,
        due_at: now,
    })
}

/// Whether nobody has asked yet for this session to end, or the gateway speaks of it after it was asked.
pub(super) fn is_wanted(tx: &Tx<'_>, session: &Session) -> Result<bool> {
    let asked = tx.delivery(session.id.0)?;
    Ok(asked.is_none_or(|row| row.done_at.is_some_and(|done| session.updated_at > done)))
}

/// The sessions whose gateways are asked something now, with their gateways: one thing after the other for each, so that
/// the newest is the last.
#[derive(Debug, Default, Clone)]
pub(super) struct UnderWay(Arc<Mutex<HashMap<Uuid, String>>>);

/// A session whose gateway is asked something, until this is dropped.
struct Place {
    all: UnderWay,
    session: Uuid,
}

impl UnderWay {
    /// Room for a row; none while it is under way already or its gateway has enough to answer.
    fn take_place(&self, row: &Delivery) -> Option<Place> {
        let gateway = row.what.body.get("gateway").and_then(Value::as_str);
        let gateway = gateway.unwrap_or_default();
        let mut rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let busy = rows.values().filter(|other| *other == gateway).count();
        if rows.contains_key(&row.what.subject) || busy >= AT_ONE_GATEWAY {
            return None;
        }
        let _ = rows.insert(row.what.subject, gateway.to_owned());
        Some(Place {
            all: self.clone(),
            session: row.what.subject,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut rows = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = rows.remove(&self.session);
    }
}

impl Engine {
    /// Begins to carry out what is due and is not under way. Each waits for its gateway on a thread of its own, so that a
    /// silent one holds up nobody but itself.
    pub(super) fn carry_out_disconnects(self: &Arc<Self>, now: Instant) -> Result<()> {
        let due = self
            .store
            .read(|reader| reader.due_of(&[KIND, change::KIND], now, DUE_AT_ONCE))?;
        for row in due {
            let Some(place) = self.under_way.take_place(&row) else {
                continue;
            };
            let engine = Arc::clone(self);
            let begun = thread::Builder::new()
                .name("disconnect".to_owned())
                .spawn(move || {
                    let carried_out = match row.what.kind.as_str() {
                        change::KIND => engine.carry_out_change(&row),
                        _ => engine.carry_out_disconnect(&row),
                    };
                    if let Err(error) = carried_out {
                        tracing::error!(%error, kind = row.what.kind, "an outbox row could not be carried out");
                    }
                    drop(place);
                });
            if let Err(error) = begun {
                tracing::warn!(%error, "a disconnect waits: no thread can be started");
            }
        }
        Ok(())
    }

    fn carry_out_disconnect(self: &Arc<Self>, row: &Delivery) -> Result<()> {
        let session = self
            .store
            .read(|reader| reader.session(crate::domain::id::SessionId(row.what.subject)))?;
        let Some(session) =
            session.filter(|session| session.ended_at.is_none() || counts_as_ended(row))
        else {
            return self.finish(row, None, "the session had ended");
        };
        let Some(gateway) = self.house().gateway(session.gateway) else {
            return self.finish(row, Some(&session), "the gateway was removed");
        };
        // Where the ticket is kept at the gateway, no RADIUS is spoken: FreeRADIUS names the device that does.
        let gateway = self.device_of(&gateway, &session).unwrap_or(gateway);
        if crate::services::gateways::keeps_tickets(&self.store, gateway.id)
            && let Some(answer) = self.cut_there(&session)
        {
            return self.finish(row, Some(&session), &answer);
        }
        if !gateway.send_disconnect {
            // Where it could be and is switched off, nobody wants it.
            let answer = if gateway.vendor.takes_disconnect() {
                None
            } else {
                self.cut_there(&session)
            };
            let answer = answer.unwrap_or_else(|| "the gateway takes no disconnects".to_owned());
            return self.finish(row, Some(&session), &answer);
        }
        let to = SocketAddr::new(session.gateway_address, gateway.disconnect_port);
        let outcome = disconnect::disconnect(&gateway, &session, to, None, self.disconnect_timing);
        let now = self.now();
        let mut answer = in_words("Disconnect", &outcome, to);
        // A session that was asked for before, was acknowledged, and is asked for again goes on being accounted.
        let lied = session.disconnect.as_deref().is_some_and(is_ack) && session.ended_at.is_none();
        if lied {
            answer.push_str(STILL_ACCOUNTING);
        }
        let is_cut = matches!(outcome, Outcome::Done | Outcome::Gone) && !lied;
        if !is_cut && let Some(there) = self.cut_there(&session) {
            answer = format!("{answer}; {there}");
        }
        match outcome {
            Outcome::Silent { .. } | Outcome::Unreachable { .. } if row.attempts < RETRIES => {
                let (id, session) = (row.what.id, session.id);
                self.store.write(move |tx| {
                    tx.postpone_delivery(id, now + RETRY_AFTER, &answer)?;
                    tx.set_disconnect_answer(session, &answer)
                })
            }
            _ => self.finish(row, Some(&session), &answer),
        }
    }

    /// The gateway at which the guest is, where the session was read from the database of several.
    fn device_of(&self, gateway: &Gateway, session: &Session) -> Option<Arc<Gateway>> {
        if gateway.vendor != Vendor::FreeradiusSql {
            return None;
        }
        let house = self.house();
        let mut others = house.gateways.iter().filter(|other| other.id != gateway.id);
        others
            .find(|other| other.network.contains(session.gateway_address))
            .cloned()
    }

    /// Cuts a session at the gateway's own interface, where it has one; in words.
    fn cut_there(&self, session: &Session) -> Option<String> {
        Some(
            match crate::services::gateways::cut(&self.store, session)? {
                Ok(kicked) if kicked.left > 0 => {
                    format!(
                        "the gateway's own interface says yes, and {} are still there",
                        kicked.left
                    )
                }
                Ok(kicked) => format!("{} cut at the gateway's own interface", kicked.cut),
                Err(failure) => format!("not cut at the gateway's own interface: {failure}"),
            },
        )
    }

    pub(super) fn finish(
        &self,
        row: &Delivery,
        session: Option<&Session>,
        answer: &str,
    ) -> Result<()> {
        let now = self.now();
        let (id, session, answer) = (
            row.what.id,
            session.map(|session| session.id),
            answer.to_owned(),
        );
        self.store.write(move |tx| {
            tx.finish_delivery(id, now, &answer)?;
            match session {
                Some(session) => tx.set_disconnect_answer(session, &answer),
                None => Ok(()),
            }
        })
    }
}

/// What is said of a gateway that acknowledges and goes on.
const STILL_ACCOUNTING: &str = "; it acknowledged before and is still accounting";

fn is_ack(answer: &str) -> bool {
    answer.starts_with("Disconnect-ACK")
}

/// Whether it is to be sent although the session has ended in our books.
fn counts_as_ended(row: &Delivery) -> bool {
    row.what.body.get("ended") == Some(&Value::Bool(true))
}

/// For the log and the ticket's sessions; protocol terms are the same in every language.
pub(super) fn in_words(request: &str, outcome: &Outcome, to: SocketAddr) -> String {
    match outcome {
        Outcome::Done => format!("{request}-ACK from {to}"),
        Outcome::Gone => format!("{request}-NAK from {to}: Session-Context-Not-Found"),
        Outcome::Refused { cause: Some(cause) } => format!("{request}-NAK from {to}: {cause}"),
        Outcome::Refused { cause: None } => format!("{request}-NAK from {to}"),
        Outcome::Silent { tries } => format!("no answer from {to} to {tries} requests"),
        Outcome::Unreachable { why } => format!("{to} cannot be reached: {why}"),
    }
}
