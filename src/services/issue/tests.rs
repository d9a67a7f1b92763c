//! RULES 3.6 as far as it is about issuing, on a real store.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what must hold"
)]

use super::*;
use crate::{
    delivery::{
        email::Security,
        print::Target,
        sms::{Gateway, preset::Preset},
    },
    domain::{
        fields::{Field, FieldError, FieldKind},
        licence::Closed,
        location::Sector,
        money::Currency,
        ticket::Kind,
        ticket_type::{CredentialStyle, TicketType},
        time::{FAR_FUTURE, fixture::utc},
    },
    i18n::Language,
    services::{
        batches::{self, Column, parse_names},
        cancel, guests,
        messages::{EmailSettings, SmsSettings},
        setup::{self, NewLocation},
        ticket_types, tickets, vouchers,
    },
    store::{Filter, SavedFilter, Sort, SortBy},
    voucher::Validity,
};
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;

/// Saturday 10 January 2026, ten in the morning in Madrid.
fn now() -> Instant {
    utc("2026-01-10T10:00:00+01:00")
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A hotel in Madrid with its default ticket types.
struct Hotel {
    _folder: tempfile::TempDir,
    store: Store,
}

impl Hotel {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let location = NewLocation {
            name: "Hotel Sol".to_owned(),
            zone: chrono_tz::Europe::Madrid,
            currency: Currency(*b"EUR"),
            sector: Sector::Hospitality,
            rooms: Some(20),
            aps: None,
            language: Language::English,
            ssid: None,
            wifi_password: None,
            login_url: None,
        };
        let store = setup::init(folder.path(), now(), Actor::Desk, location).unwrap();
        let email = EmailSettings {
            host: "127.0.0.1".to_owned(),
            port: 25,
            security: Security::None,
            from: "wifi@sol.example".to_owned(),
            ..EmailSettings::default()
        };
        messages::set_email(&store, now(), Actor::Desk, Some(&email)).unwrap();
        let preset = Preset::Kannel;
        let sms = SmsSettings {
            preset,
            gateway: Gateway {
                from: "Hotel Sol".to_owned(),
                user: "sol".to_owned(),
                password: "secret".to_owned(),
                ..preset.gateway()
            },
            ..SmsSettings::default()
        };
        messages::set_sms(&store, now(), Actor::Desk, Some(&sms)).unwrap();
        let target = Target::Folder {
            path: folder.path().join("printed"),
        };
        let printer = printing::Settings::new("Reception", target);
        let _ = printing::add(&store, now(), Actor::Desk, printer).unwrap();
        Self {
            _folder: folder,
            store,
        }
    }

    fn change(&self, name: &str, change: impl FnOnce(&mut TicketType)) {
        let mut ticket_type = ticket_types::get(&self.store, name).unwrap();
        change(&mut ticket_type);
        let _ = ticket_types::edit(&self.store, now(), Actor::Desk, ticket_type).unwrap();
    }

    fn issue(&self, request: Request) -> Result<Issued> {
        issue(&self.store, now(), Actor::Desk, request)
    }

    fn serials(&self) -> Vec<u64> {
        let filter = Filter::default();
        self.store
            .read(|reader| reader.serials_of(&filter, now()))
            .unwrap()
    }

    fn house(&self, name: &str) -> House {
        self.store.read(|reader| House::of(reader, name)).unwrap()
    }

    fn waiting(&self) -> Vec<(String, serde_json::Value)> {
        let later = now() + TimeDelta::days(1);
        let rows = self.store.read(|r| r.due_deliveries(later, 100)).unwrap();
        rows.into_iter()
            .map(|row| (row.what.kind, row.what.body))
            .collect()
    }
}

fn wants(ticket_type: &str, user_id: &str) -> Request {
    Request {
        ticket_type: ticket_type.to_owned(),
        user_id: user_id.to_owned(),
        ..Request::default()
    }
}

fn code(result: Result<Issued>) -> &'static str {
    result.map_or_else(|error| error.code(), |_| "issued")
}

fn all_channels(one: &mut TicketType) {
    one.channels = vec![Channel::Print, Channel::Email, Channel::Sms];
}

