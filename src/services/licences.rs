//! Licences: request, provision, states, capacity, notices; and the distributor's side of them.
//!
//! Everything works without a network: papers are signed, and travel as a number to paste or scan, as a file or as a PDF.
//! What the Location keeps is [`Licence`], sealed in the data folder; a copy of it lies outside ([`Installation`]), so that
//! an old backup resets neither the counter of devices nor the newest instant seen. Whom to trust comes with the
//! installation too. The engine looks after all of it every few seconds ([`look_after`]).
//!
//! # For a screen
//!
//! - the Location: [`overview`], [`prefill`], [`request`], [`provision`], [`deny`], [`notices`], [`report`];
//! - the distributor: [`distributor`] (his key and profile, requests in, licences out, the list over all Locations);
//! - both: [`document`] (the PDFs), [`list`] with [`Filter`].

pub mod distributor;
pub mod document;
mod installation;
mod notices;
mod register;
#[cfg(test)]
mod tests;
mod watch;

pub use crate::domain::licence::{
    Asked, Capacity, Closed, Distributor, Doubt, Filter, Grant, Kind, Licence, Notice, Payment,
    Request, Status, Validity,
};
pub use installation::{Installation, Outside};
pub use notices::{KIND as NOTICE_KIND, NoticeLine, carry_out, notices, notices_due, sweep};
pub use register::{Listed, list};
pub use watch::{count_device, look_after};

use super::{
    Actor, Result,
    engine::change::{self, Demand},
    event, write,
};
use crate::{
    domain::{
        id::LocationId,
        licence::{Here, Refused, RequestError, Used},
        location::Location,
        time::{Instant, Zone},
    },
    licensing::{
        find::{self, FindError},
        key::{KeyError, Signer},
        number,
        paper::{self, PaperError},
        trust::Standing,
    },
    store::{NewEvent, Reader, Store, Tx},
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::{collections::BTreeSet, fmt::Write as _};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Why something about licences is refused. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No paper was found in what was given, or it is not as it was signed.
    #[error(transparent)]
    Find(#[from] FindError),
    /// Signed by nobody whom this installation knows.
    #[error(
        "this licence is signed with the key {0}, which this installation does not trust: ask your distributor whether it is his, and the administrator of this PC to add it"
    )]
    NotTrusted(String),
    /// Signed with a key that was lost or stolen.
    #[error(
        "this licence is signed with a key that was revoked: ask your distributor for a new one"
    )]
    Revoked,
    /// Nobody is trusted, and why.
    #[error("no licence can be entered: {0}")]
    NoTrust(String),
    /// The licence cannot be entered here.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The form of a request has mistakes; all of them.
    #[error("{}", lines(.0))]
    Form(Vec<RequestError>),
    /// There is no contract that could be denied.
    #[error("this Location runs on its evaluation: there is no licence to deny or to allow")]
    NoContract,
    /// The distributor's key cannot be had.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Too many wrong passphrases: the next attempt has to wait.
    #[error("too many wrong passphrases: try again in {0} seconds")]
    TooSoon(u32),
    /// This data folder is no distributor's.
    #[error(
        "this data folder has no distributor's key: make one with `innkeeper licence key create`"
    )]
    NoDistributor,
    /// There is a key already; another would make every licence of the first one another's.
    #[error("this data folder has a distributor's key already")]
    KeyExists,
    /// A contact without name or address.
    #[error("the distributor needs a name and an e-mail address")]
    Contact,
    /// No such request or licence.
    #[error("there is no request {0}: `innkeeper licence requests` shows them")]
    NoRequest(String),
    /// No such licence.
    #[error("no licence was issued to {0}: `innkeeper licence list` shows them")]
    NoLicence(String),
    /// A Location has one contract, which is renewed.
    #[error(
        "this Location has a licence already: renew it, or issue another one in its place if the first was never entered"
    )]
    HasLicence,
    /// The terms of a licence have a mistake.
    #[error("{0}")]
    Terms(String),
    /// A report of a Location that never asked, or signed by another.
    #[error("this report is not signed by the Location whose request is known here")]
    StrangeReport,
}

fn lines(errors: &[RequestError]) -> String {
    let texts: Vec<_> = errors.iter().map(ToString::to_string).collect();
    texts.join("; ")
}

impl From<PaperError> for Refusal {
    fn from(error: PaperError) -> Self {
        Self::Find(error.into())
    }
}

