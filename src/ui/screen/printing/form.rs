//! The form of one printer. Beside it what was found on this computer, and how the typed one is.

use super::{
    super::{
        Action, focus,
        parts::{beside, stacked},
    },
    draft::{Draft, Field, Kind, Wrong},
};
use crate::{
    delivery::{
        Failure,
        print::{Condition, Status, Target, ipp::Queue},
    },
    i18n::Words,
    services::{
        Error,
        printing::{self, PrintError, Printer, Settings},
    },
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        icon::Icon,
        scale::{self, Space},
        sentence,
        theme::Tone,
        widget::{self, Verdict, button, check, choice, field, select},
    },
    voucher::{CodePage, Paper, escpos},
};
use iced::{
    Alignment, Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, Row, container, responsive},
};
use std::sync::Arc;
use uuid::Uuid;

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed.
    Typed(Field, String),
    /// Another kind of place.
    Kind(Kind),
    /// Another paper.
    Paper(Paper),
    /// Cut behind each voucher.
    Cut(bool),
    /// Open the drawer.
    Drawer(bool),
    /// Letters of its own, from this table; none draws everything.
    Table(Option<CodePage>),
    /// Who takes over.
    Fallback(Option<Uuid>),
    /// Look for queues again.
    Find,
    /// What was found.
    Found(Question, Answer<Found>),
    /// Take this one.
    Take(Box<Offer>),
    /// Ask the typed one how it is.
    Ask,
    /// What it said.
    Told(Question, Answer<Result<Status, Failure>>),
    /// Save it; and print a test page.
    Save(bool),
    /// Leave it.
    Close,
}

/// What was found on this computer, or on the print server that was named.
#[derive(Debug, Clone)]
pub struct Found {
    queues: Result<Vec<Queue>, Failure>,
    here: Vec<Target>,
}

/// Something that was found.
#[derive(Debug, Clone)]
pub struct Offer {
    kind: Kind,
    place: String,
    name: String,
}

/// How asking went.
#[derive(Debug, Default)]
enum Asked {
    #[default]
    Not,
    Working,
    Told(Result<Status, Failure>),
}

/// The form.
pub(super) struct Form {
    before: Option<Printer>,
    others: Vec<(Uuid, String)>,
    draft: Draft,
    mistakes_shown: bool,
    saving: bool,
    refused: Option<Arc<Error>>,
    finding: Question,
    scheduler: String,
    found: Option<Found>,
    telling: Question,
    asked: Asked,
}

/// The name of its first field.
pub(super) const FIRST: &str = "printing-kind";

fn name_of(field: Field) -> &'static str {
    match field {
        Field::Name => "printing-name",
        Field::Place => "printing-place",
        Field::Dots => "printing-dots",
        Field::Right => "printing-right",
        Field::Down => "printing-down",
        Field::Label => "printing-label",
        Field::Number => "printing-number",
        Field::Scheduler => "printing-scheduler",
    }
}

impl Form {
    /// Of this one, or of a new one.
    pub(super) fn new(before: Option<Printer>, others: Vec<(Uuid, String)>) -> Self {
        Self {
            draft: before.as_ref().map_or_else(Draft::new, Draft::of),
            before,
            others,
            mistakes_shown: false,
            saving: false,
            refused: None,
            finding: Question::default(),
            scheduler: String::new(),
            found: None,
            telling: Question::default(),
            asked: Asked::Not,
        }
    }

    /// Looks for queues and device files.
    pub(super) fn find(&mut self, context: &Context) -> Task<Message> {
        let asked = self.finding.ask();
        self.found = None;
        let server = Some(self.scheduler.trim().to_owned()).filter(|server| !server.is_empty());
        context.ask(
            move |_, _| {
                let server = server.map(|server| scheduler(&server));
                let queues = match printing::found(server.as_deref()) {
                    Ok(queues) => Ok(queues),
                    Err(Error::Printing(PrintError::Failed(failure))) => Err(failure),
                    Err(error) => return Err(error),
                };
                let here = printing::here();
                Ok(Found { queues, here })
            },
            move |found| Message::Found(asked, found),
        )
    }

    fn id(&self) -> Option<Uuid> {
        self.before.as_ref().map(|before| before.id)
    }

