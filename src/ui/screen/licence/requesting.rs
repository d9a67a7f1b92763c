//! The form of a request with every datum of L3, and what was made of it.

use crate::{
    domain::location::Sector,
    services::{
        Actor, Error,
        licences::{
            self, Asked, CLIENT_EMAIL, DISTRIBUTOR, Kind, MODULE_SMS, PARTNER, PARTNER_EMAIL,
            Payment, Request, RequestError, document,
        },
    },
    t,
    ui::{
        Element,
        context::{Answer, Context},
        scale::Space,
        screen::{
            Action, focus, papers,
            parts::{beside, stacked},
        },
        sentence::licences as sentence,
        theme::Tone,
        widget::{self, Verdict, button, choice},
    },
};
use iced::Task;
use std::sync::Arc;
use uuid::Uuid;

/// A field that is typed into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The integrator (L3 b).
    Partner,
    /// Of the integrator.
    PartnerEmail,
    /// Of the house.
    ClientEmail,
    /// The wholesaler (L3 c).
    Distributor,
    /// Rooms or access points (L3 f).
    Count,
    /// Advanced modules beside messages by SMS (L3 g).
    Modules,
}

impl Field {
    /// Its name, to focus it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Partner => "request-partner",
            Self::PartnerEmail => "request-partner-email",
            Self::ClientEmail => "request-client-email",
            Self::Distributor => "request-distributor",
            Self::Count => "request-count",
            Self::Modules => "request-modules",
        }
    }

    /// The field that a mistake stands at; a mistake in a choice is seen at the choice.
    fn of(error: &RequestError) -> Option<Self> {
        match error {
            RequestError::Years(_) | RequestError::Payment => None,
            RequestError::Rooms | RequestError::Aps => Some(Self::Count),
            RequestError::Missing(field)
            | RequestError::Email(field)
            | RequestError::TooLong { field, .. } => Some(match *field {
                PARTNER => Self::Partner,
                PARTNER_EMAIL => Self::PartnerEmail,
                CLIENT_EMAIL => Self::ClientEmail,
                DISTRIBUTOR => Self::Distributor,
                _ => Self::Modules,
            }),
        }
    }
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed.
    Typed(Field, String),
    /// The length of the contract was chosen.
    Years(u8),
    /// The form of payment was.
    Payment(Payment),
    /// Whether messages by SMS are wanted.
    Sms(bool),
    /// What is wanted.
    Kind(Kind),
    /// Make the request.
    Send,
    /// It was made, or not.
    Made(Answer<papers::Handed>),
    /// With what was made.
    Handed(papers::Message),
    /// Back to the form.
    Another,
}

/// The section.
#[derive(Debug)]
pub(super) struct Requesting {
    partner: String,
    partner_email: String,
    client_email: String,
    distributor: String,
    years: Option<u8>,
    payment: Option<Payment>,
    count: String,
    sms: bool,
    modules: String,
    kind: Kind,
    /// It was tried: mistakes are shown.
    tried: bool,
    working: bool,
    refused: Option<Arc<Error>>,
    handed: Option<papers::Handed>,
}

impl Requesting {
    pub(super) fn of(asked: &Asked) -> Self {
        let (sms, others): (Vec<_>, Vec<_>) = asked
            .modules
            .iter()
            .cloned()
            .partition(|module| module == MODULE_SMS);
        Self {
            partner: asked.partner.clone(),
            partner_email: asked.partner_email.clone(),
            client_email: asked.client_email.clone(),
            distributor: asked.distributor.clone(),
            years: asked.years.parse().ok(),
            payment: asked.payment,
            count: asked
                .count
                .map_or_else(String::new, |count| count.to_string()),
            sms: !sms.is_empty(),
            modules: others.join(", "),
            kind: asked.kind.unwrap_or(Kind::First),
            tried: false,
            working: false,
            refused: None,
            handed: None,
        }
    }

    fn text(&mut self, field: Field) -> &mut String {
        match field {
            Field::Partner => &mut self.partner,
            Field::PartnerEmail => &mut self.partner_email,
            Field::ClientEmail => &mut self.client_email,
            Field::Distributor => &mut self.distributor,
            Field::Count => &mut self.count,
            Field::Modules => &mut self.modules,
        }
    }

    fn asked(&self) -> Asked {
        let others = self.modules.split(',').map(|one| one.trim().to_owned());
        let modules = self.sms.then(|| MODULE_SMS.to_owned());
        Asked {
            partner: self.partner.clone(),
            partner_email: self.partner_email.clone(),
            client_email: self.client_email.clone(),
            distributor: self.distributor.clone(),
            years: self
                .years
                .map_or_else(String::new, |years| years.to_string()),
            payment: self.payment,
            // What is no number is none that a licence could have: the check of the request says so at the field.
            count: match self.count.trim() {
                "" => None,
                text => Some(text.parse().unwrap_or(0)),
            },
            modules: modules
                .into_iter()
                .chain(others.filter(|one| !one.is_empty()))
                .collect(),
            kind: Some(self.kind),
            machine: None,
        }
    }