#[test]
fn what_is_refused_is_refused_by_the_quote_too_and_leaves_nothing() {
    let hotel = Hotel::new();
    hotel.change("1 hour", |one| {
        one.fields = vec![Field::compulsory(FieldKind::FirstName)];
        one.channels = vec![Channel::Print, Channel::Email];
    });
    let taken = Request {
        credentials: Some(("Taken".to_owned(), "secret".to_owned())),
        ..wants("Event", "Fair")
    };
    let _ = hotel.issue(taken.clone()).unwrap();
    let named = |request: Request| Request {
        fields: vec![("first_name".to_owned(), "Ana".to_owned())],
        ..request
    };
    let by = |channel, to: &str| Request {
        deliver: vec![Deliver {
            channel,
            to: Some(to.to_owned()),
        }],
        ..named(wants("1 hour", "Ana"))
    };
    let stay = |first: &str, last: &str| Request {
        stay: Some((day(first), day(last)).into()),
        ..wants("Stay", "Ana")
    };
    let nights = |departure: &str| Request {
        stay: Some(Dates::Nights {
            arrival: day("2026-01-10"),
            departure: day(departure),
        }),
        ..wants("Stay", "Ana")
    };
    let special = Special {
        download_kbps: Some(1),
        ..Special::default()
    };
    let priced = |minor, currency: &[u8; 3]| Request {
        special: Special {
            price: Some(Money {
                minor,
                currency: Currency(*currency),
            }),
            ..Special::default()
        },
        ..wants("Event", "Fair")
    };
    #[rustfmt::skip]
    let table = [
        ("TX25 no user ID",               wants("1 day", ""),                 "user_id_required"),
        ("TX25 control characters alone", wants("1 day", "\u{7}\n\t "),       "user_id_required"),
        ("too long a name",               wants("1 day", &"ñ".repeat(501)),   "user_id_too_long"),
        ("TX26 a name that is taken",     taken,                              "username_taken"),
        ("TX26 in another spelling",      Request { credentials: Some(("ta-KEN".into(), "x".into())), ..wants("Event", "Fair") }, "username_taken"),
        ("TX27 first name missing",       wants("1 hour", "Ana"),             "bad_fields"),
        ("TX27 a field nobody asked for", Request { fields: vec![("country".into(), "ES".into())], ..wants("1 day", "Ana") }, "bad_fields"),
        ("TX29 a channel that is off",    by(Channel::Sms, "+34600112233"),   "channel_not_offered"),
        ("no address",                    by(Channel::Email, " "),            "address_missing"),
        ("an address that is none",       by(Channel::Email, "ana@"),         "bad_address"),
        ("TX09 dates reversed",           stay("2026-01-12", "2026-01-11"),   "bad_stay"),
        ("TX09 dates in the past",        stay("2026-01-09", "2026-01-11"),   "bad_stay"),
        ("four years",                    stay("2026-01-10", "2030-01-10"),   "bad_stay"),
        ("departure before arrival",      nights("2026-01-09"),               "bad_stay"),
        ("no dates",                      wants("Stay", "Ana"),               "stay_required"),
        ("dates for a single ticket",     Request { stay: Some((day("2026-01-10"), day("2026-01-10")).into()), ..wants("1 day", "Ana") }, "stay_not_taken"),
        ("limits for a single ticket",    Request { special, ..wants("1 day", "Ana") }, "special_not_taken"),
        ("a user name for a single one",  Request { credentials: Some(("a".into(), "b".into())), ..wants("1 day", "Ana") }, "credentials_not_taken"),
        ("an empty password",             Request { credentials: Some(("a".into(), String::new())), ..wants("Event", "Fair") }, "bad_credentials"),
        ("a negative price",              priced(-1, b"EUR"),                 "invalid"),
        ("a price in another currency",   priced(1, b"USD"),                  "invalid"),
        ("no device",                     Request { devices: Some(0), ..wants("1 day", "Ana") }, "out_of_range"),
        ("no such type",                  wants("Nothing", "Ana"),            "unknown_ticket_type"),
        ("replacing what is not there",   Request { same_guest: SameGuest::Replace(vec![99]), ..wants("1 day", "Ana") }, "unknown_ticket"),
        ("a device for what is not there", Request { same_guest: SameGuest::AddDevice(99), ..wants("1 day", "Ana") }, "unknown_ticket"),
    ];
    for (name, request, expected) in table {
        let quoted = quote(&hotel.store, now(), &request);
        assert_eq!(
            quoted.map_or_else(|error| error.code(), |_| "issued"),
            expected,
            "{name}: quote"
        );
        assert_eq!(code(hotel.issue(request)), expected, "{name}: issue");
        assert_eq!(hotel.serials().len(), 1, "{name}: nothing is left");
        assert!(
            hotel.waiting().is_empty(),
            "{name}: nothing leaves the house"
        );
    }
    let one = hotel.issue(named(wants("1 hour", "Ana"))).unwrap();
    assert_eq!(one.ticket.serial, 2, "no serial was used up");
    let fields = hotel.store.read(|r| r.fields(one.ticket.id)).unwrap();
    assert_eq!(fields["first_name"], "Ana", "TX27");
}

#[test]
fn when_the_licence_is_over_nothing_is_quoted_and_nothing_issued() {
    let hotel = Hotel::new();
    let later = now() + setup::EVALUATION;
    let request = wants("1 day", "Ana");
    assert!(matches!(
        quote(&hotel.store, later, &request),
        Err(Error::Closed(Closed::EvaluationOver))
    ));
    assert!(matches!(
        issue(&hotel.store, later, Actor::Desk, request),
        Err(Error::Closed(Closed::EvaluationOver))
    ));
}

#[test]
fn variable_tickets() {
    let hotel = Hotel::new();
    let days = |first: &str, last: &str| Dates::Days {
        first: day(first),
        last: day(last),
    };
    let nights = |arrival: &str, departure: &str| Dates::Nights {
        arrival: day(arrival),
        departure: day(departure),
    };
    // The evaluation ends in February; these are of another season.
    hotel
        .store
        .write(|tx| {
            let mut licence = tx.licence()?;
            licence.evaluation_ends_at = FAR_FUTURE;
            tx.set_licence(&licence)
        })
        .unwrap();
    #[rustfmt::skip]
    let table = [
        ("TX07",            days("2026-07-01", "2026-07-03"),   "12.00", "2026-07-01T00:00:00+02:00", "2026-07-03T23:59:59+02:00"),
        ("TX08",            days("2026-07-01", "2026-07-01"),   "4.00",  "2026-07-01T00:00:00+02:00", "2026-07-01T23:59:59+02:00"),
        ("clocks forward",  days("2026-03-28", "2026-03-29"),   "8.00",  "2026-03-28T00:00:00+01:00", "2026-03-29T23:59:59+02:00"),
        ("one night",       nights("2026-01-10", "2026-01-11"), "4.00",  "2026-01-10T00:00:00+01:00", "2026-01-11T11:00:00+01:00"),
        ("over the change", nights("2026-10-24", "2026-10-26"), "8.00",  "2026-10-24T00:00:00+02:00", "2026-10-26T11:00:00+01:00"),
        ("for the day",     nights("2026-01-10", "2026-01-10"), "4.00",  "2026-01-10T00:00:00+01:00", "2026-01-10T11:00:00+01:00"),
    ];
    for (name, dates, price, from, until) in table {
        let request = Request {
            stay: Some(dates),
            ..wants("Stay", "Ana")
        };
        let quote = quote(&hotel.store, now(), &request).unwrap();
        let ticket = hotel.issue(request.clone()).unwrap().ticket;
        assert_eq!(ticket.price.to_decimal_string(), price, "{name}");
        assert_eq!(ticket.valid_from, Some(utc(from)), "{name}");
        assert_eq!(ticket.valid_until, Some(utc(until)), "{name}");
        assert_eq!(ticket.expires_at, Some(utc(until)), "TX01 {name}");
        assert_eq!(ticket.status(now()), Status::NoUse, "TX01 {name}");
        assert_eq!(ticket.connections, 0, "TX01 {name}");
        assert_eq!(
            (quote.price, quote.valid_from, quote.valid_until),
            (ticket.price, ticket.valid_from, ticket.valid_until),
            "{name}"
        );
        let again = last_request(&hotel.store, now()).unwrap().unwrap();
        assert_eq!(again.stay, Some(dates), "{name}: repeated");
        assert_eq!(again.user_id, "Ana");
        assert_eq!(ticket.kind, Kind::Variable);
    }
}

