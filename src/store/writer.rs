//! The one writer: a thread that owns the writing connection and commits in groups.
//!
//! Whatever is waiting is done in one transaction, each job inside a savepoint of its own, and answered after the
//! commit: a disk is asked to flush once for hundreds of accounting records instead of once for each (DESIGN 3.4).
//! Between groups nothing is locked, so that the command line may write in another process.

use super::{
    Tx,
    checkpoint::Checkpointer,
    error::{Error, Result},
    secrets::Secrets,
};
use rusqlite::Connection;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread::{JoinHandle, Thread, ThreadId},
};

/// Jobs that wait at most; beyond, callers that cannot wait are refused.
const QUEUE: usize = 8192;
/// Jobs of one transaction at most, so that the first of them is not kept waiting by the last.
const GROUP: usize = 1000;

/// The handle of the thread.
pub(super) struct Writer {
    queue: Option<SyncSender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
    watchers: Watchers,
}

/// Threads that are woken by each commit.
type Watchers = Arc<Mutex<Vec<Thread>>>;

/// While this lives, each commit of this process unparks the thread that asked for it.
#[derive(Debug)]
pub struct Watch {
    watchers: Watchers,
    thread: ThreadId,
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut watchers = self.watchers.lock().unwrap_or_else(PoisonError::into_inner);
        watchers.retain(|thread| thread.id() != self.thread);
    }
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(
        mut connection: Connection,
        checkpointer: Checkpointer,
        secrets: Arc<Secrets>,
    ) -> Result<Self> {
        let (queue, jobs) = sync_channel(QUEUE);
        let watchers = Watchers::default();
        let woken = Arc::clone(&watchers);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || {
                run(&connection, &secrets, &jobs, &woken);
                checkpointer.stop(&mut connection);
            })
            .map_err(Error::io("store-writer"))?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
            watchers,
        })
    }

    /// Lets each commit unpark the calling thread.
    pub(super) fn watch(&self) -> Watch {
        let thread = std::thread::current();
        let id = thread.id();
        let mut watchers = self.watchers.lock().unwrap_or_else(PoisonError::into_inner);
        watchers.push(thread);
        Watch {
            watchers: Arc::clone(&self.watchers),
            thread: id,
        }
    }

    /// Does a job and waits for its commit.
    pub(super) fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        if self.is_this_thread() {
            // Waiting for oneself would be for ever.
            return Err(Error::Fault);
        }
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

impl Writer {
    fn is_this_thread(&self) -> bool {
        let writer = self.thread.as_ref().map(|thread| thread.thread().id());
        writer == Some(std::thread::current().id())
    }
}

impl Drop for Writer {
    /// Does what is waiting, then ends.
    fn drop(&mut self) {
        drop(self.queue.take());
        // The last clone of a store may be dropped by an answer, on the writer's own thread.
        let itself = self.is_this_thread();
        if let Some(thread) = self.thread.take()
            && !itself
            && thread.join().is_err()
        {
            tracing::error!("the writer of the store ended by a panic");
        }
    }
}

