//! The batch that was issued last, in the place of the slip.

use crate::{
    domain::id::BatchId,
    store::Batch,
    t,
    ui::{
        Element,
        context::{Answer, Context},
        icon::Icon,
        scale::Space,
        screen::{batches::serials, parts::flowing},
        theme::Tone,
        widget::{self, button},
    },
};
use iced::{Length, widget::Column};
use std::path::PathBuf;

/// What happens on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// Write the cards of all its tickets.
    Print,
    /// Open them.
    OpenPdf,
    /// Show its tickets in the list.
    Show,
    /// Away with it.
    Close,
}

/// The batch.
#[derive(Debug)]
pub(super) struct BatchSlip {
    batch: Batch,
    printing: bool,
    pdf: Option<Answer<PathBuf>>,
}

impl BatchSlip {
    pub(super) fn new(batch: Batch) -> Self {
        Self {
            batch,
            printing: false,
            pdf: None,
        }
    }

    pub(super) fn id(&self) -> BatchId {
        self.batch.id
    }

    pub(super) fn printing(&mut self) {
        self.printing = true;
    }

    pub(super) fn set_pdf(&mut self, pdf: Answer<PathBuf>) {
        self.printing = false;
        self.pdf = Some(pdf);
    }

    pub(super) fn pdf(&self) -> Option<&PathBuf> {
        self.pdf.as_ref()?.as_ref().ok()
    }

    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let count = t!(
            words,
            "batch-tickets",
            count = self.batch.tickets,
            shown = context.number(self.batch.tickets)
        );
        let serials = widget::text(serials(&self.batch));
        let print = button(t!(words, "batch-print"))
            .icon(Icon::Printer)
            .key("P")
            .on_press_maybe((!self.printing).then_some(Message::Print));
        let open = button(t!(words, "desk-open-pdf"))
            .icon(Icon::ExternalLink)
            .on_press_maybe(self.pdf().map(|_| Message::OpenPdf));
        let show = button(t!(words, "batch-show"))
            .icon(Icon::Tickets)
            .on_press(Message::Show);
        let close = button(t!(words, "close")).quiet().on_press(Message::Close);
        let paper: Option<Element<'a, Message>> = if self.printing {
            Some(widget::working(t!(words, "bulk-printing")))
        } else {
            self.pdf.as_ref().map(|pdf| match pdf {
                Ok(path) => {
                    let path = path.display().to_string();
                    widget::small(t!(words, "desk-pdf-at", path = path)).into()
                }
                Err(error) => {
                    let said = context.sentence(error);
                    widget::notice(Tone::Warning, said.happened, said.to_do, None)
                }
            })
        };
        let parts = Column::new()
            .push(widget::heading(self.batch.name.as_str()))
            .push(widget::strong(count))
            .push(serials)
            .push(flowing([
                print.into(),
                open.into(),
                show.into(),
                close.into(),
            ]))
            .push(paper)
            .spacing(Space::Snug)
            .height(Length::Fill);
        widget::card(parts)
    }
}
