//! "Why can't my guest get on?": the login checks of a ticket at this moment, and what was tried with it.
//!
//! And refusals in words: one sentence for the guest on the log-in page, one for the desk on the ticket.

use super::{
    Result,
    case::{self, Facts},
    gateways::{
        self,
        link::{self, AtGateway},
    },
    usage::{self, Baseline, used},
};
use crate::{
    domain::{
        allowance::{Limits, Used, Window},
        code,
        id::GatewayId,
        licence::Closed,
        login::{self, Grant, Refusal, Resource, Stage},
        mac::Mac,
        time::{Instant, Zone},
    },
    gateways::{Failure, Retry},
    i18n::Words,
    store::{Contact, Doubt, Doubted, Linked, LoginRecord, Reader, RefusedLogin, Store},
    t,
};
use chrono::TimeDelta;
use serde::Serialize;
use std::net::IpAddr;

/// How long ago a failed try still explains what a guest at the desk complains of.
const RECENT: TimeDelta = TimeDelta::hours(1);

/// For how long a gateway may say nothing, as at night, before that explains anything.
pub const SILENT: TimeDelta = TimeDelta::hours(3);

/// Refused logins of unknown names that are compared with the code; the newest.
const COMPARED: u32 = 300;

/// Characters in which a typed code may differ from the right one and still be a slip: two, as in two letters swapped.
const SLIPS: usize = 2;

/// What stands between a guest and the network, as of one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The moment.
    pub at: Instant,
    /// Every check with its verdict, in the order in which a login makes them.
    pub checks: Vec<(Stage, Verdict)>,
    /// What a login would be granted now, if all checks pass.
    pub grant: Option<Grant>,
    /// The devices on line with the ticket.
    pub online: Vec<Mac>,
    /// What the guest is told by all this.
    pub finding: Finding,
}

/// What one check says.
pub type Verdict = std::result::Result<(), Refusal>;

/// The answer to "why can't my guest get on?": the first of these that is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// This check refuses the login.
    Refused(Refusal),
    /// The checks pass, but somebody has just typed the code nearly right.
    Mistyped {
        /// When.
        at: Instant,
        /// What was typed in place of the code.
        typed: String,
    },
    /// The checks pass, but the last try had a wrong password.
    WrongPassword {
        /// When.
        at: Instant,
    },
    /// The device asked for a way to log in that is not spoken here.
    WrongMethod {
        /// When.
        at: Instant,
    },
    /// The guest is on line.
    OnLine {
        /// With so many sessions.
        sessions: usize,
    },
    /// The last try was refused for what is over now.
    Passed {
        /// When.
        at: Instant,
        /// For what.
        refusal: Refusal,
    },
    /// Nothing was tried here, as a gateway lets its guests in itself; and there something is in the way.
    NotThere {
        /// Its name.
        gateway: String,
        /// What.
        at: AtGateway,
    },
    /// Nothing was tried, and nothing could be: no gateway is known.
    NoGateway,
    /// Nothing was tried, but an address that no gateway has asks in vain.
    UnknownClient {
        /// When it did so last.
        at: Instant,
        /// Its address.
        address: IpAddr,
    },
    /// Nothing got as far as a login: what this gateway asks is not believed.
    GatewayDoubted {
        /// Its name.
        gateway: String,
        /// Why, how often and when last.
        doubted: Doubted,
    },
    /// Nothing was tried, and no gateway has spoken for some time.
    GatewaySilent {
        /// The one that spoke last.
        name: String,
        /// When; `None` = never.
        since: Option<Instant>,
    },
    /// Nothing stands in the way, and nothing was tried lately.
    NothingTried,
}

