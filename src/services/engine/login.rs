//! Logins: find the account, check the password, weigh the case, answer.

use super::{
    Engine,
    accounts::{self, Entry, Pending, State},
    health::count,
};
use crate::{
    domain::{
        account::Credentials,
        allowance, code,
        id::SessionId,
        login::{Grant, Refusal},
        mac::Mac,
        ticket::{Source, Status},
        time::Instant,
    },
    i18n::Words,
    radius::service::{Acceptance, Login, LoginAnswer, Proof, Verdict},
    services::{
        Actor,
        case::{self, Facts},
        event,
        explain::sentence_for_guest,
        usage::{Baseline, used},
    },
    store::{self, FirstLogin, NewEvent, RefusedLogin, Tx},
};
use serde_json::json;
use std::sync::{Arc, atomic::Ordering};

impl Engine {
    /// Answers a login: from memory, except that a ticket's first one waits until it is durable.
    pub(super) fn answer_login(self: &Arc<Self>, login: &Login, answer: LoginAnswer) {
        let now = self.now();
        let free = self.free_name(login);
        let changes = self.changes.load(Ordering::Acquire);
        let entry = match self.asked_account(login, free) {
            Ok(Some(entry)) => entry,
            Ok(None) => {
                let refusal = match (&login.proof, free) {
                    (Proof::Unsupported, _) => Refusal::UnsupportedMethod,
                    (_, Some(free)) => return self.enter_free(login, free, answer, now),
                    _ => Refusal::UnknownUser,
                };
                return self.refuse(login, None, refusal, answer, now);
            }
            // No answer: the client asks again, and a guest is not turned away for a fault of ours.
            Err(error) => return tracing::error!(%error, "a login could not be looked up"),
        };
        if self.changes.load(Ordering::Acquire) != changes {
            // Somebody changed something between the reading and the keeping of this account: next time it is read anew.
            entry.mark_stale();
        }
        if matches!(login.proof, Proof::Unsupported) {
            return self.refuse(login, Some(&entry), Refusal::UnsupportedMethod, answer, now);
        }
        let mut state = entry.lock();
        let proven = if state.ticket.source == Source::Automatic {
            free.and_then(|free| self.free_password(login, free))
        } else {
            proven_password(&login.proof, &login.username, &state.credentials)
        };
        let Some(password) = proven else {
            drop(state);
            return self.refuse(login, Some(&entry), Refusal::WrongPassword, answer, now);
        };
        state.drop_old_pending(now);
        match self.weigh(&state, login.mac, now) {
            Err(refusal) => {
                drop(state);
                self.refuse(login, Some(&entry), refusal, answer, now);
            }
            Ok(grant) => {
                let session = SessionId::new();
                let first = state.product_first_login_at.is_none();
                state
                    .pending
                    .retain(|pending| pending.mac.is_none() || pending.mac != login.mac);
                state.pending.push(Pending {
                    session,
                    mac: login.mac,
                    at: now,
                });
                let acceptance = Box::new(acceptance(&state, session, now, grant, password));
                drop(state);
                let device = self.device_to_count(login.mac, now);
                if first {
                    self.accept_first(&entry, device, now, acceptance, answer);
                } else if device.is_some() {
                    self.accept_counted(device, now, acceptance, answer);
                } else {
                    count(&self.health.accepts);
                    answer.send(Verdict::Accept(acceptance));
                }
            }
        }
    }

    /// Weighs the case of one account at `now`.
    pub(super) fn weigh(
        &self,
        state: &State,
        mac: Option<Mac>,
        now: Instant,
    ) -> Result<Grant, Refusal> {
        let house = self.house();
        let online = online_macs(state);
        let without_mac = state
            .open
            .iter()
            .filter(|session| session.mac.is_none())
            .count()
            + state
                .pending
                .iter()
                .filter(|pending| pending.mac.is_none())
                .count();
        let case = Facts {
            ticket: &state.ticket,
            product: &state.product,
            policy: &state.policy,
            first_login_at: state.product_first_login_at,
            subscribed: state.subscribed,
            limits: &state.limits,
            used: self.used(state, now),
            online: &online,
            online_without_mac: without_mac,
            login_taken: login_taken(state, mac),
        };
        let case = case.case(house.licence.state(now), mac, now, house.location.zone);
        case::verdict(&case, &state.ticket)
    }

