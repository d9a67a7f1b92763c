//! The batch that was issued last, in the place of the slip.

use crate::{
    domain::id::BatchId,
    store::Batch,
    t,
    ui::{
        Element,
        context::Context,
        icon::Icon,
        scale::Space,
        screen::{batches::serials, bulk::Which, parts::flowing},
        widget::{self, button},
    },
};
use iced::{Length, widget::Column};

/// What happens on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// Print the cards of all its tickets.
    Print,
    /// Show its tickets in the list.
    Show,
    /// Away with it.
    Close,
}

/// The batch.
#[derive(Debug)]
pub(super) struct BatchSlip {
    batch: Batch,
}

impl BatchSlip {
    pub(super) fn new(batch: Batch) -> Self {
        Self { batch }
    }

    pub(super) fn id(&self) -> BatchId {
        self.batch.id
    }

    /// Its tickets, for what is done with all of them.
    pub(super) fn which(&self) -> Which {
        Which::batch(&self.batch)
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
            .on_press(Message::Print);
        let show = button(t!(words, "batch-show"))
            .icon(Icon::Tickets)
            .on_press(Message::Show);
        let close = button(t!(words, "close")).quiet().on_press(Message::Close);
        let parts = Column::new()
            .push(widget::heading(self.batch.name.as_str()))
            .push(widget::strong(count))
            .push(serials)
            .push(flowing([print.into(), show.into(), close.into()]))
            .spacing(Space::Snug)
            .height(Length::Fill);
        widget::card(parts)
    }
}
