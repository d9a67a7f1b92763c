//! TP-Link Omada: the Open API, as an application with id and secret (GATEWAYS 3.1).
//!
//! A portal asks Innkeeper by RADIUS, or knows local users with names and passwords of ours; the vouchers that Omada makes by
//! itself are not needed. A local user's `name`, which is for people, is the tag. HTTP 200 carries failures: `errorCode` counts. Ten
//! requests a second are taken, so every request waits for its turn, whoever asks.

use super::{
    Cause, Connection, Done, Driver, Facts, Failure, Fingerprint, ForeignUser, Holder, Kicked,
    Kind, Object, Online, Result, Scope, Secret, Told, Traffic, Trouble, Wanted, Whom, ability,
    http::{self, Response, encoded},
    json::{number, word},
    plan::{Gap, Lack, Step},
    state::{Desired, Group, User},
};
use crate::domain::mac::Mac;
use chrono::DateTime;
use serde_json::{Map, Value, json};
use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
    thread,
    time::{Duration, Instant as Moment},
};
use ureq::http::{Method, Request};

/// Time between two requests: nine a second.
const TURN: Duration = Duration::from_millis(112);
/// How long to wait after a refusal for too many requests, and how often: another program may ask, too.
const REST: Duration = Duration::from_millis(1100);
const RESTS: u8 = 3;
/// Rows of one page.
const PAGE: usize = 1000;
/// Kbit/s and megabytes that it takes.
const KBPS_MAX: u64 = 10_485_760;
const MEGABYTES: (u64, u64) = (1, 10_485_760);
/// Devices of a local user.
const DEVICES_MAX: u16 = 2048;
/// The end of a user who has none: 2099-12-31, in milliseconds.
const FAR: i64 = 4_102_358_400_000;
/// Portal that asks a RADIUS server; portal with users of its own (GATEWAYS 3.1).
const EXTERNAL_RADIUS: u64 = 2;
const HOTSPOT: u64 = 11;
/// A hotspot's users of its own.
const LOCAL_USER: u64 = 5;
/// The RADIUS profile's key.
const PROFILE: &str = "radius";

/// One site of a controller.
#[derive(Debug)]
pub struct Omada {
    client: http::Client,
    connection: Connection,
    controller: Option<(String, String)>,
    token: Option<Secret>,
    site: Option<String>,
}

impl Omada {
    /// A controller; nothing is asked yet.
    pub fn new(connection: &Connection) -> Result<Self> {
        Ok(Self {
            client: http::Client::new(connection, 8043)?,
            connection: connection.clone(),
            controller: None,
            token: None,
            site: None,
        })
    }

    fn send(
        &self,
        method: &Method,
        path: &str,
        token: Option<&Secret>,
        body: Option<&Value>,
    ) -> Result<Response> {
        let mut rests = 0;
        loop {
            let response = self.send_once(method, path, token, body)?;
            let throttled = response.status == 429 || code(&response) == Some(-44118);
            if !throttled || rests == RESTS {
                return Ok(response);
            }
            // It refused before it did anything.
            rests += 1;
            thread::sleep(REST);
        }
    }

    fn send_once(
        &self,
        method: &Method,
        path: &str,
        token: Option<&Secret>,
        body: Option<&Value>,
    ) -> Result<Response> {
        take_turn(self.client.base());
        let mut request = Request::builder()
            .method(method.clone())
            .uri(format!("{}{path}", self.client.base()));
        if let Some(token) = token {
            request = request.header("Authorization", format!("AccessToken={}", token.reveal()));
        }
        if body.is_some() {
            request = request.header("Content-Type", "application/json");
        }
        let octets = body.map_or_else(Vec::new, |body| body.to_string().into_bytes());
        let request = request
            .body(octets)
            .map_err(|error| Failure::new(Cause::Settings, error))?;
        self.client.send(request)
    }