/// What the desk can do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Remedy {
    /// Give the account another product.
    Recharge,
    /// Take this device off the line: its place is free then.
    FreeDevice {
        /// Which.
        mac: Mac,
    },
    /// Take all devices off the line.
    FreeDevices,
    /// Read the code out, or show it.
    ShowCodeLarge,
    /// Print the voucher again.
    PrintAgain,
    /// Issue another ticket.
    IssueAnother,
    /// End the sessions, so that the devices log in anew.
    CutAndLetIn,
    /// Tell this program of the gateway.
    AddGateway {
        /// The address that asks, where one does.
        address: Option<IpAddr>,
    },
    /// Bring this gateway what it lacks, without waiting for the next try.
    PushGateway {
        /// Its name.
        gateway: String,
    },
    /// Look at this gateway: it is mended there.
    OpenGateway {
        /// Its name.
        gateway: String,
    },
}

impl Explanation {
    /// A stable name of the answer, for scripts: that of the refusal, or of what was found.
    pub fn reason(&self) -> &'static str {
        match &self.finding {
            Finding::Refused(refusal) => refusal.code(),
            Finding::Mistyped { .. } => "mistyped",
            Finding::WrongPassword { .. } => "wrong_password",
            Finding::WrongMethod { .. } => "unsupported_method",
            Finding::OnLine { .. } => "online",
            Finding::Passed { .. } => "passed",
            Finding::NotThere { at, .. } => match at {
                AtGateway::NotPushed => "gateway_not_pushed",
                AtGateway::Waits { failure: None, .. } => "gateway_waits",
                AtGateway::Refused(_) => "gateway_refuses",
                _ => "gateway_away",
            },
            Finding::NoGateway => "no_gateway",
            Finding::UnknownClient { .. } => "unknown_client",
            Finding::GatewayDoubted { doubted, .. } => match doubted.doubt {
                Doubt::OtherSecret => "other_secret",
                Doubt::Unsigned => "unsigned",
            },
            Finding::GatewaySilent { .. } => "gateway_silent",
            Finding::NothingTried => "nothing_tried",
        }
    }

    /// What helps now, the best first.
    pub fn remedies(&self) -> Vec<Remedy> {
        match &self.finding {
            Finding::Refused(refusal) => self.remedies_for(refusal),
            Finding::Mistyped { .. }
            | Finding::WrongPassword { .. }
            | Finding::NothingTried
            | Finding::Passed { .. } => vec![Remedy::ShowCodeLarge, Remedy::PrintAgain],
            Finding::WrongMethod { .. } | Finding::GatewaySilent { .. } => {
                vec![Remedy::ShowCodeLarge]
            }
            Finding::OnLine { .. } => vec![Remedy::CutAndLetIn],
            Finding::NotThere { gateway, at } => remedies_at(gateway, at),
            Finding::GatewayDoubted { gateway, .. } => vec![Remedy::OpenGateway {
                gateway: gateway.clone(),
            }],
            Finding::NoGateway => vec![Remedy::AddGateway { address: None }],
            Finding::UnknownClient { address, .. } => vec![Remedy::AddGateway {
                address: Some(*address),
            }],
        }
    }

    fn remedies_for(&self, refusal: &Refusal) -> Vec<Remedy> {
        match refusal {
            Refusal::TooManyDevices { .. } => self
                .online
                .iter()
                .map(|mac| Remedy::FreeDevice { mac: *mac })
                .chain((self.online.len() != 1).then_some(Remedy::FreeDevices))
                .chain([Remedy::IssueAnother])
                .collect(),
            Refusal::Licence { .. } => Vec::new(),
            Refusal::Cancelled | Refusal::UnknownUser | Refusal::NotYetValid { .. } => {
                vec![Remedy::IssueAnother]
            }
            // Another product without this window would help; the same one would not (Q42).
            Refusal::UsedUp { until: Some(_), .. } => vec![Remedy::IssueAnother, Remedy::Recharge],
            Refusal::WrongPassword | Refusal::UnsupportedMethod => vec![Remedy::ShowCodeLarge],
            Refusal::NoProduct
            | Refusal::ChooseProduct
            | Refusal::OneLoginUsed
            | Refusal::NotUsedInTime { .. }
            | Refusal::Expired { .. }
            | Refusal::UsedUp { until: None, .. } => {
                vec![Remedy::Recharge, Remedy::IssueAnother]
            }
        }
    }
}

