//! The deliveries of a ticket: on paper, by e-mail, by SMS; how each stands, why it failed, and what can be done (TX30).
//! The ticket's page shows all of them, the desk's slip the newest.

use super::{
    Action,
    parts::{flowing, stacked},
};
use crate::{
    domain::ticket::serial_text,
    services::{
        self, Actor,
        deliveries::{self, Seen, Which},
        messages::{self, Purpose, State},
        printing::{self, Answer as Outcome, PrintJob},
    },
    store::{DeliveryState, Store},
    t,
    ui::{
        Element,
        context::{Answer, Context},
        icon::Icon,
        scale::Space,
        sentence::{self, Sentence},
        theme::Tone,
        widget::{self, button, select},
    },
};
use iced::{
    Alignment, Length,
    widget::{Column, Row, container},
};
use uuid::Uuid;

/// The deliveries of one ticket, and the printers that there are.
#[derive(Debug, Clone, Default)]
pub struct Deliveries {
    seen: Vec<Seen>,
    printers: Vec<(Uuid, String)>,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub enum Message {
    /// Send this again.
    Again(Which),
    /// Print this job on that printer.
    Elsewhere(Uuid, Uuid),
    /// Take this back.
    TakeBack(Which),
    /// Print the ticket, in the place of what did not get through.
    Print,
    /// It was asked for, or not.
    Asked(Answer<()>),
}

impl Deliveries {
    /// Those of the ticket of this serial.
    pub(super) fn read(store: &Store, serial: u64) -> services::Result<Self> {
        let printers = printing::printers(store)?;
        Ok(Self {
            seen: deliveries::seen(store, serial)?,
            printers: printers
                .into_iter()
                .map(|printer| (printer.id, printer.settings.name))
                .collect(),
        })
    }

    /// Whether something of it was given to a printer.
    pub(super) fn has_print(&self) -> bool {
        self.seen.iter().any(|one| matches!(one, Seen::Print(_)))
    }

    /// What was asked for, done.
    pub(super) fn update(message: Message, serial: u64, context: &Context) -> Action<Message> {
        match message {
            Message::Again(which) => Action::run(context.ask(
                move |store, now| deliveries::send_again(store, now, Actor::Desk, which),
                Message::Asked,
            )),
            Message::Elsewhere(job, printer) => Action::run(context.ask(
                move |store, now| {
                    printing::try_again(store, now, Actor::Desk, job, Some(printer)).map(drop)
                },
                Message::Asked,
            )),
            Message::TakeBack(which) => Action::run(context.ask(
                move |store, now| deliveries::take_back(store, now, Actor::Desk, which),
                Message::Asked,
            )),
            Message::Print => Action::run(context.ask(
                move |store, now| printing::slip(store, now, Actor::Desk, serial).map(drop),
                Message::Asked,
            )),
            Message::Asked(Ok(())) => Action::none(),
            Message::Asked(Err(error)) => Action::tell(Tone::Danger, context.refusal(&error)),
        }
    }

    /// The newest `most` of them, one below the other; `live` says whether the ticket may still be handed out.
    pub(super) fn view<'a>(
        &'a self,
        context: &Context,
        most: usize,
        live: bool,
    ) -> Element<'a, Message> {
        let rows = self.seen.iter().take(most).map(|one| match one {
            Seen::Print(job) => self.print(context, job, live),
            Seen::Message(message) => message_row(context, message, live),
        });
        let older = self.seen.len().saturating_sub(most);
        let older = (older > 0).then(|| {
            let shown = context.number(older as u64);
            widget::small(t!(
                context.words(),
                "delivery-older",
                count = older,
                shown = shown
            ))
            .into()
        });
        stacked(Space::Snug, rows.chain(older))
    }

    /// Whether there are any.
    pub(super) fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    fn print<'a>(
        &'a self,
        context: &Context,
        job: &'a PrintJob,
        live: bool,
    ) -> Element<'a, Message> {
        let words = context.words();
        let file = (job.printer == printing::FILE).then(|| t!(words, "delivery-file"));
        let printer = file.as_deref().or(job.printer_name.as_deref());
        let printer = printer.unwrap_or("–");
        let whereto = match job.serials.len() {
            0 | 1 => printer.to_owned(),
            count => {
                let others = count - 1;
                t!(
                    words,
                    "delivery-with-others",
                    printer = printer,
                    count = others,
                    shown = context.number(others as u64)
                )
            }
        };
        let mut buttons = Vec::new();
        if may_again(job) && (live || !job.state.is_over()) {
            let label = if job.state.is_over() {
                t!(words, "desk-print-again")
            } else {
                t!(words, "messages-try-now")
            };
            buttons.push(small(label, Message::Again(Which::Print(job.id))));
        }
        if may_take_back(job) {
            let which = Which::Print(job.id);
            buttons.push(small(
                t!(words, "delivery-cancel"),
                Message::TakeBack(which),
            ));
        }
        if may_move(job) && (live || !job.state.is_over()) {
            buttons.extend(elsewhere(context, job, &self.printers, Message::Elsewhere));
        }
        let (tone, state) = print_state(context, job);
        let said = print_sentence(context, job);
        let when = context.recent(job.created_at);
        row(Icon::Printer, whereto, when, (tone, state), &said, buttons)
    }
}

