//! What a receptionist does with the list of tickets and with one ticket, against a real store.

use super::life;
use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use iced::{
    Task,
    keyboard::{self, Key, Modifiers, key::Named},
};
use iced_test::{
    Simulator,
    futures::futures::{StreamExt as _, executor},
    runtime::{Action as Effect, task},
};
use innkeeper::{
    domain::{
        id::{GatewayId, ProductId},
        location::Sector,
        login::Refusal,
        mac::Mac,
        money::Currency,
        session::Session,
        ticket::Status,
    },
    i18n::Language,
    services::{
        Actor, cancel, catalogue,
        deliveries::{self, Seen},
        issue::{Issued, Request, issue_many},
        licences::Installation,
        printing::{self, Answer},
        recharge,
        setup::{self, NewLocation},
        tickets::{self as service, Look, Start},
    },
    store::{Counters, Filter, RefusedLogin, Store},
    ui::{
        self, Element, Theme,
        context::Context,
        screen::{
            Ask, Page,
            ticket::{self, Ticket, changes},
            tickets::{self, Change, Field, Tickets},
        },
        widget::{self, table},
    },
};
use std::sync::Arc;

type Ui<'a, M> = Simulator<'a, M, Theme, iced::Renderer>;

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 7, 1, 12, 0, 0).unwrap()
}

fn seconds(count: i64) -> DateTime<Utc> {
    noon() + TimeDelta::seconds(count)
}

/// A screen with what its parent does: it runs the tasks until nothing is left to run.
trait Screen: Sized {
    type Message: Clone + Send + std::fmt::Debug + 'static;

    fn on(&mut self, message: Self::Message, context: &Context) -> (Task<Self::Message>, Vec<Ask>);
    fn page<'a>(&'a self, context: &'a Context) -> Element<'a, Self::Message>;
    fn again(&mut self, context: &Context) -> Task<Self::Message>;
}

impl Screen for Tickets {
    type Message = tickets::Message;

    fn on(&mut self, message: Self::Message, context: &Context) -> (Task<Self::Message>, Vec<Ask>) {
        let action = self.update(message, context);
        (action.task, action.asks)
    }

    fn page<'a>(&'a self, context: &'a Context) -> Element<'a, Self::Message> {
        widget::window(self.view(context))
            .dialog(self.dialog(context))
            .on_key(|key: &Key, modifiers| self.on_key(key, modifiers))
            .into()
    }

    fn again(&mut self, context: &Context) -> Task<Self::Message> {
        self.refresh(context)
    }
}

impl Screen for Ticket {
    type Message = ticket::Message;

    fn on(&mut self, message: Self::Message, context: &Context) -> (Task<Self::Message>, Vec<Ask>) {
        let action = self.update(message, context);
        (action.task, action.asks)
    }

    fn page<'a>(&'a self, context: &'a Context) -> Element<'a, Self::Message> {
        widget::window(self.view(context))
            .dialog(self.dialog(context))
            .on_key(|key: &Key, modifiers| self.on_key(key, modifiers))
            .into()
    }

    fn again(&mut self, context: &Context) -> Task<Self::Message> {
        self.refresh(context)
    }
}

/// A receptionist in front of a screen.
struct Seat<S: Screen> {
    context: Context,
    screen: S,
    asks: Vec<Ask>,
    runtime: tokio::runtime::Runtime,
}

impl<S: Screen> Seat<S> {
    fn at(context: &Context, open: impl FnOnce(&Context) -> (S, Task<S::Message>)) -> Self {
        let context = context.clone();
        let (screen, task) = open(&context);
        let mut seat = Self {
            context,
            screen,
            asks: Vec::new(),
            runtime: tokio::runtime::Builder::new_current_thread()
                .build()
                .unwrap(),
        };
        seat.run(task);
        seat
    }

    /// Runs a task, and what its messages lead to.
    fn run(&mut self, task: Task<S::Message>) {
        let inside = self.runtime.enter();
        let Some(mut stream) = task::into_stream(task) else {
            return;
        };
        let mut messages = Vec::new();
        while let Some(effect) = executor::block_on(stream.next()) {
            if let Effect::Output(message) = effect {
                messages.push(message);
            }
        }
        drop(inside);
        for message in messages {
            self.say(message);
        }
    }

    fn say(&mut self, message: S::Message) {
        let (task, asks) = self.screen.on(message, &self.context);
        self.asks.extend(asks);
        self.run(task);
    }

