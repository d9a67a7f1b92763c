//! What a receptionist does with the widgets, with keys alone.

use super::{
    gallery::{TABS_TO_DATE, TABS_TO_PAPER, TABS_TO_SELECT},
    stage::{Stage, press},
};
use iced_test::{
    Simulator,
    core::{
        Event, Point,
        keyboard::{self, Modifiers, key::Named},
        window::RedrawRequest,
    },
};
use innkeeper::ui::{
    self, Element, Theme,
    gallery::{self, Gallery, Message, Tab},
    widget::{self, button, table, window},
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

/// A dialog that is higher than the window, as the list of keys is: what lies below its edge is seen by the keys alone.
#[test]
fn a_dialog_higher_than_the_window_is_scrolled_by_keys() {
    let view = |(): &()| {
        let lines = (0..60).map(|line| widget::text(format!("Line {line}")).into());
        let dialog = widget::dialog("Keys", "Close", ())
            .body(iced::widget::Column::with_children(lines))
            .scrolls();
        widget::window(widget::text("Page"))
            .dialog(Some(dialog))
            .into()
    };
    let mut stage = Stage::open((), view, |(), ()| {});
    let mut sees = |key: Option<Named>, line: &str| {
        let _ = stage.tap(key);
        stage.find(line).is_some()
    };
    assert!(sees(None, "Line 0"));
    assert!(!sees(None, "Line 59"));
    assert!(!sees(Some(Named::PageDown), "Line 0"));
    assert!(sees(Some(Named::PageUp), "Line 0"));
    assert!(sees(Some(Named::End), "Line 59"));
    assert!(sees(Some(Named::ArrowUp), "Line 57"));
    assert!(sees(Some(Named::Home), "Line 0"));
}

fn gallery(tab: Tab) -> Stage<Gallery, Message> {
    let program = Gallery {
        tab,
        ..Gallery::default()
    };
    Stage::open(program, Gallery::view, Gallery::update)
}

/// A gallery in which Tab was pressed so often.
fn after_tabs(tab: Tab, count: usize) -> Stage<Gallery, Message> {
    let mut stage = gallery(tab);
    let messages = stage.tap(std::iter::repeat_n(Named::Tab, count));
    assert_eq!(messages, [], "Tab alone does nothing");
    stage
}

#[test]
fn keys_move_through_a_million_rows_exactly() {
    use Named::{ArrowDown, ArrowUp, End, Home, PageDown, PageUp};
    let mut stage = gallery(Tab::Table);
    // The table is the last stop of Tab.
    let _ = stage.shift_tab();
    // The body is 507 px high: 14 whole rows and a part of the fifteenth.
    let steps = [
        (End, 999_999, 999_986),
        (ArrowUp, 999_998, 999_986),
        (PageUp, 999_984, 999_984),
        (PageDown, 999_998, 999_985),
        (Home, 0, 0),
        (ArrowUp, 0, 0),
        (ArrowDown, 1, 0),
    ];
    for (key, selected, first) in steps {
        let _ = stage.tap([key]);
        assert_eq!(
            (
                stage.program.selected,
                stage.program.first,
                stage.program.rows
            ),
            (Some(selected), first, 15),
            "after {key:?}"
        );
    }
    let _ = stage.tap([Named::Enter]);
    assert!(stage.program.dialog, "Enter opens the row");
}

#[test]
fn the_wheel_turns_three_rows_a_notch_and_stops_at_the_ends() {
    let mut stage = gallery(Tab::Table);
    let _ = stage.point_at(600.0, 400.0);
    let steps = [
        (-1.0, 3),
        (-2.0, 9),
        (-0.5, 10),
        (-0.5, 12),
        (1.0, 9),
        (40.0, 0),
    ];
    for (notches, first) in steps {
        let _ = stage.wheel(notches);
        assert_eq!(stage.program.first, first, "after {notches} notches");
    }
    let _ = stage.wheel(-1_000_000.0);
    assert_eq!(stage.program.first, 999_986);
}

#[test]
fn the_thumb_is_dragged_from_end_to_end() {
    let mut stage = gallery(Tab::Table);
    let table = stage.find("Serial").unwrap();
    // The thumb lies at the top of the track, 28 px high, under the 36 px of the heads.
    let (x, top) = (1280.0 - 24.0 - 6.0, table.center_y() + 18.0 + 10.0);
    let _ = stage.point_at(x, top);
    let _ = stage.press();
    assert_eq!(stage.program.first, 0, "grasping moves nothing");
    let _ = stage.point_at(x, top + 2000.0);
    assert_eq!(stage.program.first, 999_986);
    let _ = stage.point_at(x, top + 225.0);
    let middle = stage.program.first;
    assert!(
        (450_000..550_000).contains(&middle),
        "{middle} is not the middle"
    );
    let _ = stage.release();
    let _ = stage.point_at(x, top);
    assert_eq!(
        stage.program.first, middle,
        "what was let go follows no longer"
    );
    // A press on the track turns a page.
    let _ = stage.click(x, top + 400.0);
    assert_eq!(stage.program.first, middle + 14);
}

#[test]
fn a_click_selects_and_a_double_click_opens() {
    let mut stage = gallery(Tab::Table);
    let _ = stage.click_on("999997");
    assert_eq!(
        (stage.program.selected, stage.program.dialog),
        (Some(3), false)
    );
    let _ = stage.click_on("999996");
    assert_eq!(
        (stage.program.selected, stage.program.dialog),
        (Some(4), false),
        "two rows are no double click"
    );
    let messages = stage.click_on("999996");
    assert_eq!(messages, [Message::Table(table::Event::Activate(4))]);
    assert!(stage.program.dialog);
}

#[test]
fn a_head_sorts_when_it_can() {
    let mut stage = gallery(Tab::Table);
    assert_eq!(
        stage.click_on("Guest"),
        [Message::Table(table::Event::Sort(2))]
    );
    assert_eq!(stage.click_on("Code"), []);
}

#[test]
fn tab_goes_through_every_control_in_the_order_of_reading() {
    let mut stage = gallery(Tab::Controls);
    let mut stops = Vec::new();
    for _ in 0..28 {
        let _ = stage.tap([Named::Tab]);
        stops.push(stop(&mut stage));
    }
    let nav = ["Controls", "Pieces", "Table", "Empty", "button"];
    let buttons = ["button"; 3]
        .into_iter()
        .chain(["Cancel ticket", "copy", "button", "button"]);
    let expected: Vec<_> = nav
        .into_iter()
        .chain(["look"])
        .chain(buttons)
        .chain(["field"; 6])
        .chain([
            "paper", "zone", "date", "calendar", "check", "button", "button",
        ])
        // And round.
        .chain(["Controls", "Pieces"])
        .collect();
    assert_eq!(stops, expected);
}

/// What has the focus, told by what keys do to it. Leaves everything as it was.
fn stop(stage: &mut Stage<Gallery, Message>) -> &'static str {
    let before = stage.program.clone();
    let mut messages = stage.typewrite("~");
    let typed = !messages.is_empty();
    if !typed {
        messages = stage.tap([Named::ArrowDown]);
    }
    let arrow = !messages.is_empty();
    let opened = !typed && !arrow && stage.find("March 2026").is_some();
    if opened {
        let _ = stage.tap([Named::Escape]);
    } else if !arrow {
        messages = stage.tap([Named::Enter]);
    }
    stage.program = before;
    match messages.first() {
        _ if opened => "calendar",
        Some(Message::Dated(_)) => "date",
        Some(Message::Typed(_)) => "field",
        Some(Message::Look(_)) => "look",
        Some(Message::Paper(_)) => "paper",
        Some(Message::Zone(_)) => "zone",
        Some(Message::Ticked(_)) => "check",
        Some(Message::Dialog(true)) => "Cancel ticket",
        Some(Message::Toast(true)) => "copy",
        Some(Message::Open(Tab::Controls)) => "Controls",
        Some(Message::Open(Tab::Pieces)) => "Pieces",
        Some(Message::Open(Tab::Table)) => "Table",
        Some(Message::Open(Tab::Empty)) => "Empty",
        Some(Message::Pressed) => "button",
        _ => "nothing",
    }
}

