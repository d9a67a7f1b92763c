//! Reports: a gateway calls and says what became of an SMS, off unless the house names an address to listen at; whoever calls
//! has to know the token in the path. An SMSC tells it to whoever is bound to it as a receiver.

use super::{Channel, KINDS, Outcome, Outgoing, Result, settings};
use crate::{
    delivery::{
        Cause, Failure,
        sms::{
            Fate, Gateway, Method,
            calls::{self, Call, Reply},
            report,
            smpp::{self, Receipt},
        },
    },
    domain::{code, time::Instant},
    services::{Actor, write},
    store::Store,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::{
    net::{SocketAddr, TcpListener},
    thread,
    time::Duration,
};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

/// The first part of the path.
const ROOT: &str = "sms";

/// How often it is looked whether the settings have changed.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// When an address is tried again that could not be had.
const AGAIN_AFTER: Duration = Duration::from_secs(10);

/// How long a report waits for the gateway's own answer to be kept: some call before they have answered.
const EARLY: Duration = Duration::from_secs(5);
/// How old a message can be of which an SMSC still tells: it tries for a day or three, and begins its names anew.
const REMEMBERED: TimeDelta = TimeDelta::days(7);
/// How often it is looked whether it is.
const EARLY_LOOK: Duration = Duration::from_millis(50);

/// Where gateways call.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reports {
    /// Where the engine listens.
    pub listen: SocketAddr,
    /// How the gateway reaches that: `http://` or `https://`, a name and a port; empty = as it is listened at.
    pub url: String,
    /// Whoever knows it may report.
    pub token: String,
}

impl std::fmt::Debug for Reports {
    /// Without the token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reports")
            .field("listen", &self.listen)
            .finish_non_exhaustive()
    }
}

impl Reports {
    /// At an address, with a token of its own.
    pub fn at(listen: SocketAddr) -> Self {
        Self {
            listen,
            url: String::new(),
            token: format!("{}{}", secret(), secret()),
        }
    }

    /// The address that somebody means who names one, or a port alone.
    pub fn listen_of(text: &str) -> Option<SocketAddr> {
        let text = text.trim();
        let of_port = |port| SocketAddr::from(([0, 0, 0, 0], port));
        text.parse()
            .ok()
            .or_else(|| text.parse().ok().map(of_port))
            .filter(|address| address.port() > 0)
    }

    /// Where a gateway is to call; what it says of a message has the message's name behind it.
    pub fn address(&self) -> String {
        let url = self.url.trim().trim_end_matches('/');
        let base = if url.is_empty() {
            format!("http://{}", self.listen)
        } else {
            url.to_owned()
        };
        format!("{base}/{ROOT}/{}", self.token)
    }

    pub(super) fn address_for(&self, message: Uuid) -> String {
        format!("{}/{message}", self.address())
    }
}

/// Where reports come from.
#[derive(PartialEq)]
enum Source {
    /// The gateway calls.
    Calls(Reports),
    /// The SMSC tells it to a session that is bound to it.
    Receipts(Box<Gateway>),
}

/// Hears reports as the house's settings say, until it is over. Follows the settings.
pub fn watch(
    store: &Store,
    clock: &(dyn Fn() -> Instant + Sync),
    is_over: &(dyn Fn() -> bool + Sync),
) {
    let mut seen = None;
    while !is_over() {
        let version = store.data_version().ok();
        let is_news = version != seen || version.is_none();
        seen = version;
        let Some(source) = is_news.then(|| of(store)).flatten() else {
            // Also where accounting commits all the time: settings are no reason to read after each of them.
            thread::park_timeout(LOOK_EVERY);
            continue;
        };
        let is_other = || is_over() || has_changed(store, &source);
        if let Err(error) = hear(store, clock, &source, &is_other) {
            tracing::warn!(%error, "reports about SMS cannot be heard");
            let until = std::time::Instant::now() + AGAIN_AFTER;
            while std::time::Instant::now() < until && !is_other() {
                thread::park_timeout(LOOK_EVERY);
            }
        }
        // Whatever ended it, the settings are to be looked at.
        seen = None;
    }
}

fn hear(
    store: &Store,
    clock: &(dyn Fn() -> Instant + Sync),
    source: &Source,
    is_other: &(dyn Fn() -> bool + Sync),
) -> std::result::Result<(), Failure> {
    match source {
        Source::Calls(reports) => {
            let listening = TcpListener::bind(reports.listen).and_then(|listener| {
                tracing::info!(at = %reports.listen, "listening for reports about SMS");
                calls::serve(&listener, is_other, &|call| {
                    answer(store, clock, &reports.token, call)
                })
            });
            listening.map_err(|error| {
                Failure::new(Cause::Unreachable, format!("{}: {error}", reports.listen))
            })
        }
        Source::Receipts(gateway) => {
            smpp::listen(gateway, settings::PATIENCE, is_other, &|receipt| {
                told(store, clock, receipt)
            })
        }
    }
}

