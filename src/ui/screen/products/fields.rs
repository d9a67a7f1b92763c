//! The fields of a product as they are typed, and what they mean.

use crate::{
    domain::{
        money::Currency,
        product::{
            DecimalText, ExpirationJson, ExpirationType, Level, MAX_CODE_CHARACTERS, ProductJson,
            RecoverResidual,
        },
    },
    i18n::Language,
    t,
    ui::{
        context::Context,
        format,
        screen::draft::{self, Draft, Mistakes, Wrong},
    },
};
use std::collections::BTreeMap;

/// A field of a product (seed 002), in the order of the form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the fields")]
pub enum Field {
    Code,
    Level,
    /// In the language of this tag.
    Description(String),
    Policy,
    PriceList,
    RecoverResidual,
    Injection,
    ErpCode,
    TotalTime,
    TotalData,
    DailyTime,
    DailyData,
    WeeklyTime,
    WeeklyData,
    MonthlyTime,
    MonthlyData,
    FirstDay,
    MikrotikProfile,
    AddressList,
    Expiration,
    Days,
    Hours,
    Months,
    Notify,
}

impl Field {
    /// The name by which it takes the focus.
    pub fn name(&self) -> String {
        format!("product-{self:?}")
    }

    /// What the form calls it.
    pub fn label(&self, context: &Context) -> String {
        let words = context.words();
        match self {
            Self::Code => t!(words, "product-code"),
            Self::Level => t!(words, "product-level"),
            Self::Description(tag) => {
                t!(words, "product-description-in", language = language(tag))
            }
            Self::Policy => t!(words, "product-policy"),
            Self::PriceList => t!(words, "product-price-list"),
            Self::RecoverResidual => t!(words, "product-recover"),
            Self::Injection => t!(words, "product-injection"),
            Self::ErpCode => t!(words, "product-erp"),
            Self::TotalTime => t!(words, "product-total-time"),
            Self::DailyTime => t!(words, "product-daily-time"),
            Self::WeeklyTime => t!(words, "product-weekly-time"),
            Self::MonthlyTime => t!(words, "product-monthly-time"),
            Self::TotalData => t!(words, "product-total-data"),
            Self::DailyData => t!(words, "product-daily-data"),
            Self::WeeklyData => t!(words, "product-weekly-data"),
            Self::MonthlyData => t!(words, "product-monthly-data"),
            Self::FirstDay => t!(words, "product-first-day"),
            Self::MikrotikProfile => t!(words, "product-mikrotik-profile"),
            Self::AddressList => t!(words, "product-address-list"),
            Self::Expiration => t!(words, "product-expiration"),
            Self::Days => t!(words, "product-days"),
            Self::Hours => t!(words, "product-hours"),
            Self::Months => t!(words, "product-months"),
            Self::Notify => t!(words, "product-notify"),
        }
    }

    /// A value of it in words.
    pub fn value(&self, context: &Context, text: &str) -> String {
        let words = context.words();
        match self {
            Self::Injection | Self::Notify if text == ON => Some(t!(words, "yes")),
            Self::Injection | Self::Notify => Some(t!(words, "no")),
            Self::RecoverResidual => recover(text).map(|it| recover_word(context, it)),
            Self::Expiration => expiration(text).map(|it| expiration_word(context, it)),
            Self::Level => level(text).map(|it| context.level(it)),
            Self::FirstDay => text
                .parse()
                .ok()
                .map(|day: u8| t!(words, "weekday", day = day)),
            _ if text.is_empty() => Some(t!(words, "nothing")),
            _ => Some(text.to_owned()),
        }
        .unwrap_or_else(|| text.to_owned())
    }
}

/// A box that is ticked.
pub(super) const ON: &str = "yes";

/// The longest text of a field that goes to a gateway or another system (one RADIUS attribute holds 253 octets).
const TEXT_MAX: usize = 253;

/// The seven types, in the order of the manual (P30).
pub(super) const TYPES: [ExpirationType; 7] = [
    ExpirationType::Unlimited,
    ExpirationType::DaysHours,
    ExpirationType::DaysHoursEndOfDay,
    ExpirationType::DaysHoursEndOfMonth,
    ExpirationType::Months,
    ExpirationType::MonthsEndOfMonth,
    ExpirationType::OneLogin,
];

/// The three values of the manual (P10).
pub(super) const RECOVER: [RecoverResidual; 3] = [
    RecoverResidual::No,
    RecoverResidual::Yes,
    RecoverResidual::UnlessExpired,
];

