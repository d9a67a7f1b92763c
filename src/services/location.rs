//! The Location: everything that is settled about the house, and the products on sale in it.
//!
//! Decided here, where the documents are silent. The **currency** can be changed until a ticket with a price was issued,
//! because what was asked for it stands in that currency; prices of products, ticket types and offers then keep their
//! figures and are not converted. The **time zone** can always be changed: days, weeks and months of what was used are
//! counted on the new wall from then on, expiries that are set already stay the instants that they are.

use super::{Actor, Error, Result, event, write};
use crate::{
    domain::{
        code,
        id::ProductId,
        location::{
            AuthMode, Location, MAX_GRACE_MIN, OnSale, Prices, Sector, SubscriptionFrequency,
        },
        money::{Currency, Money},
        product::Product,
        time::Instant,
    },
    i18n::Language,
    store::{self, NewEvent, Reader, Store, Tx, What},
};
use serde_json::{Value, json};

/// Longest name of a Location, in characters: a voucher's heading.
pub const NAME_MAX: usize = 80;
/// Octets of a network's name (IEEE 802.11).
pub const SSID_MAX: usize = 32;
/// Characters of a WPA passphrase (IEEE 802.11 annex J.4).
pub const WIFI_PASSWORD: std::ops::RangeInclusive<usize> = 8..=63;
/// Longest simple password or shared name, in octets: what PAP hides.
pub const ACCESS_MAX: usize = code::MAX_PASSWORD_OCTETS;
/// Most rooms or access points that are believed.
pub const ROOMS_MAX: u32 = 100_000;
/// Longest address of a log-in page, in octets: what a QR code of a voucher still holds legibly.
pub const LOGIN_URL_MAX: usize = 500;

/// Why a setting of the Location cannot be what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LocationError {
    /// Nothing, or more than a voucher's heading holds.
    #[error("the name must have 1 to {NAME_MAX} characters")]
    Name,
    /// None of those that vouchers speak.
    #[error("`{0}` is no language of vouchers: en, es or it")]
    Language(String),
    /// More rooms than a house has, or none.
    #[error("rooms and access points are counted from 1 to {ROOMS_MAX}")]
    Rooms,
    /// More octets than a network's name can have.
    #[error("the name of the Wi-Fi must have 1 to {SSID_MAX} octets")]
    Ssid,
    /// A passphrase that WPA does not take.
    #[error("a Wi-Fi password has 8 to 63 letters, digits and signs of the English keyboard")]
    WifiPassword,
    /// A password without a network.
    #[error("a Wi-Fi password needs the name of the Wi-Fi")]
    WifiPasswordAlone,
    /// No address of a page.
    #[error(
        "the log-in page must be an address that begins with http:// or https://, of at most {LOGIN_URL_MAX} octets"
    )]
    LoginUrl,
    /// The mode makes accounts automatically, and nobody said of which product.
    #[error("this authentication mode needs the product of its free users")]
    FreeProductMissing,
    /// The mode has one password for all, and nobody said which.
    #[error("this authentication mode needs its password")]
    SimplePasswordMissing,
    /// Longer than PAP hides, or with control characters.
    #[error("the password for all must have at most {ACCESS_MAX} octets and no control characters")]
    SimplePassword,
    /// Longer than PAP hides, with control characters, or a MAC.
    #[error(
        "the shared user name must have at most {ACCESS_MAX} octets, and cannot look like the address of a device"
    )]
    SharedName,
    /// A live ticket has this user name.
    #[error("a live ticket has this user name: choose another, or cancel that ticket first")]
    SharedNameTaken,
    /// The same sign before the cents and between the thousands.
    #[error(
        "cents and thousands need two different separators, and the one before the cents is a point or a comma"
    )]
    Separators,
    /// No tax rate.
    #[error("the tax rate is 0 to 100 per cent, with three decimals at most")]
    Tax,
    /// More than a day.
    #[error("the grace after check-out is at most {MAX_GRACE_MIN} minutes")]
    Grace,
    /// Tickets were sold in the present currency.
    #[error("the currency cannot be changed any more: tickets were sold in {0}")]
    CurrencyInUse(Currency),
    /// Below nothing.
    #[error("a price cannot be negative")]
    NegativePrice,
    /// In another currency than the Location's.
    #[error("the price must be in {0}")]
    PriceCurrency(Currency),
}

