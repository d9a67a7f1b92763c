//! Telephone numbers as receptionists type them, brought to the one form that networks take.
//!
//! A number is at most 15 digits, country code included, and no country code begins another's (ITU-T E.164, 6.1 and
//! 6.2.1). Country codes: ITU-T, "List of ITU-T Recommendation E.164 assigned country codes". Prefixes dialled and
//! lengths of national numbers: ITU-T, "Dialling procedures (international prefix, national (trunk) prefix and national
//! (significant) number)", and the national numbering plans presented to ITU-T under E.129. Which numbers are in use
//! inside a country changes every month and is left to the network that carries the message.

use serde::{Deserialize, Serialize};
use std::{fmt, ops::RangeInclusive, str::FromStr};

/// Digits that E.164 allows, country code included (6.1).
const MOST_DIGITS: usize = 15;
/// Fewest digits of a number that takes a message, country code included. E.164 sets none; the shortest plans (Niue,
/// Saint Helena) have four digits after a code of three.
const FEWEST_DIGITS: usize = 7;

/// A number in the international form of E.164: `+34600112233`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

/// A country whose national way of writing numbers is understood.
#[derive(Debug, Clone, Copy)]
pub struct Country {
    /// ISO 3166-1 alpha-2: `ES`.
    pub iso: &'static str,
    /// Country code of E.164, without the plus: `34`.
    pub code: &'static str,
    /// Dialled before a national number and not part of it; empty where there is none.
    trunk: &'static str,
    /// Digits of a national number, without the trunk prefix.
    length: Lengths,
    /// Time zones by which a house in this country is known.
    zones: &'static [&'static str],
}

/// How many digits, from and to. (`RangeInclusive` is not `Copy`.)
#[derive(Debug, Clone, Copy)]
struct Lengths {
    least: usize,
    most: usize,
}

/// Why a text is no telephone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Nothing but blanks.
    #[error("the number is empty")]
    Empty,
    /// Something that is neither digit nor separator.
    #[error("`{0}` is no part of a telephone number")]
    NotADigit(char),
    /// A plus that is not the first sign.
    #[error("a + stands only at the beginning of a number")]
    PlusInside,
    /// No country code begins like this.
    #[error("no country has a number that begins with +{0}")]
    NoSuchCountry(String),
    /// A national number, and nobody knows of which country.
    #[error("write the number with + and the country code, as in +34 600 11 22 33")]
    CountryMissing,
    /// Fewer digits than numbers of that country have.
    #[error("the number has {digits} digits; at least {least} are needed")]
    TooShort {
        /// Typed.
        digits: usize,
        /// Needed.
        least: usize,
    },
    /// More digits than numbers of that country have.
    #[error("the number has {digits} digits; at most {most} are possible")]
    TooLong {
        /// Typed.
        digits: usize,
        /// Possible.
        most: usize,
    },
}

impl PhoneNumber {
    /// Reads a number as typed or pasted: with `+`, with the prefix for calls abroad (`00`, in North America `011`), or as
    /// it is written inside `home`. Blanks, dashes, dots, slashes and brackets are skipped, and so is the `(0)` of
    /// `+44 (0)20 …`.
    pub fn parse(text: &str, home: Option<Country>) -> Result<Self, PhoneError> {
        let typed = Typed::of(text)?;
        if typed.plus {
            return international(&typed.digits);
        }
        let abroad = home.map_or("00", Country::abroad);
        if let Some(digits) = typed.digits.strip_prefix(abroad) {
            return international(digits);
        }
        let home = home.ok_or(PhoneError::CountryMissing)?;
        national(&typed.digits, home)
    }

    /// With the plus: `+34600112233`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Without the plus, as some SMS gateways want it: `34600112233`.
    pub fn digits(&self) -> &str {
        self.0.trim_start_matches('+')
    }
}

