//! The program with every driver, through the real binary: a gateway is added, tested, planned, pushed to, changed, drifts, is
//! repaired, has a guest cut and is removed. One story for all of them; what is not the same stands in a row of the table.

use super::{
    Certificate, Mock, PASSWORD, USER,
    freeradius::{Database, Kindred},
};
use crate::story::{Desk, eventually};
use serde_json::{Value, json};
use std::{collections::BTreeSet, process::Stdio, rc::Rc};

/// Shared secret, and a name that has everything in it that a name may have.
const SECRET: &str = "between \"us\" two";
const NAME: &str = "Lobby \"1\" ñ 房, it's";
const MAC: &str = "AA:BB:CC:00:11:22";
/// Where the guests of a database are.
pub(crate) const ACCESS_POINT: &str = "127.0.0.7";

/// Who is on the other side.
pub(crate) enum Peer {
    Mock(Mock),
    Database(Database),
}

/// What one driver needs of the story, here on the command line and in `tests/ui/gateways.rs` in the window.
pub(crate) struct Row {
    pub(crate) what: &'static str,
    pub(crate) vendor: &'static str,
    /// Tickets are kept there, without RADIUS.
    users: bool,
    /// Of what is made for a ticket, which field is the name that the gateway chose; none where the name is ours.
    pub(crate) chosen: Option<&'static str>,
    /// User name, and what else is said to reach it.
    pub(crate) user: &'static str,
    pub(crate) options: &'static [&'static str],
    /// Spoken to without encryption; else its certificate is accepted.
    pub(crate) plain: bool,
    pub(crate) start: fn(&Certificate) -> Peer,
    /// Where in the state of a mock rows stand that somebody made.
    rows: &'static [&'static str],
    /// Somebody changes by hand what Innkeeper made: word and body for the mock, given its state; or SQL.
    drift: fn(&Value) -> Vec<(&'static str, Value)>,
    /// The request that makes or changes what is pushed: verb and path of a fault.
    write: (&'static str, &'static str),
}

fn id_of<'a>(state: &'a Value, rows: &str, name: &str, id: &str) -> &'a Value {
    let rows = state.pointer(rows).unwrap().as_array().unwrap();
    let ours = |row: &&Value| {
        row[name]
            .as_str()
            .is_some_and(|name| name.contains("innkeeper:"))
    };
    &rows
        .iter()
        .find(ours)
        .unwrap_or_else(|| panic!("nothing of ours in {rows:?}"))[id]
}

fn unifi(kind: &'static str, certificate: &Certificate) -> Peer {
    let arguments = [
        "--kind",
        kind,
        "--login-limit",
        "100",
        "--api-key",
        PASSWORD,
    ];
    let mock = Mock::start_tls("unifi", certificate, &arguments);
    let _ = mock.control(
        "voucher",
        &json!({ "n": 2, "expire": 60, "quota": 1, "note": "by hand" }),
    );
    Peer::Mock(mock)
}

fn unifi_drift(state: &Value) -> Vec<(&'static str, Value)> {
    let id = id_of(state, "/rest/radiusprofile", "name", "_id");
    let server = json!([{ "ip": "192.0.2.99", "port": 1812, "x_secret": "typed" }]);
    let row = json!({ "auth_servers": server });
    vec![(
        "edit",
        json!({ "collection": "radiusprofile", "_id": id, "row": row }),
    )]
}

fn omada(certificate: &Certificate) -> Peer {
    let id = ["--client-id", "an-id", "--client-secret", PASSWORD];
    let mock = Mock::start_tls("omada", certificate, &id);
    let staff = json!({ "userName": "staff", "password": "x", "name": "by hand", "enable": true,
        "maxUsers": 1, "expirationTime": 4_102_358_400_000_i64 });
    let _ = mock.control("row", &json!({ "collection": "localusers", "row": staff }));
    Peer::Mock(mock)
}

fn opnsense(certificate: &Certificate) -> Peer {
    let mock = Mock::start_tls("opnsense", certificate, &[]);
    let by_hand = json!({ "count": 2, "validity": 60, "vouchergroup": "by hand" });
    let _ = mock.control("voucher", &by_hand);
    Peer::Mock(mock)
}