    /// Does something with the page as it is now.
    fn act(&mut self, act: impl FnOnce(&mut Ui<'_, S::Message>)) {
        let messages: Vec<_> = {
            let mut ui = simulate(self.screen.page(&self.context));
            act(&mut ui);
            ui.into_messages().collect()
        };
        for message in messages {
            self.say(message);
        }
    }

    /// Something was committed.
    fn refresh(&mut self) {
        let task = self.screen.again(&self.context);
        self.run(task);
    }

    fn shows(&self, text: &str) -> bool {
        simulate(self.screen.page(&self.context)).find(text).is_ok()
    }

    #[track_caller]
    fn sees(&self, text: &str) {
        assert!(self.shows(text), "{text:?} is not on the page");
    }

    #[track_caller]
    fn sees_not(&self, text: &str) {
        assert!(!self.shows(text), "{text:?} is on the page");
    }
}

fn simulate<'a, M: 'a>(view: Element<'a, M>) -> Ui<'a, M> {
    Simulator::with_size(ui::settings(), (1280.0, 720.0), view)
}

/// A data folder, and what screens are given of it.
struct House {
    folder: tempfile::TempDir,
    store: Store,
    context: Context,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let location = NewLocation {
            name: "Hotel Sol".to_owned(),
            zone: chrono_tz::Europe::Madrid,
            currency: Currency(*b"EUR"),
            sector: Sector::Hospitality,
            rooms: Some(10),
            aps: None,
            language: Language::English,
            ssid: None,
            wifi_password: None,
            login_url: None,
        };
        let store = setup::init(folder.path(), noon(), Actor::Cli, location).unwrap();
        let location = store.read(|reader| reader.location()).unwrap();
        let context = Context {
            store: store.clone(),
            location: Arc::new(location),
            language: Language::English,
            now: noon(),
            clock: noon,
            installation: Installation::none(),
        };
        Self {
            folder,
            store,
            context,
        }
    }

    fn issue(&self, ticket_type: &str, user: &str, count: u32) -> Vec<Issued> {
        let request = Request {
            ticket_type: ticket_type.to_owned(),
            user_id: user.to_owned(),
            ..Request::default()
        };
        issue_many(&self.store, noon(), Actor::Desk, request, count).unwrap()
    }

    fn list(&self) -> Seat<Tickets> {
        let mut seat = Seat::at(&self.context, Tickets::new);
        // The table says how many rows it shows once it is laid out.
        seat.act(|ui| {
            let () = ui.point_at((600.0, 400.0));
            let _ = ui.simulate([iced::Event::Mouse(iced::mouse::Event::CursorMoved {
                position: (600.0, 400.0).into(),
            })]);
        });
        seat
    }

    fn ticket(&self, serial: u64) -> Seat<Ticket> {
        Seat::at(&self.context, |context| Ticket::new(serial, context))
    }

    fn gateway(&self) -> GatewayId {
        life::gateway(&self.store, noon())
    }

    /// A device logs in with a ticket and comes on line, as the engine writes it.
    fn comes_on_line(&self, issued: &Issued, at: DateTime<Utc>) -> Session {
        life::comes_on_line(&self.store, &issued.ticket, self.gateway(), at)
    }

    /// An interim update: so much more.
    fn reports(&self, session: &mut Session, at: DateTime<Utc>, download: u64) {
        let more = (at - session.updated_at).num_seconds().unsigned_abs();
        session.seconds += more;
        session.download += download;
        session.updated_at = at;
        let (put, account) = (session.clone(), session.account);
        self.store
            .write(move |tx| {
                tx.put_session(&put)?;
                let add = Counters {
                    seconds: more,
                    download,
                    ..Counters::default()
                };
                tx.add_counters(account, &add)
            })
            .unwrap();
    }
}

fn press(key: Named) -> impl FnOnce(&mut Ui<'_, tickets::Message>) {
    move |ui| {
        let _ = ui.tap_key(key);
    }
}

/// Clicks a row's serial: selects it, and gives the table the focus.
fn select(seat: &mut Seat<Tickets>, serial: &str) {
    seat.act(|ui| {
        ui.click(serial).unwrap();
    });
}

#[test]
fn an_empty_list_says_what_to_do() {
    let mut seat = House::new().list();
    seat.sees("No ticket has been issued yet");
    seat.act(|ui| {
        ui.click("Go to the Desk").unwrap();
    });
    assert_eq!(seat.asks, [Ask::Open(Page::Desk)]);
}

#[test]
fn the_list_shows_every_column_the_newest_first() {
    let house = House::new();
    house.issue("1 day", "214 Ana", 1);
    house.issue("1 hour", "215 Bea", 1);
    let seat = house.list();
    for text in [
        "2 tickets",
        "Serial",
        "Created",
        "User ID",
        "Type",
        "Status",
        "Conn.",
        "Price",
        "000001",
        "000002",
        "214 Ana",
        "Individual ticket",
        "No use",
        "1 Jul 14:00",
        "€5.00",
    ] {
        seat.sees(text);
    }
    let mut ui = simulate(seat.screen.page(&seat.context));
    let newest = ui.find("000002").unwrap().bounds();
    let oldest = ui.find("000001").unwrap().bounds();
    assert!(newest.y < oldest.y);
}

#[test]
fn a_row_shows_its_details_and_opens_with_a_double_click() {
    let house = House::new();
    let issued = house.issue("1 day", "214 Ana", 2);
    let mut seat = house.list();
    seat.sees("Choose a ticket");
    select(&mut seat, "000001");
    let code = &issued[0].credentials.username;
    for text in [
        code.as_str(),
        "Not yet",
        "Counts from the first login",
        "0:00:00",
        "One day",
    ] {
        seat.sees(text);
    }
    seat.act(|ui| {
        ui.click("000001").unwrap();
        ui.click("000001").unwrap();
    });
    assert_eq!(seat.asks, [Ask::Open(Page::Ticket(1))]);
}

#[test]
fn the_filters_are_combined_and_each_says_what_is_wrong_with_it() {
    let house = House::new();
    house.issue("1 day", "214 Ana", 3);
    house.issue("1 hour", "215 Bea", 2);
    let issued = house.issue("1 day", "215 Cis", 1);
    let mut seat = house.list();
    seat.sees("6 tickets");
    seat.act(|ui| {
        ui.click("Filters").unwrap();
    });
    let typed = |field, text: &str| tickets::Message::Filter(Change::Text(field, text.to_owned()));
    seat.say(typed(Field::UserId, "215"));
    seat.sees("3 tickets");
    seat.sees("User ID begins with: 215");
    seat.say(typed(Field::Devices, "2"));
    seat.sees("1 ticket");
    seat.say(typed(Field::Devices, "two"));
    seat.sees("Digits only");
    seat.sees("3 tickets");
    // The user name is found however it is typed, whole.
    let code = issued[0].credentials.username.to_lowercase();
    seat.say(typed(Field::Username, &code));
    seat.sees("1 ticket");
    seat.say(typed(Field::Connections, "1+"));
    seat.sees("No ticket matches all filters");
    seat.act(|ui| {
        ui.click("Clear filters").unwrap();
    });
    seat.sees("6 tickets");
}

#[test]
fn a_chip_takes_its_filter_away() {
    let house = House::new();
    house.issue("1 day", "214 Ana", 3);
    let mut seat = house.list();
    seat.say(tickets::Message::Filter(Change::Status(Some(
        Status::InUse,
    ))));
    seat.sees("0 tickets");
    seat.act(|ui| {
        ui.click("Status: In use").unwrap();
    });
    seat.sees("3 tickets");
}

#[test]
fn cancel_asks_first_keeps_the_reason_and_turns_the_buttons_off() {
    let house = House::new();
    house.issue("1 day", "214 Ana", 1);
    let mut seat = house.list();
    select(&mut seat, "000001");
    seat.act(press(Named::Delete));
    seat.sees("Cancel ticket 000001?");
    seat.act(|ui| {
        // The first thing in the dialog has the focus.
        let _ = ui.typewrite("x");
    });
    seat.say(tickets::Message::Reason("Wrong room".to_owned()));
    seat.say(tickets::Message::Confirm);
    seat.sees_not("Cancel ticket 000001?");
    seat.sees("Cancelled");
    let ticket = house
        .store
        .read(|reader| {
            let ticket = reader.ticket_by_serial(1)?;
            assert_eq!(
                reader.cancel_reason(ticket.id)?.as_deref(),
                Some("Wrong room")
            );
            Ok(ticket)
        })
        .unwrap();
    assert_eq!(ticket.stored_status, Status::Cancelled);
    assert!(matches!(seat.asks.as_slice(), [Ask::Tell(note)] if note.words.contains("000001")));
    // TX16, TX18: nothing more can be done with it.
    let before = seat.asks.len();
    for label in ["Print", "Cancel ticket"] {
        seat.act(|ui| {
            ui.click(label).unwrap();
        });
    }
    seat.act(press(Named::Delete));
    seat.sees_not("Cancel ticket 000001?");
    assert_eq!(seat.asks.len(), before);
    assert!(!house.folder.path().join("vouchers").exists());
}

#[test]
fn escape_leaves_the_dialog_and_the_ticket_as_it_is() {
    let house = House::new();
    house.issue("1 day", "214 Ana", 1);
    let mut seat = house.list();
    select(&mut seat, "000001");
    seat.act(press(Named::Delete));
    seat.act(press(Named::Escape));
    seat.sees_not("Cancel ticket 000001?");
    seat.sees("No use");
}

#[test]
fn print_writes_the_voucher_into_the_data_folder() {
    let house = House::new();
    house.issue("1 day", "214 Ana", 1);
    let mut seat = house.list();
    select(&mut seat, "000001");
    seat.act(|ui| {
        ui.click("Print").unwrap();
    });
    let file = house.folder.path().join("vouchers/000001.pdf");
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"));
    assert!(matches!(seat.asks.as_slice(), [Ask::Tell(note)] if note.words.contains("000001.pdf")));
    // A file is a delivery, too: the ticket no longer says that nobody was given anything.
    let jobs = deliveries::seen(&house.store, 1).unwrap();
    assert!(
        matches!(jobs.as_slice(), [Seen::Print(job)] if job.answer == Some(Answer::File { path: file.clone() })),
        "{jobs:?}"
    );
    assert_eq!(
        printing::jobs(&house.store).unwrap(),
        [],
        "no printer had it"
    );
}

#[test]
fn the_list_follows_what_others_commit_without_moving() {
    let house = House::new();
    let issued = house.issue("1 hour", "214 Ana", 400);
    let mut seat = house.list();
    seat.say(tickets::Message::Table(widget::table::Event::Window {
        first: 200,
        rows: 15,
    }));
    // Row 200 of 400 is ticket 200.
    seat.sees("000200");
    house.comes_on_line(&issued[199], noon());
    house.issue("1 hour", "215 Bea", 7);
    seat.refresh();
    seat.sees("407 tickets");
    seat.sees("000200");
    seat.sees("000190");
    seat.sees_not("000201");
    seat.sees("In use");
}

#[test]
fn the_keys_walk_to_the_end_and_back() {
    let house = House::new();
    house.issue("1 hour", "214 Ana", 400);
    let mut seat = house.list();
    select(&mut seat, "000400");
    // The focus is the widget's own and lives as long as the page.
    seat.act(|ui| {
        ui.click("000400").unwrap();
        let _ = ui.tap_key(Named::End);
    });
    seat.sees("000001");
    seat.sees_not("000400");
    seat.act(|ui| {
        ui.click("000001").unwrap();
        let _ = ui.tap_key(Named::Home);
    });
    seat.sees("000400");
    seat.act(|ui| {
        ui.click("000400").unwrap();
        let _ = ui.tap_key(Named::ArrowDown);
        let _ = ui.tap_key(Named::Enter);
    });
    assert_eq!(seat.asks.last(), Some(&Ask::Open(Page::Ticket(399))));
}

#[test]
fn every_way_to_ask_for_a_part_gives_the_same_rows() {
    let house = House::new();
    house.issue("1 hour", "214 Ana", 100);
    house.issue("1 day", "215 Bea", 100);
    let check = |filter: Filter, newest: u64, total: u64| {
        let ask = |start| {
            let look = Look {
                filter: filter.clone(),
                sort: innkeeper::store::Sort::default(),
                start,
                limit: 20,
                find: Some(newest - 45),
            };
            service::look(&house.store, noon(), &look).unwrap()
        };
        let by_row = ask(Start::Row(40));
        let serials: Vec<_> = by_row.rows.iter().map(|row| row.ticket.serial).collect();
        let wanted: Vec<_> = (newest - 59..=newest - 40).rev().collect();
        assert_eq!((by_row.total, by_row.from, serials), (total, 40, wanted));
        assert_eq!(by_row.found, Some(45));
        let same = |start| {
            let part = ask(start);
            assert_eq!((part.from, part.rows), (40, by_row.rows.clone()));
            part.anchor
        };
        assert_eq!(
            same(Start::After {
                row: 40,
                serial: newest - 39
            }),
            None
        );
        assert_eq!(
            same(Start::Before {
                row: 60,
                serial: newest - 60
            }),
            None
        );
        assert_eq!(
            same(Start::Around {
                serial: newest - 50,
                before: 10
            }),
            Some(50)
        );
    };
    check(Filter::default(), 200, 200);
    let user = |user: &str| Filter {
        user_id: Some(user.to_owned()),
        ..Filter::default()
    };
    check(user("214"), 100, 100);
    check(user("215"), 200, 100);
}

#[test]
fn a_ticket_turns_to_in_use_and_its_time_and_traffic_grow() {
    let house = House::new();
    let issued = house.issue("1 day", "214 Ana", 1).remove(0);
    let mut seat = house.ticket(1);
    for text in [
        "Ticket 000001",
        issued.credentials.username.as_str(),
        "No use",
        "214 Ana",
        "1 day",
    ] {
        seat.sees(text);
    }
    seat.sees("No gateway is known here");
    assert!(!seat.screen.is_counting(&seat.context));

    let mut session = house.comes_on_line(&issued, noon());
    seat.refresh();
    seat.sees("In use");
    seat.sees("The guest is on line");
    seat.sees("02:00:00:00:00:07");
    assert!(seat.screen.is_counting(&seat.context));

    // Nothing is committed, and the seconds count.
    seat.context.now = seconds(65);
    seat.sees("0:01:05");

    house.reports(&mut session, seconds(65), 3 << 20);
    seat.refresh();
    seat.sees("0:01:05");
    seat.sees("3\u{a0}MB / 0\u{a0}B");
    seat.context.now = seconds(70);
    seat.sees("0:01:10");
}

#[test]
fn the_box_says_what_stands_in_the_way_and_helps() {
    let house = House::new();
    let issued = house.issue("1 hour", "214 Ana", 1).remove(0);
    let refused = RefusedLogin {
        at: noon(),
        gateway: Some(house.gateway()),
        account: Some(issued.ticket.account),
        username: None,
        mac: Some(Mac([2, 0, 0, 0, 0, 9])),
        reason: Refusal::WrongPassword,
    };
    house
        .store
        .write(move |tx| tx.add_refusal(&refused))
        .unwrap();
    let mut seat = house.ticket(1);
    seat.sees("The password was wrong");
    seat.sees("The password was wrong.");
    seat.act(|ui| {
        ui.click("Show the code large").unwrap();
    });
    seat.sees("The code of 214 Ana");
    seat.act(|ui| {
        ui.click("Close").unwrap();
    });
    seat.sees_not("The code of 214 Ana");
    seat.act(|ui| {
        ui.click("Print again").unwrap();
    });
    assert!(house.folder.path().join("vouchers/000001.pdf").exists());
}

#[test]
fn a_cancelled_ticket_says_so_and_leads_to_the_desk() {
    let house = House::new();
    house.issue("1 hour", "214 Ana", 1);
    let mut seat = house.ticket(1);
    seat.act(|ui| {
        ui.click("Cancel ticket").unwrap();
    });
    seat.say(ticket::Message::Reason("Left early".to_owned()));
    seat.say(ticket::Message::Confirm);
    seat.refresh();
    seat.sees("A login is refused now");
    seat.sees("The ticket was cancelled. Issue a new one.");
    seat.sees("Left early – by the desk");
    seat.act(|ui| {
        ui.click("Issue another").unwrap();
    });
    let wanted = Ask::IssueFor {
        user_id: "214 Ana".to_owned(),
        ticket_type: Some("1 hour".to_owned()),
    };
    assert_eq!(seat.asks.last(), Some(&wanted));
}

#[test]
fn cutting_the_sessions_leaves_the_ticket_valid() {
    let house = House::new();
    let issued = house.issue("1 hour", "214 Ana", 1).remove(0);
    let session = house.comes_on_line(&issued, noon());
    let mut seat = house.ticket(1);
    // Its one place is taken for any device but its own.
    seat.sees("Another device is refused now");
    seat.say(ticket::Message::Device(session.mac));
    seat.sees("The guest is on line");
    seat.act(|ui| {
        ui.click("Cut the sessions").unwrap();
    });
    let due = house
        .store
        .read(|reader| reader.due_deliveries(noon(), 10))
        .unwrap();
    assert_eq!(due.len(), 1);
    seat.refresh();
    seat.sees("In use");
}

/// A product of one hour for a day, which takes over what is left.
fn an_hour(house: &House) -> ProductId {
    let hour = r#"{"code": "SUM", "description": {"en": "Another hour"}, "total_time_min": 60,
                   "recover_residual": "yes", "price_list": "3.00",
                   "expiration": {"type": "days_hours", "days": "1", "hours": "0"}}"#;
    let hour = hour.parse().unwrap();
    catalogue::add_product(&house.store, noon(), Actor::Cli, hour)
        .unwrap()
        .id
}

