//! Carrying out a print job: drawn from the tickets as they are now, handed over, followed until the printer has it.

use super::{
    Answer, Body, KIND, PrintError, Printer, Settings, body_of, by_id, printer_of, printers_of,
    row_of,
};
use crate::{
    delivery::print::{self, Fate, Format, Handed, Job, Refused},
    domain::{ticket, time::Instant},
    services::{Actor, Error, Result, deliveries, event, vouchers, write},
    store::{Delivery, DeliveryState, NewEvent, Store, Tx},
    voucher::{Lack, Paper, Renderer},
};
use chrono::TimeDelta;
use serde_json::json;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// How long a page is worth printing: later, the guest has gone up to the room, and who wants it tries again by hand.
const WORTH_PRINTING: TimeDelta = TimeDelta::minutes(15);
/// When a printer that was not able is looked at again, and one that was not reached.
const LOOK_AGAIN: TimeDelta = TimeDelta::seconds(3);
const REACH_AGAIN: [i64; 5] = [3, 5, 10, 20, 30];
/// When the queue is asked again for a job: the younger, the sooner.
const FOLLOW: [(TimeDelta, TimeDelta); 3] = [
    (TimeDelta::seconds(10), TimeDelta::milliseconds(400)),
    (TimeDelta::minutes(2), TimeDelta::seconds(2)),
    (TimeDelta::MAX, TimeDelta::seconds(15)),
];

/// Whoever has drawn a voucher has its fonts and shapes at hand for the next.
static RENDERER: Mutex<Option<Renderer>> = Mutex::new(None);

/// Carries out one row, one step further: hands it over, or asks how it goes on.
pub(in crate::services) fn carry_out(
    store: &Store,
    clock: &dyn Fn() -> Instant,
    row: &Delivery,
) -> Result<()> {
    let work = Work { store, clock, row };
    let body = body_of(row)?;
    let printer = store.read(|reader| Ok(by_id(reader, body.printer)))??;
    let Some(printer) = printer else {
        return work.end(DeliveryState::Failed, &Answer::NoPrinter);
    };
    match (row.state, &row.job) {
        (DeliveryState::UnderWay, Some(job)) => work.follow(&printer, job),
        (DeliveryState::UnderWay, None) => work.find(&body, &printer),
        _ => work.hand_over(&body, &printer),
    }
}

/// One row in hand.
struct Work<'a> {
    store: &'a Store,
    clock: &'a dyn Fn() -> Instant,
    row: &'a Delivery,
}

