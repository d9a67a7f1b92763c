//! The form of one ticket type, with its tile as the desk will show it.

use super::draft::{Draft, Field, Wrong};
use crate::{
    domain::{
        id::ProductId,
        money::Currency,
        product::Product,
        ticket_type::{CredentialStyle, Format, TicketType},
    },
    services::Error,
    t,
    ui::{
        Element,
        context::Context,
        format,
        scale::Space,
        screen::parts::beside,
        theme::Tone,
        widget::{self, Verdict, button, choice, field, select},
    },
};
use iced::{
    Length,
    widget::{Row, container},
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
    /// Whether the voucher is printed at once.
    PrintOnIssue(bool),
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
    pub(super) fn new(product: Option<ProductId>) -> Self {
        Self::with(None, Draft::new(product))
    }

    /// Of a new one that is like this.
    pub(super) fn like(known: &TicketType) -> Self {
        Self::with(None, Draft::of(known))
    }

    /// Of this one.
    pub(super) fn of(known: TicketType) -> Self {
        let draft = Draft::of(&known);
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
                Field::Product => {}
            },
            Message::Format(format) => draft.format = format,
            Message::Product(product) => draft.product = Some(product),
            Message::Credentials(style) => draft.credentials = style,
            Message::UserIdRequired(required) => draft.user_id_required = required,
            Message::PrintOnIssue(prints) => draft.print_on_issue = prints,
            Message::Save | Message::Close | Message::TakeTheirs | Message::KeepMine => {}
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
        place: usize,
        busy: bool,
    ) -> Element<'a, Message> {
        let words = context.words();
        let wrong = self
            .read(taken, context.location.currency)
            .err()
            .unwrap_or_default();
        let fields = self.fields(context, products, &wrong);
        let tile = widget::section(
            t!(words, "ticket-types-preview"),
            self.tile(context, products, place),
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
        let formats = [Format::Single, Format::Variable, Format::Special]
            .map(|one| (one, format::ticket_format(words, one)));
        let format = choice(
            t!(words, "ticket-types-format"),
            formats,
            Some(draft.format),
        )
        .help(match draft.format {
            Format::Single => t!(words, "ticket-types-single-help"),
            Format::Variable => t!(words, "ticket-types-variable-help"),
            Format::Special => t!(words, "ticket-types-special-help"),
        })
        .on_choose(Message::Format);
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
        let styles = [
            (CredentialStyle::Code, t!(words, "ticket-types-code")),
            (CredentialStyle::Pair, t!(words, "ticket-types-pair")),
        ];
        let credentials = choice(
            t!(words, "ticket-types-credentials"),
            styles,
            Some(draft.credentials),
        )
        .on_choose(Message::Credentials);
        vec![
            typed(Field::Name, t!(words, "ticket-types-name"), &draft.name)
                .placeholder(t!(words, "ticket-types-name-example"))
                .into(),
            format.into(),
            product.into(),
            beside([price.into(), devices.into()]),
            credentials.into(),
            within.into(),
            widget::check(t!(words, "ticket-types-user-id"), draft.user_id_required)
                .help(t!(words, "ticket-types-user-id-help"))
                .on_toggle(Message::UserIdRequired)
                .into(),
            widget::check(t!(words, "ticket-types-print"), draft.print_on_issue)
                .on_toggle(Message::PrintOnIssue)
                .into(),
        ]
    }

    /// The tile as the desk will show it.
    fn tile<'a>(
        &'a self,
        context: &'a Context,
        products: &'a [Product],
        place: usize,
    ) -> Element<'a, Message> {
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
        match u8::try_from(place + 1) {
            Ok(digit) if digit <= 9 => tile.digit(digit).into(),
            _ => tile.into(),
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
        Wrong::Range(from, to) => t!(
            words,
            "error-out-of-range",
            min = context.number(from),
            max = context.number(to)
        ),
    })
}
