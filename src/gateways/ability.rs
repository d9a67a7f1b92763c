//! What the interfaces of the vendors can do, as data. What their RADIUS side obeys is told by `radius::vendor`.

use super::{Traffic, Transport, freeradius_sql};
use crate::domain::{gateway::Vendor, mac::Mac};
use std::collections::BTreeMap;

/// What a vendor's interface can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about an interface; together they are no state"
)]
pub struct Abilities {
    /// Innkeeper can be entered there as RADIUS server; else its owner has to type it.
    pub sets_up_radius: bool,
    /// The walled garden can be kept from here.
    pub sets_up_garden: bool,
    /// Groups of users with rates of their own.
    pub groups: bool,
    /// Who chooses the codes of users that are kept there, if it keeps any.
    pub codes: Codes,
    /// What it enforces by itself for users that it keeps.
    pub limits: Limits,
    /// [`Driver::kick`](super::Driver::kick).
    pub kicks: bool,
    /// [`Driver::sessions`](super::Driver::sessions).
    pub lists_sessions: bool,
    /// [`Driver::counters`](super::Driver::counters).
    pub counts_users: bool,
    /// A session's name is used for another one later, so that only its beginning tells them apart.
    pub reuses_sessions: bool,
    /// [`Driver::admit`](super::Driver::admit) and [`expel`](super::Driver::expel).
    pub admits: bool,
    /// [`Driver::foreign_users`](super::Driver::foreign_users).
    pub lists_users: bool,
    /// Ports by transport, the usual one first; a transport that is not here is refused.
    pub ports: &'static [(Transport, u16)],
    /// A user name goes with the password; else there is a key alone.
    pub user_name: bool,
    /// A key without a user name will do as well.
    pub key_alone: bool,
    /// How it writes the address of a device.
    pub mac: MacForm,
    /// Whose view its counts of traffic take.
    pub counts: View,
    /// What else it needs to know.
    pub options: &'static [OptionSpec],
    /// Requests a second that it takes.
    pub per_second: Option<u32>,
    /// Whether the driver has met real equipment, or only a mock that is written from its documents.
    pub met_real: bool,
}

/// How a vendor writes the address of a device. What it writes is read in any form ([`Mac`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MacForm {
    /// `AA:BB:CC:00:11:22`.
    Colons,
    /// `aa:bb:cc:00:11:22`.
    LowerColons,
    /// `AA-BB-CC-00-11-22`.
    Dashes,
}

impl MacForm {
    /// As the vendor writes it.
    pub fn write(self, mac: Mac) -> String {
        let text = mac.to_string();
        match self {
            Self::Colons => text,
            Self::LowerColons => text.to_ascii_lowercase(),
            Self::Dashes => text.replace(':', "-"),
        }
    }
}

/// Whose view a vendor takes when it counts bytes as received (`in`, `rx`, `input`) and sent (GATEWAYS 11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The gateway's: it received what the guest sent.
    Gateway,
    /// The guest's: received is what was downloaded.
    Guest,
}

impl View {
    /// What was counted as received and as sent.
    pub fn traffic(self, received: u64, sent: u64) -> Traffic {
        let (upload, download) = match self {
            Self::Gateway => (received, sent),
            Self::Guest => (sent, received),
        };
        Traffic { upload, download }
    }
}

/// Who chooses the codes of the users that a gateway keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codes {
    /// It keeps no users.
    None,
    /// Name and password are ours.
    Ours,
    /// It makes vouchers with codes of its own, which are brought back ([`Done::code`](super::Done::code)).
    Theirs,
}

/// What a gateway enforces by itself for users that it keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about an interface; together they are no state"
)]
pub struct Limits {
    /// Seconds on line in all.
    pub time: bool,
    /// Bytes in all.
    pub data: bool,
    /// An end by the clock.
    pub end: bool,
    /// Rates.
    pub rates: bool,
    /// Devices at the same time.
    pub devices: bool,
}

/// Something that a vendor needs to know besides address and login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptionSpec {
    /// As the command line names it: `site`.
    pub name: &'static str,
    /// What it is in English, for the help of the command line.
    pub help: &'static str,
    /// What counts where nobody says anything; `None`: it must be said.
    pub default: Option<&'static str>,
}

const NONE: Limits = Limits {
    time: false,
    data: false,
    end: false,
    rates: false,
    devices: false,
};

