//! Names and types of attributes. The data stand in `dictionary/*.txt`; a new vendor is a file and a line in [`FILES`].

use std::{collections::HashMap, sync::LazyLock};
use thiserror::Error;

/// One text for each source of attributes.
const FILES: &[&str] = &[
    include_str!("dictionary/standard.txt"),
    include_str!("dictionary/microsoft.txt"),
    include_str!("dictionary/wispr.txt"),
    include_str!("dictionary/mikrotik.txt"),
    include_str!("dictionary/coova.txt"),
    include_str!("dictionary/cisco.txt"),
    include_str!("dictionary/airespace.txt"),
    include_str!("dictionary/meraki.txt"),
    include_str!("dictionary/ruckus.txt"),
    include_str!("dictionary/aruba.txt"),
    include_str!("dictionary/nomadix.txt"),
    include_str!("dictionary/cambium.txt"),
    include_str!("dictionary/pfsense.txt"),
    include_str!("dictionary/colubris.txt"),
];

/// Type of an attribute's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text.
    Text,
    /// Any octets.
    Octets,
    /// 32 bits, unsigned.
    Integer,
    /// IPv4 address.
    Ipv4,
    /// IPv6 address.
    Ipv6,
    /// Reserved octet, length in bits, the octets of the prefix (RFC 3162, section 2.3).
    Ipv6Prefix,
    /// Eight octets (RFC 3162, section 2.2).
    InterfaceId,
    /// Seconds since 1970 (RFC 2869, section 5.3).
    Time,
    /// Octets that go on in the next attribute of the same number (RFC 3579, section 3.1).
    Concat,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "string" => Self::Text,
            "octets" => Self::Octets,
            "integer" => Self::Integer,
            "ipaddr" => Self::Ipv4,
            "ipv6addr" => Self::Ipv6,
            "ipv6prefix" => Self::Ipv6Prefix,
            "ifid" => Self::InterfaceId,
            "date" => Self::Time,
            "concat" => Self::Concat,
            _ => return None,
        })
    }
}

/// What the dictionary knows of one attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its name.
    pub name: &'static str,
    /// IANA enterprise number; 0 = of the RFCs.
    pub vendor: u32,
    /// Its number.
    pub number: u8,
    /// Type of its value.
    pub kind: Kind,
    /// May carry a tag (RFC 2868, section 3).
    pub tagged: bool,
    /// Hidden by the shared secret or computed by the server: nobody writes it by name.
    pub secret: bool,
    /// Names of numbers.
    pub values: Vec<(&'static str, u32)>,
}

impl Definition {
    /// Name of a number.
    pub fn value_name(&self, number: u32) -> Option<&'static str> {
        self.values
            .iter()
            .find(|(_, n)| *n == number)
            .map(|(name, _)| *name)
    }

    /// Number of a name.
    pub fn value_number(&self, name: &str) -> Option<u32> {
        self.values
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, number)| *number)
    }
}

/// What is wrong with a dictionary text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Error {
    /// The line is neither ATTRIBUTE, VALUE nor VENDOR with the words that belong to it.
    #[error("`{0}` is no line of a dictionary")]
    Line(&'static str),
    /// Two attributes share a name or a number.
    #[error("`{0}` is there already")]
    Twice(&'static str),
}

#[derive(Debug, Default)]
struct Dictionary {
    definitions: Vec<Definition>,
    by_name: HashMap<String, usize>,
    by_number: HashMap<(u32, u8), usize>,
}

/// Read once. The texts are part of the program and a test reads them, so an error here can only be a build that was
/// never tested; the server then still speaks, only names are missing.
static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| {
    Dictionary::read(FILES).unwrap_or_else(|error| {
        tracing::error!(%error, "the dictionary cannot be read");
        Dictionary::default()
    })
});

/// The attribute of that name, in any case.
pub fn by_name(name: &str) -> Option<&'static Definition> {
    let dictionary = &*DICTIONARY;
    let at = dictionary.by_name.get(&name.to_ascii_lowercase())?;
    dictionary.definitions.get(*at)
}

/// The attribute of that vendor (0 = of the RFCs) and number.
pub fn by_number(vendor: u32, number: u8) -> Option<&'static Definition> {
    let dictionary = &*DICTIONARY;
    let at = dictionary.by_number.get(&(vendor, number))?;
    dictionary.definitions.get(*at)
}

/// All attributes, in the order of the texts.
pub fn all() -> &'static [Definition] {
    &DICTIONARY.definitions
}

/// Name of a number of an attribute: `value_name("Error-Cause", 503)` is `Session-Context-Not-Found`.
pub fn value_name(attribute: &str, number: u32) -> Option<&'static str> {
    by_name(attribute)?.value_name(number)
}

