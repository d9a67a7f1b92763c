//! The voucher inside an e-mail: as plain text, and as HTML that mail programs of all ages draw.
//!
//! The code stands there as text, to be copied; the QR codes are pictures inside the message, for a guest who reads it on
//! a computer and holds the telephone to the screen. Tables and styles at each element, because mail programs know little
//! else (Outlook draws with Word, Gmail drops style sheets); nothing is loaded from elsewhere.

use super::{
    Picture, VoucherError,
    document::{self, Block, Document, VoucherData},
    qr::{Matrix, QUIET_ZONE},
};
use crate::{i18n::Language, t};
use std::fmt::Write as _;

/// The parts of a mail with a voucher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// As plain text.
    pub text: String,
    /// As HTML; names its pictures `cid:…`.
    pub html: String,
    /// Names and PNG files of its pictures.
    pub pictures: Vec<(String, Vec<u8>)>,
}

/// What stands around the voucher.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// Paragraphs above it.
    pub before: String,
    /// Paragraphs below it.
    pub after: String,
    /// Where the guest logs in with one touch; none leaves the button out.
    pub log_in: Option<String>,
}

/// Pixels of a module: a code of the Wi-Fi is about 200 pixels wide, which a telephone reads from a screen.
const MODULE: usize = 5;

const INK: &str = "#1b1f24";
const MUTED: &str = "#57606a";
const LINE: &str = "#d0d7de";
const ACCENT: &str = "#0b5cad";
const FACE: &str = "font-family:Arial,Helvetica,sans-serif";

impl Letter {
    /// A mail in the language of the document.
    pub fn new(document: &Document, around: &Around) -> Result<Self, VoucherError> {
        let mut letter = Self {
            text: String::new(),
            html: String::new(),
            pictures: Vec::new(),
        };
        let words = document.language.words();
        letter.paragraphs(&around.before);
        letter.open_card();
        for block in &document.blocks {
            letter.block(block)?;
        }
        if let Some(url) = around.log_in.as_deref().filter(|url| is_web(url)) {
            letter.button(&t!(words, "voucher-qr-log-in"), url);
        }
        letter.close_card();
        letter.paragraphs(&around.after);
        Ok(letter.finished(document.language.tag()))
    }

    /// A mail without a voucher.
    pub fn plain(text: &str, language: Language) -> Self {
        let mut letter = Self {
            text: String::new(),
            html: String::new(),
            pictures: Vec::new(),
        };
        letter.paragraphs(text);
        letter.finished(language.tag())
    }

