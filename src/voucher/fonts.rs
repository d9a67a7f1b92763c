//! The embedded fonts, and those of the system when a voucher needs more.

use cosmic_text::{
    Attrs, Family, FontSystem, Weight, fontdb,
    skrifa::{FontRef, MetadataProvider as _},
};
use std::sync::Arc;

/// Latin, Greek and Cyrillic; made by packaging/fonts.sh.
const EMBEDDED: [&[u8]; 3] = [
    include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../assets/fonts/JetBrainsMono-Bold.ttf"),
];

/// A face of the voucher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Face {
    /// Running text.
    Regular,
    /// Headings and values.
    Bold,
    /// What is typed letter by letter.
    Code,
}

impl Face {
    pub(super) fn attributes(self) -> Attrs<'static> {
        let sans = Attrs::new().family(Family::Name("Noto Sans"));
        match self {
            Self::Regular => sans,
            Self::Bold => sans.weight(Weight::BOLD),
            // Air between the letters, in em: a code is read one letter at a time.
            Self::Code => Attrs::new()
                .family(Family::Name("JetBrains Mono"))
                .weight(Weight::BOLD)
                .letter_spacing(0.04),
        }
    }
}

/// The embedded fonts alone. `locale` decides between the Han forms of China, Japan and Korea (BCP 47).
pub(super) fn embedded(locale: &str) -> FontSystem {
    let mut database = fontdb::Database::new();
    for font in EMBEDDED {
        let _ = database.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    FontSystem::new_with_locale_and_db(locale.to_owned(), database)
}

/// Which of `wanted` no face of `database` has a glyph for. Asks the character maps alone, so that it is cheap.
pub(super) fn lacking(database: &fontdb::Database, mut wanted: Vec<char>) -> Vec<char> {
    for face in database.faces() {
        if wanted.is_empty() {
            break;
        }
        let _ = database.with_face_data(face.id, |bytes, index| {
            if let Ok(font) = FontRef::from_index(bytes, index) {
                let characters = font.charmap();
                wanted.retain(|character| characters.map(*character).is_none());
            }
        });
    }
    wanted
}
