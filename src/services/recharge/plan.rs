//! What a purchase makes of a ticket and its account.

use super::{Preview, Recharged, Recovery, Starts, UsedUp};
use crate::{
    domain::{
        account::Account,
        allowance::{self, Limits, Origin, Registration, Used, Window},
        expiry,
        login::Resource,
        money::Money,
        policy::Policy,
        product::{Expiration, Product, RecoverResidual},
        residual::{self, Previous, Totals},
        session::Session,
        stop,
        subscription::Subscription,
        ticket::{self, Event, Status, Ticket},
        time::{Instant, Zone},
    },
    services::{
        Actor, Error, Result,
        engine::change::{self, Demand, Enforced},
        event, location,
        usage::{self, Baseline, used},
    },
    store::{Held, LoginRecord, NewEvent, Reader, Terms, Tx},
};
use serde_json::json;

/// What is bought.
pub(in crate::services) enum Purchase {
    /// The product of this code.
    Once(String),
    /// The same, by subscription.
    Subscription(String, Subscription),
    /// One more period of what is subscribed to.
    Period,
}

/// A purchase weighed against the rules.
pub(in crate::services) struct Plan {
    pub(in crate::services) preview: Preview,
    record: LoginRecord,
    /// The ticket afterwards.
    ticket: Ticket,
    /// Its account afterwards.
    account: Account,
    terms: Terms,
    policy: Policy,
    /// Decides with the account's origin which limits count.
    registration: Registration,
    /// The guest keeps the product: a period more of it.
    is_period: bool,
}

impl Plan {
    /// Weighs a purchase as of `now`; writes nothing.
    pub(in crate::services) fn of(
        reader: &Reader<'_>,
        now: Instant,
        serial: u64,
        purchase: &Purchase,
    ) -> Result<Self> {
        if let Some(closed) = reader.licence()?.closed(now) {
            return Err(Error::Closed(closed));
        }
        let place = reader.location()?;
        let zone = place.zone;
        let ticket = reader.ticket_by_serial(serial)?;
        let status = ticket.status(now);
        let next = status
            .after(Event::Recharge)
            .ok_or_else(|| Error::NotRechargeable {
                serial: ticket::serial_text(serial),
                status: status.as_str(),
            })?;
        let record = reader.login_record_of(ticket.account, usage::since(now, zone))?;
        let bought = Bought::of(reader, &record, purchase)?;
        let before = Before::of(&record, now, zone);
        let limits = Limits::of(&bought.product, &bought.policy);
        let origin = ticket.source.origin();
        let totals = residual::totals(
            &limits,
            bought.product.recover_residual,
            origin,
            Some(&before.previous()),
            now,
        );
        // Dates that are over count no more, or nothing could be had from the new product.
        let after = Ticket {
            product: bought.product.id,
            valid_until: ticket.valid_until.filter(|until| *until > now),
            use_by: ticket.use_by.filter(|by| *by > now),
            ..ticket.clone()
        };
        let expiration = &bought.product.expiration;
        let on_activation = bought.subscription.is_none()
            && after.counts_panel()
            && expiry::expires_on_activation(expiration, now, zone);
        let starts = bought.starts(&record.sessions, on_activation);
        let ends_at = bought.ends_at(&after, now, zone);
        let expires_at = match starts {
            Starts::Now => ends_at,
            Starts::NextLogin => after.valid_until,
        };
        let after = Ticket {
            expires_at,
            // A payment may come so late that even the period it is for is over.
            stored_status: if expiry::is_over(expires_at, now) {
                Status::Expired
            } else {
                next
            },
            ..after
        };
        let is_used_now = starts == Starts::Now && !record.sessions.is_empty();
        let account = Account {
            product: bought.product.id,
            product_assigned_at: now,
            product_first_login_at: is_used_now.then_some(now),
            baseline_seconds: before.lifetime.seconds.total,
            baseline_bytes: before.lifetime.bytes.total,
            total_seconds: totals.seconds,
            total_bytes: totals.bytes,
            subscription: bought.subscription,
            ..record.account.clone()
        };
        let in_force = account
            .limits(&bought.product, &bought.policy)
            .considered(place.access.mode.registration(), origin);
        let own = Totals {
            seconds: limits.seconds.total,
            bytes: limits.bytes.total,
        };
        let recover = bought.product.recover_residual;
        let preview = Preview {
            at: now,
            zone,
            former: record.product.clone(),
            product: bought.product,
            price: bought.price,
            left: before.left(),
            recovery: before.recovery(recover, origin, own, totals, now),
            brought: own,
            totals,
            used_up: used_up(&in_force, &before.used, now, zone),
            starts,
            ends_at,
            expires_on_activation: on_activation,
            online: record.sessions.len(),
            ticket,
        };
        Ok(Self {
            preview,
            record,
            ticket: after,
            account,
            terms: bought.terms,
            policy: bought.policy,
            registration: place.access.mode.registration(),
            is_period: matches!(purchase, Purchase::Period),
        })
    }

