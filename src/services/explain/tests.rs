//! What stands between guests and the network, on a real store.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::{
    domain::{
        gateway::{Gateway, Network, Vendor, link::Keeping},
        id::SessionId,
        location::Sector,
        money::Currency,
        session::Session,
    },
    gateways::{Cause, Failure, Secret},
    services::{
        Actor, cancel, gateways,
        issue::{self, Issued, Request},
        setup::{self, NewLocation},
    },
    store::FirstLogin,
};
use chrono::{TimeZone as _, Utc};
use std::net::{IpAddr, Ipv4Addr};

fn noon() -> Instant {
    Utc.with_ymd_and_hms(2026, 7, 1, 12, 0, 0).unwrap()
}

fn minutes(count: i64) -> Instant {
    noon() + TimeDelta::minutes(count)
}

struct House {
    _folder: tempfile::TempDir,
    store: Store,
    ticket: Issued,
}

impl House {
    /// A house that has just issued "1 hour": one device.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let location = NewLocation {
            name: "Hotel Sol".to_owned(),
            zone: chrono_tz::Europe::Madrid,
            currency: Currency(*b"EUR"),
            sector: Sector::Hospitality,
            rooms: Some(10),
            aps: None,
            language: crate::i18n::Language::English,
            ssid: None,
            wifi_password: None,
            login_url: None,
        };
        let store = setup::init(folder.path(), noon(), Actor::Cli, location).unwrap();
        let request = Request {
            ticket_type: "1 hour".to_owned(),
            user_id: "214".to_owned(),
            ..Request::default()
        };
        let ticket = issue::issue(&store, noon(), Actor::Desk, request).unwrap();
        let _ = gateway(&store, "Front", [198, 51, 100, 1]);
        heard(&store, None, noon());
        Self {
            _folder: folder,
            store,
            ticket,
        }
    }

    fn explain(&self, now: Instant, mac: Option<Mac>) -> Explanation {
        explain(&self.store, now, self.ticket.ticket.serial, mac).unwrap()
    }

    /// A device comes on line.
    fn comes_on_line(&self, at: Instant, last: u8) {
        let address = IpAddr::V4(Ipv4Addr::new(192, 0, 2, last));
        let gateway = gateway(&self.store, &format!("Router {last}"), [192, 0, 2, last]);
        let (id, account) = (self.ticket.ticket.id, self.ticket.ticket.account);
        let session = Session {
            id: SessionId::new(),
            account,
            gateway: gateway.id,
            gateway_address: address,
            acct_session_id: last.to_string(),
            username: String::new(),
            mac: Some(device(last)),
            calling_station_id: device(last).to_string(),
            ip: None,
            nas: String::new(),
            started_at: at,
            updated_at: at,
            ended_at: None,
            cause: None,
            seconds: 0,
            upload: 0,
            download: 0,
            disconnect: None,
        };
        self.store
            .write(move |tx| {
                let expires_at = Some(at + TimeDelta::hours(1));
                let _ = tx.first_login(
                    id,
                    &FirstLogin {
                        at,
                        expires_at,
                        lapses_at: expires_at,
                    },
                )?;
                tx.put_session(&session)
            })
            .unwrap();
    }

    fn is_refused(&self, at: Instant, username: Option<&str>, reason: Refusal) {
        self.refuses(at, username, None, reason);
    }

    fn refuses(&self, at: Instant, username: Option<&str>, mac: Option<Mac>, reason: Refusal) {
        let refused = RefusedLogin {
            at,
            gateway: None,
            account: username.is_none().then_some(self.ticket.ticket.account),
            username: username.map(str::to_owned),
            mac,
            reason,
        };
        self.store
            .write(move |tx| tx.add_refusal(&refused))
            .unwrap();
    }
}

fn device(last: u8) -> Mac {
    Mac([2, 0, 0, 0, 0, last])
}