#[test]
fn arrows_choose_side_by_side_and_stop_at_the_ends() {
    use Named::{ArrowLeft, ArrowRight, End, Home};
    let mut stage = after_tabs(Tab::Controls, TABS_TO_PAPER);
    let steps = [
        (ArrowRight, 1),
        (ArrowRight, 2),
        (ArrowRight, 2),
        (ArrowLeft, 1),
        (Home, 0),
        (ArrowLeft, 0),
        (End, 2),
    ];
    for (key, paper) in steps {
        let _ = stage.tap([key]);
        assert_eq!(stage.program.paper, paper, "after {key:?}");
    }
    assert_eq!(stage.click_on("A4"), [Message::Paper(1)]);
    assert_eq!(stage.click_on("A4"), [], "it is chosen already");
    assert_eq!(stage.click_on("Italiano"), [], "the other one is disabled");
}

#[test]
fn a_drop_down_is_worked_by_keys_alone() {
    use Named::{ArrowDown, ArrowUp, End, Enter, Escape, Space};
    let mut stage = after_tabs(Tab::Controls, TABS_TO_SELECT);
    assert!(stage.find("Atlantic/Canary").is_none(), "it is closed");
    assert_eq!(
        stage.tap([ArrowDown]),
        [Message::Zone(0)],
        "closed, an arrow chooses"
    );

    assert_eq!(stage.tap([Space]), []);
    assert!(stage.find("Atlantic/Canary").is_some(), "it is open");
    assert_eq!(
        stage.tap([ArrowDown, ArrowDown, ArrowUp, Enter]),
        [Message::Zone(1)]
    );
    assert!(stage.find("Atlantic/Canary").is_none(), "Enter closes it");

    assert_eq!(
        stage.tap([Enter, End, Escape]),
        [],
        "Esc leaves what was chosen"
    );
    assert_eq!(
        (stage.find("Atlantic/Canary"), stage.program.zone),
        (None, Some(1))
    );

    let _ = stage.tap([Space]);
    assert_eq!(stage.typewrite("a"), [], "a letter marks in the open list");
    assert_eq!(stage.tap([Enter]), [Message::Zone(3)]);
    assert_eq!(
        stage.typewrite("a"),
        [Message::Zone(4)],
        "and chooses in the closed one"
    );
}

