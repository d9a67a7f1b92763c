//! Refusals in words: one sentence for the guest on the log-in page, one for the desk on the ticket.

use crate::{
    domain::{
        allowance::Window,
        login::{Refusal, Resource},
        time::{Instant, Zone},
    },
    i18n::Words,
    t,
};

/// What the guest reads on the log-in page (Reply-Message): what is wrong and what to do, and nothing that helps
/// somebody who guesses codes.
pub fn sentence_for_guest(words: &Words, refusal: &Refusal, zone: Zone) -> String {
    match refusal {
        Refusal::UnknownUser | Refusal::WrongPassword => t!(words, "refused-guest-wrong-code"),
        Refusal::UnsupportedMethod => t!(words, "refused-guest-method"),
        Refusal::Licence => t!(words, "refused-guest-closed"),
        Refusal::Cancelled => t!(words, "refused-guest-cancelled"),
        Refusal::NoProduct | Refusal::OneLoginUsed => t!(words, "refused-guest-buy"),
        Refusal::NotYetValid { from } => {
            t!(words, "refused-guest-not-yet", from = local(*from, zone))
        }
        Refusal::NotUsedInTime { .. } | Refusal::Expired { .. } => {
            t!(words, "refused-guest-expired")
        }
        Refusal::UsedUp {
            until: None,
            resource: Resource::Time,
            ..
        } => t!(words, "refused-guest-time-used"),
        Refusal::UsedUp {
            until: None,
            resource: Resource::Data,
            ..
        } => t!(words, "refused-guest-data-used"),
        Refusal::UsedUp {
            until: Some(until), ..
        } => t!(
            words,
            "refused-guest-used-until",
            until = local(*until, zone)
        ),
        Refusal::TooManyDevices { allowed } => t!(
            words,
            "refused-guest-devices",
            allowed = i64::from(*allowed)
        ),
    }
}

/// What the desk reads: the reason as it is.
pub fn sentence_for_desk(words: &Words, refusal: &Refusal, zone: Zone) -> String {
    match refusal {
        Refusal::UnknownUser => t!(words, "refused-unknown-user"),
        Refusal::WrongPassword => t!(words, "refused-wrong-password"),
        Refusal::UnsupportedMethod => t!(words, "refused-method"),
        Refusal::Licence => t!(words, "refused-licence"),
        Refusal::Cancelled => t!(words, "refused-cancelled"),
        Refusal::NoProduct => t!(words, "refused-no-product"),
        Refusal::OneLoginUsed => t!(words, "refused-one-login"),
        Refusal::NotYetValid { from } => t!(words, "refused-not-yet", from = local(*from, zone)),
        Refusal::NotUsedInTime { by } => t!(words, "refused-not-in-time", by = local(*by, zone)),
        Refusal::Expired { at } => t!(words, "refused-expired", at = local(*at, zone)),
        Refusal::UsedUp {
            window,
            resource,
            until,
        } => {
            let what = allowance_name(words, *window, *resource);
            match until {
                None => t!(words, "refused-used-up", what = what),
                Some(until) => t!(
                    words,
                    "refused-used-until",
                    what = what,
                    until = local(*until, zone)
                ),
            }
        }
        Refusal::TooManyDevices { allowed } => {
            t!(words, "refused-devices", allowed = i64::from(*allowed))
        }
    }
}

/// "daily time", "total data": one of the eight allowances by name.
pub fn allowance_name(words: &Words, window: Window, resource: Resource) -> String {
    match (window, resource) {
        (Window::Total, Resource::Time) => t!(words, "allowance-total-time"),
        (Window::Daily, Resource::Time) => t!(words, "allowance-daily-time"),
        (Window::Weekly, Resource::Time) => t!(words, "allowance-weekly-time"),
        (Window::Monthly, Resource::Time) => t!(words, "allowance-monthly-time"),
        (Window::Total, Resource::Data) => t!(words, "allowance-total-data"),
        (Window::Daily, Resource::Data) => t!(words, "allowance-daily-data"),
        (Window::Weekly, Resource::Data) => t!(words, "allowance-weekly-data"),
        (Window::Monthly, Resource::Data) => t!(words, "allowance-monthly-data"),
    }
}

/// Date and time of the Location, short and the same in every language: `2026-07-01 18:30`.
pub fn local(at: Instant, zone: Zone) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}
