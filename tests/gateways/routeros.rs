//! The RouterOS driver against the mock router, over both of its interfaces, and the program with it.

use super::{Certificate, Mock, PASSWORD, USER};
use crate::story::Desk;
use innkeeper::{
    domain::{gateway::Vendor, id::LocationId},
    gateways::{
        self, Cause, Connection, Driver, Failure, Fingerprint, Owner, Plan, Scope, Secret,
        Transport, Whom,
        plan::Hidden,
        state::{Desired, Group, Radius, User},
    },
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, time::Duration};

/// A router that is spoken to.
struct Router {
    mock: Mock,
    owner: Owner,
    connection: Connection,
}

fn router(mock: Mock, port: &str, api: &str, transport: Transport) -> Router {
    let owner = Owner(LocationId::new());
    let connection = Connection {
        owner,
        host: "127.0.0.1".to_owned(),
        port: Some(mock.port(port)),
        transport,
        user: USER.to_owned(),
        password: Secret::new(PASSWORD),
        fingerprint: None,
        options: BTreeMap::from([("api".to_owned(), api.to_owned())]),
        patience: Duration::from_secs(5),
    };
    Router {
        mock,
        owner,
        connection,
    }
}

fn rest() -> Router {
    let mock = Mock::start("routeros", &[]);
    router(mock, "http", "rest", Transport::Plain)
}

/// Every way to speak to a router.
fn all() -> Vec<(&'static str, Router)> {
    let certificate = Certificate::new();
    let old = ["--version", "6.42", "--old-login"];
    vec![
        ("REST", rest()),
        (
            "REST over TLS",
            router(
                Mock::start_tls("routeros", &certificate, &[]),
                "https",
                "rest",
                Transport::Tls,
            ),
        ),
        (
            "API of version 7",
            router(
                Mock::start("routeros", &[]),
                "api",
                "binary",
                Transport::Plain,
            ),
        ),
        (
            "API over TLS",
            router(
                Mock::start_tls("routeros", &certificate, &[]),
                "api_tls",
                "binary",
                Transport::Tls,
            ),
        ),
        (
            "API of version 6",
            router(
                Mock::start("routeros", &old),
                "api",
                "binary",
                Transport::Plain,
            ),
        ),
    ]
}

impl Router {
    fn open(&self) -> Box<dyn Driver> {
        gateways::open(Vendor::Mikrotik, &self.connection).unwrap()
    }

    fn desired(&self, users: u32) -> Desired {
        Desired {
            owner: self.owner,
            radius: Some(Radius {
                address: "192.0.2.5".parse().unwrap(),
                auth_port: 1812,
                acct_port: 1813,
                secret: Secret::new("a long secret"),
                interim_seconds: 60,
                disconnect_port: Some(3799),
            }),
            garden: vec![
                "pay.example".into(),
                "192.0.2.80".into(),
                "*.cdn.example".into(),
            ],
            groups: vec![Group {
                name: "DAY".into(),
                may_be_foreign: false,
                download_bps: Some(10_000_000),
                upload_bps: Some(2_048_000),
                devices: Some(2),
                session_seconds: Some(3600),
                idle_seconds: None,
                address_list: Some("guests".into()),
            }],
            users: (1..=users).map(user).collect(),
            clients: vec![],
        }
    }

    fn plan(&self, driver: &mut dyn Driver, desired: &Desired) -> Plan {
        let there = driver.read(&Scope::All).unwrap();
        gateways::plan(driver.wanted(desired, &there), &there, Hidden::Trusted)
    }

    /// Carries a plan out; gives what was refused.
    fn bring(&self, driver: &mut dyn Driver, desired: &Desired) -> Result<Vec<Failure>, Failure> {
        let plan = self.plan(driver, desired);
        let mut refused = Vec::new();
        driver.carry_out(&plan.steps, &mut |_, done| {
            refused.extend(done.err());
            true
        })?;
        Ok(refused)
    }

    fn menu(&self, menu: &str) -> Vec<Value> {
        self.mock.look("state")["menus"][menu]
            .as_array()
            .unwrap()
            .clone()
    }
}