fn database(kind: Kindred) -> Peer {
    let database = Database::start(kind);
    let _ = database.sql(
        "INSERT INTO radcheck (username, attribute, op, value) VALUES ('bob', 'Cleartext-Password', ':=', 'hello');
         INSERT INTO radusergroup (username, groupname) VALUES ('bob', 'staff');
         INSERT INTO radgroupreply (groupname, attribute, op, value) VALUES ('staff', 'Idle-Timeout', ':=', '99');
         INSERT INTO nas (nasname, shortname, secret, description) VALUES ('198.51.100.1', 'old', 'x', 'by hand');",
    );
    Peer::Database(database)
}

const UNIFI: Row = Row {
    what: "UniFi of one's own, RADIUS",
    vendor: "unifi",
    users: false,
    chosen: None,
    user: USER,
    options: &[],
    plain: false,
    start: |certificate| unifi("classic", certificate),
    rows: &["/rest/radiusprofile", "/vouchers"],
    drift: unifi_drift,
    write: ("PUT", "/api/s/default/rest/radiusprofile"),
};

const UNIFI_OS: Row = Row {
    what: "UniFi OS, RADIUS",
    start: |certificate| unifi("os", certificate),
    ..UNIFI
};

/// Somebody throws a voucher away.
fn voucher_drift(_: &Value) -> Vec<(&'static str, Value)> {
    vec![("drop", json!({}))]
}

pub(crate) const UNIFI_VOUCHERS: Row = Row {
    what: "UniFi of one's own, vouchers",
    users: true,
    chosen: Some("code"),
    drift: voucher_drift,
    write: ("create-voucher", "/api/s/default/cmd/hotspot"),
    ..UNIFI
};

const UNIFI_OS_VOUCHERS: Row = Row {
    what: "UniFi OS, vouchers",
    start: |certificate| unifi("os", certificate),
    ..UNIFI_VOUCHERS
};

const UNIFI_KEY_VOUCHERS: Row = Row {
    what: "UniFi by a key, vouchers",
    user: "",
    write: ("POST", "/integration/v1/sites"),
    ..UNIFI_OS_VOUCHERS
};

pub(crate) const OMADA: Row = Row {
    what: "Omada, its users",
    vendor: "omada",
    users: true,
    chosen: None,
    user: "an-id",
    options: &[],
    plain: false,
    start: omada,
    rows: &["/localusers", "/radius"],
    drift: |state| {
        let id = id_of(state, "/localusers", "name", "id");
        let row = json!({ "password": "known", "maxUsers": 9 });
        vec![(
            "edit",
            json!({ "collection": "localusers", "id": id, "row": row }),
        )]
    },
    write: ("POST", "/openapi/v1/ID/sites/SITE/hotspot/localusers"),
};

const OMADA_RADIUS: Row = Row {
    what: "Omada, RADIUS",
    users: false,
    drift: |state| {
        let id = id_of(state, "/radius", "name", "radiusProfileId");
        let server =
            json!([{ "radiusServerIp": "192.0.2.99", "radiusPort": 1812, "radiusPwd": "typed" }]);
        vec![(
            "edit",
            json!({ "collection": "radius", "id": id, "row": { "authServer": server } }),
        )]
    },
    write: ("PATCH", "/openapi/v1/ID/sites/SITE/profiles/radius"),
    ..OMADA
};

const OPNSENSE: Row = Row {
    what: "OPNsense, RADIUS",
    vendor: "opnsense",
    users: false,
    chosen: None,
    user: USER,
    options: &[],
    plain: false,
    start: opnsense,
    rows: &["/vouchers"],
    drift: |_| {
        let row = json!({ "authservers": "Local Database" });
        vec![("edit", json!({ "collection": "zones", "row": row }))]
    },
    write: ("POST", "/api/captiveportal/settings/setZone"),
};

pub(crate) const OPNSENSE_VOUCHERS: Row = Row {
    what: "OPNsense, vouchers",
    users: true,
    chosen: Some("username"),
    drift: voucher_drift,
    write: ("POST", "/api/captiveportal/voucher/generateVouchers"),
    ..OPNSENSE
};

