//! The Location: its sections, worked by the keyboard and the mouse, down to the store.

use super::{
    draw::{draw, folder},
    play::{Play, SIZE, hotel, open, play, start},
};
use iced::widget::text_editor::{Action, Edit};
use innkeeper::{
    domain::{
        location::{AuthMode, Location},
        ticket::Source,
    },
    i18n::Language,
    services::{
        Actor, catalogue, location,
        notices::{self, Placeholder},
        now,
    },
    store::Store,
    ui::{
        Theme,
        app::{Appearance, Message},
        screen::{
            self, Page,
            location::{Field, Message as Here, NoticeMessage as Notice, Section},
        },
    },
};
use std::sync::Arc;

fn here(message: Here) -> Message {
    Message::Screen(screen::Message::Location(message))
}

fn at(store: &Store, section: Section) -> Play {
    let mut window = open(store.folder());
    window.shows("Lobby hour");
    window
        .tell(Message::Open(Page::Location))
        .shows("House times");
    window.tell(here(Here::Show(section)));
    window
}

fn site(store: &Store) -> Location {
    location::show(store).unwrap()
}

fn change(store: &Store, change: impl FnOnce(&mut Location)) {
    let mut changed = site(store);
    change(&mut changed);
    location::edit(store, now(), Actor::Cli, changed).unwrap();
}

