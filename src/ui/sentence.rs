//! Errors in the receptionist's words: what happened, what it means, and what to do.
//!
//! The errors themselves are precise and English, for the log; nothing else in the window turns one into a sentence.

pub mod gateways;
pub mod licences;
pub mod messages;
pub mod printing;
pub mod products;
pub mod tickets;

use super::context::Context;
use crate::{
    domain::{
        code::CredentialError, licence::Closed, location::MAX_GRACE_MIN, product::Level,
        stay::StayError, ticket,
    },
    i18n::{Language, Words},
    radius::{attribute, server},
    services::{
        self, engine,
        location::{self, LocationError},
        notices::{self, NoticeError},
    },
    store::{self, What},
    t,
    voucher::VoucherError,
};
use std::path::Path;

/// What happened, and what it means or what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What happened.
    pub happened: String,
    /// What it means and what to do; may be empty.
    pub to_do: String,
}

impl Sentence {
    pub(in crate::ui) fn new(happened: String, to_do: String) -> Self {
        Self { happened, to_do }
    }

    /// Where the sentence says what to do by itself.
    pub(in crate::ui) fn alone(happened: String) -> Self {
        Self::new(happened, String::new())
    }

    /// All of it in one line, for a toast or a verdict.
    pub fn line(&self) -> String {
        let ends = self.happened.ends_with(['.', '?', '!', ':', '…']);
        let stop = if ends || self.to_do.is_empty() || self.happened.is_empty() {
            ""
        } else {
            "."
        };
        format!("{}{stop} {}", self.happened, self.to_do)
            .trim()
            .to_owned()
    }
}

impl Context {
    /// Why a use case was refused.
    pub fn sentence(&self, error: &services::Error) -> Sentence {
        service(self.language, error)
    }

    /// The same in one line.
    pub fn refusal(&self, error: &services::Error) -> String {
        self.sentence(error).line()
    }
}

