//! A policy: options that many products share (seed 002, "product policies").

use super::{id::PolicyId, product::Level};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Options shared by all products that name it. Zero and `None` mean "not set here".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Of this policy.
    pub id: PolicyId,
    /// By which products and the command line name it; unique.
    pub code: String,
    /// For the manager.
    pub description: String,
    /// Who owns it.
    pub level: Level,
    /// Longest single session in minutes; the guest may log in again. 0 = none.
    pub session_timeout_min: u32,
    /// Minutes without traffic after which the gateway ends the session. 0 = none.
    pub idle_timeout_min: u32,
    /// Download rate in kbit/s. 0 = unlimited.
    pub download_kbps: u32,
    /// Upload rate in kbit/s. 0 = unlimited.
    pub upload_kbps: u32,
    /// Simultaneous devices where the ticket type says nothing. 0 = not set.
    pub devices: u16,
    /// Minutes a day; wins over the product's when set (P14).
    pub daily_time_min: u32,
    /// Minutes a week (P15).
    pub weekly_time_min: u32,
    /// Minutes a month (P16).
    pub monthly_time_min: u32,
    /// Megabytes (binary) a day (P18).
    pub daily_data_mb: u32,
    /// Megabytes a week (P19).
    pub weekly_data_mb: u32,
    /// Megabytes a month (P20).
    pub monthly_data_mb: u32,
    /// MikroTik firewall address list; wins over the product's (P26).
    pub mikrotik_address_list: Option<String>,
    /// Further RADIUS reply attributes by dictionary name.
    pub attributes: BTreeMap<String, String>,
}
