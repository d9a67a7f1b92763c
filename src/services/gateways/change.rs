//! Changing a gateway that is there: its name, its addresses, its secret, how its interface is reached.

use super::{Actor, NewEvent, NewGateway, Result, checked, described, event, link, write};
use crate::{
    domain::{
        gateway::{
            Gateway,
            link::{Keeping, Link},
        },
        id::GatewayId,
        time::Instant,
    },
    gateways::Secret,
    store::{Linked, Store, Tx},
};
use serde_json::json;

/// A gateway as it shall be.
#[derive(Clone)]
pub struct Changed {
    /// As if it were added.
    pub new: NewGateway,
    /// How its interface is reached; `None` = as before.
    pub link: Option<ChangedLink>,
}

/// How an interface is reached from now on.
#[derive(Debug, Clone)]
pub struct ChangedLink {
    /// How it is reached.
    pub link: Link,
    /// Its password or key; `None` = the one that is known.
    pub password: Option<Secret>,
}

/// Changes a gateway. Its logins count by the new secret within 200 ms; the gateway itself hears of it with the next push,
/// or from whoever types it there.
pub fn change(
    store: &Store,
    now: Instant,
    actor: Actor,
    id: GatewayId,
    changed: Changed,
) -> Result<Gateway> {
    let gateway = checked(id, changed.new)?;
    write(store, move |tx| {
        let before = tx.gateway(id)?;
        let linked = tx.link_of(before.clone())?;
        tx.change_gateway(&gateway)?;
        // What was doubted was said of the old one.
        tx.forget_doubts(id)?;
        let new_secret = before.secret != gateway.secret;
        if let Some(changed) = changed.link {
            relink(tx, now, actor, &gateway, linked.as_ref(), changed)?;
        } else if let Some(linked) = linked.filter(|linked| new_secret && !linked.link.users) {
            // The engine takes a secret that is not shown for the one that it wrote: only a push by hand writes it again.
            unpushed(tx, &linked)?;
        }
        // Where another gateway is the database of a RADIUS server, this one's secret stands there.
        tx.note_gateway_change()?;
        let mut after = described(&gateway);
        if new_secret && let Some(after) = after.as_object_mut() {
            let _ = after.insert("secret_changed".to_owned(), json!(true));
        }
        let _ = tx.append_event(&NewEvent {
            before: Some(described(&before)),
            after: Some(after),
            ..event(now, actor, "gateway.changed", id.0)
        })?;
        Ok(gateway)
    })
}

/// Where the interface is as it was, only the way to it has changed and what is known of it stays; another host, another
/// encryption or other things to keep there begin anew.
fn relink(
    tx: &Tx<'_>,
    now: Instant,
    actor: Actor,
    gateway: &Gateway,
    before: Option<&Linked>,
    changed: ChangedLink,
) -> Result<()> {
    let password = match (&changed.password, before) {
        (Some(password), _) => password.clone(),
        (None, Some(before)) => Secret::new(before.password.clone()),
        (None, None) => Secret::default(),
    };
    let new = changed.link;
    let same_place = before.is_some_and(|before| {
        let old = &before.link;
        // Where tickets are kept, no RADIUS is spoken: the secret is not written there.
        let secret = before.gateway.secret == gateway.secret || old.users;
        secret
            && (old.host.as_str(), old.port, old.plain, old.users)
                == (new.host.as_str(), new.port, new.plain, new.users)
    });
    let (true, Some(before)) = (same_place, before) else {
        let new_link = link::NewLink {
            link: new,
            password,
        };
        return link::set_in(tx, now, actor, gateway, new_link);
    };
    let checked = link::checked(gateway.vendor, new)?;
    link::one_chooser(tx, gateway, &checked)?;
    tx.set_link(gateway.id, &checked, password.reveal())?;
    let keeping = Keeping {
        failures: 0,
        failure: None,
        failing_since: None,
        due_at: before.keeping.pushed_at.map(|_| now),
        ..before.keeping.clone()
    };
    tx.set_keeping(gateway.id, before.seq, &keeping)?;
    Ok(())
}

