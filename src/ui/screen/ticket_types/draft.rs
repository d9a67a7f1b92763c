//! A ticket type as it is typed: what it means, and what is wrong with it.

use crate::{
    domain::{
        code::{CodeForm, CodeFormError, LENGTH_MAX, LENGTH_MIN, PREFIX_MAX},
        fields::{self, FIELDS_MAX, FieldKind, LABEL_MAX},
        id::{ProductId, TicketTypeId},
        money::{Currency, Money},
        ticket_type::{
            Channel, CredentialStyle, DEFAULT_USE_WITHIN_DAYS, Format, NAME_MAX, TicketType,
            USE_WITHIN_MAX_DAYS,
        },
    },
    i18n::Language,
    ui::{format, screen::draft},
};

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// On the tile.
    Name,
    /// What the guest reads.
    Label,
    /// What its tickets may use.
    Product,
    /// Of one ticket.
    Price,
    /// Of one day.
    PricePerDay,
    /// Simultaneous devices.
    Devices,
    /// Random characters of a code.
    CodeLength,
    /// What stands before them.
    Prefix,
    /// Days within which a ticket must first be used.
    UseWithin,
    /// The label of a free field that is to be added.
    FreeLabel,
    /// The minimum age.
    MinimumAge,
}

impl Field {
    /// The name under which it takes the focus.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Name => "type-name",
            Self::Label => "type-label",
            Self::Product => "type-product",
            Self::Price => "type-price",
            Self::PricePerDay => "type-price-per-day",
            Self::Devices => "type-devices",
            Self::CodeLength => "type-code-length",
            Self::Prefix => "type-prefix",
            Self::UseWithin => "type-use-within",
            Self::FreeLabel => "type-free-label",
            Self::MinimumAge => "type-minimum-age",
        }
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It has to be filled.
    Empty,
    /// It is longer than this.
    Long(usize),
    /// Another one has this name.
    Taken,
    /// It is no amount of money.
    Amount,
    /// It has more decimals than the currency.
    Decimals(u8),
    /// It is no number from the one to the other.
    Range(u64, u64),
    /// A sign that codes do not have.
    Sign(char),
    /// A free field is named in words, without `:` and `=`.
    Label,
}

/// Devices of one ticket at most.
const DEVICES_MAX: u16 = 1000;

/// The highest minimum age that can be asked for.
const AGE_MAX: u16 = 99;

/// What is asked about the guest, as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) kind: FieldKind,
    pub(super) compulsory: bool,
}

/// What the tile shows of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) price: Money,
    pub(super) price_per_day: Option<Money>,
    pub(super) devices: u16,
}

/// What is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) format: Format,
    pub(super) product: Option<ProductId>,
    pub(super) price: String,
    pub(super) price_per_day: String,
    pub(super) devices: String,
    pub(super) credentials: CredentialStyle,
    pub(super) code_length: String,
    pub(super) prefix: String,
    pub(super) use_within: String,
    pub(super) user_id_required: bool,
    pub(super) asked: Vec<Asked>,
    /// The label of a free field that is to be added.
    pub(super) free_label: String,
    pub(super) minimum_age: String,
    pub(super) channels: Vec<Channel>,
    pub(super) preselected: Vec<Channel>,
    pub(super) hotkey: Option<u8>,
}

impl Draft {
    /// Of a new ticket type, with what is likely.
    pub(super) fn new(product: Option<ProductId>, hotkey: Option<u8>) -> Self {
        Self {
            name: String::new(),
            label: String::new(),
            format: Format::Single,
            product,
            price: String::new(),
            price_per_day: String::new(),
            devices: "1".to_owned(),
            credentials: CredentialStyle::Code,
            code_length: CodeForm::default().length.to_string(),
            prefix: String::new(),
            use_within: DEFAULT_USE_WITHIN_DAYS.to_string(),
            user_id_required: true,
            asked: Vec::new(),
            free_label: String::new(),
            minimum_age: String::new(),
            channels: vec![Channel::Print],
            preselected: vec![Channel::Print],
            hotkey,
        }
    }

    /// Of a ticket type that is there.
    pub(super) fn of(known: &TicketType, language: Language) -> Self {
        let typed = |price: Money| format::decimal(language, &price.to_decimal_string());
        let ages = known.fields.iter().map(|field| field.minimum_age);
        let minimum_age = ages.max().filter(|age| *age > 0);
        Self {
            name: known.name.clone(),
            label: known.label.clone(),
            format: known.format,
            product: Some(known.product),
            price: typed(known.price),
            price_per_day: known.price_per_day.map(typed).unwrap_or_default(),
            devices: known.devices.to_string(),
            credentials: known.credentials,
            code_length: known.code.length.to_string(),
            prefix: known.code.prefix.clone(),
            use_within: known.use_within_days.to_string(),
            user_id_required: known.user_id_required,
            asked: known
                .fields
                .iter()
                .map(|field| Asked {
                    kind: field.kind.clone(),
                    compulsory: field.compulsory,
                })
                .collect(),
            free_label: String::new(),
            minimum_age: minimum_age.map(|age| age.to_string()).unwrap_or_default(),
            channels: known.channels.clone(),
            preselected: known.preselected.clone(),
            hotkey: known.hotkey,
        }
    }

