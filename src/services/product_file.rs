//! Products and policies as files: JSON as the command line prints it, and CSV for a spreadsheet. Both come back exactly
//! as they went out.
//!
//! In CSV each key is a column; what has keys inside has a column for each (`description.en`, `expiration.days`). A text
//! that a spreadsheet would take for a formula is written with an apostrophe before it, which the way back takes away; an
//! empty text that is not the same as none is the apostrophe alone. Columns that a file lacks stay as they are in products
//! that exist, and have their default in new ones.

use super::{Actor, Error, Result, catalogue, files, levels, write};
use crate::{
    domain::{policy::PolicyJson, product::ProductJson, time::Instant},
    store::{self, Reader, Store, Tx},
};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json, value::RawValue};
use std::{
    collections::{BTreeSet, HashSet},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

/// What is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Products.
    Products,
    /// Policies.
    Policies,
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// An array of objects.
    Json,
    /// RFC 4180; commas, on the way in semicolons too.
    Csv,
}

impl Form {
    /// Of a text: an array or an object is JSON.
    pub fn of(text: &str) -> Self {
        match text.trim_start_matches('\u{feff}').trim_start().as_bytes() {
            [b'[' | b'{', ..] => Self::Json,
            _ => Self::Csv,
        }
    }
}

/// How much of a file is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// Nothing: it is only looked at.
    Nothing,
    /// All of it, or nothing where a line is wrong.
    All,
    /// The good lines.
    Good,
}

/// What a good line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// There is none of this code.
    Add,
    /// There is one, and it differs.
    Change,
    /// There is one, and it is the same.
    Same,
}

/// A line that can be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoodLine {
    /// Where it begins in the file, from 1.
    pub line: u64,
    /// Of the product or policy.
    pub code: String,
    /// What taking it does.
    pub deed: Deed,
}

/// A line that cannot.
#[derive(Debug, Clone, Serialize)]
pub struct BadLine {
    /// Where it begins in the file, from 1.
    pub line: u64,
    /// Of the product or policy, if it has one.
    pub code: Option<String>,
    /// What is wrong with it; for scripts in English.
    #[serde(serialize_with = "in_english")]
    pub reason: Reason,
}

fn in_english<S: Serializer>(
    reason: &Reason,
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    serializer.collect_str(reason)
}

/// Why a line cannot be taken.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Reason {
    /// It is no JSON or CSV; in the words of the reader.
    #[error("{0}")]
    Unreadable(String),
    /// A column that no product or policy has.
    #[error("there is no column `{0}`")]
    NoColumn(String),
    /// Two columns of one name.
    #[error("the column `{0}` stands there twice")]
    ColumnTwice(String),
    /// The first line does not name the column `code`.
    #[error("the first line names the columns; `code` is one of them")]
    NoCode,
    /// More cells than columns: most often a separator in a text without quotes.
    #[error("{cells} cells in {columns} columns: is a separator in a text without quotes?")]
    Cells {
        /// In this line.
        cells: usize,
        /// In the first line.
        columns: usize,
    },
    /// No whole number.
    #[error("{column} is `{cell}`: a whole number")]
    Number {
        /// Its name.
        column: String,
        /// As given.
        cell: String,
    },
    /// Neither yes nor no.
    #[error("{column} is `{cell}`: true or false")]
    YesNo {
        /// Its name.
        column: String,
        /// As given.
        cell: String,
    },
    /// A line before has this code.
    #[error("`{0}` stands in the file already")]
    Twice(String),
    /// It could be read, and is refused as the same by hand would be.
    #[error(transparent)]
    Refused(Arc<Error>),
}

/// What is to be said about a file.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// Whether the good lines were taken.
    pub taken: bool,
    /// In the order of the file.
    pub good: Vec<GoodLine>,
    /// In the order of the file.
    pub bad: Vec<BadLine>,
}

