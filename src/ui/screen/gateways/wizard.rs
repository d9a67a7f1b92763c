//! Adding a gateway, step by step: what and where, the login, a trial that changes nothing. Plan and push follow on its own
//! page, once it is there.

use super::{
    super::{
        Action, focus,
        parts::{flowing, stacked},
    },
    draft::{Draft, Field, Other},
    form::{self, Form},
};
use crate::{
    domain::{
        gateway::{Network, Vendor},
        id::GatewayId,
    },
    services::{
        Actor,
        batches::Progress,
        gateways::{
            self,
            doctor::Finding,
            overview::{self, Board},
            search::{self, Found},
            trial::{self, Trial},
        },
    },
    t,
    ui::{
        Element,
        context::{Answer, Context, Question, Stop},
        icon::Icon,
        scale::{self, Space},
        sentence::gateways as sentence,
        theme::Tone,
        widget::{self, button, check},
    },
};
use iced::{
    Alignment, Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, Row, container, responsive},
};

/// What happens in the wizard.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the fields.
    Form(form::Message),
    /// On to the next step.
    Next,
    /// To the step before.
    Back,
    /// Leave it.
    Close,
    /// The networks that this computer is in.
    Networks(Answer<Vec<Network>>),
    /// Look for gateways there.
    Search,
    /// Stop looking.
    StopSearch,
    /// It has looked at so many addresses.
    Searched(Question, Progress),
    /// What was found.
    Found(Question, Answer<Vec<Found>>),
    /// Take this one.
    Take(Box<Found>),
    /// The trial is over.
    Tried(Question, Answer<Box<Trial>>),
    /// The certificate is the right one.
    Accept(bool),
    /// It was added, or not: this one, among all.
    Added(Answer<Box<(GatewayId, Board)>>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Place,
    Access,
    Trial,
}

#[derive(Debug, Default)]
enum Search {
    #[default]
    Not,
    Working(Progress),
    Over(Vec<Found>),
}

/// The wizard.
pub(super) struct Wizard {
    step: Step,
    form: Form,
    networks: Vec<Network>,
    searching: Question,
    search: Search,
    stop: Stop,
    trying: Question,
    working: bool,
    trial: Option<Box<Trial>>,
    accepted: bool,
}

