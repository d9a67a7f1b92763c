//! The form of one policy, with who uses it beside it.

use super::{
    fields::{self, Field},
    work::Board,
};
use crate::{
    domain::{allowance::BYTES_PER_MB, id::PolicyId, policy::PolicyJson, product::Level},
    radius::dictionary::Kind,
    services::{
        Error,
        catalogue::{self, AttributeChoice, PolicyDraft},
    },
    t,
    ui::{
        Element,
        context::Context,
        icon::Icon,
        scale::Space,
        screen::{
            draft::{Draft, Edit, Mistakes, Wrong},
            editor::{self, Contest},
            parts::{beside, flowing, stacked},
            products::{named, rate},
        },
        widget::{self, Verdict},
    },
};
use iced::{
    Length,
    widget::{Row, container, responsive},
};
use std::sync::Arc;

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed or chosen.
    Typed(Field, String),
    /// A part of the name of an attribute was typed.
    Find(String),
    /// Send this attribute too.
    Add(&'static str),
    /// Send it no longer.
    TakeOut(String),
    /// In the card of what another desk has changed.
    Contest(Contest<Field>),
    /// Save it.
    Save,
    /// Leave it; what is typed stays.
    Leave,
    /// Leave it and forget what is typed.
    Discard,
    /// Open a copy.
    Duplicate,
    /// Take it back: it was put away.
    Restore,
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// Of the policy that is changed; `None` = a new one.
    pub(super) id: Option<PolicyId>,
    edit: Edit<Field>,
    before: Option<PolicyDraft>,
    /// The attributes that have a field: one whose value is still empty stands in no draft.
    attributes: Vec<String>,
    find: String,
    tried: bool,
    refused: Option<Arc<Error>>,
    resumed: bool,
}

/// How many attributes the picker shows at once.
const FOUND: usize = 8;

impl Form {
    fn with(id: Option<PolicyId>, draft: Draft<Field>) -> Self {
        let attributes = draft.fields().filter_map(|field| match field {
            Field::Attribute(name) => Some(name.clone()),
            _ => None,
        });
        Self {
            id,
            attributes: attributes.collect(),
            edit: Edit::of(draft),
            before: None,
            find: String::new(),
            tried: false,
            refused: None,
            resumed: false,
        }
    }

    /// Of a policy that is there.
    pub(super) fn of(draft: PolicyDraft) -> Self {
        let form = Self::with(Some(draft.id), fields::draft_of(&draft.json));
        Self {
            before: Some(draft),
            ..form
        }
    }

    /// Of a new one.
    pub(super) fn fresh(level: Level) -> Self {
        Self::with(None, fields::fresh(level))
    }

    /// Of a new one that is like this.
    pub(super) fn like(json: &PolicyJson) -> Self {
        let mut form = Self::with(None, fields::draft_of(json));
        // What is copied counts as typed: leaving must not lose it.
        form.edit.before = Draft::new([]);
        form
    }

    pub(super) fn before(&self) -> Option<PolicyDraft> {
        self.before.clone()
    }

    pub(super) fn is_changed(&self) -> bool {
        self.edit.is_changed()
    }

    pub(super) fn code(&self) -> &str {
        self.edit.mine.get(&Field::Code)
    }

    pub(super) fn resume(mut self) -> Self {
        self.resumed = true;
        self
    }

    pub(super) fn tried(&mut self) {
        self.tried = true;
    }

    pub(super) fn refuse(&mut self, error: Arc<Error>) {
        self.refused = Some(error);
    }

    pub(super) fn meanwhile(&mut self, theirs: PolicyDraft) {
        self.edit.meanwhile(fields::draft_of(&theirs.json));
        self.before = Some(theirs);
        self.show_attributes();
    }

    pub(super) fn is_contested(&self) -> bool {
        self.edit.is_contested()
    }

    /// The version that was saved is the one to start from now.
    pub(super) fn saved(&mut self, saved: PolicyDraft) {
        *self = Self::of(saved);
    }

    /// What is typed means; an attribute without a value is a mistake.
    pub(super) fn read(&self, taken: &[&str]) -> Result<PolicyJson, Mistakes<Field>> {
        let empty = self
            .attributes
            .iter()
            .map(|name| Field::Attribute(name.clone()))
            .find(|field| self.edit.mine.get(field).trim().is_empty());
        match (fields::read(&self.edit.mine, taken), empty) {
            (Ok(json), None) => Ok(json),
            (Ok(_), Some(field)) => {
                let mut mistakes = Mistakes::none();
                let _ = mistakes.keep::<()>(field, Err(Wrong::Empty));
                Err(mistakes)
            }
            (Err(mut mistakes), empty) => {
                if let Some(field) = empty {
                    let _ = mistakes.keep::<()>(field, Err(Wrong::Empty));
                }
                Err(mistakes)
            }
        }
    }

