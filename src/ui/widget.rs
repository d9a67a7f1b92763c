//! The words that screens are composed of. See the head of [`crate::ui`] for which to use when.
#![allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "iced hands the theme over by reference, and so do its helpers here"
)]

pub(crate) mod press;

mod area;
mod badge;
mod bar;
mod button;
mod check;
mod choice;
mod columns;
mod cut;
pub mod date;
mod field;
mod focus;
mod outset;
mod parts;
mod picture;
mod select;
pub mod table;
mod tile;
mod weeks;
mod window;
mod words;

pub use area::{Area, area};
pub use badge::{badge, level, notice};
pub use bar::{allowance, progress, working};
pub use button::{Button, button};
pub use check::{Check, check};
pub use choice::{Choice, choice, select};
pub use columns::{Count, columns, count};
pub use date::{Date, date, parse as parse_date};
pub use field::{Field, Verdict, field, search};
pub use focus::{focus, focus_if_free, reveal};
pub use parts::{
    actions, card, code, code_large, code_small, empty, fact, form, frame, id, moment, nav, page,
    rule, scroll, section, sidebar, status, status_line,
};
pub use picture::{picture, picture_of_size};
pub use table::{Table, cell, cell_mono, cell_muted, column, table};
pub use tile::{Tile, keycap, tile};
pub use weeks::{Day, Stretch, weeks};
pub use window::{Dialog, Toast, Window, dialog, toast, window};
pub use words::{Text, heading, icon, line, mono, muted, small, strong, text, title, toned};
