//! MikroTik RouterOS: REST for version 7, the binary API for version 6, one driver on both (GATEWAYS 1).
//!
//! What Innkeeper makes there carries its tag in `comment`; user profiles have none, so that theirs is the name. Local users
//! have no end by the clock: whoever's time is over is switched off by a push and cut.

mod api;
mod ask;
mod objects;
mod rest;
mod units;

use super::{
    Cause, Connection, Counted, Done, Driver, Facts, Failure, Fingerprint, ForeignUser, Kicked,
    Object, Online, Portal, RadiusCounters, Result, Scope, Secret, Told, Traffic, Trouble, Wanted,
    Whom,
    plan::Step,
    state::{Desired, Owner},
};
use crate::domain::mac::Mac;
use ask::{Answer, Ask, Heard, Row};
use objects::menu;
use std::{collections::HashSet, time::Duration};

/// Users that are asked for by name; more of them are found faster by reading all.
const ASKED_BY_NAME: usize = 40;

/// Rights without which the login is of no use (GATEWAYS 1.1).
const NEEDED: [&str; 4] = ["read", "write", "sensitive", "test"];

/// One router.
pub struct RouterOs {
    wire: Wire,
    /// Name of the hotspot server; all of them where empty.
    hotspot: String,
    owner: Owner,
    /// Who logs in there.
    user: String,
}

/// How the router is spoken to.
enum Wire {
    Rest(rest::Rest),
    Api(Box<api::Api>),
}

impl Wire {
    fn ask(&mut self, ask: &Ask) -> Result<Answer> {
        match self {
            Self::Rest(rest) => rest.ask(ask),
            Self::Api(api) => api.ask(ask),
        }
    }

    fn ask_all(&mut self, asks: &[Ask], heard: &mut Heard<'_>) -> Result<()> {
        match self {
            Self::Rest(rest) => rest.ask_all(asks, heard),
            Self::Api(api) => api.ask_all(asks, heard),
        }
    }

    fn rows(&mut self, ask: &Ask) -> Result<Vec<Row>> {
        Ok(self.ask(ask)?.rows)
    }

    fn record(&mut self, menu: &'static str) -> Result<Row> {
        Ok(self
            .rows(&Ask::print(menu))?
            .into_iter()
            .next()
            .unwrap_or_default())
    }
}

impl RouterOs {
    /// A router; nothing is asked yet. Options: `api` (`rest` or `binary`) and `hotspot`.
    pub fn new(connection: &Connection) -> Result<Self> {
        let wire = match connection.option("api").unwrap_or("rest") {
            "rest" => Wire::Rest(rest::Rest::new(connection)?),
            "binary" => Wire::Api(Box::new(api::Api::new(connection))),
            other => {
                let why = format!("api is rest or binary, not {other}");
                return Err(Failure::new(Cause::Settings, why));
            }
        };
        Ok(Self {
            wire,
            hotspot: connection.option("hotspot").unwrap_or_default().to_owned(),
            owner: connection.owner,
            user: connection.user.clone(),
        })
    }

    /// The hotspot servers that are meant, and the profiles that they use.
    fn hotspots(&mut self) -> Result<(Vec<Row>, Vec<Row>)> {
        let mut servers = self.wire.rows(&Ask::print(menu::HOTSPOT))?;
        servers.retain(|row| {
            let named = text(row, "name");
            !units::is_yes(get(row, "disabled"))
                && (self.hotspot.is_empty() || named == self.hotspot)
        });
        let used: HashSet<_> = servers
            .iter()
            .map(|row| text(row, "profile").to_owned())
            .collect();
        let mut profiles = self.wire.rows(&Ask::print(menu::SERVER_PROFILE))?;
        profiles.retain(|row| used.contains(text(row, "name")));
        Ok((servers, profiles))
    }