impl Dictionary {
    fn read(files: &[&'static str]) -> Result<Self, Error> {
        let mut dictionary = Self::default();
        for file in files {
            let mut vendor = 0;
            for line in file
                .lines()
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
            {
                dictionary.line(line, &mut vendor)?;
            }
        }
        Ok(dictionary)
    }

    fn line(&mut self, line: &'static str, vendor: &mut u32) -> Result<(), Error> {
        let words: Vec<&'static str> = line.split_whitespace().collect();
        match *words {
            ["VENDOR", _, number] => *vendor = number.parse().map_err(|_| Error::Line(line))?,
            ["VALUE", name, number] => self.value(name, number).ok_or(Error::Line(line))?,
            ["ATTRIBUTE", name, number, kind, ref flags @ ..] => {
                let definition =
                    attribute(*vendor, name, number, kind, flags).ok_or(Error::Line(line))?;
                self.add(definition)?;
            }
            _ => return Err(Error::Line(line)),
        }
        Ok(())
    }

    fn value(&mut self, name: &'static str, number: &str) -> Option<()> {
        let values = &mut self.definitions.last_mut()?.values;
        values.push((name, number.parse().ok()?));
        Some(())
    }

    fn add(&mut self, definition: Definition) -> Result<(), Error> {
        let (name, at) = (definition.name, self.definitions.len());
        let named = self.by_name.insert(name.to_ascii_lowercase(), at);
        let numbered = self
            .by_number
            .insert((definition.vendor, definition.number), at);
        if named.or(numbered).is_some() {
            return Err(Error::Twice(name));
        }
        self.definitions.push(definition);
        Ok(())
    }
}

fn attribute(
    vendor: u32,
    name: &'static str,
    number: &str,
    kind: &str,
    flags: &[&str],
) -> Option<Definition> {
    if flags
        .iter()
        .any(|flag| !["tagged", "secret"].contains(flag))
    {
        return None;
    }
    Some(Definition {
        name,
        vendor,
        number: number.parse().ok()?,
        kind: Kind::named(kind)?,
        tagged: flags.contains(&"tagged"),
        secret: flags.contains(&"secret"),
        values: Vec::new(),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;

    #[test]
    fn the_texts_can_be_read() {
        let dictionary = Dictionary::read(FILES).unwrap();
        assert!(dictionary.definitions.len() > 200);
    }

    #[test]
    fn names_and_numbers() {
        let check = |name: &str, vendor, number, kind| {
            let definition = by_name(name).unwrap();
            assert_eq!(
                (definition.vendor, definition.number, definition.kind),
                (vendor, number, kind),
                "{name}"
            );
            assert_eq!(by_number(vendor, number).unwrap(), definition);
        };
        check("User-Name", 0, 1, Kind::Text);
        check("session-timeout", 0, 27, Kind::Integer);
        check("Framed-IPv6-Prefix", 0, 97, Kind::Ipv6Prefix);
        check("Mikrotik-Total-Limit-Gigawords", 14988, 18, Kind::Integer);
        check("WISPr-Bandwidth-Max-Down", 14122, 8, Kind::Integer);
        check("ChilliSpot-Bandwidth-Max-Up", 14559, 4, Kind::Integer);
        check("Cisco-AVPair", 9, 1, Kind::Text);
        check("Colubris-AVPair", 8744, 0, Kind::Text);
        assert_eq!(
            value_name("Error-Cause", 503),
            Some("Session-Context-Not-Found")
        );
        assert_eq!(
            value_name("Acct-Terminate-Cause", 5),
            Some("Session-Timeout")
        );
        assert_eq!(value_name("Acct-Terminate-Cause", 99), None);
    }

    #[test]
    fn a_broken_line_is_named() {
        let check = |text, error| assert_eq!(Dictionary::read(&[text]).err(), Some(error));
        check(
            "ATTRIBUTE A 1 strange",
            Error::Line("ATTRIBUTE A 1 strange"),
        );
        check(
            "ATTRIBUTE A 256 string",
            Error::Line("ATTRIBUTE A 256 string"),
        );
        check(
            "ATTRIBUTE A 1 string often",
            Error::Line("ATTRIBUTE A 1 string often"),
        );
        check("VALUE None 0", Error::Line("VALUE None 0"));
        check(
            "ATTRIBUTE A 1 string\nATTRIBUTE B 1 string",
            Error::Twice("B"),
        );
        check(
            "ATTRIBUTE A 1 string\nATTRIBUTE a 2 string",
            Error::Twice("a"),
        );
    }
}
