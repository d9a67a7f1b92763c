//! The look of what can be pressed, by what it is and how it is held.

use super::{Roles, Theme};
use crate::ui::scale;
use iced::{Background, Border, Color, border};

/// What a pressable thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Skin {
    /// The one next action of the page.
    Primary,
    /// Another action.
    Secondary,
    /// An action that may be overlooked: in rows, in toolbars.
    Quiet,
    /// An action that destroys.
    Danger,
    /// A tile of the desk.
    Tile,
    /// An entry of the sidebar; `true` is the open one.
    Nav(bool),
    /// The box of a check with its words.
    Check,
    /// A closed drop-down.
    Select,
}

/// How it is held now.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is held or not, independently"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Status {
    /// The pointer is over it.
    pub hovered: bool,
    /// The pointer's button is down on it.
    pub pressed: bool,
    /// It takes the keys and shows it.
    pub focused: bool,
    /// It does nothing.
    pub disabled: bool,
}

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Look {
    /// Behind the content.
    pub ground: Option<Background>,
    /// The content.
    pub text: Color,
    /// Around it.
    pub border: Border,
    /// The focus ring lies this far outside of the bounds; inside when negative.
    pub ring: f32,
}

impl Theme {
    pub(crate) fn look(self, skin: Skin, status: Status) -> Look {
        let roles = self.roles();
        if status.disabled {
            return disabled(roles, skin);
        }
        let held = status.hovered || status.pressed;
        match skin {
            Skin::Primary => solid(
                if held {
                    roles.accent_hover
                } else {
                    roles.accent
                },
                roles.on_accent,
            ),
            Skin::Danger => solid(
                if held {
                    roles.destroy_hover
                } else {
                    roles.destroy
                },
                roles.on_destroy,
            ),
            Skin::Secondary | Skin::Select => Look {
                border: border::rounded(scale::RADIUS)
                    .color(roles.outline)
                    .width(1.0),
                ..solid(if held { roles.hover } else { roles.surface }, roles.text)
            },
            Skin::Quiet | Skin::Check => clear(held.then_some(roles.hover), roles.text),
            Skin::Tile => Look {
                border: border::rounded(scale::RADIUS_LARGE)
                    .color(if held { roles.accent } else { roles.line })
                    .width(1.0),
                ..solid(
                    if status.pressed {
                        roles.hover
                    } else {
                        roles.surface
                    },
                    roles.text,
                )
            },
            Skin::Nav(open) => Look {
                ring: -1.0,
                ..if open {
                    clear(Some(roles.selection), roles.text)
                } else {
                    clear(held.then_some(roles.hover), roles.text)
                }
            },
        }
    }
}

fn solid(ground: Color, text: Color) -> Look {
    Look {
        ground: Some(Background::Color(ground)),
        text,
        border: border::rounded(scale::RADIUS),
        ring: 3.0,
    }
}

fn clear(ground: Option<Color>, text: Color) -> Look {
    Look {
        ground: ground.map(Background::Color),
        text,
        border: border::rounded(scale::RADIUS),
        ring: 0.0,
    }
}

fn disabled(roles: &Roles, skin: Skin) -> Look {
    match skin {
        Skin::Quiet | Skin::Check | Skin::Nav(_) => clear(None, roles.disabled),
        Skin::Tile => Look {
            border: border::rounded(scale::RADIUS_LARGE)
                .color(roles.line)
                .width(1.0),
            ..solid(roles.ground, roles.disabled)
        },
        Skin::Primary | Skin::Danger | Skin::Secondary | Skin::Select => Look {
            border: border::rounded(scale::RADIUS).color(roles.line).width(1.0),
            ..solid(roles.ground, roles.disabled)
        },
    }
}
