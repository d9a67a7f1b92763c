//! What the house has set up for e-mail and SMS. Both are kept sealed as a whole: passwords stand in them, and with some
//! gateways in their addresses too.

use super::{
    super::{Actor, Error, Result, write},
    Reports,
};
use crate::{
    delivery::{
        email::{Security, Server},
        sms::{
            Gateway, Method,
            preset::Preset,
            smpp::{self, Mistake},
        },
    },
    domain::{
        email::EmailAddress, location::Location, phone::Country, template::TemplateError,
        time::Instant,
    },
    store::{NewEvent, Reader, Store},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;
use std::{fs, path::Path, time::Duration};

const EMAIL: &str = "messages.email";
const SMS: &str = "messages.sms";

/// How long a server may be silent. RFC 5321 (4.5.3.2) allows minutes, for servers that deliver while one waits; a relay
/// or a gateway that needs half of one is out of order.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// The house's mail server, and who it writes as.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EmailSettings {
    /// Name or address of the server.
    pub host: String,
    /// Its port: mostly 465 or 587.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// User name; empty = no login.
    pub user: String,
    /// Its password.
    pub password: String,
    /// Who the mail is from, as guests read it; empty = the name of the Location.
    pub from_name: String,
    /// The address it is from.
    pub from: String,
    /// Where answers go; empty = to the sender.
    pub reply_to: String,
    /// Certificates (PEM) that are believed besides those of the system.
    pub authority: Option<String>,
}

/// The house's SMS gateway.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SmsSettings {
    /// Which kind it is.
    pub preset: Preset,
    /// How it is asked.
    pub gateway: Gateway,
    /// Country of numbers without a country code (ISO 3166-1 alpha-2); none = that of the Location's time zone.
    pub country: Option<String>,
    /// Letters that would double the price of a message are written plainly: `á` as `a`.
    pub plain_letters: bool,
    /// Where the gateway calls to say what became of a message; none = nobody listens.
    #[serde(default)]
    pub reports: Option<Reports>,
}

impl std::fmt::Debug for EmailSettings {
    /// Without the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EmailSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for SmsSettings {
    /// Without the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmsSettings")
            .field("preset", &self.preset)
            .finish_non_exhaustive()
    }
}

/// What is wrong with the settings, at which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// No server.
    #[error("name the mail server")]
    HostMissing,
    /// Port 0.
    #[error("a port is from 1 to 65535")]
    Port,
    /// A password without a user name.
    #[error("a password needs a user name")]
    UserMissing,
    /// The sender's address is none.
    #[error("the sender needs an address, as wifi@example.org")]
    From,
    /// The address for answers is none.
    #[error("the address for answers is none")]
    ReplyTo,
    /// The file holds no certificate.
    #[error("the file holds no certificate in PEM")]
    Authority,
    /// The gateway's address is none.
    #[error("the gateway needs an address that begins with http:// or https://")]
    Url,
    /// A placeholder that stands for nothing, or a brace too many.
    #[error("in the gateway's address, headers or body: {0}")]
    Template(#[from] TemplateError),
    /// Neither address nor body nor headers say to whom, or what.
    #[error("neither address nor body have a place for the number and the text")]
    NoRecipient,
    /// A header without a name, or with a sign that a name cannot have.
    #[error("{0:?} is no name of a header")]
    Header(String),
    /// Where the gateway reaches us is no address.
    #[error("where the gateway is to call needs an address that begins with http:// or https://")]
    ReportUrl,
    /// The SMSC's address is none.
    #[error("the SMSC needs an address as smpp://smsc.example.org:2775, or smpps:// with TLS")]
    Smsc,
    /// The SMSC's account cannot be one.
    #[error("an SMSC knows a user by 1 to 15 letters and digits, with a password of at most 8")]
    SmscAccount,
    /// No sender of an SMSC.
    #[error("the sender of an SMSC has at most 20 digits, or 11 letters")]
    SmscSender,
    /// A kind of system that is too long.
    #[error("the system type has at most 12 letters")]
    SystemType,
    /// A provider who serves many asks who it is.
    #[error("this provider asks for the account: name it")]
    AccountNeeded,
    /// And for its password.
    #[error("this provider asks for the password of the account")]
    PasswordNeeded,
    /// And from whom a message is.
    #[error("this provider asks for a sender: a number of yours, or up to 11 letters")]
    SenderNeeded,
    /// No such country.
    #[error("{0:?} is no country known here; write two letters, as ES")]
    Country(String),
}

