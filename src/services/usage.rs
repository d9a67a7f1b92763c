//! What an account used up to now: what was reported, and what its running sessions have not reported yet.

use crate::domain::{
    allowance::{self, DayUsage, Limits, TotalUsed, Used},
    session::Session,
    ticket::Ticket,
    time::{self, Instant, Zone},
};

/// The lifetime counters of the ticket when its product was assigned: totals count from there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Baseline {
    pub(super) seconds: u64,
    pub(super) bytes: u64,
}

/// Used at `now`, per window. A running session counts as on line since its newest record (Q44: over all devices).
pub(super) fn used<'a>(
    ticket: &Ticket,
    baseline: Baseline,
    days: &[DayUsage],
    open: impl Iterator<Item = &'a Session>,
    limits: &Limits,
    now: Instant,
    zone: Zone,
) -> Used {
    // Mostly nobody is on line: then the days are as they were reported.
    let mut days = std::borrow::Cow::Borrowed(days);
    let mut running = 0_u64;
    for session in open {
        let since = (now - session.updated_at)
            .num_seconds()
            .max(0)
            .unsigned_abs();
        running = running.saturating_add(since);
        days.to_mut().extend(allowance::split_over_days(
            session.updated_at,
            now,
            since,
            0,
            0,
            zone,
        ));
    }
    let total = TotalUsed {
        seconds: ticket
            .session_seconds
            .saturating_add(running)
            .saturating_sub(baseline.seconds),
        bytes: ticket
            .upload_bytes
            .saturating_add(ticket.download_bytes)
            .saturating_sub(baseline.bytes),
    };
    Used::at(now, zone, limits.first_day_of_week, &*days, total)
}

/// Adds days of usage to those of an account, one row a day.
pub(super) fn add_days(days: &mut Vec<DayUsage>, more: &[DayUsage]) {
    for new in more {
        match days.iter_mut().find(|known| known.day == new.day) {
            Some(known) => {
                known.seconds = known.seconds.saturating_add(new.seconds);
                known.upload = known.upload.saturating_add(new.upload);
                known.download = known.download.saturating_add(new.download);
            }
            None => days.push(*new),
        }
    }
}

/// The first local day whose usage any window can need: of the month, or of a week that began before it.
pub(super) fn since(now: Instant, zone: Zone) -> chrono::NaiveDate {
    let today = time::day_of(now, zone);
    time::first_of_month(today).min(time::add_days(today, -6))
}
