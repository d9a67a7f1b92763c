//! Replies: from the program's units to attributes that the gateway obeys.

use super::{
    attribute::Attribute,
    authenticator, mschap2,
    packet::{Code, Error, MAXIMUM_VALUE, Packet, Writer, number, split_text},
    password,
    service::{Acceptance, MsChap2, Proof, Verdict},
    vendor::{Profile, Rates, Volume, enterprise, profile},
};
use crate::domain::gateway::Gateway;
use std::fmt::Write as _;

/// Acct-Interim-Interval must not be below this many seconds (RFC 2869, section 5.16).
const SHORTEST_INTERIM: u32 = 60;
/// MS-CHAP-Error (RFC 2548, section 2.1.5).
const MS_CHAP_ERROR: u8 = 2;
/// MS-MPPE-Send-Key and MS-MPPE-Recv-Key (RFC 2548, sections 2.4.2 and 2.4.3).
const MPPE_KEYS: (u8, u8) = (16, 17);
/// MS-CHAP2-Success (RFC 2548, section 2.3.3).
const MS_CHAP2_SUCCESS: u8 = 26;
/// Mikrotik-Rate-Limit.
const MIKROTIK_RATE_LIMIT: u8 = 8;
/// EAP code Failure, whose packet has four octets (RFC 3748, section 4.2).
const EAP_FAILURE: u8 = 4;

/// What of a request is needed to answer it, perhaps much later and on another thread.
#[derive(Clone)]
pub(super) struct Asked {
    identifier: u8,
    authenticator: [u8; 16],
    /// Values of Proxy-State, in order; empty without a proxy.
    proxy_states: Vec<Vec<u8>>,
    /// Identifier of the EAP packet, if the request holds one.
    eap: Option<u8>,
    ms_chap2: Option<Box<MsChap2>>,
}

impl Asked {
    /// Of a request.
    pub(super) fn of(request: &Packet<'_>) -> Self {
        Self {
            identifier: request.identifier(),
            authenticator: *request.authenticator(),
            proxy_states: request
                .all(number::PROXY_STATE)
                .map(<[u8]>::to_vec)
                .collect(),
            eap: request
                .first(number::EAP_MESSAGE)
                .map(|message| message.get(1).copied().unwrap_or(0)),
            ms_chap2: None,
        }
    }

    /// Keeps what the method needs for its answer.
    pub(super) fn remember(&mut self, proof: &Proof) {
        if let Proof::MsChap2(exchange) = proof {
            self.ms_chap2 = Some(exchange.clone());
        }
    }

    /// Request Authenticator.
    pub(super) fn authenticator(&self) -> &[u8; 16] {
        &self.authenticator
    }

    /// Whether the answer to a login is Access-Accept. A request of EAP never gets one: no method of it was played.
    pub(super) fn accepts(&self, verdict: &Verdict) -> bool {
        matches!(verdict, Verdict::Accept(_)) && self.eap.is_none()
    }

