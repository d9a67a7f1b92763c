//! What should be there, in FreeRADIUS's attributes and units. Pure.

use super::super::{
    Cause, Failure, Kind, Object, Result, Value, Wanted,
    plan::{Gap, Lack},
    state::{Client, Desired, Group, Owner, User},
};

/// Carries the tag. It stands in the dictionary of every FreeRADIUS 3 and never leaves the server.
pub(super) const MARK: &str = "Tmp-String-9";

/// Property of a user: its name, so that a new one is a change.
pub(super) const USER_NAME: &str = "username";
/// Property of a user: the group that it belongs to.
pub(super) const GROUP_NAME: &str = "groupname";

/// Attributes of `radcheck` that are ours in a user of ours.
pub(super) const CHECK: [&str; 5] = [
    "Cleartext-Password",
    "Expiration",
    "Simultaneous-Use",
    "Max-All-Session",
    "Auth-Type",
];

/// Attributes of `radgroupreply` that are ours in a group of ours.
pub(super) const REPLY: [&str; 10] = [
    "Session-Timeout",
    "Idle-Timeout",
    "Acct-Interim-Interval",
    "Port-Limit",
    "WISPr-Bandwidth-Max-Up",
    "WISPr-Bandwidth-Max-Down",
    "Mikrotik-Rate-Limit",
    "Mikrotik-Address-List",
    "ChilliSpot-Bandwidth-Max-Up",
    "ChilliSpot-Bandwidth-Max-Down",
];

/// Columns of `nas` that are ours in a gateway of ours.
pub(super) const NAS: [&str; 4] = ["nasname", "shortname", "type", "secret"];

/// Longest name and group name (MySQL: varchar(64)), longest value (varchar(253)), longest secret of `nas`.
const NAME_MAX: usize = 64;
const VALUE_MAX: usize = 253;
const SECRET_MAX: usize = 60;

/// What FreeRADIUS leaves alone of a name before it looks it up; all else is written `=2C` there, so that a name with such
/// characters would never be found (`safe_characters` in `queries.conf`).
const SAFE: &str = "@.-_: /";

/// In whose attributes rates are said: the gateways behind the server obey their own and skip the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Vendors {
    wispr: bool,
    mikrotik: bool,
    chillispot: bool,
}

impl Vendors {
    /// By the option's words.
    pub(super) fn named(words: &str) -> Result<Self> {
        let mut vendors = Self {
            wispr: false,
            mikrotik: false,
            chillispot: false,
        };
        for word in words.split(',').map(str::trim) {
            match word {
                "wispr" => vendors.wispr = true,
                "mikrotik" => vendors.mikrotik = true,
                "chillispot" => vendors.chillispot = true,
                _ => {
                    let known = "replies: wispr, mikrotik, chillispot, with commas between";
                    return Err(Failure::new(Cause::Settings, known));
                }
            }
        }
        Ok(vendors)
    }
}

/// What should be there.
pub(super) fn wanted(desired: &Desired, vendors: Vendors, counters: bool) -> Wanted {
    let mut wanted = Wanted::default();
    for one in &desired.clients {
        client(one, desired.owner, &mut wanted);
    }
    let interim = desired.radius.as_ref().map(|radius| radius.interim_seconds);
    for one in &desired.groups {
        group(one, vendors, interim, &mut wanted);
    }
    for one in &desired.users {
        user(one, counters, &mut wanted);
    }
    wanted
}

fn user(user: &User, counters: bool, wanted: &mut Wanted) {
    let mut lacks = |why| {
        wanted.gaps.push(Gap {
            kind: Kind::User,
            key: user.key.clone(),
            why,
        });
    };
    let safe = |one: char| one.is_ascii_alphanumeric() || SAFE.contains(one);
    let fits = |text: &str, most| (1..=most).contains(&text.chars().count());
    if !fits(&user.name, NAME_MAX) || !user.name.chars().all(safe) {
        return lacks(Lack::Name);
    }
    if !fits(user.password.reveal(), VALUE_MAX) {
        return lacks(Lack::Name);
    }
    if user.bytes.is_some() {
        // There is no counter of bytes in a FreeRADIUS as it comes (GATEWAYS 4.2).
        lacks(Lack::Limit("total_data_mb"));
    }
    if user.seconds.is_some() && !counters {
        lacks(Lack::Limit("total_time_min"));
    }
    let seconds = user.seconds.filter(|_| counters);
    wanted.objects.push(
        Object::made(Kind::User, &user.key)
            .named(&user.name)
            .with(USER_NAME, user.name.as_str())
            .with("Cleartext-Password", user.password.clone())
            // Digits alone are seconds since 1970; a date in words would be read in the server's time zone.
            .with("Expiration", number(user.ends_at.map(|at| at.timestamp())))
            .with("Simultaneous-Use", user.devices.to_string())
            .with("Max-All-Session", number(seconds))
            .with("Auth-Type", if user.enabled { "" } else { "Reject" })
            .with(GROUP_NAME, user.group.as_str()),
    );
}

