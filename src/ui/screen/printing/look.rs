//! What vouchers look like: the house's logo and texts, what is shown, and how that comes out on paper.

use super::super::{
    Action, KeyHelp,
    parts::{beside, stacked},
};
use crate::{
    i18n::Language,
    services::{
        Actor, Error,
        printing::{self, HouseLook},
        vouchers,
    },
    t,
    ui::{
        Element,
        context::{Answer, Context},
        icon::Icon,
        scale::{self, Space},
        sentence,
        theme::Tone,
        widget::{self, Verdict, button, check, choice, field, select},
    },
    voucher::{Paper, look::TEXT_MAX},
};
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers},
    widget::{Column, Row, container, image::Handle},
};
use std::{path::PathBuf, sync::Arc};

/// A text that is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// The file of the logo.
    Logo,
    /// Below the name of the house.
    Headline,
    /// At the end.
    Footer,
}

/// What is shown or left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The code that joins the Wi-Fi.
    Join,
    /// The code that logs in.
    LogIn,
    /// The price.
    Price,
    /// Whom it is for.
    Guest,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed.
    Typed(Text, String),
    /// Show it, or not.
    Shown(Part, bool),
    /// The paper of files, and of the preview.
    Paper(Paper),
    /// The language of vouchers; none is the Location's.
    Language(Option<Language>),
    /// Use the file that is typed as the logo.
    UseLogo,
    /// Take the logo away.
    DropLogo,
    /// It is kept, or not.
    LogoKept(Answer<()>),
    /// Save the rest.
    Save,
    /// It is saved, or not.
    Saved(Answer<()>),
    /// The preview was drawn, or not.
    Drawn(Answer<(Handle, (f32, f32))>),
    /// As large as the paper, or all of it.
    TrueSize(bool),
}

#[allow(
    clippy::struct_excessive_bools,
    reason = "how far the page is, each by itself"
)]
/// The look.
pub(super) struct Look {
    draft: HouseLook,
    kept: HouseLook,
    touched: bool,
    saving: bool,
    refused: Option<Arc<Error>>,
    logo_file: String,
    logo_refused: Option<Arc<Error>>,
    keeping_logo: bool,
    picture: Option<Answer<(Handle, (f32, f32))>>,
    drawing: bool,
    /// Something changed since the drawing began.
    stale: bool,
    true_size: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            draft: HouseLook::default(),
            kept: HouseLook::default(),
            touched: false,
            saving: false,
            refused: None,
            logo_file: String::new(),
            logo_refused: None,
            keeping_logo: false,
            picture: None,
            drawing: false,
            stale: false,
            true_size: true,
        }
    }
}

/// The name of its first field.
pub(super) const FIRST: &str = "look-logo";

/// Dots per inch of a page in its true size, at text size 100 %: a logical pixel is a 96th of an inch.
const TRUE_DPI: f32 = 96.0;
/// Dots drawn for each logical pixel: sharp at text sizes up to 200 %.
const SHARP: f32 = 2.0;

