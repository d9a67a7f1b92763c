//! One ticket: its code, its life, what it used and may use, who was on line with it, and why a guest cannot get on.

pub mod changes;
mod held;
mod life;
mod sessions;
mod subscribing;
mod usage;
mod why;

pub(super) use life::by;

use super::{
    Action, Ask, KeyHelp, Page,
    deliveries::{self, Deliveries},
    parts::{self, Cancelling, stacked},
};
use crate::{
    domain::{mac::Mac, session::Session, ticket::serial_text},
    services::{
        self, Actor, cancel,
        explain::{Explanation, explain},
        extend::{self, Device},
        gateways::push,
        printing::Printed,
        tickets::{Detail, detail},
    },
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        format,
        icon::Icon,
        scale::Space,
        theme::Tone,
        widget::{self, Dialog, fact, table, text},
    },
};
use changes::Change;
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, Row, container},
};
use std::sync::Arc;

/// One ticket.
pub struct Ticket {
    serial: u64,
    loaded: Option<Box<Loaded>>,
    failed: Option<Arc<services::Error>>,
    asked: Question,
    modal: Option<Modal>,
    /// The device that the box asks about; `None` = any.
    device: Option<Mac>,
    /// The first row in sight of the table of sessions.
    first_session: u64,
    /// A gateway is being brought what it lacks.
    pushing: bool,
    /// The sessions are what the page was opened for.
    sessions_first: bool,
}

/// What the page shows: of one moment.
#[derive(Debug, Clone)]
pub struct Loaded {
    detail: Detail,
    why: Explanation,
    deliveries: Deliveries,
}

/// A dialog of the page.
#[derive(Debug, Clone)]
enum Modal {
    /// Asks before the ticket is cancelled.
    Cancelling(Cancelling),
    /// Shows the code large.
    Code,
    /// Recharges, subscribes, renews, extends, moves, or changes the number of devices.
    Change(Box<Change>),
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The ticket was read.
    Loaded(Question, Answer<Box<Loaded>>),
    /// In the table of sessions.
    Sessions(table::Event),
    /// Ask why this device cannot get on.
    Device(Option<Mac>),
    /// Show why a guest cannot get on, and what helps.
    ShowWhy,
    /// Show the sessions.
    ShowSessions,
    /// Go back.
    Back,
    /// Print the voucher.
    Print,
    /// Among the deliveries.
    Delivery(deliveries::Message),
    /// The voucher is printed, or not.
    Printed(Answer<Printed>),
    /// Show the code large.
    ShowCode,
    /// Issue another ticket.
    IssueAnother,
    /// End the sessions.
    CutSessions,
    /// The gateways are asked to, or not.
    Cut(Answer<usize>),
    /// Bring this gateway what it lacks.
    PushGateway(String),
    /// It has all, or not.
    GatewayPushed(String, Answer<()>),
    /// Show this gateway.
    OpenGateway(String),
    /// Recharge.
    Recharge,
    /// Subscribe.
    Subscribe,
    /// Take in the payment of one more period.
    Renew,
    /// Extend.
    Extend,
    /// Another room or name.
    Move,
    /// Send it to another address.
    Send,
    /// Another number of devices.
    Places,
    /// In the dialog of one of these.
    Change(changes::Event),
    /// It is done, or not.
    Changed(Answer<()>),
    /// Take a device off the line.
    Free(Device),
    /// It is off, or not.
    Freed(Answer<Vec<Session>>),
    /// Ask before the ticket is cancelled.
    Cancel,
    /// The reason is being typed.
    Reason(String),
    /// Close the dialog.
    Close,
    /// Cancel.
    Confirm,
    /// It is cancelled, or not.
    Cancelled(Answer<()>),
}

impl Ticket {
    /// Asks for everything about the ticket of this serial.
    pub fn new(serial: u64, context: &Context) -> (Self, Task<Message>) {
        let mut ticket = Self {
            serial,
            loaded: None,
            failed: None,
            asked: Question::default(),
            modal: None,
            device: None,
            first_session: 0,
            pushing: false,
            sessions_first: false,
        };
        let task = ticket.refresh(context);
        (ticket, task)
    }