#[test]
fn a_drop_down_is_worked_by_the_pointer() {
    let mut stage = after_tabs(Tab::Controls, TABS_TO_SELECT);
    let _ = stage.click_on("Choose a zone");
    assert_eq!(stage.click_on("Europe/Rome"), [Message::Zone(1)]);
    let _ = stage.click_on("Europe/Rome");
    assert_eq!(
        stage.click(400.0, 100.0),
        [],
        "a press beside closes and does nothing else"
    );
    assert!(stage.find("Atlantic/Canary").is_none());
}

#[test]
fn a_day_is_typed_or_taken_from_the_month() {
    use Named::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Enter, Escape, PageDown, Tab};
    let mut stage = after_tabs(gallery::Tab::Controls, TABS_TO_DATE);
    let _ = stage.typewrite("14/3/2026");
    assert_eq!(stage.program.date, "14/3/2026");

    assert_eq!(stage.tap([ArrowDown]), [], "Arrow Down opens the month");
    assert!(stage.find("March 2026").is_some());
    let picked = |text: &str| [Message::Dated(text.to_owned())];
    let walk = [
        ArrowRight, ArrowDown, ArrowDown, ArrowUp, ArrowLeft, ArrowLeft, Enter,
    ];
    assert_eq!(stage.tap(walk), picked("2026-03-20"));
    assert!(stage.find("March 2026").is_none(), "Enter closes the month");

    assert_eq!(stage.tap([ArrowDown, PageDown]), []);
    assert!(stage.find("April 2026").is_some());
    assert_eq!(stage.tap([Escape]), [], "Esc leaves the day as it was");
    assert_eq!(stage.program.date, "2026-03-20");

    assert_eq!(
        stage.tap([Tab, Enter, ArrowRight, Enter]),
        picked("2026-03-21"),
        "by the button"
    );
}