    /// Its id and version.
    fn controller(&mut self) -> Result<(String, String)> {
        if let Some(known) = &self.controller {
            return Ok(known.clone());
        }
        let about = judged(&self.send(&Method::GET, "/api/info", None, None)?)?;
        let known = (word(&about, "omadacId"), word(&about, "controllerVer"));
        if known.0.is_empty() {
            return Err(Failure::new(Cause::WrongProduct, &about));
        }
        self.controller = Some(known.clone());
        Ok(known)
    }

    fn token(&mut self) -> Result<Secret> {
        if let Some(token) = &self.token {
            return Ok(token.clone());
        }
        let (id, _) = self.controller()?;
        let body = json!({
            "omadacId": id,
            "client_id": self.connection.user,
            "client_secret": self.connection.password.reveal(),
        });
        let path = "/openapi/authorize/token?grant_type=client_credentials";
        let answer = judged(&self.send(&Method::POST, path, None, Some(&body))?)?;
        let token = Secret::new(word(&answer, "accessToken"));
        if token.is_empty() {
            return Err(Failure::new(Cause::Strange, "no accessToken"));
        }
        self.token = Some(token.clone());
        Ok(token)
    }

    /// A call below the controller. A token that has run out is replaced once.
    fn call(&mut self, method: &Method, what: &str, body: Option<&Value>) -> Result<Value> {
        let (id, _) = self.controller()?;
        let path = format!("/openapi/v1/{id}/{what}");
        for again in [true, false] {
            let token = self.token()?;
            let response = self.send(method, &path, Some(&token), body)?;
            // It refused before it did anything.
            let ran_out = matches!(code(&response), Some(-44112 | -44113));
            if ran_out && again {
                self.token = None;
                continue;
            }
            return judged(&response);
        }
        Err(Failure::new(Cause::Login, ""))
    }

    fn pages(&mut self, what: &str) -> Result<Vec<Value>> {
        let mut rows = Vec::new();
        for page in 1.. {
            let path = format!("{what}?pageSize={PAGE}&page={page}");
            let mut answer = self.call(&Method::GET, &path, None)?;
            let total = answer.get("totalRows").and_then(Value::as_u64).unwrap_or(0);
            let Some(Value::Array(mut data)) = answer.get_mut("data").map(Value::take) else {
                return Err(Failure::new(Cause::Strange, &answer));
            };
            let none = data.is_empty();
            rows.append(&mut data);
            if none || u64::try_from(rows.len()).unwrap_or(u64::MAX) >= total {
                break;
            }
        }
        Ok(rows)
    }

    /// A path below the site.
    fn at(&mut self, what: &str) -> Result<String> {
        let site = if let Some(site) = &self.site {
            site.clone()
        } else {
            let sites = self.pages("sites")?;
            let site = one_of(&sites, self.connection.option("site"), "site")?;
            let id = word(site, "siteId");
            self.site = Some(id.clone());
            id
        };
        Ok(format!("sites/{}/{what}", encoded(&site)))
    }

    fn list(&mut self, what: &str) -> Result<Vec<Value>> {
        let path = self.at(what)?;
        self.pages(&path)
    }

    fn within(&mut self, method: &Method, what: &str, body: Option<&Value>) -> Result<Value> {
        let path = self.at(what)?;
        self.call(method, &path, body)
    }

    fn profiles(&mut self) -> Result<Vec<Value>> {
        match self.within(&Method::GET, "profiles/radius", None)? {
            Value::Array(rows) => Ok(rows),
            mut other => match other.get_mut("data").map(Value::take) {
                Some(Value::Array(rows)) => Ok(rows),
                _ => Err(Failure::new(Cause::Strange, &other)),
            },
        }
    }

    /// The portal with all that it holds: a change must name everything.
    fn portal(&mut self) -> Result<Option<Value>> {
        let portals = self.within(&Method::GET, "portals", None)?;
        let portals = portals.as_array().cloned().unwrap_or_default();
        if portals.is_empty() {
            return Ok(None);
        }
        let id = word(
            one_of(&portals, self.connection.option("portal"), "portal")?,
            "id",
        );
        let portal = self.within(&Method::GET, &format!("portal/{}", encoded(&id)), None)?;
        Ok(Some(portal))
    }

