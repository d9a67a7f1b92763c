//! The vendors' menus and fields, as data.

use super::Script;
use crate::domain::gateway::Vendor;
use std::fmt::Write as _;

/// What a step is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Title {
    /// Logins and accounting in one.
    Radius,
    Authentication,
    Accounting,
    /// The guests' Wi-Fi or network.
    Network,
    /// The login page.
    Portal,
    /// What is reached before the login.
    Garden,
    Disconnect,
    /// Lines to paste.
    Script,
}

/// What goes into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// Always this.
    Is(&'static str),
    Name,
    Server,
    AuthPort,
    AcctPort,
    Secret,
    DisconnectPort,
    /// In seconds.
    Interim,
    InterimMinutes,
    LoginPage,
    Garden,
    Ssid,
}

/// What to mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Note {
    /// Its questions come from the vendor's cloud.
    FromTheInternet,
    /// P23: it cuts nobody at a data limit by itself.
    NotCut,
    /// It takes no Disconnect-Requests.
    NoDisconnect,
    /// A firewall of its own must let our requests in.
    Firewall,
    /// The QR code's link needs PAP.
    Links,
    /// It speaks no RADIUS.
    NoRadius,
    /// What was written counts after a restart.
    Restart,
    /// Older versions send no Message-Authenticator.
    MessageAuthenticator,
    /// Innkeeper can do it by itself.
    ByInterface,
    /// Without a page of the house's own the hardware's does.
    OwnPage,
}

/// One step.
pub(super) struct Part {
    pub(super) title: Title,
    pub(super) path: &'static str,
    pub(super) fields: &'static [(&'static str, Fill)],
    pub(super) script: Option<fn(&Script<'_>) -> String>,
    pub(super) notes: &'static [Note],
}

const fn part(
    title: Title,
    path: &'static str,
    fields: &'static [(&'static str, Fill)],
    notes: &'static [Note],
) -> Part {
    Part {
        title,
        path,
        fields,
        script: None,
        notes,
    }
}

const fn script(
    path: &'static str,
    script: fn(&Script<'_>) -> String,
    notes: &'static [Note],
) -> Part {
    Part {
        title: Title::Script,
        path,
        fields: &[],
        script: Some(script),
        notes,
    }
}

use Fill::{
    AcctPort, AuthPort, DisconnectPort, Garden, Interim, InterimMinutes, Is, LoginPage, Name,
    Secret, Server, Ssid,
};

/// The vendor's name for people.
pub(super) const fn name(vendor: Vendor) -> &'static str {
    match vendor {
        Vendor::Generic => "RADIUS",
        Vendor::Mikrotik => "MikroTik RouterOS",
        Vendor::Unifi => "Ubiquiti UniFi",
        Vendor::Omada => "TP-Link Omada",
        Vendor::Opnsense => "OPNsense",
        Vendor::FreeradiusSql => "FreeRADIUS (SQL)",
        Vendor::Opennds => "openNDS",
        Vendor::Coova => "CoovaChilli",
        Vendor::CiscoWlc => "Cisco WLC",
        Vendor::Meraki => "Cisco Meraki",
        Vendor::Cloudtrax => "CloudTrax",
        Vendor::RuckusAp => "Ruckus Access Point",
        Vendor::RuckusZonedirector => "Ruckus ZoneDirector",
        Vendor::RuckusVscg => "Ruckus vSCG",
        Vendor::RuckusVsz => "Ruckus vSZ",
        Vendor::Aruba => "Aruba Instant",
    }
}

/// What to know first of a vendor.
pub(super) const fn notes(vendor: Vendor) -> &'static [Note] {
    match vendor {
        Vendor::Mikrotik | Vendor::Omada => &[Note::ByInterface],
        Vendor::Unifi => &[Note::ByInterface, Note::NotCut],
        Vendor::Opnsense => &[Note::NoDisconnect],
        Vendor::Opennds => &[Note::NoRadius],
        Vendor::FreeradiusSql | Vendor::Generic | Vendor::Coova | Vendor::Aruba => &[],
        Vendor::Meraki | Vendor::Cloudtrax => &[Note::FromTheInternet, Note::NotCut],
        Vendor::CiscoWlc => &[Note::NotCut, Note::MessageAuthenticator],
        Vendor::RuckusAp | Vendor::RuckusZonedirector | Vendor::RuckusVscg | Vendor::RuckusVsz => {
            &[Note::NotCut, Note::MessageAuthenticator]
        }
    }
}

