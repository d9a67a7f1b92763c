//! `location` and `import`.

use super::{Context, Error, Result, args::SectorArgument, output::columns};
use crate::{
    domain::{
        location::{AuthMode, Location, Separator, SubscriptionFrequency},
        money::{Currency, Money},
        time::Zone,
    },
    i18n::Language,
    services::{
        self, Actor,
        import::{self, Import},
        location::{self, Offer, OfferChange},
        notices,
    },
    store::Store,
};
use chrono::NaiveTime;
use clap::{Args, Subcommand};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::{
    io::Read as _,
    path::{Path, PathBuf},
};

#[derive(Debug, Subcommand)]
pub(crate) enum LocationCommand {
    /// What is settled about the house; its passwords are not told.
    Show,
    /// Change it; what is left out stays, an empty text clears.
    Edit(Box<LocationChanges>),
    /// The products on sale in it.
    #[command(subcommand)]
    Product(LocationProductCommand),
    /// The notice of upcoming expiry.
    #[command(subcommand)]
    Notice(NoticeCommand),
}

#[derive(Debug, Args)]
pub(crate) struct LocationChanges {
    /// As guests know it.
    #[arg(long)]
    name: Option<String>,
    /// Of the tz database, for instance Europe/Madrid.
    #[arg(long, value_name = "ZONE", value_parser = super::args::zone)]
    time_zone: Option<Zone>,
    /// ISO 4217; not once a ticket was sold. Prices keep their figures.
    #[arg(long, value_name = "EUR")]
    currency: Option<Currency>,
    /// Decides whether the licence counts rooms or access points.
    #[arg(long)]
    sector: Option<SectorArgument>,
    /// Rooms, for hospitality.
    #[arg(long)]
    rooms: Option<u32>,
    /// Access points, for other sectors.
    #[arg(long)]
    aps: Option<u32>,
    /// Language of vouchers where nobody chooses another.
    #[arg(long)]
    language: Option<Language>,
    /// Name of the guest Wi-Fi, for the join QR code.
    #[arg(long)]
    ssid: Option<String>,
    /// Passphrase of the guest Wi-Fi.
    #[arg(long)]
    wifi_password: Option<String>,
    /// Log-in page with {username} and {password} in it, for the log-in QR code.
    #[arg(long)]
    login_url: Option<String>,
    /// sms, user_registration, operator_registration, click_connect or simple_password.
    #[arg(long, value_name = "MODE")]
    auth_mode: Option<AuthMode>,
    /// The user name that the log-in page sends for every guest, in the modes without registration.
    #[arg(long, value_name = "NAME")]
    shared_name: Option<String>,
    /// The password of the mode simple_password.
    #[arg(long, value_name = "PASSWORD")]
    simple_password: Option<String>,
    /// Code of the product of automatic free users.
    #[arg(long, value_name = "CODE")]
    free_product: Option<String>,
    /// default, point or comma.
    #[arg(long, value_name = "SIGN")]
    decimal_separator: Option<Separator>,
    /// default, point, comma or space.
    #[arg(long, value_name = "SIGN")]
    thousands_separator: Option<Separator>,
    /// Tax rate included in prices, in per cent.
    #[arg(long, value_name = "PERCENT")]
    tax: Option<Decimal>,
    /// When guests have to leave, HH:MM.
    #[arg(long, value_name = "HH:MM", value_parser = clock)]
    check_out: Option<NaiveTime>,
    /// Minutes after it for which a ticket by nights still works.
    #[arg(long, value_name = "MINUTES")]
    grace: Option<u16>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LocationProductCommand {
    /// Put a product on the list. The first one makes the list: what is not on it is offered no more.
    Add(OfferArguments),
    /// Change how a product is offered; what is left out stays.
    Edit(OfferArguments),
    /// The products on offer, in their order.
    List,
    /// Take a product off the list; without a list every product is offered at its list price.
    Remove {
        /// Its code.
        code: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct OfferArguments {
    /// Code of the product.
    code: String,
    /// Guests may buy it by themselves.
    #[arg(long, value_name = "true|false")]
    purchasable: Option<bool>,
    /// The desk may give it.
    #[arg(long, value_name = "true|false")]
    assignable: Option<bool>,
    /// What a guest pays, tax included; the list price where none was ever said.
    #[arg(long)]
    price: Option<String>,
    /// none, daily, weekly, monthly, quarterly, half_yearly or yearly.
    #[arg(long)]
    frequency: Option<SubscriptionFrequency>,
    /// Place in the list.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    position: Option<u16>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NoticeCommand {
    /// Days and texts.
    Show,
    /// Change them.
    Edit {
        /// Days before the expiry.
        #[arg(long)]
        days: Option<u16>,
        /// A text with {name}, {code}, {date} and {location}: en=Dear {name}, … An empty one is the program's own.
        #[arg(long = "text", value_name = "LANGUAGE=TEXT", value_parser = super::args::field)]
        texts: Vec<(String, String)>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// Users of a MikroTik router: a RouterOS export, or CSV.
    Mikrotik {
        /// The file; `-` = stdin.
        file: PathBuf,
        /// Only say what would be taken.
        #[arg(long)]
        dry_run: bool,
        /// Take the good lines although others are bad.
        #[arg(long, conflicts_with = "dry_run")]
        take_good: bool,
    },
}

fn clock(text: &str) -> std::result::Result<NaiveTime, String> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .map_err(|_| "a time of the day is written HH:MM".to_owned())
}

impl Context {
    pub(super) fn location(&self, command: LocationCommand) -> Result {
        let store = self.store()?;
        match command {
            LocationCommand::Show => {
                let location = location::show(&store)?;
                self.output
                    .answer(&shape(&store, &location)?, lines(&store, &location)?)?;
            }
            LocationCommand::Edit(changes) => {
                let before = location::show(&store)?;
                let (zone, currency) = (before.zone, before.currency);
                let wanted = changed(&store, before, *changes)?;
                let after = location::edit(&store, services::now(), Actor::Cli, wanted)?;
                let mut told = format!("changed {}", after.name);
                if after.zone != zone {
                    told.push_str("; days, weeks and months are counted on the new wall from now on, expiries that are set stay");
                }
                if after.currency != currency {
                    told.push_str("; prices keep their figures and are not converted");
                }
                self.output.answer(&shape(&store, &after)?, told)?;
            }
            LocationCommand::Product(command) => self.location_product(&store, command)?,
            LocationCommand::Notice(command) => self.notice(&store, command)?,
        }
        Ok(())
    }

    fn location_product(&self, store: &Store, command: LocationProductCommand) -> Result {
        let now = services::now();
        let (offer, told) = match command {
            LocationProductCommand::List => {
                let offers = location::offers(store)?;
                let rows: Vec<_> = offers.list.iter().map(row).collect();
                let head = ["", "PRODUCT", "PRICE", "BUY", "GIVE", "SUBSCRIPTION"];
                let note = if offers.settled {
                    ""
                } else {
                    "\nnothing is settled: every product is offered at its list price"
                };
                let shapes: Vec<_> = offers.list.iter().map(offer_shape).collect();
                self.output
                    .answer(&shapes, format!("{}{note}", columns(&head, &rows)))?;
                return Ok(());
            }
            LocationProductCommand::Add(arguments) => {
                let (code, change) = change(store, arguments)?;
                (
                    location::add_offer(store, now, Actor::Cli, &code, change)?,
                    "added",
                )
            }
            LocationProductCommand::Edit(arguments) => {
                let (code, change) = change(store, arguments)?;
                (
                    location::edit_offer(store, now, Actor::Cli, &code, change)?,
                    "changed",
                )
            }
            LocationProductCommand::Remove { code } => (
                location::remove_offer(store, now, Actor::Cli, &code)?,
                "removed",
            ),
        };
        let told = format!("{told} product {} of this Location", offer.product.code);
        self.output.answer(&offer_shape(&offer), told)?;
        Ok(())
    }

    fn notice(&self, store: &Store, command: NoticeCommand) -> Result {
        let before = notices::options(store)?;
        let options = match command {
            NoticeCommand::Show => before,
            NoticeCommand::Edit { days, texts } => {
                let mut after = before.clone();
                after.days = days.unwrap_or(after.days);
                after.texts.extend(texts);
                notices::set_options(store, services::now(), Actor::Cli, before, after)?
            }
        };
        let texts: serde_json::Map<_, _> = Language::ALL
            .iter()
            .map(|language| (language.tag().to_owned(), options.text(*language).into()))
            .collect();
        let mut told = format!("{} days before the expiry", options.days);
        for (tag, text) in &texts {
            told.push_str("\n  ");
            told.push_str(tag);
            told.push_str("  ");
            told.push_str(text.as_str().unwrap_or_default());
        }
        self.output
            .answer(&json!({ "days": options.days, "texts": texts }), told)?;
        Ok(())
    }

    pub(super) fn import(&self, command: ImportCommand) -> Result {
        let ImportCommand::Mikrotik {
            file,
            dry_run,
            take_good,
        } = command;
        let octets = read(&file)?;
        let store = self.store()?;
        let list = import::List::read(&octets)?;
        let seen = import::look(&store, list.clone())?;
        let take = !dry_run && (take_good || seen.bad.is_empty());
        let import = if take {
            import::take(&store, services::now(), Actor::Cli, list)?
        } else {
            seen
        };
        let taken = if take { import.good.len() } else { 0 };
        if !take && !dry_run {
            let message = format!(
                "{}\nnothing was taken: {} lines are good, {} are bad; `--take-good` takes the good ones",
                import_lines(&import),
                import.good.len(),
                import.bad.len()
            );
            return Err(Error::Refused(message));
        }
        let told = format!(
            "{}\n{} good, {} bad, {taken} taken",
            import_lines(&import),
            import.good.len(),
            import.bad.len()
        );
        self.output
            .answer(&import_shape(&import, taken), told.trim_start())?;
        Ok(())
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    let mut octets = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin().read_to_end(&mut octets).map(drop)
    } else {
        std::fs::read(file).map(|all| octets = all)
    };
    read.map_err(|error| Error::Refused(format!("{} cannot be read: {error}", file.display())))?;
    Ok(octets)
}

pub(super) fn import_lines(import: &Import) -> String {
    let bad: Vec<_> = import
        .bad
        .iter()
        .map(|bad| {
            vec![
                bad.line.to_string(),
                bad.name.clone().unwrap_or_default(),
                bad.reason.to_string(),
            ]
        })
        .collect();
    if bad.is_empty() {
        String::new()
    } else {
        columns(&["LINE", "NAME", "WHY NOT"], &bad)
    }
}

pub(super) fn import_shape(import: &Import, taken: usize) -> Value {
    let good = import.good.iter().map(|good| {
        json!({
            "line": good.line, "username": good.username, "user_id": good.user_id, "product": good.product,
            "used_seconds": good.used_seconds, "upload_bytes": good.upload, "download_bytes": good.download,
        })
    });
    let bad = import.bad.iter().map(|bad| {
        json!({ "line": bad.line, "name": bad.name, "code": bad.reason.code(), "reason": bad.reason.to_string() })
    });
    json!({ "good": good.collect::<Vec<_>>(), "bad": bad.collect::<Vec<_>>(), "known": import.known, "taken": taken })
}

fn changed(store: &Store, before: Location, changes: LocationChanges) -> Result<Location> {
    let mut after = before;
    // A text that was given; an empty one clears.
    let put = |place: &mut Option<String>, given: Option<String>| {
        if let Some(text) = given {
            *place = (!text.is_empty()).then_some(text);
        }
    };
    after.name = changes.name.unwrap_or(after.name);
    after.zone = changes.time_zone.unwrap_or(after.zone);
    after.currency = changes.currency.unwrap_or(after.currency);
    after.sector = changes.sector.map_or(after.sector, Into::into);
    after.rooms = changes.rooms.or(after.rooms);
    after.aps = changes.aps.or(after.aps);
    if let Some(language) = changes.language {
        language.tag().clone_into(&mut after.language);
    }
    put(&mut after.ssid, changes.ssid);
    put(&mut after.wifi_password, changes.wifi_password);
    put(&mut after.login_url, changes.login_url);
    let access = &mut after.access;
    access.mode = changes.auth_mode.unwrap_or(access.mode);
    put(&mut access.shared_name, changes.shared_name);
    put(&mut access.simple_password, changes.simple_password);
    match changes.free_product.as_deref() {
        None => {}
        Some("") => access.free_product = None,
        Some(code) => access.free_product = Some(location::product_id(store, code)?),
    }
    let separators = &mut after.prices.separators;
    separators.decimal = changes.decimal_separator.unwrap_or(separators.decimal);
    separators.thousands = changes.thousands_separator.unwrap_or(separators.thousands);
    after.prices.tax_percent = changes.tax.unwrap_or(after.prices.tax_percent);
    after.times.check_out = changes.check_out.unwrap_or(after.times.check_out);
    after.times.grace_min = changes.grace.unwrap_or(after.times.grace_min);
    Ok(after)
}

/// With the code of the free product in place of its id.
fn shape(store: &Store, location: &Location) -> Result<Value> {
    let mut shape = location::shape(location);
    if let Some(place) = shape.get_mut("free_product") {
        *place = free_product(store, location)?.into();
    }
    Ok(shape)
}

fn free_product(store: &Store, location: &Location) -> Result<Option<String>> {
    let Some(id) = location.access.free_product else {
        return Ok(None);
    };
    Ok(Some(store.read(|reader| reader.product(id))?.code))
}

fn lines(store: &Store, location: &Location) -> Result<String> {
    let shape = shape(store, location)?;
    let rows: Vec<Vec<String>> = shape
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| *name != "id" && *name != "revision")
        .map(|(name, value)| {
            let value = match value {
                Value::Null => "–".to_owned(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            vec![name.replace('_', " "), value]
        })
        .collect();
    Ok(columns(&["LOCATION", &location.name], &rows))
}

fn change(store: &Store, arguments: OfferArguments) -> Result<(String, OfferChange)> {
    let currency = location::show(store)?.currency;
    let price = arguments.price.map(|text| Money::parse(&text, currency));
    let price = price
        .transpose()
        .map_err(|error| Error::Refused(error.to_string()))?;
    let change = OfferChange {
        purchasable: arguments.purchasable,
        assignable: arguments.assignable,
        price,
        frequency: arguments.frequency,
        position: arguments.position,
    };
    Ok((arguments.code, change))
}

fn offer_shape(offer: &Offer) -> Value {
    location::offer_shape(&offer.product.code, &offer.on_sale)
}

fn row(offer: &Offer) -> Vec<String> {
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let on_sale = &offer.on_sale;
    vec![
        on_sale.position.to_string(),
        offer.product.code.clone(),
        on_sale.price.to_string(),
        yes(on_sale.purchasable),
        yes(on_sale.assignable),
        on_sale.frequency.to_string(),
    ]
}
