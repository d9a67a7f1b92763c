//! `product` and `policy`.

use super::{
    Context, Error, Result,
    args::{
        ExportFile, ImportFile, LevelCommand, PolicyCommand, ProductCommand, ProductSource, Shelf,
        Update,
    },
    output::columns,
    ticket::rfc3339,
};
use crate::{
    domain::{
        expiry::{self, Warning},
        level::{Levels, Party},
        money::Currency,
        policy::{Policy, PolicyJson},
        product::{Product, ProductJson},
    },
    i18n::Language,
    services::{
        self, Actor, bulk, catalogue, levels,
        product_file::{self, Content, Deed, Form, Take},
    },
    store::{JobKind, Removed, Store},
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
                    &catalogue::product_shape(&store, &added)?,
                    format!("added product {}", added.code),
                )?;
            }
            ProductCommand::Edit(source) => {
                let store = self.store()?;
                let changed =
                    catalogue::edit_product(&store, services::now(), Actor::Cli, value(&source)?)?;
                self.output.answer(
                    &catalogue::product_shape(&store, &changed)?,
                    format!(
                        "changed product {0}; users who have it keep what they were sold until `product update-users {0}`",
                        changed.code
                    ),
                )?;
            }
            ProductCommand::List(Shelf { archived: false }) => {
                let store = self.store()?;
                self.list_products(&store, &catalogue::products(&store)?)?;
            }
            ProductCommand::List(Shelf { archived: true }) => self.list_put_away_products()?,
            ProductCommand::Show { code, from } => {
                let store = self.store()?;
                let product = product_on(&store, from, &code)?;
                let shape = catalogue::product_shape(&store, &product)?;
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
            ProductCommand::Duplicate { code, new, from } => {
                let store = self.store()?;
                let original = product_on(&store, from, &code)?.id;
                let now = services::now();
                let copy = catalogue::duplicate_product(&store, now, Actor::Cli, original, &new)?;
                self.output.answer(
                    &catalogue::product_shape(&store, &copy)?,
                    format!("added product {}, the same as {code}", copy.code),
                )?;
            }
            ProductCommand::Restore { code } => {
                let store = self.store()?;
                let id = catalogue::archived_product(&store, &code)?.id;
                let back = catalogue::restore_product(&store, services::now(), Actor::Cli, id)?;
                self.output.answer(
                    &catalogue::product_shape(&store, &back)?,
                    format!(
                        "product {} is back; where the Location has a list of products on sale, put it there with `location product add`",
                        back.code
                    ),
                )?;
            }
            ProductCommand::Export(file) => self.export_catalogue(Content::Products, &file)?,
            ProductCommand::Import(file) => self.import_catalogue(Content::Products, &file)?,
            ProductCommand::UpdateUsers(update) => self.update_users(JobKind::Users, &update)?,
            ProductCommand::UpdatePolicy(update) => self.update_users(JobKind::Policy, &update)?,
        }
        Ok(())
    }

    #[allow(
        clippy::too_many_lines,
        reason = "one arm for each command, each a few lines"
    )]
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
            PolicyCommand::List(from) => {
                let all = if from.archived {
                    catalogue::archived_policies(&store)?
                } else {
                    catalogue::policies(&store)?
                };
                let shapes: Vec<_> = all
                    .iter()
                    .map(|policy| {
                        let shape = json!(PolicyJson::from(policy));
                        if from.archived {
                            put_away(shape, policy.id)
                        } else {
                            shape
                        }
                    })
                    .collect();
                let rows: Vec<_> = all
                    .iter()
                    .map(|policy| {
                        let mut row = vec![
                            policy.code.clone(),
                            policy.download_kbps.to_string(),
                            policy.upload_kbps.to_string(),
                            policy.description.clone(),
                        ];
                        row.extend(from.archived.then(|| policy.id.to_string()));
                        row
                    })
                    .collect();
                let mut head = vec!["CODE", "DOWN KBIT/S", "UP KBIT/S", "DESCRIPTION"];
                head.extend(from.archived.then_some("ID"));
                self.output.answer(&shapes, columns(&head, &rows))?;
            }
            PolicyCommand::Show { code, from } => {
                let policy = policy_on(&store, from, &code)?;
                let used = catalogue::policy_use(&store, policy.id)?;
                let mut shape = json!(PolicyJson::from(&policy));
                let text = serde_json::to_string_pretty(&shape).map_err(refused)?;
                let text = format!(
                    "{text}\nused by the products {}; {} accounts, {} of them live",
                    if used.by.is_empty() {
                        "none".to_owned()
                    } else {
                        used.by.join(", ")
                    },
                    used.accounts.all,
                    used.accounts.live
                );
                if let Some(keys) = shape.as_object_mut() {
                    let accounts = json!({ "live": used.accounts.live, "all": used.accounts.all });
                    let _ = keys.insert("products".to_owned(), json!(used.by));
                    let _ = keys.insert("accounts".to_owned(), accounts);
                }
                self.output.answer(&shape, text)?;
            }
            PolicyCommand::Duplicate { code, new, from } => {
                let original = policy_on(&store, from, &code)?.id;
                let now = services::now();
                let copy = catalogue::duplicate_policy(&store, now, Actor::Cli, original, &new)?;
                self.output.answer(
                    &PolicyJson::from(&copy),
                    format!("added policy {}, the same as {code}", copy.code),
                )?;
            }
            PolicyCommand::Restore { code } => {
                let id = catalogue::archived_policy(&store, &code)?.id;
                let back = catalogue::restore_policy(&store, services::now(), Actor::Cli, id)?;
                self.output.answer(
                    &PolicyJson::from(&back),
                    format!("policy {} is back: products may name it again", back.code),
                )?;
            }
            PolicyCommand::Export(file) => self.export_catalogue(Content::Policies, &file)?,
            PolicyCommand::Import(file) => self.import_catalogue(Content::Policies, &file)?,
            PolicyCommand::Attributes => {
                self.attributes()?;
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

    fn list_products(&self, store: &Store, all: &[(Product, String)]) -> Result {
        let shapes = all
            .iter()
            .map(|(product, _)| catalogue::product_shape(store, product))
            .collect::<services::Result<Vec<_>>>()?;
        // PX03: without the permission there is no such column.
        let priced = levels::levels(store)?.manage_products;
        let rows: Vec<_> = all
            .iter()
            .map(|(product, policy)| {
                let mut row = vec![
                    product.code.clone(),
                    policy.clone(),
                    product.expiration.type_name().to_owned(),
                ];
                row.extend(priced.then(|| product.price_list.to_decimal_string()));
                row
            })
            .collect();
        let mut head = vec!["CODE", "POLICY", "EXPIRATION"];
        head.extend(priced.then_some("PRICE LIST"));
        self.output.answer(&shapes, columns(&head, &rows))?;
        Ok(())
    }

    /// With their ids: several may have been put away under one code.
    fn list_put_away_products(&self) -> Result {
        let store = self.store()?;
        let (mut shapes, mut rows) = (Vec::new(), Vec::new());
        for product in catalogue::archived_products(&store)? {
            shapes.push(put_away(
                catalogue::product_shape(&store, &product)?,
                product.id,
            ));
            let accounts = catalogue::product_use(&store, product.id)?.accounts;
            rows.push(vec![
                product.code,
                accounts.live.to_string(),
                product.id.to_string(),
            ]);
        }
        self.output
            .answer(&shapes, columns(&["CODE", "ACCOUNTS", "ID"], &rows))?;
        Ok(())
    }

    /// The attributes that a policy may carry.
    fn attributes(&self) -> Result {
        let all = catalogue::attributes();
        let kind = |kind: catalogue::AttributeKind| format!("{kind:?}").to_lowercase();
        let shapes: Vec<_> = all
            .iter()
            .map(|one| {
                let values: serde_json::Map<_, _> = one
                    .values
                    .iter()
                    .map(|(name, number)| ((*name).to_owned(), json!(number)))
                    .collect();
                json!({ "name": one.name, "type": kind(one.kind), "vendor": one.vendor,
                        "tagged": one.tagged, "values": values })
            })
            .collect();
        let rows: Vec<_> = all
            .iter()
            .map(|one| {
                let values: Vec<_> = one.values.iter().map(|(name, _)| *name).collect();
                vec![one.name.to_owned(), kind(one.kind), values.join(" ")]
            })
            .collect();
        self.output
            .answer(&shapes, columns(&["NAME", "TYPE", "VALUES"], &rows))?;
        Ok(())
    }

    pub(super) fn level(&self, command: LevelCommand) -> Result {
        let store = self.store()?;
        let before = levels::levels(&store)?;
        let set = match command {
            LevelCommand::Show => before,
            LevelCommand::Set(changes) => {
                let party = |before: &Party, name: Option<String>, discount: Option<_>| Party {
                    name: name.unwrap_or_else(|| before.name.clone()),
                    discount: discount.unwrap_or(before.discount),
                };
                let after = Levels {
                    level: changes.level.unwrap_or(before.level),
                    manage_products: changes.manage_products.unwrap_or(before.manage_products),
                    reseller: party(
                        &before.reseller,
                        changes.reseller_name,
                        changes.reseller_discount,
                    ),
                    manager: party(
                        &before.manager,
                        changes.manager_name,
                        changes.manager_discount,
                    ),
                };
                levels::set_levels(&store, services::now(), Actor::Cli, before, after)?
            }
        };
        let text = format!(
            "level {}, {} products\nreseller {:?} at {} %\nmanager {:?} at {} %",
            set.level,
            if set.manage_products {
                "manages"
            } else {
                "does not manage"
            },
            set.reseller.name,
            set.reseller.discount,
            set.manager.name,
            set.manager.discount
        );
        self.output.answer(&set, text)?;
        Ok(())
    }

    fn update_users(&self, kind: JobKind, update: &Update) -> Result {
        let store = self.store()?;
        let product = catalogue::product(&store, &update.code)?.id;
        let count = bulk::count(&store, services::now(), kind, product)?;
        if update.dry_run {
            self.output.answer(
                &json!({ "code": update.code, "accounts": count.accounts, "outdated": count.outdated }),
                format!(
                    "{} accounts have {}, {} of them are not up to date",
                    count.accounts, update.code, count.outdated
                ),
            )?;
            return Ok(());
        }
        let job = bulk::start(&store, services::now(), Actor::Cli, kind, product)?;
        let job = bulk::run(&store, services::now, job.id)?;
        self.output.answer(
            &json!({ "code": update.code, "job": job.id, "accounts": job.done, "changed": job.changed,
                     "cancelled": job.cancelled }),
            format!(
                "{}: {} of {} accounts of {} were brought up to date",
                if job.cancelled { "stopped" } else { "done" },
                job.changed,
                job.done,
                update.code
            ),
        )?;
        Ok(())
    }

    fn export_catalogue(&self, content: Content, to: &ExportFile) -> Result {
        let store = self.store()?;
        let (form, file) = match (&to.csv, &to.json_file) {
            (Some(file), _) => (Form::Csv, file),
            (None, Some(file)) => (Form::Json, file),
            (None, None) => return Err(Error::Refused("name a file".to_owned())),
        };
        product_file::export_to(&store, content, form, file)?;
        self.output.answer(
            &json!({ "file": file.display().to_string() }),
            format!("written to {}", file.display()),
        )?;
        Ok(())
    }

    fn import_catalogue(&self, content: Content, from: &ImportFile) -> Result {
        let take = match (from.dry_run, from.take_good) {
            (true, _) => Take::Nothing,
            (false, true) => Take::Good,
            (false, false) => Take::All,
        };
        let source = ProductSource {
            file: from.file.clone(),
        };
        let text = read(&source)?;
        let now = services::now();
        let report = product_file::import(&self.store()?, now, Actor::Cli, content, &text, take)?;
        let mut lines: Vec<_> = report
            .good
            .iter()
            .map(|good| {
                let deed = match good.deed {
                    Deed::Add => "new",
                    Deed::Change => "changed",
                    Deed::Same => "as it is",
                };
                format!("line {}: {}: {deed}", good.line, good.code)
            })
            .chain(
                report
                    .bad
                    .iter()
                    .map(|bad| format!("line {}: WRONG: {}", bad.line, bad.reason)),
            )
            .collect();
        if take == Take::All && !report.taken {
            let bad = report.bad.len();
            // What is wrong is the answer, and the exit status says that nothing was done.
            let message = format!(
                "{}\nnothing was taken: {bad} of {} lines are wrong; mend them, or take the good ones with --take-good",
                lines.join("\n"),
                bad + report.good.len()
            );
            return Err(Error::Refused(message));
        }
        lines.push(if report.taken {
            "taken".to_owned()
        } else {
            "nothing was taken: this was a dry run".to_owned()
        });
        self.output.answer(&report, lines.join("\n"))?;
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

fn product_on(store: &Store, from: Shelf, code: &str) -> services::Result<Product> {
    if from.archived {
        catalogue::archived_product(store, code)
    } else {
        catalogue::product(store, code)
    }
}

fn policy_on(store: &Store, from: Shelf, code: &str) -> services::Result<Policy> {
    if from.archived {
        catalogue::archived_policy(store, code)
    } else {
        catalogue::policy(store, code)
    }
}

/// The shape of something that was put away: with its id, because its code may be another's by now.
fn put_away(mut shape: Value, id: impl std::fmt::Display) -> Value {
    if let Some(keys) = shape.as_object_mut() {
        let _ = keys.insert("id".to_owned(), json!(id.to_string()));
        let _ = keys.insert("archived".to_owned(), json!(true));
    }
    shape
}

fn removed_text(code: &str, removed: Removed) -> String {
    match removed {
        Removed::Deleted => format!("removed {code}"),
        Removed::Archived => {
            format!("put {code} away: it stays with what uses it, and `restore` takes it back")
        }
    }
}
