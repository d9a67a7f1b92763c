//! Attributes with names and types: what the test vectors, the log and a policy's extra attributes speak.
//!
//! The server itself reads numbers straight from the packet; nothing here stands on the path of a login, except the
//! extra attributes of a policy that has some.

use super::{
    dictionary::{self, Definition, Kind},
    packet::{self, Attributes, MAXIMUM_VALUE, Raw, Writer, number, vendor_specific},
};
use std::{
    fmt,
    net::{Ipv4Addr, Ipv6Addr},
};
use thiserror::Error;

/// Attributes that the server computes itself; a policy must not write them by name.
const OURS: &[(u32, u8)] = &[
    (0, number::REPLY_MESSAGE),
    (0, number::STATE),
    (0, number::CLASS),
    (0, number::SESSION_TIMEOUT),
    (0, number::PROXY_STATE),
    (0, number::ACCT_INTERIM_INTERVAL),
];

/// One attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// IANA enterprise number; 0 = of the RFCs.
    pub vendor: u32,
    /// Its number.
    pub number: u8,
    /// 1 to 31: which attributes belong together (RFC 2868, section 3).
    pub tag: Option<u8>,
    /// Its value.
    pub value: Value,
}

/// Value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of `Kind`")]
pub enum Value {
    Text(String),
    Octets(Vec<u8>),
    Integer(u32),
    Ipv4(Ipv4Addr),
    Ipv6(Ipv6Addr),
    Ipv6Prefix { address: Ipv6Addr, bits: u8 },
    InterfaceId([u8; 8]),
    Time(u32),
}

/// Why an attribute cannot be written by name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Error {
    /// No dictionary has it.
    #[error("no attribute is called `{0}`")]
    Unknown(String),
    /// The value does not have the attribute's type.
    #[error("`{value}` is no value of {name}: {expected}")]
    Value {
        /// Name of the attribute.
        name: &'static str,
        /// What was written.
        value: String,
        /// What would be right.
        expected: String,
    },
    /// The value is longer than one attribute can be.
    #[error("{octets} octets are too long for {name}, which holds {maximum}")]
    Long {
        /// Name of the attribute.
        name: &'static str,
        /// How long it is.
        octets: usize,
        /// How long it may be.
        maximum: usize,
    },
    /// The server computes it.
    #[error("{0} is written by the server itself")]
    Ours(&'static str),
    /// A tag on an attribute that has none, or not from 1 to 31.
    #[error("`{0}` has a tag, which the attribute does not take or which is not 1 to 31")]
    Tag(String),
    /// The line is not `name = value`.
    #[error("`{0}` is not written as `name = value`")]
    Line(String),
}

impl Attribute {
    /// The attribute of that name (`Tunnel-Type:1` with a tag) with that value in words.
    pub fn named(name: &str, value: &str) -> Result<Self, Error> {
        let (definition, tag) = defined(name)?;
        let attribute = Self {
            vendor: definition.vendor,
            number: definition.number,
            tag,
            value: typed(definition, value)?,
        };
        attribute.check_length(definition)?;
        Ok(attribute)
    }

    /// The same for the answer to a login: what the server computes itself is refused.
    pub fn for_reply(name: &str, value: &str) -> Result<Self, Error> {
        let (definition, _) = defined(name)?;
        if !Self::may_reply(definition) {
            return Err(Error::Ours(definition.name));
        }
        Self::named(name, value)
    }

    /// Whether it can be written into the answer to a login by name.
    pub fn may_reply(definition: &Definition) -> bool {
        !definition.secret && !OURS.contains(&(definition.vendor, definition.number))
    }

    /// Reads `name = value`; a text stands in quotes.
    pub fn parse(line: &str) -> Result<Self, Error> {
        let (name, value) = line
            .split_once(" = ")
            .ok_or_else(|| Error::Line(line.to_owned()))?;
        let quoted = value
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        match quoted {
            Some(text) => Self::named(
                name,
                &unescaped(text).ok_or_else(|| Error::Line(line.to_owned()))?,
            ),
            None if value.starts_with("0x")
                && defined(name).is_ok_and(|(known, _)| known.kind == Kind::Text) =>
            {
                Self::raw(name, value).ok_or_else(|| Error::Line(line.to_owned()))
            }
            None => Self::named(name, value).or_else(|error| Self::raw(name, value).ok_or(error)),
        }
    }

