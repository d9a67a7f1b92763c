//! The printers of the house, how they are, and the form of one.

use super::{
    super::{Action, KeyHelp, deliveries, focus, parts::flowing},
    form::{self, Form},
};
use crate::{
    delivery::{
        Failure,
        print::{Condition, Status, Target},
    },
    services::{
        Actor,
        printing::{self, PrintJob, Printer},
    },
    store::DeliveryState,
    t,
    ui::{
        Element,
        context::{Answer, Context},
        icon::Icon,
        scale::Space,
        sentence::{self, Sentence},
        theme::Tone,
        widget::{
            self, Dialog, button, cell, cell_muted, column,
            table::{Event, table},
        },
    },
};
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, container},
};
use std::{collections::HashMap, time::Duration};
use uuid::Uuid;

/// How often printers are looked at while somebody sees them: a lid that was closed is seen to be closed soon enough.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// What is known of a printer.
#[derive(Debug, Clone)]
enum Known {
    /// It said so.
    Is(Status),
    /// It could not be asked.
    Not(Failure),
}

/// What happens among the printers.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the table.
    Table(Event),
    /// Add a printer.
    Add,
    /// Change the selected one.
    Edit,
    /// Make the selected one the default.
    MakeDefault,
    /// Print a test page on the selected one.
    Test,
    /// It was asked for, or not; what to say then.
    Done(Answer<String>),
    /// Ask whether to take the selected one away.
    AskRemove,
    /// Take it away.
    Remove,
    /// Leave it.
    Keep,
    /// A printer said how it is, or could not be asked.
    Told(Uuid, Target, Answer<Result<Status, Failure>>),
    /// Look at all of them now.
    LookNow,
    /// In the form.
    Form(form::Message),
    /// The form was saved, or not; the test page was asked for with it, or not.
    Saved(Answer<(Printer, bool)>),
}

/// The printers.
#[derive(Default)]
pub(super) struct Printers {
    all: Vec<Printer>,
    jobs: Vec<PrintJob>,
    known: HashMap<Uuid, Known>,
    asking: Vec<Uuid>,
    /// It is looked at them again and again.
    looking: bool,
    selected: Option<Uuid>,
    first: u64,
    removing: Option<Printer>,
    form: Option<Form>,
}

/// The name of the table, for the focus.
pub(super) const TABLE: &str = "printers";

impl Printers {
    /// The printers as they are kept; those that were not asked yet are.
    pub(super) fn take(
        &mut self,
        printers: Vec<Printer>,
        jobs: Vec<PrintJob>,
        context: &Context,
    ) -> Task<super::Message> {
        for printer in &printers {
            let before = self.all.iter().find(|before| before.id == printer.id);
            if before.is_some_and(|before| before.settings.target != printer.settings.target) {
                // What is known is of another place.
                let _ = self.known.remove(&printer.id);
            }
        }
        self.known
            .retain(|id, _| printers.iter().any(|printer| printer.id == *id));
        (self.all, self.jobs) = (printers, jobs);
        if self.selected().is_none() {
            self.selected = self.all.first().map(|printer| printer.id);
        }
        if !std::mem::replace(&mut self.looking, true) {
            return self.look_again(context);
        }
        let new: Vec<_> = self
            .all
            .iter()
            .filter(|printer| !self.known.contains_key(&printer.id))
            .cloned()
            .collect();
        self.ask(new, context).map(super::Message::Printers)
    }

    /// Nobody sees them.
    pub(super) fn rest(&mut self) {
        self.looking = false;
    }

    /// Asks all of them, and again after a while.
    pub(super) fn look_again(&mut self, context: &Context) -> Task<super::Message> {
        let asked = self.ask(self.all.clone(), context);
        let again = Task::perform(tokio::time::sleep(LOOK_EVERY), |()| {
            super::Message::LookAgain
        });
        Task::batch([asked.map(super::Message::Printers), again])
    }

