//! A picture of paper: as large as its place allows, never distorted.

use crate::ui::{Element, scale::Space, theme::Panel};
use iced::{
    ContentFit, Length,
    widget::{container, image},
};

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
