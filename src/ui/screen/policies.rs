//! Policies: the list, and the form of one with who uses it.

mod fields;
mod form;
mod work;

use super::{
    Action, KeyHelp, SEARCH,
    exchange::{self, Exchange, Then, Way},
    focus,
    products::rate,
};
use crate::{
    domain::{
        id::PolicyId,
        policy::{Policy, PolicyJson},
        product::Level,
    },
    services::{
        Error,
        catalogue::{self, PolicyDraft},
        product_file::Content,
    },
    store::Removed,
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        icon::Icon,
        scale::Space,
        theme::Tone,
        widget::{
            self, Dialog, button, cell, cell_mono,
            table::{Event, Order},
        },
    },
};
pub use fields::Field;
use form::Form;
pub use form::Message as InForm;
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, Row, container},
};
use std::sync::Arc;
use work::{Board, Saved};

/// The screen.
pub struct Policies {
    board: Option<Board>,
    asked: Question,
    trouble: Option<Arc<Error>>,
    search: String,
    /// The column, and which way.
    sorting: (usize, Order),
    first: u64,
    selected: Option<PolicyId>,
    form: Option<Form>,
    /// What was left unsaved; each is open again as soon as its product is.
    drafts: Vec<Form>,
    /// Asks whether this one is to be removed.
    leaving: Option<Policy>,
    working: bool,
    /// A file is written or taken in.
    exchange: Option<Exchange>,
}

/// What happened on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// All that is shown.
    Board(Question, Answer<Board>),
    /// In the table.
    Table(Event),
    /// The head of the column was pressed.
    Sort(usize),
    /// Something was typed into the search field.
    Search(String),
    /// Make a new one.
    Add,
    /// Open the form of the selected one.
    Edit,
    /// It was read, to be edited.
    Opened(Answer<Box<PolicyDraft>>),
    /// Open a form with the values of the selected one, for another.
    Duplicate,
    /// Open the draft at this place again.
    Resume(usize),
    /// Ask whether to remove the selected one.
    AskRemove,
    /// Remove it.
    Remove,
    /// It was removed, or not.
    Gone(Answer<Removed>),
    /// Leave it.
    Keep,
    /// Write a file, or take one in.
    Exchange(Way),
    /// In the dialog of the file.
    File(exchange::Message),
    /// In the form.
    Form(form::Message),
    /// It was saved, or not.
    Saved(Answer<Saved>),
}

/// The name of the table, for the focus.
const TABLE: &str = "policies";

impl Default for Policies {
    fn default() -> Self {
        Self::new()
    }
}

impl Policies {
    /// Empty until it is shown: `refresh` asks for what is on it.
    pub fn new() -> Self {
        Self {
            board: None,
            asked: Question::default(),
            trouble: None,
            search: String::new(),
            sorting: (0, Order::Rising),
            first: 0,
            selected: None,
            form: None,
            drafts: Vec::new(),
            leaving: None,
            working: false,
            exchange: None,
        }
    }