/// The steps of a vendor.
pub(super) const fn parts(vendor: Vendor) -> &'static [Part] {
    match vendor {
        Vendor::Generic => GENERIC,
        Vendor::Mikrotik => MIKROTIK,
        Vendor::Unifi => UNIFI,
        Vendor::Omada => OMADA,
        Vendor::Opnsense => OPNSENSE,
        Vendor::FreeradiusSql => FREERADIUS,
        Vendor::Opennds => OPENNDS,
        Vendor::Coova => COOVA,
        Vendor::CiscoWlc => CISCO_WLC,
        Vendor::Meraki => MERAKI,
        Vendor::Cloudtrax => CLOUDTRAX,
        Vendor::RuckusAp => RUCKUS_AP,
        Vendor::RuckusZonedirector => RUCKUS_ZONEDIRECTOR,
        Vendor::RuckusVscg | Vendor::RuckusVsz => RUCKUS_SMARTZONE,
        Vendor::Aruba => ARUBA,
    }
}

const GENERIC: &[Part] = &[
    part(
        Title::Authentication,
        "",
        &[
            ("RADIUS server", Server),
            ("Port (UDP)", AuthPort),
            ("Shared secret", Secret),
            ("Method", Is("PAP")),
        ],
        &[Note::Links, Note::MessageAuthenticator],
    ),
    part(
        Title::Accounting,
        "",
        &[
            ("RADIUS server", Server),
            ("Port (UDP)", AcctPort),
            ("Shared secret", Secret),
            ("Interim update (s)", Interim),
        ],
        &[],
    ),
    part(
        Title::Disconnect,
        "",
        &[
            ("Client", Server),
            ("Port (UDP)", DisconnectPort),
            ("Shared secret", Secret),
        ],
        &[Note::Firewall],
    ),
    part(Title::Portal, "", &[("Login page", LoginPage)], &[]),
    part(Title::Garden, "", &[("Walled garden", Garden)], &[]),
];

const MIKROTIK: &[Part] = &[
    script("Terminal", mikrotik, &[Note::Links, Note::Firewall]),
    part(
        Title::Radius,
        "WinBox: RADIUS > +",
        &[
            ("Service", Is("hotspot")),
            ("Address", Server),
            ("Secret", Secret),
            ("Authentication Port", AuthPort),
            ("Accounting Port", AcctPort),
            ("Timeout", Is("3000 ms")),
        ],
        &[],
    ),
    part(
        Title::Disconnect,
        "WinBox: RADIUS > Incoming",
        &[("Accept", Is("yes")), ("Port", DisconnectPort)],
        &[],
    ),
    part(
        Title::Portal,
        "WinBox: IP > Hotspot > Server Profiles",
        &[
            ("Login > Login By", Is("HTTP PAP, Cookie")),
            ("RADIUS > Use RADIUS", Is("yes")),
            ("RADIUS > Accounting", Is("yes")),
            ("RADIUS > Interim Update (s)", Interim),
        ],
        &[],
    ),
    part(
        Title::Garden,
        "WinBox: IP > Hotspot > Walled Garden",
        &[("Dst. Host", Garden)],
        &[],
    ),
];

const UNIFI: &[Part] = &[
    part(
        Title::Radius,
        "Settings > Profiles > RADIUS > Create New",
        &[
            ("Name", Is("Innkeeper")),
            ("Authentication Servers: IP Address", Server),
            ("Authentication Servers: Port", AuthPort),
            ("Shared Secret", Secret),
            ("Accounting", Is("on")),
            ("Accounting Servers: IP Address", Server),
            ("Accounting Servers: Port", AcctPort),
            ("Interim Update Interval (s)", Interim),
        ],
        &[],
    ),
    part(
        Title::Network,
        "Settings > WiFi",
        &[
            ("Name (SSID)", Ssid),
            ("Hotspot Portal", Is("Captive Portal")),
        ],
        &[],
    ),
    part(
        Title::Portal,
        "Hotspot > Landing Page > Authentication",
        &[
            ("RADIUS", Is("on")),
            ("RADIUS Profile", Is("Innkeeper")),
            ("Authentication Type", Is("CHAP")),
            ("Disconnect Requests", Is("on")),
            ("Receiver Port", DisconnectPort),
        ],
        &[],
    ),
    part(
        Title::Garden,
        "Hotspot > Landing Page > Pre-Authorization Allowances",
        &[("Hosts", Garden)],
        &[],
    ),
];

