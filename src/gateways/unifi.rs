//! UniFi Network: the classic interface with name and password, on a controller of one's own or on UniFi OS; or the official
//! integration interface with a key alone (GATEWAYS 2).
//!
//! Guests log in at its portal: by RADIUS, with Innkeeper as server of the controller; or by vouchers, whose codes the
//! controller chooses, so that they are brought back. A voucher's note is the tag. Making vouchers twice makes more of
//! them, and the classic interface does not even say which: each is made with a note of its own and looked for by it.

use super::{
    Admission, Cause, Code, Connection, Done, Driver, Facts, Failure, Fingerprint, ForeignUser,
    Holder, Kicked, Kind, Object, Online, Result, Scope, Secret, Told, Traffic, Trouble, Wanted,
    Whom, ability, http,
    json::{flag, number, word},
    plan::Step,
    state::Desired,
};
use crate::domain::mac::Mac;
use chrono::DateTime;
use classic::Classic;
use integration::{Integration, quoted};
use serde_json::{Map, Value, json};
use std::{collections::HashMap, time::Duration};
use ureq::http::Method;

mod classic;
mod integration;
mod units;

/// One site of a controller.
#[derive(Debug)]
pub struct Unifi {
    client: http::Client,
    connection: Connection,
    way: Way,
}

#[derive(Debug)]
enum Way {
    Classic(Classic),
    Integration(Integration),
}

impl Unifi {
    /// A controller; nothing is asked yet. Without a user name the password is a key of the integration interface.
    pub fn new(connection: &Connection) -> Result<Self> {
        let client = http::Client::new(connection, 443)?;
        let way = if connection.user.trim().is_empty() {
            Way::Integration(Integration::new(client.clone(), connection))
        } else {
            Way::Classic(Classic::new(client.clone(), connection))
        };
        Ok(Self {
            client,
            connection: connection.clone(),
            way,
        })
    }

    /// All vouchers, in one form whatever the interface.
    fn vouchers(&mut self) -> Result<Vec<Voucher>> {
        match &mut self.way {
            Way::Classic(classic) => {
                let rows = classic.call(&Method::GET, "stat/voucher", None)?;
                Ok(rows.iter().map(Voucher::of_classic).collect())
            }
            Way::Integration(api) => {
                let rows = api.list("hotspot/vouchers", None)?;
                Ok(rows.iter().map(Voucher::of_integration).collect())
            }
        }
    }

    fn classic(&mut self) -> Result<&mut Classic> {
        match &mut self.way {
            Way::Classic(classic) => Ok(classic),
            Way::Integration(_) => Err(Failure::unsupported("setting up by a key alone")),
        }
    }

    /// RADIUS profile and portal.
    fn setup(&mut self) -> Result<Vec<Object>> {
        let owner = self.connection.owner;
        let Way::Classic(classic) = &mut self.way else {
            return Ok(Vec::new());
        };
        let profiles = classic.call(&Method::GET, "rest/radiusprofile", None)?;
        let mut objects: Vec<_> = profiles
            .iter()
            .map(|row| {
                let name = word(row, "name");
                let (holder, key) = owner.holder(&name);
                let server = |list: &str, field: &str| {
                    let first = row.pointer(&format!("/{list}/0"));
                    first.map(|server| word(server, field)).unwrap_or_default()
                };
                let key = key.filter(|_| holder == Holder::Ours).unwrap_or(&name);
                Object::found(Kind::RadiusServer, key, holder, &word(row, "_id"))
                    .named(&name)
                    .with("ip", server("auth_servers", "ip"))
                    .with("auth_port", server("auth_servers", "port"))
                    .with("acct_port", server("acct_servers", "port"))
                    .with("x_secret", Secret::new(server("auth_servers", "x_secret")))
                    .with("accounting_enabled", flag(row, "accounting_enabled"))
                    .with(
                        "interim_update_enabled",
                        flag(row, "interim_update_enabled"),
                    )
                    .with(
                        "interim_update_interval",
                        word(row, "interim_update_interval"),
                    )
            })
            .collect();
        let settings = classic.call(&Method::GET, "get/setting/guest_access", None)?;
        let portal = settings
            .iter()
            .find(|one| word(one, "key") == units::PORTAL);
        if let Some(row) = portal {
            // The profile by its name: its id is of no meaning to people, and none is known before it is made.
            let id = word(row, "radiusprofile_id");
            let profile = profiles.iter().find(|one| word(one, "_id") == id);
            objects.push(
                Object::found(
                    Kind::Portal,
                    units::PORTAL,
                    Holder::Foreign,
                    &word(row, "_id"),
                )
                .with("auth", word(row, "auth"))
                .with("portal_enabled", flag(row, "portal_enabled"))
                .with("voucher_enabled", flag(row, "voucher_enabled"))
                .with("radius_enabled", flag(row, "radius_enabled"))
                .with("radius_auth_type", word(row, "radius_auth_type"))
                .with(
                    "radiusprofile",
                    profile.map(|one| word(one, "name")).unwrap_or_default(),
                )
                .with(
                    "radius_disconnect_enabled",
                    flag(row, "radius_disconnect_enabled"),
                )
                .with(
                    "radius_disconnect_port",
                    word(row, "radius_disconnect_port"),
                ),
            );
        }
        Ok(objects)
    }

