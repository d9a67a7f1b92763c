//! The word files: three languages with the same keys and arguments, and no word that nobody says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed test may panic")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Keys with the arguments that stand in them.
type Words = BTreeMap<String, BTreeSet<String>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn words(language: &str) -> Words {
    let file = root().join("i18n").join(language).join("innkeeper.ftl");
    parse(&fs::read_to_string(file).unwrap())
}

fn parse(text: &str) -> Words {
    let mut words = Words::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line
            .split_once('=')
            .filter(|_| line.starts_with(|one: char| one.is_ascii_alphabetic()))
        {
            name.trim().clone_into(&mut key);
            assert!(
                words.insert(key.clone(), BTreeSet::new()).is_none(),
                "{key} twice"
            );
        }
        for (at, _) in line.match_indices('$') {
            let name = line[at + 1..]
                .chars()
                .take_while(|one| one.is_alphanumeric() || *one == '-' || *one == '_');
            let _ = words.get_mut(&key).unwrap().insert(name.collect());
        }
    }
    words
}

#[test]
fn a_word_file_is_read_as_fluent_reads_it() {
    let words = parse(
        "# a = b\na = Hello { $name }\nb =\n    { $n ->\n        [one] x\n       *[other] { $n } of { $m }\n    }\n",
    );
    let expected = [("a", vec!["name"]), ("b", vec!["m", "n"])];
    let expected: Words = expected
        .into_iter()
        .map(|(key, arguments)| {
            (
                key.to_owned(),
                arguments.into_iter().map(str::to_owned).collect(),
            )
        })
        .collect();
    assert_eq!(words, expected);
}

#[test]
fn every_language_says_the_same_things() {
    let english = words("en");
    assert!(english.len() > 100);
    for language in ["es", "it"] {
        let other = words(language);
        for (key, arguments) in &english {
            assert_eq!(other.get(key), Some(arguments), "{language}: {key}");
        }
        let more: Vec<_> = other
            .keys()
            .filter(|key| !english.contains_key(*key))
            .collect();
        assert!(more.is_empty(), "{language}: {more:?}");
    }
}

#[test]
fn every_word_is_said() {
    let mut code = String::new();
    let mut folders: Vec<PathBuf> = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                code.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let english = words("en");
    // Whatever stands between two quotation marks: one pass over the sources for all the words.
    let said: BTreeSet<&str> = code.split('"').collect();
    let unsaid: Vec<_> = english
        .keys()
        .filter(|key| !said.contains(key.as_str()))
        .collect();
    assert!(unsaid.is_empty(), "{unsaid:?}");
}
