//! From a request's attributes to [`Login`] and [`Record`].

use super::{
    dictionary, mschap2,
    packet::{Packet, number},
    password,
    service::{Login, MsChap2, Proof, Record, RecordStatus},
};
use crate::domain::{gateway::Gateway, id::SessionId, mac::Mac, time::Instant};
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::Arc,
};

/// Microsoft's vendor number (RFC 2548).
pub(super) const MICROSOFT: u32 = 311;
/// MS-CHAP-Challenge (RFC 2548, section 2.1.2).
const MS_CHAP_CHALLENGE: u8 = 11;
/// MS-CHAP2-Response (RFC 2548, section 2.3.2).
const MS_CHAP2_RESPONSE: u8 = 25;

/// How far behind its arrival an accounting record may lie: what a gateway kept while the line was down.
const OLDEST_RECORD: TimeDelta = TimeDelta::days(7);
/// How far ahead the clock of a gateway may run. What lies outside is a clock that was never set.
const CLOCK_AHEAD: TimeDelta = TimeDelta::minutes(5);

/// Reads an Access-Request.
pub(super) fn login(packet: &Packet<'_>, client: &Arc<Gateway>, source: IpAddr) -> Login {
    let username = packet.text(number::USER_NAME).unwrap_or_default();
    let calling_station_id = packet.text(number::CALLING_STATION_ID).unwrap_or_default();
    Login {
        proof: proof(packet, &username, client.secret.as_bytes()),
        mac: mac(&calling_station_id),
        acct_session_id: packet.text(number::ACCT_SESSION_ID),
        ip: framed_address(packet),
        nas: nas(packet, source),
        client: Arc::clone(client),
        username,
        calling_station_id,
    }
}

/// Chooses the method. A request with EAP-Message is one of EAP, whatever else it holds (RFC 3579, section 3.1).
fn proof(packet: &Packet<'_>, username: &str, secret: &[u8]) -> Proof {
    if packet.has(number::EAP_MESSAGE) {
        return Proof::Unsupported;
    }
    pap(packet, secret)
        .or_else(|| chap(packet))
        .or_else(|| ms_chap2(packet, username))
        .or_else(|| nothing(packet, username))
        .unwrap_or(Proof::Unsupported)
}

/// A device that is asked for by its MAC may come without any password at all (Call-Check); that is an empty one.
fn nothing(packet: &Packet<'_>, username: &str) -> Option<Proof> {
    let any = packet.has(number::USER_PASSWORD)
        || packet.has(number::CHAP_PASSWORD)
        || packet.vendor_first(MICROSOFT, MS_CHAP_CHALLENGE).is_some();
    let is_device = username.parse::<crate::domain::mac::Mac>().is_ok();
    (!any && is_device).then(|| Proof::Pap(Vec::new().into()))
}

fn pap(packet: &Packet<'_>, secret: &[u8]) -> Option<Proof> {
    let hidden = packet.first(number::USER_PASSWORD)?;
    password::reveal(hidden, packet.authenticator(), secret).map(Proof::Pap)
}

fn chap(packet: &Packet<'_>) -> Option<Proof> {
    let (id, response) = packet.first(number::CHAP_PASSWORD)?.split_first()?;
    let challenge = packet
        .first(number::CHAP_CHALLENGE)
        .unwrap_or_else(|| packet.authenticator());
    Some(Proof::Chap {
        id: *id,
        response: response.try_into().ok()?,
        challenge: challenge.to_vec(),
    })
}

/// Ident, flags, 16 octets of peer challenge, 8 reserved, 24 of response (RFC 2548, section 2.3.2).
fn ms_chap2(packet: &Packet<'_>, username: &str) -> Option<Proof> {
    let challenge = packet.vendor_first(MICROSOFT, MS_CHAP_CHALLENGE)?;
    let response: &[u8; 50] = packet
        .vendor_first(MICROSOFT, MS_CHAP2_RESPONSE)?
        .try_into()
        .ok()?;
    let ([ident, _flags], rest) = response.split_first_chunk()?;
    let (peer_challenge, rest) = rest.split_first_chunk()?;
    let (_reserved, nt_response) = rest.split_first_chunk::<8>()?;
    Some(Proof::MsChap2(Box::new(MsChap2 {
        ident: *ident,
        authenticator_challenge: challenge.try_into().ok()?,
        peer_challenge: *peer_challenge,
        nt_response: nt_response.try_into().ok()?,
        username: mschap2::without_domain(username).to_owned(),
    })))
}

