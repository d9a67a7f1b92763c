//! `printer`, and printing on one.

use super::{
    Context, Error, Result,
    args::{LettersArgument, LookArguments, PrinterCommand, PrinterSettings},
    output::columns,
};
use crate::{
    delivery::print::Target,
    services::{
        self, Actor,
        engine::{self, deliveries::carry_out_now},
        messages,
        printing::{self, PrintJob, Printer, Settings},
    },
    store::{DeliveryState, Store},
};
use serde_json::{Value, json};
use std::{
    thread,
    time::{Duration, Instant},
};
use uuid::Uuid;

/// How long a command waits for its page.
const PATIENCE: Duration = Duration::from_secs(15);

impl Context {
    pub(super) fn printer(&self, command: PrinterCommand) -> Result {
        let store = self.store()?;
        let now = services::now();
        match command {
            PrinterCommand::Add { name, settings } => self.add_printer(&store, &name, &settings)?,
            PrinterCommand::Edit {
                name,
                rename,
                settings,
            } => self.edit_printer(&store, &name, rename, &settings)?,
            PrinterCommand::List => {
                let printers = printing::printers(&store)?;
                let rows: Vec<_> = printers
                    .iter()
                    .map(|printer| {
                        vec![
                            printer.settings.name.clone(),
                            printer.settings.target.place(),
                            printer.settings.paper.name().to_owned(),
                            if printer.is_default { "default" } else { "" }.to_owned(),
                        ]
                    })
                    .collect();
                self.output.answer(
                    &printers.iter().map(shape).collect::<Vec<_>>(),
                    columns(&["NAME", "WHERE", "PAPER", ""], &rows),
                )?;
            }
            PrinterCommand::Found { scheduler } => {
                let queues = printing::found(scheduler.as_deref())?;
                let rows: Vec<_> = queues
                    .iter()
                    .map(|queue| {
                        let condition = queue.condition.as_str().to_owned();
                        vec![queue.name.clone(), queue.uri.clone(), condition]
                    })
                    .collect();
                let shapes: Vec<_> = queues
                    .iter()
                    .map(|queue| json!({ "name": queue.name, "uri": queue.uri, "info": queue.info, "condition": queue.condition }))
                    .collect();
                self.output
                    .answer(&shapes, columns(&["NAME", "WHERE", "STATE"], &rows))?;
            }
            PrinterCommand::Status { name } => {
                let printer = printing::by_name(&store, &name)?;
                let status = printing::status(&printer.settings.target).map_err(|failure| {
                    services::Error::from(printing::PrintError::from(failure))
                })?;
                let said = format!("{}: {}", printer.settings.name, status.condition.as_str());
                let value = json!({ "name": printer.settings.name, "condition": status.condition, "detail": status.detail });
                self.output.answer(&value, said)?;
            }
            PrinterCommand::Test { name } => {
                let printer = printing::by_name(&store, &name)?;
                let job = printing::test_print(&store, now, Actor::Cli, printer.id)?;
                let job = self.wait_for(&store, job)?;
                self.output.answer(&job_shape(&job), said(&job))?;
            }
            PrinterCommand::Remove { name } => {
                let printer = printing::by_name(&store, &name)?;
                printing::remove(&store, now, Actor::Cli, printer.id)?;
                let said = format!("removed printer {}", printer.settings.name);
                self.output.answer(&shape(&printer), said)?;
            }
            PrinterCommand::Jobs => {
                let jobs = printing::jobs(&store)?;
                let lines: Vec<_> = jobs.iter().map(said).collect();
                let shapes: Vec<_> = jobs.iter().map(job_shape).collect();
                self.output.answer(&shapes, lines.join("\n"))?;
            }
            PrinterCommand::Again { job, printer } => {
                let printer = match printer {
                    Some(name) => Some(printing::by_name(&store, &name)?.id),
                    None => None,
                };
                let job = printing::try_again(&store, now, Actor::Cli, job, printer)?;
                let job = self.wait_for(&store, job)?;
                self.output.answer(&job_shape(&job), said(&job))?;
            }
            PrinterCommand::Cancel { job } => {
                printing::cancel(&store, now, Actor::Cli, job)?;
                let job = printing::job(&store, job)?;
                self.output.answer(&job_shape(&job), said(&job))?;
            }
            PrinterCommand::Look(arguments) => self.look(&store, arguments)?,
        }
        Ok(())
    }

