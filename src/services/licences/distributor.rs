//! The distributor's side: his key and profile, requests in, licences out.

pub use super::register::csv;

use super::{
    Capacity, Distributor, Grant, Kind, Payment, Refusal, Report, Request, Signed, Validity,
};
use crate::{
    domain::{
        email::EmailAddress,
        id::LocationId,
        licence::DEVICES_NEEDED,
        time::{self, Instant, Zone},
    },
    licensing::{
        find,
        key::{KeyError, PublicKey, SealedKey, Signer},
        paper,
        trust::Trusted,
    },
    services::{Actor, Result, event, write},
    store::{IssuedLicence, NewEvent, Reader, ReceivedRequest, Store},
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Key and profile.
const PROFILE: &str = "distributor";
/// Wrong passphrases in a row.
const TRIES: &str = "distributor.tries";
/// Wrong passphrases that cost nothing but the time of sealing.
const FREE_TRIES: u32 = 3;
/// Longest wait after a wrong passphrase, in seconds.
const LONGEST_WAIT: u32 = 15 * 60;

/// Who grants licences from this data folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// As on the licences: whom to ask for a renewal (L23).
    pub contact: Distributor,
    /// The public key, in hexadecimal.
    pub key: String,
    sealed: SealedKey,
}

#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Tries {
    wrong: u32,
    last: Option<Instant>,
}

/// A request with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// What is asked for.
    pub request: Request,
    /// When it came in.
    pub received_at: Instant,
    /// The licences that answer it.
    pub answered: Vec<Uuid>,
    /// An earlier request of this Location was signed with another key: somebody else may pretend to be it.
    pub other_key: bool,
}

/// The terms of a licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// First, renewal or move.
    pub kind: Kind,
    /// 1 to 5.
    pub years: u8,
    /// When the term begins.
    pub validity: Validity,
    /// Distinct devices that start an automatic term, 1 to 100.
    pub devices_needed: u16,
    /// What it covers.
    pub capacity: Capacity,
    /// Whether more than it covers closes issuing, after a warning.
    pub capacity_binds: bool,
    /// Advanced modules.
    pub modules: BTreeSet<String>,
    /// Form of payment.
    pub payment: Payment,
    /// Issue another first licence in the place of one that was never entered.
    pub again: bool,
}

impl Terms {
    /// As they were asked for.
    pub fn of(request: &Request) -> Self {
        Self {
            kind: request.kind,
            years: request.years,
            validity: Validity::Automatic,
            devices_needed: DEVICES_NEEDED,
            capacity: request.capacity,
            capacity_binds: false,
            modules: request.modules.clone(),
            payment: request.payment,
            again: false,
        }
    }

    fn check(&self) -> std::result::Result<(), Refusal> {
        let wrong = |text: &str| Err(Refusal::Terms(text.to_owned()));
        if !(1..=5).contains(&self.years) {
            return wrong("the contract runs for a whole number of years from 1 to 5");
        }
        if !(1..=100).contains(&self.devices_needed) {
            return wrong("an automatic term waits for 1 to 100 devices");
        }
        if self.capacity.count() == 0 {
            return wrong("a licence covers at least one room or access point");
        }
        Ok(())
    }
}

/// The profile of this data folder's distributor; none = it has no such role.
pub fn profile(store: &Store) -> Result<Option<Profile>> {
    Ok(store.read(profile_in)?)
}

fn profile_in(reader: &Reader<'_>) -> crate::store::Result<Option<Profile>> {
    let text = reader.sealed_setting(PROFILE)?;
    text.map(|text| {
        serde_json::from_str(&text)
            .map_err(|error| crate::store::Error::Corrupt(format!("setting {PROFILE}: {error}")))
    })
    .transpose()
}