    fn read(&self) -> Result<Settings, Vec<(Field, Wrong)>> {
        self.draft.read(self.others.iter().map(|(_, name)| name))
    }

    /// What is to be saved; none while something is wrong, or being saved.
    pub(super) fn ready(&mut self) -> Option<(Option<Uuid>, Settings)> {
        self.mistakes_shown = true;
        if self.saving {
            return None;
        }
        let settings = self.read().ok()?;
        self.saving = true;
        Some((self.id(), settings))
    }

    pub(super) fn refuse(&mut self, error: Arc<Error>) {
        self.saving = false;
        self.refused = Some(error);
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let draft = &mut self.draft;
        match message {
            Message::Typed(field, text) => {
                match field {
                    Field::Name => draft.name = text,
                    Field::Place => draft.place = text,
                    Field::Dots => draft.dots = text,
                    Field::Right => draft.right = text,
                    Field::Down => draft.down = text,
                    Field::Label => draft.label = text,
                    Field::Number => draft.number = text,
                    Field::Scheduler => self.scheduler = text,
                }
                if field == Field::Place {
                    self.forget_answer();
                }
                self.refused = None;
            }
            Message::Kind(kind) => {
                draft.set_kind(kind);
                self.forget_answer();
            }
            Message::Paper(paper) => draft.set_paper(paper),
            Message::Cut(cut) => draft.cut = cut,
            Message::Drawer(drawer) => draft.drawer = drawer,
            Message::Table(table) => draft.table = table,
            Message::Fallback(fallback) => draft.fallback = fallback,
            Message::Find => return Action::run(self.find(context)),
            Message::Found(asked, found) => {
                if asked == self.finding {
                    match found {
                        Ok(found) => self.found = Some(found),
                        Err(error) => return Action::tell(Tone::Danger, context.refusal(&error)),
                    }
                }
            }
            Message::Take(offer) => {
                draft.set_kind(offer.kind);
                draft.place = offer.place;
                if draft.name.trim().is_empty() {
                    draft.name = offer.name;
                }
                self.forget_answer();
                return Action::run(focus(name_of(Field::Name)));
            }
            Message::Ask => return self.ask(context),
            Message::Told(asked, told) => {
                if asked == self.telling
                    && let Ok(told) = told
                {
                    self.asked = Asked::Told(told);
                }
            }
            // The list does these.
            Message::Save(_) | Message::Close => {}
        }
        Action::none()
    }

    fn forget_answer(&mut self) {
        // An answer that is under way is of another place.
        let _ = self.telling.ask();
        self.asked = Asked::Not;
    }

    fn ask(&mut self, context: &Context) -> Action<Message> {
        self.mistakes_shown = true;
        let Ok(target) = self.draft.target() else {
            return Action::run(focus(name_of(Field::Place)));
        };
        let asked = self.telling.ask();
        self.asked = Asked::Working;
        Action::run(context.ask(
            move |_, _| Ok(printing::status(&target)),
            move |told| Message::Told(asked, told),
        ))
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        // With large text what was found has no room beside the form, and stands below it.
        responsive(move |size| {
            let form = container(widget::card(self.form(context))).max_width(FORM_CARD);
            let beside = [self.found_card(context), self.ask_card(context)];
            let beside = container(stacked(Space::Normal, beside)).max_width(FORM_CARD);
            widget::scroll(if size.width < FORM_CARD + BESIDE {
                stacked(Space::Normal, [form.into(), beside.into()])
            } else {
                Row::new()
                    .push(form)
                    .push(beside)
                    .spacing(Space::Wide)
                    .into()
            })
        })
        .into()
    }

