//! What goes wrong, and that the message says what to do.

use super::*;
use std::os::unix::{fs::PermissionsExt as _, process::CommandExt as _};

/// Each refusal with its code and a piece of the remedy.
#[test]
fn refusals_say_what_to_do() {
    let desk = Desk::new();
    desk.add_gateway(3799);
    let _ = desk.json(&[
        "ticket",
        "issue",
        "--type",
        "Event",
        "--user-id",
        "Ana",
        "--username",
        "ana",
        "--password",
        "Geheim-1",
    ]);
    let long = "x".repeat(501);
    let no_such_folder = desk.file("no/such/folder/v.pdf");
    let bad_json = desk.file("bad.json");
    std::fs::write(&bad_json, "{\"code\":").unwrap();
    let unknown_key = desk.file("unknown.json");
    std::fs::write(&unknown_key, r#"{"code":"X","daily_tim_min":5}"#).unwrap();
    let no_policy = desk.file("policy.json");
    std::fs::write(&no_policy, r#"{"code":"X","policy":"nosuch"}"#).unwrap();
    let init = INIT;
    #[rustfmt::skip]
    let cases: &[(&[&str], &str, &str)] = &[
        (init, "already_there", "--data-dir"),
        (&["product", "show", "NOSUCH"], "unknown_product", "product list"),
        (&["product", "add", "--file", &bad_json], "refused", "line 1"),
        (&["product", "add", "--file", &unknown_key], "refused", "daily_tim_min"),
        (&["product", "add", "--file", &no_policy], "invalid", "nosuch"),
        (&["product", "add", "--file", "/no/such/file"], "refused", "/no/such/file"),
        (&["policy", "show", "nosuch"], "unknown_policy", "policy list"),
        (&["ticket-type", "show", "No such"], "unknown_ticket_type", "ticket-type list"),
        (&["ticket-type", "add", "--name", "1 day", "--format", "single", "--product", "DAY"], "duplicate", "another name"),
        (&["ticket-type", "add", "--name", "N", "--format", "single", "--product", "NOSUCH"], "unknown_product", "product list"),
        (&["ticket-type", "add", "--name", "N", "--format", "single", "--product", "DAY", "--price", "five"], "refused", "five"),
        (&["ticket", "issue", "--type", "No such", "--user-id", "x"], "unknown_ticket_type", "ticket-type list"),
        (&["ticket", "issue", "--type", "1 day"], "user_id_required", "whom"),
        (&["ticket", "issue", "--type", "1 day", "--user-id", " \u{7}\n "], "user_id_required", "whom"),
        (&["ticket", "issue", "--type", "1 day", "--user-id", &long], "user_id_too_long", "500"),
        (&["ticket", "issue", "--type", "Lobby hour", "--count", "0"], "out_of_range", "from 1 to 5000"),
        (&["ticket", "issue", "--type", "Lobby hour", "--count", "5001"], "out_of_range", "from 1 to 5000"),
        (&["ticket", "issue", "--type", "Lobby hour", "--devices", "0"], "out_of_range", "from 1"),
        (&["ticket", "issue", "--type", "Stay", "--user-id", "x"], "stay_required", "last day"),
        (&["ticket", "issue", "--type", "Stay", "--user-id", "x", "--from", "2040-07-03", "--to", "2040-07-01"], "bad_stay", "before the first"),
        (&["ticket", "issue", "--type", "Stay", "--user-id", "x", "--from", "2001-07-01", "--to", "2040-07-01"], "bad_stay", "has passed"),
        (&["ticket", "issue", "--type", "1 day", "--user-id", "x", "--from", "2040-07-01", "--to", "2040-07-01"], "stay_not_taken", "variable"),
        (&["ticket", "issue", "--type", "1 day", "--user-id", "x", "--username", "u", "--password", "p"], "credentials_not_taken", "special"),
        (&["ticket", "issue", "--type", "Event", "--user-id", "x", "--username", "ANA", "--password", "p"], "username_taken", "choose another"),
        (&["ticket", "issue", "--type", "Event", "--user-id", "x", "--username", "a\u{1}b", "--password", "p"], "bad_credentials", "control"),
        (&["ticket", "issue", "--type", "Event", "--user-id", "x", "--username", "b", "--password", "p", "--count", "2"], "invalid", "leave it out"),
        (&["ticket", "show", "999999"], "unknown_ticket", "ticket list"),
        (&["ticket", "cancel", "999999"], "unknown_ticket", "ticket list"),
        (&["ticket", "print", "999999", "--pdf", "/dev/null"], "unknown_ticket", "ticket list"),
        (&["ticket", "print", "1", "--pdf", &no_such_folder], "file", "folder that exists"),
        (&["gateway", "remove", "nosuch"], "unknown_gateway", "gateway list"),
        (&["gateway", "add", "--name", "lobby", "--address", "192.0.2.1", "--secret", "testing123"], "duplicate", "another name"),
        (&["gateway", "add", "--name", "x", "--address", "192.0.2.1", "--secret", "short"], "out_of_range", "from 6"),
        (&["gateway", "add", "--name", "x", "--address", "192.0.2.1", "--secret", "testing123", "--interim", "5"], "out_of_range", "from 60"),
        (&["restore", "/no/such/backup", "--force"], "no_backup", "innkeeper backup"),
    ];
    for (arguments, code, remedy) in cases {
        let (told, message) = desk.refused(arguments);
        assert_eq!(told, *code, "{arguments:?}: {message}");
        assert!(message.contains(remedy), "{arguments:?}: {message}");
        assert!(
            !message.contains("TicketType"),
            "names of the program: {message}"
        );
        // The same for people, on stderr.
        let output = desk.run(arguments);
        assert!(
            String::from_utf8_lossy(&output.stderr).contains(&message),
            "{arguments:?}"
        );
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    assert_eq!(desk.json(&["check"])["tickets"], 1, "nothing half done");
}

#[test]
fn arguments_that_make_no_sense() {
    let desk = Desk::new();
    let init = |zone: &'static str, currency: &'static str| {
        vec![
            "init",
            "--location",
            "X",
            "--time-zone",
            zone,
            "--currency",
            currency,
            "--sector",
            "other",
            "--aps",
            "1",
        ]
    };
    let mars = init("Mars/Phobos", "EUR");
    let money = init("Europe/Madrid", "gold");
    #[rustfmt::skip]
    let cases: &[(&[&str], &str)] = &[
        (&mars, "Europe/Madrid"),
        (&money, "--currency"),
        (&["nonsense"], "nonsense"),
        (&["ticket", "show", "abc"], "000042"),
        (&["ticket", "issue"], "--type"),
        (&["ticket", "issue", "--type", "1 day", "--count", "many"], "--count"),
        (&["ticket", "issue", "--type", "Stay", "--from", "2040-02-30", "--to", "2040-03-01"], "--from"),
        (&["ticket", "issue", "--type", "Stay", "--from", "2040-02-01"], "--to"),
        (&["ticket", "issue", "--type", "1 day", "--field", "novalue"], "NAME=VALUE"),
        (&["ticket", "print", "1"], "--pdf"),
        (&["ticket", "print", "1", "--pdf", "x", "--paper", "papyrus"], "papyrus"),
        (&["ticket", "list", "--status", "lost"], "lost"),
        (&["gateway", "add", "--name", "x", "--address", "nowhere", "--secret", "testing123"], "192.0.2.1"),
        (&["gateway", "add", "--name", "x", "--address", "192.0.2.7/24", "--secret", "testing123"], "192.0.2.0/24"),
        (&["gateway", "add", "--name", "x", "--address", "192.0.2.1", "--secret", "testing123", "--vendor", "acme"], "acme"),
        (&["serve", "--radius-auth", "1812"], "--radius-auth"),
    ];
    for (arguments, remedy) in cases {
        let message = desk.usage(arguments);
        assert!(message.contains(remedy), "{arguments:?}: {message}");
    }
}

#[test]
fn names_that_are_hard_to_print() {
    let desk = Desk::new();
    for (given, kept) in [
        ("Room\u{7} 2\n14", "Room 2 14"),
        ("  Ana  ", "Ana"),
        ("José Ñandú 😀", "José Ñandú 😀"),
        ("'; DROP TABLE ticket; --", "'; DROP TABLE ticket; --"),
        (&"ß".repeat(500), &"ß".repeat(500)),
    ] {
        let ticket = desk.json(&["ticket", "issue", "--type", "1 day", "--user-id", given]);
        assert_eq!(ticket["user_id"], *kept);
    }
    let file = desk.file("long.pdf");
    let _ = desk.json(&["ticket", "print", "5", "--pdf", &file]);
}

/// A request for a licence, whole but for the Location.
#[rustfmt::skip]
const REQUEST: &[&str] = &[
    "licence", "request", "--partner", "Redes del Sur", "--partner-email", "partner@example.org",
    "--client-email", "hotel@example.org", "--distributor", "Wi-Fi Iberia", "--years", "1",
    "--payment", "annual",
];

#[test]
fn folders_that_cannot_be_used() {
    type Break = fn(&Path);
    fn sql(folder: &Path, text: &str) {
        let output = Command::new("sqlite3")
            .arg(folder.join("innkeeper.db"))
            .arg(text)
            .output();
        let output = output.expect("sqlite3 must be installed for this test: apt install sqlite3");
        assert!(output.status.success(), "{output:?}");
    }
    #[rustfmt::skip]
    let cases: [(&str, Break, &str, &str); 6] = [
        ("nothing there", |f| std::fs::remove_dir_all(f).unwrap(), "no_data_folder", "innkeeper init"),
        ("a newer version", |f| sql(f, "PRAGMA user_version = 999"), "newer_version", "install the newer version"),
        ("damaged", |f| rewrite(&f.join("innkeeper.db"), |bytes| bytes[..4096].fill(b'x')), "corrupt", "innkeeper restore"),
        ("no key", |f| std::fs::remove_file(f.join("key")).unwrap(), "key_missing", "put it back"),
        ("another key", |f| std::fs::write(f.join("key"), [7; 32]).unwrap(), "key_wrong", "restore a backup"),
        ("a file in its place", |f| { std::fs::remove_dir_all(f).unwrap(); std::fs::write(f, "x").unwrap(); }, "no_data_folder", "innkeeper init"),
    ];
    for (name, damage, code, remedy) in cases {
        let desk = Desk::new();
        let _ = desk.issue();
        damage(&desk.folder());
        for command in [
            &["ticket", "list"][..],
            &["ticket", "issue", "--type", "1 day", "--user-id", "x"],
            &["serve"],
            &["check"],
            // LX13: who asks for a licence is told to create the Location first.
            REQUEST,
        ] {
            let (told, message) = desk.refused(command);
            assert_eq!(told, code, "{name}, {command:?}: {message}");
            assert!(message.contains(remedy), "{name}, {command:?}: {message}");
        }
    }
}

#[test]
fn damage_inside_is_found_by_check() {
    let desk = Desk::new();
    let _ = desk.json(&["ticket", "issue", "--type", "Lobby hour", "--count", "500"]);
    rewrite(&desk.folder().join("innkeeper.db"), |bytes| {
        bytes
            .iter_mut()
            .skip(40_960)
            .step_by(97)
            .for_each(|byte| *byte ^= 0x2a);
    });
    let (code, message) = desk.refused(&["check"]);
    assert_eq!(code, "corrupt", "{message}");
    assert!(message.contains("innkeeper restore"), "{message}");
}

/// Rights do not stop root, as whom tests may run: then the program runs as somebody else.
#[test]
fn a_folder_that_can_only_be_read() {
    let desk = Desk::new();
    let program = desk.home.path().join("innkeeper");
    let _ = std::fs::copy(env!("CARGO_BIN_EXE_innkeeper"), &program).unwrap();
    let mode = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(&desk.folder().join("innkeeper.db"), 0o444);
    mode(&desk.folder().join("key"), 0o444);
    for name in ["innkeeper.db-wal", "innkeeper.db-shm"] {
        let _ = std::fs::remove_file(desk.folder().join(name));
    }
    mode(&desk.folder(), 0o555);
    mode(desk.home.path(), 0o555);
    let root = std::fs::metadata("/proc/self")
        .is_ok_and(|it| std::os::unix::fs::MetadataExt::uid(&it) == 0);
    for arguments in [
        &["ticket", "issue", "--type", "1 day", "--user-id", "x"][..],
        &["serve"],
    ] {
        let mut command = Command::new(&program);
        let _ = command
            .arg("--data-dir")
            .arg(desk.folder())
            .args(arguments)
            .arg("--json");
        if root {
            let _ = command.uid(65534).gid(65534);
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let value: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(value["error"]["code"], "read_only", "{value}");
        assert!(
            value["error"]["message"]
                .as_str()
                .unwrap()
                .contains("right to write"),
            "{value}"
        );
    }
    mode(desk.home.path(), 0o755);
    mode(&desk.folder(), 0o755);
}

#[test]
fn one_engine_for_a_folder_and_a_port() {
    let desk = Desk::new();
    let serving = desk.serve();
    let any = [
        "--radius-auth",
        "127.0.0.1:0",
        "--radius-acct",
        "127.0.0.1:0",
    ];
    let (code, message) = desk.refused(&[&["serve"], &any[..]].concat());
    assert_eq!(code, "already_running");
    assert!(message.contains("stop it first"), "{message}");
    // Nor does anybody pull the folder from under it.
    let file = desk.file("b");
    let _ = desk.json(&["backup", &file]);
    let (code, message) = desk.refused(&["restore", &file, "--force"]);
    assert_eq!(code, "already_running", "{message}");
    // The command line works beside it.
    let _ = desk.issue();

    let other = Desk::new();
    let (code, message) = other.refused(&[
        "serve",
        "--radius-auth",
        &serving.auth.to_string(),
        "--radius-acct",
        "127.0.0.1:0",
    ]);
    assert_eq!(code, "radius");
    assert!(
        message.contains(&serving.auth.port().to_string()) && message.contains("another port"),
        "{message}"
    );
    serving.kill();
    // What was killed holds nothing.
    let _ = desk.serve();
    let _ = desk.json(&["restore", &file, "--force"]);
}

#[test]
fn strangers_and_wrong_secrets_are_dropped_and_named() {
    let desk = Desk::new();
    let ticket = desk.issue();
    let code = ticket["code"].as_str().unwrap();
    let serving = desk.serve();
    let login = |secret: &str| {
        let request = format!(
            "User-Name = \"{code}\"\nUser-Password = \"{code}\"\nMessage-Authenticator = 0x00\n"
        );
        quick_radclient(serving.auth, secret, &request)
    };
    assert!(
        !login(SECRET).contains("Received Access"),
        "an address that no gateway has"
    );
    eventually("the stranger is named", || {
        let said = serving.said.lock().unwrap();
        (said.contains("127.0.0.1") && said.contains("gateway add")).then_some(())
    });
    desk.add_gateway(3799);
    eventually("the gateway is let in", || {
        login(SECRET)
            .contains("Received Access-Accept")
            .then_some(())
    });
    assert!(!login("another secret").contains("Received Access"));
    eventually("the wrong secret is named", || {
        serving
            .said
            .lock()
            .unwrap()
            .contains("the same on both sides")
            .then_some(())
    });
    // Packets that are none, by the hundred, and the next guest is served.
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    for length in 0..300 {
        let noise: Vec<u8> = (0..length)
            .map(|at| u8::try_from(at * 31 % 251).unwrap())
            .collect();
        for to in [serving.auth, serving.acct] {
            let _ = socket.send_to(&noise, to).unwrap();
        }
    }
    let unknown = radclient(
        serving.auth,
        "auth",
        SECRET,
        "User-Name = nobody\nUser-Password = x\nMessage-Authenticator = 0x00\n",
    );
    assert!(unknown.contains("Access-Reject"), "{unknown}");
    assert!(login(SECRET).contains("Received Access-Accept"));
}

/// One request, one second: for answers that do not come.
fn quick_radclient(to: SocketAddr, secret: &str, request: &str) -> String {
    let mut child = Command::new("radclient")
        .args(["-x", "-r", "1", "-t", "1", &to.to_string(), "auth", secret])
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
    String::from_utf8_lossy(&child.wait_with_output().unwrap().stdout).into_owned()
}
