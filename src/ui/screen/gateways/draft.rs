//! What is typed of a gateway: every field as text, so that nothing typed is lost, and what it means.

use crate::{
    domain::{
        gateway::{
            Gateway, Network, NetworkError, Vendor,
            link::{Link, host_and_port},
        },
        id::GatewayId,
    },
    gateways::{self, Abilities, Codes, Secret},
    services::gateways::{
        NewGateway, SECRET_MAX, SECRET_MIN, fresh_secret, link::NewLink, overview::Card,
    },
};
use std::{collections::BTreeMap, net::IpAddr};

/// A field that text is typed into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// What people call it.
    Name,
    /// Where its interface is.
    Host,
    /// Where its requests come from.
    Network,
    /// The login of its interface.
    User,
    /// Its password or key.
    Password,
    /// The shared secret of RADIUS.
    Secret,
    /// Hosts that are open before the login.
    Garden,
    /// This computer as the gateway sees it.
    Server,
    /// UDP port of Disconnect-Requests.
    Port,
    /// Seconds between reports.
    Interim,
    /// What else the vendor needs.
    Option(&'static str),
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing is said.
    Missing,
    /// No name or address, or no port behind its colon.
    Host,
    /// Neither address nor block.
    Network,
    /// An address within a block: the block is this.
    Block(Network),
    /// Another gateway is called so.
    NameTaken,
    /// This gateway has these addresses.
    NetworkTaken(String),
    /// Too short or too long.
    Length(usize, usize),
    /// Not between these.
    Number(u32, u32),
    /// No address.
    Address,
    /// It is spoken to without encryption alone, and that was not chosen.
    OnlyPlain,
}

/// A gateway that is there already: name and addresses are its.
#[derive(Debug, Clone)]
pub(super) struct Other {
    pub(super) id: GatewayId,
    pub(super) name: String,
    pub(super) network: Network,
}

/// What is typed.
#[derive(Clone)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a box of its own; together they are no state"
)]
pub(super) struct Draft {
    pub(super) vendor: Vendor,
    /// A RADIUS client alone, although it has an interface.
    pub(super) by_hand: bool,
    pub(super) name: String,
    pub(super) host: String,
    pub(super) network: String,
    pub(super) user: String,
    pub(super) password: String,
    /// There is a password already: an empty field leaves it.
    pub(super) has_password: bool,
    pub(super) plain: bool,
    pub(super) users: bool,
    pub(super) garden: String,
    pub(super) server: String,
    pub(super) options: BTreeMap<&'static str, String>,
    pub(super) secret: String,
    pub(super) port: String,
    pub(super) interim: String,
    pub(super) send_disconnect: bool,
    pub(super) old_client: bool,
    pub(super) swap_octets: bool,
    /// What of the link is not typed here.
    kept: Option<Link>,
}

/// What was read: the gateway, and the way to its interface with a password unless it is left.
pub(super) struct Ready {
    pub(super) new: NewGateway,
    pub(super) link: Option<(Link, Option<Secret>)>,
}

impl Ready {
    pub(super) fn new_link(&self) -> Option<NewLink> {
        self.link.as_ref().map(|(link, password)| NewLink {
            link: link.clone(),
            password: password.clone().unwrap_or_default(),
        })
    }
}

impl Draft {
    /// Of a gateway that is added.
    pub(super) fn new(vendor: Vendor, by_hand: bool) -> Self {
        Self {
            vendor,
            by_hand,
            name: String::new(),
            host: String::new(),
            network: String::new(),
            user: String::new(),
            password: String::new(),
            has_password: false,
            plain: false,
            users: false,
            garden: String::new(),
            server: String::new(),
            options: BTreeMap::new(),
            secret: fresh_secret(),
            port: vendor.disconnect_port().to_string(),
            interim: vendor.interim_seconds().to_string(),
            send_disconnect: true,
            old_client: false,
            swap_octets: false,
            kept: None,
        }
    }

    /// Of a gateway that is changed.
    pub(super) fn of(card: &Card) -> Self {
        let gateway: &Gateway = &card.gateway;
        let mut draft = Self {
            by_hand: card.standing.is_none(),
            name: gateway.name.clone(),
            network: gateway.network.to_string(),
            secret: gateway.secret.clone(),
            port: gateway.disconnect_port.to_string(),
            interim: gateway.interim_seconds.to_string(),
            send_disconnect: gateway.send_disconnect,
            old_client: gateway.allow_missing_message_authenticator,
            swap_octets: gateway.swap_octets,
            ..Self::new(gateway.vendor, false)
        };
        if let Some(standing) = &card.standing {
            let link = &standing.link;
            draft.host = match link.port {
                None => link.host.clone(),
                Some(port) if link.host.contains(':') => format!("[{}]:{port}", link.host),
                Some(port) => format!("{}:{port}", link.host),
            };
            draft.user.clone_from(&link.user);
            draft.has_password = true;
            draft.plain = link.plain;
            draft.users = link.users;
            draft.garden = link.garden.join(", ");
            draft.server = link
                .server
                .map(|server| server.to_string())
                .unwrap_or_default();
            for option in standing.abilities.options {
                if let Some(value) = link.options.get(option.name) {
                    let _ = draft.options.insert(option.name, value.clone());
                }
            }
            draft.kept = Some(link.clone());
        }
        draft
    }

