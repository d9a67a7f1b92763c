//! Tickets: what was issued, and the life that it leads (T11–T23).

use super::{
    allowance::Origin,
    expiry,
    id::{AccountId, ProductId, TicketId, TicketTypeId},
    money::Money,
    names::names,
    product::Expiration,
    ticket_type::Format,
    time::{self, Instant, Zone},
};
use serde::{Deserialize, Serialize};

/// The seven types of the list (T16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// "Individual ticket": a single ticket of the desk.
    Individual,
    /// "Variable ticket".
    Variable,
    /// "Special ticket".
    Special,
    /// Made by a PayPal payment.
    Paypal,
    /// Made on request by SMS.
    Sms,
    /// Made by a sponsor.
    Sponsor,
    /// Made by the hotel's PMS.
    Pms,
}

/// Where a ticket came from (T12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Issued in the window.
    Desk,
    /// Issued on the command line.
    Cli,
    /// Issued by the REST interface.
    Api,
    /// A PayPal payment.
    Paypal,
    /// A request by SMS.
    Sms,
    /// A sponsor.
    Sponsor,
    /// The PMS.
    Pms,
    /// Made by itself for a device, free of charge (P10). No ticket that anybody issued: the issued list and its seven
    /// types (T12, T16) leave it out unless it is asked for.
    Automatic,
    /// Taken over from a router's list of users (P25).
    Import,
}

impl Source {
    /// How its user came to be, as the exemptions ask (P10, P13–P20).
    pub const fn origin(self) -> Origin {
        match self {
            Self::Automatic => Origin::AutomaticFree,
            _ => Origin::Issued,
        }
    }
}

/// The four states (T17). Cancelled is final; Expired is left only by a recharge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Issued, never logged in with.
    NoUse,
    /// Logged in with at least once, still valid. Says nothing about a device being on line (TX03).
    InUse,
    /// Time, totals or dates are over, or it was not used in time.
    Expired,
    /// Cancelled at the desk.
    Cancelled,
}

/// A ticket as the issued list knows it. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Of this ticket.
    pub id: TicketId,
    /// Unique in the Location, never reused.
    pub serial: u64,
    /// When it was issued.
    pub created_at: Instant,
    /// Who it is for, in the words of its source (T15).
    pub user_id: String,
    /// One of the seven types.
    pub kind: Kind,
    /// Where it came from.
    pub source: Source,
    /// The ticket type that it was issued from; none for tickets of other sources.
    pub ticket_type: Option<TicketTypeId>,
    /// The account that it owns.
    pub account: AccountId,
    /// The product that its account holds.
    pub product: ProductId,
    /// What was asked for it.
    pub price: Money,
    /// Simultaneous devices.
    pub devices: u16,
    /// Stored state. [`Ticket::status`] weighs it against the clock.
    pub stored_status: Status,
    /// A login is refused before this (variable, special).
    pub valid_from: Option<Instant>,
    /// End of the chosen range (variable, special).
    pub valid_until: Option<Instant>,
    /// Last instant of a first use; passed unused, the ticket is Expired (TX06).
    pub use_by: Option<Instant>,
    /// First accepted login.
    pub first_login_at: Option<Instant>,
    /// When it expires; none before the first login of a single ticket, and for a product that never expires (TX01).
    pub expires_at: Option<Instant>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// Accounting sessions so far (TX21).
    pub connections: u32,
    /// Seconds on line, summed over all sessions (TX22).
    pub session_seconds: u64,
    /// Bytes from the guest.
    pub upload_bytes: u64,
    /// Bytes to the guest.
    pub download_bytes: u64,
}

names!(Kind, "ticket type", {
    Individual = 0 "individual",
    Variable = 1 "variable",
    Special = 2 "special",
    Paypal = 3 "paypal",
    Sms = 4 "sms",
    Sponsor = 5 "sponsor",
    Pms = 6 "pms",
});

names!(Source, "source", {
    Desk = 0 "desk",
    Cli = 1 "cli",
    Api = 2 "api",
    Paypal = 3 "paypal",
    Sms = 4 "sms",
    Sponsor = 5 "sponsor",
    Pms = 6 "pms",
    Automatic = 7 "automatic",
    Import = 8 "import",
});

names!(Status, "status", {
    NoUse = 0 "no_use",
    InUse = 1 "in_use",
    Expired = 2 "expired",
    Cancelled = 3 "cancelled",
});