    /// What the account used up to `now`, the unreported time of its running sessions included.
    pub(super) fn used(&self, state: &State, now: Instant) -> allowance::Used {
        let zone = self.house().location.zone;
        let baseline = Baseline {
            seconds: state.baseline_seconds,
            bytes: state.baseline_bytes,
        };
        used(
            &state.ticket,
            baseline,
            &state.days,
            state.open.iter(),
            &state.limits,
            now,
            zone,
        )
    }

    /// A first login starts the clock of the ticket: it is answered when it is on the disk.
    fn accept_first(
        self: &Arc<Self>,
        entry: &Arc<Entry>,
        device: Option<Mac>,
        now: Instant,
        acceptance: Box<Acceptance>,
        answer: LoginAnswer,
    ) {
        let (engine, changed) = (Arc::clone(self), Arc::clone(entry));
        let work = move |tx: &crate::store::Tx<'_>| {
            let counted = engine.count_device(tx, device, now)?;
            engine.begin(tx, &mut changed.lock(), now)?;
            Ok(counted)
        };
        let (engine, changed) = (Arc::clone(self), Arc::clone(entry));
        let submitted = self.store.submit(work, move |result| match result {
            Ok(counted) => {
                engine.device_counted(counted);
                count(&engine.health.accepts);
                answer.send(Verdict::Accept(acceptance));
            }
            Err(error) => {
                changed.mark_stale();
                tracing::error!(%error, "a first login could not be stored; the client will ask again");
            }
        });
        if let Err(error) = submitted {
            entry.mark_stale();
            tracing::warn!(%error, "a first login was dropped; the client will ask again");
        }
    }

    /// The first login of a ticket with its product: its clock starts. What was had already changes nothing.
    pub(super) fn begin(&self, tx: &Tx<'_>, state: &mut State, now: Instant) -> store::Result<()> {
        if state.product_first_login_at.is_some() {
            return Ok(());
        }
        // A job may have been here a moment ago: the clock starts by what the account is held to now.
        if tx.terms_of(state.ticket.account)? != state.terms {
            let pending = std::mem::take(&mut state.pending);
            *state = accounts::load_by_account(tx, state.ticket.account, now)?;
            state.pending = pending;
        }
        let zone = self.house().location.zone;
        let expires_at = if state.subscribed {
            state.ticket.expires_at
        } else {
            case::expires_at(&state.ticket, &state.product, None, now, zone)
        };
        let _ = tx.first_login(
            state.ticket.id,
            &FirstLogin {
                at: now,
                expires_at,
                lapses_at: expires_at,
            },
        )?;
        let _ = tx.register_guest(state.ticket.id, now)?;
        state.ticket.stored_status = Status::InUse;
        state.ticket.first_login_at = state.ticket.first_login_at.or(Some(now));
        state.ticket.expires_at = expires_at;
        state.product_first_login_at = Some(now);
        let after = json!({ "serial": state.ticket.serial, "expires_at": expires_at });
        let _ = tx.append_event(&NewEvent {
            after: Some(after),
            ..event(now, Actor::Engine, "ticket.first_login", state.ticket.id.0)
        })?;
        Ok(())
    }

    /// A device that counts towards the start of the licence's term is answered when it is on the disk.
    fn accept_counted(
        self: &Arc<Self>,
        device: Option<Mac>,
        now: Instant,
        acceptance: Box<Acceptance>,
        answer: LoginAnswer,
    ) {
        let engine = Arc::clone(self);
        let work = move |tx: &crate::store::Tx<'_>| engine.count_device(tx, device, now);
        let engine = Arc::clone(self);
        let submitted = self.store.submit(work, move |counted| match counted {
            Ok(counted) => {
                engine.device_counted(counted);
                count(&engine.health.accepts);
                answer.send(Verdict::Accept(acceptance));
            }
            Err(error) => {
                tracing::error!(%error, "a device could not be counted; the client will ask again");
            }
        });
        if let Err(error) = submitted {
            tracing::warn!(%error, "a login was dropped; the client will ask again");
        }
    }

    pub(super) fn refuse(
        self: &Arc<Self>,
        login: &Login,
        entry: Option<&Arc<Entry>>,
        refusal: Refusal,
        answer: LoginAnswer,
        now: Instant,
    ) {
        count(&self.health.rejects);
        let (account, language) = match entry {
            Some(entry) => {
                let state = entry.lock();
                (Some(state.ticket.account), self.house().language)
            }
            None => (None, self.house().language),
        };
        let words: &Words = language.words();
        let message = sentence_for_guest(words, &refusal, self.house().location.zone);
        self.keep_refusal(RefusedLogin {
            at: now,
            gateway: Some(login.client.id),
            account,
            // A name that belongs to a ticket is a secret; one that belongs to none is a typing mistake.
            username: account
                .is_none()
                .then(|| login.username.chars().take(64).collect()),
            mac: login.mac,
            reason: refusal.clone(),
        });
        answer.send(Verdict::Reject { refusal, message });
    }

    /// Keeps a refusal so that it can be shown. Nobody waits for it, and a flood of wrong codes keeps only its beginning.
    fn keep_refusal(self: &Arc<Self>, refused: RefusedLogin) {
        if !self.refusals.admit(refused.at) {
            return;
        }
        let submitted = self.store.submit(
            move |tx| tx.add_refusal(&refused),
            |result| {
                if let Err(error) = result {
                    tracing::warn!(%error, "a refusal could not be stored");
                }
            },
        );
        if let Err(error) = submitted {
            tracing::debug!(%error, "a refusal was not stored");
        }
    }
}

