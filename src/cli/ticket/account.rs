//! `ticket recharge`, `subscribe`, `renew`, `extend`, `move`, `devices`, `free-device` and `explain`.

use super::{
    super::{
        Context, Error, Result,
        args::{Serial, When},
    },
    rfc3339, session_shape, shape,
};
use crate::{
    domain::{
        location::SubscriptionFrequency,
        mac::Mac,
        residual::Totals,
        subscription::Subscription,
        ticket::{self, Ticket},
        time::{Instant, Zone},
    },
    i18n::Language,
    services::{
        self, Actor,
        explain::{self, explain, local},
        extend::{self, Device, End, Extended, Longer},
        recharge::{self, Preview, Recharged},
        subscription::{self, Period},
    },
    store::Store,
};
use clap::Subcommand;
use serde_json::{Value, json};

/// What is done to a ticket after it was issued.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum AccountCommand {
    /// Give a ticket another product, at once.
    Recharge {
        /// Its serial.
        serial: Serial,
        /// Code of the product.
        #[arg(long, value_name = "CODE")]
        product: String,
        /// Only tell what it would bring.
        #[arg(long)]
        dry_run: bool,
    },
    /// Give a ticket a product by subscription; the first period counts as paid.
    Subscribe {
        /// Its serial.
        serial: Serial,
        /// Code of the product.
        #[arg(long, value_name = "CODE")]
        product: String,
        /// daily, weekly, monthly, quarterly, `half_yearly` or yearly.
        #[arg(long)]
        frequency: SubscriptionFrequency,
        /// Only tell what it would bring.
        #[arg(long)]
        dry_run: bool,
    },
    /// Take in the payment of one more period of a subscription.
    Renew {
        /// Its serial.
        serial: Serial,
        /// Of the payment: the same one counts once.
        #[arg(long, value_name = "REFERENCE")]
        outside_ref: Option<String>,
        /// Only tell what it would bring.
        #[arg(long)]
        dry_run: bool,
    },
    /// Make a ticket valid for longer.
    Extend {
        /// Its serial.
        serial: Serial,
        /// By so many days.
        #[arg(long, conflicts_with = "until", required_unless_present = "until")]
        days: Option<u32>,
        /// To the end of this date of the Location, or to this instant (RFC 3339).
        #[arg(long, value_name = "TIME")]
        until: Option<When>,
        /// Add the days to the price, where the ticket type has one per day.
        #[arg(long)]
        reprice: bool,
        /// Stands in the event log.
        #[arg(long)]
        reason: Option<String>,
        /// Only tell what it would bring.
        #[arg(long)]
        dry_run: bool,
    },
    /// Write another user ID: the guest has moved to another room.
    Move {
        /// Its serial.
        serial: Serial,
        /// Whom the ticket is for now.
        #[arg(long)]
        user_id: String,
    },
    /// Allow another number of simultaneous devices.
    Devices {
        /// Its serial.
        serial: Serial,
        /// How many.
        #[arg(value_parser = clap::value_parser!(u16).range(1..))]
        count: u16,
    },
    /// Take a device off the line and free its place.
    FreeDevice {
        /// Its serial.
        serial: Serial,
        /// Which device, where several are on line.
        #[arg(long, conflicts_with = "all")]
        mac: Option<Mac>,
        /// All of them.
        #[arg(long)]
        all: bool,
    },
    /// Why can't my guest get on? The first reason, and what mends it.
    Explain {
        /// Its serial.
        serial: Serial,
        /// For this device; any when left out.
        #[arg(long)]
        mac: Option<Mac>,
    },
}

