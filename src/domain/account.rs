//! Accounts: the credentials, the product held now, and what was used of it.

use super::{
    allowance::{Limits, TotalUsed},
    id::{AccountId, ProductId, TicketId},
    policy::Policy,
    product::Product,
    subscription::Subscription,
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
    /// Held by subscription: then this gives the expiry, and the product's panel is not considered (P28).
    pub subscription: Option<Subscription>,
}

impl Account {
    /// The limits of its product under its policy, with its own totals.
    pub fn limits(&self, product: &Product, policy: &Policy) -> Limits {
        Limits::of(product, policy).with_totals(self.total_seconds, self.total_bytes)
    }

    /// What was used since the product was assigned, from the lifetime counters of the ticket.
    pub fn total_used(&self, lifetime_seconds: u64, lifetime_bytes: u64) -> TotalUsed {
        TotalUsed {
            seconds: lifetime_seconds.saturating_sub(self.baseline_seconds),
            bytes: lifetime_bytes.saturating_sub(self.baseline_bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{policy::tests::policy, product::tests::product, time::FAR_PAST};

    #[test]
    fn totals_count_from_the_recharge_and_include_what_it_took_over() {
        let account = Account {
            id: AccountId::default(),
            ticket: TicketId::default(),
            credentials: Credentials {
                username: "ABCDE-23456".into(),
                password: "ABCDE-23456".into(),
            },
            product: ProductId::default(),
            product_assigned_at: FAR_PAST,
            product_first_login_at: None,
            baseline_seconds: 40 * 60,
            baseline_bytes: 1000,
            total_seconds: Some(80 * 60),
            total_bytes: None,
            subscription: None,
        };
        let limits = account.limits(&product(|it| it.total_time_min = 60), &policy(|_| ()));
        assert_eq!(limits.seconds.total, Some(80 * 60), "R01");
        let used = account.total_used(50 * 60, 900);
        assert_eq!((used.seconds, used.bytes), (10 * 60, 0));
        let shown = format!("{account:?}");
        assert!(
            account.credentials.is_code() && !shown.contains("ABCDE"),
            "{shown}"
        );
    }
}
