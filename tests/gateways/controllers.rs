//! The drivers for controllers against their mocks: test, plan, push, change, drift, repair, kick, remove, and what goes wrong.

use super::{Certificate, Mock, PASSWORD, USER, connection_to, counts, planned, push};
use innkeeper::{
    domain::{gateway::Vendor, id::LocationId},
    gateways::{
        self, Admission, Cause, Connection, Desired, Driver, Failure, Kind, Owner, Scope, Secret,
        Transport, Trouble, Whom,
        plan::Step,
        state::{Group, Radius, User},
    },
};
use serde_json::{Value, json};
use std::time::Duration;

fn open(vendor: Vendor, connection: &Connection) -> Box<dyn Driver> {
    gateways::open(vendor, connection).unwrap()
}

fn fails<T: std::fmt::Debug>(result: Result<T, Failure>) -> Cause {
    let failure = result.unwrap_err();
    assert!(!failure.to_string().contains(PASSWORD), "{failure}");
    failure.cause
}

fn user(key: &str) -> User {
    User {
        key: key.into(),
        name: format!("GUEST{key}"),
        password: Secret::new(format!("GUEST{key}")),
        group: "DAY".into(),
        devices: 2,
        seconds: None,
        lasts_seconds: Some(86_400),
        bytes: Some(100 << 20),
        ends_at: None,
        enabled: true,
    }
}

fn house(owner: Owner, radius: bool, users: Vec<User>) -> Desired {
    Desired {
        owner,
        radius: radius.then(|| Radius {
            address: [192, 0, 2, 9].into(),
            auth_port: 1812,
            acct_port: 1813,
            secret: Secret::new("between us two"),
            interim_seconds: 300,
            disconnect_port: Some(3799),
        }),
        garden: vec![],
        groups: vec![Group {
            name: "DAY".into(),
            may_be_foreign: false,
            download_bps: Some(2_048_000),
            upload_bps: Some(512_000),
            devices: None,
            session_seconds: None,
            idle_seconds: None,
            address_list: None,
        }],
        users,
        clients: vec![],
    }
}

/// Carries the users' steps out; key and code of each that was made.
fn codes(driver: &mut dyn Driver, steps: &[Step]) -> Vec<(String, Option<String>, Option<String>)> {
    let mut made = Vec::new();
    driver
        .carry_out(steps, &mut |index, done| {
            let done = done.unwrap();
            let (name, password) = done
                .code
                .map(|code| (code.name, code.password.reveal().to_owned()))
                .unzip();
            made.push((steps[index].object().key.clone(), name, password));
            true
        })
        .unwrap();
    made
}

/// The tickets have the codes that the controller chose.
fn adopt(users: &mut [User], made: &[(String, Option<String>, Option<String>)]) {
    for (key, name, password) in made {
        let user = users.iter_mut().find(|user| user.key == *key).unwrap();
        user.name.clone_from(name.as_ref().unwrap());
        user.password = Secret::new(password.clone().unwrap());
    }
}

fn owner() -> Owner {
    Owner(LocationId::new())
}

