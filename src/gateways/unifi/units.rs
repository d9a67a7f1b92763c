//! What should be there, in UniFi's words: minutes, megabytes, kbit/s. Pure.

use super::super::{
    Kind, Object, Secret, Wanted,
    plan::{Gap, Lack},
    state::{Desired, Group, User},
};

/// Minutes that a voucher lasts: both interfaces take no more (GATEWAYS 2.3).
const MINUTES_MAX: u64 = 1_000_000;
/// Megabytes of a voucher.
const MEGABYTES: (u64, u64) = (1, 1_048_576);
/// Kbit/s.
const KBPS: (u64, u64) = (2, 100_000);
/// Bytes of its megabyte.
const MEGABYTE: u64 = 1 << 20;
/// The RADIUS profile's key.
pub(super) const PROFILE: &str = "radius";
/// The portal's key.
pub(super) const PORTAL: &str = "guest_access";

/// What should be there. With a key alone neither RADIUS nor the portal can be set up (GATEWAYS 2.3).
pub(super) fn wanted(desired: &Desired, there: &[Object], key_alone: bool) -> Wanted {
    let mut wanted = Wanted::default();
    match (&desired.radius, key_alone) {
        (Some(_), true) => wanted.gaps.push(Gap {
            kind: Kind::RadiusServer,
            key: PROFILE.into(),
            why: Lack::Missing("user name".into()),
        }),
        (Some(radius), false) => {
            let name = desired.owner.tag(PROFILE);
            wanted.objects.push(
                Object::made(Kind::RadiusServer, PROFILE)
                    .named(&name)
                    .with("ip", radius.address.to_string())
                    .with("auth_port", radius.auth_port.to_string())
                    .with("acct_port", radius.acct_port.to_string())
                    .with("x_secret", radius.secret.clone())
                    .with("accounting_enabled", "true")
                    .with("interim_update_enabled", "true")
                    .with(
                        "interim_update_interval",
                        radius.interim_seconds.clamp(60, 86_400).to_string(),
                    ),
            );
            let portal = Object::setting(Kind::Portal, PORTAL)
                .with("auth", "hotspot")
                .with("portal_enabled", "true")
                .with("radius_enabled", "true")
                .with("radius_auth_type", "chap")
                .with("radiusprofile", name)
                .with(
                    "radius_disconnect_enabled",
                    radius.disconnect_port.is_some().to_string(),
                );
            wanted.objects.push(match radius.disconnect_port {
                Some(port) => portal.with("radius_disconnect_port", port.to_string()),
                None => portal,
            });
        }
        (None, false) => {
            let portal = Object::setting(Kind::Portal, PORTAL);
            let mut portal = if desired.users.is_empty() {
                portal
            } else {
                portal
                    .with("auth", "hotspot")
                    .with("portal_enabled", "true")
                    .with("voucher_enabled", "true")
            };
            // A profile that the portal asks cannot be removed.
            let ours = desired.owner.tag(PROFILE);
            let found = there.iter().find(|one| one.kind == Kind::Portal);
            if found.is_some_and(|found| found.text("radiusprofile") == Some(&*ours)) {
                portal = portal
                    .with("radius_enabled", "false")
                    .with("radiusprofile", "");
            }
            if !portal.values.is_empty() {
                wanted.objects.push(portal);
            }
        }
        (None, true) => {}
    }
    for user in desired.users.iter().filter(|user| user.enabled) {
        let group = desired.groups.iter().find(|one| one.name == user.group);
        voucher(user, group, there, &mut wanted);
    }
    wanted
}