impl Context {
    #[allow(
        clippy::too_many_lines,
        reason = "a table of contents: one arm for each command"
    )]
    pub(super) fn account(&self, command: AccountCommand) -> Result {
        let store = self.store()?;
        let now = services::now();
        let zone = store.read(|reader| reader.location())?.zone;
        match command {
            AccountCommand::Recharge {
                serial,
                product,
                dry_run: true,
            } => {
                let preview = recharge::preview(&store, now, serial.0, &product)?;
                let told = in_words(&preview, zone);
                Ok(self.output.answer(&preview_shape(&preview, zone), told)?)
            }
            AccountCommand::Recharge {
                serial, product, ..
            } => {
                let done = recharge::recharge(&store, now, Actor::Cli, serial.0, product)?;
                self.recharged(&store, &done, now, zone)
            }
            AccountCommand::Subscribe {
                serial,
                product,
                frequency,
                dry_run: true,
            } => {
                let period =
                    subscription::first_period(&store, now, serial.0, &product, frequency)?;
                self.period(&period, zone)
            }
            AccountCommand::Renew {
                serial,
                dry_run: true,
                ..
            } => self.period(&subscription::next_period(&store, now, serial.0)?, zone),
            AccountCommand::Subscribe {
                serial,
                product,
                frequency,
                ..
            } => {
                let actor = Actor::Cli;
                let done =
                    subscription::subscribe(&store, now, actor, serial.0, product, frequency)?;
                self.recharged(&store, &done, now, zone)
            }
            AccountCommand::Renew {
                serial,
                outside_ref,
                ..
            } => {
                let done = subscription::renew(&store, now, Actor::Cli, serial.0, outside_ref)?;
                self.recharged(&store, &done, now, zone)
            }
            AccountCommand::Extend {
                serial,
                days,
                until,
                reprice,
                reason,
                dry_run,
            } => {
                let longer = longer(days, until)?;
                let extended = if dry_run {
                    extend::extension(&store, now, serial.0, longer)?
                } else {
                    let actor = Actor::Cli;
                    extend::extend(&store, now, actor, serial.0, longer, reprice, reason)?
                };
                self.extended(&store, &extended, now, zone)
            }
            AccountCommand::Move { serial, user_id } => {
                let ticket = extend::move_to(&store, now, Actor::Cli, serial.0, &user_id)?;
                let told = format!(
                    "{} is for {} now",
                    ticket::serial_text(serial.0),
                    ticket.user_id
                );
                Ok(self.output.answer(&of(&store, &ticket, now, zone)?, told)?)
            }
            AccountCommand::Devices { serial, count } => {
                let ticket = extend::set_devices(&store, now, Actor::Cli, serial.0, count)?;
                let told = format!(
                    "{} is for {count} devices now",
                    ticket::serial_text(serial.0)
                );
                Ok(self.output.answer(&of(&store, &ticket, now, zone)?, told)?)
            }
            AccountCommand::FreeDevice { serial, mac, all } => {
                let device = match mac {
                    Some(mac) => Device::Mac(mac),
                    None if all => Device::All,
                    None => Device::Only,
                };
                let freed = extend::free_device(&store, now, Actor::Cli, serial.0, device)?;
                let shapes: Vec<_> = freed
                    .iter()
                    .map(|session| session_shape(session, zone))
                    .collect();
                let told = format!("freed {}", freed.len());
                Ok(self.output.answer(&json!({ "freed": shapes }), told)?)
            }
            AccountCommand::Explain { serial, mac } => {
                self.explain(&store, serial.0, mac, now, zone)
            }
        }
    }

    fn explain(
        &self,
        store: &Store,
        serial: u64,
        mac: Option<Mac>,
        now: Instant,
        zone: Zone,
    ) -> Result {
        let why = explain(store, now, serial, mac)?;
        let code = store.read(|reader| {
            let ticket = reader.ticket_by_serial(serial)?;
            reader.credentials(ticket.id)
        })?;
        let words = Language::of_environment().words();
        let moment = |at: Instant| local(at, zone);
        let (happened, to_do) = explain::sentence(words, &why, zone, &code.username, &moment);
        let sentence = format!("{happened}. {to_do}");
        let value = json!({
            "reason": why.reason(),
            "sentence": sentence,
            "remedies": why.remedies(),
        });
        Ok(self.output.answer(&value, &sentence)?)
    }

    fn recharged(&self, store: &Store, done: &Recharged, now: Instant, zone: Zone) -> Result {
        let mut value = of(store, &done.ticket, now, zone)?;
        if let Value::Object(map) = &mut value {
            let _ = map.insert("recharge".to_owned(), preview_shape(&done.preview, zone));
            let subscription = done.subscription.map(|it| subscription_shape(&it, zone));
            let _ = map.insert("subscription".to_owned(), json!(subscription));
        }
        let serial = ticket::serial_text(done.ticket.serial);
        let told = format!("{serial}: {}", in_words(&done.preview, zone));
        Ok(self.output.answer(&value, told)?)
    }

    /// What a period would bring.
    fn period(&self, period: &Period, zone: Zone) -> Result {
        let mut value = preview_shape(&period.preview, zone);
        if let Value::Object(map) = &mut value {
            let subscription = subscription_shape(&period.subscription, zone);
            let _ = map.insert("subscription".to_owned(), subscription);
        }
        let paid_until = local(period.subscription.paid_until(zone), zone);
        let told = format!(
            "{}\npaid until {paid_until}",
            in_words(&period.preview, zone)
        );
        Ok(self.output.answer(&value, told)?)
    }

    fn extended(&self, store: &Store, extended: &Extended, now: Instant, zone: Zone) -> Result {
        let mut value = of(store, &extended.ticket, now, zone)?;
        let end = match extended.end {
            End::FirstLogin => "first_login",
            End::Validity => "validity",
        };
        if let Value::Object(map) = &mut value {
            let shape = json!({
                "end": end,
                "from": rfc3339(extended.from, zone),
                "to": rfc3339(extended.to, zone),
                "days": extended.days,
                "price_before": extended.price_before.to_decimal_string(),
                "price_by_days": extended.price_by_days.map(|price| price.to_decimal_string()),
            });
            let _ = map.insert("extension".to_owned(), shape);
        }
        let what = match extended.end {
            End::FirstLogin => "first login until",
            End::Validity => "valid until",
        };
        let serial = ticket::serial_text(extended.ticket.serial);
        let told = format!("{serial}: {what} {}", local(extended.to, zone));
        Ok(self.output.answer(&value, told)?)
    }
}

