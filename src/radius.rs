//! RADIUS: the only place that knows packets.

pub mod service;
