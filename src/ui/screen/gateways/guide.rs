//! What to type where at the gateway, with every value filled in: to be read, copied, kept as a file and printed.

use super::super::{
    Action,
    parts::{flowing, stacked},
};
use crate::{
    services::{Error, Result, files, guide as service},
    store::Store,
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        icon::Icon,
        scale::Space,
        theme::Tone,
        widget::{self, Verdict, button, check, field},
    },
};
use iced::{
    Task,
    widget::{Column, container},
};
use std::path::PathBuf;

/// What happens there.
#[derive(Debug, Clone)]
pub enum Message {
    /// The page.
    Page(Question, Answer<Box<service::Guide>>),
    /// This computer's address, as the gateway sees it.
    Server(String),
    /// Write the secret out.
    ShowSecret(bool),
    /// Put the page on the clipboard.
    Copy,
    /// Keep it as a text file, or as PDF to print.
    Keep(Form),
    /// It was kept and handed to the desktop, or not.
    Kept(Answer<PathBuf>),
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// To be pasted.
    Text,
    /// To be printed.
    Pdf,
}

/// The page.
#[derive(Default)]
pub(super) struct Guide {
    asked: Question,
    page: Option<Answer<Box<service::Guide>>>,
    server: String,
    show_secret: bool,
}

/// The folder in the data folder.
const FOLDER: &str = "guides";

impl Guide {
    pub(super) fn ask(&mut self, name: String, context: &Context) -> Task<Message> {
        let asked = self.asked.ask();
        let wanted = self.wanted();
        let language = context.language;
        context.ask(
            move |store, _| service::of(store, &name, &wanted, language).map(Box::new),
            move |page| Message::Page(asked, page),
        )
    }

    fn wanted(&self) -> service::Asked {
        service::Asked {
            server: self.server.trim().parse().ok(),
            auth_port: RADIUS_PORTS.0,
            acct_port: RADIUS_PORTS.1,
            garden: Vec::new(),
            show_secret: self.show_secret,
        }
    }

    pub(super) fn update(
        &mut self,
        message: Message,
        name: String,
        context: &Context,
    ) -> Action<Message> {
        match message {
            Message::Page(asked, page) => {
                if asked == self.asked {
                    self.page = Some(page);
                }
                Action::none()
            }
            Message::Server(server) => {
                self.server = server;
                Action::run(self.ask(name, context))
            }
            Message::ShowSecret(shown) => {
                self.show_secret = shown;
                Action::run(self.ask(name, context))
            }
            Message::Copy => match &self.page {
                Some(Ok(page)) => Action::run(iced::clipboard::write(page.text()))
                    .and_tell(Tone::Success, t!(context.words(), "copied")),
                _ => Action::none(),
            },
            Message::Keep(form) => match &self.page {
                Some(Ok(page)) => {
                    let page = page.clone();
                    Action::run(context.ask(
                        move |store, _| keep(store, &name, &page, form),
                        Message::Kept,
                    ))
                }
                _ => Action::none(),
            },
            Message::Kept(Ok(file)) => Action::tell(
                Tone::Success,
                t!(
                    context.words(),
                    "gateways-guide-kept",
                    file = file.display().to_string()
                ),
            ),
            Message::Kept(Err(error)) => Action::tell(Tone::Danger, context.refusal(&error)),
        }
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let typed = self.server.trim();
        let verdict = (!typed.is_empty() && typed.parse::<std::net::IpAddr>().is_err())
            .then(|| Verdict::error(t!(words, "gateways-wrong-network")));
        let server = field(t!(words, "gateways-server"), &self.server)
            .help(t!(words, "gateways-server-help"))
            .verdict(verdict)
            .on_input(Message::Server)
            .id(widget::id(SERVER));
        let secret = check(t!(words, "gateways-guide-secret"), self.show_secret)
            .help(t!(words, "gateways-guide-secret-help"))
            .on_toggle(Message::ShowSecret);
        let ready = matches!(self.page, Some(Ok(_)));
        let tool = |label: String, icon, message: Message| {
            button(label)
                .small()
                .icon(icon)
                .on_press_maybe(ready.then_some(message))
                .into()
        };
        let tools = flowing([
            tool(t!(words, "gateways-guide-copy"), Icon::Copy, Message::Copy),
            tool(
                t!(words, "gateways-guide-text"),
                Icon::FileText,
                Message::Keep(Form::Text),
            ),
            tool(
                t!(words, "gateways-guide-print"),
                Icon::Printer,
                Message::Keep(Form::Pdf),
            ),
        ]);
        let page = match &self.page {
            None => widget::muted(t!(words, "messages-reading")).into(),
            Some(Ok(page)) => steps(page),
            Some(Err(error)) => {
                let said = match &**error {
                    // Which of this computer's addresses it is cannot be found out.
                    Error::Invalid(_) => (t!(words, "gateways-guide-no-server"), String::new()),
                    error => {
                        let said = context.sentence(error);
                        (said.happened, said.to_do)
                    }
                };
                widget::notice(Tone::Warning, said.0, said.1, None)
            }
        };
        let head = Column::new()
            .push(tools)
            .push(widget::form([server.into(), secret.into()]))
            .spacing(Space::Normal);
        let all = Column::new()
            .push(widget::card(head))
            .push(page)
            .spacing(Space::Normal);
        widget::scroll(container(all).max_width(PAGE))
    }
}

/// The name of the field.
const SERVER: &str = "gateway-guide-server";
/// A page that can be read.
const PAGE: f32 = 760.0;
/// Where the engine listens unless it is told otherwise (RFC 2865 and RFC 2866).
const RADIUS_PORTS: (u16, u16) = (1812, 1813);

fn steps<'a>(page: &'a service::Guide) -> Element<'a, Message> {
    let mut parts: Vec<Element<'a, Message>> = vec![widget::heading(&page.title).into()];
    parts.extend(page.notes.iter().map(|note| widget::text(note).into()));
    for (number, step) in (1_usize..).zip(&page.steps) {
        let mut inside: Vec<Element<'a, Message>> = Vec::new();
        if !step.path.is_empty() {
            inside.push(widget::strong(&step.path).into());
        }
        inside.extend(
            step.fields
                .iter()
                .map(|field| widget::fact(&field.name, widget::mono(&field.value))),
        );
        inside.extend(
            step.script
                .as_deref()
                .map(|script| widget::mono(script).into()),
        );
        inside.extend(step.notes.iter().map(|note| widget::muted(note).into()));
        let title = format!("{number}. {}", step.title);
        parts.push(widget::card(widget::section(
            title,
            stacked(Space::Tight, inside),
        )));
    }
    stacked(Space::Normal, parts)
}

/// Writes the page into the data folder, which only its owner reads, and hands it to the desktop.
fn keep(store: &Store, name: &str, page: &service::Guide, form: Form) -> Result<PathBuf> {
    let folder = files::folder(store, FOLDER)?;
    let name: String = name
        .chars()
        .map(|one| if one.is_alphanumeric() { one } else { '-' })
        .collect();
    let file = match form {
        Form::Text => folder.join(format!("{name}.txt")),
        Form::Pdf => folder.join(format!("{name}.pdf")),
    };
    match form {
        Form::Text => files::write(&file, page.text().as_bytes())?,
        Form::Pdf => service::to_pdf(page, &file)?,
    }
    // A desk without a program for it still has the file, and is told where.
    if let Err(error) = crate::ui::opener::open(&file) {
        tracing::warn!(%error, "nothing on this computer opens the file");
    }
    Ok(file)
}