/// Keeps what an SMSC says; false if it is to say it again.
fn told(store: &Store, clock: &dyn Fn() -> Instant, receipt: Receipt) -> bool {
    match named(store, clock(), &receipt.reference) {
        // Of a message that somebody else submitted by this account, or long ago.
        Ok(None) => true,
        Ok(Some(id)) => take(store, clock, id, receipt.fate).is_ok(),
        Err(error) => {
            tracing::warn!(%error, "a receipt for an SMS could not be kept");
            false
        }
    }
}

/// The message that an SMSC calls so. Some tell of it before they have answered that they took it, and one that has begun
/// its names anew has called another so before: that is over.
fn named(store: &Store, now: Instant, reference: &str) -> Result<Option<Uuid>> {
    let others = smpp::other_names(reference);
    let others: Vec<_> = others.iter().map(String::as_str).collect();
    let until = std::time::Instant::now() + EARLY;
    let mut over = None;
    loop {
        for names in [&[reference][..], &others] {
            let found =
                store.read(|reader| reader.delivery_called(&KINDS, names, now - REMEMBERED))?;
            let Some(row) = found else { continue };
            let before = row.answer.as_deref().and_then(Outcome::read);
            if matches!(before, Some(Outcome::Sent { .. })) {
                return Ok(Some(row.what.id));
            }
            over = Some(row.what.id);
        }
        if std::time::Instant::now() >= until {
            return Ok(over);
        }
        thread::sleep(EARLY_LOOK);
    }
}

fn secret() -> String {
    code::lookup_form(&code::generate(&mut rand::rng()))
}

fn of(store: &Store) -> Option<Source> {
    let settings = store.read(settings::sms_of).ok()??;
    match settings.gateway.method {
        Method::Smpp if settings.gateway.smpp.receipts => {
            Some(Source::Receipts(Box::new(settings.gateway)))
        }
        Method::Smpp => None,
        Method::Get | Method::PostForm | Method::PostJson => settings.reports.map(Source::Calls),
    }
}

fn has_changed(store: &Store, source: &Source) -> bool {
    of(store).as_ref() != Some(source)
}

fn answer(store: &Store, clock: &dyn Fn() -> Instant, token: &str, call: &Call) -> Reply {
    let [root, given, rest @ ..] = call.path.as_slice() else {
        return Reply::Nothing;
    };
    if root != ROOT || !bool::from(given.as_bytes().ct_eq(token.as_bytes())) {
        return Reply::Nothing;
    }
    let named = rest.first().map(String::as_str).or_else(|| {
        // A gateway that is told one address for all messages gives back what it was given with each.
        let reference = call.said.iter().find(|(name, _)| name == "client-ref");
        reference.map(|(_, value)| value.as_str())
    });
    let (Some(Ok(id)), Some(fate)) = (named.map(str::parse::<Uuid>), report::fate(&call.said))
    else {
        return Reply::Wrong;
    };
    match take(store, clock, id, fate) {
        Ok(true) => Reply::Taken,
        Ok(false) => Reply::Nothing,
        Err(error) => {
            tracing::warn!(%error, "a report about an SMS could not be kept");
            Reply::Later
        }
    }
}

/// Keeps what became of a message; tells whether there is such a message. Reports come twice, late and out of order: what
/// has arrived stays so.
pub(super) fn take(
    store: &Store,
    clock: &dyn Fn() -> Instant,
    id: Uuid,
    fate: Fate,
) -> Result<bool> {
    let outcome = match fate {
        Fate::UnderWay => None,
        Fate::Arrived => Some(Outcome::Arrived),
        Fate::Failed(why) => Some(Outcome::Failed(Failure::new(Cause::Recipient, why))),
    };
    let until = std::time::Instant::now() + EARLY;
    loop {
        let row = store.read(|reader| reader.delivery(id))?;
        let Some(row) = row.and_then(Outgoing::of) else {
            return Ok(false);
        };
        if row.channel != Channel::Sms {
            return Ok(false);
        }
        if row.row.done_at.is_some() || outcome.is_none() || std::time::Instant::now() >= until {
            break;
        }
        thread::sleep(EARLY_LOOK);
    }
    let Some(outcome) = outcome else {
        return Ok(true);
    };
    let now = clock();
    write(store, move |tx| {
        let out = Outgoing::read(tx, id)?;
        let before = out.row.answer.as_deref().and_then(Outcome::read);
        let is_open = match before {
            Some(Outcome::Sent { .. }) => true,
            // Given up by the gateway, it came through after all.
            Some(Outcome::Failed(_)) => outcome == Outcome::Arrived,
            Some(Outcome::Arrived | Outcome::Cancelled | Outcome::Dead { .. }) | None => false,
        };
        if out.row.done_at.is_some() && is_open {
            tx.answer_delivery(id, &outcome.text())?;
            let kind = if outcome == Outcome::Arrived {
                "message.arrived"
            } else {
                "message.failed"
            };
            out.note(tx, now, Actor::Engine, kind)?;
        }
        Ok(true)
    })
}