    fn form<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let title = match &self.before {
            Some(before) => before.settings.name.clone(),
            None => t!(words, "printing-add"),
        };
        let close = button(t!(words, "cancel-form"))
            .key("Esc")
            .on_press(Message::Close);
        let ready = !self.saving;
        let test = button(t!(words, "printing-save-and-test"))
            .on_press_maybe(ready.then_some(Message::Save(true)));
        let save = button(t!(words, "messages-save"))
            .primary()
            .key("Enter")
            .on_press_maybe(ready.then_some(Message::Save(false)));
        let refused = self.refused.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        });
        let form = widget::form(self.fields(context).into_iter().chain(refused));
        stacked(
            Space::Normal,
            [
                widget::heading(title).into(),
                form,
                widget::actions([close.into(), test.into(), save.into()]),
            ],
        )
    }

    fn fields<'a>(&'a self, context: &'a Context) -> Vec<Element<'a, Message>> {
        let (words, draft) = (context.words(), &self.draft);
        let kinds = [
            (Kind::Queue, t!(words, "printing-kind-queue")),
            (Kind::Network, t!(words, "printing-kind-network")),
            (Kind::Device, t!(words, "printing-kind-device")),
            (Kind::Folder, t!(words, "printing-kind-folder")),
            (Kind::Spooler, t!(words, "printing-kind-spooler")),
        ];
        // A printer of Windows in a data folder that came from there is still called what it is.
        let kinds = kinds
            .into_iter()
            .filter(|(kind, _)| kind.is_here() || *kind == draft.kind);
        let kind = choice(t!(words, "printing-kind"), kinds, Some(draft.kind))
            .help(kind_help(words, draft.kind))
            .on_choose(Message::Kind)
            .id(widget::id(FIRST));
        let (label, example) = place_words(words, draft.kind);
        let place = self
            .typed(context, Field::Place, label, &draft.place)
            .placeholder(example);
        let name = self
            .typed(
                context,
                Field::Name,
                t!(words, "printing-name"),
                &draft.name,
            )
            .placeholder(t!(words, "printing-name-example"));
        let papers = draft
            .papers()
            .map(|paper| (paper, sentence::printing::paper(context, paper)));
        let paper = select(t!(words, "printing-paper"), papers, Some(draft.paper))
            .on_choose(Message::Paper);
        let mut fields = vec![kind.into(), place.into(), name.into(), paper.into()];
        if draft.kind.is_receipt() {
            fields.extend(self.receipt_fields(context));
        } else if !draft.paper.is_roll() {
            fields.extend(self.sheet_fields(context));
        }
        if !self.others.is_empty() {
            let nobody = (None, t!(words, "printing-fallback-none"));
            let others = self
                .others
                .iter()
                .map(|(id, name)| (Some(*id), name.clone()));
            let fallback = select(
                t!(words, "printing-fallback"),
                std::iter::once(nobody).chain(others),
                Some(draft.fallback),
            )
            .help(t!(words, "printing-fallback-help"))
            .on_choose(Message::Fallback);
            fields.push(fallback.into());
        }
        fields
    }

    /// What a receipt printer is told.
    fn receipt_fields<'a>(&'a self, context: &'a Context) -> Vec<Element<'a, Message>> {
        let (words, draft) = (context.words(), &self.draft);
        let usual = escpos::dots(draft.paper).map(|dots| dots.to_string());
        let dots = self
            .typed(
                context,
                Field::Dots,
                t!(words, "printing-dots"),
                &draft.dots,
            )
            .placeholder(usual.unwrap_or_default())
            .help(t!(words, "printing-dots-help"));
        let drawn = (None, t!(words, "printing-letters-drawn"));
        let tables =
            CodePage::ALL.map(|page| (Some(page), sentence::printing::code_page(words, page)));
        let table = select(
            t!(words, "printing-letters"),
            std::iter::once(drawn).chain(tables),
            Some(draft.table),
        )
        .help(t!(words, "printing-letters-help"))
        .on_choose(Message::Table);
        let number = draft.table.map(|table| {
            self.typed(
                context,
                Field::Number,
                t!(words, "printing-letters-number"),
                &draft.number,
            )
            .placeholder(table.usual_number().to_string())
            .help(t!(words, "printing-letters-number-help"))
            .into()
        });
        let checks = stacked(
            Space::Hair,
            [
                check(t!(words, "printing-cut"), draft.cut)
                    .on_toggle(Message::Cut)
                    .into(),
                check(t!(words, "printing-drawer"), draft.drawer)
                    .on_toggle(Message::Drawer)
                    .into(),
            ],
        );
        [checks, table.into()]
            .into_iter()
            .chain(number)
            .chain([dots.into()])
            .collect()
    }

    /// Where pages are put on a sheet.
    fn sheet_fields<'a>(&'a self, context: &'a Context) -> Vec<Element<'a, Message>> {
        let (words, draft) = (context.words(), &self.draft);
        let right = self.typed(
            context,
            Field::Right,
            t!(words, "printing-right"),
            &draft.right,
        );
        let down = self.typed(
            context,
            Field::Down,
            t!(words, "printing-down"),
            &draft.down,
        );
        let offset = stacked(
            Space::Hair,
            [
                beside([right.into(), down.into()]),
                widget::small(t!(words, "printing-offset-help")).into(),
            ],
        );
        let label = matches!(draft.paper, Paper::Labels(_)).then(|| {
            let most = context.number(draft.paper.per_page() as u64);
            self.typed(
                context,
                Field::Label,
                t!(words, "printing-label"),
                &draft.label,
            )
            .help(t!(words, "printing-label-help", most = most))
            .into()
        });
        [offset].into_iter().chain(label).collect()
    }

    fn typed<'a>(
        &'a self,
        context: &Context,
        at: Field,
        label: String,
        value: &'a str,
    ) -> widget::Field<'a, Message> {
        let verdict = self
            .read()
            .err()
            .into_iter()
            .flatten()
            .find(|(wrong, _)| *wrong == at)
            .filter(|_| self.mistakes_shown || !value.trim().is_empty())
            .map(|(_, wrong)| Verdict::error(said(context.words(), &wrong)));
        field(label, value)
            .verdict(verdict)
            .on_input(move |text| Message::Typed(at, text))
            .on_submit(Message::Save(false))
            .id(widget::id(name_of(at)))
    }

    /// What is there to choose from.
    fn found_card<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let server = field(t!(words, "printing-server"), &self.scheduler)
            .placeholder("localhost")
            .help(t!(words, "printing-server-help"))
            .on_input(|text| Message::Typed(Field::Scheduler, text))
            .on_submit(Message::Find)
            .id(widget::id(name_of(Field::Scheduler)));
        let mut parts: Vec<Element<'a, Message>> = Vec::new();
        match &self.found {
            None => parts.push(widget::working(t!(words, "printing-finding"))),
            Some(found) => {
                match &found.queues {
                    Ok(queues) if queues.is_empty() => {
                        parts.push(widget::muted(t!(words, "printing-found-none")).into());
                    }
                    Ok(queues) => parts.extend(queues.iter().map(|queue| offer(words, queue))),
                    Err(failure) => {
                        let said = t!(
                            words,
                            "printing-found-no-server",
                            detail = failure.detail.as_str()
                        );
                        parts.push(widget::muted(said).into());
                    }
                }
                parts.extend(found.here.iter().map(|target| here_offer(words, target)));
            }
        }
        let again = button(t!(words, "printing-find"))
            .small()
            .icon(Icon::Refresh)
            .on_press(Message::Find);
        parts.push(server.into());
        parts.push(widget::actions([again.into()]));
        let title = t!(words, "printing-found");
        widget::card(widget::section(title, stacked(Space::Tight, parts)))
    }

    /// How the typed one is.
    fn ask_card<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let working = matches!(self.asked, Asked::Working);
        let label = if working {
            t!(words, "printing-asking")
        } else {
            t!(words, "printing-ask")
        };
        let ask = button(label).on_press_maybe((!working).then_some(Message::Ask));
        let answer = match &self.asked {
            Asked::Not | Asked::Working => None,
            Asked::Told(Ok(status)) => {
                let tone = match status.condition {
                    Condition::Ready | Condition::Busy => Tone::Success,
                    Condition::Unknown => Tone::Info,
                    _ => Tone::Warning,
                };
                let said = sentence::printing::condition(words, status.condition);
                Some(widget::notice(tone, said, status.detail.clone(), None))
            }
            Asked::Told(Err(failure)) => {
                let said = match self.draft.target() {
                    Ok(target) => sentence::printing::place_failure(words, &target, failure),
                    Err(_) => sentence::printing::failure(words, failure),
                };
                Some(widget::notice(
                    Tone::Danger,
                    said.happened,
                    said.to_do,
                    None,
                ))
            }
        };
        let parts = Column::new()
            .push(widget::muted(t!(words, "printing-ask-help")))
            .push(widget::actions([ask.into()]))
            .push(answer)
            .spacing(Space::Normal);
        widget::card(widget::section(t!(words, "messages-test-title"), parts))
    }
}

