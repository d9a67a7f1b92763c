//! Recharge: an account gets another product (RULES P10, A16–A18, A30, A34).
//!
//! What is shown before and what is done after is computed by the same plan, so that they cannot differ.

pub(super) mod plan;

use super::{Actor, Result, explain::allowance_name, write};
use crate::{
    domain::{
        allowance::{BYTES_PER_MB, Window},
        login::Resource,
        money::Money,
        product::Product,
        residual::Totals,
        subscription::Subscription,
        ticket::Ticket,
        time::{Instant, Zone},
    },
    i18n::Words,
    store::{Held, LoginRecord, Reader, Store},
    t, voucher,
};
use plan::{Plan, Purchase};
use serde::Serialize;

/// What a recharge brings, before it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The instant for which it is computed.
    pub at: Instant,
    /// Of the Location.
    pub zone: Zone,
    /// The ticket as it is.
    pub ticket: Ticket,
    /// The product held until now.
    pub former: Product,
    /// The product that is bought.
    pub product: Product,
    /// What is asked for it here.
    pub price: Money,
    /// Time and data left of the product held until now.
    pub left: Totals,
    /// What the product that is bought brings by itself.
    pub brought: Totals,
    /// Whether anything is taken over, or why not.
    pub recovery: Recovery,
    /// Time and data afterwards.
    pub totals: Totals,
    /// Allowances of the new product that stay used up until their window ends (Q42).
    pub used_up: Vec<UsedUp>,
    /// When the new validity starts.
    pub starts: Starts,
    /// When the ticket expires then; with [`Starts::NextLogin`] if that login came now. `None` = not by the calendar.
    pub ends_at: Option<Instant>,
    /// The product is expired at its first login: the guest has to choose again (P32).
    pub expires_on_activation: bool,
    /// Sessions on line now.
    pub online: usize,
}

/// Whether a recharge takes over what was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Recovery {
    /// It does.
    Recovered,
    /// There is nothing left, or nothing that could be added up: infinite totals leave no rest (A17).
    NothingLeft,
    /// The product that is bought takes over nothing.
    NotByProduct,
    /// It takes over what is left of a product that has not expired, and this one has.
    Expired,
    /// Automatic free users take over nothing (R19).
    FreeUser,
}

/// When the validity of the new product starts (A34).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Starts {
    /// At once: the guest is on line, or it is a subscription.
    Now,
    /// At the next login.
    NextLogin,
}

/// An allowance that stays used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsedUp {
    /// Which window.
    pub window: Window,
    /// Time or data.
    pub resource: Resource,
    /// When the window ends.
    pub until: Instant,
}

/// A ticket after it got a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recharged {
    /// What was done.
    pub preview: Preview,
    /// The ticket as it is now.
    pub ticket: Ticket,
    /// What the account has subscribed to.
    pub subscription: Option<Subscription>,
}

/// What a recharge with the product of this code would bring.
pub fn preview(store: &Store, now: Instant, serial: u64, product: &str) -> Result<Preview> {
    store
        .read(|reader| {
            Ok(Plan::of(
                reader,
                now,
                serial,
                &Purchase::Once(product.to_owned()),
            ))
        })?
        .map(|plan| plan.preview)
}

/// Gives the account of a ticket the product of this code, at once (A34).
pub fn recharge(
    store: &Store,
    now: Instant,
    actor: Actor,
    serial: u64,
    product: String,
) -> Result<Recharged> {
    write(store, move |tx| {
        let plan = Plan::of(tx, now, serial, &Purchase::Once(product))?;
        plan.carry_out(tx, actor, "ticket.recharged")
    })
}

/// The products that an account has held, the newest first: the one held now comes first, also where it is the only one.
pub fn history(
    reader: &Reader<'_>,
    record: &LoginRecord,
    issued_by: &str,
) -> crate::store::Result<Vec<Held>> {
    let mut held = reader.held(record.ticket.account)?;
    if held.is_empty() {
        held.push(plan::first_held(record, issued_by));
    }
    held.reverse();
    Ok(held)
}

/// What a recharge brings, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// "20 min left + 60 min = 80 min, until 2026-05-13 09:00".
    pub sum: String,
    /// What else is to be known before it is done.
    pub notes: Vec<String>,
}

