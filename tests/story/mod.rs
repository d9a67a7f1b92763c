//! The program from outside: the real binary, real sockets, radclient, poppler and zbar.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    reason = "a failed test may panic"
)]

mod catalogue;
mod commands;
mod doubts;
mod killed;
pub(crate) mod licence;
mod misuse;
mod recharge;
mod tickets;
mod walk;

use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, UdpSocket},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

pub(crate) const SECRET: &str = "testing123";

/// Far longer than anything takes: only a test that fails waits for it.
/// Two of them write thousands of records durably, while other tests want the same disk.
const PATIENCE: Duration = Duration::from_mins(2);

/// Asks until the answer is yes.
pub(crate) fn eventually<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < deadline, "{what}: not within {PATIENCE:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Python with the clients from PyPI.
pub(crate) fn python_with_clients() -> Command {
    let cache = std::env::var_os("XDG_CACHE_HOME").map_or_else(
        || PathBuf::from(std::env::var_os("HOME").unwrap()).join(".cache"),
        PathBuf::from,
    );
    let venv = std::env::var_os("INNKEEPER_TEST_VENV")
        .map_or_else(|| cache.join("innkeeper/test-venv"), PathBuf::from);
    let python = venv.join("bin/python");
    assert!(
        python.exists(),
        "clients of others are missing: sh packaging/linux/install.sh test"
    );
    Command::new(python)
}

/// A data folder and the program on it.
pub(crate) struct Desk {
    home: tempfile::TempDir,
}

