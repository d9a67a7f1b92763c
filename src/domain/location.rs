//! A Location: one site with its zone, currency, sector and Wi-Fi.

use super::{
    id::LocationId,
    login::LicenceState,
    money::Currency,
    names::names,
    time::{Instant, Zone},
};
use serde::{Deserialize, Serialize};

/// Decides whether a licence counts rooms or access points (L5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    /// Hotels and the like: rooms are counted.
    Hospitality,
    /// Anything else: access points are counted.
    Other,
}

/// A site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Of this Location.
    pub id: LocationId,
    /// As guests know it; stands on the voucher.
    pub name: String,
    /// Of its days, weeks and months.
    pub zone: Zone,
    /// Of its prices.
    pub currency: Currency,
    /// What the licence counts.
    pub sector: Sector,
    /// Rooms, for hospitality.
    pub rooms: Option<u32>,
    /// Access points, for other sectors.
    pub aps: Option<u32>,
    /// Language of vouchers where nobody chose another: a tag such as `es`.
    pub language: String,
    /// Name of the guest Wi-Fi, for the join QR code; none = that QR code is left out.
    pub ssid: Option<String>,
    /// WPA passphrase of the guest Wi-Fi; none = an open network.
    pub wifi_password: Option<String>,
    /// Log-in page with `{username}` and `{password}` in it, for the log-in QR code; none = that QR code is left out.
    pub login_url: Option<String>,
}

/// What the licence of the Location says about logins and issuing (L12–L16). Only the evaluation kind exists so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Licence {
    /// Start of the term.
    pub starts_at: Instant,
    /// End of the term; logins are refused from this very instant.
    pub ends_at: Instant,
    /// The 30 days that every fresh Location has.
    pub evaluation: bool,
}

names!(Sector, "sector", {
    Hospitality = 0 "hospitality",
    Other = 1 "other",
});

impl Licence {
    /// What it says about a login at `now` (LX19: over from the very instant of its end).
    pub fn state(&self, now: Instant) -> LicenceState {
        if self.starts_at <= now && now < self.ends_at {
            LicenceState::InUse {
                until: self.ends_at,
            }
        } else {
            LicenceState::NotRunning
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::fixture::utc;

    #[test]
    fn a_licence_runs_from_its_start_to_just_before_its_end() {
        let ends_at = utc("2027-03-31T12:00:00+02:00");
        let licence = Licence {
            starts_at: utc("2026-03-31T12:00:00+02:00"),
            ends_at,
            evaluation: false,
        };
        #[rustfmt::skip]
        let table = [
            ("a second before the start", "2026-03-31T11:59:59+02:00", LicenceState::NotRunning),
            ("the start",                 "2026-03-31T12:00:00+02:00", LicenceState::InUse { until: ends_at }),
            ("a second before the end",   "2027-03-31T11:59:59+02:00", LicenceState::InUse { until: ends_at }),
            ("LX19: the end",             "2027-03-31T12:00:00+02:00", LicenceState::NotRunning),
        ];
        for (name, now, expected) in table {
            assert_eq!(licence.state(utc(now)), expected, "{name}");
        }
    }
}
