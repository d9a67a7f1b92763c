//! What a push would do, in words, and the push itself: how far it is, and what it did.

use super::super::parts::stacked;
use crate::{
    gateways::{Kind, Plan, plan::Step},
    services::{
        Actor,
        batches::Progress,
        gateways::{
            push::{self, Pushed},
            words as said,
        },
    },
    t,
    ui::{
        Element,
        context::{Answer, Context, Question, Stop},
        icon::Icon,
        scale::Space,
        sentence::gateways as sentence,
        theme::Tone,
        widget::{self, button},
    },
};
use iced::{
    Alignment, Length, Task,
    widget::{Column, Row, container},
};

/// What happens there.
#[derive(Debug, Clone)]
pub enum Message {
    /// Look again what there is to do.
    Look,
    /// The plan.
    Planned(Question, Answer<Box<Plan>>),
    /// Do it.
    Go,
    /// So many steps are done.
    Progress(Question, Progress),
    /// Stop after the step that is under way.
    Stop,
    /// It is over.
    Over(Question, Answer<Box<Pushed>>),
}

/// What follows from a message.
pub(super) struct Follows {
    pub(super) task: Task<Message>,
    /// The gateway is no longer as it was.
    pub(super) changed: bool,
}

/// Plan and push.
#[derive(Default)]
pub(super) struct Push {
    planning: Question,
    plan: Option<Answer<Box<Plan>>>,
    pushing: Question,
    progress: Option<Progress>,
    stop: Stop,
    pushed: Option<Answer<Box<Pushed>>>,
}

/// Steps that are written out; a house has thousands of tickets.
const SHOWN: usize = 60;

impl Push {
    /// Shown: asks for the plan anew, as nobody knows what was done there meanwhile.
    pub(super) fn show(&mut self, name: String, context: &Context) -> Task<Message> {
        if self.progress.is_some() {
            return Task::none();
        }
        self.look(name, context)
    }

    /// Something else has changed: the plan is an old one.
    pub(super) fn forget(&mut self) {
        let _ = self.planning.ask();
        self.plan = None;
        self.pushed = None;
    }

    pub(super) fn leave(&self) {
        self.stop.ask();
    }

    fn look(&mut self, name: String, context: &Context) -> Task<Message> {
        let asked = self.planning.ask();
        self.plan = None;
        context.ask(
            move |store, now| push::plan(store, now, &name).map(Box::new),
            move |plan| Message::Planned(asked, plan),
        )
    }

    pub(super) fn update(&mut self, message: Message, name: &str, context: &Context) -> Follows {
        let mut changed = false;
        let task = match message {
            Message::Look if self.progress.is_none() => {
                self.pushed = None;
                self.look(name.to_owned(), context)
            }
            Message::Planned(asked, plan) => {
                if asked == self.planning {
                    self.plan = Some(plan);
                }
                Task::none()
            }
            Message::Go if self.may_go() => self.go(name.to_owned(), context),
            Message::Progress(asked, progress) => {
                if asked == self.pushing && self.progress.is_some() {
                    self.progress = Some(progress);
                }
                Task::none()
            }
            Message::Stop => {
                self.stop.ask();
                Task::none()
            }
            Message::Over(asked, pushed) if asked == self.pushing => {
                self.progress = None;
                self.pushed = Some(pushed);
                changed = true;
                self.look(name.to_owned(), context)
            }
            // Pressed at the wrong moment, or an answer that came late.
            Message::Look | Message::Go | Message::Over(..) => Task::none(),
        };
        Follows { task, changed }
    }

    fn may_go(&self) -> bool {
        let something = match &self.plan {
            Some(Ok(plan)) => !plan.is_empty(),
            _ => false,
        };
        something && self.progress.is_none()
    }

    fn go(&mut self, name: String, context: &Context) -> Task<Message> {
        let asked = self.pushing.ask();
        self.stop = Stop::default();
        self.progress = Some(Progress::default());
        self.pushed = None;
        let clock = context.clock;
        context.follow(
            &self.stop,
            move |store, _, tell| {
                let mut told = |done: usize, all: usize| {
                    tell(Progress {
                        done: done as u64,
                        total: all as u64,
                    })
                };
                push::push(store, &clock, Actor::Desk, &name, &mut told).map(Box::new)
            },
            move |progress| Message::Progress(asked, progress),
            move |pushed| Message::Over(asked, pushed),
        )
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let mut parts: Vec<Element<'a, Message>> = Vec::new();
        if let Some(progress) = self.progress {
            #[allow(clippy::cast_precision_loss, reason = "a part of a bar")]
            let part = progress.done as f32 / progress.total.max(1) as f32;
            let done = t!(
                words,
                "gateways-search-done",
                done = context.number(progress.done),
                total = context.number(progress.total)
            );
            parts.push(widget::progress(t!(words, "gateways-pushing"), done, part));
        }
        match &self.pushed {
            Some(Ok(pushed)) => parts.extend(done(context, pushed)),
            Some(Err(error)) => {
                let said = context.sentence(error);
                let happened = t!(words, "gateways-push-failed");
                let what = format!("{} {}", said.happened, said.to_do);
                parts.push(widget::notice(
                    Tone::Danger,
                    happened,
                    what.trim().to_owned(),
                    None,
                ));
            }
            None => {}
        }
        match &self.plan {
            _ if self.progress.is_some() => {}
            None => parts.push(widget::working(t!(words, "gateways-planning"))),
            Some(Err(error)) => {
                let said = context.sentence(error);
                parts.push(widget::notice(
                    Tone::Danger,
                    said.happened,
                    said.to_do,
                    None,
                ));
            }
            Some(Ok(plan)) => parts.extend(planned(context, plan)),
        }
        Column::new()
            .push(container(widget::scroll(stacked(Space::Normal, parts))).height(Length::Fill))
            .push(self.buttons(context))
            .spacing(Space::Normal)
            .into()
    }