pub(crate) const POSTGRES: Row = Row {
    what: "FreeRADIUS on PostgreSQL",
    vendor: "freeradius-sql",
    users: true,
    chosen: None,
    user: "radius",
    options: &["dialect=postgresql"],
    plain: false,
    start: |_| database(Kindred::Postgres),
    rows: &[],
    drift: |_| {
        let sql = "UPDATE radcheck SET value = 'known' WHERE attribute = 'Cleartext-Password' AND username <> 'bob'";
        vec![("sql", sql.into())]
    },
    write: ("", ""),
};

pub(crate) const MARIADB: Row = Row {
    what: "FreeRADIUS on MariaDB",
    options: &["dialect=mysql"],
    plain: true,
    start: |_| database(Kindred::Mariadb),
    ..POSTGRES
};

impl Peer {
    pub(crate) fn mock(&self) -> Option<&Mock> {
        match self {
            Self::Mock(mock) => Some(mock),
            Self::Database(_) => None,
        }
    }

    /// Where it is, and the password there.
    pub(crate) fn door(&self) -> (String, &'static str) {
        let (port, password) = match self {
            Self::Mock(mock) => (mock.port("https"), PASSWORD),
            Self::Database(database) => (database.port, "radpass"),
        };
        (format!("127.0.0.1:{port}"), password)
    }

    fn state(&self) -> Value {
        self.mock()
            .map(|mock| mock.look("state"))
            .unwrap_or_default()
    }

    /// Everything that somebody made there.
    pub(crate) fn rows(&self, row: &Row) -> BTreeSet<String> {
        match self {
            Self::Mock(_) => {
                let state = self.state();
                let lists = row.rows.iter().map(|at| state.pointer(at).unwrap().clone());
                let rows = lists.flat_map(|list| list.as_array().unwrap().clone());
                rows.map(|row| row.to_string()).collect()
            }
            Self::Database(database) => {
                let tables = [
                    "radcheck",
                    "radreply",
                    "radgroupcheck",
                    "radgroupreply",
                    "radusergroup",
                    "nas",
                ];
                let all = tables.map(|table| {
                    database.sql(&format!("SELECT '{table}', it.* FROM {table} AS it"))
                });
                let rows = all.iter().flat_map(|text| text.lines());
                rows.map(str::to_owned).collect()
            }
        }
    }

    /// Somebody changes by hand what Innkeeper made.
    pub(crate) fn meddle(&self, row: &Row) {
        for (word, body) in (row.drift)(&self.state()) {
            match self {
                Self::Mock(mock) => drop(mock.control(word, &body)),
                Self::Database(database) => drop(database.sql(body.as_str().unwrap())),
            }
        }
    }

    /// A guest logs in: with this ticket where it is kept there, else RADIUS let him in.
    pub(crate) fn guest(&self, row: &Row, ticket: &Value) {
        let name = ticket["username"].as_str().unwrap();
        match self {
            Self::Mock(mock) => {
                let login = if row.users {
                    json!({ "mac": MAC, "ip": "10.5.50.7", "address": "10.5.50.7", "user": name, "code": name, "password": ticket["password"] })
                } else {
                    json!({ "mac": MAC, "radius": name })
                };
                let mut login = login;
                if row.vendor == "omada" {
                    let _ = login.as_object_mut().unwrap().remove("code");
                }
                let answer = mock.control("guest", &login);
                assert_eq!(answer["ok"], true, "{}: {answer}", row.what);
            }
            Self::Database(database) => {
                let sql = format!(
                    "INSERT INTO radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime, acctupdatetime, acctsessiontime,
                                          acctinputoctets, acctoutputoctets, callingstationid, calledstationid, acctterminatecause, framedipaddress)
                     VALUES ('s1', 'u1', '{name}', '{ACCESS_POINT}', NOW(), NOW(), 60, 1000, 5000, '{MAC}', '', '', '10.5.50.7')"
                );
                let _ = database.sql(&sql);
            }
        }
    }

    /// From now on it shows another certificate, and forgets what it was asked.
    fn show_another_certificate(&self) {
        match self {
            Self::Mock(mock) => {
                let other = Certificate::new();
                let [file, key] = other.files();
                let _ = mock.control("certificate", &json!({ "certificate": file, "key": key }));
                let _ = mock.control("forget-seen", &json!({}));
            }
            Self::Database(database) => database.show_another_certificate(),
        }
    }

    /// The guest's device reports the end.
    pub(crate) fn guest_has_left(&self) {
        if let Self::Database(database) = self {
            let _ =
                database.sql("UPDATE radacct SET acctstoptime = NOW() WHERE acctsessionid = 's1'");
        }
    }
}