const OMADA: &[Part] = &[
    part(
        Title::Radius,
        "Settings > Profiles > RADIUS Profile > Create New RADIUS Profile",
        &[
            ("Name", Is("Innkeeper")),
            ("Authentication Server IP", Server),
            ("Authentication Port", AuthPort),
            ("Authentication Password", Secret),
            ("RADIUS Accounting", Is("Enable")),
            ("Interim Update", Is("Enable")),
            ("Interim Update Interval (s)", Interim),
            ("Accounting Server IP", Server),
            ("Accounting Port", AcctPort),
            ("Accounting Password", Secret),
        ],
        &[],
    ),
    part(
        Title::Portal,
        "Settings > Authentication > Portal > Create New Portal",
        &[
            ("SSID & Network", Ssid),
            ("Authentication Type", Is("External RADIUS Server")),
            ("RADIUS Profile", Is("Innkeeper")),
            ("Authentication Mode", Is("PAP")),
            ("Disconnect Requests", Is("Enable")),
            ("Receiver Port", DisconnectPort),
        ],
        &[],
    ),
    part(
        Title::Garden,
        "Settings > Authentication > Portal > Access Control > Pre-Authentication Access",
        &[("URL", Garden)],
        &[],
    ),
];

const OPNSENSE: &[Part] = &[
    part(
        Title::Radius,
        "System > Access > Servers > Add",
        &[
            ("Descriptive name", Is("Innkeeper")),
            ("Type", Is("Radius")),
            ("Hostname or IP address", Server),
            ("Shared Secret", Secret),
            ("Services offered", Is("Authentication and Accounting")),
            ("Authentication port value", AuthPort),
            ("Accounting port value", AcctPort),
        ],
        &[],
    ),
    part(
        Title::Portal,
        "Services > Captive Portal > Administration > Zones",
        &[
            ("Authenticate using", Is("Innkeeper")),
            ("Always send accounting requests", Is("yes")),
        ],
        &[],
    ),
    part(
        Title::Garden,
        "Services > Captive Portal > Administration > Zones > Allowed addresses",
        &[("Allowed addresses", Garden)],
        &[],
    ),
];

const FREERADIUS: &[Part] = &[script("/etc/freeradius/3.0", freeradius, &[Note::Restart])];

const OPENNDS: &[Part] = &[script("/etc/config/opennds", opennds, &[])];

const COOVA: &[Part] = &[script(
    "/etc/chilli/config",
    coova,
    &[Note::Links, Note::Firewall],
)];

const CISCO_WLC: &[Part] = &[
    part(
        Title::Authentication,
        "Security > AAA > RADIUS > Authentication > New",
        &[
            ("Server IP Address", Server),
            ("Shared Secret", Secret),
            ("Port Number", AuthPort),
            ("Server Status", Is("Enabled")),
            ("Support for CoA", Is("Enabled")),
            ("Server Timeout", Is("5 seconds")),
            ("Network User", Is("Enable")),
        ],
        &[],
    ),
    part(
        Title::Accounting,
        "Security > AAA > RADIUS > Accounting > New",
        &[
            ("Server IP Address", Server),
            ("Shared Secret", Secret),
            ("Port Number", AcctPort),
            ("Network User", Is("Enable")),
        ],
        &[],
    ),
    part(
        Title::Portal,
        "Security > Web Auth > Web Login Page",
        &[
            (
                "Web Authentication Type",
                Is("External (Redirect to external server)"),
            ),
            ("External Webauth URL", LoginPage),
        ],
        &[],
    ),
    part(
        Title::Portal,
        "Controller > General",
        &[("Web Radius Authentication", Is("PAP"))],
        &[Note::Links, Note::OwnPage],
    ),
    part(
        Title::Garden,
        "Security > Access Control Lists > New",
        &[
            ("Access Control List Name", Is("INNKEEPER")),
            ("Permit", Garden),
        ],
        &[],
    ),
    part(
        Title::Network,
        "WLANs > WLAN ID",
        &[
            ("SSID", Ssid),
            ("Security > Layer 2 Security", Is("None")),
            ("Security > Layer 3 > Web Policy", Is("Authentication")),
            ("Security > AAA Servers > Authentication Servers", Server),
            ("Security > AAA Servers > Accounting Servers", Server),
            ("Security > AAA Servers > Interim Interval (s)", Interim),
            ("Advanced > Allow AAA Override", Is("Enabled")),
        ],
        &[],
    ),
    part(
        Title::Disconnect,
        "",
        &[("UDP", DisconnectPort)],
        &[Note::Firewall],
    ),
];

