//! The controllers of the house: hotspot routers, Wi-Fi controllers, RADIUS databases. A driver brings one of them to the
//! state that it should have, and says who is on line there. It is given values and answers values; it knows no store,
//! no ticket and no clock.
//!
//! # One driver, from outside in
//!
//! ```text
//! services: Desired ──┐
//!                     ├─► Driver::wanted ─► Wanted ─┐
//! Driver::read ─► Vec<Object> ────────────────────┴─► plan() ─► Plan ─► Driver::carry_out ─► Done
//! ```
//!
//! 1. [`open`] makes a driver from a [`Connection`]: host, port, login, pinned certificate, options. It does no I/O.
//! 2. [`Driver::read`] reads what is there as [`Object`]s, in the vendor's own names and in a canonical form.
//! 3. [`Driver::wanted`] is pure: it says the vendor-neutral [`Desired`] in the vendor's objects. **All units are
//!    converted here**, in one module of the vendor with tests at the limits (RULES Q45): `Desired` has bytes, seconds,
//!    bit/s. What the vendor cannot express becomes a [`Gap`](plan::Gap), never a wrong value.
//! 4. [`plan()`] compares both. It is the same for all vendors and pure; the user sees its [`Plan`] in words before anything
//!    is written.
//! 5. [`Driver::carry_out`] does the steps of a plan, many at once where the vendor lets it, and reports each.
//! 6. Whoever asked reads again: the plan of what was just carried out must be empty.
//!
//! # What a driver must keep
//!
//! - **Tags.** Everything that a driver makes carries [`Owner::tag`] in a field that the vendor leaves alone (`comment`,
//!   `note`, a name). [`Owner::holder`] reads it back. What has no tag of ours is [`Holder::Foreign`], and a plan never
//!   changes or removes it. What exists once and cannot be made (a hotspot's profile, the guest portal) is a
//!   [`Hold::Setting`]: only the named properties are written.
//! - **Compare what comes back.** `"1h"`, `3600` and `01:00:00` are one value: `read` brings each into the form that `wanted`
//!   uses. A property that is absent has the vendor's default; say the default.
//! - **Never repeat blindly.** Most creates are not idempotent. A driver sends each once; after a failure whose answer
//!   is unknown it returns that failure from [`carry_out`](Driver::carry_out), and services read and plan anew. So a push that is cut
//!   in the middle ends in the same state when repeated.
//! - **Success is read in the body**, not in the HTTP status alone.
//! - **No secret in a failure.** [`open`] wraps every driver so that the login's password and the values of
//!   [`Value::Secret`] that it carries out are struck from what the other side said; still, do not put them in.
//! - **Blocking, with patience.** A driver runs on a thread of its own; no call of it waits longer than
//!   [`Connection::patience`] for one answer. It logs in when it must, keeps its session, and logs in again at most once
//!   per call (UniFi locks whoever logs in too often).
//! - **No knowledge of now.** Instants come from the caller or from the other side.
//!
//! # How to add one
//!
//! A module `gateways/<vendor>.rs` with a type that implements [`Driver`], a row in [`abilities`], an arm in [`open`]. HTTP goes
//! through [`http::Client`], which pins the certificate. Tests: the units beside them as a table; the driver against
//! its mock in `tests/gateways`. [`fake`](fake::Fake) is a driver in memory for the tests of services.

mod ability;
mod connection;
mod failure;
#[cfg(test)]
pub mod fake;
pub mod freeradius_sql;
pub mod http;
mod json;
pub mod omada;
pub mod opnsense;
pub mod plan;
pub mod routeros;
mod scrub;
pub mod state;
pub mod tls;
pub mod unifi;

pub use ability::{Abilities, Codes, Limits, MacForm, OptionSpec, View, abilities, can_encrypt};
pub use connection::{Connection, Fingerprint, Secret, Transport};
pub use failure::{Cause, Failure, Retry};
pub use plan::{Plan, plan};
pub use state::{Desired, Hold, Holder, Kind, Object, Owner, Value, Wanted};

use crate::domain::{gateway::Vendor, mac::Mac, time::Instant};
use plan::Step;
use std::{net::IpAddr, time::Duration};

/// The result of asking a gateway.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// One controller, as seen through its interface.
///
/// Every method but [`wanted`](Self::wanted) asks the other side and may block. The ones with a body are what not every
/// vendor has; [`Abilities`] says beforehand which are there.
pub trait Driver: Send {
    /// Who answers there, and how it is. The first call of a test: it logs in, and finds out whether this is the right
    /// product in a version that can be spoken to ([`Cause::WrongProduct`], [`Cause::TooOld`]).
    fn facts(&mut self) -> Result<Facts>;

    /// What is there, within `scope`: ours and what is in our way. Objects of other people that nothing of ours touches
    /// may be left out.
    fn read(&mut self, scope: &Scope) -> Result<Vec<Object>>;

