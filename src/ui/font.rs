//! The fonts of the window, embedded: Noto Sans (its figures are tabular as they stand) and JetBrains Mono for codes.
//!
//! They hold Latin, Greek and Cyrillic; a guest's name in another script comes from the system's fonts. Made by
//! `packaging/fonts.sh`; licences (OFL) lie beside them in `assets/fonts`.

use iced::{
    Font,
    font::{Family, Weight},
};
use std::borrow::Cow;

/// Running text.
pub const REGULAR: Font = Font::with_name("Noto Sans");

/// Headings, labels and what matters in a row.
pub const STRONG: Font = Font {
    weight: Weight::Semibold,
    ..REGULAR
};

/// Codes, serials and MAC addresses.
pub const MONO: Font = Font {
    family: Family::Name("JetBrains Mono"),
    weight: Weight::Medium,
    ..Font::DEFAULT
};

/// Every font that the window loads, icons included.
pub fn files() -> Vec<Cow<'static, [u8]>> {
    vec![
        Cow::Borrowed(include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")),
        Cow::Borrowed(include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf")),
        Cow::Borrowed(include_bytes!(
            "../../assets/fonts/JetBrainsMono-Medium.ttf"
        )),
        Cow::Borrowed(super::icon::BYTES),
    ]
}
