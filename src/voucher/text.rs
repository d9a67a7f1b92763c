//! Shaping: text becomes positioned glyphs, once, for every renderer (cosmic-text: bidi, ligatures, fallback, wrapping).

use super::fonts::{self, Face};
use cosmic_text::{Buffer, FontSystem, Metrics, Shaping, SwashCache, Wrap, fontdb};
use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
    fmt,
    ops::Range,
    sync::Arc,
};

/// Paragraphs that are kept shaped: the labels of a batch are the same on every voucher.
const KEPT_PARAGRAPHS: usize = 512;
/// Texts that are kept while their size is sought; a voucher has about twenty.
const KEPT_SHAPES: usize = 128;
/// More of a text than this is never shaped; no voucher shows as much.
const LONGEST_TEXT: usize = 1000;
/// Paragraphs up to this many lines are balanced.
const BALANCED_LINES: usize = 3;
/// Halvings of the width in search of the narrowest that is still wide enough: 1/32 of the line.
const BALANCING_STEPS: usize = 5;
/// U+FFFD stands for what no font has; the embedded fonts have it.
const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;
/// Height of a line in ems.
const LINE_HEIGHT: f32 = 1.3;

/// A glyph of a [`Run`], in points from the start of its run.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// In its font.
    pub id: u16,
    /// Where the pen stands.
    pub x: f32,
    /// From the pen to where the glyph is drawn, to the right.
    pub offset_x: f32,
    /// The same, upwards.
    pub offset_y: f32,
    /// How far the pen moves.
    pub advance: f32,
    /// The bytes of the run's text that it stands for.
    pub text: Range<usize>,
}

/// Glyphs of one font on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Of the renderer that laid it out.
    pub font: fontdb::ID,
    /// Weight that was asked for.
    pub weight: fontdb::Weight,
    /// Size in points.
    pub size: f32,
    /// What it says, in reading order.
    pub text: Arc<str>,
    /// In the order in which they stand, from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A line of text: runs side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its runs, from left to right.
    pub runs: Vec<Run>,
    /// From the left edge of the first glyph to the right edge of the last, in points.
    pub width: f32,
}

impl Line {
    /// Makes a line that is wider than its column as wide as it. Breaking does not always find a place: not between a
    /// letter and its marks, nor between two directions of writing.
    fn squeeze(&mut self, column: f32) {
        if self.width <= column || self.width <= 0.0 {
            return;
        }
        let factor = column / self.width;
        for run in &mut self.runs {
            run.size *= factor;
            for glyph in &mut run.glyphs {
                glyph.x *= factor;
                glyph.offset_x *= factor;
                glyph.offset_y *= factor;
                glyph.advance *= factor;
            }
        }
        self.width = column;
    }
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Setting {
    pub(super) face: Face,
    /// Points.
    pub(super) size: f32,
    /// Points; infinite for one line, however long.
    pub(super) width: f32,
    /// What does not fit ends in an ellipsis.
    pub(super) lines: usize,
}

impl Setting {
    pub(super) fn line_height(self) -> f32 {
        self.size * LINE_HEIGHT
    }

    fn metrics(self) -> Metrics {
        Metrics::new(self.size, self.line_height())
    }

    fn column(self) -> Option<f32> {
        self.width.is_finite().then_some(self.width)
    }
}

/// What to do about a character that no font has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lack {
    /// Say so and print nothing.
    #[default]
    Refuse,
    /// Print the text without it: a guest whose name cannot be drawn gets his code all the same. What is typed, a code,
    /// a user name or a password, is refused with it.
    LeaveOut,
    /// Print the replacement character, U+FFFD, in its place.
    PrintBox,
}

type Key = (Box<str>, Face, u32, u32, usize);

/// Lays vouchers out and draws them. Holds the fonts: make one and keep it. It can be sent to another thread.
pub struct Renderer {
    pub(super) fonts: FontSystem,
    /// The embedded ones alone, to try a character with.
    embedded: FontSystem,
    pub(super) glyph_images: SwashCache,
    paragraphs: HashMap<Key, Arc<[Line]>>,
    /// Texts in search of their size and lines.
    shaped: HashMap<(Box<str>, Face), Buffer>,
    /// Whether there is a font for a character; those of ASCII are not asked for.
    judged: HashMap<char, bool>,
    /// Some character was judged to have no font.
    lacks: bool,
    missing: String,
    lack: Lack,
    system_fonts: bool,
}

impl fmt::Debug for Renderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renderer")
            .field("system_fonts", &self.system_fonts)
            .finish_non_exhaustive()
    }
}

