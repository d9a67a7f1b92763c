//! The house's SMS gateway.

use super::{Action, Test, halves, refused, test_card};
use crate::{
    delivery::sms::{self, Method, PLACEHOLDERS, preset::Preset},
    domain::phone::{Country, PhoneNumber},
    services::{
        Actor, Error,
        messages::{self, Reports, SettingsError, SmsSettings},
    },
    t,
    ui::{
        Element,
        context::{Answer, Context},
        scale::Space,
        screen::parts::beside,
        sentence::messages as sentence,
        theme::Tone,
        widget::{self, Verdict, button, check, choice, field, select},
    },
};
use iced::widget::Column;
use std::sync::Arc;

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Address of the gateway.
    Url,
    /// The headers, separated by `|`.
    Headers,
    /// The body.
    Body,
    /// Account.
    User,
    /// Password.
    Password,
    /// Sender.
    From,
    /// Status of an accepted message.
    Status,
    /// Where the answer says what became of it.
    Path,
    /// What it says then.
    Taken,
    /// Where to listen for reports.
    Listen,
    /// How the gateway reaches that.
    ReportUrl,
    /// What kind of address the sender is.
    SenderKind,
    /// What kind of system this is.
    SystemType,
    /// To whom the test goes.
    TestTo,
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed.
    Typed(Field, String),
    /// A known gateway was chosen.
    Preset(Preset),
    /// How the request is made.
    Method(Method),
    /// Country of numbers without a country code.
    Country(&'static str),
    /// Whether letters are written plainly.
    Plain(bool),
    /// Whether an SMSC is to say what became of a message.
    Receipts(bool),
    /// Save it.
    Save,
    /// Turn SMS off.
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
pub(super) struct Sms {
    is_set_up: bool,
    draft: SmsSettings,
    headers: String,
    status: String,
    taken: String,
    listen: String,
    report_url: String,
    sender_kind: String,
    touched: bool,
    mistakes_shown: bool,
    saving: bool,
    refused: Option<Arc<Error>>,
    test_to: String,
    test: Test,
}

/// The name of its first field.
pub(super) const FIRST: &str = "messages-preset";

/// Between headers that stand in one field; no header holds it unquoted.
const BETWEEN: &str = " | ";

impl Sms {
    /// What the house has set up. What is being typed is kept.
    pub(super) fn take(&mut self, settings: Option<SmsSettings>) {
        self.is_set_up = settings.is_some();
        if self.touched {
            return;
        }
        let draft = settings.unwrap_or_else(|| {
            SmsSettings {
                plain_letters: true,
                ..SmsSettings::default()
            }
            .with_preset(Preset::Twilio)
        });
        self.spread(draft);
        self.mistakes_shown = false;
    }

    fn spread(&mut self, draft: SmsSettings) {
        let headers = draft.gateway.headers.iter();
        let headers: Vec<_> = headers
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        self.headers = headers.join(BETWEEN);
        self.status = draft
            .gateway
            .answer
            .status
            .map(|status| status.to_string())
            .unwrap_or_default();
        self.taken = draft.gateway.answer.taken.join(", ");
        let reports = draft.reports.as_ref();
        self.listen = reports
            .map(|reports| reports.listen.to_string())
            .unwrap_or_default();
        self.report_url = reports
            .map(|reports| reports.url.clone())
            .unwrap_or_default();
        self.sender_kind = draft
            .gateway
            .smpp
            .source
            .map(|(ton, npi)| format!("{ton}/{npi}"))
            .unwrap_or_default();
        self.draft = draft;
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Typed(Field::TestTo, text) => {
                self.test_to = text;
                self.test = Test::None;
                return Action::none();
            }
            Message::Typed(at, text) => self.typed(at, text),
            Message::Preset(preset) => {
                let draft = self.settings().with_preset(preset);
                self.spread(draft);
            }
            Message::Method(method) => self.draft.gateway.method = method,
            Message::Country(iso) => self.draft.country = Some(iso.to_owned()),
            Message::Plain(plain) => self.draft.plain_letters = plain,
            Message::Receipts(receipts) => self.draft.gateway.smpp.receipts = receipts,
            Message::Save => return self.save(context),
            Message::TurnOff => {
                self.saving = true;
                return Action::run(context.ask(
                    |store, now| messages::set_sms(store, now, Actor::Desk, None).map(|()| false),
                    Message::Saved,
                ));
            }
            Message::Saved(saved) => return self.saved(saved, context),
            Message::Test => return self.send_test(context),
            Message::Tested(answer) => {
                self.test = Test::Done(answer);
                return Action::none();
            }
        }
        self.touched = true;
        self.refused = None;
        self.test = Test::None;
        Action::none()
    }

    fn typed(&mut self, at: Field, text: String) {
        let gateway = &mut self.draft.gateway;
        match at {
            Field::Url => gateway.url = text,
            Field::Headers => self.headers = text,
            Field::Body => gateway.body = text,
            Field::User => gateway.user = text,
            Field::Password => gateway.password = text,
            Field::From => gateway.from = text,
            Field::Status => self.status = text,
            Field::Path => gateway.answer.path = text,
            Field::Taken => self.taken = text,
            Field::Listen => self.listen = text,
            Field::ReportUrl => self.report_url = text,
            Field::SenderKind => self.sender_kind = text,
            Field::SystemType => gateway.smpp.system_type = text,
            Field::TestTo => {}
        }
    }

    /// What is typed, as settings.
    fn settings(&self) -> SmsSettings {
        let mut settings = self.draft.clone();
        let gateway = &mut settings.gateway;
        gateway.headers = self
            .headers
            .split(BETWEEN.trim())
            .filter(|header| !header.trim().is_empty())
            .map(|header| {
                let (name, value) = header.split_once(':').unwrap_or((header, ""));
                (name.trim().to_owned(), value.trim().to_owned())
            })
            .collect();
        gateway.smpp.source = sms::Smpp::source_of(&self.sender_kind).flatten();
        gateway.answer.status = self.status.trim().parse().ok();
        gateway.answer.taken = self
            .taken
            .split(',')
            .map(|taken| taken.trim().to_owned())
            .filter(|taken| !taken.is_empty())
            .collect();
        settings.reports = Reports::listen_of(&self.listen).map(|listen| {
            let kept = settings.reports.take();
            Reports {
                listen,
                url: self.report_url.trim().to_owned(),
                // With another token, the gateway would call in vain about what it has already.
                ..kept.unwrap_or_else(|| Reports::at(listen))
            }
        });
        settings
    }

    /// Whether something stands where to listen, and it is no address.
    fn is_listen_wrong(&self) -> bool {
        !self.listen.trim().is_empty() && Reports::listen_of(&self.listen).is_none()
    }

    /// Whether something stands as the kind of the sender, and it is none.
    fn is_sender_kind_wrong(&self) -> bool {
        sms::Smpp::source_of(&self.sender_kind).is_none()
    }

    /// Whether it can be kept and tried.
    fn is_whole(&self, settings: &SmsSettings) -> bool {
        let is_smpp = settings.gateway.method == Method::Smpp;
        let beside = if is_smpp {
            self.is_sender_kind_wrong()
        } else {
            self.is_listen_wrong()
        };
        settings.check().is_ok() && !beside
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        self.mistakes_shown = true;
        let settings = self.settings();
        if self.saving || !self.is_whole(&settings) {
            return Action::none();
        }
        self.saving = true;
        Action::run(context.ask(
            move |store, now| {
                messages::set_sms(store, now, Actor::Desk, Some(&settings)).map(|()| true)
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

    fn home(&self, context: &Context) -> Option<Country> {
        messages::home(Some(&self.draft), &context.location)
    }

    fn send_test(&mut self, context: &Context) -> Action<Message> {
        self.mistakes_shown = true;
        let settings = self.settings();
        if !self.is_whole(&settings)
            || PhoneNumber::parse(&self.test_to, self.home(context)).is_err()
        {
            return Action::none();
        }
        self.test = Test::Working;
        let (to, language) = (self.test_to.clone(), context.language);
        Action::run(context.ask(
            move |store, _| messages::test_sms(store, &settings, &to, language),
            Message::Tested,
        ))
    }

    /// What is wrong, at which field.
    fn wrong(&self) -> Option<(Field, SettingsError)> {
        let error = self.settings().check().err()?;
        let at = match error {
            SettingsError::Header(_) => Field::Headers,
            SettingsError::ReportUrl => Field::ReportUrl,
            SettingsError::SmscAccount | SettingsError::AccountNeeded => Field::User,
            SettingsError::PasswordNeeded => Field::Password,
            SettingsError::SmscSender | SettingsError::SenderNeeded => Field::From,
            SettingsError::SystemType => Field::SystemType,
            _ => Field::Url,
        };
        Some((at, error))
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let gateway = &self.draft.gateway;
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
        let presets = Preset::ALL.map(|preset| {
            let name = preset.name().map(str::to_owned);
            (
                preset,
                name.unwrap_or_else(|| t!(words, "messages-preset-other")),
            )
        });
        let preset = choice(
            t!(words, "messages-preset"),
            presets,
            Some(self.draft.preset),
        )
        .on_choose(Message::Preset)
        .id(widget::id(FIRST));
        let user = typed(
            Field::User,
            account(context, self.draft.preset),
            &gateway.user,
        );
        let password = typed(
            Field::Password,
            t!(words, "messages-password"),
            &gateway.password,
        )
        .secure();
        let from = typed(Field::From, t!(words, "messages-sender"), &gateway.from)
            .help(t!(words, "messages-sender-help"));
        let countries = Country::all()
            .iter()
            .map(|country| (country.iso, country.to_string()));
        let country = select(
            t!(words, "messages-country"),
            countries,
            self.home(context).map(|country| country.iso),
        )
        .placeholder(t!(words, "messages-country-none"))
        .on_choose(Message::Country);
        let mut fields = vec![
            preset.into(),
            beside([user.into(), password.into()]),
            beside([from.into(), country.into()]),
        ];
        if self.draft.preset == Preset::Kannel || self.draft.preset == Preset::Other {
            let url = typed(Field::Url, t!(words, "messages-url"), &gateway.url)
                .code()
                .placeholder("https://");
            fields.push(url.into());
        }
        if self.draft.preset == Preset::Other {
            let methods = [
                (Method::Get, "GET".to_owned()),
                (Method::PostForm, t!(words, "messages-post-form")),
                (Method::PostJson, "POST JSON".to_owned()),
            ];
            let method = choice(t!(words, "messages-method"), methods, Some(gateway.method))
                .on_choose(Message::Method);
            fields.push(method.into());
            if gateway.method != Method::Get {
                let body = typed(Field::Body, t!(words, "messages-body"), &gateway.body)
                    .code()
                    .help(t!(words, "messages-names", names = braced(&PLACEHOLDERS)));
                fields.push(body.into());
            }
            let headers = typed(Field::Headers, t!(words, "messages-headers"), &self.headers)
                .code()
                .placeholder("Authorization: Bearer {password}");
            let status = typed(Field::Status, t!(words, "messages-status"), &self.status)
                .placeholder("200–299");
            let path = typed(
                Field::Path,
                t!(words, "messages-path"),
                &gateway.answer.path,
            )
            .code()
            .placeholder("/messages/*/status");
            let taken = typed(Field::Taken, t!(words, "messages-taken"), &self.taken);
            fields.push(headers.into());
            fields.push(beside([status.into(), path.into(), taken.into()]));
        }
        if self.draft.preset == Preset::Smpp {
            fields.extend(self.smpp(context, &typed));
        }
        let plain = check(t!(words, "messages-plain"), self.draft.plain_letters)
            .help(t!(words, "messages-plain-help"))
            .on_toggle(Message::Plain);
        fields.push(plain.into());
        if self.draft.preset != Preset::Smpp {
            fields.push(self.reports(context, &typed));
        }
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
                t!(words, "message-no-sms"),
                t!(words, "messages-sms-off-help"),
                None,
            )
        });
        let form = widget::form(
            off_notice
                .into_iter()
                .chain(fields)
                .chain(refused(context, self.refused.as_ref()))
                .chain([widget::actions(off.into_iter().chain([save.into()]))]),
        );
        let number = PhoneNumber::parse(&self.test_to, self.home(context));
        let verdict = match &number {
            Ok(number) => Some(Verdict::ok(number.to_string())),
            Err(_) if self.test_to.trim().is_empty() => None,
            Err(error) => Some(Verdict::error(sentence::phone(words, error))),
        };
        let to = field(t!(words, "messages-test-to"), &self.test_to)
            .verdict(verdict)
            .placeholder("+34 600 11 22 33")
            .on_input(|text| Message::Typed(Field::TestTo, text))
            .on_submit(Message::Test)
            .into();
        halves(form, test_card(context, to, Message::Test, &self.test))
    }
}

impl Sms {
    /// What an SMSC wants to know.
    fn smpp<'a>(
        &'a self,
        context: &'a Context,
        typed: &dyn Fn(Field, String, &'a str) -> widget::Field<'a, Message>,
    ) -> [Element<'a, Message>; 3] {
        let words = context.words();
        let smpp = &self.draft.gateway.smpp;
        let url = typed(
            Field::Url,
            t!(words, "messages-smsc"),
            &self.draft.gateway.url,
        )
        .code()
        .placeholder("smpp://smsc.example.org:2775")
        .help(t!(words, "messages-smsc-help"));
        let kind = typed(
            Field::SenderKind,
            t!(words, "messages-sender-kind"),
            &self.sender_kind,
        )
        .placeholder(t!(words, "messages-sender-kind-none"));
        let kind = if self.is_sender_kind_wrong() {
            let wrong = t!(words, "messages-wrong-sender-kind");
            kind.verdict(Some(Verdict::error(wrong)))
        } else {
            kind
        };
        let system = typed(
            Field::SystemType,
            t!(words, "messages-system-type"),
            &smpp.system_type,
        )
        .placeholder(t!(words, "messages-system-type-none"));
        let receipts = check(t!(words, "messages-receipts"), smpp.receipts)
            .help(t!(words, "messages-receipts-help"))
            .on_toggle(Message::Receipts);
        [
            url.into(),
            beside([kind.into(), system.into()]),
            receipts.into(),
        ]
    }

    /// Where the gateway calls.
    fn reports<'a>(
        &'a self,
        context: &'a Context,
        typed: &dyn Fn(Field, String, &'a str) -> widget::Field<'a, Message>,
    ) -> Element<'a, Message> {
        let words = context.words();
        let listen = typed(Field::Listen, t!(words, "messages-listen"), &self.listen)
            .placeholder("0.0.0.0:8018");
        let listen = if self.is_listen_wrong() {
            listen.verdict(Some(Verdict::error(t!(words, "messages-wrong-listen"))))
        } else {
            listen
        };
        let url = typed(
            Field::ReportUrl,
            t!(words, "messages-report-url"),
            &self.report_url,
        )
        .placeholder("https://wifi.example.org");
        let address = self.draft.reports.as_ref().map_or_else(
            || t!(words, "messages-listen-help"),
            |reports| {
                t!(
                    words,
                    "messages-report-address",
                    address = reports.address()
                )
            },
        );
        Column::new()
            .push(beside([listen.into(), url.into()]))
            .push(widget::small(address))
            .spacing(Space::Hair)
            .into()
    }
}

/// What the gateway calls the account.
fn account(context: &Context, preset: Preset) -> String {
    match preset {
        Preset::Twilio => "Account SID".to_owned(),
        Preset::Vonage => "API key".to_owned(),
        Preset::Smpp => "System ID".to_owned(),
        Preset::Kannel | Preset::Other => t!(context.words(), "messages-user"),
    }
}

/// Names as they are written.
pub(super) fn braced(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("{{{name}}}")).collect();
    names.join(" ")
}
