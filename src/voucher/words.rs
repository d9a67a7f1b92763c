//! Moments, durations and prices in the guest's words.

use super::LocalTime;
use crate::{
    domain::money::Money,
    i18n::{Language, Words},
    t,
};
use chrono::{Datelike as _, Timelike as _};

/// "Thu 2 July 2026, 18:30".
pub(super) fn moment(words: &Words, time: &LocalTime) -> String {
    t!(
        words,
        "voucher-moment",
        weekday = weekday(words, time),
        day = time.day().to_string(),
        month = month(words, time),
        year = time.year().to_string(),
        time = format!("{:02}:{:02}", time.hour(), time.minute())
    )
}

fn weekday(words: &Words, time: &LocalTime) -> String {
    t!(
        words,
        "voucher-weekday",
        day = time.weekday().number_from_monday()
    )
}

fn month(words: &Words, time: &LocalTime) -> String {
    t!(words, "voucher-month", month = time.month())
}

/// "3 days", "1 hour 30 minutes": the two largest units that are not zero; seconds are rounded up to a minute.
pub fn duration(words: &Words, seconds: u64) -> String {
    let minutes = seconds.div_ceil(60);
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let parts: Vec<String> = [
        (days > 0).then(|| t!(words, "voucher-days", count = days)),
        (hours > 0).then(|| t!(words, "voucher-hours", count = hours)),
        (minutes > 0 || days + hours == 0).then(|| t!(words, "voucher-minutes", count = minutes)),
    ]
    .into_iter()
    .flatten()
    .take(2)
    .collect();
    parts.join(" ")
}

/// "€12.00" in English, "12,00 €" in Spanish and Italian; a currency without a sign of its own keeps its code.
pub fn price(language: Language, money: Money) -> String {
    let code = String::from_utf8_lossy(&money.currency.0).into_owned();
    let digits = minor_digits(&code);
    let unit = 10_u64.pow(digits);
    let amount = money.minor.unsigned_abs();
    let sign = if money.minor < 0 { "−" } else { "" };
    let (point, group) = match language {
        Language::English => ('.', ','),
        Language::Spanish | Language::Italian => (',', '.'),
    };
    let mut figures = grouped(amount / unit, group);
    if digits > 0 {
        figures.push(point);
        figures.push_str(&format!(
            "{:0width$}",
            amount % unit,
            width = digits as usize
        ));
    }
    match (currency_sign(&code), language) {
        (Some(symbol), Language::English) => format!("{sign}{symbol}{figures}"),
        (symbol, _) => format!("{sign}{figures}\u{a0}{}", symbol.unwrap_or(&code)),
    }
}

fn grouped(whole: u64, separator: char) -> String {
    let figures = whole.to_string();
    let mut text = String::with_capacity(figures.len() + figures.len() / 3);
    for (place, figure) in figures.chars().enumerate() {
        if place > 0 && (figures.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(figure);
    }
    text
}

/// Digits of the minor unit (ISO 4217, list one).
fn minor_digits(code: &str) -> u32 {
    match code {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
        | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// Signs that mean one currency only: `$` is a dozen of them and would mislead a traveller.
fn currency_sign(code: &str) -> Option<&'static str> {
    match code {
        "EUR" => Some("€"),
        "GBP" => Some("£"),
        "ILS" => Some("₪"),
        "INR" => Some("₹"),
        "USD" => Some("US$"),
        _ => None,
    }
}
