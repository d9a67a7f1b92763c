//! The Location as it is typed: what it means, what is wrong with it, and what becomes of it when another desk saves.

use crate::{
    domain::{
        id::ProductId,
        location::{AuthMode, Location, Sector, Separator},
        money::Currency,
        time::Zone,
    },
    services::location::{self, LocationError},
};
use chrono::NaiveTime;
use rust_decimal::Decimal;
use std::{collections::BTreeMap, str::FromStr};

/// A field of the Location.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// As guests know it.
    Name,
    /// Of its days.
    Zone,
    /// What the licence counts.
    Sector,
    /// Rooms.
    Rooms,
    /// Access points.
    Aps,
    /// Of vouchers.
    Language,
    /// How guests come in.
    Mode,
    /// What the log-in page sends for all.
    SharedName,
    /// The password for all.
    SimplePassword,
    /// Of free users.
    FreeProduct,
    /// Of prices.
    Currency,
    /// Before the cents.
    Decimal,
    /// Between the thousands.
    Thousands,
    /// In every price.
    Tax,
    /// Name of the guest Wi-Fi.
    Ssid,
    /// Its password.
    WifiPassword,
    /// Where guests log in.
    LoginUrl,
    /// When guests leave.
    CheckOut,
    /// Minutes after it.
    Grace,
}

impl Field {
    pub(super) const ALL: [Self; 19] = [
        Self::Name,
        Self::Zone,
        Self::Sector,
        Self::Rooms,
        Self::Aps,
        Self::Language,
        Self::Mode,
        Self::SharedName,
        Self::SimplePassword,
        Self::FreeProduct,
        Self::Currency,
        Self::Decimal,
        Self::Thousands,
        Self::Tax,
        Self::Ssid,
        Self::WifiPassword,
        Self::LoginUrl,
        Self::CheckOut,
        Self::Grace,
    ];

    /// The name under which it takes the focus.
    pub(in crate::ui) fn name(self) -> &'static str {
        match self {
            Self::Name => "location-name",
            Self::Zone => "location-zone",
            Self::Sector => "location-sector",
            Self::Rooms => "location-rooms",
            Self::Aps => "location-aps",
            Self::Language => "location-language",
            Self::Mode => "location-mode",
            Self::SharedName => "location-shared-name",
            Self::SimplePassword => "location-simple-password",
            Self::FreeProduct => "location-free-product",
            Self::Currency => "location-currency",
            Self::Decimal => "location-decimal",
            Self::Thousands => "location-thousands",
            Self::Tax => "location-tax",
            Self::Ssid => "location-ssid",
            Self::WifiPassword => "location-wifi-password",
            Self::LoginUrl => "location-login-url",
            Self::CheckOut => "location-check-out",
            Self::Grace => "location-grace",
        }
    }

    /// The field to mend.
    pub(super) fn of(error: &LocationError) -> Option<Self> {
        use LocationError as E;
        Some(match error {
            E::Name => Self::Name,
            E::Language(_) => Self::Language,
            E::Rooms => Self::Rooms,
            E::Ssid => Self::Ssid,
            E::WifiPassword | E::WifiPasswordAlone => Self::WifiPassword,
            E::LoginUrl => Self::LoginUrl,
            E::FreeProductMissing => Self::FreeProduct,
            E::SimplePasswordMissing | E::SimplePassword => Self::SimplePassword,
            E::SharedName | E::SharedNameTaken => Self::SharedName,
            E::Separators => Self::Decimal,
            E::Tax => Self::Tax,
            E::Grace => Self::Grace,
            E::CurrencyInUse(_) => Self::Currency,
            E::NegativePrice | E::PriceCurrency(_) => return None,
        })
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) enum Wrong {
    /// No such zone.
    Zone,
    /// Not three letters.
    Currency,
    /// No time of the day.
    Clock,
    /// What the rules say.
    Rule(LocationError),
}

type Values = BTreeMap<Field, String>;

/// What is typed, with what it was when it was read.
#[derive(Debug, Clone)]
pub(in crate::ui) struct Draft {
    base: Location,
    start: Values,
    now: Values,
    /// Fields that another desk has changed to something else than what stands here; both have touched them.
    pub(super) conflicts: Vec<Field>,
}

impl Draft {
    pub(in crate::ui) fn of(base: Location) -> Self {
        let start = values(&base);
        Self {
            now: start.clone(),
            base,
            start,
            conflicts: Vec::new(),
        }
    }

    pub(in crate::ui) fn get(&self, field: Field) -> &str {
        self.now.get(&field).map_or("", String::as_str)
    }

    pub(in crate::ui) fn set(&mut self, field: Field, value: String) {
        let _ = self.now.insert(field, value);
    }

