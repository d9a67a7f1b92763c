//! OPNsense: its captive portal over the API, by key and secret (GATEWAYS 3.2).
//!
//! It makes vouchers with names and passwords of its own; the password is seen once, when it is made. A voucher's group
//! is the only field that is ours, so every ticket has a group of one voucher, and the tag is its name. Its RADIUS
//! servers have no interface; if its owner has entered Innkeeper there, the zone is told to ask it.

use super::{
    Cause, Code, Connection, Done, Driver, Facts, Failure, Fingerprint, Holder, Kicked, Kind,
    Object, Online, Result, Scope, Secret, Told, Trouble, Wanted, Whom, ability,
    http::{self, Response, encoded},
    json::word,
    plan::{Gap, Lack, Step},
    state::Desired,
};
use chrono::DateTime;
use serde_json::{Value, json};
use std::time::Duration;
use ureq::http::Request;

/// One firewall.
#[derive(Debug)]
pub struct Opnsense {
    client: http::Client,
    connection: Connection,
    zone: String,
}

impl Opnsense {
    /// A firewall; nothing is asked yet.
    pub fn new(connection: &Connection) -> Result<Self> {
        Ok(Self {
            client: http::Client::new(connection, 443)?,
            zone: connection.option("zone").unwrap_or("0").to_owned(),
            connection: connection.clone(),
        })
    }

    /// `path` is encoded already. Reads are GET, all else is POST with JSON.
    fn call(&self, path: &str, body: Option<&Value>) -> Result<Value> {
        let login = format!(
            "{}:{}",
            self.connection.user,
            self.connection.password.reveal()
        );
        let url = format!("{}/api/{path}", self.client.base());
        let request = match body {
            None => Request::get(url),
            Some(_) => Request::post(url).header("Content-Type", "application/json"),
        };
        let request = request
            .header("Authorization", format!("Basic {}", base64_of(&login)))
            .body(body.map_or_else(Vec::new, |body| body.to_string().into_bytes()))
            .map_err(|error| Failure::new(Cause::Settings, error))?;
        let response = self.client.send(request)?;
        judged(&response)
    }

    /// The voucher server, if there is one.
    fn provider(&self) -> Result<Option<String>> {
        let providers = self.call("captiveportal/voucher/listProviders", None)?;
        let names = || {
            providers
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
        };
        let chosen = match self.connection.option("vouchers") {
            Some(chosen) if names().any(|name| name == chosen) => Some(chosen),
            Some(chosen) => {
                return Err(Failure::new(Cause::Settings, format!("vouchers: {chosen}")));
            }
            None => names().next(),
        };
        Ok(chosen.map(str::to_owned))
    }

