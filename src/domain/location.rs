//! A Location: one site with its zone, currency, sector and Wi-Fi.

use super::{
    allowance::Registration,
    code,
    expiry::Frequency,
    id::{LocationId, ProductId},
    mac::Mac,
    money::{Currency, Money},
    names::names,
    time::{self, Instant, Zone},
};
use chrono::{NaiveDate, NaiveTime};
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive as _};
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
    /// How guests come in.
    pub access: Access,
    /// How prices are written, and the tax in them.
    pub prices: Prices,
    /// Clock times of the house.
    pub times: HouseTimes,
    /// Grows by one with each change: whoever edits an older one is told (two desks).
    pub revision: u32,
}

/// The authentication mode of a Location (RULES 2.2, "Domains").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthMode {
    /// "With SMS sending from the user".
    Sms,
    /// "With registration by the user".
    UserRegistration,
    /// "With registration by the operator": tickets of the desk. What every Location begins with.
    #[default]
    OperatorRegistration,
    /// "Click & connect": nothing is typed; a device is let in by its MAC.
    ClickConnect,
    /// "Simple password": one password for all.
    SimplePassword,
}

/// What an authentication mode means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModeProperties {
    /// Whether guests are registered (A29): where they are not, allowances do not count (P13–P20).
    pub registration: Registration,
    /// Whether accounts are made automatically and free of charge (P10).
    pub makes_free_users: bool,
}

/// The one table of the modes (A29, P10).
const MODES: [(AuthMode, ModeProperties); 5] = {
    use AuthMode as M;
    use Registration as R;
    const fn row(
        mode: AuthMode,
        registration: Registration,
        makes_free_users: bool,
    ) -> (AuthMode, ModeProperties) {
        (
            mode,
            ModeProperties {
                registration,
                makes_free_users,
            },
        )
    }
    [
        row(M::Sms, R::Provided, false),
        row(M::UserRegistration, R::Provided, false),
        row(M::OperatorRegistration, R::Provided, false),
        row(M::ClickConnect, R::NotProvided, true),
        row(M::SimplePassword, R::NotProvided, true),
    ]
};

impl AuthMode {
    /// What it means.
    pub fn properties(self) -> ModeProperties {
        MODES
            .iter()
            .find(|(mode, _)| *mode == self)
            .map_or(MODES[2].1, |(_, properties)| *properties)
    }

    /// Whether guests are registered (A29).
    pub fn registration(self) -> Registration {
        self.properties().registration
    }

    /// Whether it makes accounts automatically and free of charge.
    pub fn makes_free_users(self) -> bool {
        self.properties().makes_free_users
    }
}

names!(AuthMode, "authentication mode", {
    Sms = 0 "sms",
    UserRegistration = 1 "user_registration",
    OperatorRegistration = 2 "operator_registration",
    ClickConnect = 3 "click_connect",
    SimplePassword = 4 "simple_password",
});

/// How guests come in.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Access {
    /// The authentication mode.
    pub mode: AuthMode,
    /// The user name that a log-in page sends for every guest; none = the page sends the device's MAC.
    pub shared_name: Option<String>,
    /// The password of the mode of this name.
    pub simple_password: Option<String>,
    /// The product of accounts that are made automatically.
    pub free_product: Option<ProductId>,
}

impl std::fmt::Debug for Access {
    /// Without the password: it would end in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Access")
            .field("mode", &self.mode)
            .field("shared_name", &self.shared_name)
            .field("free_product", &self.free_product)
            .finish_non_exhaustive()
    }
}

/// As whom a device asks to be let in where accounts are made automatically.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FreeName {
    /// The user name is the device's MAC, in any of its spellings.
    Mac(Mac),
    /// The user name is the one that the log-in page sends for every guest.
    Shared(Mac),
    /// The user name is the simple password itself: a log-in page with one field.
    Password(Mac),
}

impl FreeName {
    /// The device.
    pub fn mac(self) -> Mac {
        match self {
            Self::Mac(mac) | Self::Shared(mac) | Self::Password(mac) => mac,
        }
    }
}

/// The user name of a device's automatic account, in the form in which names are looked up: twelve digits.
pub fn free_username(mac: Mac) -> String {
    mac.to_string().replace(':', "")
}