#[test]
fn a_day_is_taken_with_the_pointer() {
    let mut stage = after_tabs(Tab::Controls, TABS_TO_DATE);
    let label = stage.find("2026-12-31").unwrap();
    let (x, y) = (label.x + label.width, label.center_y());
    let _ = stage.click(x - 18.0, y);
    assert!(
        stage.find("March 2026").is_some(),
        "it opens at today's month"
    );
    assert_eq!(
        stage.click_on("25"),
        [Message::Dated("2026-03-25".to_owned())]
    );
}

#[test]
fn a_box_is_ticked_by_space_and_by_a_press_on_its_words() {
    let mut stage = after_tabs(Tab::Controls, TABS_TO_DATE + 2);
    assert_eq!(stage.tap([Named::Space]), [Message::Ticked(true)]);
    assert_eq!(stage.tap([Named::Enter]), [Message::Ticked(false)]);
    assert_eq!(stage.click_on("Print at once"), [Message::Ticked(true)]);
    assert_eq!(stage.click_on("Cannot be changed"), []);
}

#[test]
fn a_toast_is_undone_closed_and_counts_down() {
    let mut stage = gallery(Tab::Empty);
    stage.program.toast = true;
    assert!(stage.find("58 s").is_some(), "it says how long");
    assert_eq!(stage.click_on("Undo"), [Message::Toast(false)]);
    assert!(stage.find("Undo").is_none());

    stage.program.toast = true;
    let undo = stage.find("Undo").unwrap();
    assert_eq!(
        stage.click(undo.x + undo.width + 24.0, undo.center_y()),
        [Message::Toast(false)]
    );

    // By keys: action and cross are the last stops.
    for stops in [1, 2] {
        stage.program.toast = true;
        let mut keys = gallery(Tab::Empty);
        keys.program.toast = true;
        for _ in 0..stops {
            let _ = keys.shift_tab();
        }
        assert_eq!(keys.tap([Named::Enter]), [Message::Toast(false)]);
    }
}

#[test]
fn a_window_in_which_nothing_happens_is_not_drawn_again() {
    for tab in Tab::ALL {
        let mut stage = gallery(tab);
        stage.program.toast = true;
        let _ = stage.draw_again();
        assert_eq!(stage.draw_again(), RedrawRequest::Wait, "{tab:?} at rest");
        // A pointer that moves over what it is over already.
        let at = Point::new(640.0, 360.0);
        let _ = stage.pointer_to(at);
        assert_eq!(
            stage.pointer_to(at).0,
            RedrawRequest::Wait,
            "{tab:?} under the pointer"
        );
        let _ = stage.tap([Named::Tab]);
        assert_eq!(
            stage.draw_again(),
            RedrawRequest::Wait,
            "{tab:?} with the focus"
        );
        let let_go = Event::Keyboard(keyboard::Event::ModifiersChanged(Modifiers::SHIFT));
        let wish = stage.after_drawing(Some(let_go)).0;
        assert_eq!(
            wish,
            RedrawRequest::Wait,
            "{tab:?} after a key that means nothing"
        );
    }
}

#[test]
fn a_window_in_which_something_changes_is_drawn_again() {
    let mut stage = gallery(Tab::Controls);
    for words in ["Recharge", "Pieces", "A4", "Choose a zone", "Print at once"] {
        let place = stage.find(words).unwrap().center();
        assert_eq!(
            stage.pointer_to(place).0,
            RedrawRequest::NextFrame,
            "onto {words}"
        );
        assert_eq!(
            stage.pointer_to(place).0,
            RedrawRequest::Wait,
            "over {words}"
        );
    }
    let tab = press(Named::Tab, Modifiers::empty());
    assert_eq!(
        stage.after_drawing(Some(tab)).0,
        RedrawRequest::NextFrame,
        "the focus moves"
    );

    let mut stage = gallery(Tab::Table);
    for (words, wish) in [
        ("999997", RedrawRequest::NextFrame),
        ("Devices", RedrawRequest::NextFrame),
    ] {
        let place = stage.find(words).unwrap().center();
        assert_eq!(stage.pointer_to(place).0, wish, "onto {words}");
    }
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
