//! FreeRADIUS, by the tables of its module `sql` in PostgreSQL, MySQL or MariaDB: for houses whose RADIUS server stands
//! elsewhere, or that outgrow one computer (GATEWAYS 4).
//!
//! Users are rows of `radcheck` with a row of `radusergroup`, groups rows of `radgroupreply`, gateways rows of `nas`; who is
//! on line stands in `radacct`. Users and groups have no column for a tag, so they carry theirs in an attribute that
//! FreeRADIUS keeps for whoever wants it ([`units::MARK`]). Only the attributes that [`units`] names are written and removed: what
//! somebody added to a user of ours stays.
//!
//! A push is one transaction: all of it or nothing.

use super::{
    Cause, Connection, Done, Driver, Facts, Failure, Fingerprint, ForeignUser, Holder, Kind,
    Object, Online, Result, Scope, Secret, Told, Trouble, Wanted, ability, plan::Step,
    state::Desired, tls::Pin,
};
use crate::domain::time::Instant;
use chrono::DateTime;
use database::{Database, Dialect, Param};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
    time::Duration,
};
use units::{CHECK, GROUP_NAME, MARK, NAS, REPLY, USER_NAME};

mod database;
mod units;

/// Tables without which this is no database of FreeRADIUS.
const TABLES: [&str; 6] = [
    "radcheck",
    "radgroupcheck",
    "radgroupreply",
    "radusergroup",
    "radacct",
    "nas",
];
/// What a database speaks unless it is told otherwise.
const USUAL_DIALECT: &str = "postgresql";
/// Between values where there are several.
const BETWEEN: &str = " + ";
/// Names in one statement.
const NAMES: usize = 5000;

/// Whether a database of this dialect is spoken to with encryption.
pub(super) fn can_encrypt(dialect: Option<&str>) -> bool {
    Dialect::named(dialect.unwrap_or(USUAL_DIALECT)).map_or(true, Dialect::has_tls)
}

/// One database.
pub struct FreeradiusSql {
    connection: Connection,
    dialect: Dialect,
    name: String,
    vendors: units::Vendors,
    counters: bool,
    pin: Arc<Pin>,
    open: Option<Box<dyn Database>>,
}

impl std::fmt::Debug for FreeradiusSql {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FreeradiusSql")
            .field("connection", &self.connection)
            .finish_non_exhaustive()
    }
}

impl FreeradiusSql {
    /// A database; nothing is asked yet.
    pub fn new(connection: &Connection) -> Result<Self> {
        let option = |name, usual| connection.option(name).unwrap_or(usual);
        Ok(Self {
            dialect: Dialect::named(option("dialect", USUAL_DIALECT))?,
            name: option("database", "radius").to_owned(),
            vendors: units::Vendors::named(option("replies", "wispr,mikrotik"))?,
            counters: option("counters", "no") == "yes",
            pin: Pin::new(connection.fingerprint),
            connection: connection.clone(),
            open: None,
        })
    }

    /// Over the connection, made when first needed. After a failure it is given up, as nobody knows its state.
    fn ask<T>(&mut self, work: impl FnOnce(&mut dyn Database) -> Result<T>) -> Result<T> {
        let mut open = match self.open.take() {
            Some(open) => open,
            None => database::connect(self.dialect, &self.connection, &self.name, &self.pin)?,
        };
        let answer = work(open.as_mut())?;
        self.open = Some(open);
        Ok(answer)
    }