/// What can be done with a job that is not over, or was not printed.
pub(super) fn may_again(job: &PrintJob) -> bool {
    match job.state {
        DeliveryState::Waiting => job.attempts > 0,
        DeliveryState::Failed | DeliveryState::Cancelled => true,
        DeliveryState::UnderWay | DeliveryState::Delivered => false,
    }
}

/// Whether a job can go to another printer: not while it is handed over, and not when it is printed.
pub(super) fn may_move(job: &PrintJob) -> bool {
    match job.state {
        DeliveryState::Waiting | DeliveryState::Failed | DeliveryState::Cancelled => true,
        DeliveryState::UnderWay => job.in_queue,
        DeliveryState::Delivered => false,
    }
}

/// Whether a job can be taken back. While it is handed over, that is waited for.
pub(super) fn may_take_back(job: &PrintJob) -> bool {
    !job.state.is_over()
}

/// The other printers: one by its name, several in a list.
pub(super) fn elsewhere<'a, Message: Clone + 'a>(
    context: &Context,
    job: &PrintJob,
    printers: &'a [(Uuid, String)],
    message: impl Fn(Uuid, Uuid) -> Message + 'a,
) -> Option<Element<'a, Message>> {
    let words = context.words();
    let id = job.id;
    let others: Vec<_> = printers
        .iter()
        .filter(|(printer, _)| *printer != job.printer)
        .map(|(printer, name)| (*printer, name.as_str()))
        .collect();
    match others.as_slice() {
        [] => None,
        [(printer, name)] => {
            let name: &str = name;
            let label = t!(words, "delivery-print-on", printer = name);
            let print = button(label).small().on_press(message(id, *printer));
            Some(print.into())
        }
        _ => {
            let others = select("", others, None)
                .placeholder(t!(words, "delivery-elsewhere"))
                .on_choose(move |printer| message(id, printer));
            Some(container(others).width(ELSEWHERE).into())
        }
    }
}

/// The width of the list of other printers.
const ELSEWHERE: f32 = 240.0;

/// How a job stands, as a badge says it.
pub(super) fn print_state(context: &Context, job: &PrintJob) -> (Tone, String) {
    let tone = match (job.state, &job.answer) {
        (DeliveryState::Waiting, None) => Tone::Neutral,
        (DeliveryState::UnderWay, answer) if !is_trouble(answer.as_ref()) => Tone::Info,
        (DeliveryState::Waiting | DeliveryState::UnderWay, _) => Tone::Warning,
        (DeliveryState::Delivered, _) => Tone::Success,
        (DeliveryState::Failed, _) => Tone::Danger,
        (DeliveryState::Cancelled, _) => Tone::Cancelled,
    };
    (tone, sentence::printing::state(context.words(), job.state))
}

fn is_trouble(answer: Option<&Outcome>) -> bool {
    match answer {
        Some(Outcome::Going { condition }) => !condition.is_able(),
        Some(Outcome::Held | Outcome::NotAble { .. } | Outcome::Failed { .. }) => true,
        _ => false,
    }
}

