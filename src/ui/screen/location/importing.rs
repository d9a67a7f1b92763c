//! Users of a MikroTik router: the file, what would be taken, and what would not and why.

use crate::{
    domain::code::CredentialError,
    services::{
        Actor, Error,
        import::{self, Bad, Good, Import, List, Reason},
    },
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        icon::Icon,
        scale::Space,
        screen::{Action, papers::path_of},
        sentence,
        theme::Tone,
        widget::{
            self, Verdict, button, cell, cell_mono, cell_muted, column, field,
            table::{self, table},
        },
    },
};
use iced::{
    Length,
    widget::{Column, Row, container},
};
use std::sync::Arc;

/// What happened there.
#[derive(Debug, Clone)]
pub enum Message {
    /// The path was typed or pasted.
    Path(String),
    /// Read the file.
    Read,
    /// It was read, or not.
    Seen(Question, Answer<Arc<Seen>>),
    /// In the table of lines that cannot be taken.
    Bad(table::Event),
    /// In the table of users who can.
    Good(table::Event),
    /// Take the good lines.
    Take,
    /// They were taken, or not.
    Taken(Answer<Arc<Import>>),
}

/// A file that was read.
#[derive(Debug, PartialEq, Eq)]
pub struct Seen {
    list: List,
    import: Import,
}

/// The section.
#[derive(Debug, Default)]
pub(super) struct Importing {
    path: String,
    asked: Question,
    working: bool,
    seen: Option<Arc<Seen>>,
    refused: Option<Arc<Error>>,
    first_bad: u64,
    first_good: u64,
}

impl Importing {
    pub(super) fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Path(text) => {
                self.path = text;
                self.seen = None;
                self.refused = None;
                let _ = self.asked.ask();
                self.working = false;
            }
            Message::Read => return self.read(context),
            Message::Seen(asked, seen) => {
                if asked == self.asked {
                    self.working = false;
                    match seen {
                        Ok(seen) => self.seen = Some(seen),
                        Err(error) => self.refused = Some(error),
                    }
                }
            }
            Message::Bad(table::Event::Window { first, .. }) => self.first_bad = first,
            Message::Good(table::Event::Window { first, .. }) => self.first_good = first,
            Message::Bad(_) | Message::Good(_) => {}
            Message::Take => return self.take(context),
            Message::Taken(taken) => return self.taken(taken, context),
        }
        Action::none()
    }

    fn read(&mut self, context: &Context) -> Action<Message> {
        let path = path_of(&self.path);
        if path.is_empty() || self.working {
            return Action::none();
        }
        self.working = true;
        self.refused = None;
        let asked = self.asked.ask();
        Action::run(context.ask(
            move |store, _| {
                let octets = std::fs::read(&path).map_err(|source| Error::File { path, source })?;
                let list = List::read(&octets)?;
                let import = import::look(store, list.clone())?;
                Ok(Arc::new(Seen { list, import }))
            },
            move |seen| Message::Seen(asked, seen),
        ))
    }

    fn take(&mut self, context: &Context) -> Action<Message> {
        let Some(seen) = self.seen.clone().filter(|_| !self.working) else {
            return Action::none();
        };
        self.working = true;
        Action::run(context.ask(
            move |store, now| {
                import::take(store, now, Actor::Desk, seen.list.clone()).map(Arc::new)
            },
            Message::Taken,
        ))
    }

    fn taken(&mut self, taken: Answer<Arc<Import>>, context: &Context) -> Action<Message> {
        self.working = false;
        match taken {
            Ok(import) => {
                self.seen = None;
                self.path.clear();
                let count = import.good.len();
                let said = t!(
                    context.words(),
                    "import-taken",
                    count = count,
                    shown = context.number(count as u64)
                );
                Action::tell(Tone::Success, said)
            }
            Err(error) => {
                self.refused = Some(error);
                Action::none()
            }
        }
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let verdict = self
            .refused
            .as_ref()
            .map(|error| Verdict::error(context.refusal(error)));
        let ready = !path_of(&self.path).is_empty() && !self.working;
        let path = field(t!(words, "import-path"), &self.path)
            .placeholder("/home/hotel/hotspot-users.rsc")
            .help(t!(words, "import-path-help"))
            .verdict(verdict)
            .on_input(Message::Path)
            .on_submit(Message::Read);
        let read = button(t!(words, "import-read"))
            .icon(Icon::FileText)
            .on_press_maybe(ready.then_some(Message::Read));
        let row = Row::new()
            .push(container(path).width(Length::Fill))
            .push(container(read).padding(iced::Padding::ZERO.top(22.0)))
            .spacing(Space::Tight);
        let seen: Element<'a, Message> = match &self.seen {
            Some(seen) => self.seen(context, &seen.import),
            None if self.working => widget::working(t!(words, "import-working")),
            None => widget::muted(t!(words, "import-profile-help")).into(),
        };
        Column::new()
            .push(widget::heading(t!(words, "import-title")))
            .push(widget::muted(t!(words, "import-what")))
            .push(row)
            .push(seen)
            .spacing(Space::Normal)
            .into()
    }

    fn seen<'a>(&'a self, context: &'a Context, import: &'a Import) -> Element<'a, Message> {
        let words = context.words();
        let (good, bad) = (import.good.len(), import.bad.len());
        let take = button(t!(
            words,
            "import-take",
            count = good,
            shown = context.number(good as u64)
        ))
        .primary()
        .on_press_maybe((good > 0 && !self.working).then_some(Message::Take));
        let count = t!(
            words,
            "import-count",
            good = context.number(good as u64),
            bad = context.number(bad as u64)
        );
        let bad_list = (bad > 0).then(|| {
            let rows = import.bad.iter().map(|bad| bad_row(context, bad));
            let columns = [
                column(t!(words, "import-line")).width(72.0).figures(),
                column(t!(words, "import-name")).share(1),
                column(t!(words, "import-why")).share(3),
            ];
            let list = table(columns, bad as u64, self.first_bad)
                .rows(0, rows)
                .on_event(Message::Bad);
            widget::section(t!(words, "import-bad"), container(list).height(LIST))
        });
        let good_list = (good > 0).then(|| {
            let rows = import.good.iter().map(|good| good_row(context, good));
            let columns = [
                column(t!(words, "import-line")).width(72.0).figures(),
                column(t!(words, "import-name")).share(1),
                column(t!(words, "import-user")).share(1),
                column(t!(words, "import-product")).width(120.0),
                column(t!(words, "import-used")).width(120.0).figures(),
            ];
            let list = table(columns, good as u64, self.first_good)
                .rows(0, rows)
                .on_event(Message::Good);
            widget::section(t!(words, "import-good"), container(list).height(LIST))
        });
        let working = self
            .working
            .then(|| widget::working(t!(words, "import-working")));
        // Beside the count: below the lists it would be out of sight.
        let head = Row::new()
            .push(widget::strong(count).width(Length::Fill))
            .push(take)
            .spacing(Space::Normal)
            .align_y(iced::Alignment::Center);
        Column::new()
            .push(head)
            .push(working)
            .push(bad_list)
            .push(good_list)
            .spacing(Space::Normal)
            .into()
    }
}

