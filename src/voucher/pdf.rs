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
        self.pdf_with(layout, "Voucher", None)
    }

    /// The same under another title, with a file in it: its name and its text.
    pub fn pdf_with(
        &mut self,
        layout: &Layout,
        title: &str,
        file: Option<(&str, &str)>,
    ) -> Result<Vec<u8>, VoucherError> {
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
        if let Some((name, text)) = file {
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
            let _ = document.embed_file(file);
        }
        let mut fonts = Fonts {
            renderer: self,
            known: HashMap::new(),
            logo: None,
        };
        let mut graphics = repeated(layout);
        for page in &layout.pages {
            draw_page(&mut document, &mut fonts, &mut graphics, page)?;
        }
        document
            .finish()
            .map_err(|error| VoucherError::Writer(format!("{error:?}")))
    }
}

/// The fonts of one PDF.
struct Fonts<'a> {
    renderer: &'a mut Renderer,
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

impl Fonts<'_> {
    fn of(&mut self, run: &Run) -> Option<Font> {
        let system = &mut self.renderer.fonts;
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

fn draw_page(
    document: &mut Document,
    fonts: &mut Fonts<'_>,
    graphics: &mut Graphics<'_>,
    page: &Page,
) -> Result<(), VoucherError> {
    let settings = PageSettings::from_wh(page.width, page.height).ok_or_else(|| {
        VoucherError::Writer(format!("a page of {} × {} points", page.width, page.height))
    })?;
    let mut sheet = document.start_page_with(settings);
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
                    draw_run(&mut surface, fonts, run, *x, *y)?;
                }
            }
            Item::Bar(rect) => fill(&mut surface, [*rect]),
            Item::Picture { at, logo } => draw_logo(&mut surface, fonts, logo, *at),
            Item::Modules {
                x,
                y,
                module,
                matrix,
            } => draw_modules(&mut surface, graphics, (*x, *y), *module, matrix),
        }
    }
    surface.finish();
    sheet.finish();
    Ok(())
}

fn draw_logo(surface: &mut Surface<'_>, fonts: &mut Fonts<'_>, logo: &Arc<Logo>, at: Rect) {
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
    fonts: &mut Fonts<'_>,
    run: &Run,
    x: f32,
    y: f32,
) -> Result<(), VoucherError> {
    let font = fonts
        .of(run)
        .ok_or_else(|| VoucherError::Writer("a font cannot be read".to_owned()))?;
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

/// Of the codes that stand on several vouchers, such as that of the Wi-Fi: each is in the file once.
type Graphics<'a> = HashMap<&'a Matrix, Option<Graphic>>;

fn repeated(layout: &Layout) -> Graphics<'_> {
    let mut met = HashSet::new();
    let items = layout.pages.iter().flat_map(|page| &page.items);
    items
        .filter_map(|item| match item {
            Item::Modules { matrix, .. } => Some(&**matrix),
            _ => None,
        })
        .filter(|matrix| !met.insert(*matrix))
        .map(|matrix| (matrix, None))
        .collect()
}

/// In units of one module, so that every coordinate is a short whole number: half the bytes, half the time.
fn draw_modules(
    surface: &mut Surface<'_>,
    graphics: &mut Graphics<'_>,
    (x, y): (f32, f32),
    module: f32,
    matrix: &Matrix,
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
