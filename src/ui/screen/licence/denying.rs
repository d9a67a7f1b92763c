//! The dialog that forces Access denied, or lifts it, with a reason (L15).

use crate::{
    services::{Actor, Error, licences},
    t,
    ui::{
        context::{Answer, Context},
        scale::Space,
        screen::parts::stacked,
        theme::Tone,
        widget::{self, Dialog},
    },
};
use iced::Task;
use std::sync::Arc;

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The reason was typed.
    Reason(String),
    /// Do it.
    Do,
    /// It was done, or not: whether access is denied now.
    Done(Answer<bool>),
    /// Close it.
    Close,
}

/// The dialog.
#[derive(Debug)]
pub(super) struct Denying {
    denied: bool,
    reason: String,
    working: bool,
    refused: Option<Arc<Error>>,
}

/// The name of the field for the reason.
pub(super) const REASON: &str = "licence-reason";

impl Denying {
    pub(super) fn new(denied: bool) -> Self {
        Self {
            denied,
            reason: String::new(),
            working: false,
            refused: None,
        }
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Task<Message> {
        match message {
            Message::Reason(reason) => self.reason = reason,
            Message::Do if self.may() => {
                self.working = true;
                let (denied, reason) = (self.denied, self.reason.clone());
                let installation = context.installation.clone();
                return context.ask(
                    move |store, now| {
                        let actor = Actor::Desk;
                        licences::deny(store, &installation, now, actor, denied, &reason)
                            .map(|_| denied)
                    },
                    Message::Done,
                );
            }
            Message::Done(Err(error)) => {
                self.working = false;
                self.refused = Some(error);
            }
            Message::Do | Message::Done(Ok(_)) | Message::Close => {}
        }
        Task::none()
    }

    fn may(&self) -> bool {
        !self.working && !self.reason.trim().is_empty()
    }

    pub(super) fn dialog<'a>(&'a self, context: &Context) -> Dialog<'a, Message> {
        let words = context.words();
        let what = if self.denied {
            widget::notice(
                Tone::Warning,
                t!(words, "licence-deny-what"),
                t!(words, "licence-deny-clock"),
                None,
            )
        } else {
            widget::text(t!(words, "licence-allow-what")).into()
        };
        let reason = widget::field(t!(words, "licence-deny-reason"), self.reason.as_str())
            .help(t!(words, "licence-deny-reason-help"))
            .on_input(Message::Reason)
            .on_submit(Message::Do)
            .id(widget::id(REASON));
        let refused = self.refused.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        });
        let parts = [Some(what), Some(reason.into()), refused];
        let body = stacked(Space::Normal, parts.into_iter().flatten());
        let done = self.may().then_some(Message::Do);
        let (title, label) = if self.denied {
            (t!(words, "licence-deny-title"), t!(words, "licence-deny"))
        } else {
            (t!(words, "licence-allow-title"), t!(words, "licence-allow"))
        };
        let dialog = widget::dialog(title, t!(words, "close"), Message::Close).body(body);
        if self.denied {
            dialog.danger(label, done)
        } else {
            dialog.primary(label, done)
        }
    }
}
