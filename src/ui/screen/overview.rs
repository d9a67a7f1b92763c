//! The overview: how the house stands now. Every number on it is read, and none is shown that was not.

use super::{
    Action, KeyHelp, Page,
    licence::{days_left, warnings},
    parts::{beside, labelled, stacked},
};
use crate::{
    services::{
        self, Error,
        licences::{self, Installation, Status},
        overview::{self as service, Overview as House},
    },
    store::Store,
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        icon::Icon,
        scale::Space,
        sentence::licences as sentence,
        theme::Tone,
        widget::{self, Dialog, button},
    },
};
use chrono::TimeDelta;
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers},
    widget::{Column, Row, container},
};
use std::sync::Arc;

/// How long something may wait before it is worth a warning.
const LONG: TimeDelta = TimeDelta::minutes(15);

/// What is on the screen, of one moment.
#[derive(Debug, Clone)]
pub struct Board {
    house: House,
    licence: licences::Overview,
}

fn board(
    store: &Store,
    installation: &Installation,
    now: crate::domain::time::Instant,
) -> services::Result<Board> {
    Ok(Board {
        house: service::overview(store, now)?,
        licence: licences::overview(store, installation, now)?,
    })
}

/// The screen.
#[derive(Debug, Default)]
pub struct Overview {
    asked: Question,
    board: Option<Box<Board>>,
    trouble: Option<Arc<Error>>,
}

/// What happened on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// What is stored.
    Board(Question, Answer<Box<Board>>),
    /// Show a page.
    Open(Page),
}

impl Overview {
    /// Empty until it is shown: `refresh` asks for what is on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Its title.
    pub fn title(&self, context: &Context) -> String {
        t!(context.words(), "page-overview")
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Board(asked, board) => {
                if asked == self.asked {
                    match board {
                        Ok(board) => {
                            self.trouble = None;
                            self.board = Some(board);
                        }
                        Err(error) => self.trouble = Some(error),
                    }
                }
                Action::none()
            }
            Message::Open(page) => Action::open(page),
        }
    }

    /// Shown, or something was committed: asks again.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let asked = self.asked.ask();
        let installation = context.installation.clone();
        context.ask(
            move |store, now| board(store, &installation, now).map(Box::new),
            move |answer| Message::Board(asked, answer),
        )
    }

    /// What is to be seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        if let Some(error) = &self.trouble {
            let said = context.sentence(error);
            let empty = widget::empty(Icon::Warning, said.happened, said.to_do, None);
            return widget::page(self.title(context), [], empty);
        }
        let Some(board) = &self.board else {
            return widget::page(self.title(context), [], iced::widget::Space::new());
        };
        let house = &board.house;
        let left = stacked(Space::Normal, [licence(context, board)]);
        let right = stacked(
            Space::Normal,
            [gateways(context, house), printers(context, house)],
        );
        let cards = Row::new()
            .push(container(left).width(Length::FillPortion(1)))
            .push(container(right).width(Length::FillPortion(1)))
            .spacing(Space::Normal);
        let wrong = wrong(context, board);
        let wrong = (!wrong.is_empty()).then(|| stacked(Space::Tight, wrong));
        let inside = Column::new()
            .push(numbers(context, house))
            .push(wrong)
            .push(cards)
            .spacing(Space::Normal);
        widget::page(self.title(context), [], widget::scroll(inside))
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, _context: &'a Context) -> Option<Dialog<'a, Message>> {
        None
    }

    /// What a key means.
    pub fn on_key(&self, _key: &Key, _modifiers: Modifiers) -> Option<Message> {
        None
    }

    /// The keys, for F1.
    pub fn keys(&self, _context: &Context) -> Vec<KeyHelp> {
        Vec::new()
    }

    /// Whether something changes by the second.
    pub fn is_counting(&self, _context: &Context) -> bool {
        false
    }
}

