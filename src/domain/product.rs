//! A product: what a guest who logs in may use (seed 002, "Products").

use super::{
    id::{PolicyId, ProductId},
    money::{Currency, Money, MoneyError},
    names::names,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Number;
use std::collections::BTreeMap;

/// Who owns a product or policy (P4). Lower levels see it and may not edit it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The whole installation.
    System,
    /// A reseller of several managers.
    Reseller,
    /// The manager of the Location.
    Manager,
}

/// What a recharge takes over from the product before (P10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecoverResidual {
    /// Nothing.
    #[default]
    No,
    /// The rest of total time and total data, always.
    Yes,
    /// The same, unless the old product has expired.
    UnlessExpired,
}

/// How the expiry of a product is computed from the first connection (P30).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Expiration {
    /// Never.
    Unlimited,
    /// First connection + days + hours.
    DaysHours {
        /// May be a fraction, may be negative (expires on activation).
        days: Decimal,
        /// May be a fraction, may be negative.
        hours: Decimal,
    },
    /// As `DaysHours`, then 23:59:00 of that day.
    DaysHoursEndOfDay {
        /// As in `DaysHours`.
        days: Decimal,
        /// As in `DaysHours`.
        hours: Decimal,
    },
    /// As `DaysHours`, then 23:59:00 of the last day of that month.
    DaysHoursEndOfMonth {
        /// As in `DaysHours`.
        days: Decimal,
        /// As in `DaysHours`.
        hours: Decimal,
    },
    /// First connection + calendar months.
    Months {
        /// May be negative (expires on activation).
        months: i32,
    },
    /// As `Months`, then 23:59:00 of the last day of that month; 0 = the current month.
    MonthsEndOfMonth {
        /// May be negative.
        months: i32,
    },
    /// One login only; the next needs another product.
    OneLogin,
}

/// What a guest who logs in may use. Zero means infinite for the eight allowances.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// For integrations (P5).
    pub id: ProductId,
    /// Unique, by which everything names it (P6).
    pub code: String,
    /// By language tag (P7).
    pub description: BTreeMap<String, String>,
    /// The policy that it uses (P8).
    pub policy: PolicyId,
    /// Reference price (P9).
    pub price_list: Money,
    /// What a recharge takes over (P10).
    pub recover_residual: RecoverResidual,
    /// Content may be injected for its users (P11).
    pub injection: bool,
    /// Link to an outside ERP or PMS record (P12).
    pub erp_code: Option<String>,
    /// Minutes in all (P13).
    pub total_time_min: u32,
    /// Minutes a day (P14).
    pub daily_time_min: u32,
    /// Minutes a week (P15).
    pub weekly_time_min: u32,
    /// Minutes a month (P16).
    pub monthly_time_min: u32,
    /// Megabytes (1024 × 1024 bytes, P22) in all (P17).
    pub total_data_mb: u32,
    /// Megabytes a day (P18).
    pub daily_data_mb: u32,
    /// Megabytes a week (P19).
    pub weekly_data_mb: u32,
    /// Megabytes a month (P20).
    pub monthly_data_mb: u32,
    /// 1 Monday to 7 Sunday (P24).
    pub first_day_of_week: u8,
    /// MikroTik HotSpot user profile (P25).
    pub mikrotik_profile: Option<String>,
    /// MikroTik firewall address list, unless the policy names one (P26).
    pub mikrotik_address_list: Option<String>,
    /// How long it lives (P30).
    pub expiration: Expiration,
    /// Tell the guest before it expires (P35).
    pub notify_expiration: bool,
    /// Who owns it.
    pub level: Level,
}

names!(Level, "level", {
    System = 0 "system",
    Reseller = 1 "reseller",
    Manager = 2 "manager",
});

names!(RecoverResidual, "value of recover_residual", {
    No = 0 "no",
    Yes = 1 "yes",
    UnlessExpired = 2 "unless_expired",
});

