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
        let new_secret = before.secret != gateway.secret;
        if let Some(changed) = changed.link {
            relink(tx, now, actor, &gateway, linked.as_ref(), changed)?;
        } else if let Some(linked) = linked.filter(|_| new_secret) {
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
        let secret = before.gateway.secret == gateway.secret;
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
    tx.set_link(gateway.id, &checked, password.reveal())?;
    let keeping = Keeping {
        failures: 0,
        failure: None,
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
