//! The guest register (T9): searched, one guest with his ticket, exported, erased.

mod work;

use super::{
    Action, KeyHelp, Page, SEARCH,
    exporting::{self, Exporting, What},
    focus,
    parts::{self, beside, labelled, stacked},
};
use crate::{
    domain::{fields::FieldKind, ticket::serial_text, time},
    services::{
        Actor, Error,
        guests::{self, ERASE_AFTER_MAX, Part},
    },
    store::{Guest, GuestFilter},
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        format,
        icon::Icon,
        scale::{self, Space},
        sentence,
        theme::Tone,
        widget::{
            self, Dialog, Verdict, button, cell, cell_mono, cell_muted, column, date, field,
            table::{Event, table},
        },
    },
};
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, Row, container},
};
use std::sync::Arc;
use work::Known;

/// Guests read at once: more than a window shows, with a margin on both sides.
const PAGE: u32 = 120;
/// Rows before the first one in sight that are read with it.
const MARGIN: u64 = 40;

/// The register.
#[derive(Debug, Default)]
pub struct Guests {
    text: String,
    from: String,
    to: String,
    part: Option<Part>,
    asked: Question,
    trouble: Option<Arc<Error>>,
    first: u64,
    selected: Option<u64>,
    known: Option<Box<Known>>,
    knowing: Question,
    /// Days after which guests are erased by themselves; 0 = never.
    erase_after: u32,
    modal: Option<Modal>,
    /// The list is to have the focus as soon as it has rows.
    to_list: bool,
}

/// What is open above it.
#[derive(Debug)]
enum Modal {
    /// Asks before the guest of this ticket is erased.
    Erase { serial: u64, working: bool },
    /// After how many days guests are erased.
    Setting { days: String },
    /// The export.
    Export(Exporting),
}

/// What happened on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typed into the search field.
    Search(String),
    /// First day.
    From(String),
    /// Last day.
    To(String),
    /// Enter in one of them: on to what they leave.
    Entered,
    /// A part of the register was read.
    Loaded(Question, Answer<Part>),
    /// In the table.
    Table(Event),
    /// One guest was read.
    Known(Question, Answer<Box<Known>>),
    /// Show the ticket of the guest.
    ShowTicket,
    /// Ask before the guest is erased.
    AskErase,
    /// Erase him.
    Erase,
    /// He is erased, or not.
    Erased(Answer<()>),
    /// After how many days guests are erased.
    Setting(Answer<u32>),
    /// Open the setting.
    OpenSetting,
    /// The days are being typed.
    Days(String),
    /// Keep them.
    SaveSetting,
    /// They are kept, or not.
    SettingSaved(Answer<()>),
    /// Export what the filters leave.
    Export,
    /// In the export.
    Exporting(exporting::Message),
    /// Close what is open.
    Close,
    /// Clear all filters.
    Clear,
}

/// The name of the table, for the focus.
pub(super) const TABLE: &str = "guests";
/// The name of the field of the days.
const DAYS: &str = "guests-days";

