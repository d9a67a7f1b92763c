//! Bringing a gateway to what it should be: plan, carry out, read back.

use super::{
    Actor, Error, NewEvent, Result,
    desired::{Users, desired},
    event, link,
};
use crate::{
    domain::{
        account::Credentials,
        gateway::link::{Keeping, back_off, spread},
        id::{GatewayId, TicketId},
        time::Instant,
    },
    gateways::{
        self, Cause, Driver, Failure, Fingerprint, Kind, Owner, Plan, Retry, Scope, Whom,
        plan::{Counts, Gap, Hidden, Lack, Step},
        state::Object,
    },
    radius::probe,
    services::deliveries,
    store::{Doubt, Doubted, Linked, Store},
};
use chrono::TimeDelta;
use serde_json::json;
use std::{
    collections::{HashMap, HashSet},
    net::{IpAddr, Ipv4Addr, ToSocketAddrs as _},
};

/// Rounds of plan and carrying out before it is said that a gateway does not keep what it is told.
const ROUNDS: usize = 3;

/// Longest wait of a gateway that does not answer.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(10);

/// Between two tries where somebody has to mend something first: a wrong password tried often locks the login.
const WAIT_FOR_HANDS: TimeDelta = TimeDelta::minutes(30);

/// What a push did.
#[derive(Debug, Clone, Default)]
pub struct Pushed {
    /// Steps that were carried out, and are so when read back.
    pub done: Counts,
    /// What the gateway refused, with its name for people.
    pub refused: Vec<(Kind, String, Failure)>,
    /// What is in the way or cannot be expressed.
    pub plan: Plan,
    /// The certificate that was shown.
    pub certificate: Option<Fingerprint>,
}

/// How much is to be brought.
#[derive(Debug, Clone, Copy)]
pub(super) enum Extent<'a> {
    All,
    Users(&'a [TicketId]),
}

/// A gateway that is spoken to.
pub(super) struct Work<'a> {
    pub(super) store: &'a Store,
    pub(super) linked: &'a Linked,
    pub(super) driver: &'a mut dyn Driver,
    pub(super) now: Instant,
}

/// Told how many steps of how many are done; says whether to go on.
pub type Progress<'a> = dyn FnMut(usize, usize) -> bool + 'a;

/// What a push would do now.
pub fn plan(store: &Store, now: Instant, name: &str) -> Result<Plan> {
    let (linked, owner) = read(store, name)?;
    let mut driver = link::open(&linked, owner)?;
    let planned = Work {
        store,
        linked: &linked,
        driver: &mut *driver,
        now,
    }
    .plan(Extent::All, hidden(store, &linked)?);
    Ok(planned?)
}

/// Brings a gateway to what it should be, all of it. From the first time on it is kept so by the engine. What is
/// repeated after a power cut ends in the same state.
pub fn push(
    store: &Store,
    clock: &dyn Fn() -> Instant,
    actor: Actor,
    name: &str,
    progress: &mut Progress<'_>,
) -> Result<Pushed> {
    let (linked, owner) = read(store, name)?;
    let seq = store.read(|reader| reader.last_gateway_change())?;
    let mut driver = link::open(&linked, owner)?;
    let pushed = Work {
        store,
        linked: &linked,
        driver: &mut *driver,
        now: clock(),
    }
    .bring(Extent::All, hidden(store, &linked)?, progress);
    match pushed {
        Ok(pushed) => {
            note_done(store, clock(), actor, &linked, seq, Extent::All, &pushed)?;
            // What was doubted before says nothing of the secret that is there now.
            let id = linked.gateway.id;
            store.write(move |tx| tx.forget_doubts(id))?;
            Ok(pushed)
        }
        Err(failure) => {
            note_failure(store, clock(), &linked, &failure)?;
            Err(failure.into())
        }
    }
}

