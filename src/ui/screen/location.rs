//! The Location: everything that is settled about the house, section by section; the products on sale in it, the notice of
//! upcoming expiry, and users taken over from a MikroTik router.
//!
//! What is typed stays until it is saved or discarded, also while another page is shown. When another desk saves
//! meanwhile, what was not touched here follows it, and what both have touched is told (see [`draft`]).

#![allow(
    clippy::similar_names,
    clippy::match_same_arms,
    reason = "the parts of the bar; a screen names each of its messages"
)]

pub(in crate::ui) mod draft;
pub(in crate::ui) mod house;
pub(super) mod importing;
mod notices;
mod offers;

use super::{Action, KeyHelp, focus};
use crate::{
    domain::{location::Location as Site, product::Product},
    services::{
        Actor, Error,
        location::{self as settled, Offers},
        messages,
        notices::Options,
    },
    store::Store,
    t,
    ui::{
        Element,
        context::{Answer, Context, Question},
        icon::Icon,
        scale::Space,
        theme::Tone,
        widget::{self, Dialog, button},
    },
};
pub use draft::Field;
use draft::{Draft, Wrong};
use iced::{
    Length, Task,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, Row, container},
};
pub use importing::Message as ImportMessage;
pub use notices::Message as NoticeMessage;
pub use offers::Message as OfferMessage;
pub(super) use offers::frequency;
use std::sync::Arc;

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
    /// Name, zone, sector, language.
    #[default]
    General,
    /// Authentication mode, free users.
    Access,
    /// What is sold.
    Products,
    /// Currency, separators, tax.
    Money,
    /// Network and log-in page.
    Wifi,
    /// Check-out.
    Times,
    /// The notice of upcoming expiry.
    Options,
    /// Users of a router.
    Import,
}

impl Section {
    /// The key that saves what is typed in it.
    const fn save_key(self) -> &'static str {
        match self {
            Self::Options => "Ctrl+S",
            _ => "Enter",
        }
    }

    const ALL: [Self; 8] = [
        Self::General,
        Self::Access,
        Self::Products,
        Self::Money,
        Self::Wifi,
        Self::Times,
        Self::Options,
        Self::Import,
    ];

    fn icon(self) -> Icon {
        match self {
            Self::General => Icon::Room,
            Self::Access => Icon::Key,
            Self::Products => Icon::Package,
            Self::Money => Icon::Banknote,
            Self::Wifi => Icon::Wifi,
            Self::Times => Icon::Clock,
            Self::Options => Icon::Hourglass,
            Self::Import => Icon::Upload,
        }
    }

    fn word(self, context: &Context) -> String {
        let words = context.words();
        match self {
            Self::General => t!(words, "location-general"),
            Self::Access => t!(words, "location-access"),
            Self::Products => t!(words, "location-products"),
            Self::Money => t!(words, "location-money"),
            Self::Wifi => t!(words, "location-wifi"),
            Self::Times => t!(words, "location-times"),
            Self::Options => t!(words, "location-options"),
            Self::Import => t!(words, "location-import"),
        }
    }

    /// The fields of the Location on it.
    fn fields(self) -> &'static [Field] {
        use Field as F;
        match self {
            Self::General => &[F::Name, F::Zone, F::Sector, F::Rooms, F::Aps, F::Language],
            Self::Access => &[F::Mode, F::SharedName, F::SimplePassword, F::FreeProduct],
            Self::Money => &[F::Currency, F::Decimal, F::Thousands, F::Tax],
            Self::Wifi => &[F::Ssid, F::WifiPassword, F::LoginUrl],
            Self::Times => &[F::CheckOut, F::Grace],
            Self::Products | Self::Options | Self::Import => &[],
        }
    }

    /// The section on which a field stands.
    fn of(field: Field) -> Self {
        Self::ALL
            .into_iter()
            .find(|section| section.fields().contains(&field))
            .unwrap_or_default()
    }
}