/// Why a use case was refused.
#[allow(
    clippy::too_many_lines,
    reason = "one arm to each refusal: a table that the compiler keeps whole"
)]
pub fn service(language: Language, error: &services::Error) -> Sentence {
    use services::Error as E;
    let words = language.words();
    match error {
        E::Store(error) => store(words, error),
        E::UserIdRequired => Sentence::alone(t!(words, "error-user-id-required")),
        E::UserIdTooLong { max } => {
            Sentence::alone(t!(words, "error-user-id-too-long", max = number(*max)))
        }
        E::StayRequired => Sentence::alone(t!(words, "error-stay-required")),
        E::StayNotTaken => Sentence::alone(t!(words, "error-stay-not-taken")),
        E::Stay(error) => Sentence::alone(stay(words, error)),
        E::CredentialsNotTaken => Sentence::alone(t!(words, "error-credentials-not-taken")),
        E::Credentials(error) => Sentence::alone(credentials(words, error)),
        E::Closed(closed) => Sentence::new(
            licence_closed(words, *closed),
            t!(words, "error-licence-ended-do"),
        ),
        E::Licence(refusal) => licences::refusal(words, refusal),
        E::NotCancellable { serial, status } => Sentence::alone(t!(
            words,
            "error-not-cancellable",
            serial = serial.as_str(),
            status = status_word(words, status)
        )),
        E::NotPrintable { serial, status } => Sentence::alone(t!(
            words,
            "error-not-printable",
            serial = serial.as_str(),
            status = status_word(words, status)
        )),
        E::CodeAwaited { serial, gateway } => Sentence::alone(t!(
            words,
            "error-code-awaited",
            serial = serial.as_str(),
            gateway = gateway.as_str()
        )),
        E::NotUndoable { serial } => {
            Sentence::alone(t!(words, "error-not-undoable", serial = serial.as_str()))
        }
        E::NotRechargeable { serial, status } => Sentence::alone(t!(
            words,
            "error-not-rechargeable",
            serial = serial.as_str(),
            status = status_word(words, status)
        )),
        E::NotAssignable { code } => {
            Sentence::alone(t!(words, "error-not-assignable", code = code.as_str()))
        }
        E::NoFrequency => Sentence::alone(t!(words, "error-no-frequency")),
        E::NotSubscribed { serial } => {
            Sentence::alone(t!(words, "error-not-subscribed", serial = serial.as_str()))
        }
        E::Subscribed { serial } => {
            Sentence::alone(t!(words, "error-subscribed", serial = serial.as_str()))
        }
        E::PaymentKnown { reference } => Sentence::alone(t!(
            words,
            "error-payment-known",
            reference = reference.as_str()
        )),
        E::ReferenceTaken { reference } => Sentence::alone(t!(
            words,
            "error-reference-taken",
            reference = reference.as_str()
        )),
        E::NoEnd { serial } => Sentence::alone(t!(words, "error-no-end", serial = serial.as_str())),
        E::NotLonger { until } => {
            Sentence::alone(t!(words, "error-not-longer", until = until.as_str()))
        }
        E::NoPricePerDay => Sentence::alone(t!(words, "error-no-price-per-day")),
        E::NoDeviceOnLine { serial } => {
            Sentence::alone(t!(words, "error-no-device", serial = serial.as_str()))
        }
        E::WhichDevice { serial, count } => Sentence::alone(t!(
            words,
            "error-which-device",
            serial = serial.as_str(),
            count = number(*count as u64)
        )),
        E::NotLive { serial, .. } => {
            Sentence::alone(t!(words, "error-not-live", serial = serial.as_str()))
        }
        E::TicketType(error) => Sentence::alone(tickets::ticket_type(words, error)),
        E::HotkeyTaken { key, by } => Sentence::alone(t!(
            words,
            "ticket-type-error-hotkey-taken",
            key = number(*key),
            name = by.as_str()
        )),
        E::Fields(errors) => tickets::all_fields(words, errors),
        E::SpecialNotTaken => Sentence::alone(t!(words, "error-special-not-taken")),
        E::ChannelNotOffered { channel } => Sentence::alone(t!(
            words,
            "error-channel-not-offered",
            channel = tickets::channel(words, *channel)
        )),
        E::AddressMissing { channel } => Sentence::alone(t!(
            words,
            "error-address-missing",
            channel = tickets::channel(words, *channel)
        )),
        E::Address { error, .. } => Sentence::alone(tickets::field(words, error)),
        E::BadReference { max } => {
            Sentence::alone(t!(words, "error-reference", max = number(*max)))
        }
        E::BadName { max } => Sentence::alone(t!(words, "error-name", max = number(*max))),
        E::BatchNameTaken(name) => {
            Sentence::alone(t!(words, "error-batch-name-taken", name = name.as_str()))
        }
        E::EmptyList => Sentence::alone(t!(words, "error-empty-list")),
        E::Stopped => Sentence::alone(t!(words, "error-stopped")),
        E::NothingToErase { serial } => Sentence::alone(t!(
            words,
            "error-nothing-to-erase",
            serial = serial.as_str()
        )),
        E::OutOfRange { min, max, .. } => Sentence::alone(t!(
            words,
            "error-out-of-range",
            min = number(*min),
            max = number(*max)
        )),
        E::ChangedMeanwhile | E::ProductChanged(_) | E::PolicyChanged(_) => Sentence::new(
            t!(words, "error-changed-meanwhile"),
            t!(words, "error-changed-meanwhile-do"),
        ),
        E::NotPermitted => Sentence::new(
            t!(words, "error-not-permitted"),
            t!(words, "error-not-permitted-do"),
        ),
        E::OfHigherLevel { code, owner, .. } => {
            let happened = match owner {
                Level::System => t!(words, "error-of-system", code = code.as_str()),
                _ => t!(words, "error-of-reseller", code = code.as_str()),
            };
            Sentence::new(happened, t!(words, "error-of-higher-level-do"))
        }
        E::Definition(error) => Sentence::alone(products::definition(words, error)),
        E::Attribute(error) => Sentence::alone(radius_attribute(words, error)),
        E::Location(error) => Sentence::alone(location(words, error)),
        E::Notice(error) => Sentence::alone(notice(words, error)),
        E::Invalid(_) => Sentence::alone(t!(words, "error-invalid", detail = error.to_string())),
        E::Voucher(error) => voucher(words, error),
        E::NotWaiting => Sentence::alone(t!(words, "error-not-waiting")),
        E::Gateway(failure) => Sentence::alone(services::gateways::words::failure(words, failure)),
        E::NoLink { name } => Sentence::alone(t!(words, "gateway-no-link", name = name.as_str())),
        E::Printing(error) => printing::refusal(words, error),
        E::Message(refusal) => messages::refusal(words, refusal),
        E::File { path, source } => file(words, path, source),
    }
}