impl Refusal {
    /// A stable name for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Find(FindError::Missing | FindError::TooLarge) => "no_licence_number",
            Self::Find(FindError::Paper(PaperError::Damaged)) => "licence_damaged",
            Self::Find(FindError::Paper(PaperError::Newer { .. })) => "licence_newer",
            Self::Find(FindError::Paper(PaperError::Older { .. })) => "licence_older",
            Self::Find(FindError::Paper(PaperError::OtherKind { .. })) => "other_paper",
            Self::NotTrusted(_) => "licence_not_trusted",
            Self::Revoked => "licence_revoked",
            Self::NoTrust(_) => "no_trust",
            Self::Refused(Refused::OtherLocation(_)) => "licence_other_location",
            Self::Refused(Refused::AlreadyEntered) => "licence_used",
            Self::Refused(Refused::AlreadyProvisioned) => "already_provisioned",
            Self::Refused(Refused::NothingToRenew) => "nothing_to_renew",
            Self::Refused(Refused::OtherMachine) => "licence_other_machine",
            Self::Refused(Refused::Renewal(_)) => "licence_not_started",
            Self::Form(_) => "bad_request",
            Self::NoContract => "no_licence",
            Self::Key(KeyError::Passphrase) => "wrong_passphrase",
            Self::Key(KeyError::ShortPassphrase) => "short_passphrase",
            Self::Key(KeyError::System) => "system",
            Self::TooSoon(_) => "too_many_tries",
            Self::NoDistributor => "no_distributor",
            Self::KeyExists => "key_exists",
            Self::Contact => "bad_contact",
            Self::NoRequest(_) => "unknown_request",
            Self::NoLicence(_) => "unknown_licence",
            Self::HasLicence => "has_licence",
            Self::Terms(_) => "bad_terms",
            Self::StrangeReport => "strange_report",
        }
    }
}

/// A paper to hand over: the same content as octets, as a number, and as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed<T> {
    /// What it says.
    pub content: T,
    /// What was signed.
    pub paper: Vec<u8>,
}

impl<T> Signed<T> {
    /// The number in groups, to be read and pasted.
    pub fn number(&self) -> String {
        number::printed(&self.paper)
    }

    /// The number without groups, for a QR code.
    pub fn compact(&self) -> String {
        number::compact(&self.paper)
    }

    /// The file: a text that survives mail programs.
    pub fn file(&self) -> String {
        format!("{}\n", self.number())
    }
}

/// How a licence stands, for the Location's own screens.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The Location.
    pub location: LocationId,
    /// As guests know it.
    pub name: String,
    /// Of its term.
    pub zone: Zone,
    /// Everything that is kept.
    pub licence: Licence,
    /// The state.
    pub status: Status,
    /// Why nothing is issued, if so.
    pub closed: Option<Closed>,
    /// By how much the PC's clock is behind what was seen already.
    pub clock_behind: Option<TimeDelta>,
    /// When a contract that runs on another machine will be closed.
    pub copy_until: Option<Instant>,
    /// What is used of the licence.
    pub used: Used,
    /// More rooms or access points than it covers.
    pub over: bool,
    /// Modules in use that it does not have.
    pub missing_modules: BTreeSet<String>,
    /// When a licence that binds closes issuing for being over it.
    pub over_until: Option<Instant>,
    /// How the copy outside the data folder stands.
    pub outside: Outside,
    /// Why nobody is trusted, if so; matters only to who enters a licence or has one.
    pub no_trust: Option<String>,
    /// The newest notice of the present term that was sent.
    pub notice: Option<Notice>,
}

/// How the licence of this Location stands at `now`.
pub fn overview(store: &Store, installation: &Installation, now: Instant) -> Result<Overview> {
    let (location, licence, used) =
        store.read(|reader| Ok((reader.location()?, reader.licence()?, used(reader)?)))?;
    let outside = installation.outside(store, location.id);
    let (over, missing_modules) = licence.over(&used);
    let binds = licence
        .contract
        .as_ref()
        .is_some_and(|contract| contract.grant.capacity_binds);
    let settled = licence.ends_at().map(|end| licence.settled_of(end));
    Ok(Overview {
        status: licence.status(now),
        closed: licence.closed(now),
        clock_behind: licence.clock_behind(now),
        copy_until: licence
            .away_since
            .map(|since| since + crate::domain::licence::COPY_GRACE),
        over,
        missing_modules,
        over_until: licence
            .over_since
            .filter(|_| binds)
            .map(|since| since + crate::domain::licence::OVER_GRACE),
        outside: outside.1,
        no_trust: installation.no_trust(),
        notice: settled.and_then(|settled| settled.last().copied()),
        location: location.id,
        name: location.name,
        zone: location.zone,
        licence,
        used,
    })
}

/// The advanced module of messages by SMS: in use where a gateway is set up.
pub const MODULE_SMS: &str = "sms";

/// What of a licence is used now.
fn used(reader: &Reader<'_>) -> crate::store::Result<Used> {
    let location = reader.location()?;
    let sms = super::messages::set_up(reader)?.contains(&super::messages::Channel::Sms);
    Ok(Used {
        rooms: location.rooms.unwrap_or(0),
        aps: location.aps.unwrap_or(0),
        modules: sms.then(|| MODULE_SMS.to_owned()).into_iter().collect(),
    })
}