fn unpushed(tx: &Tx<'_>, linked: &Linked) -> Result<()> {
    let keeping = Keeping {
        pushed_at: None,
        due_at: None,
        ..linked.keeping.clone()
    };
    tx.set_keeping(linked.gateway.id, linked.seq, &keeping)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what must hold")]

    use super::*;
    use crate::{
        domain::gateway::Vendor,
        services::gateways::{add_linked, find, tests::fresh},
    };

    fn house() -> (tempfile::TempDir, Store, Instant) {
        let now: Instant = "2026-06-01T10:00:00Z".parse().unwrap();
        let (folder, store) = fresh(now);
        (folder, store, now)
    }

    fn lobby(address: &str, name: &str, secret: &str) -> NewGateway {
        NewGateway {
            name: name.to_owned(),
            vendor: Vendor::Mikrotik,
            network: address.parse().unwrap(),
            secret: secret.to_owned(),
            disconnect_port: None,
            send_disconnect: true,
            allow_missing_message_authenticator: false,
            swap_octets: false,
            interim_seconds: None,
        }
    }

    fn way(host: &str, fingerprint: Option<&str>) -> Link {
        let link = json!({ "host": host, "user": "innkeeper", "fingerprint": fingerprint });
        serde_json::from_value(link).unwrap()
    }

    #[test]
    fn what_is_known_of_a_gateway_stays_unless_it_is_no_longer_true() {
        let (_folder, store, now) = house();
        let pinned = "AB".repeat(32);
        let link = link::NewLink {
            link: way("192.0.2.1", Some(&pinned)),
            password: Secret::new("hunter2hunter2"),
        };
        let new = lobby("192.0.2.1", "lobby", "a long secret");
        let id = add_linked(&store, now, Actor::Desk, new, Some(link))
            .unwrap()
            .id;
        let linked = || {
            store
                .read(|reader| reader.link_of(reader.gateway(id)?))
                .unwrap()
                .unwrap()
        };
        let bring = || {
            let before = linked();
            let keeping = Keeping {
                pushed_at: Some(now),
                ..before.keeping
            };
            store
                .write(move |tx| tx.set_keeping(id, before.seq, &keeping))
                .unwrap();
        };
        let changed = |new: NewGateway, link: Option<ChangedLink>| {
            change(&store, now, Actor::Desk, id, Changed { new, link })
        };
        bring();
        // Another name and other addresses: the interface is the same.
        let _ = changed(lobby("192.0.2.0/24", "hall", "a long secret"), None).unwrap();
        assert_eq!(linked().keeping.pushed_at, Some(now));
        assert_eq!(
            find(&store, "hall").unwrap().network.to_string(),
            "192.0.2.0/24"
        );
        // Another password of the login: what is there stays.
        let known = way("192.0.2.1", linked().link.fingerprint.as_deref());
        let link = ChangedLink {
            link: known.clone(),
            password: Some(Secret::new("another")),
        };
        let _ = changed(lobby("192.0.2.1", "hall", "a long secret"), Some(link)).unwrap();
        assert_eq!(linked().password, "another");
        assert_eq!(linked().keeping.pushed_at, Some(now));
        assert!(linked().link.fingerprint.is_some());
        // Another shared secret is there only after the next push by hand; an empty password is the old one.
        let link = ChangedLink {
            link: known,
            password: None,
        };
        let _ = changed(lobby("192.0.2.1", "hall", "another secret"), Some(link)).unwrap();
        assert_eq!(linked().keeping.pushed_at, None);
        assert_eq!(linked().password, "another");
        // Another host is another gateway.
        bring();
        let link = ChangedLink {
            link: way("192.0.2.2", None),
            password: None,
        };
        let _ = changed(lobby("192.0.2.1", "hall", "another secret"), Some(link)).unwrap();
        assert_eq!(linked().keeping.pushed_at, None);
        assert_eq!(linked().link.fingerprint, None);
        // The log says that the secret changed, and not to what.
        let events = store.read(|reader| reader.events_of(id.0, 100)).unwrap();
        let log = format!("{events:?}");
        assert!(log.contains("secret_changed"), "{log}");
        for secret in ["another secret", "a long secret", "hunter2", "\"another\""] {
            assert!(!log.contains(secret), "{secret}: {log}");
        }
    }

    #[test]
    fn a_change_that_is_refused_changes_nothing() {
        let (_folder, store, now) = house();
        let add = |new| add_linked(&store, now, Actor::Desk, new, None).unwrap().id;
        let id = add(lobby("192.0.2.1", "lobby", "a long secret"));
        let _ = add(lobby("192.0.2.2", "garden", "a long secret"));
        for new in [
            lobby("192.0.2.1", "garden", "a long secret"),
            lobby("192.0.2.2", "lobby", "a long secret"),
            lobby("192.0.2.1", "lobby", "short"),
            lobby("192.0.2.1", " ", "a long secret"),
        ] {
            let changed = Changed { new, link: None };
            assert!(change(&store, now, Actor::Desk, id, changed).is_err());
            let lobby = find(&store, "lobby").unwrap();
            assert_eq!(
                (lobby.id, lobby.network.to_string()),
                (id, "192.0.2.1".to_owned())
            );
        }
    }
}
