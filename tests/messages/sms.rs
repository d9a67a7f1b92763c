//! SMS through Kannel, whose fake SMSC prints what a telephone would get.

use super::{Peer, becomes, serial, serve, with_password};
use crate::story::{Desk, eventually};
use std::{
    fs,
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Command, Stdio},
};

/// bearerbox, smsbox and the fake SMSC, each on a port of its own.
struct Kannel {
    folder: tempfile::TempDir,
    port: u16,
    _peers: [Peer; 3],
}

/// A port that nobody has at the moment.
pub(super) fn free() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn listens(port: u16) {
    eventually("Kannel listens", || {
        TcpStream::connect(("127.0.0.1", port)).ok().map(drop)
    });
}

fn start(folder: &Path, program: &str, arguments: &[&str]) -> Peer {
    let name = Path::new(program).file_name().unwrap().to_str().unwrap();
    let said = fs::File::create(folder.join(format!("{name}.out"))).unwrap();
    let child = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(said.try_clone().unwrap())
        .stderr(said)
        .spawn();
    Peer(child.unwrap_or_else(|error| {
        panic!(
            "{program} must be installed for this test: apt install kannel kannel-extras ({error})"
        )
    }))
}

impl Kannel {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let [admin, boxes, smsc, port] = [free(), free(), free(), free()];
        let settings = format!(
            "group = core\nadmin-port = {admin}\nadmin-password = x\nadmin-allow-ip = \"127.0.0.1\"\n\
             smsbox-port = {boxes}\nbox-allow-ip = \"127.0.0.1\"\nlog-level = 0\ndlr-storage = internal\n\n\
             group = smsc\nsmsc = fake\nsmsc-id = FAKE\nport = {smsc}\nconnect-allow-ip = 127.0.0.1\n\n\
             group = smsbox\nbearerbox-host = 127.0.0.1\nsendsms-port = {port}\nlog-level = 0\n\n\
             group = sendsms-user\nusername = hotel\npassword = secret\nmax-messages = 5\nconcatenation = true\n"
        );
        fs::write(folder.path().join("kannel.conf"), settings).unwrap();
        let bearerbox = start(folder.path(), "/usr/sbin/bearerbox", &["kannel.conf"]);
        listens(boxes);
        listens(smsc);
        let smsc = smsc.to_string();
        let phone = ["-H", "127.0.0.1", "-r", &smsc, "-m", "0", "1 2 text x"];
        let fakesmsc = start(folder.path(), "/usr/lib/kannel/test/fakesmsc", &phone);
        let smsbox = start(folder.path(), "/usr/sbin/smsbox", &["kannel.conf"]);
        listens(port);
        Self {
            folder,
            port,
            _peers: [bearerbox, fakesmsc, smsbox],
        }
    }

    fn set_up(&self, desk: &Desk, password: &str, more: &[&str]) {
        let url = format!(
            "http://127.0.0.1:{}/cgi-bin/sendsms?username={{user}}&password={{password}}&from={{from}}&to={{to}}&text={{text}}&charset=UTF-8&coding={{coding}}",
            self.port
        );
        let arguments = [
            "message",
            "settings",
            "set-sms",
            "--preset",
            "kannel",
            "--url",
            &url,
            "--user",
            "hotel",
            "--from",
            "HotelSol",
            "--plain-letters",
            "true",
        ];
        let settings = with_password(desk, &[&arguments[..], more].concat(), password);
        assert_eq!(settings["preset"], "kannel");
    }

    /// The line of a message with this text in it.
    fn got(&self, text: &str) -> String {
        let file = self.folder.path().join("fakesmsc.out");
        eventually("the telephone gets the message", || {
            let said = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
            let line = said
                .lines()
                .find(|line| line.contains("Got message") && line.contains(text));
            line.map(str::to_owned)
        })
    }
}

