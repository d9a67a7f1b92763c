//! The dialog that issues a licence: its terms, and the passphrase of the key.

use super::requests;
use crate::{
    domain::id::LocationId,
    i18n::Language,
    services::{
        Actor, Error, Result,
        licences::{
            Capacity, Grant, Kind, Listed, Payment, Request, Signed, Validity,
            distributor::{self as service, Incoming, Terms},
            document,
        },
    },
    store::Store,
    t,
    ui::{
        context::{Answer, Context},
        scale::Space,
        screen::{
            papers,
            parts::{beside, stacked},
        },
        sentence::licences as sentence,
        theme::Tone,
        widget::{self, Dialog, Verdict, choice},
    },
};
use iced::Task;
use std::sync::Arc;
use uuid::Uuid;
use zeroize::Zeroizing;

/// What happens in it.
#[derive(Clone)]
pub enum Message {
    /// Years were chosen.
    Years(u8),
    /// With the devices, or on a date.
    Automatic(bool),
    /// The date was typed.
    From(String),
    /// How many devices was typed.
    Devices(String),
    /// How many rooms or access points was.
    Count(String),
    /// Whether more than it covers closes issuing.
    Binds(bool),
    /// The modules were typed.
    Modules(String),
    /// The form of payment was chosen.
    Payment(Payment),
    /// In the place of one that was never entered.
    Replace(bool),
    /// The passphrase was typed.
    Passphrase(String),
    /// Issue it.
    Issue,
    /// It was issued, or not.
    Issued(Answer<papers::Handed>),
    /// Close it.
    Close,
}

impl std::fmt::Debug for Message {
    /// Without what was typed: it may be the passphrase.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Message of issuing")
    }
}

/// What is answered.
#[derive(Debug, Clone)]
enum What {
    /// A request.
    Request(Box<Request>),
    /// Nothing: a renewal of this Location's licence.
    Renewal(LocationId),
}

#[allow(
    clippy::struct_excessive_bools,
    reason = "answers of the form and how far it is, each by itself"
)]
/// The dialog.
pub(super) struct Issuing {
    what: What,
    name: String,
    kind: Kind,
    years: u8,
    automatic: bool,
    from: String,
    devices: String,
    rooms: bool,
    count: String,
    binds: bool,
    modules: String,
    payment: Payment,
    again: bool,
    /// A first licence of this Location is out already.
    answered: bool,
    passphrase: Zeroizing<String>,
    tried: bool,
    working: bool,
    refused: Option<Arc<Error>>,
}

impl std::fmt::Debug for Issuing {
    /// Without the passphrase.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issuing").finish_non_exhaustive()
    }
}

/// The name of the field for the passphrase.
pub(super) const PASSPHRASE: &str = "issue-passphrase";
const COUNT: &str = "issue-count";
const DEVICES: &str = "issue-devices";
const FROM: &str = "issue-from";

impl Issuing {
    /// The answer to a request, on the terms that it asks for.
    pub(super) fn answer(incoming: &Incoming) -> Self {
        let request = &incoming.request;
        let terms = Terms::of(request);
        Self {
            name: request.location_name.clone(),
            what: What::Request(Box::new(request.clone())),
            kind: terms.kind,
            years: terms.years,
            automatic: true,
            from: String::new(),
            devices: terms.devices_needed.to_string(),
            rooms: matches!(terms.capacity, Capacity::Rooms(_)),
            count: terms.capacity.count().to_string(),
            binds: terms.capacity_binds,
            modules: terms.modules.into_iter().collect::<Vec<_>>().join(", "),
            payment: terms.payment,
            again: false,
            answered: !incoming.answered.is_empty(),
            passphrase: Zeroizing::default(),
            tried: false,
            working: false,
            refused: None,
        }
    }

    /// A renewal, on the terms of the newest licence.
    pub(super) fn renew(row: &Listed, grant: &Grant) -> Self {
        Self {
            name: row.name.clone(),
            what: What::Renewal(row.location),
            kind: Kind::Renewal,
            years: grant.years,
            automatic: true,
            from: String::new(),
            devices: grant.devices_needed.to_string(),
            rooms: matches!(grant.capacity, Capacity::Rooms(_)),
            count: grant.capacity.count().to_string(),
            binds: grant.capacity_binds,
            modules: grant.modules.iter().cloned().collect::<Vec<_>>().join(", "),
            payment: grant.payment,
            again: false,
            answered: false,
            passphrase: Zeroizing::default(),
            tried: false,
            working: false,
            refused: None,
        }
    }