    fn ask(&mut self, printers: Vec<Printer>, context: &Context) -> Task<Message> {
        Task::batch(printers.into_iter().filter_map(|printer| {
            let (id, target) = (printer.id, printer.settings.target);
            if self.asking.contains(&id) {
                return None;
            }
            let printing = self
                .jobs
                .iter()
                .any(|job| job.printer == id && job.state == DeliveryState::UnderWay);
            if printing && matches!(target, Target::Network { .. }) {
                // It has one connection, and that is the page's.
                let detail = String::new();
                let condition = Condition::Busy;
                let _ = self
                    .known
                    .insert(id, Known::Is(Status { condition, detail }));
                return None;
            }
            self.asking.push(id);
            let asked = target.clone();
            Some(context.ask(
                move |_, _| Ok(printing::status(&asked)),
                move |told| Message::Told(id, target.clone(), told),
            ))
        }))
    }

    fn told(&mut self, id: Uuid, target: &Target, told: Answer<Result<Status, Failure>>) {
        self.asking.retain(|asked| *asked != id);
        let kept = self.all.iter().find(|printer| printer.id == id);
        // An answer of the place where it was before says nothing.
        if kept.is_some_and(|printer| printer.settings.target == *target)
            && let Ok(told) = told
        {
            let known = told.map_or_else(Known::Not, Known::Is);
            let _ = self.known.insert(id, known);
        }
    }

    fn selected(&self) -> Option<&Printer> {
        let id = self.selected?;
        self.all.iter().find(|printer| printer.id == id)
    }

