//! What is told to the person at the command line: what happened, and what to do about it.

use super::Error;
use crate::{
    services::{self, engine},
    store::{self, What},
};

/// The sentence for an error. Where its own text already says what to do, that is it.
pub(super) fn of(error: &Error) -> String {
    match error {
        Error::Service(services::Error::Store(error))
        | Error::Engine(engine::Error::Store(error)) => of_store(error),
        Error::Engine(engine::Error::AlreadyRunning) => {
            "another Innkeeper already runs on this data folder: use that one, or stop it first"
                .to_owned()
        }
        Error::Service(services::Error::File { path, source }) => format!(
            "{path} cannot be written or read ({source}): name a file in a folder that exists and that this user may use, on a disk with room"
        ),
        Error::Service(services::Error::Gateway(failure)) => services::gateways::words::failure(
            crate::i18n::Language::of_environment().words(),
            failure,
        ),
        error => error.to_string(),
    }
}

fn of_store(error: &store::Error) -> String {
    use store::Error as E;
    match error {
        E::NoDataFolder(path) => format!(
            "there is no Location in {} yet: make one with `innkeeper init`, or look at one with `innkeeper demo`",
            path.display()
        ),
        E::AlreadyThere(path) => format!(
            "{} already holds a Location: name another folder with --data-dir; `restore --force` replaces it and keeps the old one aside",
            path.display()
        ),
        E::ReadOnly => {
            "the data folder can only be read: give this user the right to write to it and to the files in it, or name another with --data-dir".to_owned()
        }
        E::CannotOpen(why) => format!(
            "the database cannot be opened ({why}): see that this user may read and write the data folder"
        ),
        E::Full => {
            "the disk is full: this was not kept, everything before it was; make room and try again".to_owned()
        }
        E::NewerVersion { found, known } => format!(
            "a newer Innkeeper wrote this data folder (schema {found}, this one knows {known}): install the newer version here too"
        ),
        E::Corrupt(why) => format!(
            "the database is damaged ({why}): restore the newest backup with `innkeeper restore FILE --force`, which keeps the damaged one aside"
        ),
        E::Busy => {
            "another program holds the database: wait a moment and try again".to_owned()
        }
        E::KeyMissing(path) => format!(
            "the key file {} is missing: put it back, or restore a backup with `innkeeper restore FILE --force`, which has it inside",
            path.display()
        ),
        E::KeyWrong => {
            "the key file does not belong to this database: put back the one that was beside it, or restore a backup".to_owned()
        }
        E::DuplicateCredentials => {
            "another live ticket has this user name: choose another, or cancel that ticket first".to_owned()
        }
        E::Duplicate { what, name } => format!(
            "there is a {} {name:?} already: choose another name, or change that one",
            thing(*what)
        ),
        E::NotFound { what, name } => match lister(*what) {
            Some(command) => format!("there is no {} {name:?}: `innkeeper {command} list` shows them", thing(*what)),
            None => format!("there is no {} {name:?}", thing(*what)),
        },
        E::InUse { what, name } => format!(
            "the {} {name:?} is in use: change or remove what uses it first",
            thing(*what)
        ),
        E::Overloaded => "too much is waiting to be written: try again in a moment".to_owned(),
        error => error.to_string(),
    }
}

/// As people call it.
fn thing(what: What) -> &'static str {
    match what {
        What::Location => "Location",
        What::Licence => "licence",
        What::Policy => "policy",
        What::Product => "product",
        What::TicketType => "ticket type",
        What::Ticket => "ticket",
        What::Account => "account",
        What::Gateway => "gateway",
        What::Session => "session",
        What::Delivery => "delivery",
        What::Job => "job",
        What::Batch => "batch",
        What::Printer => "printer",
    }
}

/// The command that lists them.
fn lister(what: What) -> Option<&'static str> {
    match what {
        What::Policy => Some("policy"),
        What::Product => Some("product"),
        What::TicketType => Some("ticket-type"),
        What::Ticket => Some("ticket"),
        What::Gateway => Some("gateway"),
        What::Batch => Some("ticket batch"),
        What::Location
        | What::Licence
        | What::Account
        | What::Session
        | What::Delivery
        | What::Job => None,
        What::Printer => Some("printer"),
    }
}
