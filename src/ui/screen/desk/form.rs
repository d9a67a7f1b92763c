//! The form of a ticket type that needs more than a key: what is typed, what it asks for, and what is wrong with it. Every
//! key is weighed by the rules that issuing goes by.

mod special;
mod stay;
mod view;

use crate::{
    domain::{
        code,
        fields::{FieldError, FieldKind},
        location::Sector,
        product::ExpirationType,
        stay::{Dates, StayError},
        ticket_type::{Channel, Format, TicketType},
    },
    services::{
        Error,
        issue::{BATCH_MAX, Deliver, House, Quote, Request, SameGuest, Special},
    },
    store::{self, Row},
    t,
    ui::{
        context::{Context, Question},
        sentence, widget,
    },
};
use special::SpecialDraft;
pub(super) use special::Value;
pub(super) use stay::Count;
use stay::StayDraft;
use std::sync::Arc;

/// The fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Whom the ticket is for.
    UserId,
    /// The extra field at this place.
    Extra(usize),
    /// Arrival, or first day.
    First,
    /// Departure, or last day.
    Last,
    /// Nights, or days.
    Length,
    /// Chosen user name.
    Username,
    /// Chosen password.
    Password,
    /// Simultaneous devices.
    Devices,
    /// A value of a special ticket.
    Special(Value),
    /// Where the channel leads.
    Address(Channel),
    /// How many tickets.
    Count,
    /// The name of the batch.
    Batch,
}

/// The names of the extra fields, for the focus: as many as a ticket type has at most.
const EXTRAS: [&str; 20] = [
    "desk-extra-0",
    "desk-extra-1",
    "desk-extra-2",
    "desk-extra-3",
    "desk-extra-4",
    "desk-extra-5",
    "desk-extra-6",
    "desk-extra-7",
    "desk-extra-8",
    "desk-extra-9",
    "desk-extra-10",
    "desk-extra-11",
    "desk-extra-12",
    "desk-extra-13",
    "desk-extra-14",
    "desk-extra-15",
    "desk-extra-16",
    "desk-extra-17",
    "desk-extra-18",
    "desk-extra-19",
];

impl Field {
    /// The name under which it takes the focus.
    pub fn name(self) -> &'static str {
        match self {
            Self::UserId => "desk-user-id",
            Self::Extra(place) => EXTRAS.get(place).copied().unwrap_or("desk-extra"),
            Self::First => "desk-arrival",
            Self::Last => "desk-departure",
            Self::Length => "desk-nights",
            Self::Username => "desk-username",
            Self::Password => "desk-password",
            Self::Devices => "desk-devices",
            Self::Special(value) => value.name(),
            Self::Address(Channel::Email) => "desk-email",
            Self::Address(Channel::Sms) => "desk-sms",
            Self::Address(Channel::Print) => "desk-print",
            Self::Count => "desk-count",
            Self::Batch => "desk-batch",
        }
    }

    /// The field that the receptionist fills first.
    pub(super) const FIRST: Self = Self::UserId;
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed into a field.
    Typed(Field, String),
    /// By nights, or by days.
    Count(Count),
    /// So many nights or days.
    Nights(u16),
    /// The expiration of a special ticket; `None` = as the product.
    Expiration(Option<ExpirationType>),
    /// Whether the ticket goes by this channel.
    Deliver(Channel, bool),
    /// A letter was typed while no field had the focus.
    Caught(char),
    /// Enter, or the button.
    Submit,
    /// Away with it.
    Close,
    /// Show the ticket that the guest has already.
    ShowTwin(u64),
    /// Let one more device use the ticket that the guest has already.
    AddDevice(u64),
    /// Cancel what the guest has already, and issue this.
    Replace,
    /// Paste a list of names.
    OpenList,
}

/// A field and the sentence that says what is wrong with it.
type Wrong = (Field, String);

