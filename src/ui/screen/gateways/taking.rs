//! Users that others made on a router: who would be taken over, and who not and why.

use super::super::{
    Action,
    location::importing::{bad_row, good_row},
    parts::stacked,
};
use crate::{
    services::{
        Actor, Error,
        gateways::foreign_users,
        import::{self, Import, List},
    },
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        scale::Space,
        theme::Tone,
        widget::{
            self, Dialog, column,
            table::{self, table},
        },
    },
};
use iced::{Task, widget::container};
use std::sync::Arc;

/// What happens there.
#[derive(Debug, Clone)]
pub enum Message {
    /// The router said whom it has, or nothing.
    Seen(Question, Answer<Arc<Seen>>),
    /// In the table of those who cannot be taken.
    Bad(table::Event),
    /// In the table of those who can.
    Good(table::Event),
    /// Take them.
    Take,
    /// They are taken, or not.
    Taken(Answer<usize>),
    /// Leave it.
    Leave,
}

/// What the router said.
#[derive(Debug, PartialEq, Eq)]
pub struct Seen {
    list: List,
    import: Import,
}

/// The dialog.
pub(super) struct Taking {
    gateway: String,
    asked: Question,
    seen: Option<Answer<Arc<Seen>>>,
    working: bool,
    refused: Option<Arc<Error>>,
    first_bad: u64,
    first_good: u64,
}

impl Taking {
    /// Asks the router at once.
    pub(super) fn new(gateway: String, context: &Context) -> (Self, Task<Message>) {
        let mut taking = Self {
            gateway,
            asked: Question::default(),
            seen: None,
            working: false,
            refused: None,
            first_bad: 0,
            first_good: 0,
        };
        let (asked, name) = (taking.asked.ask(), taking.gateway.clone());
        let task = context.ask(
            move |store, _| {
                let list = List::of_router(foreign_users(store, &name)?);
                let import = import::look(store, list.clone())?;
                Ok(Arc::new(Seen { list, import }))
            },
            move |seen| Message::Seen(asked, seen),
        );
        (taking, task)
    }

    /// What happened; whether it is over is told by `None`.
    pub(super) fn update(
        mut self,
        message: Message,
        context: &Context,
    ) -> (Option<Self>, Action<Message>) {
        match message {
            Message::Seen(asked, seen) => {
                if asked == self.asked {
                    self.seen = Some(seen);
                }
            }
            Message::Bad(table::Event::Window { first, .. }) => self.first_bad = first,
            Message::Good(table::Event::Window { first, .. }) => self.first_good = first,
            Message::Bad(_) | Message::Good(_) => {}
            Message::Take => {
                let action = self.take(context);
                return (Some(self), action);
            }
            Message::Taken(Ok(count)) => {
                let said = t!(
                    context.words(),
                    "import-taken",
                    count = count,
                    shown = context.number(count as u64)
                );
                return (None, Action::tell(Tone::Success, said));
            }
            Message::Taken(Err(error)) => {
                self.working = false;
                self.refused = Some(error);
            }
            Message::Leave => return (None, Action::none()),
        }
        (Some(self), Action::none())
    }

    fn may_take(&self) -> Option<&Arc<Seen>> {
        match &self.seen {
            Some(Ok(seen)) if !self.working && !seen.import.good.is_empty() => Some(seen),
            _ => None,
        }
    }

    fn take(&mut self, context: &Context) -> Action<Message> {
        let Some(list) = self.may_take().map(|seen| seen.list.clone()) else {
            return Action::none();
        };
        self.working = true;
        self.refused = None;
        Action::run(context.ask(
            move |store, now| {
                import::take(store, now, Actor::Desk, list).map(|import| import.good.len())
            },
            Message::Taken,
        ))
    }

    pub(super) fn dialog<'a>(&'a self, context: &'a Context) -> Dialog<'a, Message> {
        let words = context.words();
        let dialog = widget::dialog(
            t!(
                words,
                "import-router-title",
                gateway = self.gateway.as_str()
            ),
            t!(words, "import-leave"),
            Message::Leave,
        )
        .wide()
        .scrolls()
        .body(self.body(context));
        let Some(Ok(seen)) = &self.seen else {
            return dialog;
        };
        let count = seen.import.good.len();
        if count == 0 {
            return dialog;
        }
        let take = t!(
            words,
            "import-take",
            count = count,
            shown = context.number(count as u64)
        );
        dialog.primary(take, self.may_take().map(|_| Message::Take))
    }

    fn body<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let refusal = |error: &Error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        };
        let mut parts = vec![widget::text(t!(words, "import-router-what")).into()];
        match &self.seen {
            None => parts.push(widget::working(t!(words, "import-router-asking"))),
            Some(Err(error)) => parts.push(refusal(error)),
            Some(Ok(seen)) => parts.extend(self.lists(context, &seen.import)),
        }
        parts.extend(self.refused.as_deref().map(refusal));
        stacked(Space::Normal, parts)
    }

    fn lists<'a>(&'a self, context: &'a Context, import: &'a Import) -> Vec<Element<'a, Message>> {
        let words = context.words();
        let (good, bad, known) = (import.good.len(), import.bad.len(), import.known);
        let mut parts = Vec::new();
        if good + bad + known == 0 {
            parts.push(widget::muted(t!(words, "import-none")).into());
            return parts;
        }
        let mut count = t!(
            words,
            "import-count",
            good = context.number(good as u64),
            bad = context.number(bad as u64)
        );
        if known > 0 {
            count.push(' ');
            count.push_str(&t!(
                words,
                "import-known",
                count = known,
                shown = context.number(known as u64)
            ));
        }
        parts.push(widget::strong(count).into());
        if bad > 0 {
            let columns = [
                column(t!(words, "import-line")).width(64.0).figures(),
                column(t!(words, "import-name")).share(1),
                column(t!(words, "import-why")).share(3),
            ];
            let rows = import.bad.iter().map(|bad| bad_row(context, bad));
            let list = table(columns, bad as u64, self.first_bad)
                .rows(0, rows)
                .on_event(Message::Bad);
            parts.push(container(list).height(height(bad)).into());
        }
        if good > 0 {
            let columns = [
                column(t!(words, "import-line")).width(64.0).figures(),
                column(t!(words, "import-name")).share(1),
                column(t!(words, "import-user")).share(1),
                column(t!(words, "import-product")).width(112.0),
                column(t!(words, "import-used")).width(112.0).figures(),
            ];
            let rows = import.good.iter().map(|good| good_row(context, good));
            let list = table(columns, good as u64, self.first_good)
                .rows(0, rows)
                .on_event(Message::Good);
            parts.push(container(list).height(height(good)).into());
            let stays = t!(
                words,
                "import-router-stays",
                gateway = self.gateway.as_str()
            );
            parts.push(widget::notice(Tone::Info, stays, "", None));
        }
        parts
    }
}

/// A head and up to three rows, in logical pixels: two lists and what is said about them have room in the smallest window.
fn height(rows: usize) -> f32 {
    match rows {
        1 => 76.0,
        2 => 112.0,
        _ => 148.0,
    }
}