    /// Its title.
    pub fn title(&self, context: &Context) -> String {
        t!(context.words(), "page-policies")
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Board(asked, board) => self.board(asked, board),
            Message::Table(event) => self.on_table(event, context),
            Message::Sort(column) => {
                let falling = self.sorting == (column, Order::Rising);
                let order = if falling {
                    Order::Falling
                } else {
                    Order::Rising
                };
                self.sorting = (column, order);
                Action::none()
            }
            Message::Search(text) => {
                self.search = text;
                self.first = 0;
                Action::none()
            }
            Message::Add => self.add(),
            Message::Edit => self.edit(context),
            Message::Opened(Ok(draft)) => self.open(Form::of(*draft)),
            Message::Opened(Err(error)) => Action::tell(Tone::Danger, context.refusal(&error)),
            Message::Duplicate => self.duplicate(),
            Message::Resume(place) => self.resume(place),
            Message::AskRemove => {
                self.leaving = self.selected().cloned();
                Action::none()
            }
            Message::Remove => self.remove(context),
            Message::Gone(gone) => self.gone(gone, context),
            Message::Keep => {
                self.leaving = None;
                Action::run(focus(TABLE))
            }
            Message::Exchange(way) => {
                self.exchange = Some(Exchange::new(context, Content::Policies, way));
                Action::run(focus(exchange::PATH))
            }
            Message::File(message) => self.in_file(message, context),
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

    fn selected(&self) -> Option<&Policy> {
        self.board.as_ref()?.policy(self.selected?)
    }

    fn on_table(&mut self, event: Event, context: &Context) -> Action<Message> {
        let Some(board) = &self.board else {
            return Action::none();
        };
        let at = |row| {
            let shown = self.shown(context, board);
            let row = usize::try_from(row).ok()?;
            Some(shown.get(row)?.id)
        };
        match event {
            Event::Window { first, .. } => self.first = first,
            Event::Select(row) => self.selected = at(row).or(self.selected),
            Event::Activate(row) => {
                self.selected = at(row).or(self.selected);
                return self.edit(context);
            }
            Event::Sort(_) => {}
        }
        Action::none()
    }

    fn open(&mut self, form: Form) -> Action<Message> {
        self.park();
        let first = form.id.map_or(Field::Code, |_| Field::Description);
        self.form = Some(form);
        Action::run(focus_field(&first))
    }

    /// What is typed and not saved is kept for later.
    fn park(&mut self) {
        if let Some(form) = self.form.take()
            && form.is_changed()
        {
            self.drafts.push(form);
        }
    }

    fn add(&mut self) -> Action<Message> {
        let Some(board) = &self.board else {
            return Action::none();
        };
        if !board.can_edit(None) {
            return Action::none();
        }
        let level = board.levels.level.max(Level::Manager);
        self.open(Form::fresh(level))
    }

    fn edit(&mut self, context: &Context) -> Action<Message> {
        let Some(id) = self.selected else {
            return Action::none();
        };
        if let Some(place) = self.drafts.iter().position(|form| form.id == Some(id)) {
            return self.resume(place);
        }
        Action::run(context.ask(
            move |store, _| catalogue::policy_draft(store, id).map(Box::new),
            Message::Opened,
        ))
    }

    fn duplicate(&mut self) -> Action<Message> {
        let opened = self.form.as_ref().and_then(|form| form.id);
        let Some(board) = &self.board else {
            return Action::none();
        };
        let Some(policy) = opened.or(self.selected).and_then(|id| board.policy(id)) else {
            return Action::none();
        };
        let mut json = PolicyJson::from(policy);
        json.code = super::products::free_code(&json.code, &board.taken(None));
        json.level = board.levels.level.max(json.level);
        let form = Form::like(&json);
        let _ = self.open(form);
        Action::run(focus_field(&Field::Code))
    }

    fn resume(&mut self, place: usize) -> Action<Message> {
        if place >= self.drafts.len() {
            return Action::none();
        }
        let form = self.drafts.remove(place).resume();
        self.open(form)
    }

    fn remove(&mut self, context: &Context) -> Action<Message> {
        let Some(leaving) = self.leaving.take() else {
            return Action::none();
        };
        let removed = context.ask(
            move |store, now| work::remove(store, now, &leaving.code),
            Message::Gone,
        );
        Action::run(Task::batch([removed, focus(TABLE)]))
    }

    fn gone(&mut self, gone: Answer<Removed>, context: &Context) -> Action<Message> {
        let again = self.refresh(context);
        let words = context.words();
        match gone {
            Ok(Removed::Archived) => {
                Action::run(again).and_tell(Tone::Success, t!(words, "policy-archived"))
            }
            Ok(_) => Action::run(again).and_tell(Tone::Success, t!(words, "policy-removed")),
            Err(error) => Action::run(again).and_tell(Tone::Danger, context.refusal(&error)),
        }
    }

    fn in_file(&mut self, message: exchange::Message, context: &Context) -> Action<Message> {
        let Some(exchange) = &mut self.exchange else {
            return Action::none();
        };
        match exchange.update(message, context) {
            Then::Run(task) => Action::run(task.map(Message::File)),
            Then::Done(said) => {
                self.exchange = None;
                let again = Task::batch([self.refresh(context), focus(TABLE)]);
                match said {
                    Some(said) => Action::run(again).and_tell(Tone::Success, said),
                    None => Action::run(again),
                }
            }
        }
    }

    fn in_form(&mut self, message: form::Message, context: &Context) -> Action<Message> {
        match message {
            form::Message::Save => self.save(context),
            form::Message::Leave => self.leave(context),
            form::Message::Discard => {
                let again = self.form.take().and_then(|form| form.id);
                self.selected = again.or(self.selected);
                match again {
                    Some(_) => self.edit(context),
                    None => Action::run(focus(TABLE)),
                }
            }
            form::Message::Duplicate => self.duplicate(),
            message => {
                // An attribute that was picked waits for its value.
                let next = match &message {
                    form::Message::Add(name) => Some(Field::Attribute((*name).to_owned())),
                    _ => None,
                };
                if let Some(form) = &mut self.form {
                    form.change(message);
                }
                Action::run(next.as_ref().map_or_else(Task::none, focus_field))
            }
        }
    }

    fn leave(&mut self, context: &Context) -> Action<Message> {
        let changed = self.form.as_ref().is_some_and(Form::is_changed);
        self.park();
        self.form = None;
        let back = Action::run(focus(TABLE));
        if changed {
            back.and_tell(Tone::Info, t!(context.words(), "draft-kept"))
        } else {
            back
        }
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let (Some(form), Some(board)) = (&mut self.form, &self.board) else {
            return Action::none();
        };
        if self.working || form.is_contested() || !board.can_edit(form.id) {
            return Action::none();
        }
        form.tried();
        match form.read(&board.taken(form.id)) {
            Ok(wanted) => {
                let before = form.before();
                self.working = true;
                Action::run(context.ask(
                    move |store, now| work::save(store, now, before, wanted),
                    Message::Saved,
                ))
            }
            Err(mistakes) => {
                let first = mistakes.first().map_or_else(Task::none, focus_field);
                Action::run(first)
            }
        }
    }

    fn saved(&mut self, saved: Answer<Saved>, context: &Context) -> Action<Message> {
        self.working = false;
        match saved {
            Ok(Saved::Done(saved)) => {
                self.selected = Some(saved.id);
                let said = t!(
                    context.words(),
                    "policy-saved",
                    code = saved.json.code.as_str()
                );
                if let Some(form) = &mut self.form {
                    form.saved(*saved);
                }
                Action::run(self.refresh(context)).and_tell(Tone::Success, said)
            }
            Ok(Saved::Meanwhile(theirs)) => {
                if let Some(form) = &mut self.form {
                    form.meanwhile(*theirs);
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
            let title = match form.id.and_then(|id| board.policy(id)) {
                Some(policy) => t!(words, "policy-title", code = policy.code.as_str()),
                None => t!(words, "policy-title-new"),
            };
            let level = board
                .level(form.id)
                .map(|level| widget::level(level, context.level(level)));
            let form = form.view(context, board, self.working).map(Message::Form);
            return widget::page(title, level, form);
        }
        let add = button(t!(words, "policy-add"))
            .icon(Icon::Plus)
            .key("Ctrl+N")
            .primary()
            .on_press(Message::Add);
        if board.policies.is_empty() && self.drafts.is_empty() {
            let empty = widget::empty(
                Icon::Gauge,
                t!(words, "policies-none"),
                t!(words, "policies-none-do"),
                Some(add.into()),
            );
            return widget::page(self.title(context), [], empty);
        }
        let drafts = self.drafts.iter().enumerate().map(|(place, form)| {
            let resume = button(t!(words, "draft-resume"))
                .small()
                .on_press(Message::Resume(place));
            let code = match form.code() {
                "" => t!(words, "policy-title-new"),
                code => code.to_owned(),
            };
            let said = t!(words, "draft-waits", what = code);
            widget::notice(Tone::Info, said, "", Some(resume.into()))
        });
        let body = Column::new()
            .push(self.bar(context))
            .extend(drafts)
            .push(self.list(context, board))
            .spacing(Space::Tight);
        let file = |way: Way, word: String, icon: Icon, key: &'static str| {
            button(word)
                .icon(icon)
                .key(key)
                .on_press(Message::Exchange(way))
                .into()
        };
        let take = t!(words, "exchange-in-short");
        let give = t!(words, "exchange-out-short");
        let actions = [
            file(Way::In, take, Icon::Upload, "Ctrl+O"),
            file(Way::Out, give, Icon::Download, "Ctrl+E"),
            add.into(),
        ];
        widget::page(self.title(context), actions, body)
    }

    fn bar<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let chosen = self.selected().is_some();
        let search = widget::search(t!(words, "policies-search"), &self.search)
            .on_input(Message::Search)
            .id(widget::id(SEARCH));
        let tool = |word: String, icon, key: &'static str, message| {
            button(word)
                .icon(icon)
                .key(key)
                .on_press_maybe(chosen.then_some(message))
        };
        Row::new()
            .push(container(search).width(Length::Fill))
            .push(tool(
                t!(words, "product-edit"),
                Icon::Edit,
                "Enter",
                Message::Edit,
            ))
            .push(tool(
                t!(words, "product-duplicate"),
                Icon::Copy,
                "Ctrl+D",
                Message::Duplicate,
            ))
            .push(tool(
                t!(words, "product-remove"),
                Icon::Trash,
                "Del",
                Message::AskRemove,
            ))
            .spacing(Space::Tight)
            .into()
    }

