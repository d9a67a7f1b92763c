//! What a gateway says goes into logs and onto screens; some of them repeat the password in their complaint.

use super::{
    Admission, Connection, Counted, Done, Driver, Facts, Failure, Fingerprint, ForeignUser, Kicked,
    Object, Online, Result, Scope, Secret, Told, Value, Wanted, Whom, plan::Step, state::Desired,
};
use crate::domain::mac::Mac;
use std::time::Duration;

/// A driver whose failures name no secret.
pub(super) struct Scrubbed {
    driver: Box<dyn Driver>,
    secrets: Vec<Secret>,
}

/// Shorter ones are ordinary words; striking them from a sentence would hide the sentence.
const SHORTEST: usize = 4;

impl Scrubbed {
    pub(super) fn new(driver: Box<dyn Driver>, connection: &Connection) -> Self {
        Self {
            driver,
            secrets: vec![connection.password.clone()],
        }
    }

    fn clean(&self, failure: Failure) -> Failure {
        struck(failure, &self.secrets)
    }
}

fn struck(mut failure: Failure, secrets: &[Secret]) -> Failure {
    for secret in secrets
        .iter()
        .filter(|secret| secret.reveal().len() >= SHORTEST)
    {
        failure.detail = failure.detail.replace(secret.reveal(), "…");
    }
    failure
}

fn secrets_of(step: &Step) -> Vec<Secret> {
    let values = step.object().values.values();
    let secrets = values.filter_map(|value| match value {
        Value::Secret(secret) => Some(secret.clone()),
        Value::Text(_) | Value::Hidden => None,
    });
    secrets.collect()
}

impl Driver for Scrubbed {
    fn facts(&mut self) -> Result<Facts> {
        self.driver.facts().map_err(|failure| self.clean(failure))
    }

    fn read(&mut self, scope: &Scope) -> Result<Vec<Object>> {
        self.driver
            .read(scope)
            .map_err(|failure| self.clean(failure))
    }

    fn wanted(&self, desired: &Desired, there: &[Object]) -> Wanted {
        self.driver.wanted(desired, there)
    }

    fn carry_out(&mut self, steps: &[Step], told: &mut Told<'_>) -> Result<()> {
        let common = self.secrets.clone();
        let whole = self
            .driver
            .carry_out(steps, &mut |index, done: Result<Done>| {
                let done = done.map_err(|failure| {
                    let own = steps.get(index).map(secrets_of).unwrap_or_default();
                    struck(struck(failure, &own), &common)
                });
                told(index, done)
            });
        whole.map_err(|failure| {
            let all: Vec<_> = steps.iter().flat_map(secrets_of).collect();
            struck(self.clean(failure), &all)
        })
    }

    fn certificate(&self) -> Option<Fingerprint> {
        self.driver.certificate()
    }

    fn sessions(&mut self, ended_within: Option<Duration>) -> Result<Vec<Online>> {
        self.driver
            .sessions(ended_within)
            .map_err(|failure| self.clean(failure))
    }

    fn counters(&mut self, scope: &Scope) -> Result<Vec<Counted>> {
        self.driver
            .counters(scope)
            .map_err(|failure| self.clean(failure))
    }

    fn kick(&mut self, whom: &Whom) -> Result<Kicked> {
        self.driver
            .kick(whom)
            .map_err(|failure| self.clean(failure))
    }

    fn admit(&mut self, admission: &Admission) -> Result<()> {
        self.driver
            .admit(admission)
            .map_err(|failure| self.clean(failure))
    }

    fn expel(&mut self, mac: Mac) -> Result<()> {
        self.driver
            .expel(mac)
            .map_err(|failure| self.clean(failure))
    }

    fn foreign_users(&mut self) -> Result<Vec<ForeignUser>> {
        self.driver
            .foreign_users()
            .map_err(|failure| self.clean(failure))
    }
}
