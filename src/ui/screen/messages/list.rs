//! What was sent and what waits.

use super::Action;
use crate::{
    domain::ticket::serial_text,
    services::{
        Actor,
        messages::{self, Channel, Purpose, State},
    },
    t,
    ui::{
        Element,
        context::{Answer, Context},
        icon::Icon,
        scale::Space,
        screen::Page,
        sentence::messages as sentence,
        theme::Tone,
        widget::{
            self, button, cell, cell_muted, column,
            table::{Event, table},
        },
    },
};
use iced::{
    Length,
    widget::{Column, container},
};
use uuid::Uuid;

/// What happens in the list.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the table.
    Table(Event),
    /// Try the selected one again, or send it anew.
    Again,
    /// Take the selected one back.
    Cancel,
    /// Show its ticket.
    Open,
    /// It was asked for, or not.
    Asked(Answer<()>),
}

/// The list.
#[derive(Debug, Default)]
pub(super) struct List {
    messages: Vec<messages::Message>,
    selected: Option<Uuid>,
    first: u64,
    working: bool,
}

impl List {
    pub(super) fn take(&mut self, messages: Vec<messages::Message>) {
        self.messages = messages;
    }

    pub(super) fn is_waiting(&self) -> bool {
        self.messages
            .iter()
            .any(|message| message.state.is_waiting())
    }

    fn selected(&self) -> Option<&messages::Message> {
        let id = self.selected?;
        self.messages.iter().find(|message| message.id == id)
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Table(Event::Window { first, .. }) => self.first = first,
            Message::Table(Event::Select(row)) => self.select(row),
            Message::Table(Event::Activate(row)) => {
                self.select(row);
                return self.open();
            }
            Message::Table(_) => {}
            Message::Open => return self.open(),
            Message::Again => {
                if let Some(id) = self.selected().map(|message| message.id) {
                    self.working = true;
                    return Action::run(context.ask(
                        move |store, now| {
                            messages::send_again(store, now, Actor::Desk, id).map(drop)
                        },
                        Message::Asked,
                    ));
                }
            }
            Message::Cancel => {
                let waiting = self
                    .selected()
                    .filter(|message| message.state.is_waiting())
                    .map(|message| message.id);
                if let Some(id) = waiting {
                    self.working = true;
                    return Action::run(context.ask(
                        move |store, now| messages::cancel(store, now, Actor::Desk, id),
                        Message::Asked,
                    ));
                }
            }
            Message::Asked(asked) => {
                self.working = false;
                if let Err(error) = asked {
                    return Action::tell(Tone::Danger, context.refusal(&error));
                }
            }
        }
        Action::none()
    }

    fn select(&mut self, row: u64) {
        let row = usize::try_from(row).unwrap_or(usize::MAX);
        self.selected = self
            .messages
            .get(row)
            .map(|message| message.id)
            .or(self.selected);
    }

    fn open(&self) -> Action<Message> {
        match self.selected() {
            Some(message) => Action::open(Page::Ticket(message.serial)),
            None => Action::none(),
        }
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        if self.messages.is_empty() {
            return widget::empty(
                Icon::Mail,
                t!(words, "messages-none"),
                t!(words, "messages-none-do"),
                None,
            );
        }
        let columns = [
            column(t!(words, "messages-written")).width(150.0),
            column(t!(words, "column-serial")).width(90.0),
            column(t!(words, "messages-by")).width(110.0),
            column(t!(words, "messages-to")).share(3),
            column(t!(words, "column-status")).share(2),
            column(t!(words, "messages-attempts")).width(90.0).figures(),
        ];
        let selected = self
            .messages
            .iter()
            .position(|message| Some(message.id) == self.selected)
            .and_then(|place| u64::try_from(place).ok());
        let rows = self.messages.iter().map(|message| {
            let (tone, state) = state_word(context, &message.state);
            [
                cell_muted(context.recent(message.created_at)),
                cell(serial_text(message.serial)),
                cell(by(context, message)),
                cell(message.address.as_str()),
                widget::badge(tone, state),
                cell(context.number(u64::from(message.attempts))),
            ]
        });
        let table = table(columns, self.messages.len() as u64, self.first)
            .rows(0, rows)
            .selected(selected)
            .on_event(Message::Table)
            .id(widget::id(super::TABLE));
        let detail = self
            .selected()
            .map(|message| detail(context, message, self.working));
        Column::new()
            .push(container(table).height(Length::Fill))
            .push(detail)
            .spacing(Space::Normal)
            .into()
    }
}

/// What became of the selected one, and what can be done.
fn detail<'a>(
    context: &Context,
    message: &messages::Message,
    working: bool,
) -> Element<'a, Message> {
    let words = context.words();
    let again = if message.state.is_waiting() {
        t!(words, "messages-try-now")
    } else {
        t!(words, "messages-send-again")
    };
    let mut buttons = vec![
        button(t!(words, "messages-open-ticket"))
            .small()
            .on_press(Message::Open)
            .into(),
    ];
    if message.state.is_waiting() {
        let cancel = button(t!(words, "messages-cancel"))
            .small()
            .on_press_maybe((!working).then_some(Message::Cancel));
        buttons.push(cancel.into());
    }
    let again = button(again)
        .small()
        .primary()
        .on_press_maybe((!working).then_some(Message::Again));
    buttons.push(again.into());
    let (tone, word) = state_word(context, &message.state);
    let (happened, meaning) = match &message.state {
        State::Again(failure) => {
            let said = sentence::failure(words, failure);
            let next = t!(
                words,
                "messages-next",
                moment = context.recent(message.due_at)
            );
            (said.happened, format!("{} {next}", said.to_do))
        }
        State::GivenUp(failure) => {
            let said = sentence::failure(words, failure);
            (said.happened, said.to_do)
        }
        State::Sent(answer) => (word, t!(words, "message-said", detail = answer.as_str())),
        State::Dead(_) => (word, t!(words, "messages-dead-do")),
        State::Waiting => (word, t!(words, "messages-waiting-do")),
        State::Arrived | State::Cancelled => (word, String::new()),
    };
    let tone = if tone == Tone::Neutral {
        Tone::Info
    } else {
        tone
    };
    widget::notice(tone, happened, meaning, Some(widget::actions(buttons)))
}

fn by(context: &Context, message: &messages::Message) -> String {
    let words = context.words();
    match (message.channel, message.purpose) {
        (_, Purpose::Notice) => t!(words, "messages-notice"),
        (Channel::Email, Purpose::Voucher) => t!(words, "messages-mail-text"),
        (Channel::Sms, Purpose::Voucher) => t!(words, "messages-sms-text"),
    }
}

/// How a message stands, as a badge says it.
pub(in crate::ui::screen) fn state_word(context: &Context, state: &State) -> (Tone, String) {
    let words = context.words();
    match state {
        State::Waiting => (Tone::Neutral, t!(words, "messages-state-waiting")),
        State::Again(_) => (Tone::Warning, t!(words, "messages-state-again")),
        State::Sent(_) => (Tone::Success, t!(words, "messages-state-sent")),
        State::Arrived => (Tone::Success, t!(words, "messages-state-arrived")),
        State::GivenUp(_) => (Tone::Danger, t!(words, "messages-state-given-up")),
        State::Cancelled => (Tone::Cancelled, t!(words, "messages-state-cancelled")),
        State::Dead(_) => (Tone::Cancelled, t!(words, "messages-state-dead")),
    }
}