/// What helps where a gateway that lets its guests in itself is the trouble.
fn remedies_at(gateway: &str, at: &AtGateway) -> Vec<Remedy> {
    let (push, open) = (
        Remedy::PushGateway {
            gateway: gateway.to_owned(),
        },
        Remedy::OpenGateway {
            gateway: gateway.to_owned(),
        },
    );
    match at {
        // On its way: it is there before anybody has pressed something.
        AtGateway::There | AtGateway::Waits { failure: None, .. } => vec![Remedy::ShowCodeLarge],
        // Nobody has looked at the plan yet.
        AtGateway::NotPushed => vec![open],
        AtGateway::Away { failure, .. }
        | AtGateway::Waits {
            failure: Some((failure, _)),
            ..
        } if failure.retry() == Retry::ByHand => vec![open],
        AtGateway::Away { .. } | AtGateway::Waits { .. } => vec![push, open],
        AtGateway::Refused(_) => vec![push, open, Remedy::IssueAnother],
    }
}

/// Runs the login checks of a ticket as a login at `now` would, for any device or for this one.
pub fn explain(store: &Store, now: Instant, serial: u64, mac: Option<Mac>) -> Result<Explanation> {
    Ok(store.read(|reader| {
        let location = reader.location()?;
        let zone = location.zone;
        let ticket = reader.ticket_by_serial(serial)?;
        let record = reader.login_record_of(ticket.account, usage::since(now, zone))?;
        let licence = reader.licence()?.state(now);
        let online: Vec<Mac> = record
            .sessions
            .iter()
            .filter_map(|session| session.mac)
            .collect();
        let limits = case::limits(&record, location.access.mode);
        let without_mac = record
            .sessions
            .iter()
            .filter(|session| session.mac.is_none());
        let facts = Facts {
            ticket: &record.ticket,
            product: &record.product,
            policy: &record.policy,
            first_login_at: record.account.product_first_login_at,
            subscribed: record.account.subscription.is_some(),
            limits: &limits,
            used: used_of(&record, &limits, now, zone),
            online: &online,
            online_without_mac: without_mac.count(),
            login_taken: record.account.product_first_login_at.is_some(),
        };
        let case = facts.case(licence, mac, now, zone);
        let checks: Vec<_> = login::stages(&case).collect();
        let grant = case::verdict(&case, &record.ticket);
        let finding = match &grant {
            Err(refusal) => Finding::Refused(refusal.clone()),
            Ok(_) => finding(reader, &record, mac, now)?,
        };
        Ok(Explanation {
            at: now,
            checks,
            grant: grant.ok(),
            online,
            finding,
        })
    })?)
}

fn used_of(record: &LoginRecord, limits: &Limits, now: Instant, zone: Zone) -> Used {
    let baseline = Baseline {
        seconds: record.account.baseline_seconds,
        bytes: record.account.baseline_bytes,
    };
    let open = record.sessions.iter();
    used(
        &record.ticket,
        baseline,
        &record.usage,
        open,
        limits,
        now,
        zone,
    )
}