impl From<Format> for Kind {
    /// The list calls a single ticket "Individual" (A23).
    fn from(format: Format) -> Self {
        match format {
            Format::Single => Self::Individual,
            Format::Variable => Self::Variable,
            Format::Special => Self::Special,
        }
    }
}

/// What happens to a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A login was accepted.
    Login,
    /// Its time, its totals or its dates are over, or it was not used in time.
    Lapse,
    /// Cancelled at the desk.
    Cancel,
    /// Its account got a new product.
    Recharge,
}

impl Status {
    /// The state after an event; `None` if the event cannot happen in this state (T23, with the recharge of DESIGN 2).
    pub const fn after(self, event: Event) -> Option<Self> {
        match (self, event) {
            (Self::NoUse | Self::InUse, Event::Login)
            | (Self::InUse | Self::Expired, Event::Recharge) => Some(Self::InUse),
            (Self::NoUse | Self::InUse, Event::Lapse) => Some(Self::Expired),
            (Self::NoUse | Self::InUse, Event::Cancel) => Some(Self::Cancelled),
            (Self::NoUse, Event::Recharge) => Some(Self::NoUse),
            (Self::Expired | Self::Cancelled, _) => None,
        }
    }

    /// No use or In use: its credentials are worth something.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::NoUse | Self::InUse)
    }
}

impl Kind {
    /// The format whose rules count for it: what other sources issue behaves like a single ticket (T12).
    pub const fn format(self) -> Format {
        match self {
            Self::Variable => Format::Variable,
            Self::Special => Format::Special,
            Self::Individual | Self::Paypal | Self::Sms | Self::Sponsor | Self::Pms => {
                Format::Single
            }
        }
    }
}

impl Ticket {
    /// The state at `now`: the stored one, unless the clock has overtaken it (T23, TX06, TX11).
    pub fn status(&self, now: Instant) -> Status {
        if expiry::is_over(self.lapses_at(), now) {
            Status::Expired
        } else {
            self.stored_status
        }
    }

    /// When the ticket expires by the calendar alone; `None` if nothing is set or it is final already.
    ///
    /// Unused: at the earliest of the last instant of a first use and the end of its dates. In use: at its expiry, which
    /// holds the end of the dates too (TX01), and which a recharge rewrites.
    pub fn lapses_at(&self) -> Option<Instant> {
        match self.stored_status {
            Status::NoUse => [self.use_by, self.valid_until, self.expires_at]
                .into_iter()
                .flatten()
                .min(),
            Status::InUse => self.expires_at,
            Status::Expired | Status::Cancelled => None,
        }
    }

    /// Whether it can be cancelled: final states do not change into each other (TX14–TX17).
    pub fn may_cancel(&self, now: Instant) -> bool {
        self.status(now).after(Event::Cancel).is_some()
    }

    /// Whether its credentials may be handed out (TX18).
    pub fn may_print(&self, now: Instant) -> bool {
        self.status(now).is_live()
    }

    /// Whether it can be recharged: anything but a cancelled one.
    pub fn may_recharge(&self, now: Instant) -> bool {
        self.status(now).after(Event::Recharge).is_some()
    }

    /// Whether the expiration panel of its product is considered: a variable ticket has its dates instead.
    pub fn counts_panel(&self) -> bool {
        self.kind.format() != Format::Variable || self.valid_until.is_none()
    }

    /// Both directions.
    pub fn total_bytes(&self) -> u64 {
        self.upload_bytes.saturating_add(self.download_bytes)
    }
}

/// The last instant of a first use: so many times 24 hours after the issue (TX06: 15,552,000 s). A variable ticket has
/// its dates instead; 0 days = no such end.
pub fn use_by(format: Format, issued_at: Instant, within_days: u32) -> Option<Instant> {
    let counts = format != Format::Variable && within_days > 0;
    counts.then(|| {
        time::add_seconds(
            time::whole_second(issued_at),
            i64::from(within_days) * 86400,
        )
    })
}

