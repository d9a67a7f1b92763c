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
