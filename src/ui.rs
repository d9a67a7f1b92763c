//! The window: the only place that knows iced.

pub mod app;
pub mod context;
pub mod font;
pub mod format;
pub mod icon;
pub mod scale;
pub mod screen;
pub mod sentence;
pub mod theme;
pub mod widget;

pub use app::run;
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
