//! Money: minor units with their currency (ISO 4217). Never a float.

use serde::{Deserialize, Serialize};

/// An ISO 4217 currency, three capital letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Currency(pub [u8; 3]);

/// An amount in minor units (cents for EUR).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units; negative for a refund.
    pub minor: i64,
    /// Of this amount.
    pub currency: Currency,
}
