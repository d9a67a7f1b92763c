//! What a command prints: text for people, one JSON value for scripts.

use serde::Serialize;
use serde_json::{Value, json};
use std::{
    fmt::Display,
    io::{self, Write as _},
    process::ExitCode,
};

/// Where and how a command prints.
#[derive(Debug, Clone, Copy)]
pub(super) struct Output {
    /// `--json`: one JSON value on stdout and nothing else there.
    pub(super) json: bool,
}

impl Output {
    /// Prints the answer: the value under `--json`, else the text.
    pub(super) fn answer(self, value: &impl Serialize, text: impl Display) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if self.json {
            serde_json::to_writer(&mut out, value)?;
            writeln!(out)
        } else {
            writeln!(out, "{text}")
        }
    }

    /// Says why not, and gives the exit status for it.
    pub(super) fn refuse(self, code: &str, message: &impl Display) -> ExitCode {
        let told = if self.json {
            let value = json!({ "error": { "code": code, "message": message.to_string() } });
            writeln!(io::stdout(), "{value}")
        } else {
            writeln!(io::stderr(), "innkeeper: {message}")
        };
        // Nobody listens any more: the exit status still tells.
        let _ = told;
        ExitCode::from(1)
    }
}

/// Columns of text, as wide as their widest cell.
pub(super) fn columns(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = head.iter().map(|cell| cell.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut line = String::new();
        for (cell, width) in cells.zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(
                ' ',
                width.saturating_sub(cell.chars().count()) + 2,
            ));
        }
        line.trim_end().to_owned()
    };
    let mut lines = vec![line(&mut head.iter().copied())];
    lines.extend(
        rows.iter()
            .map(|row| line(&mut row.iter().map(String::as_str))),
    );
    lines.join("\n")
}

/// What a value says of one thing, a line each for people; what is empty and the ids, which only programs follow, are left
/// out.
pub(super) fn facts(value: &Value) -> String {
    let told = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(all) if all.iter().all(Value::is_string) => {
            let all: Vec<_> = all.iter().filter_map(Value::as_str).collect();
            all.join(", ")
        }
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let rows: Vec<_> = value
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| *name != "id")
        .map(|(name, value)| (name.replace('_', " "), told(value)))
        .filter(|(_, told)| !told.is_empty() && told != "[]" && told != "{}")
        .collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let lines = rows
        .iter()
        .map(|(name, told)| format!("{name:width$}  {told}"));
    lines.collect::<Vec<_>>().join("\n")
}