    fn vouchers(&self, scope: &Scope) -> Result<Vec<Object>> {
        let owner = self.connection.owner;
        let wanted: Option<Vec<String>> = match scope {
            Scope::Setup => return Ok(Vec::new()),
            Scope::All => None,
            Scope::Users(users) => Some(users.iter().map(|user| owner.tag(&user.key)).collect()),
        };
        let Some(provider) = self.provider()? else {
            return Ok(Vec::new());
        };
        let list = format!(
            "captiveportal/voucher/listVoucherGroups/{}",
            encoded(&provider)
        );
        let groups = self.call(&list, None)?;
        let mut objects = Vec::new();
        for group in groups
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            let (holder, key) = owner.holder(group);
            // Of others nothing is in our way: names are chosen there. But another Innkeeper is worth knowing of.
            if holder == Holder::OtherInnkeeper && wanted.is_none() {
                objects.push(Object::found(Kind::User, group, holder, group));
            }
            if holder != Holder::Ours
                || wanted
                    .as_ref()
                    .is_some_and(|tags| tags.iter().all(|tag| tag != group))
            {
                continue;
            }
            let path = format!(
                "captiveportal/voucher/listVouchers/{}/{}",
                encoded(&provider),
                encoded(group)
            );
            let rows = self.call(&path, None)?;
            for row in rows.as_array().into_iter().flatten() {
                let name = word(row, "username");
                objects.push(
                    Object::found(Kind::User, key.unwrap_or(group), holder, &name)
                        .named(&name)
                        .with("username", Secret::new(name.as_str()))
                        .with("validity", word(row, "validity")),
                );
            }
        }
        Ok(objects)
    }

    /// The zone's own id and settings.
    fn zone(&self) -> Result<Option<(String, Value)>> {
        let zones = self.call("captiveportal/settings/searchZones", None)?;
        let rows = zones.get("rows").and_then(Value::as_array);
        let found = rows
            .into_iter()
            .flatten()
            .find(|row| word(row, "zoneid") == self.zone);
        let Some(row) = found else {
            return Ok(None);
        };
        let id = word(row, "uuid");
        let mut zone = self.call(&format!("captiveportal/settings/getZone/{id}"), None)?;
        Ok(Some((
            id,
            zone.get_mut("zone").map(Value::take).unwrap_or_default(),
        )))
    }

    fn portal(&self) -> Result<Option<Object>> {
        let Some((id, zone)) = self.zone()? else {
            return Ok(None);
        };
        let servers = zone.get("authservers").and_then(Value::as_object);
        let known: Vec<&str> = servers
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str())
            .collect();
        let object = Object::found(Kind::Portal, &self.zone, Holder::Foreign, &id)
            .named(word(&zone, "description"))
            .with("enabled", word(&zone, "enabled"))
            .with("authservers", chosen(&zone))
            .with("known", known.join(","));
        Ok(Some(object))
    }

    fn add(&self, object: &Object) -> Result<Done> {
        let provider = self
            .provider()?
            .ok_or_else(|| Failure::new(Cause::Settings, "vouchers"))?;
        let path = format!(
            "captiveportal/voucher/generateVouchers/{}",
            encoded(&provider)
        );
        let body = json!({
            "count": "1",
            "validity": object.text("validity").unwrap_or_default(),
            "expirytime": "0",
            "vouchergroup": self.connection.owner.tag(&object.key),
        });
        let made = self.call(&path, Some(&body))?;
        let voucher = made.as_array().and_then(|made| made.first());
        let voucher = voucher.ok_or_else(|| Failure::new(Cause::Refused, &made))?;
        let name = word(voucher, "username");
        Ok(Done {
            handle: Some(name.clone()),
            code: Some(Code {
                name,
                password: Secret::new(word(voucher, "password")),
            }),
        })
    }

    fn remove(&self, object: &Object) -> Result<Done> {
        let provider = self
            .provider()?
            .ok_or_else(|| Failure::new(Cause::Settings, "vouchers"))?;
        let path = format!(
            "captiveportal/voucher/dropVoucherGroup/{}/{}",
            encoded(&provider),
            encoded(&self.connection.owner.tag(&object.key))
        );
        let _ = self.call(&path, Some(&json!({})))?;
        Ok(Done::default())
    }

    fn set_zone(&self, object: &Object) -> Result<Done> {
        let id = object.handle.as_deref().unwrap_or_default();
        let mut zone = serde_json::Map::new();
        for (name, value) in object.values.iter().filter(|(name, _)| **name != "known") {
            let _ = zone.insert((*name).to_owned(), Value::from(value.reveal()));
        }
        let body = json!({ "zone": zone });
        let saved = self.call(&format!("captiveportal/settings/setZone/{id}"), Some(&body))?;
        if word(&saved, "result") != "saved" {
            return Err(Failure::new(Cause::Refused, &saved));
        }
        let applied = self.call("captiveportal/service/reconfigure", Some(&json!({})))?;
        if word(&applied, "status") == "ok" {
            Ok(Done::default())
        } else {
            Err(Failure::new(Cause::Refused, &applied))
        }
    }

    fn step(&self, step: &Step) -> Result<Done> {
        match (step, step.object().kind) {
            (Step::Add(object), Kind::User) => self.add(object),
            (Step::Remove(object), Kind::User) => self.remove(object),
            // One whose password was seen by nobody: it goes, and another one comes.
            (Step::Change { object, .. }, Kind::User) => {
                let _ = self.remove(object)?;
                self.add(object)
            }
            (Step::Change { object, .. }, Kind::Portal) => self.set_zone(object),
            _ => Err(Failure::unsupported("changing a voucher")),
        }
    }
}

impl Driver for Opnsense {
    fn facts(&mut self) -> Result<Facts> {
        let about = self.call("core/firmware/status", None)?;
        let version = match word(&about, "product_version") {
            version if version.is_empty() => about
                .get("product")
                .map(|product| word(product, "product_version")),
            version => Some(version),
        };
        let portal = self.portal()?;
        let mut troubles = Vec::new();
        match &portal {
            None => troubles.push(Trouble::NoHotspot),
            Some(portal) if portal.text("enabled") == Some("0") => {
                troubles.push(Trouble::PortalOff);
            }
            Some(_) => {}
        }
        Ok(Facts {
            product: "OPNsense".to_owned(),
            version: version.unwrap_or_default(),
            online: u32::try_from(self.sessions_of_zone()?.len()).ok(),
            troubles,
            ..Facts::default()
        })
    }