/// Secrets that a gateway hides are written at the first push, and when its requests are signed with another one; else they are
/// trusted.
fn hidden(store: &Store, linked: &Linked) -> Result<Hidden> {
    let of_it = |it: &Doubted| it.gateway == linked.gateway.id && it.doubt == Doubt::OtherSecret;
    let doubted = store.read(|reader| reader.doubts())?.iter().any(of_it);
    Ok(if doubted || linked.keeping.pushed_at.is_none() {
        Hidden::Written
    } else {
        Hidden::Trusted
    })
}

pub(super) fn read(store: &Store, name: &str) -> Result<(Linked, Owner)> {
    store.read(|reader| {
        let owner = Owner(reader.location()?.id);
        Ok(link::linked(reader, name).map(|linked| (linked, owner)))
    })?
}

/// The address of this computer from which a gateway of that name is reached.
fn local_address(host: &str, port: u16) -> Option<IpAddr> {
    let host = host.trim().trim_matches(['[', ']']);
    let mut addresses = (host, port).to_socket_addrs().ok()?;
    addresses.find_map(|address| probe::local_address(address.ip()))
}

impl Work<'_> {
    /// Innkeeper's address as the gateway sees it.
    fn server(&self) -> IpAddr {
        let link = &self.linked.link;
        let found = link.server.or_else(|| {
            let abilities = gateways::abilities(self.linked.gateway.vendor)?;
            let port = link
                .port
                .or(abilities.ports.first().map(|(_, port)| *port))?;
            local_address(&link.host, port)
        });
        found.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
    }

    /// Everything that should be there, in the gateway's words.
    pub(super) fn wanted(&mut self) -> gateways::Result<gateways::Wanted> {
        let (linked, server, now) = (self.linked, self.server(), self.now);
        let desired = self
            .store
            .read(|reader| desired(reader, linked, server, Users::Only(&[]), now))
            .map_err(|error| Failure::new(Cause::Busy, error))?;
        let there = self.driver.read(&Scope::Setup)?;
        Ok(self.driver.wanted(&desired, &there))
    }

    pub(super) fn plan(&mut self, extent: Extent<'_>, hidden: Hidden) -> gateways::Result<Plan> {
        let server = self.server();
        let (linked, now) = (self.linked, self.now);
        let stored = |error: crate::store::Error| Failure::new(Cause::Busy, error);
        let users = match extent {
            Extent::All => Users::All,
            Extent::Users(ids) => Users::Only(ids),
        };
        let wanted = self
            .store
            .read(|reader| desired(reader, linked, server, users, now))
            .map_err(stored)?;
        let scope = match extent {
            Extent::All => Scope::All,
            Extent::Users(ids) => Scope::Users(self.keys(ids).map_err(stored)?),
        };
        let there = self.driver.read(&scope)?;
        let mut wanted = wanted;
        let chooses = link::chooses(linked.gateway.vendor, &linked.link);
        if chooses {
            // Whoever is on line with a code keeps it: a voucher that was used and is no longer listed has done its work, and
            // a ticket that was used before this gateway was there works elsewhere.
            let used = self.store.read(|reader| reader.tickets_in_use());
            let used = used.map_err(stored)?;
            let used: HashSet<String> = used.iter().map(u64::to_string).collect();
            let is_there = |key: &str| {
                let mut there = there.iter();
                there.any(|one| one.kind == Kind::User && one.key == key)
            };
            wanted
                .users
                .retain(|user| !used.contains(&user.key) || is_there(&user.key));
        }
        let narrow = matches!(extent, Extent::Users(_));
        let wanted = if narrow {
            gateways::Desired {
                radius: None,
                garden: Vec::new(),
                clients: Vec::new(),
                ..wanted
            }
        } else {
            wanted
        };
        let mut plan = gateways::plan(self.driver.wanted(&wanted, &there), &there, hidden);
        if chooses {
            let new = self.new_codes(&plan.steps).map_err(stored)?;
            plan.gaps.extend(new);
        }
        if narrow {
            // Only these users were asked about: nothing else is known to be unwanted.
            plan.steps
                .retain(|step| !matches!(step, Step::Remove(object) if object.kind != Kind::User));
        }
        Ok(plan)
    }

    /// The tickets that get another code than the one that their guests may have: those of before this gateway's first push,
    /// and those whose code from here is gone there. Later ones are not handed out before they have theirs.
    fn new_codes(&self, steps: &[Step]) -> crate::store::Result<Vec<Gap>> {
        let (gateway, first) = (
            &self.linked.gateway,
            self.linked.keeping.pushed_at.is_none(),
        );
        let added = steps.iter().filter_map(|step| match step {
            Step::Add(object) if object.kind == Kind::User => Some(&object.key),
            _ => None,
        });
        self.store.read(|reader| {
            let mut gaps = Vec::new();
            for key in added {
                let ticket = key.parse().map(|serial| reader.ticket_by_serial(serial));
                let Ok(Ok(ticket)) = ticket else { continue };
                if first || reader.has_code_of(gateway.id, ticket.id)? {
                    gaps.push(Gap {
                        kind: Kind::User,
                        key: key.clone(),
                        why: Lack::Code,
                    });
                }
            }
            Ok(gaps)
        })
    }

    fn keys(&self, ids: &[TicketId]) -> crate::store::Result<Vec<gateways::UserKey>> {
        self.store.read(|reader| {
            ids.iter()
                .map(|id| {
                    Ok(gateways::UserKey {
                        key: reader.ticket(*id)?.serial.to_string(),
                        name: reader.credentials(*id)?.username,
                    })
                })
                .collect()
        })
    }

    /// Plans and carries out until nothing is left to do; reading back is the next plan. Whoever loses the right to be on line is
    /// cut.
    pub(super) fn bring(
        &mut self,
        extent: Extent<'_>,
        hidden: Hidden,
        progress: &mut Progress<'_>,
    ) -> gateways::Result<Pushed> {
        let mut pushed = Pushed::default();
        let mut refused: HashMap<(Kind, String), Failure> = HashMap::new();
        let mut hidden = hidden;
        for round in 0..=ROUNDS {
            let mut plan = self.plan(extent, hidden)?;
            hidden = Hidden::Trusted;
            let open = std::mem::take(&mut plan.steps);
            let not_refused = |step: &Step| !refused.contains_key(&key_of(step.object()));
            let steps: Vec<_> = open.into_iter().filter(not_refused).collect();
            pushed.plan = plan;
            if steps.is_empty() {
                break;
            }
            if round == ROUNDS {
                let object = steps.first().map(|step| step.object().label().to_owned());
                return Err(Failure::new(Cause::NotKept, object.unwrap_or_default()));
            }
            let mut done = Vec::new();
            let all = steps.len();
            let mut stopped = false;
            let (store, gateway, now) = (self.store, self.linked.gateway.id, self.now);
            let chooses = link::chooses(self.linked.gateway.vendor, &self.linked.link);
            let outcome = self.driver.carry_out(&steps, &mut |index, answered| {
                let step = steps.get(index);
                // On the disk before anything else happens: OPNsense tells a password once.
                let answered = answered.and_then(|done| match (done.code, step) {
                    (Some(code), Some(step)) => take_code(store, gateway, now, step, code),
                    (None, Some(Step::Remove(object))) if chooses => {
                        forget_code(store, gateway, object)
                    }
                    _ => Ok(()),
                });
                match (answered, step) {
                    (Ok(()), _) => done.push(index),
                    (Err(failure), Some(step)) => {
                        let _ = refused.insert(key_of(step.object()), failure);
                    }
                    (Err(_), None) => {}
                }
                let goes_on = progress(done.len() + refused.len(), all);
                stopped |= !goes_on;
                goes_on
            });
            for step in done.iter().filter_map(|index| steps.get(*index)) {
                match step {
                    Step::Add(_) => pushed.done.add += 1,
                    Step::Change { .. } => pushed.done.change += 1,
                    Step::Remove(_) => pushed.done.remove += 1,
                }
                self.cut(step);
            }
            // An answer that got lost is no end: what happened is seen by the next plan.
            match outcome {
                Err(failure)
                    if failure.retry() != Retry::Anew && failure.cause != Cause::Silent =>
                {
                    return Err(failure);
                }
                _ => {}
            }
            if stopped {
                return Err(Failure::new(Cause::Busy, "stopped"));
            }
        }
        pushed.certificate = self.driver.certificate();
        pushed.refused = refused
            .into_iter()
            .map(|((kind, key), failure)| (kind, key, failure))
            .collect();
        pushed.refused.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        Ok(pushed)
    }

    /// Cuts a user who was removed or switched off.
    fn cut(&mut self, step: &Step) {
        let is_off = match step {
            Step::Remove(object) => object.kind == Kind::User,
            Step::Change { object, changes } => {
                let off = |change: &gateways::plan::Change| {
                    (change.name == "disabled" && change.to.reveal() == "true")
                        || (change.name == "enabled" && change.to.reveal() == "false")
                };
                object.kind == Kind::User && changes.iter().any(off)
            }
            Step::Add(_) => false,
        };
        if !is_off {
            return;
        }
        let whom = Whom {
            name: Some(step.object().name.clone()),
            ..Whom::default()
        };
        if let Err(failure) = self.driver.kick(&whom)
            && failure.cause != Cause::Unsupported
        {
            tracing::warn!(gateway = %self.linked.gateway.name, %failure, "a guest who was removed could not be cut");
        }
    }
}