impl Access {
    /// As whom a login with this user name from this device asks for an automatic account; `None` = it does not.
    ///
    /// A MAC as user name must be the device's own where the gateway says which device it is (Calling-Station-Id), and
    /// the shared name needs a gateway that says so: an account belongs to one device.
    pub fn free_name(&self, username: &str, device: Option<Mac>) -> Option<FreeName> {
        if !self.mode.makes_free_users() {
            return None;
        }
        if let Ok(mac) = username.parse::<Mac>() {
            return (device.is_none() || device == Some(mac)).then_some(FreeName::Mac(mac));
        }
        let device = device?;
        let name = code::lookup_form(username);
        let shared = self.shared_name.as_deref().map(code::lookup_form);
        if shared.is_some_and(|shared| shared == name) {
            return Some(FreeName::Shared(device));
        }
        let typed = self.mode == AuthMode::SimplePassword
            && self.simple_password.as_deref() == Some(username.trim());
        typed.then_some(FreeName::Password(device))
    }

    /// The passwords with which a login of this name is let in, as hotspots send them. `secret` is the RADIUS secret of
    /// the gateway.
    ///
    /// - Click & connect asks for none. With a MAC as user name, hotspots send the MAC again in one of its spellings
    ///   (MikroTik `mac-as-username-and-password`, UniFi, Aruba), nothing (MikroTik `mac-as-username`), their RADIUS secret
    ///   (pfSense, OPNsense, Cisco) or CoovaChilli's default `password`. With the shared name it is the name again,
    ///   nothing or the secret.
    /// - Simple password takes that password and no other; empty where the user name was the password itself.
    pub fn free_passwords(&self, username: &str, name: FreeName, secret: &str) -> Vec<String> {
        let simple = self.simple_password.iter().cloned();
        match (self.mode, name) {
            (AuthMode::SimplePassword, FreeName::Password(_)) => {
                simple.chain([String::new()]).collect()
            }
            (AuthMode::SimplePassword, _) => simple.collect(),
            (_, FreeName::Mac(mac)) => {
                let mut passwords = vec![username.to_owned(), String::new(), secret.to_owned()];
                passwords.extend(spellings(mac));
                passwords.push(COOVA_MAC_PASSWORD.to_owned());
                passwords
            }
            (_, _) => vec![username.to_owned(), String::new(), secret.to_owned()],
        }
    }
}

/// CoovaChilli's `macpasswd` where nobody set another.
const COOVA_MAC_PASSWORD: &str = "password";

/// The spellings in which gateways write a MAC (MikroTik `radius-mac-format` and the others' defaults).
fn spellings(mac: Mac) -> Vec<String> {
    let digits = free_username(mac);
    let grouped = |size: usize, separator: &str| {
        let groups: Vec<String> = digits
            .as_bytes()
            .chunks(size)
            .map(|group| String::from_utf8_lossy(group).into_owned())
            .collect();
        groups.join(separator)
    };
    let upper = [
        grouped(2, ":"),
        grouped(2, "-"),
        grouped(12, ""),
        grouped(4, "."),
        grouped(4, ":"),
        grouped(6, "-"),
        grouped(6, ":"),
        grouped(2, " "),
    ];
    let lower = upper.clone().map(|text| text.to_ascii_lowercase());
    upper.into_iter().chain(lower).collect()
}

/// A sign between digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Separator {
    /// As the language has it.
    #[default]
    Default,
    /// `.`
    Point,
    /// `,`
    Comma,
    /// A blank that does not break; between thousands only.
    Space,
}

names!(Separator, "separator", {
    Default = 0 "default",
    Point = 1 "point",
    Comma = 2 "comma",
    Space = 3 "space",
});

impl Separator {
    const fn sign(self) -> Option<&'static str> {
        match self {
            Self::Default => None,
            Self::Point => Some("."),
            Self::Comma => Some(","),
            Self::Space => Some("\u{a0}"),
        }
    }
}

/// The separators of prices (RULES 2.2, "Currency and payments").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Separators {
    /// Before the cents: default, point or comma.
    pub decimal: Separator,
    /// Between the thousands: default, point, comma or space.
    pub thousands: Separator,
}

impl Separators {
    /// Whether they can be told apart.
    pub fn are_distinct(self) -> bool {
        self.decimal != Separator::Space
            && (self.decimal != self.thousands || self.decimal == Separator::Default)
    }