#[test]
fn a_guest_gets_the_code_by_sms() {
    let kannel = Kannel::start();
    let desk = Desk::new();
    let _engine = serve(&desk);
    let ticket = desk.issue();
    let serial = serial(&ticket);

    kannel.set_up(&desk, "wrong", &[]);
    let _ = desk.json(&["ticket", "send", &serial, "--sms", "600 11 22 33"]);
    let refused = becomes(&desk, &serial, "trying_again");
    assert_eq!(refused["cause"], "login", "{refused}");
    assert_eq!(
        refused["address"], "+34600112233",
        "a number of the house's country"
    );

    kannel.set_up(&desk, "secret", &[]);
    let _ = desk.json(&["message", "again", refused["id"].as_str().unwrap()]);
    let sent = becomes(&desk, &serial, "sent");
    assert_eq!(sent["said"], "0: Accepted for delivery");
    let code = ticket["code"].as_str().unwrap().replace('-', "");
    let code = format!("{}-{}", &code[..5], &code[5..]);
    let line = kannel.got(&code);
    assert!(
        line.contains(&format!("<HotelSol +34600112233 text Wi-Fi Hotel Sol: code {code}. Valid for 1 day from the first login.>")),
        "{line}"
    );

    // Spanish, with its accents written plainly so that one part is enough.
    let _ = desk.json(&[
        "ticket",
        "send",
        &serial,
        "--sms",
        "0044 7700 900123",
        "--lang",
        "es",
    ]);
    let _ = becomes(&desk, &serial, "sent");
    let line = kannel.got("+447700900123");
    assert!(
        line.contains(&format!(
            "text Wi-Fi Hotel Sol: codigo {code}. Valido durante 1 dia desde el primer acceso.>"
        )),
        "{line}"
    );
    let test = desk.json(&["message", "test-sms", "+34 699 99 99 99"]);
    assert_eq!(test["answer"], "0: Accepted for delivery");
    let _ = kannel.got("+34699999999");
}

/// The status that is answered to a call.
fn call(port: u16, target: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(stream, "GET {target} HTTP/1.1\r\nHost: desk\r\n\r\n").unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).unwrap_or_default().to_owned()
}

#[test]
fn kannel_reports_that_the_telephone_has_it() {
    let kannel = Kannel::start();
    let desk = Desk::new();
    let _engine = serve(&desk);
    let port = free();
    let listen = format!("127.0.0.1:{port}");
    kannel.set_up(&desk, "secret", &["--reports", &listen]);
    listens(port);
    let ticket = desk.issue();
    let serial = serial(&ticket);
    let _ = desk.json(&["ticket", "send", &serial, "--sms", "600 11 22 33"]);
    let arrived = becomes(&desk, &serial, "arrived");
    let _ = kannel.got("+34600112233");
    let id = arrived["id"].as_str().unwrap();

    // Whoever does not know the token is told nothing, and changes nothing.
    let settings = desk.json(&["message", "settings", "show"]);
    let address = settings["sms"]["reports"]["address"].as_str().unwrap();
    let path = address.strip_prefix(&format!("http://{listen}")).unwrap();
    assert_eq!(call(port, &format!("/sms/guessed/{id}?status=2")), "404");
    assert_eq!(call(port, &format!("{path}/{id}?status=nonsense")), "400");
    let other = "0197b7a0-0000-7000-8000-000000000000";
    assert_eq!(call(port, &format!("{path}/{other}?status=1")), "404");
    // Late and contradicting: what has arrived stays so.
    assert_eq!(call(port, &format!("{path}/{id}?status=2")), "204");
    assert_eq!(super::newest(&desk, &serial)["state"], "arrived");

    // Turned off, nobody listens any more, and messages go as before.
    let _ = desk.json(&["message", "settings", "set-sms", "--no-reports"]);
    eventually("nobody listens", || {
        TcpStream::connect(("127.0.0.1", port))
            .is_err()
            .then_some(())
    });
    let serial = super::serial(&desk.issue());
    let _ = desk.json(&["ticket", "send", &serial, "--sms", "600 11 22 33"]);
    let _ = becomes(&desk, &serial, "sent");
}
