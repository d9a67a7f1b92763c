//! A policy: options that many products share (seed 002, "product policies").

use super::{
    id::PolicyId,
    product::{self, DefinitionError, Level, Product},
};
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

/// A policy as the command line reads and prints it (DESIGN 5). Every key but `code` may be left out; one that does not
/// exist is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `Policy`")]
pub struct PolicyJson {
    pub code: String,
    #[serde(default)]
    pub description: String,
    #[serde(default = "product::manager")]
    pub level: Level,
    #[serde(default)]
    pub session_timeout_min: i64,
    #[serde(default)]
    pub idle_timeout_min: i64,
    #[serde(default)]
    pub download_kbps: i64,
    #[serde(default)]
    pub upload_kbps: i64,
    #[serde(default)]
    pub devices: i64,
    #[serde(default)]
    pub daily_time_min: i64,
    #[serde(default)]
    pub weekly_time_min: i64,
    #[serde(default)]
    pub monthly_time_min: i64,
    #[serde(default)]
    pub daily_data_mb: i64,
    #[serde(default)]
    pub weekly_data_mb: i64,
    #[serde(default)]
    pub monthly_data_mb: i64,
    #[serde(default)]
    pub mikrotik_address_list: Option<String>,
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
}

impl std::str::FromStr for PolicyJson {
    type Err = DefinitionError;

    fn from_str(json: &str) -> Result<Self, DefinitionError> {
        serde_json::from_str(json).map_err(|error| DefinitionError::Json(error.to_string()))
    }
}

impl From<&Policy> for PolicyJson {
    /// All keys are there.
    fn from(policy: &Policy) -> Self {
        Self {
            code: policy.code.clone(),
            description: policy.description.clone(),
            level: policy.level,
            session_timeout_min: policy.session_timeout_min.into(),
            idle_timeout_min: policy.idle_timeout_min.into(),
            download_kbps: policy.download_kbps.into(),
            upload_kbps: policy.upload_kbps.into(),
            devices: policy.devices.into(),
            daily_time_min: policy.daily_time_min.into(),
            weekly_time_min: policy.weekly_time_min.into(),
            monthly_time_min: policy.monthly_time_min.into(),
            daily_data_mb: policy.daily_data_mb.into(),
            weekly_data_mb: policy.weekly_data_mb.into(),
            monthly_data_mb: policy.monthly_data_mb.into(),
            mikrotik_address_list: policy.mikrotik_address_list.clone(),
            attributes: policy.attributes.clone(),
        }
    }
}

impl PolicyJson {
    /// The policy.
    pub fn into_policy(self, id: PolicyId) -> Result<Policy, DefinitionError> {
        Ok(Policy {
            id,
            code: product::checked_code(self.code)?,
            description: self.description,
            level: self.level,
            session_timeout_min: product::quantity(
                "session_timeout_min",
                self.session_timeout_min,
            )?,
            idle_timeout_min: product::quantity("idle_timeout_min", self.idle_timeout_min)?,
            download_kbps: product::quantity("download_kbps", self.download_kbps)?,
            upload_kbps: product::quantity("upload_kbps", self.upload_kbps)?,
            devices: product::quantity("devices", self.devices)?,
            daily_time_min: product::quantity("daily_time_min", self.daily_time_min)?,
            weekly_time_min: product::quantity("weekly_time_min", self.weekly_time_min)?,
            monthly_time_min: product::quantity("monthly_time_min", self.monthly_time_min)?,
            daily_data_mb: product::quantity("daily_data_mb", self.daily_data_mb)?,
            weekly_data_mb: product::quantity("weekly_data_mb", self.weekly_data_mb)?,
            monthly_data_mb: product::quantity("monthly_data_mb", self.monthly_data_mb)?,
            mikrotik_address_list: product::filled(self.mikrotik_address_list),
            attributes: self.attributes,
        })
    }
}

impl Policy {
    /// The MikroTik address list of a guest: the policy's before the product's (P26; PX07, PX08).
    pub fn address_list<'a>(&'a self, product: &'a Product) -> Option<&'a str> {
        let named = |list: &'a Option<String>| list.as_deref().filter(|name| !name.is_empty());
        named(&self.mikrotik_address_list).or_else(|| named(&product.mikrotik_address_list))
    }

    /// Longest single session in seconds; `None` = as long as the account lasts.
    pub fn session_timeout(&self) -> Option<u64> {
        (self.session_timeout_min > 0).then(|| u64::from(self.session_timeout_min) * 60)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use crate::domain::product::tests::product;

    /// A policy that sets nothing, changed by `change`.
    pub(crate) fn policy(change: impl FnOnce(&mut Policy)) -> Policy {
        let mut policy = read(r#"{"code":"standard"}"#).unwrap();
        change(&mut policy);
        policy
    }

    fn read(json: &str) -> Result<Policy, DefinitionError> {
        json.parse::<PolicyJson>()?.into_policy(PolicyId::default())
    }

    #[test]
    fn all_keys_round_trip() {
        let json = r#"{"code":"vip","description":"Guests of honour","level":"reseller","session_timeout_min":1,"idle_timeout_min":2,"download_kbps":3,"upload_kbps":4,"devices":5,"daily_time_min":6,"weekly_time_min":7,"monthly_time_min":8,"daily_data_mb":9,"weekly_data_mb":10,"monthly_data_mb":11,"mikrotik_address_list":"vip","attributes":{"Filter-Id":"vip"}}"#;
        let printed = serde_json::to_string(&PolicyJson::from(&read(json).unwrap())).unwrap();
        assert_eq!(printed, json);
    }

    #[test]
    fn what_is_no_policy_is_refused() {
        let negative = read(r#"{"code":"x","weekly_time_min":-1}"#);
        assert!(
            matches!(
                negative,
                Err(DefinitionError::Negative {
                    field: "weekly_time_min",
                    value: -1
                })
            ),
            "A33"
        );
        let devices = read(r#"{"code":"x","devices":65536}"#);
        assert!(matches!(
            devices,
            Err(DefinitionError::TooLarge {
                field: "devices",
                most: 65535,
                ..
            })
        ));
        assert!(
            matches!(
                read(r#"{"code":"x","total_time_min":1}"#),
                Err(DefinitionError::Json(_))
            ),
            "Q28"
        );
    }

    #[test]
    fn address_lists() {
        #[rustfmt::skip]
        let table = [
            ("PX07",      Some("vip"), Some("guest"), Some("vip")),
            ("PX08",      None,        Some("guest"), Some("guest")),
            ("empty",     Some(""),    Some("guest"), Some("guest")),
            ("neither",   None,        None,          None),
        ];
        for (name, of_policy, of_product, expected) in table {
            let product = product(|it| it.mikrotik_address_list = of_product.map(str::to_owned));
            let policy = policy(|it| it.mikrotik_address_list = of_policy.map(str::to_owned));
            assert_eq!(policy.address_list(&product), expected, "{name}");
        }
    }
}