#[test]
fn a_fresh_ticket_would_be_let_in() {
    let said = House::new().explain(minutes(1), None);
    assert_eq!(said.finding, Finding::NothingTried);
    assert!(said.checks.iter().all(|(_, verdict)| verdict.is_ok()));
    assert_eq!(said.checks.len(), Stage::ALL.len());
    // One hour from now, as if the guest logged in now.
    assert_eq!(said.grant.unwrap().stop_at, Some(minutes(61)));
}

#[test]
fn a_cancelled_ticket_says_so_and_another_helps() {
    let house = House::new();
    let serial = house.ticket.ticket.serial;
    let _ = cancel::cancel(&house.store, minutes(1), Actor::Desk, serial, None).unwrap();
    let said = house.explain(minutes(2), None);
    assert_eq!(said.finding, Finding::Refused(Refusal::Cancelled));
    assert_eq!(said.remedies(), [Remedy::IssueAnother]);
    assert_eq!(said.grant, None);
}

#[test]
fn the_first_check_that_fails_is_the_answer() {
    let house = House::new();
    house.comes_on_line(minutes(0), 1);
    // Both its time and its places are gone: the time comes first (RULES, end of 1.4).
    let said = house.explain(minutes(60), None);
    assert_eq!(
        said.finding,
        Finding::Refused(Refusal::Expired { at: minutes(60) })
    );
    let failed: Vec<_> = said
        .checks
        .iter()
        .filter(|(_, verdict)| verdict.is_err())
        .map(|(stage, _)| *stage)
        .collect();
    assert_eq!(failed, [Stage::Expiry, Stage::Devices]);
}

#[test]
fn a_full_ticket_refuses_another_device_and_takes_its_own_back() {
    let house = House::new();
    house.comes_on_line(minutes(0), 1);
    let full = Finding::Refused(Refusal::TooManyDevices { allowed: 1 });
    let said = house.explain(minutes(1), Some(device(2)));
    assert_eq!((said.reason(), &said.finding), ("too_many_devices", &full));
    let free = Remedy::FreeDevice { mac: device(1) };
    assert_eq!(said.remedies(), [free, Remedy::IssueAnother]);
    let own = house.explain(minutes(1), Some(device(1)));
    assert_eq!(own.finding, Finding::OnLine { sessions: 1 });
}

#[test]
fn cutting_the_sessions_asks_their_gateways_and_is_logged() {
    let house = House::new();
    house.comes_on_line(minutes(0), 1);
    let serial = house.ticket.ticket.serial;
    let cut = || cancel::cut_sessions(&house.store, minutes(1), Actor::Desk, serial).unwrap();
    assert_eq!(cut(), 1);
    let (due, events) = house
        .store
        .read(|reader| {
            Ok((
                reader.due_deliveries(minutes(1), 10)?,
                reader.events_of(house.ticket.ticket.id.0, 1)?,
            ))
        })
        .unwrap();
    assert_eq!(due.len(), 1);
    assert_eq!(events.first().unwrap().event.kind, "ticket.sessions_cut");
}

#[test]
fn a_code_typed_nearly_right_is_found() {
    let house = House::new();
    let code = &house.ticket.credentials.username;
    let (last, rest) = (code.chars().last().unwrap(), &code[..code.len() - 1]);
    let wrong = format!("{rest}{}", if last == 'A' { 'B' } else { 'A' });
    house.is_refused(minutes(1), Some(&wrong), Refusal::UnknownUser);
    house.is_refused(minutes(2), Some("ZZZZZZZZZZ"), Refusal::UnknownUser);
    let said = house.explain(minutes(3), None);
    assert_eq!(
        said.finding,
        Finding::Mistyped {
            at: minutes(1),
            typed: wrong,
        }
    );
    assert_eq!(said.remedies(), [Remedy::ShowCodeLarge, Remedy::PrintAgain]);
    // An hour later it explains nothing any more.
    assert_eq!(
        house.explain(minutes(62), None).finding,
        Finding::NothingTried
    );
}

