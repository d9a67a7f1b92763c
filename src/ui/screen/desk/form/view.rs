//! What the form looks like.

use super::{Count, Field, Form, Message, Value, Wrong, stay::QUICK};
use crate::{
    domain::{
        fields::{FieldKind, GENDERS},
        product::ExpirationType,
        ticket::serial_text,
        ticket_type::{Channel, Format},
    },
    t,
    ui::{
        Element,
        context::Context,
        format,
        scale::Space,
        screen::parts::{beside, flowing},
        sentence,
        theme::Tone,
        widget::{self, Verdict, button, check, choice, date, field, select},
    },
};
use iced::widget::{Column, Row, row};

impl Form {
    /// The form; `busy` while the ticket is being issued.
    pub(in super::super) fn view<'a>(
        &'a self,
        context: &'a Context,
        busy: bool,
    ) -> Element<'a, Message> {
        let wrong = self.wrong(context);
        let look = Look {
            form: self,
            context,
            wrong,
        };
        look.view(busy)
    }
}

/// The form with what is wrong in it.
struct Look<'a> {
    form: &'a Form,
    context: &'a Context,
    wrong: Vec<Wrong>,
}

impl<'a> Look<'a> {
    fn view(&self, busy: bool) -> Element<'a, Message> {
        let form = self.form;
        let ticket_type = form.ticket_type();
        let mut fields = vec![self.head(), self.user_id()];
        fields.extend(self.twin());
        fields.extend(self.extras());
        match ticket_type.format {
            Format::Single => {}
            Format::Variable => fields.push(self.stay()),
            Format::Special => fields.extend(self.special()),
        }
        fields.extend(self.channels());
        fields.push(self.how_many());
        fields.extend(self.refusal());
        fields.push(self.buttons(busy));
        widget::card(widget::form(fields))
    }

    fn head(&self) -> Element<'a, Message> {
        let price = self
            .form
            .quote(self.context)
            .map(|quote| self.context.ticket_price(quote.price));
        row![
            widget::heading(&self.form.ticket_type().name).width(iced::Length::Fill),
            widget::heading(price.unwrap_or_default()),
        ]
        .spacing(Space::Normal)
        .into()
    }

    fn user_id(&self) -> Element<'a, Message> {
        let words = self.context.words();
        self.input(Field::UserId, t!(words, "desk-user-id"))
            .placeholder(t!(words, "desk-user-id-example"))
            .into()
    }

    /// "Room 214 already has a live ticket": add a device, replace it, show it; Enter issues another.
    fn twin(&self) -> Option<Element<'a, Message>> {
        let (context, words) = (self.context, self.context.words());
        let twin = self.form.twins.first()?;
        let (_, status) = format::status(words, twin.status);
        let ticket = &twin.ticket;
        let detail = t!(
            words,
            "desk-twin-detail",
            serial = serial_text(ticket.serial),
            ticket_type = twin.ticket_type.as_deref().unwrap_or_default(),
            status = status,
            issued = context.moment(ticket.created_at)
        );
        let more = self.form.twins.len() - 1;
        let detail = if more == 0 {
            detail
        } else {
            let more = t!(words, "desk-twin-more", count = more);
            format!("{detail} {more}")
        };
        let ways = flowing([
            button(t!(words, "desk-add-device"))
                .small()
                .key("F2")
                .on_press(Message::AddDevice(ticket.serial))
                .into(),
            button(t!(words, "desk-replace"))
                .small()
                .key("F3")
                .on_press(Message::Replace)
                .into(),
            button(t!(words, "desk-show-twin"))
                .small()
                .on_press(Message::ShowTwin(ticket.serial))
                .into(),
        ]);
        let who = match ticket.user_id.as_str() {
            "" => self.form.room().unwrap_or_default(),
            user => user,
        };
        let notice = widget::notice(
            Tone::Warning,
            t!(words, "desk-twin", user = who),
            detail,
            None,
        );
        Some(
            Column::new()
                .push(notice)
                .push(ways)
                .spacing(Space::Tight)
                .into(),
        )
    }

    /// The extra fields; short ones two in a line.
    fn extras(&self) -> Vec<Element<'a, Message>> {
        let fields = &self.form.ticket_type().fields;
        let mut lines = Vec::new();
        let mut pair: Vec<Element<'a, Message>> = Vec::new();
        for (place, asked) in fields.iter().enumerate() {
            pair.push(self.extra(place, &asked.kind, asked.compulsory));
            let is_last = place + 1 == fields.len();
            if fields.len() <= 2 || pair.len() == 2 || is_last {
                lines.push(beside(std::mem::take(&mut pair)));
            }
        }
        lines
    }

    fn extra(&self, place: usize, kind: &FieldKind, compulsory: bool) -> Element<'a, Message> {
        let words = self.context.words();
        let name = sentence::tickets::field_name(words, kind);
        let label = if compulsory {
            t!(words, "desk-compulsory", name = name)
        } else {
            name
        };
        let at = Field::Extra(place);
        match kind {
            FieldKind::Birthday => self.day(at, label),
            FieldKind::Gender => {
                let genders = GENDERS.map(|one| (one, format::gender(words, one)));
                let typed = self.form.text(at);
                let chosen = GENDERS.into_iter().find(|one| *one == typed);
                select(label, genders, chosen)
                    .verdict(self.verdict(at))
                    .on_choose(move |one| Message::Typed(at, one.to_owned()))
                    .id(widget::id(at.name()))
                    .into()
            }
            FieldKind::Mobile => self.input(at, label).placeholder("+34 600 11 22 33").into(),
            _ => self.input(at, label).into(),
        }
    }

    fn stay(&self) -> Element<'a, Message> {
        let (context, words) = (self.context, self.context.words());
        let stay = &self.form.stay;
        let counts = [
            (Count::Nights, t!(words, "desk-by-nights")),
            (Count::Days, t!(words, "desk-by-days")),
        ];
        let by = choice(String::new(), counts, Some(stay.count)).on_choose(Message::Count);
        let quick = QUICK.map(|length| {
            let label = match (stay.count, length) {
                (Count::Nights, 1) => t!(words, "desk-tonight"),
                (Count::Nights, 2) => t!(words, "desk-nights-2"),
                (Count::Days, 1) => t!(words, "desk-one-day"),
                (Count::Days, 2) => t!(words, "desk-days-2"),
                (_, length) => length.to_string(),
            };
            (length, label)
        });
        let quick = choice(String::new(), quick, self.form.stay.quick()).on_choose(Message::Nights);
        let (first, length, last) = match stay.count {
            Count::Nights => (
                t!(words, "desk-checks-in"),
                t!(words, "desk-nights"),
                t!(words, "desk-checks-out"),
            ),
            Count::Days => (
                t!(words, "desk-arrival"),
                t!(words, "desk-days-label"),
                t!(words, "desk-departure"),
            ),
        };
        let nights = self.input(Field::Length, length).width(LENGTH_WIDTH);
        let day = |field, label| {
            iced::widget::container(self.day(field, label))
                .width(DAY_WIDTH)
                .into()
        };
        let dates = flowing([
            day(Field::First, first),
            nights.into(),
            day(Field::Last, last),
        ]);
        let ways = flowing([quick.into(), by.into()]);
        let verdict = [Field::First, Field::Last]
            .into_iter()
            .find_map(|field| self.sentence(field))
            .map(|words| widget::toned(words, Tone::Danger));
        let summary = self.summary(context).map(widget::small);
        Column::new()
            .push(ways)
            .push(dates)
            .push(verdict)
            .push(summary)
            .spacing(Space::Tight)
            .into()
    }

    /// What the dates come to: days or nights, and the end.
    fn summary(&self, context: &Context) -> Option<String> {
        let words = context.words();
        let quote = self.form.quote(context)?;
        let until = context.moment(quote.valid_until?);
        let per_day = self.form.ticket_type().daily_price();
        let priced = quote
            .days
            .zip(per_day)
            .map(|(days, price)| match self.form.stay.count {
                Count::Nights => t!(
                    words,
                    "desk-nights-price",
                    count = days,
                    price = context.price(price)
                ),
                Count::Days => t!(
                    words,
                    "desk-days-price",
                    count = days,
                    price = context.price(price)
                ),
            });
        let until = t!(words, "desk-until", until = until);
        Some(match priced {
            Some(priced) => format!("{priced} · {until}"),
            None => until,
        })
    }

    fn special(&self) -> Vec<Element<'a, Message>> {
        let words = self.context.words();
        let value = |value: Value, label: String| -> Element<'a, Message> {
            let of_product = value.of(&self.form.house.product);
            let placeholder = match of_product {
                Some(0) => t!(words, "desk-unlimited"),
                Some(number) => number.to_string(),
                None => String::new(),
            };
            self.input(Field::Special(value), label)
                .placeholder(placeholder)
                .into()
        };
        let [time, data] = Value::LIMITS.map(|limits| {
            let labels = [
                t!(words, "desk-in-all"),
                t!(words, "desk-a-day"),
                t!(words, "desk-a-week"),
                t!(words, "desk-a-month"),
            ];
            let values = limits.into_iter().zip(labels);
            beside(values.map(|(limit, label)| value(limit, label)))
        });
        let credentials = beside([
            self.input(Field::Username, t!(words, "desk-username"))
                .code()
                .into(),
            self.input(Field::Password, t!(words, "desk-password"))
                .code()
                .into(),
        ]);
        let credentials = Column::new()
            .push(credentials)
            .push(widget::small(t!(words, "desk-credentials-help")))
            .spacing(Space::Hair)
            .into();
        let currency = self.form.ticket_type().price.currency.to_string();
        let counts = beside([
            self.input(Field::Devices, t!(words, "desk-devices")).into(),
            self.input(
                Field::Special(Value::Price),
                t!(words, "ticket-types-price-in", currency = currency),
            )
            .placeholder(
                self.context
                    .decimal(&self.form.ticket_type().price.to_decimal_string()),
            )
            .into(),
        ]);
        vec![
            credentials,
            counts,
            self.stay(),
            self.expiration(&value),
            widget::section(t!(words, "desk-time-limits"), time),
            widget::section(t!(words, "desk-data-limits"), data),
            beside([
                value(Value::Download, t!(words, "desk-download")),
                value(Value::Upload, t!(words, "desk-upload")),
            ]),
            value(Value::UseWithin, t!(words, "ticket-types-use-within")),
            widget::small(t!(words, "desk-special-help")).into(),
        ]
    }

    fn expiration(
        &self,
        value: &impl Fn(Value, String) -> Element<'a, Message>,
    ) -> Element<'a, Message> {
        use ExpirationType as E;
        let words = self.context.words();
        let kinds = [
            (None, t!(words, "desk-as-product")),
            (Some(E::Unlimited), t!(words, "desk-exp-unlimited")),
            (Some(E::DaysHours), t!(words, "desk-exp-days-hours")),
            (Some(E::DaysHoursEndOfDay), t!(words, "desk-exp-end-of-day")),
            (
                Some(E::DaysHoursEndOfMonth),
                t!(words, "desk-exp-end-of-month"),
            ),
            (Some(E::Months), t!(words, "desk-exp-months-kind")),
            (
                Some(E::MonthsEndOfMonth),
                t!(words, "desk-exp-months-end-of-month"),
            ),
            (Some(E::OneLogin), t!(words, "desk-exp-one-login")),
        ];
        let special = &self.form.special;
        let kind = select(
            t!(words, "desk-expiration"),
            kinds,
            Some(special.expiration),
        )
        .on_choose(Message::Expiration);
        let numbers = special.of_expiration().iter().map(|number| {
            let label = match number {
                Value::Days => t!(words, "desk-exp-days"),
                Value::Hours => t!(words, "desk-exp-hours"),
                _ => t!(words, "desk-exp-months"),
            };
            value(*number, label)
        });
        let numbers: Vec<_> = numbers.collect();
        let numbers = (!numbers.is_empty()).then(|| beside(numbers));
        Column::new()
            .push(kind)
            .push(numbers)
            .spacing(Space::Tight)
            .into()
    }

    /// The channels that the ticket type offers, with their addresses. Paper alone needs no question.
    fn channels(&self) -> Option<Element<'a, Message>> {
        let (words, form) = (self.context.words(), self.form);
        let offered = &form.ticket_type().channels;
        if offered.is_empty() {
            return None;
        }
        let ticks = offered.iter().map(|channel| {
            let channel = *channel;
            check(
                sentence::tickets::channel(words, channel),
                form.deliver.contains(&channel),
            )
            .on_toggle(move |on| Message::Deliver(channel, on))
            .into()
        });
        let ticks = Row::with_children(ticks).spacing(Space::Normal);
        let address = |channel: Channel, label: String, example: &'static str| {
            form.deliver.contains(&channel).then(|| {
                self.input(Field::Address(channel), label)
                    .placeholder(self.known_address(channel).unwrap_or(example).to_owned())
            })
        };
        let body = Column::new()
            .push(ticks)
            .push(
                address(
                    Channel::Email,
                    t!(words, "desk-email-to"),
                    "ana@example.org",
                )
                .map(Element::from),
            )
            .push(
                address(Channel::Sms, t!(words, "desk-sms-to"), "+34 600 11 22 33")
                    .map(Element::from),
            )
            .spacing(Space::Tight);
        Some(
            Column::new()
                .push(widget::small(t!(words, "desk-deliver")))
                .push(body)
                .spacing(Space::Hair)
                .into(),
        )
    }

    /// The address that is among the extra fields, or is the user ID itself.
    fn known_address(&self, channel: Channel) -> Option<&'a str> {
        let kind = match channel {
            Channel::Email => FieldKind::Email,
            Channel::Sms => FieldKind::Mobile,
            Channel::Print => return None,
        };
        let typed = self
            .form
            .place_of(&kind)
            .map(|place| self.form.text(Field::Extra(place)).trim())
            .filter(|text| !text.is_empty());
        let setting = self.form.house.setting(self.context.now);
        let user_id = self.form.user_id.trim();
        let is_address = !user_id.is_empty() && kind.normal(user_id, &setting).is_ok();
        typed.or(is_address.then_some(user_id))
    }

    /// How many; a name where they are a batch; or a list of names.
    fn how_many(&self) -> Element<'a, Message> {
        let (words, form) = (self.context.words(), self.form);
        let count = self
            .input(Field::Count, t!(words, "desk-count"))
            .width(LENGTH_WIDTH);
        let batch = form
            .batch()
            .map(|_| self.input(Field::Batch, t!(words, "desk-batch-name")));
        let list = form.batch().is_none().then(|| {
            button(t!(words, "desk-name-list"))
                .quiet()
                .key("F4")
                .on_press(Message::OpenList)
        });
        Row::new()
            .push(count)
            .push(batch.map(Element::from))
            .push(list)
            .spacing(Space::Tight)
            .align_y(iced::Alignment::End)
            .into()
    }

    /// A refusal that is about no field.
    fn refusal(&self) -> Option<Element<'a, Message>> {
        let error = self.form.refused.as_ref()?;
        if !self.form.fields_of(error).is_empty() {
            return None;
        }
        let said = self.context.sentence(error);
        Some(widget::notice(
            Tone::Danger,
            said.happened,
            said.to_do,
            None,
        ))
    }

    fn buttons(&self, busy: bool) -> Element<'a, Message> {
        let words = self.context.words();
        let issue = match (self.form.tickets(), self.form.twins.is_empty()) {
            (Some(count), _) if count > 1 => t!(
                words,
                "desk-issue-many",
                count = self.context.number(count.into())
            ),
            (_, false) => t!(words, "desk-issue-another"),
            (_, true) => t!(words, "desk-issue"),
        };
        widget::actions([
            button(t!(words, "cancel-form"))
                .key("Esc")
                .on_press(Message::Close)
                .into(),
            button(issue)
                .primary()
                .key("Enter")
                .on_press_maybe((!busy).then_some(Message::Submit))
                .into(),
        ])
    }

    fn day(&self, at: Field, label: String) -> Element<'a, Message> {
        let words = self.context.words();
        // What is wrong with a stay is said below it: beside a label of two there is no room.
        let verdict = match at {
            Field::First | Field::Last => self.sentence(at).map(|_| Verdict::error("")),
            at => self.verdict(at),
        };
        date(label, self.form.text(at))
            .today(self.context.today())
            .names(&t!(words, "days-of-week"), &t!(words, "months-of-year"))
            .verdict(verdict)
            .on_input(move |text| Message::Typed(at, text))
            .on_submit(Message::Submit)
            .id(widget::id(at.name()))
            .into()
    }

    fn input(&self, at: Field, label: String) -> widget::Field<'a, Message> {
        field(label, self.form.text(at))
            .verdict(self.verdict(at))
            .on_input(move |text| Message::Typed(at, text))
            .on_submit(Message::Submit)
            .id(widget::id(at.name()))
    }

    /// What is wrong with a field. An empty one is no mistake before it is tried.
    fn sentence(&self, at: Field) -> Option<String> {
        let (_, sentence) = self.wrong.iter().find(|(field, _)| *field == at)?;
        let early = self.form.text(at).trim().is_empty() && !self.form.tried;
        (!early).then(|| sentence.clone())
    }

    fn verdict(&self, at: Field) -> Option<Verdict<'a>> {
        self.sentence(at).map(Verdict::error)
    }
}

/// Room for three figures and the label in every language.
const LENGTH_WIDTH: f32 = 76.0;
/// A date and the button of its calendar; at large text the second stands below the first.
const DAY_WIDTH: f32 = 160.0;
