//! What every screen is given: the store, the words, the clock, and a way to ask without waiting.

use crate::{
    domain::{location::Location, time::Instant},
    i18n::{Language, Words},
    services::{self, Error},
    store::{self, Store},
};
use iced::Task;
use std::sync::Arc;

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