    /// What should be there, in the vendor's words and units. Pure. `there` is what [`read`](Self::read) found in the same
    /// scope, for whatever must be attached to something that exists.
    fn wanted(&self, desired: &Desired, there: &[Object]) -> Wanted;

    /// Carries steps out in their order, and tells of each what became of it by its index. One that is refused does not
    /// keep the others: only what makes the rest useless (nobody answers, the login is not accepted, the answer to a
    /// create never came) is returned as the failure of the whole; then steps that were not told of may or may not have
    /// happened.
    ///
    /// `told` answers whether to go on.
    fn carry_out(&mut self, steps: &[Step], told: &mut Told<'_>) -> Result<()>;

    /// The certificate that the other side showed in this connection; `None` before the first call, and without TLS.
    fn certificate(&self) -> Option<Fingerprint> {
        None
    }

    /// Who is on line, and, where the vendor remembers, whose session ended within so long. By the vendor's own clock:
    /// nobody knows how far that is off.
    fn sessions(&mut self, ended_within: Option<Duration>) -> Result<Vec<Online>> {
        let _ = ended_within;
        Err(Failure::unsupported("a list of who is on line"))
    }

    /// What users of ours used so far, where the vendor counts it for each beside the sessions: a session that came and
    /// went between two looks shows there alone. Nothing where it does not ([`Abilities::counts_users`]).
    fn counters(&mut self, scope: &Scope) -> Result<Vec<Counted>> {
        let _ = scope;
        Ok(Vec::new())
    }

    /// Cuts whoever matches, so that it stays cut: cookies and remembered devices go, too.
    fn kick(&mut self, whom: &Whom) -> Result<Kicked> {
        let _ = whom;
        Err(Failure::unsupported("cutting a session"))
    }

    /// Lets a device in without a code, until then or until the volume is used up.
    fn admit(&mut self, admission: &Admission) -> Result<()> {
        let _ = admission;
        Err(Failure::unsupported("letting a device in"))
    }

    /// Takes back what [`admit`](Self::admit) gave.
    fn expel(&mut self, mac: Mac) -> Result<()> {
        let _ = mac;
        Err(Failure::unsupported("shutting a device out"))
    }

    /// The users that others made there, to be taken over as tickets (P25).
    fn foreign_users(&mut self) -> Result<Vec<ForeignUser>> {
        Err(Failure::unsupported("a list of its users"))
    }
}

/// Told of each step by its index in the plan; answers whether to go on.
pub type Told<'a> = dyn FnMut(usize, Result<Done>) -> bool + 'a;

/// What is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    All,
    /// Everything but users.
    Setup,
    /// Only these users, by key **and** by name (somebody else's user of the same name is in the way), and all groups,
    /// which they may need.
    Users(Vec<UserKey>),
}

/// By what a user is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserKey {
    /// [`Object::key`] of the user: the ticket's serial.
    pub key: String,
    /// The name with which the guest logs in, as it is now.
    pub name: String,
}

/// A step that was carried out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Done {
    /// The vendor's own name of what was made.
    pub handle: Option<String>,
    /// What a guest logs in with, where the other side chose it ([`Codes::Theirs`]).
    pub code: Option<Code>,
}

/// What a guest logs in with: one code that is both, or a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Name.
    pub name: String,
    /// Password.
    pub password: Secret,
}

/// Who answers there, and how it is. What the other side does not tell is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Name of the product, as the other side says it: `RouterOS`, `UniFi OS`.
    pub product: String,
    /// Its version, as the other side says it.
    pub version: String,
    /// Board or model.
    pub model: Option<String>,
    /// The name that its owner gave it.
    pub identity: Option<String>,
    /// Its clock, at the moment of the answer.
    pub clock: Option<Instant>,
    /// Seconds since it started.
    pub uptime_seconds: Option<u64>,
    /// Guests on line.
    pub online: Option<u32>,
    /// Bytes of all guests since some moment in the past: it only grows until a restart.
    pub traffic: Option<Traffic>,
    /// Its login page, without which no QR code can log in.
    pub portal: Option<Portal>,
    /// What it says of its RADIUS servers, ours among them.
    pub radius: Option<RadiusCounters>,
    /// What the driver itself saw to be in the way.
    pub troubles: Vec<Trouble>,
}

/// Bytes that guests moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traffic {
    /// From the guests.
    pub upload: u64,
    /// To the guests.
    pub download: u64,
}

/// The login page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portal {
    /// Name or address that the guest's browser is sent to.
    pub host: String,
    /// Whether a link with name and password in it is accepted (GATEWAYS 1.4), as the QR code has it.
    pub takes_links: bool,
    /// Whether it speaks HTTPS.
    pub https: bool,
}

/// What a gateway counted about its RADIUS server, which is Innkeeper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RadiusCounters {
    /// Requests sent.
    pub requests: u64,
    /// Accepts received.
    pub accepts: u64,
    /// Rejects received.
    pub rejects: u64,
    /// Requests without an answer.
    pub timeouts: u64,
    /// Answers that were not signed with the secret: it differs.
    pub bad_replies: u64,
    /// Disconnect- and CoA-Requests that it received.
    pub incoming: u64,
    /// Those among them that it refused for their signature or form.
    pub bad_incoming: u64,
}

