//! A layout as PDF: vector QR codes, fonts embedded and subset, text that can be searched and copied.

use super::{
    VoucherError,
    layout::{Item, Layout, Page, Rect, quiet, to_f32},
    look::Logo,
    qr::Matrix,
    text::{Renderer, Run},
};
use cosmic_text::fontdb;
use krilla::{
    Document, SerializeSettings,
    embed::{AssociationKind, EmbeddedFile, MimeType},
    geom,
    graphic::Graphic,
    image::Image,
    metadata::Metadata,
    page::PageSettings,
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

impl Renderer {
    /// The pages of `layout` as one PDF. The same layout gives the same bytes.
    pub fn pdf(&mut self, layout: &Layout) -> Result<Vec<u8>, VoucherError> {
        let mut pdf = PdfWriter::new("Voucher");
        pdf.add(self, layout)?;
        pdf.finish()
    }
}

/// A PDF that grows. What was added need not be kept: of a file of thousands only the octets grow.
pub struct PdfWriter {
    document: Document,
    fonts: Fonts,
    graphics: Graphics,
}

impl PdfWriter {
    /// An empty one of this title.
    pub fn new(title: &str) -> Self {
        let settings = SerializeSettings {
            xmp_metadata: false,
            ..SerializeSettings::default()
        };
        let mut document = Document::new_with(settings);
        document.set_metadata(
            Metadata::new()
                .title(title.to_owned())
                .creator("Innkeeper".to_owned()),
        );
        Self {
            document,
            fonts: Fonts::default(),
            graphics: Graphics::new(),
        }
    }

    /// Puts a text file into it, which readers of PDF list and search tools find.
    pub fn embed(&mut self, name: &str, text: &str) {
        let file = EmbeddedFile {
            path: name.to_owned(),
            mime_type: MimeType::new("text/plain"),
            description: None,
            association_kind: AssociationKind::Data,
            data: text.as_bytes().to_vec().into(),
            modification_date: None,
            // Who looks for the text finds it without reading the PDF.
            compress: Some(false),
            location: None,
        };
        let _ = self.document.embed_file(file);
    }

    /// Adds pages, laid out by this renderer.
    pub fn add(&mut self, renderer: &mut Renderer, layout: &Layout) -> Result<(), VoucherError> {
        self.note_repeated(layout);
        for page in &layout.pages {
            self.draw_page(renderer, page)?;
        }
        Ok(())
    }

    /// The octets of the file.
    pub fn finish(self) -> Result<Vec<u8>, VoucherError> {
        self.document
            .finish()
            .map_err(|error| VoucherError::Writer(format!("{error:?}")))
    }

    fn note_repeated(&mut self, layout: &Layout) {
        let mut met = HashSet::new();
        for item in layout.pages.iter().flat_map(|page| &page.items) {
            if let Item::Modules { matrix, .. } = item
                && !met.insert(matrix)
            {
                let _ = self.graphics.entry(Arc::clone(matrix)).or_default();
            }
        }
    }

    fn draw_page(&mut self, renderer: &mut Renderer, page: &Page) -> Result<(), VoucherError> {
        let settings = PageSettings::from_wh(page.width, page.height).ok_or_else(|| {
            VoucherError::Writer(format!("a page of {} × {} points", page.width, page.height))
        })?;
        let mut sheet = self.document.start_page_with(settings);
        let mut surface = sheet.surface();
        for item in &page.items {
            match item {
                Item::Text {
                    x,
                    y,
                    paragraph,
                    line,
                } => {
                    for run in paragraph.get(*line).iter().flat_map(|line| &line.runs) {
                        let font = self.fonts.of(renderer, run);
                        draw_run(&mut surface, font, run, *x, *y)?;
                    }
                }
                Item::Bar(rect) => fill(&mut surface, [*rect]),
                Item::Picture { at, logo } => draw_logo(&mut surface, &mut self.fonts, logo, *at),
                Item::Modules {
                    x,
                    y,
                    module,
                    matrix,
                } => draw_modules(&mut surface, &mut self.graphics, (*x, *y), *module, matrix),
            }
        }
        surface.finish();
        sheet.finish();
        Ok(())
    }
}

/// Of the codes that stand on several vouchers, such as that of the Wi-Fi: each is in the file once.
type Graphics = HashMap<Arc<Matrix>, Option<Graphic>>;

/// What stands in one PDF once, however often it is drawn.
#[derive(Default)]
struct Fonts {
    known: HashMap<fontdb::ID, Option<Font>>,
    /// The pictures of one PDF, each in it once; there is one logo.
    logo: Option<(Arc<Logo>, Image)>,
}

/// Lends the bytes that the font system already holds; a Chinese font has twenty megabytes.
struct Shared(Arc<cosmic_text::Font>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        self.0.data()
    }
}

