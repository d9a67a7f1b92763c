//! The house's mail server.

use super::{Action, Test, halves, refused, test_card};
use crate::{
    delivery::email::Security,
    domain::email::EmailAddress,
    i18n::Words,
    services::{
        Actor, Error,
        messages::{self, EmailSettings, SettingsError},
    },
    t,
    ui::{
        Element,
        context::{Answer, Context},
        screen::parts::beside,
        sentence::messages as sentence,
        theme::Tone,
        widget::{self, Verdict, button, choice, field},
    },
};
use std::{path::Path, sync::Arc};

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Name or address of the server.
    Host,
    /// Its port.
    Port,
    /// User name.
    User,
    /// Password.
    Password,
    /// Name of the sender.
    FromName,
    /// Address of the sender.
    From,
    /// Where answers go.
    ReplyTo,
    /// File with certificates.
    Authority,
    /// To whom the test goes.
    TestTo,
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed.
    Typed(Field, String),
    /// How the connection is protected.
    Security(Security),
    /// Forget the certificates.
    ForgetAuthority,
    /// Save it.
    Save,
    /// Turn e-mail off.
    TurnOff,
    /// It was saved, or not.
    Saved(Answer<bool>),
    /// Send the test.
    Test,
    /// How it went.
    Tested(Answer<String>),
}

/// The form.
#[derive(Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "set up, touched, checked and being saved are independent of each other"
)]
pub(super) struct Email {
    is_set_up: bool,
    draft: EmailSettings,
    port: String,
    authority_file: String,
    touched: bool,
    mistakes_shown: bool,
    saving: bool,
    refused: Option<Arc<Error>>,
    test_to: String,
    test: Test,
}

/// The name of its first field.
pub(super) const FIRST: &str = "messages-host";