fn user(number: u32) -> User {
    User {
        key: number.to_string(),
        // Any script may stand in a name.
        name: format!("Room \"{number}\" ñ 房; =x [:put 1] $y"),
        password: Secret::new(format!("p w={number}")),
        group: "DAY".into(),
        devices: 2,
        seconds: Some(3600),
        lasts_seconds: None,
        bytes: Some(6144 * 1024 * 1024),
        ends_at: None,
        enabled: true,
    }
}

#[test]
fn add_test_plan_push_change_drift_repair_remove() {
    for (name, router) in all() {
        let mut driver = router.open();
        let facts = driver
            .facts()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(facts.product, "RouterOS", "{name}");
        assert!(
            facts.portal.is_some() && facts.clock.is_some(),
            "{name}: {facts:?}"
        );
        let others = router.menu("/ip/hotspot/user").len();
        let desired = router.desired(3);
        let plan = router.plan(&mut *driver, &desired);
        assert!(plan.counts().add >= 9, "{name}: {:?}", plan.counts());
        assert_eq!(router.bring(&mut *driver, &desired), Ok(vec![]), "{name}");
        let again = router.plan(&mut *driver, &desired);
        assert!(
            again.is_empty() && again.gaps.is_empty(),
            "{name}: {:?}",
            again.steps
        );
        assert_eq!(router.menu("/ip/hotspot/user").len(), others + 3, "{name}");
        // Drift: somebody changes and removes by hand.
        let row = router.menu("/ip/hotspot/user").pop().unwrap();
        let edit =
            json!({ "menu": "/ip/hotspot/user", "id": row[".id"], "row": { "password": "known" } });
        let _ = router.mock.control("edit", &edit);
        let drift = router.plan(&mut *driver, &desired).counts();
        assert_eq!((drift.add, drift.change, drift.remove), (0, 1, 0), "{name}");
        assert_eq!(router.bring(&mut *driver, &desired), Ok(vec![]), "{name}");
        assert!(router.plan(&mut *driver, &desired).is_empty(), "{name}");
        // One goes, one is switched off.
        let mut fewer = router.desired(2);
        fewer.users[1].enabled = false;
        assert_eq!(router.bring(&mut *driver, &fewer), Ok(vec![]), "{name}");
        assert_eq!(router.menu("/ip/hotspot/user").len(), others + 2, "{name}");
        // All of ours goes; what others made stays.
        let nothing = Desired {
            radius: None,
            garden: vec![],
            groups: vec![],
            users: vec![],
            ..desired
        };
        assert_eq!(router.bring(&mut *driver, &nothing), Ok(vec![]), "{name}");
        assert_eq!(router.menu("/ip/hotspot/user").len(), others, "{name}");
        assert!(router.plan(&mut *driver, &nothing).is_empty(), "{name}");
    }
}

#[test]
fn an_answer_that_is_lost_doubles_nothing() {
    for kind in ["lose-answer", "lose-request", "cut"] {
        for (name, router) in all() {
            let mut driver = router.open();
            let desired = router.desired(8);
            router
                .mock
                .faults(&json!([{ "do": kind, "verb": "add", "after": 4, "times": 1 }]));
            let _ = router.bring(&mut *driver, &desired);
            router.mock.faults(&json!([]));
            let mut driver = router.open();
            assert_eq!(
                router.bring(&mut *driver, &desired),
                Ok(vec![]),
                "{kind} {name}"
            );
            let plan = router.plan(&mut *driver, &desired);
            assert!(plan.is_empty(), "{kind} {name}: {:?}", plan.steps);
            for menu in [
                "/radius",
                "/ip/hotspot/walled-garden",
                "/ip/hotspot/walled-garden/ip",
            ] {
                let mut tags: Vec<_> = router
                    .menu(menu)
                    .iter()
                    .filter_map(|row| row["comment"].as_str().map(str::to_owned))
                    .collect();
                let all = tags.len();
                tags.sort();
                tags.dedup();
                assert_eq!(tags.len(), all, "{kind} {name}: {menu}");
            }
        }
    }
}

