//! The driver for FreeRADIUS's tables against the real ones: PostgreSQL and MariaDB, each started here on a port of its own,
//! and FreeRADIUS on them, which lets guests in or not for `radclient`.

use super::{Certificate, counts, file, free_port, planned, push};
use innkeeper::{
    domain::{gateway::Vendor, id::LocationId},
    gateways::{
        self, Cause, Connection, Desired, Driver, Fingerprint, Owner, Scope, Secret, Transport,
        state::{Client, Group, User},
    },
};
use std::{
    fs,
    io::Write as _,
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Shared secret of the gateway that asks FreeRADIUS.
const SECRET: &str = "a secret of two";
/// Debian's configuration, of which the queries and schemas are taken.
const DEBIAN: &str = "/etc/freeradius/3.0/mods-config/sql";

/// A server process in a folder of its own.
struct Server {
    child: Child,
    // Declared after the process, so that it goes after it.
    folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Kindred {
    Postgres,
    Mariadb,
}

/// A database with FreeRADIUS's tables.
pub(crate) struct Database {
    kind: Kindred,
    server: Server,
    pub(super) port: u16,
}

/// Runs as a user that a database server agrees to be, which root is not.
fn as_user(user: &str, program: &str) -> Command {
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| {
        use std::os::unix::fs::MetadataExt as _;
        own.uid() == 0
    });
    if !is_root {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    let _ = command.args(["-u", user, "--", program]);
    command
}

/// A folder that another user may write into.
fn shared_folder() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    folder
}

fn wait_for(what: &str, mut there: impl FnMut() -> bool) {
    let start = Instant::now();
    while !there() {
        assert!(
            start.elapsed() < Duration::from_mins(1),
            "{what} does not come"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn done(mut command: Command, what: &str) -> String {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{what}: {error}; sh packaging/linux/install.sh test"));
    assert!(output.status.success(), "{what}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The certificate of PostgreSQL, beside its data under the name that it looks for.
const CERTIFICATE: &str = "server.crt";

fn make_certificate(data: &Path) {
    let openssl = as_user("postgres", "openssl");
    Certificate::make(openssl, data, CERTIFICATE, "server.key");
}

impl Database {
    pub(super) fn start(kind: Kindred) -> Self {
        let port = free_port();
        let folder = shared_folder();
        let data = folder.path().join("data");
        let said = || fs::File::create(folder.path().join("said")).unwrap();
        let child = match kind {
            Kindred::Postgres => {
                let bin = postgres_folder();
                let program = |name: &str| bin.join(name).display().to_string();
                let mut init = as_user("postgres", &program("initdb"));
                let _ = init.args([
                    "-A",
                    "scram-sha-256",
                    "-U",
                    "radius",
                    "-E",
                    "UTF8",
                    "--pwfile",
                ]);
                let password = folder.path().join("password");
                fs::write(&password, "radpass\n").unwrap();
                let _ = init
                    .arg(&password)
                    .arg("-D")
                    .arg(&data)
                    .args(["--no-sync", "--locale=C.UTF-8"]);
                let _ = done(init, "initdb");
                make_certificate(&data);
                let settings = fs::File::options()
                    .append(true)
                    .open(data.join("postgresql.conf"));
                writeln!(settings.unwrap(), "ssl = on").unwrap();
                let mut server = as_user("postgres", &program("postgres"));
                let _ = server
                    .arg("-D")
                    .arg(&data)
                    .args([
                        "-p",
                        &port.to_string(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-k",
                    ])
                    .arg(folder.path());
                server
                    .stdin(Stdio::null())
                    .stdout(said())
                    .stderr(said())
                    .spawn()
            }
            Kindred::Mariadb => {
                let mut init = as_user("mysql", "mariadb-install-db");
                let _ = init
                    .arg(format!("--datadir={}", data.display()))
                    .args(["--auth-root-authentication-method=normal", "--skip-test-db"]);
                let _ = done(init, "mariadb-install-db");
                let mut server = as_user("mysql", "mariadbd");
                let _ = server
                    .args([
                        "--no-defaults",
                        "--bind-address=127.0.0.1",
                        "--skip-name-resolve",
                    ])
                    .arg(format!("--port={port}"))
                    .arg(format!("--datadir={}", data.display()))
                    .arg(format!(
                        "--socket={}",
                        folder.path().join("socket").display()
                    ))
                    .arg(format!(
                        "--pid-file={}",
                        folder.path().join("pid").display()
                    ));
                server
                    .stdin(Stdio::null())
                    .stdout(said())
                    .stderr(said())
                    .spawn()
            }
        };
        let server = Server {
            child: child.unwrap(),
            folder,
        };
        let this = Self { kind, server, port };
        wait_for("the database", || {
            TcpStream::connect(("127.0.0.1", port)).is_ok()
                && this.try_sql("SELECT 1", true).is_ok()
        });
        if kind == Kindred::Postgres {
            let _ = this.try_sql("CREATE DATABASE radius", true).unwrap();
        } else {
            let setup = "CREATE DATABASE radius; CREATE USER radius@'%' IDENTIFIED BY 'radpass'; GRANT ALL ON radius.* TO radius@'%'";
            let _ = this.try_sql(setup, true).unwrap();
        }
        let folder = match kind {
            Kindred::Postgres => "postgresql",
            Kindred::Mariadb => "mysql",
        };
        let schema = format!("{DEBIAN}/main/{folder}/schema.sql");
        let schema = fs::read_to_string(schema)
            .expect("freeradius-postgresql and -mysql: sh packaging/linux/install.sh test");
        let _ = this.sql(&schema);
        this
    }

    /// From now on PostgreSQL shows another certificate.
    pub(super) fn show_another_certificate(&self) {
        let data = self.server.folder.path().join("data");
        make_certificate(&data);
        let _ = self.sql("SELECT pg_reload_conf()");
        let new = fs::read_to_string(data.join(CERTIFICATE)).unwrap();
        wait_for("the new certificate", || {
            let to = format!("127.0.0.1:{}", self.port);
            let shown = Command::new("openssl")
                .args(["s_client", "-starttls", "postgres", "-connect", &to])
                .stdin(Stdio::null())
                .output()
                .unwrap();
            String::from_utf8_lossy(&shown.stdout).contains(new.trim())
        });
    }

    fn try_sql(&self, sql: &str, as_root: bool) -> Result<String, String> {
        let port = self.port.to_string();
        let mut command = match self.kind {
            Kindred::Postgres => {
                let mut command = Command::new("psql");
                let database = if as_root { "postgres" } else { "radius" };
                let _ = command
                    .args([
                        "-h",
                        "127.0.0.1",
                        "-p",
                        &port,
                        "-U",
                        "radius",
                        "-d",
                        database,
                    ])
                    .args(["-v", "ON_ERROR_STOP=1", "-qAt", "-F", "\t"])
                    .env("PGPASSWORD", "radpass");
                command
            }
            Kindred::Mariadb => {
                let mut command = Command::new("mariadb");
                let _ = command.args(["--no-defaults", "-NB", "-h", "127.0.0.1", "-P", &port]);
                let _ = if as_root {
                    let socket = self.server.folder.path().join("socket");
                    command
                        .arg("-uroot")
                        .arg(format!("--socket={}", socket.display()))
                        .arg("--protocol=socket")
                } else {
                    command.args(["-uradius", "-pradpass", "radius"])
                };
                command
            }
        };
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(sql.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        if output.status.success() {
            Ok(String::from_utf8(output.stdout).unwrap().trim().to_owned())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    }

    /// What the database's own client says to a statement.
    pub(super) fn sql(&self, sql: &str) -> String {
        self.try_sql(sql, false)
            .unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    fn connection(&self, password: &str, owner: Owner) -> Connection {
        let dialect = match self.kind {
            Kindred::Postgres => "postgresql",
            Kindred::Mariadb => "mysql",
        };
        let options = [("dialect", dialect), ("counters", "yes")];
        Connection {
            host: "127.0.0.1".into(),
            port: Some(self.port),
            transport: Transport::Plain,
            user: "radius".into(),
            password: Secret::new(password),
            fingerprint: None,
            options: options
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
            patience: Duration::from_secs(10),
            owner,
        }
    }

    fn driver(&self, owner: Owner) -> Box<dyn Driver> {
        gateways::open(Vendor::FreeradiusSql, &self.connection("radpass", owner)).unwrap()
    }
}

/// The newest PostgreSQL that is installed.
fn postgres_folder() -> PathBuf {
    let mut versions: Vec<_> = fs::read_dir("/usr/lib/postgresql")
        .expect("PostgreSQL is missing: sh packaging/linux/install.sh test")
        .map(|entry| entry.unwrap().path().join("bin"))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    versions.sort();
    versions.pop().unwrap()
}

/// FreeRADIUS on a database.
pub(super) struct Freeradius {
    _server: Server,
    port: u16,
}

impl Freeradius {
    pub(super) fn start(database: &Database) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        let at = |name: &str| folder.path().join(name);
        let name = match database.kind {
            Kindred::Postgres => "postgresql",
            Kindred::Mariadb => "mysql",
        };
        for (from, to) in [
            (format!("{DEBIAN}/main/{name}/queries.conf"), "queries.conf"),
            (
                format!("{DEBIAN}/counter/{name}/noresetcounter.conf"),
                "noresetcounter.conf",
            ),
        ] {
            let _ = fs::copy(from, at(to)).expect("read as root or as one of the group freerad");
        }
        let template = fs::read_to_string(file("freeradius.conf")).unwrap();
        let settings = template
            .replace("@FOLDER@", &folder.path().display().to_string())
            .replace("@DIALECT@", name)
            .replace("@DATABASE_PORT@", &database.port.to_string())
            .replace("@AUTH@", &port.to_string())
            .replace("@ACCT@", &(port + 1).to_string());
        fs::write(at("radiusd.conf"), settings).unwrap();
        fs::write(
            at("dictionary"),
            "$INCLUDE /usr/share/freeradius/dictionary\n",
        )
        .unwrap();
        let said = fs::File::create(at("said")).unwrap();
        let child = Command::new("freeradius")
            .args(["-f", "-X", "-d"])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(said.try_clone().unwrap())
            .stderr(said)
            .spawn()
            .expect("FreeRADIUS is missing: sh packaging/linux/install.sh test");
        let log = at("said");
        let server = Server { child, folder };
        wait_for("FreeRADIUS", || {
            let said = fs::read_to_string(&log).unwrap_or_default();
            assert!(!said.contains("Errors reading"), "{said}");
            assert!(!said.contains("Failed"), "{said}");
            said.contains("Ready to process requests")
        });
        Self {
            _server: server,
            port,
        }
    }

    fn ask(&self, kind: &str, request: &str) -> String {
        let port = if kind == "acct" {
            self.port + 1
        } else {
            self.port
        };
        let to = format!("127.0.0.1:{port}");
        let mut child = Command::new("radclient")
            .args(["-x", "-r", "1", "-t", "5", &to, kind, SECRET])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(request.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    pub(super) fn log_in(&self, name: &str, password: &str) -> String {
        self.ask(
            "auth",
            &format!(
                "User-Name = \"{name}\"\nUser-Password = \"{password}\"\nNAS-Identifier = lobby\n"
            ),
        )
    }

    /// What a gateway reports of one of its sessions.
    pub(super) fn account(&self, name: &str, session: &str, status: &str, more: &str) {
        let request = format!(
            "User-Name = \"{name}\"\nAcct-Status-Type = {status}\nAcct-Session-Id = \"{session}\"\nNAS-IP-Address = 127.0.0.1\n\
             Calling-Station-Id = \"AA-BB-CC-00-11-22\"\nFramed-IP-Address = 10.5.50.7\nNAS-Port = 1\n{more}"
        );
        let answer = self.ask("acct", &request);
        assert!(answer.contains("Received Accounting-Response"), "{answer}");
    }
}

fn user(key: &str, name: &str) -> User {
    User {
        key: key.into(),
        name: name.into(),
        password: Secret::new(name),
        group: "DAY".into(),
        devices: 1,
        seconds: None,
        lasts_seconds: None,
        bytes: None,
        ends_at: None,
        enabled: true,
    }
}

fn house(owner: Owner, users: Vec<User>) -> Desired {
    Desired {
        owner,
        radius: None,
        garden: Vec::new(),
        groups: vec![Group {
            name: "DAY".into(),
            may_be_foreign: false,
            download_bps: Some(2_048_000),
            upload_bps: Some(512_000),
            devices: None,
            session_seconds: None,
            idle_seconds: Some(600),
            address_list: Some("paid".into()),
        }],
        users,
        clients: vec![Client {
            name: "lobby".into(),
            network: "192.0.2.0/24".parse().unwrap(),
            secret: Secret::new("between us two"),
        }],
    }
}

#[test]
fn freeradius_on_postgresql_lets_our_guests_in() {
    story(Kindred::Postgres);
}

#[test]
fn freeradius_on_mariadb_lets_our_guests_in() {
    story(Kindred::Mariadb);
}

#[allow(clippy::too_many_lines, reason = "one story, on one server")]
fn story(kind: Kindred) {
    let database = Database::start(kind);
    // Somebody else's users, group and gateway.
    let foreign = "INSERT INTO radcheck (username, attribute, op, value) VALUES ('bob', 'Cleartext-Password', ':=', 'hello');
        INSERT INTO radusergroup (username, groupname) VALUES ('bob', 'staff');
        INSERT INTO radgroupreply (groupname, attribute, op, value) VALUES ('staff', 'Idle-Timeout', ':=', '99');
        INSERT INTO nas (nasname, shortname, secret, description) VALUES ('198.51.100.1', 'old', 'x', 'by hand');";
    let _ = database.sql(foreign);
    let everything = || {
        ["radcheck", "radreply", "radgroupcheck", "radgroupreply"]
            .map(|table| database.sql(&format!("SELECT * FROM {table} ORDER BY id")))
    };
    let before = everything();
    let server = Freeradius::start(&database);
    let owner = Owner(LocationId::new());
    let mut driver = database.driver(owner);
    let driver = driver.as_mut();

    let facts = driver.facts().unwrap();
    assert!(facts.product.starts_with("FreeRADIUS"), "{facts:?}");
    assert_eq!((facts.online, facts.troubles), (Some(0), vec![]));
    assert!(
        (facts.clock.unwrap() - chrono::Utc::now())
            .num_seconds()
            .abs()
            < 5
    );

    // Plan, push, read back.
    let ends_at = chrono::Utc::now() + chrono::TimeDelta::seconds(1000);
    let timed = User {
        ends_at: Some(ends_at),
        seconds: Some(7200),
        ..user("2", "2222222222")
    };
    let off = User {
        enabled: false,
        ..user("3", "3333333333")
    };
    let over = User {
        ends_at: Some(chrono::Utc::now() - chrono::TimeDelta::seconds(10)),
        ..user("7", "7777777777")
    };
    let mut users = vec![
        user("1", "AAAAABBBBB"),
        timed,
        off,
        user("4", "Room 214"),
        over,
    ];
    let desired = house(owner, users.clone());
    let first = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&first), (7, 0, 0), "{first:?}");
    assert_eq!(push(driver, &first), []);
    let again = planned(driver, &desired, &Scope::All);
    assert!(again.is_empty() && again.conflicts.is_empty(), "{again:?}");
    assert_eq!(again.right, 7);

    // FreeRADIUS's word.
    let accepted = server.log_in("AAAAABBBBB", "AAAAABBBBB");
    for part in [
        "Received Access-Accept",
        "WISPr-Bandwidth-Max-Up = 512000",
        "WISPr-Bandwidth-Max-Down = 2048000",
        "Mikrotik-Rate-Limit = \"512000/2048000\"",
        "Mikrotik-Address-List = \"paid\"",
        "Idle-Timeout = 600",
    ] {
        assert!(
            accepted.contains(part),
            "`{part}` is missing in\n{accepted}"
        );
    }
    assert!(
        !accepted.contains("innkeeper"),
        "the tag stays inside: {accepted}"
    );
    let timed = server.log_in("2222222222", "2222222222");
    let left: i64 = timed
        .split("Session-Timeout = ")
        .nth(1)
        .unwrap_or_else(|| panic!("{timed}"))
        .lines()
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert!((900..=1000).contains(&left), "{left}");
    assert!(
        server
            .log_in("Room 214", "Room 214")
            .contains("Access-Accept")
    );
    assert!(
        server
            .log_in("3333333333", "3333333333")
            .contains("Access-Reject")
    );
    assert!(
        server
            .log_in("AAAAABBBBB", "wrong")
            .contains("Access-Reject")
    );
    assert!(server.log_in("bob", "hello").contains("Access-Accept"));

    // Accounting, seen from here.
    server.account("AAAAABBBBB", "s1", "Start", "");
    server.account(
        "AAAAABBBBB",
        "s1",
        "Interim-Update",
        "Acct-Session-Time = 60\nAcct-Input-Octets = 1000\nAcct-Input-Gigawords = 1\nAcct-Output-Octets = 5000\n",
    );
    let online = driver.sessions(None).unwrap();
    assert_eq!(online.len(), 1, "{online:?}");
    let one = &online[0];
    assert_eq!((one.name.as_str(), one.seconds), ("AAAAABBBBB", 60));
    assert_eq!(
        (one.traffic.upload, one.traffic.download),
        ((1 << 32) + 1000, 5000)
    );
    assert_eq!(one.ip, Some("10.5.50.7".parse().unwrap()));
    assert!(one.mac.is_some() && one.ended_at.is_none());
    assert!(
        (one.started_at.unwrap() - chrono::Utc::now())
            .num_seconds()
            .abs()
            < 90
    );
    assert_eq!(driver.facts().unwrap().online, Some(1));
    server.account(
        "AAAAABBBBB",
        "s1",
        "Stop",
        "Acct-Session-Time = 61\nAcct-Terminate-Cause = User-Request\n",
    );
    assert!(driver.sessions(None).unwrap().is_empty());
    let ended = driver.sessions(Some(Duration::from_hours(1))).unwrap();
    assert!(ended.len() == 1 && ended[0].ended_at.is_some(), "{ended:?}");

    // A change and a new name; and what somebody added to a user of ours stays.
    let _ = database.sql("INSERT INTO radcheck (username, attribute, op, value) VALUES ('2222222222', 'Login-Time', ':=', 'Al0000-2400')");
    let _ = database
        .sql("INSERT INTO radusergroup (username, groupname) VALUES ('2222222222', 'staff')");
    assert!(planned(driver, &desired, &Scope::All).is_empty());
    users[0].name = "CCCCCDDDDD".into();
    users[0].password = Secret::new("CCCCCDDDDD");
    users[2].enabled = true;
    let desired = house(owner, users.clone());
    let only = Scope::Users(
        desired
            .users
            .iter()
            .map(|user| gateways::UserKey {
                key: user.key.clone(),
                name: user.name.clone(),
            })
            .collect(),
    );
    let change = planned(driver, &desired, &only);
    assert_eq!(counts(&change), (0, 2, 0));
    assert_eq!(push(driver, &change), []);
    assert!(
        server
            .log_in("CCCCCDDDDD", "CCCCCDDDDD")
            .contains("Access-Accept")
    );
    assert!(
        server
            .log_in("AAAAABBBBB", "AAAAABBBBB")
            .contains("Access-Reject")
    );
    assert!(
        server
            .log_in("3333333333", "3333333333")
            .contains("Access-Accept")
    );

    // Drift: a changed operator, a doubled row, a row that is gone, all mended.
    let _ = database.sql(
        "UPDATE radcheck SET op = '==' WHERE username = 'CCCCCDDDDD' AND attribute = 'Cleartext-Password';
         INSERT INTO radcheck (username, attribute, op, value) VALUES ('2222222222', 'Expiration', ':=', '1');
         DELETE FROM radusergroup WHERE username = 'Room 214';
         DELETE FROM radgroupreply WHERE groupname = 'DAY' AND attribute = 'Idle-Timeout';
         UPDATE nas SET secret = 'typed wrong' WHERE shortname = 'lobby';",
    );
    let drift = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&drift), (0, 5, 0), "{drift:?}");
    assert_eq!(push(driver, &drift), []);
    assert!(planned(driver, &desired, &Scope::All).is_empty());
    assert!(
        server
            .log_in("CCCCCDDDDD", "CCCCCDDDDD")
            .contains("Access-Accept")
    );

    // A name that somebody else has is not taken over, and keeps nobody else out.
    users.push(user("5", "bob"));
    users.push(user("6", "EEEEEFFFFF"));
    let taken = planned(driver, &house(owner, users.clone()), &Scope::All);
    assert_eq!(push(driver, &taken), [Cause::Taken]);
    assert!(server.log_in("bob", "hello").contains("Access-Accept"));
    assert!(
        server
            .log_in("EEEEEFFFFF", "EEEEEFFFFF")
            .contains("Access-Accept")
    );
    let _ = users.remove(5);

    // Another Innkeeper with a serial that we have, too, and a name of its own.
    let other = Owner(LocationId::new());
    let mut theirs = database.driver(other);
    let mut apart = house(other, vec![user("1", "GGGGGHHHHH")]);
    apart.groups[0].name = "NIGHT".into();
    apart.users[0].group = "NIGHT".into();
    apart.clients.clear();
    let plan_of_theirs = planned(theirs.as_mut(), &apart, &Scope::All);
    assert_eq!(counts(&plan_of_theirs), (2, 0, 0), "{plan_of_theirs:?}");
    assert_eq!(push(theirs.as_mut(), &plan_of_theirs), []);
    let ours = planned(driver, &house(owner, users.clone()), &Scope::All);
    assert!(ours.is_empty(), "{ours:?}");
    assert!(ours.of_others >= 1);

    // A push that breaks in the middle leaves nothing of it.
    let late: Vec<_> = (0..3)
        .map(|at| user(&format!("9{at}"), &format!("LATE{at}")))
        .collect();
    let desired = house(owner, [users.clone(), late].concat());
    let broken = planned(driver, &desired, &Scope::All);
    let lock = "ALTER TABLE radusergroup RENAME TO radusergroup_away";
    let _ = database.sql(lock);
    let failure = driver
        .carry_out(&broken.steps, &mut |_, _| true)
        .unwrap_err();
    assert_eq!(failure.cause, Cause::WrongProduct, "{failure}");
    let _ = database.sql("ALTER TABLE radusergroup_away RENAME TO radusergroup");
    assert_eq!(
        database.sql("SELECT COUNT(*) FROM radcheck WHERE username LIKE 'LATE%'"),
        "0"
    );
    let repeated = planned(driver, &desired, &Scope::All);
    assert_eq!(counts(&repeated), (3, 0, 0));
    assert_eq!(push(driver, &repeated), []);
    assert!(planned(driver, &desired, &Scope::All).is_empty());

    // All of ours goes, and nothing of anybody else.
    let nothing = Desired {
        groups: vec![],
        users: vec![],
        clients: vec![],
        ..desired
    };
    let last = planned(driver, &nothing, &Scope::All);
    assert_eq!(push(driver, &last), []);
    let mut apart = apart;
    apart.groups.clear();
    apart.users.clear();
    let last = planned(theirs.as_mut(), &apart, &Scope::All);
    assert_eq!(push(theirs.as_mut(), &last), []);
    let _ = database.sql("DELETE FROM radcheck WHERE attribute = 'Login-Time'; DELETE FROM radusergroup WHERE username = '2222222222'");
    assert_eq!(everything(), before);
    assert_eq!(database.sql("SELECT shortname FROM nas"), "old");
    assert_eq!(database.sql("SELECT username FROM radusergroup"), "bob");

    // Whom P25 would take over.
    let foreign = driver.foreign_users().unwrap();
    assert_eq!(foreign.len(), 1);
    assert_eq!(
        (foreign[0].name.as_str(), foreign[0].profile.as_str()),
        ("bob", "staff")
    );

    // Logins that are none, and a server that is none.
    let refused = |connection: &Connection| {
        let mut driver = gateways::open(Vendor::FreeradiusSql, connection).unwrap();
        let failure = driver.facts().unwrap_err();
        assert!(!failure.to_string().contains("s3cret-s3cret"), "{failure}");
        failure.cause
    };
    let wrong = database.connection("s3cret-s3cret", owner);
    assert_eq!(refused(&wrong), Cause::Login);
    let mut nowhere = database.connection("radpass", owner);
    nowhere.port = Some(free_port());
    assert_eq!(refused(&nowhere), Cause::Unreachable);
    let mut missing = database.connection("radpass", owner);
    let _ = missing.options.insert("database".into(), "wifi".into());
    assert!(matches!(refused(&missing), Cause::Settings | Cause::Rights));
    encrypted(&database, owner, &refused);
}

/// The same database with encryption, where it is spoken to so.
fn encrypted(database: &Database, owner: Owner, refused: &dyn Fn(&Connection) -> Cause) {
    let mut connection = database.connection("radpass", owner);
    connection.transport = Transport::Tls;
    if database.kind == Kindred::Mariadb {
        assert_eq!(refused(&connection), Cause::NoTls, "never in the clear");
        return;
    }
    let ours = "SELECT COUNT(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE ssl AND application_name = 'innkeeper'";
    let mut driver = gateways::open(Vendor::FreeradiusSql, &connection).unwrap();
    assert_eq!(driver.certificate(), None, "nothing was asked yet");
    let _ = driver.facts().unwrap();
    assert_eq!(database.sql(ours), "1");
    let shown = driver.certificate().unwrap();
    connection.fingerprint = Some(shown);
    let mut known = gateways::open(Vendor::FreeradiusSql, &connection).unwrap();
    let _ = known.facts().unwrap();
    let other = Fingerprint::of(b"another certificate");
    connection.fingerprint = Some(other);
    let changed = Cause::CertificateChanged {
        expected: other,
        shown,
    };
    assert_eq!(refused(&connection), changed);
    connection.password = Secret::new("s3cret-s3cret");
    connection.fingerprint = Some(shown);
    assert_eq!(refused(&connection), Cause::Login);
    // A server without a certificate is not spoken to in the clear.
    let _ = database.sql("ALTER SYSTEM SET ssl = off");
    let _ = database.sql("SELECT pg_reload_conf()");
    wait_for("no encryption", || database.sql("SHOW ssl") == "off");
    assert_eq!(refused(&connection), Cause::NoTls);
    connection.port = Some(free_port());
    assert_eq!(refused(&connection), Cause::Unreachable);
}

/// A thousand changes in one transaction: prints how long they took.
#[test]
fn a_thousand_changes_in_one_transaction() {
    for kind in [Kindred::Postgres, Kindred::Mariadb] {
        let database = Database::start(kind);
        let owner = Owner(LocationId::new());
        let mut driver = database.driver(owner);
        let driver = driver.as_mut();
        let mut users: Vec<_> = (0..10_000)
            .map(|at| user(&at.to_string(), &format!("U{at:09}")))
            .collect();
        let desired = house(owner, users.clone());
        let all = planned(driver, &desired, &Scope::All);
        let start = Instant::now();
        assert_eq!(push(driver, &all), []);
        let filled = start.elapsed();
        for user in users.iter_mut().take(1000) {
            user.enabled = false;
        }
        let desired = house(owner, users);
        let some = planned(driver, &desired, &Scope::All);
        assert_eq!(counts(&some), (0, 1000, 0));
        let start = Instant::now();
        assert_eq!(push(driver, &some), []);
        let changed = start.elapsed();
        println!("{kind:?}: 10,000 users made in {filled:?}, 1,000 of them changed in {changed:?}");
        assert!(planned(driver, &desired, &Scope::All).is_empty());
    }
}
