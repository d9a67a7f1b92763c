//! QR codes: join the Wi-Fi, log in with the ticket.

use super::VoucherError;
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around a code that no ink may touch (ISO/IEC 18004, 6.3.8).
pub const QUIET_ZONE: usize = 4;

/// How the Wi-Fi is protected, in the terms of the `T` field of a `WIFI:` string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum WifiSecurity {
    /// WPA, WPA2 and WPA3 personal: one passphrase.
    #[default]
    Wpa,
    /// WEP, for gateways that time forgot.
    Wep,
    /// No password.
    Open,
}

/// The dark and light modules of a code, without its quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    side: usize,
    dark: Vec<bool>,
}

/// Dark modules that touch in one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// Column of the first, from the left edge of the code.
    pub column: usize,
    /// Row, from the top.
    pub row: usize,
    /// How many.
    pub length: usize,
}

impl Matrix {
    /// Encodes `text` at error correction level M, in the smallest version that holds it.
    pub fn new(text: &str) -> Result<Self, VoucherError> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M)
            .map_err(|_| VoucherError::QrTooLong { bytes: text.len() })?;
        let dark = code
            .to_colors()
            .into_iter()
            .map(|module| module == Color::Dark)
            .collect();
        Ok(Self {
            side: code.width(),
            dark,
        })
    }

    /// Modules along one edge, quiet zone not counted.
    pub fn side(&self) -> usize {
        self.side
    }

    /// Modules along one edge, quiet zone counted on both sides.
    pub fn side_with_quiet_zone(&self) -> usize {
        self.side + 2 * QUIET_ZONE
    }

    /// The dark modules, each once, as bars.
    pub fn bars(&self) -> impl Iterator<Item = Bar> {
        self.dark
            .chunks(self.side.max(1))
            .enumerate()
            .flat_map(|(row, modules)| bars_of_row(row, modules))
    }
}

fn bars_of_row(row: usize, modules: &[bool]) -> impl Iterator<Item = Bar> {
    let mut column = 0;
    modules.chunk_by(|a, b| a == b).filter_map(move |run| {
        let bar = Bar {
            column,
            row,
            length: run.len(),
        };
        column += run.len();
        (run.first() == Some(&true)).then_some(bar)
    })
}

/// The string by which phones join a network: `WIFI:T:WPA;S:name;P:password;;`.
///
/// Backslash, semicolon, comma, colon and quotation mark are escaped by a backslash. A name or password that could be
/// read as hexadecimal digits stands in quotation marks, or a phone may take `CAFE` for two bytes (zxing wiki,
/// "Barcode Contents", Wi-Fi network config).
pub fn wifi_string(ssid: &str, password: &str, security: WifiSecurity, hidden: bool) -> String {
    let name = wifi_value(ssid);
    let hidden = if hidden { "H:true;" } else { "" };
    match security {
        WifiSecurity::Open => format!("WIFI:T:nopass;S:{name};{hidden};"),
        WifiSecurity::Wpa => format!("WIFI:T:WPA;S:{name};P:{};{hidden};", wifi_value(password)),
        WifiSecurity::Wep => format!("WIFI:T:WEP;S:{name};P:{};{hidden};", wifi_value(password)),
    }
}

fn wifi_value(value: &str) -> String {
    let looks_hexadecimal = !value.is_empty() && value.chars().all(|c| c.is_ascii_hexdigit());
    if looks_hexadecimal {
        return format!("\"{value}\"");
    }
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        if matches!(character, '\\' | ';' | ',' | ':' | '"') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Fills `{username}` and `{password}` of a login URL, both percent-encoded (GATEWAYS 1.4).
pub fn login_url(template: &str, username: &str, password: &str) -> String {
    // One pass: a user name that contains "{password}" is not a place to fill.
    let mut url = String::with_capacity(template.len() + username.len() + password.len());
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (before, from_brace) = rest.split_at(start);
        url.push_str(before);
        rest = if let Some(after) = from_brace.strip_prefix("{username}") {
            push_encoded(&mut url, username);
            after
        } else if let Some(after) = from_brace.strip_prefix("{password}") {
            push_encoded(&mut url, password);
            after
        } else {
            url.push('{');
            from_brace.strip_prefix('{').unwrap_or_default()
        };
    }
    url.push_str(rest);
    url
}

/// Everything but the unreserved characters of RFC 3986, 2.3 as `%XX` of its UTF-8 bytes.
fn push_encoded(url: &mut String, value: &str) {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            url.push('%');
            url.extend(
                [byte >> 4, byte & 15]
                    .iter()
                    .filter_map(|nibble| DIGITS.get(usize::from(*nibble))),
            );
        }
    }
}