/// The form.
#[derive(Debug)]
pub(super) struct Form {
    house: House,
    /// The same asking nothing about the guest: what it would cost is known before he is.
    bare: House,
    user_id: String,
    extras: Vec<String>,
    stay: StayDraft,
    username: String,
    password: String,
    devices: String,
    special: SpecialDraft,
    deliver: Vec<Channel>,
    email: String,
    mobile: String,
    count: String,
    batch: String,
    /// Live tickets of the same guest, the newest first.
    pub twins: Vec<Row>,
    /// Number of the newest look for them.
    pub asked: Question,
    /// Number of the newest look whether the user name is free.
    pub name_asked: Question,
    /// It is not.
    pub name_refused: Option<Arc<Error>>,
    /// From the first try to issue on, empty fields are mistakes too.
    tried: bool,
    refused: Option<Arc<Error>>,
}

impl Form {
    /// Empty but for what is likely: a stay from today, the devices and the channels of the ticket type.
    pub(super) fn new(house: House, context: &Context) -> Self {
        let ticket_type = &house.ticket_type;
        let count = match context.location.sector {
            Sector::Hospitality => Count::Nights,
            Sector::Other => Count::Days,
        };
        let stay = match ticket_type.format {
            Format::Variable => StayDraft::today(count, context.today()),
            Format::Single | Format::Special => StayDraft::none(count),
        };
        let bare = House {
            ticket_type: TicketType {
                fields: Vec::new(),
                user_id_required: false,
                ..ticket_type.clone()
            },
            ..house.clone()
        };
        Self {
            user_id: String::new(),
            extras: vec![String::new(); ticket_type.fields.len()],
            stay,
            username: String::new(),
            password: String::new(),
            devices: ticket_type.devices.to_string(),
            special: SpecialDraft::default(),
            deliver: ticket_type.preselected.clone(),
            email: String::new(),
            mobile: String::new(),
            count: "1".to_owned(),
            batch: String::new(),
            twins: Vec::new(),
            asked: Question::default(),
            name_asked: Question::default(),
            name_refused: None,
            tried: false,
            refused: None,
            bare,
            house,
        }
    }

    /// Its ticket type.
    pub(super) fn ticket_type(&self) -> &TicketType {
        &self.house.ticket_type
    }

    /// What its tickets are weighed against.
    pub(super) fn house(&self) -> &House {
        &self.house
    }

    /// What every ticket of a list of names asks for besides its own.
    pub(super) fn template(&self) -> Request {
        Request {
            user_id: String::new(),
            fields: Vec::new(),
            credentials: None,
            ..self.lenient(SameGuest::Another)
        }
    }

    /// Whom the ticket is for, as far as it is typed.
    pub(super) fn user_id(&self) -> &str {
        &self.user_id
    }

    /// The user name that is chosen, as far as it is typed.
    pub(super) fn username(&self) -> &str {
        &self.username
    }

    /// The room among the extra fields, as far as it is typed.
    pub(super) fn room(&self) -> Option<&str> {
        let place = self.place_of(&FieldKind::Room)?;
        self.extras.get(place).map(String::as_str)
    }

    fn place_of(&self, kind: &FieldKind) -> Option<usize> {
        let fields = &self.ticket_type().fields;
        fields.iter().position(|field| field.kind == *kind)
    }

    /// Whether what is typed there can change which live tickets the guest has.
    pub(super) fn names_the_guest(&self, field: Field) -> bool {
        let room = self.place_of(&FieldKind::Room).map(Field::Extra);
        field == Field::UserId || Some(field) == room
    }

    /// How many tickets, if that is a number of tickets.
    pub(super) fn tickets(&self) -> Option<u32> {
        let count = self.count.trim().parse().ok()?;
        (1..=BATCH_MAX).contains(&count).then_some(count)
    }

    /// The name of the batch, if it is one.
    pub(super) fn batch(&self) -> Option<&str> {
        (self.tickets()? > 1).then(|| self.batch.trim())
    }

    /// Takes what was typed.
    pub(super) fn typed(&mut self, field: Field, text: String) {
        self.refused = None;
        match field {
            Field::UserId => self.user_id = text,
            Field::Extra(place) => {
                if let Some(extra) = self.extras.get_mut(place) {
                    *extra = text;
                }
            }
            Field::First => self.stay.set_first(text),
            Field::Last => self.stay.set_last(text),
            Field::Length => self.stay.set_length(text),
            Field::Username => {
                self.username = text;
                self.name_refused = None;
            }
            Field::Password => self.password = text,
            Field::Devices => self.devices = text,
            Field::Special(value) => self.special.set(value, text),
            Field::Address(Channel::Email) => self.email = text,
            Field::Address(Channel::Sms) => self.mobile = text,
            Field::Address(Channel::Print) => {}
            Field::Count => self.count = text,
            Field::Batch => self.batch = text,
        }
    }

