//! The exact second at which an account must stop (DESIGN 3.9).
//!
//! Time is burnt evenly: every device on line burns one second a second (Q44). So each allowance runs out on its own,
//! whatever the others do, and the account stops at the first of them. Of an allowance that recurs only this is asked:
//! does the rest last to the end of the running window, and if so, in which of the next windows is the whole allowance
//! too short? Mostly that is the very next one, or none at all, and the answer takes a few look-ups of the zone.

use super::{
    allowance::{self, Limits, Used, Window},
    time::{self, FAR_FUTURE, Instant, Zone},
};

/// How far ahead a recurring allowance is looked at, in days. After a year and a day or more every length that a day, a
/// week or a month of the zone can have has come by; what has not run out by then never does.
const HORIZON_DAYS: i64 = 400;

/// The instant at which the account must stop if `devices_online` devices stay on line from `now`: the earliest of
/// expiry and allowances, with the windows beginning anew at local midnight, on the first day of the week and on the
/// first of the month (Q01). `now` itself (without its fraction of a second) if something is used up or over already;
/// `None` if nothing ends it.
///
/// An allowance that does not divide evenly among the devices ends with the second in which it runs out.
pub fn stop_at(
    now: Instant,
    zone: Zone,
    limits: &Limits,
    used: &Used,
    devices_online: u32,
    expires_at: Option<Instant>,
) -> Option<Instant> {
    let now = time::whole_second(time::clamp(now));
    if data_left(limits, used) == Some(0) || expires_at.is_some_and(|at| at <= now) {
        return Some(now);
    }
    let burn = Burn {
        now,
        zone,
        limits,
        used,
        devices: u64::from(devices_online),
    };
    // Totals first: they bound how far the windows have to be looked at.
    [
        Window::Total,
        Window::Daily,
        Window::Weekly,
        Window::Monthly,
    ]
    .into_iter()
    .fold(expires_at, |earliest, window| {
        let end = burn.runs_out(window, earliest.unwrap_or(FAR_FUTURE));
        earliest.into_iter().chain(end).min()
    })
}

/// Bytes left in the tightest window; `None` = infinite.
pub fn data_left(limits: &Limits, used: &Used) -> Option<u64> {
    tightest(|window| left(*limits.bytes.get(window), *used.bytes.get(window)))
}

fn tightest(left: impl Fn(Window) -> Option<u64>) -> Option<u64> {
    Window::ALL.into_iter().filter_map(left).min()
}

/// What is left of an allowance; `None` = infinite.
pub fn left(limit: Option<u64>, used: u64) -> Option<u64> {
    limit.map(|limit| limit.saturating_sub(used))
}

/// An account whose devices are on line from now on.
struct Burn<'a> {
    now: Instant,
    zone: Zone,
    limits: &'a Limits,
    used: &'a Used,
    devices: u64,
}

