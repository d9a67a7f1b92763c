//! May this guest enter? The checks in their order (RULES, end of 1.4), and what an accepted guest is granted.

use super::{
    allowance::{self, Limits, Used, Window},
    licence::Closed,
    mac::Mac,
    stop,
    time::{self, Instant, Zone},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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
    Licence {
        /// Why. Records of older programs do not say; they knew one reason.
        #[serde(default = "ended")]
        closed: Closed,
    },
    /// The ticket was cancelled.
    Cancelled,
    /// The account holds no product.
    NoProduct,
    /// The product expires on activation: the guest has to choose another one first (P32).
    ChooseProduct,
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

const fn ended() -> Closed {
    Closed::Finalized
}

impl Refusal {
    /// A stable name, as it is kept and shown to scripts.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownUser => "unknown_user",
            Self::WrongPassword => "wrong_password",
            Self::UnsupportedMethod => "unsupported_method",
            Self::Licence { .. } => "licence",
            Self::Cancelled => "cancelled",
            Self::NoProduct => "no_product",
            Self::ChooseProduct => "choose_product",
            Self::OneLoginUsed => "one_login_used",
            Self::NotYetValid { .. } => "not_yet_valid",
            Self::NotUsedInTime { .. } => "not_used_in_time",
            Self::Expired { .. } => "expired",
            Self::UsedUp { .. } => "used_up",
            Self::TooManyDevices { .. } => "too_many_devices",
        }
    }
}

/// What the licence of the Location says about logins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LicenceState {
    /// In use, up to the end of its term: sessions end there too (LX19).
    InUse {
        /// End of the term.
        until: Instant,
    },
    /// Nobody is let in.
    Closed(Closed),
}

/// Whether the ticket is one to be let in at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Enabled.
    Live,
    /// Cancelled at the desk.
    Cancelled,
}

/// What the account holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// No product.
    Nothing,
    /// A product, with logins left.
    Product,
    /// A product that would be expired at its first login: it is there to force a choice (P32).
    ExpiresOnActivation,
    /// A One login product whose only login was had (P30, E62).
    OneLoginUsed,
}

/// Everything that the checks weigh, gathered for one login.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    /// The instant of the login.
    pub now: Instant,
    /// Zone of the Location.
    pub zone: Zone,
    /// Of the Location.
    pub licence: LicenceState,
    /// Of the ticket.
    pub standing: Standing,
    /// Of the account.
    pub holding: Holding,
    /// Start of the range of dates.
    pub valid_from: Option<Instant>,
    /// Last instant of a first use, for a ticket that was never used; `None` for one that was.
    pub use_by: Option<Instant>,
    /// Expiry if it is known; for a first login the caller computes what it will be.
    pub expires_at: Option<Instant>,
    /// Limits in force; their totals already include what a recharge took over.
    pub limits: &'a Limits,
    /// Used up to `now`, running sessions included.
    pub used: Used,
    /// Simultaneous devices allowed; 0 counts as 1.
    pub devices: u16,
    /// Devices on line now; the same MAC twice is one device.
    pub online: &'a [Mac],
    /// Sessions on line whose device is not known by MAC; each counts as one device.
    pub online_without_mac: u16,
    /// The device that asks.
    pub mac: Option<Mac>,
    /// Longest session of the policy, in seconds; `None` or 0 = none.
    pub session_timeout: Option<u64>,
}

impl Case<'_> {
    /// A device that is on line already and replaces its own session (TX20).
    fn is_reconnect(&self) -> bool {
        self.mac.is_some_and(|mac| self.online.contains(&mac))
    }

    /// Devices on line besides the one that asks.
    fn others_online(&self) -> u32 {
        let known: BTreeSet<&Mac> = self
            .online
            .iter()
            .filter(|mac| Some(**mac) != self.mac)
            .collect();
        u32::try_from(known.len())
            .unwrap_or(u32::MAX)
            .saturating_add(self.online_without_mac.into())
    }
}

/// The checks, in their order (RULES, end of 1.4): the first that fails gives the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The licence of the Location allows logins.
    Licence,
    /// The ticket was not cancelled.
    Enabled,
    /// The account holds a product.
    Product,
    /// A One login product has its login left.
    OneLogin,
    /// The range of dates has begun.
    Begun,
    /// The first use is in time.
    UsedInTime,
    /// Before the expiry.
    Expiry,
    /// Total time and total data are left.
    Totals,
    /// Monthly time and data are left.
    Monthly,
    /// Weekly time and data are left.
    Weekly,
    /// Daily time and data are left.
    Daily,
    /// One more device may be on line.
    Devices,
}

