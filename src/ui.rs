//! The window: the only place that knows iced.
//!
//! # The design language
//!
//! Quiet, and dense enough for work. Screens compose the words of [`widget`] and never style: no colour, size, padding or
//! radius is written outside of this module's `theme` and `scale`. What the words look like is seen in `gallery`.
//!
//! - **Distances** are steps of [`scale::Space`], a 4 px grid: `Tight` between things that belong together, `Normal`
//!   between fields, `Wide` around pages. **Text** has the five sizes of [`scale::Size`], by the words `title`, `heading`,
//!   `text`, `small` and `code`. Controls and table rows are 36 px high.
//! - **Colours** are roles ([`theme::Roles`]). The accent marks the one next action and what is chosen; a
//!   [`theme::Tone`] marks a state. A state is told by shape, word and colour together.
//! - **Buttons**: one `primary` at most on a page or in a dialog, at the bottom right; `danger` destroys and asks first;
//!   `quiet` in rows and toolbars; the rest are secondary.
//! - **Forms** are one column ([`widget::form`]): label above, verdict on the label's line at the right, help below.
//!   `choice` up to five options, `select` beyond; `check` for yes and no.
//! - **What was done** is a `toast` with undo; a `dialog` only where nothing can be undone. **What goes on** is `progress`,
//!   or `working` with words. **What is wrong** is a `notice`: what happened, what it means for the guest, what to do.
//!   An empty list is `empty` and says what to do next.
//! - **Lists** are a `table`, of ten rows or of a million.
//! - **Keys**: everything is reached by Tab and worked by Enter and Space; [`widget::window`] sees to it, keeps the focus
//!   in an open dialog, and gives the screen the keys that nobody took.

pub mod app;
pub mod context;
mod desktop;
pub mod font;
pub mod format;
#[cfg(debug_assertions)]
pub mod gallery;
pub mod icon;
mod opener;
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
