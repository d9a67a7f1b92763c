//! Sessions with tickets that gateways keep themselves, taken in as if the gateway had accounted them: the same engine, the
//! same counters that only grow. What is heard twice changes nothing.

use super::{
    Engine,
    accounting::closed_session,
    accounts::{Entry, State},
};
use crate::{
    domain::{
        gateway::{Gateway, count::Count},
        id::AccountId,
        product::Expiration,
        session::Session,
        ticket::Status,
        time::Instant,
    },
    gateways::Online,
    radius::service::{Record, RecordStatus},
    services::gateways::{Heard, is_same, name_of},
    store::{Result, Tx},
};
use chrono::TimeDelta;
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

/// The accounts that a transaction changes in memory, to be read again if it fails.
type Touched = Mutex<Vec<Arc<Entry>>>;

impl Engine {
    /// Takes in what a gateway said of its sessions: all of it or nothing.
    pub(super) fn take_in_heard(self: &Arc<Self>, mut heard: Heard) -> Result<()> {
        let Some(client) = self.house().gateway(heard.gateway) else {
            return Ok(());
        };
        if client.swap_octets {
            let online = heard.online.iter_mut().map(|one| &mut one.traffic);
            let counted = heard.counted.iter_mut().map(|one| &mut one.traffic);
            for traffic in online.chain(counted) {
                std::mem::swap(&mut traffic.upload, &mut traffic.download);
            }
        }
        let idle = heard.online.is_empty() && heard.counted.is_empty();
        let known = self
            .store
            .read(|reader| reader.open_sessions_of_gateway(heard.gateway))?;
        if idle && known.is_empty() {
            return Ok(());
        }
        let touched: Arc<Touched> = Arc::default();
        let (engine, entries) = (Arc::clone(self), Arc::clone(&touched));
        let taken = self
            .store
            .write(move |tx| engine.apply_heard(tx, &client, &heard, &entries));
        match taken {
            Ok(counted) => {
                self.device_counted(counted);
                Ok(())
            }
            Err(error) => {
                for entry in touched
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .iter()
                {
                    entry.mark_stale();
                }
                Err(error)
            }
        }
    }

    fn apply_heard(
        self: &Arc<Self>,
        tx: &Tx<'_>,
        client: &Arc<Gateway>,
        heard: &Heard,
        touched: &Touched,
    ) -> Result<bool> {
        let known = tx.open_sessions_of_gateway(client.id)?;
        let of = |one: &Online| {
            let is_it = |session: &&Session| is_same(session, one, heard.at, heard.reuses);
            known.iter().find(is_it)
        };
        let seen: HashSet<_> = heard.online.iter().filter_map(of).map(|it| it.id).collect();
        // First what is over: a device that came back has a new session in its place.
        let mut ended: HashMap<AccountId, Session> = HashMap::new();
        for session in known.iter().filter(|session| !seen.contains(&session.id)) {
            let _ = self.account_kept(tx, &ended_record(client, session), false, touched)?;
            let _ = ended.insert(session.account, session.clone());
        }
        let mut counted = false;
        for one in &heard.online {
            if one.by_radius || one.name.is_empty() {
                continue;
            }
            let before = of(one);
            let record = record(client, heard, one, before);
            if record.status != RecordStatus::Stop
                && before.is_some_and(|before| says_nothing_new(before, &record))
            {
                continue;
            }
            let account = self.account_kept(tx, &record, before.is_some(), touched)?;
            if account.is_some() && before.is_none() {
                counted |=
                    self.count_device(tx, self.device_to_count(record.mac, heard.at), heard.at)?;
            }
        }
        for one in &heard.counted {
            self.take_counter(tx, client, heard, one, &ended, touched)?;
        }
        Ok(counted)
    }