/// The Location's own key, with which it signs requests and reports.
const LOCATION_KEY: &str = "licence.key";
/// What was asked for last.
const ASKED: &str = "licence.asked";

fn location_key(tx: &Tx<'_>) -> Result<Signer> {
    if let Some(text) = tx.sealed_setting(LOCATION_KEY)? {
        let octets: Option<Vec<u8>> = (0..text.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
            .collect();
        let seed = octets.and_then(|octets| <[u8; 32]>::try_from(octets).ok());
        let seed = seed.map(Zeroizing::new).ok_or_else(|| {
            crate::store::Error::Corrupt("the key of the Location is none".to_owned())
        })?;
        return Ok(Signer::of(&seed));
    }
    let (signer, seed) = Signer::generate_with_seed().map_err(Refusal::from)?;
    let mut text = Zeroizing::new(String::new());
    for octet in *seed {
        let _ = write!(text, "{octet:02x}");
    }
    tx.set_sealed_setting(LOCATION_KEY, &text)?;
    Ok(signer)
}

/// The form of a request as it was filled in last, else as far as the Location knows it.
pub fn prefill(store: &Store) -> Result<Asked> {
    let (asked, licence) = store.read(|reader| Ok((reader.setting(ASKED)?, reader.licence()?)))?;
    let kept: Option<KeptForm> = asked.and_then(|text| serde_json::from_str(&text).ok());
    let mut form = kept.map(KeptForm::asked).unwrap_or_default();
    if let (Some(contract), true) = (&licence.contract, form.partner.is_empty()) {
        let grant = &contract.grant;
        form = Asked {
            partner: grant.partner.clone(),
            partner_email: grant.partner_email.clone(),
            client_email: grant.client_email.clone(),
            distributor: grant.distributor.name.clone(),
            years: grant.years.to_string(),
            payment: Some(grant.payment),
            count: None,
            modules: grant.modules.iter().cloned().collect(),
            kind: None,
            machine: None,
        };
    }
    form.kind = Some(if licence.contract.is_some() {
        Kind::Renewal
    } else {
        Kind::First
    });
    Ok(form)
}

#[derive(Serialize, Deserialize)]
struct KeptForm {
    partner: String,
    partner_email: String,
    client_email: String,
    distributor: String,
    years: u8,
    payment: Payment,
    modules: BTreeSet<String>,
}

impl KeptForm {
    fn of(request: &Request) -> Self {
        Self {
            partner: request.partner.clone(),
            partner_email: request.partner_email.clone(),
            client_email: request.client_email.clone(),
            distributor: request.distributor.clone(),
            years: request.years,
            payment: request.payment,
            modules: request.modules.clone(),
        }
    }

    fn asked(self) -> Asked {
        Asked {
            partner: self.partner,
            partner_email: self.partner_email,
            client_email: self.client_email,
            distributor: self.distributor,
            years: self.years.to_string(),
            payment: Some(self.payment),
            modules: self.modules.into_iter().collect(),
            ..Asked::default()
        }
    }
}

/// Makes a request for a licence of this Location, signed with its own key (L2, L3).
pub fn request(
    store: &Store,
    installation: &Installation,
    now: Instant,
    actor: Actor,
    asked: Asked,
) -> Result<Signed<Request>> {
    let asked = Asked {
        machine: installation.machine,
        ..asked
    };
    write(store, move |tx| {
        let location = tx.location()?;
        let request =
            Request::new(Uuid::now_v7(), &location, now, &asked).map_err(Refusal::Form)?;
        let signer = location_key(tx)?;
        let paper = paper::sign(paper::Kind::Request, &signer, &request).map_err(Refusal::from)?;
        tx.set_setting(ASKED, &json!(KeptForm::of(&request)).to_string())?;
        let _ = tx.append_event(&NewEvent {
            after: Some(json!({ "request": request.id, "years": request.years })),
            ..event(now, actor, "licence.requested", location.id.0)
        })?;
        Ok(Signed {
            content: request,
            paper,
        })
    })
}

fn outside(store: &Store, installation: &Installation) -> Result<Option<Licence>> {
    let location = store.read(|reader| reader.location())?.id;
    Ok(installation.outside(store, location).0)
}

/// What is kept, with what the copy outside knows: whoever changes an old backup must not make it the newest.
fn with_outside(tx: &Tx<'_>, outside: Option<Licence>) -> crate::store::Result<Licence> {
    let licence = tx.licence()?;
    Ok(match outside {
        Some(outside) => licence.merged(outside),
        None => licence,
    })
}

/// Enters a licence (L7, L8): its number however it was pasted or scanned, the file, or the PDF. Refused, nothing has
/// changed.
pub fn provision(
    store: &Store,
    installation: &Installation,
    now: Instant,
    actor: Actor,
    given: &[u8],
) -> Result<Overview> {
    let (found, octets) =
        find::paper::<Grant>(paper::Kind::Licence, given).map_err(Refusal::from)?;
    let trust = installation
        .trust()
        .map_err(|why| Refusal::NoTrust(why.clone()))?;
    match trust.standing(&found.signer) {
        Standing::Trusted => {}
        Standing::Revoked => return Err(Refusal::Revoked.into()),
        Standing::Unknown => return Err(Refusal::NotTrusted(found.signer.to_string()).into()),
    }
    let grant = found.content;
    let outside = outside(store, installation)?;
    let machine = installation.machine;
    let (location, licence) = write(store, move |tx| {
        let location = tx.location()?;
        let mut licence = with_outside(tx, outside)?;
        let kind = match grant.kind {
            Kind::First => "licence.provisioned",
            Kind::Renewal => "licence.renewed",
            Kind::Move => "licence.moved",
        };
        let after = json!({ "licence": grant.id, "years": grant.years, "distributor": grant.distributor.name });
        let here = Here {
            location: location.id,
            zone: location.zone,
            machine,
        };
        let renewal = grant.kind == Kind::Renewal;
        licence
            .enter(grant, octets, here, now)
            .map_err(Refusal::from)?;
        let _ = licence.uses(&used(tx)?, now);
        tx.set_licence(&licence)?;
        if renewal {
            // Who is on line was told to stop at the old end at the latest.
            for session in tx.open_sessions()? {
                change::enqueue(tx, &session, now, "licence renewed", Demand::Looser)?;
            }
        }
        let _ = tx.append_event(&NewEvent {
            after: Some(after),
            ..event(now, actor, kind, location.id.0)
        })?;
        Ok((location, licence))
    })?;
    installation.keep_outside(store, location.id, &licence);
    overview(store, installation, now)
}

/// Forces Access denied, or lifts it (L15). Tells whether that changed anything.
pub fn deny(
    store: &Store,
    installation: &Installation,
    now: Instant,
    actor: Actor,
    denied: bool,
) -> Result<bool> {
    let outside = outside(store, installation)?;
    let changed = write(store, move |tx| {
        let location = tx.location()?;
        let mut licence = with_outside(tx, outside)?;
        if licence.contract.is_none() {
            return Err(Refusal::NoContract.into());
        }
        let changed = licence.deny(denied, now);
        if changed {
            tx.set_licence(&licence)?;
            let kind = if denied {
                "licence.denied"
            } else {
                "licence.allowed"
            };
            let _ = tx.append_event(&event(now, actor, kind, location.id.0))?;
        }
        Ok(changed.then_some((location, licence)))
    })?;
    if let Some((location, licence)) = &changed {
        installation.keep_outside(store, location.id, licence);
    }
    Ok(changed.is_some())
}

/// How the licence of a Location stands, as it reports it to its distributor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The Location.
    pub location: LocationId,
    /// When it was made.
    pub made_at: Instant,
    /// The licence that holds; none = the evaluation.
    pub licence: Option<Uuid>,
    /// Every licence that was entered.
    pub entered: BTreeSet<Uuid>,
    /// Start of the term.
    pub starts_at: Option<Instant>,
    /// End of the term.
    pub ends_at: Option<Instant>,
    /// Devices counted, while they are.
    pub devices_seen: u16,
    /// Forced to Access denied.
    pub denied: bool,
    /// Rooms of the house.
    pub rooms: u32,
    /// Access points of the site.
    pub aps: u32,
}

/// Makes a report for the distributor, signed with the Location's own key: his list then shows how the licence stands.
pub fn report(store: &Store, now: Instant) -> Result<Signed<Report>> {
    write(store, move |tx| {
        let location: Location = tx.location()?;
        let licence = tx.licence()?;
        let used = used(tx)?;
        let contract = licence.contract.as_ref();
        let report = Report {
            location: location.id,
            made_at: now,
            licence: contract.map(|contract| contract.grant.id),
            entered: licence.entered.clone(),
            starts_at: contract.and_then(|contract| contract.starts_at),
            ends_at: contract.and_then(|contract| contract.ends_at),
            devices_seen: contract.map_or(0, |contract| contract.devices_seen),
            denied: contract.is_some_and(|contract| contract.denied),
            rooms: used.rooms,
            aps: used.aps,
        };
        let signer = location_key(tx)?;
        let paper = paper::sign(paper::Kind::Report, &signer, &report).map_err(Refusal::from)?;
        Ok(Signed {
            content: report,
            paper,
        })
    })
}
