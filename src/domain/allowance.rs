//! The eight allowances (RULES P13–P20), their windows, and which side counts: product or policy (P21, A4).

use super::{policy::Policy, product::Product};
use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// Over what an allowance is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// Since the product was assigned.
    Total,
    /// The calendar month of the Location.
    Monthly,
    /// Seven local days from the product's first day of the week.
    Weekly,
    /// The local calendar day.
    Daily,
}

/// One value for each window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PerWindow<T> {
    /// Since the product was assigned.
    pub total: T,
    /// Of the local calendar month.
    pub monthly: T,
    /// Of the local week.
    pub weekly: T,
    /// Of the local day.
    pub daily: T,
}

impl<T> PerWindow<T> {
    /// The value of one window.
    pub fn get(&self, window: Window) -> &T {
        match window {
            Window::Total => &self.total,
            Window::Monthly => &self.monthly,
            Window::Weekly => &self.weekly,
            Window::Daily => &self.daily,
        }
    }
}

/// What a guest may use, with product and policy already weighed: seconds and bytes, `None` = infinite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Seconds on line, summed over all devices (Q44).
    pub seconds: PerWindow<Option<u64>>,
    /// Bytes up and down together (A32).
    pub bytes: PerWindow<Option<u64>>,
    /// First day of the weekly window (P24); the product's also for a policy's limit (A31).
    pub first_day_of_week: Weekday,
}

/// What was used, per window, at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Used {
    /// Seconds on line, summed over all devices.
    pub seconds: PerWindow<u64>,
    /// Bytes up and down together.
    pub bytes: PerWindow<u64>,
}

/// What an account used on one local day of its Location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayUsage {
    /// The local date.
    pub day: chrono::NaiveDate,
    /// Seconds on line, summed over all devices.
    pub seconds: u64,
    /// Bytes from the guest.
    pub upload: u64,
    /// Bytes to the guest.
    pub download: u64,
}

impl Limits {
    /// The limits that count for a guest of `product` under `policy`: the policy's daily, weekly and monthly values
    /// win where they are set, even if larger (Q23–Q28).
    pub fn of(product: &Product, policy: &Policy) -> Self {
        let _ = (product, policy);
        Self {
            seconds: PerWindow::default(),
            bytes: PerWindow::default(),
            first_day_of_week: Weekday::Mon,
        }
    }
}
