//! The engine in the window's process, and what the status line tells of it.

use super::{House, Message};
use crate::{
    domain::{licence::Licence, time::Instant},
    i18n::Words,
    services::{
        self, engine,
        engine::{Health, Ports, Running},
        follow::Follower,
    },
    store::Store,
    t,
    ui::{
        Element,
        context::{Answer, Question, blocking},
        sentence,
        theme::Tone,
        widget,
    },
};
use iced::{
    Subscription, Task,
    futures::{SinkExt as _, Stream, channel::mpsc::Sender},
    stream,
};
use std::{
    hash::{Hash, Hasher},
    sync::Arc,
    time::Duration,
};

/// How often the data folder is looked at for commits (DESIGN 3.2).
const LOOK: Duration = Duration::from_millis(200);
/// How often an engine that could not start is tried again: the other process may have ended, the port be free.
const RETRY: Duration = Duration::from_secs(5);

/// What became of starting the engine.
pub(super) type Told = Result<Arc<Running>, Arc<engine::Error>>;

/// What is counted for the status line.
pub(super) type Numbers = (Question, Answer<Counted>);

/// Where the engine of this data folder runs.
pub(super) enum Engine {
    /// Not known yet.
    Starting,
    /// In this process.
    Here(Arc<Running>),
    /// Not in this process, and why.
    Not(Arc<engine::Error>),
}

/// The numbers of the status line.
#[derive(Debug, Clone)]
pub struct Counted {
    gateways: usize,
    online: u64,
    licence: Licence,
}

/// The newest numbers, and the question that is under way.
#[derive(Debug, Default)]
pub(super) struct Standing {
    asked: Question,
    counted: Option<Counted>,
}

/// Starts the engine.
pub(super) fn start(store: &Store, ports: Ports) -> Task<Message> {
    start_after(store, ports, Duration::ZERO)
}

fn start_after(store: &Store, ports: Ports, wait: Duration) -> Task<Message> {
    let store = store.clone();
    let started = async move {
        tokio::time::sleep(wait).await;
        tokio::task::spawn_blocking(move || engine::start(&store, ports)).await
    };
    Task::perform(started, |started| match started {
        Ok(told) => Message::EngineTold(told.map(Arc::new).map_err(Arc::new)),
        // It panicked; what it held is free again, and the log has the story.
        Err(_) => Message::EngineTold(Err(Arc::new(engine::Error::Store(
            crate::store::Error::Fault,
        )))),
    })
}

impl House {
    /// An engine that runs elsewhere, or whose port is taken, is tried again now and then.
    pub(super) fn engine_told(&mut self, told: Told, ports: Ports) -> Task<Message> {
        match told {
            Ok(running) => {
                self.engine = Engine::Here(running);
                Task::none()
            }
            Err(error) => {
                if !matches!(self.engine, Engine::Not(_)) {
                    tracing::warn!(%error, "the engine does not run in this window");
                }
                self.engine = Engine::Not(error);
                start_after(self.store(), ports, RETRY)
            }
        }
    }

    pub(super) fn count(&mut self) -> Task<Message> {
        let asked = self.standing.asked.ask();
        let store = self.store().clone();
        blocking(
            move || count(&store),
            move |counted| Message::Standing((asked, counted)),
        )
    }

    pub(super) fn counted(&mut self, (asked, counted): Numbers) -> Task<Message> {
        // Numbers that cannot be read stay as they are: the screen itself says what is wrong.
        if let (true, Ok(counted)) = (asked == self.standing.asked, counted) {
            self.standing.counted = Some(counted);
        }
        Task::none()
    }

    /// Says when something was committed, or another unknown client knocked.
    pub(super) fn follow(&self) -> Subscription<Message> {
        let health = match &self.engine {
            Engine::Here(running) => Some(running.health()),
            Engine::Starting | Engine::Not(_) => None,
        };
        let feed = Feed {
            store: self.store().clone(),
            health,
        };
        Subscription::run_with(feed, changes)
    }

    /// The things that the status line tells.
    pub(super) fn status<'a>(&self, words: &Words) -> Vec<Element<'a, Message>> {
        let mut items = vec![self.engine.status(words)];
        if let Engine::Here(running) = &self.engine {
            items.extend(unknown(words, &running.health()));
        }
        if let Some(counted) = &self.standing.counted {
            items.extend(counted.status(words, self.context.now));
        }
        items
    }
}