impl Look {
    /// The look as the house keeps it. What is being typed stays.
    pub(super) fn take(&mut self, kept: HouseLook, context: &Context) -> Task<Message> {
        let same = self.picture.is_some() && kept == self.kept;
        self.kept = kept.clone();
        if self.touched {
            self.draft.has_logo = kept.has_logo;
        } else {
            self.draft = kept;
        }
        if same {
            return Task::none();
        }
        self.draw(context)
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Typed(Text::Logo, text) => {
                self.logo_file = text;
                self.logo_refused = None;
                return Action::none();
            }
            Message::Typed(Text::Headline, text) => self.draft.headline = text,
            Message::Typed(Text::Footer, text) => self.draft.footer = text,
            Message::Shown(part, shown) => {
                let draft = &mut self.draft;
                *match part {
                    Part::Join => &mut draft.join_code,
                    Part::LogIn => &mut draft.login_code,
                    Part::Price => &mut draft.price,
                    Part::Guest => &mut draft.guest,
                } = shown;
            }
            Message::Paper(paper) => self.draft.paper = paper,
            Message::Language(language) => {
                self.draft.language = language.map(|language| language.tag().to_owned());
            }
            Message::UseLogo => return self.use_logo(context),
            Message::DropLogo => {
                self.keeping_logo = true;
                return Action::run(context.ask(
                    |store, now| printing::set_logo(store, now, Actor::Desk, None),
                    Message::LogoKept,
                ));
            }
            Message::LogoKept(kept) => return self.logo_kept(kept, context),
            Message::Save => return self.save(context),
            Message::Saved(saved) => return self.saved(saved, context),
            Message::Drawn(picture) => return self.drawn(picture, context),
            Message::TrueSize(on) => {
                self.true_size = on;
                return Action::none();
            }
        }
        self.touched = true;
        self.refused = None;
        Action::run(self.draw(context))
    }

    fn use_logo(&mut self, context: &Context) -> Action<Message> {
        let file = PathBuf::from(self.logo_file.trim());
        if file.as_os_str().is_empty() || std::mem::replace(&mut self.keeping_logo, true) {
            return Action::none();
        }
        Action::run(context.ask(
            move |store, now| printing::set_logo_file(store, now, Actor::Desk, &file),
            Message::LogoKept,
        ))
    }

    fn logo_kept(&mut self, kept: Answer<()>, context: &Context) -> Action<Message> {
        self.keeping_logo = false;
        match kept {
            Ok(()) => {
                self.logo_file.clear();
                self.logo_refused = None;
                let said = t!(context.words(), "messages-saved");
                Action::run(self.draw(context)).and_tell(Tone::Success, said)
            }
            Err(error) => {
                self.logo_refused = Some(error);
                Action::none()
            }
        }
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        if self.is_too_long() || std::mem::replace(&mut self.saving, true) {
            return Action::none();
        }
        let look = self.draft.clone();
        Action::run(context.ask(
            move |store, now| printing::set_look(store, now, Actor::Desk, look),
            Message::Saved,
        ))
    }

    fn is_too_long(&self) -> bool {
        [&self.draft.headline, &self.draft.footer]
            .iter()
            .any(|text| text.chars().count() > TEXT_MAX)
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

    /// Draws the draft; while one is being drawn, the next waits for it.
    fn draw(&mut self, context: &Context) -> Task<Message> {
        if std::mem::replace(&mut self.drawing, true) {
            self.stale = true;
            return Task::none();
        }
        self.stale = false;
        let look = self.draft.clone();
        context.ask(
            move |store, now| {
                let picture = vouchers::look_preview(store, now, &look, SHARP * TRUE_DPI)?;
                let size = picture.size_in(SHARP);
                let handle = Handle::from_rgba(picture.width, picture.height, picture.rgba);
                Ok((handle, size))
            },
            Message::Drawn,
        )
    }

    fn drawn(
        &mut self,
        picture: Answer<(Handle, (f32, f32))>,
        context: &Context,
    ) -> Action<Message> {
        self.drawing = false;
        self.picture = Some(picture);
        if self.stale {
            return Action::run(self.draw(context));
        }
        Action::none()
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let save = button(t!(words, "messages-save"))
            .primary()
            .key("Ctrl+S")
            .on_press_maybe((!self.saving && !self.is_too_long()).then_some(Message::Save));
        let refused = self.refused.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        });
        let form = widget::form(
            self.fields(context)
                .into_iter()
                .chain(refused)
                .chain([widget::actions([save.into()])]),
        );
        Row::new()
            .push(
                container(widget::scroll(widget::card(form)))
                    .width(Length::Fill)
                    .max_width(FORM_CARD),
            )
            .push(self.preview(context))
            .spacing(Space::Normal)
            .into()
    }

    fn fields<'a>(&'a self, context: &'a Context) -> Vec<Element<'a, Message>> {
        let (words, draft) = (context.words(), &self.draft);
        let typed = |at: Text, label: String, value: &'a str| {
            let verdict = (value.chars().count() > TEXT_MAX).then(|| {
                let max = TEXT_MAX.to_string();
                Verdict::error(t!(words, "printing-error-look-text", max = max))
            });
            field(label, value)
                .verdict(verdict)
                .on_input(move |text| Message::Typed(at, text))
                .on_submit(Message::Save)
        };
        let shown = |part: Part, label: String, on: bool| {
            check(label, on)
                .on_toggle(move |on| Message::Shown(part, on))
                .into()
        };
        let checks = [
            shown(Part::Join, t!(words, "printing-look-join"), draft.join_code),
            shown(
                Part::LogIn,
                t!(words, "printing-look-log-in"),
                draft.login_code,
            ),
            shown(Part::Price, t!(words, "printing-look-price"), draft.price),
            shown(Part::Guest, t!(words, "printing-look-guest"), draft.guest),
        ];
        let papers = Paper::ALL.map(|paper| (paper, sentence::printing::paper(context, paper)));
        let paper = select(t!(words, "printing-look-paper"), papers, Some(draft.paper))
            .help(t!(words, "printing-look-paper-help"))
            .on_choose(Message::Paper);
        let houses = (None, t!(words, "printing-look-language-house"));
        let languages = Language::ALL.map(|one| (Some(one), one.name().to_owned()));
        let language = choice(
            t!(words, "printing-look-language"),
            std::iter::once(houses).chain(languages),
            Some(draft.language()),
        )
        .on_choose(Message::Language);
        vec![
            self.logo(context),
            typed(
                Text::Headline,
                t!(words, "printing-look-headline"),
                &draft.headline,
            )
            .help(t!(words, "printing-look-headline-help"))
            .into(),
            typed(
                Text::Footer,
                t!(words, "printing-look-footer"),
                &draft.footer,
            )
            .help(t!(words, "printing-look-footer-help"))
            .into(),
            widget::section(
                t!(words, "printing-look-shown"),
                stacked(Space::Hair, checks),
            ),
            language.into(),
            paper.into(),
        ]
    }

    fn logo<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let file = field(t!(words, "printing-look-logo"), &self.logo_file)
            .placeholder("/home/desk/logo.png")
            .help(if self.draft.has_logo {
                t!(words, "printing-look-logo-there")
            } else {
                t!(words, "printing-look-logo-help")
            })
            .on_input(|text| Message::Typed(Text::Logo, text))
            .on_submit(Message::UseLogo)
            .id(widget::id(FIRST));
        let usable = !self.keeping_logo && !self.logo_file.trim().is_empty();
        let take = button(t!(words, "printing-look-logo-use"))
            .small()
            .on_press_maybe(usable.then_some(Message::UseLogo));
        let drop = self.draft.has_logo.then(|| {
            button(t!(words, "printing-look-logo-drop"))
                .small()
                .quiet()
                .icon(Icon::Trash)
                .on_press_maybe((!self.keeping_logo).then_some(Message::DropLogo))
                .into()
        });
        let refused = self.logo_refused.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        });
        stacked(
            Space::Tight,
            [file.into()]
                .into_iter()
                .chain(refused)
                .chain([widget::actions(drop.into_iter().chain([take.into()]))]),
        )
    }

    /// The voucher of nobody, as it comes out.
    fn preview<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let sizes = [
            (true, t!(words, "printing-true-size")),
            (false, t!(words, "printing-whole-page")),
        ];
        let size = choice("", sizes, Some(self.true_size)).on_choose(Message::TrueSize);
        let size = container(size).max_width(320);
        let shown: Element<'a, Message> = match &self.picture {
            None => widget::working(t!(words, "printing-drawing")),
            Some(Err(error)) => {
                let said = context.sentence(error);
                widget::notice(Tone::Warning, said.happened, said.to_do, None)
            }
            Some(Ok((handle, size))) if self.true_size => widget::picture_of_size(handle, *size),
            Some(Ok((handle, _))) => widget::picture(handle),
        };
        let head = beside([size.into()]);
        Column::new()
            .push(head)
            .push(container(shown).width(Length::Fill).height(Length::Fill))
            .spacing(Space::Tight)
            .width(Length::Fill)
            .height(Length::Fill)
            .into()
    }
}

/// A form with what its card and its scroll bar have around it.
const FORM_CARD: f32 = scale::FORM + 2.0 * Space::Normal.px() + Space::Snug.px();

/// What a key means.
pub(super) fn on_key(key: &Key, modifiers: Modifiers) -> Option<Message> {
    match key {
        Key::Character(one) if modifiers.control() && one.as_str() == "s" => Some(Message::Save),
        _ => None,
    }
}

/// The keys, for F1.
pub(super) fn keys(context: &Context) -> Vec<KeyHelp> {
    vec![("Ctrl+S".to_owned(), t!(context.words(), "messages-save"))]
}