    /// The terms as they are typed; else the name of the field that is wrong.
    fn terms(&self, request: &Request) -> std::result::Result<Terms, &'static str> {
        let count = self.count.trim().parse().ok().filter(|count| *count > 0);
        let count: u32 = count.ok_or(COUNT)?;
        let devices = self.devices.trim().parse().ok();
        let devices_needed = devices
            .filter(|devices| (1..=100).contains(devices))
            .ok_or(DEVICES)?;
        let validity = if self.automatic || self.kind != Kind::First {
            Validity::Automatic
        } else {
            let date = widget::parse_date(&self.from).ok_or(FROM)?;
            service::starts_on(request, date).ok_or(FROM)?
        };
        Ok(Terms {
            kind: self.kind,
            years: self.years,
            validity,
            devices_needed,
            capacity: if self.rooms {
                Capacity::Rooms(count)
            } else {
                Capacity::Aps(count)
            },
            capacity_binds: self.binds,
            modules: self
                .modules
                .split(',')
                .map(|module| module.trim().to_owned())
                .filter(|module| !module.is_empty())
                .collect(),
            payment: self.payment,
            again: self.again,
        })
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Task<Message> {
        match message {
            Message::Years(years) => self.years = years,
            Message::Automatic(automatic) => self.automatic = automatic,
            Message::From(from) => self.from = from,
            Message::Devices(devices) => self.devices = devices,
            Message::Count(count) => self.count = count,
            Message::Binds(binds) => self.binds = binds,
            Message::Modules(modules) => self.modules = modules,
            Message::Payment(payment) => self.payment = payment,
            Message::Replace(again) => self.again = again,
            Message::Passphrase(text) => {
                self.passphrase = Zeroizing::new(text);
                self.refused = None;
            }
            Message::Issue => return self.issue(context),
            Message::Issued(Err(error)) => {
                self.working = false;
                self.refused = Some(error);
            }
            Message::Issued(Ok(_)) | Message::Close => {}
        }
        Task::none()
    }

    fn issue(&mut self, context: &Context) -> Task<Message> {
        self.tried = true;
        if self.working {
            return Task::none();
        }
        if self.passphrase.is_empty() {
            return crate::ui::screen::focus(PASSPHRASE);
        }
        let (passphrase, language) = (self.passphrase.clone(), context.language);
        match &self.what {
            What::Renewal(location) => {
                let (location, years) = (*location, self.years);
                self.working = true;
                context.ask(
                    move |store, now| {
                        let actor = Actor::Desk;
                        let signed =
                            service::renew(store, now, actor, location, years, &passphrase)?;
                        hand_over(store, &signed, language)
                    },
                    Message::Issued,
                )
            }
            What::Request(request) => match self.terms(request) {
                Err(field) => crate::ui::screen::focus(field),
                Ok(terms) => {
                    let id = request.id;
                    self.working = true;
                    context.ask(
                        move |store, now| {
                            let actor = Actor::Desk;
                            let signed = service::issue(store, now, actor, id, terms, &passphrase)?;
                            hand_over(store, &signed, language)
                        },
                        Message::Issued,
                    )
                }
            },
        }
    }