impl Stage {
    /// All of them in their order.
    pub const ALL: [Self; 12] = [
        Self::Licence,
        Self::Enabled,
        Self::Product,
        Self::OneLogin,
        Self::Begun,
        Self::UsedInTime,
        Self::Expiry,
        Self::Totals,
        Self::Monthly,
        Self::Weekly,
        Self::Daily,
        Self::Devices,
    ];

    /// What this check alone says, whatever the others do.
    pub fn verdict(self, case: &Case<'_>) -> Result<(), Refusal> {
        let refusal = match self {
            Self::Licence => licence(case),
            Self::Enabled => (case.standing == Standing::Cancelled).then_some(Refusal::Cancelled),
            Self::Product => product(case),
            Self::OneLogin => one_login(case),
            Self::Begun => begun(case),
            Self::UsedInTime => used_in_time(case),
            Self::Expiry => expiry(case),
            Self::Totals => used_up(case, Window::Total),
            Self::Monthly => used_up(case, Window::Monthly),
            Self::Weekly => used_up(case, Window::Weekly),
            Self::Daily => used_up(case, Window::Daily),
            Self::Devices => devices(case),
        };
        refusal.map_or(Ok(()), Err)
    }
}

/// Every check with its verdict, in order: for "why can't my guest get on?". The first refusal is that of [`check`].
pub fn stages<'a>(case: &'a Case<'a>) -> impl Iterator<Item = (Stage, Result<(), Refusal>)> + 'a {
    Stage::ALL
        .into_iter()
        .map(|stage| (stage, stage.verdict(case)))
}

/// May this guest enter? The first check that fails gives the reason (Q29, Q30, Q32).
pub fn check(case: &Case<'_>) -> Result<Grant, Refusal> {
    Stage::ALL
        .iter()
        .try_for_each(|stage| stage.verdict(case))?;
    Ok(Grant {
        stop_at: session_end(case),
        bytes_left: stop::data_left(case.limits, &case.used),
    })
}

/// The earliest of allowances and expiry, session timeout and licence; this device included in what burns time.
fn session_end(case: &Case<'_>) -> Option<Instant> {
    let online = case.others_online().saturating_add(1);
    let account = stop::stop_at(
        case.now,
        case.zone,
        case.limits,
        &case.used,
        online,
        case.expires_at,
    );
    let timeout = case
        .session_timeout
        .filter(|seconds| *seconds > 0)
        .map(|seconds| {
            let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
            time::add_seconds(time::whole_second(case.now), seconds)
        });
    let licence = match case.licence {
        LicenceState::InUse { until } => Some(until),
        LicenceState::Closed(_) => None,
    };
    [account, timeout, licence].into_iter().flatten().min()
}

fn licence(case: &Case<'_>) -> Option<Refusal> {
    let closed = match case.licence {
        LicenceState::InUse { until } if case.now < until => return None,
        LicenceState::InUse { .. } => Closed::Finalized,
        LicenceState::Closed(closed) => closed,
    };
    Some(Refusal::Licence { closed })
}

fn product(case: &Case<'_>) -> Option<Refusal> {
    match case.holding {
        Holding::Nothing => Some(Refusal::NoProduct),
        Holding::ExpiresOnActivation => Some(Refusal::ChooseProduct),
        Holding::Product | Holding::OneLoginUsed => None,
    }
}

/// A device that comes back while its session is open goes on with its one login; that is roaming (A30).
fn one_login(case: &Case<'_>) -> Option<Refusal> {
    (case.holding == Holding::OneLoginUsed && !case.is_reconnect()).then_some(Refusal::OneLoginUsed)
}

fn begun(case: &Case<'_>) -> Option<Refusal> {
    case.valid_from
        .filter(|from| case.now < *from)
        .map(|from| Refusal::NotYetValid { from })
}

fn used_in_time(case: &Case<'_>) -> Option<Refusal> {
    case.use_by
        .filter(|by| *by <= case.now)
        .map(|by| Refusal::NotUsedInTime { by })
}

fn expiry(case: &Case<'_>) -> Option<Refusal> {
    case.expires_at
        .filter(|at| *at <= case.now)
        .map(|at| Refusal::Expired { at })
}

