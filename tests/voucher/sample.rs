//! A voucher as a small hotel would print it.

use chrono::TimeZone as _;
use innkeeper::{
    domain::money::{Currency, Money},
    voucher::{LocalTime, Validity, VoucherData, Wifi, WifiSecurity},
};

pub(crate) const SSID: &str = "Miramar; Guests";
pub(crate) const WIFI_PASSWORD: &str = r#"sol,"mar":\2026"#;

pub(crate) fn local(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> LocalTime {
    chrono_tz::Europe::Madrid
        .with_ymd_and_hms(year, month, day, hour, minute, 0)
        .unwrap()
}

pub(crate) fn voucher() -> VoucherData {
    VoucherData {
        location: "Hotel Miramar".into(),
        wifi: Some(Wifi {
            ssid: SSID.into(),
            password: WIFI_PASSWORD.into(),
            security: WifiSecurity::Wpa,
            hidden: false,
        }),
        login_url: Some(
            "http://wifi.miramar.example/login?username={username}&password={password}".into(),
        ),
        username: "K7MWQ4XPRA".into(),
        password: "K7MWQ4XPRA".into(),
        is_code: true,
        devices: 2,
        validity: Validity::FromFirstLogin { seconds: 3 * 86400 },
        use_by: Some(local(2026, 7, 30, 12, 0)),
        prices: innkeeper::domain::location::Prices::default(),
        price: Some(Money {
            minor: 1200,
            currency: Currency(*b"EUR"),
        }),
        serial: 123,
        user_id: "Habitación 204".into(),
        issued_at: local(2026, 7, 2, 18, 30),
        product: "Wi-Fi, 3 days".into(),
    }
}

/// The same for the `n`th guest of a batch.
pub(crate) fn numbered(n: u64) -> VoucherData {
    let code = format!("K7MWQ{:05}", 20000 + n);
    VoucherData {
        username: code.clone(),
        password: code,
        serial: n,
        ..voucher()
    }
}