    /// Another kind of hardware, with what is usual there.
    pub(super) fn set_vendor(&mut self, vendor: Vendor) {
        self.vendor = vendor;
        self.port = vendor.disconnect_port().to_string();
        self.interim = vendor.interim_seconds().to_string();
        self.options.clear();
        // Nobody asks a database whose tickets are not in it.
        self.users = vendor == Vendor::FreeradiusSql;
        self.plain = false;
    }

    /// What its interface can do; none where it is a RADIUS client alone.
    pub(super) fn abilities(&self) -> Option<&'static Abilities> {
        gateways::abilities(self.vendor).filter(|_| !self.by_hand)
    }

    /// Whether its tickets can be kept there.
    pub(super) fn may_keep_users(&self) -> bool {
        self.abilities()
            .is_some_and(|able| able.codes != Codes::None)
    }

    /// Whether it asks Innkeeper, so that both must know the secret.
    pub(super) fn uses_radius(&self) -> bool {
        self.abilities().is_none() || !self.users
    }

    /// Reads what is typed. `own` is the gateway that is changed, if one is.
    pub(super) fn read(
        &self,
        others: &[Other],
        own: Option<GatewayId>,
    ) -> Result<Ready, Vec<(Field, Wrong)>> {
        let mut wrong = Vec::new();
        let others = || others.iter().filter(|other| Some(other.id) != own);
        let name = self.name.trim();
        if name.is_empty() {
            wrong.push((Field::Name, Wrong::Missing));
        } else if name.chars().count() > NAME_MAX {
            wrong.push((Field::Name, Wrong::Length(1, NAME_MAX)));
        } else if others().any(|other| other.name == name) {
            wrong.push((Field::Name, Wrong::NameTaken));
        }
        let link = self.link(&mut wrong);
        let network = self.network(link.as_ref()).and_then(|network| {
            let taken = others().find(|other| other.network == network);
            match taken {
                Some(other) => Err(Wrong::NetworkTaken(other.name.clone())),
                None => Ok(network),
            }
        });
        let network = network
            .map_err(|why| wrong.push((Field::Network, why)))
            .ok();
        if !(SECRET_MIN..=SECRET_MAX).contains(&self.secret.len()) {
            wrong.push((Field::Secret, Wrong::Length(SECRET_MIN, SECRET_MAX)));
        }
        let port = number(&self.port, 1, 65_535).map_err(|why| wrong.push((Field::Port, why)));
        let interim =
            number(&self.interim, 60, 86_400).map_err(|why| wrong.push((Field::Interim, why)));
        let (Some(network), Ok(port), Ok(interim), true) =
            (network, port, interim, wrong.is_empty())
        else {
            return Err(wrong);
        };
        let password = (!(self.password.is_empty() && self.has_password))
            .then(|| Secret::new(self.password.clone()));
        Ok(Ready {
            new: NewGateway {
                name: name.to_owned(),
                vendor: self.vendor,
                network,
                secret: self.secret.clone(),
                disconnect_port: u16::try_from(port).ok(),
                send_disconnect: self.send_disconnect,
                allow_missing_message_authenticator: self.old_client,
                swap_octets: self.swap_octets,
                interim_seconds: Some(interim),
            },
            link: link.map(|link| (link, password)),
        })
    }

    /// What the first page of the wizard asks for alone.
    pub(super) fn is_of_place(field: Field) -> bool {
        matches!(field, Field::Name | Field::Host | Field::Network)
    }

    fn network(&self, link: Option<&Link>) -> Result<Network, Wrong> {
        let text = self.network.trim();
        if text.is_empty() {
            // The interface and the requests have mostly one address.
            let host = link.and_then(|link| link.host.parse::<IpAddr>().ok());
            return host.map(Network::single).ok_or(Wrong::Missing);
        }
        text.parse().map_err(|error| match error {
            NetworkError::Malformed(_) => Wrong::Network,
            NetworkError::HostBits { block, .. } => Wrong::Block(block),
        })
    }

    fn link(&self, wrong: &mut Vec<(Field, Wrong)>) -> Option<Link> {
        let abilities = self.abilities()?;
        let host = self.host.trim();
        let place = match host_and_port(host) {
            _ if host.is_empty() => Err(Wrong::Missing),
            None => Err(Wrong::Host),
            Some(place) => Ok(place),
        };
        let place = place.map_err(|why| wrong.push((Field::Host, why)));
        if abilities.user_name && !abilities.key_alone && self.user.trim().is_empty() {
            wrong.push((Field::User, Wrong::Missing));
        }
        if self.password.is_empty() && !self.has_password {
            wrong.push((Field::Password, Wrong::Missing));
        }
        let mut options = BTreeMap::new();
        for option in abilities.options {
            let typed = self.options.get(option.name).map(|text| text.trim());
            match (typed.filter(|text| !text.is_empty()), option.default) {
                (Some(text), _) => {
                    let _ = options.insert(option.name.to_owned(), text.to_owned());
                }
                (None, Some(_)) => {}
                (None, None) => wrong.push((Field::Option(option.name), Wrong::Missing)),
            }
        }
        if !self.plain && !gateways::can_encrypt(self.vendor, &options) {
            wrong.push((Field::Option("dialect"), Wrong::OnlyPlain));
        }
        let server = match self.server.trim() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| Wrong::Address),
        };
        let server = server.map_err(|why| wrong.push((Field::Server, why)));
        let (host, port) = place.ok()?;
        let before = self.kept.as_ref();
        // Another host shows another certificate.
        let known = before.filter(|before| before.host == host && before.plain == self.plain);
        Some(Link {
            fingerprint: known.and_then(|before| before.fingerprint.clone()),
            host,
            port,
            plain: self.plain,
            user: self.user.trim().to_owned(),
            options,
            users: self.users && self.may_keep_users(),
            server: server.ok().flatten(),
            radius_ports: before.map_or((1812, 1813), |before| before.radius_ports),
            garden: self.garden(),
            every_minutes: before.map_or(EVERY_MINUTES, |before| before.every_minutes),
        })
    }

    fn garden(&self) -> Vec<String> {
        let hosts = self.garden.split([',', ' ', '\n', ';']);
        hosts
            .filter(|host| !host.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// Characters of a name.
const NAME_MAX: usize = 64;

/// Minutes between two looks: as the command line has it.
const EVERY_MINUTES: u16 = 5;

fn number(text: &str, min: u32, max: u32) -> Result<u32, Wrong> {
    text.trim()
        .parse()
        .ok()
        .filter(|number| (min..=max).contains(number))
        .ok_or(Wrong::Number(min, max))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what must hold")]

    use super::*;

    fn typed(vendor: Vendor, host: &str, network: &str) -> Draft {
        Draft {
            name: "Lobby".to_owned(),
            host: host.to_owned(),
            network: network.to_owned(),
            user: "admin".to_owned(),
            password: "pw".to_owned(),
            ..Draft::new(vendor, false)
        }
    }

    fn mistakes(draft: &Draft, others: &[Other]) -> Vec<(Field, Wrong)> {
        draft.read(others, None).err().unwrap_or_default()
    }

    #[test]
    fn addresses() {
        use Vendor::{Generic, Mikrotik};
        let block = "192.0.2.0/24".parse().unwrap();
        #[rustfmt::skip]
        let table = [
            (Mikrotik, "192.0.2.1",       "",             vec![]),
            (Mikrotik, "192.0.2.1:8443",  "",             vec![]),
            (Mikrotik, "[2001:db8::1]:80", "",            vec![]),
            (Mikrotik, "gw.example",      "192.0.2.0/24", vec![]),
            (Mikrotik, "gw.example",      "",             vec![(Field::Network, Wrong::Missing)]),
            (Mikrotik, "",                "192.0.2.1",    vec![(Field::Host, Wrong::Missing)]),
            (Mikrotik, "gw.example:http", "192.0.2.1",    vec![(Field::Host, Wrong::Host)]),
            (Mikrotik, "no host",         "192.0.2.1",    vec![(Field::Host, Wrong::Host)]),
            (Generic,  "",                "192.0.2.1",    vec![]),
            (Generic,  "",                "",             vec![(Field::Network, Wrong::Missing)]),
            (Generic,  "",                "hotel",        vec![(Field::Network, Wrong::Network)]),
            (Generic,  "",                "192.0.2.7/24", vec![(Field::Network, Wrong::Block(block))]),
        ];
        for (vendor, host, network, expected) in table {
            let draft = typed(vendor, host, network);
            assert_eq!(mistakes(&draft, &[]), expected, "{vendor} {host} {network}");
        }
    }

    #[test]
    fn no_two_are_called_the_same_or_ask_from_the_same_address() {
        let other = Other {
            id: GatewayId::new(),
            name: "Lobby".to_owned(),
            network: "192.0.2.1".parse().unwrap(),
        };
        let draft = typed(Vendor::Generic, "", "192.0.2.1");
        let expected = [
            (Field::Name, Wrong::NameTaken),
            (Field::Network, Wrong::NetworkTaken("Lobby".to_owned())),
        ];
        assert_eq!(mistakes(&draft, std::slice::from_ref(&other)), expected);
        // The one that is changed is no other.
        assert!(
            draft
                .read(std::slice::from_ref(&other), Some(other.id))
                .is_ok()
        );
    }

    #[test]
    fn an_offered_secret_is_long_and_never_the_same() {
        let (one, other) = (fresh_secret(), fresh_secret());
        assert!(one.len() >= 24 && one.len() <= SECRET_MAX, "{}", one.len());
        assert_ne!(one, other);
        assert!(one.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    }
}
