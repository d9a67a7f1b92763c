//! The six notices (L19–L22): decided once each per term, written to the contacts by e-mail, and told in the program.

use super::{Licence, Notice};
use crate::{
    domain::{
        email::EmailAddress,
        location::Location,
        time::{Instant, Zone},
    },
    i18n::{Language, Words},
    services::{Actor, Result, event, messages, write},
    store::{Delivery, DeliveryState, NewDelivery, NewEvent, NoticeRecord, Store, Tx},
    t, voucher,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// The kind of their rows in the outbox.
pub const KIND: &str = "licence_notice";

/// When a mail is tried again that did not get through; the last holds for ever after, up to [`GIVE_UP`].
const TRY_AGAIN: [TimeDelta; 4] = [
    TimeDelta::minutes(1),
    TimeDelta::minutes(10),
    TimeDelta::hours(1),
    TimeDelta::hours(6),
];
/// Older than this, a notice helps nobody.
const GIVE_UP: TimeDelta = TimeDelta::days(30);
/// Mails shown of the log; six to a term and contact.
const SHOWN: u32 = 500;

/// What a row of the outbox says; the text is written when it leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Body {
    to: String,
    notice: Notice,
    ends_at: Instant,
}

/// A notice in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeLine {
    /// Which one.
    pub notice: Notice,
    /// End of the term that it is about.
    pub ends_at: Instant,
    /// When it was sent or found to be missed; for one to come, when it is due.
    pub at: Instant,
    /// What became of it.
    pub state: NoticeState,
    /// Its mails: to whom, and how they stand.
    pub mails: Vec<(String, DeliveryState)>,
}

/// What became of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeState {
    /// Written.
    Sent,
    /// Its time passed while nothing ran (LX26, LX27).
    Missed,
    /// To come, or about to be written.
    Due,
}

impl NoticeState {
    /// As the command line names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Missed => "missed",
            Self::Due => "due",
        }
    }
}

/// The log of notices, newest first, those to come of the present term before them.
pub fn notices(store: &Store, now: Instant) -> Result<Vec<NoticeLine>> {
    let (location, licence, log, mails) = store.read(|reader| {
        Ok((
            reader.location()?,
            reader.licence()?,
            reader.licence_notices()?,
            reader.newest_of(&[KIND], None, SHOWN)?,
        ))
    })?;
    let mails: Vec<(Body, DeliveryState)> = mails
        .into_iter()
        .filter_map(|row| Some((serde_json::from_value(row.what.body).ok()?, row.state)))
        .collect();
    let mut lines = Vec::new();
    let end = licence.contract.as_ref().and_then(|one| one.ends_at);
    if let Some(ends_at) = end {
        let settled = licence.settled_of(ends_at);
        let open = Notice::ALL.iter().filter(|one| !settled.contains(one));
        let to_come = open.map(|notice| NoticeLine {
            notice: *notice,
            ends_at,
            at: notice.at(ends_at, location.zone),
            state: NoticeState::Due,
            mails: Vec::new(),
        });
        // What is about to be written is still to come; what was missed is not.
        let about = licence.notices(now, location.zone).send;
        let now = licence.at(now);
        lines.extend(to_come.filter(|line| line.at > now || Some(line.notice) == about));
        lines.reverse();
    }
    lines.extend(log.into_iter().map(|record| {
        NoticeLine {
            notice: record.notice,
            ends_at: record.ends_at,
            at: record.at,
            state: if record.missed {
                NoticeState::Missed
            } else {
                NoticeState::Sent
            },
            mails: mails
                .iter()
                .filter(|(body, _)| body.notice == record.notice && body.ends_at == record.ends_at)
                .map(|(body, state)| (body.to.clone(), *state))
                .collect(),
        }
    }));
    Ok(lines)
}

/// Whether anything is to be done about notices: cheap, for every second.
pub fn notices_due(licence: &Licence, now: Instant, zone: Zone) -> bool {
    let due = licence.notices(now, zone);
    due.send.is_some() || !due.missed.is_empty()
}

/// Decides the notices that are due: one is written to the contacts, those that were missed are only logged. Tells which
/// one was written.
pub fn sweep(tx: &Tx<'_>, now: Instant) -> crate::store::Result<Option<Notice>> {
    let location = tx.location()?;
    let mut licence = tx.licence()?;
    let due = licence.notices(now, location.zone);
    let Some((ends_at, contract)) = licence
        .contract
        .as_ref()
        .and_then(|contract| Some((contract.ends_at?, contract.clone())))
    else {
        return Ok(None);
    };
    let at = licence.at(now);
    let all: Vec<Notice> = due.missed.iter().copied().chain(due.send).collect();
    if all.is_empty() {
        return Ok(None);
    }
    for notice in &all {
        tx.log_licence_notice(&NoticeRecord {
            ends_at,
            notice: *notice,
            at,
            missed: Some(*notice) != due.send,
        })?;
    }
    if let Some(notice) = due.send {
        let grant = &contract.grant;
        let mut to = vec![grant.partner_email.trim(), grant.client_email.trim()];
        to.dedup_by(|a, b| a.eq_ignore_ascii_case(b));
        for to in to {
            let body = Body {
                to: to.to_owned(),
                notice,
                ends_at,
            };
            let _ = tx.enqueue_once(&NewDelivery {
                id: id_of(&location, &body),
                kind: KIND.to_owned(),
                subject: location.id.0,
                body: json!(body),
                created_at: now,
                due_at: now,
            })?;
        }
    }
    licence.settle(&all, now);
    tx.set_licence(&licence)?;
    let after = json!({ "sent": due.send, "missed": due.missed, "ends_at": ends_at });
    let _ = tx.append_event(&NewEvent {
        after: Some(after),
        ..event(now, Actor::Engine, "licence.notice", location.id.0)
    })?;
    Ok(due.send)
}

