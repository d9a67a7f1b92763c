//! Products: the list, and the form of one with what it means for a guest.

mod fields;
mod form;
mod guest;
mod list;
mod users;
mod work;

use super::{
    Action, KeyHelp, SEARCH,
    exchange::{self, Exchange, Then, Way},
    focus,
};
use crate::{
    domain::{id::ProductId, product::Product},
    services::{
        Actor, Error, bulk,
        catalogue::{self, ProductDraft},
        product_file::Content,
    },
    store::{Job, JobKind, Removed},
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        icon::Icon,
        scale::Space,
        theme::Tone,
        widget::{self, Dialog, button, table::Event},
    },
};
pub use fields::Field;
pub(super) use fields::{level, named};
use form::Form;
pub use form::Message as InForm;
pub(super) use guest::rate;
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, Row, container, responsive},
};
use list::Sorting;
use std::sync::Arc;
use work::{Board, Holders, Saved};

/// The screen.
#[derive(Default)]
pub struct Products {
    board: Option<Board>,
    asked: Question,
    trouble: Option<Arc<Error>>,
    search: String,
    sorting: Sorting,
    first: u64,
    selected: Option<ProductId>,
    form: Option<Form>,
    /// What was left unsaved; each is open again as soon as its product is.
    drafts: Vec<Form>,
    /// Asks whether this one is to be removed.
    leaving: Option<Product>,
    working: bool,
    /// A file is written or taken in.
    exchange: Option<Exchange>,
    /// Who has the product of the form.
    holders: Option<Holders>,
    asked_holders: Question,
    /// Asks whether to bring them up to date.
    updating: Option<JobKind>,
}

/// What happened on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// All that is shown.
    Board(Question, Answer<Board>),
    /// In the table.
    Table(Event),
    /// The head of the column was pressed.
    Sort(list::Column),
    /// Something was typed into the search field.
    Search(String),
    /// Make a new one.
    Add,
    /// Open the form of the selected one.
    Edit,
    /// It was read, to be edited.
    Opened(Answer<Box<ProductDraft>>),
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
    /// Who has the product of the form.
    Holders(Question, Answer<Holders>),
    /// Bring them up to date.
    Update,
    /// Leave them.
    NotNow,
    /// It was begun or stopped, or not.
    Begun(Answer<Job>),
}

/// The name of the table, for the focus.
const TABLE: &str = "products";

