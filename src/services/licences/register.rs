//! The list over all Locations: what was issued to them, and how they reported to stand.

use super::{Capacity, Filter, Grant, Kind, Report, Status};
use crate::{
    domain::{
        id::LocationId,
        licence,
        time::{Instant, Zone},
    },
    services::Result,
    store::Store,
};
use serde_json::Value;
use std::collections::HashMap;

/// A line of the list over all Locations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The Location.
    pub location: LocationId,
    /// As guests know it.
    pub name: String,
    /// Of its dates.
    pub zone: Zone,
    /// The state: as the Location reported it last, brought to now; Pending Provision until it reports.
    pub status: Status,
    /// Start of the term.
    pub starts_at: Option<Instant>,
    /// End of the term.
    pub ends_at: Option<Instant>,
    /// Devices counted, while they are.
    pub devices_seen: u16,
    /// The newest licence; none = an evaluation.
    pub grant: Option<Grant>,
    /// Every licence of the Location that was issued here, newest first: the activity of its licence.
    pub history: Vec<Grant>,
    /// A renewal was issued that the Location has not entered as far as it reported.
    pub renewal_waits: bool,
    /// When the Location reported last; none = never, or it is this one.
    pub reported_at: Option<Instant>,
    /// It is the Location of this data folder.
    pub own: bool,
}

/// The list over all Locations, with its filters, by the end of their terms; those without one come last. In a data folder
/// without licences out it is the Location's own line.
pub fn list(store: &Store, now: Instant, filter: &Filter) -> Result<Vec<Listed>> {
    let (location, own, requests, issued, reports) = store.read(|reader| {
        Ok((
            reader.location()?,
            reader.licence()?,
            reader.licence_requests()?,
            reader.licences_issued()?,
            reader.licence_reports()?,
        ))
    })?;
    let zones: HashMap<LocationId, Zone> = requests
        .iter()
        .rev()
        .filter_map(|one| Some((one.request.location, one.request.time_zone.parse().ok()?)))
        .collect();
    let reports: HashMap<LocationId, Value> = reports.into_iter().collect();
    let mut by_location: HashMap<LocationId, Vec<Grant>> = HashMap::new();
    for one in issued {
        by_location
            .entry(one.grant.location)
            .or_default()
            .push(one.grant);
    }
    let own_history = by_location.remove(&location.id).unwrap_or_default();
    let mut rows: Vec<Listed> = by_location
        .into_iter()
        .filter_map(|(id, history)| {
            let zone = zones.get(&id).copied().unwrap_or(location.zone);
            let report = reports
                .get(&id)
                .and_then(|body| serde_json::from_value(body.clone()).ok());
            row(id, zone, history, report, now)
        })
        .collect();
    rows.push(Listed {
        location: location.id,
        name: location.name,
        zone: location.zone,
        status: own.status(now),
        starts_at: own.starts_at(),
        ends_at: own.ends_at(),
        devices_seen: own.contract.as_ref().map_or(0, |one| one.devices_seen),
        grant: own.contract.map(|contract| contract.grant),
        history: own_history,
        renewal_waits: false,
        reported_at: None,
        own: true,
    });
    rows.retain(|row| {
        filter.shows(&licence::Standing {
            status: row.status,
            ends_at: row.ends_at,
            zone: row.zone,
        })
    });
    rows.sort_by(|a, b| {
        let key = |row: &Listed| (row.ends_at.is_none(), row.ends_at, row.name.to_lowercase());
        key(a).cmp(&key(b))
    });
    Ok(rows)
}

fn row(
    location: LocationId,
    zone: Zone,
    history: Vec<Grant>,
    report: Option<Report>,
    now: Instant,
) -> Option<Listed> {
    let grant = history
        .iter()
        .find(|grant| grant.kind != Kind::Move)
        .or(history.first())?
        .clone();
    let entered = report.as_ref().filter(|report| report.licence.is_some());
    let waits = entered
        .is_some_and(|report| grant.kind == Kind::Renewal && !report.entered.contains(&grant.id));
    let status = match entered {
        None => Status::PendingProvision,
        Some(report) if report.ends_at.is_some_and(|end| end <= now) => Status::ContractFinalized,
        Some(report) if report.denied => Status::AccessDenied,
        Some(report) if report.starts_at.is_some_and(|start| start <= now) => Status::InUse,
        Some(_) => Status::PendingStart,
    };
    Some(Listed {
        location,
        name: grant.location_name.clone(),
        zone,
        status,
        starts_at: entered.and_then(|report| report.starts_at),
        ends_at: entered.and_then(|report| report.ends_at),
        devices_seen: entered.map_or(0, |report| report.devices_seen),
        grant: Some(grant),
        history,
        renewal_waits: waits,
        reported_at: report.map(|report| report.made_at),
        own: false,
    })
}

/// The list as CSV (RFC 4180), with local dates.
pub fn csv(rows: &[Listed]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let invalid = |error: csv::Error| crate::services::Error::Invalid(error.to_string());
    writer
        .write_record([
            "location",
            "name",
            "status",
            "starts_at",
            "ends_at",
            "years",
            "payment",
            "capacity",
            "modules",
            "partner",
            "partner_email",
            "client_email",
            "devices_seen",
            "reported_at",
        ])
        .map_err(invalid)?;
    for row in rows {
        let at = |at: Option<Instant>| at.map_or_else(String::new, |at| rfc3339(at, row.zone));
        let grant = row.grant.as_ref();
        let text = |take: fn(&Grant) -> String| grant.map(take).unwrap_or_default();
        let record = [
            row.location.to_string(),
            row.name.clone(),
            row.status.to_string(),
            at(row.starts_at),
            at(row.ends_at),
            text(|grant| grant.years.to_string()),
            text(|grant| grant.payment.to_string()),
            text(|grant| match grant.capacity {
                Capacity::Rooms(count) => format!("{count} rooms"),
                Capacity::Aps(count) => format!("{count} APs"),
            }),
            text(|grant| grant.modules.iter().cloned().collect::<Vec<_>>().join(" ")),
            text(|grant| grant.partner.clone()),
            text(|grant| grant.partner_email.clone()),
            text(|grant| grant.client_email.clone()),
            row.devices_seen.to_string(),
            at(row.reported_at),
        ];
        writer.write_record(record.map(defused)).map_err(invalid)?;
    }
    writer
        .into_inner()
        .map_err(|error| crate::services::Error::Invalid(error.to_string()))
}

/// A cell that a spreadsheet would take for a formula is a text.
fn defused(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell
    }
}

fn rfc3339(at: Instant, zone: Zone) -> String {
    at.with_timezone(&zone)
        .to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}