impl Work<'_> {
    fn key(&self) -> String {
        self.row.what.id.simple().to_string()
    }

    fn hand_over(&self, body: &Body, printer: &Printer) -> Result<()> {
        let now = (self.clock)();
        let settings = &printer.settings;
        let paper = body.paper.unwrap_or(settings.paper);
        let place = first_place(body, settings, paper);
        let content = match draw(self.store, now, body, settings, paper, place) {
            Ok(content) => content,
            Err(Error::NotPrintable { serial, status }) => {
                let status = status.to_owned();
                return self.end(DeliveryState::Failed, &Answer::Dead { serial, status });
            }
            Err(Error::CodeAwaited { serial, gateway }) => {
                let answer = Answer::Code { serial, gateway };
                if now + LOOK_AGAIN >= self.row.what.created_at + WORTH_PRINTING {
                    return self.end(DeliveryState::Failed, &answer);
                }
                let (id, text) = (self.row.what.id, answer.text());
                return Ok(self
                    .store
                    .write(move |tx| tx.postpone_delivery(id, now + LOOK_AGAIN, &text))?);
            }
            Err(Error::Store(error)) => return Err(error.into()),
            Err(error) => {
                let detail = error.to_string();
                return self.end(DeliveryState::Failed, &Answer::Drawing { detail });
            }
        };
        let id = self.row.what.id;
        self.store.write(move |tx| tx.begin_delivery(id))?;
        let (key, title) = (self.key(), title(&body.serials));
        let job = Job {
            key: &key,
            title: &title,
            content: &content,
            media: paper.media(),
        };
        match print::hand_over(&settings.target, &job) {
            Ok(handed) => self.handed(handed, body, printer),
            Err(refused) => self.refused(refused, body, printer),
        }
    }

    fn handed(&self, handed: Handed, body: &Body, printer: &Printer) -> Result<()> {
        let used = Used::of(body, printer);
        let answer = match handed {
            Handed::Job(job) => return self.resting(Some(&job), None, used),
            Handed::Printed => Answer::Printed,
            Handed::Sent => Answer::Sent,
            Handed::File(path) => Answer::File { path },
        };
        self.ended(DeliveryState::Delivered, &answer, used)
    }

    /// Nothing has left: elsewhere, later, or never. Something has: it is asked for by its key, where that is possible.
    fn refused(&self, refused: Refused, body: &Body, printer: &Printer) -> Result<()> {
        let (answer, after) = match refused {
            Refused::Perhaps(failure) => {
                if matches!(printer.settings.target, print::Target::Queue { .. }) {
                    return self.rest(None, None);
                }
                let detail = failure.detail;
                return self.end(DeliveryState::Failed, &Answer::Perhaps { detail });
            }
            Refused::NotAble(condition) => (Answer::NotAble { condition }, Some(LOOK_AGAIN)),
            Refused::Nothing(failure) => {
                let place = usize::try_from(self.row.attempts).unwrap_or(usize::MAX);
                let seconds = REACH_AGAIN.get(place).copied().unwrap_or(60);
                let after = (!failure.is_lasting()).then(|| TimeDelta::seconds(seconds));
                (Answer::Failed { failure }, after)
            }
        };
        let now = (self.clock)();
        let (id, text) = (self.row.what.id, answer.text());
        if let Some(fallback) = printer.settings.fallback
            && !body.tried.contains(&fallback)
            && self.redirect(body, fallback, &text)?
        {
            return Ok(());
        }
        match after.filter(|after| now + *after < self.row.what.created_at + WORTH_PRINTING) {
            Some(after) => Ok(self
                .store
                .write(move |tx| tx.postpone_delivery(id, now + after, &text))?),
            None => self.end(DeliveryState::Failed, &answer),
        }
    }

    /// Sends the job to the printer that takes over; false if that is gone.
    fn redirect(&self, body: &Body, fallback: Uuid, why: &str) -> Result<bool> {
        let (now, row, why) = ((self.clock)(), self.row.clone(), why.to_owned());
        let mut body = body.clone();
        write(self.store, move |tx| {
            let Some(printer) = printers_of(tx)?.into_iter().find(|it| it.id == fallback) else {
                return Ok(false);
            };
            body.tried.push(body.printer);
            body.printer = printer.id;
            let escpos = printer.settings.target.format() == Format::EscPos;
            if body.paper.is_none_or(|paper| escpos && !paper.is_roll()) {
                // What lies in the other one is its own.
                body.paper = None;
                body.first = None;
            }
            let id = row.what.id;
            tx.postpone_delivery(id, now, &why)?;
            tx.redirect_delivery(id, &json!(body), now)?;
            let after = json!({ "printer": printer.settings.name, "why": why });
            let _ = tx.append_event(&NewEvent {
                after: Some(after),
                ..event(now, Actor::Engine, "delivery.moved", row.what.subject)
            })?;
            Ok(true)
        })
    }

    /// Whoever handed it over fell silent in between: whether the printer has it.
    fn find(&self, body: &Body, printer: &Printer) -> Result<()> {
        match print::find(&printer.settings.target, &self.key()) {
            Ok(Some(handed)) => self.handed(handed, body, printer),
            Ok(None) => self.hand_over(body, printer),
            Err(Refused::Perhaps(_)) => {
                let detail = String::new();
                self.end(DeliveryState::Failed, &Answer::Perhaps { detail })
            }
            // Not reached: it is asked again, and nothing is sent before it has answered.
            Err(Refused::Nothing(failure)) if !failure.is_lasting() => {
                self.rest(None, Some(&Answer::Failed { failure }))
            }
            Err(Refused::Nothing(failure)) => {
                let detail = failure.to_string();
                self.end(DeliveryState::Failed, &Answer::Perhaps { detail })
            }
            Err(Refused::NotAble(condition)) => {
                self.rest(None, Some(&Answer::NotAble { condition }))
            }
        }
    }

    fn follow(&self, printer: &Printer, job: &str) -> Result<()> {
        match print::follow(&printer.settings.target, job) {
            Ok(Fate::Printed) => self.end(DeliveryState::Delivered, &Answer::Printed),
            Ok(Fate::Going(condition)) => self.rest(Some(job), Some(&Answer::Going { condition })),
            Ok(Fate::Held) => self.rest(Some(job), Some(&Answer::Held)),
            Ok(Fate::Cancelled) => self.end(DeliveryState::Cancelled, &Answer::CancelledInQueue),
            Ok(Fate::Aborted(detail)) => {
                self.end(DeliveryState::Failed, &Answer::Aborted { detail })
            }
            Ok(Fate::Forgotten) => {
                let detail = "the queue no longer knows the job".to_owned();
                self.end(DeliveryState::Failed, &Answer::Perhaps { detail })
            }
            Err(failure) => self.rest(Some(job), Some(&Answer::Failed { failure })),
        }
    }

    /// Under way; asked for again in a while.
    fn rest(&self, job: Option<&str>, answer: Option<&Answer>) -> Result<()> {
        self.resting(job, answer, None)
    }

    fn resting(
        &self,
        job: Option<&str>,
        answer: Option<&Answer>,
        used: Option<Used>,
    ) -> Result<()> {
        let now = (self.clock)();
        let age = now - self.row.what.created_at;
        let after = FOLLOW.iter().find(|(until, _)| age < *until);
        let due_at = now + after.map_or(LOOK_AGAIN, |(_, after)| *after);
        let (id, job) = (self.row.what.id, job.map(str::to_owned));
        let answer = answer.map(Answer::text);
        write(self.store, move |tx| {
            tx.follow_delivery(id, job.as_deref(), due_at, answer.as_deref())?;
            used.map_or(Ok(()), |used| used.note(tx))
        })
    }

    fn end(&self, state: DeliveryState, answer: &Answer) -> Result<()> {
        self.ended(state, answer, None)
    }

    fn ended(&self, state: DeliveryState, answer: &Answer, used: Option<Used>) -> Result<()> {
        let (now, row, answer) = ((self.clock)(), self.row.clone(), answer.clone());
        write(self.store, move |tx| {
            tx.end_delivery(row.what.id, now, state, &answer.text())?;
            used.map_or(Ok(()), |used| used.note(tx))?;
            note_end(tx, now, &row, state, &answer)
        })
    }
}

