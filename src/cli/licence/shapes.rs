//! What `licence` answers: JSON, and the same for people.

use super::super::ticket::rfc3339;
use crate::{
    domain::time::{Instant, Zone},
    services::{
        self,
        explain::local,
        licences::{
            self, Capacity, Grant, Listed, Overview, Status, Validity, distributor::Incoming,
        },
    },
};
use serde_json::{Value, json};

fn capacity_of(capacity: Capacity) -> (Option<u32>, Option<u32>) {
    match capacity {
        Capacity::Rooms(count) => (Some(count), None),
        Capacity::Aps(count) => (None, Some(count)),
    }
}

pub(super) fn grant_shape(grant: &Grant, zone: Zone) -> Value {
    let (rooms, aps) = capacity_of(grant.capacity);
    let (validity, from) = match grant.validity {
        Validity::Automatic => ("automatic", None),
        Validity::From(at) => ("fixed", Some(rfc3339(at, zone))),
    };
    json!({
        "licence": grant.id,
        "request": grant.request,
        "location": grant.location,
        "name": grant.location_name,
        "kind": grant.kind,
        "years": grant.years,
        "validity": validity,
        "from": from,
        "devices_needed": grant.devices_needed,
        "rooms": rooms,
        "aps": aps,
        "binds": grant.capacity_binds,
        "modules": grant.modules,
        "payment": grant.payment,
        "partner": grant.partner,
        "partner_email": grant.partner_email,
        "client_email": grant.client_email,
        "distributor": grant.distributor,
        "issued_at": rfc3339(grant.issued_at, zone),
    })
}

/// The licence's JSON (DESIGN 5).
pub(super) fn overview_shape(overview: &Overview, now: Instant) -> Value {
    let (licence, zone) = (&overview.licence, overview.zone);
    let grant = licence.contract.as_ref().map(|contract| &contract.grant);
    let (rooms, aps) = grant.map_or((None, None), |grant| capacity_of(grant.capacity));
    let at = |at: Option<Instant>| at.map(|at| rfc3339(at, zone));
    let contract = licence.contract.as_ref();
    json!({
        "location": overview.location,
        "name": overview.name,
        "status": overview.status,
        "devices_seen": contract.map_or(0, |contract| contract.devices_seen),
        "devices_needed": grant.map_or(0, |grant| grant.devices_needed),
        "starts_at": at(licence.starts_at()),
        "ends_at": at(licence.ends_at()),
        "years": grant.map(|grant| grant.years),
        "payment": grant.map(|grant| grant.payment),
        "modules": grant.map(|grant| grant.modules.clone()).unwrap_or_default(),
        "rooms": rooms,
        "aps": aps,
        "evaluation": licence.is_evaluation(),
        "licence": grant.map(|grant| grant.id),
        "closed": overview.closed.map(licences::Closed::as_str),
        "doubt": licence.doubt,
        "no_trust": overview.no_trust,
        "clock_behind_seconds": overview.clock_behind.map(|behind| behind.num_seconds()),
        "copied": licence.away_since.is_some(),
        "copy_until": at(overview.copy_until),
        "copy_outside": overview.outside.as_str(),
        "used": { "rooms": overview.used.rooms, "aps": overview.used.aps, "modules": overview.used.modules },
        "over_capacity": overview.over,
        "missing_modules": overview.missing_modules,
        "over_until": at(overview.over_until),
        "notice": overview.notice,
        "distributor": grant.map(|grant| grant.distributor.clone()),
        "at": rfc3339(licence.at(now), zone),
    })
}