/// Gives a ticket the code that its gateway chose; what waited for it, such as its slip, leaves at once.
fn take_code(
    store: &Store,
    gateway: GatewayId,
    now: Instant,
    step: &Step,
    code: gateways::Code,
) -> gateways::Result<()> {
    let Ok(serial) = step.object().key.parse::<u64>() else {
        return Ok(());
    };
    let credentials = Credentials {
        username: code.name,
        password: code.password.reveal().to_owned(),
    };
    let taken = super::write(store, move |tx| {
        let ticket = tx.ticket_by_serial(serial)?.id;
        tx.take_code(ticket, gateway, &credentials, now)?;
        let after = serde_json::json!({ "gateway": tx.gateway(gateway)?.name });
        let _ = tx.append_event(&NewEvent {
            after: Some(after),
            ..event(now, Actor::Engine, "ticket.code", ticket.0)
        })?;
        for delivery in deliveries::of_ticket_in(tx, ticket)? {
            tx.hasten_delivery(delivery, now)?;
        }
        Ok(())
    });
    taken.map_err(|error| match error {
        Error::Store(crate::store::Error::DuplicateCredentials) => Failure::new(Cause::Taken, ""),
        error => Failure::new(Cause::Busy, error),
    })
}

/// A voucher that is gone takes its code along.
fn forget_code(store: &Store, gateway: GatewayId, object: &Object) -> gateways::Result<()> {
    let Ok(serial) = object.key.parse::<u64>() else {
        return Ok(());
    };
    if object.kind != Kind::User {
        return Ok(());
    }
    let name = object.name.clone();
    let forgotten = store.write(move |tx| {
        let ticket = tx.ticket_by_serial(serial)?.id;
        // Not a twin's.
        if tx.credentials(ticket)?.username == name {
            tx.forget_code(gateway, ticket)?;
        }
        Ok(())
    });
    forgotten.map_err(|error| Failure::new(Cause::Busy, error))
}