    fn read(&mut self, scope: &Scope) -> Result<Vec<Object>> {
        let mut objects = self.vouchers(scope)?;
        if !matches!(scope, Scope::Users(_)) {
            objects.extend(self.portal()?);
        }
        Ok(objects)
    }

    fn wanted(&self, desired: &Desired, there: &[Object]) -> Wanted {
        let server = self.connection.option("server").unwrap_or("Innkeeper");
        wanted(desired, there, &self.zone, server)
    }

    fn carry_out(&mut self, steps: &[Step], told: &mut Told<'_>) -> Result<()> {
        for (index, step) in steps.iter().enumerate() {
            let done = self.step(step);
            if let Err(failure) = &done
                && !failure.is_of_one()
            {
                return Err(failure.clone());
            }
            if !told(index, done) {
                break;
            }
        }
        Ok(())
    }

    fn certificate(&self) -> Option<Fingerprint> {
        self.client.certificate()
    }

    fn sessions(&mut self, _ended_within: Option<Duration>) -> Result<Vec<Online>> {
        self.sessions_of_zone()
    }

    fn kick(&mut self, whom: &Whom) -> Result<Kicked> {
        let matching = |online: &[Online]| -> Vec<String> {
            let matching = online.iter().filter(|one| whom.is(one));
            matching.map(|one| one.session.clone()).collect()
        };
        let before = matching(&self.sessions_of_zone()?);
        for session in &before {
            let body = json!({ "sessionId": session });
            let path = format!("captiveportal/session/disconnect/{}", encoded(&self.zone));
            let _ = self.call(&path, Some(&body))?;
        }
        let left = matching(&self.sessions_of_zone()?).len();
        Ok(Kicked {
            cut: before.len().saturating_sub(left),
            left,
        })
    }
}

impl Opnsense {
    fn sessions_of_zone(&self) -> Result<Vec<Online>> {
        let path = format!("captiveportal/session/list/{}", encoded(&self.zone));
        let rows = self.call(&path, None)?;
        let online = |row: &Value| {
            let at = |name| row.get(name).and_then(Value::as_f64).unwrap_or(0.0);
            let [started, last] = ["startTime", "last_accessed"].map(at).map(whole);
            Online {
                name: word(row, "userName"),
                session: word(row, "sessionId"),
                mac: word(row, "macAddress").parse().ok(),
                ip: word(row, "ipAddress").parse().ok(),
                seconds: last.saturating_sub(started),
                traffic: ability::OPNSENSE
                    .counts
                    .traffic(whole(at("bytes_in")), whole(at("bytes_out"))),
                started_at: i64::try_from(started)
                    .ok()
                    .and_then(|seconds| DateTime::from_timestamp(seconds, 0)),
                ended_at: None,
                ago: 0,
                nas: None,
                by_radius: word(row, "authenticated_via")
                    == self.connection.option("server").unwrap_or("Innkeeper"),
            }
        };
        Ok(rows.as_array().into_iter().flatten().map(online).collect())
    }
}

/// What should be there: vouchers, which last by the clock and limit nothing else, and the zone.
fn wanted(desired: &Desired, there: &[Object], zone: &str, server: &str) -> Wanted {
    let mut wanted = Wanted::default();
    let mut lacks = |kind, key: &str, why| {
        wanted.gaps.push(Gap {
            kind,
            key: key.to_owned(),
            why,
        });
    };
    let mut objects = Vec::new();
    let portal = there.iter().find(|one| one.kind == Kind::Portal);
    if desired.radius.is_some() {
        let known = portal.and_then(|portal| portal.text("known"));
        if known.is_some_and(|known| known.split(',').any(|name| name == server)) {
            objects.push(
                Object::setting(Kind::Portal, zone)
                    .with("enabled", "1")
                    .with("authservers", server),
            );
        } else {
            lacks(Kind::RadiusServer, server, Lack::Missing(server.to_owned()));
        }
    }
    for user in desired.users.iter().filter(|user| user.enabled) {
        // What lasts without end is given the longest that it takes: ten years.
        let lasts = user.lasts_seconds.or(user.seconds);
        let validity = lasts.unwrap_or(LONGEST).clamp(1, LONGEST);
        let found = there
            .iter()
            .find(|one| one.kind == Kind::User && one.key == user.key);
        if user.bytes.is_some() {
            lacks(Kind::User, &user.key, Lack::Limit("total_data_mb"));
        }
        if user.devices != 1 {
            lacks(Kind::User, &user.key, Lack::Limit("devices"));
        }
        // A voucher is never changed: it would be another one, with another password. But one that is not the ticket's was made
        // and its password never arrived; nobody has it.
        let object = Object::made(Kind::User, &user.key);
        objects.push(match found {
            Some(found) if found.name == user.name => object,
            Some(_) => object
                .with("username", Secret::new(user.name.as_str()))
                .with("validity", validity.to_string()),
            None => object.with("validity", validity.to_string()),
        });
    }
    wanted.objects = objects;
    wanted
}

