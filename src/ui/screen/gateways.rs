//! Gateways: how each stands, adding one step by step, the page of one with its plan and its push, and the RADIUS clients.

mod clients;
mod draft;
pub mod form;
mod guide;
mod list;
pub mod one;
mod online;
mod push;
pub mod taking;
pub mod wizard;

pub use draft::{Field, Wrong};
pub use one::Tab;

use super::{Action, KeyHelp, focus};
use crate::{
    domain::{gateway::Gateway, id::GatewayId},
    services::{
        Actor, Error,
        gateways::{
            self,
            overview::{self, Board, Card},
            withdraw,
        },
    },
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        scale::Space,
        theme::Tone,
        widget::{self, Dialog, choice, table::Event},
    },
};
use draft::Other;
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, container},
};
use one::One;
use std::sync::Arc;
use wizard::Wizard;

/// A part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// The gateways, each with how it is.
    #[default]
    Gateways,
    /// Who may ask for logins, by which secret.
    Clients,
}

/// The screen.
#[derive(Default)]
pub struct Gateways {
    part: Part,
    asked: Question,
    trouble: Option<Arc<Error>>,
    board: Option<Board>,
    selected: Option<GatewayId>,
    first: u64,
    revealed: Option<GatewayId>,
    wizard: Option<Wizard>,
    one: Option<One>,
    removing: Option<Removing>,
    /// Is opened as soon as the gateways are known.
    wanted: Option<String>,
}

/// A gateway that may be removed.
struct Removing {
    card: Card,
    /// What Innkeeper made there is taken off it first.
    withdraws: bool,
    working: bool,
    refused: Option<Arc<Error>>,
}

impl Removing {
    fn new(card: Card) -> Self {
        Self {
            withdraws: is_pushed(&card),
            card,
            working: false,
            refused: None,
        }
    }
}

/// Whether something of ours may be there.
fn is_pushed(card: &Card) -> bool {
    let standing = card.standing.as_ref();
    standing.is_some_and(|standing| standing.keeping.pushed_at.is_some())
}

/// What happened on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// What was asked for.
    Board(Question, Answer<Board>),
    /// Another part is to be seen.
    Part(Part),
    /// In the table.
    Table(Event),
    /// Add a gateway.
    Add,
    /// Add a RADIUS client by hand, of this address if one is known.
    AddClient(Option<String>),
    /// Open the selected one.
    Open,
    /// Open the selected one at this part.
    OpenAt(Tab),
    /// Show the secret of the selected one, or hide it.
    Reveal,
    /// Put it on the clipboard.
    CopySecret,
    /// In the wizard.
    Wizard(wizard::Message),
    /// On the page of one.
    One(one::Message),
    /// Ask whether to remove the selected one, or the one that is open.
    AskRemove,
    /// Whether what is there is taken off it first.
    Withdraws(bool),
    /// Remove it.
    Remove,
    /// It is gone, or not.
    Removed(Answer<Gateway>),
    /// Leave it.
    Keep,
}

impl Gateways {
    /// Empty until it is shown: `refresh` asks for what is on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Its title.
    pub fn title(&self, context: &Context) -> String {
        match &self.one {
            Some(one) => one.card.gateway.name.clone(),
            None => t!(context.words(), "page-gateways"),
        }
    }

    /// Another page asks for the gateway of this name.
    pub fn show(&mut self, name: String) {
        if let Some(wizard) = self.wizard.take() {
            wizard.leave();
        }
        self.leave_one();
        self.part = Part::Gateways;
        self.wanted = Some(name);
    }

    fn cards(&self) -> &[Card] {
        self.board.as_ref().map_or(&[], |board| &board.cards)
    }

    fn place(&self) -> Option<usize> {
        self.cards()
            .iter()
            .position(|card| Some(card.gateway.id) == self.selected)
    }

    fn selected(&self) -> Option<&Card> {
        self.cards().get(self.place()?)
    }

    fn others(&self) -> Vec<Other> {
        self.cards()
            .iter()
            .map(|card| Other {
                id: card.gateway.id,
                name: card.gateway.name.clone(),
                network: card.gateway.network,
            })
            .collect()
    }

