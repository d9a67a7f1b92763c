//! Colours by role. Light, dark and high contrast; nothing outside this module names a colour.
//!
//! A test holds every pair of text and ground that the widgets draw to 4.5 : 1 and every focus ring to 3 : 1
//! (WCAG 2.1, success criteria 1.4.3 and 1.4.11).

mod catalog;
mod skin;

pub use catalog::{Panel, Tint};
pub(crate) use skin::{Look, Skin, Status};

use crate::domain::product::Level;
use iced::{Color, color, theme};

/// How the window looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// Dark text on light grounds.
    #[default]
    Light,
    /// Light text on dark grounds.
    Dark,
    /// White and yellow on black, strong lines.
    Contrast,
}

impl Theme {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Contrast];

    /// The colours.
    pub const fn roles(self) -> &'static Roles {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::Contrast => &CONTRAST,
        }
    }

    /// The name that settings and files use.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }
}

impl theme::Base for Theme {
    fn default(preference: theme::Mode) -> Self {
        match preference {
            theme::Mode::None | theme::Mode::Light => Self::Light,
            theme::Mode::Dark => Self::Dark,
        }
    }

    fn mode(&self) -> theme::Mode {
        match self {
            Self::Light => theme::Mode::Light,
            Self::Dark | Self::Contrast => theme::Mode::Dark,
        }
    }

    fn base(&self) -> theme::Style {
        theme::Style {
            background_color: self.roles().ground,
            text_color: self.roles().text,
        }
    }

    fn palette(&self) -> Option<theme::Palette> {
        let roles = self.roles();
        Some(theme::Palette {
            background: roles.ground,
            text: roles.text,
            primary: roles.accent,
            success: roles.success.text,
            warning: roles.warning.text,
            danger: roles.danger.text,
        })
    }

    fn name(&self) -> &str {
        self.key()
    }
}

/// What a badge, a verdict, a toast or a bar says by its colour. Shape and word say it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Says nothing.
    Neutral,
    /// Something to know.
    Info,
    /// A ticket that nobody has used yet.
    NoUse,
    /// A ticket in use, a device online.
    InUse,
    /// A ticket whose time or allowance is over.
    Expired,
    /// A ticket that was cut.
    Cancelled,
    /// It went well.
    Success,
    /// It will go wrong soon.
    Warning,
    /// It went wrong.
    Danger,
}

impl Tone {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Neutral,
        Self::Info,
        Self::NoUse,
        Self::InUse,
        Self::Expired,
        Self::Cancelled,
        Self::Success,
        Self::Warning,
        Self::Danger,
    ];
}

/// A ground and the text that stands on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The colour behind.
    pub ground: Color,
    /// The colour of text, icons and bars; also legible on `surface` and `ground`.
    pub text: Color,
}

/// The colours of a theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Roles {
    /// Behind everything.
    pub ground: Color,
    /// Cards, tables, fields.
    pub surface: Color,
    /// Dialogs, pop-ups, toasts.
    pub raised: Color,
    /// Text.
    pub text: Color,
    /// Text that may be skipped: help, labels of columns, what is disabled.
    pub muted: Color,
    /// The words of what does nothing now. Dimmer than `muted` where a colour for the ground alone would not tell.
    pub disabled: Color,
    /// Lines that divide.
    pub line: Color,
    /// Outlines of controls: 3 : 1 against what is behind.
    pub outline: Color,
    /// The one next action.
    pub accent: Color,
    /// The same under the pointer.
    pub accent_hover: Color,
    /// Text on `accent`.
    pub on_accent: Color,
    /// The action that destroys.
    pub destroy: Color,
    /// The same under the pointer.
    pub destroy_hover: Color,
    /// Text on `destroy`.
    pub on_destroy: Color,
    /// The focus ring.
    pub focus: Color,
    /// A row or a quiet control under the pointer.
    pub hover: Color,
    /// The selected row, the open page.
    pub selection: Color,
    /// Text marked with the pointer or Shift.
    pub marked: Color,
    /// Laid over the page while a dialog is open.
    pub veil: Color,
    /// What a raised thing throws.
    pub shadow: Color,
    /// [`Tone::Neutral`].
    pub neutral: Pair,
    /// [`Tone::Info`].
    pub info: Pair,
    /// [`Tone::NoUse`].
    pub no_use: Pair,
    /// [`Tone::InUse`].
    pub in_use: Pair,
    /// [`Tone::Expired`].
    pub expired: Pair,
    /// [`Tone::Cancelled`].
    pub cancelled: Pair,
    /// [`Tone::Success`].
    pub success: Pair,
    /// [`Tone::Warning`].
    pub warning: Pair,
    /// [`Tone::Danger`].
    pub danger: Pair,
    /// What belongs to the whole installation: yellow ochre (P8).
    pub system: Pair,
    /// What belongs to a reseller: light blue (P8).
    pub reseller: Pair,
    /// What belongs to the manager: white (P8).
    pub manager: Pair,
}

impl Roles {
    /// The colours of a tone.
    pub const fn tone(&self, tone: Tone) -> Pair {
        match tone {
            Tone::Neutral => self.neutral,
            Tone::Info => self.info,
            Tone::NoUse => self.no_use,
            Tone::InUse => self.in_use,
            Tone::Expired => self.expired,
            Tone::Cancelled => self.cancelled,
            Tone::Success => self.success,
            Tone::Warning => self.warning,
            Tone::Danger => self.danger,
        }
    }

