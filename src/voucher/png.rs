//! A page as pixels: the preview on the screen, and what a receipt printer without PDF is given.

use super::{
    VoucherError,
    layout::{Item, POINTS_PER_MM, Page, Rect, quiet, to_f32},
    look::Logo,
    qr::Matrix,
    text::{Renderer, Run},
};
use cosmic_text::{CacheKey, CacheKeyFlags, SwashContent, SwashImage};
use image::{ExtendedColorType, ImageEncoder as _, codecs::png::PngEncoder};
use tiny_skia::{Color, Paint, Pixmap, Transform};

/// Larger pictures than this are refused: 64 megapixels are an A4 page at 700 dpi.
const MOST_PIXELS: f32 = 64e6;
/// Glyph images that are kept; about as many as a page in three scripts has.
const KEPT_GLYPHS: usize = 2048;

/// Pixels, eight bits each of red, green, blue and (opaque) alpha, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// `4 × width × height` bytes.
    pub rgba: Vec<u8>,
}

impl Picture {
    /// Width and height where so many of its pixels are one.
    pub fn size_in(&self, pixels: f32) -> (f32, f32) {
        #[allow(
            clippy::cast_precision_loss,
            reason = "a page has fewer pixels across than 2^24"
        )]
        let side = |side: u32| side as f32 / pixels;
        (side(self.width), side(self.height))
    }

    /// As a PNG file.
    pub fn png(&self) -> Result<Vec<u8>, VoucherError> {
        let mut bytes = Vec::new();
        PngEncoder::new(&mut bytes)
            .write_image(
                &self.rgba,
                self.width,
                self.height,
                ExtendedColorType::Rgba8,
            )
            .map_err(|error| VoucherError::Writer(error.to_string()))?;
        Ok(bytes)
    }
}

impl Renderer {
    /// Draws `page` black on white at `dpi` dots per inch: 203 for receipt printers, about 110 for a preview.
    pub fn picture(&mut self, page: &Page, dpi: f32) -> Result<Picture, VoucherError> {
        self.drawn(page, dpi, Ink::Greys)
    }

    pub(super) fn drawn(
        &mut self,
        page: &Page,
        dpi: f32,
        ink: Ink,
    ) -> Result<Picture, VoucherError> {
        let scale = dpi / 72.0;
        let mut pixmap = canvas(page, scale).ok_or_else(|| too_large(page, dpi))?;
        pixmap.fill(Color::WHITE);
        if self.glyph_images.image_cache.len() > KEPT_GLYPHS {
            self.glyph_images.image_cache.clear();
        }
        for item in &page.items {
            match item {
                Item::Text {
                    x,
                    y,
                    paragraph,
                    line,
                } => {
                    for run in paragraph.get(*line).iter().flat_map(|line| &line.runs) {
                        draw_run(self, &mut pixmap, run, (*x * scale, *y * scale), scale);
                    }
                }
                Item::Bar(rect) => fill(&mut pixmap, snapped(*rect, scale)),
                Item::Picture { at, logo } => {
                    draw_logo(&mut pixmap, logo, snapped(*at, scale), ink);
                }
                Item::Modules {
                    x,
                    y,
                    module,
                    matrix,
                } => draw_modules(&mut pixmap, (*x, *y), *module, matrix, scale),
            }
        }
        // White below everything keeps every pixel opaque, so premultiplied and straight alpha are the same.
        Ok(Picture {
            width: pixmap.width(),
            height: pixmap.height(),
            rgba: pixmap.take(),
        })
    }
}

/// What pictures are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// As they are.
    Greys,
    /// In dots, for paper that knows black and white.
    Dots,
}

fn draw_logo(pixmap: &mut Pixmap, logo: &Logo, at: Rect, ink: Ink) {
    let (across, down) = (whole(at.width).max(1), whole(at.height).max(1));
    let greys = logo.scaled(across, down, ink == Ink::Dots);
    let columns = i64::from(across);
    let (width, height) = (i64::from(pixmap.width()), i64::from(pixmap.height()));
    for (place, grey) in (0_i64..).zip(greys) {
        let column = place % columns + i64::from(whole(at.x));
        let row = place / columns + i64::from(whole(at.y));
        if column >= width || row >= height {
            continue;
        }
        let Ok(start) = usize::try_from(4 * (row * width + column)) else {
            continue;
        };
        if let Some(target) = pixmap.data_mut().get_mut(start..start + 3) {
            target.fill(grey);
        }
    }
}