#[test]
fn a_special_ticket_with_dates_is_of_those_dates() {
    let hotel = Hotel::new();
    // Further off than the 180 days in which other tickets are first used; its product is one day.
    let dates = Dates::Days {
        first: day("2026-10-01"),
        last: day("2026-10-03"),
    };
    let asked = |special: Special| Request {
        stay: Some(dates),
        special,
        ..wants("Event", "Congress")
    };
    let issue = |request: Request| {
        let quote = quote(&hotel.store, now(), &request).unwrap();
        let ticket = hotel.issue(request).unwrap().ticket;
        assert_eq!(quote.use_by, ticket.use_by);
        let detail = tickets::detail(&hotel.store, now(), ticket.serial).unwrap();
        (ticket, detail.product.expiration)
    };
    let last = utc("2026-10-03T23:59:59+02:00");
    let (plain, expiration) = issue(asked(Special::default()));
    assert_eq!((plain.use_by, plain.valid_until), (None, Some(last)));
    assert_eq!(expiration, Expiration::Unlimited, "the dates are its end");
    // What is asked for beside the dates holds, too: days to the first use count from the first of the dates.
    let own = Expiration::Months { months: 1 };
    let (special, expiration) = issue(asked(Special {
        use_within_days: Some(2),
        expiration: Some(own),
        ..Special::default()
    }));
    assert_eq!(special.use_by, Some(utc("2026-10-03T00:00:00+02:00")));
    assert_eq!(expiration, own);
}

#[test]
fn a_special_ticket_has_values_of_its_own() {
    let hotel = Hotel::new();
    let before = hotel.issue(wants("Event", "Fair")).unwrap();
    let special = Special {
        price: Some(Money {
            minor: 1250,
            currency: Currency(*b"EUR"),
        }),
        expiration: Some(Expiration::Months { months: 1 }),
        total_time_min: Some(90),
        daily_time_min: Some(30),
        weekly_time_min: Some(60),
        monthly_time_min: Some(80),
        total_data_mb: Some(100),
        daily_data_mb: Some(10),
        weekly_data_mb: Some(20),
        monthly_data_mb: Some(50),
        download_kbps: Some(2000),
        upload_kbps: Some(1000),
        use_within_days: Some(3),
    };
    let request = Request {
        special,
        devices: Some(7),
        credentials: Some(("Fair 2026".to_owned(), "Geheim-1".to_owned())),
        ..wants("Event", "Fair")
    };
    let one = hotel.issue(request).unwrap();
    let detail = tickets::detail(&hotel.store, now(), one.ticket.serial).unwrap();
    assert_eq!(detail.credentials.username, "Fair 2026");
    assert_eq!(detail.credentials.password, "Geheim-1");
    assert_eq!(one.ticket.price.minor, 1250);
    assert_eq!(one.ticket.devices, 7);
    assert_eq!(one.ticket.use_by, Some(now() + TimeDelta::days(3)));
    let (product, policy) = (&detail.product, &detail.policy);
    assert_eq!(product.expiration, Expiration::Months { months: 1 });
    let said = hotel.store.read(|reader| {
        let house = reader.location()?;
        let ticket = one.ticket.clone();
        Ok(vouchers::data(reader, &house, ticket, Language::English))
    });
    let validity = said.unwrap().unwrap().validity;
    assert_eq!(validity, Validity::Months { months: 1 }, "on paper, too");
    assert_eq!(
        [
            product.total_time_min,
            product.daily_time_min,
            product.weekly_time_min,
            product.monthly_time_min
        ],
        [90, 30, 60, 80]
    );
    assert_eq!(
        [
            product.total_data_mb,
            product.daily_data_mb,
            product.weekly_data_mb,
            product.monthly_data_mb
        ],
        [100, 10, 20, 50]
    );
    assert_eq!((policy.download_kbps, policy.upload_kbps), (2000, 1000));
    assert_eq!(detail.limits.seconds.total, Some(90 * 60));
    // The ticket before it, and the product itself, are what they were.
    let other = tickets::detail(&hotel.store, now(), before.ticket.serial).unwrap();
    assert_eq!(other.product.total_time_min, 0);
    assert_eq!(other.policy.download_kbps, 50_000);
    let house = hotel.house("Event");
    assert_eq!(house.product.total_time_min, 0);
}

#[test]
fn deliveries_are_rows_of_the_outbox_and_an_e_mail_names_the_ticket() {
    let hotel = Hotel::new();
    hotel.change("1 day", |one| {
        all_channels(one);
        one.fields = vec![
            Field::optional(FieldKind::Email),
            Field::optional(FieldKind::Mobile),
        ];
    });
    let request = Request {
        fields: vec![("mobile".to_owned(), "600 11 22 33".to_owned())],
        deliver: vec![
            Deliver::from(Channel::Print),
            Deliver {
                channel: Channel::Email,
                to: Some("Ana@Example.ORG".to_owned()),
            },
            Deliver::from(Channel::Sms),
        ],
        language: Some("es".to_owned()),
        ..wants("1 day", "Ana")
    };
    let one = hotel.issue(request).unwrap();
    assert_eq!(one.ticket.user_id, "Ana@example.org", "TX23");
    let rows = hotel.waiting();
    let kinds: Vec<_> = rows.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["print", "email", "sms"]);
    assert_eq!(rows[1].1["to"], "Ana@example.org");
    assert_eq!(rows[2].1["to"], "+34600112233", "of the hotel's country");
    assert!(rows.iter().all(|(_, body)| body["language"] == "es"));
    assert_eq!(one.deliveries.len(), 3);
    assert_eq!(
        one.ticket.status(now()),
        Status::NoUse,
        "TX30: issued is issued"
    );
    // A user ID that is an address is one to send to.
    let by_name = Request {
        deliver: vec![Deliver::from(Channel::Email)],
        ..wants("1 day", "bea@example.org")
    };
    let _ = hotel.issue(by_name).unwrap();
    assert_eq!(hotel.waiting()[3].1["to"], "bea@example.org");
}