#[test]
fn a_name_is_typed_and_kept_by_enter() {
    let (_folder, store) = hotel();
    let mut window = at(&store, Section::General);
    window.shows("Hotel Test");
    // The first field has the focus.
    window
        .types(" Bellavista")
        .shows("Unsaved changes. They stay here until you save or discard them.");
    // Another page and back: nothing is lost.
    window.tell(Message::Open(Page::Desk)).shows("Lobby hour");
    window
        .tell(Message::Open(Page::Location))
        .shows("Hotel Test Bellavista");
    window
        .click("Hotel Test Bellavista")
        .press("enter")
        .shows("Saved.");
    assert_eq!(site(&store).name, "Hotel Test Bellavista");
    assert_eq!(site(&store).revision, 1);
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_not_kept() {
    let (_folder, store) = hotel();
    let mut window = at(&store, Section::General);
    window.shows("Europe/Rome");
    window.tell(here(Here::Typed(Field::Zone, "Madr".into())));
    window
        .shows("No such zone; type a city")
        .shows("Europe/Madrid");
    window.click("Save").shows("No such zone; type a city");
    assert_eq!(site(&store).revision, 0);
    window
        .click("Europe/Madrid")
        .shows("Days are counted anew from saving; set expiries stay");
    window.click("Save").shows("Saved.");
    assert_eq!(site(&store).zone, chrono_tz::Europe::Madrid);
}

#[test]
fn click_and_connect_needs_its_product() {
    let (_folder, store) = hotel();
    let mut window = at(&store, Section::Access);
    window.shows("This mode registers guests");
    window.tell(here(Here::Typed(Field::Mode, "click_connect".into())));
    window
        .shows("This mode does not register guests")
        .shows("Choose the product.");
    let product = catalogue::product(&store, "LOBBY")
        .unwrap()
        .id
        .0
        .to_string();
    window.tell(here(Here::Typed(Field::FreeProduct, product)));
    window.click("Save").shows("Saved.");
    assert_eq!(site(&store).access.mode, AuthMode::ClickConnect);
}

#[test]
fn two_desks_are_told_and_lose_nothing() {
    let (_folder, store) = hotel();
    let mut window = at(&store, Section::Money);
    window.shows("Tax rate included in prices, %");
    window.tell(here(Here::Typed(Field::Tax, "22".into())));
    window.tell(here(Here::Typed(Field::Grace, "30".into())));
    change(&store, |site| {
        site.prices.tax_percent = 10.into();
        site.ssid = Some("Other desk".into());
    });
    window.shows("Somebody else has changed this meanwhile.");
    window.shows("Both of you have changed: Tax rate included in prices, %. Nothing is lost yet: choose which counts.");
    window.click("Keep mine").click("Save").shows("Saved.");
    let kept = site(&store);
    assert_eq!(
        (kept.prices.tax_percent, kept.times.grace_min),
        (22.into(), 30)
    );
    assert_eq!(
        kept.ssid.as_deref(),
        Some("Other desk"),
        "what only they touched is theirs"
    );
}

#[test]
fn separators_count_everywhere_at_once() {
    let (_folder, store) = hotel();
    let mut window = at(&store, Section::Money);
    window.click("Comma").click("Save").shows("Saved.");
    window.tell(Message::Open(Page::Desk)).shows("€2,00");
}

#[test]
fn a_product_gets_its_own_price() {
    let (_folder, store) = hotel();
    let mut window = at(&store, Section::Products);
    window.shows("Every product is offered at its list price");
    window
        .click("WEEK")
        .click("Edit")
        .shows("Selling price, tax included");
    for _ in 0..5 {
        window.press("backspace");
    }
    window
        .types("17,50")
        .press("enter")
        .shows("WEEK saved.")
        .shows("€17.50");
    let offers = location::offers(&store).unwrap();
    let week = offers
        .list
        .iter()
        .find(|one| one.product.code == "WEEK")
        .unwrap();
    assert_eq!(
        (week.on_sale.price.minor, offers.list.len(), offers.settled),
        (1750, 6, true)
    );
}

#[test]
fn the_notice_is_seen_as_the_guest_reads_it() {
    let (_folder, store) = hotel();
    let mut window = at(&store, Section::Options);
    window.shows("What the guest reads");
    let act = |action| here(Here::Notice(Notice::Text(Language::English, action)));
    let write = |window: &mut Play, text: &str| {
        let text = Arc::new(text.to_owned());
        let _ = window
            .tell(act(Action::SelectAll))
            .tell(act(Action::Edit(Edit::Paste(text))));
    };
    write(&mut window, "{name}, {room}");
    window.shows("{room} stands for nothing.");
    window.click("Save").shows("{room} stands for nothing.");
    write(&mut window, "{name}: soon");
    window.shows("The date is missing: put {date} into the text.");
    // In lines, with a placeholder from its button.
    write(&mut window, "Dear guest\nof {location}:\n");
    window.tell(here(Here::Notice(Notice::Insert(
        Language::English,
        Placeholder::Date,
    ))));
    window.until("the preview", |window| {
        !window.is_shown("The date is missing: put {date} into the text.")
    });
    window.click("Save").shows("Saved.");
    let kept = notices::options(&store).unwrap();
    assert_eq!(
        kept.texts.get("en").map(String::as_str),
        Some("Dear guest\nof {location}:\n{date}")
    );
    assert_eq!(
        kept.texts.len(),
        1,
        "texts that nobody changed stay the program's own"
    );
}

#[test]
fn users_of_a_router_are_shown_and_then_taken() {
    let (folder, store) = hotel();
    let profile = serde_json::json!({ "code": "HOUR", "mikrotik_profile": "1h" });
    catalogue::edit_product(&store, now(), Actor::Cli, profile).unwrap();
    let file = folder.path().join("users.rsc");
    std::fs::write(
        &file,
        "/ip hotspot user\nadd name=ana password=x profile=1h\nadd name=eva profile=2h\n",
    )
    .unwrap();
    let mut window = at(&store, Section::Import);
    window.shows("File");
    window.tell(here(Here::Import(
        innkeeper::ui::screen::location::ImportMessage::Path(format!("file://{}", file.display())),
    )));
    window.click("Read").shows("1 can be taken, 1 cannot.");
    picture(&window, "location-import-seen", Theme::ALL[0]);
    window
        .shows("Unknown profile: no product on sale has 2h")
        .click("Take 1 user")
        .shows("1 user taken over.");
    let taken = super::play::tickets(&store);
    assert_eq!(taken.len(), 1);
    assert_eq!(
        (taken[0].ticket.user_id.as_str(), taken[0].ticket.source),
        ("ana", Source::Import)
    );
}

#[test]
fn every_section_can_be_looked_at() {
    let place = tempfile::TempDir::new().unwrap();
    let mut begin = start(place.path().join("demo"));
    begin.demo = true;
    let mut window = play(begin);
    window.until("the demo is open", |window| window.is_shown("1 week"));
    let sections = [
        ("general", Section::General),
        ("access", Section::Access),
        ("products", Section::Products),
        ("money", Section::Money),
        ("wifi", Section::Wifi),
        ("times", Section::Times),
        ("options", Section::Options),
        ("import", Section::Import),
    ];
    for language in Language::ALL {
        window.tell(Message::Language(language));
        for theme in [Theme::ALL[0], Theme::ALL[1]] {
            window.tell(Message::Appearance(Appearance::Always(theme)));
            window.tell(Message::Open(Page::Location));
            window.tell(here(Here::Typed(Field::Mode, "simple_password".into())));
            for (name, section) in sections {
                window.tell(here(Here::Show(section)));
                settle(&mut window);
                let name = format!("location-{name}-{}-{}", language.tag(), theme.key());
                picture(&window, &name, theme);
                if section == Section::Products {
                    let add = innkeeper::ui::screen::location::OfferMessage::Add;
                    window.tell(here(Here::Offers(add)));
                    settle(&mut window);
                    picture(&window, &name.replace("products", "offer"), theme);
                    let close = innkeeper::ui::screen::location::OfferMessage::Close;
                    window.tell(here(Here::Offers(close)));
                }
            }
            window.tell(Message::Open(Page::Desk));
        }
    }
}

fn picture(window: &Play, name: &str, theme: Theme) {
    let path = folder().join(format!("{name}.png"));
    draw(
        window.view(),
        theme,
        (SIZE.0.into(), SIZE.1.into()),
        1.0,
        &[],
        &path,
    );
    assert!(
        path.metadata().unwrap().len() > 10_000,
        "{} is nearly empty",
        path.display()
    );
}

fn settle(window: &mut Play) {
    for _ in 0..10 {
        window.pump();
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}
