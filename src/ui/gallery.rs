//! Every widget in every state on one page, in debug builds only. The words are samples and are not translated.
#![allow(
    clippy::too_many_lines,
    reason = "a page of samples, one after the other"
)]

use super::{
    Element, Theme,
    icon::Icon,
    scale::Space,
    theme::Tone,
    widget::{
        self, Day, Dialog, Stretch, Verdict, actions, allowance, badge, button, card, cell,
        cell_mono, cell_muted, check, choice, code, code_small, column, date, dialog, empty, fact,
        field, form, frame, heading, icon, keycap, moment, mono, muted, nav, notice, page,
        progress, rule, scroll, search, section, select, sidebar, small, status, status_line,
        strong, table, text, tile, title, toast, toned, weeks, window, working,
    },
};
use crate::domain::product::Level;
use iced::{
    Alignment, Length,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, Row},
};

/// What can be seen of the gallery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Buttons, fields, choices, dates.
    #[default]
    Controls,
    /// Tiles, badges, notices, bars, facts.
    Pieces,
    /// A table of a million rows.
    Table,
    /// Where a list is empty.
    Empty,
}

impl Tab {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Controls, Self::Pieces, Self::Table, Self::Empty];

    const fn name(self) -> &'static str {
        match self {
            Self::Controls => "Controls",
            Self::Pieces => "Pieces",
            Self::Table => "Table",
            Self::Empty => "Empty",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Controls => Icon::Keyboard,
            Self::Pieces => Icon::Ticket,
            Self::Table => Icon::List,
            Self::Empty => Icon::Search,
        }
    }
}

/// The gallery as a program of its own.
#[derive(Debug, Clone, Default)]
pub struct Gallery {
    /// The page that is shown.
    pub tab: Tab,
    /// The look.
    pub theme: Theme,
    /// A dialog lies over the page.
    pub dialog: bool,
    /// A toast is there.
    pub toast: bool,
    /// The text of the fields.
    pub typed: String,
    /// The text of the date.
    pub date: String,
    /// The boxes.
    pub ticked: bool,
    /// The choice side by side.
    pub paper: usize,
    /// The choice that drops down.
    pub zone: Option<usize>,
    /// The first row of the table.
    pub first: u64,
    /// The rows that are in sight.
    pub rows: usize,
    /// The selected row.
    pub selected: Option<u64>,
    /// How often a button was pressed.
    pub pressed: u32,
}

/// What happened in the gallery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Another page.
    Open(Tab),
    /// Another look.
    Look(Theme),
    /// A button was pressed.
    Pressed,
    /// Typed into a field.
    Typed(String),
    /// Typed into the date, or picked.
    Dated(String),
    /// A box was ticked or cleared.
    Ticked(bool),
    /// A paper was chosen.
    Paper(usize),
    /// A zone was chosen.
    Zone(usize),
    /// In the table.
    Table(table::Event),
    /// The dialog opens or closes.
    Dialog(bool),
    /// The toast comes or goes.
    Toast(bool),
}

/// Opens the gallery in a window.
pub fn run() -> iced::Result {
    iced::application(Gallery::default, Gallery::update, Gallery::view)
        .settings(super::settings())
        .theme(|gallery: &Gallery| gallery.theme)
        .title("Gallery")
        .window_size((1280.0, 720.0))
        .run()
}

const MONTHS: &str =
    "January February March April May June July August September October November December";

const TOTAL: u64 = 1_000_000;