fn count(store: &Store) -> services::Result<Counted> {
    Ok(store.read(|reader| {
        Ok(Counted {
            gateways: reader.gateways()?.len(),
            online: reader.count_open_sessions()?,
            licence: reader.licence()?,
        })
    })?)
}

impl Engine {
    fn status<'a>(&self, words: &Words) -> Element<'a, Message> {
        match self {
            Self::Starting => widget::status(Tone::Neutral, t!(words, "engine-starting")),
            Self::Here(running) => {
                let port = running.auth().map_or(0, |address| address.port());
                let text = t!(words, "engine-here", port = port.to_string());
                widget::status(Tone::Success, text)
            }
            Self::Not(error) => {
                let tone = match **error {
                    engine::Error::AlreadyRunning => Tone::Info,
                    _ => Tone::Danger,
                };
                widget::status(tone, sentence::engine(words, error).happened)
            }
        }
    }

    /// Why guests cannot log in, where that is so.
    pub(super) fn trouble(&self, words: &Words) -> Option<sentence::Sentence> {
        match self {
            Self::Not(error) if !matches!(**error, engine::Error::AlreadyRunning) => {
                Some(sentence::engine(words, error))
            }
            _ => None,
        }
    }
}

impl Counted {
    fn status<'a>(&self, words: &Words, now: Instant) -> [Element<'a, Message>; 3] {
        let gateways = if self.gateways == 0 {
            widget::status(Tone::Warning, t!(words, "status-no-gateway"))
        } else {
            let count = self.gateways;
            widget::status(Tone::Neutral, t!(words, "status-gateways", count = count))
        };
        let online = self.online;
        let tone = if online == 0 {
            Tone::Neutral
        } else {
            Tone::InUse
        };
        [
            gateways,
            widget::status(tone, t!(words, "status-online", count = online)),
            licence(words, &self.licence, now),
        ]
    }
}

/// Days left at which the licence is shown as a warning.
const SOON: i64 = 7;

fn licence<'a>(words: &Words, licence: &Licence, now: Instant) -> Element<'a, Message> {
    if let Some(closed) = licence.closed(now) {
        return widget::status(Tone::Danger, sentence::licence_closed(words, closed));
    }
    let Some(ends_at) = licence.ends_at() else {
        let needed = licence
            .contract
            .as_ref()
            .map_or(0, |one| one.grant.devices_needed);
        let seen = licence.devices.len();
        let text = t!(words, "status-licence-waits", seen = seen, needed = needed);
        return widget::status(Tone::Warning, text);
    };
    let left = ends_at - licence.at(now);
    // The day that has begun counts: "1 day left" is the last one.
    let days = left.num_days() + 1;
    let tone = if days <= SOON {
        Tone::Warning
    } else {
        Tone::Neutral
    };
    let text = if licence.is_evaluation() {
        t!(words, "status-evaluation", days = days)
    } else {
        t!(words, "status-licence", days = days)
    };
    widget::status(tone, text)
}

/// Addresses that no gateway has: the most common support case.
fn unknown<'a>(words: &Words, health: &Health) -> Option<Element<'a, Message>> {
    let unknown = health.unknown_clients();
    let (address, _) = unknown.first()?;
    let text = t!(
        words,
        "status-unknown-clients",
        count = unknown.len(),
        address = address.to_string()
    );
    Some(widget::status(Tone::Warning, text))
}

/// What is followed. Its hash is its identity: another engine is another feed.
struct Feed {
    store: Store,
    health: Option<Arc<Health>>,
}

impl Hash for Feed {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.store.folder().hash(state);
        self.health.as_ref().map(Arc::as_ptr).hash(state);
    }
}

fn changes(feed: &Feed) -> impl Stream<Item = Message> + use<> {
    let mut follower = Follower::new(&feed.store);
    let health = feed.health.clone();
    // One message may wait: whoever is late sees one change, not twenty.
    stream::channel(1, async move |mut changed: Sender<Message>| {
        let mut knocked = 0;
        loop {
            let looked = tokio::task::spawn_blocking(move || {
                let news = follower.anything_new();
                (follower, news)
            });
            let Ok((back, news)) = looked.await else {
                return;
            };
            follower = back;
            let unknown = health
                .as_ref()
                .map_or(0, |health| health.unknown_clients().len());
            // A look that fails is tried again: the disk may come back.
            let committed = news.unwrap_or(false);
            if (committed || unknown != knocked) && changed.send(Message::Changed).await.is_err() {
                return;
            }
            knocked = unknown;
            tokio::time::sleep(LOOK).await;
        }
    })
}
