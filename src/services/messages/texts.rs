//! What messages say: the house's own texts by language, else the program's, with the ticket filled in.

use super::super::{Actor, Error, Result, write};
use crate::{
    domain::{
        gsm,
        template::{self, TemplateError},
        time::Instant,
    },
    i18n::Language,
    store::{NewEvent, Reader, Store},
    t,
    voucher::{Around, Document, Letter, VoucherData, VoucherError, price, qr},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;

const TEXTS: &str = "messages.texts";

/// The texts of one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Texts {
    /// Subject of the mail.
    pub subject: String,
    /// The mail, with `{voucher}` where the voucher stands; without it, the voucher stands at the end.
    pub mail: String,
    /// The SMS.
    pub sms: String,
}

/// One of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextPart {
    /// Subject of the mail.
    Subject,
    /// The mail.
    Mail,
    /// The SMS.
    Sms,
}

/// A template of the house that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {error}", language.tag())]
pub struct TextError {
    /// In which language.
    pub language: Language,
    /// In which of its texts.
    pub part: TextPart,
    /// What is wrong.
    pub error: TemplateError,
}

/// The house's own texts, by the tag of their language.
pub type Own = BTreeMap<String, Texts>;

/// What can stand in a text.
pub const NAMES: [&str; 14] = [
    "location",
    "guest",
    "credentials",
    "code",
    "username",
    "password",
    "validity",
    "use_by",
    "wifi",
    "wifi_password",
    "login",
    "devices",
    "price",
    "product",
];

/// Where the voucher stands in a mail.
const VOUCHER: &str = "{voucher}";

/// Characters of a text at most: an SMS of ten parts, a mail of two pages.
pub const SMS_MAX: usize = 1530;
/// See [`SMS_MAX`].
pub const MAIL_MAX: usize = 10_000;

impl Texts {
    /// The program's own, in the guest's language.
    pub fn default_of(language: Language) -> Self {
        let words = language.words();
        Self {
            subject: t!(words, "mail-subject", location = "{location}"),
            mail: t!(
                words,
                "mail-body",
                location = "{location}",
                voucher = VOUCHER
            ),
            sms: t!(
                words,
                "sms-text",
                location = "{location}",
                credentials = "{credentials}",
                validity = "{validity}"
            ),
        }
    }

    /// One of them.
    pub fn part(&self, part: TextPart) -> &str {
        match part {
            TextPart::Subject => &self.subject,
            TextPart::Mail => &self.mail,
            TextPart::Sms => &self.sms,
        }
    }

    /// One of them, to be changed.
    pub fn part_mut(&mut self, part: TextPart) -> &mut String {
        match part {
            TextPart::Subject => &mut self.subject,
            TextPart::Mail => &mut self.mail,
            TextPart::Sms => &mut self.sms,
        }
    }
}

impl TextPart {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Subject, Self::Mail, Self::Sms];

    /// Whether a text has only names that can be filled in.
    pub fn check(self, text: &str) -> std::result::Result<(), TemplateError> {
        match self {
            Self::Mail => {
                let names: Vec<_> = NAMES.into_iter().chain(["voucher"]).collect();
                template::check(text, &names)
            }
            Self::Subject | Self::Sms => template::check(text, &NAMES),
        }
    }
}

/// The texts of the house in a language: its own, else the program's. A text that is empty is the program's.
pub fn of(own: &Own, language: Language) -> Texts {
    let mut texts = Texts::default_of(language);
    if let Some(own) = own.get(language.tag()) {
        for part in TextPart::ALL {
            if !own.part(part).trim().is_empty() {
                own.part(part).clone_into(texts.part_mut(part));
            }
        }
    }
    texts
}

/// The house's own texts.
pub fn own(store: &Store) -> Result<Own> {
    Ok(store.read(own_of)?)
}

pub(super) fn own_of(reader: &Reader<'_>) -> crate::store::Result<Own> {
    match reader.setting(TEXTS)? {
        Some(text) => serde_json::from_str(&text)
            .map_err(|error| crate::store::Error::Corrupt(format!("{TEXTS}: {error}"))),
        None => Ok(Own::new()),
    }
}