impl Fonts {
    fn of(&mut self, renderer: &mut Renderer, run: &Run) -> Option<Font> {
        let system = &mut renderer.fonts;
        self.known
            .entry(run.font)
            .or_insert_with(|| {
                let index = system.db().face(run.font)?.index;
                let data: Arc<dyn AsRef<[u8]> + Send + Sync> =
                    Arc::new(Shared(system.get_font(run.font, run.weight)?));
                Font::new(data.into(), index)
            })
            .clone()
    }
}

fn draw_logo(surface: &mut Surface<'_>, fonts: &mut Fonts, logo: &Arc<Logo>, at: Rect) {
    let known = fonts.logo.take().filter(|(known, _)| known == logo);
    let (logo, image) = known.unwrap_or_else(|| {
        let side = |side: usize| u32::try_from(side).unwrap_or(1);
        let (width, height) = logo.size();
        let image = Image::from_rgba8(logo.rgba(), side(width), side(height));
        (Arc::clone(logo), image)
    });
    if let Some(size) = geom::Size::from_wh(at.width, at.height) {
        surface.push_transform(&geom::Transform::from_translate(at.x, at.y));
        surface.draw_image(image.clone(), size);
        surface.pop();
    }
    fonts.logo = Some((logo, image));
}

fn draw_run(
    surface: &mut Surface<'_>,
    font: Option<Font>,
    run: &Run,
    x: f32,
    y: f32,
) -> Result<(), VoucherError> {
    let font = font.ok_or_else(|| VoucherError::Writer("a font cannot be read".to_owned()))?;
    let start = run.glyphs.first().map_or(0.0, |glyph| glyph.x);
    let glyphs: Vec<KrillaGlyph> = run
        .glyphs
        .iter()
        .map(|glyph| {
            let em = |points: f32| points / run.size;
            let id = GlyphId::new(u32::from(glyph.id));
            KrillaGlyph::new(
                id,
                em(glyph.advance),
                em(glyph.offset_x),
                em(glyph.offset_y),
                0.0,
                glyph.text.clone(),
                None,
            )
        })
        .collect();
    surface.draw_glyphs(
        geom::Point::from_xy(x + start, y),
        &glyphs,
        font,
        &run.text,
        run.size,
        false,
    );
    Ok(())
}

/// In units of one module, so that every coordinate is a short whole number: half the bytes, half the time.
fn draw_modules(
    surface: &mut Surface<'_>,
    graphics: &mut Graphics,
    (x, y): (f32, f32),
    module: f32,
    matrix: &Arc<Matrix>,
) {
    let origin = quiet() * module;
    let grid = geom::Transform::from_row(module, 0.0, 0.0, module, x + origin, y + origin);
    surface.push_transform(&grid);
    if let Some(graphic) = graphics.get_mut(matrix) {
        let graphic = graphic.get_or_insert_with(|| graphic_of(surface, matrix));
        surface.draw_graphic(graphic.clone());
    } else {
        fill(surface, modules(matrix));
    }
    surface.pop();
}

fn graphic_of(surface: &mut Surface<'_>, matrix: &Matrix) -> Graphic {
    let mut builder = surface.stream_builder();
    let mut inner = builder.surface();
    fill(&mut inner, modules(matrix));
    inner.finish();
    Graphic::new(builder.finish(), false)
}

fn modules(matrix: &Matrix) -> impl Iterator<Item = Rect> {
    matrix.bars().map(|bar| Rect {
        x: to_f32(bar.column),
        y: to_f32(bar.row),
        width: to_f32(bar.length),
        height: 1.0,
    })
}

/// One path for all, so that no viewer leaves a light seam between two that touch. Filling closes each rectangle.
fn fill(surface: &mut Surface<'_>, rects: impl IntoIterator<Item = Rect>) {
    let mut path = geom::PathBuilder::new();
    for Rect {
        x,
        y,
        width,
        height,
    } in rects
    {
        path.move_to(x, y);
        path.line_to(x + width, y);
        path.line_to(x + width, y + height);
        path.line_to(x, y + height);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}
