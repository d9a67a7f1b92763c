//! E-mail and SMS: what was sent and what waits, the mail server, the gateway, and what the messages say.

mod email;
mod list;
mod sms;
mod texts;

use super::{Action, KeyHelp, focus};
use crate::{
    i18n::Language,
    services::{
        self, Error,
        messages::{self, EmailSettings, SmsSettings},
    },
    store::Store,
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        scale::Space,
        theme::Tone,
        widget::{self, Dialog, button, choice},
    },
    voucher::VoucherData,
};
use email::Email;
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, Row, container},
};
use list::List;
pub(super) use list::state_word;
use sms::Sms;
use std::sync::Arc;
use texts::Texts;

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// What was sent and what waits.
    #[default]
    List,
    /// The mail server.
    Email,
    /// The SMS gateway.
    Sms,
    /// What the messages say.
    Texts,
}

/// The screen.
#[derive(Default)]
pub struct Messages {
    tab: Tab,
    asked: Question,
    trouble: Option<Arc<Error>>,
    is_read: bool,
    list: List,
    email: Email,
    sms: Sms,
    texts: Texts,
}

/// What the screen shows of the house.
#[derive(Debug, Clone)]
pub struct Board {
    messages: Vec<messages::Message>,
    email: Option<EmailSettings>,
    sms: Option<SmsSettings>,
    own: messages::Own,
    samples: Vec<(Language, VoucherData)>,
}

/// What happened on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// What was asked for.
    Board(Question, Answer<Box<Board>>),
    /// Another part is to be seen.
    Tab(Tab),
    /// In the list.
    List(list::Message),
    /// In the settings for e-mail.
    Email(email::Message),
    /// In the settings for SMS.
    Sms(sms::Message),
    /// In the texts.
    Texts(texts::Message),
}

/// How a test went.
#[derive(Debug, Default)]
enum Test {
    #[default]
    None,
    Working,
    Done(Answer<String>),
}

impl Messages {
    /// Empty until it is shown: `refresh` asks for what is on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Its title.
    pub fn title(&self, context: &Context) -> String {
        t!(context.words(), "page-messages")
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Board(asked, board) => {
                if asked == self.asked {
                    match board {
                        Ok(board) => self.take(*board),
                        Err(error) => self.trouble = Some(error),
                    }
                }
                Action::none()
            }
            Message::Tab(tab) => {
                self.tab = tab;
                match tab {
                    Tab::List => Action::none(),
                    Tab::Email => Action::run(focus(email::FIRST)),
                    Tab::Sms => Action::run(focus(sms::FIRST)),
                    Tab::Texts => Action::run(focus(texts::FIRST)),
                }
            }
            Message::List(message) => self.list.update(message, context).map(Message::List),
            Message::Email(message) => self.email.update(message, context).map(Message::Email),
            Message::Sms(message) => self.sms.update(message, context).map(Message::Sms),
            Message::Texts(message) => self.texts.update(message, context).map(Message::Texts),
        }
    }

    fn take(&mut self, board: Board) {
        self.trouble = None;
        self.is_read = true;
        self.list.take(board.messages);
        self.texts.take(
            &board.own,
            board.samples,
            board.sms.as_ref().is_none_or(|sms| sms.plain_letters),
        );
        self.email.take(board.email);
        self.sms.take(board.sms);
    }

    /// Shown, or something was committed: asks again.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let asked = self.asked.ask();
        context.ask(
            |store, now| board(store, now).map(Box::new),
            move |board| Message::Board(asked, board),
        )
    }

    /// What is to be seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let tabs = [
            (Tab::List, t!(words, "messages-tab-list")),
            (Tab::Email, t!(words, "messages-mail-text")),
            (Tab::Sms, t!(words, "messages-sms-text")),
            (Tab::Texts, t!(words, "messages-tab-texts")),
        ];
        let tabs = container(
            choice("", tabs, Some(self.tab))
                .on_choose(Message::Tab)
                .id(widget::id(TABS)),
        )
        .max_width(560);
        let trouble = self.trouble.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        });
        let shown = match self.tab {
            _ if !self.is_read => widget::muted(t!(words, "messages-reading")).into(),
            Tab::List => self.list.view(context).map(Message::List),
            Tab::Email => self.email.view(context).map(Message::Email),
            Tab::Sms => self.sms.view(context).map(Message::Sms),
            Tab::Texts => self.texts.view(context).map(Message::Texts),
        };
        let whole = Column::new()
            .push(tabs)
            .push(trouble)
            .push(container(shown).height(Length::Fill))
            .spacing(Space::Normal);
        widget::page(self.title(context), [], whole)
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, _context: &'a Context) -> Option<Dialog<'a, Message>> {
        None
    }

    /// What a key means.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match key {
            Key::Character(one) if modifiers.control() && one.as_str() == "s" => match self.tab {
                Tab::List => None,
                Tab::Email => Some(Message::Email(email::Message::Save)),
                Tab::Sms => Some(Message::Sms(sms::Message::Save)),
                Tab::Texts => Some(Message::Texts(texts::Message::Save)),
            },
            Key::Named(Named::Delete) if self.tab == Tab::List => {
                Some(Message::List(list::Message::Cancel))
            }
            _ => None,
        }
    }

    /// The keys, for F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        let words = context.words();
        vec![
            ("Ctrl+S".to_owned(), t!(words, "messages-save")),
            (
                t!(words, "tickets-key-delete"),
                t!(words, "messages-key-cancel"),
            ),
        ]
    }

    /// Whether something changes by the second.
    pub fn is_counting(&self, _context: &Context) -> bool {
        self.tab == Tab::List && self.list.is_waiting()
    }
}

