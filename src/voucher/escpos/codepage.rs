//! Tables of letters that receipt printers have built in ("code pages"): one octet a letter.

use serde::{Deserialize, Serialize};

/// A table of letters. Octets below 0x80 are ASCII in all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodePage {
    /// The one that every printer has: Western Europe in parts.
    Pc437,
    /// Greek.
    Pc737,
    /// Western Europe.
    Pc850,
    /// Central Europe.
    Pc852,
    /// Turkish.
    Pc857,
    /// Western Europe with the euro.
    Pc858,
    /// Cyrillic.
    Pc866,
    /// Western Europe as Windows has it.
    Wpc1252,
}

impl CodePage {
    /// All of them, in the order in which they are offered: the one for most houses first.
    pub const ALL: [Self; 8] = [
        Self::Pc858,
        Self::Wpc1252,
        Self::Pc850,
        Self::Pc437,
        Self::Pc852,
        Self::Pc866,
        Self::Pc737,
        Self::Pc857,
    ];

    /// The name on the command line and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pc437 => "pc437",
            Self::Pc737 => "pc737",
            Self::Pc850 => "pc850",
            Self::Pc852 => "pc852",
            Self::Pc857 => "pc857",
            Self::Pc858 => "pc858",
            Self::Pc866 => "pc866",
            Self::Wpc1252 => "wpc1252",
        }
    }

    /// Its number at most printers (Epson's "ESC/POS Command Reference", `ESC t`). Copies of those printers count differently.
    pub fn usual_number(self) -> u8 {
        match self {
            Self::Pc437 => 0,
            Self::Pc850 => 2,
            Self::Pc857 => 13,
            Self::Pc737 => 14,
            Self::Wpc1252 => 16,
            Self::Pc866 => 17,
            Self::Pc852 => 18,
            Self::Pc858 => 19,
        }
    }

    /// The octet of a character, if it is in the table.
    pub(super) fn octet(self, character: char) -> Option<u8> {
        match character {
            ' '..='~' => u8::try_from(character).ok(),
            char::REPLACEMENT_CHARACTER => None,
            _ => {
                let place = self.upper().chars().position(|known| known == character)?;
                u8::try_from(0x80 + place).ok()
            }
        }
    }

    /// Octets 0x80 to 0xFF, as Unicode's and Microsoft's mappings have them; U+FFFD = not assigned.
    fn upper(self) -> &'static str {
        match self {
            Self::Pc437 => {
                "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}"
            }
            Self::Pc737 => {
                "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψ░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀ωάέήϊίόύϋώΆΈΉΊΌΎΏ±≥≤ΪΫ÷≈°∙·√ⁿ²■\u{a0}"
            }
            Self::Pc850 => {
                "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}"
            }
            Self::Pc852 => {
                "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}"
            }
            Self::Pc857 => {
                "ÇüéâäàåçêëèïîıÄÅÉæÆôöòûùİÖÜø£ØŞşáíóúñÑĞğ¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ºªÊËÈ\u{fffd}ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµ\u{fffd}×ÚÛÙìÿ¯´\u{ad}±\u{fffd}¾¶§÷¸°¨·¹³²■\u{a0}"
            }
            Self::Pc858 => {
                "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}"
            }
            Self::Pc866 => {
                "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u{a0}"
            }
            Self::Wpc1252 => {
                "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"
            }
        }
    }
}

impl std::str::FromStr for CodePage {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let names = || Self::ALL.map(Self::name).join(", ");
        Self::ALL
            .into_iter()
            .find(|page| page.name() == text)
            .ok_or_else(|| format!("there is no table of letters {text:?}, only {}", names()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;

    #[test]
    fn each_table_has_128_letters_and_ascii() {
        for page in CodePage::ALL {
            assert_eq!(page.upper().chars().count(), 128, "{page:?}");
            assert_eq!(page.octet('A'), Some(b'A'));
            assert_eq!(page.octet('\u{1b}'), None, "no command gets in as a letter");
            assert_eq!(page.octet(char::REPLACEMENT_CHARACTER), None);
        }
    }

    #[test]
    fn letters_that_hotels_print() {
        for (page, letter, octet) in [
            (CodePage::Pc437, 'é', Some(0x82)),
            (CodePage::Pc437, '€', None),
            (CodePage::Pc850, 'Á', Some(0xb5)),
            (CodePage::Pc852, 'č', Some(0x9f)),
            (CodePage::Pc857, 'ğ', Some(0xa7)),
            (CodePage::Pc858, '€', Some(0xd5)),
            (CodePage::Pc858, 'ı', None),
            (CodePage::Pc866, 'Ж', Some(0x86)),
            (CodePage::Pc737, 'Ω', Some(0x97)),
            (CodePage::Wpc1252, '€', Some(0x80)),
            (CodePage::Wpc1252, 'ß', Some(0xdf)),
            (CodePage::Wpc1252, 'ع', None),
        ] {
            assert_eq!(page.octet(letter), octet, "{page:?} {letter}");
        }
    }
}