/// The devices that are on line or were just let in.
fn online_macs(state: &State) -> Vec<Mac> {
    let mut macs: Vec<Mac> = state
        .open
        .iter()
        .filter_map(|session| session.mac)
        .chain(state.pending.iter().filter_map(|pending| pending.mac))
        .collect();
    macs.sort_unstable();
    macs.dedup();
    macs
}

/// Whether the login of a One-login product was had; it may have been given a moment ago and not be on the disk yet.
fn login_taken(state: &State, mac: Option<Mac>) -> bool {
    let had = state.product_first_login_at.is_some() || !state.pending.is_empty();
    had && !resumes(state, mac)
}

/// A repeated request inside the one login of a One-login product (roaming, a lost answer) is no second login (A30).
fn resumes(state: &State, mac: Option<Mac>) -> bool {
    mac.is_some()
        && (state.open.iter().any(|session| session.mac == mac)
            || state.pending.iter().any(|pending| pending.mac == mac))
}

/// The stored password if the guest's proof holds for it, in the spelling that the guest used.
fn proven_password(
    proof: &Proof,
    typed_username: &str,
    credentials: &Credentials,
) -> Option<String> {
    if let Proof::Pap(typed) = proof {
        let typed = std::str::from_utf8(typed).ok()?;
        // A guest who types a code into one field may leave the other to the portal: empty, or the code again.
        let same = code::same_password(typed, &credentials.password)
            || (credentials.is_code() && typed.is_empty());
        return same.then(|| credentials.password.clone());
    }
    let mut candidates = Vec::new();
    if credentials.is_code() {
        candidates.push(typed_username.to_owned());
        candidates.push(String::new());
    }
    candidates.extend(code::spellings(&credentials.password));
    candidates
        .into_iter()
        .find(|candidate| proof.holds(candidate))
}

pub(super) fn acceptance(
    state: &State,
    session: SessionId,
    at: Instant,
    grant: Grant,
    password: String,
) -> Acceptance {
    let some = |value: u32| (value > 0).then_some(value);
    Acceptance {
        session,
        at,
        grant,
        idle_timeout: some(state.policy.idle_timeout_min).map(|minutes| minutes.saturating_mul(60)),
        download_kbps: some(state.policy.download_kbps),
        upload_kbps: some(state.policy.upload_kbps),
        address_list: state
            .policy
            .mikrotik_address_list
            .clone()
            .or_else(|| state.product.mikrotik_address_list.clone()),
        mikrotik_profile: state.product.mikrotik_profile.clone(),
        devices: state.ticket.devices,
        attributes: state
            .policy
            .attributes
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
        password,
    }
}