fn used_up(case: &Case<'_>, window: Window) -> Option<Refusal> {
    let is_used_up = |limit: &Option<u64>, used: &u64| stop::left(*limit, *used) == Some(0);
    let time = is_used_up(
        case.limits.seconds.get(window),
        case.used.seconds.get(window),
    );
    let data = is_used_up(case.limits.bytes.get(window), case.used.bytes.get(window));
    let resource = match (time, data) {
        (true, _) => Resource::Time,
        (false, true) => Resource::Data,
        (false, false) => return None,
    };
    let end =
        || allowance::window_at(window, case.now, case.zone, case.limits.first_day_of_week).end;
    Some(Refusal::UsedUp {
        window,
        resource,
        until: (window != Window::Total).then(end),
    })
}

fn devices(case: &Case<'_>) -> Option<Refusal> {
    let allowed = case.devices.max(1);
    let full = !case.is_reconnect() && case.others_online() >= u32::from(allowed);
    full.then_some(Refusal::TooManyDevices { allowed })
}

/// What an accepted guest may do until the next login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// The very second at which this session must stop (DESIGN 3.9); `None` = no end in sight.
    pub stop_at: Option<Instant>,
    /// Bytes that are left in the tightest window; `None` = infinite.
    pub bytes_left: Option<u64>,
}