    /// The colours of a level. They are the manual's own, so they are the same in every theme (P8).
    pub const fn level(&self, level: Level) -> Pair {
        match level {
            Level::System => self.system,
            Level::Reseller => self.reseller,
            Level::Manager => self.manager,
        }
    }
}

const SYSTEM: Pair = pair(color!(0xe3b04b), color!(0x3d2a00));
const RESELLER: Pair = pair(color!(0xb5dcf2), color!(0x0a344c));
const MANAGER: Pair = pair(color!(0xffffff), color!(0x1a1f26));

const fn pair(ground: Color, text: Color) -> Pair {
    Pair { ground, text }
}

static LIGHT: Roles = Roles {
    ground: color!(0xf5f6f8),
    surface: color!(0xffffff),
    raised: color!(0xffffff),
    text: color!(0x1a1f26),
    muted: color!(0x58626f),
    disabled: color!(0x58626f),
    line: color!(0xdfe3e8),
    outline: color!(0x868f9c),
    accent: color!(0x2454c6),
    accent_hover: color!(0x1c449f),
    on_accent: color!(0xffffff),
    destroy: color!(0xb3261e),
    destroy_hover: color!(0x8f1d17),
    on_destroy: color!(0xffffff),
    focus: color!(0x2f6bff),
    hover: color!(0xeceff3),
    selection: color!(0xdde7fb),
    marked: color!(0xb9cffa),
    veil: color!(0x10141a, 0.42),
    shadow: color!(0x10141a, 0.18),
    neutral: pair(color!(0xe9ecf0), color!(0x48515d)),
    info: pair(color!(0xe0eafc), color!(0x1f4aa8)),
    no_use: pair(color!(0xe6eaf0), color!(0x3c4a5e)),
    in_use: pair(color!(0xd9f1e1), color!(0x0f5c33)),
    expired: pair(color!(0xefe8dc), color!(0x66491a)),
    cancelled: pair(color!(0xf3e1e6), color!(0x86243f)),
    success: pair(color!(0xd9f1e1), color!(0x0f5c33)),
    warning: pair(color!(0xfdeec8), color!(0x744600)),
    danger: pair(color!(0xfbe2df), color!(0xa1201a)),
    system: SYSTEM,
    reseller: RESELLER,
    manager: MANAGER,
};

static DARK: Roles = Roles {
    ground: color!(0x14171b),
    surface: color!(0x1c2026),
    raised: color!(0x252a32),
    text: color!(0xe7eaee),
    muted: color!(0xa3acb8),
    disabled: color!(0xa3acb8),
    line: color!(0x30363f),
    outline: color!(0x737d8b),
    accent: color!(0x8ab0ff),
    accent_hover: color!(0xa9c5ff),
    on_accent: color!(0x0b1836),
    destroy: color!(0xff9d94),
    destroy_hover: color!(0xffb9b2),
    on_destroy: color!(0x3a0905),
    focus: color!(0x8ab0ff),
    hover: color!(0x272d35),
    selection: color!(0x243450),
    marked: color!(0x34528c),
    veil: color!(0x000000, 0.55),
    shadow: color!(0x000000, 0.5),
    neutral: pair(color!(0x2d333c), color!(0xc2c9d2)),
    info: pair(color!(0x213256), color!(0xacc7ff)),
    no_use: pair(color!(0x2c343f), color!(0xbfcbdc)),
    in_use: pair(color!(0x163a28), color!(0x83dca9)),
    expired: pair(color!(0x3a3122), color!(0xe3c48d)),
    cancelled: pair(color!(0x43242e), color!(0xf5a9bd)),
    success: pair(color!(0x163a28), color!(0x83dca9)),
    warning: pair(color!(0x43340f), color!(0xf5cd72)),
    danger: pair(color!(0x4a211e), color!(0xffaaa2)),
    system: SYSTEM,
    reseller: RESELLER,
    manager: MANAGER,
};

static CONTRAST: Roles = Roles {
    ground: color!(0x000000),
    surface: color!(0x000000),
    raised: color!(0x000000),
    text: color!(0xffffff),
    muted: color!(0xe0e0e0),
    disabled: color!(0x969696),
    line: color!(0x7a7a7a),
    outline: color!(0xffffff),
    accent: color!(0xffe14d),
    accent_hover: color!(0xfff1a6),
    on_accent: color!(0x000000),
    destroy: color!(0xff9a9a),
    destroy_hover: color!(0xffc4c4),
    on_destroy: color!(0x000000),
    focus: color!(0x4de1ff),
    hover: color!(0x333333),
    selection: color!(0x003a5c),
    marked: color!(0x005a8f),
    veil: color!(0x000000, 0.8),
    shadow: color!(0x000000, 0.0),
    neutral: pair(color!(0x262626), color!(0xffffff)),
    info: pair(color!(0x002b4d), color!(0xa8dcff)),
    no_use: pair(color!(0x262626), color!(0xffffff)),
    in_use: pair(color!(0x003315), color!(0x7dffb0)),
    expired: pair(color!(0x332200), color!(0xffd98a)),
    cancelled: pair(color!(0x400018), color!(0xffb3cb)),
    success: pair(color!(0x003315), color!(0x7dffb0)),
    warning: pair(color!(0x3d2e00), color!(0xffe14d)),
    danger: pair(color!(0x4d0000), color!(0xffb0b0)),
    system: SYSTEM,
    reseller: RESELLER,
    manager: MANAGER,
};
