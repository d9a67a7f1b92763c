//! Subscribing a ticket to a product, and taking in the payment of one more period: what each brings is shown before it
//! is confirmed (RULES 3.2).

use super::{
    super::location::frequency,
    Message,
    changes::{Event, FIRST, told},
};
use crate::{
    domain::{
        expiry, id::ProductId, location::SubscriptionFrequency, product::Expiration,
        subscription::Subscription,
    },
    services::{location::Offer, subscription::Period},
    t,
    ui::{
        Element,
        context::Context,
        theme::Tone,
        widget::{self, field, select},
    },
};

/// The dialog that subscribes.
#[derive(Debug, Clone)]
pub(super) struct Subscribe {
    /// The product held until now.
    pub(super) held: ProductId,
    /// `None` until they are read.
    pub(super) offers: Option<Vec<Offer>>,
    pub(super) chosen: Option<ProductId>,
    pub(super) frequency: Option<SubscriptionFrequency>,
    pub(super) period: Option<Box<Period>>,
}

impl Subscribe {
    pub(super) fn new(held: ProductId) -> Self {
        Self {
            held,
            offers: None,
            chosen: None,
            frequency: None,
            period: None,
        }
    }

    /// The products on sale were read. What is held is chosen, or the first that is sold by subscription.
    pub(super) fn offered(&mut self, offers: Vec<Offer>) {
        let sold = |offer: &&Offer| offer.on_sale.frequency.period().is_some();
        let held = offers.iter().find(|offer| offer.product.id == self.held);
        let first = held
            .filter(sold)
            .or_else(|| offers.iter().find(sold))
            .or(held)
            .map(|offer| offer.product.id);
        self.offers = Some(offers);
        if let Some(first) = first {
            self.choose(first);
        }
    }

    /// Another product, with the frequency that the Location has settled for it (P28).
    pub(super) fn choose(&mut self, product: ProductId) {
        (self.chosen, self.period) = (Some(product), None);
        let settled = self.offer().map(|offer| offer.on_sale.frequency);
        self.frequency = settled
            .filter(|frequency| frequency.period().is_some())
            .or(self.frequency);
    }

    pub(super) fn offer(&self) -> Option<&Offer> {
        let chosen = self.chosen?;
        let mut offers = self.offers.iter().flatten();
        offers.find(|offer| offer.product.id == chosen)
    }

    /// What is asked for.
    pub(super) fn wanted(&self) -> Option<(String, SubscriptionFrequency)> {
        Some((self.offer()?.product.code.clone(), self.frequency?))
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Vec<Element<'a, Message>> {
        let words = context.words();
        let Some(offers) = &self.offers else {
            return vec![widget::working(t!(words, "recharge-computing"))];
        };
        if offers.is_empty() {
            return vec![widget::text(t!(words, "recharge-none")).into()];
        }
        let options = offers.iter().map(|offer| {
            let label = t!(
                words,
                "recharge-with-price",
                product = context.described(&offer.product),
                price = context.ticket_price(offer.on_sale.price)
            );
            (offer.product.id, label)
        });
        let product = select(t!(words, "recharge-product"), options, self.chosen)
            .placeholder(t!(words, "recharge-choose"))
            .on_choose(|product| Message::Change(Event::Chosen(product)))
            .id(widget::id(FIRST));
        let frequencies = SubscriptionFrequency::ALL
            .iter()
            .filter(|one| one.period().is_some())
            .map(|one| (*one, frequency(context, *one)));
        let how_often = select(
            t!(words, "subscribe-frequency"),
            frequencies,
            self.frequency,
        )
        .placeholder(t!(words, "subscribe-choose"))
        .help(t!(words, "offers-frequency-help"))
        .on_choose(|frequency| Message::Change(Event::Frequency(frequency)));
        let waiting = (self.wanted().is_some() && self.period.is_none())
            .then(|| widget::working(t!(words, "recharge-computing")));
        let brought = self
            .period
            .iter()
            .flat_map(|period| brings(context, period));
        [product.into(), how_often.into()]
            .into_iter()
            .chain(waiting)
            .chain(brought)
            .collect()
    }
}

/// The dialog that renews.
#[derive(Debug, Clone)]
pub(super) struct Renew {
    /// Until when it is paid, before.
    pub(super) before: Subscription,
    /// Of the payment, as it is typed.
    pub(super) reference: String,
    pub(super) period: Option<Box<Period>>,
}

impl Renew {
    pub(super) fn new(before: Subscription) -> Self {
        Self {
            before,
            reference: String::new(),
            period: None,
        }
    }

    pub(super) fn reference(&self) -> Option<String> {
        let typed = self.reference.trim();
        (!typed.is_empty()).then(|| typed.to_owned())
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Vec<Element<'a, Message>> {
        let words = context.words();
        let zone = context.location.zone;
        let Some(period) = &self.period else {
            return vec![widget::working(t!(words, "recharge-computing"))];
        };
        let what = t!(
            words,
            "renew-what",
            product = context.described(&period.preview.product),
            price = context.ticket_price(period.preview.price),
            number = context.number(period.subscription.periods().into()),
            from = context.moment(self.before.paid_until(zone)),
            to = context.moment(period.subscription.paid_until(zone))
        );
        // More than one may be due.
        let over = expiry::is_over(period.preview.ends_at, context.now)
            .then(|| widget::notice(Tone::Warning, t!(words, "renew-still-over"), "", None));
        let reference = field(t!(words, "renew-reference"), &self.reference)
            .help(t!(words, "renew-reference-help"))
            .on_input(|text| Message::Change(Event::Typed(text)))
            .on_submit(Message::Confirm)
            .id(widget::id(FIRST));
        std::iter::once(widget::text(what).into())
            .chain(brings(context, period))
            .chain(over)
            .chain([reference.into()])
            .collect()
    }
}

/// What a period brings, and when it is due again.
fn brings<'a>(context: &Context, period: &Period) -> Vec<Element<'a, Message>> {
    let words = context.words();
    let zone = context.location.zone;
    let due = t!(
        words,
        "subscribe-due",
        frequency = frequency(context, period.subscription.frequency()),
        due = context.moment(period.subscription.paid_until(zone))
    );
    let one_login = (period.preview.product.expiration == Expiration::OneLogin).then(|| {
        let said = t!(words, "warning-one-login-subscription");
        widget::notice(Tone::Info, said, "", None)
    });
    [
        Some(told(context, &period.preview)),
        Some(widget::small(due).into()),
        one_login,
    ]
    .into_iter()
    .flatten()
    .collect()
}