impl Wizard {
    /// With what is known of it already: a RADIUS client of this address.
    pub(super) fn new(
        by_hand: bool,
        address: Option<String>,
        others: Vec<Other>,
        context: &Context,
    ) -> (Self, Task<Message>) {
        let vendor = if by_hand {
            Vendor::Generic
        } else {
            Vendor::Mikrotik
        };
        let mut draft = Draft::new(vendor, false);
        draft.network = address.unwrap_or_default();
        let wizard = Self {
            step: Step::Place,
            form: Form::new(draft, None, others),
            networks: Vec::new(),
            searching: Question::default(),
            search: Search::Not,
            stop: Stop::default(),
            trying: Question::default(),
            working: false,
            trial: None,
            accepted: false,
        };
        // Only this computer's own table of routes is read.
        let networks = context.ask(|_, _| Ok(search::own_networks()), Message::Networks);
        (wizard, Task::batch([networks, focus(form::FIRST)]))
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Form(form::Message::Submit) | Message::Next => return self.next(context),
            Message::Form(message) => self.form.update(message),
            Message::Back => return self.back(),
            // The page does these.
            Message::Close | Message::Added(Ok(_)) => {}
            Message::Networks(networks) => self.networks = networks.unwrap_or_default(),
            Message::Search => return self.search(context),
            Message::StopSearch => self.stop.ask(),
            Message::Searched(asked, progress) => {
                if asked == self.searching
                    && let Search::Working(so_far) = &mut self.search
                {
                    *so_far = progress;
                }
            }
            Message::Found(asked, found) => {
                if asked == self.searching {
                    self.search = Search::Over(found.unwrap_or_default());
                }
            }
            Message::Take(found) => return self.take(&found),
            Message::Tried(asked, tried) => {
                if asked == self.trying {
                    return self.tried(tried);
                }
            }
            Message::Accept(accepted) => self.accepted = accepted,
            Message::Added(Err(error)) => {
                self.working = false;
                let field = self.form.refuse(error);
                self.step = if Draft::is_of_place(field) {
                    Step::Place
                } else {
                    Step::Access
                };
                return Action::run(focus(form::name_of(field)));
            }
        }
        Action::none()
    }

    /// It is left: what goes on ends soon.
    pub(super) fn leave(&self) {
        self.stop.ask();
    }

    fn next(&mut self, context: &Context) -> Action<Message> {
        if self.working {
            return Action::none();
        }
        match self.step {
            Step::Place => {
                if let Some(name) = self.form.mistake(Draft::is_of_place) {
                    return Action::run(focus(name));
                }
                self.form.calm();
                self.step = Step::Access;
                let first = if self.form.draft.abilities().is_some() {
                    form::LOGIN
                } else {
                    form::name_of(Field::Secret)
                };
                Action::run(focus(first))
            }
            Step::Access => {
                if let Some(name) = self.form.mistake(|_| true) {
                    return Action::run(focus(name));
                }
                if self.form.draft.abilities().is_some() {
                    self.try_it(context)
                } else {
                    self.add(context)
                }
            }
            Step::Trial if self.may_add() => self.add(context),
            Step::Trial => Action::none(),
        }
    }

    fn back(&mut self) -> Action<Message> {
        // What is under way is of what was typed before.
        let _ = self.trying.ask();
        self.working = false;
        match self.step {
            Step::Place => Action::none(),
            Step::Access => {
                self.step = Step::Place;
                Action::run(focus(form::name_of(Field::Name)))
            }
            Step::Trial => {
                self.step = Step::Access;
                Action::run(focus(form::LOGIN))
            }
        }
    }

    fn search(&mut self, context: &Context) -> Action<Message> {
        if matches!(self.search, Search::Working(_)) || self.networks.is_empty() {
            return Action::none();
        }
        let asked = self.searching.ask();
        self.stop = Stop::default();
        self.search = Search::Working(Progress::default());
        let networks = self.networks.clone();
        Action::run(context.follow(
            &self.stop,
            move |_, _, tell| {
                let hosts = search::hosts(&networks);
                Ok(search::search(hosts, &search::PORTS, tell))
            },
            move |progress| Message::Searched(asked, progress),
            move |found| Message::Found(asked, found),
        ))
    }

    fn take(&mut self, found: &Found) -> Action<Message> {
        let draft = &mut self.form.draft;
        draft.set_vendor(found.vendor.unwrap_or(Vendor::Generic));
        let address = found.address.to_string();
        draft.host = match found.port {
            Some(port) => format!("{address}:{port}"),
            None => address.clone(),
        };
        draft.network = if draft.abilities().is_some() {
            String::new()
        } else {
            address
        };
        Action::run(focus(form::name_of(Field::Name)))
    }

    fn try_it(&mut self, context: &Context) -> Action<Message> {
        let Ok(ready) = self.form.read() else {
            return Action::none();
        };
        let Some(new_link) = ready.new_link() else {
            return Action::none();
        };
        self.form.accept();
        self.working = true;
        let asked = self.trying.ask();
        Action::run(context.ask(
            move |store, _| trial::trial(store, ready.new, new_link).map(Box::new),
            move |tried| Message::Tried(asked, tried),
        ))
    }

    fn tried(&mut self, tried: Answer<Box<Trial>>) -> Action<Message> {
        self.working = false;
        match tried {
            Ok(trial) => {
                self.accepted = trial.certificate.is_none();
                self.trial = Some(trial);
                self.step = Step::Trial;
                Action::run(focus(ACCEPT))
            }
            Err(error) => {
                let field = self.form.refuse(error);
                if Draft::is_of_place(field) {
                    self.step = Step::Place;
                }
                Action::run(focus(form::name_of(field)))
            }
        }
    }

    fn may_add(&self) -> bool {
        self.accepted && !self.working
    }

    fn add(&mut self, context: &Context) -> Action<Message> {
        let Ok(ready) = self.form.read() else {
            return Action::none();
        };
        let mut new_link = ready.new_link();
        if let (Some(new_link), Some(trial)) = (&mut new_link, &self.trial) {
            // Compared and taken: from the first push on nobody else is believed.
            new_link.link.fingerprint = trial.certificate.map(|shown| shown.to_string());
        }
        self.working = true;
        Action::run(context.ask(
            move |store, now| {
                let added = gateways::add_linked(store, now, Actor::Desk, ready.new, new_link)?;
                Ok(Box::new((added.id, overview::board(store, now)?)))
            },
            Message::Added,
        ))
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        // With large text what is found has no room beside the form, and stands below it.
        responsive(move |size| {
            let step = match self.step {
                Step::Place => self.place(context),
                Step::Access => self.access(context),
                Step::Trial => self.trial(context),
            };
            // With the steps in a place of its own: whatever comes and goes there leaves the focus where it is.
            let refused = self.form.refusal(context);
            let refused = refused.map(|refused| refused.map(Message::Form));
            let head = Column::new()
                .push(self.steps(context))
                .push(refused)
                .spacing(Space::Normal);
            let card = widget::card(stacked(Space::Normal, [head.into(), step]));
            let beside = (self.step == Step::Place).then(|| self.search_card(context));
            let whole: Element<'a, Message> = if size.width < FORM_CARD + BESIDE {
                let whole = Column::new().push(card).push(beside).spacing(Space::Normal);
                container(whole).max_width(FORM_CARD).into()
            } else {
                let beside = beside.map(|beside| container(beside).max_width(FORM_CARD));
                Row::new()
                    .push(container(card).width(FORM_CARD))
                    .push(beside)
                    .spacing(Space::Wide)
                    .into()
            };
            widget::scroll(whole)
        })
        .into()
    }

    /// Where in the way this is.
    fn steps<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let by_hand = self.form.draft.abilities().is_none();
        let mut names = vec![
            (Some(Step::Place), t!(words, "gateways-step-place")),
            (Some(Step::Access), t!(words, "gateways-step-access")),
        ];
        if by_hand {
            names.push((None, t!(words, "gateways-step-guide")));
        } else {
            names.push((Some(Step::Trial), t!(words, "gateways-step-trial")));
            names.push((None, t!(words, "gateways-step-push")));
        }
        let names = (1_u8..).zip(names).map(|(number, (step, name))| {
            let text = format!("{number} {name}");
            if step == Some(self.step) {
                widget::strong(text).into()
            } else {
                widget::muted(text).into()
            }
        });
        flowing(names)
    }

    fn place<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let fields = self.form.place(context).into_iter();
        let fields = fields.map(|field| field.map(Message::Form));
        stacked(
            Space::Normal,
            [
                widget::form(fields),
                widget::actions([
                    button(t!(words, "cancel-form"))
                        .key("Esc")
                        .on_press(Message::Close)
                        .into(),
                    button(t!(words, "gateways-next"))
                        .primary()
                        .key("Enter")
                        .on_press(Message::Next)
                        .into(),
                ]),
            ],
        )
    }

    fn access<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let fields = self.form.access(context).into_iter();
        let fields = fields.map(|field| field.map(Message::Form));
        let label = if self.form.draft.abilities().is_some() {
            t!(words, "gateways-try")
        } else {
            t!(words, "gateways-add")
        };
        let working = self
            .working
            .then(|| widget::working(t!(words, "gateways-trying")));
        let next = (!self.working).then_some(Message::Next);
        let above = Column::new()
            .push(widget::form(fields))
            .push(working)
            .spacing(Space::Normal);
        Column::new()
            .push(above)
            .push(widget::actions([
                button(t!(words, "gateways-back"))
                    .on_press(Message::Back)
                    .into(),
                button(label)
                    .primary()
                    .key("Enter")
                    .on_press_maybe(next)
                    .into(),
            ]))
            .spacing(Space::Normal)
            .into()
    }

    fn trial<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let Some(trial) = &self.trial else {
            return widget::form([]);
        };
        let lines = trial.findings().into_iter().map(|finding| {
            let tone = match finding {
                Finding::Trouble(_) => Tone::Danger,
                Finding::InTheClear | Finding::NeverEncrypted => Tone::Warning,
                _ => Tone::Success,
            };
            sentence::line(tone, sentence::finding(context, &finding))
        });
        let mut parts: Vec<Element<'a, Message>> = lines.collect();
        if let Some(shown) = &trial.certificate {
            parts.push(widget::text(t!(words, "gateways-certificate-shown")).into());
            parts.push(sentence::fingerprint(&shown.to_string()));
            parts.push(
                check(t!(words, "gateways-certificate-accept"), self.accepted)
                    .help(t!(words, "gateways-certificate-accept-help"))
                    .on_toggle(Message::Accept)
                    .id(widget::id(ACCEPT))
                    .into(),
            );
        }
        parts.push(widget::muted(t!(words, "gateways-nothing-changed-yet")).into());
        parts.push(widget::actions([
            button(t!(words, "gateways-back"))
                .on_press(Message::Back)
                .into(),
            button(t!(words, "gateways-add"))
                .primary()
                .key("Enter")
                .on_press_maybe(self.may_add().then_some(Message::Next))
                .into(),
        ]));
        stacked(Space::Normal, parts)
    }

    /// What is there to choose from.
    fn search_card<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let networks: Vec<_> = self.networks.iter().map(ToString::to_string).collect();
        let mut parts: Vec<Element<'a, Message>> = Vec::new();
        parts.push(
            widget::muted(if networks.is_empty() {
                t!(words, "gateways-search-nowhere")
            } else {
                t!(
                    words,
                    "gateways-search-where",
                    networks = networks.join(", ")
                )
            })
            .into(),
        );
        match &self.search {
            Search::Not => {}
            Search::Working(progress) => {
                #[allow(clippy::cast_precision_loss, reason = "some thousand addresses")]
                let part = progress.done as f32 / progress.total.max(1) as f32;
                let done = t!(
                    words,
                    "gateways-search-done",
                    done = context.number(progress.done),
                    total = context.number(progress.total)
                );
                parts.push(widget::progress(
                    t!(words, "gateways-searching"),
                    done,
                    part,
                ));
            }
            Search::Over(found) if found.is_empty() => {
                parts.push(widget::text(t!(words, "gateways-search-none")).into());
            }
            Search::Over(found) => {
                parts.extend(found.iter().map(|found| offer(context, found)));
            }
        }
        let button = if matches!(self.search, Search::Working(_)) {
            button(t!(words, "gateways-search-stop")).on_press(Message::StopSearch)
        } else {
            button(t!(words, "gateways-search"))
                .icon(Icon::Search)
                .on_press_maybe((!networks.is_empty()).then_some(Message::Search))
        };
        parts.push(widget::actions([button.into()]));
        let title = t!(words, "gateways-search-title");
        widget::card(widget::section(title, stacked(Space::Snug, parts)))
    }

    pub(super) fn on_key(key: &Key, modifiers: Modifiers) -> Option<Message> {
        match key {
            Key::Named(Named::Escape) => Some(Message::Close),
            Key::Named(Named::Enter) if modifiers.is_empty() => Some(Message::Next),
            _ => None,
        }
    }
}

fn offer<'a>(context: &Context, found: &Found) -> Element<'a, Message> {
    let words = context.words();
    let kind = found.vendor.map_or_else(
        || t!(words, "gateways-found-unknown"),
        |vendor| sentence::vendor(words, vendor),
    );
    let detail = [found.maker.unwrap_or_default(), &found.title];
    let detail: Vec<_> = detail.into_iter().filter(|text| !text.is_empty()).collect();
    let said = Column::new()
        .push(widget::strong(kind))
        .push(widget::mono(found.address.to_string()))
        .push((!detail.is_empty()).then(|| widget::small(detail.join(" · "))))
        .width(Length::Fill);
    let take = button(t!(words, "gateways-take"))
        .small()
        .on_press(Message::Take(Box::new(found.clone())));
    Row::new()
        .push(said)
        .push(take)
        .spacing(Space::Tight)
        .align_y(Alignment::Center)
        .into()
}

/// The name of the box that takes the certificate.
const ACCEPT: &str = "gateways-accept";
/// Room for what is found, beside the form.
const BESIDE: f32 = 320.0;
/// A form with what its card has around it.
const FORM_CARD: f32 = scale::FORM + 2.0 * Space::Normal.px() + 2.0;
