//! MikroTik RouterOS: REST for version 7, the binary API for version 6.

use super::{
    Connection, Driver, Facts, Failure, Object, Result, Scope, Told, Wanted, plan::Step,
    state::Desired,
};

/// One router.
#[derive(Debug)]
pub struct RouterOs {
    connection: Connection,
}

impl RouterOs {
    /// A router; nothing is asked yet.
    pub fn new(connection: Connection) -> Result<Self> {
        Ok(Self { connection })
    }
}

impl Driver for RouterOs {
    fn facts(&mut self) -> Result<Facts> {
        Err(Failure::unsupported(&self.connection.host))
    }

    fn read(&mut self, _scope: &Scope) -> Result<Vec<Object>> {
        Err(Failure::unsupported("reading"))
    }

    fn wanted(&self, _desired: &Desired, _there: &[Object]) -> Wanted {
        Wanted::default()
    }

    fn carry_out(&mut self, _steps: &[Step], _told: &mut Told<'_>) -> Result<()> {
        Err(Failure::unsupported("writing"))
    }
}
