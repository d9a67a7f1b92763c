//! `ticket issue`, `ticket quote`, `ticket batch`.

use super::{rfc3339, shape, spoken};
use crate::{
    cli::{
        Context, Error, Result,
        args::{BatchCommand, IssueArguments, SpecialArguments},
        output::{columns, facts},
    },
    domain::{
        money::{Currency, Money},
        product::Expiration,
        stay::Dates,
        ticket,
        ticket_type::Channel,
        time::{self, Instant, Zone},
    },
    services::{
        self, Actor,
        batches::{self, Cancelled},
        explain,
        issue::{self, Deliver, House, Issued, Request, SameGuest, Special},
        printing::{self, PrintError},
        vouchers,
    },
    store::{Batch, Store},
};
use serde_json::{Value, json};
use std::{fmt::Write as _, fs, io::Read as _, path::Path};

impl Context {
    pub(super) fn issue(&self, mut arguments: IssueArguments) -> Result {
        let store = self.store()?;
        let now = services::now();
        let zone = store.read(|reader| reader.location())?.zone;
        let (count, batch) = (arguments.count, arguments.batch.take());
        let (names, skip_bad) = (arguments.names.take(), arguments.skip_bad);
        let request = request(&store, now, arguments)?;
        let is_list = count.is_some() || names.is_some();
        let issued = match (names, batch) {
            (Some(file), Some(batch)) => {
                let requests = read_names(&store, now, &request, &file, skip_bad)?;
                batches::issue_each(&store, now, Actor::Cli, &batch, requests, &mut |_| true)?.1
            }
            (_, Some(batch)) => {
                let count = count.unwrap_or(1);
                batches::issue(&store, now, Actor::Cli, &batch, request, count, &mut |_| {
                    true
                })?
                .1
            }
            (_, None) => issue::issue_many(&store, now, Actor::Cli, request, count.unwrap_or(1))?,
        };
        let shapes: Vec<_> = issued
            .iter()
            .map(|one| issued_shape(one, now, zone))
            .collect();
        let text = issued
            .iter()
            .map(|one| {
                format!(
                    "{}  {}",
                    ticket::serial_text(one.ticket.serial),
                    spoken(&one.credentials)
                )
            })
            .collect::<Vec<_>>()
            .join("\n");
        match (is_list, shapes.as_slice()) {
            (false, [one]) => self.output.answer(one, text)?,
            _ => self.output.answer(&shapes, text)?,
        }
        // The ticket is issued, whatever becomes of its deliveries (TX30).
        let deliveries: Vec<_> = issued.iter().flat_map(|one| &one.deliveries).collect();
        self.carry_out_without_engine(&store, deliveries)
    }

    pub(super) fn quote(&self, arguments: IssueArguments) -> Result {
        let store = self.store()?;
        let now = services::now();
        let zone = store.read(|reader| reader.location())?.zone;
        let request = request(&store, now, arguments)?;
        let quote = issue::quote(&store, now, &request)?;
        let at = |instant: Option<Instant>| instant.map(|instant| rfc3339(instant, zone));
        let value = json!({
            "price": quote.price.to_decimal_string(),
            "currency": quote.price.currency.to_string(),
            "days": quote.days,
            "devices": quote.devices,
            "user_id": quote.user_id,
            "valid_from": at(quote.valid_from),
            "valid_until": at(quote.valid_until),
            "use_by": at(quote.use_by),
            "fields": quote.fields,
        });
        self.output.answer(&value, facts(&value))?;
        Ok(())
    }