    /// The two signs in a language whose own are `decimal` and `thousands`. Where only one was chosen and is what the
    /// language has for the other, the other becomes a blank between thousands, or the one of point and comma that is
    /// left before the cents.
    pub fn signs(
        self,
        decimal: &'static str,
        thousands: &'static str,
    ) -> (&'static str, &'static str) {
        match (self.decimal.sign(), self.thousands.sign()) {
            (None, None) => (decimal, thousands),
            (Some(chosen), None) if chosen == thousands => (chosen, decimal),
            (Some(chosen), None) => (chosen, thousands),
            (None, Some(chosen)) if chosen == decimal => (thousands, chosen),
            (None, Some(chosen)) => (decimal, chosen),
            (Some(decimal), Some(thousands)) => (decimal, thousands),
        }
    }
}

/// How prices are written, and the tax in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Prices {
    /// Signs between digits.
    pub separators: Separators,
    /// Tax rate included in every price to guests, in per cent; 0 = none is named.
    pub tax_percent: Decimal,
}

/// Decimals of a tax rate at most: 5.5 %, 8.875 %.
pub const TAX_DECIMALS: u32 = 3;

impl Prices {
    /// The tax that a price holds, rounded half up to the currency's decimals: price − price ÷ (1 + rate).
    pub fn tax_in(&self, price: Money) -> Money {
        let hundred = Decimal::ONE_HUNDRED;
        let tax = Decimal::from(price.minor)
            .checked_mul(self.tax_percent)
            .and_then(|product| product.checked_div(hundred + self.tax_percent))
            .map(|tax| tax.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
            .and_then(|tax| tax.to_i64());
        Money {
            minor: tax.unwrap_or(0),
            ..price
        }
    }

    /// Whether a rate can be one: 0 to 100, with [`TAX_DECIMALS`] at most.
    pub fn is_rate(percent: Decimal) -> bool {
        !percent.is_sign_negative()
            && percent <= Decimal::ONE_HUNDRED
            && percent.normalize().scale() <= TAX_DECIMALS
    }
}

/// Clock times of the house, on the wall of the Location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HouseTimes {
    /// When guests have to leave on their last day.
    pub check_out: NaiveTime,
    /// Minutes after it for which a ticket by nights still works.
    pub grace_min: u16,
}

/// Minutes of grace at most: a day.
pub const MAX_GRACE_MIN: u16 = 24 * 60;

impl Default for HouseTimes {
    /// Eleven in the morning, without grace.
    fn default() -> Self {
        Self {
            check_out: NaiveTime::from_hms_opt(11, 0, 0).unwrap_or(NaiveTime::MIN),
            grace_min: 0,
        }
    }
}

impl Location {
    /// When a stay that ends on `day` is over: check-out and its grace, on the wall of the Location.
    pub fn check_out(&self, day: NaiveDate) -> Instant {
        let left = time::resolve(day.and_time(self.times.check_out), self.zone);
        time::add_seconds(left, i64::from(self.times.grace_min) * 60)
    }
}

/// How often a product is paid where it is bought by subscription (P28).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubscriptionFrequency {
    /// It is bought once.
    #[default]
    None,
    /// Every day.
    Daily,
    /// Every seven days.
    Weekly,
    /// Every month.
    Monthly,
    /// Every three months.
    Quarterly,
    /// Every six months.
    HalfYearly,
    /// Every twelve months.
    Yearly,
}

names!(SubscriptionFrequency, "subscription frequency", {
    None = 0 "none",
    Daily = 1 "daily",
    Weekly = 2 "weekly",
    Monthly = 3 "monthly",
    Quarterly = 4 "quarterly",
    HalfYearly = 5 "half_yearly",
    Yearly = 6 "yearly",
});

impl SubscriptionFrequency {
    /// The period that [`expiry::period_end`](super::expiry::period_end) counts by; `None` = no subscription.
    pub const fn period(self) -> Option<Frequency> {
        Some(match self {
            Self::None => return None,
            Self::Daily => Frequency::Days(1),
            Self::Weekly => Frequency::Days(7),
            Self::Monthly => Frequency::Months(1),
            Self::Quarterly => Frequency::Months(3),
            Self::HalfYearly => Frequency::Months(6),
            Self::Yearly => Frequency::Months(12),
        })
    }
}

