//! How a text travels as SMS: in which alphabet, and in how many parts (3GPP TS 23.038 and TS 23.040 9.2.3.24.1).

/// The default alphabet of 7 bits (TS 23.038, 6.2.1), without its escape.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿\
    abcdefghijklmnopqrstuvwxyzäöñüà";
/// Characters of its extension table (6.2.1.1): each takes two places, the escape and itself.
const EXTENDED: &str = "\u{c}^{}\\[~]|€";

/// The alphabet of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// The default alphabet: 160 places in one part.
    Gsm,
    /// UCS-2, for a text with a character that the default alphabet lacks: 70 places in one part.
    Ucs2,
}

/// What a text takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// In which it travels.
    pub alphabet: Alphabet,
    /// Messages that are sent, and paid; an empty text is one.
    pub parts: usize,
    /// Places that are taken, over all parts.
    pub used: usize,
    /// Places left in the last part.
    pub left: usize,
    /// The first character that the default alphabet lacks.
    pub foreign: Option<char>,
}

/// Measures a text.
pub fn size(text: &str) -> Size {
    let foreign = text.chars().find(|one| septets(*one).is_none());
    // A part of several loses 6 octets to the header that says which part it is: 140 octets are 160 septets or 70
    // units, 134 are 153 or 67.
    let (alphabet, alone, joined) = match foreign {
        None => (Alphabet::Gsm, 160, 153),
        Some(_) => (Alphabet::Ucs2, 70, 67),
    };
    let places = |one: char| match alphabet {
        Alphabet::Gsm => septets(one).unwrap_or(1),
        Alphabet::Ucs2 => one.len_utf16(),
    };
    let used: usize = text.chars().map(places).sum();
    if used <= alone {
        return Size {
            alphabet,
            parts: 1,
            used,
            left: alone - used,
            foreign,
        };
    }
    // A character of two places is not torn apart: it goes into the next part.
    let (mut parts, mut filled) = (1, 0);
    for one in text.chars() {
        let needed = places(one);
        if filled + needed > joined {
            parts += 1;
            filled = 0;
        }
        filled += needed;
    }
    Size {
        alphabet,
        parts,
        used,
        left: joined - filled,
        foreign,
    }
}

/// A text as its parts travel: in the default alphabet one octet for each place (an escape is one of its own), in UCS-2 two
/// for each unit, the higher first. As many as [`size`] counts, without the headers that say which part is which.
pub fn parts(text: &str) -> (Alphabet, Vec<Vec<u8>>) {
    let Size {
        alphabet, parts, ..
    } = size(text);
    let most = match (alphabet, parts) {
        (_, 1) => usize::MAX,
        (Alphabet::Gsm, _) => 153,
        (Alphabet::Ucs2, _) => 2 * 67,
    };
    let (mut all, mut part) = (Vec::with_capacity(parts), Vec::new());
    for one in text.chars() {
        let octets = match alphabet {
            Alphabet::Gsm => octets(one),
            Alphabet::Ucs2 => {
                let mut units = [0; 2];
                let units = one.encode_utf16(&mut units).iter();
                units.flat_map(|unit| unit.to_be_bytes()).collect()
            }
        };
        // A character of two places is not torn apart.
        if part.len() + octets.len() > most {
            all.push(std::mem::take(&mut part));
        }
        part.extend(octets);
    }
    all.push(part);
    (alphabet, all)
}

/// The text in the default alphabet, where its letters can be written plainly: `Válido` becomes `Valido`. A text that would
/// still lack a letter (Greek, Arabic, Chinese …) stays as it is: half of it changed would cost the same and read worse.
pub fn plain(text: &str) -> String {
    let plain: String = text.chars().map(plain_letter).collect();
    let plain = plain.replace('…', "...");
    if plain.chars().all(|one| septets(one).is_some()) {
        plain
    } else {
        text.to_owned()
    }
}