    /// Whether its tickets are charged by the day.
    pub(super) fn is_by_day(&self) -> bool {
        self.format == Format::Variable
    }

    /// Whether it asks for this.
    pub(super) fn asks(&self, kind: &FieldKind) -> bool {
        self.asked.iter().any(|asked| asked.kind == *kind)
    }

    /// Asks for this too, behind the others.
    pub(super) fn ask(&mut self, kind: FieldKind) {
        if !self.asks(&kind) && self.asked.len() < FIELDS_MAX {
            self.asked.push(Asked {
                kind,
                compulsory: false,
            });
        }
    }

    /// Asks for the free field whose label is typed, if it can stand.
    pub(super) fn ask_free(&mut self) {
        if self.free_label_wrong().is_none() && !self.free_label.trim().is_empty() {
            let label = fields::tidy(&std::mem::take(&mut self.free_label));
            self.ask(FieldKind::Free(label));
        }
    }

    /// Changes places with its neighbour.
    pub(super) fn move_asked(&mut self, place: usize, by: isize) {
        if let Some(to) = place
            .checked_add_signed(by)
            .filter(|to| *to < self.asked.len() && place < self.asked.len())
        {
            self.asked.swap(place, to);
        }
    }

    /// Offers a channel, or no longer; what is offered first is what Enter does.
    pub(super) fn offer(&mut self, channel: Channel, offered: bool) {
        self.channels.retain(|one| *one != channel);
        self.preselected.retain(|one| *one != channel);
        if offered {
            self.channels.push(channel);
            self.channels.sort();
            if channel == Channel::Print {
                self.preselect(channel, true);
            }
        }
    }

    /// Makes a channel one of those that Enter means, or no longer.
    pub(super) fn preselect(&mut self, channel: Channel, chosen: bool) {
        self.preselected.retain(|one| *one != channel);
        if chosen && self.channels.contains(&channel) {
            self.preselected.push(channel);
            self.preselected.sort();
        }
    }

    /// What the tile shows of it; what is wrong is shown as nothing.
    pub(super) fn shown(&self, currency: Currency) -> Shown {
        let money = |text| amount(text, currency).unwrap_or(Money::zero(currency));
        Shown {
            price: money(&self.price),
            price_per_day: self.is_by_day().then(|| money(&self.price_per_day)),
            devices: number(&self.devices, 1, DEVICES_MAX).unwrap_or(1),
        }
    }

    /// What is typed means; `taken` are the names of the others. What the format does not ask for stays as it was.
    pub(super) fn read(
        &self,
        before: Option<&TicketType>,
        taken: &[&str],
        currency: Currency,
    ) -> Result<TicketType, Vec<(Field, Wrong)>> {
        let mut wrong = Vec::new();
        let name = keep(&mut wrong, Field::Name, self.good_name(taken));
        let label = keep(&mut wrong, Field::Label, self.good_label());
        let product = self.product.ok_or(Wrong::Empty);
        let product = keep(&mut wrong, Field::Product, product);
        let (price, price_per_day) = if self.is_by_day() {
            let per_day = amount(&self.price_per_day, currency);
            let price = before.map_or(Money::zero(currency), |known| known.price);
            let per_day = keep(&mut wrong, Field::PricePerDay, per_day);
            (Some(price), per_day.map(Some))
        } else {
            let price = amount(&self.price, currency);
            (keep(&mut wrong, Field::Price, price), Some(None))
        };
        let devices = number(&self.devices, 1, DEVICES_MAX);
        let devices = keep(&mut wrong, Field::Devices, devices);
        let code = self.code(&mut wrong);
        let most = u16::try_from(USE_WITHIN_MAX_DAYS).unwrap_or(u16::MAX);
        let within = number(&self.use_within, 0, most);
        let within = keep(&mut wrong, Field::UseWithin, within);
        let fields = self.fields(&mut wrong);
        let known = || {
            Some(TicketType {
                id: before.map_or_else(TicketTypeId::new, |known| known.id),
                name: name?,
                label: label?,
                format: self.format,
                product: product?,
                price: price?,
                price_per_day: price_per_day?,
                devices: devices?,
                credentials: self.credentials,
                code: code?,
                use_within_days: within?.into(),
                fields: fields?,
                channels: self.channels.clone(),
                preselected: self.preselected.clone(),
                user_id_required: self.user_id_required,
                position: before.map_or(0, |known| known.position),
                hotkey: self.hotkey,
            })
        };
        known().ok_or(wrong)
    }