    /// The policies that match, in their order.
    fn shown<'a>(&self, context: &Context, board: &'a Board) -> Vec<&'a Policy> {
        let words: Vec<_> = self
            .search
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let mut shown: Vec<_> = board
            .policies
            .iter()
            .filter(|policy| {
                let all: Vec<_> = (0..COLUMNS)
                    .map(|column| text(context, board, policy, column).to_lowercase())
                    .collect();
                let all = all.join("\n");
                words.iter().all(|word| all.contains(word))
            })
            .collect();
        let (column, order) = self.sorting;
        shown.sort_by(|one, other| {
            let by = match column {
                ACCOUNTS => accounts(board, one).cmp(&accounts(board, other)),
                SPEED => one.download_kbps.cmp(&other.download_kbps),
                _ => {
                    let text = |it: &Policy| text(context, board, it, column).to_lowercase();
                    text(one).cmp(&text(other))
                }
            };
            let by = by.then_with(|| one.code.cmp(&other.code));
            match order {
                Order::Rising => by,
                Order::Falling => by.reverse(),
            }
        });
        shown
    }

    fn list<'a>(&'a self, context: &'a Context, board: &'a Board) -> Element<'a, Message> {
        let words = context.words();
        let shown = self.shown(context, board);
        if shown.is_empty() {
            return widget::empty(
                Icon::Search,
                t!(words, "policies-not-found"),
                t!(words, "policies-not-found-do"),
                None,
            );
        }
        let heads = [
            widget::column(t!(words, "product-code")).width(150.0),
            widget::column(t!(words, "products-description")).share(3),
            widget::column(t!(words, "product-level")).width(130.0),
            widget::column(t!(words, "policy-speed")).width(190.0),
            widget::column(t!(words, "policy-used-by")).share(2),
            widget::column(t!(words, "products-users"))
                .width(96.0)
                .figures(),
        ];
        let (by, order) = self.sorting;
        let heads = heads
            .into_iter()
            .enumerate()
            .map(|(column, head)| head.sortable((column == by).then_some(order)));
        let selected = shown
            .iter()
            .position(|policy| Some(policy.id) == self.selected)
            .map(|row| row as u64);
        let first = usize::try_from(self.first).unwrap_or(0);
        let rows = shown.iter().skip(first).take(IN_SIGHT).map(|policy| {
            (0..COLUMNS).map(|column| match column {
                0 => cell_mono(policy.code.clone()),
                LEVEL => widget::level(policy.level, context.level(policy.level)),
                column => cell(text(context, board, policy, column)),
            })
        });
        widget::table(heads, shown.len() as u64, self.first)
            .rows(self.first, rows)
            .selected(selected)
            .on_event(|event| match event {
                Event::Sort(column) => Message::Sort(column),
                event => Message::Table(event),
            })
            .id(widget::id(TABLE))
            .into()
    }

    /// The dialog that is open: of what products use it says which.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        let words = context.words();
        if let Some(exchange) = &self.exchange {
            return Some(exchange.dialog(context).map(Message::File));
        }
        let policy = self.leaving.as_ref()?;
        let uses = self.board.as_ref()?.uses(policy.id);
        let by = uses.map(|uses| uses.by.join(", ")).unwrap_or_default();
        let what = if by.is_empty() {
            t!(words, "policy-remove-what")
        } else {
            t!(words, "policy-remove-used", products = by)
        };
        let title = t!(words, "policy-remove-title", code = policy.code.as_str());
        let dialog = widget::dialog(title, t!(words, "policy-keep"), Message::Keep)
            .body(widget::text(what))
            .danger(t!(words, "product-remove"), Some(Message::Remove));
        Some(dialog)
    }

    /// What a key means.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        let in_form = self.form.is_some();
        match key {
            Key::Named(Named::Escape) if in_form => Some(Message::Form(form::Message::Leave)),
            Key::Named(Named::Escape) if !self.search.is_empty() => {
                Some(Message::Search(String::new()))
            }
            Key::Named(Named::Delete) if modifiers.is_empty() && !in_form => {
                Some(Message::AskRemove)
            }
            Key::Character(letter) if modifiers == Modifiers::CTRL => match letter.as_str() {
                "s" if in_form => Some(Message::Form(form::Message::Save)),
                "n" => Some(Message::Add),
                "d" => Some(Message::Duplicate),
                "o" if !in_form => Some(Message::Exchange(Way::In)),
                "e" if !in_form => Some(Message::Exchange(Way::Out)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The keys, for F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        let words = context.words();
        let keys = if self.form.is_some() {
            vec![
                ("Ctrl+S", t!(words, "product-save")),
                ("Enter", t!(words, "key-save-in-field")),
                ("Ctrl+D", t!(words, "product-duplicate")),
                ("Ctrl+N", t!(words, "policy-add")),
                ("Esc", t!(words, "key-leave-draft")),
            ]
        } else {
            vec![
                ("Enter", t!(words, "product-edit")),
                ("Ctrl+N", t!(words, "policy-add")),
                ("Ctrl+D", t!(words, "product-duplicate")),
                ("Del", t!(words, "product-remove")),
                ("Ctrl+O", t!(words, "exchange-in")),
                ("Ctrl+E", t!(words, "exchange-out")),
            ]
        };
        let owned = |(key, does): (&str, String)| (key.to_owned(), does);
        keys.into_iter().map(owned).collect()
    }

    /// Whether something changes by the second.
    pub fn is_counting(&self, _context: &Context) -> bool {
        false
    }
}

fn focus_field(field: &Field) -> Task<Message> {
    iced::widget::operation::focus(field.name())
}

const COLUMNS: usize = 6;
const LEVEL: usize = 2;
const SPEED: usize = 3;
const ACCOUNTS: usize = 5;

/// More rows than any window shows.
const IN_SIGHT: usize = 100;

fn accounts(board: &Board, policy: &Policy) -> u64 {
    board.uses(policy.id).map_or(0, |uses| uses.accounts.live)
}

fn text(context: &Context, board: &Board, policy: &Policy, column: usize) -> String {
    let words = context.words();
    match column {
        0 => policy.code.clone(),
        1 => policy.description.clone(),
        LEVEL => context.level(policy.level),
        SPEED => {
            let rate = |kbps| match kbps {
                0 => t!(words, "policy-rate-unlimited"),
                kbps => rate(context, kbps),
            };
            format!(
                "{} / {}",
                rate(policy.download_kbps),
                rate(policy.upload_kbps)
            )
        }
        ACCOUNTS => context.number(accounts(board, policy)),
        _ => board
            .uses(policy.id)
            .map(|uses| uses.by.join(", "))
            .unwrap_or_default(),
    }
}
