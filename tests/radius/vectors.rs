//! Texts that a person can read: attributes and their octets both ways, and packets that are broken.
//!
//! `encode NAME = VALUE` and `decode HEX` (or `-`: what was matched last) each are followed by the `match` that they
//! must give; `packet HEX` is followed by the error. A file ends with `count` and how many matches it has, so that no
//! line can get lost.

use innkeeper::radius::{
    attribute::{Attribute, decode},
    packet::{Attributes, Code, HEADER, Packet, Writer},
};
use std::fmt::Write as _;

#[test]
fn attributes_of_the_rfcs() {
    run(include_str!("attributes.txt"));
}

#[test]
fn attributes_of_the_vendors() {
    run(include_str!("vendors.txt"));
}

#[test]
fn errors_of_names_and_values() {
    run(include_str!("errors.txt"));
}

#[test]
fn malformed_packets() {
    run(include_str!("malformed.txt"));
}

fn run(text: &str) {
    let (mut result, mut matched, mut counted) = (String::new(), String::new(), false);
    let mut count = 0;
    for (number, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb {
            "encode" => result = encoded(rest),
            "decode" if rest == "-" => result = decoded(&matched),
            "decode" => result = decoded(rest),
            "packet" => result = parsed(rest),
            "match" => {
                assert_eq!(result, rest, "line {}", number + 1);
                rest.clone_into(&mut matched);
                count += 1;
            }
            "count" => {
                assert_eq!(rest.parse(), Ok(count), "the count at the end");
                counted = true;
            }
            _ => panic!("line {}: `{verb}` is unknown", number + 1),
        }
    }
    assert!(counted, "the count at the end");
}

fn encoded(line: &str) -> String {
    let mut buffer = Vec::new();
    let mut writer = Writer::new(&mut buffer, Code::ACCESS_REQUEST, 0, &[0; 16]);
    match Attribute::parse(line) {
        Ok(attribute) => match attribute.encode(&mut writer) {
            Ok(()) => hex(&writer.finish()[HEADER..]),
            Err(error) => error.to_string(),
        },
        Err(error) => error.to_string(),
    }
}

fn decoded(hex: &str) -> String {
    let octets = unhex(hex);
    let lines: Vec<String> = decode(Attributes::of(&octets))
        .iter()
        .map(ToString::to_string)
        .collect();
    lines.join(", ")
}

/// The error, or the attributes of a packet that is none.
fn parsed(hex: &str) -> String {
    match Packet::parse(&unhex(hex)) {
        Ok(packet) => {
            let lines: Vec<String> = decode(packet.attributes())
                .iter()
                .map(ToString::to_string)
                .collect();
            format!("ok {}", lines.join(", "))
        }
        Err(error) => error.to_string(),
    }
}

fn hex(octets: &[u8]) -> String {
    let text = octets.iter().fold(String::new(), |mut text, octet| {
        let _ = write!(text, "{octet:02x} ");
        text
    });
    text.trim_end().to_owned()
}

/// `01 02`; `00*16` stands for sixteen zeros.
fn unhex(text: &str) -> Vec<u8> {
    text.split_whitespace()
        .flat_map(|word| {
            let (octet, times) = word.split_once('*').unwrap_or((word, "1"));
            std::iter::repeat_n(
                u8::from_str_radix(octet, 16).unwrap(),
                times.parse().unwrap(),
            )
        })
        .collect()
}
