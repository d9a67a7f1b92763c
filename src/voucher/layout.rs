//! Where everything stands: a document on a paper, in points (1/72 inch) from the top left corner of the page.

use super::{
    Document, VoucherError,
    document::{Block, QrBlock},
    fonts::Face,
    labels::{Labels, Sheet},
    look::Logo,
    qr::{Matrix, QUIET_ZONE},
    text::{Line, Renderer, Setting},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Points of a millimetre.
pub const POINTS_PER_MM: f32 = 72.0 / 25.4;
/// Cards across and down an A4 page.
const CARDS: (usize, usize) = (2, 4);
/// Margin of a page of cards; common printers reach no further out than 5 mm.
const CARD_MARGIN: f32 = 8.0 * POINTS_PER_MM;
/// What cannot be laid out at this share of its size is cut by the ellipsis of its paragraphs.
const SMALLEST_SCALE: f32 = 0.4;
/// One dot of a receipt printer (203 dpi = 8 dots a millimetre). Modules are whole dots, so that edges print sharp.
const DOT: f32 = POINTS_PER_MM / 8.0;
/// Modules below three dots are not read reliably from thermal paper; the codes then stand one below the other.
const SMALLEST_MODULE: f32 = 3.0 * DOT;

/// What a voucher is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Paper {
    /// A roll of 80 mm, of which 72 mm are printed. As long as its contents.
    #[default]
    Receipt80,
    /// A roll of 58 mm, of which 48 mm are printed. As long as its contents.
    Receipt58,
    /// A page of its own, 210 × 297 mm.
    A4,
    /// Eight cards on a page of 210 × 297 mm, with marks to cut along.
    A4Cards,
    /// A sheet of labels.
    Labels(Labels),
}

impl TryFrom<String> for Paper {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        name.parse()
    }
}

impl From<Paper> for String {
    fn from(paper: Paper) -> Self {
        paper.name().to_owned()
    }
}

impl std::str::FromStr for Paper {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let names = || Self::ALL.map(Self::name).join(", ");
        Self::ALL
            .into_iter()
            .find(|paper| paper.name() == text)
            .ok_or_else(|| format!("there is no paper {text:?}, only {}", names()))
    }
}

impl Paper {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 12] = [
        Self::Receipt80,
        Self::Receipt58,
        Self::A4,
        Self::A4Cards,
        Self::Labels(Labels::A4Grid24),
        Self::Labels(Labels::L7160),
        Self::Labels(Labels::L7161),
        Self::Labels(Labels::L7163),
        Self::Labels(Labels::L5160),
        Self::Labels(Labels::L5161),
        Self::Labels(Labels::L5162),
        Self::Labels(Labels::L5163),
    ];

    /// The name on the command line and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Receipt80 => "receipt80",
            Self::Receipt58 => "receipt58",
            Self::A4 => "a4",
            Self::A4Cards => "a4-cards",
            Self::Labels(labels) => labels.name(),
        }
    }

    /// A roll, as long as its contents.
    pub fn is_roll(self) -> bool {
        matches!(self, Self::Receipt80 | Self::Receipt58)
    }

    /// The name of its size in IPP (PWG 5101.1); a roll has none.
    pub fn media(self) -> Option<&'static str> {
        match self {
            Self::Receipt80 | Self::Receipt58 => None,
            Self::A4 | Self::A4Cards => Some(A4_MEDIA),
            Self::Labels(labels) => Some(labels.sheet().media),
        }
    }

    /// Vouchers on one page.
    pub fn per_page(self) -> usize {
        match self {
            Self::A4Cards => CARDS.0 * CARDS.1,
            Self::Labels(labels) => labels.sheet().per_page(),
            Self::Receipt80 | Self::Receipt58 | Self::A4 => 1,
        }
    }
}

/// How the pages of a printer differ from what was meant.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Placing {
    /// Millimetres that everything is moved to the right.
    pub right_mm: f32,
    /// Millimetres that everything is moved down.
    pub down_mm: f32,
    /// The first label or card that is used of the first page, counted from 0 along the rows.
    pub first: usize,
}

