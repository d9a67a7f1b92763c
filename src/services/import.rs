//! MikroTik users: a list made on a router by printers, apps or tools is taken over, and each user gets the product whose
//! MikroTik profile is his (P25, PX09, PX10).
//!
//! A line is good or bad, and a bad one says where and why; the good ones can be taken, all of them in one transaction or
//! none. Limits and expiry come from the product, counted from the first login here; time and traffic that the list says
//! were used already are used. Nothing is booked as sold by an import: its tickets have no price.

mod routeros;
mod table;

use super::{Actor, Error, Result, event, location, write};
use crate::{
    domain::{
        account::Credentials,
        allowance::BYTES_PER_MB,
        code::{self, CredentialError},
        id::{AccountId, TicketId},
        money::Money,
        product::Product,
        ticket::{self, Kind, Source},
        ticket_type::{DEFAULT_USE_WITHIN_DAYS, Format},
        time::Instant,
    },
    gateways::ForeignUser,
    store::{self, Counters, NewEvent, NewTicket, Reader, Store, Tx},
};
use serde_json::json;
use std::collections::{BTreeMap, HashSet};

/// Octets of a list at most: a router with a hundred thousand users writes less.
pub const SIZE_MAX: usize = 32 * 1024 * 1024;
/// Users that are taken at once at most.
pub const USERS_MAX: usize = 100_000;

/// A user as a list has him.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Found {
    line: usize,
    name: Option<String>,
    password: Option<String>,
    profile: Option<String>,
    comment: Option<String>,
    disabled: bool,
    used_seconds: Option<u64>,
    upload: Option<u64>,
    download: Option<u64>,
}

/// What a list holds before anybody asks what it means.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct List(Lines);

impl std::fmt::Debug for List {
    /// Without what stands in it: passwords would end in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("List").field(&self.0.found.len()).finish()
    }
}

impl List {
    /// Reads a list: a RouterOS export or CSV, in UTF-8 or else in Latin-1.
    pub fn read(octets: &[u8]) -> Result<Self> {
        lines(octets).map(Self)
    }

    /// The users that others made on a router, as it says them itself, numbered in its order.
    pub fn of_router(users: Vec<ForeignUser>) -> Self {
        let mut lines = Lines::default();
        for (line, user) in (1..).zip(users) {
            lines.found.push(Found {
                line,
                name: Some(user.name).filter(|name| !name.is_empty()),
                password: user
                    .password
                    .map(|password| password.reveal().to_owned())
                    .filter(|password| !password.is_empty()),
                profile: Some(user.profile).filter(|profile| !profile.is_empty()),
                comment: user.comment,
                disabled: user.disabled,
                used_seconds: Some(user.used_seconds),
                upload: Some(user.used.upload),
                download: Some(user.used.download),
            });
        }
        Self(lines)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Lines {
    found: Vec<Found>,
    /// Lines that cannot be read at all, and why.
    broken: Vec<(usize, String)>,
}

/// A user who can be taken.
#[derive(Clone, PartialEq, Eq)]
pub struct Good {
    /// On which line of the file he begins.
    pub line: usize,
    /// What the guest types.
    pub username: String,
    /// Likewise; the user name again where the list has none.
    pub password: String,
    /// Code of his product.
    pub product: String,
    /// The list's remark, else the user name.
    pub user_id: String,
    /// Seconds that he was on line already.
    pub used_seconds: u64,
    /// Bytes from him already.
    pub upload: u64,
    /// Bytes to him already.
    pub download: u64,
}

impl std::fmt::Debug for Good {
    /// Without the password: it would end in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Good")
            .field("line", &self.line)
            .field("product", &self.product)
            .finish_non_exhaustive()
    }
}

/// A line that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// Its number, from 1.
    pub line: usize,
    /// The user, where one is named.
    pub name: Option<String>,
    /// Why not.
    pub reason: Reason,
}