/// The house with one gateway.
struct House {
    desk: Desk,
    row: Row,
    peer: Rc<Peer>,
    link: Vec<String>,
    /// Everything that was said by anybody.
    heard: std::cell::RefCell<String>,
    secrets: std::cell::RefCell<Vec<String>>,
}

impl House {
    fn new(row: Row) -> Self {
        let peer = Rc::new((row.start)(&Certificate::new()));
        Self::on(row, peer)
    }

    /// On a peer that is there already.
    fn on(row: Row, peer: Rc<Peer>) -> Self {
        let (address, password) = peer.door();
        let mut link: Vec<_> = ["--api-address", &address, "--api-user", row.user]
            .map(str::to_owned)
            .into();
        for option in row.options {
            link.extend(["--option".to_owned(), (*option).to_owned()]);
        }
        if row.plain {
            link.push("--api-plain".to_owned());
        }
        if row.users {
            link.push("--users".to_owned());
        }
        let house = Self {
            desk: Desk::new(),
            row,
            peer,
            link,
            heard: String::new().into(),
            secrets: vec![password.to_owned(), SECRET.to_owned()].into(),
        };
        let add = [
            "add",
            "--name",
            NAME,
            "--vendor",
            house.row.vendor,
            "--address",
            "127.0.0.9",
            "--secret",
            SECRET,
        ];
        let _ = house.says(&[&add[..], &house.linked(password)].concat());
        house
    }

    fn linked<'a>(&'a self, password: &'a str) -> Vec<&'a str> {
        let link = self.link.iter().map(String::as_str);
        link.chain(["--api-password", password]).collect()
    }

    /// What `gateway …` answers.
    fn says(&self, arguments: &[&str]) -> Value {
        let answer = self.desk.json(&[&["gateway"], arguments].concat());
        self.heard.borrow_mut().push_str(&answer.to_string());
        answer
    }

    fn refuses(&self, arguments: &[&str]) -> String {
        let (code, message) = self.desk.refused(&[&["gateway"], arguments].concat());
        self.heard.borrow_mut().push_str(&message);
        code
    }

    /// To add, to change, to remove.
    fn plan(&self) -> [u64; 3] {
        let plan = self.says(&["plan", NAME]);
        ["add", "change", "remove"].map(|what| plan[what].as_u64().unwrap())
    }

    fn push(&self) -> Value {
        let pushed = self.says(&["push", NAME]);
        assert_eq!(pushed["refused"], json!([]), "{}: {pushed}", self.row.what);
        assert_eq!(self.plan(), [0; 3], "{}: after a push", self.row.what);
        self.has_the_codes_of_tickets();
        pushed
    }

    fn issue(&self) -> String {
        let issued = self
            .desk
            .json(&["ticket", "issue", "--type", "1 day", "--user-id", NAME]);
        let serial = issued["serial"].as_str().unwrap().to_owned();
        let password = issued["password"].as_str().unwrap().to_owned();
        self.secrets.borrow_mut().push(password);
        serial
    }

    /// Where the gateway chooses the codes, each ticket has the code of its voucher, and each voucher a ticket.
    fn has_the_codes_of_tickets(&self) {
        let Some(chosen) = self.row.chosen else {
            return;
        };
        let state = self.peer.state();
        let vouchers = state["vouchers"].as_array().unwrap().iter();
        let ours = vouchers.filter(|one| one.to_string().contains("innkeeper:"));
        let there: BTreeSet<_> = ours
            .map(|one| one[chosen].as_str().unwrap().to_owned())
            .collect();
        let tickets = self.desk.json(&["ticket", "list"]);
        let tickets = tickets.as_array().unwrap().iter();
        let here: BTreeSet<_> = tickets
            .map(|ticket| self.desk.show(ticket["serial"].as_str().unwrap()))
            .map(|ticket| {
                self.secrets
                    .borrow_mut()
                    .push(ticket["password"].as_str().unwrap().to_owned());
                ticket["username"].as_str().unwrap().to_owned()
            })
            .collect();
        assert_eq!(here, there, "{}", self.row.what);
    }

