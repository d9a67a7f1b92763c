//! What is done with all marked tickets: printed, where and on what is asked first, or cancelled with a reason. It goes on step by step, shows how far it
//! has come, can be stopped between two steps, and names what was refused.

use super::paper::{self, Gone, Place};
use crate::{
    domain::{ticket::serial_text, time::Instant},
    services::{Actor, Error, Result, cancel, printing},
    store::Store,
    t,
    ui::{
        Element,
        context::{Answer, Context},
        scale::Space,
        theme::Tone,
        widget::{self, Dialog},
    },
};
use iced::{Task, widget::Column};
use std::{path::PathBuf, sync::Arc};

/// Tickets cancelled in one step: short enough that Stop feels immediate.
const STEP: usize = 25;

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

/// How far it is.
#[derive(Debug)]
enum Stage {
    /// It is asked whether to, and why.
    Asking,
    /// It goes on, or stops after this step.
    Working { stopping: bool },
    /// It is over; where the vouchers went, if any did.
    Over(Option<Gone>),
    /// It cannot be done.
    Failed(Arc<Error>),
}

/// What became of a step.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// Tickets it was done with.
    done: usize,
    /// Tickets it could not be done with, and why.
    refused: Vec<(u64, Arc<Error>)>,
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
    /// A step was done.
    Stepped(Answer<Step>),
    /// Stop after this step.
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
    serials: Vec<u64>,
    next: usize,
    done: usize,
    refused: Vec<(u64, Arc<Error>)>,
    reason: String,
    place: Place,
    stage: Stage,
}

impl Bulk {
    pub(super) fn new(work: Work, serials: Vec<u64>) -> Self {
        Self {
            work,
            serials,
            next: 0,
            done: 0,
            refused: Vec::new(),
            reason: String::new(),
            place: Place::default(),
            stage: Stage::Asking,
        }
    }

    /// Asks for what the dialog offers.
    pub(super) fn read(&self, context: &Context) -> Task<Message> {
        match self.work {
            Work::Cancel => Task::none(),
            Work::Print => context.ask(
                |store, _| printing::printers(store),
                |read| Message::Place(paper::Message::Read(read)),
            ),
        }
    }

    pub(super) fn placed(&mut self, message: paper::Message) {
        self.place.update(message);
    }

    pub(super) fn typed(&mut self, reason: String) {
        self.reason = reason;
    }

