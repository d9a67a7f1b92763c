//! The gateway doctor: what stands between a guest and this gateway, line by line, each with what to do.

use super::{Actor, Result, link, push, words};
use crate::{
    domain::{
        gateway::{Gateway, Vendor},
        id::{AccountId, SessionId},
        session::Session,
        time::Instant,
    },
    gateways::{
        self, Cause, Facts, Failure, Fingerprint, Kind, Plan, Portal, Trouble,
        plan::{Hidden, Step},
    },
    i18n::Words,
    radius::disconnect::{self, Outcome, Timing},
    services::location,
    store::{Contact, Doubt, Doubted, Linked, Store},
};
use chrono::TimeDelta;
use std::{
    net::{IpAddr, SocketAddr},
    time::Duration,
};

/// Difference of clocks that harms nobody: sessions are timed by their length, logs by their minute.
const CLOCKS_AGREE: TimeDelta = TimeDelta::seconds(60);

/// For how long a gateway may say nothing before that is told.
pub(super) const QUIET: TimeDelta = TimeDelta::hours(3);

/// How long the answer to a Disconnect-Request for nobody is waited for: on a LAN it takes milliseconds.
const ASKED: Timing = Timing {
    initial: Duration::from_millis(700),
    longest: Duration::from_millis(700),
    tries: 2,
    give_up: Duration::from_secs(2),
};

/// How a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// As it should be.
    Good,
    /// Nothing is known, which harms nobody yet.
    Unknown,
    /// Guests get on, but something is not as it should be.
    Warning,
    /// Guests do not get on, or cannot be cut.
    Bad,
}

/// What one line found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It answers, and the login is accepted.
    Reached,
    /// It does not do what it is asked.
    Failed(Failure),
    /// Its certificate is the pinned one.
    CertificatePinned,
    /// Its certificate was seen and is not pinned yet.
    CertificateNew(Fingerprint),
    /// What is said to it can be read by others on the way, until it has a certificate.
    InTheClear,
    /// The same, and there is no other way to speak to it.
    NeverEncrypted,
    /// Product and version.
    Version(String),
    /// Its clock differs by so many seconds: positive = it is ahead.
    Clock(i64),
    /// The driver found this in the way.
    Trouble(Trouble),
    /// It counted answers that were signed with another secret.
    OtherSecret(u64),
    /// It counted requests to Innkeeper that got no answer.
    NoAnswer(u64),
    /// Its requests are not believed here: how many since the last one that was, and when the last came.
    Doubted(Doubted),
    /// Its RADIUS requests are answered.
    RadiusWorks,
    /// It was heard of at this time.
    Heard(Instant),
    /// Nothing was ever heard of it.
    NeverHeard,
    /// It answers Disconnect-Requests.
    Disconnects,
    /// It answers no Disconnect-Requests at this port.
    NoDisconnect(u16),
    /// The login page is the one that the QR code names.
    LoginPage(String),
    /// The QR code names another login page: there, then here.
    OtherLoginPage {
        /// The gateway's.
        gateway: String,
        /// The Location's.
        location: String,
    },
    /// The Location has no login page, so that no QR code logs in; the gateway's would be this.
    NoLoginPage(String),
    /// So many hosts are open to guests who have not logged in, all that should be.
    Garden(usize),
    /// So many of these hosts are not open.
    GardenLacks(usize),
    /// All is there as it should be.
    InOrder,
    /// So much is not as it should be: to add, to change, to remove.
    Differs(usize, usize, usize),
    /// Somebody else's things are in the way.
    Conflicts(usize),
    /// Another Innkeeper keeps things there.
    OtherInnkeeper(usize),
}

