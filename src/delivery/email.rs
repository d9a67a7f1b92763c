//! E-mail: a message handed to the house's mail server (SMTP submission: RFC 6409 over RFC 5321).

use super::{Cause, Failure};
use crate::domain::email::EmailAddress;
use lettre::{
    Address, Message,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{
        self,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Data, Mail as MailFrom, Rcpt},
        extension::{ClientId, Extension, MailParameter},
    },
};
use serde::{Deserialize, Serialize};
use std::{error::Error as _, fmt, future::Future, io, time::Duration};
use tokio::{runtime, time::timeout};
use uuid::Uuid;

/// How the connection to a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// From the first octet on (RFC 8314, 3.3).
    Tls,
    /// Asked for after the greeting; without it nothing is sent (RFC 3207).
    #[default]
    Starttls,
    /// Not at all: password and codes can be read on the way.
    None,
}

/// A mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    /// Name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// User name and password, where it wants them.
    pub login: Option<(String, String)>,
    /// Certificates (PEM) that are believed besides those of the system.
    pub authority: Option<Vec<u8>>,
    /// How long it may take for one answer. A whole transaction takes at most [`WHOLE`] times as long, and the message
    /// itself, whose way up may be slow, at most [`UPLOAD`] times.
    pub patience: Duration,
}

/// See [`Server::patience`].
const WHOLE: u32 = 4;
/// See [`Server::patience`].
const UPLOAD: u32 = 3;
/// How long a server that has taken a message over may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(1);

impl fmt::Debug for Server {
    /// Without the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .finish_non_exhaustive()
    }
}

/// A message.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Names it for ever: sent twice, it is still one message to the mailbox (RFC 5322, 3.6.4).
    pub id: Uuid,
    /// When it was written.
    pub date: std::time::SystemTime,
    /// Name of the sender, as guests read it; may be empty.
    pub from_name: String,
    /// Address of the sender.
    pub from: EmailAddress,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<EmailAddress>,
    /// The recipient.
    pub to: EmailAddress,
    /// Its subject.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As HTML. Pictures are named `cid:NAME`.
    pub html: String,
    /// The pictures of the HTML.
    pub pictures: Vec<Part>,
    /// Files.
    pub files: Vec<Part>,
}

/// A picture or file of a message.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its name; of a picture, also the one after `cid:`.
    pub name: String,
    /// Its media type: `image/png`.
    pub media_type: &'static str,
    /// Its octets.
    pub content: Vec<u8>,
}

/// Hands a message to a mail server. The answer is what the server said when it took it over. Waits as long as the
/// server's patience allows: on a thread of its own, please.
pub fn send(server: &Server, mail: &Mail) -> Result<String, Failure> {
    let message = compose(mail)?;
    transact(server, async |connection| {
        hand_over(server, connection, &message).await
    })
}

/// Whether the server lets us in; sends nothing.
pub fn try_login(server: &Server) -> Result<(), Failure> {
    transact(server, async |_| Ok(()))
}

/// Connects, and does something. A server that answers one octet a second is never silent, and none the less holds up
/// whatever waits behind this: so it is the whole that has its time.
fn transact<T>(
    server: &Server,
    act: impl AsyncFnOnce(&mut AsyncSmtpConnection) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Cause::Unreachable, error))?;
    let done = runtime.block_on(async {
        let whole = async {
            let mut connection = Box::pin(connect(server)).await?;
            let done = Box::pin(act(&mut connection)).await?;
            Ok((connection, done))
        };
        let (mut connection, done) = within(server.patience * WHOLE, whole).await?;
        // It was taken over already: that the server hangs up without a word is no failure.
        let _ = timeout(GOODBYE, connection.quit()).await;
        Ok(done)
    });
    // A name that is being looked up cannot be called back.
    runtime.shutdown_background();
    done
}

