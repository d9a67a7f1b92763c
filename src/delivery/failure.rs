//! Why a message did not get through.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What stood in the way. The sentence and the remedy are made from it by the face that shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Nobody answers there: a wrong name or port, or the network is down.
    Unreachable,
    /// The other side took the connection and then said nothing for too long.
    Silent,
    /// The other side cannot prove who it is, or does not encrypt.
    Certificate,
    /// User name or password are not accepted.
    Login,
    /// The other side does not know this recipient, or does not carry to them.
    Recipient,
    /// The other side will not have the message.
    Refused,
    /// The other side is busy and asks to try later.
    Later,
    /// There is no room for it on the disk that it is written to.
    Full,
    /// Only a part of the message was taken.
    HalfTaken,
    /// The other side answered something that cannot be understood.
    Strange,
    /// The settings are incomplete.
    Settings,
}

/// Why a message did not get through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What stood in the way.
    pub cause: Cause,
    /// What the other side or the system said, in its own words; may be empty.
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

    /// Whether another attempt with the same message is of no use. Wrong passwords and certificates are mended in the
    /// settings, so what waits for them may go out later.
    pub fn is_lasting(&self) -> bool {
        matches!(
            self.cause,
            Cause::Recipient | Cause::Refused | Cause::HalfTaken
        )
    }
}

impl Cause {
    /// Its stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Silent => "silent",
            Self::Certificate => "certificate",
            Self::Login => "login",
            Self::Recipient => "recipient",
            Self::Refused => "refused",
            Self::Later => "later",
            Self::Full => "full",
            Self::HalfTaken => "half_taken",
            Self::Strange => "strange",
            Self::Settings => "settings",
        }
    }
}

impl fmt::Display for Failure {
    /// In English, for logs and the command line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let happened = match self.cause {
            Cause::Unreachable => "the server cannot be reached",
            Cause::Silent => "the server did not answer in time",
            Cause::Certificate => "there is no safe connection to the server",
            Cause::Login => "the server does not accept user name or password",
            Cause::Recipient => "the server does not accept this recipient",
            Cause::Refused => "the server refused the message",
            Cause::Later => "the server asks to try again later",
            Cause::Full => "there is no room on the disk",
            Cause::HalfTaken => "only a part of the message was taken",
            Cause::Strange => "the server gave an answer that cannot be understood",
            Cause::Settings => "the settings are incomplete",
        };
        f.write_str(happened)?;
        if !self.detail.is_empty() {
            write!(f, " ({})", self.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