fn strike(letter: &str) -> impl FnOnce(&mut Ui<'_, ticket::Message>) {
    let key = Key::Character(letter.into());
    move |ui| {
        let _ = ui.simulate([iced::Event::Keyboard(keyboard::Event::KeyPressed {
            modified_key: key.clone(),
            physical_key: keyboard::key::Physical::Unidentified(
                keyboard::key::NativeCode::Unidentified,
            ),
            key,
            location: keyboard::Location::Standard,
            modifiers: Modifiers::CTRL,
            text: None,
            repeat: false,
        })]);
    }
}

#[test]
fn a_recharge_shows_its_sum_before_it_is_confirmed() {
    let house = House::new();
    let hour = an_hour(&house);
    let issued = house.issue("1 day", "214 Ana", 1).remove(0);
    let other = issued.ticket.product;
    let code = || "SUM".to_owned();
    let _ = recharge::recharge(&house.store, noon(), Actor::Desk, 1, code()).unwrap();
    let mut session = house.comes_on_line(&issued, noon());
    house.reports(&mut session, seconds(2400), 0);
    let mut seat = house.ticket(1);
    seat.sees("Another hour (now)");
    seat.act(strike("r"));
    seat.sees("Recharge ticket 000001");
    // The same once more is what is mostly bought.
    seat.sees("Another hour – €3.00");
    seat.say(ticket::Message::Change(changes::Event::Chosen(other)));
    seat.say(ticket::Message::Change(changes::Event::Chosen(hour)));
    seat.sees("20 min left + 60 min = 80 min, until 2 Jul 14:00");
    let held = |seat: &Seat<Ticket>| seat.shows("€3.00, by the desk, 20 min taken over");
    assert!(!held(&seat), "nothing is done before it is confirmed");
    seat.say(ticket::Message::Confirm);
    seat.sees_not("Recharge ticket 000001");
    assert!(held(&seat), "the history has it");
    seat.sees("Recharged with SUM");
    assert!(
        matches!(seat.asks.last(), Some(Ask::Tell(note)) if note.words.contains("Another hour"))
    );
    let due = house
        .store
        .read(|reader| reader.due_deliveries(noon(), 10))
        .unwrap();
    assert_eq!(due.len(), 1, "the device is cut to be let in anew");
}

