//! The fields of a policy as they are typed, and what they mean.

use crate::{
    domain::{
        policy::PolicyJson,
        product::{Level, MAX_CODE_CHARACTERS},
    },
    services::catalogue,
    t,
    ui::{
        context::Context,
        screen::{
            draft::{self, Draft, Mistakes, Wrong},
            products::{level, named},
        },
    },
};
use std::collections::BTreeMap;

/// A field of a policy, in the order of the form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the fields")]
pub enum Field {
    Code,
    Level,
    Description,
    SessionTimeout,
    IdleTimeout,
    Download,
    Upload,
    Devices,
    DailyTime,
    DailyData,
    WeeklyTime,
    WeeklyData,
    MonthlyTime,
    MonthlyData,
    AddressList,
    /// The value of the RADIUS attribute of this name.
    Attribute(String),
}

impl Field {
    /// The name by which it takes the focus.
    pub fn name(&self) -> String {
        format!("policy-{self:?}")
    }

    /// What the form calls it.
    pub fn label(&self, context: &Context) -> String {
        let words = context.words();
        match self {
            Self::Code => t!(words, "product-code"),
            Self::Level => t!(words, "product-level"),
            Self::Description => t!(words, "products-description"),
            Self::SessionTimeout => t!(words, "policy-session"),
            Self::IdleTimeout => t!(words, "policy-idle"),
            Self::Download => t!(words, "policy-download"),
            Self::Upload => t!(words, "policy-upload"),
            Self::Devices => t!(words, "policy-devices"),
            Self::DailyTime => t!(words, "product-daily-time"),
            Self::WeeklyTime => t!(words, "product-weekly-time"),
            Self::MonthlyTime => t!(words, "product-monthly-time"),
            Self::DailyData => t!(words, "product-daily-data"),
            Self::WeeklyData => t!(words, "product-weekly-data"),
            Self::MonthlyData => t!(words, "product-monthly-data"),
            Self::AddressList => t!(words, "product-address-list"),
            Self::Attribute(name) => name.clone(),
        }
    }

    /// A value of it in words.
    pub fn value(&self, context: &Context, text: &str) -> String {
        match self {
            Self::Level => level(text).map(|it| context.level(it)),
            _ if text.is_empty() => Some(t!(context.words(), "nothing")),
            _ => None,
        }
        .unwrap_or_else(|| text.to_owned())
    }
}

/// The longest description and the longest name of an address list, in bytes (one RADIUS attribute holds 253).
const TEXT_MAX: usize = 253;

/// The texts of a policy.
pub(super) fn draft_of(json: &PolicyJson) -> Draft<Field> {
    let number = |value: i64| match value {
        0 => String::new(),
        value => value.to_string(),
    };
    let attributes = json
        .attributes
        .iter()
        .map(|(name, value)| (Field::Attribute(name.clone()), value.clone()));
    Draft::new(
        [
            (Field::Code, json.code.clone()),
            (Field::Level, named(&json.level)),
            (Field::Description, json.description.clone()),
            (Field::SessionTimeout, number(json.session_timeout_min)),
            (Field::IdleTimeout, number(json.idle_timeout_min)),
            (Field::Download, number(json.download_kbps)),
            (Field::Upload, number(json.upload_kbps)),
            (Field::Devices, number(json.devices)),
            (Field::DailyTime, number(json.daily_time_min)),
            (Field::DailyData, number(json.daily_data_mb)),
            (Field::WeeklyTime, number(json.weekly_time_min)),
            (Field::WeeklyData, number(json.weekly_data_mb)),
            (Field::MonthlyTime, number(json.monthly_time_min)),
            (Field::MonthlyData, number(json.monthly_data_mb)),
            (
                Field::AddressList,
                json.mikrotik_address_list.clone().unwrap_or_default(),
            ),
        ]
        .into_iter()
        .chain(attributes),
    )
}

/// A new policy that sets nothing.
pub(super) fn fresh(level: Level) -> Draft<Field> {
    Draft::new([(Field::Level, named(&level))])
}