impl Default for Renderer {
    fn default() -> Self {
        Self::new(Lack::default())
    }
}

impl Renderer {
    /// With the embedded fonts. Those of the system are looked for at the first character that the embedded ones lack.
    pub fn new(lack: Lack) -> Self {
        Self {
            fonts: fonts::embedded("en"),
            embedded: fonts::embedded("en"),
            glyph_images: SwashCache::new(),
            paragraphs: HashMap::new(),
            shaped: HashMap::new(),
            judged: HashMap::new(),
            lacks: false,
            missing: String::new(),
            lack,
            system_fonts: false,
        }
    }

    /// Whether the fonts of the system were needed so far.
    pub fn uses_system_fonts(&self) -> bool {
        self.system_fonts
    }

    /// What no font had since the last call, unless boxes are allowed in its place.
    pub(super) fn take_missing(&mut self) -> Option<String> {
        let missing = std::mem::take(&mut self.missing);
        (self.lack != Lack::PrintBox && !missing.is_empty()).then_some(missing)
    }

    /// The lines of a paragraph.
    pub(super) fn paragraph(&mut self, text: &str, setting: Setting) -> Arc<[Line]> {
        let text = self.printable(text, setting.face);
        let key = (
            (*text).into(),
            setting.face,
            setting.size.to_bits(),
            setting.width.to_bits(),
            setting.lines,
        );
        if let Some(lines) = self.paragraphs.get(&key) {
            return Arc::clone(lines);
        }
        let mut lines = self.set(&text, setting);
        for line in &mut lines {
            line.squeeze(setting.width);
        }
        let lines: Arc<[Line]> = lines.into();
        if self.paragraphs.len() >= KEPT_PARAGRAPHS {
            self.paragraphs.clear();
        }
        let _ = self.paragraphs.insert(key, Arc::clone(&lines));
        lines
    }

    /// The text with the replacement character for what no font has, which is noted, or without it. A character is looked
    /// for once.
    fn printable<'a>(&mut self, text: &'a str, face: Face) -> Cow<'a, str> {
        let unknown: BTreeSet<char> = text
            .chars()
            .take(LONGEST_TEXT)
            .filter(|c| !c.is_ascii() && !self.judged.contains_key(c))
            .collect();
        if !unknown.is_empty() {
            self.judge(unknown.into_iter().collect());
        }
        if !self.lacks {
            return Cow::Borrowed(text);
        }
        let mut shown = String::with_capacity(text.len());
        for character in text.chars().take(LONGEST_TEXT) {
            if self.judged.get(&character) == Some(&false) {
                if self.note_lack(character, face) {
                    shown.push(REPLACEMENT);
                }
            } else {
                shown.push(character);
            }
        }
        Cow::Owned(shown)
    }

    /// Tells whether something is to stand in its place.
    fn note_lack(&mut self, character: char, face: Face) -> bool {
        self.lacks = true;
        if self.lack == Lack::LeaveOut && face != Face::Code {
            return false;
        }
        if !self.missing.contains(character) {
            self.missing.push(character);
        }
        true
    }

    fn judge(&mut self, characters: Vec<char>) {
        self.judged
            .extend(characters.iter().map(|character| (*character, true)));
        // No map has what shaping makes of others (a letter and its accent) or leaves out (a joiner).
        let mut lacking = fonts::lacking(self.fonts.db(), characters);
        lacking.retain(|character| !self.shapes(*character));
        if !lacking.is_empty() && !self.system_fonts {
            self.system_fonts = true;
            self.fonts.db_mut().load_system_fonts();
            lacking = fonts::lacking(self.fonts.db(), lacking);
        }
        self.lacks |= !lacking.is_empty();
        self.judged
            .extend(lacking.into_iter().map(|character| (character, false)));
    }

    /// Whether the embedded fonts alone make something of a character.
    fn shapes(&mut self, character: char) -> bool {
        let setting = Setting {
            face: Face::Regular,
            size: 10.0,
            width: f32::INFINITY,
            lines: 1,
        };
        let text = character.to_string();
        boxed(&shaped(&mut self.embedded, &text, setting)).is_empty()
    }

    fn set(&mut self, text: &str, setting: Setting) -> Vec<Line> {
        let mut shown: String = text.chars().take(LONGEST_TEXT).collect();
        let Shaped {
            mut lines,
            end,
            torn,
        } = self.shape(&shown, setting);
        if lines.len() > setting.lines {
            shown.truncate(end);
            let mut kept = shown.clone();
            while lines.len() > setting.lines && kept.pop().is_some() {
                shown = format!("{}…", kept.trim_end());
                lines = self.shape(&shown, setting).lines;
            }
        }
        lines.truncate(setting.lines);
        if (2..=BALANCED_LINES).contains(&lines.len()) {
            self.balanced(&shown, setting, lines, torn)
        } else {
            lines
        }
    }

    /// Lines of about one length: no last word stands alone under a full line. For that no word is torn that was whole.
    fn balanced(
        &mut self,
        text: &str,
        setting: Setting,
        mut best: Vec<Line>,
        torn: usize,
    ) -> Vec<Line> {
        let (mut narrow, mut wide) = (setting.width / 2.0, setting.width);
        for _ in 0..BALANCING_STEPS {
            let width = f32::midpoint(narrow, wide);
            let shaped = self.shape(text, Setting { width, ..setting });
            if shaped.lines.len() == best.len() && shaped.torn <= torn {
                (best, wide) = (shaped.lines, width);
            } else {
                narrow = width;
            }
        }
        best
    }

    fn shape(&mut self, text: &str, setting: Setting) -> Shaped {
        let key = (text.into(), setting.face);
        let buffer = match self.shaped.remove(&key) {
            Some(mut buffer) => {
                // Glyphs are the same at every size: only the lines are broken anew.
                let (metrics, width) = (setting.metrics(), setting.column());
                buffer.set_metrics_and_size(&mut self.fonts, metrics, width, None);
                buffer
            }
            None => shaped(&mut self.fonts, text, setting),
        };
        // A map may know a character that its font cannot be used for, such as one that is oblique only.
        for character in boxed(&buffer) {
            let _ = self.judged.insert(character, false);
            let _ = self.note_lack(character, setting.face);
        }
        let end = buffer
            .layout_runs()
            .take(setting.lines)
            .flat_map(|run| run.glyphs.iter().map(|glyph| glyph.end))
            .max()
            .unwrap_or(0);
        let lines = buffer.layout_runs().map(|run| line(&run)).collect();
        let torn = torn(&buffer);
        if self.shaped.len() >= KEPT_SHAPES {
            self.shaped.clear();
        }
        let _ = self.shaped.insert(key, buffer);
        Shaped { lines, end, torn }
    }
}