/// When a ticket that is first logged in with at `first_login` expires (DESIGN 2): a single one by its product, a
/// variable one at the end of its dates, a special one at the earlier of both.
pub fn expires_at(
    format: Format,
    expiration: &Expiration,
    first_login: Instant,
    valid_until: Option<Instant>,
    zone: Zone,
) -> Option<Instant> {
    let by_product = || expiry::expires_at(expiration, first_login, zone);
    match format {
        Format::Single => by_product(),
        // A recharge after the end of the dates leaves none: then the product counts.
        Format::Variable => valid_until.or_else(by_product),
        Format::Special => by_product().into_iter().chain(valid_until).min(),
    }
}

/// A serial as people see it: at least six digits.
pub fn serial_text(serial: u64) -> String {
    format!("{serial:06}")
}

/// Reads a serial as people write it: with or without leading zeros, `#` or `№`.
pub fn parse_serial(text: &str) -> Option<u64> {
    let digits = text.trim().trim_start_matches(['#', '№']).trim_start();
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use crate::domain::time::fixture::utc;
    use chrono_tz::Europe::Madrid;
    use proptest::prelude::*;

    /// A ticket as issued on Saturday 10 January 2026 at 10:00 in Madrid, changed by `change`.
    fn ticket(change: impl FnOnce(&mut Ticket)) -> Ticket {
        let mut ticket = Ticket {
            id: TicketId::default(),
            serial: 1,
            created_at: utc("2026-01-10T10:00:00+01:00"),
            user_id: "Ana".into(),
            kind: Kind::Individual,
            source: Source::Desk,
            ticket_type: None,
            account: AccountId::default(),
            product: ProductId::default(),
            price: Money {
                minor: 0,
                currency: "EUR".parse().unwrap(),
            },
            devices: 1,
            stored_status: Status::NoUse,
            valid_from: None,
            valid_until: None,
            use_by: None,
            first_login_at: None,
            expires_at: None,
            cancelled_at: None,
            connections: 0,
            session_seconds: 0,
            upload_bytes: 0,
            download_bytes: 0,
        };
        change(&mut ticket);
        ticket
    }

    #[test]
    fn states() {
        use Status::{Cancelled, Expired, InUse, NoUse};
        let at = |text| Some(utc(text));
        let in_use = || {
            ticket(|it| {
                it.stored_status = InUse;
                it.expires_at = at("2026-07-02T18:30:00+02:00");
            })
        };
        let unused = || ticket(|it| it.use_by = use_by(Format::Single, it.created_at, 180));
        let variable = |status| {
            ticket(|it| {
                it.stored_status = status;
                it.valid_until = at("2026-07-03T23:59:59+02:00");
                it.expires_at = it.valid_until;
            })
        };
        let recharged = ticket(|it| {
            it.stored_status = InUse;
            it.valid_until = at("2026-07-03T23:59:59+02:00");
        });
        #[rustfmt::skip]
        let table = [
            ("TX01",                         ticket(|_| ()),       "2026-01-10T10:00:00+01:00", NoUse),
            ("TX02",                         in_use(),             "2026-07-01T18:30:00+02:00", InUse),
            ("TX03: nobody on line",         in_use(),             "2026-07-01T20:00:00+02:00", InUse),
            ("TX04: a second before",        in_use(),             "2026-07-02T18:29:59+02:00", InUse),
            ("TX04",                         in_use(),             "2026-07-02T18:30:00+02:00", Expired),
            ("TX06: a second before",        unused(),             "2026-07-09T10:59:59+02:00", NoUse),
            ("TX06",                         unused(),             "2026-07-09T11:00:00+02:00", Expired),
            ("TX10: not begun",              variable(NoUse),      "2026-06-30T22:00:00+02:00", NoUse),
            ("TX11",                         variable(NoUse),      "2026-07-04T00:00:00+02:00", Expired),
            ("TX11, in use",                 variable(InUse),      "2026-07-04T00:00:00+02:00", Expired),
            ("TX14, TX17: end date passes",  variable(Cancelled),  "2026-07-04T00:00:00+02:00", Cancelled),
            ("expired stays",                variable(Expired),    "2026-07-01T00:00:00+02:00", Expired),
            ("recharged after its dates",    recharged,            "2026-07-05T00:00:00+02:00", InUse),
        ];
        for (name, ticket, now, expected) in table {
            let now = utc(now);
            assert_eq!(ticket.status(now), expected, "{name}");
            let live = matches!(expected, NoUse | InUse);
            assert_eq!(ticket.may_cancel(now), live, "TX14-TX16: {name}");
            assert_eq!(ticket.may_print(now), live, "TX18: {name}");
            assert_eq!(ticket.may_recharge(now), expected != Cancelled, "{name}");
        }
    }

    #[test]
    fn transitions() {
        use Event::{Cancel, Lapse, Login, Recharge};
        use Status::{Cancelled, Expired, InUse, NoUse};
        #[rustfmt::skip]
        let table = [
            (NoUse,     [Some(InUse), Some(Expired), Some(Cancelled), Some(NoUse)]),
            (InUse,     [Some(InUse), Some(Expired), Some(Cancelled), Some(InUse)]),
            (Expired,   [None,        None,          None,            Some(InUse)]),
            (Cancelled, [None,        None,          None,            None]),
        ];
        for (status, expected) in table {
            let found = [Login, Lapse, Cancel, Recharge].map(|event| status.after(event));
            assert_eq!(found, expected, "T23: {status}");
        }
    }

    #[test]
    fn expiry_by_format() {
        let day = Expiration::DaysHours {
            days: 0.into(),
            hours: 24.into(),
        };
        let first = utc("2026-07-01T18:30:00+02:00");
        let product_end = Some(utc("2026-07-02T18:30:00+02:00"));
        let dates_end = Some(utc("2026-07-03T23:59:59+02:00"));
        let earlier = Some(utc("2026-07-01T23:59:59+02:00"));
        #[rustfmt::skip]
        let table = [
            ("TX02",                         Format::Single,   day,                   None,      product_end),
            ("never",                        Format::Single,   Expiration::Unlimited, None,      None),
            ("the panel is not considered",  Format::Variable, day,                   dates_end, dates_end),
            ("special, product first",       Format::Special,  day,                   dates_end, product_end),
            ("special, dates first",         Format::Special,  day,                   earlier,   earlier),
            ("special, no dates",            Format::Special,  day,                   None,      product_end),
            ("special, dates alone",         Format::Special,  Expiration::OneLogin,  dates_end, dates_end),
        ];
        for (name, format, expiration, valid_until, expected) in table {
            assert_eq!(
                expires_at(format, &expiration, first, valid_until, Madrid),
                expected,
                "{name}"
            );
        }
        assert_eq!(use_by(Format::Variable, first, 180), None);
        assert_eq!(use_by(Format::Single, first, 0), None);
        assert!(use_by(Format::Special, first, u32::MAX).is_some());
    }

    /// The schema stores these numbers; JSON has these names.
    #[test]
    fn names_and_numbers() {
        fn check<T: serde::Serialize + std::fmt::Debug + Copy>(
            all: &[T],
            name: fn(T) -> &'static str,
            code: fn(T) -> u8,
            expected: &str,
        ) {
            let names: Vec<&str> = all.iter().map(|it| name(*it)).collect();
            assert_eq!(names.join(" "), expected);
            for (place, item) in all.iter().enumerate() {
                assert_eq!(usize::from(code(*item)), place, "{item:?}");
                assert_eq!(serde_json::to_value(item).unwrap(), name(*item), "{item:?}");
            }
        }
        check(
            Kind::ALL,
            Kind::as_str,
            Kind::code,
            "individual variable special paypal sms sponsor pms",
        );
        check(
            Source::ALL,
            Source::as_str,
            Source::code,
            "desk cli api paypal sms sponsor pms automatic import",
        );
        check(
            Status::ALL,
            Status::as_str,
            Status::code,
            "no_use in_use expired cancelled",
        );
        assert_eq!(Status::from_code(4), None);
        assert_eq!("in_use".parse(), Ok(Status::InUse));
        assert!("In use".parse::<Status>().is_err());
    }

    #[test]
    fn serials() {
        assert_eq!(serial_text(42), "000042");
        assert_eq!(serial_text(12_345_678), "12345678");
        for text in ["42", "000042", "#000042", " # 42 ", "№42"] {
            assert_eq!(parse_serial(text), Some(42), "{text}");
        }
        for text in [
            "",
            "#",
            "-1",
            "+1",
            "4 2",
            "ABCDE-23456",
            "99999999999999999999",
        ] {
            assert_eq!(parse_serial(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn serials_round_trip(serial: u64) {
            prop_assert_eq!(parse_serial(&serial_text(serial)), Some(serial));
        }
    }
}