impl EmailSettings {
    /// What is wrong with them, the first of it.
    pub fn check(&self) -> std::result::Result<(), SettingsError> {
        if self.host.trim().is_empty() || self.host.trim().contains(char::is_whitespace) {
            return Err(SettingsError::HostMissing);
        }
        if self.port == 0 {
            return Err(SettingsError::Port);
        }
        if self.user.trim().is_empty() && !self.password.is_empty() {
            return Err(SettingsError::UserMissing);
        }
        if EmailAddress::parse(&self.from).is_err() {
            return Err(SettingsError::From);
        }
        if !self.reply_to.trim().is_empty() && EmailAddress::parse(&self.reply_to).is_err() {
            return Err(SettingsError::ReplyTo);
        }
        if self
            .authority
            .as_ref()
            .is_some_and(|pem| !pem.contains("-----BEGIN CERTIFICATE-----"))
        {
            return Err(SettingsError::Authority);
        }
        Ok(())
    }

    /// The port that servers of this protection mostly have (RFC 8314, 3.3; RFC 6409, 3.1; RFC 5321, 4.5.4.2).
    pub fn usual_port(security: Security) -> u16 {
        match security {
            Security::Tls => 465,
            Security::Starttls => 587,
            Security::None => 25,
        }
    }

    pub(super) fn server(&self) -> Server {
        let user = self.user.trim();
        Server {
            host: self.host.trim().to_owned(),
            port: self.port,
            security: self.security,
            login: (!user.is_empty()).then(|| (user.to_owned(), self.password.clone())),
            authority: self.authority.clone().map(String::into_bytes),
            patience: PATIENCE,
        }
    }
}

impl SmsSettings {
    /// The settings for a preset, with what they have of account, sender and country.
    #[must_use]
    pub fn with_preset(&self, preset: Preset) -> Self {
        let gateway = Gateway {
            user: self.gateway.user.clone(),
            password: self.gateway.password.clone(),
            from: self.gateway.from.clone(),
            ..preset.gateway()
        };
        Self {
            preset,
            gateway,
            ..self.clone()
        }
    }

    /// The gateway as it is asked, with where it is to report.
    pub(super) fn asked(&self) -> Gateway {
        let gateway = self.gateway.clone();
        match self.reports {
            Some(_) => gateway.asking(self.preset.asks_for_report()),
            None => gateway,
        }
    }

    /// What is wrong with them, the first of it.
    pub fn check(&self) -> std::result::Result<(), SettingsError> {
        let gateway = &self.gateway;
        if let Some(country) = &self.country
            && Country::of_iso(country).is_none()
        {
            return Err(SettingsError::Country(country.clone()));
        }
        if gateway.method == Method::Smpp {
            return smpp::check(gateway).map_err(|mistake| match mistake {
                Mistake::Address => SettingsError::Smsc,
                Mistake::Account => SettingsError::SmscAccount,
                Mistake::Sender => SettingsError::SmscSender,
                Mistake::SystemType => SettingsError::SystemType,
            });
        }
        let url = gateway.url.trim().to_ascii_lowercase();
        let rest = url
            .strip_prefix("http://")
            .or_else(|| url.strip_prefix("https://"));
        if rest.is_none_or(|rest| rest.is_empty() || rest.starts_with(['/', '{']))
            || url.contains(char::is_whitespace)
        {
            return Err(SettingsError::Url);
        }
        gateway.check()?;
        if matches!(self.preset, Preset::Twilio | Preset::Vonage) {
            for (given, needed) in [
                (&gateway.user, SettingsError::AccountNeeded),
                (&gateway.password, SettingsError::PasswordNeeded),
                (&gateway.from, SettingsError::SenderNeeded),
            ] {
                if given.trim().is_empty() {
                    return Err(needed);
                }
            }
        }
        for (name, _) in &gateway.headers {
            let fits = |one: char| one.is_ascii_alphanumeric() || "-_".contains(one);
            if name.trim().is_empty() || !name.trim().chars().all(fits) {
                return Err(SettingsError::Header(name.clone()));
            }
        }
        let all = format!("{}\n{}", gateway.url, gateway.body);
        if !(all.contains("{to}") || all.contains("{digits}")) || !all.contains("{text}") {
            return Err(SettingsError::NoRecipient);
        }
        if let Some(reports) = &self.reports {
            let url = reports.url.trim().to_ascii_lowercase();
            let is_address = url.starts_with("http://") || url.starts_with("https://");
            if !url.is_empty() && (!is_address || url.contains(char::is_whitespace)) {
                return Err(SettingsError::ReportUrl);
            }
        }
        Ok(())
    }
}

