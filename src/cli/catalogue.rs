//! `product` and `policy`.

use super::{
    Context, Error, Result,
    args::{PolicyCommand, ProductCommand, ProductSource},
    output::columns,
    ticket::rfc3339,
};
use crate::{
    domain::{
        expiry::{self, Warning},
        money::Currency,
        policy::PolicyJson,
        product::{Product, ProductJson},
    },
    i18n::Language,
    services::{self, Actor, catalogue},
    store::Removed,
    t,
};
use serde_json::{Value, json};
use std::{fs, io::Read as _};

impl Context {
    pub(super) fn product(&self, command: ProductCommand) -> Result {
        match command {
            ProductCommand::Preview {
                file,
                first_connection,
                time_zone,
            } => {
                return self.preview(
                    &ProductSource { file },
                    first_connection.to_utc(),
                    time_zone,
                );
            }
            ProductCommand::Add(source) => {
                let new: ProductJson = read(&source)?.parse().map_err(refused)?;
                let store = self.store()?;
                let added = catalogue::add_product(&store, services::now(), Actor::Cli, new)?;
                self.output.answer(
                    &catalogue::product_json(&store, &added)?,
                    format!("added product {}", added.code),
                )?;
            }
            ProductCommand::Edit(source) => {
                let store = self.store()?;
                let changed =
                    catalogue::edit_product(&store, services::now(), Actor::Cli, value(&source)?)?;
                self.output.answer(
                    &catalogue::product_json(&store, &changed)?,
                    format!(
                        "changed product {}; users who have it keep their expiry",
                        changed.code
                    ),
                )?;
            }
            ProductCommand::List => {
                let all = catalogue::products(&self.store()?)?;
                let shapes: Vec<_> = all
                    .iter()
                    .map(|(product, policy)| ProductJson::of(product, policy))
                    .collect();
                let rows: Vec<_> = all
                    .iter()
                    .map(|(product, policy)| {
                        vec![
                            product.code.clone(),
                            policy.clone(),
                            product.expiration.type_name().to_owned(),
                            product.price_list.to_decimal_string(),
                        ]
                    })
                    .collect();
                self.output.answer(
                    &shapes,
                    columns(&["CODE", "POLICY", "EXPIRATION", "PRICE LIST"], &rows),
                )?;
            }
            ProductCommand::Show { code } => {
                let store = self.store()?;
                let shape = catalogue::product_json(&store, &catalogue::product(&store, &code)?)?;
                let text = serde_json::to_string_pretty(&shape).map_err(refused)?;
                self.output.answer(&shape, text)?;
            }
            ProductCommand::Remove { code } => {
                let store = self.store()?;
                let (product, removed) =
                    catalogue::remove_product(&store, services::now(), Actor::Cli, &code)?;
                self.output.answer(
                    &json!({ "code": product.code, "archived": removed == Removed::Archived }),
                    removed_text(&product.code, removed),
                )?;
            }
        }
        Ok(())
    }