#[test]
fn a_subscription_and_its_renewal_show_what_they_bring_before_they_are_confirmed() {
    let house = House::new();
    let hour = an_hour(&house);
    house.issue("1 day", "214 Ana", 1);
    let typed = |text: &str| ticket::Message::Change(changes::Event::Typed(text.to_owned()));
    let mut seat = house.ticket(1);
    seat.sees_not("Renew subscription");
    seat.act(strike("s"));
    seat.sees("Subscribe ticket 000001");
    seat.say(ticket::Message::Confirm);
    seat.sees("Subscribe ticket 000001");
    seat.say(ticket::Message::Change(changes::Event::Chosen(hour)));
    let monthly = innkeeper::domain::location::SubscriptionFrequency::Monthly;
    seat.say(ticket::Message::Change(changes::Event::Frequency(monthly)));
    // S01: the period, and two hours, whatever the product's own panel says.
    seat.sees("60 min, until 1 Aug 16:00");
    seat.sees(
        "Monthly. The next payment is due on 1 Aug 14:00; two hours more are for one that is late.",
    );
    seat.sees_not("Another hour (now)");
    seat.say(ticket::Message::Confirm);
    seat.sees_not("Subscribe ticket 000001");
    seat.sees("Another hour (now)");
    seat.sees("paid until 1 Aug 14:00");
    // S02: the second period counts from the same day, and the two hours do not pile up.
    seat.sees("Renew subscription");
    seat.act(strike("n"));
    seat.sees("Renew the subscription of ticket 000001");
    seat.sees("Period 2 of Another hour, €3.00: from 1 Aug 14:00 to 1 Sep 14:00.");
    let shown = seat.shows("60 min left + 60 min = 120 min, until 1 Sep 16:00");
    assert!(shown, "the sum");
    seat.say(typed("PAY-2"));
    seat.say(ticket::Message::Confirm);
    seat.sees("paid until 1 Sep 14:00");
    // The same payment counts once, and that is said.
    seat.act(strike("n"));
    seat.say(typed("PAY-2"));
    seat.say(ticket::Message::Confirm);
    seat.sees("The payment PAY-2 was taken in for this ticket already. It counts once.");
    seat.say(ticket::Message::Close);
    seat.sees("paid until 1 Sep 14:00");
    let read = house.store.read(|reader| {
        let ticket = reader.ticket_by_serial(1)?;
        Ok((
            ticket.expires_at,
            reader.login_record_of(ticket.account, noon().date_naive())?,
        ))
    });
    let (expires_at, record) = read.unwrap();
    let end = Utc.with_ymd_and_hms(2026, 9, 1, 14, 0, 0).unwrap();
    assert_eq!(expires_at, Some(end));
    assert_eq!(record.account.subscription.map(|it| it.periods()), Some(2));
}

