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
    /// A delivery that is under way, delivered or over is neither tried again nor taken back.
    #[error("this delivery no longer waits")]
    NotWaiting,
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
            Self::OutOfRange { .. } => "out_of_range",
            Self::ChangedMeanwhile => "changed_meanwhile",
            Self::Location(error) => error.code(),
            Self::Notice(_) => "bad_notice",
            Self::Invalid(_) => "invalid",
            Self::Voucher(_) => "voucher",
            Self::NotWaiting => "not_waiting",
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
