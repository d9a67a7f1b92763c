//! The one writer: a thread that owns the writing connection and commits in groups.
//!
//! Whatever is waiting is done in one transaction, each job inside a savepoint of its own, and answered after the
//! commit: a disk is asked to flush once for hundreds of accounting records instead of once for each (DESIGN 3.4).
//! Between groups nothing is locked, so that the command line may write in another process.

use super::{
    Tx,
    error::{Error, Result},
    secrets::Secrets,
};
use rusqlite::Connection;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread::JoinHandle,
};

/// Jobs that wait at most; beyond, callers that cannot wait are refused.
const QUEUE: usize = 8192;
/// Jobs of one transaction at most, so that the first of them is not kept waiting by the last.
const GROUP: usize = 1000;

/// The handle of the thread.
pub(super) struct Writer {
    queue: Option<SyncSender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(connection: Connection, secrets: Arc<Secrets>) -> Result<Self> {
        let (queue, jobs) = sync_channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || run(&connection, &secrets, &jobs))
            .map_err(Error::io("store-writer"))?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
        })
    }

    /// Does a job and waits for its commit.
    pub(super) fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = sync_channel(1);
        let job = Typed::new(work, move |result| {
            // Nobody waits any more only when the caller's thread is gone.
            let _ = answer.send(result);
        });
        let queue = self.queue.as_ref().ok_or(Error::Closed)?;
        queue.send(Box::new(job)).map_err(|_| Error::Closed)?;
        answered.recv().map_err(|_| Error::Closed)?
    }

    /// Hands a job over; `done` is called on the writer's thread after the commit.
    pub(super) fn submit<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
        done: impl FnOnce(Result<T>) + Send + 'static,
    ) -> Result<()> {
        let queue = self.queue.as_ref().ok_or(Error::Closed)?;
        queue
            .try_send(Box::new(Typed::new(work, done)))
            .map_err(|error| match error {
                TrySendError::Full(_) => Error::Overloaded,
                TrySendError::Disconnected(_) => Error::Closed,
            })
    }
}

impl Drop for Writer {
    /// Does what is waiting, then ends.
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
            && thread.join().is_err()
        {
            tracing::error!("the writer of the store ended by a panic");
        }
    }
}

/// Something to do in a transaction and to answer after it.
trait Job: Send {
    /// Does it and keeps the result; false = its changes must be undone.
    fn run(&mut self, tx: &Tx<'_>) -> bool;
    /// Answers: with the error of the group if that failed, else with the result.
    fn finish(self: Box<Self>, group: Result<()>);
}

struct Typed<F, D, T> {
    work: Option<F>,
    done: D,
    result: Result<T>,
}

impl<F, D, T> Typed<F, D, T> {
    fn new(work: F, done: D) -> Self {
        Self {
            work: Some(work),
            done,
            result: Err(Error::Closed),
        }
    }
}

impl<T, F, D> Job for Typed<F, D, T>
where
    T: Send,
    F: FnOnce(&Tx<'_>) -> Result<T> + Send,
    D: FnOnce(Result<T>) + Send,
{
    fn run(&mut self, tx: &Tx<'_>) -> bool {
        if let Some(work) = self.work.take() {
            // A fault in one job must not take the writer of everybody with it; its savepoint is rolled back.
            self.result = catch_unwind(AssertUnwindSafe(|| work(tx))).unwrap_or(Err(Error::Fault));
        }
        self.result.is_ok()
    }

    fn finish(self: Box<Self>, group: Result<()>) {
        let Self { done, result, .. } = *self;
        let answer = match group {
            Ok(()) => result,
            // A job that had failed by itself keeps its own reason.
            Err(error) => result.and(Err(error)),
        };
        if catch_unwind(AssertUnwindSafe(|| done(answer))).is_err() {
            tracing::error!("the answer to a write panicked");
        }
    }
}

fn run(connection: &Connection, secrets: &Secrets, jobs: &Receiver<Box<dyn Job>>) {
    let tx = Tx::new(connection, secrets);
    while let Ok(first) = jobs.recv() {
        let mut group = vec![first];
        let outcome = write_group(&tx, connection, &mut group, jobs);
        if let Err(error) = &outcome {
            tracing::error!(%error, jobs = group.len(), "a group of changes was not written");
            roll_back(connection);
        }
        for job in group {
            job.finish(outcome.clone());
        }
    }
    // Statistics for the planner, as SQLite recommends before a connection is closed.
    if let Err(error) = connection.execute_batch("PRAGMA optimize") {
        tracing::warn!(%error, "PRAGMA optimize");
    }
}

/// Does the jobs of `group` and whatever else waits, in one transaction.
fn write_group(
    tx: &Tx<'_>,
    connection: &Connection,
    group: &mut Vec<Box<dyn Job>>,
    jobs: &Receiver<Box<dyn Job>>,
) -> Result<()> {
    execute(connection, "BEGIN IMMEDIATE")?;
    let mut next = 0;
    while let Some(job) = group.get_mut(next) {
        run_alone(tx, connection, job.as_mut())?;
        next += 1;
        if next == group.len()
            && next < GROUP
            && let Ok(another) = jobs.try_recv()
        {
            group.push(another);
        }
    }
    execute(connection, "COMMIT")
}

/// Does one job inside its savepoint.
fn run_alone(tx: &Tx<'_>, connection: &Connection, job: &mut dyn Job) -> Result<()> {
    execute(connection, "SAVEPOINT job")?;
    if !job.run(tx) {
        // After a full disk or an I/O error SQLite may have rolled the whole transaction back by itself; then this
        // fails, and with it the group.
        execute(connection, "ROLLBACK TO job")?;
    }
    execute(connection, "RELEASE job")
}

fn roll_back(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(error) = connection.execute_batch("ROLLBACK")
    {
        tracing::error!(%error, "rollback");
    }
}

fn execute(connection: &Connection, sql: &str) -> Result<()> {
    let _ = connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}
