//! The data folder as a whole: `init`, `check`, `backup`, `restore`, `event list`.

use super::{
    Context, Error, Result,
    args::{EventCommand, NewLocation, SectorArgument},
    output::columns,
    ticket::rfc3339,
};
use crate::{
    domain::location::Sector,
    services::{
        self, Actor,
        licences::{self, Installation},
        setup,
    },
    store::{self, Filter, Replace},
};
use serde_json::json;
use std::path::Path;

impl Context {
    pub(super) fn init(&self, new: NewLocation) -> Result {
        let sector = match (new.sector, new.rooms, new.aps) {
            (SectorArgument::Hospitality, None, _) => {
                return Err(Error::Refused(
                    "a Location of the sector hospitality needs its number of rooms: --rooms N"
                        .to_owned(),
                ));
            }
            (SectorArgument::Other, _, None) => {
                return Err(Error::Refused(
                    "this sector needs the number of access points: --aps N".to_owned(),
                ));
            }
            (SectorArgument::Hospitality, ..) => Sector::Hospitality,
            (SectorArgument::Other, ..) => Sector::Other,
        };
        if new.location.trim().is_empty() {
            return Err(Error::Refused("the Location needs a name".to_owned()));
        }
        let location = setup::NewLocation {
            name: new.location.trim().to_owned(),
            zone: new.time_zone,
            currency: new.currency,
            sector,
            rooms: new.rooms,
            aps: new.aps,
            language: new.language,
            ssid: new.ssid,
            wifi_password: new.wifi_password,
            login_url: new.login_url,
        };
        let store = setup::init(&self.folder, services::now(), Actor::Cli, location)?;
        let location = store.read(|reader| reader.location())?;
        let answer =
            json!({ "location": location.name, "id": location.id, "data_dir": self.folder });
        self.output.answer(
            &answer,
            format!("{} is ready in {}", location.name, self.folder.display()),
        )?;
        Ok(())
    }

    pub(super) fn check(&self) -> Result {
        let store = self.store()?;
        store.check()?;
        let tickets = store.read(|reader| reader.count(&Filter::default(), services::now()))?;
        self.output.answer(
            &json!({ "ok": true, "tickets": tickets }),
            format!("sound, with {tickets} tickets"),
        )?;
        Ok(())
    }

    pub(super) fn backup(&self, file: &Path) -> Result {
        self.store()?.backup(file)?;
        self.output.answer(
            &json!({ "backup": file }),
            format!(
                "backed up to {}; keep it as safe as the data folder",
                file.display()
            ),
        )?;
        Ok(())
    }

    pub(super) fn restore(&self, file: &Path, force: bool) -> Result {
        if !file.exists() {
            return Err(Error::NoBackup(file.to_owned()));
        }
        // Not under the feet of an engine: held until the new files are in their places.
        let _held = services::engine::hold(&self.folder)?;
        store::restore(
            file,
            &self.folder,
            if force {
                Replace::KeepAside
            } else {
                Replace::Never
            },
        )?;
        // What this PC knows of the licence is newer than the backup: neither devices nor time are set back by it.
        let store = self.store()?;
        let here = Installation::of_system();
        let _ = licences::look_after(&store, &here, services::now(), true)?;
        self.output.answer(
            &json!({ "restored": self.folder }),
            format!("restored to {}", self.folder.display()),
        )?;
        Ok(())
    }

    pub(super) fn event(&self, command: &EventCommand) -> Result {
        let EventCommand::List { after, limit } = *command;
        let store = self.store()?;
        let zone = store.read(|reader| reader.location())?.zone;
        let events = store.read(|reader| reader.events_after(after, limit))?;
        let shapes: Vec<_> = events
            .iter()
            .map(|event| json!({ "seq": event.seq, "at": rfc3339(event.event.at, zone), "actor": event.event.actor, "kind": event.event.kind, "subject": event.event.subject, "before": event.event.before, "after": event.event.after }))
            .collect();
        let rows: Vec<_> = events
            .iter()
            .map(|event| {
                vec![
                    event.seq.to_string(),
                    rfc3339(event.event.at, zone),
                    event.event.actor.clone(),
                    event.event.kind.clone(),
                ]
            })
            .collect();
        self.output
            .answer(&shapes, columns(&["SEQ", "AT", "WHO", "WHAT"], &rows))?;
        Ok(())
    }
}
