//! Printing: the printers of the house, what is printed on them, and how it stands.
//!
//! Printing is a delivery ([`super::deliveries`]): a row of the outbox that names tickets and a printer, drawn when it
//! leaves. Nothing is printed twice silently: a row is marked before anything leaves; one found so marked after a crash is
//! asked for by its key where the printer keeps a list, and else left to the desk with "may have been printed".

mod carry;
mod look;

pub(super) use carry::carry_out;
pub use carry::test_print;
pub use look::{HouseLook, look, look_of, set_logo, set_logo_file, set_look};

use super::{Actor, Error, Result, deliveries, event, vouchers, write};
use crate::{
    delivery::{
        Failure,
        print::{self, Condition, Format, Status, Target, ipp},
    },
    domain::{
        fields,
        id::TicketId,
        ticket::{self},
        time::Instant,
    },
    i18n::Language,
    store::{self, Delivery, DeliveryState, NewDelivery, NewEvent, PrinterRow, Reader, Store, Tx},
    voucher::{Letters, LogoError, Paper, Placing, Receipt},
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::{path::PathBuf, time::Duration};
use uuid::Uuid;

/// The kind of these rows in the outbox.
pub const KIND: &str = "print";

/// In the place of a printer: a file that somebody asked for.
pub const FILE: Uuid = Uuid::nil();
/// Characters of a printer's name.
pub const NAME_MAX: usize = 64;
/// Tickets of one job: a batch of the largest size.
pub const TICKETS_MAX: usize = 5000;
/// Furthest that pages are moved, in tenths of a millimetre.
pub const OFFSET_MAX: i16 = 200;

/// A printer of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printer {
    /// Of this printer.
    pub id: Uuid,
    /// What it is.
    pub settings: Settings,
    /// Where tickets go when nobody says otherwise.
    pub is_default: bool,
}

/// What a printer is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// For people, unique.
    #[serde(skip)]
    pub name: String,
    /// Where it is.
    pub target: Target,
    /// What lies in it.
    pub paper: Paper,
    /// Dots across the printed width of a receipt printer, where they are not those of 203 dpi.
    pub dots: Option<u16>,
    /// It cuts behind each voucher.
    pub cut: bool,
    /// It opens the cash drawer.
    pub drawer: bool,
    /// Everything is moved to the right by so many tenths of a millimetre.
    pub right: i16,
    /// Everything is moved down by so many tenths of a millimetre.
    pub down: i16,
    /// The printer that takes over when this one fails.
    pub fallback: Option<Uuid>,
    /// A receipt printer's own letters, where they are used; none draws every voucher.
    #[serde(default)]
    pub letters: Option<Letters>,
    /// The first label of its sheet that is free, counted from 0. It goes on as labels are printed.
    #[serde(default)]
    pub first_free: usize,
}

impl Settings {
    /// A printer as it comes out of its box.
    pub fn new(name: &str, target: Target) -> Self {
        Self {
            name: name.to_owned(),
            paper: match &target {
                Target::Queue { .. } | Target::Spooler { .. } => Paper::A4,
                _ => Paper::Receipt80,
            },
            target,
            dots: None,
            cut: true,
            drawer: false,
            right: 0,
            down: 0,
            fallback: None,
            letters: None,
            first_free: 0,
        }
    }

    fn placing(&self, first: usize) -> Placing {
        Placing {
            right_mm: f32::from(self.right) / 10.0,
            down_mm: f32::from(self.down) / 10.0,
            first,
        }
    }

    fn receipt(&self, paper: Paper) -> Option<Receipt> {
        let plain = Receipt::of(paper)?;
        // The dots are those of the paper that lies in it; another roll has its own.
        let dots = self.dots.filter(|_| paper == self.paper);
        Some(Receipt {
            dots: dots.unwrap_or(plain.dots),
            cut: self.cut,
            drawer: self.drawer,
            letters: self.letters,
        })
    }
}

