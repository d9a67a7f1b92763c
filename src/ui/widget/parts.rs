//! The pieces of a page: frame, cards, sections, facts, and what stands where nothing is.

use super::{cut::cut, outset::outset, press::Press, words};
use crate::ui::{
    Element, font,
    icon::Icon,
    scale::{self, Size, Space},
    theme::{Panel, Skin, Tint, Tone},
};
use iced::{
    Alignment, Length, Padding,
    advanced::widget::Id,
    widget::{Column, Row, Space as Gap, container, scrollable},
};
use std::borrow::Cow;

/// An entry of the sidebar: icon and word. `open` is the page that is shown.
pub fn nav<'a, Message: Clone + 'a>(
    icon: Icon,
    word: impl Into<Cow<'a, str>>,
    open: bool,
    on_press: Message,
) -> Element<'a, Message> {
    let word = cut(word)
        .fill()
        .font(if open { font::STRONG } else { font::REGULAR });
    let tint = if open { Tint::Accent } else { Tint::Muted };
    let content = Row::new()
        .push(words::icon_sized(icon, 18.0).class(tint))
        .push(word)
        .spacing(Space::Snug)
        .align_y(Alignment::Center);
    Press::new(content, Skin::Nav(open))
        .on_press(Some(on_press))
        .width(Length::Fill)
        .height(scale::CONTROL)
        .padding(Padding::ZERO.horizontal(Space::Snug.px()))
        .into()
}

/// The sidebar: entries above, what belongs to the program below. With large text there may be more entries than height:
/// they scroll, what lies below stays in reach.
pub fn sidebar<'a, Message: 'a>(
    entries: impl IntoIterator<Item = Element<'a, Message>>,
    below: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    let entries = scroll(Column::with_children(entries).spacing(2));
    let content = Column::new()
        .push(container(entries).height(Length::Fill))
        .push(Column::with_children(below).spacing(2))
        .spacing(2)
        .padding(Space::Snug);
    Row::new()
        .push(
            container(content)
                .width(scale::SIDEBAR)
                .height(Length::Fill)
                .class(Panel::Surface),
        )
        .push(
            container(Gap::new())
                .width(1)
                .height(Length::Fill)
                .class(Panel::Line),
        )
        .into()
}

/// One thing that the status line tells in words.
pub fn status<'a, Message: 'a>(tone: Tone, word: impl Into<Cow<'a, str>>) -> Element<'a, Message> {
    // What is neither good nor bad needs no mark.
    let mark = (tone != Tone::Neutral)
        .then(|| words::icon_sized(tone.icon(), 12.0).class(Tint::Tone(tone)));
    Row::new()
        .push(mark)
        .push(words::small(word.into()).wrapping(iced::widget::text::Wrapping::None))
        .spacing(Space::Hair)
        .align_y(Alignment::Center)
        .into()
}

/// The line at the bottom of the window.
pub fn status_line<'a, Message: 'a>(
    items: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    let items = Row::with_children(items)
        .spacing(Space::Normal)
        .padding(Padding::ZERO.horizontal(Space::Normal.px()))
        .height(Length::Fill)
        .align_y(Alignment::Center);
    Column::new()
        .push(rule())
        .push(
            container(items)
                .width(Length::Fill)
                .height(scale::SMALL_CONTROL)
                .class(Panel::Surface),
        )
        .into()
}

/// The whole window: sidebar, page, status line.
pub fn frame<'a, Message: 'a>(
    sidebar: Element<'a, Message>,
    page: Element<'a, Message>,
    status_line: Element<'a, Message>,
) -> Element<'a, Message> {
    let page = container(page).width(Length::Fill).height(Length::Fill);
    let above = Row::new().push(sidebar).push(page).height(Length::Fill);
    let all = Column::new().push(above).push(status_line);
    container(all)
        .width(Length::Fill)
        .height(Length::Fill)
        .class(Panel::Ground)
        .into()
}

/// A page: its title, the actions on it at the right, and what it holds.
pub fn page<'a, Message: 'a>(
    title: impl Into<Cow<'a, str>>,
    actions: impl IntoIterator<Item = Element<'a, Message>>,
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let actions = Row::with_children(actions)
        .spacing(Space::Tight)
        .align_y(Alignment::Center);
    let head = Row::new()
        .push(cut(title).font(font::STRONG).size(Size::Title).fill())
        .push(actions)
        .spacing(Space::Normal)
        .height(scale::CONTROL)
        .align_y(Alignment::Center);
    Column::new()
        .push(head)
        .push(container(content).height(Length::Fill).width(Length::Fill))
        .spacing(Space::Normal)
        .padding(Space::Wide)
        .into()
}

/// A card: things on a surface with a line around them.
pub fn card<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    container(content)
        .padding(Space::Normal)
        .width(Length::Fill)
        .class(Panel::Card)
        .into()
}

/// A section: its heading, and what it holds.
pub fn section<'a, Message: 'a>(
    heading: impl Into<Cow<'a, str>>,
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    Column::new()
        .push(words::heading(heading.into()))
        .push(content.into())
        .spacing(Space::Tight)
        .width(Length::Fill)
        .into()
}

