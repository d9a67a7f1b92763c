//! The eight allowances (RULES P13–P20), their windows, and which side counts: product or policy (P21, A4).

use super::{
    policy::Policy,
    product::Product,
    time::{self, FAR_FUTURE, FAR_PAST, Instant, Zone},
};
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Bytes of a megabyte: 1 Kbyte is 1024 bytes (P22).
pub const BYTES_PER_MB: u64 = 1024 * 1024;

/// The longest span that [`split_over_days`] takes apart, in days. No window is longer than a month; a gateway that
/// reports a session of decades shall not make a row for each of its days.
const MAX_SPLIT_DAYS: i64 = 366;

/// Over what an allowance is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// Since the product was assigned.
    Total,
    /// The calendar month of the Location.
    Monthly,
    /// Seven local days from the product's first day of the week.
    Weekly,
    /// The local calendar day.
    Daily,
}

impl Window {
    /// All four, in the order in which a login checks them (RULES, end of 1.4).
    pub const ALL: [Self; 4] = [Self::Total, Self::Monthly, Self::Weekly, Self::Daily];

    /// The windows that end by themselves.
    pub const RECURRING: [Self; 3] = [Self::Monthly, Self::Weekly, Self::Daily];
}

/// One value for each window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PerWindow<T> {
    /// Since the product was assigned.
    pub total: T,
    /// Of the local calendar month.
    pub monthly: T,
    /// Of the local week.
    pub weekly: T,
    /// Of the local day.
    pub daily: T,
}

impl<T> PerWindow<T> {
    /// The value of one window.
    pub fn get(&self, window: Window) -> &T {
        match window {
            Window::Total => &self.total,
            Window::Monthly => &self.monthly,
            Window::Weekly => &self.weekly,
            Window::Daily => &self.daily,
        }
    }
}

/// What a guest may use, with product and policy already weighed: seconds and bytes, `None` = infinite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Seconds on line, summed over all devices (Q44).
    pub seconds: PerWindow<Option<u64>>,
    /// Bytes up and down together (A32).
    pub bytes: PerWindow<Option<u64>>,
    /// First day of the weekly window (P24); the product's also for a policy's limit (A31).
    pub first_day_of_week: Weekday,
}

/// What was used, per window, at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Used {
    /// Seconds on line, summed over all devices.
    pub seconds: PerWindow<u64>,
    /// Bytes up and down together.
    pub bytes: PerWindow<u64>,
}

/// What an account used on one local day of its Location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayUsage {
    /// The local date.
    pub day: chrono::NaiveDate,
    /// Seconds on line, summed over all devices.
    pub seconds: u64,
    /// Bytes from the guest.
    pub upload: u64,
    /// Bytes to the guest.
    pub download: u64,
}

/// What was used since the product was assigned: the totals, which no calendar resets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TotalUsed {
    /// Seconds on line.
    pub seconds: u64,
    /// Bytes up and down together.
    pub bytes: u64,
}

/// Whether the Location registers its guests (A29: Click & connect and Simple password do not).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registration {
    /// Guests are registered.
    Provided,
    /// They are not.
    NotProvided,
}

/// How a user came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Somebody issued, bought or asked for it.
    Issued,
    /// Made automatically and free of charge by Click & connect or Simple password.
    AutomaticFree,
}

impl Limits {
    /// The limits that count for a guest of `product` under `policy`: the policy's daily, weekly and monthly values
    /// win where they are set, even if larger (Q23–Q28).
    pub fn of(product: &Product, policy: &Policy) -> Self {
        Self {
            seconds: PerWindow {
                total: seconds(product.total_time_min),
                monthly: seconds(policy.monthly_time_min).or(seconds(product.monthly_time_min)),
                weekly: seconds(policy.weekly_time_min).or(seconds(product.weekly_time_min)),
                daily: seconds(policy.daily_time_min).or(seconds(product.daily_time_min)),
            },
            bytes: PerWindow {
                total: bytes(product.total_data_mb),
                monthly: bytes(policy.monthly_data_mb).or(bytes(product.monthly_data_mb)),
                weekly: bytes(policy.weekly_data_mb).or(bytes(product.weekly_data_mb)),
                daily: bytes(policy.daily_data_mb).or(bytes(product.daily_data_mb)),
            },
            first_day_of_week: weekday(product.first_day_of_week),
        }
    }