    /// Of the page.
    pub fn title(&self, context: &Context) -> String {
        t!(
            context.words(),
            "ticket-title",
            serial = serial_text(self.serial)
        )
    }

    /// A message of its own.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(question, answer) => self.loaded(question, answer),
            Message::Sessions(event) => self.on_sessions(event),
            Message::Device(device) => self.ask_about(device, context),
            Message::ShowWhy => self.show_why(context),
            Message::ShowSessions => Action::run(reveal(SESSIONS)),
            Message::Back => Action::back(),
            Message::Print => self.print(context),
            Message::Delivery(message) => {
                Deliveries::update(message, self.serial, context).map(Message::Delivery)
            }
            Message::Printed(answer) => self.printed(answer, context),
            Message::ShowCode => self.show(Some(Modal::Code)),
            Message::IssueAnother => self.issue_another(),
            Message::CutSessions => self.cut(context),
            Message::Cut(answer) => Self::was_cut(answer, context),
            Message::PushGateway(gateway) => self.push_gateway(gateway, context),
            Message::GatewayPushed(gateway, answer) => {
                self.gateway_pushed(&gateway, answer, context)
            }
            Message::OpenGateway(gateway) => Action::none().and(Ask::ShowGateway(gateway)),
            Message::Recharge => self.buy(context, |detail, context| {
                Some(Change::recharge(detail, context))
            }),
            Message::Subscribe => self.buy(context, |detail, context| {
                Some(Change::subscribe(detail, context))
            }),
            Message::Renew => self.buy(context, Change::renew),
            Message::Extend => self.extend(context),
            Message::Move => self.change(context, Change::move_to),
            Message::Send => self.change(context, Change::send),
            Message::Places => self.change(context, Change::places),
            Message::Change(event) => self.changing(event, context),
            Message::Changed(answer) => self.changed(answer, context),
            Message::Free(device) => self.free(device, context),
            Message::Freed(answer) => self.freed(answer, context),
            Message::Cancel => self.cancel(context),
            Message::Reason(reason) => self.reason(reason),
            Message::Close => self.show(None),
            Message::Confirm => self.confirm(context),
            Message::Cancelled(answer) => self.cancelled(answer, context),
        }
    }

    fn issue_another(&self) -> Action<Message> {
        let Some(detail) = self.detail() else {
            return Action::open(Page::Desk);
        };
        Action::none().and(Ask::IssueFor {
            user_id: detail.ticket.user_id.clone(),
            ticket_type: detail.ticket_type.clone(),
        })
    }

    /// Something was committed.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let (serial, device, question) = (self.serial, self.device, self.asked.ask());
        context.ask(
            move |store, now| {
                Ok(Box::new(Loaded {
                    detail: detail(store, now, serial)?,
                    why: explain(store, now, serial, device)?,
                    deliveries: Deliveries::read(store, serial)?,
                }))
            },
            move |answer| Message::Loaded(question, answer),
        )
    }

    fn loaded(&mut self, question: Question, answer: Answer<Box<Loaded>>) -> Action<Message> {
        if question == self.asked {
            match answer {
                Ok(loaded) => {
                    (self.loaded, self.failed) = (Some(loaded), None);
                    if std::mem::take(&mut self.sessions_first) {
                        return Action::run(reveal(SESSIONS));
                    }
                }
                Err(error) => self.failed = Some(error),
            }
        }
        Action::none()
    }

    /// The sessions are to be seen as soon as they are read.
    pub(super) fn show_sessions_once_read(&mut self) {
        self.sessions_first = true;
    }

    /// The button that helps gets the focus, and the sentence above it is seen with it.
    fn show_why(&self, context: &Context) -> Action<Message> {
        let helps = self
            .loaded
            .as_ref()
            .is_some_and(|loaded| why::helps(context, loaded));
        let focus = if helps {
            super::focus(why::REMEDY)
        } else {
            Task::none()
        };
        // In whatever order: both are in sight in the end.
        Action::run(Task::batch([focus, reveal(WHY)]))
    }

    fn on_sessions(&mut self, event: table::Event) -> Action<Message> {
        if let table::Event::Window { first, .. } = event {
            self.first_session = first;
        }
        Action::none()
    }

    fn ask_about(&mut self, device: Option<Mac>, context: &Context) -> Action<Message> {
        self.device = device;
        Action::run(self.refresh(context))
    }

    fn detail(&self) -> Option<&Detail> {
        self.loaded.as_ref().map(|loaded| &loaded.detail)
    }

    fn may_print(&self, context: &Context) -> bool {
        self.detail()
            .is_some_and(|detail| detail.ticket.may_print(context.now))
    }

    fn may_cancel(&self, context: &Context) -> bool {
        self.detail()
            .is_some_and(|detail| detail.ticket.may_cancel(context.now))
    }

    fn print(&mut self, context: &Context) -> Action<Message> {
        if self.may_print(context) {
            Action::run(parts::print(context, self.serial, Message::Printed))
        } else {
            Action::none()
        }
    }

    fn printed(&self, answer: Answer<Printed>, context: &Context) -> Action<Message> {
        match answer {
            Ok(printed) => Action::tell(
                Tone::Success,
                parts::printed(context, self.serial, &printed),
            ),
            Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
        }
    }

    fn show(&mut self, modal: Option<Modal>) -> Action<Message> {
        self.modal = modal.filter(|_| self.loaded.is_some());
        Action::none()
    }

    fn cut(&mut self, context: &Context) -> Action<Message> {
        let serial = self.serial;
        Action::run(context.ask(
            move |store, now| cancel::cut_sessions(store, now, Actor::Desk, serial),
            Message::Cut,
        ))
    }

    fn was_cut(answer: Answer<usize>, context: &Context) -> Action<Message> {
        match answer {
            Ok(count) => {
                let shown = context.number(count as u64);
                let done = t!(
                    context.words(),
                    "ticket-cut-done",
                    count = count,
                    shown = shown
                );
                Action::tell(Tone::Success, done)
            }
            Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
        }
    }

    /// Waits for the gateway, on a thread of its own; a second press meanwhile does nothing.
    fn push_gateway(&mut self, gateway: String, context: &Context) -> Action<Message> {
        if std::mem::replace(&mut self.pushing, true) {
            return Action::none();
        }
        let (name, clock) = (gateway.clone(), context.clock);
        Action::run(context.ask(
            move |store, _| {
                push::push(store, &clock, Actor::Desk, &name, &mut |_, _| true).map(drop)
            },
            move |answer| Message::GatewayPushed(gateway.clone(), answer),
        ))
    }

    fn gateway_pushed(
        &mut self,
        gateway: &str,
        answer: Answer<()>,
        context: &Context,
    ) -> Action<Message> {
        self.pushing = false;
        match answer {
            Ok(()) => {
                let done = t!(context.words(), "ticket-gateway-pushed", gateway = gateway);
                Action::run(self.refresh(context)).and_tell(Tone::Success, done)
            }
            Err(error) => {
                Action::run(self.refresh(context)).and_tell(Tone::Danger, context.refusal(&error))
            }
        }
    }

    fn may_recharge(&self, context: &Context) -> bool {
        self.detail()
            .is_some_and(|detail| detail.ticket.may_recharge(context.now))
    }

    /// Extending, moving and the like are for tickets that are worth something.
    fn is_live(&self, context: &Context) -> bool {
        self.detail()
            .is_some_and(|detail| detail.ticket.status(context.now).is_live())
    }

    /// Opens the dialog of a purchase.
    fn buy(
        &mut self,
        context: &Context,
        change: impl FnOnce(&Detail, &Context) -> Option<(Change, Task<Message>)>,
    ) -> Action<Message> {
        let detail = self.detail().filter(|_| self.may_recharge(context));
        match detail.and_then(|detail| change(detail, context)) {
            Some((change, task)) => self.begin(change, task),
            None => Action::none(),
        }
    }

    fn extend(&mut self, context: &Context) -> Action<Message> {
        if !self.is_live(context) {
            return Action::none();
        }
        let (change, task) = Change::extend(self.serial, context);
        self.begin(change, task)
    }

    fn change(
        &mut self,
        context: &Context,
        change: impl FnOnce(&Detail) -> Change,
    ) -> Action<Message> {
        match self.detail().filter(|_| self.is_live(context)).map(change) {
            Some(change) => self.begin(change, Task::none()),
            None => Action::none(),
        }
    }

    fn begin(&mut self, change: Change, task: Task<Message>) -> Action<Message> {
        self.modal = Some(Modal::Change(Box::new(change)));
        Action::run(task.chain(super::focus(changes::FIRST)))
    }

    fn changing(&mut self, event: changes::Event, context: &Context) -> Action<Message> {
        match &mut self.modal {
            Some(Modal::Change(change)) => Action::run(change.update(event, context)),
            _ => Action::none(),
        }
    }

    fn changed(&mut self, answer: Answer<()>, context: &Context) -> Action<Message> {
        let Some(Modal::Change(change)) = &mut self.modal else {
            return Action::none();
        };
        match answer {
            Ok(()) => {
                let done = change.done(context);
                self.modal = None;
                Action::run(self.refresh(context)).and_tell(Tone::Success, done)
            }
            Err(error) => {
                change.refuse(context.refusal(&error));
                Action::none()
            }
        }
    }

    fn free(&mut self, device: Device, context: &Context) -> Action<Message> {
        let serial = self.serial;
        Action::run(context.ask(
            move |store, now| extend::free_device(store, now, Actor::Desk, serial, device),
            Message::Freed,
        ))
    }

    fn freed(&mut self, answer: Answer<Vec<Session>>, context: &Context) -> Action<Message> {
        let words = context.words();
        match answer {
            Ok(freed) => {
                let mac = match freed.as_slice() {
                    [session] => session.mac,
                    _ => None,
                };
                let done = match mac {
                    Some(mac) => t!(words, "ticket-freed-done", device = mac.to_string()),
                    None => t!(
                        words,
                        "ticket-freed-all",
                        count = freed.len(),
                        shown = context.number(freed.len() as u64)
                    ),
                };
                Action::run(self.refresh(context)).and_tell(Tone::Success, done)
            }
            Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
        }
    }

    fn cancel(&mut self, context: &Context) -> Action<Message> {
        if self.may_cancel(context) {
            self.modal = self.detail().map(|detail| {
                let online = detail.sessions.iter().filter(|session| session.is_open());
                let (serial, user) = (self.serial, &detail.ticket.user_id);
                Modal::Cancelling(Cancelling::new(serial, user, online.count()))
            });
        }
        Action::none()
    }

    fn reason(&mut self, reason: String) -> Action<Message> {
        if let Some(Modal::Cancelling(dialog)) = &mut self.modal {
            dialog.typed(reason);
        }
        Action::none()
    }

    fn confirm(&mut self, context: &Context) -> Action<Message> {
        match &mut self.modal {
            Some(Modal::Cancelling(dialog)) => {
                Action::run(dialog.confirm(context, Message::Cancelled))
            }
            Some(Modal::Change(change)) => Action::run(change.confirm(context)),
            _ => Action::none(),
        }
    }

    fn cancelled(&mut self, answer: Answer<()>, context: &Context) -> Action<Message> {
        match answer {
            Ok(()) => {
                self.modal = None;
                let serial = serial_text(self.serial);
                let done = t!(context.words(), "tickets-cancelled", serial = serial);
                Action::run(self.refresh(context)).and_tell(Tone::Success, done)
            }
            Err(error) => {
                if let Some(Modal::Cancelling(dialog)) = &mut self.modal {
                    dialog.failed();
                }
                Action::tell(Tone::Danger, context.refusal(&error))
            }
        }
    }

    /// The page.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let shown = match (&self.loaded, &self.failed) {
            (Some(loaded), _) => self.ticket(context, loaded),
            (None, Some(error)) => widget::notice(Tone::Danger, context.refusal(error), "", None),
            (None, None) => widget::working(t!(context.words(), "ticket-loading")),
        };
        widget::page(self.title(context), self.actions(context), shown)
    }

    fn actions<'a>(&self, context: &Context) -> [Element<'a, Message>; 4] {
        let words = context.words();
        let back = widget::button(t!(words, "ticket-back"))
            .icon(Icon::ArrowLeft)
            .quiet()
            .on_press(Message::Back);
        let print = widget::button(t!(words, "tickets-print"))
            .icon(Icon::Printer)
            .on_press_maybe(self.may_print(context).then_some(Message::Print));
        let send = widget::button(t!(words, "ticket-send"))
            .icon(Icon::Mail)
            .on_press_maybe(self.may_print(context).then_some(Message::Send));
        let cancel = widget::button(t!(words, "tickets-cancel"))
            .icon(Icon::Ban)
            .on_press_maybe(self.may_cancel(context).then_some(Message::Cancel));
        [back.into(), cancel.into(), send.into(), print.into()]
    }

    /// Code, state, and what was issued to whom.
    fn head<'a>(&self, context: &Context, detail: &Detail) -> Element<'a, Message> {
        let (words, ticket) = (context.words(), &detail.ticket);
        let status = ticket.status(context.now);
        let (tone, state) = format::status(words, status);
        let state = widget::badge(tone, state);
        let value = |value: String| text(value);
        let mut facts = vec![
            fact(t!(words, "tickets-user"), value(ticket.user_id.clone())),
            fact(
                t!(words, "tickets-type"),
                value(format::kind(words, ticket.kind)),
            ),
        ];
        if let Some(name) = &detail.ticket_type {
            facts.push(fact(t!(words, "tickets-ticket-type"), value(name.clone())));
        }
        facts.extend([
            fact(
                t!(words, "tickets-product"),
                value(context.described(&detail.product).to_owned()),
            ),
            fact(
                t!(words, "tickets-price"),
                value(context.price(ticket.price)),
            ),
            fact(
                t!(words, "tickets-devices"),
                value(context.number(ticket.devices.into())),
            ),
            fact(t!(words, "tickets-expires"), value(expiry(context, detail))),
        ]);
        if let Some(subscription) = &detail.subscription {
            let until = context.moment(subscription.paid_until(context.location.zone));
            facts.push(fact(
                t!(words, "recharge-subscription"),
                value(t!(words, "recharge-subscription-value", until = until)),
            ));
        }
        let codes = codes(context, detail);
        let top: Element<'_, Message> = if detail.credentials.is_code() {
            // At large text the state goes below a long code.
            parts::flowing([codes, state])
        } else {
            Row::new()
                .push(container(codes).width(Length::Fill))
                .push(state)
                .spacing(Space::Normal)
                .align_y(iced::Alignment::Center)
                .into()
        };
        widget::card(stacked(
            Space::Normal,
            [top, stacked(Space::Hair, facts), self.changes(context)],
        ))
    }

    /// What can be done with it here, smaller than what is done with every ticket.
    fn changes<'a>(&self, context: &Context) -> Element<'a, Message> {
        let words = context.words();
        let live = self.is_live(context);
        let may_buy = self.may_recharge(context);
        let subscribed = self
            .detail()
            .is_some_and(|detail| detail.subscription.is_some());
        let button = |label: String, icon: Icon, message: Option<Message>| {
            widget::button(label)
                .icon(icon)
                .small()
                .on_press_maybe(message)
                .into()
        };
        let renew = subscribed.then(|| {
            button(
                t!(words, "ticket-renew"),
                Icon::Banknote,
                may_buy.then_some(Message::Renew),
            )
        });
        let others = [
            button(
                t!(words, "ticket-recharge"),
                Icon::Zap,
                may_buy.then_some(Message::Recharge),
            ),
            button(
                t!(words, "ticket-subscribe"),
                Icon::Refresh,
                may_buy.then_some(Message::Subscribe),
            ),
            button(
                t!(words, "ticket-extend"),
                Icon::CalendarClock,
                live.then_some(Message::Extend),
            ),
            button(
                t!(words, "ticket-move"),
                Icon::Bed,
                live.then_some(Message::Move),
            ),
            button(
                t!(words, "ticket-places"),
                Icon::Smartphone,
                live.then_some(Message::Places),
            ),
            button(
                t!(words, "ticket-show-code"),
                Icon::Eye,
                Some(Message::ShowCode),
            ),
        ];
        parts::flowing(renew.into_iter().chain(others))
    }

    fn ticket<'a>(&'a self, context: &'a Context, loaded: &'a Loaded) -> Element<'a, Message> {
        let (words, detail) = (context.words(), &loaded.detail);
        let left = stacked(
            Space::Wide,
            [
                self.head(context, detail),
                widget::section(
                    t!(words, "delivery-title"),
                    self.deliveries(context, &loaded.deliveries),
                ),
                part(
                    WHY,
                    t!(words, "ticket-why"),
                    why::view(context, loaded, self.device, self.pushing),
                ),
            ],
        );
        let right = stacked(
            Space::Wide,
            [
                widget::section(t!(words, "ticket-allowances"), usage::view(context, detail)),
                widget::section(t!(words, "recharge-history"), held::view(context, detail)),
                widget::section(t!(words, "ticket-life"), life::view(context, detail)),
            ],
        );
        let above = Row::new()
            .push(container(left).width(Length::FillPortion(6)))
            .push(container(right).width(Length::FillPortion(5)))
            .spacing(Space::Wide);
        let all = Column::new()
            .push(above)
            .push(part(
                SESSIONS,
                t!(words, "ticket-sessions"),
                sessions::view(context, detail, self.first_session),
            ))
            .push(widget::section(
                t!(words, "ticket-refusals"),
                why::refusals(context, detail),
            ))
            .spacing(Space::Wide);
        widget::scroll(all)
    }

    /// How it went to its guest.
    fn deliveries<'a>(
        &self,
        context: &Context,
        deliveries: &'a Deliveries,
    ) -> Element<'a, Message> {
        if deliveries.is_empty() {
            return widget::muted(t!(context.words(), "delivery-none")).into();
        }
        let shown = deliveries.view(context, DELIVERIES, self.may_print(context));
        widget::card(shown.map(Message::Delivery))
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        match self.modal.as_ref()? {
            Modal::Cancelling(dialog) => {
                Some(dialog.dialog(context, Message::Reason, Message::Close, Message::Confirm))
            }
            Modal::Code => self.detail().map(|detail| code(context, detail)),
            Modal::Change(change) => Some(change.dialog(context)),
        }
    }

    /// What a key means.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match key {
            Key::Named(Named::Escape | Named::Backspace) if modifiers.is_empty() => {
                Some(Message::Back)
            }
            Key::Named(Named::Delete) if modifiers.is_empty() => Some(Message::Cancel),
            Key::Character(letter) if modifiers.is_empty() => match letter.as_str() {
                "w" => Some(Message::ShowWhy),
                "c" => Some(Message::ShowSessions),
                "s" => Some(Message::Send),
                _ => None,
            },
            Key::Character(letter) if modifiers == Modifiers::CTRL => match letter.as_str() {
                "p" => Some(Message::Print),
                "l" => Some(Message::ShowCode),
                "r" => Some(Message::Recharge),
                "s" => Some(Message::Subscribe),
                "n" => Some(Message::Renew),
                "e" => Some(Message::Extend),
                "m" => Some(Message::Move),
                "d" => Some(Message::Places),
                "f" => Some(Message::Free(Device::Only)),
                _ => None,
            },
            _ => None,
        }
    }

    /// For F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        let words = context.words();
        vec![
            ("Esc".to_owned(), t!(words, "ticket-key-back-does")),
            ("W".to_owned(), t!(words, "ticket-why")),
            ("C".to_owned(), t!(words, "ticket-key-sessions-does")),
            ("S".to_owned(), t!(words, "ticket-key-send-does")),
            ("Ctrl+P".to_owned(), t!(words, "ticket-key-print-does")),
            ("Ctrl+L".to_owned(), t!(words, "ticket-key-code-does")),
            ("Ctrl+R".to_owned(), t!(words, "ticket-key-recharge-does")),
            ("Ctrl+S".to_owned(), t!(words, "ticket-subscribe")),
            ("Ctrl+N".to_owned(), t!(words, "ticket-renew")),
            ("Ctrl+E".to_owned(), t!(words, "ticket-key-extend-does")),
            ("Ctrl+M".to_owned(), t!(words, "ticket-key-move-does")),
            ("Ctrl+D".to_owned(), t!(words, "ticket-key-places-does")),
            ("Ctrl+F".to_owned(), t!(words, "ticket-key-free-does")),
            (
                t!(words, "tickets-key-delete"),
                t!(words, "ticket-key-cancel-does"),
            ),
        ]
    }

    /// Session time and allowances grow while a device is on line.
    pub fn is_counting(&self, _context: &Context) -> bool {
        self.detail()
            .is_some_and(|detail| detail.sessions.iter().any(|session| session.is_open()))
    }
}