/// Why a line cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// It cannot be read.
    #[error("not readable: {0}")]
    Broken(String),
    /// Nobody is named.
    #[error("no name")]
    NoName,
    /// The router does not let him in either.
    #[error("disabled")]
    Disabled,
    /// No profile is named.
    #[error("no profile")]
    NoProfile,
    /// No product of the Location has this profile.
    #[error("unknown profile `{0}`")]
    UnknownProfile(String),
    /// Several have it.
    #[error("ambiguous profile `{profile}`: {}", .products.join(", "))]
    AmbiguousProfile {
        /// Its name.
        profile: String,
        /// The codes of the products that have it.
        products: Vec<String>,
    },
    /// A live ticket has this user name.
    #[error("name taken by a live ticket")]
    NameTaken,
    /// A line before has this user name.
    #[error("the same name as in line {0}")]
    Twice(usize),
    /// The credentials cannot be typed or sent.
    #[error("{0}")]
    Credentials(#[from] CredentialError),
}

impl Reason {
    /// A stable name for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Broken(_) => "broken",
            Self::NoName => "no_name",
            Self::Disabled => "disabled",
            Self::NoProfile => "no_profile",
            Self::UnknownProfile(_) => "unknown_profile",
            Self::AmbiguousProfile { .. } => "ambiguous_profile",
            Self::NameTaken => "name_taken",
            Self::Twice(_) => "twice",
            Self::Credentials(_) => "bad_credentials",
        }
    }
}

/// What a list means in this Location. Nothing is changed by it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Import {
    /// Users who can be taken, in the order of the file.
    pub good: Vec<Good>,
    /// Lines that cannot, in the order of the file.
    pub bad: Vec<Bad>,
    /// Users who were taken over before, and are passed over.
    pub known: usize,
}

/// What would be taken of a list, and what not and why.
pub fn look(store: &Store, List(lines): List) -> Result<Import> {
    Ok(store.read(|reader| weigh(reader, lines))?)
}

fn lines(octets: &[u8]) -> Result<Lines> {
    if octets.len() > SIZE_MAX {
        return Err(Error::Invalid(format!(
            "the list is larger than {} MB: give it in parts",
            SIZE_MAX / 1024 / 1024
        )));
    }
    let text = match std::str::from_utf8(octets) {
        Ok(text) => text.to_owned(),
        Err(_) => octets.iter().map(|octet| char::from(*octet)).collect(),
    };
    let lines = if routeros::is_export(&text) {
        routeros::read(&text)
    } else {
        table::read(&text)
    };
    if lines.found.len() > USERS_MAX {
        return Err(Error::OutOfRange {
            what: "the number of users in a list",
            min: 0,
            max: USERS_MAX as u64,
        });
    }
    Ok(lines)
}

fn weigh(reader: &Reader<'_>, lines: Lines) -> store::Result<Import> {
    let mut products: BTreeMap<String, Vec<Product>> = BTreeMap::new();
    for offer in location::offers_in(reader)?.list {
        if let Some(profile) = offer.product.mikrotik_profile.clone() {
            products.entry(profile).or_default().push(offer.product);
        }
    }
    let mut import = Import::default();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for found in lines.found {
        let (line, name) = (found.line, found.name.clone());
        let first = name
            .as_deref()
            .map(|name| *names.entry(code::lookup_form(name)).or_insert(line));
        // Whoever was taken over stays it, whatever became of the ticket since.
        let before = match &name {
            Some(name) if first == Some(line) => reader.ticket_by_username(name)?,
            _ => None,
        };
        if before.is_some_and(|ticket| ticket.source == Source::Import) {
            import.known += 1;
            continue;
        }
        match weigh_one(reader, &products, found, first)? {
            Ok(good) => import.good.push(good),
            Err(reason) => import.bad.push(Bad { line, name, reason }),
        }
    }
    let broken = lines.broken.into_iter().map(|(line, why)| Bad {
        line,
        name: None,
        reason: Reason::Broken(why),
    });
    import.bad.extend(broken);
    import.bad.sort_by_key(|bad| bad.line);
    Ok(import)
}

