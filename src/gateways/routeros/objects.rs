//! What stands in the router's menus, as objects and back.

use super::{
    ask::{Ask, Row},
    get, mac, number, secret, text, units,
};
use crate::gateways::{
    Counted, ForeignUser, Hold, Holder, Kind, Object, Online, Owner, Secret, Traffic, Value,
    Wanted, ability,
    plan::{Gap, Lack, Step},
    state::{Desired, Group, Radius, User},
};

/// The menus, as paths.
pub(super) mod menu {
    pub(in super::super) const RADIUS: &str = "/radius";
    pub(in super::super) const INCOMING: &str = "/radius/incoming";
    pub(in super::super) const HOTSPOT: &str = "/ip/hotspot";
    pub(in super::super) const SERVER_PROFILE: &str = "/ip/hotspot/profile";
    pub(in super::super) const GARDEN: &str = "/ip/hotspot/walled-garden";
    pub(in super::super) const GARDEN_IP: &str = "/ip/hotspot/walled-garden/ip";
    pub(in super::super) const USER_PROFILE: &str = "/ip/hotspot/user/profile";
    pub(in super::super) const USER: &str = "/ip/hotspot/user";
    pub(in super::super) const ACTIVE: &str = "/ip/hotspot/active";
    pub(in super::super) const COOKIE: &str = "/ip/hotspot/cookie";
    pub(in super::super) const HOST: &str = "/ip/hotspot/host";
}

/// The key of Innkeeper's row among the RADIUS servers.
pub(super) const RADIUS_KEY: &str = "radius";
const INCOMING_KEY: &str = "incoming";

/// Per try; the router's own 1100 ms are too short for a login that waits for the disk (GATEWAYS 1.3).
const RADIUS_TIMEOUT_MS: u64 = 3000;

/// Longest name that the router is given: it takes more, and its own pages become unreadable.
const NAME_MAX: usize = 100;

/// Everything that should be there, in the router's words.
pub(super) fn wanted(desired: &Desired, there: &[Object], server: &str) -> Wanted {
    let mut wanted = Wanted::default();
    let owner = &desired.owner;
    if let Some(server) = &desired.radius {
        wanted.objects.push(wanted_radius(server, owner));
        if let Some(port) = server.disconnect_port {
            wanted.objects.push(
                Object::setting(Kind::DisconnectListener, INCOMING_KEY)
                    .with("accept", "true")
                    .with("port", port.to_string()),
            );
        }
        let portals = there.iter().filter(|object| object.kind == Kind::Portal);
        for portal in portals {
            let ways = portal.text("login-by").unwrap_or_default();
            wanted.objects.push(
                Object::setting(Kind::Portal, portal.key.as_str())
                    // The link of the QR code needs it (GATEWAYS 1.4).
                    .with("login-by", units::same_list(&format!("{ways},http-pap")))
                    .with("use-radius", "true")
                    .with("radius-accounting", "true")
                    .with(
                        "radius-interim-update",
                        units::seconds(server.interim_seconds.into()),
                    ),
            );
        }
    }
    for host in &desired.garden {
        wanted.objects.extend(wanted_garden(host, owner));
    }
    wanted.objects.extend(
        desired
            .groups
            .iter()
            .map(|group| wanted_group(group, owner)),
    );
    for user in &desired.users {
        let (object, lack) = wanted_user(user, desired, server);
        wanted.objects.extend(object);
        wanted.gaps.extend(lack.map(|why| Gap {
            kind: Kind::User,
            key: user.key.clone(),
            why,
        }));
    }
    wanted
}

fn wanted_radius(server: &Radius, owner: &Owner) -> Object {
    Object::made(Kind::RadiusServer, RADIUS_KEY)
        .named(server.address.to_string())
        .with("comment", owner.tag(RADIUS_KEY))
        .with("service", "hotspot")
        .with("address", server.address.to_string())
        .with("secret", server.secret.clone())
        .with("authentication-port", server.auth_port.to_string())
        .with("accounting-port", server.acct_port.to_string())
        .with("timeout", units::span(RADIUS_TIMEOUT_MS))
        .with("disabled", "false")
}

