//! One gateway: how it is, what a push would do and did, who is on line, what happened, what to type there, and its settings.

use super::{
    super::{
        Action, KeyHelp, focus,
        parts::{flowing, labelled, stacked},
    },
    draft::{Draft, Other},
    form::{self, Form},
    guide::{self, Guide},
    online::{self, Online},
    push::{self, Push},
    taking::{self, Taking},
};
use crate::{
    domain::{
        gateway::{Gateway, Vendor},
        id::GatewayId,
    },
    gateways::Fingerprint,
    services::{
        Actor,
        gateways::{
            change::{self, Changed, ChangedLink},
            doctor::{self, Finding, Fix, Line},
            link,
            overview::Card,
        },
    },
    store::Event,
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        icon::Icon,
        scale::{self, Space},
        sentence::gateways as sentence,
        theme::Tone,
        widget::{self, Dialog, button, choice},
    },
};
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, Row, container},
};

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// How it is.
    State,
    /// What a push would do.
    Plan,
    /// Who is on line.
    Online,
    /// What happened.
    History,
    /// What to type there.
    Guide,
}

/// What happens on the page.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another part.
    Tab(Tab),
    /// Examine it.
    Examine,
    /// What was found.
    Examined(Question, Answer<Vec<Line>>),
    /// What happened to it was read.
    History(Question, Answer<Vec<Event>>),
    /// Do what mends a line.
    Fix(Fix),
    /// Pin the certificate.
    Pin,
    /// The QR code leads to its login page now, or not.
    PageUsed(Answer<()>),
    /// Leave it.
    LeavePin,
    /// It was pinned, or not.
    Pinned(Answer<()>),
    /// In the plan.
    Push(push::Message),
    /// Among those on line.
    Online(online::Message),
    /// In the guide.
    Guide(guide::Message),
    /// Take over the users that others made there.
    TakeUsers,
    /// In the dialog of that.
    Taking(taking::Message),
    /// Change its settings.
    Edit,
    /// In the settings.
    Form(form::Message),
    /// Keep the settings.
    Save,
    /// They are kept, or not.
    Saved(Answer<Gateway>),
    /// Leave the settings.
    CloseForm,
    /// Ask whether to remove it.
    Remove,
    /// Back to the list.
    Close,
}

/// The page of one gateway.
pub(super) struct One {
    pub(super) card: Card,
    tab: Tab,
    examining: Question,
    examined: Option<Answer<Vec<Line>>>,
    reading: Question,
    history: Vec<Event>,
    pinning: Option<Fingerprint>,
    taking: Option<Taking>,
    push: Push,
    online: Online,
    guide: Guide,
    form: Option<Form>,
    saving: bool,
}

impl One {
    pub(super) fn new(card: Card, tab: Tab, context: &Context) -> (Self, Task<Message>) {
        let mut one = Self {
            card,
            tab,
            examining: Question::default(),
            examined: None,
            reading: Question::default(),
            history: Vec::new(),
            pinning: None,
            taking: None,
            push: Push::default(),
            online: Online::default(),
            guide: Guide::default(),
            form: None,
            saving: false,
        };
        let shown = one.show(tab, context);
        let read = one.read_history(context);
        (one, Task::batch([shown, read, focus(TABS)]))
    }

    pub(super) fn id(&self) -> GatewayId {
        self.card.gateway.id
    }

    fn name(&self) -> String {
        self.card.gateway.name.clone()
    }

    fn is_linked(&self) -> bool {
        self.card.standing.is_some()
    }

    /// Nobody has compared its certificate yet: nothing is pushed to somebody unknown.
    fn needs_certificate(&self) -> bool {
        let standing = self.card.standing.as_ref();
        standing.is_some_and(|standing| !standing.link.plain && standing.link.fingerprint.is_none())
    }

    /// Something was committed.
    pub(super) fn take(&mut self, card: Card, context: &Context) -> Task<Message> {
        self.card = card;
        let online = if self.tab == Tab::Online && !self.is_asked() {
            self.online.ask(self.name(), context).map(Message::Online)
        } else {
            Task::none()
        };
        Task::batch([online, self.read_history(context)])
    }

