//! Signed licensing papers: requests, licences and reports, as octets, as a number to type or scan, and as files.
//!
//! It knows signatures and keys, no store and no clock. What a licence means is a rule of [`crate::domain::licence`]; who is
//! trusted comes with the installation of the program ([`trust`]), never with the data folder.

pub mod find;
pub mod key;
pub mod number;
pub mod paper;
pub mod trust;
