//! Codes: what is printed on a voucher and typed by a guest (DESIGN 3.7).

use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

/// Capital letters and digits without those that are mistaken for one another (0 and O, 1 and I, Q and O).
pub const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKLMNPRSTUVWXYZ";

/// Characters of a code where the ticket type says nothing, without prefix and dashes: 31^10, a little more than 49 bits.
pub const LENGTH: usize = 10;

/// Random characters of a code at least: 31^8, a little less than 40 bits. With 5,000 live tickets, somebody who tries a
/// thousand codes a second finds one in two days, and each failed login waits half a second (DESIGN 3.8).
pub const LENGTH_MIN: u8 = 8;

/// Random characters of a code at most: more would not be typed.
pub const LENGTH_MAX: u8 = 20;

/// Characters of a prefix at most.
pub const PREFIX_MAX: usize = 8;

/// Characters between two dashes at most.
const GROUP_MAX: usize = 5;

/// What the codes of a ticket type look like: `PREFIX-XXXXX-XXXXX`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeForm {
    /// Random characters, [`LENGTH_MIN`] to [`LENGTH_MAX`].
    pub length: u8,
    /// In front of them; of the same alphabet, so that it is typed without a doubt; empty = none.
    pub prefix: String,
}

/// Why codes cannot look like this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeFormError {
    /// Too easily guessed, or too long.
    #[error("a code has {LENGTH_MIN} to {LENGTH_MAX} random characters")]
    Length,
    /// Too long.
    #[error("a prefix has at most {PREFIX_MAX} characters")]
    LongPrefix,
    /// A sign that is mistaken for another.
    #[error("a prefix is made of capital letters and digits without 0, 1, I, O and Q: not `{0}`")]
    PrefixSign(char),
}

impl Default for CodeForm {
    fn default() -> Self {
        Self {
            length: 10,
            prefix: String::new(),
        }
    }
}

impl CodeForm {
    /// Whether codes can look like this.
    pub fn check(&self) -> Result<(), CodeFormError> {
        if !(LENGTH_MIN..=LENGTH_MAX).contains(&self.length) {
            return Err(CodeFormError::Length);
        }
        if self.prefix.chars().count() > PREFIX_MAX {
            return Err(CodeFormError::LongPrefix);
        }
        let strange = self.prefix.chars().find(|c| !in_alphabet(*c));
        strange.map_or(Ok(()), |sign| Err(CodeFormError::PrefixSign(sign)))
    }

    /// A fresh code as it is shown. Every code is equally likely: of five random bits those are drawn again that name no
    /// character.
    pub fn generate<R: CryptoRng + ?Sized>(&self, rng: &mut R) -> String {
        let mut code = self.prefix.clone();
        for group in groups(usize::from(self.length)) {
            if !code.is_empty() {
                code.push('-');
            }
            let end = code.len() + group;
            while code.len() < end {
                let drawn = usize::try_from(rng.next_u32() >> 27)
                    .ok()
                    .and_then(|index| ALPHABET.get(index));
                code.extend(drawn.map(|&character| char::from(character)));
            }
        }
        code
    }
}

fn in_alphabet(character: char) -> bool {
    u8::try_from(character).is_ok_and(|byte| ALPHABET.contains(&byte))
}

/// The lengths of the groups of so many characters: as few as possible and as even as possible, the longer ones first.
fn groups(length: usize) -> impl Iterator<Item = usize> {
    let count = length.div_ceil(GROUP_MAX).max(1);
    (0..count).map(move |place| length / count + usize::from(place < length % count))
}

/// Longest User-Name: an attribute holds 253 octets (RFC 2865, section 5).
pub const MAX_USERNAME_OCTETS: usize = 253;

/// Longest password: PAP hides at most 128 octets (RFC 2865, 5.2).
pub const MAX_PASSWORD_OCTETS: usize = 128;

/// Why chosen credentials cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    /// The user name has no character that counts.
    #[error("the user name is empty")]
    EmptyUsername,
    /// The password has no character.
    #[error("the password is empty")]
    EmptyPassword,
    /// The user name is too long for a RADIUS attribute.
    #[error("the user name has {0} octets, at most {MAX_USERNAME_OCTETS} can be sent")]
    LongUsername(usize),
    /// The password is too long for PAP.
    #[error("the password has {0} octets, at most {MAX_PASSWORD_OCTETS} can be sent")]
    LongPassword(usize),
    /// A character that no keyboard types and no printer prints.
    #[error("control characters cannot be used")]
    ControlCharacter,
}

