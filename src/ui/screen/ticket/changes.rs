//! What the desk does to a ticket: recharge, subscribe, renew, extend, another room, another number of devices, another address. One dialog for each.

use super::{
    super::{focus, parts::stacked},
    Message,
    subscribing::{Renew, Subscribe},
};
use crate::{
    domain::{id::ProductId, location::SubscriptionFrequency, ticket::serial_text},
    services::{
        Actor, Error, Result,
        extend::{self, DAYS_MAX, End, Extended, Longer},
        issue::USER_ID_MAX,
        location::{self, Offer},
        messages::{self, Channel},
        recharge::{self, Preview},
        subscription::{self, Period},
        tickets::Detail,
    },
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        scale::Space,
        theme::Tone,
        widget::{self, Dialog, Verdict},
    },
};
use iced::Task;

/// The name of a dialog's first field.
pub(super) const FIRST: &str = "ticket-change";

/// What is being changed.
#[derive(Debug, Clone)]
pub(super) struct Change {
    serial: u64,
    kind: Kind,
    /// The newest question for what it would bring.
    asked: Question,
    /// It is being done.
    working: bool,
    /// Why it was refused.
    refused: Option<String>,
}

#[derive(Debug, Clone)]
enum Kind {
    Recharge(Box<Recharge>),
    Subscribe(Box<Subscribe>),
    Renew(Box<Renew>),
    Extend(Box<Extend>),
    Move { user_id: String },
    Places { count: String },
    Send { to: String },
}

#[derive(Debug, Clone)]
struct Recharge {
    /// The product held until now.
    held: ProductId,
    /// `None` until they are read.
    offers: Option<Vec<Offer>>,
    chosen: Option<ProductId>,
    preview: Option<Box<Preview>>,
}

#[derive(Debug, Clone)]
struct Extend {
    by: By,
    days: String,
    day: String,
    reason: String,
    reprice: bool,
    preview: Option<Box<Extended>>,
}

/// How it is said how much longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By a number of days.
    Days,
    /// To the end of a day.
    Day,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Event {
    /// The products on sale were read.
    Offers(Answer<Vec<Offer>>),
    /// A product was chosen.
    Chosen(ProductId),
    /// What it would bring.
    Recharge(Question, Answer<Box<Preview>>),
    /// How often a subscription is paid.
    Frequency(SubscriptionFrequency),
    /// What the period of a subscription would bring.
    Period(Question, Answer<Box<Period>>),
    /// By days, or to a day.
    By(By),
    /// The one field that says how much, how many or whom.
    Typed(String),
    /// The reason.
    Reason(String),
    /// The days are charged, or not.
    Reprice(bool),
    /// What the extension would make of the ticket.
    Extend(Question, Answer<Box<Extended>>),
}

impl Change {
    fn new(serial: u64, kind: Kind) -> Self {
        Self {
            serial,
            kind,
            asked: Question::default(),
            working: false,
            refused: None,
        }
    }

    /// Another product; asks for those on sale.
    pub(super) fn recharge(detail: &Detail, context: &Context) -> (Self, Task<Message>) {
        let task = Self::ask_offers(context);
        let it = Recharge {
            held: detail.product.id,
            offers: None,
            chosen: None,
            preview: None,
        };
        (
            Self::new(detail.ticket.serial, Kind::Recharge(Box::new(it))),
            task,
        )
    }

    fn ask_offers(context: &Context) -> Task<Message> {
        context.ask(
            |store, _| Ok(location::offers(store)?.assignable().cloned().collect()),
            |answer| Message::Change(Event::Offers(answer)),
        )
    }

    /// A product for one paid period after the other; asks for those on sale.
    pub(super) fn subscribe(detail: &Detail, context: &Context) -> (Self, Task<Message>) {
        let it = Subscribe::new(detail.product.id);
        let change = Self::new(detail.ticket.serial, Kind::Subscribe(Box::new(it)));
        (change, Self::ask_offers(context))
    }

