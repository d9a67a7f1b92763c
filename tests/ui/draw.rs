//! Draws an element to PNG without a display.

use iced_test::{
    core::{self, Event, clipboard, mouse, renderer::Headless, theme::Base, window},
    futures::futures::executor::block_on,
    runtime::{UserInterface, user_interface::Cache},
};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use innkeeper::ui::{self, Element, Theme};
use std::{fs, io::BufWriter, path::Path, sync::Once, time::Instant};

/// Draws `view` in a window of `size` logical pixels at `scale` physical pixels each. Events come first, so that a focus
/// or an open list can be drawn; messages are dropped.
pub fn draw<Message>(
    view: Element<'_, Message>,
    theme: Theme,
    (width, height): (u32, u32),
    scale: f32,
    events: &[Event],
    path: impl AsRef<Path>,
) {
    let mut renderer = renderer();
    let size = core::Size::new(pixels(width), pixels(height));
    let mut interface = UserInterface::build(view, size, Cache::default(), &mut renderer);
    let mut messages = Vec::new();
    let redraw = Event::Window(window::Event::RedrawRequested(Instant::now()));
    for event in events.iter().chain([&redraw]) {
        let cursor = mouse::Cursor::Unavailable;
        let _ = interface.update(
            std::slice::from_ref(event),
            cursor,
            &mut renderer,
            &mut clipboard::Null,
            &mut messages,
        );
    }
    let style = core::renderer::Style {
        text_color: theme.base().text_color,
    };
    interface.draw(&mut renderer, &theme, &style, mouse::Cursor::Unavailable);
    let physical = core::Size::new(scaled(width, scale), scaled(height, scale));
    let pixels = renderer.screenshot(physical, scale, theme.base().background_color);
    write_png(path.as_ref(), physical, &pixels);
}

/// Logical pixels as iced counts them.
fn pixels(count: u32) -> f32 {
    f32::from(u16::try_from(count).expect("a window is smaller than 65,536 pixels"))
}

/// Physical pixels.
fn scaled(count: u32, scale: f32) -> u32 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the size of a picture"
    )]
    let physical = (pixels(count) * scale) as u32;
    physical
}

/// A renderer with the window's fonts.
pub fn renderer() -> iced::Renderer {
    static FONTS: Once = Once::new();
    let settings = ui::settings();
    FONTS.call_once(|| {
        let mut system = iced_test::renderer::graphics::text::font_system()
            .write()
            .unwrap();
        for font in settings.fonts {
            system.load_font(font);
        }
    });
    let new = <iced::Renderer as Headless>::new(
        settings.default_font,
        settings.default_text_size,
        Some("tiny-skia"),
    );
    block_on(new).expect("the software renderer is compiled in")
}

fn write_png(path: &Path, size: core::Size<u32>, pixels: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let file = BufWriter::new(fs::File::create(path).unwrap());
    // Compressing well takes longer than drawing, in a debug build.
    let encoder = PngEncoder::new_with_quality(file, CompressionType::Fast, FilterType::Sub);
    image::ImageEncoder::write_image(
        encoder,
        pixels,
        size.width,
        size.height,
        image::ExtendedColorType::Rgba8,
    )
    .unwrap();
}

/// Where the pictures lie: `target/screens`.
pub fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .unwrap()
        .join("screens")
}
