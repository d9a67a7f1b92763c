//! A ticket type as it is typed: what it means, and what is wrong with it.

use crate::domain::{
    id::{ProductId, TicketTypeId},
    money::{Currency, Money, MoneyError},
    ticket_type::{
        Channel, CredentialStyle, DEFAULT_USE_WITHIN_DAYS, Format, NAME_MAX, TicketType,
    },
};

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// On the tile.
    Name,
    /// What its tickets may use.
    Product,
    /// Of one ticket.
    Price,
    /// Of one day.
    PricePerDay,
    /// Simultaneous devices.
    Devices,
    /// Days within which a ticket must first be used.
    UseWithin,
}

impl Field {
    /// The name under which it takes the focus.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Name => "type-name",
            Self::Product => "type-product",
            Self::Price => "type-price",
            Self::PricePerDay => "type-price-per-day",
            Self::Devices => "type-devices",
            Self::UseWithin => "type-use-within",
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
    /// Another ticket type has this name.
    Taken,
    /// It is no amount of money.
    Amount,
    /// It has more decimals than the currency.
    Decimals(u8),
    /// It is no number from the one to the other.
    Range(u64, u64),
}

/// Days within which a ticket can be asked to be used, at most: ten years.
const USE_WITHIN_MAX: u16 = 3650;

/// Devices of one ticket at most.
const DEVICES_MAX: u16 = 1000;

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
    pub(super) format: Format,
    pub(super) product: Option<ProductId>,
    pub(super) price: String,
    pub(super) price_per_day: String,
    pub(super) devices: String,
    pub(super) credentials: CredentialStyle,
    pub(super) use_within: String,
    pub(super) user_id_required: bool,
    pub(super) print_on_issue: bool,
}

impl Draft {
    /// Of a new ticket type, with what is likely.
    pub(super) fn new(product: Option<ProductId>) -> Self {
        Self {
            name: String::new(),
            format: Format::Single,
            product,
            price: String::new(),
            price_per_day: String::new(),
            devices: "1".to_owned(),
            credentials: CredentialStyle::Code,
            use_within: DEFAULT_USE_WITHIN_DAYS.to_string(),
            user_id_required: true,
            print_on_issue: true,
        }
    }

    /// Of a ticket type that is there.
    pub(super) fn of(known: &TicketType) -> Self {
        Self {
            name: known.name.clone(),
            format: known.format,
            product: Some(known.product),
            price: known.price.to_decimal_string(),
            price_per_day: known
                .price_per_day
                .map(|price| price.to_decimal_string())
                .unwrap_or_default(),
            devices: known.devices.to_string(),
            credentials: known.credentials,
            use_within: known.use_within_days.to_string(),
            user_id_required: known.user_id_required,
            print_on_issue: known.print_on_issue(),
        }
    }

    /// What the tile shows of it; what is wrong is shown as nothing.
    pub(super) fn shown(&self, currency: Currency) -> Shown {
        let money = |text| amount(text, currency).unwrap_or(Money::zero(currency));
        Shown {
            price: money(&self.price),
            price_per_day: self.is_by_day().then(|| money(&self.price_per_day)),
            devices: number(&self.devices, DEVICES_MAX).unwrap_or(1),
        }
    }

    /// Whether its tickets are charged by the day.
    pub(super) fn is_by_day(&self) -> bool {
        self.format == Format::Variable
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
        let product = keep(&mut wrong, Field::Product, self.product.ok_or(Wrong::Empty));
        let (price, price_per_day) = if self.is_by_day() {
            let per_day = amount(&self.price_per_day, currency);
            let price = before.map_or(Money::zero(currency), |known| known.price);
            let per_day = keep(&mut wrong, Field::PricePerDay, per_day);
            (Some(price), per_day.map(Some))
        } else {
            let price = amount(&self.price, currency);
            (keep(&mut wrong, Field::Price, price), Some(None))
        };
        let devices = number(&self.devices, DEVICES_MAX);
        let devices = keep(&mut wrong, Field::Devices, devices);
        let within = number(&self.use_within, USE_WITHIN_MAX);
        let within = keep(&mut wrong, Field::UseWithin, within);
        let known = || {
            Some(TicketType {
                id: before.map_or_else(TicketTypeId::new, |known| known.id),
                name: name?,
                format: self.format,
                product: product?,
                price: price?,
                price_per_day: price_per_day?,
                devices: devices?,
                credentials: self.credentials,
                use_within_days: within?.into(),
                label: before.map(|known| known.label.clone()).unwrap_or_default(),
                code: before.map(|known| known.code.clone()).unwrap_or_default(),
                fields: before.map(|known| known.fields.clone()).unwrap_or_default(),
                channels: before.map_or(vec![Channel::Print], |known| known.channels.clone()),
                preselected: if self.print_on_issue {
                    vec![Channel::Print]
                } else {
                    Vec::new()
                },
                user_id_required: self.user_id_required,
                position: before.map_or(0, |known| known.position),
                hotkey: before.and_then(|known| known.hotkey),
            })
        };
        known().ok_or(wrong)
    }