/// Why something is not printed, or a printer not kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// The house has none.
    #[error("there is no printer yet: add one with `innkeeper printer add`, or print to a file")]
    NoPrinter,
    /// Nobody has named a printer so.
    #[error("there is no printer {0:?}")]
    Unknown(String),
    /// A name is missing or too long.
    #[error("the name of a printer has 1 to {NAME_MAX} characters")]
    Name,
    /// No address of a printer.
    #[error("{0:?} is no address of a printer")]
    Address(String),
    /// A receipt printer is given sheets.
    #[error("a receipt printer takes receipt80 and receipt58, not {0}")]
    NoRoll(&'static str),
    /// Dots across are out of any printer's range.
    #[error("a receipt printer has from 200 to 1200 dots across")]
    Dots,
    /// The offset is larger than any sheet needs.
    #[error("pages are moved by 20 mm at most")]
    Offset,
    /// It would take over for itself.
    #[error("a printer cannot take over for itself")]
    OwnFallback,
    /// Nothing, or more than a batch.
    #[error("from 1 to {TICKETS_MAX} tickets are printed at once")]
    Count,
    /// There is no such label on the sheet.
    #[error("the first label is from 1 to {0} on this paper")]
    FirstLabel(usize),
    /// The queue has printed it, or will not let go of it.
    #[error("the printer does not let go of this job: it may still be printed")]
    NotTakenBack,
    /// Headline or footer is too long.
    #[error(
        "headline and footer have at most {} characters",
        crate::voucher::look::TEXT_MAX
    )]
    LookText,
    /// The file is no logo.
    #[error(transparent)]
    Logo(#[from] LogoError),
    /// What the printer said.
    #[error("{0}")]
    Failed(#[from] Failure),
    /// The printer is not able now.
    #[error("the printer cannot print now: {}", .0.as_str())]
    NotAble(Condition),
}

impl PrintError {
    /// A stable name for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPrinter => "no_printer",
            Self::Unknown(_) => "unknown_printer",
            Self::Name | Self::Dots | Self::Offset | Self::OwnFallback => "bad_printer",
            Self::Address(_) => "bad_address",
            Self::NoRoll(_) => "bad_paper",
            Self::Count | Self::FirstLabel(_) => "out_of_range",
            Self::NotTakenBack => "not_taken_back",
            Self::LookText => "bad_look",
            Self::Logo(_) => "bad_logo",
            Self::Failed(failure) => failure.cause.as_str(),
            Self::NotAble(_) => "printer_not_able",
        }
    }
}

/// What an attempt brought; kept as the row's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Answer {
    /// The printer says that it is printed.
    Printed,
    /// It left whole; the printer does not say what became of it.
    Sent,
    /// It is this file.
    File {
        /// Where.
        path: PathBuf,
    },
    /// The queue has it, and the printer is so.
    Going {
        /// How it is.
        condition: Condition,
    },
    /// Somebody holds it in the queue.
    Held,
    /// Nothing has left: the printer is not able.
    NotAble {
        /// How it is.
        condition: Condition,
    },
    /// Nothing has left.
    Failed {
        /// Why.
        failure: Failure,
    },
    /// It may have been printed, in part or as a whole; nobody can tell but who looks.
    Perhaps {
        /// What is known, in the words of the system; may be empty.
        detail: String,
    },
    /// The queue has given it up.
    Aborted {
        /// Its words.
        detail: String,
    },
    /// Somebody has cancelled it in the queue.
    CancelledInQueue,
    /// The ticket no longer worked when its turn came (TX18).
    Dead {
        /// Of the ticket.
        serial: String,
        /// Its status, as the command line names it.
        status: String,
    },
    /// A gateway chooses the ticket's code, and has not told it yet.
    Code {
        /// Of the ticket.
        serial: String,
        /// The gateway's name.
        gateway: String,
    },
    /// The printer is gone from the list.
    NoPrinter,
    /// The page cannot be drawn.
    Drawing {
        /// Why.
        detail: String,
    },
    /// Somebody took it back.
    TakenBack,
}

