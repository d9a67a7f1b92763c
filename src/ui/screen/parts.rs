//! What several screens are composed of: fields beside each other, printing, the dialog that cancels a ticket.

use crate::{
    domain::{account::Credentials, session::Session, ticket::serial_text, time::Instant},
    services::{
        Actor, cancel,
        printing::{self, Printed},
    },
    t,
    ui::{
        Element,
        context::{Answer, Context},
        scale::Space,
        widget::{self, Dialog},
    },
};
use iced::{
    Length, Task,
    widget::{Column, Row, container},
};

/// Equal parts beside each other.
pub(in crate::ui) fn beside<'a, Message: 'a>(
    parts: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    let parts = parts
        .into_iter()
        .map(|part| container(part).width(Length::FillPortion(1)).into());
    Row::with_children(parts)
        .spacing(Space::Snug)
        .width(Length::Fill)
        .into()
}

/// One below the other.
pub(super) fn stacked<'a, Message: 'a>(
    space: Space,
    parts: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    Column::with_children(parts)
        .spacing(space)
        .width(Length::Fill)
        .into()
}

/// One after the other, as wide as they are; those that do not fit go into the next line.
pub(super) fn flowing<'a, Message: 'a>(
    parts: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    Row::with_children(parts)
        .spacing(Space::Tight)
        .align_y(iced::Alignment::Center)
        .wrap()
        .vertical_spacing(Space::Tight)
        .into()
}

/// A fact in a narrow place: its name above its value.
pub(super) fn labelled<'a, Message: 'a>(
    name: String,
    value: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    Column::new()
        .push(widget::small(name))
        .push(value.into())
        .width(Length::Fill)
        .into()
}

/// What the guest types, with its names: one code, or user name and password.
pub(super) fn credentials(context: &Context, credentials: &Credentials) -> Vec<(String, String)> {
    let words = context.words();
    let username = credentials.username.clone();
    if credentials.is_code() {
        vec![(t!(words, "tickets-code"), username)]
    } else {
        vec![
            (t!(words, "tickets-username"), username),
            (t!(words, "tickets-password"), credentials.password.clone()),
        ]
    }
}

/// Seconds that sessions on line have run since their newest record.
pub(super) fn running<'a>(sessions: impl IntoIterator<Item = &'a Session>, now: Instant) -> u64 {
    sessions
        .into_iter()
        .filter(|session| session.is_open())
        .map(|session| since(session.updated_at, now))
        .sum()
}

/// Whole seconds from `from` to `now`; 0 if the clock ran backwards.
pub(super) fn since(from: Instant, now: Instant) -> u64 {
    (now - from).num_seconds().max(0).unsigned_abs()
}

/// Prints the voucher of a ticket.
pub(super) fn print<Message: Send + 'static>(
    context: &Context,
    serial: u64,
    then: impl Fn(Answer<Printed>) -> Message + Send + 'static,
) -> Task<Message> {
    context.ask(
        move |store, now| printing::slip(store, now, Actor::Desk, serial),
        then,
    )
}

/// What the toast after printing says.
pub(super) fn printed(context: &Context, serial: u64, printed: &Printed) -> String {
    let (words, serial) = (context.words(), serial_text(serial));
    match printed {
        Printed::Printer(name) => t!(
            words,
            "tickets-printed-on",
            serial = serial,
            printer = name.as_str()
        ),
        Printed::File(file) => t!(
            words,
            "tickets-printed",
            serial = serial,
            file = file.display().to_string()
        ),
    }
}

/// The dialog that asks before a ticket is cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cancelling {
    pub(super) serial: u64,
    user: String,
    online: usize,
    reason: String,
    working: bool,
}

impl Cancelling {
    pub(super) fn new(serial: u64, user: &str, online: usize) -> Self {
        Self {
            serial,
            user: user.to_owned(),
            online,
            reason: String::new(),
            working: false,
        }
    }

    pub(super) fn typed(&mut self, reason: String) {
        self.reason = reason;
    }

    /// It did not work: the dialog stays, and can be tried again.
    pub(super) fn failed(&mut self) {
        self.working = false;
    }

    /// Cancels the ticket. Pressed twice, it is done once.
    pub(super) fn confirm<Message: Send + 'static>(
        &mut self,
        context: &Context,
        then: impl Fn(Answer<()>) -> Message + Send + 'static,
    ) -> Task<Message> {
        if std::mem::replace(&mut self.working, true) {
            return Task::none();
        }
        let serial = self.serial;
        let reason = Some(self.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        context.ask(
            move |store, now| cancel::cancel(store, now, Actor::Desk, serial, reason).map(drop),
            then,
        )
    }

    pub(super) fn dialog<'a, Message: Clone + 'a>(
        &'a self,
        context: &Context,
        on_reason: impl Fn(String) -> Message + 'a,
        keep: Message,
        confirm: Message,
    ) -> Dialog<'a, Message> {
        let words = context.words();
        let user = if self.user.is_empty() {
            "–"
        } else {
            &self.user
        };
        let online = (self.online > 0).then(|| {
            let sentence = t!(
                words,
                "tickets-cancel-online",
                count = self.online,
                shown = context.number(self.online as u64)
            );
            widget::notice(crate::ui::theme::Tone::Warning, sentence, "", None)
        });
        let mut reason = widget::field(t!(words, "tickets-cancel-reason"), &self.reason)
            .help(t!(words, "tickets-cancel-reason-help"))
            .on_input(on_reason)
            .id(widget::id(REASON));
        // Whoever has typed a reason means it; Enter alone must not end a ticket.
        if !self.working && !self.reason.trim().is_empty() {
            reason = reason.on_submit(confirm.clone());
        }
        let body = Column::new()
            .push(widget::text(t!(words, "tickets-cancel-of", user = user)))
            .push(online)
            .push(reason)
            .spacing(Space::Normal);
        let label = if self.working {
            t!(words, "tickets-cancel-working")
        } else {
            t!(words, "tickets-cancel")
        };
        widget::dialog(
            t!(
                words,
                "tickets-cancel-title",
                serial = serial_text(self.serial)
            ),
            t!(words, "tickets-cancel-keep"),
            keep,
        )
        .body(body)
        .danger(label, (!self.working).then_some(confirm))
    }
}

/// The name of the field for the reason.
pub(super) const REASON: &str = "cancel-reason";