impl Finding {
    /// Of a gateway that is spoken to without encryption.
    pub(super) fn in_the_clear(linked: &Linked) -> Self {
        if gateways::can_encrypt(linked.gateway.vendor, &linked.link.options) {
            Self::InTheClear
        } else {
            Self::NeverEncrypted
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How it stands.
    pub verdict: Verdict,
    /// What was found.
    pub finding: Finding,
    /// What can be done about it here with one press; the rest is said in words.
    pub fix: Option<Fix>,
}

/// What can be done with one press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// [`link::pin`] this certificate.
    Pin(Fingerprint),
    /// [`push::push`].
    Push,
    /// [`use_login_page`]: the template of the address that the QR code has from now on.
    LoginPage(String),
}

impl Line {
    fn new(verdict: Verdict, finding: Finding) -> Self {
        Self {
            verdict,
            finding,
            fix: None,
        }
    }

    fn with(self, fix: Fix) -> Self {
        Self {
            fix: Some(fix),
            ..self
        }
    }

    /// The line in words: what was found, and what to do where something is to be done.
    pub fn sentence(&self, words: &Words) -> String {
        words::finding(words, &self.finding)
    }

    /// Stable name, for scripts.
    pub fn code(&self) -> &'static str {
        match &self.finding {
            Finding::Reached => "reached",
            Finding::Failed(failure) => failure.cause.as_str(),
            Finding::CertificatePinned => "certificate_pinned",
            Finding::CertificateNew(_) => "certificate_new",
            Finding::InTheClear | Finding::NeverEncrypted => "in_the_clear",
            Finding::Version(_) => "version",
            Finding::Clock(_) => "clock",
            Finding::Trouble(_) => "trouble",
            Finding::OtherSecret(_)
            | Finding::Doubted(Doubted {
                doubt: Doubt::OtherSecret,
                ..
            }) => "other_secret",
            Finding::Doubted(_) => "unsigned",
            Finding::NoAnswer(_) => "no_answer",
            Finding::RadiusWorks => "radius_works",
            Finding::Heard(_) => "heard",
            Finding::NeverHeard => "never_heard",
            Finding::Disconnects => "disconnects",
            Finding::NoDisconnect(_) => "no_disconnect",
            Finding::LoginPage(_) => "login_page",
            Finding::OtherLoginPage { .. } => "other_login_page",
            Finding::NoLoginPage(_) => "no_login_page",
            Finding::Garden(_) => "garden",
            Finding::GardenLacks(_) => "garden_lacks",
            Finding::InOrder => "in_order",
            Finding::Differs(..) => "differs",
            Finding::Conflicts(_) => "conflicts",
            Finding::OtherInnkeeper(_) => "other_innkeeper",
        }
    }
}

/// Everything that the lines are made of.
#[derive(Debug, Clone, Default)]
struct Seen {
    facts: Option<Facts>,
    failure: Option<Failure>,
    certificate: Option<Fingerprint>,
    plan: Option<Plan>,
    disconnect: Option<Outcome>,
    doubts: Vec<Doubted>,
}

/// Examines a gateway, linked or not. Waits for it.
pub fn examine(store: &Store, clock: &dyn Fn() -> Instant, name: &str) -> Result<Vec<Line>> {
    let found = store.read(|reader| {
        let gateway = reader.gateway_by_name(name)?;
        let linked = reader.link_of(gateway.clone())?;
        let contacts = reader.contacts()?;
        let doubts = reader.doubts()?;
        Ok((gateway, linked, contacts, doubts, reader.location()?))
    })?;
    let (gateway, linked, contacts, doubts, location) = found;
    let heard = contacts.into_iter().find_map(|contact| match contact {
        Contact::Gateway(id, at) if id == gateway.id => Some(at),
        _ => None,
    });
    let mut seen = Seen {
        doubts: doubts
            .into_iter()
            .filter(|doubted| doubted.gateway == gateway.id)
            .collect(),
        ..Seen::default()
    };
    if let Some(linked) = &linked {
        let owner = crate::gateways::Owner(location.id);
        let opened = link::open(linked, owner).and_then(|mut driver| {
            let facts = driver.facts();
            seen.certificate = driver.certificate();
            seen.facts = Some(facts?);
            let mut work = push::Work {
                store,
                linked,
                driver: &mut *driver,
                now: clock(),
            };
            seen.plan = Some(work.plan(push::Extent::All, Hidden::Trusted)?);
            Ok(())
        });
        seen.failure = opened.err();
    }
    if gateway.send_disconnect && gateway.network.is_single() {
        seen.disconnect = Some(ask_for_nobody(&gateway));
    }
    let login_url = location.login_url.as_deref();
    Ok(lines(
        &gateway,
        linked.as_ref(),
        &seen,
        heard,
        login_url,
        clock(),
    ))
}