/// What is typed means. An attribute whose value is emptied is taken out. `taken` are the codes of the other policies.
pub(super) fn read(draft: &Draft<Field>, taken: &[&str]) -> Result<PolicyJson, Mistakes<Field>> {
    let mut mistakes = Mistakes::none();
    let code = draft::code(draft.get(&Field::Code), MAX_CODE_CHARACTERS, taken);
    let code = mistakes.keep(Field::Code, code);
    let mut text = |field: Field| {
        let text = draft.get(&field).trim().to_owned();
        let read = if text.len() > TEXT_MAX {
            Err(Wrong::Long(TEXT_MAX))
        } else {
            Ok(text)
        };
        mistakes.keep(field, read)
    };
    let description = text(Field::Description);
    let list = text(Field::AddressList);
    let mut number = |field: Field| {
        let most = match field {
            Field::Devices => u16::MAX.into(),
            _ => u32::MAX,
        };
        let read = draft::quantity(draft.get(&field), most);
        mistakes.keep(field, read)
    };
    let session = number(Field::SessionTimeout);
    let idle = number(Field::IdleTimeout);
    let download = number(Field::Download);
    let upload = number(Field::Upload);
    let devices = number(Field::Devices);
    let daily_time = number(Field::DailyTime);
    let daily_data = number(Field::DailyData);
    let weekly_time = number(Field::WeeklyTime);
    let weekly_data = number(Field::WeeklyData);
    let monthly_time = number(Field::MonthlyTime);
    let monthly_data = number(Field::MonthlyData);
    let mut attributes = BTreeMap::new();
    for field in draft.fields() {
        let Field::Attribute(name) = field else {
            continue;
        };
        let value = draft.get(field).trim();
        if let Some(wrong) = wrong_attribute(name, value) {
            let _ = mistakes.keep::<()>(field.clone(), Err(wrong));
        } else {
            let _ = attributes.insert(name.clone(), value.to_owned());
        }
    }
    let wrong = mistakes.count() > 0;
    let known = || {
        Some(PolicyJson {
            code: code?,
            description: description?,
            level: level(draft.get(&Field::Level)).unwrap_or(Level::Manager),
            session_timeout_min: session?,
            idle_timeout_min: idle?,
            download_kbps: download?,
            upload_kbps: upload?,
            devices: devices?,
            daily_time_min: daily_time?,
            weekly_time_min: weekly_time?,
            monthly_time_min: monthly_time?,
            daily_data_mb: daily_data?,
            weekly_data_mb: weekly_data?,
            monthly_data_mb: monthly_data?,
            mikrotik_address_list: list.filter(|list| !list.is_empty()),
            attributes,
        })
    };
    if wrong {
        return Err(mistakes);
    }
    known().ok_or(mistakes)
}

/// What is wrong with the value of an attribute.
pub(super) fn wrong_attribute(name: &str, value: &str) -> Option<Wrong> {
    use crate::services::Error;
    if value.is_empty() {
        return Some(Wrong::Empty);
    }
    match catalogue::check_attribute(name, value) {
        Ok(()) => None,
        Err(Error::Attribute(error)) => Some(Wrong::Value(error.to_string())),
        Err(_) => Some(Wrong::Attribute),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn full() -> PolicyJson {
        r#"{"code":"vip","description":"Guests of honour","level":"reseller","session_timeout_min":1,"idle_timeout_min":2,
            "download_kbps":3,"upload_kbps":4,"devices":5,"daily_time_min":6,"weekly_time_min":7,"monthly_time_min":8,
            "daily_data_mb":9,"weekly_data_mb":10,"monthly_data_mb":11,"mikrotik_address_list":"vip",
            "attributes":{"Filter-Id":"vip"}}"#
            .parse()
            .unwrap()
    }

    #[test]
    fn every_field_comes_back_as_it_was() {
        assert_eq!(read(&draft_of(&full()), &[]), Ok(full()));
    }

    #[test]
    fn each_mistake_is_said_at_its_field() {
        #[rustfmt::skip]
        let table = [
            (Field::Code, "", Wrong::Empty), (Field::Code, "old", Wrong::Taken),
            (Field::SessionTimeout, "abc", Wrong::Whole), (Field::IdleTimeout, "-1", Wrong::Negative),
            (Field::Download, "1,5", Wrong::Whole), (Field::Upload, "9999999999", Wrong::Most(4_294_967_295)),
            (Field::Devices, "65536", Wrong::Most(65_535)),
        ];
        for (field, text, wrong) in table {
            let mut draft = draft_of(&full());
            draft.set(field.clone(), text);
            let mistakes = read(&draft, &["old"]).unwrap_err();
            assert_eq!(mistakes.all(), [(field, wrong)], "{text:?}");
        }
    }

    #[test]
    fn values_of_attributes_are_checked_by_the_dictionary() {
        assert_eq!(wrong_attribute("Filter-Id", "vip"), None);
        assert_eq!(wrong_attribute("Filter-Id", ""), Some(Wrong::Empty));
        assert!(matches!(
            wrong_attribute("Framed-MTU", "wide"),
            Some(Wrong::Value(_))
        ));
        assert_eq!(wrong_attribute("Framed-MTU", "1500"), None);
        assert!(wrong_attribute("No-Such-Thing", "1").is_some());
    }
}