/// The whole life at UniFi, by any of its interfaces.
fn unifi(mock: &Mock, connection: &Connection, key_alone: bool) {
    let owner = connection.owner;
    let mut driver = open(Vendor::Unifi, connection);
    let driver = driver.as_mut();
    let facts = driver.facts().unwrap();
    assert!(
        facts.product.starts_with("UniFi") && facts.version.starts_with("9."),
        "{facts:?}"
    );
    if !key_alone {
        assert_eq!(facts.troubles, [Trouble::PortalOff]);
    }

    // RADIUS first: a profile of ours, and the portal asks it. By a key alone that is a gap.
    let radius = house(owner, true, vec![]);
    let plan = planned(driver, &radius, &Scope::All);
    if key_alone {
        assert!(plan.is_empty());
        assert_eq!(plan.gaps[0].kind, Kind::RadiusServer);
    } else {
        assert_eq!(counts(&plan), (1, 1, 0), "{plan:?}");
        assert_eq!(push(driver, &plan), []);
        let again = planned(driver, &radius, &Scope::All);
        assert!(again.is_empty(), "{again:?}");
        let state = mock.look("state");
        assert_eq!(state["guest_access"]["radius_enabled"], true);
        let profiles = state["rest"]["radiusprofile"].as_array().unwrap();
        assert_eq!(
            state["guest_access"]["radiusprofile_id"],
            profiles[1]["_id"]
        );
        assert_eq!(profiles[1]["auth_servers"][0]["ip"], "192.0.2.9");
        assert_eq!(profiles[0]["name"], "Default", "what was there stays");
        // Drift: somebody turns it off.
        let off = json!({"collection": "guest_access", "row": {"radius_enabled": false}});
        let _ = mock.control("edit", &off);
        let drift = planned(driver, &radius, &Scope::Setup);
        assert_eq!(counts(&drift), (0, 1, 0));
        assert_eq!(push(driver, &drift), []);
        assert!(planned(driver, &radius, &Scope::Setup).is_empty());
        assert!(driver.facts().unwrap().troubles.is_empty());
    }

    // Vouchers: a foreign one stays, ours come back with their codes.
    let _ = mock.control(
        "voucher",
        &json!({"n": 1, "expire": 60, "quota": 1, "note": "by hand"}),
    );
    let mut desired = house(owner, !key_alone, vec![user("1"), user("2"), user("3")]);
    let plan = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&plan), (3, 0, 0), "{plan:?}");
    let made = codes(driver, &plan.steps);
    assert_eq!(made.len(), 3);
    // Until the tickets have them, they are asked for again, and none is made.
    let unknown = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&unknown), (0, 3, 0), "{unknown:?}");
    assert_eq!(codes(driver, &unknown.steps), made);
    adopt(&mut desired.users, &made);
    let code = made[0].2.clone().unwrap();
    assert_eq!(code.len(), 10);
    let state = mock.look("state");
    let voucher = |code: &str| -> Value {
        let all = state["vouchers"].as_array().unwrap().iter();
        all.clone().find(|one| one["code"] == code).unwrap().clone()
    };
    let one = voucher(&code);
    let shown = [
        "duration",
        "quota",
        "qos_rate_max_up",
        "qos_rate_max_down",
        "qos_usage_quota",
    ]
    .map(|name| one[name].to_string());
    assert_eq!(shown, ["1440", "2", "512", "2048", "\"100\""], "{one}");
    let again = planned(driver, &desired, &Scope::All);
    assert!(
        again.is_empty() && again.gaps.iter().all(|gap| gap.kind != Kind::User),
        "{again:?}"
    );

    // A guest with it, who is cut and stays cut.
    let guest = json!({"mac": "AA:BB:CC:00:11:22", "code": code});
    assert_eq!(mock.control("guest", &guest)["ok"], true);
    // By a key, the voucher that is in use is told beside the device.
    let devices = |driver: &mut dyn Driver| {
        let mut online = driver.sessions(None).unwrap();
        online.retain(|one| one.mac.is_some());
        online
    };
    let all = driver.sessions(None).unwrap();
    assert!(all.iter().any(|one| one.name == code), "{all:?}");
    let online = devices(driver);
    assert_eq!(online.len(), 1);
    assert!(
        online[0].mac.is_some() && online[0].ip.is_some(),
        "{online:?}"
    );
    let by_mac = Whom {
        mac: online[0].mac,
        ..Whom::default()
    };
    assert_eq!(driver.kick(&by_mac).unwrap().cut, 1);
    assert!(devices(driver).is_empty());
    assert_eq!(
        driver.kick(&Whom::default()).unwrap().cut,
        0,
        "nobody is meant"
    );

    // Let in without a code, and out again.
    let mac = online[0].mac.unwrap();
    let admission = Admission {
        mac,
        seconds: 90,
        bytes: Some(1),
        download_bps: Some(2_048_000),
        upload_bps: None,
    };
    driver.admit(&admission).unwrap();
    assert_eq!(devices(driver).len(), 1);
    let state = mock.look("state");
    let guests = state["guests"].as_array().unwrap();
    let guest = guests.last().unwrap();
    let lasts = guest["end"].as_i64().unwrap() - guest["start"].as_i64().unwrap();
    assert_eq!(
        (lasts, guest["qos_rate_max_down"].as_i64()),
        (120, Some(2048))
    );
    driver.expel(mac).unwrap();
    assert!(devices(driver).is_empty());

    // Cancelled: its voucher goes. The foreign one would be taken over.
    desired.users[1].enabled = false;
    let plan = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&plan), (0, 0, 1));
    assert_eq!(push(driver, &plan), []);
    let foreign = driver.foreign_users().unwrap();
    assert_eq!(foreign.len(), 1);
    assert_eq!(foreign[0].comment.as_deref(), Some("by hand"));

    // A create whose answer is lost is not sent again; reading anew finds it.
    desired.users.push(user("4"));
    let plan = planned(driver, &desired, &Scope::All);
    let create = if key_alone { "POST" } else { "create-voucher" };
    mock.faults(&json!([{"do": "lose-answer", "verb": create}]));
    let failure = driver.carry_out(&plan.steps, &mut |_, _| true).unwrap_err();
    assert!(
        matches!(failure.cause, Cause::Unreachable | Cause::Silent),
        "{failure}"
    );
    let found = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&found), (0, 1, 0), "{found:?}");
    let found = codes(driver, &found.steps);
    adopt(&mut desired.users, &found);
    assert!(planned(driver, &desired, &Scope::All).is_empty());
    let notes = || {
        let state = mock.look("state");
        let vouchers = state["vouchers"].as_array().unwrap();
        vouchers.len()
    };
    assert_eq!(notes(), 4);

    // A lie about success is seen.
    desired.users.push(user("5"));
    let plan = planned(driver, &desired, &Scope::All);
    mock.faults(&json!([{"do": "lie", "verb": create}]));
    let mut told = Vec::new();
    driver
        .carry_out(&plan.steps, &mut |_, done| {
            told.push(done.map_err(|failure| failure.cause));
            true
        })
        .unwrap();
    let seen = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&seen), (1, 0, 0), "{told:?}");

    // A slow answer is waited for no longer than asked.
    let mut hasty = connection.clone();
    hasty.patience = Duration::from_millis(400);
    mock.faults(&json!([{"do": "slow", "seconds": 3, "times": 0}]));
    let mut hasty = open(Vendor::Unifi, &hasty);
    assert_eq!(fails(hasty.facts()), Cause::Silent);
    mock.faults(&json!([]));

    // All of ours goes.
    let nothing = house(owner, false, vec![]);
    let plan = planned(driver, &nothing, &Scope::All);
    assert_eq!(push(driver, &plan), []);
    assert!(planned(driver, &nothing, &Scope::All).is_empty());
    let state = mock.look("state");
    assert_eq!(state["vouchers"].as_array().unwrap().len(), 1);
    assert_eq!(state["rest"]["radiusprofile"].as_array().unwrap().len(), 1);
}