#[test]
fn the_same_guest_again() {
    let hotel = Hotel::new();
    hotel.change("1 hour", |one| {
        one.fields = vec![Field::optional(FieldKind::Room)];
    });
    let room = |user: &str, room: &str| Request {
        fields: vec![("room".to_owned(), room.to_owned())],
        ..wants("1 hour", user)
    };
    let first = hotel.issue(wants("1 day", "214 García")).unwrap();
    let second = hotel.issue(room("Rossi", "b 12")).unwrap();
    let twins = |user: &str, room: Option<&str>| -> Vec<u64> {
        let rows = live_tickets_for(&hotel.store, now(), user, room).unwrap();
        rows.iter().map(|row| row.ticket.serial).collect()
    };
    #[rustfmt::skip]
    let table: [(&str, Option<&str>, &[u64]); 9] = [
        ("214",        None,         &[1]),
        (" 214 ana ",  None,         &[1]),
        ("2145",       None,         &[]),
        ("Ana",        Some("214"),  &[1]),
        ("rossi",      None,         &[2]),
        ("Ana",        Some("B 12"), &[2]),
        ("Ana",        Some("b  12"), &[2]),
        ("Ana",        None,         &[]),
        ("",           None,         &[]),
    ];
    for (user, room, expected) in table {
        assert_eq!(twins(user, room), expected, "{user:?} {room:?}");
    }
    let more = Request {
        same_guest: SameGuest::AddDevice(1),
        ..wants("1 day", "214")
    };
    let same = hotel.issue(more).unwrap();
    assert_eq!(same.ticket.serial, 1);
    assert_eq!(same.ticket.devices, first.ticket.devices + 1);
    assert_eq!(hotel.serials().len(), 2, "no new ticket");
    let instead = Request {
        same_guest: SameGuest::Replace(vec![1, 2]),
        ..wants("1 day", "214")
    };
    let third = hotel.issue(instead).unwrap();
    assert_eq!(third.replaced, [1, 2]);
    for old in [first, second] {
        let status = hotel.store.read(|r| r.ticket(old.ticket.id)).unwrap();
        assert_eq!(status.stored_status, Status::Cancelled);
    }
    assert_eq!(twins("214", None), [3]);
    // Refused in the middle, nothing of it is done: 3 lives on.
    let half = Request {
        same_guest: SameGuest::Replace(vec![3, 1]),
        ..wants("1 day", "214")
    };
    assert_eq!(code(hotel.issue(half)), "not_cancellable");
    assert_eq!(twins("214", None), [3]);
    // The name of what is replaced is free for what replaces it, and only then.
    let named = |same_guest| Request {
        credentials: Some(("Fair".to_owned(), "secret".to_owned())),
        same_guest,
        ..wants("Event", "Fair")
    };
    let fair = hotel
        .issue(named(SameGuest::Another))
        .unwrap()
        .ticket
        .serial;
    assert_eq!(
        code(hotel.issue(named(SameGuest::Another))),
        "username_taken"
    );
    let again = named(SameGuest::Replace(vec![fair, fair]));
    assert!(quote(&hotel.store, now(), &again).is_ok());
    assert_eq!(
        hotel.issue(again).unwrap().replaced,
        [fair],
        "named twice, replaced once"
    );
    let dead = Request {
        same_guest: SameGuest::AddDevice(1),
        ..wants("1 day", "214")
    };
    assert_eq!(code(hotel.issue(dead)), "not_live");
}

#[test]
fn tickets_of_other_sources_are_issued_once() {
    let hotel = Hotel::new();
    let from = |source, reference: &str, settled, user: &str| {
        let outside = Outside {
            source,
            reference: reference.to_owned(),
            settled,
            request: wants("1 day", user),
        };
        issue_from(&hotel.store, now(), Actor::Cli, outside)
    };
    let pending = from(Source::Paypal, "PAY-1", false, "ana@example.org").unwrap();
    assert!(pending.is_none(), "TX31: pending");
    assert!(hotel.serials().is_empty());
    #[rustfmt::skip]
    let table = [
        ("TX24 PayPal",  Source::Paypal,  "ana@example.org", Kind::Paypal),
        ("TX24 sponsor", Source::Sponsor, "bea@example.org", Kind::Sponsor),
        ("TX24 SMS",     Source::Sms,     "+34600112233",    Kind::Sms),
        ("TX24 API",     Source::Api,     "order 17",        Kind::Individual),
        ("TX24 PMS",     Source::Pms,     "214 García",      Kind::Pms),
    ];
    for (name, source, user, kind) in table {
        let one = from(source, "PAY-1", true, user).unwrap().unwrap();
        assert_eq!(one.ticket.user_id, user, "{name}");
        assert_eq!(
            (one.ticket.kind, one.ticket.source),
            (kind, source),
            "{name}"
        );
        let again = from(source, " PAY-1 ", true, "somebody else")
            .unwrap()
            .unwrap();
        assert_eq!(again.ticket, one.ticket, "TX31 {name}: confirmed twice");
        assert_eq!(again.credentials, one.credentials, "{name}");
    }
    assert_eq!(hotel.serials().len(), 5);
    let bad = [
        from(Source::Paypal, " ", true, "x"),
        from(Source::Paypal, &"x".repeat(201), true, "x"),
    ];
    for refused in bad {
        assert_eq!(refused.unwrap_err().code(), "bad_reference");
    }
    assert!(from(Source::Desk, "1", true, "x").is_err());
}

