//! Money: minor units with their currency (ISO 4217). Never a float.

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An ISO 4217 currency, three capital letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency(pub [u8; 3]);

/// An amount in minor units (cents for EUR).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units; negative for a refund.
    pub minor: i64,
    /// Of this amount.
    pub currency: Currency,
}

/// Why an amount cannot be read or computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not three letters.
    #[error("`{0}` is no currency: three letters, as in EUR")]
    Currency(String),
    /// Not digits with at most one point.
    #[error("`{0}` is no amount: digits with a decimal point, as in 10.00")]
    Malformed(String),
    /// More decimals than the currency has.
    #[error("`{text}` has more than the {decimals} decimals of {currency}")]
    TooPrecise {
        /// As given.
        text: String,
        /// Of the currency.
        decimals: u8,
        /// Whose amount it should be.
        currency: Currency,
    },
    /// More than 64 bits of minor units.
    #[error("the amount is too large")]
    TooLarge,
    /// Amounts of two currencies.
    #[error("amounts of {0} and {1} cannot be added")]
    Mixed(Currency, Currency),
    /// A discount outside 0 to 100 %.
    #[error("a discount of {0} % is not between 0 and 100")]
    Discount(Decimal),
}

impl Currency {
    /// Digits after the point (ISO 4217, list one).
    pub fn decimals(self) -> u8 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG"
            | b"RWF" | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            b"CLF" | b"UYW" => 4,
            _ => 2,
        }
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        <[u8; 3]>::try_from(text.trim().as_bytes())
            .ok()
            .filter(|letters| letters.iter().all(u8::is_ascii_alphabetic))
            .map(|letters| Self(letters.map(|letter| letter.to_ascii_uppercase())))
            .ok_or_else(|| MoneyError::Currency(text.to_owned()))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(std::str::from_utf8(&self.0).unwrap_or("XXX"))
    }
}

impl TryFrom<String> for Currency {
    type Error = MoneyError;

    fn try_from(text: String) -> Result<Self, MoneyError> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.to_string()
    }
}

impl Money {
    /// Nothing.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Reads `10`, `10.5` or `10.00`: a decimal point, no grouping, no more decimals than the currency has.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let malformed = || MoneyError::Malformed(text.to_owned());
        let trimmed = text.trim();
        let (negative, digits) = trimmed
            .strip_prefix('-')
            .map_or((false, trimmed), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) {
            return Err(malformed());
        }
        let decimals = currency.decimals();
        let (kept, rest) = fraction.split_at(fraction.len().min(usize::from(decimals)));
        if rest.bytes().any(|digit| digit != b'0') {
            return Err(MoneyError::TooPrecise {
                text: text.to_owned(),
                decimals,
                currency,
            });
        }
        let sign = if negative { "-" } else { "" };
        format!(
            "{sign}{whole}{kept:0<width$}",
            width = usize::from(decimals)
        )
        .parse()
        .map(|minor| Self { minor, currency })
        .map_err(|_| MoneyError::TooLarge)
    }

    /// `10.00`: with a point, all decimals of the currency, no grouping.
    pub fn to_decimal_string(self) -> String {
        self.format(".", "")
    }

    /// The number with the separators of a language, without the name of the currency: `1.234,50` for `(",", ".")`.
    pub fn format(self, decimal: &str, group: &str) -> String {
        let decimals = usize::from(self.currency.decimals());
        let digits = format!(
            "{:0>width$}",
            self.minor.unsigned_abs(),
            width = decimals + 1
        );
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let mut text = String::from(if self.minor < 0 { "-" } else { "" });
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place) % 3 == 0 {
                text.push_str(group);
            }
            text.push(digit);
        }
        if decimals > 0 {
            text.push_str(decimal);
            text.push_str(fraction);
        }
        text
    }

    /// The sum of two amounts of one currency.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Mixed(self.currency, other.currency));
        }
        self.with(self.minor.checked_add(other.minor))
    }

    /// So many times the amount.
    pub fn checked_mul(self, times: u32) -> Result<Self, MoneyError> {
        self.with(self.minor.checked_mul(i64::from(times)))
    }

    /// The amount less a discount in per cent, rounded half up to the currency's decimals (A5; PX01, PX02).
    pub fn discounted(self, percent: Decimal) -> Result<Self, MoneyError> {
        if percent < Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
            return Err(MoneyError::Discount(percent));
        }
        let kept = (Decimal::ONE_HUNDRED - percent) / Decimal::ONE_HUNDRED;
        let exact = Decimal::from(self.minor).checked_mul(kept);
        self.with(exact.and_then(|exact| {
            exact
                .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
                .to_i64()
        }))
    }

    fn with(self, minor: Option<i64>) -> Result<Self, MoneyError> {
        minor
            .map(|minor| Self { minor, ..self })
            .ok_or(MoneyError::TooLarge)
    }
}

