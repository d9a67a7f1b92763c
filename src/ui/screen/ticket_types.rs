//! What the desk offers: the ticket types in the order of their tiles, and the form of one with its tile beside it.

mod draft;
mod form;
mod work;

use super::{Action, KeyHelp, focus};
use crate::{
    domain::{id::TicketTypeId, product::Product, ticket_type::TicketType},
    i18n::Language,
    services::Error,
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        format,
        icon::Icon,
        scale::Space,
        theme::Tone,
        widget::{
            self, Dialog, button, cell, cell_muted, column,
            table::{Event, table},
        },
    },
};
pub use draft::Field;
use form::Form;
use iced::{
    Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::Column,
};
use std::sync::Arc;
use work::{Board, Saved};

/// The screen.
#[derive(Default)]
pub struct TicketTypes {
    board: Option<Board>,
    asked: Question,
    trouble: Option<Arc<Error>>,
    first: u64,
    selected: Option<TicketTypeId>,
    form: Option<Form>,
    /// Asks whether this one is to be put away.
    leaving: Option<TicketType>,
    working: bool,
}

/// What happened on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The ticket types and the products.
    Board(Question, Answer<Board>),
    /// In the table.
    Table(Event),
    /// Make a new one.
    Add,
    /// Open the form of the selected one.
    Edit,
    /// Open a form with the values of the selected one, for another.
    Duplicate,
    /// Move the selected one by so many places.
    Move(isize),
    /// It was moved, or not.
    Moved(Answer<()>),
    /// Ask whether to put the selected one away.
    AskPutAway,
    /// Put it away.
    PutAway,
    /// It was put away, or not.
    Gone(Answer<TicketType>),
    /// Leave it.
    Keep,
    /// In the form.
    Form(form::Message),
    /// It was saved, or not.
    Saved(Answer<Saved>),
}

/// The name of the table, for the focus.
pub(super) const TABLE: &str = "ticket-types";