impl Expiration {
    /// The name of its type in JSON.
    pub const fn type_name(&self) -> &'static str {
        match self {
            Self::Unlimited => "unlimited",
            Self::DaysHours { .. } => "days_hours",
            Self::DaysHoursEndOfDay { .. } => "days_hours_end_of_day",
            Self::DaysHoursEndOfMonth { .. } => "days_hours_end_of_month",
            Self::Months { .. } => "months",
            Self::MonthsEndOfMonth { .. } => "months_end_of_month",
            Self::OneLogin => "one_login",
        }
    }

    /// The fields Days and Hours are shown (P32, P33, A14).
    pub const fn has_days(&self) -> bool {
        matches!(
            self,
            Self::DaysHours { .. }
                | Self::DaysHoursEndOfDay { .. }
                | Self::DaysHoursEndOfMonth { .. }
        )
    }

    /// The field Months is shown (P34).
    pub const fn has_months(&self) -> bool {
        matches!(self, Self::Months { .. } | Self::MonthsEndOfMonth { .. })
    }

    /// The field Notification is shown: everywhere but for One login (P35, A36).
    pub const fn has_notification(&self) -> bool {
        !matches!(self, Self::OneLogin)
    }
}

/// The policy of a product whose JSON names none: the one that every fresh Location has.
pub const DEFAULT_POLICY: &str = "standard";

/// Longest code of a product or policy, in characters.
pub const MAX_CODE_CHARACTERS: usize = 32;

/// Why the JSON of a product or policy is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DefinitionError {
    /// Not JSON of this form; says where and which keys there are.
    #[error("{0}")]
    Json(String),
    /// Empty, too long, or with blanks or control characters.
    #[error("`{0}` is no code: 1 to {MAX_CODE_CHARACTERS} visible characters without blanks")]
    Code(String),
    /// Below zero (A33).
    #[error("{field} is {value}: it cannot be negative")]
    Negative {
        /// Its key.
        field: &'static str,
        /// As given.
        value: i64,
    },
    /// Beyond what can be stored.
    #[error("{field} is {value}: at most {most}")]
    TooLarge {
        /// Its key.
        field: &'static str,
        /// As given.
        value: i64,
        /// The largest value.
        most: u32,
    },
    /// Not 1 to 7.
    #[error("first_day_of_week is {0}: 1 (Monday) to 7 (Sunday)")]
    FirstDay(i64),
    /// Not a decimal number, or one with more digits than can be kept.
    #[error("{field} is `{value}`: a decimal number, as in \"1.5\"")]
    Decimal {
        /// Its key.
        field: &'static str,
        /// As given.
        value: String,
    },
    /// Not a language.
    #[error("`{0}` is no language tag, as in en or pt-BR")]
    Language(String),
    /// No such policy.
    #[error("there is no policy `{0}`")]
    UnknownPolicy(String),
    /// The price cannot be read.
    #[error("price_list: {0}")]
    Price(#[from] MoneyError),
    /// The price is below zero.
    #[error("price_list cannot be negative")]
    NegativePrice,
}

/// A decimal number: a string by preference, a JSON number by tolerance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum DecimalText {
    /// `"1.5"`.
    Text(String),
    /// `1.5`.
    Number(Number),
}

impl DecimalText {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) => number.to_string(),
        }
    }

    fn decimal(&self, field: &'static str) -> Result<Decimal, DefinitionError> {
        let value = self.text();
        let parsed = Decimal::from_str_exact(&value).or_else(|_| Decimal::from_scientific(&value));
        parsed.map_err(|_| DefinitionError::Decimal { field, value })
    }
}

impl From<Decimal> for DecimalText {
    fn from(decimal: Decimal) -> Self {
        Self::Text(decimal.to_string())
    }
}

/// The seven types by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the variants are those of `Expiration`")]
pub enum ExpirationType {
    Unlimited,
    DaysHours,
    DaysHoursEndOfDay,
    DaysHoursEndOfMonth,
    Months,
    MonthsEndOfMonth,
    OneLogin,
}

/// The `expiration` of the JSON. Like the form, it has all fields; those that the type does not show do not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpirationJson {
    /// One of the seven.
    #[serde(rename = "type")]
    pub kind: ExpirationType,
    /// May be a fraction, may be negative.
    #[serde(default = "zero")]
    pub days: DecimalText,
    /// May be a fraction, may be negative.
    #[serde(default = "zero")]
    pub hours: DecimalText,
    /// May be negative.
    #[serde(default)]
    pub months: i32,
}