#[test]
fn unifi_of_ones_own() {
    let mock = Mock::start("unifi", &["--kind", "classic"]);
    unifi(&mock, &connection_to(&mock, owner()), false);
}

#[test]
fn unifi_os() {
    let mock = Mock::start("unifi", &["--kind", "os"]);
    let connection = connection_to(&mock, owner());
    unifi(&mock, &connection, false);
    // A newer CSRF token, and a login that has run out, in the middle of things.
    let mut driver = open(Vendor::Unifi, &connection);
    let desired = house(connection.owner, true, vec![]);
    let plan = planned(driver.as_mut(), &desired, &Scope::All);
    let _ = mock.control("rotate", &json!({}));
    assert_eq!(push(driver.as_mut(), &plan), []);
    let _ = mock.control("expire", &json!({}));
    assert!(planned(driver.as_mut(), &desired, &Scope::All).is_empty());
}

#[test]
fn unifi_by_its_official_interface() {
    let key = "a-long-key-of-the-console";
    let mock = Mock::start("unifi", &["--kind", "os", "--api-key", key]);
    let connection = Connection {
        user: String::new(),
        password: Secret::new(key),
        ..connection_to(&mock, owner())
    };
    unifi(&mock, &connection, true);
    let wrong = Connection {
        password: Secret::new("another key"),
        ..connection
    };
    assert_eq!(fails(open(Vendor::Unifi, &wrong).facts()), Cause::Login);
    let mock = Mock::start("unifi", &["--api-key", key, "--version", "9.0.99"]);
    let old = Connection {
        port: Some(mock.port("http")),
        password: Secret::new(key),
        ..wrong
    };
    assert_eq!(fails(open(Vendor::Unifi, &old).facts()), Cause::TooOld);
}