/// Places in the default alphabet; none for a character that it lacks.
fn septets(one: char) -> Option<usize> {
    if BASIC.contains(one) {
        Some(1)
    } else if EXTENDED.contains(one) {
        Some(2)
    } else {
        None
    }
}

/// Where the escape stands in the table, which [`BASIC`] leaves out (TS 23.038, 6.2.1).
const ESCAPE: u8 = 0x1b;
/// Where the characters of [`EXTENDED`] stand in their table (6.2.1.1).
const EXTENDED_AT: [u8; 10] = [0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65];

/// A character of the default alphabet as octets, one for each of its septets; none for a character that it lacks.
fn octets(one: char) -> Vec<u8> {
    let basic = BASIC.chars().zip(0_u8..).find(|(known, _)| *known == one);
    if let Some((_, at)) = basic {
        return vec![if at < ESCAPE { at } else { at + 1 }];
    }
    let mut extended = EXTENDED.chars().zip(EXTENDED_AT);
    match extended.find(|(known, _)| *known == one) {
        Some((_, at)) => vec![ESCAPE, at],
        None => Vec::new(),
    }
}

fn plain_letter(one: char) -> char {
    if septets(one).is_some() {
        return one;
    }
    match one {
        'á' | 'â' | 'ã' | 'ą' | 'ă' => 'a',
        'Á' | 'À' | 'Â' | 'Ã' | 'Ą' | 'Ă' => 'A',
        'ç' => 'Ç',
        'ć' | 'č' => 'c',
        'Ć' | 'Č' => 'C',
        'ê' | 'ë' | 'ę' | 'ě' => 'e',
        'È' | 'Ê' | 'Ë' | 'Ę' | 'Ě' => 'E',
        'í' | 'î' | 'ï' => 'i',
        'Í' | 'Ì' | 'Î' | 'Ï' => 'I',
        'ł' => 'l',
        'Ł' => 'L',
        'ń' | 'ň' => 'n',
        'Ń' | 'Ň' => 'N',
        'ó' | 'ô' | 'õ' | 'ő' => 'o',
        'Ó' | 'Ò' | 'Ô' | 'Õ' | 'Ő' => 'O',
        'ř' => 'r',
        'Ř' => 'R',
        'ś' | 'š' | 'ș' => 's',
        'Ś' | 'Š' | 'Ș' => 'S',
        'ț' | 'ť' => 't',
        'Ț' | 'Ť' => 'T',
        'ú' | 'û' | 'ű' | 'ů' => 'u',
        'Ú' | 'Ù' | 'Û' | 'Ű' | 'Ů' => 'U',
        'ý' | 'ÿ' => 'y',
        'Ý' => 'Y',
        'ź' | 'ż' | 'ž' => 'z',
        'Ź' | 'Ż' | 'Ž' => 'Z',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '´' | '`' => '\'',
        '‐' | '‑' | '–' | '—' | '−' | '·' | '•' => '-',
        '\u{a0}' | '\u{2009}' | '\u{202f}' | '\t' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_default_alphabet_has_its_characters() {
        // 128 places less the escape; the extension table of TS 23.038.
        assert_eq!(BASIC.chars().count(), 127);
        assert_eq!(EXTENDED.chars().count(), 10);
        for one in BASIC.chars() {
            assert_eq!(BASIC.matches(one).count(), 1, "{one:?} twice");
            assert!(!EXTENDED.contains(one), "{one:?} in both");
        }
    }

    #[test]
    fn parts_as_the_network_counts_them() {
        use Alphabet::{Gsm, Ucs2};
        #[rustfmt::skip]
        let table = [
            (String::new(),                      Gsm,  1, 0,   160),
            ("a".repeat(160),                    Gsm,  1, 160, 0),
            ("a".repeat(161),                    Gsm,  2, 161, 145),
            ("a".repeat(306),                    Gsm,  2, 306, 0),
            ("a".repeat(307),                    Gsm,  3, 307, 152),
            ("€".repeat(80),                     Gsm,  1, 160, 0),
            // 76 euros fill 152 of 153 places; the 77th is not torn apart.
            ("€".repeat(81),                     Gsm,  2, 162, 143),
            ("á".to_owned() + &"a".repeat(69),   Ucs2, 1, 70,  0),
            ("á".to_owned() + &"a".repeat(70),   Ucs2, 2, 71,  63),
            ("😀".repeat(35),                    Ucs2, 1, 70,  0),
            // 33 of them fill 66 of 67 units; half of one is no character.
            ("😀".repeat(36),                    Ucs2, 2, 72,  61),
        ];
        for (text, alphabet, parts, used, left) in table {
            let size = size(&text);
            let expected = (alphabet, parts, used, left);
            assert_eq!(
                (size.alphabet, size.parts, size.used, size.left),
                expected,
                "{text}"
            );
        }
        assert_eq!(size("Código").foreign, Some('ó'));
        assert_eq!(size("ñ ¿Ç? à").foreign, None);
    }

    /// Places of the tables of TS 23.038; UCS-2 as its units stand.
    #[test]
    fn texts_as_octets() {
        #[rustfmt::skip]
        let table: [(&str, &[u8]); 6] = [
            ("@Az",   &[0x00, 0x41, 0x7a]),
            ("Δ_ΞÆÉ", &[0x10, 0x11, 0x1a, 0x1c, 0x1f]),
            ("¡¿à$é", &[0x40, 0x60, 0x7f, 0x02, 0x05]),
            ("[€]",   &[0x1b, 0x3c, 0x1b, 0x65, 0x1b, 0x3e]),
            ("áé",    &[0x00, 0xe1, 0x00, 0xe9]),
            ("😀",    &[0xd8, 0x3d, 0xde, 0x00]),
        ];
        for (text, expected) in table {
            assert_eq!(parts(text).1, [expected], "{text}");
        }
    }

    #[test]
    fn letters_are_written_plainly_where_that_saves_parts() {
        assert_eq!(
            plain("Válido 3 días – «habitación» 10 €…"),
            "Valido 3 dias - \"habitacion\" 10 €..."
        );
        assert_eq!(plain("Già è così"), "Già è così");
        assert_eq!(plain("Válido до завтра"), "Válido до завтра");
    }

    proptest! {
        /// Against cutting the text into parts one by one.
        #[test]
        fn parts_hold_the_whole_text(text in "[a-z€á😀]{0,400}") {
            let size = size(&text);
            let (alone, joined) = if size.alphabet == Alphabet::Gsm { (160, 153) } else { (70, 67) };
            let width = |one: char| match size.alphabet {
                Alphabet::Gsm => if one == '€' { 2 } else { 1 },
                Alphabet::Ucs2 => one.len_utf16(),
            };
            let total: usize = text.chars().map(width).sum();
            let mut rest: Vec<usize> = text.chars().map(width).collect();
            let mut parts = 0;
            let room = if total <= alone { alone } else { joined };
            while parts == 0 || !rest.is_empty() {
                let mut sum = 0;
                let fitting = rest.iter().take_while(|width| { sum += **width; sum <= room }).count();
                drop(rest.drain(..fitting));
                parts += 1;
            }
            prop_assert_eq!(size.parts, parts);
            prop_assert_eq!(size.used, total);
            let (alphabet, all) = super::parts(&text);
            prop_assert_eq!((alphabet, all.len()), (size.alphabet, size.parts));
            let places: usize = all.iter().map(Vec::len).sum();
            let of_each = if alphabet == Alphabet::Gsm { 1 } else { 2 };
            prop_assert_eq!(places, of_each * total);
            prop_assert!(all.iter().all(|part| part.len() <= of_each * room));
        }

        #[test]
        fn a_plain_text_never_needs_more_parts(text in any::<String>()) {
            prop_assert!(size(&plain(&text)).parts <= size(&text).parts + usize::from(text.contains('…')));
        }
    }
}
