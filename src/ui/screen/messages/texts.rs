//! What the messages say: the languages side by side, and below each what a guest will read.

use super::{Action, refused, sms::braced};
use crate::{
    domain::{
        gsm::{self, Alphabet},
        template::TemplateError,
    },
    i18n::Language,
    services::{
        Actor, Error,
        messages::{self, NAMES, Own, TextPart, Texts as Text},
    },
    t,
    ui::{
        Element,
        context::{Answer, Context},
        scale::Space,
        screen::parts::stacked,
        sentence::messages as sentence,
        theme::Tone,
        widget::{self, Verdict, area, button, field},
    },
    voucher::VoucherData,
};
use iced::{
    Length,
    widget::{Row, container, text_editor},
};
use std::sync::Arc;

/// What happens in the texts.
#[derive(Debug, Clone)]
pub enum Message {
    /// The subject was typed.
    Subject(Language, String),
    /// The mail was edited.
    Mail(Language, text_editor::Action),
    /// The SMS was edited.
    Sms(Language, text_editor::Action),
    /// Take the program's own texts of a language.
    Default(Language),
    /// Save them.
    Save,
    /// They were saved, or not.
    Saved(Answer<()>),
}

/// The texts of one language, while they are typed.
struct Draft {
    language: Language,
    sample: VoucherData,
    subject: String,
    mail: text_editor::Content,
    sms: text_editor::Content,
}

/// The texts.
#[derive(Default)]
pub(super) struct Texts {
    drafts: Vec<Draft>,
    plain_letters: bool,
    touched: bool,
    saving: bool,
    refused: Option<Arc<Error>>,
}

/// The name of its first field.
pub(super) const FIRST: &str = "messages-subject";

impl Draft {
    fn of(language: Language, sample: VoucherData, text: &Text) -> Self {
        Self {
            language,
            sample,
            subject: text.subject.clone(),
            mail: text_editor::Content::with_text(&text.mail),
            sms: text_editor::Content::with_text(&text.sms),
        }
    }

    fn text(&self) -> Text {
        Text {
            subject: self.subject.clone(),
            mail: self.mail.text().trim_end().to_owned(),
            sms: self.sms.text().trim_end().to_owned(),
        }
    }
}

impl Texts {
    /// What the house has. What is being typed is kept.
    pub(super) fn take(
        &mut self,
        own: &Own,
        samples: Vec<(Language, VoucherData)>,
        plain_letters: bool,
    ) {
        self.plain_letters = plain_letters;
        if self.touched {
            return;
        }
        let same = self.drafts.len() == samples.len()
            && self
                .drafts
                .iter()
                .all(|draft| draft.text() == messages::texts_of(own, draft.language));
        if same {
            // The caret stays where it is.
            for (draft, (_, sample)) in self.drafts.iter_mut().zip(samples) {
                draft.sample = sample;
            }
            return;
        }
        self.drafts = samples
            .into_iter()
            .map(|(language, sample)| {
                Draft::of(language, sample, &messages::texts_of(own, language))
            })
            .collect();
    }

    fn draft(&mut self, language: Language) -> Option<&mut Draft> {
        self.drafts
            .iter_mut()
            .find(|draft| draft.language == language)
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let mut edited = true;
        match message {
            Message::Subject(language, text) => {
                if let Some(draft) = self.draft(language) {
                    draft.subject = text;
                }
            }
            Message::Mail(language, action) => {
                edited = action.is_edit();
                if let Some(draft) = self.draft(language) {
                    draft.mail.perform(action);
                }
            }
            Message::Sms(language, action) => {
                edited = action.is_edit();
                if let Some(draft) = self.draft(language) {
                    draft.sms.perform(action);
                }
            }
            Message::Default(language) => {
                if let Some(draft) = self.draft(language) {
                    let sample = draft.sample.clone();
                    *draft = Draft::of(language, sample, &Text::default_of(language));
                }
            }
            Message::Save => return self.save(context),
            Message::Saved(saved) => return self.saved(saved, context),
        }
        if edited {
            self.touched = true;
            self.refused = None;
        }
        Action::none()
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let wrong = self.drafts.iter().any(|draft| {
            let text = draft.text();
            TextPart::ALL
                .into_iter()
                .any(|part| part.check(text.part(part)).is_err())
        });
        if self.saving || wrong {
            return Action::none();
        }
        self.saving = true;
        let own: Own = self
            .drafts
            .iter()
            .map(|draft| (draft.language.tag().to_owned(), draft.text()))
            .collect();
        Action::run(context.ask(
            move |store, now| messages::set_own(store, now, Actor::Desk, own),
            Message::Saved,
        ))
    }

