//! A fresh data folder: a Location with products and ticket types that work at once.

use super::{Actor, Result, event};
use crate::{
    domain::{
        code::CodeForm,
        id::{LocationId, PolicyId, ProductId, TicketTypeId},
        licence::Licence,
        location::{Access, HouseTimes, Location, Prices, Sector},
        money::{Currency, Money},
        policy::Policy,
        product::{Expiration, Level, Product, RecoverResidual},
        ticket_type::{Channel, CredentialStyle, DEFAULT_USE_WITHIN_DAYS, Format, TicketType},
        time::{Instant, Zone},
    },
    i18n::Language,
    store::{NewEvent, Store},
};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use serde_json::json;
use std::{collections::BTreeMap, path::Path};

/// How long a fresh Location runs without a licence of its own.
pub const EVALUATION: TimeDelta = TimeDelta::days(30);

/// What a Location is made from.
#[derive(Debug, Clone)]
pub struct NewLocation {
    /// As guests know it.
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
    /// Of vouchers where nobody chose another.
    pub language: Language,
    /// Name of the guest Wi-Fi.
    pub ssid: Option<String>,
    /// Passphrase of the guest Wi-Fi.
    pub wifi_password: Option<String>,
    /// Log-in page, with `{username}` and `{password}`.
    pub login_url: Option<String>,
}

/// Makes a data folder with a Location, default products and ticket types, and an evaluation licence of 30 days.
pub fn init(folder: &Path, now: Instant, actor: Actor, new: NewLocation) -> Result<Store> {
    init_as(folder, now, actor, LocationId::new(), new)
}

/// The same, with the id of the Location given.
pub(super) fn init_as(
    folder: &Path,
    now: Instant,
    actor: Actor,
    id: LocationId,
    new: NewLocation,
) -> Result<Store> {
    init_with(folder, now, actor, &new.into_location(id))
}

impl NewLocation {
    /// The Location that it makes; whatever is not asked for is as every Location begins.
    pub fn into_location(self, id: LocationId) -> Location {
        Location {
            id,
            name: self.name,
            zone: self.zone,
            currency: self.currency,
            sector: self.sector,
            rooms: self.rooms,
            aps: self.aps,
            language: self.language.tag().to_owned(),
            ssid: self.ssid,
            wifi_password: self.wifi_password,
            login_url: self.login_url,
            access: Access::default(),
            prices: Prices::default(),
            times: HouseTimes::default(),
            revision: 0,
        }
    }
}

/// The same, with the whole Location given.
pub fn init_with(folder: &Path, now: Instant, actor: Actor, location: &Location) -> Result<Store> {
    super::location::check(location)?;
    let licence = Licence::evaluation(now, now + EVALUATION);
    let store = Store::create_with(folder, location, &licence, |tx| {
        let after = json!({ "name": location.name, "time_zone": location.zone.name(), "currency": location.currency.to_string() });
        let _ = tx.append_event(&NewEvent {
            after: Some(after),
            ..event(now, actor, "location.created", location.id.0)
        })?;
        let catalogue = Catalogue::of(
            location.currency,
            location.language.parse().unwrap_or_default(),
        );
        catalogue
            .policies
            .iter()
            .try_for_each(|policy| tx.add_policy(policy))?;
        catalogue
            .products
            .iter()
            .try_for_each(|product| tx.add_product(product))?;
        catalogue
            .ticket_types
            .iter()
            .try_for_each(|ticket_type| tx.add_ticket_type(ticket_type))
    })?;
    Ok(store)
}

/// The default products: what most houses begin with and then change.
struct Catalogue {
    policies: Vec<Policy>,
    products: Vec<Product>,
    ticket_types: Vec<TicketType>,
}

impl Catalogue {
    fn of(currency: Currency, language: Language) -> Self {
        // What the desk alone reads has one language, that of the Location; descriptions for guests have all.
        let rates = |down: u32, up: u32| match language {
            Language::Spanish => format!("{down} Mbit/s de bajada, {up} de subida"),
            Language::Italian => format!("{down} Mbit/s in download, {up} in upload"),
            Language::English => format!("{down} Mbit/s down, {up} up"),
        };
        let standard = policy("standard", &rates(10, 5), 10_000, 5_000);
        let premium = policy("premium", &rates(50, 20), 50_000, 20_000);
        // Prices in whole units of the currency, of whichever decimals.
        let price = |units: i64| Money {
            minor: units * 10_i64.pow(u32::from(currency.decimals())),
            currency,
        };
        let hours = |hours: i64| Expiration::DaysHours {
            days: Decimal::ZERO,
            hours: Decimal::from(hours),
        };
        let days = |days: i64| Expiration::DaysHours {
            days: Decimal::from(days),
            hours: Decimal::ZERO,
        };
        let free = product(
            "LOBBY",
            ["Lobby, one hour", "Vestíbulo, una hora", "Hall, un'ora"],
            &standard,
            price(0),
            hours(1),
        );
        let hour = product(
            "HOUR",
            ["One hour", "Una hora", "Un'ora"],
            &standard,
            price(2),
            hours(1),
        );
        let day = product(
            "DAY",
            ["One day", "Un día", "Un giorno"],
            &standard,
            price(5),
            days(1),
        );
        let week = product(
            "WEEK",
            ["One week", "Una semana", "Una settimana"],
            &premium,
            price(20),
            days(7),
        );
        let stay = product(
            "STAY",
            ["Your stay", "Su estancia", "Il vostro soggiorno"],
            &standard,
            price(4),
            Expiration::Unlimited,
        );
        let event = product(
            "EVENT",
            ["Event", "Evento", "Evento"],
            &premium,
            price(0),
            days(1),
        );
        let products = [free, hour, day, week, stay, event];
        let ticket_types = ticket_types(&products, price(4), language);
        Self {
            policies: vec![standard, premium],
            products: products.into(),
            ticket_types,
        }
    }
}

