//! The form of one ticket type, with its tile as the desk will show it.

use super::draft::{Draft, Field, Wrong};
use crate::{
    domain::{
        fields::FieldKind,
        id::ProductId,
        money::Currency,
        product::Product,
        ticket_type::{Channel, CredentialStyle, Format, TicketType},
    },
    i18n::{Language, Words},
    services::Error,
    t,
    ui::{
        Element,
        context::Context,
        format,
        icon::Icon,
        scale::Space,
        screen::parts::beside,
        sentence,
        theme::Tone,
        widget::{self, Verdict, button, choice, field, select},
    },
};
use iced::{
    Length,
    widget::{Column, Row, container},
};
use std::sync::Arc;

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed into a field.
    Typed(Field, String),
    /// A format was chosen.
    Format(Format),
    /// A product was chosen.
    Product(ProductId),
    /// One field or two.
    Credentials(CredentialStyle),
    /// Whether it must be said whom the ticket is for.
    UserIdRequired(bool),
    /// Ask for this too.
    Ask(FieldKind),
    /// Ask for the free field that is typed.
    AskFree,
    /// Whether the field at this place is compulsory.
    Compulsory(usize, bool),
    /// Move the field at this place by one.
    MoveField(usize, isize),
    /// Ask no longer for the field at this place.
    Drop(usize),
    /// Whether the channel is offered.
    Offer(Channel, bool),
    /// Whether Enter means the channel.
    Preselect(Channel, bool),
    /// The key on the desk.
    Hotkey(Option<u8>),
    /// Save it.
    Save,
    /// Leave it.
    Close,
    /// Go on with what the other desk has made of it.
    TakeTheirs,
    /// Save what is typed here over what the other desk has made of it.
    KeepMine,
}

/// What another desk has done meanwhile.
#[derive(Debug)]
enum Meanwhile {
    Changed(Box<TicketType>),
    PutAway,
}

/// The form.
#[derive(Debug)]
pub(super) struct Form {
    before: Option<TicketType>,
    draft: Draft,
    /// Said from the first try to save on: an empty field is no mistake before.
    mistakes_shown: bool,
    meanwhile: Option<Meanwhile>,
    refused: Option<Arc<Error>>,
}

impl Form {
    fn with(before: Option<TicketType>, draft: Draft) -> Self {
        Self {
            before,
            draft,
            mistakes_shown: false,
            meanwhile: None,
            refused: None,
        }
    }

    /// Of a new one.
    pub(super) fn new(product: Option<ProductId>, hotkey: Option<u8>) -> Self {
        Self::with(None, Draft::new(product, hotkey))
    }

    /// Of a new one that is like this but for its key.
    pub(super) fn like(known: &TicketType, hotkey: Option<u8>, language: Language) -> Self {
        let draft = Draft {
            hotkey,
            ..Draft::of(known, language)
        };
        Self::with(None, draft)
    }

    /// Of this one.
    pub(super) fn of(known: TicketType, language: Language) -> Self {
        let draft = Draft::of(&known, language);
        Self::with(Some(known), draft)
    }

    /// What it was opened on.
    pub(super) fn before(&self) -> Option<&TicketType> {
        self.before.as_ref()
    }

    pub(super) fn show_mistakes(&mut self) {
        self.mistakes_shown = true;
    }

    pub(super) fn refuse(&mut self, error: Arc<Error>) {
        self.refused = Some(error);
    }

    pub(super) fn meanwhile(&mut self, theirs: Option<TicketType>) {
        self.meanwhile = Some(theirs.map_or(Meanwhile::PutAway, |theirs| {
            Meanwhile::Changed(Box::new(theirs))
        }));
    }

    /// What the other desk has made of it; `None` if it was put away.
    pub(super) fn take_theirs(&mut self) -> Option<TicketType> {
        match self.meanwhile.take() {
            Some(Meanwhile::Changed(theirs)) => Some(*theirs),
            _ => None,
        }
    }

