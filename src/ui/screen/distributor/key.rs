//! The distributor's key and profile: made under a passphrase, changed, and told to installations.

use crate::{
    services::{
        Actor, Error, files,
        licences::{
            self, MIN_PASSPHRASE, TRUST_FILE,
            distributor::{self as service, Profile},
        },
    },
    t,
    ui::{
        Element,
        context::{Answer, Context},
        scale::Space,
        screen::{
            Action, focus,
            parts::{flowing, labelled, stacked},
        },
        theme::Tone,
        widget::{self, Verdict, button},
    },
};
use iced::{
    Length,
    widget::{Row, container},
};
use std::sync::Arc;
use zeroize::Zeroizing;

/// A field of the forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// As on the licences.
    Name,
    /// For renewals.
    Email,
    /// For renewals.
    Phone,
    /// The passphrase that is there.
    Old,
    /// A new one.
    New,
    /// The same once more.
    Again,
}

/// What happens with it.
#[derive(Clone)]
pub enum Message {
    /// Something was typed.
    Typed(Field, String),
    /// Make the key.
    SetUp,
    /// Keep name and contacts.
    Save,
    /// Seal the key under another passphrase.
    Passphrase,
    /// It was done, or not, and what to say.
    Done(Answer<Done>),
    /// Write what installations need to trust this key.
    Trust,
    /// Put it on the clipboard.
    CopyTrust,
}

impl std::fmt::Debug for Message {
    /// Without what was typed: it may be a passphrase.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Typed(..) => "Typed",
            Self::SetUp => "SetUp",
            Self::Save => "Save",
            Self::Passphrase => "Passphrase",
            Self::Done(_) => "Done",
            Self::Trust => "Trust",
            Self::CopyTrust => "CopyTrust",
        })
    }
}

/// What was done.
#[derive(Debug, Clone)]
pub enum Done {
    /// The key was made.
    Made,
    /// Name and contacts were kept.
    Kept,
    /// The passphrase was changed.
    Sealed,
    /// The file for installations lies there.
    Written(String),
}

/// The forms.
#[derive(Default)]
pub(super) struct Keys {
    profile: Option<Profile>,
    name: String,
    email: String,
    phone: String,
    old: Zeroizing<String>,
    new: Zeroizing<String>,
    again: Zeroizing<String>,
    tried: bool,
    working: bool,
    refused: Option<Arc<Error>>,
}

impl std::fmt::Debug for Keys {
    /// Without passphrases.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").finish_non_exhaustive()
    }
}

/// The name of the first field.
pub(super) const NAME: &str = "distributor-name";
const EMAIL: &str = "distributor-email";
const NEW: &str = "distributor-new";
const AGAIN: &str = "distributor-again";
const OLD: &str = "distributor-old";

impl Keys {
    pub(super) fn take(&mut self, profile: Option<&Profile>) {
        if self.profile.as_ref() == profile {
            return;
        }
        if let Some(profile) = profile {
            let contact = &profile.contact;
            self.name.clone_from(&contact.name);
            self.email.clone_from(&contact.email);
            self.phone.clone_from(&contact.phone);
        }
        self.profile = profile.cloned();
    }

    fn contact(&self) -> licences::Distributor {
        licences::Distributor {
            name: self.name.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
        }
    }

