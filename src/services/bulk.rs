//! "Update the users" and "Update the policy to users already registered" (P36, P37): saving a product changes nothing
//! for those who have it (P38) until one of these is pressed.
//!
//! Decided here, where the documents are silent. Only accounts that are No use or In use are brought up to date: an
//! Expired one stays so, even where its new expiry would lie in the future, because Expired is left by a recharge alone
//! (DESIGN 2). A job goes for the versions of its beginning; when the product is saved once more meanwhile, pressing the
//! button again begins a new job in the place of the old one.
//!
//! What the desk set by hand stays. A special ticket with values of its own in the place of the product's is left as it
//! is by "Update the users", one with a speed of its own by "Update the policy": it is looked at, but counts neither as
//! outdated nor as changed, also where the product has come to say the same. An end that an extension set stays, while
//! the rest of the ticket is brought up to date; a recharge ends that.
//!
//! A job is done in batches, each one transaction that moves the job's cursor: whoever finds an unfinished job (the
//! engine, or the command line that asked for it) goes on with it, and two of them do not get into each other's way.

use super::{
    Actor, Result, case,
    engine::change::{self, Enforced},
    event, write,
};
use crate::{
    domain::{
        allowance::{BYTES_PER_MB, Limits, Registration},
        id::ProductId,
        policy::Policy,
        product::Product,
        time::{Instant, Zone},
    },
    store::{
        self, Holder, Job, JobId, JobKind, NewEvent, PolicyVersion, ProductVersion, Reader,
        Rewritten, Store, Terms, Tx,
    },
};
use serde_json::json;
use std::{collections::HashMap, time::Duration};

/// How long one batch may take: what waits behind it (the first login of a ticket) waits no longer than this and its
/// commit.
const BATCH_TIME: Duration = Duration::from_millis(4);

/// Accounts of a batch at most, and at most read at a time.
const BATCH_MAX: u32 = 250;

/// What a job would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Accounts that it would look at: those of the product that are No use or In use.
    pub accounts: u64,
    /// Of those, accounts that are not up to date; never one whose values were set by hand.
    pub outdated: u64,
}

/// Counts without doing anything (the dry run, and the number beside the button).
pub fn count(store: &Store, now: Instant, kind: JobKind, product: ProductId) -> Result<Count> {
    Ok(store.read(|reader| count_in(reader, now, kind, product))?)
}

fn count_in(
    reader: &Reader<'_>,
    now: Instant,
    kind: JobKind,
    product: ProductId,
) -> store::Result<Count> {
    let to = reader.current_terms(product)?;
    let (accounts, outdated) = reader.count_held(product, kind, to, now)?;
    Ok(Count { accounts, outdated })
}

/// Begins a job, or finds the one that does this already. It is carried out by the engine, or by [`run`].
pub fn start(
    store: &Store,
    now: Instant,
    actor: Actor,
    kind: JobKind,
    product: ProductId,
) -> Result<Job> {
    // Beside the writer: to count a hundred thousand accounts takes a tenth of a second, for which no login is to wait.
    // Who comes meanwhile is looked at too, only not counted.
    let count = count(store, now, kind, product)?;
    write(store, move |tx| {
        let code = tx.product(product)?.code;
        let to = tx.current_terms(product)?;
        for job in tx.running_jobs()? {
            if (job.kind, job.product) != (kind, product) {
                continue;
            }
            if job.to == to {
                return Ok(job);
            }
            end(tx, now, actor, &job, true)?;
        }
        let id = tx.add_job(kind, product, to, actor.as_str(), now, count.accounts)?;
        let after =
            json!({ "job": id, "update": kind, "product": code, "accounts": count.accounts });
        let _ = tx.append_event(&NewEvent {
            after: Some(after),
            ..event(now, actor, "job.started", product.0)
        })?;
        Ok(tx.job(id)?)
    })
}

/// How far a job is.
pub fn progress(store: &Store, id: JobId) -> Result<Job> {
    Ok(store.read(|reader| reader.job(id))?)
}

/// The jobs that still have something to do, for whoever shows them.
pub fn running(store: &Store) -> Result<Vec<Job>> {
    Ok(store.read(|reader| reader.running_jobs())?)
}

/// The newest jobs of a product, the newest first.
pub fn jobs_of(store: &Store, product: ProductId) -> Result<Vec<Job>> {
    Ok(store.read(|reader| reader.jobs_of(product, 10))?)
}