/// What a Location has settled of one product (P1, P9, P28).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnSale {
    /// Which product.
    pub product: ProductId,
    /// Guests may buy it by themselves.
    pub purchasable: bool,
    /// The desk may give it: at issue, registration or recharge.
    pub assignable: bool,
    /// What a guest pays, tax included.
    pub price: Money,
    /// Paid again and again.
    pub frequency: SubscriptionFrequency,
    /// Place in the list, from 1.
    pub position: u16,
}

impl OnSale {
    /// Offered where somebody used up what he had: a payment product, that is one with a price (P17, Q33).
    pub const fn may_be_bought(&self) -> bool {
        self.purchasable && self.price.minor > 0
    }
}

names!(Sector, "sector", {
    Hospitality = 0 "hospitality",
    Other = 1 "other",
});

/// A Location for the tables of tests.
#[cfg(test)]
pub(crate) mod fixture {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use uuid::Uuid;

    /// A hotel of 60 rooms in Madrid.
    pub(crate) fn location() -> Location {
        Location {
            id: LocationId(Uuid::nil()),
            name: "Hotel Miramar".to_owned(),
            zone: chrono_tz::Europe::Madrid,
            currency: "EUR".parse().unwrap(),
            sector: Sector::Hospitality,
            rooms: Some(60),
            aps: None,
            language: "es".to_owned(),
            ssid: None,
            wifi_password: None,
            login_url: None,
            access: Access::default(),
            prices: Prices::default(),
            times: HouseTimes::default(),
            revision: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use crate::domain::{
        allowance::{Limits, Origin},
        time::fixture::utc,
    };
    use proptest::prelude::*;

    const PHONE: Mac = Mac([0xaa, 0xbb, 0xcc, 0x00, 0x11, 0x22]);

    fn access(mode: AuthMode) -> Access {
        Access {
            mode,
            shared_name: Some("Guest".into()),
            simple_password: Some("Sea view".into()),
            free_product: Some(ProductId::default()),
        }
    }

    /// A29, and the modes that P10 names.
    #[test]
    fn modes() {
        use AuthMode::{ClickConnect, OperatorRegistration, SimplePassword, Sms, UserRegistration};
        for mode in AuthMode::ALL {
            let free = matches!(mode, ClickConnect | SimplePassword);
            let registers = matches!(mode, Sms | UserRegistration | OperatorRegistration);
            assert_eq!(mode.makes_free_users(), free, "{mode}");
            let expected = if registers {
                Registration::Provided
            } else {
                Registration::NotProvided
            };
            assert_eq!(mode.registration(), expected, "{mode}");
            assert_eq!(mode.as_str().parse(), Ok(*mode));
        }
        assert_eq!(AuthMode::default(), OperatorRegistration);
    }

    /// Q34, Q35, Q36: which limits are left, by the mode of the Location and the origin of the user.
    #[test]
    fn exemptions() {
        use crate::domain::{policy::tests::policy, product::tests::product};
        let product = product(|it| {
            it.total_time_min = 60;
            it.daily_time_min = 60;
            it.total_data_mb = 500;
            it.weekly_data_mb = 500;
        });
        let all = Limits::of(&product, &policy(|_| ()));
        let left = |mode: AuthMode, origin| all.clone().considered(mode.registration(), origin);
        for mode in [AuthMode::ClickConnect, AuthMode::SimplePassword] {
            assert!(
                left(mode, Origin::AutomaticFree).is_infinite(),
                "Q34, Q35: {mode}"
            );
            assert!(left(mode, Origin::Issued).is_infinite(), "Q36: {mode}");
        }
        let operator = left(AuthMode::OperatorRegistration, Origin::Issued);
        assert_eq!(operator, all, "a Location that registers considers all");
        // A free user of before, where the mode was changed to one that registers.
        let free = left(AuthMode::OperatorRegistration, Origin::AutomaticFree);
        assert_eq!(
            (free.seconds.total, free.seconds.daily),
            (None, None),
            "Q34"
        );
        assert_eq!(free.bytes.total, Some(500 << 20), "Q35, A3");
        assert_eq!(free.bytes.weekly, None);
    }

    #[test]
    fn who_is_free() {
        use FreeName::{Mac as ByMac, Password, Shared};
        let click = access(AuthMode::ClickConnect);
        let simple = access(AuthMode::SimplePassword);
        let other = Some(Mac([2, 0, 0, 0, 0, 1]));
        let phone = Some(PHONE);
        #[rustfmt::skip]
        let table = [
            (&click,  "AA:BB:CC:00:11:22", phone, Some(ByMac(PHONE))),
            (&click,  "aabb.cc00.1122",    phone, Some(ByMac(PHONE))),
            (&click,  "aa-bb-cc-00-11-22", None,  Some(ByMac(PHONE))),
            (&click,  "AABBCC001122",      other, None),
            (&click,  " gue-st ",          phone, Some(Shared(PHONE))),
            (&click,  "guest",             None,  None),
            (&click,  "Sea view",          phone, None),
            (&simple, "Sea view",          phone, Some(Password(PHONE))),
            (&simple, "sea view",          phone, None),
            (&simple, "guest",             phone, Some(Shared(PHONE))),
            (&simple, "ABCDE-23456",       phone, None),
        ];
        for (access, username, device, expected) in table {
            assert_eq!(access.free_name(username, device), expected, "{username}");
        }
        let registers = access(AuthMode::OperatorRegistration);
        assert_eq!(registers.free_name("AA:BB:CC:00:11:22", phone), None);
        assert_eq!(free_username(PHONE), "AABBCC001122");
        assert_eq!(code::lookup_form("aa-bb-cc-00-11-22"), free_username(PHONE));
    }

    #[test]
    fn free_passwords() {
        let username = "aa-bb-cc-00-11-22";
        let click = access(AuthMode::ClickConnect);
        let taken = click.free_passwords(username, FreeName::Mac(PHONE), "s3cret");
        for good in [
            username,
            "",
            "s3cret",
            "password",
            "AABB:CC00:1122",
            "AABBCC-001122",
            "aa bb cc 00 11 22",
        ] {
            assert!(taken.iter().any(|one| one == good), "{good:?}");
        }
        for bad in ["Sea view", "AABBCC001123", "x"] {
            assert!(taken.iter().all(|one| one != bad), "{bad:?}");
        }
        let simple = access(AuthMode::SimplePassword);
        assert_eq!(
            simple.free_passwords(username, FreeName::Mac(PHONE), "s3cret"),
            ["Sea view"]
        );
        assert_eq!(
            simple.free_passwords("Guest", FreeName::Shared(PHONE), "s3cret"),
            ["Sea view"]
        );
        assert_eq!(
            simple.free_passwords("Sea view", FreeName::Password(PHONE), "s3cret"),
            ["Sea view", ""]
        );
    }

    #[test]
    fn separators() {
        use Separator::{Comma, Default, Point, Space};
        let italian = |decimal, thousands| Separators { decimal, thousands }.signs(",", ".");
        #[rustfmt::skip]
        let table = [
            ((Default, Default), (",", ".")),
            ((Point,   Default), (".", ",")),
            ((Default, Comma),   (".", ",")),
            ((Comma,   Space),   (",", "\u{a0}")),
            ((Default, Space),   (",", "\u{a0}")),
            ((Point,   Comma),   (".", ",")),
        ];
        for ((decimal, thousands), expected) in table {
            assert_eq!(
                italian(decimal, thousands),
                expected,
                "{decimal} {thousands}"
            );
        }
        let distinct = |decimal, thousands| Separators { decimal, thousands }.are_distinct();
        assert!(distinct(Default, Default) && distinct(Point, Comma) && distinct(Comma, Space));
        assert!(!distinct(Point, Point) && !distinct(Comma, Comma) && !distinct(Space, Point));
    }

    proptest! {
        #[test]
        fn decimals_and_thousands_never_look_alike(decimal in 0_u8..3, thousands in 0_u8..4, comma: bool) {
            let separators = Separators {
                decimal: Separator::from_code(decimal).unwrap(),
                thousands: Separator::from_code(thousands).unwrap(),
            };
            let (one, other) = if comma { (",", ".") } else { (".", ",") };
            let (point, group) = separators.signs(one, other);
            prop_assert_eq!(point != group, separators.are_distinct());
        }

        #[test]
        fn price_less_tax_and_the_tax_on_that_are_the_price(minor in 0_i64..100_000_000, rate in 0_u32..100) {
            let prices = Prices { tax_percent: rate.into(), ..Prices::default() };
            let tax = prices.tax_in(euros(minor)).minor;
            // Within half a cent of net × rate, in whole numbers.
            let net = i128::from(minor - tax);
            let off = net * i128::from(rate) - i128::from(tax) * 100;
            prop_assert!(off.abs() <= 50 + i128::from(rate) / 2, "{} of {}", tax, minor);
        }
    }

    fn euros(minor: i64) -> Money {
        Money {
            minor,
            currency: "EUR".parse().unwrap(),
        }
    }

    #[test]
    fn tax() {
        let at = |percent: &str, minor| {
            let prices = Prices {
                tax_percent: percent.parse().unwrap(),
                ..Prices::default()
            };
            prices.tax_in(euros(minor)).minor
        };
        assert_eq!(at("22", 1220), 220);
        assert_eq!(at("22", 1000), 180);
        assert_eq!(at("0", 1000), 0);
        assert_eq!(at("8.875", 1000), 82);
        assert_eq!(at("100", i64::MAX), 4611686018427387904);
        for (rate, good) in [
            ("0", true),
            ("100", true),
            ("8.875", true),
            ("100.1", false),
            ("-1", false),
            ("8.8755", false),
        ] {
            assert_eq!(Prices::is_rate(rate.parse().unwrap()), good, "{rate}");
        }
    }

    #[test]
    fn check_out_is_of_the_wall_of_the_location() {
        let mut location = location();
        location.times = HouseTimes {
            check_out: NaiveTime::from_hms_opt(2, 30, 0).unwrap(),
            grace_min: 45,
        };
        let check = |day: &str, expected: &str| {
            assert_eq!(
                location.check_out(day.parse().unwrap()),
                utc(expected),
                "{day}"
            );
        };
        check("2026-07-03", "2026-07-03T03:15:00+02:00");
        // 02:30 does not exist: moved forward by the gap (A19), then the grace.
        check("2026-03-29", "2026-03-29T04:15:00+02:00");
    }

    #[test]
    fn frequencies() {
        use crate::domain::expiry::{
            Frequency::{Days, Months},
            subscription_expires_at,
        };
        let periods: Vec<_> = SubscriptionFrequency::ALL
            .iter()
            .map(|one| one.period())
            .collect();
        let expected = [
            None,
            Some(Days(1)),
            Some(Days(7)),
            Some(Months(1)),
            Some(Months(3)),
            Some(Months(6)),
            Some(Months(12)),
        ];
        assert_eq!(periods, expected);
        let monthly = SubscriptionFrequency::Monthly.period().unwrap();
        let bought = utc("2026-01-31T09:00:00+01:00");
        let expires = subscription_expires_at(bought, monthly, 1, chrono_tz::Europe::Rome);
        assert_eq!(expires, utc("2026-02-28T11:00:00+01:00"), "S01");
    }

    #[test]
    fn what_may_be_bought_has_a_price() {
        let offer = |purchasable, minor| OnSale {
            product: ProductId::default(),
            purchasable,
            assignable: true,
            price: euros(minor),
            frequency: SubscriptionFrequency::None,
            position: 1,
        };
        assert!(offer(true, 1).may_be_bought(), "Q33");
        assert!(
            !offer(true, 0).may_be_bought() && !offer(false, 1).may_be_bought(),
            "Q33"
        );
    }

    fn location() -> Location {
        Location {
            id: LocationId::default(),
            name: "Hotel".into(),
            zone: chrono_tz::Europe::Madrid,
            currency: "EUR".parse().unwrap(),
            sector: Sector::Hospitality,
            rooms: Some(1),
            aps: None,
            language: "en".into(),
            ssid: None,
            wifi_password: None,
            login_url: None,
            access: access(AuthMode::SimplePassword),
            prices: Prices::default(),
            times: HouseTimes::default(),
            revision: 0,
        }
    }

    #[test]
    fn debug_tells_no_password() {
        let shown = format!("{:?}", location().access);
        assert!(shown.contains("Guest") && !shown.contains("Sea"), "{shown}");
    }
}