pub(super) fn overview_text(overview: &Overview, now: Instant) -> String {
    let (licence, zone) = (&overview.licence, overview.zone);
    let mut lines = vec![format!("{}: {}", overview.name, overview.status)];
    let mut say = |text: String| lines.push(text);
    if licence.is_evaluation() {
        say(format!(
            "evaluation of 30 days, until {}: ask for a licence with `innkeeper licence request`",
            local(licence.evaluation_ends_at, zone)
        ));
    }
    if let Some(contract) = &licence.contract {
        let grant = &contract.grant;
        if overview.status == Status::PendingStart && contract.starts_at.is_none() {
            say(format!(
                "{} of {} devices: the contract starts with the last of them, and tests in the laboratory count",
                contract.devices_seen, grant.devices_needed
            ));
        }
        if let (Some(from), Some(until)) = (contract.starts_at, contract.ends_at) {
            say(format!(
                "from {} until {}",
                local(from, zone),
                local(until, zone)
            ));
        }
        say(format!(
            "renewals: {} {} {}",
            grant.distributor.name, grant.distributor.email, grant.distributor.phone
        ));
    }
    if let Some(closed) = overview.closed {
        say(format!("closed: {}", services::Error::Closed(closed)));
    }
    if let (Some(why), Some(_)) = (&overview.no_trust, licence.doubt) {
        say(why.clone());
    }
    if let Some(behind) = overview.clock_behind {
        say(format!(
            "the clock of this PC is {} minutes behind what was seen already; the licence counts from {}",
            behind.num_minutes(),
            local(licence.at(now), zone)
        ));
    }
    if let Some(until) = overview.copy_until {
        say(format!(
            "this Location runs on another computer than its licence names, until {}: ask the distributor for a move with `innkeeper licence request --kind move`",
            local(until, zone)
        ));
    }
    if overview.over {
        say(format!(
            "{} rooms and {} access points are more than the licence covers",
            overview.used.rooms, overview.used.aps
        ));
    }
    for module in &overview.missing_modules {
        say(format!(
            "the module {module} is in use and not in the licence"
        ));
    }
    if let Some(until) = overview.over_until {
        say(format!(
            "issuing closes on {} unless that is mended",
            local(until, zone)
        ));
    }
    lines.join("\n")
}

pub(super) fn listed_shape(row: &Listed) -> Value {
    let zone = row.zone;
    let at = |at: Option<Instant>| at.map(|at| rfc3339(at, zone));
    let grant = row.grant.as_ref();
    let (rooms, aps) = grant.map_or((None, None), |grant| capacity_of(grant.capacity));
    json!({
        "location": row.location,
        "name": row.name,
        "status": row.status,
        "devices_seen": row.devices_seen,
        "devices_needed": grant.map_or(0, |grant| grant.devices_needed),
        "starts_at": at(row.starts_at),
        "ends_at": at(row.ends_at),
        "years": grant.map(|grant| grant.years),
        "payment": grant.map(|grant| grant.payment),
        "modules": grant.map(|grant| grant.modules.clone()).unwrap_or_default(),
        "rooms": rooms,
        "aps": aps,
        "evaluation": grant.is_none(),
        "licence": grant.map(|grant| grant.id),
        "renewal_waits": row.renewal_waits,
        "reported_at": at(row.reported_at),
        "own": row.own,
    })
}

pub(super) fn incoming_shape(incoming: &Incoming) -> Value {
    let request = &incoming.request;
    let zone: Zone = request.time_zone.parse().unwrap_or(chrono_tz::UTC);
    let (rooms, aps) = capacity_of(request.capacity);
    json!({
        "request": request.id,
        "location": request.location,
        "name": request.location_name,
        "kind": request.kind,
        "time_zone": request.time_zone,
        "sector": request.sector,
        "rooms": rooms,
        "aps": aps,
        "years": request.years,
        "payment": request.payment,
        "modules": request.modules,
        "partner": request.partner,
        "partner_email": request.partner_email,
        "client_email": request.client_email,
        "distributor": request.distributor,
        "made_at": rfc3339(request.made_at, zone),
        "received_at": rfc3339(incoming.received_at, zone),
        "answered": incoming.answered,
        "other_key": incoming.other_key,
    })
}

pub(super) fn incoming_row(incoming: &Incoming) -> Vec<String> {
    let request = &incoming.request;
    let covers = match request.capacity {
        Capacity::Rooms(count) => format!("{count} rooms"),
        Capacity::Aps(count) => format!("{count} APs"),
    };
    vec![
        request.id.to_string(),
        request.location_name.clone(),
        request.kind.to_string(),
        request.years.to_string(),
        covers,
        request.partner.clone(),
        if incoming.answered.is_empty() {
            "no".to_owned()
        } else {
            "yes".to_owned()
        },
    ]
}