    pub(super) fn change(&mut self, message: Message) {
        self.refused = None;
        match message {
            Message::Typed(field, text) => self.edit.mine.set(field, text),
            Message::Find(text) => self.find = text,
            Message::Add(name) => {
                if !self.attributes.iter().any(|one| one == name) {
                    self.attributes.push(name.to_owned());
                }
                self.find.clear();
            }
            Message::TakeOut(name) => {
                self.attributes.retain(|one| *one != name);
                self.edit.mine.set(Field::Attribute(name), "");
            }
            Message::Contest(Contest::Choose(field, theirs)) => {
                self.edit.choose(field, theirs);
                self.show_attributes();
            }
            Message::Contest(Contest::Settle) => self.edit.settle(),
            Message::Save
            | Message::Leave
            | Message::Discard
            | Message::Duplicate
            | Message::Restore => {}
        }
    }

    fn show_attributes(&mut self) {
        for field in self.edit.mine.fields() {
            if let Field::Attribute(name) = field
                && !self.attributes.contains(name)
            {
                self.attributes.push(name.clone());
            }
        }
        let mine = &self.edit.mine;
        self.attributes
            .retain(|name| !mine.get(&Field::Attribute(name.clone())).is_empty());
    }

    /// The form, and at its right who uses the policy.
    pub(super) fn view<'a>(
        &'a self,
        context: &'a Context,
        board: &'a Board,
        busy: bool,
    ) -> Element<'a, Message> {
        responsive(move |size| self.within(size.width, context, board, busy)).into()
    }

    fn within<'a>(
        &'a self,
        width: f32,
        context: &'a Context,
        board: &'a Board,
        busy: bool,
    ) -> Element<'a, Message> {
        let mistakes = self
            .read(&board.taken(self.id))
            .err()
            .unwrap_or(Mistakes::none());
        let drawing = Drawing {
            form: self,
            context,
            board,
            mistakes: &mistakes,
            can_edit: board.can_edit(self.id),
        };
        let left = drawing.notices().into_iter().chain([
            drawing.general(),
            drawing.limits(),
            drawing.attributes(),
        ]);
        editor::halves(width, left, [drawing.uses()], RIGHT, drawing.actions(busy))
    }
}

/// The width of what stands beside the form.
const RIGHT: f32 = 300.0;

/// What the parts of the form are drawn from.
struct Drawing<'a, 'b> {
    form: &'a Form,
    context: &'a Context,
    board: &'a Board,
    mistakes: &'b Mistakes<Field>,
    can_edit: bool,
}