impl TicketTypes {
    /// Empty until it is shown: `refresh` asks for what is on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Its title.
    pub fn title(&self, context: &Context) -> String {
        t!(context.words(), "page-ticket-types")
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Board(asked, board) => self.board(asked, board),
            Message::Table(event) => self.on_table(event, context.language),
            Message::Add => self.open(None, None, context.language),
            Message::Edit => self.edit(context.language),
            Message::Duplicate => self.duplicate(context),
            Message::Move(by) => self.move_by(by, context),
            Message::Moved(moved) => self.moved(moved, context),
            Message::AskPutAway => self.ask_put_away(),
            Message::PutAway => self.put_away(context),
            Message::Gone(gone) => self.gone(gone, context),
            Message::Keep => self.keep(),
            Message::Form(message) => self.in_form(message, context),
            Message::Saved(saved) => self.saved(saved, context),
        }
    }

    /// Shown, or something was committed: asks again.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let asked = self.asked.ask();
        context.ask(
            |store, _| work::board(store),
            move |board| Message::Board(asked, board),
        )
    }

    fn board(&mut self, asked: Question, board: Answer<Board>) -> Action<Message> {
        if asked == self.asked {
            match board {
                Ok(board) => {
                    self.board = Some(board);
                    self.trouble = None;
                }
                Err(error) => self.trouble = Some(error),
            }
        }
        Action::none()
    }

    fn types(&self) -> &[(TicketType, Product)] {
        self.board.as_ref().map_or(&[], |board| &board.types)
    }

    fn products(&self) -> &[Product] {
        self.board.as_ref().map_or(&[], |board| &board.products)
    }

    fn selected(&self) -> Option<&TicketType> {
        let id = self.selected?;
        self.types()
            .iter()
            .map(|(one, _)| one)
            .find(|one| one.id == id)
    }

    fn on_table(&mut self, event: Event, language: Language) -> Action<Message> {
        let at = |row| {
            let row = usize::try_from(row).ok()?;
            Some(self.types().get(row)?.0.id)
        };
        match event {
            Event::Window { first, .. } => self.first = first,
            Event::Select(row) => self.selected = at(row).or(self.selected),
            Event::Activate(row) => {
                self.selected = at(row).or(self.selected);
                return self.edit(language);
            }
            Event::Sort(_) => {}
        }
        Action::none()
    }

    fn open(
        &mut self,
        before: Option<TicketType>,
        like: Option<&TicketType>,
        language: Language,
    ) -> Action<Message> {
        let product = self.products().first().map(|product| product.id);
        let is_free = |key: &u8| self.types().iter().all(|(one, _)| one.hotkey != Some(*key));
        let key = (1..=9).find(is_free);
        self.form = Some(match (before, like) {
            (Some(before), _) => Form::of(before, language),
            (None, Some(like)) => Form::like(like, key, language),
            (None, None) => Form::new(product, key),
        });
        Action::run(focus(Field::Name.name()))
    }

    fn edit(&mut self, language: Language) -> Action<Message> {
        match self.selected().cloned() {
            Some(known) => self.open(Some(known), None, language),
            None => Action::none(),
        }
    }

    fn duplicate(&mut self, context: &Context) -> Action<Message> {
        let Some(known) = self.selected().cloned() else {
            return Action::none();
        };
        let name = t!(
            context.words(),
            "ticket-types-copy-of",
            name = known.name.as_str()
        );
        let like = TicketType { name, ..known };
        self.open(None, Some(&like), context.language)
    }

    fn move_by(&mut self, by: isize, context: &Context) -> Action<Message> {
        let Some(name) = self.selected().map(|one| one.name.clone()) else {
            return Action::none();
        };
        // Two moves at once would each start from the same order.
        if std::mem::replace(&mut self.working, true) {
            return Action::none();
        }
        Action::run(context.ask(
            move |store, now| work::move_by(store, now, &name, by),
            Message::Moved,
        ))
    }

    fn moved(&mut self, moved: Answer<()>, context: &Context) -> Action<Message> {
        self.working = false;
        let again = self.refresh(context);
        match moved {
            Ok(()) => Action::run(again),
            Err(error) => Action::run(again).and_tell(Tone::Danger, context.refusal(&error)),
        }
    }

    fn ask_put_away(&mut self) -> Action<Message> {
        self.leaving = self.selected().cloned();
        Action::none()
    }

    fn keep(&mut self) -> Action<Message> {
        self.leaving = None;
        Action::run(focus(TABLE))
    }

    fn put_away(&mut self, context: &Context) -> Action<Message> {
        let Some(leaving) = self.leaving.take() else {
            return Action::none();
        };
        let put = context.ask(
            move |store, now| work::put_away(store, now, &leaving.name),
            Message::Gone,
        );
        Action::run(Task::batch([put, focus(TABLE)]))
    }

    fn gone(&mut self, gone: Answer<TicketType>, context: &Context) -> Action<Message> {
        let again = self.refresh(context);
        match gone {
            Ok(gone) => Action::run(again).and_tell(
                Tone::Success,
                t!(
                    context.words(),
                    "ticket-types-gone",
                    name = gone.name.as_str()
                ),
            ),
            Err(error) => Action::run(again).and_tell(Tone::Danger, context.refusal(&error)),
        }
    }

    /// The names of the ticket types but for the one that is being changed.
    fn taken<'a>(&'a self, form: &Form) -> Vec<&'a str> {
        let own = form.before().map(|before| before.id);
        let others = self.types().iter().filter(|(one, _)| Some(one.id) != own);
        others.map(|(one, _)| one.name.as_str()).collect()
    }

    fn in_form(&mut self, message: form::Message, context: &Context) -> Action<Message> {
        match message {
            form::Message::Save => self.save(context),
            form::Message::Close => self.close(),
            form::Message::TakeTheirs => {
                let theirs = self.form.as_mut().and_then(Form::take_theirs);
                match theirs {
                    Some(theirs) => self.open(Some(theirs), None, context.language),
                    None => self.close(),
                }
            }
            form::Message::KeepMine => {
                if let Some(form) = &mut self.form {
                    form.keep_mine();
                }
                self.save(context)
            }
            message => {
                if let Some(form) = &mut self.form {
                    form.change(message);
                }
                Action::none()
            }
        }
    }

    fn close(&mut self) -> Action<Message> {
        self.form = None;
        Action::run(focus(TABLE))
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let Some(form) = &self.form else {
            return Action::none();
        };
        if self.working {
            return Action::none();
        }
        let read = form.read(&self.taken(form), context.location.currency);
        let before = form.before().cloned();
        match read {
            Ok(wanted) => {
                self.working = true;
                Action::run(context.ask(
                    move |store, now| work::save(store, now, before.as_ref(), wanted),
                    Message::Saved,
                ))
            }
            Err(wrong) => {
                let first = wrong.first().map(|(field, _)| *field);
                if let Some(form) = &mut self.form {
                    form.show_mistakes();
                }
                Action::run(first.map_or_else(Task::none, |field| focus(field.name())))
            }
        }
    }

    fn saved(&mut self, saved: Answer<Saved>, context: &Context) -> Action<Message> {
        self.working = false;
        match saved {
            Ok(Saved::Done(saved)) => {
                self.selected = Some(saved.id);
                self.form = None;
                let words = t!(
                    context.words(),
                    "ticket-types-saved",
                    name = saved.name.as_str()
                );
                let again = self.refresh(context);
                Action::run(Task::batch([again, focus(TABLE)])).and_tell(Tone::Success, words)
            }
            Ok(Saved::Meanwhile(theirs)) => {
                if let Some(form) = &mut self.form {
                    form.meanwhile(theirs.map(|theirs| *theirs));
                }
                Action::run(self.refresh(context))
            }
            Err(error) => {
                if let Some(form) = &mut self.form {
                    form.refuse(error);
                }
                Action::none()
            }
        }
    }

    /// What is to be seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        if let Some(error) = &self.trouble {
            let said = context.sentence(error);
            let empty = widget::empty(Icon::Warning, said.happened, said.to_do, None);
            return widget::page(self.title(context), [], empty);
        }
        let Some(board) = &self.board else {
            return widget::page(self.title(context), [], iced::widget::Space::new());
        };
        if let Some(form) = &self.form {
            let taken = self.taken(form);
            let keys = self.keys_of_others(form);
            let form = form.view(context, &board.products, &taken, &keys, self.working);
            return widget::page(self.title(context), [], form.map(Message::Form));
        }
        let add = button(t!(words, "ticket-types-add"))
            .icon(Icon::Plus)
            .key("N")
            .primary()
            .on_press(Message::Add);
        if board.types.is_empty() {
            let empty = widget::empty(
                Icon::Ticket,
                t!(words, "ticket-types-none"),
                t!(words, "ticket-types-none-do"),
                Some(add.into()),
            );
            return widget::page(self.title(context), [], empty);
        }
        let body = Column::new()
            .push(self.bar(context))
            .push(self.list(context))
            .spacing(Space::Tight);
        widget::page(self.title(context), [add.into()], body)
    }

    /// The keys that other ticket types have.
    fn keys_of_others<'a>(&'a self, form: &Form) -> Vec<(u8, &'a str)> {
        let own = form.before().map(|before| before.id);
        let others = self.types().iter().filter(|(one, _)| Some(one.id) != own);
        others
            .filter_map(|(one, _)| Some((one.hotkey?, one.name.as_str())))
            .collect()
    }

    fn bar<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let chosen = self.selected();
        let place =
            chosen.and_then(|chosen| self.types().iter().position(|(one, _)| one.id == chosen.id));
        let last = self.types().len().saturating_sub(1);
        let tool = |word: String, icon, key, message: Option<Message>| -> Element<'a, Message> {
            let tool = button(word).small().icon(icon).on_press_maybe(message);
            match key {
                Some(key) => tool.key(key).into(),
                None => tool.into(),
            }
        };
        let up = place.is_some_and(|place| place > 0);
        let down = place.is_some_and(|place| place < last);
        super::parts::flowing([
            tool(
                t!(words, "ticket-types-edit"),
                Icon::Settings,
                Some("Enter"),
                chosen.map(|_| Message::Edit),
            ),
            tool(
                t!(words, "ticket-types-duplicate"),
                Icon::Copy,
                Some("D"),
                chosen.map(|_| Message::Duplicate),
            ),
            tool(
                t!(words, "ticket-types-up"),
                Icon::ArrowUp,
                None,
                up.then_some(Message::Move(-1)),
            ),
            tool(
                t!(words, "ticket-types-down"),
                Icon::ArrowDown,
                None,
                down.then_some(Message::Move(1)),
            ),
            tool(
                t!(words, "ticket-types-put-away"),
                Icon::Close,
                None,
                chosen.map(|_| Message::AskPutAway),
            ),
        ])
    }

    fn list<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let columns = [
            column(t!(words, "ticket-types-key")).width(72.0),
            column(t!(words, "ticket-types-name")).share(3),
            column(t!(words, "ticket-types-format")).width(120.0),
            column(t!(words, "ticket-types-product")).share(2),
            column(t!(words, "ticket-types-price"))
                .width(128.0)
                .figures(),
            column(t!(words, "ticket-types-devices"))
                .width(96.0)
                .figures(),
        ];
        let total = self.types().len() as u64;
        let rows = self.types().iter().map(|(one, product)| {
            let key = one.hotkey.map_or_else(
                || cell_muted("–"),
                |hotkey| widget::keycap(hotkey.to_string()),
            );
            [
                key,
                cell(one.name.as_str()),
                cell(format::ticket_format(words, one.format)),
                cell_muted(context.described(product)),
                cell(context.type_price(one)),
                cell(context.number(one.devices.into())),
            ]
        });
        let selected = self.selected.and_then(|id| {
            let place = self.types().iter().position(|(one, _)| one.id == id)?;
            u64::try_from(place).ok()
        });
        table(columns, total, self.first)
            .rows(0, rows)
            .selected(selected)
            .on_event(Message::Table)
            .id(widget::id(TABLE))
            .into()
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        let words = context.words();
        let leaving = self.leaving.as_ref()?;
        let title = t!(
            words,
            "ticket-types-put-away-title",
            name = leaving.name.as_str()
        );
        let dialog = widget::dialog(title, t!(words, "ticket-types-keep"), Message::Keep)
            .body(widget::text(t!(words, "ticket-types-put-away-what")))
            .danger(t!(words, "ticket-types-put-away"), Some(Message::PutAway));
        Some(dialog)
    }

    /// What a key means.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        if self.form.is_some() {
            return match key {
                Key::Named(Named::Escape) => Some(Message::Form(form::Message::Close)),
                Key::Named(Named::Enter) => Some(Message::Form(form::Message::Save)),
                _ => None,
            };
        }
        match key {
            Key::Named(Named::ArrowUp) if modifiers == Modifiers::ALT => Some(Message::Move(-1)),
            Key::Named(Named::ArrowDown) if modifiers == Modifiers::ALT => Some(Message::Move(1)),
            Key::Named(Named::Delete) => Some(Message::AskPutAway),
            Key::Character(letter) if modifiers.is_empty() => match letter.as_str() {
                "n" => Some(Message::Add),
                "d" => Some(Message::Duplicate),
                _ => None,
            },
            _ => None,
        }
    }

    /// The keys, for F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        let words = context.words();
        vec![
            ("N".to_owned(), t!(words, "ticket-types-add")),
            ("Enter".to_owned(), t!(words, "ticket-types-edit")),
            ("D".to_owned(), t!(words, "ticket-types-duplicate")),
            ("Alt+↑ ↓".to_owned(), t!(words, "ticket-types-key-move")),
            (
                t!(words, "tickets-key-delete"),
                t!(words, "ticket-types-put-away"),
            ),
        ]
    }

    /// Whether something changes by the second.
    pub fn is_counting(&self, _context: &Context) -> bool {
        false
    }
}
