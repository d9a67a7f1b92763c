//! A voucher in the printer's own letters: a tenth of the octets of the drawn one, so that slow lines and old printers are
//! fast. Where its table lacks one letter of what the voucher says, the whole voucher is drawn instead.

use super::{
    super::{
        document::{Block, Document, QrBlock},
        qr::Matrix,
    },
    codepage::CodePage,
    raster,
};
use serde::{Deserialize, Serialize};

/// The printer's own letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Letters {
    /// Its table of letters.
    pub table: CodePage,
    /// The number of the table at this printer, where it is not the usual one.
    #[serde(default)]
    pub number: Option<u8>,
}

impl Letters {
    fn number(self) -> u8 {
        self.number.unwrap_or_else(|| self.table.usual_number())
    }
}

impl std::str::FromStr for Letters {
    type Err = String;

    /// `pc858`, or `pc858:27` where the printer has it under another number.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (table, number) = match text.split_once(':') {
            Some((table, number)) => {
                let number = number
                    .parse()
                    .map_err(|_| format!("{number:?} is no number from 0 to 255"))?;
                (table, Some(number))
            }
            None => (text, None),
        };
        Ok(Self {
            table: table.parse()?,
            number,
        })
    }
}

/// Dots across a letter of font A.
const LETTER: usize = 12;
/// Dots of a module of a QR code at least: below, thermal paper is not read reliably.
const SMALLEST_MODULE: usize = 3;
/// Dots across a QR code at most, quiet zone counted: 35 mm at 8 dots a millimetre, as on drawn vouchers.
const QR_MOST: usize = 280;
/// Narrower than 20 mm, two codes stand one below the other.
const QR_LEAST: usize = 160;

/// The voucher as commands; none if it says something that the table has no letters for.
pub(super) fn write(document: &Document, letters: Letters, dots: usize) -> Option<Vec<u8>> {
    let mut writer = Writer {
        stream: Vec::new(),
        table: letters.table,
        dots,
    };
    writer.command(&[0x1b, b't', letters.number()]);
    for block in &document.blocks {
        writer.block(block)?;
    }
    writer.command(&[0x1b, b'a', 0]);
    Some(writer.stream)
}

/// What is written, and how wide the paper is.
struct Writer {
    stream: Vec<u8>,
    table: CodePage,
    dots: usize,
}

/// Whether other signs may stand for typographic ones: in prose, never in what is typed off the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    Prose,
    Exact,
}

impl Writer {
    fn command(&mut self, octets: &[u8]) {
        self.stream.extend_from_slice(octets);
    }

    /// Letters that stand side by side at this width.
    fn across(&self, width: usize) -> usize {
        (self.dots / LETTER / width.max(1)).max(1)
    }

    fn block(&mut self, block: &Block) -> Option<()> {
        match block {
            Block::Heading(text) => {
                self.gap();
                self.lines(text, Text::Prose, 2, 3, true)
            }
            Block::Subheading(text) | Block::Small(text) => {
                self.lines(text, Text::Prose, 1, 2, false)
            }
            Block::Sentence(text) => self.lines(text, Text::Prose, 1, 4, true),
            Block::Note(text) => self.lines(text, Text::Prose, 1, 4, false),
            Block::Text(text) => self.lines(text, Text::Prose, 1, 6, false),
            Block::Rule => {
                self.command(&[0x1b, b'a', 1]);
                let line = vec![b'-'; self.across(1)];
                self.command(&line);
                self.command(b"\n");
                Some(())
            }
            Block::Code { label, groups } => {
                self.lines(label, Text::Prose, 1, 1, false)?;
                self.large(&groups.join("-"))
            }
            Block::Credential { label, value } => {
                self.lines(label, Text::Prose, 1, 1, false)?;
                self.large(value)
            }
            Block::Fact {
                label,
                value,
                typed,
            } => {
                let kind = if *typed { Text::Exact } else { Text::Prose };
                self.fact(label, value, kind)
            }
            Block::Qrs(codes) => self.codes(codes),
            Block::Logo(logo) => {
                let across = self.dots * 7 / 10;
                self.command(&[0x1b, b'a', 0]);
                raster::logo(&mut self.stream, logo, across, self.dots);
                Some(())
            }
        }
    }

