//! The slip: the ticket that was issued last, as it lies on the counter.

use super::{
    super::deliveries::{self, Deliveries},
    work::Standing,
};
use crate::{
    domain::{
        ticket::{Status, serial_text},
        time::Instant,
    },
    services::{Error, cancel::UNDO_FOR, issue::Issued, printing::Printed},
    t,
    ui::{
        Element,
        context::{Answer, Context},
        format,
        icon::Icon,
        scale::Space,
        theme::Tone,
        widget::{self, button},
    },
};
use iced::{
    Alignment, Length,
    widget::{Column, Row, image::Handle, row},
};
use std::{path::PathBuf, sync::Arc};

/// What happens on the slip.
#[derive(Debug, Clone)]
pub enum Message {
    /// Print it once more.
    Print,
    /// Among its deliveries.
    Delivery(deliveries::Message),
    /// Open the PDF with what the desktop opens PDFs with.
    OpenPdf,
    /// Show everything about the ticket.
    Show,
    /// Take it back.
    Undo,
    /// Ask whether to cancel it.
    Cancel,
}

/// Deliveries shown on the slip; the ticket's page has all.
const DELIVERIES: usize = 2;

/// The slip.
#[derive(Debug)]
pub(super) struct Slip {
    issued: Issued,
    ticket_type: String,
    status: Status,
    printed: Option<Answer<Printed>>,
    deliveries: Deliveries,
    picture: Option<Result<Handle, Arc<Error>>>,
}

impl Slip {
    /// Of a ticket that has just been issued.
    pub(super) fn new(issued: Issued, ticket_type: String) -> Self {
        Self {
            ticket_type,
            status: issued.ticket.stored_status,
            issued,
            printed: None,
            deliveries: Deliveries::default(),
            picture: None,
        }
    }

    /// Of the ticket.
    pub(super) fn serial(&self) -> u64 {
        self.issued.ticket.serial
    }

    /// How many devices can use it at a time.
    pub(super) fn devices(&self) -> u16 {
        self.issued.ticket.devices
    }

    /// Takes the state as it is now, and how its deliveries stand.
    pub(super) fn set_standing(&mut self, standing: Standing) {
        (self.status, self.deliveries) = (standing.status, standing.deliveries);
    }

    /// Takes the PDF, or why there is none.
    pub(super) fn set_printed(&mut self, printed: Answer<Printed>) {
        self.printed = Some(printed);
    }

    /// Takes the preview, or why there is none.
    pub(super) fn set_picture(&mut self, picture: Answer<Handle>) {
        self.picture = Some(picture);
    }

    /// Where the PDF is.
    pub(super) fn pdf(&self) -> Option<&PathBuf> {
        match self.printed.as_ref()? {
            Ok(Printed::File(path)) => Some(path),
            _ => None,
        }
    }

    /// Whether the issue can still be taken back.
    pub(super) fn may_undo(&self, now: Instant) -> bool {
        self.status == Status::NoUse && now - self.issued.ticket.created_at <= UNDO_FOR
    }

    /// The slip.
    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let parts = Column::new()
            .push(self.head(context))
            .push(self.credentials(context))
            .push(self.facts(context))
            .push(self.buttons(context))
            .push(self.paper(context))
            .push(self.deliveries(context))
            .push(self.picture(context))
            .spacing(Space::Snug)
            .height(Length::Fill);
        widget::card(parts)
    }

    fn head<'a>(&self, context: &Context) -> Element<'a, Message> {
        let words = context.words();
        let (tone, status) = format::status(words, self.status);
        let serial = serial_text(self.serial());
        row![
            widget::heading(t!(words, "ticket-number", serial = serial)).width(Length::Fill),
            widget::badge(tone, status),
        ]
        .align_y(Alignment::Center)
        .spacing(Space::Tight)
        .into()
    }

    fn credentials<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        let words = context.words();
        let credentials = &self.issued.credentials;
        if credentials.is_code() {
            return widget::code(&credentials.username);
        }
        Column::new()
            .push(widget::fact(
                t!(words, "desk-username"),
                widget::mono(&credentials.username),
            ))
            .push(widget::fact(
                t!(words, "desk-password"),
                widget::mono(&credentials.password),
            ))
            .spacing(Space::Hair)
            .into()
    }

    fn facts<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        let ticket = &self.issued.ticket;
        let whom = match ticket.user_id.as_str() {
            "" => self.ticket_type.as_str(),
            user_id => user_id,
        };
        row![
            widget::strong(whom).width(Length::Fill),
            widget::text(context.ticket_price(ticket.price)),
        ]
        .spacing(Space::Tight)
        .into()
    }

    fn picture<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        match &self.picture {
            Some(Ok(handle)) => widget::picture(handle),
            Some(Err(error)) => {
                let said = context.sentence(error);
                widget::notice(Tone::Warning, said.happened, said.to_do, None)
            }
            None => iced::widget::Space::new().height(Length::Fill).into(),
        }
    }

    /// How it went to its guest; what failed says so here, with what can be done (TX30).
    fn deliveries<'a>(&'a self, context: &Context) -> Option<Element<'a, Message>> {
        let live = self.status.is_live();
        let shown = self.deliveries.view(context, DELIVERIES, live);
        (!self.deliveries.is_empty()).then(|| shown.map(Message::Delivery))
    }

    /// Where the voucher went.
    fn paper<'a>(&'a self, context: &Context) -> Option<Element<'a, Message>> {
        match self.printed.as_ref()? {
            // Its delivery says more.
            Ok(_) if self.deliveries.has_print() => None,
            Ok(Printed::Printer(name)) => {
                let text = t!(context.words(), "desk-printed-on", printer = name.as_str());
                Some(widget::small(text).into())
            }
            Ok(Printed::File(path)) => {
                let text = t!(
                    context.words(),
                    "desk-pdf-at",
                    path = path.display().to_string()
                );
                Some(widget::small(text).into())
            }
            Err(error) => {
                let said = context.sentence(error);
                Some(widget::notice(
                    Tone::Warning,
                    said.happened,
                    said.to_do,
                    None,
                ))
            }
        }
    }

    fn buttons<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        let words = context.words();
        let live = self.status.is_live();
        let print = button(t!(words, "desk-print-again"))
            .icon(Icon::Printer)
            .key("P")
            .on_press_maybe(live.then_some(Message::Print));
        let open = button(t!(words, "desk-open-pdf"))
            .icon(Icon::ExternalLink)
            .on_press_maybe(self.pdf().map(|_| Message::OpenPdf));
        let show = button(t!(words, "desk-show"))
            .icon(Icon::Eye)
            .on_press(Message::Show);
        let back = if self.may_undo(context.now) {
            button(t!(words, "undo"))
                .icon(Icon::Undo)
                .key("Ctrl+Z")
                .on_press(Message::Undo)
        } else {
            button(t!(words, "desk-cancel"))
                .icon(Icon::Ban)
                .on_press_maybe(live.then_some(Message::Cancel))
        };
        Row::with_children([print.into(), open.into(), show.into(), back.into()])
            .spacing(Space::Tight)
            .wrap()
            .into()
    }
}