#[test]
fn the_last_try_explains_what_the_checks_do_not() {
    let check = |reason: Refusal, wanted: Finding| {
        let house = House::new();
        house.is_refused(minutes(1), None, reason);
        assert_eq!(house.explain(minutes(2), None).finding, wanted);
    };
    let at = minutes(1);
    check(Refusal::WrongPassword, Finding::WrongPassword { at });
    check(Refusal::UnsupportedMethod, Finding::WrongMethod { at });
    let full = Refusal::TooManyDevices { allowed: 1 };
    check(full.clone(), Finding::Passed { at, refusal: full });
}

#[test]
fn a_failed_try_before_the_guest_got_on_explains_nothing() {
    let house = House::new();
    house.is_refused(minutes(1), None, Refusal::WrongPassword);
    house.comes_on_line(minutes(2), 1);
    let said = house.explain(minutes(3), Some(device(1)));
    assert_eq!(said.finding, Finding::OnLine { sessions: 1 });
}

#[test]
fn what_another_device_tried_says_nothing_of_this_one() {
    let house = House::new();
    house.refuses(minutes(1), None, Some(device(3)), Refusal::WrongPassword);
    let finding = |mac| house.explain(minutes(3), mac).finding;
    let wrong = Finding::WrongPassword { at: minutes(1) };
    assert_eq!(finding(Some(device(3))), wrong);
    assert_eq!(finding(None), wrong, "of whichever");
    assert_ne!(finding(Some(device(1))), wrong);
    house.comes_on_line(minutes(0), 1);
    assert_eq!(finding(Some(device(1))), Finding::OnLine { sessions: 1 });
}

#[test]
fn slips_are_counted() {
    let check = |typed, right, wanted| assert_eq!(slips(typed, right), wanted, "{typed}");
    check("", "", 0);
    check("ABCDE", "ABCDE", 0);
    check("ABCD", "ABCDE", 1);
    check("ABXDE", "ABCDE", 1);
    check("ABCDEF", "ABCDE", 1);
    check("ABDCE", "ABCDE", 2);
    check("", "ABCDE", 5);
    check("VWXYZ", "ABCDE", 5);
}

/// A gateway of the house.
fn gateway(store: &Store, name: &str, address: [u8; 4]) -> Gateway {
    let new = gateways::NewGateway {
        name: name.to_owned(),
        vendor: Vendor::Generic,
        network: Network::single(address.into()),
        secret: "a long enough secret".to_owned(),
        disconnect_port: None,
        send_disconnect: true,
        allow_missing_message_authenticator: false,
        swap_octets: false,
        interim_seconds: Some(60),
    };
    gateways::add(store, noon(), Actor::Cli, new).unwrap()
}

/// Something was heard from a stranger, or else from every gateway.
fn heard(store: &Store, stranger: Option<[u8; 4]>, at: Instant) {
    store
        .write(move |tx| match stranger {
            Some(address) => tx.put_contact(&Contact::Unknown(address.into(), at)),
            None => tx
                .gateways()?
                .iter()
                .try_for_each(|gateway| tx.put_contact(&Contact::Gateway(gateway.id, at))),
        })
        .unwrap();
}

#[test]
fn a_product_that_is_over_is_recharged() {
    let house = House::new();
    house.comes_on_line(minutes(0), 1);
    let said = house.explain(minutes(60), None);
    assert_eq!(said.reason(), "expired");
    assert_eq!(said.remedies(), [Remedy::Recharge, Remedy::IssueAnother]);
}

#[test]
fn a_gateway_that_says_nothing_is_named() {
    let house = House::new();
    let late = noon() + SILENT;
    assert_eq!(house.explain(late, None).finding, Finding::NothingTried);
    let later = late + TimeDelta::seconds(1);
    let silent = Finding::GatewaySilent {
        name: "Front".to_owned(),
        since: Some(noon()),
    };
    assert_eq!(house.explain(later, None).finding, silent);
    let never = gateway(&house.store, "Attic", [198, 51, 100, 9]);
    assert_eq!(house.explain(later, None).finding, silent, "{}", never.name);
}