    fn setup(&mut self) -> Result<Vec<Object>> {
        let owner = self.connection.owner;
        let profiles = self.profiles()?;
        let mut objects: Vec<_> = profiles
            .iter()
            .map(|row| {
                let name = word(row, "name");
                let (holder, key) = owner.holder(&name);
                let key = key.filter(|_| holder == Holder::Ours).unwrap_or(&name);
                let server = |list: &str, field: &str| {
                    let first = row.pointer(&format!("/{list}/0"));
                    first.map(|server| word(server, field)).unwrap_or_default()
                };
                Object::found(
                    Kind::RadiusServer,
                    key,
                    holder,
                    &word(row, "radiusProfileId"),
                )
                .named(&name)
                .with("ip", server("authServer", "radiusServerIp"))
                .with("auth_port", server("authServer", "radiusPort"))
                .with("acct_port", server("acctServer", "radiusPort"))
                .with("secret", Secret::new(server("authServer", "radiusPwd")))
                .with("interim", word(row, "interimUpdateInterval"))
                .with("coa", word(row, "coaEnable"))
            })
            .collect();
        if let Some(portal) = self.portal()? {
            let id = portal
                .pointer("/externalRadius/radiusProfileId")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let profile = profiles
                .iter()
                .find(|one| word(one, "radiusProfileId") == id);
            let radius = |name: &str| {
                let radius = portal.get("externalRadius");
                radius.map(|radius| word(radius, name)).unwrap_or_default()
            };
            let own = portal
                .pointer("/hotspot/enabledTypes")
                .and_then(Value::as_array);
            let local = own.is_some_and(|types| types.contains(&LOCAL_USER.into()));
            objects.push(
                Object::found(
                    Kind::Portal,
                    "portal",
                    Holder::Foreign,
                    &word(&portal, "id"),
                )
                .named(word(&portal, "name"))
                .with("enable", word(&portal, "enable"))
                .with("authType", word(&portal, "authType"))
                .with(
                    "profile",
                    profile.map(|one| word(one, "name")).unwrap_or_default(),
                )
                .with("authMode", radius("authMode"))
                .with("disconnectReq", radius("disconnectReq"))
                .with("receiverPort", radius("receiverPort"))
                .with("local_users", local.to_string()),
            );
        }
        Ok(objects)
    }

    fn write_profile(&mut self, step: &Step) -> Result<Done> {
        let object = step.object();
        let handle = object.handle.clone().unwrap_or_default();
        let one = format!("profiles/radius/{}", encoded(&handle));
        if matches!(step, Step::Remove(_)) {
            return self
                .within(&Method::DELETE, &one, None)
                .map(|_| Done::default());
        }
        let value = |name: &str| object.values.get(name).map_or("", |value| value.reveal());
        let server = |port: &str| json!([{ "radiusServerIp": value("ip"), "radiusPort": number(value(port)), "radiusPwd": value("secret") }]);
        let body = json!({
            "name": object.name,
            "authServer": server("auth_port"),
            "acctServer": server("acct_port"),
            "radiusAccountingEnable": true,
            "interimUpdateEnable": true,
            "interimUpdateInterval": number(value("interim")),
            "wirelessVlanAssignment": false,
            "coaEnable": value("coa") == "true",
            "coaPassword": value("secret"),
            "requireMessageAuthenticator": true,
        });
        let answer = match step {
            Step::Add(_) => self.within(&Method::POST, "profiles/radius", Some(&body))?,
            _ => self.within(&Method::PATCH, &one, Some(&body))?,
        };
        let id = word(&answer, "id");
        Ok(Done {
            handle: Some(if id.is_empty() { handle } else { id }),
            code: None,
        })
    }

