//! E-mail addresses as receptionists type them.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An address that a mail can be sent to: `ana@example.org`. What RFC 5321 allows besides and nobody has (quoted names,
/// addresses of numbers) is refused, because here it is a slip of the hand.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// Why a text is no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Nothing but blanks.
    #[error("the address is empty")]
    Empty,
    /// No `@`, or several.
    #[error("an address has one @: name@example.org")]
    At,
    /// Something that cannot stand in an address.
    #[error("{0:?} cannot stand in an address")]
    Sign(char),
    /// Before the `@`: nothing, too much, or a dot where none may be.
    #[error("what stands before the @ is no name")]
    Name,
    /// After the `@`: no name of a mail domain.
    #[error("what stands after the @ is no domain, as example.org is one")]
    Domain,
}

/// Octets of the part before the `@` (RFC 5321, 4.5.3.1.1).
const NAME_MAX: usize = 64;
/// Octets of a domain (RFC 5321, 4.5.3.1.2; RFC 1035, 2.3.4) and of one label of it.
const DOMAIN_MAX: usize = 253;
const LABEL_MAX: usize = 63;

/// Domains of which most guests have their mail: a letter beside one of them is a slip.
const WELL_KNOWN: [&str; 22] = [
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.es",
    "hotmail.it",
    "hotmail.fr",
    "hotmail.co.uk",
    "outlook.com",
    "outlook.es",
    "live.com",
    "yahoo.com",
    "yahoo.es",
    "yahoo.it",
    "yahoo.fr",
    "yahoo.co.uk",
    "icloud.com",
    "libero.it",
    "gmx.de",
    "gmx.net",
    "web.de",
    "orange.fr",
    "telefonica.net",
];

impl EmailAddress {
    /// Reads an address as typed or pasted: blanks around it, `mailto:` and angle brackets are skipped.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        let text = text
            .strip_prefix('<')
            .and_then(|text| text.strip_suffix('>'))
            .unwrap_or(text);
        if text.is_empty() {
            return Err(EmailError::Empty);
        }
        if let Some(sign) = text.chars().find(|one| !is_allowed(*one)) {
            return Err(EmailError::Sign(sign));
        }
        let (name, domain) = text.split_once('@').ok_or(EmailError::At)?;
        if domain.contains('@') {
            return Err(EmailError::At);
        }
        if !(1..=NAME_MAX).contains(&name.len()) || name.split('.').any(str::is_empty) {
            return Err(EmailError::Name);
        }
        let labels: Vec<_> = domain.split('.').collect();
        let last_is_a_number = labels
            .last()
            .is_some_and(|label| label.bytes().all(|one| one.is_ascii_digit()));
        if domain.len() > DOMAIN_MAX
            || labels.len() < 2
            || last_is_a_number
            || !labels.iter().all(|label| is_label(label))
        {
            return Err(EmailError::Domain);
        }
        Ok(Self(format!("{name}@{}", domain.to_lowercase())))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the `@`.
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// The address that was probably meant, where the domain is one slip away from a well-known one.
    pub fn suggestion(&self) -> Option<String> {
        let (name, domain) = self.0.split_once('@')?;
        if WELL_KNOWN.contains(&domain) {
            return None;
        }
        let meant = WELL_KNOWN.iter().find(|known| is_one_slip(known, domain))?;
        Some(format!("{name}@{meant}"))
    }
}

/// Letters and digits of any script, and the punctuation of an "atom" (RFC 5322, 3.2.3).
fn is_allowed(one: char) -> bool {
    one.is_alphanumeric() || "@.!#$%&'*+-/=?^_`{|}~".contains(one)
}

fn is_label(label: &str) -> bool {
    (1..=LABEL_MAX).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|one| one.is_alphanumeric() || one == '-')
}