/// A host twice: by the name that the browser asks for, and by its address, for all other protocols.
fn wanted_garden(host: &str, owner: &Owner) -> Vec<Object> {
    let key_of = |kind| format!("{kind} {host}");
    let address: Option<std::net::IpAddr> = host.parse().ok();
    let by_ip = |property| {
        let key = key_of("ip");
        Object::made(Kind::Garden, key.as_str())
            .named(host)
            .with("comment", owner.tag(&key))
            .with("action", "accept")
            .with(property, host)
            .with("disabled", "false")
    };
    if address.is_some() {
        return vec![by_ip("dst-address")];
    }
    let key = key_of("host");
    let by_host = Object::made(Kind::Garden, key.as_str())
        .named(host)
        .with("comment", owner.tag(&key))
        .with("action", "allow")
        .with("dst-host", host)
        .with("disabled", "false");
    // `dst-host` of the other menu takes no wildcards.
    if host.contains('*') {
        return vec![by_host];
    }
    vec![by_host, by_ip("dst-host")]
}

/// The name of a profile there: ours carries the tag, for it has no other place.
fn profile_name(group: &Group, owner: &Owner) -> String {
    if group.may_be_foreign {
        group.name.clone()
    } else {
        owner.tag(&group.name)
    }
}

fn wanted_group(group: &Group, owner: &Owner) -> Object {
    let devices = match group.devices {
        Some(devices) => devices.to_string(),
        None => "unlimited".to_owned(),
    };
    let idle = group
        .idle_seconds
        .map_or_else(|| "none".to_owned(), units::seconds);
    let object = Object {
        hold: if group.may_be_foreign {
            Hold::Needed
        } else {
            Hold::Made
        },
        ..Object::made(Kind::Group, group.name.as_str())
    };
    object
        .with("name", profile_name(group, owner))
        .with(
            "rate-limit",
            units::rates(group.upload_bps, group.download_bps),
        )
        .with("shared-users", devices)
        .with(
            "session-timeout",
            units::seconds(group.session_seconds.unwrap_or(0)),
        )
        .with("idle-timeout", idle)
        .with(
            "address-list",
            group.address_list.as_deref().unwrap_or_default(),
        )
}

fn wanted_user(user: &User, desired: &Desired, server: &str) -> (Option<Object>, Option<Lack>) {
    let long = user.name.chars().count() > NAME_MAX;
    if user.name.is_empty() || long || user.name.chars().any(char::is_control) {
        return (None, Some(Lack::Name));
    }
    let group = desired.groups.iter().find(|group| group.name == user.group);
    let Some(group) = group else {
        return (None, Some(Lack::Missing(user.group.clone())));
    };
    // A limit of 0 would be none at all (GATEWAYS 5.4): whoever has nothing left is switched off.
    let nothing_left = user.seconds == Some(0) || user.bytes == Some(0);
    let server = if server.is_empty() { "all" } else { server };
    let object = Object::made(Kind::User, user.key.as_str())
        .named(user.name.as_str())
        .with("comment", desired.owner.tag(&user.key))
        .with("server", server)
        .with("name", user.name.as_str())
        .with("password", user.password.clone())
        .with("profile", profile_name(group, &desired.owner))
        .with("limit-uptime", units::seconds(user.seconds.unwrap_or(0)))
        .with("limit-bytes-total", user.bytes.unwrap_or(0).to_string())
        .with("disabled", (nothing_left || !user.enabled).to_string());
    (Some(object), None)
}

fn handle(row: &Row) -> Option<&str> {
    get(row, ".id")
}

/// Who made a row, and, of ours, its key: by the tag in its comment. Another Innkeeper has the same keys for its own, which
/// are in nobody's way.
fn tagged(row: &Row, owner: &Owner) -> (Holder, Option<String>) {
    let (holder, key) = owner.holder(text(row, "comment"));
    let key = key.filter(|_| holder == Holder::Ours);
    (holder, key.map(str::to_owned))
}