#[test]
fn a_kick_stays_kicked() {
    for (name, router) in all() {
        let mut driver = router.open();
        assert_eq!(
            router.bring(&mut *driver, &router.desired(1)),
            Ok(vec![]),
            "{name}"
        );
        let guest = user(1);
        let mac = "AA:BB:CC:00:11:22";
        let login = json!({ "mac": mac, "address": "10.5.50.7", "user": guest.name, "password": guest.password.reveal() });
        let answer = router.mock.control("guest", &login);
        assert_eq!(answer["ok"], true, "{name}: {answer}");
        let online = driver.sessions(None).unwrap();
        assert_eq!(online.len(), 1, "{name}");
        assert_eq!(
            (online[0].name.as_str(), online[0].by_radius),
            (guest.name.as_str(), false),
            "{name}"
        );
        let whom = Whom {
            name: Some(guest.name.clone()),
            ..Whom::default()
        };
        let kicked = driver.kick(&whom).unwrap();
        assert_eq!((kicked.cut, kicked.left), (1, 0), "{name}");
        assert!(
            driver.sessions(None).unwrap().is_empty(),
            "{name}: it comes back"
        );
        assert!(router.menu("/ip/hotspot/cookie").is_empty(), "{name}");
        let nobody = driver.kick(&whom).unwrap();
        assert_eq!((nobody.cut, nobody.left), (0, 0), "{name}");
    }
}

#[test]
fn whoever_is_not_the_router_is_told_so() {
    let router = rest();
    let wrong = Connection {
        password: Secret::new("not the password"),
        ..router.connection.clone()
    };
    let failure = gateways::open(Vendor::Mikrotik, &wrong)
        .unwrap()
        .facts()
        .unwrap_err();
    assert_eq!(failure.cause, Cause::Login, "{failure}");
    assert!(!format!("{failure:?}").contains("not the password"));
    let binary = Connection {
        port: Some(router.mock.port("api")),
        options: BTreeMap::from([("api".to_owned(), "binary".to_owned())]),
        ..wrong
    };
    let failure = gateways::open(Vendor::Mikrotik, &binary)
        .unwrap()
        .facts()
        .unwrap_err();
    assert_eq!(failure.cause, Cause::Login, "{failure}");
    let closed = Connection {
        port: Some(1),
        ..router.connection.clone()
    };
    let failure = gateways::open(Vendor::Mikrotik, &closed)
        .unwrap()
        .facts()
        .unwrap_err();
    assert_eq!(failure.cause, Cause::Unreachable, "{failure}");
    let tls = Connection {
        transport: Transport::Tls,
        ..router.connection.clone()
    };
    let failure = gateways::open(Vendor::Mikrotik, &tls)
        .unwrap()
        .facts()
        .unwrap_err();
    assert_eq!(failure.cause, Cause::NoTls, "{failure}");
    let old = Mock::start("routeros", &["--version", "6.49.10"]);
    let old = self::router(old, "http", "rest", Transport::Plain);
    let failure = old.open().facts().unwrap_err();
    assert_eq!(failure.cause, Cause::TooOld, "{failure}");
    router.mock.faults(&json!([{ "do": "page", "times": 0 }]));
    let failure = router.open().facts().unwrap_err();
    assert_eq!(failure.cause, Cause::WrongProduct, "{failure}");
    router
        .mock
        .faults(&json!([{ "do": "slow", "seconds": 3, "times": 0 }]));
    let hasty = Connection {
        patience: Duration::from_millis(300),
        ..router.connection.clone()
    };
    let failure = gateways::open(Vendor::Mikrotik, &hasty)
        .unwrap()
        .facts()
        .unwrap_err();
    assert_eq!(failure.cause, Cause::Silent, "{failure}");
}

