//! Identifiers: UUIDv7 in newtypes, so that ids of several desks merge and sort by time of birth.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id (RFC 9562, version 7).
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// Of a [`Location`](super::location::Location).
    LocationId,
    /// Of a [`Policy`](super::policy::Policy).
    PolicyId,
    /// Of a [`Product`](super::product::Product); the "ID" field of the seed, for integrations.
    ProductId,
    /// Of a [`TicketType`](super::ticket_type::TicketType).
    TicketTypeId,
    /// Of a [`Ticket`](super::ticket::Ticket).
    TicketId,
    /// Of an [`Account`](super::account::Account).
    AccountId,
    /// Of a [`Session`](super::session::Session); sent to the gateway as the Class attribute.
    SessionId,
    /// Of a [`Gateway`](super::gateway::Gateway).
    GatewayId,
    /// Of a batch of tickets.
    BatchId,
    /// Of a registered guest.
    GuestId,
}