#[test]
fn an_extension_says_until_when_and_refuses_what_is_none() {
    let house = House::new();
    let issued = house.issue("1 day", "214 Ana", 1).remove(0);
    let _ = house.comes_on_line(&issued, noon());
    let mut seat = house.ticket(1);
    seat.act(strike("e"));
    seat.sees("Valid until 2 Jul 15:00 instead of 1 Jul 15:00.");
    let typed = |text: &str| ticket::Message::Change(changes::Event::Typed(text.to_owned()));
    for wrong in ["0", "-3", "1,5", "many", "99999999999999999999"] {
        seat.say(typed(wrong));
        seat.sees("A whole number from 1 to 3650");
        seat.say(ticket::Message::Confirm);
        seat.sees("Extend ticket 000001");
    }
    seat.say(ticket::Message::Change(changes::Event::By(
        changes::By::Day,
    )));
    seat.say(typed("2026-06-01"));
    seat.sees("The ticket is valid until 2026-07-01 15:00 already. Choose a later end.");
    seat.say(typed("2026-07-05"));
    seat.sees("Valid until 5 Jul 23:59 instead of 1 Jul 15:00.");
    seat.say(ticket::Message::Change(changes::Event::Reason(
        "late flight".to_owned(),
    )));
    seat.say(ticket::Message::Confirm);
    seat.sees("late flight – by the desk");
    seat.sees_not("Extend ticket 000001");
}