    fn finished(mut self, language: &str) -> Self {
        self.text = format!("{}\n", self.text.trim());
        self.html = format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"></head>\
             <body style=\"margin:0;padding:16px;background:#ffffff\" dir=\"auto\">\n{}</body></html>\n",
            self.html
        );
        self
    }

    fn paragraphs(&mut self, text: &str) {
        for paragraph in text
            .split("\n\n")
            .map(str::trim)
            .filter(|one| !one.is_empty())
        {
            let lines: Vec<_> = paragraph.lines().map(escaped).collect();
            self.line(
                paragraph,
                &format!("margin:0 0 16px;font-size:15px;line-height:1.5;color:{INK}"),
                &lines.join("<br>"),
            );
            self.text.push('\n');
        }
    }

    fn open_card(&mut self) {
        let _ = writeln!(
            self.html,
            "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" width=\"100%\" style=\"max-width:480px;\
             margin:0 0 16px;border:1px solid {LINE};border-radius:8px\"><tr><td style=\"padding:20px\">"
        );
    }

    fn close_card(&mut self) {
        self.html.push_str("</td></tr></table>\n");
        self.text.push('\n');
    }

    fn block(&mut self, block: &Block) -> Result<(), VoucherError> {
        match block {
            Block::Heading(text) => {
                let style = format!("margin:0;font-size:20px;font-weight:bold;color:{INK}");
                self.line(text, &style, &escaped(text));
            }
            Block::Subheading(text) => {
                let style = format!("margin:2px 0 0;font-size:15px;color:{INK}");
                self.line(text, &style, &escaped(text));
            }
            Block::Code { label, groups } => self.credential(label, &groups.join("-")),
            Block::Credential { label, value } => self.credential(label, value),
            Block::Qrs(codes) => {
                self.html.push_str(
                    "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\"><tr>\n",
                );
                for code in codes {
                    let name = format!("qr{}", self.pictures.len() + 1);
                    let side = code.matrix.side_with_quiet_zone() * MODULE;
                    let caption = escaped(&code.caption);
                    let _ = writeln!(
                        self.html,
                        "<td align=\"center\" style=\"padding:8px 12px 8px 0;{FACE};font-size:13px;color:{MUTED}\">\
                         <img src=\"cid:{name}\" width=\"{side}\" height=\"{side}\" alt=\"{caption}\" \
                         style=\"display:block;border:0\">{caption}</td>"
                    );
                    self.pictures.push((name, picture(&code.matrix).png()?));
                }
                self.html.push_str("</tr></table>\n");
            }
            Block::Sentence(text) => {
                let style = format!("margin:8px 0 0;font-size:15px;line-height:1.4;color:{INK}");
                self.line(text, &style, &escaped(text));
            }
            // The look of paper; a mail has texts of its own.
            Block::Text(_) | Block::Logo(_) => {}
            Block::Note(text) => {
                let style = format!("margin:4px 0 0;font-size:14px;line-height:1.4;color:{MUTED}");
                self.line(text, &style, &escaped(text));
            }
            Block::Fact { label, value, .. } => {
                let style = format!("margin:4px 0 0;font-size:14px;color:{INK}");
                let said = format!(
                    "<span style=\"color:{MUTED}\">{}</span> {}",
                    escaped(label),
                    escaped(value)
                );
                self.line(&format!("{label}: {value}"), &style, &said);
            }
            Block::Small(text) => {
                let style = format!("margin:2px 0 0;font-size:12px;color:{MUTED}");
                self.line(text, &style, &escaped(text));
            }
            Block::Rule => {
                self.text.push('\n');
                let _ = writeln!(
                    self.html,
                    "<div style=\"height:1px;line-height:1px;font-size:1px;background:{LINE};margin:12px 0\">&nbsp;</div>"
                );
            }
        }
        Ok(())
    }

    fn credential(&mut self, label: &str, value: &str) {
        let style = format!("margin:0;font-size:13px;color:{MUTED}");
        self.line(&format!("{label}: {value}"), &style, &escaped(label));
        let _ = writeln!(
            self.html,
            "<p style=\"margin:2px 0 10px;font-family:Consolas,Menlo,'Courier New',monospace;font-size:26px;\
             font-weight:bold;letter-spacing:1px;color:{INK}\">{}</p>",
            escaped(value)
        );
    }

    fn button(&mut self, label: &str, url: &str) {
        let _ = writeln!(self.text, "\n{label}: {url}");
        let _ = writeln!(
            self.html,
            "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:16px 0 0\"><tr>\
             <td bgcolor=\"{ACCENT}\" style=\"border-radius:6px\"><a href=\"{}\" style=\"display:inline-block;\
             padding:12px 24px;{FACE};font-size:16px;font-weight:bold;color:#ffffff;text-decoration:none\">{}</a>\
             </td></tr></table>",
            escaped(url),
            escaped(label)
        );
    }

    fn line(&mut self, text: &str, style: &str, html: &str) {
        let _ = writeln!(self.text, "{text}");
        let _ = writeln!(self.html, "<p style=\"{FACE};{style}\">{html}</p>");
    }
}

impl VoucherData {
    /// "Valid for 3 days from the first login."
    pub fn validity_in(&self, language: Language) -> String {
        document::validity(self, language.words())
    }