impl Answer {
    fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Its stable name.
    pub fn code(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        let what = value.get("what").and_then(Value::as_str);
        what.unwrap_or_default().to_owned()
    }
}

/// What a row needs besides its tickets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Body {
    printer: Uuid,
    serials: Vec<u64>,
    paper: Option<Paper>,
    language: Option<String>,
    /// The first label that is used, counted from 0; none is the printer's next one when its turn comes.
    #[serde(default)]
    first: Option<usize>,
    /// Printers that failed before.
    #[serde(default)]
    tried: Vec<Uuid>,
}

/// What is to be printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Order {
    /// The tickets; none prints the test page.
    pub serials: Vec<u64>,
    /// On this printer; the default where nobody says.
    pub printer: Option<Uuid>,
    /// On this paper; the printer's where nobody says.
    pub paper: Option<Paper>,
    /// In this language; the house's where nobody says.
    pub language: Option<Language>,
    /// The first label that is used, counted from 1; the printer's next one where nobody says.
    pub first_label: Option<usize>,
}

/// A printed page on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintJob {
    /// Of this job.
    pub id: Uuid,
    /// Its tickets; none is a test page.
    pub serials: Vec<u64>,
    /// Its printer.
    pub printer: Uuid,
    /// The printer's name; none if it is gone.
    pub printer_name: Option<String>,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it is tried next.
    pub due_at: Instant,
    /// Attempts so far.
    pub attempts: u32,
    /// How it stands.
    pub state: DeliveryState,
    /// A queue has it, and can be asked to let go of it.
    pub in_queue: bool,
    /// What the last attempt brought.
    pub answer: Option<Answer>,
}

/// The printers, the default first.
pub fn printers(store: &Store) -> Result<Vec<Printer>> {
    store.read(|reader| Ok(printers_of(reader)))?
}

/// The same, inside a transaction.
pub fn printers_of(reader: &Reader<'_>) -> Result<Vec<Printer>> {
    let rows = reader.printers()?;
    (0..)
        .zip(rows)
        .map(|(place, row)| printer_of(row, place == 0))
        .collect()
}

fn printer_of(row: PrinterRow, is_default: bool) -> Result<Printer> {
    let mut settings: Settings =
        serde_json::from_value(row.body).map_err(|error| Error::Invalid(error.to_string()))?;
    settings.name = row.name;
    Ok(Printer {
        id: row.id,
        settings,
        is_default,
    })
}

/// The printer of this name, in any case of its letters.
pub fn by_name(store: &Store, name: &str) -> Result<Printer> {
    let wanted = name.trim().to_lowercase();
    let all = printers(store)?;
    all.into_iter()
        .find(|printer| printer.settings.name.to_lowercase() == wanted)
        .ok_or_else(|| PrintError::Unknown(name.to_owned()).into())
}

fn by_id(reader: &Reader<'_>, id: Uuid) -> Result<Option<Printer>> {
    Ok(printers_of(reader)?
        .into_iter()
        .find(|printer| printer.id == id))
}

/// The queues of a scheduler; of this computer's, where none is named.
pub fn found(scheduler: Option<&str>) -> Result<Vec<ipp::Queue>> {
    Ok(ipp::queues(scheduler.unwrap_or(ipp::LOCAL)).map_err(PrintError::from)?)
}

/// What this computer itself has: receipt printers that are plugged in, and printers that are set up in Windows.
pub fn here() -> Vec<Target> {
    print::here()
}

/// How a printer is. Waits for it, some seconds at most.
pub fn status(target: &Target) -> std::result::Result<Status, Failure> {
    print::status(target)
}