/// A fresh code of the usual form, `XXXXX-XXXXX`.
pub fn generate<R: CryptoRng + ?Sized>(rng: &mut R) -> String {
    CodeForm::default().generate(rng)
}

/// The form in which user names and codes are compared and looked up: without dashes and white space, in capitals.
pub fn lookup_form(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| *c != '-' && !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect()
}

/// Whether a text is a code of [`CodeForm::generate`], exactly as shown.
pub fn is_code(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_body = |parts: &[&str]| {
        let length = parts.iter().map(|part| part.len()).sum();
        (usize::from(LENGTH_MIN)..=usize::from(LENGTH_MAX)).contains(&length)
            && groups(length).eq(parts.iter().map(|part| part.len()))
    };
    let has_prefix = |first: &str| (1..=PREFIX_MAX).contains(&first.len());
    text.chars().all(|c| c == '-' || in_alphabet(c))
        && (is_body(&parts)
            || parts
                .split_first()
                .is_some_and(|(first, rest)| has_prefix(first) && is_body(rest)))
}

/// Whether the guest typed the stored password: exactly, or for a code with or without its dash and in any case.
/// Takes as long for a wrong one as for a right one of its length.
pub fn same_password(typed: &str, stored: &str) -> bool {
    let same = |a: &str, b: &str| bool::from(a.as_bytes().ct_eq(b.as_bytes()));
    same(typed, stored) || is_code(stored) && same(&lookup_form(typed), &lookup_form(stored))
}

/// The ways to type a stored password that are tried where only a digest of the typed one arrives (CHAP, MS-CHAPv2):
/// as stored; for a code also without its dash and in lower case.
pub fn spellings(stored: &str) -> Vec<String> {
    let mut spellings = vec![stored.to_owned()];
    if is_code(stored) {
        let bare = stored.replace('-', "");
        let lower = stored.to_ascii_lowercase();
        let bare_lower = bare.to_ascii_lowercase();
        spellings.extend([bare, lower, bare_lower]);
        spellings.dedup();
    }
    spellings
}

/// What nobody sees and nobody can type.
fn unseen(c: char) -> bool {
    c.is_control() || super::fields::turns_writing(c)
}

/// Whether a chosen user name can be sent by RADIUS and typed by a guest.
pub fn check_username(username: &str) -> Result<(), CredentialError> {
    match () {
        () if lookup_form(username).is_empty() => Err(CredentialError::EmptyUsername),
        () if username.len() > MAX_USERNAME_OCTETS => {
            Err(CredentialError::LongUsername(username.len()))
        }
        () if username.chars().any(unseen) => Err(CredentialError::ControlCharacter),
        () => Ok(()),
    }
}