    pub(super) fn policy(&self, command: PolicyCommand) -> Result {
        let store = self.store()?;
        match command {
            PolicyCommand::Add(source) => {
                let new: PolicyJson = read(&source)?.parse().map_err(refused)?;
                let added = catalogue::add_policy(&store, services::now(), Actor::Cli, new)?;
                self.output.answer(
                    &PolicyJson::from(&added),
                    format!("added policy {}", added.code),
                )?;
            }
            PolicyCommand::Edit(source) => {
                let changed =
                    catalogue::edit_policy(&store, services::now(), Actor::Cli, value(&source)?)?;
                self.output.answer(
                    &PolicyJson::from(&changed),
                    format!("changed policy {}", changed.code),
                )?;
            }
            PolicyCommand::List => {
                let all = catalogue::policies(&store)?;
                let rows: Vec<_> = all
                    .iter()
                    .map(|policy| {
                        vec![
                            policy.code.clone(),
                            policy.download_kbps.to_string(),
                            policy.upload_kbps.to_string(),
                            policy.description.clone(),
                        ]
                    })
                    .collect();
                self.output.answer(
                    &all.iter().map(PolicyJson::from).collect::<Vec<_>>(),
                    columns(&["CODE", "DOWN KBIT/S", "UP KBIT/S", "DESCRIPTION"], &rows),
                )?;
            }
            PolicyCommand::Show { code } => {
                let shape = PolicyJson::from(&catalogue::policy(&store, &code)?);
                let text = serde_json::to_string_pretty(&shape).map_err(refused)?;
                self.output.answer(&shape, text)?;
            }
            PolicyCommand::Remove { code } => {
                let (policy, removed) =
                    catalogue::remove_policy(&store, services::now(), Actor::Cli, &code)?;
                self.output.answer(
                    &json!({ "code": policy.code, "archived": removed == Removed::Archived }),
                    removed_text(&policy.code, removed),
                )?;
            }
        }
        Ok(())
    }

    /// Needs no data folder: the product is the file's, the zone the argument's.
    fn preview(
        &self,
        source: &ProductSource,
        first_connection: crate::domain::time::Instant,
        zone: crate::domain::time::Zone,
    ) -> Result {
        let json: ProductJson = read(source)?.parse().map_err(refused)?;
        // Price and policy play no part in the expiry.
        let product = json
            .into_product(
                crate::domain::id::ProductId::new(),
                Currency(*b"EUR"),
                |_| Some(crate::domain::id::PolicyId::new()),
            )
            .map_err(refused)?;
        let answer = preview_of(&product, first_connection, zone);
        let text = answer
            .get("expires_at")
            .and_then(Value::as_str)
            .map_or_else(|| "never expires".to_owned(), |at| format!("expires {at}"));
        self.output.answer(&answer, text)?;
        Ok(())
    }
}

fn preview_of(
    product: &Product,
    first_connection: crate::domain::time::Instant,
    zone: crate::domain::time::Zone,
) -> Value {
    let expires_at = expiry::expires_at(&product.expiration, first_connection, zone);
    let warnings: Vec<_> = expiry::warnings(product)
        .into_iter()
        .map(sentence)
        .collect();
    json!({
        "expires_at": expires_at.map(|at| rfc3339(at, zone)),
        "expired_on_activation": expiry::expires_on_activation(&product.expiration, first_connection, zone),
        "warnings": warnings,
    })
}

fn sentence(warning: Warning) -> String {
    let words = Language::English.words();
    match warning {
        Warning::ZeroTime => t!(words, "warning-zero-time"),
        Warning::ExpiresOnActivation => t!(words, "warning-expires-on-activation"),
        Warning::MayStayValid { safe_days } => {
            t!(words, "warning-may-stay-valid", days = safe_days)
        }
        Warning::LastDayGuestGetsOneDay => t!(words, "warning-last-day-guest"),
        Warning::TotalNeverUsable => t!(words, "warning-total-never-usable"),
        Warning::NotificationWithoutEffect => t!(words, "warning-notification-without-effect"),
        Warning::OneLoginIgnoredBySubscription => t!(words, "warning-one-login-subscription"),
    }
}

fn read(source: &ProductSource) -> Result<String> {
    let mut text = String::new();
    let read = if source.file.as_os_str() == "-" {
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(&source.file)
    };
    read.map_err(|error| Error::Refused(format!("{}: {error}", source.file.display())))
}

fn value(source: &ProductSource) -> Result<Value> {
    serde_json::from_str(&read(source)?).map_err(refused)
}

fn refused(error: impl std::fmt::Display) -> Error {
    Error::Refused(error.to_string())
}

fn removed_text(code: &str, removed: Removed) -> String {
    match removed {
        Removed::Deleted => format!("removed {code}"),
        Removed::Archived => format!("put {code} away: it stays with what uses it"),
    }
}