/// Asks for the end of a session that cannot be: whoever takes Disconnect-Requests says that there is none.
fn ask_for_nobody(gateway: &Gateway) -> Outcome {
    let address: IpAddr = gateway.network.address;
    let id = SessionId::new();
    let now = Instant::UNIX_EPOCH;
    let nobody = Session {
        id,
        account: AccountId::new(),
        gateway: gateway.id,
        gateway_address: address,
        acct_session_id: format!("innkeeper-{id}"),
        username: format!("innkeeper-{id}"),
        mac: None,
        calling_station_id: "02-00-00-00-00-01".to_owned(),
        ip: Some(IpAddr::from([192, 0, 2, 254])),
        nas: String::new(),
        started_at: now,
        updated_at: now,
        ended_at: None,
        cause: None,
        seconds: 0,
        upload: 0,
        download: 0,
        disconnect: None,
    };
    let to = SocketAddr::new(address, gateway.disconnect_port);
    disconnect::disconnect(gateway, &nobody, to, None, ASKED)
}

fn lines(
    gateway: &Gateway,
    linked: Option<&Linked>,
    seen: &Seen,
    heard: Option<Instant>,
    login_url: Option<&str>,
    now: Instant,
) -> Vec<Line> {
    use Verdict::{Bad, Good, Unknown, Warning};
    let mut lines = Vec::new();
    if let Some(linked) = linked {
        lines.extend(of_link(linked, seen, now));
    }
    if let Some(facts) = &seen.facts {
        lines.extend(
            facts
                .troubles
                .iter()
                .map(|trouble| Line::new(Bad, Finding::Trouble(trouble.clone()))),
        );
    }
    let uses_radius = linked.is_none_or(|linked| !linked.link.users);
    let counters = seen.facts.as_ref().and_then(|facts| facts.radius);
    if uses_radius {
        for doubted in &seen.doubts {
            // Behind one address may stand several: some are believed, then.
            let verdict = if heard.is_some_and(|at| at >= doubted.at) {
                Warning
            } else {
                Bad
            };
            let line = Line::new(verdict, Finding::Doubted(*doubted));
            let written = linked.is_some() && doubted.doubt == Doubt::OtherSecret;
            lines.push(if written { line.with(Fix::Push) } else { line });
        }
    }
    // What it counted before somebody changed the secret says nothing.
    if uses_radius && seen.doubts.is_empty() {
        lines.push(match (counters, heard) {
            (Some(radius), _) if radius.bad_replies > 0 && radius.accepts + radius.rejects == 0 => {
                Line::new(Bad, Finding::OtherSecret(radius.bad_replies)).with(Fix::Push)
            }
            (Some(radius), _) if radius.timeouts > 0 && radius.accepts + radius.rejects == 0 => {
                Line::new(Bad, Finding::NoAnswer(radius.timeouts))
            }
            (Some(radius), _) if radius.accepts + radius.rejects > 0 => {
                Line::new(Good, Finding::RadiusWorks)
            }
            (_, Some(at)) if now - at <= QUIET => Line::new(Good, Finding::Heard(at)),
            (_, Some(at)) => Line::new(Warning, Finding::Heard(at)),
            (_, None) => Line::new(Unknown, Finding::NeverHeard),
        });
    }
    match &seen.disconnect {
        Some(Outcome::Done | Outcome::Gone | Outcome::Refused { .. }) => {
            lines.push(Line::new(Good, Finding::Disconnects));
        }
        Some(Outcome::Silent { .. } | Outcome::Unreachable { .. }) if uses_radius => {
            lines.push(Line::new(
                Bad,
                Finding::NoDisconnect(gateway.disconnect_port),
            ));
        }
        _ => {}
    }
    let portal = seen.facts.as_ref().and_then(|facts| facts.portal.as_ref());
    if let Some(portal) = portal.filter(|portal| !portal.host.is_empty()) {
        let host = portal.host.clone();
        let line = match login_url.map(host_of) {
            None => Line::new(Warning, Finding::NoLoginPage(host)),
            Some(named) if named.eq_ignore_ascii_case(&host) => {
                Line::new(Good, Finding::LoginPage(host))
            }
            Some(named) => Line::new(
                Warning,
                Finding::OtherLoginPage {
                    gateway: host,
                    location: named.to_owned(),
                },
            ),
        };
        lines.push(match link_to(gateway.vendor, portal) {
            Some(template) if line.verdict == Warning => line.with(Fix::LoginPage(template)),
            _ => line,
        });
    }
    if let (Some(plan), Some(linked)) = (&seen.plan, linked) {
        lines.extend(of_garden(plan, linked.link.garden.len()));
    }
    if let Some(plan) = &seen.plan {
        lines.extend(of_plan(plan));
    }
    lines
}

