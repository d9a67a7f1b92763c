//! A table of any length: only the rows in sight exist.
//!
//! The screen owns the number of the first row in sight, an exact integer, and gives the rows from there on. The table
//! says through [`Event`] which rows it wants to see, so that the screen can fetch a page of them; a million rows cost
//! what ten cost. It is one stop of Tab; arrows, Page Up and Down, Home and End move the selection, Enter opens it.

use super::{
    cut::cut,
    press::{Focus, is_down, paint},
    select::draw_icon,
    words,
};
use crate::ui::{
    Element, font,
    icon::Icon,
    scale::{self, Size as TextSize, Space},
    theme::{Theme, Tint},
};
use iced::{
    Alignment, Background, Event as Input, Length, Point, Rectangle, Renderer, Size,
    advanced::{
        Clipboard, Layout, Renderer as _, Shell, Widget, layout, mouse, renderer,
        widget::{Id, Operation, Tree, operation::Focusable, tree},
    },
    border,
    keyboard::{self, key::Named},
    mouse::ScrollDelta,
    widget::{Row as Line, Space as Gap},
    window,
};
use std::{borrow::Cow, ops::Range};

/// What happened in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Another part is in sight: `rows` rows from `first` on. Also sent once when the table is first shown and whenever
    /// its height changes.
    Window {
        /// The number of the first row in sight.
        first: u64,
        /// How many rows fit, the last one perhaps cut.
        rows: usize,
    },
    /// The row was selected.
    Select(u64),
    /// The row was opened: Enter or a double click.
    Activate(u64),
    /// The head of the column was pressed.
    Sort(usize),
}

/// What is to be marked in a table whose rows can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// This row, or no longer: Space, Ctrl and a click, or a click on its box.
    One(u64),
    /// Every row from the one to the other, whichever comes first: Shift with an arrow or a click.
    Span(u64, u64),
    /// All rows, or none if all are: the box in the head.
    All,
}

/// How many rows are marked, for the box in the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Marked {
    /// None of them.
    #[default]
    None,
    /// Some of them.
    Some,
    /// All of them.
    All,
}

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The smallest, the oldest, A first.
    Rising,
    /// The largest, the newest, Z first.
    Falling,
}

/// A column: its head and its place.
#[must_use]
pub struct Column<'a> {
    head: Cow<'a, str>,
    width: Width,
    figures: bool,
    sortable: bool,
    order: Option<Order>,
}

#[derive(Debug, Clone, Copy)]
enum Width {
    Fixed(f32),
    Part(u16),
}

/// A column that takes a share of what is left.
pub fn column<'a>(head: impl Into<Cow<'a, str>>) -> Column<'a> {
    Column {
        head: head.into(),
        width: Width::Part(1),
        figures: false,
        sortable: false,
        order: None,
    }
}

impl Column<'_> {
    /// As wide as this, in logical pixels.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Width::Fixed(width);
        self
    }

    /// Takes this many shares of what is left.
    pub fn share(mut self, share: u16) -> Self {
        self.width = Width::Part(share.max(1));
        self
    }

    /// Holds figures: aligned right.
    pub fn figures(mut self) -> Self {
        self.figures = true;
        self
    }

    /// Can be sorted by; `order` when it is.
    pub fn sortable(mut self, order: Option<Order>) -> Self {
        self.sortable = true;
        self.order = order;
        self
    }
}

/// See [`table`].
#[must_use]
pub struct Table<'a, Message> {
    columns: Vec<Column<'a>>,
    total: u64,
    first: u64,
    rows: Vec<Vec<Element<'a, Message>>>,
    loaded_from: u64,
    selected: Option<u64>,
    on_event: Option<Box<dyn Fn(Event) -> Message + 'a>>,
    marks: Option<Marks<'a, Message>>,
    id: Option<Id>,
}

/// Which rows are marked, and what marking means.
struct Marks<'a, Message> {
    rows: Box<dyn Fn(u64) -> bool + 'a>,
    all: Marked,
    on_mark: Box<dyn Fn(Mark) -> Message + 'a>,
}

/// A table of `total` rows of which `first` (0 is the first of all) is the first in sight.
pub fn table<'a, Message>(
    columns: impl IntoIterator<Item = Column<'a>>,
    total: u64,
    first: u64,
) -> Table<'a, Message> {
    Table {
        columns: columns.into_iter().collect(),
        total,
        first: first.min(total.saturating_sub(1)),
        rows: Vec::new(),
        loaded_from: first,
        selected: None,
        on_event: None,
        marks: None,
        id: None,
    }
}