    /// What is typed here is from now on typed over what the other desk has made of it.
    pub(super) fn keep_mine(&mut self) {
        self.before = self.take_theirs();
    }

    pub(super) fn change(&mut self, message: Message) {
        self.refused = None;
        let draft = &mut self.draft;
        match message {
            Message::Typed(field, text) => match field {
                Field::Name => draft.name = text,
                Field::Price => draft.price = text,
                Field::PricePerDay => draft.price_per_day = text,
                Field::Devices => draft.devices = text,
                Field::UseWithin => draft.use_within = text,
                Field::Label => draft.label = text,
                Field::CodeLength => draft.code_length = text,
                Field::Prefix => draft.prefix = text,
                Field::FreeLabel => draft.free_label = text,
                Field::MinimumAge => draft.minimum_age = text,
                Field::Product => {}
            },
            Message::Format(format) => draft.format = format,
            Message::Product(product) => draft.product = Some(product),
            Message::Credentials(style) => draft.credentials = style,
            Message::UserIdRequired(required) => draft.user_id_required = required,
            Message::Ask(kind) => draft.ask(kind),
            Message::AskFree => draft.ask_free(),
            Message::Compulsory(place, compulsory) => {
                if let Some(asked) = draft.asked.get_mut(place) {
                    asked.compulsory = compulsory;
                }
            }
            Message::MoveField(place, by) => draft.move_asked(place, by),
            Message::Drop(place) if place < draft.asked.len() => {
                drop(draft.asked.remove(place));
            }
            Message::Offer(channel, offered) => draft.offer(channel, offered),
            Message::Preselect(channel, chosen) => draft.preselect(channel, chosen),
            Message::Hotkey(hotkey) => draft.hotkey = hotkey,
            Message::Drop(_)
            | Message::Save
            | Message::Close
            | Message::TakeTheirs
            | Message::KeepMine => {}
        }
    }

    /// What is typed means.
    pub(super) fn read(
        &self,
        taken: &[&str],
        currency: Currency,
    ) -> Result<TicketType, Vec<(Field, Wrong)>> {
        self.draft.read(self.before.as_ref(), taken, currency)
    }

    /// The form, and beside it the tile at its place on the desk.
    pub(super) fn view<'a>(
        &'a self,
        context: &'a Context,
        products: &'a [Product],
        taken: &[&str],
        keys: &[(u8, &'a str)],
        busy: bool,
    ) -> Element<'a, Message> {
        let words = context.words();
        let wrong = self
            .read(taken, context.location.currency)
            .err()
            .unwrap_or_default();
        let fields = self.fields(context, products, keys, &wrong);
        let tile = widget::section(
            t!(words, "ticket-types-preview"),
            self.tile(context, products),
        );
        let save = button(t!(words, "ticket-types-save"))
            .primary()
            .key("Enter")
            .on_press_maybe((!busy).then_some(Message::Save));
        let close = button(t!(words, "cancel-form"))
            .key("Esc")
            .on_press(Message::Close);
        let form = widget::form(
            self.notices(context)
                .into_iter()
                .chain(fields)
                .chain([widget::actions([close.into(), save.into()])]),
        );
        let halves = Row::new()
            .push(container(widget::card(form)).width(Length::FillPortion(2)))
            .push(container(tile).width(Length::FillPortion(1)))
            .spacing(Space::Wide);
        widget::scroll(halves)
    }

