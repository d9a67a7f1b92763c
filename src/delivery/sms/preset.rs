//! Gateways that are ready to use: only account, password and sender are missing.
//!
//! - Kannel: "Kannel User's Guide" 1.4, chapter "Setting up a SMS gateway", section "Using HTTP to send messages":
//!   parameters of `/cgi-bin/sendsms`, `charset` and `coding`, and the answers 202 `0: Accepted for delivery` and
//!   202 `3: Queued for later delivery`, 403 for a wrong password, 503 for a temporal failure.
//! - Twilio: Programmable Messaging, "Message resource" (`POST /2010-04-01/Accounts/{Sid}/Messages.json`, answered by 201
//!   with `sid`; `GET …/Messages/{Sid}.json` has `status`).
//! - Vonage: "SMS API" (`POST https://rest.nexmo.com/sms/json`, answered by 200 with one entry of `messages` for each part,
//!   each with a `status`: 0 taken, 1 throttled, 4 wrong credentials, 5 internal error, 9 no credit left).

use super::{Answer, Gateway, Method, Report, Smpp};
use serde::{Deserialize, Serialize};

/// A gateway whose ways are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Kannel, on a machine of one's own.
    Kannel,
    /// Twilio.
    Twilio,
    /// Vonage, once Nexmo.
    Vonage,
    /// An SMSC, or whoever offers the same, by SMPP.
    Smpp,
    /// Any other: all of it is written by hand.
    #[default]
    Other,
}

impl Preset {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Kannel,
        Self::Twilio,
        Self::Vonage,
        Self::Smpp,
        Self::Other,
    ];

    /// Its name, the same in every language; none for [`Preset::Other`].
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Kannel => Some("Kannel"),
            Self::Twilio => Some("Twilio"),
            Self::Vonage => Some("Vonage"),
            Self::Smpp => Some("SMPP"),
            Self::Other => None,
        }
    }

    /// As the command line names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kannel => "kannel",
            Self::Twilio => "twilio",
            Self::Vonage => "vonage",
            Self::Smpp => "smpp",
            Self::Other => "other",
        }
    }

    /// What its request needs besides, so that it reports. Kannel is told which events it is to report (1 and 2: the
    /// phone has it or never will, 16: the SMSC refused it) and writes its number in the place of `%d`.
    pub fn asks_for_report(self) -> &'static str {
        match self {
            Self::Kannel => "&dlr-mask=19&dlr-url={report}%3Fstatus%3D%25d",
            Self::Twilio => "&StatusCallback={report}",
            Self::Vonage => "&status-report-req=1&callback={report}",
            // An SMSC is asked in the message itself, and answers to whoever is bound to it.
            Self::Smpp | Self::Other => "",
        }
    }

    /// The gateway, without account and sender.
    pub fn gateway(self) -> Gateway {
        match self {
            Self::Kannel => Gateway {
                method: Method::Get,
                url: "http://127.0.0.1:13013/cgi-bin/sendsms?username={user}&password={password}&from={from}&to={to}\
                      &text={text}&charset=UTF-8&coding={coding}"
                    .to_owned(),
                answer: Answer {
                    status: Some(202),
                    ..Answer::default()
                },
                ..Gateway::default()
            },
            Self::Twilio => Gateway {
                method: Method::PostForm,
                url: "https://api.twilio.com/2010-04-01/Accounts/{user}/Messages.json".to_owned(),
                headers: vec![("Authorization".to_owned(), "Basic {basic}".to_owned())],
                body: "To={to}&From={from}&Body={text}".to_owned(),
                answer: Answer {
                    status: Some(201),
                    reference: "/sid".to_owned(),
                    ..Answer::default()
                },
                report: Some(Report {
                    url: "https://api.twilio.com/2010-04-01/Accounts/{user}/Messages/{reference}.json"
                        .to_owned(),
                    path: "/status".to_owned(),
                    arrived: words(&["delivered", "read"]),
                    failed: words(&["failed", "undelivered", "canceled"]),
                }),
                ..Gateway::default()
            },
            Self::Vonage => Gateway {
                method: Method::PostForm,
                url: "https://rest.nexmo.com/sms/json".to_owned(),
                body: "api_key={user}&api_secret={password}&from={from}&to={digits}&text={text}&type={type}\
                       &client-ref={id}"
                    .to_owned(),
                answer: Answer {
                    path: "/messages/*/status".to_owned(),
                    taken: words(&["0"]),
                    later: words(&["1", "5", "9", "10"]),
                    login: words(&["4"]),
                    reference: "/messages/0/message-id".to_owned(),
                    ..Answer::default()
                },
                ..Gateway::default()
            },
            Self::Smpp => Gateway {
                method: Method::Smpp,
                url: "smpp://127.0.0.1:2775".to_owned(),
                smpp: Smpp {
                    receipts: true,
                    ..Smpp::default()
                },
                ..Gateway::default()
            },
            Self::Other => Gateway::default(),
        }
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