/// What was tried lately, when the checks themselves pass: by any device, or by this one and those that gave no address.
fn finding(
    reader: &Reader<'_>,
    record: &LoginRecord,
    mac: Option<Mac>,
    now: Instant,
) -> crate::store::Result<Finding> {
    let is_asked = |other: Option<Mac>| mac.is_none() || other.is_none() || mac == other;
    let sessions: Vec<_> = record
        .sessions
        .iter()
        .filter(|session| is_asked(session.mac))
        .collect();
    let in_use_since = sessions.iter().map(|session| session.started_at).max();
    let counts = |refused: &RefusedLogin| {
        now - refused.at <= RECENT
            && in_use_since.is_none_or(|since| since < refused.at)
            && is_asked(refused.mac)
    };
    let own = reader.refusals_of(record.ticket.account, COMPARED)?;
    let own = own.iter().find(|refused| counts(refused));
    let slip = slip(reader, record)?.filter(|(refused, _)| counts(refused));
    if let Some((refused, typed)) = slip
        && own.is_none_or(|own| own.at < refused.at)
    {
        return Ok(Finding::Mistyped {
            at: refused.at,
            typed,
        });
    }
    Ok(match own {
        Some(RefusedLogin {
            at,
            reason: Refusal::WrongPassword,
            ..
        }) => Finding::WrongPassword { at: *at },
        Some(RefusedLogin {
            at,
            reason: Refusal::UnsupportedMethod,
            ..
        }) => Finding::WrongMethod { at: *at },
        Some(refused) => Finding::Passed {
            at: refused.at,
            refusal: refused.reason.clone(),
        },
        None if !sessions.is_empty() => Finding::OnLine {
            sessions: sessions.len(),
        },
        None => match not_there(reader, record)? {
            Some(finding) => finding,
            None => of_gateways(reader, now)?,
        },
    })
}

/// The gateway that lets its guests in itself and is the trouble, the worst first: logins there are not seen here.
fn not_there(reader: &Reader<'_>, record: &LoginRecord) -> crate::store::Result<Option<Finding>> {
    let badness = |at: &AtGateway| match at {
        AtGateway::There => 0,
        AtGateway::Waits { failure: None, .. } => 1,
        AtGateway::Away { .. } => 2,
        AtGateway::Waits { .. } => 3,
        AtGateway::NotPushed => 4,
        AtGateway::Refused(_) => 5,
    };
    let all = link::of_ticket_in(reader, record.ticket.id)?.into_iter();
    let worst = all
        .filter(|(_, at)| *at != AtGateway::There)
        .max_by_key(|(_, at)| badness(at));
    Ok(worst.map(|(gateway, at)| Finding::NotThere { gateway, at }))
}

/// Where nothing was tried lately: whether anything could have been.
fn of_gateways(reader: &Reader<'_>, now: Instant) -> crate::store::Result<Finding> {
    let gateways = reader.gateways()?;
    let contacts = reader.contacts()?;
    let strangers = contacts.iter().filter_map(|contact| match contact {
        Contact::Unknown(address, at) => Some((*address, *at)),
        Contact::Gateway(..) => None,
    });
    let known = |address: IpAddr| gateways.iter().any(|one| one.network.contains(address));
    let stranger = strangers
        .filter(|(address, at)| now - *at <= RECENT && !known(*address))
        .max_by_key(|(_, at)| *at);
    let contact = |id: GatewayId| {
        contacts.iter().find_map(|contact| match contact {
            Contact::Gateway(one, at) if *one == id => Some(*at),
            Contact::Gateway(..) | Contact::Unknown(..) => None,
        })
    };
    let doubted = reader.doubts()?.into_iter().filter(|doubted| {
        let believed = contact(doubted.gateway).is_some_and(|at| at >= doubted.at);
        now - doubted.at <= RECENT && !believed
    });
    if let Some(doubted) = doubted.max_by_key(|doubted| doubted.at)
        && let Some(gateway) = gateways.iter().find(|one| one.id == doubted.gateway)
    {
        let gateway = gateway.name.clone();
        return Ok(Finding::GatewayDoubted { gateway, doubted });
    }
    let linked = reader.linked()?;
    let heard = gateways.iter().map(|gateway| {
        // One that lets its guests in itself asks for no login; it answers when it is looked at.
        let keeps = |it: &&Linked| it.gateway.id == gateway.id && it.link.users;
        let keeping = linked.iter().find(keeps).map(|it| &it.keeping);
        let answered = keeping.and_then(|it| it.read_at.max(it.pushed_at));
        (contact(gateway.id).max(answered), &gateway.name)
    });
    let last = heard.max_by_key(|(at, _)| *at);
    Ok(match (stranger, last) {
        // A gateway that has spoken since says more than a stranger in the same network.
        (None, Some((Some(at), _))) if now - at <= SILENT => Finding::NothingTried,
        (Some((_, asked)), Some((Some(at), _))) if asked < at => Finding::NothingTried,
        (Some((address, at)), _) => Finding::UnknownClient { at, address },
        (None, None) => Finding::NoGateway,
        // Sessions from before contacts were written down: it has been heard, only not when.
        (None, Some((None, _))) if reader.has_sessions()? => Finding::NothingTried,
        (None, Some((since, name))) => Finding::GatewaySilent {
            name: name.clone(),
            since,
        },
    })
}