    /// Octets that do not have the attribute's type, as [`decode`] shows them.
    fn raw(name: &str, value: &str) -> Option<Self> {
        let (definition, tag) = defined(name).ok()?;
        let attribute = Self {
            vendor: definition.vendor,
            number: definition.number,
            tag,
            value: Value::Octets(hex(value)?),
        };
        attribute
            .check_length(definition)
            .is_ok()
            .then_some(attribute)
    }

    /// Writes it.
    pub fn encode(&self, writer: &mut Writer<'_>) -> Result<(), packet::Error> {
        let octets = self.octets();
        if self.vendor != 0 {
            return writer.push_vendor(self.vendor, self.number, &octets);
        }
        if self
            .definition()
            .is_some_and(|definition| definition.kind == Kind::Concat)
        {
            return octets
                .chunks(MAXIMUM_VALUE)
                .chain(octets.is_empty().then_some(&[][..]))
                .try_for_each(|piece| writer.push(self.number, piece));
        }
        writer.push(self.number, &octets)
    }

    /// What the dictionary knows of it.
    pub fn definition(&self) -> Option<&'static Definition> {
        dictionary::by_number(self.vendor, self.number)
    }

    /// Its value on the wire.
    fn octets(&self) -> Vec<u8> {
        let tagged = self
            .definition()
            .is_some_and(|definition| definition.tagged);
        match &self.value {
            Value::Text(text) => self.tag.into_iter().chain(text.bytes()).collect(),
            Value::Octets(octets) => self.tag.iter().chain(octets).copied().collect(),
            Value::Integer(number) if tagged => {
                let [_, rest @ ..] = number.to_be_bytes();
                self.tag.or(Some(0)).into_iter().chain(rest).collect()
            }
            Value::Integer(number) | Value::Time(number) => number.to_be_bytes().to_vec(),
            Value::Ipv4(address) => address.octets().to_vec(),
            Value::Ipv6(address) => address.octets().to_vec(),
            Value::InterfaceId(octets) => octets.to_vec(),
            Value::Ipv6Prefix { address, bits } => {
                let length = usize::from(bits.div_ceil(8));
                [0, *bits]
                    .into_iter()
                    .chain(address.octets().into_iter().take(length))
                    .collect()
            }
        }
    }

    fn check_length(&self, definition: &'static Definition) -> Result<(), Error> {
        let octets = self.octets().len();
        let maximum = match (definition.kind, self.vendor) {
            (Kind::Concat, _) => packet::MAXIMUM,
            (_, 0) => MAXIMUM_VALUE,
            _ => MAXIMUM_VALUE - 6,
        };
        if octets > maximum {
            return Err(Error::Long {
                name: definition.name,
                octets,
                maximum,
            });
        }
        Ok(())
    }
}

/// Definition and tag of `name` or `name:tag`.
fn defined(name: &str) -> Result<(&'static Definition, Option<u8>), Error> {
    let (name, tag) = match name.split_once(':') {
        Some((name, tag)) => (name, Some(tag)),
        None => (name, None),
    };
    let definition =
        dictionary::by_name(name.trim()).ok_or_else(|| Error::Unknown(name.trim().to_owned()))?;
    let Some(tag) = tag else {
        return Ok((definition, None));
    };
    let number = tag
        .parse()
        .ok()
        .filter(|number| definition.tagged && (1..=31).contains(number))
        .ok_or_else(|| Error::Tag(format!("{name}:{tag}")))?;
    Ok((definition, Some(number)))
}