impl Guests {
    /// Empty until it is shown: `refresh` asks for what is on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Its title.
    pub fn title(&self, context: &Context) -> String {
        t!(context.words(), "page-guests")
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Search(text) => self.filtered(context, |it| it.text = text),
            Message::From(day) => self.filtered(context, |it| it.from = day),
            Message::To(day) => self.filtered(context, |it| it.to = day),
            Message::Clear => {
                let cleared = self.filtered(context, |it| {
                    (it.text, it.from, it.to) = Default::default();
                });
                self.to_list = true;
                cleared
            }
            Message::Entered => {
                self.to_list = true;
                Action::run(self.load(context))
            }
            Message::Loaded(asked, part) => self.loaded(asked, part, context),
            Message::Table(event) => self.on_table(event, context),
            Message::Known(asked, known) => self.knows(asked, known),
            Message::ShowTicket => match self.shown() {
                Some(known) => Action::open(Page::Ticket(known.ticket.serial)),
                None => Action::none(),
            },
            Message::AskErase => self.ask_erase(),
            Message::Erase => self.erase(context),
            Message::Erased(erased) => self.erased(erased, context),
            Message::Setting(days) => {
                self.erase_after = days.unwrap_or(self.erase_after);
                Action::none()
            }
            Message::OpenSetting => {
                let days = self.erase_after.to_string();
                self.modal = Some(Modal::Setting { days });
                Action::run(focus(DAYS))
            }
            Message::Days(days) => {
                self.modal = Some(Modal::Setting { days });
                Action::none()
            }
            Message::SaveSetting => self.save_setting(context),
            Message::SettingSaved(saved) => self.setting_saved(saved, context),
            Message::Export => self.export(context),
            Message::Exporting(message) => self.in_export(message, context),
            Message::Close => self.close(),
        }
    }

    /// Shown, or something was committed: asks again.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let setting = context.ask(|store, _| guests::erase_after_days(store), Message::Setting);
        Task::batch([self.load(context), self.know(context), setting])
    }

    fn load(&mut self, context: &Context) -> Task<Message> {
        let asked = self.asked.ask();
        let (filter, from) = (self.filter(context), self.first.saturating_sub(MARGIN));
        context.ask(
            move |store, _| guests::list(store, &filter, from, PAGE),
            move |part| Message::Loaded(asked, part),
        )
    }

    /// What the good fields leave; a day that is none filters nothing.
    fn filter(&self, context: &Context) -> GuestFilter {
        let zone = context.location.zone;
        let text = self.text.trim();
        GuestFilter {
            text: (!text.is_empty()).then(|| text.to_owned()),
            from: widget::parse_date(&self.from).map(|day| time::start_of_day(day, zone)),
            before: widget::parse_date(&self.to)
                .filter(|_| !self.is_reversed())
                .map(|day| time::start_of_day(time::add_days(day, 1), zone)),
        }
    }

    /// The last day lies before the first: it filters nothing, and that is said at it.
    fn is_reversed(&self) -> bool {
        let days = widget::parse_date(&self.from).zip(widget::parse_date(&self.to));
        days.is_some_and(|(from, to)| to < from)
    }

    fn is_filtered(&self) -> bool {
        [&self.text, &self.from, &self.to]
            .iter()
            .any(|text| !text.trim().is_empty())
    }

    fn filtered(&mut self, context: &Context, change: impl FnOnce(&mut Self)) -> Action<Message> {
        change(self);
        // Who types on is not taken away from the field.
        self.to_list = false;
        (self.first, self.selected, self.known) = (0, None, None);
        Action::run(self.load(context))
    }

    fn loaded(
        &mut self,
        asked: Question,
        part: Answer<Part>,
        context: &Context,
    ) -> Action<Message> {
        if asked != self.asked {
            return Action::none();
        }
        match part {
            Ok(part) => {
                self.trouble = None;
                self.first = self.first.min(part.total.saturating_sub(1));
                let focus = if std::mem::take(&mut self.to_list) && part.total > 0 {
                    focus(TABLE)
                } else {
                    Task::none()
                };
                self.part = Some(part);
                let know = if self.selected.is_some() && self.known.is_none() {
                    self.know(context)
                } else {
                    Task::none()
                };
                return Action::run(Task::batch([focus, know]));
            }
            Err(error) => self.trouble = Some(error),
        }
        Action::none()
    }

    fn row(&self, row: u64) -> Option<&Guest> {
        let part = self.part.as_ref()?;
        let place = usize::try_from(row.checked_sub(part.from)?).ok()?;
        part.guests.get(place)
    }

    fn on_table(&mut self, event: Event, context: &Context) -> Action<Message> {
        match event {
            Event::Window { first, rows } => {
                self.first = first;
                let end = first + rows as u64;
                let lacks = self.part.as_ref().is_some_and(|part| {
                    let loaded = part.from + part.guests.len() as u64;
                    first < part.from || end.min(part.total) > loaded
                });
                if lacks {
                    return Action::run(self.load(context));
                }
                Action::none()
            }
            Event::Select(row) => {
                self.selected = Some(row);
                Action::run(self.know(context))
            }
            Event::Activate(row) => match self.row(row) {
                Some(guest) => Action::open(Page::Ticket(guest.serial)),
                None => Action::none(),
            },
            Event::Sort(_) => Action::none(),
        }
    }

    fn know(&mut self, context: &Context) -> Task<Message> {
        let asked = self.knowing.ask();
        let Some(guest) = self.selected.and_then(|row| self.row(row)).cloned() else {
            return Task::none();
        };
        context.ask(
            move |store, _| work::known(store, guest).map(Box::new),
            move |known| Message::Known(asked, known),
        )
    }

    fn knows(&mut self, asked: Question, known: Answer<Box<Known>>) -> Action<Message> {
        if asked == self.knowing {
            match known {
                Ok(known) => self.known = Some(known),
                Err(error) => self.trouble = Some(error),
            }
        }
        Action::none()
    }

    /// The selected guest.
    fn shown(&self) -> Option<&Known> {
        let row = self.row(self.selected?)?;
        self.known
            .as_deref()
            .filter(|known| known.guest.id == row.id)
    }

    fn ask_erase(&mut self) -> Action<Message> {
        let serial = self
            .shown()
            .filter(|known| known.guest.erased_at.is_none())
            .map(|known| known.ticket.serial);
        if let Some(serial) = serial {
            let working = false;
            self.modal = Some(Modal::Erase { serial, working });
        }
        Action::none()
    }

    fn erase(&mut self, context: &Context) -> Action<Message> {
        match &mut self.modal {
            Some(Modal::Erase { serial, working }) if !*working => {
                *working = true;
                let serial = *serial;
                Action::run(context.ask(
                    move |store, now| work::erase(store, now, serial),
                    Message::Erased,
                ))
            }
            _ => Action::none(),
        }
    }

    fn erased(&mut self, erased: Answer<()>, context: &Context) -> Action<Message> {
        self.modal = None;
        let again = Task::batch([self.refresh(context), focus(TABLE)]);
        match erased {
            Ok(()) => {
                Action::run(again).and_tell(Tone::Success, t!(context.words(), "guests-erased"))
            }
            Err(error) => Action::run(again).and_tell(Tone::Danger, context.refusal(&error)),
        }
    }

    fn save_setting(&mut self, context: &Context) -> Action<Message> {
        let Some(Modal::Setting { days }) = &self.modal else {
            return Action::none();
        };
        let Some(days) = days_of(days) else {
            return Action::none();
        };
        Action::run(context.ask(
            move |store, now| guests::set_erase_after_days(store, now, Actor::Desk, days),
            Message::SettingSaved,
        ))
    }

    fn setting_saved(&mut self, saved: Answer<()>, context: &Context) -> Action<Message> {
        match saved {
            Ok(()) => {
                self.modal = None;
                Action::run(self.refresh(context))
                    .and_tell(Tone::Success, t!(context.words(), "guests-setting-saved"))
            }
            Err(error) => Action::tell(Tone::Danger, context.refusal(&error)),
        }
    }

    fn export(&mut self, context: &Context) -> Action<Message> {
        if self.part.as_ref().is_none_or(|part| part.total == 0) {
            // The key does no more than the button, which is grey.
            return Action::none();
        }
        let what = What::Guests(self.filter(context));
        self.modal = Some(Modal::Export(Exporting::new(what)));
        Action::none()
    }

    fn in_export(&mut self, message: exporting::Message, context: &Context) -> Action<Message> {
        let Some(Modal::Export(export)) = &mut self.modal else {
            return Action::none();
        };
        if matches!(message, exporting::Message::Close) {
            return self.close();
        }
        Action::run(export.update(message, context).map(Message::Exporting))
    }

    fn close(&mut self) -> Action<Message> {
        self.modal = None;
        Action::run(focus(TABLE))
    }

    /// What is to be seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        if let Some(error) = &self.trouble {
            let said = context.sentence(error);
            let empty = widget::empty(Icon::Warning, said.happened, said.to_do, None);
            return widget::page(self.title(context), [], empty);
        }
        let Some(part) = &self.part else {
            return widget::page(self.title(context), [], iced::widget::Space::new());
        };
        let setting = button(t!(words, "guests-setting"))
            .icon(Icon::Settings)
            .on_press(Message::OpenSetting);
        if part.total == 0 && !self.is_filtered() {
            let empty = widget::empty(
                Icon::Users,
                t!(words, "guests-none"),
                t!(words, "guests-none-do"),
                None,
            );
            return widget::page(self.title(context), [setting.into()], empty);
        }
        let export = button(t!(words, "export"))
            .icon(Icon::Download)
            .key("Ctrl+E")
            .on_press_maybe((part.total > 0).then_some(Message::Export));
        let list = if part.total == 0 {
            let clear = button(t!(words, "tickets-clear"))
                .primary()
                .on_press(Message::Clear);
            widget::empty(
                Icon::Search,
                t!(words, "guests-no-match"),
                t!(words, "tickets-no-match-do"),
                Some(clear.into()),
            )
        } else {
            self.list(context, part)
        };
        let count = t!(
            words,
            "guests-count",
            count = part.total,
            shown = context.number(part.total)
        );
        let left = Column::new()
            .push(self.filters(context))
            .push(widget::strong(count))
            .push(list)
            .spacing(Space::Tight);
        let halves = Row::new()
            .push(container(left).width(Length::Fill))
            .push(container(self.side(context)).width(scale::SIDE))
            .spacing(Space::Normal);
        widget::page(self.title(context), [setting.into(), export.into()], halves)
    }

    fn filters<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let search = widget::search(t!(words, "guests-search"), self.text.as_str())
            .on_input(Message::Search)
            .on_submit(Message::Entered)
            .id(widget::id(SEARCH));
        let day = |value: &'a str, hint: String, wrong: bool, message: fn(String) -> Message| {
            let verdict = if !value.trim().is_empty() && widget::parse_date(value).is_none() {
                Some(Verdict::error(t!(words, "tickets-wrong-day")))
            } else {
                wrong.then(|| Verdict::error(t!(words, "tickets-wrong-order")))
            };
            date(hint, value)
                .verdict(verdict)
                .today(context.today())
                .names(&t!(words, "days-of-week"), &t!(words, "months-of-year"))
                .on_input(message)
                .on_submit(Message::Entered)
        };
        Row::new()
            .push(container(search).width(Length::FillPortion(2)))
            .push(
                container(day(
                    &self.from,
                    t!(words, "guests-from"),
                    false,
                    Message::From,
                ))
                .width(Length::FillPortion(1)),
            )
            .push(
                container(day(
                    &self.to,
                    t!(words, "guests-to"),
                    self.is_reversed(),
                    Message::To,
                ))
                .width(Length::FillPortion(1)),
            )
            .spacing(Space::Tight)
            .align_y(iced::Alignment::End)
            .into()
    }

    fn list<'a>(&'a self, context: &'a Context, part: &'a Part) -> Element<'a, Message> {
        let words = context.words();
        let columns = [
            column(t!(words, "guests-registered")).width(124.0),
            column(t!(words, "guests-name")).share(3),
            column(t!(words, "field-room")).width(84.0),
            column(t!(words, "field-email")).share(3),
            column(t!(words, "tickets-serial")).width(92.0),
        ];
        let rows = part.guests.iter().map(|guest| {
            let of = |kind: FieldKind| guest.fields.get(kind.key()).cloned().unwrap_or_default();
            let name = match guest.erased_at {
                Some(_) => cell_muted(t!(words, "guests-erased-row")),
                None => cell(name_of(guest)),
            };
            [
                cell_muted(context.moment(guest.registered_at)),
                name,
                cell(of(FieldKind::Room)),
                cell_muted(of(FieldKind::Email)),
                cell_mono(serial_text(guest.serial)),
            ]
        });
        table(columns, part.total, self.first)
            .rows(part.from, rows)
            .selected(self.selected)
            .on_event(Message::Table)
            .id(widget::id(TABLE))
            .into()
    }

    fn side<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let Some(known) = self.shown() else {
            return widget::card(widget::empty(
                Icon::User,
                t!(words, "guests-choose"),
                t!(words, "guests-choose-do"),
                None,
            ));
        };
        let (guest, ticket) = (&known.guest, &known.ticket);
        let mut facts: Vec<Element<'a, Message>> = Vec::new();
        match guest.erased_at {
            Some(at) => facts.push(widget::notice(
                Tone::Info,
                t!(words, "guests-erased-at", at = context.moment(at)),
                t!(words, "guests-erased-what"),
                None,
            )),
            None => facts.push(widget::heading(name_of(guest)).into()),
        }
        facts.extend(guest.fields.iter().map(|(key, value)| {
            let name = sentence::tickets::field_name(words, &FieldKind::of_key(key));
            labelled(name, widget::text(value.as_str()))
        }));
        let (tone, status) = format::status(words, ticket.status(context.now));
        facts.push(labelled(
            t!(words, "guests-registered"),
            widget::text(context.moment(guest.registered_at)),
        ));
        facts.push(labelled(
            t!(words, "guests-ticket"),
            parts::flowing([
                widget::mono(serial_text(ticket.serial)).into(),
                widget::badge(tone, status),
            ]),
        ));
        facts.push(labelled(
            t!(words, "tickets-expires"),
            widget::text(super::tickets::expiry(context, ticket)),
        ));
        let show = button(t!(words, "guests-show-ticket"))
            .fill()
            .on_press(Message::ShowTicket);
        let erase = button(t!(words, "guests-erase"))
            .icon(Icon::Trash)
            .fill()
            .on_press_maybe(guest.erased_at.is_none().then_some(Message::AskErase));
        facts.push(beside([show.into(), erase.into()]));
        widget::card(widget::scroll(stacked(Space::Tight, facts)))
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        let words = context.words();
        Some(match self.modal.as_ref()? {
            Modal::Erase { serial, working } => widget::dialog(
                t!(words, "guests-erase-title"),
                t!(words, "guests-keep"),
                Message::Close,
            )
            .body(widget::text(t!(
                words,
                "guests-erase-what",
                serial = serial_text(*serial)
            )))
            .danger(
                t!(words, "guests-erase"),
                (!working).then_some(Message::Erase),
            ),
            Modal::Setting { days } => {
                let wrong = days_of(days).is_none();
                let verdict = wrong.then(|| {
                    Verdict::error(t!(
                        words,
                        "error-out-of-range",
                        min = "0",
                        max = context.number(ERASE_AFTER_MAX.into())
                    ))
                });
                let days = field(t!(words, "guests-days"), days.as_str())
                    .help(t!(words, "guests-days-help"))
                    .verdict(verdict)
                    .on_input(Message::Days)
                    .id(widget::id(DAYS));
                widget::dialog(
                    t!(words, "guests-setting"),
                    t!(words, "close"),
                    Message::Close,
                )
                .body(days)
                .primary(
                    t!(words, "ticket-types-save"),
                    (!wrong).then_some(Message::SaveSetting),
                )
            }
            Modal::Export(export) => export.dialog(context).map(Message::Exporting),
        })
    }

    /// What a key means.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match key {
            Key::Named(Named::Delete) if modifiers.is_empty() => Some(Message::AskErase),
            Key::Named(Named::Escape) if self.is_filtered() => Some(Message::Clear),
            Key::Character(letter) if modifiers == Modifiers::CTRL => {
                (letter.as_str() == "e").then_some(Message::Export)
            }
            _ => None,
        }
    }

    /// The keys, for F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        let words = context.words();
        vec![
            ("Enter".to_owned(), t!(words, "guests-show-ticket")),
            ("Ctrl+E".to_owned(), t!(words, "export")),
            (t!(words, "tickets-key-delete"), t!(words, "guests-erase")),
            ("Esc".to_owned(), t!(words, "tickets-clear")),
        ]
    }

    /// Whether something changes by the second.
    pub fn is_counting(&self, _context: &Context) -> bool {
        false
    }
}

/// Days after which guests are erased, if it is a number of them.
fn days_of(text: &str) -> Option<u32> {
    let days = text.trim().parse().ok()?;
    (days <= ERASE_AFTER_MAX).then_some(days)
}

/// First name and surname, else whom the ticket was for.
fn name_of(guest: &Guest) -> String {
    let of = |kind: FieldKind| guest.fields.get(kind.key()).map(String::as_str);
    let names: Vec<_> = [of(FieldKind::FirstName), of(FieldKind::Surname)]
        .into_iter()
        .flatten()
        .collect();
    if names.is_empty() {
        guest.user_id.clone()
    } else {
        names.join(" ")
    }
}
