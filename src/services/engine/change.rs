//! Changes of a running session (RFC 5176): outbox rows that bring it what its account is held to now. The gateway gets a
//! CoA-Request where it takes one; where it does not, or does not obey, the session ends if it were left with more than
//! its account is allowed, and goes on to the next login otherwise.

use super::{
    Engine, accounts,
    disconnect::{self, in_words},
    login,
};
use crate::{
    domain::{
        allowance::{Limits, Window},
        id::SessionId,
        login::{Grant, LicenceState},
        policy::Policy,
        product::Product,
        session::Session,
        stop,
        time::{self, Instant},
    },
    radius::{
        disconnect::{Outcome, change, takes_changes},
        service::Acceptance,
    },
    store::{Delivery, NewDelivery, Result, Tx},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};
use uuid::Uuid;

/// The kind of these outbox rows.
pub const KIND: &str = "coa";

/// What a change of an account asks of its running sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// They may have more than before: a gateway that does not obey harms nobody.
    Looser,
    /// They may have less than before: a gateway that does not obey must end them.
    Tighter,
    /// Something was taken away that no CoA-Request can take away: only a new login brings it.
    NewLogin,
}

/// What a gateway enforces by itself for a session of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enforced {
    limits: Limits,
    expires_at: Option<Instant>,
    session_timeout: Option<u64>,
    idle_timeout: Option<u32>,
    download_kbps: Option<u32>,
    upload_kbps: Option<u32>,
    devices: u16,
    address_list: Option<String>,
    mikrotik_profile: Option<String>,
    attributes: BTreeMap<String, String>,
}

impl Enforced {
    /// Of an account with these limits, its own totals included and what its Location leaves out left out
    /// ([`Limits::considered`]), and this expiry.
    pub fn of(
        product: &Product,
        policy: &Policy,
        limits: Limits,
        expires_at: Option<Instant>,
        devices: u16,
    ) -> Self {
        let some = |value: u32| (value > 0).then_some(value);
        Self {
            limits,
            expires_at,
            session_timeout: policy.session_timeout(),
            idle_timeout: some(policy.idle_timeout_min),
            download_kbps: some(policy.download_kbps),
            upload_kbps: some(policy.upload_kbps),
            devices,
            address_list: policy.address_list(product).map(str::to_owned),
            mikrotik_profile: product.mikrotik_profile.clone(),
            attributes: policy.attributes.clone(),
        }
    }

    /// What going over to `after` asks of a running session; `None` = nothing that it would notice.
    pub fn demand(&self, after: &Self) -> Option<Demand> {
        if self == after {
            return None;
        }
        let mut demand = Demand::Looser;
        let numbers = [
            (self.session_timeout, after.session_timeout),
            (
                self.idle_timeout.map(u64::from),
                after.idle_timeout.map(u64::from),
            ),
            (
                self.download_kbps.map(u64::from),
                after.download_kbps.map(u64::from),
            ),
            (
                self.upload_kbps.map(u64::from),
                after.upload_kbps.map(u64::from),
            ),
        ];
        let windows = Window::ALL.into_iter().flat_map(|window| {
            [
                (
                    *self.limits.seconds.get(window),
                    *after.limits.seconds.get(window),
                ),
                (
                    *self.limits.bytes.get(window),
                    *after.limits.bytes.get(window),
                ),
            ]
        });
        let sooner = |before: Option<Instant>, after: Option<Instant>| match (before, after) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(before), Some(after)) => after < before,
        };
        if numbers.into_iter().chain(windows).any(less)
            || sooner(self.expires_at, after.expires_at)
            || self.limits.first_day_of_week != after.limits.first_day_of_week
        {
            demand = Demand::Tighter;
        }
        // Firewall lists, groups and further attributes mean whatever the house made them mean; a CoA-Request does not
        // carry the first (GATEWAYS 1.5), and cannot take the others away.
        let gone = self
            .attributes
            .keys()
            .any(|name| !after.attributes.contains_key(name));
        if self.address_list != after.address_list
            || (self.mikrotik_profile.is_some() && after.mikrotik_profile.is_none())
            || gone
        {
            demand = Demand::NewLogin;
        } else if self.mikrotik_profile != after.mikrotik_profile
            || self.attributes != after.attributes
        {
            demand = demand.max(Demand::Tighter);
        }
        Some(demand)
    }
}

/// Whether a limit became smaller; `None` = infinite.
fn less((before, after): (Option<u64>, Option<u64>)) -> bool {
    match (before, after) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(before), Some(after)) => after < before,
    }
}