    fn notices<'a>(&'a self, context: &'a Context) -> Vec<Element<'a, Message>> {
        let words = context.words();
        let mut notices = Vec::new();
        match &self.meanwhile {
            Some(Meanwhile::Changed(_)) => {
                let theirs = button(t!(words, "ticket-types-take-theirs"))
                    .small()
                    .on_press(Message::TakeTheirs);
                let mine = button(t!(words, "ticket-types-keep-mine"))
                    .small()
                    .on_press(Message::KeepMine);
                let ways = Row::new().push(theirs).push(mine).spacing(Space::Tight);
                notices.push(widget::notice(
                    Tone::Warning,
                    t!(words, "ticket-types-changed"),
                    t!(words, "ticket-types-changed-do"),
                    Some(ways.into()),
                ));
            }
            Some(Meanwhile::PutAway) => {
                let mine = button(t!(words, "ticket-types-add-again"))
                    .small()
                    .on_press(Message::KeepMine);
                notices.push(widget::notice(
                    Tone::Warning,
                    t!(words, "ticket-types-put-away-meanwhile"),
                    t!(words, "ticket-types-put-away-meanwhile-do"),
                    Some(mine.into()),
                ));
            }
            None => {}
        }
        if let Some(error) = &self.refused {
            let said = context.sentence(error);
            notices.push(widget::notice(
                Tone::Danger,
                said.happened,
                said.to_do,
                None,
            ));
        }
        notices
    }