impl Desk {
    /// A folder where nothing is yet.
    fn empty() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
        }
    }

    /// A hotel in Madrid.
    pub(crate) fn new() -> Self {
        let desk = Self::empty();
        let _ = desk.json(INIT);
        desk
    }

    /// The same with this computer as its gateway, which takes disconnects on `port`.
    fn with_gateway(port: u16) -> Self {
        let desk = Self::new();
        desk.add_gateway(port);
        desk
    }

    pub(crate) fn add_gateway(&self, port: u16) {
        let port = port.to_string();
        let _ = self.json(&[
            "gateway",
            "add",
            "--name",
            "lobby",
            "--address",
            "127.0.0.1",
            "--secret",
            SECRET,
            "--disconnect-port",
            &port,
            "--interim",
            "60",
        ]);
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.home.path().join("house")
    }

    pub(crate) fn file(&self, name: &str) -> String {
        self.home.path().join(name).display().to_string()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_innkeeper"));
        let _ = command
            .arg("--data-dir")
            .arg(self.folder())
            .args(arguments)
            .env_remove("INNKEEPER_DATA_DIR")
            .env_remove("INNKEEPER_LOG")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            // The copy of a licence outside the data folder lies among the settings of the user.
            .env("XDG_CONFIG_HOME", self.home.path().join("config"))
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What people see.
    pub(crate) fn text(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The one JSON value of a command that did what it was asked.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Code and message of a refusal: exit status 1, and the same message for people.
    pub(crate) fn refused(&self, arguments: &[&str]) -> (String, String) {
        let output = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {output:?}");
        let value: Value = serde_json::from_slice(&output.stdout).unwrap();
        let object = value.as_object().unwrap();
        assert_eq!(object.len(), 1, "{value}");
        let text = |key: &str| value["error"][key].as_str().unwrap().to_owned();
        (text("code"), text("message"))
    }

    /// What is said about arguments that make no sense: exit status 2.
    fn usage(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    pub(crate) fn issue(&self) -> Value {
        self.json(&[
            "ticket",
            "issue",
            "--type",
            "1 day",
            "--user-id",
            "Room 214",
        ])
    }

    pub(crate) fn show(&self, serial: &str) -> Value {
        self.json(&["ticket", "show", serial])
    }

    pub(crate) fn serve(&self) -> Serving {
        Serving::start(self, &["serve"])
    }

    /// As [`serve`](Self::serve), telling all that it ever tells.
    pub(crate) fn serve_loudly(&self) -> Serving {
        let any = [
            "serve",
            "--radius-auth",
            "127.0.0.1:0",
            "--radius-acct",
            "127.0.0.1:0",
        ];
        let mut command = self.command(&any);
        let _ = command.env("INNKEEPER_LOG", "innkeeper=trace");
        Serving::of(command)
    }
}

const INIT: &[&str] = &[
    "init",
    "--location",
    "Hotel Sol",
    "--time-zone",
    "Europe/Madrid",
    "--currency",
    "EUR",
    "--sector",
    "hospitality",
    "--rooms",
    "40",
    "--ssid",
    "Sol",
    "--wifi-password",
    "correct horse",
    "--login-url",
    "http://wifi.sol.example/login?username={username}&password={password}",
];

/// A running `serve`; killed when dropped, as the power might be cut.
pub(crate) struct Serving {
    child: Child,
    auth: SocketAddr,
    acct: SocketAddr,
    said: Arc<Mutex<String>>,
}

impl Serving {
    fn start(desk: &Desk, command: &[&str]) -> Self {
        let any = [
            "--radius-auth",
            "127.0.0.1:0",
            "--radius-acct",
            "127.0.0.1:0",
        ];
        Self::of(desk.command(&[command, &any].concat()))
    }

    fn of(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let log = Arc::clone(&said);
        drop(std::thread::spawn(move || {
            let mut part = [0; 4096];
            while let Ok(length @ 1..) = stderr.read(&mut part) {
                log.lock()
                    .unwrap()
                    .push_str(&String::from_utf8_lossy(&part[..length]));
            }
        }));
        let mut line = String::new();
        let _ = BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = |name: &str| -> SocketAddr {
            let (_, rest) = line
                .split_once(name)
                .unwrap_or_else(|| panic!("{line:?}: {:?}", said.lock()));
            rest.split_whitespace().next().unwrap().parse().unwrap()
        };
        assert!(line.starts_with("ready "), "{line:?}");
        Self {
            auth: address("radius-auth="),
            acct: address("radius-acct="),
            child,
            said,
        }
    }

    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        let _ = self.child.wait().unwrap();
    }

    /// What it told so far.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Where it takes accounting.
    pub(crate) fn acct(&self) -> SocketAddr {
        self.acct
    }

    /// What `radclient` prints of the answer to a login.
    pub(crate) fn login(&self, code: &str, mac: &str) -> String {
        radclient(
            self.auth,
            "auth",
            SECRET,
            &format!(
                "User-Name = \"{code}\"\nUser-Password = \"{code}\"\nCalling-Station-Id = \"{mac}\"\nMessage-Authenticator = 0x00\n"
            ),
        )
    }

    pub(crate) fn account(&self, attributes: &str) {
        let printed = radclient(self.acct, "acct", SECRET, attributes);
        assert!(
            printed.contains("Received Accounting-Response"),
            "{printed}"
        );
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn radclient(to: SocketAddr, kind: &str, secret: &str, request: &str) -> String {
    let mut child = Command::new("radclient")
        .args(["-x", "-r", "3", "-t", "5", &to.to_string(), kind, secret])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("radclient must be installed for this test: apt install freeradius-utils");
    child
        .stdin
        .take()
        .unwrap()
        .write_all(request.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A gateway that waits for Disconnect-Requests (RFC 5176). It shares no code with the sender.
pub(crate) struct Gateway {
    socket: UdpSocket,
}

/// A Disconnect-Request as it came.
pub(crate) struct Asked {
    packet: Vec<u8>,
    from: SocketAddr,
}

impl Asked {
    fn value(&self, number: u8) -> Option<&[u8]> {
        let mut rest = &self.packet[20..];
        while let [kind, length, ..] = *rest {
            if kind == number {
                return Some(&rest[2..usize::from(length)]);
            }
            rest = &rest[usize::from(length)..];
        }
        None
    }

    /// Value of an attribute of text.
    pub(crate) fn text(&self, number: u8) -> Option<String> {
        let value = self.value(number)?;
        Some(String::from_utf8_lossy(value).into_owned())
    }

    /// Value of an attribute of 32 bits.
    fn number(&self, number: u8) -> Option<u32> {
        Some(u32::from_be_bytes(self.value(number)?.try_into().unwrap()))
    }
}

impl Gateway {
    fn new() -> Self {
        Self::at("127.0.0.1")
    }

    /// At another address of this computer.
    pub(crate) fn at(address: &str) -> Self {
        let socket = UdpSocket::bind((address, 0)).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        Self { socket }
    }

    pub(crate) fn port(&self) -> u16 {
        self.socket.local_addr().unwrap().port()
    }

    pub(crate) fn hear(&self) -> Asked {
        self.hear_code(40)
    }

    /// 40 = Disconnect-Request, 43 = CoA-Request.
    fn hear_code(&self, code: u8) -> Asked {
        let mut buffer = [0; 4096];
        let (length, from) = self
            .socket
            .recv_from(&mut buffer)
            .expect("a Disconnect-Request");
        let packet = buffer[..length].to_vec();
        assert_eq!(packet[0], code, "40 Disconnect-Request, 43 CoA-Request");
        let mut hashed = packet.clone();
        hashed[4..20].fill(0);
        assert_eq!(
            md5_of(&[&hashed, SECRET.as_bytes()]),
            packet[4..20],
            "Request Authenticator"
        );
        Asked { packet, from }
    }

    /// 41 = ACK, 42 = NAK.
    pub(crate) fn answer(&self, asked: &Asked, code: u8, attributes: &[u8]) {
        let length = u16::try_from(20 + attributes.len()).unwrap().to_be_bytes();
        let mut reply = vec![code, asked.packet[1], length[0], length[1]];
        reply.extend_from_slice(&asked.packet[4..20]);
        reply.extend_from_slice(attributes);
        let authenticator = md5_of(&[&reply, SECRET.as_bytes()]);
        reply[4..20].copy_from_slice(&authenticator);
        let _ = self.socket.send_to(&reply, asked.from).unwrap();
    }
}

fn md5_of(parts: &[&[u8]]) -> Vec<u8> {
    use md5::Digest as _;
    let mut hash = md5::Md5::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().to_vec()
}

/// A path that this test may change at will.
fn rewrite(file: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(file).unwrap();
    change(&mut bytes);
    std::fs::write(file, bytes).unwrap();
}
