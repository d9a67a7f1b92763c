//! `kill -9`: what was reported or answered is there, once.

use super::*;
use crate::radius::fake::{accounting, attribute};
use std::collections::{BTreeMap, HashMap, HashSet};

#[test]
fn kill_9_in_the_middle_of_a_thousand_tickets() {
    let desk = Desk::new();
    let mut reported = BTreeMap::new();
    let mut killed = 0;
    let batch = 50;
    for round in 0_u64.. {
        let mut child = desk
            .command(&[
                "ticket",
                "issue",
                "--type",
                "Lobby hour",
                "--count",
                &batch.to_string(),
                "--json",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Some are killed at their start, some while they write, some are let live.
        std::thread::sleep(Duration::from_millis(round * 7 % 90));
        if round % 4 != 3 {
            child.kill().unwrap();
        }
        let output = child.wait_with_output().unwrap();
        match serde_json::from_slice::<Vec<Value>>(&output.stdout) {
            Ok(tickets) => reported.extend(tickets.into_iter().map(|one| {
                (
                    one["serial"].as_str().unwrap().to_owned(),
                    one["code"].as_str().unwrap().to_owned(),
                )
            })),
            Err(_) => killed += 1,
        }
        if reported.len() >= 1000 && killed > 0 {
            break;
        }
    }
    assert_eq!(desk.json(&["check"])["ok"], true);
    let all = desk.json(&["ticket", "list", "--limit", "1000000"]);
    let all = all.as_array().unwrap();
    assert_eq!(all.len() % batch, 0, "a batch is whole or not there");
    let stored: HashMap<&str, &str> = all
        .iter()
        .map(|one| {
            (
                one["serial"].as_str().unwrap(),
                one["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(stored.len(), all.len(), "each serial once");
    let codes: HashSet<_> = stored.values().collect();
    assert_eq!(codes.len(), all.len(), "each code once");
    for (serial, code) in &reported {
        assert_eq!(
            stored.get(serial.as_str()),
            Some(&code.as_str()),
            "{serial}"
        );
    }
}

/// One Stop, which stands for a whole session of a second and two octets.
struct Sent {
    socket: usize,
    packet: Vec<u8>,
    answered: bool,
}

/// The sessions of a storm: each with a name of its own, from sockets with 256 identifiers each.
fn storm(codes: &[String], count: usize) -> Vec<Sent> {
    (0..count)
        .map(|number| {
            let code = &codes[number % codes.len()];
            let attributes = [
                attribute(40, &2_u32.to_be_bytes()),
                attribute(44, format!("{number:08x}").as_bytes()),
                attribute(1, code.as_bytes()),
                attribute(46, &1_u32.to_be_bytes()),
                attribute(42, &1_u32.to_be_bytes()),
                attribute(43, &1_u32.to_be_bytes()),
            ];
            Sent {
                socket: number / 256,
                packet: accounting(u8::try_from(number % 256).unwrap(), &attributes),
                answered: false,
            }
        })
        .collect()
}

/// Sends what has no answer, and hears answers until `enough` of them are there or none comes for `silence`.
fn send(sent: &mut [Sent], to: SocketAddr, enough: usize, silence: Duration) {
    let sockets: Vec<_> = (0..=sent.len() / 256)
        .map(|_| {
            let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
            socket.set_nonblocking(true).unwrap();
            socket
        })
        .collect();
    let hear = |sent: &mut [Sent]| {
        let mut heard = false;
        let mut buffer = [0; 4096];
        for (index, socket) in sockets.iter().enumerate() {
            while let Ok((_, from)) = socket.recv_from(&mut buffer) {
                if from == to && buffer[0] == 5 {
                    sent[index * 256 + usize::from(buffer[1])].answered = true;
                    heard = true;
                }
            }
        }
        heard
    };
    let answered = |sent: &[Sent]| sent.iter().filter(|one| one.answered).count();
    let mut last = Instant::now();
    for number in 0..sent.len() {
        if !sent[number].answered {
            let _ = sockets[sent[number].socket].send_to(&sent[number].packet, to);
        }
        // No faster than the socket's buffer can be emptied.
        if number % 64 == 63 {
            std::thread::sleep(Duration::from_millis(2));
            if hear(sent) {
                last = Instant::now();
            }
            if answered(sent) >= enough {
                return;
            }
        }
    }
    while answered(sent) < enough && last.elapsed() < silence {
        if hear(sent) {
            last = Instant::now();
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn kill_9_in_the_middle_of_an_accounting_storm() {
    let desk = Desk::with_gateway(3799);
    let tickets = desk.json(&["ticket", "issue", "--type", "Lobby hour", "--count", "20"]);
    let codes: Vec<String> = tickets
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["code"].as_str().unwrap().to_owned())
        .collect();
    let mut sent = storm(&codes, 3000);
    let serving = desk.serve();
    send(&mut sent, serving.acct, 1000, PATIENCE);
    serving.kill();
    let answered = sent.iter().filter(|one| one.answered).count();
    assert!(
        (1000..3000).contains(&answered),
        "{answered}: in the middle"
    );

    let sums = || {
        let all = desk.json(&["ticket", "list"]);
        let all = all.as_array().unwrap().clone();
        [
            "connections",
            "session_seconds",
            "upload_bytes",
            "download_bytes",
        ]
        .map(|key| {
            let of = |one: &Value| usize::try_from(one[key].as_u64().unwrap()).unwrap();
            all.iter().map(of).sum::<usize>()
        })
    };
    let [connections, seconds, up, down] = sums();
    assert!(
        connections >= answered,
        "{connections} stored, {answered} answered"
    );
    assert_eq!([seconds, up, down], [connections; 3], "each whole");

    // The gateways send again what was not answered; some of that was stored already.
    let serving = desk.serve();
    let deadline = Instant::now() + PATIENCE;
    while sent.iter().any(|one| !one.answered) {
        assert!(Instant::now() < deadline, "every record is answered");
        let all = sent.len();
        send(&mut sent, serving.acct, all, Duration::from_secs(1));
    }
    assert_eq!(sums(), [3000; 4], "each once");
    serving.kill();
    assert_eq!(desk.json(&["check"])["ok"], true);
}

#[test]
fn kill_9_in_the_middle_of_an_update_of_all_users() {
    const ALL: u64 = 5000;
    let desk = Desk::new();
    let count = ALL.to_string();
    let issue = [
        "ticket",
        "issue",
        "--type",
        "1 day",
        "--user-id",
        "214",
        "--count",
        &count,
    ];
    let _ = desk.json(&issue);
    let product = desk.file("day.json");
    let outdated = || {
        let counted = desk.json(&["product", "update-users", "DAY", "--dry-run"]);
        assert_eq!(counted["accounts"], ALL);
        counted["outdated"].as_u64().unwrap()
    };
    // The command line is killed at its start, or while it works: until some are done and some are not.
    let in_the_middle = (1..40).any(|round| {
        let changes = format!(r#"{{"code":"DAY","total_time_min":{round}}}"#);
        std::fs::write(&product, changes).unwrap();
        let _ = desk.json(&["product", "edit", "--file", &product]);
        assert_eq!(outdated(), ALL);
        let mut child = desk.command(&["product", "update-users", "DAY", "--json"]);
        let mut child = child.stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(round * 15));
        child.kill().unwrap();
        let _ = child.wait().unwrap();
        (1..ALL).contains(&outdated())
    });
    assert!(in_the_middle);
    // Whoever comes next goes on: here the engine, which is killed as well, and then lives.
    let serving = desk.serve();
    std::thread::sleep(Duration::from_millis(30));
    serving.kill();
    let _serving = desk.serve();
    let done = eventually("the job is done and in the log", || {
        let events = desk.json(&["event", "list", "--limit", "100000"]);
        let events = events.as_array().unwrap().clone();
        let last = events.into_iter().rfind(|one| {
            one["kind"]
                .as_str()
                .is_some_and(|kind| kind.starts_with("job."))
        });
        last.filter(|last| last["kind"] == "job.done")
    });
    assert_eq!(outdated(), 0);
    assert_eq!(done["after"]["asked_by"], "cli");
    assert_eq!(done["after"]["accounts"], ALL, "each once");
    assert_eq!(done["after"]["changed"], ALL, "each once");
    assert_eq!(desk.json(&["check"])["ok"], true);
}
