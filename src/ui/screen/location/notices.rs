//! The general options of the notice of upcoming expiry: days, and the text in each language with what a guest reads.

use crate::{
    domain::gsm::{self, Alphabet},
    i18n::Language,
    services::notices::{self, MAX_DAYS, Options, Placeholder},
    t,
    ui::{
        Element,
        context::Context,
        scale::Space,
        screen::parts::flowing,
        sentence,
        widget::{self, Verdict, area, button, field},
    },
};
use iced::widget::{
    Column, Row, container,
    text_editor::{self, Content, Edit},
};
use std::{collections::BTreeMap, sync::Arc};

/// What happened there.
#[derive(Debug, Clone)]
pub enum Message {
    /// The days were typed.
    Days(String),
    /// A text was edited.
    Text(Language, text_editor::Action),
    /// A placeholder is wanted where the caret is.
    Insert(Language, Placeholder),
    /// The program's own text is wanted.
    Own(Language),
    /// Enter in the days.
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
    texts: BTreeMap<&'static str, Content>,
}

impl Draft {
    pub(super) fn of(base: Options) -> Self {
        let text = |language: Language| {
            let content = Content::with_text(&base.text(language));
            (language.tag(), content)
        };
        Self {
            days: base.days.to_string(),
            texts: Language::ALL.into_iter().map(text).collect(),
            base,
            theirs: None,
        }
    }

    /// What is typed, without the line that an editor ends with.
    fn text(&self, language: Language) -> String {
        let typed = self.texts.get(language.tag()).map(Content::text);
        typed.unwrap_or_default().trim_end().to_owned()
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
            Message::Text(language, action) => self.edit(language, action),
            Message::Insert(language, placeholder) => {
                let written = Arc::new(placeholder.written().to_owned());
                self.edit(language, text_editor::Action::Edit(Edit::Paste(written)));
            }
            Message::Own(language) => {
                let own = Content::with_text(&notices::own_text(language));
                let _ = self.texts.insert(language.tag(), own);
            }
            Message::KeepMine => {
                if let Some(theirs) = self.theirs.take() {
                    self.base = theirs;
                }
            }
            Message::Save => {}
        }
    }

    fn edit(&mut self, language: Language, action: text_editor::Action) {
        if let Some(content) = self.texts.get_mut(language.tag()) {
            content.perform(action);
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
            if notices::check_text(&text).is_err() {
                return Err(text_name(language));
            }
            // The program's own text is not written down: a later version may say it better.
            if !text.trim().is_empty() && text != notices::own_text(language) {
                let _ = texts.insert(language.tag().to_owned(), text);
            }
        }
        Ok((self.base.clone(), Options { days, texts }))
    }

    /// `plain`: what an SMS is written in.
    pub(super) fn view<'a>(&'a self, context: &'a Context, plain: bool) -> Element<'a, Message> {
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
        // Beside each other where there is room, else below each other.
        let texts = Language::ALL.map(|language| {
            let text = self.language(context, language, plain);
            container(text).width(TEXT_WIDTH).into()
        });
        let texts = Row::with_children(texts)
            .spacing(Space::Snug)
            .wrap()
            .vertical_spacing(Space::Normal);
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

    fn language<'a>(
        &'a self,
        context: &'a Context,
        language: Language,
        plain: bool,
    ) -> Element<'a, Message> {
        let words = context.words();
        let text = self.text(language);
        let days = self.days().unwrap_or(self.base.days);
        let checked = notices::check_text(&text)
            .map(|()| notices::preview(&text, language, &context.location, context.now, days));
        let (verdict, shown): (_, Element<'a, Message>) = match &checked {
            Ok(preview) => (
                size(context, preview, plain),
                widget::text(preview.clone()).into(),
            ),
            Err(error) => (
                Verdict::error(sentence::notice(words, error)),
                widget::muted(t!(words, "notice-no-preview")).into(),
            ),
        };
        let input = self.texts.get(language.tag()).map(|content| {
            area(language.name(), content)
                .height(104.0)
                .verdict(Some(verdict))
                .on_action(move |action| Message::Text(language, action))
                .id(widget::id(text_name(language)))
        });
        let placeholders = Placeholder::ALL.map(|one| {
            button(one.written())
                .small()
                .quiet()
                .on_press(Message::Insert(language, one))
                .into()
        });
        let own = button(t!(words, "notice-own")).small().quiet();
        let is_own = text == notices::own_text(language);
        let own = own.on_press_maybe((!is_own).then_some(Message::Own(language)));
        Column::new()
            .push(input)
            .push(flowing(placeholders.into_iter().chain([own.into()])))
            .push(widget::card(
                Column::new()
                    .push(widget::small(t!(words, "notice-preview")))
                    .push(shown)
                    .spacing(Space::Hair),
            ))
            .spacing(Space::Tight)
            .into()
    }
}

/// How many parts of an SMS a text takes, as it is sent.
fn size<'a>(context: &Context, text: &str, plain: bool) -> Verdict<'a> {
    let words = context.words();
    let size = if plain {
        gsm::size(&gsm::plain(text))
    } else {
        gsm::size(text)
    };
    let said = t!(
        words,
        "messages-parts",
        count = size.parts,
        left = size.left.to_string()
    );
    match (size.alphabet, size.foreign) {
        (Alphabet::Ucs2, Some(foreign)) => Verdict::warning(t!(
            words,
            "messages-parts-foreign",
            parts = said,
            sign = foreign.to_string()
        )),
        _ => Verdict::ok(said),
    }
}

/// Of one language: three of them in a window of 1280 pixels.
const TEXT_WIDTH: f32 = 252.0;

const DAYS: &str = "notice-days";

fn text_name(language: Language) -> &'static str {
    match language {
        Language::English => "notice-text-en",
        Language::Spanish => "notice-text-es",
        Language::Italian => "notice-text-it",
    }
}