    /// Whether it is the gateway itself that is asked who is on line: then only by hand.
    fn is_asked(&self) -> bool {
        let standing = self.card.standing.as_ref();
        standing.is_some_and(|standing| standing.link.users)
    }

    fn read_history(&mut self, context: &Context) -> Task<Message> {
        let asked = self.reading.ask();
        let id = self.id();
        context.ask(
            move |store, _| crate::services::gateways::overview::history(store, id),
            move |history| Message::History(asked, history),
        )
    }

    fn show(&mut self, tab: Tab, context: &Context) -> Task<Message> {
        self.tab = tab;
        let name = self.name();
        match tab {
            Tab::State if self.examined.is_none() => self.examine(context),
            Tab::Plan if self.is_linked() && !self.needs_certificate() => {
                self.push.show(name, context).map(Message::Push)
            }
            Tab::Online => self.online.ask(name, context).map(Message::Online),
            Tab::Guide => self.guide.ask(name, context).map(Message::Guide),
            Tab::State | Tab::Plan | Tab::History => Task::none(),
        }
    }

    fn examine(&mut self, context: &Context) -> Task<Message> {
        let asked = self.examining.ask();
        self.examined = None;
        let (name, clock) = (self.name(), context.clock);
        context.ask(
            move |store, _| doctor::examine(store, &clock, &name),
            move |lines| Message::Examined(asked, lines),
        )
    }

    pub(super) fn update(
        &mut self,
        message: Message,
        others: Vec<Other>,
        context: &Context,
    ) -> Action<Message> {
        match message {
            Message::Tab(tab) => Action::run(self.show(tab, context)),
            Message::Examine => {
                self.tab = Tab::State;
                Action::run(self.examine(context))
            }
            Message::Examined(asked, lines) => {
                if asked == self.examining {
                    self.examined = Some(lines);
                }
                Action::none()
            }
            Message::History(asked, history) => {
                if asked == self.reading
                    && let Ok(history) = history
                {
                    self.history = history;
                }
                Action::none()
            }
            Message::Fix(Fix::Pin(shown)) => {
                self.pinning = Some(shown);
                Action::none()
            }
            Message::Fix(Fix::Push) => Action::run(self.show(Tab::Plan, context)),
            Message::Fix(Fix::LoginPage(template)) => Action::run(context.ask(
                move |store, now| doctor::use_login_page(store, now, Actor::Desk, &template),
                Message::PageUsed,
            )),
            Message::PageUsed(Ok(())) => Action::run(self.examine(context))
                .and_tell(Tone::Success, t!(context.words(), "gateways-page-used")),
            Message::Pin => self.pin(context),
            Message::LeavePin => {
                self.pinning = None;
                Action::none()
            }
            Message::Pinned(Ok(())) => {
                self.push.forget();
                Action::run(self.examine(context)).and_tell(
                    Tone::Success,
                    t!(context.words(), "gateways-certificate-accepted"),
                )
            }
            Message::PageUsed(Err(error)) | Message::Pinned(Err(error)) => {
                Action::tell(Tone::Danger, context.refusal(&error))
            }
            Message::Push(message) => {
                let action = self.push.update(message, &self.name(), context);
                if action.changed {
                    // What was found before the push is no longer so.
                    self.examined = None;
                }
                Action::run(action.task.map(Message::Push))
            }
            Message::Online(message) => {
                let name = self.name();
                self.online
                    .update(message, name, self.card.standing.as_ref(), context)
                    .map(Message::Online)
            }
            Message::Guide(message) => {
                let name = self.name();
                self.guide
                    .update(message, name, context)
                    .map(Message::Guide)
            }
            Message::TakeUsers => self.take_users(context),
            Message::Taking(message) => match self.taking.take() {
                Some(taking) => {
                    let (taking, action) = taking.update(message, context);
                    self.taking = taking;
                    action.map(Message::Taking)
                }
                None => Action::none(),
            },
            Message::Edit => {
                let draft = Draft::of(&self.card);
                self.form = Some(Form::new(draft, Some(self.id()), others));
                self.saving = false;
                let first = if self.is_linked() {
                    form::name_of(super::draft::Field::Host)
                } else {
                    form::name_of(super::draft::Field::Network)
                };
                Action::run(focus(first))
            }
            Message::Form(form::Message::Submit) | Message::Save => self.save(context),
            Message::Form(message) => {
                if let Some(form) = &mut self.form {
                    form.update(message);
                }
                Action::none()
            }
            Message::Saved(saved) => self.saved(saved, context),
            Message::CloseForm => {
                self.form = None;
                Action::run(focus(TABS))
            }
            // The page does these.
            Message::Remove | Message::Close => Action::none(),
        }
    }