fn weigh_one(
    reader: &Reader<'_>,
    products: &BTreeMap<String, Vec<Product>>,
    found: Found,
    first: Option<usize>,
) -> store::Result<std::result::Result<Good, Reason>> {
    let Some(name) = found.name else {
        return Ok(Err(Reason::NoName));
    };
    if found.disabled {
        return Ok(Err(Reason::Disabled));
    }
    let Some(profile) = found.profile else {
        return Ok(Err(Reason::NoProfile));
    };
    let product = match products.get(&profile).map(Vec::as_slice) {
        None | Some([]) => return Ok(Err(Reason::UnknownProfile(profile))),
        Some([product]) => product.code.clone(),
        Some(several) => {
            let products = several.iter().map(|product| product.code.clone()).collect();
            return Ok(Err(Reason::AmbiguousProfile { profile, products }));
        }
    };
    if let Some(line) = first.filter(|line| *line != found.line) {
        return Ok(Err(Reason::Twice(line)));
    }
    let password = found.password.unwrap_or_else(|| name.clone());
    if let Err(error) = code::check_credentials(&name, &password) {
        return Ok(Err(error.into()));
    }
    if reader.is_username_taken(&name)? {
        return Ok(Err(Reason::NameTaken));
    }
    let remark = found.comment.unwrap_or_default();
    let remark: String = remark
        .chars()
        .filter(|one| !one.is_control())
        .take(super::issue::USER_ID_MAX)
        .collect();
    let remark = remark.trim();
    Ok(Ok(Good {
        line: found.line,
        user_id: if remark.is_empty() {
            name.clone()
        } else {
            remark.to_owned()
        },
        username: name,
        password,
        product,
        used_seconds: found.used_seconds.unwrap_or(0),
        upload: found.upload.unwrap_or(0),
        download: found.download.unwrap_or(0),
    }))
}

/// Weighs a list again and takes its good lines, all of them in one transaction: what was good when it was shown may not
/// be so any more. Tells what was taken and what was not.
pub fn take(store: &Store, now: Instant, actor: Actor, List(lines): List) -> Result<Import> {
    write(store, move |tx| {
        if let Some(closed) = tx.licence()?.closed(now) {
            return Err(Error::Closed(closed));
        }
        let import = weigh(tx, lines)?;
        let mut products: BTreeMap<String, Product> = BTreeMap::new();
        let currency = tx.location()?.currency;
        let mut serials = HashSet::new();
        for good in &import.good {
            let product = match products.get(&good.product) {
                Some(product) => product,
                None => products
                    .entry(good.product.clone())
                    .or_insert(tx.product_by_code(&good.product)?),
            };
            let _ = serials.insert(take_one(tx, now, good, product, Money::zero(currency))?);
        }
        if let (Some(first), Some(last)) = (serials.iter().min(), serials.iter().max()) {
            let location = tx.location()?.id;
            let after = json!({
                "taken": import.good.len(), "refused": import.bad.len(), "first_serial": first, "last_serial": last,
            });
            let _ = tx.append_event(&NewEvent {
                after: Some(after),
                ..event(now, actor, "import.taken", location.0)
            })?;
        }
        for (serial, ticket) in serials
            .into_iter()
            .map(|serial| Ok((serial, tx.ticket_by_serial(serial)?)))
            .collect::<store::Result<Vec<_>>>()?
        {
            let after =
                json!({ "serial": serial, "source": Source::Import, "user_id": ticket.user_id });
            let _ = tx.append_event(&NewEvent {
                after: Some(after),
                ..event(now, actor, "ticket.issued", ticket.id.0)
            })?;
        }
        Ok(import)
    })
}