    pub(super) fn batch(&self, command: BatchCommand) -> Result {
        let store = self.store()?;
        let now = services::now();
        let zone = store.read(|reader| reader.location())?.zone;
        match command {
            BatchCommand::List => {
                let all = batches::list(&store, now, "")?;
                let shapes: Vec<_> = all.iter().map(|batch| batch_shape(batch, zone)).collect();
                let lines: Vec<_> = all
                    .iter()
                    .map(|batch| {
                        vec![
                            explain::local(batch.created_at, zone),
                            batch.name.clone(),
                            batch.tickets.to_string(),
                            batch.live.to_string(),
                            batch.unused.to_string(),
                        ]
                    })
                    .collect();
                let heads = ["CREATED", "NAME", "TICKETS", "LIVE", "UNUSED"];
                self.output.answer(&shapes, columns(&heads, &lines))?;
            }
            BatchCommand::Show { name } => {
                let batch = batches::get(&store, now, &name)?;
                let serials: Vec<_> = batches::serials(&store, batch.id)?
                    .into_iter()
                    .map(ticket::serial_text)
                    .collect();
                let text = format!("{}\n{}", batch.name, serials.join(" "));
                let mut value = batch_shape(&batch, zone);
                if let Value::Object(map) = &mut value {
                    let _ = map.insert("serials".to_owned(), json!(serials));
                }
                self.output.answer(&value, text)?;
            }
            BatchCommand::Cancel { name, reason } => {
                let batch = batches::get(&store, now, &name)?;
                let done =
                    batches::cancel(&store, now, Actor::Cli, batch.id, reason, &mut |_| true)?;
                self.answer_cancelled(&done)?;
            }
            BatchCommand::Print { name, to } => {
                let batch = batches::get(&store, now, &name)?;
                let serials = batches::serials(&store, batch.id)?;
                let (live, left_out) = vouchers::printable(&store, now, &serials)?;
                if live.is_empty() {
                    return Err(Error::Refused(format!(
                        "no ticket of {:?} works any more: there is nothing to print",
                        batch.name
                    )));
                }
                self.print_to(&store, live, &to, &left_out)?;
            }
        }
        Ok(())
    }

    pub(super) fn answer_cancelled(&self, done: &Cancelled) -> Result {
        let refused: Vec<_> = done
            .refused
            .iter()
            .map(|(serial, error)| {
                json!({ "serial": ticket::serial_text(*serial), "code": error.code(), "message": error.to_string() })
            })
            .collect();
        let serials: Vec<_> = done
            .cancelled
            .iter()
            .map(|serial| ticket::serial_text(*serial))
            .collect();
        let mut text = format!("{} cancelled", serials.len());
        for (_, error) in &done.refused {
            // Writing to a String cannot fail.
            let _ = write!(text, "\n{error}");
        }
        self.output
            .answer(&json!({ "cancelled": serials, "refused": refused }), text)?;
        Ok(())
    }
}

/// The requests of a list's lines. Bad lines are told with their numbers; they stop all unless `skip_bad`.
fn read_names(
    store: &Store,
    now: Instant,
    template: &Request,
    file: &Path,
    skip_bad: bool,
) -> Result<Vec<Request>> {
    let text = read(file)?;
    let house = store.read(|reader| House::of(reader, &template.ticket_type))?;
    let list = batches::parse_names(&house, now, template, &text, None);
    let bad: Vec<_> = list
        .bad()
        .filter_map(|line| {
            let error = line.verdict.as_ref().err()?;
            Some(format!("line {}: {error}", line.number))
        })
        .collect();
    if !bad.is_empty() && !skip_bad {
        return Err(Error::Refused(format!(
            "nothing was issued; --skip-bad issues the other {} lines\n{}",
            list.good().len(),
            bad.join("\n")
        )));
    }
    for line in bad {
        tracing::warn!("left out: {line}");
    }
    Ok(list.good())
}