    /// There is something to be brought.
    fn disturb(&self) {
        if self.row.users {
            let _ = self.issue();
        } else {
            self.peer.meddle(&self.row);
        }
        assert_ne!(self.plan(), [0; 3], "{}: something to do", self.row.what);
    }

    /// Whether the plan says that a ticket gets another code than its guest may have.
    fn tells_of_a_new_code(plan: &Value, serial: &str) -> bool {
        let mut gaps = plan["gaps"].as_array().unwrap().iter();
        gaps.any(|gap| {
            let why = gap["why"].as_str().unwrap();
            serial.ends_with(gap["key"].as_str().unwrap()) && why.contains("another code")
        })
    }

    fn has(lines: &Value, code: &str) -> bool {
        lines
            .as_array()
            .unwrap()
            .iter()
            .any(|line| line["code"] == code)
    }
}

/// Every driver but RouterOS's, whose story stands beside its own tests.
fn story(row: Row) {
    let house = House::new(row);
    let (row, peer, what) = (&house.row, &house.peer, house.row.what);
    let before = peer.rows(row);

    // Test: who answers, whose certificate is taken by hand; and that nothing is as it should be yet.
    let mut lines = house.says(&["test", NAME]);
    if row.plain {
        assert!(House::has(&lines, "in_the_clear"), "{what}: {lines}");
    } else {
        assert!(House::has(&lines, "certificate_new"), "{what}: {lines}");
        lines = house.says(&["test", NAME, "--accept-certificate"]);
        assert!(House::has(&lines, "certificate_pinned"), "{what}: {lines}");
    }
    assert!(House::has(&lines, "reached"), "{what}: {lines}");
    assert_eq!(peer.rows(row), before, "{what}: a test changes nothing");

    // Plan and push.
    let serial = house.issue();
    let plan = house.says(&["plan", NAME]);
    assert_ne!(
        (plan["add"].as_u64(), plan["change"].as_u64()),
        (Some(0), Some(0)),
        "{what}: {plan}"
    );
    assert_eq!(peer.rows(row), before, "{what}: a plan changes nothing");
    assert_eq!(
        House::tells_of_a_new_code(&plan, &serial),
        row.chosen.is_some(),
        "{what}: {plan}"
    );
    let pushed = house.push();
    assert_eq!(pushed["added"], plan["add"], "{what}: {pushed}");
    let there = peer.rows(row);
    assert!(there.is_superset(&before), "{what}: what others made stays");
    let shown = || house.desk.show(&serial);
    if row.users {
        assert!(there.len() > before.len(), "{what}");
        assert_eq!(shown()["gateways"][0]["state"], "there", "{what}");
    }

    // A change is carried by itself.
    if row.users {
        let late = house.issue();
        if row.chosen.is_some() {
            let plan = house.says(&["plan", NAME]);
            assert!(!House::tells_of_a_new_code(&plan, &late), "{what}: {plan}");
            // No slip with a code that lets nobody in.
            let file = house.desk.folder().join("slip.pdf").display().to_string();
            let print = ["ticket", "print", &late, "--pdf", &file];
            assert_eq!(house.desk.refused(&print).0, "code_awaited", "{what}");
            assert_eq!(
                house.desk.show(&late)["gateways"][0]["state"],
                "waits",
                "{what}"
            );
        }
    } else {
        let _ = house.says(&["edit", NAME, "--interim", "120"]);
    }
    let is_to_be_told = house.plan() != [0; 3];
    assert!(
        is_to_be_told || row.vendor == "opnsense",
        "{what}: only OPNsense has nothing that could change"
    );
    if let Some(mock) = peer.mock() {
        let _ = mock.control("forget-seen", &json!({}));
    }
    let serving = house.desk.serve_loudly();
    if is_to_be_told {
        eventually("the engine brings the change", || {
            (peer.rows(row) != there).then_some(())
        });
    }
    let ticket = shown();
    peer.guest(row, &ticket);
    if row.users {
        // Nobody tells our RADIUS server of it: the gateway is asked.
        eventually("the first login is known here", || {
            (shown()["status"] == "in_use").then_some(())
        });
    }
    eventually("the engine is done", || {
        let shown = house.says(&["show", NAME]);
        (shown["api"]["waiting"] == 0 && shown["api"]["failures"] == 0).then_some(())
    });
    house.heard.borrow_mut().push_str(&serving.said());
    if let Some(mock) = peer.mock() {
        let requests = mock.look("seen")["requests"].clone();
        let logins = ["POST /api/login", "POST /api/auth/login"]
            .map(|path| requests[path].as_u64().unwrap_or(0));
        assert!(
            logins.iter().sum::<u64>() <= 1,
            "{what}: a login is kept: {requests}"
        );
    }
    serving.kill();
    assert_eq!(house.plan(), [0; 3], "{what}");

    // Drift, shown and repaired.
    let there = peer.rows(row);
    peer.meddle(row);
    let drift = house.says(&["drift", NAME]);
    let counts = ["add", "change", "remove"].map(|it| drift[it].as_u64().unwrap());
    assert_ne!(counts, [0; 3], "{what}: {drift}");
    let repaired = house.push();
    let done = ["added", "changed", "removed"].map(|it| repaired[it].as_u64().unwrap());
    assert_eq!(done, counts, "{what}");
    assert_eq!(peer.rows(row).len(), there.len(), "{what}: nothing doubled");

    // Whoever is on line is cut and stays cut.
    let kick = ["kick", NAME, "--mac", MAC];
    if peer.mock().is_some() {
        assert_eq!(house.says(&kick), json!({ "cut": 1, "left": 0 }), "{what}");
        assert_eq!(house.says(&kick), json!({ "cut": 0, "left": 0 }), "{what}");
    } else {
        assert_eq!(
            house.refuses(&kick),
            "unsupported",
            "{what}: a database cuts nobody"
        );
    }

    traps(&house);

    // Removed, with all that is ours and nothing of anybody else.
    let removed = house.says(&["remove", NAME, "--withdraw"]);
    assert_eq!(peer.rows(row), before, "{what}: {removed}");
    assert_eq!(house.desk.json(&["gateway", "list"]), json!([]), "{what}");

    // No secret in a plan, an answer, an error, an event or the log.
    house
        .heard
        .borrow_mut()
        .push_str(&house.desk.json(&["event", "list"]).to_string());
    let heard = house.heard.borrow();
    for secret in house.secrets.borrow().iter() {
        let json = json!(secret).to_string();
        let forms = [secret.as_str(), json.trim_matches('"')];
        let at = forms.iter().find_map(|form| heard.find(form));
        let around = at.map(|at| {
            heard
                .chars()
                .skip(at.saturating_sub(200))
                .take(400)
                .collect::<String>()
        });
        assert!(around.is_none(), "{what}: `{secret}` was said: {around:?}");
    }
}