    /// "First login by Thu 2 July 2026, 18:30 at the latest."
    pub fn use_by_in(&self, language: Language) -> Option<String> {
        let words = language.words();
        self.use_by.as_ref().map(|by| {
            t!(
                words,
                "voucher-use-by",
                moment = super::words::moment(words, by)
            )
        })
    }

    /// Its code in groups, as it is printed; of a pair, the user name.
    pub fn code(&self) -> String {
        if self.is_code {
            document::groups(&self.username).join("-")
        } else {
            self.username.clone()
        }
    }
}

/// Text inside HTML, also between the quotes of an attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(one),
        }
    }
    escaped
}

/// Only pages are linked: a `javascript:` in the settings is nobody's button.
fn is_web(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    url.starts_with("http://") || url.starts_with("https://")
}

/// A code with its quiet zone, black on white.
pub(super) fn picture(matrix: &Matrix) -> Picture {
    let side = matrix.side_with_quiet_zone() * MODULE;
    let mut rgba = vec![0xff; side * side * 4];
    for bar in matrix.bars() {
        let (left, top) = (
            (bar.column + QUIET_ZONE) * MODULE,
            (bar.row + QUIET_ZONE) * MODULE,
        );
        for y in top..top + MODULE {
            let start = (y * side + left) * 4;
            let pixels = rgba.get_mut(start..start + bar.length * MODULE * 4);
            for pixel in pixels.unwrap_or_default().chunks_mut(4) {
                if let [red, green, blue, _] = pixel {
                    (*red, *green, *blue) = (0, 0, 0);
                }
            }
        }
    }
    let side = u32::try_from(side).unwrap_or(u32::MAX);
    Picture {
        width: side,
        height: side,
        rgba,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what must hold")]

    use super::*;

    fn document() -> Document {
        Document {
            language: Language::Spanish,
            blocks: vec![
                Block::Heading("Hostal <Mar & Sol>".to_owned()),
                Block::Rule,
                Block::Code {
                    label: "Su código".to_owned(),
                    groups: vec!["ABCDE".to_owned(), "FGHJK".to_owned()],
                },
                Block::Fact {
                    label: "Red".to_owned(),
                    value: "\"Miramar\"".to_owned(),
                    typed: true,
                },
            ],
        }
    }

    #[test]
    fn a_mail_says_the_same_twice() {
        let around = Around {
            before: "Hola Ana,\nbienvenida.\n\nSu Wi-Fi:".to_owned(),
            after: "<b>Gracias</b>".to_owned(),
            log_in: Some("https://wifi.example/?u=A&p=\"B".to_owned()),
        };
        let letter = Letter::new(&document(), &around).unwrap();
        assert_eq!(
            letter.text,
            "Hola Ana,\nbienvenida.\n\nSu Wi-Fi:\n\nHostal <Mar & Sol>\n\nSu código: ABCDE-FGHJK\nRed: \"Miramar\"\n\nConectarse: https://wifi.example/?u=A&p=\"B\n\n<b>Gracias</b>\n"
                .replace("Conectarse", &t!(Language::Spanish.words(), "voucher-qr-log-in"))
        );
        for part in [
            "<html lang=\"es\">",
            "Hola Ana,<br>bienvenida.</p>",
            "Hostal &lt;Mar &amp; Sol&gt;",
            ">ABCDE-FGHJK</p>",
            "&quot;Miramar&quot;",
            "href=\"https://wifi.example/?u=A&amp;p=&quot;B\"",
            "&lt;b&gt;Gracias&lt;/b&gt;",
        ] {
            assert!(letter.html.contains(part), "{part}\n{}", letter.html);
        }
        assert!(!letter.html.contains("<b>"));
    }

    #[test]
    fn only_pages_are_linked() {
        let around = Around {
            log_in: Some("javascript:alert(1)".to_owned()),
            ..Around::default()
        };
        let letter = Letter::new(&document(), &around).unwrap();
        assert!(!letter.html.contains("<a "), "{}", letter.html);
        assert!(
            !letter.html.contains("http"),
            "nothing is loaded: {}",
            letter.html
        );
    }
}