/// Something to do in a transaction and to answer after it.
trait Job: Send {
    /// Does it and keeps the result; with an error its changes must be undone.
    fn run(&mut self, tx: &Tx<'_>) -> Result<()>;
    /// Answers: with the error of the group if that failed, else with the result.
    fn finish(self: Box<Self>, group: Result<()>);
}

struct Typed<F, D, T> {
    work: Option<F>,
    done: D,
    /// None until it was run.
    result: Option<Result<T>>,
}

impl<F, D, T> Typed<F, D, T> {
    fn new(work: F, done: D) -> Self {
        Self {
            work: Some(work),
            done,
            result: None,
        }
    }
}

impl<T, F, D> Job for Typed<F, D, T>
where
    T: Send,
    F: FnOnce(&Tx<'_>) -> Result<T> + Send,
    D: FnOnce(Result<T>) + Send,
{
    fn run(&mut self, tx: &Tx<'_>) -> Result<()> {
        let work = self.work.take().ok_or(Error::Fault)?;
        // A fault in one job must not take the writer of everybody with it; its savepoint is rolled back.
        let result = catch_unwind(AssertUnwindSafe(|| work(tx))).unwrap_or(Err(Error::Fault));
        let outcome = result.as_ref().map(drop).map_err(Clone::clone);
        self.result = Some(result);
        outcome
    }

    fn finish(self: Box<Self>, group: Result<()>) {
        let Self { done, result, .. } = *self;
        let answer = match (group, result) {
            // A job that had failed by itself keeps its own reason.
            (_, Some(Err(error))) | (Err(error), _) => Err(error),
            (Ok(()), Some(Ok(value))) => Ok(value),
            (Ok(()), None) => Err(Error::Fault),
        };
        if catch_unwind(AssertUnwindSafe(|| done(answer))).is_err() {
            tracing::error!("the answer to a write panicked");
        }
    }
}

fn run(
    connection: &Connection,
    secrets: &Secrets,
    jobs: &Receiver<Box<dyn Job>>,
    watchers: &Mutex<Vec<Thread>>,
) {
    let tx = Tx::new(connection, secrets);
    while let Ok(first) = jobs.recv() {
        let mut group = vec![first];
        let outcome = write_group(&tx, connection, &mut group, jobs);
        if let Err(error) = &outcome {
            tracing::error!(%error, jobs = group.len(), "a group of changes was not written");
            roll_back(connection);
        }
        for thread in &*watchers.lock().unwrap_or_else(PoisonError::into_inner) {
            thread.unpark();
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
    if let Err(error) = job.run(tx) {
        if connection.is_autocommit() {
            // A full disk or an I/O error can make SQLite roll the whole transaction back by itself: then nothing of
            // the group is left, and this is why.
            return Err(error);
        }
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

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::panic,
        reason = "a test says what must hold"
    )]

    use super::super::{Error, Store, testing::*};
    use crate::domain::time::Instant;
    use std::{
        collections::BTreeMap,
        io::{BufRead as _, BufReader, Write as _},
        path::Path,
        process::{Command, Stdio},
        sync::mpsc::channel,
    };

    fn set(store: &Store, name: &str) -> super::Result<()> {
        let name = name.to_owned();
        store.write(move |tx| tx.set_setting(&name, "set"))
    }

    #[test]
    fn one_failing_job_among_many_fails_alone() {
        let house = House::new();
        let (answers, answered) = channel();
        // Held here, so that all of the following wait together and make one group.
        let (go, wait) = channel::<()>();
        house
            .store
            .submit(move |_| Ok(wait.recv().is_ok()), |_| {})
            .unwrap();
        for number in 0..100_u32 {
            let answers = answers.clone();
            house
                .store
                .submit(
                    move |tx| {
                        tx.set_setting(&format!("job {number}"), "done")?;
                        match number % 10 {
                            3 => Err(Error::Overloaded),
                            7 => panic!("a fault of the program"),
                            _ => Ok(number),
                        }
                    },
                    move |result| {
                        answers
                            .send((number, result.map_err(|error| error.to_string())))
                            .unwrap();
                    },
                )
                .unwrap();
        }
        go.send(()).unwrap();
        let answers: BTreeMap<_, _> = answered.iter().take(100).collect();
        for (number, answer) in answers {
            let written = house
                .store
                .read(|r| r.setting(&format!("job {number}")))
                .unwrap()
                .is_some();
            assert_eq!(written, ![3, 7].contains(&(number % 10)), "job {number}");
            assert_eq!(answer.is_ok(), written, "job {number}: {answer:?}");
        }
    }

    #[test]
    fn a_thousand_writers_at_once_get_a_thousand_serials() {
        let house = House::new();
        let mut serials: Vec<u64> = std::thread::scope(|scope| {
            let writers: Vec<_> = (0..1000)
                .map(|number| {
                    let house = &house;
                    scope.spawn(move || {
                        house
                            .issue(&house.new_ticket(&format!("CODE{number}")))
                            .unwrap()
                    })
                })
                .collect();
            writers
                .into_iter()
                .map(|writer| writer.join().unwrap())
                .collect()
        });
        serials.sort_unstable();
        assert_eq!(serials, (1..=1000).collect::<Vec<_>>());
        assert_eq!(
            house
                .store
                .read(|r| r.count(&crate::store::Filter::default(), noon()))
                .unwrap(),
            1000
        );
    }

    #[test]
    fn an_answer_comes_after_the_commit() {
        let house = House::new();
        let (answer, answered) = channel();
        let other = Store::open(house.path()).unwrap();
        house
            .store
            .submit(
                |tx| tx.set_setting("a", "b"),
                move |result| {
                    answer
                        .send(result.and_then(|()| other.read(|r| r.setting("a"))))
                        .unwrap();
                },
            )
            .unwrap();
        assert_eq!(answered.recv().unwrap().unwrap().as_deref(), Some("b"));
    }

    #[test]
    fn a_commit_wakes_who_asked_for_it_until_he_asks_no_more() {
        let house = House::new();
        let watch = house.store.watch_commits();
        let sleeps = |limit: std::time::Duration| {
            let began = std::time::Instant::now();
            std::thread::park_timeout(limit);
            began.elapsed()
        };
        // Another thread writes: waiting for an answer would take the token that is looked for.
        let commit = |name: &'static str| {
            let store = house.store.clone();
            std::thread::spawn(move || set(&store, name).unwrap())
        };
        let long = std::time::Duration::from_secs(20);
        let writer = commit("a");
        assert!(sleeps(long) < long);
        writer.join().unwrap();
        drop(watch);
        let writer = commit("b");
        let short = std::time::Duration::from_millis(200);
        assert!(sleeps(short) >= short);
        writer.join().unwrap();
    }

    #[test]
    fn an_answer_that_writes_and_waits_is_refused_rather_than_stuck() {
        let house = House::new();
        let (answer, answered) = channel();
        let store = house.store.clone();
        house
            .store
            .submit(|_| Ok(()), move |_| answer.send(set(&store, "x")).unwrap())
            .unwrap();
        assert!(matches!(answered.recv().unwrap(), Err(Error::Fault)));
    }

    #[test]
    fn a_full_queue_says_so() {
        let house = House::new();
        let (go, wait) = channel::<()>();
        house
            .store
            .submit(move |_| Ok(wait.recv().is_ok()), |_| {})
            .unwrap();
        let refused =
            (0..2 * super::QUEUE).find_map(|_| house.store.submit(|_| Ok(()), |_| {}).err());
        go.send(()).unwrap();
        assert!(matches!(refused, Some(Error::Overloaded)), "{refused:?}");
        set(&house.store, "afterwards").unwrap();
    }

    #[test]
    fn a_full_disk_undoes_what_it_stops_and_nothing_else() {
        let house = House::new();
        let before = house.issue(&house.new_ticket("BEFORE")).unwrap();
        // A real SQLITE_FULL: the file may not grow beyond what it has.
        house
            .store
            .write(|tx| {
                let pages: i64 = tx
                    .connection
                    .pragma_query_value(None, "page_count", |row| row.get(0))?;
                tx.connection
                    .pragma_update_and_check(None, "max_page_count", pages + 2, |_| Ok(()))?;
                Ok(())
            })
            .unwrap();
        let big = "x".repeat(100_000);
        let refused = house
            .store
            .write(move |tx| tx.set_setting("big", &big))
            .unwrap_err();
        assert!(matches!(refused, Error::Full), "{refused:?}");
        assert!(refused.is_permanent());
        house
            .store
            .write(|tx| {
                Ok(tx.connection.pragma_update_and_check(
                    None,
                    "max_page_count",
                    1 << 30,
                    |_| Ok(()),
                )?)
            })
            .unwrap();
        assert_eq!(house.store.read(|r| r.setting("big")).unwrap(), None);
        assert_eq!(house.issue(&house.new_ticket("AFTER")).unwrap(), before + 1);
        house.store.check().unwrap();
    }

    #[test]
    fn another_process_that_holds_the_lock_is_waited_for() {
        let house = House::new();
        let other =
            rusqlite::Connection::open(house.path().join(super::super::DATABASE_FILE)).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| set(&house.store, "waited"));
            std::thread::sleep(std::time::Duration::from_millis(50));
            other.execute_batch("COMMIT").unwrap();
            waiting.join().unwrap().unwrap();
        });
    }

    /// Which data folder the child of the next test writes to.
    const CHILD: &str = "INNKEEPER_STORE_TEST_CHILD";

    #[test]
    #[ignore = "the child of kill_9_loses_nothing_that_was_reported"]
    fn child_that_is_killed() {
        let folder = std::env::var(CHILD).unwrap();
        let house = House::open(Path::new(&folder));
        for number in 0.. {
            let new = house.new_ticket(&format!("KILL{number}"));
            let line = format!("reported {number}");
            let store = &house.store;
            store
                .submit(
                    move |tx| tx.insert_ticket(&new),
                    move |result| {
                        let mut out = std::io::stderr().lock();
                        writeln!(out, "{line} {}", result.unwrap()).unwrap();
                    },
                )
                .unwrap_or_else(|_| std::thread::sleep(std::time::Duration::from_millis(1)));
        }
    }

    #[test]
    fn kill_9_loses_nothing_that_was_reported() {
        let house = House::new();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "store::writer::tests::child_that_is_killed",
                "--ignored",
                "--nocapture",
            ])
            .env(CHILD, house.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut reported = Vec::new();
        for line in lines.map_while(Result::ok) {
            // The last line may be cut in two, and is not looked at.
            if let Some((number, serial)) = line
                .strip_prefix("reported ")
                .and_then(|rest| rest.split_once(' '))
                && let Ok(serial) = serial.parse::<u64>()
            {
                reported.push((number.to_owned(), serial));
            }
            if reported.len() == 1500 {
                child.kill().unwrap();
            }
        }
        let _ = child.wait().unwrap();
        assert!(reported.len() >= 1500, "{} were reported", reported.len());
        drop(reported.pop());
        let store = Store::open(house.path()).unwrap();
        store.check().unwrap();
        let now: Instant = noon();
        for (number, serial) in &reported {
            let code = format!("KILL{number}");
            let found = store.read(|r| r.find(&code, now, 10)).unwrap();
            let serials: Vec<u64> = found.iter().map(|row| row.ticket.serial).collect();
            assert_eq!(serials, [*serial], "{code}");
        }
    }
}
