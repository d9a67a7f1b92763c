//! Why a use case was refused: precise for the log, with a stable code for scripts. The sentence for the desk is made
//! from it by the face that shows it.

use super::{location::LocationError, notices::NoticeError};
use crate::{
    domain::{code::CredentialError, stay::StayError},
    store, voucher,
};

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a use case was refused.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store says no.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The ticket type needs to know whom the ticket is for (TX25).
    #[error("this ticket type needs a user ID: say whom the ticket is for")]
    UserIdRequired,
    /// The user ID is longer than a voucher can show.
    #[error("the user ID is too long: at most {max} characters")]
    UserIdTooLong {
        /// Characters allowed.
        max: usize,
    },
    /// A variable ticket needs its dates.
    #[error("a variable ticket needs the first and the last day")]
    StayRequired,
    /// Dates were given for a ticket that has none.
    #[error("only variable and special tickets take dates")]
    StayNotTaken,
    /// The dates do not make a stay.
    #[error(transparent)]
    Stay(#[from] StayError),
    /// Only special tickets take chosen credentials (T6).
    #[error("only special tickets take a chosen user name and password")]
    CredentialsNotTaken,
    /// The chosen credentials cannot be typed or sent.
    #[error(transparent)]
    Credentials(#[from] CredentialError),
    /// The licence is over: issuing is closed (L16).
    #[error("the licence of this Location has ended; renew it to issue tickets")]
    LicenceEnded,
    /// Cancelled and expired tickets stay what they are (T23).
    #[error("ticket {serial} is {status} and cannot be cancelled")]
    NotCancellable {
        /// Of the ticket.
        serial: String,
        /// Its status, as the command line names it.
        status: &'static str,
    },
    /// The credentials of a dead ticket are not handed out (TX18).
    #[error("ticket {serial} is {status}: its credentials no longer work, so it is not printed")]
    NotPrintable {
        /// Of the ticket.
        serial: String,
        /// Its status, as the command line names it.
        status: &'static str,
    },
    /// Undo is for the last minute, and for tickets that nobody used.
    #[error("ticket {serial} can no longer be undone; cancel it instead")]
    NotUndoable {
        /// Of the ticket.
        serial: String,
    },
    /// A cancelled ticket is final: it gets no other product (DESIGN 2).
    #[error("ticket {serial} is {status} and cannot be recharged; issue a new one")]
    NotRechargeable {
        /// Of the ticket.
        serial: String,
        /// Its status, as the command line names it.
        status: &'static str,
    },
    /// The Location does not let the desk give this product.
    #[error(
        "the product {code} is not one that this Location assigns; put it on sale first, or choose another"
    )]
    NotAssignable {
        /// Of the product.
        code: String,
    },
    /// A subscription is paid again and again: it needs to be said how often.
    #[error(
        "a subscription needs a frequency: daily, weekly, monthly, quarterly, half_yearly or yearly"
    )]
    NoFrequency,
    /// Only subscriptions are renewed.
    #[error("ticket {serial} holds no subscription; recharge it instead")]
    NotSubscribed {
        /// Of the ticket.
        serial: String,
    },
    /// The end of a subscription follows from what was paid.
    #[error(
        "ticket {serial} is a subscription and is not extended; renew it when its next period is paid"
    )]
    Subscribed {
        /// Of the ticket.
        serial: String,
    },
    /// A payment was taken in for another account already.
    #[error("the payment {reference} was taken in for another ticket")]
    ReferenceTaken {
        /// Of the payment.
        reference: String,
    },
    /// What is over or final is not changed.
    #[error("ticket {serial} is {status} and cannot be changed; an expired one can be recharged")]
    NotChangeable {
        /// Of the ticket.
        serial: String,
        /// Its status, as the command line names it.
        status: &'static str,
    },
    /// A ticket that never expires needs no later end.
    #[error("ticket {serial} has no end that could be moved")]
    NoEnd {
        /// Of the ticket.
        serial: String,
    },
    /// The new end is not later than the old one.
    #[error("the ticket is valid until {until} already: choose a later end")]
    NotLonger {
        /// Its end, on the wall of the Location.
        until: String,
    },
    /// The days more have no price.
    #[error("this ticket type has no price per day: extend without a new price")]
    NoPricePerDay,
    /// Nobody is on line with the ticket.
    #[error("no such device is on line with ticket {serial}")]
    NoDeviceOnLine {
        /// Of the ticket.
        serial: String,
    },
    /// Several devices are on line, and it was not said which is meant.
    #[error("{count} devices are on line with ticket {serial}: say which one, or all")]
    WhichDevice {
        /// Of the ticket.
        serial: String,
        /// How many are on line.
        count: usize,
    },
    /// A number out of its range.
    #[error("{what} must be from {min} to {max}")]
    OutOfRange {
        /// Name of the value.
        what: &'static str,
        /// Smallest allowed.
        min: u64,
        /// Largest allowed.
        max: u64,
    },
    /// Somebody else changed it since it was read.
    #[error("somebody else has changed this meanwhile: look at it again, then change it")]
    ChangedMeanwhile,
    /// A setting of the Location cannot be what was asked for.
    #[error(transparent)]
    Location(#[from] LocationError),
    /// The options of notices cannot be what was asked for.
    #[error(transparent)]
    Notice(#[from] NoticeError),
    /// A text that cannot be read as what it should be.
    #[error("{0}")]
    Invalid(String),
    /// The voucher cannot be drawn.
    #[error(transparent)]
    Voucher(#[from] voucher::VoucherError),
    /// A file cannot be written or read.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
}

impl Error {
    /// A stable name for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => store_code(error),
            Self::UserIdRequired => "user_id_required",
            Self::UserIdTooLong { .. } => "user_id_too_long",
            Self::StayRequired => "stay_required",
            Self::StayNotTaken => "stay_not_taken",
            Self::Stay(_) => "bad_stay",
            Self::CredentialsNotTaken => "credentials_not_taken",
            Self::Credentials(_) => "bad_credentials",
            Self::LicenceEnded => "licence_ended",
            Self::NotCancellable { .. } => "not_cancellable",
            Self::NotPrintable { .. } => "not_printable",
            Self::NotUndoable { .. } => "not_undoable",
            Self::NotRechargeable { .. } => "not_rechargeable",
            Self::NotAssignable { .. } => "not_assignable",
            Self::NoFrequency => "no_frequency",
            Self::NotSubscribed { .. } => "not_subscribed",
            Self::Subscribed { .. } => "subscribed",
            Self::ReferenceTaken { .. } => "reference_taken",
            Self::NotChangeable { .. } => "not_changeable",
            Self::NoEnd { .. } => "no_end",
            Self::NotLonger { .. } => "not_longer",
            Self::NoPricePerDay => "no_price_per_day",
            Self::NoDeviceOnLine { .. } => "no_device_on_line",
            Self::WhichDevice { .. } => "which_device",
            Self::OutOfRange { .. } => "out_of_range",
            Self::ChangedMeanwhile => "changed_meanwhile",
            Self::Location(error) => error.code(),
            Self::Notice(_) => "bad_notice",
            Self::Invalid(_) => "invalid",
            Self::Voucher(_) => "voucher",
            Self::File { .. } => "file",
        }
    }
}