#[test]
fn a_device_is_freed_at_its_row_and_by_the_box() {
    let house = House::new();
    let issued = house.issue("1 hour", "214 Ana", 1).remove(0);
    let _ = house.comes_on_line(&issued, noon());
    let mut seat = house.ticket(1);
    seat.sees("Another device is refused now");
    seat.act(|ui| {
        ui.click("Free 02:00:00:00:00:07").unwrap();
    });
    assert!(
        matches!(seat.asks.last(), Some(Ask::Tell(note)) if note.words.contains("has left its place"))
    );
    seat.sees_not("Another device is refused now");
    seat.act(strike("f"));
    assert!(
        matches!(seat.asks.last(), Some(Ask::Tell(note)) if note.words.contains("not on line"))
    );
}

#[test]
fn room_and_devices_are_changed_and_a_dead_ticket_offers_only_a_recharge() {
    let house = House::new();
    house.issue("1 hour", "214 Ana", 1);
    let mut seat = house.ticket(1);
    let typed = |text: &str| ticket::Message::Change(changes::Event::Typed(text.to_owned()));
    seat.act(strike("m"));
    seat.say(typed(""));
    seat.say(ticket::Message::Confirm);
    seat.sees("Change room or name of ticket 000001");
    seat.say(typed("215 Ana"));
    seat.say(ticket::Message::Confirm);
    seat.sees("Moved from 214 Ana to 215 Ana");
    seat.act(strike("d"));
    seat.say(typed("3"));
    seat.say(ticket::Message::Confirm);
    seat.sees("Devices changed from 1 to 3");
    let _ = cancel::cancel(&house.store, noon(), Actor::Desk, 1, None).unwrap();
    seat.refresh();
    for letter in ["r", "e", "m", "d"] {
        seat.act(strike(letter));
        for title in ["Recharge ticket 000001", "Extend ticket 000001"] {
            seat.sees_not(title);
        }
        seat.sees_not("Devices of ticket 000001");
    }
}

