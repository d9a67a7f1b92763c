//! How the printer of the desk is, told in the status line before somebody prints into the void.

use super::{House, Message};
use crate::{
    delivery::print::{self, Condition, Format},
    i18n::Words,
    services::{
        follow::Follower,
        printing::{self, Printer},
    },
    store::{DeliveryState, Store},
    t,
    ui::{Element, theme::Tone, widget},
};
use iced::{
    Subscription,
    futures::{SinkExt as _, Stream, channel::mpsc::Sender},
    stream,
};
use std::{
    hash::{Hash, Hasher},
    time::{Duration, Instant},
};

/// How often it is looked at whether the house has another printer.
const LOOK: Duration = Duration::from_secs(1);
/// How often the printer is asked: seldom enough that it is not kept from its work.
const ASK: Duration = Duration::from_secs(20);
/// Letters of its name in the status line.
const NAME: usize = 16;

/// The printer of the desk, and how it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    name: String,
    /// None if it does not answer.
    condition: Option<Condition>,
}

impl Standing {
    pub(super) fn status<'a>(&self, words: &Words) -> Element<'a, Message> {
        let (tone, state) = match self.condition {
            Some(Condition::Ready) => (Tone::Neutral, t!(words, "status-printer-ready")),
            Some(Condition::Unknown) => (Tone::Neutral, t!(words, "status-printer-connected")),
            Some(Condition::Busy) => (Tone::Neutral, t!(words, "status-printer-busy")),
            Some(Condition::PaperOut) => (Tone::Warning, t!(words, "status-printer-paper-out")),
            Some(Condition::CoverOpen) => (Tone::Warning, t!(words, "status-printer-cover-open")),
            Some(Condition::Jam) => (Tone::Warning, t!(words, "status-printer-jam")),
            Some(Condition::Paused) => (Tone::Warning, t!(words, "status-printer-paused")),
            Some(Condition::Refusing) => (Tone::Warning, t!(words, "status-printer-refusing")),
            Some(Condition::Stopped) => (Tone::Warning, t!(words, "status-printer-stopped")),
            Some(Condition::Offline) | None => (Tone::Warning, t!(words, "status-printer-silent")),
        };
        let name = match self.name.char_indices().nth(NAME) {
            Some((end, _)) => format!("{}…", self.name.get(..end).unwrap_or_default().trim_end()),
            None => self.name.clone(),
        };
        widget::status(
            tone,
            t!(words, "status-printer", printer = name, state = state),
        )
    }
}

impl House {
    /// Says when the printer of the desk is another one, or is in another way.
    pub(super) fn follow_printer(&self) -> Subscription<Message> {
        Subscription::run_with(Feed(self.store().clone()), changes)
    }
}

/// Whose printer is followed. Its hash is its identity.
struct Feed(Store);

impl Hash for Feed {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.folder().hash(state);
        "printer".hash(state);
    }
}

/// How the printer is now; none = there is none.
struct News(Option<Standing>);

/// What was seen last.
struct Watch {
    store: Store,
    follower: Follower,
    printer: Option<Printer>,
    asked: Option<Instant>,
    told: Option<Standing>,
}

fn changes(feed: &Feed) -> impl Stream<Item = Message> + use<> {
    let mut watch = Watch {
        store: feed.0.clone(),
        follower: Follower::new(&feed.0),
        printer: None,
        asked: None,
        told: None,
    };
    stream::channel(1, async move |mut changed: Sender<Message>| {
        loop {
            let looked = tokio::task::spawn_blocking(move || {
                let news = watch.look();
                (watch, news)
            });
            let Ok((back, news)) = looked.await else {
                return;
            };
            watch = back;
            if let Some(News(standing)) = news
                && changed.send(Message::Printer(standing)).await.is_err()
            {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
    })
}

impl Watch {
    /// How the printer is, if that is news. Waits for it, some seconds at most.
    fn look(&mut self) -> Option<News> {
        // A look that fails is tried again: the disk may come back.
        if self.follower.anything_new().unwrap_or(false)
            && let Ok(printers) = printing::printers(&self.store)
        {
            let printer = printers.into_iter().next();
            if printer != self.printer {
                self.printer = printer;
                self.asked = None;
            }
        }
        if self.asked.is_some_and(|asked| asked.elapsed() < ASK) || self.is_at_work() {
            return None;
        }
        self.asked = Some(Instant::now());
        let standing = self.printer.as_ref().map(|printer| Standing {
            name: printer.settings.name.clone(),
            condition: print::status(&printer.settings.target)
                .map(|status| status.condition)
                .ok(),
        });
        (standing != self.told).then(|| {
            self.told.clone_from(&standing);
            News(standing)
        })
    }

    /// Receipt printers listen to one at a time: while a voucher goes there, it is not asked.
    fn is_at_work(&self) -> bool {
        let Some(printer) = &self.printer else {
            return false;
        };
        if printer.settings.target.format() != Format::EscPos {
            return false;
        }
        let jobs = printing::jobs(&self.store).unwrap_or_default();
        jobs.iter()
            .any(|job| job.printer == printer.id && job.state == DeliveryState::UnderWay)
    }
}
