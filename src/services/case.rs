//! The case of an account at a login. The engine weighs it from its memory, "why can't my guest get on?" from the store;
//! which facts count, and how, stands here once.

use crate::{
    domain::{
        allowance::{Limits, Used},
        expiry,
        location::AuthMode,
        login::{self, Case, Grant, Holding, LicenceState, Refusal, Standing},
        mac::Mac,
        policy::Policy,
        product::{Expiration, Product},
        ticket::{self, Status, Ticket},
        time::{Instant, Zone},
    },
    store::LoginRecord,
};

/// The limits that count for an account here: its product under its policy with its own totals, less what the Location's
/// mode and the origin of the user leave out (P13–P20, Q34–Q36).
pub(super) fn limits(record: &LoginRecord, mode: AuthMode) -> Limits {
    let all = record.account.limits(&record.product, &record.policy);
    all.considered(mode.registration(), record.ticket.source.origin())
}

/// What is known of the account.
pub(super) struct Facts<'a> {
    pub(super) ticket: &'a Ticket,
    pub(super) product: &'a Product,
    pub(super) policy: &'a Policy,
    /// First login with the product held now.
    pub(super) first_login_at: Option<Instant>,
    /// The product is held by subscription: its panel is not considered (P28, A15).
    pub(super) subscribed: bool,
    pub(super) limits: &'a Limits,
    pub(super) used: Used,
    /// Devices on line, or let in a moment ago.
    pub(super) online: &'a [Mac],
    pub(super) online_without_mac: usize,
    /// The one login of a One-login product was had, and this is no repetition of it.
    pub(super) login_taken: bool,
}

impl<'a> Facts<'a> {
    /// The case for a login of `mac` at `now`.
    pub(super) fn case(
        self,
        licence: LicenceState,
        mac: Option<Mac>,
        now: Instant,
        zone: Zone,
    ) -> Case<'a> {
        let ticket = self.ticket;
        Case {
            now,
            zone,
            licence,
            standing: match ticket.stored_status {
                Status::Cancelled => Standing::Cancelled,
                _ => Standing::Live,
            },
            holding: self.holding(now, zone),
            valid_from: ticket.valid_from,
            use_by: ticket.use_by.filter(|_| ticket.first_login_at.is_none()),
            expires_at: if self.subscribed {
                ticket.expires_at
            } else {
                expires_at(ticket, self.product, self.first_login_at, now, zone)
            },
            limits: self.limits,
            used: self.used,
            devices: ticket.devices,
            online: self.online,
            online_without_mac: u16::try_from(self.online_without_mac).unwrap_or(u16::MAX),
            mac,
            session_timeout: self.policy.session_timeout(),
        }
    }

    fn holding(&self, now: Instant, zone: Zone) -> Holding {
        let expiration = &self.product.expiration;
        if self.subscribed {
            Holding::Product
        } else if matches!(expiration, Expiration::OneLogin) && self.login_taken {
            Holding::OneLoginUsed
        } else if self.first_login_at.is_none()
            && self.ticket.stored_status.is_live()
            && self.ticket.counts_panel()
            && expiry::expires_on_activation(expiration, now, zone)
        {
            Holding::ExpiresOnActivation
        } else {
            Holding::Product
        }
    }
}

/// The expiry that counts for a login now: the stored one, or what a first login would make it.
pub(super) fn expires_at(
    ticket: &Ticket,
    product: &Product,
    first_login_at: Option<Instant>,
    now: Instant,
    zone: Zone,
) -> Option<Instant> {
    if first_login_at.is_some() {
        return ticket.expires_at;
    }
    let format = ticket.kind.format();
    ticket::expires_at(format, &product.expiration, now, ticket.valid_until, zone)
}

/// May this guest enter? Expired is left by a recharge alone (DESIGN 2), even where a clock that was set back would let
/// the guest in again.
pub(super) fn verdict(case: &Case<'_>, ticket: &Ticket) -> Result<Grant, Refusal> {
    let grant = login::check(case)?;
    match ticket.stored_status {
        Status::Expired => Err(Refusal::Expired {
            at: ticket.expires_at.unwrap_or(case.now),
        }),
        _ => Ok(grant),
    }
}