fn zero() -> DecimalText {
    Decimal::ZERO.into()
}

impl Default for ExpirationJson {
    fn default() -> Self {
        (&Expiration::Unlimited).into()
    }
}

impl From<&Expiration> for ExpirationJson {
    fn from(expiration: &Expiration) -> Self {
        let nothing = (Decimal::ZERO, Decimal::ZERO, 0);
        let (kind, (days, hours, months)) = match *expiration {
            Expiration::Unlimited => (ExpirationType::Unlimited, nothing),
            Expiration::DaysHours { days, hours } => (ExpirationType::DaysHours, (days, hours, 0)),
            Expiration::DaysHoursEndOfDay { days, hours } => {
                (ExpirationType::DaysHoursEndOfDay, (days, hours, 0))
            }
            Expiration::DaysHoursEndOfMonth { days, hours } => {
                (ExpirationType::DaysHoursEndOfMonth, (days, hours, 0))
            }
            Expiration::Months { months } => (
                ExpirationType::Months,
                (Decimal::ZERO, Decimal::ZERO, months),
            ),
            Expiration::MonthsEndOfMonth { months } => (
                ExpirationType::MonthsEndOfMonth,
                (Decimal::ZERO, Decimal::ZERO, months),
            ),
            Expiration::OneLogin => (ExpirationType::OneLogin, nothing),
        };
        Self {
            kind,
            days: days.into(),
            hours: hours.into(),
            months,
        }
    }
}

impl TryFrom<&ExpirationJson> for Expiration {
    type Error = DefinitionError;

    fn try_from(json: &ExpirationJson) -> Result<Self, DefinitionError> {
        let days = || json.days.decimal("expiration.days");
        let hours = || json.hours.decimal("expiration.hours");
        let months = json.months;
        Ok(match json.kind {
            ExpirationType::Unlimited => Self::Unlimited,
            ExpirationType::DaysHours => Self::DaysHours {
                days: days()?,
                hours: hours()?,
            },
            ExpirationType::DaysHoursEndOfDay => Self::DaysHoursEndOfDay {
                days: days()?,
                hours: hours()?,
            },
            ExpirationType::DaysHoursEndOfMonth => Self::DaysHoursEndOfMonth {
                days: days()?,
                hours: hours()?,
            },
            ExpirationType::Months => Self::Months { months },
            ExpirationType::MonthsEndOfMonth => Self::MonthsEndOfMonth { months },
            ExpirationType::OneLogin => Self::OneLogin,
        })
    }
}

/// A product as the command line reads and prints it (DESIGN 5). Every key but `code` may be left out; one that does
/// not exist is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `Product`")]
pub struct ProductJson {
    pub code: String,
    #[serde(default)]
    pub description: BTreeMap<String, String>,
    /// Code of the policy.
    #[serde(default = "default_policy")]
    pub policy: String,
    #[serde(default = "zero")]
    pub price_list: DecimalText,
    #[serde(default)]
    pub recover_residual: RecoverResidual,
    #[serde(default)]
    pub injection: bool,
    #[serde(default)]
    pub erp_code: Option<String>,
    #[serde(default)]
    pub total_time_min: i64,
    #[serde(default)]
    pub daily_time_min: i64,
    #[serde(default)]
    pub weekly_time_min: i64,
    #[serde(default)]
    pub monthly_time_min: i64,
    #[serde(default)]
    pub total_data_mb: i64,
    #[serde(default)]
    pub daily_data_mb: i64,
    #[serde(default)]
    pub weekly_data_mb: i64,
    #[serde(default)]
    pub monthly_data_mb: i64,
    #[serde(default = "monday")]
    pub first_day_of_week: i64,
    #[serde(default)]
    pub mikrotik_profile: Option<String>,
    #[serde(default)]
    pub mikrotik_address_list: Option<String>,
    #[serde(default)]
    pub expiration: ExpirationJson,
    #[serde(default)]
    pub notify_expiration: bool,
    #[serde(default = "manager")]
    pub level: Level,
}