#[test]
fn codes_look_as_the_ticket_type_says() {
    let hotel = Hotel::new();
    hotel.change("1 day", |one| {
        one.code.prefix = "evt".to_owned();
        one.code.length = 8;
    });
    let codes = issue_many(&hotel.store, now(), Actor::Desk, wants("1 day", "Ana"), 50).unwrap();
    for one in &codes {
        let username = &one.credentials.username;
        assert!(one.credentials.is_code());
        assert!(
            username.starts_with("EVT-") && username.len() == 13,
            "{username}"
        );
    }
    hotel.change("1 day", |one| one.credentials = CredentialStyle::Pair);
    let pair = hotel.issue(wants("1 day", "Ana")).unwrap().credentials;
    assert!(!pair.is_code() && pair.username.starts_with("EVT-"));
    let refused = |change: fn(&mut TicketType)| {
        let mut one = ticket_types::get(&hotel.store, "1 day").unwrap();
        change(&mut one);
        ticket_types::edit(&hotel.store, now(), Actor::Desk, one)
            .unwrap_err()
            .code()
    };
    assert_eq!(refused(|one| one.code.length = 7), "bad_ticket_type");
    assert_eq!(
        refused(|one| one.code.prefix = "SOL".to_owned()),
        "bad_ticket_type"
    );
    assert_eq!(refused(|one| one.hotkey = Some(1)), "hotkey_taken");
    assert_eq!(
        refused(|one| one.preselected = vec![Channel::Sms]),
        "bad_ticket_type"
    );
    assert_eq!(
        refused(|one| one.name = " \n".to_owned()),
        "bad_ticket_type"
    );
    assert_eq!(
        refused(|one| one.fields = vec![
            Field::optional(FieldKind::Room),
            Field::compulsory(FieldKind::Room)
        ]),
        "bad_ticket_type"
    );
}

#[test]
fn ticket_types_keep_what_they_are_told() {
    let hotel = Hotel::new();
    hotel.change("1 day", |one| {
        one.label = "Ein Tag".to_owned();
        one.fields = ["email:required", "birthday:required:18", "Car plate"]
            .map(|text| text.parse().unwrap())
            .to_vec();
        all_channels(one);
        one.preselected = vec![Channel::Email, Channel::Print];
        one.use_within_days = 0;
        one.hotkey = None;
    });
    let one = ticket_types::get(&hotel.store, "1 day").unwrap();
    assert_eq!(one.guest_label(), "Ein Tag");
    let asked: Vec<_> = one.fields.iter().map(ToString::to_string).collect();
    assert_eq!(
        asked,
        ["email:required", "birthday:required:18", "Car plate"]
    );
    assert_eq!(one.preselected, [Channel::Print, Channel::Email]);
    assert!(one.print_on_issue() && one.hotkey.is_none());
    let request = Request {
        fields: vec![
            ("email".to_owned(), "ana@example.org".to_owned()),
            ("birthday".to_owned(), "10/01/2008".to_owned()),
            ("Car plate".to_owned(), " 1234\tBCD ".to_owned()),
        ],
        ..wants("1 day", "Ana")
    };
    let ticket = hotel.issue(request.clone()).unwrap().ticket;
    assert_eq!(ticket.use_by, None, "0 days: no such end");
    let kept = hotel.store.read(|r| r.fields(ticket.id)).unwrap();
    assert_eq!(kept["birthday"], "2008-01-10", "eighteen today");
    assert_eq!(kept["Car plate"], "1234 BCD");
    let yesterday = issue(
        &hotel.store,
        now() - TimeDelta::days(1),
        Actor::Desk,
        request,
    );
    let Err(Error::Fields(errors)) = yesterday else {
        panic!("seventeen yesterday");
    };
    assert_eq!(
        errors,
        [("birthday".to_owned(), FieldError::TooYoung { minimum: 18 })]
    );
    let names = ["Event", "Stay"].map(str::to_owned).to_vec();
    let order = ticket_types::reorder(&hotel.store, now(), Actor::Desk, names).unwrap();
    assert_eq!(order[0].name, "Event");
    assert_eq!(order[1].name, "Stay");
    assert_eq!(order[2].name, "Lobby hour");
    assert_eq!(order[0].hotkey, Some(6), "the key stays");
}

