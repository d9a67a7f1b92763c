//! Draws an element to PNG without a display.

use iced_test::{
    core::{self, Event, clipboard, mouse, renderer::Headless, theme::Base, window},
    futures::futures::executor::block_on,
    runtime::{UserInterface, user_interface::Cache},
};
use innkeeper::ui::{self, Element, Theme};
use std::{fs, io::BufWriter, path::Path, time::Instant};

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
    let settings = ui::settings();
    for font in settings.fonts {
        iced_test::renderer::graphics::text::font_system()
            .write()
            .unwrap()
            .load_font(font);
    }
    let new = <iced::Renderer as Headless>::new(
        settings.default_font,
        settings.default_text_size,
        Some("tiny-skia"),
    );
    let mut renderer: iced::Renderer = block_on(new).expect("the software renderer is compiled in");
    let size = core::Size::new(width as f32, height as f32);
    let mut interface = UserInterface::build(view, size, Cache::default(), &mut renderer);
    let mut messages = Vec::new();
    let redraw = Event::Window(window::Event::RedrawRequested(Instant::now()));
    for event in events.iter().chain([&redraw]) {
        let cursor = mouse::Cursor::Unavailable;
        interface.update(
            &[event.clone()],
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
    let physical = core::Size::new(
        (width as f32 * scale) as u32,
        (height as f32 * scale) as u32,
    );
    let pixels = renderer.screenshot(physical, scale, theme.base().background_color);
    write_png(path.as_ref(), physical, &pixels);
}

fn write_png(path: &Path, size: core::Size<u32>, pixels: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let file = BufWriter::new(fs::File::create(path).unwrap());
    let encoder = image::codecs::png::PngEncoder::new(file);
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