    /// What was stored when it was read.
    pub(super) fn stored(&self, field: Field) -> &str {
        self.start.get(&field).map_or("", String::as_str)
    }

    pub(super) fn is_changed(&self, field: Field) -> bool {
        self.get(field) != self.stored(field)
    }

    pub(super) fn any_changed(&self) -> bool {
        self.now != self.start
    }

    /// Back to what is stored.
    pub(super) fn discard(&mut self) {
        self.now.clone_from(&self.start);
        self.conflicts.clear();
    }

    /// A newer Location: fields that were not touched here take its values, touched ones stay, and those that both have
    /// touched are told.
    pub(super) fn meanwhile(&mut self, theirs: Location) {
        if theirs.revision == self.base.revision {
            return;
        }
        let mine: Vec<Field> = Field::ALL
            .into_iter()
            .filter(|field| self.is_changed(*field))
            .collect();
        let start = values(&theirs);
        for field in &mine {
            let changed = start.get(field) != self.start.get(field);
            if changed && start.get(field) != self.now.get(field) && !self.conflicts.contains(field)
            {
                self.conflicts.push(*field);
            }
        }
        let mut now = start.clone();
        for field in mine {
            let _ = now.insert(field, self.get(field).to_owned());
        }
        (self.base, self.start, self.now) = (theirs, start, now);
    }

    /// Takes what the other desk has for the fields in conflict.
    pub(super) fn take_theirs(&mut self) {
        for field in std::mem::take(&mut self.conflicts) {
            let stored = self.stored(field).to_owned();
            self.set(field, stored);
        }
    }

    /// What it means, or everything that is wrong with it.
    pub(in crate::ui) fn read(&self) -> Result<Location, Vec<(Field, Wrong)>> {
        let mut wrong = Vec::new();
        let mut location = self.base.clone();
        let text = |field: Field| {
            let text = self.get(field).trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        location.name = text(Field::Name).unwrap_or_default();
        match zone(self.get(Field::Zone)) {
            Some(zone) => location.zone = zone,
            None => wrong.push((Field::Zone, Wrong::Zone)),
        }
        match self.get(Field::Currency).parse::<Currency>() {
            Ok(currency) => location.currency = currency,
            Err(_) => wrong.push((Field::Currency, Wrong::Currency)),
        }
        location.sector = self.chosen(Field::Sector).unwrap_or(location.sector);
        let counted = match location.sector {
            Sector::Hospitality => Field::Rooms,
            Sector::Other => Field::Aps,
        };
        let count = |field| text(field).map(|text| text.parse::<u32>().map_err(|_| field));
        match count(counted).transpose() {
            Ok(count) if counted == Field::Rooms => (location.rooms, location.aps) = (count, None),
            Ok(count) => (location.aps, location.rooms) = (count, None),
            Err(field) => wrong.push((field, Wrong::Rule(LocationError::Rooms))),
        }
        self.get(Field::Language).clone_into(&mut location.language);
        let access = &mut location.access;
        access.mode = self.chosen(Field::Mode).unwrap_or(access.mode);
        access.shared_name = text(Field::SharedName);
        access.simple_password = text(Field::SimplePassword);
        access.free_product = self.chosen::<uuid::Uuid>(Field::FreeProduct).map(ProductId);
        let separators = &mut location.prices.separators;
        separators.decimal = self.chosen(Field::Decimal).unwrap_or(separators.decimal);
        separators.thousands = self
            .chosen(Field::Thousands)
            .unwrap_or(separators.thousands);
        match tax(self.get(Field::Tax)) {
            Some(tax) => location.prices.tax_percent = tax,
            None => wrong.push((Field::Tax, Wrong::Rule(LocationError::Tax))),
        }
        // A network's name and its password may begin with a blank.
        let whole = |field: Field| Some(self.get(field).to_owned()).filter(|text| !text.is_empty());
        location.ssid = whole(Field::Ssid);
        location.wifi_password = whole(Field::WifiPassword);
        location.login_url = text(Field::LoginUrl);
        match clock(self.get(Field::CheckOut)) {
            Some(time) => location.times.check_out = time,
            None => wrong.push((Field::CheckOut, Wrong::Clock)),
        }
        match text(Field::Grace).map_or(Ok(0), |text| text.parse()) {
            Ok(minutes) => location.times.grace_min = minutes,
            Err(_) => wrong.push((Field::Grace, Wrong::Rule(LocationError::Grace))),
        }
        if let Err(error) = location::check(&location)
            && let Some(field) = Field::of(&error)
            && !wrong.iter().any(|(other, _)| *other == field)
        {
            let field = match (field, location.sector) {
                (Field::Rooms, Sector::Other) => Field::Aps,
                (field, _) => field,
            };
            wrong.push((field, Wrong::Rule(error)));
        }
        if wrong.is_empty() {
            Ok(location)
        } else {
            Err(wrong)
        }
    }

    /// What these fields alone mean, with everything else as it is stored: for examples beside them.
    pub(super) fn only(&self, fields: &[Field]) -> Option<Location> {
        let mut only = Self::of(self.base.clone());
        for field in fields {
            only.set(*field, self.get(*field).to_owned());
        }
        only.read().ok()
    }

    /// The value of a choice.
    pub(in crate::ui) fn chosen<T: FromStr>(&self, field: Field) -> Option<T> {
        self.get(field).parse().ok()
    }

    /// The mode that is chosen.
    pub(super) fn mode(&self) -> AuthMode {
        self.chosen(Field::Mode).unwrap_or_default()
    }
}

fn values(location: &Location) -> Values {
    let count = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let value = |field: Field| match field {
        Field::Name => location.name.clone(),
        Field::Zone => location.zone.name().to_owned(),
        Field::Sector => location.sector.to_string(),
        Field::Rooms => count(location.rooms),
        Field::Aps => count(location.aps),
        Field::Language => location.language.clone(),
        Field::Mode => location.access.mode.to_string(),
        Field::SharedName => text(&location.access.shared_name),
        Field::SimplePassword => text(&location.access.simple_password),
        Field::FreeProduct => {
            let product = location.access.free_product;
            product.map(|id| id.0.to_string()).unwrap_or_default()
        }
        Field::Currency => location.currency.to_string(),
        Field::Decimal => location.prices.separators.decimal.to_string(),
        Field::Thousands => location.prices.separators.thousands.to_string(),
        Field::Tax => location.prices.tax_percent.normalize().to_string(),
        Field::Ssid => text(&location.ssid),
        Field::WifiPassword => text(&location.wifi_password),
        Field::LoginUrl => text(&location.login_url),
        Field::CheckOut => location.times.check_out.format("%H:%M").to_string(),
        Field::Grace => location.times.grace_min.to_string(),
    };
    Field::ALL
        .into_iter()
        .map(|field| (field, value(field)))
        .collect()
}

/// A zone by its name, in any case and with a blank for the line between words.
pub(in crate::ui) fn zone(text: &str) -> Option<Zone> {
    let wanted = text.trim().replace(' ', "_").to_lowercase();
    chrono_tz::TZ_VARIANTS
        .iter()
        .find(|zone| zone.name().to_lowercase() == wanted)
        .copied()
}

/// Zones whose names hold what is typed; those of places before those of abbreviations.
pub(super) fn zones_like(text: &str, most: usize) -> Vec<&'static str> {
    let wanted = text.trim().replace(' ', "_").to_lowercase();
    if wanted.len() < 2 {
        return Vec::new();
    }
    let mut found: Vec<&str> = chrono_tz::TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .filter(|name| name.to_lowercase().contains(&wanted))
        .collect();
    found.sort_by_key(|name| {
        let city = name.rsplit('/').next().unwrap_or(name).to_lowercase();
        (!name.contains('/'), !city.starts_with(&wanted), *name)
    });
    found.truncate(most);
    found
}