fn longer(days: Option<u32>, until: Option<When>) -> Result<Longer> {
    match (days, until) {
        (Some(days), _) => Ok(Longer::Days(days)),
        (None, Some(When::Date(day))) => Ok(Longer::Through(day)),
        (None, Some(When::Instant(at))) => Ok(Longer::Until(at)),
        (None, None) => Err(Error::Refused(
            "say how much longer: --days or --until".to_owned(),
        )),
    }
}

fn in_words(preview: &Preview, zone: Zone) -> String {
    let told = recharge::told(Language::English.words(), preview, &|at| local(at, zone));
    let mut lines = vec![told.sum];
    lines.extend(told.notes);
    lines.join("\n")
}

fn preview_shape(preview: &Preview, zone: Zone) -> Value {
    let totals = |totals: Totals| json!({ "seconds": totals.seconds, "bytes": totals.bytes });
    let used_up: Vec<_> = preview
        .used_up
        .iter()
        .map(|one| {
            json!({ "window": one.window, "resource": one.resource, "until": rfc3339(one.until, zone) })
        })
        .collect();
    json!({
        "product": preview.product.code,
        "former_product": preview.former.code,
        "price": preview.price.to_decimal_string(),
        "left": totals(preview.left),
        "brought": totals(preview.brought),
        "total": totals(preview.totals),
        "recovery": preview.recovery,
        "used_up": used_up,
        "starts": preview.starts,
        "expires_at": preview.ends_at.map(|at| rfc3339(at, zone)),
        "expired_on_activation": preview.expires_on_activation,
        "sentence": in_words(preview, zone),
    })
}

fn subscription_shape(subscription: &Subscription, zone: Zone) -> Value {
    json!({
        "frequency": subscription.frequency(),
        "periods": subscription.periods(),
        "paid_until": rfc3339(subscription.paid_until(zone), zone),
    })
}

/// The ticket's JSON.
fn of(store: &Store, ticket: &Ticket, now: Instant, zone: Zone) -> Result<Value> {
    Ok(store.read(|reader| {
        let credentials = reader.credentials(ticket.id)?;
        let product = reader.product(ticket.product)?;
        Ok(shape(ticket, &credentials, &product.code, now, zone))
    })?)
}
