//! Gateways: the hardware that asks whether a guest may enter.

use super::id::GatewayId;
use serde::{Deserialize, Serialize};

/// Hardware types (P23 and the command line's vendor list).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the vendors' own")]
pub enum Vendor {
    Generic,
    Mikrotik,
    Unifi,
    Omada,
    Opnsense,
    FreeradiusSql,
    Opennds,
    Coova,
    CiscoWlc,
    Meraki,
    Cloudtrax,
    RuckusAp,
    RuckusZonedirector,
    RuckusVscg,
    RuckusVsz,
    Aruba,
}

/// A gateway as a RADIUS client (RFC 2865: NAS).
#[derive(Clone, PartialEq, Eq)]
pub struct Gateway {
    /// Of this gateway.
    pub id: GatewayId,
    /// For people.
    pub name: String,
    /// Its kind of hardware.
    pub vendor: Vendor,
    /// Source addresses that belong to it: one address or a CIDR block.
    pub network: Network,
    /// Shared secret.
    pub secret: String,
    /// UDP port of Disconnect-Request and CoA (RFC 5176: 3799).
    pub disconnect_port: u16,
    /// "Send Disconnection Requests to the Gateway" (P23).
    pub send_disconnect: bool,
    /// Old clients that send no Message-Authenticator (RFC 3579; CVE-2024-3596).
    pub allow_missing_message_authenticator: bool,
    /// Input and output octets are exchanged (GATEWAYS 1.5).
    pub swap_octets: bool,
    /// Seconds between interim updates asked of it (RFC 2869 5.16: at least 60).
    pub interim_seconds: u32,
}

impl std::fmt::Debug for Gateway {
    /// Without the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gateway")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("vendor", &self.vendor)
            .field("network", &self.network)
            .finish_non_exhaustive()
    }
}

/// An address or CIDR block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Network {
    /// First address.
    pub address: std::net::IpAddr,
    /// Bits that count: 32 or 128 for a single address.
    pub prefix: u8,
}