/// Pages, ready to be drawn by the renderer that laid them out.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// In the order of the documents.
    pub pages: Vec<Page>,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// What stands on it.
    pub items: Vec<Item>,
}

/// Something black on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A line of text.
    Text {
        /// Left edge.
        x: f32,
        /// Baseline.
        y: f32,
        /// The paragraph that it belongs to.
        paragraph: Arc<[Line]>,
        /// Which line of it.
        line: usize,
    },
    /// A filled rectangle: a rule, a mark.
    Bar(Rect),
    /// A picture in greys.
    Picture {
        /// Where it stands.
        at: Rect,
        /// Its pixels.
        logo: Arc<Logo>,
    },
    /// A QR code.
    Modules {
        /// Left edge of the quiet zone.
        x: f32,
        /// Its upper edge.
        y: f32,
        /// Edge of one module.
        module: f32,
        /// Which of them are dark.
        matrix: Arc<Matrix>,
    },
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Item {
    fn shifted(mut self, dx: f32, dy: f32) -> Self {
        match &mut self {
            Self::Text { x, y, .. }
            | Self::Modules { x, y, .. }
            | Self::Bar(Rect { x, y, .. })
            | Self::Picture {
                at: Rect { x, y, .. },
                ..
            } => {
                *x += dx;
                *y += dy;
            }
        }
        self
    }

    /// What it covers; text from its ascenders to its descenders.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Text {
                x,
                y,
                paragraph,
                line,
            } => {
                let line = paragraph.get(*line);
                let size = line
                    .and_then(|line| line.runs.first())
                    .map_or(0.0, |run| run.size);
                let width = line.map_or(0.0, |line| line.width);
                Rect {
                    x: *x,
                    y: y - size,
                    width,
                    height: 1.25 * size,
                }
            }
            Self::Bar(rect) | Self::Picture { at: rect, .. } => *rect,
            Self::Modules {
                x,
                y,
                module,
                matrix,
            } => {
                let edge = to_f32(matrix.side_with_quiet_zone()) * module;
                Rect {
                    x: *x,
                    y: *y,
                    width: edge,
                    height: edge,
                }
            }
        }
    }
}

