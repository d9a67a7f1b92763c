//! What the screen of policies asks of the house.

use crate::{
    domain::{
        id::PolicyId,
        level::Levels,
        policy::{Policy, PolicyJson},
        product::Level,
        time::Instant,
    },
    services::{
        Actor, Error, Result,
        catalogue::{self, PolicyDraft, Use},
        levels,
    },
    store::{Removed, Store},
};

/// All that the list and the form show.
#[derive(Debug, Clone)]
pub struct Board {
    /// Those on offer, and behind them those that were put away.
    policies: Vec<Policy>,
    /// How many are on offer.
    on_offer: usize,
    /// Who uses them, in the same order.
    uses: Vec<Use>,
    pub(super) levels: Levels,
}

/// How saving went.
#[derive(Debug, Clone)]
pub enum Saved {
    /// It is saved, and this is what the next change starts from.
    Done(Box<PolicyDraft>),
    /// Another desk was quicker: what it has made of it.
    Meanwhile(Box<PolicyDraft>),
}

impl Board {
    pub(super) fn policy(&self, id: PolicyId) -> Option<&Policy> {
        self.policies.iter().find(|policy| policy.id == id)
    }

    /// The policies on offer, or those that were put away.
    pub(super) fn policies(&self, put_away: bool) -> &[Policy] {
        let (on_offer, away) = self.policies.split_at(self.on_offer);
        if put_away { away } else { on_offer }
    }

    /// Whether a policy was put away.
    pub(super) fn is_put_away(&self, id: PolicyId) -> bool {
        self.policies(true).iter().any(|policy| policy.id == id)
    }

    /// Who uses a policy.
    pub(super) fn uses(&self, id: PolicyId) -> Option<&Use> {
        let place = self.policies.iter().position(|one| one.id == id)?;
        self.uses.get(place)
    }

    /// The codes of all policies on offer but this one.
    pub(super) fn taken(&self, own: Option<PolicyId>) -> Vec<&str> {
        self.policies(false)
            .iter()
            .filter(|policy| Some(policy.id) != own)
            .map(|policy| policy.code.as_str())
            .collect()
    }

    /// Whose a policy is.
    pub(super) fn level(&self, id: Option<PolicyId>) -> Option<Level> {
        self.policy(id?).map(|policy| policy.level)
    }

    /// Whether it may be changed here (P4), or a new one made. What was put away has to be taken back first.
    pub(super) fn can_edit(&self, id: Option<PolicyId>) -> bool {
        let level = self.level(id).unwrap_or(self.levels.level);
        self.levels.may_edit(level) && !id.is_some_and(|id| self.is_put_away(id))
    }

    /// The levels that something made here may have: the own one and those below.
    pub(super) fn own_levels(&self) -> Vec<Level> {
        [Level::System, Level::Reseller, Level::Manager]
            .into_iter()
            .filter(|level| self.levels.may_edit(*level))
            .collect()
    }
}

pub(super) fn board(store: &Store) -> Result<Board> {
    let mut policies = catalogue::policies(store)?;
    let on_offer = policies.len();
    policies.extend(catalogue::archived_policies(store)?);
    let uses = policies
        .iter()
        .map(|policy| catalogue::policy_use(store, policy.id))
        .collect::<Result<_>>()?;
    Ok(Board {
        policies,
        on_offer,
        uses,
        levels: levels::levels(store)?,
    })
}

/// Saves what was made of `before`; without it, adds a new one.
pub(super) fn save(
    store: &Store,
    now: Instant,
    before: Option<PolicyDraft>,
    wanted: PolicyJson,
) -> Result<Saved> {
    let saved = match before {
        None => catalogue::add_policy(store, now, Actor::Desk, wanted),
        Some(before) => {
            let edited = PolicyDraft {
                json: wanted,
                ..before
            };
            catalogue::save_policy(store, now, Actor::Desk, edited)
        }
    };
    match saved {
        Ok(policy) => catalogue::policy_draft(store, policy.id).map(|it| Saved::Done(it.into())),
        Err(Error::PolicyChanged(theirs)) => Ok(Saved::Meanwhile(theirs)),
        Err(error) => Err(error),
    }
}

pub(super) fn remove(store: &Store, now: Instant, code: &str) -> Result<Removed> {
    catalogue::remove_policy(store, now, Actor::Desk, code).map(|(_, removed)| removed)
}

pub(super) fn restore(store: &Store, now: Instant, id: PolicyId) -> Result<Policy> {
    catalogue::restore_policy(store, now, Actor::Desk, id)
}