impl<'a> Drawing<'a, '_> {
    fn get(&self, field: &Field) -> &'a str {
        self.form.edit.mine.get(field)
    }

    fn verdict(&self, field: &Field) -> Option<Verdict<'a>> {
        let wrong = self.mistakes.of(field)?;
        let said = self.form.tried || *wrong != Wrong::Empty;
        said.then(|| wrong.verdict(self.context))
    }

    fn field(&self, field: Field, help: String) -> Element<'a, Message> {
        let mut shown = widget::field(field.label(self.context), self.get(&field))
            .verdict(self.verdict(&field))
            .help(help)
            .id(field.name());
        if self.can_edit {
            shown = shown
                .on_input(move |text| Message::Typed(field.clone(), text))
                .on_submit(Message::Save);
        }
        shown.into()
    }

    fn notices(&self) -> Vec<Element<'a, Message>> {
        let words = self.context.words();
        let refused = self.form.refused.as_deref();
        let refused = refused.map(|error| editor::refused(self.context, error));
        let put_away = self.form.id.is_some_and(|id| self.board.is_put_away(id));
        let read_only = if put_away {
            let said = t!(words, "policy-put-away");
            Some(editor::read_only(
                said,
                t!(words, "shelf-restore"),
                Message::Restore,
            ))
        } else {
            (!self.can_edit).then(|| {
                let level = self.board.level(self.form.id).unwrap_or(Level::System);
                let said = t!(words, "policy-read-only", level = self.context.level(level));
                let duplicate = t!(words, "product-duplicate-to-edit");
                editor::read_only(said, duplicate, Message::Duplicate)
            })
        };
        let resumed = (self.form.resumed && self.can_edit)
            .then(|| editor::resumed(self.context, Message::Discard));
        let contest = self.form.is_contested().then(|| {
            editor::contest(
                self.context,
                &self.form.edit,
                |field| field.label(self.context),
                |field, text| field.value(self.context, text),
            )
            .map(Message::Contest)
        });
        [refused, read_only, resumed, contest]
            .into_iter()
            .flatten()
            .collect()
    }

    fn general(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let code = self.field(Field::Code, t!(words, "policy-code-help"));
        let level = self.form.id.is_none().then(|| {
            let options = self
                .board
                .own_levels()
                .into_iter()
                .map(|level| (named(&level), self.context.level(level)));
            let chosen = Some(self.get(&Field::Level).to_owned());
            widget::choice(Field::Level.label(self.context), options, chosen)
                .on_choose(|level| Message::Typed(Field::Level, level))
                .help(t!(words, "product-level-help"))
                .into()
        });
        let description = self.field(Field::Description, t!(words, "policy-description-help"));
        let sessions = beside([
            self.field(
                Field::SessionTimeout,
                self.minutes(&Field::SessionTimeout, t!(words, "policy-session-help")),
            ),
            self.field(
                Field::IdleTimeout,
                self.minutes(&Field::IdleTimeout, t!(words, "policy-idle-help")),
            ),
        ]);
        let rates = beside([
            self.field(Field::Download, self.rate(&Field::Download)),
            self.field(Field::Upload, self.rate(&Field::Upload)),
        ]);
        let devices = self.field(Field::Devices, t!(words, "policy-devices-help"));
        let list = self.field(Field::AddressList, t!(words, "policy-address-list-help"));
        let parts = [
            Some(code),
            level,
            Some(description),
            Some(sessions),
            Some(rates),
            Some(beside([devices, list])),
        ];
        widget::section(
            t!(words, "product-general"),
            stacked(Space::Normal, parts.into_iter().flatten()),
        )
    }

    fn limits(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let pair = |time: Field, data: Field| {
            let time_help = self.minutes(&time, t!(words, "policy-not-set"));
            let data_help = match self.get(&data).trim().parse::<u32>() {
                Ok(megabytes) if megabytes > 0 => {
                    let amount = self.context.volume(u64::from(megabytes) * BYTES_PER_MB);
                    t!(words, "product-equals", amount = amount)
                }
                _ => t!(words, "policy-not-set-data"),
            };
            beside([self.field(time, time_help), self.field(data, data_help)])
        };
        widget::section(
            t!(words, "product-allowance"),
            stacked(
                Space::Normal,
                [
                    widget::small(t!(words, "policy-limits-help")).into(),
                    pair(Field::DailyTime, Field::DailyData),
                    pair(Field::WeeklyTime, Field::WeeklyData),
                    pair(Field::MonthlyTime, Field::MonthlyData),
                ],
            ),
        )
    }

    fn minutes(&self, field: &Field, otherwise: String) -> String {
        match self.get(field).trim().parse::<u32>() {
            Ok(minutes) if minutes >= 60 => t!(
                self.context.words(),
                "product-equals",
                amount = self.context.duration(u64::from(minutes) * 60)
            ),
            _ => otherwise,
        }
    }

    fn rate(&self, field: &Field) -> String {
        let words = self.context.words();
        match self.get(field).trim().parse::<u32>() {
            Ok(kbps) if kbps >= 1000 => {
                t!(words, "product-equals", amount = rate(self.context, kbps))
            }
            Ok(kbps) if kbps > 0 => t!(words, "policy-rate-slow"),
            _ => t!(words, "policy-rate-help"),
        }
    }

    fn attributes(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let all = catalogue::attributes();
        let rows = self.form.attributes.iter().map(|name| {
            let known = all.iter().find(|one| one.name == without_tag(name));
            self.attribute(name, known)
        });
        let mut find = widget::search(t!(words, "policy-attribute-find"), &self.form.find)
            .id("policy-attribute-find");
        let found = found(&all, &self.form.find, &self.form.attributes);
        if self.can_edit {
            find = find.on_input(Message::Find);
            if let Some(first) = found.first() {
                find = find.on_submit(Message::Add(first.name));
            }
        }
        let nothing = !self.form.find.trim().is_empty() && found.is_empty();
        let found = found.into_iter().map(|one| {
            let what = format!("{} · {}", one.name, kind_word(self.context, one));
            widget::button(what)
                .small()
                .icon(Icon::Plus)
                .on_press(Message::Add(one.name))
                .into()
        });
        let nothing = nothing.then(|| widget::small(t!(words, "policy-attribute-none")).into());
        let parts = std::iter::once(widget::small(t!(words, "policy-attributes-help")).into())
            .chain(rows)
            .chain([find.into(), flowing(found)])
            .chain(nothing);
        widget::section(t!(words, "policy-attributes"), stacked(Space::Snug, parts))
    }

    /// One attribute: its value, chosen or typed, its type, and a button that takes it out.
    fn attribute(&self, name: &'a str, known: Option<&AttributeChoice>) -> Element<'a, Message> {
        let words = self.context.words();
        let field = Field::Attribute(name.to_owned());
        let kind = known
            .map(|one| kind_word(self.context, one))
            .unwrap_or_default();
        let values = known.map_or(&[][..], |one| one.values);
        let value = self.get(&field);
        let named = value.is_empty() || values.iter().any(|(name, _)| *name == value);
        let control: Element<'a, Message> = if !values.is_empty() && named {
            let options = values.iter().map(|(name, _)| ((*name).to_owned(), *name));
            let chosen = Some(value.to_owned()).filter(|value| !value.is_empty());
            let mut select = widget::select(name, options, chosen)
                .placeholder(t!(words, "policy-attribute-choose"))
                .verdict(self.verdict(&field))
                .help(kind)
                .id(field.name());
            if self.can_edit {
                select = select.on_choose(move |text| Message::Typed(field.clone(), text));
            }
            select.into()
        } else {
            self.field(field, kind)
        };
        let out = widget::button(t!(words, "policy-attribute-out"))
            .icon(Icon::Close)
            .on_press_maybe(self.can_edit.then(|| Message::TakeOut(name.to_owned())));
        Row::new()
            .push(container(control).width(Length::Fill))
            .push(container(out).padding(iced::Padding::ZERO.top(LABEL)))
            .spacing(Space::Tight)
            .into()
    }

    /// Which products name it and how many accounts hold it.
    fn uses(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let uses = self.form.id.and_then(|id| self.board.uses(id));
        let said = match uses {
            None => widget::muted(t!(words, "policy-used-new")).into(),
            Some(uses) => {
                let products = if uses.by.is_empty() {
                    t!(words, "policy-used-by-none")
                } else {
                    uses.by.join(", ")
                };
                let accounts = uses.accounts.live;
                stacked(
                    Space::Tight,
                    [
                        widget::strong(t!(words, "policy-used-by")).into(),
                        widget::text(products).into(),
                        widget::strong(t!(words, "products-users")).into(),
                        widget::text(self.context.number(accounts)).into(),
                        widget::small(t!(words, "policy-used-help")).into(),
                    ],
                )
            }
        };
        widget::section(t!(words, "policy-used"), widget::card(said))
    }

    fn actions(&self, busy: bool) -> Element<'a, Message> {
        let mistakes = if self.form.tried {
            self.mistakes.count()
        } else {
            0
        };
        let can_save = self.can_edit && !busy && !self.form.is_contested();
        editor::actions(
            self.context,
            mistakes,
            self.form.is_changed(),
            Message::Leave,
            can_save.then_some(Message::Save),
        )
    }
}