/// Sizes in points of one paper.
#[derive(Debug, Clone, Copy)]
struct Style {
    width: f32,
    heading: f32,
    subheading: f32,
    body: f32,
    caption: f32,
    small: f32,
    code: f32,
    credential: f32,
    /// Between two blocks.
    gap: f32,
    /// Longest edge of a QR code, quiet zone counted.
    qr: f32,
    /// Width of the facts.
    facts: f32,
    rule: f32,
    align: Align,
    /// Modules are whole dots of a receipt printer.
    whole_dots: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Align {
    Left,
    Centre,
    Right,
}

const RECEIPT_80: Style = Style {
    width: 72.0 * POINTS_PER_MM,
    heading: 16.0,
    subheading: 10.0,
    body: 9.5,
    caption: 9.0,
    small: 7.5,
    code: 27.0,
    credential: 17.0,
    gap: 7.0,
    qr: 35.0 * POINTS_PER_MM,
    facts: 72.0 * POINTS_PER_MM,
    rule: 2.0 * DOT,
    align: Align::Centre,
    whole_dots: true,
};

const RECEIPT_58: Style = Style {
    width: 48.0 * POINTS_PER_MM,
    heading: 13.0,
    subheading: 8.5,
    body: 8.0,
    caption: 8.0,
    small: 6.5,
    code: 20.0,
    credential: 13.0,
    gap: 6.0,
    qr: 40.0 * POINTS_PER_MM,
    facts: 48.0 * POINTS_PER_MM,
    ..RECEIPT_80
};

const A4: Style = Style {
    width: 150.0 * POINTS_PER_MM,
    heading: 30.0,
    subheading: 15.0,
    body: 13.0,
    caption: 13.0,
    small: 9.5,
    code: 52.0,
    credential: 30.0,
    gap: 16.0,
    qr: 58.0 * POINTS_PER_MM,
    facts: 110.0 * POINTS_PER_MM,
    rule: 0.5,
    align: Align::Centre,
    whole_dots: false,
};

const CARD: Style = Style {
    width: 56.0 * POINTS_PER_MM,
    heading: 12.0,
    subheading: 8.0,
    body: 7.5,
    caption: 7.0,
    small: 6.0,
    code: 22.0,
    credential: 13.0,
    gap: 4.0,
    qr: 26.0 * POINTS_PER_MM,
    facts: 56.0 * POINTS_PER_MM,
    rule: 0.4,
    align: Align::Left,
    whole_dots: false,
};

/// On a label of 38 mm.
const LABEL: Style = Style {
    heading: 9.0,
    subheading: 7.0,
    body: 6.8,
    caption: 6.3,
    small: 5.6,
    code: 15.0,
    credential: 11.0,
    gap: 2.5,
    ..CARD
};
/// White around what stands on a label; die cuts are off by up to a millimetre.
pub(super) const LABEL_PADDING: f32 = 2.2 * POINTS_PER_MM;
/// Largest QR code of a label, and the least width that words are left.
const LABEL_QR: f32 = 30.0 * POINTS_PER_MM;
const LABEL_WORDS: f32 = 34.0 * POINTS_PER_MM;

impl Style {
    /// Everything but the widths smaller by `factor`.
    fn scaled(self, factor: f32) -> Self {
        Self {
            heading: self.heading * factor,
            subheading: self.subheading * factor,
            body: self.body * factor,
            caption: self.caption * factor,
            small: self.small * factor,
            code: self.code * factor,
            credential: self.credential * factor,
            gap: self.gap * factor,
            qr: self.qr * factor,
            ..self
        }
    }
}

impl Renderer {
    /// Lays `documents` out on `paper`, one after the other.
    pub fn lay_out(
        &mut self,
        documents: &[Document],
        paper: Paper,
    ) -> Result<Layout, VoucherError> {
        self.lay_out_placed(documents, paper, Placing::default())
    }