    /// Whether all of it is over, so that closing lets go of the marks.
    pub(super) fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over(_))
    }

    pub(super) fn is_working(&self) -> bool {
        matches!(self.stage, Stage::Working { .. })
    }

    /// The file with the vouchers.
    pub(super) fn file(&self) -> Option<&PathBuf> {
        match &self.stage {
            Stage::Over(Some(Gone::File(file))) => Some(file),
            _ => None,
        }
    }

    pub(super) fn begin(&mut self, context: &Context) -> Task<Message> {
        let is_ready = self.work == Work::Cancel || self.place.first_label().is_some();
        if self.is_working() || !is_ready {
            return Task::none();
        }
        self.stage = Stage::Working { stopping: false };
        self.step(context)
    }

    pub(super) fn stop(&mut self) {
        if let Stage::Working { stopping } = &mut self.stage {
            *stopping = true;
        }
    }

    fn step(&mut self, context: &Context) -> Task<Message> {
        let size = match self.work {
            Work::Cancel => STEP,
            Work::Print => self.serials.len(),
        };
        let end = (self.next + size).min(self.serials.len());
        let serials = self
            .serials
            .get(self.next..end)
            .unwrap_or_default()
            .to_vec();
        self.next = end;
        let reason = Some(self.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        match self.work {
            Work::Cancel => context.ask(
                move |store, now| cancel_all(store, now, &serials, reason.as_deref()),
                Message::Stepped,
            ),
            Work::Print => {
                let place = self.place.clone();
                context.ask(
                    move |store, now| print_all(store, now, &place, &serials),
                    Message::Stepped,
                )
            }
        }
    }

    pub(super) fn stepped(&mut self, step: Answer<Step>, context: &Context) -> Task<Message> {
        let stopping = matches!(self.stage, Stage::Working { stopping: true });
        match step {
            Err(error) => self.stage = Stage::Failed(error),
            Ok(step) => {
                self.done += step.done;
                self.refused.extend(step.refused);
                if stopping || self.next >= self.serials.len() {
                    self.stage = Stage::Over(step.gone);
                } else {
                    return self.step(context);
                }
            }
        }
        Task::none()
    }

    /// The dialog as it stands.
    pub(super) fn dialog<'a>(&'a self, context: &'a Context) -> Dialog<'a, Message> {
        match &self.stage {
            Stage::Asking => match self.work {
                Work::Cancel => self.asking(context),
                Work::Print => self.asking_where(context),
            },
            Stage::Working { stopping } => self.working(context, *stopping),
            Stage::Over(gone) => self.over(context, gone.as_ref()),
            Stage::Failed(error) => self.failed(context, error),
        }
    }

    fn title(&self, context: &Context) -> String {
        let (words, count) = (context.words(), self.serials.len());
        let shown = context.number(count as u64);
        match self.work {
            Work::Cancel => t!(words, "bulk-cancel-title", count = count, shown = shown),
            Work::Print => t!(words, "bulk-print-title", count = count, shown = shown),
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
        let body = Column::new()
            .push(widget::text(t!(words, "bulk-cancel-what")))
            .push(reason)
            .spacing(Space::Normal);
        widget::dialog(
            self.title(context),
            t!(words, "tickets-cancel-keep"),
            Message::Close,
        )
        .body(body)
        .danger(t!(words, "tickets-cancel"), Some(Message::Begin))
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

    fn working<'a>(&'a self, context: &'a Context, stopping: bool) -> Dialog<'a, Message> {
        let words = context.words();
        let doing = match self.work {
            Work::Cancel => t!(words, "bulk-cancelling"),
            Work::Print => t!(words, "bulk-printing"),
        };
        let over = self.done + self.refused.len();
        let body = match self.work {
            Work::Print => widget::working(doing),
            Work::Cancel => widget::progress(
                doing,
                t!(
                    words,
                    "bulk-so-far",
                    done = context.number(over as u64),
                    all = context.number(self.serials.len() as u64)
                ),
                part(over, self.serials.len()),
            ),
        };
        let stop = if stopping {
            t!(words, "bulk-stopping")
        } else {
            t!(words, "bulk-stop")
        };
        widget::dialog(self.title(context), stop, Message::Stop).body(body)
    }

    fn over<'a>(&'a self, context: &'a Context, gone: Option<&Gone>) -> Dialog<'a, Message> {
        let words = context.words();
        let (count, shown) = (self.done, context.number(self.done as u64));
        let done = match (self.work, gone) {
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
        let left = self.serials.len().saturating_sub(self.next);
        let left = (left > 0).then(|| {
            widget::text(t!(
                words,
                "bulk-left",
                count = left,
                shown = context.number(left as u64)
            ))
        });
        let file = self
            .file()
            .map(|file| widget::small(t!(words, "desk-pdf-at", path = file.display().to_string())));
        let body = Column::new()
            .push(widget::text(done))
            .push(left)
            .push(file)
            .push(self.refusals(context))
            .spacing(Space::Tight);
        let dialog =
            widget::dialog(self.title(context), t!(words, "close"), Message::Close).body(body);
        if self.file().is_some() {
            dialog.primary(t!(words, "desk-open-pdf"), Some(Message::OpenFile))
        } else {
            dialog
        }
    }

    /// What was refused, by name.
    fn refusals<'a>(&'a self, context: &'a Context) -> Option<Element<'a, Message>> {
        let words = context.words();
        let count = self.refused.len();
        if count == 0 {
            return None;
        }
        let mut lines: Vec<String> = self
            .refused
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

    fn failed<'a>(&'a self, context: &'a Context, error: &Error) -> Dialog<'a, Message> {
        let words = context.words();
        let said = context.sentence(error);
        let body = Column::new()
            .push(widget::notice(
                Tone::Danger,
                said.happened,
                said.to_do,
                None,
            ))
            .push(self.refusals(context))
            .spacing(Space::Tight);
        widget::dialog(self.title(context), t!(words, "close"), Message::Close).body(body)
    }
}

/// `done` of `all`, from 0 to 1.
pub(super) fn part(done: usize, all: usize) -> f32 {
    #[allow(
        clippy::cast_precision_loss,
        reason = "a bar is some hundred pixels wide"
    )]
    let part = done as f32 / all.max(1) as f32;
    part
}

/// Cancels each; one that cannot be cancelled stops none of the others.
fn cancel_all(store: &Store, now: Instant, serials: &[u64], reason: Option<&str>) -> Result<Step> {
    let mut step = Step::default();
    for serial in serials {
        match cancel::cancel(store, now, Actor::Desk, *serial, reason.map(str::to_owned)) {
            Ok(_) => step.done += 1,
            Err(error @ Error::NotCancellable { .. }) => {
                step.refused.push((*serial, Arc::new(error)));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(step)
}

/// Prints the vouchers of those that still work.
fn print_all(store: &Store, now: Instant, place: &Place, serials: &[u64]) -> Result<Step> {
    let (mut live, mut step) = (Vec::new(), Step::default());
    for serial in serials {
        let ticket = store.read(|reader| reader.ticket_by_serial(*serial))?;
        if ticket.may_print(now) {
            live.push(*serial);
        } else {
            let error = Error::NotPrintable {
                serial: serial_text(*serial),
                status: ticket.status(now).as_str(),
            };
            step.refused.push((*serial, Arc::new(error)));
        }
    }
    if !live.is_empty() {
        step.gone = Some(place.print(store, now, &live)?);
        step.done = live.len();
    }
    Ok(step)
}