fn canvas(page: &Page, scale: f32) -> Option<Pixmap> {
    let (width, height) = ((page.width * scale).ceil(), (page.height * scale).ceil());
    let drawable = width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS;
    drawable
        .then(|| Pixmap::new(whole(width), whole(height)))
        .flatten()
}

fn too_large(page: &Page, dpi: f32) -> VoucherError {
    VoucherError::PictureSize {
        width_mm: whole(page.width / POINTS_PER_MM),
        height_mm: whole(page.height / POINTS_PER_MM),
        dpi: whole(dpi),
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, which is what is meant"
)]
fn whole(length: f32) -> u32 {
    length as u32
}

/// To whole pixels, at least one: a hairline stays visible and the edges of modules stay sharp.
fn snapped(rect: Rect, scale: f32) -> Rect {
    let (left, top) = ((rect.x * scale).round(), (rect.y * scale).round());
    let right = ((rect.x + rect.width) * scale).round().max(left + 1.0);
    let bottom = ((rect.y + rect.height) * scale).round().max(top + 1.0);
    Rect {
        x: left,
        y: top,
        width: right - left,
        height: bottom - top,
    }
}

fn fill(pixmap: &mut Pixmap, rect: Rect) {
    if let Some(rect) = tiny_skia::Rect::from_xywh(rect.x, rect.y, rect.width, rect.height) {
        pixmap.fill_rect(
            rect,
            &Paint {
                anti_alias: false,
                ..Paint::default()
            },
            Transform::identity(),
            None,
        );
    }
}

fn draw_modules(pixmap: &mut Pixmap, (x, y): (f32, f32), module: f32, matrix: &Matrix, scale: f32) {
    for bar in matrix.bars() {
        let rect = Rect {
            x: x + module * (quiet() + to_f32(bar.column)),
            y: y + module * (quiet() + to_f32(bar.row)),
            width: module * to_f32(bar.length),
            height: module,
        };
        fill(pixmap, snapped(rect, scale));
    }
}

fn draw_run(
    renderer: &mut Renderer,
    pixmap: &mut Pixmap,
    run: &Run,
    (x, y): (f32, f32),
    scale: f32,
) {
    for glyph in &run.glyphs {
        let position = (
            x + (glyph.x + glyph.offset_x) * scale,
            y - glyph.offset_y * scale,
        );
        let (key, left, base) = CacheKey::new(
            run.font,
            glyph.id,
            run.size * scale,
            position,
            run.weight,
            CacheKeyFlags::DISABLE_HINTING,
        );
        if let Some(image) = renderer.glyph_images.get_image(&mut renderer.fonts, key) {
            blend(
                pixmap,
                image,
                left + image.placement.left,
                base - image.placement.top,
            );
        }
    }
}

/// Lays a glyph over the white page; what lies outside of it is left out.
fn blend(pixmap: &mut Pixmap, image: &SwashImage, left: i32, top: i32) {
    let (width, height) = (i64::from(pixmap.width()), i64::from(pixmap.height()));
    let glyph_width = i64::from(image.placement.width);
    let bytes = if image.content == SwashContent::Mask {
        1
    } else {
        4
    };
    for (place, source) in (0_i64..).zip(image.data.chunks_exact(bytes)) {
        let (column, row) = (
            place % glyph_width + i64::from(left),
            place / glyph_width + i64::from(top),
        );
        if !(0..width).contains(&column) || !(0..height).contains(&row) {
            continue;
        }
        let Ok(at) = usize::try_from(4 * (row * width + column)) else {
            continue;
        };
        if let Some(target) = pixmap.data_mut().get_mut(at..at + 3) {
            mix(target, source);
        }
    }
}

/// `source` is one byte of coverage, or a colour with its coverage.
fn mix(target: &mut [u8], source: &[u8]) {
    let (colour, coverage): ([u8; 3], u8) = match *source {
        [coverage] => ([0; 3], coverage),
        [red, green, blue, coverage] => ([red, green, blue], coverage),
        _ => return,
    };
    for (channel, ink) in target.iter_mut().zip(colour) {
        let mixed = (u16::from(ink) * u16::from(coverage)
            + u16::from(*channel) * u16::from(255 - coverage))
            / 255;
        *channel = u8::try_from(mixed).unwrap_or(u8::MAX);
    }
}
