//! The export of what a list's filters leave, to a spreadsheet: in which form, how far it is, and where the file lies.

use super::bulk;
use crate::{
    services::{
        Actor, Error,
        batches::Progress,
        export::{self, Form},
        files,
    },
    store::{Filter, GuestFilter},
    t,
    ui::{
        context::{Answer, Context, Stop},
        scale::Space,
        theme::Tone,
        widget::{self, Dialog, choice},
    },
};
use iced::{Task, widget::Column};
use std::{path::PathBuf, sync::Arc};

/// What is exported.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// The tickets that this leaves.
    Tickets(Box<Filter>),
    /// The guests that this leaves.
    Guests(GuestFilter),
}

/// The form of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// For Excel, LibreOffice and the like.
    Xlsx,
    /// For everything else.
    Csv,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another form.
    Kind(Kind),
    /// Begin.
    Begin,
    /// It is so far.
    Progress(Progress),
    /// It is over: so many rows in this file.
    Over(Answer<(u64, PathBuf)>),
    /// Stop it.
    Stop,
    /// Open the file.
    Open,
    /// It was handed to the desktop, or not.
    Opened(Answer<()>),
    /// Close the dialog.
    Close,
}

#[derive(Debug)]
enum Stage {
    Asking,
    Working(Progress),
    Over { rows: u64, file: PathBuf },
    Failed(Arc<Error>),
}

/// The dialog.
#[derive(Debug)]
pub(super) struct Exporting {
    what: What,
    kind: Kind,
    stage: Stage,
    stop: Stop,
}

impl Exporting {
    pub(super) fn new(what: What) -> Self {
        Self {
            what,
            kind: Kind::Xlsx,
            stage: Stage::Asking,
            stop: Stop::default(),
        }
    }

    pub(super) fn update(&mut self, message: Message, context: &Context) -> Task<Message> {
        match message {
            Message::Kind(kind) => self.kind = kind,
            Message::Begin => return self.begin(context),
            Message::Progress(progress) => {
                if let Stage::Working(so_far) = &mut self.stage {
                    *so_far = progress;
                }
            }
            Message::Over(over) => {
                self.stage = match over {
                    Ok((rows, file)) => Stage::Over { rows, file },
                    Err(error) => Stage::Failed(error),
                }
            }
            Message::Stop => self.stop.ask(),
            Message::Open => {
                if let Stage::Over { file, .. } = &self.stage {
                    let file = file.clone();
                    return context
                        .ask(move |_, _| crate::ui::opener::open(&file), Message::Opened);
                }
            }
            Message::Opened(Err(error)) => self.stage = Stage::Failed(error),
            Message::Opened(Ok(())) | Message::Close => {}
        }
        Task::none()
    }

    fn begin(&mut self, context: &Context) -> Task<Message> {
        if matches!(self.stage, Stage::Working(_)) {
            return Task::none();
        }
        self.stage = Stage::Working(Progress::default());
        self.stop = Stop::default();
        let (what, kind, language) = (self.what.clone(), self.kind, context.language);
        let at = context
            .now
            .with_timezone(&context.location.zone)
            .format("%Y-%m-%d-%H%M%S");
        let name = match what {
            What::Tickets(_) => "tickets",
            What::Guests(_) => "guests",
        };
        let (end, form) = match kind {
            Kind::Xlsx => ("xlsx", Form::Xlsx),
            Kind::Csv => (
                "csv",
                Form::Csv {
                    byte_order_mark: true,
                },
            ),
        };
        let name = format!("{name}-{at}.{end}");
        context.follow(
            &self.stop,
            move |store, now, tell| {
                let file = files::folder(store, FOLDER)?.join(name);
                let rows = match &what {
                    What::Tickets(filter) => export::tickets(
                        store,
                        now,
                        Actor::Desk,
                        filter,
                        language,
                        form,
                        &file,
                        tell,
                    )?,
                    What::Guests(filter) => export::guests(
                        store,
                        now,
                        Actor::Desk,
                        filter,
                        language,
                        form,
                        &file,
                        tell,
                    )?,
                };
                Ok((rows, file))
            },
            Message::Progress,
            Message::Over,
        )
    }

    pub(super) fn dialog<'a>(&'a self, context: &'a Context) -> Dialog<'a, Message> {
        let words = context.words();
        let title = t!(words, "export");
        let close = || t!(words, "close");
        match &self.stage {
            Stage::Asking => {
                let kinds = [
                    (Kind::Xlsx, t!(words, "export-xlsx")),
                    (Kind::Csv, t!(words, "export-csv")),
                ];
                let kind = choice(t!(words, "export-form"), kinds, Some(self.kind))
                    .help(t!(words, "export-what"))
                    .on_choose(Message::Kind);
                widget::dialog(title, close(), Message::Close)
                    .body(kind)
                    .primary(t!(words, "export-do"), Some(Message::Begin))
            }
            Stage::Working(progress) => {
                let bar = bulk::under_way(context, t!(words, "export-working"), *progress);
                bulk::stoppable(context, title, &self.stop, Message::Stop).body(bar)
            }
            Stage::Over { rows, file } => {
                let rows = *rows;
                let said = t!(
                    words,
                    "export-over",
                    count = rows,
                    shown = context.number(rows)
                );
                let body = Column::new()
                    .push(widget::text(said))
                    .push(widget::mono(file.display().to_string()))
                    .spacing(Space::Tight);
                widget::dialog(title, close(), Message::Close)
                    .body(body)
                    .primary(t!(words, "export-open"), Some(Message::Open))
            }
            Stage::Failed(error) if matches!(**error, Error::Stopped) => {
                widget::dialog(title, close(), Message::Close)
                    .body(widget::text(t!(words, "export-stopped")))
            }
            Stage::Failed(error) => {
                let said = context.sentence(error);
                let notice = widget::notice(Tone::Danger, said.happened, said.to_do, None);
                widget::dialog(title, close(), Message::Close).body(notice)
            }
        }
    }
}

/// The folder in the data folder that exports are written to.
const FOLDER: &str = "exports";