    fn write_profile(&mut self, step: &Step) -> Result<Done> {
        let object = step.object();
        let handle = object.handle.clone().unwrap_or_default();
        let classic = self.classic()?;
        if matches!(step, Step::Remove(_)) {
            let _ = classic.call(
                &Method::DELETE,
                &format!("rest/radiusprofile/{handle}"),
                None,
            )?;
            return Ok(Done::default());
        }
        let value = |name: &str| object.values.get(name).map_or("", |value| value.reveal());
        let server = |port: &str| json!([{ "ip": value("ip"), "port": number(value(port)), "x_secret": value("x_secret") }]);
        let body = json!({
            "name": object.name,
            "auth_servers": server("auth_port"),
            "acct_servers": server("acct_port"),
            "accounting_enabled": true,
            "interim_update_enabled": true,
            "interim_update_interval": number(value("interim_update_interval")),
            "use_usg_auth_server": false,
            "use_usg_acct_server": false,
        });
        let rows = match step {
            Step::Add(_) => classic.call(&Method::POST, "rest/radiusprofile", Some(&body))?,
            _ => classic.call(
                &Method::PUT,
                &format!("rest/radiusprofile/{handle}"),
                Some(&body),
            )?,
        };
        Ok(Done {
            handle: rows.first().map(|row| word(row, "_id")),
            code: None,
        })
    }

