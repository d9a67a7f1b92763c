//! What an account used up to now: what was reported, and what its running sessions have not reported yet.

use crate::domain::{
    allowance::{self, DayUsage, Limits, Used},
    session::Session,
    ticket::Ticket,
    time::{Instant, Zone},
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
    let mut days = days.to_vec();
    let mut running = 0_u64;
    for session in open {
        let since = (now - session.updated_at).num_seconds().max(0).unsigned_abs();
        running = running.saturating_add(since);
        allowance::add_days(&mut days, &allowance::split_over_days(session.updated_at, now, since, 0, 0, zone));
    }
    let mut used = allowance::used_at(&days, now, zone, limits.first_day_of_week);
    used.seconds.total = ticket.session_seconds.saturating_add(running).saturating_sub(baseline.seconds);
    used.bytes.total = ticket.upload_bytes.saturating_add(ticket.download_bytes).saturating_sub(baseline.bytes);
    used
}
