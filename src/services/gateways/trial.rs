//! Trying a gateway before anything of it is kept: whether it answers, takes the login, and what it is.

use super::{NewGateway, Result, checked, doctor::Finding, link};
use crate::{
    domain::{gateway::link::Keeping, id::GatewayId},
    gateways::{Facts, Fingerprint, Owner},
    store::{Linked, Store},
};

/// What a trial found.
#[derive(Debug, Clone)]
pub struct Trial {
    /// Who answers, and how it is.
    pub facts: Facts,
    /// The certificate that was shown; none without encryption.
    pub certificate: Option<Fingerprint>,
    /// That others can read what is said to it, where nothing is encrypted.
    pub in_the_clear: Option<Finding>,
}

/// Asks a gateway that is not known yet who it is. Nothing is kept, nothing is changed there. Waits for it.
pub fn trial(store: &Store, new: NewGateway, new_link: link::NewLink) -> Result<Trial> {
    let gateway = checked(GatewayId::new(), new)?;
    let owner = Owner(store.read(|reader| Ok(reader.location()?.id))?);
    let linked = Linked {
        link: link::checked(gateway.vendor, new_link.link)?,
        gateway,
        password: new_link.password.reveal().to_owned(),
        keeping: Keeping::default(),
        seq: 0,
    };
    let mut driver = link::open(&linked, owner)?;
    let facts = driver.facts()?;
    Ok(Trial {
        facts,
        certificate: driver.certificate(),
        in_the_clear: linked.link.plain.then(|| Finding::in_the_clear(&linked)),
    })
}

impl Trial {
    /// What was found, line by line, for words: good things first.
    pub fn findings(&self) -> Vec<Finding> {
        let facts = &self.facts;
        let version = format!("{} {}", facts.product, facts.version);
        let mut findings = vec![
            Finding::Reached,
            Finding::Version(version.trim().to_owned()),
        ];
        findings.extend(self.in_the_clear.clone());
        findings.extend(facts.troubles.iter().cloned().map(Finding::Trouble));
        findings
    }
}