    /// The same, moved, and from a label on.
    pub fn lay_out_placed(
        &mut self,
        documents: &[Document],
        paper: Paper,
        placing: Placing,
    ) -> Result<Layout, VoucherError> {
        let per_page = paper.per_page();
        let first = placing.first.min(per_page.saturating_sub(1));
        let mut pages: Vec<Page> = match paper {
            Paper::Receipt80 => documents
                .iter()
                .map(|document| receipt(self, document, RECEIPT_80, 80.0))
                .collect(),
            Paper::Receipt58 => documents
                .iter()
                .map(|document| receipt(self, document, RECEIPT_58, 58.0))
                .collect(),
            Paper::A4 => documents
                .iter()
                .map(|document| whole_page(self, document))
                .collect(),
            Paper::A4Cards => sheets(documents, per_page, first)
                .map(|(from, documents)| cards(self, documents, from))
                .collect(),
            Paper::Labels(kind) => {
                let sheet = kind.sheet();
                sheets(documents, per_page, first)
                    .map(|(from, documents)| labels(self, documents, &sheet, from))
                    .collect()
            }
        };
        if !paper.is_roll() {
            let (right, down) = (placing.right_mm, placing.down_mm);
            for page in &mut pages {
                let items = std::mem::take(&mut page.items).into_iter();
                page.items = items
                    .map(|item| item.shifted(right * POINTS_PER_MM, down * POINTS_PER_MM))
                    .collect();
            }
        }
        match self.take_missing() {
            Some(characters) => Err(VoucherError::NoFont { characters }),
            None => Ok(Layout { pages }),
        }
    }
}

/// The documents of each sheet, and the place on it from which they are put.
fn sheets(
    documents: &[Document],
    per_page: usize,
    first: usize,
) -> impl Iterator<Item = (usize, &[Document])> {
    let (on_first, others) = documents.split_at((per_page - first).min(documents.len()));
    std::iter::once((first, on_first))
        .filter(|(_, documents)| !documents.is_empty())
        .chain(others.chunks(per_page).map(|documents| (0, documents)))
}

/// A4 in the words of PWG 5101.1.
pub(super) const A4_MEDIA: &str = "iso_a4_210x297mm";
const A4_WIDTH: f32 = 210.0 * POINTS_PER_MM;
const A4_HEIGHT: f32 = 297.0 * POINTS_PER_MM;

fn receipt(renderer: &mut Renderer, document: &Document, style: Style, width_mm: f32) -> Page {
    let width = width_mm * POINTS_PER_MM;
    // Cutters cut some millimetres behind the last line; the same white above keeps the ticket balanced.
    let margin = 4.0 * POINTS_PER_MM;
    let stack = Stack::of(renderer, style, &document.blocks);
    let height = stack.y + 2.0 * margin;
    let left = (width - style.width) / 2.0;
    Page {
        width,
        height,
        items: stack.at(left, margin).collect(),
    }
}

fn whole_page(renderer: &mut Renderer, document: &Document) -> Page {
    let margin = 28.0 * POINTS_PER_MM;
    let stack = fitting(A4_HEIGHT - 2.0 * margin, |scale| {
        Stack::of(renderer, A4.scaled(scale), &document.blocks)
    });
    let left = (A4_WIDTH - A4.width) / 2.0;
    Page {
        width: A4_WIDTH,
        height: A4_HEIGHT,
        items: stack.at(left, margin).collect(),
    }
}

/// Labels have no marks: they are cut already.
fn labels(renderer: &mut Renderer, documents: &[Document], sheet: &Sheet, from: usize) -> Page {
    let mm = |length: f32| length * POINTS_PER_MM;
    let mut items = Vec::new();
    for (place, document) in (from..).zip(documents) {
        let (column, row) = (place % sheet.across, place / sheet.across);
        let x = mm(sheet.left + sheet.pitch_x * to_f32(column));
        let y = mm(sheet.top + sheet.pitch_y * to_f32(row));
        items.extend(
            label(renderer, document, mm(sheet.width), mm(sheet.height))
                .into_iter()
                .map(|item| item.shifted(x, y)),
        );
    }
    Page {
        width: mm(sheet.page_width),
        height: mm(sheet.page_height),
        items,
    }
}

/// As a card, with less on it: what does not fit at a size that can be read is left out, the least needed first.
fn label(renderer: &mut Renderer, document: &Document, width: f32, height: f32) -> Vec<Item> {
    let padding = LABEL_PADDING;
    let inner = height - 2.0 * padding;
    // One code that is large enough to be read, rather than two that are not: the one that logs in, which is the last.
    let codes = document.blocks.iter().find_map(|block| match block {
        Block::Qrs(codes) => Some(codes.as_slice()),
        _ => None,
    });
    let codes = codes.unwrap_or_default();
    let beside = (width - 3.0 * padding - LABEL_WORDS).min(2.0 * inner + padding);
    let shown = if beside >= 2.0 * inner.min(LABEL_QR) {
        codes
    } else {
        codes
            .get(codes.len().saturating_sub(1)..)
            .unwrap_or_default()
    };
    let edge = inner.min(LABEL_QR);
    let pictures_width = edge * to_f32(shown.len());
    let words_width =
        width - 2.0 * padding - pictures_width - if shown.is_empty() { 0.0 } else { padding / 2.0 };
    let style = Style {
        width: words_width,
        facts: words_width,
        ..LABEL
    };
    let words = fitting_label(renderer, document, style, inner);
    let words_y = padding + (inner - words.y).max(0.0) / 2.0;
    let mut items: Vec<Item> = words.at(padding, words_y).collect();
    let pictures = label_codes(renderer, shown, edge, inner);
    let pictures_y = padding + (inner - pictures.y).max(0.0) / 2.0;
    items.extend(pictures.at(width - padding - pictures_width, pictures_y));
    items
}

/// The codes of a label side by side. Of two, each says what it does, while both can be read with that above them.
fn label_codes(renderer: &mut Renderer, codes: &[QrBlock], cell: f32, height: f32) -> Stack {
    let mut stack = Stack {
        style: LABEL,
        y: 0.0,
        items: Vec::new(),
    };
    let (mut top, mut edge) = (0.0_f32, cell);
    if codes.len() > 1 {
        for (place, code) in codes.iter().enumerate() {
            stack.y = 0.0;
            stack.caption(renderer, &code.caption, cell * to_f32(place), cell);
            top = top.max(stack.y);
        }
        // The quiet zone is white enough below the letters.
        top -= 0.2 * LABEL.caption;
        edge = cell.min(height - top);
        let readable = |code: &QrBlock| stack.module(&code.matrix, edge) >= SMALLEST_MODULE;
        if !codes.iter().all(readable) {
            (top, edge) = (0.0, cell);
            stack.items.clear();
        }
    }
    stack.y = top;
    for (place, code) in codes.iter().enumerate() {
        stack.y = top;
        stack.code(code, cell * to_f32(place), cell, edge);
    }
    stack
}

/// The parts of a label, the most needed first by their number.
fn need(block: &Block) -> Option<u8> {
    match block {
        Block::Code { .. } | Block::Credential { .. } => Some(0),
        Block::Sentence(_) => Some(1),
        Block::Fact { .. } => Some(4),
        Block::Heading(_) => Some(2),
        Block::Subheading(_) => Some(5),
        Block::Note(_) => Some(6),
        Block::Small(_) => Some(7),
        Block::Logo(_) | Block::Text(_) | Block::Rule | Block::Qrs(_) => None,
    }
}

fn fitting_label(renderer: &mut Renderer, document: &Document, style: Style, height: f32) -> Stack {
    let mut most = 7;
    loop {
        let said: Vec<Block> = document
            .blocks
            .iter()
            .filter(|block| need(block).is_some_and(|need| need <= most))
            .cloned()
            .collect();
        for scale in [1.0, 0.93, 0.86, 0.8] {
            let stack = Stack::of(renderer, style.scaled(scale), &said);
            if stack.y <= height {
                return stack;
            }
        }
        if most == 0 {
            return fitting(height, |scale| {
                Stack::of(renderer, style.scaled(scale), &said)
            });
        }
        most -= 1;
    }
}

fn cards(renderer: &mut Renderer, documents: &[Document], from: usize) -> Page {
    let (across, down) = CARDS;
    let width = (A4_WIDTH - 2.0 * CARD_MARGIN) / to_f32(across);
    let height = (A4_HEIGHT - 2.0 * CARD_MARGIN) / to_f32(down);
    let mut items = cut_marks(width, height);
    for (place, document) in (from..).zip(documents) {
        let x = CARD_MARGIN + width * to_f32(place % across);
        let y = CARD_MARGIN + height * to_f32(place / across);
        items.extend(
            card(renderer, document, width, height)
                .into_iter()
                .map(|item| item.shifted(x, y)),
        );
    }
    Page {
        width: A4_WIDTH,
        height: A4_HEIGHT,
        items,
    }
}

/// Words on the left, codes one below the other on the right.
fn card(renderer: &mut Renderer, document: &Document, width: f32, height: f32) -> Vec<Item> {
    let padding = 4.5 * POINTS_PER_MM;
    let inner = height - 2.0 * padding;
    let (codes, said): (Vec<_>, Vec<_>) = document
        .blocks
        .iter()
        .cloned()
        .partition(|block| matches!(block, Block::Qrs(_)));
    let words_width = if codes.is_empty() {
        width - 2.0 * padding
    } else {
        CARD.width
    };
    let style = Style {
        width: words_width,
        facts: words_width,
        ..CARD
    };
    let words = fitting(inner, |scale| {
        Stack::of(renderer, style.scaled(scale), &said)
    });
    let pictures = Style {
        width: CARD.qr,
        align: Align::Centre,
        ..CARD
    };
    let pictures = fitting(inner, |scale| {
        Stack::of(renderer, pictures.scaled(scale), &codes)
    });
    let words_y = padding + (inner - words.y).max(0.0) / 2.0;
    let pictures_y = padding + (inner - pictures.y).max(0.0) / 2.0;
    words
        .at(padding, words_y)
        .chain(pictures.at(width - padding - CARD.qr, pictures_y))
        .collect()
}

/// Ticks in the margin at every line along which the cards are cut.
fn cut_marks(width: f32, height: f32) -> Vec<Item> {
    let (thin, long) = (0.3, 4.0 * POINTS_PER_MM);
    let verticals = (0..=CARDS.0).flat_map(|column| {
        let x = CARD_MARGIN + width * to_f32(column) - thin / 2.0;
        let start = CARD_MARGIN - long - POINTS_PER_MM;
        [start, A4_HEIGHT - start - long].map(|y| Rect {
            x,
            y,
            width: thin,
            height: long,
        })
    });
    let horizontals = (0..=CARDS.1).flat_map(|row| {
        let y = CARD_MARGIN + height * to_f32(row) - thin / 2.0;
        let start = CARD_MARGIN - long - POINTS_PER_MM;
        [start, A4_WIDTH - start - long].map(|x| Rect {
            x,
            y,
            width: long,
            height: thin,
        })
    });
    verticals.chain(horizontals).map(Item::Bar).collect()
}

/// The largest of a few scales at which the stack is no higher than `height`.
fn fitting(height: f32, mut build: impl FnMut(f32) -> Stack) -> Stack {
    let mut scale = 1.0;
    loop {
        let stack = build(scale);
        if stack.y <= height || scale <= SMALLEST_SCALE {
            return stack;
        }
        scale *= 0.93;
    }
}

/// Blocks one below the other; `y` is where the next one starts.
struct Stack {
    style: Style,
    y: f32,
    items: Vec<Item>,
}

impl Stack {
    fn of(renderer: &mut Renderer, style: Style, blocks: &[Block]) -> Self {
        let mut stack = Self {
            style,
            y: 0.0,
            items: Vec::new(),
        };
        let mut before: Option<&Block> = None;
        for block in blocks {
            if let Some(before) = before {
                stack.y += style.gap * closeness(before, block);
            }
            stack.push(renderer, block);
            before = Some(block);
        }
        stack
    }