/// What is on the screen, of one moment.
#[derive(Debug, Clone)]
pub struct Board {
    location: Site,
    offers: Offers,
    products: Vec<Product>,
    notices: Options,
    /// An SMS is written in plain letters.
    plain_letters: bool,
    /// Tickets were sold: the currency stays.
    sold: bool,
}

fn is_ctrl_s(key: &Key, modifiers: Modifiers) -> bool {
    matches!(key, Key::Character(letter) if letter.as_str() == "s") && modifiers == Modifiers::CTRL
}

fn board(store: &Store) -> crate::services::Result<Board> {
    let (sold, products) =
        store.read(|reader| Ok((reader.has_priced_tickets()?, reader.products()?)))?;
    Ok(Board {
        location: settled::show(store)?,
        offers: settled::offers(store)?,
        products,
        notices: crate::services::notices::options(store)?,
        plain_letters: messages::sms(store)?.is_none_or(|sms| sms.plain_letters),
        sold,
    })
}

/// The screen.
#[derive(Default)]
pub struct Location {
    section: Section,
    asked: Question,
    board: Option<Board>,
    trouble: Option<Arc<Error>>,
    draft: Option<Draft>,
    saving: bool,
    /// Why the last saving was refused.
    refused: Option<Arc<Error>>,
    notices: Option<notices::Draft>,
    offers: offers::Table,
    importing: importing::Importing,
}

/// What happened on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// What is stored.
    Board(Question, Answer<Box<Board>>),
    /// Show a section.
    Show(Section),
    /// Show the section so many further.
    Step(isize),
    /// Something was typed or chosen.
    Typed(Field, String),
    /// Keep it.
    Save,
    /// The Location was kept, or not.
    Saved(Answer<Box<Site>>),
    /// Back to what is stored.
    Discard,
    /// Take what the other desk has, where both have changed something.
    TakeTheirs,
    /// Keep what is typed here.
    KeepMine,
    /// In the options of notices.
    Notice(notices::Message),
    /// The options were kept, or not.
    NoticesSaved(Answer<Options>),
    /// In the products on sale.
    Offers(offers::Message),
    /// In the import.
    Import(importing::Message),
}