    /// One more period, where there is a subscription.
    pub(super) fn renew(detail: &Detail, context: &Context) -> Option<(Self, Task<Message>)> {
        let it = Renew::new(detail.subscription?);
        let mut change = Self::new(detail.ticket.serial, Kind::Renew(Box::new(it)));
        let task = change.ask(context);
        Some((change, task))
    }

    /// A later end: one day more, unless something else is said.
    pub(super) fn extend(serial: u64, context: &Context) -> (Self, Task<Message>) {
        let mut change = Self::new(
            serial,
            Kind::Extend(Box::new(Extend {
                by: By::Days,
                days: "1".to_owned(),
                day: String::new(),
                reason: String::new(),
                reprice: false,
                preview: None,
            })),
        );
        let task = change.ask(context);
        (change, task)
    }

    /// Another room or name.
    pub(super) fn move_to(detail: &Detail) -> Self {
        let user_id = detail.ticket.user_id.clone();
        Self::new(detail.ticket.serial, Kind::Move { user_id })
    }

    /// To an address that it was not sent to before, or that was wrong.
    pub(super) fn send(detail: &Detail) -> Self {
        Self::new(detail.ticket.serial, Kind::Send { to: String::new() })
    }

    /// Another number of devices.
    pub(super) fn places(detail: &Detail) -> Self {
        let count = detail.ticket.devices.to_string();
        Self::new(detail.ticket.serial, Kind::Places { count })
    }

    pub(super) fn update(&mut self, event: Event, context: &Context) -> Task<Message> {
        match (&mut self.kind, event) {
            (Kind::Recharge(it), Event::Offers(answer)) => match answer {
                Ok(offers) => {
                    // Mostly the same is bought once more.
                    let same = offers.iter().find(|offer| offer.product.id == it.held);
                    it.chosen = same.map(|offer| offer.product.id);
                    it.offers = Some(offers);
                    return Task::batch([self.ask(context), focus(FIRST)]);
                }
                Err(error) => self.refused = Some(context.refusal(&error)),
            },
            (Kind::Recharge(it), Event::Chosen(product)) => {
                (it.chosen, it.preview) = (Some(product), None);
                return self.ask(context);
            }
            (Kind::Recharge(it), Event::Recharge(question, answer)) if question == self.asked => {
                match answer {
                    Ok(preview) => it.preview = Some(preview),
                    Err(error) => self.refused = Some(context.refusal(&error)),
                }
            }
            (Kind::Subscribe(it), Event::Offers(answer)) => match answer {
                Ok(offers) => {
                    it.offered(offers);
                    return Task::batch([self.ask(context), focus(FIRST)]);
                }
                Err(error) => self.refused = Some(context.refusal(&error)),
            },
            (Kind::Subscribe(it), Event::Chosen(product)) => {
                it.choose(product);
                return self.ask(context);
            }
            (Kind::Subscribe(it), Event::Frequency(frequency)) => {
                (it.frequency, it.period) = (Some(frequency), None);
                return self.ask(context);
            }
            (Kind::Subscribe(it), Event::Period(question, answer)) if question == self.asked => {
                match answer {
                    Ok(period) => it.period = Some(period),
                    Err(error) => self.refused = Some(context.refusal(&error)),
                }
            }
            (Kind::Renew(it), Event::Period(question, answer)) if question == self.asked => {
                match answer {
                    Ok(period) => it.period = Some(period),
                    Err(error) => self.refused = Some(context.refusal(&error)),
                }
                return focus(FIRST);
            }
            (Kind::Renew(it), Event::Typed(text)) => {
                it.reference = text;
                self.refused = None;
            }
            (Kind::Extend(it), Event::By(by)) => {
                it.by = by;
                return self.ask(context);
            }
            (Kind::Extend(it), Event::Typed(text)) => {
                match it.by {
                    By::Days => it.days = text,
                    By::Day => it.day = text,
                }
                return self.ask(context);
            }
            (Kind::Extend(it), Event::Reason(text)) => it.reason = text,
            (Kind::Extend(it), Event::Reprice(on)) => it.reprice = on,
            (Kind::Extend(it), Event::Extend(question, answer)) if question == self.asked => {
                match answer {
                    Ok(preview) => it.preview = Some(preview),
                    Err(error) => self.refused = Some(context.refusal(&error)),
                }
            }
            (
                Kind::Move { user_id: text }
                | Kind::Places { count: text }
                | Kind::Send { to: text },
                Event::Typed(typed),
            ) => {
                *text = typed;
                self.refused = None;
            }
            _ => {}
        }
        Task::none()
    }