    /// Writes Access-Accept or Access-Reject.
    pub(super) fn login(
        &self,
        verdict: &Verdict,
        client: &Gateway,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Error> {
        match verdict {
            Verdict::Accept(acceptance) if self.eap.is_none() => {
                self.signed(Code::ACCESS_ACCEPT, client, buffer, |writer| {
                    self.accept(writer, acceptance, client)
                })
            }
            Verdict::Accept(_) => self.signed(Code::ACCESS_REJECT, client, buffer, |writer| {
                self.reject(writer, "")
            }),
            Verdict::Reject { message, .. } => {
                self.signed(Code::ACCESS_REJECT, client, buffer, |writer| {
                    self.reject(writer, message)
                })
            }
        }
    }

    /// Writes Accounting-Response: only Proxy-State goes back (RFC 2866, section 4.2).
    pub(super) fn accounting(&self, client: &Gateway, buffer: &mut Vec<u8>) -> Result<(), Error> {
        let mut writer = Writer::new(buffer, Code::ACCOUNTING_RESPONSE, self.identifier, &[0; 16]);
        self.push_proxy_states(&mut writer)?;
        authenticator::sign_reply(
            writer.finish(),
            &self.authenticator,
            client.secret.as_bytes(),
        );
        Ok(())
    }

    /// Writes the answer to Status-Server with the code of the port that it came to (RFC 5997, section 3).
    pub(super) fn status(
        &self,
        code: Code,
        client: &Gateway,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Error> {
        self.signed(code, client, buffer, |_| Ok(()))
    }

    /// A signed reply. Message-Authenticator stands first, so that an attacker cannot put octets of a chosen collision
    /// before it (CVE-2024-3596); Proxy-State last, in the order of the request (RFC 2865, section 5.33).
    fn signed(
        &self,
        code: Code,
        client: &Gateway,
        buffer: &mut Vec<u8>,
        body: impl FnOnce(&mut Writer<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut writer = Writer::new(buffer, code, self.identifier, &[0; 16]);
        writer.push(number::MESSAGE_AUTHENTICATOR, &[0; 16])?;
        body(&mut writer)?;
        self.push_proxy_states(&mut writer)?;
        authenticator::sign_reply(
            writer.finish(),
            &self.authenticator,
            client.secret.as_bytes(),
        );
        Ok(())
    }

    fn push_proxy_states(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.proxy_states
            .iter()
            .try_for_each(|state| writer.push(number::PROXY_STATE, state))
    }

    fn accept(
        &self,
        writer: &mut Writer<'_>,
        acceptance: &Acceptance,
        client: &Gateway,
    ) -> Result<(), Error> {
        let further = further_attributes(acceptance);
        let mut limits = Limits {
            writer,
            further: &further,
        };
        limits.push(acceptance, client, profile(client.vendor))?;
        if let Some(exchange) = &self.ms_chap2 {
            self.ms_chap2_success(writer, exchange, &acceptance.password, client)?;
        }
        further
            .iter()
            .try_for_each(|attribute| attribute.encode(writer))
    }

    fn ms_chap2_success(
        &self,
        writer: &mut Writer<'_>,
        exchange: &MsChap2,
        password: &str,
        client: &Gateway,
    ) -> Result<(), Error> {
        let mut success = vec![exchange.ident];
        success.extend_from_slice(mschap2::authenticator_response(exchange, password).as_bytes());
        writer.push_vendor(enterprise::MICROSOFT, MS_CHAP2_SUCCESS, &success)?;
        let (send, receive) = mschap2::keys(exchange, password);
        let salt: [u8; 2] = rand::random();
        for (number, key, last) in [(MPPE_KEYS.0, send, 0), (MPPE_KEYS.1, receive, 1)] {
            // The first bit must be set, the last keeps the two salts apart.
            let salt = [salt[0] | 0x80, salt[1] & 0xfe | last];
            let hidden =
                password::hide_salted(&key, salt, &self.authenticator, client.secret.as_bytes());
            writer.push_vendor(enterprise::MICROSOFT, number, &hidden)?;
        }
        Ok(())
    }

    fn reject(&self, writer: &mut Writer<'_>, message: &str) -> Result<(), Error> {
        let mut rest = message;
        while !rest.is_empty() {
            let (piece, after) = split_text(rest, MAXIMUM_VALUE);
            writer.push_text(number::REPLY_MESSAGE, piece)?;
            rest = after;
        }
        if let Some(identifier) = self.eap {
            writer.push(number::EAP_MESSAGE, &[EAP_FAILURE, identifier, 0, 4])?;
        }
        if let Some(exchange) = &self.ms_chap2 {
            writer.push_vendor(
                enterprise::MICROSOFT,
                MS_CHAP_ERROR,
                &ms_chap_error(exchange.ident),
            )?;
        }
        Ok(())
    }
}

/// Authentication failure without another try; a fresh challenge stands there by the form (RFC 2759, section 6).
fn ms_chap_error(ident: u8) -> Vec<u8> {
    let challenge: [u8; 16] = rand::random();
    let text = challenge
        .iter()
        .fold(String::from("E=691 R=0 C="), |mut text, octet| {
            let _ = write!(text, "{octet:02X}");
            text
        })
        + " V=3";
    [ident].into_iter().chain(text.into_bytes()).collect()
}

/// The policy's own attributes. They were checked when they were typed; one that is wrong nevertheless must not keep a
/// guest out.
fn further_attributes(acceptance: &Acceptance) -> Vec<Attribute> {
    let named = |(name, value): &(String, String)| match Attribute::for_reply(name, value) {
        Ok(attribute) => Some(attribute),
        Err(error) => {
            tracing::warn!(%error, "an attribute of a policy cannot be sent");
            None
        }
    };
    acceptance.attributes.iter().filter_map(named).collect()
}

/// Writes what a running session is to have into a CoA-Request; see [`Limits::change`].
pub(super) fn change(
    writer: &mut Writer<'_>,
    acceptance: &Acceptance,
    client: &Gateway,
) -> Result<(), Error> {
    let further = further_attributes(acceptance);
    let mut limits = Limits {
        writer,
        further: &further,
    };
    limits.change(acceptance, profile(client.vendor))?;
    further
        .iter()
        .try_for_each(|attribute| attribute.encode(writer))
}

/// Writes limits, except those that the policy's own attributes replace.
struct Limits<'w, 'b, 'f> {
    writer: &'w mut Writer<'b>,
    further: &'f [Attribute],
}

impl Limits<'_, '_, '_> {
    fn push(
        &mut self,
        acceptance: &Acceptance,
        client: &Gateway,
        profile: &Profile,
    ) -> Result<(), Error> {
        self.writer
            .push(number::CLASS, acceptance.session.0.as_bytes())?;
        if let Some(seconds) = session_timeout(acceptance) {
            self.integer(0, number::SESSION_TIMEOUT, seconds)?;
        }
        if let Some(seconds) = acceptance.idle_timeout {
            self.integer(0, number::IDLE_TIMEOUT, seconds)?;
        }
        let interim = client
            .interim_seconds
            .max(SHORTEST_INTERIM)
            .max(profile.shortest_interim);
        self.integer(0, number::ACCT_INTERIM_INTERVAL, interim)?;
        self.rates(acceptance, profile.rates)?;
        if let (Some(volume), Some(bytes)) = (profile.volume, acceptance.grant.bytes_left) {
            self.volume(volume, bytes)?;
        }
        if profile.port_limit && acceptance.devices > 0 {
            self.integer(0, number::PORT_LIMIT, acceptance.devices.into())?;
        }
        if profile.mikrotik {
            self.text(
                enterprise::MIKROTIK,
                3,
                acceptance.mikrotik_profile.as_deref(),
            )?;
            self.text(enterprise::MIKROTIK, 19, acceptance.address_list.as_deref())?;
        }
        Ok(())
    }

    /// As [`Limits::push`] for a session that runs: what is counted is counted from its beginning, so `acceptance` is at
    /// the beginning of the session and holds what it used in its `bytes_left`. What a CoA-Request does not carry at this
    /// vendor is left out, and no limit on the rates must be said, as silence would leave the old one.
    fn change(&mut self, acceptance: &Acceptance, profile: &Profile) -> Result<(), Error> {
        if let Some(seconds) = session_timeout(acceptance) {
            self.integer(0, number::SESSION_TIMEOUT, seconds)?;
        }
        if let Some(seconds) = acceptance.idle_timeout {
            self.integer(0, number::IDLE_TIMEOUT, seconds)?;
        }
        let unlimited = acceptance
            .upload_kbps
            .or(acceptance.download_kbps)
            .is_none();
        if unlimited && profile.rates == Rates::Mikrotik {
            self.text(enterprise::MIKROTIK, MIKROTIK_RATE_LIMIT, Some("0/0"))?;
        } else {
            self.rates(acceptance, profile.rates)?;
        }
        if let (true, Some(volume), Some(bytes)) = (
            profile.changes_volume,
            profile.volume,
            acceptance.grant.bytes_left,
        ) {
            self.volume(volume, bytes)?;
        }
        if profile.mikrotik {
            self.text(
                enterprise::MIKROTIK,
                3,
                acceptance.mikrotik_profile.as_deref(),
            )?;
        }
        Ok(())
    }

    fn rates(&mut self, acceptance: &Acceptance, rates: Rates) -> Result<(), Error> {
        let (upload, download) = (acceptance.upload_kbps, acceptance.download_kbps);
        match rates {
            Rates::None => Ok(()),
            Rates::Mikrotik => self.text(
                enterprise::MIKROTIK,
                MIKROTIK_RATE_LIMIT,
                mikrotik_rate_limit(upload, download).as_deref(),
            ),
            Rates::Numbers {
                vendor,
                upload: up,
                download: down,
                unit,
            } => {
                for (number, kbps) in [(up, upload), (down, download)] {
                    if let Some(kbps) = kbps {
                        self.integer(vendor, number, rate(kbps, unit))?;
                    }
                }
                Ok(())
            }
        }
    }

    /// Both halves once the low one does not suffice; an exact multiple of 4 GiB has 0 in the low half. None left would
    /// mean "no limit" to the gateway, so it becomes one byte.
    fn volume(&mut self, volume: Volume, bytes: u64) -> Result<(), Error> {
        let [a, b, c, d, low @ ..] = bytes.max(1).to_be_bytes();
        let (high, low) = (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes(low));
        self.integer(volume.vendor, volume.low, low)?;
        if high > 0 {
            self.integer(volume.vendor, volume.high, high)?;
        }
        Ok(())
    }

    fn integer(&mut self, vendor: u32, number: u8, value: u32) -> Result<(), Error> {
        match vendor {
            _ if self.replaced(vendor, number) => Ok(()),
            0 => self.writer.push_integer(number, value),
            _ => self.writer.push_vendor_integer(vendor, number, value),
        }
    }

    fn text(&mut self, vendor: u32, number: u8, value: Option<&str>) -> Result<(), Error> {
        match value.filter(|value| !value.is_empty() && !self.replaced(vendor, number)) {
            Some(value) => self.writer.push_vendor(vendor, number, value.as_bytes()),
            None => Ok(()),
        }
    }

    fn replaced(&self, vendor: u32, number: u8) -> bool {
        self.further
            .iter()
            .any(|attribute| (attribute.vendor, attribute.number) == (vendor, number))
    }
}

/// Seconds to the stop (RFC 2865, section 5.27).
fn session_timeout(acceptance: &Acceptance) -> Option<u32> {
    acceptance.grant.session_timeout(acceptance.at)
}

/// `rx/tx` as the router sees it: upload first; 0 = unlimited (GATEWAYS 5.4).
fn mikrotik_rate_limit(upload: Option<u32>, download: Option<u32>) -> Option<String> {
    let rate = |kbps: Option<u32>| kbps.map_or_else(|| "0".to_owned(), |kbps| format!("{kbps}k"));
    (upload.is_some() || download.is_some()).then(|| format!("{}/{}", rate(upload), rate(download)))
}

/// Kbit/s in a unit of 1 or 1000 bit/s; 32 bits end at 4.29 Gbit/s, and more than that is as good as no limit.
fn rate(kbps: u32, unit: u32) -> u32 {
    let bits = u64::from(kbps) * 1000;
    u32::try_from(bits / u64::from(unit.max(1))).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed test may panic"
)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            gateway::{Network, Vendor},
            id::{GatewayId, SessionId},
            login::{Grant, Refusal},
        },
        radius::attribute,
    };
    use chrono::{TimeDelta, TimeZone, Utc};

    fn gateway(vendor: Vendor) -> Gateway {
        Gateway {
            id: GatewayId::new(),
            name: "Lobby".to_owned(),
            vendor,
            network: Network {
                address: [192, 0, 2, 1].into(),
                prefix: 32,
            },
            secret: "secret".to_owned(),
            disconnect_port: 3799,
            send_disconnect: true,
            allow_missing_message_authenticator: false,
            swap_octets: false,
            interim_seconds: 120,
        }
    }

    fn acceptance() -> Acceptance {
        let at = Utc.with_ymd_and_hms(2026, 7, 1, 10, 0, 0).unwrap();
        Acceptance {
            session: SessionId(uuid::Uuid::from_u128(0x0102_0304)),
            at,
            grant: Grant {
                stop_at: Some(at + TimeDelta::seconds(3600)),
                bytes_left: None,
            },
            idle_timeout: Some(600),
            download_kbps: Some(2048),
            upload_kbps: Some(512),
            address_list: None,
            mikrotik_profile: None,
            devices: 2,
            attributes: Vec::new(),
            password: "clientPass".to_owned(),
        }
    }

    fn asked() -> Asked {
        Asked {
            identifier: 9,
            authenticator: [5; 16],
            proxy_states: Vec::new(),
            eap: None,
            ms_chap2: None,
        }
    }

    /// The reply as lines, without Message-Authenticator and Class, which every one must begin with.
    fn lines(asked: &Asked, verdict: &Verdict, vendor: Vendor) -> Vec<String> {
        let (client, mut buffer) = (gateway(vendor), Vec::new());
        asked.login(verdict, &client, &mut buffer).unwrap();
        let packet = Packet::parse(&buffer).unwrap();
        assert!(authenticator::check_reply(
            &packet,
            asked.authenticator(),
            b"secret"
        ));
        assert_eq!(
            authenticator::check_reply_message(&packet, asked.authenticator(), b"secret"),
            authenticator::MessageAuthenticator::Valid
        );
        assert_eq!(
            packet.attributes().next().unwrap().number,
            number::MESSAGE_AUTHENTICATOR
        );
        attribute::decode(packet.attributes())
            .iter()
            .map(ToString::to_string)
            .filter(|line| !line.starts_with("Message-Authenticator") && !line.starts_with("Class"))
            .collect()
    }

    fn accepted(acceptance: Acceptance, vendor: Vendor) -> Vec<String> {
        lines(&asked(), &Verdict::Accept(Box::new(acceptance)), vendor)
    }

    #[test]
    fn each_vendor_gets_what_it_obeys() {
        let common = ["Session-Timeout = 3600", "Idle-Timeout = 600"];
        let check = |vendor, interim: &str, own: &[&str]| {
            let expected: Vec<&str> = common
                .iter()
                .copied()
                .chain([interim])
                .chain(own.iter().copied())
                .collect();
            assert_eq!(accepted(acceptance(), vendor), expected, "{vendor:?}");
        };
        let two_minutes = "Acct-Interim-Interval = 120";
        let wispr = [
            "WISPr-Bandwidth-Max-Up = 512000",
            "WISPr-Bandwidth-Max-Down = 2048000",
        ];
        let wispr_and_ports = [wispr[0], wispr[1], "Port-Limit = 2"];
        check(Vendor::Generic, two_minutes, &wispr_and_ports);
        check(
            Vendor::Mikrotik,
            two_minutes,
            &["Mikrotik-Rate-Limit = \"512k/2048k\"", "Port-Limit = 2"],
        );
        check(
            Vendor::Coova,
            two_minutes,
            &[
                "ChilliSpot-Bandwidth-Max-Up = 512",
                "ChilliSpot-Bandwidth-Max-Down = 2048",
            ],
        );
        check(
            Vendor::CiscoWlc,
            two_minutes,
            &[
                "Airespace-Data-Bandwidth-Average-Contract-Upstream = 512",
                "Airespace-Data-Bandwidth-Average-Contract = 2048",
            ],
        );
        check(Vendor::RuckusVsz, two_minutes, &wispr);
        check(Vendor::Aruba, two_minutes, &wispr);
        check(Vendor::Opnsense, two_minutes, &[]);
        check(Vendor::Unifi, two_minutes, &[]);
        check(Vendor::Omada, two_minutes, &wispr);
        check(Vendor::Cloudtrax, two_minutes, &wispr);
        check(Vendor::Opennds, two_minutes, &[]);
        check(Vendor::FreeradiusSql, two_minutes, &wispr_and_ports);
        check(Vendor::RuckusAp, two_minutes, &wispr);
        check(Vendor::RuckusZonedirector, two_minutes, &wispr);
        check(Vendor::RuckusVscg, two_minutes, &wispr);
        check(Vendor::Meraki, "Acct-Interim-Interval = 300", &[]);
    }

    #[test]
    fn class_is_the_session() {
        let mut buffer = Vec::new();
        let verdict = Verdict::Accept(Box::new(acceptance()));
        asked()
            .login(&verdict, &gateway(Vendor::Generic), &mut buffer)
            .unwrap();
        let packet = Packet::parse(&buffer).unwrap();
        assert_eq!(
            packet.first(number::CLASS).unwrap(),
            0x0102_0304u128.to_be_bytes()
        );
    }

    #[test]
    fn volume_limits_are_split_at_4_gib() {
        let check = |bytes, expected: &[&str]| {
            let mut acceptance = acceptance();
            acceptance.grant.bytes_left = Some(bytes);
            let lines = accepted(acceptance, Vendor::Mikrotik);
            let limits: Vec<_> = lines
                .iter()
                .filter(|line| line.contains("Total-Limit"))
                .collect();
            assert_eq!(limits, expected, "{bytes}");
        };
        let gigawords = |n| format!("Mikrotik-Total-Limit-Gigawords = {n}");
        check(0, &["Mikrotik-Total-Limit = 1"]);
        check(1000, &["Mikrotik-Total-Limit = 1000"]);
        check(u64::from(u32::MAX), &["Mikrotik-Total-Limit = 4294967295"]);
        check(1 << 32, &["Mikrotik-Total-Limit = 0", &gigawords(1)]);
        // RULES Q45.
        check(
            6144 << 20,
            &["Mikrotik-Total-Limit = 2147483648", &gigawords(1)],
        );
        check(
            u64::MAX,
            &["Mikrotik-Total-Limit = 4294967295", &gigawords(u32::MAX)],
        );
    }

    #[test]
    fn the_session_never_outlives_its_stop() {
        let check = |milliseconds, expected: &str| {
            let mut acceptance = acceptance();
            acceptance.grant.stop_at = Some(acceptance.at + TimeDelta::milliseconds(milliseconds));
            assert_eq!(
                accepted(acceptance, Vendor::Opnsense)[0],
                expected,
                "{milliseconds} ms"
            );
        };
        check(1999, "Session-Timeout = 1");
        check(2000, "Session-Timeout = 2");
        check(300, "Session-Timeout = 1");
        check(-5000, "Session-Timeout = 1");
        check(i64::from(u32::MAX) * 2000, "Session-Timeout = 4294967295");
    }

    #[test]
    fn rates_end_at_32_bits_and_one_may_be_missing() {
        let mut fast = acceptance();
        (fast.download_kbps, fast.upload_kbps) = (Some(10_000_000), None);
        let lines = accepted(fast.clone(), Vendor::RuckusAp);
        assert_eq!(
            lines.last().unwrap(),
            "WISPr-Bandwidth-Max-Down = 4294967295"
        );
        assert!(
            accepted(fast, Vendor::Mikrotik)
                .contains(&"Mikrotik-Rate-Limit = \"0/10000000k\"".to_owned())
        );
    }

    #[test]
    fn a_policy_adds_and_replaces_attributes() {
        let mut own = acceptance();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        own.attributes = vec![
            pair("Mikrotik-Rate-Limit", "1M/4M 2M/8M"),
            pair("Filter-Id", "guests"),
            pair("Session-Timeout", "99999"),
            pair("Nonsense", "1"),
        ];
        own.mikrotik_profile = Some("premium".to_owned());
        own.address_list = Some("paid".to_owned());
        assert_eq!(
            accepted(own, Vendor::Mikrotik),
            [
                "Session-Timeout = 3600",
                "Idle-Timeout = 600",
                "Acct-Interim-Interval = 120",
                "Port-Limit = 2",
                "Mikrotik-Group = \"premium\"",
                "Mikrotik-Address-List = \"paid\"",
                "Mikrotik-Rate-Limit = \"1M/4M 2M/8M\"",
                "Filter-Id = \"guests\"",
            ]
        );
    }

    fn refused(message: &str) -> Verdict {
        Verdict::Reject {
            refusal: Refusal::WrongPassword,
            message: message.to_owned(),
        }
    }

    #[test]
    fn a_long_message_goes_in_pieces_between_characters() {
        let message = "ñ".repeat(200);
        let lines = lines(&asked(), &refused(&message), Vendor::Generic);
        let piece = |n| format!("Reply-Message = \"{}\"", "ñ".repeat(n));
        assert_eq!(lines, [piece(126), piece(74)]);
    }

    #[test]
    fn a_request_of_eap_is_refused_with_eap() {
        let eap = Asked {
            eap: Some(7),
            ..asked()
        };
        assert_eq!(
            lines(&eap, &refused("no"), Vendor::Generic),
            ["Reply-Message = \"no\"", "EAP-Message = 0x04070004"]
        );
        let accept = Verdict::Accept(Box::new(acceptance()));
        assert!(!eap.accepts(&accept));
        assert_eq!(
            lines(&eap, &accept, Vendor::Generic),
            ["EAP-Message = 0x04070004"]
        );
    }

    #[test]
    fn proxy_states_go_back_in_order() {
        let proxied = Asked {
            proxy_states: vec![vec![1], vec![2, 2], vec![3]],
            ..asked()
        };
        assert_eq!(
            lines(&proxied, &refused(""), Vendor::Generic),
            [
                "Proxy-State = 0x01",
                "Proxy-State = 0x0202",
                "Proxy-State = 0x03"
            ]
        );
    }

    #[test]
    fn ms_chap2_is_answered_with_the_proof_of_rfc_2759() {
        let exchange = mschap2::tests::exchange_of_the_rfc();
        let mut asked = asked();
        asked.remember(&Proof::MsChap2(Box::new(exchange)));
        let accepted = lines(
            &asked,
            &Verdict::Accept(Box::new(acceptance())),
            Vendor::Opnsense,
        );
        let octets: Vec<_> = "S=407A5589115FD0D6209F510FE9C04566932CDA56"
            .bytes()
            .map(|octet| format!("{octet:02x}"))
            .collect();
        let hex = octets.concat();
        assert_eq!(accepted[3], format!("MS-CHAP2-Success = 0x01{hex}"));
        assert!(accepted[4].starts_with("MS-MPPE-Send-Key = 0x"));
        assert!(accepted[5].starts_with("MS-MPPE-Recv-Key = 0x"));
        let refused = lines(&asked, &refused(""), Vendor::Opnsense);
        assert!(
            refused[0].starts_with("MS-CHAP-Error = \"\\u{1}E=691 R=0 C="),
            "{}",
            refused[0]
        );
    }
}