impl<'a, Message: 'a> Table<'a, Message> {
    /// The rows that are loaded, from number `from` on: one cell for each column. Those out of sight are not drawn, those
    /// in sight and not loaded yet are blank.
    pub fn rows<C: IntoIterator<Item = Element<'a, Message>>>(
        mut self,
        from: u64,
        rows: impl IntoIterator<Item = C>,
    ) -> Self {
        self.loaded_from = from;
        let count = self.columns.len();
        let exactly = |cells: C| {
            let blank = std::iter::repeat_with(|| Gap::new().into());
            cells.into_iter().chain(blank).take(count).collect()
        };
        self.rows = rows.into_iter().map(exactly).collect();
        self
    }

    /// The selected row.
    pub fn selected(mut self, row: Option<u64>) -> Self {
        self.selected = row;
        self
    }

    /// What its events mean.
    pub fn on_event(mut self, message: impl Fn(Event) -> Message + 'a) -> Self {
        self.on_event = Some(Box::new(message));
        self
    }

    /// Puts a box before every row, and one into the head. Space then marks; Enter alone opens.
    pub fn marks(
        mut self,
        rows: impl Fn(u64) -> bool + 'a,
        all: Marked,
        on_mark: impl Fn(Mark) -> Message + 'a,
    ) -> Self {
        self.marks = Some(Marks {
            rows: Box::new(rows),
            all,
            on_mark: Box::new(on_mark),
        });
        self
    }

    /// The name under which it can be focused.
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }
}