fn checked(mut contact: Distributor) -> std::result::Result<Distributor, Refusal> {
    for text in [&mut contact.name, &mut contact.email, &mut contact.phone] {
        *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let fits = |text: &str| text.chars().count() <= 120;
    let whole = !contact.name.is_empty()
        && EmailAddress::parse(&contact.email).is_ok()
        && [&contact.name, &contact.email, &contact.phone]
            .into_iter()
            .all(|text| fits(text));
    whole.then_some(contact).ok_or(Refusal::Contact)
}

fn set_profile(
    store: &Store,
    now: Instant,
    actor: Actor,
    profile: &Profile,
    kind: &'static str,
) -> Result<()> {
    let text = json!(profile).to_string();
    let after = json!({ "name": profile.contact.name, "key": profile.key });
    write(store, move |tx| {
        tx.set_sealed_setting(PROFILE, &text)?;
        let location = tx.location()?.id;
        let _ = tx.append_event(&NewEvent {
            after: Some(after),
            ..event(now, actor, kind, location.0)
        })?;
        Ok(())
    })
}

/// Makes the distributor's key under a passphrase. Sealing takes a fifth of a second: on a thread of its own, please.
pub fn set_up(
    store: &Store,
    now: Instant,
    actor: Actor,
    contact: Distributor,
    passphrase: &str,
) -> Result<Profile> {
    if profile(store)?.is_some() {
        return Err(Refusal::KeyExists.into());
    }
    let contact = checked(contact)?;
    let signer = Signer::generate().map_err(Refusal::from)?;
    let profile = Profile {
        contact,
        key: signer.public().to_string(),
        sealed: signer.seal(passphrase).map_err(Refusal::from)?,
    };
    set_profile(store, now, actor, &profile, "distributor.made")?;
    Ok(profile)
}

/// Changes name and contacts; licences that were issued keep what stands on them.
pub fn set_contact(
    store: &Store,
    now: Instant,
    actor: Actor,
    contact: Distributor,
) -> Result<Profile> {
    let profile = profile(store)?.ok_or(Refusal::NoDistributor)?;
    let profile = Profile {
        contact: checked(contact)?,
        ..profile
    };
    set_profile(store, now, actor, &profile, "distributor.changed")?;
    Ok(profile)
}

/// Seals the key under another passphrase.
pub fn change_passphrase(
    store: &Store,
    now: Instant,
    actor: Actor,
    old: &str,
    new: &str,
) -> Result<()> {
    let (profile, signer) = unlock(store, now, old)?;
    let profile = Profile {
        sealed: signer.seal(new).map_err(Refusal::from)?,
        ..profile
    };
    set_profile(store, now, actor, &profile, "distributor.passphrase")
}

/// What an administrator writes into `distributors.json` so that an installation trusts this distributor.
pub fn trust_file(profile: &Profile) -> String {
    let one = Trusted {
        name: profile.contact.name.clone(),
        key: profile.key.clone(),
        revoked: false,
    };
    serde_json::to_string_pretty(&[one]).unwrap_or_default() + "\n"
}

/// Opens the key. Whoever guesses waits longer each time, also after a restart.
fn unlock(store: &Store, now: Instant, passphrase: &str) -> Result<(Profile, Signer)> {
    let profile = profile(store)?.ok_or(Refusal::NoDistributor)?;
    let tries: Tries = store
        .read(|reader| reader.setting(TRIES))?
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    if let Some(wait) = wait(tries, now) {
        return Err(Refusal::TooSoon(wait).into());
    }
    let key = PublicKey::read(&profile.key).ok_or_else(|| {
        crate::store::Error::Corrupt("the distributor's public key is none".to_owned())
    })?;
    let opened = Signer::open(&profile.sealed, &key, passphrase);
    let tries_now = match &opened {
        Ok(_) if tries.wrong == 0 => None,
        Ok(_) => Some(Tries::default()),
        Err(KeyError::Passphrase) => Some(Tries {
            wrong: tries.wrong.saturating_add(1),
            last: Some(now),
        }),
        Err(_) => None,
    };
    if let Some(tries) = tries_now {
        let text = json!(tries).to_string();
        write(store, move |tx| Ok(tx.set_setting(TRIES, &text)?))?;
    }
    Ok((profile, opened.map_err(Refusal::from)?))
}

/// Seconds that the next attempt has to wait: 1, 2, 4 and so on from the fourth on.
fn wait(tries: Tries, now: Instant) -> Option<u32> {
    let over = tries.wrong.checked_sub(FREE_TRIES)?;
    let wait = 1_u32
        .checked_shl(over)
        .filter(|wait| *wait > 0)
        .map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT));
    let until = tries.last? + TimeDelta::seconds(wait.into());
    let left = (until - now).num_milliseconds();
    // A clock that was set back must not shut the distributor out for longer than any wait.
    let left = u32::try_from(left.max(0).unsigned_abs().div_ceil(1000)).unwrap_or(LONGEST_WAIT);
    (left > 0).then_some(left.min(LONGEST_WAIT))
}

/// Takes a request in: its number, its file or its PDF. The same one twice is one.
pub fn receive(store: &Store, now: Instant, actor: Actor, given: &[u8]) -> Result<Incoming> {
    let (found, octets) =
        find::paper::<Request>(paper::Kind::Request, given).map_err(Refusal::from)?;
    let received = ReceivedRequest {
        request: found.content,
        received_at: now,
        signer: found.signer.octets(),
        paper: octets,
    };
    let id = received.request.id;
    write(store, move |tx| {
        if tx.add_licence_request(&received)? {
            let request = &received.request;
            let after = json!({ "request": request.id, "location": request.location_name });
            let _ = tx.append_event(&NewEvent {
                after: Some(after),
                ..event(now, actor, "licence.received", request.location.0)
            })?;
        }
        Ok(())
    })?;
    incoming(store, id)
}

fn incoming(store: &Store, id: Uuid) -> Result<Incoming> {
    requests(store)?
        .into_iter()
        .find(|one| one.request.id == id)
        .ok_or_else(|| Refusal::NoRequest(id.to_string()).into())
}

