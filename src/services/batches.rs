//! Batches: many tickets under one name; and tickets for a list of names pasted from a spreadsheet.

mod names;

pub use names::{Column, NameLine, NameList, parse_names, text_of};

use super::{
    Actor, Error, Result, cancel, event,
    issue::{self, House, Issued, Request},
    write,
};
use crate::{
    domain::{fields, id::BatchId, time::Instant},
    store::{self, Batch, NewEvent, Store, Tx},
};
use serde_json::json;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
};

/// Characters of a name at most.
pub const NAME_MAX: usize = 100;

/// Batches shown in the list; the newest.
const SHOWN: u32 = 500;

/// Tickets cancelled in one transaction: few enough that the desk is not kept waiting.
const CANCEL_AT_ONCE: u32 = 250;

/// Tickets issued between two words about how far it is.
const TELL_EVERY: u64 = 100;

/// How far long work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Done so far.
    pub done: u64,
    /// In all.
    pub total: u64,
}

/// What long work tells now and then; false stops it.
pub type Tell<'a> = &'a mut dyn FnMut(Progress) -> bool;

/// What a transaction says after each thing that it has done, with how many these are; an error undoes it.
pub(super) type Count<'a> = &'a mut dyn FnMut(u64) -> Result<()>;

/// What became of cancelling many.
#[derive(Debug, Default)]
pub struct Cancelled {
    /// Serials of those that were cancelled.
    pub cancelled: Vec<u64>,
    /// Those that could not be, and why.
    pub refused: Vec<(u64, Error)>,
    /// Somebody stopped it before the end.
    pub stopped: bool,
}

/// Issues `count` equal tickets as a batch of this name: all of them or none, in one transaction. Stopped, it leaves
/// nothing behind.
pub fn issue(
    store: &Store,
    now: Instant,
    actor: Actor,
    name: &str,
    request: Request,
    count: u32,
    tell: Tell<'_>,
) -> Result<(Batch, Vec<Issued>)> {
    issue::check_count(count)?;
    let name = checked_name(name)?;
    write_telling(store, count.into(), tell, move |tx, counted| {
        let id = begin(tx, now, actor, &name)?;
        let issued = issue::issue_equal(tx, now, actor, &request, count, Some(id), counted)?;
        finish(tx, now, actor, id, issued)
    })
}

/// Issues one ticket for each request, as a batch of this name: all of them or none, in one transaction. Stopped, it
/// leaves nothing behind.
pub fn issue_each(
    store: &Store,
    now: Instant,
    actor: Actor,
    name: &str,
    requests: Vec<Request>,
    tell: Tell<'_>,
) -> Result<(Batch, Vec<Issued>)> {
    if requests.is_empty() {
        return Err(Error::EmptyList);
    }
    let count = u32::try_from(requests.len()).unwrap_or(u32::MAX);
    issue::check_count(count)?;
    let name = checked_name(name)?;
    write_telling(store, count.into(), tell, move |tx, counted| {
        let id = begin(tx, now, actor, &name)?;
        let mut issued = Vec::with_capacity(requests.len());
        let mut known: Option<House> = None;
        for request in &requests {
            // A list is of one ticket type, as a rule.
            let house = match known.take() {
                Some(house) if house.ticket_type.name == request.ticket_type => house,
                _ => House::of(tx, &request.ticket_type)?,
            };
            let plan = issue::Plan::of(&house, now, request)?;
            issued.push(issue::issue_one(tx, now, actor, &house, &plan, Some(id))?);
            counted(issued.len() as u64)?;
            known = Some(house);
        }
        finish(tx, now, actor, id, issued)
    })
}

/// Runs one transaction that counts what it has done. It runs on the writer's thread, and `tell` is heard on the caller's:
/// when it says stop, the next count refuses, and nothing of the transaction is left.
fn write_telling<T: Send + 'static>(
    store: &Store,
    total: u64,
    tell: Tell<'_>,
    work: impl FnOnce(&Tx<'_>, Count<'_>) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (counts, heard) = mpsc::channel();
    let stopped = Arc::new(AtomicBool::new(false));
    let is_stopped = Arc::clone(&stopped);
    let work = move |tx: &Tx<'_>| {
        work(tx, &mut |done| {
            if done.is_multiple_of(TELL_EVERY) {
                // Nobody listens any more only where the caller is gone, who wants the transaction all the same.
                let _ = counts.send(done);
            }
            if is_stopped.load(Ordering::Relaxed) {
                return Err(Error::Stopped);
            }
            Ok(())
        })
    };
    thread::scope(|scope| {
        let written = thread::Builder::new()
            .name("batch".to_owned())
            .spawn_scoped(scope, || write(store, work))
            .map_err(|_| store::Error::Overloaded)?;
        for done in heard {
            if !tell(Progress { done, total }) {
                stopped.store(true, Ordering::Relaxed);
            }
        }
        written.join().unwrap_or(Err(store::Error::Fault.into()))
    })
}