    /// What is wrong with the form as it is.
    fn mistakes(&self, context: &Context) -> Vec<RequestError> {
        Request::new(Uuid::nil(), &context.location, context.now, &self.asked())
            .err()
            .unwrap_or_default()
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Typed(field, text) => *self.text(field) = text,
            Message::Years(years) => self.years = Some(years),
            Message::Payment(payment) => self.payment = Some(payment),
            Message::Sms(sms) => self.sms = sms,
            Message::Kind(kind) => self.kind = kind,
            Message::Send => return self.send(context),
            Message::Made(made) => {
                self.working = false;
                match made {
                    Ok(handed) => {
                        self.handed = Some(handed);
                        self.tried = false;
                        return Action::run(focus(papers::COPY));
                    }
                    Err(error) => self.refused = Some(error),
                }
            }
            Message::Handed(message) => {
                if let Some(handed) = &self.handed {
                    return handed.update(message, context).map(Message::Handed);
                }
            }
            Message::Another => {
                self.handed = None;
                return Action::run(focus(Field::Partner.name()));
            }
        }
        Action::none()
    }

    fn send(&mut self, context: &Context) -> Action<Message> {
        if self.working || self.handed.is_some() {
            return Action::none();
        }
        self.refused = None;
        self.tried = true;
        let mistakes = self.mistakes(context);
        if !mistakes.is_empty() {
            let field = mistakes.iter().find_map(Field::of);
            return Action::run(field.map_or_else(Task::none, |field| focus(field.name())));
        }
        self.working = true;
        let asked = self.asked();
        let (installation, language) = (context.installation.clone(), context.language);
        Action::run(context.ask(
            move |store, now| {
                let signed = licences::request(store, &installation, now, Actor::Desk, asked)?;
                let pdf = document::request(&signed, language)?;
                let name = format!(
                    "request-{}-{}",
                    signed.content.location_name,
                    now.format("%Y-%m-%d-%H%M%S")
                );
                papers::hand_over(store, &name, &signed, Some(pdf))
            },
            Message::Made,
        ))
    }

    #[allow(clippy::too_many_lines, reason = "one form, its fields in their order")]
    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        if let Some(handed) = &self.handed {
            let paper = handed
                .view(context, t!(words, "licence-request-handed"))
                .map(Message::Handed);
            let another = button(t!(words, "licence-request-another")).on_press(Message::Another);
            let parts = [
                widget::notice(
                    Tone::Success,
                    t!(words, "licence-request-made"),
                    t!(words, "licence-request-next"),
                    None,
                ),
                widget::card(paper),
                widget::actions([another.into()]),
            ];
            return stacked(Space::Normal, parts);
        }
        let mistakes = if self.tried {
            self.mistakes(context)
        } else {
            Vec::new()
        };
        let wrong = |field: Field| {
            let found = mistakes
                .iter()
                .find(|error| Field::of(error) == Some(field));
            found.map(|error| Verdict::error(sentence::request(words, error)))
        };
        let of_choice = |which: fn(&RequestError) -> bool| {
            let found = mistakes.iter().find(|error| which(error));
            found.map(|error| Verdict::error(sentence::request(words, error)))
        };
        let text = |field: Field, label: String, value: &'a str| {
            widget::field(label, value)
                .verdict(wrong(field))
                .on_input(move |text| Message::Typed(field, text))
                .on_submit(Message::Send)
                .id(widget::id(field.name()))
        };
        let (label, known) = match context.location.sector {
            Sector::Hospitality => (t!(words, "licence-rooms"), context.location.rooms),
            Sector::Other => (t!(words, "licence-aps"), context.location.aps),
        };
        let count = text(Field::Count, label, &self.count)
            .placeholder(known.map_or_else(String::new, |count| count.to_string()))
            .help(t!(words, "licence-request-count-help"));
        let years = [1, 2, 3, 4, 5].map(|years: u8| (years, years.to_string()));
        let years = choice(t!(words, "licence-request-years"), years, self.years)
            .verdict(of_choice(|error| matches!(error, RequestError::Years(_))))
            .on_choose(Message::Years);
        let payments = [Payment::Monthly, Payment::Annual]
            .map(|payment| (payment, sentence::payment(words, payment)));
        let payment = choice(t!(words, "licence-payment"), payments, self.payment)
            .verdict(of_choice(|error| matches!(error, RequestError::Payment)))
            .on_choose(Message::Payment);
        let kinds = [Kind::First, Kind::Renewal, Kind::Move]
            .map(|kind| (kind, sentence::kind(words, kind)));
        let kind =
            choice(t!(words, "licence-kind"), kinds, Some(self.kind)).on_choose(Message::Kind);
        let sms = widget::check(t!(words, "licence-module-sms"), self.sms)
            .help(t!(words, "licence-module-sms-help"))
            .on_toggle(Message::Sms);
        let modules = text(
            Field::Modules,
            t!(words, "licence-request-modules"),
            &self.modules,
        )
        .help(t!(words, "licence-request-modules-help"));
        let id = widget::fact(
            t!(words, "licence-location-id"),
            widget::mono(context.location.id.to_string()),
        );
        let refused = self.refused.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        });
        let label = if self.working {
            t!(words, "licence-request-making")
        } else {
            t!(words, "licence-request-make")
        };
        let send = button(label)
            .primary()
            .key("Enter")
            .on_press_maybe((!self.working).then_some(Message::Send));
        let parts = [
            Some(widget::muted(t!(words, "licence-request-what")).into()),
            Some(id),
            Some(beside([
                text(Field::Partner, t!(words, "licence-partner"), &self.partner).into(),
                text(
                    Field::PartnerEmail,
                    t!(words, "licence-partner-email"),
                    &self.partner_email,
                )
                .into(),
            ])),
            Some(beside([
                text(
                    Field::Distributor,
                    t!(words, "licence-distributor"),
                    &self.distributor,
                )
                .into(),
                text(
                    Field::ClientEmail,
                    t!(words, "licence-client-email"),
                    &self.client_email,
                )
                .into(),
            ])),
            Some(beside([years.into(), payment.into()])),
            Some(kind.into()),
            Some(beside([count.into(), modules.into()])),
            Some(sms.into()),
            refused,
            Some(widget::actions([send.into()])),
        ];
        stacked(Space::Normal, parts.into_iter().flatten())
    }
}