    fn table(&self) -> &'static str {
        match self.part {
            Part::Gateways => list::TABLE,
            Part::Clients => clients::TABLE,
        }
    }

    /// The table that the page is about, where that is what it shows.
    pub fn table_shown(&self) -> Option<&'static str> {
        let is_list = self.wizard.is_none() && self.one.is_none() && !self.cards().is_empty();
        is_list.then(|| self.table())
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Board(asked, board) => self.take(asked, board, context),
            Message::Part(part) => {
                self.part = part;
                self.revealed = None;
                Action::run(focus(self.table()))
            }
            Message::Table(event) => self.on_table(event, context),
            Message::Add => self.add(self.part == Part::Clients, None, context),
            Message::AddClient(address) => self.add(true, address, context),
            Message::Open => self.open(Tab::State, context),
            Message::OpenAt(tab) => self.open(tab, context),
            Message::Reveal => {
                self.revealed = match self.revealed {
                    Some(shown) if Some(shown) == self.selected => None,
                    _ => self.selected,
                };
                Action::none()
            }
            Message::CopySecret => match self.selected() {
                Some(card) => Action::run(iced::clipboard::write(card.gateway.secret.clone()))
                    .and_tell(Tone::Success, t!(context.words(), "copied")),
                None => Action::none(),
            },
            Message::Wizard(wizard::Message::Close) => {
                if let Some(wizard) = self.wizard.take() {
                    wizard.leave();
                }
                Action::run(focus(self.table()))
            }
            Message::Wizard(wizard::Message::Added(Ok(added))) => {
                let (id, board) = *added;
                self.added(id, board, context)
            }
            Message::Wizard(message) => match &mut self.wizard {
                Some(wizard) => wizard.update(message, context).map(Message::Wizard),
                None => Action::none(),
            },
            Message::One(one::Message::Close) => {
                self.leave_one();
                Action::run(Task::batch([self.refresh(context), focus(self.table())]))
            }
            Message::One(one::Message::Remove) | Message::AskRemove => self.ask_remove(),
            Message::One(message) => {
                let others = self.others();
                match &mut self.one {
                    Some(one) => one.update(message, others, context).map(Message::One),
                    None => Action::none(),
                }
            }
            Message::Withdraws(withdraws) => {
                if let Some(removing) = &mut self.removing {
                    removing.withdraws = withdraws;
                }
                Action::none()
            }
            Message::Remove => self.remove(context),
            Message::Removed(removed) => self.removed(removed, context),
            Message::Keep => {
                self.removing = None;
                Action::none()
            }
        }
    }

    fn take(
        &mut self,
        asked: Question,
        board: Answer<Board>,
        context: &Context,
    ) -> Action<Message> {
        if asked != self.asked {
            return Action::none();
        }
        let board = match board {
            Ok(board) => board,
            Err(error) => {
                self.trouble = Some(error);
                return Action::none();
            }
        };
        self.trouble = None;
        self.board = Some(board);
        if self.selected().is_none() {
            self.selected = self.cards().first().map(|card| card.gateway.id);
        }
        if let Some(name) = self.wanted.take()
            && let Some(card) = self.cards().iter().find(|card| card.gateway.name == name)
        {
            self.selected = Some(card.gateway.id);
            return self.open(Tab::State, context);
        }
        let open = self.one.as_ref().map(One::id);
        let card = self
            .cards()
            .iter()
            .find(|card| Some(card.gateway.id) == open)
            .cloned();
        match (&mut self.one, card) {
            (Some(one), Some(card)) => Action::run(one.take(card, context).map(Message::One)),
            // Somebody else has removed it.
            (Some(_), None) => {
                self.leave_one();
                Action::none()
            }
            (None, _) => Action::none(),
        }
    }

    fn on_table(&mut self, event: Event, context: &Context) -> Action<Message> {
        let at = |row: u64| {
            let row = usize::try_from(row).ok()?;
            Some(self.cards().get(row)?.gateway.id)
        };
        match event {
            Event::Window { first, .. } => self.first = first,
            Event::Select(row) => self.selected = at(row).or(self.selected),
            Event::Activate(row) => {
                self.selected = at(row).or(self.selected);
                return self.open(Tab::State, context);
            }
            Event::Sort(_) => {}
        }
        Action::none()
    }

    fn add(
        &mut self,
        by_hand: bool,
        address: Option<String>,
        context: &Context,
    ) -> Action<Message> {
        let (wizard, task) = Wizard::new(by_hand, address, self.others(), context);
        self.wizard = Some(wizard);
        Action::run(task.map(Message::Wizard))
    }

    fn added(&mut self, id: GatewayId, board: Board, context: &Context) -> Action<Message> {
        let words = context.words();
        self.wizard = None;
        self.board = Some(board);
        self.selected = Some(id);
        let Some(card) = self.selected() else {
            return Action::none();
        };
        let name = card.gateway.name.as_str();
        let (tab, said) = if card.standing.is_some() {
            (Tab::Plan, t!(words, "gateways-added-plan", name = name))
        } else {
            (Tab::Guide, t!(words, "gateways-added-guide", name = name))
        };
        self.open(tab, context).and_tell(Tone::Success, said)
    }

    fn open(&mut self, tab: Tab, context: &Context) -> Action<Message> {
        let Some(card) = self.selected().cloned() else {
            return Action::none();
        };
        self.revealed = None;
        let (one, task) = One::new(card, tab, context);
        self.one = Some(one);
        Action::run(task.map(Message::One))
    }

    fn leave_one(&mut self) {
        if let Some(one) = self.one.take() {
            one.leave();
        }
    }

    fn ask_remove(&mut self) -> Action<Message> {
        let open = self.one.as_ref().map(|one| one.card.clone());
        self.removing = open.or_else(|| self.selected().cloned()).map(Removing::new);
        Action::none()
    }

    fn remove(&mut self, context: &Context) -> Action<Message> {
        let Some(removing) = self.removing.as_mut().filter(|it| !it.working) else {
            return Action::none();
        };
        removing.working = true;
        removing.refused = None;
        let (name, withdraws) = (removing.card.gateway.name.clone(), removing.withdraws);
        let clock = context.clock;
        Action::run(context.ask(
            move |store, now| {
                if withdraws {
                    let done = withdraw::withdraw(store, &clock, Actor::Desk, &name)?;
                    Ok(done.gateway)
                } else {
                    gateways::remove(store, now, Actor::Desk, &name)
                }
            },
            Message::Removed,
        ))
    }

    fn removed(&mut self, removed: Answer<Gateway>, context: &Context) -> Action<Message> {
        match removed {
            Ok(gateway) => {
                self.removing = None;
                self.leave_one();
                let said = t!(
                    context.words(),
                    "gateways-removed",
                    name = gateway.name.as_str()
                );
                Action::run(Task::batch([self.refresh(context), focus(self.table())]))
                    .and_tell(Tone::Success, said)
            }
            Err(error) => match &mut self.removing {
                Some(removing) => {
                    removing.working = false;
                    removing.refused = Some(error);
                    Action::none()
                }
                None => Action::tell(Tone::Danger, context.refusal(&error)),
            },
        }
    }

    /// Shown, or something was committed: asks again.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let asked = self.asked.ask();
        context.ask(overview::board, move |board| Message::Board(asked, board))
    }

    /// What is to be seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        if let Some(wizard) = &self.wizard {
            let wizard = wizard.view(context).map(Message::Wizard);
            return widget::page(t!(words, "gateways-add"), [], wizard);
        }
        if let Some(one) = &self.one {
            let actions = one.actions(context).into_iter();
            let actions = actions.map(|action| action.map(Message::One));
            let page = one.view(context).map(Message::One);
            return widget::page(self.title(context), actions, page);
        }
        let parts = [
            (Part::Gateways, t!(words, "page-gateways")),
            (Part::Clients, t!(words, "gateways-clients")),
        ];
        let parts = container(
            choice("", parts, Some(self.part))
                .on_choose(Message::Part)
                .id(widget::id(PARTS)),
        )
        .max_width(380);
        let trouble = self.trouble.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        });
        let (shown, is_empty) = match (&self.board, self.part) {
            (None, _) => (widget::muted(t!(words, "messages-reading")).into(), true),
            (Some(board), Part::Gateways) => (
                list::view(context, &board.cards, self.place(), self.first),
                board.cards.is_empty(),
            ),
            (Some(board), Part::Clients) => (
                clients::view(context, board, self.place(), self.first, self.revealed),
                board.cards.is_empty(),
            ),
        };
        let whole = Column::new()
            .push(parts)
            .push(trouble)
            .push(container(shown).height(Length::Fill))
            .spacing(Space::Normal);
        // Where there is nothing yet, the button stands in the middle.
        let add = (!is_empty).then(|| match self.part {
            Part::Gateways => list::add_button(context),
            Part::Clients => clients::add_button(context),
        });
        widget::page(self.title(context), add, whole)
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        let words = context.words();
        let Some(removing) = &self.removing else {
            let dialog = self.one.as_ref()?.dialog(context)?;
            return Some(dialog.map(Message::One));
        };
        let card = &removing.card;
        let name = card.gateway.name.as_str();
        let stays = match (is_pushed(card), removing.withdraws) {
            (true, true) => t!(words, "gateways-remove-withdraws"),
            (true, false) => t!(words, "gateways-remove-stays"),
            (false, _) => t!(words, "gateways-remove-by-hand"),
        };
        let withdraws = is_pushed(card).then(|| {
            widget::check(t!(words, "gateways-withdraw"), removing.withdraws)
                .on_toggle(Message::Withdraws)
        });
        let refused = removing.refused.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        });
        let online = (card.online > 0).then(|| {
            let said = t!(words, "gateways-remove-online", count = card.online);
            widget::notice(Tone::Warning, said, "", None)
        });
        let body = Column::new()
            .push(widget::text(t!(words, "gateways-remove-what")))
            .push(withdraws)
            .push(widget::text(stays))
            .push(online)
            .push(refused)
            .spacing(Space::Normal);
        let dialog = widget::dialog(
            t!(words, "gateways-remove-title", name = name),
            t!(words, "gateways-keep"),
            Message::Keep,
        )
        .body(body)
        .danger(
            if removing.working {
                t!(words, "gateways-removing")
            } else {
                t!(words, "gateways-remove")
            },
            (!removing.working).then_some(Message::Remove),
        );
        Some(dialog)
    }

    /// What a key means.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        if self.wizard.is_some() {
            return Wizard::on_key(key, modifiers).map(Message::Wizard);
        }
        if let Some(one) = &self.one {
            return one.on_key(key, modifiers).map(Message::One);
        }
        match key {
            Key::Named(Named::Delete) => Some(Message::AskRemove),
            Key::Character(letter) if modifiers.is_empty() => match letter.as_str() {
                "n" => Some(Message::Add),
                "v" if self.part == Part::Clients => Some(Message::Reveal),
                "p" if self.part == Part::Gateways => Some(Message::OpenAt(Tab::Plan)),
                "o" if self.part == Part::Gateways => Some(Message::OpenAt(Tab::Online)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The keys, for F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        if self.one.is_some() {
            return One::keys(context);
        }
        let words = context.words();
        let key = |key: &str, what| (key.to_owned(), what);
        let mut keys = vec![
            key("N", t!(words, "gateways-add")),
            key("Enter", t!(words, "gateways-open")),
        ];
        keys.extend(match self.part {
            Part::Gateways => [
                key("P", t!(words, "gateways-tab-plan")),
                key("O", t!(words, "gateways-tab-online")),
            ]
            .to_vec(),
            Part::Clients => vec![key("V", t!(words, "gateways-secret-show"))],
        });
        keys.push((
            t!(words, "tickets-key-delete"),
            t!(words, "gateways-remove"),
        ));
        keys
    }

    /// Whether something changes by the second.
    pub fn is_counting(&self, _context: &Context) -> bool {
        false
    }
}

/// The name of the row of parts.
const PARTS: &str = "gateways-parts";
