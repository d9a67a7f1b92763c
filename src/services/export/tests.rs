//! Exports as spreadsheets read them: Python's csv and openpyxl.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test says what must hold"
)]

use super::*;
use crate::{
    domain::{location::Sector, money::Currency, ticket::Status, time::fixture::utc},
    services::{
        cancel,
        issue::{self, Request},
        setup::{self, NewLocation},
    },
};
use chrono::TimeDelta;
use std::process::Command;

/// Debian's, whose modules the tests install.
const PYTHON: &str = "/usr/bin/python3";

fn now() -> Instant {
    utc("2026-07-01T18:30:05+02:00")
}

/// What somebody may type: formulas, separators, quotes, any script.
const NAMES: [&str; 9] = [
    "=1+1",
    "+34600112233",
    "-2+3",
    "@SUM(A1)",
    "=HYPERLINK(\"http://example.org\")",
    "Doe, \"Jo\"; x",
    "García Núñez",
    "王小明 עמית",
    "0042",
];

fn house() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let location = NewLocation {
        name: "Hotel Sol".to_owned(),
        zone: chrono_tz::Europe::Madrid,
        currency: Currency(*b"EUR"),
        sector: Sector::Hospitality,
        rooms: Some(20),
        aps: None,
        language: Language::English,
        ssid: None,
        wifi_password: None,
        login_url: None,
    };
    let store = setup::init(&folder.path().join("data"), now(), Actor::Desk, location).unwrap();
    for name in NAMES {
        let request = Request {
            ticket_type: "1 day".to_owned(),
            user_id: name.to_owned(),
            ..Request::default()
        };
        let _ = issue::issue(&store, now(), Actor::Desk, request).unwrap();
    }
    (folder, store)
}