/// Writes the wish that a running session gets what its account is held to, in the transaction that changes the account.
/// What exactly is read when it is carried out, so that the newest terms count.
pub fn enqueue(
    tx: &Tx<'_>,
    session: &Session,
    now: Instant,
    why: &str,
    demand: Demand,
) -> Result<()> {
    tx.enqueue(&NewDelivery {
        id: Uuid::now_v7(),
        kind: KIND.to_owned(),
        subject: session.id.0,
        body: json!({ "account": session.account, "gateway": session.gateway, "why": why, "demand": demand }),
        created_at: now,
        due_at: now,
    })
}

/// What the outbox row says besides the session.
#[derive(Debug, Deserialize)]
struct Wish {
    demand: Demand,
}

impl Engine {
    pub(super) fn carry_out_change(self: &Arc<Self>, row: &Delivery) -> Result<()> {
        let session = self
            .store
            .read(|reader| reader.session(SessionId(row.what.subject)))?;
        let Some(session) = session.filter(Session::is_open) else {
            return self.finish(row, None, "the session had ended");
        };
        let Some(gateway) = self.house().gateway(session.gateway) else {
            return self.finish(row, Some(&session), "the gateway was removed");
        };
        // A row of a later version that asks for something unknown here: a new login brings whatever it is.
        let demand = serde_json::from_value(row.what.body.clone())
            .map_or(Demand::NewLogin, |wish: Wish| wish.demand);
        let acceptance = self.changed(&session)?;
        let changed = match acceptance {
            // Nothing is left to be on line with.
            None => return self.end_instead(row, &session, "nothing is left"),
            Some(_) if demand == Demand::NewLogin => None,
            Some(acceptance) if takes_changes(&gateway) => Some(acceptance),
            Some(_) => None,
        };
        let Some(acceptance) = changed else {
            return match demand {
                Demand::Looser => {
                    self.finish(row, Some(&session), "the next login brings what is new")
                }
                Demand::Tighter | Demand::NewLogin => {
                    self.end_instead(row, &session, "a new login is needed")
                }
            };
        };
        let to = SocketAddr::new(session.gateway_address, gateway.disconnect_port);
        let outcome = change(
            &gateway,
            &session,
            &acceptance,
            to,
            None,
            self.disconnect_timing,
        );
        let answer = in_words("CoA", &outcome, to);
        match outcome {
            Outcome::Done | Outcome::Gone => self.finish(row, Some(&session), &answer),
            _ if demand == Demand::Looser => self.finish(row, Some(&session), &answer),
            _ => self.end_instead(row, &session, &answer),
        }
    }

    /// What a running session is to have now, counted from its beginning; `None` = nothing is left.
    fn changed(&self, session: &Session) -> Result<Option<Acceptance>> {
        let now = self.now();
        // The licence as it is kept: what asks for this may be a renewal that the house in memory does not know yet.
        let (state, licence) = self.store.read(|reader| {
            let state = accounts::load_by_account(reader, session.account, now)?;
            Ok((state, reader.licence()?))
        })?;
        let house = self.house();
        let LicenceState::InUse { until } = licence.state(now) else {
            return Ok(None);
        };
        let used = self.used(&state, now);
        let devices = u32::try_from(state.open.len().max(1)).unwrap_or(u32::MAX);
        let account = stop::stop_at(
            now,
            house.location.zone,
            &state.limits,
            &used,
            devices,
            state.ticket.expires_at,
        );
        let timeout = state.policy.session_timeout().map(|seconds| {
            time::add_seconds(
                time::whole_second(session.started_at),
                i64::try_from(seconds).unwrap_or(i64::MAX),
            )
        });
        let stop_at = [account, timeout, Some(until)].into_iter().flatten().min();
        let bytes_left = stop::data_left(&state.limits, &used);
        if stop_at.is_some_and(|at| at <= now) || bytes_left == Some(0) {
            return Ok(None);
        }
        let grant = Grant {
            stop_at,
            bytes_left: bytes_left.map(|left| left.saturating_add(session.bytes())),
        };
        Ok(Some(login::acceptance(
            &state,
            session.id,
            session.started_at,
            grant,
            String::new(),
        )))
    }

    /// Ends the session in the place of changing it: a disconnect is written in the transaction that closes the row.
    fn end_instead(&self, row: &Delivery, session: &Session, why: &str) -> Result<()> {
        let now = self.now();
        let (id, session, why) = (row.what.id, session.clone(), why.to_owned());
        self.store.write(move |tx| {
            tx.finish_delivery(id, now, &format!("{why}: ended instead"))?;
            tx.set_disconnect_answer(session.id, &why)?;
            disconnect::enqueue(tx, &session, now, "new limits")
        })
    }
}
