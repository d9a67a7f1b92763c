//! The licence number: a paper's octets as text that survives printing, scanning, pasting and typing.

/// Before every number: tells what it is, and where it begins in a page of text.
pub const PREFIX: &str = "INK1";

/// Crockford's base 32 (crockford.com/base32.html): no I, L, O, U; what is mistaken for a digit is read as it.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters between two dashes of the printed form.
const GROUP: usize = 5;

/// Longest number read, in characters: ten times the longest that is made.
pub(super) const MAX_TEXT: usize = 20_000;

/// The text holds no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// No prefix anywhere.
    #[error("no licence number begins here: it starts with {PREFIX}")]
    Missing,
    /// A character that no number has.
    #[error("`{0}` is in no licence number")]
    Character(char),
    /// Much longer than any number.
    #[error("far too long for a licence number")]
    TooLong,
}

/// The number as a QR code carries it: capitals and digits alone.
pub fn compact(octets: &[u8]) -> String {
    let mut text = String::with_capacity(PREFIX.len() + octets.len() * 8 / 5 + 1);
    text.push_str(PREFIX);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for octet in octets {
        held = (held << 8) | u32::from(*octet);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(digit(held >> bits));
            held &= (1 << bits) - 1;
        }
    }
    if bits > 0 {
        text.push(digit(held << (5 - bits)));
    }
    text
}

/// The number as it is printed, in groups.
pub fn printed(octets: &[u8]) -> String {
    let compact = compact(octets);
    let mut text = String::with_capacity(compact.len() * 6 / 5);
    for (place, character) in compact.chars().skip(PREFIX.len()).enumerate() {
        if place == 0 {
            text.push_str(PREFIX);
        }
        if place % GROUP == 0 {
            text.push('-');
        }
        text.push(character);
    }
    text
}

/// Reads a number however it was pasted: in groups or not, over several lines, in any case, with words before it.
pub fn read(text: &str) -> Result<Vec<u8>, NumberError> {
    let upper: String = text.chars().map(|one| one.to_ascii_uppercase()).collect();
    let begin = upper.find(PREFIX).ok_or(NumberError::Missing)?;
    let rest = upper.get(begin + PREFIX.len()..).unwrap_or_default();
    if rest.len() > MAX_TEXT {
        return Err(NumberError::TooLong);
    }
    let mut octets = Vec::with_capacity(rest.len() * 5 / 8);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for character in rest.chars() {
        if character == '-' || character.is_whitespace() {
            continue;
        }
        let value = value(character).ok_or(NumberError::Character(character))?;
        held = (held << 5) | value;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            octets.push(u8::try_from(held >> bits & 0xFF).unwrap_or_default());
            held &= (1 << bits) - 1;
        }
    }
    Ok(octets)
}

fn digit(value: u32) -> char {
    let index = usize::try_from(value & 31).unwrap_or_default();
    ALPHABET.get(index).map_or('0', |one| char::from(*one))
}

fn value(character: char) -> Option<u32> {
    let character = match character {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET
        .iter()
        .position(|one| char::from(*one) == character)?;
    u32::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_printed_is_read(octets in proptest::collection::vec(any::<u8>(), 1..300)) {
            let printed = printed(&octets);
            prop_assert_eq!(read(&printed), Ok(octets.clone()));
            prop_assert_eq!(read(&compact(&octets)), Ok(octets.clone()));
            let mistyped = printed.to_lowercase().replace('0', "o").replace('1', "l").replace('-', "\n ");
            let mistyped = format!("Licence number: {PREFIX}{}", mistyped.get(PREFIX.len()..).unwrap_or_default());
            prop_assert_eq!(read(&mistyped), Ok(octets));
        }

        #[test]
        fn nothing_that_is_pasted_breaks_it(text in ".{0,200}") {
            let _ = read(&text);
            let _ = read(&format!("{PREFIX}{text}"));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        assert_eq!(read("hello"), Err(NumberError::Missing));
        assert_eq!(read("INK1-ABCU"), Err(NumberError::Character('U')));
        let long = format!("{PREFIX}{}", "A".repeat(MAX_TEXT + 1));
        assert_eq!(read(&long), Err(NumberError::TooLong));
    }
}