/// The types that go with the default products, named in the language of the desk.
fn ticket_types(
    [free, hour, day, week, stay, event]: &[Product; 6],
    per_day: Money,
    language: Language,
) -> Vec<TicketType> {
    let name = |[en, es, it]: [&'static str; 3]| match language {
        Language::English => en,
        Language::Spanish => es,
        Language::Italian => it,
    };
    vec![
        TicketType {
            user_id_required: false,
            ..ticket_type(
                1,
                name(["Lobby hour", "Hora en el vestíbulo", "Ora nella hall"]),
                Format::Single,
                free,
                1,
            )
        },
        ticket_type(
            2,
            name(["1 hour", "1 hora", "1 ora"]),
            Format::Single,
            hour,
            1,
        ),
        ticket_type(
            3,
            name(["1 day", "1 día", "1 giorno"]),
            Format::Single,
            day,
            2,
        ),
        ticket_type(
            4,
            name(["1 week", "1 semana", "1 settimana"]),
            Format::Single,
            week,
            3,
        ),
        TicketType {
            price_per_day: Some(per_day),
            ..ticket_type(
                5,
                name(["Stay", "Estancia", "Soggiorno"]),
                Format::Variable,
                stay,
                3,
            )
        },
        ticket_type(
            6,
            name(["Event", "Evento", "Evento"]),
            Format::Special,
            event,
            1,
        ),
    ]
}

fn policy(code: &str, description: &str, download_kbps: u32, upload_kbps: u32) -> Policy {
    Policy {
        id: PolicyId::new(),
        code: code.to_owned(),
        description: description.to_owned(),
        level: Level::Manager,
        session_timeout_min: 0,
        idle_timeout_min: 30,
        download_kbps,
        upload_kbps,
        devices: 0,
        daily_time_min: 0,
        weekly_time_min: 0,
        monthly_time_min: 0,
        daily_data_mb: 0,
        weekly_data_mb: 0,
        monthly_data_mb: 0,
        mikrotik_address_list: None,
        attributes: BTreeMap::new(),
    }
}

fn product(
    code: &str,
    [en, es, it]: [&str; 3],
    policy: &Policy,
    price_list: Money,
    expiration: Expiration,
) -> Product {
    Product {
        id: ProductId::new(),
        code: code.to_owned(),
        description: [("en", en), ("es", es), ("it", it)]
            .map(|(tag, text)| (tag.to_owned(), text.to_owned()))
            .into(),
        policy: policy.id,
        price_list,
        recover_residual: RecoverResidual::No,
        injection: false,
        erp_code: None,
        total_time_min: 0,
        daily_time_min: 0,
        weekly_time_min: 0,
        monthly_time_min: 0,
        total_data_mb: 0,
        daily_data_mb: 0,
        weekly_data_mb: 0,
        monthly_data_mb: 0,
        first_day_of_week: 1,
        mikrotik_profile: None,
        mikrotik_address_list: None,
        expiration,
        notify_expiration: false,
        level: Level::Manager,
    }
}

fn ticket_type(
    position: u16,
    name: &str,
    format: Format,
    product: &Product,
    devices: u16,
) -> TicketType {
    TicketType {
        id: TicketTypeId::new(),
        name: name.to_owned(),
        format,
        product: product.id,
        price: product.price_list,
        price_per_day: None,
        devices,
        credentials: CredentialStyle::Code,
        use_within_days: DEFAULT_USE_WITHIN_DAYS,
        label: String::new(),
        code: CodeForm::default(),
        fields: Vec::new(),
        channels: vec![Channel::Print],
        preselected: vec![Channel::Print],
        user_id_required: true,
        position,
        hotkey: u8::try_from(position)
            .ok()
            .filter(|key| (1..=9).contains(key)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test says what must hold"
    )]

    use super::*;

    #[test]
    fn what_a_fresh_house_offers_is_named_in_its_language() {
        for (language, first, rates) in [
            (Language::English, "Lobby hour", "10 Mbit/s down, 5 up"),
            (
                Language::Spanish,
                "Hora en el vestíbulo",
                "10 Mbit/s de bajada, 5 de subida",
            ),
            (
                Language::Italian,
                "Ora nella hall",
                "10 Mbit/s in download, 5 in upload",
            ),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let location = NewLocation {
                name: "Hotel Sole".to_owned(),
                zone: chrono_tz::Europe::Rome,
                currency: Currency(*b"EUR"),
                sector: Sector::Hospitality,
                rooms: Some(20),
                aps: None,
                language,
                ssid: None,
                wifi_password: None,
                login_url: None,
            };
            let store = init(folder.path(), crate::services::now(), Actor::Desk, location).unwrap();
            let types = store.read(|reader| reader.ticket_types()).unwrap();
            assert_eq!(types[0].name, first);
            let policy = store.read(|reader| reader.policy_by_code("standard"));
            assert_eq!(policy.unwrap().description, rates);
        }
    }
}
