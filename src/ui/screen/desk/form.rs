//! The form of a ticket type that needs more than a key.

use super::work::Offer;
use crate::{
    domain::{
        code,
        money::Money,
        stay::Stay,
        ticket_type::{Format, TicketType},
        time,
    },
    services::{Error, issue::Request, issue::USER_ID_MAX},
    store::{self, Row},
    t,
    ui::{
        Element,
        context::{Context, Question},
        format,
        scale::Space,
        theme::Tone,
        widget::{self, Verdict, button, date, field},
    },
};
use chrono::NaiveDate;
use iced::widget::row;
use std::{borrow::Cow, sync::Arc};

/// The fields, by the names under which they take the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Whom the ticket is for.
    UserId,
    /// First day.
    Arrival,
    /// Last day.
    Departure,
    /// Nights between them.
    Nights,
    /// Chosen user name.
    Username,
    /// Chosen password.
    Password,
    /// Simultaneous devices.
    Devices,
}

impl Field {
    /// The name under which it takes the focus.
    pub fn name(self) -> &'static str {
        match self {
            Self::UserId => "desk-user-id",
            Self::Arrival => "desk-arrival",
            Self::Departure => "desk-departure",
            Self::Nights => "desk-nights",
            Self::Username => "desk-username",
            Self::Password => "desk-password",
            Self::Devices => "desk-devices",
        }
    }

    /// The field that the receptionist fills first.
    pub(super) const FIRST: Self = Self::UserId;

    /// Where a refusal is shown.
    fn of(error: &Error) -> Option<Self> {
        match error {
            Error::UserIdRequired | Error::UserIdTooLong { .. } => Some(Self::UserId),
            Error::Stay(crate::domain::stay::StayError::StartInPast { .. }) => Some(Self::Arrival),
            Error::StayRequired | Error::Stay(_) => Some(Self::Departure),
            Error::Credentials(
                code::CredentialError::EmptyPassword | code::CredentialError::LongPassword(_),
            ) => Some(Self::Password),
            Error::Credentials(_) | Error::Store(store::Error::DuplicateCredentials) => {
                Some(Self::Username)
            }
            Error::OutOfRange { .. } => Some(Self::Devices),
            _ => None,
        }
    }
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed into a field.
    Typed(Field, String),
    /// A letter was typed while no field had the focus.
    Caught(char),
    /// Enter, or the button.
    Submit,
    /// Away with it.
    Close,
    /// Show the ticket that the guest has already.
    ShowTwin(u64),
}

/// The form.
#[derive(Debug)]
pub(super) struct Form {
    offer: Offer,
    user_id: String,
    arrival: String,
    departure: String,
    nights: String,
    username: String,
    password: String,
    devices: String,
    /// A live ticket of the same guest.
    pub twin: Option<Row>,
    /// Number of the newest look for one.
    pub asked: Question,
    refused: Option<Arc<Error>>,
}

/// Nights of a stay where nobody has said how many.
const NIGHTS: i64 = 1;

impl Form {
    /// Empty but for what is likely: a stay from today to tomorrow, the devices of the ticket type.
    pub(super) fn new(offer: Offer, context: &Context) -> Self {
        let today = context.today();
        let stays = offer.ticket_type.format == Format::Variable;
        let day = |days| {
            if stays {
                iso(time::add_days(today, days))
            } else {
                String::new()
            }
        };
        Self {
            user_id: String::new(),
            arrival: day(0),
            departure: day(NIGHTS),
            nights: if stays {
                NIGHTS.to_string()
            } else {
                String::new()
            },
            username: String::new(),
            password: String::new(),
            devices: offer.ticket_type.devices.to_string(),
            twin: None,
            asked: Question::default(),
            refused: None,
            offer,
        }
    }

    /// Its ticket type.
    pub(super) fn ticket_type(&self) -> &TicketType {
        &self.offer.ticket_type
    }

    /// Whom the ticket is for, as far as it is typed.
    pub(super) fn user_id(&self) -> &str {
        &self.user_id
    }

    /// Takes what was typed. Nights and the last day follow each other.
    pub(super) fn typed(&mut self, which: Field, text: String) {
        self.refused = None;
        match which {
            Field::UserId => self.user_id = text,
            Field::Arrival => {
                self.arrival = text;
                self.move_departure();
            }
            Field::Departure => {
                self.departure = text;
                self.count_nights();
            }
            Field::Nights => {
                self.nights = text;
                self.move_departure();
            }
            Field::Username => self.username = text,
            Field::Password => self.password = text,
            Field::Devices => self.devices = text,
        }
    }

    /// Takes a letter that no field took into the first one.
    pub(super) fn catch(&mut self, letter: char) {
        let text = format!("{}{letter}", self.user_id);
        self.typed(Field::UserId, text);
    }

