//! Looking for gateways on the networks that this computer is in, when somebody asks for it.
//!
//! Polite: only its own private networks, none larger than [`LARGEST`] addresses, few at a time, a handful of ports, one question
//! to each that answers, nothing logged in to. It can be stopped at any moment.

use crate::{
    domain::id::LocationId,
    domain::{
        gateway::{Network, Vendor},
        mac::Mac,
        maker::Maker,
    },
    gateways::{Connection, Owner, Secret, Transport, http},
    radius::probe,
    services::batches::{Progress, Tell},
};
use std::{
    collections::BTreeMap,
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream},
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};
use uuid::Uuid;

/// Addresses of a network that are looked at; of a larger one, the part of this size around this computer's own address.
const LARGEST: u32 = 1024;

/// Addresses that are asked at the same time.
const AT_ONCE: usize = 16;

/// How long an address has to take a connection. On a LAN it takes milliseconds.
const PATIENCE: Duration = Duration::from_millis(400);

/// How long a page may take. Small devices make their certificate's handshake in a second or two.
const PAGE_PATIENCE: Duration = Duration::from_secs(4);

/// What listens at a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A page over TLS.
    Https,
    /// A page in the clear.
    Http,
    /// The page of an Omada controller.
    OmadaPage,
    /// The page of a self-hosted UniFi controller.
    UnifiPage,
    /// The binary interface of RouterOS, or Winbox.
    RouterOs,
}

/// A port that is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Port {
    /// Its number.
    pub number: u16,
    /// What listens there if something does.
    pub kind: Kind,
}

/// The ports of the vendors that have an interface (`gateways::abilities`), and what shows a RouterOS whose pages are off.
pub const PORTS: [Port; 7] = [
    Port::new(443, Kind::Https),
    Port::new(80, Kind::Http),
    Port::new(8043, Kind::OmadaPage),
    Port::new(8443, Kind::UnifiPage),
    Port::new(8728, Kind::RouterOs),
    Port::new(8729, Kind::RouterOs),
    Port::new(8291, Kind::RouterOs),
];

impl Port {
    /// A port.
    pub const fn new(number: u16, kind: Kind) -> Self {
        Self { number, kind }
    }
}

/// Something that answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where.
    pub address: IpAddr,
    /// Who made its network card, where the system knows its address.
    pub maker: Option<&'static str>,
    /// What it seems to be; `None` = it shows nothing that is known here.
    pub vendor: Option<Vendor>,
    /// The title of its page; may be empty.
    pub title: String,
    /// The port of the page that told, where it is not the vendor's usual one.
    pub port: Option<u16>,
}

/// The private IPv4 networks that this computer is in, by its table of routes; where that cannot be read, the /24 around its
/// own address.
pub fn own_networks() -> Vec<Network> {
    let table = std::fs::read_to_string(Path::new("/proc/net/route")).unwrap_or_default();
    let mut networks = of_routes(&table);
    if networks.is_empty() {
        networks.extend(own_address().and_then(|own| narrowed(own, 24)));
    }
    networks
}

/// This computer's address on the way out. Nothing is sent.
fn own_address() -> Option<Ipv4Addr> {
    match probe::local_address(IpAddr::from([192, 0, 2, 1]))? {
        IpAddr::V4(own) => Some(own),
        IpAddr::V6(_) => None,
    }
}

/// The networks of `/proc/net/route` that are reached without a gateway: hexadecimal, in the byte order of the machine.
fn of_routes(table: &str) -> Vec<Network> {
    let mut networks = Vec::new();
    for line in table.lines().skip(1) {
        let columns: Vec<_> = line.split_whitespace().collect();
        let &[_, destination, gateway, _, _, _, _, mask, ..] = columns.as_slice() else {
            continue;
        };
        let number = |text| u32::from_str_radix(text, 16).ok().map(u32::to_ne_bytes);
        let (Some(destination), Some([0, 0, 0, 0]), Some(mask)) =
            (number(destination), number(gateway), number(mask))
        else {
            continue;
        };
        let prefix = u32::from_be_bytes(mask).leading_ones();
        let address = Ipv4Addr::from(destination);
        let smallest = 32 - LARGEST.ilog2();
        let network = if prefix >= smallest {
            narrowed(address, prefix)
        } else {
            let own = probe::local_address(IpAddr::V4(Ipv4Addr::from(
                u32::from(address).saturating_add(1),
            )));
            match own {
                Some(IpAddr::V4(own)) => narrowed(own, smallest),
                _ => None,
            }
        };
        networks.extend(network.filter(|network| !networks.contains(network)));
    }
    networks
}

