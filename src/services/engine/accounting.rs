//! Accounting: what gateways report, made durable, in whatever order and however often it arrives.
//!
//! All of this runs on the store's writer thread, one record after the other: memory and tables change together, and a
//! record is acknowledged after its commit. Counters only ever grow, so a repeated or late record changes nothing.

use super::{
    Engine,
    accounts::{self, CLOSED_KEPT, Entry, State, same_session},
    health::count,
};
use crate::{
    domain::{
        allowance::{self, Window},
        login::Resource,
        session::Session,
        ticket::Status,
        time::Instant,
    },
    radius::service::{Acknowledge, Record, RecordStatus},
    services::{Actor, event, extend::FREED, usage},
    store::{Counters, NewEvent, Result, Tx},
};
use chrono::TimeDelta;
use serde_json::json;
use std::{sync::Arc, sync::Mutex};

/// A record whose session began this much after the newest record of an open session of the same name belongs to
/// another session: gateways count their session ids anew after a reboot (GATEWAYS 1.5).
const REUSED_AFTER: TimeDelta = TimeDelta::seconds(5);

/// Cause of a session whose gateway fell silent.
pub(super) const LOST: &str = "Lost";

/// Cause of the sessions of a gateway that came up or goes down (RFC 2866 5.10, value 11).
const NAS_REBOOT: &str = "NAS-Reboot";

impl Engine {
    /// Stores a record, then acknowledges it.
    pub(super) fn store_record(self: &Arc<Self>, record: Record, done: Acknowledge) {
        let touched: Arc<Mutex<Vec<Arc<Entry>>>> = Arc::default();
        let (engine, entries) = (Arc::clone(self), Arc::clone(&touched));
        let work = move |tx: &Tx<'_>| engine.apply(tx, &record, &entries);
        let engine = Arc::clone(self);
        let submitted = self.store.submit(work, move |result| match result {
            Ok(()) => {
                count(&engine.health.records);
                done.send();
            }
            Err(error) => {
                for entry in touched.lock().unwrap_or_else(std::sync::PoisonError::into_inner).iter() {
                    entry.mark_stale();
                }
                tracing::error!(%error, "an accounting record could not be stored; the gateway will send it again");
            }
        });
        if let Err(error) = submitted {
            tracing::warn!(%error, "an accounting record was dropped; the gateway will send it again");
        }
    }

    fn apply(
        self: &Arc<Self>,
        tx: &Tx<'_>,
        record: &Record,
        touched: &Mutex<Vec<Arc<Entry>>>,
    ) -> Result<()> {
        if matches!(
            record.status,
            RecordStatus::AccountingOn | RecordStatus::AccountingOff
        ) {
            return self.close_all_of_gateway(tx, record, touched);
        }
        let Some(entry) = self.counted_account(tx, &record.username, record.mac)? else {
            // Somebody else's user. Acknowledged, or the gateway would repeat it for ever.
            tracing::debug!(gateway = %record.client.name, "accounting of a user that has no ticket");
            return Ok(());
        };
        touched
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .push(Arc::clone(&entry));
        let mut state = entry.lock();
        if let Some(mut former) = self.former_owner(tx, record, &state)? {
            self.apply_to(tx, record, &mut former)
        } else {
            let applied = self.apply_to(tx, record, &mut state);
            self.accounts.note_online(&entry, &state);
            applied
        }
    }

    /// The account that a session began with, where another ticket goes by its user name meanwhile: a chosen name is
    /// free again when its ticket is cancelled, and that guest's gateway may still be counting.
    fn former_owner(&self, tx: &Tx<'_>, record: &Record, state: &State) -> Result<Option<State>> {
        let Some(class) = record.class else {
            return Ok(None);
        };
        let known = |sessions: &[Session]| sessions.iter().any(|session| session.id == class);
        let pending = state.pending.iter().any(|pending| pending.session == class);
        if pending || known(&state.open) || known(&state.closed) {
            return Ok(None);
        }
        let session = tx.session(class)?;
        match session.filter(|session| session.account != state.ticket.account) {
            Some(session) => accounts::load_by_account(tx, session.account, self.now()).map(Some),
            None => Ok(None),
        }
    }

