//! What is done with many tickets at once, those that are marked or those of a batch: printed, where and on
//! what is asked first, or cancelled with a reason. It shows how far it has come, can be stopped, and names what was refused.

use super::paper::{self, Gone, Place};
use crate::{
    domain::{id::BatchId, ticket::serial_text, time::Instant},
    services::{
        Actor, Error, Result,
        batches::{self, Progress},
        printing, vouchers,
    },
    store::{Batch, Store},
    t,
    ui::{
        Element,
        context::{Answer, Context, Stop},
        scale::Space,
        theme::Tone,
        widget::{self, Dialog},
    },
};
use iced::{Task, widget::Column};
use std::sync::Arc;

/// Vouchers printed together at most: as many as one batch has.
pub(super) const PRINT_MAX: usize = crate::services::issue::BATCH_MAX as usize;

/// Refusals that the dialog names; the rest is a number.
const NAMED: usize = 8;

/// The name of the field for the reason.
pub(super) const REASON: &str = "bulk-reason";

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Their vouchers are printed.
    Print,
    /// They are cancelled.
    Cancel,
}

/// With which tickets.
#[derive(Debug, Clone)]
pub(super) enum Which {
    /// Those with these serials.
    Marked(Vec<u64>),
    /// Those of this batch, which has so many.
    Batch {
        id: BatchId,
        name: String,
        count: usize,
    },
}

impl Which {
    pub(super) fn batch(batch: &Batch) -> Self {
        Self::Batch {
            id: batch.id,
            name: batch.name.clone(),
            count: usize::try_from(batch.tickets).unwrap_or(usize::MAX),
        }
    }

    fn count(&self) -> usize {
        match self {
            Self::Marked(serials) => serials.len(),
            Self::Batch { count, .. } => *count,
        }
    }

    fn serials(self, store: &Store) -> Result<Vec<u64>> {
        match self {
            Self::Marked(serials) => Ok(serials),
            Self::Batch { id, .. } => batches::serials(store, id),
        }
    }
}

/// How far it is.
#[derive(Debug)]
enum Stage {
    /// It is asked whether to, and why.
    Asking,
    /// It goes on.
    Working(Progress),
    /// It is over.
    Over(Arc<Done>),
    /// It cannot be done.
    Failed(Arc<Error>),
}

/// What became of it.
#[derive(Debug, Default)]
pub struct Done {
    /// Tickets it was done with.
    count: usize,
    /// Tickets it could not be done with, and why.
    refused: Vec<(u64, Error)>,
    /// Where the vouchers went.
    gone: Option<Gone>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The reason is being typed.
    Reason(String),
    /// Where and on what they are printed.
    Place(paper::Message),
    /// Begin.
    Begin,
    /// It is so far.
    Progress(Progress),
    /// It is over, or cannot be done.
    Over(Answer<Arc<Done>>),
    /// Stop soon.
    Stop,
    /// Close the dialog.
    Close,
    /// Open the file with the vouchers.
    OpenFile,
}

/// The dialog.
#[derive(Debug)]
pub(super) struct Bulk {
    work: Work,
    which: Which,
    reason: String,
    place: Place,
    stage: Stage,
    stop: Stop,
}

impl Bulk {
    /// Asks first: why they are cancelled, or where and on what they are printed.
    pub(super) fn new(work: Work, which: Which, context: &Context) -> (Self, Task<Message>) {
        let bulk = Self {
            work,
            which,
            reason: String::new(),
            place: Place::default(),
            stage: Stage::Asking,
            stop: Stop::default(),
        };
        let asked = match work {
            Work::Cancel => super::focus(REASON),
            Work::Print => {
                let read = context.ask(
                    |store, _| printing::printers(store),
                    |read| Message::Place(paper::Message::Read(read)),
                );
                read.chain(super::focus(paper::PRINTER))
            }
        };
        (bulk, asked)
    }

    /// What happened, but for what its screen does: closing, and opening the file.
    pub(super) fn update(&mut self, message: Message, context: &Context) -> Task<Message> {
        match message {
            Message::Reason(reason) => self.reason = reason,
            Message::Place(message) => self.place.update(message),
            Message::Begin => return self.begin(context),
            Message::Progress(progress) => {
                if let Stage::Working(so_far) = &mut self.stage {
                    *so_far = progress;
                }
            }
            Message::Over(over) => {
                self.stage = match over {
                    Ok(done) => Stage::Over(done),
                    Err(error) => Stage::Failed(error),
                }
            }
            Message::Stop => self.stop.ask(),
            Message::Close | Message::OpenFile => {}
        }
        Task::none()
    }