    /// The same with other totals: an account's, which include what a recharge took over.
    #[must_use]
    pub fn with_totals(mut self, seconds: Option<u64>, bytes: Option<u64>) -> Self {
        self.seconds.total = seconds;
        self.bytes.total = bytes;
        self
    }

    /// Leaves out what the columns "ignored if …" of RULES 1.3 leave out: everything where the Location does not
    /// register its guests; for automatic free users all but the total data (A3: the seed does not exempt it).
    #[must_use]
    pub fn considered(mut self, registration: Registration, origin: Origin) -> Self {
        if registration == Registration::NotProvided || origin == Origin::AutomaticFree {
            self.seconds = PerWindow::default();
            self.bytes = PerWindow {
                total: self
                    .bytes
                    .total
                    .filter(|_| registration == Registration::Provided),
                ..PerWindow::default()
            };
        }
        self
    }

    /// No allowance at all is set.
    pub fn is_infinite(&self) -> bool {
        self.seconds == PerWindow::default() && self.bytes == PerWindow::default()
    }
}

fn seconds(minutes: u32) -> Option<u64> {
    (minutes > 0).then(|| u64::from(minutes) * 60)
}

fn bytes(megabytes: u32) -> Option<u64> {
    (megabytes > 0).then(|| u64::from(megabytes) * BYTES_PER_MB)
}

/// 1 Monday to 7 Sunday (P24); Monday for anything else (A31).
pub fn weekday(first_day: u8) -> Weekday {
    Weekday::try_from(first_day.wrapping_sub(1)).unwrap_or(Weekday::Mon)
}

/// The local days of the window in which `day` lies: first, and first of the next window. For totals: for ever.
pub fn days_of(window: Window, day: NaiveDate, first_day: Weekday) -> Range<NaiveDate> {
    match window {
        Window::Total => NaiveDate::MIN..NaiveDate::MAX,
        Window::Monthly => {
            let first = time::first_of_month(day);
            first..time::add_months(first, 1)
        }
        Window::Weekly => {
            let first = time::add_days(day, -i64::from(day.weekday().days_since(first_day)));
            first..time::add_days(first, 7)
        }
        Window::Daily => day..time::add_days(day, 1),
    }
}

/// The window in which `now` lies. It ends where the next begins: that instant belongs to the next one (Q14).
pub fn window_at(window: Window, now: Instant, zone: Zone, first_day: Weekday) -> Range<Instant> {
    if window == Window::Total {
        return FAR_PAST..FAR_FUTURE;
    }
    let days = days_of(window, time::day_of(now, zone), first_day);
    time::start_of_day(days.start, zone)..time::start_of_day(days.end, zone)
}

/// The local days whose usage [`Used::at`] has to be given: the month and the week of `now`.
pub fn days_needed(now: Instant, zone: Zone, first_day: Weekday) -> Range<NaiveDate> {
    let day = time::day_of(now, zone);
    let month = days_of(Window::Monthly, day, first_day);
    let week = days_of(Window::Weekly, day, first_day);
    month.start.min(week.start)..time::add_days(day, 1)
}

