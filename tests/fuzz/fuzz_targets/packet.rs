//! Any octets as a packet: nothing panics, and what is decoded, written as text and encoded again is the same packet.

#![no_main]

use innkeeper::radius::{
    attribute::{Attribute, decode},
    authenticator::{check_message, check_reply, check_request},
    packet::{HEADER, Packet, Writer},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|datagram: &[u8]| {
    let Ok(packet) = Packet::parse(datagram) else { return };
    let _ = check_message(&packet, b"secret");
    let _ = check_request(&packet, b"secret");
    let _ = check_reply(&packet, &[0; 16], b"secret");
    let attributes = decode(packet.attributes());
    for attribute in &attributes {
        // An attribute that has a name and a value of its type survives the way through its text.
        if let Ok(again) = Attribute::parse(&attribute.to_string()) {
            assert_eq!(&again, attribute);
        }
    }
    let mut buffer = Vec::new();
    let mut writer = Writer::new(&mut buffer, packet.code(), packet.identifier(), packet.authenticator());
    // Sub-attributes that shared a Vendor-Specific get one each, so the packet may have grown too long.
    if attributes.iter().try_for_each(|attribute| attribute.encode(&mut writer)).is_ok() {
        let octets = writer.finish();
        let again = Packet::parse(octets).expect("what was written can be read");
        assert_eq!(decode(again.attributes()), attributes);
        assert!(octets.len() >= HEADER);
    }
});
