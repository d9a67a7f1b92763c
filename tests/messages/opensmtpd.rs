//! E-mail through OpenSMTPD, which delivers it to a mailbox. TLS and login are tried with the other server.

use super::{Peer, becomes, email, serial, serve};
use crate::story::{Desk, eventually};
use serde_json::Value;
use std::{
    fs,
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt as _,
    path::PathBuf,
    process::{Command, Stdio},
};

/// A house of mail: one guest has a mailbox, nobody else has.
struct House {
    folder: tempfile::TempDir,
    port: u16,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let box_of = folder.path().join("box");
        fs::create_dir(&box_of).unwrap();
        // It is delivered by `nobody`, who has no home to begin with.
        for path in [folder.path(), &box_of] {
            fs::set_permissions(path, fs::Permissions::from_mode(0o777)).unwrap();
        }
        let settings = format!(
            "table guests {{ \"ana@example.org\" = nobody }}\n\
             listen on 127.0.0.1 port {port}\n\
             action \"box\" maildir \"{}/%{{dest.user}}\" virtual <guests>\n\
             match from any for domain \"example.org\" action \"box\"\n",
            box_of.display()
        );
        fs::write(folder.path().join("smtpd.conf"), settings).unwrap();
        Self { folder, port }
    }

    /// It keeps its queue and its socket where the system's own server would: a view of the folders that nobody shares
    /// keeps the two apart.
    fn open(&self) -> Peer {
        let settings = self.folder.path().join("smtpd.conf");
        let script = format!(
            "mount -t tmpfs tmpfs /var/spool && mount -t tmpfs tmpfs /run && exec smtpd -d -f {}",
            settings.display()
        );
        let said = fs::File::create(self.folder.path().join("log")).unwrap();
        let mut command = as_root("unshare");
        let server = command
            .args(["--mount", "sh", "-c", &script])
            .stdin(Stdio::null())
            .stdout(said.try_clone().unwrap())
            .stderr(said)
            .spawn()
            .unwrap();
        let peer = Peer(server);
        eventually(
            "OpenSMTPD listens; it must be installed for this test: apt install opensmtpd",
            || TcpStream::connect(("127.0.0.1", self.port)).ok().map(drop),
        );
        peer
    }

    fn set_up(&self, desk: &Desk) {
        let port = self.port.to_string();
        let _ = desk.json(&[
            "message",
            "settings",
            "set-email",
            "--host",
            "127.0.0.1",
            "--port",
            &port,
            "--security",
            "none",
            "--from",
            "wifi@sol.example",
        ]);
    }

    fn mailbox(&self) -> PathBuf {
        self.folder.path().join("box/ana")
    }

    /// What lies in the guest's mailbox, once there are so many messages.
    fn messages(&self, count: usize) -> Vec<Value> {
        let new = self.mailbox().join("new");
        eventually("the mailbox has the message", || {
            let files = fs::read_dir(&new).ok()?.count();
            (files >= count).then_some(())
        });
        email::read(&self.mailbox())
    }
}

/// It gives up its rights by itself, but has to have them first.
fn as_root(program: &str) -> Command {
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    if is_root {
        return Command::new(program);
    }
    let mut command = Command::new("sudo");
    let _ = command.args(["-n", program]);
    command
}

fn send(desk: &Desk, to: &str) -> (Value, String) {
    let ticket = desk.issue();
    let serial = serial(&ticket);
    let _ = desk.json(&["ticket", "send", &serial, "--email", to]);
    (ticket, serial)
}

#[test]
fn a_mail_lies_in_the_mailbox_once_though_the_server_was_down() {
    let house = House::new();
    let desk = Desk::new();
    house.set_up(&desk);
    let _engine = serve(&desk);

    // Nobody listens yet: the message waits, and the ticket is as it was (TX30).
    let (ticket, serial) = send(&desk, "ana@example.org");
    let waiting = becomes(&desk, &serial, "trying_again");
    assert_eq!(waiting["cause"], "unreachable", "{waiting}");
    assert_eq!(desk.show(&serial)["status"], "no_use");

    let server = house.open();
    let _ = desk.json(&["message", "again", waiting["id"].as_str().unwrap()]);
    let sent = becomes(&desk, &serial, "sent");
    assert_eq!(sent["id"], waiting["id"], "one message, tried again");
    let messages = house.messages(1);
    assert_eq!(messages.len(), 1);
    let mail = &messages[0];
    assert_eq!(mail["defects"], serde_json::json!([]), "{mail}");
    assert_eq!(mail["heads"]["to"], "ana@example.org");
    let code = ticket["code"].as_str().unwrap();
    let scanned: Vec<_> = pictures(mail)
        .iter()
        .map(|path| email::scan(path))
        .collect();
    assert!(
        scanned.iter().any(|text| text
            == &format!("http://wifi.sol.example/login?username={code}&password={code}")),
        "{scanned:?}"
    );

    // An address that the server does not have is given up at once, with its words.
    let (_, unknown) = send(&desk, "carla@example.org");
    let refused = becomes(&desk, &unknown, "given_up");
    assert_eq!(refused["cause"], "recipient", "{refused}");
    assert!(
        refused["said"]
            .as_str()
            .unwrap()
            .contains("carla@example.org")
    );

    // Down again and up again, with a message in between.
    drop(server);
    eventually("OpenSMTPD is gone", || {
        TcpStream::connect(("127.0.0.1", house.port))
            .is_err()
            .then_some(())
    });
    let (_, late) = send(&desk, "ana@example.org");
    let late_message = becomes(&desk, &late, "trying_again");
    let _server = house.open();
    let _ = desk.json(&["message", "again", late_message["id"].as_str().unwrap()]);
    let _ = becomes(&desk, &late, "sent");
    let messages = house.messages(2);
    let mut ids: Vec<_> = messages
        .iter()
        .map(|mail| mail["heads"]["message-id"].as_str().unwrap().to_owned())
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!((messages.len(), ids.len()), (2, 2), "each delivered once");
}

/// The pictures of a mail.
fn pictures(mail: &Value) -> Vec<&str> {
    mail["parts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|part| part["type"] == "image/png")
        .map(|part| part["path"].as_str().unwrap())
        .collect()
}