    /// Rows of users: those of a scope, or, where that is quicker, all.
    fn user_rows(&mut self, scope: &Scope) -> Result<Vec<Row>> {
        let ask = match scope {
            Scope::Setup => return Ok(Vec::new()),
            Scope::Users(users) if users.is_empty() => return Ok(Vec::new()),
            Scope::Users(users) if users.len() <= ASKED_BY_NAME => {
                let conditions = users.iter().flat_map(|user| {
                    [
                        ("comment", self.owner.tag(&user.key)),
                        ("name", user.name.clone()),
                    ]
                });
                Ask::print_any(menu::USER, conditions)
            }
            Scope::Users(_) | Scope::All => Ask::print(menu::USER),
        };
        self.wire.rows(&ask)
    }

    fn users(&mut self, scope: &Scope) -> Result<Vec<Object>> {
        let rows = self.user_rows(scope)?;
        let mut users: Vec<_> = rows
            .iter()
            .filter_map(|row| objects::user(row, &self.owner))
            .collect();
        if let Scope::Users(wanted) = scope {
            let keys: HashSet<_> = wanted.iter().map(|user| user.key.as_str()).collect();
            let names: HashSet<_> = wanted.iter().map(|user| user.name.as_str()).collect();
            users.retain(|user| {
                keys.contains(user.key.as_str()) || names.contains(user.name.as_str())
            });
        }
        Ok(users)
    }

