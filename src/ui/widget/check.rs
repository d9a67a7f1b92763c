//! A box to tick, with its words.

use super::{outset::outset, press::Press, words};
use crate::ui::{
    Element,
    icon::Icon,
    scale::Space,
    theme::{Panel, Skin},
};
use iced::{
    Alignment, Length, Padding,
    advanced::widget::Id,
    widget::{Column, Row, container},
};
use std::borrow::Cow;

/// See [`check`].
#[must_use]
pub struct Check<'a, Message> {
    label: Cow<'a, str>,
    help: Option<Cow<'a, str>>,
    on: bool,
    on_toggle: Option<Message>,
    id: Option<Id>,
}

/// A box to tick. Disabled until it has a message.
pub fn check<'a, Message>(label: impl Into<Cow<'a, str>>, on: bool) -> Check<'a, Message> {
    Check {
        label: label.into(),
        help: None,
        on,
        on_toggle: None,
        id: None,
    }
}

impl<'a, Message> Check<'a, Message> {
    /// A sentence below.
    pub fn help(mut self, help: impl Into<Cow<'a, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What a press means; the value that results is given.
    pub fn on_toggle(mut self, message: impl Fn(bool) -> Message) -> Self {
        self.on_toggle = Some(message(!self.on));
        self
    }

    /// The name under which it can be focused.
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl<'a, Message: Clone + 'a> From<Check<'a, Message>> for Element<'a, Message> {
    fn from(check: Check<'a, Message>) -> Self {
        let disabled = check.on_toggle.is_none();
        let tick = check.on.then(|| words::icon_sized(Icon::Check, 14.0));
        let square = container(tick)
            .center(18.0)
            .class(match (check.on, disabled) {
                (_, true) => Panel::Disabled,
                (true, false) => Panel::Ticked,
                (false, false) => Panel::Box,
            });
        let label = Column::new()
            .push(words::text(check.label))
            .push(check.help.map(words::small));
        let content = Row::new()
            .push(square)
            .push(label)
            .spacing(Space::Tight)
            .align_y(Alignment::Start);
        let press = Press::new(content, Skin::Check)
            .on_press(check.on_toggle)
            .id(check.id)
            .width(Length::Shrink)
            .padding(Padding::from([Space::Tight.px(), Space::Hair.px()]));
        // The box is in line with the fields above; what lights up under the pointer reaches around it.
        outset(press, Padding::ZERO.left(Space::Hair.px()))
    }
}
