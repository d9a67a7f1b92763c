//! stub
use crate::domain::{gateway::Gateway, session::Session};
use std::net::SocketAddr;
#[derive(Debug, Clone, Default)]
pub struct Timing;
#[derive(Debug)]
pub enum Outcome {
    NoAnswer,
}
impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("x")
    }
}
pub fn disconnect(
    _: &Gateway,
    _: &Session,
    _: SocketAddr,
    _: &Timing,
) -> Result<Outcome, std::io::Error> {
    Ok(Outcome::NoAnswer)
}