#[test]
fn a_stranger_that_asks_is_told_of_with_its_address() {
    let house = House::new();
    let (address, at) = ([203, 0, 113, 7], minutes(5));
    heard(&house.store, Some(address), at);
    let said = house.explain(minutes(6), None);
    let address = address.into();
    assert_eq!(said.finding, Finding::UnknownClient { at, address });
    let add = Remedy::AddGateway {
        address: Some(address),
    };
    assert_eq!(said.remedies(), [add]);
    // It has been added meanwhile, or our own speaks since.
    heard(&house.store, None, minutes(7));
    assert_eq!(
        house.explain(minutes(8), None).finding,
        Finding::NothingTried
    );
    heard(&house.store, Some([203, 0, 113, 7]), minutes(9));
    let _ = gateway(&house.store, "Pool", [203, 0, 113, 7]);
    assert_eq!(
        house.explain(minutes(10), None).finding,
        Finding::NothingTried
    );
}

#[test]
fn without_a_gateway_nobody_can_get_on() {
    let house = House::new();
    let _ = gateways::remove(&house.store, noon(), Actor::Cli, "Front").unwrap();
    assert_eq!(house.explain(minutes(1), None).finding, Finding::NoGateway);
}

/// A gateway that lets its guests in itself; `change` says how its keeping stands.
fn keeps(house: &House, name: &str, last: u8, change: impl FnOnce(&mut Keeping)) -> u64 {
    let new = gateways::NewGateway {
        name: name.to_owned(),
        vendor: Vendor::Mikrotik,
        network: Network::single([198, 51, 100, last].into()),
        secret: "a long enough secret".to_owned(),
        disconnect_port: None,
        send_disconnect: true,
        allow_missing_message_authenticator: false,
        swap_octets: false,
        interim_seconds: None,
    };
    let link = serde_json::json!({ "host": "router", "user": "innkeeper", "users": true });
    let link = link::NewLink {
        link: serde_json::from_value(link).unwrap(),
        password: Secret::new("hunter2hunter2"),
    };
    let added = gateways::add_linked(&house.store, noon(), Actor::Cli, new, Some(link)).unwrap();
    let mut keeping = Keeping::default();
    change(&mut keeping);
    let write = move |tx: &crate::store::Tx<'_>| {
        let seq = tx.last_gateway_change()?;
        tx.set_keeping(added.id, seq, &keeping)?;
        Ok(seq)
    };
    house.store.write(write).unwrap()
}

fn answered(keeping: &mut Keeping) {
    keeping.pushed_at = Some(noon());
    keeping.read_at = Some(noon());
}

fn fails(keeping: &mut Keeping, cause: Cause) {
    answered(keeping);
    keeping.failure = Some(serde_json::json!(Failure::new(cause, "")));
    keeping.failing_since = Some(minutes(3));
}

/// What the desk is told, in the words of a program in English.
fn told(why: &Explanation) -> String {
    let words = crate::i18n::Language::English.words();
    let moment = |at: Instant| at.format("%H:%M").to_string();
    let (happened, to_do) = sentence(words, why, chrono_tz::Europe::Madrid, "ABCDE", &moment);
    format!("{happened}. {to_do}").replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn a_ticket_that_is_not_at_its_gateway_says_so_before_anything_of_radius() {
    let house = House::new();
    let named = |gateway: &str| gateway.to_owned();
    let _ = keeps(&house, "Lobby", 2, |_| ());
    let said = house.explain(minutes(1), None);
    assert_eq!(said.reason(), "gateway_not_pushed", "{}", told(&said));
    let open = || Remedy::OpenGateway {
        gateway: named("Lobby"),
    };
    assert_eq!(said.remedies(), [open()]);
    let _ = gateways::remove(&house.store, noon(), Actor::Cli, "Lobby").unwrap();
    // It was away when the ticket changed, and two more wait.
    let _ = keeps(&house, "Lobby", 2, |it| fails(it, Cause::Unreachable));
    let away = house.explain(minutes(4), None);
    assert_eq!(away.reason(), "gateway_away");
    assert_eq!(
        told(&away),
        "Lobby is not well. The ticket is there, but since 12:03 the gateway has not done what it is asked. \
         The gateway cannot be reached. Check that it has power, and its address and port."
    );
    let id = house.ticket.ticket.id;
    let changes = move |tx: &crate::store::Tx<'_>| {
        for ticket in [
            id,
            crate::domain::id::TicketId::new(),
            crate::domain::id::TicketId::new(),
        ] {
            tx.note_ticket_change(ticket)?;
        }
        Ok(())
    };
    house.store.write(changes).unwrap();
    let said = house.explain(minutes(4), None);
    assert_eq!(said.reason(), "gateway_away");
    assert!(
        told(&said).starts_with(
            "The ticket is not at Lobby yet, so it does not work there. 3 tickets have been waiting since 12:03."
        ),
        "{}",
        told(&said)
    );
    let push = Remedy::PushGateway {
        gateway: named("Lobby"),
    };
    assert_eq!(said.remedies(), [push.clone(), open()]);
    // What no second try mends is mended at the gateway.
    let _ = gateways::remove(&house.store, noon(), Actor::Cli, "Lobby").unwrap();
    let _ = keeps(&house, "Lobby", 2, |it| fails(it, Cause::Login));
    house.store.write(changes).unwrap();
    assert_eq!(house.explain(minutes(4), None).remedies(), [open()]);
    // On its way: in a moment.
    let _ = gateways::remove(&house.store, noon(), Actor::Cli, "Lobby").unwrap();
    let _ = keeps(&house, "Lobby", 2, answered);
    house.store.write(changes).unwrap();
    assert_eq!(house.explain(minutes(4), None).reason(), "gateway_waits");
}