/// The place on the sheet of the first voucher: the one that was asked for, else the printer's next free one.
fn first_place(body: &Body, settings: &Settings, paper: Paper) -> usize {
    let next = if paper == settings.paper {
        settings.first_free
    } else {
        0
    };
    body.first.unwrap_or(next)
}

/// Labels that are gone from a printer's sheet.
#[derive(Debug, Clone, Copy)]
struct Used {
    printer: Uuid,
    next: usize,
}

impl Used {
    /// None where no labels are printed, or not those that lie in the printer. A test page is printed on plain paper.
    fn of(body: &Body, printer: &Printer) -> Option<Self> {
        let settings = &printer.settings;
        let paper = body.paper.unwrap_or(settings.paper);
        if !matches!(paper, Paper::Labels(_)) || paper != settings.paper || body.serials.is_empty()
        {
            return None;
        }
        let after = first_place(body, settings, paper) + body.serials.len();
        Some(Self {
            printer: printer.id,
            next: after % paper.per_page(),
        })
    }

    fn note(self, tx: &Tx<'_>) -> Result<()> {
        let rows = tx.printers()?;
        let Some(row) = rows.into_iter().find(|row| row.id == self.printer) else {
            return Ok(());
        };
        let position = row.position;
        let mut printer = printer_of(row, false)?;
        if self.next < printer.settings.paper.per_page() {
            printer.settings.first_free = self.next;
            tx.put_printer(&row_of(printer.id, &printer.settings, position)?)?;
        }
        Ok(())
    }
}