/// The country of numbers without a country code: the one that was set, else that of the Location's time zone.
pub fn home(settings: Option<&SmsSettings>, location: &Location) -> Option<Country> {
    settings
        .and_then(|settings| settings.country.as_deref())
        .and_then(Country::of_iso)
        .or_else(|| Country::of_zone(location.zone.name()))
}

/// Reads a file with certificates.
pub fn read_authority(file: &Path) -> Result<String> {
    let pem = fs::read_to_string(file).map_err(|source| Error::File {
        path: file.display().to_string(),
        source,
    })?;
    if pem.contains("-----BEGIN CERTIFICATE-----") {
        Ok(pem)
    } else {
        Err(SettingsError::Authority.into())
    }
}

/// The settings for e-mail; none = it is not set up.
pub fn email(store: &Store) -> Result<Option<EmailSettings>> {
    Ok(store.read(email_of)?)
}

/// The settings for SMS; none = it is not set up.
pub fn sms(store: &Store) -> Result<Option<SmsSettings>> {
    Ok(store.read(sms_of)?)
}

pub(super) fn email_of(reader: &Reader<'_>) -> crate::store::Result<Option<EmailSettings>> {
    sealed(reader, EMAIL)
}

pub(super) fn sms_of(reader: &Reader<'_>) -> crate::store::Result<Option<SmsSettings>> {
    sealed(reader, SMS)
}

fn sealed<T: DeserializeOwned>(reader: &Reader<'_>, name: &str) -> crate::store::Result<Option<T>> {
    let Some(text) = reader.sealed_setting(name)? else {
        return Ok(None);
    };
    serde_json::from_str(&text)
        .map(Some)
        .map_err(|error| crate::store::Error::Corrupt(format!("{name}: {error}")))
}

/// Sets e-mail up, or with `None` turns it off.
pub fn set_email(
    store: &Store,
    now: Instant,
    actor: Actor,
    settings: Option<&EmailSettings>,
) -> Result<()> {
    if let Some(settings) = settings {
        settings.check()?;
    }
    let after = settings.map(
        |settings| json!({ "host": settings.host, "port": settings.port, "from": settings.from }),
    );
    keep(store, now, actor, EMAIL, settings, after)
}

/// Sets SMS up, or with `None` turns it off.
pub fn set_sms(
    store: &Store,
    now: Instant,
    actor: Actor,
    settings: Option<&SmsSettings>,
) -> Result<()> {
    if let Some(settings) = settings {
        settings.check()?;
    }
    let after = settings
        .map(|settings| json!({ "preset": settings.preset, "from": settings.gateway.from }));
    keep(store, now, actor, SMS, settings, after)
}

fn keep<T: Serialize>(
    store: &Store,
    now: Instant,
    actor: Actor,
    name: &'static str,
    value: Option<&T>,
    after: Option<serde_json::Value>,
) -> Result<()> {
    let text = value
        .map(serde_json::to_string)
        .transpose()
        .map_err(|error| Error::Invalid(error.to_string()))?;
    write(store, move |tx| {
        match &text {
            Some(text) => tx.set_sealed_setting(name, text)?,
            None => tx.remove_setting(name)?,
        }
        let _ = tx.append_event(&NewEvent {
            at: now,
            actor: actor.as_str().to_owned(),
            kind: "settings.changed".to_owned(),
            subject: None,
            before: None,
            after: Some(json!({ "setting": name, "value": after })),
        })?;
        Ok(())
    })
}
