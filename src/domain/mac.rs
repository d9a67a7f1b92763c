//! MAC addresses, in whatever dress a gateway sends them.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A 48-bit MAC address. Compared after normalisation: `AA-BB-CC-00-11-22`, `aabb.cc00.1122` are one device (LX03).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Mac(pub [u8; 6]);

/// Why a text is no MAC address of a device.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MacError {
    /// Neither twelve hexadecimal digits nor equal groups of them with one kind of separator. A Called-Station-Id with
    /// the name of the network behind the address (`AA-BB-CC-00-11-22:Hotel`, RFC 3580 3.20) is refused as well: it
    /// names the access point.
    #[error("`{0}` is no MAC address: twelve hexadecimal digits, as in AA:BB:CC:00:11:22")]
    Malformed(String),
    /// All zeros or all ones: what gateways send that do not know the device. Taken for a device, it would make all
    /// guests of such a gateway one.
    #[error("{0} is the address of no device")]
    NoDevice(Mac),
}

impl Mac {
    /// The address as the lower 48 bits of a number, for storing.
    pub fn to_u64(self) -> u64 {
        self.0
            .iter()
            .fold(0, |number, octet| number << 8 | u64::from(*octet))
    }

    /// The address of a stored number; `None` if it has more than 48 bits.
    pub fn from_u64(number: u64) -> Option<Self> {
        match number.to_be_bytes() {
            [0, 0, octets @ ..] => Some(Self(octets)),
            _ => None,
        }
    }

    /// A private address, invented by the device for this network (IEEE 802: the locally administered bit).
    pub fn is_random(self) -> bool {
        let [first, ..] = self.0;
        first & 0b11 == 0b10
    }
}

impl FromStr for Mac {
    type Err = MacError;

    fn from_str(text: &str) -> Result<Self, MacError> {
        let malformed = || MacError::Malformed(text.to_owned());
        let mac = digits(text.trim())
            .and_then(|digits| u64::from_str_radix(&digits, 16).ok())
            .and_then(Self::from_u64)
            .ok_or_else(malformed)?;
        match mac.0 {
            [0, 0, 0, 0, 0, 0] | [0xff, 0xff, 0xff, 0xff, 0xff, 0xff] => {
                Err(MacError::NoDevice(mac))
            }
            _ => Ok(mac),
        }
    }
}

/// The twelve digits of `AA:BB:CC:00:11:22`, `AA-BB-…`, `aabb.cc00.1122`, `aabbcc-001122` or `aabbcc001122`.
fn digits(text: &str) -> Option<String> {
    let separator = text.chars().find(|c| !c.is_ascii_hexdigit());
    let groups: Vec<&str> = match separator {
        None => vec![text],
        Some(separator @ (':' | '-' | '.')) => text.split(separator).collect(),
        Some(_) => return None,
    };
    let sizes_agree = matches!(groups.len(), 1 | 2 | 3 | 6)
        && groups.iter().all(|group| group.len() == 12 / groups.len());
    let all_digits = groups
        .iter()
        .all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()));
    (sizes_agree && all_digits).then(|| groups.concat())
}

impl fmt::Display for Mac {
    /// `AA:BB:CC:00:11:22`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, octet) in self.0.iter().enumerate() {
            let separator = if place == 0 { "" } else { ":" };
            write!(out, "{separator}{octet:02X}")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Mac {
    type Error = MacError;

    fn try_from(text: String) -> Result<Self, MacError> {
        text.parse()
    }
}

impl From<Mac> for String {
    fn from(mac: Mac) -> Self {
        mac.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LX03: Mac = Mac([0xaa, 0xbb, 0xcc, 0x00, 0x11, 0x22]);

    #[test]
    fn dresses() {
        let dresses = [
            "AA-BB-CC-00-11-22",
            "aa:bb:cc:00:11:22",
            "aabb.cc00.1122",
            "aabbcc-001122",
            "aabb-cc00-1122",
            "AABBCC001122",
            " Aa:bB:cc:00:11:22 ",
        ];
        for dress in dresses {
            assert_eq!(dress.parse(), Ok(LX03), "LX03: {dress}");
        }
        assert_eq!(LX03.to_string(), "AA:BB:CC:00:11:22");
    }

    #[test]
    fn what_is_no_mac_is_refused() {
        let texts = [
            "",
            "hotel",
            "AA-BB-CC-00-11-22:Hotel",
            "AA-BB-CC-00-11-22:aa",
            "AA-BB-CC:00-11-22",
            "AA:BB:CC:00:11",
            "AA:BB:CC:00:11:2",
            "AA:BB:CC:00:11:222",
            "A:BBB:CC:00:11:22",
            "AABBCC00112",
            "AABBCC0011223",
            "+ABBCC001122",
            "aa bb cc 00 11 22",
            "éabbcc00112",
            "192.168.10.1",
        ];
        for text in texts {
            assert_eq!(
                text.parse::<Mac>(),
                Err(MacError::Malformed(text.to_owned()))
            );
        }
    }

    #[test]
    fn no_device() {
        assert_eq!(
            "000000000000".parse::<Mac>(),
            Err(MacError::NoDevice(Mac([0; 6])))
        );
        assert_eq!(
            "FF-FF-FF-FF-FF-FF".parse::<Mac>(),
            Err(MacError::NoDevice(Mac([0xff; 6])))
        );
    }

    #[test]
    fn random_addresses_are_known() {
        assert!(Mac([0x02, 0, 0, 0, 0, 1]).is_random());
        assert!(LX03.is_random());
        assert!(!Mac([0x00, 0x1b, 0, 0, 0, 1]).is_random());
        assert!(!Mac([0x03, 0, 0, 0, 0, 1]).is_random(), "a group address");
    }

    proptest! {
        #[test]
        fn round_trips(number in 1_u64..0xffff_ffff_ffff) {
            let mac = Mac::from_u64(number).ok_or_else(|| TestCaseError::fail("48 bits"))?;
            prop_assert_eq!(mac.to_u64(), number);
            prop_assert_eq!(mac.to_string().parse::<Mac>(), Ok(mac));
        }

        #[test]
        fn never_panics(text in ".*") {
            let _ = text.parse::<Mac>();
        }
    }
}