    fn write_portal(&mut self, object: &Object, names: &[&'static str]) -> Result<Done> {
        let handle = object.handle.clone().unwrap_or_default();
        let classic = self.classic()?;
        let mut body = Map::new();
        for name in names {
            let value = object.text(name).unwrap_or_default();
            let (name, value) = match *name {
                "radiusprofile" if value.is_empty() => ("radiusprofile_id", Value::from("")),
                "radiusprofile" => {
                    let profiles = classic.call(&Method::GET, "rest/radiusprofile", None)?;
                    let found = profiles.iter().find(|row| word(row, "name") == value);
                    let id = found.map(|row| word(row, "_id"));
                    let id = id.ok_or_else(|| Failure::new(Cause::NotThere, value))?;
                    ("radiusprofile_id", Value::from(id))
                }
                name => match value {
                    "true" => (name, Value::Bool(true)),
                    "false" => (name, Value::Bool(false)),
                    _ if name.ends_with("_port") => (name, number(value)),
                    text => (name, Value::from(text)),
                },
            };
            let _ = body.insert(name.to_owned(), value);
        }
        let path = format!("rest/setting/guest_access/{handle}");
        let _ = classic.call(&Method::PUT, &path, Some(&Value::Object(body)))?;
        Ok(Done::default())
    }

    /// Makes a voucher. Of the classic interface the code is not known yet.
    fn add_voucher(&mut self, object: &Object) -> Result<Option<Done>> {
        let tag = self.connection.owner.tag(&object.key);
        let value = |name| object.text(name).unwrap_or_default();
        let wanted = |name| Some(number(value(name))).filter(|_| !value(name).is_empty());
        let mut body = Map::new();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                let _ = body.insert(name.to_owned(), value);
            }
        };
        match &mut self.way {
            Way::Classic(classic) => {
                put("cmd", Some("create-voucher".into()));
                put("n", Some(1.into()));
                put("quota", wanted("quota"));
                put("expire_number", wanted("minutes"));
                put("expire_unit", Some(1.into()));
                put("up", wanted("up_kbps"));
                put("down", wanted("down_kbps"));
                put("bytes", wanted("megabytes"));
                put("note", Some(tag.into()));
                let _ = classic.call(&Method::POST, "cmd/hotspot", Some(&Value::Object(body)))?;
                Ok(None)
            }
            Way::Integration(api) => {
                put("count", Some(1.into()));
                put("name", Some(tag.into()));
                put("timeLimitMinutes", wanted("minutes"));
                // Without it: any number of guests. None is no number here.
                put(
                    "authorizedGuestLimit",
                    wanted("quota").filter(|quota| *quota != 0),
                );
                put("dataUsageLimitMBytes", wanted("megabytes"));
                // Seen from the guest: rx is the download.
                put("rxRateLimitKbps", wanted("down_kbps"));
                put("txRateLimitKbps", wanted("up_kbps"));
                let made = api.call(
                    &Method::POST,
                    "hotspot/vouchers",
                    Some(&Value::Object(body)),
                )?;
                let voucher = made
                    .pointer("/vouchers/0")
                    .map(Voucher::of_integration)
                    .ok_or_else(|| Failure::new(Cause::Strange, &made))?;
                Ok(Some(voucher.done()))
            }
        }
    }

    fn remove_voucher(&mut self, object: &Object) -> Result<Done> {
        let id = object.handle.clone().unwrap_or_default();
        match &mut self.way {
            Way::Classic(classic) => {
                let body = json!({ "cmd": "delete-voucher", "_id": id });
                let _ = classic.call(&Method::POST, "cmd/hotspot", Some(&body))?;
            }
            Way::Integration(api) => {
                let _ = api.call(&Method::DELETE, &format!("hotspot/vouchers/{id}"), None)?;
            }
        }
        Ok(Done::default())
    }

    /// Carries one step out; `None` where the code of a new voucher must be looked up.
    fn step(&mut self, step: &Step) -> Result<Option<Done>> {
        match (step, step.object().kind) {
            (Step::Add(object), Kind::User) => self.add_voucher(object),
            (Step::Remove(object), Kind::User) => self.remove_voucher(object).map(Some),
            // It is there, and its code is not known yet: nothing but a look.
            (Step::Change { .. }, Kind::User) => Ok(None),
            (_, Kind::RadiusServer) => self.write_profile(step).map(Some),
            (Step::Change { object, changes }, Kind::Portal) => {
                let names: Vec<_> = changes.iter().map(|change| change.name).collect();
                self.write_portal(object, &names).map(Some)
            }
            _ => Err(Failure::unsupported("changing a voucher")),
        }
    }

    /// Guests who are let in now, with the station of each.
    fn guests(&mut self) -> Result<Vec<(Value, Option<Value>)>> {
        match &mut self.way {
            Way::Classic(classic) => {
                let guests = classic.call(&Method::GET, "stat/guest", None)?;
                let stations = classic.call(&Method::GET, "stat/sta", None)?;
                let mut by_mac: HashMap<String, Value> = stations
                    .into_iter()
                    .map(|station| (word(&station, "mac"), station))
                    .collect();
                let now = guests
                    .into_iter()
                    .filter(|guest| flag(guest, "expired") != "true");
                Ok(now
                    .map(|guest| {
                        let station = by_mac.remove(&word(&guest, "mac"));
                        (guest, station)
                    })
                    .collect())
            }
            Way::Integration(api) => {
                let rows = api.list("clients", Some("access.type.eq('GUEST')"))?;
                let admitted = rows
                    .into_iter()
                    .filter(|row| row.pointer("/access/authorized") == Some(&Value::Bool(true)));
                Ok(admitted.map(|row| (row, None)).collect())
            }
        }
    }

    fn online(&mut self) -> Result<Vec<Online>> {
        let guests = self.guests()?;
        Ok(guests
            .iter()
            .map(|(guest, station)| {
                let of_station = |name| {
                    station
                        .as_ref()
                        .map(|one| word(one, name))
                        .unwrap_or_default()
                };
                let either = |one: &str, other: &str| {
                    let text = word(guest, one);
                    if text.is_empty() {
                        word(guest, other)
                    } else {
                        text
                    }
                };
                let ip = of_station("ip");
                let ip = if ip.is_empty() {
                    word(guest, "ipAddress")
                } else {
                    ip
                };
                let count = |name: &str| word(guest, name).parse().unwrap_or(0);
                let start = word(guest, "start").parse().ok();
                Online {
                    name: word(guest, "voucher_code"),
                    session: either("_id", "id"),
                    mac: either("mac", "macAddress").parse().ok(),
                    ip: ip.parse().ok(),
                    seconds: of_station("uptime").parse().unwrap_or(0),
                    traffic: ability::UNIFI
                        .counts
                        .traffic(count("rx_bytes"), count("tx_bytes")),
                    started_at: start.and_then(|seconds| DateTime::from_timestamp(seconds, 0)),
                    ended_at: None,
                    ago: 0,
                    nas: None,
                    by_radius: word(guest, "authorized_by") == "radius",
                }
            })
            .collect())
    }

    fn unauthorise(&mut self, mac: Mac) -> Result<()> {
        let mac = ability::UNIFI.mac.write(mac);
        match &mut self.way {
            Way::Classic(classic) => {
                let mut command = |name: &str| {
                    let body = json!({ "cmd": name, "mac": mac });
                    classic.call(&Method::POST, "cmd/stamgr", Some(&body))
                };
                let _ = command("unauthorize-guest")?;
                // The device notices at once if it has to join again; whether it was there is no matter.
                let _ = command("kick-sta");
                Ok(())
            }
            Way::Integration(api) => {
                let id = client_id(api, &mac)?;
                let body = json!({ "action": "UNAUTHORIZE_GUEST_ACCESS" });
                let path = format!("clients/{id}/actions");
                api.call(&Method::POST, &path, Some(&body)).map(drop)
            }
        }
    }
}