    pub(super) fn has_form(&self) -> bool {
        self.form.is_some()
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Table(event) => self.on_table(event, context),
            Message::Add => self.open(None, context),
            Message::Edit => self.edit(context),
            Message::MakeDefault => self.make_default(context),
            Message::Test => self.test(context),
            Message::Done(done) => match done {
                Ok(said) => Action::tell(Tone::Success, said),
                Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
            },
            Message::AskRemove => {
                self.removing = self.selected().cloned();
                Action::none()
            }
            Message::Remove => self.remove(context),
            Message::Keep => {
                self.removing = None;
                Action::run(focus(TABLE))
            }
            Message::Told(id, target, told) => {
                self.told(id, &target, told);
                Action::none()
            }
            Message::LookNow => {
                let printers = self.all.clone();
                Action::run(self.ask(printers, context))
            }
            Message::Form(form::Message::Close) => {
                self.form = None;
                Action::run(focus(TABLE))
            }
            Message::Form(form::Message::Save(test)) => self.save(test, context),
            Message::Form(message) => match &mut self.form {
                Some(form) => form.update(message, context).map(Message::Form),
                None => Action::none(),
            },
            Message::Saved(saved) => self.saved(saved, context),
        }
    }

    fn on_table(&mut self, event: Event, context: &Context) -> Action<Message> {
        let at = |row| {
            let row = usize::try_from(row).ok()?;
            Some(self.all.get(row)?.id)
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

    fn open(&mut self, before: Option<Printer>, context: &Context) -> Action<Message> {
        let own = before.as_ref().map(|before| before.id);
        let others = self
            .all
            .iter()
            .filter(|printer| Some(printer.id) != own)
            .map(|printer| (printer.id, printer.settings.name.clone()))
            .collect();
        let mut form = Form::new(before, others);
        let found = form.find(context).map(Message::Form);
        self.form = Some(form);
        Action::run(Task::batch([found, focus(form::FIRST)]))
    }

    fn edit(&mut self, context: &Context) -> Action<Message> {
        match self.selected().cloned() {
            Some(printer) => self.open(Some(printer), context),
            None => Action::none(),
        }
    }

    fn make_default(&self, context: &Context) -> Action<Message> {
        let Some(printer) = self.selected().filter(|printer| !printer.is_default) else {
            return Action::none();
        };
        let id = printer.id;
        let said = t!(
            context.words(),
            "printing-default-done",
            name = printer.settings.name.as_str()
        );
        Action::run(context.ask(
            move |store, now| printing::make_default(store, now, Actor::Desk, id).map(|()| said),
            Message::Done,
        ))
    }

    fn test(&self, context: &Context) -> Action<Message> {
        let Some(printer) = self.selected() else {
            return Action::none();
        };
        let id = printer.id;
        let said = test_said(context, &printer.settings.name);
        Action::run(context.ask(
            move |store, now| printing::test_print(store, now, Actor::Desk, id).map(|_| said),
            Message::Done,
        ))
    }

    fn remove(&mut self, context: &Context) -> Action<Message> {
        let Some(printer) = self.removing.take() else {
            return Action::none();
        };
        let said = t!(
            context.words(),
            "printing-removed",
            name = printer.settings.name.as_str()
        );
        let removed = context.ask(
            move |store, now| printing::remove(store, now, Actor::Desk, printer.id).map(|()| said),
            Message::Done,
        );
        Action::run(Task::batch([removed, focus(TABLE)]))
    }

    fn save(&mut self, test: bool, context: &Context) -> Action<Message> {
        let Some(form) = &mut self.form else {
            return Action::none();
        };
        let Some((id, settings)) = form.ready() else {
            return Action::none();
        };
        Action::run(context.ask(
            move |store, now| {
                let printer = match id {
                    Some(id) => printing::change(store, now, Actor::Desk, id, settings)?,
                    None => printing::add(store, now, Actor::Desk, settings)?,
                };
                if test {
                    let _ = printing::test_print(store, now, Actor::Desk, printer.id)?;
                }
                Ok((printer, test))
            },
            Message::Saved,
        ))
    }

    fn saved(&mut self, saved: Answer<(Printer, bool)>, context: &Context) -> Action<Message> {
        match saved {
            Ok((printer, test)) => {
                let name = printer.settings.name.as_str();
                let said = if test {
                    test_said(context, name)
                } else {
                    t!(context.words(), "printing-saved", name = name)
                };
                self.selected = Some(printer.id);
                self.form = None;
                // The list is read anew in a moment; until then it has what was saved.
                match self.all.iter_mut().find(|one| one.id == printer.id) {
                    Some(kept) => *kept = printer,
                    None => self.all.push(printer),
                }
                Action::run(focus(TABLE)).and_tell(Tone::Success, said)
            }
            Err(error) => {
                if let Some(form) = &mut self.form {
                    form.refuse(error);
                }
                Action::none()
            }
        }
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        if let Some(form) = &self.form {
            return form.view(context).map(Message::Form);
        }
        if self.all.is_empty() {
            return widget::empty(
                Icon::Printer,
                t!(words, "printing-none"),
                t!(words, "printing-none-do"),
                None,
            );
        }
        Column::new()
            .push(self.bar(context))
            .push(container(self.list(context)).height(Length::Fill))
            .push(self.detail(context))
            .spacing(Space::Tight)
            .into()
    }

    fn bar<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let chosen = self.selected();
        let tool = |word: String, icon, key: &'static str, message: Option<Message>| {
            button(word)
                .small()
                .icon(icon)
                .key(key)
                .on_press_maybe(message)
                .into()
        };
        flowing([
            tool(
                t!(words, "printing-edit"),
                Icon::Settings,
                "Enter",
                chosen.map(|_| Message::Edit),
            ),
            tool(
                t!(words, "printing-test-page"),
                Icon::Printer,
                "T",
                chosen.map(|_| Message::Test),
            ),
            tool(
                t!(words, "printing-make-default"),
                Icon::BadgeCheck,
                "D",
                chosen
                    .filter(|chosen| !chosen.is_default)
                    .map(|_| Message::MakeDefault),
            ),
            tool(
                t!(words, "printing-look-now"),
                Icon::Refresh,
                "F5",
                Some(Message::LookNow),
            ),
            button(t!(words, "printing-remove"))
                .small()
                .icon(Icon::Trash)
                .on_press_maybe(chosen.map(|_| Message::AskRemove))
                .into(),
        ])
    }

    fn list<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let columns = [
            column(t!(words, "printing-name")).share(2),
            column(t!(words, "printing-where")).share(3),
            column(t!(words, "printing-paper")).share(2),
            column(t!(words, "column-status")).share(3),
            column(t!(words, "delivery-waiting")).width(90.0).figures(),
        ];
        let rows = self.all.iter().map(|printer| {
            let settings = &printer.settings;
            let name = if printer.is_default {
                t!(words, "printing-is-default", name = settings.name.as_str())
            } else {
                settings.name.clone()
            };
            let (tone, said) = self.state(context, printer);
            [
                cell(name),
                cell_muted(settings.target.place()),
                cell_muted(sentence::printing::paper(context, settings.paper)),
                widget::badge(tone, said.happened),
                cell(context.number(self.waiting(printer.id))),
            ]
        });
        let selected = self
            .all
            .iter()
            .position(|printer| Some(printer.id) == self.selected)
            .and_then(|place| u64::try_from(place).ok());
        table(columns, self.all.len() as u64, self.first)
            .rows(0, rows)
            .selected(selected)
            .on_event(Message::Table)
            .id(widget::id(TABLE))
            .into()
    }

    /// Jobs of a printer that are not over.
    fn waiting(&self, printer: Uuid) -> u64 {
        let open = self
            .jobs
            .iter()
            .filter(|job| job.printer == printer && !job.state.is_over());
        open.count() as u64
    }

    /// How a printer is: in a word or two for the row, with what to do for the notice.
    fn state(&self, context: &Context, printer: &Printer) -> (Tone, Sentence) {
        let words = context.words();
        match self.known.get(&printer.id) {
            None => (Tone::Neutral, Sentence::alone(t!(words, "printing-asking"))),
            Some(Known::Is(status)) => {
                let tone = match status.condition {
                    Condition::Ready | Condition::Busy => Tone::Success,
                    Condition::Unknown => Tone::Neutral,
                    _ => Tone::Warning,
                };
                let said = sentence::printing::condition(words, status.condition);
                (tone, Sentence::new(said, status.detail.clone()))
            }
            Some(Known::Not(failure)) => {
                let said =
                    sentence::printing::place_failure(words, &printer.settings.target, failure);
                (Tone::Danger, said)
            }
        }
    }

    /// How the selected one is, and what became of its newest job.
    fn detail<'a>(&'a self, context: &'a Context) -> Option<Element<'a, Message>> {
        let words = context.words();
        let printer = self.selected()?;
        let (tone, said) = self.state(context, printer);
        let newest = self.jobs.iter().find(|job| job.printer == printer.id);
        let last = newest.map(|job| {
            let (_, state) = deliveries::print_state(context, job);
            let said = deliveries::print_sentence(context, job).line();
            t!(
                words,
                "printing-last-job",
                what = deliveries::tickets_of(context, job),
                when = context.recent(job.created_at),
                state = state,
                said = said
            )
        });
        let tone = if tone == Tone::Neutral {
            Tone::Info
        } else {
            tone
        };
        let lines = [said.to_do, last.unwrap_or_default()];
        let meaning: Vec<_> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        let title = format!("{}: {}", printer.settings.name, said.happened);
        let meaning = meaning.join("\n").trim_end().to_owned();
        Some(widget::notice(tone, title, meaning, None))
    }

    pub(super) fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        let words = context.words();
        let printer = self.removing.as_ref()?;
        let title = t!(
            words,
            "printing-remove-title",
            name = printer.settings.name.as_str()
        );
        let dialog = widget::dialog(title, t!(words, "printing-keep"), Message::Keep)
            .body(widget::text(t!(words, "printing-remove-what")))
            .danger(t!(words, "printing-remove"), Some(Message::Remove));
        Some(dialog)
    }

    pub(super) fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        if self.form.is_some() {
            return form::on_key(key, modifiers).map(Message::Form);
        }
        match key {
            Key::Named(Named::Delete) => Some(Message::AskRemove),
            Key::Named(Named::F5) => Some(Message::LookNow),
            Key::Character(letter) if modifiers.is_empty() => match letter.as_str() {
                "n" => Some(Message::Add),
                "t" => Some(Message::Test),
                "d" => Some(Message::MakeDefault),
                _ => None,
            },
            _ => None,
        }
    }
}

fn test_said(context: &Context, name: &str) -> String {
    t!(context.words(), "printing-test-asked", name = name)
}

/// Adds a printer.
pub(super) fn add_button<'a>(context: &Context) -> Element<'a, Message> {
    button(t!(context.words(), "printing-add"))
        .icon(Icon::Plus)
        .key("N")
        .primary()
        .on_press(Message::Add)
        .into()
}

/// The keys, for F1.
pub(super) fn keys(context: &Context) -> Vec<KeyHelp> {
    let words = context.words();
    vec![
        ("N".to_owned(), t!(words, "printing-add")),
        ("Enter".to_owned(), t!(words, "printing-edit")),
        ("T".to_owned(), t!(words, "printing-test-page")),
        ("D".to_owned(), t!(words, "printing-make-default")),
        ("F5".to_owned(), t!(words, "printing-look-now")),
        (
            t!(words, "tickets-key-delete"),
            t!(words, "printing-remove"),
        ),
        ("Ctrl+S".to_owned(), t!(words, "messages-save")),
    ]
}