/// The height of a list, in logical pixels: a head and five rows.
const LIST: f32 = 216.0;

/// The cells of a line that cannot be taken: its number, the user, why not.
pub(in crate::ui::screen) fn bad_row<'a, M: 'a>(
    context: &Context,
    bad: &'a Bad,
) -> [Element<'a, M>; 3] {
    [
        cell_muted(bad.line.to_string()),
        cell_mono(bad.name.as_deref().unwrap_or("–")),
        cell(reason(context, &bad.reason)),
    ]
}

/// The cells of a user who can be taken: the line, the user name, the guest, the product, what is used of it.
pub(in crate::ui::screen) fn good_row<'a, M: 'a>(
    context: &Context,
    good: &'a Good,
) -> [Element<'a, M>; 5] {
    let used = if good.used_seconds == 0 {
        cell_muted("–")
    } else {
        cell(context.duration(good.used_seconds))
    };
    [
        cell_muted(good.line.to_string()),
        cell_mono(good.username.as_str()),
        cell(good.user_id.as_str()),
        cell_mono(good.product.as_str()),
        used,
    ]
}

/// Why a line cannot be taken, in words.
fn reason(context: &Context, reason: &Reason) -> String {
    let words = context.words();
    match reason {
        Reason::Broken(_) => t!(words, "import-broken"),
        Reason::NoName => t!(words, "import-no-name"),
        Reason::Disabled => t!(words, "import-disabled"),
        Reason::NoProfile => t!(words, "import-no-profile"),
        Reason::UnknownProfile(profile) => {
            t!(words, "import-unknown-profile", profile = profile.as_str())
        }
        Reason::AmbiguousProfile { profile, products } => t!(
            words,
            "import-ambiguous-profile",
            profile = profile.as_str(),
            products = products.join(", ")
        ),
        Reason::NameTaken => t!(words, "import-name-taken"),
        Reason::Twice(line) => t!(words, "import-twice", line = line.to_string()),
        Reason::Credentials(error) => credentials(context, *error),
    }
}

fn credentials(context: &Context, error: CredentialError) -> String {
    sentence::credentials(context.words(), &error)
}
