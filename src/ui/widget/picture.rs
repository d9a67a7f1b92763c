//! A picture of paper: as large as its place allows, never distorted.

use super::parts::BAR;
use crate::ui::{Element, scale::Space, theme::Panel};
use iced::{
    ContentFit, Length,
    widget::{container, image, scrollable},
};

/// A drawn page in this size, in logical pixels; what has no room is scrolled to, both ways.
pub fn picture_of_size<'a, Message: 'a>(
    handle: &image::Handle,
    (width, height): (f32, f32),
) -> Element<'a, Message> {
    let page = image::Image::new(handle.clone())
        .content_fit(ContentFit::Fill)
        .width(width)
        .height(height);
    let page = container(page).padding(Space::Tight).class(Panel::Paper);
    let bar = || scrollable::Scrollbar::new().width(BAR).scroller_width(BAR);
    let both = scrollable::Direction::Both {
        vertical: bar(),
        horizontal: bar(),
    };
    container(scrollable::Scrollable::with_direction(page, both))
        .width(Length::Fill)
        .height(Length::Fill)
        .into()
}

/// A drawn page. Paper is white in every theme.
pub fn picture<'a, Message: 'a>(handle: &image::Handle) -> Element<'a, Message> {
    let page = image::Image::new(handle.clone())
        .content_fit(ContentFit::Contain)
        .width(Length::Fill)
        .height(Length::Fill);
    container(page)
        .padding(Space::Tight)
        .center(Length::Fill)
        .class(Panel::Paper)
        .into()
}
