//! A paper in whatever somebody drops, pastes or scans: its number in a text, the number inside a PDF, or its octets.

use super::{
    number::{self, NumberError, PREFIX},
    paper::{self, Kind, Paper, PaperError},
};
use serde::de::DeserializeOwned;

/// Largest file that is looked through, in octets.
pub const MAX_FILE: usize = 16 << 20;

/// Ends of a number that are tried: what follows a number in a text may look like more of it.
const MAX_ENDS: usize = 500;

/// Places where a number may begin that are tried: a file full of prefixes must not keep anybody waiting.
const MAX_BEGINS: usize = 64;

/// Why no paper was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// No number begins anywhere.
    #[error("no licence number is in it: a number begins with {PREFIX}. Paste the number itself")]
    Missing,
    /// Too large for a licence, whatever it is.
    #[error("far too large for a licence")]
    TooLarge,
    /// There is one, and it is not as it was signed.
    #[error(transparent)]
    Paper(#[from] PaperError),
}

/// Finds a paper of this kind, with its octets.
pub fn paper<T: DeserializeOwned>(
    kind: Kind,
    given: &[u8],
) -> Result<(Paper<T>, Vec<u8>), FindError> {
    if given.len() > MAX_FILE {
        return Err(FindError::TooLarge);
    }
    if given.starts_with(paper::MAGIC) {
        return Ok((paper::open(kind, given)?, given.to_vec()));
    }
    let upper = given.to_ascii_uppercase();
    let mut wrong = None;
    let mut from = 0;
    for _ in 0..MAX_BEGINS {
        let rest = upper.get(from..).unwrap_or_default();
        let Some(at) = position(rest, PREFIX.as_bytes()) else {
            break;
        };
        let begin = from + at;
        from = begin + PREFIX.len();
        match at_prefix(kind, upper.get(begin..).unwrap_or_default()) {
            Ok(found) => return Ok(found),
            // The first says the most: a PDF may name the prefix elsewhere.
            Err(error) => wrong = wrong.or(Some(error)),
        }
    }
    Err(wrong.map_or(FindError::Missing, FindError::Paper))
}

fn position(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|part| part == wanted)
}

/// The paper whose number begins here, however much of the text behind it could be more of the number.
fn at_prefix<T: DeserializeOwned>(
    kind: Kind,
    text: &[u8],
) -> Result<(Paper<T>, Vec<u8>), PaperError> {
    let length = text
        .iter()
        .take(number::MAX_TEXT)
        .take_while(|octet| octet.is_ascii_alphanumeric() || b"- \r\n\t".contains(octet))
        .count();
    let run: String = text
        .iter()
        .take(length)
        .map(|octet| char::from(*octet))
        .collect();
    let mut first = None;
    let mut end = run.trim_end().len();
    for _ in 0..MAX_ENDS {
        let candidate = run.get(..end).unwrap_or_default();
        if candidate.len() <= PREFIX.len() {
            break;
        }
        let opened = match number::read(candidate) {
            Ok(octets) => paper::open(kind, &octets).map(|paper| (paper, octets)),
            Err(NumberError::Missing | NumberError::Character(_) | NumberError::TooLong) => {
                Err(PaperError::Damaged)
            }
        };
        match opened {
            Ok(found) => return Ok(found),
            // Of another kind, or newer: what is behind it changes nothing about that.
            Err(error) if error != PaperError::Damaged => return Err(error),
            Err(error) => first = first.or(Some(error)),
        }
        // Back to the blank before: what stood behind it was another word.
        let Some(blank) = candidate.rfind(|sign: char| sign.is_ascii_whitespace()) else {
            break;
        };
        end = candidate
            .get(..blank)
            .map_or(0, |kept| kept.trim_end().len());
    }
    Err(first.unwrap_or(PaperError::Damaged))
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;
    use crate::{
        domain::licence::{Grant, fixture::grant},
        licensing::key::Signer,
    };
    use proptest::prelude::*;

    fn signed() -> Vec<u8> {
        paper::sign(Kind::Licence, &Signer::of(&[7; 32]), &grant()).unwrap()
    }

    #[test]
    fn a_number_is_found_in_whatever_it_stands_in() {
        let octets = signed();
        let (printed, compact) = (number::printed(&octets), number::compact(&octets));
        let wrapped = printed.replacen('-', "-\n", 9);
        let table = [
            octets.clone(),
            printed.clone().into_bytes(),
            compact.to_ascii_lowercase().into_bytes(),
            format!("Licence number: {printed}\nKind regards\nWi-Fi Iberia").into_bytes(),
            format!("see INK1 below\r\n{wrapped}\r\n\r\nBest wishes").into_bytes(),
            [
                b"%PDF-1.7\n\xff\xfe stream\n".as_slice(),
                printed.as_bytes(),
                b"\nendstream\n%%EOF",
            ]
            .concat(),
        ];
        for text in table {
            let (found, kept) = paper::<Grant>(Kind::Licence, &text)
                .unwrap_or_else(|error| panic!("{error}: {:?}", String::from_utf8_lossy(&text)));
            assert_eq!((found.content, kept), (grant(), octets.clone()));
        }
    }

    #[test]
    fn what_holds_none_says_so() {
        let find = |text: &str| paper::<Grant>(Kind::Licence, text.as_bytes()).unwrap_err();
        assert_eq!(find(""), FindError::Missing);
        assert_eq!(find("Licence 4711"), FindError::Missing);
        assert_eq!(
            find("INK1-AAAAA-BBBBB"),
            FindError::Paper(PaperError::Damaged)
        );
        let wanted = Kind::Request;
        let other = paper::<Grant>(wanted, &signed()).unwrap_err();
        assert_eq!(other, FindError::Paper(PaperError::OtherKind { wanted }));
        let large = vec![b' '; MAX_FILE + 1];
        assert_eq!(
            paper::<Grant>(Kind::Licence, &large).unwrap_err(),
            FindError::TooLarge
        );
    }

    #[test]
    fn every_character_of_a_number_counts() {
        let compact = number::compact(&signed());
        for place in PREFIX.len()..compact.len() - 1 {
            let mut changed = compact.clone().into_bytes();
            changed[place] = if changed[place] == b'7' { b'8' } else { b'7' };
            assert!(paper::<Grant>(Kind::Licence, &changed).is_err(), "{place}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_dropped_breaks_it(noise in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = paper::<Grant>(Kind::Licence, &noise);
            let _ = paper::<Grant>(Kind::Licence, &[b"INK1".as_slice(), &noise].concat());
            let _ = paper::<Grant>(Kind::Licence, &[b"INL".as_slice(), &noise].concat());
        }
    }
}