impl LocationError {
    /// A stable name for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Name => "bad_name",
            Self::Language(_) => "unknown_language",
            Self::Rooms => "bad_rooms",
            Self::Ssid => "bad_ssid",
            Self::WifiPassword | Self::WifiPasswordAlone => "bad_wifi_password",
            Self::LoginUrl => "bad_login_url",
            Self::FreeProductMissing => "free_product_missing",
            Self::SimplePasswordMissing => "simple_password_missing",
            Self::SimplePassword => "bad_simple_password",
            Self::SharedName => "bad_shared_name",
            Self::SharedNameTaken => "shared_name_taken",
            Self::Separators => "bad_separators",
            Self::Tax => "bad_tax",
            Self::Grace => "bad_grace",
            Self::CurrencyInUse(_) => "currency_in_use",
            Self::NegativePrice => "negative_price",
            Self::PriceCurrency(_) => "bad_currency",
        }
    }
}

/// A product as the Location offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What the Location has settled; its list price where it has settled nothing.
    pub on_sale: OnSale,
    /// The product.
    pub product: Product,
}

/// The products of a Location, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offers {
    /// False = the Location has settled nothing: every product is offered at its list price.
    pub settled: bool,
    /// Each once.
    pub list: Vec<Offer>,
}

impl Offers {
    /// What the desk may give: at a recharge, for instance.
    pub fn assignable(&self) -> impl Iterator<Item = &Offer> {
        self.list.iter().filter(|offer| offer.on_sale.assignable)
    }

    /// What a guest may buy: purchasable, with a price (Q33).
    pub fn purchasable(&self) -> impl Iterator<Item = &Offer> {
        self.list
            .iter()
            .filter(|offer| offer.on_sale.may_be_bought())
    }
}

/// A change of how a product is offered; what is `None` stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OfferChange {
    /// Guests may buy it by themselves.
    pub purchasable: Option<bool>,
    /// The desk may give it.
    pub assignable: Option<bool>,
    /// What a guest pays, tax included.
    pub price: Option<Money>,
    /// Paid again and again.
    pub frequency: Option<SubscriptionFrequency>,
    /// Place in the list, from 1; those from there on move down.
    pub position: Option<u16>,
}

/// The Location.
pub fn show(store: &Store) -> Result<Location> {
    Ok(store.read(|reader| reader.location())?)
}

/// Changes the Location. `changed.revision` is the one that was read: where it is no longer the newest,
/// [`Error::ChangedMeanwhile`] comes back and nothing is changed.
pub fn edit(store: &Store, now: Instant, actor: Actor, changed: Location) -> Result<Location> {
    let changed = tidy(changed);
    check(&changed)?;
    write(store, move |tx| {
        let before = tx.location()?;
        if before.revision != changed.revision || before.id != changed.id {
            return Err(Error::ChangedMeanwhile);
        }
        check_against(tx, &before, &changed)?;
        let after = Location {
            revision: before.revision.saturating_add(1),
            ..changed
        };
        if before.currency != after.currency {
            keep_figures(tx, after.currency)?;
        }
        tx.update_location(&after)?;
        let _ = tx.append_event(&NewEvent {
            before: Some(shape(&before)),
            after: Some(shape(&after)),
            ..event(now, actor, "location.changed", after.id.0)
        })?;
        Ok(after)
    })
}