    fn write_portal(&mut self, object: &Object) -> Result<Done> {
        let value = |name: &str| object.text(name).unwrap_or_default();
        let mut portal = self
            .portal()?
            .ok_or_else(|| Failure::new(Cause::NotThere, "portal"))?;
        let id = word(&portal, "id");
        let Some(whole) = portal.as_object_mut() else {
            return Err(Failure::new(Cause::Strange, &portal));
        };
        let _ = whole.remove("id");
        let _ = whole.insert("enable".into(), true.into());
        let _ = whole.insert("authType".into(), number(value("authType")));
        if value("authType") == EXTERNAL_RADIUS.to_string() {
            let profiles = self.profiles()?;
            let found = profiles
                .iter()
                .find(|row| word(row, "name") == value("profile"));
            let profile = found.map(|row| word(row, "radiusProfileId"));
            let profile = profile.ok_or_else(|| Failure::new(Cause::NotThere, value("profile")))?;
            let mut radius = match whole.get("externalRadius") {
                Some(Value::Object(radius)) => radius.clone(),
                _ => Map::new(),
            };
            let _ = radius.insert("radiusProfileId".into(), profile.into());
            let _ = radius.insert("authMode".into(), number(value("authMode")));
            let _ = radius.insert(
                "disconnectReq".into(),
                (value("disconnectReq") == "true").into(),
            );
            if !value("receiverPort").is_empty() {
                let _ = radius.insert("receiverPort".into(), number(value("receiverPort")));
            }
            let _ = whole.insert("externalRadius".into(), Value::Object(radius));
        } else {
            if object.text("profile").is_some() {
                let _ = whole.insert("externalRadius".into(), json!({}));
            }
            let hotspot = whole.entry("hotspot").or_insert_with(|| json!({}));
            let types = hotspot.get("enabledTypes").and_then(Value::as_array);
            let mut types = types.cloned().unwrap_or_default();
            if !types.contains(&LOCAL_USER.into()) {
                types.push(LOCAL_USER.into());
            }
            if let Some(hotspot) = hotspot.as_object_mut() {
                let _ = hotspot.insert("enabledTypes".into(), types.into());
            }
        }
        let path = format!("portal/{}", encoded(&id));
        self.within(&Method::PATCH, &path, Some(&portal))
            .map(|_| Done::default())
    }

    fn write_user(&mut self, step: &Step) -> Result<Done> {
        let object = step.object();
        let handle = object.handle.clone().unwrap_or_default();
        let one = format!("hotspot/localusers/{}", encoded(&handle));
        if matches!(step, Step::Remove(_)) {
            return self
                .within(&Method::DELETE, &one, None)
                .map(|_| Done::default());
        }
        let body = body_of(object, &self.connection.owner.tag(&object.key));
        let path = match step {
            Step::Add(_) => "hotspot/localusers",
            _ => &one,
        };
        self.within(&Method::POST, path, Some(&body))
            .map(|_| Done::default())
    }

    fn users(&mut self, scope: &Scope) -> Result<Vec<Object>> {
        let owner = self.connection.owner;
        let rows = self.list("hotspot/localusers")?;
        let of = |row: &Value| {
            let (name, tag) = (word(row, "userName"), word(row, "name"));
            let (holder, key) = owner.holder(&tag);
            let asked = match scope {
                Scope::Users(users) => users
                    .iter()
                    .find(|user| user.name == name || Some(user.key.as_str()) == key)
                    .map(|user| user.key.clone()),
                Scope::All | Scope::Setup => Some(name.clone()),
            }?;
            let key = match holder {
                Holder::Ours => key.unwrap_or(&tag).to_owned(),
                // Somebody else's user of that name is in the way of its key.
                Holder::OtherInnkeeper | Holder::Foreign => asked,
            };
            let custom = |field: &str| {
                let custom = row.pointer("/rateLimit/customRateLimit");
                let on = custom.is_some_and(|one| word(one, &format!("{field}Enable")) == "true");
                if on {
                    custom.map(|one| word(one, field)).unwrap_or_default()
                } else {
                    String::new()
                }
            };
            let limited = word(row, "trafficLimitEnable") == "true";
            let megabytes = if limited {
                word(row, "trafficLimit")
            } else {
                String::new()
            };
            Some(
                Object::found(Kind::User, key, holder, &word(row, "id"))
                    .named(&name)
                    .with("userName", name)
                    .with("password", Secret::new(word(row, "password")))
                    .with("enable", word(row, "enable"))
                    .with("maxUsers", word(row, "maxUsers"))
                    .with("expirationTime", word(row, "expirationTime"))
                    .with("trafficLimit", megabytes)
                    .with("upLimit", custom("upLimit"))
                    .with("downLimit", custom("downLimit")),
            )
        };
        Ok(rows.iter().filter_map(of).collect())
    }