impl Location {
    /// Empty until it is shown: `refresh` asks for what is on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Its title.
    pub fn title(&self, context: &Context) -> String {
        t!(context.words(), "page-location")
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Board(asked, board) => self.board(asked, board),
            Message::Show(section) => self.show(section),
            Message::Step(by) => self.step(by),
            Message::Typed(field, text) => self.typed(field, text),
            Message::Save => self.save(context),
            Message::Saved(saved) => self.saved(saved, context),
            Message::Discard => self.discard(),
            Message::TakeTheirs => self.take_theirs(),
            Message::KeepMine => self.keep_mine(),
            Message::Notice(notices::Message::Save) => self.save(context),
            Message::Notice(message) => self.in_notices(message),
            Message::NoticesSaved(saved) => self.notices_saved(saved, context),
            Message::Offers(message) => self.in_offers(message, context),
            Message::Import(message) => {
                self.importing.update(message, context).map(Message::Import)
            }
        }
    }

    /// Shown, or something was committed: asks again.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let asked = self.asked.ask();
        context.ask(
            |store, _| board(store).map(Box::new),
            move |answer| Message::Board(asked, answer),
        )
    }

    fn board(&mut self, asked: Question, board: Answer<Box<Board>>) -> Action<Message> {
        if asked != self.asked {
            return Action::none();
        }
        match board {
            Err(error) => self.trouble = Some(error),
            Ok(board) => {
                self.trouble = None;
                match &mut self.draft {
                    Some(draft) => draft.meanwhile(board.location.clone()),
                    None => self.draft = Some(Draft::of(board.location.clone())),
                }
                match &mut self.notices {
                    Some(draft) => draft.meanwhile(&board.notices),
                    None => self.notices = Some(notices::Draft::of(board.notices.clone())),
                }
                self.board = Some(*board);
            }
        }
        Action::none()
    }

    fn show(&mut self, section: Section) -> Action<Message> {
        self.section = section;
        let first = section.fields().first().copied();
        // A choice is no field to type into: what stands first there is reached by Tab.
        let first = first.filter(|field| !matches!(field, Field::Mode));
        Action::run(first.map_or_else(Task::none, |field| focus(field.name())))
    }

    fn step(&mut self, by: isize) -> Action<Message> {
        let place = Section::ALL
            .iter()
            .position(|section| *section == self.section)
            .unwrap_or(0);
        let place = place.saturating_add_signed(by).min(Section::ALL.len() - 1);
        self.show(Section::ALL.get(place).copied().unwrap_or_default())
    }

    fn typed(&mut self, field: Field, text: String) -> Action<Message> {
        self.refused = None;
        if let Some(draft) = &mut self.draft {
            draft.set(field, text);
        }
        Action::none()
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        if self.saving {
            return Action::none();
        }
        if self.section == Section::Options {
            return self.save_notices(context);
        }
        let Some(draft) = self.draft.as_ref().filter(|draft| draft.any_changed()) else {
            return Action::none();
        };
        match draft.read() {
            Ok(wanted) => {
                self.saving = true;
                Action::run(context.ask(
                    move |store, now| settled::edit(store, now, Actor::Desk, wanted).map(Box::new),
                    Message::Saved,
                ))
            }
            Err(wrong) => match wrong.first() {
                Some((field, _)) => {
                    self.section = Section::of(*field);
                    Action::run(focus(field.name()))
                }
                None => Action::none(),
            },
        }
    }

    fn saved(&mut self, saved: Answer<Box<Site>>, context: &Context) -> Action<Message> {
        self.saving = false;
        let again = self.refresh(context);
        match saved {
            Ok(site) => {
                self.refused = None;
                self.draft = Some(Draft::of(*site));
                let words = t!(context.words(), "location-saved");
                Action::run(again).and_tell(Tone::Success, words)
            }
            Err(error) => {
                if let Error::Location(error) = &*error
                    && let Some(field) = Field::of(error)
                {
                    self.section = Section::of(field);
                }
                self.refused = Some(error);
                Action::run(again)
            }
        }
    }

    fn discard(&mut self) -> Action<Message> {
        self.refused = None;
        if self.section == Section::Options {
            if let Some(draft) = &mut self.notices {
                draft.discard();
            }
        } else if let Some(draft) = &mut self.draft {
            draft.discard();
        }
        Action::none()
    }

    fn take_theirs(&mut self) -> Action<Message> {
        if let Some(draft) = &mut self.draft {
            draft.take_theirs();
        }
        self.refused = None;
        Action::none()
    }

    fn keep_mine(&mut self) -> Action<Message> {
        if let Some(draft) = &mut self.draft {
            draft.conflicts.clear();
        }
        self.refused = None;
        Action::none()
    }

    fn in_notices(&mut self, message: notices::Message) -> Action<Message> {
        self.refused = None;
        if let Some(draft) = &mut self.notices {
            draft.change(message);
        }
        Action::none()
    }

    fn save_notices(&mut self, context: &Context) -> Action<Message> {
        let Some(draft) = self.notices.as_ref().filter(|draft| draft.is_changed()) else {
            return Action::none();
        };
        match draft.read() {
            Ok((before, after)) => {
                self.saving = true;
                Action::run(context.ask(
                    move |store, now| {
                        crate::services::notices::set_options(
                            store,
                            now,
                            Actor::Desk,
                            before,
                            after,
                        )
                    },
                    Message::NoticesSaved,
                ))
            }
            Err(field) => Action::run(focus(field)),
        }
    }

    fn notices_saved(&mut self, saved: Answer<Options>, context: &Context) -> Action<Message> {
        self.saving = false;
        let again = self.refresh(context);
        match saved {
            Ok(options) => {
                self.refused = None;
                self.notices = Some(notices::Draft::of(options));
                let words = t!(context.words(), "location-saved");
                Action::run(again).and_tell(Tone::Success, words)
            }
            Err(error) => {
                self.refused = Some(error);
                Action::run(again)
            }
        }
    }

    fn in_offers(&mut self, message: offers::Message, context: &Context) -> Action<Message> {
        let Some(board) = &self.board else {
            return Action::none();
        };
        let changed = matches!(&message, offers::Message::Done(_));
        let action = self
            .offers
            .update(message, context, &board.offers, &board.products)
            .map(Message::Offers);
        if changed {
            let again = self.refresh(context);
            return Action {
                task: Task::batch([action.task, again]),
                asks: action.asks,
            };
        }
        action
    }

    /// What is to be seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        if let Some(error) = &self.trouble {
            let said = context.sentence(error);
            let empty = widget::empty(Icon::Warning, said.happened, said.to_do, None);
            return widget::page(self.title(context), [], empty);
        }
        let (Some(board), Some(draft), Some(notices)) = (&self.board, &self.draft, &self.notices)
        else {
            return widget::page(self.title(context), [], iced::widget::Space::new());
        };
        let content: Element<'a, Message> = match self.section {
            Section::Products => {
                let add = self.offers.add(context, &board.offers, &board.products);
                let view = self
                    .offers
                    .view(context, &board.offers)
                    .map(Message::Offers);
                return self.page(context, Some(add.map(Message::Offers)), view);
            }
            Section::Import => self.importing.view(context).map(Message::Import),
            Section::Options => notices
                .view(context, board.plain_letters)
                .map(Message::Notice),
            section => {
                let wrong = draft.read().err().unwrap_or_default();
                let view = house::View {
                    context,
                    draft,
                    board,
                    wrong,
                    refused: self.refused.as_deref(),
                };
                view.section(section)
            }
        };
        let with_bar = Column::new()
            .push(container(widget::scroll(content)).height(Length::Fill))
            .push(self.bar(context, draft, notices))
            .spacing(Space::Snug);
        self.page(context, None, with_bar.into())
    }

    fn page<'a>(
        &'a self,
        context: &'a Context,
        action: Option<Element<'a, Message>>,
        content: Element<'a, Message>,
    ) -> Element<'a, Message> {
        let entries = Section::ALL.into_iter().map(|section| {
            let unsaved = self.is_unsaved(section);
            let word = section.word(context);
            let word = if unsaved { format!("{word} •") } else { word };
            widget::nav(
                section.icon(),
                word,
                section == self.section,
                Message::Show(section),
            )
        });
        let list = Column::with_children(entries).spacing(2).width(SECTIONS);
        let body = Row::new()
            .push(list)
            .push(container(content).width(Length::Fill).height(Length::Fill))
            .spacing(Space::Wide)
            .height(Length::Fill);
        widget::page(self.title(context), action, body)
    }

    fn is_unsaved(&self, section: Section) -> bool {
        match section {
            Section::Options => self
                .notices
                .as_ref()
                .is_some_and(notices::Draft::is_changed),
            section => self.draft.as_ref().is_some_and(|draft| {
                section
                    .fields()
                    .iter()
                    .any(|field| draft.is_changed(*field))
            }),
        }
    }

    /// What is unsaved, what another desk has done, and the buttons.
    fn bar<'a>(
        &'a self,
        context: &'a Context,
        draft: &'a Draft,
        notices: &'a notices::Draft,
    ) -> Element<'a, Message> {
        let words = context.words();
        if self.section == Section::Import {
            return iced::widget::Space::new().into();
        }
        let (changed, conflict) = match self.section {
            Section::Options => (notices.is_changed(), notices.conflict()),
            _ => (draft.any_changed(), !draft.conflicts.is_empty()),
        };
        let meanwhile = conflict.then(|| {
            let (happened, meaning) = if self.section == Section::Options {
                (
                    t!(words, "error-changed-meanwhile"),
                    t!(words, "location-meanwhile-texts"),
                )
            } else {
                let fields: Vec<_> = draft
                    .conflicts
                    .iter()
                    .map(|field| house::label(context.words(), *field))
                    .collect();
                let fields = fields.join(", ");
                (
                    t!(words, "error-changed-meanwhile"),
                    t!(words, "location-meanwhile", fields = fields),
                )
            };
            let buttons = widget::actions([
                button(t!(words, "location-take-theirs"))
                    .small()
                    .on_press(if self.section == Section::Options {
                        Message::Discard
                    } else {
                        Message::TakeTheirs
                    })
                    .into(),
                button(t!(words, "location-keep-mine"))
                    .small()
                    .on_press(if self.section == Section::Options {
                        Message::Notice(notices::Message::KeepMine)
                    } else {
                        Message::KeepMine
                    })
                    .into(),
            ]);
            widget::notice(Tone::Warning, happened, meaning, Some(buttons))
        });
        let refused = self
            .refused
            .as_deref()
            .filter(|error| !conflict && !has_field(error))
            .map(|error| {
                let said = context.sentence(error);
                widget::notice(Tone::Danger, said.happened, said.to_do, None)
            });
        let unsaved = changed.then(|| widget::small(t!(words, "location-unsaved")));
        let save = if self.saving {
            t!(words, "location-saving")
        } else {
            t!(words, "location-save")
        };
        let buttons = Row::new()
            .push(container(unsaved).width(Length::Fill))
            .push(
                button(t!(words, "location-discard"))
                    .on_press_maybe((changed && !self.saving).then_some(Message::Discard)),
            )
            .push(
                button(save)
                    .primary()
                    .key(self.section.save_key())
                    .on_press_maybe((changed && !self.saving).then_some(Message::Save)),
            )
            .spacing(Space::Tight)
            .align_y(iced::Alignment::Center);
        Column::new()
            .push(meanwhile)
            .push(refused)
            .push(buttons)
            .spacing(Space::Tight)
            .into()
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        let board = self.board.as_ref()?;
        let dialog = self
            .offers
            .dialog(context, &board.offers, &board.products)?;
        Some(dialog.map(Message::Offers))
    }

    /// What a key means.
    pub fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match key {
            Key::Named(Named::PageDown) => return Some(Message::Step(1)),
            Key::Named(Named::PageUp) => return Some(Message::Step(-1)),
            _ => {}
        }
        match self.section {
            Section::Products => self.offers.on_key(key, modifiers).map(Message::Offers),
            Section::Import => None,
            // In a text of several lines Enter begins another line.
            _ if *key == Key::Named(Named::Enter) || is_ctrl_s(key, modifiers) => {
                Some(Message::Save)
            }
            _ => None,
        }
    }

    /// The keys, for F1.
    pub fn keys(&self, context: &Context) -> Vec<KeyHelp> {
        let words = context.words();
        let mut keys = vec![(
            t!(words, "location-key-sections-keys"),
            t!(words, "location-key-sections"),
        )];
        match self.section {
            Section::Products => keys.extend(offers::keys(context)),
            Section::Import => {}
            section => keys.push((section.save_key().to_owned(), t!(words, "location-save"))),
        }
        keys
    }

    /// Whether something changes by the second.
    pub fn is_counting(&self, _context: &Context) -> bool {
        false
    }
}

/// Whether a refusal is shown at a field.
fn has_field(error: &Error) -> bool {
    matches!(error, Error::Location(error) if Field::of(error).is_some())
}

/// The width of the list of sections, in logical pixels.
const SECTIONS: f32 = 212.0;