impl Used {
    /// What was used in the windows of `now`, from the rows of its days (others may be among them) and the totals.
    pub fn at<'a>(
        now: Instant,
        zone: Zone,
        first_day: Weekday,
        days: impl IntoIterator<Item = &'a DayUsage>,
        total: TotalUsed,
    ) -> Self {
        let day = time::day_of(now, zone);
        let [month, week, today] = Window::RECURRING.map(|window| days_of(window, day, first_day));
        let mut used = Self::default();
        (used.seconds.total, used.bytes.total) = (total.seconds, total.bytes);
        for row in days {
            let windows = [
                (&month, &mut used.seconds.monthly, &mut used.bytes.monthly),
                (&week, &mut used.seconds.weekly, &mut used.bytes.weekly),
                (&today, &mut used.seconds.daily, &mut used.bytes.daily),
            ];
            for (days, seconds, bytes) in windows {
                if days.contains(&row.day) {
                    *seconds = seconds.saturating_add(row.seconds);
                    *bytes = bytes.saturating_add(row.bytes());
                }
            }
        }
        used
    }
}

impl DayUsage {
    /// Both directions (A32).
    pub fn bytes(&self) -> u64 {
        self.upload.saturating_add(self.download)
    }

    fn is_nothing(&self) -> bool {
        self.seconds == 0 && self.bytes() == 0
    }
}

/// Puts what was used from `from` to `to` into its local days, evenly over the span.
///
/// The sums are exact: each day gets the difference of two roundings of the running share, so nothing is lost and
/// nothing invented. A span without length, or one that runs backwards, belongs to the day of `to`. What lies more than
/// a year before `to` counts as used within that year.
pub fn split_over_days(
    from: Instant,
    to: Instant,
    seconds: u64,
    upload: u64,
    download: u64,
    zone: Zone,
) -> Vec<DayUsage> {
    let (from, to) = (time::clamp(from), time::clamp(to));
    let from = from.max(time::clamp(
        to.checked_sub_signed(TimeDelta::days(MAX_SPLIT_DAYS))
            .unwrap_or(from),
    ));
    let mut shares = Shares::new(from, to, [seconds, upload, download]);
    let mut rows = Vec::new();
    let mut day = if from < to {
        time::day_of(from, zone)
    } else {
        time::day_of(to, zone)
    };
    loop {
        let next = time::add_days(day, 1);
        let end = time::start_of_day(next, zone);
        let last = end >= to || next == day;
        let [seconds, upload, download] = shares.until(if last { to } else { end });
        rows.push(DayUsage {
            day,
            seconds,
            upload,
            download,
        });
        if last {
            break;
        }
        day = next;
    }
    rows.retain(|row| !row.is_nothing());
    rows
}

/// Amounts spread evenly over a span and handed out piece by piece.
struct Shares {
    from: Instant,
    to: Instant,
    amounts: [u64; 3],
    given: [u64; 3],
}

impl Shares {
    fn new(from: Instant, to: Instant, amounts: [u64; 3]) -> Self {
        Self {
            from,
            to,
            amounts,
            given: [0; 3],
        }
    }

    /// What falls between the end of the last piece and `end`.
    fn until(&mut self, end: Instant) -> [u64; 3] {
        let whole = milliseconds(self.from, self.to);
        let part = milliseconds(self.from, end);
        let due = self.amounts.map(|amount| match whole {
            _ if end >= self.to => amount,
            0 => 0,
            _ => u64::try_from(u128::from(amount) * u128::from(part) / u128::from(whole))
                .unwrap_or(amount),
        });
        let mut piece = due;
        for (amount, given) in piece.iter_mut().zip(self.given) {
            *amount = amount.saturating_sub(given);
        }
        self.given = due;
        piece
    }
}

