//! RADIUS: the only place that knows packets.
//!
//! ```text
//! server → request → packet, authenticator, password
//!        → reply   → vendor, attribute → dictionary
//!        → duplicates
//! disconnect → vendor, packet, authenticator
//! ```
//!
//! What this part does not know: tickets, products, the store. [`service`] is the seam.

pub mod attribute;
pub mod authenticator;
mod delay;
pub mod dictionary;
pub mod disconnect;
mod duplicates;
pub mod mschap2;
pub mod packet;
pub mod password;
pub mod probe;
mod reply;
mod request;
pub mod server;
pub mod service;
pub mod vendor;
