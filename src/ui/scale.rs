//! The scales: distances on a 4 px grid, five text sizes, three radii, two heights. All are logical pixels at 100 %.

use iced::{Padding, Pixels};

/// A distance on the 4 px grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Space {
    /// 4 px: between an icon and its word.
    Hair,
    /// 8 px: between things that belong together.
    Tight,
    /// 12 px: inside small cards.
    Snug,
    /// 16 px: between the fields of a form, inside cards.
    Normal,
    /// 24 px: between sections, around a page.
    Wide,
    /// 32 px: between groups that have nothing to do with each other.
    Vast,
}

impl Space {
    /// All of them, rising.
    pub const ALL: [Self; 6] = [
        Self::Hair,
        Self::Tight,
        Self::Snug,
        Self::Normal,
        Self::Wide,
        Self::Vast,
    ];

    /// In logical pixels.
    pub const fn px(self) -> f32 {
        match self {
            Self::Hair => 4.0,
            Self::Tight => 8.0,
            Self::Snug => 12.0,
            Self::Normal => 16.0,
            Self::Wide => 24.0,
            Self::Vast => 32.0,
        }
    }
}

impl From<Space> for Pixels {
    fn from(space: Space) -> Self {
        Self(space.px())
    }
}

impl From<Space> for Padding {
    fn from(space: Space) -> Self {
        Self::new(space.px())
    }
}

/// The sizes of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 12 px: help below a field, the status line, column heads.
    Small,
    /// 14 px: everything else.
    Base,
    /// 16 px: the heading of a section or a dialog.
    Section,
    /// 20 px: the title of the page.
    Title,
    /// 28 px: the code that a receptionist reads out.
    Display,
    /// 48 px: the code that is shown across the counter.
    Counter,
}

impl Size {
    /// In logical pixels.
    pub const fn px(self) -> f32 {
        match self {
            Self::Small => 12.0,
            Self::Base => 14.0,
            Self::Section => 16.0,
            Self::Title => 20.0,
            Self::Display => 28.0,
            Self::Counter => 48.0,
        }
    }
}

/// The height of a line, in heights of its text.
pub const LINE: f32 = 1.4;

impl From<Size> for Pixels {
    fn from(size: Size) -> Self {
        Self(size.px())
    }
}

/// The height of buttons, fields and choices.
pub const CONTROL: f32 = 36.0;
/// The height of a small button, in a table row or a toast.
pub const SMALL_CONTROL: f32 = 28.0;
/// The height of a table row and of its header.
pub const ROW: f32 = 36.0;
/// The corner of controls, rows and badges.
pub const RADIUS: f32 = 6.0;
/// The corner of cards, tiles, toasts and dialogs.
pub const RADIUS_LARGE: f32 = 10.0;
/// The corner of bars and other slim things: round ends.
pub const RADIUS_ROUND: f32 = 999.0;
/// The width of the focus ring.
pub const RING: f32 = 2.0;
/// The size of an icon beside base text.
pub const ICON: f32 = 16.0;
/// The width of a form's column.
pub const FORM: f32 = 420.0;
/// The width of the sidebar.
pub const SIDEBAR: f32 = 208.0;
/// The height of two lines of tiles, and a part of the third that says there is more.
pub const TILES: f32 = 316.0;
/// The width of a panel beside a list.
pub const SIDE: f32 = 272.0;