    /// Users of ours, and of others as far as they are in the way, with the rows of each.
    fn found_users(&mut self, scope: &Scope) -> Result<BTreeMap<String, Found>> {
        let owner = self.connection.owner;
        let only = match scope {
            Scope::Setup => return Ok(BTreeMap::new()),
            Scope::All => None,
            Scope::Users(users) => Some((
                users
                    .iter()
                    .map(|user| user.name.as_str())
                    .collect::<Vec<_>>(),
                users
                    .iter()
                    .map(|user| owner.tag(&user.key))
                    .collect::<Vec<_>>(),
            )),
        };
        let (checks, groups) = self.ask(|open| {
            let check = "SELECT username, attribute, op, value FROM radcheck";
            let group = "SELECT username, groupname FROM radusergroup";
            let Some((names, tags)) = &only else {
                return Ok((open.query(check, &[])?, open.query(group, &[])?));
            };
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            let (mut checks, mut groups) = (Vec::new(), Vec::new());
            for (names, tags) in names.chunks(NAMES).zip(tags.chunks(NAMES)) {
                let tagged = "SELECT username FROM radcheck WHERE attribute = ? AND value IN ?";
                let params = [Param::Text(MARK), Param::List(tags)];
                let tagged = open.query(tagged, &params)?;
                let tagged = tagged.iter().filter_map(|row| row.first()?.as_deref());
                let names: Vec<&str> = names.iter().copied().chain(tagged).collect();
                let names = [Param::List(&names)];
                checks.extend(open.query(&format!("{check} WHERE username IN ?"), &names)?);
                groups.extend(open.query(&format!("{group} WHERE username IN ?"), &names)?);
            }
            Ok((checks, groups))
        })?;
        let mut users: BTreeMap<String, Found> = BTreeMap::new();
        for row in checks {
            let [name, attribute, op, value] = cells(row);
            let user = users.entry(name).or_default();
            user.see(attribute, &op, value);
        }
        for row in groups {
            let [name, group] = cells(row);
            // Who has no row of `radcheck` cannot log in and is in nobody's way.
            if let Some(user) = users.get_mut(&name) {
                user.see(GROUP_NAME.to_owned(), ":=", group);
            }
        }
        Ok(users)
    }

    fn users(&mut self, scope: &Scope) -> Result<Vec<Object>> {
        let owner = self.connection.owner;
        // Somebody else's user of a name that is looked for stands in the way of its key.
        let wanted: HashMap<&str, &str> = match scope {
            Scope::Users(users) => {
                let pairs = users
                    .iter()
                    .map(|user| (user.name.as_str(), user.key.as_str()));
                pairs.collect()
            }
            Scope::All | Scope::Setup => HashMap::new(),
        };
        let object = |(name, user): (String, Found)| {
            let tag = user.said(MARK);
            let (holder, key) = owner.holder(&tag);
            let key = match (holder, wanted.get(name.as_str())) {
                (Holder::Ours, _) => key.unwrap_or(&tag),
                (_, Some(key)) => key,
                (Holder::OtherInnkeeper, None) => &tag,
                (Holder::Foreign, None) => &name,
            };
            let mut object = Object::found(Kind::User, key, holder, &name)
                .named(&name)
                .with(USER_NAME, name.as_str())
                .with(GROUP_NAME, user.said(GROUP_NAME));
            for attribute in CHECK {
                object = match attribute {
                    "Cleartext-Password" => {
                        object.with(attribute, Secret::new(user.said(attribute)))
                    }
                    _ => object.with(attribute, user.said(attribute)),
                };
            }
            object
        };
        Ok(self.found_users(scope)?.into_iter().map(object).collect())
    }

    fn groups(&mut self) -> Result<Vec<Object>> {
        let owner = self.connection.owner;
        let rows = self.ask(|open| {
            let of = |table| format!("SELECT groupname, attribute, op, value FROM {table}");
            let mut rows = open.query(&of("radgroupcheck"), &[])?;
            rows.extend(open.query(&of("radgroupreply"), &[])?);
            Ok(rows)
        })?;
        let mut groups: BTreeMap<String, Found> = BTreeMap::new();
        for row in rows {
            let [name, attribute, op, value] = cells(row);
            let group = groups.entry(name).or_default();
            group.see(attribute, &op, value);
        }
        let object = |(name, group): (String, Found)| {
            let (holder, _) = owner.holder(&group.said(MARK));
            REPLY.iter().fold(
                Object::found(Kind::Group, &name, holder, &name),
                |object, attribute| object.with(attribute, group.said(attribute)),
            )
        };
        Ok(groups.into_iter().map(object).collect())
    }

    fn clients(&mut self) -> Result<Vec<Object>> {
        let owner = self.connection.owner;
        // CONCAT makes a text of anything in both dialects.
        let sql = "SELECT CONCAT(id), nasname, shortname, type, secret, description FROM nas";
        let rows = self.ask(|open| open.query(sql, &[]))?;
        let object = |row| {
            let [id, nasname, shortname, kind, secret, description] = cells(row);
            let (holder, key) = owner.holder(&description);
            let key = match holder {
                Holder::Ours => key.unwrap_or(&shortname),
                Holder::OtherInnkeeper | Holder::Foreign => &nasname,
            };
            Object::found(Kind::RadiusClient, key, holder, &id)
                .named(&shortname)
                .with("nasname", nasname.as_str())
                .with("shortname", shortname.as_str())
                .with("type", kind)
                .with("secret", Secret::new(secret))
        };
        Ok(rows.into_iter().map(object).collect())
    }
}