/// A cell with words.
pub fn cell<'a, Message: 'a>(content: impl Into<Cow<'a, str>>) -> Element<'a, Message> {
    cut(content).into()
}

/// A cell with words that may be skipped.
pub fn cell_muted<'a, Message: 'a>(content: impl Into<Cow<'a, str>>) -> Element<'a, Message> {
    cut(content).tint(Tint::Muted).into()
}

/// A cell with a serial, a MAC address or a code.
pub fn cell_mono<'a, Message: 'a>(content: impl Into<Cow<'a, str>>) -> Element<'a, Message> {
    cut(content).font(font::MONO).into()
}

/// A cell with words and, small below them, the address that they stand for.
pub fn cell_with_address<'a, Message: 'a>(
    content: impl Into<Cow<'a, str>>,
    address: impl Into<Cow<'a, str>>,
) -> Element<'a, Message> {
    let address = cut(address).font(font::MONO).size(TextSize::Small);
    iced::widget::column![
        cut(content).size(TextSize::Small),
        address.tint(Tint::Muted)
    ]
    .into()
}

/// A cell with words that lead somewhere when they are pressed. It is no stop of Tab: the screen has a key for it.
pub fn cell_link<'a, Message: Clone + 'a>(
    content: impl Into<Cow<'a, str>>,
    on_press: Message,
) -> Element<'a, Message> {
    iced::widget::mouse_area(cut(content).tint(Tint::Accent))
        .on_press(on_press)
        .interaction(mouse::Interaction::Pointer)
        .into()
}

impl<'a, Message: Clone + 'a> From<Table<'a, Message>> for Element<'a, Message> {
    fn from(table: Table<'a, Message>) -> Self {
        let heads = table.columns.iter().map(head).collect();
        Element::new(Grid {
            heads,
            table,
            drawn: None,
        })
    }
}

fn head<'a, Message: 'a>(column: &Column<'a>) -> Element<'a, Message> {
    let arrow = match column.order {
        Some(Order::Rising) => Some(Icon::ArrowUp),
        Some(Order::Falling) => Some(Icon::ArrowDown),
        None if column.sortable => Some(Icon::Sortable),
        None => None,
    };
    let tint = if column.order.is_some() {
        Tint::Accent
    } else {
        Tint::Muted
    };
    let behind = if arrow.is_some() {
        ARROW + Space::Hair.px()
    } else {
        0.0
    };
    let word = cut(column.head.clone())
        .size(TextSize::Small)
        .font(font::STRONG)
        .tint(if column.order.is_some() {
            Tint::Inherited
        } else {
            Tint::Muted
        })
        .leaving(behind);
    Line::new()
        .push(word)
        .push(arrow.map(|arrow| words::icon_sized(arrow, ARROW).class(tint)))
        .spacing(Space::Hair)
        .align_y(Alignment::Center)
        .into()
}

/// The size of the arrow behind the head of a sorted column.
const ARROW: f32 = 12.0;

/// The table as a widget. Its tree holds the heads and then the cells of the rows in sight.
struct Grid<'a, Message> {
    table: Table<'a, Message>,
    heads: Vec<Element<'a, Message>>,
    drawn: Option<Drawn>,
}

type Drawn = (bool, Option<u64>, Option<usize>, bool, u64);

#[derive(Debug, Default)]
struct State {
    focus: Focus,
    /// The screen's first row when it was seen last.
    seen: u64,
    /// What the events since the last view have come to; the screen's numbers replace them.
    first: u64,
    selected: Option<u64>,
    /// What was told last.
    told: Option<(u64, usize)>,
    /// Parts of a row that the wheel has turned and that are not a whole row yet.
    turned: f32,
    /// Where in the thumb it was grasped, in pixels from its top.
    grasped: Option<f32>,
    click: Option<mouse::Click>,
    /// Which of Shift and Ctrl are held.
    modifiers: keyboard::Modifiers,
}

/// The measures of a table in its place.
#[derive(Debug, Clone, Copy)]
struct Measures {
    bounds: Rectangle,
    total: u64,
}

impl Measures {
    fn header(self) -> Rectangle {
        Rectangle {
            height: scale::ROW.min(self.bounds.height),
            ..self.bounds
        }
    }

    fn body(self) -> Rectangle {
        Rectangle {
            y: self.bounds.y + scale::ROW,
            height: (self.bounds.height - scale::ROW).max(0.0),
            ..self.bounds
        }
    }

    /// How many rows are in sight as a whole; at least one, so that keys always move.
    fn whole(self) -> u64 {
        rows_in(self.body().height.max(scale::ROW), f32::floor)
    }

    /// How many rows are in sight, the last one perhaps cut.
    fn fitting(self) -> u64 {
        rows_in(self.body().height, f32::ceil)
    }

    /// The largest number that the first row may have: then the last row is at the bottom.
    fn last_first(self) -> u64 {
        self.total.saturating_sub(self.whole())
    }

    fn row(self, place: u64) -> Rectangle {
        #[allow(
            clippy::cast_precision_loss,
            reason = "a place in sight, not a row number"
        )]
        let y = self.body().y + place as f32 * scale::ROW;
        Rectangle {
            y,
            height: scale::ROW,
            ..self.bounds
        }
    }

    fn track(self) -> Option<Rectangle> {
        let body = self.body();
        (self.last_first() > 0).then(|| Rectangle {
            x: body.x + body.width - BAR,
            y: body.y + 2.0,
            width: BAR - 2.0,
            height: (body.height - 4.0).max(0.0),
        })
    }

    fn thumb(self, first: u64) -> Option<Rectangle> {
        let track = self.track()?;
        let share = ratio(self.whole(), self.total);
        let height = (track.height * share).max(THUMB).min(track.height);
        let y = track.y + (track.height - height) * ratio(first, self.last_first());
        Some(Rectangle { y, height, ..track })
    }

    /// The first row when the top of the thumb is at `y`.
    fn first_at(self, y: f32) -> Option<u64> {
        let (track, thumb) = (self.track()?, self.thumb(0)?);
        let free = f64::from(track.height - thumb.height);
        if free <= 0.0 {
            return Some(0);
        }
        let part = (f64::from(y - track.y) / free).clamp(0.0, 1.0);
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a part from 0 to 1 of a row number far below 2^52"
        )]
        let first = (part * self.last_first() as f64).round() as u64;
        Some(first.min(self.last_first()))
    }
}

fn rows_in(height: f32, round: impl Fn(f32) -> f32) -> u64 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the height of a window in rows"
    )]
    let rows = round(height / scale::ROW).max(0.0) as u64;
    rows
}

/// `part` of `whole` from 0 to 1, for drawing.
fn ratio(part: u64, whole: u64) -> f32 {
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a pixel is coarser than either cast"
    )]
    let ratio = (part as f64 / whole.max(1) as f64) as f32;
    ratio.clamp(0.0, 1.0)
}

/// The width of the scroll bar's gutter.
const BAR: f32 = 12.0;
/// The thumb is never smaller, so that it can be grasped.
const THUMB: f32 = 28.0;
/// Rows for a notch of the wheel.
const NOTCH: f32 = 3.0;
/// Room for the box before a row.
const GUTTER: f32 = 34.0;
/// The box.
const BOX: f32 = 16.0;
/// Beside the words of a cell.
const CELL: f32 = 10.0;

