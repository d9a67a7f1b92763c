//! Moments, durations, volumes and prices as the receptionist reads them. Short enough for a table.

use super::{context::Context, theme::Tone};
use crate::{
    domain::{
        mac::Mac,
        maker::Maker,
        money::Money,
        product::{Level, Product},
        ticket::Status,
        ticket_type::{Format, TicketType},
        time::{self, Instant},
    },
    i18n::{Language, Words},
    services::named,
    t, voucher,
};
use chrono::{Datelike as _, NaiveDate};

pub use crate::services::named::{kind, source};

impl Context {
    /// `21 Nov 18:30`, with the year where it is not this one; of the Location's wall clock.
    pub fn moment(&self, at: Instant) -> String {
        let local = at.with_timezone(&self.location.zone);
        let this_year = self.now.with_timezone(&self.location.zone).year();
        let date = if local.year() == this_year {
            short_date(self.language, local.date_naive())
        } else {
            date(self.language, local.date_naive())
        };
        format!("{date} {}", local.format("%H:%M"))
    }

    /// `18:30` today, else as [`Context::moment`].
    pub fn recent(&self, at: Instant) -> String {
        let zone = &self.location.zone;
        let local = at.with_timezone(zone);
        if local.date_naive() == self.now.with_timezone(zone).date_naive() {
            local.format("%H:%M").to_string()
        } else {
            self.moment(at)
        }
    }

    /// The date on the wall of the Location.
    pub fn today(&self) -> NaiveDate {
        time::day_of(self.now, self.location.zone)
    }

    /// `21 Nov 2026`.
    pub fn date(&self, date: NaiveDate) -> String {
        self::date(self.language, date)
    }

    /// `21 Nov`.
    pub fn short_date(&self, date: NaiveDate) -> String {
        short_date(self.language, date)
    }

    /// A number with a decimal point as this language writes it.
    pub fn decimal(&self, number: &str) -> String {
        decimal(self.language, number)
    }

    /// The word of a level (P4).
    pub fn level(&self, level: Level) -> String {
        match level {
            Level::System => t!(self.words(), "level-system"),
            Level::Reseller => t!(self.words(), "level-reseller"),
            Level::Manager => t!(self.words(), "level-manager"),
        }
    }

    /// `€12.00` or `12,00 €`.
    pub fn price(&self, money: Money) -> String {
        voucher::price_with(self.language, self.location.prices.separators, money)
    }

    /// What a ticket of this type costs, on its tile and in lists.
    pub fn type_price(&self, ticket_type: &TicketType) -> String {
        match ticket_type.price_per_day {
            Some(per_day) => t!(self.words(), "desk-per-day", price = self.price(per_day)),
            None => self.ticket_price(ticket_type.price),
        }
    }

    /// The same of a ticket, where nothing is asked for it: "Free".
    pub fn ticket_price(&self, money: Money) -> String {
        if money.minor == 0 {
            t!(self.words(), "desk-free")
        } else {
            self.price(money)
        }
    }

    /// `3 days`, `1 hour 30 minutes`: the two largest units.
    pub fn duration(&self, seconds: u64) -> String {
        voucher::duration(self.words(), seconds)
    }

    /// The product's description in this language, else in English, else in any, else its code.
    pub fn described<'a>(&self, product: &'a Product) -> &'a str {
        let texts = &product.description;
        let text = texts
            .get(self.language.tag())
            .or_else(|| texts.get(Language::English.tag()))
            .or_else(|| texts.values().next());
        text.map(|text| text.trim())
            .filter(|text| !text.is_empty())
            .unwrap_or(&product.code)
    }

    /// `1.5 MB`, in steps of 1024 as products count (P22), so that an allowance of 500 MB reads as 500 MB.
    pub fn volume(&self, bytes: u64) -> String {
        volume(self.language, bytes)
    }

    /// `1,000,000` or `1.000.000`.
    pub fn number(&self, number: u64) -> String {
        grouped(self.language, number)
    }
}

/// The badge of a status: its tone and its word.
pub fn status(words: &Words, status: Status) -> (Tone, String) {
    let tone = match status {
        Status::NoUse => Tone::NoUse,
        Status::InUse => Tone::InUse,
        Status::Expired => Tone::Expired,
        Status::Cancelled => Tone::Cancelled,
    };
    (tone, named::status(words, status))
}

