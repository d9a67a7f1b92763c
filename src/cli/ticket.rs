//! `ticket`.

mod account;
mod issue;

pub(super) use account::AccountCommand;

use super::{
    Context, Error, Result,
    args::{
        ExportArguments, ExportForm, FilterArguments, ListArguments, PrintArguments, PrintTo,
        Serial, TicketCommand, When,
    },
    output::{columns, facts},
    printer,
};
use crate::{
    domain::{
        account::Credentials,
        mac::Mac,
        maker::Maker,
        session::Session,
        ticket::{self, Ticket},
        time::{self, Instant, Zone},
    },
    services::{
        self, Actor, batches, cancel, explain, export,
        gateways::link::{self, AtGateway},
        printing, tickets, vouchers,
    },
    store::{Filter, Page, Store},
};
use chrono::{SecondsFormat, TimeDelta};
use serde_json::{Value, json};
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

impl Context {
    pub(super) fn ticket(&self, command: TicketCommand) -> Result {
        match command {
            TicketCommand::Issue(arguments) => self.issue(arguments),
            TicketCommand::List(arguments) => self.list(arguments),
            TicketCommand::Show { serial } => self.show(serial.0),
            TicketCommand::Cancel { serials, reason } => self.cancel(&serials, reason),
            TicketCommand::Quote(arguments) => self.quote(arguments),
            TicketCommand::Export(arguments) => self.export(arguments),
            TicketCommand::Batch(command) => self.batch(command),
            TicketCommand::Print(arguments) => self.print(&arguments),
            TicketCommand::Send(arguments) => self.send(&arguments),
            TicketCommand::Account(command) => self.account(command),
        }
    }

    fn list(&self, arguments: ListArguments) -> Result {
        let store = self.store()?;
        let now = services::now();
        let zone = store.read(|reader| reader.location())?.zone;
        let (after, limit) = (arguments.after.map(|serial| serial.0), arguments.limit);
        let filter = filter(&store, arguments.filter, now, zone)?;
        let rows = store.read(|reader| {
            let page = reader.page(&filter, now, after.map_or(Page::First, Page::After), limit)?;
            page.into_iter()
                .map(|row| Ok((reader.credentials(row.ticket.id)?, row)))
                .collect::<crate::store::Result<Vec<_>>>()
        })?;
        let shapes: Vec<_> = rows
            .iter()
            .map(|(credentials, row)| shape(&row.ticket, credentials, &row.product, now, zone))
            .collect();
        let lines: Vec<_> = rows
            .iter()
            .map(|(credentials, row)| {
                let ticket = &row.ticket;
                let created = explain::local(ticket.created_at, zone);
                vec![
                    ticket::serial_text(ticket.serial),
                    created,
                    ticket.user_id.clone(),
                    ticket.kind.to_string(),
                    ticket.status(now).to_string(),
                    ticket.connections.to_string(),
                    spoken(credentials),
                ]
            })
            .collect();
        self.output.answer(
            &shapes,
            columns(
                &[
                    "SERIAL",
                    "CREATED",
                    "USER ID",
                    "TYPE",
                    "STATUS",
                    "CONNECTIONS",
                    "CODE",
                ],
                &lines,
            ),
        )?;
        Ok(())
    }

    fn show(&self, serial: u64) -> Result {
        let store = self.store()?;
        let now = services::now();
        let zone = store.read(|reader| reader.location())?.zone;
        let detail = tickets::detail(&store, now, serial)?;
        let mut value = shape(
            &detail.ticket,
            &detail.credentials,
            &detail.product.code,
            now,
            zone,
        );
        let sessions: Vec<_> = detail
            .sessions
            .iter()
            .map(|session| session_shape(session, zone))
            .collect();
        let words = crate::i18n::Language::English.words();
        let refusals: Vec<_> = detail
            .refusals
            .iter()
            .map(|refused| json!({ "at": rfc3339(refused.at, zone), "mac": refused.mac.map(|mac| mac.to_string()), "refusal": refused.reason, "sentence": explain::sentence_for_desk(words, &refused.reason, zone) }))
            .collect();
        let fields = store.read(|reader| reader.fields(detail.ticket.id))?;
        if let Value::Object(map) = &mut value {
            let _ = map.insert("ticket_type".to_owned(), json!(detail.ticket_type));
            let _ = map.insert(
                "valid_until".to_owned(),
                json!(detail.ticket.valid_until.map(|at| rfc3339(at, zone))),
            );
            let _ = map.insert("fields".to_owned(), json!(fields));
        }
        let mut text = facts(&value);
        for session in &detail.sessions {
            let device = session.mac.map_or_else(
                || session.calling_station_id.clone(),
                |mac| match Maker::of(mac) {
                    Maker::Named(name) => format!("{mac} ({name})"),
                    Maker::Random => format!("{mac} (random address)"),
                    Maker::Unknown => mac.to_string(),
                },
            );
            let ended = session
                .ended_at
                .map_or_else(|| "on line".to_owned(), |at| explain::local(at, zone));
            // Writing to a String cannot fail.
            let _ = write!(
                text,
                "\n{} to {ended}, {device}, {} s",
                explain::local(session.started_at, zone),
                session.seconds
            );
        }
        if let Value::Object(map) = &mut value {
            let _ = map.insert("sessions".to_owned(), Value::Array(sessions));
            let _ = map.insert("refusals".to_owned(), Value::Array(refusals));
            let gateways = link::of_ticket(&store, detail.ticket.id)?;
            let shapes = gateways.iter().map(|(name, at)| at_gateway(name, at));
            let _ = map.insert("gateways".to_owned(), shapes.collect());
            for (name, at) in &gateways {
                if let Some(sentence) = link::sentence(words, name, at) {
                    text.push('\n');
                    text.push_str(&sentence);
                }
            }
        }
        self.output.answer(&value, text)?;
        Ok(())
    }