    /// The account that the purchase is for.
    pub(in crate::services) fn account(&self) -> &Account {
        &self.record.account
    }

    /// What the account has subscribed to afterwards.
    pub(in crate::services) fn subscription(&self) -> Option<Subscription> {
        self.account.subscription
    }

    /// What comes of a purchase that was made before.
    pub(in crate::services) fn unchanged(self) -> Recharged {
        Recharged {
            ticket: self.preview.ticket.clone(),
            preview: self.preview,
            subscription: self.record.account.subscription,
        }
    }

    /// What the sessions on line must be told. A purchase is to be had at once: where the gateway takes no change, they are
    /// cut and let in again. A period more changes nothing of what a guest may do now: nobody is cut for having paid (S03).
    fn demand(&self) -> Option<Demand> {
        if self.preview.starts == Starts::NextLogin {
            return Some(Demand::NewLogin);
        }
        let (was, is) = (&self.record, &self.preview);
        let enforced = |product, policy, account: &Account, ticket: &Ticket| {
            let limits = account
                .limits(product, policy)
                .considered(self.registration, ticket.source.origin());
            Enforced::of(product, policy, limits, ticket.expires_at, ticket.devices)
        };
        let before = enforced(&was.product, &was.policy, &was.account, &was.ticket);
        let after = enforced(&is.product, &self.policy, &self.account, &self.ticket);
        let demand = before.demand(&after);
        if self.is_period {
            demand
        } else {
            Some(demand.map_or(Demand::Tighter, |demand| demand.max(Demand::Tighter)))
        }
    }

    /// Does it: the ticket, the history, the event, and what the gateways must be told.
    pub(in crate::services) fn carry_out(
        self,
        tx: &Tx<'_>,
        actor: Actor,
        kind: &str,
    ) -> Result<Recharged> {
        let demand = self.demand();
        let (now, preview, record) = (self.preview.at, self.preview, self.record);
        let account = self.account.id;
        if tx.held(account)?.is_empty() {
            let issued_by = tx
                .events_of(record.ticket.id.0, u32::MAX)?
                .into_iter()
                .find(|event| event.event.kind == "ticket.issued")
                .map_or_else(String::new, |event| event.event.actor);
            tx.add_held(account, &first_held(&record, &issued_by))?;
        }
        let more = |after: Option<u64>, brought: Option<u64>| {
            after
                .zip(brought)
                .map_or(0, |(after, brought)| after.saturating_sub(brought))
        };
        tx.add_held(
            account,
            &Held {
                product: preview.product.clone(),
                at: now,
                actor: actor.as_str().to_owned(),
                price: preview.price,
                recovered_seconds: more(preview.totals.seconds, preview.brought.seconds),
                recovered_bytes: more(preview.totals.bytes, preview.brought.bytes),
            },
        )?;
        tx.give_product(&self.ticket, &self.account, self.terms)?;
        if let Some(demand) = demand {
            for session in &record.sessions {
                change::enqueue(tx, session, now, "recharged", demand)?;
            }
        }
        let before = json!({
            "product": preview.former.code,
            "status": preview.ticket.status(now).as_str(),
            "expires_at": preview.ticket.expires_at,
        });
        let after = json!({
            "serial": preview.ticket.serial,
            "product": preview.product.code,
            "price": preview.price.to_decimal_string(),
            "status": self.ticket.stored_status.as_str(),
            "expires_at": self.ticket.expires_at,
            "total_seconds": preview.totals.seconds,
            "total_bytes": preview.totals.bytes,
            "recovery": preview.recovery,
            "subscription": self.account.subscription,
        });
        let _ = tx.append_event(&NewEvent {
            before: Some(before),
            after: Some(after),
            ..event(now, actor, kind, preview.ticket.id.0)
        })?;
        Ok(Recharged {
            ticket: self.ticket,
            subscription: self.account.subscription,
            preview,
        })
    }
}