/// Adds a printer. The first one is the default.
pub fn add(store: &Store, now: Instant, actor: Actor, settings: Settings) -> Result<Printer> {
    let settings = checked(settings, None)?;
    write(store, move |tx| {
        let rows = tx.printers()?;
        let last = rows.last().map_or(0, |row| row.position);
        let row = row_of(Uuid::now_v7(), &settings, last + 1)?;
        tx.put_printer(&row)?;
        note(tx, now, actor, "printer.added", &row)?;
        printer_of(row, rows.is_empty())
    })
}

/// Changes a printer.
pub fn change(
    store: &Store,
    now: Instant,
    actor: Actor,
    id: Uuid,
    settings: Settings,
) -> Result<Printer> {
    let settings = checked(settings, Some(id))?;
    write(store, move |tx| {
        let rows = tx.printers()?;
        let (position, is_default) = place_of(&rows, id)?;
        let row = row_of(id, &settings, position)?;
        tx.put_printer(&row)?;
        note(tx, now, actor, "printer.changed", &row)?;
        printer_of(row, is_default)
    })
}

/// Makes a printer the default.
pub fn make_default(store: &Store, now: Instant, actor: Actor, id: Uuid) -> Result<()> {
    write(store, move |tx| {
        let rows = tx.printers()?;
        let _ = place_of(&rows, id)?;
        let least = rows.first().map_or(0, |row| row.position);
        for mut row in rows.into_iter().filter(|row| row.id == id) {
            row.position = least - 1;
            tx.put_printer(&row)?;
            note(tx, now, actor, "printer.default", &row)?;
        }
        Ok(())
    })
}

/// Takes a printer away. What waits for it then says so; nobody falls back on it any more.
pub fn remove(store: &Store, now: Instant, actor: Actor, id: Uuid) -> Result<()> {
    write(store, move |tx| {
        let rows = tx.printers()?;
        let _ = place_of(&rows, id)?;
        tx.remove_printer(id)?;
        for row in rows {
            if row.id == id {
                note(tx, now, actor, "printer.removed", &row)?;
                continue;
            }
            let position = row.position;
            let mut printer = printer_of(row, false)?;
            if printer.settings.fallback == Some(id) {
                printer.settings.fallback = None;
                tx.put_printer(&row_of(printer.id, &printer.settings, position)?)?;
            }
        }
        Ok(())
    })
}

fn place_of(rows: &[PrinterRow], id: Uuid) -> Result<(i64, bool)> {
    let place = rows.iter().position(|row| row.id == id);
    let row = place.and_then(|place| rows.get(place));
    match (place, row) {
        (Some(place), Some(row)) => Ok((row.position, place == 0)),
        _ => Err(PrintError::Unknown(id.to_string()).into()),
    }
}

fn row_of(id: Uuid, settings: &Settings, position: i64) -> Result<PrinterRow> {
    Ok(PrinterRow {
        id,
        name: settings.name.clone(),
        body: serde_json::to_value(settings).map_err(|error| Error::Invalid(error.to_string()))?,
        position,
    })
}

fn note(tx: &Tx<'_>, now: Instant, actor: Actor, kind: &str, row: &PrinterRow) -> Result<()> {
    let _ = tx.append_event(&NewEvent {
        after: Some(json!({ "name": row.name, "printer": row.body })),
        ..event(now, actor, kind, row.id)
    })?;
    Ok(())
}

/// What is wrong with a printer, as far as can be known without asking it; `id` is its own, where it is kept already.
pub fn check(settings: &Settings, id: Option<Uuid>) -> std::result::Result<(), PrintError> {
    checked(settings.clone(), id).map(drop)
}

