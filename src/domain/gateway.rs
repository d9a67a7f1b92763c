//! Gateways: the hardware that asks whether a guest may enter.

pub mod count;
pub mod link;

use super::{id::GatewayId, names::names};
use serde::{Deserialize, Serialize};
use std::{fmt, net::IpAddr, str::FromStr};

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
#[serde(try_from = "String", into = "String")]
pub struct Network {
    /// First address.
    pub address: std::net::IpAddr,
    /// Bits that count: 32 or 128 for a single address.
    pub prefix: u8,
}

names!(Vendor, "vendor", {
    Generic = 0 "generic",
    Mikrotik = 1 "mikrotik",
    Unifi = 2 "unifi",
    Omada = 3 "omada",
    Opnsense = 4 "opnsense",
    FreeradiusSql = 5 "freeradius-sql",
    Opennds = 6 "opennds",
    Coova = 7 "coova",
    CiscoWlc = 8 "cisco-wlc",
    Meraki = 9 "meraki",
    Cloudtrax = 10 "cloudtrax",
    RuckusAp = 11 "ruckus-ap",
    RuckusZonedirector = 12 "ruckus-zonedirector",
    RuckusVscg = 13 "ruckus-vscg",
    RuckusVsz = 14 "ruckus-vsz",
    Aruba = 15 "aruba",
});

impl Vendor {
    /// Whether the hardware itself cuts a guest at a data limit (P23). Only what has an attribute or a setting of its
    /// own for it does; for the list of P23 and for whatever is not known to, a Disconnect goes out from here.
    pub const fn cuts_at_data_limit(self) -> bool {
        matches!(self, Self::Mikrotik | Self::Coova | Self::Opennds)
    }

    /// Whether the manual lists it among the hardware that does not cut a guest at a data limit (P23). Of vendors that
    /// neither [cut](Self::cuts_at_data_limit) nor stand on its list it is only not known that they do.
    pub const fn is_listed_as_not_cutting(self) -> bool {
        matches!(
            self,
            Self::CiscoWlc
                | Self::Meraki
                | Self::Cloudtrax
                | Self::RuckusAp
                | Self::RuckusZonedirector
                | Self::RuckusVscg
                | Self::RuckusVsz
                | Self::Unifi
        )
    }

    /// The UDP port where it takes Disconnect-Requests: 3799 (RFC 5176, 3), Cisco 1700.
    pub const fn disconnect_port(self) -> u16 {
        match self {
            Self::CiscoWlc => 1700,
            _ => 3799,
        }
    }

    /// Whether it takes Disconnect-Requests at all: OPNsense is told by its own interface, openNDS speaks no RADIUS, a
    /// FreeRADIUS database is no gateway.
    pub const fn takes_disconnect(self) -> bool {
        !matches!(self, Self::Opnsense | Self::Opennds | Self::FreeradiusSql)
    }

    /// Seconds between interim updates to ask for. MikroTik does a minute lightly (the least that RFC 2869, 5.16,
    /// allows); Meraki refuses less than 300, which suits the others too.
    pub const fn interim_seconds(self) -> u32 {
        match self {
            Self::Mikrotik => 60,
            _ => 300,
        }
    }
}

/// Why a text is no network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// Neither an address nor a block.
    #[error("`{0}` is no address or block, as in 192.0.2.1 or 192.0.2.0/24")]
    Malformed(String),
    /// Bits behind the prefix are set: a slip of the pen in one or the other.
    #[error("{given} is an address within a block; the block is {block}")]
    HostBits {
        /// As given.
        given: String,
        /// What it should be.
        block: Network,
    },
}

impl Network {
    /// One address alone.
    pub fn single(address: IpAddr) -> Self {
        let address = address.to_canonical();
        Self {
            address,
            prefix: width(address),
        }
    }

    /// Whether an address lies in it. An IPv4 address that arrives on an IPv6 socket is an IPv4 address.
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        width(address) == width(self.address)
            && masked(address, self.prefix) == masked(self.address, self.prefix)
    }

    /// Whether some address lies in both: such two clients cannot be told apart.
    pub fn overlaps(&self, other: &Self) -> bool {
        if self.prefix <= other.prefix {
            self.contains(other.address)
        } else {
            other.contains(self.address)
        }
    }

    /// One address alone.
    pub fn is_single(&self) -> bool {
        self.prefix >= width(self.address)
    }
}

/// Bits of an address of that kind.
fn width(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// The address with the bits behind the prefix cleared.
fn masked(address: IpAddr, prefix: u8) -> IpAddr {
    let cleared = u32::from(width(address).saturating_sub(prefix));
    match address {
        IpAddr::V4(v4) => {
            let mask = u32::MAX.checked_shl(cleared).unwrap_or(0);
            IpAddr::V4((v4.to_bits() & mask).into())
        }
        IpAddr::V6(v6) => {
            let mask = u128::MAX.checked_shl(cleared).unwrap_or(0);
            IpAddr::V6((v6.to_bits() & mask).into())
        }
    }
}

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let malformed = || NetworkError::Malformed(text.to_owned());
        let (address, prefix) = match text.trim().split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text.trim(), None),
        };
        let address: IpAddr = address.parse().map_err(|_| malformed())?;
        let Some(prefix) = prefix else {
            return Ok(Self::single(address));
        };
        let is_number = prefix.bytes().all(|byte| byte.is_ascii_digit());
        let prefix = prefix
            .parse()
            .ok()
            .filter(|bits| is_number && *bits <= width(address));
        let prefix: u8 = prefix.ok_or_else(malformed)?;
        let block = Self {
            address: masked(address, prefix),
            prefix,
        };
        if block.address == address {
            Ok(block)
        } else {
            Err(NetworkError::HostBits {
                given: text.trim().to_owned(),
                block,
            })
        }
    }
}

