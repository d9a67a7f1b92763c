//! Why a gateway did not do what it was asked.

use super::Fingerprint;
use serde::{Deserialize, Serialize};
use std::{fmt, time::Duration};

/// What stood in the way. The sentence and the remedy are made from it by the face that shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Nobody answers there: a wrong address or port, or it is off.
    Unreachable,
    /// It took the connection and then said nothing for too long.
    Silent,
    /// It shows another certificate than the one that was pinned.
    CertificateChanged {
        /// Pinned.
        expected: Fingerprint,
        /// Shown.
        shown: Fingerprint,
    },
    /// It cannot speak TLS as we do: plain HTTP at that port, or a suite without certificates.
    NoTls,
    /// Name, password or key are not accepted.
    Login,
    /// The login is right, but may not do this.
    Rights,
    /// It asks to wait: too many logins or requests.
    Throttled {
        /// For how long, if it says so.
        after: Option<Duration>,
    },
    /// Something else answers there than what was expected.
    WrongProduct,
    /// Its version has no interface that can be spoken to.
    TooOld,
    /// What was to be changed is gone.
    NotThere,
    /// The name belongs to something else.
    Taken,
    /// It says no, for a reason of its own.
    Refused,
    /// It is starting, updating or busy.
    Busy,
    /// It says yes, and reading back shows no.
    NotKept,
    /// It answers something that cannot be understood.
    Strange,
    /// What was typed about it is incomplete or wrong.
    Settings,
    /// It has no such thing.
    Unsupported,
}

/// Whether trying again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// By itself, after a while.
    Later,
    /// After this long, not before.
    After(Duration),
    /// After it was read and planned anew.
    Anew,
    /// Not before somebody changes something, here or there.
    ByHand,
}

/// Why a gateway did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What stood in the way.
    pub cause: Cause,
    /// What the other side or the system said, in its own words, without secrets; may be empty.
    pub detail: String,
}

/// Characters of an answer that are kept: enough for a sentence, too few to fill a disk.
const DETAIL_MAX: usize = 300;

impl Failure {
    /// A failure, with what the other side said.
    pub fn new(cause: Cause, detail: impl fmt::Display) -> Self {
        let detail = detail.to_string();
        let words: Vec<_> = detail.split_whitespace().collect();
        Self {
            cause,
            detail: words.join(" ").chars().take(DETAIL_MAX).collect(),
        }
    }

    /// The vendor has no such thing.
    pub fn unsupported(what: &str) -> Self {
        Self::new(Cause::Unsupported, what)
    }

    /// Whether trying again can help.
    pub fn retry(&self) -> Retry {
        match &self.cause {
            Cause::Throttled { after: Some(after) } => Retry::After(*after),
            Cause::Unreachable | Cause::Silent | Cause::Busy | Cause::Throttled { after: None } => {
                Retry::Later
            }
            Cause::NotThere | Cause::Taken | Cause::NotKept | Cause::Strange => Retry::Anew,
            Cause::CertificateChanged { .. }
            | Cause::NoTls
            | Cause::Login
            | Cause::Rights
            | Cause::WrongProduct
            | Cause::TooOld
            | Cause::Refused
            | Cause::Settings
            | Cause::Unsupported => Retry::ByHand,
        }
    }

    /// Whether it is about one thing alone, so that the next may well succeed.
    pub fn is_of_one(&self) -> bool {
        matches!(
            self.cause,
            Cause::NotThere | Cause::Taken | Cause::Refused | Cause::Settings | Cause::Unsupported
        )
    }
}

impl Cause {
    /// Its stable name.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Silent => "silent",
            Self::CertificateChanged { .. } => "certificate_changed",
            Self::NoTls => "no_tls",
            Self::Login => "login",
            Self::Rights => "rights",
            Self::Throttled { .. } => "throttled",
            Self::WrongProduct => "wrong_product",
            Self::TooOld => "too_old",
            Self::NotThere => "not_there",
            Self::Taken => "taken",
            Self::Refused => "refused",
            Self::Busy => "busy",
            Self::NotKept => "not_kept",
            Self::Strange => "strange",
            Self::Settings => "settings",
            Self::Unsupported => "unsupported",
        }
    }
}

impl fmt::Display for Failure {
    /// In English, for logs and the command line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Cause::Unreachable => f.write_str("the gateway cannot be reached")?,
            Cause::Silent => f.write_str("the gateway did not answer in time")?,
            Cause::CertificateChanged { expected, shown } => write!(
                f,
                "the gateway shows another certificate than before: {shown} in place of {expected}"
            )?,
            Cause::NoTls => f.write_str("the gateway does not speak TLS there")?,
            Cause::Login => f.write_str("the gateway does not accept the login")?,
            Cause::Rights => f.write_str("the login may not do this at the gateway")?,
            Cause::Throttled { .. } => f.write_str("the gateway asks to wait")?,
            Cause::WrongProduct => f.write_str("something else answers at this address")?,
            Cause::TooOld => f.write_str("the gateway's version is too old")?,
            Cause::NotThere => f.write_str("it is no longer at the gateway")?,
            Cause::Taken => f.write_str("the name is taken at the gateway")?,
            Cause::Refused => f.write_str("the gateway refused")?,
            Cause::Busy => f.write_str("the gateway is busy")?,
            Cause::NotKept => f.write_str("the gateway said yes and did not do it")?,
            Cause::Strange => f.write_str("the gateway's answer cannot be understood")?,
            Cause::Settings => f.write_str("the settings of the gateway are incomplete")?,
            Cause::Unsupported => f.write_str("this kind of gateway does not have")?,
        }
        if !self.detail.is_empty() {
            write!(f, " ({})", self.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
