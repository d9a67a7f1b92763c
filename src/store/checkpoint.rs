//! Checkpoints beside the writer: what stands in the WAL goes back into the database file on a thread of its own.
//!
//! SQLite does that at the end of a commit by itself, on the thread that commits. With 32 MB to carry that thread stands
//! for a tenth of a second, and with it each first login that waits for its commit. A passive checkpoint of another
//! connection keeps nobody waiting; but while there are commits it is never quite done, and only a WAL that was carried
//! to its last page begins anew. So the thread carries the most of it, and then the writer the few pages that were
//! added meanwhile.

use super::error::{Error, Result};
use rusqlite::{Connection, hooks::Wal};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::JoinHandle,
};

/// The WAL's length, in pages of 4 kB, from which on it is carried back: 32 MB, so that a page that an accounting storm
/// changes again and again is carried once and not for each commit.
const CARRY_FROM: i32 = 8_000;

/// Pages that may be left to the writer: some milliseconds.
const FEW: i64 = 200;

/// How often the thread begins again for what came meanwhile. Under a storm each time leaves less than the time before.
const ROUNDS: u32 = 5;

/// Nothing was asked of the thread.
const IDLE: u8 = 0;
/// The thread carries.
const CARRYING: u8 = 1;
/// The thread has carried the most; the rest is the writer's.
const NEARLY_DONE: u8 = 2;

/// The handle of the thread.
pub(super) struct Checkpointer {
    wake: SyncSender<()>,
    thread: JoinHandle<()>,
}

impl Checkpointer {
    /// Starts the thread with a connection of its own, and lets the commits of `writer` wake it.
    pub(super) fn start(connection: Connection, writer: &mut Connection) -> Result<Self> {
        let (wake, woken) = sync_channel(1);
        let stage = Arc::new(AtomicU8::new(IDLE));
        let (waker, known) = (wake.clone(), Arc::clone(&stage));
        let thread = std::thread::Builder::new()
            .name("store-checkpoint".to_owned())
            .spawn(move || run(&connection, &woken, &stage))
            .map_err(Error::io("store-checkpoint"))?;
        // Takes the place of `wal_autocheckpoint`. An error here would be taken for one of the commit, which has been
        // made: what was not carried now is carried after a later one.
        writer.wal_hook(Some(move |wal: &mut Wal, pages| {
            match known.load(Ordering::Acquire) {
                IDLE if pages >= CARRY_FROM => {
                    known.store(CARRYING, Ordering::Release);
                    let _ = waker.try_send(());
                }
                NEARLY_DONE => {
                    if let Err(error) = wal.checkpoint() {
                        tracing::warn!(%error, "the WAL was not carried back by the writer");
                    }
                    known.store(IDLE, Ordering::Release);
                }
                _ => {}
            }
            Ok(())
        }))?;
        Ok(Self { wake, thread })
    }

    /// Ends the thread and its connection, so that the writer's is the last one, which folds the WAL into the file.
    pub(super) fn stop(self, writer: &mut Connection) {
        if let Err(error) = writer.wal_hook(None::<fn(&mut Wal, i32) -> rusqlite::Result<()>>) {
            // The hook could still wake the thread, which then would never end.
            tracing::warn!(%error, "the hook of the WAL");
            return;
        }
        drop(self.wake);
        if self.thread.join().is_err() {
            tracing::error!("the thread of the checkpoints ended by a panic");
        }
    }
}

fn run(connection: &Connection, woken: &Receiver<()>, stage: &AtomicU8) {
    while woken.recv().is_ok() {
        if let Err(error) = carry(connection) {
            // A full disk comes here first: the WAL then grows until the writer meets it, and says so to whoever waits.
            tracing::warn!(%error, "the WAL was not carried back");
        }
        stage.store(NEARLY_DONE, Ordering::Release);
    }
}

/// Carries what there is, and again what came meanwhile, until that is little.
fn carry(connection: &Connection) -> rusqlite::Result<()> {
    let mut carried_before = 0;
    for _ in 0..ROUNDS {
        let carried = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| {
            row.get::<_, i64>(2)
        })?;
        if carried - carried_before <= FEW {
            break;
        }
        carried_before = carried;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what must hold")]

    use super::super::{DATABASE_FILE, testing::*};
    use super::CARRY_FROM;
    use std::{fs, path::PathBuf};

    #[test]
    fn the_wal_begins_anew_while_commits_go_on_and_is_gone_afterwards() {
        let house = House::new();
        let wal = PathBuf::from(format!(
            "{}-wal",
            house.path().join(DATABASE_FILE).display()
        ));
        // A hundred pages each, over and over; all together four times what is let stand.
        let pages = 100;
        let commits = 4 * u64::try_from(CARRY_FROM).unwrap() / pages;
        for number in 0..commits {
            let value = format!("{number} ").repeat(100 * 1024);
            house
                .store
                .write(move |tx| tx.set_setting("large", &value))
                .unwrap();
        }
        let longest = fs::metadata(&wal).unwrap().len() / 4096;
        assert!(longest > 0);
        assert!(longest < commits * pages / 2, "{longest} pages");

        let path = house.path().to_owned();
        drop(house.store);
        assert!(
            !wal.exists(),
            "the last one to close folds the WAL into the file"
        );
        assert!(path.join(DATABASE_FILE).exists());
    }
}