fn checked(mut settings: Settings, id: Option<Uuid>) -> std::result::Result<Settings, PrintError> {
    settings.name = fields::tidy(&settings.name);
    if settings.name.is_empty() || settings.name.chars().count() > NAME_MAX {
        return Err(PrintError::Name);
    }
    let place = || PrintError::Address(settings.target.place());
    match &settings.target {
        Target::Queue { uri } => ipp::check(uri).map_err(|_| place())?,
        Target::Network { host, port } => {
            let wrong = |c: char| c.is_whitespace() || c.is_control() || c == '/';
            if host.is_empty() || host.contains(wrong) || *port == 0 {
                return Err(place());
            }
        }
        Target::Device { path } | Target::Folder { path } => {
            if !path.is_absolute() {
                return Err(place());
            }
        }
        Target::Spooler { printer } => {
            if printer.trim().is_empty() || printer.contains(char::is_control) {
                return Err(place());
            }
        }
    }
    if settings.target.format() == Format::EscPos && !settings.paper.is_roll() {
        return Err(PrintError::NoRoll(settings.paper.name()));
    }
    if settings
        .dots
        .is_some_and(|dots| !(200..=1200).contains(&dots))
    {
        return Err(PrintError::Dots);
    }
    if settings.right.abs() > OFFSET_MAX || settings.down.abs() > OFFSET_MAX {
        return Err(PrintError::Offset);
    }
    if settings.first_free >= settings.paper.per_page() {
        return Err(PrintError::FirstLabel(settings.paper.per_page()));
    }
    if settings.fallback.is_some() && settings.fallback == id {
        return Err(PrintError::OwnFallback);
    }
    Ok(settings)
}

/// Prints tickets; answers the job. Those that no longer work are refused, and nothing of the order is printed (TX18).
pub fn print(store: &Store, now: Instant, actor: Actor, order: Order) -> Result<Uuid> {
    if order.serials.is_empty() || order.serials.len() > TICKETS_MAX {
        return Err(PrintError::Count.into());
    }
    write(store, move |tx| print_in(tx, now, actor, &order))
}

/// The same inside the transaction that issues the tickets: print on issue.
pub fn print_in(tx: &Tx<'_>, now: Instant, actor: Actor, order: &Order) -> Result<Uuid> {
    let printers = printers_of(tx)?;
    let printer = match order.printer {
        Some(id) => printers.iter().find(|printer| printer.id == id),
        None => printers.first(),
    };
    let printer = printer.ok_or(PrintError::NoPrinter)?;
    let paper = order.paper.unwrap_or(printer.settings.paper);
    if printer.settings.target.format() == Format::EscPos && !paper.is_roll() {
        return Err(PrintError::NoRoll(paper.name()).into());
    }
    let in_range = |first: &usize| (1..=paper.per_page()).contains(first);
    if order.first_label.is_some_and(|first| !in_range(&first)) {
        return Err(PrintError::FirstLabel(paper.per_page()).into());
    }
    let tickets = order
        .serials
        .iter()
        .map(|serial| {
            let ticket = tx.ticket_by_serial(*serial)?;
            if !ticket.may_print(now) {
                return Err(Error::NotPrintable {
                    serial: ticket::serial_text(*serial),
                    status: ticket.status(now).as_str(),
                });
            }
            Ok(ticket.id)
        })
        .collect::<Result<Vec<TicketId>>>()?;
    let body = Body {
        printer: printer.id,
        serials: order.serials.clone(),
        paper: order.paper,
        language: order.language.map(|language| language.tag().to_owned()),
        first: order.first_label.map(|first| first - 1),
        tried: Vec::new(),
    };
    deliveries::enqueue(tx, now, actor, KIND, &tickets, json!(body))
}

