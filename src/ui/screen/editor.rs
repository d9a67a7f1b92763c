//! What the forms of products and of policies have in common: what stands above them, the card with what another desk
//! has changed meanwhile, and the bar below.

use super::{
    draft::Edit,
    parts::{flowing, stacked},
    shelf::NARROW,
};
use crate::{
    services::Error,
    t,
    ui::{
        Element,
        context::Context,
        scale::Space,
        theme::Tone,
        widget::{self, button},
    },
};
use iced::{
    Length,
    widget::{Column, Row, container},
};

/// What is chosen between the own values and those of another desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contest<F> {
    /// Take the other desk's value of a field, or the own one.
    Choose(F, bool),
    /// The choices are made.
    Settle,
}

/// What the other desk changed, field by field, with both values.
pub(super) fn contest<'a, F: Ord + Clone + 'a>(
    context: &Context,
    edit: &Edit<F>,
    label: impl Fn(&F) -> String,
    value: impl Fn(&F, &str) -> String,
) -> Element<'a, Contest<F>> {
    let words = context.words();
    let rows = edit.contested().into_iter().map(|field| {
        let (theirs, own) = edit.both(&field);
        let theirs = t!(words, "contest-theirs", value = value(&field, theirs));
        let own = t!(words, "contest-mine", value = value(&field, own));
        let taken = edit.takes_theirs(&field);
        let choice = widget::choice(label(&field), [(true, theirs), (false, own)], Some(taken))
            .on_choose(move |theirs| Contest::Choose(field.clone(), theirs));
        Element::from(choice)
    });
    let settle = button(t!(words, "contest-settle"))
        .primary()
        .small()
        .on_press(Contest::Settle);
    let said = widget::notice(
        Tone::Warning,
        t!(words, "contest-happened"),
        t!(words, "contest-do"),
        None,
    );
    let all = std::iter::once(said)
        .chain(rows)
        .chain([widget::actions([settle.into()])]);
    widget::card(stacked(Space::Snug, all))
}

/// Why it was not saved.
pub(super) fn refused<'a, M: 'a>(context: &Context, error: &Error) -> Element<'a, M> {
    let said = context.sentence(error);
    widget::notice(Tone::Danger, said.happened, said.to_do, None)
}

/// Why nothing can be changed here, and the one thing that can be done.
pub(super) fn read_only<'a, M: Clone + 'a>(
    said: String,
    word: String,
    message: M,
) -> Element<'a, M> {
    let button = button(word).small().on_press(message);
    widget::notice(Tone::Info, said, "", Some(button.into()))
}

/// A draft that was left is open again.
pub(super) fn resumed<'a, M: Clone + 'a>(context: &Context, discard: M) -> Element<'a, M> {
    let words = context.words();
    read_only(
        t!(words, "draft-resumed"),
        t!(words, "draft-discard"),
        discard,
    )
}

/// A form with what it means beside it, `beside` wide; in a narrow window below it. The bar stays in sight.
pub(super) fn halves<'a, M: 'a>(
    width: f32,
    form: impl Iterator<Item = Element<'a, M>>,
    meaning: impl IntoIterator<Item = Element<'a, M>>,
    beside: f32,
    bar: Element<'a, M>,
) -> Element<'a, M> {
    // Without the padding of its page.
    let narrow = width < NARROW - 2.0 * Space::Wide.px();
    let above: Element<'a, M> = if narrow {
        container(widget::scroll(stacked(Space::Wide, form.chain(meaning))))
            .height(Length::Fill)
            .into()
    } else {
        let meaning = widget::scroll(stacked(Space::Wide, meaning));
        Row::new()
            .push(widget::scroll(stacked(Space::Wide, form)))
            .push(container(meaning).width(beside))
            .spacing(Space::Wide)
            .height(Length::Fill)
            .into()
    };
    Column::new()
        .push(above)
        .push(bar)
        .spacing(Space::Snug)
        .into()
}

/// The bar below a form: how it stands, and the ways out. `mistakes` are those that are said.
pub(super) fn actions<'a, M: Clone + 'a>(
    context: &Context,
    mistakes: usize,
    changed: bool,
    leave: M,
    save: Option<M>,
) -> Element<'a, M> {
    let words = context.words();
    let said: Option<Element<'a, M>> = if mistakes > 0 {
        let said = t!(words, "form-mistakes", count = mistakes);
        Some(widget::toned(said, Tone::Danger).into())
    } else {
        changed.then(|| widget::muted(t!(words, "form-unsaved")).into())
    };
    let close = button(t!(words, "cancel-form")).key("Esc").on_press(leave);
    let save = button(t!(words, "product-save"))
        .primary()
        .key("Ctrl+S")
        .on_press_maybe(save);
    Row::new()
        .push(container(flowing(said)).width(Length::Fill))
        .push(close)
        .push(save)
        .spacing(Space::Tight)
        .align_y(iced::Alignment::Center)
        .into()
}
