//! Who is on line at a gateway, and the way to cut somebody.

use super::super::{Action, Page, focus, parts::since};
use crate::{
    domain::ticket::serial_text,
    gateways::{Kicked, Whom},
    services::{
        Actor,
        extend::{self, Device},
        gateways::{
            link::Standing,
            overview::{self, Guest},
        },
    },
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        format,
        icon::Icon,
        scale::Space,
        theme::Tone,
        widget::{
            self, button, cell, cell_mono, cell_muted, column,
            table::{self, Event, table},
        },
    },
};
use iced::{
    Length, Task,
    widget::{Column, container},
};

/// What happens there.
#[derive(Debug, Clone)]
pub enum Message {
    /// Look again.
    Look,
    /// Who is on line.
    Guests(Question, Answer<Vec<Guest>>),
    /// In the table.
    Table(Event),
    /// Cut the selected one.
    Cut,
    /// The gateway did, or did not.
    Kicked(Answer<Kicked>),
    /// Its session was ended from here, or not.
    Freed(Answer<()>),
}

/// Who is on line.
#[derive(Default)]
pub(super) struct Online {
    asked: Question,
    guests: Option<Answer<Vec<Guest>>>,
    selected: usize,
    first: u64,
    cutting: bool,
}

/// The name of the table.
const TABLE: &str = "gateway-online";

impl Online {
    pub(super) fn ask(&mut self, name: String, context: &Context) -> Task<Message> {
        let asked = self.asked.ask();
        context.ask(
            move |store, _| overview::guests(store, &name),
            move |guests| Message::Guests(asked, guests),
        )
    }

    fn all(&self) -> &[Guest] {
        match &self.guests {
            Some(Ok(guests)) => guests,
            _ => &[],
        }
    }

    pub(super) fn update(
        &mut self,
        message: Message,
        name: String,
        standing: Option<&Standing>,
        context: &Context,
    ) -> Action<Message> {
        match message {
            Message::Look => Action::run(self.ask(name, context)),
            Message::Guests(asked, guests) => {
                if asked != self.asked {
                    return Action::none();
                }
                let first = self.guests.is_none();
                self.guests = Some(guests);
                self.selected = self.selected.min(self.all().len().saturating_sub(1));
                if first && !self.all().is_empty() {
                    Action::run(focus(TABLE))
                } else {
                    Action::none()
                }
            }
            Message::Table(Event::Window { first, .. }) => {
                self.first = first;
                Action::none()
            }
            Message::Table(Event::Select(row)) => {
                self.selected = usize::try_from(row).unwrap_or(0);
                Action::none()
            }
            Message::Table(Event::Activate(row)) => {
                self.selected = usize::try_from(row).unwrap_or(0);
                let ticket = self.all().get(self.selected).and_then(Guest::ticket);
                match ticket {
                    Some(ticket) => Action::open(Page::Ticket(ticket.serial)),
                    None => Action::none(),
                }
            }
            Message::Table(Event::Sort(_)) => Action::none(),
            Message::Cut => self.cut(&name, standing, context),
            Message::Kicked(kicked) => {
                self.cutting = false;
                let words = context.words();
                let again = self.ask(name, context);
                match kicked {
                    Ok(kicked) if kicked.left == 0 => {
                        Action::run(again).and_tell(Tone::Success, t!(words, "gateways-cut-done"))
                    }
                    Ok(_) => {
                        Action::run(again).and_tell(Tone::Warning, t!(words, "gateways-cut-left"))
                    }
                    Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
                }
            }
            Message::Freed(freed) => {
                self.cutting = false;
                match freed {
                    Ok(()) => Action::run(self.ask(name, context))
                        .and_tell(Tone::Success, t!(context.words(), "gateways-cut-asked")),
                    Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
                }
            }
        }
    }

    fn cut(
        &mut self,
        name: &str,
        standing: Option<&Standing>,
        context: &Context,
    ) -> Action<Message> {
        if self.cutting {
            return Action::none();
        }
        let Some(guest) = self.all().get(self.selected) else {
            return Action::none();
        };
        let Some(way) = way_to_cut(guest, standing) else {
            return Action::none();
        };
        self.cutting = true;
        let (name, clock) = (name.to_owned(), context.clock);
        Action::run(match way {
            Way::There(whom) => context.ask(
                move |store, _| overview::cut(store, &clock, Actor::Desk, &name, &whom),
                Message::Kicked,
            ),
            Way::Asked(serial, device) => context.ask(
                move |store, now| {
                    extend::free_device(store, now, Actor::Desk, serial, device).map(drop)
                },
                Message::Freed,
            ),
        })
    }