fn key_of(object: &Object) -> (Kind, String) {
    (object.kind, object.key.clone())
}

/// Notes that a gateway has everything up to `seq`. Where only some tickets were brought, what else is known of it stays, and
/// so does the time of the next look.
pub(super) fn note_done(
    store: &Store,
    now: Instant,
    actor: Actor,
    linked: &Linked,
    seq: u64,
    extent: Extent<'_>,
    pushed: &Pushed,
) -> Result<()> {
    let gateway = linked.gateway.id;
    let brought = match extent {
        Extent::All => None,
        Extent::Users(ids) => Some(ids.to_vec()),
    };
    let next = next_look(linked, now);
    let before = &linked.keeping;
    let keeping = match brought {
        None => Keeping {
            pushed_at: Some(now),
            read_at: Some(now),
            due_at: Some(next),
            failures: 0,
            failure: None,
            failing_since: None,
            drift: None,
        },
        Some(_) => Keeping {
            pushed_at: Some(now),
            due_at: before.due_at.filter(|due| *due > now).or(Some(next)),
            failures: 0,
            failure: None,
            failing_since: None,
            ..before.clone()
        },
    };
    let refused: Vec<_> = pushed
        .refused
        .iter()
        .filter(|(kind, ..)| *kind == Kind::User)
        .filter_map(|(_, key, failure)| Some((key.parse::<u64>().ok()?, json!(failure))))
        .collect();
    let done = pushed.done;
    let pin = match (&linked.link.fingerprint, pushed.certificate) {
        (None, Some(shown)) => Some(crate::domain::gateway::link::Link {
            fingerprint: Some(shown.to_string()),
            ..linked.link.clone()
        }),
        _ => None,
    };
    let password = linked.password.clone();
    let refusals = pushed.refused.len();
    super::write(store, move |tx| {
        // The first certificate is pinned by the first push.
        if let Some(link) = &pin {
            tx.set_link(gateway, link, &password)?;
        }
        tx.set_keeping(gateway, seq, &keeping)?;
        for (ticket, _) in tx.gateway_refusals(gateway)? {
            if brought.as_ref().is_some_and(|ids| !ids.contains(&ticket)) {
                continue;
            }
            tx.set_gateway_refusal(gateway, ticket, None)?;
        }
        for (serial, why) in &refused {
            let ticket = tx.ticket_by_serial(*serial)?;
            tx.set_gateway_refusal(gateway, ticket.id, Some(why))?;
        }
        if done.add + done.change + done.remove + refusals > 0 {
            let after = json!({ "added": done.add, "changed": done.change, "removed": done.remove, "refused": refusals });
            let _ = tx.append_event(&NewEvent {
                after: Some(after),
                ..event(now, actor, "gateway.pushed", gateway.0)
            })?;
        }
        Ok(())
    })
}