    fn fields<'a>(
        &'a self,
        context: &'a Context,
        products: &'a [Product],
        keys: &[(u8, &'a str)],
        wrong: &[(Field, Wrong)],
    ) -> Vec<Element<'a, Message>> {
        let (words, draft) = (context.words(), &self.draft);
        let verdict = |field: Field| {
            let (_, wrong) = wrong.iter().find(|(at, _)| *at == field)?;
            let early = *wrong == Wrong::Empty && !self.mistakes_shown;
            (!early).then(|| said(context, *wrong))
        };
        let typed = |at: Field, label: String, value: &'a str| {
            field(label, value)
                .verdict(verdict(at))
                .on_input(move |text| Message::Typed(at, text))
                .on_submit(Message::Save)
                .id(widget::id(at.name()))
        };
        let offered = products
            .iter()
            .map(|product| (product.id, context.described(product)));
        let product = select(t!(words, "ticket-types-product"), offered, draft.product)
            .verdict(verdict(Field::Product))
            .placeholder(t!(words, "ticket-types-choose-product"))
            .on_choose(Message::Product)
            .id(widget::id(Field::Product.name()));
        let currency = context.location.currency.to_string();
        let price = if draft.is_by_day() {
            typed(
                Field::PricePerDay,
                t!(words, "ticket-types-price-per-day", currency = currency),
                &draft.price_per_day,
            )
        } else {
            typed(
                Field::Price,
                t!(words, "ticket-types-price-in", currency = currency),
                &draft.price,
            )
        };
        let devices = typed(
            Field::Devices,
            t!(words, "ticket-types-devices-at-a-time"),
            &draft.devices,
        );
        let within = typed(
            Field::UseWithin,
            t!(words, "ticket-types-use-within"),
            &draft.use_within,
        )
        .help(t!(words, "ticket-types-use-within-help"));
        let mut fields: Vec<Element<'a, Message>> = vec![
            typed(Field::Name, t!(words, "ticket-types-name"), &draft.name)
                .placeholder(t!(words, "ticket-types-name-example"))
                .into(),
            format_choice(words, draft.format),
            product.into(),
            beside([price.into(), devices.into()]),
            typed(Field::Label, t!(words, "ticket-types-label"), &draft.label)
                .placeholder(draft.name.as_str())
                .help(t!(words, "ticket-types-label-help"))
                .into(),
            self.hotkeys(context, keys),
            widget::check(t!(words, "ticket-types-user-id"), draft.user_id_required)
                .help(t!(words, "ticket-types-user-id-help"))
                .on_toggle(Message::UserIdRequired)
                .into(),
        ];
        fields.push(self.asked(context));
        if draft.asks(&FieldKind::Birthday) {
            fields.push(
                typed(
                    Field::MinimumAge,
                    t!(words, "ticket-types-minimum-age"),
                    &draft.minimum_age,
                )
                .placeholder(t!(words, "ticket-types-any-age"))
                .into(),
            );
        }
        fields.push(self.channels(context));
        fields.push(credentials_choice(words, draft.credentials));
        fields.push(beside([
            typed(
                Field::CodeLength,
                t!(words, "ticket-types-code-length"),
                &draft.code_length,
            )
            .into(),
            typed(
                Field::Prefix,
                t!(words, "ticket-types-prefix"),
                &draft.prefix,
            )
            .code()
            .into(),
        ]));
        fields.push(within.into());
        fields
    }

    /// The key on the desk: one of those that are free.
    fn hotkeys<'a>(
        &'a self,
        context: &'a Context,
        taken: &[(u8, &'a str)],
    ) -> Element<'a, Message> {
        let words = context.words();
        let keys = (1..=9_u8).map(|key| {
            let other = taken.iter().find(|(of, _)| *of == key);
            let label = match other {
                Some((_, name)) => t!(
                    words,
                    "ticket-types-key-of",
                    key = key.to_string(),
                    name = name.to_owned()
                ),
                None => key.to_string(),
            };
            (Some(key), label)
        });
        let none = (None, t!(words, "ticket-types-no-key"));
        let taken_by = self
            .draft
            .hotkey
            .and_then(|key| taken.iter().find(|(of, _)| *of == key))
            .map(|(_, name)| {
                Verdict::error(t!(words, "ticket-types-key-taken", name = name.to_owned()))
            });
        select(
            t!(words, "ticket-types-hotkey"),
            [none].into_iter().chain(keys),
            Some(self.draft.hotkey),
        )
        .verdict(taken_by)
        .on_choose(Message::Hotkey)
        .into()
    }

    /// What is asked about the guest, in the order of the form; and what else can be asked.
    fn asked<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let (words, draft) = (context.words(), &self.draft);
        let last = draft.asked.len().saturating_sub(1);
        let small = |icon, message: Option<Message>| {
            button("")
                .small()
                .quiet()
                .icon(icon)
                .on_press_maybe(message)
        };
        let lines = draft.asked.iter().enumerate().map(|(place, asked)| {
            let name = widget::strong(sentence::tickets::field_name(words, &asked.kind))
                .width(Length::Fill);
            let compulsory = widget::check(t!(words, "ticket-types-compulsory"), asked.compulsory)
                .on_toggle(move |on| Message::Compulsory(place, on));
            let up = (place > 0).then_some(Message::MoveField(place, -1));
            let down = (place < last).then_some(Message::MoveField(place, 1));
            Row::new()
                .push(name)
                .push(compulsory)
                .push(small(Icon::ArrowUp, up))
                .push(small(Icon::ArrowDown, down))
                .push(small(Icon::Close, Some(Message::Drop(place))))
                .spacing(Space::Hair)
                .align_y(iced::Alignment::Center)
                .into()
        });
        let more = FieldKind::known()
            .filter(|kind| !draft.asks(kind))
            .map(|kind| (kind.clone(), sentence::tickets::field_name(words, &kind)));
        let add = select(String::new(), more, None)
            .placeholder(t!(words, "ticket-types-ask-more"))
            .on_choose(Message::Ask);
        let wrong = draft.free_label_wrong();
        let free = field(String::new(), &draft.free_label)
            .placeholder(t!(words, "ticket-types-free-field"))
            .verdict(wrong.map(|wrong| said(context, wrong)))
            .on_input(|text| Message::Typed(Field::FreeLabel, text))
            .on_submit(Message::AskFree)
            .id(widget::id(Field::FreeLabel.name()));
        let nothing = draft
            .asked
            .is_empty()
            .then(|| widget::small(t!(words, "ticket-types-asks-nothing")));
        let listed = Column::with_children(lines).spacing(Space::Hair);
        let body = Column::new()
            .push(nothing)
            .push(listed)
            .push(beside([add.into(), free.into()]))
            .spacing(Space::Tight);
        widget::section(t!(words, "ticket-types-fields"), body)
    }

    /// How its tickets reach their guests.
    fn channels<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let (words, draft) = (context.words(), &self.draft);
        let lines = [Channel::Print, Channel::Email, Channel::Sms].map(|channel| {
            let offered = draft.channels.contains(&channel);
            let offer = widget::check(sentence::tickets::channel(words, channel), offered)
                .on_toggle(move |on| Message::Offer(channel, on));
            let by_itself = offered.then(|| {
                let chosen = draft.preselected.contains(&channel);
                widget::check(t!(words, "ticket-types-preselected"), chosen)
                    .on_toggle(move |on| Message::Preselect(channel, on))
            });
            Row::new()
                .push(container(offer).width(Length::FillPortion(1)))
                .push(
                    container(Column::new().push(by_itself.map(Element::from)))
                        .width(Length::FillPortion(1)),
                )
                .into()
        });
        let body = Column::with_children(lines).spacing(Space::Hair);
        widget::section(t!(words, "ticket-types-channels"), body)
    }

    /// The tile as the desk will show it.
    fn tile<'a>(&'a self, context: &'a Context, products: &'a [Product]) -> Element<'a, Message> {
        let words = context.words();
        let product = products
            .iter()
            .find(|product| Some(product.id) == self.draft.product);
        let shown = self.draft.shown(context.location.currency);
        let detail = product.map(|product| {
            t!(
                words,
                "desk-tile-detail",
                product = context.described(product),
                devices = shown.devices
            )
        });
        let name = match self.draft.name.trim() {
            "" => t!(words, "ticket-types-name-example"),
            name => name.to_owned(),
        };
        let price = match shown.price_per_day {
            Some(per_day) => t!(words, "desk-per-day", price = context.price(per_day)),
            None => context.ticket_price(shown.price),
        };
        let tile = widget::tile(name)
            .detail(detail.unwrap_or_default())
            .price(price);
        match self.draft.hotkey {
            Some(digit) => tile.digit(digit).into(),
            None => tile.into(),
        }
    }
}