    fn move_departure(&mut self) {
        let first = widget::parse_date(&self.arrival);
        if let (Some(first), Ok(nights)) = (first, self.nights.trim().parse::<u16>()) {
            self.departure = iso(time::add_days(first, nights.into()));
        }
    }

    fn count_nights(&mut self) {
        let days = widget::parse_date(&self.arrival).zip(widget::parse_date(&self.departure));
        self.nights = days.map_or_else(String::new, |(first, last)| {
            (last - first).num_days().max(0).to_string()
        });
    }

    /// Shows why it was refused; the field to mend, where it is one.
    pub(super) fn refuse(&mut self, error: Arc<Error>) -> Option<Field> {
        let at = Field::of(&error);
        self.refused = Some(error);
        at
    }

    /// What it asks for, or why it cannot be asked.
    pub(super) fn request(&self, context: &Context) -> Result<Request, Error> {
        let user_id = self.user_id.trim();
        if user_id.is_empty() && self.ticket_type().user_id_required {
            return Err(Error::UserIdRequired);
        }
        if user_id.chars().count() > USER_ID_MAX {
            return Err(Error::UserIdTooLong { max: USER_ID_MAX });
        }
        let stay = self.stay(context)?;
        Ok(Request {
            ticket_type: self.ticket_type().name.clone(),
            user_id: user_id.to_owned(),
            stay: stay.map(|stay| (stay.from(), stay.to()).into()),
            devices: self.chosen_devices()?,
            credentials: self.credentials()?,
            ..Request::default()
        })
    }

    fn stay(&self, context: &Context) -> Result<Option<Stay>, Error> {
        let format = self.ticket_type().format;
        let nothing = self.arrival.trim().is_empty() && self.departure.trim().is_empty();
        if format == Format::Single || (format == Format::Special && nothing) {
            return Ok(None);
        }
        let first = widget::parse_date(&self.arrival).ok_or(Error::StayRequired)?;
        let last = widget::parse_date(&self.departure).ok_or(Error::StayRequired)?;
        Ok(Some(Stay::new(
            first,
            last,
            context.now,
            context.location.zone,
        )?))
    }

    fn chosen_devices(&self) -> Result<Option<u16>, Error> {
        if self.ticket_type().format != Format::Special {
            return Ok(None);
        }
        match self.devices.trim().parse() {
            Ok(devices) if devices > 0 => Ok(Some(devices)),
            _ => Err(Error::OutOfRange {
                what: "the number of devices",
                min: 1,
                max: u16::MAX.into(),
            }),
        }
    }

    fn credentials(&self) -> Result<Option<(String, String)>, Error> {
        let nothing = self.username.trim().is_empty() && self.password.is_empty();
        if self.ticket_type().format != Format::Special || nothing {
            return Ok(None);
        }
        code::check_credentials(&self.username, &self.password)?;
        Ok(Some((self.username.clone(), self.password.clone())))
    }

    /// What it would cost as it stands.
    fn price(&self, context: &Context) -> Option<Money> {
        let ticket_type = self.ticket_type();
        match (self.stay(context).ok()?, ticket_type.price_per_day) {
            (Some(stay), Some(per_day)) => stay.price(per_day).ok(),
            (None, Some(_)) => None,
            _ => Some(ticket_type.price),
        }
    }

    /// The form; `busy` while the ticket is being issued.
    pub(super) fn view<'a>(&'a self, context: &'a Context, busy: bool) -> Element<'a, Message> {
        let words = context.words();
        let head = self.head(context);
        let twin = self.twin.as_ref().map(|twin| twin_notice(context, twin));
        let refused = self
            .refused
            .as_ref()
            .filter(|error| Field::of(error).is_none())
            .map(|error| {
                let said = context.sentence(error);
                widget::notice(Tone::Danger, said.happened, said.to_do, None)
            });
        let issue = if self.twin.is_some() {
            t!(words, "desk-issue-another")
        } else {
            t!(words, "desk-issue")
        };
        let buttons = widget::actions([
            button(t!(words, "cancel-form"))
                .key("Esc")
                .on_press(Message::Close)
                .into(),
            button(issue)
                .primary()
                .key("Enter")
                .on_press_maybe((!busy).then_some(Message::Submit))
                .into(),
        ]);
        let mut fields = vec![head, self.user_id_field(context)];
        fields.extend(twin);
        match self.ticket_type().format {
            Format::Single => {}
            Format::Variable => fields.push(self.stay_fields(context)),
            Format::Special => {
                fields.push(self.stay_fields(context));
                fields.push(self.credential_fields(context));
                fields.push(self.devices_field(context));
            }
        }
        fields.extend(refused);
        fields.push(buttons);
        widget::card(widget::form(fields))
    }