impl Grant {
    /// Seconds from `now` to the end, for Session-Timeout (RFC 2865, 5.27): at least 1, since gateways take 0 for none.
    ///
    /// Counted from the second of `now` without its fraction, as [`stop::stop_at`] counts: 24 hours are 86400 at
    /// whatever fraction of a second the guest comes, and the session ends within the very second of `stop_at`.
    pub fn session_timeout(&self, now: Instant) -> Option<u32> {
        self.stop_at.map(|stop| {
            let seconds = (stop - time::whole_second(now)).num_seconds().max(1);
            u32::try_from(seconds).unwrap_or(u32::MAX)
        })
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
    use chrono::Weekday;
    use chrono_tz::Europe::Rome;

    const A: Mac = Mac([2, 0, 0, 0, 0, 1]);
    const B: Mac = Mac([2, 0, 0, 0, 0, 2]);
    const C: Mac = Mac([2, 0, 0, 0, 0, 3]);

    /// Minutes and megabytes are counted alike here: total, monthly, weekly, daily; 0 = infinite.
    fn limits(total: u64, monthly: u64, weekly: u64, daily: u64) -> Limits {
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

    fn used(total: u64, monthly: u64, weekly: u64, daily: u64) -> Used {
        let seconds = PerWindow {
            total: total * 60,
            monthly: monthly * 60,
            weekly: weekly * 60,
            daily: daily * 60,
        };
        Used {
            seconds,
            bytes: PerWindow::default(),
        }
    }

    /// A guest to be let in with one device, on Tuesday 12 May 2026 at 10:00 in Rome, changed by `change`.
    fn case<'a>(limits: &'a Limits, change: impl FnOnce(&mut Case<'a>)) -> Case<'a> {
        let mut case = Case {
            now: utc("2026-05-12T10:00:00+02:00"),
            zone: Rome,
            licence: LicenceState::InUse {
                until: utc("2029-05-12T10:00:00+02:00"),
            },
            standing: Standing::Live,
            holding: Holding::Product,
            valid_from: None,
            use_by: None,
            expires_at: None,
            limits,
            used: Used::default(),
            devices: 1,
            online: &[],
            online_without_mac: 0,
            mac: Some(A),
            session_timeout: None,
        };
        change(&mut case);
        case
    }

    fn used_up(window: Window, until: Option<&str>) -> Refusal {
        Refusal::UsedUp {
            window,
            resource: Resource::Time,
            until: until.map(utc),
        }
    }

    #[test]
    fn a_record_of_before_reasons_were_kept_is_read() {
        let closed = |text: &str| match serde_json::from_str(text) {
            Ok(Refusal::Licence { closed }) => Some(closed),
            _ => None,
        };
        let old = r#"{"reason":"licence"}"#;
        assert_eq!(closed(old), Some(Closed::Finalized));
        let denied = Refusal::Licence {
            closed: Closed::Denied,
        };
        let text = serde_json::to_string(&denied).unwrap_or_default();
        assert_eq!(closed(&text), Some(Closed::Denied));
    }

    #[test]
    fn refusals() {
        let none = limits(0, 0, 0, 0);
        let all = limits(60, 60, 60, 60);
        let at = |text| Some(utc(text));
        let now = "2026-05-12T10:00:00+02:00";
        #[rustfmt::skip]
        let table = [
            ("LX19: end of the licence", case(&none, |it| it.licence = LicenceState::InUse { until: it.now }), Refusal::Licence { closed: Closed::Finalized }),
            ("LX16: access denied",      case(&none, |it| it.licence = LicenceState::Closed(Closed::Denied)), Refusal::Licence { closed: Closed::Denied }),
            ("evaluation over",          case(&none, |it| it.licence = LicenceState::Closed(Closed::EvaluationOver)), Refusal::Licence { closed: Closed::EvaluationOver }),
            ("TX14: cancelled",          case(&none, |it| it.standing = Standing::Cancelled), Refusal::Cancelled),
            ("no product",               case(&none, |it| it.holding = Holding::Nothing), Refusal::NoProduct),
            ("P32: on activation",       case(&none, |it| it.holding = Holding::ExpiresOnActivation), Refusal::ChooseProduct),
            ("E62: one login",           case(&none, |it| it.holding = Holding::OneLoginUsed), Refusal::OneLoginUsed),
            ("E63: after the timeout",   case(&none, |it| { it.holding = Holding::OneLoginUsed; it.session_timeout = Some(1800) }), Refusal::OneLoginUsed),
            ("A30: second device",       case(&none, |it| { it.holding = Holding::OneLoginUsed; it.online = &[B] }), Refusal::OneLoginUsed),
            ("TX10: 30 June",            case(&none, |it| { it.now = utc("2026-06-30T22:00:00+02:00"); it.valid_from = at("2026-07-01T00:00:00+02:00") }), Refusal::NotYetValid { from: utc("2026-07-01T00:00:00+02:00") }),
            ("TX06: not used in time",   case(&none, |it| it.use_by = at(now)), Refusal::NotUsedInTime { by: utc(now) }),
            ("E11: on activation",       case(&none, |it| it.expires_at = at("2026-05-11T10:00:00+02:00")), Refusal::Expired { at: utc("2026-05-11T10:00:00+02:00") }),
            ("S05: at the expiry",       case(&none, |it| it.expires_at = at(now)), Refusal::Expired { at: utc(now) }),
            ("Q02: daily",               case(&all, |it| it.used = used(0, 0, 0, 60)), used_up(Window::Daily, Some("2026-05-13T00:00:00+02:00"))),
            ("Q18: weekly, A2",          case(&all, |it| it.used = used(0, 0, 60, 0)), used_up(Window::Weekly, Some("2026-05-18T00:00:00+02:00"))),
            ("Q19: monthly",             case(&all, |it| it.used = used(0, 60, 0, 0)), used_up(Window::Monthly, Some("2026-06-01T00:00:00+02:00"))),
            ("Q33: total",               case(&all, |it| it.used = used(60, 0, 0, 0)), used_up(Window::Total, None)),
            ("Q30: daily of three",      case(&all, |it| it.used = used(0, 0, 30, 60)), used_up(Window::Daily, Some("2026-05-13T00:00:00+02:00"))),
            ("Q32: expired, not daily",  case(&all, |it| { it.used = used(0, 0, 0, 60); it.now = utc("2026-05-13T09:00:00+02:00"); it.expires_at = at("2026-05-12T23:59:00+02:00") }), Refusal::Expired { at: utc("2026-05-12T23:59:00+02:00") }),
            ("total before the rest",    case(&all, |it| it.used = used(60, 60, 60, 60)), used_up(Window::Total, None)),
            ("monthly before weekly",    case(&all, |it| it.used = used(0, 60, 60, 60)), used_up(Window::Monthly, Some("2026-06-01T00:00:00+02:00"))),
            ("TX19: a third phone",      case(&none, |it| { it.devices = 2; it.online = &[B, C] }), Refusal::TooManyDevices { allowed: 2 }),
            ("unknown devices count",    case(&none, |it| { it.devices = 2; it.online = &[B]; it.online_without_mac = 1 }), Refusal::TooManyDevices { allowed: 2 }),
            ("asks without a MAC",       case(&none, |it| { it.online = &[A]; it.mac = None }), Refusal::TooManyDevices { allowed: 1 }),
        ];
        for (name, case, expected) in table {
            assert_eq!(check(&case), Err(expected), "{name}");
        }
    }

    #[test]
    fn data_is_told_from_time() {
        let mut limits = limits(0, 0, 0, 0);
        limits.bytes.weekly = Some(2048);
        let case = case(&limits, |it| it.used.bytes.weekly = 2048);
        let until = Some(utc("2026-05-18T00:00:00+02:00"));
        let expected = Refusal::UsedUp {
            window: Window::Weekly,
            resource: Resource::Data,
            until,
        };
        assert_eq!(check(&case), Err(expected), "Q18");
    }

    #[test]
    fn grants() {
        let none = limits(0, 0, 0, 0);
        let hour = limits(60, 0, 0, 0);
        let q29 = limits(75, 0, 85, 100);
        let licence_end = "2029-05-12T10:00:00+02:00";
        #[rustfmt::skip]
        let table = [
            ("no end but the licence's", case(&none, |_| ()), licence_end),
            ("Q29",                      case(&q29, |it| it.used = used(60, 60, 60, 60)), "2026-05-12T10:15:00+02:00"),
            ("E63: session timeout",     case(&none, |it| it.session_timeout = Some(1800)), "2026-05-12T10:30:00+02:00"),
            ("timeout 0 is none",        case(&none, |it| it.session_timeout = Some(0)), licence_end),
            ("Q44: second device",       case(&hour, |it| { it.devices = 2; it.online = &[B] }), "2026-05-12T10:30:00+02:00"),
            ("TX20: the same device",    case(&hour, |it| { it.devices = 2; it.online = &[A] }), "2026-05-12T11:00:00+02:00"),
            ("TX20: both on line",       case(&hour, |it| { it.devices = 2; it.online = &[A, B] }), "2026-05-12T10:30:00+02:00"),
            ("TX19: one has left",       case(&hour, |it| { it.devices = 2; it.online = &[B] }), "2026-05-12T10:30:00+02:00"),
            ("one device, two sessions", case(&hour, |it| { it.devices = 2; it.online = &[B, B] }), "2026-05-12T10:30:00+02:00"),
            ("A30: roaming",             case(&hour, |it| { it.holding = Holding::OneLoginUsed; it.online = &[A] }), "2026-05-12T11:00:00+02:00"),
            ("last second before",       case(&none, |it| it.expires_at = Some(utc("2026-05-12T10:00:01+02:00"))), "2026-05-12T10:00:01+02:00"),
            ("devices 0 count as 1",     case(&hour, |it| it.devices = 0), "2026-05-12T11:00:00+02:00"),
        ];
        for (name, case, stop_at) in table {
            assert_eq!(
                check(&case).map(|grant| grant.stop_at),
                Ok(Some(utc(stop_at))),
                "{name}"
            );
        }
    }

    #[test]
    fn bytes_left_are_granted() {
        let mut limits = limits(0, 0, 0, 0);
        limits.bytes = PerWindow {
            total: Some(6_442_450_944),
            monthly: None,
            weekly: None,
            daily: Some(100),
        };
        let grant = check(&case(&limits, |it| it.used.bytes.daily = 40)).unwrap();
        assert_eq!(grant.bytes_left, Some(60));
    }

    #[test]
    fn a_session_timeout_is_never_zero() {
        let now = utc("2026-05-12T10:00:00.800+02:00");
        let timeout = |stop: &str| {
            Grant {
                stop_at: Some(utc(stop)),
                bytes_left: None,
            }
            .session_timeout(now)
        };
        assert_eq!(timeout("2026-05-12T10:00:01+02:00"), Some(1));
        assert_eq!(timeout("2026-05-12T10:00:00.900+02:00"), Some(1));
        assert_eq!(timeout("2026-05-12T11:00:00+02:00"), Some(3600));
        assert_eq!(timeout("2026-05-12T11:00:00.100+02:00"), Some(3600));
        assert_eq!(timeout("9999-05-12T11:00:00+02:00"), Some(u32::MAX));
        assert_eq!(
            Grant {
                stop_at: None,
                bytes_left: None
            }
            .session_timeout(now),
            None
        );
    }

    #[test]
    fn every_stage_gives_its_verdict() {
        let limits = limits(60, 0, 0, 60);
        let case = case(&limits, |it| {
            it.used = used(60, 0, 0, 60);
            it.online = &[B];
        });
        let failing: Vec<Stage> = stages(&case)
            .filter(|(_, verdict)| verdict.is_err())
            .map(|(stage, _)| stage)
            .collect();
        assert_eq!(failing, [Stage::Totals, Stage::Daily, Stage::Devices]);
        let first = stages(&case).find_map(|(_, verdict)| verdict.err());
        assert_eq!(check(&case).err(), first);
    }
}