impl<Message> Grid<'_, Message> {
    fn measures(&self, layout: Layout<'_>) -> Measures {
        Measures {
            bounds: layout.bounds(),
            total: self.table.total,
        }
    }

    /// The width of the boxes before the rows, where there are any.
    fn gutter(&self) -> f32 {
        if self.table.marks.is_some() {
            GUTTER
        } else {
            0.0
        }
    }

    /// The left edges and widths of the columns.
    fn columns(&self, width: f32) -> Vec<(f32, f32)> {
        let room = (width - BAR - self.gutter()).max(0.0);
        let asked: Vec<_> = self.table.columns.iter().map(|it| it.width).collect();
        widths(&asked, room)
            .into_iter()
            .scan(self.gutter(), |x, width| {
                let left = *x;
                *x += width;
                Some((left, width))
            })
            .collect()
    }

    /// The loaded rows that are in sight, as places in what was loaded, with the first one's place in sight.
    fn in_sight(&self, fitting: u64) -> (u64, Range<usize>) {
        let (from, first) = (self.table.loaded_from, self.table.first);
        let start = first.max(from);
        let skipped = usize::try_from(start - from)
            .unwrap_or(usize::MAX)
            .min(self.table.rows.len());
        let room = fitting.saturating_sub(start - first);
        let count = usize::try_from(room)
            .unwrap_or(usize::MAX)
            .min(self.table.rows.len() - skipped);
        (start - first, skipped..skipped + count)
    }

    /// Lays one cell out in its column.
    fn place(
        column: &Column<'_>,
        (left, width): (f32, f32),
        element: &mut Element<'_, Message>,
        tree: &mut Tree,
        renderer: &Renderer,
    ) -> layout::Node {
        let room = Size::new((width - 2.0 * CELL).max(0.0), scale::ROW);
        let limits = layout::Limits::new(Size::ZERO, room);
        let node = element.as_widget_mut().layout(tree, renderer, &limits);
        let free = (room.width - node.size().width).max(0.0);
        let x = left + CELL + if column.figures { free } else { 0.0 };
        let y = ((scale::ROW - node.size().height) / 2.0).max(0.0);
        node.move_to(Point::new(x.round(), y))
    }
}

/// The least width of a column that takes a share: some letters of a name, in logical pixels.
const MIN_COLUMN: f32 = 72.0;