/// The names of the parts that a key leads to.
const WHY: &str = "ticket-why";
const SESSIONS: &str = "ticket-sessions";

/// A part of the page that a key leads to.
fn part<'a>(
    name: &'static str,
    heading: String,
    content: Element<'a, Message>,
) -> Element<'a, Message> {
    container(widget::section(heading, content))
        .id(widget::id(name))
        .into()
}

/// Scrolls a part of the page into sight.
fn reveal(part: &'static str) -> Task<Message> {
    widget::reveal(widget::id(part))
}

/// Deliveries shown; the newest.
const DELIVERIES: usize = 8;

/// When it expires; of a product that was bought since its last login, what that waits for.
fn expiry(context: &Context, detail: &Detail) -> String {
    if detail.waits && detail.ticket.expires_at.is_none() {
        t!(context.words(), "recharge-counts-from-login")
    } else {
        super::tickets::expiry(context, &detail.ticket)
    }
}

/// The code, or user name and password, in large letters.
fn codes<'a>(context: &Context, detail: &Detail) -> Element<'a, Message> {
    let is_code = detail.credentials.is_code();
    let codes = parts::credentials(context, &detail.credentials)
        .into_iter()
        .map(|(name, value)| {
            let code = widget::code(&value);
            if is_code {
                code
            } else {
                parts::labelled(name, code)
            }
        });
    Column::with_children(codes).spacing(Space::Tight).into()
}

/// The code over the page, to be read out over the counter.
fn code<'a>(context: &Context, detail: &Detail) -> Dialog<'a, Message> {
    let words = context.words();
    let help = detail
        .credentials
        .is_code()
        .then(|| widget::muted(t!(words, "ticket-code-help")).into());
    let body = stacked(Space::Normal, large(context, detail).chain(help));
    let user = detail.ticket.user_id.clone();
    widget::dialog(
        t!(words, "ticket-code-title", user = user),
        t!(words, "ticket-code-close"),
        Message::Close,
    )
    .body(body)
    .wide()
}

/// The same letter by letter, to be read across the counter.
fn large<'a>(context: &Context, detail: &Detail) -> impl Iterator<Item = Element<'a, Message>> {
    let is_code = detail.credentials.is_code();
    parts::credentials(context, &detail.credentials)
        .into_iter()
        .map(move |(name, value)| {
            let letters = widget::code_large(&value);
            if is_code {
                letters
            } else {
                parts::labelled(name, letters)
            }
        })
}