    fn add_printer(&self, store: &Store, name: &str, settings: &PrinterSettings) -> Result {
        let target = target(settings)?.ok_or_else(|| {
            Error::Refused(
                "say where the printer is: --queue URI, --address HOST[:PORT], --device FILE or --folder DIR".to_owned(),
            )
        })?;
        let new = changed(store, Settings::new(name, target), settings)?;
        let printer = printing::add(store, services::now(), Actor::Cli, new)?;
        self.answer_printer(store, printer, settings.default, "added")
    }

    fn edit_printer(
        &self,
        store: &Store,
        name: &str,
        rename: Option<String>,
        settings: &PrinterSettings,
    ) -> Result {
        let printer = printing::by_name(store, name)?;
        let mut wanted = printer.settings;
        if let Some(target) = target(settings)? {
            wanted.target = target;
        }
        wanted.name = rename.unwrap_or(wanted.name);
        let wanted = changed(store, wanted, settings)?;
        let printer = printing::change(store, services::now(), Actor::Cli, printer.id, wanted)?;
        self.answer_printer(store, printer, settings.default, "changed")
    }

    fn answer_printer(
        &self,
        store: &Store,
        mut printer: Printer,
        default: bool,
        done: &str,
    ) -> Result {
        if default {
            printing::make_default(store, services::now(), Actor::Cli, printer.id)?;
            printer.is_default = true;
        }
        let said = format!("{done} printer {}", printer.settings.name);
        self.output.answer(&shape(&printer), said)?;
        Ok(())
    }

    fn look(&self, store: &Store, arguments: LookArguments) -> Result {
        let now = services::now();
        let mut look = printing::look(store)?;
        look.headline = arguments.headline.unwrap_or(look.headline);
        look.footer = arguments.footer.unwrap_or(look.footer);
        look.join_code = arguments.join_code.unwrap_or(look.join_code);
        look.login_code = arguments.login_code.unwrap_or(look.login_code);
        look.price = arguments.price.unwrap_or(look.price);
        look.guest = arguments.guest.unwrap_or(look.guest);
        look.paper = arguments.paper.unwrap_or(look.paper);
        if let Some(lang) = arguments.lang {
            look.language = Some(lang.tag().to_owned());
        }
        if let Some(file) = arguments.logo {
            printing::set_logo_file(store, now, Actor::Cli, &file)?;
        } else if arguments.no_logo {
            printing::set_logo(store, now, Actor::Cli, None)?;
        }
        printing::set_look(store, now, Actor::Cli, look)?;
        let look = printing::look(store)?;
        let mut value = serde_json::to_value(&look).unwrap_or_default();
        if let Value::Object(map) = &mut value {
            let _ = map.insert("logo".to_owned(), look.has_logo.into());
        }
        self.output.answer(&value, value.to_string())?;
        Ok(())
    }

    /// Carries deliveries out where no engine runs that would do it.
    pub(super) fn carry_out_without_engine<'a>(
        &self,
        store: &Store,
        deliveries: impl IntoIterator<Item = &'a Uuid>,
    ) -> Result {
        let mut deliveries = deliveries.into_iter().peekable();
        if deliveries.peek().is_none() {
            return Ok(());
        }
        let lock = match engine::hold(&self.folder) {
            Ok(lock) => lock,
            Err(engine::Error::AlreadyRunning) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        for delivery in deliveries {
            let row = carry_out_now(store, *delivery, PATIENCE)?;
            if matches!(row.state, DeliveryState::Waiting | DeliveryState::Failed) {
                tell_undone(store, *delivery)?;
            }
        }
        drop(lock);
        Ok(())
    }

    /// Waits until a page is out or is known to wait: the running engine prints it, else this command does.
    pub(super) fn wait_for(&self, store: &Store, job: Uuid) -> Result<PrintJob> {
        match engine::hold(&self.folder) {
            Ok(lock) => {
                let _ = carry_out_now(store, job, PATIENCE)?;
                drop(lock);
            }
            Err(engine::Error::AlreadyRunning) => {
                let begun = Instant::now();
                while begun.elapsed() < PATIENCE {
                    let job = printing::job(store, job)?;
                    if job.state.is_over() || job.attempts > 0 {
                        break;
                    }
                    thread::sleep(Duration::from_millis(20));
                }
            }
            Err(error) => return Err(error.into()),
        }
        Ok(printing::job(store, job)?)
    }
}