/// Why the licence closes the house.
pub fn licence_closed(words: &Words, closed: Closed) -> String {
    match closed {
        Closed::EvaluationOver => t!(words, "licence-closed-evaluation"),
        Closed::Finalized => t!(words, "status-licence-ended"),
        Closed::Denied => t!(words, "licence-closed-denied"),
        Closed::Doubted(_) => t!(words, "licence-closed-doubted"),
        Closed::Copied => t!(words, "licence-closed-copied"),
        Closed::Twin => t!(words, "licence-closed-twin"),
        Closed::OverCapacity => t!(words, "licence-closed-over"),
    }
}

/// Why a policy's attribute cannot be sent.
pub fn radius_attribute(words: &Words, error: &attribute::Error) -> String {
    use attribute::Error as E;
    match error {
        E::Unknown(name) | E::Line(name) => {
            t!(words, "error-attribute-unknown", name = name.as_str())
        }
        E::Value { name, value, .. } => {
            t!(
                words,
                "error-attribute-value",
                name = name.to_owned(),
                value = value.as_str()
            )
        }
        E::Long { name, maximum, .. } => {
            t!(
                words,
                "error-attribute-long",
                name = name.to_owned(),
                max = number(maximum)
            )
        }
        E::Ours(name) => t!(words, "error-attribute-ours", name = name.to_owned()),
        E::Tag(name) => t!(words, "error-attribute-tag", name = name.as_str()),
    }
}

/// Why the store says no.
pub fn store(words: &Words, error: &store::Error) -> Sentence {
    use store::Error as E;
    match error {
        E::NoDataFolder(folder) => Sentence::new(
            t!(words, "error-no-data-folder"),
            t!(words, "error-no-data-folder-do", folder = shown(folder)),
        ),
        E::AlreadyThere(folder) => {
            Sentence::alone(t!(words, "error-already-there", folder = shown(folder)))
        }
        E::ReadOnly => Sentence::new(
            t!(words, "error-read-only"),
            t!(words, "error-read-only-do"),
        ),
        E::CannotOpen(detail) => Sentence::new(
            t!(words, "error-cannot-open", detail = detail.as_str()),
            t!(words, "error-read-only-do"),
        ),
        E::NotLive { serial } => Sentence::alone(t!(
            words,
            "error-not-live",
            serial = ticket::serial_text(*serial)
        )),
        E::Full => Sentence::new(t!(words, "error-full"), t!(words, "error-full-do")),
        E::NewerVersion { .. } => Sentence::new(
            t!(words, "error-newer-version"),
            t!(words, "error-newer-version-do"),
        ),
        E::Corrupt(_) => Sentence::new(t!(words, "error-corrupt"), t!(words, "error-corrupt-do")),
        E::Busy => Sentence::new(t!(words, "error-busy"), t!(words, "error-busy-do")),
        E::KeyMissing(file) => Sentence::new(
            t!(words, "error-key-missing"),
            t!(words, "error-key-missing-do", file = shown(file)),
        ),
        E::KeyWrong => Sentence::new(
            t!(words, "error-key-wrong"),
            t!(words, "error-key-wrong-do"),
        ),
        E::DuplicateCredentials => Sentence::alone(t!(words, "error-username-taken")),
        E::Duplicate { name, .. } => {
            Sentence::alone(t!(words, "error-duplicate", name = name.as_str()))
        }
        E::NotFound { what, name } => not_found(words, *what, name),
        E::InUse { name, .. } => Sentence::alone(t!(words, "error-in-use", name = name.as_str())),
        E::Overloaded => Sentence::new(
            t!(words, "error-overloaded"),
            t!(words, "error-overloaded-do"),
        ),
        E::Io { path, source } => file(words, &shown(path), source),
        E::Closed | E::Refused | E::Fault | E::Sql(_) => Sentence::new(
            t!(words, "error-fault", detail = error.to_string()),
            t!(words, "error-fault-do"),
        ),
    }
}