    /// Accounts one record of a ticket of ours, whose clock it may start; the account, if it is one.
    fn account_kept(
        self: &Arc<Self>,
        tx: &Tx<'_>,
        record: &Record,
        known: bool,
        touched: &Touched,
    ) -> Result<Option<AccountId>> {
        let Some(entry) = self.counted_account(tx, &record.username, record.mac)? else {
            // Somebody else's user.
            return Ok(None);
        };
        touched
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Arc::clone(&entry));
        let mut state = entry.lock();
        if record.status == RecordStatus::Start
            && let Some(over) = closed_session(tx, record, &state)?
            && says_nothing_new(&over, record)
        {
            // A database goes on naming a session whose end was lost.
            return Ok(None);
        }
        let is_live = matches!(state.ticket.stored_status, Status::NoUse | Status::InUse);
        if is_live {
            // A session that runs on over a recharge begins with it.
            let at = if known {
                record.at
            } else {
                begun(record, &state)
            };
            self.begin(tx, &mut state, at)?;
        }
        self.apply_to(tx, record, &mut state)?;
        // The gateway itself does not know that one login is all there is.
        if record.status == RecordStatus::Stop && state.product.expiration == Expiration::OneLogin {
            tx.note_ticket_change(state.ticket.id)?;
        }
        self.accounts.note_online(&entry, &state);
        Ok(Some(state.ticket.account))
    }

    /// Accounts what the gateway counted for a ticket beside the sessions that were seen: their ends, and what came and went
    /// between two looks. While somebody is on line it waits: whether a gateway counts running sessions is not told.
    fn take_counter(
        self: &Arc<Self>,
        tx: &Tx<'_>,
        client: &Arc<Gateway>,
        heard: &Heard,
        one: &crate::gateways::Counted,
        ended: &HashMap<AccountId, Session>,
        touched: &Touched,
    ) -> Result<()> {
        let Ok(serial) = one.key.parse() else {
            return Ok(());
        };
        let ticket = match tx.ticket_by_serial(serial) {
            Ok(ticket) => ticket,
            Err(crate::store::Error::NotFound { .. }) => return Ok(()),
            Err(error) => return Err(error),
        };
        let counter = [one.seconds, one.traffic.upload, one.traffic.download];
        let before = tx.gateway_count(client.id, ticket.id)?;
        let open = tx.open_sessions_of(ticket.account)?;
        let is_idle = before.map_or([0; 3], |before| before.counter) == counter
            && !ended.contains_key(&ticket.account);
        if is_idle || open.iter().any(|session| session.gateway == client.id) {
            return Ok(());
        }
        let accounted = tx.accounted_at(client.id, ticket.account)?;
        let count = Count::read(before, counter, accounted);
        let [seconds, upload, download] = count.unaccounted(accounted);
        if [seconds, upload, download] != [0; 3] {
            let record = match ended.get(&ticket.account) {
                Some(session) => Record {
                    seconds: Some(session.seconds.saturating_add(seconds)),
                    upload: Some(session.upload.saturating_add(upload)),
                    download: Some(session.download.saturating_add(download)),
                    ..ended_record(client, session)
                },
                None => Record {
                    client: Arc::clone(client),
                    source: heard.address,
                    status: RecordStatus::Stop,
                    at: heard.at,
                    class: None,
                    acct_session_id: format!("unseen@{}", heard.at.timestamp()),
                    username: tx.credentials(ticket.id)?.username,
                    mac: None,
                    calling_station_id: String::new(),
                    ip: None,
                    nas: client.name.clone(),
                    seconds: Some(seconds),
                    upload: Some(upload),
                    download: Some(download),
                    cause: None,
                },
            };
            let _ = self.account_kept(tx, &record, false, touched)?;
        }
        if before != Some(count) {
            tx.set_gateway_count(client.id, ticket.id, &count)?;
        }
        // A gateway that lost its counters must be told other limits.
        if before.unwrap_or_default().missing != count.missing {
            tx.note_ticket_change(ticket.id)?;
        }
        Ok(())
    }
}

/// How much the time of a record may seem to move between two answers: it is the difference of two rounded seconds.
const SAME_INSTANT: TimeDelta = TimeDelta::seconds(2);

/// When the session of a record began; not before its ticket was there, whatever the gateway counts.
fn begun(record: &Record, state: &State) -> Instant {
    let seconds = record.seconds.unwrap_or(0).min(u64::from(u32::MAX));
    let began = record.at - TimeDelta::seconds(i64::try_from(seconds).unwrap_or(0));
    began.max(state.ticket.created_at).min(record.at)
}

fn record(client: &Arc<Gateway>, heard: &Heard, one: &Online, before: Option<&Session>) -> Record {
    let ago = i64::try_from(one.ago.min(u64::from(u32::MAX))).unwrap_or(0);
    let status = match (one.ended_at, before) {
        (Some(_), _) => RecordStatus::Stop,
        (None, Some(_)) => RecordStatus::InterimUpdate,
        (None, None) => RecordStatus::Start,
    };
    let least = before.map_or(0, |before| before.seconds);
    Record {
        client: Arc::clone(client),
        source: one.nas.unwrap_or(heard.address),
        status,
        at: heard.at - TimeDelta::seconds(ago),
        class: None,
        acct_session_id: before.map_or_else(
            || name_of(one, heard.at, heard.reuses),
            |before| before.acct_session_id.clone(),
        ),
        username: one.name.clone(),
        mac: one.mac,
        calling_station_id: one.mac.map(|mac| mac.to_string()).unwrap_or_default(),
        ip: one.ip,
        nas: one
            .nas
            .map_or_else(|| client.name.clone(), |nas| nas.to_string()),
        // Some count only while the device is in reach: what was counted stays.
        seconds: Some(one.seconds.max(least)),
        upload: Some(one.traffic.upload),
        download: Some(one.traffic.download),
        cause: None,
    }
}

/// The end of a session that the gateway names no more: at the last that was heard of it.
fn ended_record(client: &Arc<Gateway>, session: &Session) -> Record {
    Record {
        client: Arc::clone(client),
        source: session.gateway_address,
        status: RecordStatus::Stop,
        at: session.updated_at,
        class: None,
        acct_session_id: session.acct_session_id.clone(),
        username: session.username.clone(),
        mac: session.mac,
        calling_station_id: session.calling_station_id.clone(),
        ip: session.ip,
        nas: session.nas.clone(),
        seconds: Some(session.seconds),
        upload: Some(session.upload),
        download: Some(session.download),
        cause: None,
    }
}

/// Whether a session is told just as it is known.
fn says_nothing_new(before: &Session, record: &Record) -> bool {
    record.at <= before.updated_at + SAME_INSTANT
        && record.seconds.is_none_or(|it| it <= before.seconds)
        && record.upload.is_none_or(|it| it <= before.upload)
        && record.download.is_none_or(|it| it <= before.download)
}
