//! A small interpreter of ESC/POS: what comes out of the printer, as a picture and as text. It shares nothing with the
//! writer; letters are read by the codecs of Python.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

pub(super) struct Slip {
    pub(super) width: usize,
    pub(super) cuts: usize,
    pub(super) drawer_kicks: usize,
    /// The number of the table of letters, where one was chosen.
    pub(super) table: Option<u8>,
    /// What was written, as octets of that table, line by line.
    pub(super) written: Vec<u8>,
    /// The widest line, in letters as wide as they are printed.
    pub(super) widest: usize,
    rows: Vec<Vec<bool>>,
}

pub(super) fn interpret(stream: &[u8]) -> Slip {
    let mut slip = Slip {
        width: 0,
        cuts: 0,
        drawer_kicks: 0,
        table: None,
        written: Vec::new(),
        widest: 0,
        rows: Vec::new(),
    };
    let (mut times, mut line) = (1, 0);
    let mut rest = stream;
    while let Some(first) = rest.first() {
        match (first, rest.get(1)) {
            (0x1b, Some(b'@')) => rest = &rest[2..],
            (0x1b, Some(b'p')) => {
                slip.drawer_kicks += 1;
                rest = &rest[5..];
            }
            (0x1b, Some(b't')) => {
                slip.table = Some(rest[2]);
                rest = &rest[3..];
            }
            (0x1b, Some(b'a')) => {
                assert!(
                    rest[2] < 3 && line == 0,
                    "alignment holds from the start of a line"
                );
                rest = &rest[3..];
            }
            (0x1d, Some(b'!')) => {
                times = usize::from(rest[2] >> 4) + 1;
                rest = &rest[3..];
            }
            (0x1b, Some(b'E' | b'J')) | (0x1d, Some(b'r')) => rest = &rest[3..],
            (0x1d, Some(b'V')) => {
                assert_eq!(rest[2], 66);
                slip.cuts += 1;
                rest = &rest[4..];
            }
            (0x1d, Some(b'v')) => {
                assert_eq!(rest[2], b'0');
                assert_eq!(rest[3], 0, "no doubling");
                let number = |at: usize| usize::from(rest[at]) + 256 * usize::from(rest[at + 1]);
                let (bytes, height) = (number(4), number(6));
                slip.width = 8 * bytes;
                let data = &rest[8..8 + bytes * height];
                for row in data.chunks(bytes) {
                    let dots = row
                        .iter()
                        .flat_map(|octet| (0..8).map(move |bit| octet & (0x80 >> bit) != 0));
                    slip.rows.push(dots.collect());
                }
                rest = &rest[8 + bytes * height..];
            }
            (b'\n', _) => {
                slip.written.push(b'\n');
                line = 0;
                rest = &rest[1..];
            }
            (letter @ (0x20..=0x7e | 0x80..), _) => {
                slip.written.push(*letter);
                line += times;
                slip.widest = slip.widest.max(line);
                rest = &rest[1..];
            }
            other => panic!(
                "{other:x?} is no command of this printer, {} octets from the end",
                rest.len()
            ),
        }
    }
    slip
}

impl Slip {
    /// What was written, by a codec of Python.
    pub(super) fn text(&self, codec: &str) -> String {
        let script = format!(
            "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read().decode('{codec}').encode())"
        );
        let mut python = Command::new("python3")
            .args(["-c", &script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        python
            .stdin
            .take()
            .unwrap()
            .write_all(&self.written)
            .unwrap();
        let output = python.wait_with_output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// Two pixels a dot, with white around, as a scanner would see it.
    pub(super) fn png(&self) -> Vec<u8> {
        let doubled = |dots: usize| u32::try_from(2 * dots).unwrap();
        let (across, down) = (doubled(self.width + 40), doubled(self.rows.len()));
        let picture = image::GrayImage::from_fn(across, down, |x, y| {
            let dot = x.checked_sub(40).and_then(|x| {
                let row = self.rows.get(y as usize / 2)?;
                row.get(x as usize / 2).copied()
            });
            image::Luma([if dot == Some(true) { 0 } else { 255 }])
        });
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture
            .write_to(&mut bytes, image::ImageFormat::Png)
            .unwrap();
        bytes.into_inner()
    }
}
