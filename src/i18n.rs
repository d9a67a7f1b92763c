//! Words: Fluent files of `i18n/<language>/innkeeper.ftl`, embedded.
//!
//! `t!(words, "key", name = value)` checks key and arguments against the English file when the program is compiled. The
//! receptionist's language and the guest's are two different [`Words`]: a screen may be Spanish while the voucher that
//! it prints is Italian.

use i18n_embed::{LanguageLoader as _, fluent::FluentLanguageLoader};
use rust_embed::RustEmbed;
use std::{fmt, str::FromStr, sync::LazyLock};

#[derive(RustEmbed)]
#[folder = "i18n"]
struct Files;

/// The words of one language.
pub type Words = FluentLanguageLoader;

/// Looks a message up. The key and its arguments are checked by the compiler.
#[macro_export]
macro_rules! t {
    ($words:expr, $key:literal $(, $($rest:tt)*)?) => {
        ::i18n_embed_fl::fl!($words, $key $(, $($rest)*)?)
    };
}

/// Languages that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English, the language of last resort.
    #[default]
    English,
    /// Spanish.
    Spanish,
    /// Italian.
    Italian,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::English, Self::Spanish, Self::Italian];

    /// The tag, as in `i18n/<tag>` (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::Italian => "it",
        }
    }

    /// In its own words.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
            Self::Italian => "Italiano",
        }
    }

    /// From `LC_ALL`, `LC_MESSAGES` or `LANG`; English when they name nothing that is spoken here.
    pub fn of_environment() -> Self {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty())
            .and_then(|value| value.parse().ok())
            .unwrap_or_default()
    }

    /// The words of this language; whatever it lacks is English. Read at their first use, each language by itself: one costs
    /// a megabyte and a half, and some milliseconds.
    pub fn words(self) -> &'static Words {
        static ENGLISH: LazyLock<Words> = LazyLock::new(|| load(Language::English));
        static SPANISH: LazyLock<Words> = LazyLock::new(|| load(Language::Spanish));
        static ITALIAN: LazyLock<Words> = LazyLock::new(|| load(Language::Italian));
        match self {
            Self::English => &ENGLISH,
            Self::Spanish => &SPANISH,
            Self::Italian => &ITALIAN,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text names no language that is spoken here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no words for the language {0:?}; there are en, es and it")]
pub struct UnknownLanguage(String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// `es`, `es-ES`, `es_ES.UTF-8`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let tag = text
            .split(['-', '_', '.'])
            .next()
            .unwrap_or(text)
            .to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|language| language.tag() == tag)
            .ok_or_else(|| UnknownLanguage(text.to_owned()))
    }
}

fn load(language: Language) -> Words {
    let fallback = unic_langid::langid!("en");
    let wanted = language.tag().parse().unwrap_or_else(|_| fallback.clone());
    let words = FluentLanguageLoader::new("innkeeper", fallback);
    // The files are embedded and read by a test in every language: a failure here cannot come from outside.
    // The loader adds the fallback itself; English named twice would be read twice.
    if let Err(error) = words.load_languages(&Files, &[wanted]) {
        tracing::error!(%error, language = language.tag(), "the words of this language cannot be read");
    }
    // Isolation marks around arguments would stand in printed text and in what tests look for.
    words.set_use_isolating(false);
    words
}
