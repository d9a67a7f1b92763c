//! Policies: the list, and the form of one with who uses it.

mod fields;
mod form;
mod work;

use super::{
    Action, KeyHelp,
    exchange::{self, Exchange, Then},
    focus,
    products::rate,
    shelf::{self, Deed, Sorting},
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
        widget::{self, Dialog, cell, cell_mono, table::Event},
    },
};
pub use fields::Field;
use form::Form;
pub use form::Message as InForm;
use iced::{
    Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, responsive},
};
use std::sync::Arc;
use work::{Board, Saved};

/// The screen.
pub struct Policies {
    board: Option<Board>,
    asked: Question,
    trouble: Option<Arc<Error>>,
    search: String,
    sorting: Sorting<usize>,
    first: u64,
    selected: Option<PolicyId>,
    form: Option<Form>,
    /// What was left unsaved; each is open again as soon as its product is.
    drafts: Vec<Form>,
    /// Asks whether this one is to be removed.
    leaving: Option<Policy>,
    working: bool,
    /// What was put away is shown, not what is on offer.
    put_away: bool,
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
    /// Done in the list.
    Do(Deed),
    /// It was read, to be edited.
    Opened(Answer<Box<PolicyDraft>>),
    /// Remove it.
    Remove,
    /// It was removed, or not.
    Gone(Answer<Removed>),
    /// Leave it.
    Keep,
    /// It was taken back, or not.
    Restored(Answer<Policy>),
    /// In the dialog of the file.
    File(exchange::Message),
    /// In the form.
    Form(form::Message),
    /// It was saved, or not.
    Saved(Answer<Saved>),
}

