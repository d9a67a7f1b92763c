//! Free users: accounts that make themselves at a device's first login, where the Location's mode says so (P10).
//!
//! The account, its first login and its event are one transaction, and the device is let in when that is durable: a storm
//! of new devices costs one commit for many of them. An account that is cancelled or has expired stays what it is, so a
//! device that was cancelled is kept out, and one whose free time is over has to buy.

use super::{
    Engine,
    accounts::{self, Entry, Loaded, Pending, State},
    health::count,
    login::acceptance,
};
use crate::{
    domain::{
        code,
        id::SessionId,
        location::{FreeName, free_username},
        login::{Grant, LicenceState, Refusal},
        mac::Mac,
        ticket::{Source, Status},
        time::Instant,
    },
    radius::service::{Login, LoginAnswer, Verdict},
    services::{case, free_users},
    store::{FirstLogin, Reader, Result, Tx},
};
use std::sync::Arc;

/// What became of the wish for an account.
enum Made {
    /// It is there, and this is what the login says.
    Anew(Box<Loaded>, std::result::Result<Grant, Refusal>),
    /// Another request of the same device was quicker.
    Already,
}

impl Engine {
    /// As whom a login asks for an automatic account, if it does.
    pub(super) fn free_name(&self, login: &Login) -> Option<FreeName> {
        let house = self.house();
        house.location.access.free_name(&login.username, login.mac)
    }

    /// The account that a login asks for: a free user's is that of the device, unless a ticket has the very name that was
    /// sent (a special ticket for a device without a keyboard).
    pub(super) fn asked_account(
        &self,
        login: &Login,
        free: Option<FreeName>,
    ) -> Result<Option<Arc<Entry>>> {
        let load = |name: &str| {
            let hash = self.store.username_hash(name);
            self.store
                .read(|reader| accounts::load(reader, hash, self.now()))
        };
        let typed = code::lookup_form(&login.username);
        let Some(free) = free.map(|free| free_username(free.mac())) else {
            return self.accounts.get(&typed, || load(&typed));
        };
        match self.accounts.get(&free, || load(&free))? {
            None if typed != free => {
                // The shared name and the password for all are nobody's own.
                let is_mac = typed.parse::<Mac>().is_ok();
                if is_mac {
                    self.accounts.get(&typed, || load(&typed))
                } else {
                    Ok(None)
                }
            }
            found => Ok(found),
        }
    }

    /// The account that a gateway counts for under this name: as at the login, and where the mode was changed while a
    /// device was on line, the automatic account of that device.
    pub(super) fn counted_account(
        &self,
        reader: &Reader<'_>,
        username: &str,
        mac: Option<Mac>,
    ) -> Result<Option<Arc<Entry>>> {
        let get = |name: &str| {
            let hash = self.store.username_hash(name);
            self.accounts
                .get(name, || accounts::load(reader, hash, self.now()))
        };
        let typed = code::lookup_form(username);
        let house = self.house();
        let asked = house.location.access.free_name(username, mac);
        if let Some(free) = asked
            && let Some(entry) = get(&free_username(free.mac()))?
        {
            return Ok(Some(entry));
        }
        let found = get(&typed)?;
        let device = mac.or_else(|| username.parse().ok());
        let (None, None, Some(device)) = (&found, asked, device) else {
            return Ok(found);
        };
        let entry = get(&free_username(device))?;
        Ok(entry.filter(|entry| {
            let state = entry.lock();
            let here = |mac: Option<Mac>| mac == Some(device);
            state.ticket.source == Source::Automatic
                && (state.open.iter().any(|session| here(session.mac))
                    || state.pending.iter().any(|pending| here(pending.mac)))
        }))
    }

    /// The password by which a free user is let in; `None` = what was sent is none of them.
    pub(super) fn free_password(&self, login: &Login, free: FreeName) -> Option<String> {
        let house = self.house();
        let access = &house.location.access;
        access
            .free_passwords(&login.username, free, &login.client.secret)
            .into_iter()
            .find(|password| login.proof.holds(password))
    }