    fn online(&mut self) -> Result<Vec<Online>> {
        let authed = self.list("hotspot/authed-records")?;
        let clients = self.list("clients")?;
        let now = authed.iter().filter(|row| word(row, "valid") != "false");
        Ok(now
            .map(|row| {
                let mac = word(row, "mac");
                let client = clients.iter().find(|client| word(client, "mac") == mac);
                let of = |name| client.map(|client| word(client, name)).unwrap_or_default();
                let name = ["localUserName", "voucherCode"]
                    .map(|name| word(row, name))
                    .into_iter()
                    .find(|name| !name.is_empty());
                let start = word(row, "start").parse().ok();
                Online {
                    name: name.unwrap_or_default(),
                    session: word(row, "id"),
                    mac: mac.parse().ok(),
                    ip: of("ip").parse().ok(),
                    seconds: of("uptime").parse().unwrap_or(0),
                    traffic: Traffic {
                        upload: word(row, "upload").parse().unwrap_or(0),
                        download: word(row, "download").parse().unwrap_or(0),
                    },
                    started_at: start.and_then(DateTime::from_timestamp_millis),
                    ended_at: None,
                    ago: 0,
                    nas: None,
                    by_radius: word(row, "authType") == EXTERNAL_RADIUS.to_string(),
                }
            })
            .collect())
    }

    fn step(&mut self, step: &Step) -> Result<Done> {
        match step.object().kind {
            Kind::RadiusServer => self.write_profile(step),
            Kind::Portal => self.write_portal(step.object()),
            Kind::User => self.write_user(step),
            _ => Err(Failure::unsupported("this")),
        }
    }
}

impl Driver for Omada {
    fn facts(&mut self) -> Result<Facts> {
        let (_, version) = self.controller()?;
        let portal = self.portal()?;
        let online = self.online()?.len();
        let troubles = match &portal {
            None => vec![Trouble::NoHotspot],
            Some(portal) if word(portal, "enable") != "true" => vec![Trouble::PortalOff],
            Some(_) => vec![],
        };
        Ok(Facts {
            product: "Omada Controller".to_owned(),
            version,
            identity: portal.map(|portal| word(&portal, "name")),
            online: u32::try_from(online).ok(),
            troubles,
            ..Facts::default()
        })
    }

    fn read(&mut self, scope: &Scope) -> Result<Vec<Object>> {
        let mut objects = Vec::new();
        if !matches!(scope, Scope::Users(_)) {
            objects.extend(self.setup()?);
        }
        if !matches!(scope, Scope::Setup) {
            objects.extend(self.users(scope)?);
        }
        Ok(objects)
    }

    fn wanted(&self, desired: &Desired, there: &[Object]) -> Wanted {
        wanted(desired, there)
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
        self.online()
    }

    fn kick(&mut self, whom: &Whom) -> Result<Kicked> {
        let meant = |online: Vec<Online>| -> Vec<Mac> {
            let meant = online.iter().filter(|one| whom.is(one));
            meant.filter_map(|one| one.mac).collect()
        };
        let before = meant(self.online()?);
        for mac in &before {
            let path = format!("hotspot/clients/{}/unauth", ability::OMADA.mac.write(*mac));
            match self.within(&Method::POST, &path, Some(&json!({}))) {
                Err(failure) if failure.cause != Cause::NotThere => return Err(failure),
                _ => {}
            }
        }
        let left = meant(self.online()?).len();
        Ok(Kicked {
            cut: before.len().saturating_sub(left),
            left,
        })
    }

