//! Every text can be read (WCAG 2.1, 1.4.3: 4.5 to 1) and every focus ring and outline seen (1.4.11: 3 to 1).

use iced::Color;
use innkeeper::{
    domain::product::Level,
    ui::{Theme, theme::Tone},
};

/// The contrast of WCAG 2.1: (L1 + 0.05) / (L2 + 0.05).
fn contrast(one: Color, other: Color) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(color: Color) -> f32 {
    let linear = |part: f32| {
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
}

fn check(theme: Theme, what: &str, one: Color, other: Color, least: f32) {
    let ratio = contrast(one, other);
    assert!(
        ratio >= least,
        "{theme:?}: {what} has {ratio:.2} : 1, wanted {least} : 1"
    );
}

#[test]
fn black_on_white_is_twenty_one_to_one() {
    assert!((contrast(Color::BLACK, Color::WHITE) - 21.0).abs() < 0.01);
}

#[test]
fn every_text_can_be_read_and_every_ring_seen() {
    for theme in Theme::ALL {
        let roles = theme.roles();
        let grounds = [
            ("ground", roles.ground),
            ("surface", roles.surface),
            ("raised", roles.raised),
            ("hover", roles.hover),
            ("selection", roles.selection),
        ];
        for (name, ground) in grounds {
            check(theme, &format!("text on {name}"), roles.text, ground, 4.5);
            check(theme, &format!("muted on {name}"), roles.muted, ground, 4.5);
            check(theme, &format!("focus on {name}"), roles.focus, ground, 3.0);
        }
        for (name, ground) in grounds.into_iter().take(3) {
            check(
                theme,
                &format!("disabled on {name}"),
                roles.disabled,
                ground,
                4.5,
            );
            check(
                theme,
                &format!("outline on {name}"),
                roles.outline,
                ground,
                3.0,
            );
            for tone in Tone::ALL {
                check(
                    theme,
                    &format!("{tone:?} on {name}"),
                    roles.tone(tone).text,
                    ground,
                    4.5,
                );
            }
        }
        for level in [Level::System, Level::Reseller, Level::Manager] {
            let pair = roles.level(level);
            let what = format!("the word of {level:?}");
            check(theme, &what, pair.text, pair.ground, 4.5);
        }
        for tone in Tone::ALL {
            let pair = roles.tone(tone);
            check(
                theme,
                &format!("badge {tone:?}"),
                pair.text,
                pair.ground,
                4.5,
            );
        }
        check(theme, "accent", roles.on_accent, roles.accent, 4.5);
        check(
            theme,
            "accent held",
            roles.on_accent,
            roles.accent_hover,
            4.5,
        );
        check(theme, "destroy", roles.on_destroy, roles.destroy, 4.5);
        check(
            theme,
            "destroy held",
            roles.on_destroy,
            roles.destroy_hover,
            4.5,
        );
        check(theme, "marked text", roles.text, roles.marked, 4.5);
    }
}