/// Of term, notice and address: whoever decides the same again writes no second mail.
fn id_of(location: &Location, body: &Body) -> Uuid {
    let digest: [u8; 32] = Sha256::new()
        .chain_update(b"licence notice\0")
        .chain_update(location.id.0.as_bytes())
        .chain_update(body.ends_at.timestamp_millis().to_be_bytes())
        .chain_update([body.notice.code()])
        .chain_update(body.to.to_ascii_lowercase().as_bytes())
        .finalize()
        .into();
    let octets = digest.first_chunk::<16>().copied().unwrap_or_default();
    uuid::Builder::from_custom_bytes(octets).into_uuid()
}

/// Carries one mail out, and notes what became of it. A text that is no longer true does not leave.
pub fn carry_out(store: &Store, clock: &dyn Fn() -> Instant, row: &Delivery) -> Result<()> {
    let id = row.what.id;
    let body: Option<Body> = serde_json::from_value(row.what.body.clone()).ok();
    let (location, licence) = store.read(|reader| Ok((reader.location()?, reader.licence()?)))?;
    let now = clock();
    let stale = body.as_ref().is_none_or(|body| {
        let settled = licence.settled_of(body.ends_at);
        licence.ends_at() != Some(body.ends_at)
            || settled.last().is_some_and(|last| *last > body.notice)
    });
    let sent = match (&body, stale) {
        (Some(body), false) => {
            let language: Language = location.language.parse().unwrap_or_default();
            let (subject, text) = letter(body, &location, &licence, language.words());
            Some(
                EmailAddress::parse(&body.to)
                    .map_err(|error| (error.to_string(), true))
                    .and_then(|to| {
                        messages::write_to(
                            store,
                            id,
                            row.what.created_at,
                            &to,
                            &subject,
                            &text,
                            language,
                        )
                        .map_err(|failure| (failure.to_string(), false))
                    }),
            )
        }
        _ => None,
    };
    let too_old = now - row.what.created_at > GIVE_UP;
    let attempts = row.attempts;
    write(store, move |tx| {
        match sent {
            None => tx.end_delivery(id, now, DeliveryState::Cancelled, "overtaken")?,
            Some(Ok(answer)) => tx.finish_delivery(id, now, &answer)?,
            Some(Err((why, lasting))) if lasting || too_old => {
                tx.end_delivery(id, now, DeliveryState::Failed, &why)?;
            }
            Some(Err((why, _))) => {
                let place = usize::try_from(attempts).unwrap_or(usize::MAX);
                let after = TRY_AGAIN.get(place.min(TRY_AGAIN.len() - 1));
                tx.postpone_delivery(id, now + after.copied().unwrap_or(GIVE_UP), &why)?;
            }
        }
        Ok(())
    })
}

fn letter(body: &Body, location: &Location, licence: &Licence, words: &Words) -> (String, String) {
    let end = voucher::moment(words, &body.ends_at.with_timezone(&location.zone));
    let name = location.name.as_str();
    let subject = match body.notice {
        Notice::OneMonth => t!(words, "licence-notice-subject-one-month", location = name),
        Notice::FifteenDays => t!(
            words,
            "licence-notice-subject-days",
            location = name,
            days = 15
        ),
        Notice::SevenDays => t!(
            words,
            "licence-notice-subject-days",
            location = name,
            days = 7
        ),
        Notice::OneDay => t!(
            words,
            "licence-notice-subject-days",
            location = name,
            days = 1
        ),
        Notice::End => t!(words, "licence-notice-subject-end", location = name),
        Notice::DayAfter => t!(words, "licence-notice-subject-after", location = name),
    };
    let first = match body.notice {
        Notice::End => t!(words, "licence-notice-end", location = name, end = end),
        Notice::DayAfter => t!(words, "licence-notice-after", location = name, end = end),
        _ => t!(words, "licence-notice-before", location = name, end = end),
    };
    let mut text = first;
    if let Some(contract) = &licence.contract {
        let who = &contract.grant.distributor;
        text.push_str("\n\n");
        text.push_str(&t!(
            words,
            "licence-notice-contact",
            name = who.name.as_str(),
            email = who.email.as_str(),
            phone = who.phone.as_str()
        ));
    }
    (subject, text)
}
