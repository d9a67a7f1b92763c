//! Setting a Location up in an empty data folder: what must be known before the first ticket, and no more.

use super::{App, Look, Message as OfApp, Stage};
use crate::{
    domain::{
        id::LocationId,
        location::{Location, Sector},
        money::Currency,
        time::Zone,
    },
    i18n::{Language, Words},
    services::{
        self, Actor, Error,
        location::LocationError,
        setup::{NewLocation, init_with},
    },
    t,
    ui::{
        Element,
        context::{Answer, blocking},
        scale::{self, Space},
        screen::{
            self,
            location::{
                Field,
                draft::{self, Draft, Wrong},
                house,
            },
        },
        sentence,
        theme::Tone,
        widget::{self, Verdict, button, choice, field},
    },
};
use iced::{
    Alignment, Length, Task,
    widget::{Column, container},
};
use std::sync::Arc;

/// What most houses here count in; typed over where another one is used.
const CURRENCY: Currency = Currency(*b"EUR");

/// The form.
pub(super) struct Setup {
    draft: Draft,
    /// Whether it was to be kept once: only then is said what is missing.
    tried: bool,
    working: bool,
    refused: Option<Arc<Error>>,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Show the form.
    Begin,
    /// Something was typed or chosen.
    Typed(Field, String),
    /// Make the Location.
    Save,
    /// It was made, or not.
    Made(Answer<()>),
}

impl App {
    pub(super) fn set_up(&mut self, message: Message) -> Task<OfApp> {
        if matches!(message, Message::Begin) {
            self.stage = Stage::SettingUp(Box::new(Setup::new(self.look.language)));
            return screen::focus(Field::Name.name());
        }
        let Stage::SettingUp(setup) = &mut self.stage else {
            return Task::none();
        };
        match message {
            Message::Typed(field, text) => {
                setup.refused = None;
                setup.draft.set(field, text);
                Task::none()
            }
            Message::Save if setup.working => Task::none(),
            Message::Save => match setup.read() {
                Ok(location) => {
                    setup.working = true;
                    let (folder, clock, look) =
                        (self.start.folder.clone(), self.start.clock, self.look);
                    blocking(
                        move || make(&folder, clock(), &location, look),
                        |made| OfApp::SetUp(Message::Made(made)),
                    )
                }
                Err(wrong) => {
                    setup.tried = true;
                    let first = wrong.first().map(|(field, _)| field.name());
                    first.map_or_else(Task::none, screen::focus)
                }
            },
            Message::Made(Ok(())) => self.try_again(),
            Message::Made(Err(error)) => {
                setup.working = false;
                setup.refused = Some(error);
                Task::none()
            }
            Message::Begin => Task::none(),
        }
    }
}

fn make(
    folder: &std::path::Path,
    now: crate::domain::time::Instant,
    location: &Location,
    look: Look,
) -> services::Result<()> {
    let store = init_with(folder, now, Actor::Desk, location)?;
    Ok(look.keep_in(&store)?)
}

/// The zone of this PC, if its system names one.
fn zone_here() -> Zone {
    iana_time_zone::get_timezone()
        .ok()
        .and_then(|name| draft::zone(&name))
        .unwrap_or(Zone::UTC)
}

impl Setup {
    fn new(language: Language) -> Self {
        let blank = NewLocation {
            name: String::new(),
            zone: zone_here(),
            currency: CURRENCY,
            sector: Sector::Hospitality,
            rooms: None,
            aps: None,
            language,
            ssid: None,
            wifi_password: None,
            login_url: None,
        };
        Self {
            draft: Draft::of(blank.into_location(LocationId::new())),
            tried: false,
            working: false,
            refused: None,
        }
    }

    /// What it means, or everything that is wrong with it. The licence counts rooms or access points: one of them it
    /// must be told.
    fn read(&self) -> Result<Location, Vec<(Field, Wrong)>> {
        let sector = self.draft.chosen(Field::Sector);
        let counted = house::counted(sector);
        let missing = self.draft.get(counted).trim().is_empty();
        let none = missing.then(|| (counted, Wrong::Rule(LocationError::Rooms)));
        match (self.draft.read(), none) {
            (Ok(location), None) => Ok(location),
            (Ok(_), Some(none)) => Err(vec![none]),
            (Err(mut wrong), none) => {
                wrong.extend(none);
                Err(wrong)
            }
        }
    }

