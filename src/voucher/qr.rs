//! QR codes: join the Wi-Fi, log in with the ticket.

use super::VoucherError;
use fast_qr::{ECL, QRBuilder, Version};
use std::{collections::VecDeque, sync::Arc};

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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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

/// One code of the smallest size as PNG, quiet zone included, a few pixels to a module.
pub fn png(text: &str) -> Result<Vec<u8>, VoucherError> {
    super::mail::picture(&encode(text, None)?.matrix).png()
}

/// Codes that an [`Encoder`] keeps; a voucher has two.
const KEPT_CODES: usize = 4;

/// Makes the codes of vouchers, one voucher after the other. A code that was on the voucher before, such as that of the
/// Wi-Fi, is not made again.
#[derive(Debug, Default)]
pub struct Encoder {
    /// The last ones, newest first.
    made: VecDeque<Made>,
}

#[derive(Debug, Clone)]
struct Made {
    text: String,
    version: Version,
    /// No smaller version holds the text.
    smallest: bool,
    matrix: Arc<Matrix>,
}

impl Encoder {
    /// Encodes each text at error correction level M, all in the smallest version that holds the longest of them, so
    /// that codes that stand side by side are of one size.
    pub fn of_one_size(&mut self, texts: &[String]) -> Result<Vec<Arc<Matrix>>, VoucherError> {
        let Some(longest) = texts.iter().max_by_key(|text| text.len()) else {
            return Ok(Vec::new());
        };
        let version = self.code(longest, None)?.version;
        self.all(texts, version).or_else(|_| {
            // The longest is not the largest: eighty digits need less room than sixty letters.
            let mut widest = version;
            for text in texts {
                let version = self.code(text, None)?.version;
                if version as usize > widest as usize {
                    widest = version;
                }
            }
            self.all(texts, widest)
        })
    }

    fn all(
        &mut self,
        texts: &[String],
        version: Version,
    ) -> Result<Vec<Arc<Matrix>>, VoucherError> {
        texts
            .iter()
            .map(|text| Ok(self.code(text, Some(version))?.matrix))
            .collect()
    }

    /// In this version, or in the smallest.
    fn code(&mut self, text: &str, version: Option<Version>) -> Result<Made, VoucherError> {
        let known = self.made.iter().position(|made| {
            made.text == text
                && version.map_or(made.smallest, |version| {
                    made.version as usize == version as usize
                })
        });
        let made = match known.and_then(|place| self.made.remove(place)) {
            Some(made) => made,
            None => encode(text, version)?,
        };
        self.made.push_front(made.clone());
        self.made.truncate(KEPT_CODES);
        Ok(made)
    }
}

fn encode(text: &str, version: Option<Version>) -> Result<Made, VoucherError> {
    let too_long = || VoucherError::QrTooLong { bytes: text.len() };
    let mut builder = QRBuilder::new(text);
    let _ = builder.ecl(ECL::M);
    if let Some(version) = version {
        let _ = builder.version(version);
    }
    let code = builder.build().map_err(|_| too_long())?;
    let side = code.size;
    let dark = code.data.iter().take(side * side);
    Ok(Made {
        text: text.to_owned(),
        version: code.version.ok_or_else(too_long)?,
        smallest: version.is_none(),
        matrix: Arc::new(Matrix {
            side,
            dark: dark.map(|module| module.value()).collect(),
        }),
    })
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
#[allow(clippy::indexing_slicing, reason = "a test fails by panicking")]
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
        let mut encoder = Encoder::default();
        assert_eq!(
            encoder.of_one_size(std::slice::from_ref(&long)),
            Err(VoucherError::QrTooLong { bytes: 2332 })
        );
        assert!(encoder.of_one_size(&["x".repeat(2331)]).is_ok());
        assert_eq!(encoder.of_one_size(&[]), Ok(Vec::new()));
    }

    /// Sides of the codes of these texts, made together.
    fn sides(texts: [&str; 2]) -> Result<Vec<usize>, VoucherError> {
        let texts = texts.map(str::to_owned);
        let codes = Encoder::default().of_one_size(&texts)?;
        Ok(codes.iter().map(|code| code.side()).collect())
    }

    #[test]
    fn codes_of_a_pair_are_of_one_size() -> Result<(), VoucherError> {
        // ISO/IEC 18004, table 7: level M holds 14 bytes in version 1 (21 modules), 26 in 2, 122 in 7 (45 modules).
        assert_eq!(sides(["short", &"long ".repeat(24)])?, [45, 45]);
        assert_eq!(sides(["a way to a page", "a name"])?, [25, 25]);
        // 48 digits fit into version 2, 30 small letters into version 3 (29 modules).
        assert_eq!(sides([&"7".repeat(48), &"x".repeat(30)])?, [29, 29]);
        Ok(())
    }

    #[test]
    fn a_code_that_was_made_before_is_not_made_again_nor_made_larger() -> Result<(), VoucherError> {
        let mut encoder = Encoder::default();
        let mut pair = |login: &str| encoder.of_one_size(&["WIFI".into(), login.into()]);
        let (first, second) = (pair("http://wifi/?u=A")?, pair("http://wifi/?u=B")?);
        let large = pair(&"http://wifi/".repeat(9))?;
        let third = pair("http://wifi/?u=C")?;
        assert!(Arc::ptr_eq(&first[0], &second[0]));
        assert_eq!(first[0], third[0]);
        assert_ne!(first[1], second[1]);
        assert!(large[0].side() > third[0].side());
        Ok(())
    }

    #[test]
    fn bars_cover_the_dark_modules_once() -> Result<(), VoucherError> {
        let code = &Encoder::default().of_one_size(&["http://wifi.miramar.example/".into()])?[0];
        let mut dark = vec![false; code.side * code.side];
        for bar in code.bars() {
            for column in bar.column..bar.column + bar.length {
                let module = &mut dark[bar.row * code.side + column];
                assert!(!std::mem::replace(module, true), "{bar:?}");
            }
        }
        assert_eq!(dark, code.dark);
        Ok(())
    }
}