/// The network of an address; none of those that belong to the world.
fn narrowed(address: Ipv4Addr, prefix: u32) -> Option<Network> {
    let mask = u32::MAX.checked_shl(32 - prefix.min(32)).unwrap_or(0);
    let network = Network {
        address: IpAddr::V4(Ipv4Addr::from(u32::from(address) & mask)),
        prefix: u8::try_from(prefix).ok()?,
    };
    (address.is_private() && prefix < 32).then_some(network)
}

/// The addresses of networks that hosts can have, without this computer's own.
pub fn hosts(networks: &[Network]) -> Vec<IpAddr> {
    let mut all = Vec::new();
    for network in networks {
        let IpAddr::V4(first) = network.address else {
            continue;
        };
        let own = probe::local_address(IpAddr::V4(Ipv4Addr::from(
            u32::from(first).saturating_add(1),
        )));
        let size = 1_u32
            .checked_shl(32 - u32::from(network.prefix.min(32)))
            .unwrap_or(LARGEST)
            .min(LARGEST);
        // The first is the network's name and the last its broadcast, but for the two of a /31 (RFC 3021).
        let (from, to) = if size > 2 { (1, size - 1) } else { (0, size) };
        all.extend(
            (from..to)
                .map(|at| IpAddr::V4(Ipv4Addr::from(u32::from(first).saturating_add(at))))
                .filter(|address| Some(*address) != own),
        );
    }
    all
}

/// Asks these addresses at these ports who they are; what is found, the known kinds first. Ends early when `tell` says so,
/// with what was found until then.
pub fn search(addresses: Vec<IpAddr>, ports: &[Port], tell: Tell<'_>) -> Vec<Found> {
    let total = addresses.len() as u64;
    let found = Mutex::new(Vec::new());
    let (done, stopped) = (AtomicU64::new(0), AtomicBool::new(false));
    let rest = Mutex::new(addresses.into_iter());
    thread::scope(|scope| {
        let work = || {
            while !stopped.load(Ordering::Relaxed) {
                let next = rest.lock().unwrap_or_else(PoisonError::into_inner).next();
                let Some(address) = next else {
                    break;
                };
                let one = look_at(address, ports);
                found
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .extend(one);
                let _ = done.fetch_add(1, Ordering::Relaxed);
            }
        };
        let mut workers = Vec::new();
        for _ in 0..AT_ONCE {
            let worker = thread::Builder::new().name("search".to_owned());
            workers.extend(worker.spawn_scoped(scope, work).ok());
        }
        if workers.is_empty() {
            work();
        }
        while workers.iter().any(|worker| !worker.is_finished()) {
            let so_far = Progress {
                done: done.load(Ordering::Relaxed),
                total,
            };
            if !tell(so_far) {
                stopped.store(true, Ordering::Relaxed);
            }
            thread::sleep(Duration::from_millis(100));
        }
    });
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.sort_by_key(|one: &Found| (one.vendor.is_none(), one.address));
    found
}

/// What an address showed.
#[derive(Debug, Default)]
struct Shown {
    open: Vec<Port>,
    /// Pages, with the port of each: header and body in small letters.
    pages: Vec<(Port, String)>,
    title: String,
}

fn look_at(address: IpAddr, ports: &[Port]) -> Option<Found> {
    let mut shown = Shown::default();
    for (at, port) in ports.iter().enumerate() {
        let to = SocketAddr::new(address, port.number);
        match TcpStream::connect_timeout(&to, PATIENCE) {
            Ok(_) => shown.open.push(*port),
            // Whoever refuses is there; of whom not even a card was heard, there is nobody.
            Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {}
            Err(_) if at == 0 && mac_of(address).is_none() => return None,
            Err(_) => {}
        }
    }
    if shown.open.is_empty() {
        return None;
    }
    for port in shown.open.clone() {
        let transport = match port.kind {
            Kind::Http => Transport::Plain,
            Kind::RouterOs => continue,
            _ => Transport::Tls,
        };
        let Some((text, title)) = page(address, port.number, transport) else {
            continue;
        };
        if shown.title.is_empty() {
            shown.title = title;
        }
        shown.pages.push((port, text));
    }
    let maker = mac_of(address).and_then(|mac| Maker::of(mac).name());
    let (vendor, port) = guess(&shown, maker);
    Some(Found {
        address,
        maker,
        vendor,
        title: shown.title,
        port,
    })
}