    fn at(self, x: f32, y: f32) -> impl Iterator<Item = Item> {
        self.items.into_iter().map(move |item| item.shifted(x, y))
    }

    fn push(&mut self, renderer: &mut Renderer, block: &Block) {
        let Style {
            heading,
            subheading,
            body,
            caption,
            small,
            align,
            rule,
            width,
            ..
        } = self.style;
        match block {
            Block::Heading(text) => self.text(renderer, text, Face::Bold, heading, 3, align),
            Block::Subheading(text) => {
                self.text(renderer, text, Face::Regular, subheading, 2, align);
            }
            Block::Sentence(text) => self.text(renderer, text, Face::Bold, body, 4, align),
            Block::Note(text) => self.text(renderer, text, Face::Regular, body, 4, align),
            Block::Small(text) => self.text(renderer, text, Face::Regular, small, 2, align),
            Block::Rule => {
                self.items.push(Item::Bar(Rect {
                    x: 0.0,
                    y: self.y,
                    width,
                    height: rule,
                }));
                self.y += rule;
            }
            Block::Code { label, groups } => {
                self.text(renderer, label, Face::Regular, caption, 1, align);
                self.letters(renderer, &groups.join("-"), self.style.code);
            }
            Block::Credential { label, value } => {
                self.text(renderer, label, Face::Regular, caption, 1, align);
                self.letters(renderer, value, self.style.credential);
            }
            Block::Fact {
                label,
                value,
                typed,
            } => self.fact(renderer, label, value, *typed),
            Block::Qrs(codes) => self.codes(renderer, codes),
            Block::Text(text) => self.text(renderer, text, Face::Regular, body, 6, align),
            Block::Logo(logo) => self.logo(logo),
        }
    }

