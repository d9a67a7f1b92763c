//! The rules of the house: what a ticket is worth, how long a guest may stay, who may enter.
//!
//! Everything here is pure. The clock, the zone and chance come in as arguments; there is no I/O, no SQL, no packet and
//! no widget, so nothing here can fail on the outside world. The words are those of `shared` usage in the two source
//! systems: a **ticket** is what was issued, it owns one **account** (credentials, product, usage); an accounting
//! **session** is one device of that account at one gateway.

pub mod account;
pub mod allowance;
pub mod code;
pub mod country;
pub mod description;
pub mod email;
pub mod expiry;
pub mod fields;
pub mod gateway;
pub mod gsm;
pub mod id;
pub mod level;
pub mod licence;
pub mod location;
pub mod login;
pub mod mac;
pub mod maker;
pub mod money;
pub mod names;
pub mod outlook;
pub mod phone;
pub mod policy;
pub mod product;
pub mod residual;
pub mod session;
pub mod stay;
pub mod stop;
pub mod subscription;
pub mod template;
pub mod ticket;
pub mod ticket_type;
pub mod time;