#[test]
fn unifi_logins_that_are_none() {
    let mock = Mock::start("unifi", &["--login-limit", "3"]);
    let good = connection_to(&mock, owner());
    let wrong = Connection {
        password: Secret::new("wrong"),
        ..good.clone()
    };
    let mut driver = open(Vendor::Unifi, &wrong);
    assert_eq!(fails(driver.facts()), Cause::Login);
    let second_factor = Connection {
        user: "with-a-second-factor".into(),
        ..good.clone()
    };
    assert_eq!(
        fails(open(Vendor::Unifi, &second_factor).facts()),
        Cause::Login
    );
    // One login serves for everything: the limit is three.
    let mut driver = open(Vendor::Unifi, &good);
    for _ in 0..5 {
        let _ = driver.facts().unwrap();
    }
    // It outlives its driver, too; another login is one too many.
    let _ = open(Vendor::Unifi, &good).facts().unwrap();
    let late = fails(open(Vendor::Unifi, &wrong).facts());
    assert!(matches!(late, Cause::Throttled { .. }), "{late:?}");
    let site = Connection {
        options: [("site".to_owned(), "annexe".to_owned())].into(),
        ..good
    };
    let fresh = Mock::start("unifi", &[]);
    let site = Connection {
        port: Some(fresh.port("http")),
        ..site
    };
    assert_eq!(fails(open(Vendor::Unifi, &site).facts()), Cause::Settings);
}