/// The name of the table, for the focus.
pub(super) const TABLE: &str = "policies";

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
            sorting: Sorting::rising(0),
            first: 0,
            selected: None,
            form: None,
            drafts: Vec::new(),
            leaving: None,
            working: false,
            put_away: false,
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
                self.sorting.press(column);
                Action::none()
            }
            Message::Do(deed) => self.act(deed, context),
            Message::Opened(Ok(draft)) => self.open(Form::of(*draft)),
            Message::Opened(Err(error)) => Action::tell(Tone::Danger, context.refusal(&error)),
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
        }
    }

    fn act(&mut self, deed: Deed, context: &Context) -> Action<Message> {
        match deed {
            Deed::Search(text) => {
                self.search = text;
                self.first = 0;
                Action::none()
            }
            Deed::Add => self.add(),
            Deed::Edit => self.edit(context),
            Deed::Duplicate => self.duplicate(),
            Deed::Resume(place) => self.resume(place),
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
                self.exchange = Some(Exchange::new(context, Content::Policies, way));
                Action::run(focus(exchange::PATH))
            }
        }
    }

    /// Takes back what was put away.
    fn restore(id: Option<PolicyId>, context: &Context) -> Action<Message> {
        let Some(id) = id else {
            return Action::none();
        };
        Action::run(context.ask(
            move |store, now| work::restore(store, now, id),
            Message::Restored,
        ))
    }

    fn restored(&mut self, restored: Answer<Policy>, context: &Context) -> Action<Message> {
        let words = context.words();
        let again = self.refresh(context);
        match restored {
            Ok(policy) => {
                let said = t!(words, "policy-restored", code = policy.code);
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
            .map_or(0, |board| board.policies(true).len())
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
                    self.put_away &= !board.policies(true).is_empty();
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
        json.code = shelf::free_code(&json.code, &board.taken(None));
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
            form::Message::Restore => {
                let id = self.form.as_ref().and_then(|form| form.id);
                Self::restore(id, context)
            }
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
        let drafts = shelf::drafts(context, drafts, &t!(words, "policy-title-new"));
        let none = board.policies(false).is_empty() && drafts.is_empty() && !self.put_away;
        let bar = shelf::Bar {
            narrow,
            placeholder: t!(words, "policies-search"),
            search: &self.search,
            chosen: self.selected().is_some(),
            put_away: self.put_away,
            away: self.away(),
        };
        let bar = (!none || self.away() > 0).then(|| bar.view(context).map(Message::Do));
        let drafts = drafts.into_iter().map(|draft| draft.map(Message::Do));
        let list = if none {
            let add = shelf::add(t!(words, "policy-add"), narrow);
            widget::empty(
                Icon::Gauge,
                t!(words, "policies-none"),
                t!(words, "policies-none-do"),
                Some(Element::from(add).map(Message::Do)),
            )
        } else {
            self.list(context, board)
        };
        let about = self.put_away.then(|| {
            let said = t!(words, "policies-put-away");
            widget::muted(said)
        });
        let body = Column::new()
            .push(bar)
            .push(about)
            .extend(drafts)
            .push(list)
            .spacing(Space::Tight);
        let actions = (!none && !self.put_away).then(|| {
            let new = t!(words, "policy-add");
            shelf::actions(context, new, narrow).map(|action| action.map(Message::Do))
        });
        widget::page(self.title(context), actions.into_iter().flatten(), body)
    }

    /// The policies that match, in their order.
    fn shown<'a>(&self, context: &Context, board: &'a Board) -> Vec<&'a Policy> {
        let mut shown: Vec<_> = board
            .policies(self.put_away)
            .iter()
            .filter(|policy| {
                let texts = (0..COLUMNS).map(|column| text(context, board, policy, column));
                shelf::matches(&self.search, texts)
            })
            .collect();
        shown.sort_by(|one, other| {
            let by = match self.sorting.by {
                ACCOUNTS => accounts(board, one).cmp(&accounts(board, other)),
                SPEED => one.download_kbps.cmp(&other.download_kbps),
                column => {
                    let text = |it: &Policy| text(context, board, it, column).to_lowercase();
                    text(one).cmp(&text(other))
                }
            };
            let by = by.then_with(|| one.code.cmp(&other.code));
            self.sorting.turn(by)
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
        responsive(move |size| self.table(context, board, &shown, size.width)).into()
    }

    /// The columns for which there is room.
    fn table<'a>(
        &self,
        context: &'a Context,
        board: &'a Board,
        shown: &[&'a Policy],
        width: f32,
    ) -> Element<'a, Message> {
        let words = context.words();
        let columns: Vec<_> = (0..COLUMNS)
            .filter(|column| match *column {
                LEVEL => width > 780.0,
                SPEED => width > 560.0,
                PRODUCTS => width > 880.0,
                ACCOUNTS => width > 420.0,
                _ => true,
            })
            .collect();
        let heads = columns.iter().map(|column| {
            let head = match *column {
                0 => widget::column(t!(words, "product-code")).width(150.0),
                1 => widget::column(t!(words, "products-description")).share(3),
                LEVEL => widget::column(t!(words, "product-level")).width(130.0),
                SPEED => widget::column(t!(words, "policy-speed")).width(190.0),
                PRODUCTS => widget::column(t!(words, "policy-used-by")).share(2),
                _ => widget::column(t!(words, "products-users"))
                    .width(96.0)
                    .figures(),
            };
            head.sortable(self.sorting.of(*column))
        });
        let selected = shown
            .iter()
            .position(|policy| Some(policy.id) == self.selected)
            .map(|row| row as u64);
        let first = usize::try_from(self.first).unwrap_or(0);
        let rows = shown.iter().skip(first).take(IN_SIGHT).map(|policy| {
            columns.iter().map(|column| match *column {
                0 => cell_mono(policy.code.clone()),
                LEVEL => widget::level(policy.level, context.level(policy.level)),
                column => cell(text(context, board, policy, column)),
            })
        });
        let sorts = columns.clone();
        widget::table(heads, shown.len() as u64, self.first)
            .rows(self.first, rows)
            .selected(selected)
            .on_event(move |event| match event {
                Event::Sort(at) => sorts
                    .get(at)
                    .map_or(Message::Table(event), |column| Message::Sort(*column)),
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
            .keys(context, t!(context.words(), "policy-add"))
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

const COLUMNS: usize = 6;
const LEVEL: usize = 2;
const SPEED: usize = 3;
const PRODUCTS: usize = 4;
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