/// A text in lines.
struct Shaped {
    lines: Vec<Line>,
    /// The byte at which the last of the lines that are wanted ends.
    end: usize,
    /// How many lines end within a word.
    torn: usize,
}

/// How many lines end within a word: neither at a blank nor behind a hyphen. Where a script sets no blanks, all do.
fn torn(buffer: &Buffer) -> usize {
    let ends_within = |run: &cosmic_text::LayoutRun<'_>| {
        let end = run.glyphs.iter().map(|glyph| glyph.end).max();
        let (before, after) = end.and_then(|end| run.text.split_at_checked(end))?;
        let breaks = |one: char| one.is_whitespace() || one == '-';
        let (last, next) = (before.chars().next_back()?, after.chars().next()?);
        (!breaks(last) && !next.is_whitespace()).then_some(())
    };
    buffer
        .layout_runs()
        .filter_map(|run| ends_within(&run))
        .count()
}

fn shaped(fonts: &mut FontSystem, text: &str, setting: Setting) -> Buffer {
    let mut buffer = Buffer::new_empty(setting.metrics());
    buffer.set_wrap(fonts, Wrap::WordOrGlyph);
    buffer.set_size(fonts, setting.column(), None);
    let attributes = setting.face.attributes();
    buffer.set_text(fonts, text, &attributes, Shaping::Advanced, None);
    buffer
}

/// The characters that were shaped as glyph 0, ".notdef".
fn boxed(buffer: &Buffer) -> Vec<char> {
    buffer
        .layout_runs()
        .flat_map(|run| {
            run.glyphs
                .iter()
                .filter(|glyph| glyph.glyph_id == 0)
                .filter_map(|glyph| run.text.get(glyph.start..glyph.end))
        })
        .flat_map(str::chars)
        .filter(|character| !character.is_control())
        .collect()
}

/// A right-to-left line comes in reading order; here it is put in order from left to right.
fn line(run: &cosmic_text::LayoutRun<'_>) -> Line {
    let mut glyphs: Vec<&cosmic_text::LayoutGlyph> = run.glyphs.iter().collect();
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let glyphs = trimmed(run.text, &glyphs);
    let left = glyphs.first().map_or(0.0, |glyph| glyph.x);
    let right = glyphs.last().map_or(0.0, |glyph| glyph.x + glyph.w);
    let runs = glyphs
        .chunk_by(|a, b| a.font_id == b.font_id)
        .filter_map(|glyphs| one_font(run.text, glyphs, left))
        .collect();
    Line {
        runs,
        width: right - left,
    }
}