fn default_policy() -> String {
    DEFAULT_POLICY.to_owned()
}

fn monday() -> i64 {
    1
}

pub(super) fn manager() -> Level {
    Level::Manager
}

impl std::str::FromStr for ProductJson {
    type Err = DefinitionError;

    fn from_str(json: &str) -> Result<Self, DefinitionError> {
        serde_json::from_str(json).map_err(|error| DefinitionError::Json(error.to_string()))
    }
}

impl ProductJson {
    /// The JSON of a product whose policy has this code; all keys are there.
    pub fn of(product: &Product, policy_code: &str) -> Self {
        Self {
            code: product.code.clone(),
            description: product.description.clone(),
            policy: policy_code.to_owned(),
            price_list: DecimalText::Text(product.price_list.to_decimal_string()),
            recover_residual: product.recover_residual,
            injection: product.injection,
            erp_code: product.erp_code.clone(),
            total_time_min: product.total_time_min.into(),
            daily_time_min: product.daily_time_min.into(),
            weekly_time_min: product.weekly_time_min.into(),
            monthly_time_min: product.monthly_time_min.into(),
            total_data_mb: product.total_data_mb.into(),
            daily_data_mb: product.daily_data_mb.into(),
            weekly_data_mb: product.weekly_data_mb.into(),
            monthly_data_mb: product.monthly_data_mb.into(),
            first_day_of_week: product.first_day_of_week.into(),
            mikrotik_profile: product.mikrotik_profile.clone(),
            mikrotik_address_list: product.mikrotik_address_list.clone(),
            expiration: (&product.expiration).into(),
            notify_expiration: product.notify_expiration,
            level: product.level,
        }
    }

    /// The product, with its price in the currency of the Location and its policy looked up by code.
    pub fn into_product(
        self,
        id: ProductId,
        currency: Currency,
        policy_of: impl FnOnce(&str) -> Option<PolicyId>,
    ) -> Result<Product, DefinitionError> {
        let price_list = Money::parse(&self.price_list.text(), currency)?;
        if price_list.minor < 0 {
            return Err(DefinitionError::NegativePrice);
        }
        self.description
            .keys()
            .try_for_each(|tag| check_language(tag))?;
        Ok(Product {
            id,
            code: checked_code(self.code)?,
            policy: policy_of(&self.policy).ok_or(DefinitionError::UnknownPolicy(self.policy))?,
            description: self.description,
            price_list,
            recover_residual: self.recover_residual,
            injection: self.injection,
            erp_code: filled(self.erp_code),
            total_time_min: quantity("total_time_min", self.total_time_min)?,
            daily_time_min: quantity("daily_time_min", self.daily_time_min)?,
            weekly_time_min: quantity("weekly_time_min", self.weekly_time_min)?,
            monthly_time_min: quantity("monthly_time_min", self.monthly_time_min)?,
            total_data_mb: quantity("total_data_mb", self.total_data_mb)?,
            daily_data_mb: quantity("daily_data_mb", self.daily_data_mb)?,
            weekly_data_mb: quantity("weekly_data_mb", self.weekly_data_mb)?,
            monthly_data_mb: quantity("monthly_data_mb", self.monthly_data_mb)?,
            first_day_of_week: checked_first_day(self.first_day_of_week)?,
            mikrotik_profile: filled(self.mikrotik_profile),
            mikrotik_address_list: filled(self.mikrotik_address_list),
            expiration: (&self.expiration).try_into()?,
            notify_expiration: self.notify_expiration,
            level: self.level,
        })
    }
}

/// A code by which a product or policy is named everywhere, on command lines too: so without blanks.
pub(super) fn checked_code(code: String) -> Result<String, DefinitionError> {
    let visible = code.chars().all(|c| !c.is_whitespace() && !c.is_control());
    if visible && (1..=MAX_CODE_CHARACTERS).contains(&code.chars().count()) {
        Ok(code)
    } else {
        Err(DefinitionError::Code(code))
    }
}

