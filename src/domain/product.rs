//! A product: what a guest who logs in may use (seed 002, "Products").

use super::{
    id::{PolicyId, ProductId},
    money::Money,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who owns a product or policy (P4). Lower levels see it and may not edit it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The whole installation.
    System,
    /// A reseller of several managers.
    Reseller,
    /// The manager of the Location.
    Manager,
}

/// What a recharge takes over from the product before (P10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecoverResidual {
    /// Nothing.
    #[default]
    No,
    /// The rest of total time and total data, always.
    Yes,
    /// The same, unless the old product has expired.
    UnlessExpired,
}

/// How the expiry of a product is computed from the first connection (P30).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Expiration {
    /// Never.
    Unlimited,
    /// First connection + days + hours.
    DaysHours {
        /// May be a fraction, may be negative (expires on activation).
        days: Decimal,
        /// May be a fraction, may be negative.
        hours: Decimal,
    },
    /// As `DaysHours`, then 23:59:00 of that day.
    DaysHoursEndOfDay {
        /// As in `DaysHours`.
        days: Decimal,
        /// As in `DaysHours`.
        hours: Decimal,
    },
    /// As `DaysHours`, then 23:59:00 of the last day of that month.
    DaysHoursEndOfMonth {
        /// As in `DaysHours`.
        days: Decimal,
        /// As in `DaysHours`.
        hours: Decimal,
    },
    /// First connection + calendar months.
    Months {
        /// May be negative (expires on activation).
        months: i32,
    },
    /// As `Months`, then 23:59:00 of the last day of that month; 0 = the current month.
    MonthsEndOfMonth {
        /// May be negative.
        months: i32,
    },
    /// One login only; the next needs another product.
    OneLogin,
}

/// What a guest who logs in may use. Zero means infinite for the eight allowances.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// For integrations (P5).
    pub id: ProductId,
    /// Unique, by which everything names it (P6).
    pub code: String,
    /// By language tag (P7).
    pub description: BTreeMap<String, String>,
    /// The policy that it uses (P8).
    pub policy: PolicyId,
    /// Reference price (P9).
    pub price_list: Money,
    /// What a recharge takes over (P10).
    pub recover_residual: RecoverResidual,
    /// Content may be injected for its users (P11).
    pub injection: bool,
    /// Link to an outside ERP or PMS record (P12).
    pub erp_code: Option<String>,
    /// Minutes in all (P13).
    pub total_time_min: u32,
    /// Minutes a day (P14).
    pub daily_time_min: u32,
    /// Minutes a week (P15).
    pub weekly_time_min: u32,
    /// Minutes a month (P16).
    pub monthly_time_min: u32,
    /// Megabytes (1024 × 1024 bytes, P22) in all (P17).
    pub total_data_mb: u32,
    /// Megabytes a day (P18).
    pub daily_data_mb: u32,
    /// Megabytes a week (P19).
    pub weekly_data_mb: u32,
    /// Megabytes a month (P20).
    pub monthly_data_mb: u32,
    /// 1 Monday to 7 Sunday (P24).
    pub first_day_of_week: u8,
    /// MikroTik HotSpot user profile (P25).
    pub mikrotik_profile: Option<String>,
    /// MikroTik firewall address list, unless the policy names one (P26).
    pub mikrotik_address_list: Option<String>,
    /// How long it lives (P30).
    pub expiration: Expiration,
    /// Tell the guest before it expires (P35).
    pub notify_expiration: bool,
    /// Who owns it.
    pub level: Level,
}
