//! What a router is asked, the same for both of its interfaces, and what it answers.

use crate::gateways::{Cause, Failure, Result};
use std::collections::BTreeMap;

/// One record, by property. An absent property is not there.
pub(super) type Row = BTreeMap<String, String>;

/// What to do in a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Print,
    Add,
    Set,
    Remove,
    /// Another command of the menu, as `monitor`.
    Command(&'static str),
}

impl Verb {
    /// The console's word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Add => "add",
            Self::Set => "set",
            Self::Remove => "remove",
            Self::Command(word) => word,
        }
    }
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ask {
    pub(super) menu: &'static str,
    pub(super) verb: Verb,
    /// Of what is set or removed; a menu of settings has none.
    pub(super) id: Option<String>,
    pub(super) values: Vec<(&'static str, String)>,
    /// Query words without the leading question mark (GATEWAYS 1.2): a stack of conditions.
    pub(super) query: Vec<String>,
}

impl Ask {
    fn new(menu: &'static str, verb: Verb) -> Self {
        Self {
            menu,
            verb,
            id: None,
            values: Vec::new(),
            query: Vec::new(),
        }
    }

    pub(super) fn print(menu: &'static str) -> Self {
        Self::new(menu, Verb::Print)
    }

    /// Those of which one of the conditions holds.
    pub(super) fn print_any(
        menu: &'static str,
        conditions: impl IntoIterator<Item = (&'static str, String)>,
    ) -> Self {
        let mut query: Vec<_> = conditions
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        query.extend(
            (1..query.len())
                .map(|_| "#|".to_owned())
                .collect::<Vec<_>>(),
        );
        Self {
            query,
            ..Self::print(menu)
        }
    }

    pub(super) fn add(menu: &'static str, values: Vec<(&'static str, String)>) -> Self {
        Self {
            values,
            ..Self::new(menu, Verb::Add)
        }
    }

    pub(super) fn set(
        menu: &'static str,
        id: Option<String>,
        values: Vec<(&'static str, String)>,
    ) -> Self {
        Self {
            id,
            values,
            ..Self::new(menu, Verb::Set)
        }
    }

    pub(super) fn remove(menu: &'static str, id: String) -> Self {
        Self {
            id: Some(id),
            ..Self::new(menu, Verb::Remove)
        }
    }

    pub(super) fn command(
        menu: &'static str,
        word: &'static str,
        id: Option<String>,
        values: Vec<(&'static str, String)>,
    ) -> Self {
        Self {
            id,
            values,
            ..Self::new(menu, Verb::Command(word))
        }
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Answer {
    pub(super) rows: Vec<Row>,
    /// The id of what was added.
    pub(super) ret: Option<String>,
}

/// Told of each answer by the index of its request; says whether to go on.
pub(super) type Heard<'a> = dyn FnMut(usize, Result<Answer>) -> bool + 'a;

/// What the router's complaint means (GATEWAYS 1.1, 1.2).
pub(super) fn refusal(status: Option<u16>, detail: &str) -> Failure {
    let said = detail.to_lowercase();
    let says = |words: &str| said.contains(words);
    let cause = match status {
        Some(401) => Cause::Login,
        Some(403) => Cause::Rights,
        Some(404) => Cause::NotThere,
        Some(500..=599) => Cause::Busy,
        _ if says("invalid user name or password") || says("cannot log in") => Cause::Login,
        _ if says("not enough permissions") => Cause::Rights,
        _ if says("no such item") => Cause::NotThere,
        _ if says("already have") => Cause::Taken,
        _ if says("session closed") || says("timeout") || says("interrupted") => Cause::Busy,
        _ if says("no such command") => Cause::Unsupported,
        _ => Cause::Refused,
    };
    Failure::new(cause, detail)
}