/// The product that a ticket was issued with.
pub(super) fn first_held(record: &LoginRecord, issued_by: &str) -> Held {
    Held {
        product: record.product.clone(),
        at: record.account.product_assigned_at,
        actor: issued_by.to_owned(),
        price: record.ticket.price,
        recovered_seconds: 0,
        recovered_bytes: 0,
    }
}

/// The product that is bought, and under which terms.
struct Bought {
    product: Product,
    policy: Policy,
    terms: Terms,
    price: Money,
    subscription: Option<Subscription>,
}

impl Bought {
    fn of(reader: &Reader<'_>, record: &LoginRecord, purchase: &Purchase) -> Result<Self> {
        let (code, subscription) = match purchase {
            Purchase::Once(code) => (code, None),
            Purchase::Subscription(code, subscription) => (code, Some(*subscription)),
            Purchase::Period => return Self::period(reader, record),
        };
        let product = reader.product_by_code(code)?;
        let offers = location::offers_in(reader)?;
        let offer = offers
            .assignable()
            .find(|offer| offer.product.id == product.id)
            .ok_or_else(|| Error::NotAssignable { code: code.clone() })?;
        Ok(Self {
            terms: reader.current_terms(product.id)?,
            policy: reader.policy(product.policy)?,
            price: offer.on_sale.price,
            product,
            subscription,
        })
    }

    /// The same product once more, as it was sold.
    fn period(reader: &Reader<'_>, record: &LoginRecord) -> Result<Self> {
        let subscription = record
            .account
            .subscription
            .ok_or_else(|| Error::NotSubscribed {
                serial: ticket::serial_text(record.ticket.serial),
            })?;
        let offers = location::offers_in(reader)?;
        let offer = offers
            .list
            .iter()
            .find(|offer| offer.product.id == record.product.id);
        Ok(Self {
            product: record.product.clone(),
            policy: record.policy.clone(),
            terms: reader.terms_of(record.account.id)?,
            price: offer.map_or(record.product.price_list, |offer| offer.on_sale.price),
            subscription: Some(subscription.renewed()),
        })
    }

    /// When a ticket expires that is first used with it at `now`.
    fn ends_at(&self, ticket: &Ticket, now: Instant, zone: Zone) -> Option<Instant> {
        if let Some(subscription) = &self.subscription {
            return Some(subscription.expires_at(zone));
        }
        let (format, expiration) = (ticket.kind.format(), &self.product.expiration);
        ticket::expires_at(format, expiration, now, ticket.valid_until, zone)
    }

    /// At once for a guest on line (A34); not so where that would spend what the guest has just bought: the sessions are
    /// cut and let in again, and that must not be the second login of one, nor the first of a product that then is over.
    fn starts(&self, sessions: &[Session], on_activation: bool) -> Starts {
        let spent = on_activation || self.product.expiration == Expiration::OneLogin;
        if self.subscription.is_some() || (!sessions.is_empty() && !spent) {
            Starts::Now
        } else {
            Starts::NextLogin
        }
    }
}

