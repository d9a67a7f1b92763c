//! The RADIUS server, asked over real sockets.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed test may panic"
)]

pub(crate) mod fake;
mod nas;
mod peers;
mod server;
mod vectors;