    fn remove_where(&mut self, menu: &'static str, fits: impl Fn(&Row) -> bool) -> Result<usize> {
        let rows = self.wire.rows(&Ask::print(menu))?;
        let mut removed = 0;
        for row in rows.iter().filter(|row| fits(row)) {
            let Some(id) = get(row, ".id") else { continue };
            match self.wire.ask(&Ask::remove(menu, id.to_owned())) {
                Ok(_) => removed += 1,
                Err(failure) if failure.cause == Cause::NotThere => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(removed)
    }

    /// What the login may do: `None` where it may not even see that.
    fn rights(&mut self) -> Option<HashSet<String>> {
        let find = |menu, name: &str| Ask::print_any(menu, [("name", name.to_owned())]);
        let row = self
            .wire
            .rows(&find("/user", &self.user))
            .ok()?
            .into_iter()
            .next()?;
        let group = self
            .wire
            .rows(&find("/user/group", text(&row, "group")))
            .ok()?;
        let policy = text(group.first()?, "policy").to_owned();
        Some(policy.split(',').map(str::to_owned).collect())
    }

    fn radius_counters(&mut self) -> Result<Option<RadiusCounters>> {
        let servers = self.wire.rows(&Ask::print(menu::RADIUS))?;
        let ours = servers
            .iter()
            .find(|row| text(row, "comment") == self.owner.tag(objects::RADIUS_KEY));
        let Some(id) = ours.and_then(|row| get(row, ".id")) else {
            return Ok(None);
        };
        let once = || vec![("once", String::new())];
        let ask = Ask::command(menu::RADIUS, "monitor", Some(id.to_owned()), once());
        let client = self.wire.rows(&ask)?.pop().unwrap_or_default();
        let ask = Ask::command(menu::INCOMING, "monitor", None, once());
        let incoming = self.wire.rows(&ask)?.pop().unwrap_or_default();
        Ok(Some(RadiusCounters {
            requests: number(&client, "requests"),
            accepts: number(&client, "accepts"),
            rejects: number(&client, "rejects"),
            timeouts: number(&client, "timeouts"),
            bad_replies: number(&client, "bad-replies"),
            incoming: number(&incoming, "requests"),
            bad_incoming: number(&incoming, "bad-requests"),
        }))
    }
}

impl Driver for RouterOs {
    fn facts(&mut self) -> Result<Facts> {
        let resource = self.wire.record("/system/resource")?;
        let version = text(&resource, "version").to_owned();
        if version.is_empty() {
            return Err(Failure::new(Cause::WrongProduct, ""));
        }
        let identity = self.wire.record("/system/identity")?;
        let clock = self.wire.record("/system/clock").unwrap_or_default();
        let mut troubles = Vec::new();
        // Version 6 has no such menu.
        let mode = self.wire.record("/system/device-mode").unwrap_or_default();
        if get(&mode, "hotspot").is_some_and(|allowed| !units::is_yes(Some(allowed))) {
            troubles.push(Trouble::HotspotForbidden);
        }
        let (servers, profiles) = self.hotspots()?;
        if servers.is_empty() {
            troubles.push(Trouble::NoHotspot);
        }
        let portal = profiles.first().map(|profile| {
            let login_by = text(profile, "login-by");
            let has = |way: &str| login_by.split(',').any(|one| one == way);
            let host = match text(profile, "dns-name") {
                "" => text(profile, "hotspot-address"),
                name => name,
            };
            Portal {
                host: host.to_owned(),
                takes_links: has("http-pap") || has("https"),
                https: has("https"),
            }
        });
        if portal.as_ref().is_some_and(|portal| !portal.takes_links) {
            troubles.push(Trouble::NoLinkLogin);
        }
        if let Some(rights) = self.rights() {
            let missing = NEEDED.into_iter().filter(|right| !rights.contains(*right));
            troubles.extend(missing.map(|right| Trouble::MissingRight(right.to_owned())));
        }
        let active = self.wire.rows(&Ask::print(menu::ACTIVE))?;
        let sum = |name| active.iter().map(|row| number(row, name)).sum();
        Ok(Facts {
            product: "RouterOS".to_owned(),
            version: version.split(' ').next().unwrap_or_default().to_owned(),
            model: get(&resource, "board-name").map(str::to_owned),
            identity: get(&identity, "name").map(str::to_owned),
            clock: units::moment(
                text(&clock, "date"),
                text(&clock, "time"),
                text(&clock, "gmt-offset"),
            ),
            uptime_seconds: get(&resource, "uptime")
                .and_then(units::milliseconds)
                .map(|milliseconds| milliseconds / 1000),
            online: u32::try_from(active.len()).ok(),
            traffic: Some(Traffic {
                upload: sum("bytes-in"),
                download: sum("bytes-out"),
            }),
            portal,
            radius: self.radius_counters()?,
            troubles,
        })
    }

    fn read(&mut self, scope: &Scope) -> Result<Vec<Object>> {
        let owner = self.owner;
        let mut found = Vec::new();
        if !matches!(scope, Scope::Users(_)) {
            let servers = self.wire.rows(&Ask::print(menu::RADIUS))?;
            found.extend(
                servers
                    .iter()
                    .filter_map(|row| objects::radius(row, &owner)),
            );
            found.push(objects::incoming(&self.wire.record(menu::INCOMING)?));
            let (_, profiles) = self.hotspots()?;
            found.extend(profiles.iter().filter_map(objects::portal));
            for garden in [menu::GARDEN, menu::GARDEN_IP] {
                let rows = self.wire.rows(&Ask::print(garden))?;
                found.extend(
                    rows.iter()
                        .filter_map(|row| objects::garden(garden, row, &owner)),
                );
            }
        }
        let profiles = self.wire.rows(&Ask::print(menu::USER_PROFILE))?;
        found.extend(
            profiles
                .iter()
                .filter_map(|row| objects::group(row, &owner)),
        );
        found.extend(self.users(scope)?);
        Ok(found)
    }

    fn wanted(&self, desired: &Desired, there: &[Object]) -> Wanted {
        objects::wanted(desired, there, &self.hotspot)
    }

    fn carry_out(&mut self, steps: &[Step], told: &mut Told<'_>) -> Result<()> {
        // Steps of one kind do not depend on each other; those of the next may depend on them.
        let mut from = 0;
        let alike = |a: &Step, b: &Step| {
            a.object().kind == b.object().kind
                && matches!(a, Step::Remove(_)) == matches!(b, Step::Remove(_))
        };
        for batch in steps.chunk_by(alike) {
            let asks: Vec<_> = batch.iter().map(objects::ask).collect();
            let mut goes_on = true;
            self.wire.ask_all(&asks, &mut |index, answered| {
                let done = match answered {
                    // Somebody was quicker: it is gone, as it should be.
                    Err(failure)
                        if failure.cause == Cause::NotThere
                            && matches!(batch.get(index), Some(Step::Remove(_))) =>
                    {
                        Ok(Done::default())
                    }
                    answered => answered.map(|answer| Done {
                        handle: answer.ret,
                        code: None,
                    }),
                };
                goes_on &= told(from + index, done);
                goes_on
            })?;
            if !goes_on {
                return Ok(());
            }
            from += batch.len();
        }
        Ok(())
    }

    fn certificate(&self) -> Option<Fingerprint> {
        match &self.wire {
            Wire::Rest(rest) => rest.certificate(),
            Wire::Api(api) => api.certificate(),
        }
    }

    fn sessions(&mut self, _ended_within: Option<Duration>) -> Result<Vec<Online>> {
        let rows = self.wire.rows(&Ask::print(menu::ACTIVE))?;
        Ok(rows.iter().map(objects::online).collect())
    }

    fn counters(&mut self, scope: &Scope) -> Result<Vec<Counted>> {
        let rows = self.user_rows(scope)?;
        let owner = self.owner;
        let counted = rows.iter().filter_map(|row| objects::counted(row, &owner));
        Ok(counted.collect())
    }

    fn kick(&mut self, whom: &Whom) -> Result<Kicked> {
        let fits = |row: &Row| {
            let one = objects::online(row);
            whom.name.as_ref().is_none_or(|name| *name == one.name)
                && whom.mac.is_none_or(|mac| one.mac == Some(mac))
                && whom.ip.is_none_or(|ip| one.ip == Some(ip))
        };
        let sessions: Vec<_> = self.wire.rows(&Ask::print(menu::ACTIVE))?;
        let sessions: Vec<_> = sessions.into_iter().filter(|row| fits(row)).collect();
        // A cookie lets the device straight in again (GATEWAYS 1.3): first the cookies, of whoever was meant and of the
        // devices that are cut, then the sessions.
        let macs: HashSet<_> = sessions
            .iter()
            .map(|row| text(row, "mac-address").to_owned())
            .collect();
        let _ = self.remove_where(menu::COOKIE, |row| {
            let named = whom
                .name
                .as_deref()
                .is_some_and(|name| name == text(row, "user"));
            let by_mac = whom
                .mac
                .is_some_and(|mac| text(row, "mac-address").parse() == Ok(mac));
            match (&whom.name, whom.mac) {
                (Some(_), Some(_)) => named && by_mac,
                (Some(_), None) => named,
                (None, Some(_)) => by_mac,
                (None, None) => macs.contains(text(row, "mac-address")),
            }
        })?;
        let ids: HashSet<_> = sessions
            .iter()
            .map(|row| text(row, ".id").to_owned())
            .collect();
        let _ = self.remove_where(menu::ACTIVE, |row| ids.contains(text(row, ".id")))?;
        // Without its row among the hosts the device sees the login page at once.
        let _ = self.remove_where(menu::HOST, |row| {
            macs.contains(text(row, "mac-address")) && !units::is_yes(get(row, "bypassed"))
        })?;
        let left = self.wire.rows(&Ask::print(menu::ACTIVE))?;
        let left = left.iter().filter(|row| fits(row)).count();
        Ok(Kicked {
            cut: sessions.len().saturating_sub(left),
            left,
        })
    }

    fn foreign_users(&mut self) -> Result<Vec<ForeignUser>> {
        let rows = self.wire.rows(&Ask::print(menu::USER))?;
        Ok(rows.iter().filter_map(objects::foreign_user).collect())
    }
}

fn get<'a>(row: &'a Row, name: &str) -> Option<&'a str> {
    row.get(name).map(String::as_str)
}

fn text<'a>(row: &'a Row, name: &str) -> &'a str {
    get(row, name).unwrap_or_default()
}

fn number(row: &Row, name: &str) -> u64 {
    text(row, name).parse().unwrap_or(0)
}

fn mac(row: &Row) -> Option<Mac> {
    text(row, "mac-address").parse().ok()
}

fn secret(row: &Row, name: &str) -> super::Value {
    // Without the right `sensitive` it is not shown; what Innkeeper makes always has one.
    match get(row, name) {
        Some(text) if !text.is_empty() => Secret::new(text).into(),
        _ => super::Value::Hidden,
    }
}