fn group(group: &Group, vendors: Vendors, interim: Option<u32>, wanted: &mut Wanted) {
    if !(1..=NAME_MAX).contains(&group.name.chars().count()) {
        wanted.gaps.push(Gap {
            kind: Kind::Group,
            key: group.name.clone(),
            why: Lack::Name,
        });
        return;
    }
    let mut clipped = |field, bps: Option<u64>| -> Option<u64> {
        // 32 bits of bit/s.
        let most = u64::from(u32::MAX);
        if bps.is_some_and(|bps| bps > most) {
            wanted.gaps.push(Gap {
                kind: Kind::Group,
                key: group.name.clone(),
                why: Lack::Clipped {
                    field,
                    to: most.to_string(),
                },
            });
        }
        bps.map(|bps| bps.min(most))
    };
    let up = clipped("upload_kbps", group.upload_bps);
    let down = clipped("download_kbps", group.download_bps);
    let kbps = |bps: Option<u64>| bps.map(|bps| bps.div_ceil(1000));
    let only = |said: bool, value: Option<u64>| number(value.filter(|_| said));
    let mikrotik = match (group.upload_bps, group.download_bps) {
        (None, None) => String::new(),
        // The router receives what the guest sends: upload first (GATEWAYS 5.4).
        (up, down) => format!("{}/{}", up.unwrap_or(0), down.unwrap_or(0)),
    };
    let list = group.address_list.as_deref().unwrap_or_default();
    let if_mikrotik = |text: &str| {
        if vendors.mikrotik {
            text.to_owned()
        } else {
            String::new()
        }
    };
    let object = Object::made(Kind::Group, &group.name)
        .with("Session-Timeout", number(group.session_seconds))
        .with("Idle-Timeout", number(group.idle_seconds))
        .with("Acct-Interim-Interval", number(interim))
        .with("Port-Limit", number(group.devices))
        .with("WISPr-Bandwidth-Max-Up", only(vendors.wispr, up))
        .with("WISPr-Bandwidth-Max-Down", only(vendors.wispr, down))
        .with("Mikrotik-Rate-Limit", if_mikrotik(&mikrotik))
        .with("Mikrotik-Address-List", if_mikrotik(list))
        .with(
            "ChilliSpot-Bandwidth-Max-Up",
            only(vendors.chillispot, kbps(up)),
        )
        .with(
            "ChilliSpot-Bandwidth-Max-Down",
            only(vendors.chillispot, kbps(down)),
        );
    wanted.objects.push(Object {
        hold: if group.may_be_foreign {
            super::super::Hold::Needed
        } else {
            super::super::Hold::Made
        },
        ..object
    });
}

fn client(client: &Client, owner: Owner, wanted: &mut Wanted) {
    let tag_fits = owner.tag(&client.name).chars().count() <= 200;
    if !tag_fits || client.secret.reveal().chars().count() > SECRET_MAX {
        wanted.gaps.push(Gap {
            kind: Kind::RadiusClient,
            key: client.name.clone(),
            why: Lack::Name,
        });
        return;
    }
    // `shortname` is varchar(32) in MySQL, and no more than a label.
    let short: String = client.name.chars().take(32).collect();
    wanted.objects.push(
        Object::made(Kind::RadiusClient, &client.name)
            .with("nasname", client.network.to_string())
            .with("shortname", short)
            .with("type", "other")
            .with("secret", client.secret.clone()),
    );
}

