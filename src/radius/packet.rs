//! The packet: header and attributes (RFC 2865, sections 3 and 5).
//!
//! [`Packet`] borrows what came from the wire and copies nothing; [`Writer`] fills a buffer that is used again and again.

use thiserror::Error;

/// Octets before the first attribute: code, identifier, length, authenticator.
pub const HEADER: usize = 20;
/// Longest packet (RFC 2865, section 3).
pub const MAXIMUM: usize = 4096;
/// Longest value of one attribute: 255 less type and length.
pub const MAXIMUM_VALUE: usize = 253;

/// Kind of a packet (RFC 2865, section 3; RFC 2866; RFC 5176; RFC 5997).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code(pub u8);

#[allow(missing_docs, reason = "the names are those of the RFCs")]
impl Code {
    pub const ACCESS_REQUEST: Self = Self(1);
    pub const ACCESS_ACCEPT: Self = Self(2);
    pub const ACCESS_REJECT: Self = Self(3);
    pub const ACCOUNTING_REQUEST: Self = Self(4);
    pub const ACCOUNTING_RESPONSE: Self = Self(5);
    pub const ACCESS_CHALLENGE: Self = Self(11);
    pub const STATUS_SERVER: Self = Self(12);
    pub const DISCONNECT_REQUEST: Self = Self(40);
    pub const DISCONNECT_ACK: Self = Self(41);
    pub const DISCONNECT_NAK: Self = Self(42);
    pub const COA_REQUEST: Self = Self(43);
    pub const COA_ACK: Self = Self(44);
    pub const COA_NAK: Self = Self(45);
}

/// Numbers of the attributes that the program itself reads or writes; all others are known to the dictionary alone.
#[allow(missing_docs, reason = "the names are those of the RFCs")]
pub mod number {
    pub const USER_NAME: u8 = 1;
    pub const USER_PASSWORD: u8 = 2;
    pub const CHAP_PASSWORD: u8 = 3;
    pub const NAS_IP_ADDRESS: u8 = 4;
    pub const SERVICE_TYPE: u8 = 6;
    pub const FRAMED_IP_ADDRESS: u8 = 8;
    pub const REPLY_MESSAGE: u8 = 18;
    pub const STATE: u8 = 24;
    pub const CLASS: u8 = 25;
    pub const VENDOR_SPECIFIC: u8 = 26;
    pub const SESSION_TIMEOUT: u8 = 27;
    pub const IDLE_TIMEOUT: u8 = 28;
    pub const CALLING_STATION_ID: u8 = 31;
    pub const NAS_IDENTIFIER: u8 = 32;
    pub const PROXY_STATE: u8 = 33;
    pub const ACCT_STATUS_TYPE: u8 = 40;
    pub const ACCT_DELAY_TIME: u8 = 41;
    pub const ACCT_INPUT_OCTETS: u8 = 42;
    pub const ACCT_OUTPUT_OCTETS: u8 = 43;
    pub const ACCT_SESSION_ID: u8 = 44;
    pub const ACCT_SESSION_TIME: u8 = 46;
    pub const ACCT_TERMINATE_CAUSE: u8 = 49;
    pub const ACCT_INPUT_GIGAWORDS: u8 = 52;
    pub const ACCT_OUTPUT_GIGAWORDS: u8 = 53;
    pub const EVENT_TIMESTAMP: u8 = 55;
    pub const CHAP_CHALLENGE: u8 = 60;
    pub const PORT_LIMIT: u8 = 62;
    pub const EAP_MESSAGE: u8 = 79;
    pub const MESSAGE_AUTHENTICATOR: u8 = 80;
    pub const ACCT_INTERIM_INTERVAL: u8 = 85;
    pub const NAS_IPV6_ADDRESS: u8 = 95;
    pub const ERROR_CAUSE: u8 = 101;
    pub const FRAMED_IPV6_ADDRESS: u8 = 168;
}

