//! `message`, and `ticket send`.

use super::{Context, Error, Result, args::Serial, output::columns, ticket::rfc3339};
use crate::{
    delivery::{
        email::Security,
        sms::{Method, Smpp, preset::Preset},
    },
    domain::ticket,
    i18n::Language,
    services::{
        self, Actor,
        explain::local,
        messages::{self, Channel, EmailSettings, Message, Reports, SmsSettings},
    },
};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};
use std::{net::SocketAddr, path::PathBuf};
use uuid::Uuid;

#[allow(
    clippy::large_enum_variant,
    reason = "parsed once, at the start of a command"
)]
#[derive(Debug, Subcommand)]
pub(super) enum MessageCommand {
    /// The settings: of the mail server and of the SMS gateway.
    #[command(subcommand)]
    Settings(SettingsCommand),
    /// Send a mail at once and say what the server answers.
    TestEmail {
        /// To whom.
        address: String,
    },
    /// Send an SMS at once and say what the gateway answers.
    TestSms {
        /// To whom; without a country code, in the house's country.
        number: String,
    },
    /// What was sent and what waits, newest first.
    List {
        /// Of one ticket.
        #[arg(long)]
        serial: Option<Serial>,
    },
    /// Try again at once, or send anew what was sent or given up.
    Again {
        /// Its id, from `message list`.
        id: Uuid,
    },
    /// Take back a message that waits.
    Cancel {
        /// Its id, from `message list`.
        id: Uuid,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum SettingsCommand {
    /// Show them, without passwords.
    Show,
    /// Set the mail server up; what is left out stays as it is.
    SetEmail(EmailArguments),
    /// Set the SMS gateway up; what is left out stays as it is.
    SetSms(SmsArguments),
}

#[derive(Debug, Args)]
pub(super) struct EmailArguments {
    /// Turn e-mail off and forget its settings.
    #[arg(long)]
    off: bool,
    /// Name or address of the mail server.
    #[arg(long)]
    host: Option<String>,
    /// Its port; by default 465, 587 or 25, by its security.
    #[arg(long)]
    port: Option<u16>,
    /// How the connection is protected.
    #[arg(long, value_enum)]
    security: Option<SecurityArgument>,
    /// User name; empty = no login.
    #[arg(long)]
    user: Option<String>,
    /// Read the password from the first line of standard input, so that no list of processes shows it.
    #[arg(long)]
    password_stdin: bool,
    /// Name of the sender.
    #[arg(long)]
    from_name: Option<String>,
    /// Address of the sender.
    #[arg(long)]
    from: Option<String>,
    /// Where answers go.
    #[arg(long)]
    reply_to: Option<String>,
    /// A file with certificates (PEM) that are believed besides those of the system.
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct SmsArguments {
    /// Turn SMS off and forget its settings.
    #[arg(long)]
    off: bool,
    /// A gateway whose ways are known; sets all but account and sender.
    #[arg(long, value_enum)]
    preset: Option<PresetArgument>,
    /// Address, with places such as {to} and {text}; of an SMSC, as smpp://smsc.example.org:2775 or smpps://.
    #[arg(long)]
    url: Option<String>,
    /// How the request is made.
    #[arg(long, value_enum)]
    method: Option<MethodArgument>,
    /// The body, with places such as {to} and {text}.
    #[arg(long)]
    body: Option<String>,
    /// A header, as Name: value; replaces those that were there.
    #[arg(long = "header", value_name = "NAME: VALUE", value_parser = header)]
    headers: Vec<(String, String)>,
    /// The status of an accepted message.
    #[arg(long)]
    status: Option<u16>,
    /// Where the answer (JSON) says what became of the message, as /messages/*/status.
    #[arg(long)]
    answer_path: Option<String>,
    /// What stands there, or in the text, when the message was taken.
    #[arg(long = "taken")]
    taken: Vec<String>,
    /// Account at the gateway.
    #[arg(long)]
    user: Option<String>,
    /// Read its password from the first line of standard input.
    #[arg(long)]
    password_stdin: bool,
    /// Who the message is from.
    #[arg(long)]
    from: Option<String>,
    /// Country of numbers without a country code, as ES.
    #[arg(long)]
    country: Option<String>,
    /// SMPP: what kind of address the sender is, as TON/NPI (5/0 a name, 1/1 an international number); empty = as it looks.
    #[arg(long, value_name = "TON/NPI", value_parser = source_kind)]
    source: Option<SourceKind>,
    /// SMPP: what kind of system this is, where the SMSC asks for it.
    #[arg(long)]
    system_type: Option<String>,
    /// SMPP: ask what became of each message, and stay bound to hear it.
    #[arg(long)]
    receipts: Option<bool>,
    /// Listen here for what the gateway says became of a message, as 0.0.0.0:8018.
    #[arg(long, value_name = "ADDRESS:PORT", conflicts_with = "no_reports")]
    reports: Option<SocketAddr>,
    /// How the gateway reaches that, as https://wifi.example.org; by default, as it is listened at.
    #[arg(long, value_name = "URL", conflicts_with = "no_reports")]
    reports_url: Option<String>,
    /// Do not listen.
    #[arg(long)]
    no_reports: bool,
    /// Write letters plainly where that saves parts (á as a).
    #[arg(long)]
    plain_letters: Option<bool>,
}

#[derive(Debug, Args)]
pub(super) struct SendArguments {
    /// Its serial.
    serial: Serial,
    /// By e-mail, to this address.
    #[arg(long, value_name = "ADDRESS", required_unless_present = "sms")]
    email: Option<String>,
    /// By SMS, to this number.
    #[arg(long, value_name = "NUMBER")]
    sms: Option<String>,
    /// The guest's language; the Location's when left out.
    #[arg(long)]
    lang: Option<Language>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SecurityArgument {
    Tls,
    Starttls,
    None,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PresetArgument {
    Kannel,
    Twilio,
    Vonage,
    Smpp,
    Other,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum MethodArgument {
    Get,
    PostForm,
    PostJson,
}

/// A type of number and a numbering plan; none = as the sender looks.
#[derive(Debug, Clone, Copy)]
struct SourceKind(Option<(u8, u8)>);

fn source_kind(text: &str) -> std::result::Result<SourceKind, String> {
    match Smpp::source_of(text) {
        Some(source) => Ok(SourceKind(source)),
        None => Err("two numbers, as 5/0".to_owned()),
    }
}

fn header(text: &str) -> std::result::Result<(String, String), String> {
    match text.split_once(':') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("a header is written NAME: VALUE".to_owned()),
    }
}

impl Context {
    pub(super) fn message(&self, command: MessageCommand) -> Result {
        match command {
            MessageCommand::Settings(SettingsCommand::Show) => self.show_settings(),
            MessageCommand::Settings(SettingsCommand::SetEmail(arguments)) => {
                self.set_email(arguments)
            }
            MessageCommand::Settings(SettingsCommand::SetSms(arguments)) => self.set_sms(arguments),
            MessageCommand::TestEmail { address } => self.test_email(&address),
            MessageCommand::TestSms { number } => self.test_sms(&number),
            MessageCommand::List { serial } => self.messages(serial.map(|serial| serial.0)),
            MessageCommand::Again { id } => {
                let id = messages::send_again(&self.store()?, services::now(), Actor::Cli, id)?;
                Ok(self
                    .output
                    .answer(&json!({ "id": id }), format!("waits as {id}"))?)
            }
            MessageCommand::Cancel { id } => {
                messages::cancel(&self.store()?, services::now(), Actor::Cli, id)?;
                Ok(self
                    .output
                    .answer(&json!({ "id": id }), "cancelled".to_owned())?)
            }
        }
    }

    pub(super) fn send(&self, arguments: &SendArguments) -> Result {
        let store = self.store()?;
        let now = services::now();
        let asked = [
            (Channel::Email, &arguments.email),
            (Channel::Sms, &arguments.sms),
        ];
        // Both addresses are looked at before either message is written.
        for (channel, to) in &asked {
            if let Some(to) = to {
                let _ = store.read(|reader| Ok(messages::address(reader, *channel, to)))??;
            }
        }
        for (channel, to) in asked {
            if let Some(to) = to {
                let serial = arguments.serial.0;
                let _ =
                    messages::send(&store, now, Actor::Cli, serial, channel, to, arguments.lang)?;
            }
        }
        self.messages(Some(arguments.serial.0))
    }

    fn show_settings(&self) -> Result {
        let store = self.store()?;
        let (email, sms) = (messages::email(&store)?, messages::sms(&store)?);
        let value = json!({
            "email": email.as_ref().map(email_shape),
            "sms": sms.as_ref().map(sms_shape),
        });
        let text = serde_json::to_string_pretty(&value).unwrap_or_default();
        Ok(self.output.answer(&value, text)?)
    }

    fn set_email(&self, arguments: EmailArguments) -> Result {
        let store = self.store()?;
        if arguments.off {
            messages::set_email(&store, services::now(), Actor::Cli, None)?;
            return Ok(self
                .output
                .answer(&Value::Null, "e-mail is off".to_owned())?);
        }
        let mut settings = messages::email(&store)?.unwrap_or_default();
        if let Some(security) = arguments.security {
            settings.security = match security {
                SecurityArgument::Tls => Security::Tls,
                SecurityArgument::Starttls => Security::Starttls,
                SecurityArgument::None => Security::None,
            };
        }
        if arguments.security.is_some() || settings.port == 0 {
            settings.port = EmailSettings::usual_port(settings.security);
        }
        put(&mut settings.port, arguments.port);
        put(&mut settings.host, arguments.host);
        put(&mut settings.user, arguments.user);
        put(&mut settings.from_name, arguments.from_name);
        put(&mut settings.from, arguments.from);
        put(&mut settings.reply_to, arguments.reply_to);
        if arguments.password_stdin {
            settings.password = password()?;
        }
        if let Some(file) = arguments.ca_file {
            settings.authority = Some(messages::read_authority(&file)?);
        }
        let shape = email_shape(&settings);
        messages::set_email(&store, services::now(), Actor::Cli, Some(&settings))?;
        Ok(self.output.answer(
            &shape,
            "e-mail is set up; try it with `innkeeper message test-email ADDRESS`".to_owned(),
        )?)
    }

    fn set_sms(&self, arguments: SmsArguments) -> Result {
        let store = self.store()?;
        if arguments.off {
            messages::set_sms(&store, services::now(), Actor::Cli, None)?;
            return Ok(self.output.answer(&Value::Null, "SMS is off".to_owned())?);
        }
        let mut settings = messages::sms(&store)?.unwrap_or(SmsSettings {
            plain_letters: true,
            ..SmsSettings::default()
        });
        if let Some(preset) = arguments.preset {
            settings = settings.with_preset(match preset {
                PresetArgument::Kannel => Preset::Kannel,
                PresetArgument::Twilio => Preset::Twilio,
                PresetArgument::Vonage => Preset::Vonage,
                PresetArgument::Smpp => Preset::Smpp,
                PresetArgument::Other => Preset::Other,
            });
        }
        let gateway = &mut settings.gateway;
        if let Some(method) = arguments.method {
            gateway.method = match method {
                MethodArgument::Get => Method::Get,
                MethodArgument::PostForm => Method::PostForm,
                MethodArgument::PostJson => Method::PostJson,
            };
        }
        put(&mut gateway.url, arguments.url);
        put(&mut gateway.body, arguments.body);
        put(&mut gateway.user, arguments.user);
        put(&mut gateway.from, arguments.from);
        put(&mut gateway.answer.path, arguments.answer_path);
        if !arguments.headers.is_empty() {
            gateway.headers = arguments.headers;
        }
        if !arguments.taken.is_empty() {
            gateway.answer.taken = arguments.taken;
        }
        if arguments.status.is_some() {
            gateway.answer.status = arguments.status;
        }
        put(
            &mut gateway.smpp.source,
            arguments.source.map(|kind| kind.0),
        );
        put(&mut gateway.smpp.system_type, arguments.system_type);
        put(&mut gateway.smpp.receipts, arguments.receipts);
        if arguments.password_stdin {
            gateway.password = password()?;
        }
        if let Some(country) = arguments.country {
            settings.country = Some(country.to_ascii_uppercase()).filter(|it| !it.is_empty());
        }
        put(&mut settings.plain_letters, arguments.plain_letters);
        match (arguments.reports, &mut settings.reports) {
            (Some(listen), Some(reports)) => reports.listen = listen,
            (Some(listen), none) => *none = Some(Reports::at(listen)),
            (None, reports) if arguments.no_reports => *reports = None,
            (None, _) => {}
        }
        match (arguments.reports_url, &mut settings.reports) {
            (Some(url), Some(reports)) => reports.url = url,
            (Some(_), None) => {
                return Err(Error::Refused(
                    "say where to listen, too: --reports ADDRESS:PORT".to_owned(),
                ));
            }
            (None, _) => {}
        }
        let shape = sms_shape(&settings);
        messages::set_sms(&store, services::now(), Actor::Cli, Some(&settings))?;
        Ok(self.output.answer(
            &shape,
            "SMS is set up; try it with `innkeeper message test-sms NUMBER`".to_owned(),
        )?)
    }

    fn test_email(&self, to: &str) -> Result {
        let store = self.store()?;
        let settings = messages::email(&store)?;
        let settings = settings.ok_or(services::Error::from(messages::Refusal::NotSetUp(
            Channel::Email,
        )))?;
        let language = Language::of_environment();
        let answer = messages::test_email(&store, services::now(), &settings, to, language)?;
        self.tested(&answer)
    }

    fn test_sms(&self, to: &str) -> Result {
        let store = self.store()?;
        let settings = messages::sms(&store)?;
        let settings = settings.ok_or(services::Error::from(messages::Refusal::NotSetUp(
            Channel::Sms,
        )))?;
        let answer = messages::test_sms(&store, &settings, to, Language::of_environment())?;
        self.tested(&answer)
    }

    fn tested(&self, answer: &str) -> Result {
        Ok(self
            .output
            .answer(&json!({ "answer": answer }), format!("taken: {answer}"))?)
    }

    fn messages(&self, serial: Option<u64>) -> Result {
        let store = self.store()?;
        let zone = store.read(|reader| reader.location())?.zone;
        let messages = messages::list(&store, serial)?;
        let rows: Vec<_> = messages
            .iter()
            .map(|message| {
                vec![
                    message.id.to_string(),
                    ticket::serial_text(message.serial),
                    message.channel.as_str().to_owned(),
                    message.address.clone(),
                    message.state.as_str().to_owned(),
                    local(message.created_at, zone),
                    said(message),
                ]
            })
            .collect();
        let shapes: Vec<_> = messages
            .iter()
            .map(|message| {
                json!({
                    "id": message.id,
                    "serial": ticket::serial_text(message.serial),
                    "channel": message.channel,
                    "address": message.address,
                    "state": message.state.as_str(),
                    "created_at": rfc3339(message.created_at, zone),
                    "next_attempt_at": message.state.is_waiting().then(|| rfc3339(message.due_at, zone)),
                    "attempts": message.attempts,
                    "cause": message.state.failure().map(|failure| failure.cause.as_str()),
                    "said": said(message),
                })
            })
            .collect();
        let head = [
            "ID", "SERIAL", "CHANNEL", "ADDRESS", "STATE", "WRITTEN", "SAID",
        ];
        Ok(self.output.answer(&shapes, columns(&head, &rows))?)
    }
}

pub(super) fn said(message: &Message) -> String {
    use messages::State as S;
    match &message.state {
        S::Sent(answer) => answer.clone(),
        S::Again(failure) | S::GivenUp(failure) => failure.to_string(),
        S::Dead(status) => status.clone(),
        S::Waiting | S::Arrived | S::Cancelled => String::new(),
    }
}

fn put<T>(to: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *to = value;
    }
}

fn password() -> Result<String> {
    let mut line = String::new();
    let _ = std::io::stdin()
        .read_line(&mut line)
        .map_err(|error| Error::Refused(format!("the password cannot be read: {error}")))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Without the password: output ends in logs.
fn email_shape(settings: &EmailSettings) -> Value {
    json!({
        "host": settings.host,
        "port": settings.port,
        "security": settings.security,
        "user": settings.user,
        "has_password": !settings.password.is_empty(),
        "from_name": settings.from_name,
        "from": settings.from,
        "reply_to": settings.reply_to,
        "has_ca": settings.authority.is_some(),
    })
}

/// Without the password, and without headers' values, in which some gateways want it.
fn sms_shape(settings: &SmsSettings) -> Value {
    let gateway = &settings.gateway;
    json!({
        "preset": settings.preset.as_str(),
        "method": gateway.method,
        "url": gateway.url,
        "headers": gateway.headers.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "body": gateway.body,
        "user": gateway.user,
        "has_password": !gateway.password.is_empty(),
        "from": gateway.from,
        "answer": gateway.answer,
        "smpp": (gateway.method == Method::Smpp).then_some(&gateway.smpp),
        "country": settings.country,
        "plain_letters": settings.plain_letters,
        "reports": settings.reports.as_ref().map(|reports| json!({
            "listen": reports.listen,
            "address": reports.address(),
        })),
    })
}