    /// Whether all of it is over, so that closing lets go of the marks.
    pub(super) fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over(_))
    }

    /// Hands the file with the vouchers to the desktop.
    pub(super) fn open_file<M: Send + 'static>(
        &self,
        context: &Context,
        then: impl Fn(Answer<()>) -> M + Send + 'static,
    ) -> Task<M> {
        match &self.stage {
            Stage::Over(done) => match done.gone.clone() {
                Some(Gone::File(file)) => {
                    context.ask(move |_, _| crate::ui::opener::open(&file), then)
                }
                _ => Task::none(),
            },
            _ => Task::none(),
        }
    }

    fn begin(&mut self, context: &Context) -> Task<Message> {
        let is_ready = self.work == Work::Cancel || self.place.first_label().is_some();
        if matches!(self.stage, Stage::Working(_)) || !is_ready {
            return Task::none();
        }
        self.stage = Stage::Working(Progress {
            done: 0,
            total: self.which.count() as u64,
        });
        let reason = Some(self.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        let (work, which, place) = (self.work, self.which.clone(), self.place.clone());
        context.follow(
            &self.stop,
            move |store, now, tell| {
                let done = match (work, which) {
                    (Work::Print, which) => print_all(store, now, &place, &which.serials(store)?)?,
                    (Work::Cancel, Which::Marked(serials)) => {
                        batches::cancel_many(store, now, Actor::Desk, serials, reason, tell)?.into()
                    }
                    (Work::Cancel, Which::Batch { id, .. }) => {
                        batches::cancel(store, now, Actor::Desk, id, reason, tell)?.into()
                    }
                };
                Ok(Arc::new(done))
            },
            Message::Progress,
            Message::Over,
        )
    }

    /// The dialog as it stands.
    pub(super) fn dialog<'a>(&'a self, context: &'a Context) -> Dialog<'a, Message> {
        match &self.stage {
            Stage::Asking => match self.work {
                Work::Cancel => self.asking(context),
                Work::Print => self.asking_where(context),
            },
            Stage::Working(progress) => self.working(context, *progress),
            Stage::Over(done) => self.over(context, done),
            Stage::Failed(error) => self.failed(context, error),
        }
    }

    fn title(&self, context: &Context) -> String {
        let (words, count) = (context.words(), self.which.count());
        let shown = context.number(count as u64);
        match (self.work, &self.which) {
            (Work::Cancel, Which::Marked(_)) => {
                t!(words, "bulk-cancel-title", count = count, shown = shown)
            }
            (Work::Cancel, Which::Batch { name, .. }) => {
                t!(words, "batches-cancel-title", name = name.as_str())
            }
            (Work::Print, _) => t!(words, "bulk-print-title", count = count, shown = shown),
        }
    }

    fn asking<'a>(&'a self, context: &'a Context) -> Dialog<'a, Message> {
        let words = context.words();
        let mut reason = widget::field(t!(words, "tickets-cancel-reason"), &self.reason)
            .help(t!(words, "tickets-cancel-reason-help"))
            .on_input(Message::Reason)
            .id(widget::id(REASON));
        // Whoever has typed a reason means it; Enter alone must not end tickets.
        if !self.reason.trim().is_empty() {
            reason = reason.on_submit(Message::Begin);
        }
        let what = match &self.which {
            Which::Marked(_) => t!(words, "bulk-cancel-what"),
            Which::Batch { count, .. } => {
                let (count, shown) = (*count, context.number(*count as u64));
                t!(words, "batches-cancel-what", count = count, shown = shown)
            }
        };
        let cancel = match &self.which {
            Which::Marked(_) => t!(words, "bulk-cancel"),
            Which::Batch { .. } => t!(words, "batches-cancel"),
        };
        let body = Column::new()
            .push(widget::text(what))
            .push(reason)
            .spacing(Space::Normal);
        widget::dialog(
            self.title(context),
            t!(words, "tickets-cancel-keep"),
            Message::Close,
        )
        .body(body)
        .danger(cancel, Some(Message::Begin))
    }

    fn asking_where<'a>(&'a self, context: &'a Context) -> Dialog<'a, Message> {
        let words = context.words();
        let body = self.place.view(context, Message::Place, Message::Begin);
        widget::dialog(self.title(context), t!(words, "close"), Message::Close)
            .body(body)
            .primary(
                t!(words, "tickets-print"),
                self.place.first_label().map(|_| Message::Begin),
            )
    }

    fn working<'a>(&'a self, context: &'a Context, progress: Progress) -> Dialog<'a, Message> {
        let words = context.words();
        let body = match self.work {
            Work::Print => widget::working(t!(words, "bulk-printing")),
            Work::Cancel => under_way(context, t!(words, "bulk-cancelling"), progress),
        };
        stoppable(context, self.title(context), &self.stop, Message::Stop).body(body)
    }

    fn over<'a>(&'a self, context: &'a Context, done: &'a Done) -> Dialog<'a, Message> {
        let words = context.words();
        let (count, shown) = (done.count, context.number(done.count as u64));
        let said = match (self.work, &done.gone) {
            (Work::Cancel, _) => t!(words, "bulk-cancelled", count = count, shown = shown),
            (Work::Print, Some(Gone::Printer(name))) => t!(
                words,
                "bulk-printed-on",
                count = count,
                shown = shown,
                printer = name.as_str()
            ),
            (Work::Print, _) => t!(words, "bulk-printed", count = count, shown = shown),
        };
        let left = self
            .which
            .count()
            .saturating_sub(done.count + done.refused.len());
        let left = (left > 0).then(|| {
            widget::text(t!(
                words,
                "bulk-left",
                count = left,
                shown = context.number(left as u64)
            ))
        });
        let file = match &done.gone {
            Some(Gone::File(file)) => Some(file),
            _ => None,
        };
        let path = file
            .map(|file| widget::small(t!(words, "desk-pdf-at", path = file.display().to_string())));
        let body = Column::new()
            .push(widget::text(said))
            .push(left)
            .push(path)
            .push(refusals(context, &done.refused))
            .spacing(Space::Tight);
        let dialog =
            widget::dialog(self.title(context), t!(words, "close"), Message::Close).body(body);
        if file.is_some() {
            dialog.primary(t!(words, "desk-open-pdf"), Some(Message::OpenFile))
        } else {
            dialog
        }
    }

    fn failed<'a>(&'a self, context: &'a Context, error: &Error) -> Dialog<'a, Message> {
        let words = context.words();
        let said = context.sentence(error);
        let notice = widget::notice(Tone::Danger, said.happened, said.to_do, None);
        widget::dialog(self.title(context), t!(words, "close"), Message::Close).body(notice)
    }
}