#[test]
fn omada() {
    let id = ["--client-id", "an-id", "--client-secret", PASSWORD];
    let mock = Mock::start("omada", &id);
    let connection = Connection {
        user: "an-id".into(),
        ..connection_to(&mock, owner())
    };
    let owner = connection.owner;
    let mut driver = open(Vendor::Omada, &connection);
    let driver = driver.as_mut();
    let facts = driver.facts().unwrap();
    assert_eq!(facts.version, "5.14.26.1");
    assert!(facts.troubles.is_empty());

    let mut desired = house(owner, true, vec![]);
    let plan = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&plan), (1, 1, 0), "{plan:?}");
    assert_eq!(push(driver, &plan), []);
    assert!(planned(driver, &desired, &Scope::All).is_empty());
    let state = mock.look("state");
    let portal = &state["portals"][0];
    assert_eq!(portal["authType"], 2);
    assert_eq!(
        portal["externalRadius"]["radiusProfileId"],
        state["radius"][1]["radiusProfileId"]
    );
    assert_eq!(portal["landingPage"], 1, "what else it held is kept");

    // Users of ours, one in whose way a foreign one stands.
    let foreign = json!({"collection": "localusers", "row": {"userName": "GUEST2", "password": "x", "name": "by hand", "enable": true,
        "maxUsers": 1, "expirationTime": 4_102_358_400_000_i64}});
    let _ = mock.control("row", &foreign);
    desired.users = vec![user("1"), user("2"), user("3")];
    let plan = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&plan), (3, 0, 0), "{plan:?}");
    assert_eq!(push(driver, &plan), [Cause::Taken]);
    let scope = Scope::Users(
        desired
            .users
            .iter()
            .map(|user| gateways::UserKey {
                key: user.key.clone(),
                name: user.name.clone(),
            })
            .collect(),
    );
    let there = driver.read(&scope).unwrap();
    let told = gateways::plan(
        driver.wanted(&desired, &there),
        &there,
        gateways::plan::Hidden::Trusted,
    );
    assert_eq!(told.conflicts.len(), 1, "{told:?}");
    let _ = desired.users.remove(1);
    assert!(planned(driver, &desired, &Scope::All).is_empty());
    let login = |name: &str| {
        mock.control(
            "guest",
            &json!({"mac": "AA:BB:CC:00:11:22", "user": name, "password": name}),
        )
    };
    assert_eq!(login("GUEST1")["ok"], true);
    let online = driver.sessions(None).unwrap();
    assert_eq!((online.len(), online[0].name.as_str()), (1, "GUEST1"));
    let whom = Whom {
        name: Some("GUEST1".into()),
        ..Whom::default()
    };
    let kicked = driver.kick(&whom).unwrap();
    assert_eq!((kicked.cut, kicked.left), (1, 0));

    // A change, a drift, a token that has run out.
    desired.users[0].enabled = false;
    let plan = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&plan), (0, 1, 0));
    let _ = mock.control("expire", &json!({}));
    assert_eq!(push(driver, &plan), []);
    assert_eq!(login("GUEST1")["ok"], false);
    let id = mock.look("state")["localusers"][1]["id"].clone();
    let _ = mock.control("edit", &json!({"collection": "localusers", "id": id, "row": {"password": "changed", "trafficLimit": 5}}));
    let drift = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&drift), (0, 1, 0), "{drift:?}");
    assert_eq!(push(driver, &drift), []);
    assert!(planned(driver, &desired, &Scope::All).is_empty());

    // Power loss in the middle, a lie, a login page in place of an answer, a refusal with HTTP 200.
    desired.users.extend([user("4"), user("5")]);
    let plan = planned(driver, &desired, &Scope::All);
    mock.faults(&json!([{"do": "lose-answer", "verb": "POST", "path": "/openapi/v1/ID/sites/SITE/hotspot/localusers"}]));
    let _ = driver.carry_out(&plan.steps, &mut |_, _| true).unwrap_err();
    let rest = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&rest), (1, 0, 0));
    mock.faults(&json!([{"do": "lie", "verb": "POST", "path": "/openapi/v1/ID/sites/SITE/hotspot/localusers"}]));
    assert_eq!(push(driver, &rest), []);
    assert_eq!(counts(&planned(driver, &desired, &Scope::All)), (1, 0, 0));
    mock.faults(&json!([{"do": "page", "path": "/openapi/v1/ID/sites/SITE/hotspot/localusers"}]));
    assert_eq!(fails(driver.read(&Scope::All)), Cause::WrongProduct);
    mock.faults(&json!([{"do": "refuse", "verb": "POST", "detail": "This entry is in use.", "path": "/openapi/v1/ID/sites/SITE/hotspot"}]));
    assert_eq!(push(driver, &rest), [Cause::Refused]);
    assert_eq!(push(driver, &rest), []);
    assert!(planned(driver, &desired, &Scope::All).is_empty());

    let foreign = driver.foreign_users().unwrap();
    assert_eq!((foreign.len(), foreign[0].name.as_str()), (1, "GUEST2"));
    let wrong = Connection {
        password: Secret::new("wrong"),
        ..connection.clone()
    };
    assert_eq!(fails(open(Vendor::Omada, &wrong).facts()), Cause::Login);
    assert!(mock.look("seen")["busiest"].as_u64() <= Some(1));

    // All of ours goes; the portal asks nobody of ours any more, and is not open for that.
    let nothing = house(owner, false, vec![]);
    let plan = planned(driver, &nothing, &Scope::All);
    assert_eq!(push(driver, &plan), []);
    assert!(planned(driver, &nothing, &Scope::All).is_empty());
    let state = mock.look("state");
    assert_eq!(state["portals"][0]["authType"], 11);
    assert_eq!(state["localusers"].as_array().unwrap().len(), 1);
    assert_eq!(state["radius"].as_array().unwrap().len(), 1);
}

