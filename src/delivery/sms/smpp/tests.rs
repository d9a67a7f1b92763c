#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what must hold"
)]

use super::{super::preset::Preset, *};
use proptest::prelude::*;
use std::{net::TcpListener, thread};
use uuid::Uuid;

const PATIENCE: Duration = Duration::from_millis(500);

/// An SMSC that answers the bind by one status and each message by the next of its answers: a status, or silence. When it
/// has none left it hangs up.
fn smsc(bind: u32, answers: &'static [Option<u32>]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let _ = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let first = Some(bind);
        let mut answers = std::iter::once(&first).chain(answers);
        let mut head = [0; 16];
        while stream.read_exact(&mut head).is_ok() {
            let number = |at: usize| u32::from_be_bytes(head[at..at + 4].try_into().unwrap());
            let mut body = vec![0; usize::try_from(number(0)).unwrap() - 16];
            stream.read_exact(&mut body).unwrap();
            match answers.next() {
                None => return,
                Some(None) => return thread::sleep(4 * PATIENCE),
                Some(Some(status)) => {
                    let name: &[u8] = if *status == 0 { b"A1\0" } else { b"" };
                    let length = 16 + u32::try_from(name.len()).unwrap();
                    for part in [length, number(4) | ANSWER, *status, number(12)] {
                        stream.write_all(&part.to_be_bytes()).unwrap();
                    }
                    stream.write_all(name).unwrap();
                }
            }
        }
    });
    format!("smpp://{address}")
}

fn gateway(url: &str) -> Gateway {
    Gateway {
        url: url.to_owned(),
        user: "hotel".to_owned(),
        password: "secret".to_owned(),
        from: "HotelSol".to_owned(),
        ..Preset::Smpp.gateway()
    }
}

fn sms(text: &str) -> Sms {
    Sms {
        id: Uuid::from_u128(7),
        to: "+34600112233".parse().unwrap(),
        text: text.to_owned(),
        report: None,
    }
}

#[test]
fn what_stands_in_the_way_is_told_apart() {
    let (short, long) = ("Code", "Code ".repeat(60));
    #[rustfmt::skip]
    #[allow(clippy::type_complexity, reason = "a table")]
    let table: [(&str, &str, u32, &'static [Option<u32>], Option<Cause>); 15] = [
        ("taken",                   short, 0,    &[Some(0)],             None),
        ("two parts taken",         &long, 0,    &[Some(0), Some(0)],    None),
        ("no such account",         short, 0x0f, &[],                    Some(Cause::Login)),
        ("wrong password",          short, 0x0e, &[],                    Some(Cause::Login)),
        ("too many sessions",       short, 0x05, &[],                    Some(Cause::Later)),
        ("out of order",            short, 0x08, &[],                    Some(Cause::Later)),
        ("throttled",               short, 0,    &[Some(0x58)],          Some(Cause::Later)),
        ("its queue is full",       short, 0,    &[Some(0x14)],          Some(Cause::Later)),
        ("no such number",          short, 0,    &[Some(0x0b)],          Some(Cause::Recipient)),
        ("not our sender",          short, 0,    &[Some(0x0a)],          Some(Cause::Settings)),
        ("refused",                 short, 0,    &[Some(0x45)],          Some(Cause::Refused)),
        ("hangs",                   short, 0,    &[None],                Some(Cause::Silent)),
        ("hangs up",                short, 0,    &[],                    Some(Cause::Unreachable)),
        ("takes half, refuses",     &long, 0,    &[Some(0), Some(0x58)], Some(Cause::HalfTaken)),
        ("takes half, hangs up",    &long, 0,    &[Some(0)],             Some(Cause::HalfTaken)),
    ];
    for (name, text, bind, answers, expected) in table {
        let sent = send(&gateway(&smsc(bind, answers)), &sms(text), PATIENCE);
        match expected {
            None => assert_eq!(sent.unwrap().reference.as_deref(), Some("A1"), "{name}"),
            Some(cause) => assert_eq!(sent.unwrap_err().cause, cause, "{name}"),
        }
    }
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = nobody.local_addr().unwrap();
    drop(nobody);
    let sent = send(
        &gateway(&format!("smpp://{address}")),
        &sms(short),
        PATIENCE,
    );
    assert_eq!(sent.unwrap_err().cause, Cause::Unreachable);
}

#[test]
fn another_protocol_and_a_missing_certificate_are_said() {
    let answering = |said: &'static [u8]| {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let _ = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.write_all(said);
            thread::sleep(2 * PATIENCE);
        });
        address
    };
    let web = answering(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    let sent = send(&gateway(&format!("smpp://{web}")), &sms("x"), PATIENCE);
    assert_eq!(sent.unwrap_err().cause, Cause::Strange);
    let plain = answering(&[0, 0, 0, 16, 0x80, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0]);
    let sent = send(&gateway(&format!("smpps://{plain}")), &sms("x"), PATIENCE);
    assert_eq!(sent.unwrap_err().cause, Cause::Certificate);
}

