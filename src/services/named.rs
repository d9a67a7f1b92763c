//! What people call types, sources and states of tickets: the same on the screen and in what is exported.

use crate::{
    domain::ticket::{Kind, Source, Status},
    i18n::Words,
    t,
};

/// A type of ticket in words (T16).
pub fn kind(words: &Words, kind: Kind) -> String {
    match kind {
        Kind::Individual => t!(words, "kind-individual"),
        Kind::Variable => t!(words, "kind-variable"),
        Kind::Special => t!(words, "kind-special"),
        Kind::Paypal => t!(words, "kind-paypal"),
        Kind::Sms => t!(words, "kind-sms"),
        Kind::Sponsor => t!(words, "kind-sponsor"),
        Kind::Pms => t!(words, "kind-pms"),
    }
}

/// A source in words.
pub fn source(words: &Words, source: Source) -> String {
    match source {
        Source::Desk => t!(words, "source-desk"),
        Source::Cli => t!(words, "source-cli"),
        Source::Api => t!(words, "source-api"),
        Source::Paypal => t!(words, "kind-paypal"),
        Source::Sms => t!(words, "kind-sms"),
        Source::Sponsor => t!(words, "kind-sponsor"),
        Source::Pms => t!(words, "kind-pms"),
        Source::Automatic => t!(words, "source-automatic"),
        Source::Import => t!(words, "source-import"),
    }
}

/// A state in words (T17).
pub fn status(words: &Words, status: Status) -> String {
    match status {
        Status::NoUse => t!(words, "status-no-use"),
        Status::InUse => t!(words, "status-in-use"),
        Status::Expired => t!(words, "status-expired"),
        Status::Cancelled => t!(words, "status-cancelled"),
    }
}
