//! The general options of the notice of upcoming expiry: days, and the text in each language with what a guest reads.

use crate::{
    i18n::Language,
    services::notices::{self, MAX_DAYS, Options},
    t,
    ui::{
        Element,
        context::Context,
        scale::Space,
        screen::parts::beside,
        sentence,
        widget::{self, Verdict, button, field},
    },
};
use iced::widget::Column;
use std::collections::BTreeMap;

/// What happened there.
#[derive(Debug, Clone)]
pub enum Message {
    /// The days were typed.
    Days(String),
    /// A text was typed.
    Text(Language, String),
    /// The program's own text is wanted.
    Own(Language),
    /// Enter.
    Save,
    /// What is typed here counts, not what another desk has saved.
    KeepMine,
}

/// What is typed.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    base: Options,
    /// What another desk has saved meanwhile.
    theirs: Option<Options>,
    days: String,
    texts: BTreeMap<&'static str, String>,
}

impl Draft {
    pub(super) fn of(base: Options) -> Self {
        let text = |language: Language| (language.tag(), base.text(language));
        Self {
            days: base.days.to_string(),
            texts: Language::ALL.into_iter().map(text).collect(),
            base,
            theirs: None,
        }
    }

    fn text(&self, language: Language) -> &str {
        self.texts.get(language.tag()).map_or("", String::as_str)
    }

    pub(super) fn is_changed(&self) -> bool {
        self.days.trim() != self.base.days.to_string()
            || Language::ALL
                .into_iter()
                .any(|language| self.text(language) != self.base.text(language))
    }

    pub(super) fn change(&mut self, message: Message) {
        match message {
            Message::Days(days) => self.days = days,
            Message::Text(language, text) => {
                let _ = self.texts.insert(language.tag(), text);
            }
            Message::Own(language) => {
                let _ = self
                    .texts
                    .insert(language.tag(), notices::own_text(language));
            }
            Message::KeepMine => {
                if let Some(theirs) = self.theirs.take() {
                    self.base = theirs;
                }
            }
            Message::Save => {}
        }
    }

    /// What is stored now; nothing that is typed is lost.
    pub(super) fn meanwhile(&mut self, stored: &Options) {
        if *stored == self.base {
            return;
        }
        if self.is_changed() {
            self.theirs = Some(stored.clone());
        } else {
            *self = Self::of(stored.clone());
        }
    }

    pub(super) fn conflict(&self) -> bool {
        self.theirs.is_some()
    }

    pub(super) fn discard(&mut self) {
        *self = Self::of(self.theirs.take().unwrap_or_else(|| self.base.clone()));
    }

    fn days(&self) -> Option<u16> {
        let days = self.days.trim().parse().ok()?;
        (1..=MAX_DAYS).contains(&days).then_some(days)
    }

    /// What was read and what is wanted; or the name of the field that is wrong.
    pub(super) fn read(&self) -> Result<(Options, Options), &'static str> {
        let days = self.days().ok_or(DAYS)?;
        let mut texts = BTreeMap::new();
        for language in Language::ALL {
            let text = self.text(language);
            if notices::check_text(text).is_err() {
                return Err(text_name(language));
            }
            // The program's own text is not written down: a later version may say it better.
            if !text.trim().is_empty() && text != notices::own_text(language) {
                let _ = texts.insert(language.tag().to_owned(), text.to_owned());
            }
        }
        Ok((self.base.clone(), Options { days, texts }))
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let wrong = self.days().is_none().then(|| {
            let error = notices::NoticeError::Days;
            Verdict::error(sentence::notice(words, &error))
        });
        let days = field(t!(words, "notice-days"), &self.days)
            .help(t!(words, "notice-days-help"))
            .verdict(wrong)
            .width(320.0)
            .on_input(Message::Days)
            .on_submit(Message::Save)
            .id(widget::id(DAYS));
        let texts = beside(Language::ALL.map(|language| self.language(context, language)));
        Column::new()
            .push(widget::heading(t!(words, "notice-title")))
            .push(widget::muted(t!(words, "notice-what")))
            .push(days)
            .push(widget::muted(t!(
                words,
                "notice-placeholders",
                name = "{name}",
                code = "{code}",
                date = "{date}",
                location = "{location}"
            )))
            .push(texts)
            .spacing(Space::Normal)
            .into()
    }

    fn language<'a>(&'a self, context: &'a Context, language: Language) -> Element<'a, Message> {
        let words = context.words();
        let text = self.text(language);
        let verdict = notices::check_text(text)
            .err()
            .map(|error| Verdict::error(sentence::notice(words, &error)));
        let good = verdict.is_none();
        let input = field(language.name(), text)
            .placeholder(notices::own_text(language))
            .verdict(verdict)
            .on_input(move |text| Message::Text(language, text))
            .on_submit(Message::Save)
            .id(widget::id(text_name(language)));
        let shown: Element<'a, Message> = if good {
            let days = self.days().unwrap_or(self.base.days);
            let preview = notices::preview(text, language, &context.location, context.now, days);
            widget::text(preview).into()
        } else {
            widget::muted(t!(words, "notice-no-preview")).into()
        };
        let own = text != notices::own_text(language);
        let own = own.then(|| {
            button(t!(words, "notice-own"))
                .small()
                .quiet()
                .on_press(Message::Own(language))
        });
        let length = widget::small(t!(words, "notice-length", count = text.chars().count()));
        Column::new()
            .push(input)
            .push(widget::card(
                Column::new()
                    .push(widget::small(t!(words, "notice-preview")))
                    .push(shown)
                    .spacing(Space::Hair),
            ))
            .push(length)
            .push(own)
            .spacing(Space::Tight)
            .into()
    }
}

const DAYS: &str = "notice-days";

fn text_name(language: Language) -> &'static str {
    match language {
        Language::English => "notice-text-en",
        Language::Spanish => "notice-text-es",
        Language::Italian => "notice-text-it",
    }
}