/// The product that is held, as it stands at the purchase.
struct Before {
    limits: Limits,
    used: Used,
    /// Used since the ticket was issued; of it only the totals matter.
    lifetime: Used,
    expires_at: Option<Instant>,
    one_login_used: bool,
}

impl Before {
    fn of(record: &LoginRecord, now: Instant, zone: Zone) -> Self {
        let (ticket, account) = (&record.ticket, &record.account);
        let limits = account.limits(&record.product, &record.policy);
        let since = |baseline| {
            let open = record.sessions.iter();
            used(ticket, baseline, &record.usage, open, &limits, now, zone)
        };
        let subscribed = account.subscription.is_some();
        let expiration = &record.product.expiration;
        let never_used = account.product_first_login_at.is_none();
        // What would be over at its first login is over (R20).
        let on_activation = (never_used && !subscribed && ticket.counts_panel())
            .then(|| expiry::expires_at(expiration, now, zone))
            .flatten();
        let use_by = ticket.use_by.filter(|_| ticket.first_login_at.is_none());
        let ends = [ticket.expires_at, ticket.valid_until, use_by, on_activation];
        let expires_at = ends.into_iter().flatten().min();
        Self {
            used: since(Baseline {
                seconds: account.baseline_seconds,
                bytes: account.baseline_bytes,
            }),
            lifetime: since(Baseline {
                seconds: 0,
                bytes: 0,
            }),
            expires_at,
            // While its login lasts, it is not consumed.
            one_login_used: *expiration == Expiration::OneLogin
                && !subscribed
                && !never_used
                && record.sessions.is_empty(),
            limits,
        }
    }

    fn previous(&self) -> Previous<'_> {
        Previous {
            limits: &self.limits,
            used: self.used,
            expires_at: self.expires_at,
            one_login_used: self.one_login_used,
        }
    }

    /// Whether a product that recovers so takes anything over: then the totals are not its own.
    fn recovery(
        &self,
        recover: RecoverResidual,
        origin: Origin,
        own: Totals,
        totals: Totals,
        now: Instant,
    ) -> Recovery {
        let left = self.left();
        let is_empty = |left: Option<u64>| left.unwrap_or(0) == 0;
        if totals != own {
            return Recovery::Recovered;
        }
        if is_empty(left.seconds) && is_empty(left.bytes) {
            return Recovery::NothingLeft;
        }
        match recover {
            _ if origin == Origin::AutomaticFree => Recovery::FreeUser,
            RecoverResidual::No => Recovery::NotByProduct,
            RecoverResidual::UnlessExpired if self.is_expired(now) => Recovery::Expired,
            RecoverResidual::Yes | RecoverResidual::UnlessExpired => Recovery::NothingLeft,
        }
    }

    fn is_expired(&self, now: Instant) -> bool {
        self.one_login_used || expiry::is_over(self.expires_at, now)
    }

    fn left(&self) -> Totals {
        Totals {
            seconds: stop::left(self.limits.seconds.total, self.used.seconds.total),
            bytes: stop::left(self.limits.bytes.total, self.used.bytes.total),
        }
    }
}

/// The windows of which nothing is left: a recharge does not fill them (Q42).
fn used_up(limits: &Limits, used: &Used, now: Instant, zone: Zone) -> Vec<UsedUp> {
    let windows = Window::ALL
        .into_iter()
        .filter(|window| *window != Window::Total);
    windows
        .flat_map(|window| [(window, Resource::Time), (window, Resource::Data)])
        .filter(|(window, resource)| {
            let left = match resource {
                Resource::Time => {
                    stop::left(*limits.seconds.get(*window), *used.seconds.get(*window))
                }
                Resource::Data => stop::left(*limits.bytes.get(*window), *used.bytes.get(*window)),
            };
            left == Some(0)
        })
        .map(|(window, resource)| UsedUp {
            window,
            resource,
            until: allowance::window_at(window, now, zone, limits.first_day_of_week).end,
        })
        .collect()
}