    fn head<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        let price = self.price(context).map(|price| context.ticket_price(price));
        row![
            widget::heading(&self.ticket_type().name).width(iced::Length::Fill),
            widget::heading(price.unwrap_or_default()),
        ]
        .spacing(Space::Normal)
        .into()
    }

    fn user_id_field<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let label = t!(words, "desk-user-id");
        let input = self.input(context, Field::UserId, label, &self.user_id);
        input.placeholder(t!(words, "desk-user-id-example")).into()
    }

    fn stay_fields<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let day = |which: Field, label, value: &'a str| -> Element<'a, Message> {
            date(label, value)
                .today(context.today())
                .names(&t!(words, "days-of-week"), &t!(words, "months-of-year"))
                .verdict(
                    self.verdict(context, which)
                        .or_else(|| day_verdict(context, value)),
                )
                .on_input(move |text| Message::Typed(which, text))
                .on_submit(Message::Submit)
                .id(widget::id(which.name()))
                .into()
        };
        let nights = self
            .input(
                context,
                Field::Nights,
                t!(words, "desk-nights"),
                &self.nights,
            )
            .width(NIGHTS_WIDTH);
        let days = self.stay(context).ok().flatten().map(|stay| {
            let per_day = self.ticket_type().price_per_day;
            let price = per_day
                .map(|price| context.price(price))
                .unwrap_or_default();
            let count = stay.days();
            widget::small(if per_day.is_some() {
                t!(words, "desk-days-price", count = count, price = price)
            } else {
                t!(words, "desk-days", count = count)
            })
        });
        let fields = row![
            day(Field::Arrival, t!(words, "desk-arrival"), &self.arrival),
            nights,
            day(
                Field::Departure,
                t!(words, "desk-departure"),
                &self.departure
            ),
        ]
        .spacing(Space::Tight);
        iced::widget::Column::new()
            .push(fields)
            .push(days)
            .spacing(Space::Hair)
            .into()
    }

    fn credential_fields<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let username = self.input(
            context,
            Field::Username,
            t!(words, "desk-username"),
            &self.username,
        );
        let password = self.input(
            context,
            Field::Password,
            t!(words, "desk-password"),
            &self.password,
        );
        let fields = row![username.code(), password.code()].spacing(Space::Tight);
        let help = widget::small(t!(words, "desk-credentials-help"));
        iced::widget::column![fields, help]
            .spacing(Space::Hair)
            .into()
    }

    fn devices_field<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let label = t!(context.words(), "desk-devices");
        self.input(context, Field::Devices, label, &self.devices)
            .into()
    }

    fn input<'a>(
        &'a self,
        context: &'a Context,
        which: Field,
        label: String,
        value: &'a str,
    ) -> widget::Field<'a, Message> {
        field(label, value)
            .verdict(self.verdict(context, which))
            .on_input(move |text| Message::Typed(which, text))
            .on_submit(Message::Submit)
            .id(widget::id(which.name()))
    }

    /// What was refused, at its field; before that what is wrong as it is typed.
    fn verdict<'a>(&'a self, context: &Context, which: Field) -> Option<Verdict<'a>> {
        let said = |error: &Error| {
            (Field::of(error) == Some(which)).then(|| Verdict::error(context.refusal(error)))
        };
        if let Some(verdict) = self.refused.as_ref().and_then(|error| said(error)) {
            return Some(verdict);
        }
        match which {
            Field::Arrival | Field::Departure => said(&self.stay(context).err()?)
                .filter(|_| !self.arrival.is_empty() && !self.departure.is_empty()),
            Field::Devices => said(&self.chosen_devices().err()?),
            // An empty password is no mistake while the user name is being typed.
            Field::Username | Field::Password => {
                said(&self.credentials().err()?).filter(|_| !self.password.is_empty())
            }
            Field::UserId | Field::Nights => None,
        }
    }
}

/// Room for three figures and the label in every language.
const NIGHTS_WIDTH: f32 = 76.0;

/// `2026-03-14`, as the date word writes days.
fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

fn day_verdict<'a>(context: &Context, typed: &str) -> Option<Verdict<'a>> {
    let wrong = !typed.trim().is_empty() && widget::parse_date(typed).is_none();
    wrong.then(|| Verdict::error(Cow::Owned(t!(context.words(), "error-date"))))
}

/// "Room 214 already has a live ticket": show it, or issue another.
fn twin_notice<'a>(context: &Context, twin: &'a Row) -> Element<'a, Message> {
    let words = context.words();
    let (_, status) = format::status(words, twin.status);
    let ticket = &twin.ticket;
    let detail = t!(
        words,
        "desk-twin-detail",
        serial = crate::domain::ticket::serial_text(ticket.serial),
        ticket_type = twin.ticket_type.as_deref().unwrap_or_default(),
        status = status,
        issued = context.moment(ticket.created_at)
    );
    let show = button(t!(words, "desk-show-twin"))
        .small()
        .on_press(Message::ShowTwin(ticket.serial));
    widget::notice(
        Tone::Warning,
        t!(words, "desk-twin", user = ticket.user_id.as_str()),
        detail,
        Some(show.into()),
    )
}