/// Room for what was found, beside the form.
const BESIDE: f32 = 320.0;
/// A form with what its card has around it.
const FORM_CARD: f32 = scale::FORM + 2.0 * Space::Normal.px() + 2.0;

fn offer<'a>(words: &Words, queue: &'a Queue) -> Element<'a, Message> {
    let take = Message::Take(Box::new(Offer {
        kind: Kind::Queue,
        place: queue.uri.clone(),
        name: queue.name.clone(),
    }));
    let state = sentence::printing::condition(words, queue.condition);
    let detail = if queue.info.is_empty() || queue.info == queue.name {
        state
    } else {
        format!("{} – {state}", queue.info)
    };
    offered(words, &queue.name, detail, take)
}

fn here_offer<'a>(words: &Words, target: &Target) -> Element<'a, Message> {
    let place = target.place();
    let (name, said) = match target {
        Target::Device { path } => (
            path.file_name().unwrap_or_default().display().to_string(),
            t!(words, "printing-found-device"),
        ),
        _ => (place.clone(), t!(words, "printing-kind-spooler")),
    };
    let take = Message::Take(Box::new(Offer {
        kind: Kind::of(target),
        place: place.clone(),
        name,
    }));
    offered(words, &place, said, take)
}

fn offered<'a>(words: &Words, name: &str, detail: String, take: Message) -> Element<'a, Message> {
    let said = Column::new()
        .push(widget::strong(name.to_owned()))
        .push(widget::small(detail))
        .width(Length::Fill);
    let take = button(t!(words, "printing-take")).small().on_press(take);
    Row::new()
        .push(said)
        .push(take)
        .spacing(Space::Tight)
        .align_y(Alignment::Center)
        .into()
}