impl Driver for FreeradiusSql {
    fn certificate(&self) -> Option<Fingerprint> {
        self.pin.shown()
    }

    fn facts(&mut self) -> Result<Facts> {
        let (about, tables, online, name) = match self.dialect {
            Dialect::Postgres => (
                "SELECT current_setting('server_version'), CONCAT(EXTRACT(EPOCH FROM now())::bigint),
                        CONCAT(EXTRACT(EPOCH FROM now() - pg_postmaster_start_time())::bigint)",
                "SELECT table_name::text, CONCAT(has_table_privilege(table_name::text, 'SELECT, INSERT, UPDATE, DELETE'))
                 FROM information_schema.tables WHERE table_schema = ANY(current_schemas(false))",
                "SELECT CONCAT(COUNT(*)) FROM radacct WHERE acctstoptime IS NULL",
                "PostgreSQL",
            ),
            Dialect::Mysql => (
                "SELECT VERSION(), CONCAT(UNIX_TIMESTAMP()), NULL",
                "SELECT table_name, 't' FROM information_schema.tables WHERE table_schema = DATABASE()",
                "SELECT CONCAT(COUNT(*)) FROM radacct WHERE acctstoptime IS NULL",
                "MySQL",
            ),
        };
        let (about, tables) =
            self.ask(|open| Ok((open.query(about, &[])?, open.query(tables, &[])?)))?;
        let tables: HashMap<String, String> = tables
            .into_iter()
            .map(|row| {
                let [name, right] = cells(row);
                (name.to_lowercase(), right)
            })
            .collect();
        if let Some(missing) = TABLES.iter().find(|table| !tables.contains_key(**table)) {
            return Err(Failure::new(Cause::WrongProduct, missing));
        }
        let online = self.ask(|open| open.query(online, &[]))?;
        let [online] = cells(online.into_iter().next().unwrap_or_default());
        let [version, clock, uptime] = cells(about.into_iter().next().unwrap_or_default());
        let kept = TABLES.iter().filter(|table| **table != "radacct");
        let troubles = kept
            .filter(|table| tables.get(**table).is_some_and(|right| right == "f"))
            .map(|table| {
                Trouble::MissingRight(format!("SELECT, INSERT, UPDATE, DELETE ON {table}"))
            })
            .collect();
        Ok(Facts {
            product: format!("FreeRADIUS, {name}"),
            version,
            identity: Some(self.name.clone()),
            clock: instant(&clock),
            uptime_seconds: uptime.parse().ok(),
            online: online.parse().ok(),
            troubles,
            ..Facts::default()
        })
    }

    fn read(&mut self, scope: &Scope) -> Result<Vec<Object>> {
        let mut objects = self.users(scope)?;
        objects.extend(self.groups()?);
        objects.extend(self.clients()?);
        Ok(objects)
    }

    fn wanted(&self, desired: &Desired, there: &[Object]) -> Wanted {
        let mut wanted = units::wanted(desired, self.vendors, self.counters);
        let is_user = |object: &&Object| object.kind == Kind::User;
        let known: HashMap<&str, &Object> = there
            .iter()
            .filter(is_user)
            .map(|object| (object.key.as_str(), object))
            .collect();
        for user in wanted
            .objects
            .iter_mut()
            .filter(|object| object.kind == Kind::User)
        {
            // Whom somebody put into a group of his as well is in ours still.
            let groups = known
                .get(user.key.as_str())
                .and_then(|there| there.text(GROUP_NAME));
            let ours = user.text(GROUP_NAME).unwrap_or_default();
            if let Some(groups) = groups
                && groups.split(BETWEEN).filter(|group| *group == ours).count() == 1
            {
                let _ = user.values.insert(GROUP_NAME, groups.into());
            }
        }
        wanted
    }

