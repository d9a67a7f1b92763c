//! What every screen is given: the store, the words, the clock, and a way to ask without waiting.

use crate::{
    domain::{location::Location, time::Instant},
    i18n::{Language, Words},
    services::{
        self, Error,
        batches::{Progress, Tell},
        licences::Installation,
    },
    store::{self, Store},
};
use iced::Task;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Reads the clock.
pub type Clock = fn() -> Instant;

/// What a use case answered, as a message carries it.
pub type Answer<T> = Result<T, Arc<Error>>;

/// What every screen is given.
#[derive(Debug, Clone)]
pub struct Context {
    /// The data folder.
    pub store: Store,
    /// The site: its zone and its currency.
    pub location: Arc<Location>,
    /// The receptionist's.
    pub language: Language,
    /// The instant of the newest message: a view never reads the clock.
    pub now: Instant,
    /// Reads the clock.
    pub clock: Clock,
    /// Whom this installation trusts, and which machine it is.
    pub installation: Installation,
}

impl Context {
    /// The words of the screen.
    pub fn words(&self) -> &'static Words {
        self.language.words()
    }

    /// Asks a use case on a thread of its own. The window never waits for the disk.
    pub fn ask<T: Send + 'static, Message: Send + 'static>(
        &self,
        work: impl FnOnce(&Store, Instant) -> services::Result<T> + Send + 'static,
        then: impl Fn(Answer<T>) -> Message + Send + 'static,
    ) -> Task<Message> {
        let (store, clock) = (self.store.clone(), self.clock);
        blocking(move || work(&store, clock()), then)
    }

    /// Asks a use case that takes long: it tells how far it is, and ends early when it is asked to stop.
    pub fn follow<T: Send + 'static, Message: Send + 'static>(
        &self,
        stop: &Stop,
        work: impl FnOnce(&Store, Instant, Tell<'_>) -> services::Result<T> + Send + 'static,
        progress: impl Fn(Progress) -> Message + Send + 'static,
        then: impl Fn(Answer<T>) -> Message + Send + 'static,
    ) -> Task<Message> {
        let (store, clock, stop) = (self.store.clone(), self.clock, stop.clone());
        let (sender, told) = iced::futures::channel::mpsc::unbounded();
        let done = blocking(
            move || {
                // Nobody may be listening any more: the work goes on all the same.
                let mut tell = |progress| {
                    let _ = sender.unbounded_send(progress);
                    !stop.is_asked()
                };
                work(&store, clock(), &mut tell)
            },
            then,
        );
        Task::batch([Task::run(told, progress), done])
    }
}

/// By which long work is stopped from outside.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks the work to stop soon.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Runs something that waits for the disk on a thread of its own.
pub(super) fn blocking<T: Send + 'static, Message: Send + 'static>(
    work: impl FnOnce() -> services::Result<T> + Send + 'static,
    then: impl Fn(Answer<T>) -> Message + Send + 'static,
) -> Task<Message> {
    let asked = async move {
        match tokio::task::spawn_blocking(work).await {
            Ok(answer) => answer.map_err(Arc::new),
            Err(_) => Err(Arc::new(Error::Store(store::Error::Fault))),
        }
    };
    Task::perform(asked, then)
}

/// Numbers the questions of one kind, so that only the answer to the newest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Question(u64);

impl Question {
    /// The number of a new question; answers to older ones are stale from now on.
    #[must_use]
    pub fn ask(&mut self) -> Self {
        self.0 = self.0.wrapping_add(1);
        *self
    }
}
