//! A field for several lines of typed text, as high as they need: label above, verdict beside the label, help below.

use super::field::{Frame, Verdict};
use crate::ui::{
    Element, font,
    scale::{self, Size, Space},
};
use iced::{advanced::widget::Id, widget::text_editor};
use std::borrow::Cow;

/// See [`area`].
#[must_use]
pub struct Area<'a, Message> {
    frame: Frame<'a>,
    content: &'a text_editor::Content,
    height: f32,
    on_action: Option<Box<dyn Fn(text_editor::Action) -> Message + 'a>>,
    id: Option<Id>,
}

/// A field for several lines. Disabled until it has [`Area::on_action`].
pub fn area<'a, Message>(
    label: impl Into<Cow<'a, str>>,
    content: &'a text_editor::Content,
) -> Area<'a, Message> {
    Area {
        frame: Frame::new(label),
        content,
        height: 120.0,
        on_action: None,
        id: None,
    }
}

impl<'a, Message> Area<'a, Message> {
    /// What the program thinks of the text.
    pub fn verdict(mut self, verdict: Option<Verdict<'a>>) -> Self {
        self.frame.verdict = verdict;
        self
    }

    /// A sentence below.
    pub fn help(mut self, help: impl Into<Cow<'a, str>>) -> Self {
        self.frame.help = Some(help.into());
        self
    }

    /// Its height at least, in logical pixels; with more lines it grows, so that the wheel over it scrolls the page.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// What typing, moving and marking mean.
    pub fn on_action(mut self, message: impl Fn(text_editor::Action) -> Message + 'a) -> Self {
        self.on_action = Some(Box::new(message));
        self
    }

    /// The name under which it can be focused.
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl<'a, Message: Clone + 'a> From<Area<'a, Message>> for Element<'a, Message> {
    fn from(area: Area<'a, Message>) -> Self {
        let tone = area.frame.tone();
        let mut editor = text_editor::TextEditor::new(area.content)
            .font(font::REGULAR)
            .size(Size::Base)
            .line_height(scale::LINE)
            .padding([Space::Tight.px(), Space::Snug.px()])
            .min_height(area.height)
            .class(tone);
        if let Some(id) = area.id {
            editor = editor.id(id);
        }
        if let Some(on_action) = area.on_action {
            editor = editor.on_action(on_action);
        }
        area.frame.around(editor.into())
    }
}
