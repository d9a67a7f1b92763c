//! `licence`, the distributor's side: his key, licences out.

use super::{
    super::{Context, Error, Result, ticket::start},
    ContactArguments, Files, IssueArguments, KeyCommand, given, hand_over, language, merge,
    passphrase, shapes,
};
use crate::{
    domain::{
        id::LocationId,
        time::{Instant, Zone},
    },
    services::{
        self, Actor, files,
        licences::{
            self, Capacity, Distributor, Filter, Grant, Signed, Status, Validity,
            distributor::{self, Terms},
            document,
        },
    },
    store::Store,
};
use serde_json::{Value, json};
use uuid::Uuid;

impl Context {
    pub(super) fn licence_issue(
        &self,
        store: &Store,
        arguments: IssueArguments,
        now: Instant,
    ) -> Result {
        let known = arguments.request.trim().parse::<Uuid>().ok();
        let incoming = match known {
            Some(id) => distributor::requests(store)?
                .into_iter()
                .find(|one| one.request.id == id)
                .ok_or_else(|| {
                    services::Error::from(licences::Refusal::NoRequest(id.to_string()))
                })?,
            None => distributor::receive(store, now, Actor::Cli, &given(&arguments.request)?)?,
        };
        let request = incoming.request;
        let asked = Terms::of(&request);
        let zone: Zone = request.time_zone.parse().unwrap_or(chrono_tz::UTC);
        let capacity = match (arguments.rooms, arguments.aps) {
            (Some(rooms), _) => Capacity::Rooms(rooms),
            (None, Some(aps)) => Capacity::Aps(aps),
            (None, None) => asked.capacity,
        };
        let modules = if arguments.no_modules {
            std::collections::BTreeSet::new()
        } else if arguments.modules.is_empty() {
            asked.modules.clone()
        } else {
            arguments.modules.into_iter().collect()
        };
        let terms = Terms {
            kind: arguments.kind.map_or(asked.kind, Into::into),
            years: arguments
                .years
                .as_deref()
                .map_or(Ok(asked.years), years_of)?,
            validity: arguments.from.map_or(Validity::Automatic, |when| {
                Validity::From(start(when, zone))
            }),
            devices_needed: arguments.devices.unwrap_or(asked.devices_needed),
            capacity,
            capacity_binds: arguments.binds,
            modules,
            payment: arguments.payment.map_or(asked.payment, Into::into),
            again: arguments.again,
        };
        let passphrase = passphrase("passphrase of the distributor's key")?;
        let signed = distributor::issue(store, now, Actor::Cli, request.id, terms, &passphrase)?;
        self.licence_issued(store, &signed, &arguments.files)
    }

    pub(super) fn licence_issued(
        &self,
        store: &Store,
        signed: &Signed<Grant>,
        files: &Files,
    ) -> Result {
        let grant = &signed.content;
        let zone = distributor::requests(store)?
            .into_iter()
            .find(|one| one.request.id == grant.request)
            .and_then(|one| one.request.time_zone.parse().ok())
            .unwrap_or(chrono_tz::UTC);
        let pdf = match &files.pdf {
            Some(_) => Some(document::licence(
                signed,
                zone,
                language(store, files.lang)?,
            )?),
            None => None,
        };
        let mut answer = hand_over(signed, files, pdf)?;
        merge(&mut answer, shapes::grant_shape(grant, zone));
        merge(&mut answer, json!({ "status": Status::PendingProvision }));
        let text = format!(
            "licence {} for {}\n{}",
            grant.id,
            grant.location_name,
            signed.number()
        );
        Ok(self.output.answer(&answer, text)?)
    }

    pub(super) fn licence_key(&self, store: &Store, command: KeyCommand, now: Instant) -> Result {
        let known = distributor::profile(store)?;
        let profile = match command {
            KeyCommand::Create(arguments) => {
                let contact = contact(arguments, None);
                let passphrase = passphrase("passphrase for the new key")?;
                distributor::set_up(store, now, Actor::Cli, contact, &passphrase)?
            }
            KeyCommand::Contact(arguments) => {
                let contact = contact(arguments, known.map(|known| known.contact));
                distributor::set_contact(store, now, Actor::Cli, contact)?
            }
            KeyCommand::Passphrase => {
                let old = passphrase("old passphrase")?;
                let new = passphrase("new passphrase")?;
                distributor::change_passphrase(store, now, Actor::Cli, &old, &new)?;
                known.ok_or_else(no_distributor)?
            }
            KeyCommand::Show => known.ok_or_else(no_distributor)?,
            KeyCommand::Trust { file } => {
                let content = distributor::trust_file(&known.ok_or_else(no_distributor)?);
                if let Some(file) = &file {
                    files::write(file, content.as_bytes())?;
                }
                let value: Value = serde_json::from_str(&content).unwrap_or_default();
                let text = match file {
                    Some(file) => format!(
                        "written to {}: an administrator puts it as distributors.json beside the program",
                        file.display()
                    ),
                    None => content,
                };
                return Ok(self.output.answer(&value, text.trim_end())?);
            }
        };
        let answer = json!({
            "name": profile.contact.name,
            "email": profile.contact.email,
            "phone": profile.contact.phone,
            "key": profile.key,
        });
        let text = format!(
            "{}\n{} {}\nkey {}",
            profile.contact.name, profile.contact.email, profile.contact.phone, profile.key
        );
        Ok(self.output.answer(&answer, text)?)
    }
}

fn no_distributor() -> services::Error {
    licences::Refusal::NoDistributor.into()
}

pub(super) fn years_of(text: &str) -> Result<u8> {
    crate::domain::licence::checked_years(text)
        .map_err(|error| services::Error::from(licences::Refusal::Form(vec![error])).into())
}

fn contact(arguments: ContactArguments, known: Option<Distributor>) -> Distributor {
    let known = known.unwrap_or(Distributor {
        name: String::new(),
        email: String::new(),
        phone: String::new(),
    });
    Distributor {
        name: arguments.name.unwrap_or(known.name),
        email: arguments.email.unwrap_or(known.email),
        phone: arguments.phone.unwrap_or(known.phone),
    }
}

/// A Location of the list, by its id or its name.
pub(super) fn located(store: &Store, text: &str, now: Instant) -> Result<LocationId> {
    if let Ok(id) = text.trim().parse::<Uuid>() {
        return Ok(LocationId(id));
    }
    let rows = licences::list(store, now, &Filter::default())?;
    let mut found = rows
        .iter()
        .filter(|row| !row.history.is_empty() && row.name == text.trim());
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one.location),
        (Some(_), Some(_)) => Err(Error::Refused(format!(
            "several Locations are called {text:?}: name one by its id, from `innkeeper licence list`"
        ))),
        (None, _) => {
            Err(services::Error::from(licences::Refusal::NoLicence(text.to_owned())).into())
        }
    }
}