    /// Makes the account of a device that was never here, and lets it in.
    pub(super) fn enter_free(
        self: &Arc<Self>,
        login: &Login,
        free: FreeName,
        answer: LoginAnswer,
        now: Instant,
    ) {
        // Nothing is made for somebody who would not be let in anyway.
        let Some(password) = self.free_password(login, free) else {
            return self.refuse(login, None, Refusal::WrongPassword, answer, now);
        };
        let house = self.house();
        if let LicenceState::Closed(closed) = house.licence.state(now) {
            return self.refuse(login, None, Refusal::Licence { closed }, answer, now);
        }
        if house.location.access.free_product.is_none() {
            return self.refuse(login, None, Refusal::NoProduct, answer, now);
        }
        let (engine, mac) = (Arc::clone(self), free.mac());
        let work = move |tx: &Tx<'_>| engine.make_free(tx, mac, now);
        let (engine, login) = (Arc::clone(self), login.clone());
        let submitted = self.store.submit(work, move |made| match made {
            Ok(Made::Anew(loaded, verdict)) => {
                engine.entered(&login, mac, *loaded, verdict, password, answer, now);
            }
            Ok(Made::Already) => engine.answer_login(&login, answer),
            Err(error) => {
                tracing::error!(%error, "a free user could not be stored; the client will ask again");
            }
        });
        if let Err(error) = submitted {
            tracing::warn!(%error, "a free user was dropped; the client will ask again");
        }
    }

    /// The account, its first login and its event.
    fn make_free(&self, tx: &Tx<'_>, mac: Mac, now: Instant) -> Result<Made> {
        let name = free_username(mac);
        if tx.ticket_by_username(&name)?.is_some() {
            return Ok(Made::Already);
        }
        let house = self.house();
        let location = &house.location;
        let hash = self.store.username_hash(&name);
        let load = || {
            accounts::load_in(tx, location, hash, now)?.ok_or_else(|| {
                crate::store::Error::Corrupt("a ticket that was just made".to_owned())
            })
        };
        let id = free_users::make(tx, now, mac, location)?;
        let loaded = load()?;
        let state = State::of(loaded.clone());
        let verdict = self.weigh(&state, Some(mac), now);
        if verdict.is_err() {
            return Ok(Made::Anew(Box::new(loaded), verdict));
        }
        let expires_at = case::expires_at(&state.ticket, &state.product, None, now, location.zone);
        let first = FirstLogin {
            at: now,
            expires_at,
            lapses_at: expires_at,
        };
        let _ = tx.first_login(id, &first)?;
        let mut loaded = loaded;
        let ticket = &mut loaded.record.ticket;
        ticket.stored_status = Status::InUse;
        ticket.first_login_at = Some(now);
        ticket.expires_at = expires_at;
        loaded.record.account.product_first_login_at = Some(now);
        let _ = self.count_device(tx, self.device_to_count(Some(mac), now), now)?;
        Ok(Made::Anew(Box::new(loaded), verdict))
    }

    /// The account is on the disk: the device is answered.
    #[allow(
        clippy::too_many_arguments,
        reason = "everything that the answer needs"
    )]
    fn entered(
        self: &Arc<Self>,
        login: &Login,
        mac: Mac,
        loaded: Loaded,
        verdict: std::result::Result<Grant, Refusal>,
        password: String,
        answer: LoginAnswer,
        now: Instant,
    ) {
        let name = free_username(mac);
        let Ok(Some(entry)) = self.accounts.get(&name, || Ok(Some(loaded))) else {
            return;
        };
        match verdict {
            Err(refusal) => self.refuse(login, Some(&entry), refusal, answer, now),
            Ok(grant) => {
                let session = SessionId::new();
                let mut state = entry.lock();
                state.pending.push(Pending {
                    session,
                    mac: login.mac,
                    at: now,
                });
                let acceptance = Box::new(acceptance(&state, session, now, grant, password));
                drop(state);
                count(&self.health.accepts);
                answer.send(Verdict::Accept(acceptance));
            }
        }
    }
}
