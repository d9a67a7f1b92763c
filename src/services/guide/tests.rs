#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at what should not happen"
)]

use super::*;
use crate::domain::{gateway::Vendor, id::GatewayId};

const SECRET: &str = "it's \"tw0\" $words";

fn gateway(vendor: Vendor) -> Gateway {
    Gateway {
        id: GatewayId::new(),
        name: "Lobby".into(),
        vendor,
        network: "192.0.2.1".parse().unwrap(),
        secret: SECRET.into(),
        disconnect_port: vendor.disconnect_port(),
        send_disconnect: vendor.takes_disconnect(),
        allow_missing_message_authenticator: false,
        swap_octets: false,
        interim_seconds: vendor.interim_seconds(),
    }
}

fn values(show_secret: bool) -> Values {
    Values {
        server: "192.0.2.9".parse().unwrap(),
        auth_port: 1812,
        acct_port: 1813,
        login_page: Some("http://wifi.hotel.example/login".into()),
        garden: vec!["*.paypal.com".into(), "198.51.100.7".into()],
        ssid: Some("Hotel".into()),
        show_secret,
    }
}

#[test]
fn every_vendor_has_a_page_with_every_value_in_every_language() {
    let mut renderer = Renderer::new(Lack::Refuse);
    for vendor in Vendor::ALL.iter().copied() {
        for language in Language::ALL {
            let words = language.words();
            let page = guide(&gateway(vendor), &values(true), words);
            let text = page.text();
            // openNDS speaks no RADIUS: where Innkeeper is, is no matter to it.
            if vendor != Vendor::Opennds {
                assert!(text.contains("192.0.2.9"), "{vendor}: {text}");
            }
            let speaks = !matches!(vendor, Vendor::Opennds | Vendor::FreeradiusSql);
            for value in ["1812", "1813"] {
                assert_eq!(text.contains(value), speaks, "{vendor} {value}: {text}");
            }
            assert!(!text.contains("guide-"), "{vendor}: {text}");
            let hidden = guide(&gateway(vendor), &values(false), words).text();
            assert!(!hidden.contains("tw0"), "{vendor}: {hidden}");
            let _ = page.pdf(&mut renderer).unwrap();
        }
    }
}

#[test]
fn without_a_page_and_a_garden_nobody_is_told_to_enter_nothing() {
    let bare = Values {
        login_page: None,
        garden: vec![],
        ssid: None,
        ..values(true)
    };
    for vendor in Vendor::ALL.iter().copied() {
        let page = guide(&gateway(vendor), &bare, Language::English.words());
        for step in &page.steps {
            assert!(
                step.fields.iter().all(|field| !field.value.is_empty()),
                "{vendor}: {step:?}"
            );
            assert!(step.title != "Reached before the login", "{vendor}");
        }
    }
}

#[test]
fn a_script_quotes_what_means_something_there() {
    let script = |vendor| {
        let page = guide(&gateway(vendor), &values(true), Language::English.words());
        page.steps.into_iter().find_map(|step| step.script).unwrap()
    };
    let mikrotik = script(Vendor::Mikrotik);
    assert!(
        mikrotik.contains(r#"secret="it's \"tw0\" \$words""#),
        "{mikrotik}"
    );
    assert!(mikrotik.contains("walled-garden add action=allow dst-host=\"*.paypal.com\""));
    assert!(mikrotik.contains("walled-garden ip add action=accept dst-address=198.51.100.7"));
    let coova = script(Vendor::Coova);
    assert!(
        coova.contains(r#"HS_RADSECRET='it'\''s "tw0" $words'"#),
        "{coova}"
    );
    assert!(coova.contains("HS_COAPORT=3799"));
}

#[test]
fn hosts_and_pages() {
    #[rustfmt::skip]
    let table = [
        ("http://wifi.sol.example/login?username={username}", "http://wifi.sol.example/login", Some("wifi.sol.example")),
        ("https://10.5.50.1:8443/l#x",                        "https://10.5.50.1:8443/l",      Some("10.5.50.1")),
        ("wifi.example",                                      "wifi.example",                  Some("wifi.example")),
        ("http://",                                           "http://",                       None),
    ];
    for (url, page, host) in table {
        assert_eq!(
            (login_page(url).as_str(), host_of(url).as_deref()),
            (page, host)
        );
    }
}