fn disabled(row: &Row) -> String {
    units::is_yes(get(row, "disabled")).to_string()
}

pub(super) fn radius(row: &Row, owner: &Owner) -> Option<Object> {
    // Of two Innkeepers only one can be asked: the router takes the first answer for the last word.
    let (holder, key) = owner.holder(text(row, "comment"));
    let other = || format!("other {}", text(row, ".id"));
    let key = key.map_or_else(other, str::to_owned);
    let timeout = get(row, "timeout").unwrap_or("1s100ms");
    Some(
        Object::found(Kind::RadiusServer, key, holder, handle(row)?)
            .named(text(row, "address"))
            .with("comment", text(row, "comment"))
            .with("service", units::same_list(text(row, "service")))
            .with("address", text(row, "address"))
            .with("secret", secret(row, "secret"))
            .with(
                "authentication-port",
                get(row, "authentication-port").unwrap_or("1812"),
            )
            .with(
                "accounting-port",
                get(row, "accounting-port").unwrap_or("1813"),
            )
            .with("timeout", units::same_span(timeout))
            .with("disabled", disabled(row)),
    )
}

pub(super) fn incoming(row: &Row) -> Object {
    Object {
        handle: None,
        holder: Holder::Foreign,
        ..Object::setting(Kind::DisconnectListener, INCOMING_KEY)
            .with("accept", units::is_yes(get(row, "accept")).to_string())
            .with("port", text(row, "port"))
    }
}

pub(super) fn portal(row: &Row) -> Option<Object> {
    let name = text(row, "name");
    let mut object = Object::found(Kind::Portal, name, Holder::Foreign, handle(row)?)
        .with("login-by", units::same_list(text(row, "login-by")))
        .with(
            "use-radius",
            units::is_yes(get(row, "use-radius")).to_string(),
        );
    // Printed only while use-radius is on: absent is not wrong, and not right either.
    if let Some(on) = get(row, "radius-accounting") {
        object = object.with("radius-accounting", units::is_yes(Some(on)).to_string());
    }
    if let Some(interval) = get(row, "radius-interim-update") {
        object = object.with("radius-interim-update", units::same_span(interval));
    }
    Some(object)
}

pub(super) fn garden(menu: &str, row: &Row, owner: &Owner) -> Option<Object> {
    let (holder, key) = tagged(row, owner);
    // Two rows of other people never stand in ours way: there is no uniqueness among them.
    let key = key.unwrap_or_else(|| format!("other {menu} {}", text(row, ".id")));
    let mut object = Object::found(Kind::Garden, key, holder, handle(row)?)
        .with("comment", text(row, "comment"))
        .with("action", text(row, "action"))
        .with("disabled", disabled(row));
    for property in ["dst-host", "dst-address"] {
        if let Some(value) = get(row, property) {
            object = object.with(property, value).named(value);
        }
    }
    Some(object)
}

pub(super) fn group(row: &Row, owner: &Owner) -> Option<Object> {
    let name = text(row, "name");
    let (holder, key) = owner.holder(name);
    let key = key.filter(|_| holder == Holder::Ours);
    let span = |property, default| units::same_span(get(row, property).unwrap_or(default));
    Some(
        Object::found(Kind::Group, key.unwrap_or(name), holder, handle(row)?)
            .with("name", name)
            .with("rate-limit", units::same_rates(text(row, "rate-limit")))
            .with("shared-users", get(row, "shared-users").unwrap_or("1"))
            .with("session-timeout", span("session-timeout", "0s"))
            .with("idle-timeout", span("idle-timeout", "none"))
            .with("address-list", text(row, "address-list")),
    )
}

pub(super) fn user(row: &Row, owner: &Owner) -> Option<Object> {
    let (holder, key) = tagged(row, owner);
    let name = text(row, "name");
    let key = key.unwrap_or_else(|| format!("other {name}"));
    let uptime = get(row, "limit-uptime").unwrap_or("0s");
    Some(
        Object::found(Kind::User, key, holder, handle(row)?)
            .named(name)
            .with("comment", text(row, "comment"))
            .with("server", get(row, "server").unwrap_or("all"))
            .with("name", name)
            .with("password", secret(row, "password"))
            .with("profile", get(row, "profile").unwrap_or("default"))
            .with("limit-uptime", units::same_span(uptime))
            .with(
                "limit-bytes-total",
                get(row, "limit-bytes-total").unwrap_or("0"),
            )
            .with("disabled", disabled(row)),
    )
}

