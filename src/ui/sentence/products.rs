//! Why a product or a policy is refused, and why a line of a file of them is not taken.

use super::number;
use crate::{
    domain::{
        money::MoneyError,
        product::{DefinitionError, MAX_CODE_CHARACTERS},
    },
    i18n::{Language, Words},
    services::product_file::Reason,
    t,
};

/// Why a product or policy cannot be as it was given. Keys are named as files name them.
pub fn definition(words: &Words, error: &DefinitionError) -> String {
    use DefinitionError as E;
    match error {
        E::Json(detail) => t!(words, "definition-json", detail = detail.as_str()),
        E::Code(code) => t!(
            words,
            "definition-code",
            code = code.as_str(),
            max = number(MAX_CODE_CHARACTERS as u64)
        ),
        E::Negative { field, value } => t!(
            words,
            "definition-negative",
            field = field.to_string(),
            value = value.to_string()
        ),
        E::TooLarge { field, value, most } => t!(
            words,
            "definition-too-large",
            field = field.to_string(),
            value = value.to_string(),
            most = most.to_string()
        ),
        E::FirstDay(day) => t!(words, "definition-first-day", value = day.to_string()),
        E::Decimal { field, value } => t!(
            words,
            "definition-decimal",
            field = field.to_string(),
            value = value.as_str()
        ),
        E::Language(tag) => t!(words, "definition-language", tag = tag.as_str()),
        E::UnknownPolicy(code) => t!(words, "definition-unknown-policy", code = code.as_str()),
        E::Price(MoneyError::TooPrecise { text, decimals, .. }) => t!(
            words,
            "definition-price-precise",
            value = text.as_str(),
            decimals = number(*decimals)
        ),
        E::Price(MoneyError::TooLarge) => t!(words, "definition-price-too-large"),
        E::Price(_) => t!(words, "definition-price"),
        E::NegativePrice => t!(words, "definition-negative-price"),
    }
}

/// Why a line of a file is not taken.
pub fn line(language: Language, reason: &Reason) -> String {
    let words = language.words();
    match reason {
        Reason::Unreadable(detail) => t!(words, "exchange-unreadable", detail = detail.as_str()),
        Reason::NoColumn(column) => t!(words, "exchange-no-column", column = column.as_str()),
        Reason::ColumnTwice(column) => {
            t!(words, "exchange-column-twice", column = column.as_str())
        }
        Reason::NoCode => t!(words, "exchange-no-code"),
        Reason::Cells { cells, columns } => t!(
            words,
            "exchange-cells",
            cells = number(*cells as u64),
            columns = number(*columns as u64)
        ),
        Reason::Number { column, cell } => t!(
            words,
            "exchange-number",
            column = column.as_str(),
            cell = cell.as_str()
        ),
        Reason::YesNo { column, cell } => t!(
            words,
            "exchange-yes-no",
            column = column.as_str(),
            cell = cell.as_str()
        ),
        Reason::Twice(code) => t!(words, "exchange-code-twice", code = code.as_str()),
        Reason::Refused(error) => super::service(language, error).line(),
    }
}