/// What is wrong with the octets of a packet. All offsets count from the packet's first octet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Error {
    /// Fewer octets than a header.
    #[error("{octets} octets are fewer than a header of 20")]
    Short {
        /// How many came.
        octets: usize,
    },
    /// The length field lies outside 20 to 4096.
    #[error("the length field says {length}, which is not 20 to 4096")]
    Length {
        /// What it says.
        length: usize,
    },
    /// Fewer octets came than the length field says.
    #[error("the length field says {length}, but only {octets} octets came")]
    Truncated {
        /// What it says.
        length: usize,
        /// How many came.
        octets: usize,
    },
    /// A lone octet stands where an attribute should begin.
    #[error("at octet {offset} there is no room for an attribute")]
    AttributeHeader {
        /// Where.
        offset: usize,
    },
    /// The length of an attribute is below 2.
    #[error("attribute {number} at octet {offset} has length {length}, below 2")]
    AttributeLength {
        /// Its type.
        number: u8,
        /// Where it begins.
        offset: usize,
        /// What its length octet says.
        length: usize,
    },
    /// An attribute reaches beyond the packet.
    #[error("attribute {number} at octet {offset} has length {length}, but {left} octets are left")]
    AttributeOverrun {
        /// Its type.
        number: u8,
        /// Where it begins.
        offset: usize,
        /// What its length octet says.
        length: usize,
        /// From its beginning to the end of the packet.
        left: usize,
    },
    /// A value is too long to be sent.
    #[error("a value of {octets} octets does not fit into attribute {number}")]
    Value {
        /// Its type.
        number: u8,
        /// How long it is.
        octets: usize,
    },
    /// The packet would grow over 4096 octets.
    #[error("the packet would be longer than 4096 octets")]
    Full,
}

/// A well-formed packet, borrowed from the buffer that it came in.
#[derive(Debug, Clone, Copy)]
pub struct Packet<'a> {
    /// Header and attributes, without padding.
    octets: &'a [u8],
    authenticator: &'a [u8; 16],
    code: Code,
    identifier: u8,
}

impl<'a> Packet<'a> {
    /// Reads a datagram. Octets beyond the length field are padding and ignored (RFC 2865, section 3).
    pub fn parse(datagram: &'a [u8]) -> Result<Self, Error> {
        let octets = datagram.len();
        let [code, identifier, high, low, rest @ ..] = datagram else {
            return Err(Error::Short { octets });
        };
        let Some((authenticator, _)) = rest.split_first_chunk::<16>() else {
            return Err(Error::Short { octets });
        };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        if !(HEADER..=MAXIMUM).contains(&length) {
            return Err(Error::Length { length });
        }
        let Some(packet) = datagram.get(..length) else {
            return Err(Error::Truncated { length, octets });
        };
        check_attributes(packet)?;
        Ok(Self {
            octets: packet,
            authenticator,
            code: Code(*code),
            identifier: *identifier,
        })
    }

    /// Kind of packet.
    pub fn code(&self) -> Code {
        self.code
    }

    /// Matches replies to requests.
    pub fn identifier(&self) -> u8 {
        self.identifier
    }

    /// Request or Response Authenticator.
    pub fn authenticator(&self) -> &'a [u8; 16] {
        self.authenticator
    }

    /// The whole packet without padding.
    pub fn octets(&self) -> &'a [u8] {
        self.octets
    }

    /// All attributes in their order.
    pub fn attributes(&self) -> Attributes<'a> {
        Attributes {
            rest: self.octets.get(HEADER..).unwrap_or_default(),
            offset: HEADER,
        }
    }

    /// Value of the first attribute of that number.
    pub fn first(&self, number: u8) -> Option<&'a [u8]> {
        self.attributes()
            .find(|attribute| attribute.number == number)
            .map(|attribute| attribute.value)
    }

    /// Values of all attributes of that number, in order.
    pub fn all(&self, number: u8) -> impl Iterator<Item = &'a [u8]> {
        self.attributes()
            .filter(move |attribute| attribute.number == number)
            .map(|attribute| attribute.value)
    }

    /// Whether an attribute of that number is there.
    pub fn has(&self, number: u8) -> bool {
        self.first(number).is_some()
    }

    /// Value of the first sub-attribute of a vendor, whether it has a Vendor-Specific of its own or shares one.
    pub fn vendor_first(&self, vendor: u32, number: u8) -> Option<&'a [u8]> {
        self.all(number::VENDOR_SPECIFIC)
            .filter_map(vendor_specific)
            .filter(|(id, _)| *id == vendor)
            .flat_map(|(_, sub_attributes)| sub_attributes)
            .find(|attribute| attribute.number == number)
            .map(|attribute| attribute.value)
    }

    /// First attribute of that number as a 32-bit number.
    pub fn integer(&self, number: u8) -> Option<u32> {
        let octets = self.first(number)?.try_into().ok()?;
        Some(u32::from_be_bytes(octets))
    }

    /// First attribute of that number as text; octets that are no UTF-8 become U+FFFD.
    pub fn text(&self, number: u8) -> Option<String> {
        Some(String::from_utf8_lossy(self.first(number)?).into_owned())
    }
}