/// Puts a preview into words; `moment` writes an instant as the reader is used to.
pub fn told(words: &Words, preview: &Preview, moment: &dyn Fn(Instant) -> String) -> Told {
    let amounts = [
        sum_of(
            words,
            preview.left.seconds,
            preview.brought.seconds,
            preview.totals.seconds,
            minutes,
        ),
        sum_of(
            words,
            preview.left.bytes,
            preview.brought.bytes,
            preview.totals.bytes,
            megabytes,
        ),
    ];
    let mut parts: Vec<String> = amounts.into_iter().flatten().collect();
    if parts.is_empty() {
        parts.push(t!(words, "recharge-no-limit"));
    }
    match (preview.starts, preview.ends_at) {
        (Starts::Now, Some(at)) => parts.push(t!(words, "recharge-until", at = moment(at))),
        (Starts::Now, None) => parts.push(t!(words, "recharge-no-end")),
        (Starts::NextLogin, Some(at)) if !preview.expires_on_activation => {
            parts.push(t!(words, "recharge-if-now", at = moment(at)));
        }
        (Starts::NextLogin, _) => parts.push(t!(words, "recharge-from-login")),
    }
    Told {
        sum: parts.join(", "),
        notes: notes(words, preview, moment),
    }
}

fn notes(words: &Words, preview: &Preview, moment: &dyn Fn(Instant) -> String) -> Vec<String> {
    let left = left_in_words(words, preview.left.seconds, preview.left.bytes);
    let lost = match preview.recovery {
        Recovery::NotByProduct => Some(t!(words, "recharge-lost-product", left = left)),
        Recovery::Expired => Some(t!(words, "recharge-lost-expired", left = left)),
        Recovery::FreeUser => Some(t!(words, "recharge-lost-free", left = left)),
        Recovery::Recovered | Recovery::NothingLeft => None,
    };
    let used_up = preview.used_up.iter().map(|used_up| {
        t!(
            words,
            "recharge-used-up",
            what = allowance_name(words, used_up.window, used_up.resource),
            until = moment(used_up.until)
        )
    });
    let on_activation = preview
        .expires_on_activation
        .then(|| t!(words, "recharge-on-activation"));
    let online = (preview.online > 0).then(|| {
        t!(
            words,
            "recharge-online",
            count = preview.online,
            shown = preview.online.to_string()
        )
    });
    lost.into_iter()
        .chain(used_up)
        .chain(on_activation)
        .chain(online)
        .collect()
}

/// Time and data in words, for what is left or was taken over; infinite ones are not told.
pub fn left_in_words(words: &Words, seconds: Option<u64>, bytes: Option<u64>) -> String {
    let time = seconds
        .filter(|left| *left > 0)
        .map(|left| minutes(words, left));
    let data = bytes
        .filter(|left| *left > 0)
        .map(|left| megabytes(words, left));
    time.into_iter().chain(data).collect::<Vec<_>>().join(", ")
}

/// The sum where something is taken over, else what the product brings; nothing where that is infinite.
fn sum_of(
    words: &Words,
    left: Option<u64>,
    brought: Option<u64>,
    total: Option<u64>,
    amount: fn(&Words, u64) -> String,
) -> Option<String> {
    let (brought, total) = brought.zip(total)?;
    Some(if total == brought {
        amount(words, total)
    } else {
        t!(
            words,
            "recharge-sum",
            left = amount(words, left.unwrap_or(0)),
            more = amount(words, brought),
            total = amount(words, total)
        )
    })
}

/// Up to ten hours in minutes, as sums are done in the head; beyond that as durations are written.
fn minutes(words: &Words, seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (600.., _) => voucher::duration(words, seconds),
        (minutes, 0) => t!(words, "recharge-minutes", minutes = minutes.to_string()),
        (minutes, seconds) => t!(
            words,
            "recharge-minutes-seconds",
            minutes = minutes.to_string(),
            seconds = seconds.to_string()
        ),
    }
}

/// As products count them (P22), without their fraction.
fn megabytes(words: &Words, bytes: u64) -> String {
    t!(
        words,
        "recharge-megabytes",
        megabytes = (bytes / BYTES_PER_MB).to_string()
    )
}