fn take_one(
    tx: &Tx<'_>,
    now: Instant,
    good: &Good,
    product: &Product,
    price: Money,
) -> Result<u64> {
    let whole = |amount: u32, unit: u64| (amount > 0).then(|| u64::from(amount) * unit);
    let use_by = ticket::use_by(Format::Single, now, DEFAULT_USE_WITHIN_DAYS);
    let new = NewTicket {
        id: TicketId::new(),
        account: AccountId::new(),
        created_at: now,
        user_id: good.user_id.clone(),
        kind: Kind::Individual,
        source: Source::Import,
        ticket_type: None,
        price,
        devices: 1,
        product: product.id,
        credentials: Credentials {
            username: good.username.trim().to_owned(),
            password: good.password.clone(),
        },
        valid_from: None,
        valid_until: None,
        use_by,
        expires_at: None,
        lapses_at: use_by,
        total_seconds: whole(product.total_time_min, 60),
        total_bytes: whole(product.total_data_mb, BYTES_PER_MB),
        fields: BTreeMap::new(),
        batch: None,
        reference: None,
    };
    let serial = tx.insert_ticket(&new)?;
    if (good.used_seconds, good.upload, good.download) != (0, 0, 0) {
        let used = Counters {
            connections: 0,
            seconds: good.used_seconds,
            upload: good.upload,
            download: good.download,
        };
        tx.add_counters(new.account, &used)?;
    }
    Ok(serial)
}

/// `yes`, `true`, `1`, `X` (as WinBox marks a disabled row).
fn yes(text: &str) -> bool {
    matches!(
        text.trim().to_ascii_lowercase().as_str(),
        "yes" | "true" | "1" | "x"
    )
}