/// What a Python program prints as JSON.
fn python(program: &str, file: &Path) -> serde_json::Value {
    let output = Command::new(PYTHON)
        .args(["-c", program])
        .arg(file)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn python_reads_the_csv() {
    let (folder, store) = house();
    let file = folder.path().join("list.csv");
    let csv = |byte_order_mark| Form::Csv { byte_order_mark };
    let filter = Filter::default();
    let rows = tickets(
        &store,
        now(),
        Actor::Cli,
        &filter,
        Language::English,
        csv(false),
        &file,
        &mut |_| true,
    );
    assert_eq!(rows.unwrap(), 9);
    let program = "import csv, json, sys\nprint(json.dumps(list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8'), strict=True))))";
    let read = python(program, &file);
    let read = read.as_array().unwrap();
    assert_eq!(read.len(), 10);
    assert_eq!(read[0][0], "Serial");
    assert_eq!(
        read[0].as_array().unwrap().len(),
        read[1].as_array().unwrap().len()
    );
    for (row, name) in read[1..].iter().rev().zip(NAMES) {
        let formula = name.starts_with(['=', '+', '-', '@']);
        let expected = if formula {
            format!("'{name}")
        } else {
            name.to_owned()
        };
        assert_eq!(row[2], expected.as_str(), "a formula stays text");
        assert_eq!(row[1], "2026-07-01 18:30:05", "by the wall of the Location");
        assert_eq!(
            (row[3].as_str(), row[4].as_str()),
            (Some("Individual ticket"), Some("No use"))
        );
        assert_eq!(
            (row[8].as_str(), row[14].as_str()),
            (Some(""), Some("5.00"))
        );
        assert_eq!((&row[17], &row[18]), (&"1 day".into(), &"Desk".into()));
    }
    assert_eq!(read[0][18], "Source");
    let bytes = std::fs::read(&file).unwrap();
    assert!(bytes.ends_with(b"\r\n") && !bytes.starts_with(b"\xef\xbb\xbf"));
    let again = tickets(
        &store,
        now(),
        Actor::Cli,
        &filter,
        Language::Spanish,
        csv(true),
        &file,
        &mut |_| true,
    );
    assert_eq!(again.unwrap(), 9, "an older file is replaced");
    // No room on the disk is said of the file, in either form.
    for form in [csv(false), Form::Xlsx] {
        let full = std::path::Path::new("/dev/full");
        let (at, actor) = (now(), Actor::Cli);
        let refused = tickets(
            &store,
            at,
            actor,
            &filter,
            Language::English,
            form,
            full,
            &mut |_| true,
        );
        assert_eq!(refused.unwrap_err().code(), "file");
    }
    assert!(std::fs::read(&file).unwrap().starts_with(b"\xef\xbb\xbf"));
}

#[test]
fn openpyxl_reads_the_workbook() {
    let (folder, store) = house();
    let file = folder.path().join("list.xlsx");
    let rows = tickets(
        &store,
        now(),
        Actor::Cli,
        &Filter::default(),
        Language::English,
        Form::Xlsx,
        &file,
        &mut |_| true,
    );
    assert_eq!(rows.unwrap(), 9);
    let program = "import json, sys, openpyxl\nsheet = openpyxl.load_workbook(sys.argv[1]).active\nprint(json.dumps([[[c.data_type, str(c.value), c.number_format] for c in row] for row in sheet.iter_rows()]))";
    let read = python(program, &file);
    let read = read.as_array().unwrap();
    assert_eq!(read.len(), 10);
    for (row, name) in read[1..].iter().rev().zip(NAMES) {
        assert_eq!(
            (row[2][0].as_str(), row[2][1].as_str()),
            (Some("s"), Some(name)),
            "no formula"
        );
        assert_eq!(
            (row[1][0].as_str(), row[1][1].as_str()),
            (Some("d"), Some("2026-07-01 18:30:05"))
        );
        assert_eq!(
            (row[5][0].as_str(), row[5][1].as_str()),
            (Some("n"), Some("0"))
        );
        assert_eq!(
            (row[14][0].as_str(), row[14][1].as_str()),
            (Some("n"), Some("5"))
        );
        assert_eq!(row[14][2], "#,##0.00");
    }
}

#[test]
fn tx32_exactly_the_filtered_rows() {
    let (folder, store) = house();
    for serial in [2, 5] {
        let _ = cancel::cancel(&store, now(), Actor::Desk, serial, None).unwrap();
    }
    let file = folder.path().join("list.csv");
    let filter = Filter {
        status: Some(Status::Cancelled),
        ..Filter::default()
    };
    let form = Form::Csv {
        byte_order_mark: false,
    };
    let rows = tickets(
        &store,
        now(),
        Actor::Cli,
        &filter,
        Language::English,
        form,
        &file,
        &mut |_| true,
    );
    assert_eq!(rows.unwrap(), 2);
    let text = std::fs::read_to_string(&file).unwrap();
    let serials: Vec<_> = text.lines().skip(1).map(|line| &line[..6]).collect();
    assert_eq!(serials, ["000005", "000002"]);
    assert!(text.contains("Cancelled"));
    let late = now() + TimeDelta::days(400);
    let none = Filter {
        status: Some(Status::NoUse),
        ..Filter::default()
    };
    let rows = tickets(
        &store,
        late,
        Actor::Cli,
        &none,
        Language::English,
        Form::Xlsx,
        &file,
        &mut |_| true,
    );
    assert_eq!(rows.unwrap(), 0, "heads alone");
    assert!(std::fs::metadata(&file).unwrap().len() > 0);
}

#[test]
fn stopped_or_failed_it_leaves_no_file() {
    let (folder, store) = house();
    let filter = Filter::default();
    for form in [
        Form::Xlsx,
        Form::Csv {
            byte_order_mark: true,
        },
    ] {
        let file = folder.path().join("list");
        let stopped = tickets(
            &store,
            now(),
            Actor::Cli,
            &filter,
            Language::English,
            form,
            &file,
            &mut |_| false,
        );
        assert_eq!(stopped.unwrap_err().code(), "stopped");
        let nowhere = folder.path().join("no such folder/list");
        let failed = tickets(
            &store,
            now(),
            Actor::Cli,
            &filter,
            Language::English,
            form,
            &nowhere,
            &mut |_| true,
        );
        assert_eq!(failed.unwrap_err().code(), "file");
        let mut left = std::fs::read_dir(folder.path()).unwrap();
        assert!(left.all(|one| one.unwrap().file_name() == "data"));
    }
}

#[test]
fn guests_have_a_column_for_each_field() {
    let (folder, store) = house();
    let ticket = store.read(|r| r.ticket_by_serial(1)).unwrap();
    let fields = [
        ("email", "ana@example.org"),
        ("Plate", "=1+1"),
        ("surname", "Núñez"),
    ];
    let fields = fields.map(|(key, value)| (key.to_owned(), value.to_owned()));
    let _ = store
        .write(move |tx| {
            tx.set_fields(ticket.id, &fields.into())?;
            tx.register_guest(ticket.id, now())
        })
        .unwrap();
    let file = folder.path().join("guests.csv");
    let form = Form::Csv {
        byte_order_mark: false,
    };
    let filter = GuestFilter::default();
    let rows = guests(
        &store,
        now(),
        Actor::Cli,
        &filter,
        Language::English,
        form,
        &file,
        &mut |_| true,
    );
    assert_eq!(rows.unwrap(), 1);
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        "Serial,Registered,User ID,Expires,E-mail,Surname,Plate\r\n\
         000001,2026-07-01 18:30:05,'=1+1,,ana@example.org,Núñez,'=1+1\r\n"
    );
}

