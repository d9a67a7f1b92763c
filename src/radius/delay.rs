//! Things to do a little later, without a thread that waits for each.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    io,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Instant,
};

/// Most things that may wait; what comes beyond is done at once. Half a second of 30,000 rejections a second.
const MOST: usize = 16384;

type Task = Box<dyn FnOnce() + Send>;

/// One thread that does things when they are due.
pub(super) struct Delay(Arc<Clock>);

struct Clock {
    queue: Mutex<Queue>,
    changed: Condvar,
}

#[derive(Default)]
struct Queue {
    tasks: BinaryHeap<Reverse<Entry>>,
    /// Counts the tasks, so that those of one instant keep their order.
    count: u64,
    stopping: bool,
}

struct Entry {
    due: Instant,
    count: u64,
    task: Task,
}

impl Delay {
    /// Starts the thread.
    pub(super) fn start() -> io::Result<Self> {
        let clock = Arc::new(Clock {
            queue: Mutex::default(),
            changed: Condvar::new(),
        });
        let own = Arc::clone(&clock);
        // The thread ends by itself after `stop`.
        let _ = thread::Builder::new()
            .name("radius delay".to_owned())
            .spawn(move || own.run())?;
        Ok(Self(clock))
    }

    /// Does something when it is due.
    pub(super) fn until(&self, due: Instant, task: Task) {
        let mut queue = self.0.lock();
        if queue.stopping || queue.tasks.len() >= MOST {
            drop(queue);
            return task();
        }
        let first = queue
            .tasks
            .peek()
            .is_none_or(|Reverse(next)| due < next.due);
        queue.count += 1;
        let count = queue.count;
        queue.tasks.push(Reverse(Entry { due, count, task }));
        drop(queue);
        if first {
            self.0.changed.notify_one();
        }
    }

    /// Ends the thread; what waits is dropped.
    pub(super) fn stop(&self) {
        let mut queue = self.0.lock();
        queue.stopping = true;
        let waiting = std::mem::take(&mut queue.tasks);
        drop(queue);
        drop(waiting);
        self.0.changed.notify_one();
    }
}

impl Clock {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        while let Some(tasks) = self.due() {
            for task in tasks {
                task();
            }
        }
    }

    /// Waits for the next tasks that are due; `None` = stop.
    fn due(&self) -> Option<Vec<Task>> {
        let mut queue = self.lock();
        loop {
            if queue.stopping {
                return None;
            }
            let now = Instant::now();
            let mut due = Vec::new();
            while let Some(Reverse(entry)) = queue.tasks.pop_if_due(now) {
                due.push(entry.task);
            }
            if !due.is_empty() {
                return Some(due);
            }
            queue = match queue.tasks.peek() {
                Some(Reverse(next)) => {
                    let wait = next.due.saturating_duration_since(now);
                    self.changed
                        .wait_timeout(queue, wait)
                        .unwrap_or_else(PoisonError::into_inner)
                        .0
                }
                None => self
                    .changed
                    .wait(queue)
                    .unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}

trait PopIfDue {
    fn pop_if_due(&mut self, now: Instant) -> Option<Reverse<Entry>>;
}

impl PopIfDue for BinaryHeap<Reverse<Entry>> {
    fn pop_if_due(&mut self, now: Instant) -> Option<Reverse<Entry>> {
        self.peek()
            .is_some_and(|Reverse(entry)| entry.due <= now)
            .then(|| self.pop())
            .flatten()
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.due, self.count).cmp(&(other.due, other.count))
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Entry {}