/// What each column gets of `room`: shares divide what the others leave beside their least. Where there is less room than
/// all ask for, all give way alike: a cell cuts what it cannot show, but no column stands outside of the table.
fn widths(asked: &[Width], room: f32) -> Vec<f32> {
    let least = |width: &Width| match width {
        Width::Fixed(width) => *width,
        Width::Part(_) => MIN_COLUMN,
    };
    let share = |width: &Width| match width {
        Width::Fixed(_) => 0.0,
        Width::Part(share) => f32::from(*share),
    };
    let needed: f32 = asked.iter().map(least).sum();
    let shares: f32 = asked.iter().map(share).sum();
    let squeeze = (room / needed.max(1.0)).min(1.0);
    let left_over = (room - needed).max(0.0) / shares.max(1.0);
    asked
        .iter()
        .map(|width| least(width) * squeeze + left_over * share(width))
        .collect()
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for Grid<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State {
            seen: self.table.first,
            first: self.table.first,
            selected: self.table.selected,
            ..State::default()
        })
    }

    fn children(&self) -> Vec<Tree> {
        self.heads
            .iter()
            .chain(self.table.rows.iter().flatten())
            .map(Tree::new)
            .collect()
    }

    fn diff(&self, tree: &mut Tree) {
        let state = tree.state.downcast_mut::<State>();
        state.first = self.table.first;
        state.selected = self.table.selected;
        if state.seen != self.table.first {
            state.seen = self.table.first;
            state.told = state.told.map(|(_, rows)| (self.table.first, rows));
        }
        let children: Vec<_> = self
            .heads
            .iter()
            .chain(self.table.rows.iter().flatten())
            .collect();
        tree.diff_children(&children);
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let size = limits.max();
        let columns = self.columns(size.width);
        let count = self.table.columns.len();
        let measures = Measures {
            bounds: Rectangle::with_size(size),
            total: self.table.total,
        };
        let (offset, range) = self.in_sight(measures.fitting());
        let (head_trees, cell_trees) = tree.children.split_at_mut(self.heads.len());
        let lay = |cells: &mut [Element<'_, Message>], trees: &mut [Tree], row: Rectangle| {
            let cells = cells
                .iter_mut()
                .zip(trees)
                .zip(self.table.columns.iter().zip(&columns))
                .map(|((cell, tree), (column, place))| {
                    Self::place(column, *place, cell, tree, renderer)
                })
                .collect();
            layout::Node::with_children(row.size(), cells).move_to(row.position())
        };
        let mut nodes = vec![lay(&mut self.heads, head_trees, measures.header())];
        for ((place, cells), trees) in (offset..)
            .zip(self.table.rows.get_mut(range.clone()).unwrap_or_default())
            .zip(cell_trees.chunks_mut(count.max(1)).skip(range.start))
        {
            nodes.push(lay(cells, trees, measures.row(place)));
        }
        layout::Node::with_children(size, nodes)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.container(self.table.id.as_ref(), layout.bounds());
        if self.table.on_event.is_some() {
            let state = tree.state.downcast_mut::<State>();
            operation.focusable(self.table.id.as_ref(), layout.bounds(), &mut state.focus);
        }
        operation.traverse(&mut |operation| {
            self.each(tree, layout, |element, tree, inner| {
                element
                    .as_widget_mut()
                    .operate(tree, inner, renderer, operation);
            });
        });
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Input,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        let measures = self.measures(layout);
        let body = measures.body();
        self.each(tree, layout, |element, tree, inner| {
            element.as_widget_mut().update(
                tree, event, inner, cursor, renderer, clipboard, shell, viewport,
            );
        });
        let Some(on_event) = &self.table.on_event else {
            return;
        };
        let state = tree.state.downcast_mut::<State>();
        let before = state.selected;
        let (mut out, mut marks) = (Vec::new(), Vec::new());
        if let Input::Keyboard(keyboard::Event::ModifiersChanged(modifiers)) = event {
            state.modifiers = *modifiers;
        }
        if !shell.is_event_captured() {
            let captured = match event {
                event if is_down(event) => {
                    self.on_press(state, measures, cursor, &mut out, &mut marks)
                }
                Input::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => {
                    state.grasped.take().is_some()
                }
                Input::Mouse(mouse::Event::CursorMoved { .. }) => state.on_drag(measures, cursor),
                Input::Mouse(mouse::Event::WheelScrolled { delta })
                    if cursor.is_over(layout.bounds()) =>
                {
                    state.on_wheel(measures, *delta)
                }
                Input::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. })
                    if state.focus.is_focused() =>
                {
                    self.on_keys(state, measures, key, *modifiers, &mut out, &mut marks)
                }
                _ => false,
            };
            if captured {
                shell.capture_event();
            }
        } else if is_down(event) && !cursor.is_over(body) {
            state.focus.unfocus();
        }
        if before != state.selected {
            out.extend(state.selected.map(Event::Select));
        }
        out.extend(state.tell(measures));
        let nothing = out.is_empty() && marks.is_empty();
        for event in out {
            shell.publish(on_event(event));
        }
        if let Some(table_marks) = &self.table.marks {
            for mark in marks {
                shell.publish((table_marks.on_mark)(mark));
            }
        }
        let now = (
            state.focus.is_shown(),
            row_under(measures, self.table.first, cursor),
            self.head_under(measures, cursor),
            measures.track().is_some_and(|track| cursor.is_over(track)) || state.grasped.is_some(),
            state.first,
        );
        if let Input::Window(window::Event::RedrawRequested(_)) = event {
            self.drawn = Some(now);
        } else if nothing && self.drawn.is_some_and(|drawn| drawn != now) {
            shell.request_redraw();
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let measures = self.measures(layout);
        let (roles, state) = (theme.roles(), tree.state.downcast_ref::<State>());
        let style = renderer::Style {
            text_color: roles.text,
        };
        let edge = border::rounded(scale::RADIUS_LARGE)
            .color(roles.line)
            .width(1.0);
        paint::quad(
            renderer,
            layout.bounds(),
            edge,
            Background::Color(roles.surface),
        );
        let columns = self.columns(layout.bounds().width);
        let (head_trees, cell_trees) = tree
            .children
            .split_at(self.heads.len().min(tree.children.len()));
        let (offset, range) = self.in_sight(measures.fitting());
        let mut lines = layout.children();
        if let Some(line) = lines.next() {
            let cells = self.heads.iter().zip(head_trees).zip(line.children());
            for (((element, tree), inner), column) in cells.zip(&columns) {
                draw_cell(
                    renderer,
                    theme,
                    element,
                    tree,
                    inner,
                    *column,
                    measures.header(),
                    cursor,
                    style,
                );
            }
            if let Some(marks) = &self.table.marks {
                Self::draw_box(renderer, theme, measures.header(), marks.all);
            }
            let rule = Rectangle {
                y: measures.header().y + scale::ROW - 1.0,
                height: 1.0,
                ..measures.header()
            };
            paint::fill(renderer, rule, 0.0, roles.line);
        }
        let Some(clip) = measures.body().shrink(1.0).intersection(viewport) else {
            return;
        };
        renderer.with_layer(clip, |renderer| {
            let rows = self.table.rows.get(range.clone()).unwrap_or_default();
            let trees = cell_trees
                .chunks(self.table.columns.len().max(1))
                .skip(range.start);
            let hovered = row_under(measures, self.table.first, cursor);
            for (((place, cells), trees), line) in (offset..).zip(rows).zip(trees).zip(lines) {
                let row = measures.row(place);
                let number = self.table.first + place;
                self.draw_ground(renderer, theme, row, number, hovered == Some(number));
                if let Some(marks) = &self.table.marks {
                    let marked = if (marks.rows)(number) {
                        Marked::All
                    } else {
                        Marked::None
                    };
                    Self::draw_box(renderer, theme, row, marked);
                }
                for (((element, tree), inner), column) in
                    cells.iter().zip(trees).zip(line.children()).zip(&columns)
                {
                    draw_cell(
                        renderer, theme, element, tree, inner, *column, row, cursor, style,
                    );
                }
            }
            if let (Some(track), Some(thumb)) = (measures.track(), measures.thumb(state.first)) {
                let held = state.grasped.is_some() || cursor.is_over(track);
                let slim = if held { 8.0 } else { 6.0 };
                let thumb = Rectangle {
                    x: thumb.x + thumb.width - slim,
                    width: slim,
                    ..thumb
                };
                paint::fill(
                    renderer,
                    thumb,
                    scale::RADIUS_ROUND,
                    if held { roles.muted } else { roles.outline },
                );
            }
        });
        if state.focus.is_shown() {
            paint::ring(
                renderer,
                theme,
                layout.bounds(),
                scale::RADIUS_LARGE.into(),
                0.0,
            );
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
        let measures = self.measures(layout);
        let (_, range) = self.in_sight(measures.fitting());
        let columns = self.table.columns.len().max(1);
        let cells = self
            .table
            .rows
            .get(range.clone())
            .unwrap_or_default()
            .iter()
            .flatten();
        let trees = tree
            .children
            .iter()
            .skip(self.heads.len() + range.start * columns);
        let inner = cells
            .zip(trees)
            .zip(layout.children().skip(1).flat_map(Layout::children))
            .map(|((cell, tree), inner)| {
                cell.as_widget()
                    .mouse_interaction(tree, inner, cursor, viewport, renderer)
            })
            .max()
            .unwrap_or_default();
        if self.head_under(measures, cursor).is_some() {
            mouse::Interaction::Pointer
        } else {
            inner
        }
    }
}