/// Whether chosen credentials (special tickets) can be sent by RADIUS and typed by a guest.
pub fn check_credentials(username: &str, password: &str) -> Result<(), CredentialError> {
    check_username(username)?;
    match () {
        () if password.is_empty() => Err(CredentialError::EmptyPassword),
        () if password.len() > MAX_PASSWORD_OCTETS => {
            Err(CredentialError::LongPassword(password.len()))
        }
        () if password.chars().any(unseen) => Err(CredentialError::ControlCharacter),
        () => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand::{SeedableRng, rngs::StdRng};
    use std::collections::HashMap;

    #[test]
    fn codes_have_their_form_and_are_even() {
        let mut rng = StdRng::seed_from_u64(1);
        let mut counts: HashMap<char, u32> = HashMap::new();
        for _ in 0..3100 {
            let code = generate(&mut rng);
            assert!(is_code(&code), "{code}");
            for character in code.chars().filter(|c| *c != '-') {
                *counts.entry(character).or_default() += 1;
            }
        }
        assert_eq!(counts.len(), ALPHABET.len());
        // 1000 of each are expected with a standard deviation of 31; a character that is drawn twice as often is found.
        assert!(
            counts.values().all(|count| (850..1150).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn forms() {
        let mut rng = StdRng::seed_from_u64(2);
        for length in LENGTH_MIN..=LENGTH_MAX {
            for prefix in ["", "V", "EVT", "ABCDE", "ABCDEFGH"] {
                let form = CodeForm {
                    length,
                    prefix: prefix.to_owned(),
                };
                assert_eq!(form.check(), Ok(()));
                let code = form.generate(&mut rng);
                let signs = code.chars().filter(|c| *c != '-').count();
                assert_eq!(signs, usize::from(length) + prefix.len(), "{code}");
                assert!(is_code(&code), "{code}");
                assert!(
                    same_password(&code.replace('-', " ").to_lowercase(), &code),
                    "{code}"
                );
                assert!(
                    code.split('-')
                        .skip(usize::from(!prefix.is_empty()))
                        .all(|group| group.len() <= GROUP_MAX && group.len() >= 3),
                    "{code}"
                );
            }
        }
        let check = |length, prefix: &str| {
            let prefix = prefix.to_owned();
            CodeForm { length, prefix }.check()
        };
        assert_eq!(check(7, ""), Err(CodeFormError::Length));
        assert_eq!(check(21, ""), Err(CodeFormError::Length));
        assert_eq!(check(10, "ABCDEFGHJ"), Err(CodeFormError::LongPrefix));
        assert_eq!(check(10, "SOL"), Err(CodeFormError::PrefixSign('O')));
        for chosen in [
            "SUMMER-PARTY",
            "abcde-fghjk",
            "ABCDEFGHJK2",
            "A-B-C-D-E-F-G-H",
            "",
            "-",
        ] {
            assert!(!is_code(chosen), "{chosen}");
        }
    }

    #[test]
    fn passwords() {
        #[rustfmt::skip]
        let table = [
            ("as shown",                  "ABCDE-23456",   "ABCDE-23456", true),
            ("without dash",              "ABCDE23456",    "ABCDE-23456", true),
            ("lower case, blanks",        " abcde 23456 ", "ABCDE-23456", true),
            ("another code",              "ABCDE-23457",   "ABCDE-23456", false),
            ("chosen: exact",             "Geheim-1",      "Geheim-1",    true),
            ("chosen: case counts",       "geheim-1",      "Geheim-1",    false),
            ("chosen: dash counts",       "Geheim1",       "Geheim-1",    false),
            ("chosen, looks like a code", "abcde-23456",   "abcde-23457", false),
            ("empty",                     "",              "ABCDE-23456", false),
        ];
        for (name, typed, stored, expected) in table {
            assert_eq!(same_password(typed, stored), expected, "{name}");
        }
    }

    #[test]
    fn chosen_credentials() {
        let long = |octets: usize| "x".repeat(octets);
        let table = [
            ("ok", "ana".to_owned(), "p".to_owned(), Ok(())),
            ("longest", long(253), long(128), Ok(())),
            (
                "long name",
                long(254),
                long(1),
                Err(CredentialError::LongUsername(254)),
            ),
            (
                "long password",
                long(1),
                long(129),
                Err(CredentialError::LongPassword(129)),
            ),
            (
                "octets count, not letters",
                "é".repeat(127),
                long(1),
                Err(CredentialError::LongUsername(254)),
            ),
            (
                "nothing to look up",
                " - ".to_owned(),
                long(1),
                Err(CredentialError::EmptyUsername),
            ),
            (
                "no password",
                long(1),
                String::new(),
                Err(CredentialError::EmptyPassword),
            ),
            (
                "line break",
                "a\nb".to_owned(),
                long(1),
                Err(CredentialError::ControlCharacter),
            ),
            (
                "delete",
                "ab".to_owned(),
                "\u{7f}".to_owned(),
                Err(CredentialError::ControlCharacter),
            ),
        ];
        for (name, username, password, expected) in table {
            assert_eq!(check_credentials(&username, &password), expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn every_spelling_is_the_same_code(seed: u64) {
            let code = generate(&mut StdRng::seed_from_u64(seed));
            for spelling in spellings(&code) {
                prop_assert!(same_password(&spelling, &code));
                prop_assert_eq!(lookup_form(&spelling), lookup_form(&code));
            }
        }

        #[test]
        fn the_lookup_form_is_final(typed in ".*") {
            let form = lookup_form(&typed);
            prop_assert_eq!(lookup_form(&form), form);
        }
    }
}