#[test]
fn batches() {
    let hotel = Hotel::new();
    let (batch, issued) = batches::issue(
        &hotel.store,
        now(),
        Actor::Desk,
        " Fair  2026 ",
        wants("1 day", "Fair"),
        600,
        &mut |_| true,
    )
    .unwrap();
    assert_eq!(
        (batch.name.as_str(), batch.tickets, batch.live),
        ("Fair 2026", 600, 600)
    );
    assert_eq!((batch.first_serial, batch.last_serial), (1, 600));
    let again = batches::issue(
        &hotel.store,
        now(),
        Actor::Desk,
        "Fair 2026",
        wants("1 day", "x"),
        1,
        &mut |_| true,
    );
    assert_eq!(again.unwrap_err().code(), "batch_name_taken");
    for count in [0, 5001] {
        let refused = batches::issue(
            &hotel.store,
            now(),
            Actor::Desk,
            "y",
            wants("1 day", "x"),
            count,
            &mut |_| true,
        );
        assert_eq!(refused.unwrap_err().code(), "out_of_range");
    }
    assert_eq!(hotel.serials().len(), 600, "refused is not issued");
    let _ = hotel.issue(wants("1 day", "other")).unwrap();
    let filter = Filter {
        batch: Some(batch.id),
        ..Filter::default()
    };
    let by_filter = hotel.store.read(|r| r.serials_of(&filter, now())).unwrap();
    assert_eq!(by_filter.len(), 600);
    assert_eq!(batches::serials(&hotel.store, batch.id).unwrap().len(), 600);
    // One is cancelled already, and somebody stops after the first part.
    let _ = cancel::cancel(
        &hotel.store,
        now(),
        Actor::Desk,
        issued[3].ticket.serial,
        None,
    )
    .unwrap();
    let mut told = Vec::new();
    let reason = Some("no fair".to_owned());
    let part = batches::cancel(
        &hotel.store,
        now(),
        Actor::Desk,
        batch.id,
        reason.clone(),
        &mut |p| {
            told.push(p.done);
            p.done == 0
        },
    )
    .unwrap();
    assert!(part.stopped);
    assert_eq!(told, [0, 250]);
    assert_eq!((part.cancelled.len(), part.refused.len()), (249, 1));
    assert_eq!(part.refused[0].0, 4);
    assert_eq!(part.refused[0].1.code(), "not_cancellable", "TX16");
    let rest = batches::cancel(
        &hotel.store,
        now(),
        Actor::Desk,
        batch.id,
        reason,
        &mut |_| true,
    )
    .unwrap();
    assert_eq!((rest.cancelled.len(), rest.refused.len()), (350, 250));
    let after = batches::get(&hotel.store, now(), "Fair 2026").unwrap();
    assert_eq!((after.tickets, after.live, after.unused), (600, 0, 600));
    let last = hotel.store.read(|r| r.ticket_by_serial(600)).unwrap();
    let why = hotel.store.read(|r| r.cancel_reason(last.id)).unwrap();
    assert_eq!(why.as_deref(), Some("no fair"));
    assert_eq!(batches::list(&hotel.store, now(), "").unwrap().len(), 1);
}

#[test]
fn a_batch_tells_how_far_it_is_and_leaves_nothing_when_it_is_stopped() {
    let hotel = Hotel::new();
    let issue = |name: &str, count: u32, stop_at: u64| {
        let mut told = Vec::new();
        let issued = batches::issue(
            &hotel.store,
            now(),
            Actor::Desk,
            name,
            wants("1 day", "Fair"),
            count,
            &mut |progress| {
                assert_eq!(progress.total, u64::from(count));
                told.push(progress.done);
                progress.done < stop_at
            },
        );
        (issued, told)
    };
    // The writer's thread does not wait for the answer, but there are many more to issue when it comes.
    let (stopped, _) = issue("Stopped", 5000, 100);
    assert_eq!(stopped.unwrap_err().code(), "stopped");
    assert!(hotel.serials().is_empty());
    assert!(batches::list(&hotel.store, now(), "").unwrap().is_empty());
    let (whole, told) = issue("Whole", 450, u64::MAX);
    assert_eq!(told, [100, 200, 300, 400]);
    assert_eq!(whole.unwrap().0.tickets, 450);
}

#[test]
fn batches_are_found_by_a_part_of_their_name() {
    let hotel = Hotel::new();
    for name in ["Feria de Málaga", "CONGRESO ÉTICA", "Congress 2"] {
        let _ = batches::issue(
            &hotel.store,
            now(),
            Actor::Desk,
            name,
            wants("1 day", "Fair"),
            2,
            &mut |_| true,
        )
        .unwrap();
    }
    let found = |text: &str| {
        let mut names: Vec<_> = batches::list(&hotel.store, now(), text)
            .unwrap()
            .into_iter()
            .map(|batch| batch.name)
            .collect();
        names.sort();
        names
    };
    assert_eq!(found(" MÁLA "), ["Feria de Málaga"]);
    assert_eq!(found("ética"), ["CONGRESO ÉTICA"]);
    assert_eq!(found("congres"), ["CONGRESO ÉTICA", "Congress 2"]);
    assert!(found("%").is_empty());
    assert_eq!(found("").len(), 3);
}

#[test]
fn nobody_on_a_list_is_lost_without_a_word() {
    let hotel = Hotel::new();
    // Where nothing is asked, nothing of a line is lost.
    let plain = hotel.house("1 hour");
    let hours = wants("1 hour", "");
    let list = parse_names(&plain, now(), &hours, "Diaz, Ana\nRuiz, Bob", None);
    let names = list.good().into_iter().map(|one| one.user_id);
    assert_eq!(names.collect::<Vec<_>>(), ["Diaz Ana", "Ruiz Bob"]);
    // Who is on a list that is too long is not left out without a word.
    let many: Vec<_> = (0..=BATCH_MAX).map(|one| format!("Guest {one}")).collect();
    let many = many.join("\n");
    let good = parse_names(&plain, now(), &hours, &many, None).good();
    let refused = batches::issue_each(&hotel.store, now(), Actor::Cli, "Many", good, &mut |_| true);
    assert_eq!(refused.unwrap_err().code(), "out_of_range");
}