/// The name of a value as JSON has it.
pub(in crate::ui::screen) fn named(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

fn of_name<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

pub(super) fn recover(text: &str) -> Option<RecoverResidual> {
    of_name(text)
}

pub(super) fn expiration(text: &str) -> Option<ExpirationType> {
    of_name(text)
}

pub(in crate::ui::screen) fn level(text: &str) -> Option<Level> {
    of_name(text)
}

pub(super) fn recover_word(context: &Context, value: RecoverResidual) -> String {
    let words = context.words();
    match value {
        RecoverResidual::No => t!(words, "no"),
        RecoverResidual::Yes => t!(words, "yes"),
        RecoverResidual::UnlessExpired => t!(words, "product-recover-unless-expired"),
    }
}

pub(super) fn expiration_word(context: &Context, value: ExpirationType) -> String {
    let words = context.words();
    match value {
        ExpirationType::Unlimited => t!(words, "expiration-unlimited"),
        ExpirationType::DaysHours => t!(words, "expiration-days-hours"),
        ExpirationType::DaysHoursEndOfDay => t!(words, "expiration-end-of-day"),
        ExpirationType::DaysHoursEndOfMonth => t!(words, "expiration-end-of-month"),
        ExpirationType::Months => t!(words, "expiration-months"),
        ExpirationType::MonthsEndOfMonth => t!(words, "expiration-months-end-of-month"),
        ExpirationType::OneLogin => t!(words, "expiration-one-login"),
    }
}

/// A language by its own name, or by its tag where the program does not speak it.
pub(super) fn language(tag: &str) -> String {
    Language::ALL
        .into_iter()
        .find(|language| language.tag() == tag)
        .map_or_else(|| tag.to_owned(), |language| language.name().to_owned())
}

/// The days and hours fields are shown (PX05).
pub(super) const fn has_days(kind: ExpirationType) -> bool {
    matches!(
        kind,
        ExpirationType::DaysHours
            | ExpirationType::DaysHoursEndOfDay
            | ExpirationType::DaysHoursEndOfMonth
    )
}

/// The months field is shown (PX05).
pub(super) const fn has_months(kind: ExpirationType) -> bool {
    matches!(
        kind,
        ExpirationType::Months | ExpirationType::MonthsEndOfMonth
    )
}

/// The texts of a product, as somebody of this language types them.
pub(super) fn draft_of(json: &ProductJson, language: Language) -> Draft<Field> {
    let number = |value: i64| {
        if value == 0 {
            String::new()
        } else {
            value.to_string()
        }
    };
    let text = |value: &DecimalText| match value {
        DecimalText::Text(text) => format::decimal(language, text),
        DecimalText::Number(number) => format::decimal(language, &number.to_string()),
    };
    let option = |value: &Option<String>| value.clone().unwrap_or_default();
    let tick = |on| if on { ON.to_owned() } else { String::new() };
    let expiration = &json.expiration;
    let descriptions = json
        .description
        .iter()
        .map(|(tag, text)| (Field::Description(tag.clone()), text.clone()));
    Draft::new(
        [
            (Field::Code, json.code.clone()),
            (Field::Level, named(&json.level)),
            (Field::Policy, json.policy.clone()),
            (Field::PriceList, text(&json.price_list)),
            (Field::RecoverResidual, named(&json.recover_residual)),
            (Field::Injection, tick(json.injection)),
            (Field::ErpCode, option(&json.erp_code)),
            (Field::TotalTime, number(json.total_time_min)),
            (Field::DailyTime, number(json.daily_time_min)),
            (Field::WeeklyTime, number(json.weekly_time_min)),
            (Field::MonthlyTime, number(json.monthly_time_min)),
            (Field::TotalData, number(json.total_data_mb)),
            (Field::DailyData, number(json.daily_data_mb)),
            (Field::WeeklyData, number(json.weekly_data_mb)),
            (Field::MonthlyData, number(json.monthly_data_mb)),
            (Field::FirstDay, json.first_day_of_week.to_string()),
            (Field::MikrotikProfile, option(&json.mikrotik_profile)),
            (Field::AddressList, option(&json.mikrotik_address_list)),
            (Field::Expiration, named(&expiration.kind)),
            (Field::Days, text(&expiration.days)),
            (Field::Hours, text(&expiration.hours)),
            (Field::Months, expiration.months.to_string()),
            (Field::Notify, tick(json.notify_expiration)),
        ]
        .into_iter()
        .chain(descriptions),
    )
}

/// A new product, with what is likely: one day from the first login.
pub(super) fn fresh(policy: &str) -> Draft<Field> {
    let json = ProductJson {
        code: String::new(),
        description: BTreeMap::new(),
        policy: policy.to_owned(),
        price_list: DecimalText::Text(String::new()),
        recover_residual: RecoverResidual::No,
        injection: false,
        erp_code: None,
        total_time_min: 0,
        daily_time_min: 0,
        weekly_time_min: 0,
        monthly_time_min: 0,
        total_data_mb: 0,
        daily_data_mb: 0,
        weekly_data_mb: 0,
        monthly_data_mb: 0,
        first_day_of_week: 1,
        mikrotik_profile: None,
        mikrotik_address_list: None,
        expiration: ExpirationJson {
            kind: ExpirationType::DaysHours,
            days: DecimalText::Text("1".to_owned()),
            hours: DecimalText::Text("0".to_owned()),
            months: 1,
        },
        notify_expiration: false,
        level: Level::Manager,
    };
    draft_of(&json, Language::English)
}

/// The type that is chosen.
pub(super) fn kind_of(draft: &Draft<Field>) -> ExpirationType {
    expiration(draft.get(&Field::Expiration)).unwrap_or(ExpirationType::Unlimited)
}

/// What is typed means. Fields that are not shown do not count, and what was typed into them stays typed: choosing
/// another type and back loses nothing. `taken` are the codes of the other products.
pub(super) fn read(
    draft: &Draft<Field>,
    taken: &[&str],
    currency: Currency,
) -> Result<ProductJson, Mistakes<Field>> {
    let mut mistakes = Mistakes::none();
    let kind = kind_of(draft);
    let code = draft::code(draft.get(&Field::Code), MAX_CODE_CHARACTERS, taken);
    let code = mistakes.keep(Field::Code, code);
    let mut description = BTreeMap::new();
    for field in draft.fields() {
        if let Field::Description(tag) = field {
            let text = draft.get(field).trim();
            if !text.is_empty() {
                let _ = description.insert(tag.clone(), text.to_owned());
            }
        }
    }
    let policy = draft.get(&Field::Policy).to_owned();
    let named = if policy.is_empty() {
        Err(Wrong::Empty)
    } else {
        Ok(policy)
    };
    let policy = mistakes.keep(Field::Policy, named);
    let price = draft::amount(draft.get(&Field::PriceList), currency);
    let price = mistakes.keep(Field::PriceList, price);
    let mut text = |field: Field| {
        let text = draft.get(&field).trim();
        let read = if text.len() > TEXT_MAX {
            Err(Wrong::Long(TEXT_MAX))
        } else {
            Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
        };
        mistakes.keep(field, read)
    };
    let erp_code = text(Field::ErpCode);
    let profile = text(Field::MikrotikProfile);
    let list = text(Field::AddressList);
    let mut number = |field: Field| {
        let read = draft::quantity(draft.get(&field), u32::MAX);
        mistakes.keep(field, read)
    };
    let total_time = number(Field::TotalTime);
    let total_data = number(Field::TotalData);
    let daily_time = number(Field::DailyTime);
    let daily_data = number(Field::DailyData);
    let weekly_time = number(Field::WeeklyTime);
    let weekly_data = number(Field::WeeklyData);
    let monthly_time = number(Field::MonthlyTime);
    let monthly_data = number(Field::MonthlyData);
    let mut decimal = |field: Field| {
        let read = if has_days(kind) {
            draft::decimal(draft.get(&field))
        } else {
            Ok(rust_decimal::Decimal::ZERO)
        };
        mistakes.keep(field, read)
    };
    let days = decimal(Field::Days);
    let hours = decimal(Field::Hours);
    let months = if has_months(kind) {
        draft::months(draft.get(&Field::Months))
    } else {
        Ok(0)
    };
    let months = mistakes.keep(Field::Months, months);
    let known = || {
        Some(ProductJson {
            code: code?,
            description,
            policy: policy?,
            price_list: DecimalText::Text(price?.to_decimal_string()),
            recover_residual: recover(draft.get(&Field::RecoverResidual)).unwrap_or_default(),
            injection: draft.get(&Field::Injection) == ON,
            erp_code: erp_code?,
            total_time_min: total_time?,
            daily_time_min: daily_time?,
            weekly_time_min: weekly_time?,
            monthly_time_min: monthly_time?,
            total_data_mb: total_data?,
            daily_data_mb: daily_data?,
            weekly_data_mb: weekly_data?,
            monthly_data_mb: monthly_data?,
            first_day_of_week: draft.get(&Field::FirstDay).parse().unwrap_or(1),
            mikrotik_profile: profile?,
            mikrotik_address_list: list?,
            expiration: ExpirationJson {
                kind,
                days: days?.normalize().into(),
                hours: hours?.normalize().into(),
                months: months?,
            },
            notify_expiration: kind != ExpirationType::OneLogin && draft.get(&Field::Notify) == ON,
            level: level(draft.get(&Field::Level)).unwrap_or(Level::Manager),
        })
    };
    known().ok_or(mistakes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const EUR: Currency = Currency(*b"EUR");

    fn full() -> ProductJson {
        r#"{"code":"week","description":{"en":"A week","es":"Una semana"},"policy":"fast","price_list":"9.50",
            "recover_residual":"unless_expired","injection":true,"erp_code":"E1","total_time_min":1,"daily_time_min":2,
            "weekly_time_min":3,"monthly_time_min":4,"total_data_mb":5,"daily_data_mb":6,"weekly_data_mb":7,
            "monthly_data_mb":8,"first_day_of_week":7,"mikrotik_profile":"p","mikrotik_address_list":"l",
            "expiration":{"type":"days_hours_end_of_day","days":"1.5","hours":"-2","months":0},
            "notify_expiration":true,"level":"reseller"}"#
            .parse()
            .unwrap()
    }

    #[test]
    fn every_field_comes_back_as_it_was() {
        for (language, price) in [
            (Language::English, "9.50"),
            (Language::Spanish, "9,50"),
            (Language::Italian, "9,50"),
        ] {
            let draft = draft_of(&full(), language);
            assert_eq!(draft.get(&Field::PriceList), price);
            assert_eq!(read(&draft, &[], EUR), Ok(full()));
        }
        let months = ProductJson {
            expiration: ExpirationJson {
                kind: ExpirationType::Months,
                days: DecimalText::Text("0".to_owned()),
                hours: DecimalText::Text("0".to_owned()),
                months: -3,
            },
            ..full()
        };
        assert_eq!(
            read(&draft_of(&months, Language::English), &[], EUR),
            Ok(months)
        );
    }

    #[test]
    fn each_mistake_is_said_at_its_field() {
        #[rustfmt::skip]
        let table = [
            (Field::Code, "", Wrong::Empty), (Field::Code, "a b", Wrong::Blank), (Field::Code, "old", Wrong::Taken),
            (Field::Policy, "", Wrong::Empty),
            (Field::PriceList, "-1", Wrong::Negative), (Field::PriceList, "ten", Wrong::Number),
            (Field::TotalTime, "abc", Wrong::Whole), (Field::DailyTime, "-5", Wrong::Negative),
            (Field::WeeklyTime, "1,5", Wrong::Whole), (Field::MonthlyTime, "4294967296", Wrong::Most(4_294_967_295)),
            (Field::TotalData, "10 GB", Wrong::Whole), (Field::DailyData, "-1", Wrong::Negative),
            (Field::WeeklyData, "x", Wrong::Whole), (Field::MonthlyData, "1.024", Wrong::Whole),
            (Field::Days, "x", Wrong::Number), (Field::Hours, "1.2.3", Wrong::Number),
        ];
        for (field, text, wrong) in table {
            let mut draft = draft_of(&full(), Language::English);
            draft.set(field.clone(), text);
            let mistakes = read(&draft, &["old"], EUR).unwrap_err();
            assert_eq!(mistakes.all(), [(field, wrong)], "{text:?}");
        }
    }

    #[test]
    fn what_a_type_does_not_show_does_not_count_and_is_not_lost() {
        let mut draft = draft_of(&full(), Language::English);
        draft.set(Field::Days, "nonsense");
        draft.set(Field::Expiration, "unlimited");
        assert_eq!(
            read(&draft, &[], EUR).unwrap().expiration.kind,
            ExpirationType::Unlimited
        );
        draft.set(Field::Expiration, "days_hours");
        assert_eq!(
            read(&draft, &[], EUR).unwrap_err().all(),
            [(Field::Days, Wrong::Number)]
        );
        draft.set(Field::Days, "1,5");
        draft.set(Field::Expiration, "one_login");
        assert!(!read(&draft, &[], EUR).unwrap().notify_expiration, "PX05");
    }

    #[test]
    fn decimals_with_a_comma() {
        let mut draft = draft_of(&full(), Language::English);
        draft.set(Field::Days, "1,50");
        draft.set(Field::PriceList, "9,5");
        assert_eq!(read(&draft, &[], EUR), Ok(full()));
    }
}
