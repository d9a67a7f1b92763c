//! Disconnects: outbox rows that end a session at its gateway, and the threads that carry them out.

use super::Engine;
use crate::{
    domain::{session::Session, time::Instant},
    radius::disconnect::{self, Outcome},
    store::{Delivery, NewDelivery, Result, Tx},
};
use chrono::TimeDelta;
use serde_json::json;
use std::{net::SocketAddr, sync::Arc, thread};

/// The kind of these outbox rows.
pub const KIND: &str = "disconnect";

/// Disconnects under way at the same time: each waits for its gateway, and a silent one must not hold up the rest.
const WORKERS: usize = 8;

/// Rows of the outbox looked at in one round.
const DUE_AT_ONCE: u32 = 64;

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
        body: json!({ "account": session.account, "why": why }),
        created_at: now,
        due_at: now,
    })
}

/// Whether nobody has asked yet for this session to end, or the gateway speaks of it after it was asked.
pub(super) fn is_wanted(tx: &Tx<'_>, session: &Session) -> Result<bool> {
    let asked = tx.delivery(session.id.0)?;
    Ok(asked.is_none_or(|row| row.done_at.is_some_and(|done| session.updated_at > done)))
}

impl Engine {
    /// Carries out what is due. Called by the watch; returns when all of it has an answer.
    pub(super) fn carry_out_disconnects(self: &Arc<Self>, now: Instant) -> Result<()> {
        let due = self
            .store
            .read(|reader| reader.due_deliveries(now, DUE_AT_ONCE))?;
        for group in due.chunks(WORKERS) {
            let workers: Vec<_> = group
                .iter()
                .cloned()
                .map(|row| {
                    let engine = Arc::clone(self);
                    thread::spawn(move || {
                        if let Err(error) = engine.carry_out_disconnect(&row) {
                            tracing::error!(%error, "a disconnect could not be carried out");
                        }
                    })
                })
                .collect();
            for worker in workers {
                let _ = worker.join();
            }
        }
        Ok(())
    }

    fn carry_out_disconnect(self: &Arc<Self>, row: &Delivery) -> Result<()> {
        let session = self
            .store
            .read(|reader| reader.session(crate::domain::id::SessionId(row.what.subject)))?;
        let Some(session) = session.filter(|session| session.ended_at.is_none()) else {
            return self.finish(row, None, "the session had ended");
        };
        let Some(gateway) = self.house().gateway(session.gateway) else {
            return self.finish(row, Some(&session), "the gateway was removed");
        };
        if !gateway.send_disconnect {
            return self.finish(row, Some(&session), "the gateway takes no disconnects");
        }
        let to = SocketAddr::new(session.gateway_address, gateway.disconnect_port);
        let outcome = disconnect::disconnect(&gateway, &session, to, None, self.disconnect_timing);
        let now = self.now();
        let answer = in_words(&outcome, to);
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

    fn finish(&self, row: &Delivery, session: Option<&Session>, answer: &str) -> Result<()> {
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

/// For the log and the ticket's sessions; protocol terms are the same in every language.
fn in_words(outcome: &Outcome, to: SocketAddr) -> String {
    match outcome {
        Outcome::Ended => format!("Disconnect-ACK from {to}"),
        Outcome::Gone => format!("Disconnect-NAK from {to}: Session-Context-Not-Found"),
        Outcome::Refused { cause: Some(cause) } => format!("Disconnect-NAK from {to}: {cause}"),
        Outcome::Refused { cause: None } => format!("Disconnect-NAK from {to}"),
        Outcome::Silent { tries } => format!("no answer from {to} to {tries} requests"),
        Outcome::Unreachable { why } => format!("{to} cannot be reached: {why}"),
    }
}