    fn foreign_users(&mut self) -> Result<Vec<ForeignUser>> {
        let owner = self.connection.owner;
        let rows = self.list("hotspot/localusers")?;
        let foreign = rows
            .iter()
            .filter(|row| owner.holder(&word(row, "name")).0 == Holder::Foreign);
        Ok(foreign
            .map(|row| ForeignUser {
                name: word(row, "userName"),
                password: Some(Secret::new(word(row, "password"))),
                profile: String::new(),
                comment: Some(word(row, "name")).filter(|name| !name.is_empty()),
                disabled: word(row, "enable") == "false",
                used_seconds: 0,
                used: Traffic::default(),
                limit_seconds: None,
                limit_bytes: word(row, "trafficLimit")
                    .parse::<u64>()
                    .ok()
                    .map(|mega| mega << 20),
            })
            .collect())
    }
}

/// What should be there, in Omada's words: milliseconds, megabytes, kbit/s. Pure.
fn wanted(desired: &Desired, there: &[Object]) -> Wanted {
    let mut wanted = Wanted::default();
    if let Some(radius) = &desired.radius {
        let name = desired.owner.tag(PROFILE);
        wanted.objects.push(
            Object::made(Kind::RadiusServer, PROFILE)
                .named(&name)
                .with("ip", radius.address.to_string())
                .with("auth_port", radius.auth_port.to_string())
                .with("acct_port", radius.acct_port.to_string())
                .with("secret", radius.secret.clone())
                .with(
                    "interim",
                    radius.interim_seconds.clamp(60, 86_400).to_string(),
                )
                .with("coa", radius.disconnect_port.is_some().to_string()),
        );
        let portal = Object::setting(Kind::Portal, "portal")
            .with("enable", "true")
            .with("authType", EXTERNAL_RADIUS.to_string())
            .with("profile", name)
            // PAP: a login by a link has no challenge.
            .with("authMode", "1")
            .with(
                "disconnectReq",
                radius.disconnect_port.is_some().to_string(),
            );
        wanted.objects.push(match radius.disconnect_port {
            Some(port) => portal.with("receiverPort", port.to_string()),
            None => portal,
        });
    } else {
        let portal = Object::setting(Kind::Portal, "portal");
        let mut portal = if desired.users.is_empty() {
            portal
        } else {
            portal
                .with("enable", "true")
                .with("authType", HOTSPOT.to_string())
                .with("local_users", "true")
        };
        // A profile that the portal asks cannot be removed. What is left lets nobody in without a code of its own.
        let ours = desired.owner.tag(PROFILE);
        let found = there.iter().find(|one| one.kind == Kind::Portal);
        if found.is_some_and(|found| found.text("profile") == Some(&*ours)) {
            portal = portal
                .with("authType", HOTSPOT.to_string())
                .with("profile", "");
        }
        if !portal.values.is_empty() {
            wanted.objects.push(portal);
        }
    }
    if let Some(portal) = wanted
        .objects
        .iter_mut()
        .find(|one| one.kind == Kind::Portal)
    {
        // By whatever name it has there.
        if let Some(found) = there.iter().find(|one| one.kind == Kind::Portal) {
            portal.name.clone_from(&found.name);
        }
    }
    for user in &desired.users {
        let group = desired.groups.iter().find(|one| one.name == user.group);
        local_user(user, group, &mut wanted);
    }
    wanted
}

