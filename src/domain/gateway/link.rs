//! The link: how a gateway's own interface is reached, and what is kept there.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, net::IpAddr};

/// How a gateway's own interface is reached, and what is kept there. Its password is apart, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Name or address, without port.
    pub host: String,
    /// Port; the vendor's where nobody chose.
    #[serde(default)]
    pub port: Option<u16>,
    /// In the clear: somebody asked for it.
    #[serde(default)]
    pub plain: bool,
    /// User name, or the id of a key.
    #[serde(default)]
    pub user: String,
    /// SHA-256 of the pinned certificate, as it is shown.
    #[serde(default)]
    pub fingerprint: Option<String>,
    /// What else the vendor needs.
    #[serde(default)]
    pub options: BTreeMap<String, String>,
    /// The site does not want RADIUS there: its tickets are kept at the gateway, as users of its own.
    #[serde(default)]
    pub users: bool,
    /// Innkeeper's address as the gateway sees it; found out from the connection where nobody said.
    #[serde(default)]
    pub server: Option<IpAddr>,
    /// Where Innkeeper's RADIUS server listens: authentication, then accounting.
    #[serde(default = "radius_ports")]
    pub radius_ports: (u16, u16),
    /// Hosts that guests reach before they log in.
    #[serde(default)]
    pub garden: Vec<String>,
    /// Minutes between two looks at what is there.
    #[serde(default = "every_minutes")]
    pub every_minutes: u16,
}

/// RFC 2865 and RFC 2866.
fn radius_ports() -> (u16, u16) {
    (1812, 1813)
}

/// Often enough that somebody who changed the gateway by hand remembers what.
fn every_minutes() -> u16 {
    5
}

/// Reads where an interface is: `192.0.2.1`, `gw.example:8443`, `[2001:db8::1]:8443`, `2001:db8::1`. `None` where there is no
/// host, or no port behind the colon.
pub fn host_and_port(text: &str) -> Option<(String, Option<u16>)> {
    let text = text.trim();
    let is_host = |host: &str| {
        let bad = |one: char| one.is_whitespace() || "/@?#".contains(one);
        !host.is_empty() && !host.contains(bad)
    };
    let bare = text.trim_matches(['[', ']']);
    if bare.parse::<IpAddr>().is_ok() {
        return Some((bare.to_owned(), None));
    }
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) => (host.trim_matches(['[', ']']), Some(port.parse().ok()?)),
        None => (text, None),
    };
    is_host(host).then(|| (host.to_owned(), port))
}

/// How the keeping of a gateway stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Keeping {
    /// When it was last brought to what it should be. `None`: nobody has pushed yet, and nothing goes there by itself.
    pub pushed_at: Option<super::super::time::Instant>,
    /// When it last answered.
    pub read_at: Option<super::super::time::Instant>,
    /// When it is looked at next.
    pub due_at: Option<super::super::time::Instant>,
    /// Failures in a row.
    pub failures: u32,
    /// What stood in the way last.
    pub failure: Option<serde_json::Value>,
    /// Since when something stands in the way.
    #[serde(default)]
    pub failing_since: Option<super::super::time::Instant>,
    /// What was found to be different when it was last looked at: numbers of things to add, change, remove.
    pub drift: Option<(usize, usize, usize)>,
}

/// How long to wait after so many failures in a row: 5 s, doubled up to `longest`, spread by a fifth so that fifty
/// gateways behind one switch do not all come back in the same second. `chance` is from 0 to 1.
pub fn back_off(failures: u32, longest: chrono::TimeDelta, chance: f64) -> chrono::TimeDelta {
    let doubled = 5_i64.saturating_mul(1 << failures.saturating_sub(1).min(16));
    let seconds = doubled.min(longest.num_seconds().max(5));
    let spread = (chance.clamp(0.0, 1.0) - 0.5) * 0.4;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "some hours in milliseconds"
    )]
    let milliseconds = (seconds as f64 * 1000.0 * (1.0 + spread)) as i64;
    chrono::TimeDelta::milliseconds(milliseconds)
}

/// How long until the next of visits that come every so often: up to a third earlier, so that fifty gateways which were
/// begun together do not go on asking all in the same second. `chance` is from 0 to 1.
pub fn spread(every: chrono::TimeDelta, chance: f64) -> chrono::TimeDelta {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "some hours in milliseconds"
    )]
    let earlier = (every.num_milliseconds() as f64 * chance.clamp(0.0, 1.0) / 3.0) as i64;
    every - chrono::TimeDelta::milliseconds(earlier)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn waiting_grows_and_is_spread() {
        let longest = TimeDelta::minutes(10);
        #[rustfmt::skip]
        let table = [(1, 5), (2, 10), (3, 20), (7, 320), (8, 600), (1000, 600)];
        for (failures, seconds) in table {
            assert_eq!(
                back_off(failures, longest, 0.5),
                TimeDelta::seconds(seconds)
            );
            let (least, most) = (
                back_off(failures, longest, 0.0),
                back_off(failures, longest, 1.0),
            );
            assert_eq!(least, TimeDelta::milliseconds(seconds * 800));
            assert_eq!(most, TimeDelta::milliseconds(seconds * 1200));
        }
    }

    #[test]
    fn visits_are_spread_and_never_late() {
        let every = TimeDelta::seconds(30);
        assert_eq!(spread(every, 0.0), every);
        assert_eq!(spread(every, 0.5), TimeDelta::seconds(25));
        assert_eq!(spread(every, 1.0), TimeDelta::seconds(20));
        assert_eq!(spread(every, 7.0), TimeDelta::seconds(20));
    }

    #[test]
    fn hosts_with_and_without_a_port() {
        #[rustfmt::skip]
        let table = [
            ("192.0.2.1",           Some(("192.0.2.1", None))),
            (" 192.0.2.1:8443 ",    Some(("192.0.2.1", Some(8443)))),
            ("gw.example:80",       Some(("gw.example", Some(80)))),
            ("2001:db8::1",         Some(("2001:db8::1", None))),
            ("[2001:db8::1]",       Some(("2001:db8::1", None))),
            ("[2001:db8::1]:8443",  Some(("2001:db8::1", Some(8443)))),
            ("",                    None),
            (":80",                 None),
            ("gw.example:",         None),
            ("gw.example:65536",    None),
            ("https://gw.example",  None),
            ("gw.example/login",    None),
            ("the router",          None),
        ];
        for (text, expected) in table {
            let expected = expected.map(|(host, port)| (host.to_owned(), port));
            assert_eq!(host_and_port(text), expected, "{text}");
        }
    }

    #[test]
    fn an_older_link_is_read() {
        let link: Link = serde_json::from_str(r#"{"host":"192.0.2.1"}"#).unwrap();
        assert_eq!(
            (link.radius_ports, link.every_minutes, link.plain),
            ((1812, 1813), 5, false)
        );
    }
}