#[test]
fn the_gateway_that_refuses_a_ticket_is_named_before_one_that_is_late() {
    let house = House::new();
    let _ = keeps(&house, "Attic", 2, |it| fails(it, Cause::Silent));
    let _ = keeps(&house, "Lobby", 3, answered);
    let id = house.ticket.ticket.id;
    let why = serde_json::json!(Failure::new(
        Cause::Taken,
        "already have user with this name"
    ));
    house
        .store
        .write(move |tx| {
            let lobby = tx.gateway_by_name("Lobby")?.id;
            tx.set_gateway_refusal(lobby, id, Some(&why))
        })
        .unwrap();
    let said = house.explain(minutes(4), None);
    assert_eq!(said.reason(), "gateway_refuses");
    assert!(told(&said).starts_with("Lobby does not take the ticket."));
    assert!(matches!(
        said.remedies().as_slice(),
        [
            Remedy::PushGateway { .. },
            Remedy::OpenGateway { .. },
            Remedy::IssueAnother
        ]
    ));
    // What the guest did comes first, and so does what the checks say.
    house.is_refused(minutes(4), None, Refusal::WrongPassword);
    assert_eq!(house.explain(minutes(5), None).reason(), "wrong_password");
}

#[test]
fn a_gateway_that_asks_for_no_logins_is_not_silent_while_it_answers() {
    let house = House::new();
    let _ = gateways::remove(&house.store, noon(), Actor::Cli, "Front").unwrap();
    let _ = keeps(&house, "Lobby", 2, answered);
    assert_eq!(
        house.explain(minutes(5), None).finding,
        Finding::NothingTried
    );
}

#[test]
fn a_secret_that_was_changed_on_one_side_is_what_stands_in_the_way() {
    let house = House::new();
    let front = gateways::find(&house.store, "Front").unwrap();
    let doubted = crate::store::Doubted {
        gateway: front.id,
        doubt: Doubt::OtherSecret,
        requests: 3,
        at: minutes(10),
    };
    house.store.write(move |tx| tx.add_doubt(&doubted)).unwrap();
    let said = house.explain(minutes(11), None);
    assert_eq!(said.reason(), "other_secret", "{}", told(&said));
    let gateway = "Front".to_owned();
    assert_eq!(said.remedies(), [Remedy::OpenGateway { gateway }]);
    // An hour later, or once it is right again, it explains nothing.
    assert_eq!(house.explain(minutes(71), None).reason(), "nothing_tried");
    heard(&house.store, None, minutes(12));
    assert_eq!(house.explain(minutes(13), None).reason(), "nothing_tried");
}