/// The answer in the desk's words: what is the matter, and what it means or what to do.
pub fn sentence(
    words: &Words,
    why: &Explanation,
    zone: Zone,
    code: &str,
    moment: &dyn Fn(Instant) -> String,
) -> (String, String) {
    match &why.finding {
        // Mostly this is the guest's own device, and nothing is wrong.
        Finding::Refused(refusal @ Refusal::TooManyDevices { .. }) => (
            t!(words, "ticket-why-full"),
            sentence_for_desk(words, refusal, zone),
        ),
        Finding::Refused(refusal) => (
            t!(words, "ticket-why-refused"),
            sentence_for_desk(words, refusal, zone),
        ),
        Finding::Mistyped { at, typed } => (
            t!(words, "ticket-why-mistyped"),
            t!(
                words,
                "ticket-why-mistyped-do",
                at = moment(*at),
                typed = typed.as_str(),
                code = code
            ),
        ),
        Finding::WrongPassword { at } => (
            t!(words, "ticket-why-password"),
            t!(words, "ticket-why-password-do", at = moment(*at)),
        ),
        Finding::WrongMethod { at } => (
            t!(words, "ticket-why-method"),
            t!(words, "ticket-why-method-do", at = moment(*at)),
        ),
        Finding::Passed { at, refusal } => (
            t!(words, "ticket-why-passed"),
            t!(
                words,
                "ticket-why-passed-do",
                at = moment(*at),
                reason = sentence_for_desk(words, refusal, zone)
            ),
        ),
        Finding::OnLine { sessions } => (
            t!(words, "ticket-why-online"),
            t!(
                words,
                "ticket-why-online-do",
                count = sessions,
                shown = sessions.to_string()
            ),
        ),
        Finding::NotThere { gateway, at } => sentence_of_gateway(words, gateway, at, moment),
        Finding::GatewayDoubted { gateway, doubted } => (
            match doubted.doubt {
                Doubt::OtherSecret => {
                    t!(words, "ticket-why-other-secret", gateway = gateway.as_str())
                }
                Doubt::Unsigned => t!(words, "ticket-why-unsigned", gateway = gateway.as_str()),
            },
            gateways::words::doubted(words, doubted),
        ),
        Finding::NoGateway => (
            t!(words, "ticket-why-no-gateway"),
            t!(words, "ticket-why-no-gateway-do"),
        ),
        Finding::UnknownClient { at, address } => (
            t!(words, "ticket-why-unknown-client"),
            t!(
                words,
                "ticket-why-unknown-client-do",
                at = moment(*at),
                address = address.to_string()
            ),
        ),
        Finding::GatewaySilent { name, since } => (
            t!(words, "ticket-why-silent"),
            match since {
                Some(at) => t!(
                    words,
                    "ticket-why-silent-do",
                    gateway = name.as_str(),
                    at = moment(*at)
                ),
                None => t!(words, "ticket-why-never-do", gateway = name.as_str()),
            },
        ),
        Finding::NothingTried => (
            t!(words, "ticket-why-nothing"),
            t!(words, "ticket-why-nothing-do"),
        ),
    }
}

