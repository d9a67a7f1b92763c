//! Carrying a message out: written from the ticket as it is now, handed over, and what became of it noted.

use super::{
    Actor, Address, Channel, Outcome, Outgoing, Purpose, REPORT, Refusal, Result, TRY_AGAIN,
    settings, texts, vouchers,
};
use crate::{
    delivery::{
        Cause, Failure,
        email::{self, Mail, Part},
        sms::{self, Fate, Sms},
    },
    domain::{email::EmailAddress, gsm, phone::PhoneNumber, ticket, time::Instant},
    i18n::Language,
    services::{Error, gateways, notices, write},
    store::{Delivery, NewDelivery, Reader, Store},
    t,
    voucher::{Document, Lack, Letter, Paper, Renderer, VoucherData},
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::json;
use settings::{EmailSettings, PATIENCE, SmsSettings};
use uuid::Uuid;

/// When a gateway is asked what became of a message: most arrive within seconds, a telephone that is off gets it when it
/// is on again.
const ASK_AFTER: [TimeDelta; 6] = [
    TimeDelta::seconds(15),
    TimeDelta::minutes(1),
    TimeDelta::minutes(10),
    TimeDelta::hours(1),
    TimeDelta::hours(6),
    TimeDelta::hours(24),
];

/// What a row that asks needs.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Asking {
    message: Uuid,
    reference: String,
}

