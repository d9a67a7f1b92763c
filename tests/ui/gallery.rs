//! The gallery is drawn in every theme, to be looked at.

use super::draw::{draw, folder};
use iced_test::core::{
    Event,
    keyboard::{self, key::Named},
};
use innkeeper::ui::{
    Theme,
    gallery::{Gallery, Tab},
};

fn key(named: Named) -> Event {
    iced_test::simulator::press_key(keyboard::Key::Named(named), None)
}

#[test]
fn every_page_of_the_gallery_can_be_looked_at() {
    for theme in Theme::ALL {
        for tab in Tab::ALL {
            let gallery = Gallery {
                tab,
                theme,
                rows: 30,
                first: 499_990,
                selected: Some(499_993),
                zone: Some(1),
                ticked: true,
                toast: tab == Tab::Table,
                ..Gallery::default()
            };
            let path = folder().join(format!("gallery-{tab:?}-{}.png", theme.key()));
            let tabs = vec![key(Named::Tab); 9];
            draw(gallery.view(), theme, (1280, 720), 1.0, &tabs, &path);
            assert!(
                path.metadata().unwrap().len() > 10_000,
                "{path:?} is nearly empty"
            );
        }
        let gallery = Gallery {
            dialog: true,
            theme,
            ..Gallery::default()
        };
        let path = folder().join(format!("gallery-dialog-{}.png", theme.key()));
        draw(
            gallery.view(),
            theme,
            (1280, 720),
            1.0,
            &[key(Named::Tab)],
            &path,
        );
    }
    let gallery = Gallery {
        zone: Some(1),
        ..Gallery::default()
    };
    draw(
        gallery.view(),
        Theme::Light,
        (1280, 1000),
        2.0,
        &[],
        folder().join("gallery-controls-2x.png"),
    );
}
