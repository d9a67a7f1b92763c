//! Every worked example of the rules stands in a test under its number: expiration types, subscriptions, residual
//! recovery, quota windows, the product form.

#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The numbers that there are; some were never given.
const EXAMPLES: [(&str, &[u16]); 5] = [
    (
        "E",
        &[
            1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31, 33, 35, 37, 39, 41, 43, 45,
            47, 49, 51, 53, 55, 57, 59, 61, 62, 63, 64, 65, 66,
        ],
    ),
    ("S", &[1, 2, 3, 4, 5, 8, 9, 10]),
    (
        "R",
        &[
            1, 2, 3, 4, 5, 6, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22,
        ],
    ),
    (
        "Q",
        &[
            1, 2, 5, 7, 9, 11, 13, 14, 15, 18, 19, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 32, 33,
            34, 35, 36, 37, 38, 39, 40, 41, 42, 44, 45,
        ],
    ),
    ("PX", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
];

#[test]
fn every_worked_example_stands_in_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut named = BTreeSet::new();
    for file in sources(&root.join("src"))
        .into_iter()
        .chain(sources(&root.join("tests")))
    {
        if file.ends_with("tests/examples.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let is_test = file.components().any(|part| {
            let part = part.as_os_str();
            part == "tests" || part == "tests.rs" || part == "model.rs"
        });
        let tests = if is_test {
            text.as_str()
        } else {
            text.find("#[cfg(test)]").map_or("", |at| &text[at..])
        };
        let words = tests.split(|one: char| !one.is_ascii_alphanumeric());
        named.extend(words.map(str::to_ascii_uppercase));
    }
    let missing: Vec<_> = EXAMPLES
        .iter()
        .flat_map(|(letters, numbers)| numbers.iter().map(move |one| format!("{letters}{one:02}")))
        .filter(|number| !named.contains(number))
        .collect();
    assert!(missing.is_empty(), "no test for {missing:?}");
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|one| one == "rs") {
            found.push(path);
        }
    }
    found
}