impl Country {
    /// All that are understood, by their names' codes.
    pub fn all() -> &'static [Self] {
        COUNTRIES
    }

    /// The country of an ISO 3166-1 alpha-2 code, in any case.
    pub fn of_iso(iso: &str) -> Option<Self> {
        COUNTRIES
            .iter()
            .find(|country| country.iso.eq_ignore_ascii_case(iso))
            .copied()
    }

    /// The country of a house in this time zone (name of the tz database), where that is plain.
    pub fn of_zone(zone: &str) -> Option<Self> {
        COUNTRIES
            .iter()
            .find(|country| country.zones.contains(&zone))
            .copied()
    }

    /// The prefix for calls abroad. ITU-T recommends 00; these have another.
    fn abroad(self) -> &'static str {
        match self.iso {
            "US" | "CA" | "DO" => "011",
            "AU" => "0011",
            "JP" => "010",
            "RU" | "BY" | "KZ" => "810",
            _ => "00",
        }
    }

    fn allows(self, national: &str) -> bool {
        (self.length.least..=self.length.most).contains(&national.len())
    }
}

impl PartialEq for Country {
    fn eq(&self, other: &Self) -> bool {
        self.iso == other.iso
    }
}

impl Eq for Country {}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} +{}", self.iso, self.code)
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PhoneNumber {
    type Err = PhoneError;

    /// The international form alone.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text, None)
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = PhoneError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}

/// What was typed, without what only separates.
struct Typed {
    plus: bool,
    digits: String,
}

impl Typed {
    fn of(text: &str) -> Result<Self, PhoneError> {
        let text = text.trim_matches(|one: char| one.is_whitespace() || is_mark(one));
        let text = text.strip_prefix("tel:").unwrap_or(text);
        // The bracketed trunk prefix of +44 (0)20 is not dialled from abroad.
        let text = text.replace("(0)", "");
        let mut typed = Self {
            plus: false,
            digits: String::new(),
        };
        for one in text.chars() {
            match one {
                '0'..='9' => typed.digits.push(one),
                '+' if typed.digits.is_empty() && !typed.plus => typed.plus = true,
                '+' => return Err(PhoneError::PlusInside),
                '-' | '.' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}' => {}
                _ if one.is_whitespace() || is_mark(one) => {}
                _ => return Err(PhoneError::NotADigit(one)),
            }
        }
        if typed.digits.is_empty() && !typed.plus {
            return Err(PhoneError::Empty);
        }
        Ok(typed)
    }
}