#[test]
fn a_list_of_names() {
    let hotel = Hotel::new();
    hotel.change("1 day", |one| {
        one.fields = vec![
            Field::compulsory(FieldKind::Email),
            Field::optional(FieldKind::Room),
        ];
    });
    let house = hotel.house("1 day");
    let template = wants("1 day", "");
    let parse = |text: &str| parse_names(&house, now(), &template, text, None);
    let text = "\u{FEFF}Habitación\tNombre\tE-mail\tNotas\r\n\
                214\tAna García\tana@example.org\tx\r\n\
                \r\n\
                215\t\"Bea \"\"la\"\" Roja\nLópez\"\tbea@example.org\r\n\
                216\tCarlos\tno mail\r\n\
                217\t\tdora@example.org";
    let list = parse(text);
    assert_eq!(
        list.columns,
        [
            Column::Field(FieldKind::Room),
            Column::UserId,
            Column::Field(FieldKind::Email),
            Column::Ignored
        ]
    );
    let users: Vec<_> = list
        .lines
        .iter()
        .map(|line| line.request.user_id.as_str())
        .collect();
    assert_eq!(
        users,
        ["Ana García", "Bea \"la\" Roja López", "Carlos", "217"]
    );
    let bad: Vec<_> = list
        .bad()
        .map(|line| (line.number, line.verdict.as_ref().unwrap_err().code()))
        .collect();
    assert_eq!(bad, [(6, "bad_fields")]);
    let (batch, issued) = batches::issue_each(
        &hotel.store,
        now(),
        Actor::Desk,
        "Wedding",
        list.good(),
        &mut |_| true,
    )
    .unwrap();
    assert_eq!((batch.tickets, issued.len()), (3, 3));
    assert_eq!(issued[0].ticket.user_id, "Ana García");
    let fields = hotel.store.read(|r| r.fields(issued[1].ticket.id)).unwrap();
    assert_eq!(
        (fields["room"].as_str(), fields["email"].as_str()),
        ("215", "bea@example.org")
    );
    // All or none: a bad line among them takes the good ones with it.
    let all = list.lines.iter().map(|line| line.request.clone()).collect();
    assert!(
        batches::issue_each(&hotel.store, now(), Actor::Desk, "All", all, &mut |_| true).is_err()
    );
    assert_eq!(batches::list(&hotel.store, now(), "").unwrap().len(), 1);
    assert_eq!(
        batches::issue_each(
            &hotel.store,
            now(),
            Actor::Desk,
            "None",
            Vec::new(),
            &mut |_| true
        )
        .unwrap_err()
        .code(),
        "empty_list"
    );
    // Without heads, and other separators.
    let plain = parse("Ana;ana@example.org;214\nBea;bea@example.org;\"2;15\"");
    assert!(plain.heads.is_none());
    assert_eq!(plain.lines[0].request.user_id, "Ana");
    assert_eq!(plain.good().len(), 1);
    let commas = parse("name,email\nAna,ana@example.org");
    assert_eq!((commas.lines.len(), commas.good().len()), (1, 1));
    assert_eq!(parse("").lines.len(), 0);
    // As this program's own exports call them; and as old spreadsheets end their lines.
    let own = parse("user_id;email\rAna;ana@example.org\rBea;bea@example.org");
    assert_eq!(
        own.columns,
        [Column::UserId, Column::Field(FieldKind::Email)]
    );
    assert_eq!(own.good().len(), 2);
    assert_eq!(parse(" \n\t\n").lines.len(), 0);
    let latin = batches::text_of(b"Garc\xeda\x80");
    assert_eq!(latin, "García€");
    assert_eq!(batches::text_of(b"\xff\xfeA\0\xf1\0"), "Añ");
}

#[test]
fn erased_is_erased_everywhere() {
    let hotel = Hotel::new();
    hotel.change("1 day", |one| {
        all_channels(one);
        one.fields = vec![Field::optional(FieldKind::Surname)];
    });
    let request = Request {
        fields: vec![("surname".to_owned(), "Quijano".to_owned())],
        deliver: vec![Deliver {
            channel: Channel::Email,
            to: Some("quijano@example.org".to_owned()),
        }],
        ..wants("1 day", "x")
    };
    let one = hotel.issue(request).unwrap().ticket;
    let other = hotel.issue(wants("1 day", "Quijano Otro")).unwrap().ticket;
    let id = one.id;
    let _ = hotel
        .store
        .write(move |tx| tx.register_guest(id, now()))
        .unwrap();
    let found = |text: &str| {
        let filter = crate::store::GuestFilter {
            text: Some(text.to_owned()),
            ..Default::default()
        };
        guests::list(&hotel.store, &filter, 0, 10).unwrap().total
    };
    let listed = |text: &str| {
        let filter = Filter {
            user_id: Some(text.to_owned()),
            ..Filter::default()
        };
        hotel.store.read(|r| r.count(&filter, now())).unwrap()
    };
    assert_eq!((found("ijan"), found("IJANO"), found("panza")), (1, 1, 0));
    assert_eq!(listed("quij"), 2);
    assert_eq!(
        guests::erase_due(&hotel.store, now(), Actor::Engine).unwrap(),
        0,
        "off"
    );
    guests::set_erase_after_days(&hotel.store, now(), Actor::Desk, 30).unwrap();
    let later = now() + TimeDelta::days(100);
    assert_eq!(
        guests::erase_due(&hotel.store, later, Actor::Engine).unwrap(),
        0,
        "it still works"
    );
    let _ = cancel::cancel(&hotel.store, now(), Actor::Desk, one.serial, None).unwrap();
    let almost = now() + TimeDelta::days(30) - TimeDelta::milliseconds(1);
    assert_eq!(
        guests::erase_due(&hotel.store, almost, Actor::Engine).unwrap(),
        0
    );
    assert_eq!(
        guests::erase_due(
            &hotel.store,
            almost + TimeDelta::milliseconds(1),
            Actor::Engine
        )
        .unwrap(),
        1
    );
    assert_eq!(
        guests::erase_due(&hotel.store, later, Actor::Engine).unwrap(),
        0,
        "once"
    );
    assert_eq!(found("quijano"), 0);
    assert_eq!(listed("quij"), 1, "also where the list remembers");
    let ticket = hotel.store.read(|r| r.ticket(one.id)).unwrap();
    assert_eq!((ticket.user_id.as_str(), ticket.serial), ("", one.serial));
    assert!(hotel.store.read(|r| r.fields(one.id)).unwrap().is_empty());
    let events = hotel.store.read(|r| r.events_of(one.id.0, 100)).unwrap();
    assert!(!format!("{events:?}").contains("uijano"), "{events:?}");
    assert!(format!("{events:?}").contains("guest.erased"));
    assert!(!format!("{:?}", hotel.waiting()).contains("quijano"));
    let again = guests::erase(&hotel.store, now(), Actor::Desk, one.serial);
    assert_eq!(again.unwrap_err().code(), "nothing_to_erase");
    let on_demand = guests::erase(&hotel.store, now(), Actor::Desk, other.serial).unwrap();
    assert_eq!(on_demand.user_id, "");
    assert!(guests::set_erase_after_days(&hotel.store, now(), Actor::Desk, 3651).is_err());

    let third = hotel
        .issue(wants("1 day", "Quijano Tercero"))
        .unwrap()
        .ticket;
    // One whose time ran out while no engine ran is still written as live.
    let due = third.use_by.unwrap() + TimeDelta::days(30);
    assert_eq!(
        guests::erase_due(&hotel.store, due - TimeDelta::seconds(1), Actor::Cli).unwrap(),
        0
    );
    assert_eq!(guests::erase_due(&hotel.store, due, Actor::Cli).unwrap(), 1);
    // Not in the tables, and not in what they left behind either.
    let Hotel { _folder, store } = hotel;
    let file = store.folder().join(crate::store::DATABASE_FILE);
    drop(store);
    let octets = std::fs::read(file).unwrap();
    let holds = |text: &[u8]| octets.windows(text.len()).any(|one| one == text);
    assert!(holds(b"guest.erased"), "it is the file");
    assert!(!holds(b"uijano"));
}