/// The newest batches with this in their name, in any case.
pub fn list(store: &Store, now: Instant, text: &str) -> Result<Vec<Batch>> {
    Ok(store.read(|reader| reader.batches(now, text.trim(), SHOWN))?)
}

/// The batch of this name.
pub fn get(store: &Store, now: Instant, name: &str) -> Result<Batch> {
    Ok(store.read(|reader| reader.batch_by_name(now, name.trim()))?)
}

/// The serials of all tickets of a batch, ascending: for printing its cards.
pub fn serials(store: &Store, id: BatchId) -> Result<Vec<u64>> {
    Ok(store.read(|reader| reader.serials_of_batch(id, 0, issue::BATCH_MAX))?)
}

/// Cancels every ticket of a batch that still can be.
pub fn cancel(
    store: &Store,
    now: Instant,
    actor: Actor,
    id: BatchId,
    reason: Option<String>,
    tell: Tell<'_>,
) -> Result<Cancelled> {
    let serials = serials(store, id)?;
    let done = cancel_many(store, now, actor, serials, reason.clone(), tell)?;
    let count = done.cancelled.len();
    write(store, move |tx| {
        let after = json!({ "cancelled": count, "reason": reason });
        let _ = tx.append_event(&NewEvent {
            after: Some(after),
            ..event(now, actor, "batch.cancelled", id.0)
        })?;
        Ok(())
    })?;
    Ok(done)
}

/// Cancels these tickets, some hundred in a transaction. One that cannot be cancelled stops none of the others. What
/// was cancelled before somebody stopped it stays so.
#[allow(
    clippy::needless_pass_by_value,
    reason = "a screen hands over what it has collected"
)]
pub fn cancel_many(
    store: &Store,
    now: Instant,
    actor: Actor,
    serials: Vec<u64>,
    reason: Option<String>,
    tell: Tell<'_>,
) -> Result<Cancelled> {
    let total = serials.len() as u64;
    let mut all = Cancelled::default();
    for part in serials.chunks(CANCEL_AT_ONCE as usize) {
        let done = (all.cancelled.len() + all.refused.len()) as u64;
        if !tell(Progress { done, total }) {
            all.stopped = true;
            return Ok(all);
        }
        let (part, reason) = (part.to_vec(), reason.clone());
        let (cancelled, refused) = write(store, move |tx| {
            let (mut cancelled, mut refused) = (Vec::new(), Vec::new());
            for serial in part {
                match cancel::cancel_in(tx, now, actor, serial, reason.as_deref()) {
                    Ok(_) => cancelled.push(serial),
                    Err(
                        error @ (Error::NotCancellable { .. }
                        | Error::Store(store::Error::NotFound { .. })),
                    ) => {
                        refused.push((serial, error));
                    }
                    Err(error) => return Err(error),
                }
            }
            Ok((cancelled, refused))
        })?;
        all.cancelled.extend(cancelled);
        all.refused.extend(refused);
    }
    let _ = tell(Progress { done: total, total });
    Ok(all)
}

fn checked_name(name: &str) -> Result<String> {
    let name = fields::tidy(name);
    if name.is_empty() || name.chars().count() > NAME_MAX {
        return Err(Error::BadName { max: NAME_MAX });
    }
    Ok(name)
}

fn begin(tx: &Tx<'_>, now: Instant, actor: Actor, name: &str) -> Result<BatchId> {
    let id = BatchId::new();
    match tx.add_batch(id, name, now, actor.as_str()) {
        Err(store::Error::Duplicate { .. }) => Err(Error::BatchNameTaken(name.to_owned())),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(id),
    }
}

fn finish(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    id: BatchId,
    issued: Vec<Issued>,
) -> Result<(Batch, Vec<Issued>)> {
    let batch = tx.batch(now, id)?;
    let after = json!({ "name": batch.name, "tickets": batch.tickets, "first": batch.first_serial, "last": batch.last_serial });
    let _ = tx.append_event(&NewEvent {
        after: Some(after),
        ..event(now, actor, "batch.issued", id.0)
    })?;
    Ok((batch, issued))
}
