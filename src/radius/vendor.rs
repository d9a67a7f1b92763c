//! What each kind of gateway obeys in an Access-Accept and wants to see in a Disconnect-Request (GATEWAYS 1.5, 3.6,
//! 3.7 and 5.5). A new vendor is a row here, not a branch elsewhere.

use crate::domain::gateway::Vendor;

/// IANA enterprise numbers of the attributes that the server writes.
#[allow(missing_docs, reason = "the names are the vendors' own")]
pub mod enterprise {
    pub const AIRESPACE: u32 = 14179;
    pub const CHILLISPOT: u32 = 14559;
    pub const MICROSOFT: u32 = 311;
    pub const MIKROTIK: u32 = 14988;
    pub const WISPR: u32 = 14122;
}

/// How a pair of rates is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rates {
    /// Not at all: the gateway would not look.
    None,
    /// Mikrotik-Rate-Limit, upload first.
    Mikrotik,
    /// Two numbers of a vendor.
    Numbers {
        /// Enterprise number.
        vendor: u32,
        /// Number of the attribute for the upload.
        upload: u8,
        /// Number of the attribute for the download.
        download: u8,
        /// Bit/s in its unit: 1 or 1000.
        unit: u32,
    },
}

/// Low and high 32 bits of a limit for upload and download together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Volume {
    /// Enterprise number.
    pub vendor: u32,
    /// Number of the low half.
    pub low: u8,
    /// Number of the high half.
    pub high: u8,
}

/// One attribute that names a session in a Disconnect-Request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the attributes")]
pub enum Identifier {
    UserName,
    AcctSessionId,
    CallingStationId,
    FramedIpAddress,
    /// Service-Type = Login-User.
    ServiceType,
    NasIdentifier,
}

/// What a kind of gateway obeys and wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about a gateway; together they are no state"
)]
pub struct Profile {
    /// Form of the rates.
    pub rates: Rates,
    /// Form of the volume limit, if it has one.
    pub volume: Option<Volume>,
    /// Takes CoA-Requests for running sessions; a gateway that does not is told nothing, or ends the session.
    pub changes: bool,
    /// A CoA-Request may carry the volume limit. MikroTik's manual names Recv-Limit and Xmit-Limit only (GATEWAYS 1.5).
    pub changes_volume: bool,
    /// Obeys Port-Limit.
    pub port_limit: bool,
    /// Obeys Mikrotik-Group and Mikrotik-Address-List.
    pub mikrotik: bool,
    /// Shortest interim interval that it takes, in seconds.
    pub shortest_interim: u32,
    /// How a session is named in a Disconnect-Request.
    pub identifiers: &'static [Identifier],
}

/// Bit/s (WISPr 1.0, appendix C).
const WISPR: Rates = Rates::Numbers {
    vendor: enterprise::WISPR,
    upload: 7,
    download: 8,
    unit: 1,
};
/// Kbit/s: the program multiplies by 1000 (GATEWAYS 3.6).
const CHILLISPOT: Rates = Rates::Numbers {
    vendor: enterprise::CHILLISPOT,
    upload: 4,
    download: 5,
    unit: 1000,
};
/// Kbit/s.
const AIRESPACE: Rates = Rates::Numbers {
    vendor: enterprise::AIRESPACE,
    upload: 13,
    download: 7,
    unit: 1000,
};

/// What suits most: WISPr rates, and names that every gateway sent itself.
const GENERIC: Profile = Profile {
    rates: WISPR,
    volume: None,
    changes: false,
    changes_volume: false,
    port_limit: true,
    mikrotik: false,
    shortest_interim: 60,
    identifiers: &[
        Identifier::UserName,
        Identifier::AcctSessionId,
        Identifier::CallingStationId,
    ],
};

/// Taken at the word of the RFCs: whatever does not obey a CoA-Request is dealt with as such.
const BY_THE_RFCS: Profile = Profile {
    changes: true,
    changes_volume: true,
    ..GENERIC
};

/// The HotSpot finds a session by its address and name, never by the MAC alone (GATEWAYS 1.5).
const MIKROTIK: Profile = Profile {
    rates: Rates::Mikrotik,
    volume: Some(Volume {
        vendor: enterprise::MIKROTIK,
        low: 17,
        high: 18,
    }),
    mikrotik: true,
    changes: true,
    identifiers: &[
        Identifier::UserName,
        Identifier::FramedIpAddress,
        Identifier::AcctSessionId,
    ],
    ..GENERIC
};