/// What the last attempt brought, and when the next one is.
pub(super) fn print_sentence(context: &Context, job: &PrintJob) -> Sentence {
    let words = context.words();
    let Some(answer) = &job.answer else {
        let waits = match job.state {
            DeliveryState::Waiting => t!(words, "delivery-waits-do"),
            DeliveryState::UnderWay => t!(words, "delivery-handing-over"),
            _ => String::new(),
        };
        return Sentence::alone(waits);
    };
    let said = sentence::printing::answer(words, answer);
    if job.state == DeliveryState::Waiting && job.attempts > 0 {
        let moment = context.recent(job.due_at);
        let next = t!(words, "messages-next", moment = moment);
        return Sentence::new(
            said.happened,
            format!("{} {next}", said.to_do).trim().to_owned(),
        );
    }
    said
}

fn message_row<'a>(
    context: &Context,
    message: &'a messages::Message,
    live: bool,
) -> Element<'a, Message> {
    let words = context.words();
    let which = Which::Message(message.id);
    let waiting = message.state.is_waiting();
    let mut buttons = Vec::new();
    if waiting || live {
        let label = if waiting {
            t!(words, "messages-try-now")
        } else {
            t!(words, "messages-send-again")
        };
        buttons.push(small(label, Message::Again(which)));
    }
    // What does not get through is printed: the guest is standing there.
    if message.state.failure().is_some() && live {
        buttons.push(small(t!(words, "tickets-print"), Message::Print));
    }
    if waiting {
        buttons.push(small(
            t!(words, "delivery-cancel"),
            Message::TakeBack(which),
        ));
    }
    let said = message_sentence(context, message);
    let icon = match message.channel {
        messages::Channel::Email => Icon::Mail,
        messages::Channel::Sms => Icon::MessageSquare,
    };
    let whereto = match message.purpose {
        Purpose::Voucher => message.address.clone(),
        Purpose::Notice => format!("{} – {}", t!(words, "messages-notice"), message.address),
    };
    let badge = super::messages::state_word(context, &message.state);
    let when = context.recent(message.created_at);
    row(icon, whereto, when, badge, &said, buttons)
}

fn message_sentence(context: &Context, message: &messages::Message) -> Sentence {
    let words = context.words();
    match &message.state {
        State::Again(failure) => {
            let said = sentence::messages::failure(words, failure);
            let moment = context.recent(message.due_at);
            let next = t!(words, "messages-next", moment = moment);
            Sentence::new(said.happened, format!("{} {next}", said.to_do))
        }
        State::GivenUp(failure) => sentence::messages::failure(words, failure),
        State::Dead(_) => Sentence::alone(t!(words, "messages-dead-do")),
        State::Waiting => Sentence::alone(t!(words, "messages-waiting-do")),
        State::Sent(_) | State::Arrived | State::Cancelled => Sentence::alone(String::new()),
    }
}

fn small<'a>(label: String, message: Message) -> Element<'a, Message> {
    button(label).small().on_press(message).into()
}

/// One delivery: by what and where, when, how it stands; below it why, and what can be done.
fn row<'a>(
    icon: Icon,
    whereto: String,
    when: String,
    (tone, state): (Tone, String),
    said: &Sentence,
    buttons: Vec<Element<'a, Message>>,
) -> Element<'a, Message> {
    let head = Row::new()
        .push(widget::icon(icon))
        .push(widget::strong(whereto).width(Length::Fill))
        .push(widget::small(when))
        .push(widget::badge(tone, state))
        .spacing(Space::Tight)
        .align_y(Alignment::Center);
    let line = said.line();
    Column::new()
        .push(head)
        .push((!line.is_empty()).then(|| widget::small(line)))
        .push((!buttons.is_empty()).then(|| flowing(buttons)))
        .spacing(Space::Hair)
        .width(Length::Fill)
        .into()
}

/// What a list of jobs calls the tickets of one.
pub(super) fn tickets_of(context: &Context, job: &PrintJob) -> String {
    match job.serials.as_slice() {
        [] => t!(context.words(), "printing-test-page"),
        [serial] => serial_text(*serial),
        [first, .., last] => format!(
            "{} – {} ({})",
            serial_text(*first),
            serial_text(*last),
            context.number(job.serials.len() as u64)
        ),
    }
}

/// Buttons in a notice, the next action last.
pub(super) fn side_by_side<'a, Message: 'a>(
    buttons: Vec<Element<'a, Message>>,
) -> Element<'a, Message> {
    Row::with_children(buttons)
        .spacing(Space::Tight)
        .align_y(Alignment::Center)
        .into()
}