/// What is wrong, in words.
fn said(context: &Context, wrong: Wrong) -> Verdict<'static> {
    let words = context.words();
    Verdict::error(match wrong {
        Wrong::Empty => t!(words, "ticket-types-wrong-empty"),
        Wrong::Long(most) => t!(words, "ticket-types-wrong-long", most = most),
        Wrong::Taken => t!(words, "ticket-types-wrong-taken"),
        Wrong::Amount => t!(words, "ticket-types-wrong-amount"),
        Wrong::Decimals(0) => t!(words, "ticket-types-wrong-no-decimals"),
        Wrong::Decimals(decimals) => t!(
            words,
            "ticket-types-wrong-decimals",
            decimals = decimals.to_string()
        ),
        Wrong::Sign(sign) => t!(words, "ticket-types-wrong-sign", sign = sign.to_string()),
        Wrong::Label => t!(words, "ticket-types-wrong-label"),
        Wrong::Range(from, to) => t!(
            words,
            "error-out-of-range",
            min = context.number(from),
            max = context.number(to)
        ),
    })
}

/// What a ticket of the type is.
fn format_choice<'a>(words: &Words, chosen: Format) -> Element<'a, Message> {
    let formats = [Format::Single, Format::Variable, Format::Special]
        .map(|one| (one, format::ticket_format(words, one)));
    choice(t!(words, "ticket-types-format"), formats, Some(chosen))
        .help(match chosen {
            Format::Single => t!(words, "ticket-types-single-help"),
            Format::Variable => t!(words, "ticket-types-variable-help"),
            Format::Special => t!(words, "ticket-types-special-help"),
        })
        .on_choose(Message::Format)
        .into()
}

/// A code, or a name and a password.
fn credentials_choice<'a>(words: &Words, chosen: CredentialStyle) -> Element<'a, Message> {
    let styles = [
        (CredentialStyle::Code, t!(words, "ticket-types-code")),
        (CredentialStyle::Pair, t!(words, "ticket-types-pair")),
    ];
    choice(t!(words, "ticket-types-credentials"), styles, Some(chosen))
        .on_choose(Message::Credentials)
        .into()
}