/// Reads an Accounting-Request; `None` when its Acct-Status-Type is missing or none of the five that say something
/// about sessions (RFC 2866, section 5.1: tunnels, failed calls).
pub(super) fn record(
    packet: &Packet<'_>,
    client: &Arc<Gateway>,
    source: IpAddr,
    arrival: Instant,
) -> Option<Record> {
    let calling_station_id = packet.text(number::CALLING_STATION_ID).unwrap_or_default();
    let input = octets(
        packet,
        number::ACCT_INPUT_OCTETS,
        number::ACCT_INPUT_GIGAWORDS,
    );
    let output = octets(
        packet,
        number::ACCT_OUTPUT_OCTETS,
        number::ACCT_OUTPUT_GIGAWORDS,
    );
    let (upload, download) = if client.swap_octets {
        (output, input)
    } else {
        (input, output)
    };
    Some(Record {
        client: Arc::clone(client),
        source,
        status: status(packet.integer(number::ACCT_STATUS_TYPE)?)?,
        at: happened(packet, arrival),
        class: packet.all(number::CLASS).find_map(session),
        acct_session_id: packet.text(number::ACCT_SESSION_ID).unwrap_or_default(),
        username: packet.text(number::USER_NAME).unwrap_or_default(),
        mac: mac(&calling_station_id),
        calling_station_id,
        ip: framed_address(packet),
        nas: nas(packet, source),
        seconds: packet.integer(number::ACCT_SESSION_TIME).map(u64::from),
        upload,
        download,
        cause: packet
            .integer(number::ACCT_TERMINATE_CAUSE)
            .map(terminate_cause),
    })
}

fn status(number: u32) -> Option<RecordStatus> {
    Some(match number {
        1 => RecordStatus::Start,
        2 => RecordStatus::Stop,
        3 => RecordStatus::InterimUpdate,
        7 => RecordStatus::AccountingOn,
        8 => RecordStatus::AccountingOff,
        _ => return None,
    })
}

/// Low and high halves of a counter (RFC 2869, sections 5.1 and 5.2). The high half is sent once it is not zero.
fn octets(packet: &Packet<'_>, low: u8, high: u8) -> Option<u64> {
    let low = packet.integer(low)?;
    let high = packet.integer(high).unwrap_or(0);
    Some(u64::from(high) << 32 | u64::from(low))
}

/// Event-Timestamp if a set clock can have written it, else the arrival less Acct-Delay-Time. Whole seconds.
fn happened(packet: &Packet<'_>, arrival: Instant) -> Instant {
    let plausible = |at: &Instant| *at <= arrival + CLOCK_AHEAD && *at >= arrival - OLDEST_RECORD;
    let written = packet
        .integer(number::EVENT_TIMESTAMP)
        .and_then(|seconds| DateTime::from_timestamp(i64::from(seconds), 0))
        .filter(plausible);
    let delay = packet.integer(number::ACCT_DELAY_TIME).unwrap_or(0);
    let delayed = Some(arrival - TimeDelta::seconds(i64::from(delay))).filter(plausible);
    let at = written.or(delayed).unwrap_or(arrival);
    DateTime::<Utc>::from_timestamp(at.timestamp(), 0).unwrap_or(at)
}

fn session(class: &[u8]) -> Option<SessionId> {
    let octets: [u8; 16] = class.try_into().ok()?;
    Some(SessionId(uuid::Uuid::from_bytes(octets)))
}

fn terminate_cause(number: u32) -> String {
    dictionary::value_name("Acct-Terminate-Cause", number)
        .map_or_else(|| number.to_string(), ToOwned::to_owned)
}

fn framed_address(packet: &Packet<'_>) -> Option<IpAddr> {
    ipv4(packet, number::FRAMED_IP_ADDRESS).or_else(|| ipv6(packet, number::FRAMED_IPV6_ADDRESS))
}

/// How the gateway calls itself.
fn nas(packet: &Packet<'_>, source: IpAddr) -> String {
    packet
        .text(number::NAS_IDENTIFIER)
        .filter(|identifier| !identifier.is_empty())
        .unwrap_or_else(|| {
            ipv4(packet, number::NAS_IP_ADDRESS)
                .or_else(|| ipv6(packet, number::NAS_IPV6_ADDRESS))
                .unwrap_or(source)
                .to_string()
        })
}

/// 0.0.0.0 and 255.255.255.255 name nobody (RFC 2865, section 5.8).
fn ipv4(packet: &Packet<'_>, number: u8) -> Option<IpAddr> {
    packet
        .integer(number)
        .map(Ipv4Addr::from_bits)
        .filter(|ip| !ip.is_unspecified() && !ip.is_broadcast())
        .map(IpAddr::V4)
}

fn ipv6(packet: &Packet<'_>, number: u8) -> Option<IpAddr> {
    let octets: [u8; 16] = packet.first(number)?.try_into().ok()?;
    Some(IpAddr::V6(Ipv6Addr::from(octets)))
}

/// The MAC of a Calling-Station-Id; `None` when it is none.
fn mac(calling_station_id: &str) -> Option<Mac> {
    calling_station_id.parse().ok()
}
