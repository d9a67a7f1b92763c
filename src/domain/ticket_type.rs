//! Ticket types: the rates predefined in the Location's access methods (T2).

use super::{
    code::CodeForm,
    fields::{self, Field, FieldDefinitionError, FieldKind},
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

/// How a ticket reaches its guest (T10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// On paper.
    Print,
    /// By e-mail.
    Email,
    /// By SMS.
    Sms,
}

/// Longest name and label of a ticket type, in characters: what a tile shows without cutting.
pub const NAME_MAX: usize = 40;

/// Days within which a first use can be asked for at most.
pub const USE_WITHIN_MAX_DAYS: u32 = 3650;

/// Days within which a ticket must first be used where the ticket type says nothing (TX06: 15,552,000 s).
pub const DEFAULT_USE_WITHIN_DAYS: u32 = 180;

/// A rate that the desk offers as a tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketType {
    /// Of this ticket type.
    pub id: TicketTypeId,
    /// On the tile, and by which the command line names it; unique.
    pub name: String,
    /// What the guest reads on the voucher; empty = the name.
    pub label: String,
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
    /// Length and prefix of its codes.
    pub code: CodeForm,
    /// Days within which a ticket must first be used; 0 = no such end.
    pub use_within_days: u32,
    /// What is asked about the guest, in the order of the form (T8).
    pub fields: Vec<Field>,
    /// The channels that are offered (T10, A25); none = the code is only shown.
    pub channels: Vec<Channel>,
    /// Those of `channels` that are chosen when nobody chooses: what Enter does.
    pub preselected: Vec<Channel>,
    /// Whether the user ID must be typed (TX25: single tickets require it). False lets one key issue a ticket.
    pub user_id_required: bool,
    /// Order on the desk, from 1.
    pub position: u16,
    /// The key that opens it on the desk, 1 to 9; one key opens one ticket type.
    pub hotkey: Option<u8>,
}

/// Why a ticket type cannot be as it was given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TicketTypeError {
    /// A name of 1 to [`NAME_MAX`] characters.
    #[error("the name must have 1 to {NAME_MAX} characters")]
    Name,
    /// A label of at most [`NAME_MAX`] characters.
    #[error("the label for the guest may have at most {NAME_MAX} characters")]
    Label,
    /// A price below zero.
    #[error("a price cannot be negative")]
    NegativePrice,
    /// A price per day at a ticket type without dates.
    #[error("only variable and special tickets have a price per day")]
    PricePerDayNotTaken,
    /// No device.
    #[error("a ticket is for at least one device")]
    NoDevice,
    /// More days than can be asked for.
    #[error(
        "the first use can be asked for within at most {USE_WITHIN_MAX_DAYS} days; 0 = no such end"
    )]
    UseWithin,
    /// Codes that are too easily guessed, or too long to be typed.
    #[error(transparent)]
    Code(#[from] super::code::CodeFormError),
    /// The extra fields.
    #[error(transparent)]
    Fields(#[from] FieldDefinitionError),
    /// Chosen, but not offered.
    #[error("{0} is preselected and not among the channels offered")]
    PreselectedNotOffered(Channel),
    /// None of 1 to 9.
    #[error("a hotkey is one of 1 to 9")]
    Hotkey,
}

impl TicketType {
    /// What the guest reads.
    pub fn guest_label(&self) -> &str {
        if self.label.is_empty() {
            &self.name
        } else {
            &self.label
        }
    }

    /// Whether a voucher is printed as soon as a ticket is issued and nobody chooses.
    pub fn print_on_issue(&self) -> bool {
        self.preselected.contains(&Channel::Print)
    }

    /// Whether it asks for this field.
    pub fn asks(&self, kind: &FieldKind) -> bool {
        self.fields.iter().any(|field| field.kind == *kind)
    }

    /// The price of a day, where tickets of this type have dates: an own one, else none.
    pub fn daily_price(&self) -> Option<Money> {
        self.price_per_day.filter(|_| self.format != Format::Single)
    }

    /// Whether it can be kept.
    pub fn check(&self) -> Result<(), TicketTypeError> {
        let length = self.name.trim().chars().count();
        if length == 0 || length > NAME_MAX {
            return Err(TicketTypeError::Name);
        }
        if self.label.chars().count() > NAME_MAX {
            return Err(TicketTypeError::Label);
        }
        let prices = [Some(self.price), self.price_per_day];
        if prices.iter().flatten().any(|price| price.minor < 0) {
            return Err(TicketTypeError::NegativePrice);
        }
        if self.price_per_day.is_some() && self.format == Format::Single {
            return Err(TicketTypeError::PricePerDayNotTaken);
        }
        if self.devices == 0 {
            return Err(TicketTypeError::NoDevice);
        }
        if self.use_within_days > USE_WITHIN_MAX_DAYS {
            return Err(TicketTypeError::UseWithin);
        }
        self.code.check()?;
        fields::check_definition(&self.fields)?;
        let lost = self
            .preselected
            .iter()
            .find(|one| !self.channels.contains(one));
        if let Some(channel) = lost {
            return Err(TicketTypeError::PreselectedNotOffered(*channel));
        }
        match self.hotkey {
            Some(key) if !(1..=9).contains(&key) => Err(TicketTypeError::Hotkey),
            _ => Ok(()),
        }
    }
}

names!(Channel, "channel", {
    Print = 0 "print",
    Email = 1 "email",
    Sms = 2 "sms",
});

names!(Format, "format", {
    Single = 0 "single",
    Variable = 1 "variable",
    Special = 2 "special",
});

names!(CredentialStyle, "credential style", {
    Code = 0 "code",
    Pair = 1 "pair",
});