    /// Whether users that others made there can be taken over, by their MikroTik profile.
    fn takes_users(&self) -> bool {
        let standing = self.card.standing.as_ref();
        self.card.gateway.vendor == Vendor::Mikrotik
            && standing.is_some_and(|it| it.abilities.lists_users)
            && !self.needs_certificate()
    }

    fn take_users(&mut self, context: &Context) -> Action<Message> {
        if !self.takes_users() {
            return Action::none();
        }
        let (taking, task) = Taking::new(self.name(), context);
        self.taking = Some(taking);
        Action::run(task.map(Message::Taking))
    }

    /// It is left: what goes on ends soon.
    pub(super) fn leave(&self) {
        self.push.leave();
    }

    fn pin(&mut self, context: &Context) -> Action<Message> {
        let Some(shown) = self.pinning.take() else {
            return Action::none();
        };
        let name = self.name();
        Action::run(context.ask(
            move |store, now| link::pin(store, now, Actor::Desk, &name, shown),
            Message::Pinned,
        ))
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let Some(form) = self.form.as_mut().filter(|_| !self.saving) else {
            return Action::none();
        };
        if let Some(name) = form.mistake(|_| true) {
            return Action::run(focus(name));
        }
        let Ok(ready) = form.read() else {
            return Action::none();
        };
        self.saving = true;
        let id = self.id();
        let link = ready
            .link
            .map(|(link, password)| ChangedLink { link, password });
        let changed = Changed {
            new: ready.new,
            link,
        };
        Action::run(context.ask(
            move |store, now| change::change(store, now, Actor::Desk, id, changed),
            Message::Saved,
        ))
    }

    fn saved(&mut self, saved: Answer<Gateway>, context: &Context) -> Action<Message> {
        self.saving = false;
        match saved {
            Ok(gateway) => {
                let said = t!(
                    context.words(),
                    "gateways-saved",
                    name = gateway.name.as_str()
                );
                self.card.gateway = gateway;
                self.form = None;
                self.push.forget();
                let examined = self.examine(context);
                Action::run(Task::batch([examined, focus(TABS)])).and_tell(Tone::Success, said)
            }
            Err(error) => match &mut self.form {
                Some(form) => Action::run(focus(form::name_of(form.refuse(error)))),
                None => Action::none(),
            },
        }
    }