    fn good_name(&self, taken: &[&str]) -> Result<String, Wrong> {
        let name = fields::tidy(&self.name);
        if name.is_empty() {
            Err(Wrong::Empty)
        } else if name.chars().count() > NAME_MAX {
            Err(Wrong::Long(NAME_MAX))
        } else if taken.contains(&name.as_str()) {
            Err(Wrong::Taken)
        } else {
            Ok(name)
        }
    }

    fn good_label(&self) -> Result<String, Wrong> {
        let label = fields::tidy(&self.label);
        if label.chars().count() > NAME_MAX {
            Err(Wrong::Long(NAME_MAX))
        } else {
            Ok(label)
        }
    }

    fn code(&self, wrong: &mut Vec<(Field, Wrong)>) -> Option<CodeForm> {
        let (least, most) = (u16::from(LENGTH_MIN), u16::from(LENGTH_MAX));
        let length = number(&self.code_length, least, most);
        let length = keep(wrong, Field::CodeLength, length);
        let form = CodeForm {
            length: CodeForm::default().length,
            prefix: self.prefix.trim().to_uppercase(),
        };
        let prefix = match form.check() {
            Err(CodeFormError::LongPrefix) => Err(Wrong::Long(PREFIX_MAX)),
            Err(CodeFormError::PrefixSign(sign)) => Err(Wrong::Sign(sign)),
            Ok(()) | Err(CodeFormError::Length) => Ok(form.prefix),
        };
        let prefix = keep(wrong, Field::Prefix, prefix);
        Some(CodeForm {
            length: u8::try_from(length?).unwrap_or(LENGTH_MAX),
            prefix: prefix?,
        })
    }

    fn fields(&self, wrong: &mut Vec<(Field, Wrong)>) -> Option<Vec<fields::Field>> {
        let age = if self.asks(&FieldKind::Birthday) && !self.minimum_age.trim().is_empty() {
            keep(
                wrong,
                Field::MinimumAge,
                number(&self.minimum_age, 0, AGE_MAX),
            )?
        } else {
            0
        };
        let fields = self.asked.iter().map(|asked| fields::Field {
            kind: asked.kind.clone(),
            compulsory: asked.compulsory,
            minimum_age: match asked.kind {
                FieldKind::Birthday => u8::try_from(age).unwrap_or(u8::MAX),
                _ => 0,
            },
        });
        Some(fields.collect())
    }

    /// Why the free field that is being typed cannot be added.
    pub(super) fn free_label_wrong(&self) -> Option<Wrong> {
        let label = fields::tidy(&self.free_label);
        let same = |asked: &Asked| asked.kind.key().eq_ignore_ascii_case(&label);
        if label.is_empty() {
            None
        } else if label.chars().count() > LABEL_MAX {
            Some(Wrong::Long(LABEL_MAX))
        } else if label.contains([':', '=']) {
            Some(Wrong::Label)
        } else if self.asked.iter().any(same) {
            Some(Wrong::Taken)
        } else {
            None
        }
    }
}

/// The value, or a note of what is wrong with its field.
fn keep<T>(wrong: &mut Vec<(Field, Wrong)>, field: Field, read: Result<T, Wrong>) -> Option<T> {
    read.map_err(|error| wrong.push((field, error))).ok()
}

/// As everywhere, but that the form says one thing of whatever is no amount.
fn amount(text: &str, currency: Currency) -> Result<Money, Wrong> {
    draft::amount(text, currency).map_err(|wrong| match wrong {
        draft::Wrong::Decimals(decimals) => Wrong::Decimals(decimals),
        _ => Wrong::Amount,
    })
}