impl Driver for Unifi {
    fn facts(&mut self) -> Result<Facts> {
        let (product, version, identity, portal) = match &mut self.way {
            Way::Classic(classic) => {
                let info = classic.call(&Method::GET, "stat/sysinfo", None)?;
                let info = info.into_iter().next().unwrap_or_default();
                let settings = classic.call(&Method::GET, "get/setting/guest_access", None)?;
                let portal = settings
                    .first()
                    .is_some_and(|one| flag(one, "portal_enabled") == "true");
                let product = if classic.is_os() {
                    "UniFi OS"
                } else {
                    "UniFi Network"
                };
                let name = Some(word(&info, "name")).filter(|name| !name.is_empty());
                (product, word(&info, "version"), name, portal)
            }
            Way::Integration(api) => {
                let version = api.version()?;
                let too_old = !at_least(&version, (9, 1));
                if too_old {
                    // 9.1 is the first that makes vouchers by it (GATEWAYS 2.1).
                    return Err(Failure::new(Cause::TooOld, version));
                }
                ("UniFi OS", version, None, true)
            }
        };
        let online = self.guests()?.len();
        Ok(Facts {
            product: product.to_owned(),
            version,
            identity,
            online: u32::try_from(online).ok(),
            troubles: if portal {
                vec![]
            } else {
                vec![Trouble::PortalOff]
            },
            ..Facts::default()
        })
    }

    fn read(&mut self, scope: &Scope) -> Result<Vec<Object>> {
        let owner = self.connection.owner;
        let mut objects = Vec::new();
        if !matches!(scope, Scope::Users(_)) {
            objects.extend(self.setup()?);
        }
        if matches!(scope, Scope::Setup) {
            return Ok(objects);
        }
        let is_wanted = |key: &str| match scope {
            Scope::Users(users) => users.iter().any(|user| user.key == key),
            Scope::All | Scope::Setup => true,
        };
        // Vouchers of others are in nobody's way: codes are chosen there. But another Innkeeper is worth knowing of.
        for voucher in self.vouchers()? {
            match owner.holder(&voucher.note) {
                (Holder::Ours, Some(key)) if is_wanted(key) => objects.push(voucher.object(key)),
                (holder @ Holder::OtherInnkeeper, _) if matches!(scope, Scope::All) => objects
                    .push(Object::found(
                        Kind::User,
                        &voucher.note,
                        holder,
                        &voucher.id,
                    )),
                _ => {}
            }
        }
        Ok(objects)
    }