    fn buttons<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        if self.progress.is_some() {
            let stop = button(t!(words, "gateways-search-stop")).on_press(Message::Stop);
            return widget::actions([stop.into()]);
        }
        let look = button(t!(words, "gateways-look-again"))
            .key("F5")
            .on_press_maybe(self.plan.is_some().then_some(Message::Look));
        let go = button(t!(words, "gateways-fix-push"))
            .primary()
            .key("Enter")
            .on_press_maybe(self.may_go().then_some(Message::Go));
        widget::actions([look.into(), go.into()])
    }
}

/// What a push did.
fn done<'a>(context: &Context, pushed: &Pushed) -> Vec<Element<'a, Message>> {
    let words = context.words();
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let counts = t!(
        words,
        "gateways-counts",
        add = count(pushed.done.add),
        change = count(pushed.done.change),
        remove = count(pushed.done.remove)
    );
    let tone = if pushed.refused.is_empty() {
        Tone::Success
    } else {
        Tone::Warning
    };
    let mut parts = vec![widget::notice(
        tone,
        t!(words, "gateways-event-pushed"),
        counts,
        None,
    )];
    let lines = pushed.refused.iter().take(SHOWN).map(|(kind, key, why)| {
        let text = format!(
            "{} {key}: {}",
            said::kind(words, *kind),
            said::failure(words, why)
        );
        sentence::line(Tone::Danger, text)
    });
    parts.extend(lines);
    parts
}

/// What a push would do.
fn planned<'a>(context: &Context, plan: &Plan) -> Vec<Element<'a, Message>> {
    let words = context.words();
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let counts = plan.counts();
    let mut parts = Vec::new();
    if plan.is_empty() {
        parts.push(widget::notice(
            Tone::Success,
            t!(words, "gateway-line-in-order"),
            t!(words, "gateways-nothing-to-do"),
            None,
        ));
    } else {
        parts.push(
            widget::heading(t!(
                words,
                "gateways-plan-counts",
                add = count(counts.add),
                change = count(counts.change),
                remove = count(counts.remove)
            ))
            .into(),
        );
        // The setting up first, then the tickets: of these a few stand for all.
        let is_user = |step: &&Step| step.object().kind == Kind::User;
        let setup = plan.steps.iter().filter(|step| !is_user(step));
        let ordered: Vec<_> = setup.chain(plan.steps.iter().filter(is_user)).collect();
        let lines = ordered.iter().take(SHOWN).map(|step| {
            let icon = match step {
                Step::Add(_) => Icon::Plus,
                Step::Change { .. } => Icon::Edit,
                Step::Remove(_) => Icon::Trash,
            };
            Row::new()
                .push(widget::icon(icon))
                .push(widget::text(said::step(words, step)).width(Length::Fill))
                .spacing(Space::Tight)
                .align_y(Alignment::Center)
                .into()
        });
        parts.push(widget::card(stacked(Space::Tight, lines)));
        if ordered.len() > SHOWN {
            let more = t!(
                words,
                "gateways-more-steps",
                count = count(ordered.len() - SHOWN)
            );
            parts.push(widget::muted(more).into());
        }
    }
    if plan.right > 0 {
        let right = t!(words, "gateways-plan-right", count = count(plan.right));
        parts.push(widget::muted(right).into());
    }
    if !plan.conflicts.is_empty() {
        let lines = plan.conflicts.iter().take(SHOWN);
        let lines: Vec<_> = lines.map(|one| sentence::conflict(words, one)).collect();
        let title = t!(
            words,
            "gateway-line-conflicts",
            count = count(plan.conflicts.len())
        );
        parts.push(widget::notice(Tone::Danger, title, lines.join("\n"), None));
    }
    if !plan.gaps.is_empty() {
        let lines = plan.gaps.iter().take(SHOWN);
        let lines: Vec<_> = lines.map(|one| sentence::gap(words, one)).collect();
        parts.push(widget::notice(
            Tone::Warning,
            t!(words, "gateways-gaps", count = count(plan.gaps.len())),
            lines.join("\n"),
            None,
        ));
    }
    if plan.of_others > 0 {
        let said = t!(
            words,
            "gateway-line-other-innkeeper",
            count = count(plan.of_others)
        );
        parts.push(widget::notice(Tone::Warning, said, "", None));
    }
    parts
}
