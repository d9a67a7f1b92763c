//! Buttons. One primary at most on a page or in a dialog.

use super::{press::Press, words};
use crate::ui::{
    Element, font,
    icon::Icon,
    scale::{self, Size, Space},
    theme::Skin,
};
use iced::{
    Alignment, Length, Padding,
    advanced::widget::Id,
    widget::{Row, text::Wrapping},
};
use std::borrow::Cow;

/// See [`button`].
#[must_use]
pub struct Button<'a, Message> {
    label: Cow<'a, str>,
    icon: Option<Icon>,
    key: Option<Cow<'a, str>>,
    skin: Skin,
    small: bool,
    width: Length,
    on_press: Option<Message>,
    id: Option<Id>,
}

/// A button with a word: secondary until told otherwise, disabled until it has a message.
pub fn button<'a, Message>(label: impl Into<Cow<'a, str>>) -> Button<'a, Message> {
    Button {
        label: label.into(),
        icon: None,
        key: None,
        skin: Skin::Secondary,
        small: false,
        width: Length::Shrink,
        on_press: None,
        id: None,
    }
}

impl<'a, Message> Button<'a, Message> {
    /// The one next action.
    pub fn primary(mut self) -> Self {
        self.skin = Skin::Primary;
        self
    }

    /// An action that may be overlooked.
    pub fn quiet(mut self) -> Self {
        self.skin = Skin::Quiet;
        self
    }

    /// An action that destroys.
    pub fn danger(mut self) -> Self {
        self.skin = Skin::Danger;
        self
    }

    /// For rows, toolbars and toasts.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// An icon before the word.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The key that does the same, shown after the word. The screen has to bind it.
    pub fn key(mut self, key: impl Into<Cow<'a, str>>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// As wide as its place.
    pub fn fill(mut self) -> Self {
        self.width = Length::Fill;
        self
    }

    /// What it does.
    pub fn on_press(mut self, message: Message) -> Self {
        self.on_press = Some(message);
        self
    }

    /// What it does; `None` disables it.
    pub fn on_press_maybe(mut self, message: Option<Message>) -> Self {
        self.on_press = message;
        self
    }

    /// The name under which it can be focused.
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    pub(crate) fn skin(mut self, skin: Skin) -> Self {
        self.skin = skin;
        self
    }
}

impl<'a, Message: Clone + 'a> From<Button<'a, Message>> for Element<'a, Message> {
    fn from(button: Button<'a, Message>) -> Self {
        let (text, height, margin, gap) = if button.small {
            (Size::Small, scale::SMALL_CONTROL, Space::Tight, Space::Hair)
        } else {
            (Size::Base, scale::CONTROL, Space::Normal, Space::Tight)
        };
        let icon_alone = button.label.is_empty();
        let icon = button.icon.map(words::icon);
        // One that fills a narrow place breaks its word and grows; all others are as wide as their word.
        let fills = button.width == Length::Fill;
        let wrapping = if fills {
            Wrapping::Word
        } else {
            Wrapping::None
        };
        let label = (!icon_alone).then(|| {
            words::sized(button.label, text)
                .font(font::STRONG)
                .wrapping(wrapping)
        });
        let key = button.key.map(|key| words::sized(key, Size::Small));
        let content = Row::new()
            .push(icon)
            .push(label)
            .push(key)
            .spacing(gap)
            .align_y(Alignment::Center);
        let padding = Padding::ZERO.horizontal(if icon_alone {
            (height - scale::ICON) / 2.0
        } else {
            margin.px()
        });
        Press::new(content, button.skin)
            .on_press(button.on_press)
            .id(button.id)
            .width(button.width)
            .height(if fills { Length::Shrink } else { height.into() })
            .padding(if fills {
                padding.vertical((height - text.px() * scale::LINE) / 2.0)
            } else {
                padding
            })
            .center()
            .into()
    }
}
