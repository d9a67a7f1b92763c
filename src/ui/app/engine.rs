//! The engine in the window's process, and what the status line tells of it.

use super::{House, Message};
use crate::{
    domain::{licence::Licence, time::Instant},
    i18n::Words,
    radius::disconnect::Timing,
    services::{
        self, engine,
        engine::{Health, Ports, Running},
        follow::Follower,
        licences,
    },
    store::{NoticeRecord, Store},
    t,
    ui::{
        Element,
        context::{Answer, Context, Question, blocking},
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
    /// Licences are issued from this data folder.
    distributes: bool,
    /// The newest notice of the end that was given, if no window has told it yet.
    untold: Option<NoticeRecord>,
}

/// The newest numbers, and the question that is under way.
#[derive(Debug, Default)]
pub(super) struct Standing {
    asked: Question,
    counted: Option<Counted>,
    /// What this window has told already: the answer to the question that was under way meanwhile is older.
    told: Option<NoticeRecord>,
}

/// Starts the engine.
pub(super) fn start(context: &Context, ports: Ports) -> Task<Message> {
    start_after(context, ports, Duration::ZERO)
}

fn start_after(context: &Context, ports: Ports, wait: Duration) -> Task<Message> {
    let (store, installation) = (context.store.clone(), context.installation.clone());
    let started = async move {
        tokio::time::sleep(wait).await;
        let start = move || engine::start_as(&store, ports, Timing::default(), installation);
        tokio::task::spawn_blocking(start).await
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
                start_after(&self.context, ports, RETRY)
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

    pub(super) fn counted(&mut self, (asked, counted): Numbers) {
        // Numbers that cannot be read stay as they are: the screen itself says what is wrong.
        if let (true, Ok(counted)) = (asked == self.standing.asked, counted) {
            self.standing.counted = Some(counted);
        }
    }

    /// The licence as it was counted last.
    pub(super) fn licence(&self) -> Option<&Licence> {
        self.standing
            .counted
            .as_ref()
            .map(|counted| &counted.licence)
    }

    /// Whether licences are issued from this data folder.
    pub(super) fn distributes(&self) -> bool {
        self.standing
            .counted
            .as_ref()
            .is_some_and(|counted| counted.distributes)
    }

    /// A notice that has to be told, once.
    pub(super) fn untold(&mut self) -> Option<NoticeRecord> {
        let untold = self.standing.counted.as_ref()?.untold?;
        (self.standing.told.replace(untold) != Some(untold)).then_some(untold)
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
        items.extend(self.printer.as_ref().map(|printer| printer.status(words)));
        items
    }
}

fn count(store: &Store) -> services::Result<Counted> {
    let distributes = licences::distributor::profile(store)?.is_some();
    Ok(store.read(|reader| {
        let licence = reader.licence()?;
        Ok(Counted {
            gateways: reader.gateways()?.len(),
            online: reader.count_open_sessions()?,
            distributes,
            untold: super::licence::untold(reader, &licence)?,
            licence,
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