#[test]
fn another_certificate_is_refused_before_anything_is_said() {
    for (port, api) in [("https", "rest"), ("api_tls", "binary")] {
        let certificate = Certificate::new();
        let mock = Mock::start_tls("routeros", &certificate, &[]);
        let router = router(mock, port, api, Transport::Tls);
        let mut driver = router.open();
        let _ = driver.facts().unwrap();
        let shown = driver.certificate().unwrap();
        let pinned = Connection {
            fingerprint: Some(shown),
            ..router.connection.clone()
        };
        let _ = gateways::open(Vendor::Mikrotik, &pinned)
            .unwrap()
            .facts()
            .unwrap();
        let other = Certificate::new();
        let [certificate, key] = other.files();
        let _ = router.mock.control(
            "certificate",
            &json!({ "certificate": certificate, "key": key }),
        );
        let before = router.mock.look("seen");
        let failure = gateways::open(Vendor::Mikrotik, &pinned)
            .unwrap()
            .facts()
            .unwrap_err();
        let Cause::CertificateChanged {
            expected,
            shown: now,
        } = failure.cause
        else {
            panic!("{port}: {failure}");
        };
        assert_eq!((expected, now != shown), (shown, true), "{port}");
        assert_eq!(
            router.mock.look("seen"),
            before,
            "{port}: nothing was asked"
        );
    }
}

#[test]
fn what_others_made_is_listed_for_import_and_left_alone() {
    let router = rest();
    let row = json!({ "menu": "/ip/hotspot/user", "row": { "name": "old guest", "password": "x", "comment": "by the printer" } });
    let _ = router.mock.control("row", &row);
    let mut driver = router.open();
    assert_eq!(router.bring(&mut *driver, &router.desired(1)), Ok(vec![]));
    let users = driver.foreign_users().unwrap();
    let guest = users.iter().find(|user| user.name == "old guest").unwrap();
    assert_eq!(
        (guest.profile.as_str(), guest.comment.as_deref()),
        ("default", Some("by the printer"))
    );
    assert!(
        users.iter().all(|user| !user.name.starts_with("Room")),
        "{users:?}"
    );
}

#[test]
fn two_innkeepers_leave_each_other_alone() {
    let router = rest();
    let mut driver = router.open();
    assert_eq!(router.bring(&mut *driver, &router.desired(2)), Ok(vec![]));
    let other = Owner(LocationId::new());
    let connection = Connection {
        owner: other,
        ..router.connection.clone()
    };
    let mut theirs = gateways::open(Vendor::Mikrotik, &connection).unwrap();
    let desired = Desired {
        owner: other,
        radius: None,
        garden: vec![],
        groups: vec![],
        users: vec![],
        clients: vec![],
    };
    let plan = router.plan(&mut *theirs, &desired);
    assert!(plan.is_empty() && plan.of_others > 0, "{:?}", plan.steps);
}