/// Each ticket hears of it: that it was printed, or that it was not.
pub(super) fn note_end(
    tx: &Tx<'_>,
    now: Instant,
    row: &Delivery,
    state: DeliveryState,
    answer: &Answer,
) -> Result<()> {
    let kind = match state {
        DeliveryState::Delivered => "ticket.printed",
        _ => "ticket.not_printed",
    };
    let body = body_of(row)?;
    for serial in &body.serials {
        let ticket = tx.ticket_by_serial(*serial)?;
        let _ = tx.append_event(&NewEvent {
            after: Some(json!({ "serial": serial, "delivery": row.what.id, "answer": answer })),
            ..event(now, Actor::Engine, kind, ticket.id.0)
        })?;
    }
    if body.serials.is_empty() {
        let _ = tx.append_event(&event(now, Actor::Engine, "printer.tested", body.printer))?;
    }
    Ok(())
}

/// What people read in the queue.
fn title(serials: &[u64]) -> String {
    match serials {
        [] => "Innkeeper test".to_owned(),
        [serial] => format!("Ticket {}", ticket::serial_text(*serial)),
        [first, .., last] => format!(
            "Tickets {}-{}",
            ticket::serial_text(*first),
            ticket::serial_text(*last)
        ),
    }
}

fn draw(
    store: &Store,
    now: Instant,
    body: &Body,
    settings: &Settings,
    paper: Paper,
    first: usize,
) -> Result<Vec<u8>> {
    let language = body.language.as_deref().and_then(|tag| tag.parse().ok());
    let test = body.serials.is_empty();
    let documents = || {
        if !test {
            return vouchers::live_documents(store, now, &body.serials, language);
        }
        // Every place of the sheet, so that the offset can be set by it.
        let one = vouchers::sample_document(store, now, language)?;
        Ok(vec![one; paper.per_page()])
    };
    let mut kept = RENDERER.lock().unwrap_or_else(PoisonError::into_inner);
    let renderer = kept.get_or_insert_with(|| Renderer::new(Lack::LeaveOut));
    let placing = settings.placing(first);
    match (settings.target.format(), settings.receipt(paper)) {
        (Format::EscPos, Some(receipt)) => Ok(renderer.escpos(&documents()?, paper, receipt)?),
        (Format::EscPos, None) => Err(PrintError::NoRoll(paper.name()).into()),
        (Format::Pdf, _) if test => {
            let layout = renderer.lay_out_placed(&documents()?, paper, placing)?;
            Ok(renderer.pdf(&layout)?)
        }
        (Format::Pdf, _) => {
            let serials = &body.serials;
            vouchers::pdf(store, now, serials, language, renderer, paper, placing)
        }
    }
}

/// Prints a test page: a voucher of nobody, on every place of the sheet.
pub fn test_print(store: &Store, now: Instant, actor: Actor, printer: Uuid) -> Result<Uuid> {
    let body = Body {
        printer,
        serials: Vec::new(),
        paper: None,
        language: None,
        first: Some(0),
        tried: Vec::new(),
    };
    write(store, move |tx| {
        if by_id(tx, printer)?.is_none() {
            return Err(PrintError::Unknown(printer.to_string()).into());
        }
        deliveries::enqueue(tx, now, actor, KIND, &[], json!(body))
    })
}