/// Stops a job: what was done stays done. One that has ended is left as it is.
pub fn cancel(store: &Store, now: Instant, actor: Actor, id: JobId) -> Result<Job> {
    write(store, move |tx| {
        let job = tx.job(id)?;
        if job.is_running() {
            end(tx, now, actor, &job, true)?;
        }
        Ok(tx.job(id)?)
    })
}

/// Does one batch of a job and tells how it stands now.
pub fn step(store: &Store, now: Instant, id: JobId) -> Result<Job> {
    write(store, move |tx| step_in(tx, now, id))
}

/// Does a job to its end. `now` is asked before each batch.
pub fn run(store: &Store, now: impl Fn() -> Instant, id: JobId) -> Result<Job> {
    loop {
        let job = step(store, now(), id)?;
        if !job.is_running() {
            return Ok(job);
        }
    }
}

fn step_in(tx: &Tx<'_>, now: Instant, id: JobId) -> Result<Job> {
    let job = tx.job(id)?;
    if !job.is_running() {
        return Ok(job);
    }
    let began = std::time::Instant::now();
    let all = tx.held_after(job.product, job.last_serial, BATCH_MAX)?;
    if all.is_empty() {
        end(tx, now, Actor::Engine, &job, false)?;
        return Ok(tx.job(id)?);
    }
    let mut batch = Batch::of(tx, &job, now)?;
    let (mut done, mut changed, mut last) = (0, 0, job.last_serial);
    for held in &all {
        last = held.ticket.serial;
        // One that lapsed a moment ago only waits for the sweep to write it.
        if held.ticket.lapses_at().is_none_or(|at| at > now) {
            done += 1;
            changed += u64::from(batch.update(held)?);
        }
        if began.elapsed() > BATCH_TIME {
            break;
        }
    }
    tx.advance_job(id, last, done, changed)?;
    Ok(tx.job(id)?)
}

fn end(tx: &Tx<'_>, now: Instant, actor: Actor, job: &Job, cancelled: bool) -> Result<()> {
    tx.end_job(job.id, now, cancelled)?;
    let kind = if cancelled {
        "job.cancelled"
    } else {
        "job.done"
    };
    let code = tx.product(job.product).map(|product| product.code).ok();
    let after = json!({ "job": job.id, "update": job.kind, "product": code, "asked_by": job.actor,
                        "accounts": job.done, "changed": job.changed });
    let _ = tx.append_event(&NewEvent {
        after: Some(after),
        ..event(now, actor, kind, job.product.0)
    })?;
    Ok(())
}

/// What the accounts of one batch have in common.
struct Batch<'t, 'c> {
    tx: &'t Tx<'c>,
    job: &'t Job,
    now: Instant,
    zone: Zone,
    /// Decides with an account's origin which of its limits count.
    registration: Registration,
    /// Accounts that somebody is on line with.
    on_line: std::collections::HashSet<crate::domain::id::AccountId>,
    products: HashMap<ProductVersion, Product>,
    policies: HashMap<PolicyVersion, Policy>,
}

impl<'t, 'c> Batch<'t, 'c> {
    fn of(tx: &'t Tx<'c>, job: &'t Job, now: Instant) -> Result<Self> {
        let location = tx.location()?;
        Ok(Self {
            tx,
            job,
            now,
            zone: location.zone,
            registration: location.access.mode.registration(),
            on_line: tx.accounts_on_line()?,
            products: HashMap::new(),
            policies: HashMap::new(),
        })
    }

    /// Brings one account up to date; tells whether it was not.
    fn update(&mut self, held: &Holder) -> Result<bool> {
        let set_by_hand = match self.job.kind {
            JobKind::Users => held.private_product,
            JobKind::Policy => held.private_policy,
        };
        if set_by_hand {
            return Ok(false);
        }
        let new = match self.job.kind {
            JobKind::Users => self.users(held)?,
            JobKind::Policy => Rewritten {
                terms: Terms {
                    policy: self.job.to.policy,
                    ..held.terms
                },
                ..as_it_is(held)
            },
        };
        if new == as_it_is(held) {
            return Ok(false);
        }
        self.tx.rewrite(held, &new)?;
        if self.on_line.contains(&held.ticket.account) {
            self.tell_gateways(held, &new)?;
        }
        Ok(true)
    }