    fn passphrase_fits(&self) -> bool {
        self.new.chars().count() >= MIN_PASSPHRASE && *self.new == *self.again
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Typed(field, text) => {
                self.refused = None;
                match field {
                    Field::Name => self.name = text,
                    Field::Email => self.email = text,
                    Field::Phone => self.phone = text,
                    Field::Old => self.old = Zeroizing::new(text),
                    Field::New => self.new = Zeroizing::new(text),
                    Field::Again => self.again = Zeroizing::new(text),
                }
                Action::none()
            }
            Message::SetUp => self.set_up_now(context),
            Message::Save => {
                let contact = self.contact();
                self.ask(context, move |store, now| {
                    service::set_contact(store, now, Actor::Desk, contact).map(|_| Done::Kept)
                })
            }
            Message::Passphrase => {
                self.tried = true;
                if !self.passphrase_fits() {
                    return Action::run(focus(NEW));
                }
                let (old, new) = (self.old.clone(), self.new.clone());
                self.ask(context, move |store, now| {
                    service::change_passphrase(store, now, Actor::Desk, &old, &new)
                        .map(|()| Done::Sealed)
                })
            }
            Message::Trust => {
                let Some(profile) = self.profile.clone() else {
                    return Action::none();
                };
                self.ask(context, move |store, _| {
                    let folder = files::folder(store, "licences")?;
                    let path = folder.join(TRUST_FILE);
                    let shown = path.display().to_string();
                    files::write(&path, service::trust_file(&profile).as_bytes())?;
                    Ok(Done::Written(shown))
                })
            }
            Message::CopyTrust => match &self.profile {
                Some(profile) => Action::run(iced::clipboard::write(service::trust_file(profile)))
                    .and_tell(Tone::Success, t!(context.words(), "copied")),
                None => Action::none(),
            },
            Message::Done(done) => self.done(done, context),
        }
    }

    fn set_up_now(&mut self, context: &Context) -> Action<Message> {
        self.tried = true;
        let empty = [
            (self.name.trim().is_empty(), NAME),
            (self.email.trim().is_empty(), EMAIL),
            (!self.passphrase_fits(), NEW),
        ];
        if let Some((_, field)) = empty.into_iter().find(|(wrong, _)| *wrong) {
            return Action::run(focus(field));
        }
        let (contact, passphrase) = (self.contact(), self.new.clone());
        self.ask(context, move |store, now| {
            service::set_up(store, now, Actor::Desk, contact, &passphrase).map(|_| Done::Made)
        })
    }

    fn ask(
        &mut self,
        context: &Context,
        work: impl FnOnce(
            &crate::store::Store,
            crate::domain::time::Instant,
        ) -> crate::services::Result<Done>
        + Send
        + 'static,
    ) -> Action<Message> {
        if std::mem::replace(&mut self.working, true) {
            return Action::none();
        }
        self.refused = None;
        Action::run(context.ask(work, Message::Done))
    }

    fn done(&mut self, done: Answer<Done>, context: &Context) -> Action<Message> {
        let words = context.words();
        self.working = false;
        let said = match done {
            Err(error) => {
                self.refused = Some(error);
                return Action::none();
            }
            Ok(Done::Made) => t!(words, "distributor-made"),
            Ok(Done::Kept) => t!(words, "location-saved"),
            Ok(Done::Sealed) => t!(words, "distributor-sealed"),
            Ok(Done::Written(file)) => t!(words, "distributor-trust-written", file = file),
        };
        self.tried = false;
        for secret in [&mut self.old, &mut self.new, &mut self.again] {
            *secret = Zeroizing::default();
        }
        Action::tell(Tone::Success, said)
    }

    fn contacts<'a>(&'a self, context: &Context, send: &Message) -> Vec<Element<'a, Message>> {
        let words = context.words();
        let required = |text: &str| {
            (self.tried && text.trim().is_empty()).then(|| Verdict::error(t!(words, "wrong-empty")))
        };
        vec![
            widget::field(t!(words, "distributor-name"), self.name.as_str())
                .verdict(required(&self.name))
                .on_input(|text| Message::Typed(Field::Name, text))
                .on_submit(send.clone())
                .id(widget::id(NAME))
                .into(),
            widget::field(t!(words, "distributor-email"), self.email.as_str())
                .verdict(required(&self.email))
                .on_input(|text| Message::Typed(Field::Email, text))
                .on_submit(send.clone())
                .id(widget::id(EMAIL))
                .into(),
            widget::field(t!(words, "distributor-phone"), self.phone.as_str())
                .on_input(|text| Message::Typed(Field::Phone, text))
                .on_submit(send.clone())
                .id(widget::id("distributor-phone"))
                .into(),
        ]
    }

    fn new_passphrase<'a>(
        &'a self,
        context: &Context,
        send: &Message,
    ) -> Vec<Element<'a, Message>> {
        let words = context.words();
        let short = self.new.chars().count() < MIN_PASSPHRASE;
        let short = (self.tried && short)
            .then(|| Verdict::error(t!(words, "licence-refused-short", count = MIN_PASSPHRASE)));
        let other = (self.tried && *self.new != *self.again)
            .then(|| Verdict::error(t!(words, "distributor-not-the-same")));
        vec![
            widget::field(t!(words, "distributor-new"), self.new.as_str())
                .secure()
                .help(t!(words, "distributor-new-help"))
                .verdict(short)
                .on_input(|text| Message::Typed(Field::New, text))
                .on_submit(send.clone())
                .id(widget::id(NEW))
                .into(),
            widget::field(t!(words, "distributor-again"), self.again.as_str())
                .secure()
                .verdict(other)
                .on_input(|text| Message::Typed(Field::Again, text))
                .on_submit(send.clone())
                .id(widget::id(AGAIN))
                .into(),
        ]
    }

    fn refusal<'a>(&self, context: &Context) -> Option<Element<'a, Message>> {
        self.refused.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        })
    }

    /// The form that makes the key.
    pub(super) fn set_up<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        let words = context.words();
        let send = Message::SetUp;
        let mut fields = vec![widget::muted(t!(words, "distributor-set-up-what")).into()];
        fields.extend(self.contacts(context, &send));
        fields.extend(self.new_passphrase(context, &send));
        fields.extend(self.refusal(context));
        let label = if self.working {
            t!(words, "distributor-making")
        } else {
            t!(words, "distributor-set-up-do")
        };
        let make = button(label)
            .primary()
            .on_press_maybe((!self.working).then_some(send));
        fields.push(widget::actions([make.into()]));
        let form = widget::section(t!(words, "distributor-set-up"), widget::form(fields));
        container(widget::card(form)).max_width(CARD).into()
    }

    /// Profile, passphrase and trust.
    pub(super) fn view<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        let words = context.words();
        let mut fields = self.contacts(context, &Message::Save);
        fields.push(widget::small(t!(words, "distributor-contact-what")).into());
        fields.extend(self.refusal(context));
        let save = button(t!(words, "location-save"))
            .primary()
            .on_press_maybe((!self.working).then_some(Message::Save));
        fields.push(widget::actions([save.into()]));
        let profile = widget::section(t!(words, "distributor-profile"), widget::form(fields));

        let old = widget::field(t!(words, "distributor-old"), self.old.as_str())
            .secure()
            .on_input(|text| Message::Typed(Field::Old, text))
            .on_submit(Message::Passphrase)
            .id(widget::id(OLD));
        let mut fields = vec![old.into()];
        fields.extend(self.new_passphrase(context, &Message::Passphrase));
        let change = button(t!(words, "distributor-change"))
            .on_press_maybe((!self.working).then_some(Message::Passphrase));
        fields.push(widget::actions([change.into()]));
        let passphrase = widget::section(t!(words, "distributor-passphrase"), widget::form(fields));

        let key = self
            .profile
            .as_ref()
            .map_or("", |profile| profile.key.as_str());
        let trust = stacked(
            Space::Snug,
            [
                widget::text(t!(words, "distributor-trust-what")).into(),
                labelled(
                    t!(words, "distributor-public-key"),
                    // 64 digits, in lines that fit the card with large text too.
                    stacked(
                        Space::Hair,
                        key.as_bytes().chunks(32).map(|line| {
                            widget::mono(String::from_utf8_lossy(line).into_owned()).into()
                        }),
                    ),
                ),
                flowing([
                    button(t!(words, "distributor-trust-write"))
                        .on_press(Message::Trust)
                        .into(),
                    button(t!(words, "distributor-trust-copy"))
                        .icon(crate::ui::icon::Icon::Copy)
                        .on_press(Message::CopyTrust)
                        .into(),
                ]),
            ],
        );
        let trust = widget::section(t!(words, "distributor-trust"), trust);
        let right = stacked(
            Space::Normal,
            [widget::card(trust), widget::card(passphrase)],
        );
        Row::new()
            .push(container(widget::card(profile)).width(Length::FillPortion(1)))
            .push(container(right).width(Length::FillPortion(1)))
            .spacing(Space::Normal)
            .into()
    }
}

/// A form with what its card has around it.
const CARD: f32 = crate::ui::scale::FORM + 2.0 * Space::Normal.px() + 2.0;