pub(super) const MIKROTIK: Abilities = Abilities {
    sets_up_radius: true,
    sets_up_garden: true,
    groups: true,
    codes: Codes::Ours,
    // There is no "expires at" (GATEWAYS 1.3): Innkeeper switches the user off and cuts it.
    limits: Limits {
        time: true,
        data: true,
        rates: true,
        devices: true,
        ..NONE
    },
    kicks: true,
    lists_sessions: true,
    counts_users: true,
    reuses_sessions: true,
    admits: false,
    lists_users: true,
    ports: &[(Transport::Tls, 443), (Transport::Plain, 80)],
    user_name: true,
    key_alone: false,
    mac: MacForm::Colons,
    counts: View::Gateway,
    options: &[
        OptionSpec {
            name: "api",
            help: "rest (RouterOS 7), or binary (RouterOS 6: port 8729, or 8728 without TLS)",
            default: Some("rest"),
        },
        OptionSpec {
            name: "hotspot",
            help: "name of the hotspot server; all of them where nothing is said",
            default: Some(""),
        },
    ],
    per_second: None,
    met_real: false,
};

pub(super) const UNIFI: Abilities = Abilities {
    // With a user name; the official interface, by a key alone, makes vouchers and lets devices in and out, no more.
    sets_up_radius: true,
    sets_up_garden: false,
    groups: false,
    codes: Codes::Theirs,
    limits: Limits {
        data: true,
        end: true,
        rates: true,
        devices: true,
        ..NONE
    },
    kicks: true,
    lists_sessions: true,
    counts_users: false,
    reuses_sessions: false,
    admits: true,
    lists_users: true,
    ports: &[(Transport::Tls, 443), (Transport::Plain, 80)],
    user_name: true,
    key_alone: true,
    mac: MacForm::LowerColons,
    // Of a guest, that is; of a voucher's rates `rx` is the guest's, the download (GATEWAYS 2.3).
    counts: View::Gateway,
    options: &[OptionSpec {
        name: "site",
        help: "short name of the site, as it stands in the address of its pages",
        default: Some("default"),
    }],
    per_second: None,
    met_real: false,
};

pub(super) const OMADA: Abilities = Abilities {
    sets_up_radius: true,
    sets_up_garden: false,
    groups: false,
    codes: Codes::Ours,
    limits: Limits {
        data: true,
        end: true,
        rates: true,
        devices: true,
        ..NONE
    },
    kicks: true,
    lists_sessions: true,
    counts_users: false,
    reuses_sessions: false,
    admits: false,
    lists_users: true,
    ports: &[(Transport::Tls, 8043), (Transport::Plain, 8088)],
    // The id and the secret of an application (Open API, client mode).
    user_name: true,
    key_alone: false,
    mac: MacForm::Dashes,
    counts: View::Gateway,
    options: &[
        OptionSpec {
            name: "site",
            help: "name of the site; the only one where nothing is said",
            default: Some(""),
        },
        OptionSpec {
            name: "portal",
            help: "name of the portal; the only one where nothing is said",
            default: Some(""),
        },
    ],
    // TP-Link, Open API: at most 10.
    per_second: Some(9),
    met_real: false,
};

pub(super) const OPNSENSE: Abilities = Abilities {
    // There is no interface for its RADIUS servers (GATEWAYS 3.2): the guide says what to type.
    sets_up_radius: false,
    sets_up_garden: false,
    groups: false,
    codes: Codes::Theirs,
    limits: Limits { end: true, ..NONE },
    kicks: true,
    lists_sessions: true,
    counts_users: false,
    reuses_sessions: false,
    admits: false,
    lists_users: false,
    ports: &[(Transport::Tls, 443), (Transport::Plain, 80)],
    user_name: true,
    key_alone: false,
    mac: MacForm::LowerColons,
    counts: View::Gateway,
    options: &[
        OptionSpec {
            name: "zone",
            help: "number of the captive portal's zone",
            default: Some("0"),
        },
        OptionSpec {
            name: "vouchers",
            help: "name of the voucher server; the only one where nothing is said",
            default: Some(""),
        },
        OptionSpec {
            name: "server",
            help: "name that was given to Innkeeper under System, Access, Servers",
            default: Some("Innkeeper"),
        },
    ],
    per_second: None,
    met_real: false,
};