impl Gallery {
    /// Applies what happened.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::Open(tab) => self.tab = tab,
            Message::Look(theme) => self.theme = theme,
            Message::Pressed => self.pressed += 1,
            Message::Typed(text) => self.typed = text,
            Message::Dated(text) => self.date = text,
            Message::Ticked(on) => self.ticked = on,
            Message::Paper(paper) => self.paper = paper,
            Message::Zone(zone) => self.zone = Some(zone),
            Message::Table(event) => self.table_event(event),
            Message::Dialog(open) => self.dialog = open,
            Message::Toast(there) => self.toast = there,
        }
    }

    fn table_event(&mut self, event: table::Event) {
        match event {
            table::Event::Window { first, rows } => (self.first, self.rows) = (first, rows),
            table::Event::Select(row) => self.selected = Some(row),
            table::Event::Activate(_) => self.dialog = true,
            table::Event::Sort(_) => self.pressed += 1,
        }
    }

    /// The window.
    pub fn view(&self) -> Element<'_, Message> {
        let content = match self.tab {
            Tab::Controls => scroll(self.controls()),
            Tab::Pieces => scroll(pieces()),
            Tab::Table => self.table(),
            Tab::Empty => empty(
                Icon::Ticket,
                "No tickets yet",
                "Issue the first one at the desk; it appears here at once.",
                Some(
                    button("Go to the desk")
                        .primary()
                        .icon(Icon::Desk)
                        .on_press(Message::Pressed)
                        .into(),
                ),
            ),
        };
        let looks = choice(
            "",
            Theme::ALL.map(|theme| (theme, theme.key())),
            Some(self.theme),
        )
        .on_choose(Message::Look);
        let page = page(self.tab.name(), [looks.into()], content);
        let entries =
            Tab::ALL.map(|tab| nav(tab.icon(), tab.name(), tab == self.tab, Message::Open(tab)));
        let below = [nav(
            Icon::Settings,
            "Betriebseinstellungen",
            false,
            Message::Pressed,
        )];
        let line = [
            status(Tone::Success, "RADIUS server running"),
            status(Tone::Warning, "Printer: paper low"),
            status(Tone::Neutral, "Queue empty"),
        ];
        let frame = frame(sidebar(entries, below), page, status_line(line));
        window(frame)
            .dialog(self.dialog.then(|| self.question()))
            .toasts(self.toast.then(|| {
                toast(Tone::Success, "Ticket 10 482 issued for room 214")
                    .countdown("58 s")
                    .action("Undo", Message::Toast(false))
                    .on_close(Message::Toast(false))
            }))
            .on_key(|key, modifiers| match key {
                Key::Named(Named::F1) if modifiers == Modifiers::empty() => {
                    Some(Message::Dialog(true))
                }
                _ => None,
            })
            .into()
    }

    fn question(&self) -> Dialog<'_, Message> {
        dialog("Cancel ticket 10 482?", "Keep it", Message::Dialog(false))
            .body(
                Column::new()
                    .push(text("The guest in room 214 is online with two devices. They are cut off at once."))
                    .push(field("Reason", &self.typed).help("Shown in the ticket's history.").on_input(Message::Typed))
                    .spacing(Space::Normal),
            )
            .danger("Cancel ticket", Some(Message::Dialog(false)))
    }

    fn controls(&self) -> Element<'_, Message> {
        let left = form([
            field("Room", &self.typed)
                .placeholder("214")
                .help("The bill goes to this room.")
                .on_input(Message::Typed)
                .into(),
            field("Guest", "María Antonieta Fernández-Etxeberria")
                .verdict(Some(Verdict::ok("Checked in")))
                .on_input(Message::Typed)
                .into(),
            field("Devices", "12")
                .verdict(Some(Verdict::warning("More than the product allows")))
                .help("How many may be online at once.")
                .on_input(Message::Typed)
                .into(),
            field("E-mail", "ana@")
                .verdict(Some(Verdict::error("Not an address: name@example.com")))
                .on_input(Message::Typed)
                .into(),
            field("Shared secret", "correct horse")
                .secure()
                .on_input(Message::Typed)
                .into(),
            field("Serial", "10 482").help("Cannot be changed.").into(),
            search("Serial, name, room or code", "")
                .on_input(Message::Typed)
                .into(),
        ]);
        let zones = [
            "Europe/Madrid",
            "Europe/Rome",
            "Europe/Berlin",
            "Atlantic/Canary",
            "America/Argentina/Buenos_Aires",
        ];
        let right = form([
            choice(
                "Paper",
                ["Receipt", "A4", "Cards"].into_iter().enumerate(),
                Some(self.paper),
            )
            .on_choose(Message::Paper)
            .help("The printer at the desk.")
            .into(),
            choice(
                "Language of the voucher",
                ["English", "Español", "Italiano"].into_iter().enumerate(),
                Some(1),
            )
            .into(),
            select("Time zone", zones.into_iter().enumerate(), self.zone)
                .placeholder("Choose a zone")
                .on_choose(Message::Zone)
                .into(),
            select(
                "Time zone of the location",
                zones.into_iter().enumerate(),
                Some(2),
            )
            .into(),
            date("Valid until", &self.date)
                .help("The last day, until midnight.")
                .names("Mo Tu We Th Fr Sa Su", MONTHS)
                .today(chrono::NaiveDate::from_ymd_opt(2026, 3, 11).unwrap_or_default())
                .on_input(Message::Dated)
                .into(),
            check("Print at once", self.ticked)
                .help("The voucher goes to the printer without a question.")
                .on_toggle(Message::Ticked)
                .into(),
            check("Cannot be changed", true).into(),
            check("Nor this", false).into(),
        ]);
        let row = |buttons: Vec<Element<'static, Message>>| {
            Row::with_children(buttons)
                .spacing(Space::Tight)
                .align_y(Alignment::Center)
                .wrap()
        };
        let buttons = Column::new()
            .push(row(vec![
                button("Issue and print")
                    .primary()
                    .icon(Icon::Printer)
                    .key("Enter")
                    .on_press(Message::Pressed)
                    .into(),
                button("Recharge")
                    .icon(Icon::Refresh)
                    .on_press(Message::Pressed)
                    .into(),
                button("More")
                    .quiet()
                    .icon(Icon::Ellipsis)
                    .on_press(Message::Pressed)
                    .into(),
                button("Cancel ticket")
                    .danger()
                    .icon(Icon::Ban)
                    .on_press(Message::Dialog(true))
                    .into(),
                button("")
                    .icon(Icon::Copy)
                    .on_press(Message::Toast(true))
                    .into(),
                button("Small").small().on_press(Message::Pressed).into(),
                button("Small")
                    .small()
                    .quiet()
                    .icon(Icon::Copy)
                    .on_press(Message::Pressed)
                    .into(),
            ]))
            .push(row(vec![
                button("Issue and print")
                    .primary()
                    .icon(Icon::Printer)
                    .into(),
                button("Recharge").icon(Icon::Refresh).into(),
                button("More").quiet().icon(Icon::Ellipsis).into(),
                button("Cancel ticket").danger().icon(Icon::Ban).into(),
                button("Wiederholungsdruckauftrag").into(),
            ]))
            .spacing(Space::Snug);
        Column::new()
            .push(card(buttons))
            .push(
                Row::new()
                    .push(card(left))
                    .push(card(right))
                    .spacing(Space::Normal),
            )
            .push(actions([
                button("Discard").on_press(Message::Pressed).into(),
                button("Save").primary().on_press(Message::Pressed).into(),
            ]))
            .spacing(Space::Normal)
            .into()
    }

    fn table(&self) -> Element<'_, Message> {
        let columns = [
            column("Serial")
                .width(104.0)
                .sortable(Some(table::Order::Falling)),
            column("Code").width(120.0),
            column("Guest").share(2).sortable(None),
            column("State").width(120.0),
            column("Type").share(2),
            column("Devices").width(84.0).figures(),
            column("Price").width(96.0).figures().sortable(None),
        ];
        let rows = (self.first..TOTAL).take(self.rows).map(sample);
        Column::new()
            .push(
                Row::new()
                    .push(
                        widget::search("Serial, name, room or code", &self.typed)
                            .width(320.0)
                            .on_input(Message::Typed),
                    )
                    .push(muted("1,000,000 tickets"))
                    .spacing(Space::Normal)
                    .align_y(Alignment::Center),
            )
            .push(
                table(columns, TOTAL, self.first)
                    .rows(self.first, rows)
                    .selected(self.selected)
                    .on_event(Message::Table)
                    .id("table"),
            )
            .spacing(Space::Snug)
            .height(Length::Fill)
            .into()
    }
}