    /// Asks what it would bring, as it stands.
    fn ask(&mut self, context: &Context) -> Task<Message> {
        self.refused = None;
        let (serial, question) = (self.serial, self.asked.ask());
        match &mut self.kind {
            Kind::Recharge(it) => {
                let Some(code) = it.code() else {
                    return Task::none();
                };
                context.ask(
                    move |store, now| recharge::preview(store, now, serial, &code).map(Box::new),
                    move |answer| Message::Change(Event::Recharge(question, answer)),
                )
            }
            Kind::Subscribe(it) => {
                let Some((code, frequency)) = it.wanted() else {
                    return Task::none();
                };
                context.ask(
                    move |store, now| {
                        subscription::first_period(store, now, serial, &code, frequency)
                            .map(Box::new)
                    },
                    move |answer| Message::Change(Event::Period(question, answer)),
                )
            }
            Kind::Renew(_) => context.ask(
                move |store, now| subscription::next_period(store, now, serial).map(Box::new),
                move |answer| Message::Change(Event::Period(question, answer)),
            ),
            Kind::Extend(it) => {
                it.preview = None;
                let Some(longer) = it.longer() else {
                    return Task::none();
                };
                context.ask(
                    move |store, now| extend::extension(store, now, serial, longer).map(Box::new),
                    move |answer| Message::Change(Event::Extend(question, answer)),
                )
            }
            Kind::Move { .. } | Kind::Places { .. } | Kind::Send { .. } => Task::none(),
        }
    }