/// The request of a step.
pub(super) fn ask(step: &Step) -> Ask {
    let object = step.object();
    let menu = match object.kind {
        Kind::RadiusServer | Kind::RadiusClient => menu::RADIUS,
        Kind::DisconnectListener => menu::INCOMING,
        Kind::Portal => menu::SERVER_PROFILE,
        Kind::Garden if object.key.starts_with("ip ") => menu::GARDEN_IP,
        Kind::Garden => menu::GARDEN,
        Kind::Group => menu::USER_PROFILE,
        Kind::User => menu::USER,
    };
    let said = |name: &'static str, value: &Value| (name, value.reveal().to_owned());
    match step {
        Step::Add(object) => {
            let values = object.values.iter();
            // What is empty is the default; `idle-timeout=none` is not for the menu of version 6 to misread.
            let values = values.filter(|(_, value)| !value.reveal().is_empty());
            Ask::add(
                menu,
                values.map(|(name, value)| said(name, value)).collect(),
            )
        }
        Step::Change { object, changes } => Ask::set(
            menu,
            object.handle.clone(),
            changes
                .iter()
                .map(|change| said(change.name, &change.to))
                .collect(),
        ),
        Step::Remove(object) => Ask::remove(menu, object.handle.clone().unwrap_or_default()),
    }
}

pub(super) fn online(row: &Row) -> Online {
    let uptime = get(row, "uptime").and_then(units::milliseconds);
    Online {
        name: text(row, "user").to_owned(),
        session: text(row, ".id").to_owned(),
        mac: mac(row),
        ip: text(row, "address").parse().ok(),
        seconds: uptime.unwrap_or(0) / 1000,
        traffic: traffic(row),
        started_at: None,
        ended_at: None,
        ago: 0,
        nas: None,
        by_radius: units::is_yes(get(row, "radius")),
    }
}

/// What the router counted of a guest.
fn traffic(row: &Row) -> Traffic {
    ability::MIKROTIK
        .counts
        .traffic(number(row, "bytes-in"), number(row, "bytes-out"))
}

/// What a user of ours used.
pub(super) fn counted(row: &Row, owner: &Owner) -> Option<Counted> {
    let (Holder::Ours, Some(key)) = tagged(row, owner) else {
        return None;
    };
    let uptime = get(row, "uptime").and_then(units::milliseconds);
    Some(Counted {
        key,
        seconds: uptime.unwrap_or(0) / 1000,
        traffic: traffic(row),
    })
}