    pub(super) fn apply_to(
        self: &Arc<Self>,
        tx: &Tx<'_>,
        record: &Record,
        state: &mut State,
    ) -> Result<()> {
        let before = match find_all(tx, record, state)? {
            Found::Open(session) => session,
            Found::Closed(session) => return self.correct_closed(tx, record, state, &session),
            Found::Reused(old) => {
                Self::close(tx, state, old, LOST)?;
                Self::open(tx, record, state)?
            }
            Found::None => Self::open(tx, record, state)?,
        };
        let after = advanced(&before, record);
        self.book(tx, state, &before, &after)?;
        if after.ended_at.is_some() {
            state.remember_closed(after);
        } else {
            state.open.retain(|session| session.id != after.id);
            state.open.push(after);
        }
        self.expire_if_used_up(tx, state, record.at)
    }

    /// A session that was not known: its first record need not be a Start.
    fn open(tx: &Tx<'_>, record: &Record, state: &mut State) -> Result<Session> {
        let started_at = began(record);
        let session = Session {
            id: record
                .class
                .filter(|id| state.pending.iter().any(|pending| pending.session == *id))
                .unwrap_or_default(),
            account: state.ticket.account,
            gateway: record.client.id,
            gateway_address: record.source,
            acct_session_id: record.acct_session_id.clone(),
            username: record.username.clone(),
            mac: record.mac,
            calling_station_id: record.calling_station_id.clone(),
            ip: record.ip,
            nas: record.nas.clone(),
            started_at,
            updated_at: started_at,
            ended_at: None,
            cause: None,
            seconds: 0,
            upload: 0,
            download: 0,
            disconnect: None,
        };
        state.forget_pending(record.class, record.mac);
        // The device's own older session at this gateway is over, whatever the gateway forgot to say (TX20).
        let replaced: Vec<Session> = state
            .open
            .iter()
            .filter(|open| open.mac.is_some() && open.mac == record.mac)
            .cloned()
            .collect();
        for old in replaced {
            Self::close(tx, state, old, LOST)?;
        }
        state.ticket.connections += 1;
        tx.add_counters(
            state.ticket.account,
            &Counters {
                connections: 1,
                ..Counters::default()
            },
        )?;
        state.open.push(session.clone());
        Ok(session)
    }

    /// A record for a session that is closed: it may still raise the counters (a Stop that overtook its Interim, a
    /// device that turned out not to be lost), and a session closed as lost lives again when its gateway speaks.
    fn correct_closed(
        self: &Arc<Self>,
        tx: &Tx<'_>,
        record: &Record,
        state: &mut State,
        before: &Session,
    ) -> Result<()> {
        let mut after = advanced(before, record);
        let presumed = matches!(before.cause.as_deref(), Some(LOST | FREED));
        let lives =
            presumed && record.status != RecordStatus::Stop && record.at > before.updated_at;
        if lives {
            (after.ended_at, after.cause) = (None, None);
        } else if record.status != RecordStatus::Stop || !presumed {
            (after.ended_at, after.cause) = (before.ended_at, before.cause.clone());
        }
        if after == *before {
            return Ok(());
        }
        self.book(tx, state, before, &after)?;
        state.closed.retain(|session| session.id != after.id);
        if lives {
            state.open.push(after);
        } else {
            state.remember_closed(after);
        }
        self.expire_if_used_up(tx, state, record.at)
    }

    /// Writes what lies between two states of a session: the session, its days, the ticket's counters.
    fn book(
        &self,
        tx: &Tx<'_>,
        state: &mut State,
        before: &Session,
        after: &Session,
    ) -> Result<()> {
        let zone = self.house().location.zone;
        tx.put_session(after)?;
        let seconds = after.seconds.saturating_sub(before.seconds);
        let (upload, download) = (
            after.upload.saturating_sub(before.upload),
            after.download.saturating_sub(before.download),
        );
        if (seconds, upload, download) == (0, 0, 0) {
            return Ok(());
        }
        let to = after.updated_at;
        let from =
            to - TimeDelta::seconds(i64::try_from(seconds).unwrap_or(0).min(i64::from(u32::MAX)));
        let days = allowance::split_over_days(from, to, seconds, upload, download, zone);
        days.iter()
            .try_for_each(|day| tx.add_usage(state.ticket.account, day))?;
        tx.add_counters(
            state.ticket.account,
            &Counters {
                connections: 0,
                seconds,
                upload,
                download,
            },
        )?;
        usage::add_days(&mut state.days, &days);
        state.ticket.session_seconds = state.ticket.session_seconds.saturating_add(seconds);
        state.ticket.upload_bytes = state.ticket.upload_bytes.saturating_add(upload);
        state.ticket.download_bytes = state.ticket.download_bytes.saturating_add(download);
        Ok(())
    }