/// The height of a field's label: a button beside the field begins below it.
const LABEL: f32 = 21.0;

fn without_tag(name: &str) -> &str {
    name.split_once(':').map_or(name, |(name, _)| name)
}

/// The attributes in whose name every typed word occurs, but for those that are there.
fn found<'a>(
    all: &'a [AttributeChoice],
    typed: &str,
    there: &[String],
) -> Vec<&'a AttributeChoice> {
    let words: Vec<_> = typed.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return Vec::new();
    }
    all.iter()
        .filter(|one| {
            let name = one.name.to_lowercase();
            words.iter().all(|word| name.contains(word)) && !there.iter().any(|it| it == one.name)
        })
        .take(FOUND)
        .collect()
}

/// The type of an attribute in words.
fn kind_word(context: &Context, attribute: &AttributeChoice) -> String {
    let words = context.words();
    if !attribute.values.is_empty() {
        return t!(words, "attribute-choice");
    }
    match attribute.kind {
        Kind::Text => t!(words, "attribute-text"),
        Kind::Octets | Kind::Concat => t!(words, "attribute-octets"),
        Kind::Integer => t!(words, "attribute-number"),
        Kind::Ipv4 => t!(words, "attribute-ipv4"),
        Kind::Ipv6 => t!(words, "attribute-ipv6"),
        Kind::Ipv6Prefix => t!(words, "attribute-prefix"),
        Kind::InterfaceId => t!(words, "attribute-interface"),
        Kind::Time => t!(words, "attribute-time"),
    }
}