fn of_link(linked: &Linked, seen: &Seen, now: Instant) -> Vec<Line> {
    use Verdict::{Bad, Good, Warning};
    let mut lines = Vec::new();
    match &seen.failure {
        Some(failure) => {
            let line = Line::new(Bad, Finding::Failed(failure.clone()));
            lines.push(match failure.cause {
                Cause::CertificateChanged { shown, .. } => line.with(Fix::Pin(shown)),
                _ => line,
            });
        }
        None => lines.push(Line::new(Good, Finding::Reached)),
    }
    if linked.link.plain {
        lines.push(Line::new(Warning, Finding::in_the_clear(linked)));
    } else if let Some(shown) = seen.certificate.filter(|_| seen.facts.is_some()) {
        lines.push(if linked.link.fingerprint.is_some() {
            Line::new(Good, Finding::CertificatePinned)
        } else {
            Line::new(Warning, Finding::CertificateNew(shown)).with(Fix::Pin(shown))
        });
    }
    if let Some(facts) = &seen.facts {
        let version = format!("{} {}", facts.product, facts.version);
        lines.push(Line::new(Good, Finding::Version(version.trim().to_owned())));
        if let Some(clock) = facts.clock {
            let ahead = clock - now;
            let verdict = if ahead.abs() <= CLOCKS_AGREE {
                Good
            } else {
                Warning
            };
            lines.push(Line::new(verdict, Finding::Clock(ahead.num_seconds())));
        }
    }
    lines
}

/// The address of a login page with a name and a password in it, where the gateway takes such (GATEWAYS 1.4).
fn link_to(vendor: Vendor, portal: &Portal) -> Option<String> {
    let scheme = if portal.https { "https" } else { "http" };
    (vendor == Vendor::Mikrotik && portal.takes_links).then(|| {
        format!(
            "{scheme}://{}/login?username={{username}}&password={{password}}",
            portal.host
        )
    })
}

/// Lets the QR code of new vouchers lead to this login page.
pub fn use_login_page(store: &Store, now: Instant, actor: Actor, template: &str) -> Result<()> {
    let location = store.read(|reader| reader.location())?;
    let changed = crate::domain::location::Location {
        login_url: Some(template.to_owned()),
        ..location
    };
    location::edit(store, now, actor, changed).map(drop)
}