/// Why the engine does not run here. None of it keeps the desk from issuing.
pub fn engine(words: &Words, error: &engine::Error) -> Sentence {
    match error {
        engine::Error::AlreadyRunning => Sentence::alone(t!(words, "engine-elsewhere")),
        engine::Error::Lock(source) => Sentence::new(
            t!(words, "error-engine-lock", detail = source.to_string()),
            t!(words, "error-engine-do"),
        ),
        engine::Error::Radius(error) => {
            Sentence::new(radius(words, error), t!(words, "error-engine-do"))
        }
        engine::Error::Store(error) => store(words, error),
    }
}

fn radius(words: &Words, error: &server::Error) -> String {
    match error {
        server::Error::Taken { port, .. } => {
            t!(words, "error-engine-port", port = port.to_string())
        }
        server::Error::Forbidden { port, .. } => {
            t!(words, "error-engine-forbidden", port = port.to_string())
        }
        server::Error::Address(address) => {
            t!(words, "error-engine-address", address = address.to_string())
        }
        error => t!(words, "error-engine-radius", detail = error.to_string()),
    }
}

/// Why two dates are no stay.
pub fn stay(words: &Words, error: &StayError) -> String {
    match error {
        StayError::EndBeforeStart { .. } => t!(words, "error-stay-backwards"),
        StayError::StartInPast { .. } => t!(words, "error-stay-past"),
        StayError::CheckedOut { .. } => t!(words, "error-stay-checked-out"),
        StayError::TooLong => tickets::stay_too_long(words),
    }
}

/// Why a user name or password cannot be chosen.
pub fn credentials(words: &Words, error: &CredentialError) -> String {
    match error {
        CredentialError::EmptyUsername => t!(words, "error-username-empty"),
        CredentialError::EmptyPassword => t!(words, "error-password-empty"),
        CredentialError::LongUsername(_) => t!(words, "error-username-too-long"),
        CredentialError::LongPassword(_) => t!(words, "error-password-too-long"),
        CredentialError::ControlCharacter => t!(words, "error-control-characters"),
    }
}

/// Why a setting of the Location cannot be that.
pub fn location(words: &Words, error: &LocationError) -> String {
    use LocationError as E;
    match error {
        E::Name => t!(
            words,
            "error-location-name",
            max = number(location::NAME_MAX)
        ),
        E::Language(_) => t!(words, "error-location-language"),
        E::Rooms => t!(
            words,
            "error-location-rooms",
            max = number(location::ROOMS_MAX)
        ),
        E::Ssid => t!(
            words,
            "error-location-ssid",
            max = number(location::SSID_MAX)
        ),
        E::WifiPassword => t!(words, "error-location-wifi-password"),
        E::WifiPasswordAlone => t!(words, "error-location-wifi-password-alone"),
        E::LoginUrl => t!(words, "error-location-login-url"),
        E::FreeProductMissing => t!(words, "error-location-free-product"),
        E::SimplePasswordMissing => t!(words, "error-location-simple-password-missing"),
        E::SimplePassword => t!(
            words,
            "error-location-simple-password",
            max = number(location::ACCESS_MAX)
        ),
        E::SharedName => t!(words, "error-location-shared-name"),
        E::SharedNameTaken => t!(words, "error-username-taken"),
        E::Separators => t!(words, "error-location-separators"),
        E::Tax => t!(words, "error-location-tax"),
        E::Grace => t!(words, "error-location-grace", max = number(MAX_GRACE_MIN)),
        E::CurrencyInUse(currency) => {
            t!(
                words,
                "error-location-currency",
                currency = currency.to_string()
            )
        }
        E::NegativePrice => t!(words, "error-location-negative-price"),
        E::PriceCurrency(currency) => {
            t!(
                words,
                "error-location-price-currency",
                currency = currency.to_string()
            )
        }
    }
}