/// Only Session-Timeout is documented as obeyed (GATEWAYS 2.4).
const UNIFI: Profile = Profile {
    rates: Rates::None,
    port_limit: false,
    identifiers: &[Identifier::AcctSessionId],
    ..GENERIC
};

/// Session-Timeout, Acct-Interim-Interval and Class only; it listens to no Disconnect-Request.
const OPNSENSE: Profile = Profile {
    rates: Rates::None,
    port_limit: false,
    ..GENERIC
};

/// User-Name is mandatory: without it no answer comes at all (GATEWAYS 3.6).
const COOVA: Profile = Profile {
    rates: CHILLISPOT,
    volume: Some(Volume {
        vendor: enterprise::CHILLISPOT,
        low: 3,
        high: 23,
    }),
    port_limit: false,
    changes: true,
    changes_volume: true,
    identifiers: &[Identifier::UserName, Identifier::AcctSessionId],
    ..GENERIC
};

/// ZoneDirector answers 503 unless Service-Type is there (GATEWAYS 3.7).
const RUCKUS: Profile = Profile {
    port_limit: false,
    identifiers: &[
        Identifier::AcctSessionId,
        Identifier::UserName,
        Identifier::ServiceType,
    ],
    ..GENERIC
};

const CISCO_WLC: Profile = Profile {
    rates: AIRESPACE,
    port_limit: false,
    identifiers: &[Identifier::CallingStationId, Identifier::ServiceType],
    ..GENERIC
};

/// Rates are set by group policy; interims below five minutes are refused (GATEWAYS 3.7).
const MERAKI: Profile = Profile {
    rates: Rates::None,
    port_limit: false,
    shortest_interim: 300,
    identifiers: &[Identifier::AcctSessionId, Identifier::CallingStationId],
    ..GENERIC
};

/// Its documents name no way to find a session, so it is told all that it said itself (GATEWAYS 5.5). It keeps the number of
/// devices itself.
const OMADA: Profile = Profile {
    port_limit: false,
    identifiers: &[
        Identifier::AcctSessionId,
        Identifier::CallingStationId,
        Identifier::UserName,
    ],
    ..GENERIC
};

/// A splash page of the cloud's, by its access points: times and rates, no number of devices; it is not known to change a
/// running session, nor to cut one at its volume (P23).
const CLOUDTRAX: Profile = Profile {
    port_limit: false,
    identifiers: &[Identifier::AcctSessionId, Identifier::CallingStationId],
    ..GENERIC
};

/// Speaks no RADIUS (GATEWAYS 3.4): whoever stands before it and asks in its name is told how long, and no more.
const OPENNDS: Profile = Profile {
    rates: Rates::None,
    port_limit: false,
    ..GENERIC
};

/// No gateway: a FreeRADIUS that passes questions on. What lies behind it is not known, so that it gets what most obey;
/// Disconnect-Requests go to the gateways and not to it ([`Vendor::takes_disconnect`]).
const FREERADIUS: Profile = GENERIC;

const ARUBA: Profile = Profile {
    port_limit: false,
    changes: true,
    ..GENERIC
};

/// The row of a vendor.
pub fn profile(vendor: Vendor) -> &'static Profile {
    match vendor {
        Vendor::Generic => &BY_THE_RFCS,
        Vendor::Omada => &OMADA,
        Vendor::Cloudtrax => &CLOUDTRAX,
        Vendor::Opennds => &OPENNDS,
        Vendor::FreeradiusSql => &FREERADIUS,
        Vendor::Mikrotik => &MIKROTIK,
        Vendor::Unifi => &UNIFI,
        Vendor::Opnsense => &OPNSENSE,
        Vendor::Coova => &COOVA,
        Vendor::CiscoWlc => &CISCO_WLC,
        Vendor::Meraki => &MERAKI,
        Vendor::RuckusAp | Vendor::RuckusZonedirector | Vendor::RuckusVscg | Vendor::RuckusVsz => {
            &RUCKUS
        }
        Vendor::Aruba => &ARUBA,
    }
}