/// `1w2d3h4m5s`, `01:02:03`, `2d01:02:03`, or seconds.
fn seconds_of(text: &str) -> Option<u64> {
    let mut total = 0_u64;
    let mut digits = String::new();
    let mut clock: Vec<u64> = Vec::new();
    for one in text.trim().chars() {
        let unit = match one {
            '0'..='9' => {
                digits.push(one);
                continue;
            }
            ':' => {
                clock.push(std::mem::take(&mut digits).parse().ok()?);
                continue;
            }
            'w' => 7 * 86400,
            'd' => 86400,
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        let number: u64 = std::mem::take(&mut digits).parse().ok()?;
        total = total.checked_add(number.checked_mul(unit)?)?;
    }
    if !clock.is_empty() || !digits.is_empty() {
        clock.push(digits.parse().ok()?);
        if clock.len() > 3 {
            return None;
        }
        let seconds = clock
            .iter()
            .try_fold(0_u64, |sum, part| sum.checked_mul(60)?.checked_add(*part))?;
        total = total.checked_add(seconds)?;
    }
    // No account was on line for longer than this: a number out of the air.
    (total <= 100 * 365 * 86400).then_some(total)
}

/// `1048576`, `1 048 576`, `10M`, `1.5GiB`.
fn number_of_bytes(text: &str) -> Option<u64> {
    let text: String = text.chars().filter(|one| !one.is_whitespace()).collect();
    let end = text
        .find(|one: char| !one.is_ascii_digit() && one != '.')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    let factor: u64 = match unit
        .to_ascii_lowercase()
        .trim_end_matches('b')
        .trim_end_matches('i')
    {
        "" => 1,
        "k" => 1024,
        "m" => 1024 * 1024,
        "g" => 1024 * 1024 * 1024,
        "t" => 1024 * 1024 * 1024 * 1024,
        _ => return None,
    };
    let number: rust_decimal::Decimal = number.parse().ok()?;
    let bytes = number.checked_mul(factor.into())?.trunc();
    // What the store can count.
    u64::try_from(bytes).ok().filter(|bytes| *bytes < 1 << 62)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "a test says what must hold"
    )]

    use super::*;
    use crate::{
        domain::ticket::Status,
        i18n::Language,
        services::{
            cancel, catalogue,
            location::{OfferChange, add_offer},
            setup,
        },
        store::{Filter, Page},
    };
    use proptest::prelude::*;

    fn read(store: &Store, octets: &[u8]) -> Result<Import> {
        look(store, List::read(octets)?)
    }

    fn take_good(store: &Store, now: Instant, actor: Actor, octets: &[u8]) -> Result<Import> {
        take(store, now, actor, List::read(octets)?)
    }

    fn now() -> Instant {
        "2026-07-01T12:00:00Z".parse().unwrap()
    }

    /// A house with a product for each of these profiles.
    fn house(profiles: &[(&str, &str)]) -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let new = setup::NewLocation {
            name: "Hotel Sol".into(),
            zone: chrono_tz::Europe::Rome,
            currency: "EUR".parse().unwrap(),
            sector: crate::domain::location::Sector::Hospitality,
            rooms: None,
            aps: None,
            language: Language::Spanish,
            ssid: None,
            wifi_password: None,
            login_url: None,
        };
        let store = setup::init(folder.path(), now(), Actor::Cli, new).unwrap();
        for (code, profile) in profiles {
            let product = json!({
                "code": code, "mikrotik_profile": profile, "total_time_min": 60, "expiration": { "type": "unlimited" },
            });
            let product = product.to_string().parse().unwrap();
            let _ = catalogue::add_product(&store, now(), Actor::Cli, product).unwrap();
        }
        (folder, store)
    }

    fn reasons(import: &Import) -> Vec<(usize, &'static str)> {
        import
            .bad
            .iter()
            .map(|bad| (bad.line, bad.reason.code()))
            .collect()
    }

    /// PX09, PX10, and everything else that a line can be.
    #[test]
    fn good_lines_and_bad_lines() {
        let (_folder, store) = house(&[("H1", "1h"), ("D1", "1d"), ("D2", "1d")]);
        let list = b"/ip hotspot user\n\
            add name=ana password=secret profile=1h comment=\"Room 12\" uptime=20m bytes-in=1M\n\
            add name=eva profile=1d\n\
            add name=leo profile=nobody\n\
            add name=mia profile=1h disabled=yes\n\
            add password=x profile=1h\n\
            add name=ANA password=other profile=1h\n\
            add name=tom\n\
            add name=zoe profile=1h\n\
            add name=\"broken\n";
        let import = read(&store, list).unwrap();
        let good: Vec<_> = import
            .good
            .iter()
            .map(|one| (one.line, one.username.as_str(), one.product.as_str()))
            .collect();
        assert_eq!(good, [(2, "ana", "H1"), (9, "zoe", "H1")], "PX09");
        assert_eq!(
            reasons(&import),
            [
                (3, "ambiguous_profile"),
                (4, "unknown_profile"),
                (5, "disabled"),
                (6, "no_name"),
                (7, "twice"),
                (8, "unknown_profile"),
                (10, "broken"),
            ],
            "PX10"
        );
        let Reason::AmbiguousProfile { profile, products } = &import.bad[0].reason else {
            panic!("{import:?}")
        };
        assert_eq!(
            (profile.as_str(), products.join(" ").as_str()),
            ("1d", "D1 D2")
        );

        let taken = take_good(&store, now(), Actor::Cli, list).unwrap();
        assert_eq!(taken, import);
        let rows = store
            .read(|r| r.page(&Filter::default(), now(), Page::First, 10))
            .unwrap();
        let ana = rows
            .iter()
            .find(|row| row.ticket.user_id == "Room 12")
            .unwrap();
        assert_eq!(
            (ana.ticket.source, ana.ticket.price.minor, ana.status),
            (Source::Import, 0, Status::NoUse)
        );
        assert_eq!(
            (ana.ticket.session_seconds, ana.ticket.upload_bytes),
            (1200, 1 << 20)
        );
        let account = store.read(|r| r.account(ana.ticket.account)).unwrap();
        assert_eq!(
            account.total_seconds,
            Some(3600),
            "limits come from the product"
        );
        assert_eq!(account.credentials.password, "secret");
        let zoe = rows.iter().find(|row| row.ticket.user_id == "zoe").unwrap();
        assert!(
            store
                .read(|r| r.account(zoe.ticket.account))
                .unwrap()
                .credentials
                .is_code()
        );

        // Taken once: the second time their names are taken.
        let again = take_good(&store, now(), Actor::Cli, list).unwrap();
        assert_eq!(again.good, []);
        assert_eq!(again.known, 2);
        // Not even once the ticket is over.
        let _ = cancel::cancel(&store, now(), Actor::Cli, zoe.ticket.serial, None).unwrap();
        assert_eq!(read(&store, list).unwrap().known, 2);
        assert_eq!(
            store.read(|r| r.count(&Filter::default(), now())).unwrap(),
            2
        );
    }

    /// The products of a domain are those that it offers.
    #[test]
    fn a_product_that_the_location_does_not_offer_has_no_profile() {
        let (_folder, store) = house(&[("D1", "1d"), ("D2", "1d")]);
        let list = b"name,profile\nana,1d\n";
        assert_eq!(
            reasons(&read(&store, list).unwrap()),
            [(2, "ambiguous_profile")]
        );
        let _ = add_offer(&store, now(), Actor::Cli, "D2", OfferChange::default()).unwrap();
        assert_eq!(read(&store, list).unwrap().good[0].product, "D2");
        let _ = add_offer(&store, now(), Actor::Cli, "LOBBY", OfferChange::default()).unwrap();
        let _ = location::remove_offer(&store, now(), Actor::Cli, "D2").unwrap();
        assert_eq!(
            reasons(&read(&store, list).unwrap()),
            [(2, "unknown_profile")]
        );
    }

    #[test]
    fn durations_and_volumes() {
        for (text, expected) in [
            ("0s", Some(0)),
            ("1w2d3h4m5s", Some(788_645)),
            ("01:02:03", Some(3723)),
            ("2d01:02:03", Some(176_523)),
            ("90", Some(90)),
            ("20m", Some(1200)),
            ("", Some(0)),
            ("1:2:3:4", None),
            ("x", None),
            ("5h:", None),
            ("99999999999999999999w", None),
            ("9999999999999s", None),
        ] {
            assert_eq!(seconds_of(text), expected, "{text}");
        }
        for (text, expected) in [
            ("1048576", Some(1 << 20)),
            ("1 048 576", Some(1 << 20)),
            ("10M", Some(10 << 20)),
            ("1.5 GiB", Some(3 << 29)),
            ("12kb", Some(12 << 10)),
            ("", None),
            ("-5", None),
            ("5x", None),
            ("99999999T", None),
        ] {
            assert_eq!(number_of_bytes(text), expected, "{text}");
        }
    }

    #[test]
    fn latin_1_is_read() {
        let (_folder, store) = house(&[("H1", "1h")]);
        let list = b"/ip hotspot user\nadd name=jose comment=Jos\xe9 profile=1h\n";
        assert_eq!(read(&store, list).unwrap().good[0].user_id, "José");
    }

    proptest! {
        /// Whatever is given, it is read without harm, and every user is in one of the two lists.
        #[test]
        fn nothing_panics(octets in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = lines(&octets);
        }

        #[test]
        fn nothing_that_looks_like_an_export_panics(parts in prop::collection::vec(prop::sample::select(vec![
            "/ip hotspot user", "\n", "\r\n", "add", " ", "name=", "password=", "\"", "\\", "\\\n", "profile=1h", "=", "a",
            "\\E9", "\\_", "comment=", "disabled=yes", "uptime=1w", "#", "/", "é", "set [ find ]", ",", ";",
        ]), 0..60)) {
            let text = parts.concat();
            let read = lines(text.as_bytes()).unwrap();
            let count = text.lines().count();
            prop_assert!(read.found.iter().all(|found| (1..=count).contains(&found.line)));
        }

        /// What RouterOS would write of a user comes back.
        #[test]
        fn written_and_read_again(name in "[a-zA-Z0-9@.-]{1,12}", password in "[ -~]{1,12}", comment in "[ -~é]{0,12}") {
            let quoted = |text: &str| {
                let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$").replace('?', "\\?");
                format!("\"{escaped}\"")
            };
            let text = format!("/ip hotspot user\nadd comment={} \\\n    name={} password={} profile=1h\n", quoted(&comment), quoted(&name), quoted(&password));
            let read = lines(text.as_bytes()).unwrap();
            prop_assert_eq!(read.broken, vec![]);
            let found = &read.found[0];
            prop_assert_eq!(found.name.as_deref(), Some(name.as_str()));
            prop_assert_eq!(found.password.as_deref(), Some(password.as_str()));
            prop_assert_eq!(found.comment.clone().unwrap_or_default(), comment);
        }
    }
}