/// What the arguments ask for.
fn request(store: &Store, now: Instant, arguments: IssueArguments) -> Result<Request> {
    let location = store.read(|reader| reader.location())?;
    let mut deliver = Vec::new();
    if arguments.print {
        // Who asks for paper by name is told that there is no printer.
        if printing::printers(store)?.is_empty() {
            return Err(services::Error::from(PrintError::NoPrinter).into());
        }
        deliver.push(Deliver::from(Channel::Print));
    }
    let to = |text: String| (!text.is_empty()).then_some(text);
    deliver.extend(arguments.email.map(|address| Deliver {
        channel: Channel::Email,
        to: to(address),
    }));
    deliver.extend(arguments.sms.map(|number| Deliver {
        channel: Channel::Sms,
        to: to(number),
    }));
    let today = time::day_of(now, location.zone);
    let first = arguments.from.unwrap_or(today);
    let departure = arguments
        .departure
        .or_else(|| Some(time::add_days(first, arguments.nights?.into())));
    let stay = match (arguments.to, departure) {
        (Some(last), _) => Some(Dates::Days { first, last }),
        (None, Some(departure)) => Some(Dates::Nights {
            arrival: first,
            departure,
        }),
        (None, None) => None,
    };
    Ok(Request {
        ticket_type: arguments.ticket_type,
        user_id: arguments.user_id.unwrap_or_default(),
        stay,
        devices: arguments.devices,
        credentials: arguments.username.zip(arguments.password),
        fields: arguments.fields,
        special: special(arguments.special, location.currency)?,
        deliver,
        language: arguments.lang.map(|language| language.tag().to_owned()),
        same_guest: match arguments.add_device {
            Some(serial) => SameGuest::AddDevice(serial.0),
            None if arguments.replace.is_empty() => SameGuest::Another,
            None => SameGuest::Replace(arguments.replace.iter().map(|serial| serial.0).collect()),
        },
    })
}

fn special(arguments: SpecialArguments, currency: Currency) -> Result<Special> {
    let price = arguments
        .price
        .map(|text| Money::parse(&text, currency))
        .transpose()
        .map_err(|error| Error::Refused(error.to_string()))?;
    let expiration = match (arguments.valid_days, arguments.valid_hours) {
        (None, None) if arguments.unlimited => Some(Expiration::Unlimited),
        (None, None) => None,
        (days, hours) => Some(Expiration::DaysHours {
            days: days.unwrap_or_default(),
            hours: hours.unwrap_or_default(),
        }),
    };
    Ok(Special {
        price,
        expiration,
        total_time_min: arguments.total_time,
        daily_time_min: arguments.daily_time,
        weekly_time_min: arguments.weekly_time,
        monthly_time_min: arguments.monthly_time,
        total_data_mb: arguments.total_data,
        daily_data_mb: arguments.daily_data,
        weekly_data_mb: arguments.weekly_data,
        monthly_data_mb: arguments.monthly_data,
        download_kbps: arguments.download,
        upload_kbps: arguments.upload,
        use_within_days: arguments.use_within_days,
    })
}

fn issued_shape(one: &Issued, now: Instant, zone: Zone) -> Value {
    let mut value = shape(&one.ticket, &one.credentials, &one.product, now, zone);
    if let Value::Object(map) = &mut value {
        let replaced: Vec<_> = one
            .replaced
            .iter()
            .map(|serial| ticket::serial_text(*serial))
            .collect();
        let _ = map.insert("deliveries".to_owned(), json!(one.deliveries));
        let _ = map.insert("replaced".to_owned(), json!(replaced));
    }
    value
}

fn batch_shape(batch: &Batch, zone: Zone) -> Value {
    json!({
        "name": batch.name,
        "created_at": rfc3339(batch.created_at, zone),
        "actor": batch.actor,
        "tickets": batch.tickets,
        "live": batch.live,
        "unused": batch.unused,
        "first_serial": ticket::serial_text(batch.first_serial),
        "last_serial": ticket::serial_text(batch.last_serial),
    })
}

/// A file, or stdin for `-`, of UTF-8 or of the Windows code page that spreadsheets write.
fn read(file: &Path) -> Result<String> {
    let failed = |source| {
        Error::Service(services::Error::File {
            path: file.display().to_string(),
            source,
        })
    };
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        let _ = std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        bytes
    } else {
        fs::read(file).map_err(failed)?
    };
    Ok(batches::text_of(&bytes))
}