const MERAKI: &[Part] = &[
    part(
        Title::Network,
        "Wireless > Access control",
        &[
            ("SSID", Ssid),
            ("Splash page", Is("Sign-on with my RADIUS server")),
            (
                "Captive portal strength",
                Is("Block all access until sign-on is complete"),
            ),
            ("Controller disconnection behavior", Is("Restricted")),
        ],
        &[],
    ),
    part(
        Title::Authentication,
        "Wireless > Access control > RADIUS > Add server",
        &[
            ("Host IP or FQDN", Server),
            ("Auth port", AuthPort),
            ("Secret", Secret),
        ],
        &[],
    ),
    part(
        Title::Accounting,
        "Wireless > Access control > RADIUS accounting servers > Add server",
        &[
            ("Host IP or FQDN", Server),
            ("Acct port", AcctPort),
            ("Secret", Secret),
            ("Interim (s)", Interim),
        ],
        &[],
    ),
    part(
        Title::Portal,
        "Wireless > Splash page",
        &[("Custom splash URL", LoginPage)],
        &[],
    ),
    part(
        Title::Garden,
        "Wireless > Access control > Walled garden",
        &[
            ("Walled garden", Is("Enabled")),
            ("Walled garden ranges", Garden),
        ],
        &[],
    ),
];

const CLOUDTRAX: &[Part] = &[
    part(
        Title::Network,
        "Configure > SSIDs",
        &[
            ("SSID name", Ssid),
            (
                "Captive portal (splash page)",
                Is("Hosted remotely / RADIUS"),
            ),
        ],
        &[],
    ),
    part(
        Title::Radius,
        "Configure > SSIDs > Captive portal > RADIUS",
        &[
            ("Server IP", Server),
            ("Authentication port", AuthPort),
            ("Accounting port", AcctPort),
            ("Secret", Secret),
            ("NAS ID", Name),
        ],
        &[],
    ),
    part(
        Title::Portal,
        "Configure > SSIDs > Captive portal",
        &[("Splash page URL", LoginPage)],
        &[],
    ),
    part(
        Title::Garden,
        "Configure > SSIDs > Captive portal > Walled garden",
        &[("Walled garden", Garden)],
        &[],
    ),
];

const RUCKUS_AP: &[Part] = &[
    part(
        Title::Radius,
        "Configuration > Hotspot > New",
        &[
            ("Name", Is("Innkeeper")),
            ("Login Page", LoginPage),
            ("RADIUS Authentication Server: IP", Server),
            ("RADIUS Authentication Server: Port", AuthPort),
            ("RADIUS Authentication Server: Shared Secret", Secret),
            ("RADIUS Accounting Server: IP", Server),
            ("RADIUS Accounting Server: Port", AcctPort),
            ("RADIUS Accounting Server: Shared Secret", Secret),
            ("Interim Update (min)", InterimMinutes),
        ],
        &[],
    ),
    part(
        Title::Garden,
        "Configuration > Hotspot > Walled Garden",
        &[("Destination", Garden)],
        &[],
    ),
    part(
        Title::Network,
        "Configuration > Wireless",
        &[("SSID", Ssid), ("Hotspot Service", Is("Innkeeper"))],
        &[],
    ),
    part(
        Title::Disconnect,
        "",
        &[("UDP", DisconnectPort)],
        &[Note::Firewall],
    ),
];