/// Everything that a message is made of, read in one go; nothing is read while a server is waited for.
enum Job {
    Email {
        settings: Box<EmailSettings>,
        to: EmailAddress,
        house: String,
        subject: String,
        letter: Letter,
        file: Option<Part>,
    },
    Sms {
        settings: Box<SmsSettings>,
        to: PhoneNumber,
        text: String,
    },
    /// The ticket is dead.
    Dead(&'static str),
}

/// Carries out one row: sends it and notes what became of it. Waits for the server: on a thread of its own, please.
pub fn carry_out(store: &Store, clock: &dyn Fn() -> Instant, row: &Delivery) -> Result<()> {
    if row.what.kind == REPORT {
        return ask(store, clock, row);
    }
    let id = row.what.id;
    // Taken back, or sent by hand, between the look into the outbox and its turn.
    let fresh = store.read(|reader| reader.delivery(id))?;
    if fresh.is_none_or(|fresh| fresh.done_at.is_some()) {
        return Ok(());
    }
    if Outgoing::of(row.clone()).is_none() {
        let outcome = Outcome::Failed(Failure::new(Cause::Recipient, "no address"));
        let now = clock();
        return Ok(store.write(move |tx| outcome.end(tx, id, now))?);
    }
    let job = store.read(|reader| Ok(job(reader, clock(), id)))?;
    let outcome = match job {
        Ok(Job::Dead(status)) => Outcome::Dead {
            status: status.to_owned(),
        },
        Ok(job) => match hand_over(&job, id, row.what.created_at) {
            Ok(sent) => sent,
            Err(failure) => Outcome::Failed(failure),
        },
        // What the house has to mend keeps the message waiting; a broken database is the engine's matter.
        Err(Error::Store(error)) => return Err(error.into()),
        Err(error) => Outcome::Failed(Failure::new(Cause::Settings, error)),
    };
    finish(store, clock(), row, outcome)
}

fn job(reader: &Reader<'_>, now: Instant, id: Uuid) -> Result<Job> {
    let out = Outgoing::read(reader, id)?;
    let ticket = reader.ticket(out.ticket())?;
    if !ticket.may_print(now) {
        return Ok(Job::Dead(ticket.status(now).as_str()));
    }
    if matches!(out.purpose, Purpose::Voucher) {
        vouchers::not_awaited(reader, &gateways::link::choosers(reader)?, &ticket)?;
    }
    let location = reader.location()?;
    let sms = settings::sms_of(reader)?;
    let home = settings::home(sms.as_ref(), &location);
    let to = Address::parse(out.channel, &out.to, home)?;
    let house_language: Language = location.language.parse().unwrap_or_default();
    let notice = match out.purpose {
        Purpose::Voucher => None,
        Purpose::Notice => match notices::message(reader, &out.row.what)? {
            Some(notice) => Some(notice),
            // Recharged or extended meanwhile: what the notice says is no longer true.
            None => return Ok(Job::Dead("extended")),
        },
    };
    let language = out.language.unwrap_or(house_language);
    let texts = texts::of(&texts::own_of(reader)?, language);
    let file_name = format!("wifi-{}.pdf", ticket::serial_text(ticket.serial));
    let data = vouchers::data(reader, &location, ticket, language)?;
    match to {
        Address::Email(to) => {
            let settings = settings::email_of(reader)?.ok_or(Refusal::NotSetUp(Channel::Email))?;
            let (subject, letter, file) = if let Some(notice) = notice {
                let letter = Letter::plain(&notice.text, house_language);
                (notice.subject, letter, None)
            } else {
                let (subject, letter) = texts::letter(&texts, &data, language)?;
                (subject, letter, pdf(&data, language, file_name))
            };
            Ok(Job::Email {
                settings: Box::new(settings),
                to,
                house: location.name,
                subject,
                letter,
                file,
            })
        }
        Address::Sms(to) => {
            let settings = sms.ok_or(Refusal::NotSetUp(Channel::Sms))?;
            let text = match notice {
                Some(notice) => notice.text,
                None => texts::filled(&texts.sms, &data, language).map_err(|error| {
                    texts::TextError {
                        language,
                        part: texts::TextPart::Sms,
                        error,
                    }
                })?,
            };
            Ok(Job::Sms {
                text: written(&settings, &text),
                settings: Box::new(settings),
                to,
            })
        }
    }
}

/// The voucher as a file, to be printed or kept. Without a font for what is typed, the mail goes without the file:
/// code and pictures stand in it all the same.
fn pdf(data: &VoucherData, language: Language, name: String) -> Option<Part> {
    let document = Document::new(data, language).ok()?;
    let mut renderer = Renderer::new(Lack::LeaveOut);
    let layout = renderer.lay_out(&[document], Paper::A4).ok()?;
    let content = renderer.pdf(&layout).ok()?;
    Some(Part {
        name,
        media_type: "application/pdf",
        content,
    })
}

fn written(settings: &SmsSettings, text: &str) -> String {
    if settings.plain_letters {
        gsm::plain(text)
    } else {
        text.to_owned()
    }
}

fn hand_over(job: &Job, id: Uuid, date: Instant) -> std::result::Result<Outcome, Failure> {
    match job {
        Job::Email {
            settings,
            to,
            house,
            subject,
            letter,
            file,
        } => {
            let mail = mail(settings, house, to, id, date, subject, letter)?;
            let mail = Mail {
                files: file.iter().cloned().collect(),
                ..mail
            };
            let answer = email::send(&settings.server(), &mail)?;
            Ok(Outcome::Sent {
                answer,
                reference: None,
            })
        }
        Job::Sms { settings, to, text } => {
            let sms = Sms {
                id,
                to: to.clone(),
                text: text.clone(),
                report: settings
                    .reports
                    .as_ref()
                    .map(|reports| reports.address_for(id)),
            };
            let taken = sms::send(&settings.asked(), &sms, PATIENCE)?;
            Ok(Outcome::Sent {
                answer: taken.answer,
                reference: taken.reference,
            })
        }
        Job::Dead(status) => Ok(Outcome::Dead {
            status: (*status).to_owned(),
        }),
    }
}

fn mail(
    settings: &EmailSettings,
    house: &str,
    to: &EmailAddress,
    id: Uuid,
    date: Instant,
    subject: &str,
    letter: &Letter,
) -> std::result::Result<Mail, Failure> {
    let wrong = |error| Failure::new(Cause::Settings, error);
    let reply_to = Some(settings.reply_to.trim()).filter(|text| !text.is_empty());
    let pictures = letter.pictures.iter().map(|(name, content)| Part {
        name: name.clone(),
        media_type: "image/png",
        content: content.clone(),
    });
    Ok(Mail {
        id,
        date: date.into(),
        from_name: if settings.from_name.trim().is_empty() {
            house.to_owned()
        } else {
            settings.from_name.clone()
        },
        from: EmailAddress::parse(&settings.from).map_err(wrong)?,
        reply_to: reply_to
            .map(EmailAddress::parse)
            .transpose()
            .map_err(wrong)?,
        to: to.clone(),
        subject: subject.to_owned(),
        text: letter.text.clone(),
        html: letter.html.clone(),
        pictures: pictures.collect(),
        files: Vec::new(),
    })
}

fn finish(store: &Store, now: Instant, row: &Delivery, outcome: Outcome) -> Result<()> {
    let id = row.what.id;
    write(store, move |tx| {
        let out = Outgoing::read(tx, id)?;
        if out.row.done_at.is_some() {
            // Somebody took it back while it was under way.
            return Ok(());
        }
        let again = usize::try_from(out.row.attempts)
            .ok()
            .and_then(|attempts| TRY_AGAIN.get(attempts));
        match (&outcome, again) {
            (Outcome::Failed(failure), Some(after)) if !failure.is_lasting() => {
                tx.postpone_delivery(id, now + *after, &outcome.text())?;
                // The log hears of the first failure and of the end, not of each attempt between.
                match out.row.attempts {
                    0 => out.note(tx, now, Actor::Engine, "message.delayed"),
                    _ => Ok(()),
                }
            }
            (Outcome::Sent { reference, .. }, _) => {
                outcome.end(tx, id, now)?;
                if let Some(reference) = reference {
                    tx.name_delivery(id, reference)?;
                }
                let sms = settings::sms_of(tx)?;
                let is_asked = sms.is_some_and(|sms| sms.gateway.report.is_some());
                if let Some(reference) = reference.as_ref().filter(|_| is_asked) {
                    tx.enqueue(&NewDelivery {
                        id: Uuid::now_v7(),
                        kind: REPORT.to_owned(),
                        subject: out.row.what.subject,
                        body: json!(Asking {
                            message: id,
                            reference: reference.clone(),
                        }),
                        created_at: now,
                        due_at: now + first_question(),
                    })?;
                }
                out.note(tx, now, Actor::Engine, "message.sent")
            }
            _ => {
                outcome.end(tx, id, now)?;
                out.note(tx, now, Actor::Engine, "message.failed")
            }
        }
    })
}

fn first_question() -> TimeDelta {
    ASK_AFTER.first().copied().unwrap_or_default()
}

/// Asks the gateway what became of a message.
fn ask(store: &Store, clock: &dyn Fn() -> Instant, row: &Delivery) -> Result<()> {
    let (id, attempts) = (row.what.id, row.attempts);
    let asking: Option<Asking> = serde_json::from_value(row.what.body.clone()).ok();
    let settings = store.read(settings::sms_of)?;
    let gateway = settings.map(|settings| settings.gateway);
    let fate = match (&asking, &gateway) {
        (Some(asking), Some(gateway)) => gateway
            .report
            .as_ref()
            .map(|report| sms::fate(gateway, report, &asking.reference, PATIENCE)),
        _ => None,
    };
    let now = clock();
    write(store, move |tx| {
        let next = usize::try_from(attempts)
            .ok()
            .and_then(|attempts| ASK_AFTER.get(attempts + 1));
        let outcome = match &fate {
            Some(Ok(Fate::Arrived)) => Some(Outcome::Arrived),
            Some(Ok(Fate::Failed(why))) => {
                Some(Outcome::Failed(Failure::new(Cause::Recipient, why)))
            }
            _ => None,
        };
        match (outcome, next, &fate, &asking) {
            (Some(outcome), _, _, Some(asking)) => {
                tx.finish_delivery(id, now, "")?;
                tx.answer_delivery(asking.message, &outcome.text())?;
                let out = Outgoing::read(tx, asking.message)?;
                let kind = if outcome == Outcome::Arrived {
                    "message.arrived"
                } else {
                    "message.failed"
                };
                out.note(tx, now, Actor::Engine, kind)
            }
            (None, Some(after), Some(_), _) => Ok(tx.postpone_delivery(id, now + *after, "")?),
            // Nobody knows what became of it, and nobody will: it stays "sent".
            _ => Ok(tx.finish_delivery(id, now, "")?),
        }
    })
}

/// Writes a mail that is about no ticket, and waits for the server's answer.
pub(in crate::services) fn write_to(
    store: &Store,
    id: Uuid,
    date: Instant,
    to: &EmailAddress,
    subject: &str,
    text: &str,
    language: Language,
) -> std::result::Result<String, Failure> {
    let settings_and_house =
        store.read(|reader| Ok((settings::email_of(reader)?, reader.location()?.name)));
    let wrong = |error: &dyn std::fmt::Display| Failure::new(Cause::Settings, error);
    let (settings, house) = settings_and_house.map_err(|error| wrong(&error))?;
    let settings = settings.ok_or_else(|| wrong(&Refusal::NotSetUp(Channel::Email)))?;
    let letter = Letter::plain(text, language);
    let mail = mail(&settings, &house, to, id, date, subject, &letter)?;
    email::send(&settings.server(), &mail)
}

/// Sends a mail at once, so that whoever sets the server up sees what it says. It need not be kept yet.
pub fn test_email(
    store: &Store,
    now: Instant,
    settings: &EmailSettings,
    to: &str,
    language: Language,
) -> Result<String> {
    settings.check().map_err(Refusal::from)?;
    let to = EmailAddress::parse(to).map_err(Refusal::from)?;
    let house = store.read(|reader| reader.location())?.name;
    let words = language.words();
    let letter = Letter::plain(
        &t!(words, "mail-test-body", location = house.as_str()),
        language,
    );
    let subject = t!(words, "mail-test-subject", location = house.as_str());
    let id = Uuid::now_v7();
    let mail = mail(settings, &house, &to, id, now, &subject, &letter).map_err(Refusal::from)?;
    let answer = email::send(&settings.server(), &mail).map_err(Refusal::from)?;
    Ok(answer)
}

/// Sends an SMS at once; see [`test_email`].
pub fn test_sms(
    store: &Store,
    settings: &SmsSettings,
    to: &str,
    language: Language,
) -> Result<String> {
    settings.check().map_err(Refusal::from)?;
    let location = store.read(|reader| reader.location())?;
    let home = settings::home(Some(settings), &location);
    let to = PhoneNumber::parse(to, home).map_err(Refusal::from)?;
    let text = t!(
        language.words(),
        "sms-test-text",
        location = location.name.as_str()
    );
    let sms = Sms {
        id: Uuid::now_v7(),
        to,
        text: written(settings, &text),
        report: None,
    };
    let taken = sms::send(&settings.gateway, &sms, PATIENCE).map_err(Refusal::from)?;
    Ok(taken.answer)
}
