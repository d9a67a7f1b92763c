//! Everything that a login is weighed by, gathered in one go.

use super::{Reader, Terms, UsernameHash, error::Result};
use crate::domain::{
    account::Account, allowance::DayUsage, id::AccountId, policy::Policy, product::Product,
    session::Session, ticket::Ticket,
};
use chrono::NaiveDate;

/// What the engine keeps in memory of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginRecord {
    /// The ticket.
    pub ticket: Ticket,
    /// Its account, with the credentials.
    pub account: Account,
    /// What the account was sold.
    pub terms: Terms,
    /// The product that the account was sold, as it was then.
    pub product: Product,
    /// The policy that it was sold, as it was then.
    pub policy: Policy,
    /// Usage per local day, from the day that was asked for.
    pub usage: Vec<DayUsage>,
    /// The sessions on line, oldest first.
    pub sessions: Vec<Session>,
}

impl Reader<'_> {
    /// What a login with this user name is weighed by, with the usage from `since` on. The live ticket comes before
    /// dead ones with the same name, then the newest.
    pub fn login_record(
        &self,
        username: UsernameHash,
        since: NaiveDate,
    ) -> Result<Option<LoginRecord>> {
        match self.ticket_by_hash(username)? {
            None => Ok(None),
            Some(ticket) => self.record_of(ticket, since).map(Some),
        }
    }

    /// The same by account.
    pub fn login_record_of(&self, account: AccountId, since: NaiveDate) -> Result<LoginRecord> {
        self.record_of(self.ticket_of(account)?, since)
    }

    fn record_of(&self, ticket: Ticket, since: NaiveDate) -> Result<LoginRecord> {
        let terms = self.terms_of(ticket.account)?;
        Ok(LoginRecord {
            account: self.account(ticket.account)?,
            policy: self.policy_at(terms.policy)?,
            product: self.product_at(terms.product)?,
            terms,
            usage: self.usage(ticket.account, since)?,
            sessions: self.open_sessions_of(ticket.account)?,
            ticket,
        })
    }
}
