//! Gateways: mock controllers of our own (Python, one file each, on `mock.py`), clients that others wrote as proof that the
//! mocks are honest, and the drivers against them and against real peers.
//!
//! A mock prints its ports, is steered over its control address and ends with its test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    clippy::print_stdout,
    clippy::unused_self,
    reason = "a failed test may panic"
)]

mod care;
mod controllers;
pub(crate) mod freeradius;
mod honest;
mod hostapd;
mod nas;
mod radacct;
mod routeros;
pub(crate) mod stories;

use innkeeper::gateways::{
    Cause, Connection, Desired, Driver, Owner, Plan, Scope, Secret, Transport,
    plan::{Hidden, plan},
};
use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// User name that every mock knows.
pub(crate) const USER: &str = "innkeeper";
/// Its password.
pub(crate) const PASSWORD: &str = "a good password";

/// A running mock controller.
pub(crate) struct Mock {
    child: Child,
    ports: Value,
}

impl Mock {
    /// Starts `tests/gateways/<name>.py`; it is known by [`USER`] and [`PASSWORD`].
    pub(crate) fn start(name: &str, arguments: &[&str]) -> Self {
        let mut child = python()
            .arg(file(&format!("{name}.py")))
            .args(["--user", USER, "--password", PASSWORD])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 must be installed for this test: apt install python3");
        let mut line = String::new();
        let stdout = child.stdout.take().unwrap();
        let _ = BufReader::new(stdout).read_line(&mut line).unwrap();
        let ports = serde_json::from_str(&line)
            .unwrap_or_else(|error| panic!("{name}: {line:?} is no list of ports: {error}"));
        Self { child, ports }
    }

    /// The same over TLS, too, with this certificate.
    pub(crate) fn start_tls(name: &str, certificate: &Certificate, arguments: &[&str]) -> Self {
        let [cert, key] = certificate.files();
        let tls = ["--certificate", &cert, "--key", &key];
        Self::start(name, &[&tls, arguments].concat())
    }

    /// A port by its name: `http`, `https`, `control`, and what the mock has besides.
    pub(crate) fn port(&self, name: &str) -> u16 {
        let port = self.ports[name].as_u64();
        u16::try_from(port.unwrap_or_else(|| panic!("no port `{name}` in {}", self.ports))).unwrap()
    }

    /// Tells the mock something.
    pub(crate) fn control(&self, word: &str, body: &Value) -> Value {
        let url = format!("http://127.0.0.1:{}/{word}", self.port("control"));
        let mut answer = ureq::post(&url).send(body.to_string()).unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }

    /// What shall go wrong from now on: a list of faults as `mock.py` describes them.
    pub(crate) fn faults(&self, faults: &Value) {
        let _ = self.control("faults", faults);
    }

    /// Everything that the controller holds, or how often each request was `seen`.
    pub(crate) fn look(&self, what: &str) -> Value {
        let url = format!("http://127.0.0.1:{}/{what}", self.port("control"));
        let mut answer = ureq::get(&url).call().unwrap();
        let body = answer.body_mut().with_config().limit(1 << 30);
        serde_json::from_str(&body.read_to_string().unwrap()).unwrap()
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A certificate that nobody signed, as controllers have.
pub(crate) struct Certificate(tempfile::TempDir);

impl Certificate {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::make(
            Command::new("openssl"),
            folder.path(),
            "cert.pem",
            "key.pem",
        );
        Self(folder)
    }

    /// Into a folder, by whoever runs the command.
    fn make(mut openssl: Command, folder: &Path, certificate: &str, key: &str) {
        let made = openssl
            .args([
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
            ])
            .args([
                "-subj",
                "/CN=controller",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
            ])
            .args(["-days", "30", "-keyout", key, "-out", certificate])
            .current_dir(folder)
            .output()
            .expect("openssl must be installed for this test: apt install openssl");
        assert!(made.status.success(), "{made:?}");
    }

    /// Certificate and key.
    pub(crate) fn files(&self) -> [String; 2] {
        ["cert.pem", "key.pem"].map(|name| self.0.path().join(name).display().to_string())
    }
}

/// The plan from what is there to what is desired.
fn planned(driver: &mut dyn Driver, desired: &Desired, scope: &Scope) -> Plan {
    let there = driver.read(scope).unwrap();
    plan(driver.wanted(desired, &there), &there, Hidden::Trusted)
}

/// Carries a plan out; the failures of single steps.
fn push(driver: &mut dyn Driver, plan: &Plan) -> Vec<Cause> {
    let mut failures = Vec::new();
    driver
        .carry_out(&plan.steps, &mut |_, done| {
            failures.extend(done.err().map(|failure| failure.cause));
            true
        })
        .unwrap();
    failures
}

/// To add, to change, to remove.
fn counts(plan: &Plan) -> (usize, usize, usize) {
    let counts = plan.counts();
    (counts.add, counts.change, counts.remove)
}

/// How a mock's interface is reached in the clear.
fn connection_to(mock: &Mock, owner: Owner) -> Connection {
    Connection {
        host: "127.0.0.1".into(),
        port: Some(mock.port("http")),
        transport: Transport::Plain,
        user: USER.into(),
        password: Secret::new(PASSWORD),
        fingerprint: None,
        options: std::collections::BTreeMap::new(),
        patience: Duration::from_secs(5),
        owner,
    }
}

/// A port that nobody has at the moment, with the next one free as well.
fn free_port() -> u16 {
    loop {
        let one = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = one.local_addr().unwrap().port();
        if port < u16::MAX && std::net::UdpSocket::bind(("127.0.0.1", port + 1)).is_ok() {
            return port;
        }
    }
}

/// A file beside this one.
fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/gateways")
        .join(name)
}

/// The system's Python: Debian's packages are not seen by another one.
fn python() -> Command {
    Command::new("/usr/bin/python3")
}
