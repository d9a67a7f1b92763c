//! What iced's own widgets ask a theme for. Classes are closed lists: a screen names a role, it cannot make a style.

use super::{Theme, Tone};
use crate::{domain::product::Level, ui::scale};
use iced::{
    Background, Border, Color, Shadow, border,
    widget::{container, scrollable, text, text_editor, text_input},
};

/// The colour of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tint {
    /// As what is around it.
    #[default]
    Inherited,
    /// Text that may be skipped.
    Muted,
    /// A link, the open page.
    Accent,
    /// As a tone's text.
    Tone(Tone),
}

impl text::Catalog for Theme {
    type Class<'a> = Tint;

    fn default<'a>() -> Self::Class<'a> {
        Tint::Inherited
    }

    fn style(&self, tint: &Tint) -> text::Style {
        let roles = self.roles();
        text::Style {
            color: match *tint {
                Tint::Inherited => None,
                Tint::Muted => Some(roles.muted),
                Tint::Accent => Some(roles.accent),
                Tint::Tone(tone) => Some(roles.tone(tone).text),
            },
        }
    }
}

/// What a container is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Panel {
    /// Nothing but a place.
    #[default]
    Clear,
    /// The page itself.
    Ground,
    /// A card.
    Card,
    /// The sidebar and the status line: the surface without a border.
    Surface,
    /// A dialog or a pop-up.
    Raised,
    /// A badge.
    Badge(Tone),
    /// The badge of a level.
    Level(Level),
    /// A message inside a page.
    Notice(Tone),
    /// A key of the keyboard.
    Key,
    /// The box of a check that is off.
    Box,
    /// The box of a check that is on.
    Ticked,
    /// A field that takes no input.
    Disabled,
    /// A line that divides.
    Line,
    /// A sheet of paper: white in every theme, as what is printed.
    Paper,
}

impl container::Catalog for Theme {
    type Class<'a> = Panel;

    fn default<'a>() -> Self::Class<'a> {
        Panel::Clear
    }

    fn style(&self, panel: &Panel) -> container::Style {
        let roles = self.roles();
        match *panel {
            Panel::Clear => container::Style::default(),
            Panel::Ground => fill(roles.ground, roles.text),
            Panel::Surface => fill(roles.surface, roles.text),
            Panel::Line => fill(roles.line, roles.text),
            Panel::Paper => container::Style {
                border: outline(roles.line, scale::RADIUS),
                ..fill(Color::WHITE, Color::BLACK)
            },
            Panel::Card => container::Style {
                border: outline(roles.line, scale::RADIUS_LARGE),
                ..fill(roles.surface, roles.text)
            },
            // No shadow: the software renderer lays it once more over whatever part of the window changes, so it would
            // darken with every redraw. A strong outline lifts it off the page instead.
            Panel::Raised => container::Style {
                border: outline(roles.outline, scale::RADIUS_LARGE),
                ..fill(roles.raised, roles.text)
            },
            Panel::Badge(tone) | Panel::Notice(tone) => {
                let pair = roles.tone(tone);
                container::Style {
                    border: border::rounded(scale::RADIUS),
                    ..fill(pair.ground, pair.text)
                }
            }
            // White on a white card is told by its outline.
            Panel::Level(level) => {
                let pair = roles.level(level);
                container::Style {
                    border: outline(roles.outline, scale::RADIUS),
                    ..fill(pair.ground, pair.text)
                }
            }
            Panel::Key => container::Style {
                border: outline(roles.outline, 4.0),
                ..fill(roles.surface, roles.muted)
            },
            Panel::Box => container::Style {
                border: outline(roles.outline, 4.0),
                ..fill(roles.surface, roles.text)
            },
            Panel::Ticked => container::Style {
                border: border::rounded(4.0),
                ..fill(roles.accent, roles.on_accent)
            },
            Panel::Disabled => container::Style {
                border: outline(roles.line, scale::RADIUS),
                ..fill(roles.ground, roles.muted)
            },
        }
    }
}

impl text_input::Catalog for Theme {
    type Class<'a> = Option<Tone>;

    fn default<'a>() -> Self::Class<'a> {
        None
    }

    fn style(&self, verdict: &Option<Tone>, status: text_input::Status) -> text_input::Style {
        let roles = self.roles();
        let resting = verdict.map_or(roles.outline, |tone| roles.tone(tone).text);
        let (color, width) = match status {
            text_input::Status::Active => (resting, 1.0),
            text_input::Status::Hovered => (
                verdict.map_or(roles.muted, |tone| roles.tone(tone).text),
                1.0,
            ),
            text_input::Status::Focused { .. } => (roles.focus, scale::RING),
            text_input::Status::Disabled => (roles.line, 1.0),
        };
        text_input::Style {
            background: Background::Color(roles.surface),
            border: border::rounded(scale::RADIUS).color(color).width(width),
            icon: roles.muted,
            placeholder: roles.muted,
            value: roles.text,
            selection: roles.marked,
        }
    }
}

impl text_editor::Catalog for Theme {
    type Class<'a> = Option<Tone>;

    fn default<'a>() -> Self::Class<'a> {
        None
    }

    fn style(&self, verdict: &Option<Tone>, status: text_editor::Status) -> text_editor::Style {
        let status = match status {
            text_editor::Status::Active => text_input::Status::Active,
            text_editor::Status::Hovered => text_input::Status::Hovered,
            text_editor::Status::Focused { is_hovered } => {
                text_input::Status::Focused { is_hovered }
            }
            text_editor::Status::Disabled => text_input::Status::Disabled,
        };
        let like = text_input::Catalog::style(self, verdict, status);
        text_editor::Style {
            background: like.background,
            border: like.border,
            placeholder: like.placeholder,
            value: like.value,
            selection: like.selection,
        }
    }
}

impl scrollable::Catalog for Theme {
    type Class<'a> = ();

    fn default<'a>() -> Self::Class<'a> {}

    fn style(&self, (): &(), status: scrollable::Status) -> scrollable::Style {
        let roles = self.roles();
        let held = !matches!(status, scrollable::Status::Active { .. });
        let rail = scrollable::Rail {
            background: None,
            border: Border::default(),
            scroller: scrollable::Scroller {
                background: Background::Color(if held { roles.muted } else { roles.outline }),
                border: border::rounded(scale::RADIUS_ROUND),
            },
        };
        scrollable::Style {
            container: container::Style::default(),
            vertical_rail: rail,
            horizontal_rail: rail,
            gap: None,
            auto_scroll: scrollable::AutoScroll {
                background: Background::Color(roles.raised),
                border: outline(roles.line, scale::RADIUS_ROUND),
                shadow: Shadow::default(),
                icon: roles.text,
            },
        }
    }
}

fn fill(ground: Color, text: Color) -> container::Style {
    container::Style {
        text_color: Some(text),
        background: Some(Background::Color(ground)),
        ..container::Style::default()
    }
}

fn outline(color: Color, radius: f32) -> Border {
    border::rounded(radius).color(color).width(1.0)
}