/// Where a gateway that lets its guests in itself is the trouble: what is the matter, why, and since when.
fn sentence_of_gateway(
    words: &Words,
    gateway: &str,
    at: &AtGateway,
    moment: &dyn Fn(Instant) -> String,
) -> (String, String) {
    let why = |failure: &Failure| gateways::words::failure(words, failure);
    match at {
        AtGateway::There | AtGateway::Waits { failure: None, .. } => (
            t!(words, "ticket-why-under-way", gateway = gateway),
            t!(words, "ticket-why-under-way-do"),
        ),
        AtGateway::NotPushed => (
            t!(words, "ticket-why-not-there", gateway = gateway),
            t!(words, "ticket-why-not-pushed-do"),
        ),
        AtGateway::Waits {
            tickets,
            failure: Some((failure, since)),
        } => (
            t!(words, "ticket-why-not-there", gateway = gateway),
            match since {
                Some(since) => t!(
                    words,
                    "ticket-why-waiting-since-do",
                    count = tickets.to_owned(),
                    at = moment(*since),
                    why = why(failure)
                ),
                None => why(failure),
            },
        ),
        AtGateway::Away { failure, since } => (
            t!(words, "ticket-why-away", gateway = gateway),
            match since {
                Some(since) => t!(
                    words,
                    "ticket-why-away-do",
                    at = moment(*since),
                    why = why(failure)
                ),
                None => why(failure),
            },
        ),
        AtGateway::Refused(failure) => (
            t!(words, "ticket-why-not-taken", gateway = gateway),
            why(failure),
        ),
    }
}

/// The newest refused login whose unknown name is nearly that of this ticket.
fn slip(
    reader: &Reader<'_>,
    record: &LoginRecord,
) -> crate::store::Result<Option<(RefusedLogin, String)>> {
    let name = code::lookup_form(&record.account.credentials.username);
    let near = |refused: RefusedLogin| {
        let typed = refused.username.clone()?;
        let slips = slips(&code::lookup_form(&typed), &name);
        (slips > 0 && slips <= SLIPS).then_some((refused, typed))
    };
    Ok(reader.refusals(COMPARED)?.into_iter().find_map(near))
}