/// Why a notice cannot be sent like that.
pub fn notice(words: &Words, error: &NoticeError) -> String {
    match error {
        NoticeError::Days => t!(words, "error-notice-days", max = number(notices::MAX_DAYS)),
        NoticeError::TooLong => t!(words, "error-notice-long", max = number(notices::TEXT_MAX)),
        NoticeError::Unknown(word) => t!(words, "error-notice-unknown", word = word.as_str()),
        NoticeError::NoDate => t!(words, "error-notice-date"),
        NoticeError::Language(_) => t!(words, "error-location-language"),
    }
}

fn not_found(words: &Words, what: What, name: &str) -> Sentence {
    Sentence::alone(match what {
        What::Ticket => {
            let serial =
                ticket::parse_serial(name).map_or_else(|| name.to_owned(), ticket::serial_text);
            t!(words, "error-no-ticket", serial = serial)
        }
        What::TicketType => t!(words, "error-no-ticket-type", name = name),
        _ => t!(words, "error-not-found", name = name),
    })
}

fn voucher(words: &Words, error: &VoucherError) -> Sentence {
    match error {
        VoucherError::NoFont { characters } => Sentence::new(
            t!(words, "error-no-font", characters = characters.as_str()),
            t!(words, "error-no-font-do"),
        ),
        VoucherError::QrTooLong { .. } => Sentence::alone(t!(words, "error-qr-too-long")),
        VoucherError::PictureSize { .. } | VoucherError::Writer(_) => {
            Sentence::alone(t!(words, "error-voucher", detail = error.to_string()))
        }
    }
}

fn file(words: &Words, path: &str, source: &std::io::Error) -> Sentence {
    use std::io::ErrorKind as K;
    let to_do = match source.kind() {
        K::PermissionDenied | K::ReadOnlyFilesystem => t!(words, "error-read-only-do"),
        K::StorageFull | K::QuotaExceeded => t!(words, "error-full-do"),
        K::NotFound | K::NotADirectory => t!(words, "error-file-missing-do"),
        K::IsADirectory => t!(words, "error-file-folder-do"),
        K::InvalidData => t!(words, "error-file-text-do"),
        // Rare ones, in the words of the operating system.
        _ => source.to_string(),
    };
    Sentence::new(t!(words, "error-file", path = path), to_do)
}

/// A status as errors name it, in the words of the screen.
fn status_word(words: &Words, status: &str) -> String {
    match status {
        "no_use" => t!(words, "status-no-use"),
        "in_use" => t!(words, "status-in-use"),
        "expired" => t!(words, "status-expired"),
        _ => t!(words, "status-cancelled"),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Fluent writes numbers with its own grouping; these are written plainly.
#[allow(clippy::needless_pass_by_value, reason = "numbers are copied")]
fn number(number: impl ToString) -> String {
    number.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ticket::Status;

    #[test]
    fn each_status_has_its_own_word() {
        let words = Language::default().words();
        let table = [
            (Status::NoUse, t!(words, "status-no-use")),
            (Status::InUse, t!(words, "status-in-use")),
            (Status::Expired, t!(words, "status-expired")),
            (Status::Cancelled, t!(words, "status-cancelled")),
        ];
        for (status, word) in table {
            assert_eq!(status_word(words, status.as_str()), word, "{status:?}");
        }
    }
}