/// The cells of a file as LibreOffice Calc has them: type, value, text, formula.
const CELLS: &str = r#"
import json, sys, xml.etree.ElementTree as tree
O, T, X = ("{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}" % name for name in ("office", "table", "text"))
rows = []
for row in tree.parse(sys.argv[1]).getroot().iter(T + "table-row"):
    cells = []
    for cell in row.findall(T + "table-cell"):
        kind = cell.get(O + "value-type")
        value = cell.get(O + "value") or cell.get(O + "date-value") or cell.get(O + "time-value")
        text = "\n".join("".join(part.itertext()) for part in cell.findall(X + "p"))
        one = [kind, value, text, cell.get(T + "formula")]
        cells += [one] * min(int(cell.get(T + "number-columns-repeated", 1)), 20)
    if any(cell[0] for cell in cells):
        rows.append(cells)
print(json.dumps(rows))
"#;

/// Opens a file in LibreOffice Calc, as a manager does.
fn office(folder: &Path, file: &Path) -> Vec<serde_json::Value> {
    let profile = folder.join("office");
    let mut command = Command::new("soffice");
    let _ = command
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .arg("--headless");
    if file.extension().is_some_and(|end| end == "csv") {
        // Comma, double quote, UTF-8, from the first line: what the dialog proposes.
        let _ = command.arg("--infilter=Text - txt - csv (StarCalc):44,34,76,1");
    }
    let output = command
        .args(["--convert-to", "fods", "--outdir"])
        .arg(folder)
        .arg(file)
        .output()
        .expect("LibreOffice must be installed for this test: apt install libreoffice-calc-nogui");
    assert!(output.status.success(), "{output:?}");
    let read = python(CELLS, &file.with_extension("fods"));
    read.as_array().unwrap().clone()
}

#[test]
fn libreoffice_opens_both_exports_and_takes_nothing_for_a_formula() {
    let (folder, store) = house();
    let export = |form, name: &str| {
        let file = folder.path().join(name);
        let rows = tickets(
            &store,
            now(),
            Actor::Cli,
            &Filter::default(),
            Language::English,
            form,
            &file,
            &mut |_| true,
        );
        assert_eq!(rows.unwrap(), 9);
        office(folder.path(), &file)
    };
    let csv = Form::Csv {
        byte_order_mark: true,
    };
    for (form, name) in [(Form::Xlsx, "list.xlsx"), (csv, "list.csv")] {
        let read = export(form, name);
        assert_eq!(read.len(), 10, "{name}");
        assert_eq!(
            read[0][0][2], "Serial",
            "{name}: no byte order mark is seen"
        );
        for (row, given) in read[1..].iter().rev().zip(NAMES) {
            let cells = row.as_array().unwrap();
            assert!(
                cells.iter().all(|cell| cell[3].is_null()),
                "{name}: {given} became a formula: {row}"
            );
            assert_eq!(
                (row[1][0].as_str(), row[1][1].as_str()),
                (Some("date"), Some("2026-07-01T18:30:05")),
                "{name}"
            );
            assert_eq!(row[5][0], "float", "{name}: connections");
            assert_eq!(row[11][0], "time", "{name}: time on line");
            assert_eq!(
                (row[14][0].as_str(), row[14][1].as_str()),
                (Some("float"), Some("5")),
                "{name}: price"
            );
            let is_code = row[6][2].as_str().unwrap().contains('-');
            assert!(is_code && row[6][0] == "string", "{name}: {}", row[6]);
            let formula = given.starts_with(['=', '+', '-', '@']);
            #[allow(clippy::match_same_arms, reason = "the order of the arms says it")]
            match (form, given) {
                (Form::Xlsx, _) => assert_eq!(row[2][2], given, "{name}"),
                // CSV has no types: a number that somebody typed is one.
                (Form::Csv { .. }, "0042") => assert_eq!(row[2][1], "42", "{name}"),
                (Form::Csv { .. }, _) if formula => {
                    assert_eq!(row[2][2], format!("'{given}"), "{name}");
                }
                (Form::Csv { .. }, _) => assert_eq!(row[2][2], given, "{name}"),
            }
        }
    }
}