    fn carry_out(&mut self, steps: &[Step], told: &mut Told<'_>) -> Result<()> {
        let owner = self.connection.owner;
        // Of a new name, who asked for it: tables without a unique key would take it twice.
        let refused = self.ask(|open| {
            open.batch("BEGIN")?;
            match Push::new(steps, owner).write(open) {
                Ok(refused) => open.batch("COMMIT").map(|()| refused),
                Err(failure) => {
                    // The connection is given up in any case; the server rolls back whoever hangs up.
                    let _ = open.batch("ROLLBACK");
                    Err(failure)
                }
            }
        })?;
        for (index, step) in steps.iter().enumerate() {
            let done = if refused.contains(&index) {
                Err(Failure::new(Cause::Taken, &step.object().name))
            } else {
                Ok(Done {
                    handle: Some(step.object().name.clone()),
                    code: None,
                })
            };
            if !told(index, done) {
                break;
            }
        }
        Ok(())
    }

    fn sessions(&mut self, ended_within: Option<Duration>) -> Result<Vec<Online>> {
        let (epoch, address, nas, from) = match self.dialect {
            Dialect::Postgres => (
                "EXTRACT(EPOCH FROM %)::bigint",
                "host(framedipaddress)",
                "host(nasipaddress)",
                "now() - ?::text::interval",
            ),
            Dialect::Mysql => (
                "UNIX_TIMESTAMP(%)",
                "framedipaddress",
                "nasipaddress",
                "NOW() - INTERVAL ? SECOND",
            ),
        };
        let [started, stopped, now] =
            ["acctstarttime", "acctstoptime", "now()"].map(|column| epoch.replace('%', column));
        let newest = "COALESCE(acctstoptime, acctupdatetime, acctstarttime)";
        let newest = epoch.replace('%', newest);
        let within = ended_within.map(|within| within.as_secs().to_string());
        let ended = within
            .as_ref()
            .map_or_else(String::new, |_| format!(" OR acctstoptime >= {from}"));
        let sql = format!(
            "SELECT acctuniqueid, username, callingstationid, {address}, CONCAT(acctsessiontime),
                    CONCAT(acctinputoctets), CONCAT(acctoutputoctets), CONCAT({started}), CONCAT({stopped}),
                    CONCAT({now} - {newest}), {nas}
             FROM radacct WHERE acctstoptime IS NULL{ended}"
        );
        let params: Vec<_> = within.iter().map(|within| Param::Text(within)).collect();
        let rows = self.ask(|open| open.query(&sql, &params))?;
        let online = |row| {
            let [
                session,
                name,
                mac,
                ip,
                seconds,
                up,
                down,
                started,
                stopped,
                ago,
                nas,
            ] = cells(row);
            Online {
                name,
                session,
                mac: mac.parse().ok(),
                ip: ip.parse().ok(),
                seconds: seconds.parse().unwrap_or(0),
                traffic: ability::FREERADIUS_SQL
                    .counts
                    .traffic(up.parse().unwrap_or(0), down.parse().unwrap_or(0)),
                started_at: instant(&started),
                ended_at: instant(&stopped),
                ago: ago.parse().unwrap_or(0),
                nas: nas.parse().ok(),
                // Its accounting went there and not here.
                by_radius: false,
            }
        };
        Ok(rows.into_iter().map(online).collect())
    }

    fn foreign_users(&mut self) -> Result<Vec<ForeignUser>> {
        let owner = self.connection.owner;
        let used = "SELECT username, CONCAT(SUM(acctsessiontime)), CONCAT(SUM(acctinputoctets)), CONCAT(SUM(acctoutputoctets))
                    FROM radacct WHERE username IS NOT NULL GROUP BY username";
        let users = self.found_users(&Scope::All)?;
        let used: HashMap<String, [u64; 3]> = self
            .ask(|open| open.query(used, &[]))?
            .into_iter()
            .map(|row| {
                let [name, seconds, up, down] = cells(row);
                (
                    name,
                    [seconds, up, down].map(|sum| sum.parse().unwrap_or(0)),
                )
            })
            .collect();
        let foreign = users
            .into_iter()
            .filter(|(_, user)| owner.holder(&user.said(MARK)).0 == Holder::Foreign);
        Ok(foreign
            .map(|(name, user)| {
                let [seconds, input, output] = used.get(&name).copied().unwrap_or_default();
                ForeignUser {
                    password: user
                        .has("Cleartext-Password")
                        .then(|| Secret::new(user.said("Cleartext-Password"))),
                    profile: user.said(GROUP_NAME),
                    comment: None,
                    disabled: user.said("Auth-Type") == "Reject",
                    used_seconds: seconds,
                    used: ability::FREERADIUS_SQL.counts.traffic(input, output),
                    limit_seconds: user.said("Max-All-Session").parse().ok(),
                    limit_bytes: None,
                    name,
                }
            })
            .collect())
    }
}

