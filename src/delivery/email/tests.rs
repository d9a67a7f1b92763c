#![allow(clippy::unwrap_used, reason = "a test says what must hold")]

use super::*;
use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    thread,
};

const PATIENCE: Duration = Duration::from_millis(500);

/// A mail server that answers each command by what its script has for it; without an entry it hangs up, with an empty one
/// it says nothing any more. `@` is the greeting, `.` the end of a message.
fn server(script: &'static [(&'static str, &'static str)]) -> (Server, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        let mut stream = stream;
        let mut heard = String::new();
        let (mut at, mut in_message) = ("@".to_owned(), false);
        loop {
            if !in_message {
                let answer = script.iter().find(|(command, _)| at.starts_with(command));
                match answer {
                    None => return heard,
                    Some((_, "")) => {
                        // Until the other side has had enough.
                        lines.by_ref().for_each(drop);
                        return heard;
                    }
                    Some((command, answer)) => {
                        let _ = write!(stream, "{answer}\r\n");
                        in_message = *command == "DATA" && answer.starts_with("354");
                    }
                }
            }
            let Some(Ok(line)) = lines.next() else {
                return heard;
            };
            heard.push_str(&line);
            heard.push('\n');
            if in_message && line != "." {
                continue;
            }
            in_message = false;
            at = line;
        }
    });
    let server = Server { port, ..nobody() };
    (server, heard)
}

/// A server of this machine without a port.
fn nobody() -> Server {
    Server {
        host: "127.0.0.1".to_owned(),
        port: 0,
        security: Security::None,
        login: None,
        authority: None,
        patience: PATIENCE,
    }
}

fn mail() -> Mail {
    Mail {
        id: Uuid::from_u128(7),
        date: std::time::UNIX_EPOCH,
        from_name: "Hotel \"Sol\"\r\nBcc: evil@example.org".to_owned(),
        from: "wifi@sol.example".parse().unwrap(),
        reply_to: None,
        to: "ana@example.org".parse().unwrap(),
        subject: "Wi-Fi\r\nBcc: evil@example.org".to_owned(),
        text: "Código".to_owned(),
        html: "<p>Código</p>".to_owned(),
        pictures: Vec::new(),
        files: Vec::new(),
    }
}

const HELLO: [(&str, &str); 3] = [
    ("@", "220 mail.example.org"),
    ("EHLO", "250-mail.example.org\r\n250 8BITMIME"),
    ("MAIL", "250 ok"),
];

#[test]
fn what_stands_in_the_way_is_told_apart() {
    const GREETING: (&str, &str) = HELLO[0];
    const EHLO: (&str, &str) = HELLO[1];
    const MAIL: (&str, &str) = HELLO[2];
    const RCPT: (&str, &str) = ("RCPT", "250 ok");
    const DATA: (&str, &str) = ("DATA", "354 go on");
    type Script = &'static [(&'static str, &'static str)];
    #[rustfmt::skip]
    let table: [(&str, Script, Option<Cause>); 16] = [
        ("taken",                     &[GREETING, EHLO, MAIL, RCPT, DATA, (".", "250 2.0.0 queued"), ("QUIT", "221 bye")], None),
        ("taken, no word at the end", &[GREETING, EHLO, MAIL, RCPT, DATA, (".", "250 2.0.0 queued")], None),
        ("says nothing",              &[("@", "")],                                       Some(Cause::Silent)),
        ("says nothing after EHLO",   &[GREETING, ("EHLO", "")],                          Some(Cause::Silent)),
        ("hangs up at once",          &[],                                                Some(Cause::Strange)),
        ("turns away",                &[("@", "554 no service")],                         Some(Cause::Refused)),
        ("too busy",                  &[("@", "421 too many connections")],               Some(Cause::Later)),
        ("wants a login",             &[GREETING, EHLO, ("MAIL", "530 log in first")],    Some(Cause::Login)),
        ("sender refused",            &[GREETING, EHLO, ("MAIL", "553 not your address")], Some(Cause::Refused)),
        ("no such recipient",         &[GREETING, EHLO, MAIL, ("RCPT", "550 no such user")], Some(Cause::Recipient)),
        ("mailbox busy",              &[GREETING, EHLO, MAIL, ("RCPT", "450 mailbox busy")], Some(Cause::Later)),
        ("spam",                      &[GREETING, EHLO, MAIL, RCPT, DATA, (".", "554 spam")], Some(Cause::Refused)),
        ("full",                      &[GREETING, EHLO, MAIL, RCPT, DATA, (".", "452 no room")], Some(Cause::Later)),
        ("silent after the message",  &[GREETING, EHLO, MAIL, RCPT, DATA, (".", "")],     Some(Cause::Silent)),
        ("hangs up on the message",   &[GREETING, EHLO, MAIL, RCPT, DATA],                Some(Cause::Strange)),
        ("another protocol",          &[("@", "HTTP/1.1 400 Bad Request")],               Some(Cause::Strange)),
    ];
    for (name, script, expected) in table {
        let (server, heard) = server(script);
        let answer = send(&server, &mail());
        let _ = heard.join().unwrap();
        match expected {
            None => assert_eq!(answer.as_deref(), Ok("2.0.0 queued"), "{name}"),
            Some(cause) => assert_eq!(answer.unwrap_err().cause, cause, "{name}"),
        }
    }
}