impl Products {
    /// Empty until it is shown: `refresh` asks for what is on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Its title.
    pub fn title(&self, context: &Context) -> String {
        t!(context.words(), "page-products")
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Board(asked, board) => self.board(asked, board),
            Message::Table(event) => self.on_table(event, context),
            Message::Sort(by) => {
                self.sorting.press(by);
                Action::none()
            }
            Message::Search(text) => {
                self.search = text;
                self.first = 0;
                Action::none()
            }
            Message::Add => self.add(context),
            Message::Edit => self.edit(context),
            Message::Opened(Ok(draft)) => self.open(Form::of(*draft), context),
            Message::Opened(Err(error)) | Message::Begun(Err(error)) => {
                Action::tell(Tone::Danger, context.refusal(&error))
            }
            Message::Duplicate => self.duplicate(context),
            Message::Resume(place) => self.resume(place, context),
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
                self.exchange = Some(Exchange::new(context, Content::Products, way));
                Action::run(focus(exchange::PATH))
            }
            Message::File(message) => self.in_file(message, context),
            Message::Form(message) => self.in_form(message, context),
            Message::Saved(saved) => self.saved(saved, context),
            Message::Holders(asked, holders) => self.held(asked, holders, context),
            Message::Update => self.begin(context),
            Message::NotNow => {
                self.updating = None;
                Action::none()
            }
            Message::Begun(Ok(_)) => Action::run(self.ask_holders(context)),
        }
    }

    /// Shown, or something was committed: asks again.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let asked = self.asked.ask();
        let board = context.ask(
            |store, _| work::board(store),
            move |board| Message::Board(asked, board),
        );
        Task::batch([board, self.ask_holders(context)])
    }

    fn ask_holders(&mut self, context: &Context) -> Task<Message> {
        let asked = self.asked_holders.ask();
        let Some(id) = self.form.as_ref().and_then(|form| form.id) else {
            return Task::none();
        };
        context.ask(
            move |store, now| work::holders(store, now, id),
            move |holders| Message::Holders(asked, holders),
        )
    }

    fn held(
        &mut self,
        asked: Question,
        holders: Answer<Holders>,
        context: &Context,
    ) -> Action<Message> {
        match holders {
            Ok(holders) if asked == self.asked_holders => self.holders = Some(holders),
            Err(error) if asked == self.asked_holders => {
                return Action::tell(Tone::Danger, context.refusal(&error));
            }
            Ok(_) | Err(_) => {}
        }
        Action::none()
    }

    /// The engine does it; every batch is a commit, after which this page asks again.
    fn begin(&mut self, context: &Context) -> Action<Message> {
        let product = self.form.as_ref().and_then(|form| form.id);
        let (Some(kind), Some(product)) = (self.updating.take(), product) else {
            return Action::none();
        };
        Action::run(context.ask(
            move |store, now| bulk::start(store, now, Actor::Desk, kind, product),
            Message::Begun,
        ))
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

    fn selected(&self) -> Option<&Product> {
        self.board.as_ref()?.product(self.selected?)
    }

    fn on_table(&mut self, event: Event, context: &Context) -> Action<Message> {
        let Some(board) = &self.board else {
            return Action::none();
        };
        let at = |row| {
            let shown = list::shown(context, board, &self.search, self.sorting);
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

    fn open(&mut self, form: Form, context: &Context) -> Action<Message> {
        self.park();
        let first = form
            .id
            .map_or(Field::Code, |_| Field::Description("en".to_owned()));
        self.form = Some(form);
        Action::run(Task::batch([
            focus_field(&first),
            self.ask_holders(context),
        ]))
    }

    /// What is typed and not saved is kept for later.
    fn park(&mut self) {
        if let Some(form) = self.form.take()
            && form.is_changed()
        {
            self.drafts.push(form);
        }
    }

    fn add(&mut self, context: &Context) -> Action<Message> {
        let Some(board) = &self.board else {
            return Action::none();
        };
        if !board.can_edit(None) {
            return Action::none();
        }
        let standard = crate::domain::product::DEFAULT_POLICY;
        let policy = match board.policy(standard).or(board.policies.first()) {
            Some(policy) => policy.code.clone(),
            None => String::new(),
        };
        self.open(Form::fresh(&policy), context)
    }

    fn edit(&mut self, context: &Context) -> Action<Message> {
        let Some(id) = self.selected else {
            return Action::none();
        };
        if let Some(place) = self.drafts.iter().position(|form| form.id == Some(id)) {
            return self.resume(place, context);
        }
        Action::run(context.ask(
            move |store, _| catalogue::product_draft(store, id).map(Box::new),
            Message::Opened,
        ))
    }

    fn duplicate(&mut self, context: &Context) -> Action<Message> {
        let opened = self.form.as_ref().and_then(|form| form.id);
        let Some(board) = &self.board else {
            return Action::none();
        };
        let Some(product) = opened.or(self.selected).and_then(|id| board.product(id)) else {
            return Action::none();
        };
        let mut json = board.json(product);
        json.code = free_code(&json.code, &board.taken(None));
        json.level = board.levels.level.max(json.level);
        let form = Form::like(&json);
        let _ = self.open(form, context);
        Action::run(focus_field(&Field::Code))
    }

    fn resume(&mut self, place: usize, context: &Context) -> Action<Message> {
        if place >= self.drafts.len() {
            return Action::none();
        }
        let form = self.drafts.remove(place).resume();
        self.open(form, context)
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
                Action::run(again).and_tell(Tone::Success, t!(words, "product-archived"))
            }
            Ok(_) => Action::run(again).and_tell(Tone::Success, t!(words, "product-removed")),
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
            form::Message::Duplicate => self.duplicate(context),
            form::Message::Update(kind) => {
                self.updating = Some(kind);
                Action::none()
            }
            form::Message::Stop(job) => Action::run(context.ask(
                move |store, now| bulk::cancel(store, now, Actor::Desk, job),
                Message::Begun,
            )),
            message => {
                if let Some(form) = &mut self.form {
                    form.change(message);
                }
                Action::none()
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
        match form.read(context, &board.taken(form.id)) {
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
                    "product-saved",
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
            let title = match form.id.and_then(|id| board.product(id)) {
                Some(product) => t!(words, "product-title", code = product.code.as_str()),
                None => t!(words, "product-title-new"),
            };
            let level = board
                .level(form.id)
                .map(|level| widget::level(level, context.level(level)));
            let form = form
                .view(context, board, self.holders.as_ref(), self.working)
                .map(Message::Form);
            return widget::page(title, level, form);
        }
        let add = button(t!(words, "product-add"))
            .icon(Icon::Plus)
            .key("Ctrl+N")
            .primary()
            .on_press(Message::Add);
        if board.products.is_empty() && self.drafts.is_empty() {
            let empty = widget::empty(
                Icon::Package,
                t!(words, "products-none"),
                t!(words, "products-none-do"),
                Some(add.into()),
            );
            return widget::page(self.title(context), [], empty);
        }
        let drafts = self.drafts.iter().enumerate().map(|(place, form)| {
            let resume = button(t!(words, "draft-resume"))
                .small()
                .on_press(Message::Resume(place));
            let code = match form.code() {
                "" => t!(words, "product-title-new"),
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
        let search = widget::search(t!(words, "products-search"), &self.search)
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

    fn list<'a>(&'a self, context: &'a Context, board: &'a Board) -> Element<'a, Message> {
        let shown = list::shown(context, board, &self.search, self.sorting);
        if shown.is_empty() {
            let words = context.words();
            return widget::empty(
                Icon::Search,
                t!(words, "products-not-found"),
                t!(words, "products-not-found-do"),
                None,
            );
        }
        responsive(move |size| {
            let columns = list::Column::within(size.width, board.may_see_prices());
            let selected = shown
                .iter()
                .position(|product| Some(product.id) == self.selected)
                .map(|row| row as u64);
            list::view(
                context,
                board,
                &shown,
                &columns.clone(),
                self.sorting,
                self.first,
            )
            .selected(selected)
            .on_event(move |event| match event {
                Event::Sort(at) => columns
                    .get(at)
                    .map_or(Message::Table(event), |by| Message::Sort(*by)),
                event => Message::Table(event),
            })
            .id(widget::id(TABLE))
            .into()
        })
        .into()
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        let words = context.words();
        if let Some(exchange) = &self.exchange {
            return Some(exchange.dialog(context).map(Message::File));
        }
        if let Some((kind, holders)) = self.updating.zip(self.holders.as_ref()) {
            let (keep, confirm) = (Message::NotNow, Message::Update);
            return Some(users::dialog(context, holders, kind, keep, confirm));
        }
        let product = self.leaving.as_ref()?;
        let uses = self.board.as_ref()?.uses(product.id)?;
        let what = if uses.accounts.all == 0 && uses.by.is_empty() {
            t!(words, "product-remove-unused")
        } else {
            let by = if uses.by.is_empty() {
                t!(words, "nothing")
            } else {
                uses.by.join(", ")
            };
            t!(
                words,
                "product-remove-used",
                count = uses.accounts.all,
                shown = context.number(uses.accounts.all),
                types = by
            )
        };
        let title = t!(words, "product-remove-title", code = product.code.as_str());
        let dialog = widget::dialog(title, t!(words, "product-keep"), Message::Keep)
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
                ("Ctrl+N", t!(words, "product-add")),
                ("Esc", t!(words, "key-leave-draft")),
            ]
        } else {
            vec![
                ("Enter", t!(words, "product-edit")),
                ("Ctrl+N", t!(words, "product-add")),
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

/// `week-2` for a copy of `week`.
pub(super) fn free_code(code: &str, taken: &[&str]) -> String {
    let most = crate::domain::product::MAX_CODE_CHARACTERS;
    (2..10_000)
        .map(|number| {
            let tail = format!("-{number}");
            let head: String = code.chars().take(most.saturating_sub(tail.len())).collect();
            format!("{head}{tail}")
        })
        .find(|code| !taken.contains(&code.as_str()))
        .unwrap_or_default()
}
