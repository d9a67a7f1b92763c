//! `guest`.

use super::{
    Context, Result,
    args::{GuestArguments, GuestCommand},
    output::columns,
    ticket::{end, export_form, rfc3339, start},
};
use crate::{
    domain::{
        ticket,
        time::{Instant, Zone},
    },
    services::{self, Actor, explain, export, guests},
    store::{Guest, GuestFilter, Store},
};
use serde_json::{Value, json};

impl Context {
    pub(super) fn guest(&self, command: GuestCommand) -> Result {
        let store = self.store()?;
        let now = services::now();
        let zone = store.read(|reader| reader.location())?.zone;
        match command {
            GuestCommand::List {
                filter,
                limit,
                skip,
            } => {
                let part = guests::list(&store, &filter_of(filter, zone), skip, limit)?;
                let shapes: Vec<_> = part.guests.iter().map(|one| shape(one, zone)).collect();
                let lines: Vec<_> = part.guests.iter().map(|one| line(one, zone)).collect();
                self.output.answer(
                    &shapes,
                    columns(&["SERIAL", "REGISTERED", "USER ID", "FIELDS"], &lines),
                )?;
            }
            GuestCommand::Export { form, filter } => {
                let filter = filter_of(filter, zone);
                let (kind, file) = export_form(&form);
                let rows = export::guests(
                    &store,
                    now,
                    Actor::Cli,
                    &filter,
                    form.lang,
                    kind,
                    file,
                    &mut |_| true,
                )?;
                self.output.answer(
                    &json!({ "file": file, "guests": rows }),
                    format!("{rows} guests written"),
                )?;
            }
            GuestCommand::Erase { serials } if serials.is_empty() => {
                let erased = erase_all_due(&store, now)?;
                self.output
                    .answer(&json!({ "erased": erased }), format!("{erased} erased"))?;
            }
            GuestCommand::Erase { serials } => {
                for serial in &serials {
                    let _ = guests::erase(&store, now, Actor::Cli, serial.0)?;
                }
                let erased = serials.len();
                self.output
                    .answer(&json!({ "erased": erased }), format!("{erased} erased"))?;
            }
            GuestCommand::Keep { days } => {
                if let Some(days) = days {
                    guests::set_erase_after_days(&store, now, Actor::Cli, days)?;
                }
                let days = guests::erase_after_days(&store)?;
                self.output.answer(
                    &json!({ "erase_after_days": days }),
                    match days {
                        0 => "guests' data are erased only on demand".to_owned(),
                        days => format!("guests' data are erased {days} days after their stay"),
                    },
                )?;
            }
        }
        Ok(())
    }
}

fn erase_all_due(store: &Store, now: Instant) -> Result<usize> {
    let mut erased = 0;
    loop {
        match guests::erase_due(store, now, Actor::Cli)? {
            0 => return Ok(erased),
            more => erased += more,
        }
    }
}

fn filter_of(arguments: GuestArguments, zone: Zone) -> GuestFilter {
    GuestFilter {
        text: arguments.text,
        from: arguments.from.map(|when| start(when, zone)),
        before: arguments.to.map(|when| end(when, zone)),
    }
}

fn line(guest: &Guest, zone: Zone) -> Vec<String> {
    let fields: Vec<_> = guest
        .fields
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    vec![
        ticket::serial_text(guest.serial),
        explain::local(guest.registered_at, zone),
        guest.user_id.clone(),
        if guest.erased_at.is_some() {
            "(erased)".to_owned()
        } else {
            fields.join(", ")
        },
    ]
}

fn shape(guest: &Guest, zone: Zone) -> Value {
    json!({
        "id": guest.id,
        "serial": ticket::serial_text(guest.serial),
        "user_id": guest.user_id,
        "registered_at": rfc3339(guest.registered_at, zone),
        "expires_at": guest.expires_at.map(|at| rfc3339(at, zone)),
        "fields": guest.fields,
        "erased_at": guest.erased_at.map(|at| rfc3339(at, zone)),
    })
}