impl<'a, Message> Grid<'a, Message> {
    /// Every head and every cell in sight.
    fn each(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        mut visit: impl FnMut(&mut Element<'a, Message>, &mut Tree, Layout<'_>),
    ) {
        let (_, range) = self.in_sight(self.measures(layout).fitting());
        let skipped = range.start * self.table.columns.len();
        let (head_trees, cell_trees) = tree.children.split_at_mut(self.heads.len());
        let cells = self
            .table
            .rows
            .get_mut(range)
            .unwrap_or_default()
            .iter_mut()
            .flatten();
        let elements = self.heads.iter_mut().chain(cells);
        let trees = head_trees
            .iter_mut()
            .chain(cell_trees.iter_mut().skip(skipped));
        for ((element, tree), inner) in elements
            .zip(trees)
            .zip(layout.children().flat_map(Layout::children))
        {
            visit(element, tree, inner);
        }
    }

    fn head_under(&self, measures: Measures, cursor: mouse::Cursor) -> Option<usize> {
        head_under(
            &self.columns(measures.bounds.width),
            &self.table.columns,
            measures,
            cursor,
        )
    }

    fn draw_ground(
        &self,
        renderer: &mut Renderer,
        theme: &Theme,
        row: Rectangle,
        number: u64,
        hovered: bool,
    ) {
        let roles = theme.roles();
        let selected = self.table.selected == Some(number);
        if selected || (hovered && self.table.on_event.is_some()) {
            paint::fill(
                renderer,
                row,
                0.0,
                if selected {
                    roles.selection
                } else {
                    roles.hover
                },
            );
        }
        let rule = Rectangle {
            y: row.y + row.height - 1.0,
            height: 1.0,
            ..row
        };
        paint::fill(renderer, rule, 0.0, roles.line);
        if selected {
            let mark = Rectangle { width: 3.0, ..row };
            paint::fill(renderer, mark, 0.0, roles.accent);
        }
    }

