//! The dialog that enters a licence: its number pasted or scanned, or a file with it; *Send Key* (L7).

use crate::{
    services::{
        Actor, Error,
        licences::{self, Overview},
    },
    t,
    ui::{
        context::{Answer, Context},
        scale::Space,
        screen::{papers, parts::stacked},
        theme::Tone,
        widget::{self, Dialog},
    },
};
use iced::Task;
use std::sync::Arc;

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The number was typed, pasted or scanned.
    Number(String),
    /// The name of a file was.
    Path(String),
    /// *Send Key*.
    Send,
    /// It was taken, or not.
    Entered(Answer<Box<Overview>>),
    /// Close it.
    Close,
}

/// The dialog.
#[derive(Debug)]
pub(super) struct Entering {
    number: String,
    path: String,
    working: bool,
    refused: Option<Arc<Error>>,
}

/// The name of the field for the number.
pub(super) const NUMBER: &str = "licence-number";
/// The name of the field for the file.
pub(super) const PATH: &str = "licence-path";

impl Entering {
    pub(super) fn new(path: String) -> Self {
        Self {
            number: String::new(),
            path,
            working: false,
            refused: None,
        }
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Task<Message> {
        match message {
            Message::Number(number) => {
                self.number = number;
                self.refused = None;
            }
            Message::Path(path) => {
                self.path = path;
                self.refused = None;
            }
            Message::Send if self.may_send() => {
                self.working = true;
                self.refused = None;
                let (number, path) = (self.number.clone(), self.path.clone());
                let installation = context.installation.clone();
                return context.ask(
                    move |store, now| {
                        let given = papers::given(&number, &path)?;
                        licences::provision(store, &installation, now, Actor::Desk, &given)
                            .map(Box::new)
                    },
                    Message::Entered,
                );
            }
            Message::Entered(Err(error)) => {
                self.working = false;
                self.refused = Some(error);
            }
            Message::Send | Message::Entered(Ok(_)) | Message::Close => {}
        }
        Task::none()
    }

    fn may_send(&self) -> bool {
        let given = [&self.number, &self.path].map(|typed| !typed.trim().is_empty());
        !self.working && given.contains(&true)
    }

    pub(super) fn dialog<'a>(&'a self, context: &Context) -> Dialog<'a, Message> {
        let words = context.words();
        let number = widget::field(t!(words, "licence-number"), self.number.as_str())
            .placeholder("INK1-…")
            .help(t!(words, "licence-enter-number-help"))
            .on_input(Message::Number)
            .on_submit(Message::Send)
            .id(widget::id(NUMBER));
        let path = widget::field(t!(words, "licence-enter-file"), self.path.as_str())
            .help(t!(words, "licence-enter-file-help"))
            .on_input(Message::Path)
            .on_submit(Message::Send)
            .id(widget::id(PATH));
        let refused = self.refused.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        });
        let parts = [Some(number.into()), Some(path.into()), refused];
        let send = if self.working {
            t!(words, "licence-sending")
        } else {
            t!(words, "licence-send-key")
        };
        widget::dialog(
            t!(words, "licence-enter-title"),
            t!(words, "close"),
            Message::Close,
        )
        .body(stacked(Space::Normal, parts.into_iter().flatten()))
        .primary(send, self.may_send().then_some(Message::Send))
    }
}
