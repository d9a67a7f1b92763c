//! Why a use case was refused: precise for the log, with a stable code for scripts. The sentence for the desk is made
//! from it by the face that shows it.

use super::{
    catalogue::{PolicyDraft, ProductDraft},
    location::LocationError,
    notices::NoticeError,
};
use crate::{
    domain::{
        code::CredentialError,
        fields::{FieldError, FieldErrors},
        licence::Closed,
        product::{DefinitionError, Level},
        stay::StayError,
        ticket_type::{Channel, TicketTypeError},
    },
    radius::attribute,
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
    /// The licence closes the house: nothing is issued (L15, L16).
    #[error("{}", closed_text(*.0))]
    Closed(Closed),
    /// A licence, or what belongs to it, is refused.
    #[error(transparent)]
    Licence(#[from] super::licences::Refusal),
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
    /// A gateway chooses its code, and has not told it yet.
    #[error("ticket {serial} waits for its code from the gateway {gateway}")]
    CodeAwaited {
        /// Of the ticket.
        serial: String,
        /// The gateway's name.
        gateway: String,
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
    /// Only live tickets take this.
    #[error("ticket {serial} is {status} and cannot be changed any more")]
    NotLive {
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
    /// The payment with this reference was taken in before, for this ticket.
    #[error("the payment {reference:?} was taken in for this ticket already")]
    PaymentKnown {
        /// Of the payment.
        reference: String,
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
    /// The gateway did not do what it was asked.
    #[error(transparent)]
    Gateway(crate::gateways::Failure),
    /// The gateway is a RADIUS client alone: nothing was said of its own interface.
    #[error("nothing was said of how the interface of {name} is reached: gateway link {name} …")]
    NoLink {
        /// Of the gateway.
        name: String,
    },
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
    /// The ticket type cannot be kept as it is.
    #[error(transparent)]
    TicketType(TicketTypeError),
    /// The key opens another ticket type already.
    #[error("the key {key} opens \"{by}\" already")]
    HotkeyTaken {
        /// 1 to 9.
        key: u8,
        /// Name of the other ticket type.
        by: String,
    },
    /// Extra fields that are missing or wrong, by key (TX27).
    #[error("{}", fields_text(.0))]
    Fields(FieldErrors),
    /// Only special tickets have values of their own (T6).
    #[error("only special tickets take limits, rates, an expiration and a price of their own")]
    SpecialNotTaken,
    /// The ticket type does not offer this channel (TX29).
    #[error("this ticket type is not delivered by {channel}")]
    ChannelNotOffered {
        /// Which one.
        channel: Channel,
    },
    /// The channel needs an address that nobody gave.
    #[error("say where to send the ticket by {channel}")]
    AddressMissing {
        /// Which one.
        channel: Channel,
    },
    /// The address of a channel is none.
    #[error("the ticket cannot be sent by {channel}: {error}")]
    Address {
        /// Which one.
        channel: Channel,
        /// Why.
        error: FieldError,
    },
    /// The reference of an outside source is empty or too long.
    #[error("a reference has 1 to {max} characters")]
    BadReference {
        /// Characters allowed.
        max: usize,
    },
    /// The name of a batch or of a filter is empty or too long.
    #[error("a name has 1 to {max} characters")]
    BadName {
        /// Characters allowed.
        max: usize,
    },
    /// A batch has this name already.
    #[error("there is a batch \"{0}\" already: choose another name")]
    BatchNameTaken(String),
    /// A pasted list without a line that can be issued.
    #[error("the list has no line that can be issued")]
    EmptyList,
    /// Somebody stopped it.
    #[error("stopped")]
    Stopped,
    /// The guest's data are erased already, or nobody has them.
    #[error("ticket {serial} holds no data of a guest any more")]
    NothingToErase {
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
    /// The product was changed since the editor began with it; nothing was saved. What is there now, so that both can be
    /// shown field by field.
    #[error("somebody else has changed product `{}` meanwhile: look at it again, then change it", .0.json.code)]
    ProductChanged(Box<ProductDraft>),
    /// The same of a policy.
    #[error("somebody else has changed policy `{}` meanwhile: look at it again, then change it", .0.json.code)]
    PolicyChanged(Box<PolicyDraft>),
    /// This installation has no permission to manage products (P9).
    #[error("this installation may not manage products and policies")]
    NotPermitted,
    /// It belongs to a level above the one at which this installation works (P4).
    #[error("`{code}` belongs to the level {owner}: the level {desk} may use it, not change it")]
    OfHigherLevel {
        /// Of the product or policy.
        code: String,
        /// Whose it is.
        owner: Level,
        /// Who wanted to change it.
        desk: Level,
    },
    /// A policy's RADIUS attribute cannot be sent.
    #[error("{0}")]
    Attribute(#[from] attribute::Error),
    /// A setting of the Location cannot be what was asked for.
    #[error(transparent)]
    Location(#[from] LocationError),
    /// The options of notices cannot be what was asked for.
    #[error(transparent)]
    Notice(#[from] NoticeError),
    /// A product or policy cannot be what was asked for.
    #[error(transparent)]
    Definition(#[from] DefinitionError),
    /// A text that cannot be read as what it should be.
    #[error("{0}")]
    Invalid(String),
    /// The voucher cannot be drawn.
    #[error(transparent)]
    Voucher(#[from] voucher::VoucherError),
    /// A delivery that is under way, delivered or over is neither tried again nor taken back.
    #[error("this delivery no longer waits")]
    NotWaiting,
    /// Nothing is printed, or a printer is not kept.
    #[error(transparent)]
    Printing(#[from] super::printing::PrintError),
    /// A message is not written, or was not sent.
    #[error(transparent)]
    Message(#[from] super::messages::Refusal),
    /// A file cannot be written or read.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
}

impl From<super::messages::SettingsError> for Error {
    fn from(error: super::messages::SettingsError) -> Self {
        Self::Message(error.into())
    }
}

impl From<super::messages::TextError> for Error {
    fn from(error: super::messages::TextError) -> Self {
        Self::Message(error.into())
    }
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
            Self::Closed(Closed::EvaluationOver | Closed::Finalized) => "licence_ended",
            Self::Closed(closed) => closed.as_str(),
            Self::Licence(refusal) => refusal.code(),
            Self::NotCancellable { .. } => "not_cancellable",
            Self::NotPrintable { .. } => "not_printable",
            Self::CodeAwaited { .. } => "code_awaited",
            Self::NotUndoable { .. } => "not_undoable",
            Self::NotRechargeable { .. } => "not_rechargeable",
            Self::NotAssignable { .. } => "not_assignable",
            Self::NoFrequency => "no_frequency",
            Self::NotSubscribed { .. } => "not_subscribed",
            Self::Subscribed { .. } => "subscribed",
            Self::ReferenceTaken { .. } => "reference_taken",
            Self::PaymentKnown { .. } => "payment_known",
            Self::NoEnd { .. } => "no_end",
            Self::NotLonger { .. } => "not_longer",
            Self::NoPricePerDay => "no_price_per_day",
            Self::NoDeviceOnLine { .. } => "no_device_on_line",
            Self::WhichDevice { .. } => "which_device",
            Self::NotLive { .. } => "not_live",
            Self::TicketType(_) => "bad_ticket_type",
            Self::HotkeyTaken { .. } => "hotkey_taken",
            Self::Fields(_) => "bad_fields",
            Self::SpecialNotTaken => "special_not_taken",
            Self::ChannelNotOffered { .. } => "channel_not_offered",
            Self::AddressMissing { .. } => "address_missing",
            Self::Address { .. } => "bad_address",
            Self::BadReference { .. } => "bad_reference",
            Self::BadName { .. } => "bad_name",
            Self::BatchNameTaken(_) => "batch_name_taken",
            Self::EmptyList => "empty_list",
            Self::Stopped => "stopped",
            Self::NothingToErase { .. } => "nothing_to_erase",
            Self::OutOfRange { .. } => "out_of_range",
            Self::ProductChanged(_) | Self::PolicyChanged(_) | Self::ChangedMeanwhile => {
                "changed_meanwhile"
            }
            Self::NotPermitted => "not_permitted",
            Self::OfHigherLevel { .. } => "of_higher_level",
            Self::Attribute(_) => "bad_attribute",
            Self::Location(error) => error.code(),
            Self::Notice(_) => "bad_notice",
            Self::Definition(_) | Self::Invalid(_) => "invalid",
            Self::Voucher(_) => "voucher",
            Self::NotWaiting => "not_waiting",
            Self::Gateway(failure) => failure.cause.as_str(),
            Self::NoLink { .. } => "no_link",
            Self::Printing(error) => error.code(),
            Self::Message(refusal) => refusal.code(),
            Self::File { .. } => "file",
        }
    }
}

/// Why nothing is issued, and what to do.
fn closed_text(closed: Closed) -> &'static str {
    match closed {
        Closed::EvaluationOver => {
            "the evaluation of this Location has ended; ask for a licence with `innkeeper licence request`"
        }
        Closed::Finalized => "the licence of this Location has ended; renew it to issue tickets",
        Closed::Denied => {
            "the licence of this Location is set to access denied; `innkeeper licence allow` lifts that"
        }
        Closed::Doubted(_) => {
            "the licence of this Location is not one of a trusted distributor; `innkeeper licence status` says why"
        }
        Closed::Copied => {
            "this Location has run for too long on another computer than its licence names; ask the distributor for a move"
        }
        Closed::Twin => {
            "another data folder of this Location runs on this computer; one licence is for one of them: stop the other"
        }
        Closed::OverCapacity => {
            "more is used than the licence of this Location covers; ask the distributor for a larger one"
        }
    }
}

/// The refused fields, in one line.
fn fields_text(errors: &FieldErrors) -> String {
    let all: Vec<_> = errors
        .iter()
        .map(|(key, error)| format!("{key}: {error}"))
        .collect();
    all.join("; ")
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