#[test]
fn a_ticket_that_is_not_there_is_said() {
    let seat = House::new().ticket(77);
    seat.sees_not("Reading the ticket…");
    seat.sees("Ticket 000077");
}

/// Presses a key with modifiers.
fn chord(ui: &mut Ui<'_, tickets::Message>, key: Key, modifiers: Modifiers) {
    let _ = ui.simulate([iced::Event::Keyboard(keyboard::Event::KeyPressed {
        modified_key: key.clone(),
        physical_key: keyboard::key::Physical::Unidentified(
            keyboard::key::NativeCode::Unidentified,
        ),
        key,
        location: keyboard::Location::Standard,
        modifiers,
        text: None,
        repeat: false,
    })]);
}

#[test]
fn rows_are_marked_with_space_and_shift_and_let_go_with_escape() {
    let house = House::new();
    let _ = house.issue("1 day", "Ana", 5);
    let mut seat = house.list();
    seat.act(|ui| {
        ui.click("000004").unwrap();
        chord(ui, Key::Named(Named::Space), Modifiers::empty());
    });
    seat.sees("1 ticket marked");
    seat.act(|ui| {
        ui.click("000004").unwrap();
        chord(ui, Key::Named(Named::ArrowDown), Modifiers::SHIFT);
    });
    seat.sees("2 tickets marked");
    seat.act(|ui| {
        ui.click("000004").unwrap();
        chord(ui, Key::Named(Named::Space), Modifiers::empty());
    });
    seat.sees("1 ticket marked");
    seat.act(|ui| {
        let _ = ui.tap_key(Named::Escape);
    });
    seat.sees("5 tickets");
    // What is marked and no longer in sight would be cancelled unseen.
    seat.say(tickets::Message::Mark(table::Mark::One(0)));
    seat.say(tickets::Message::Filter(Change::Text(
        Field::UserId,
        "An".to_owned(),
    )));
    seat.sees_not("1 ticket marked");
}

#[test]
fn all_that_the_filters_leave_are_cancelled_with_one_reason_and_refusals_are_named() {
    let house = House::new();
    let _ = house.issue("1 day", "Congress", 400);
    let kept = house.issue("1 day", "Rossi", 1).remove(0);
    let mut seat = house.list();
    seat.say(tickets::Message::Filter(Change::Text(
        Field::UserId,
        "Congress".to_owned(),
    )));
    seat.act(|ui| chord(ui, Key::Character("a".into()), Modifiers::CTRL));
    seat.sees("400 tickets marked");
    // Another desk is quicker with one of them.
    let _ = cancel::cancel(&house.store, noon(), Actor::Desk, 7, None).unwrap();
    seat.act(|ui| {
        let _ = ui.tap_key(Named::Delete);
    });
    seat.sees("Cancel 400 tickets?");
    seat.act(|ui| {
        let _ = ui.tap_key(Named::Enter);
    });
    seat.sees("Cancel 400 tickets?");
    seat.act(|ui| {
        ui.click(widget::id("bulk-reason")).unwrap();
        let _ = ui.typewrite("w");
    });
    seat.act(|ui| {
        ui.click(widget::id("bulk-reason")).unwrap();
        let _ = ui.tap_key(Named::Enter);
    });
    seat.sees("399 tickets were cancelled.");
    seat.sees("1 ticket was left out");
    seat.act(|ui| {
        ui.click("Close").unwrap();
    });
    seat.sees("400 tickets");
    let state = |serial| {
        let ticket = house
            .store
            .read(move |reader| reader.ticket_by_serial(serial));
        ticket.unwrap().stored_status
    };
    assert_eq!(state(400), Status::Cancelled);
    assert_eq!(state(kept.ticket.serial), Status::NoUse);
}

