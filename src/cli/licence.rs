//! `licence`: its arguments, and the Location's side.

mod issuing;
mod shapes;

use super::{Context, Result, args::When, output::columns, ticket::rfc3339};
use crate::{
    domain::{location::Sector, time::Instant},
    i18n::Language,
    services::{
        self, Actor,
        explain::local,
        files,
        licences::{
            self, Asked, Filter, Installation, Kind, Overview, Payment, Signed, Status,
            distributor, document,
        },
    },
    store::Store,
};
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};
use std::{
    fs::File,
    io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _},
    path::{Path, PathBuf},
};
use uuid::Uuid;
use zeroize::Zeroizing;

#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one of it in a process")]
pub(super) enum LicenceCommand {
    /// Make a request for a licence of this Location; what was asked for before stays as it is.
    Request(RequestArguments),
    /// Enter a licence: its number, its file, its PDF, or `-` to read one of them from standard input.
    Provision {
        /// The number in quotation marks, or the name of a file.
        key: String,
    },
    /// How the licence of this Location stands.
    Status,
    /// The licences of all Locations known here, with their ends.
    List(ListArguments),
    /// Force Access denied: no guest is let in, nothing is issued.
    Deny {
        /// Why, for whoever reads the log.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Lift Access denied.
    Allow {
        /// Why, likewise.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// The six notices of the end: sent, missed, to come.
    Notices,
    /// Make a report for the distributor: how the licence of this Location stands.
    Report {
        /// Write it into this file.
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// The distributor's key and contacts.
    #[command(subcommand)]
    Key(KeyCommand),
    /// Distributor: take a request in: its number, its file, its PDF, or `-`.
    Receive {
        /// The number in quotation marks, or the name of a file.
        request: String,
    },
    /// Distributor: the requests that came in.
    Requests,
    /// Distributor: issue the licence that answers a request. Reads the passphrase from standard input.
    Issue(IssueArguments),
    /// Distributor: issue a renewal to a Location that has a licence. Reads the passphrase from standard input.
    Renew {
        /// Id or name of the Location, from `licence list`.
        location: String,
        /// Length of the renewal, 1 to 5.
        #[arg(long, default_value = "1")]
        years: String,
        #[command(flatten)]
        files: Files,
    },
    /// Distributor: a licence that was issued, once more.
    Show {
        /// Its id.
        id: Uuid,
        #[command(flatten)]
        files: Files,
    },
    /// Distributor: take in the report of a Location.
    TakeReport {
        /// The number in quotation marks, the name of a file, or `-`.
        report: String,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum KeyCommand {
    /// Make the key. Reads its passphrase from standard input.
    Create(ContactArguments),
    /// Name, contacts and public key.
    Show,
    /// Change name or contacts; what is left out stays as it is.
    Contact(ContactArguments),
    /// Change the passphrase. Reads the old one and the new one from standard input, a line each.
    Passphrase,
    /// Write what installations need to trust this key: the content of distributors.json.
    Trust {
        /// Write it into this file.
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(super) struct ContactArguments {
    /// As on the licences.
    #[arg(long)]
    name: Option<String>,
    /// Mail address for renewals.
    #[arg(long)]
    email: Option<String>,
    /// Telephone for renewals.
    #[arg(long)]
    phone: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PaymentArgument {
    Monthly,
    Annual,
}

impl From<PaymentArgument> for Payment {
    fn from(argument: PaymentArgument) -> Self {
        match argument {
            PaymentArgument::Monthly => Self::Monthly,
            PaymentArgument::Annual => Self::Annual,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum KindArgument {
    First,
    Renewal,
    Move,
}

impl From<KindArgument> for Kind {
    fn from(argument: KindArgument) -> Self {
        match argument {
            KindArgument::First => Self::First,
            KindArgument::Renewal => Self::Renewal,
            KindArgument::Move => Self::Move,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct RequestArguments {
    /// The partner or integrator.
    #[arg(long)]
    partner: Option<String>,
    /// Mail address of the partner; notices go there.
    #[arg(long)]
    partner_email: Option<String>,
    /// Mail address of the house; notices go there.
    #[arg(long)]
    client_email: Option<String>,
    /// The distributor or wholesaler.
    #[arg(long)]
    distributor: Option<String>,
    /// Length of the contract, 1 to 5.
    #[arg(long)]
    years: Option<String>,
    /// Form of payment.
    #[arg(long, value_enum)]
    payment: Option<PaymentArgument>,
    /// Rooms, where the Location has other than those to be covered.
    #[arg(long, conflicts_with = "aps")]
    rooms: Option<u32>,
    /// Access points, likewise.
    #[arg(long)]
    aps: Option<u32>,
    /// An advanced module, as sms; several times for several. They replace those of before.
    #[arg(long = "module", value_name = "NAME")]
    modules: Vec<String>,
    /// What is wanted; a first licence, or a renewal where there is one.
    #[arg(long, value_enum)]
    kind: Option<KindArgument>,
    #[command(flatten)]
    files: Files,
}

#[derive(Debug, Args)]
pub(super) struct Files {
    /// Write the paper into this file.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Write it as PDF, with its number as text and QR code.
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
    /// Write its QR code as PNG.
    #[arg(long, value_name = "FILE")]
    qr: Option<PathBuf>,
    /// Language of the PDF.
    #[arg(long)]
    lang: Option<Language>,
}

#[derive(Debug, Args)]
pub(super) struct IssueArguments {
    /// Id of a request that came in, the name of its file, or its number.
    #[arg(long)]
    request: String,
    /// First licence, renewal or move; as asked for where it is left out.
    #[arg(long, value_enum)]
    kind: Option<KindArgument>,
    /// Length of the contract, 1 to 5; as asked for where it is left out.
    #[arg(long)]
    years: Option<String>,
    /// Begin on this date or at this instant, and not with the connection of devices.
    #[arg(long, value_name = "WHEN")]
    from: Option<When>,
    /// Distinct devices that start the term.
    #[arg(long, value_name = "N", conflicts_with = "from")]
    devices: Option<u16>,
    /// Rooms that it covers.
    #[arg(long, conflicts_with = "aps")]
    rooms: Option<u32>,
    /// Access points that it covers.
    #[arg(long)]
    aps: Option<u32>,
    /// An advanced module; several times for several. They replace those asked for.
    #[arg(long = "module", value_name = "NAME")]
    modules: Vec<String>,
    /// No advanced modules.
    #[arg(long, conflicts_with = "modules")]
    no_modules: bool,
    /// Form of payment.
    #[arg(long, value_enum)]
    payment: Option<PaymentArgument>,
    /// More than it covers closes issuing, two weeks after the first warning.
    #[arg(long)]
    binds: bool,
    /// In the place of a first licence that was never entered.
    #[arg(long)]
    again: bool,
    #[command(flatten)]
    files: Files,
}

#[derive(Debug, Args)]
pub(super) struct ListArguments {
    /// LICENSE STATUS: `pending_provision`, `pending_start`, `in_use`, `access_denied` or `contract_finalized`.
    #[arg(long)]
    status: Option<Status>,
    /// Ends on this local date or later.
    #[arg(long, value_name = "DATE")]
    ends_from: Option<NaiveDate>,
    /// Ends on this local date or earlier.
    #[arg(long, value_name = "DATE")]
    ends_to: Option<NaiveDate>,
    /// Write the list as CSV.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

impl Context {
    pub(super) fn licence(&self, command: LicenceCommand) -> Result {
        let store = self.store()?;
        let now = services::now();
        let here = Installation::of_system();
        match command {
            LicenceCommand::Request(arguments) => self.licence_request(&store, &here, arguments),
            LicenceCommand::Provision { key } => {
                let given = given(&key)?;
                let overview = licences::provision(&store, &here, now, Actor::Cli, &given)?;
                self.licence_overview(&overview, now)
            }
            LicenceCommand::Status => {
                self.licence_overview(&licences::overview(&store, &here, now)?, now)
            }
            LicenceCommand::List(arguments) => self.licence_list(&store, &arguments, now),
            LicenceCommand::Deny { ref reason } | LicenceCommand::Allow { ref reason } => {
                let denied = matches!(command, LicenceCommand::Deny { .. });
                let _ = licences::deny(&store, &here, now, Actor::Cli, denied, reason)?;
                self.licence_overview(&licences::overview(&store, &here, now)?, now)
            }
            LicenceCommand::Notices => self.licence_notices(&store, now),
            LicenceCommand::Report { file } => {
                let signed = licences::report(&store, now)?;
                let files = Files {
                    file,
                    pdf: None,
                    qr: None,
                    lang: None,
                };
                let answer = hand_over(&signed, &files, None)?;
                Ok(self.output.answer(&answer, signed.number())?)
            }
            LicenceCommand::Key(command) => self.licence_key(&store, command, now),
            LicenceCommand::Receive { request } => {
                let given = given(&request)?;
                let incoming = distributor::receive(&store, now, Actor::Cli, &given)?;
                let text = format!(
                    "the request of {} is taken in as {}",
                    incoming.request.location_name, incoming.request.id
                );
                Ok(self
                    .output
                    .answer(&shapes::incoming_shape(&incoming), text)?)
            }
            LicenceCommand::Requests => {
                let all = distributor::requests(&store)?;
                let shapes: Vec<_> = all.iter().map(shapes::incoming_shape).collect();
                let rows: Vec<_> = all.iter().map(shapes::incoming_row).collect();
                let head = [
                    "ID", "LOCATION", "WANTS", "YEARS", "COVERS", "PARTNER", "ANSWERED",
                ];
                Ok(self.output.answer(&shapes, columns(&head, &rows))?)
            }
            LicenceCommand::Issue(arguments) => self.licence_issue(&store, arguments, now),
            LicenceCommand::Renew {
                location,
                years,
                files,
            } => {
                let id = issuing::located(&store, &location, now)?;
                let years = issuing::years_of(&years)?;
                let passphrase = passphrase("passphrase of the distributor's key")?;
                let signed = distributor::renew(&store, now, Actor::Cli, id, years, &passphrase)?;
                self.licence_issued(&store, &signed, &files)
            }
            LicenceCommand::Show { id, files } => {
                let signed = distributor::issued(&store, id)?;
                self.licence_issued(&store, &signed, &files)
            }
            LicenceCommand::TakeReport { report } => {
                let given = given(&report)?;
                let report = distributor::take_report(&store, now, Actor::Cli, &given)?;
                Ok(self.output.answer(
                    &report,
                    format!("the report of {} is taken in", report.location),
                )?)
            }
        }
    }

    fn licence_request(
        &self,
        store: &Store,
        here: &Installation,
        arguments: RequestArguments,
    ) -> Result {
        let mut asked = licences::prefill(store)?;
        put(&mut asked.partner, arguments.partner);
        put(&mut asked.partner_email, arguments.partner_email);
        put(&mut asked.client_email, arguments.client_email);
        put(&mut asked.distributor, arguments.distributor);
        put(&mut asked.years, arguments.years);
        asked.payment = arguments.payment.map(Into::into).or(asked.payment);
        let sector = store.read(|reader| reader.location())?.sector;
        asked.count = match sector {
            Sector::Hospitality => arguments.rooms,
            Sector::Other => arguments.aps,
        };
        if !arguments.modules.is_empty() {
            asked.modules = arguments.modules;
        }
        let asked = Asked {
            kind: arguments.kind.map(Into::into).or(asked.kind),
            ..asked
        };
        let now = services::now();
        let signed = licences::request(store, here, now, Actor::Cli, asked)?;
        let language = language(store, arguments.files.lang)?;
        let pdf = match &arguments.files.pdf {
            Some(_) => Some(document::request(&signed, language)?),
            None => None,
        };
        let mut answer = hand_over(&signed, &arguments.files, pdf)?;
        merge(
            &mut answer,
            json!({
                "request": signed.content.id,
                "location": signed.content.location,
                "kind": signed.content.kind,
            }),
        );
        let text = format!(
            "request {}\n{}\nGive the distributor this number, its file or its PDF.",
            signed.content.id,
            signed.number()
        );
        Ok(self.output.answer(&answer, text)?)
    }

    fn licence_list(&self, store: &Store, arguments: &ListArguments, now: Instant) -> Result {
        let filter = Filter {
            status: arguments.status,
            ends_from: arguments.ends_from,
            ends_to: arguments.ends_to,
        };
        let rows = licences::list(store, now, &filter)?;
        if let Some(file) = &arguments.csv {
            files::write(file, &distributor::csv(&rows)?)?;
        }
        let shapes: Vec<_> = rows.iter().map(shapes::listed_shape).collect();
        let lines: Vec<_> = rows
            .iter()
            .map(|row| {
                vec![
                    row.name.clone(),
                    row.status.to_string(),
                    row.ends_at
                        .map_or_else(String::new, |at| local(at, row.zone)),
                    row.location.to_string(),
                ]
            })
            .collect();
        let head = ["LOCATION", "STATUS", "ENDS", "ID"];
        Ok(self.output.answer(&shapes, columns(&head, &lines))?)
    }

    fn licence_notices(&self, store: &Store, now: Instant) -> Result {
        let zone = store.read(|reader| reader.location())?.zone;
        let lines = licences::notices(store, now)?;
        let shapes: Vec<_> = lines
            .iter()
            .map(|line| {
                let mails: Vec<_> = line
                    .mails
                    .iter()
                    .map(|(to, state)| json!({ "to": to, "state": state }))
                    .collect();
                json!({
                    "notice": line.notice,
                    "ends_at": rfc3339(line.ends_at, zone),
                    "at": rfc3339(line.at, zone),
                    "state": line.state.as_str(),
                    "mails": mails,
                })
            })
            .collect();
        let rows: Vec<_> = lines
            .iter()
            .map(|line| {
                let mails: Vec<_> = line
                    .mails
                    .iter()
                    .map(|(to, state)| format!("{to} {}", state.as_str()))
                    .collect();
                vec![
                    local(line.at, zone),
                    line.notice.to_string(),
                    line.state.as_str().to_owned(),
                    mails.join(", "),
                ]
            })
            .collect();
        Ok(self
            .output
            .answer(&shapes, columns(&["AT", "NOTICE", "STATE", "MAILS"], &rows))?)
    }

    fn licence_overview(&self, overview: &Overview, now: Instant) -> Result {
        Ok(self.output.answer(
            &shapes::overview_shape(overview, now),
            shapes::overview_text(overview, now),
        )?)
    }
}

fn put(field: &mut String, given: Option<String>) {
    if let Some(given) = given {
        *field = given;
    }
}

fn merge(into: &mut Value, more: Value) {
    if let (Value::Object(into), Value::Object(more)) = (into, more) {
        into.extend(more);
    }
}

fn language(store: &Store, asked: Option<Language>) -> Result<Language> {
    let house = store.read(|reader| reader.location())?.language;
    Ok(asked.unwrap_or_else(|| house.parse().unwrap_or_default()))
}

/// What was given on the command line: a number, the content of a file, or standard input.
fn given(text: &str) -> Result<Vec<u8>> {
    const MOST: u64 = 32 << 20;
    let mut octets = Vec::new();
    if text == "-" {
        let _ = io::stdin().lock().take(MOST).read_to_end(&mut octets)?;
        return Ok(octets);
    }
    let path = Path::new(text);
    // A number is longer than most systems let a file's name be: asking for it is an error like "not there".
    if path.is_file() {
        let failed = |source| services::Error::File {
            path: text.to_owned(),
            source,
        };
        let file = File::open(path).map_err(failed)?;
        let _ = file.take(MOST).read_to_end(&mut octets).map_err(failed)?;
        return Ok(octets);
    }
    Ok(text.as_bytes().to_vec())
}

/// The next line of standard input, so that no list of processes shows a passphrase.
fn passphrase(what: &str) -> Result<Zeroizing<String>> {
    if io::stdin().is_terminal() {
        let mut out = io::stderr();
        write!(out, "{what}: ")?;
        out.flush()?;
    }
    let mut line = Zeroizing::new(String::new());
    let _ = io::stdin().lock().read_line(&mut line)?;
    Ok(Zeroizing::new(
        line.trim_end_matches(['\r', '\n']).to_owned(),
    ))
}

/// Writes the files that were asked for.
fn hand_over<T>(signed: &Signed<T>, files: &Files, pdf: Option<Vec<u8>>) -> Result<Value> {
    if let Some(file) = &files.file {
        files::write(file, signed.file().as_bytes())?;
    }
    if let (Some(file), Some(pdf)) = (&files.pdf, pdf) {
        files::write(file, &pdf)?;
    }
    if let Some(file) = &files.qr {
        files::write(file, &document::qr_png(&signed.compact())?)?;
    }
    Ok(json!({
        "number": signed.number(),
        "file": files.file,
        "pdf": files.pdf,
        "qr": files.qr,
    }))
}