    pub(super) fn set_count(&mut self, count: Count) {
        self.refused = None;
        self.stay.set_count(count);
    }

    pub(super) fn choose_nights(&mut self, length: u16, context: &Context) {
        self.refused = None;
        self.stay.choose(length, context.today());
    }

    pub(super) fn set_expiration(&mut self, expiration: Option<ExpirationType>) {
        self.refused = None;
        self.special.expiration = expiration;
    }

    pub(super) fn set_deliver(&mut self, channel: Channel, on: bool) {
        self.refused = None;
        self.deliver.retain(|one| *one != channel);
        if on {
            self.deliver.push(channel);
            self.deliver.sort();
        }
    }

    /// Takes a letter that no field took into the first one.
    pub(super) fn catch(&mut self, letter: char) {
        let text = format!("{}{letter}", self.user_id);
        self.typed(Field::UserId, text);
    }

    /// Shows why it was refused; the field to mend, where it is one.
    pub(super) fn refuse(&mut self, error: Arc<Error>) -> Option<Field> {
        let at = self.fields_of(&error).first().map(|(field, _)| *field);
        self.refused = Some(error);
        self.tried = true;
        at
    }

    /// What is typed in a field.
    fn text(&self, field: Field) -> &str {
        match field {
            Field::UserId => &self.user_id,
            Field::Extra(place) => self.extras.get(place).map_or("", String::as_str),
            Field::First => &self.stay.first,
            Field::Last => &self.stay.last,
            Field::Length => &self.stay.length,
            Field::Username => &self.username,
            Field::Password => &self.password,
            Field::Devices => &self.devices,
            Field::Special(value) => self.special.text(value),
            Field::Address(Channel::Email) => &self.email,
            Field::Address(Channel::Sms) => &self.mobile,
            Field::Address(Channel::Print) => "",
            Field::Count => &self.count,
            Field::Batch => &self.batch,
        }
    }

    /// What it asks for, as far as it can be read; the fields that cannot be are left out.
    fn lenient(&self, same_guest: SameGuest) -> Request {
        let ticket_type = self.ticket_type();
        let special = ticket_type.format == Format::Special;
        let nothing = self.username.trim().is_empty() && self.password.is_empty();
        let currency = ticket_type.price.currency;
        let fields = ticket_type.fields.iter().zip(&self.extras);
        Request {
            ticket_type: ticket_type.name.clone(),
            user_id: self.user_id.trim().to_owned(),
            stay: self.dates(),
            devices: special.then(|| self.devices.trim().parse().ok()).flatten(),
            credentials: (special && !nothing)
                .then(|| (self.username.clone(), self.password.clone())),
            fields: fields
                .filter(|(_, text)| !text.trim().is_empty())
                .map(|(field, text)| (field.kind.key().to_owned(), text.clone()))
                .collect(),
            special: if special {
                self.special.read(currency).unwrap_or_default()
            } else {
                Special::default()
            },
            deliver: self
                .deliver
                .iter()
                .map(|channel| Deliver {
                    channel: *channel,
                    to: Some(self.text(Field::Address(*channel)).trim().to_owned())
                        .filter(|to| !to.is_empty()),
                })
                .collect(),
            same_guest,
            ..Request::default()
        }
    }

    fn dates(&self) -> Option<Dates> {
        match self.ticket_type().format {
            Format::Single => None,
            Format::Variable | Format::Special => self.stay.dates(),
        }
    }

    /// What it asks for; or the field to mend first, from when on all mistakes are said.
    pub(super) fn request(
        &mut self,
        same_guest: SameGuest,
        context: &Context,
    ) -> Result<Request, Field> {
        self.tried = true;
        self.refused = None;
        let wrong = self.wrong(context);
        match wrong.first() {
            Some((field, _)) => Err(*field),
            None => Ok(self.lenient(same_guest)),
        }
    }

    /// What the ticket would be, whoever it is for; `None` while the dates or a value cannot be read.
    fn quote(&self, context: &Context) -> Option<Quote> {
        let request = Request {
            fields: Vec::new(),
            deliver: Vec::new(),
            credentials: None,
            ..self.lenient(SameGuest::Another)
        };
        self.bare.quote(context.now, &request).ok()
    }