/// Keeps the house's own texts. One with a name that stands for nothing is refused, and none is kept.
pub fn set_own(store: &Store, now: Instant, actor: Actor, mut own: Own) -> Result<()> {
    for (tag, texts) in &mut own {
        let language: Language = tag
            .parse()
            .map_err(|error: crate::i18n::UnknownLanguage| Error::Invalid(error.to_string()))?;
        let default = Texts::default_of(language);
        for part in TextPart::ALL {
            let text = texts.part_mut(part);
            let most = if part == TextPart::Mail {
                MAIL_MAX
            } else {
                SMS_MAX
            };
            if text.chars().count() > most {
                return Err(Error::OutOfRange {
                    what: "the length of the text",
                    min: 0,
                    max: most as u64,
                });
            }
            part.check(text).map_err(|error| TextError {
                language,
                part,
                error,
            })?;
            // What is the program's stays the program's, and is mended with it.
            if text == default.part(part) {
                text.clear();
            }
        }
    }
    own.retain(|_, texts| *texts != Texts::default());
    let text = serde_json::to_string(&own).map_err(|error| Error::Invalid(error.to_string()))?;
    write(store, move |tx| {
        tx.set_setting(TEXTS, &text)?;
        let _ = tx.append_event(&NewEvent {
            at: now,
            actor: actor.as_str().to_owned(),
            kind: "settings.changed".to_owned(),
            subject: None,
            before: None,
            after: Some(json!({ "setting": TEXTS })),
        })?;
        Ok(())
    })
}

/// What a name stands for on this ticket; nothing for a name that stands for nothing.
pub fn value(data: &VoucherData, language: Language, name: &str) -> Option<String> {
    let words = language.words();
    let wifi = data.wifi.as_ref();
    Some(match name {
        "location" => data.location.clone(),
        "guest" => data.user_id.clone(),
        "credentials" if data.is_code => t!(words, "message-code", code = data.code()),
        "credentials" => t!(
            words,
            "message-pair",
            username = data.username.as_str(),
            password = data.password.as_str()
        ),
        "code" | "password" if data.is_code => data.code(),
        "code" => format!("{} / {}", data.username, data.password),
        "username" => data.code(),
        "password" => data.password.clone(),
        "validity" => data.validity_in(language),
        "use_by" => data.use_by_in(language).unwrap_or_default(),
        "wifi" => wifi.map(|wifi| wifi.ssid.clone()).unwrap_or_default(),
        "wifi_password" => wifi.map(|wifi| wifi.password.clone()).unwrap_or_default(),
        "login" => log_in(data).unwrap_or_default(),
        "devices" => data.devices.to_string(),
        "price" => data
            .price
            .map(|money| price(language, money))
            .unwrap_or_default(),
        "product" => data.product.clone(),
        _ => return None,
    })
}

fn log_in(data: &VoucherData) -> Option<String> {
    data.login_url
        .as_ref()
        .map(|url| qr::login_url(url, &data.username, &data.password))
}

/// A text with the ticket filled in.
pub fn filled(
    template: &str,
    data: &VoucherData,
    language: Language,
) -> std::result::Result<String, TemplateError> {
    template::fill(template, |name| value(data, language, name))
}

/// Subject and parts of the mail about a ticket.
pub fn letter(texts: &Texts, data: &VoucherData, language: Language) -> Result<(String, Letter)> {
    let wrong = |part| {
        move |error| TextError {
            language,
            part,
            error,
        }
    };
    let subject = filled(&texts.subject, data, language).map_err(wrong(TextPart::Subject))?;
    let (before, after) = texts.mail.split_once(VOUCHER).unwrap_or((&texts.mail, ""));
    let paragraphs = |text: &str| filled(text, data, language).map_err(wrong(TextPart::Mail));
    let around = Around {
        before: paragraphs(before)?,
        after: paragraphs(&after.replace(VOUCHER, ""))?,
        log_in: log_in(data),
    };
    let document = Document::new(data, language)?;
    let letter =
        Letter::new(&document, &around).map_err(|error: VoucherError| Error::from(error))?;
    Ok((subject, letter))
}

/// What the texts of a language say about a ticket, while they are typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Subject of the mail.
    pub subject: std::result::Result<String, TemplateError>,
    /// The mail, with `here` where the voucher stands.
    pub mail: std::result::Result<String, TemplateError>,
    /// The SMS, as it is sent.
    pub sms: std::result::Result<String, TemplateError>,
}

/// See [`Preview`].
pub fn preview(
    texts: &Texts,
    data: &VoucherData,
    language: Language,
    here: &str,
    plain_letters: bool,
) -> Preview {
    let mail = template::fill(&texts.mail, |name| match name {
        "voucher" => Some(here.to_owned()),
        name => value(data, language, name),
    });
    let mail = mail.map(|mail| {
        if texts.mail.contains(VOUCHER) {
            mail
        } else {
            format!("{}\n\n{here}", mail.trim_end())
        }
    });
    let sms = filled(&texts.sms, data, language);
    Preview {
        subject: filled(&texts.subject, data, language),
        mail,
        sms: sms.map(|sms| if plain_letters { gsm::plain(&sms) } else { sms }),
    }
}
