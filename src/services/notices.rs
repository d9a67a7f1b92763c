//! The notice of upcoming expiry (P35, A36, PX13, PX14): the general options, and the sweep that writes what is due.
//!
//! A notice is due on the local date that lies so many days before the expiry, from nine in the morning on: nobody is
//! woken by a message because his ticket was first used at three at night. It is written once for each account and
//! expiry: its id is computed of both, and the ticket remembers for which expiry one was decided. A recharge or an
//! extension makes another expiry, and with it another notice; a product whose whole life is shorter than the days sends
//! nothing, and neither does one without an expiry.

use super::{Actor, Error, Result, event, write};
use crate::{
    domain::{
        location::Location,
        time::{self, Instant},
    },
    i18n::Language,
    store::{self, NewDelivery, NewEvent, Reader, Store, ToNotice, Tx},
    t, voucher,
};
use chrono::{NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The kind of its rows in the outbox.
pub const KIND: &str = "notice";
/// Days of notice where nobody has set others.
pub const DEFAULT_DAYS: u16 = 3;
/// Most days of notice.
pub const MAX_DAYS: u16 = 90;
/// Longest text, in characters: four parts of an SMS.
pub const TEXT_MAX: usize = 612;
/// The answer of a row whose guest left no address.
pub const NO_ADDRESS: &str = "no address: neither the guest's fields nor the user ID hold an e-mail address or a mobile number";
/// The answer of a row while nothing carries messages out.
pub const NO_CHANNEL: &str = "waits for a channel";

/// From when on a day notices go out, on the wall of the Location.
const MORNING: Option<NaiveTime> = NaiveTime::from_hms_opt(9, 0, 0);
/// Name of the setting.
const SETTING: &str = "notices";
/// Tickets that are decided in one transaction: logins in between do not wait.
const AT_ONCE: u32 = 500;
/// Digits of a telephone number (E.164).
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// The general options of notices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Days before the expiry, from 1 to [`MAX_DAYS`].
    pub days: u16,
    /// By language tag, with the placeholders of [`Placeholder`]; where one is missing, the program's own counts.
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            days: DEFAULT_DAYS,
            texts: BTreeMap::new(),
        }
    }
}

impl Options {
    /// The text in a language.
    pub fn text(&self, language: Language) -> String {
        match self.texts.get(language.tag()) {
            Some(text) if !text.trim().is_empty() => text.clone(),
            _ => own_text(language),
        }
    }
}

/// The program's own text in a language.
pub fn own_text(language: Language) -> String {
    let [name, code, date, location] = Placeholder::ALL.map(Placeholder::written);
    t!(
        language.words(),
        "notice-text",
        name = name,
        code = code,
        date = date,
        location = location
    )
}

/// What a text leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    /// Whom the ticket is for.
    Name,
    /// What the guest types.
    Code,
    /// Day and time of the expiry, in the guest's language.
    Date,
    /// Name of the Location.
    Location,
}

impl Placeholder {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Name, Self::Code, Self::Date, Self::Location];

    /// As it stands in a text.
    pub const fn written(self) -> &'static str {
        match self {
            Self::Name => "{name}",
            Self::Code => "{code}",
            Self::Date => "{date}",
            Self::Location => "{location}",
        }
    }
}

/// Why a text cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    /// Not from 1 to [`MAX_DAYS`].
    #[error("the days of notice are from 1 to {MAX_DAYS}")]
    Days,
    /// More than four parts of an SMS.
    #[error("the text of a notice has {TEXT_MAX} characters at most")]
    TooLong,
    /// A word in braces that stands for nothing.
    #[error("`{0}` stands for nothing: there are {{name}}, {{code}}, {{date}} and {{location}}")]
    Unknown(String),
    /// Without the date nobody knows what it is about.
    #[error("the text needs {{date}}: when the ticket expires")]
    NoDate,
    /// A language in which nothing is written to guests.
    #[error("`{0}` is no language of messages: en, es or it")]
    Language(String),
}