/// One letter too many, too few, another one, or two neighbours in the wrong order.
fn is_one_slip(meant: &str, typed: &str) -> bool {
    let (meant, typed): (Vec<_>, Vec<_>) = (meant.chars().collect(), typed.chars().collect());
    let before = meant.iter().zip(&typed).take_while(|(a, b)| a == b).count();
    let (meant, typed) = (
        meant.get(before..).unwrap_or_default(),
        typed.get(before..).unwrap_or_default(),
    );
    match (meant, typed) {
        ([_, rest @ ..], []) | ([], [_, rest @ ..]) => rest.is_empty(),
        ([meant_first, meant_rest @ ..], [typed_first, typed_rest @ ..]) => {
            meant_rest == typed_rest
                || meant_rest == typed
                || meant == typed_rest
                || matches!(
                    (meant_rest, typed_rest),
                    ([meant_second, meant_rest @ ..], [typed_second, typed_rest @ ..])
                        if meant_first == typed_second
                            && typed_first == meant_second
                            && meant_rest == typed_rest
                )
        }
        ([], []) => false,
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for EmailAddress {
    type Err = EmailError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = EmailError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what must hold")]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_as_they_are_typed() {
        use EmailError as E;
        let long = format!("{}@example.org", "a".repeat(65));
        #[rustfmt::skip]
        let table = [
            (" ana@example.org ",        Ok("ana@example.org")),
            ("mailto:ana@example.org",   Ok("ana@example.org")),
            ("<ana@example.org>",        Ok("ana@example.org")),
            ("Ana.O'Neill+wifi@Example.ORG", Ok("Ana.O'Neill+wifi@example.org")),
            ("josé@correo.es",           Ok("josé@correo.es")),
            ("",                         Err(E::Empty)),
            ("ana",                      Err(E::At)),
            ("ana@@example.org",         Err(E::At)),
            ("ana@b@example.org",        Err(E::At)),
            ("ana maria@example.org",    Err(E::Sign(' '))),
            ("ana@example.org,bob@x.de", Err(E::Sign(','))),
            ("ana@example.org\r\nBcc: x@y.org", Err(E::Sign('\r'))),
            ("@example.org",             Err(E::Name)),
            (".ana@example.org",         Err(E::Name)),
            ("ana..b@example.org",       Err(E::Name)),
            (long.as_str(),              Err(E::Name)),
            ("ana@",                     Err(E::Domain)),
            ("ana@example",              Err(E::Domain)),
            ("ana@.org",                 Err(E::Domain)),
            ("ana@example.",             Err(E::Domain)),
            ("ana@-example.org",         Err(E::Domain)),
            ("ana@127.0.0.1",            Err(E::Domain)),
            ("ana@exa_mple.org",         Err(E::Domain)),
        ];
        for (typed, expected) in table {
            let read = EmailAddress::parse(typed).map(String::from);
            assert_eq!(read.as_deref(), expected.as_ref().copied(), "{typed:?}");
        }
    }

    #[test]
    fn a_slip_is_seen() {
        #[rustfmt::skip]
        let table = [
            ("ana@gmial.com",    Some("ana@gmail.com")),
            ("ana@gmail.con",    Some("ana@gmail.com")),
            ("ana@gmai.com",     Some("ana@gmail.com")),
            ("ana@gmaill.com",   Some("ana@gmail.com")),
            ("ana@hotmial.it",   Some("ana@hotmail.it")),
            ("ana@gmail.co",     Some("ana@gmail.com")),
            ("ana@gmail.com",    None),
            ("ana@yahoo.it",     None),
            ("ana@gmx.at",       None),
            ("ana@example.org",  None),
        ];
        for (typed, expected) in table {
            let address = EmailAddress::parse(typed).unwrap();
            assert_eq!(address.suggestion().as_deref(), expected, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_has_no_room_for_a_second_header(text in any::<String>()) {
            if let Ok(address) = EmailAddress::parse(&text) {
                prop_assert!(!address.as_str().chars().any(|one| one.is_whitespace() || one.is_control()));
                prop_assert_eq!(EmailAddress::parse(address.as_str()), Ok(address.clone()));
            }
        }
    }
}
