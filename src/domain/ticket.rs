//! Tickets: what was issued, and the life that it leads (T11–T23).

use super::{
    id::{AccountId, ProductId, TicketId, TicketTypeId},
    money::Money,
    time::Instant,
};
use serde::{Deserialize, Serialize};

/// The seven types of the list (T16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// "Individual ticket": a single ticket of the desk.
    Individual,
    /// "Variable ticket".
    Variable,
    /// "Special ticket".
    Special,
    /// Made by a PayPal payment.
    Paypal,
    /// Made on request by SMS.
    Sms,
    /// Made by a sponsor.
    Sponsor,
    /// Made by the hotel's PMS.
    Pms,
}

/// Where a ticket came from (T12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Issued in the window.
    Desk,
    /// Issued on the command line.
    Cli,
    /// Issued by the REST interface.
    Api,
    /// A PayPal payment.
    Paypal,
    /// A request by SMS.
    Sms,
    /// A sponsor.
    Sponsor,
    /// The PMS.
    Pms,
}

/// The four states (T17). Cancelled is final; Expired is left only by a recharge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Issued, never logged in with.
    NoUse,
    /// Logged in with at least once, still valid. Says nothing about a device being on line (TX03).
    InUse,
    /// Time, totals or dates are over, or it was not used in time.
    Expired,
    /// Cancelled at the desk.
    Cancelled,
}

/// A ticket as the issued list knows it. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Of this ticket.
    pub id: TicketId,
    /// Unique in the Location, never reused.
    pub serial: u64,
    /// When it was issued.
    pub created_at: Instant,
    /// Who it is for, in the words of its source (T15).
    pub user_id: String,
    /// One of the seven types.
    pub kind: Kind,
    /// Where it came from.
    pub source: Source,
    /// The ticket type that it was issued from; none for tickets of other sources.
    pub ticket_type: Option<TicketTypeId>,
    /// The account that it owns.
    pub account: AccountId,
    /// The product that its account holds.
    pub product: ProductId,
    /// What was asked for it.
    pub price: Money,
    /// Simultaneous devices.
    pub devices: u16,
    /// Stored state. [`Ticket::status`] weighs it against the clock.
    pub stored_status: Status,
    /// A login is refused before this (variable, special).
    pub valid_from: Option<Instant>,
    /// End of the chosen range (variable, special).
    pub valid_until: Option<Instant>,
    /// Last instant of a first use; passed unused, the ticket is Expired (TX06).
    pub use_by: Option<Instant>,
    /// First accepted login.
    pub first_login_at: Option<Instant>,
    /// When it expires; none before the first login of a single ticket, and for a product that never expires (TX01).
    pub expires_at: Option<Instant>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// Accounting sessions so far (TX21).
    pub connections: u32,
    /// Seconds on line, summed over all sessions (TX22).
    pub session_seconds: u64,
    /// Bytes from the guest.
    pub upload_bytes: u64,
    /// Bytes to the guest.
    pub download_bytes: u64,
}
