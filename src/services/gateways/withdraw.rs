//! Taking back from a gateway what Innkeeper made there, before it is removed here.

use super::{Actor, Result, link, push, remove};
use crate::{
    domain::{gateway::Gateway, time::Instant},
    gateways::{
        self, Cause, Desired, Failure, Hold, Kind, Scope, Whom,
        plan::{Hidden, Step},
    },
    store::Store,
};

/// Rounds until it is said that a gateway keeps what it was told to forget.
const ROUNDS: usize = 3;

/// What was taken back.
#[derive(Debug, Clone)]
pub struct Withdrawn {
    /// The gateway, which is removed here.
    pub gateway: Gateway,
    /// Things that were removed there: RADIUS server, garden, groups, tickets.
    pub removed: usize,
    /// Settings of its owner that Innkeeper changed and that stay as they are: what they were before nobody knows.
    pub stays: Vec<(Kind, String)>,
}

/// Removes from a gateway everything that carries our mark, cuts the guests whose tickets it kept, and then removes it here. If
/// it cannot be reached, or refuses, it stays here too, and the failure says why: [`remove`] forgets it without asking it.
/// Repeated after a cut in the middle it ends in the same state. Waits for the gateway.
pub fn withdraw(
    store: &Store,
    clock: &dyn Fn() -> Instant,
    actor: Actor,
    name: &str,
) -> Result<Withdrawn> {
    let (linked, owner) = push::read(store, name)?;
    let mut driver = link::open(&linked, owner)?;
    let usual = {
        let mut work = push::Work {
            store,
            linked: &linked,
            driver: &mut *driver,
            now: clock(),
        };
        work.wanted()?
    };
    let nothing = Desired {
        owner,
        radius: None,
        garden: Vec::new(),
        groups: Vec::new(),
        users: Vec::new(),
        clients: Vec::new(),
    };
    let mut removed = 0;
    for round in 0..=ROUNDS {
        let there = driver.read(&Scope::All)?;
        let wanted = driver.wanted(&nothing, &there);
        let mut steps = gateways::plan(wanted, &there, Hidden::Trusted).steps;
        // Besides what goes, only settings that hold on to it: a portal that asks us for guests.
        steps.retain(|step| match step {
            Step::Remove(_) => true,
            Step::Change { object, .. } => object.hold == Hold::Setting,
            Step::Add(_) => false,
        });
        let Some(first) = steps.first() else {
            break;
        };
        if round == ROUNDS {
            return Err(Failure::new(Cause::NotKept, first.object().label()).into());
        }
        let (mut gone, mut refused) = (Vec::new(), None);
        driver.carry_out(&steps, &mut |index, answered| {
            match answered {
                Ok(_) => gone.push(index),
                Err(failure) => refused = Some(failure),
            }
            true
        })?;
        for step in gone.iter().filter_map(|index| steps.get(*index)) {
            removed += usize::from(matches!(step, Step::Remove(_)));
            if step.object().kind == Kind::User {
                let whom = Whom {
                    name: Some(step.object().name.clone()),
                    ..Whom::default()
                };
                // Whoever is on line there and cannot be cut is not let in again.
                if let Err(failure) = driver.kick(&whom) {
                    tracing::debug!(%failure, "a guest of a gateway that is given up could not be cut");
                }
            }
        }
        if let Some(failure) = refused {
            return Err(failure.into());
        }
    }
    let settings = usual.objects.into_iter();
    let stays = settings
        .filter(|object| object.hold == Hold::Setting)
        .map(|object| (object.kind, object.name))
        .collect();
    Ok(Withdrawn {
        gateway: remove(store, clock(), actor, name)?,
        removed,
        stays,
    })
}