/// The name of the table, for the focus.
pub(super) const TABLE: &str = "messages";
const TABS: &str = "messages-tabs";

fn board(store: &Store, now: crate::domain::time::Instant) -> services::Result<Board> {
    Ok(Board {
        messages: messages::list(store, None)?,
        email: messages::email(store)?,
        sms: messages::sms(store)?,
        own: messages::own(store)?,
        samples: Language::ALL
            .into_iter()
            .map(|language| Ok((language, messages::sample(store, now, language)?)))
            .collect::<services::Result<_>>()?,
    })
}

/// A form with what its card has around it.
const FORM_CARD: f32 = crate::ui::scale::FORM + 2.0 * Space::Normal.px() + 2.0;

/// Settings at the left; at the right, the test of them.
fn halves<'a, Message: 'a>(
    form: Element<'a, Message>,
    test: Element<'a, Message>,
) -> Element<'a, Message> {
    let halves = Row::new()
        .push(container(widget::card(form)).width(FORM_CARD))
        .push(container(test).width(Length::Fill).max_width(FORM_CARD))
        .spacing(Space::Wide);
    widget::scroll(halves)
}

/// The card that sends a test, with the server's answer in words.
fn test_card<'a, Message: Clone + 'a>(
    context: &Context,
    to: Element<'a, Message>,
    send: Message,
    test: &Test,
) -> Element<'a, Message> {
    let words = context.words();
    let working = matches!(test, Test::Working);
    let label = if working {
        t!(words, "messages-testing")
    } else {
        t!(words, "messages-test")
    };
    let send = button(label).on_press_maybe((!working).then_some(send));
    let answer = match test {
        Test::None | Test::Working => None,
        Test::Done(Ok(answer)) => Some(widget::notice(
            Tone::Success,
            t!(words, "messages-test-taken"),
            t!(words, "message-said", detail = answer.as_str()),
            None,
        )),
        Test::Done(Err(error)) => {
            let said = context.sentence(error);
            Some(widget::notice(
                Tone::Danger,
                said.happened,
                said.to_do,
                None,
            ))
        }
    };
    let parts = Column::new()
        .push(widget::muted(t!(words, "messages-test-help")))
        .push(to)
        .push(widget::actions([send.into()]))
        .push(answer)
        .spacing(Space::Normal);
    widget::card(widget::section(t!(words, "messages-test-title"), parts))
}

/// Why saving was refused.
fn refused<'a, Message: 'a>(
    context: &Context,
    error: Option<&Arc<Error>>,
) -> Option<Element<'a, Message>> {
    error.map(|error| {
        let said = context.sentence(error);
        widget::notice(Tone::Danger, said.happened, said.to_do, None)
    })
}