    fn good_name(&self, taken: &[&str]) -> Result<String, Wrong> {
        let name = self.name.trim();
        if name.is_empty() {
            Err(Wrong::Empty)
        } else if name.chars().count() > NAME_MAX {
            Err(Wrong::Long(NAME_MAX))
        } else if taken.contains(&name) {
            Err(Wrong::Taken)
        } else {
            Ok(name.to_owned())
        }
    }
}

/// The value, or a note of what is wrong with its field.
fn keep<T>(wrong: &mut Vec<(Field, Wrong)>, field: Field, read: Result<T, Wrong>) -> Option<T> {
    read.map_err(|error| wrong.push((field, error))).ok()
}

/// An amount of money from zero, with a decimal point or comma; nothing typed is zero.
fn amount(text: &str, currency: Currency) -> Result<Money, Wrong> {
    let text = text.trim().replace(',', ".");
    if text.is_empty() {
        return Ok(Money::zero(currency));
    }
    match Money::parse(&text, currency) {
        Ok(money) if money.minor >= 0 => Ok(money),
        Err(MoneyError::TooPrecise { decimals, .. }) => Err(Wrong::Decimals(decimals)),
        Ok(_) | Err(_) => Err(Wrong::Amount),
    }
}

/// A whole number from 1 to `max`.
fn number(text: &str, max: u16) -> Result<u16, Wrong> {
    match text.trim().parse() {
        Ok(number) if (1..=max).contains(&number) => Ok(number),
        _ => Err(Wrong::Range(1, max.into())),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const EUR: Currency = Currency(*b"EUR");

    fn good() -> Draft {
        Draft {
            name: " One day ".to_owned(),
            price: "5,50".to_owned(),
            ..Draft::new(Some(ProductId::new()))
        }
    }

    #[test]
    fn what_is_typed_becomes_a_ticket_type_and_back() {
        let made = good().read(None, &["One week"], EUR).unwrap();
        assert_eq!(made.name, "One day");
        assert_eq!(made.price.minor, 550);
        assert_eq!(Draft::of(&made).read(Some(&made), &[], EUR), Ok(made));
    }

    #[test]
    fn each_mistake_is_said_at_its_field() {
        let check = |change: fn(&mut Draft), field, wrong| {
            let mut draft = good();
            change(&mut draft);
            let read = draft.read(None, &["One week"], EUR);
            assert_eq!(read, Err(vec![(field, wrong)]));
        };
        check(|draft| draft.name.clear(), Field::Name, Wrong::Empty);
        check(
            |draft| draft.name = "x".repeat(41),
            Field::Name,
            Wrong::Long(40),
        );
        check(
            |draft| draft.name = "One week".to_owned(),
            Field::Name,
            Wrong::Taken,
        );
        check(|draft| draft.product = None, Field::Product, Wrong::Empty);
        check(
            |draft| draft.price = "-1".to_owned(),
            Field::Price,
            Wrong::Amount,
        );
        check(
            |draft| draft.price = "five".to_owned(),
            Field::Price,
            Wrong::Amount,
        );
        check(
            |draft| draft.price = "1.005".to_owned(),
            Field::Price,
            Wrong::Decimals(2),
        );
        check(
            |draft| draft.devices = "0".to_owned(),
            Field::Devices,
            Wrong::Range(1, 1000),
        );
        check(
            |draft| draft.use_within = "3651".to_owned(),
            Field::UseWithin,
            Wrong::Range(1, 3650),
        );
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