#[test]
fn addresses_and_senders_as_people_write_them() {
    for (url, expected) in [
        (
            "smpp://smsc.example.org",
            Some(("smsc.example.org", PORT, false)),
        ),
        (
            " smpps://smsc.example.org:3550/ ",
            Some(("smsc.example.org", 3550, true)),
        ),
        ("smpp://[::1]:2776", Some(("::1", 2776, false))),
        ("http://smsc.example.org", None),
        ("smpp://", None),
        ("smpp://smsc.example.org/path", None),
        ("smsc.example.org:2775", None),
        ("", None),
    ] {
        let expected = expected.map(|(host, port, tls)| (host.to_owned(), port, tls));
        assert_eq!(place(url), expected, "{url}");
    }
    for (from, kind, expected) in [
        ("HotelSol", None, ("HotelSol", 5, 0)),
        ("+34600112233", None, ("34600112233", 1, 1)),
        ("34600112233", None, ("34600112233", 1, 1)),
        ("12345", None, ("12345", 3, 0)),
        ("", None, ("", 0, 0)),
        ("12345", Some((6, 9)), ("12345", 6, 9)),
    ] {
        let mut gateway = gateway("smpp://127.0.0.1");
        from.clone_into(&mut gateway.from);
        gateway.smpp.source = kind;
        let (address, ton, npi) = source(&gateway);
        assert_eq!((address.as_str(), ton, npi), expected, "{from}");
    }
}

#[test]
fn receipts_are_read_from_their_text_and_their_parameters() {
    let failed = |why: &str| Some(Fate::Failed(why.to_owned()));
    let state = |state: u8| {
        let known = TlvValue::MessageState(state.into());
        let name = TlvValue::ReceiptedMessageId("7f".parse().unwrap());
        vec![name, known]
    };
    #[rustfmt::skip]
    let table = [
        (RECEIPT, "id:7f sub:001 dlvrd:001 submit date:2605111200 done date:2605111201 stat:DELIVRD err:000 text:Wi-Fi", vec![], Some(Fate::Arrived)),
        (RECEIPT, "id:7f stat:UNDELIV err:011",      vec![],   failed("undeliv, 011")),
        (RECEIPT, "ID:7f STAT:EXPIRED",              vec![],   failed("expired")),
        (RECEIPT, "id:7f stat:ACCEPTD",              vec![],   Some(Fate::UnderWay)),
        (RECEIPT, "",                                state(2), Some(Fate::Arrived)),
        (RECEIPT, "",                                state(8), failed("rejected")),
        (RECEIPT, "id:other stat:UNDELIV",           state(2), Some(Fate::Arrived)),
        (RECEIPT, "stat:DELIVRD",                    vec![],   None),
        (RECEIPT, "id:7f",                           vec![],   None),
        // A guest has answered.
        (0,       "id:7f stat:DELIVRD",              vec![],   None),
    ];
    for (class, text, parameters, expected) in table {
        let mut message = DeliverSm::default();
        message.esm_class = EsmClass::from(class);
        message.set_short_message(OctetString::from_slice(text.as_bytes()).unwrap());
        for parameter in parameters {
            message.push_tlv(match parameter {
                TlvValue::ReceiptedMessageId(name) => {
                    rusmpp_core::tlvs::owned::MessageDeliveryRequestTlvValue::ReceiptedMessageId(
                        name,
                    )
                }
                TlvValue::MessageState(state) => {
                    rusmpp_core::tlvs::owned::MessageDeliveryRequestTlvValue::MessageState(state)
                }
                _ => continue,
            });
        }
        let read = receipt(&message);
        assert_eq!(
            read.as_ref().map(|read| &read.fate),
            expected.as_ref(),
            "{text}"
        );
        assert!(read.is_none_or(|read| read.reference == "7f"), "{text}");
    }
}

#[test]
fn names_in_hexadecimal_and_decimal_digits_are_one() {
    assert_eq!(other_names("26"), ["1a", "1A", "38"]);
    assert_eq!(other_names("0000001A"), ["26"]);
    assert_eq!(other_names("A1-77"), Vec::<String>::new());
}

proptest! {
    /// Whatever comes from the other side is read, refused or waited for.
    #[test]
    fn no_octets_of_an_smsc_are_too_strange(
        octets in proptest::collection::vec(any::<u8>(), 0..200),
        command in proptest::sample::select(vec![4_u32, 5, 9, 21, 0x8000_0004, 0x8000_0002, 0x103]),
    ) {
        let mut raw = BytesMut::from(&octets[..]);
        while let Ok(Some(_)) = framed(&mut raw) {}
        let mut pdu = BytesMut::new();
        pdu.extend_from_slice(&u32::try_from(16 + octets.len()).unwrap().to_be_bytes());
        pdu.extend_from_slice(&command.to_be_bytes());
        pdu.extend_from_slice(&[0, 0, 0, 0, 0, 0, 0, 1]);
        pdu.extend_from_slice(&octets);
        if let Ok(Some(Heard::Command(command))) = framed(&mut pdu)
            && let Some(Pdu::DeliverSm(message)) = command.pdu()
        {
            let _ = receipt(message);
        }
        prop_assert!(pdu.is_empty());
    }
}
