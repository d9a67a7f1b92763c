//! The frame: sidebar, status line, toasts and dialogs; and the calm screens where there is nothing to frame yet.

use super::{
    App, House, Message, Modal, SetupMessage, Stage, licence,
    look::{Appearance, Look, TEXT_SIZES},
};
use crate::{
    i18n::{Language, Words},
    services::Error,
    store, t,
    ui::{
        Element,
        icon::Icon,
        screen::{KeyHelp, Page},
        sentence,
        theme::Tone,
        widget::{self, Dialog, button, choice, dialog, select, window},
    },
};
use iced::{
    keyboard::{Key, Modifiers, key::Named},
    widget::{column, row},
};

pub(super) fn view(app: &App) -> Element<'_, Message> {
    let words = app.look.language.words();
    match &app.stage {
        Stage::Opening => window(opening(words)).into(),
        Stage::Failed(error) => window(failed(app.look.language, error)).into(),
        Stage::SettingUp(setup) => {
            let folder = app.start.folder.display().to_string();
            window(setup.view(app.look, folder)).into()
        }
        Stage::Open(house) => open(app, house, words),
    }
}

fn open<'a>(app: &'a App, house: &'a House, words: &'static Words) -> Element<'a, Message> {
    let page = house.screens.view(&house.context).map(Message::Screen);
    let page = match house.engine.trouble(words) {
        Some(trouble) => column![warning(trouble), page].into(),
        None => page,
    };
    let page = match licence::line(house, words) {
        Some(line) => column![line, page].into(),
        None => page,
    };
    let frame = widget::frame(
        sidebar(house.screens.page(), house.distributes(), words),
        page,
        widget::status_line(house.status(words)),
    );
    let of_frame = app.modal.map(|modal| match modal {
        Modal::Keys => keys(house, words),
        Modal::Look => look(app.look, words),
    });
    let of_screen = || {
        let dialog = house.screens.dialog(&house.context)?;
        Some(dialog.map(Message::Screen))
    };
    window(frame)
        .dialog(of_frame.or_else(of_screen))
        .toasts(app.notes.view(words, house.context.now))
        .on_key(|key, modifiers| {
            let of_screen = || house.screens.on_key(key, modifiers).map(Message::Screen);
            let back = || (*key == Key::Named(Named::Escape)).then_some(Message::Back);
            on_key(key, modifiers).or_else(of_screen).or_else(back)
        })
        .on_digit(|digit, key, modifiers| {
            if modifiers.control() || modifiers.alt() {
                return page_of(usize::from(digit));
            }
            let of_screen = house.screens.on_digit(digit, key, modifiers)?;
            Some(Message::Screen(of_screen))
        })
        .into()
}

/// What a key means on every page.
fn on_key(key: &Key, modifiers: Modifiers) -> Option<Message> {
    match key.as_ref() {
        Key::Named(Named::F1) => Some(Message::Show(Modal::Keys)),
        Key::Character("k" | "K") if modifiers.control() => Some(Message::Search),
        Key::Character(letter) if modifiers.control() || modifiers.alt() => {
            page_of(letter.parse().ok()?)
        }
        _ => None,
    }
}

/// Shows the page at this place of the sidebar, from 1; 0 is the tenth.
fn page_of(place: usize) -> Option<Message> {
    let place = if place == 0 { 10 } else { place };
    let (page, _) = keyed().nth(place.checked_sub(1)?)?;
    Some(Message::Open(page))
}

/// The pages of the sidebar, in the order of their keys Ctrl+1 to Ctrl+9 and Ctrl+0. That of the distributor is the last:
/// it is there for him alone.
const PAGES: [(Page, Icon); 13] = [
    (Page::Desk, Icon::Desk),
    (Page::Tickets, Icon::Tickets),
    (Page::Products, Icon::Package),
    (Page::Policies, Icon::Gauge),
    (Page::TicketTypes, Icon::Ticket),
    (Page::Guests, Icon::Users),
    (Page::Location, Icon::Room),
    (Page::Gateways, Icon::Router),
    (Page::Messages, Icon::Mail),
    (Page::Printing, Icon::Printer),
    (Page::Overview, Icon::Activity),
    (Page::Licence, Icon::BadgeCheck),
    (Page::Distributor, Icon::Globe),
];

/// Those that have a key. The gateways came later, and nobody's fingers shall learn anew.
fn keyed() -> impl Iterator<Item = (Page, Icon)> {
    let pages = PAGES.into_iter();
    pages.filter(|(page, _)| *page != Page::Gateways).take(10)
}

fn page_name(page: Page, words: &Words) -> String {
    match page {
        Page::Desk => t!(words, "page-desk"),
        Page::Tickets | Page::Ticket(_) | Page::Batches => t!(words, "page-tickets"),
        Page::Products => t!(words, "page-products"),
        Page::Policies => t!(words, "page-policies"),
        Page::TicketTypes => t!(words, "page-ticket-types"),
        Page::Guests => t!(words, "page-guests"),
        Page::Location => t!(words, "page-location"),
        Page::Gateways => t!(words, "page-gateways"),
        Page::Messages => t!(words, "page-messages"),
        Page::Printing => t!(words, "page-printing"),
        Page::Overview => t!(words, "page-overview"),
        Page::Licence => t!(words, "page-licence"),
        Page::Distributor => t!(words, "page-distributor"),
    }
}