    fn wanted(&self, desired: &Desired, there: &[Object]) -> Wanted {
        units::wanted(desired, there, matches!(self.way, Way::Integration(_)))
    }

    fn carry_out(&mut self, steps: &[Step], told: &mut Told<'_>) -> Result<()> {
        let mut unnamed: Vec<(usize, String)> = Vec::new();
        let mut whole = Ok(());
        for (index, step) in steps.iter().enumerate() {
            let done = match self.step(step) {
                Ok(Some(done)) => Ok(done),
                Ok(None) => {
                    let tag = self.connection.owner.tag(&step.object().key);
                    unnamed.push((index, tag));
                    continue;
                }
                Err(failure) if failure.is_of_one() => Err(failure),
                Err(failure) => {
                    whole = Err(failure);
                    break;
                }
            };
            if !told(index, done) {
                break;
            }
        }
        if unnamed.is_empty() {
            return whole;
        }
        // One look for the codes of all that were made.
        let vouchers = match self.vouchers() {
            Ok(vouchers) => vouchers,
            Err(failure) => return whole.and(Err(failure)),
        };
        let by_note: HashMap<&str, &Voucher> = vouchers
            .iter()
            .map(|voucher| (voucher.note.as_str(), voucher))
            .collect();
        for (index, tag) in unnamed {
            let found = by_note.get(tag.as_str()).map(|voucher| voucher.done());
            if !told(index, found.ok_or_else(|| Failure::new(Cause::NotKept, ""))) {
                break;
            }
        }
        whole
    }

    fn certificate(&self) -> Option<Fingerprint> {
        self.client.certificate()
    }

    fn sessions(&mut self, _ended_within: Option<Duration>) -> Result<Vec<Online>> {
        let mut online = self.online()?;
        if matches!(self.way, Way::Integration(_)) {
            // It does not say which device came with which voucher: a voucher that is in use stands for its guest.
            let owner = self.connection.owner;
            let vouchers = self.vouchers()?.into_iter().filter(|voucher| {
                let ours = owner.holder(&voucher.note).0 == Holder::Ours;
                ours && voucher.in_use && !voucher.expired
            });
            online.extend(vouchers.map(|voucher| Online {
                name: voucher.code,
                session: voucher.id,
                mac: None,
                ip: None,
                seconds: 0,
                traffic: Traffic::default(),
                started_at: None,
                ended_at: None,
                ago: 0,
                nas: None,
                by_radius: false,
            }));
        }
        Ok(online)
    }