#[test]
fn saved_filters_are_of_the_house() {
    let hotel = Hotel::new();
    let saved = SavedFilter {
        name: " Unused\tfair ".to_owned(),
        filter: Filter {
            connections: Some(0..=0),
            status: Some(Status::NoUse),
            created_from: Some(now()),
            batch: Some(BatchId::new()),
            ..Filter::default()
        },
        sort: Sort {
            by: SortBy::UserId,
            ascending: true,
        },
    };
    tickets::save_filter(&hotel.store, now(), Actor::Desk, saved.clone()).unwrap();
    let known = tickets::saved_filters(&hotel.store).unwrap();
    assert_eq!(known[0].name, "Unused fair");
    assert_eq!(
        (&known[0].filter, known[0].sort),
        (&saved.filter, saved.sort)
    );
    let changed = SavedFilter {
        filter: Filter::default(),
        ..saved
    };
    tickets::save_filter(&hotel.store, now(), Actor::Desk, changed).unwrap();
    assert_eq!(
        tickets::saved_filters(&hotel.store).unwrap()[0].filter,
        Filter::default()
    );
    assert!(tickets::forget_filter(&hotel.store, now(), Actor::Desk, "Unused fair").unwrap());
    assert!(!tickets::forget_filter(&hotel.store, now(), Actor::Desk, "Unused fair").unwrap());
    let nameless = tickets::save_filter(&hotel.store, now(), Actor::Desk, SavedFilter::default());
    assert_eq!(nameless.unwrap_err().code(), "bad_name");
}

prop_compose! {
    fn any_day()(offset in -3_i64..1100) -> NaiveDate {
        day("2026-01-10") + TimeDelta::days(offset)
    }
}

prop_compose! {
    fn any_request()(
        ticket_type in prop::sample::select(vec!["1 hour", "1 day", "Stay", "Event", "Nothing"]),
        user_id in prop_oneof![".{0,40}", "[\\p{L}\\p{N}\\p{C} ]{490,510}", "214 .*"],
        dates in prop::option::of((any_day(), any_day(), any::<bool>())),
        devices in prop::option::of(0_u16..4),
        username in prop::option::of(prop_oneof!["[a-c]{0,2}", ".{0,5}"]),
        first_name in prop::option::of(".{0,20}"),
        email in prop_oneof![Just(None), Just(Some("ana@example.org")), Just(Some("ana"))],
        same in prop_oneof![
            3 => Just(SameGuest::Another),
            1 => (1_u64..5).prop_map(SameGuest::AddDevice),
            1 => (1_u64..5).prop_map(|serial| SameGuest::Replace(vec![serial])),
        ],
    ) -> Request {
        Request {
            ticket_type: ticket_type.to_owned(),
            user_id,
            stay: dates.map(|(first, last, nights)| if nights {
                Dates::Nights { arrival: first, departure: last }
            } else {
                Dates::Days { first, last }
            }),
            devices,
            credentials: username.map(|name| (name, "secret".to_owned())),
            fields: first_name.map(|name| ("first_name".to_owned(), name)).into_iter().collect(),
            deliver: email.map(|to| Deliver {
                channel: Channel::Email,
                to: Some(to.to_owned()),
            }).into_iter().collect(),
            same_guest: same,
            ..Request::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What the form shows is what is issued: the same values, or the same refusal; names in any script, of any length.
    #[test]
    fn the_quote_is_what_is_issued(requests in prop::collection::vec(any_request(), 1..20)) {
        let hotel = Hotel::new();
        for name in ["1 hour", "Event"] {
            hotel.change(name, |one| {
                all_channels(one);
                one.fields = vec![Field::optional(FieldKind::FirstName)];
            });
        }
        for request in requests {
            let before = hotel.serials();
            let quoted = quote(&hotel.store, now(), &request);
            let issued = hotel.issue(request.clone());
            match (quoted, issued) {
                (Ok(quote), Ok(issued)) => {
                    let ticket = issued.ticket;
                    prop_assert_eq!(quote.price, ticket.price);
                    prop_assert_eq!(&quote.user_id, &ticket.user_id);
                    prop_assert_eq!(quote.devices, ticket.devices);
                    prop_assert_eq!(quote.valid_from, ticket.valid_from);
                    prop_assert_eq!(quote.valid_until, ticket.valid_until);
                    prop_assert_eq!(quote.use_by, ticket.use_by);
                    prop_assert!(!ticket.user_id.chars().any(char::is_control));
                    prop_assert!(ticket.user_id.chars().count() <= USER_ID_MAX);
                }
                (Err(quoted), Err(issued)) => {
                    prop_assert_eq!(quoted.to_string(), issued.to_string());
                    prop_assert_eq!(before, hotel.serials());
                }
                (quoted, issued) => prop_assert!(false, "{request:?}: {quoted:?} but {issued:?}"),
            }
        }
    }
}