    /// The box that says whether a row is marked.
    fn draw_box(renderer: &mut Renderer, theme: &Theme, row: Rectangle, marked: Marked) {
        let roles = theme.roles();
        let room = Rectangle {
            x: row.x + (GUTTER - BOX) / 2.0 + 2.0,
            y: (row.y + (row.height - BOX) / 2.0).round(),
            width: BOX,
            height: BOX,
        };
        let (ground, line) = match marked {
            Marked::None => (roles.surface, roles.outline),
            Marked::Some | Marked::All => (roles.accent, roles.accent),
        };
        let edge = border::rounded(4.0).color(line).width(1.0);
        paint::quad(renderer, room, edge, Background::Color(ground));
        let glyph = match marked {
            Marked::None => return,
            Marked::Some => Icon::Minus,
            Marked::All => Icon::Check,
        };
        draw_icon(renderer, glyph, room, roles.on_accent, &row);
    }

    /// Keys that move, open and mark.
    fn on_keys(
        &self,
        state: &mut State,
        measures: Measures,
        key: &keyboard::Key,
        modifiers: keyboard::Modifiers,
        out: &mut Vec<Event>,
        marks: &mut Vec<Mark>,
    ) -> bool {
        let marking = self.table.marks.is_some();
        let is_space = matches!(key, keyboard::Key::Named(Named::Space))
            || matches!(key, keyboard::Key::Character(letter) if letter == " ");
        if marking && is_space && modifiers.is_empty() {
            marks.extend(state.selected.map(Mark::One));
            return state.selected.is_some();
        }
        let keyboard::Key::Named(key) = key else {
            return false;
        };
        let moves = matches!(
            key,
            Named::ArrowDown | Named::ArrowUp | Named::PageDown | Named::PageUp
        );
        if marking && moves && modifiers == keyboard::Modifiers::SHIFT {
            let from = state.selected;
            let taken = state.on_key(measures, *key, out);
            marks.extend(state.selected.map(|to| Mark::Span(from.unwrap_or(to), to)));
            return taken;
        }
        modifiers.is_empty() && state.on_key(measures, *key, out)
    }

    fn on_press(
        &self,
        state: &mut State,
        measures: Measures,
        cursor: mouse::Cursor,
        out: &mut Vec<Event>,
        marks: &mut Vec<Mark>,
    ) -> bool {
        let Some(at) = cursor.position_over(measures.bounds) else {
            state.focus.unfocus();
            return false;
        };
        state.focus.take_by_pointer();
        let on_box = at.x < measures.bounds.x + self.gutter();
        if on_box && measures.header().contains(at) {
            marks.push(Mark::All);
        } else if let Some(column) = self.head_under(measures, cursor) {
            out.push(Event::Sort(column));
        } else if let (Some(_), Some(thumb)) = (
            measures.track().filter(|track| cursor.is_over(*track)),
            measures.thumb(state.first),
        ) {
            if thumb.contains(at) {
                state.grasped = Some(at.y - thumb.y);
            } else if at.y < thumb.y {
                state.first = state.first.saturating_sub(measures.whole());
            } else {
                state.first = state.first.saturating_add(measures.whole());
            }
        } else if let Some(row) = row_under(measures, self.table.first, cursor) {
            let click = mouse::Click::new(at, mouse::Button::Left, state.click);
            state.click = Some(click);
            if state.modifiers.shift() && self.table.marks.is_some() {
                marks.push(Mark::Span(state.selected.unwrap_or(row), row));
            } else if on_box || (state.modifiers.command() && self.table.marks.is_some()) {
                marks.push(Mark::One(row));
            } else if click.kind() == mouse::click::Kind::Double && state.selected == Some(row) {
                out.push(Event::Activate(row));
            }
            state.selected = Some(row);
        }
        true
    }
}

impl State {
    fn on_wheel(&mut self, measures: Measures, delta: ScrollDelta) -> bool {
        self.turned -= match delta {
            ScrollDelta::Lines { y, .. } => y * NOTCH,
            ScrollDelta::Pixels { y, .. } => y / scale::ROW,
        };
        let whole = self.turned.trunc();
        self.turned -= whole;
        #[allow(clippy::cast_possible_truncation, reason = "some notches of a wheel")]
        let by = whole as i64;
        self.first = self
            .first
            .saturating_add_signed(by)
            .min(measures.last_first());
        true
    }

    fn on_drag(&mut self, measures: Measures, cursor: mouse::Cursor) -> bool {
        let (Some(grasped), Some(at)) = (self.grasped, cursor.position()) else {
            return false;
        };
        if let Some(first) = measures.first_at(at.y - grasped) {
            self.first = first;
        }
        true
    }