    /// Does it. Pressed twice, it is done once.
    pub(super) fn confirm(&mut self, context: &Context) -> Task<Message> {
        if self.working || !self.is_complete() {
            return Task::none();
        }
        self.working = true;
        let serial = self.serial;
        match &self.kind {
            Kind::Recharge(it) => {
                let code = it.code().unwrap_or_default();
                Self::done_by(context, move |store, now| {
                    recharge::recharge(store, now, Actor::Desk, serial, code).map(drop)
                })
            }
            Kind::Subscribe(it) => {
                let Some((code, frequency)) = it.wanted() else {
                    return Task::none();
                };
                Self::done_by(context, move |store, now| {
                    subscription::subscribe(store, now, Actor::Desk, serial, code, frequency)
                        .map(drop)
                })
            }
            Kind::Renew(it) => {
                let (before, reference) = (it.before, it.reference());
                Self::done_by(context, move |store, now| {
                    let known = reference.clone().unwrap_or_default();
                    let done = subscription::renew(store, now, Actor::Desk, serial, reference)?;
                    // Whoever sends notices may send them twice; who stands at the desk is told.
                    if done.subscription == Some(before) {
                        return Err(Error::PaymentKnown { reference: known });
                    }
                    Ok(())
                })
            }
            Kind::Extend(it) => {
                let reason = Some(it.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
                let Some(longer) = it.longer() else {
                    return Task::none();
                };
                let reprice = it.reprice && it.price_by_days().is_some();
                Self::done_by(context, move |store, now| {
                    extend::extend(store, now, Actor::Desk, serial, longer, reprice, reason)
                        .map(drop)
                })
            }
            Kind::Move { user_id } => {
                let user_id = user_id.clone();
                Self::done_by(context, move |store, now| {
                    extend::move_to(store, now, Actor::Desk, serial, &user_id).map(drop)
                })
            }
            Kind::Send { to } => {
                let (to, channel) = (to.trim().to_owned(), channel_of(to));
                Self::done_by(context, move |store, now| {
                    messages::send(store, now, Actor::Desk, serial, channel, &to, None).map(drop)
                })
            }
            Kind::Places { count } => {
                let devices = places(count).unwrap_or(0);
                Self::done_by(context, move |store, now| {
                    extend::set_devices(store, now, Actor::Desk, serial, devices).map(drop)
                })
            }
        }
    }

    fn done_by(
        context: &Context,
        work: impl FnOnce(&crate::store::Store, crate::domain::time::Instant) -> Result<()>
        + Send
        + 'static,
    ) -> Task<Message> {
        context.ask(work, Message::Changed)
    }

    /// It was refused: the dialog stays, says why, and can be tried again.
    pub(super) fn refuse(&mut self, why: String) {
        self.working = false;
        self.refused = Some(why);
    }

    /// What the toast says when it is done.
    pub(super) fn done(&self, context: &Context) -> String {
        let words = context.words();
        match &self.kind {
            Kind::Recharge(it) => t!(
                words,
                "recharge-done",
                serial = serial_text(self.serial),
                product = it
                    .offer()
                    .map_or("", |offer| context.described(&offer.product))
            ),
            Kind::Subscribe(it) => t!(
                words,
                "subscribe-done",
                serial = serial_text(self.serial),
                product = it
                    .offer()
                    .map_or("", |offer| context.described(&offer.product))
            ),
            Kind::Renew(it) => {
                let zone = context.location.zone;
                let until = it
                    .period
                    .as_ref()
                    .map(|period| context.moment(period.subscription.paid_until(zone)));
                t!(
                    words,
                    "renew-done",
                    serial = serial_text(self.serial),
                    until = until.unwrap_or_default()
                )
            }
            Kind::Extend(it) => {
                let to = it
                    .preview
                    .as_ref()
                    .map(|preview| context.moment(preview.to));
                t!(words, "ticket-extended-done", to = to.unwrap_or_default())
            }
            Kind::Move { user_id } => t!(words, "ticket-moved-done", user = user_id.trim()),
            Kind::Send { to } => t!(words, "ticket-sent-to", to = to.trim()),
            Kind::Places { count } => {
                let count = places(count).unwrap_or(0);
                t!(
                    words,
                    "ticket-places-done",
                    shown = context.number(count.into())
                )
            }
        }
    }

    /// Everything that is needed is said, and makes sense.
    fn is_complete(&self) -> bool {
        match &self.kind {
            Kind::Recharge(it) => it.preview.is_some(),
            Kind::Subscribe(it) => it.period.is_some(),
            Kind::Renew(it) => it.period.is_some(),
            Kind::Extend(it) => it.preview.is_some(),
            Kind::Move { user_id } => {
                let length = user_id.trim().chars().count();
                (1..=USER_ID_MAX).contains(&length)
            }
            Kind::Places { count } => places(count).is_some(),
            Kind::Send { to } => !to.trim().is_empty(),
        }
    }

    pub(super) fn dialog<'a>(&'a self, context: &'a Context) -> Dialog<'a, Message> {
        let words = context.words();
        let serial = serial_text(self.serial);
        let (title, keep, label) = match &self.kind {
            Kind::Recharge(_) => (
                t!(words, "recharge-title", serial = serial),
                t!(words, "recharge-keep"),
                t!(words, "recharge-do"),
            ),
            Kind::Subscribe(_) => (
                t!(words, "subscribe-title", serial = serial),
                t!(words, "subscribe-keep"),
                t!(words, "subscribe-do"),
            ),
            Kind::Renew(_) => (
                t!(words, "renew-title", serial = serial),
                t!(words, "renew-keep"),
                t!(words, "renew-do"),
            ),
            Kind::Extend(_) => (
                t!(words, "ticket-extend-title", serial = serial),
                t!(words, "ticket-leave"),
                t!(words, "ticket-extend"),
            ),
            Kind::Move { .. } => (
                t!(words, "ticket-move-title", serial = serial),
                t!(words, "ticket-leave"),
                t!(words, "ticket-save"),
            ),
            Kind::Places { .. } => (
                t!(words, "ticket-places-title", serial = serial),
                t!(words, "ticket-leave"),
                t!(words, "ticket-save"),
            ),
            Kind::Send { .. } => (
                t!(words, "ticket-send-title", serial = serial),
                t!(words, "ticket-leave"),
                t!(words, "ticket-send-do"),
            ),
        };
        let parts = match &self.kind {
            Kind::Recharge(it) => it.view(context),
            Kind::Subscribe(it) => it.view(context),
            Kind::Renew(it) => it.view(context),
            Kind::Extend(it) => self.extending(context, it),
            Kind::Move { user_id } => vec![
                self.submitting(
                    widget::field(t!(words, "ticket-move-to"), user_id)
                        .help(t!(words, "ticket-move-help")),
                )
                .into(),
            ],
            Kind::Send { to } => vec![
                self.submitting(
                    widget::field(t!(words, "ticket-send-to"), to)
                        .help(t!(words, "ticket-send-help")),
                )
                .into(),
            ],
            Kind::Places { count } => {
                let wrong = places(count).is_none();
                let verdict = wrong.then(|| Verdict::error(t!(words, "ticket-places-bad")));
                vec![
                    self.submitting(
                        widget::field(t!(words, "ticket-places-count"), count)
                            .help(t!(words, "ticket-places-help"))
                            .verdict(verdict),
                    )
                    .into(),
                ]
            }
        };
        let refused = self
            .refused
            .as_ref()
            .map(|why| widget::notice(Tone::Danger, why.clone(), "", None));
        let body = stacked(Space::Normal, parts.into_iter().chain(refused));
        let may = !self.working && self.is_complete();
        widget::dialog(title, keep, Message::Close)
            .body(body)
            .primary(label, may.then_some(Message::Confirm))
    }

    /// The first field, on which Enter does it.
    fn submitting<'a>(&self, field: widget::Field<'a, Message>) -> widget::Field<'a, Message> {
        let field = field
            .on_input(|text| Message::Change(Event::Typed(text)))
            .id(widget::id(FIRST));
        if self.is_complete() && !self.working {
            field.on_submit(Message::Confirm)
        } else {
            field
        }
    }

    fn extending<'a>(&'a self, context: &'a Context, it: &'a Extend) -> Vec<Element<'a, Message>> {
        let words = context.words();
        let by = [
            (By::Days, t!(words, "ticket-extend-days")),
            (By::Day, t!(words, "ticket-extend-date")),
        ];
        let by = widget::choice(t!(words, "ticket-extend-by"), by, Some(it.by))
            .on_choose(|by| Message::Change(Event::By(by)));
        let how_much = match it.by {
            By::Days => {
                let wrong = !it.days.is_empty() && it.longer().is_none();
                let verdict = wrong.then(|| Verdict::error(t!(words, "ticket-extend-bad-days")));
                let field = widget::field(t!(words, "ticket-extend-count"), &it.days);
                self.submitting(field.verdict(verdict)).into()
            }
            By::Day => {
                let wrong = !it.day.is_empty() && it.longer().is_none();
                let verdict = wrong.then(|| Verdict::error(t!(words, "ticket-extend-bad-day")));
                let date = widget::date(t!(words, "ticket-extend-day"), &it.day)
                    .verdict(verdict)
                    .today(context.today())
                    .names(&t!(words, "days-of-week"), &t!(words, "months-of-year"))
                    .on_input(|text| Message::Change(Event::Typed(text)))
                    .id(widget::id(FIRST));
                if self.is_complete() && !self.working {
                    date.on_submit(Message::Confirm).into()
                } else {
                    date.into()
                }
            }
        };
        let told = it.preview.as_ref().map(|preview| {
            let (from, to) = (context.moment(preview.from), context.moment(preview.to));
            let told = match preview.end {
                End::Validity => t!(words, "ticket-extend-from-to", from = from, to = to),
                End::FirstLogin => t!(words, "ticket-extend-first-login", from = from, to = to),
            };
            widget::notice(Tone::Info, told, "", None)
        });
        let price = it.price_by_days().map(|after| {
            let before = it.preview.as_ref().map(|preview| preview.price_before);
            let label = t!(
                words,
                "ticket-extend-reprice",
                after = context.price(after),
                before = before.map(|price| context.price(price)).unwrap_or_default()
            );
            widget::check(label, it.reprice)
                .on_toggle(|on| Message::Change(Event::Reprice(on)))
                .into()
        });
        let reason = widget::field(t!(words, "ticket-extend-reason"), &it.reason)
            .help(t!(words, "ticket-extend-reason-help"))
            .on_input(|text| Message::Change(Event::Reason(text)));
        [
            Some(by.into()),
            Some(how_much),
            told,
            price,
            Some(reason.into()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// How an address is reached: only one of mail has this sign.
fn channel_of(address: &str) -> Channel {
    if address.contains('@') {
        Channel::Email
    } else {
        Channel::Sms
    }
}

impl Recharge {
    fn offer(&self) -> Option<&Offer> {
        let chosen = self.chosen?;
        let mut offers = self.offers.iter().flatten();
        offers.find(|offer| offer.product.id == chosen)
    }

    fn code(&self) -> Option<String> {
        self.offer().map(|offer| offer.product.code.clone())
    }

    fn view<'a>(&'a self, context: &'a Context) -> Vec<Element<'a, Message>> {
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
        let select = widget::select(t!(words, "recharge-product"), options, self.chosen)
            .placeholder(t!(words, "recharge-choose"))
            .on_choose(|product| Message::Change(Event::Chosen(product)))
            .id(widget::id(FIRST));
        let told = self.preview.as_ref().map(|preview| told(context, preview));
        let waiting = (self.chosen.is_some() && told.is_none())
            .then(|| widget::working(t!(words, "recharge-computing")));
        [Some(select.into()), told, waiting]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// What a purchase brings: the sum, and what else is to be known.
pub(super) fn told<'a>(context: &Context, preview: &Preview) -> Element<'a, Message> {
    let told = recharge::told(context.words(), preview, &|at| context.moment(at));
    let tone = if preview.expires_on_activation || !preview.used_up.is_empty() {
        Tone::Warning
    } else {
        Tone::Info
    };
    widget::notice(tone, told.sum, told.notes.join(" "), None)
}

impl Extend {
    /// What is said, if it makes sense.
    fn longer(&self) -> Option<Longer> {
        match self.by {
            By::Days => {
                let days = self.days.trim().parse().ok()?;
                (1..=DAYS_MAX).contains(&days).then_some(Longer::Days(days))
            }
            By::Day => widget::parse_date(&self.day).map(Longer::Through),
        }
    }

    fn price_by_days(&self) -> Option<crate::domain::money::Money> {
        self.preview
            .as_ref()
            .and_then(|preview| preview.price_by_days)
    }
}

/// A number of devices.
fn places(text: &str) -> Option<u16> {
    text.trim().parse().ok().filter(|count| *count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_devices_is_one_or_more() {
        let check = |text, wanted| assert_eq!(places(text), wanted, "{text:?}");
        check("1", Some(1));
        check(" 12 ", Some(12));
        check("65535", Some(65535));
        check("65536", None);
        check("0", None);
        check("-1", None);
        check("1,5", None);
        check("", None);
    }
}
