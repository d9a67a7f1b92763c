//! Ticket types: the rates predefined in the Location's access methods (T2).

use super::{
    id::{ProductId, TicketTypeId},
    money::Money,
    names::names,
};
use serde::{Deserialize, Serialize};

/// The three formats (T4–T6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Fixed time of the product, from the first login.
    Single,
    /// A range of dates chosen when issuing.
    Variable,
    /// Everything adjustable, credentials included.
    Special,
}

/// What the guest types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialStyle {
    /// One field: the code is user name and password in one.
    #[default]
    Code,
    /// A user name and a password.
    Pair,
}

/// Days within which a ticket must first be used where the ticket type says nothing (TX06: 15,552,000 s).
pub const DEFAULT_USE_WITHIN_DAYS: u32 = 180;

/// A rate that the desk offers as a tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketType {
    /// Of this ticket type.
    pub id: TicketTypeId,
    /// On the tile, and by which the command line names it; unique.
    pub name: String,
    /// Its format.
    pub format: Format,
    /// What its tickets may use.
    pub product: ProductId,
    /// Of one ticket (single, special).
    pub price: Money,
    /// Of one day (variable).
    pub price_per_day: Option<Money>,
    /// Simultaneous devices, at least 1.
    pub devices: u16,
    /// One field or two.
    pub credentials: CredentialStyle,
    /// Days within which a ticket must first be used.
    pub use_within_days: u32,
    /// Print as soon as the ticket is issued.
    pub print_on_issue: bool,
    /// Whether the user ID must be typed (TX25: single tickets require it). False lets one key issue a ticket.
    pub user_id_required: bool,
    /// Order on the desk, from 1; 1 to 9 is also the hotkey.
    pub position: u16,
}

names!(Format, "format", {
    Single = 0 "single",
    Variable = 1 "variable",
    Special = 2 "special",
});

names!(CredentialStyle, "credential style", {
    Code = 0 "code",
    Pair = 1 "pair",
});