/// Each octet comes in time, and none of the answers does.
#[test]
fn a_server_that_drips_its_answers_is_left_in_time() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let dripping = |greeting: &'static str| {
        let listener = listener.try_clone().unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.write_all(greeting.as_bytes());
            while stream.write_all(b"2").is_ok() {
                thread::sleep(PATIENCE / 5);
            }
        })
    };
    // From the first word on, and after the greeting.
    for greeting in ["", "220 mail.example.org\r\n"] {
        let server = Server {
            port,
            patience: PATIENCE,
            ..nobody()
        };
        let drips = dripping(greeting);
        let begun = std::time::Instant::now();
        let failure = send(&server, &mail()).unwrap_err();
        assert_eq!(failure.cause, Cause::Silent, "{greeting:?}");
        let took = begun.elapsed();
        assert!(
            took < PATIENCE * (WHOLE + 1),
            "{greeting:?} held for {took:?}"
        );
        // The connection is closed, so the server notices.
        drips.join().unwrap();
    }
}

/// Once the message is taken over, a goodbye that never ends takes nothing back.
#[test]
fn a_goodbye_that_never_ends_is_no_failure() {
    let (server, heard) = server(&[
        HELLO[0],
        HELLO[1],
        HELLO[2],
        ("RCPT", "250 ok"),
        ("DATA", "354 go on"),
        (".", "250 kept"),
        ("QUIT", ""),
    ]);
    assert_eq!(send(&server, &mail()).as_deref(), Ok("kept"));
    let _ = heard.join().unwrap();
}

#[test]
fn without_encryption_nothing_is_sent_where_it_was_asked_for() {
    let (mut server, heard) = server(&HELLO);
    server.security = Security::Starttls;
    server.login = Some(("hotel".to_owned(), "secret".to_owned()));
    assert_eq!(
        send(&server, &mail()).unwrap_err().cause,
        Cause::Certificate
    );
    let heard = heard.join().unwrap();
    assert!(
        heard.starts_with("EHLO") && !heard.contains("AUTH") && !heard.contains("MAIL"),
        "{heard}"
    );

    let nobody = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    server.port = nobody.port();
    assert_eq!(
        send(&server, &mail()).unwrap_err().cause,
        Cause::Unreachable
    );
    server.host = "no-such-host.invalid".to_owned();
    assert_eq!(
        send(&server, &mail()).unwrap_err().cause,
        Cause::Unreachable
    );
    server.authority = Some(b"no certificate".to_vec());
    server.security = Security::Tls;
    assert!(send(&server, &mail()).is_err());
}

#[test]
fn a_name_or_subject_makes_no_second_header() {
    let (server, heard) = server(&[
        ("@", "220 mail"),
        ("EHLO", "250 mail"),
        ("MAIL", "250 ok"),
        ("RCPT", "250 ok"),
        ("DATA", "354 go on"),
        (".", "250 kept"),
    ]);
    assert_eq!(send(&server, &mail()).as_deref(), Ok("kept"));
    let heard = heard.join().unwrap();
    assert!(
        !heard.lines().any(|line| line.starts_with("Bcc")),
        "{heard}"
    );
    assert!(
        heard.contains("Message-ID: <00000000-0000-0000-0000-000000000007@sol.example>"),
        "{heard}"
    );
    assert!(heard.contains("RCPT TO:<ana@example.org>"), "{heard}");
    assert!(heard.is_ascii(), "no server is asked for 8BITMIME");
}
