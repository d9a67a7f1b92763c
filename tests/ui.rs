#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    unused_results,
    unreachable_pub,
    reason = "a test fails by panicking"
)]
//! The window without a display.

pub mod draw;
pub mod stage;

#[cfg(debug_assertions)]
mod gallery;

mod contrast;

mod tickets;

#[cfg(debug_assertions)]
mod stories;

/// The window with its tasks, subscriptions and store, worked like a person works it.
pub mod play;

/// What happens in a house while nobody looks.
pub mod life;

/// The issued list, a ticket and the guest register, worked without a pointer.
mod keyboard;

/// Batches: found again, printed, exported, cancelled as one.
mod batches;

/// Gateways: added, tried, pushed to and mended, against mock controllers; RADIUS clients.
mod gateways;

/// Tickets and users that a router keeps itself.
mod kept;

/// The receptionist's stories on the desk, from the first key to the store.
mod desk;

/// The manager's stories with the guest register.
mod guests;

/// The manager's stories with ticket types.
mod ticket_types;

/// E-mail and SMS: set up, tried, and what became of a message.
mod messages;
/// Printers, the look of vouchers, and what became of a voucher.
mod printing;
/// The manager's stories with products and policies.
mod products;

/// Every screen in every language and theme as a picture.
mod screens;

/// The Location, section by section.
mod location;

/// Licences, on both sides.
mod licences;