/// What goes wrong on the way.
fn traps(house: &House) {
    let (row, what) = (&house.row, house.row.what);
    let wrong = house.linked("not the password");
    let right = house.linked(house.peer.door().1);
    let _ = house.says(&[&["link", NAME][..], &wrong].concat());
    house
        .secrets
        .borrow_mut()
        .push("not the password".to_owned());
    assert_eq!(house.refuses(&["push", NAME]), "login", "{what}");
    let _ = house.says(&[&["link", NAME][..], &right].concat());
    let _ = house.push();
    if let Some(mock) = house.peer.mock() {
        traps_of_mocks(house, mock);
    }
    if row.plain {
        return;
    }
    // Another certificate: nothing is said to it.
    house.peer.show_another_certificate();
    let shown = house.says(&["show", NAME]);
    assert!(shown["api"]["fingerprint"].is_string(), "{what}: {shown}");
    assert_eq!(
        house.refuses(&["push", NAME]),
        "certificate_changed",
        "{what}"
    );
    if let Some(mock) = house.peer.mock() {
        assert_eq!(mock.look("seen")["requests"], json!({}), "{what}");
    }
    let _ = house.says(&["test", NAME, "--accept-certificate"]);
    assert_eq!(house.plan(), [0; 3], "{what}");
}