/// A row of the table.
fn sample<'a>(number: u64) -> [Element<'a, Message>; 7] {
    let guests = [
        "Ana Sánchez",
        "Björn Ólafsson",
        "Chiara Esposito",
        "Δημήτρης Παπαδόπουλος",
        "Ольга Иванова",
    ];
    let states = [
        (Tone::InUse, "In use"),
        (Tone::NoUse, "No use"),
        (Tone::Expired, "Expired"),
        (Tone::Cancelled, "Cancelled"),
    ];
    let pick = usize::try_from(number).unwrap_or(0);
    let guest = guests.get(pick % guests.len()).copied().unwrap_or_default();
    let (tone, state) = states
        .get(pick % states.len())
        .copied()
        .unwrap_or((Tone::Neutral, ""));
    [
        cell_mono((TOTAL - number).to_string()),
        code_small(&format!("K7{:06}", number % 1_000_000)),
        cell(guest),
        badge(tone, state),
        cell_muted("One day, two devices, 10 Mbit/s"),
        cell((number % 4 + 1).to_string()),
        cell(format!("{}.50 €", number % 20)),
    ]
}

/// Ten days and a half, each with its own allowance, the week starting afresh.
fn a_fortnight() -> Element<'static, Message> {
    let day = |place: u16| Day {
        label: (place + 3).to_string().into(),
        strong: place == 2,
        fresh: place == 9,
        stretch: Stretch {
            valid: match place {
                2 => Some((0.4, 1.0)),
                3..12 => Some((0.0, 1.0)),
                12 => Some((0.0, 0.5)),
                _ => None,
            },
            starts: place == 2,
            ends: place == 12,
            daily: true,
        },
    };
    let names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].map(Into::into);
    weeks(names, (0..14).map(day), true)
}