/// The page at an address: what it says in small letters, and its title.
fn page(address: IpAddr, port: u16, transport: Transport) -> Option<(String, String)> {
    let connection = Connection {
        owner: Owner(LocationId(Uuid::nil())),
        host: address.to_string(),
        port: Some(port),
        transport,
        user: String::new(),
        password: Secret::default(),
        fingerprint: None,
        options: BTreeMap::new(),
        patience: PAGE_PATIENCE,
    };
    let answer = http::Client::new(&connection, port).ok()?.get("/").ok()?;
    let body = String::from_utf8_lossy(&answer.body);
    let headers = answer
        .headers
        .iter()
        .filter_map(|(name, value)| Some(format!("{name}: {}\n", value.to_str().ok()?)));
    let text = headers.collect::<String>() + &body;
    let title = title_of(&body);
    Some((text.to_lowercase(), title))
}

/// The title of a page, in one line and not longer than one.
fn title_of(page: &str) -> String {
    let lower = page.to_ascii_lowercase();
    let title = lower.find("<title").and_then(|start| {
        let from = start + lower.get(start..)?.find('>')? + 1;
        let to = from + lower.get(from..)?.find("</title")?;
        page.get(from..to)
    });
    let words: Vec<_> = title.unwrap_or_default().split_whitespace().collect();
    words.join(" ").chars().take(60).collect()
}

/// What it seems to be, and the port of the page that says so where it is not the vendor's usual one.
fn guess(shown: &Shown, maker: Option<&str>) -> (Option<Vendor>, Option<u16>) {
    const SIGNS: [(&str, Vendor); 9] = [
        ("routeros", Vendor::Mikrotik),
        ("mikrotik", Vendor::Mikrotik),
        ("opnsense", Vendor::Opnsense),
        ("omada", Vendor::Omada),
        ("unifi", Vendor::Unifi),
        ("opennds", Vendor::Opennds),
        ("coovachilli", Vendor::Coova),
        ("ruckus", Vendor::RuckusZonedirector),
        ("aruba instant", Vendor::Aruba),
    ];
    for (port, page) in &shown.pages {
        let Some((_, vendor)) = SIGNS.iter().find(|(sign, _)| page.contains(sign)) else {
            continue;
        };
        let usual = crate::gateways::abilities(*vendor).and_then(|able| able.ports.first());
        let told = (port.kind != Kind::Http && usual.map(|(_, usual)| *usual) != Some(port.number))
            .then_some(port.number);
        return (Some(*vendor), told.filter(|_| usual.is_some()));
    }
    let has = |kind| shown.open.iter().any(|port| port.kind == kind);
    let made_by = |name: &str| maker.is_some_and(|maker| maker.to_lowercase().contains(name));
    let vendor = if has(Kind::RouterOs) || made_by("mikrotik") || made_by("routerboard") {
        Some(Vendor::Mikrotik)
    } else if has(Kind::OmadaPage) && made_by("tp-link") {
        Some(Vendor::Omada)
    } else if has(Kind::UnifiPage) && made_by("ubiquiti") {
        Some(Vendor::Unifi)
    } else {
        None
    };
    (vendor, None)
}

/// The network card behind an address, where the system has heard of it (`/proc/net/arp`).
fn mac_of(address: IpAddr) -> Option<Mac> {
    let table = std::fs::read_to_string(Path::new("/proc/net/arp")).ok()?;
    mac_in(&table, address)
}

