#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what must hold"
)]

use super::{preset::Preset, *};
use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    thread,
};

const PATIENCE: Duration = Duration::from_millis(400);

/// A gateway that answers one request in this way, and the request that it got.
fn gateway(answer: &'static str) -> (String, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let asked = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut asked = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            let read = stream.read(&mut buffer).unwrap_or(0);
            asked.extend_from_slice(&buffer[..read]);
            let text = String::from_utf8_lossy(&asked).into_owned();
            let Some((head, body)) = text.split_once("\r\n\r\n") else {
                assert!(read > 0, "{text}");
                continue;
            };
            let length = head
                .lines()
                .find_map(|line| {
                    line.to_lowercase()
                        .strip_prefix("content-length: ")
                        .map(|length| length.parse().unwrap())
                })
                .unwrap_or(0);
            if body.len() >= length {
                let _ = stream.write_all(answer.as_bytes());
                if answer.is_empty() {
                    thread::sleep(PATIENCE * 2);
                }
                return text;
            }
        }
    });
    (format!("http://{address}"), asked)
}

fn sms(text: &str) -> Sms {
    Sms {
        id: Uuid::from_u128(7),
        to: "+34600112233".parse().unwrap(),
        text: text.to_owned(),
        report: None,
    }
}

/// Sends by a preset to a server that gives this answer.
fn sent(preset: Preset, text: &str, answer: &'static str) -> (Result<Taken, Failure>, String) {
    let (address, asked) = gateway(answer);
    let mut gateway = preset.gateway();
    let (_, path) = gateway
        .url
        .split_once("://")
        .unwrap()
        .1
        .split_once('/')
        .unwrap();
    gateway.url = format!("{address}/{path}");
    gateway.user = "ho&tel".to_owned();
    gateway.password = "pa ss".to_owned();
    gateway.from = "Miramar".to_owned();
    let taken = send(&gateway, &sms(text), PATIENCE);
    (taken, asked.join().unwrap())
}

#[test]
fn presets_ask_as_their_gateways_want_it() {
    let (taken, asked) = sent(
        Preset::Kannel,
        "Code A&B ü",
        "HTTP/1.1 202 Accepted\r\nContent-Length: 24\r\n\r\n0: Accepted for delivery",
    );
    assert_eq!(taken.unwrap().answer, "0: Accepted for delivery");
    assert!(
        asked.starts_with(
            "GET /cgi-bin/sendsms?username=ho%26tel&password=pa%20ss&from=Miramar&to=%2B34600112233&text=Code%20A%26B%20%C3%BC&charset=UTF-8&coding=0 HTTP/1.1\r\n"
        ),
        "{asked}"
    );

    let (taken, asked) = sent(
        Preset::Twilio,
        "Código",
        "HTTP/1.1 201 Created\r\nContent-Length: 28\r\n\r\n{\"sid\":\"SM1\",\"status\":\"q\"}  ",
    );
    assert_eq!(taken.unwrap().reference.as_deref(), Some("SM1"));
    assert!(
        asked.starts_with("POST /2010-04-01/Accounts/ho%26tel/Messages.json HTTP/1.1\r\n"),
        "{asked}"
    );
    let head = asked.to_lowercase();
    assert!(
        head.contains("authorization: basic ag8mdgvsonbhihnz\r\n"),
        "{asked}"
    );
    assert!(
        head.contains("content-type: application/x-www-form-urlencoded\r\n"),
        "{asked}"
    );
    assert!(
        asked.ends_with("\r\n\r\nTo=%2B34600112233&From=Miramar&Body=C%C3%B3digo"),
        "{asked}"
    );

    let (taken, asked) = sent(
        Preset::Vonage,
        "Código",
        "HTTP/1.1 200 OK\r\nContent-Length: 65\r\n\r\n{\"messages\": [{\"message-id\": \"0C\", \"status\": \"0\"}], \"count\": \"1\"} ",
    );
    assert_eq!(taken.unwrap().reference.as_deref(), Some("0C"));
    assert!(
        asked.ends_with("api_key=ho%26tel&api_secret=pa%20ss&from=Miramar&to=34600112233&text=C%C3%B3digo&type=unicode&client-ref=00000000-0000-0000-0000-000000000007"),
        "{asked}"
    );
}

#[test]
fn what_is_filled_into_json_stays_text() {
    let gateway = Gateway {
        method: Method::PostJson,
        url: "http://127.0.0.1/x".to_owned(),
        headers: vec![("X-Key".to_owned(), "{password}".to_owned())],
        body: "{\"to\": \"{to}\", \"text\": \"{text}\"}".to_owned(),
        password: "a\r\nX-Evil: 1".to_owned(),
        ..Gateway::default()
    };
    let request = request(&gateway, &sms("a \"quoted\"\nline \\ {to}")).unwrap();
    let body: Value = serde_json::from_str(request.body()).unwrap();
    assert_eq!(body["text"], "a \"quoted\"\nline \\ {to}");
    assert_eq!(request.headers()["X-Key"], "a  X-Evil: 1");
}

