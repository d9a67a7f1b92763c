//! May this guest enter? The checks in their order (RULES, end of 1.4), and what an accepted guest is granted.

use super::{
    allowance::{Limits, Used, Window},
    mac::Mac,
    time::{Instant, Zone},
};
use serde::{Deserialize, Serialize};

/// Time or data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// Seconds on line.
    Time,
    /// Bytes in both directions.
    Data,
}

/// Why a login is refused. The order of the variants is the order of the checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Refusal {
    /// No ticket has this user name.
    UnknownUser,
    /// The password is wrong.
    WrongPassword,
    /// The request asks for a method that the server does not speak (EAP).
    UnsupportedMethod,
    /// The licence of the Location does not allow logins.
    Licence,
    /// The ticket was cancelled.
    Cancelled,
    /// The account holds no product.
    NoProduct,
    /// One login only, and it was used (E62).
    OneLoginUsed,
    /// The range of dates has not begun (TX10).
    NotYetValid {
        /// Start of the range.
        from: Instant,
    },
    /// Not used in time (TX06).
    NotUsedInTime {
        /// Last instant of a first use.
        by: Instant,
    },
    /// Past its expiry.
    Expired {
        /// The expiry.
        at: Instant,
    },
    /// An allowance is used up. Totals need another product; windows wait for `until`.
    UsedUp {
        /// Which allowance.
        window: Window,
        /// Time or data.
        resource: Resource,
        /// When the window ends; `None` for totals.
        until: Option<Instant>,
    },
    /// All its devices are on line (TX19).
    TooManyDevices {
        /// How many it may have.
        allowed: u16,
    },
}

/// Everything that the checks weigh, gathered for one login.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    /// The instant of the login.
    pub now: Instant,
    /// Zone of the Location.
    pub zone: Zone,
    /// End of the licence's term.
    pub licence_ends_at: Instant,
    /// Whether the licence is forced to Access denied.
    pub licence_denied: bool,
    /// The ticket was cancelled.
    pub cancelled: bool,
    /// The account holds a product.
    pub has_product: bool,
    /// The product is One login, and one login was had.
    pub one_login_used: bool,
    /// Start of the range of dates.
    pub valid_from: Option<Instant>,
    /// Last instant of a first use, for a ticket that was never used.
    pub use_by: Option<Instant>,
    /// Expiry if it is known; for a first login the caller computes what it will be.
    pub expires_at: Option<Instant>,
    /// Limits in force; their totals already include what a recharge took over.
    pub limits: &'a Limits,
    /// Used up to `now`, running sessions included.
    pub used: Used,
    /// Simultaneous devices allowed.
    pub devices: u16,
    /// Devices on line now.
    pub online: &'a [Mac],
    /// Sessions on line whose device is not known by MAC; each counts as one device.
    pub online_without_mac: u16,
    /// The device that asks.
    pub mac: Option<Mac>,
    /// Longest session of the policy, in seconds.
    pub session_timeout: Option<u64>,
}

/// What an accepted guest may do until the next login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// The very second at which this session must stop (DESIGN 3.9); `None` = no end in sight.
    pub stop_at: Option<Instant>,
    /// Bytes that are left in the tightest window; `None` = infinite.
    pub bytes_left: Option<u64>,
}