/// Without the white space at which the line was broken: it would push a centred line aside.
fn trimmed<'a, 'b>(
    text: &str,
    mut glyphs: &'b [&'a cosmic_text::LayoutGlyph],
) -> &'b [&'a cosmic_text::LayoutGlyph] {
    let blank = |glyph: &cosmic_text::LayoutGlyph| {
        text.get(glyph.start..glyph.end)
            .is_some_and(|text| text.trim().is_empty())
    };
    while let Some((_, rest)) = glyphs.split_first().filter(|(first, _)| blank(first)) {
        glyphs = rest;
    }
    while let Some((_, rest)) = glyphs.split_last().filter(|(last, _)| blank(last)) {
        glyphs = rest;
    }
    glyphs
}

fn one_font(text: &str, glyphs: &[&cosmic_text::LayoutGlyph], left: f32) -> Option<Run> {
    let first = glyphs.first()?;
    let start = glyphs.iter().map(|glyph| glyph.start).min()?;
    let end = glyphs.iter().map(|glyph| glyph.end).max()?;
    let size = first.font_size;
    let next_x = glyphs
        .iter()
        .skip(1)
        .map(|glyph| Some(glyph.x))
        .chain([None]);
    let glyphs = glyphs.iter().zip(next_x).map(|(glyph, next_x)| Glyph {
        id: glyph.glyph_id,
        x: glyph.x - left,
        offset_x: glyph.x_offset * size,
        offset_y: glyph.y_offset * size,
        advance: next_x.map_or(glyph.w, |next| next - glyph.x),
        text: glyph.start - start..glyph.end - start,
    });
    Some(Run {
        font: first.font_id,
        weight: first.font_weight,
        size,
        text: text.get(start..end)?.into(),
        glyphs: glyphs.collect(),
    })
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn setting(width: f32) -> Setting {
        Setting {
            face: Face::Regular,
            size: 10.0,
            width,
            lines: 4,
        }
    }

    #[test]
    fn no_word_is_torn_for_lines_of_one_length() {
        let mut renderer = Renderer::default();
        let text = "renueva@iberia.example, +34 915 550 100";
        let whole = |renderer: &mut Renderer, text: &str| {
            renderer.paragraph(text, setting(f32::INFINITY))[0].width
        };
        let width = whole(&mut renderer, "renueva@iberia.example, +34");
        let lines = renderer.paragraph(text, setting(width));
        assert_eq!(lines.len(), 2);
        let first = whole(&mut renderer, "renueva@iberia.example,");
        assert!((lines[0].width - first).abs() < 0.5, "{}", lines[0].width);
    }

    #[test]
    fn a_line_that_is_too_wide_is_made_as_wide_as_its_column() {
        let mut renderer = Renderer::default();
        let mut line = renderer.paragraph("Unbroken", setting(f32::INFINITY))[0].clone();
        let (before, half) = (line.clone(), line.width / 2.0);
        line.squeeze(before.width);
        assert_eq!(line, before);
        line.squeeze(half);
        assert!((line.width - half).abs() < 1e-4);
        let ends = line.runs[0]
            .glyphs
            .last()
            .map(|glyph| glyph.x + glyph.advance);
        assert!(
            ends.is_some_and(|end| (end - half).abs() < 1e-3),
            "{ends:?}"
        );
        assert!((line.runs[0].size - 5.0).abs() < 1e-4);
    }

    #[test]
    fn a_mark_cannot_push_a_line_out_of_its_column() {
        // A letter under sixty marks, and Hebrew between digits: places where breaking gives up.
        let marks = format!("a{}", "\u{302}\u{61}".repeat(60));
        for text in [
            &*marks,
            "12345אבגדהוז67890אבגדהוז12345",
            &"\u{378}".repeat(90),
        ] {
            let mut renderer = Renderer::new(Lack::PrintBox);
            for width in [8.0, 30.0, 100.0] {
                for line in &*renderer.paragraph(text, setting(width)) {
                    assert!(line.width <= width, "{} on {width}: {text}", line.width);
                }
            }
        }
    }

    #[test]
    fn a_size_found_in_a_kept_shape_is_that_of_a_new_one() {
        let text = "Grand Hotel Villa Serbelloni & Resort al Lago di Como";
        let mut kept = Renderer::default();
        for width in [300.0, 60.0, 120.0, 60.0] {
            kept.paragraphs.clear();
            assert_eq!(
                kept.paragraph(text, setting(width)),
                Renderer::default().paragraph(text, setting(width))
            );
        }
    }
}
