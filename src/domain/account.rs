//! Accounts: the credentials, the product held now, and what was used of it.

use super::{
    id::{AccountId, ProductId, TicketId},
    time::Instant,
};

/// What the guest types. With [`CredentialStyle::Code`](super::ticket_type::CredentialStyle) both are the same code.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// As shown on the voucher.
    pub username: String,
    /// As shown on the voucher.
    pub password: String,
}

impl std::fmt::Debug for Credentials {
    /// Never the secrets themselves: they would end in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credentials(…)")
    }
}

impl Credentials {
    /// Whether user name and password are one code, typed into one field.
    pub fn is_code(&self) -> bool {
        self.username == self.password
    }
}

/// An account: one ticket's right to be on line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Of this account.
    pub id: AccountId,
    /// The ticket that owns it.
    pub ticket: TicketId,
    /// What the guest types.
    pub credentials: Credentials,
    /// The product held now.
    pub product: ProductId,
    /// When that product was assigned.
    pub product_assigned_at: Instant,
    /// First login with that product; its expiry counts from here.
    pub product_first_login_at: Option<Instant>,
    /// Lifetime seconds of the ticket when the product was assigned: totals count from here.
    pub baseline_seconds: u64,
    /// Lifetime bytes (both directions) when the product was assigned.
    pub baseline_bytes: u64,
    /// Total time of the product plus what a recharge took over, in seconds; `None` = infinite.
    pub total_seconds: Option<u64>,
    /// Total data likewise, in bytes.
    pub total_bytes: Option<u64>,
}