/// Looks a text over. An empty one is the program's own.
pub fn check_text(text: &str) -> std::result::Result<(), NoticeError> {
    if text.trim().is_empty() {
        return Ok(());
    }
    if text.chars().count() > TEXT_MAX {
        return Err(NoticeError::TooLong);
    }
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        let word = after.split_once('}').map_or(after, |(word, _)| word);
        let whole = format!("{{{word}}}");
        if !Placeholder::ALL.iter().any(|one| one.written() == whole) {
            let shown: String = whole.chars().take(24).collect();
            return Err(NoticeError::Unknown(shown));
        }
        rest = after;
    }
    if text.contains(Placeholder::Date.written()) {
        Ok(())
    } else {
        Err(NoticeError::NoDate)
    }
}

/// What is put in place of the placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values {
    /// Whom the ticket is for.
    pub name: String,
    /// What the guest types.
    pub code: String,
    /// When it expires.
    pub expires_at: Instant,
}

/// A text with its placeholders filled, in one go: what stands in a guest's name is never read as a placeholder.
pub fn fill(text: &str, language: Language, location: &Location, values: &Values) -> String {
    let date = voucher::moment(
        language.words(),
        &values.expires_at.with_timezone(&location.zone),
    );
    let mut filled = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let word = after.split_once('}');
        let value = word.and_then(|(word, _)| match word {
            "name" => Some(&values.name),
            "code" => Some(&values.code),
            "date" => Some(&date),
            "location" => Some(&location.name),
            _ => None,
        });
        match (value, word) {
            (Some(value), Some((_, after))) => {
                filled.push_str(value);
                rest = after;
            }
            _ => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// A text as a guest would read it, for the screen that edits it.
pub fn preview(
    text: &str,
    language: Language,
    location: &Location,
    now: Instant,
    days: u16,
) -> String {
    let text = if text.trim().is_empty() {
        own_text(language)
    } else {
        text.to_owned()
    };
    let values = Values {
        name: "Ana Rossi".to_owned(),
        code: "ABCDE-23456".to_owned(),
        expires_at: now + TimeDelta::days(i64::from(days)),
    };
    fill(&text, language, location, &values)
}

/// The options as they are set.
pub fn options(store: &Store) -> Result<Options> {
    Ok(store.read(|reader| options_in(reader))?)
}

fn options_in(reader: &Reader<'_>) -> store::Result<Options> {
    let set = reader.setting(SETTING)?;
    let read = |text: String| {
        serde_json::from_str(&text)
            .map_err(|error| store::Error::Corrupt(format!("setting {SETTING}: {error}")))
    };
    set.map_or_else(|| Ok(Options::default()), read)
}

/// Sets the options. `before` is what was read: where somebody else has changed it, nothing is.
pub fn set_options(
    store: &Store,
    now: Instant,
    actor: Actor,
    before: Options,
    mut after: Options,
) -> Result<Options> {
    if !(1..=MAX_DAYS).contains(&after.days) {
        return Err(NoticeError::Days.into());
    }
    after.texts.retain(|_, text| !text.trim().is_empty());
    for (tag, text) in &after.texts {
        if !Language::ALL.iter().any(|one| one.tag() == tag) {
            return Err(NoticeError::Language(tag.clone()).into());
        }
        check_text(text)?;
    }
    write(store, move |tx| {
        if options_in(tx)? != before {
            return Err(Error::ChangedMeanwhile);
        }
        let shape = |options: &Options| serde_json::to_value(options).ok();
        let text =
            serde_json::to_string(&after).map_err(|error| Error::Invalid(error.to_string()))?;
        tx.set_setting(SETTING, &text)?;
        let location = tx.location()?.id;
        let _ = tx.append_event(&NewEvent {
            before: shape(&before),
            after: shape(&after),
            ..event(now, actor, "notices.changed", location.0)
        })?;
        Ok(after)
    })
}

/// How a notice reaches a guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Email,
    /// SMS.
    Sms,
}

/// Where a notice goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// By what.
    pub channel: Channel,
    /// An e-mail address, or a number in its international form.
    pub to: String,
}