/// Ten years, in seconds.
const LONGEST: u64 = 10 * 366 * 86400;

/// What is selected among the authentication servers.
fn chosen(zone: &Value) -> String {
    let servers = zone.get("authservers").and_then(Value::as_object);
    let selected = servers.into_iter().flatten().filter(|(_, option)| {
        option
            .get("selected")
            .is_some_and(|selected| selected == 1 || selected == "1")
    });
    selected
        .map(|(name, _)| name.as_str())
        .collect::<Vec<_>>()
        .join(",")
}

/// Success is in the body: HTTP 200 carries failures too.
fn judged(response: &Response) -> Result<Value> {
    let cause = match response.status {
        200..=299 => None,
        401 => Some(Cause::Login),
        403 => Some(Cause::Rights),
        404 => Some(Cause::WrongProduct),
        429 => Some(Cause::Throttled { after: None }),
        502..=504 => Some(Cause::Busy),
        _ => Some(Cause::Refused),
    };
    if let Some(cause) = cause {
        return Err(Failure::new(cause, response.text()));
    }
    let body: Value = response
        .json()
        .map_err(|failure| Failure::new(Cause::WrongProduct, failure.detail))?;
    match (
        word(&body, "status").as_str(),
        word(&body, "result").as_str(),
    ) {
        ("error", _) | (_, "failed") => Err(Failure::new(Cause::Refused, &body)),
        _ => Ok(body),
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float of the other side, held between zero and what fits"
)]
fn whole(number: f64) -> u64 {
    number.clamp(0.0, 9e15) as u64
}

fn base64_of(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(text)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test may stop at what should not happen"
    )]

    use super::{
        super::{
            Owner,
            state::{Radius, User},
        },
        *,
    };
    use crate::domain::id::LocationId;

    fn user() -> User {
        User {
            key: "42".into(),
            name: "x".into(),
            password: Secret::new("x"),
            group: String::new(),
            devices: 1,
            seconds: None,
            lasts_seconds: Some(86_400),
            bytes: None,
            ends_at: None,
            enabled: true,
        }
    }

    fn desired(users: Vec<User>, radius: bool) -> Desired {
        Desired {
            owner: Owner(LocationId::new()),
            radius: radius.then(|| Radius {
                address: [192, 0, 2, 9].into(),
                auth_port: 1812,
                acct_port: 1813,
                secret: Secret::new("between us"),
                interim_seconds: 300,
                disconnect_port: None,
            }),
            garden: vec![],
            groups: vec![],
            users,
            clients: vec![],
        }
    }

    #[test]
    fn a_voucher_lasts_seconds() {
        #[rustfmt::skip]
        let table = [
            (Some(86_400),   None,        "86400",     0),
            (Some(0),        None,        "1",         0),
            (None,           Some(3600),  "3600",      0),
            (None,           None,        "316224000", 0),
            (Some(u64::MAX), None,        "316224000", 0),
        ];
        for (lasts_seconds, seconds, expected, gaps) in table {
            let user = User {
                seconds,
                lasts_seconds,
                ..user()
            };
            let wanted = wanted(&desired(vec![user], false), &[], "0", "Innkeeper");
            assert_eq!(wanted.objects[0].text("validity"), Some(expected));
            assert_eq!(wanted.gaps.len(), gaps);
        }
        let more = User {
            bytes: Some(1),
            devices: 2,
            ..user()
        };
        let wanted = wanted(&desired(vec![more], false), &[], "0", "Innkeeper");
        assert_eq!(wanted.gaps.len(), 2, "it limits neither bytes nor devices");
    }

    #[test]
    fn the_server_is_chosen_only_where_its_owner_entered_it() {
        let portal = |known: &str| {
            [Object::found(Kind::Portal, "0", Holder::Foreign, "id").with("known", known)]
        };
        let told = wanted(
            &desired(vec![], true),
            &portal("Local Database,Innkeeper"),
            "0",
            "Innkeeper",
        );
        assert_eq!(told.objects[0].text("authservers"), Some("Innkeeper"));
        let told = wanted(
            &desired(vec![], true),
            &portal("Local Database"),
            "0",
            "Innkeeper",
        );
        assert!(told.objects.is_empty());
        assert_eq!(told.gaps[0].why, Lack::Missing("Innkeeper".into()));
    }
}
