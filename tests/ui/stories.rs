//! What a receptionist does with the widgets, with keys alone.

use iced::keyboard::key::Named;
use iced_test::Simulator;
use innkeeper::ui::{
    self, Element, Theme,
    gallery::{Gallery, Message, Tab},
    widget::{button, table, window},
};

type Ui<'a, M> = Simulator<'a, M, Theme, iced::Renderer>;

fn simulate<'a, M: 'a>(view: Element<'a, M>) -> Ui<'a, M> {
    Simulator::with_size(ui::settings(), (1280.0, 720.0), view)
}

fn keys(view: Element<'_, &'static str>, keys: &[Named]) -> Vec<&'static str> {
    let mut ui = simulate(view);
    for key in keys {
        ui.tap_key(*key);
    }
    ui.into_messages().collect()
}

fn three<'a>() -> Element<'a, &'static str> {
    window(iced::widget::column![
        button("One").on_press("one"),
        button("Off"),
        button("Two").on_press("two"),
    ])
    .into()
}

#[test]
fn tab_reaches_every_button_in_a_circle_and_skips_what_is_disabled() {
    use Named::{Enter, Space, Tab};
    assert_eq!(keys(three(), &[Enter, Space]), [""; 0]);
    assert_eq!(
        keys(three(), &[Tab, Enter, Tab, Space, Tab, Enter]),
        ["one", "two", "one"]
    );
}

#[test]
fn a_disabled_button_does_nothing() {
    let mut ui = simulate(three());
    ui.click("Off").unwrap();
    assert_eq!(ui.into_messages().count(), 0);
}

#[test]
fn a_dialog_keeps_the_focus_and_escape_leaves_it() {
    let gallery = Gallery {
        dialog: true,
        ..Gallery::default()
    };
    let mut ui = simulate(gallery.view());
    assert!(
        ui.find("Recharge").is_err(),
        "the page below can be reached"
    );
    ui.typewrite("x");
    ui.tap_key(Named::Escape);
    let messages: Vec<_> = ui.into_messages().collect();
    assert_eq!(
        messages,
        [Message::Typed("x".into()), Message::Dialog(false)]
    );

    let mut ui = simulate(gallery.view());
    // Field, keep, cancel, and round to the field again.
    for _ in 0..3 {
        ui.tap_key(Named::Tab);
    }
    ui.typewrite("y");
    assert_eq!(
        ui.into_messages().collect::<Vec<_>>(),
        [Message::Typed("y".into())]
    );
}

/// Presses keys one after the other, each on the view that the one before led to.
fn play(gallery: &mut Gallery, keys: &[Named]) {
    for key in keys {
        let mut ui = simulate(gallery.view());
        // The table is the last stop of Tab.
        ui.simulate([shift_tab()]);
        ui.tap_key(*key);
        let messages: Vec<_> = ui.into_messages().collect();
        for message in messages {
            gallery.update(message);
        }
    }
}

fn shift_tab() -> iced::Event {
    use iced_test::core::keyboard::{Event, Key, Location, Modifiers, key};
    iced::Event::Keyboard(Event::KeyPressed {
        key: Key::Named(Named::Tab),
        modified_key: Key::Named(Named::Tab),
        physical_key: key::Physical::Unidentified(key::NativeCode::Unidentified),
        location: Location::Standard,
        modifiers: Modifiers::SHIFT,
        repeat: false,
        text: None,
    })
}

#[test]
fn keys_move_through_a_million_rows_exactly() {
    let mut gallery = Gallery {
        tab: Tab::Table,
        ..Gallery::default()
    };
    play(&mut gallery, &[Named::End]);
    assert_eq!(gallery.selected, Some(999_999));
    // The body is 507 px high: 14 whole rows and a part of the fifteenth.
    assert_eq!((gallery.first, gallery.rows), (999_986, 15));
    play(&mut gallery, &[Named::ArrowUp, Named::PageUp]);
    assert_eq!((gallery.selected, gallery.first), (Some(999_984), 999_984));
    play(&mut gallery, &[Named::Home]);
    assert_eq!((gallery.selected, gallery.first), (Some(0), 0));
    play(&mut gallery, &[Named::ArrowUp]);
    assert_eq!((gallery.selected, gallery.first), (Some(0), 0));
}

#[test]
fn a_table_says_nothing_when_nothing_changes() {
    let view = || -> Element<'static, table::Event> {
        window(
            table::table([table::column("A")], 1_000_000, 0)
                .selected(Some(0))
                .on_event(|event| event),
        )
        .into()
    };
    let mut ui = simulate(view());
    ui.tap_key(Named::Tab);
    for _ in 0..3 {
        ui.tap_key(Named::ArrowUp);
        ui.tap_key(Named::Home);
    }
    let messages: Vec<_> = ui.into_messages().collect();
    assert_eq!(messages, [table::Event::Window { first: 0, rows: 19 }]);
}