fn pieces() -> Element<'static, Message> {
    let names = [
        "Day",
        "Week",
        "Conference",
        "Übernachtungsgästezugang mit Gerätewechsel",
    ];
    let tiles = Row::with_children(names.into_iter().zip(1u8..).map(|(name, digit)| {
        tile(name)
            .detail("24 hours, 2 devices, 10 Mbit/s down and 2 up")
            .price("5.00 €")
            .digit(digit)
            .on_press(Message::Pressed)
            .into()
    }))
    .push(
        tile("Not on sale")
            .detail("The product is locked")
            .price("5.00 €")
            .digit(5),
    )
    .spacing(Space::Snug);
    let badges = Row::with_children(Tone::ALL.map(|tone| badge(tone, format!("{tone:?}"))))
        .spacing(Space::Tight);
    let bars = Column::new()
        .push(allowance("Time online", "22 h 10 min left", 0.08))
        .push(allowance("Download", "180 MB left of 2 GB", 0.91))
        .push(allowance("Upload", "used up", 1.0))
        .push(progress("Importing tickets", "4,210 of 12,000", 0.35))
        .push(working("Waiting for the gateway's answer"))
        .spacing(Space::Normal);
    let line = Column::new()
        .push(moment(
            Tone::NoUse,
            "12 Mar 14:02",
            "Issued and printed",
            "by Lucía, at the desk",
        ))
        .push(moment(
            Tone::InUse,
            "12 Mar 14:09",
            "First login",
            "MacBook-Pro, MikroTik lobby",
        ))
        .push(moment(
            Tone::Warning,
            "13 Mar 09:40",
            "Refused: too many devices",
            "third device, 2 allowed",
        ))
        .push(moment(
            Tone::Cancelled,
            "13 Mar 10:15",
            "Cancelled",
            "by Lucía: guest left early",
        ))
        .spacing(Space::Snug);
    let facts = Column::new()
        .push(code("K7QX4M9T"))
        .push(rule())
        .push(fact("Serial", mono("10482")))
        .push(fact("Guest", strong("María Antonieta Fernández")))
        .push(fact("Valid until", text("Friday 14 March, 12:00")))
        .push(fact("State", badge(Tone::InUse, "In use")))
        .spacing(Space::Tight);
    let type_scale = Column::new()
        .push(title("Title 20"))
        .push(heading("Section 16"))
        .push(text("Base 14: 0123456789 ¿Quién? Γειά Привет €"))
        .push(muted("Muted 14"))
        .push(small("Small 12"))
        .push(toned("Toned 14", Tone::Danger))
        .push(
            Row::new()
                .push(icon(Icon::Wifi))
                .push(keycap("F1"))
                .push(keycap("Ctrl"))
                .push(keycap("K"))
                .spacing(Space::Hair),
        )
        .spacing(Space::Hair);
    let right = Column::new()
        .push(card(section("Allowances", bars)))
        .push(card(section("Type", type_scale)))
        .push(card(section("Weeks", a_fortnight())))
        .spacing(Space::Normal);
    let left = Column::new()
        .push(card(section("Ticket", facts)))
        .push(card(section("Life", line)))
        .spacing(Space::Normal);
    let undo = button("Restart it").small().on_press(Message::Pressed);
    Column::new()
        .push(tiles)
        .push(card(badges.wrap()))
        .push(
            Row::new()
                .push(widget::level(Level::System, "System"))
                .push(widget::level(Level::Reseller, "Reseller"))
                .push(widget::level(Level::Manager, "Manager"))
                .spacing(Space::Tight),
        )
        .push(notice(
            Tone::Danger,
            "The RADIUS server is not running.",
            "Guests who are online stay online; nobody new can log in. Port 1812 is taken by another program.",
            Some(undo.into()),
        ))
        .push(Row::new().push(left).push(right).spacing(Space::Normal))
        .spacing(Space::Normal)
        .into()
}