/// What comes of it in this time.
async fn within<T>(
    time: Duration,
    future: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let late = |_| Err(Failure::new(Cause::Silent, ""));
    timeout(time, future).await.unwrap_or_else(late)
}

/// The answer to one command, in its time.
async fn answer<T>(
    server: &Server,
    future: impl Future<Output = Result<T, smtp::Error>>,
) -> Result<T, Failure> {
    let answer = async { future.await.map_err(|error| failure(&error)) };
    within(server.patience, answer).await
}

async fn connect(server: &Server) -> Result<AsyncSmtpConnection, Failure> {
    let tls = match server.security {
        Security::None => None,
        Security::Tls | Security::Starttls => Some(tls(server)?),
    };
    let wrapper = tls.clone().filter(|_| server.security == Security::Tls);
    let address = (server.host.trim(), server.port);
    let hello = ClientId::default();
    let patience = Some(server.patience);
    // On the heap: what is awaited here has the states of a whole TLS handshake.
    let connecting = AsyncSmtpConnection::connect_tokio1(address, patience, &hello, wrapper, None);
    let mut connection = answer(server, Box::pin(connecting)).await?;
    if let Some(tls) = tls
        && server.security == Security::Starttls
    {
        if !connection.can_starttls() {
            let _ = timeout(GOODBYE, connection.quit()).await;
            return Err(Failure::new(Cause::Certificate, "no STARTTLS"));
        }
        answer(server, Box::pin(connection.starttls(tls, &hello))).await?;
    }
    if let Some((name, password)) = &server.login {
        let credentials = Credentials::new(name.clone(), password.clone());
        // CRAM-MD5 and the like need the password in plain on the server; over TLS these two are what all servers have.
        let mechanisms = [Mechanism::Plain, Mechanism::Login];
        let login = connection.auth(&mechanisms, &credentials);
        let _ = answer(server, login)
            .await
            .map_err(|failure| match failure.cause {
                Cause::Refused | Cause::Strange => Failure {
                    cause: Cause::Login,
                    ..failure
                },
                _ => failure,
            })?;
    }
    Ok(connection)
}