    pub(super) fn view<'a>(&self, look: Look, folder: String) -> Element<'a, OfApp> {
        let words = look.language.words();
        let wrong = if self.tried {
            self.read().err().unwrap_or_default()
        } else {
            Vec::new()
        };
        let form = Form {
            words,
            draft: &self.draft,
            wrong,
        };
        let sector = self.draft.chosen(Field::Sector);
        let languages = Language::ALL.map(|language| (language, language.name()));
        let guest_languages = languages.map(|(language, name)| (language.tag().to_owned(), name));
        let refused = self.refused.as_ref().map(|error| {
            let said = sentence::service(look.language, error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        });
        let label = if self.working {
            t!(words, "setup-working")
        } else {
            t!(words, "setup-make")
        };
        let make = button(label)
            .primary()
            .on_press_maybe((!self.working).then_some(OfApp::SetUp(Message::Save)));
        let back = button(t!(words, "setup-back")).on_press(OfApp::TryAgain);
        let pairs = screen::parts::beside;
        let body = Column::new()
            .push(widget::title(t!(words, "setup-title")))
            .push(widget::muted(t!(words, "setup-what", folder = folder)))
            .push(
                choice(t!(words, "look-language"), languages, Some(look.language))
                    .on_choose(OfApp::Language),
            )
            .push(form.text(Field::Name))
            .push(form.zone())
            .push(pairs([
                choice(
                    house::label(words, Field::Sector),
                    house::sectors(words),
                    sector,
                )
                .help(t!(words, "location-sector-help"))
                .on_choose(|sector| typed(Field::Sector, sector.to_string()))
                .id(widget::id(Field::Sector.name()))
                .into(),
                form.text(house::counted(sector)).into(),
            ]))
            .push(pairs([
                form.text(Field::Currency)
                    .help(t!(words, "setup-currency-help"))
                    .into(),
                choice(
                    house::label(words, Field::Language),
                    guest_languages,
                    Some(self.draft.get(Field::Language).to_owned()),
                )
                .on_choose(|tag| typed(Field::Language, tag))
                .id(widget::id(Field::Language.name()))
                .into(),
            ]))
            .push(pairs([
                form.text(Field::Ssid)
                    .help(t!(words, "location-ssid-help"))
                    .into(),
                form.text(Field::WifiPassword)
                    .help(t!(words, "location-wifi-password-help"))
                    .code()
                    .into(),
            ]))
            .push(refused)
            .push(widget::actions([back.into(), make.into()]))
            .spacing(Space::Normal)
            .max_width(2.0 * scale::FORM)
            .width(Length::Fill);
        let body = container(body)
            .width(Length::Fill)
            .align_x(Alignment::Center)
            .padding(Space::Wide);
        widget::scroll(body)
    }
}

fn typed(field: Field, text: String) -> OfApp {
    OfApp::SetUp(Message::Typed(field, text))
}

struct Form<'d> {
    words: &'static Words,
    draft: &'d Draft,
    wrong: Vec<(Field, Wrong)>,
}

impl Form<'_> {
    fn text<'a>(&self, which: Field) -> widget::Field<'a, OfApp> {
        let wrong = self.wrong.iter().find(|(field, _)| *field == which);
        field(
            house::label(self.words, which),
            self.draft.get(which).to_owned(),
        )
        .verdict(wrong.map(|(_, wrong)| Verdict::error(house::said(self.words, wrong))))
        .on_input(move |text| typed(which, text))
        .on_submit(OfApp::SetUp(Message::Save))
        .id(widget::id(which.name()))
    }

    fn zone<'a>(&self) -> Element<'a, OfApp> {
        let text = self.draft.get(Field::Zone);
        let field = self
            .text(Field::Zone)
            .help(t!(self.words, "location-zone-help"));
        Column::new()
            .push(field)
            .push(house::zones(text, |name| typed(Field::Zone, name)))
            .spacing(Space::Tight)
            .into()
    }
}