    /// As wide as it may be, no higher than a third of that.
    fn logo(&mut self, logo: &Arc<Logo>) {
        let Style { width, align, .. } = self.style;
        let (most_width, most_height) = (width * 0.7, width * 0.26);
        let (across, down) = logo.size();
        let (across, down) = (to_f32(across.max(1)), to_f32(down.max(1)));
        let scale = (most_width / across).min(most_height / down);
        let at = Rect {
            x: match align {
                Align::Left => 0.0,
                _ => (width - across * scale) / 2.0,
            },
            y: self.y,
            width: across * scale,
            height: down * scale,
        };
        self.items.push(Item::Picture {
            at,
            logo: Arc::clone(logo),
        });
        self.y += at.height;
    }

    fn text(
        &mut self,
        renderer: &mut Renderer,
        text: &str,
        face: Face,
        size: f32,
        lines: usize,
        align: Align,
    ) {
        let setting = Setting {
            face,
            size,
            width: self.style.width,
            lines,
        };
        self.paragraph(renderer, text, setting, 0.0, align);
    }

    /// Sets a paragraph in a column that starts at `x`.
    fn paragraph(
        &mut self,
        renderer: &mut Renderer,
        text: &str,
        setting: Setting,
        x: f32,
        align: Align,
    ) {
        let paragraph = renderer.paragraph(text, setting);
        for (line, content) in paragraph.iter().enumerate() {
            let room = setting.width - content.width;
            let x = x + match align {
                Align::Left => 0.0,
                Align::Centre => room / 2.0,
                Align::Right => room,
            };
            // Noto Sans: ascender 1.069, descender 0.293; the baseline puts the line's ink in its middle.
            let y = self.y + 0.98 * setting.size;
            self.items.push(Item::Text {
                x,
                y,
                paragraph: Arc::clone(&paragraph),
                line,
            });
            self.y += setting.line_height();
        }
    }

