//! What a keystroke in the product editor costs the window: `cargo bench --bench editor`.
//!
//! The whole form is built anew with its warnings, the live sentence and the picture of five weeks, and laid out, as for
//! every frame after a change. The window is played without a display, on a fresh house in a temporary folder; drawing is
//! left out, because only what changed is drawn. To reach: a frame of 16 ms (DESIGN 6).

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    unused_results,
    reason = "a benchmark stops at what should not happen, and tells what it saw"
)]

#[allow(
    dead_code,
    clippy::expect_used,
    clippy::unwrap_used,
    unreachable_pub,
    reason = "the tests use all of it"
)]
#[path = "../tests/ui/draw.rs"]
mod draw;
#[allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    unreachable_pub,
    reason = "the tests use all of it"
)]
#[path = "../tests/ui/play.rs"]
mod play;

use iced_test::{
    core::Size,
    runtime::{UserInterface, user_interface::Cache},
};
use innkeeper::ui::{
    app::Message,
    screen::{
        self, Page,
        products::{self, Field, InForm},
        shelf::Deed,
    },
};
use std::time::{Duration, Instant};

/// Keystrokes that are timed.
const KEYSTROKES: u32 = 300;

fn typed(field: Field, text: &str) -> Message {
    in_products(products::Message::Form(InForm::Typed(
        field,
        text.to_owned(),
    )))
}

fn in_products(message: products::Message) -> Message {
    Message::Screen(screen::Message::Products(message))
}

fn main() {
    let (_folder, store) = play::hotel();
    let mut window = play::open(store.folder());
    window.shows("Newest tickets");
    window
        .tell(Message::Open(Page::Products))
        .shows("New product");
    window.tell(in_products(products::Message::Do(Deed::Add)));
    // Every sentence, a picture with every mark, and a policy whose limits win.
    for (field, text) in [
        (Field::Code, "WORST"),
        (Field::TotalTime, "100000"),
        (Field::DailyTime, "60"),
        (Field::WeeklyTime, "300"),
        (Field::MonthlyTime, "1200"),
        (Field::TotalData, "102400"),
        (Field::DailyData, "1024"),
        (Field::WeeklyData, "5000"),
        (Field::MonthlyData, "10240"),
        (Field::Expiration, "days_hours_end_of_day"),
        (Field::Days, "33.5"),
    ] {
        window.tell(typed(field, text));
    }
    let mut renderer = draw::renderer();
    let size = Size::new(f32::from(play::SIZE.0), f32::from(play::SIZE.1));
    let mut cache = Some(Cache::default());
    let (mut frames, mut views) = (Vec::new(), Vec::new());
    for number in 0..KEYSTROKES {
        let began = Instant::now();
        window.tell(typed(Field::DailyTime, &format!("{}", 30 + number)));
        let view = window.view();
        views.push(began.elapsed());
        let interface =
            UserInterface::build(view, size, cache.take().unwrap_or_default(), &mut renderer);
        frames.push(began.elapsed());
        cache = Some(interface.into_cache());
    }
    report("update and view", views);
    report("and laid out", frames);
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |place: usize| {
        let time = times.get(place.min(times.len().saturating_sub(1)));
        time.map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    println!(
        "{what}: median {:.2} ms, p99 {:.2} ms, worst {:.2} ms",
        at(times.len() / 2),
        at(times.len() * 99 / 100),
        at(times.len())
    );
}