/// Where a guest can be reached: an e-mail address or a mobile number among the extra fields of the ticket, else the
/// user ID where that is one. A room number is none: a number counts in a field whose name speaks of a telephone, or
/// with the sign of its country.
pub fn address(user_id: &str, fields: &BTreeMap<String, String>) -> Option<Address> {
    let email = |text: &str| {
        is_email(text.trim()).then(|| Address {
            channel: Channel::Email,
            to: text.trim().to_owned(),
        })
    };
    let sms = |text: &str, named: bool| {
        phone(text, named).map(|to| Address {
            channel: Channel::Sms,
            to,
        })
    };
    let named = |key: &str| {
        let key = key.to_lowercase();
        [
            "mobile", "phone", "cell", "tel", "movil", "móvil", "handy", "sms",
        ]
        .iter()
        .any(|word| key.contains(word))
    };
    fields
        .values()
        .find_map(|value| email(value))
        .or_else(|| email(user_id))
        .or_else(|| {
            fields
                .iter()
                .find_map(|(key, value)| sms(value, named(key)))
        })
        .or_else(|| sms(user_id, false))
}

/// One `@`, something before it, a domain with a point behind it, no blanks: what a mail server is worth asking about.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = |part: &str| {
        !part.is_empty()
            && !part
                .chars()
                .any(|one| one.is_whitespace() || one.is_control() || "@,;<>\"".contains(one))
    };
    let labels = || domain.split('.').all(|label| !label.is_empty());
    plain(local) && plain(domain) && domain.contains('.') && labels() && text.len() <= 254
}

