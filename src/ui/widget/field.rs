//! A field for typed text: label above, verdict beside the label, help below.
//!
//! The verdict stands on the label's line, so that nothing moves when it appears.

use super::words;
use crate::ui::{
    Element, font,
    icon::Icon,
    scale::{self, Size, Space},
    theme::{Panel, Theme, Tint, Tone},
};
use iced::{
    Alignment, Length, Padding,
    advanced::widget::Id,
    widget::{Column, Row, Space as Gap, TextInput, container, text_input},
};
use std::borrow::Cow;

/// What the program thinks of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict<'a> {
    /// Good, and why it is worth saying.
    Ok(Cow<'a, str>),
    /// It can be done, but.
    Warning(Cow<'a, str>),
    /// It cannot be done, and what to do.
    Error(Cow<'a, str>),
}

impl<'a> Verdict<'a> {
    /// Good.
    pub fn ok(words: impl Into<Cow<'a, str>>) -> Self {
        Self::Ok(words.into())
    }

    /// It can be done, but.
    pub fn warning(words: impl Into<Cow<'a, str>>) -> Self {
        Self::Warning(words.into())
    }

    /// It cannot be done.
    pub fn error(words: impl Into<Cow<'a, str>>) -> Self {
        Self::Error(words.into())
    }

    fn tone(&self) -> Tone {
        match self {
            Self::Ok(_) => Tone::Success,
            Self::Warning(_) => Tone::Warning,
            Self::Error(_) => Tone::Danger,
        }
    }

    fn icon(&self) -> Icon {
        match self {
            Self::Ok(_) => Icon::CircleCheck,
            Self::Warning(_) => Icon::Warning,
            Self::Error(_) => Icon::CircleX,
        }
    }

    fn words(self) -> Cow<'a, str> {
        match self {
            Self::Ok(words) | Self::Warning(words) | Self::Error(words) => words,
        }
    }
}

/// What every control of a form has around it.
pub(crate) struct Frame<'a> {
    pub(crate) label: Cow<'a, str>,
    pub(crate) help: Option<Cow<'a, str>>,
    pub(crate) verdict: Option<Verdict<'a>>,
}

impl<'a> Frame<'a> {
    pub(crate) fn new(label: impl Into<Cow<'a, str>>) -> Self {
        Self {
            label: label.into(),
            help: None,
            verdict: None,
        }
    }

    pub(crate) fn tone(&self) -> Option<Tone> {
        self.verdict
            .as_ref()
            .and_then(|verdict| match verdict.tone() {
                Tone::Success => None,
                tone => Some(tone),
            })
    }

    /// Label and verdict above, help below.
    pub(crate) fn around<Message: 'a>(self, control: Element<'a, Message>) -> Element<'a, Message> {
        let verdict = self.verdict.map(|verdict| {
            let tint = Tint::Tone(verdict.tone());
            Row::new()
                .push(words::icon_sized(verdict.icon(), 14.0).class(tint))
                .push(words::sized(verdict.words(), Size::Small).class(tint))
                .spacing(Space::Hair)
                .align_y(Alignment::Center)
        });
        let head = (!self.label.is_empty() || verdict.is_some()).then(|| {
            Row::new()
                .push(words::sized(self.label, Size::Small).font(font::STRONG))
                .push(Gap::new().width(Length::Fill))
                .push(verdict)
                .spacing(Space::Tight)
                .align_y(Alignment::Center)
        });
        Column::new()
            .push(head)
            .push(control)
            .push(self.help.map(words::small))
            .spacing(Space::Hair)
            .into()
    }
}

/// See [`field`].
#[must_use]
pub struct Field<'a, Message> {
    frame: Frame<'a>,
    value: Cow<'a, str>,
    placeholder: Cow<'a, str>,
    icon: Option<Icon>,
    secure: bool,
    code: bool,
    width: Length,
    on_input: Option<Box<dyn Fn(String) -> Message + 'a>>,
    on_submit: Option<Message>,
    id: Option<Id>,
}