/// All products or policies that are offered, as one text. Without the permission to manage products there is no price
/// list in it (PX03).
pub fn export(store: &Store, content: Content, form: Form) -> Result<String> {
    let all = store.read(|reader| values(reader, content))?;
    match form {
        Form::Json => Ok(serde_json::to_string_pretty(&all).map_err(invalid)? + "\n"),
        Form::Csv => to_csv(&all),
    }
}

/// As [`export`], into a file.
pub fn export_to(store: &Store, content: Content, form: Form, file: &Path) -> Result<()> {
    let text = export(store, content, form)?;
    files::write(file, text.as_bytes())
}

/// Takes a file in, in one transaction, or says what is wrong with it.
pub fn import(
    store: &Store,
    now: Instant,
    actor: Actor,
    content: Content,
    text: &str,
    take: Take,
) -> Result<Report> {
    let text = text.trim_start_matches('\u{feff}');
    let lines = match Form::of(text) {
        Form::Json => from_json(text),
        Form::Csv => from_csv(text, content),
    };
    let report = Arc::new(Mutex::new(Report::default()));
    let told = Arc::clone(&report);
    let written = write(store, move |tx| {
        if !levels::read(tx)?.manage_products {
            return Err(Error::NotPermitted);
        }
        let mut report = Report::default();
        take_in(tx, now, actor, content, lines, &mut report);
        report.taken = match take {
            Take::Nothing => false,
            Take::All => report.bad.is_empty(),
            Take::Good => true,
        };
        let taken = report.taken;
        *told.lock().unwrap_or_else(PoisonError::into_inner) = report;
        // Done and undone: what is said is what would happen.
        if taken {
            Ok(())
        } else {
            Err(store::Error::Refused.into())
        }
    });
    match written {
        Ok(()) | Err(Error::Store(store::Error::Refused)) => Ok(std::mem::take(
            &mut report.lock().unwrap_or_else(PoisonError::into_inner),
        )),
        Err(error) => Err(error),
    }
}

/// A line of a file, as far as it could be read: where it begins, and its keys.
type Line = (u64, std::result::Result<Map<String, Value>, Reason>);

fn take_in(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    content: Content,
    lines: Vec<Line>,
    report: &mut Report,
) {
    let mut seen = HashSet::new();
    for (line, keys) in lines {
        let code = keys
            .as_ref()
            .ok()
            .and_then(|keys| keys.get("code")?.as_str())
            .map(str::to_owned);
        let done = keys.and_then(|keys| {
            let code = code.as_deref().unwrap_or_default();
            if !code.is_empty() && !seen.insert(code.to_owned()) {
                return Err(Reason::Twice(code.to_owned()));
            }
            take_line(tx, now, actor, content, code, Value::Object(keys))
                .map_err(|error| Reason::Refused(Arc::new(error)))
        });
        match done {
            Ok(deed) => report.good.push(GoodLine {
                line,
                code: code.unwrap_or_default(),
                deed,
            }),
            Err(reason) => report.bad.push(BadLine { line, code, reason }),
        }
    }
}

fn take_line(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    content: Content,
    code: &str,
    keys: Value,
) -> Result<Deed> {
    let known = |found: store::Result<bool>| match found {
        Err(store::Error::NotFound { .. }) => Ok(false),
        found => found,
    };
    let deed = |same: bool| if same { Deed::Same } else { Deed::Change };
    match content {
        Content::Products if known(tx.product_by_code(code).map(|_| true))? => {
            let before = tx.product_by_code(code)?;
            let after = catalogue::edit_product_in(tx, now, actor, keys)?;
            Ok(deed(before == after))
        }
        Content::Products => {
            let new = keys.to_string().parse::<ProductJson>()?;
            let _ = catalogue::add_product_in(tx, now, actor, new)?;
            Ok(Deed::Add)
        }
        Content::Policies if known(tx.policy_by_code(code).map(|_| true))? => {
            let before = tx.policy_by_code(code)?;
            let after = catalogue::edit_policy_in(tx, now, actor, keys)?;
            Ok(deed(before == after))
        }
        Content::Policies => {
            let new = keys.to_string().parse::<PolicyJson>()?;
            let _ = catalogue::add_policy_in(tx, now, actor, new)?;
            Ok(Deed::Add)
        }
    }
}