/// The hosts that guests reach before they log in.
fn of_garden(plan: &Plan, hosts: usize) -> Option<Line> {
    let lacks = plan
        .steps
        .iter()
        .filter(|step| step.object().kind == Kind::Garden && !matches!(step, Step::Remove(_)));
    match (lacks.count(), hosts) {
        (0, 0) => None,
        (0, hosts) => Some(Line::new(Verdict::Good, Finding::Garden(hosts))),
        // A host may be one thing there or two, for names and for addresses.
        (lacks, hosts) => {
            let lacks = lacks.min(hosts.max(1));
            Some(Line::new(Verdict::Bad, Finding::GardenLacks(lacks)).with(Fix::Push))
        }
    }
}

fn of_plan(plan: &Plan) -> Vec<Line> {
    use Verdict::{Bad, Good, Warning};
    let mut lines = Vec::new();
    let counts = plan.counts();
    lines.push(if plan.is_empty() {
        Line::new(Good, Finding::InOrder)
    } else {
        Line::new(
            Bad,
            Finding::Differs(counts.add, counts.change, counts.remove),
        )
        .with(Fix::Push)
    });
    if !plan.conflicts.is_empty() {
        lines.push(Line::new(Bad, Finding::Conflicts(plan.conflicts.len())));
    }
    if plan.of_others > 0 {
        lines.push(Line::new(Warning, Finding::OtherInnkeeper(plan.of_others)));
    }
    lines
}