    fn on_key(&mut self, measures: Measures, key: Named, out: &mut Vec<Event>) -> bool {
        let last = measures.total.saturating_sub(1);
        let page = measures.whole();
        let row = match (key, self.selected) {
            (Named::Enter | Named::Space, selected) => {
                out.extend(selected.map(Event::Activate));
                return selected.is_some();
            }
            (Named::Home, _) => 0,
            (Named::End, _) => last,
            (Named::ArrowDown | Named::ArrowUp, None) => self.first,
            (Named::ArrowDown, Some(row)) => row.saturating_add(1),
            (Named::ArrowUp, Some(row)) => row.saturating_sub(1),
            (Named::PageDown, row) => row.unwrap_or(self.first).saturating_add(page),
            (Named::PageUp, row) => row.unwrap_or(self.first).saturating_sub(page),
            _ => return false,
        };
        self.focus.focus();
        if measures.total > 0 {
            self.select(row.min(last), measures);
        }
        true
    }

    /// Selects a row and brings it into sight.
    fn select(&mut self, row: u64, measures: Measures) {
        self.selected = Some(row);
        let lowest = row.saturating_sub(measures.whole().saturating_sub(1));
        self.first = self.first.clamp(lowest, row);
    }

    /// The window, when it is another one than was told last.
    fn tell(&mut self, measures: Measures) -> Option<Event> {
        self.first = self.first.min(measures.last_first());
        let rows = usize::try_from(measures.fitting()).unwrap_or(usize::MAX);
        let now = (self.first, rows);
        (self.told.replace(now) != Some(now)).then_some(Event::Window {
            first: self.first,
            rows,
        })
    }
}

/// The number of the row under the pointer, when `first` is the first in sight.
fn row_under(measures: Measures, first: u64, cursor: mouse::Cursor) -> Option<u64> {
    let body = measures.body();
    let at = cursor.position_over(body)?;
    let row = first + rows_in(at.y - body.y, f32::floor);
    let on_bar = measures.track().is_some_and(|track| at.x >= track.x);
    (row < measures.total && !on_bar).then_some(row)
}

/// The sortable column whose head is under the pointer.
fn head_under(
    widths: &[(f32, f32)],
    columns: &[Column<'_>],
    measures: Measures,
    cursor: mouse::Cursor,
) -> Option<usize> {
    let at = cursor.position_in(measures.header())?;
    columns
        .iter()
        .zip(widths)
        .position(|(column, (left, width))| {
            column.sortable && (*left..left + width).contains(&at.x)
        })
}

#[allow(
    clippy::too_many_arguments,
    reason = "the arguments of iced's Widget::draw"
)]
fn draw_cell<Message>(
    renderer: &mut Renderer,
    theme: &Theme,
    element: &Element<'_, Message>,
    tree: &Tree,
    layout: Layout<'_>,
    (left, width): (f32, f32),
    row: Rectangle,
    cursor: mouse::Cursor,
    style: renderer::Style,
) {
    let room = Rectangle {
        x: row.x + left,
        width: width - CELL / 2.0,
        ..row
    };
    element
        .as_widget()
        .draw(tree, renderer, theme, &style, layout, cursor, &room);
}

#[cfg(test)]
mod tests {
    use super::{MIN_COLUMN, Width, widths};

    #[test]
    fn columns_fill_their_room_and_never_more() {
        use Width::{Fixed, Part};
        let tables: [&[Width]; 4] = [
            &[Fixed(120.0), Part(3), Fixed(150.0), Part(2), Fixed(130.0)],
            &[Part(5), Part(1), Part(1)],
            &[Fixed(100.0), Part(1)],
            &[Fixed(100.0), Fixed(200.0)],
        ];
        for asked in tables {
            for room in [0.0_f32, 40.0, 216.0, 300.0, 544.0, 560.0, 900.0, 2000.0] {
                let widths = widths(asked, room);
                let sum: f32 = widths.iter().sum();
                assert!(sum <= room + 0.01, "{asked:?} in {room}: {sum}");
                if asked.iter().any(|width| matches!(width, Part(_))) {
                    assert!(sum >= room - 0.01, "{asked:?} in {room}: {sum}");
                }
            }
        }
        // 900 less 120, 150, 130 and twice the least leave 356 for five shares.
        let roomy = widths(tables[0], 900.0);
        let expected = [120.0, MIN_COLUMN + 213.6, 150.0, MIN_COLUMN + 142.4, 130.0];
        for (width, expected) in roomy.into_iter().zip(expected) {
            assert!((width - expected).abs() < 0.01, "{width} {expected}");
        }
    }
}
