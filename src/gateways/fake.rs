//! A gateway in memory, for the tests of whoever drives drivers: it keeps what it is told, refuses what it is told to
//! refuse, hangs up in the middle when asked to, and lies when asked to.

use super::{
    Counted, Done, Driver, Facts, Failure, Kicked, Object, Online, Result, Scope, Told, Wanted,
    Whom,
    plan::Step,
    state::{Desired, Holder, Kind},
};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// The fakes by the host under which they are opened.
static FAKES: Mutex<Vec<(String, Fake)>> = Mutex::new(Vec::new());

/// The fake at a host.
pub(super) fn at(host: &str) -> Option<Fake> {
    let fakes = FAKES.lock().unwrap_or_else(PoisonError::into_inner);
    let found = fakes.iter().find(|(name, _)| name == host);
    found.map(|(_, fake)| fake.clone())
}

/// What is at the fake gateway, shared by all drivers that are opened on it.
#[derive(Debug, Clone, Default)]
pub struct Fake(Arc<Mutex<Inside>>);

/// Its inside, for tests to arrange and to look at.
#[derive(Debug, Default)]
pub struct Inside {
    /// What is there.
    pub objects: Vec<Object>,
    /// Who is on line.
    pub online: Vec<Online>,
    /// What users used, by the gateway's own count.
    pub counted: Vec<Counted>,
    /// What every call answers while it is set.
    pub down: Option<Failure>,
    /// Steps after which the line breaks, once; the step at which it breaks has happened.
    pub breaks_after: Option<usize>,
    /// Keys that are refused.
    pub refuses: HashSet<String>,
    /// Says yes and does nothing.
    pub lies: bool,
    /// Steps carried out so far.
    pub steps: usize,
    /// Calls of read so far.
    pub reads: usize,
    next: usize,
}

impl Fake {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty one that [`open`](super::open) finds at this host.
    pub fn at_host(host: &str) -> Self {
        let fake = Self::new();
        let mut fakes = FAKES.lock().unwrap_or_else(PoisonError::into_inner);
        fakes.push((host.to_owned(), fake.clone()));
        fake
    }

    /// Its inside.
    pub fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The keys of a kind that are there, sorted.
    pub fn keys(&self, kind: Kind) -> Vec<String> {
        let inside = self.inside();
        let of_kind = inside.objects.iter().filter(|object| object.kind == kind);
        let mut keys: Vec<_> = of_kind.map(|object| object.key.clone()).collect();
        keys.sort();
        keys
    }

    fn up(&self) -> Result<MutexGuard<'_, Inside>> {
        let inside = self.inside();
        match inside.down.clone() {
            Some(failure) => Err(failure),
            None => Ok(inside),
        }
    }
}

impl Inside {
    fn take(&mut self, step: &Step) -> Result<Done> {
        let object = step.object();
        if self.refuses.contains(&object.key) {
            return Err(Failure::new(super::Cause::Refused, &object.key));
        }
        self.steps += 1;
        if self.lies {
            return Ok(Done::default());
        }
        match step {
            Step::Add(object) => {
                self.next += 1;
                let handle = format!("*{:X}", self.next);
                self.objects.push(Object {
                    handle: Some(handle.clone()),
                    ..object.clone()
                });
                return Ok(Done {
                    handle: Some(handle),
                    code: None,
                });
            }
            Step::Change { object, changes } => {
                let mut there = self.objects.iter_mut();
                let there = there
                    .find(|there| there.handle == object.handle)
                    .ok_or_else(|| Failure::new(super::Cause::NotThere, &object.key))?;
                for change in changes {
                    let _ = there.values.insert(change.name, change.to.clone());
                }
            }
            Step::Remove(object) => self.objects.retain(|there| there.handle != object.handle),
        }
        Ok(Done::default())
    }
}

impl Driver for Fake {
    fn facts(&mut self) -> Result<Facts> {
        let inside = self.up()?;
        Ok(Facts {
            product: "Fake".to_owned(),
            version: "1".to_owned(),
            online: u32::try_from(inside.online.len()).ok(),
            ..Facts::default()
        })
    }

    fn read(&mut self, scope: &Scope) -> Result<Vec<Object>> {
        let mut inside = self.up()?;
        inside.reads += 1;
        let within = |object: &Object| match scope {
            Scope::All => true,
            Scope::Setup => object.kind != Kind::User,
            Scope::Users(users) => {
                object.kind == Kind::Group
                    || object.kind == Kind::User
                        && users
                            .iter()
                            .any(|user| user.key == object.key || user.name == object.name)
            }
        };
        let found = inside.objects.iter().filter(|object| within(object));
        Ok(found.cloned().collect())
    }

    fn wanted(&self, desired: &Desired, _there: &[Object]) -> Wanted {
        let mut objects = Vec::new();
        if let Some(radius) = &desired.radius {
            objects.push(
                Object::made(Kind::RadiusServer, "innkeeper")
                    .with("address", radius.address.to_string())
                    .with("secret", radius.secret.clone()),
            );
        }
        for group in &desired.groups {
            let rate = |bps: Option<u64>| bps.map_or_else(String::new, |bps| bps.to_string());
            objects.push(
                Object::made(Kind::Group, &group.name)
                    .with("download", rate(group.download_bps))
                    .with("upload", rate(group.upload_bps)),
            );
        }
        for user in &desired.users {
            objects.push(
                Object::made(Kind::User, &user.key)
                    .named(&user.name)
                    .with("password", user.password.clone())
                    .with("group", user.group.as_str())
                    .with("enabled", user.enabled.to_string()),
            );
        }
        Wanted {
            objects,
            gaps: Vec::new(),
        }
    }

    fn carry_out(&mut self, steps: &[Step], told: &mut Told<'_>) -> Result<()> {
        for (index, step) in steps.iter().enumerate() {
            let done = self.up()?.take(step);
            let breaks = {
                let mut inside = self.inside();
                let left = inside.breaks_after.map(|left| left.saturating_sub(1));
                inside.breaks_after = left.filter(|left| *left > 0);
                left == Some(0)
            };
            if breaks {
                return Err(Failure::new(super::Cause::Silent, ""));
            }
            if !told(index, done) {
                break;
            }
        }
        Ok(())
    }

    fn sessions(&mut self, _ended_within: Option<Duration>) -> Result<Vec<Online>> {
        Ok(self.up()?.online.clone())
    }

    fn counters(&mut self, scope: &Scope) -> Result<Vec<Counted>> {
        let inside = self.up()?;
        let asked = |one: &&Counted| match scope {
            Scope::All => true,
            Scope::Setup => false,
            Scope::Users(users) => users.iter().any(|user| user.key == one.key),
        };
        Ok(inside.counted.iter().filter(asked).cloned().collect())
    }

    fn kick(&mut self, whom: &Whom) -> Result<Kicked> {
        let mut inside = self.up()?;
        let before = inside.online.len();
        inside.online.retain(|one| {
            whom.name.as_ref().is_some_and(|name| *name != one.name)
                || whom.mac.is_some_and(|mac| Some(mac) != one.mac)
                || whom.ip.is_some_and(|ip| Some(ip) != one.ip)
        });
        Ok(Kicked {
            cut: before - inside.online.len(),
            left: 0,
        })
    }
}

/// A user of somebody else, by name.
pub fn foreign_user(name: &str) -> Object {
    Object::found(Kind::User, name, Holder::Foreign, "*F").named(name)
}