fn mac_in(table: &str, address: IpAddr) -> Option<Mac> {
    let wanted = address.to_string();
    let line = table
        .lines()
        .find(|line| line.split_whitespace().next() == Some(&wanted))?;
    let mac: Mac = line.split_whitespace().nth(3)?.parse().ok()?;
    (mac.0 != [0; 6]).then_some(mac)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test says what must hold"
    )]

    use super::*;
    use std::{
        io::{Read as _, Write as _},
        net::TcpListener,
    };

    const ROUTES: &str = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n\
        eth0\t00000000\t0158A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n\
        eth0\t0058A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n\
        wg0\t0200000A\t00000000\t0005\t0\t0\t0\tFFFFFFFF\t0\t0\t0\n\
        eth1\t007100CB\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n\
        broken\n";

    #[cfg(target_endian = "little")]
    #[test]
    fn only_private_networks_without_a_gateway_are_own() {
        let networks = of_routes(ROUTES);
        let texts: Vec<_> = networks.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["192.168.88.0/24"]);
        assert_eq!(of_routes(""), []);
    }

    #[test]
    fn no_network_is_too_large_and_its_ends_are_no_hosts() {
        let all = |text: &str| hosts(&[text.parse().unwrap()]);
        let small = all("198.51.100.8/29");
        assert_eq!(small.len(), 6);
        assert_eq!(small[0].to_string(), "198.51.100.9");
        assert!(all("10.0.0.0/8").len() < 1024);
        assert_eq!(all("2001:db8::/64"), [] as [IpAddr; 0]);
        assert_eq!(narrowed(Ipv4Addr::new(198, 51, 100, 7), 24), None, "public");
    }

    #[test]
    fn cards_are_read_from_the_table() {
        let table = "IP address       HW type     Flags       HW address            Mask     Device\n\
            192.168.88.1     0x1         0x2         48:8f:5a:00:00:01     *        eth0\n\
            192.168.88.2     0x1         0x0         00:00:00:00:00:00     *        eth0\n";
        let of = |text: &str| mac_in(table, text.parse().unwrap());
        assert_eq!(of("192.168.88.1").unwrap().0[0], 0x48);
        assert_eq!(of("192.168.88.2"), None, "asked for and not heard");
        assert_eq!(of("192.168.88.3"), None);
    }

    /// Open ports, the page with its port, the maker; the vendor and the port that are told.
    type Case<'a> = (
        &'a [u16],
        u16,
        &'a str,
        Option<&'a str>,
        Option<Vendor>,
        Option<u16>,
    );

    #[test]
    fn what_it_seems_to_be() {
        let port = |number| {
            PORTS
                .into_iter()
                .find(|port| port.number == number)
                .unwrap()
        };
        #[rustfmt::skip]
        let table: [Case<'_>; 10] = [
            (&[443],      443,  "<title>routeros</title>",       None,                    Some(Vendor::Mikrotik), None),
            (&[80],       80,   "webfig by mikrotik",            None,                    Some(Vendor::Mikrotik), None),
            (&[8728],     0,    "",                              None,                    Some(Vendor::Mikrotik), None),
            (&[443],      443,  "<title>unifi os</title>",       None,                    Some(Vendor::Unifi),    None),
            (&[8443],     8443, "<title>unifi network</title>",  None,                    Some(Vendor::Unifi),    Some(8443)),
            (&[8043],     8043, "omada controller",              None,                    Some(Vendor::Omada),    None),
            (&[443],      443,  "opnsense",                      None,                    Some(Vendor::Opnsense), None),
            (&[80],       80,   "welcome",                       Some("Routerboard.com"), Some(Vendor::Mikrotik), None),
            (&[80],       80,   "laser printer",                 Some("HP"),              None,                   None),
            (&[443],      443,  "access point",                  Some("Ubiquiti Inc"),    None,                   None),
        ];
        for (open, page_at, page, maker, vendor, told) in table {
            let mut shown = Shown {
                open: open.iter().map(|number| port(*number)).collect(),
                ..Shown::default()
            };
            if page_at > 0 {
                shown.pages.push((port(page_at), page.to_owned()));
            }
            assert_eq!(guess(&shown, maker), (vendor, told), "{open:?} {page}");
        }
    }

    #[test]
    fn titles() {
        assert_eq!(
            title_of("<HTML><Title lang=en> Router \n OS </TITLE>"),
            "Router OS"
        );
        assert_eq!(title_of("<title>never closed"), "");
        assert_eq!(title_of("é<title>é</title>"), "é");
    }

    /// Answers every request with this page.
    fn page_at(address: &str, page: &'static str) -> u16 {
        let listener = TcpListener::bind((address, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { break };
                drop(thread::spawn(move || {
                    let mut asked = [0; 1024];
                    if stream.read(&mut asked).unwrap_or(0) > 0 {
                        let length = page.len();
                        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
                        let _ = stream.write_all((head + page).as_bytes());
                    }
                }));
            }
        }));
        port
    }

    #[test]
    fn what_answers_is_found_and_what_does_not_is_not() {
        let router = page_at(
            "127.0.0.31",
            "<title>RouterOS router configuration page</title>",
        );
        let printer = page_at("127.0.0.32", "<title>LaserJet</title>");
        let ports = [
            Port::new(router, Kind::Http),
            Port::new(printer, Kind::Http),
        ];
        let addresses: Vec<IpAddr> = (30..40)
            .map(|last| IpAddr::from([127, 0, 0, last]))
            .collect();
        let mut told = Vec::new();
        let found = search(addresses.clone(), &ports, &mut |progress| {
            told.push(progress);
            true
        });
        let short: Vec<_> = found
            .iter()
            .map(|one| (one.address.to_string(), one.vendor, one.title.as_str()))
            .collect();
        assert_eq!(
            short,
            [
                (
                    "127.0.0.31".to_owned(),
                    Some(Vendor::Mikrotik),
                    "RouterOS router configuration page"
                ),
                ("127.0.0.32".to_owned(), None, "LaserJet"),
            ]
        );
        assert!(told.iter().all(|progress| progress.total == 10));
        // Stopped before it has begun, it ends at once.
        let many = addresses.iter().cycle().take(100_000).copied().collect();
        let _ = search(many, &ports, &mut |_| false);
    }
}
