//! A thing that is larger than its place, so that its content has exactly the edges of the place.

use crate::ui::{Element, theme::Theme};
use iced::{
    Event, Length, Padding, Rectangle, Renderer, Size, Vector,
    advanced::{
        Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer,
        widget::{Operation, Tree},
    },
};

/// `content` reaches over the edges of its place by `by`, into the margin that every place has.
pub(crate) fn outset<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
    by: Padding,
) -> Element<'a, Message> {
    Element::new(Outset {
        content: content.into(),
        by,
    })
}

struct Outset<'a, Message> {
    content: Element<'a, Message>,
    by: Padding,
}

impl<Message> Outset<'_, Message> {
    fn over(&self) -> Size {
        Size::new(self.by.left + self.by.right, self.by.top + self.by.bottom)
    }
}

impl<Message> Widget<Message, Theme, Renderer> for Outset<'_, Message> {
    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn size_hint(&self) -> Size<Length> {
        self.content.as_widget().size_hint()
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let Some(child) = tree.children.first_mut() else {
            return layout::Node::default();
        };
        let over = self.over();
        let limits = layout::Limits::new(limits.min() + over, limits.max() + over);
        let node = self
            .content
            .as_widget_mut()
            .layout(child, renderer, &limits);
        let place = Size::new(
            node.size().width - over.width,
            node.size().height - over.height,
        );
        let node = node.translate(Vector::new(-self.by.left, -self.by.top));
        layout::Node::with_children(place, vec![node])
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        if let (Some(child), Some(inner)) = (tree.children.first_mut(), layout.children().next()) {
            self.content
                .as_widget_mut()
                .operate(child, inner, renderer, operation);
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        if let (Some(child), Some(inner)) = (tree.children.first_mut(), layout.children().next()) {
            self.content.as_widget_mut().update(
                child, event, inner, cursor, renderer, clipboard, shell, viewport,
            );
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        if let (Some(child), Some(inner)) = (tree.children.first(), layout.children().next()) {
            self.content
                .as_widget()
                .draw(child, renderer, theme, style, inner, cursor, viewport);
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        match (tree.children.first(), layout.children().next()) {
            (Some(child), Some(inner)) => self
                .content
                .as_widget()
                .mouse_interaction(child, inner, cursor, viewport, renderer),
            _ => mouse::Interaction::default(),
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        let (child, inner) = (tree.children.first_mut()?, layout.children().next()?);
        self.content
            .as_widget_mut()
            .overlay(child, inner, renderer, viewport, translation)
    }
}