/// A voucher. One that is there is never changed: it would be another one, with another code.
fn voucher(user: &User, group: Option<&Group>, there: &[Object], wanted: &mut Wanted) {
    let mut lacks = Vec::new();
    let lasts = user.lasts_seconds.or(user.seconds);
    let minutes = match lasts {
        None => MINUTES_MAX,
        Some(seconds) => within(
            seconds.div_ceil(60),
            (1, MINUTES_MAX),
            "expiration",
            &mut lacks,
        ),
    };
    let megabytes = user.bytes.map(|bytes| {
        within(
            bytes.div_ceil(MEGABYTE),
            MEGABYTES,
            "total_data_mb",
            &mut lacks,
        )
    });
    let mut kbps = |field, bps: Option<u64>| {
        bps.map(|bps| within(bps.div_ceil(1000), KBPS, field, &mut lacks))
    };
    let up = kbps("upload_kbps", group.and_then(|group| group.upload_bps));
    let down = kbps("download_kbps", group.and_then(|group| group.download_bps));
    let text = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
    let should = Object::made(Kind::User, &user.key)
        .with("minutes", minutes.to_string())
        .with("quota", user.devices.to_string())
        .with("megabytes", text(megabytes))
        .with("up_kbps", text(up))
        .with("down_kbps", text(down));
    let found = there
        .iter()
        .find(|one| one.kind == Kind::User && one.key == user.key);
    let differs = found.is_some_and(|found| {
        let mut values = should.values.iter();
        values.any(|(name, value)| found.values.get(name) != Some(value))
    });
    if differs {
        lacks.push(Lack::Limit("policy"));
    }
    wanted.objects.push(match found {
        None => should,
        // The code of the ticket is the one that the controller chose, or will be.
        Some(_) => {
            Object::made(Kind::User, &user.key).with("code", Secret::new(user.name.as_str()))
        }
    });
    wanted.gaps.extend(lacks.into_iter().map(|why| Gap {
        kind: Kind::User,
        key: user.key.clone(),
        why,
    }));
}

/// The nearest that it takes.
fn within(
    number: u64,
    (least, most): (u64, u64),
    field: &'static str,
    lacks: &mut Vec<Lack>,
) -> u64 {
    let nearest = number.clamp(least, most);
    if nearest != number {
        lacks.push(Lack::Clipped {
            field,
            to: nearest.to_string(),
        });
    }
    nearest
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::indexing_slicing,
        clippy::type_complexity,
        reason = "a test may stop at what should not happen; its table is its type"
    )]

    use super::{super::super::Owner, *};
    use crate::domain::id::LocationId;

    fn desired(user: User, up: Option<u64>, down: Option<u64>) -> Desired {
        Desired {
            owner: Owner(LocationId::new()),
            radius: None,
            garden: vec![],
            groups: vec![Group {
                name: "DAY".into(),
                may_be_foreign: false,
                download_bps: down,
                upload_bps: up,
                devices: None,
                session_seconds: None,
                idle_seconds: None,
                address_list: None,
            }],
            users: vec![user],
            clients: vec![],
        }
    }

    fn user(lasts: Option<u64>, bytes: Option<u64>) -> User {
        User {
            key: "42".into(),
            name: "x".into(),
            password: Secret::new("x"),
            group: "DAY".into(),
            devices: 2,
            seconds: None,
            lasts_seconds: lasts,
            bytes,
            ends_at: None,
            enabled: true,
        }
    }

    #[test]
    fn units_at_their_limits() {
        #[rustfmt::skip]
        let table: [((Option<u64>, Option<u64>, Option<u64>, Option<u64>), [&str; 4], usize); 5] = [
            ((Some(86_400), Some(6144 << 20), Some(512_000), Some(2_048_000)), ["1440", "6144", "512", "2048"], 0),
            ((Some(61), Some(1), Some(1), Some(1_999)),                        ["2", "1", "2", "2"],            1),
            ((None, None, None, None),                                         ["1000000", "", "", ""],         0),
            ((Some(60_000_001), Some(1_048_577 << 20), None, None),            ["1000000", "1048576", "", ""],  2),
            ((Some(0), Some(0), None, Some(10_000_000_000)),                   ["1", "1", "", "100000"],        3),
        ];
        for ((lasts, bytes, up, down), expected, gaps) in table {
            let wanted = wanted(&desired(user(lasts, bytes), up, down), &[], false);
            let voucher = wanted.objects.iter().find(|one| one.kind == Kind::User);
            let values = ["minutes", "megabytes", "up_kbps", "down_kbps"].map(|name| {
                voucher
                    .and_then(|voucher| voucher.text(name))
                    .unwrap_or("?")
            });
            assert_eq!(values, expected);
            assert_eq!(wanted.gaps.len(), gaps, "{:?}", wanted.gaps);
        }
    }

    #[test]
    fn a_voucher_that_is_there_stays_as_it_is() {
        let found = Object::found(Kind::User, "42", super::super::super::Holder::Ours, "id");
        let found = [found.with("minutes", "5")];
        let wanted = wanted(&desired(user(Some(60), None), None, None), &found, true);
        let names: Vec<_> = wanted.objects[0].values.keys().collect();
        assert_eq!(names, [&"code"]);
        assert_eq!(wanted.gaps[0].why, Lack::Limit("policy"));
    }
}