    /// What stands at the right of the title.
    pub(super) fn actions<'a>(&'a self, context: &'a Context) -> Vec<Element<'a, Message>> {
        let words = context.words();
        if self.form.is_some() {
            return Vec::new();
        }
        vec![
            button(t!(words, "gateways-remove"))
                .icon(Icon::Trash)
                .on_press(Message::Remove)
                .into(),
            button(t!(words, "gateways-edit"))
                .icon(Icon::Settings)
                .key("E")
                .on_press(Message::Edit)
                .into(),
            button(t!(words, "gateways-back-list"))
                .icon(Icon::ArrowLeft)
                .key("Esc")
                .on_press(Message::Close)
                .into(),
        ]
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        if let Some(form) = &self.form {
            return self.settings(form, context);
        }
        let tabs = [
            (Tab::State, t!(words, "gateways-tab-state")),
            (Tab::Plan, t!(words, "gateways-tab-plan")),
            (Tab::Online, t!(words, "gateways-tab-online")),
            (Tab::History, t!(words, "gateways-tab-history")),
            (Tab::Guide, t!(words, "gateways-tab-guide")),
        ];
        let tabs = container(
            choice("", tabs, Some(self.tab))
                .on_choose(Message::Tab)
                .id(widget::id(TABS)),
        )
        .max_width(TABS_WIDTH);
        let shown = match self.tab {
            Tab::State => widget::scroll(self.state(context)),
            Tab::Plan if !self.is_linked() => widget::empty(
                Icon::Router,
                t!(words, "gateways-no-interface"),
                t!(words, "gateways-no-interface-do"),
                Some(
                    button(t!(words, "gateways-tab-guide"))
                        .on_press(Message::Tab(Tab::Guide))
                        .into(),
                ),
            ),
            Tab::Plan if self.needs_certificate() => widget::empty(
                Icon::Lock,
                t!(words, "gateways-certificate-first"),
                t!(words, "gateways-certificate-first-do"),
                Some(
                    button(t!(words, "gateways-tab-state"))
                        .on_press(Message::Examine)
                        .into(),
                ),
            ),
            Tab::Plan => self.push.view(context).map(Message::Push),
            Tab::Online => self
                .online
                .view(context, self.card.standing.as_ref())
                .map(Message::Online),
            Tab::History => widget::scroll(self.history(context)),
            Tab::Guide => self.guide.view(context).map(Message::Guide),
        };
        Column::new()
            .push(tabs)
            .push(container(shown).height(Length::Fill))
            .spacing(Space::Normal)
            .into()
    }