fn sidebar<'a>(page: Page, distributes: bool, words: &Words) -> Element<'a, Message> {
    let shown = match page {
        Page::Ticket(_) | Page::Batches => Page::Tickets,
        page => page,
    };
    let there = |page: &Page| distributes || *page != Page::Distributor || *page == shown;
    let pages = PAGES.into_iter().filter(|(page, _)| there(page));
    let pages = pages.map(|(page, icon)| {
        widget::nav(
            icon,
            page_name(page, words),
            page == shown,
            Message::Open(page),
        )
    });
    widget::sidebar(
        pages,
        [
            widget::nav(
                Icon::Languages,
                t!(words, "look-title"),
                false,
                Message::Show(Modal::Look),
            ),
            widget::nav(
                Icon::Keyboard,
                t!(words, "keys-title"),
                false,
                Message::Show(Modal::Keys),
            ),
        ],
    )
}

fn warning<'a>(trouble: sentence::Sentence) -> Element<'a, Message> {
    widget::notice(Tone::Danger, trouble.happened, trouble.to_do, None)
}

fn look<'a>(look: Look, words: &Words) -> Dialog<'a, Message> {
    let languages = Language::ALL.map(|language| (language, language.name()));
    let appearances = Appearance::ALL.map(|one| (one, one.word(words)));
    let sizes = TEXT_SIZES.map(|percent| (percent, format!("{percent}\u{a0}%")));
    let body = widget::form([
        choice(t!(words, "look-language"), languages, Some(look.language))
            .on_choose(Message::Language)
            .into(),
        select(
            t!(words, "look-appearance"),
            appearances,
            Some(look.appearance),
        )
        .on_choose(Message::Appearance)
        .into(),
        choice(t!(words, "look-text-size"), sizes, Some(look.text_size))
            .on_choose(Message::TextSize)
            .into(),
    ]);
    dialog(t!(words, "look-title"), t!(words, "close"), Message::Close).body(body)
}

fn keys<'a>(house: &House, words: &Words) -> Dialog<'a, Message> {
    let pages = (1_u8..).zip(keyed());
    let everywhere: Vec<KeyHelp> = pages
        .map(|(place, (page, _))| (format!("Ctrl+{}", place % 10), page_name(page, words)))
        .chain(
            [
                ("Ctrl+K", t!(words, "keys-search")),
                ("Tab", t!(words, "keys-tab")),
                (&t!(words, "keys-scroll"), t!(words, "keys-scroll-does")),
                ("Esc", t!(words, "keys-escape")),
                ("F1", t!(words, "keys-title")),
            ]
            .map(|(key, what)| (key.to_owned(), what)),
        )
        .collect();
    let of_page = house.screens.keys(&house.context);
    let title = house.screens.title(&house.context);
    let mut sections = vec![];
    if !of_page.is_empty() {
        sections.push(widget::section(title, key_list(of_page)));
    }
    sections.push(widget::section(
        t!(words, "keys-everywhere"),
        key_list(everywhere),
    ));
    dialog(t!(words, "keys-title"), t!(words, "close"), Message::Close)
        .body(widget::form(sections))
        .scrolls()
}

fn key_list<'a>(keys: Vec<KeyHelp>) -> Element<'a, Message> {
    let lines = keys.into_iter().map(|(key, what)| {
        let key = iced::widget::container(widget::keycap(key)).width(KEY);
        row![key, widget::text(what)].into()
    });
    iced::widget::Column::with_children(lines)
        .spacing(crate::ui::scale::Space::Hair)
        .into()
}

/// Room for the widest key, `Mayús+flechas`.
const KEY: f32 = 120.0;

fn opening<'a>(words: &Words) -> Element<'a, Message> {
    widget::empty(
        Icon::Database,
        t!(words, "opening"),
        t!(words, "opening-what"),
        None,
    )
}

/// Why there is nothing to show, and the way on.
fn failed<'a>(language: Language, error: &Error) -> Element<'a, Message> {
    let words = language.words();
    let said = sentence::service(language, error);
    let (icon, no_folder) = match error {
        Error::Store(store::Error::NoDataFolder(_)) => (Icon::Database, true),
        _ => (Icon::Warning, false),
    };
    let again = button(t!(words, "try-again")).on_press(Message::TryAgain);
    let ways = if no_folder {
        let demo = button(t!(words, "open-demo")).on_press(Message::OpenDemo);
        let set_up = button(t!(words, "setup-begin"))
            .primary()
            .on_press(Message::SetUp(SetupMessage::Begin));
        row![
            Element::from(again),
            Element::from(demo),
            Element::from(set_up)
        ]
    } else {
        row![Element::from(again.primary())]
    };
    let ways = ways.spacing(crate::ui::scale::Space::Tight);
    widget::empty(icon, said.happened, said.to_do, Some(ways.into()))
}