/// What a driver found to be in the way of guests.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trouble {
    /// Hotspots are forbidden by the mode of the device (RouterOS `/system/device-mode`).
    HotspotForbidden,
    /// There is no hotspot server or guest network to set up.
    NoHotspot,
    /// The login may read but not write, or not see secrets: the name of the right that is missing.
    MissingRight(String),
    /// Its login page takes no link with name and password.
    NoLinkLogin,
    /// The portal is switched off.
    PortalOff,
    /// A service that is needed is not switched on: its name.
    ServiceOff(String),
}

/// A session at the gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Online {
    /// The name that logged in; empty for a device that was admitted without one.
    pub name: String,
    /// The gateway's own name of the session; unique there as long as the session lives.
    pub session: String,
    /// The device.
    pub mac: Option<Mac>,
    /// Its address.
    pub ip: Option<IpAddr>,
    /// How long it has been on line, in seconds.
    pub seconds: u64,
    /// Bytes that it moved.
    pub traffic: Traffic,
    /// When it began, if the gateway says so.
    pub started_at: Option<Instant>,
    /// When it ended: `None` while it lives.
    pub ended_at: Option<Instant>,
    /// How many seconds ago, by the gateway's own clock, this was so: 0 where it counts live, else since its newest
    /// record, or since its end.
    pub ago: u64,
    /// The device at which the guest is, where the gateway is the database of several.
    pub nas: Option<IpAddr>,
    /// Whether it logged in at a RADIUS server: then its accounting says the same, and better.
    pub by_radius: bool,
}

/// What a user of ours used in all, by the gateway's count. It only grows, until the gateway loses it: with its power, or
/// with the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// [`Object::key`] of the user: the ticket's serial.
    pub key: String,
    /// Seconds on line.
    pub seconds: u64,
    /// Bytes.
    pub traffic: Traffic,
}

/// Whom to cut: a session matches if everything matches that is given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Whom {
    /// The name that logged in.
    pub name: Option<String>,
    /// The device.
    pub mac: Option<Mac>,
    /// Its address.
    pub ip: Option<IpAddr>,
}

impl Whom {
    /// Whether a session is meant. Whoever names nothing means nobody.
    pub fn is(&self, one: &Online) -> bool {
        let named = self.name.is_some() || self.mac.is_some() || self.ip.is_some();
        named
            && self.name.as_ref().is_none_or(|name| *name == one.name)
            && self.mac.is_none_or(|mac| Some(mac) == one.mac)
            && self.ip.is_none_or(|ip| Some(ip) == one.ip)
    }
}

/// What a kick did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kicked {
    /// Sessions that were cut, and are gone: the driver looked again.
    pub cut: usize,
    /// Sessions that are still there.
    pub left: usize,
}

/// A device that is let in without a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admission {
    /// The device.
    pub mac: Mac,
    /// For how long, in seconds.
    pub seconds: u64,
    /// Bytes in all; `None` = no limit.
    pub bytes: Option<u64>,
    /// Bit/s to the guest.
    pub download_bps: Option<u64>,
    /// Bit/s from the guest.
    pub upload_bps: Option<u64>,
}

/// A user that others made at the gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignUser {
    /// Name.
    pub name: String,
    /// Password, if the login may see it.
    pub password: Option<Secret>,
    /// The group that it belongs to: a MikroTik HotSpot user profile (P25).
    pub profile: String,
    /// What somebody noted.
    pub comment: Option<String>,
    /// Switched off.
    pub disabled: bool,
    /// Seconds on line so far.
    pub used_seconds: u64,
    /// Bytes so far.
    pub used: Traffic,
    /// Seconds in all.
    pub limit_seconds: Option<u64>,
    /// Bytes in all.
    pub limit_bytes: Option<u64>,
}

/// A driver for a vendor. Does no I/O; a vendor without an interface of its own is [`Cause::Unsupported`].
pub fn open(vendor: Vendor, connection: &Connection) -> Result<Box<dyn Driver>> {
    #[cfg(test)]
    if let Some(fake) = fake::at(&connection.host) {
        return Ok(Box::new(scrub::Scrubbed::new(Box::new(fake), connection)));
    }
    let driver: Box<dyn Driver> = match vendor {
        Vendor::Mikrotik => Box::new(routeros::RouterOs::new(connection)?),
        Vendor::Unifi => Box::new(unifi::Unifi::new(connection)?),
        Vendor::Omada => Box::new(omada::Omada::new(connection)?),
        Vendor::Opnsense => Box::new(opnsense::Opnsense::new(connection)?),
        Vendor::FreeradiusSql => Box::new(freeradius_sql::FreeradiusSql::new(connection)?),
        _ => return Err(Failure::unsupported("an interface of its own")),
    };
    Ok(Box::new(scrub::Scrubbed::new(driver, connection)))
}
