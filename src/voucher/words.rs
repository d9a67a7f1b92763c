//! Moments, durations and prices in the guest's words.

use super::LocalTime;
use crate::{
    domain::{
        location::{Prices, Separators},
        money::Money,
    },
    i18n::{Language, Words},
    t,
};
use chrono::{Datelike as _, Timelike as _};

/// "Thu 2 July 2026, 18:30".
pub fn moment(words: &Words, time: &LocalTime) -> String {
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
    price_with(language, Separators::default(), money)
}

/// The same with the separators of a Location, and with the tax that is in it, where a rate is set: "12,00 € (IVA 22 %
/// incluida)".
pub fn price_in(language: Language, prices: &Prices, money: Money) -> String {
    let price = price_with(language, prices.separators, money);
    if prices.tax_percent.is_zero() || money.minor == 0 {
        return price;
    }
    let rate = tax_rate(language, prices);
    t!(
        language.words(),
        "voucher-price-tax",
        price = price,
        rate = rate
    )
}

/// A tax rate in a language: "5.5", "5,5".
pub fn tax_rate(language: Language, prices: &Prices) -> String {
    let (point, _) = signs(language, prices.separators);
    prices
        .tax_percent
        .normalize()
        .to_string()
        .replace('.', point)
}

fn signs(language: Language, separators: Separators) -> (&'static str, &'static str) {
    match language {
        Language::English => separators.signs(".", ","),
        Language::Spanish | Language::Italian => separators.signs(",", "."),
    }
}

/// With the separators of a Location, without a word about tax.
pub fn price_with(language: Language, separators: Separators, money: Money) -> String {
    let (point, group) = signs(language, separators);
    let figures = money.format(point, group);
    // Set in type, a minus is as wide as a plus.
    let (sign, figures) = figures
        .strip_prefix('-')
        .map_or(("", &*figures), |figures| ("−", figures));
    let code = money.currency.to_string();
    match (currency_sign(&code), language) {
        (Some(symbol), Language::English) => format!("{sign}{symbol}{figures}"),
        (symbol, _) => format!("{sign}{figures}\u{a0}{}", symbol.unwrap_or(&code)),
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::domain::money::Currency;
    use chrono::TimeZone as _;

    #[test]
    fn moments_in_every_language() {
        let time = chrono_tz::Europe::Madrid
            .with_ymd_and_hms(2026, 7, 2, 18, 5, 0)
            .unwrap();
        let check = |language: Language, expected: &str| {
            assert_eq!(moment(language.words(), &time), expected);
        };
        check(Language::English, "Thu 2 July 2026, 18:05");
        check(Language::Spanish, "jue 2 de julio de 2026, 18:05");
        check(Language::Italian, "gio 2 luglio 2026, ore 18:05");
    }

    #[test]
    fn every_weekday_and_month_has_its_own_word() {
        for language in Language::ALL {
            let days = (1..=7).map(|day| {
                chrono_tz::UTC
                    .with_ymd_and_hms(2026, 6, day, 0, 0, 0)
                    .unwrap()
            });
            let months = (1..=12).map(|month| {
                chrono_tz::UTC
                    .with_ymd_and_hms(2026, month, 1, 0, 0, 0)
                    .unwrap()
            });
            let words = language.words();
            let weekdays: std::collections::HashSet<_> =
                days.map(|day| weekday(words, &day)).collect();
            let months: std::collections::HashSet<_> =
                months.map(|day| month(words, &day)).collect();
            assert_eq!((weekdays.len(), months.len()), (7, 12), "{language}");
        }
    }

    #[test]
    fn durations() {
        let check = |seconds, expected: [&str; 3]| {
            assert_eq!(
                Language::ALL.map(|language| duration(language.words(), seconds)),
                expected,
                "{seconds} s"
            );
        };
        check(0, ["0 minutes", "0 minutos", "0 minuti"]);
        check(1, ["1 minute", "1 minuto", "1 minuto"]);
        check(
            90 * 60,
            ["1 hour 30 minutes", "1 hora 30 minutos", "1 ora 30 minuti"],
        );
        check(86400, ["1 day", "1 día", "1 giorno"]);
        check(3 * 86400, ["3 days", "3 días", "3 giorni"]);
        check(
            86400 + 7200 + 60,
            ["1 day 2 hours", "1 día 2 horas", "1 giorno 2 ore"],
        );
    }

    #[test]
    fn prices_of_a_location() {
        use crate::domain::location::Separator::{Comma, Point, Space};
        let money = Money {
            minor: 123450,
            currency: Currency(*b"EUR"),
        };
        let check = |decimal, thousands, tax: &str, expected: [&str; 3]| {
            let prices = Prices {
                separators: Separators { decimal, thousands },
                tax_percent: tax.parse().unwrap(),
            };
            assert_eq!(
                Language::ALL.map(|language| price_in(language, &prices, money)),
                expected
            );
        };
        let swiss = [
            "€1\u{a0}234.50",
            "1\u{a0}234.50\u{a0}€",
            "1\u{a0}234.50\u{a0}€",
        ];
        check(Point, Space, "0", swiss);
        let taxed = [
            "€1.234,50 (incl. 5,5% tax)",
            "1.234,50\u{a0}€ (IVA 5,5\u{a0}% incluido)",
            "1.234,50\u{a0}€ (IVA 5,5\u{a0}% inclusa)",
        ];
        check(Comma, Point, "5.500", taxed);
    }

    #[test]
    fn prices() {
        let check = |minor, code: &[u8; 3], expected: [&str; 3]| {
            let money = Money {
                minor,
                currency: Currency(*code),
            };
            assert_eq!(
                Language::ALL.map(|language| price(language, money)),
                expected
            );
        };
        check(1205, b"EUR", ["€12.05", "12,05\u{a0}€", "12,05\u{a0}€"]);
        check(-5, b"EUR", ["−€0.05", "−0,05\u{a0}€", "−0,05\u{a0}€"]);
        check(
            123456789,
            b"CHF",
            [
                "1,234,567.89\u{a0}CHF",
                "1.234.567,89\u{a0}CHF",
                "1.234.567,89\u{a0}CHF",
            ],
        );
        check(
            1500,
            b"JPY",
            ["1,500\u{a0}JPY", "1.500\u{a0}JPY", "1.500\u{a0}JPY"],
        );
        check(
            1500,
            b"KWD",
            ["1.500\u{a0}KWD", "1,500\u{a0}KWD", "1,500\u{a0}KWD"],
        );
        check(0, b"USD", ["US$0.00", "0,00\u{a0}US$", "0,00\u{a0}US$"]);
        let least = Money {
            minor: i64::MIN,
            currency: Currency(*b"EUR"),
        };
        assert_eq!(
            price(Language::English, least),
            "−€92,233,720,368,547,758.08"
        );
    }
}