fn values(reader: &Reader<'_>, content: Content) -> store::Result<Vec<Value>> {
    match content {
        Content::Products => {
            let levels = levels::read(reader)?;
            let products = reader.products()?;
            let shape = |product| catalogue::shape(reader, &levels, product);
            products.iter().map(shape).collect()
        }
        Content::Policies => Ok(reader
            .policies()?
            .iter()
            .map(|policy| json!(PolicyJson::from(policy)))
            .collect()),
    }
}

/// The elements of the array; one object alone is an array of one.
fn from_json(text: &str) -> Vec<Line> {
    let text = text.trim_end();
    let elements: std::result::Result<Vec<&RawValue>, _> = if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map(|one| vec![one])
    } else {
        serde_json::from_str(text)
    };
    let elements = match elements {
        Ok(elements) => elements,
        Err(error) => {
            let line = u64::try_from(error.line()).unwrap_or(1);
            return vec![(line, Err(unreadable(&error)))];
        }
    };
    elements
        .into_iter()
        .map(|raw| {
            // Each element is a piece of the text: what stands before it tells its line.
            let before = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            let breaks = text
                .bytes()
                .take(before)
                .filter(|byte| *byte == b'\n')
                .count();
            let line = u64::try_from(breaks).unwrap_or(u64::MAX).saturating_add(1);
            let keys = serde_json::from_str(raw.get());
            (
                line,
                keys.map_err(|error: serde_json::Error| unreadable(&error)),
            )
        })
        .collect()
}

/// Characters at the beginning of a cell that make a spreadsheet compute, and the one that keeps it from it.
const GUARDED: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

fn guarded(text: &str) -> String {
    if text.is_empty() || text.starts_with(GUARDED) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.is_empty() || rest.starts_with(GUARDED) => rest,
        _ => cell,
    }
}

/// Columns that hold decimal numbers as text: no text for a spreadsheet.
const DECIMALS: [&str; 3] = ["price_list", "expiration.days", "expiration.hours"];

/// Keys that hold others, of any name.
const OPEN: [&str; 2] = ["description.", "attributes."];

fn to_csv(all: &[Value]) -> Result<String> {
    let rows: Vec<Vec<(String, String)>> = all.iter().map(cells).collect();
    let mut columns: BTreeSet<&str> = BTreeSet::new();
    columns.extend(rows.iter().flatten().map(|(column, _)| column.as_str()));
    let _ = columns.remove("code");
    let columns: Vec<&str> = std::iter::once("code").chain(columns).collect();
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(&columns).map_err(invalid)?;
    for row in &rows {
        let cell = |column: &&str| {
            let found = row.iter().find(|(name, _)| name == column);
            found.map_or("", |(_, cell)| cell.as_str())
        };
        csv.write_record(columns.iter().map(cell))
            .map_err(invalid)?;
    }
    let octets = csv.into_inner().map_err(invalid)?;
    String::from_utf8(octets).map_err(invalid)
}

/// The cells of one object by their columns.
fn cells(value: &Value) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    for (key, value) in value.as_object().into_iter().flatten() {
        match value {
            Value::Object(inside) => {
                for (inner, value) in inside {
                    let column = format!("{key}.{inner}");
                    cells.push((column.clone(), cell(&column, value)));
                }
            }
            value => cells.push((key.clone(), cell(key, value))),
        }
    }
    cells
}

fn cell(column: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if DECIMALS.contains(&column) => text.clone(),
        Value::String(text) => guarded(text),
        other => other.to_string(),
    }
}

