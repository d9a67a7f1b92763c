//! A real IPP Everywhere printer: `ippeveprinter` of CUPS. It wants a message bus for DNS-SD, and gets one of its own.

use crate::story::eventually;
use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

pub(super) struct Ippeve {
    folder: tempfile::TempDir,
    port: u16,
    bus: Child,
    printer: Option<Child>,
}

impl Ippeve {
    /// `command` works a page off, as a driver would.
    pub(super) fn start(command: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let config = format!(
            "<busconfig><listen>unix:path={}</listen><policy context=\"default\">\
             <allow send_destination=\"*\"/><allow receive_sender=\"*\"/><allow own=\"*\"/></policy></busconfig>",
            path("bus").display()
        );
        fs::write(path("bus.conf"), config).unwrap();
        fs::create_dir(path("jobs")).unwrap();
        let bus = Command::new("dbus-daemon")
            .arg("--config-file")
            .arg(path("bus.conf"))
            .arg("--nofork")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon must be installed for this test: packaging/linux/install.sh test");
        eventually("the bus", || path("bus").exists().then_some(()));
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let mut printer = Self {
            folder,
            port,
            bus,
            printer: None,
        };
        printer.switch_on(command);
        printer
    }

    pub(super) fn switch_on(&mut self, command: &str) {
        let bus = self.folder.path().join("bus");
        let child = Command::new("ippeveprinter")
            .args(["-p", &self.port.to_string(), "-r", "off", "-n", "localhost"])
            .args(["-k", "-f", "application/pdf", "-c", command])
            .arg("-d")
            .arg(self.folder.path().join("jobs"))
            .arg("Everywhere")
            .env(
                "DBUS_SYSTEM_BUS_ADDRESS",
                format!("unix:path={}", bus.display()),
            )
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect(
                "ippeveprinter must be installed for this test: packaging/linux/install.sh test",
            );
        self.printer = Some(child);
        eventually("the printer", || {
            TcpStream::connect(("127.0.0.1", self.port)).ok().map(drop)
        });
    }

    pub(super) fn switch_off(&mut self) {
        if let Some(mut printer) = self.printer.take() {
            let _ = printer.kill();
            let _ = printer.wait();
        }
    }

    pub(super) fn uri(&self) -> String {
        format!("ipp://localhost:{}/ipp/print", self.port)
    }

    /// The pages that it was given.
    pub(super) fn pages(&self) -> Vec<PathBuf> {
        let mut pages: Vec<_> = fs::read_dir(self.folder.path().join("jobs"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|kind| kind == "pdf"))
            .collect();
        pages.sort();
        pages
    }
}

impl Drop for Ippeve {
    fn drop(&mut self) {
        self.switch_off();
        let _ = self.bus.kill();
        let _ = self.bus.wait();
    }
}