fn milliseconds(from: Instant, to: Instant) -> u64 {
    u64::try_from((to - from).num_milliseconds()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use crate::domain::time::fixture::utc;
    use crate::domain::{policy::tests::policy, product::tests::product};
    use chrono_tz::Europe::{Madrid, Rome};
    use proptest::prelude::*;

    #[test]
    fn windows() {
        use Window::{Daily, Monthly, Weekly};
        #[rustfmt::skip]
        let table = [
            ("Q05",              Madrid, Daily,   1, "2026-03-29T12:00:00+02:00", "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"),
            ("Q05, 25 hours",    Madrid, Daily,   1, "2026-10-25T12:00:00+01:00", "2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"),
            ("Q07",              Rome,   Weekly,  1, "2026-05-13T10:00:00+02:00", "2026-05-11T00:00:00+02:00", "2026-05-18T00:00:00+02:00"),
            ("Q09",              Rome,   Weekly,  3, "2026-05-13T10:00:00+02:00", "2026-05-13T00:00:00+02:00", "2026-05-20T00:00:00+02:00"),
            ("Q11",              Rome,   Weekly,  5, "2026-05-13T10:00:00+02:00", "2026-05-08T00:00:00+02:00", "2026-05-15T00:00:00+02:00"),
            ("Q13",              Rome,   Weekly,  7, "2026-05-13T10:00:00+02:00", "2026-05-10T00:00:00+02:00", "2026-05-17T00:00:00+02:00"),
            ("Q14, last second", Rome,   Weekly,  1, "2026-05-10T23:59:59+02:00", "2026-05-04T00:00:00+02:00", "2026-05-11T00:00:00+02:00"),
            ("Q14, next second", Rome,   Weekly,  1, "2026-05-11T00:00:00+02:00", "2026-05-11T00:00:00+02:00", "2026-05-18T00:00:00+02:00"),
            ("Q15, Monday",      Rome,   Weekly,  1, "2026-12-31T12:00:00+01:00", "2026-12-28T00:00:00+01:00", "2027-01-04T00:00:00+01:00"),
            ("Q15, Sunday",      Rome,   Weekly,  7, "2026-12-31T12:00:00+01:00", "2026-12-27T00:00:00+01:00", "2027-01-03T00:00:00+01:00"),
            ("a Sunday (FreeRADIUS 1607)", Rome, Weekly, 7, "2026-05-10T12:00:00+02:00", "2026-05-10T00:00:00+02:00", "2026-05-17T00:00:00+02:00"),
            ("Q19",              Rome,   Monthly, 1, "2028-02-29T23:00:00+01:00", "2028-02-01T00:00:00+01:00", "2028-03-01T00:00:00+01:00"),
            ("a year's end",     Rome,   Monthly, 1, "2026-12-31T23:59:59+01:00", "2026-12-01T00:00:00+01:00", "2027-01-01T00:00:00+01:00"),
            ("Q41, before",      Rome,   Weekly,  1, "2026-05-13T10:00:00+02:00", "2026-05-11T00:00:00+02:00", "2026-05-18T00:00:00+02:00"),
            ("Q41, after",       Rome,   Weekly,  4, "2026-05-13T10:00:00+02:00", "2026-05-07T00:00:00+02:00", "2026-05-14T00:00:00+02:00"),
        ];
        for (name, zone, window, first_day, now, start, end) in table {
            let found = window_at(window, utc(now), zone, weekday(first_day));
            assert_eq!(found, utc(start)..utc(end), "{name}");
        }
    }

    #[test]
    fn product_against_policy() {
        #[rustfmt::skip]
        let table = [
            ("Q23", 60, 30, Some(30 * 60)),
            ("Q24", 30, 60, Some(60 * 60)),
            ("Q25", 60, 0,  Some(60 * 60)),
            ("Q26", 0,  60, Some(60 * 60)),
            ("Q27", 0,  0,  None),
        ];
        for (name, of_product, of_policy, expected) in table {
            let product = product(|it| {
                (it.daily_time_min, it.weekly_time_min, it.monthly_time_min) =
                    (of_product, of_product, of_product);
                (it.daily_data_mb, it.weekly_data_mb, it.monthly_data_mb) =
                    (of_product, of_product, of_product);
            });
            let policy = policy(|it| {
                (it.daily_time_min, it.weekly_time_min, it.monthly_time_min) =
                    (of_policy, of_policy, of_policy);
                (it.daily_data_mb, it.weekly_data_mb, it.monthly_data_mb) =
                    (of_policy, of_policy, of_policy);
            });
            let limits = Limits::of(&product, &policy);
            for window in Window::RECURRING {
                assert_eq!(*limits.seconds.get(window), expected, "{name}, {window:?}");
                let bytes = expected.map(|seconds| seconds / 60 * 1_048_576);
                assert_eq!(*limits.bytes.get(window), bytes, "{name}, {window:?}");
            }
            assert_eq!(
                (limits.seconds.total, limits.bytes.total),
                (None, None),
                "{name}"
            );
            assert_eq!(limits.is_infinite(), expected.is_none(), "{name}");
        }
        let total = Limits::of(
            &product(|it| it.total_time_min = 120),
            &policy(|it| it.daily_time_min = 1),
        );
        assert_eq!(total.seconds.total, Some(7200), "Q28");
    }

    #[test]
    fn megabytes_are_binary() {
        let bytes = |megabytes| {
            Limits::of(&product(|it| it.total_data_mb = megabytes), &policy(|_| ()))
                .bytes
                .total
        };
        assert_eq!(bytes(10240), Some(10_737_418_240), "Q21");
        assert_eq!(bytes(10000), Some(10_485_760_000), "Q22");
        assert_eq!(bytes(6144), Some(6_442_450_944), "Q45");
        assert_eq!(bytes(u32::MAX), Some(4_503_599_626_321_920), "no overflow");
    }

    #[test]
    fn exemptions() {
        use {Origin::*, Registration::*};
        let product = product(|it| {
            (it.total_time_min, it.daily_time_min) = (60, 60);
            (it.total_data_mb, it.weekly_data_mb) = (500, 500);
        });
        let limits = Limits::of(&product, &policy(|_| ()));
        let free = limits.clone().considered(Provided, AutomaticFree);
        assert_eq!(free.seconds, PerWindow::default(), "Q34");
        let only_total = PerWindow {
            total: Some(500 * BYTES_PER_MB),
            ..PerWindow::default()
        };
        assert_eq!(free.bytes, only_total, "Q35, A3");
        for origin in [Issued, AutomaticFree] {
            assert!(
                limits.clone().considered(NotProvided, origin).is_infinite(),
                "Q36, Q35"
            );
        }
        assert_eq!(limits.clone().considered(Provided, Issued), limits);
    }

    fn row(day: u32, seconds: u64) -> DayUsage {
        let day = NaiveDate::from_ymd_opt(2026, 5, day).unwrap();
        DayUsage {
            day,
            seconds,
            upload: seconds,
            download: 2 * seconds,
        }
    }

    #[test]
    fn rows_fall_into_the_windows_of_now() {
        // Wednesday 13 May 2026; its week from Monday 11 or from Thursday 7.
        let now = utc("2026-05-13T10:00:00+02:00");
        let rows = [
            row(1, 1),
            row(7, 10),
            row(11, 100),
            row(12, 1000),
            row(13, 10_000),
            row(14, 100_000),
        ];
        let total = TotalUsed {
            seconds: 7,
            bytes: 8,
        };
        let used = Used::at(now, Rome, Weekday::Mon, &rows, total);
        assert_eq!(
            used.seconds,
            PerWindow {
                total: 7,
                monthly: 111_111,
                weekly: 111_100,
                daily: 10_000
            }
        );
        assert_eq!(
            used.bytes,
            PerWindow {
                total: 8,
                monthly: 333_333,
                weekly: 333_300,
                daily: 30_000
            }
        );
        let thursday = Used::at(now, Rome, Weekday::Thu, &rows, total);
        assert_eq!(
            thursday.seconds.weekly, 11_110,
            "Q41: what was used on the 12th still counts"
        );
        let next_week = Used::at(
            utc("2026-05-14T00:00:00+02:00"),
            Rome,
            Weekday::Thu,
            &rows[..5],
            total,
        );
        assert_eq!(next_week.seconds.weekly, 0, "Q41: the new week");
        let needed = days_needed(utc("2026-05-02T10:00:00+02:00"), Rome, Weekday::Mon);
        let date = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        assert_eq!(
            needed,
            date(4, 27)..date(5, 3),
            "the week began in the month before"
        );
    }

    #[test]
    fn a_span_falls_into_its_days() {
        let split = |from, to, seconds| -> Vec<(String, u64)> {
            split_over_days(utc(from), utc(to), seconds, 0, 0, Rome)
                .iter()
                .map(|row| (row.day.to_string(), row.seconds))
                .collect()
        };
        let q01 = split(
            "2026-05-11T23:30:00+02:00",
            "2026-05-12T01:00:00+02:00",
            5400,
        );
        assert_eq!(
            q01,
            [("2026-05-11".into(), 1800), ("2026-05-12".into(), 3600)],
            "Q01"
        );
        let spring = split(
            "2026-03-28T12:00:00+01:00",
            "2026-03-30T12:00:00+02:00",
            47 * 3600,
        );
        let expected = [
            ("2026-03-28".into(), 43200),
            ("2026-03-29".into(), 82800),
            ("2026-03-30".into(), 43200),
        ];
        assert_eq!(spring, expected, "a day of 23 hours");
        let to_midnight = split(
            "2026-05-11T23:00:00+02:00",
            "2026-05-12T00:00:00+02:00",
            3600,
        );
        assert_eq!(
            to_midnight,
            [("2026-05-11".into(), 3600)],
            "midnight is not reached"
        );
        let no_length = split("2026-05-11T23:00:00+02:00", "2026-05-11T23:00:00+02:00", 5);
        assert_eq!(no_length, [("2026-05-11".into(), 5)]);
        let backwards = split("2026-05-12T23:00:00+02:00", "2026-05-11T23:00:00+02:00", 5);
        assert_eq!(backwards, [("2026-05-11".into(), 5)]);
        assert_eq!(
            split("2026-05-11T00:00:00+02:00", "2026-05-13T00:00:00+02:00", 0),
            []
        );
    }

    proptest! {
        #[test]
        fn splitting_loses_and_invents_nothing(
            from in -1_000_000_000_i64..2_000_000_000,
            length in prop_oneof![0_i64..400_000, 0_i64..5_000_000_000],
            seconds: u64,
            upload: u64,
            download in 0..u64::MAX / 2,
            zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()),
        ) {
            let from = time::add_seconds(utc("1970-01-01T00:00:00Z"), from);
            let to = time::add_seconds(from, length);
            let rows = split_over_days(from, to, seconds, upload, download, zone);
            let sum = |part: fn(&DayUsage) -> u64| rows.iter().map(|row| u128::from(part(row))).sum::<u128>();
            prop_assert_eq!(sum(|row| row.seconds), u128::from(seconds));
            prop_assert_eq!(sum(|row| row.upload), u128::from(upload));
            prop_assert_eq!(sum(|row| row.download), u128::from(download));
            prop_assert!(rows.len() <= 368);
            prop_assert!(rows.is_sorted_by(|a, b| a.day < b.day));
        }

        #[test]
        fn a_real_session_puts_into_each_day_what_lies_in_it(
            from in 1_700_000_000_i64..1_900_000_000,
            length in 1_i64..1_000_000,
            zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()),
        ) {
            let from = time::add_seconds(utc("1970-01-01T00:00:00Z"), from);
            let to = time::add_seconds(from, length);
            for row in split_over_days(from, to, length.unsigned_abs(), 0, 0, zone) {
                let day = time::day(row.day, zone);
                let inside = (to.min(day.end) - from.max(day.start)).num_seconds();
                prop_assert_eq!(i64::try_from(row.seconds), Ok(inside));
            }
        }
    }
}