    pub(super) fn view<'a>(
        &'a self,
        context: &'a Context,
        standing: Option<&Standing>,
    ) -> Element<'a, Message> {
        let words = context.words();
        let look = button(t!(words, "gateways-look-again"))
            .small()
            .icon(Icon::Refresh)
            .key("F5")
            .on_press(Message::Look);
        let guests = match &self.guests {
            None => return widget::working(t!(words, "gateways-asking-online")),
            Some(Err(error)) => {
                let said = context.sentence(error);
                return widget::notice(Tone::Danger, said.happened, said.to_do, Some(look.into()));
            }
            Some(Ok(guests)) => guests,
        };
        if guests.is_empty() {
            let why = if standing.is_some_and(|standing| standing.link.users) {
                t!(words, "gateways-nobody-there")
            } else {
                t!(words, "gateways-nobody-reported")
            };
            return widget::empty(
                Icon::WifiOff,
                t!(words, "gateways-nobody"),
                why,
                Some(look.into()),
            );
        }
        let chosen = guests.get(self.selected);
        let may_cut =
            !self.cutting && chosen.is_some_and(|guest| way_to_cut(guest, standing).is_some());
        let cut = button(t!(words, "gateways-cut"))
            .small()
            .icon(Icon::WifiOff)
            .on_press_maybe(may_cut.then_some(Message::Cut));
        let columns = [
            column(t!(words, "gateways-guest")).share(2),
            column(t!(words, "ticket-mac")).share(3),
            column(t!(words, "gateways-ip")).width(130.0),
            column(t!(words, "ticket-time")).width(90.0).figures(),
            column(t!(words, "ticket-down-up")).width(170.0).figures(),
        ];
        let rows = guests.iter().map(|guest| row(context, guest));
        let selected = u64::try_from(self.selected).ok();
        let table = table(columns, guests.len() as u64, self.first)
            .rows(0, rows)
            .selected(selected)
            .on_event(Message::Table)
            .id(widget::id(TABLE));
        Column::new()
            .push(super::one::bar([cut.into(), look.into()]))
            .push(container(Element::from(table)).height(Length::Fill))
            .spacing(Space::Tight)
            .into()
    }
}

/// How a guest is cut.
enum Way {
    /// At the gateway's own interface.
    There(Whom),
    /// By a request to the device that serves the session of this ticket.
    Asked(u64, Device),
}

/// The way to cut a guest; none for whom only the gateway's owner can.
fn way_to_cut(guest: &Guest, standing: Option<&Standing>) -> Option<Way> {
    match guest {
        Guest::There(one, _) if standing.is_some_and(|standing| standing.abilities.kicks) => {
            Some(Way::There(Whom {
                name: Some(one.name.clone()).filter(|name| !name.is_empty()),
                mac: one.mac,
                ip: None,
            }))
        }
        // A database cuts nobody. What was heard of it is known here, too, with the device where the guest is.
        Guest::There(one, ticket) => Some(Way::Asked(
            ticket.as_ref()?.serial,
            one.mac.map_or(Device::All, Device::Mac),
        )),
        Guest::Reported(session, ticket) => Some(Way::Asked(
            ticket.as_ref()?.serial,
            Device::Session(session.id),
        )),
    }
}

fn row<'a>(context: &Context, guest: &Guest) -> [Element<'a, Message>; 5] {
    let words = context.words();
    let (mac, calling, ip, seconds, traffic, name) = match guest {
        Guest::Reported(session, _) => (
            session.mac,
            session.calling_station_id.clone(),
            session.ip,
            session.seconds + since(session.updated_at, context.now),
            (session.download, session.upload),
            None,
        ),
        Guest::There(one, _) => (
            one.mac,
            String::new(),
            one.ip,
            one.seconds,
            (one.traffic.download, one.traffic.upload),
            Some(one.name.clone()),
        ),
    };
    let who = match guest.ticket() {
        Some(ticket) => {
            let serial = serial_text(ticket.serial);
            let user = ticket.user_id.as_str();
            cell(format!("{serial} {user}").trim().to_owned())
        }
        // Not one of ours: only the gateway knows the name.
        None => cell_muted(name.unwrap_or_else(|| t!(words, "gateways-not-ours"))),
    };
    [
        who,
        match mac {
            Some(mac) => table::cell_with_address(format::maker(words, mac), mac.to_string()),
            None => cell_mono(calling),
        },
        cell_mono(ip.map(|ip| ip.to_string()).unwrap_or_default()),
        cell(format::clock(seconds)),
        cell(format!(
            "{} / {}",
            context.volume(traffic.0),
            context.volume(traffic.1)
        )),
    ]
}