/// What only a mock does on demand.
fn traps_of_mocks(house: &House, mock: &Mock) {
    let (row, what) = (&house.row, house.row.what);
    let (verb, path) = row.write;
    // The official interface refuses with a status.
    let more = if row.user.is_empty() {
        json!({ "status": 400, "style": "v1" })
    } else {
        json!({})
    };
    let fault = |kind: &str, times: u8| {
        mock.faults(
            &json!([{ "do": kind, "verb": verb, "path": path, "times": times, "seconds": 2, "more": more }]),
        );
    };
    // Done, and the answer never came: the next push sees it, and doubles nothing.
    house.disturb();
    fault("lose-answer", 1);
    let _ = house
        .desk
        .command(&["gateway", "push", NAME])
        .output()
        .unwrap();
    let _ = house.push();
    // Never done.
    house.disturb();
    fault("lose-request", 1);
    let _ = house
        .desk
        .command(&["gateway", "push", NAME])
        .output()
        .unwrap();
    let _ = house.push();
    // A refusal, mostly with HTTP 200: said of the one thing, and no longer when it is taken.
    house.disturb();
    fault("refuse", 0);
    let pushed = house.says(&["push", NAME]);
    assert_eq!(
        pushed["refused"].as_array().unwrap().len(),
        1,
        "{what}: {pushed}"
    );
    mock.faults(&json!([]));
    let _ = house.push();
    // Says yes and does nothing.
    house.disturb();
    fault("lie", 0);
    let output = house
        .desk
        .command(&["gateway", "push", NAME, "--json"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("\"not_kept\""), "{what}: {said}");
    // Half an answer.
    fault("cut", 1);
    let _ = house
        .desk
        .command(&["gateway", "push", NAME])
        .output()
        .unwrap();
    mock.faults(&json!([]));
    let _ = house.push();
    // Slow, but within patience.
    house.disturb();
    fault("slow", 1);
    let _ = house.push();
    // A page for people in place of answers, and a controller that starts.
    mock.faults(&json!([{ "do": "page", "times": 0 }]));
    let code = house.refuses(&["plan", NAME]);
    assert!(
        ["wrong_product", "strange", "login"].contains(&code.as_str()),
        "{what}: {code}"
    );
    mock.faults(&json!([{ "do": "status", "status": 503, "times": 0 }]));
    assert_eq!(house.refuses(&["plan", NAME]), "busy", "{what}");
    mock.faults(&json!([]));
    // A login that ran out in between, where there is one.
    if row.vendor != "opnsense" {
        let _ = mock.control("expire", &json!({}));
    }
    assert_eq!(house.plan(), [0; 3], "{what}");
}

#[test]
fn unifi_of_ones_own_by_radius() {
    story(UNIFI);
}

#[test]
fn unifi_os_by_radius() {
    story(UNIFI_OS);
}

#[test]
fn omada_with_its_users() {
    story(OMADA);
}

#[test]
fn omada_by_radius() {
    story(OMADA_RADIUS);
}

#[test]
fn opnsense_by_radius() {
    story(OPNSENSE);
}

#[test]
fn unifi_of_ones_own_with_vouchers() {
    story(UNIFI_VOUCHERS);
}

#[test]
fn unifi_os_with_vouchers() {
    story(UNIFI_OS_VOUCHERS);
}

#[test]
fn unifi_by_a_key_with_vouchers() {
    story(UNIFI_KEY_VOUCHERS);
}

#[test]
fn opnsense_with_vouchers() {
    story(OPNSENSE_VOUCHERS);
}

#[test]
fn freeradius_on_postgresql() {
    story(POSTGRES);
}

#[test]
fn freeradius_on_mariadb() {
    story(MARIADB);
}

/// RouterOS has its story on the command line beside its own tests.
pub(crate) const ROUTEROS: Row = Row {
    what: "RouterOS, its users",
    vendor: "mikrotik",
    users: true,
    chosen: None,
    user: USER,
    options: &[],
    plain: false,
    start: |certificate| Peer::Mock(Mock::start_tls("routeros", certificate, &[])),
    rows: &[
        "/menus/~1ip~1hotspot~1user",
        "/menus/~1ip~1hotspot~1user~1profile",
        "/menus/~1radius",
    ],
    drift: |state| {
        let users = "/menus/~1ip~1hotspot~1user";
        let id = id_of(state, users, "comment", ".id");
        let row = json!({ "password": "known" });
        vec![(
            "edit",
            json!({ "menu": "/ip/hotspot/user", "id": id, "row": row }),
        )]
    },
    write: ("add", "/ip/hotspot/user"),
};

/// What was made, without what differs each time it is made.
fn alike(row: &Row, peer: &Peer) -> Vec<String> {
    let state = peer.state();
    let lists = row.rows.iter().map(|at| state.pointer(at).unwrap().clone());
    let rows = lists.flat_map(|list| list.as_array().unwrap().clone());
    let mut all: Vec<_> = rows
        .map(|mut row| {
            for name in [
                ".id",
                "_id",
                "_uuid",
                "site_id",
                "id",
                "radiusProfileId",
                "code",
                "create_time",
                "username",
                "hash",
            ] {
                let _ = row.as_object_mut().unwrap().remove(name);
            }
            row.to_string()
        })
        .collect();
    all.sort();
    all
}

/// The power fails in the middle of a push, at several moments; the push after it ends where an undisturbed one ends.
fn power_loss(row: &Row) {
    const TICKETS: usize = 12;
    let house = House::new(Row { ..*row });
    for _ in 0..TICKETS {
        let _ = house.issue();
    }
    let _ = house.push();
    let undisturbed = alike(row, &house.peer);
    let mut interrupted = 0;
    for made in [0, 1, 2, 5, 8, 11] {
        let peer = (row.start)(&Certificate::new());
        let mock = peer.mock().unwrap();
        let before = peer.rows(row).len();
        let (address, password) = peer.door();
        let mut link = house.linked(password);
        link[1] = &address;
        let _ = house.says(&[&["link", NAME][..], &link].concat());
        let _ = mock.control("latency", &json!({ "seconds": 0.04 }));
        let mut push = house.desk.command(&["gateway", "push", NAME]);
        let mut push = push
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        eventually("the push has begun", || {
            let over = push.try_wait().unwrap().is_some();
            (over || peer.rows(row).len() >= before + made).then_some(())
        });
        // kill -9.
        push.kill().unwrap();
        let killed = push.wait().unwrap().code().is_none();
        interrupted += usize::from(killed && peer.rows(row).len() < undisturbed.len());
        let _ = mock.control("latency", &json!({ "seconds": 0 }));
        let pushed = house.says(&["push", NAME]);
        assert_eq!(pushed["refused"], json!([]), "{}: {pushed}", row.what);
        assert_eq!(house.plan(), [0; 3], "{} after {made}", row.what);
        assert_eq!(alike(row, &peer), undisturbed, "{} after {made}", row.what);
    }
    assert!(
        interrupted >= 3,
        "{}: cut in the middle only {interrupted} times",
        row.what
    );
}

#[test]
fn power_loss_in_the_middle_of_a_push() {
    for row in [ROUTEROS, OMADA, UNIFI_VOUCHERS, OPNSENSE_VOUCHERS] {
        power_loss(&row);
    }
}

/// Two programs keep one gateway: each its own, and each says that there is another.
#[test]
fn two_innkeepers_on_one_gateway() {
    for row in [ROUTEROS, OMADA, UNIFI_VOUCHERS, OPNSENSE_VOUCHERS, POSTGRES] {
        let one = House::new(row);
        let row = &one.row;
        let before = one.peer.rows(row);
        let other = House::on(Row { ..*row }, Rc::clone(&one.peer));
        let _ = (one.issue(), one.issue(), other.issue());
        let (pushed, ours) = (one.push(), one.peer.rows(row));
        assert_eq!(pushed["of_other_innkeepers"], 0, "{}", row.what);
        let pushed = other.says(&["push", NAME]);
        assert_eq!(pushed["refused"], json!([]), "{}: {pushed}", row.what);
        let shares_groups = row.vendor == "freeradius-sql";
        assert!(
            pushed["conflicts"] == json!([]) || shares_groups,
            "{}: {pushed}",
            row.what
        );
        assert_eq!([one.plan(), other.plan()], [[0; 3]; 2], "{}", row.what);
        assert!(one.peer.rows(row).is_superset(&ours), "{}", row.what);
        let plan = one.says(&["plan", NAME]);
        assert!(
            plan["of_other_innkeepers"].as_u64() >= Some(1),
            "{}: {plan}",
            row.what
        );
        let _ = other.says(&["remove", NAME, "--withdraw"]);
        assert_eq!(one.peer.rows(row), ours, "{}: what is ours stays", row.what);
        let _ = one.says(&["remove", NAME, "--withdraw"]);
        assert_eq!(one.peer.rows(row), before, "{}", row.what);
    }
}
