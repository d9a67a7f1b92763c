//! Moments, durations, volumes and prices as the receptionist reads them. Short enough for a table.

use super::{context::Context, theme::Tone};
use crate::{
    domain::{
        money::Money,
        product::Product,
        ticket::{Kind, Status},
        time::{self, Instant},
    },
    i18n::{Language, Words},
    t, voucher,
};
use chrono::{Datelike as _, NaiveDate};

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

    /// `€12.00` or `12,00 €`.
    pub fn price(&self, money: Money) -> String {
        voucher::price(self.language, money)
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

    /// `1.5 MB`, in powers of ten as gateways and guests count; three figures at most.
    pub fn volume(&self, bytes: u64) -> String {
        volume(self.language, bytes)
    }
}

/// The badge of a status: its tone and its word.
pub fn status(words: &Words, status: Status) -> (Tone, String) {
    match status {
        Status::NoUse => (Tone::NoUse, t!(words, "status-no-use")),
        Status::InUse => (Tone::InUse, t!(words, "status-in-use")),
        Status::Expired => (Tone::Expired, t!(words, "status-expired")),
        Status::Cancelled => (Tone::Cancelled, t!(words, "status-cancelled")),
    }
}

/// A type of ticket in words (T16).
pub fn kind(words: &Words, kind: Kind) -> String {
    match kind {
        Kind::Individual => t!(words, "kind-individual"),
        Kind::Variable => t!(words, "kind-variable"),
        Kind::Special => t!(words, "kind-special"),
        Kind::Paypal => t!(words, "kind-paypal"),
        Kind::Sms => t!(words, "kind-sms"),
        Kind::Sponsor => t!(words, "kind-sponsor"),
        Kind::Pms => t!(words, "kind-pms"),
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
    // Tenths of the unit, in whole numbers: nothing is lost on the way.
    let mut tenths = u128::from(bytes) * 10;
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    let name = UNITS.get(unit).copied().unwrap_or("B");
    let point = match language {
        Language::English => '.',
        Language::Spanish | Language::Italian => ',',
    };
    let (whole, part) = (tenths / 10, tenths % 10);
    if unit == 0 || whole >= 100 {
        format!("{whole}\u{a0}{name}")
    } else {
        format!("{whole}{point}{part}\u{a0}{name}")
    }
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
        check(1000, "1.0 kB");
        check(1_549_999, "1.5 MB");
        check(123_456_789, "123 MB");
        check(9_999_999_999, "9.9 GB");
        check(u64::MAX, "18446 PB");
        assert_eq!(volume(Language::Italian, 1500), "1,5\u{a0}kB");
    }

    #[test]
    fn running_clocks() {
        assert_eq!(clock(0), "0:00:00");
        assert_eq!(clock(3909), "1:05:09");
        assert_eq!(clock(360_000), "100:00:00");
    }
}