/// The word for a format.
pub fn ticket_format(words: &Words, format: Format) -> String {
    match format {
        Format::Single => t!(words, "format-single"),
        Format::Variable => t!(words, "format-variable"),
        Format::Special => t!(words, "format-special"),
    }
}

/// The word for a gender, by its key.
pub fn gender(words: &Words, key: &str) -> String {
    match key {
        "female" => t!(words, "gender-female"),
        "male" => t!(words, "gender-male"),
        _ => t!(words, "gender-other"),
    }
}

/// Who made a device, as far as its address tells.
pub fn maker(words: &Words, mac: Mac) -> String {
    match Maker::of(mac) {
        Maker::Named(name) => name.to_owned(),
        Maker::Random => t!(words, "device-random"),
        Maker::Unknown => t!(words, "device-unknown"),
    }
}

/// A device in a sentence: its address, and who made it.
pub fn device(words: &Words, mac: Mac) -> String {
    match Maker::of(mac) {
        Maker::Unknown => mac.to_string(),
        Maker::Named(_) | Maker::Random => format!("{mac} ({})", maker(words, mac)),
    }
}

/// `1:05:09`, running.
pub fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{hours}:{minutes:02}:{seconds:02}")
}

fn short_date(language: Language, date: NaiveDate) -> String {
    format!("{} {}", date.day(), month(language, date))
}

fn date(language: Language, date: NaiveDate) -> String {
    format!("{} {}", short_date(language, date), date.year())
}

fn month(language: Language, date: NaiveDate) -> String {
    let words = language.words();
    t!(words, "month-short", month = date.month())
}

fn volume(language: Language, bytes: u64) -> String {
    const UNITS: [&str; 6] = ["B", "kB", "MB", "GB", "TB", "PB"];
    let mut unit = 0;
    // Tenths of the unit, in whole numbers and rounded down: what is used is never shown as more than it is.
    let mut size = 1_u128;
    while u128::from(bytes) >= size * 1024 && unit + 1 < UNITS.len() {
        size *= 1024;
        unit += 1;
    }
    let tenths = u128::from(bytes) * 10 / size;
    let name = UNITS.get(unit).copied().unwrap_or("B");
    let (whole, part) = (tenths / 10, tenths % 10);
    if unit == 0 || whole >= 100 || part == 0 {
        format!("{whole}\u{a0}{name}")
    } else {
        format!("{whole}{}{part}\u{a0}{name}", point(language))
    }
}

/// A number with a decimal point as a language writes it: as it is read, and as it is first found in a field.
pub fn decimal(language: Language, number: &str) -> String {
    number.replace('.', &point(language).to_string())
}

fn point(language: Language) -> char {
    match language {
        Language::English => '.',
        Language::Spanish | Language::Italian => ',',
    }
}

/// `1,000,000` or `1.000.000`.
fn grouped(language: Language, number: u64) -> String {
    let group = match language {
        Language::English => ',',
        Language::Spanish | Language::Italian => '.',
    };
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes() {
        let check = |bytes, wanted: &str| {
            assert_eq!(
                volume(Language::English, bytes).replace('\u{a0}', " "),
                wanted
            );
        };
        check(0, "0 B");
        check(999, "999 B");
        check(1023, "1023 B");
        check(1024, "1 kB");
        check(1535, "1.4 kB");
        check(1536, "1.5 kB");
        check(500 * 1024 * 1024, "500 MB");
        check(500 * 1024 * 1024 - 1, "499 MB");
        check(1024 * 1024 * 1024 - 1, "1023 MB");
        check(u64::MAX, "16383 PB");
        assert_eq!(volume(Language::Italian, 1536), "1,5\u{a0}kB");
    }

    #[test]
    fn numbers_in_groups_of_three() {
        let check = |number, wanted: &str| assert_eq!(grouped(Language::English, number), wanted);
        check(0, "0");
        check(999, "999");
        check(1000, "1,000");
        check(1_000_000, "1,000,000");
        check(12_345_678, "12,345,678");
        assert_eq!(grouped(Language::Spanish, 1_234_567), "1.234.567");
    }

    #[test]
    fn running_clocks() {
        assert_eq!(clock(0), "0:00:00");
        assert_eq!(clock(3909), "1:05:09");
        assert_eq!(clock(360_000), "100:00:00");
    }
}