fn numbers<'a>(context: &Context, house: &House) -> Element<'a, Message> {
    let words = context.words();
    let online_tone = if house.online == 0 {
        Tone::Neutral
    } else {
        Tone::InUse
    };
    let issued = if house.cancelled == 0 {
        t!(words, "overview-issued")
    } else {
        t!(
            words,
            "overview-issued-cancelled",
            shown = context.number(house.cancelled)
        )
    };
    let queue = &house.queue;
    let waiting = queue.prints + queue.messages + queue.orders;
    let waiting_tone = if waiting == 0 {
        Tone::Success
    } else {
        Tone::Info
    };
    beside([
        widget::count(
            online_tone,
            context.number(house.online),
            t!(words, "overview-online"),
        )
        .into(),
        widget::count(Tone::Neutral, context.number(house.issued), issued)
            .on_press(Message::Open(Page::Tickets))
            .into(),
        widget::count(
            Tone::Neutral,
            context.price(house.sold),
            t!(words, "overview-sold"),
        )
        .into(),
        widget::count(
            waiting_tone,
            context.number(waiting),
            t!(words, "overview-waiting"),
        )
        .on_press(Message::Open(Page::Messages))
        .into(),
    ])
}

fn licence<'a>(context: &'a Context, board: &'a Board) -> Element<'a, Message> {
    let words = context.words();
    let overview = &board.licence;
    let licence = &overview.licence;
    let (tone, state) = sentence::status(words, overview.status);
    let mut badges = vec![widget::badge(tone, state)];
    if licence.is_evaluation() {
        badges.push(widget::badge(Tone::Info, t!(words, "licence-evaluation")));
    }
    let mut parts = vec![super::parts::flowing(badges)];
    let at = licence.at(context.now);
    match (licence.ends_at(), &licence.contract) {
        (Some(ends), _) if overview.status != Status::ContractFinalized => {
            let days = days_left(at, ends);
            parts.push(widget::title(t!(words, "licence-days-left", days = days)).into());
            parts.push(
                widget::muted(t!(words, "licence-ends-on", date = context.moment(ends))).into(),
            );
        }
        (Some(ends), _) => parts
            .push(widget::title(t!(words, "licence-ended-on", date = context.moment(ends))).into()),
        (None, contract) => {
            let (seen, needed) = contract.as_ref().map_or((0, 0), |contract| {
                (contract.devices_seen, contract.grant.devices_needed)
            });
            parts.push(widget::title(t!(words, "licence-not-begun")).into());
            parts.push(
                widget::muted(t!(
                    words,
                    "licence-devices-of",
                    seen = seen,
                    needed = needed
                ))
                .into(),
            );
        }
    }
    if let Some(contract) = &licence.contract {
        let who = &contract.grant.distributor;
        let contact = [who.name.as_str(), who.email.as_str(), who.phone.as_str()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        parts.push(labelled(
            t!(words, "licence-renewal-contact"),
            widget::text(contact),
        ));
    }
    let open = button(t!(words, "page-licence"))
        .icon(Icon::BadgeCheck)
        .on_press(Message::Open(Page::Licence));
    parts.push(super::parts::flowing([open.into()]));
    let inside = stacked(Space::Tight, parts);
    widget::card(widget::section(t!(words, "page-licence"), inside))
}

fn gateways<'a>(context: &Context, house: &House) -> Element<'a, Message> {
    let words = context.words();
    let lines: Vec<Element<'a, Message>> = house
        .gateways
        .iter()
        .map(|gateway| {
            let heard = gateway.heard.map_or_else(
                || t!(words, "overview-never-heard"),
                |at| t!(words, "overview-heard", at = context.recent(at)),
            );
            let online = t!(words, "status-online", count = gateway.online);
            line(gateway.name.clone(), format!("{online} · {heard}"))
        })
        .collect();
    let inside = if lines.is_empty() {
        widget::muted(t!(words, "status-no-gateway")).into()
    } else {
        stacked(Space::Hair, lines)
    };
    let open = super::parts::flowing([to_gateways(context)]);
    let inside = stacked(Space::Tight, [inside, open]);
    widget::card(widget::section(t!(words, "overview-gateways"), inside))
}

/// The way to the gateways' page.
fn to_gateways<'a>(context: &Context) -> Element<'a, Message> {
    button(t!(context.words(), "page-gateways"))
        .icon(Icon::Router)
        .on_press(Message::Open(Page::Gateways))
        .into()
}

fn printers<'a>(context: &Context, house: &House) -> Element<'a, Message> {
    let words = context.words();
    let queue = &house.queue;
    let mut lines: Vec<Element<'a, Message>> = house
        .printers
        .iter()
        .map(|printer| {
            let last = match printer.last {
                None => t!(words, "overview-nothing-printed"),
                Some((at, true)) => t!(words, "overview-printed", at = context.recent(at)),
                Some((at, false)) => t!(words, "overview-not-printed", at = context.recent(at)),
            };
            let name = if printer.is_default {
                t!(words, "overview-default", name = printer.name.as_str())
            } else {
                printer.name.clone()
            };
            let waiting =
                (printer.waiting > 0).then(|| t!(words, "overview-jobs", count = printer.waiting));
            line(
                name,
                waiting
                    .into_iter()
                    .chain([last])
                    .collect::<Vec<_>>()
                    .join(" · "),
            )
        })
        .collect();
    if lines.is_empty() {
        lines.push(widget::muted(t!(words, "overview-no-printer")).into());
    }
    for (what, count) in [
        (t!(words, "overview-prints"), queue.prints),
        (t!(words, "overview-messages"), queue.messages),
        (t!(words, "overview-orders"), queue.orders),
    ] {
        lines.push(line(what, context.number(count)));
    }
    widget::card(widget::section(
        t!(words, "overview-printers"),
        stacked(Space::Hair, lines),
    ))
}

fn line<'a>(name: String, value: String) -> Element<'a, Message> {
    Row::new()
        .push(container(widget::text(name)).width(Length::FillPortion(2)))
        .push(container(widget::muted(value)).width(Length::FillPortion(3)))
        .spacing(Space::Tight)
        .into()
}

/// What is wrong, each with the way to mend it.
fn wrong<'a>(context: &Context, board: &Board) -> Vec<Element<'a, Message>> {
    let words = context.words();
    let house = &board.house;
    let mut all: Vec<Element<'a, Message>> = if board.licence.closed.is_some() {
        // The line above every page says it already.
        Vec::new()
    } else {
        warnings(context, &board.licence)
    };
    if house.gateways.is_empty() {
        all.push(widget::notice(
            Tone::Warning,
            t!(words, "status-no-gateway"),
            t!(words, "overview-no-gateway-do"),
            Some(to_gateways(context)),
        ));
    }
    if let Some((address, at)) = house.strangers.first() {
        all.push(widget::notice(
            Tone::Warning,
            t!(
                words,
                "overview-stranger",
                address = address.to_string(),
                at = context.recent(*at)
            ),
            t!(words, "overview-stranger-do"),
            Some(to_gateways(context)),
        ));
    }
    let to_messages = || {
        button(t!(words, "page-messages"))
            .small()
            .on_press(Message::Open(Page::Messages))
            .into()
    };
    if house.queue.failed > 0 {
        all.push(widget::notice(
            Tone::Warning,
            t!(
                words,
                "overview-failed",
                count = house.queue.failed,
                shown = context.number(house.queue.failed)
            ),
            t!(words, "overview-failed-do"),
            Some(to_messages()),
        ));
    }
    if let Some(oldest) = house
        .queue
        .oldest
        .filter(|oldest| context.now - *oldest > LONG)
    {
        all.push(widget::notice(
            Tone::Warning,
            t!(words, "overview-stuck", at = context.recent(oldest)),
            t!(words, "overview-stuck-do"),
            Some(to_messages()),
        ));
    }
    all
}
