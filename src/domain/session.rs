//! Sessions: one accounting session of one device at one gateway.

use super::{
    id::{AccountId, GatewayId, SessionId},
    mac::Mac,
    time::Instant,
};
use std::net::IpAddr;

/// One connection of the list (T18). Counters are those of the session, cumulative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Of this session.
    pub id: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// Where it runs.
    pub gateway: GatewayId,
    /// Address that its records come from: a Disconnect goes there, also where the gateway is a block of addresses.
    pub gateway_address: IpAddr,
    /// As the gateway names it; not unique over its reboots.
    pub acct_session_id: String,
    /// User-Name as the guest typed it: a Disconnect must repeat it.
    pub username: String,
    /// Of the device, if the gateway sent one that can be read.
    pub mac: Option<Mac>,
    /// Calling-Station-Id as sent: a Disconnect must repeat it.
    pub calling_station_id: String,
    /// Of the device.
    pub ip: Option<IpAddr>,
    /// NAS-Identifier or NAS-IP-Address, for the label.
    pub nas: String,
    /// First record, less its session time.
    pub started_at: Instant,
    /// Newest record.
    pub updated_at: Instant,
    /// End, once known.
    pub ended_at: Option<Instant>,
    /// Acct-Terminate-Cause by name, or `Lost` when the gateway fell silent.
    pub cause: Option<String>,
    /// Seconds on line.
    pub seconds: u64,
    /// Bytes from the guest.
    pub upload: u64,
    /// Bytes to the guest.
    pub download: u64,
    /// Answer to the last Disconnect-Request, in words, if one was sent.
    pub disconnect: Option<String>,
}

impl Session {
    /// Neither stopped nor given up as lost.
    pub fn is_open(&self) -> bool {
        self.ended_at.is_none()
    }

    /// Both directions.
    pub fn bytes(&self) -> u64 {
        self.upload.saturating_add(self.download)
    }
}