    fn gap(&mut self) {
        // Half a line.
        self.command(&[0x1b, b'J', 12]);
    }

    /// Letters of this size: how often a dot is repeated across and down, from 1 to 8.
    fn size(&mut self, times: usize) {
        let times = u8::try_from(times.clamp(1, 8) - 1).unwrap_or(0);
        self.command(&[0x1d, b'!', times << 4 | times]);
    }

    /// A paragraph in the middle.
    fn lines(
        &mut self,
        text: &str,
        kind: Text,
        times: usize,
        most: usize,
        bold: bool,
    ) -> Option<()> {
        let octets = self.octets(text, kind)?;
        self.command(&[0x1b, b'a', 1]);
        self.size(times);
        self.command(&[0x1b, b'E', bold.into()]);
        for line in wrapped(&octets, self.across(times), most) {
            self.command(&line);
            self.command(b"\n");
        }
        self.command(&[0x1b, b'E', 0]);
        self.size(1);
        Some(())
    }

    /// A code or a password: as large as one line allows; what is longer goes on in the next line, whole.
    fn large(&mut self, text: &str) -> Option<()> {
        let octets = self.octets(text, Text::Exact)?;
        let times = (1..=3)
            .rev()
            .find(|times| octets.len() <= self.across(*times))
            .unwrap_or(1);
        self.command(&[0x1b, b'a', 1]);
        self.size(times);
        self.command(&[0x1b, b'E', 1]);
        for line in octets.chunks(self.across(times)) {
            self.command(line);
            self.command(b"\n");
        }
        self.command(&[0x1b, b'E', 0]);
        self.size(1);
        self.gap();
        Some(())
    }

    /// Label at the left, value at the right; a value that has no room beside its label stands below it.
    fn fact(&mut self, label: &str, value: &str, kind: Text) -> Option<()> {
        let (label, value) = (self.octets(label, Text::Prose)?, self.octets(value, kind)?);
        let across = self.across(1);
        self.command(&[0x1b, b'a', 0]);
        if label.len() + 1 + value.len() <= across {
            let between = vec![b' '; across - label.len() - value.len()];
            self.command(&[label, between, value].concat());
            self.command(b"\n");
            return Some(());
        }
        for line in wrapped(&label, across, 2) {
            self.command(&line);
            self.command(b"\n");
        }
        self.command(&[0x1b, b'a', 2]);
        // What is typed off the paper is not wrapped at blanks, which would be lost, but cut where the line ends.
        for line in value.chunks(across).take(VALUE_LINES) {
            self.command(line);
            self.command(b"\n");
        }
        self.command(&[0x1b, b'a', 0]);
        Some(())
    }

    /// Captions as letters, codes as dots: few cheap printers know the commands for QR codes.
    fn codes(&mut self, codes: &[QrBlock]) -> Option<()> {
        let beside = (self.dots / codes.len().max(1)).min(QR_MOST);
        let fits = codes
            .iter()
            .all(|code| module(&code.matrix, beside) >= SMALLEST_MODULE);
        let per_row = if fits && beside >= QR_LEAST {
            codes.len()
        } else {
            1
        };
        for row in codes.chunks(per_row.max(1)) {
            let cell = self.dots / row.len().max(1);
            self.captions(row, cell / LETTER)?;
            let edge = cell.min(QR_MOST);
            let drawn: Vec<_> = row
                .iter()
                .map(|code| (code.matrix.as_ref(), module(&code.matrix, edge).max(1)))
                .collect();
            raster::codes(&mut self.stream, &drawn, cell, self.dots);
        }
        Some(())
    }

