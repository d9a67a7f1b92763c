//! Products: the list, and the form of one with what it means for a guest.

mod fields;
mod form;
mod guest;
mod list;
mod users;
mod work;

use super::{
    Action, KeyHelp,
    exchange::{self, Exchange, Then},
    focus,
    shelf::{self, Deed, Sorting},
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
        widget::{self, Dialog, table::Event},
    },
};
pub use fields::Field;
pub(super) use fields::{level, named};
use form::Form;
pub use form::Message as InForm;
pub(super) use guest::rate;
use iced::{
    Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, responsive},
};
use std::sync::Arc;
use work::{Board, Holders, Saved};

/// The screen.
pub struct Products {
    board: Option<Board>,
    asked: Question,
    trouble: Option<Arc<Error>>,
    search: String,
    sorting: Sorting<list::Column>,
    first: u64,
    selected: Option<ProductId>,
    form: Option<Form>,
    /// What was left unsaved; each is open again as soon as its product is.
    drafts: Vec<Form>,
    /// Asks whether this one is to be removed.
    leaving: Option<Product>,
    working: bool,
    /// What was put away is shown, not what is on offer.
    put_away: bool,
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
    /// Done in the list.
    Do(Deed),
    /// It was read, to be edited.
    Opened(Answer<Box<ProductDraft>>),
    /// Remove it.
    Remove,
    /// It was removed, or not.
    Gone(Answer<Removed>),
    /// Leave it.
    Keep,
    /// It was taken back, or not.
    Restored(Answer<Product>),
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
pub(super) const TABLE: &str = "products";

impl Default for Products {
    fn default() -> Self {
        Self::new()
    }
}

impl Products {
    /// Empty until it is shown: `refresh` asks for what is on it.
    pub fn new() -> Self {
        Self {
            board: None,
            asked: Question::default(),
            trouble: None,
            search: String::new(),
            sorting: Sorting::rising(list::Column::Code),
            first: 0,
            selected: None,
            form: None,
            drafts: Vec::new(),
            leaving: None,
            working: false,
            put_away: false,
            exchange: None,
            holders: None,
            asked_holders: Question::default(),
            updating: None,
        }
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
            Message::Do(deed) => self.act(deed, context),
            Message::Opened(Ok(draft)) => self.open(Form::of(*draft, context.language), context),
            Message::Opened(Err(error)) | Message::Begun(Err(error)) => {
                Action::tell(Tone::Danger, context.refusal(&error))
            }
            Message::Remove => self.remove(context),
            Message::Gone(gone) => self.gone(gone, context),
            Message::Keep => {
                self.leaving = None;
                Action::run(focus(TABLE))
            }
            Message::Restored(restored) => self.restored(restored, context),
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

    fn act(&mut self, deed: Deed, context: &Context) -> Action<Message> {
        match deed {
            Deed::Search(text) => {
                self.search = text;
                self.first = 0;
                Action::none()
            }
            Deed::Add => self.add(context),
            Deed::Edit => self.edit(context),
            Deed::Duplicate => self.duplicate(context),
            Deed::Resume(place) => self.resume(place, context),
            Deed::AskRemove => {
                self.leaving = self.selected().cloned();
                Action::none()
            }
            Deed::Restore => Self::restore(self.selected, context),
            Deed::PutAway(on) => {
                self.put_away = on && self.away() > 0;
                (self.first, self.selected) = (0, None);
                Action::run(focus(TABLE))
            }
            Deed::Exchange(way) => {
                self.exchange = Some(Exchange::new(context, Content::Products, way));
                Action::run(focus(exchange::PATH))
            }
        }
    }

    /// Takes back what was put away.
    fn restore(id: Option<ProductId>, context: &Context) -> Action<Message> {
        let Some(id) = id else {
            return Action::none();
        };
        Action::run(context.ask(
            move |store, now| work::restore(store, now, id),
            Message::Restored,
        ))
    }

    fn restored(&mut self, restored: Answer<Product>, context: &Context) -> Action<Message> {
        let words = context.words();
        let again = self.refresh(context);
        match restored {
            Ok(product) => {
                let said = t!(words, "product-restored", code = product.code);
                Action::run(again).and_tell(Tone::Success, said)
            }
            Err(error) => {
                let said = shelf::refused(context, &error);
                Action::run(again).and_tell(Tone::Danger, said)
            }
        }
    }

    /// How many were put away.
    fn away(&self) -> usize {
        self.board
            .as_ref()
            .map_or(0, |board| board.products(true).len())
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
                    self.put_away &= !board.products(true).is_empty();
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
            let shown = list::shown(context, board, self.put_away, &self.search, self.sorting);
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
        let policy = match board.policy(standard).or(board.choosable(None).next()) {
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
        json.code = shelf::free_code(&json.code, &board.taken(None));
        json.level = board.levels.level.max(json.level);
        let form = Form::like(&json, context.language);
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
            form::Message::Restore => {
                let id = self.form.as_ref().and_then(|form| form.id);
                Self::restore(id, context)
            }
            form::Message::Update(kind) => {
                self.updating = Some(kind);
                Action::none()
            }
            form::Message::Stop(job) => Action::run(context.ask(
                move |store, now| bulk::cancel(store, now, Actor::Desk, job),
                Message::Begun,
            )),
            message => {
                let next = self.form.as_mut().and_then(|form| form.change(message));
                next.map_or_else(Action::none, |field| Action::run(focus_field(&field)))
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
        match form.read(context, board) {
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
                    form.saved(*saved, context.language);
                }
                Action::run(self.refresh(context)).and_tell(Tone::Success, said)
            }
            Ok(Saved::Meanwhile(theirs)) => {
                if let Some(form) = &mut self.form {
                    form.meanwhile(*theirs, context.language);
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
        responsive(move |size| self.shelf(context, board, size.width < shelf::NARROW)).into()
    }

    /// The list with what is above it.
    fn shelf<'a>(
        &'a self,
        context: &'a Context,
        board: &'a Board,
        narrow: bool,
    ) -> Element<'a, Message> {
        let words = context.words();
        let drafts = self.drafts.iter().map(Form::code);
        let drafts = shelf::drafts(context, drafts, &t!(words, "product-title-new"));
        let none = board.products(false).is_empty() && drafts.is_empty() && !self.put_away;
        let bar = shelf::Bar {
            narrow,
            placeholder: t!(words, "products-search"),
            search: &self.search,
            chosen: self.selected().is_some(),
            put_away: self.put_away,
            away: self.away(),
        };
        let bar = (!none || self.away() > 0).then(|| bar.view(context).map(Message::Do));
        let drafts = drafts.into_iter().map(|draft| draft.map(Message::Do));
        let list = if none {
            let add = shelf::add(t!(words, "product-add"), narrow);
            widget::empty(
                Icon::Package,
                t!(words, "products-none"),
                t!(words, "products-none-do"),
                Some(Element::from(add).map(Message::Do)),
            )
        } else {
            self.list(context, board)
        };
        let about = self.put_away.then(|| {
            let said = t!(words, "products-put-away");
            widget::muted(said)
        });
        let body = Column::new()
            .push(bar)
            .push(about)
            .extend(drafts)
            .push(list)
            .spacing(Space::Tight);
        let actions = (!none && !self.put_away).then(|| {
            let new = t!(words, "product-add");
            shelf::actions(context, new, narrow).map(|action| action.map(Message::Do))
        });
        widget::page(self.title(context), actions.into_iter().flatten(), body)
    }

    fn list<'a>(&'a self, context: &'a Context, board: &'a Board) -> Element<'a, Message> {
        let shown = list::shown(context, board, self.put_away, &self.search, self.sorting);
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
        let in_form = match key {
            Key::Named(Named::Escape) => Some(form::Message::Leave),
            Key::Character(letter) if letter.as_str() == "s" && modifiers == Modifiers::CTRL => {
                Some(form::Message::Save)
            }
            _ => None,
        };
        match in_form {
            Some(message) if self.form.is_some() => Some(Message::Form(message)),
            _ => self.place().deed(key, modifiers).map(Message::Do),
        }
    }

    /// The keys, for F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        self.place()
            .keys(context, t!(context.words(), "product-add"))
    }

    fn place(&self) -> shelf::Where<'_> {
        shelf::Where {
            in_form: self.form.is_some(),
            search: &self.search,
            put_away: self.put_away,
        }
    }

    /// Whether something changes by the second.
    pub fn is_counting(&self, _context: &Context) -> bool {
        false
    }
}

fn focus_field(field: &Field) -> Task<Message> {
    widget::focus(field.name())
}