fn local_user(user: &User, group: Option<&Group>, wanted: &mut Wanted) {
    let mut lacks = Vec::new();
    let fits = |text: &str| (1..=100).contains(&text.chars().count());
    if !fits(&user.name) || !fits(user.password.reveal()) {
        wanted.gaps.push(Gap {
            kind: Kind::User,
            key: user.key.clone(),
            why: Lack::Name,
        });
        return;
    }
    if user.seconds.is_some() {
        lacks.push(Lack::Limit("total_time_min"));
    }
    let mut clipped = |field, number: u64, (least, most): (u64, u64)| {
        let nearest = number.clamp(least, most);
        if nearest != number {
            lacks.push(Lack::Clipped {
                field,
                to: nearest.to_string(),
            });
        }
        nearest.to_string()
    };
    let megabytes = user
        .bytes
        .map(|bytes| clipped("total_data_mb", bytes.div_ceil(1 << 20), MEGABYTES));
    let mut kbps = |field, bps: Option<u64>| {
        bps.map(|bps| clipped(field, bps.div_ceil(1000), (0, KBPS_MAX)))
            .unwrap_or_default()
    };
    let up = kbps("upload_kbps", group.and_then(|group| group.upload_bps));
    let down = kbps("download_kbps", group.and_then(|group| group.download_bps));
    let devices = clipped("devices", user.devices.into(), (1, DEVICES_MAX.into()));
    let end = user.ends_at.map_or(FAR, |at| at.timestamp_millis().max(1));
    wanted.objects.push(
        Object::made(Kind::User, &user.key)
            .named(&user.name)
            .with("userName", user.name.as_str())
            .with("password", user.password.clone())
            .with("enable", user.enabled.to_string())
            .with("maxUsers", devices)
            .with("expirationTime", end.to_string())
            .with("trafficLimit", megabytes.unwrap_or_default())
            .with("upLimit", up)
            .with("downLimit", down),
    );
    wanted.gaps.extend(lacks.into_iter().map(|why| Gap {
        kind: Kind::User,
        key: user.key.clone(),
        why,
    }));
}

/// A local user as the interface takes it.
fn body_of(object: &Object, tag: &str) -> Value {
    let value = |name: &str| object.values.get(name).map_or("", |value| value.reveal());
    let limit = |name: &str| value(name).parse::<u64>().unwrap_or(0);
    let is_limited = |name: &str| !value(name).is_empty();
    let mut body = json!({
        "userName": value("userName"),
        "password": value("password"),
        "name": tag,
        "enable": value("enable") == "true",
        "bindingType": 0,
        "maxUsers": number(value("maxUsers")),
        "expirationTime": number(value("expirationTime")),
        "rateLimit": { "mode": 0, "customRateLimit": {
            "upLimitEnable": is_limited("upLimit"), "upLimit": limit("upLimit"),
            "downLimitEnable": is_limited("downLimit"), "downLimit": limit("downLimit"),
        }},
        "trafficLimitEnable": is_limited("trafficLimit"),
        "applyToAllPortals": true,
    });
    if let (true, Some(body)) = (is_limited("trafficLimit"), body.as_object_mut()) {
        let _ = body.insert("trafficLimit".into(), limit("trafficLimit").into());
        // In all, and not by the day.
        let _ = body.insert("trafficLimitFrequency".into(), 0.into());
    }
    body
}

/// The one of that name, or the only one.
fn one_of<'a>(rows: &'a [Value], name: Option<&str>, what: &str) -> Result<&'a Value> {
    let found = match (name, rows) {
        (Some(name), rows) => rows.iter().find(|row| word(row, "name") == name),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    found.ok_or_else(|| {
        let names: Vec<_> = rows.iter().map(|row| word(row, "name")).collect();
        Failure::new(Cause::Settings, format!("{what}: {}", names.join(", ")))
    })
}

/// `errorCode` of an answer.
fn code(response: &Response) -> Option<i64> {
    response.json::<Value>().ok()?.get("errorCode")?.as_i64()
}