/// A value of the type that the definition says.
fn typed(definition: &'static Definition, value: &str) -> Result<Value, Error> {
    let read = match definition.kind {
        Kind::Text => Some(Value::Text(value.to_owned())),
        Kind::Octets | Kind::Concat => hex(value).map(Value::Octets),
        Kind::Integer => definition
            .value_number(value)
            .or_else(|| value.parse().ok())
            .filter(|number| !definition.tagged || *number < 1 << 24)
            .map(Value::Integer),
        Kind::Ipv4 => value.parse().ok().map(Value::Ipv4),
        Kind::Ipv6 => value.parse().ok().map(Value::Ipv6),
        Kind::Ipv6Prefix => ipv6_prefix(value),
        Kind::InterfaceId => hex(value)
            .and_then(|octets| octets.try_into().ok())
            .map(Value::InterfaceId),
        Kind::Time => value.parse().ok().map(Value::Time),
    };
    read.ok_or_else(|| Error::Value {
        name: definition.name,
        value: value.to_owned(),
        expected: expected(definition),
    })
}

fn expected(definition: &Definition) -> String {
    match definition.kind {
        Kind::Text => "text".to_owned(),
        Kind::Octets | Kind::Concat => "octets as 0x and hex digits".to_owned(),
        Kind::Integer if definition.values.is_empty() => "a number from 0 to 4294967295".to_owned(),
        Kind::Integer => {
            let names: Vec<&str> = definition.values.iter().map(|(name, _)| *name).collect();
            format!("a number or one of {}", names.join(", "))
        }
        Kind::Ipv4 => "an IPv4 address".to_owned(),
        Kind::Ipv6 => "an IPv6 address".to_owned(),
        Kind::Ipv6Prefix => "an IPv6 prefix such as 2001:db8::/32".to_owned(),
        Kind::InterfaceId => "eight octets as 0x and hex digits".to_owned(),
        Kind::Time => "seconds since 1970".to_owned(),
    }
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let (pairs, []) = text.strip_prefix("0x")?.as_bytes().as_chunks::<2>() else {
        return None;
    };
    pairs
        .iter()
        .map(|pair| {
            let digit = |at: u8| {
                char::from(at)
                    .to_digit(16)
                    .and_then(|digit| u8::try_from(digit).ok())
            };
            let [high, low] = *pair;
            Some(digit(high)? << 4 | digit(low)?)
        })
        .collect()
}

fn ipv6_prefix(text: &str) -> Option<Value> {
    let (address, bits) = text.split_once('/')?;
    let (address, bits) = (address.parse::<Ipv6Addr>().ok()?, bits.parse::<u8>().ok()?);
    let inside = bits <= 128 && address.to_bits() & !prefix_mask(bits) == 0;
    inside.then_some(Value::Ipv6Prefix { address, bits })
}

fn prefix_mask(bits: u8) -> u128 {
    u128::MAX
        .checked_shl(128 - u32::from(bits).min(128))
        .unwrap_or(0)
}

/// All attributes of a packet, by type; the pieces of a long one are joined, sub-attributes of vendors stand by
/// themselves. What is not as the dictionary says it should be comes as octets.
pub fn decode(attributes: Attributes<'_>) -> Vec<Attribute> {
    let mut decoded: Vec<Attribute> = Vec::new();
    for raw in attributes {
        match vendor_sub_attributes(&raw) {
            Some((vendor, inside)) => decoded.extend(inside.map(|sub| value(vendor, &sub))),
            None => join(&mut decoded, value(0, &raw)),
        }
    }
    decoded
}

/// Vendor and inside of a Vendor-Specific that is made as RFC 2865, section 5.26, recommends.
fn vendor_sub_attributes<'a>(raw: &Raw<'a>) -> Option<(u32, Attributes<'a>)> {
    let (vendor, inside) = Some(raw.value)
        .filter(|_| raw.number == number::VENDOR_SPECIFIC)
        .and_then(vendor_specific)?;
    let whole = vendor != 0 && inside.is_well_formed() && inside.clone().next().is_some();
    whole.then_some((vendor, inside))
}

fn join(decoded: &mut Vec<Attribute>, next: Attribute) {
    let concat = next
        .definition()
        .is_some_and(|definition| definition.kind == Kind::Concat);
    match (decoded.last_mut(), &next.value) {
        (
            Some(Attribute {
                vendor: 0,
                number,
                value: Value::Octets(before),
                ..
            }),
            Value::Octets(piece),
        ) if concat && *number == next.number => {
            before.extend_from_slice(piece);
        }
        _ => decoded.push(next),
    }
}