/// When a gateway is looked at again, if nothing happens.
pub(super) fn next_look(linked: &Linked, now: Instant) -> Instant {
    let every = TimeDelta::minutes(linked.link.every_minutes.into());
    now + spread(every, rand::random::<f64>())
}

/// Notes a failure, and when it is tried again: later each time, and spread.
pub(super) fn note_failure(
    store: &Store,
    now: Instant,
    linked: &Linked,
    failure: &Failure,
) -> Result<()> {
    let failures = linked.keeping.failures.saturating_add(1);
    let wait = match failure.retry() {
        Retry::After(after) => TimeDelta::from_std(after).unwrap_or(LONGEST_WAIT),
        Retry::ByHand => WAIT_FOR_HANDS,
        Retry::Later | Retry::Anew => back_off(failures, LONGEST_WAIT, rand::random::<f64>()),
    };
    let is_new = linked.keeping.failure.as_ref() != Some(&json!(failure));
    let keeping = Keeping {
        due_at: Some(now + wait),
        failures,
        failure: Some(json!(failure)),
        failing_since: linked.keeping.failing_since.or(Some(now)),
        ..linked.keeping.clone()
    };
    let (gateway, seq, failure) = (linked.gateway.id, linked.seq, json!(failure));
    super::write(store, move |tx| {
        tx.set_keeping(gateway, seq, &keeping)?;
        if is_new {
            let _ = tx.append_event(&NewEvent {
                after: Some(failure),
                ..event(now, Actor::Engine, "gateway.failed", gateway.0)
            })?;
        }
        Ok(())
    })
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Gateway(failure)
    }
}