/// The rows of one user or group: operator and value by attribute.
#[derive(Debug, Default)]
struct Found(BTreeMap<String, Vec<String>>);

impl Found {
    fn see(&mut self, attribute: String, op: &str, value: String) {
        // `:=` is what is written here; another operator is another meaning, and shows as one.
        let said = if op == ":=" {
            value
        } else {
            format!("{op} {value}")
        };
        self.0.entry(attribute).or_default().push(said);
    }

    fn has(&self, attribute: &str) -> bool {
        self.0.contains_key(attribute)
    }

    /// Its value; nothing where there is no such row. A second row is a fault that shows as another value.
    fn said(&self, attribute: &str) -> String {
        self.0
            .get(attribute)
            .map_or_else(String::new, |values| values.join(BETWEEN))
    }
}

/// What a plan comes to in rows.
#[derive(Debug)]
struct Push<'a> {
    steps: &'a [Step],
    tags: Vec<String>,
}

impl<'a> Push<'a> {
    fn new(steps: &'a [Step], owner: super::Owner) -> Self {
        let tag = |step: &Step| owner.tag(&step.object().key);
        Self {
            steps,
            tags: steps.iter().map(tag).collect(),
        }
    }

    /// Writes everything within a transaction that is open; the indices of steps whose name belongs to somebody else.
    fn write(&self, open: &mut dyn Database) -> Result<HashSet<usize>> {
        let refused = self.taken(open)?;
        let steps = || {
            let all = self.steps.iter().zip(&self.tags).enumerate();
            all.filter(|(index, _)| !refused.contains(index))
                .map(|(_, step)| step)
        };
        let of = |kind| steps().filter(move |(step, _)| step.object().kind == kind);
        Self::write_named(
            open,
            of(Kind::Group),
            "groupname",
            &["radgroupcheck"],
            "radgroupreply",
            &REPLY,
        )?;
        Self::write_named(open, of(Kind::User), "username", &[], "radcheck", &CHECK)?;
        let memberships: Vec<_> = of(Kind::User)
            .filter(|(step, _)| !matches!(step, Step::Remove(_)))
            .flat_map(|(step, _)| {
                let object = step.object();
                let groups = object.text(GROUP_NAME).unwrap_or_default();
                groups
                    .split(BETWEEN)
                    .map(|group| vec![object.name.as_str(), group])
            })
            .collect();
        open.insert("radusergroup", &["username", "groupname"], &memberships)?;
        for (step, tag) in of(Kind::RadiusClient) {
            write_client(open, step, tag)?;
        }
        Ok(refused)
    }

    /// Users whose new name somebody else has, in this database or in this plan.
    fn taken(&self, open: &mut dyn Database) -> Result<HashSet<usize>> {
        let users = || {
            let all = self.steps.iter().enumerate();
            all.filter(|(_, step)| step.object().kind == Kind::User)
        };
        // Names become free by what is removed or renamed in the same push.
        let freed: HashSet<&str> = users()
            .filter(|(_, step)| !matches!(step, Step::Add(_)))
            .filter_map(|(_, step)| step.object().handle.as_deref())
            .collect();
        let news: Vec<(usize, &str)> = users()
            .filter(|(_, step)| !matches!(step, Step::Remove(_)))
            .map(|(index, step)| (index, step.object().name.as_str()))
            .collect();
        let names: Vec<&str> = news.iter().map(|(_, name)| *name).collect();
        let mut held: HashSet<String> = HashSet::new();
        for names in names.chunks(NAMES) {
            let sql = "SELECT DISTINCT username FROM radcheck WHERE username IN ?";
            let rows = open.query(sql, &[Param::List(names)])?;
            held.extend(rows.into_iter().map(|row| {
                let [name] = cells(row);
                name
            }));
        }
        // MySQL compares without regard to case.
        held.retain(|name| !freed.contains(name.as_str()));
        let mut held: HashSet<String> = held.iter().map(|name| name.to_lowercase()).collect();
        let taken = news
            .iter()
            .filter(|(_, name)| !held.insert(name.to_lowercase()));
        Ok(taken.map(|(index, _)| *index).collect())
    }