/// The rows of a table whose first line names the columns.
fn from_csv(text: &str, content: Content) -> Vec<Line> {
    let first = text.lines().next().unwrap_or_default();
    let semicolons = first.matches(';').count() > first.matches(',').count();
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(if semicolons { b';' } else { b',' })
        .flexible(true)
        .from_reader(text.as_bytes());
    let columns = match csv.headers() {
        Ok(columns) => columns.clone(),
        Err(error) => return vec![(1, Err(unreadable(&error)))],
    };
    let sample = sample(content);
    if let Err(reason) = check_columns(&columns, &sample) {
        return vec![(1, Err(reason))];
    }
    csv.records()
        .map(|record| match record {
            Ok(record) => {
                let line = record.position().map_or(1, csv::Position::line);
                (line, row(&columns, &record, &sample))
            }
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                (line, Err(unreadable(&error)))
            }
        })
        .collect()
}

/// All keys, each with a value of its type.
fn sample(content: Content) -> Value {
    let least = r#"{"code":"code"}"#;
    let all = match content {
        Content::Products => least.parse().map(|json: ProductJson| json!(json)),
        Content::Policies => least.parse().map(|json: PolicyJson| json!(json)),
    };
    all.unwrap_or_default()
}

fn check_columns(columns: &csv::StringRecord, sample: &Value) -> std::result::Result<(), Reason> {
    let mut seen = HashSet::new();
    for column in columns {
        let known = OPEN.iter().any(|open| column.starts_with(open)) && {
            let key = column.split('.').next().unwrap_or_default();
            sample.get(key).is_some()
        };
        if !known && typed(sample, column).is_none() {
            return Err(Reason::NoColumn(column.to_owned()));
        }
        if !seen.insert(column) {
            return Err(Reason::ColumnTwice(column.to_owned()));
        }
    }
    if seen.contains("code") {
        Ok(())
    } else {
        Err(Reason::NoCode)
    }
}

/// The value of a column in the sample.
fn typed<'v>(sample: &'v Value, column: &str) -> Option<&'v Value> {
    match column.split_once('.') {
        Some((key, inner)) => sample.get(key)?.get(inner),
        None => sample.get(column).filter(|value| !value.is_object()),
    }
}

/// The keys of one row. An empty cell leaves a number as it is and empties a text that may be missing.
fn row(
    columns: &csv::StringRecord,
    record: &csv::StringRecord,
    sample: &Value,
) -> std::result::Result<Map<String, Value>, Reason> {
    if record.len() > columns.len() {
        return Err(Reason::Cells {
            cells: record.len(),
            columns: columns.len(),
        });
    }
    let mut keys = Map::new();
    for (column, cell) in columns.iter().zip(record) {
        if let Some((key, inner)) = column.split_once('.') {
            let inside = keys.entry(key).or_insert_with(|| Value::Object(Map::new()));
            if let (Some(inside), Some(value)) =
                (inside.as_object_mut(), value(column, cell, sample)?)
            {
                let _ = inside.insert(inner.to_owned(), value);
            }
        } else if let Some(value) = value(column, cell, sample)? {
            let _ = keys.insert(column.to_owned(), value);
        }
    }
    Ok(keys)
}

fn value(column: &str, cell: &str, sample: &Value) -> std::result::Result<Option<Value>, Reason> {
    let owned = |text: &str| text.to_owned();
    match typed(sample, column) {
        Some(Value::Null) if cell.is_empty() => Ok(Some(Value::Null)),
        _ if cell.is_empty() => Ok(None),
        Some(Value::Number(_)) => {
            let number = cell.trim().parse::<i64>();
            number
                .map(|it| Some(it.into()))
                .map_err(|_| Reason::Number {
                    column: owned(column),
                    cell: owned(cell),
                })
        }
        Some(Value::Bool(_)) => match cell.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => Ok(Some(true.into())),
            "false" | "no" | "0" => Ok(Some(false.into())),
            _ => Err(Reason::YesNo {
                column: owned(column),
                cell: owned(cell),
            }),
        },
        // A spreadsheet of most of Europe writes a comma.
        _ if DECIMALS.contains(&column) => {
            let cell = cell.trim();
            let point = if cell.contains('.') {
                cell.to_owned()
            } else {
                cell.replacen(',', ".", 1)
            };
            Ok(Some(point.into()))
        }
        _ => Ok(Some(unguarded(cell).into())),
    }
}