/// A user that is not of any Innkeeper, and not the router's own (`default-trial`).
pub(super) fn foreign_user(row: &Row) -> Option<ForeignUser> {
    let comment = get(row, "comment");
    if comment.is_some_and(|comment| comment.starts_with("innkeeper:"))
        || units::is_yes(get(row, "dynamic"))
        || text(row, "name").starts_with("default-trial")
    {
        return None;
    }
    let seconds = |name| {
        let span = get(row, name).and_then(units::milliseconds)? / 1000;
        Some(span).filter(|seconds| *seconds > 0)
    };
    let limit = |name| Some(number(row, name)).filter(|bytes| *bytes > 0);
    Some(ForeignUser {
        name: text(row, "name").to_owned(),
        password: get(row, "password").map(Secret::new),
        profile: get(row, "profile").unwrap_or("default").to_owned(),
        comment: comment.map(str::to_owned),
        disabled: units::is_yes(get(row, "disabled")),
        used_seconds: seconds("uptime").unwrap_or(0),
        used: traffic(row),
        limit_seconds: seconds("limit-uptime"),
        limit_bytes: limit("limit-bytes-total"),
    })
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use crate::domain::id::LocationId;

    fn desired(user: User) -> Desired {
        Desired {
            owner: Owner(LocationId::new()),
            radius: None,
            garden: Vec::new(),
            groups: vec![Group {
                name: "DAY".into(),
                may_be_foreign: false,
                download_bps: Some(10_000_000),
                upload_bps: Some(2_000_000),
                devices: Some(2),
                session_seconds: None,
                idle_seconds: Some(300),
                address_list: None,
            }],
            users: vec![user],
            clients: Vec::new(),
        }
    }

    fn a_user() -> User {
        User {
            key: "1042".into(),
            name: "Room \"214\"; /system reset".into(),
            password: Secret::new("p w"),
            group: "DAY".into(),
            devices: 2,
            seconds: Some(3600),
            lasts_seconds: None,
            bytes: Some(6144 * 1024 * 1024),
            ends_at: None,
            enabled: true,
        }
    }

    fn the_user(user: User) -> Object {
        let wanted = wanted(&desired(user), &[], "");
        wanted
            .objects
            .into_iter()
            .find(|object| object.kind == Kind::User)
            .unwrap()
    }

    #[test]
    fn limits_of_users() {
        // Q45: bytes as one number here; the halves are RADIUS's.
        let user = the_user(a_user());
        assert_eq!(user.text("limit-bytes-total"), Some("6442450944"));
        assert_eq!(user.text("limit-uptime"), Some("1h"));
        assert_eq!(user.text("disabled"), Some("false"));
        let none = the_user(User {
            seconds: None,
            bytes: None,
            ..a_user()
        });
        assert_eq!(none.text("limit-uptime"), Some("0s"));
        assert_eq!(none.text("disabled"), Some("false"), "no limit is no end");
        for used_up in [
            User {
                seconds: Some(0),
                ..a_user()
            },
            User {
                bytes: Some(0),
                ..a_user()
            },
            User {
                enabled: false,
                ..a_user()
            },
        ] {
            assert_eq!(the_user(used_up).text("disabled"), Some("true"));
        }
        let most = the_user(User {
            bytes: Some(u64::MAX),
            ..a_user()
        });
        assert_eq!(most.text("limit-bytes-total"), Some("18446744073709551615"));
    }

    #[test]
    fn what_the_router_cannot_have_is_a_gap() {
        for name in ["", "two\nlines", &"x".repeat(NAME_MAX + 1)] {
            let user = User {
                name: name.into(),
                ..a_user()
            };
            let wanted = wanted(&desired(user), &[], "");
            assert_eq!(wanted.gaps[0].why, Lack::Name, "{name}");
        }
        let user = User {
            group: "GONE".into(),
            ..a_user()
        };
        let wanted = wanted(&desired(user), &[], "");
        assert_eq!(wanted.gaps[0].why, Lack::Missing("GONE".into()));
    }

    #[test]
    fn what_is_read_back_is_what_was_wanted() {
        let desired = desired(a_user());
        let wanted = wanted(&desired, &[], "");
        for object in &wanted.objects {
            let mut row: Row = object
                .values
                .iter()
                .filter(|(_, value)| !value.reveal().is_empty())
                .map(|(name, value)| ((*name).to_owned(), value.reveal().to_owned()))
                .collect();
            let _ = row.insert(".id".into(), "*1".into());
            let read = match object.kind {
                Kind::User => user(&row, &desired.owner),
                _ => group(&row, &desired.owner),
            };
            let read = read.unwrap();
            assert_eq!((read.holder, &read.key), (Holder::Ours, &object.key));
            for (name, value) in &object.values {
                assert!(read.values[name].agrees(value), "{name}: {value:?}");
            }
        }
    }

    #[test]
    fn a_login_that_sees_no_secrets_hides_them() {
        let owner = Owner(LocationId::new());
        let row = Row::from([
            (".id".to_owned(), "*1".to_owned()),
            ("name".to_owned(), "a".to_owned()),
        ]);
        assert_eq!(
            user(&row, &owner).unwrap().values["password"],
            Value::Hidden
        );
    }
}