/// The fields of a form, one below the other.
pub fn form<'a, Message: 'a>(
    fields: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    Column::with_children(fields)
        .spacing(Space::Normal)
        .width(Length::Fill)
        .max_width(scale::FORM)
        .into()
}

/// The buttons at the end of a form or dialog: at the right, the primary one last.
pub fn actions<'a, Message: 'a>(
    buttons: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    let buttons = Row::with_children(buttons)
        .spacing(Space::Tight)
        .align_y(Alignment::Center);
    container(buttons)
        .width(Length::Fill)
        .align_x(Alignment::End)
        .into()
}

/// A fact: its name and its value.
pub fn fact<'a, Message: 'a>(
    name: impl Into<Cow<'a, str>>,
    value: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    Row::new()
        .push(words::muted(name.into()).width(FACT_NAME))
        .push(container(value).width(Length::Fill))
        .spacing(Space::Tight)
        .into()
}

const FACT_NAME: f32 = 148.0;

/// Where a list is empty: what is not there, and what to do next.
pub fn empty<'a, Message: 'a>(
    icon: Icon,
    what: impl Into<Cow<'a, str>>,
    next: impl Into<Cow<'a, str>>,
    action: Option<Element<'a, Message>>,
) -> Element<'a, Message> {
    let content = Column::new()
        .push(words::icon_sized(icon, 32.0).class(Tint::Muted))
        .push(words::heading(what.into()).center())
        .push(words::muted(next.into()).center())
        .push(action)
        .spacing(Space::Tight)
        .max_width(scale::FORM)
        .align_x(Alignment::Center);
    container(content)
        .center(Length::Fill)
        .padding(Space::Wide)
        .into()
}

/// A line across.
pub fn rule<'a, Message: 'a>() -> Element<'a, Message> {
    container(Gap::new())
        .width(Length::Fill)
        .height(1)
        .class(Panel::Line)
        .into()
}

/// A code, large, to be read out; exactly as it is typed: a chosen one has no groups.
pub fn code<'a, Message: 'a>(code: &str) -> Element<'a, Message> {
    code_sized(code, Size::Display)
}

/// A code in the size of a row.
pub fn code_small<'a, Message: 'a>(code: &str) -> Element<'a, Message> {
    code_sized(code, Size::Base)
}

/// A code letter by letter, to be read across the counter; long ones go on in the next line.
pub fn code_large<'a, Message: 'a>(code: &str) -> Element<'a, Message> {
    let letters = code.chars().map(|letter| {
        let letter_box = |class| {
            let letter = words::sized(letter.to_string(), Size::Counter).font(font::MONO);
            container(letter)
                .center_x(LETTER)
                .padding(Padding::ZERO.vertical(Space::Tight.px()))
                .class(class)
                .into()
        };
        if letter.is_alphanumeric() {
            letter_box(Panel::Card)
        } else {
            letter_box(Panel::Clear)
        }
    });
    Row::with_children(letters)
        .spacing(Space::Tight)
        .wrap()
        .vertical_spacing(Space::Tight)
        .into()
}

/// The width of a letter of [`code_large`]: eleven of them, with a dash between, are as wide as a dialog for a table.
const LETTER: f32 = 52.0;

fn code_sized<'a, Message: 'a>(code: &str, size: Size) -> Element<'a, Message> {
    words::sized(code.to_owned(), size)
        .font(font::MONO)
        .wrapping(iced::widget::text::Wrapping::None)
        .into()
}

/// One step on a time line: when, what, and by whom or why.
pub fn moment<'a, Message: 'a>(
    tone: Tone,
    when: impl Into<Cow<'a, str>>,
    what: impl Into<Cow<'a, str>>,
    detail: impl Into<Cow<'a, str>>,
) -> Element<'a, Message> {
    let detail = detail.into();
    let tint = if tone == Tone::Neutral {
        Tint::Muted
    } else {
        Tint::Tone(tone)
    };
    let text = Column::new()
        .push(words::text(what.into()))
        .push((!detail.is_empty()).then(|| words::small(detail)))
        .width(Length::Fill);
    Row::new()
        .push(
            words::muted(when.into())
                .width(MOMENT_WHEN)
                .wrapping(iced::widget::text::Wrapping::None),
        )
        .push(container(words::icon_sized(tone.icon(), 14.0).class(tint)).padding([3, 0]))
        .push(text)
        .spacing(Space::Snug)
        .into()
}

const MOMENT_WHEN: f32 = 120.0;

/// Content that may be higher than its place. It has the edges of its place; the bar lies in the margin at the right, which
/// has to be [`Space::Snug`] at least.
pub fn scroll<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    let bar = scrollable::Scrollbar::new().width(BAR).scroller_width(BAR);
    // The focus ring lies outside of what it is around; without this room the edge of the scrollable would cut it.
    let margin = Padding::from(Space::Hair).right(Space::Snug.px());
    let content = container(content).padding(margin);
    let scrollable =
        scrollable::Scrollable::with_direction(content, scrollable::Direction::Vertical(bar))
            .width(Length::Fill);
    outset(scrollable, margin)
}

/// The width of a scroll bar.
pub(super) const BAR: f32 = 6.0;

/// A name to focus or find things by.
pub fn id(name: &'static str) -> Id {
    Id::new(name)
}