/// Walks the attributes once, so that everybody after may trust their lengths.
fn check_attributes(packet: &[u8]) -> Result<(), Error> {
    let mut offset = HEADER;
    while let Some(rest) = packet.get(offset..).filter(|rest| !rest.is_empty()) {
        let [number, length, ..] = *rest else {
            return Err(Error::AttributeHeader { offset });
        };
        let (length, left) = (usize::from(length), rest.len());
        if length < 2 {
            return Err(Error::AttributeLength {
                number,
                offset,
                length,
            });
        }
        if length > left {
            return Err(Error::AttributeOverrun {
                number,
                offset,
                length,
                left,
            });
        }
        offset += length;
    }
    Ok(())
}

/// One attribute as it stands in the packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raw<'a> {
    /// Its type.
    pub number: u8,
    /// Its value.
    pub value: &'a [u8],
    /// Where the attribute begins, from the packet's first octet.
    pub offset: usize,
}

/// Walks type-length-value triples; stops at the first that is broken.
#[derive(Debug, Clone)]
pub struct Attributes<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Attributes<'a> {
    /// Over the inside of a Vendor-Specific or another attribute that holds type-length-value triples.
    pub fn of(octets: &'a [u8]) -> Self {
        Self {
            rest: octets,
            offset: 0,
        }
    }

    /// Whether every octet belongs to a whole triple.
    pub fn is_well_formed(&self) -> bool {
        let mut walk = self.clone();
        while walk.next().is_some() {}
        walk.rest.is_empty()
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Raw<'a>;

    fn next(&mut self) -> Option<Raw<'a>> {
        let [number, length, ..] = *self.rest else {
            return None;
        };
        let length = usize::from(length);
        let value = self.rest.get(2..length)?;
        let raw = Raw {
            number,
            value,
            offset: self.offset,
        };
        self.rest = self.rest.get(length..)?;
        self.offset += length;
        Some(raw)
    }
}

/// Vendor and sub-attributes of the value of a Vendor-Specific (RFC 2865, section 5.26).
pub fn vendor_specific(value: &[u8]) -> Option<(u32, Attributes<'_>)> {
    let (vendor, rest) = value.split_first_chunk::<4>()?;
    Some((u32::from_be_bytes(*vendor), Attributes::of(rest)))
}

/// Writes a packet into a buffer.
#[derive(Debug)]
pub struct Writer<'b> {
    buffer: &'b mut Vec<u8>,
}

impl<'b> Writer<'b> {
    /// Begins a packet; whatever the buffer held is gone.
    pub fn new(
        buffer: &'b mut Vec<u8>,
        code: Code,
        identifier: u8,
        authenticator: &[u8; 16],
    ) -> Self {
        buffer.clear();
        buffer.extend_from_slice(&[code.0, identifier, 0, 20]);
        buffer.extend_from_slice(authenticator);
        Self { buffer }
    }

    /// Adds one attribute.
    pub fn push(&mut self, number: u8, value: &[u8]) -> Result<(), Error> {
        let length = checked_length(number, value, MAXIMUM_VALUE)?;
        self.reserve(usize::from(length))?;
        self.buffer.extend_from_slice(&[number, length]);
        self.buffer.extend_from_slice(value);
        Ok(())
    }

    /// Adds a 32-bit number.
    pub fn push_integer(&mut self, number: u8, value: u32) -> Result<(), Error> {
        self.push(number, &value.to_be_bytes())
    }

    /// Adds one sub-attribute in a Vendor-Specific of its own, the form that every client reads.
    pub fn push_vendor(&mut self, vendor: u32, number: u8, value: &[u8]) -> Result<(), Error> {
        let inner = checked_length(number, value, MAXIMUM_VALUE - 6)?;
        let outer = inner + 6;
        self.reserve(usize::from(outer))?;
        self.buffer
            .extend_from_slice(&[number::VENDOR_SPECIFIC, outer]);
        self.buffer.extend_from_slice(&vendor.to_be_bytes());
        self.buffer.extend_from_slice(&[number, inner]);
        self.buffer.extend_from_slice(value);
        Ok(())
    }

    /// Adds a 32-bit number of a vendor.
    pub fn push_vendor_integer(
        &mut self,
        vendor: u32,
        number: u8,
        value: u32,
    ) -> Result<(), Error> {
        self.push_vendor(vendor, number, &value.to_be_bytes())
    }