fn value(vendor: u32, raw: &Raw<'_>) -> Attribute {
    let definition = dictionary::by_number(vendor, raw.number);
    let (tag, octets) = definition.map_or((None, raw.value), |definition| {
        split_tag(definition, raw.value)
    });
    let kind = definition.map_or(Kind::Octets, |definition| definition.kind);
    let read = match tag {
        Some(_) if kind == Kind::Integer => wide(octets).map(Value::Integer),
        None if kind == Kind::Integer && definition.is_some_and(|definition| definition.tagged) => {
            None
        }
        _ => decoded_value(kind, octets),
    };
    match read {
        Some(value) => Attribute {
            vendor,
            number: raw.number,
            tag: tag.filter(|tag| *tag > 0),
            value,
        },
        None => Attribute {
            vendor,
            number: raw.number,
            tag: None,
            value: Value::Octets(raw.value.to_vec()),
        },
    }
}

/// The tag of a tagged attribute; a text may go without (RFC 2868, sections 3.1 and 3.3).
fn split_tag<'a>(definition: &Definition, octets: &'a [u8]) -> (Option<u8>, &'a [u8]) {
    match (definition.kind, octets.split_first()) {
        (Kind::Integer, Some((tag @ 0..=31, rest))) if definition.tagged => (Some(*tag), rest),
        (_, Some((tag @ 1..=31, rest))) if definition.tagged => (Some(*tag), rest),
        _ => (None, octets),
    }
}

/// 24 bits behind a tag.
fn wide(octets: &[u8]) -> Option<u32> {
    let [a, b, c] = *octets else { return None };
    Some(u32::from_be_bytes([0, a, b, c]))
}

fn decoded_value(kind: Kind, octets: &[u8]) -> Option<Value> {
    let integer = || Some(u32::from_be_bytes(octets.try_into().ok()?));
    Some(match kind {
        Kind::Text => Value::Text(str::from_utf8(octets).ok()?.to_owned()),
        Kind::Octets | Kind::Concat => Value::Octets(octets.to_vec()),
        Kind::Integer => Value::Integer(integer()?),
        Kind::Time => Value::Time(integer()?),
        Kind::Ipv4 => Value::Ipv4(Ipv4Addr::from_bits(integer()?)),
        Kind::Ipv6 => Value::Ipv6(Ipv6Addr::from(<[u8; 16]>::try_from(octets).ok()?)),
        Kind::InterfaceId => Value::InterfaceId(octets.try_into().ok()?),
        Kind::Ipv6Prefix => decoded_prefix(octets)?,
    })
}

/// The octets of a prefix may be more than its bits need (RFC 3162, section 2.3).
fn decoded_prefix(octets: &[u8]) -> Option<Value> {
    let ([_reserved, bits], prefix) = octets.split_first_chunk::<2>()?;
    if *bits > 128 || prefix.len() > 16 || prefix.len() < usize::from(bits.div_ceil(8)) {
        return None;
    }
    let mut address = [0; 16];
    address
        .iter_mut()
        .zip(prefix)
        .for_each(|(to, from)| *to = *from);
    let mask = prefix_mask(*bits);
    Some(Value::Ipv6Prefix {
        address: Ipv6Addr::from_bits(u128::from_be_bytes(address) & mask),
        bits: *bits,
    })
}

impl fmt::Display for Attribute {
    /// `Mikrotik-Rate-Limit = "1M/2M"`; without a name `Attr-200 = 0x01` or `Attr-26.9.7 = 0x01`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.definition(), self.vendor) {
            (Some(definition), _) => f.write_str(definition.name)?,
            (None, 0) => write!(f, "Attr-{}", self.number)?,
            (None, vendor) => write!(f, "Attr-26.{vendor}.{}", self.number)?,
        }
        if let Some(tag) = self.tag {
            write!(f, ":{tag}")?;
        }
        f.write_str(" = ")?;
        match &self.value {
            Value::Text(text) => write!(f, "\"{}\"", escaped(text)),
            Value::Octets(octets) => write_hex(f, octets),
            Value::InterfaceId(octets) => write_hex(f, octets),
            Value::Ipv4(address) => address.fmt(f),
            Value::Ipv6(address) => address.fmt(f),
            Value::Ipv6Prefix { address, bits } => write!(f, "{address}/{bits}"),
            Value::Time(seconds) => seconds.fmt(f),
            Value::Integer(number) => match self.definition().and_then(|d| d.value_name(*number)) {
                Some(name) => f.write_str(name),
                None => number.fmt(f),
            },
        }
    }
}