#[test]
fn opnsense() {
    let mock = Mock::start("opnsense", &[]);
    let connection = connection_to(&mock, owner());
    let owner = connection.owner;
    let mut driver = open(Vendor::Opnsense, &connection);
    let driver = driver.as_mut();
    assert_eq!(driver.facts().unwrap().version, "25.1.7");

    // Its owner has entered Innkeeper as a server: the zone asks it.
    let plan = planned(driver, &house(owner, true, vec![]), &Scope::All);
    assert_eq!(counts(&plan), (0, 1, 0), "{plan:?}");
    assert_eq!(push(driver, &plan), []);
    assert!(planned(driver, &house(owner, true, vec![]), &Scope::All).is_empty());
    let state = mock.look("state");
    assert_eq!(
        (
            state["zones"][0]["authservers"].as_str(),
            state["running"].as_i64()
        ),
        (Some("Innkeeper"), Some(1))
    );
    let elsewhere = Connection {
        options: [("server".to_owned(), "Not there".to_owned())].into(),
        ..connection.clone()
    };
    let mut other = open(Vendor::Opnsense, &elsewhere);
    let told = planned(other.as_mut(), &house(owner, true, vec![]), &Scope::All);
    assert!(told.is_empty() && told.gaps.len() == 1);

    // Vouchers, whose names and passwords are seen once.
    let mut desired = house(owner, false, vec![user("1"), user("2")]);
    let plan = planned(driver, &desired, &Scope::All);
    let made = codes(driver, &plan.steps);
    let (name, password) = (made[0].1.clone().unwrap(), made[0].2.clone().unwrap());
    adopt(&mut desired.users, &made);
    let again = planned(driver, &desired, &Scope::All);
    assert!(again.is_empty(), "{again:?}");
    assert!(again.gaps.iter().all(|gap| gap.kind == Kind::User));
    let guest =
        json!({"mac": "aa:bb:cc:00:11:22", "ip": "10.5.50.7", "user": name, "password": password});
    assert_eq!(mock.control("guest", &guest)["ok"], true);
    let _ = mock.control(
        "traffic",
        &json!({"mac": "aa:bb:cc:00:11:22", "in": 5, "out": 7}),
    );
    let online = driver.sessions(None).unwrap();
    assert_eq!(
        (
            online[0].name.clone(),
            online[0].traffic.upload,
            online[0].traffic.download
        ),
        (name.clone(), 5, 7)
    );
    let whom = Whom {
        name: Some(name),
        ..Whom::default()
    };
    assert_eq!(driver.kick(&whom).unwrap().cut, 1);

    // Cancelled; the other stays. A create whose answer is lost, and a refusal with HTTP 200.
    desired.users[0].enabled = false;
    desired.users.push(user("3"));
    let plan = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&plan), (1, 0, 1), "{plan:?}");
    mock.faults(
        &json!([{"do": "lose-answer", "path": "/api/captiveportal/voucher/generateVouchers"}]),
    );
    let _ = driver.carry_out(&plan.steps, &mut |_, _| true).unwrap_err();
    // Nobody has seen its password: another one takes its place.
    let lost = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&lost), (0, 1, 0), "{lost:?}");
    let again = codes(driver, &lost.steps);
    adopt(&mut desired.users, &again);
    assert!(planned(driver, &desired, &Scope::All).is_empty());
    assert_eq!(mock.look("state")["vouchers"].as_array().unwrap().len(), 2);
    desired.users.push(user("4"));
    let plan = planned(driver, &desired, &Scope::All);
    mock.faults(&json!([{"do": "refuse", "path": "/api/captiveportal/voucher/generateVouchers"}]));
    assert_eq!(push(driver, &plan), [Cause::Refused]);
    assert_eq!(push(driver, &plan), []);

    let wrong = Connection {
        password: Secret::new("wrong"),
        ..connection
    };
    assert_eq!(fails(open(Vendor::Opnsense, &wrong).facts()), Cause::Login);
    let plan = planned(driver, &house(owner, false, vec![]), &Scope::All);
    assert_eq!(push(driver, &plan), []);
    assert!(
        mock.look("state")["vouchers"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

/// Each driver at each other's address, at nobody's, and with a certificate that changes.
#[test]
fn the_wrong_product_and_another_certificate() {
    let certificate = Certificate::new();
    let names = ["unifi", "omada", "opnsense", "routeros"];
    let mocks = names.map(|name| Mock::start_tls(name, &certificate, &[]));
    let vendors = [
        Vendor::Unifi,
        Vendor::Omada,
        Vendor::Opnsense,
        Vendor::Mikrotik,
        Vendor::FreeradiusSql,
    ];
    for (at, mock) in mocks.iter().enumerate() {
        for (of, vendor) in vendors.into_iter().enumerate() {
            if at == of {
                continue;
            }
            let cause = fails(open(vendor, &connection_to(mock, owner())).facts());
            assert!(
                matches!(
                    cause,
                    Cause::WrongProduct | Cause::Login | Cause::Strange | Cause::Silent
                ),
                "{vendor} at {at}: {cause:?}"
            );
        }
    }
    let nobody = Connection {
        port: Some(super::free_port()),
        ..connection_to(&mocks[0], owner())
    };
    for vendor in vendors {
        assert_eq!(fails(open(vendor, &nobody).facts()), Cause::Unreachable);
    }
    let mut secure = Connection {
        port: Some(mocks[0].port("https")),
        transport: Transport::Tls,
        ..connection_to(&mocks[0], owner())
    };
    let mut driver = open(Vendor::Unifi, &secure);
    let _ = driver.facts().unwrap();
    secure.fingerprint = driver.certificate();
    assert!(secure.fingerprint.is_some());
    let other = Certificate::new();
    let [file, key] = other.files();
    let _ = mocks[0].control("certificate", &json!({"certificate": file, "key": key}));
    let cause = fails(open(Vendor::Unifi, &secure).facts());
    assert!(
        matches!(cause, Cause::CertificateChanged { .. }),
        "{cause:?}"
    );
}

/// Ten requests a second, for all together: a push, its plan, and whoever is asked for meanwhile.
#[test]
fn many_who_speak_to_one_omada_wait_for_their_turns() {
    let id = ["--client-id", USER, "--client-secret", PASSWORD];
    let mock = Mock::start("omada", &id);
    let owner = Owner(LocationId::new());
    let connection = connection_to(&mock, owner);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            let _ = scope.spawn(|| {
                let mut driver = open(Vendor::Omada, &connection);
                let _ = driver.facts().unwrap();
                let _ = driver.read(&Scope::All).unwrap();
            });
        }
    });
    // Somebody else asks there, too.
    let refusal = json!({ "status": 429, "code": -44118 });
    mock.faults(&json!([{ "do": "refuse", "path": "/openapi/v1", "times": 1, "more": refusal }]));
    let _ = open(Vendor::Omada, &connection).facts().unwrap();
}
