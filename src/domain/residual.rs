//! What a recharge takes over (RULES P10, A16–A18).

use super::{
    allowance::{Limits, Origin, Used},
    expiry,
    product::RecoverResidual,
    stop,
    time::Instant,
};

/// The product that was held before a recharge, as it stands at that instant.
#[derive(Debug, Clone)]
pub struct Previous<'a> {
    /// Its limits; of them only the totals matter (A18).
    pub limits: &'a Limits,
    /// What was used up to the recharge, running sessions included (R18).
    pub used: Used,
    /// Its expiry.
    pub expires_at: Option<Instant>,
    /// A One login product whose login was had: counts as expired (R21).
    pub one_login_used: bool,
}

/// The totals that an account has after a recharge; `None` = infinite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// Seconds on line.
    pub seconds: Option<u64>,
    /// Bytes in both directions.
    pub bytes: Option<u64>,
}

/// The totals after the recharge with a product of the limits `new` that says `recover`. It is the product being bought
/// that decides (A16); automatic free users recover nothing (R19).
pub fn totals(
    new: &Limits,
    recover: RecoverResidual,
    origin: Origin,
    previous: Option<&Previous<'_>>,
    now: Instant,
) -> Totals {
    let source =
        previous.filter(|previous| origin == Origin::Issued && takes_over(recover, previous, now));
    let rest = |left: fn(&Previous<'_>) -> Option<u64>| source.and_then(left).unwrap_or(0);
    Totals {
        seconds: sum(new.seconds.total, rest(seconds_left)),
        bytes: sum(new.bytes.total, rest(bytes_left)),
    }
}

/// Whether anything of the previous product is taken over.
fn takes_over(recover: RecoverResidual, previous: &Previous<'_>, now: Instant) -> bool {
    let expired = previous.one_login_used || expiry::is_over(previous.expires_at, now);
    match recover {
        RecoverResidual::No => false,
        RecoverResidual::Yes => true,
        RecoverResidual::UnlessExpired => !expired,
    }
}

fn seconds_left(previous: &Previous<'_>) -> Option<u64> {
    stop::left(previous.limits.seconds.total, previous.used.seconds.total)
}

fn bytes_left(previous: &Previous<'_>) -> Option<u64> {
    stop::left(previous.limits.bytes.total, previous.used.bytes.total)
}

/// Infinite stays infinite (R12); an infinite total has no finite rest, so nothing comes of it (R11).
fn sum(new: Option<u64>, rest: u64) -> Option<u64> {
    new.map(|new| new.saturating_add(rest))
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use crate::domain::time::fixture::utc;
    use crate::domain::{
        allowance::{BYTES_PER_MB, PerWindow},
        policy::tests::policy,
        product::{Expiration, tests::product},
    };
    use RecoverResidual::{No, UnlessExpired, Yes};
    use chrono_tz::Europe::Rome;

    /// Total minutes and megabytes, daily and weekly minutes.
    fn limits(minutes: u32, megabytes: u32, daily: u32, weekly: u32) -> Limits {
        let product = product(|it| {
            (it.total_time_min, it.total_data_mb) = (minutes, megabytes);
            (it.daily_time_min, it.weekly_time_min) = (daily, weekly);
        });
        Limits::of(&product, &policy(|_| ()))
    }

    fn used(minutes: u64, megabytes: u64) -> Used {
        Used {
            seconds: PerWindow {
                total: minutes * 60,
                ..PerWindow::default()
            },
            bytes: PerWindow {
                total: megabytes * BYTES_PER_MB,
                ..PerWindow::default()
            },
        }
    }

    const NOW: &str = "2026-05-10T14:20:00+02:00";
    const TOMORROW: Option<&str> = Some("2026-05-11T14:20:00+02:00");
    const YESTERDAY: Option<&str> = Some("2026-05-09T14:20:00+02:00");

    #[test]
    fn worked_examples() {
        use Origin::{AutomaticFree, Issued};
        let hour = || limits(60, 0, 0, 0);
        #[rustfmt::skip]
        let table = [
            // name, old limits, used minutes and megabytes, old expiry, new limits, recover, origin, minutes, megabytes
            ("R01",             hour(),               40, 0,   None,      hour(),               Yes,           Issued,        Some(80),  None),
            ("R02",             hour(),               40, 0,   None,      hour(),               No,            Issued,        Some(60),  None),
            ("R03",             hour(),               40, 0,   TOMORROW,  hour(),               UnlessExpired, Issued,        Some(80),  None),
            ("R04",             hour(),               40, 0,   YESTERDAY, hour(),               UnlessExpired, Issued,        Some(60),  None),
            ("R05",             hour(),               40, 0,   YESTERDAY, hour(),               Yes,           Issued,        Some(80),  None),
            ("R06",             hour(),               40, 0,   Some(NOW), hour(),               UnlessExpired, Issued,        Some(60),  None),
            ("R10",             limits(60, 1024, 0, 0), 60, 724, TOMORROW, limits(60, 1024, 0, 0), Yes,        Issued,        Some(60),  Some(1324)),
            ("R10, unless",     limits(60, 1024, 0, 0), 60, 724, TOMORROW, limits(60, 1024, 0, 0), UnlessExpired, Issued,     Some(60),  Some(1324)),
            ("R11",             limits(0, 0, 0, 0),   40, 0,   None,      hour(),               Yes,           Issued,        Some(60),  None),
            ("R12",             hour(),               40, 0,   None,      limits(0, 0, 0, 0),   Yes,           Issued,        None,      None),
            ("R13",             limits(0, 0, 30, 0),  10, 0,   None,      limits(0, 0, 30, 0),  Yes,           Issued,        None,      None),
            ("R14",             limits(0, 0, 0, 120), 20, 0,   None,      limits(0, 0, 0, 120), Yes,           Issued,        None,      None),
            ("R16",             hour(),               40, 0,   None,      hour(),               Yes,           Issued,        Some(80),  None),
            ("R17",             hour(),               40, 0,   None,      hour(),               No,            Issued,        Some(60),  None),
            ("R18",             hour(),               40, 0,   None,      hour(),               Yes,           Issued,        Some(80),  None),
            ("R19",             hour(),               40, 0,   None,      hour(),               Yes,           AutomaticFree, Some(60),  None),
            ("R20",             hour(),               0,  0,   YESTERDAY, hour(),               Yes,           Issued,        Some(120), None),
            ("R20, unless",     hour(),               0,  0,   YESTERDAY, hour(),               UnlessExpired, Issued,        Some(60),  None),
            ("overrun",         hour(),               70, 0,   None,      hour(),               Yes,           Issued,        Some(60),  None),
        ];
        for (name, old, minutes, megabytes, expires_at, new, recover, origin, seconds, bytes) in
            table
        {
            let previous = Previous {
                limits: &old,
                used: used(minutes, megabytes),
                expires_at: expires_at.map(utc),
                one_login_used: false,
            };
            let expected = Totals {
                seconds: seconds.map(|minutes: u64| minutes * 60),
                bytes: bytes.map(|megabytes: u64| megabytes * BYTES_PER_MB),
            };
            assert_eq!(
                totals(&new, recover, origin, Some(&previous), utc(NOW)),
                expected,
                "{name}"
            );
        }
    }

    #[test]
    fn a_consumed_one_login_counts_as_expired() {
        let limits = limits(60, 0, 0, 0);
        let previous = Previous {
            limits: &limits,
            used: used(40, 0),
            expires_at: None,
            one_login_used: true,
        };
        let minutes =
            |recover| totals(&limits, recover, Origin::Issued, Some(&previous), utc(NOW)).seconds;
        assert_eq!(minutes(UnlessExpired), Some(60 * 60), "R21");
        assert_eq!(minutes(Yes), Some(80 * 60), "R21");
    }

    #[test]
    fn windows_are_not_recovered() {
        let limits = limits(0, 0, 30, 120);
        let previous = Previous {
            limits: &limits,
            used: used(10, 0),
            expires_at: None,
            one_login_used: false,
        };
        let after = totals(&limits, Yes, Origin::Issued, Some(&previous), utc(NOW));
        let limits_after = limits.clone().with_totals(after.seconds, after.bytes);
        assert_eq!(limits_after, limits, "R13, R14");
    }

    #[test]
    fn validity_is_not_recovered() {
        let day = Expiration::DaysHours {
            days: 1.into(),
            hours: 0.into(),
        };
        let next_connection = utc("2026-05-12T09:00:00+02:00");
        let expected = utc("2026-05-13T09:00:00+02:00");
        assert_eq!(
            expiry::expires_at(&day, next_connection, Rome),
            Some(expected),
            "R22"
        );
    }

    #[test]
    fn the_first_product_takes_over_nothing() {
        let limits = limits(60, 0, 0, 0);
        let found = totals(&limits, Yes, Origin::Issued, None, utc(NOW));
        assert_eq!(
            found,
            Totals {
                seconds: Some(3600),
                bytes: None
            }
        );
    }
}
