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

/// Seconds left in the tightest of the windows of now, over all devices; `None` = infinite. What a screen shows; for
/// the end of a session see [`stop_at`].
pub fn time_left(limits: &Limits, used: &Used) -> Option<u64> {
    tightest(|window| left(*limits.seconds.get(window), *used.seconds.get(window)))
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
