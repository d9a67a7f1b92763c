//! Why a message was not written or did not get through, in the receptionist's words.

use super::Sentence;
use crate::{
    delivery::{Cause, Failure},
    domain::{email::EmailError, phone::PhoneError, template::TemplateError},
    i18n::{Language, Words},
    services::messages::{Channel, Refusal, SettingsError, TextPart},
    t,
};

/// Why a message was not written.
pub(super) fn refusal(words: &Words, error: &Refusal) -> Sentence {
    match error {
        Refusal::NotSetUp(Channel::Email) => Sentence::new(
            t!(words, "message-no-email"),
            t!(words, "message-not-set-up-do"),
        ),
        Refusal::NotSetUp(Channel::Sms) => Sentence::new(
            t!(words, "message-no-sms"),
            t!(words, "message-not-set-up-do"),
        ),
        Refusal::Dead { serial, status } => Sentence::alone(t!(
            words,
            "message-dead",
            serial = serial.as_str(),
            status = super::status_word(words, status)
        )),
        Refusal::Email(error) => Sentence::alone(email(words, error)),
        Refusal::Phone(error) => Sentence::alone(phone(words, error)),
        Refusal::Settings(error) => Sentence::alone(settings(words, error)),
        Refusal::Text(error) => Sentence::new(
            text_of(words, error.language, error.part),
            template(words, &error.error),
        ),
        Refusal::Failed(error) => failure(words, error),
        Refusal::NotWaiting => Sentence::alone(t!(words, "message-not-waiting")),
    }
}

/// What stood in the way of a message, what the other side said, and what to do.
pub fn failure(words: &Words, failure: &Failure) -> Sentence {
    let (happened, to_do) = match failure.cause {
        Cause::Unreachable => (
            t!(words, "message-cause-unreachable"),
            t!(words, "message-cause-unreachable-do"),
        ),
        Cause::Silent => (
            t!(words, "message-cause-silent"),
            t!(words, "message-cause-silent-do"),
        ),
        Cause::Certificate => (
            t!(words, "message-cause-certificate"),
            t!(words, "message-cause-certificate-do"),
        ),
        Cause::Login => (
            t!(words, "message-cause-login"),
            t!(words, "message-cause-login-do"),
        ),
        Cause::Recipient => (
            t!(words, "message-cause-recipient"),
            t!(words, "message-cause-recipient-do"),
        ),
        Cause::Refused => (
            t!(words, "message-cause-refused"),
            t!(words, "message-cause-refused-do"),
        ),
        Cause::Later => (
            t!(words, "message-cause-later"),
            t!(words, "message-cause-later-do"),
        ),
        Cause::Full => (
            t!(words, "printing-cause-full"),
            t!(words, "printing-cause-full-do"),
        ),
        Cause::HalfTaken => (
            t!(words, "message-cause-half-taken"),
            t!(words, "message-cause-half-taken-do"),
        ),
        Cause::Strange => (
            t!(words, "message-cause-strange"),
            t!(words, "message-cause-strange-do"),
        ),
        Cause::Settings => (
            t!(words, "message-cause-settings"),
            t!(words, "message-cause-settings-do"),
        ),
    };
    if failure.detail.is_empty() {
        return Sentence::new(happened, to_do);
    }
    let said = t!(words, "message-said", detail = failure.detail.as_str());
    Sentence::new(happened, format!("{to_do} {said}"))
}

/// Why a text is no e-mail address.
pub fn email(words: &Words, error: &EmailError) -> String {
    match error {
        EmailError::Empty => t!(words, "email-empty"),
        EmailError::At => t!(words, "email-at"),
        EmailError::Sign(' ') => t!(words, "email-blank"),
        EmailError::Sign(sign) => t!(words, "email-sign", sign = shown(*sign)),
        EmailError::Name => t!(words, "email-name"),
        EmailError::Domain => t!(words, "email-domain"),
    }
}

/// Why a text is no telephone number.
pub fn phone(words: &Words, error: &PhoneError) -> String {
    match error {
        PhoneError::Empty => t!(words, "phone-empty"),
        PhoneError::NotADigit(sign) => t!(words, "phone-sign", sign = shown(*sign)),
        PhoneError::PlusInside => t!(words, "phone-plus"),
        PhoneError::NoSuchCountry(code) => t!(words, "phone-country", code = code.as_str()),
        PhoneError::CountryMissing => t!(words, "phone-no-country"),
        PhoneError::TooShort { digits, least } => t!(
            words,
            "phone-short",
            digits = digits.to_string(),
            least = least.to_string()
        ),
        PhoneError::TooLong { digits, most } => t!(
            words,
            "phone-long",
            digits = digits.to_string(),
            most = most.to_string()
        ),
    }
}

/// What is wrong with the settings.
pub fn settings(words: &Words, error: &SettingsError) -> String {
    match error {
        SettingsError::HostMissing => t!(words, "messages-wrong-host"),
        SettingsError::Port => t!(words, "messages-wrong-port"),
        SettingsError::UserMissing => t!(words, "messages-wrong-user"),
        SettingsError::From => t!(words, "messages-wrong-from"),
        SettingsError::ReplyTo => t!(words, "messages-wrong-reply-to"),
        SettingsError::Authority => t!(words, "messages-wrong-authority"),
        SettingsError::Url => t!(words, "messages-wrong-url"),
        SettingsError::Template(error) => template(words, error),
        SettingsError::NoRecipient => t!(
            words,
            "messages-wrong-recipient",
            to = "{to}",
            text = "{text}"
        ),
        SettingsError::Header(name) => t!(words, "messages-wrong-header", name = name.as_str()),
        SettingsError::ReportUrl => t!(words, "messages-wrong-report-url"),
        SettingsError::Smsc => t!(words, "messages-wrong-smsc"),
        SettingsError::AccountNeeded
        | SettingsError::PasswordNeeded
        | SettingsError::SenderNeeded => t!(words, "messages-wrong-needed"),
        SettingsError::SmscAccount => t!(words, "messages-wrong-smsc-account"),
        SettingsError::SmscSender => t!(words, "messages-wrong-smsc-sender"),
        SettingsError::SystemType => t!(words, "messages-wrong-system-type"),
        SettingsError::Country(code) => t!(words, "messages-wrong-country", code = code.as_str()),
    }
}

/// What is wrong with a text that is to be filled in.
pub fn template(words: &Words, error: &TemplateError) -> String {
    match error {
        TemplateError::Unknown(name) => t!(words, "template-unknown", name = format!("{{{name}}}")),
        TemplateError::Open => t!(words, "template-open", open = "{", close = "}"),
    }
}

fn text_of(words: &Words, language: Language, part: TextPart) -> String {
    let part = match part {
        TextPart::Subject => t!(words, "messages-subject"),
        TextPart::Mail => t!(words, "messages-mail-text"),
        TextPart::Sms => t!(words, "messages-sms-text"),
    };
    format!("{}: {part}.", language.name())
}

/// A sign that may be invisible, as something that can be read.
fn shown(sign: char) -> String {
    if sign.is_control() || sign.is_whitespace() {
        format!("U+{:04X}", u32::from(sign))
    } else {
        sign.to_string()
    }
}