/// The address of a print server as people write it.
fn scheduler(server: &str) -> String {
    if server.contains("://") {
        server.to_owned()
    } else if server.contains(':') {
        format!("ipp://{server}/")
    } else {
        format!("ipp://{server}:631/")
    }
}

fn kind_help(words: &Words, kind: Kind) -> String {
    match kind {
        Kind::Queue => t!(words, "printing-kind-queue-help"),
        Kind::Network => t!(words, "printing-kind-network-help"),
        Kind::Device => t!(words, "printing-kind-device-help"),
        Kind::Folder => t!(words, "printing-kind-folder-help"),
        Kind::Spooler => t!(words, "printing-kind-spooler-help"),
    }
}

/// The label of the place, and an example.
fn place_words(words: &Words, kind: Kind) -> (String, &'static str) {
    match kind {
        Kind::Queue => (
            t!(words, "printing-place-queue"),
            "ipp://localhost:631/printers/desk",
        ),
        Kind::Network => (t!(words, "printing-place-network"), "192.168.1.50"),
        Kind::Device => (t!(words, "printing-place-device"), "/dev/usb/lp0"),
        Kind::Folder => (t!(words, "printing-place-folder"), "/home/desk/vouchers"),
        Kind::Spooler => (t!(words, "printing-place-spooler"), "HP LaserJet"),
    }
}

fn said(words: &Words, wrong: &Wrong) -> String {
    match wrong {
        Wrong::Refused(PrintError::Address(place)) if place.is_empty() => {
            t!(words, "printing-place-missing")
        }
        Wrong::Refused(PrintError::Address(_)) => t!(words, "printing-place-wrong"),
        Wrong::Refused(error) => sentence::printing::refusal(words, error).line(),
        Wrong::Taken => t!(words, "ticket-types-wrong-taken"),
        Wrong::Number => t!(words, "printing-number-wrong"),
    }
}

/// What a key means in the form.
pub(super) fn on_key(key: &Key, modifiers: Modifiers) -> Option<Message> {
    match key {
        Key::Named(Named::Escape) => Some(Message::Close),
        Key::Named(Named::Enter) => Some(Message::Save(false)),
        Key::Character(one) if modifiers.control() && one.as_str() == "s" => {
            Some(Message::Save(false))
        }
        _ => None,
    }
}