fn write_hex(f: &mut fmt::Formatter<'_>, octets: &[u8]) -> fmt::Result {
    f.write_str("0x")?;
    octets.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
}

fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, character| {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control.is_control() => out.extend(control.escape_unicode()),
            plain => out.push(plain),
        }
        out
    })
}

fn unescaped(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        out.push(match character {
            '\\' => match characters.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let code: String = characters
                        .by_ref()
                        .skip(1)
                        .take_while(|c| *c != '}')
                        .collect();
                    char::from_u32(u32::from_str_radix(&code, 16).ok()?)?
                }
                plain @ ('"' | '\\') => plain,
                _ => return None,
            },
            '"' => return None,
            plain => plain,
        });
    }
    Some(out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;
    use crate::radius::packet::{Code, HEADER, Packet};
    use proptest::prelude::*;

    /// Attributes that the dictionary knows, and some that it does not, with octets that often fit their type.
    fn octets() -> impl Strategy<Value = Vec<u8>> {
        let known = prop::sample::select(dictionary::all());
        let value = prop_oneof![
            prop::collection::vec(any::<u8>(), 0..30),
            prop::collection::vec(0u8..32, 3..5),
            "[a-z0-9\"\\\\\n\u{1}ñ]{0,20}".prop_map(String::into_bytes),
        ];
        prop_oneof![
            9 => (known, value).prop_map(|(definition, value)| {
                let mut buffer = Vec::new();
                let mut writer = Writer::new(&mut buffer, Code::ACCESS_REQUEST, 0, &[0; 16]);
                match definition.vendor {
                    0 => writer.push(definition.number, &value).unwrap(),
                    vendor => writer.push_vendor(vendor, definition.number, &value).unwrap(),
                }
                writer.finish().split_off(HEADER)
            }),
            1 => prop::collection::vec(any::<u8>(), 0..40),
        ]
    }

    proptest! {
        #[test]
        fn what_is_decoded_is_encoded_the_same(pieces in prop::collection::vec(octets(), 0..12)) {
            let attributes = decode(Attributes::of(&pieces.concat()));
            let mut buffer = Vec::new();
            let mut writer = Writer::new(&mut buffer, Code::ACCESS_REQUEST, 0, &[0; 16]);
            for attribute in &attributes {
                attribute.encode(&mut writer).unwrap();
            }
            let again = Packet::parse(writer.finish()).map(|packet| decode(packet.attributes()));
            prop_assert_eq!(again.unwrap(), attributes);
        }

        #[test]
        fn what_is_shown_can_be_read(pieces in prop::collection::vec(octets(), 0..12)) {
            for attribute in decode(Attributes::of(&pieces.concat())) {
                match Attribute::parse(&attribute.to_string()) {
                    Ok(again) => prop_assert_eq!(again, attribute),
                    Err(error) => prop_assert!(attribute.definition().is_none(), "{}: {}", attribute, error),
                }
            }
        }
    }

    #[test]
    fn a_policy_cannot_write_what_the_server_computes() {
        for name in [
            "Class",
            "Session-Timeout",
            "Proxy-State",
            "Message-Authenticator",
            "MS-MPPE-Send-Key",
        ] {
            let error = Attribute::for_reply(name, "1").unwrap_err();
            assert!(matches!(error, Error::Ours(_)), "{name}: {error}");
        }
        assert!(Attribute::for_reply("Idle-Timeout", "60").is_ok());
    }

    #[test]
    fn a_value_must_fit_into_one_attribute() {
        let check = |name, octets, maximum| {
            let error = Attribute::named(name, &"x".repeat(octets)).unwrap_err();
            assert!(
                matches!(error, Error::Long { maximum: m, .. } if m == maximum),
                "{error}"
            );
            assert!(Attribute::named(name, &"x".repeat(maximum)).is_ok());
        };
        check("Filter-Id", 254, 253);
        check("Mikrotik-Rate-Limit", 248, 247);
    }
}
