//! Poppler and zbar, and readers of what a phone finds in a QR code that share nothing with the writer.

use std::{collections::BTreeSet, path::PathBuf, process::Command};

/// A PDF in a folder of its own.
pub(crate) struct Pdf {
    dir: tempfile::TempDir,
}

impl Pdf {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let pdf = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        std::fs::write(pdf.path(), bytes).unwrap();
        pdf
    }

    fn path(&self) -> PathBuf {
        self.dir.path().join("voucher.pdf")
    }

    pub(crate) fn text(&self) -> String {
        run(Command::new("pdftotext")
            .arg("-layout")
            .arg(self.path())
            .arg("-"))
    }

    /// How many pages it has.
    pub(crate) fn pages(&self) -> usize {
        let said = run(Command::new("pdfinfo").arg(self.path()));
        let pages = said.lines().find_map(|line| line.strip_prefix("Pages:"));
        pages.unwrap().trim().parse().unwrap()
    }

    /// One line of pdffonts for each font.
    pub(crate) fn fonts(&self) -> Vec<String> {
        run(Command::new("pdffonts").arg(self.path()))
            .lines()
            .skip(2)
            .map(str::to_owned)
            .collect()
    }

    /// The QR codes of all pages.
    pub(crate) fn qr_codes(&self, dpi: u32) -> BTreeSet<String> {
        let _ = run(Command::new("pdftoppm")
            .args(["-gray", "-r", &dpi.to_string()])
            .arg(self.path())
            .arg(self.dir.path().join("page")));
        let pages = std::fs::read_dir(self.dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().path());
        pages
            .filter(|path| path.extension().is_some_and(|extension| extension == "pgm"))
            .flat_map(|path| scan(&path))
            .collect()
    }

    /// The QR codes of pages with many of them, read until all that are wanted are found. Among many zbar misses up to one
    /// in eight, and at another resolution others; a phone sees one label at a time.
    pub(crate) fn many_qr_codes(&self, wanted: &BTreeSet<String>) -> BTreeSet<String> {
        let mut read = BTreeSet::new();
        for dpi in [300, 100, 200, 150, 400, 240] {
            read.extend(self.qr_codes(dpi));
            if wanted.is_subset(&read) {
                break;
            }
        }
        read
    }

    /// Width, height and grey values of the first page.
    pub(crate) fn grey(&self, dpi: u32) -> (u32, u32, Vec<u8>) {
        let root = self.dir.path().join("grey");
        let _ = run(Command::new("pdftoppm")
            .args(["-gray", "-singlefile", "-r", &dpi.to_string()])
            .arg(self.path())
            .arg(&root));
        let bytes = std::fs::read(root.with_extension("pgm")).unwrap();
        let mut fields = bytes.splitn(4, |byte| byte.is_ascii_whitespace());
        let mut number = || {
            std::str::from_utf8(fields.next().unwrap())
                .unwrap()
                .trim_start_matches("P5")
                .parse::<u32>()
                .ok()
        };
        assert_eq!(number(), None);
        let (width, height) = (number().unwrap(), number().unwrap());
        let pixels = bytes.len() - (width * height) as usize;
        (width, height, bytes[pixels..].to_vec())
    }
}

/// The QR codes of a picture.
pub(crate) fn qr_codes(png: &[u8]) -> BTreeSet<String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("voucher.png");
    std::fs::write(&path, png).unwrap();
    scan(&path)
}

fn scan(path: &std::path::Path) -> BTreeSet<String> {
    // zbarimg fails when it finds nothing; what it finds is judged by the caller.
    let output = Command::new("zbarimg")
        .args(["--quiet", "--nodbus", "--raw"])
        .arg(path)
        .output()
        .unwrap();
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

fn run(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Whether fontconfig knows a font for a language.
pub(crate) fn has_font_for(language: &str) -> bool {
    let output = Command::new("fc-list")
        .arg(format!(":lang={language}"))
        .output();
    output.is_ok_and(|output| !output.stdout.is_empty())
}

/// Name and password of a `WIFI:` string, taken apart as phones do: fields end at a `;` without a backslash.
pub(crate) fn wifi_of(text: &str) -> (String, String) {
    let mut fields = vec![String::new()];
    let mut characters = text.strip_prefix("WIFI:").unwrap().chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => fields.last_mut().unwrap().push(characters.next().unwrap()),
            ';' => fields.push(String::new()),
            '"' => {}
            other => fields.last_mut().unwrap().push(other),
        }
    }
    let field = |name: &str| {
        fields
            .iter()
            .find_map(|field| field.strip_prefix(name))
            .unwrap_or_default()
            .to_owned()
    };
    (field("S:"), field("P:"))
}

/// User name and password of a login URL, as a web server decodes a query.
pub(crate) fn login_of(url: &str) -> (String, String) {
    let query = url.split_once('?').unwrap().1;
    let value = |name: &str| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| decoded(value))
            .next()
            .unwrap()
    };
    (value("username"), value("password"))
}

fn decoded(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(bytes).unwrap()
}