    /// Adds a text, cut at the last character that fits.
    pub fn push_text(&mut self, number: u8, text: &str) -> Result<(), Error> {
        let (head, _) = split_text(text, MAXIMUM_VALUE);
        self.push(number, head.as_bytes())
    }

    /// Writes the length field and hands the packet back, to be signed.
    pub fn finish(self) -> &'b mut Vec<u8> {
        let length = u16::try_from(self.buffer.len())
            .unwrap_or_default()
            .to_be_bytes();
        if let Some(field) = self.buffer.get_mut(2..4) {
            field.copy_from_slice(&length);
        }
        self.buffer
    }

    fn reserve(&self, octets: usize) -> Result<(), Error> {
        if self.buffer.len() + octets > MAXIMUM {
            return Err(Error::Full);
        }
        Ok(())
    }
}

/// Length octet of an attribute, if the value is short enough.
fn checked_length(number: u8, value: &[u8], maximum: usize) -> Result<u8, Error> {
    let octets = value.len();
    u8::try_from(octets + 2)
        .ok()
        .filter(|_| octets <= maximum)
        .ok_or(Error::Value { number, octets })
}

/// Splits a text so that its head has at most `octets` octets and ends with a whole character.
pub fn split_text(text: &str, octets: usize) -> (&str, &str) {
    text.split_at(text.floor_char_boundary(octets))
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test may panic"
)]
mod tests {
    use super::*;

    fn written(build: impl FnOnce(&mut Writer<'_>) -> Result<(), Error>) -> Result<Vec<u8>, Error> {
        let mut buffer = Vec::new();
        let mut writer = Writer::new(&mut buffer, Code::ACCESS_REQUEST, 7, &[9; 16]);
        build(&mut writer)?;
        Ok(writer.finish().clone())
    }

    #[test]
    fn what_is_written_is_read() {
        let octets = written(|w| {
            w.push(number::USER_NAME, b"bob")?;
            w.push_vendor(14988, 8, b"1M/2M")?;
            w.push_integer(number::SESSION_TIMEOUT, 60)
        })
        .unwrap();
        let packet = Packet::parse(&octets).unwrap();
        assert_eq!(packet.code(), Code::ACCESS_REQUEST);
        assert_eq!(packet.identifier(), 7);
        assert_eq!(packet.authenticator(), &[9; 16]);
        assert_eq!(packet.text(number::USER_NAME).unwrap(), "bob");
        assert_eq!(packet.vendor_first(14988, 8).unwrap(), b"1M/2M");
        assert_eq!(packet.integer(number::SESSION_TIMEOUT), Some(60));
        assert_eq!(packet.octets().len(), octets.len());
    }

    #[test]
    fn padding_is_no_part_of_the_packet() {
        let mut octets = written(|w| w.push(1, b"a")).unwrap();
        let length = octets.len();
        octets.extend_from_slice(&[0; 50]);
        assert_eq!(Packet::parse(&octets).unwrap().octets().len(), length);
    }

    #[test]
    fn sub_attributes_of_one_vendor_may_share_a_vendor_specific() {
        let shared = [
            0, 0, 0x3a, 0x8c, 1, 6, 0, 0, 0, 5, 19, 6, b'p', b'a', b'i', b'd',
        ];
        let octets = written(|w| w.push(26, &shared)).unwrap();
        let packet = Packet::parse(&octets).unwrap();
        assert_eq!(packet.vendor_first(14988, 19).unwrap(), b"paid");
        assert_eq!(packet.vendor_first(14988, 1).unwrap(), [0, 0, 0, 5]);
        assert_eq!(packet.vendor_first(14122, 1), None);
    }

    #[test]
    fn nothing_is_written_that_does_not_fit() {
        assert_eq!(
            written(|w| w.push(1, &[0; 254])),
            Err(Error::Value {
                number: 1,
                octets: 254
            })
        );
        assert_eq!(
            written(|w| w.push_vendor(9, 1, &[0; 248])),
            Err(Error::Value {
                number: 1,
                octets: 248
            })
        );
        assert!(written(|w| w.push_vendor(9, 1, &[0; 247])).is_ok());
        assert_eq!(
            written(|w| (0..17).try_for_each(|_| w.push(18, &[0; 253]))),
            Err(Error::Full)
        );
        assert_eq!(
            written(|w| (0..16).try_for_each(|_| w.push(18, &[0; 252])))
                .unwrap()
                .len(),
            4084
        );
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        let (head, tail) = split_text("añb", 2);
        assert_eq!((head, tail), ("a", "ñb"));
        assert_eq!(split_text("ab", 5), ("ab", ""));
    }
}