    /// As large as one line allows, up to `size`; from half of it on it breaks into lines.
    fn letters(&mut self, renderer: &mut Renderer, text: &str, size: f32) {
        let setting = |size, width, lines| Setting {
            face: Face::Code,
            size,
            width,
            lines,
        };
        let unbroken = renderer
            .paragraph(text, setting(size, f32::INFINITY, 1))
            .first()
            .map_or(0.0, |line| line.width);
        let fitted = if unbroken > self.style.width {
            size * self.style.width / unbroken * 0.995
        } else {
            size
        };
        let setting = setting(fitted.max(size / 2.0), self.style.width, 4);
        self.paragraph(renderer, text, setting, 0.0, self.style.align);
    }

    /// Label on the left, value on the right of the column of facts; each takes what the other leaves.
    fn fact(&mut self, renderer: &mut Renderer, label: &str, value: &str, typed: bool) {
        let Style {
            facts,
            body: size,
            width,
            align,
            ..
        } = self.style;
        let left = if align == Align::Centre {
            (width - facts) / 2.0
        } else {
            0.0
        };
        let natural = |renderer: &mut Renderer, text: &str, face| {
            let unbroken = Setting {
                face,
                size,
                width: f32::INFINITY,
                lines: 1,
            };
            renderer
                .paragraph(text, unbroken)
                .first()
                .map_or(0.0, |line| line.width)
                .ceil()
                + 1.0
        };
        let (of_label, of_value) = (
            natural(renderer, label, Face::Regular),
            natural(renderer, value, Face::Bold),
        );
        let room = facts - size;
        let label_width = if of_label + of_value <= room {
            of_label
        } else {
            of_label.min((room - of_value).max(room / 2.0))
        };
        let value_width = room - label_width;
        let top = self.y;
        self.paragraph(
            renderer,
            label,
            Setting {
                face: Face::Regular,
                size,
                width: label_width,
                lines: 2,
            },
            left,
            Align::Left,
        );
        let label_end = std::mem::replace(&mut self.y, top);
        let value_left = left + facts - value_width;
        self.paragraph(
            renderer,
            value,
            Setting {
                face: Face::Bold,
                size,
                width: value_width,
                // What is typed is of no use shortened: 63 letters of WPA stand on a narrow roll, too.
                lines: if typed { 16 } else { 3 },
            },
            value_left,
            Align::Right,
        );
        self.y = self.y.max(label_end);
    }