impl From<batches::Cancelled> for Done {
    fn from(cancelled: batches::Cancelled) -> Self {
        Self {
            count: cancelled.cancelled.len(),
            refused: cancelled.refused,
            gone: None,
        }
    }
}

/// A dialog about something that goes on and can be stopped.
pub(super) fn stoppable<'a, M: Clone + 'a>(
    context: &Context,
    title: String,
    stop: &Stop,
    on_stop: M,
) -> Dialog<'a, M> {
    let words = context.words();
    let word = if stop.is_asked() {
        t!(words, "bulk-stopping")
    } else {
        t!(words, "bulk-stop")
    };
    widget::dialog(title, word, on_stop)
}

/// How far something is that goes on.
pub(super) fn under_way<'a, M: 'a>(
    context: &Context,
    doing: String,
    progress: Progress,
) -> Element<'a, M> {
    let so_far = t!(
        context.words(),
        "bulk-so-far",
        done = context.number(progress.done),
        all = context.number(progress.total)
    );
    #[allow(
        clippy::cast_precision_loss,
        reason = "a bar is some hundred pixels wide"
    )]
    let part = progress.done as f32 / progress.total.max(1) as f32;
    widget::progress(doing, so_far, part)
}

/// What was refused, by name.
fn refusals<'a, M: 'a>(context: &Context, refused: &[(u64, Error)]) -> Option<Element<'a, M>> {
    let (words, count) = (context.words(), refused.len());
    if count == 0 {
        return None;
    }
    let mut lines: Vec<String> = refused
        .iter()
        .take(NAMED)
        .map(|(serial, error)| {
            let why = context.refusal(error);
            t!(
                words,
                "bulk-refused-one",
                serial = serial_text(*serial),
                why = why
            )
        })
        .collect();
    if count > NAMED {
        let more = count - NAMED;
        lines.push(t!(
            words,
            "bulk-refused-more",
            count = more,
            shown = context.number(more as u64)
        ));
    }
    let title = t!(
        words,
        "bulk-refused",
        count = count,
        shown = context.number(count as u64)
    );
    Some(widget::notice(Tone::Warning, title, lines.join("\n"), None))
}

/// Prints the vouchers of those that still work.
fn print_all(store: &Store, now: Instant, place: &Place, serials: &[u64]) -> Result<Done> {
    let (live, refused) = vouchers::printable(store, now, serials)?;
    let mut done = Done {
        refused,
        ..Done::default()
    };
    if !live.is_empty() {
        done.gone = Some(place.print(store, now, &live)?);
        done.count = live.len();
    }
    Ok(done)
}