/// How many characters must be put in, left out or changed to make one text of the other (Levenshtein).
fn slips(typed: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (place, letter) in typed.chars().enumerate() {
        let mut left = place + 1;
        let mut next = vec![left];
        for ((above, before), other) in row.iter().skip(1).zip(&row).zip(&right) {
            let changed = before + usize::from(letter != *other);
            left = changed.min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

/// What the guest reads on the log-in page (Reply-Message): what is wrong and what to do, and nothing that helps
/// somebody who guesses codes.
pub fn sentence_for_guest(words: &Words, refusal: &Refusal, zone: Zone) -> String {
    match refusal {
        Refusal::UnknownUser | Refusal::WrongPassword => t!(words, "refused-guest-wrong-code"),
        Refusal::UnsupportedMethod => t!(words, "refused-guest-method"),
        Refusal::Licence { closed } => closed_to_guests(words, *closed),
        Refusal::Cancelled => t!(words, "refused-guest-cancelled"),
        Refusal::NoProduct | Refusal::ChooseProduct => t!(words, "refused-guest-choose"),
        Refusal::OneLoginUsed => t!(words, "refused-guest-buy"),
        Refusal::NotYetValid { from } => {
            t!(words, "refused-guest-not-yet", from = local(*from, zone))
        }
        Refusal::NotUsedInTime { .. } | Refusal::Expired { .. } => {
            t!(words, "refused-guest-expired")
        }
        Refusal::UsedUp {
            until: None,
            resource: Resource::Time,
            ..
        } => t!(words, "refused-guest-time-used"),
        Refusal::UsedUp {
            until: None,
            resource: Resource::Data,
            ..
        } => t!(words, "refused-guest-data-used"),
        Refusal::UsedUp {
            until: Some(until), ..
        } => t!(
            words,
            "refused-guest-used-until",
            until = local(*until, zone)
        ),
        Refusal::TooManyDevices { allowed } => t!(
            words,
            "refused-guest-devices",
            allowed = i64::from(*allowed)
        ),
    }
}

/// A guest cannot mend any of it: what matters is whether it is worth asking again later.
fn closed_to_guests(words: &Words, closed: Closed) -> String {
    match closed {
        Closed::EvaluationOver => t!(words, "refused-guest-closed-evaluation"),
        Closed::Finalized => t!(words, "refused-guest-closed-ended"),
        Closed::Denied | Closed::OverCapacity => t!(words, "refused-guest-closed"),
        Closed::Doubted(_) => t!(words, "refused-guest-closed-doubted"),
        Closed::Copied => t!(words, "refused-guest-closed-copied"),
        Closed::Twin => t!(words, "refused-guest-closed-twin"),
    }
}

fn closed_at_the_desk(words: &Words, closed: Closed) -> String {
    match closed {
        Closed::EvaluationOver => t!(words, "refused-licence-evaluation"),
        Closed::Finalized => t!(words, "refused-licence"),
        Closed::Denied => t!(words, "refused-licence-denied"),
        Closed::Doubted(_) => t!(words, "refused-licence-doubted"),
        Closed::Copied => t!(words, "refused-licence-copied"),
        Closed::Twin => t!(words, "refused-licence-twin"),
        // Only issuing is closed by it.
        Closed::OverCapacity => t!(words, "licence-closed-over"),
    }
}

/// What the desk reads: the reason as it is.
pub fn sentence_for_desk(words: &Words, refusal: &Refusal, zone: Zone) -> String {
    match refusal {
        Refusal::UnknownUser => t!(words, "refused-unknown-user"),
        Refusal::WrongPassword => t!(words, "refused-wrong-password"),
        Refusal::UnsupportedMethod => t!(words, "refused-method"),
        Refusal::Licence { closed } => closed_at_the_desk(words, *closed),
        Refusal::Cancelled => t!(words, "refused-cancelled"),
        Refusal::NoProduct => t!(words, "refused-no-product"),
        Refusal::ChooseProduct => t!(words, "refused-choose"),
        Refusal::OneLoginUsed => t!(words, "refused-one-login"),
        Refusal::NotYetValid { from } => t!(words, "refused-not-yet", from = local(*from, zone)),
        Refusal::NotUsedInTime { by } => t!(words, "refused-not-in-time", by = local(*by, zone)),
        Refusal::Expired { at } => t!(words, "refused-expired", at = local(*at, zone)),
        Refusal::UsedUp {
            window,
            resource,
            until,
        } => {
            let what = allowance_name(words, *window, *resource);
            match until {
                None => t!(words, "refused-used-up", what = what),
                Some(until) => t!(
                    words,
                    "refused-used-until",
                    what = what,
                    until = local(*until, zone)
                ),
            }
        }
        Refusal::TooManyDevices { allowed } => {
            t!(words, "refused-devices", allowed = i64::from(*allowed))
        }
    }
}

/// "daily time", "total data": one of the eight allowances by name.
pub fn allowance_name(words: &Words, window: Window, resource: Resource) -> String {
    match (window, resource) {
        (Window::Total, Resource::Time) => t!(words, "allowance-total-time"),
        (Window::Daily, Resource::Time) => t!(words, "allowance-daily-time"),
        (Window::Weekly, Resource::Time) => t!(words, "allowance-weekly-time"),
        (Window::Monthly, Resource::Time) => t!(words, "allowance-monthly-time"),
        (Window::Total, Resource::Data) => t!(words, "allowance-total-data"),
        (Window::Daily, Resource::Data) => t!(words, "allowance-daily-data"),
        (Window::Weekly, Resource::Data) => t!(words, "allowance-weekly-data"),
        (Window::Monthly, Resource::Data) => t!(words, "allowance-monthly-data"),
    }
}

/// Date and time of the Location, short and the same in every language: `2026-07-01 18:30`.
pub fn local(at: Instant, zone: Zone) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests;
