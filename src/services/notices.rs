//! The notice of upcoming expiry (P35, A36, PX13, PX14): the general options, and the sweep that writes what is due.
//!
//! A notice is due on the local date that lies so many days before the expiry, from nine in the morning on: nobody is
//! woken by a message because his ticket was first used at three at night. It is written once for each account and
//! expiry: its id is computed of both, and the ticket remembers for which expiry one was decided. A recharge or an
//! extension makes another expiry, and with it another notice; a product whose whole life is shorter than the days sends
//! nothing, and neither does one without an expiry.

use super::{Actor, Error, Result, event, messages, write};
use crate::{
    domain::{
        email::EmailAddress,
        fields::FieldKind,
        location::Location,
        phone::{Country, PhoneNumber},
        template::{self, TemplateError},
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
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// The kind of its rows in the outbox; [`messages`] carries them out.
pub const KIND: &str = "notice";
/// Days of notice where nobody has set others.
pub const DEFAULT_DAYS: u16 = 3;
/// Most days of notice.
pub const MAX_DAYS: u16 = 90;
/// Longest text, in characters: four parts of an SMS.
pub const TEXT_MAX: usize = 612;
/// The answer of a row whose guest left no address.
pub const NO_ADDRESS: &str = "no address: neither the guest's fields nor the user ID hold an e-mail address or a mobile number";
/// The answer of a row while the house has no mail server or SMS gateway for it.
pub const NO_CHANNEL: &str = "waits for a channel";

/// From when on a day notices go out, on the wall of the Location.
const MORNING: Option<NaiveTime> = NaiveTime::from_hms_opt(9, 0, 0);
/// Name of the setting.
const SETTING: &str = "notices";
/// Tickets that are decided in one transaction: logins in between do not wait.
const AT_ONCE: u32 = 500;
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
    template::check(text, &NAMES).map_err(|error| match error {
        TemplateError::Unknown(name) => {
            let name: String = name.chars().take(24).collect();
            NoticeError::Unknown(format!("{{{name}}}"))
        }
        TemplateError::Open => NoticeError::Unknown("{".to_owned()),
    })?;
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

/// The names of the placeholders.
const NAMES: [&str; 4] = ["name", "code", "date", "location"];

/// A text with its placeholders filled. What cannot be filled in stays as it stands.
pub fn fill(text: &str, language: Language, location: &Location, values: &Values) -> String {
    let filled = template::fill(text, |name| {
        Some(match name {
            "name" => values.name.clone(),
            "code" => values.code.clone(),
            "date" => voucher::moment(
                language.words(),
                &values.expires_at.with_timezone(&location.zone),
            ),
            "location" => location.name.clone(),
            other => format!("{{{other}}}"),
        })
    });
    filled.unwrap_or_else(|_| text.to_owned())
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
    Ok(store.read(options_in)?)
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

impl Address {
    fn channel(&self) -> messages::Channel {
        match self.channel {
            Channel::Email => messages::Channel::Email,
            Channel::Sms => messages::Channel::Sms,
        }
    }
}

/// Where a guest can be reached: the e-mail address or the mobile number among the extra fields of the ticket, else the
/// user ID where that is one. A room number is none: as a user ID, a telephone number needs the sign of its country. Of
/// several the first whose channel the house has set up, else the first.
pub fn address(
    user_id: &str,
    fields: &BTreeMap<String, String>,
    home: Option<Country>,
    set_up: &[messages::Channel],
) -> Option<Address> {
    let field = |kind: FieldKind| fields.get(kind.key()).map(String::as_str);
    let by = |channel| move |to: String| Address { channel, to };
    let email = |text: &str| {
        let parsed = EmailAddress::parse(text).ok();
        parsed.map(|it| it.to_string()).map(by(Channel::Email))
    };
    let sms = |text: &str, home| {
        let parsed = PhoneNumber::parse(text, home).ok();
        parsed
            .map(|it| it.as_str().to_owned())
            .map(by(Channel::Sms))
    };
    let abroad = ["+", "00"]
        .iter()
        .any(|sign| user_id.trim().starts_with(sign));
    let all = [
        field(FieldKind::Email).and_then(email),
        email(user_id),
        field(FieldKind::Mobile).and_then(|text| sms(text, home)),
        abroad.then(|| sms(user_id, home)).flatten(),
    ];
    let can = |address: &&Address| set_up.contains(&address.channel());
    let all: Vec<Address> = all.into_iter().flatten().collect();
    all.iter().find(can).or_else(|| all.first()).cloned()
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

/// Whether the sweep has anything to decide at `now`. Mostly costs one look into an index.
pub(super) fn any_due(
    reader: &Reader<'_>,
    now: Instant,
    location: &Location,
) -> store::Result<bool> {
    let before = due_before(now, options_in(reader)?.days, location);
    Ok(!reader.to_notice(now, before, 1)?.is_empty() && reader.any_product_notifies()?)
}

/// Decides what is due: a row of the outbox for each guest who is to be told, and a mark on every ticket looked at.
pub(super) fn sweep(tx: &Tx<'_>, now: Instant, location: &Location) -> store::Result<usize> {
    let options = options_in(tx)?;
    let before = due_before(now, options.days, location);
    let mut notifies = HashMap::new();
    let mut told = 0;
    for one in tx.to_notice(now, before, AT_ONCE)? {
        let asked = if let Some(known) = notifies.get(&one.product) {
            *known
        } else {
            // What the guest was sold decides, not what the product is now (P38).
            let product = tx.product_at(one.product)?;
            let asked = product.notify_expiration && product.expiration.has_notification();
            let _ = notifies.insert(one.product, asked);
            asked
        };
        if asked && lives_longer(&one, options.days, location) {
            tell(tx, now, &one, location)?;
            told += 1;
        }
        tx.note_noticed(one.ticket, one.expires_at)?;
    }
    Ok(told)
}

/// Writes the row of one guest. The text is made when it is sent, so that no code lies open in the outbox.
fn tell(tx: &Tx<'_>, now: Instant, one: &ToNotice, location: &Location) -> store::Result<()> {
    let set_up = messages::set_up(tx)?;
    let home = Country::of_zone(location.zone.name());
    let address = address(&one.user_id, &tx.fields(one.ticket)?, home, &set_up);
    let body = json!({ "serial": one.serial, "expires_at": one.expires_at, "address": address });
    let new = NewDelivery {
        id: id_of(one),
        kind: KIND.to_owned(),
        subject: one.ticket.0,
        body: body.clone(),
        created_at: now,
        due_at: now,
    };
    if !tx.enqueue_once(&new)? {
        return Ok(());
    }
    match &address {
        None => tx.finish_delivery(new.id, now, NO_ADDRESS)?,
        Some(address) if set_up.contains(&address.channel()) => {}
        Some(_) => tx.postpone_delivery(new.id, now + WAIT, NO_CHANNEL)?,
    }
    let _ = tx.append_event(&NewEvent {
        after: Some(body),
        ..event(now, Actor::Engine, "notice.due", one.ticket.0)
    })?;
    Ok(())
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

/// Makes the message of a row of kind [`KIND`]; none where its ticket meanwhile has another expiry, which has a notice of
/// its own, or where there is no address.
pub fn message(reader: &Reader<'_>, row: &NewDelivery) -> store::Result<Option<Message>> {
    let ticket = reader.ticket(crate::domain::id::TicketId(row.subject))?;
    let value = |name: &str| row.body.get(name).cloned().unwrap_or_default();
    let address = serde_json::from_value::<Option<Address>>(value("address"));
    let expires_at = serde_json::from_value::<Instant>(value("expires_at")).ok();
    let (Ok(Some(address)), Some(expires_at)) = (address, expires_at) else {
        return Ok(None);
    };
    if ticket.expires_at != Some(expires_at) {
        return Ok(None);
    }
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
            check_text("{date} {da"),
            Err(NoticeError::Unknown("{".into()))
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
        use messages::Channel::{Email, Sms};
        let found = |user_id: &str, pairs: &[(&str, &str)], set_up: &[messages::Channel]| {
            let fields = pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect();
            let spain = Country::of_zone("Europe/Madrid");
            address(user_id, &fields, spain, set_up).map(|address| address.to)
        };
        let both = [("email", "ana@example.org"), ("mobile", "600 111 222")];
        #[rustfmt::skip]
        let table = [
            ("214",                &both[..],                    &[Email, Sms][..], Some("ana@example.org")),
            ("214",                &both[..],                    &[Sms][..],        Some("+34600111222")),
            ("214",                &both[..],                    &[][..],           Some("ana@example.org")),
            ("214",                &both[1..],                   &[Email][..],      Some("+34600111222")),
            ("214",                &[("note", "600111222")][..], &[Sms][..],        None),
            ("eva@example.org",    &[][..],                      &[Email][..],      Some("eva@example.org")),
            ("+34 600-111-222",    &[][..],                      &[Sms][..],        Some("+34600111222")),
            ("0034600111222",      &[][..],                      &[Sms][..],        Some("+34600111222")),
            ("600111222",          &[][..],                      &[Sms][..],        None),
            ("214",                &[][..],                      &[Sms][..],        None),
            ("Ana",                &[][..],                      &[Email][..],      None),
        ];
        for (user_id, fields, set_up, expected) in table {
            let found = found(user_id, fields, set_up);
            assert_eq!(
                found.as_deref(),
                expected,
                "{user_id} {fields:?} {set_up:?}"
            );
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