/// The requests that came in, newest first.
pub fn requests(store: &Store) -> Result<Vec<Incoming>> {
    let (requests, issued) =
        store.read(|reader| Ok((reader.licence_requests()?, reader.licences_issued()?)))?;
    let mut answers: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for one in issued {
        answers
            .entry(one.grant.request)
            .or_default()
            .push(one.grant.id);
    }
    let mut first: HashMap<LocationId, [u8; 32]> = HashMap::new();
    for one in requests.iter().rev() {
        let _ = first.entry(one.request.location).or_insert(one.signer);
    }
    let incoming = requests.into_iter().map(|one| Incoming {
        other_key: first
            .get(&one.request.location)
            .is_some_and(|key| *key != one.signer),
        answered: answers.remove(&one.request.id).unwrap_or_default(),
        received_at: one.received_at,
        request: one.request,
    });
    Ok(incoming.collect())
}

/// Issues the licence that answers a request. Opening the key takes a fifth of a second: on a thread of its own, please.
pub fn issue(
    store: &Store,
    now: Instant,
    actor: Actor,
    request: Uuid,
    terms: Terms,
    passphrase: &str,
) -> Result<Signed<Grant>> {
    terms.check()?;
    let received = store.read(|reader| reader.licence_request(request))?;
    let received = received.ok_or_else(|| Refusal::NoRequest(request.to_string()))?;
    let first = terms.kind == Kind::First && !terms.again;
    let location = received.request.location;
    let issued = store.read(|reader| reader.licences_issued())?;
    if first && issued.iter().any(|one| one.grant.location == location) {
        return Err(Refusal::HasLicence.into());
    }
    let (profile, signer) = unlock(store, now, passphrase)?;
    let asked = received.request;
    let grant = Grant {
        id: Uuid::now_v7(),
        request: asked.id,
        location: asked.location,
        location_name: asked.location_name,
        machine: asked.machine,
        kind: terms.kind,
        years: terms.years,
        validity: terms.validity,
        devices_needed: terms.devices_needed,
        capacity: terms.capacity,
        capacity_binds: terms.capacity_binds,
        modules: terms.modules,
        payment: terms.payment,
        partner: asked.partner,
        partner_email: asked.partner_email,
        client_email: asked.client_email,
        distributor: profile.contact,
        issued_at: now,
    };
    let paper = paper::sign(paper::Kind::Licence, &signer, &grant).map_err(Refusal::from)?;
    let licence = Signed {
        content: grant,
        paper,
    };
    let kept = licence.clone();
    write(store, move |tx| {
        let grant = kept.content;
        let after = json!({ "licence": grant.id, "location": grant.location_name, "kind": grant.kind, "years": grant.years });
        let location = grant.location.0;
        tx.add_licence_issued(&IssuedLicence {
            grant,
            paper: kept.paper,
        })?;
        let _ = tx.append_event(&NewEvent {
            after: Some(after),
            ..event(now, actor, "licence.issued", location)
        })?;
        Ok(())
    })?;
    Ok(licence)
}

/// Issues a renewal to a Location that has a licence, on the terms of its newest one but for the years.
pub fn renew(
    store: &Store,
    now: Instant,
    actor: Actor,
    location: LocationId,
    years: u8,
    passphrase: &str,
) -> Result<Signed<Grant>> {
    let last = newest(store, location)?;
    let terms = Terms {
        kind: Kind::Renewal,
        years,
        validity: Validity::Automatic,
        devices_needed: last.devices_needed,
        capacity: last.capacity,
        capacity_binds: last.capacity_binds,
        modules: last.modules,
        payment: last.payment,
        again: false,
    };
    issue(store, now, actor, last.request, terms, passphrase)
}

fn newest(store: &Store, location: LocationId) -> Result<Grant> {
    store
        .read(|reader| reader.licences_issued())?
        .into_iter()
        .map(|one| one.grant)
        .find(|grant| grant.location == location && grant.kind != Kind::Move)
        .ok_or_else(|| Refusal::NoLicence(location.to_string()).into())
}

/// A licence that was issued, to be handed over once more.
pub fn issued(store: &Store, id: Uuid) -> Result<Signed<Grant>> {
    let found = store.read(|reader| reader.licence_issued(id))?;
    let found = found.ok_or_else(|| Refusal::NoLicence(id.to_string()))?;
    Ok(Signed {
        content: found.grant,
        paper: found.paper,
    })
}

/// Takes in how a Location says that its licence stands. It must be signed with the key of the Location's request.
pub fn take_report(store: &Store, now: Instant, actor: Actor, given: &[u8]) -> Result<Report> {
    let (found, _) = find::paper::<Report>(paper::Kind::Report, given).map_err(Refusal::from)?;
    let signer = found.signer.octets();
    let report = found.content;
    let told = report.clone();
    write(store, move |tx| {
        let known = tx
            .licence_requests()?
            .into_iter()
            .any(|one| one.request.location == told.location && one.signer == signer);
        if !known {
            return Err(Refusal::StrangeReport.into());
        }
        if tx.set_licence_report(told.location, told.made_at, &json!(told))? {
            let _ = tx.append_event(&event(now, actor, "licence.reported", told.location.0))?;
        }
        Ok(())
    })?;
    Ok(report)
}

/// Start of a fixed term on a local date of the Location.
pub fn starts_on(request: &Request, date: chrono::NaiveDate) -> Option<Validity> {
    let zone: Zone = request.time_zone.parse().ok()?;
    Some(Validity::From(time::start_of_day(date, zone)))
}