    /// The product's terms as they are now, the expiry from the account's own first connection (E65), and totals from
    /// the product with what a recharge took over. What was used stays used.
    fn users(&mut self, held: &Holder) -> Result<Rewritten> {
        let before = self.product(held.terms.product)?.clone();
        let after = self.product(self.job.to.product)?.clone();
        let mut ticket = held.ticket.clone();
        // Nothing is known of the expiry before the first connection, but the end of chosen dates, which stay.
        // A subscription keeps its frequency, an extended ticket its end.
        if let Some(first) = held.product_first_login_at
            && !held.subscribed
            && !held.end_is_set
        {
            ticket.expires_at = case::expires_at(&ticket, &after, None, first, self.zone);
        }
        Ok(Rewritten {
            terms: Terms {
                product: self.job.to.product,
                ..held.terms
            },
            total_seconds: total(
                held.total_seconds,
                in_units(before.total_time_min, 60),
                in_units(after.total_time_min, 60),
            ),
            total_bytes: total(
                held.total_bytes,
                in_units(before.total_data_mb, BYTES_PER_MB),
                in_units(after.total_data_mb, BYTES_PER_MB),
            ),
            expires_at: ticket.expires_at,
            lapses_at: ticket.lapses_at(),
        })
    }

    /// Running sessions get the new attributes, or end, by what their gateway can.
    fn tell_gateways(&mut self, held: &Holder, new: &Rewritten) -> Result<()> {
        let demand = {
            let before = self.enforced(held, &as_it_is(held))?;
            let after = self.enforced(held, new)?;
            before.demand(&after)
        };
        let Some(demand) = demand else {
            return Ok(());
        };
        for session in self.tx.open_sessions_of(held.ticket.account)? {
            let why = match self.job.kind {
                JobKind::Users => "users updated",
                JobKind::Policy => "policy updated",
            };
            change::enqueue(self.tx, &session, self.now, why, demand)?;
        }
        Ok(())
    }

    fn enforced(&mut self, held: &Holder, terms: &Rewritten) -> Result<Enforced> {
        let registration = self.registration;
        let product = self.product(terms.terms.product)?.clone();
        let policy = self.policy(terms.terms.policy)?;
        let limits = Limits::of(&product, policy)
            .with_totals(terms.total_seconds, terms.total_bytes)
            .considered(registration, held.ticket.source.origin());
        Ok(Enforced::of(
            &product,
            policy,
            limits,
            terms.expires_at,
            held.ticket.devices,
        ))
    }

    fn product(&mut self, version: ProductVersion) -> Result<&Product> {
        use std::collections::hash_map::Entry;
        match self.products.entry(version) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => Ok(place.insert(self.tx.product_at(version)?)),
        }
    }

    fn policy(&mut self, version: PolicyVersion) -> Result<&Policy> {
        use std::collections::hash_map::Entry;
        match self.policies.entry(version) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => Ok(place.insert(self.tx.policy_at(version)?)),
        }
    }
}

fn as_it_is(held: &Holder) -> Rewritten {
    Rewritten {
        terms: held.terms,
        total_seconds: held.total_seconds,
        total_bytes: held.total_bytes,
        expires_at: held.ticket.expires_at,
        lapses_at: held.ticket.lapses_at(),
    }
}

/// A total of the product; 0 = infinite.
fn in_units(amount: u32, unit: u64) -> Option<u64> {
    (amount > 0).then(|| u64::from(amount) * unit)
}

/// The new total of an account: that of the product, and what a recharge took over (P10). From infinite nothing was
/// taken over, and infinite stays infinite (A17).
fn total(held: Option<u64>, before: Option<u64>, after: Option<u64>) -> Option<u64> {
    let taken_over = match (held, before) {
        (Some(held), Some(before)) => held.saturating_sub(before),
        _ => 0,
    };
    after.map(|after| after.saturating_add(taken_over))
}

/// The product of this code: what the command line names a job's product by.
pub fn product_named(store: &Store, code: &str) -> Result<ProductId> {
    Ok(store.read(|reader| reader.product_by_code(code))?.id)
}

#[cfg(test)]
mod tests {
    use super::total;

    #[test]
    fn totals_keep_what_a_recharge_took_over() {
        #[rustfmt::skip]
        let table = [
            ("no recharge",        Some(3600), Some(3600), Some(7200), Some(7200)),
            ("R01, 20 min kept",   Some(4800), Some(3600), Some(7200), Some(8400)),
            ("to infinite",        Some(4800), Some(3600), None,       None),
            ("from infinite",      None,       None,       Some(7200), Some(7200)),
            ("never below 0",      Some(600),  Some(3600), Some(7200), Some(7200)),
        ];
        for (name, held, before, after, expected) in table {
            assert_eq!(total(held, before, after), expected, "{name}");
        }
    }
}
