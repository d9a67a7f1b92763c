//! The window: the only place that knows iced.

pub mod font;
#[cfg(debug_assertions)]
pub mod gallery;
pub mod icon;
pub mod scale;
pub mod theme;
pub mod widget;

pub use theme::Theme;

/// An element of this window.
pub type Element<'a, Message> = iced::Element<'a, Message, Theme>;

/// What the window, and every test that draws, starts with: the embedded fonts and the base size of text.
pub fn settings() -> iced::Settings {
    iced::Settings {
        fonts: font::files(),
        default_font: font::REGULAR,
        default_text_size: scale::Size::Base.into(),
        ..iced::Settings::default()
    }
}

/// stub
pub fn run(_: std::path::PathBuf, _: bool) -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
