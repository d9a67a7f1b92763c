//! What a gateway should have, and what it has.

use super::{Secret, plan::Gap};
use crate::domain::{gateway::Network, id::LocationId, time::Instant};
use std::{collections::BTreeMap, fmt, net::IpAddr};

/// What a gateway should have, in nobody's words: bytes, seconds, bit/s.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desired {
    /// In whose name.
    pub owner: Owner,
    /// Innkeeper as RADIUS server; `None` where the site does not want RADIUS.
    pub radius: Option<Radius>,
    /// Hosts that guests reach before they log in: names, with `*.` for all below, or addresses.
    pub garden: Vec<String>,
    /// Groups of users.
    pub groups: Vec<Group>,
    /// Users, where the gateway keeps them itself.
    pub users: Vec<User>,
    /// The other gateways of the house, where this one is the database of a RADIUS server (`nas` of FreeRADIUS).
    pub clients: Vec<Client>,
}

/// A gateway as client of a RADIUS server that stands elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// For people.
    pub name: String,
    /// Source addresses that belong to it.
    pub network: Network,
    /// Shared secret.
    pub secret: Secret,
}

/// Innkeeper as RADIUS server, seen from the gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Radius {
    /// Where it is.
    pub address: IpAddr,
    /// UDP port of authentication.
    pub auth_port: u16,
    /// UDP port of accounting.
    pub acct_port: u16,
    /// Shared secret.
    pub secret: Secret,
    /// Seconds between interim updates.
    pub interim_seconds: u32,
    /// UDP port where the gateway listens for Disconnect-Requests; `None`: it need not.
    pub disconnect_port: Option<u16>,
}

/// A group of users who share rates: a MikroTik user profile, a `radgroupreply`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name at the gateway.
    pub name: String,
    /// Whether it is enough that somebody made it: a profile that a product names (P25) may be the owner's own.
    pub may_be_foreign: bool,
    /// Bit/s to the guest; `None` = no limit.
    pub download_bps: Option<u64>,
    /// Bit/s from the guest.
    pub upload_bps: Option<u64>,
    /// Devices at the same time; `None` = no limit.
    pub devices: Option<u16>,
    /// Seconds of one session.
    pub session_seconds: Option<u64>,
    /// Seconds without traffic.
    pub idle_seconds: Option<u64>,
    /// Firewall address list (P26).
    pub address_list: Option<String>,
}

/// A user whom the gateway keeps: a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Names it for ever: the ticket's serial.
    pub key: String,
    /// What the guest types.
    pub name: String,
    /// Password.
    pub password: Secret,
    /// [`Group::name`].
    pub group: String,
    /// Devices at the same time.
    pub devices: u16,
    /// Seconds on line in all, counted by the gateway from its beginning; `None` = no limit.
    pub seconds: Option<u64>,
    /// Seconds from the first login on, by the clock: what a voucher of a controller lasts; `None` = no end.
    pub lasts_seconds: Option<u64>,
    /// Bytes in all, up and down together; `None` = no limit.
    pub bytes: Option<u64>,
    /// When it must stop at the latest, as far as that is known now.
    pub ends_at: Option<Instant>,
    /// Whether it may log in now. A user who may not is kept, switched off, so that what it used is still known.
    pub enabled: bool,
}

/// In whose name something is made: one Innkeeper leaves alone what another made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Owner(pub LocationId);

/// With what a tag begins.
const MARK: &str = "innkeeper";

impl Owner {
    /// The tag of something of ours, such as `innkeeper:1a2b3c4d:1042`. At most 19 characters more than the key.
    pub fn tag(&self, key: &str) -> String {
        format!("{MARK}:{self}:{key}")
    }

    /// Who made what carries this tag, and under which key.
    pub fn holder<'a>(&self, tag: &'a str) -> (Holder, Option<&'a str>) {
        let mut parts = tag.trim().splitn(3, ':');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(MARK), Some(owner), Some(key)) if owner == self.to_string() => {
                (Holder::Ours, Some(key))
            }
            (Some(MARK), Some(_), Some(key)) => (Holder::OtherInnkeeper, Some(key)),
            _ => (Holder::Foreign, None),
        }
    }
}

impl fmt::Display for Owner {
    /// Eight digits of the Location's id: its last, which are random (RFC 9562, 5.7).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let low = self.0.0.as_u128() & 0xFFFF_FFFF;
        write!(f, "{low:08x}")
    }
}