    pub(super) fn dialog<'a>(&'a self, context: &'a Context) -> Dialog<'a, Message> {
        let words = context.words();
        let years = [1, 2, 3, 4, 5].map(|years: u8| (years, years.to_string()));
        let years = choice(t!(words, "licence-request-years"), years, Some(self.years))
            .on_choose(Message::Years);
        let mut parts = vec![
            widget::text(t!(
                words,
                "distributor-issue-to",
                name = self.name.as_str(),
                kind = sentence::kind(words, self.kind)
            ))
            .into(),
        ];
        match &self.what {
            What::Renewal(_) => {
                parts.push(years.into());
                parts.push(widget::muted(t!(words, "distributor-renew-what")).into());
            }
            What::Request(_) => {
                let payments = [Payment::Monthly, Payment::Annual]
                    .map(|payment| (payment, sentence::payment(words, payment)));
                let payment = choice(t!(words, "licence-payment"), payments, Some(self.payment))
                    .on_choose(Message::Payment);
                parts.push(beside([years.into(), payment.into()]));
                if self.kind == Kind::First {
                    parts.push(self.begins(context));
                }
                parts.push(self.covers(context));
                if self.answered && self.kind == Kind::First {
                    parts.push(
                        widget::check(t!(words, "distributor-replace"), self.again)
                            .help(t!(words, "distributor-replace-help"))
                            .on_toggle(Message::Replace)
                            .into(),
                    );
                }
            }
        }
        parts.push(
            widget::field(t!(words, "distributor-old"), self.passphrase.as_str())
                .secure()
                .on_input(Message::Passphrase)
                .on_submit(Message::Issue)
                .id(widget::id(PASSPHRASE))
                .into(),
        );
        parts.extend(self.refused.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        }));
        let label = if self.working {
            t!(words, "distributor-issuing")
        } else {
            t!(words, "distributor-issue")
        };
        widget::dialog(
            t!(words, "distributor-issue-title"),
            t!(words, "close"),
            Message::Close,
        )
        .wide()
        .body(stacked(Space::Snug, parts))
        .primary(label, (!self.working).then_some(Message::Issue))
    }

    /// When the term begins.
    fn begins<'a>(&'a self, context: &'a Context) -> crate::ui::Element<'a, Message> {
        let words = context.words();
        let ways = [
            (true, t!(words, "distributor-automatic")),
            (false, t!(words, "distributor-fixed")),
        ];
        let way = choice(t!(words, "licence-start"), ways, Some(self.automatic))
            .on_choose(Message::Automatic);
        let detail: crate::ui::Element<'a, Message> = if self.automatic {
            let devices: Option<u16> = self.devices.trim().parse().ok();
            let wrong = devices.is_none_or(|devices| !(1..=100).contains(&devices));
            widget::field(t!(words, "distributor-devices"), self.devices.as_str())
                .verdict(wrong.then(|| Verdict::error(t!(words, "distributor-devices-wrong"))))
                .on_input(Message::Devices)
                .on_submit(Message::Issue)
                .id(widget::id(DEVICES))
                .into()
        } else {
            let (days, months) = (t!(words, "days-of-week"), t!(words, "months-of-year"));
            let wrong = (self.tried || !self.from.trim().is_empty())
                && widget::parse_date(&self.from).is_none();
            widget::date(t!(words, "distributor-from"), self.from.as_str())
                .verdict(wrong.then(|| Verdict::error(t!(words, "distributor-no-date"))))
                .today(context.today())
                .names(&days, &months)
                .on_input(Message::From)
                .on_submit(Message::Issue)
                .id(widget::id(FROM))
                .into()
        };
        beside([way.into(), detail])
    }

    /// What it covers.
    fn covers<'a>(&'a self, context: &'a Context) -> crate::ui::Element<'a, Message> {
        let words = context.words();
        let label = if self.rooms {
            t!(words, "licence-rooms")
        } else {
            t!(words, "licence-aps")
        };
        let count: Option<u32> = self.count.trim().parse().ok();
        let wrong = count.is_none_or(|count| count == 0);
        let count = widget::field(label, self.count.as_str())
            .verdict(wrong.then(|| Verdict::error(t!(words, "wrong-whole"))))
            .on_input(Message::Count)
            .on_submit(Message::Issue)
            .id(widget::id(COUNT));
        let modules = widget::field(t!(words, "licence-modules"), self.modules.as_str())
            .placeholder(t!(words, "licence-no-modules"))
            .on_input(Message::Modules)
            .on_submit(Message::Issue)
            .id(widget::id("issue-modules"));
        let binds = widget::check(t!(words, "distributor-binds"), self.binds)
            .help(t!(words, "distributor-binds-help"))
            .on_toggle(Message::Binds);
        stacked(
            Space::Snug,
            [beside([count.into(), modules.into()]), binds.into()],
        )
    }
}

/// Writes the files of a licence.
pub(super) fn hand_over(
    store: &Store,
    signed: &Signed<Grant>,
    language: Language,
) -> Result<papers::Handed> {
    let grant = &signed.content;
    let zone = service::requests(store)?
        .iter()
        .find(|one| one.request.id == grant.request)
        .map_or(chrono_tz::UTC, requests::zone);
    let pdf = document::licence(signed, zone, language)?;
    let name = format!("licence-{}-{}", grant.location_name, short(grant.id));
    papers::hand_over(store, &name, signed, Some(pdf))
}

/// The end of an id: enough to tell the files of one Location apart.
fn short(id: Uuid) -> String {
    let text = id.simple().to_string();
    text.get(24..).unwrap_or(&text).to_owned()
}