/// A stable name for scripts of what the store says.
pub(crate) fn store_code(error: &store::Error) -> &'static str {
    use store::{Error as E, What};
    match error {
        E::NoDataFolder(_) => "no_data_folder",
        E::AlreadyThere(_) => "already_there",
        E::ReadOnly => "read_only",
        E::Full => "disk_full",
        E::NewerVersion { .. } => "newer_version",
        E::Corrupt(_) => "corrupt",
        E::Busy => "busy",
        E::KeyMissing(_) => "key_missing",
        E::KeyWrong => "key_wrong",
        E::DuplicateCredentials => "username_taken",
        E::Duplicate { .. } => "duplicate",
        E::NotFound {
            what: What::TicketType,
            ..
        } => "unknown_ticket_type",
        E::NotFound {
            what: What::Ticket, ..
        } => "unknown_ticket",
        E::NotFound {
            what: What::Product,
            ..
        } => "unknown_product",
        E::NotFound {
            what: What::Policy, ..
        } => "unknown_policy",
        E::NotFound {
            what: What::Gateway,
            ..
        } => "unknown_gateway",
        E::NotFound { .. } => "not_found",
        E::InUse { .. } => "in_use",
        E::NotLive { .. } => "not_live",
        E::CannotOpen(_) => "cannot_open",
        E::Overloaded => "overloaded",
        E::Closed | E::Refused | E::Fault | E::Io { .. } | E::Sql(_) => "store",
    }
}