#[test]
fn answers_are_told_apart() {
    use Preset::{Kannel, Twilio, Vonage};
    #[rustfmt::skip]
    let table = [
        (Kannel, 202, "0: Accepted for delivery",                       None),
        (Kannel, 202, "3: Queued for later delivery",                   None),
        (Kannel, 403, "Authorization failed for sendsms",               Some(Cause::Login)),
        (Kannel, 503, "Temporal failure, try again later.",             Some(Cause::Later)),
        (Kannel, 400, "Missing receiver(s) number(s), rejected",        Some(Cause::Refused)),
        (Kannel, 200, "<html>welcome</html>",                           Some(Cause::Strange)),
        (Twilio, 201, "{\"sid\":\"SM1\"}",                              None),
        (Twilio, 401, "{\"code\":20003}",                               Some(Cause::Login)),
        (Twilio, 429, "{\"code\":20429}",                               Some(Cause::Later)),
        (Twilio, 400, "{\"code\":21211}",                               Some(Cause::Refused)),
        (Twilio, 404, "{\"code\":20404}",                               Some(Cause::Settings)),
        (Vonage, 200, "{\"messages\":[{\"status\":\"0\"}]}",            None),
        (Vonage, 200, "{\"messages\":[{\"status\":\"0\"},{\"status\":\"0\"}]}", None),
        (Vonage, 200, "{\"messages\":[{\"status\":\"0\"},{\"status\":\"1\"}]}", Some(Cause::HalfTaken)),
        (Vonage, 200, "{\"messages\":[{\"status\":\"1\"}]}",            Some(Cause::Later)),
        (Vonage, 200, "{\"messages\":[{\"status\":\"4\"}]}",            Some(Cause::Login)),
        (Vonage, 200, "{\"messages\":[{\"status\":\"7\"}]}",            Some(Cause::Refused)),
        (Vonage, 200, "{\"messages\":[]}",                              Some(Cause::Strange)),
        (Vonage, 200, "{\"mess",                                        Some(Cause::Strange)),
        (Vonage, 302, "",                                               Some(Cause::Strange)),
    ];
    for (preset, status, body, expected) in table {
        let read = read_answer(&preset.gateway().answer, status, body);
        assert_eq!(
            read.err().map(|failure| failure.cause),
            expected,
            "{preset:?} {status} {body}"
        );
    }
}

#[test]
fn a_gateway_that_hangs_or_hangs_up_is_told_apart() {
    let (hangs, _) = sent(Preset::Kannel, "x", "");
    assert_eq!(hangs.unwrap_err().cause, Cause::Silent);
    let (half, _) = sent(
        Preset::Kannel,
        "x",
        "HTTP/1.1 202 Accepted\r\nContent-Length: 24\r\n\r\n0: Acc",
    );
    // It took the message: sent again, it would be paid twice.
    let half = half.unwrap_err();
    assert_eq!(half.cause, Cause::HalfTaken);
    assert!(half.is_lasting());
    let (redirects, _) = sent(
        Preset::Kannel,
        "x",
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
    );
    assert_eq!(redirects.unwrap_err().cause, Cause::Strange);
    let (noise, _) = sent(Preset::Kannel, "x", "220 mail.example.org ESMTP\r\n");
    assert_eq!(noise.unwrap_err().cause, Cause::Strange);

    let nobody = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let mut gateway = Gateway {
        url: format!("http://{nobody}/"),
        method: Method::Get,
        ..Gateway::default()
    };
    let cause = |gateway: &Gateway| send(gateway, &sms("x"), PATIENCE).unwrap_err().cause;
    assert_eq!(cause(&gateway), Cause::Unreachable);
    for wrong in [
        "",
        "no address",
        "http://127.0.0.1/{who}",
        "ftp://127.0.0.1/",
    ] {
        wrong.clone_into(&mut gateway.url);
        assert_eq!(cause(&gateway), Cause::Settings, "{wrong}");
    }
}

#[test]
fn what_became_of_a_message_is_asked() {
    #[rustfmt::skip]
    let table = [
        ("{\"status\":\"delivered\"}  ",  Fate::Arrived),
        ("{\"status\":\"undelivered\"}",  Fate::Failed("undelivered".to_owned())),
        ("{\"status\":\"sent\"}       ",  Fate::UnderWay),
    ];
    for (body, expected) in table {
        let answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let (address, asked) = gateway(Box::leak(answer.into_boxed_str()));
        let mut twilio = Preset::Twilio.gateway();
        twilio.user = "AC1".to_owned();
        let report = Report {
            url: format!("{address}/{{user}}/{{reference}}.json"),
            ..twilio.report.clone().unwrap()
        };
        assert_eq!(fate(&twilio, &report, "SM1", PATIENCE), Ok(expected));
        let asked = asked.join().unwrap();
        assert!(asked.starts_with("GET /AC1/SM1.json "), "{asked}");
        assert!(
            asked.to_lowercase().contains("authorization: basic "),
            "{asked}"
        );
    }
}
