//! Products or policies out to a file and in from one: a dialog with the path, and for what comes in a list of its lines
//! before anything is taken.

use super::parts::stacked;
use crate::{
    services::{
        Actor, Error, Result,
        product_file::{self, Content, Deed, Form, Report, Take},
    },
    t,
    ui::{
        context::{Answer, Context},
        scale::Space,
        sentence,
        theme::Tone,
        widget::{self, Dialog},
    },
};
use iced::Task;
use std::{path::Path, sync::Arc};

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Into a file.
    Out,
    /// From a file.
    In,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The path was typed.
    Path(String),
    /// Write the file, look at it, or take its good lines: what comes next.
    Go,
    /// It was written, or not.
    Written(Answer<()>),
    /// It was looked at or taken, or not.
    Read(Answer<Report>),
    /// Close it.
    Close,
}

/// What follows for the screen.
pub(super) enum Then {
    /// Run this.
    Run(Task<Message>),
    /// Close the dialog and say this.
    Done(Option<String>),
}

/// The dialog.
#[derive(Debug)]
pub(super) struct Exchange {
    what: Content,
    way: Way,
    path: String,
    report: Option<Report>,
    failed: Option<Arc<Error>>,
    working: bool,
}

/// The name of the field for the path.
pub(super) const PATH: &str = "exchange-path";

/// Lines shown at once; the rest is counted.
const SHOWN: usize = 8;

impl Exchange {
    pub(super) fn new(context: &Context, what: Content, way: Way) -> Self {
        let name = match what {
            Content::Products => "products.csv",
            Content::Policies => "policies.csv",
        };
        Self {
            what,
            way,
            path: context.store.folder().join(name).display().to_string(),
            report: None,
            failed: None,
            working: false,
        }
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Then {
        match message {
            Message::Path(path) => {
                self.path = path;
                self.report = None;
                self.failed = None;
            }
            Message::Go => return Then::Run(self.go(context)),
            Message::Written(Ok(())) => {
                let said = t!(
                    context.words(),
                    "exchange-written",
                    path = self.path.as_str()
                );
                return Then::Done(Some(said));
            }
            Message::Read(Ok(report)) if report.taken => {
                let changed = report.good.iter().filter(|it| it.deed != Deed::Same);
                let changed = context.number(changed.count() as u64);
                let said = t!(context.words(), "exchange-taken", shown = changed);
                return Then::Done(Some(said));
            }
            Message::Read(Ok(report)) => {
                self.working = false;
                self.report = Some(report);
            }
            Message::Written(Err(error)) | Message::Read(Err(error)) => {
                self.working = false;
                self.failed = Some(error);
            }
            Message::Close => return Then::Done(None),
        }
        Then::Run(Task::none())
    }

    fn go(&mut self, context: &Context) -> Task<Message> {
        if self.path.trim().is_empty() || std::mem::replace(&mut self.working, true) {
            return Task::none();
        }
        self.failed = None;
        let (what, path) = (self.what, self.path.trim().to_owned());
        if self.way == Way::Out {
            return context.ask(
                move |store, _| {
                    let path = Path::new(&path);
                    let json = path.extension().is_some_and(|it| it == "json");
                    let form = if json { Form::Json } else { Form::Csv };
                    product_file::export_to(store, what, form, path)
                },
                Message::Written,
            );
        }
        let take = if self.report.is_some() {
            Take::Good
        } else {
            Take::Nothing
        };
        context.ask(
            move |store, now| {
                product_file::import(store, now, Actor::Desk, what, &text_of(&path)?, take)
            },
            Message::Read,
        )
    }

    /// Whether there is anything to take, or the file was not looked at yet.
    fn may_go(&self) -> bool {
        let something = self
            .report
            .as_ref()
            .is_none_or(|report| report.good.iter().any(|it| it.deed != Deed::Same));
        !self.working && something && !self.path.trim().is_empty()
    }

    pub(super) fn dialog<'a>(&'a self, context: &Context) -> Dialog<'a, Message> {
        let words = context.words();
        let help = match self.way {
            Way::Out => t!(words, "exchange-out-help"),
            Way::In => t!(words, "exchange-in-help"),
        };
        let path = widget::field(t!(words, "exchange-path"), &self.path)
            .help(help)
            .on_input(Message::Path)
            .on_submit(Message::Go)
            .id(widget::id(PATH));
        let failed = self.failed.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        });
        let report = self.report.as_ref().map(|report| lines(context, report));
        let body = stacked(
            Space::Normal,
            [Some(path.into()), failed, report].into_iter().flatten(),
        );
        let (title, go) = match (self.way, &self.report) {
            (Way::Out, _) => (t!(words, "exchange-out"), t!(words, "exchange-write")),
            (Way::In, None) => (t!(words, "exchange-in"), t!(words, "exchange-look")),
            (Way::In, Some(report)) => {
                let good = report.good.iter().filter(|it| it.deed != Deed::Same);
                let shown = context.number(good.count() as u64);
                (
                    t!(words, "exchange-in"),
                    t!(words, "exchange-take", shown = shown),
                )
            }
        };
        widget::dialog(title, t!(words, "close"), Message::Close)
            .wide()
            .body(body)
            .primary(go, self.may_go().then_some(Message::Go))
    }
}

/// What the lines of a file would do, the bad ones with their reasons first.
fn lines<'a>(context: &Context, report: &Report) -> crate::ui::Element<'a, Message> {
    let words = context.words();
    let count = |deed| report.good.iter().filter(|it| it.deed == deed).count() as u64;
    let good = t!(
        words,
        "exchange-good",
        add = context.number(count(Deed::Add)),
        change = context.number(count(Deed::Change)),
        same = context.number(count(Deed::Same))
    );
    if report.bad.is_empty() {
        return widget::notice(Tone::Success, good, "", None);
    }
    let mut bad: Vec<_> = report
        .bad
        .iter()
        .take(SHOWN)
        .map(|line| {
            t!(
                words,
                "exchange-bad-line",
                line = line.line.to_string(),
                code = line.code.as_deref().unwrap_or("–"),
                reason = sentence::products::line(context.language, &line.reason)
            )
        })
        .collect();
    if report.bad.len() > SHOWN {
        let more = context.number((report.bad.len() - SHOWN) as u64);
        bad.push(t!(words, "exchange-bad-more", shown = more));
    }
    let happened = t!(
        words,
        "exchange-bad",
        count = report.bad.len(),
        shown = context.number(report.bad.len() as u64)
    );
    let notice = widget::notice(Tone::Warning, happened, bad.join("\n"), None);
    stacked(Space::Tight, [notice, widget::text(good).into()])
}

fn text_of(path: &str) -> Result<String> {
    std::fs::read_to_string(path).map_err(|source| Error::File {
        path: path.to_owned(),
        source,
    })
}