/// Texts without blanks at their ends; empty ones are none.
fn tidy(mut location: Location) -> Location {
    let text = |given: Option<String>| {
        given
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    location.name = location.name.trim().to_owned();
    location.ssid = location.ssid.filter(|ssid| !ssid.is_empty());
    location.wifi_password = location.wifi_password.filter(|text| !text.is_empty());
    location.login_url = text(location.login_url);
    location.access.shared_name = text(location.access.shared_name);
    location.access.simple_password = text(location.access.simple_password);
    match location.sector {
        Sector::Hospitality => location.aps = None,
        Sector::Other => location.rooms = None,
    }
    location
}

/// What can be said without looking at anything else: the first thing that is wrong.
pub fn check(location: &Location) -> std::result::Result<(), LocationError> {
    use LocationError as E;
    let plain = |text: &str| text.len() <= ACCESS_MAX && !text.chars().any(char::is_control);
    let wrong = |holds: bool, error: LocationError| if holds { Ok(()) } else { Err(error) };
    let name = location.name.trim();
    wrong(
        !name.is_empty() && name.chars().count() <= NAME_MAX && !name.chars().any(char::is_control),
        E::Name,
    )?;
    wrong(
        Language::ALL
            .iter()
            .any(|one| one.tag() == location.language),
        E::Language(location.language.clone()),
    )?;
    let counted = [location.rooms, location.aps].into_iter().flatten();
    wrong(
        counted
            .into_iter()
            .all(|count| (1..=ROOMS_MAX).contains(&count)),
        E::Rooms,
    )?;
    if let Some(ssid) = &location.ssid {
        wrong(
            (1..=SSID_MAX).contains(&ssid.len()) && !ssid.chars().any(char::is_control),
            E::Ssid,
        )?;
    }
    if let Some(password) = &location.wifi_password {
        wrong(location.ssid.is_some(), E::WifiPasswordAlone)?;
        let printable = password.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        wrong(
            printable && WIFI_PASSWORD.contains(&password.len()),
            E::WifiPassword,
        )?;
    }
    if let Some(url) = &location.login_url {
        let rest = url
            .strip_prefix("http://")
            .or_else(|| url.strip_prefix("https://"));
        let good = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
            && url.len() <= LOGIN_URL_MAX
            && !url
                .chars()
                .any(|one| one.is_whitespace() || one.is_control());
        wrong(good, E::LoginUrl)?;
    }
    let access = &location.access;
    if let Some(name) = &access.shared_name {
        let is_mac = name.parse::<crate::domain::mac::Mac>().is_ok();
        wrong(
            plain(name) && !is_mac && !code::lookup_form(name).is_empty(),
            E::SharedName,
        )?;
    }
    if let Some(password) = &access.simple_password {
        wrong(plain(password), E::SimplePassword)?;
    }
    if access.mode.makes_free_users() {
        wrong(access.free_product.is_some(), E::FreeProductMissing)?;
    }
    if access.mode == AuthMode::SimplePassword {
        wrong(access.simple_password.is_some(), E::SimplePasswordMissing)?;
    }
    wrong(location.prices.separators.are_distinct(), E::Separators)?;
    wrong(Prices::is_rate(location.prices.tax_percent), E::Tax)?;
    wrong(location.times.grace_min <= MAX_GRACE_MIN, E::Grace)
}

/// What depends on what is stored.
fn check_against(tx: &Tx<'_>, before: &Location, after: &Location) -> Result<()> {
    if before.currency != after.currency && tx.has_priced_tickets()? {
        return Err(LocationError::CurrencyInUse(before.currency).into());
    }
    if let Some(product) = after.access.free_product {
        let _ = tx.product(product)?;
    }
    let names = |location: &Location| {
        let access = location.access.clone();
        let shared = access.mode.makes_free_users().then_some(access.shared_name);
        shared.flatten().map(|name| code::lookup_form(&name))
    };
    match names(after) {
        Some(name) if names(before).as_ref() != Some(&name) && tx.is_username_taken(&name)? => {
            Err(LocationError::SharedNameTaken.into())
        }
        _ => Ok(()),
    }
}

/// Prices in another currency, with the figures that they had: 2.00 stays 2.00, and becomes 2 where there are no cents.
fn keep_figures(tx: &Tx<'_>, currency: Currency) -> Result<()> {
    let same = |price: Money| {
        let text = price.to_decimal_string();
        let decimals = usize::from(currency.decimals());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let kept: String = fraction.chars().take(decimals).collect();
        let text = if kept.is_empty() {
            whole.to_owned()
        } else {
            format!("{whole}.{kept}")
        };
        Money::parse(&text, currency).map_err(|error| Error::Invalid(error.to_string()))
    };
    for mut product in tx.products()? {
        product.price_list = same(product.price_list)?;
        tx.update_product(&product)?;
    }
    for mut ticket_type in tx.ticket_types()? {
        ticket_type.price = same(ticket_type.price)?;
        ticket_type.price_per_day = ticket_type.price_per_day.map(same).transpose()?;
        tx.update_ticket_type(&ticket_type)?;
    }
    for mut offer in tx.on_sale()? {
        offer.price = same(offer.price)?;
        tx.put_on_sale(&offer)?;
    }
    Ok(())
}

/// Everything of a Location but its passwords: for the event log and for scripts.
pub fn shape(location: &Location) -> Value {
    let Location {
        access,
        prices,
        times,
        ..
    } = location;
    json!({
        "id": location.id,
        "name": location.name,
        "time_zone": location.zone.name(),
        "currency": location.currency,
        "sector": location.sector,
        "rooms": location.rooms,
        "aps": location.aps,
        "language": location.language,
        "ssid": location.ssid,
        "has_wifi_password": location.wifi_password.is_some(),
        "login_url": location.login_url,
        "auth_mode": access.mode,
        "registers_guests": access.mode.registration() == crate::domain::allowance::Registration::Provided,
        "shared_name": access.shared_name,
        "has_simple_password": access.simple_password.is_some(),
        "free_product": access.free_product,
        "decimal_separator": prices.separators.decimal,
        "thousands_separator": prices.separators.thousands,
        "tax_percent": prices.tax_percent.to_string(),
        "check_out": times.check_out.format("%H:%M").to_string(),
        "grace_min": times.grace_min,
        "revision": location.revision,
    })
}

/// What the Location offers.
pub fn offers(store: &Store) -> Result<Offers> {
    Ok(store.read(offers_in)?)
}

/// The same, inside another use case.
pub fn offers_in(reader: &Reader<'_>) -> store::Result<Offers> {
    let settled = reader.on_sale()?;
    if !settled.is_empty() {
        let offer = |on_sale: OnSale| -> store::Result<Offer> {
            Ok(Offer {
                product: reader.product(on_sale.product)?,
                on_sale,
            })
        };
        return Ok(Offers {
            settled: true,
            list: settled
                .into_iter()
                .map(offer)
                .collect::<store::Result<_>>()?,
        });
    }
    let list = (1..).zip(reader.products()?);
    Ok(Offers {
        settled: false,
        list: list
            .map(|(position, product)| Offer {
                on_sale: at_list_price(&product, position),
                product,
            })
            .collect(),
    })
}

fn at_list_price(product: &Product, position: u16) -> OnSale {
    OnSale {
        product: product.id,
        purchasable: true,
        assignable: true,
        price: product.price_list,
        frequency: SubscriptionFrequency::None,
        position,
    }
}

/// Puts a product on the list of the Location. Where nothing was settled before, it is the only one from then on.
pub fn add_offer(
    store: &Store,
    now: Instant,
    actor: Actor,
    code: &str,
    change: OfferChange,
) -> Result<Offer> {
    let code = code.to_owned();
    write(store, move |tx| {
        let product = tx.product_by_code(&code)?;
        let all = tx.on_sale()?;
        if all.iter().any(|one| one.product == product.id) {
            return Err(store::Error::Duplicate {
                what: What::Product,
                name: code,
            }
            .into());
        }
        let last = all.iter().map(|one| one.position).max().unwrap_or(0);
        let new = at_list_price(&product, last.saturating_add(1));
        settle(tx, now, actor, all, new, change, product, None)
    })
}

/// Changes how a product is offered. Where nothing was settled before, all others stay offered at their list price.
pub fn edit_offer(
    store: &Store,
    now: Instant,
    actor: Actor,
    code: &str,
    change: OfferChange,
) -> Result<Offer> {
    let code = code.to_owned();
    write(store, move |tx| {
        let product = tx.product_by_code(&code)?;
        let all = settled_list(tx)?;
        let before = all.iter().find(|one| one.product == product.id).copied();
        let before = before.ok_or_else(|| not_offered(&code))?;
        settle(tx, now, actor, all, before, change, product, Some(before))
    })
}

/// Takes a product off the list. When the last is gone, nothing is settled: all are offered at their list price again.
pub fn remove_offer(store: &Store, now: Instant, actor: Actor, code: &str) -> Result<Offer> {
    let code = code.to_owned();
    write(store, move |tx| {
        let product = tx.product_by_code(&code)?;
        let all = settled_list(tx)?;
        let before = all.iter().find(|one| one.product == product.id).copied();
        let on_sale = before.ok_or_else(|| not_offered(&code))?;
        all.iter().try_for_each(|one| tx.put_on_sale(one))?;
        tx.take_off_sale(product.id)?;
        note(tx, now, actor, &product, Some(&on_sale), None)?;
        Ok(Offer { on_sale, product })
    })
}

fn not_offered(code: &str) -> Error {
    store::Error::NotFound {
        what: What::Product,
        name: code.to_owned(),
    }
    .into()
}

/// The list as it is settled, or as it counts while nothing is.
fn settled_list(tx: &Tx<'_>) -> Result<Vec<OnSale>> {
    let offers = offers_in(tx)?;
    Ok(offers.list.iter().map(|offer| offer.on_sale).collect())
}

#[allow(clippy::too_many_arguments, reason = "the last step of two use cases")]
fn settle(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    mut all: Vec<OnSale>,
    mut on_sale: OnSale,
    change: OfferChange,
    product: Product,
    before: Option<OnSale>,
) -> Result<Offer> {
    on_sale.purchasable = change.purchasable.unwrap_or(on_sale.purchasable);
    on_sale.assignable = change.assignable.unwrap_or(on_sale.assignable);
    on_sale.price = change.price.unwrap_or(on_sale.price);
    on_sale.frequency = change.frequency.unwrap_or(on_sale.frequency);
    let currency = tx.location()?.currency;
    if on_sale.price.minor < 0 {
        return Err(LocationError::NegativePrice.into());
    }
    if on_sale.price.currency != currency {
        return Err(LocationError::PriceCurrency(currency).into());
    }
    all.retain(|one| one.product != on_sale.product);
    let place = match change.position.or(before.map(|one| one.position)) {
        Some(position) => usize::from(position).saturating_sub(1).min(all.len()),
        None => all.len(),
    };
    all.insert(place, on_sale);
    for (position, one) in (1..).zip(&mut all) {
        one.position = position;
        tx.put_on_sale(one)?;
    }
    let on_sale = all.get(place).copied().unwrap_or(on_sale);
    note(tx, now, actor, &product, before.as_ref(), Some(&on_sale))?;
    Ok(Offer { on_sale, product })
}

fn note(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    product: &Product,
    before: Option<&OnSale>,
    after: Option<&OnSale>,
) -> Result<()> {
    let shape = |on_sale: &OnSale| offer_shape(&product.code, on_sale);
    let _ = tx.append_event(&NewEvent {
        before: before.map(shape),
        after: after.map(shape),
        ..event(now, actor, "location.offer", product.id.0)
    })?;
    Ok(())
}

/// An offer, for the event log and for scripts.
pub fn offer_shape(code: &str, on_sale: &OnSale) -> Value {
    json!({
        "product": code,
        "purchasable": on_sale.purchasable,
        "assignable": on_sale.assignable,
        "price": on_sale.price.to_decimal_string(),
        "currency": on_sale.price.currency,
        "frequency": on_sale.frequency,
        "position": on_sale.position,
    })
}

/// The product of this code, for the choice of a free product.
pub fn product_id(store: &Store, code: &str) -> Result<ProductId> {
    Ok(store.read(|reader| reader.product_by_code(code))?.id)
}
