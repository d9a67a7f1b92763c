//! What brings a voucher to a guest: printers, mail servers, SMS gateways. It is given values and answers values; it
//! knows no ticket, no store and no outbox.

pub mod email;
mod failure;
mod http;
pub mod print;
pub mod sms;

pub use failure::{Cause, Failure};