fn tls(server: &Server) -> Result<TlsParameters, Failure> {
    let mut builder = TlsParameters::builder(server.host.trim().to_owned());
    if let Some(pem) = &server.authority {
        let certificate =
            Certificate::from_pem(pem).map_err(|error| Failure::new(Cause::Certificate, error))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder
        .build()
        .map_err(|error| Failure::new(Cause::Certificate, error))
}

/// The commands one by one, so that it is known to which of them the server said no.
async fn hand_over(
    server: &Server,
    connection: &mut AsyncSmtpConnection,
    message: &Message,
) -> Result<String, Failure> {
    let envelope = message.envelope();
    let mut addresses = envelope.from().into_iter().chain(envelope.to());
    let mut parameters = Vec::new();
    if addresses.any(|one| !one.to_string().is_ascii()) {
        // RFC 6531, 3.2: letters of other scripts only to servers that know them.
        if !connection
            .server_info()
            .supports_feature(Extension::SmtpUtfEight)
        {
            return Err(Failure::new(Cause::Recipient, "SMTPUTF8"));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    let mail_from = MailFrom::new(envelope.from().cloned(), parameters);
    let _ = answer(server, connection.command(mail_from)).await?;
    for to in envelope.to() {
        let rcpt = Rcpt::new(to.clone(), Vec::new());
        let _ = answer(server, connection.command(rcpt))
            .await
            .map_err(|failure| match failure.cause {
                Cause::Refused => Failure {
                    cause: Cause::Recipient,
                    ..failure
                },
                _ => failure,
            })?;
    }
    let _ = answer(server, connection.command(Data)).await?;
    let message = message.formatted();
    let handed_over = async {
        let taken = connection.message(&message).await;
        taken.map_err(|error| failure(&error))
    };
    let taken = within(server.patience * UPLOAD, handed_over).await?;
    Ok(taken.message().collect::<Vec<_>>().join(" "))
}

/// Codes by which a server asks for a login, or refuses it (RFC 4954, 6).
const LOGIN_CODES: [&str; 4] = ["530", "534", "535", "538"];

fn failure(error: &smtp::Error) -> Failure {
    let said = error
        .source()
        .map_or_else(|| error.to_string(), ToString::to_string);
    if let Some(code) = error.status() {
        let code = code.to_string();
        let said = format!("{code} {said}");
        let cause = if LOGIN_CODES.contains(&code.as_str()) {
            Cause::Login
        } else if error.is_transient() {
            Cause::Later
        } else {
            Cause::Refused
        };
        return Failure::new(cause, said);
    }
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(io) = inner.downcast_ref::<io::Error>() {
            return io_failure(io, &said);
        }
        source = inner.source();
    }
    let cause = if error.is_tls() {
        Cause::Certificate
    } else if error.is_response() || error.is_client() {
        Cause::Strange
    } else {
        Cause::Unreachable
    };
    Failure::new(cause, said)
}

fn io_failure(error: &io::Error, said: &str) -> Failure {
    use io::ErrorKind as Kind;
    let cause = match error.kind() {
        // A socket with a time limit says either, by system.
        Kind::TimedOut | Kind::WouldBlock => Cause::Silent,
        // rustls tells of certificates in this way.
        Kind::InvalidData => Cause::Certificate,
        _ => Cause::Unreachable,
    };
    Failure::new(cause, said)
}

/// The message as it travels: plain text and HTML as alternatives, the pictures inside with the HTML, files beside.
/// Pictures are parts of the message, because mail programs load none from elsewhere and several drop `data:` ones.
fn compose(mail: &Mail) -> Result<Message, Failure> {
    let unfit = |error: &dyn fmt::Display| Failure::new(Cause::Settings, error);
    let name = Some(one_line(&mail.from_name)).filter(|name| !name.is_empty());
    let mut builder = Message::builder()
        .date(mail.date)
        .message_id(Some(format!("<{}@{}>", mail.id, mail.from.domain())))
        .from(Mailbox::new(name, address(&mail.from)?))
        .to(Mailbox::new(None, address(&mail.to)?))
        .subject(one_line(&mail.subject))
        // Nobody's holiday notice is to answer a voucher (RFC 3834, 5).
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
    if let Some(reply_to) = &mail.reply_to {
        builder = builder.reply_to(Mailbox::new(None, address(reply_to)?));
    }
    let plain = SinglePart::plain(mail.text.clone());
    let mut rich = MultiPart::related().singlepart(SinglePart::html(mail.html.clone()));
    for picture in &mail.pictures {
        let media_type = ContentType::parse(picture.media_type).map_err(|error| unfit(&error))?;
        let name = format!("{}.png", picture.name);
        let inline = Attachment::new_inline_with_name(picture.name.clone(), name);
        rich = rich.singlepart(inline.body(picture.content.clone(), media_type));
    }
    let both = MultiPart::alternative().singlepart(plain).multipart(rich);
    let message = if mail.files.is_empty() {
        builder.multipart(both)
    } else {
        let mut whole = MultiPart::mixed().multipart(both);
        for file in &mail.files {
            let media_type = ContentType::parse(file.media_type).map_err(|error| unfit(&error))?;
            let attached = Attachment::new(file.name.clone());
            whole = whole.singlepart(attached.body(file.content.clone(), media_type));
        }
        builder.multipart(whole)
    };
    message.map_err(|error| unfit(&error))
}

fn address(address: &EmailAddress) -> Result<Address, Failure> {
    address
        .as_str()
        .parse()
        .map_err(|error| Failure::new(Cause::Recipient, format!("{address}: {error}")))
}

/// A header is one line: what else stands in a name or a subject becomes a blank.
fn one_line(text: &str) -> String {
    let words: Vec<_> = text
        .split(|one: char| one.is_whitespace() || one.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