/// The host of an address such as `http://wifi.example/login?…`.
fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = rest.get(..end).unwrap_or(rest);
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateways::{Object, RadiusCounters};

    fn noon() -> Instant {
        Instant::UNIX_EPOCH + TimeDelta::days(20_000)
    }

    fn doubt_at(doubt: Doubt, at: Instant) -> Doubted {
        Doubted {
            gateway: crate::domain::id::GatewayId::new(),
            doubt,
            requests: 4,
            at,
        }
    }

    #[test]
    fn a_secret_that_was_changed_on_one_side_is_red_whatever_was_counted_before() {
        let mut seen = Seen {
            facts: Some(Facts {
                radius: Some(RadiusCounters {
                    accepts: 1000,
                    ..RadiusCounters::default()
                }),
                ..Facts::default()
            }),
            doubts: vec![doubt_at(Doubt::OtherSecret, noon())],
            ..Seen::default()
        };
        let before = Some(noon() - TimeDelta::minutes(1));
        let found = codes(true, &seen, before, None);
        assert!(found.contains(&(Verdict::Bad, "other_secret")), "{found:?}");
        assert!(!found.iter().any(|(_, code)| *code == "radius_works"));
        // Two routers behind one address, one of them is right.
        let found = codes(true, &seen, Some(noon()), None);
        assert!(found.contains(&(Verdict::Warning, "other_secret")));
        seen.doubts.clear();
        let found = codes(true, &seen, Some(noon()), None);
        assert!(found.contains(&(Verdict::Good, "radius_works")));
    }

    fn codes(
        linked: bool,
        seen: &Seen,
        heard: Option<Instant>,
        url: Option<&str>,
    ) -> Vec<(Verdict, &'static str)> {
        let gateway = super::super::tests::gateway();
        let linked = linked.then(|| super::super::tests::linked(gateway.clone()));
        let lines = lines(&gateway, linked.as_ref(), seen, heard, url, noon());
        lines
            .iter()
            .map(|line| (line.verdict, line.code()))
            .collect()
    }

    #[test]
    fn every_line_has_its_verdict() {
        use Verdict::{Bad, Good, Unknown, Warning};
        let facts = |change: fn(&mut Facts)| {
            let mut facts = Facts::default();
            change(&mut facts);
            Seen {
                facts: Some(facts),
                ..Seen::default()
            }
        };
        let radius = |change: fn(&mut RadiusCounters)| {
            let mut radius = RadiusCounters::default();
            change(&mut radius);
            let facts = Facts {
                radius: Some(radius),
                ..Facts::default()
            };
            Seen {
                facts: Some(facts),
                ..Seen::default()
            }
        };
        let plan = |plan| Seen {
            plan: Some(plan),
            ..Seen::default()
        };
        let failed = |cause| Seen {
            failure: Some(Failure::new(cause, "")),
            ..Seen::default()
        };
        let doubted = |doubt| Seen {
            doubts: vec![doubt_at(doubt, noon())],
            ..Seen::default()
        };
        let step = || Step::Add(Object::made(Kind::Group, "a"));
        #[rustfmt::skip]
        let table: Vec<(&str, Seen, (Verdict, &str))> = vec![
            ("off",             failed(Cause::Unreachable),                    (Bad, "unreachable")),
            ("wrong password",  failed(Cause::Login),                          (Bad, "login")),
            ("answers",         Seen::default(),                               (Good, "reached")),
            ("clock",           facts(|it| it.clock = Some(noon())),           (Good, "clock")),
            ("clock ahead",     facts(|it| it.clock = Some(noon() + TimeDelta::minutes(5))), (Warning, "clock")),
            ("mode",            facts(|it| it.troubles.push(Trouble::HotspotForbidden)), (Bad, "trouble")),
            ("other secret",    radius(|it| it.bad_replies = 3),               (Bad, "other_secret")),
            ("no answer",       radius(|it| it.timeouts = 3),                  (Bad, "no_answer")),
            ("works",           radius(|it| { it.timeouts = 3; it.accepts = 1; }), (Good, "radius_works")),
            ("garden",          plan(Plan { steps: vec![Step::Add(Object::made(Kind::Garden, "a"))], ..Plan::default() }), (Bad, "garden_lacks")),
            ("secret changed",  doubted(Doubt::OtherSecret),                   (Bad, "other_secret")),
            ("not signed",      doubted(Doubt::Unsigned),                      (Bad, "unsigned")),
            ("never heard",     Seen::default(),                               (Unknown, "never_heard")),
            ("in order",        plan(Plan::default()),                         (Good, "in_order")),
            ("differs",         plan(Plan { steps: vec![step()], ..Plan::default() }), (Bad, "differs")),
            ("two Innkeepers",  plan(Plan { of_others: 2, ..Plan::default() }), (Warning, "other_innkeeper")),
            ("CoA",             Seen { disconnect: Some(Outcome::Gone), ..Seen::default() }, (Good, "disconnects")),
            ("no CoA",          Seen { disconnect: Some(Outcome::Silent { tries: 2 }), ..Seen::default() }, (Bad, "no_disconnect")),
        ];
        for (name, seen, expected) in table {
            let found = codes(true, &seen, None, None);
            assert!(found.contains(&expected), "{name}: {found:?}");
        }
        let heard = |ago| codes(false, &Seen::default(), Some(noon() - ago), None);
        assert_eq!(heard(TimeDelta::minutes(1)), [(Good, "heard")]);
        assert_eq!(heard(TimeDelta::hours(4)), [(Warning, "heard")]);
    }

    #[test]
    fn the_login_page_of_the_qr_code() {
        let portal = Portal {
            host: "wifi.example".into(),
            takes_links: true,
            https: false,
        };
        let facts = Facts {
            portal: Some(portal),
            ..Facts::default()
        };
        let seen = Seen {
            facts: Some(facts),
            ..Seen::default()
        };
        #[rustfmt::skip]
        let table = [
            (None,                                            "no_login_page"),
            (Some("http://WiFi.example/login?username={username}"), "login_page"),
            (Some("https://wifi.example:8443/login"),         "login_page"),
            (Some("http://10.5.50.1/login"),                  "other_login_page"),
        ];
        for (url, expected) in table {
            let found = codes(true, &seen, None, url);
            assert!(
                found.iter().any(|(_, code)| *code == expected),
                "{url:?}: {found:?}"
            );
        }
    }
}