impl Email {
    /// What the house has set up. What is being typed is kept.
    pub(super) fn take(&mut self, settings: Option<EmailSettings>) {
        self.is_set_up = settings.is_some();
        if self.touched {
            return;
        }
        self.draft = settings.unwrap_or_else(|| EmailSettings {
            port: EmailSettings::usual_port(Security::default()),
            ..EmailSettings::default()
        });
        self.port = self.draft.port.to_string();
        self.authority_file.clear();
        self.mistakes_shown = false;
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Typed(Field::TestTo, text) => {
                self.test_to = text;
                self.test = Test::None;
            }
            Message::Typed(at, text) => self.typed(at, text),
            Message::Security(security) => {
                let usual = EmailSettings::usual_port(self.draft.security).to_string();
                if self.port.trim().is_empty() || self.port.trim() == usual {
                    self.port = EmailSettings::usual_port(security).to_string();
                }
                self.draft.security = security;
                self.touched = true;
                self.test = Test::None;
            }
            Message::ForgetAuthority => {
                self.draft.authority = None;
                self.touched = true;
            }
            Message::Save => return self.save(context),
            Message::TurnOff => {
                self.saving = true;
                return Action::run(context.ask(
                    |store, now| messages::set_email(store, now, Actor::Desk, None).map(|()| false),
                    Message::Saved,
                ));
            }
            Message::Saved(saved) => return self.saved(saved, context),
            Message::Test => return self.send_test(context),
            Message::Tested(answer) => self.test = Test::Done(answer),
        }
        Action::none()
    }

    fn typed(&mut self, at: Field, text: String) {
        let draft = &mut self.draft;
        match at {
            Field::Host => draft.host = text,
            Field::Port => self.port = text,
            Field::User => draft.user = text,
            Field::Password => draft.password = text,
            Field::FromName => draft.from_name = text,
            Field::From => draft.from = text,
            Field::ReplyTo => draft.reply_to = text,
            Field::Authority => self.authority_file = text,
            Field::TestTo => {}
        }
        self.touched = true;
        self.refused = None;
        self.test = Test::None;
    }

    /// What is typed, as settings.
    fn settings(&self) -> EmailSettings {
        EmailSettings {
            port: self.port.trim().parse().unwrap_or(0),
            ..self.draft.clone()
        }
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        self.mistakes_shown = true;
        let settings = self.settings();
        if self.saving || settings.check().is_err() {
            return Action::none();
        }
        self.saving = true;
        let file = self.authority_file.trim().to_owned();
        Action::run(context.ask(
            move |store, now| {
                let settings = with_authority(settings, &file)?;
                messages::set_email(store, now, Actor::Desk, Some(&settings)).map(|()| true)
            },
            Message::Saved,
        ))
    }

    fn saved(&mut self, saved: Answer<bool>, context: &Context) -> Action<Message> {
        let words = context.words();
        self.saving = false;
        match saved {
            Ok(on) => {
                self.touched = false;
                self.refused = None;
                let said = if on {
                    t!(words, "messages-saved")
                } else {
                    t!(words, "messages-turned-off")
                };
                Action::tell(Tone::Success, said)
            }
            Err(error) => {
                self.refused = Some(error);
                Action::none()
            }
        }
    }

    fn send_test(&mut self, context: &Context) -> Action<Message> {
        self.mistakes_shown = true;
        let settings = self.settings();
        if settings.check().is_err() || EmailAddress::parse(&self.test_to).is_err() {
            return Action::none();
        }
        self.test = Test::Working;
        let (to, language) = (self.test_to.clone(), context.language);
        let file = self.authority_file.trim().to_owned();
        Action::run(context.ask(
            move |store, now| {
                let settings = with_authority(settings, &file)?;
                messages::test_email(store, now, &settings, &to, language)
            },
            Message::Tested,
        ))
    }

    /// What is wrong, at which field.
    fn wrong(&self) -> Option<(Field, SettingsError)> {
        let error = self.settings().check().err()?;
        let at = match error {
            SettingsError::Port => Field::Port,
            SettingsError::UserMissing => Field::User,
            SettingsError::From => Field::From,
            SettingsError::ReplyTo => Field::ReplyTo,
            SettingsError::Authority => Field::Authority,
            _ => Field::Host,
        };
        Some((at, error))
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let draft = &self.draft;
        let wrong = self.wrong();
        let typed = |at: Field, label: String, value: &'a str| {
            let verdict = wrong
                .as_ref()
                .filter(|(wrong, _)| *wrong == at)
                .filter(|_| self.mistakes_shown || !value.trim().is_empty())
                .map(|(_, error)| Verdict::error(sentence::settings(words, error)));
            field(label, value)
                .verdict(verdict)
                .on_input(move |text| Message::Typed(at, text))
                .on_submit(Message::Save)
        };
        let host = typed(Field::Host, t!(words, "messages-host"), &draft.host)
            .placeholder("smtp.example.org")
            .id(widget::id(FIRST));
        let port = typed(Field::Port, t!(words, "messages-port"), &self.port);
        let user = typed(Field::User, t!(words, "messages-user"), &draft.user);
        let password = typed(
            Field::Password,
            t!(words, "messages-password"),
            &draft.password,
        )
        .secure();
        let from_name = typed(
            Field::FromName,
            t!(words, "messages-from-name"),
            &draft.from_name,
        )
        .placeholder(context.location.name.as_str());
        let from = typed(Field::From, t!(words, "messages-from"), &draft.from)
            .placeholder("wifi@example.org");
        let reply_to = typed(
            Field::ReplyTo,
            t!(words, "messages-reply-to"),
            &draft.reply_to,
        )
        .placeholder(t!(words, "messages-reply-to-none"));
        let authority = if draft.authority.is_some() {
            let forget = button(t!(words, "messages-forget"))
                .small()
                .quiet()
                .on_press(Message::ForgetAuthority);
            beside([
                widget::muted(t!(words, "messages-authority-there")).into(),
                widget::actions([forget.into()]),
            ])
        } else {
            typed(
                Field::Authority,
                t!(words, "messages-authority"),
                &self.authority_file,
            )
            .help(t!(words, "messages-authority-help"))
            .into()
        };
        let off = self.is_set_up.then(|| {
            button(t!(words, "messages-turn-off"))
                .quiet()
                .on_press_maybe((!self.saving).then_some(Message::TurnOff))
                .into()
        });
        let save = button(t!(words, "messages-save"))
            .primary()
            .key("Enter")
            .on_press_maybe((!self.saving).then_some(Message::Save));
        let off_notice = (!self.is_set_up).then(|| {
            widget::notice(
                Tone::Info,
                t!(words, "message-no-email"),
                t!(words, "messages-email-off-help"),
                None,
            )
        });
        let fields = [
            beside([host.into(), port.into()]),
            security(words, draft.security),
            beside([user.into(), password.into()]),
            from.into(),
            beside([from_name.into(), reply_to.into()]),
            authority,
        ];
        let form = widget::form(
            off_notice
                .into_iter()
                .chain(fields)
                .chain(refused(context, self.refused.as_ref()))
                .chain([widget::actions(off.into_iter().chain([save.into()]))]),
        );
        halves(
            form,
            test_card(context, self.test_to(words), Message::Test, &self.test),
        )
    }

    /// Where a test goes.
    fn test_to<'a>(&'a self, words: &Words) -> Element<'a, Message> {
        let address = EmailAddress::parse(&self.test_to);
        let verdict = match &address {
            Ok(address) => address.suggestion().map(|meant| {
                Verdict::warning(t!(words, "messages-meant", address = meant.as_str()))
            }),
            Err(_) if self.test_to.trim().is_empty() => None,
            Err(error) => Some(Verdict::error(sentence::email(words, error))),
        };
        field(t!(words, "messages-test-to"), &self.test_to)
            .verdict(verdict)
            .placeholder("ana@example.org")
            .on_input(|text| Message::Typed(Field::TestTo, text))
            .on_submit(Message::Test)
            .into()
    }
}

/// How the way to the server is secured.
fn security<'a>(words: &Words, chosen: Security) -> Element<'a, Message> {
    let securities = [
        (Security::Starttls, "STARTTLS".to_owned()),
        (Security::Tls, "TLS".to_owned()),
        (Security::None, t!(words, "messages-security-none")),
    ];
    choice(t!(words, "messages-security"), securities, Some(chosen))
        .verdict(
            (chosen == Security::None)
                .then(|| Verdict::warning(t!(words, "messages-security-warning"))),
        )
        .on_choose(Message::Security)
        .into()
}

fn with_authority(settings: EmailSettings, file: &str) -> Result<EmailSettings, Error> {
    Ok(match file {
        "" => settings,
        file => EmailSettings {
            authority: Some(messages::read_authority(Path::new(file))?),
            ..settings
        },
    })
}
