//! Pages of ordinary text on A4: headings, paragraphs, rows of two columns, lines of code. For what is read and not handed out.

use super::{
    Renderer, VoucherError,
    fonts::Face,
    layout::{Item, Layout, POINTS_PER_MM, Page, Rect, to_f32},
    text::{Line, Setting},
};
use std::sync::Arc;

/// A piece of a page, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// What the page is.
    Title(String),
    /// What follows.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A name and its value.
    Row(String, String),
    /// A line of a script, as it is.
    Code(String),
}

const WIDTH: f32 = 210.0 * POINTS_PER_MM;
const HEIGHT: f32 = 297.0 * POINTS_PER_MM;
const MARGIN: f32 = 20.0 * POINTS_PER_MM;
/// Width of the names of rows.
const NAMES: f32 = 75.0 * POINTS_PER_MM;
/// Lines of one block: a page of them, so that nothing is cut off in silence.
const LINES: usize = 60;

impl Renderer {
    /// Lays blocks out, on as many pages as they need.
    pub fn sheet(&mut self, blocks: &[Block]) -> Result<Layout, VoucherError> {
        let mut sheet = Sheet {
            pages: Vec::new(),
            items: Vec::new(),
            y: MARGIN,
        };
        for block in blocks {
            match block {
                Block::Title(text) => {
                    sheet.text(self, text, setting(Face::Bold, 18.0), MARGIN);
                    sheet.y += 8.0;
                }
                Block::Heading(text) => {
                    sheet.y += 10.0;
                    sheet.room(60.0);
                    sheet.items.push(Item::Bar(Rect {
                        x: MARGIN,
                        y: sheet.y,
                        width: WIDTH - 2.0 * MARGIN,
                        height: 0.5,
                    }));
                    sheet.y += 6.0;
                    sheet.text(self, text, setting(Face::Bold, 12.0), MARGIN);
                    sheet.y += 2.0;
                }
                Block::Text(text) => {
                    sheet.text(self, text, setting(Face::Regular, 10.0), MARGIN);
                    sheet.y += 3.0;
                }
                Block::Row(name, value) => {
                    let columns = [
                        (name, Face::Regular, MARGIN, NAMES - 6.0),
                        (
                            value,
                            Face::Bold,
                            MARGIN + NAMES,
                            WIDTH - 2.0 * MARGIN - NAMES,
                        ),
                    ];
                    let lines = columns.map(|(text, face, x, width)| {
                        let one = Setting {
                            width,
                            ..setting(face, 10.0)
                        };
                        (self.paragraph(text, one), one, x)
                    });
                    let rows = lines
                        .iter()
                        .map(|(lines, ..)| lines.len())
                        .max()
                        .unwrap_or(0);
                    let height = setting(Face::Regular, 10.0).line_height();
                    sheet.room(to_f32(rows) * height);
                    let top = sheet.y;
                    for (paragraph, one, x) in lines {
                        sheet.y = top;
                        for line in 0..paragraph.len() {
                            sheet.line(&paragraph, line, x, one);
                        }
                    }
                    sheet.y = top + to_f32(rows) * height + 2.0;
                }
                Block::Code(text) => sheet.text(self, text, setting(Face::Code, 8.0), MARGIN),
            }
        }
        sheet.turn();
        match self.take_missing() {
            Some(characters) => Err(VoucherError::NoFont { characters }),
            None => Ok(Layout { pages: sheet.pages }),
        }
    }
}

/// Over the whole width.
fn setting(face: Face, size: f32) -> Setting {
    Setting {
        face,
        size,
        width: WIDTH - 2.0 * MARGIN,
        lines: LINES,
    }
}

struct Sheet {
    pages: Vec<Page>,
    items: Vec<Item>,
    y: f32,
}

impl Sheet {
    /// Begins a page where less than `height` is left of this one.
    fn room(&mut self, height: f32) {
        if self.y + height > HEIGHT - MARGIN {
            self.turn();
        }
    }

    fn turn(&mut self) {
        if !self.items.is_empty() {
            self.pages.push(Page {
                width: WIDTH,
                height: HEIGHT,
                items: std::mem::take(&mut self.items),
            });
        }
        self.y = MARGIN;
    }

    fn text(&mut self, renderer: &mut Renderer, text: &str, setting: Setting, x: f32) {
        let paragraph = renderer.paragraph(text, setting);
        for line in 0..paragraph.len() {
            self.room(setting.line_height());
            self.line(&paragraph, line, x, setting);
        }
    }

    fn line(&mut self, paragraph: &Arc<[Line]>, line: usize, x: f32, setting: Setting) {
        self.items.push(Item::Text {
            x,
            // As in the layout of vouchers: the line's ink in its middle.
            y: self.y + 0.98 * setting.size,
            paragraph: Arc::clone(paragraph),
            line,
        });
        self.y += setting.line_height();
    }
}