/// Invisible marks of direction, which telephones put around numbers that are copied from their address book.
fn is_mark(one: char) -> bool {
    matches!(one, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn international(digits: &str) -> Result<PhoneNumber, PhoneError> {
    let code = country_code(digits)
        .ok_or_else(|| PhoneError::NoSuchCountry(digits.chars().take(3).collect()))?;
    let national = digits.strip_prefix(code).unwrap_or_default();
    let countries = COUNTRIES.iter().filter(|country| country.code == code);
    let length = countries
        .map(|country| country.length)
        .reduce(Lengths::around);
    finish(code, national, length)
}

fn national(digits: &str, home: Country) -> Result<PhoneNumber, PhoneError> {
    let stripped = Some(home.trunk)
        .filter(|trunk| !trunk.is_empty())
        .and_then(|trunk| digits.strip_prefix(trunk));
    // The trunk prefix of Russia is also how its numbers may begin: what has the right length already is whole.
    let number = stripped
        .filter(|rest| home.allows(rest) || !home.allows(digits))
        .unwrap_or(digits);
    if !home.allows(number)
        && let Some(rest) = digits.strip_prefix(home.code)
        && home.allows(rest)
    {
        // 34600112233: the country code, and the plus forgotten.
        return finish(home.code, rest, Some(home.length));
    }
    finish(home.code, number, Some(home.length))
}

fn finish(code: &str, national: &str, length: Option<Lengths>) -> Result<PhoneNumber, PhoneError> {
    let bounds: RangeInclusive<usize> = match length {
        Some(length) => length.least..=length.most,
        None => FEWEST_DIGITS.saturating_sub(code.len())..=MOST_DIGITS.saturating_sub(code.len()),
    };
    // Where 0 is dialled before a national number, no number begins with it: +44 07700 is +44 7700.
    let trunk_zero = COUNTRIES
        .iter()
        .any(|country| country.code == code && country.trunk == "0");
    let national = if trunk_zero {
        national.trim_start_matches('0')
    } else {
        national
    };
    let digits = national.len();
    if digits < *bounds.start() {
        return Err(PhoneError::TooShort {
            digits,
            least: *bounds.start(),
        });
    }
    if digits > *bounds.end() {
        return Err(PhoneError::TooLong {
            digits,
            most: *bounds.end(),
        });
    }
    Ok(PhoneNumber(format!("+{code}{national}")))
}

fn country_code(digits: &str) -> Option<&'static str> {
    CODES
        .split_ascii_whitespace()
        .find(|code| digits.starts_with(code))
}

impl Lengths {
    fn around(self, other: Self) -> Self {
        Self {
            least: self.least.min(other.least),
            most: self.most.max(other.most),
        }
    }
}

/// Country codes assigned to countries and areas, and those of satellite and global mobile networks (870, 881 to 883).
/// Those of free and premium services (800, 808, 979 …) are no guest's telephone.
const CODES: &str = "1 7 20 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 \
    238 239 240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 \
    268 269 27 290 291 297 298 299 30 31 32 33 34 350 351 352 353 354 355 356 357 358 359 36 370 371 372 373 374 375 376 \
    377 378 379 380 381 382 383 385 386 387 389 39 40 41 420 421 423 43 44 45 46 47 48 49 500 501 502 503 504 505 506 507 \
    508 509 51 52 53 54 55 56 57 58 590 591 592 593 594 595 596 597 598 599 60 61 62 63 64 65 66 670 672 673 674 675 676 \
    677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 81 82 84 850 852 853 855 856 86 870 880 881 882 883 886 90 \
    91 92 93 94 95 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 98 992 993 994 995 996 998";

const fn country(
    iso: &'static str,
    code: &'static str,
    trunk: &'static str,
    least: usize,
    most: usize,
    zones: &'static [&'static str],
) -> Country {
    Country {
        iso,
        code,
        trunk,
        length: Lengths { least, most },
        zones,
    }
}