#[test]
fn marked_vouchers_become_one_file_without_the_dead_ones() {
    let house = House::new();
    let _ = house.issue("1 day", "Ana", 3);
    let _ = cancel::cancel(&house.store, noon(), Actor::Desk, 2, None).unwrap();
    let mut seat = house.list();
    seat.act(|ui| chord(ui, Key::Character("a".into()), Modifiers::CTRL));
    seat.act(|ui| chord(ui, Key::Character("p".into()), Modifiers::CTRL));
    seat.sees("Print 3 vouchers");
    seat.sees("PDF file");
    // Past the printer and the paper stands the first label; Enter prints.
    seat.act(|ui| {
        for key in [Named::Tab, Named::Tab, Named::Enter] {
            let _ = ui.tap_key(key);
        }
    });
    seat.sees("2 vouchers are ready to print.");
    seat.sees("1 ticket was left out");
    let file = house.folder.path().join("vouchers/000001-000003.pdf");
    assert!(std::fs::read(file).unwrap().starts_with(b"%PDF"));
}

#[test]
fn the_number_of_connections_leads_to_them() {
    let house = House::new();
    let issued = house.issue("1 day", "Ana", 1).remove(0);
    let _ = house.comes_on_line(&issued, noon());
    let mut seat = house.list();
    seat.act(|ui| {
        ui.click("000001").unwrap();
    });
    seat.act(|ui| chord(ui, Key::Character("c".into()), Modifiers::empty()));
    seat.act(|ui| {
        ui.click("1").unwrap();
    });
    assert_eq!(seat.asks, vec![Ask::ShowSessions(1); 2]);
}

#[test]
fn heads_and_keys_sort_the_list_and_again_the_other_way_round() {
    let house = House::new();
    for user in ["Carla", "Ana", "Ben"] {
        let _ = house.issue("1 day", user, 1);
    }
    let mut seat = house.list();
    let order = |seat: &mut Seat<Tickets>| {
        let mut ui = simulate(seat.screen.page(&seat.context));
        let mut users = ["Ana", "Ben", "Carla"].map(|user| {
            let place = ui.find(user).unwrap().bounds().y;
            (place.to_bits(), user)
        });
        users.sort_unstable();
        users.map(|(_, user)| user)
    };
    assert_eq!(order(&mut seat), ["Ben", "Ana", "Carla"]);
    seat.act(|ui| {
        ui.click("User ID").unwrap();
    });
    assert_eq!(order(&mut seat), ["Ana", "Ben", "Carla"]);
    seat.act(|ui| chord(ui, Key::Character("o".into()), Modifiers::empty()));
    assert_eq!(order(&mut seat), ["Carla", "Ben", "Ana"]);
}

#[test]
fn filters_are_saved_used_and_forgotten() {
    let house = House::new();
    let _ = house.issue("1 day", "Ana", 2);
    let _ = house.issue("1 day", "Ben", 3);
    let mut seat = house.list();
    seat.say(tickets::Message::OpenFilters);
    seat.say(tickets::Message::Filter(Change::Text(
        Field::UserId,
        "An".to_owned(),
    )));
    seat.say(tickets::Message::SaveAs("All Anas".to_owned()));
    seat.act(|ui| {
        ui.click("Save").unwrap();
    });
    seat.say(tickets::Message::Filter(Change::ClearAll));
    seat.sees("5 tickets");
    seat.say(tickets::Message::UseSaved("All Anas".to_owned()));
    seat.sees("2 tickets");
    seat.act(|ui| {
        ui.click("Forget").unwrap();
    });
    assert!(service::saved_filters(&house.store).unwrap().is_empty());
}

#[test]
fn exactly_the_rows_that_the_filters_leave_are_exported() {
    let house = House::new();
    let _ = house.issue("1 day", "Ana", 2);
    let _ = house.issue("1 day", "Ben", 3);
    let mut seat = house.list();
    seat.say(tickets::Message::Filter(Change::Text(
        Field::UserId,
        "Ben".to_owned(),
    )));
    seat.act(|ui| chord(ui, Key::Character("e".into()), Modifiers::CTRL));
    seat.act(|ui| {
        ui.click("Text (CSV)").unwrap();
    });
    seat.act(|ui| {
        let _ = ui.tap_key(Named::Enter);
    });
    seat.sees("3 rows were written to");
    let folder = house.folder.path().join("exports");
    let file = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap();
    let text = std::fs::read_to_string(file.path()).unwrap();
    assert_eq!(text.matches("Ben").count(), 3);
    assert!(!text.contains("Ana"), "TX32");
}