/// A field for typed text. Disabled until it has [`Field::on_input`].
pub fn field<'a, Message>(
    label: impl Into<Cow<'a, str>>,
    value: impl Into<Cow<'a, str>>,
) -> Field<'a, Message> {
    Field {
        frame: Frame::new(label),
        value: value.into(),
        placeholder: Cow::Borrowed(""),
        icon: None,
        secure: false,
        code: false,
        width: Length::Fill,
        on_input: None,
        on_submit: None,
        id: None,
    }
}

/// A field without a label whose icon says what it is for; the placeholder says it in words.
pub fn search<'a, Message>(
    placeholder: impl Into<Cow<'a, str>>,
    value: impl Into<Cow<'a, str>>,
) -> Field<'a, Message> {
    Field {
        icon: Some(Icon::Search),
        placeholder: placeholder.into(),
        ..field("", value)
    }
}

impl<'a, Message> Field<'a, Message> {
    /// A sentence below.
    pub fn help(mut self, help: impl Into<Cow<'a, str>>) -> Self {
        self.frame.help = Some(help.into());
        self
    }

    /// What the program thinks of the value.
    pub fn verdict(mut self, verdict: Option<Verdict<'a>>) -> Self {
        self.frame.verdict = verdict;
        self
    }

    /// An example, shown while the field is empty. It replaces neither label nor help.
    pub fn placeholder(mut self, placeholder: impl Into<Cow<'a, str>>) -> Self {
        self.placeholder = placeholder.into();
        self
    }

    /// Shows dots instead of the text.
    pub fn secure(mut self) -> Self {
        self.secure = true;
        self
    }

    /// In the face of codes.
    pub fn code(mut self) -> Self {
        self.code = true;
        self
    }

    /// Another width than its place's, in logical pixels.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Length::Fixed(width);
        self
    }

    /// What typing means.
    pub fn on_input(mut self, message: impl Fn(String) -> Message + 'a) -> Self {
        self.on_input = Some(Box::new(message));
        self
    }

    /// What Enter means. Without it, Enter in a dialog is its primary action.
    pub fn on_submit(mut self, message: Message) -> Self {
        self.on_submit = Some(message);
        self
    }

    /// The name under which it can be focused.
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl<'a, Message: Clone + 'a> From<Field<'a, Message>> for Element<'a, Message> {
    fn from(field: Field<'a, Message>) -> Self {
        let tone = field.frame.tone();
        let width = field.width;
        let font = if field.code {
            font::MONO
        } else {
            font::REGULAR
        };
        let control: Element<'a, Message> = match field.on_input {
            None => disabled(
                if field.value.is_empty() {
                    field.placeholder
                } else {
                    field.value
                },
                font,
            ),
            Some(on_input) => {
                let mut input = input(&field.placeholder, &field.value, tone)
                    .font(font)
                    .secure(field.secure)
                    .on_input(on_input)
                    .on_submit_maybe(field.on_submit);
                if let Some(icon) = field.icon {
                    input = input.icon(side_icon(icon));
                }
                if let Some(id) = field.id {
                    input = input.id(id);
                }
                input.into()
            }
        };
        container(field.frame.around(control)).width(width).into()
    }
}

/// The bare input, in the kit's measures.
pub(crate) fn input<'a, Message: Clone + 'a>(
    placeholder: &str,
    value: &str,
    tone: Option<Tone>,
) -> TextInput<'a, Message, Theme> {
    // 36 px high: a line of text, and what remains above and below it.
    let vertical = (scale::CONTROL - Size::Base.px() * scale::LINE) / 2.0;
    text_input::TextInput::new(placeholder, value)
        .size(Size::Base)
        .line_height(scale::LINE)
        .padding(Padding::from([vertical, Space::Snug.px()]))
        .class(tone)
}

fn side_icon(icon: Icon) -> text_input::Icon<iced::Font> {
    text_input::Icon {
        font: crate::ui::icon::FONT,
        code_point: icon.glyph(),
        size: Some(scale::ICON.into()),
        spacing: Space::Tight.px(),
        side: text_input::Side::Left,
    }
}

fn disabled<'a, Message: 'a>(value: Cow<'a, str>, font: iced::Font) -> Element<'a, Message> {
    container(words::line(value).font(font))
        .padding(Padding::ZERO.horizontal(Space::Snug.px()))
        .width(Length::Fill)
        .center_y(scale::CONTROL)
        .class(Panel::Disabled)
        .into()
}