/// Waits for a turn. A push, whoever looks at its plan and whoever asks who is on line have one limit together.
fn take_turn(controller: &str) {
    static FREE: LazyLock<Mutex<HashMap<String, Moment>>> = LazyLock::new(Mutex::default);
    let now = Moment::now();
    let mine = {
        let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        let next = free.entry(controller.to_owned()).or_insert(now);
        let mine = (*next).max(now);
        *next = mine + TURN;
        mine
    };
    thread::sleep(mine - now);
}

/// The result of an answer.
fn judged(response: &Response) -> Result<Value> {
    let mut body: Value = response.json().map_err(|failure| {
        let cause = match response.status {
            // A page for people: another product, or a session that is none.
            ..=399 => Cause::WrongProduct,
            401 => Cause::Login,
            403 => Cause::Rights,
            429 => Cause::Throttled { after: None },
            // What stands before it while it starts has no words of its own.
            502..=504 => Cause::Busy,
            _ => Cause::Strange,
        };
        Failure::new(cause, failure.detail)
    })?;
    let said = word(&body, "msg");
    let cause = match (code(response), response.status) {
        (Some(0), _) => return Ok(body.get_mut("result").map(Value::take).unwrap_or_default()),
        (None, 200..=299) => Cause::WrongProduct,
        (Some(-44106 | -44111 | -44112 | -44113 | -44114), _) | (_, 401) => Cause::Login,
        (Some(-44116 | -1005), _) | (_, 403) => Cause::Rights,
        (Some(-1505 | -33004), _) => Cause::Settings,
        (Some(-44118), _) | (_, 429) => Cause::Throttled { after: None },
        (Some(-41900 | -41011 | -33500 | -33700), _) => Cause::NotThere,
        (Some(-41901 | -33502), _) => Cause::Taken,
        (_, 502..=504) => Cause::Busy,
        _ => Cause::Refused,
    };
    Err(Failure::new(cause, said))
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::indexing_slicing,
        clippy::unwrap_used,
        clippy::type_complexity,
        reason = "a test may stop at what should not happen; its table is its type"
    )]

    use super::{super::Owner, *};
    use crate::domain::{id::LocationId, time::Instant};

    #[test]
    fn units_at_their_limits() {
        let ends: Instant = "2027-01-01T12:00:00Z".parse().unwrap();
        #[rustfmt::skip]
        let table: [((Option<Instant>, Option<u64>, Option<u64>, u16), [&str; 4], usize); 4] = [
            ((Some(ends), Some(6144 << 20), Some(512_000), 2), ["1798804800000", "6144", "512", "2"],             0),
            ((None, None, None, 1),                            ["4102358400000", "", "", "1"],                    0),
            ((None, Some(1), Some(1), 0),                      ["4102358400000", "1", "1", "1"],                  1),
            ((None, Some(u64::MAX), Some(u64::MAX), 4000),     ["4102358400000", "10485760", "10485760", "2048"], 3),
        ];
        for ((ends_at, bytes, bps, devices), expected, gaps) in table {
            let desired = Desired {
                owner: Owner(LocationId::new()),
                radius: None,
                garden: vec![],
                groups: vec![Group {
                    name: "DAY".into(),
                    may_be_foreign: false,
                    download_bps: None,
                    upload_bps: bps,
                    devices: None,
                    session_seconds: None,
                    idle_seconds: None,
                    address_list: None,
                }],
                users: vec![User {
                    key: "42".into(),
                    name: "x".into(),
                    password: Secret::new("x"),
                    group: "DAY".into(),
                    devices,
                    seconds: None,
                    lasts_seconds: None,
                    bytes,
                    ends_at,
                    enabled: true,
                }],
                clients: vec![],
            };
            let wanted = wanted(&desired, &[]);
            let user = wanted
                .objects
                .iter()
                .find(|one| one.kind == Kind::User)
                .unwrap();
            let values = ["expirationTime", "trafficLimit", "upLimit", "maxUsers"]
                .map(|name| user.text(name).unwrap_or("?"));
            assert_eq!(values, expected);
            assert_eq!(wanted.gaps.len(), gaps, "{:?}", wanted.gaps);
        }
    }
}