const RUCKUS_ZONEDIRECTOR: &[Part] = &[
    part(
        Title::Authentication,
        "Configure > AAA Servers > Create New",
        &[
            ("Name", Is("Innkeeper")),
            ("Type", Is("RADIUS")),
            ("Auth Method", Is("PAP")),
            ("IP Address", Server),
            ("Port", AuthPort),
            ("Shared Secret", Secret),
        ],
        &[Note::Links],
    ),
    part(
        Title::Accounting,
        "Configure > AAA Servers > Create New",
        &[
            ("Name", Is("Innkeeper accounting")),
            ("Type", Is("RADIUS Accounting")),
            ("IP Address", Server),
            ("Port", AcctPort),
            ("Shared Secret", Secret),
        ],
        &[],
    ),
    part(
        Title::Portal,
        "Configure > Hotspot Services > Create New",
        &[
            ("Name", Is("Innkeeper")),
            ("Redirect unauthenticated user to", LoginPage),
            ("Authentication Server", Is("Innkeeper")),
            ("Accounting Server", Is("Innkeeper accounting")),
            ("Send Interim-Update every (min)", InterimMinutes),
        ],
        &[],
    ),
    part(
        Title::Garden,
        "Configure > Hotspot Services > Walled Garden",
        &[("Destination", Garden)],
        &[],
    ),
    part(
        Title::Network,
        "Configure > WLANs > Create New",
        &[
            ("ESSID", Ssid),
            ("Type", Is("Hotspot Service (WISPr)")),
            ("Hotspot Services", Is("Innkeeper")),
        ],
        &[],
    ),
    part(
        Title::Disconnect,
        "",
        &[("UDP", DisconnectPort)],
        &[Note::Firewall],
    ),
];

const RUCKUS_SMARTZONE: &[Part] = &[
    part(
        Title::Authentication,
        "Services & Profiles > Authentication > Proxy (SZ Authenticator) > Create",
        &[
            ("Name", Is("Innkeeper")),
            ("Service Protocol", Is("RADIUS")),
            ("Primary Server: IP Address", Server),
            ("Primary Server: Port", AuthPort),
            ("Primary Server: Shared Secret", Secret),
        ],
        &[],
    ),
    part(
        Title::Accounting,
        "Services & Profiles > Accounting > Proxy > Create",
        &[
            ("Name", Is("Innkeeper accounting")),
            ("Primary Server: IP Address", Server),
            ("Primary Server: Port", AcctPort),
            ("Primary Server: Shared Secret", Secret),
        ],
        &[],
    ),
    part(
        Title::Portal,
        "Services & Profiles > Hotspots & Portals > Hotspot (WISPr) > Create",
        &[
            ("Portal Name", Is("Innkeeper")),
            ("Logon URL: External", LoginPage),
        ],
        &[],
    ),
    part(
        Title::Garden,
        "Services & Profiles > Hotspots & Portals > Hotspot (WISPr) > Walled Garden",
        &[("Walled Garden Entry", Garden)],
        &[],
    ),
    part(
        Title::Network,
        "Wireless LANs > Create",
        &[
            ("SSID", Ssid),
            ("Authentication Type", Is("Hotspot (WISPr)")),
            ("Hotspot (WISPr) Portal", Is("Innkeeper")),
            (
                "Authentication Service: Use the Controller as Proxy",
                Is("Innkeeper"),
            ),
            ("Accounting Service", Is("Innkeeper accounting")),
            ("Send interim update every (min)", InterimMinutes),
        ],
        &[],
    ),
    part(
        Title::Disconnect,
        "",
        &[("UDP", DisconnectPort)],
        &[Note::Firewall],
    ),
];

const ARUBA: &[Part] = &[
    part(
        Title::Radius,
        "Configuration > Security > Authentication Servers > +",
        &[
            ("Type", Is("RADIUS")),
            ("Name", Is("Innkeeper")),
            ("IP address", Server),
            ("Auth port", AuthPort),
            ("Accounting port", AcctPort),
            ("Shared key", Secret),
            ("Dynamic authorization", Is("Enabled")),
            ("AirGroup CoA port", DisconnectPort),
        ],
        &[],
    ),
    part(
        Title::Portal,
        "Configuration > Security > External Captive Portal > +",
        &[
            ("Name", Is("Innkeeper")),
            ("Type", Is("RADIUS Authentication")),
            ("URL", LoginPage),
        ],
        &[Note::OwnPage],
    ),
    part(
        Title::Garden,
        "Configuration > Security > Walled Garden > Allowlist",
        &[("Domain name", Garden)],
        &[],
    ),
    part(
        Title::Network,
        "Configuration > Networks > +",
        &[
            ("Name", Ssid),
            ("Primary usage", Is("Guest")),
            (
                "Splash page type",
                Is("External / Internal - Authenticated"),
            ),
            ("Auth server 1", Is("Innkeeper")),
            ("Accounting", Is("Use authentication servers")),
            ("Accounting interval (min)", InterimMinutes),
        ],
        &[],
    ),
];