    fn saved(&mut self, saved: Answer<()>, context: &Context) -> Action<Message> {
        self.saving = false;
        match saved {
            Ok(()) => {
                self.touched = false;
                self.refused = None;
                Action::tell(Tone::Success, t!(context.words(), "messages-saved"))
            }
            Err(error) => {
                self.refused = Some(error);
                Action::none()
            }
        }
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let columns = self.drafts.iter().enumerate().map(|(place, draft)| {
            container(self.column(context, draft, place == 0))
                .width(Length::FillPortion(1))
                .into()
        });
        let columns = Row::with_children(columns).spacing(Space::Normal);
        let names: Vec<_> = NAMES.into_iter().chain(["voucher"]).collect();
        let save = button(t!(words, "messages-save"))
            .primary()
            .key("Ctrl+S")
            .on_press_maybe((self.touched && !self.saving).then_some(Message::Save));
        let parts = [
            widget::small(t!(words, "messages-names", names = braced(&names))).into(),
            columns.into(),
        ];
        let whole = parts
            .into_iter()
            .chain(refused(context, self.refused.as_ref()))
            .chain([widget::actions([save.into()])]);
        widget::scroll(stacked(Space::Normal, whole))
    }

    fn column<'a>(
        &'a self,
        context: &'a Context,
        draft: &'a Draft,
        first: bool,
    ) -> Element<'a, Message> {
        let words = context.words();
        let language = draft.language;
        let text = draft.text();
        let verdict = |part: TextPart| {
            let error: TemplateError = part.check(text.part(part)).err()?;
            Some(Verdict::error(sentence::template(words, &error)))
        };
        let here = t!(words, "messages-voucher-here");
        let preview = messages::preview(&text, &draft.sample, language, &here, self.plain_letters);
        let mut subject = field(t!(words, "messages-subject"), &draft.subject)
            .verdict(verdict(TextPart::Subject))
            .on_input(move |text| Message::Subject(language, text))
            .on_submit(Message::Save);
        if first {
            subject = subject.id(widget::id(FIRST));
        }
        let mail = area(t!(words, "messages-mail-text"), &draft.mail)
            .height(190.0)
            .verdict(verdict(TextPart::Mail))
            .on_action(move |action| Message::Mail(language, action));
        let sms_verdict = verdict(TextPart::Sms).or_else(|| {
            let size = gsm::size(preview.sms.as_ref().ok()?);
            let said = t!(
                words,
                "messages-parts",
                count = size.parts,
                left = size.left.to_string()
            );
            Some(match (size.alphabet, size.foreign) {
                (Alphabet::Ucs2, Some(foreign)) => Verdict::warning(t!(
                    words,
                    "messages-parts-foreign",
                    parts = said,
                    sign = foreign.to_string()
                )),
                _ => Verdict::ok(said),
            })
        });
        let sms = area(t!(words, "messages-sms-text"), &draft.sms)
            .height(84.0)
            .verdict(sms_verdict)
            .on_action(move |action| Message::Sms(language, action));
        let default = button(t!(words, "messages-default"))
            .small()
            .quiet()
            .on_press_maybe(
                (text != Text::default_of(language)).then_some(Message::Default(language)),
            );
        let head = Row::new()
            .push(container(widget::heading(language.name())).width(Length::Fill))
            .push(default)
            .align_y(iced::Alignment::Center);
        let shown = |text: &Result<String, TemplateError>| -> Element<'a, Message> {
            widget::text(text.as_ref().map_or("–".to_owned(), Clone::clone)).into()
        };
        let preview = stacked(
            Space::Tight,
            [
                widget::small(t!(words, "messages-preview")).into(),
                widget::strong(preview.subject.clone().unwrap_or_default()).into(),
                shown(&preview.mail),
                widget::rule(),
                shown(&preview.sms),
            ],
        );
        stacked(
            Space::Normal,
            [
                head.into(),
                subject.into(),
                mail.into(),
                sms.into(),
                widget::card(preview),
            ],
        )
    }
}