/// Who made something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// This Innkeeper.
    Ours,
    /// Another Innkeeper, or one that stood here before.
    OtherInnkeeper,
    /// Somebody else.
    Foreign,
}

/// What kind of thing. In the order in which things are made: a later one may refer to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Innkeeper as RADIUS server of the gateway.
    RadiusServer,
    /// Where the gateway listens for Disconnect-Requests.
    DisconnectListener,
    /// A gateway as client of a RADIUS server (`nas` of FreeRADIUS).
    RadiusClient,
    /// Who logs in how: a hotspot's profile, a guest portal.
    Portal,
    /// A host that guests reach before they log in.
    Garden,
    /// A group of users.
    Group,
    /// A user, or a voucher.
    User,
}

impl Kind {
    /// Its stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RadiusServer => "radius_server",
            Self::DisconnectListener => "disconnect_listener",
            Self::RadiusClient => "radius_client",
            Self::Portal => "portal",
            Self::Garden => "garden",
            Self::Group => "group",
            Self::User => "user",
        }
    }
}

/// How an object that should be there is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// Made, changed and removed by us. If somebody else has one of this key, that is a conflict.
    Made,
    /// As [`Made`](Self::Made), but somebody else's does as well, and is left as it is.
    Needed,
    /// It is there anyway: its named properties are written, whoever made it. It is neither made nor removed.
    Setting,
}

/// One thing at a gateway, in the vendor's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// What kind of thing.
    pub kind: Kind,
    /// What makes it the same thing as another of its kind: a serial for users, otherwise mostly a name. Two
    /// objects of one kind and key are one too many, and the plan removes those that are ours.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Read: who made it. In what is wanted: ours.
    pub holder: Holder,
    /// In what is wanted: how it is held. Of no meaning in what was read.
    pub hold: Hold,
    /// Read: the vendor's own name (`.id`, `_id`), by which it is changed and removed.
    pub handle: Option<String>,
    /// Its properties in canonical form, by the vendor's names. Only those that are wanted are compared.
    pub values: BTreeMap<&'static str, Value>,
}

/// A property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// May be shown.
    Text(String),
    /// Must not be shown.
    Secret(Secret),
    /// There, but the gateway does not show it. It counts as right unless secrets are to be written anew.
    Hidden,
}

/// What should be there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// In the vendor's words.
    pub objects: Vec<Object>,
    /// What the vendor cannot express.
    pub gaps: Vec<Gap>,
}

impl Object {
    /// Something that should be there, made by us.
    pub fn made(kind: Kind, key: impl Into<String>) -> Self {
        let key = key.into();
        Self {
            kind,
            name: key.clone(),
            key,
            holder: Holder::Ours,
            hold: Hold::Made,
            handle: None,
            values: BTreeMap::new(),
        }
    }

    /// Something that is there anyway, some properties of which should be so.
    pub fn setting(kind: Kind, key: impl Into<String>) -> Self {
        Self {
            hold: Hold::Setting,
            ..Self::made(kind, key)
        }
    }

    /// Something that was found.
    pub fn found(kind: Kind, key: impl Into<String>, holder: Holder, handle: &str) -> Self {
        Self {
            holder,
            handle: Some(handle.to_owned()),
            ..Self::made(kind, key)
        }
    }

    /// With another name for people.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// With a property.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        let _ = self.values.insert(name, value.into());
        self
    }

    /// By what it is named in words: a ticket by its serial, as the name with which its guest logs in may be the whole code.
    pub fn label(&self) -> &str {
        match self.kind {
            Kind::User => &self.key,
            _ => &self.name,
        }
    }

    /// A property that may be shown.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.values.get(name)? {
            Value::Text(text) => Some(text),
            Value::Secret(_) | Value::Hidden => None,
        }
    }
}

impl Value {
    /// As it goes over the wire; nothing for what is hidden.
    pub fn reveal(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Secret(secret) => secret.reveal(),
            Self::Hidden => "",
        }
    }

    /// Whether both say the same. What is hidden says nothing.
    pub fn agrees(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Hidden, _) | (_, Self::Hidden))
            || self.reveal() == other.reveal()
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Secret> for Value {
    fn from(secret: Secret) -> Self {
        Self::Secret(secret)
    }
}

impl fmt::Display for Value {
    /// For people: secrets as dots.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Secret(_) | Self::Hidden => f.write_str("…"),
        }
    }
}
