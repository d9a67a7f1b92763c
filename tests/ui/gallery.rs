//! The gallery is drawn in every theme, to be looked at.

use super::{
    draw::{draw, folder},
    stage::press,
};
use iced_test::core::{
    Event,
    keyboard::{Modifiers, key::Named},
};
use innkeeper::ui::{
    Theme,
    gallery::{Gallery, Tab},
};

/// The sizes of the window that a screen has to stand: a small monitor of today, and of 2010.
const SIZES: [(u32, u32); 2] = [(1280, 720), (1024, 640)];

fn tabs(count: usize) -> Vec<Event> {
    vec![press(Named::Tab, Modifiers::empty()); count]
}

/// Presses Tab so often, then the key.
fn reach(count: usize, key: Named) -> Vec<Event> {
    let mut events = tabs(count);
    events.push(press(key, Modifiers::empty()));
    events
}

fn picture(gallery: &Gallery, size: (u32, u32), scale: f32, events: &[Event], name: &str) {
    let path = folder().join(format!(
        "gallery-{name}-{}-{}.png",
        gallery.theme.key(),
        size.0
    ));
    draw(gallery.view(), gallery.theme, size, scale, events, &path);
    assert!(
        path.metadata().unwrap().len() > 10_000,
        "{} is nearly empty",
        path.display()
    );
}

fn gallery(tab: Tab, theme: Theme) -> Gallery {
    Gallery {
        tab,
        theme,
        rows: 30,
        first: 499_990,
        selected: Some(499_993),
        zone: Some(1),
        date: "2026-03-14".to_owned(),
        toast: tab == Tab::Table,
        ..Gallery::default()
    }
}

#[test]
fn every_page_of_the_gallery_can_be_looked_at() {
    for theme in Theme::ALL {
        for tab in Tab::ALL {
            let gallery = gallery(tab, theme);
            for size in SIZES {
                picture(&gallery, size, 1.0, &tabs(9), &format!("{tab:?}"));
            }
        }
        let asking = Gallery {
            dialog: true,
            ..gallery(Tab::Controls, theme)
        };
        picture(&asking, SIZES[1], 1.0, &tabs(1), "dialog");
    }
}

/// The number of Tabs that lead to the choice, the drop-down and the day of the Controls page.
pub const TABS_TO_PAPER: usize = 20;
pub const TABS_TO_SELECT: usize = 21;
pub const TABS_TO_DATE: usize = 22;

#[test]
fn what_opens_can_be_looked_at() {
    for theme in Theme::ALL {
        let gallery = gallery(Tab::Controls, theme);
        let size = (1280, 1000);
        let list = reach(TABS_TO_SELECT, Named::Space);
        picture(&gallery, size, 1.0, &list, "select");
        let month = reach(TABS_TO_DATE, Named::ArrowDown);
        picture(&gallery, size, 1.0, &month, "month");
    }
}

#[test]
fn a_fine_screen_is_drawn_fine() {
    let gallery = gallery(Tab::Controls, Theme::Light);
    picture(&gallery, (1280, 1000), 2.0, &[], "2x");
}