pub(super) const FREERADIUS_SQL: Abilities = Abilities {
    // Innkeeper is not asked: FreeRADIUS answers, from what Innkeeper writes.
    sets_up_radius: false,
    sets_up_garden: false,
    groups: true,
    codes: Codes::Ours,
    // Time only with the module sqlcounter, bytes not at all (GATEWAYS 4.2): Innkeeper watches both.
    limits: Limits {
        end: true,
        rates: true,
        devices: true,
        ..NONE
    },
    kicks: false,
    lists_sessions: true,
    counts_users: false,
    reuses_sessions: false,
    admits: false,
    lists_users: true,
    ports: &[(Transport::Tls, 5432), (Transport::Plain, 5432)],
    user_name: true,
    key_alone: false,
    mac: MacForm::Dashes,
    counts: View::Gateway,
    options: &[
        OptionSpec {
            name: "dialect",
            help: "postgresql, or mysql (MariaDB too: port 3306)",
            default: Some("postgresql"),
        },
        OptionSpec {
            name: "database",
            help: "name of the database",
            default: Some("radius"),
        },
        OptionSpec {
            name: "replies",
            help: "in whose attributes rates are said: wispr, mikrotik, chillispot, with commas between",
            default: Some("wispr,mikrotik"),
        },
        OptionSpec {
            name: "counters",
            help: "yes if the server has sqlcounter with noresetcounter, for Max-All-Session; without it such a row shuts the guest out",
            default: Some("no"),
        },
    ],
    per_second: None,
    met_real: true,
};

/// The row of a vendor; `None` where it has no interface of its own and is a RADIUS client alone.
pub fn abilities(vendor: Vendor) -> Option<&'static Abilities> {
    match vendor {
        Vendor::Mikrotik => Some(&MIKROTIK),
        Vendor::Unifi => Some(&UNIFI),
        Vendor::Omada => Some(&OMADA),
        Vendor::Opnsense => Some(&OPNSENSE),
        Vendor::FreeradiusSql => Some(&FREERADIUS_SQL),
        _ => None,
    }
}

/// Whether a gateway can be spoken to with encryption, given what else is said of it: one of the databases cannot.
pub fn can_encrypt(vendor: Vendor, options: &BTreeMap<String, String>) -> bool {
    let dialect = options.get("dialect").map(String::as_str);
    vendor != Vendor::FreeradiusSql || freeradius_sql::can_encrypt(dialect)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_directions_of_the_vendors() {
        let mac = Mac([0xAA, 0xBB, 0xCC, 0, 0x11, 0x22]);
        #[rustfmt::skip]
        let table = [
            (Vendor::Mikrotik,      "AA:BB:CC:00:11:22"),
            (Vendor::Unifi,         "aa:bb:cc:00:11:22"),
            (Vendor::Omada,         "AA-BB-CC-00-11-22"),
            (Vendor::Opnsense,      "aa:bb:cc:00:11:22"),
            (Vendor::FreeradiusSql, "AA-BB-CC-00-11-22"),
        ];
        // Beyond 32 bits (Q45): 6144 MB.
        let (received, sent) = (6144 << 20, u64::MAX);
        for (vendor, written) in table {
            let form = abilities(vendor).map(|able| (able.mac.write(mac), able.counts));
            assert_eq!(form, Some((written.to_owned(), View::Gateway)), "{vendor}");
            assert_eq!(written.parse(), Ok(mac), "{vendor}: read as it is written");
        }
        let all = [0, u8::MAX].map(|octet| Mac([octet; 6]));
        for (form, none, most) in [
            (MacForm::Colons, "00:00:00:00:00:00", "FF:FF:FF:FF:FF:FF"),
            (
                MacForm::LowerColons,
                "00:00:00:00:00:00",
                "ff:ff:ff:ff:ff:ff",
            ),
            (MacForm::Dashes, "00-00-00-00-00-00", "FF-FF-FF-FF-FF-FF"),
        ] {
            assert_eq!(all.map(|mac| form.write(mac)), [none, most]);
        }
        let traffic = |view: View| {
            let traffic = view.traffic(received, sent);
            (traffic.upload, traffic.download)
        };
        assert_eq!(traffic(View::Gateway), (6_442_450_944, u64::MAX));
        assert_eq!(traffic(View::Guest), (u64::MAX, 6_442_450_944));
    }
}