impl fmt::Display for Money {
    /// `10.00 EUR`: for logs; a screen formats by its language.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.to_decimal_string(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use proptest::prelude::*;

    fn money(text: &str) -> Money {
        let (amount, currency) = text.split_once(' ').unwrap();
        Money::parse(amount, currency.parse().unwrap()).unwrap()
    }

    #[test]
    fn reads_and_shows() {
        #[rustfmt::skip]
        let table = [
            ("10.00 EUR",      1000,      "10.00",    "10,00"),
            ("10 EUR",         1000,      "10.00",    "10,00"),
            ("10.5 eur",       1050,      "10.50",    "10,50"),
            ("10.5000 EUR",    1050,      "10.50",    "10,50"),
            ("0.05 EUR",       5,         "0.05",     "0,05"),
            ("-0.05 EUR",      -5,        "-0.05",    "-0,05"),
            ("1234567.89 EUR", 123456789, "1234567.89", "1.234.567,89"),
            ("500 JPY",        500,       "500",      "500"),
            ("1500 JPY",       1500,      "1500",     "1.500"),
            ("1.234 KWD",      1234,      "1.234",    "1,234"),
        ];
        for (text, minor, shown, spanish) in table {
            assert_eq!(money(text).minor, minor, "{text}");
            assert_eq!(money(text).to_decimal_string(), shown, "{text}");
            assert_eq!(money(text).format(",", "."), spanish, "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        let euro = "EUR".parse().unwrap();
        for text in [
            "", ".", "1.", ".5", "1,00", "1 000", "1e3", "--1", "+1", "١", "1.0.0",
        ] {
            assert_eq!(
                Money::parse(text, euro),
                Err(MoneyError::Malformed(text.to_owned()))
            );
        }
        assert!(matches!(
            Money::parse("1.005", euro),
            Err(MoneyError::TooPrecise { decimals: 2, .. })
        ));
        assert_eq!(
            Money::parse("92233720368547758.08", euro),
            Err(MoneyError::TooLarge)
        );
        for text in ["", "EU", "EURO", "E1R", "€"] {
            assert_eq!(
                text.parse::<Currency>(),
                Err(MoneyError::Currency(text.to_owned()))
            );
        }
    }

    #[test]
    fn discounts() {
        #[rustfmt::skip]
        let table = [
            ("PX01 reseller", "10.00 EUR", "20",   "8.00 EUR"),
            ("PX01 manager",  "10.00 EUR", "15",   "8.50 EUR"),
            ("PX02",          "9.99 EUR",  "12.5", "8.74 EUR"),
            ("half up",       "0.01 EUR",  "50",   "0.01 EUR"),
            ("nothing off",   "9.99 EUR",  "0",    "9.99 EUR"),
            ("all of it",     "9.99 EUR",  "100",  "0.00 EUR"),
            ("whole yen",     "999 JPY",   "12.5", "874 JPY"),
        ];
        for (name, price, percent, expected) in table {
            assert_eq!(
                money(price).discounted(percent.parse().unwrap()),
                Ok(money(expected)),
                "{name}"
            );
        }
        let below = Decimal::NEGATIVE_ONE;
        assert_eq!(
            money("1 EUR").discounted(below),
            Err(MoneyError::Discount(below))
        );
    }

    #[test]
    fn sums_stay_in_their_currency() {
        assert_eq!(money("5.00 EUR").checked_mul(3), Ok(money("15.00 EUR")));
        assert_eq!(
            money("1 EUR").checked_add(money("2 EUR")),
            Ok(money("3 EUR"))
        );
        assert!(matches!(
            money("1 EUR").checked_add(money("1 JPY")),
            Err(MoneyError::Mixed(..))
        ));
        let most = Money {
            minor: i64::MAX,
            ..money("0 EUR")
        };
        assert_eq!(most.checked_mul(2), Err(MoneyError::TooLarge));
        assert_eq!(
            most.checked_add(money("0.01 EUR")),
            Err(MoneyError::TooLarge)
        );
    }

    proptest! {
        #[test]
        fn round_trips(minor: i64, currency in prop::sample::select(vec!["EUR", "JPY", "KWD", "CLF"])) {
            let amount = Money { minor, currency: currency.parse().unwrap() };
            prop_assert_eq!(Money::parse(&amount.to_decimal_string(), amount.currency), Ok(amount));
            let json = serde_json::to_string(&amount).unwrap();
            prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), amount);
        }
    }
}