    /// Side by side while the modules stay large enough to be read, else one below the other.
    fn codes(&mut self, renderer: &mut Renderer, codes: &[QrBlock]) {
        let Style { width, qr, .. } = self.style;
        let beside = (width / to_f32(codes.len().max(1))).min(qr);
        let readable = codes
            .iter()
            .all(|code| self.module(&code.matrix, beside) >= SMALLEST_MODULE);
        let (edge, per_row) = if readable && beside >= 20.0 * POINTS_PER_MM {
            (beside, codes.len())
        } else {
            (qr.min(width), 1)
        };
        for row in codes.chunks(per_row.max(1)) {
            let cell = width / to_f32(row.len());
            let top = self.y;
            let mut end = top;
            for (place, code) in row.iter().enumerate() {
                self.y = top;
                self.caption(renderer, &code.caption, cell * to_f32(place), cell);
                end = end.max(self.y);
            }
            // The caption's line is higher than its letters; the quiet zone is white enough below them.
            let below = end - 0.2 * self.style.caption;
            for (place, code) in row.iter().enumerate() {
                self.y = below;
                self.code(code, cell * to_f32(place), cell, edge);
                end = end.max(self.y);
            }
            self.y = end;
        }
    }

    fn caption(&mut self, renderer: &mut Renderer, text: &str, x: f32, cell: f32) {
        let setting = Setting {
            face: Face::Bold,
            size: self.style.caption,
            width: cell * 0.96,
            lines: 2,
        };
        self.paragraph(renderer, text, setting, x + cell * 0.02, Align::Centre);
    }

    /// One code in the middle of a cell.
    fn code(&mut self, code: &QrBlock, x: f32, cell: f32, edge: f32) {
        let module = self.module(&code.matrix, edge);
        let whole = module * to_f32(code.matrix.side_with_quiet_zone());
        let item = Item::Modules {
            x: x + (cell - whole) / 2.0,
            y: self.y,
            module,
            matrix: Arc::clone(&code.matrix),
        };
        self.items.push(item);
        self.y += whole;
    }

    fn module(&self, matrix: &Matrix, edge: f32) -> f32 {
        let module = edge / to_f32(matrix.side_with_quiet_zone());
        if self.style.whole_dots && module >= DOT {
            (module / DOT).floor() * DOT
        } else {
            module
        }
    }
}

/// How far two neighbours stand apart, in gaps.
fn closeness(before: &Block, after: &Block) -> f32 {
    match (before, after) {
        (Block::Heading(_), Block::Subheading(_)) | (Block::Small(_), Block::Small(_)) => 0.0,
        (Block::Fact { .. }, Block::Fact { .. }) => 0.25,
        // A quiet zone is white already.
        (Block::Sentence(_), Block::Note(_)) | (Block::Qrs(_), _) => 0.2,
        _ => 1.0,
    }
}

/// Where the modules start inside the quiet zone, in modules.
pub(super) fn quiet() -> f32 {
    to_f32(QUIET_ZONE)
}

/// Counts on a page are small.
#[allow(
    clippy::cast_precision_loss,
    reason = "modules, cards and columns are far below 2^24"
)]
pub(super) fn to_f32(count: usize) -> f32 {
    count as f32
}