fn unreadable(error: &impl std::fmt::Display) -> Reason {
    Reason::Unreadable(error.to_string())
}

fn invalid(error: impl std::fmt::Display) -> Error {
    Error::Invalid(error.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test says what must hold"
    )]

    use super::*;
    use crate::{
        domain::{level::Levels, location::Sector, money::Currency, product::Level},
        i18n::Language,
        services::{
            self,
            setup::{self, NewLocation},
        },
    };
    use proptest::prelude::*;

    fn house() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let location = NewLocation {
            name: "Hotel Sole".to_owned(),
            zone: chrono_tz::Europe::Rome,
            currency: Currency(*b"EUR"),
            sector: Sector::Hospitality,
            rooms: Some(20),
            aps: None,
            language: Language::English,
            ssid: None,
            wifi_password: None,
            login_url: None,
        };
        let store = setup::init(folder.path(), services::now(), Actor::Desk, location).unwrap();
        (folder, store)
    }

    fn take(store: &Store, content: Content, text: &str, how: Take) -> Report {
        import(store, services::now(), Actor::Desk, content, text, how).unwrap()
    }

    fn deeds(report: &Report) -> Vec<(u64, &str, Deed)> {
        let good = report.good.iter();
        good.map(|one| (one.line, one.code.as_str(), one.deed))
            .collect()
    }

    const AWKWARD: &str = r#"[{"code":"=1+1","description":{"en":"=cmd|' /C calc'!A0","es":"","it":"'già, \"così\";\nfine"},
        "policy":"odd","price_list":"9.90","erp_code":"+39","mikrotik_profile":"-x","recover_residual":"unless_expired",
        "injection":true,"total_time_min":5,"daily_data_mb":7,"first_day_of_week":7,"notify_expiration":true,"level":"reseller",
        "expiration":{"type":"days_hours_end_of_month","days":"-31","hours":"1.25"}}]"#;
    const ODD: &str = r#"{"code":"odd","description":"@odd","daily_time_min":9,"attributes":{"Filter-Id":"=x","Tunnel-Type:1":"VLAN"}}"#;

    #[test]
    fn what_goes_out_comes_back_exactly() {
        for form in [Form::Json, Form::Csv] {
            let (_folder, store) = house();
            assert!(take(&store, Content::Policies, ODD, Take::All).taken);
            let taken = take(&store, Content::Products, AWKWARD, Take::All);
            assert!(taken.taken, "{taken:?}");
            let out = |store: &Store, content| export(store, content, form).unwrap();
            let policies = out(&store, Content::Policies);
            let products = out(&store, Content::Products);
            // Into the same house nothing changes; into another, everything is there.
            for (content, text) in [
                (Content::Policies, &policies),
                (Content::Products, &products),
            ] {
                let same = take(&store, content, text, Take::All);
                assert!(
                    same.good.iter().all(|line| line.deed == Deed::Same),
                    "{same:?}"
                );
            }
            let (_other_folder, other) = house();
            for (content, text) in [
                (Content::Policies, &policies),
                (Content::Products, &products),
            ] {
                let report = take(&other, content, text, Take::All);
                assert!(report.taken, "{report:?}");
                assert_eq!(&out(&other, content), text, "{form:?}");
            }
            if form == Form::Csv {
                let mut cells = csv::Reader::from_reader(products.as_bytes());
                let all: Vec<_> = cells.records().map(std::result::Result::unwrap).collect();
                let decimal = |cell: &str| cell.parse::<rust_decimal::Decimal>().is_ok();
                let formula = |cell: &str| cell.starts_with(['=', '+', '-', '@']) && !decimal(cell);
                assert!(!all.iter().any(|row| row.iter().any(formula)), "{products}");
            }
        }
    }

    #[test]
    fn wrong_lines_are_named_and_the_good_ones_can_be_taken() {
        let (_folder, store) = house();
        let text = "code;policy;price_list;daily_time_min;injection\n\
                    A;standard;1,50;60;yes\n\
                    B;nobody;1;60;no\n\
                    \"C\";standard;1;-5;no\n\
                    D;standard;1;many;no\n\
                    A;standard;1;1;no\n\
                    HOUR;;;30;\n\
                    E;standard;1;1;no;7\n";
        let codes = || -> Vec<String> {
            let all = catalogue::products(&store).unwrap();
            all.into_iter().map(|(product, _)| product.code).collect()
        };
        let before = codes();
        for how in [Take::Nothing, Take::All] {
            let report = take(&store, Content::Products, text, how);
            let good = [(2, "A", Deed::Add), (7, "HOUR", Deed::Change)];
            assert_eq!(deeds(&report), good);
            let bad: Vec<_> = report
                .bad
                .iter()
                .map(|bad| (bad.line, bad.code.as_deref()))
                .collect();
            assert_eq!(
                bad,
                [
                    (3, Some("B")),
                    (4, Some("C")),
                    (5, None),
                    (6, Some("A")),
                    (8, None)
                ]
            );
            let reasons: Vec<_> = report
                .bad
                .iter()
                .map(|bad| bad.reason.to_string())
                .collect();
            assert_eq!(
                reasons,
                [
                    "there is no policy `nobody`",
                    "daily_time_min is -5: it cannot be negative",
                    "daily_time_min is `many`: a whole number",
                    "`A` stands in the file already",
                    "6 cells in 5 columns: is a separator in a text without quotes?",
                ]
            );
            assert!(!report.taken);
            assert_eq!(codes(), before, "nothing is half done");
        }
        assert!(take(&store, Content::Products, text, Take::Good).taken);
        assert_eq!(codes().len(), before.len() + 1);
        let added = catalogue::product(&store, "A").unwrap();
        assert_eq!((added.price_list.minor, added.injection), (150, true));
        assert_eq!(
            catalogue::product(&store, "HOUR").unwrap().daily_time_min,
            30
        );
        // Whole files that are none.
        for (text, line) in [
            ("", 1),
            ("colour\nred", 1),
            ("price_list\n1", 1),
            ("[{\"code\":\"X\"},\n{", 2),
        ] {
            let report = take(&store, Content::Products, text, Take::Good);
            assert_eq!((report.good.len(), report.bad.len()), (0, 1), "{text}");
            assert_eq!(report.bad[0].line, line, "{text}");
        }
        let report = take(
            &store,
            Content::Products,
            "[{\"code\":\"X\"},\n{\"code\":7}]",
            Take::Good,
        );
        assert_eq!((report.good[0].line, report.bad[0].line), (1, 2));
    }

    #[test]
    fn px03_without_the_permission_there_is_no_price_and_nothing_is_taken() {
        let (_folder, store) = house();
        let levels = Levels {
            manage_products: false,
            level: Level::Manager,
            ..Levels::default()
        };
        let now = services::now();
        let _ = levels::set_levels(&store, now, Actor::Desk, Levels::default(), levels).unwrap();
        for form in [Form::Json, Form::Csv] {
            let text = export(&store, Content::Products, form).unwrap();
            assert!(
                text.contains("HOUR") && !text.contains("price_list"),
                "{text}"
            );
        }
        let refused = import(
            &store,
            now,
            Actor::Desk,
            Content::Products,
            "code\nX",
            Take::Good,
        );
        assert!(matches!(refused, Err(Error::NotPermitted)));
    }

    proptest! {
        #[test]
        fn any_text_survives_a_cell(text in "\\PC*|['=+@\\-\t]{0,4}.{0,5}") {
            let guarded = guarded(&text);
            prop_assert_eq!(unguarded(&guarded), &text);
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t']));
        }
    }
}
