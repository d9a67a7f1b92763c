//! `radclient` of FreeRADIUS as client. It checks every signature itself and undoes what is hidden by the secret, so
//! what it prints was understood by another program than ours.

use super::fake::{SECRET, SESSION, start_with};
use innkeeper::radius::service::RecordStatus;
use std::{
    io::Write,
    net::SocketAddr,
    process::{Command, Stdio},
};

/// What `radclient` prints for one request.
fn radclient(to: SocketAddr, kind: &str, request: &str) -> String {
    let mut child = Command::new("radclient")
        .args(["-x", "-r", "1", "-t", "3", &to.to_string(), kind, SECRET])
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

fn check(printed: &str, expected: &[&str]) {
    for part in expected {
        assert!(printed.contains(part), "`{part}` is missing in\n{printed}");
    }
}

#[test]
fn radclient_logs_in_with_pap_and_chap() {
    let (server, _) = start_with(|_| {});
    for method in ["User-Password", "CHAP-Password"] {
        let request = |password| {
            format!("User-Name = bob\n{method} = {password}\nMessage-Authenticator = 0x00\n")
        };
        let class = format!("Class = 0x{SESSION:032x}");
        let printed = radclient(server.auth_addr(), "auth", &request("hello"));
        check(
            &printed,
            &[
                "Received Access-Accept",
                &class,
                "Session-Timeout = 3600",
                "Acct-Interim-Interval = 120",
            ],
        );
        let printed = radclient(server.auth_addr(), "auth", &request("wrong"));
        check(
            &printed,
            &["Received Access-Reject", "Reply-Message = \"No entry\""],
        );
    }
}

/// The exchange of RFC 2759, section 9.2. The keys that radclient reveals are those of RFC 3079, section 3.5.3.
#[test]
fn radclient_understands_the_answer_to_ms_chap2() {
    let (server, _) = start_with(|_| {});
    let request = "User-Name = User\nMessage-Authenticator = 0x00\n\
        MS-CHAP-Challenge = 0x5B5D7C7D7B3F2F3E3C2C602132262628\n\
        MS-CHAP2-Response = 0x010021402324255E262A28295F2B3A337C7E0000000000000000\
        82309ECD8D708B5EA08FAA3981CD83544233114A3D85D6DF\n";
    let printed = radclient(server.auth_addr(), "auth", request);
    check(
        &printed,
        &[
            "Received Access-Accept",
            // Ident 1, then `S=` and the forty digits of the RFC.
            "MS-CHAP2-Success = 0x01533d34303741353538393131354644304436323039463531304645394330343536363933324344413536",
            "MS-MPPE-Send-Key = 0x8b7cdc149b993a1ba118cb153f56dccb",
            "MS-MPPE-Recv-Key = 0x",
        ],
    );
}

#[test]
fn radclient_asks_for_the_status_of_both_ports() {
    let (server, _) = start_with(|_| {});
    let request = "Message-Authenticator = 0x00\n";
    check(
        &radclient(server.auth_addr(), "status", request),
        &["Received Access-Accept"],
    );
    check(
        &radclient(server.acct_addr(), "status", request),
        &["Received Accounting-Response"],
    );
}

#[test]
fn radclient_sends_accounting() {
    let (server, service) = start_with(|_| {});
    let request = "Acct-Status-Type = Stop\nAcct-Session-Id = \"80f00003\"\nUser-Name = bob\n\
        Acct-Input-Octets = 7\nAcct-Input-Gigawords = 1\nAcct-Session-Time = 60\n\
        Acct-Terminate-Cause = Session-Timeout\nNAS-Identifier = lobby\n";
    check(
        &radclient(server.acct_addr(), "acct", request),
        &["Received Accounting-Response"],
    );
    let records = service.records.lock().unwrap();
    assert_eq!(records[0].status, RecordStatus::Stop);
    assert_eq!(records[0].upload, Some((1 << 32) + 7));
    assert_eq!(records[0].cause.as_deref(), Some("Session-Timeout"));
    assert_eq!(records[0].nas, "lobby");
}