fn phone(text: &str, named: bool) -> Option<String> {
    let text = text.trim();
    let plain: String = text
        .chars()
        .filter(|one| !matches!(one, ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}'))
        .collect();
    let international = plain
        .strip_prefix('+')
        .or_else(|| plain.strip_prefix("00"))
        .map(|digits| (true, digits));
    let (abroad, digits) = international.unwrap_or((false, &plain));
    let good = digits.bytes().all(|byte| byte.is_ascii_digit())
        && PHONE_DIGITS.contains(&digits.len())
        && (abroad || named);
    good.then(|| {
        if abroad {
            format!("+{digits}")
        } else {
            digits.to_owned()
        }
    })
}

/// The instant before which expiries are due at `now`: from nine in the morning on, the end of the local day that lies
/// `days` ahead; earlier in the morning, its beginning.
fn due_before(now: Instant, days: u16, location: &Location) -> Instant {
    let local = time::local(now, location.zone);
    let ahead = i64::from(days) + i64::from(MORNING.is_none_or(|morning| local.time() >= morning));
    time::start_of_day(time::add_days(local.date(), ahead), location.zone)
}

/// Whether a notice makes sense: the life of the product is not shorter than the days (PX13), which keep the clock's
/// time over changes of it (A19).
fn lives_longer(one: &ToNotice, days: u16, location: &Location) -> bool {
    let began = time::local(one.began, location.zone);
    let later = time::add_days(began.date(), i64::from(days)).and_time(began.time());
    time::resolve(later, location.zone) <= one.expires_at
}

/// The id of the notice of one expiry of one account: the same whoever computes it.
fn id_of(one: &ToNotice) -> Uuid {
    let digest = Sha256::new_with_prefix(b"innkeeper notice v1")
        .chain_update(one.account.0.as_bytes())
        .chain_update(one.expires_at.timestamp_millis().to_be_bytes())
        .finalize();
    let mut bytes = [0; 16];
    for (byte, of) in bytes.iter_mut().zip(digest) {
        *byte = of;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Whether the sweep has anything to decide at `now`. Costs two looks into an index.
pub(super) fn any_due(
    reader: &Reader<'_>,
    now: Instant,
    location: &Location,
) -> store::Result<bool> {
    if !reader.any_product_notifies()? {
        return Ok(false);
    }
    let before = due_before(now, options_in(reader)?.days, location);
    Ok(!reader.to_notice(now, before, 1)?.is_empty())
}

/// Decides what is due: a row of the outbox for each guest who is to be told, and a mark on every ticket looked at.
pub(super) fn sweep(tx: &Tx<'_>, now: Instant, location: &Location) -> store::Result<usize> {
    let options = options_in(tx)?;
    let before = due_before(now, options.days, location);
    let mut notifies = BTreeMap::new();
    let mut told = 0;
    for one in tx.to_notice(now, before, AT_ONCE)? {
        let asked = match notifies.get(&one.product.0) {
            Some(known) => *known,
            None => {
                let product = tx.product(one.product)?;
                let asked = product.notify_expiration && product.expiration.has_notification();
                let _ = notifies.insert(one.product.0, asked);
                asked
            }
        };
        if asked && lives_longer(&one, options.days, location) {
            tell(tx, now, &one)?;
            told += 1;
        }
        tx.note_noticed(one.ticket, one.expires_at)?;
    }
    Ok(told)
}

/// Writes the row of one guest. The text is made when it is sent, so that no code lies open in the outbox.
fn tell(tx: &Tx<'_>, now: Instant, one: &ToNotice) -> store::Result<()> {
    let address = address(&one.user_id, &tx.fields(one.ticket)?);
    let new = NewDelivery {
        id: id_of(one),
        kind: KIND.to_owned(),
        subject: one.ticket.0,
        body: json!({ "serial": one.serial, "expires_at": one.expires_at, "address": address }),
        created_at: now,
        due_at: now,
    };
    if !tx.enqueue_once(&new)? {
        return Ok(());
    }
    match &address {
        None => tx.finish_delivery(new.id, now, NO_ADDRESS)?,
        Some(address) if has_channel(tx, address)? => {}
        Some(_) => tx.postpone_delivery(new.id, now + WAIT, NO_CHANNEL)?,
    }
    let after = json!({ "serial": one.serial, "expires_at": one.expires_at, "address": address });
    let _ = tx.append_event(&NewEvent {
        after: Some(after),
        ..event(now, Actor::Engine, "notice.due", one.ticket.0)
    })?;
    Ok(())
}

/// Whether the house has set up what carries to such an address.
fn has_channel(tx: &Tx<'_>, address: &Address) -> store::Result<bool> {
    let wanted = match address.channel {
        Channel::Email => super::messages::Channel::Email,
        Channel::Sms => super::messages::Channel::Sms,
    };
    Ok(super::messages::set_up(tx)?.contains(&wanted))
}

/// How long a row rests while nothing carries messages out.
const WAIT: TimeDelta = TimeDelta::hours(1);

/// What is sent for a row: the text in the language of the Location's vouchers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Where it goes.
    pub address: Address,
    /// Of an e-mail.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// Makes the message of a row of kind [`KIND`]; none where its ticket meanwhile has another expiry, or no address.
pub fn message(reader: &Reader<'_>, row: &NewDelivery) -> store::Result<Option<Message>> {
    let ticket = reader.ticket(crate::domain::id::TicketId(row.subject))?;
    let address = row.body.get("address").cloned().unwrap_or_default();
    let Ok(Some(address)) = serde_json::from_value::<Option<Address>>(address) else {
        return Ok(None);
    };
    let expires_at = row.body.get("expires_at").cloned().unwrap_or_default();
    let expires_at: Option<Instant> = serde_json::from_value(expires_at).ok();
    let (Some(expires_at), true) = (expires_at, ticket.expires_at == expires_at) else {
        return Ok(None);
    };
    let location = reader.location()?;
    let language: Language = location.language.parse().unwrap_or_default();
    let values = Values {
        name: ticket.user_id.clone(),
        code: reader.credentials(ticket.id)?.username,
        expires_at,
    };
    let text = options_in(reader)?.text(language);
    Ok(Some(Message {
        address,
        subject: t!(
            language.words(),
            "notice-subject",
            location = location.name.as_str()
        ),
        text: fill(&text, language, &location, &values),
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what must hold")]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts() {
        assert_eq!(check_text(""), Ok(()));
        assert_eq!(check_text("{name}: {date}, {code}, {location}"), Ok(()));
        assert_eq!(check_text("soon"), Err(NoticeError::NoDate));
        assert_eq!(
            check_text("{date} {room}"),
            Err(NoticeError::Unknown("{room}".into()))
        );
        assert_eq!(
            check_text("{date} {"),
            Err(NoticeError::Unknown("{}".into()))
        );
        assert_eq!(
            check_text(&format!("{{date}}{}", "x".repeat(TEXT_MAX))),
            Err(NoticeError::TooLong)
        );
        for language in Language::ALL {
            assert_eq!(check_text(&own_text(language)), Ok(()), "{language}");
        }
    }

    #[test]
    fn addresses() {
        let fields = |pairs: &[(&str, &str)]| {
            pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect::<BTreeMap<_, _>>()
        };
        let found = |user_id: &str, pairs: &[(&str, &str)]| {
            address(user_id, &fields(pairs)).map(|address| (address.channel, address.to))
        };
        let email = |to: &str| Some((Channel::Email, to.to_owned()));
        let sms = |to: &str| Some((Channel::Sms, to.to_owned()));
        assert_eq!(
            found(
                "214",
                &[("E-mail", " ana@example.org "), ("Mobile", "600 111 222")]
            ),
            email("ana@example.org")
        );
        assert_eq!(found("214", &[("Móvil", "600 111 222")]), sms("600111222"));
        assert_eq!(
            found("214", &[("Note", "600 111 222")]),
            None,
            "who knows what this number is"
        );
        assert_eq!(found("ana@example.org", &[]), email("ana@example.org"));
        assert_eq!(found("+34 600-111-222", &[]), sms("+34600111222"));
        assert_eq!(found("0034600111222", &[]), sms("+34600111222"));
        for nobody in [
            "214",
            "2141234567",
            "Ana",
            "ana@example",
            "@example.org",
            "a b@example.org",
            "a@b@c.org",
            "a@.org",
        ] {
            assert_eq!(found(nobody, &[]), None, "{nobody}");
        }
    }

    proptest! {
        /// What a guest is called is written as it is, whatever it looks like.
        #[test]
        fn a_name_is_never_a_placeholder(name in "[a-z{}]{0,12}", text in "[a-z {}]{0,20}") {
            let location = location();
            let values = Values { name: name.clone(), code: "C".into(), expires_at: "2026-07-01T12:00:00Z".parse().unwrap() };
            let filled = fill(&format!("<{{name}}>{text}"), Language::English, &location, &values);
            let start = format!("<{name}>");
            prop_assert!(filled.starts_with(&start));
        }
    }

    fn location() -> Location {
        let folder = tempfile::tempdir().unwrap();
        let new = crate::services::setup::NewLocation {
            name: "Hotel Sol".into(),
            zone: chrono_tz::Europe::Rome,
            currency: "EUR".parse().unwrap(),
            sector: crate::domain::location::Sector::Hospitality,
            rooms: None,
            aps: None,
            language: Language::Spanish,
            ssid: None,
            wifi_password: None,
            login_url: None,
        };
        let now = "2026-05-01T00:00:00Z".parse().unwrap();
        let store = crate::services::setup::init(folder.path(), now, Actor::Cli, new).unwrap();
        crate::services::location::show(&store).unwrap()
    }

    #[test]
    fn filled_in_the_guests_language() {
        let location = location();
        let values = Values {
            name: "Ana".into(),
            code: "ABCDE-23456".into(),
            expires_at: "2026-05-31T21:59:00Z".parse().unwrap(),
        };
        let filled = fill(
            "{name}: {code} hasta {date}. {location} {x}",
            Language::Spanish,
            &location,
            &values,
        );
        assert_eq!(
            filled,
            "Ana: ABCDE-23456 hasta dom 31 de mayo de 2026, 23:59. Hotel Sol {x}"
        );
    }
}