/// `22`, `5.5`, `5,5`, `22 %`; nothing is none.
fn tax(text: &str) -> Option<Decimal> {
    let text = text.trim().trim_end_matches('%').trim().replace(',', ".");
    if text.is_empty() {
        return Some(Decimal::ZERO);
    }
    Decimal::from_str_exact(&text).ok()
}

/// `11:00`, `11.00`, `11`, `9:30`.
fn clock(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    let (hours, minutes) = text.split_once([':', '.', 'h']).unwrap_or((text, "0"));
    let minutes = if minutes.trim().is_empty() {
        "0"
    } else {
        minutes
    };
    NaiveTime::from_hms_opt(hours.trim().parse().ok()?, minutes.trim().parse().ok()?, 0)
}

/// Separators that can be chosen before the cents.
pub(super) const DECIMALS: [Separator; 3] =
    [Separator::Default, Separator::Point, Separator::Comma];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what must hold")]

    use super::*;
    use crate::domain::{
        id::LocationId,
        location::{Access, HouseTimes, Prices},
    };

    fn location() -> Location {
        Location {
            id: LocationId::default(),
            name: "Hotel Sol".into(),
            zone: chrono_tz::Europe::Madrid,
            currency: "EUR".parse().unwrap(),
            sector: Sector::Hospitality,
            rooms: Some(80),
            aps: None,
            language: "es".into(),
            ssid: Some("Sol".into()),
            wifi_password: Some("correct horse".into()),
            login_url: None,
            access: Access::default(),
            prices: Prices::default(),
            times: HouseTimes::default(),
            revision: 3,
        }
    }

    #[test]
    fn untouched_it_means_what_it_was() {
        let mut before = location();
        assert_eq!(Draft::of(before.clone()).read(), Ok(before.clone()));
        before.sector = Sector::Other;
        (before.rooms, before.aps) = (None, Some(12));
        before.access = Access {
            mode: AuthMode::SimplePassword,
            shared_name: Some("guest".into()),
            simple_password: Some("Sea view".into()),
            free_product: Some(ProductId::new()),
        };
        before.prices.tax_percent = "5.5".parse().unwrap();
        before.prices.separators.thousands = Separator::Space;
        before.times.grace_min = 30;
        assert_eq!(Draft::of(before.clone()).read(), Ok(before));
    }

    #[test]
    fn what_is_typed_is_read_as_people_write_it() {
        let mut draft = Draft::of(location());
        for (field, text) in [
            (Field::Zone, " europe/rome "),
            (Field::Tax, "5,5 %"),
            (Field::CheckOut, "9"),
            (Field::Grace, ""),
            (Field::Currency, "chf"),
        ] {
            draft.set(field, text.to_owned());
        }
        let read = draft.read().unwrap();
        assert_eq!(read.zone, chrono_tz::Europe::Rome);
        assert_eq!(read.prices.tax_percent, "5.5".parse().unwrap());
        assert_eq!(
            read.times.check_out,
            NaiveTime::from_hms_opt(9, 0, 0).unwrap()
        );
        assert_eq!(read.currency.to_string(), "CHF");
        assert!(
            draft.any_changed() && draft.is_changed(Field::Tax) && !draft.is_changed(Field::Name)
        );
        draft.discard();
        assert!(!draft.any_changed());
    }

    #[test]
    fn every_mistake_is_at_its_field() {
        #[rustfmt::skip]
        let table = [
            (Field::Name, ""), (Field::Zone, "Madrid"), (Field::Currency, "EURO"), (Field::Rooms, "-1"), (Field::Rooms, "many"),
            (Field::Rooms, "0"), (Field::Tax, "101"), (Field::Tax, "x"), (Field::CheckOut, "25:00"), (Field::CheckOut, ""),
            (Field::Grace, "2000"), (Field::Grace, "-5"), (Field::LoginUrl, "wifi.test"), (Field::WifiPassword, "short"),
            (Field::Ssid, "123456789012345678901234567890123"),
        ];
        for (field, text) in table {
            let mut draft = Draft::of(location());
            draft.set(field, text.to_owned());
            let wrong = draft.read().unwrap_err();
            assert_eq!(
                wrong.first().map(|(field, _)| *field),
                Some(field),
                "{field:?} {text:?}: {wrong:?}"
            );
        }
        let mut draft = Draft::of(location());
        draft.set(Field::Mode, AuthMode::ClickConnect.to_string());
        assert_eq!(
            draft.read().unwrap_err(),
            [(
                Field::FreeProduct,
                Wrong::Rule(LocationError::FreeProductMissing)
            )]
        );
        draft.set(Field::Decimal, "comma".into());
        draft.set(Field::Thousands, "comma".into());
        draft.set(Field::FreeProduct, uuid::Uuid::nil().to_string());
        assert_eq!(
            draft.read().unwrap_err(),
            [(Field::Decimal, Wrong::Rule(LocationError::Separators))]
        );
    }

    #[test]
    fn two_desks_lose_nothing() {
        let mut draft = Draft::of(location());
        draft.set(Field::Name, "Hotel Sol y Mar".into());
        draft.set(Field::Tax, "21".into());
        let mut theirs = location();
        theirs.revision = 4;
        theirs.ssid = Some("Sol Guests".into());
        theirs.prices.tax_percent = "10".parse().unwrap();
        draft.meanwhile(theirs.clone());
        assert_eq!(draft.conflicts, [Field::Tax], "both have touched it");
        assert_eq!(
            draft.get(Field::Ssid),
            "Sol Guests",
            "theirs, which nobody touched here"
        );
        assert_eq!(
            (draft.get(Field::Name), draft.get(Field::Tax)),
            ("Hotel Sol y Mar", "21"),
            "mine"
        );
        assert_eq!(
            draft.read().unwrap().revision,
            4,
            "it can be saved over theirs"
        );
        let mut take = draft.clone();
        take.take_theirs();
        assert_eq!(
            (take.get(Field::Name), take.get(Field::Tax)),
            ("Hotel Sol y Mar", "10")
        );
        assert!(take.conflicts.is_empty());
    }

    #[test]
    fn zones_are_found_by_their_city() {
        assert_eq!(zones_like("madr", 4), ["Europe/Madrid"]);
        assert_eq!(zones_like("new york", 4).first(), Some(&"America/New_York"));
        assert!(zones_like("x", 4).is_empty());
        assert_eq!(zone("america/new york"), Some(chrono_tz::America::New_York));
    }
}