    fn cancel(&self, serials: &[Serial], reason: Option<String>) -> Result {
        let store = self.store()?;
        let now = services::now();
        let [Serial(serial)] = *serials else {
            let serials = serials.iter().map(|serial| serial.0).collect();
            let done =
                batches::cancel_many(&store, now, Actor::Cli, serials, reason, &mut |_| true)?;
            return self.answer_cancelled(&done);
        };
        let zone = store.read(|reader| reader.location())?.zone;
        let ticket = cancel::cancel(&store, now, Actor::Cli, serial, reason)?;
        let (credentials, product) = store.read(|reader| {
            Ok((
                reader.credentials(ticket.id)?,
                reader.product(ticket.product)?,
            ))
        })?;
        self.output.answer(
            &shape(&ticket, &credentials, &product.code, now, zone),
            format!("cancelled {}", ticket::serial_text(serial)),
        )?;
        Ok(())
    }

    fn export(&self, arguments: ExportArguments) -> Result {
        let store = self.store()?;
        let now = services::now();
        let zone = store.read(|reader| reader.location())?.zone;
        let filter = filter(&store, arguments.filter, now, zone)?;
        let (form, file) = export_form(&arguments.form);
        let rows = export::tickets(
            &store,
            now,
            Actor::Cli,
            &filter,
            arguments.form.lang,
            form,
            file,
            &mut |_| true,
        )?;
        self.output.answer(
            &json!({ "file": file, "tickets": rows }),
            format!("{rows} tickets written"),
        )?;
        Ok(())
    }

    fn print(&self, arguments: &PrintArguments) -> Result {
        let store = self.store()?;
        let serials: Vec<u64> = arguments.serials.iter().map(|serial| serial.0).collect();
        let Some(file) = &arguments.png else {
            return self.print_to(&store, serials, &arguments.to, &[]);
        };
        let [serial] = serials.as_slice() else {
            return Err(Error::Refused(
                "a PNG holds one ticket; use --pdf for several".to_owned(),
            ));
        };
        let paper = arguments.to.paper.unwrap_or_default();
        let (now, language) = (services::now(), arguments.to.lang);
        let printed = vouchers::to_png(&store, now, Actor::Cli, *serial, paper, language, file)?;
        self.output.answer(
            &json!({ "file": file, "tickets": printed }),
            format!("{printed} printed"),
        )?;
        Ok(())
    }

    /// Prints these; `left_out` are those that no longer work, which is said with the answer.
    fn print_to(
        &self,
        store: &Store,
        serials: Vec<u64>,
        to: &PrintTo,
        left_out: &[(u64, services::Error)],
    ) -> Result {
        let (mut value, mut text) = if let Some(name) = &to.printer {
            let order = printing::Order {
                serials,
                printer: Some(printing::by_name(store, name)?.id),
                paper: to.paper,
                language: to.lang,
                first_label: to.first_label,
            };
            let job = printing::print(store, services::now(), Actor::Cli, order)?;
            let job = self.wait_for(store, job)?;
            (printer::job_shape(&job), printer::said(&job))
        } else {
            let (file, printed) = print_to_file(store, &serials, to)?;
            let value = json!({ "file": file, "tickets": printed });
            (value, format!("{printed} printed"))
        };
        if let (Value::Object(map), false) = (&mut value, left_out.is_empty()) {
            let serials = left_out
                .iter()
                .map(|(serial, _)| ticket::serial_text(*serial));
            let _ = map.insert("left_out".to_owned(), serials.collect());
        }
        for (_, why) in left_out {
            // Writing to a String cannot fail.
            let _ = write!(text, "\n{why}");
        }
        self.output.answer(&value, text)?;
        Ok(())
    }
}

fn print_to_file<'a>(
    store: &Store,
    serials: &[u64],
    to: &'a PrintTo,
) -> Result<(&'a PathBuf, usize)> {
    let (now, actor) = (services::now(), Actor::Cli);
    let (paper, language) = (to.paper.unwrap_or_default(), to.lang);
    if let Some(file) = &to.pdf {
        let first = to.first_label.unwrap_or(1);
        let printed =
            vouchers::to_pdf_from(store, now, actor, serials, paper, language, first, file)?;
        return Ok((file, printed));
    }
    let Some(file) = &to.escpos else {
        return Err(Error::Refused(
            "say where to print: --printer NAME, --pdf FILE or --escpos FILE".to_owned(),
        ));
    };
    let printed = vouchers::to_escpos(store, now, actor, serials, paper, language, file)?;
    Ok((file, printed))
}

