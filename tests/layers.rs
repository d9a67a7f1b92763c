//! The layers of the program, held by reading its sources:
//! `main → ui, cli → services → store, radius, gateways, voucher, delivery, licensing → domain`, with the words of `i18n` for whoever speaks.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed test may panic"
)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Each module of `src` with the modules that it may name besides itself.
const MAY_NAME: [(&str, &[&str]); 12] = [
    ("main", &["ui", "cli"]),
    (
        "ui",
        &[
            "services", "store", "radius", "gateways", "voucher", "delivery", "domain", "i18n",
        ],
    ),
    (
        "cli",
        &[
            "services", "store", "radius", "gateways", "voucher", "delivery", "domain", "i18n",
        ],
    ),
    (
        "services",
        &[
            "store",
            "radius",
            "gateways",
            "voucher",
            "delivery",
            "licensing",
            "domain",
            "i18n",
        ],
    ),
    ("gateways", &["domain"]),
    ("delivery", &["domain", "i18n"]),
    ("licensing", &[]),
    ("store", &["domain"]),
    ("radius", &["domain"]),
    ("voucher", &["domain", "i18n"]),
    ("domain", &[]),
    ("i18n", &[]),
];

/// What belongs to one layer alone: SQL, widgets, sockets.
const BELONGS_TO: [(&str, &[&str]); 6] = [
    ("rusqlite", &["store"]),
    ("iced", &["ui"]),
    ("UdpSocket", &["radius"]),
    ("clap", &["cli", "main"]),
    // SMPP is no HTTP: no library brings its TLS.
    ("rustls", &["delivery", "gateways"]),
    ("tokio_postgres", &["gateways"]),
];

/// The outside world, of which the rules know nothing: clock, chance of their own, files, network, log.
const NOT_IN_DOMAIN: [&str; 11] = [
    "Utc::now",
    "Local::now",
    "SystemTime",
    "std::time::Instant",
    "std::fs",
    "std::env",
    "std::thread",
    "std::process",
    "rand::rng(",
    "now_v7",
    "tracing",
];

/// Sources by layer, without their tests.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if name == "tests" || name == "testing" {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let inside = path.strip_prefix(&root).unwrap();
                let first = inside.components().next().unwrap();
                let layer = Path::new(&first)
                    .file_stem()
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                let text = without_tests(&fs::read_to_string(&path).unwrap());
                found.push((layer, inside.to_owned(), text));
            }
        }
    }
    found
}

/// Code alone: no comments, and nothing from the tests at the file's end on.
fn without_tests(text: &str) -> String {
    let mut kept = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line == "#[cfg(test)]"
            && lines
                .peek()
                .is_some_and(|next| next.starts_with("mod ") || next.starts_with("#["))
        {
            let ends_here = lines.peek().is_some_and(|next| next.ends_with(';'));
            if ends_here {
                let _ = lines.next();
                continue;
            }
            break;
        }
        kept.push_str(line.split("//").next().unwrap_or_default());
        kept.push('\n');
    }
    kept
}

/// The modules that `crate::…` and `innkeeper::…` lead to, in paths and in groups of `use`.
fn named(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for root in ["crate::", "innkeeper::"] {
        for (at, _) in text.match_indices(root) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|one| one.is_alphanumeric() || one == '_' || one == '$') {
                continue;
            }
            let rest = &text[at + root.len()..];
            match rest.strip_prefix('{') {
                Some(group) => names.extend(of_group(group)),
                None => names.extend(word(rest)),
            }
        }
    }
    names
}

fn word(text: &str) -> Option<String> {
    let word: String = text
        .chars()
        .take_while(|one| one.is_alphanumeric() || *one == '_')
        .collect();
    (!word.is_empty()).then_some(word)
}

/// The first words of a group's members, not of groups within.
fn of_group(text: &str) -> Vec<String> {
    let (mut depth, mut at_start, mut names) = (0, true, Vec::new());
    for (at, one) in text.char_indices() {
        match one {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            _ if depth == 0 && at_start && !one.is_whitespace() => {
                at_start = false;
                names.extend(word(&text[at..]));
            }
            _ => {}
        }
    }
    names
}

/// Whether a crate or type is named as a word of its own.
fn names_word(text: &str, wanted: &str) -> bool {
    let is_word = |one: char| one.is_alphanumeric() || one == '_';
    text.match_indices(wanted).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + wanted.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

#[test]
fn the_reader_finds_what_it_looks_for() {
    let text = without_tests(
        "use crate::{\n    domain::{id, time::Instant},\n    store,\n};\nlet x = crate::radius::probe::login(); // crate::ui\n$crate::hidden::x\n#[cfg(test)]\nmod tests { use crate::cli; }\n",
    );
    let expected = ["domain", "radius", "store"].map(str::to_owned);
    assert_eq!(named(&text), BTreeSet::from(expected));
    assert!(names_word("use rusqlite::Row;", "rusqlite"));
    assert!(!names_word("my_rusqlite", "rusqlite"));
    let layers: BTreeSet<_> = sources().into_iter().map(|(layer, ..)| layer).collect();
    for (layer, _) in MAY_NAME {
        assert!(layers.contains(layer), "{layer}");
    }
}

#[test]
fn each_layer_names_only_what_stands_to_its_right() {
    let mut broken = Vec::new();
    for (layer, file, text) in sources() {
        if layer == "lib" {
            continue;
        }
        let (_, may) = MAY_NAME
            .iter()
            .find(|(name, _)| *name == layer)
            .unwrap_or_else(|| panic!("{layer} has no place among the layers"));
        // `crate::t!` is the macro of i18n.
        for name in named(&text) {
            let own = name == layer || name == "t";
            if !own && !may.contains(&name.as_str()) {
                broken.push(format!("{}: {layer} names {name}", file.display()));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn what_belongs_to_one_layer_is_named_there_alone() {
    let mut broken = Vec::new();
    for (layer, file, text) in sources() {
        for (name, owners) in BELONGS_TO {
            if !owners.contains(&layer.as_str()) && names_word(&text, name) {
                broken.push(format!("{}: {layer} names {name}", file.display()));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn the_rules_know_nothing_of_the_outside_world() {
    let mut broken = Vec::new();
    for (layer, file, text) in sources() {
        for name in NOT_IN_DOMAIN {
            // New ids are made in one place, and no rule asks for one.
            let is_id = name == "now_v7" && file == Path::new("domain/id.rs");
            if layer == "domain" && !is_id && text.contains(name) {
                broken.push(format!("{}: {name}", file.display()));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}
