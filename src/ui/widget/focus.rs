//! Walking the focus: Tab and Shift+Tab in a circle, and what has the focus scrolled into sight.

use iced::{
    Rectangle, Task, Vector,
    advanced::widget::{
        Id, Operation, operate,
        operation::{
            Focusable, Outcome,
            scrollable::{AbsoluteOffset, Scrollable},
        },
    },
};

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Tab.
    Next,
    /// Shift+Tab.
    Previous,
}

/// Gives the focus to the next thing in a circle. `operate` runs an operation over the things that may be reached.
///
/// Returns whether anything can take the focus at all.
pub(crate) fn walk(way: Way, mut operate: impl FnMut(&mut dyn Operation)) -> bool {
    let mut count = Count::default();
    operate(&mut count);
    let Some(last) = count.total.checked_sub(1) else {
        return false;
    };
    let target = match (way, count.focused) {
        (Way::Next, Some(place)) if place < last => place + 1,
        (Way::Next, _) => 0,
        (Way::Previous, Some(place)) if place > 0 => place - 1,
        (Way::Previous, _) => last,
    };
    let mut give = Give::new(Target::Place(target));
    operate(&mut give);
    if let Some(mut reveal) = give.reveal() {
        operate(&mut reveal);
    }
    true
}

/// Gives the focus to what has this name, and scrolls it into sight.
pub fn focus<Message: Send + 'static>(name: impl Into<Id>) -> Task<Message> {
    operate(Give::new(Target::Name(name.into()))).discard()
}

/// Scrolls what has this name into sight, whether it can have the focus or not.
pub fn reveal<Message: Send + 'static>(name: impl Into<Id>) -> Task<Message> {
    operate(Give::new(Target::Part(name.into()))).discard()
}

/// Gives the focus to what has this name, unless something has it already.
pub fn focus_if_free<Message: Send + 'static>(name: impl Into<Id>) -> Task<Message> {
    let give = GiveIfFree {
        count: Count::default(),
        name: name.into(),
    };
    operate(give).discard()
}

/// Looks first whether anything has the focus.
#[derive(Debug)]
struct GiveIfFree {
    count: Count,
    name: Id,
}

impl Operation for GiveIfFree {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        self.count.focusable(id, bounds, state);
    }

    fn finish(&self) -> Outcome<()> {
        match self.count.focused {
            Some(_) => Outcome::None,
            None => Outcome::Chain(Box::new(Give::new(Target::Name(self.name.clone())))),
        }
    }
}

/// Scrolls the widest thing that is higher than its window, which is the page or the dialog itself and no list beside it,
/// by as much as `by` says of the heights of window and content. Returns whether there is one.
pub(crate) fn scroll(
    by: impl Fn(f32, f32) -> f32 + Send,
    mut operate: impl FnMut(&mut dyn Operation),
) -> bool {
    let mut widest = Widest::default();
    operate(&mut widest);
    let Some((number, window, content)) = widest.found else {
        return false;
    };
    operate(&mut Reveal {
        number,
        by: by(window.height, content.height),
        place: 0,
    });
    true
}

/// Looks for the widest scrollable that has more than it shows: its number, its window and its content.
#[derive(Debug, Default)]
struct Widest {
    place: usize,
    found: Option<(usize, Rectangle, Rectangle)>,
}

impl Operation for Widest {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        window: Rectangle,
        content: Rectangle,
        _scrolled: Vector,
        _state: &mut dyn Scrollable,
    ) {
        let is_wider = |(_, found, _): (_, Rectangle, _)| window.width > found.width;
        if content.height > window.height && self.found.is_none_or(is_wider) {
            self.found = Some((self.place, window, content));
        }
        self.place += 1;
    }
}

/// Whether something has the focus.
pub(crate) fn is_anywhere(mut operate: impl FnMut(&mut dyn Operation)) -> bool {
    let mut count = Count::default();
    operate(&mut count);
    count.focused.is_some()
}

#[derive(Debug, Default)]
struct Count {
    total: usize,
    focused: Option<usize>,
}

impl Operation for Count {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.focused = Some(self.total);
        }
        self.total += 1;
    }
}

/// A scrollable seen on the way: its number, its window and how far it is scrolled.
#[derive(Debug, Clone, Copy)]
struct Seen {
    number: usize,
    window: Rectangle,
    scrolled: Vector,
}

/// What is to have the focus.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// The one at this place of all that can have it.
    Place(usize),
    /// The one of this name.
    Name(Id),
    /// No focus: the part of the page that has this name is only to be seen.
    Part(Id),
}

#[derive(Debug)]
struct Give {
    target: Target,
    place: usize,
    scrollables: usize,
    entered: Option<Seen>,
    around: Option<Seen>,
    found: Option<(Rectangle, Seen)>,
}

impl Give {
    fn new(target: Target) -> Self {
        Self {
            target,
            place: 0,
            scrollables: 0,
            entered: None,
            around: None,
            found: None,
        }
    }

    /// What brings the focus into sight, if it is not.
    fn reveal(&self) -> Option<Reveal> {
        let (bounds, seen) = self.found?;
        let top = bounds.y - seen.scrolled.y;
        let bottom = top + bounds.height;
        let (above, below) = (
            seen.window.y + MARGIN - top,
            bottom - (seen.window.y + seen.window.height - MARGIN),
        );
        let by = if above > 0.0 {
            -above
        } else if below > 0.0 {
            // Of what is higher than its window the beginning.
            below.min(-above)
        } else {
            return None;
        };
        Some(Reveal {
            number: seen.number,
            by,
            place: 0,
        })
    }
}

/// What remains between the focus and the edge of its scrollable: a label above, a line of help below.
const MARGIN: f32 = 32.0;

impl Operation for Give {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let outer = self.around;
        if let Some(entered) = self.entered.take() {
            self.around = Some(entered);
        }
        operate(self);
        self.around = outer;
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        window: Rectangle,
        _content: Rectangle,
        scrolled: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.entered = Some(Seen {
            number: self.scrollables,
            window,
            scrolled,
        });
        self.scrollables += 1;
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        if matches!(&self.target, Target::Part(name) if id == Some(name)) {
            self.found = self.around.map(|seen| (bounds, seen));
        }
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        let is_it = match &self.target {
            Target::Place(place) => self.place == *place,
            Target::Name(name) => id == Some(name),
            Target::Part(_) => return,
        };
        if is_it {
            state.focus();
            self.found = self.around.map(|seen| (bounds, seen));
        } else {
            state.unfocus();
        }
        self.place += 1;
    }

    fn finish(&self) -> Outcome<()> {
        match self.reveal() {
            Some(reveal) => Outcome::Chain(Box::new(reveal)),
            None => Outcome::None,
        }
    }
}

#[derive(Debug)]
struct Reveal {
    number: usize,
    by: f32,
    place: usize,
}

impl Operation for Reveal {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        window: Rectangle,
        content: Rectangle,
        _scrolled: Vector,
        state: &mut dyn Scrollable,
    ) {
        if self.place == self.number {
            state.scroll_by(AbsoluteOffset { x: 0.0, y: self.by }, window, content);
        }
        self.place += 1;
    }
}