    fn kick(&mut self, whom: &Whom) -> Result<Kicked> {
        let meant = |online: Vec<Online>| -> Vec<Mac> {
            let meant = online.iter().filter(|one| whom.is(one));
            meant.filter_map(|one| one.mac).collect()
        };
        let before = meant(self.online()?);
        for mac in &before {
            match self.unauthorise(*mac) {
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

    fn admit(&mut self, admission: &Admission) -> Result<()> {
        let mac = ability::UNIFI.mac.write(admission.mac);
        let minutes = admission.seconds.div_ceil(60).clamp(1, 1_000_000);
        let megabytes = admission
            .bytes
            .map(|bytes| bytes.div_ceil(1 << 20).clamp(1, 1_048_576));
        let kbps = |bps: Option<u64>| bps.map(|bps| bps.div_ceil(1000).clamp(2, 100_000));
        let (up, down) = (kbps(admission.upload_bps), kbps(admission.download_bps));
        let body = |fixed: [(&str, Value); 2], names: [&str; 4]| {
            let [minutes_, megabytes_, up_, down_] = names;
            let mut body: Map<String, Value> = fixed
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect();
            let optional = [
                (minutes_, Some(minutes)),
                (megabytes_, megabytes),
                (up_, up),
                (down_, down),
            ];
            for (name, value) in optional {
                if let Some(value) = value {
                    let _ = body.insert(name.to_owned(), value.into());
                }
            }
            Value::Object(body)
        };
        match &mut self.way {
            Way::Classic(classic) => {
                let fixed = [("cmd", "authorize-guest".into()), ("mac", mac.into())];
                let body = body(fixed, ["minutes", "bytes", "up", "down"]);
                classic
                    .call(&Method::POST, "cmd/stamgr", Some(&body))
                    .map(drop)
            }
            Way::Integration(api) => {
                let id = client_id(api, &mac)?;
                let action: Value = "AUTHORIZE_GUEST_ACCESS".into();
                let names = [
                    "timeLimitMinutes",
                    "dataUsageLimitMBytes",
                    "txRateLimitKbps",
                    "rxRateLimitKbps",
                ];
                let body = body([("action", action.clone()), ("action", action)], names);
                let path = format!("clients/{id}/actions");
                api.call(&Method::POST, &path, Some(&body)).map(drop)
            }
        }
    }

    fn expel(&mut self, mac: Mac) -> Result<()> {
        self.unauthorise(mac)
    }

    fn foreign_users(&mut self) -> Result<Vec<ForeignUser>> {
        let owner = self.connection.owner;
        let vouchers = self.vouchers()?;
        let foreign = vouchers
            .into_iter()
            .filter(|voucher| owner.holder(&voucher.note).0 == Holder::Foreign);
        Ok(foreign
            .map(|voucher| ForeignUser {
                password: Some(Secret::new(voucher.code.clone())),
                profile: String::new(),
                comment: Some(voucher.note).filter(|note| !note.is_empty()),
                disabled: voucher.expired,
                used_seconds: 0,
                used: Traffic::default(),
                limit_seconds: voucher
                    .minutes
                    .parse::<u64>()
                    .ok()
                    .map(|minutes| minutes * 60),
                limit_bytes: voucher.megabytes.parse::<u64>().ok().map(|mega| mega << 20),
                name: voucher.code,
            })
            .collect())
    }
}

/// A voucher, whatever interface told of it.
#[derive(Debug)]
struct Voucher {
    id: String,
    note: String,
    code: String,
    minutes: String,
    quota: String,
    megabytes: String,
    up_kbps: String,
    down_kbps: String,
    expired: bool,
    /// Somebody has logged in with it. Only the integration interface needs it: it does not say who.
    in_use: bool,
}

impl Voucher {
    fn of_classic(row: &Value) -> Self {
        Self {
            id: word(row, "_id"),
            note: word(row, "note"),
            code: word(row, "code"),
            minutes: word(row, "duration"),
            quota: word(row, "quota"),
            megabytes: word(row, "qos_usage_quota"),
            up_kbps: word(row, "qos_rate_max_up"),
            down_kbps: word(row, "qos_rate_max_down"),
            expired: word(row, "status") == "EXPIRED",
            in_use: word(row, "used").parse::<u64>().is_ok_and(|used| used > 0),
        }
    }

    fn of_integration(row: &Value) -> Self {
        let limit = word(row, "authorizedGuestLimit");
        Self {
            id: word(row, "id"),
            note: word(row, "name"),
            code: word(row, "code"),
            minutes: word(row, "timeLimitMinutes"),
            quota: if limit.is_empty() {
                "0".to_owned()
            } else {
                limit
            },
            megabytes: word(row, "dataUsageLimitMBytes"),
            up_kbps: word(row, "txRateLimitKbps"),
            down_kbps: word(row, "rxRateLimitKbps"),
            expired: flag(row, "expired") == "true",
            in_use: !word(row, "activatedAt").is_empty(),
        }
    }

    fn done(&self) -> Done {
        Done {
            handle: Some(self.id.clone()),
            code: Some(Code {
                name: self.code.clone(),
                password: Secret::new(self.code.clone()),
            }),
        }
    }

    fn object(&self, key: &str) -> Object {
        Object::found(Kind::User, key, Holder::Ours, &self.id)
            .named(&self.code)
            .with("code", Secret::new(self.code.clone()))
            .with("minutes", self.minutes.as_str())
            .with("quota", self.quota.as_str())
            .with("megabytes", self.megabytes.as_str())
            .with("up_kbps", self.up_kbps.as_str())
            .with("down_kbps", self.down_kbps.as_str())
    }
}

/// The integration interface's own id of a device.
fn client_id(api: &mut Integration, mac: &str) -> Result<String> {
    let rows = api.list("clients", Some(&format!("macAddress.eq({})", quoted(mac))))?;
    let found = rows.first().map(|row| word(row, "id"));
    found.ok_or_else(|| Failure::new(Cause::NotThere, mac))
}

fn at_least(version: &str, least: (u32, u32)) -> bool {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0)) >= least
}