    fn state<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let (tone, short, meaning) = sentence::health(context, &self.card);
        let tone = if tone == Tone::NoUse {
            Tone::Info
        } else {
            tone
        };
        let notice = widget::notice(tone, short, meaning, None);
        let lines: Element<'a, Message> = match &self.examined {
            None => widget::working(t!(words, "gateways-examining")),
            Some(Err(error)) => {
                let said = context.sentence(error);
                widget::notice(Tone::Danger, said.happened, said.to_do, None)
            }
            Some(Ok(lines)) => stacked(
                Space::Snug,
                lines.iter().map(|line| Self::line(context, line)),
            ),
        };
        let again = button(t!(words, "gateways-examine"))
            .small()
            .icon(Icon::Refresh)
            .key("T")
            .on_press_maybe(self.examined.is_some().then_some(Message::Examine));
        let doctor = widget::card(widget::section(
            t!(words, "gateways-doctor"),
            stacked(Space::Normal, [lines, widget::actions([again.into()])]),
        ));
        let take = self.takes_users().then(|| {
            let take = button(t!(words, "import-router"))
                .small()
                .icon(Icon::Download)
                .key("U")
                .on_press(Message::TakeUsers);
            widget::actions([take.into()])
        });
        let facts = widget::card(widget::section(
            t!(words, "gateways-facts"),
            stacked(Space::Snug, self.facts(context).into_iter().chain(take)),
        ));
        let below = Row::new()
            .push(container(facts).width(Length::FillPortion(2)))
            .push(container(doctor).width(Length::FillPortion(3)))
            .spacing(Space::Normal);
        Column::new()
            .push(notice)
            .push(below)
            .spacing(Space::Normal)
            .into()
    }

    fn line<'a>(context: &'a Context, line: &'a Line) -> Element<'a, Message> {
        let words = context.words();
        let fix = line.fix.clone().map(|fix| {
            let label = match fix {
                Fix::Pin(_) => t!(words, "gateways-fix-pin"),
                Fix::Push => t!(words, "gateways-fix-push"),
                Fix::LoginPage(_) => t!(words, "gateways-fix-page"),
            };
            button(label).small().on_press(Message::Fix(fix)).into()
        });
        // A long sentence leads to the settings where they mend it.
        let is_in_settings = match &line.finding {
            Finding::Doubted(_) | Finding::InTheClear => true,
            Finding::Failed(failure) => failure.retry() == crate::gateways::Retry::ByHand,
            _ => false,
        };
        let settings = || {
            button(t!(words, "gateways-edit"))
                .small()
                .on_press(Message::Edit)
                .into()
        };
        sentence::line_with(
            sentence::verdict(line.verdict),
            sentence::finding(context, &line.finding),
            fix.or_else(|| is_in_settings.then(settings)),
        )
    }

    fn facts<'a>(&'a self, context: &'a Context) -> Vec<Element<'a, Message>> {
        let (words, card) = (context.words(), &self.card);
        let gateway = &card.gateway;
        let mut facts = vec![
            labelled(
                t!(words, "gateways-vendor"),
                widget::text(sentence::vendor(words, gateway.vendor)),
            ),
            labelled(
                t!(words, "gateways-network"),
                widget::mono(gateway.network.to_string()),
            ),
        ];
        match &card.standing {
            Some(standing) => {
                let link = &standing.link;
                let place = match link.port {
                    Some(port) => format!("{}:{port}", link.host),
                    None => link.host.clone(),
                };
                facts.push(labelled(
                    t!(words, "gateways-host"),
                    widget::mono(format!("{}@{place}", link.user)),
                ));
                if let Some(fingerprint) = &link.fingerprint {
                    facts.push(labelled(
                        t!(words, "gateways-certificate"),
                        sentence::fingerprint(fingerprint),
                    ));
                }
                let mode = if link.users {
                    t!(words, "gateways-mode-users")
                } else {
                    t!(words, "gateways-mode-radius")
                };
                facts.push(labelled(t!(words, "gateways-mode"), widget::text(mode)));
                let pushed = standing
                    .keeping
                    .pushed_at
                    .map_or_else(|| t!(words, "gateways-never"), |at| context.recent(at));
                facts.push(labelled(t!(words, "gateways-pushed"), widget::text(pushed)));
            }
            None => facts.push(labelled(
                t!(words, "gateways-host"),
                widget::text(t!(words, "gateways-client-alone")),
            )),
        }
        let heard = card
            .heard
            .map_or_else(|| t!(words, "gateways-never"), |at| context.recent(at));
        facts.push(labelled(t!(words, "gateways-heard"), widget::text(heard)));
        facts.push(labelled(
            t!(words, "gateways-today"),
            widget::text(format!(
                "{} / {}",
                context.volume(card.today.download),
                context.volume(card.today.upload)
            )),
        ));
        facts
    }

    fn history<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let lines = self.history.iter().map(|event| {
            let (tone, what, detail) = sentence::event(context, event);
            widget::moment(tone, context.recent(event.event.at), what, detail)
        });
        widget::card(stacked(Space::Snug, lines))
    }

    fn settings<'a>(&'a self, form: &'a Form, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let fields = form.place(context).into_iter().chain(form.access(context));
        let fields = fields.map(|field| field.map(Message::Form));
        let new_secret = form.is_new_secret(&self.card.gateway.secret).then(|| {
            let what = if self.is_linked() {
                t!(words, "gateways-new-secret-push")
            } else {
                t!(words, "gateways-new-secret-type")
            };
            widget::notice(Tone::Warning, t!(words, "gateways-new-secret"), what, None)
        });
        let save = (!self.saving).then_some(Message::Save);
        let refused = form.refusal(context);
        let head = Column::new()
            .push(widget::heading(form.title(words)))
            .push(refused.map(|refused| refused.map(Message::Form)))
            .spacing(Space::Normal);
        let card = Column::new()
            .push(head)
            .push(widget::form(fields.chain(new_secret)))
            .push(widget::actions([
                button(t!(words, "cancel-form"))
                    .key("Esc")
                    .on_press(Message::CloseForm)
                    .into(),
                button(t!(words, "messages-save"))
                    .primary()
                    .key("Enter")
                    .on_press_maybe(save)
                    .into(),
            ]))
            .spacing(Space::Normal);
        widget::scroll(container(widget::card(card)).max_width(FORM_CARD))
    }

    pub(super) fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        if let Some(taking) = &self.taking {
            return Some(taking.dialog(context).map(Message::Taking));
        }
        let words = context.words();
        let shown = self.pinning?;
        let standing = self.card.standing.as_ref()?;
        let known = standing.link.fingerprint.as_ref().map(|known| {
            labelled(
                t!(words, "gateways-certificate-known"),
                sentence::fingerprint(known),
            )
        });
        let body = Column::new()
            .push(widget::text(if known.is_some() {
                t!(words, "gateways-certificate-changed-what")
            } else {
                t!(words, "gateways-certificate-shown")
            }))
            .push(known)
            .push(labelled(
                t!(words, "gateways-certificate-now"),
                sentence::fingerprint(&shown.to_string()),
            ))
            .spacing(Space::Normal);
        let dialog = widget::dialog(
            t!(words, "gateways-certificate-title"),
            t!(words, "gateways-certificate-leave"),
            Message::LeavePin,
        )
        .body(body)
        .danger(t!(words, "gateways-fix-pin"), Some(Message::Pin));
        Some(dialog)
    }

    pub(super) fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        if self.form.is_some() {
            return match key {
                Key::Named(Named::Escape) => Some(Message::CloseForm),
                Key::Named(Named::Enter) => Some(Message::Save),
                Key::Character(one) if modifiers.control() && one.as_str() == "s" => {
                    Some(Message::Save)
                }
                _ => None,
            };
        }
        match key {
            Key::Named(Named::Escape) => Some(Message::Close),
            Key::Named(Named::Delete) if self.tab != Tab::Online => Some(Message::Remove),
            Key::Named(Named::Delete) => Some(Message::Online(online::Message::Cut)),
            Key::Named(Named::F5) => Some(match self.tab {
                Tab::Plan => Message::Push(push::Message::Look),
                Tab::Online => Message::Tab(Tab::Online),
                _ => Message::Examine,
            }),
            Key::Named(Named::Enter) if self.tab == Tab::Plan => {
                Some(Message::Push(push::Message::Go))
            }
            Key::Character(letter) if modifiers.is_empty() => match letter.as_str() {
                "t" => Some(Message::Examine),
                "e" => Some(Message::Edit),
                "u" => Some(Message::TakeUsers),
                "p" => Some(Message::Tab(Tab::Plan)),
                "o" => Some(Message::Tab(Tab::Online)),
                "h" => Some(Message::Tab(Tab::History)),
                "g" => Some(Message::Tab(Tab::Guide)),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn keys(context: &Context) -> Vec<KeyHelp> {
        let words = context.words();
        [
            ("T", t!(words, "gateways-examine")),
            ("P", t!(words, "gateways-tab-plan")),
            ("Enter", t!(words, "gateways-fix-push")),
            ("O", t!(words, "gateways-tab-online")),
            ("H", t!(words, "gateways-tab-history")),
            ("G", t!(words, "gateways-tab-guide")),
            ("U", t!(words, "import-router")),
            ("E", t!(words, "gateways-edit")),
            ("F5", t!(words, "gateways-look-again")),
            ("Esc", t!(words, "gateways-back-list")),
        ]
        .map(|(key, what)| (key.to_owned(), what))
        .into_iter()
        .collect()
    }
}

/// The name of the row of tabs.
const TABS: &str = "gateway-tabs";
/// Room for five words beside each other.
const TABS_WIDTH: f32 = 760.0;
/// A form with what its card has around it.
const FORM_CARD: f32 = scale::FORM + 2.0 * Space::Normal.px() + 2.0;

/// The bar under a list.
pub(super) fn bar<'a, M: 'a>(parts: impl IntoIterator<Item = Element<'a, M>>) -> Element<'a, M> {
    flowing(parts)
}