    /// Everything that is wrong, in the order in which it is to be mended.
    fn wrong(&self, context: &Context) -> Vec<Wrong> {
        let words = context.words();
        let mut wrong = self.unreadable(context);
        let request = self.lenient(SameGuest::Another);
        let weighed = self.house.quote(context.now, &request).err();
        let said = weighed.iter().chain(self.refused.as_deref());
        let said = said.chain(self.name_refused.as_deref());
        for error in said {
            for (field, of_field) in self.fields_of(error) {
                if wrong.iter().all(|(at, _)| *at != field) {
                    let sentence = match of_field {
                        Some(error) => sentence::tickets::field(words, error),
                        None => context.refusal(error),
                    };
                    wrong.push((field, sentence));
                }
            }
        }
        wrong
    }

    /// What cannot be read at all.
    fn unreadable(&self, context: &Context) -> Vec<Wrong> {
        let (words, ticket_type) = (context.words(), self.ticket_type());
        let mut wrong = Vec::new();
        let number = |min: u64, max: u64| {
            t!(
                words,
                "error-out-of-range",
                min = context.number(min),
                max = context.number(max)
            )
        };
        if ticket_type.format != Format::Single {
            for field in [Field::First, Field::Last] {
                let text = self.text(field).trim();
                if !text.is_empty() && widget::parse_date(text).is_none() {
                    wrong.push((field, t!(words, "error-date")));
                }
            }
            let half = self.stay.first.trim().is_empty() != self.stay.last.trim().is_empty();
            if half {
                wrong.push((Field::Last, t!(words, "error-stay-required")));
            }
        }
        if ticket_type.format == Format::Special {
            if !matches!(self.devices.trim().parse::<u16>(), Ok(1..)) {
                wrong.push((Field::Devices, number(1, u16::MAX.into())));
            }
            let currency = ticket_type.price.currency;
            let values = Value::LIMITS.into_iter().flatten().chain([
                Value::Download,
                Value::Upload,
                Value::UseWithin,
                Value::Days,
                Value::Hours,
                Value::Months,
                Value::Price,
            ]);
            let bad = values.filter(|value| self.special.is_wrong(*value, currency));
            wrong.extend(bad.map(|value| (Field::Special(value), t!(words, "desk-no-number"))));
        }
        if self.tickets().is_none() {
            wrong.push((Field::Count, number(1, BATCH_MAX.into())));
        }
        if self.batch().is_some_and(str::is_empty) {
            wrong.push((Field::Batch, t!(words, "desk-batch-needed")));
        }
        wrong
    }

    /// The fields that an error is about, with the part of it that is.
    fn fields_of<'e>(&self, error: &'e Error) -> Vec<(Field, Option<&'e FieldError>)> {
        let one = |field| vec![(field, None)];
        match error {
            Error::Fields(errors) => errors
                .iter()
                .filter_map(|(key, error)| {
                    let place = self.place_of(&FieldKind::of_key(key))?;
                    Some((Field::Extra(place), Some(error)))
                })
                .collect(),
            Error::UserIdRequired | Error::UserIdTooLong { .. } => one(Field::UserId),
            Error::Stay(StayError::StartInPast { .. }) => one(Field::First),
            Error::StayRequired | Error::Stay(_) => one(Field::Last),
            Error::Credentials(
                code::CredentialError::EmptyPassword | code::CredentialError::LongPassword(_),
            ) => one(Field::Password),
            Error::Credentials(_) | Error::Store(store::Error::DuplicateCredentials) => {
                one(Field::Username)
            }
            Error::OutOfRange { .. } => one(Field::Devices),
            Error::AddressMissing { channel } => one(Field::Address(*channel)),
            Error::Address { channel, error } => vec![(Field::Address(*channel), Some(error))],
            Error::BadName { .. } | Error::BatchNameTaken(_) => one(Field::Batch),
            _ => Vec::new(),
        }
    }

    /// Whether the newest tickets still have room below it.
    pub(super) fn is_short(&self) -> bool {
        self.ticket_type().format != Format::Special && self.ticket_type().fields.len() <= 2
    }
}