/// A whole number from 0 to the largest of its type (A33).
pub(super) fn quantity<T: TryFrom<i64> + Into<u32> + Bounded>(
    field: &'static str,
    value: i64,
) -> Result<T, DefinitionError> {
    match T::try_from(value) {
        Ok(quantity) => Ok(quantity),
        Err(_) if value < 0 => Err(DefinitionError::Negative { field, value }),
        Err(_) => Err(DefinitionError::TooLarge {
            field,
            value,
            most: T::MOST.into(),
        }),
    }
}

/// A number type that knows its largest value.
pub(super) trait Bounded {
    /// The largest value.
    const MOST: Self;
}

impl Bounded for u32 {
    const MOST: Self = Self::MAX;
}

impl Bounded for u16 {
    const MOST: Self = Self::MAX;
}

fn checked_first_day(day: i64) -> Result<u8, DefinitionError> {
    u8::try_from(day)
        .ok()
        .filter(|day| (1..=7).contains(day))
        .ok_or(DefinitionError::FirstDay(day))
}

fn check_language(tag: &str) -> Result<(), DefinitionError> {
    tag.parse::<unic_langid::LanguageIdentifier>()
        .map(drop)
        .map_err(|_| DefinitionError::Language(tag.to_owned()))
}

/// An empty text is none.
pub(super) fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;

    const EUR: Currency = Currency(*b"EUR");

    /// A product without any limit, changed by `change`.
    pub(crate) fn product(change: impl FnOnce(&mut Product)) -> Product {
        let mut product = read(r#"{"code":"DAY"}"#).unwrap();
        change(&mut product);
        product
    }

    fn read(json: &str) -> Result<Product, DefinitionError> {
        let policy_of = |code: &str| (code == DEFAULT_POLICY).then(PolicyId::default);
        json.parse::<ProductJson>()?
            .into_product(ProductId::default(), EUR, policy_of)
    }

    #[test]
    fn only_the_code_is_needed() {
        let product = product(|_| ());
        assert_eq!(product.code, "DAY");
        assert_eq!(product.expiration, Expiration::Unlimited);
        assert_eq!(
            (product.first_day_of_week, product.level),
            (1, Level::Manager),
            "A31"
        );
        assert_eq!(product.price_list, Money::zero(EUR));
    }

    #[test]
    fn all_keys_round_trip() {
        let json = r#"{"code":"DAY","description":{"en":"One day","es":"Un día"},"policy":"standard","price_list":"10.00","recover_residual":"unless_expired","injection":true,"erp_code":"E1","total_time_min":1,"daily_time_min":2,"weekly_time_min":3,"monthly_time_min":4,"total_data_mb":10240,"daily_data_mb":6,"weekly_data_mb":7,"monthly_data_mb":8,"first_day_of_week":7,"mikrotik_profile":"1h","mikrotik_address_list":"guest","expiration":{"type":"days_hours","days":"1.5","hours":"-0.25","months":0},"notify_expiration":true,"level":"system"}"#;
        let product = read(json).unwrap();
        assert_eq!(product.price_list.minor, 1000);
        let printed = serde_json::to_string(&ProductJson::of(&product, "standard")).unwrap();
        assert_eq!(printed, json);
    }

    #[test]
    fn every_type_of_expiration() {
        #[rustfmt::skip]
        let table = [
            // name, days and hours shown, months shown, notification shown
            ("unlimited",               false, false, true),
            ("one_login",               false, false, false),
            ("months",                  false, true,  true),
            ("months_end_of_month",     false, true,  true),
            ("days_hours",              true,  false, true),
            ("days_hours_end_of_day",   true,  false, true),
            ("days_hours_end_of_month", true,  false, true),
        ];
        for (name, days, months, notification) in table {
            let json = format!(
                r#"{{"code":"X","expiration":{{"type":"{name}","days":"2","hours":3,"months":4}}}}"#
            );
            let expiration = read(&json).unwrap().expiration;
            let shown = (
                expiration.has_days(),
                expiration.has_months(),
                expiration.has_notification(),
            );
            assert_eq!(expiration.type_name(), name);
            assert_eq!(shown, (days, months, notification), "PX05: {name}");
            let again = ExpirationJson::from(&expiration);
            assert_eq!(Expiration::try_from(&again), Ok(expiration), "{name}");
        }
    }

    #[test]
    fn what_is_no_product_is_refused() {
        #[rustfmt::skip]
        let table = [
            ("A33",              r#"{"code":"X","daily_time_min":-5}"#,            "daily_time_min is -5: it cannot be negative"),
            ("A33, data",        r#"{"code":"X","total_data_mb":-1}"#,             "total_data_mb is -1: it cannot be negative"),
            ("too much",         r#"{"code":"X","total_data_mb":4294967296}"#,     "total_data_mb is 4294967296: at most 4294967295"),
            ("no code",          r#"{"code":""}"#,                                 "`` is no code: 1 to 32 visible characters without blanks"),
            ("blank in code",    r#"{"code":"A B"}"#,                              "`A B` is no code: 1 to 32 visible characters without blanks"),
            ("no such day",      r#"{"code":"X","first_day_of_week":0}"#,          "first_day_of_week is 0: 1 (Monday) to 7 (Sunday)"),
            ("no such policy",   r#"{"code":"X","policy":"gold"}"#,                "there is no policy `gold`"),
            ("no such language", r#"{"code":"X","description":{"??":"x"}}"#,       "`??` is no language tag, as in en or pt-BR"),
            ("price",            r#"{"code":"X","price_list":"ten"}"#,             "price_list: `ten` is no amount: digits with a decimal point, as in 10.00"),
            ("negative price",   r#"{"code":"X","price_list":"-1.00"}"#,           "price_list cannot be negative"),
            ("no number",        r#"{"code":"X","expiration":{"type":"days_hours","days":"soon"}}"#, "expiration.days is `soon`: a decimal number, as in \"1.5\""),
        ];
        for (name, json, message) in table {
            assert_eq!(
                read(json).map_err(|error| error.to_string()),
                Err(message.to_owned()),
                "{name}"
            );
        }
    }

    #[test]
    fn what_the_json_reader_refuses_is_named() {
        #[rustfmt::skip]
        let table = [
            ("unknown key",     r#"{"code":"X","daly_time_min":5}"#,                      "unknown field `daly_time_min`, expected one of"),
            ("unknown inside",  r#"{"code":"X","expiration":{"type":"months","month":1}}"#, "unknown field `month`"),
            ("no code",         r"{}",                                                    "missing field `code`"),
            ("A33, a fraction", r#"{"code":"X","daily_time_min":1.5}"#,                   "floating point `1.5`, expected i64"),
            ("unknown type",    r#"{"code":"X","expiration":{"type":"weeks"}}"#,          "unknown variant `weeks`"),
        ];
        for (name, json, part) in table {
            let message = read(json)
                .map_err(|error| error.to_string())
                .err()
                .unwrap_or_default();
            assert!(message.contains(part), "{name}: {message}");
        }
    }

    /// The store keeps products in this form.
    #[test]
    fn what_is_stored_is_read_back() {
        for days in ["1.5", "-31", "0.1", "1000000000000"] {
            let product = product(|it| {
                let days = days.parse().unwrap();
                it.expiration = Expiration::DaysHours {
                    days,
                    hours: Decimal::new(-25, 2),
                };
                it.price_list.minor = 999;
            });
            let stored = serde_json::to_string(&product).unwrap();
            assert!(
                stored.contains(r#""currency":"EUR""#) && stored.contains(r#""hours":"-0.25""#),
                "{stored}"
            );
            assert_eq!(serde_json::from_str::<Product>(&stored).unwrap(), product);
        }
    }

    #[test]
    fn absurd_decimals_are_read_or_refused() {
        for days in [
            r#""1e12""#,
            "1e12",
            "1000000000000",
            r#""79228162514264337593543950335""#,
        ] {
            let json =
                format!(r#"{{"code":"X","expiration":{{"type":"days_hours","days":{days}}}}}"#);
            assert!(read(&json).is_ok(), "{days}: {:?}", read(&json));
        }
        let json = r#"{"code":"X","expiration":{"type":"days_hours","days":"1e300"}}"#;
        assert!(matches!(read(json), Err(DefinitionError::Decimal { .. })));
    }
}