    /// Rows of users or groups: our attributes of each go, and come again where it is not removed.
    fn write_named<'s>(
        open: &mut dyn Database,
        steps: impl Iterator<Item = (&'s Step, &'s String)>,
        column: &str,
        mark_tables: &[&str],
        table: &str,
        attributes: &[&'static str],
    ) -> Result<()> {
        let steps: Vec<_> = steps.collect();
        let mark_table = mark_tables.first().copied().unwrap_or(table);
        let gone: Vec<&str> = steps
            .iter()
            .filter_map(|(step, _)| step.object().handle.as_deref())
            .collect();
        let ours: Vec<&str> = attributes.iter().copied().chain([MARK]).collect();
        for names in gone.chunks(NAMES) {
            for table in [mark_table, table] {
                let sql = format!("DELETE FROM {table} WHERE {column} IN ? AND attribute IN ?");
                let _ = open.execute(&sql, &[Param::List(names), Param::List(&ours)])?;
            }
        }
        Self::leave_groups(open, &steps)?;
        let kept = steps
            .iter()
            .filter(|(step, _)| !matches!(step, Step::Remove(_)));
        let (mut marks, mut rows) = (Vec::new(), Vec::new());
        for (step, tag) in kept {
            let object = step.object();
            marks.push(vec![object.name.as_str(), MARK, ":=", tag.as_str()]);
            for attribute in attributes {
                let value = object
                    .values
                    .get(attribute)
                    .map_or("", |value| value.reveal());
                if !value.is_empty() {
                    rows.push(vec![object.name.as_str(), attribute, ":=", value]);
                }
            }
        }
        let columns = [column, "attribute", "op", "value"];
        open.insert(mark_table, &columns, &marks)?;
        open.insert(table, &columns, &rows)
    }

    /// Takes users out of the groups that they were in by us.
    fn leave_groups(open: &mut dyn Database, steps: &[(&Step, &String)]) -> Result<()> {
        let mut by_group: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (step, _) in steps {
            let object = step.object();
            let Some(name) = object
                .handle
                .as_deref()
                .filter(|_| object.kind == Kind::User)
            else {
                continue;
            };
            let before = match step {
                Step::Change { changes, .. } => changes
                    .iter()
                    .find(|change| change.name == GROUP_NAME)
                    .and_then(|change| change.from.as_ref())
                    .map(|from| from.reveal()),
                Step::Add(_) | Step::Remove(_) => None,
            };
            let group = before
                .or_else(|| object.text(GROUP_NAME))
                .unwrap_or_default();
            for group in group.split(BETWEEN) {
                by_group.entry(group).or_default().push(name);
            }
        }
        for (group, names) in by_group {
            for names in names.chunks(NAMES) {
                let sql = "DELETE FROM radusergroup WHERE groupname = ? AND username IN ?";
                let _ = open.execute(sql, &[Param::Text(group), Param::List(names)])?;
            }
        }
        Ok(())
    }
}

fn write_client(open: &mut dyn Database, step: &Step, tag: &str) -> Result<()> {
    let object = step.object();
    let value = |name: &str| object.values.get(name).map_or("", |value| value.reveal());
    let handle = object.handle.as_deref().unwrap_or_default();
    match step {
        Step::Add(_) => {
            let columns = [&NAS[..], &["description"]].concat();
            let mut row: Vec<&str> = NAS.iter().map(|name| value(name)).collect();
            row.push(tag);
            open.insert("nas", &columns, &[row])
        }
        Step::Change { .. } => {
            let sql = "UPDATE nas SET nasname = ?, shortname = ?, type = ?, secret = ? WHERE CONCAT(id) = ? AND description = ?";
            let mut params: Vec<_> = NAS.iter().map(|name| Param::Text(value(name))).collect();
            params.extend([Param::Text(handle), Param::Text(tag)]);
            open.execute(sql, &params).map(drop)
        }
        Step::Remove(_) => {
            let sql = "DELETE FROM nas WHERE CONCAT(id) = ? AND description = ?";
            let params = [Param::Text(handle), Param::Text(tag)];
            open.execute(sql, &params).map(drop)
        }
    }
}

/// The cells of a row; what is missing or NULL is empty.
fn cells<const N: usize>(row: database::Row) -> [String; N] {
    let mut cells = row.into_iter();
    std::array::from_fn(|_| cells.next().flatten().unwrap_or_default())
}

fn instant(seconds: &str) -> Option<Instant> {
    DateTime::from_timestamp(seconds.parse().ok()?, 0)
}
