//! `ticket-type`.

use super::{
    Context, Error, Result,
    args::{TicketTypeArguments, TicketTypeChanges, TicketTypeCommand},
    output::columns,
};
use crate::{
    domain::{
        id::TicketTypeId,
        money::{Currency, Money},
        ticket_type::{CredentialStyle, Format, TicketType},
    },
    services::{self, Actor, catalogue},
};
use serde_json::{Value, json};

impl Context {
    pub(super) fn ticket_type(&self, command: TicketTypeCommand) -> Result {
        let store = self.store()?;
        let now = services::now();
        match command {
            TicketTypeCommand::Add(arguments) => {
                let (product, currency) = (
                    catalogue::product(&store, &arguments.product)?,
                    store.read(|reader| reader.location())?.currency,
                );
                let added = catalogue::add_ticket_type(
                    &store,
                    now,
                    Actor::Cli,
                    new(arguments, &product, currency)?,
                )?;
                self.answer_ticket_type(&added, &product.code, "added")
            }
            TicketTypeCommand::Edit(changes) => {
                let old = catalogue::ticket_type(&store, &changes.name)?;
                let product = match &changes.product {
                    Some(code) => catalogue::product(&store, code)?,
                    None => store.read(|reader| reader.product(old.product))?,
                };
                let wanted = changed(old, changes, product.id)?;
                let edited = catalogue::edit_ticket_type(&store, now, Actor::Cli, wanted)?;
                self.answer_ticket_type(&edited, &product.code, "changed")
            }
            TicketTypeCommand::List => {
                let all = catalogue::ticket_types(&store)?;
                let shapes: Vec<_> = all
                    .iter()
                    .map(|(ticket_type, product)| shape(ticket_type, &product.code))
                    .collect();
                let rows: Vec<_> = all
                    .iter()
                    .map(|(one, product)| {
                        vec![
                            one.position.to_string(),
                            one.name.clone(),
                            format_name(one.format).to_owned(),
                            product.code.clone(),
                            one.price_per_day.unwrap_or(one.price).to_string(),
                            one.devices.to_string(),
                        ]
                    })
                    .collect();
                self.output.answer(
                    &shapes,
                    columns(
                        &["PLACE", "NAME", "FORMAT", "PRODUCT", "PRICE", "DEVICES"],
                        &rows,
                    ),
                )?;
                Ok(())
            }
            TicketTypeCommand::Show { name } => {
                let ticket_type = catalogue::ticket_type(&store, &name)?;
                let product = store.read(|reader| reader.product(ticket_type.product))?;
                self.answer_ticket_type(&ticket_type, &product.code, "ticket type")
            }
            TicketTypeCommand::Remove { name } => {
                let removed = catalogue::remove_ticket_type(&store, now, Actor::Cli, &name)?;
                let product = store.read(|reader| reader.product(removed.product))?;
                self.answer_ticket_type(&removed, &product.code, "removed")
            }
        }
    }

    fn answer_ticket_type(&self, ticket_type: &TicketType, product: &str, done: &str) -> Result {
        self.output.answer(
            &shape(ticket_type, product),
            format!("{done} {}", ticket_type.name),
        )?;
        Ok(())
    }
}

fn new(
    arguments: TicketTypeArguments,
    product: &crate::domain::product::Product,
    currency: Currency,
) -> Result<TicketType> {
    Ok(TicketType {
        id: TicketTypeId::new(),
        name: arguments.name.trim().to_owned(),
        format: arguments.format,
        product: product.id,
        price: money(&arguments.price, currency)?,
        price_per_day: arguments
            .price_per_day
            .map(|text| money(&text, currency))
            .transpose()?,
        devices: arguments.devices,
        credentials: if arguments.pair {
            CredentialStyle::Pair
        } else {
            CredentialStyle::Code
        },
        use_within_days: arguments.use_within_days,
        print_on_issue: true,
        user_id_required: !arguments.no_user_id,
        // Behind all others; the desk's order is changed with `edit --position`.
        position: 0,
    })
}

fn changed(
    old: TicketType,
    changes: TicketTypeChanges,
    product: crate::domain::id::ProductId,
) -> Result<TicketType> {
    let currency = old.price.currency;
    Ok(TicketType {
        name: changes.rename.unwrap_or(old.name),
        product,
        price: changes
            .price
            .map_or(Ok(old.price), |text| money(&text, currency))?,
        price_per_day: changes
            .price_per_day
            .map(|text| money(&text, currency))
            .transpose()?
            .or(old.price_per_day),
        devices: changes.devices.unwrap_or(old.devices),
        use_within_days: changes.use_within_days.unwrap_or(old.use_within_days),
        user_id_required: changes.user_id_required.unwrap_or(old.user_id_required),
        position: changes.position.unwrap_or(old.position),
        ..old
    })
}

fn money(text: &str, currency: Currency) -> Result<Money> {
    Money::parse(text, currency).map_err(|error| Error::Refused(error.to_string()))
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Single => "single",
        Format::Variable => "variable",
        Format::Special => "special",
    }
}

fn shape(ticket_type: &TicketType, product: &str) -> Value {
    json!({
        "id": ticket_type.id,
        "name": ticket_type.name,
        "format": ticket_type.format,
        "product": product,
        "price": ticket_type.price.to_decimal_string(),
        "price_per_day": ticket_type.price_per_day.map(|price| price.to_decimal_string()),
        "currency": ticket_type.price.currency.to_string(),
        "devices": ticket_type.devices,
        "credentials": ticket_type.credentials,
        "use_within_days": ticket_type.use_within_days,
        "user_id_required": ticket_type.user_id_required,
        "position": ticket_type.position,
    })
}
