//! Units of RouterOS, both ways: spans of time, rates, volumes, dates. The only place that knows them.

use crate::domain::time::Instant;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use std::fmt::Write as _;

/// Milliseconds of a unit, the largest first.
const UNITS: [(&str, u64); 6] = [
    ("w", 604_800_000),
    ("d", 86_400_000),
    ("h", 3_600_000),
    ("m", 60_000),
    ("s", 1000),
    ("ms", 1),
];

/// A span as the router prints it: `1w2d3h4m5s`, `1s100ms`; nothing at all is `0s`.
pub(super) fn span(milliseconds: u64) -> String {
    let mut left = milliseconds;
    let mut text = String::new();
    for (unit, size) in UNITS {
        if left >= size {
            let _ = write!(text, "{}{unit}", left / size);
            left %= size;
        }
    }
    if text.is_empty() {
        "0s".to_owned()
    } else {
        text
    }
}

/// The same of seconds.
pub(super) fn seconds(seconds: u64) -> String {
    span(seconds.saturating_mul(1000))
}

/// Milliseconds of a span in any spelling of the router: `1w2d3h4m5s`, `100ms`, `HH:MM:SS`, `Nd HH:MM:SS`, a bare number
/// of seconds. `none` and what is no span are `None`.
pub(super) fn milliseconds(text: &str) -> Option<u64> {
    let mut rest = text.trim();
    if rest.is_empty() {
        return None;
    }
    let mut sum = 0_u64;
    while !rest.is_empty() {
        if rest.contains(':') && !rest.contains(|one: char| one.is_ascii_alphabetic()) {
            return sum.checked_add(clock(rest.trim())?);
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = rest.split_at_checked(digits)?;
        let number: u64 = number.parse().ok()?;
        let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (unit, after) = after.split_at_checked(letters)?;
        let size = match unit {
            "" => 1000,
            unit => UNITS.iter().find(|(name, _)| *name == unit)?.1,
        };
        sum = sum.checked_add(number.checked_mul(size)?)?;
        rest = after.trim_start();
    }
    Some(sum)
}

/// `HH:MM:SS`, with a fraction where there is one.
fn clock(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut sum = 0_u64;
    for part in whole.split(':') {
        sum = sum.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    let fraction: u64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    sum.checked_mul(1000)?.checked_add(fraction)
}

/// A span as it is compared: the router's own spelling of it, whatever spelling was given; what is no span stays.
pub(super) fn same_span(text: &str) -> String {
    milliseconds(text).map_or_else(|| text.to_owned(), span)
}

/// `rx/tx` of a user profile: what the router receives is the guest's upload (GATEWAYS 5.4). 0 is no limit; without any
/// limit there is no text. Exact to the bit: `k` is 1000.
pub(super) fn rates(upload_bps: Option<u64>, download_bps: Option<u64>) -> String {
    if upload_bps.is_none() && download_bps.is_none() {
        return String::new();
    }
    let side = |bps: Option<u64>| number(bps.unwrap_or(0));
    format!("{}/{}", side(upload_bps), side(download_bps))
}

fn number(bps: u64) -> String {
    match bps {
        0 => "0".to_owned(),
        _ if bps.is_multiple_of(1_000_000) => format!("{}M", bps / 1_000_000),
        _ if bps.is_multiple_of(1000) => format!("{}k", bps / 1000),
        _ => bps.to_string(),
    }
}

/// Rates as they are compared: `2000k/10000000`, `2M/10M` are the same, one value alone is for both sides. What
/// somebody added behind the first pair stays, so that it differs.
pub(super) fn same_rates(text: &str) -> String {
    let (first, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    let (upload, download) = first.split_once('/').unwrap_or((first, first));
    match (bits(upload), bits(download)) {
        (Some(0), Some(0)) if rest.is_empty() => String::new(),
        (Some(upload), Some(download)) => {
            let pair = format!("{}/{}", number(upload), number(download));
            format!("{pair} {rest}").trim_end().to_owned()
        }
        _ => text.to_owned(),
    }
}

fn bits(text: &str) -> Option<u64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at_checked(digits)?;
    let size = match unit {
        "" => 1,
        "k" | "K" => 1000,
        "M" => 1_000_000,
        "G" => 1_000_000_000,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(size)
}

/// `true`, `yes`; absent is not.
pub(super) fn is_yes(text: Option<&str>) -> bool {
    matches!(text, Some("true" | "yes"))
}

/// A comma list as it is compared: sorted.
pub(super) fn same_list(text: &str) -> String {
    let mut words: Vec<_> = text
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect();
    words.sort_unstable();
    words.dedup();
    words.join(",")
}

/// The moment of the router's clock: `2026-11-29` or, before 7.10, `nov/29/2026`; its offset as `+01:00`.
pub(super) fn moment(date: &str, time: &str, offset: &str) -> Option<Instant> {
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(date, "%b/%d/%Y"))
        .ok()?;
    let time = NaiveTime::parse_from_str(time, "%H:%M:%S").ok()?;
    let (sign, digits) = match offset.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, offset.trim_start_matches('+')),
    };
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "0"));
    let minutes = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
    let local = date.and_time(time).and_utc();
    local.checked_sub_signed(TimeDelta::try_minutes(sign * minutes)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spans() {
        #[rustfmt::skip]
        let table = [
            ("0s",              Some(0)),
            ("5m",              Some(300_000)),
            ("2d20h12m20s",     Some(245_540_000)),
            ("1w",              Some(604_800_000)),
            ("1100ms",          Some(1100)),
            ("1s100ms",         Some(1100)),
            ("3600",            Some(3_600_000)),
            ("00:00:30",        Some(30_000)),
            ("1d 02:00:00",     Some(93_600_000)),
            ("1d02:00:00",      Some(93_600_000)),
            ("00:00:01.5",      Some(1500)),
            ("none",            None),
            ("",                None),
            ("1x",              None),
            ("18446744073709551615w", None),
        ];
        for (text, expected) in table {
            assert_eq!(milliseconds(text), expected, "{text}");
        }
        assert_eq!(same_span("00:05:00"), "5m");
        assert_eq!(same_span("none"), "none");
        assert_eq!(seconds(0), "0s");
        assert_eq!(seconds(u64::from(u32::MAX) * 60), "426088w4h15m");
    }

    #[test]
    fn rates_both_ways() {
        #[rustfmt::skip]
        let table = [
            (None,            None,                ""),
            (Some(1000),      None,                "1k/0"),
            (None,            Some(10_000_000),    "0/10M"),
            (Some(1),         Some(999),           "1/999"),
            (Some(2_048_000), Some(10_000_000),    "2048k/10M"),
            (Some(4_294_967_295_000), Some(4_294_967_295_000), "4294967295k/4294967295k"),
        ];
        for (upload, download, expected) in table {
            assert_eq!(rates(upload, download), expected);
            assert_eq!(same_rates(expected), expected, "stays itself");
        }
        for (spelling, expected) in [
            ("2000k/10000000", "2M/10M"),
            ("128k", "128k/128k"),
            ("0/0", ""),
            ("64k/64k 128k/128k", "64k/64k 128k/128k"),
            ("fast", "fast"),
        ] {
            assert_eq!(same_rates(spelling), expected, "{spelling}");
        }
    }

    #[test]
    fn clocks() {
        let expected = "2026-11-29T12:34:56Z".parse().ok();
        assert_eq!(moment("2026-11-29", "13:34:56", "+01:00"), expected);
        assert_eq!(moment("nov/29/2026", "13:34:56", "+01:00"), expected);
        assert_eq!(moment("2026-11-29", "07:04:56", "-05:30"), expected);
        assert_eq!(moment("29.11.2026", "13:34:56", "+01:00"), None);
    }

    proptest! {
        #[test]
        fn a_span_reads_back(value in 0..u64::MAX / 2000) {
            prop_assert_eq!(milliseconds(&span(value)), Some(value));
        }

        #[test]
        fn nothing_makes_it_panic(text in "\\PC*") {
            let _ = (same_span(&text), same_rates(&text), same_list(&text), moment(&text, &text, &text));
        }
    }
}