/// Notes that the vouchers of these tickets were written to a file: that, too, is how a guest gets one.
pub(super) fn written(
    tx: &Tx<'_>,
    now: Instant,
    serials: Vec<u64>,
    tickets: &[TicketId],
    paper: Paper,
    path: PathBuf,
) -> Result<()> {
    let body = Body {
        printer: FILE,
        serials,
        paper: Some(paper),
        language: None,
        first: None,
        tried: Vec::new(),
    };
    let id = Uuid::now_v7();
    tx.enqueue(&NewDelivery {
        id,
        kind: KIND.to_owned(),
        // About one ticket the row is its own, as those that wait for a printer.
        subject: match tickets {
            [ticket] => ticket.0,
            _ => id,
        },
        body: json!(body),
        created_at: now,
        due_at: now,
    })?;
    if tickets.len() > 1 {
        tx.link_delivery(id, tickets)?;
    }
    // In the same transaction: nobody ever finds it waiting.
    Ok(tx.finish_delivery(id, now, &Answer::File { path }.text())?)
}

/// Where a voucher went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Printed {
    /// To the printer of this name.
    Printer(String),
    /// As a PDF into the data folder: the house has no printer.
    File(PathBuf),
}

/// Prints the voucher of a ticket on the default printer; a house without printers gets a PDF in its folder.
pub fn slip(store: &Store, now: Instant, actor: Actor, serial: u64) -> Result<Printed> {
    let Some(printer) = printers(store)?.into_iter().next() else {
        return vouchers::to_folder(store, now, actor, serial).map(Printed::File);
    };
    let order = Order {
        serials: vec![serial],
        ..Order::default()
    };
    let _ = print(store, now, actor, order)?;
    Ok(Printed::Printer(printer.settings.name))
}

/// The same for a ticket that was just issued: its print job was written with it, where there is a printer.
pub fn slip_of_issued(store: &Store, now: Instant, actor: Actor, serial: u64) -> Result<Printed> {
    match printers(store)?.into_iter().next() {
        Some(printer) => Ok(Printed::Printer(printer.settings.name)),
        None => vouchers::to_folder(store, now, actor, serial).map(Printed::File),
    }
}

/// The newest print jobs, without what was written to files.
pub fn jobs(store: &Store) -> Result<Vec<PrintJob>> {
    let rows = deliveries::newest(store, Some(KIND))?;
    let mut jobs = shown(store, rows)?;
    jobs.retain(|job| job.printer != FILE);
    Ok(jobs)
}

/// The print jobs of a ticket, newest first.
pub fn jobs_of(store: &Store, ticket: TicketId) -> Result<Vec<PrintJob>> {
    let mut rows = deliveries::of_ticket(store, ticket)?;
    rows.retain(|row| row.what.kind == KIND);
    shown(store, rows)
}

/// A print job.
pub fn job(store: &Store, id: Uuid) -> Result<PrintJob> {
    let row = store.read(|reader| Ok(deliveries::delivery(reader, id)))??;
    let missing = || store::Error::not_found(store::What::Delivery, id);
    Ok(shown(store, vec![row])?.pop().ok_or_else(missing)?)
}

fn shown(store: &Store, rows: Vec<Delivery>) -> Result<Vec<PrintJob>> {
    let printers = printers(store)?;
    let job = |row: Delivery| {
        let body: Body = serde_json::from_value(row.what.body).ok()?;
        let printer = printers.iter().find(|printer| printer.id == body.printer);
        Some(PrintJob {
            id: row.what.id,
            serials: body.serials,
            printer: body.printer,
            printer_name: printer.map(|printer| printer.settings.name.clone()),
            created_at: row.what.created_at,
            due_at: row.what.due_at,
            attempts: row.attempts,
            state: row.state,
            in_queue: row.job.is_some(),
            answer: row.answer.and_then(|text| serde_json::from_str(&text).ok()),
        })
    };
    Ok(rows.into_iter().filter_map(job).collect())
}

/// Tries again what waits or failed, on another printer where one is named. What another queue already has is cancelled
/// there first, as [`cancel`] does: it waits for that queue.
pub fn try_again(
    store: &Store,
    now: Instant,
    actor: Actor,
    id: Uuid,
    printer: Option<Uuid>,
) -> Result<Uuid> {
    let (body, row) = store.read(|reader| {
        let moved = moved(reader, id, printer);
        Ok(moved.and_then(|body| Ok((body, deliveries::delivery(reader, id)?))))
    })??;
    if row.state == DeliveryState::UnderWay && row.what.body.get("printer") != body.get("printer") {
        cancel(store, now, actor, id)?;
    }
    deliveries::try_again(store, now, actor, id, Some(body))
}

