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
        let [a, b, c] = self.given;
        self.given = due;
        let [x, y, z] = due;
        [x - a, y - b, z - c]
    }
}

fn milliseconds(from: Instant, to: Instant) -> u64 {
    u64::try_from((to - from).num_milliseconds()).unwrap_or(0)
}
