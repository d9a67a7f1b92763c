//! QR codes: join the Wi-Fi, log in with the ticket.

use super::VoucherError;
use qrcode::{Color, EcLevel, QrCode, Version};

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
    /// Encodes each text at error correction level M, all in the smallest version that holds the longest of them, so
    /// that codes that stand side by side are of one size.
    pub fn of_one_size(texts: &[String]) -> Result<Vec<Self>, VoucherError> {
        let codes: Vec<QrCode> = texts
            .iter()
            .map(|text| encode(text, None))
            .collect::<Result<_, _>>()?;
        let Some(widest) = codes
            .iter()
            .max_by_key(|code| code.width())
            .map(|code| (code.width(), code.version()))
        else {
            return Ok(Vec::new());
        };
        texts
            .iter()
            .zip(codes)
            .map(|(text, code)| {
                if code.width() == widest.0 {
                    Ok(code)
                } else {
                    encode(text, Some(widest.1))
                }
            })
            .map(|code| code.map(|code| Self::of(&code)))
            .collect()
    }

    fn of(code: &QrCode) -> Self {
        let dark = code
            .to_colors()
            .into_iter()
            .map(|module| module == Color::Dark)
            .collect();
        Self {
            side: code.width(),
            dark,
        }
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

fn encode(text: &str, version: Option<Version>) -> Result<QrCode, VoucherError> {
    match version {
        Some(version) => QrCode::with_version(text, version, EcLevel::M),
        None => QrCode::with_error_correction_level(text, EcLevel::M),
    }
    .map_err(|_| VoucherError::QrTooLong { bytes: text.len() })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wifi_strings() {
        use WifiSecurity::{Open, Wep, Wpa};
        let check = |ssid, password, security, hidden, expected: &str| {
            assert_eq!(wifi_string(ssid, password, security, hidden), expected);
        };
        check(
            "Miramar",
            "summer 2026",
            Wpa,
            false,
            "WIFI:T:WPA;S:Miramar;P:summer 2026;;",
        );
        check("a;b", "c,d", Wpa, false, r"WIFI:T:WPA;S:a\;b;P:c\,d;;");
        check("a:b", r"c\d", Wpa, false, r"WIFI:T:WPA;S:a\:b;P:c\\d;;");
        check(
            r#"say "hi""#,
            "x",
            Wpa,
            false,
            r#"WIFI:T:WPA;S:say \"hi\";P:x;;"#,
        );
        check(
            r#"\;,:""#,
            r#"\;,:""#,
            Wpa,
            false,
            r#"WIFI:T:WPA;S:\\\;\,\:\";P:\\\;\,\:\";;"#,
        );
        check(
            "CAFE",
            "12345678",
            Wpa,
            false,
            r#"WIFI:T:WPA;S:"CAFE";P:"12345678";;"#,
        );
        check(
            "Cafe Miramar",
            "g2345678",
            Wpa,
            false,
            "WIFI:T:WPA;S:Cafe Miramar;P:g2345678;;",
        );
        check(
            "Open house",
            "not used",
            Open,
            false,
            "WIFI:T:nopass;S:Open house;;",
        );
        check(
            "Old one",
            "key",
            Wep,
            true,
            "WIFI:T:WEP;S:Old one;P:key;H:true;;",
        );
        check(
            "Café Ñandú",
            "contraseña",
            Wpa,
            false,
            "WIFI:T:WPA;S:Café Ñandú;P:contraseña;;",
        );
        check("", "", Wpa, false, "WIFI:T:WPA;S:;P:;;");
    }

    #[test]
    fn login_urls() {
        const TEMPLATE: &str = "http://h/login?username={username}&password={password}";
        let check = |template, username, password, expected: &str| {
            assert_eq!(login_url(template, username, password), expected);
        };
        check(
            TEMPLATE,
            "K7MWQ",
            "4XPRA",
            "http://h/login?username=K7MWQ&password=4XPRA",
        );
        check(
            TEMPLATE,
            "a b&c",
            "=%#?+/",
            "http://h/login?username=a%20b%26c&password=%3D%25%23%3F%2B%2F",
        );
        check(
            TEMPLATE,
            "Ñ-._~",
            "é",
            "http://h/login?username=%C3%91-._~&password=%C3%A9",
        );
        // What a guest chose is never a place to fill.
        check(
            TEMPLATE,
            "{password}",
            "x",
            "http://h/login?username=%7Bpassword%7D&password=x",
        );
        check("http://h/{other}/{", "u", "p", "http://h/{other}/{");
        check("{password}{username}{password}", "u", "p", "pup");
        check("", "u", "p", "");
    }

    #[test]
    fn too_long_is_an_error_not_a_panic() {
        let long = "x".repeat(2332);
        assert_eq!(
            Matrix::of_one_size(std::slice::from_ref(&long)),
            Err(VoucherError::QrTooLong { bytes: 2332 })
        );
        assert!(Matrix::of_one_size(&["x".repeat(2331)]).is_ok());
        assert_eq!(Matrix::of_one_size(&[]), Ok(Vec::new()));
    }

    #[test]
    fn codes_of_a_pair_are_of_one_size_and_bars_cover_the_dark_modules() -> Result<(), VoucherError>
    {
        let codes = Matrix::of_one_size(&["short".to_owned(), "long ".repeat(30)])?;
        let sides: Vec<usize> = codes.iter().map(Matrix::side).collect();
        assert_eq!(sides.first(), sides.last());
        for code in &codes {
            let dark = code.dark.iter().filter(|dark| **dark).count();
            assert_eq!(code.bars().map(|bar| bar.length).sum::<usize>(), dark);
            assert!(
                code.bars()
                    .all(|bar| bar.column + bar.length <= code.side && bar.row < code.side)
            );
        }
        Ok(())
    }
}