fn filter(store: &Store, arguments: FilterArguments, now: Instant, zone: Zone) -> Result<Filter> {
    let from = |when: Option<When>| when.map(|when| start(when, zone));
    let to = |when: Option<When>| when.map(|when| end(when, zone));
    Ok(Filter {
        serial: arguments.serial.map(|serial| serial.0),
        created_from: from(arguments.created_from),
        created_before: to(arguments.created_to),
        user_id: arguments.user_id,
        kind: arguments.kind,
        status: arguments.status,
        connections: arguments.connections.map(|count| count..=count),
        first_login_from: from(arguments.first_login_from),
        first_login_before: to(arguments.first_login_to),
        username: arguments.username,
        devices: arguments.devices,
        batch: arguments
            .batch
            .map(|name| batches::get(store, now, &name))
            .transpose()?
            .map(|batch| batch.id),
        source: arguments.source,
        listed: arguments.listed.into(),
    })
}

/// In which form to write, and where to.
pub(super) fn export_form(arguments: &ExportForm) -> (export::Form, &Path) {
    match (&arguments.xlsx, &arguments.csv) {
        (Some(file), _) => (export::Form::Xlsx, file),
        (None, file) => (
            export::Form::Csv {
                byte_order_mark: arguments.bom,
            },
            file.as_deref().unwrap_or_else(|| Path::new("")),
        ),
    }
}

/// A date means its whole local day, at either end of a range.
pub(super) fn start(when: When, zone: Zone) -> Instant {
    match when {
        When::Instant(at) => at,
        When::Date(date) => time::start_of_day(date, zone),
    }
}

/// The first instant after the range: an instant itself belongs to it.
pub(super) fn end(when: When, zone: Zone) -> Instant {
    match when {
        When::Instant(at) => at + TimeDelta::milliseconds(1),
        When::Date(date) => time::start_of_day(time::add_days(date, 1), zone),
    }
}

/// The ticket's JSON (DESIGN 5).
pub(super) fn shape(
    ticket: &Ticket,
    credentials: &Credentials,
    product: &str,
    now: Instant,
    zone: Zone,
) -> Value {
    let at = |instant: Option<Instant>| instant.map(|instant| rfc3339(instant, zone));
    json!({
        "serial": ticket::serial_text(ticket.serial),
        "created_at": rfc3339(ticket.created_at, zone),
        "user_id": ticket.user_id,
        "type": ticket.kind,
        "source": ticket.source,
        "status": ticket.status(now),
        "connections": ticket.connections,
        "username": credentials.username,
        "password": credentials.password,
        "code": credentials.is_code().then_some(&credentials.username),
        "first_login_at": at(ticket.first_login_at),
        "expires_at": at(ticket.expires_at),
        "valid_from": at(ticket.valid_from),
        "use_by": at(ticket.use_by),
        "cancelled_at": at(ticket.cancelled_at),
        "devices": ticket.devices,
        "session_seconds": ticket.session_seconds,
        "upload_bytes": ticket.upload_bytes,
        "download_bytes": ticket.download_bytes,
        "price": ticket.price.to_decimal_string(),
        "currency": ticket.price.currency.to_string(),
        "product": product,
    })
}

fn session_shape(session: &Session, zone: Zone) -> Value {
    json!({
        "id": session.id,
        "gateway": session.gateway,
        "nas": session.nas,
        "mac": session.mac.map(|mac| mac.to_string()),
        "maker": session.mac.and_then(|mac| Maker::of(mac).name()),
        "random_address": session.mac.map(Mac::is_random),
        "ip": session.ip,
        "started_at": rfc3339(session.started_at, zone),
        "ended_at": session.ended_at.map(|at| rfc3339(at, zone)),
        "cause": session.cause,
        "seconds": session.seconds,
        "upload_bytes": session.upload,
        "download_bytes": session.download,
        "disconnect": session.disconnect,
    })
}

/// RFC 3339 with the offset of the Location.
pub(super) fn rfc3339(at: Instant, zone: Zone) -> String {
    at.with_timezone(&zone)
        .to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

/// What the guest types, on one line.
fn spoken(credentials: &Credentials) -> String {
    if credentials.is_code() {
        credentials.username.clone()
    } else {
        format!("{} / {}", credentials.username, credentials.password)
    }
}

/// Where a ticket stands at a gateway that keeps tickets.
fn at_gateway(name: &str, at: &AtGateway) -> Value {
    let (state, failure) = match at {
        AtGateway::There => ("there", None),
        AtGateway::Away { failure, .. } => ("away", Some(failure)),
        AtGateway::NotPushed => ("not_pushed", None),
        AtGateway::Waits { failure, .. } => ("waits", failure.as_ref().map(|(why, _)| why)),
        AtGateway::Refused(failure) => ("refused", Some(failure)),
    };
    json!({ "gateway": name, "state": state, "failure": failure.map(ToString::to_string) })
}