/// A number, or nothing where there is none.
fn number(number: Option<impl ToString>) -> Value {
    Value::Text(number.map_or_else(String::new, |number| number.to_string()))
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test may stop at what should not happen"
    )]

    use super::{super::super::Secret, *};
    use crate::domain::{id::LocationId, time::Instant};

    fn nothing() -> Desired {
        Desired {
            owner: Owner(LocationId::new()),
            radius: None,
            garden: Vec::new(),
            groups: Vec::new(),
            users: Vec::new(),
            clients: Vec::new(),
        }
    }

    fn somebody() -> User {
        User {
            key: "42".into(),
            name: "ABCDEFGHJK".into(),
            password: Secret::new("ABCDEFGHJK"),
            group: "DAY".into(),
            devices: 2,
            seconds: None,
            lasts_seconds: None,
            bytes: None,
            ends_at: None,
            enabled: true,
        }
    }

    fn told(user: User, counters: bool) -> Wanted {
        let desired = Desired {
            users: vec![user],
            ..nothing()
        };
        wanted(&desired, Vendors::named("wispr").unwrap(), counters)
    }

    #[test]
    fn a_user() {
        let ends_at: Instant = "2027-01-01T12:00:00Z".parse().unwrap();
        let wanted = told(
            User {
                seconds: Some(3600),
                ends_at: Some(ends_at),
                enabled: false,
                ..somebody()
            },
            true,
        );
        let object = &wanted.objects[0];
        assert_eq!(object.text("Expiration"), Some("1798804800"));
        assert_eq!(object.text("Max-All-Session"), Some("3600"));
        assert_eq!(object.text("Simultaneous-Use"), Some("2"));
        assert_eq!(object.text("Auth-Type"), Some("Reject"));
        assert!(wanted.gaps.is_empty());
    }

    #[test]
    fn what_it_cannot_say_is_a_gap_and_no_wrong_value() {
        let bytes = told(
            User {
                bytes: Some(6144 << 20),
                seconds: Some(1),
                ..somebody()
            },
            false,
        );
        let whys: Vec<_> = bytes.gaps.iter().map(|gap| gap.why.clone()).collect();
        let expected = [Lack::Limit("total_data_mb"), Lack::Limit("total_time_min")];
        assert_eq!(whys, expected);
        // An attribute without its module in the server would shut every guest out.
        assert_eq!(bytes.objects[0].text("Max-All-Session"), Some(""));
        for name in ["O'Brien", "Zoë", "a,b", "", &"x".repeat(65)] {
            let wanted = told(
                User {
                    name: name.into(),
                    ..somebody()
                },
                false,
            );
            assert!(wanted.objects.is_empty(), "{name}");
            assert_eq!(wanted.gaps[0].why, Lack::Name, "{name}");
        }
    }

    #[test]
    fn rates_at_their_limits() {
        let rates = |up, down| {
            let desired = Desired {
                groups: vec![Group {
                    name: "DAY".into(),
                    may_be_foreign: false,
                    download_bps: down,
                    upload_bps: up,
                    devices: None,
                    session_seconds: None,
                    idle_seconds: Some(600),
                    address_list: Some("paid".into()),
                }],
                ..nothing()
            };
            let all = Vendors::named("wispr, mikrotik,chillispot").unwrap();
            let wanted = wanted(&desired, all, false);
            let group = wanted.objects[0].clone();
            let text = |name: &str| group.text(name).unwrap().to_owned();
            (
                text("WISPr-Bandwidth-Max-Up"),
                text("WISPr-Bandwidth-Max-Down"),
                text("Mikrotik-Rate-Limit"),
                text("ChilliSpot-Bandwidth-Max-Down"),
                wanted.gaps.len(),
            )
        };
        #[rustfmt::skip]
        let table = [
            (None,           None,                 ("", "", "", "", 0)),
            (Some(512_000),  Some(2_048_000),      ("512000", "2048000", "512000/2048000", "2048", 0)),
            (None,           Some(1),              ("", "1", "0/1", "1", 0)),
            (Some(0),        Some(4_294_967_295),  ("0", "4294967295", "0/4294967295", "4294968", 0)),
            (Some(1),        Some(10_000_000_000), ("1", "4294967295", "1/10000000000", "4294968", 1)),
        ];
        for (up, down, (wispr_up, wispr_down, mikrotik, chilli, gaps)) in table {
            let expected = (
                wispr_up.into(),
                wispr_down.into(),
                mikrotik.into(),
                chilli.into(),
                gaps,
            );
            assert_eq!(rates(up, down), expected, "{up:?} {down:?}");
        }
        assert!(Vendors::named("cisco").is_err());
    }
}
