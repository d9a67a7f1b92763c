//! `ticket-type`.

use super::{
    Context, Error, Result,
    args::{TicketTypeArguments, TicketTypeChanges, TicketTypeCommand, TicketTypeOptions},
    output::{columns, facts},
};
use crate::{
    domain::{
        code::CodeForm,
        id::TicketTypeId,
        money::{Currency, Money},
        ticket_type::{Channel, CredentialStyle, DEFAULT_USE_WITHIN_DAYS, Format, TicketType},
    },
    services::{self, Actor, catalogue, ticket_types},
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
                let added = ticket_types::add(
                    &store,
                    now,
                    Actor::Cli,
                    new(arguments, &product, currency)?,
                )?;
                self.answer_ticket_type(&added, &product.code, "added")
            }
            TicketTypeCommand::Edit(changes) => {
                let old = ticket_types::get(&store, &changes.name)?;
                let product = match &changes.product {
                    Some(code) => catalogue::product(&store, code)?,
                    None => store.read(|reader| reader.product(old.product))?,
                };
                let wanted = changed(old, changes, product.id)?;
                let edited = ticket_types::edit(&store, now, Actor::Cli, wanted)?;
                self.answer_ticket_type(&edited, &product.code, "changed")
            }
            TicketTypeCommand::List => {
                let all = ticket_types::all(&store)?;
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
                let ticket_type = ticket_types::get(&store, &name)?;
                let product = store.read(|reader| reader.product(ticket_type.product))?;
                let value = shape(&ticket_type, &product.code);
                self.output.answer(&value, facts(&value))?;
                Ok(())
            }
            TicketTypeCommand::Remove { name } => {
                let (removed, _) = ticket_types::remove(&store, now, Actor::Cli, &name)?;
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
    let first = TicketType {
        id: TicketTypeId::new(),
        name: arguments.name,
        label: String::new(),
        format: arguments.format,
        product: product.id,
        price: money(&arguments.price, currency)?,
        price_per_day: arguments
            .price_per_day
            .map(|text| money(&text, currency))
            .transpose()?,
        devices: arguments.devices,
        credentials: CredentialStyle::Code,
        code: CodeForm::default(),
        use_within_days: DEFAULT_USE_WITHIN_DAYS,
        fields: Vec::new(),
        channels: vec![Channel::Print],
        preselected: vec![Channel::Print],
        user_id_required: true,
        // Behind all others; the desk's order is changed with `edit --position`.
        position: 0,
        hotkey: None,
    };
    Ok(with(first, arguments.more))
}

/// The ticket type with the options that were given.
fn with(old: TicketType, options: TicketTypeOptions) -> TicketType {
    let given = |yes: bool, value: CredentialStyle| yes.then_some(value);
    let (mut channels, mut preselected) = (old.channels, old.preselected);
    if options.no_channels || !options.channels.is_empty() {
        let wanted = options.channels.iter();
        channels = wanted.clone().map(|(channel, _)| *channel).collect();
        preselected = wanted
            .filter(|(_, preselected)| *preselected)
            .map(|(channel, _)| *channel)
            .collect();
    }
    TicketType {
        label: options.label.unwrap_or(old.label),
        credentials: given(options.pair, CredentialStyle::Pair)
            .or(given(options.one_code, CredentialStyle::Code))
            .unwrap_or(old.credentials),
        code: CodeForm {
            length: options.code_length.unwrap_or(old.code.length),
            prefix: options.code_prefix.unwrap_or(old.code.prefix),
        },
        use_within_days: options.use_within_days.unwrap_or(old.use_within_days),
        fields: if options.no_fields || !options.fields.is_empty() {
            options.fields
        } else {
            old.fields
        },
        channels,
        preselected,
        user_id_required: old.user_id_required && !options.no_user_id,
        position: options.position.unwrap_or(old.position),
        hotkey: match options.hotkey {
            Some(0) => None,
            Some(key) => Some(key),
            None => old.hotkey,
        },
        ..old
    }
}

fn changed(
    old: TicketType,
    changes: TicketTypeChanges,
    product: crate::domain::id::ProductId,
) -> Result<TicketType> {
    let currency = old.price.currency;
    let renamed = TicketType {
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
        user_id_required: changes.user_id_required.unwrap_or(old.user_id_required),
        ..old
    };
    Ok(with(renamed, changes.more))
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
        "label": ticket_type.label,
        "format": ticket_type.format,
        "product": product,
        "price": ticket_type.price.to_decimal_string(),
        "price_per_day": ticket_type.price_per_day.map(|price| price.to_decimal_string()),
        "currency": ticket_type.price.currency.to_string(),
        "devices": ticket_type.devices,
        "credentials": ticket_type.credentials,
        "code_length": ticket_type.code.length,
        "code_prefix": ticket_type.code.prefix,
        "use_within_days": ticket_type.use_within_days,
        "fields": ticket_type.fields,
        "channels": ticket_type.channels,
        "preselected": ticket_type.preselected,
        "user_id_required": ticket_type.user_id_required,
        "position": ticket_type.position,
        "hotkey": ticket_type.hotkey,
    })
}