fn moved(reader: &Reader<'_>, id: Uuid, printer: Option<Uuid>) -> Result<Value> {
    let row = deliveries::delivery(reader, id)?;
    let mut body = body_of(&row)?;
    body.tried.clear();
    if let Some(other) = printer.filter(|other| *other != body.printer) {
        let printer = by_id(reader, other)?;
        let printer = printer.ok_or_else(|| PrintError::Unknown(other.to_string()))?;
        body.printer = printer.id;
        // What lies in the other one is its own.
        body.paper = None;
        body.first = None;
    }
    Ok(json!(body))
}

/// Takes back what is not printed yet. What a queue already has is cancelled there first; a queue that does not say that
/// it let go keeps the job where it is. What is being handed over at this moment is waited for. Where the queue fell silent
/// before it said whether it has the page, and cannot be asked, the job ends as one that may have been printed. Waits some
/// seconds at most.
pub fn cancel(store: &Store, now: Instant, actor: Actor, id: Uuid) -> Result<()> {
    let (row, printer) = at_rest(store, now, id)?;
    if let (Some(job), Some(printer)) = (&row.job, printer)
        && !print::take_back(&printer.settings.target, job).map_err(PrintError::from)?
    {
        return Err(PrintError::NotTakenBack.into());
    }
    if row.state != DeliveryState::UnderWay || row.job.is_some() {
        return deliveries::cancel(store, now, actor, id, Answer::TakenBack.text());
    }
    let answer = Answer::Perhaps {
        detail: String::new(),
    };
    write(store, move |tx| {
        let row = deliveries::delivery(tx, id)?;
        if row.state != DeliveryState::UnderWay || row.job.is_some() {
            // The queue has answered meanwhile.
            return Err(PrintError::NotTakenBack.into());
        }
        tx.end_delivery(id, now, DeliveryState::Failed, &answer.text())?;
        let _ = tx.append_event(&event(now, actor, "delivery.cancelled", id))?;
        carry::note_end(tx, now, &row, DeliveryState::Failed, &answer)
    })
}

/// How long handing over is waited for: what reaching a queue, and its answer, may take.
const HANDING_OVER: Duration = Duration::from_secs(12);
/// How often it is looked at meanwhile.
const LOOK: Duration = Duration::from_millis(50);

/// The job, once nobody is handing it over. Handing over, and asking a queue whether it has the page, goes on from when
/// the row is due until it has another state or another time.
fn at_rest(store: &Store, now: Instant, id: Uuid) -> Result<(Delivery, Option<Printer>)> {
    let begun = std::time::Instant::now();
    loop {
        let (row, printer) = store.read(|reader| Ok(with_printer(reader, id)))??;
        let in_hand = row.state == DeliveryState::UnderWay && row.job.is_none();
        let passed = begun.elapsed();
        let moment = now + TimeDelta::from_std(passed).unwrap_or_default();
        if !in_hand || row.what.due_at > moment {
            return Ok((row, printer));
        }
        if passed > HANDING_OVER {
            return Err(PrintError::NotTakenBack.into());
        }
        std::thread::sleep(LOOK);
    }
}

fn with_printer(reader: &Reader<'_>, id: Uuid) -> Result<(Delivery, Option<Printer>)> {
    let row = deliveries::delivery(reader, id)?;
    let printer = by_id(reader, body_of(&row)?.printer)?;
    Ok((row, printer))
}

fn body_of(row: &Delivery) -> Result<Body> {
    serde_json::from_value(row.what.body.clone()).map_err(|error| Error::Invalid(error.to_string()))
}