fn target(settings: &PrinterSettings) -> Result<Option<Target>> {
    if let Some(uri) = &settings.queue {
        return Ok(Some(Target::Queue { uri: uri.clone() }));
    }
    if let Some(address) = &settings.address {
        return Target::network(address).map(Some).ok_or_else(|| {
            Error::Refused(format!("{address} is no address: write HOST or HOST:PORT"))
        });
    }
    if let Some(path) = &settings.device {
        return Ok(Some(Target::Device { path: path.clone() }));
    }
    if let Some(printer) = settings.spooler.clone() {
        return Ok(Some(Target::Spooler { printer }));
    }
    Ok(settings.folder.clone().map(|path| Target::Folder { path }))
}

fn changed(store: &Store, mut to: Settings, by: &PrinterSettings) -> Result<Settings> {
    if let Some(paper) = by.paper.filter(|paper| *paper != to.paper) {
        to.paper = paper;
        // Another paper begins with its first label.
        to.first_free = 0;
    }
    if let Some(label) = by.next_label {
        let most = to.paper.per_page();
        let first = label.checked_sub(1).filter(|first| *first < most);
        to.first_free = first.ok_or(services::Error::from(printing::PrintError::FirstLabel(
            most,
        )))?;
    }
    match by.letters {
        Some(LettersArgument::Drawn) => to.letters = None,
        Some(LettersArgument::Own(letters)) => to.letters = Some(letters),
        None => {}
    }
    to.dots = by.dots.or(to.dots);
    to.cut = by.cut.unwrap_or(to.cut);
    to.drawer = by.drawer.unwrap_or(to.drawer);
    to.right = by.right.unwrap_or(to.right);
    to.down = by.down.unwrap_or(to.down);
    if let Some(name) = &by.fallback {
        to.fallback = if name.is_empty() {
            None
        } else {
            Some(printing::by_name(store, name)?.id)
        };
    }
    Ok(to)
}

fn shape(printer: &Printer) -> Value {
    let mut value = serde_json::to_value(&printer.settings).unwrap_or_default();
    if let Value::Object(map) = &mut value {
        let _ = map.insert("id".to_owned(), json!(printer.id));
        let _ = map.insert("name".to_owned(), json!(printer.settings.name));
        let _ = map.insert("default".to_owned(), json!(printer.is_default));
    }
    value
}

pub(super) fn job_shape(job: &PrintJob) -> Value {
    json!({
        "delivery": job.id,
        "printer": job.printer_name,
        "tickets": job.serials.len(),
        "state": job.state,
        "attempts": job.attempts,
        "answer": job.answer,
    })
}

/// Tells what became of a delivery that is not out: the ticket is issued all the same (TX30).
fn tell_undone(store: &Store, id: Uuid) -> Result {
    let messages = messages::list(store, None)?;
    let said = match messages.iter().find(|message| message.id == id) {
        Some(message) => format!(
            "{} to {}: {} {}",
            message.channel.as_str(),
            message.address,
            message.state.as_str(),
            super::message::said(message)
        ),
        None => said(&printing::job(store, id)?),
    };
    tracing::warn!("not delivered: {said}");
    Ok(())
}

pub(super) fn said(job: &PrintJob) -> String {
    let printer = job.printer_name.as_deref().unwrap_or("-");
    let answer = job
        .answer
        .as_ref()
        .map(printing::Answer::code)
        .unwrap_or_default();
    let state = match job.state {
        DeliveryState::Waiting => "waits",
        state => state.as_str(),
    };
    format!("{}  {printer}: {state} {answer}", job.id)
}
