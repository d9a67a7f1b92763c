//! Innkeeper: guest Wi-Fi from the front desk.
//!
//! # Map
//!
//! ```text
//! main → ui, cli → services → store, radius, voucher → domain
//!                             voucher, cli, ui → i18n
//! ```

pub mod cli;
pub mod domain;
pub mod i18n;
pub mod radius;
pub mod services;
pub mod store;
pub mod ui;
pub mod voucher;
