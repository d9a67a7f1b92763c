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