/// Where houses stand, and where most of their guests come from.
#[rustfmt::skip]
const COUNTRIES: &[Country] = &[
    country("AD", "376", "",   6,  9, &["Europe/Andorra"]),
    country("AE", "971", "0",  8,  9, &["Asia/Dubai"]),
    country("AL", "355", "0",  6,  9, &["Europe/Tirane"]),
    country("AR", "54",  "0", 10, 11, &["America/Argentina/Buenos_Aires"]),
    country("AT", "43",  "0",  7, 13, &["Europe/Vienna"]),
    country("AU", "61",  "0",  9,  9, &["Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane", "Australia/Perth", "Australia/Adelaide"]),
    country("BA", "387", "0",  8,  9, &["Europe/Sarajevo"]),
    country("BE", "32",  "0",  8,  9, &["Europe/Brussels"]),
    country("BG", "359", "0",  7,  9, &["Europe/Sofia"]),
    country("BR", "55",  "0", 10, 11, &["America/Sao_Paulo", "America/Bahia", "America/Recife", "America/Fortaleza"]),
    country("BY", "375", "8",  9, 10, &["Europe/Minsk"]),
    country("CA", "1",   "1", 10, 10, &["America/Toronto", "America/Vancouver", "America/Montreal", "America/Halifax", "America/Edmonton"]),
    country("CH", "41",  "0",  9,  9, &["Europe/Zurich"]),
    country("CL", "56",  "",   9,  9, &["America/Santiago"]),
    country("CN", "86",  "0",  9, 11, &["Asia/Shanghai"]),
    country("CO", "57",  "",   8, 10, &["America/Bogota"]),
    country("CR", "506", "",   8,  8, &["America/Costa_Rica"]),
    country("CY", "357", "",   8,  8, &["Asia/Nicosia"]),
    country("CZ", "420", "",   9,  9, &["Europe/Prague"]),
    country("DE", "49",  "0",  6, 11, &["Europe/Berlin"]),
    country("DK", "45",  "",   8,  8, &["Europe/Copenhagen"]),
    country("DO", "1",   "1", 10, 10, &["America/Santo_Domingo"]),
    country("DZ", "213", "0",  8,  9, &["Africa/Algiers"]),
    country("EC", "593", "0",  8,  9, &["America/Guayaquil"]),
    country("EE", "372", "",   7,  8, &["Europe/Tallinn"]),
    country("EG", "20",  "0",  8, 10, &["Africa/Cairo"]),
    country("ES", "34",  "",   9,  9, &["Europe/Madrid", "Atlantic/Canary", "Africa/Ceuta"]),
    country("FI", "358", "0",  5, 12, &["Europe/Helsinki", "Europe/Mariehamn"]),
    country("FR", "33",  "0",  9,  9, &["Europe/Paris"]),
    country("GB", "44",  "0",  9, 10, &["Europe/London", "Europe/Jersey", "Europe/Guernsey", "Europe/Isle_of_Man"]),
    country("GR", "30",  "",  10, 10, &["Europe/Athens"]),
    country("HK", "852", "",   8,  8, &["Asia/Hong_Kong"]),
    country("HR", "385", "0",  8,  9, &["Europe/Zagreb"]),
    country("HU", "36",  "06", 8,  9, &["Europe/Budapest"]),
    country("ID", "62",  "0",  8, 12, &["Asia/Jakarta", "Asia/Makassar"]),
    country("IE", "353", "0",  7, 10, &["Europe/Dublin"]),
    country("IL", "972", "0",  8,  9, &["Asia/Jerusalem"]),
    country("IN", "91",  "0", 10, 10, &["Asia/Kolkata"]),
    country("IS", "354", "",   7,  9, &["Atlantic/Reykjavik"]),
    // The 0 of Italian fixed lines is part of the number, abroad too.
    country("IT", "39",  "",   6, 11, &["Europe/Rome", "Europe/Vatican"]),
    country("JP", "81",  "0",  9, 10, &["Asia/Tokyo"]),
    country("KR", "82",  "0",  8, 10, &["Asia/Seoul"]),
    country("KZ", "7",   "8", 10, 10, &["Asia/Almaty"]),
    country("LI", "423", "",   7,  9, &["Europe/Vaduz"]),
    country("LT", "370", "0",  8,  8, &["Europe/Vilnius"]),
    country("LU", "352", "",   6, 11, &["Europe/Luxembourg"]),
    country("LV", "371", "",   8,  8, &["Europe/Riga"]),
    country("MA", "212", "0",  9,  9, &["Africa/Casablanca"]),
    country("MC", "377", "",   8,  9, &["Europe/Monaco"]),
    country("MD", "373", "0",  8,  8, &["Europe/Chisinau"]),
    country("ME", "382", "0",  8,  9, &["Europe/Podgorica"]),
    country("MK", "389", "0",  8,  8, &["Europe/Skopje"]),
    country("MT", "356", "",   8,  8, &["Europe/Malta"]),
    country("MX", "52",  "",  10, 11, &["America/Mexico_City", "America/Cancun", "America/Tijuana"]),
    country("MY", "60",  "0",  8, 10, &["Asia/Kuala_Lumpur"]),
    country("NL", "31",  "0",  9, 11, &["Europe/Amsterdam"]),
    country("NO", "47",  "",   8, 12, &["Europe/Oslo"]),
    country("NZ", "64",  "0",  8, 10, &["Pacific/Auckland"]),
    country("PE", "51",  "0",  8,  9, &["America/Lima"]),
    country("PH", "63",  "0",  8, 10, &["Asia/Manila"]),
    country("PL", "48",  "",   9,  9, &["Europe/Warsaw"]),
    country("PT", "351", "",   9,  9, &["Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"]),
    country("QA", "974", "",   8,  8, &["Asia/Qatar"]),
    country("RO", "40",  "0",  9,  9, &["Europe/Bucharest"]),
    country("RS", "381", "0",  7, 12, &["Europe/Belgrade"]),
    country("RU", "7",   "8", 10, 10, &["Europe/Moscow", "Europe/Kaliningrad", "Asia/Yekaterinburg"]),
    country("SA", "966", "0",  8,  9, &["Asia/Riyadh"]),
    country("SE", "46",  "0",  7, 13, &["Europe/Stockholm"]),
    country("SG", "65",  "",   8,  8, &["Asia/Singapore"]),
    country("SI", "386", "0",  8,  8, &["Europe/Ljubljana"]),
    country("SK", "421", "0",  9,  9, &["Europe/Bratislava"]),
    country("SM", "378", "",   6, 10, &["Europe/San_Marino"]),
    country("TH", "66",  "0",  8,  9, &["Asia/Bangkok"]),
    country("TN", "216", "",   8,  8, &["Africa/Tunis"]),
    country("TR", "90",  "0", 10, 10, &["Europe/Istanbul"]),
    country("TW", "886", "0",  8,  9, &["Asia/Taipei"]),
    country("UA", "380", "0",  9,  9, &["Europe/Kyiv", "Europe/Kiev"]),
    country("US", "1",   "1", 10, 10, &["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix", "Pacific/Honolulu"]),
    country("UY", "598", "0",  8,  8, &["America/Montevideo"]),
    country("VN", "84",  "0",  9, 10, &["Asia/Ho_Chi_Minh"]),
    country("ZA", "27",  "0",  9,  9, &["Africa/Johannesburg"]),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what must hold")]

    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, home: &str) -> Result<String, PhoneError> {
        PhoneNumber::parse(text, Country::of_iso(home)).map(String::from)
    }

    #[test]
    fn numbers_as_they_are_typed() {
        #[rustfmt::skip]
        let table = [
            ("ES", "+34 600 11 22 33",        "+34600112233"),
            ("ES", "0034600112233",           "+34600112233"),
            ("ES", "600112233",               "+34600112233"),
            ("ES", "600-11.22/33",            "+34600112233"),
            ("ES", "34 600 112 233",          "+34600112233"),
            ("ES", "\u{202a}+34 600\u{a0}11 22 33\u{202c}", "+34600112233"),
            ("ES", "tel:+34600112233",        "+34600112233"),
            ("ES", "+44 (0)7700 900123",      "+447700900123"),
            ("ES", "+4407700900123",          "+447700900123"),
            ("GB", "07700 900123",            "+447700900123"),
            ("GB", "7700 900123",             "+447700900123"),
            ("IT", "347 123 4567",            "+393471234567"),
            ("IT", "06 6982 1234",            "+390669821234"),
            ("ES", "+39 06 6982 1234",        "+390669821234"),
            ("DE", "0151 12345678",           "+4915112345678"),
            ("DE", "49 151 12345678",         "+4915112345678"),
            ("HU", "06 20 123 4567",          "+36201234567"),
            ("RU", "8 912 345 67 89",         "+79123456789"),
            ("RU", "8005553535",              "+78005553535"),
            ("RU", "810 34 600112233",        "+34600112233"),
            ("US", "(212) 555-0123",          "+12125550123"),
            ("US", "1 212 555 0123",          "+12125550123"),
            ("US", "011 34 600 112233",       "+34600112233"),
            ("",   "00351 912 345 678",       "+351912345678"),
            ("ES", "+290 1234",               "+2901234"),
        ];
        for (home, typed, expected) in table {
            let read = read(typed, home);
            assert_eq!(read.as_deref(), Ok(expected), "{home} {typed:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_told_why() {
        use PhoneError as E;
        #[rustfmt::skip]
        let table = [
            ("ES", "",                   E::Empty),
            ("ES", "  ",                 E::Empty),
            ("ES", "--",                 E::Empty),
            ("ES", "600 11 22 3O",       E::NotADigit('O')),
            ("ES", "reception",          E::NotADigit('r')),
            ("ES", "٦٠٠١١٢٢٣٣",          E::NotADigit('٦')),
            ("ES", "600+112233",         E::PlusInside),
            ("ES", "++34600112233",      E::PlusInside),
            ("ES", "60011223",           E::TooShort { digits: 8, least: 9 }),
            ("ES", "6001122334",         E::TooLong { digits: 10, most: 9 }),
            ("ES", "+34 60011223",       E::TooShort { digits: 8, least: 9 }),
            ("ES", "+",                  E::NoSuchCountry(String::new())),
            ("ES", "+999 123 456 789",   E::NoSuchCountry("999".to_owned())),
            ("ES", "+872 12345678",      E::NoSuchCountry("872".to_owned())),
            ("ES", "+0034 600112233",    E::NoSuchCountry("003".to_owned())),
            ("ES", "+290 123",           E::TooShort { digits: 3, least: 4 }),
            ("ES", "+92 12345678901234", E::TooLong { digits: 14, most: 13 }),
            ("",   "600112233",          E::CountryMissing),
        ];
        for (home, typed, expected) in table {
            assert_eq!(read(typed, home), Err(expected), "{home} {typed:?}");
        }
    }

    #[test]
    fn the_tables_agree_with_each_other_and_with_the_recommendation() {
        let codes: Vec<_> = CODES.split_ascii_whitespace().collect();
        for code in &codes {
            let others = codes.iter().filter(|other| other.starts_with(code));
            assert_eq!(others.count(), 1, "+{code} begins another code");
        }
        for country in COUNTRIES {
            assert!(codes.contains(&country.code), "{country}");
            assert!(
                country.code.len() + country.length.most <= MOST_DIGITS,
                "{country}"
            );
            assert!(country.length.least <= country.length.most, "{country}");
            assert_eq!(
                Country::of_iso(country.iso),
                Some(*country),
                "{country} twice"
            );
            for zone in country.zones {
                assert!(zone.parse::<crate::domain::time::Zone>().is_ok(), "{zone}");
                assert_eq!(Country::of_zone(zone), Some(*country), "{zone} twice");
            }
        }
        assert_eq!(Country::of_zone("Europe/Madrid").unwrap().iso, "ES");
        assert_eq!(Country::of_zone("UTC"), None);
    }

    proptest! {
        /// What was read is a number of E.164, and reading it again changes nothing, wherever the house stands.
        #[test]
        fn what_is_read_is_read_the_same_again(text in "[+0-9 ()./-]{0,20}", home in any::<prop::sample::Index>()) {
            let home = *home.get(COUNTRIES);
            if let Ok(number) = PhoneNumber::parse(&text, Some(home)) {
                let digits = number.digits();
                prop_assert!(digits.bytes().all(|one| one.is_ascii_digit()));
                prop_assert!((FEWEST_DIGITS..=MOST_DIGITS).contains(&digits.len()));
                prop_assert!(country_code(digits).is_some());
                prop_assert_eq!(PhoneNumber::parse(number.as_str(), Some(home)), Ok(number.clone()));
                prop_assert_eq!(number.as_str().parse::<PhoneNumber>(), Ok(number));
            }
        }

        #[test]
        fn no_text_is_too_strange(text in any::<String>()) {
            let _ = PhoneNumber::parse(&text, Country::of_iso("ES"));
        }
    }
}