impl fmt::Display for Network {
    /// `192.0.2.1` or `192.0.2.0/24`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_single() {
            write!(out, "{}", self.address)
        } else {
            write!(out, "{}/{}", self.address, self.prefix)
        }
    }
}

impl TryFrom<String> for Network {
    type Error = NetworkError;

    fn try_from(text: String) -> Result<Self, NetworkError> {
        text.parse()
    }
}

impl From<Network> for String {
    fn from(network: Network) -> Self {
        network.to_string()
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use proptest::prelude::*;

    fn network(text: &str) -> Network {
        text.parse().unwrap()
    }

    #[test]
    fn what_lies_in_a_network() {
        #[rustfmt::skip]
        let table = [
            ("192.0.2.1",        "192.0.2.1",          true),
            ("192.0.2.1",        "192.0.2.2",          false),
            ("192.0.2.0/24",     "192.0.2.255",        true),
            ("192.0.2.0/24",     "192.0.3.0",          false),
            ("0.0.0.0/0",        "203.0.113.9",        true),
            ("0.0.0.0/0",        "2001:db8::1",        false),
            ("::/0",             "2001:db8::1",        true),
            ("::/0",             "192.0.2.1",          false),
            ("2001:db8::/32",    "2001:db8:ffff::1",   true),
            ("2001:db8::/32",    "2001:db9::1",        false),
            ("192.0.2.0/24",     "::ffff:192.0.2.7",   true),
            ("::ffff:192.0.2.7", "192.0.2.7",          true),
        ];
        for (block, address, expected) in table {
            assert_eq!(
                network(block).contains(address.parse().unwrap()),
                expected,
                "{address} in {block}"
            );
        }
    }

    #[test]
    fn overlaps() {
        #[rustfmt::skip]
        let table = [
            ("10.0.0.0/8",   "10.1.0.0/16",   true),
            ("10.0.0.0/8",   "11.0.0.0/8",    false),
            ("192.0.2.1",    "192.0.2.0/24",  true),
            ("192.0.2.1",    "192.0.2.1",     true),
            ("0.0.0.0/0",    "::/0",          false),
            ("2001:db8::/32", "2001:db8::1",  true),
        ];
        for (a, b, expected) in table {
            assert_eq!(network(a).overlaps(&network(b)), expected, "{a} and {b}");
            assert_eq!(network(b).overlaps(&network(a)), expected, "{b} and {a}");
        }
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in [
            "",
            "hotel",
            "192.0.2",
            "192.0.2.0/33",
            "::/129",
            "192.0.2.0/",
            "192.0.2.0/+8",
            "192.0.2.0/-1",
            "/8",
        ] {
            assert_eq!(
                text.parse::<Network>(),
                Err(NetworkError::Malformed(text.to_owned()))
            );
        }
        let slip = "192.0.2.7/24".parse::<Network>();
        let expected = NetworkError::HostBits {
            given: "192.0.2.7/24".into(),
            block: network("192.0.2.0/24"),
        };
        assert_eq!(slip, Err(expected));
    }

    #[test]
    fn vendors() {
        let listed: Vec<_> = Vendor::ALL
            .iter()
            .filter(|vendor| vendor.is_listed_as_not_cutting())
            .map(|vendor| vendor.as_str())
            .collect();
        assert_eq!(
            listed.join(" "),
            "unifi cisco-wlc meraki cloudtrax ruckus-ap ruckus-zonedirector ruckus-vscg ruckus-vsz",
            "P23"
        );
        assert!(
            Vendor::ALL
                .iter()
                .all(|vendor| !(vendor.is_listed_as_not_cutting() && vendor.cuts_at_data_limit())),
            "P23, Q37"
        );
        assert!(Vendor::Mikrotik.cuts_at_data_limit(), "Q39");
        assert_eq!(Vendor::CiscoWlc.disconnect_port(), 1700);
        assert_eq!(Vendor::Mikrotik.disconnect_port(), 3799);
        for &vendor in Vendor::ALL {
            let name = vendor.as_str();
            assert_eq!(name.parse(), Ok(vendor));
            assert_eq!(Vendor::from_code(vendor.code()), Some(vendor));
            assert_eq!(
                serde_json::to_value(vendor).unwrap(),
                name,
                "one name everywhere"
            );
            assert!(vendor.interim_seconds() >= 60, "RFC 2869, 5.16");
        }
        let error = "cisco".parse::<Vendor>().unwrap_err().to_string();
        assert!(
            error.starts_with("unknown vendor `cisco`: one of generic, mikrotik"),
            "{error}"
        );
    }

    proptest! {
        #[test]
        fn round_trips(bits: u128, v6: bool, prefix in 0_u8..=128) {
            let address = if v6 {
                IpAddr::V6(bits.into())
            } else {
                IpAddr::V4(u32::try_from(bits >> 96).unwrap_or(0).into())
            };
            let prefix = prefix.min(width(address));
            let block = Network { address: masked(address, prefix), prefix };
            prop_assert_eq!(block.to_string().parse::<Network>(), Ok(block));
            prop_assert!(block.contains(address));
            prop_assert_eq!(block.is_single(), prefix == width(address));
        }
    }
}