/// A whole number from `min` to `max`.
fn number(text: &str, min: u16, max: u16) -> Result<u16, Wrong> {
    match text.trim().parse() {
        Ok(number) if (min..=max).contains(&number) => Ok(number),
        _ => Err(Wrong::Range(min.into(), max.into())),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const EUR: Currency = Currency(*b"EUR");

    fn good() -> Draft {
        Draft {
            name: " One  day ".to_owned(),
            price: "5,50".to_owned(),
            ..Draft::new(Some(ProductId::new()), Some(4))
        }
    }

    #[test]
    fn what_is_typed_becomes_a_ticket_type_and_back() {
        let mut draft = good();
        draft.prefix = "htl".to_owned();
        draft.ask(FieldKind::Birthday);
        draft.ask(FieldKind::Room);
        draft.ask(FieldKind::Room);
        draft.free_label = " Car  plate ".to_owned();
        draft.ask_free();
        draft.move_asked(2, -1);
        draft.minimum_age = "18".to_owned();
        draft.offer(Channel::Sms, true);
        let made = draft.read(None, &["One week"], EUR).unwrap();
        assert_eq!(made.name, "One day");
        assert_eq!(made.price.minor, 550);
        assert_eq!(made.code.prefix, "HTL");
        let fields: Vec<_> = made.fields.iter().map(|field| field.kind.key()).collect();
        assert_eq!(fields, ["birthday", "Car plate", "room"]);
        assert_eq!(made.fields.first().unwrap().minimum_age, 18);
        assert_eq!(made.channels, [Channel::Print, Channel::Sms]);
        assert_eq!(made.preselected, [Channel::Print]);
        assert_eq!(made.check(), Ok(()), "the use case takes it");
        for (language, price) in [(Language::English, "5.50"), (Language::Italian, "5,50")] {
            let draft = Draft::of(&made, language);
            assert_eq!(draft.price, price);
            assert_eq!(draft.read(Some(&made), &[], EUR), Ok(made.clone()));
        }
    }

    #[test]
    fn each_mistake_is_said_at_its_field() {
        let check = |change: fn(&mut Draft), field, wrong| {
            let mut draft = good();
            change(&mut draft);
            let read = draft.read(None, &["One week"], EUR);
            assert_eq!(read, Err(vec![(field, wrong)]));
        };
        check(|it| it.name.clear(), Field::Name, Wrong::Empty);
        check(|it| it.name = "x".repeat(41), Field::Name, Wrong::Long(40));
        check(|it| it.name = "One week".into(), Field::Name, Wrong::Taken);
        check(
            |it| it.label = "x".repeat(41),
            Field::Label,
            Wrong::Long(40),
        );
        check(|it| it.product = None, Field::Product, Wrong::Empty);
        check(|it| it.price = "-1".into(), Field::Price, Wrong::Amount);
        check(|it| it.price = "five".into(), Field::Price, Wrong::Amount);
        check(
            |it| it.price = "1.005".into(),
            Field::Price,
            Wrong::Decimals(2),
        );
        check(
            |it| it.devices = "0".into(),
            Field::Devices,
            Wrong::Range(1, 1000),
        );
        check(
            |it| it.use_within = "3651".into(),
            Field::UseWithin,
            Wrong::Range(0, 3650),
        );
        check(
            |it| it.code_length = "7".into(),
            Field::CodeLength,
            Wrong::Range(8, 20),
        );
        check(
            |it| it.prefix = "BAR-".into(),
            Field::Prefix,
            Wrong::Sign('-'),
        );
        check(
            |it| it.prefix = "ABCDEFGHJ".into(),
            Field::Prefix,
            Wrong::Long(8),
        );
        let young = |it: &mut Draft| {
            it.ask(FieldKind::Birthday);
            it.minimum_age = "old".into();
        };
        check(young, Field::MinimumAge, Wrong::Range(0, 99));
    }

    #[test]
    fn a_free_field_needs_a_name_of_its_own() {
        let check = |label: &str, wrong| {
            let mut draft = good();
            draft.ask(FieldKind::Room);
            draft.free_label = label.to_owned();
            assert_eq!(draft.free_label_wrong(), wrong, "{label}");
            draft.ask_free();
            assert_eq!(draft.asked.len() == 2, wrong.is_none() && !label.is_empty());
        };
        check("Car plate", None);
        check("", None);
        check("ROOM", Some(Wrong::Taken));
        check("a=b", Some(Wrong::Label));
    }

    #[test]
    fn what_enter_does_is_among_what_is_offered() {
        let mut draft = good();
        draft.preselect(Channel::Email, true);
        assert_eq!(draft.preselected, [Channel::Print]);
        draft.offer(Channel::Email, true);
        draft.preselect(Channel::Email, true);
        assert_eq!(draft.preselected, [Channel::Print, Channel::Email]);
        draft.offer(Channel::Print, false);
        assert_eq!(draft.preselected, [Channel::Email]);
    }

    #[test]
    fn only_a_variable_ticket_has_a_price_per_day() {
        let mut draft = good();
        draft.price_per_day = "nonsense".to_owned();
        assert_eq!(draft.read(None, &[], EUR).unwrap().price_per_day, None);
        draft.format = Format::Variable;
        draft.price = "nonsense".to_owned();
        let wrong = vec![(Field::PricePerDay, Wrong::Amount)];
        assert_eq!(draft.read(None, &[], EUR), Err(wrong));
        draft.price_per_day = "4".to_owned();
        let made = draft.read(None, &[], EUR).unwrap();
        assert_eq!(made.price_per_day.map(|price| price.minor), Some(400));
    }
}