/// In double quotes of the RouterOS console: `"`, `\`, `$` and `?` mean something there.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for one in text.chars() {
        match one {
            '"' | '\\' | '$' | '?' => quoted.extend(['\\', one]),
            '\n' => quoted.push_str("\\n"),
            _ => quoted.push(one),
        }
    }
    quoted.push('"');
    quoted
}

fn mikrotik(s: &Script<'_>) -> String {
    let mut lines = format!(
        "/radius add service=hotspot address={} secret={} authentication-port={} accounting-port={} timeout=3s comment=\"Innkeeper\"\n\
         /radius incoming set accept=yes port={}\n\
         /ip firewall filter add chain=input action=accept protocol=udp src-address={} dst-port={} place-before=0 comment=\"Innkeeper\"\n\
         :foreach h in=[/ip hotspot find] do={{ :local p [/ip hotspot get $h profile]; /ip hotspot profile set [find name=$p] use-radius=yes radius-accounting=yes radius-interim-update={}s login-by=cookie,http-pap }}\n",
        s.server,
        quoted(s.secret),
        s.auth_port,
        s.acct_port,
        s.disconnect_port,
        s.server,
        s.disconnect_port,
        s.interim
    );
    for host in s.garden {
        let is_address = host.parse::<std::net::IpAddr>().is_ok();
        let _ = if is_address {
            writeln!(
                lines,
                "/ip hotspot walled-garden ip add action=accept dst-address={host} comment=\"Innkeeper\""
            )
        } else {
            writeln!(
                lines,
                "/ip hotspot walled-garden add action=allow dst-host={} comment=\"Innkeeper\"",
                quoted(host)
            )
        };
    }
    lines
}

/// In single quotes of a shell.
fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn coova(s: &Script<'_>) -> String {
    let mut lines = format!(
        "HS_RADIUS={0}\nHS_RADIUS2={0}\nHS_RADSECRET={1}\nHS_RADAUTH={2}\nHS_RADACCT={3}\nHS_NASID={4}\nHS_COAPORT={5}\nHS_DEFINTERIMINTERVAL={6}\n",
        s.server,
        shell(s.secret),
        s.auth_port,
        s.acct_port,
        shell(s.name),
        s.disconnect_port,
        s.interim
    );
    if let Some(page) = s.login_page {
        let _ = writeln!(lines, "HS_UAMFORMAT={}", shell(page));
    }
    if !s.garden.is_empty() {
        let _ = writeln!(lines, "HS_UAMALLOW={}", shell(&s.garden.join(",")));
    }
    lines
}

fn opennds(s: &Script<'_>) -> String {
    let mut lines =
        String::from("config opennds\n\toption enabled '1'\n\toption gatewayinterface 'br-lan'\n");
    if let Some(page) = s.login_page {
        let host = super::host_of(page).unwrap_or_default();
        let path = page.split_once("://").map_or(page, |(_, rest)| rest);
        let path = path.find('/').and_then(|at| path.get(at..)).unwrap_or("/");
        let secure = page.starts_with("https://");
        let (port, level) = if secure { (443, 3) } else { (80, 1) };
        let _ = write!(
            lines,
            "\toption fasport '{port}'\n\toption fasremotefqdn '{host}'\n\toption faspath '{path}'\n\toption fas_secure_enabled '{level}'\n\toption faskey '{}'\n",
            s.secret
        );
    }
    for host in s.garden {
        let _ = writeln!(lines, "\tlist walledgarden_fqdn_list '{host}'");
    }
    lines
}

fn freeradius(s: &Script<'_>) -> String {
    format!(
        "apt install freeradius freeradius-postgresql postgresql\n\
         sudo -u postgres createuser --pwprompt radius\n\
         sudo -u postgres createdb --owner radius radius\n\
         psql -h 127.0.0.1 -U radius radius < /etc/freeradius/3.0/mods-config/sql/main/postgresql/schema.sql\n\
         # mods-available/sql: dialect = \"postgresql\", driver = \"rlm_sql_postgresql\", server, login, password, radius_db, read_clients = yes\n\
         ln -s ../mods-available/sql /etc/freeradius/3.0/mods-enabled/sql\n\
         # sites-enabled/default: sql in session {{ }}\n\
         # pg_hba.conf: hostssl radius radius {}/32 scram-sha-256\n\
         systemctl restart freeradius\n",
        s.server
    )
}