    fn captions(&mut self, row: &[QrBlock], width: usize) -> Option<()> {
        let captions = row
            .iter()
            .map(|code| {
                Some(wrapped(
                    &self.octets(&code.caption, Text::Prose)?,
                    width.max(1),
                    2,
                ))
            })
            .collect::<Option<Vec<_>>>()?;
        let height = captions.iter().map(Vec::len).max().unwrap_or(0);
        self.command(&[0x1b, b'a', 0]);
        self.command(&[0x1b, b'E', 1]);
        for line in 0..height {
            for caption in &captions {
                let text = caption.get(line).map(Vec::as_slice).unwrap_or_default();
                let left = (width - text.len().min(width)) / 2;
                let right = width - text.len().min(width) - left;
                self.command(&[&vec![b' '; left], text, &vec![b' '; right]].concat());
            }
            self.command(b"\n");
        }
        self.command(&[0x1b, b'E', 0]);
        Some(())
    }

    /// The octets of a text, if the table has them all.
    fn octets(&self, text: &str, kind: Text) -> Option<Vec<u8>> {
        let mut octets: Vec<u8> = Vec::with_capacity(text.len());
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let character = match character {
                // Blanks of prices and of French.
                '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
                other => other,
            };
            if let Some(octet) = self.table.octet(character) {
                octets.push(octet);
            } else if let (Some(code), Text::Prose) = (currency_code(character), kind) {
                let stands_alone = octets.last().is_none_or(|octet| !octet.is_ascii_digit());
                octets.extend((!stands_alone).then_some(b' '));
                octets.extend(code.bytes());
                let figures = characters.peek().is_some_and(char::is_ascii_digit);
                octets.extend(figures.then_some(b' '));
            } else {
                octets.extend(plain(character).filter(|_| kind == Text::Prose)?.bytes());
            }
        }
        Some(octets)
    }
}

/// What currencies are called where their sign is not in the table: most tables are older than the euro.
fn currency_code(sign: char) -> Option<&'static str> {
    Some(match sign {
        '€' => "EUR",
        '£' => "GBP",
        '₪' => "ILS",
        '₹' => "INR",
        _ => return None,
    })
}

/// Lines of a value that is longer than one.
const VALUE_LINES: usize = 3;

/// What a typewriter has in the place of typographic signs.
fn plain(character: char) -> Option<&'static str> {
    Some(match character {
        '‘' | '’' | '‚' | '′' => "'",
        '“' | '”' | '„' | '″' => "\"",
        '–' | '—' | '−' | '‑' => "-",
        '…' => "...",
        '•' | '·' => "*",
        '→' => "->",
        _ => return None,
    })
}

fn module(matrix: &Matrix, edge: usize) -> usize {
    edge / matrix.side_with_quiet_zone().max(1)
}

/// Lines of at most `across` letters, broken at blanks where there are; what is more than `most` lines ends in dots.
fn wrapped(text: &[u8], across: usize, most: usize) -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    let mut line: Vec<u8> = Vec::new();
    for word in text
        .split(|octet| *octet == b' ')
        .filter(|word| !word.is_empty())
    {
        let mut rest = word;
        if !line.is_empty() {
            if line.len() + 1 + rest.len() <= across {
                line.push(b' ');
                line.extend_from_slice(rest);
                continue;
            }
            lines.push(std::mem::take(&mut line));
        }
        while let Some((now, later)) = rest
            .split_at_checked(across)
            .filter(|(_, later)| !later.is_empty())
        {
            lines.push(now.to_vec());
            rest = later;
        }
        line = rest.to_vec();
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.truncate(across.saturating_sub(3));
            last.extend_from_slice(b"...");
            last.truncate(across);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_break_at_blanks_and_end_in_dots() {
        for (text, across, most, expected) in [
            ("", 10, 3, vec![]),
            ("Hotel Sol", 10, 3, vec!["Hotel Sol"]),
            ("Hotel Miramar", 10, 3, vec!["Hotel", "Miramar"]),
            ("abcdefghijklm", 5, 3, vec!["abcde", "fghij", "klm"]),
            ("a abcdefgh b", 5, 4, vec!["a", "abcde", "fgh b"]),
            ("one two three four", 5, 2, vec!["one", "tw..."]),
            ("xx yy", 2, 1, vec![".."]),
        ] {
            let lines: Vec<_> = wrapped(text.as_bytes(), across, most)
                .into_iter()
                .map(|line| String::from_utf8_lossy(&line).into_owned())
                .collect();
            assert_eq!(lines, expected, "{text:?} in {across}");
        }
    }
}