    /// Closes a session of which nothing more will be heard, at its newest record: time that nobody reported is not
    /// charged.
    pub(super) fn close(
        tx: &Tx<'_>,
        state: &mut State,
        session: Session,
        cause: &str,
    ) -> Result<()> {
        let session = closed(session, cause);
        tx.put_session(&session)?;
        state.remember_closed(session);
        Ok(())
    }

    fn close_all_of_gateway(
        self: &Arc<Self>,
        tx: &Tx<'_>,
        record: &Record,
        touched: &Mutex<Vec<Arc<Entry>>>,
    ) -> Result<()> {
        for session in tx.open_sessions_of_gateway(record.client.id)? {
            // A gateway that reports late must not close what began after it came up.
            if session.started_at > record.at || session.gateway_address != record.source {
                continue;
            }
            if let Some(entry) = self.counted_account(tx, &session.username, session.mac)? {
                touched
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .push(Arc::clone(&entry));
                let mut state = entry.lock();
                if state.ticket.account == session.account {
                    let current = state.open.iter().find(|open| open.id == session.id);
                    let current = current.cloned().unwrap_or(session);
                    Self::close(tx, &mut state, current, NAS_REBOOT)?;
                    continue;
                }
            }
            // Nobody's in memory: its ticket's name belongs to another one meanwhile.
            tx.put_session(&closed(session, NAS_REBOOT))?;
        }
        Ok(())
    }

    /// Used-up totals count as Expired; whoever is still on line is cut. A gateway that cuts at a data limit by itself is
    /// given the time for it (Q39); the watch looks after it.
    fn expire_if_used_up(&self, tx: &Tx<'_>, state: &mut State, now: Instant) -> Result<()> {
        if state.ticket.stored_status != Status::InUse {
            return Ok(());
        }
        let used_seconds = state
            .ticket
            .session_seconds
            .saturating_sub(state.baseline_seconds);
        let used_bytes = (state.ticket.upload_bytes + state.ticket.download_bytes)
            .saturating_sub(state.baseline_bytes);
        let over = |limit: Option<u64>, used: u64| limit.is_some_and(|limit| used >= limit);
        let resource = if over(state.limits.seconds.total, used_seconds) {
            Resource::Time
        } else if over(state.limits.bytes.total, used_bytes) {
            Resource::Data
        } else {
            return Ok(());
        };
        let _ = tx.expire_ticket(state.ticket.id)?;
        state.ticket.stored_status = Status::Expired;
        let after =
            json!({ "serial": state.ticket.serial, "window": Window::Total, "resource": resource });
        let _ = tx.append_event(&NewEvent {
            after: Some(after),
            ..event(now, Actor::Engine, "ticket.used_up", state.ticket.id.0)
        })?;
        if resource == Resource::Data && self.cuts_by_itself(state, now) {
            return Ok(());
        }
        for session in &state.open {
            super::disconnect::enqueue(tx, session, now, "used_up")?;
        }
        Ok(())
    }
}

fn closed(session: Session, cause: &str) -> Session {
    Session {
        ended_at: Some(session.updated_at),
        cause: Some(cause.to_owned()),
        ..session
    }
}

enum Found {
    Open(Session),
    Closed(Session),
    /// An open session of this name that cannot be the one meant.
    Reused(Session),
    None,
}

/// The session that a record speaks of, in memory or not.
fn find_all(tx: &Tx<'_>, record: &Record, state: &State) -> Result<Found> {
    match find(state, record) {
        // Memory keeps the newest ones only.
        Found::None if state.closed.len() >= CLOSED_KEPT => find_older(tx, record, state),
        found => Ok(found),
    }
}

/// The session that is over by what is known here, of which a record speaks.
pub(super) fn closed_session(
    tx: &Tx<'_>,
    record: &Record,
    state: &State,
) -> Result<Option<Session>> {
    Ok(match find_all(tx, record, state)? {
        Found::Closed(session) => Some(session),
        Found::Open(_) | Found::Reused(_) | Found::None => None,
    })
}