#[test]
fn the_program_brings_a_router_to_what_it_should_be() {
    let certificate = Certificate::new();
    let mock = Mock::start_tls("routeros", &certificate, &[]);
    let desk = Desk::new();
    let api = format!("127.0.0.1:{}", mock.port("https"));
    let added = desk.json(&[
        "gateway",
        "add",
        "--name",
        "router",
        "--vendor",
        "mikrotik",
        "--address",
        "127.0.0.9",
        "--secret",
        "a long secret",
        "--api-address",
        &api,
        "--api-user",
        USER,
        "--api-password",
        PASSWORD,
        "--users",
        "--garden",
        "pay.example",
    ]);
    assert!(!added.to_string().contains(PASSWORD));
    let lines = desk.json(&["gateway", "test", "router"]);
    let has = |lines: &Value, code: &str| {
        lines
            .as_array()
            .unwrap()
            .iter()
            .any(|line| line["code"] == code)
    };
    assert!(
        has(&lines, "certificate_new") && has(&lines, "differs"),
        "{lines}"
    );
    let lines = desk.json(&["gateway", "test", "router", "--accept-certificate"]);
    assert!(has(&lines, "certificate_pinned"), "{lines}");
    let ticket = desk.issue();
    let serial = ticket["serial"].as_str().unwrap().to_owned();
    let plan = desk.json(&["gateway", "plan", "router"]);
    assert!(plan["add"].as_u64().unwrap() >= 3, "{plan}");
    assert!(
        !plan
            .to_string()
            .contains(ticket["password"].as_str().unwrap()),
        "no secret in a plan's words"
    );
    let pushed = desk.json(&["gateway", "push", "router"]);
    assert_eq!(
        (pushed["added"].clone(), pushed["refused"].clone()),
        (plan["add"].clone(), json!([]))
    );
    let again = desk.json(&["gateway", "plan", "router"]);
    assert_eq!(
        (again["add"].clone(), again["change"].clone()),
        (json!(0), json!(0)),
        "{again}"
    );
    let shown = desk.show(&serial);
    assert_eq!(shown["gateways"][0]["state"], "there", "{shown}");
    // The guest logs in at the router itself.
    let login = json!({ "mac": "AA:BB:CC:00:11:22", "address": "10.5.50.7", "user": ticket["username"], "password": ticket["password"] });
    assert_eq!(mock.control("guest", &login)["ok"], true);
    // Nobody tells our RADIUS server of it; the engine asks the router.
    let serving = desk.serve();
    crate::story::eventually("the first login is known here", || {
        let shown = desk.show(&serial);
        (shown["status"] == "in_use" && shown["connections"] == 1).then_some(())
    });
    drop(serving);
    let kicked = desk.json(&[
        "gateway",
        "kick",
        "router",
        "--user",
        ticket["username"].as_str().unwrap(),
    ]);
    assert_eq!(kicked, json!({ "cut": 1, "left": 0 }));
    // A new ticket waits until the engine, or a push, brings it.
    let late = desk.issue();
    let shown = desk.show(late["serial"].as_str().unwrap());
    assert_eq!(shown["gateways"][0]["state"], "waits", "{shown}");
    let serving = desk.serve();
    crate::story::eventually("the engine brings the ticket", || {
        let shown = desk.show(late["serial"].as_str().unwrap());
        (shown["gateways"][0]["state"] == "there").then_some(())
    });
    drop(serving);
    let wrong = Fingerprint::of(b"another").to_string();
    let link = [
        "gateway",
        "link",
        "router",
        "--api-address",
        &api,
        "--api-user",
        USER,
        "--api-password",
        PASSWORD,
        "--users",
    ];
    let _ = desk.json(&[&link[..], &["--fingerprint", &wrong]].concat());
    let (code, _) = desk.refused(&["gateway", "plan", "router"]);
    assert_eq!(code, "certificate_changed");
    let _ = desk.json(&link);
    let row = json!({ "menu": "/ip/hotspot/user", "row": { "name": "staff", "password": "x" } });
    let _ = mock.control("row", &row);
    let removed = desk.json(&["gateway", "remove", "router", "--withdraw"]);
    assert!(removed["removed"].as_u64().unwrap() >= 3, "{removed}");
    let left = mock.look("state").to_string();
    assert!(
        left.contains("staff") && !left.contains("innkeeper:"),
        "{left}"
    );
    assert_eq!(desk.json(&["gateway", "list"]), json!([]));
}

/// Not a test of the machine's speed: `cargo test --release ten_thousand -- --ignored --nocapture` says how much of what
/// the router's answers allow is reached. REST asks four things at a time; the API answers one after the other.
#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stderr, reason = "what a measurement is for")]
fn ten_thousand_users() {
    const USERS: u32 = 10_000;
    let ways = [("http", "rest", 0.010, 4.0), ("api", "binary", 0.001, 1.0)];
    for (port, api, latency, at_once) in ways {
        let mock = Mock::start("routeros", &[]);
        let router = router(mock, port, api, Transport::Plain);
        let _ = router
            .mock
            .control("latency", &json!({ "seconds": latency }));
        let mut driver = router.open();
        let desired = router.desired(USERS);
        let plan = router.plan(&mut *driver, &desired);
        let begun = std::time::Instant::now();
        let mut done = 0_u32;
        driver
            .carry_out(&plan.steps, &mut |_, answer| {
                done += u32::from(answer.is_ok());
                true
            })
            .unwrap();
        let took = begun.elapsed().as_secs_f64();
        let allowed = f64::from(done) * latency / at_once;
        eprintln!(
            "{api}: {done} steps in {took:.1} s; its answers allow {allowed:.1} s: {:.2}",
            allowed / took
        );
        let _ = router.mock.control("latency", &json!({ "seconds": 0 }));
        assert!(router.plan(&mut *driver, &desired).is_empty());
    }
}
