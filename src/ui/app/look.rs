//! Language, light and dark, size of text: kept in the data folder.

use super::Message;
use crate::{
    i18n::{Language, Words},
    store::{self, Reader, Store},
    t,
    ui::{Theme, context::Context},
};
use iced::Task;

/// How the window looks and speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The receptionist's.
    pub language: Language,
    /// Light, dark, high contrast, or as the system says.
    pub appearance: Appearance,
    /// Of text and everything else, in per cent: 100 to 200.
    pub text_size: u16,
}

/// Light, dark, high contrast, or as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Appearance {
    /// As the system says.
    #[default]
    System,
    /// Always this one.
    Always(Theme),
}

/// The sizes of text that are offered, in per cent.
pub(super) const TEXT_SIZES: [u16; 5] = [100, 125, 150, 175, 200];

impl Default for Look {
    fn default() -> Self {
        Self {
            language: Language::of_environment(),
            appearance: Appearance::System,
            text_size: 100,
        }
    }
}

const LANGUAGE: &str = "window.language";
const APPEARANCE: &str = "window.appearance";
const TEXT_SIZE: &str = "window.text-size";

impl Look {
    /// What is kept in the data folder; what is not there, or not understood, is as by default.
    pub fn kept(reader: &Reader<'_>) -> store::Result<Self> {
        let other = Self::default();
        let language = reader.setting(LANGUAGE)?.and_then(|tag| tag.parse().ok());
        let appearance = reader.setting(APPEARANCE)?;
        let text_size = reader
            .setting(TEXT_SIZE)?
            .and_then(|size| size.parse().ok());
        Ok(Self {
            language: language.unwrap_or(other.language),
            appearance: appearance
                .and_then(|key| Appearance::of_key(&key))
                .unwrap_or(other.appearance),
            text_size: text_size
                .filter(|size| TEXT_SIZES.contains(size))
                .unwrap_or(other.text_size),
        })
    }

    pub(super) fn keep(self, context: &Context) -> Task<Message> {
        context.ask(
            move |store, _now| Ok(self.keep_in(store)?),
            Message::LookKept,
        )
    }

    /// Keeps it in a data folder.
    pub(super) fn keep_in(self, store: &Store) -> store::Result<()> {
        store.write(move |tx| {
            tx.set_setting(LANGUAGE, self.language.tag())?;
            tx.set_setting(APPEARANCE, self.appearance.key())?;
            tx.set_setting(TEXT_SIZE, &self.text_size.to_string())
        })
    }
}

impl Appearance {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::System,
        Self::Always(Theme::Light),
        Self::Always(Theme::Dark),
        Self::Always(Theme::Contrast),
    ];

    /// The theme; none = as the system says.
    pub fn theme(self) -> Option<Theme> {
        match self {
            Self::System => None,
            Self::Always(theme) => Some(theme),
        }
    }

    /// In words.
    pub fn word(self, words: &Words) -> String {
        match self {
            Self::System => t!(words, "look-system"),
            Self::Always(Theme::Light) => t!(words, "look-light"),
            Self::Always(Theme::Dark) => t!(words, "look-dark"),
            Self::Always(Theme::Contrast) => t!(words, "look-contrast"),
        }
    }

    fn key(self) -> &'static str {
        self.theme().map_or("system", Theme::key)
    }

    fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}
