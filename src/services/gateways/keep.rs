//! Keeping a gateway as it should be: changes as they happen, a look every few minutes, patience with one that is away.

use super::{
    Actor, NewEvent, Result, event,
    hear::is_heard,
    link,
    push::{Extent, Work, next_look, note_done, note_failure},
};
use crate::{
    domain::{gateway::link::Keeping, id::GatewayId, time::Instant},
    gateways::{
        Kind, Owner,
        plan::{Counts, Hidden, Step},
    },
    store::{Linked, Store},
};
use chrono::TimeDelta;
use serde_json::json;
use std::collections::BTreeSet;

/// Changes brought one by one; more of them are brought by bringing everything.
const ONE_BY_ONE: usize = 200;

/// What a gateway may be visited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Round {
    pub(crate) gateway: GatewayId,
    /// Only its time has come: when that was, by what is written down.
    pub(crate) since: Option<Instant>,
    /// Something changed that it has not heard of, or it is time to look.
    pub(crate) is_due: bool,
    /// It keeps tickets and tells who is on line with them.
    pub(crate) is_heard: bool,
}

/// The gateways that may be visited. Nothing goes to one that nobody has pushed to yet, and after a failure it is only time
/// that brings the next try.
pub(crate) fn rounds(store: &Store, now: Instant) -> crate::store::Result<Vec<Round>> {
    store.read(|reader| {
        let last = reader.last_gateway_change()?;
        let round = |linked: Linked| {
            let keeping = &linked.keeping;
            let (answers, time) = (
                keeping.failures == 0,
                keeping.due_at.is_none_or(|due| due <= now),
            );
            let changed = answers && linked.seq < last;
            Round {
                gateway: linked.gateway.id,
                since: keeping.due_at.filter(|_| answers && !changed),
                is_due: keeping.pushed_at.is_some() && (time || changed),
                is_heard: is_heard(&linked) && (time || answers),
            }
        };
        let rounds = reader.linked()?.into_iter().map(round);
        Ok(rounds
            .filter(|round| round.is_due || round.is_heard)
            .collect())
    })
}

/// Brings a gateway what it has not heard of and, when it is time, looks whether all is as it should be. May wait for the
/// gateway: it runs on a thread of its own. Where all was found as before, nothing is written down, so that no screen wakes for
/// it: the time of the next look is told instead.
pub(crate) fn keep(
    store: &Store,
    clock: &dyn Fn() -> Instant,
    id: GatewayId,
) -> Result<Option<Instant>> {
    let found = store.read(|reader| {
        let owner = Owner(reader.location()?.id);
        let linked = reader.link_of(reader.gateway(id)?)?;
        let Some(linked) = linked else {
            return Ok(None);
        };
        let last = reader.last_gateway_change()?;
        let limit = u32::try_from(ONE_BY_ONE + 1).unwrap_or(u32::MAX);
        let changes = reader.gateway_changes_after(linked.seq, limit)?;
        Ok(Some((linked, owner, last, changes)))
    })?;
    let Some((linked, owner, last, changes)) = found else {
        return Ok(None);
    };
    let tickets: BTreeSet<_> = changes.iter().filter_map(|change| change.ticket).collect();
    let tickets: Vec<_> = tickets.into_iter().collect();
    let whole = changes.len() > ONE_BY_ONE || changes.iter().any(|change| change.ticket.is_none());
    let now = clock();
    let is_time = linked.keeping.due_at.is_none_or(|due| due <= now);
    let kept = link::open(&linked, owner).and_then(|mut driver| {
        let mut work = Work {
            store,
            linked: &linked,
            driver: &mut *driver,
            now,
        };
        let mut pushed = None;
        if whole {
            pushed = Some(work.bring(Extent::All, Hidden::Trusted, &mut |_, _| true)?);
        } else if !tickets.is_empty() && linked.link.users {
            pushed = Some(work.bring(Extent::Users(&tickets), Hidden::Trusted, &mut |_, _| true)?);
        }
        let drift = if is_time && !whole {
            Some(work.plan(Extent::All, Hidden::Trusted)?)
        } else {
            None
        };
        Ok((pushed, drift))
    });
    let (pushed, drift) = match kept {
        Ok(kept) => kept,
        Err(failure) => {
            note_failure(store, clock(), &linked, &failure)?;
            return Ok(None);
        }
    };
    if let Some(pushed) = &pushed {
        let extent = if whole {
            Extent::All
        } else {
            Extent::Users(&tickets)
        };
        note_done(store, clock(), Actor::Engine, &linked, last, extent, pushed)?;
    }
    if let Some(plan) = drift {
        let is_user = |step: &Step| matches!(step.object().kind, Kind::User);
        if plan.steps.iter().any(is_user) && linked.link.users {
            // Guests do not wait for somebody to look: what concerns them is mended at once.
            let again = link::open(&linked, owner).and_then(|mut driver| {
                let mut work = Work {
                    store,
                    linked: &linked,
                    driver: &mut *driver,
                    now,
                };
                work.bring(Extent::All, Hidden::Trusted, &mut |_, _| true)
            });
            match again {
                Ok(pushed) => note_done(
                    store,
                    clock(),
                    Actor::Engine,
                    &linked,
                    last,
                    Extent::All,
                    &pushed,
                ),
                Err(failure) => note_failure(store, clock(), &linked, &failure),
            }?;
            return Ok(None);
        }
        let drift = drift_of(&plan.counts());
        if pushed.is_none() && is_known(&linked, last, drift, now) {
            return Ok(Some(next_look(&linked, now)));
        }
        note_drift(store, clock(), &linked, last, drift)?;
        return Ok(None);
    }
    if pushed.is_none() && !is_time {
        // What changed does not concern it.
        let keeping = linked.keeping.clone();
        store.write(move |tx| tx.set_keeping(id, last, &keeping))?;
    }
    Ok(None)
}

/// For how long it need not be written down that a gateway answered again.
const ANSWERS_KEPT: TimeDelta = TimeDelta::hours(1);

/// Whether a look has shown what was written down already.
fn is_known(linked: &Linked, seq: u64, drift: Option<(usize, usize, usize)>, now: Instant) -> bool {
    let keeping = &linked.keeping;
    linked.seq == seq
        && keeping.failure.is_none()
        && keeping.drift == drift
        && keeping.read_at.is_some_and(|at| now - at < ANSWERS_KEPT)
}

fn drift_of(counts: &Counts) -> Option<(usize, usize, usize)> {
    let found = (counts.add, counts.change, counts.remove);
    (found != (0, 0, 0)).then_some(found)
}

/// Notes what a look has shown. Settings that somebody changed by hand are shown, not overwritten.
fn note_drift(
    store: &Store,
    now: Instant,
    linked: &Linked,
    seq: u64,
    drift: Option<(usize, usize, usize)>,
) -> Result<()> {
    let news = drift.filter(|_| drift != linked.keeping.drift);
    let keeping = Keeping {
        read_at: Some(now),
        due_at: Some(next_look(linked, now)),
        failures: 0,
        failure: None,
        failing_since: None,
        drift,
        ..linked.keeping.clone()
    };
    let gateway = linked.gateway.id;
    super::write(store, move |tx| {
        tx.set_keeping(gateway, seq, &keeping)?;
        if let Some((add, change, remove)) = news {
            let after = json!({ "add": add, "change": change, "remove": remove });
            let _ = tx.append_event(&NewEvent {
                after: Some(after),
                ..event(now, Actor::Engine, "gateway.drifted", gateway.0)
            })?;
        }
        Ok(())
    })
}
