//! A scheduler of our own: the real `cupsd` with one queue, whose backend keeps what it is given.

use crate::story::eventually;
use std::{
    fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt as _,
    process::{Child, Command, Stdio},
};

pub(super) struct Cups {
    folder: tempfile::TempDir,
    port: u16,
    child: Child,
}

impl Cups {
    /// None where CUPS is not installed.
    pub(super) fn start() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().display();
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        for name in [
            "etc",
            "spool",
            "cache",
            "run",
            "log",
            "bin",
            "bin/backend",
            "printed",
        ] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let config = format!(
            "Listen 127.0.0.1:{port}\nDefaultAuthType None\nBrowsing Off\nWebInterface No\n\
             <Location />\nOrder allow,deny\nAllow all\n</Location>\n\
             <Location /admin>\nOrder allow,deny\nAllow all\n</Location>\n\
             <Policy default>\n<Limit All>\nOrder deny,allow\nAllow all\n</Limit>\n</Policy>\n"
        );
        let files = format!(
            "ServerBin {root}/bin\nServerRoot {root}/etc\nRequestRoot {root}/spool\nCacheDir {root}/cache\n\
             StateDir {root}/run\nAccessLog {root}/log/access\nErrorLog {root}/log/error\n\
             PageLog {root}/log/page\nUser lp\nGroup lp\n"
        );
        fs::write(folder.path().join("etc/cupsd.conf"), config).unwrap();
        fs::write(folder.path().join("etc/cups-files.conf"), files).unwrap();
        std::os::unix::fs::symlink("/usr/lib/cups/daemon", folder.path().join("bin/daemon"))
            .unwrap();
        let backend = folder.path().join("bin/backend/capture");
        let script = format!(
            "#!/bin/sh\n[ $# -eq 0 ] && exit 0\ncat ${{6:--}} > {root}/printed/new && mv {root}/printed/new {root}/printed/$1\n"
        );
        fs::write(&backend, script).unwrap();
        // Backends run as lp where root starts the scheduler.
        for (path, mode) in [
            ("", 0o755),
            ("bin/backend/capture", 0o755),
            ("printed", 0o777),
        ] {
            let mode = fs::Permissions::from_mode(mode);
            fs::set_permissions(folder.path().join(path), mode).unwrap();
        }
        let child = Command::new("/usr/sbin/cupsd")
            .arg("-f")
            .arg("-c")
            .arg(folder.path().join("etc/cupsd.conf"))
            .arg("-s")
            .arg(folder.path().join("etc/cups-files.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let cups = Self {
            folder,
            port,
            child,
        };
        eventually("a queue", || {
            let add = ["-p", "Front", "-E", "-v", "capture:/", "-m", "raw"];
            cups.ask("/usr/sbin/lpadmin", &add).then_some(())
        });
        Some(cups)
    }

    pub(super) fn scheduler(&self) -> String {
        format!("ipp://127.0.0.1:{}/", self.port)
    }

    fn ask(&self, command: &str, arguments: &[&str]) -> bool {
        let server = format!("127.0.0.1:{}", self.port);
        let asked = Command::new(command)
            .args(["-h", &server])
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        asked.is_ok_and(|status| status.success())
    }

    pub(super) fn pause(&self) {
        assert!(self.ask("/usr/sbin/cupsdisable", &["Front"]));
    }

    /// What comes from now on is held until somebody releases it.
    pub(super) fn hold_new_jobs(&self) {
        let hold = ["-p", "Front", "-o", "job-hold-until-default=indefinite"];
        assert!(self.ask("/usr/sbin/lpadmin", &hold));
    }

    /// Jobs that are not through.
    pub(super) fn waiting(&self) -> usize {
        let server = format!("127.0.0.1:{}", self.port);
        let listed = Command::new("lpstat")
            .args(["-h", &server, "-o"])
            .output()
            .unwrap();
        String::from_utf8_lossy(&listed.stdout).lines().count()
    }

    pub(super) fn resume(&self) {
        assert!(self.ask("/usr/sbin/cupsenable", &["Front"]));
    }

    /// What its first job was.
    pub(super) fn printed(&self) -> Vec<u8> {
        eventually("a page", || {
            fs::read(self.folder.path().join("printed/1")).ok()
        })
    }

    /// Jobs that are through.
    pub(super) fn completed(&self) -> usize {
        let server = format!("127.0.0.1:{}", self.port);
        let listed = Command::new("lpstat")
            .args(["-h", &server, "-W", "completed", "-o"])
            .output()
            .unwrap();
        String::from_utf8_lossy(&listed.stdout).lines().count()
    }
}

impl Drop for Cups {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