impl Burn<'_> {
    /// When the time of `window` runs out, if it does before `latest` (then nothing later matters).
    fn runs_out(&self, window: Window, latest: Instant) -> Option<Instant> {
        let limit = (*self.limits.seconds.get(window))?;
        let left = limit.saturating_sub(*self.used.seconds.get(window));
        if left == 0 {
            return Some(self.now);
        }
        let end = self.after(self.now, left)?;
        if window == Window::Total {
            return Some(end);
        }
        let mut day = time::day_of(self.now, self.zone);
        let mut window_end = self.window_end(window, &mut day);
        if end < window_end {
            return Some(end);
        }
        let latest = latest.min(time::add_seconds(self.now, HORIZON_DAYS * 86400));
        while window_end < latest {
            let start = window_end;
            let end = self.after(start, limit)?;
            window_end = self.window_end(window, &mut day);
            if end < window_end {
                return Some(end);
            }
        }
        None
    }

    /// The end of the window of `day`, which becomes the first day of the next.
    fn window_end(&self, window: Window, day: &mut chrono::NaiveDate) -> Instant {
        *day = allowance::days_of(window, *day, self.limits.first_day_of_week).end;
        time::start_of_day(*day, self.zone)
    }

    /// When so many seconds of use have passed; never, if no device is on line or the calendar ends before.
    fn after(&self, start: Instant, seconds: u64) -> Option<Instant> {
        let elapsed = seconds.checked_next_multiple_of(self.devices)? / self.devices;
        let end = time::add_seconds(start, i64::try_from(elapsed).ok()?);
        (end < FAR_FUTURE).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use crate::domain::allowance::PerWindow;
    use crate::domain::time::fixture::utc;
    use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
    use chrono_tz::{
        America::{Havana, Santiago},
        Asia::Kolkata,
        Australia::Lord_Howe,
        Europe::{Madrid, Rome},
    };
    use proptest::prelude::*;

    /// Limits in minutes: total, monthly, weekly, daily; 0 = infinite.
    fn minutes(total: u64, monthly: u64, weekly: u64, daily: u64) -> Limits {
        let limit = |minutes: u64| (minutes > 0).then_some(minutes * 60);
        Limits {
            seconds: PerWindow {
                total: limit(total),
                monthly: limit(monthly),
                weekly: limit(weekly),
                daily: limit(daily),
            },
            bytes: PerWindow::default(),
            first_day_of_week: Weekday::Mon,
        }
    }

    /// The same minutes used in every window.
    fn used(minutes: u64) -> Used {
        let seconds = minutes * 60;
        Used {
            seconds: PerWindow {
                total: seconds,
                monthly: seconds,
                weekly: seconds,
                daily: seconds,
            },
            bytes: PerWindow::default(),
        }
    }

    #[test]
    fn worked_examples() {
        let none = None::<&str>;
        #[rustfmt::skip]
        let table = [
            ("Q01",                      minutes(0, 0, 0, 60),     0,  1, "2026-05-11T23:30:00+02:00", none, Some("2026-05-12T01:00:00+02:00")),
            ("Q29",                      minutes(75, 0, 85, 100),  60, 1, "2026-05-11T10:00:00+02:00", none, Some("2026-05-11T10:15:00+02:00")),
            ("Q44",                      minutes(60, 0, 0, 0),     0,  2, "2026-05-11T10:00:00+02:00", none, Some("2026-05-11T10:30:00+02:00")),
            ("R18",                      minutes(80, 0, 0, 0),     0,  1, "2026-05-11T10:40:00+02:00", none, Some("2026-05-11T12:00:00+02:00")),
            ("nothing set",              minutes(0, 0, 0, 0),      0,  3, "2026-05-11T10:00:00+02:00", none, None),
            ("nobody on line",           minutes(60, 0, 0, 60),    0,  0, "2026-05-11T10:00:00+02:00", none, None),
            ("used up",                  minutes(0, 0, 0, 60),     60, 1, "2026-05-11T10:00:00+02:00", none, Some("2026-05-11T10:00:00+02:00")),
            ("expiry first",             minutes(60, 0, 0, 0),     0,  1, "2026-05-11T10:00:00+02:00", Some("2026-05-11T10:20:00+02:00"), Some("2026-05-11T10:20:00+02:00")),
            ("expired",                  minutes(60, 0, 0, 0),     0,  1, "2026-05-11T10:00:00+02:00", Some("2026-05-11T09:00:00+02:00"), Some("2026-05-11T10:00:00+02:00")),
            ("runs out at midnight",     minutes(0, 0, 0, 60),     0,  1, "2026-05-11T23:00:00+02:00", none, Some("2026-05-12T01:00:00+02:00")),
            ("first day lasts, 23 h",    minutes(0, 0, 0, 1410),   0,  1, "2026-03-28T12:00:00+01:00", none, Some("2026-03-30T23:30:00+02:00")),
            ("only the 25-hour day",     minutes(0, 0, 0, 1470),   0,  1, "2026-05-11T10:00:00+02:00", none, Some("2026-10-25T23:30:00+01:00")),
            ("never enough hours",       minutes(0, 0, 0, 1500),   0,  1, "2026-05-11T10:00:00+02:00", none, None),
            ("next week",                minutes(0, 0, 120, 0),    60, 1, "2026-05-17T23:30:00+02:00", none, Some("2026-05-18T02:00:00+02:00")),
            ("next month",               minutes(0, 120, 0, 0),    60, 1, "2026-05-31T23:30:00+02:00", none, Some("2026-06-01T02:00:00+02:00")),
            ("three devices, 61 min",    minutes(61, 0, 0, 0),     0,  3, "2026-05-11T10:00:00+02:00", none, Some("2026-05-11T10:20:20+02:00")),
        ];
        for (name, limits, minutes, devices, now, expires, expected) in table {
            let found = stop_at(
                utc(now),
                Rome,
                &limits,
                &used(minutes),
                devices,
                expires.map(utc),
            );
            assert_eq!(found, expected.map(utc), "{name}");
        }
    }

    #[test]
    fn a_second_that_three_devices_share_ends_whole() {
        let mut limits = minutes(0, 0, 0, 0);
        limits.seconds.total = Some(1);
        let now = utc("2026-05-11T10:00:00.700+02:00");
        let found = stop_at(now, Rome, &limits, &used(0), 3, None);
        assert_eq!(found, Some(utc("2026-05-11T10:00:01+02:00")));
    }

    #[test]
    fn data() {
        let mut limits = minutes(0, 0, 0, 0);
        limits.bytes = PerWindow {
            total: Some(100),
            monthly: None,
            weekly: Some(50),
            daily: Some(60),
        };
        let mut used = used(0);
        used.bytes = PerWindow {
            total: 30,
            monthly: 30,
            weekly: 10,
            daily: 10,
        };
        assert_eq!(data_left(&limits, &used), Some(40));
        let now = utc("2026-05-11T10:00:00+02:00");
        assert_eq!(stop_at(now, Rome, &limits, &used, 1, None), None);
        used.bytes.weekly = 51;
        assert_eq!(data_left(&limits, &used), Some(0));
        assert_eq!(
            stop_at(now, Rome, &limits, &used, 1, None),
            Some(now),
            "Q37"
        );
        assert_eq!(data_left(&minutes(1, 1, 1, 1), &used), None);
    }

    #[test]
    fn absurd_values_are_safe() {
        for limit in [1, u64::MAX / 60, u64::MAX / 61] {
            for devices in [0, 1, 2, u32::MAX] {
                for now in [
                    Instant::MIN_UTC,
                    Instant::MAX_UTC,
                    utc("2026-05-11T10:00:00Z"),
                ] {
                    let _ = stop_at(
                        now,
                        Rome,
                        &minutes(limit, limit, limit, limit),
                        &used(0),
                        devices,
                        None,
                    );
                }
            }
        }
    }

    /// The naive formulation: a clock that ticks in steps, counters that are set back when the date on the wall says so.
    fn by_stepping(
        now: Instant,
        zone: Zone,
        case: &Stepped,
        step: i64,
        horizon: Instant,
    ) -> Option<Instant> {
        let mut used = case.used;
        let mut at = now;
        let mut date = at.with_timezone(&zone).date_naive();
        let mut week = week_of(date, case.limits.first_day_of_week);
        while at < horizon {
            let over = case.expires_at.is_some_and(|end| at >= end);
            if over
                || Window::ALL
                    .into_iter()
                    .any(|window| used_up(&case.limits, &used, window))
            {
                return Some(at);
            }
            at += TimeDelta::seconds(step);
            let burnt = step.unsigned_abs() * u64::from(case.devices);
            let seconds = &mut used.seconds;
            for counter in [
                &mut seconds.total,
                &mut seconds.monthly,
                &mut seconds.weekly,
                &mut seconds.daily,
            ] {
                *counter += burnt;
            }
            let today = at.with_timezone(&zone).date_naive();
            if today != date {
                seconds.daily = 0;
            }
            if today.month() != date.month() {
                seconds.monthly = 0;
            }
            let this_week = week_of(today, case.limits.first_day_of_week);
            if this_week != week {
                seconds.weekly = 0;
            }
            (date, week) = (today, this_week);
        }
        None
    }

    fn used_up(limits: &Limits, used: &Used, window: Window) -> bool {
        limits
            .seconds
            .get(window)
            .is_some_and(|limit| *used.seconds.get(window) >= limit)
    }

    /// The last `first_day` on or before a date, found by walking back.
    fn week_of(date: NaiveDate, first_day: Weekday) -> NaiveDate {
        date.iter_days()
            .rev()
            .find(|day| day.weekday() == first_day)
            .unwrap()
    }

    #[derive(Debug, Clone)]
    struct Stepped {
        limits: Limits,
        used: Used,
        devices: u32,
        expires_at: Option<Instant>,
    }

    /// Cases whose quantities are multiples of `unit` seconds and whose largest limits are `longest` units.
    fn stepped(unit: u64, longest: PerWindow<u64>) -> impl Strategy<Value = Stepped> {
        let quantity = move |most: u64| (1..=most).prop_map(move |units| units * unit);
        let limit = move |most| prop_oneof![1 => Just(None), 2 => quantity(most).prop_map(Some)];
        let windows = (
            limit(longest.total),
            limit(longest.monthly),
            limit(longest.weekly),
            limit(longest.daily),
        );
        let used = [
            longest.total,
            longest.monthly,
            longest.weekly,
            longest.daily,
        ]
        .map(|most| 0..=most / 2);
        (windows, used, 1..=3_u32, 1..=7_u8).prop_map(
            move |((total, monthly, weekly, daily), used, devices, first_day)| {
                let [a, b, c, d] = used.map(|units| units * unit);
                Stepped {
                    limits: Limits {
                        seconds: PerWindow {
                            total,
                            monthly,
                            weekly,
                            daily,
                        },
                        bytes: PerWindow::default(),
                        first_day_of_week: allowance::weekday(first_day),
                    },
                    used: Used {
                        seconds: PerWindow {
                            total: a,
                            monthly: b,
                            weekly: c,
                            daily: d,
                        },
                        bytes: PerWindow::default(),
                    },
                    devices,
                    expires_at: None,
                }
            },
        )
    }

    fn zones() -> impl Strategy<Value = Zone> {
        prop::sample::select(vec![
            Madrid,
            Rome,
            Santiago,
            Havana,
            Kolkata,
            Lord_Howe,
            Zone::UTC,
        ])
    }

    /// Shortly before clocks change somewhere, or any time of those years.
    fn starts() -> impl Strategy<Value = i64> {
        let changes = [
            "2026-03-28T23:00:00Z",
            "2026-10-24T22:00:00Z",
            "2026-04-04T15:00:00Z",
            "2026-10-03T15:30:00Z",
        ];
        let changes = changes.map(|text| utc(text).timestamp());
        prop_oneof![
            (prop::sample::select(changes.to_vec()), -100_000_i64..20_000)
                .prop_map(|(at, delta)| at + delta),
            1_767_225_600_i64..1_830_297_600,
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn agrees_with_minutes_stepped_over_weeks(
            start in starts(),
            zone in zones(),
            // 6 minutes are whole minutes for 1, 2 and 3 devices.
            mut case in stepped(360, PerWindow { total: 6000, monthly: 4000, weekly: 1800, daily: 260 }),
            expires in prop::option::of(0_i64..20_000),
        ) {
            let now = time::add_seconds(utc("1970-01-01T00:00:00Z"), start - start % 60);
            case.expires_at = expires.map(|minutes| time::add_seconds(now, minutes * 60));
            let horizon = time::add_seconds(now, 15 * 86400);
            let expected = by_stepping(now, zone, &case, 60, horizon);
            let found = stop_at(now, zone, &case.limits, &case.used, case.devices, case.expires_at);
            prop_assert_eq!(found.filter(|end| *end < horizon), expected);
        }

        #[test]
        fn agrees_with_seconds_stepped_over_hours(
            start in starts(),
            zone in zones(),
            case in stepped(1, PerWindow { total: 40_000, monthly: 30_000, weekly: 20_000, daily: 10_000 }),
        ) {
            let now = time::add_seconds(utc("1970-01-01T00:00:00Z"), start);
            let horizon = time::add_seconds(now, 5 * 3600);
            let expected = by_stepping(now, zone, &case, 1, horizon);
            let found = stop_at(now, zone, &case.limits, &case.used, case.devices, None);
            prop_assert_eq!(found.filter(|end| *end < horizon), expected);
        }
    }
}