/// The session that a record speaks of: by our Class, else by the names that the gateway gives.
fn find(state: &State, record: &Record) -> Found {
    let began = began(record);
    let named = |session: &&Session| {
        same_session(
            session,
            record.client.id,
            &record.acct_session_id,
            record.mac,
        )
    };
    if let Some(class) = record.class {
        let ours = |session: &&Session| session.id == class && named(session);
        if let Some(session) = state.open.iter().find(ours) {
            return Found::Open(session.clone());
        }
    }
    if let Some(session) = state.open.iter().find(named) {
        return if began > session.updated_at + REUSED_AFTER && record.status == RecordStatus::Start
            || goes_back(session, record)
        {
            Found::Reused(session.clone())
        } else {
            Found::Open(session.clone())
        };
    }
    find_closed(&state.closed, record).map_or(Found::None, Found::Closed)
}

/// Closed sessions of one name that are searched for the one that a record may speak of.
const OLDER_SEARCHED: u32 = 8;

fn find_older(tx: &Tx<'_>, record: &Record, state: &State) -> Result<Found> {
    let sessions = tx.closed_sessions_named(
        state.ticket.account,
        record.client.id,
        &record.acct_session_id,
        OLDER_SEARCHED,
    )?;
    Ok(find_closed(&sessions, record).map_or(Found::None, Found::Closed))
}

/// The closed session that a record speaks of: one that ran when the record says that its session began.
fn find_closed(closed: &[Session], record: &Record) -> Option<Session> {
    let began = began(record);
    let mut named = closed.iter().filter(|session| {
        same_session(
            session,
            record.client.id,
            &record.acct_session_id,
            record.mac,
        )
    });
    named
        .find(|session| {
            let ended = session.ended_at.unwrap_or(session.updated_at);
            began <= ended + REUSED_AFTER || is_repeated(session, record)
        })
        .cloned()
}

/// Whether a Stop tells once more what another one told. Without Acct-Delay-Time it seems to speak of a later time.
fn is_repeated(session: &Session, record: &Record) -> bool {
    record.status == RecordStatus::Stop
        && session.cause.as_deref() != Some(LOST)
        && record.seconds.is_none_or(|it| it == session.seconds)
        && record.upload.is_none_or(|it| it == session.upload)
        && record.download.is_none_or(|it| it == session.download)
}

/// When the session of a record began, by its own count.
fn began(record: &Record) -> Instant {
    let seconds = record.seconds.unwrap_or(0).min(u64::from(u32::MAX));
    record.at - TimeDelta::seconds(i64::try_from(seconds).unwrap_or(0))
}

/// Whether a later record counts less time than an earlier one did: the gateway began anew under the same name.
fn goes_back(session: &Session, record: &Record) -> bool {
    record.seconds.is_some_and(|seconds| {
        seconds < session.seconds && began(record) > session.updated_at + REUSED_AFTER
    })
}

/// The session as the record leaves it. Counters never fall: an older record that comes later changes nothing.
fn advanced(before: &Session, record: &Record) -> Session {
    let mut after = before.clone();
    // What is over does not grow because its end is told again; only what seemed lost may have gone on.
    let at = match before.ended_at {
        Some(end) if before.cause.as_deref() != Some(LOST) => record.at.min(end),
        _ => record.at,
    };
    let elapsed = (at - before.started_at).num_seconds().max(0).unsigned_abs();
    // hostapd's Start says no time and some clients never do: then the wall clock between records is the time.
    after.seconds = before
        .seconds
        .max(record.seconds.unwrap_or(elapsed))
        .min(COUNTER_MAX);
    after.upload = before
        .upload
        .max(record.upload.unwrap_or(0))
        .min(COUNTER_MAX);
    after.download = before
        .download
        .max(record.download.unwrap_or(0))
        .min(COUNTER_MAX);
    after.updated_at = before.updated_at.max(at);
    after.ip = record.ip.or(before.ip);
    after.mac = before.mac.or(record.mac);
    if record.status == RecordStatus::Stop {
        after.ended_at = Some(after.updated_at);
        after.cause = Some(record.cause.clone().unwrap_or_else(|| "Unknown".to_owned()));
    }
    after
}

/// Counters are stored as signed 64-bit integers and summed: a lying gateway must not make them overflow.
const COUNTER_MAX: u64 = 1 << 52;
