//! Why a ticket type, a field or a delivery is refused.

use super::{Sentence, number};
use crate::{
    domain::{
        code::{self, CodeFormError},
        fields::{self, FieldDefinitionError, FieldError, FieldErrors},
        stay,
        ticket_type::{self, Channel, TicketTypeError},
    },
    i18n::Words,
    t,
};

/// Why the value of a field is refused; shown at the field.
pub fn field(words: &Words, error: &FieldError) -> String {
    match error {
        FieldError::Required => t!(words, "field-error-required"),
        FieldError::NotAsked => t!(words, "field-error-not-asked"),
        FieldError::TooLong { max } => t!(words, "field-error-too-long", max = number(*max)),
        FieldError::Email(_) => t!(words, "field-error-email"),
        FieldError::Phone(_) => t!(words, "field-error-phone"),
        FieldError::NotADate => t!(words, "field-error-date"),
        FieldError::ImpossibleDate => t!(words, "field-error-impossible-date"),
        FieldError::TooYoung { minimum } => {
            t!(words, "field-error-too-young", years = number(*minimum))
        }
        FieldError::NotAGender => t!(words, "field-error-gender"),
        FieldError::NotACountry => t!(words, "field-error-country"),
        FieldError::BadSigns => t!(words, "field-error-signs"),
    }
}

/// The name of a field, as a form shows it: for a free field its label.
pub fn field_name(words: &Words, kind: &fields::FieldKind) -> String {
    use fields::FieldKind as K;
    match kind {
        K::Email => t!(words, "field-email"),
        K::FirstName => t!(words, "field-first-name"),
        K::Surname => t!(words, "field-surname"),
        K::Birthday => t!(words, "field-birthday"),
        K::Gender => t!(words, "field-gender"),
        K::Mobile => t!(words, "field-mobile"),
        K::PostalCode => t!(words, "field-postal-code"),
        K::Country => t!(words, "field-country"),
        K::Room => t!(words, "field-room"),
        K::Document => t!(words, "field-document"),
        K::Free(label) => label.clone(),
    }
}

/// The name of a channel.
pub fn channel(words: &Words, channel: Channel) -> String {
    match channel {
        Channel::Print => t!(words, "channel-print"),
        Channel::Email => t!(words, "channel-email"),
        Channel::Sms => t!(words, "channel-sms"),
    }
}

/// All refused fields in one line.
pub(super) fn all_fields(words: &Words, errors: &FieldErrors) -> Sentence {
    let all: Vec<_> = errors
        .iter()
        .map(|(key, error)| {
            let name = field_name(words, &fields::FieldKind::of_key(key));
            format!("{name}: {}", field(words, error))
        })
        .collect();
    Sentence::alone(all.join(" "))
}

/// Why a ticket type cannot be kept.
pub fn ticket_type(words: &Words, error: &TicketTypeError) -> String {
    let max = || number(ticket_type::NAME_MAX);
    match error {
        TicketTypeError::Name => t!(words, "ticket-type-error-name", max = max()),
        TicketTypeError::Label => t!(words, "ticket-type-error-label", max = max()),
        TicketTypeError::NegativePrice => t!(words, "ticket-type-error-price"),
        TicketTypeError::PricePerDayNotTaken => t!(words, "ticket-type-error-price-per-day"),
        TicketTypeError::NoDevice => t!(words, "ticket-type-error-devices"),
        TicketTypeError::UseWithin => t!(
            words,
            "ticket-type-error-use-within",
            max = number(ticket_type::USE_WITHIN_MAX_DAYS)
        ),
        TicketTypeError::Code(CodeFormError::Length) => t!(
            words,
            "ticket-type-error-code-length",
            min = number(code::LENGTH_MIN),
            max = number(code::LENGTH_MAX)
        ),
        TicketTypeError::Code(CodeFormError::LongPrefix) => t!(
            words,
            "ticket-type-error-long-prefix",
            max = number(code::PREFIX_MAX)
        ),
        TicketTypeError::Code(CodeFormError::PrefixSign(sign)) => t!(
            words,
            "ticket-type-error-prefix-sign",
            sign = sign.to_string()
        ),
        TicketTypeError::Fields(error) => definition(words, error),
        TicketTypeError::PreselectedNotOffered(one) => t!(
            words,
            "ticket-type-error-preselected",
            channel = channel(words, *one)
        ),
        TicketTypeError::Hotkey => t!(words, "ticket-type-error-hotkey"),
    }
}

fn definition(words: &Words, error: &FieldDefinitionError) -> String {
    match error {
        FieldDefinitionError::BadLabel => t!(
            words,
            "field-definition-label",
            max = number(fields::LABEL_MAX)
        ),
        FieldDefinitionError::Twice(name) => {
            t!(words, "field-definition-twice", name = name.as_str())
        }
        FieldDefinitionError::TooMany => t!(
            words,
            "field-definition-too-many",
            max = number(fields::FIELDS_MAX)
        ),
        FieldDefinitionError::BadOption(option) => {
            t!(words, "field-definition-option", option = option.as_str())
        }
        FieldDefinitionError::AgeWithoutBirthday => t!(words, "field-definition-age"),
    }
}

/// More days than a stay has.
pub(super) fn stay_too_long(words: &Words) -> String {
    t!(words, "error-stay-too-long", max = number(stay::DAYS_MAX))
}
